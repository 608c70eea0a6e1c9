"""The scores of a report's forms in lines of their own right below them («自评得分：98.5分»), where none of their rows
gives one."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.document import Paragraph
from jixiao.extract.context import Context, Draft
from jixiao.extract.score_rows import least_of
from jixiao.patterns import Found
from jixiao.quotes import Quote
from jixiao.values import number

_FULL = 100
_SEVERAL = 2
_LONGEST = 24  # characters of such a line
_SCORE = "form.evaluation.total.score"


def with_scores_below(context: Context, ends: Sequence[int], drafts: list[dict[str, Draft]]) -> list[Draft]:
    """The forms that end with the tables ``ends``, each without a score with that of the line below it. A line below
    the last of them alone, or below several in one table, may as well say what the whole got.
    """
    lacking = [at for at, draft in enumerate(drafts) if _lacks(draft)]
    below = {at: line for at in lacking if (line := _below(context, ends[at]))}
    result: list[Draft] = list(drafts)
    apart = len({ends[at] for at in lacking}) == len(lacking)
    if len(lacking) < _SEVERAL or len(below) < len(lacking) or not apart:
        return result
    for at, (lead, found) in below.items():
        total, rows = drafts[at]["total"], drafts[at]["indicators"]
        score = number(found.quote("score"), _SCORE)
        if not isinstance(total, dict) or not isinstance(rows, Sequence) or score is None or score.value is None:
            continue
        if least_of(rows) <= score.value <= _FULL:
            context.claims.structure.append(lead)
            result[at] = {**drafts[at], "total": {**total, "score": score}}
    return result


def _lacks(draft: dict[str, Draft]) -> bool:
    return isinstance(total := draft["total"], dict) and total["score"] is None and bool(draft["indicators"])


def _below(context: Context, block: int) -> tuple[Quote, Found] | None:
    """What leads to the score in the line below a table, and the score."""
    for at, below in enumerate(context.structured.blocks[block + 1 :], block + 1):
        if not isinstance(below, Paragraph):
            return None
        if below.aside or not below.text.strip():
            continue
        line = context.structured.sources[at].view()
        found = context.patterns["conclusion.score_label"].match(line) if len(line) <= _LONGEST else None
        if found is None or line.match[found.end :].strip("分。"):
            return None
        return line.quote(0, found.match.start("score")), found
    return None
