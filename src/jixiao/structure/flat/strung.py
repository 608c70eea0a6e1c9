"""Full grids of which nothing but each cell's paragraphs is left, one below the other: docx2python parts them by blank
lines, a loop over python-docx's ``row.cells`` prints them line by line.

Merged text stands in each position that it covers, and an empty cell is an empty line. So one number of cells makes
rows in which text that runs down stands in one column, and text that runs across inside one row: all widths are tried.
A cell of several paragraphs makes a row longer: they are taken together where they make up a label, or where all of
them are repeated; elsewhere nobody can say which cell they are of, and the row is refused.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from jixiao import lazy_re as re
from jixiao.structure.flat.celltexts import is_top
from jixiao.structure.flat.stretch import RawCell, RawRow, RawTable, Stretch
from jixiao.structure.flat.strungcuts import PARTS, ROW, Cell, Cells, Cuts
from jixiao.structure.flat.strungitems import RUN, TWICE, doubled, is_run, ways_of
from jixiao.structure.flat.strungrows import doubt_ends
from jixiao.structure.flat.words import Words

_DIALECT = "strung-cells"
_WIDTHS = range(3, 24)
_MORE = 8  # paragraphs that a row may have more than cells
_AGAIN, _STARTS = 4, 4  # labels said again; labels that may begin it
_ODD, _LOOSE = -0.25, 1.5
_TEXTS = 2  # texts of a row above a table
_CLEAR = 2.0  # by how much the width of a table must be better than all others
_REST = re.compile(r"\([^()]+\)")


@dataclass(frozen=True, slots=True)
class _Way:
    """The cheapest way from item ``first`` to the end of a row that begins at ``start``: its ``cells`` (none: they
    cannot be told), and those of the last row that has some."""

    cost: float
    first: int
    start: int
    stop: int
    cells: Cells
    above: Cells
    before: _Way | None
    rows: int


def read(stretch: Stretch, words: Words) -> list[RawTable]:
    """All tables of the stretch whose merged text is repeated so."""
    for items in ways_of(stretch, words.is_label):
        runs = [at for at in range(len(items) - RUN + 1) if items[at].says and is_run(items, at)]
        twice = not runs and any(items[at].says and doubled(items, at) for at in range(len(items) - TWICE))
        if runs or twice:
            return [*_Strung(stretch, items, words).tables(runs)]
    return []


class _Strung(Cuts):
    """The tables of a string of paragraphs."""

    def tables(self, runs: Sequence[int]) -> Iterator[RawTable]:
        """The tables that begin with a label above text that is repeated, each as wide as it is best."""
        stop = bare = 0
        ends = [at for at, end in enumerate(self.ends) if end]
        for run in sorted({*runs, *self._doubled()}):
            if run < max(stop, bare):
                continue
            beyond = bisect_left(ends, run)
            first = max(stop, ends[beyond - 1] + 1 if beyond else 0)
            last = ends[beyond] if beyond < len(ends) else len(self.items)
            own = Counter(self.keys[at] for at in range(first, last) if self.labels[at])
            if own.total() - len(own) < _AGAIN:
                bare = last  # printed once: three cells that say the same are three cells
                continue
            starts = self._starts(first, run)[:_STARTS]
            ways = [way for at in starts for width in _WIDTHS if (way := self._best(at, width)) is not None]
            best = min(ways, key=lambda way: way.cost, default=None)
            if best:  # a first row of a label and its value, said again and again, costs about nothing
                best = next(way for way in ways if way.stop == best.stop and way.cost <= best.cost + ROW)
            # Without anything between them a second table is the rest of the one above.
            apart = not stop or any(self.ends[stop:run])
            if best and apart and self._labels_again(best) >= _AGAIN and not self._has_rivals(best, ways):
                yield self._table(best)
                stop = best.stop
            elif starts:
                stop = last
                if any(self.labels[at] for at in runs if first <= at < stop):  # not «良好» for target and actual value
                    yield self._unread(starts[0], stop)

    def _starts(self, first: int, run: int) -> list[int]:
        """The items [first, run] with which a label begins, be it of several paragraphs («财政供养», «人员情况（人）»);
        those within it begin none («项目», «名称»)."""
        found: list[int] = []
        at = first
        while at <= run:
            sizes = self._sizes_of(at)
            size = max((n for n in sizes if n > 1 and self._is_label(self._key((at, at + n)))), default=self.labels[at])
            found += [at] if size else []
            at += max(size, 1)
        return found

    def _doubled(self) -> Iterator[int]:
        """Where two labels stand side by side, each in two positions."""
        for at in range(len(self.keys) - TWICE):
            size = doubled(self.items, at) if self.labels[at] else 0
            if size and self._is_label(self._key((at + 2, at + 2 + size))):
                yield at

    def _labels_again(self, way: _Way) -> int:
        """How many labels of a table are said again beside themselves or below: printed once nothing is so."""
        found = 0
        last: _Way | None = way
        while last is not None and last.before is not None:
            keys, upper = ([self._key(cell) for cell in cells] for cells in (last.cells, last.before.above))
            same = (at for at, key in enumerate(keys) if key in (keys[at - 1 : at] + upper[at : at + 1]))
            found += sum(self._is_label(keys[at]) for at in same)
            last = last.before
        return found

    @staticmethod
    def _has_rivals(best: _Way, ways: Sequence[_Way]) -> bool:
        """Whether rows of another width are about as good over as much text; of two rows each are no others."""
        covered = best.stop - best.first
        others = [way for way in ways if len(way.above) % len(best.above) and 2 * (way.stop - way.first) > covered]
        return any(way.cost <= best.cost + _CLEAR for way in others)

    def _best(self, start: int, width: int) -> _Way | None:
        """The cheapest way through rows of so many cells from an item on."""
        best: _Way | None = None
        open_ = {start: _Way(0.0, start, start, start, (), (), None, 0)}
        while open_:
            way = open_.pop(min(open_))
            if way.cells and not self._goes_on(way) and (best is None or way.cost < best.cost):
                best = way
            for cost, stop, cells in self._next(way, width):
                if stop not in open_ or way.cost + cost < open_[stop].cost:
                    above, rows = cells or way.above, way.rows + bool(cells)
                    open_[stop] = _Way(way.cost + cost, start, way.stop, stop, cells, above, way, rows)
        return best

    def _goes_on(self, way: _Way) -> bool:
        """Whether blank cells behind the last row of a way, and what rows begin with behind these, show that it is no
        whole row."""
        at = way.stop
        while at < len(self.items) and not self.items[at].key:
            at += 1
        return at > way.stop and self._says_first(at, way.above)

    def _next(self, way: _Way, width: int) -> Iterator[tuple[float, int, Cells]]:
        """What the rows that may begin behind a way cost, where they end, and their cells."""
        at = way.stop
        for stop, cut in self._cut(at, width, way.above).items():
            if not self._may_begin(stop) or self._runs_over(stop):
                continue  # text that runs across stands in one row
            cost = self._cost(cut.cells, way.above)
            if cost is None and way.above and stop < len(self.labels) and self.labels[stop]:
                cost = _LOOSE
            if cost is not None:
                yield cost + cut.cost, stop, () if cut.equal else cut.cells
        if way.above and self._begins(at, way.above) and not any(self.ends[at : at + width]):
            for stop in range(at + width + 1, min(at + width + _MORE, len(self.items) - width) + 1):
                if self.ends[stop - 1]:
                    break
                if self._begins(stop, way.above):
                    yield _ODD, stop, ()

    def _may_begin(self, at: int) -> bool:
        """Whether a row may end before an item: not before what a label ends with («（万元）», «效益指标»)."""
        if 0 < at < len(self.items) and self.items[at - 1].says and self.keys[at]:
            whole = self.labels[at - 1]
            if _REST.fullmatch(self.keys[at]) if whole else self._is_label(self._key((at - 1, at + 1))):
                return False
        return at >= len(self.items) or self.items[at].begins

    def _runs_over(self, at: int) -> bool:
        """Whether paragraphs are said again on the other side of a row's end."""
        return any(
            self.items[at - size].says and self.keys[at - size : at] == self.keys[at : at + size]
            for size in range(1, min(PARTS, at) + 1)
        )

    def _begins(self, at: int, above: Cells) -> bool:
        """Whether a row surely begins at an item: with what the row above begins with, with a label that is said
        twice, or with a word of level 1."""
        if at >= len(self.items) or not self.items[at].begins:
            return False
        item = self.items[at]
        twice = at + 1 < len(self.items) and self.items[at + 1].key == item.key
        if (twice and self.labels[at]) or self._says_first(at, above):
            return True
        if not self.labels[at] or not is_top(item.key, self.words.patterns):
            return False
        headed = above[-1][1] == at and self._is_label(self._key(above[0])) and self._is_label(self._key(above[-1]))
        # A label left of it is its block's, but for the last of a heading above.
        return headed or not any(self._is_label(self._key((at - size, at))) for size in range(1, PARTS))

    def _unread(self, first: int, stop: int) -> RawTable:
        """Text of a table whose rows cannot be told."""
        cell = self._cell((first, stop))
        return RawTable(
            self.items[first].start, self._line_end(stop), [RawRow([cell])], _DIALECT, "shifted", unmarked=True
        )

    def _line_end(self, stop: int) -> int:
        lines = self.stretch.lines
        return lines[min(self.stretch.line_at(self.items[stop - 1].stop), len(lines) - 1)].after

    def _table(self, way: _Way) -> RawTable:
        rows: list[RawRow] = []
        last: _Way | None = way
        start = way.start
        while last is not None and last.before is not None:
            cells = last.cells or tuple((at, at + 1) for at in range(last.start, last.stop))
            rows.append(RawRow([self._cell(cell) for cell in cells], unsure=not last.cells))
            start = last.start
            last = last.before
        while self._runs_across(start, len(way.above)):
            start -= len(way.above)
            rows.append(RawRow([self._cell((at, at + 1)) for at in range(start, start + len(way.above))]))
        rows.reverse()
        if way.stop < len(self.keys) and self.keys[way.stop] and not self.ends[way.stop]:
            rows.append(RawRow([], unsure=True))  # the table goes on, nobody knows how
        doubt_ends(rows)
        rows = [row for row in rows if row.cells]
        first, stop = self.items[start].start, self._line_end(way.stop)
        return RawTable(first, stop, rows, _DIALECT, "repeated", len(way.above), unmarked=True)

    def _runs_across(self, first: int, width: int) -> bool:
        """Whether above a table a row holds but one or two texts, said again: its title, or a label that no list knows
        and its value («部门单位名称»)."""
        above = range(max(first - width, 0), first)
        runs = [(key, len([*same])) for key, same in groupby(self.keys[at] for at in above)]
        again = len(runs) <= _TEXTS and all(size > 1 and any(map(str.isalpha, key)) for key, size in runs)
        if not again or len(above) < width or not self.items[above[0]].begins:
            return False
        return len(runs) == 1 or not any(self.ends[at] for at in above)

    def _cell(self, cell: Cell) -> RawCell:
        items = self.items[slice(*cell)]
        parts = [self.stretch.cell(item.start, item.stop) for item in items]
        gaps = [self.stretch.text[above.stop : item.start] for above, item in pairwise(items)]
        text = "".join(  # «水费 电费 差旅费»: blanks in a line are the cell's own
            (" " if at and gaps[at - 1] == " " else "\n" if at else "") + part.text for at, part in enumerate(parts)
        )
        return RawCell(text, tuple(piece for part in parts for piece in part.pieces))
