"""The head of a form that its author set in a table of its own: project and unit above, the money in the next table."""

from __future__ import annotations

from jixiao.document import Paragraph
from jixiao.extract.context import Context
from jixiao.extract.heading import Heading, heading_of
from jixiao.quotes import squeeze
from jixiao.structure.forms import Form
from jixiao.structure.labels import Kind, label_at
from jixiao.structure.match import FormMatch, match_goals, match_head

NAMES = ("project", "project_code", "department", "unit")
"""What the head of a form says whose it is."""
_NUMBERED = (Kind.CHINESE, Kind.CHINESE_PAREN, Kind.ARABIC)
_NAME = 2  # characters of a name at the least
_SHORT = 16  # characters of a heading between two tables
_WRITTEN = ("native", "ruled")


def is_written(form: FormMatch) -> bool:
    """Whether a table is its author's: one that text was made into may be a part of it only."""
    return form.grid.table.origin in _WRITTEN


def adjoin(context: Context, upper: int, lower: int) -> bool:
    """Whether nothing but a heading stands between two blocks."""
    between = context.structured.blocks[upper + 1 : lower]
    return all(isinstance(block, Paragraph) and (block.aside or _is_short(block.text)) for block in between)


def headed(context: Context, upper: int, lower: int) -> bool:
    """Whether one numbered heading of a form's part stands between two tables of a text («二、资金情况（万元）»), and
    all cells of both were told."""
    between = [
        (index, block)
        for index, block in enumerate(context.structured.blocks[upper + 1 : lower], upper + 1)
        if not isinstance(block, Paragraph) or block.text.strip()
    ]
    doubted = {block for one in context.structured.diagnostics if "table" in one.code for block in one.blocks}
    if len(between) != 1 or {upper, lower} & doubted or not adjoin(context, upper, lower):
        return False
    index, heading = between[0]
    text = context.structured.sources[index].view() if isinstance(heading, Paragraph) else None
    label = label_at(text.match) if text is not None else None
    if text is None or label is None or label.kind not in _NUMBERED:
        return False
    return context.patterns.word("part_heading").fullmatch(text[label.end :]) is not None


def names_another(context: Context, upper: int, lower: int, own: str) -> bool:
    """Whether a numbered heading between two blocks names something that is neither a form's part nor ``own``, the
    project above («二、乙渠改造项目»)."""
    for index in range(upper + 1, lower):
        if isinstance(context.structured.blocks[index], Paragraph):
            text = context.structured.sources[index].view().match
            label = label_at(text)
            rest = label and context.patterns.word("part_heading").compiled.sub(
                "", _without_year(context, text[label.end :])
            )
            if rest and len(rest) >= _NAME and rest not in own:
                return True
    return False


def _without_year(context: Context, heading: str) -> str:
    return str(context.patterns["title.year"].compiled.sub("", heading))


def _is_short(text: str) -> bool:
    return len(squeeze(text)) <= _SHORT and "。" not in text


def with_head(context: Context, block: int, form: FormMatch, heading: Heading, forms: tuple[Form, ...]) -> Heading:
    """Gives a form without a head that of the table right above it, and returns what stands above both."""
    if heading.title or form.pairs.keys() & {*NAMES}:
        return heading
    upper = max((other for other in context.structured.grids if other < block), default=None)
    grid = None if upper is None else context.structured.grids[upper]
    if upper is None or grid is None or upper in (context.matches or ()) or not adjoin(context, upper, block):
        return heading
    written = is_written(form) and grid.table.origin in _WRITTEN
    head = match_head(grid, form, forms) if written or headed(context, upper, block) else None
    if head is None or not head.pairs.keys() & {*NAMES}:
        return heading
    context.heads.add(upper)
    form.pairs = head.pairs | form.pairs
    form.structure += head.structure
    return heading_of(context.structured, context.patterns, upper)


def goals_above(context: Context, block: int, form: FormMatch) -> tuple[int, FormMatch] | None:
    """The goals of a form that its author set in a table of their own, between that of the money and its indicators."""
    matches = context.matches or {}
    above = [other for other in context.structured.grids if other < block][-2:]
    if len(above) < 2 or above[0] not in matches or above[1] in matches or form.form.role != "evaluation":
        return None
    upper, between = matches[above[0]].form, context.structured.grids[above[1]]
    lacking = not any(zone.zone.id == "goals" for zone in (*upper.zones, *form.zones)) and upper.total is None
    written = is_written(form) and between.table.origin in _WRITTEN
    told = adjoin if written else headed
    if not lacking or not all(told(context, *pair) for pair in ((above[0], above[1]), (above[1], block))):
        return None
    found = match_goals(between, form)
    return (above[1], found) if found else None
