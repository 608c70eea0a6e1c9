"""Figures of a recognised table that no field holds: a column or a row that its form does not have, or that stands
between the texts of a narrative."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence

from jixiao.document import Diagnostic
from jixiao.extract.context import Context
from jixiao.extract.draft import matches_of
from jixiao.schema.text import Place
from jixiao.structure.model import Grid

_FIGURE = re.compile(r"[-+≥≤<>=]*\d[\d,]*(?:\.\d+)?(?:%|分|亿元|万元|元)?(?:/\d+(?:\.\d+)?)?")
_FEWEST = 3
"""Figures: a lone one is a page's number or a row's."""


def say_unread(context: Context, places: Sequence[Place]) -> None:
    """Names each form's table of which figures were left unread, with their rows."""
    left: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for place in places:
        if place.cell is not None and (place.block in matches_of(context) or place.block in context.narrated):
            left[place.block].add(place.cell)
    for block, cells in left.items():
        told = _figures(context.structured.grids[block], cells)
        if len(told) < _FEWEST:
            continue
        rows = _runs(sorted({row + 1 for row, _ in told}))
        context.structured.diagnostics.append(
            Diagnostic(
                "unread_figures",
                f"表格第{'、'.join(rows)}行有{len(told)}个数字没有读入任何字段，请核对原件",
                f"rows {', '.join(rows)} of the table hold {len(told)} figures that no field takes: see the source",
                (block,),
            )
        )


def _figures(grid: Grid, cells: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
    """Which of the cells are figures, those of columns that number their rows left out."""
    texts: dict[tuple[int, int], str] = {}
    for cell, source in zip(grid.table.cells, grid.sources, strict=True):
        if (cell.row, cell.column) in cells and _FIGURE.fullmatch(text := "".join(source.text.split())):
            texts[cell.row, cell.column] = text
    columns: dict[int, list[str]] = defaultdict(list)
    for (_, column), text in texts.items():
        columns[column].append(text)
    numbers = {column for column, own in columns.items() if own == [str(n) for n in range(1, len(own) + 1)]}
    return [at for at in texts if at[1] not in numbers]


def _runs(rows: Sequence[int]) -> list[str]:
    """«4—7», «12»: rows that follow each other taken together."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return [str(first) if first == last else f"{first}—{last}" for first, last in runs]
