"""Reports that stand below the department's in one file, with a title and a numbering of its own: on a project, or
of another unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from jixiao import lazy_re as re
from jixiao.document import Block, Paragraph
from jixiao.extract.context import Context
from jixiao.quotes import Text
from jixiao.structure.labels import Kind, label_at
from jixiao.structure.model import Node
from jixiao.structure.run_on import other_report_error

_TITLE = 60
"""Characters of a line that may be a title."""
_ALIKE = 2
"""Characters with which both titles end."""
_MANY = 2
"""A report's second copy has no more characters than so many times those of the first."""
_DIGITS = str.maketrans("", "", "0123456789")
_OF_YEAR, _OF_UNIT = ("年度的", "year's report"), ("单位的", "unit's report")
_MARKED = re.compile(r"[。；;，,：:、]")
_ABOVE = 2
"""So many lines above a section's number may be the title of what begins there."""


def leave_out_other_units(context: Context) -> None:
    """Cuts the outline at the title of a report of another unit (a department's and those of its offices, one behind
    the other) or on another project with the same sections: what it spent, its score and problems are not the first
    one's. Its tables are read."""
    structured = context.structured
    title = structured.title
    if title is None or context.scope:
        return
    own = title.match
    ending = own[-_ALIKE:]
    for block, paragraph in enumerate(structured.blocks):
        if not isinstance(paragraph, Paragraph) or not paragraph.text.rstrip().endswith(ending):
            continue
        source, line = structured.sources.get(block), "".join(paragraph.text.split())
        if not _ALIKE < len(line) <= _TITLE:
            continue
        bare = line.translate(_DIGITS)
        if bare in (same := own.translate(_DIGITS)):
            above = "" if bare == same else _line_above(structured.blocks, block)
            if _cut(context, block - bool(above), again=True):
                _say(context, above + line, block, *(() if line in own else _OF_YEAR))
                return
            continue
        if source is None:
            continue
        view, rule = source.view(), context.patterns["kind.inside.unit"]
        found = rule.search(view)
        first = rule.search(title.view) if found and found["unit"] not in own else None
        # «…省雪峰县广播站», «关于雪峰县广播站»: the first one again
        if found and first and not found["unit"].endswith(first["unit"]) and _cut(context, block):
            _say(context, view.quote().printed, block, *_OF_UNIT)
            return
        if context.patterns["title.end"].search(view) and not label_at(line) and _cut(context, block, same=True):
            _say(context, view.quote().printed, block)
            return


def _cut(context: Context, block: int, again: bool = False, same: bool = False) -> bool:
    """Takes a title's line out of the section in which it stands, and what follows out of the outline. A report
    ``again``, or with the ``same`` sections, begins with the words that the first section has; a list of contents is
    shorter than what follows it."""
    tops = context.structured.outline
    if tops and tops[0].blocks and block < tops[0].blocks[0]:
        return False  # the report's own title: each report has one, so the sections are not asked
    at = next((n for n, top in enumerate(tops) if any(block in node.blocks for node in top.walk())), None)
    if at is None and again:  # a title that stands there twice is no text
        at = next((n for n, top in enumerate(tops) if top.blocks and top.blocks[0] > block), None)
    labels = [label_at(top.label_quote.match) for top in tops[: (at or 0) + 1] if top.label_quote]
    first = next(filter(None, labels), None)
    if at is None or first is None:
        return False  # the title of the first page, or above the first section
    below = [node for top in tops[at:] for node in top.walk() if node.blocks and node.blocks[0] > block]
    begins = next((node for node in below if node.label_quote), None)
    label = label_at(begins.label_quote.match) if begins and begins.label_quote else None
    if label is None or label.number != 1 or label.kind > max(first.kind, Kind.CHINESE):
        return False  # a line of a list, or in a section that goes on with its own first part
    if (again or same) and _words(begins) != _words(tops[0]):
        return False
    if (again or same) and not _is_told(context, tops[0].blocks[0], block, shorter=again):
        return False
    above = [_before(tops[at], block)] if tops[at].blocks[0] < block else []
    context.larger, context.structured.outline = tops, [*tops[:at], *above]
    return True


def _is_told(context: Context, first: int, block: int, *, shorter: bool) -> bool:
    """Whether the text from the first section to a block has sentences, and is as long as what follows, or nearly: no
    list of contents."""
    texts = [one.text if isinstance(one, Paragraph) else "" for one in context.structured.blocks]
    told = any("。" in text for text in texts[first:block])
    return told and not (shorter and sum(map(len, texts[block:])) > _MANY * sum(map(len, texts[first:block])))


def _line_above(blocks: Sequence[Block], block: int) -> str:
    """The first half of a title that stands on two lines: a short line without a number or a mark."""
    above = blocks[block - 1]
    line = "".join(above.text.split()) if isinstance(above, Paragraph) else ""
    return line if _ALIKE < len(line) < _TITLE and not label_at(line) and not _MARKED.search(line) else ""


def _words(node: Node | None) -> str | None:
    return node.title.match if node and node.title else None


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
                title.quote().printed,
                title.quote().block,
                "份报告（{}）：其中的支出是该项目的，未计入本部门",
                "report («{}»): what was spent there is its project's and not read",
            )
            return own[: own.index(top)]
    return own


def _titled(context: Context, lines: list[Text | None] | list[Text]) -> Text | None:
    """The line among these that is such a report's title."""
    rule = context.patterns["kind.inside.project"]
    return next((line for line in lines if line and len(line) <= _TITLE and rule.search(line)), None)


def _say(context: Context, printed: str, block: int, *what: str) -> None:
    context.diagnostics.append(other_report_error(printed, block, *what))
