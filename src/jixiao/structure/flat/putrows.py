"""Rows that are none of a form put into its grid: labels with their values, a part's title, what stands beside a label
that no form has and that runs down."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.structure.flat.builder import Builder
from jixiao.structure.flat.celltexts import figure_of
from jixiao.structure.flat.fitrow import FitRow

_ODD = 5  # cells of a row that is no labels with their values


def put_apart(row: FitRow, builder: Builder, width: int) -> None:
    """A row that stands apart, its last cell to the end of the table."""
    last = len(row.cells) - 1
    for column, raw in enumerate(row.cells):
        builder.put(column, max(width - last, 1) if column == last else 1, raw)
    builder.rows += 1


def tops_of(rows: Sequence[FitRow]) -> list[int]:
    """Of each row of no kind how many cells that has whose label may run down to it, where covered cells are left out:
    the row of labels above rows with figures; 0 for the others."""
    found: list[int] = []
    top = 0
    for row in rows:
        told = row.kind is None and any(figure_of(cell.word) is not None for cell in row.cells)
        top = max(top, len(row.cells)) if told else len(row.cells) if row.kind is None else 0
        found.append(top if len(row.cells) >= _ODD else 0)
    return found


def put_beside(row: FitRow, builder: Builder, top: int) -> bool:
    """Puts a row beside the label that runs down from the row above of ``top`` cells; not one with another number than
    that leaves, or whose cells may be labels with their values."""
    if row.refused or len(row.cells) != top - 1 or not len(row.cells) % 2 or not builder.cover(0, 1):
        return False
    for column, raw in enumerate(row.cells, 1):
        builder.put(column, 1, raw)
    return True
