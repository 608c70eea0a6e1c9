"""Several projects in the rows of one table, each beside its own indicators: a form for each of them.

«项目名称 | 预算数 | 执行数 | 指标名称 | 目标值 | 完成值 | 得分», the project and its money merged down over the rows
of its indicators (the summary of a department's key projects). Each project becomes a form as others write it: its
name and what else is said of it as labels and values, the money below its headings, the indicators below theirs.
Cells keep their address; a heading serves each project.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from jixiao.document import Cell
from jixiao.quotes import Source, squeeze
from jixiao.structure.arrange import indicator_headings
from jixiao.structure.arrange_money import laid_out
from jixiao.structure.forms import Form, key_of
from jixiao.structure.model import Grid
from jixiao.structure.money_columns import money_column

_LAST_HEADING = 3  # rows above the headings: a title, the unit, the money's
_INDICATORS = 3  # headings of indicators that such a table has at the least
_SEVERAL = 2

_NAMES = {"level1", "level2", "level3"}

_Cell = tuple[Cell, Source]


@lru_cache(maxsize=8)
def names_of_projects(forms: tuple[Form, ...]) -> frozenset[str]:
    """The labels that name a project, in any form."""
    pairs = (pair for form in forms for zone in form.zones for pair in zone.pairs if pair.id == "project")
    return frozenset(key for pair in pairs for key in pair.keys)


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the headings stand (row ``top``, above row ``first``), which column names the projects, and the column
    from which on the indicators stand."""

    top: int
    first: int
    project: int
    edge: int
    scores: frozenset[int] = frozenset()
    """Columns behind the edge that hold one figure for the whole project."""


def by_project(grid: Grid, forms: tuple[Form, ...]) -> list[Grid]:
    """A grid for each project, one for the rows below them if there are any; none where the table is another."""
    layout = next((found for row in range(_LAST_HEADING + 1) if (found := _layout(grid, row, forms))), None)
    if layout is None:
        return []
    cells = list(zip(grid.table.cells, grid.sources, strict=True))
    names = [cell for cell, _ in cells if cell.column == layout.project and cell.row >= layout.first]
    projects = [cell for cell in names if cell.row_span > 1]
    if not projects or len(names) < _SEVERAL or names[0].row != layout.first:
        return []
    while names and names[-1].row > projects[-1].row and not _is_project(grid, names[-1], layout):
        names.pop()  # a total, a note
    if len({squeeze(cell.text) for cell in names} - {""}) < max(len(names), _SEVERAL):
        return []
    if not all(_is_whole(grid, name, layout) for name in names):
        return []
    layout = replace(layout, scores=_scores(grid, names, layout, forms))
    end = names[-1].row + names[-1].row_span
    made = [_grid_of(grid, list(_form(cells, name, layout, forms))) for name in names]
    rest = [(replace(cell, row=cell.row - end), source) for cell, source in cells if cell.row >= end]
    return [*made, _grid_of(grid, rest)] if rest else made


def _layout(grid: Grid, row: int, forms: tuple[Form, ...]) -> _Layout | None:
    if row + _SEVERAL >= grid.table.rows:
        return None
    cells = [cell for cell, _ in grid.row(row) if cell.row == row]
    if len(cells) <= _INDICATORS:
        return None
    heads = [(cell, key_of(squeeze(cell.text))) for cell in cells]
    named = [cell for cell, key in heads if key in names_of_projects(forms)]
    if len(named) != 1:
        return None
    words = indicator_headings(forms)
    edge = min((cell.column for cell, key in heads if words.get(key) in _NAMES), default=0)
    told = [key for cell, key in heads if cell.column >= edge and key in words]
    if named[0].column >= edge or len(told) < _INDICATORS:
        return None
    return _Layout(row, row + named[0].row_span, named[0].column, edge)


@lru_cache(maxsize=8)
def _labels_of_points(forms: tuple[Form, ...]) -> frozenset[str]:
    """The labels of a form's whole score."""
    pairs = (pair for form in forms for zone in form.zones for pair in zone.pairs if pair.type == "score")
    return frozenset(key for pair in pairs for key in pair.keys)


def _scores(grid: Grid, names: Sequence[Cell], layout: _Layout, forms: tuple[Form, ...]) -> frozenset[int]:
    """The columns of scores that are merged down over all indicators of a project («自评得分»): they are the
    project's, none of its indicators'."""
    labels = _labels_of_points(forms)
    heads = [cell for cell, _ in grid.row(layout.top) if cell.row == layout.top and cell.column >= layout.edge]
    spans = {(cell.row, cell.column): cell.row_span for cell in grid.table.cells}
    return frozenset(
        head.column
        for head in heads
        if key_of(squeeze(head.text)) in labels
        and all(spans.get((name.row, head.column)) == name.row_span for name in names)
    )


def _is_project(grid: Grid, name: Cell, layout: _Layout) -> bool:
    """Whether indicators stand beside a name."""
    behind = [cell for cell, _ in grid.row(name.row) if cell.column >= layout.edge and cell.text.strip()]
    return name.column_span == 1 and len(behind) >= _INDICATORS


def _is_whole(grid: Grid, name: Cell, layout: _Layout) -> bool:
    """Whether all that stands beside a project's name, before its indicators, is as high as the name."""
    rows = range(name.row, name.row + name.row_span)
    beside = [cell for row in rows for cell, _ in grid.row(row) if cell.column < layout.edge]
    return all((cell.row, cell.row_span) == (name.row, name.row_span) for cell in beside)


def _form(cells: Sequence[_Cell], name: Cell, layout: _Layout, forms: tuple[Form, ...]) -> Iterator[_Cell]:
    """The cells of one project's form."""
    top, edge = layout.top, layout.edge
    own = layout.scores
    said = {c.column: (c, source) for c, source in cells if c.row == name.row and (c.column < edge or c.column in own)}
    row = 0
    money: list[_Cell] = []
    for head, source in cells:
        if head.row != top or head.column not in said:
            continue
        if head.column < edge and money_column(forms, key_of(squeeze(head.text))):
            money.append((head, source))
            continue
        value, its_source = said[head.column]
        yield _at(head, row, 0), source
        yield _at(value, row, 1), its_source
        row += 1
    for column, (head, source) in enumerate(money):
        value, its_source = said[head.column]
        yield _at(head, row, column), source
        yield _at(value, row + 1, column), its_source
    row += _SEVERAL if money else 0
    for cell, source in cells:
        if (
            cell.column >= edge
            and cell.column not in own
            and (top <= cell.row < layout.first or 0 <= cell.row - name.row < name.row_span)
        ):
            below = cell.row - top if cell.row < layout.first else layout.first - top + cell.row - name.row
            yield replace(cell, row=row + below, column=cell.column - edge), source


def _at(cell: Cell, row: int, column: int) -> Cell:
    return replace(cell, row=row, column=column, row_span=1, column_span=1)


def _grid_of(grid: Grid, cells: list[_Cell]) -> Grid:
    return laid_out(grid, cells, max(cell.row + cell.row_span for cell, _ in cells))
