"""Tables of web pages as their text is copied: a row a line, its cells parted by single blanks, covered cells left out.

A cell of several paragraphs breaks its line, and what follows begins another («产出指标», «(50分)»): by that
such tables are known, for the order of printed lines is not to be trusted. A line with as many words as the
heading has columns is certain. One with fewer is read where its figures have one place only; all others are
refused by name, and so are the rows beside a line that nobody knows: it may be the rest of a cell of theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from jixiao.patterns import Patterns
from jixiao.structure.flat.destroyed.grid import Open, Sheet
from jixiao.structure.flat.destroyed.money import rows_of
from jixiao.structure.flat.destroyed.partial import Partial
from jixiao.structure.flat.destroyed.read import Reading
from jixiao.structure.flat.destroyed.search import AMOUNTS, POINTS, agrees, fits
from jixiao.structure.flat.destroyed.stream import LARGEST, Literal, Stream, literal_of
from jixiao.structure.flat.destroyed.words import INDICATORS, MONEY, Heading, Vocabulary, vocabulary_of
from jixiao.structure.flat.linedrows import LinedRows
from jixiao.structure.flat.linewords import Word, words_in
from jixiao.structure.flat.stretch import Stretch
from jixiao.structure.flat.words import words_of
from jixiao.structure.form_model import key_of

_NAME = 20  # characters of a row's first words in a message
_FEW = 3  # labels of a heading that blanks part
_SINGLE = 2  # how much further than the last a character stands behind a single blank
_FAR = 400  # characters above the money in which the project's name stands


def read_lined(stretch: Stretch, where: tuple[int, int], patterns: Patterns) -> list[Partial]:
    """The tables in a part of a stretch whose rows are lines of words, in order."""
    words = vocabulary_of(patterns)
    stream = Stream(stretch, *where)
    headings = words.headings_in(stream.text, stream.is_parted)
    found: list[Partial] = []
    begin = 0
    for index, heading in enumerate(headings):
        if heading.zone.id != INDICATORS or not _is_lined(stream, heading):
            continue
        above = headings[index - 1] if index and headings[index - 1].zone.id == MONEY else None
        money = above if above is not None and above.start >= begin else None
        limit = headings[index + 1].start if index + 1 < len(headings) else len(stream)
        one = _Lined(stream, words, money, heading, begin, limit).read()
        if one is not None:
            table, begin = one
            found.append(table)
    return found


def _is_lined(stream: Stream, heading: Heading) -> bool:
    """Whether the labels of a heading are parted by single blanks of a line, but where a page broke it; TABs would show
    blank cells."""
    parted = sum(stream.is_parted(label.start) for label in heading.labels[1:])
    glued = sum(label.start not in stream.gaps for label in heading.labels[1:])
    blanks = (stream.at[one.start] - stream.at[one.start - 1] for one in heading.labels if stream.is_parted(one.start))
    wide = any(width > _SINGLE for width in blanks)
    wide = wide or any(
        "\t" in stream.stretch.text[stream.at[a.stop - 1] : stream.at[b.start]] for a, b in pairwise(heading.labels)
    )
    return parted >= _FEW and not glued and not wide


class _Lined:
    """One table: the headings of its money and of its indicators; nothing else of a form stands in [begin, limit)."""

    def __init__(
        self, stream: Stream, words: Vocabulary, money: Heading | None, heading: Heading, begin: int, limit: int
    ) -> None:
        self.stream, self.words, self.money, self.heading = stream, words, money, heading
        self.begin, self.limit = begin, limit
        self.sheet = Sheet(stream)
        self.refused: list[str] = []

    def read(self) -> tuple[Partial, int] | None:
        """The table and where it ends; None where its rows are no lines."""
        rows = LinedRows(self.stream, self.words, self.heading, self.limit)
        points = None
        if self.money is not None:
            unit = Reading(self.stream, self.words, [self.money, self.heading], self.begin, self.limit).unit()
            if unit is None:
                return None
            self._pairs(self.money)
            points = self._funds(self.money)
        if not rows.read(points) or not self._is_copied(rows.broken):
            return None
        self._goals()
        rows.put(self.sheet, self.refused)
        start, stop = self.stream.raw(*self.sheet.span)
        return Partial(start, stop, self.sheet.table(), tuple(dict.fromkeys(self.refused))), rows.stop

    def _is_copied(self, ends: Sequence[int]) -> bool:
        """Whether each printed word that stands on several lines (the levels' ``ends`` among them) has its last line to
        itself, as where a page's paragraphs were copied. Printed lines go on with the next cell there, and their
        order is not to be trusted."""
        heads = [label for one in (self.money, self.heading) if one for label in (*one.labels, one.block) if label]
        broken = [one.stop for one in heads if any(self.stream.breaks(at) for at in range(one.start + 1, one.stop))]
        ends = [*ends, *broken]
        return bool(ends) and all(at >= len(self.stream) or self.stream.breaks(at) for at in ends)

    # labels and values above the money

    def _pairs(self, money: Heading) -> None:
        """«主管部门 甲局 实施单位 乙站»: labels with the word behind them on their line."""
        first = max(self.begin, money.start - _FAR)
        lines = words_in(self.stream, first, money.start, self.words.patterns)
        is_title = words_of(self.words.patterns).is_title
        above = [at for at, line in enumerate(lines) if is_title("".join(word.text for word in line))]
        for line in lines[above[-1] + 1 if above else 0 :]:
            labels = [at for at, word in enumerate(line) if self._is_pair(word)]
            if not labels or labels[0] != 0:
                continue
            ends = [*labels[1:], len(line)]
            alone = [(at, end) for at, end in zip(labels, ends, strict=True) if end <= at + 2]
            row = self.sheet.row(line[0].start) if alone else 0
            for number, (at, end) in enumerate(alone):  # of several words one may be a label that no form has
                self.sheet.put(row, 2 * number, line[at].place)
                self.sheet.put(row, 2 * number + 1, line[at + 1].place if end == at + 2 else None)

    def _is_pair(self, word: Word) -> bool:
        return key_of(self.stream.text[word.start : word.stop]) in self.words.pairs.words

    # the money

    def _funds(self, money: Heading) -> tuple[Literal | None, Literal | None] | None:
        """The rows of the money; weight and score of the total."""
        rows, block, _ = rows_of(self.stream, money, self.words)
        heading = (
            money
            if money.block or block is None
            else Heading(money.form, money.zone, money.labels, money.columns, block)
        )
        ids = [id_ for id_ in heading.ids if id_ != "label"]
        before = len(self.sheet.begins)
        head = self._heads(heading, "label" not in heading.ids)
        total: dict[str, Literal] = {}
        for index, line in enumerate(rows):
            row = self.sheet.row(line.label.start)
            self.sheet.put(row, head[1] - 1, (line.label.start, line.label.stop))
            cells = self._amounts(line.start, line.stop, ids, total if index else None)
            if cells is None:
                self.refused.append(self.stream.text[line.label.start : line.label.stop][:_NAME])
            for number, id_ in enumerate(ids):
                literal = cells.get(id_) if cells else None
                self.sheet.put(row, head[1] + number, (literal.start, literal.stop) if literal else None)
            if not index:
                total = dict(cells or {})
        if head[0] is not None:
            head[0].row_span = len(self.sheet.begins) - before
        return total.get("weight"), total.get("score")

    def _heads(self, heading: Heading, blank: bool) -> tuple[Open | None, int]:
        """The heading row: the block's label, a blank cell over the labels of rows, the columns; and the first column
        of figures."""
        row = self.sheet.row(None)
        block = self.sheet.put(row, 0, (heading.block.start, heading.block.stop)) if heading.block else None
        first = block is not None
        if blank:
            self.sheet.put(row, int(first), None)
        for number, label in enumerate(heading.labels):
            self.sheet.put(row, first + blank + number, (label.start, label.stop))
        return block, first + 1

    def _amounts(
        self, start: int, stop: int, ids: Sequence[str], total: dict[str, Literal] | None
    ) -> dict[str, Literal] | None:
        """The figures of a row in their columns, ``total``: those of the row that it is a part of. None where they may
        stand in others too."""
        figures = [
            self._figure(*word.place)
            for line in words_in(self.stream, start, stop, self.words.patterns)
            for word in line
        ]
        if any(figure is None for figure in figures) or len(figures) > len(ids):
            return None
        literals = [figure for figure in figures if figure is not None]
        found = [dict(zip(taken, literals, strict=True)) for taken in combinations(ids, len(literals))]
        ways = [cells for cells in found if self._fits(cells, total, full=len(literals) == len(ids))]
        told = {tuple((id_, c.start) for id_, c in cells.items() if c.value is not None) for cells in ways}
        return ways[0] if len(told) == 1 else None

    def _fits(self, cells: dict[str, Literal], total: dict[str, Literal] | None, *, full: bool) -> bool:
        if not all(fits(id_, literal, LARGEST.scaleb(4), bare_rate=True) for id_, literal in cells.items()):
            return False
        values = {id_: literal for id_, literal in cells.items() if literal.value is not None}
        weight, score = (values.get(id_) for id_ in POINTS)
        if weight and score and (score.value or 0) > (weight.value or 0):
            return False
        if full:
            return True
        if total is not None:
            if weight or score or any(id_ in values and id_ not in total for id_ in AMOUNTS):
                return False  # the points are the total's, and a part has no amount where its whole has none
        elif (weight is None) != (score is None) and "weight" in self.money_ids:
            return False
        rate = values.get("rate")
        if rate is None:
            return True
        executed, budget = values.get("executed"), values.get("full_year")
        return bool(executed and budget and agrees(rate, executed, budget))

    @property
    def money_ids(self) -> tuple[str, ...]:
        """The columns of the money."""
        return self.money.ids if self.money else ()

    def _figure(self, start: int, stop: int) -> Literal | None:
        """A word as a figure or a mark for none, None if it is neither."""
        text = self.stream.text[start:stop]
        found = literal_of(text)
        if found is not None:
            return Literal(start, stop, found.value, text, found.unit)
        mark = self.stream.mark(start, stop)
        return mark if mark is not None and mark.stop == stop else None

    # goals

    def _goals(self) -> None:
        """Heading and one line of two words between the money and the indicators; more are refused."""
        if self.money is None:
            return
        start = rows_of(self.stream, self.money, self.words)[2]
        lines = words_in(self.stream, start, self.heading.start, self.words.patterns)
        at = next((n for n, line in enumerate(lines) if self._goal_heads(line)), None)
        if at is None:
            self._name(start)
            return
        rest = lines[at + 1 :]
        if rest and len(rest[-1]) == 1 and self._is_block(rest[-1][0]):
            rest = rest[:-1]
        if len(rest) != 1 or len(rest[0]) != 2:
            self._name(start)
            return
        heads, texts_of = lines[at], rest[0]
        row = self.sheet.row(None)
        block = self.sheet.put(row, 0, heads[0].place) if len(heads) > 2 else None
        first = int(block is not None)
        for number, word in enumerate(heads[-2:]):
            self.sheet.put(row, first + number, word.place)
        below = self.sheet.row(texts_of[0].start)
        for number, word in enumerate(texts_of):
            self.sheet.put(below, first + number, word.place)
        if block is not None:
            block.row_span = 2

    def _is_block(self, word: Word) -> bool:
        """Whether a word before the indicators' heading is their block's label: on its line, or known."""
        like = self.heading.zone.block.like if self.heading.zone.block else None
        key = key_of(word.text)
        same_line = word.stop == self.heading.start and not self.stream.breaks(self.heading.start)
        return same_line or key in self.words.blocks or bool(like and like.fullmatch(key))

    def _goal_heads(self, line: Sequence[Word]) -> bool:
        if len(line) not in (2, 3):
            return False
        zones = (zone for form in self.words.forms if (zone := form.zone("goals")) is not None)
        columns = [column for zone in zones for column in zone.columns]
        return all(
            any(column.id == id_ and key_of(word.text) in column.keys for column in columns)
            for id_, word in zip(("expected", "actual"), line[-2:], strict=True)
        )

    def _name(self, start: int) -> None:
        if self.heading.start > start:
            self.refused.append(self.stream.text[start : min(self.heading.start, start + _NAME)])


def outside(found: Sequence[tuple[int, int]], lined: Sequence[Partial]) -> Iterator[tuple[int, int]]:
    """Of places those that meet none of the tables."""
    return (place for place in found if not any(place[0] < one.stop and one.start < place[1] for one in lined))
