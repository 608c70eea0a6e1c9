"""Rows of Word cells to one grid with real spans, in one pass over the cells.

A cell covers the grid columns that its row has reached; a vertical merge continues the cell above only when it starts
at the same column and is as wide, so that no position can be covered twice, whatever the file says.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate

from lxml import etree

from jixiao.document import Cell, Table
from jixiao.readers.limits import too_much

MAX_COLUMNS = 2000
"""Word itself allows 63; a gridSpan of a million must not become a million positions."""

_TOLERANCE = 20
"""Twips (1/20 pt) by which a cell's edge may miss the grid: Word rounds each width on its own."""


_SLIVER = 60
"""Twips (3 pt) up to which two grid lines are one for the eye. Borders dragged by hand leave such columns behind: a
row that begins 1 pt left of the others, a merged cell whose lower half is 2 pt wider."""


@dataclass(slots=True)
class RawCell:
    """A w:tc as written. ``width`` is in twips, 0 when not stated; ``properties`` is its w:tcPr."""

    text: str = ""
    span: int = 1
    width: int = 0
    vertical: str = ""
    horizontal: str = ""
    properties: etree._Element | None = None


@dataclass(slots=True)
class RawRow:
    """A w:tr as written.

    ``before`` and ``after``: grid columns left out around its cells; ``columns``: all that it takes, those included;
    ``old_merges``: whether it has cells merged by hMerge.
    """

    before: int = 0
    after: int = 0
    columns: int = 0
    old_merges: bool = False
    cells: list[RawCell] = field(default_factory=list)


@dataclass(slots=True)
class _Placed:
    """A cell while its merge may still grow."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str


def build(rows: list[RawRow], grid: list[int]) -> tuple[Table, bool]:
    """The table of ``rows`` (at least one), and whether text of covered cells was left out.

    ``grid`` holds the widths of w:tblGrid in twips. Raises LimitError for more columns than a page could hold.
    """
    merged = [_merge_across(row) for row in rows if row.old_merges]
    columns = max(row.columns for row in rows)
    if columns <= len(grid) <= MAX_COLUMNS and _widen(rows, grid):
        columns = max(row.columns for row in rows)
    if columns > MAX_COLUMNS:
        raise too_much("表格列数", "columns of a table", columns, MAX_COLUMNS)
    lines = _grid_lines(rows, grid, columns)
    placed, covered = _place(rows, lines)
    cells = tuple(Cell(item.row, item.column, item.row_span, item.column_span, item.text) for item in placed)
    table = Table(len(rows), lines[columns], cells, "native", widths=tuple(grid) if len(grid) == columns else ())
    return table, covered or any(merged)


def _merge_across(row: RawRow) -> bool:
    """The old hMerge (Word 97 and converters): cells marked as continued belong to the one before.

    Tells whether text of a continued cell, which Word does not show, was left out.
    """
    lost = False
    kept: list[RawCell] = []
    for cell in row.cells:
        if cell.horizontal == "continue" and kept and kept[-1].horizontal:
            kept[-1].span += cell.span
            kept[-1].width += cell.width
            lost = lost or bool(cell.text.strip())
        else:
            kept.append(cell)
    row.cells = kept
    return lost


def _widen(rows: list[RawRow], grid: list[int]) -> bool:
    """Gives rows that are short of columns their spans by width; tells whether there was one.

    Some writers state only widths: three cells over a grid of six, no gridSpan. Word places those by width; so do we
    when every edge meets a grid line, else the row stays as written.
    """
    edges: list[int] = []
    for row in rows:
        if row.columns >= len(grid) or row.before or row.after:
            continue
        edges = edges or list(accumulate(grid, initial=0))
        spans = _spans_by_width(row, edges)
        for cell, span in zip(row.cells, spans, strict=False):
            row.columns += span - cell.span
            cell.span = span
    return bool(edges)


def _spans_by_width(row: RawRow, edges: list[int]) -> list[int]:
    """The spans of a row's cells, or nothing when a width is missing or misses the grid."""
    spans: list[int] = []
    at = right = 0
    for cell in row.cells:
        right += cell.width
        end = bisect_left(edges, right - _TOLERANCE, at + 1)
        if cell.width <= 0 or end - at < cell.span or end == len(edges) or edges[end] > right + _TOLERANCE:
            return []
        spans.append(end - at)
        at = end
    return spans


def _grid_lines(rows: list[RawRow], grid: list[int], columns: int) -> list[int]:
    """For each line of the written grid the column that begins there, slivers left out.

    Nothing is left out when the widths are not known, or a cell would vanish.
    """
    plain = list(range(columns + 1))
    if len(grid) != columns or min(grid, default=0) > _SLIVER:
        return plain
    lines = [0]
    edge = last = 0
    for width in grid:
        edge += width
        new = edge - last > _SLIVER
        last = edge if new else last
        lines.append(lines[-1] + new)
    for row in rows:
        at = row.before
        for cell in row.cells:
            if lines[at] == lines[at + cell.span]:
                return plain
            at += cell.span
    return lines


def _place(rows: list[RawRow], lines: list[int]) -> tuple[list[_Placed], bool]:
    placed: list[_Placed] = []
    lost = False
    above: dict[int, _Placed] = {}
    for index, row in enumerate(rows):
        reach: dict[int, _Placed] = {}
        line = row.before
        for cell in row.cells:
            column = lines[line]
            span = lines[line + cell.span] - column
            upper = above.get(column) if cell.vertical == "continue" else None
            if upper is not None and upper.column_span == span:
                upper.row_span += 1
                lost = lost or bool(cell.text.strip())
                reach[column] = upper
            else:
                # A continuation of nothing (the row above was deleted, or a converter's slip) stands for itself.
                here = _Placed(index, column, 1, span, cell.text)
                placed.append(here)
                if cell.vertical:
                    reach[column] = here
            line += cell.span
        above = reach
    return placed, lost
