"""What is certain of a reading: the figures that stay where they are in every consistent reading.

Reading order may have put a cell in another's place. So a figure is given only where no exchange of its cell with one
other leaves the sums, rates and scores as consistent as they are: else both are left out. What is proven so is right
also where two cells of a consistent table were shuffled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations

from jixiao.structure.flat.destroyed.measures import Measures, agree
from jixiao.structure.flat.destroyed.money import Money
from jixiao.structure.flat.destroyed.moneysums import adds_up, bears_out, complete, part_bears_out
from jixiao.structure.flat.destroyed.rowmodel import MEASURES, SIGN, UNIT, Rows
from jixiao.structure.flat.destroyed.search import AMOUNTS, FULL, NOWHERE, POINTS, Cells, fits
from jixiao.structure.flat.destroyed.stream import Literal, Stream, literal_of

Slot = tuple[str, int, str]
"""Where a figure stands: «money», «rows» or «total», the row, the column."""

_ZERO = Decimal(0)


@dataclass
class Figures:
    """The figures of one ``reading`` of the money and of the rows by slot, and whether they are consistent with some of
    them exchanged."""

    stream: Stream
    money: Money | None
    reading: Sequence[Cells]
    rows: Rows | None
    measures: Measures | None
    largest: Decimal
    texts: dict[Slot, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._literals: dict[str, Literal | None] = {}
        for index, cells in enumerate(self.reading):
            for column, literal in cells.items():
                if literal.value is not None and literal.start != NOWHERE:
                    self.texts["money", index, column] = literal.text
        for index, row in enumerate(self.rows.rows if self.rows else ()):
            for column, (start, stop) in row.figures:
                if column in (*MEASURES, *POINTS):
                    self.texts["rows", index, column] = self.stream.text[start:stop]
        for column, literal in (self.rows.total_cells if self.rows else {}).items():
            self.texts["total", 0, column] = literal.text
        self.count = len(self.rows.rows) if self.rows else 0
        self.odd = [not self._row_agrees(index, {}) for index in range(self.count)]
        self._sums = self._sums_with({})
        # Where the printed rate gives the score, another that stands in its place has to give it too.
        self._exact = bool(self.reading) and not bears_out(self.reading[0], exact=False)

    def certain(self, unread: Iterable[str]) -> frozenset[Slot]:
        """The slots whose figure no exchange with another, or with one of ``unread``, could have brought there."""
        doubtful: set[Slot] = {
            ("rows", index, column) for index, odd in enumerate(self.odd) if odd for column in MEASURES
        }
        doubtful |= {slot for slot in self.texts if self._may_be_empty(slot)}
        if self.rows and {SIGN, UNIT} & set(self.rows.heading.ids):
            # A number with a cell of its own may have changed places without its sign and unit.
            doubtful |= {slot for slot in self.texts if slot[2] in MEASURES}
        slots = list(self.texts)
        alone = {
            (slot, text): self.consistent({slot: text}, only=slot[0])
            for slot in slots
            for text in {*self.texts.values()}
            if text != self.texts[slot]
        }
        for number, one in enumerate(slots):
            for other in slots[number + 1 :]:
                mine, its = self.texts[one], self.texts[other]
                if (self._same(one, its) and self._same(other, mine)) or not self._may(alone, one, other):
                    continue
                if self.consistent({one: its, other: mine}):
                    doubtful |= {one, other}
        for text in set(unread):
            for slot in slots:
                if slot in doubtful or self._same(slot, text) or self._coarser(slot, text):
                    continue
                if self.consistent({slot: text}, only=slot[0]):
                    doubtful.add(slot)
        doubtful.update(self._displaced({*unread}))
        return frozenset(slot for slot in slots if slot not in doubtful)

    def _displaced(self, unread: Iterable[str]) -> Iterator[Slot]:
        """The slots of a row of money that lacks cells whose figure stands in another of its columns where one more
        figure belongs there, which changed its place with a blank cell: of «718 703.6 98%» the first is what was
        planned later, and as well what was planned first where another «718» stands elsewhere."""
        if self.money is None:
            return
        columns = [id_ for id_ in self.money.heading.ids if id_ in (*AMOUNTS, "rate", *POINTS)]
        others: list[tuple[Slot | None, str]] = [*self.texts.items(), *((None, text) for text in unread)]
        for index, cells in enumerate(self.reading):
            printed = {id_: cell for id_, cell in cells.items() if cell.start != NOWHERE}
            figures = {id_: cell for id_, cell in printed.items() if cell.value is not None}
            stated = {id_: cell for id_, cell in cells.items() if cell.start == NOWHERE}
            for slot, text in others if len(printed) < len(columns) else ():
                literal = self.literal(text)
                if literal is None or (slot and slot[:2] == ("money", index)):
                    continue
                for row in self._with_one_more([*printed.values()], literal, columns):
                    moved = [id_ for id_, cell in figures.items() if row.get(id_) is not cell]
                    if moved and self._holds_with({**stated, **row}, index, slot):
                        yield from (("money", index, id_) for id_ in moved)

    def _with_one_more(self, cells: Sequence[Literal], one: Literal, columns: Sequence[str]) -> Iterator[Cells]:
        """The rows of some cells and one more among them, in any columns that they fit."""
        bare = self.money is not None and self.money.bare_rate
        for at in range(len(cells) + 1):
            row = [*cells[:at], one, *cells[at:]]
            for places in combinations(columns, len(row)):
                found = dict(zip(places, row, strict=True))
                if all(fits(id_, cell, self.largest, bare_rate=bare) for id_, cell in found.items()):
                    yield found

    def _holds_with(self, row: Cells, index: int, emptied: Slot | None) -> bool:
        """Whether all holds with another row of money, and a slot whose cell is blank."""
        rows = [dict(cells) for cells in self.reading]
        rows[index] = dict(row)
        if emptied and emptied[0] == "money":
            del rows[emptied[1]][emptied[2]]
        elif emptied and not self._sums_hold({emptied: "0"}):
            return False
        return self._is_money(rows)

    def _may_be_empty(self, slot: Slot) -> bool:
        """Whether an amount below the total may have changed its place with a zero or a mark for none of another such
        row: the sums stay what they are. So may a rate there beside one mark where both points have one: it may stand
        for the other, and be blank itself («714.00 714 —— 100%»)."""
        part, index, column = slot
        if part != "money" or not index or self.money is None:
            return False
        if column == "rate":
            shown = [id_ in self.reading[index] for id_ in POINTS if id_ in self.money.heading.ids]
            return any(shown) and not all(shown)
        others = [cells for number, cells in enumerate(self.reading) if number not in (0, index)]
        return column in AMOUNTS and any(not literal.value for cells in others for literal in cells.values())

    def _may(self, alone: Mapping[tuple[Slot, str], bool], one: Slot, other: Slot) -> bool:
        """Whether an exchange is worth a look: within a part both may mend each other, else each part stands alone."""
        if one[0] == other[0] or "money" not in (one[0], other[0]):
            return True
        money, rest = (one, other) if one[0] == "money" else (other, one)
        return alone[money, self.texts[rest]]

    def _same(self, slot: Slot, text: str) -> bool:
        """Whether another text in a slot would say the same: «100.00%» is «100%», but «≥90%» is not «90%»."""
        mine = self.texts[slot]
        if mine == text:
            return True
        if slot[2] in MEASURES:
            return self.measures is not None and self.measures.parse(mine) == self.measures.parse(text)
        first, second = self.literal(mine), self.literal(text)
        return first is not None and second is not None and first.value == second.value

    def _coarser(self, slot: Slot, text: str) -> bool:
        """Whether another text is printed less finely than a rate or score that fits to its last digit: what fits to a
        hundredth is not there by chance."""
        if slot[0] != "money" or slot[2] not in ("rate", "score"):
            return False
        mine, other = self.literal(self.texts[slot]), self.literal(text)
        return mine is not None and other is not None and mine.step < 1 and other.step > mine.step

    def literal(self, text: str) -> Literal | None:
        """A text as one figure, None if it is none."""
        if text not in self._literals:
            self._literals[text] = literal_of(text)
        return self._literals[text]

    def consistent(self, changes: Mapping[Slot, str], only: str | None = None) -> bool:
        """Whether all that holds of the reading holds with other texts in some slots too; ``only`` of one part."""
        if not all(self._fits(slot, text) for slot, text in changes.items()):
            return False
        parts = {slot[0] for slot in changes}
        if "money" in parts and not self._money_holds(changes):
            return False
        if only == "money" or not self.rows or not self.count:
            return True
        return self._rows_hold(changes)

    def _fits(self, slot: Slot, text: str) -> bool:
        column = slot[2]
        if column in MEASURES:
            return self.measures is not None and self.measures.parse(text) is not None
        literal = self.literal(text)
        bare = self.money is not None and self.money.bare_rate
        if literal is None or not fits(column, literal, self.largest, bare_rate=bare):
            return False
        return slot[0] == "money" or column != "weight" or bool(literal.value)

    def _money_holds(self, changes: Mapping[Slot, str]) -> bool:
        if self.money is None:
            return True
        rows: list[dict[str, Literal]] = []
        for index, cells in enumerate(self.reading):
            row = dict(cells)
            for column in cells:
                text = changes.get(("money", index, column))
                literal = self.literal(text) if text is not None else None
                if literal is not None:
                    row[column] = literal
            rows.append(row)
        return self._is_money(rows)

    def _is_money(self, rows: Sequence[Cells]) -> bool:
        if self.money is None or not complete(rows[0], self.money.heading.ids, exact=self._exact):
            return False
        return not self.money.whole or (all(part_bears_out(row) for row in rows[1:]) and adds_up(rows))

    def _value(self, slot: Slot, changes: Mapping[Slot, str]) -> Decimal:
        text = changes.get(slot) or self.texts.get(slot)
        literal = self.literal(text) if text else None
        return literal.value or _ZERO if literal else _ZERO

    def _rows_hold(self, changes: Mapping[Slot, str]) -> bool:
        touched = {slot[1] for slot in changes if slot[0] == "rows"}
        for index in touched:
            weight, score = (self._value(("rows", index, id_), changes) for id_ in POINTS)
            if score > weight:
                return False
        if sum(not self._row_agrees(index, changes) for index in touched) > sum(self.odd[index] for index in touched):
            return False
        return self._sums_hold(changes)

    def _sums_hold(self, changes: Mapping[Slot, str]) -> bool:
        if all(slot[2] not in POINTS for slot in changes):
            return True
        return self._sums_with(changes) == self._sums

    def _sums_with(self, changes: Mapping[Slot, str]) -> tuple[Decimal, Decimal]:
        """How far the weights are from 100 and the scores from the total's, with the total's own weight."""
        if not self.rows:
            return _ZERO, _ZERO
        sums = []
        for column in POINTS:
            parts = [("rows", index, column) for index in range(self.count)]
            if self.rows.with_money and self.money:
                parts.append(("money", 0, column))
            sums.append(sum((self._value(part, changes) for part in parts), _ZERO))
        weight, score = (self._value(("total", 0, column), changes) for column in POINTS)
        printed = ("total", 0, "weight") in self.texts
        return (sums[0] - FULL if weight == FULL or not printed else -FULL), sums[1] - score

    def _row_agrees(self, index: int, changes: Mapping[Slot, str]) -> bool:
        """Whether target, actual and points of a row are of one row, as far as they are figures."""
        if self.measures is None:
            return True
        texts = [changes.get(("rows", index, id_)) or self.texts.get(("rows", index, id_)) for id_ in MEASURES]
        target, actual = (self.measures.parse(text) if text else None for text in texts)
        if target is None or actual is None:
            return True
        has = ("rows", index, "score") in self.texts
        weight, score = (self._value(("rows", index, id_), changes) for id_ in POINTS)
        points = (weight, score) if has else (None, None)
        return agree(target, actual, *points, bare=self.measures.bare)
