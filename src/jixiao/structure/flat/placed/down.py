"""The rows of a zone: lines cut in runs, each a row whose cells stand around one middle (`rows_of`).

The cells of a printed row are centred in its height, or all begin at its top. So the lines of a label stand evenly
around the line of its row's figures, and a run of lines is a row as far as they do. All ways to cut the lines are
compared; a row is sure where every other way to cut its lines is clearly worse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import inf

from jixiao import lazy_re as re
from jixiao.quotes import squeeze
from jixiao.structure.flat.celltexts import figure_of
from jixiao.structure.flat.linebreaks import first_word, solid_width, width
from jixiao.structure.flat.placed.page import Chunk
from jixiao.structure.flat.placed.solve import Edge, Step, cheapest
from jixiao.structure.flat.shapes import Place

TALLEST = 24  # lines of a row
MARGIN = 1.0
_NAMELESS, _BARE, _STRANGE, _TORN, _NO_FIGURE, _BLANK = 12.0, 3.0, 1.0, 8.0, 4.0, 2.5
_PARTED, _CROSSED, _MET, _UNFORCED, _MISSING, _TAIL = 0.7, 3.0, 0.3, 2.0, 1.5, 1.5
_MARK = re.compile(r"[.…·—/-]+")
_PART = re.compile(r"0\d|\.|\d+(?:\.\d*)?\.$")  # the rest of a figure, or one that ends in the middle
_MEASURE = re.compile(r"[<>=≥≤]*\d[\d.,]*[^\d\W]+(?<![年月])")  # a figure with its unit is whole, but a date goes on
_TARGET = re.compile(r"[^\d\W]{2,4}\d[\d.,]*(?:[^\d\W]+|%)")  # «不高于0起», a target of its own
_NEXT = re.compile(r"[<>=≥≤]+|[\d.,]+\Z|[^\d\W]{0,4}\d[\d.,]*(?:[^\d\W]+|%)\Z")
FIGURES = ("score", "amount", "count", "number", "percent")
"""Types of columns in which figures stand."""
_NUMBERED = re.compile(r"(?:指标)?[((]?(\d{1,2})[.、))::]")
_SEVERAL, _MOSTLY = 3, 0.75  # numbered names, and their share of the lines with points, that tell that all are numbered
_LETTER = 4.0
_UNNUMBERED = 4.0  # a row without a number where all have one, or with two
MODES = ("middle", "top")
_DEAREST = 4.0  # what a row may cost that is sure


@dataclass(slots=True)
class Cells:
    """A line of a zone: its pieces by column, without those of merged columns. ``total``: the label of a total, which
    stands over several columns. ``number``: of the line in the text, ``blank``: whether blank lines stand above."""

    at: int
    number: int
    columns: dict[int, list[Chunk]]
    total: Chunk | None
    blank: bool
    parted: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The lines [first, after) of a zone that are one row."""

    first: int
    after: int
    sure: bool


def rows_of(
    lines: Sequence[Cells], cost: Callable[[Sequence[Cells], str], float], modes: Sequence[str], near: float = MARGIN
) -> tuple[dict[str, float], list[Row]] | None:
    """What the lines cost by each of the ways in which cells may be set, and the rows of the cheapest; None where there
    are none. Where two ways are as good (no more than ``near`` apart), only what they agree in is sure."""
    found: list[tuple[float, str, list[Row]]] = []
    for mode in modes:
        edges = [
            Edge(first, after, price, first, after)
            for first in range(len(lines))
            for after in range(first + 1, min(first + TALLEST, len(lines)) + 1)
            if (price := cost(lines[first:after], mode)) < inf
        ]
        total, steps = cheapest(edges, len(lines))
        if steps:
            found.append((total, mode, [Row(s.edge.start, s.edge.stop, _is_sure(s)) for s in steps]))
    if not found:
        return None
    found.sort(key=lambda one: one[0])
    best = found[0][2]
    if len(found) > 1 and found[1][0] - found[0][0] <= near:
        other = {(row.first, row.after) for row in found[1][2]}
        best = [Row(row.first, row.after, row.sure and (row.first, row.after) in other) for row in best]
    return {mode: total for total, mode, _ in found}, best


