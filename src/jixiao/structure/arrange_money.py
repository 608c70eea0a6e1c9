"""Money that an author laid out otherwise, put upright.

Funds on their side («全年预算数 | 2860 | 1500» below «资金 | 总额 | 中央»); a label before each amount («预算数: |
236 | 执行数: | 228», «其中-财政拨款: | 236 | 其中-财政拨款: | 228» below, 四川 until 2020): the labels are headings; or
a row for each of the budget and what was spent («年初预算数 | 156 | 其中：财政拨款 | 156»), or one for all money,
perhaps with its rate and points in a further row. Cells keep their address.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise, takewhile

from jixiao import lazy_re as re
from jixiao.document import Cell
from jixiao.quotes import Source
from jixiao.structure.forms import Form, row_key
from jixiao.structure.headings import HEADING_ROWS
from jixiao.structure.match_model import Box
from jixiao.structure.model import Grid
from jixiao.structure.money_columns import is_beside_money, money_column, money_columns

FIGURES = 2
"""Cells of a row of amounts at the least."""
_TWO_PAIRS = 4  # cells of two labels with theirs
_PARTS = 5  # rows of parts between the money in one row and its rate, at the most
_BUDGET = {"initial", "full_year"}
AMOUNTS = {"initial", "full_year", "executed"}
_POINTS = {"rate", "weight", "score"}

_FIGURE = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?(?:%|万元|元)?|[-—/]+")

Rows = Sequence[Sequence[Box]]


def money_upright(grid: Grid, rows: Rows, heads: Rows, forms: tuple[Form, ...]) -> Grid | None:
    """The grid with its money upright, or None where it stands so already. ``heads``: the rows that name amounts."""
    if not _lead_values(heads, money_columns(forms)):
        return None
    for funds in (_funds_upright, _funds_headed, _funds_in_pairs, _funds_in_line, _funds_in_rows):
        if (turned := funds(grid, rows, forms)) is not None:
            return turned
    return None


def _lead_values(heads: Rows, money: Mapping[str, str]) -> bool:
    """Whether among the rows that name amounts one of what was budgeted and the same or a later one of what was spent
    may have values beside these names: in a row of headings names stand side by side."""
    own = [[money[box.key] for box in row if box.cell.row_span == 1] for row in heads]
    led = [ids for ids in own if not any(id_ and behind for id_, behind in pairwise(ids))]
    first = next((at for at, ids in enumerate(led) if not _BUDGET.isdisjoint(ids)), len(led))
    return any("executed" in ids for ids in led[first:])


@lru_cache(maxsize=8)
def _funds(forms: tuple[Form, ...]) -> frozenset[str]:
    """The labels of funds in any form."""
    zones = (zone for form in forms if (zone := form.zone("funds")))
    return frozenset(key for zone in zones for row in zone.rows for key in row.keys)


def _funds_upright(grid: Grid, rows: Rows, forms: tuple[Form, ...]) -> Grid | None:
    """Funds beside each other, what was budgeted and spent of them below each other."""
    ids = [money_column(forms, row[0].key) if row else "" for row in rows]
    at = next((r for r, id_ in enumerate(ids) if r and id_ in _BUDGET and _is_of_figures(rows[r])), 0)
    stop = next((r for r in range(at, len(ids)) if not _is_of_figures(rows[r])), len(ids))
    told = [id_ for id_ in ids[at:stop] if id_]
    if not at or "executed" not in told or len(set(told)) < len(told):
        return None
    first, left = at - 1, rows[at][0].cell.column
    names = [box for box in rows[first] if box.cell.column > left]
    inside = [c for c in grid.table.cells if first <= c.row < stop and c.column >= left]
    if not any(row_key(box.match) in _funds(forms) for box in names):
        return None
    if any(c.row_span > 1 for c in inside) or any(row[0].cell.column != left for row in rows[at:stop]):
        return None
    return _turned(grid, (first, stop, left), inside)


def _funds_headed(grid: Grid, rows: Rows, forms: tuple[Form, ...]) -> Grid | None:
    """Amounts with a label before each, the labels of the first row set above them; below it others say of what."""
    for r, (row, below) in enumerate(pairwise(rows)):
        if len(row) < _TWO_PAIRS or len(below) < _TWO_PAIRS:
            continue
        pairs = [box for box in row if box.cell.row_span == 1]
        if len(pairs) % 2 or len(pairs) < _TWO_PAIRS:
            continue
        if money_column(forms, pairs[0].key) in _BUDGET and money_column(forms, pairs[2].key) == "executed":
            others = [box for box in below if box.cell.row_span == 1]
            if len(others) < _TWO_PAIRS or others[0].key != others[2].key:
                continue
            if any(money_column(forms, label.key) != "rate" for label in pairs[_TWO_PAIRS::2]):
                continue
            beside = [box for box in others[_TWO_PAIRS:] if box.match]
            if beside and (len(beside) != HEADING_ROWS or money_column(forms, beside[0].key) not in _POINTS):
                continue
            return _with_labels_above(grid, r, [box.cell for box in pairs], [box.cell for box in beside])
    return None


def _with_labels_above(grid: Grid, r: int, pairs: Sequence[Cell], beside: Sequence[Cell]) -> Grid:
    """The grid with the values of row ``r`` in a row of their own, each below its label; ``beside``: a label with its
    points in the row below, which are the sum's too («得分（10分）： | 9.5»)."""
    above = {id(label): value for label, value in zip(pairs[::2], pairs[1::2], strict=True)}
    values = {id(value) for value in pairs[1::2]}
    points = {id(cell): (r + at, grid.table.columns) for at, cell in enumerate(beside)}

    def moved(cell: Cell) -> Cell:
        if found := points.get(id(cell)):
            return replace(cell, row=found[0], column=found[1], column_span=1)
        if value := above.get(id(cell)):
            return replace(cell, column=value.column, column_span=value.column_span)
        if cell.row > r or id(cell) in values:
            return replace(cell, row=cell.row + 1)
        return replace(cell, row_span=cell.row_span + 1) if cell.row + cell.row_span > r else cell

    return moved_to(grid, moved, grid.table.rows + 1)


