"""Spending in the narrative: one statement for each mention, in order, also where two of them contradict each other.

A subject (基本支出) and the amount behind it make an anchor; what stands before the next anchor belongs to it: share,
change against last year, reason. Sentences that say there is none make nil statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from jixiao import lazy_re as re
from jixiao.document import Diagnostic
from jixiao.extract.anchors import AnchorReader
from jixiao.extract.causes import change_apart, give_back, give_causes, told_elsewhere
from jixiao.extract.changes import ChangeReader, say_unit
from jixiao.extract.clauses import Anchor, Subject, is_again, tails, whole_lines
from jixiao.extract.context import Context, Draft
from jixiao.extract.items import MONEY, PROFILE, is_parted
from jixiao.extract.project_money import project_money
from jixiao.extract.second_report import without_second
from jixiao.extract.spending_sheets import with_sheets
from jixiao.extract.spending_years import CHANGED, YearReader
from jixiao.extract.two_years import before_other_year, earlier_of_whole, of_this_year, rate_of_whole, with_years
from jixiao.extract.yielding import without_yielding
from jixiao.patterns import Found
from jixiao.quotes import Quote, Reading, Text, text_reading
from jixiao.structure.labels import Kind, label_at
from jixiao.structure.model import Node
from jixiao.values import is_unit_of_sign, money, percent

Statement = dict[str, Draft]
_SHARE = 24
REACH = 1000
"""Characters behind a subject among which its change is looked for: to the end of a text of a megabyte it would be
looked for once for each subject in it."""
_NO_FUND = "spending.no_fund"
_PARTS = ("basic", "project", "personnel", "public")
"""What a fund's spending falls into; 三公经费 behind it in the same sentence may be of all funds."""
_AMONG, _LEAD = "其中", 4
"""Characters with which a sentence says that it takes apart what the one before it told."""
_CLAUSE, _STOP = re.compile("[,;:、(]"), "。"
_NUMBERED = (Kind.ARABIC, Kind.ARABIC_PAREN, Kind.CIRCLED)


@dataclass(slots=True, unsafe_hash=True)
class Section:
    """What a section's title says of the money below it."""

    fund: Reading[str]
    scope: Reading[str]
    unit: str | None = None
    """The money unit that a title prints («二、收支情况（单位：万元）»), for figures without one."""
    income: bool = False
    """Whether the title is on what came in alone."""


