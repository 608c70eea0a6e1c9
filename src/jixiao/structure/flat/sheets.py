"""Small tables of money or staff within a narrative, of no form, whose text has no cells any more (`small_tables`).

A heading whose columns the patterns know each (``sheet.*``), and rows below it, a line each or a cell a line, that have
a name and a figure for every column: no cell was left out, so each figure stands below its own heading. Where such
rows stand below other headings, or one of them has fewer figures, nothing of the table is read, and it is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from jixiao import lazy_re as re
from jixiao.document import Table
from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.builder import Builder
from jixiao.structure.flat.stretch import Line, RawCell, Stretch, outside

_FIGURE = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?%?|[-—/]{1,2}")
_PIECE = re.compile(r"\S+")
_NAME = re.compile(r"[^\d。；;]{0,4}[^。；;]{0,26}[\u4e00-\u9fff）)]")
_CORNER = 8  # characters of the heading above the names
_PIECES = 14  # of a heading, at the most
_LONGEST = 12  # characters of a heading's word
_ABOVE = 8  # lines among which a heading in pieces stands
_FEW = 2  # rows of a table, and names of money among rows without a heading

_KINDS = ("sheet.money", "sheet.staff")
_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SmallTable:
    """A table at [start, stop) of the stretch."""

    start: int
    stop: int
    table: Table


@dataclass(frozen=True, slots=True)
class _Row:
    """A name and the figures behind it, on lines [first, last)."""

    first: int
    last: int
    name: _Span
    figures: tuple[_Span, ...]


def small_tables(stretch: Stretch, taken: Sequence[_Span], patterns: Patterns) -> tuple[list[SmallTable], list[_Span]]:
    """The small tables outside what is ``taken``, and where ones stand that cannot be read."""
    found: list[SmallTable] = []
    refused: list[_Span] = []
    for group in outside(stretch.lines, taken):
        lines = [line for line in group if line.text.strip()]
        below = 0
        for rows in _runs(list(_rows(lines))):
            if rows[0].first < below or len(rows) < _FEW:
                continue
            below = rows[-1].last
            start, stop = lines[rows[0].first].start, lines[rows[-1].last - 1].after
            heading = _heading(stretch, lines, rows, patterns)
            if heading:
                start = stretch.lines[stretch.line_at(heading[0][0])].start
            elif heading is None and not _is_of_money(stretch, rows, patterns):
                continue
            if heading and _is_whole(stretch, rows, (start, stop)):
                found.append(SmallTable(start, stop, _table(stretch, patterns, heading, rows, (start, stop))))
            else:
                refused.append((start, stop))
    return found, refused


def _rows(lines: Sequence[Line]) -> Iterator[_Row]:
    """Lines of a name and figures behind it; names on a line with figures on the lines below."""
    at = 0
    while at < len(lines):
        row = _on_a_line(lines, at) or _below(lines, at)
        if row is not None:
            yield row
        at = row.last if row is not None else at + 1


def _on_a_line(lines: Sequence[Line], at: int) -> _Row | None:
    line = lines[at]
    if line.text.rstrip()[-1:] not in "0123456789%-—/":  # most lines
        return None
    pieces = _pieces(line)
    name = len(pieces)
    while name and _FIGURE.fullmatch(line.text, pieces[name - 1][0] - line.start, pieces[name - 1][1] - line.start):
        name -= 1
    if not 0 < name < len(pieces):
        return None
    start, stop = pieces[0][0], pieces[name - 1][1]
    if not _NAME.fullmatch(line.text, start - line.start, stop - line.start):
        return None
    return _Row(at, at + 1, (start, stop), tuple(pieces[name:]))


def _pieces(line: Line) -> list[_Span]:
    return [(line.start + m.start(), line.start + m.end()) for m in _PIECE.finditer(line.text)]


def _below(lines: Sequence[Line], at: int) -> _Row | None:
    stop = at + 1
    while stop < len(lines) and _FIGURE.fullmatch(lines[stop].text.strip()):
        stop += 1
    if stop == at + 1 or not _NAME.fullmatch(lines[at].text.strip()):
        return None
    return _Row(at, stop, _inner(lines[at]), tuple(map(_inner, lines[at + 1 : stop])))


def _inner(line: Line) -> _Span:
    text = line.text
    return line.start + len(text) - len(text.lstrip()), line.start + len(text.rstrip())


def _runs(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Rows that follow one another, a line between two of them at the most."""
    runs: list[list[_Row]] = [[row] for row in rows[:1]]
    for above, row in pairwise(rows):
        if row.first <= above.last + 1 and (above.last - above.first == 1) == (row.last - row.first == 1):
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _heading(stretch: Stretch, lines: Sequence[Line], rows: Sequence[_Row], patterns: Patterns) -> list[_Span] | None:
    """The cells of the heading right above the rows, the one above their names first, of no length where there is
    none; none where not all columns are known, or in more than one way; None where it does not look like one."""
    count, first = len(rows[0].figures), rows[0].first
    lined = rows[0].last - first > 1
    above = lines[max(first - (count + 1 if lined else 1), 0) : first]
    pieces = [_inner(line) for line in above] if lined else [piece for line in above for piece in _pieces(line)]
    if not count <= len(pieces) <= _PIECES:
        return None
    keys = [squeeze(stretch.text[a:b]) for a, b in pieces]
    ways = [tuple(range(len(keys) - count, len(keys)))] if lined else [*combinations(range(len(keys)), count)]
    for kind in _KINDS:
        kinds = [one for one in patterns.family_of(kind) if "column" in one.extra]
        spans = combinations(range(len(keys) + 1), 2)
        known = frozenset((a, b) for a, b in spans if any(one.occurs("".join(keys[a:b])) for one in kinds))
        right = [way for way in ways if _are_columns(keys, way, known)]
        if len(right) == 1:
            ends = pairwise((0, *right[0], len(keys)))
            return [(pieces[a][0], pieces[b - 1][1] if a < b else pieces[a][0]) for a, b in ends]
    return [] if _has_headings(lines[max(first - _ABOVE, 0) : first], patterns) else None