def _funds_in_pairs(grid: Grid, rows: Rows, forms: tuple[Form, ...]) -> Grid | None:
    """A row for each of what was budgeted and spent, a label before each figure («年初预算数 | 156 | 其中：财政拨款 |
    156», «全年执行数 | 158.72 | 执行率 | 99.20%»): labels of columns are put above, those of parts before theirs."""
    ids = [money_column(forms, _first(row)) for row in rows]
    at = next((r for r, (id_, below) in enumerate(pairwise([*ids, ""])) if id_ in _BUDGET and below), None)
    if at is None:
        return None
    told: dict[int, list[tuple[Box, Box]]] = {}
    for r in range(at, len(ids)):
        if not ids[r] or not (pairs := _label_and_figure(rows[r])):
            break
        told[r] = pairs
    stop = at + len(told)
    if "executed" not in ids[at:stop] or len(set(ids[at:stop])) < stop - at or len(told[at]) == 1:
        return None
    left = told[at][0][0].cell.column + 1  # of the first figures; the names stand before them
    place: dict[int, tuple[int, int]] = {}
    parts: dict[str, int] = {}
    column = left + stop - at  # of what is said beside: the rate, the score
    for r in range(at, stop):
        for number, (label, figure) in enumerate(told[r]):
            key, own = row_key(label.match), left + r - at
            if number and money_column(forms, label.key) not in _POINTS:
                row = at + 2 + parts.setdefault(key, len(parts))
                place[id(figure.cell)] = (row, own)
                if (row, left - 1) not in place.values():
                    place[id(label.cell)] = (row, left - 1)
                continue
            if number:
                own, column = column, column + 1
            place[id(label.cell)], place[id(figure.cell)] = (at, own), (at + 1, own)
    more = 2 + len(parts) - (stop - at)

    def moved(cell: Cell) -> Cell | None:
        if found := place.get(id(cell)):
            return replace(cell, row=found[0], column=found[1], column_span=1)
        if cell.row >= stop:
            return replace(cell, row=cell.row + more)
        if cell.row < at or cell.column + cell.column_span < left:
            return replace(cell, row_span=cell.row_span + more) if cell.row + cell.row_span >= stop else cell
        return None

    return moved_to(grid, moved, grid.table.rows + more)


