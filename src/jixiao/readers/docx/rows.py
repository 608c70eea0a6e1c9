"""A w:tbl to a table block: its rows and cells, through content controls, wrappers and tracked changes."""

from __future__ import annotations

from typing import Protocol

from lxml import etree

from jixiao.document import Block
from jixiao.readers.docx.inline import branch
from jixiao.readers.docx.names import (
    MC_ALTERNATE,
    W_DEL,
    W_INS,
    W_MOVE_FROM,
    W_P,
    W_PPR,
    W_RPR,
    W_TC,
    W_TCPR,
    W_TR,
    W_TRPR,
    W_VAL,
    is_on,
    w,
    whole,
)
from jixiao.readers.docx.tables import RawCell, RawRow, build
from jixiao.readers.notices import Notices

_GRID_SPAN = w("gridSpan")
_V_MERGE = w("vMerge")
_H_MERGE = w("hMerge")
_CELL_INS = w("cellIns")
_CELL_DEL = w("cellDel")
_CELL_MERGE = w("cellMerge")
_TC_W = w("tcW")
_W = w("w")
_TYPE = w("type")
_HIDDEN = w("hidden")
_GRID_BEFORE = w("gridBefore")
_GRID_AFTER = w("gridAfter")
_TBL_GRID = w("tblGrid")
_GRID_COL = w("gridCol")
_GONE = frozenset({W_DEL, W_MOVE_FROM})

SKIPPED = frozenset(
    {W_TCPR, W_TRPR, W_PPR, W_RPR, _TBL_GRID, w("tblPr"), w("tblPrEx"), w("sdtPr"), w("sdtEndPr"), w("sectPr")}
)
"""Properties: no text of the report below them."""


class Sink(Protocol):
    """Where paragraphs go; ``out`` takes the blocks that follow them."""

    out: list[Block]

    def paragraph(self, text: str, label: str, style: str) -> None:
        """Takes a paragraph; ``text`` begins with ``label``."""


class Stories(Protocol):
    """What a table needs of the walker: a cell is a story, and tables stand in cells."""

    notices: Notices
    covered: bool
    marked: set[etree._Element]

    def paragraph(self, paragraph: etree._Element, sink: Sink) -> None:
        """Reads a w:p."""

    def block(self, element: etree._Element, tag: object, sink: Sink) -> None:
        """Reads an element, known by its ``tag``, that is no paragraph."""

    def flush(self, sink: Sink) -> None:
        """Ends the story: nothing joins its last paragraph."""

    def count_cells(self, positions: int) -> None:
        """Notes the grid positions of one more table. Raises LimitError."""


class CellSink:
    """Paragraphs as lines of a cell; other blocks follow the table."""

    def __init__(self, out: list[Block]) -> None:
        self.out = out
        self.lines: list[str] = []

    def paragraph(self, text: str, label: str, style: str) -> None:  # noqa: ARG002
        """Takes a paragraph."""
        self.lines.append(text)


def read_table(stories: Stories, table: etree._Element, out: list[Block]) -> None:
    """Adds the table to ``out``, then what stands in its cells but not in their text: tables, text boxes, notes."""
    rows: list[RawRow] = []
    following: list[Block] = []
    grid = table.find(_TBL_GRID)
    widths = [] if grid is None else [whole(item.get(_W), 0) for item in grid.iterchildren(_GRID_COL)]
    _rows(stories, table, rows, following)
    if not rows:
        return
    _add_widths(rows, len(widths))
    made, lost = build(rows, widths)
    stories.count_cells(made.rows * made.columns)
    if lost:
        stories.notices.add("merged_cell_text")
    out.append(made)
    out.extend(following)


def _add_widths(rows: list[RawRow], columns: int) -> None:
    """Looks for the widths of cells where they can matter: in rows that are short of columns."""
    for row in rows:
        if row.columns < columns:
            for cell in row.cells:
                width = None if cell.properties is None else cell.properties.find(_TC_W)
                if width is not None and width.get(_TYPE, "dxa") == "dxa":
                    cell.width = whole(width.get(_W), 0)


