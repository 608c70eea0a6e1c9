"""A destroyed table: money, indicator rows and total, each as far as only one reading of it is consistent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise, takewhile

from jixiao.structure.flat.destroyed.apart import is_apart, money_apart, rows_apart, whole_figures, with_block
from jixiao.structure.flat.destroyed.chunks import Line, Place
from jixiao.structure.flat.destroyed.cut import cut_wrongly
from jixiao.structure.flat.destroyed.exchange import Figures, Slot
from jixiao.structure.flat.destroyed.grid import Open, Sheet
from jixiao.structure.flat.destroyed.labelled import Labelled, read_labelled
from jixiao.structure.flat.destroyed.levels import Levels
from jixiao.structure.flat.destroyed.measures import Measures
from jixiao.structure.flat.destroyed.money import Money, read_money
from jixiao.structure.flat.destroyed.names import Names
from jixiao.structure.flat.destroyed.partial import Partial
from jixiao.structure.flat.destroyed.rowmodel import MEASURES, SIGN, UNIT, Points, Row, Rows
from jixiao.structure.flat.destroyed.rows import read_rows
from jixiao.structure.flat.destroyed.search import FULL, POINTS, Budget
from jixiao.structure.flat.destroyed.stream import ABOVE, LARGEST, Stream, units_in
from jixiao.structure.flat.destroyed.words import INDICATORS, MONEY, Heading, Vocabulary
from jixiao.structure.form_model import LEVELS

STEPS = 12_000
"""What the search of one table may cost; a table that needs more is refused."""

_SHIFT = {"元": 4, "百元": 2, "千元": 1, "万元": 0, "百万元": -2, "千万元": -3, "亿元": -4}
_MARKS = ("…", "—", "-", "/")
_OPEN = (",", ";", ":", "、")
_LINES = 2  # lines of a cell by whose lengths nobody can tell that they were broken
_OFTEN = 2  # rows with a blank cell that show that such are printed
_NAME = 20  # characters of a row's first words in a message


class Reading:
    """One table: the headings of its money and of its indicators, or of one of them; nothing else of a form stands in
    [begin, limit)."""

    names: Names

    def __init__(self, stream: Stream, words: Vocabulary, headings: list[Heading], begin: int, limit: int) -> None:
        self.stream, self.words, self.begin, self.limit = stream, words, begin, limit
        self.money_heading = next((h for h in headings if h.zone.id == MONEY), None)
        self.heading = next((h for h in headings if h.zone.id == INDICATORS), None)
        self.money: Money | None = None
        self.rows: Rows | None = None
        self.refused: list[str] = []
        self.certain: frozenset[Slot] = frozenset()
        self.measures: Measures | None = None
        self.stray = False

    def read(self) -> Partial | None:
        """The table, None where nothing in it is certain."""
        wrong = cut_wrongly(self.stream, self.words, [self.money_heading, self.heading], (self.begin, self.limit))
        budget = Budget(STEPS)
        measures: Measures | None = None
        largest = LARGEST
        if self.money_heading is not None:
            end = self.heading.start if self.heading else self.limit
            apart = is_apart(self.stream, self.money_heading)
            if apart:
                self.money_heading = with_block(self.stream, self.money_heading, self.words, end)
            unit = self._unit(self.money_heading)
            if unit is not None and not wrong[0]:
                largest = LARGEST.scaleb(_SHIFT[unit])
                if apart:
                    money = money_apart(self.stream, self.money_heading, self.words, end)
                    self.money = money if money.read else None
                else:
                    self.money = self._money_read(self.money_heading, budget, largest)
        if self.heading is not None:
            points, rows = self._points(), Rows(self.heading)
            if not wrong[1]:
                ways = (
                    read_rows(self.stream, self.heading, self.words, points, budget, self.limit)
                    for _ in self.stream.ways()
                )
                rows = next((one for one in ways if one.rows), rows)
            if not rows.rows:
                rows = rows_apart(self.stream, self.heading, self.words, points, self.limit)
            if rows.rows:
                self.rows = rows
                bare = UNIT in self.heading.ids
                measures = Measures(self.stream, self.words.patterns, self.heading.stop, rows.stop, bare=bare)
                self.measures = measures
        if self.money is None and self.rows is None:
            return None
        self.stray = self._is_stray()
        unread = frozenset(self._unread())
        readings = self.money.readings if self.money else [[]]
        self.certain = frozenset.intersection(
            *(
                Figures(self.stream, self.money, reading, self.rows, measures, largest).certain(unread)
                for reading in readings
            )
        )
        if not self.certain:
            return None
        return self._partial()

    def _money_read(self, heading: Heading, budget: Budget, largest: Decimal) -> Money | None:
        ways = (read_money(self.stream, heading, self.words, budget, largest) for _ in self.stream.ways())
        return next((money for money in ways if money.read), None)

    def unit(self) -> str | None:
        """The unit of the amounts, None where nobody can tell it."""
        return self._unit(self.money_heading) if self.money_heading else None

    def _unit(self, heading: Heading) -> str | None:
        """The unit of the amounts, None where the text prints one that the heading's own words do not: then the grid
        could not say it; nor where only words below the money print one (the block's label stands there)."""
        end = self.heading.start if self.heading else self.limit
        printed = units_in(self.stream.text[max(heading.start - ABOVE, 0) : end])
        labels = [heading.labels[0], *([heading.block] if heading.block else [])]
        own = units_in(*(self.stream.text[label.start : label.stop] for label in labels))
        if len(printed) > 1 or (printed - own and printed != self.words.units_of(heading)):
            return None
        below = units_in(self.stream.text[end : self.limit]) if not printed else set()
        return None if below - {heading.form.unit} else next(iter(printed), heading.form.unit)

    def _points(self) -> Points:
        cells = self.money.cells[0] if self.money else {}
        weight, score = (cells[id_].value if id_ in cells else None for id_ in POINTS)
        if weight is None:
            return Points()
        return Points(weight, score or Decimal(0), known=score is not None)

    def _unread(self) -> Iterator[str]:
        """The figures that may stand in what was not read: each may have changed its place with one that was."""
        parts: list[Place] = []
        if self.money_heading is not None and self.money is None:
            parts.append((self.money_heading.stop, self.heading.start if self.heading else self.limit))
        elif self.money is not None and not self.money.whole:
            parts += [(row.start, row.stop) for row in self.money.rows[1:]]
            if is_apart(self.stream, self.money.heading):
                end = self.heading.start if self.heading else self.limit
                yield from whole_figures(self.stream, self.money.rows[0].stop, end)
        if self.heading is not None and self.rows is None:
            parts.append((self.heading.stop, self.limit))
        if self.rows is not None:
            for row in self.rows.rows:
                if row.chunk.row.name and row.blurred is None and len(row.figures) < len(self.rows.figures):
                    parts.append((row.chunk.row.name[1], row.stop))
        for start, stop in parts:
            for at in range(start, stop):
                for literal in self.stream.numbers(at, stop):
                    yield literal.text

    def _is_stray(self) -> bool:
        """Whether a word of level 1 or 2 stands elsewhere than in its column."""
        rows = self.rows
        if rows is None:
            return False
        chunks = [row.chunk for row in rows.rows] + ([rows.tail] if rows.tail else [])
        lines = [line for chunk in chunks for line in (*chunk.rest, chunk.row) if line not in self._above_all(rows)]
        known = {place[0] for line in lines for place in (line.level1, line.level2) if place}
        known |= {label.start for chunk in chunks for label in chunk.vague}
        return any(
            found.start() not in known for found in self.words.level.finditer(self.stream.text, self.begin, self.limit)
        )

    def _above_all(self, rows: Rows) -> list[Line]:
        """Rows without figures that stand above all others and begin with no word of level 1: a heading's last cell was
        exchanged with what stands there."""
        if not {*LEVELS} <= {*rows.heading.ids}:
            return []
        return list(takewhile(lambda line: line.level1 is None, rows.rows[0].chunk.rest))

    # the grid

    def _partial(self) -> Partial:
        sheet = Sheet(self.stream)
        if self.money is not None:
            self._money(sheet, self.money)
        elif self.money_heading is not None:
            self.refused.append(self._name(self.money_heading))
        start = self.money.stop if self.money else self.money_heading.stop if self.money_heading else None
        stop = self.heading.start if self.heading else self.limit
        labelled = self._labelled(start, stop)
        if labelled is not None:
            labelled.put(sheet, 1)
        if self.rows is not None:
            if self.money is not None and self.money.stop < self.rows.heading.start:
                self._between(labelled.span[1] if labelled else self.money.stop, self.rows.heading.start)
            self._rows(sheet, self.rows)
        elif self.heading is not None:
            self.refused.append(self._name(self.heading))
        start, stop = self.stream.raw(*sheet.span)
        return Partial(start, stop, sheet.table(), tuple(dict.fromkeys(self.refused)))

    def _labelled(self, start: int | None, stop: int) -> Labelled | None:
        if start is None or self.money_heading is None or self.unit() is None:
            return None
        return read_labelled(self.stream, self.words, self.money_heading.form, start, stop)

    def _name(self, heading: Heading) -> str:
        label = heading.block or heading.labels[0]
        return self.stream.text[label.start : label.stop]

    def _between(self, start: int, stop: int) -> None:
        """Text between the money and the indicators (goals): its cells have no border that arithmetic could find."""
        if stop > start:
            self.refused.append(self.stream.text[start : min(stop, start + _NAME)])

    def _heads(self, sheet: Sheet, heading: Heading, blank: int) -> tuple[Open | None, int]:
        """The heading row: the block's label where one is printed, ``blank`` columns without a label, the columns."""
        row = sheet.row(None)
        block = sheet.put(row, 0, (heading.block.start, heading.block.stop)) if heading.block else None
        first = (block is not None) + blank
        if blank:
            sheet.put(row, first - 1, None)
        for index, label in enumerate(heading.labels):
            sheet.put(row, first + index, (label.start, label.stop))
        return block, first

    def _money(self, sheet: Sheet, money: Money) -> None:
        ids = money.heading.ids
        named = "label" in ids
        # the labels of rows stand in the second column, also where the block's label was lost
        block, first = self._heads(sheet, money.heading, 0 if named and money.heading.block else 1)
        label_at = first + ids.index("label") if named else first - 1
        for index, line in enumerate(money.rows):
            row = sheet.row(line.label.start)
            sheet.put(row, label_at, (line.label.start, line.label.stop))
            cells = money.cells[index] if index < len(money.cells) else {}
            lost = False
            # Beside blank cells a mark of nothing may be any column's, several in a run («//») those of several.
            full = all(id_ in cells for id_ in ids if id_ not in ("label", "reason"))
            for number, id_ in enumerate(ids):
                literal = cells.get(id_)
                mark = literal is not None and literal.value is None and self.stream.joined(literal.start, literal.stop)
                if literal is not None and (("money", index, id_) in self.certain or (mark and full)):
                    sheet.put(row, first + number, (literal.start, literal.stop))
                elif id_ != "label":
                    sheet.put(row, first + number, None)
                    lost = lost or literal is not None
            if lost or (line.stop > line.start and not cells):
                self.refused.append(self.stream.text[line.label.start : line.label.stop])
        if block is not None:
            block.row_span = len(money.rows) + 1

    def _rows(self, sheet: Sheet, rows: Rows) -> None:
        heading = rows.heading
        block, first = self._heads(sheet, heading, 0)
        columns = {id_: first + index for index, id_ in enumerate(heading.ids)}
        levels = Levels(sheet, self.words, columns, self.stream, rows, stray=self.stray)
        self.names = Names(self.stream, rows, stray=self.stray)
        before = len(sheet.begins)
        losers = self._below_lost(rows)
        for index, row in enumerate(rows.rows):
            found = row
            if row.chunk.reason and index:
                above = rows.rows[index - 1]
                if not row.chunk.vague:  # else it may be a name, and the level's word what stands behind it
                    self._reason(sheet, columns, row.chunk.reason, above)
                if self.names.is_full(above) and not row.chunk.rest and not self.stream.is_parted(row.chunk.reason[1]):
                    # No reason had to be given: the text may belong to the word of a level behind it.
                    bare = Line(None, None, row.chunk.row.name)
                    found = replace(row, chunk=replace(row.chunk, row=bare, sure=False))
            for line in row.chunk.rest:
                if not index and line in self._above_all(rows):
                    continue
                if index or line.level1 or line.level2:  # the first of all rows has a word of a level
                    self._line(sheet, columns, levels, line)
            self._row(sheet, columns, levels, index, found, lost=index in losers)
        if rows.tail is not None:
            if rows.tail.reason:
                self._reason(sheet, columns, rows.tail.reason, rows.rows[-1])
            for line in (*rows.tail.rest, rows.tail.row):
                if line != Line(None, None, None):
                    self._line(sheet, columns, levels, line)
        if block is not None:
            block.row_span = len(sheet.begins) - before + 1
        self._total(sheet, columns, rows)

    def _below_lost(self, rows: Rows) -> frozenset[int]:
        """The rows that begin with a word of a level right behind one without a reason, where below others a blank
        cell is printed for it: the word may stand there."""
        bare = [
            (index, self.stream.breaks(above.stop) > self.stream.usual)
            for index, (above, row) in enumerate(pairwise(rows.rows), start=1)
            if "deviation_reason" in rows.heading.ids and not row.chunk.reason
        ]
        often = sum(blank for _, blank in bare) >= _OFTEN
        levelled = (index for index, blank in bare if often and not blank)
        return frozenset(at for at in levelled if rows.rows[at].chunk.row.level2 or rows.rows[at].chunk.row.level1)

    def _reason(self, sheet: Sheet, columns: dict[str, int], reason: Place, above: Row) -> None:
        """What the row above ends with stands in its last column, if points were lost there: else it may be the name
        of a row without figures."""
        text = self.stream.text[slice(*reason)]
        if self.stray or text.endswith(_MARKS) or self._is_patched(*reason):
            return  # with the mark of another cell at its end, or a heading that slipped there
        if "deviation_reason" in columns and not self.names.is_full(above):
            cell = next(c for c in reversed(sheet.cells) if c.column == columns["deviation_reason"])
            cell.pieces = (reason,)

    def _is_patched(self, start: int, stop: int) -> bool:
        """Whether a stretch may be of several cells: a blank cell stands in it, or a label of some form between its
        blanks, or its lines are not as long as a narrow cell breaks them, nor go on."""
        cuts = [start, *(at for at in range(start + 1, stop) if at in self.stream.gaps), stop]
        pieces = [self.stream.text[a:b] for a, b in pairwise(cuts)]
        blank = any(self.stream.breaks(at) > self.stream.usual for at in cuts[1:-1])
        if blank or self.words.holds_label(self.stream.text[start:stop], lambda at: start + at in self.stream.gaps):
            return True
        width = max(map(len, pieces))
        wrapped = len(pieces) > _LINES and all(len(piece) >= width - 1 for piece in pieces[:-1])
        return not wrapped and not all(piece.endswith(_OPEN) for piece in pieces[:-1])

    def _line(self, sheet: Sheet, columns: dict[str, int], levels: Levels, line: Line) -> None:
        """A row without figures."""
        begin = next(place[0] for place in (line.level1, line.level2, line.name) if place)
        row = sheet.row(begin)
        levels.put(row, line)
        lost = line.name is None and levels.are_unknown  # nothing of it is known, nor that it holds nothing
        for id_, column in columns.items():
            if id_ not in LEVELS and (id_ != "level3" or not lost):
                sheet.put(row, column, line.name if id_ == "level3" else None)

    def _row(
        self, sheet: Sheet, columns: dict[str, int], levels: Levels, index: int, found: Row, *, lost: bool
    ) -> None:
        line = found.chunk.row
        figures = [place for _, place in found.figures]
        begin = next(place[0] for place in (line.level1, line.level2, line.name, *figures) if place)
        row = sheet.row(begin)
        patched = line.name is not None and not self.stream.joined(*line.name) and not self.names.is_one(line.name)
        # one of several pieces may be a word of level 2 that no list holds: those above may end here
        levels.put(row, line, replace(found.chunk, sure=False) if patched else found.chunk, lost=lost)
        places: dict[str, Place] = {
            id_: place
            for id_, place in found.figures
            if ("rows", index, id_) in self.certain or (id_ in MEASURES and not self._is_figure(place))
        }
        sure = found.chunk.sure and self.names.is_alone(index)
        if found.blurred is not None:
            sure = False
        if sure and line.name is not None:
            places["level3"] = line.name
        known = len(places)
        places |= self._parts(columns, places.get(MEASURES[0]))
        for id_, column in columns.items():
            if id_ not in LEVELS and (id_ != "level3" or id_ in places):
                sheet.put(row, column, places.get(id_))
        unread = (*LEVELS, SIGN, UNIT, "deviation_reason")
        if not sure or found.blurred is not None or known < sum(id_ not in unread for id_ in columns):
            name = line.name or (begin, found.stop)
            self.refused.append(self.stream.text[name[0] : min(name[1], name[0] + _NAME)])

    def _parts(self, columns: Mapping[str, int], target: Place | None) -> dict[str, Place]:
        """The cells of a target whose sign and unit have columns of their own."""
        if target is None or self.measures is None or not self._is_figure(target):
            return {}
        sign, number, unit = self.measures.parts(*target)
        own = {id_: place for id_, place in ((SIGN, sign), (UNIT, unit)) if id_ in columns}
        start, stop = number if SIGN in own else (target[0], number[1])
        found = {MEASURES[0]: (start, stop if UNIT in own else target[1])}
        return found | {id_: place for id_, place in own.items() if place[1] > place[0]}

    def _is_figure(self, place: Place) -> bool:
        return any(char in "0123456789" for char in self.stream.text[slice(*place)])

    def _text(self, place: Place | None) -> str:
        return self.stream.text[slice(*place)] if place else ""

    def _total(self, sheet: Sheet, columns: dict[str, int], rows: Rows) -> None:
        if rows.total is None:
            return
        row = sheet.row(rows.total.start)
        weight = columns["weight"]
        lone = [literal for literal in rows.total_cells.values() if len(rows.total_cells) == 1]
        vague = any(literal.value == FULL for literal in lone) and "score" in columns  # as well the sum of the weights
        sheet.put(row, 0, (rows.total.start, rows.total.stop), weight)
        for id_, column in columns.items():
            if column < weight:
                continue
            literal = rows.total_cells.get(id_)
            certain = literal is not None and ("total", 0, id_) in self.certain and not vague
            sheet.put(row, column, (literal.start, literal.stop) if literal and certain else None)
            if literal is not None and not certain:
                self.refused.append(self.stream.text[rows.total.start : rows.total.stop])
