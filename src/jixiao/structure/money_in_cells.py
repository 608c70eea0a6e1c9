"""Money whose labels and amounts share a cell («预算数：300 | 执行数：290», «其中：财政拨款300 | 其中：财政拨款290»).

Each such cell becomes two, the label and its amount, so that the rows read as those of an author who gave both a cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from jixiao import lazy_re as re
from jixiao.document import Cell
from jixiao.quotes import Source
from jixiao.structure.form_model import label_key
from jixiao.structure.match_model import Box
from jixiao.structure.model import Grid

_LONGEST = 30  # characters of a label with its amount
_SHARED = re.compile(
    r"\s*[^\d\s:：][^\d:：]*(?:[:：][^\d:：]*)?[:：]?\s*(?P<amount>[-+]?\d[\d,，]*(?:\.\d+)?\s*(?:[%％]|万元|元)?)?\s*"
)
_ENDS = "0123456789元%"
_AMOUNTS = 2  # cells of what was budgeted and spent at the least


def amounts_apart(grid: Grid, rows: Sequence[Sequence[Box]], money: Mapping[str, str]) -> Grid | None:
    """The grid with labels and amounts of the money in cells of their own, or None where no row has both what was
    budgeted and what was spent with theirs."""
    for r, row in enumerate(rows):
        if len([box for box in row if box.match and box.match[-1] in _ENDS and ":" in box.match]) < _AMOUNTS:
            continue
        cut = {box.cell.column: at for box in row if (at := _cut(box.cell, amount=True))}
        told = [money[label_key(box.cell.text[: cut[box.cell.column]])] for box in row if box.cell.column in cut]
        if "executed" not in told or told[0] not in ("initial", "full_year") or len({*told}) < len(told):
            continue
        cuts = {id(box.cell): cut[box.cell.column] for box in row if box.cell.column in cut}
        for below in rows[r + 1 :]:
            own = {id(box.cell): at for box in below if box.cell.column in cut and (at := _cut(box.cell))}
            if len(own) < _AMOUNTS or len(own) < len([box for box in below if box.match]):
                break
            cuts |= own
        return _halved(grid, cuts)
    return None


def _cut(cell: Cell, *, amount: bool = False) -> int:
    """Where the amount begins behind its label, the cell's end where a label has none; 0 where it is no such cell."""
    found = _SHARED.fullmatch(cell.text) if cell.text.strip() and len(cell.text) <= _LONGEST else None
    if found is None or (amount and not found["amount"]):
        return 0
    return found.start("amount") if found["amount"] else len(cell.text)


def half_at(cell: Cell) -> tuple[int, int]:
    """The slice of its source that a half of a cell is."""
    return len(cell.text) - len(cell.text.lstrip()), len(cell.text)


def _halved(grid: Grid, cuts: Mapping[int, int]) -> Grid:
    """The grid with twice its columns, cells cut where ``cuts`` says. Both halves keep the source of the whole; the
    second has blanks in place of the first, so that its text tells which slice of it that is (`half_at`)."""
    cells: list[Cell] = []
    sources: list[Source] = []
    for cell, source in zip(grid.table.cells, grid.sources, strict=True):
        wide = replace(cell, column=2 * cell.column, column_span=2 * cell.column_span)
        at = cuts.get(id(cell))
        if at is None:
            cells.append(wide)
            sources.append(source)
            continue
        for text, column in ((cell.text[:at], 0), (" " * at + cell.text[at:], cell.column_span)):
            cells.append(replace(wide, text=text, column=wide.column + column, column_span=cell.column_span))
            sources.append(source)
    table = replace(grid.table, columns=2 * grid.table.columns, cells=tuple(cells), edges=(), heights=())
    made = Grid(grid.block, table)
    made.sources = tuple(sources)
    return made