def _funds_in_line(grid: Grid, rows: Rows, forms: tuple[Form, ...]) -> Grid | None:
    """All money in one row, a label before each figure («预算数（元） | 1,200,000 | 执行数（元） | 1,176,480»), perhaps
    the rate in the next: the labels are set above the figures."""
    for r, row in enumerate(rows):
        filled = [box for box in row if box.match] if len(row) >= 2 * FIGURES else []
        pairs = _label_and_figure(filled)
        beside = not pairs and len(filled) > 2 * FIGURES and len(filled) % 2 == 0
        if beside:  # «项目名称 | 楼道亮化 | 预算数 | 36.00 | 执行数 | 34.92»
            pairs = _label_and_figure(filled[2:])
        ids = [money_column(forms, label.key) for label, _ in pairs]
        amounts = [id_ for id_ in ids if id_ in AMOUNTS]
        if len(amounts) < FIGURES or "executed" not in amounts:
            continue
        # «年初预算数 | 120 | 调整数 | -2 | 执行数 | 110»
        others = [label.key for (label, _), id_ in zip(pairs, ids, strict=True) if not id_]
        known = [id_ for id_ in ids if id_]
        zones = money_columns(forms).zones
        if len(set(known)) < len(known) or not all(is_beside_money(zones, key) for key in others):
            continue
        if any(c.row <= r < c.row + c.row_span and c.row_span > 1 for c in grid.table.cells):
            return None
        block = row[0].cell if row[0] is not pairs[0][0] and row[0].match and not beside else None
        top, more = r + beside, 1 + beside
        place = {id(label.cell): (top, figure.cell.column) for label, figure in pairs}
        place |= {id(figure.cell): (top + 1, figure.cell.column) for _, figure in pairs}
        if (points := _points_below(rows, r, ids, forms)) is None:
            return None
        for beyond, (label, figure) in enumerate(points, grid.table.columns):
            place |= {id(label.cell): (top, beyond), id(figure.cell): (top + 1, beyond)}
        return moved_to(grid, _set_at(place, r, more, block), grid.table.rows + more)
    return None


def _set_at(place: dict[int, tuple[int, int]], r: int, more: int, block: Cell | None) -> Callable[[Cell], Cell]:
    """Moves cells to their ``place``, and what stands below row ``r`` so many rows down; the ``block`` stands beside
    the labels and the figures («预算执行情况（万元）»)."""

    def moved(cell: Cell) -> Cell:
        if cell is block:
            return replace(cell, row_span=HEADING_ROWS)
        if found := place.get(id(cell)):
            return replace(cell, row=found[0], column=found[1], column_span=1)
        return replace(cell, row=cell.row + more) if cell.row > r else cell

    return moved


def _points_below(rows: Rows, r: int, ids: Sequence[str], forms: tuple[Form, ...]) -> list[tuple[Box, Box]] | None:
    """The rate of the money in row ``r``, and its points, with their labels, from a row below it («预算执行率 |
    94.17% | 执行率分值 | 10»): the next one, or behind parts of the amounts; None where the next says amounts again."""
    for row in rows[r + 1 : r + 1 + _PARTS]:
        pairs = _label_and_figure(row)
        told = [money_column(forms, label.key) for label, _ in pairs]
        if row is rows[r + 1] and not AMOUNTS.isdisjoint(told):
            return None
        if told and told[0] == "rate" and _POINTS.issuperset(told) and len({*ids, *told}) == len(ids) + len(told):
            return pairs
        if not pairs and len([box for box in row[1:] if box.match]) < FIGURES:
            return []
    return []


