"""Small tables inside the narrative, of no form: spending by its kinds, staff by its kinds.

Their columns are told by the words of their headings, their rows by names that the vocabulary knows; every other cell
is left alone. Money needs a unit: one that stands in front of the table or in it, or one that an amount of the text
proves (the same digits, printed with a unit there).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jixiao import lazy_re as re
from jixiao.document import Paragraph
from jixiao.extract.context import Context
from jixiao.extract.items import MONEY
from jixiao.patterns import Expression, Found
from jixiao.quotes import Quote, Text
from jixiao.structure.match_model import Box, unit_of
from jixiao.structure.model import Grid, Node

_FIGURE = re.compile(r"[-+]?[\d,]+(?:\.\d+)?%?|\([\d,]+(?:\.\d+%?|%)\)|[-—/]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
MOST = 4
"""Rows of headings that a table has at most."""

_FEWEST = 2  # columns: names and one of figures
_NEAR = 60
"""Characters in front of a table that may print its unit."""

_UNIT = 12
"""Characters of a line that has nothing but the unit."""

_STAFF = ("profile", "organisation", "staffing")
_APART = ("attachment", "attachments", "problems", "improvements", "performance")


Boxes = list[list[Box | None]]
"""A table by its rows; a merged cell is its box in each place that it covers."""


@dataclass(slots=True)
class SheetColumn:
    """A column with a meaning; ``year`` as its heading prints it."""

    at: int
    meaning: str
    heading: Quote
    year: int | None = None
    last_year: bool = False
    unit: str | None = None


@dataclass(slots=True)
class Sheet:
    """A table of the narrative: its columns, and its rows by their names' boxes."""

    block: int
    nodes: list[Node]
    columns: list[SheetColumn]
    rows: list[tuple[Box, dict[int, Box]]] = field(default_factory=list)
    headings: list[Quote] = field(default_factory=list)
    unit: str | None = None
    unit_quote: Quote | None = None
    corner: str = ""

    def of(self, meaning: str) -> list[SheetColumn]:
        """The columns of a meaning, from left to right."""
        return [column for column in self.columns if column.meaning == meaning]

    @property
    def roles(self) -> set[str]:
        """The roles of the sections that it stands in."""
        return {node.role for node in self.nodes if node.role}


def money_sheets(context: Context) -> Iterator[Sheet]:
    """Tables of spending: a column of what was spent, in a section on money or with two kinds of spending at least."""
    kinds = context.patterns.family_of("sheet.money")
    for sheet in _sheets(context, [kind for kind in kinds if "column" in kind.extra]):
        if not sheet.of("final") and sheet.of("plain") and _is_of_spending(context, sheet):
            for column in sheet.of("plain"):
                column.meaning = "final"
        if not sheet.of("final") or sheet.roles & set(_APART):
            continue
        names = {scope_of(context, name) for name, _ in sheet.rows} - {None, "total"}
        if len(names & {"basic", "project", "personnel", "public", "three_public"}) > 1 or (
            sheet.roles & set(MONEY)
            and context.patterns["sheet.money.label"].occurs(sheet.corner)
            and not any(context.patterns["sheet.income"].occurs(name.match) for name, _ in sheet.rows)
        ):
            _find_unit(context, sheet)
            yield sheet


def _is_of_spending(context: Context, sheet: Sheet) -> bool:
    """Whether a table whose columns are «金额» or years alone is one of spending: its corner or the sentence in front
    of it says so, and neither names a budget or an income, nor does a column."""
    said = [sheet.corner, *(line.rstrip("。").rpartition("。")[2] for line in _in_front(context, sheet.block))]
    spent = context.patterns["sheet.spent"]
    other = context.patterns["sheet.money.none"]
    return any(map(spent.occurs, said)) and not any(map(other.occurs, said)) and not sheet.of("none")


def _in_front(context: Context, block: int) -> list[str]:
    """The paragraph in front of a table; a line with its unit alone, and what stands above that."""
    lines: list[str] = []
    for text in above(context, block):
        lines.append(text.match)
        if len(text) > _UNIT or not context.patterns["sheet.unit"].occurs(text.match):
            break
    return lines


def above(context: Context, block: int) -> Iterator[Text]:
    """The paragraphs above a table up to another one, the next first."""
    for index in range(block - 1, -1, -1):
        if not isinstance(paragraph := context.structured.blocks[index], Paragraph):
            return
        text = context.structured.sources[index].view()
        if text and not paragraph.aside:
            yield text


def staff_sheets(context: Context) -> Iterator[Sheet]:
    """Tables of staff: columns of posts or of people, in a section on the unit."""
    kinds = [kind for kind in context.patterns.family_of("sheet.staff") if "column" in kind.extra]
    for sheet in _sheets(context, kinds):
        about = sheet.roles & set(_STAFF) or any(
            node.title is not None and context.patterns.role_of(node.title.match) in _STAFF for node in sheet.nodes
        )
        if about and not sheet.roles & set(_APART) and (sheet.of("authorized") or sheet.of("on_duty")):
            yield sheet


