"""Rows of table cells to one grid by HTML's own rules («forming a table»), and which tables only lay a page out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from jixiao.document import Cell, Table
from jixiao.readers.limits import too_much

MAX_COLUMNS = 2000
_MAX_COLUMN_SPAN = 1000
_MAX_ROW_SPAN = 65534
"""HTML's own bounds of spans."""

_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_CELLS = frozenset({"td", "th"})
_PARAGRAPHS = ("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "br")
_FEW_CELLS, _MANY_PARAGRAPHS, _LONG = 12, 8, 400
_HALF, _MOST = 0.5, 0.8


@dataclass(slots=True)
class RawCell:
    """A td or th as written."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class RawTable:
    """A table as written: rows of cells, and for each row the number of its row group, which no span leaves. ``foot``:
    the groups that are shown last, wherever they are written."""

    rows: list[list[RawCell]] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)
    foot: set[int] = field(default_factory=set)

    def grid(self) -> tuple[Table | None, bool]:
        """The table, None when it has no cells; and whether cells overlapped. Raises LimitError."""
        if self.foot:
            order = sorted(range(len(self.rows)), key=lambda row: self.groups[row] in self.foot)
            self.rows, self.groups = [self.rows[row] for row in order], [self.groups[row] for row in order]
            self.foot.clear()
        ends = {group: index + 1 for index, group in enumerate(self.groups)}
        reach: list[int] = []  # for each column the row behind the last that is taken
        cells: list[Cell] = []
        overlapping = False
        for index, row in enumerate(self.rows):
            column = 0
            for raw in row:
                while column < len(reach) and reach[column] > index:
                    column += 1
                width = 1
                while width < raw.columns and not (column + width < len(reach) and reach[column + width] > index):
                    width += 1
                overlapping = overlapping or width < raw.columns
                end = ends[self.groups[index]] if raw.rows == 0 else min(index + raw.rows, ends[self.groups[index]])
                reach += [0] * (column + width - len(reach))
                reach[column : column + width] = [end] * width
                if len(reach) > MAX_COLUMNS:
                    raise too_much("表格列数", "columns of a table", len(reach), MAX_COLUMNS)
                cells.append(Cell(index, column, end - index, width, raw.text))
                column += width
        return (_without_gaps(len(self.rows), len(reach), cells) if cells else None), overlapping


def _without_gaps(rows: int, columns: int, cells: list[Cell]) -> Table:
    """The table without rows that no cell reaches (<tr></tr>)."""
    reached = bytearray(rows)
    for cell in cells:
        reached[cell.row : cell.row + cell.row_span] = b"\1" * cell.row_span
    if not all(reached):
        places = [0]
        for one in reached:
            places.append(places[-1] + one)
        cells = [Cell(places[cell.row], cell.column, cell.row_span, cell.column_span, cell.text) for cell in cells]
        rows = places[-1]
    return Table(rows, columns, tuple(cells), "native")


def span(element: etree._Element, name: str) -> int:
    """A colspan or rowspan within HTML's bounds; 0 of rowspan means the rest of the group."""
    text = (element.get(name) or "1").strip()
    digits = text[: next((i for i, character in enumerate(text) if not "0" <= character <= "9"), len(text))]
    value = int(digits[:6]) if digits else 1
    if name == "colspan":
        return value if 0 < value <= _MAX_COLUMN_SPAN else 1
    return min(value, _MAX_ROW_SPAN)


# --- Layout ----------------------------------------------------------------------------------------------------------


def layout_tables(root: etree._Element) -> set[etree._Element]:
    """The tables that only lay a page out: what stands in their cells are paragraphs and tables of the page."""
    return {table for table in root.iter("table") if _is_layout(table)}


def _is_layout(table: etree._Element) -> bool:
    """By role, or because it has one column, or one cell holds most of it: tables, or paragraph after paragraph."""
    if (table.get("role") or "").lower() in {"presentation", "none"}:
        return True
    nested = next(table.iterdescendants("table"), None) is not None
    own = list(_own_cells(table, _FEW_CELLS + 1 if not nested else 1 << 20))
    if not own or (not nested and len(own) > _FEW_CELLS):
        return False
    if len(own) == 1:
        return nested or sum(1 for _ in own[0].iter(*_PARAGRAPHS)) > 1
    if all(len(row.findall("td")) + len(row.findall("th")) < 2 for row in _own_rows(table)):
        return not _is_bordered(table, own)  # cells one below the other
    sizes = [(_length(cell), cell) for cell in own]
    whole = sum(size for size, _ in sizes)
    largest, cell = max(sizes, key=lambda pair: pair[0])
    many = sum(1 for _ in cell.iter(*_PARAGRAPHS)) >= _MANY_PARAGRAPHS
    if nested:
        inner = max((_length(other) for other in table.iterdescendants("table")), default=0)
        if inner >= _MOST * whole:
            return True
        holds = next(cell.iterdescendants("table"), None) is not None
        return (holds or many) and largest >= _HALF * whole and not _is_bordered(table, own)
    return many and largest >= _MOST * whole and largest > _LONG and not _is_bordered(table, own)


def _own_cells(table: etree._Element, most: int) -> Iterator[etree._Element]:
    """The cells of the table itself, at most so many."""
    count = 0
    for row in _own_rows(table):
        for cell in row:
            if cell.tag in _CELLS:
                yield cell
                count += 1
                if count >= most:
                    return


def _own_rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in _GROUPS:
            yield from (row for row in child if row.tag == "tr")


def _length(element: etree._Element) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def _is_bordered(table: etree._Element, cells: list[etree._Element]) -> bool:
    """Whether lines are drawn: a layout has none."""
    if (table.get("border") or "0").strip() not in {"", "0"}:
        return True
    styles = [table.get("style") or "", *(cell.get("style") or "" for cell in cells[:2])]
    return any("border" in style and "solid" in style for style in styles)