def _is_sure(step: Step) -> bool:
    return step.margin > MARGIN and step.edge.cost <= _DEAREST


@dataclass(slots=True)
class RecordCost:
    """What it costs to take lines for one row of records: a name, figures, each cell around the middle."""

    places: Sequence[Place]
    name: int
    widest: dict[int, int]  # the width of the longest piece of each column
    solid: dict[int, int]  # the same of the longest piece of nothing but full widths
    is_null: Callable[[str], bool]
    is_row: Callable[[str], float] | None  # how surely a name is a row that the form prints (None: authors name them)
    usual: frozenset[int]  # the columns of points in which nearly all rows have some
    tail: int  # the line with which a page begins that goes on with the zone: it may be the rest of a row (-1: none)
    numbered: bool  # whether all names are
    measures: frozenset[int] = frozenset()  # where no column has figures, those of what was to be reached and what was

    def __call__(self, lines: Sequence[Cells], mode: str) -> float:
        columns: dict[int, list[int]] = {}
        for index, line in enumerate(lines):
            for column in line.columns:
                columns.setdefault(column, []).append(index)
        totals = [index for index, line in enumerate(lines) if line.total is not None]
        if len(totals) > 1:
            return inf
        if totals:
            if any(self.places[column].type not in FIGURES and column <= self.name for column in columns):
                return inf
            columns[-1] = totals
        elif self.name not in columns:
            return inf if not columns else _TAIL if lines[0].at == self.tail else _NAMELESS
        cost = unevenness(columns.values(), mode)
        if not totals and self.name in columns:
            cost += self._letter([lines[at].columns[self.name][0].text for at in columns[self.name]])
        if self.numbered and not totals and self.name in columns:
            cost += self._numbers([lines[at].columns[self.name][0].text for at in columns[self.name]])
        cost += _BLANK * sum(line.blank for line in lines[1:])
        cost += self._wraps(lines, columns)
        figures = [column for column in columns if column >= 0 and self.places[column].type in FIGURES]
        if figures and not totals:
            cost += _MISSING * sum(column not in columns for column in self.usual)
        known = True
        if not totals and self.is_row is not None:
            known, price = self._name(lines, columns)
            cost += price
        named = totals or (known and self.is_row is not None) or self._is_blank(lines, columns)
        if not figures and not named and any(place.type in FIGURES for place in self.places):
            cost += _BARE
        if self.measures and not named:
            lacking = len(self.measures - columns.keys())
            cost += _BARE if lacking == len(self.measures) else _MISSING * lacking
        return cost + sum(self._figure(column, lines, columns[column]) for column in figures)

    def _letter(self, names: Sequence[str]) -> float:
        """What a name of one letter costs: it is the end of the one above («管理制度完善程», «度»)."""
        return _LETTER * (len(names) == 1 and len(text := squeeze(names[0])) == 1 and text.isalpha())

    def _is_blank(self, lines: Sequence[Cells], columns: dict[int, list[int]]) -> bool:
        """Whether a row's name is a mark of nothing (……)."""
        own = columns.get(self.name, ())
        return (
            len(own) == len(lines) == 1
            and len(columns) == 1
            and self.is_null(squeeze(lines[own[0]].columns[self.name][-1].text))
        )

    def _numbers(self, names: Sequence[str]) -> float:
        """What the lines of a name cost where each is numbered once, at its beginning («指标1：培训考», «核通过率»)."""
        first, *others = (is_numbered(name) for name in names)
        cost = 0.0 if first or self.is_null(squeeze(names[0])) else _UNNUMBERED
        return cost + _UNNUMBERED * sum(others)

    def _wraps(self, lines: Sequence[Cells], columns: dict[int, list[int]]) -> float:
        """What breaks cost that no lack of room explains: where the next word had fitted, another cell may begin."""
        cost = 0.0
        for column, at in columns.items():
            if column < 0 or self.places[column].type in FIGURES:
                continue
            texts = [lines[index].columns[column][-1].text for index in at]
            for above, below in pairwise(texts):
                alone = any(_MARK.fullmatch(squeeze(text)) for text in (above, below))
                room = self.widest[column] - width(above)
                word = first_word(below)  # letters are not just as wide as they are counted, figures are
                whole = 0 < solid_width(above + word) <= self.solid.get(column, 0)
                fits = alone or whole or width(word) + (not word[:1].isdigit()) <= room
                cost += (_TORN if fits and _TARGET.fullmatch(squeeze(below)) else _UNFORCED) * fits
                cost += _TORN * (room > 1 and all(figure_of(squeeze(text)) is not None for text in (above, below)))
                cost += _TORN * (
                    _MEASURE.fullmatch(squeeze(above)) is not None and _NEXT.match(squeeze(below)) is not None
                )
        return cost

    def _name(self, lines: Sequence[Cells], columns: dict[int, list[int]]) -> tuple[bool, float]:
        """Whether a row's label is one that the form prints, and what it costs if not."""
        own = columns.get(self.name, ())
        text = "".join(chunk.text for at in own for chunk in lines[at].columns[self.name])
        sure = self.is_row(text) if self.is_row is not None else 0.0
        return sure > 0, (1 - sure) * _STRANGE * len(own)

    def _figure(self, column: int, lines: Sequence[Cells], at: Sequence[int]) -> float:
        """What a cell of a column of figures costs: several lines are a figure that its column was too narrow for.
        They stand close: below a blank line another figure begins («5474186.80», «5»)."""
        parts = [lines[index].columns[column] for index in at]
        texts = [squeeze("".join(chunk.text for chunk in part)) for part in parts]
        whole = "".join(texts)
        good = figure_of(whole) is not None and not _PART.match(whole)
        cost = 0.0 if good or self.is_null(whole) else _NO_FIGURE
        if len(texts) > 1:
            narrow = all(width("".join(chunk.text for chunk in part)) >= self.widest[column] - 1 for part in parts[:-1])
            cost += 0.5 if narrow or all(self.is_null(text) for text in texts) else _TORN
            cost += _TORN * (good and any(line.blank for line in lines[at[0] + 1 : at[-1] + 1]))
        return cost


