"""Figures that no field holds: a column or a row that a table's form does not have, or that stands between the texts of
a narrative, a table of no form; rows of a form in a paragraph, of which nothing else told that they are a table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence

from jixiao.document import Diagnostic
from jixiao.extract.context import Context
from jixiao.extract.draft import matches_of
from jixiao.schema.text import Place
from jixiao.structure.flat.rebuild import cannot_be_read
from jixiao.structure.model import Grid

_FIGURE = re.compile(r"[-+≥≤<>=]*\d[\d,]*(?:\.\d+)?(?:%|分|亿元|万元|元)?(?:/\d+(?:\.\d+)?)?")
_OF_PAGES = ("image", "ruled")
_UNREADABLE = "unreadable_table"
_PAIRS = 2
"""Levels right behind each other in a line: one may be a heading torn by a reader."""
_FEWEST = 3
"""Figures: a lone one is a page's number or a row's. Cells of a table that no form has."""


def say_unread(context: Context, places: Sequence[Place]) -> None:
    """Names each table of which figures were left unread, with their rows, what may be the rest of a form's, and
    paragraphs of such rows."""
    _say_rows(context, places)
    left: dict[int, set[tuple[int, int]]] = defaultdict(set)
    rests = _rests(context)
    for place in places:
        if place.cell is not None:
            left[place.block].add(place.cell)
    for block, cells in left.items():
        grid = context.structured.grids[block]
        if block in rests:
            if len(cells) >= _FEWEST:
                context.structured.diagnostics.append(_said_of_rest(block, grid.table.page, len(cells)))
            continue
        told = _figures(grid, cells)
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


def _said_of_rest(block: int, page: int | None, cells: int) -> Diagnostic:
    return Diagnostic(
        "unread_table",
        f"第{page}页的表格有{cells}格没有读入任何字段，可能是前一页表格的续页，请核对原件",
        f"no field takes {cells} cells of the table on page {page}: it may go on with the one before",
        (block,),
    )


def _rests(context: Context) -> set[int]:
    """The tables of pages that are no form and stand behind a form's, on a page further on: its rest, if what stands
    between them kept the two apart."""
    rests: set[int] = set()
    page: int | None = None
    for block, grid in context.structured.grids.items():
        table = grid.table
        if block in matches_of(context):
            page = table.page
        elif page is not None and table.page is not None and table.page > page and table.origin in _OF_PAGES:
            rests.add(block)
    return rests


def _say_rows(context: Context, places: Sequence[Place]) -> None:
    """Names the unread lines in which levels stand right behind each other, as in no prose («产出指标数量指标…»)."""
    structured, levels = context.structured, context.patterns["unread.levels"]
    told = {block for one in structured.diagnostics if one.code == _UNREADABLE for block in one.blocks}
    for place in places:
        source = structured.sources.get(place.block) if place.cell is None and place.block not in told else None
        if source is None or sum(1 for _ in levels.finditer(source.view(*place.span))) < _PAIRS:
            continue
        told.add(place.block)
        structured.diagnostics.append(cannot_be_read((place.block,)))


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
