"""What is left of a table of which the rest could not be read, and which form it was."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.extract.context import Context
from jixiao.structure.flat.words import labels_of, words_of
from jixiao.structure.form_model import Form, key_of

_LINES = 3  # over which a label is broken at the most


def may_be_another(context: Context, block: int, form: Form) -> bool:
    """Whether a table that was read as a form is left of one that may be another: cells beside it could not be read,
    and with these as many labels are another form's («年度主要工作任务» above rows that 辽宁 has as well as 安徽)."""
    opaque, sources = context.structured.opaque, context.structured.sources
    if block not in opaque or not any(at in opaque and at in sources for at in (block - 1, block + 1)):
        return False
    texts = [*_texts(context, block)]
    broken = ("".join(texts[at : at + n]) for n in range(1, _LINES + 1) for at in range(len(texts)))
    keys = {key_of(text) for text in broken}
    own = len(keys & labels_of(form))
    others = (other for other in words_of(context.patterns).forms if (other.role, other.id) != (form.role, form.id))
    return any(len(keys & labels_of(other)) >= own for other in others if other.role == form.role)


def _texts(context: Context, block: int) -> Iterator[str]:
    """The cells of a table and the unread lines around it, in order."""
    opaque, structured = context.structured.opaque, context.structured
    first = last = block
    while first - 1 in opaque:
        first -= 1
    while last + 1 in opaque:
        last += 1
    for at in range(first, last + 1):
        held = (structured.sources[at],) if at in structured.sources else structured.grids[at].sources
        yield from (text for source in held if (text := source.view().match))
