"""The score of a form in a line of its own right below its last table («自评得分：98.5分»), where a report has several
forms and none of its rows gives one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from jixiao.document import Paragraph
from jixiao.extract.context import Context, Draft
from jixiao.extract.score_rows import least_of
from jixiao.quotes import Reading
from jixiao.values import number

_FULL = 100
_LONGEST = 24  # characters of such a line
_SCORE = "form.evaluation.total.score"


def with_score_below(context: Context, block: int, draft: dict[str, Draft]) -> dict[str, Draft]:
    """The form that ends with the table ``block``, with the score of the line below it, if it has none."""
    total, rows = draft["total"], draft["indicators"]
    if not isinstance(total, dict) or total["score"] is not None or not isinstance(rows, Sequence) or not rows:
        return draft
    found = _below(context, block)
    if found is None or found.value is None or not least_of(rows) <= found.value <= _FULL:
        return draft
    return {**draft, "total": {**total, "score": found}}


def _below(context: Context, block: int) -> Reading[Decimal] | None:
    for at, below in enumerate(context.structured.blocks[block + 1 :], block + 1):
        if not isinstance(below, Paragraph):
            return None
        if below.aside or not below.text.strip():
            continue
        line = context.structured.sources[at].view()
        found = context.patterns["conclusion.score_label"].match(line) if len(line) <= _LONGEST else None
        if found is None or line.match[found.end :].strip("分。"):
            return None
        context.claims.structure.append(line.quote(0, found.match.start("score")))
        return number(found.quote("score"), _SCORE)
    return None
