"""Tables whose columns are made of blanks: a row a line, its cells parted by two blanks or more, or by one each.

Authors align such tables by hand, and web pages lose their borders. A row with as many cells as its heading is certain.
One with fewer stands where its cells do, by the columns of the print (a wide character takes two), or, parted by single
blanks, where its figures can: as long as there is one such place only. Where a row has none the table is not read. Rows
that wrap over lines (a PDF printed by its layout) have none: nothing tells which cell a line goes on with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import combinations

from jixiao import lazy_re as re
from jixiao.quotes import squeeze
from jixiao.structure.flat.barred import is_rule
from jixiao.structure.flat.stretch import Line, RawCell, RawRow, RawTable, Stretch
from jixiao.structure.flat.words import Words
from jixiao.widths import display_width

_WIDE = re.compile(r"\S+(?:[ \xa0]\S+)*")
_NUMBERED = r"(?:指标 (?=\d{1,2}[:：、]))?"  # «指标 1：…», one name
_NARROW = re.compile(rf"{_NUMBERED}\S+")
_SINGLE = re.compile(rf"(?<![^ ]){_NUMBERED}[^ ]*(?![^ ])")  # between two blanks nothing: a blank cell (Kreuzberg)
_FEWEST, _FEW, _MOST = 4, 2, 14  # cells of a heading at least, of any row, of a heading at most
_LEAST = 2  # rows with the heading
_CLEAR = 4  # half widths by which the second best place must be worse
_FAR = 8  # half widths that a cell may stand from its heading in a row that leaves others blank
_FULL = 1  # half widths by which a line that fills its column may fall short of it
_MOSTLY = 0.7
_UNIT = re.compile(r"\([^()]*元\)")
_FIGURE = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell at [start, stop) of the stretch that is printed at [left, right) of its line."""

    start: int
    stop: int
    left: int
    right: int


def read(stretch: Stretch, words: Words) -> list[RawTable]:
    """All tables of the stretch in columns of blanks."""
    tables: list[RawTable] = []
    lines, texts = stretch.lines, stretch.line_texts
    at, count = 0, len(lines)
    while at < count:
        text = texts[at]
        # A line with a TAB is a row, or a piece of one (catdoc wraps rows), of which `tabrows` could make no table.
        blanks = "\t" not in text and len(text.split()) >= _FEWEST
        for pattern in (_WIDE, _NARROW) if blanks else ():
            first = pattern.search(text)
            if first is None or not words.is_label(first[0]):  # most lines: a heading begins with a label
                continue
            heading = _cells(lines[at], pattern)
            if _is_heading(stretch, heading, pattern, words):
                table, after = _table(stretch, at, pattern, words)
                if table is not None:
                    tables.append(table)
                    at = after - 1
                    break
        at += 1
    return tables


def _is_heading(stretch: Stretch, cells: Sequence[_Cell], pattern: re.Pattern[str], words: Words) -> bool:
    if len(cells) < _FEWEST:
        return False
    known = [words.is_label(stretch.text[cell.start : cell.stop]) for cell in cells]
    if pattern is _NARROW:  # the rest of a heading that broke over lines begins with the rest of a word
        return all(known)
    return known[0] and sum(known) >= _FEWEST and sum(known) * 4 >= len(cells) * 3


