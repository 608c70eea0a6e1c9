"""The head of a form that its author set in a table of its own: project and unit above, the money in the next table."""

from __future__ import annotations

from jixiao.document import Paragraph
from jixiao.extract.context import Context
from jixiao.extract.heading import Heading, heading_of
from jixiao.quotes import squeeze
from jixiao.structure.forms import Form
from jixiao.structure.match import FormMatch, match_head

NAMES = ("project", "project_code", "department", "unit")
"""What the head of a form says whose it is."""
_SHORT = 16  # characters of a heading between two tables
_WRITTEN = ("native", "ruled")


def is_written(form: FormMatch) -> bool:
    """Whether a table is its author's: one that text was made into may be a part of it only."""
    return form.grid.table.origin in _WRITTEN


def adjoin(context: Context, upper: int, lower: int) -> bool:
    """Whether nothing but a heading stands between two blocks."""
    between = context.structured.blocks[upper + 1 : lower]
    return all(isinstance(block, Paragraph) and (block.aside or _is_short(block.text)) for block in between)


def _is_short(text: str) -> bool:
    return len(squeeze(text)) <= _SHORT and "。" not in text


def with_head(context: Context, block: int, form: FormMatch, heading: Heading, forms: tuple[Form, ...]) -> Heading:
    """Gives a form without a head that of the table right above it, and returns what stands above both."""
    if heading.title or form.pairs.keys() & {*NAMES} or not is_written(form):
        return heading
    upper = max((other for other in context.structured.grids if other < block), default=None)
    grid = None if upper is None else context.structured.grids[upper]
    if upper is None or grid is None or upper in (context.matches or ()) or not adjoin(context, upper, block):
        return heading
    head = match_head(grid, form, forms) if grid.table.origin in _WRITTEN else None
    if head is None or not head.pairs.keys() & {*NAMES}:
        return heading
    context.heads.add(upper)
    form.pairs = head.pairs | form.pairs
    form.structure += head.structure
    return heading_of(context.structured, context.patterns, upper)
