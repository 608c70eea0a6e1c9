"""Execution rates that a form prints as parts of one: «0.98» below «执行率» where the amounts beside it make 98 %."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from jixiao.extract.context import Context, Draft
from jixiao.extract.draft import unreadable
from jixiao.quotes import Reading
from jixiao.structure.match_model import ZoneMatch
from jixiao.values import plain

_HUNDRED = Decimal(100)
MOST_OF_ONE = Decimal("1.5")
"""A rate above it is no part of one: of what was planned hardly more than half as much again is spent."""
_LEAST = Decimal("0.03")
"""Amounts whose rate is less make «0.02» as good a percentage as a part of one."""
_CENT = Decimal("0.01")  # to which points are rounded
_WHOLE = -2
"""Places that a part of one has: a bare «1» beside 96 % tells nothing, nor does «0.9» beside 87 %."""


def in_percent(context: Context, zone: ZoneMatch, fund: Mapping[str, Draft]) -> Draft:
    """A row's rate in percent. A spreadsheet's cell loses its sign where its text is copied («0.98», «1»): the amounts
    of the row prove that it is a part of one, to its last digit. Where the heading prints «%», the figure is one;
    without an amount that tells it is either, and none is given."""
    rate, done = fund["rate"], _value(fund["executed"])
    if not isinstance(rate, Reading) or rate.value is None or rate.value <= 0:
        return rate
    if rate.value > MOST_OF_ONE:
        other = _is_weight(zone, fund, rate.value) and "%" not in rate.quote.match
        return unreadable(context, rate.quote, rate.pattern, "执行的比率", "execution rate") if other else rate
    heading = zone.named.get("rate")
    if "%" in rate.quote.match or (heading is not None and "%" in heading.match):
        return rate
    if done is None:
        return unreadable(context, rate.quote, rate.pattern, "执行的比率", "execution rate")
    step = Decimal((0, (5,), min(int(rate.value.as_tuple().exponent), _WHOLE) - 1))
    for base in (_value(fund["full_year"]), _value(fund["initial"])):
        if base and done / base >= _LEAST and abs(rate.value - done / base) <= step:
            percent = rate.value * _HUNDRED
            return replace(rate, value=percent, steps=(f"{rate.quote.printed} → ×100 → {plain(percent)}",))
    return rate


def of_figures(rate: Draft, done: Draft, base: Draft) -> Draft:
    """A rate of two figures beside it («70», «66», «0.943») in percent, where they prove it a part of one."""
    part, whole = _value(done), _value(base)
    if not isinstance(rate, Reading) or rate.value is None or "%" in rate.quote.match or not (part and whole):
        return rate
    step = Decimal((0, (5,), min(int(rate.value.as_tuple().exponent), _WHOLE) - 1))
    if not (0 < rate.value <= MOST_OF_ONE) or part / whole < _LEAST or abs(rate.value - part / whole) > step:
        return rate
    percent = rate.value * _HUNDRED
    return replace(rate, value=percent, steps=(f"{rate.quote.printed} → ×100 → {plain(percent)}",))


def _is_weight(zone: ZoneMatch, fund: Mapping[str, Draft], rate: Decimal) -> bool:
    """Whether a rate is the points of a column whose heading was lost: by the amounts it makes the score («10» of which
    90.9 % are «9.09»), and no rate of theirs."""
    base, done = (_value(fund[id_]) for id_ in ("full_year", "executed"))
    score = _value(fund["score"]) if "weight" not in zone.named else None
    if not base or done is None or score is None:
        return False
    return abs(rate * done / base - score) <= _CENT and abs(rate - _HUNDRED * done / base) > 1


def _value(draft: Draft) -> Decimal | None:
    value: Any = draft.value if isinstance(draft, Reading) else None
    return Decimal(value) if isinstance(value, int | Decimal) else None