class SpendingReader:
    """Reads the statements of one report."""

    def __init__(self, context: Context, fiscal_year: Reading[int] | None) -> None:
        self.context = context
        self.patterns = context.patterns
        self.anchors = AnchorReader(context)
        self.changes = ChangeReader(context, fiscal_year.value if fiscal_year else None)
        self.anchors.year = str(fiscal_year.value) if fiscal_year else None
        self.years = YearReader(context.patterns, self.anchors, fiscal_year)

    def statements(self) -> list[Statement]:
        """All statements of the spending sections, in the report's order."""
        result: list[Statement] = []
        outline = self.context.structured.outline
        for top in without_second(self.context) if self.anchors.whole else outline:
            result.extend(self._of_node(top, None, within=False))
        return project_money(self.context, self.anchors, self.years, without_yielding(self.context, result))

    def _of_node(self, node: Node, parent: Section | None, *, within: bool) -> list[Statement]:
        """``within``: a section of achievements, where «支出30万元» of a project is no spending of the unit."""
        within = within or node.role == "performance"
        asked = self.anchors.whole and (within or node.role in PROFILE)
        if parent is None and node.role not in MONEY and not asked:  # most: nothing of theirs is spending
            if node.title:  # what unit it declares is claimed
                self._unit_in(node.title)
            within = within and not (self.anchors.whole and is_parted(node))
            return [told for child in node.children for told in self._of_node(child, None, within=within)]
        section = self._section(node, parent)
        result: list[Statement] = []
        if node.role in MONEY or (parent is not None and node.role is None):
            named = within and not self._is_of_accounts(node)
            headed = node.title is not None and self._is_executed(node.title)
            for text in self._spent(node):
                section = self._of_all(text, section)
                headed = named and self._is_executed(text, headed)
                told = headed and self.patterns["spending.executed_whole"].search(text) is not None
                own = self._of_text(text, section, named=named and not told)
                if not own and (apart := change_apart(self.context, self.changes, text, result)):
                    self._give_change(text, *apart)
                result.extend(own)
        elif asked:
            for text in told_elsewhere(self.context, node, self.years.fiscal_year, within=within):
                result.extend(self._of_text(text, section, named=within))
        parted = self.anchors.whole and is_parted(node)
        for child in node.children:
            inside = section if node.role in MONEY or parent is not None else None
            result.extend(self._of_node(child, inside, within=within and not parted))
        return result

    def _give_change(self, text: Text, statement: Statement, change: dict[str, Any]) -> None:
        statement["change"], statement["change_rate"] = change.get("change"), change.get("rate")
        statement["reason"] = self._reason(text, change.get("end"), len(text))

    def _is_executed(self, text: Text, above: bool = False) -> bool:
        """«1.执行率情况。…执行数39,986,812.36元» among a department's results; ``above``: the line above was its
        heading alone."""
        found = self.patterns["spending.executed_head"].match(text) if self.anchors.whole else None
        return found is not None or (above and label_at(text.match) is None)

    def _is_of_accounts(self, node: Node) -> bool:
        """«（一）部门决算情况» among the results: what its sentences call spending is the department's."""
        return node.title is not None and self.patterns["spending.own_accounts"].search(node.title) is not None

    def _section(self, node: Node, parent: Section | None) -> Section:
        role = self.patterns.roles.get(node.role or "")
        quote = node.title.quote() if node.title else node.label_quote or Quote(())
        pattern = f"section.{node.role}"
        fund = Reading(role.fund, quote, pattern, inferred=True) if role and role.fund else None
        scope = Reading(role.scope, quote, pattern, inferred=True) if role and role.scope else None
        fund = fund or (self.anchors.fund_in(node.title, pattern) if node.title else None)
        none = Reading("all", quote, _NO_FUND, inferred=True)
        total = Reading("total", quote, pattern, inferred=True)
        return Section(
            fund or (parent.fund if parent else none),
            scope or (parent.scope if parent else total),
            (node.title and self._unit_in(node.title)) or (parent.unit if parent else None),
            node.title is not None and self.patterns["spending.income_title"].search(node.title) is not None,
        )

    def _unit_in(self, text: Text) -> str | None:
        if ")" not in text.match:
            return None  # most
        found = self.patterns["spending.unit_declared"].search(text)
        if found is None:
            return None
        self.context.claim(found)
        return found["unit"]

    def _spent(self, node: Node) -> list[Text]:
        """The texts of a section; below «年初预算安排情况» those that say what was spent too. What one of several
        projects spent is not what the unit did."""
        texts = list(node.content if node.role is None else node.body)
        texts = whole_lines([text for text in texts if not self.patterns["spending.of_one_project"].search(text)])
        if node.title is None or not self.patterns["spending.budget_title"].search(node.title):
            return texts
        return [text for text in texts if self.patterns["spending.final_word"].search(text)]

    def _of_all(self, text: Text, section: Section) -> Section:
        """The section of a text that adds other income («医疗收入86420万元»): the unit's accounts as a whole, not those
        of the budget in the section's title."""
        if not section.fund.inferred or section.fund.value in ("all", None):
            return section
        found = self.patterns["spending.other_income"].finditer(text)
        other = next((f for f in found if (m := money(f.quote("amount"), f.id)) and m.value), None)
        other = other or self.patterns["spending.with_other_income"].search(text)
        return replace(section, fund=Reading("all", other.quote(), other.id, inferred=True)) if other else section

    # -- one paragraph

    def _of_text(self, text: Text, section: Section, *, named: bool = False) -> list[Statement]:
        """``named``: only amounts whose subject is named count."""
        label = label_at(text.match)
        if label and label.kind in _NUMBERED:  # «2、支出：668.05万元» (R04 of the corpus)
            self.context.claim_all([text.quote(label.start, label.end)])
            text = text[label.end :]
        # «2.本年支出合计（万元）：4098.33。其中：基本支出1642.15»; where an amount prints its unit, one without is none
        unit = self._unit_in(text) or section.unit
        printed = unit and any(not is_unit_of_sign(found[0]) for found in self.patterns.word("money").finditer(text))
        self.anchors.unit = self.changes.unit = None if printed else unit
        subjects = self.anchors.subjects_in(text)
        anchors = self.anchors.of_subjects(text, subjects, section.fund.value)
        of_all = section.fund.value in ("all", None)
        own = (section.scope.value, section.fund.value)
        none = named or (unit is None and not self.patterns.word("money").may_match(text.match))
        bare = (
            [] if none else self.anchors.of_sections(text, subjects, anchors, own, of_all=of_all, income=section.income)
        )
        behind = None if bare or named else self.anchors.sum_behind(text, anchors)
        anchors = self.anchors.with_shares(text, [*bare, *anchors, *([behind] if behind else [])])
        anchors = with_years(self.years, text, earlier_of_whole(self.context, self.years, self.changes, text, anchors))
        placed: list[tuple[int, Statement]] = []
        stretches = self._stretches(text, subjects, anchors, section)
        kept = [pair for pair in zip(anchors, stretches, strict=True) if not pair[0].part]
        anchors, stretches = [anchor for anchor, _ in kept], [tail for _, tail in kept]
        for index, (anchor, tail) in enumerate(kept):
            fund = self._fund_of_whole(text, anchors[:index], anchor, section)
            under = replace(section, fund=fund) if fund else section
            if _is_whole(text, anchor, anchors[index + 1 :], section):
                quote = anchor.subject.found.quote()
                under = replace(under, scope=Reading("total", quote, anchor.subject.found.id, inferred=True))
            placed.append((anchor.subject.start, self._statement(text, anchor, tail, under)))
        told = [statement for _, statement in placed]
        done = self.changes.since_last_year(told, stretches) if told[1:] else ()
        self.changes.against_nothing(text, anchors, told, stretches, done)
        give_back(text, anchors, told)
        give_causes(self.context, self.anchors, text, told)
        placed.extend(self._nil(text, subjects, anchors, section))
        self._claim_leads(text)
        return [statement for _, statement in sorted(placed, key=lambda pair: pair[0])]

    def _stretches(self, text: Text, subjects: list[Subject], anchors: list[Anchor], section: Section) -> list[Text]:
        """What belongs to each anchor. «人员经费98万元，公用经费10万元。人员经费较去年增加4万元»: a change behind a
        subject named again is that subject's, never that of the amount before it («支出248万元…。支出总额比上年…»:
        what names no part is the section's).
        """
        scope = section.scope.value
        taken = {id(anchor.subject) for anchor in anchors}
        rest = [s for s in subjects if id(s) not in taken]
        again = [s for s in rest if self._changes(text, s) or self._shares(text, s, anchors)]
        row = [*anchors, *(Anchor(s, Reading(None, s.found.quote(), s.found.id), s.end) for s in again)]
        row.sort(key=lambda anchor: anchor.subject.start)
        found = {id(anchor.subject): stretch for anchor, stretch in zip(row, tails(text, row), strict=True)}
        for anchor in anchors:
            whole = (anchor.subject.scope or scope) == "total" and anchor.subject.fund in (
                None,
                "all",
                section.fund.value,
            )
            found[id(anchor.subject)] = self._without_income(found[id(anchor.subject)], whole=whole)
        own = self.changes.resumed(text, anchors, [found[id(anchor.subject)] for anchor in anchors])
        found.update({id(anchor.subject): stretch for anchor, stretch in zip(anchors, own, strict=True)})
        of_this_year(self.years, self.changes, text, anchors, found)
        rate_of_whole(self.changes, text, anchors, found)
        for subject in again:
            if (lead := self._lead(text, subject)) is not None:
                found[id(subject)] = Text.join([lead, found[id(subject)]])
            about = subject.scope or scope
            same = [a.subject for a in anchors if (a.subject.scope or scope) == about and a.end <= subject.start]
            known = self.patterns["spending.share"] if self._shares(text, subject, anchors) else None
            if same and (known.search(found[id(same[-1])]) if known else self.changes.read_any(found[id(same[-1])])):
                continue
            if same:
                found[id(same[-1])] = Text.join([self.changes.near(found[id(same[-1])]), found[id(subject)]])
                self.context.claim(subject.found)
            else:
                self.changes.say_alone(found[id(subject)])
        return [found[id(anchor.subject)] for anchor in anchors]

    def _without_income(self, stretch: Text, *, whole: bool) -> Text:
        """A stretch without what it tells of the income's change («支出总计120万元。收入较上年减少19万元。支出…»): it
        is never the spending's, and fits it where both totals are the same. The change of the ``whole`` spending (else
        in the same sentence) right behind it is against the same year («…收入较上年减少19万元，支出减少15万元»)."""
        led = self.patterns["spending.income_leads"].search(stretch)
        if led is not None and (whole or _STOP not in stretch.match[: led.start]):
            return Text.join([stretch[: led.start], led.sub("against"), stretch[led.match.start("spent") :]])
        told = self.patterns["spending.income_compared"].search(stretch)
        return stretch if told is None else Text.join([stretch[: told.start], stretch[told.end :]])

    def _shares(self, text: Text, subject: Subject, anchors: Sequence[Anchor]) -> bool:
        """Whether nothing but this year's share stands behind a subject told before («…。基本支出占比68.04%。»)."""
        if self.patterns["spending.share"].match(text, subject.end, subject.end + _SHARE) is None:
            return False
        year, own = self.years.before(text, subject.start), self.years.fiscal_year
        mine = year is None or own is None or year.value == own.value
        return mine and is_again(text, subject, anchors, self.patterns["spending.share_lead"])

    def _changes(self, text: Text, subject: Subject) -> bool:
        """Whether a change against last year stands right behind a subject that is no part of a reason."""
        clause = max(text.match.rfind(mark, 0, subject.start) for mark in "。;") + 1
        reason = self.patterns.word("reason_marker").search(text[clause : subject.start])
        if reason or self.anchors.is_object(text, subject.start):
            return False
        tail = text[subject.end : subject.end + REACH]
        lead = self._lead(text, subject)
        return self.changes.read_any(Text.join([lead, tail]) if lead else tail, at_start=True)

    def _lead(self, text: Text, subject: Subject) -> Text | None:
        """The words of comparison at the head of a subject's sentence, where none stand behind it («与2021年相比，基本
        支出增加56万元；项目支出减少82万元»), or right before it («基本支出98万元，与上年相比，基本支出减少2万元»)."""
        if self.changes.read_any(text[subject.end : subject.end + REACH], at_start=True):
            return None
        lead, match = self.patterns["spending.change.lead"], text.match
        found = lead.match(text, match.rfind("。", 0, subject.start) + 1, subject.start)
        if found is None and match[subject.start - 1 : subject.start] == ",":
            clause = max(match.rfind(mark, 0, subject.start - 1) for mark in ",;:(") + 1
            found = lead.match(text, clause, subject.start)
        return text[found.start : found.end] if found else None

    def _claim_leads(self, text: Text) -> None:
        for found in self.patterns["spending.lead"].finditer(text):
            self.context.claim(found)

    # -- one statement

    def _statement(self, text: Text, anchor: Anchor, tail: Text, section: Section) -> Statement:
        self.context.claim(anchor.subject.found)
        subject, quote = anchor.subject, anchor.subject.found.quote()
        if anchor.amount.pattern == CHANGED:  # «从上年的342万元减少到319万元，减少…»: both belong together
            tail = Text.join([text[subject.end : anchor.end], tail])
        near = before_other_year(self.anchors, self.changes.near(tail, anchor.amount.value), anchor)
        whole = (subject.scope or section.scope.value) == "total"
        year = self.years.of(text, anchor)
        change = self.changes.read(near, anchor.amount, whole=whole, year=year.value if year else None)
        return {
            "fund": self._fund(subject, section),
            "scope": Reading(subject.scope, quote, subject.found.id) if subject.scope else section.scope,
            "year": year,
            "amount": anchor.amount,
            "share": anchor.share or self._share(near),
            "change": change.get("change"),
            "change_rate": change.get("rate"),
            "reason": self._reason(tail, change.get("end"), change.get("until", len(near))),
            "is_none": Reading(False, anchor.amount.quote, anchor.amount.pattern),
        }

    def _fund(self, subject: Subject, section: Section) -> Reading[str]:
        if subject.fund is None:
            return section.fund
        quote = subject.found.quote("fund") if subject.found.has("fund") else subject.found.quote()
        return Reading(subject.fund, quote, subject.found.id)

    def _fund_of_whole(
        self, text: Text, before: Sequence[Anchor], part: Anchor, section: Section
    ) -> Reading[str] | None:
        """«一般公共预算支出1998万元，其中：基本支出812万元», no fund in the section: a part is of its whole's."""
        if section.fund.pattern != _NO_FUND or part.subject.scope not in _PARTS:
            return None
        whole = next((a for a in reversed(before) if a.subject.fund or a.subject.scope in ("", "total")), None)
        if whole is None or whole.subject.fund is None or part.subject.fund:
            return None
        if (part.amount.value or 0) > (whole.amount.value or 0):
            return None  # «一般公共预算支出800万元，政府性基金支出100万元，包括基本支出500万元»: of both
        between, parts = text.match[whole.end : part.subject.start], self.patterns["spending.parts"]
        at_once = text.match[whole.end : next((a for a in before if a.subject.start >= whole.end), part).subject.start]
        opened = _AMONG in between or parts.occurs(at_once) or between.count("(") > between.count(")")
        _, stop, last = between.rpartition("。")
        if not (opened or stop) and whole.subject.scope in _PARTS and whole.subject.scope != part.subject.scope:
            # «一般公共预算基本支出500万元，项目支出400万元»
            opened = self.patterns["spending.share_lead"].fits(_CLAUSE.split(last)[-1])
        if not opened or (stop and not (last.startswith(_AMONG) or parts.occurs(last[:_LEAD]))):
            return None
        return replace(self._fund(whole.subject, section), inferred=True)

    def _share(self, tail: Text) -> Reading[Decimal] | None:
        found = self.patterns["spending.share"].search(tail)
        if found is None:
            return None
        before = tail[: found.start]
        if self.patterns["spending.share_of_part"].search(before):
            return None
        if self.anchors.names_subject(before):
            return None  # «支出1,480万元，人员支出占52.3%»
        self.context.claim(found)
        return percent(found.quote("share"), found.id)

    def _reason(self, tail: Text, after: int | None, until: int) -> Reading[str] | None:
        """The reason behind a change that ends at ``after``; what begins behind ``until`` is of another amount."""
        found = self.patterns["spending.reason.between"].search(tail)
        found = found or self.patterns["spending.reason.marked"].search(tail)
        if found and after and found.end <= after and self.patterns["spending.budget_word"].search(tail[: found.start]):
            # «比年初预算少3.4万元，主要是厉行节约；比上年减少0.4万元，主要是…»
            found = self.patterns["spending.reason.marked"].search(tail, after)
        found = found if found is not None and found.start < until else None
        if found is None and after is not None and after < until:
            rest = tail[after:until]
            stop = rest.match.find("。")
            found = self.patterns["spending.reason.unmarked"].search(rest[: stop + 1] if stop >= 0 else rest)
            if found and self._is_others_change(found.sub("reason")):
                return None
        if found is None or self.patterns["spending.reason.not"].search(found.sub("reason")):
            return None
        before = tail[: found.start]
        if after is None and (
            self.patterns["spending.reason.spent_on"].search(found.sub(0))
            or self.patterns["spending.reason.undone"].search(before)
        ):
            return None  # «主要是燃油费支出», «执行率96%，未完成原因为…»
        budget = self.patterns["spending.reason.of_budget"].search(before)
        if budget and (after is None or not budget.has("compared")):
            return None  # «决算数小于预算数的主要原因是…», «与年初预算相比，减少0.2万元，原因是…»
        # «…项目支出40万元。与上年相比，基本支出增加5万元，主要原因是…»: a later sentence on another subject.
        sentence = tail.match.rfind("。", 0, found.start) + 1
        if sentence and self.anchors.names_subject(tail[sentence : found.start]):
            return None
        self.context.claim(found)
        reason = found.sub("reason")
        closed = reason.match.rfind(")")
        if reason.match.count(")") > reason.match.count("(") and reason.match[closed + 1 : closed + 2] in ("", ","):
            reason = reason[:closed]  # «（主要原因：新进人员较多）», «（主要是项目减少），下降9.09%»
        if (seams := reason.seams()) and self.patterns["spending.reason.below"].fullmatch(reason[seams[-1] :]):
            reason = reason[: seams[-1]]
        if on := self.patterns["spending.reason.on"].search(reason):  # «…，项目支出46万元»
            reason = reason[: on.start]
        if closing := self.patterns["spending.reason.closing"].search(reason):
            reason = reason[: closing.start]
        return text_reading(reason.quote(), found.id)

    def _is_others_change(self, reason: Text) -> bool:
        """«基本支出98万元，与上年相比，增加2万元，项目支出减少20万元»: another subject's change is no reason."""
        other = self.patterns["spending.reason.other_change"].search(reason)
        return other is not None and self.anchors.names_subject(other.sub(0))

    # -- none of it

    def _nil(
        self, text: Text, subjects: list[Subject], anchors: list[Anchor], section: Section
    ) -> Iterable[tuple[int, Statement]]:
        whole = self.patterns["spending.nil.whole"].search(text)
        if whole:
            self.context.claim(whole)
            yield whole.start, self._nil_statement(text, whole.start, whole.quote("nil"), None, section)
            return
        taken = {id(anchor.subject) for anchor in anchors}
        behind = list(self.patterns["spending.nil.after"].finditer(text))
        before = [
            found
            for found in self.patterns["spending.nil.before"].finditer(text)
            if not any(found.start < other.end and other.start < found.end for other in behind)
        ]
        for name, matches in (("before", before), ("after", behind)):
            for found in matches:
                if not self.patterns["spending.nil.kind"].search(found.sub("what")):
                    continue
                start, end = found.match.span("what")
                named = [s for s in subjects if start <= s.start < max(end, found.end) and id(s) not in taken]
                if any(start <= a.subject.start < end for a in anchors):
                    continue
                self.context.claim(found)
                if part := self._nil_part(text, found):
                    _say_part(self.context, found.sub(0), part)
                    (first, last), scope = part.match.span("part"), part.expression.extra["scope"]
                    own = [s for s in named if s.scope != scope or not first <= s.start - found.start < last]
                    if named and not own:
                        continue
                    named = own
                quote = found.quote("nil") if name == "before" else found.quote()
                if not named and self.patterns["spending.of_last_year"].search(
                    text[max(found.start - 14, 0) : found.start]
                ):
                    continue  # «政府性基金支出1185.6万元，上年无此项支出»
                mentions: list[Subject | None] = [*named] or [None]
                for subject in mentions:
                    yield found.start, self._nil_statement(text, found.start, quote, subject, section)

    def _nil_part(self, text: Text, found: Found) -> Found | None:
        """A part alone of what nothing was spent on, unless its sentence says the same of the rest («无国内公务接待，也
        无国（境）外公务接待»)."""
        rule = self.patterns["spending.nil.part"]
        part = rule.search(found.sub(0))
        if part is None:
            return None  # nearly always
        stop = text.match.find(_STOP, found.end)
        sentence = text[text.match.rfind(_STOP, 0, found.start) + 1 : stop if stop >= 0 else len(text)]
        return part if rule.search(sentence) else None

    def _nil_statement(self, text: Text, at: int, quote: Quote, subject: Subject | None, section: Section) -> Statement:
        fund, scope = section.fund, section.scope
        if subject is not None:
            fund = self._fund(subject, section)
            scope = Reading(subject.scope, subject.found.quote(), subject.found.id)
        null: Reading[Decimal | None] = Reading(None, quote, "spending.nil", null_kind="nil_statement")
        return {
            "fund": fund,
            "scope": scope,
            "year": self.years.before(text, at),
            "amount": null,
            "share": None,
            "change": None,
            "change_rate": None,
            "reason": None,
            "is_none": Reading(True, quote, "spending.nil"),
        }


def _say_part(context: Context, said: Text, part: Found) -> None:
    """Names what is none of a part that a report has no field for («无因公出国费用、国内公务接待费»)."""
    quote = part.quote("part")
    context.diagnostics.append(
        Diagnostic(
            "unread_text",
            f"「{said.quote().printed}」只说明没有{quote.printed}，不等于没有公务接待费，未读取，请核对原件",
            f"«{said.quote().printed}» is on a part of receptions («{quote.printed}»), not on all: not read",
            (quote.block,),
        )
    )


def spending(context: Context, fiscal_year: Reading[int] | None) -> list[Statement]:
    """`spending[]` of the contract as drafts."""
    statements = SpendingReader(context, fiscal_year).statements()
    say_unit(context, statements)
    return with_sheets(context, fiscal_year, statements)


def _is_whole(text: Text, anchor: Anchor, behind: Sequence[Anchor], section: Section) -> bool:
    """Whether «支出76万元，其中：基本支出66万元，项目支出10万元» says the whole in a section on basic spending."""
    if anchor.subject.scope or not behind or section.scope.value not in _PARTS:
        return False
    opened = "其中" in text.match[anchor.end : behind[0].subject.start]
    return opened and any(part.subject.scope == section.scope.value for part in behind)
