"""Tables that an author laid out otherwise, put upright before they are read (their money: `arrange_money`).

On its side: the headings stand below each other in the first column, each indicator is a column. Side by side: the same
headings stand twice in one row, and what is below the second half goes on below the first; or goals stand beside the
money. Cells keep their address.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter

from jixiao.document import Cell
from jixiao.structure.arrange_money import AMOUNTS, FIGURES, Rows, money_upright, moved_to
from jixiao.structure.forms import Form
from jixiao.structure.headings import LONGEST
from jixiao.structure.match_model import Box
from jixiao.structure.model import Grid
from jixiao.structure.money_columns import money_column, money_columns
from jixiao.structure.money_in_cells import amounts_apart

_KEY = attrgetter("key")
_PAIR = 2  # cells of a row of a label and its value
_TURNED, _HALF = 5, 4  # headings below each other that show a table on its side; that are said twice
_BESIDE = 4  # cells of a row of two labels with their values
_GOALS = ("expected", "actual")
_VALUED = 2  # headings beside which a name's makes a row of indicators
_NAMES, _VALUES = {"level2", "level3"}, {"target", "actual", "score", "weight"}


@lru_cache(maxsize=8)
def indicator_headings(forms: tuple[Form, ...]) -> dict[str, str]:
    """What heads a column of indicators in any form, and the column."""
    zones = (zone for form in forms for zone in form.zones if any(column.merged for column in zone.columns))
    return {key: column.id for zone in zones for column in zone.columns for key in column.keys}


def arranged(grid: Grid, rows: Rows, forms: tuple[Form, ...]) -> Grid | None:
    """The grid upright, or None where it stands so already."""
    money = money_columns(forms)
    heads = [row for row in rows if not AMOUNTS.isdisjoint(map(money.__getitem__, map(_KEY, row)))]
    if not heads and (apart := amounts_apart(grid, rows, money)) is not None:
        return apart
    if heads and (turned := money_upright(grid, rows, heads, forms)) is not None:
        return turned
    if heads and (set_below := _goals_below(grid, heads, forms)) is not None:
        return set_below
    if (goals := _goals_merged(grid, rows, forms)) is not None:
        return goals
    words = indicator_headings(forms)
    known = ([*filter(None, map(words.get, map(_KEY, row)))] for row in rows)
    headed = [row for row, ids in zip(rows, known, strict=True) if len(ids) > _VALUED and _heads({*ids})]
    return _stacked(grid, headed) if headed else _upright(grid, rows, words)


@lru_cache(maxsize=4096)
def _is_of_goals(forms: tuple[Form, ...], key: str) -> bool:
    """Whether a label heads goals, or what came of them, in any form."""
    if not key or len(key) > LONGEST:
        return False
    columns = [c for form in forms if (zone := form.zone("goals")) for c in zone.columns if c.id in _GOALS]
    return any(key in c.keys or (c.like and c.like.fullmatch(key)) for c in columns)


def _goals_below(grid: Grid, rows: Rows, forms: tuple[Form, ...]) -> Grid | None:
    """Goals and what came of them in the rows of the money, behind it («资金来源 | 预算 | 决算 | 目标 | 实际完成»)."""
    for row in rows:
        goals = row[-len(_GOALS) :]
        if len(row) <= FIGURES + len(_GOALS) or not all(_is_of_goals(forms, box.key) for box in goals):
            continue
        money = sum(money_column(forms, box.key) in AMOUNTS for box in row)
        if money < FIGURES or len(row) <= money + len(_GOALS):
            continue
        r, edge = row[0].cell.row, goals[0].cell.column
        below = r + goals[0].cell.row_span
        values = [c for c in grid.table.cells if c.row == below and c.column >= edge]
        if len(values) != len(_GOALS) or len(stops := {c.row + c.row_span for c in values}) > 1:
            return None
        return _set_below(grid, stops.pop(), edge, {r, below})
    return None


def _goals_merged(grid: Grid, rows: Rows, forms: tuple[Form, ...]) -> Grid | None:
    """Several goals behind a label that runs down beside them, and what came of each behind another («年度目标 | 造林
    3000亩 | 完成情况 | 造林3100亩» over «抚育5000亩 | 抚育5200亩»): the labels become headings above them."""
    for row in rows:
        if len(row) != _BESIDE or row[0].cell.row_span == 1 or row[0].cell.row_span != row[2].cell.row_span:
            continue
        heads = [_is_of_goals(forms, box.key) for box in row]
        places = [row[1].cell.column, row[3].cell.column]
        first, stop = row[0].cell.row, row[0].cell.row + row[0].cell.row_span
        told = heads == [True, False] * _PAIR and row[0].key != row[2].key
        if told and all([box.cell.column for box in below] == places for below in rows[first + 1 : stop]):
            return _set_above(grid, first, stop, [box.cell for box in row])
    return None


def _set_above(grid: Grid, first: int, stop: int, row: list[Cell]) -> Grid:
    """The grid with the labels of a ``row`` of pairs above what stands beside them in the rows to ``stop``."""
    pairs = ((row[0], row[1]), (row[2], row[3]))
    ends = {label.column: text.column + text.column_span for label, text in pairs}
    starts = {text.column: label.column for label, text in pairs}

    def moved(cell: Cell) -> Cell:
        if not first <= cell.row < stop:
            return cell if cell.row < first else replace(cell, row=cell.row + 1)
        if cell.column in ends:
            return replace(cell, row_span=1, column_span=ends[cell.column] - cell.column)
        start = starts[cell.column]
        return replace(cell, row=cell.row + 1, column=start, column_span=cell.column + cell.column_span - start)

    return moved_to(grid, moved, grid.table.rows + 1)


def _heads(ids: set[str]) -> bool:
    return bool(ids & _NAMES) and len(ids & _VALUES) > 1


def _upright(grid: Grid, rows: Rows, words: dict[str, str]) -> Grid | None:
    heads = [words.get(row[0].key, "") if row and row[0].cell.column == 0 else "" for row in rows]
    first = next((r for r, id_ in enumerate(heads) if id_), len(heads))
    stop = next((r for r in range(first, len(heads)) if not heads[r]), len(heads))
    while len(set(heads[first:stop])) < stop - first and len(rows[first]) == _PAIR:
        first += 1  # «完成情况 | …», which came of a goal
    if stop - first < _TURNED or len(set(heads[first:stop])) < stop - first or not _heads(set(heads[first:stop])):
        return None
    inside = [c for c in grid.table.cells if first <= c.row < stop]
    if any(c.row + c.row_span > stop for c in inside):
        return None
    starts = sorted({c.column for c in inside})  # of columns that begin nothing no row is made
    place = {column: at for at, column in enumerate(starts)}

    def turned(cell: Cell) -> Cell:
        span = sum(cell.column <= column < cell.column + cell.column_span for column in starts)
        return replace(
            cell, row=first + place[cell.column], column=cell.row - first, row_span=span, column_span=cell.row_span
        )

    below = first + len(starts) - stop
    return moved_to(
        grid,
        lambda cell: (
            cell if cell.row < first else turned(cell) if cell.row < stop else replace(cell, row=cell.row + below)
        ),
        grid.table.rows + below,
    )


def _stacked(grid: Grid, headed: Rows) -> Grid | None:
    heads = next((row for row in headed if _is_doubled(row)), None)
    if heads is None:
        return None
    r = heads[0].cell.row
    edge = heads[len(heads) // 2].cell.column
    begins = {box.cell.column for box in heads}
    below = [c for c in grid.table.cells if c.row > r]
    # The halves end with a cell over several headings: a total, a remark.
    wide = (c.row for c in below if begins & set(range(c.column + 1, c.column + c.column_span)))
    stop = min(wide, default=grid.table.rows)
    if any(c.row < stop < c.row + c.row_span for c in below):
        return None
    behind = [c for c in below if c.row < stop and c.column >= edge and c.text.strip()]
    said = {row for c in behind for row in range(c.row, c.row + c.row_span)}  # an odd number leaves the last one blank
    return _set_below(grid, stop, edge, said | {r})


def _set_below(grid: Grid, stop: int, edge: int, said: set[int]) -> Grid:
    """The grid with what stands behind ``edge`` in the rows ``said`` set below the first half, before row ``stop``."""
    first = min(said)
    place = {row: stop + at for at, row in enumerate(sorted(said))}

    def moved(cell: Cell) -> Cell | None:
        if cell.row < first or (cell.row < stop and cell.column < edge):
            return cell
        if cell.row >= stop:
            return replace(cell, row=cell.row + len(place))
        own = [at for row, at in place.items() if cell.row <= row < cell.row + cell.row_span]
        return replace(cell, row=own[0], column=cell.column - edge, row_span=len(own)) if own else None

    return moved_to(grid, moved, grid.table.rows + len(place))


def _is_doubled(row: Sequence[Box]) -> bool:
    """Whether a row says its headings twice."""
    half = len(row) // 2
    keys = [box.key for box in row]
    return half >= _HALF and len(row) % 2 == 0 and keys[:half] == keys[half:]