def _has_headings(lines: Sequence[Line], patterns: Patterns) -> bool:
    """Whether short lines hold the words of two columns, whatever else stands among them."""
    words = {squeeze(word) for line in lines if "。" not in line.text for word in line.text.split()}
    columns = [one for kind in _KINDS for one in patterns.family_of(kind) if "column" in one.extra]
    return sum(any(one.occurs(word) for one in columns) for word in words if len(word) <= _LONGEST) >= _FEW


def _are_columns(keys: Sequence[str], way: Sequence[int], known: frozenset[_Span]) -> bool:
    """Whether the pieces of a heading are ``known`` columns that begin at these, none of them the words of two; what
    stands in front heads the names."""
    corner = "".join(keys[: way[0]])
    if len(corner) > _CORNER or any(char.isdigit() for char in corner):
        return False
    ends = {*pairwise((*way, len(keys)))}
    inside = (a <= at and end <= b for a, b in ((0, way[0]), *ends) for at, end in known - ends)
    return ends <= known and not any(inside)


def _is_of_money(stretch: Stretch, rows: Sequence[_Row], patterns: Patterns) -> bool:
    """Whether rows are of a table of money all the same: several figures each, and names of kinds of spending."""
    if min(len(row.figures) for row in rows) < _FEW:
        return False
    prefix = patterns["sheet.row"].compiled
    names = {prefix.sub("", squeeze(stretch.text[slice(*row.name)])) for row in rows}
    return sum(patterns.concept(name) is not None for name in names) >= _FEW


def _is_whole(stretch: Stretch, rows: Sequence[_Row], where: _Span) -> bool:
    """Whether each row has its figures and nothing stands between two rows; where each cell is a line, no blank one
    among them may be a cell."""
    if len({len(row.figures) for row in rows}) > 1 or any(a.last != b.first for a, b in pairwise(rows)):
        return False
    blank = [not line.text.strip() for line in stretch.lines_in(*where)]
    return rows[0].last - rows[0].first == 1 or not any(blank) or (not any(blank[::2]) and all(blank[1::2]))


def _table(stretch: Stretch, patterns: Patterns, heading: Sequence[_Span], rows: Sequence[_Row], where: _Span) -> Table:
    builder = Builder(patterns)
    for cells in (heading, *((row.name, *row.figures) for row in rows)):
        for column, (start, stop) in enumerate(cells):
            builder.put(column, 1, stretch.cell(start, stop) if start < stop else RawCell(""))
        builder.rows += 1
    return builder.table(stretch, *where, len(heading))