def _table(
    stretch: Stretch, first: int, pattern: re.Pattern[str], words: Words, *, wraps: bool = True
) -> tuple[RawTable | None, int]:
    """The table below the heading in line ``first``, None where a row has no certain place; and the line behind it.
    ``wraps``: a lone word may be the end of the cell above it."""
    lines = stretch.lines
    parts: list[list[list[_Cell]]] = []  # the rows below each heading, itself the first
    ends: dict[int, tuple[_Cell, _Cell]] = {}  # by where a cell begins: it and the end of it on the line below
    last = first
    for at in range(first, len(lines)):
        if not lines[at].text.strip() or is_rule(lines[at].text):  # «==== ====», reStructuredText
            continue
        cells = _cells(lines[at], pattern)
        own = _goes_on(lines[at], cells, parts) if wraps and pattern is _WIDE and at == last + 1 else None
        if own is not None and own.start not in ends:
            ends[own.start] = own, cells[0]
            last = at
            continue
        if len(cells) < _FEW or (at > first and words.ends_table(lines[at].text)):
            break
        if _is_heading(stretch, cells, pattern, words):
            parts.append([])
        parts[-1].append(cells)
        last = at
    if not all(_is_end(rest, own, parts) for own, rest in ends.values()):
        return _table(stretch, first, pattern, words, wraps=False)
    placed: list[list[_Cell | None]] = []
    for part in parts:
        rows = _by_print(part) if pattern is _WIDE else _between(stretch, part) or _by_kind(stretch, part)
        if rows is None or not _is_even(stretch, rows):
            return None, first + 1
        placed += rows
    if len(placed) <= _LEAST:
        return None, first + 1
    heads = {id(part[0]) for part in parts}
    raw = _grid(stretch, placed, [id(cells) in heads for part in parts for cells in part], ends)
    width = max(len(row) for row in placed)
    units = [_UNIT.fullmatch(squeeze(cell.text)) for cell in raw[1].cells]
    if all(units) and len(units) == len(raw[0].cells):  # a heading's second line
        raw[0].cells = [
            RawCell(f"{one.text}\n{other.text}", one.pieces + other.pieces, column=one.column)
            for one, other in zip(raw[0].cells, raw.pop(1).cells, strict=True)
        ]
    return RawTable(lines[first].start, lines[last].after, raw, "blank-columns", "drawn", width, 0.7), last + 1


def _goes_on(line: Line, cells: Sequence[_Cell], parts: Sequence[Sequence[Sequence[_Cell]]]) -> _Cell | None:
    """The cell of the last row at whose edge a lone word stands, shorter than it: perhaps its end («宣传活动场» above
    «次»)."""
    if len(cells) != 1 or not line.text.strip().isalpha() or len(parts[-1]) < _FEW:
        return None
    rest = cells[0]
    return next((cell for cell in parts[-1][-1] if rest.left == cell.left and rest.right < cell.right), None)


def _is_end(rest: _Cell, own: _Cell, parts: Sequence[Sequence[Sequence[_Cell]]]) -> bool:
    """Whether a column is full where the cell ``own`` stands, and not where what may be its ``rest`` does: a cell's
    first line is full, its last one needs not be."""
    widest = max(cell.right for part in parts for row in part for cell in row if cell.left == own.left)
    return rest.right + _FULL < widest <= own.right + _FULL


def _by_print(part: Sequence[Sequence[_Cell]]) -> list[list[_Cell | None]] | None:
    """The rows by where their cells are printed, a cell for each column. None where rows leave cells blank, and others,
    which are full, do not stand below their headings: the blanks are no columns, only marks between cells."""
    heading = part[0]
    columns = range(len(heading))
    full = [cells for cells in part if len(cells) == len(heading)]
    if len(full) < len(part) and any(_off(*pair) > _FAR for cells in full for pair in zip(heading, cells, strict=True)):
        return None
    rows: list[list[_Cell | None]] = []
    for cells in part:
        if len(cells) > len(heading) or len(heading) > _MOST:
            return None
        places = _two_best(heading, cells)
        if len(places) > 1 and places[1][0] - places[0][0] < _CLEAR:
            return None
        taken = places[0][1]
        if len(places) > 1 and any(
            _off(heading[column], cell) > _FAR for column, cell in zip(taken, cells, strict=True)
        ):
            return None
        by_column = dict(zip(taken, cells, strict=True))
        rows.append([by_column.get(column) for column in columns])
    return rows


def _two_best(heading: Sequence[_Cell], cells: Sequence[_Cell]) -> list[tuple[float, tuple[int, ...]]]:
    """The two ways to put cells below headings in order that are the nearest, each with how far off it is."""
    ways: dict[int, list[tuple[float, tuple[int, ...]]]] = {-1: [(0.0, ())]}  # by the last column taken
    for cell in cells:
        ways = {
            column: nsmallest(
                2,
                [
                    (off + _off(heading[column], cell), (*taken, column))
                    for last, found in ways.items()
                    if last < column
                    for off, taken in found
                ],
            )
            for column in range(len(heading))
        }
    return nsmallest(2, [way for found in ways.values() for way in found])


def _off(heading: _Cell, cell: _Cell) -> float:
    """How far a cell stands from its heading: aligned left, right or in the middle."""
    middle = abs(heading.left + heading.right - cell.left - cell.right) / 2
    return min(abs(heading.left - cell.left), abs(heading.right - cell.right), middle)


