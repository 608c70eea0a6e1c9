"""Whether rows of money bear themselves out: rates by amounts, scores by points and rates, the total by its parts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from jixiao.structure.flat.destroyed.search import AMOUNTS, FULL, POINTS, Cells, agrees, earned
from jixiao.structure.flat.destroyed.stream import Literal


def bears_out(cells: Cells, *, exact: bool = True) -> bool:
    """Whether what is read of a row so far bears itself out: rate by amounts, score by weight and rate, as it is
    printed or, ``exact``, as the amounts give it."""
    rate, score, weight = cells.get("rate"), cells.get("score"), cells.get("weight")
    if rate is not None and rate.value is not None:
        full, executed = cells.get("full_year"), cells.get("executed")
        if full is None or executed is None or not agrees(rate, executed, full):
            return False
        if score is not None and score.value is not None:
            return weight is not None and earned(score, weight, rate, _rate_of(executed, full) if exact else None)
    return score is None or score.value is None or (weight is not None and weight.value is not None)


def _rate_of(executed: Literal, full: Literal) -> Decimal | None:
    return FULL * executed.value / full.value if executed.value is not None and full.value else None


def complete(cells: Cells, columns: Sequence[str], *, exact: bool = True) -> bool:
    """Whether a total's row has all that it is judged by; a score may be missing. ``exact``: as for `bears_out`."""
    needed = [id_ for id_ in ("full_year", "executed", "rate", "weight") if id_ in columns]
    if "weight" in cells and not cells["weight"].value:
        return False  # no points for the money would bear out any rate
    return all(id_ in cells and cells[id_].value is not None for id_ in needed) and bears_out(cells, exact=exact)


def part_bears_out(cells: Cells) -> bool:
    """Whether a row below the total is one: no points of its own, and a rate that its amounts give."""
    if any(cells[id_].value is not None for id_ in POINTS if id_ in cells):
        return False
    rate = cells.get("rate")
    full, executed = cells.get("full_year"), cells.get("executed")
    if executed is not None and executed.value and (full is None or full.value is None):
        return False  # a label may have changed places with a figure: nothing is spent that is not planned
    if rate is None or rate.value is None:
        return True
    if full is None or executed is None:
        return False
    return agrees(rate, executed, full) or (not rate.value and executed.value == 0)


def not_above(total: Cells, part: Cells) -> bool:
    """Whether no amount of a part is more than that of the total in its column."""
    return all(
        (mine := amount_of(part, id_)) is None or ((whole := amount_of(total, id_)) is not None and mine <= whole)
        for id_ in AMOUNTS
    )


def adds_up(rows: Sequence[Cells]) -> bool:
    """Whether in each column that has amounts below the total they add up to it."""
    for id_ in AMOUNTS:
        parts = [value for row in rows[1:] if (value := amount_of(row, id_)) is not None]
        total = amount_of(rows[0], id_)
        if parts and (total is None or sum(parts) != total):
            return False
    return True


def amount_of(cells: Cells, id_: str) -> Decimal | None:
    """The figure in a column, None where none is read."""
    literal = cells.get(id_)
    return literal.value if literal else None
