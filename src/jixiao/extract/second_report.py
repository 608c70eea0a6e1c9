"""Reports that stand below the department's in one file, with a title and a numbering of its own: on a project, or
of another unit."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from jixiao.document import Diagnostic, Paragraph
from jixiao.extract.context import Context
from jixiao.quotes import Text
from jixiao.structure.labels import Kind, label_at
from jixiao.structure.model import Node

_TITLE = 60
"""Characters of a line that may be a title."""
_ALIKE = 2
"""Characters with which both titles end."""
_ABOVE = 2
"""So many lines above a section's number may be the title of what begins there."""


def leave_out_other_units(context: Context) -> None:
    """Cuts the outline at the title of a report of another unit (a department's and those of its offices, one behind
    the other): what it spent, its score and problems are not the first one's. Its tables are read."""
    structured = context.structured
    title = structured.title
    if title is None or context.scope:
        return
    own = title.match
    ending = own[-_ALIKE:]
    for block, paragraph in enumerate(structured.blocks):
        if not isinstance(paragraph, Paragraph) or not paragraph.text.rstrip().endswith(ending):
            continue
        source = structured.sources.get(block) if "".join(paragraph.text.split()) not in own else None
        if source is None or not _ALIKE < len(source.text) <= _TITLE:
            continue
        view, rule = source.view(), context.patterns["kind.inside.unit"]
        found = rule.search(view)
        first = rule.search(title.view) if found and found["unit"] not in own else None
        # «…省雪峰县广播站», «关于雪峰县广播站»: the first one again
        if found and first and not found["unit"].endswith(first["unit"]) and _cut(context, block):
            _say(
                context,
                view,
                "单位的报告（{}）：其正文未作读取，表格另列",
                "unit's report («{}»): its text is not read, its tables are",
            )
            return


def _cut(context: Context, block: int) -> bool:
    """Takes a title's line out of the section in which it stands, and what follows out of the outline."""
    tops = context.structured.outline
    at = next((n for n, top in enumerate(tops) if any(block in node.blocks for node in top.walk())), None)
    labels = [label_at(top.label_quote.match) for top in tops[: (at or 0) + 1] if top.label_quote]
    first = next(filter(None, labels), None)
    if at is None or first is None:
        return False  # the title of the first page, or above the first section
    below = (node for top in tops[at:] for node in top.walk() if node.blocks and node.blocks[0] > block)
    label = next((label_at(node.label_quote.match) for node in below if node.label_quote), None)
    if label is None or label.number != 1 or label.kind > max(first.kind, Kind.CHINESE):
        return False  # a line of a list, or in a section that goes on with its own first part
    context.larger, context.structured.outline = tops, [*tops[:at], _before(tops[at], block)]
    return True


def _before(node: Node, block: int) -> Node:
    """A section up to a line of it."""
    return replace(
        node,
        lines=[line for line in node.lines if line.quote().block < block],
        blocks=[own for own in node.blocks if own < block],
        children=[_before(child, block) for child in node.children if child.blocks and child.blocks[0] < block],
    )


def without_second(context: Context) -> list[Node]:
    """The sections of the department's own report: what is spent in the other one is its project's."""
    tops = context.structured.outline
    own = [top for top in tops if not (top.role == "attachment" and _titled(context, [*top.content, top.title]))]
    for above, top in pairwise(own):
        label = label_at(top.label_quote.match) if top.label_quote else None
        title = _titled(context, above.walk()[-1].lines[-_ABOVE:]) if label and label.number == 1 else None
        if title is not None:
            _say(
                context,
                title,
                "份报告（{}）：其中的支出是该项目的，未计入本部门",
                "report («{}»): what was spent there is its project's and not read",
            )
            return own[: own.index(top)]
    return own


def _titled(context: Context, lines: list[Text | None] | list[Text]) -> Text | None:
    """The line among these that is such a report's title."""
    rule = context.patterns["kind.inside.project"]
    return next((line for line in lines if line and len(line) <= _TITLE and rule.search(line)), None)


def _say(context: Context, title: Text, chinese: str, english: str) -> None:
    printed = title.quote().printed
    context.diagnostics.append(
        Diagnostic(
            "second_report",
            f"文件中还有另一{chinese.format(printed)}",
            f"the file holds another {english.format(printed)}",
            (title.quote().block,),
        )
    )