def _by_kind(stretch: Stretch, part: Sequence[Sequence[_Cell]]) -> list[list[_Cell | None]] | None:
    """The rows by what their cells hold: figures stand in columns of figures."""
    width = len(part[0])
    if width > _MOST:
        return None
    whole = [[_is_figure(stretch, cell) for cell in cells] for cells in part[1:] if len(cells) == width]
    kinds = [{row[column] for row in whole} for column in range(width)]
    rows: list[list[_Cell | None]] = []
    for cells in part:
        held = [_is_figure(stretch, cell) for cell in cells]
        places = [
            taken
            for taken in combinations(range(width), len(cells))
            if len(cells) == width or all(held[at] in kinds[column] for at, column in enumerate(taken))
        ]
        if all(held[1:]):  # a total: its label stands in front
            places = [taken for taken in places if taken[0] == 0]
        if len(places) != 1:
            return None
        by_column = dict(zip(places[0], cells, strict=True))
        rows.append([by_column.get(column) for column in range(width)])
    return rows


def _between(stretch: Stretch, part: Sequence[Sequence[_Cell]]) -> list[list[_Cell | None]] | None:
    """The rows by the blanks between all cells, blank ones too, where each has as many as the heading; else None."""
    lines = [stretch.lines[stretch.line_at(cells[0].start)] for cells in part]
    rows = [[cell if cell.stop > cell.start else None for cell in _cells(line, _SINGLE)] for line in lines]
    return rows if len({len(row) for row in rows}) == 1 and None not in rows[0] else None


def _is_even(stretch: Stretch, rows: Sequence[Sequence[_Cell | None]]) -> bool:
    """Whether no text stands in a column of figures (a cell with two blanks in it would move those behind it), and
    every row has a figure: a line without one is the rest of a wrapped row. Of a table without such columns no row may
    be short behind its first cell."""
    figures: list[int] = []
    for column in range(len(rows[0])):
        cells = [cell for row in rows[1:] if (cell := row[column]) and not _is_mark(stretch, cell)]
        count = sum(_is_figure(stretch, cell) for cell in cells)
        if _MOSTLY * len(cells) < count:
            if count < len(cells):
                return False
            figures.append(column)
    for row in rows[1:]:
        first = next(column for column, cell in enumerate(row) if cell)
        if figures and not any(row[column] for column in figures):
            return False
        if not figures and row[first:].count(None) > 1:
            return False
    return True


def _is_figure(stretch: Stretch, cell: _Cell) -> bool:
    return _FIGURE.fullmatch(stretch.text, cell.start, cell.stop) is not None


def _is_mark(stretch: Stretch, cell: _Cell) -> bool:
    return not any(char.isalnum() for char in stretch.text[cell.start : cell.stop])


def _grid(
    stretch: Stretch,
    rows: Sequence[Sequence[_Cell | None]],
    heads: Sequence[bool],
    ends: Mapping[int, tuple[_Cell, _Cell]],
) -> list[RawRow]:
    """The rows with their spans: what is blank in front of a row's first cell is covered from above. ``ends``: of cells
    that go on in the line below."""
    above: dict[int, RawCell] = {}
    result: list[RawRow] = []
    at = 0
    for row, head in zip(rows, heads, strict=True):
        cells: list[RawCell] = []
        blank = not head
        for column, cell in enumerate(row):
            blank = blank and cell is None
            if blank and column in above:
                above[column].row_span += 1
                continue
            at = cell.stop if cell else at
            raw = stretch.cell(cell.start, cell.stop) if cell else RawCell("", ((at, at),))
            if cell and cell.start in ends:
                rest = stretch.cell(ends[cell.start][1].start, ends[cell.start][1].stop)
                raw = RawCell(f"{raw.text}\n{rest.text}", raw.pieces + rest.pieces)
            raw.column = column
            cells.append(raw)
            if head:
                above.pop(column, None)
            else:
                above[column] = raw
        result.append(RawRow(cells))
    return result


def _cells(line: Line, pattern: re.Pattern[str]) -> list[_Cell]:
    return list(_placed_cells(line, pattern))


def _placed_cells(line: Line, pattern: re.Pattern[str]) -> Iterator[_Cell]:
    at = left = 0
    for found in pattern.finditer(line.text):
        left += display_width(line.text[at : found.start()])
        right = left + display_width(found[0])
        yield _Cell(line.start + found.start(), line.start + found.end(), left, right)
        at, left = found.end(), right
