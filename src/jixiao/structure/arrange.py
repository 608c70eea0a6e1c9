"""Tables that an author laid out otherwise, put upright before they are read.

On its side: the headings stand below each other in the first column, each indicator is a column; or each fund («全年
预算数 | 2860 | 1500» below «资金 | 总额 | 中央»). Side by side: the same headings stand twice in one row, and what is
below the second half goes on below the first; or goals stand beside the money. With a label before each amount
(«预算数: | 236 | 执行数: | 228», «其中-财政拨款: | 236 | 其中-财政拨款: | 228» below, 四川 until 2020): the labels are
headings; or a row for each of the budget and what was spent («年初预算数 | 156 | 其中：财政拨款 | 156»), or one for all
money. Cells keep their address.
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
from jixiao.structure.headings import HEADING_ROWS, LONGEST
from jixiao.structure.match_model import Box
from jixiao.structure.model import Grid
from jixiao.structure.money_columns import money_column, money_columns

_TURNED, _HALF = 5, 4  # headings below each other that show a table on its side; that are said twice
_FIGURES, _TWO_PAIRS = 2, 4  # cells of a row of amounts at the least; of two labels with theirs
_BUDGET, _AMOUNTS = {"initial", "full_year"}, {"initial", "full_year", "executed"}
_GOALS = ("expected", "actual")
_POINTS = {"rate", "weight", "score"}
_NAMES, _VALUES = {"level2", "level3"}, {"target", "actual", "score", "weight"}
_VALUED = 2  # headings beside which a name's makes a row of indicators

_FIGURE = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?(?:%|万元|元)?|[-—/]+")

Rows = Sequence[Sequence[Box]]


@lru_cache(maxsize=8)
def indicator_headings(forms: tuple[Form, ...]) -> dict[str, str]:
    """What heads a column of indicators in any form, and the column."""
    zones = (zone for form in forms for zone in form.zones if any(column.merged for column in zone.columns))
    return {key: column.id for zone in zones for column in zone.columns for key in column.keys}


def arranged(grid: Grid, rows: Rows, forms: tuple[Form, ...]) -> Grid | None:
    """The grid upright, or None where it stands so already."""
    money = money_columns(forms)
    heads = [row for row in rows if not _AMOUNTS.isdisjoint([money[box.key] for box in row])]
    if heads and _lead_values(heads, money):
        for funds in (_funds_upright, _funds_headed, _funds_in_pairs, _funds_in_line, _funds_in_rows):
            if (turned := funds(grid, rows, forms)) is not None:
                return turned
    if heads and (set_below := _goals_below(grid, heads, forms)) is not None:
        return set_below
    words = indicator_headings(forms)
    known = ([words[key] for box in row if (key := box.key) in words] for row in rows)
    headed = [row for row, ids in zip(rows, known, strict=True) if len(ids) > _VALUED and _heads({*ids})]
    return _stacked(grid, headed) if headed else _upright(grid, rows, words)


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
        if len(row) <= _FIGURES + len(_GOALS) or not all(_is_of_goals(forms, box.key) for box in goals):
            continue
        money = sum(money_column(forms, box.key) in _AMOUNTS for box in row)
        if money < _FIGURES or len(row) <= money + len(_GOALS):
            continue
        r, edge = row[0].cell.row, goals[0].cell.column
        below = r + goals[0].cell.row_span
        values = [c for c in grid.table.cells if c.row == below and c.column >= edge]
        if len(values) != len(_GOALS) or len(stops := {c.row + c.row_span for c in values}) > 1:
            return None
        return _set_below(grid, stops.pop(), edge, {r, below})
    return None


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

    return _moved(grid, moved, grid.table.rows + 1)


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

    return _moved(grid, moved, grid.table.rows + more)


def _funds_in_line(grid: Grid, rows: Rows, forms: tuple[Form, ...]) -> Grid | None:
    """All money in one row, a label before each figure («预算数（元） | 1,200,000 | 执行数（元） | 1,176,480»), perhaps
    the rate in the next: the labels are set above the figures."""
    for r, row in enumerate(rows):
        pairs = _label_and_figure(row) if len(row) >= 2 * _FIGURES else []
        ids = [money_column(forms, label.key) for label, _ in pairs]
        amounts = [id_ for id_ in ids if id_ in _AMOUNTS]
        if len(amounts) < _FIGURES or "executed" not in amounts or not all(ids) or len(set(ids)) < len(ids):
            continue
        if any(c.row <= r < c.row + c.row_span and c.row_span > 1 for c in grid.table.cells):
            return None
        block = row[0].cell if row[0] is not pairs[0][0] and row[0].match else None
        place = {id(label.cell): (r, figure.cell.column) for label, figure in pairs}
        place |= {id(figure.cell): (r + 1, figure.cell.column) for _, figure in pairs}
        for label, figure in _label_and_figure(rows[r + 1]) if r + 1 < len(rows) else ():
            id_ = money_column(forms, label.key)
            if id_ == "rate" and id_ not in ids:
                beyond = grid.table.columns
                place |= {id(label.cell): (r, beyond), id(figure.cell): (r + 1, beyond)}
            elif id_ in _AMOUNTS:
                return None

        def moved(
            cell: Cell, place: dict[int, tuple[int, int]] = place, r: int = r, block: Cell | None = block
        ) -> Cell:
            if cell is block:  # «预算执行情况（万元）» beside both
                return replace(cell, row_span=HEADING_ROWS)
            if found := place.get(id(cell)):
                return replace(cell, row=found[0], column=found[1], column_span=1)
            return replace(cell, row=cell.row + 1) if cell.row > r else cell

        return _moved(grid, moved, grid.table.rows + 1)
    return None


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

        return _moved(grid, moved, grid.table.rows)
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
    return sum(_FIGURE.fullmatch(text) is not None for text in filled) >= max(_FIGURES, len(filled) - 1)


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

    return _moved(grid, moved, grid.table.rows + below)


def _heads(ids: set[str]) -> bool:
    return bool(ids & _NAMES) and len(ids & _VALUES) > 1


def _upright(grid: Grid, rows: Rows, words: dict[str, str]) -> Grid | None:
    heads = [words.get(row[0].key, "") if row and row[0].cell.column == 0 else "" for row in rows]
    first = next((r for r, id_ in enumerate(heads) if id_), len(heads))
    stop = next((r for r in range(first, len(heads)) if not heads[r]), len(heads))
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
    return _moved(
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

    return _moved(grid, moved, grid.table.rows + len(place))


def _is_doubled(row: Sequence[Box]) -> bool:
    """Whether a row says its headings twice."""
    half = len(row) // 2
    keys = [box.key for box in row]
    return half >= _HALF and len(row) % 2 == 0 and keys[:half] == keys[half:]


def _moved(grid: Grid, move: Callable[[Cell], Cell | None], rows: int) -> Grid:
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