def _funds_in_rows(grid: Grid, rows: Rows, forms: tuple[Form, ...]) -> Grid | None:
    """All money below each other beside the block's label, a label before each figure («预算数 | 65», «执行数 | 62.4»,
    «其中：财政拨款 | 62.4»: a part of what was spent): the first two labels are set above their figures."""
    for cell in [row[0].cell for row in rows if row and row[0].match]:
        stop = cell.row + cell.row_span
        if cell.column or cell.row_span < HEADING_ROWS:
            continue
        pairs = [*takewhile(lambda own: len(own) == 1, map(_label_and_figure, rows[cell.row : stop]))]
        if len(pairs) < cell.row_span:
            continue
        labels, figures = zip(*(own[0] for own in pairs), strict=True)
        ids = [money_column(forms, label.key) for label in labels[:HEADING_ROWS]]
        rest = labels[HEADING_ROWS:]
        parts = [label.match.startswith("其中") or row_key(label.match) in _funds(forms) for label in rest]
        if ids[0] not in _BUDGET or ids[1] != "executed" or not all(parts):
            continue
        at, beyond = cell.row, grid.table.columns
        place = {id(labels[0].cell): (at, figures[0].cell.column), id(labels[1].cell): (at, beyond)}
        place |= {id(figures[0].cell): (at + 1, figures[0].cell.column)}
        place |= {id(figure.cell): (max(figure.cell.row, at + 1), beyond) for figure in figures[1:]}

        def moved(cell: Cell, place: dict[int, tuple[int, int]] = place) -> Cell:
            found = place.get(id(cell))
            return replace(cell, row=found[0], column=found[1], column_span=1) if found else cell

        return moved_to(grid, moved, grid.table.rows)
    return None


def _first(row: Sequence[Box]) -> str:
    """The first label of a row that is not merged down."""
    return next((box.key for box in row if box.match and box.cell.row_span == 1), "")


def _label_and_figure(row: Sequence[Box]) -> list[tuple[Box, Box]]:
    """The labels of a row, each with the figure behind it; none where more than a label before all stands in it."""
    boxes = [box for box in row if box.match and box.cell.row_span == 1]
    if len(boxes) % 2 and boxes[0].cell.column == 0 and not _FIGURE.fullmatch(boxes[0].match):
        boxes = boxes[1:]
    if len(boxes) % 2 or not boxes or not _FIGURE.fullmatch(boxes[1].match):  # most rows end here
        return []
    pairs = list(zip(boxes[::2], boxes[1::2], strict=True))
    fit = all(not _FIGURE.fullmatch(label.match) and _FIGURE.fullmatch(figure.match) for label, figure in pairs)
    return pairs if fit else []


def _is_of_figures(row: Sequence[Box]) -> bool:
    filled = [box.match for box in row[1:] if box.match]
    return sum(_FIGURE.fullmatch(text) is not None for text in filled) >= max(FIGURES, len(filled) - 1)


def _turned(grid: Grid, where: tuple[int, int, int], inside: Sequence[Cell]) -> Grid:
    """The grid with the cells ``inside``, rows [first, stop) from column ``left``, on their side; what is merged down
    beside them goes on beside them."""
    first, stop, left = where
    starts = sorted({c.column for c in inside})
    place = {column: number for number, column in enumerate(starts)}
    below = first + len(starts) - stop
    own = {id(c) for c in inside}

    def moved(cell: Cell) -> Cell:
        if id(cell) in own:
            return replace(
                cell, row=first + place[cell.column], column=left + cell.row - first, row_span=1, column_span=1
            )
        if cell.row < stop < cell.row + cell.row_span + (cell.row >= first):
            return replace(cell, row_span=cell.row_span + below)
        return cell if cell.row < stop else replace(cell, row=cell.row + below)

    return moved_to(grid, moved, grid.table.rows + below)


def moved_to(grid: Grid, move: Callable[[Cell], Cell | None], rows: int) -> Grid:
    """The grid with its cells elsewhere, each with the source that it had, or gone (blank ones)."""
    moves = ((move(cell), source) for cell, source in zip(grid.table.cells, grid.sources, strict=True))
    pairs = [(cell, source) for cell, source in moves if cell is not None]
    return laid_out(grid, pairs, rows)


def laid_out(grid: Grid, pairs: list[tuple[Cell, Source]], rows: int) -> Grid:
    """A grid of cells of ``grid`` that stand elsewhere, each with the source that it had."""
    pairs.sort(key=lambda pair: (pair[0].row, pair[0].column))
    cells = tuple(cell for cell, _ in pairs)
    columns = max(cell.column + cell.column_span for cell in cells)
    made = Grid(grid.block, replace(grid.table, rows=rows, columns=columns, cells=cells, edges=(), heights=()))
    made.sources = tuple(source for _, source in pairs)
    return made
