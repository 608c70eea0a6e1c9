"""What stands between the title of a table that could not be read and the part of it that was found, taken out of the
section above: its lines are cells, and no measures or problems."""

from __future__ import annotations

from jixiao.extract.context import Context
from jixiao.structure.labels import Kind, label_at
from jixiao.structure.model import Node, Structured

_FEWEST, _FARTHEST = 2, 60
"""So many lines between are cells and not the year alone; further on a table is another one."""
_LONGEST = 60
_OF_ENTRIES = ("problems", "improvements", "results_use", "other_matters")
_SECTIONS = (Kind.PART, Kind.CHINESE, Kind.CHINESE_PAREN)


def leave_out_refused_heads(context: Context) -> None:
    """Finds such titles («…整体绩效自评表» in a text of a cell a line, without «附件» above it)."""
    structured = context.structured
    if not structured.opaque:
        return
    title = context.patterns["flat.after_table.title"]
    for block, source in structured.sources.items():
        if block in structured.opaque or "表" not in source.text or len(source.text) > _LONGEST:
            continue
        if not title.match(source.view()):
            continue
        above = next((top for top in structured.outline for node in top.walk() if block in node.blocks), None)
        lines = _cells_below(structured, block) if above and above.role in _OF_ENTRIES else []
        if above and lines:
            structured.opaque.update(lines)
            _leave_out(above, {block, *lines})


def _cells_below(structured: Structured, title: int) -> list[int]:
    """The lines between a title and its table that could not be read; none where a section begins among them."""
    lines: list[int] = []
    for block in range(title + 1, min(title + _FARTHEST, len(structured.blocks))):
        if block in structured.opaque:
            return lines if len(lines) >= _FEWEST else []
        if block in structured.grids:  # of which something was read
            continue
        view = structured.sources[block].view()
        label = label_at(view.match)
        if label is not None and label.kind in _SECTIONS:
            return []
        lines += [block] if view.match else []
    return []


def _leave_out(node: Node, blocks: set[int]) -> None:
    node.lines = [line for line in node.lines if not {span.source.block for span in line.quote().spans} <= blocks]
    node.children = [child for child in node.children if not (child.blocks and child.blocks[0] in blocks)]
    for child in node.children:
        _leave_out(child, blocks)
