"""Tables of spending with a row for each unit and a column for each kind of it, below a cover (岳阳 2018).

«机构名称 | 支出合计 | 基本支出 | 人员支出 | …», a row for all units together, one for each. One table may hold several
such blocks below each other, each with its headings, under rows of one cell that print the unit of money.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from jixiao.extract.context import Context
from jixiao.extract.sheets import MOST, Boxes, Sheet, SheetColumn, above, around, boxes_of, is_figure, scope_of
from jixiao.structure.match_model import Box, unit_of
from jixiao.structure.model import Grid
from jixiao.values import decimal

_FEWEST = 3  # columns: the unit's name, the whole and a part of it
_SUMS = (
    ("total", ("basic", "project")),
    ("basic", ("personnel", "public")),
    ("three_public", ("reception", "vehicle_running", "vehicle_purchase", "overseas")),
)
_WHOLES = frozenset({"total", "three_public"})


def unit_sheets(context: Context) -> Iterator[Sheet]:
    """The blocks of such tables, each as a sheet of one column: the row of all units together, or of the only one."""
    head, matches = context.patterns["sheet.units.head"], context.matches or {}
    for block, grid in context.structured.grids.items():
        if block in matches or (context.scope and block not in context.scope[0]):
            continue
        if grid.table.columns >= _FEWEST and head.occurs(grid.words):
            yield from _blocks(context, grid, boxes_of(grid))


def _blocks(context: Context, grid: Grid, boxes: Boxes) -> Iterator[Sheet]:
    """The blocks, each from a row that begins with «机构名称» to the next such row, or to one of a single cell."""
    head = context.patterns["sheet.units.head"]
    front = next(above(context, grid.block), None)
    title = front.match if front else ""
    starts = [*(_is_banner(row) or bool(row[0] and head.fits(row[0].match)) for row in boxes), True]
    at = 0
    while at < len(boxes):
        first = boxes[at][0]
        if first is None or not starts[at] or _is_banner(boxes[at]):
            title = first.match if first and _is_banner(boxes[at]) else title
            at += 1
            continue
        data = next((r for r in range(at, len(boxes)) if any(map(is_figure, boxes[r][1:]))), len(boxes))
        stop = next(r for r in range(max(data, at + 1), len(boxes) + 1) if starts[r] and (r > data or r == len(boxes)))
        if at < data <= at + MOST and (sheet := _sheet(context, grid, boxes[at:data], boxes[data:stop], title)):
            yield sheet
        at = max(stop, at + 1) if data < len(boxes) else len(boxes)


def _is_banner(row: Sequence[Box | None]) -> bool:
    """Whether a row is one cell («部门（单位）年度支出和结余情况（万元）»)."""
    return len({box.match for box in row if box}) == 1 and bool(row[0] and row[0].match)


def _sheet(context: Context, grid: Grid, heads: Boxes, rows: Boxes, title: str) -> Sheet | None:
    """A block as a sheet, of the kinds that the vocabulary knows; none that is of a budget or of income, in which two
    columns are of one kind, or (in a text) whose figures do not prove that they stand below their headings."""
    other = context.patterns["sheet.units.other"]
    headings = list({box.cell: box for row in heads for box in row if box and box.match}.values())
    if other.occurs(title) or any(other.occurs(box.match) for box in headings):
        return None
    row = _of_all(context, rows)
    if row is None or row[0] is None:
        return None
    found: dict[str, tuple[Box, Box]] = {}
    for name, value in _columns(heads, row):
        scope = scope_of(context, name)
        if scope in found:
            return None
        if scope is not None:
            found[scope] = (name, value)
    if not _WHOLES & found.keys() or len(found) < _FEWEST - 1:
        return None
    if grid.table.origin == "flattened" and not _adds_up({scope: box for scope, (_, box) in found.items()}):
        return None
    sheet = Sheet(grid.block, around(context, grid.block), [SheetColumn(0, "final", row[0].quote)])
    sheet.rows = [(name, {0: value}) for name, value in found.values()]
    sheet.headings = [box.whole for box in headings]
    sheet.unit = next((unit for text in (title, *(box.match for box in headings)) if (unit := unit_of(text))), None)
    return sheet


def _of_all(context: Context, rows: Boxes) -> list[Box | None] | None:
    """The row of all units together, or the only one, if it is the report's own and no unit below it."""
    whole = context.patterns["sheet.units.whole"]
    filled = [row for row in rows if row[0] and row[0].match and any(map(is_figure, row[1:]))]
    named = [row for row in filled if row[0] and whole.occurs(row[0].match)]
    if len(named) == 1:
        return named[0]
    return filled[0] if len(filled) == 1 and filled[0][0] and _is_own(context, filled[0][0]) else None


def _is_own(context: Context, name: Box) -> bool:
    """Whether a row's name is the department itself («局机关»), or stands in the report's title or on its cover."""
    structured = context.structured
    cover = structured.preamble.lines if structured.preamble else []
    head = [*([structured.title.view] if structured.title else []), *cover]
    return context.patterns["sheet.units.own"].occurs(name.match) or any(name.match in text.match for text in head)


def _columns(heads: Boxes, row: list[Box | None]) -> Iterator[tuple[Box, Box]]:
    """The lowest heading of each column, and the row's cell below it."""
    for at in range(1, len(row)):
        name = next((box for head in reversed(heads) if (box := head[at]) and box.match), None)
        value = row[at]
        before = row[at - 1]
        if name is not None and value is not None and not (before and before.cell is value.cell):
            yield name, value


def _adds_up(boxes: Mapping[str, Box]) -> bool:
    """Whether each whole is the sum of its parts, of one at least."""
    values: dict[str, Decimal] = {
        scope: value for scope, box in boxes.items() if (value := decimal(box.match)) is not None
    }
    sums = [
        values[whole] == sum((values.get(part, Decimal(0)) for part in parts), Decimal(0))
        for whole, parts in _SUMS
        if whole in values and all(part in boxes for part in parts)
    ]
    return bool(sums) and all(sums)
