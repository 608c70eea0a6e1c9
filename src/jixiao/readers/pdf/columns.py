"""One set of columns for a table that runs over pages.

Each page is a table of its own (joining them is `structure`'s work), but a part whose cells are all merged over a
column does not show that column's rule. Only the reader knows where the rules stand, so it counts the columns of all
parts alike.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from jixiao.document import Cell
from jixiao.readers.pdf.grid import SNAP
from jixiao.readers.pdf.pages import PageContent, PlacedTable


def align(pages: Sequence[PageContent]) -> None:
    """Give the parts of each table that runs over page ends the same columns.

    What turns out to be no part of a table (a box around text, a drawing) is none: its lines go back to the page.
    Changes ``page.tables`` and ``page.lines``.
    """
    _join_parts(pages)
    for page in pages:
        released = [table for table in page.tables if table.doubtful]
        if released:
            page.tables = [table for table in page.tables if not table.doubtful]
            page.lines = sorted(page.lines + [x for t in released for x in t.lines], key=lambda x: (x.base, x.x0))


def _join_parts(pages: Sequence[PageContent]) -> None:
    parts: list[PlacedTable] = []
    before: PageContent | None = None
    for page in pages:
        first, end = _at_start(page), _at_end(page)
        if parts and first is not None and before is not None and _follows(parts[-1], first, before, page):
            parts.append(first)
        else:
            _share(parts)
            parts = []
        if end is None or end is not first:
            _share(parts)
            parts = []
        if end is not None and not parts:
            parts = [end]
        before = page
    _share(parts)


def _at_start(page: PageContent) -> PlacedTable | None:
    """The table that nothing stands above."""
    if not page.tables:
        return None
    table = page.tables[0]
    return table if all(line.base > table.top for line in page.lines) else None


def _at_end(page: PageContent) -> PlacedTable | None:
    """The table that nothing stands below."""
    if not page.tables:
        return None
    table = page.tables[-1]
    return table if all(line.base < table.bottom for line in page.lines) else None


def _follows(a: PlacedTable, b: PlacedTable, before: PageContent, page: PageContent) -> bool:
    """Whether ``b`` may continue ``a``: next page, same outer edges, and most rules of the poorer part in the other."""
    if page.number != before.number + 1 or page.frame.turn != before.frame.turn:
        return False
    if abs(a.xs[0] - b.xs[0]) > SNAP or abs(a.xs[-1] - b.xs[-1]) > SNAP:
        return False
    few, many = sorted((a.xs, b.xs), key=len)
    shared = sum(_near(many, x) is not None for x in few[1:-1])
    return shared * 2 >= len(few) - 2


def _near(xs: Sequence[float], x: float) -> int | None:
    """Index of the position within the snapping distance of ``x``."""
    i = bisect_left(xs, x - SNAP)
    return i if i < len(xs) and xs[i] <= x + SNAP else None


def _share(parts: list[PlacedTable]) -> None:
    if len(parts) < 2 or all(part.doubtful for part in parts):
        return
    union: list[float] = []
    for x in sorted(x for part in parts for x in part.xs):
        if not union or x - union[-1] > SNAP:
            union.append(x)
    for part in parts:
        where = [_near(union, x) for x in part.xs]
        places = [i for i in where if i is not None]
        if len(places) != len(part.xs) or len(set(places)) != len(places):
            continue
        part.doubtful = False
        cells = tuple(_moved(cell, places) for cell in part.table.cells)
        part.table = replace(part.table, columns=len(union) - 1, cells=cells, edges=tuple(round(x, 2) for x in union))
        part.xs = union


def _moved(cell: Cell, places: list[int]) -> Cell:
    start, end = places[cell.column], places[cell.column + cell.column_span]
    if start == cell.column and end - start == cell.column_span:
        return cell
    return Cell(cell.row, start, cell.row_span, end - start, cell.text, cell.runs)