def unevenness(cells: Iterable[Sequence[int]], mode: str) -> float:
    """How far the lines of a row's cells are from what the middle (or the top) of one row would give.

    In a cell of n lines they stand at n offsets around the middle, half a line from those of a cell with one line more
    or less. What has the same offset stands in one line of the text, what is a line further down in another one; half
    a line is too little to be sure: it may come out as none.
    """
    places: set[tuple[float, int]] = set()
    for at in cells:
        start = -(len(at) - 1) / 2 if mode == "middle" else 0.0
        places |= {(start + n, line) for n, line in enumerate(at)}
    cost = 0.0
    for (above, line), (below, other) in combinations(sorted(places), 2):
        if above == below:
            cost += _PARTED
        elif line > other or (line == other and below - above >= 1):
            cost += _CROSSED
        elif line == other:
            cost += _MET
    return cost


def is_numbered(name: str) -> bool:
    """Whether a line begins a numbered name."""
    return number_of(name) is not None


def number_of(name: str) -> int | None:
    """The number with which a name begins («指标 2：…», «2.…»)."""
    found = _NUMBERED.match(squeeze(name))
    return int(found[1]) if found else None


def are_numbered(names: Sequence[str], rows: int) -> bool:
    """Whether the names of a zone are numbered, by their lines; ``rows`` is how many lines have points."""
    numbered = sum(map(is_numbered, names))
    return numbered >= max(_SEVERAL, _MOSTLY * rows)
