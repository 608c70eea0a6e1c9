"""Rows of a score sheet whose standards and explanations are words of any kind, in text where nothing marks the cells
(`scored_rows`): where none is blank or in several lines, the figures tell the rows, and the sums prove them."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.structure.flat.celltexts import figure_of
from jixiao.structure.flat.plans import Plan
from jixiao.structure.flat.rowmodel import ReadRow
from jixiao.structure.flat.tokens import Token

_TOTAL = 8  # tokens behind the rows in which both totals stand
_FEW = 3  # rows without which sums prove nothing


def scored_rows(plan: Plan, tokens: Sequence[Token], start: int, stop: int) -> list[ReadRow] | None:
    """Tokens [start, stop) as rows of words of levels, a name, and the same cells behind it in each: texts and two
    figures, the second never above the first, whose sums are printed below. None where they are anything else."""
    own = [at for at, place in enumerate(plan.places) if not place.merge]
    points = [plan.places[at].type == "score" for at in own]
    ids = [plan.ids[at] for at in own]
    if sum(points) != 2 or not {"weight", "score"} <= {*ids} or points[0] or not points[-1]:
        return None
    shown = [figure_of(token.key) is not None for token in tokens[start:stop]]
    rows: list[ReadRow] = []
    at = start
    while at < stop:
        first = next((end for end in range(at, stop) if shown[end - start]), stop)  # the first figure of the row
        name = first - points.index(True)  # where its name stands, behind words of levels
        end = name + len(own)
        levels = plan.levels[len(plan.levels) - (name - at) :] if at < name else ()
        if not 0 <= name - at <= len(plan.levels) or end > stop or shown[name - start : end - start] != points:
            return None
        cells = [*zip(levels, range(at, name), strict=True), *zip(own, range(name, end), strict=True)]
        if not all(tokens[token].key for token in range(at, end)):
            return None
        rows.append(ReadRow(at, end, tuple((place, token, token + 1) for place, token in cells)))
        at = end
    sums = [sum(_figure(tokens, row, plan, id_) for row in rows) for id_ in ("weight", "score")]
    over = any(_figure(tokens, row, plan, "score") > _figure(tokens, row, plan, "weight") for row in rows)
    below = {figure_of(token.key) for token in tokens[stop : stop + _TOTAL]}
    proven = len(rows) >= _FEW and not over and all(round(total, 4) in below for total in sums)
    return rows if proven and [cell[0] for cell in rows[0].cells] == [*plan.levels, *own] else None


def _figure(tokens: Sequence[Token], row: ReadRow, plan: Plan, id_: str) -> float:
    return next(figure_of(tokens[at].key) or 0.0 for place, at, _ in row.cells if plan.ids[place] == id_)