def scope_of(context: Context, name: Box) -> str | None:
    """What a row's name is about: a scope or fund of the vocabulary."""
    found = context.patterns["sheet.row"].search(name.source.view())
    key = name.match[found.end :] if found else name.match
    if context.patterns["sheet.total"].occurs(key):
        return "total"
    sums = context.patterns["sheet.sum"].search(name.source.view())
    concept = context.patterns.concept(key[: sums.start - len(name.match)] if sums else key)
    return None if concept == "total" else concept


def is_total(context: Context, name: Box) -> bool:
    """«合计», «小计»."""
    return context.patterns["sheet.total"].occurs(name.match)


def _sheets(context: Context, kinds: Sequence[Expression]) -> Iterator[Sheet]:
    matches = context.matches or {}
    for block, grid in context.structured.grids.items():
        if block in matches or (context.scope and block not in context.scope[0]):
            continue
        boxes = boxes_of(grid)
        turned = [list(column) for column in zip(*boxes, strict=True)]  # a table on its side: 编制数 heads a row
        nodes = around(context, block)
        last_year = context.patterns["sheet.last_year"]
        sheet = _sheet(block, boxes, kinds, last_year, nodes) or _sheet(block, turned, kinds, last_year, nodes)
        if sheet is not None:
            yield sheet


def around(context: Context, block: int) -> list[Node]:
    """The sections that a block stands in, the outermost first."""

    def inside(node: Node) -> list[Node]:
        for child in node.children:
            if below := inside(child):
                return [node, *below]
        return [node] if block in node.blocks else []

    return next((found for top in context.structured.outline if (found := inside(top))), [])


def _sheet(
    block: int, boxes: Boxes, kinds: Sequence[Expression], last_year: Expression, nodes: list[Node]
) -> Sheet | None:
    first = next((r for r, row in enumerate(boxes) if any(is_figure(box) for box in row[1:])), 0)
    if not 0 < first <= MOST or len(boxes[0]) < _FEWEST:
        return None
    columns: list[SheetColumn] = []
    headings: list[Quote] = []
    for at in range(1, len(boxes[0])):
        parts = list(dict.fromkeys(box for row in boxes[:first] if (box := row[at]) and box.match))
        if not parts or _is_name(boxes, first, at):
            continue
        heading = "".join(box.match for box in parts)
        kind = next((kind for kind in kinds if kind.occurs(heading)), None)
        if kind is None:
            continue
        year = _YEAR.search(heading)
        column = SheetColumn(at, str(kind.extra["column"]), parts[-1].quote, int(year[0]) if year else None)
        column.last_year = year is None and last_year.occurs(heading)
        column.unit = next((unit for box in parts if (unit := unit_of(box.match))), None)
        columns.append(column)
        headings += [box.whole for box in parts]
    if not columns:
        return None
    sheet = Sheet(block, nodes, columns, headings=headings)
    corner = boxes[first - 1][0]
    sheet.corner = corner.match if corner else ""
    for row in boxes[first:]:
        name = next((box for box in reversed(row[: columns[0].at]) if box and box.match), None)
        if name is not None:
            sheet.rows.append((name, {column.at: box for column in columns if (box := row[column.at])}))
    return sheet


def _is_name(boxes: Boxes, first: int, at: int) -> bool:
    """Whether a column holds names: not one figure stands in it."""
    return not any(is_figure(row[at]) for row in boxes[first:])


def boxes_of(grid: Grid) -> Boxes:
    """A table's boxes by its rows."""
    return [[_box(grid, row, column) for column in range(grid.table.columns)] for row in range(grid.table.rows)]


def _box(grid: Grid, row: int, column: int) -> Box | None:
    found = grid.at(row, column)
    return Box(*found) if found else None


def is_figure(box: Box | None) -> bool:
    return box is not None and any(char.isdigit() for char in box.match) and bool(_FIGURE.fullmatch(box.match))


def _find_unit(context: Context, sheet: Sheet) -> None:
    """The unit in front of the table (the paragraph above it ends with it), or in its corner."""
    corner = next((unit for column in sheet.columns if (unit := column.unit)), None) or unit_of(sheet.corner)
    if corner:
        sheet.unit = corner
        return
    if found := unit_in_front(context, sheet.block):
        sheet.unit, sheet.unit_quote = found["unit"], found.quote()


def unit_in_front(context: Context, block: int) -> Found | None:
    """The unit at the end of the paragraph in front of a table."""
    text = next(above(context, block), None)
    return context.patterns["sheet.unit"].search(text[max(len(text) - _NEAR, 0) :]) if text else None