def _rows(stories: Stories, container: etree._Element, rows: list[RawRow], following: list[Block]) -> None:
    """The rows in a table, or in content controls and other wrappers around rows."""
    for child in container:
        tag = child.tag
        if tag == W_TR:
            row = _row(stories, child, following)
            if row is not None:
                rows.append(row)
        elif tag == MC_ALTERNATE:
            chosen = branch(child)
            if chosen is not None:
                _rows(stories, chosen, rows, following)
        elif tag in _GONE:
            stories.notices.add("tracked_changes")
        elif tag not in SKIPPED:
            _rows(stories, child, rows, following)


def _row(stories: Stories, element: etree._Element, following: list[Block]) -> RawRow | None:
    """A row; None when it was deleted, is hidden or has no cells."""
    row = RawRow()
    for properties in element.iterchildren(W_TRPR):
        if not _row_properties(stories, properties, row):
            return None
    row.columns = row.before + row.after
    _cells(stories, element, row, following)
    return row if row.cells else None


def _row_properties(stories: Stories, properties: etree._Element, row: RawRow) -> bool:
    """Reads w:trPr into ``row``; False when the row was deleted or is hidden."""
    kept = True
    for child in properties:
        tag = child.tag
        if tag == _GRID_BEFORE:
            row.before = max(whole(child.get(W_VAL), 0), 0)
        elif tag == _GRID_AFTER:
            row.after = max(whole(child.get(W_VAL), 0), 0)
        elif tag in {W_DEL, W_INS}:
            stories.notices.add("tracked_changes")
            kept = kept and tag == W_INS
        elif tag == _HIDDEN and is_on(child.get(W_VAL)):
            stories.notices.add("hidden_text")
            kept = False
    return kept


def _cells(stories: Stories, container: etree._Element, row: RawRow, following: list[Block]) -> None:
    for child in container:
        tag = child.tag
        if tag == W_TC:
            cell = _cell(stories, child, following)
            if cell is not None:
                row.cells.append(cell)
                row.columns += cell.span
                row.old_merges = row.old_merges or bool(cell.horizontal)
        elif tag not in SKIPPED:
            _cells(stories, child, row, following)


def _cell(stories: Stories, element: etree._Element, following: list[Block]) -> RawCell | None:
    """A cell; None when it was deleted."""
    cell = RawCell()
    sink = CellSink(following)
    outer = stories.covered
    for child in element:
        tag = child.tag
        if tag == W_P:
            stories.paragraph(child, sink)
        elif tag == W_TCPR:
            cell.properties = child
            if child in stories.marked:
                if not _cell_properties(stories, child, cell):
                    return None
                stories.covered = outer or cell.vertical == "continue"
        else:
            stories.block(child, tag, sink)
    stories.flush(sink)
    stories.covered = outer
    lines = sink.lines
    cell.text = lines[0] if len(lines) == 1 else "\n".join(lines)
    return cell


def _cell_properties(stories: Stories, properties: etree._Element, cell: RawCell) -> bool:
    """Reads w:tcPr into ``cell``; False when the cell was deleted."""
    for child in properties:
        tag = child.tag
        if tag == _GRID_SPAN:
            cell.span = max(whole(child.get(W_VAL), 1), 1)
        elif tag == _V_MERGE:
            cell.vertical = _merge(child)
        elif tag == _H_MERGE:
            cell.horizontal = _merge(child)
        elif tag in _TRACKED:
            stories.notices.add("tracked_changes")
            if tag == _CELL_DEL:
                return False
            if tag == _CELL_MERGE:
                # «cont» and «rest» say what is so once the tracked merge is accepted.
                cell.vertical = {"cont": "continue", "rest": "restart"}.get(child.get(_V_MERGE, ""), "")
    return True


_TRACKED = frozenset({_CELL_INS, _CELL_DEL, _CELL_MERGE})
CELL_MARKS = (_GRID_SPAN, _V_MERGE, _H_MERGE, *_TRACKED)
"""Cell properties that matter; borders, widths, margins are most of a table's XML."""


def _merge(element: etree._Element) -> str:
    return "restart" if element.get(W_VAL) == "restart" else "continue"
