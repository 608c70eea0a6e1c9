"""The forms of a self-evaluation that stand in a larger document without a section of their own."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.document import Paragraph
from jixiao.extract.blank_forms import is_filled
from jixiao.extract.context import Context
from jixiao.extract.draft import matches_of
from jixiao.extract.heading import heading_of
from jixiao.patterns import Expression
from jixiao.quotes import Text

_BELOW = 2
"""So many lines below a form may say who filled it in."""


def forms_inside(context: Context, family: str) -> tuple[list[Text], str] | None:
    """Makes the scope those filled tables of a department's final accounts whose titles say that they are
    self-evaluations («项目支出绩效自评表» behind the tenth section, as offices of the north-west publish them). Their
    titles and the kind of the first rule that fits one; None where there is none, and nothing is changed."""
    rules = list(context.patterns.family_of(family))
    blocks: set[int] = set()
    titles: list[tuple[Text, Expression]] = []
    for table in _tables(context):
        title = heading_of(context.structured, context.patterns, table).title
        rule = next((rule for rule in rules if title is not None and rule.search(title)), None)
        if title is None or rule is None:
            continue
        titles.append((title, rule))
        blocks |= {span.source.block for span in title.quote().spans} | set(_with_lines(context, table))
    if not titles:
        return None
    kind = next(str(rule.extra["kind"]) for rule in rules if any(rule is fits for _, fits in titles))
    context.scope = (frozenset(blocks), kind)
    found = matches_of(context)
    if any(is_filled(context, matched.form) for matched in found.values()) or blocks & context.structured.opaque:
        return [title for title, _ in titles], kind
    context.scope, context.matches = None, None
    return None


def _tables(context: Context) -> Iterator[int]:
    """The tables, and the first lines of those that could not be rebuilt."""
    opaque = context.structured.opaque
    for block in range(len(context.structured.blocks)):
        if block in context.structured.grids or (block in opaque and block - 1 not in opaque):
            yield block


def _with_lines(context: Context, table: int) -> Iterator[int]:
    """A table's blocks, and the lines below it that say who filled it in."""
    structured = context.structured
    while table in structured.opaque and table + 1 in structured.opaque:
        yield table
        table += 1
    yield table
    signs = [context.patterns[id_] for id_ in ("sign_off.filled_by", "sign_off.contact", "sign_off.filled_on")]
    for block in range(table + 1, min(table + 1 + _BELOW, len(structured.blocks))):
        if not isinstance(structured.blocks[block], Paragraph):
            return
        if any(sign.search(structured.sources[block].view()) for sign in signs):
            yield block
