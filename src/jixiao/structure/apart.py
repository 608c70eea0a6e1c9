"""Forms that stand one below the other in one table: Word makes one of two tables that nothing parts.

A table is cut where the label that names a project leads a row again, if each piece has the same headings of
indicators.
Pieces keep the addresses of their cells. Projects in the rows of one table are forms too (`project_rows`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from jixiao.document import Cell
from jixiao.quotes import squeeze
from jixiao.structure.arrange import indicator_headings
from jixiao.structure.forms import Form, key_of
from jixiao.structure.model import Grid
from jixiao.structure.project_rows import by_project, names_of_projects

_LONGEST = 16  # characters of the label
_HEADINGS = 4
_WRITTEN = ("native", "ruled", "image")


def apart(grid: Grid, forms: tuple[Form, ...]) -> list[Grid]:
    """The forms of a table, each as a grid of its own; the grid itself where it holds no more than one."""
    cells = grid.table.cells
    if grid.table.origin not in _WRITTEN:
        return [grid]
    if projects := by_project(grid, forms):
        return projects
    keys = names_of_projects(forms)
    leads = sorted({cell.row for cell in cells if not cell.column and _leads(cell, keys)})
    if len(leads) < 2:
        return [grid]
    above = _captions(grid, leads)
    starts = [0, *(row - above for row in leads[1:])]
    pieces = [range(first, stop) for first, stop in pairwise([*starts, grid.table.rows])]
    crossed = any(cell.row < start < cell.row + cell.row_span for start in starts for cell in cells)
    if crossed or not _have_the_same_headings(grid, pieces, forms):
        return [grid]
    return [_piece(grid, rows) for rows in pieces]


def _leads(cell: Cell, keys: frozenset[str]) -> bool:
    return len(cell.text) <= _LONGEST and key_of(squeeze(cell.text)) in keys


def _captions(grid: Grid, leads: Sequence[int]) -> int:
    """How many rows of one cell stand above each of the labels: the form's title and year."""
    count = 0
    while all(row > count and len(grid.row(row - count - 1)) == 1 for row in leads):
        count += 1
    return count


def _have_the_same_headings(grid: Grid, pieces: Sequence[range], forms: tuple[Form, ...]) -> bool:
    words = indicator_headings(forms).keys()
    found: list[set[tuple[str, ...]]] = []
    for rows in pieces:
        texts = [tuple(key_of(squeeze(cell.text)) for cell, _ in grid.row(row) if cell.text.strip()) for row in rows]
        found.append({keys for keys in texts if len(keys) >= _HEADINGS and len(words & set(keys)) >= _HEADINGS})
    return bool(set.intersection(*found))


def _piece(grid: Grid, rows: range) -> Grid:
    pairs = [
        (replace(cell, row=cell.row - rows.start), source)
        for cell, source in zip(grid.table.cells, grid.sources, strict=True)
        if cell.row in rows
    ]
    table = replace(
        grid.table,
        rows=len(rows),
        cells=tuple(cell for cell, _ in pairs),
        heights=grid.table.heights[rows.start : rows.stop],
    )
    made = Grid(grid.block, table)
    made.sources = tuple(source for _, source in pairs)
    return made
