"""Problems, their causes and the measures against them, as a small table of the narrative lists them."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.document import Diagnostic
from jixiao.extract.context import Context
from jixiao.extract.entries import strip_closing
from jixiao.extract.sheets import boxes_of
from jixiao.quotes import Reading, Text, text_reading
from jixiao.structure.model import Grid, Node
from jixiao.structure.stages import UNREADABLE

_MEANINGS = ("problem", "cause", "measure")
_ROLE = "other"
_HEADINGS = 8
"""Lines that the headings of a table take whose cells are lines, and the blank ones between them."""

Listed = dict[str, Reading[str]]
"""A row of such a table: what it says of a problem, its cause and a measure."""


def listed(context: Context, node: Node) -> list[Listed]:
    """The rows of the tables in a section on problems or measures whose headings name these."""
    matches = context.matches or {}
    rows: list[Listed] = []
    for part in node.walk():
        for block in part.blocks:
            grid = context.structured.grids.get(block)
            if grid is not None and block not in matches:
                rows += _rows(context, grid)
    return rows


def is_lost(context: Context, node: Node) -> bool:
    """Whether a section says that a table follows and none does: its cells are lines of the text, and no entries."""
    above = context.patterns["sheet.problems.above"]
    said = next((text for text in (*node.body, *_before(context, node)) if above.search(text)), None)
    if said is None or any(block in context.structured.grids for part in node.walk() for block in part.blocks):
        return False
    block = said.quote().block
    told = any(item.code == UNREADABLE and block in item.blocks for item in context.diagnostics)
    if not told:
        context.diagnostics.append(
            Diagnostic(
                UNREADABLE,
                f"「{said.match}」后面的表格在文本中已看不出单元格的界限，未作读取，请提供 Word 或 PDF 原件",
                f"the table behind «{said.match}» has lost its cells in the text; it was not read",
                (block,),
            )
        )
    return True


def _before(context: Context, node: Node) -> Iterator[Text]:
    """The lines right above a heading without a number: it may be one of the table's («整改措施»)."""
    first = min(node.blocks, default=0)
    for block in range(first - 1, max(first - _HEADINGS, 0), -1) if node.label is None else ():
        if block in context.structured.grids:
            return
        yield context.structured.sources[block].view()


def _rows(context: Context, grid: Grid) -> Iterator[Listed]:
    boxes = boxes_of(grid)
    columns: dict[str, int] = {}
    for at, box in enumerate(boxes[0]):
        for meaning in _MEANINGS:
            if box and meaning not in columns and context.patterns[f"sheet.problems.{meaning}"].occurs(box.match):
                columns[meaning] = at
                break
    if "problem" not in columns or len(columns) == 1:
        return
    context.sheets[grid.block] = _ROLE
    context.claim_all(box.whole for at in columns.values() if (box := boxes[0][at]))
    seen: set[tuple[int, int]] = set()
    for row in boxes[1:]:
        found: Listed = {}
        for meaning, at in columns.items():
            box = row[at]
            if box is None or (box.cell.row, box.cell.column) in seen or context.patterns.null_kind(box.match):
                continue
            seen.add((box.cell.row, box.cell.column))
            found[meaning] = text_reading(strip_closing(box.view, "。;").quote(), f"sheet.problems.{meaning}")
        yield found
