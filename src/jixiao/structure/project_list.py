"""A list of projects, each in a row of its own with its money and its score, and no indicators: a form for each.

«序号 | 项目名称 | 项目单位 | 预算金额 | 支出金额 | 自评得分 | 自评等级»: what came of several projects, as a unit makes
it public or a department's report sums it up. The headings serve each project.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from jixiao.document import Cell
from jixiao.quotes import Source, squeeze
from jixiao.structure.arrange import indicator_headings, laid_out, money_column
from jixiao.structure.forms import Form, key_of
from jixiao.structure.model import Grid

_LAST_HEADING = 3  # rows above the headings: a title, the unit, the money's
_SEVERAL = 2
_LEAST = 4  # headings of such a list
_OF_INDICATORS = {"level1", "level2", "level3", "target", "actual"}
_MONEY = {"initial", "full_year", "executed", "rate"}
_RESULTS = {"total_score", "rating"}

_Cell = tuple[Cell, Source]


def by_list(grid: Grid, forms: tuple[Form, ...], names: frozenset[str]) -> list[Grid]:
    """A grid for each project of a list, one for the rows below them if there are any; none where the table is
    another. ``names`` are the labels that name a project."""
    heads = next((found for row in range(_LAST_HEADING + 1) if (found := _heads(grid, row, forms, names))), None)
    if heads is None:
        return []
    top, project = heads[0].row, next(cell.column for cell in heads if key_of(squeeze(cell.text)) in names)
    rows: list[int] = []
    for row in range(top + 1, grid.table.rows):
        own = [cell for cell, _ in grid.row(row)]
        plain = all((cell.row, cell.row_span, cell.column_span) == (row, 1, 1) for cell in own)
        name = next((squeeze(cell.text) for cell in own if cell.column == project), "")
        if not plain or not name or name[0].isdigit() or len(own) < _LEAST:
            break
        rows.append(row)
    if len(rows) < _SEVERAL:
        return []
    cells = list(zip(grid.table.cells, grid.sources, strict=True))
    made = [_grid_of(grid, list(_form(grid, cells, heads, row, forms))) for row in rows]
    rest = [(replace(cell, row=cell.row - rows[-1] - 1), source) for cell, source in cells if cell.row > rows[-1]]
    return [*made, _grid_of(grid, rest)] if rest else made


@lru_cache(maxsize=8)
def _labels_of_results(forms: tuple[Form, ...]) -> frozenset[str]:
    """The labels of a form's whole score and of its grade."""
    pairs = (pair for form in forms for zone in form.zones for pair in zone.pairs if pair.id in _RESULTS)
    return frozenset(key for pair in pairs for key in pair.keys)


def _heads(grid: Grid, row: int, forms: tuple[Form, ...], names: frozenset[str]) -> list[Cell] | None:
    """The headings of a list in a row: one names the project, one its score or grade, none an indicator."""
    if row + _SEVERAL >= grid.table.rows:
        return None
    cells = [cell for cell, _ in grid.row(row) if cell.row == row]
    keys = [key_of(squeeze(cell.text)) for cell in cells]
    if len(cells) < _LEAST or any(cell.row_span > 1 or cell.column_span > 1 for cell in cells):
        return None
    if sum(key in names for key in keys) != 1 or not _labels_of_results(forms) & set(keys):
        return None
    words = indicator_headings(forms)
    return None if any(words.get(key) in _OF_INDICATORS for key in keys) else cells


def _form(
    grid: Grid, cells: Sequence[_Cell], heads: Sequence[Cell], row: int, forms: tuple[Form, ...]
) -> Iterator[_Cell]:
    """The cells of one project's form: labels and values below each other, then the money below its headings."""
    sources = {(cell.row, cell.column): source for cell, source in cells}
    values = {cell.column: cell for cell, _ in grid.row(row)}
    money: list[Cell] = []
    below = 0
    for head in heads:
        value = values.get(head.column)
        if value is None or (squeeze(value.text).isdigit() and head is heads[0]):  # the row's number
            continue
        key = key_of(squeeze(head.text))
        if key not in _labels_of_results(forms) and money_column(forms, key) in _MONEY:
            money.append(head)
            continue
        yield replace(head, row=below, column=0), sources[head.row, head.column]
        yield replace(value, row=below, column=1), sources[row, head.column]
        below += 1
    for column, head in enumerate(money):
        yield replace(head, row=below, column=column), sources[head.row, head.column]
        yield replace(values[head.column], row=below + 1, column=column), sources[row, head.column]


def _grid_of(grid: Grid, cells: list[_Cell]) -> Grid:
    return laid_out(grid, cells, max(cell.row + cell.row_span for cell, _ in cells))
