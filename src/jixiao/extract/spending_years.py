"""Which year a statement on spending is about: its subject says it, what stands before the amount, or the sentence."""

from __future__ import annotations

from dataclasses import replace

from jixiao.extract.anchors import AnchorReader
from jixiao.extract.clauses import Anchor, Subject, is_aside
from jixiao.patterns import Found, Patterns
from jixiao.quotes import Reading, Text

CHANGED = "spending.amount_changed"
"""What reads an amount behind the one that it was before."""


class YearReader:
    """Reads the years of one report's statements."""

    def __init__(self, patterns: Patterns, anchors: AnchorReader, fiscal_year: Reading[int] | None) -> None:
        self.patterns = patterns
        self.anchors = anchors
        self.fiscal_year = fiscal_year
        self.own = fiscal_year and replace(fiscal_year, inferred=True)
        """Of what names no year."""

    def of(self, text: Text, anchor: Anchor) -> Reading[int] | None:
        """The year of an amount."""
        own = anchor.year or self._of_subject(anchor.subject) or self._between(text, anchor)
        return own or self.before(text, anchor.subject.start)

    def _of_subject(self, subject: Subject) -> Reading[int] | None:
        if subject.start != subject.found.match.start():
            return None  # «2024年支出800万元，2023年700万元»: the words hold the first amount's year
        own = self.anchors.own_year(subject.found)
        return None if own is None else _printed(own)

    def _between(self, text: Text, anchor: Anchor) -> Reading[int] | None:
        """The year between a subject and its amount: «基本支出：2022年为380万元»; of «由2022年的700万元增加到2023年的
        812万元» the one behind what it was."""
        between = text[anchor.subject.end : anchor.end]
        if anchor.amount.pattern == CHANGED and (was := self.patterns.word("money").search(between)):
            between = between[was.end :]
        year = self.patterns.word("year")
        found = year.search(between)
        if found is None:
            return None
        match = between.match
        clause = match.rfind(",", found.end, len(match) - len(anchor.amount.quote.match)) + 1
        if clause:  # «三公经费预算8万元，2022年6万元，2023年实际支出5万元»
            found = year.search(between[clause:]) or found
        return _printed(found)

    def before(self, text: Text, before: int) -> Reading[int] | None:
        """The last year named before the subject, else the report's; of «上年基本支出» the one before that."""
        previous = self.patterns["spending.of_last_year"].search(text[max(before - 14, 0) : before])
        if previous:
            if self.fiscal_year is None:
                return None
            quote, year = previous.quote("year"), self.fiscal_year.value - 1
            return Reading(year, quote, previous.id, (f"{quote.printed} → {year}",), inferred=True)
        # Of its own sentence, else the paragraph's first word: a year in between belongs to a reason
        # («；2022年10月起工资晋级，…；人员经费…»).
        sentence = max(text.match.rfind(mark, 0, before) for mark in "。;") + 1
        last: Found | None = None
        for found in self.patterns.word("year").finditer(text[:before]):
            if is_aside(text.match[:before], found.start, found.end):
                continue
            if found.start >= sentence or found.start == 0 or self._heads(text, found):
                if last is None or found.end == before or not self._is_beside(text, last, found):
                    last = found
            elif "。" not in text.match[: found.start]:
                # «2022年决算支出1305万元，2023年决算支出1227万元。人员经费…»
                last = last if self.patterns["spending.not_year"].search(text[: found.start]) else None
        if last and not (last.start and self.patterns["spending.not_year"].search(text[: last.start])):
            return _printed(last)
        return self.own

    def _is_beside(self, text: Text, last: Found, found: Found) -> bool:
        """Whether a year is that of an amount alone, right behind the report's with its own («2024年800万元，2023年700
        万元，其中基本支出500万元»): what goes on is the report's."""
        mine = self.fiscal_year is not None and last[0].startswith(str(self.fiscal_year.value))
        row = self.patterns["spending.year_row"].match(text, last.start) if mine else None
        return row is not None and found.start < row.end

    def _heads(self, text: Text, found: Found) -> bool:
        """Whether a year begins a sentence on what was spent, so that the next one goes on with it («2023年决算支出
        980万元。2024年决算支出1000万元。基本支出640万元»)."""
        if text.match[found.start - 1] != "。":
            return False
        before, year = text[: found.start], int(found[0][:4])
        own = self.fiscal_year.value if self.fiscal_year else year
        told = [int(other[0][:4]) for other in self.patterns.word("year").finditer(before)]
        if year != own and year < max(told, default=own if "元" in before.match else year):
            return False  # «2023年决算支出1000万元。2022年决算支出980万元。基本支出640万元»: it was compared with
        sentence = text[found.end : text.match.find("。", found.end)]
        return self.patterns["spending.years_head"].match(sentence) is not None


def _printed(found: Found) -> Reading[int]:
    quote, year = found.quote(), found[0][:4]
    return Reading(int(year), quote, "vocabulary.year", (f"{quote.printed} → {year}",))
