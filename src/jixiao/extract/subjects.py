"""Subjects of money (基本支出) in a text, what tells that one is of something else, and the amount behind words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from jixiao.extract.changes import unreadable
from jixiao.extract.clauses import Amount, Subject
from jixiao.extract.context import Context
from jixiao.patterns import Expression, Found
from jixiao.quotes import Reading, Text
from jixiao.values import money

_PARTS = 2
"""Parts of a sum at the least."""
_BEFORE = 14
"""Characters before a subject that say what it is the object of."""
_COUNTED = 100  # characters before a word of spending in which guests are counted
_BEHIND_SHARE = "spending.amount_behind_share"
_SPENT = "支出"
_OF_WHOLE = {"basic", "project"}
_WHOLE = "total"


class SubjectReader:
    """Finds the subjects of one report's texts, and amounts behind words."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.patterns = context.patterns
        self.bare = self.patterns["subject.section"]
        self.unit: str | None = None  # of money, as a section's title prints it
        self.year: str | None = None
        """The report's."""
        self.whole = self._is_of_whole()
        self.counted: tuple[str, ...] = tuple(self.patterns["spending.of_counted"].extra["scopes"])
        """What guests and trainees are counted for."""

    def _is_of_whole(self) -> bool:
        """Whether the report is on a department's whole spending: its title says so, or a heading of the highest level
        where the title names neither («…预算执行情况绩效自评工作的报告»)."""
        title, rules = self.context.structured.title, self.patterns
        if title is not None and rules["kind.whole_department"].search(title.view):
            return True
        if title is None or rules["kind.project"].search(title.view) or rules["kind.project.named"].search(title.view):
            return False
        tops = (node for node in self.context.structured.outline if node.role == "performance" and node.title)
        return any(rules["kind.whole_department"].search(node.title) for node in tops if node.title)

    def subjects_in(self, text: Text) -> list[Subject]:
        """All subjects, the longer before the shorter that it holds, from left to right."""
        found = [
            Subject(match.start, match.end, e.extra["scope"], e.extra.get("fund") or self._named_fund(match), match)
            for e in self._likely(text)
            for match in e.finditer(text)
        ]
        found.sort(key=lambda s: (s.start, -s.end))
        kept: list[Subject] = []
        for subject in found:
            if not kept or (subject.start >= kept[-1].end and not _again(text, kept[-1], subject)):
                kept.append(subject)
        return kept

    def names_subject(self, text: Text) -> bool:
        """Whether any subject stands in a text."""
        return any(subject.search(text) for subject in self._likely(text))

    def _likely(self, text: Text) -> list[Expression]:
        """The subjects that may stand in a text."""
        return [e for e in self.patterns.likely("subject", text.match) if e.extra.get("scope")]

    def _named_fund(self, match: Found) -> str | None:
        if not match.has("fund"):
            return None
        return self.patterns.concept(match["fund"])

    def fund_in(self, title: Text, pattern: str) -> Reading[str] | None:
        """The fund that a section's title names («一般公共预算“三公”经费支出情况»), where it is one alone."""
        found = list(self.patterns.word("fund_word").finditer(title))
        name = self.patterns.concept(found[0].match[0]) if len(found) == 1 else None
        return Reading(name, found[0].quote(), pattern, inferred=True) if name else None

    def is_object(self, text: Text, start: int) -> bool:
        """Whether words make what begins there the object of something else («人均», «未支付的»)."""
        return self.patterns["spending.not_before"].search(text[max(start - _BEFORE, 0) : start]) is not None

    def is_whole_of_counted(self, text: Text, index: int, subjects: list[Subject]) -> bool:
        """Whether a subject is «共计支出» of guests or trainees; where the label of its sentence says what they are for
        («公务接待费：接待12批次、68人次，共计支出0.95万元»), it is of that (in ``subjects`` too)."""
        subject = subjects[index]
        if subject.scope != _WHOLE or subject.fund or not self.is_of_counted(text, subject.end, subjects):
            return False
        named = subjects[index - 1] if index else None
        if named is None or named.scope not in self.counted or "。" in text.match[named.end : subject.start]:
            return True
        found = self.patterns["spending.subject_first"].match(text, named.end)
        if found is None or text.match[found.end - 1] != ":":
            return True
        if self.patterns.word("money").search(text[found.end : subject.start]):
            return True
        subjects[index] = replace(subject, scope=named.scope, fund=named.fund)
        return False

    def is_of_counted(self, text: Text, end: int, subjects: list[Subject]) -> bool:
        """Whether words of spending, up to ``end``, stand right behind guests that are counted («国内公务接待221批次，
        1768人，共计支出9.95万元»), and no parts of a whole behind them."""
        sentence = text[max(end - _COUNTED, *(text.match.rfind(mark, 0, end) + 1 for mark in "。;"), 0) : end]
        if self.patterns["spending.of_counted"].search(sentence) is None:
            return False
        stop = text.match.find("。", end)
        if stop > 0 and self.patterns.word("takes_apart").match(text, stop + 1):
            stop = text.match.find("。", stop + 1)
        behind = [one.scope for one in subjects if end <= one.start and (stop < 0 or one.start < stop)]
        return {*behind[:_PARTS]} != _OF_WHOLE

    def is_of_part(self, text: Text, start: int) -> bool:
        """Whether what begins there is of a part of the year."""
        parts = (one.match.span("parts") for one in self.patterns["spending.part_of_year"].finditer(text))
        return any(begin <= start < end for begin, end in parts)

    def own_year(self, subject: Found) -> Found | None:
        """The year that the words of a subject hold: «2022年支出»."""
        return self.patterns.word("year").search(subject.sub(0))

    def amount_behind(self, text: Text, at: int, until: int) -> tuple[Amount, int] | None:
        if self.unit is not None and (bare := self.patterns["spending.amount_bare"].match(text, at, until)):
            self.context.claim(bare)
            quote = bare.quote("amount")
            unit = bare["unit"] or self.unit  # «1,065.70（万元）»
            return money(quote, bare.id, unit=unit) or unreadable(self.context, quote, bare.id), bare.end
        found = self.patterns["spending.amount"].match(text, at, None)
        if found is None or found.match.start("amount") > until:
            found = (
                self.patterns["spending.amount_changed"].match(text, at, until)
                or self.patterns["spending.amount_far"].match(text, at, until)
                or self.patterns["spending.amount_behind_budget"].match(text, at, until)
                or self.patterns[_BEHIND_SHARE].match(text, at)  # «占总支出的60%，金额为120万元» holds a subject
                or self.patterns["spending.amount_in_sentence"].match(text, at, until)
                or self.patterns["spending.amount_unreadable"].match(text, at, until)
            )
        if found is None:
            return None
        quote = found.quote("amount")
        self.context.claim(found)
        if found["amount"].startswith("零"):
            return Reading(Decimal(0), quote, found.id, (f"{quote.printed} → 0",)), found.end
        return money(quote, found.id, unit=self.unit) or unreadable(self.context, quote, found.id), found.end


def _again(text: Text, named: Subject, subject: Subject) -> bool:
    """Whether a subject only says «支出» of the one before it: «“三公”经费：支出共计21.6万元» is no whole."""
    between = text.match[named.end : subject.start].removeprefix("支出").removeprefix("情况")
    whole = subject.scope == "total" and subject.fund is None
    one = text.match[max(named.start - 1, 0) : named.start] not in ("、", "和", "及", "与")
    return whole and one and between == ":" and text.match.startswith(_SPENT, subject.start) and bool(named.scope)
