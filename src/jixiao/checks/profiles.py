"""Profiles: how a province or a form scores, as data (patterns/checks/profiles.toml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Any

from jixiao.errors import JixiaoError
from jixiao.patterns import Patterns
from jixiao.schema.vocabulary import Severity

NATIONAL = "national"


class UnknownProfileError(JixiaoError):
    """No profile has this name."""

    exit_code = 2
    code = "unknown_profile"


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """What a province or a form prescribes. Rates in percent, weights in points.

    ``execution_steps`` are (rate from which, share of the weight) from the highest down, empty for a linear score;
    ``reverse`` says how an indicator that should not exceed its target loses points: ``excess`` w·(1−(a−t)/t),
    ``ratio`` w·t/a. ``total_includes_execution`` is yes, no or either. ``unverified``: from memory, not from a source.
    """

    id: str
    title: str = ""
    title_en: str = ""
    unverified: bool = False
    templates: tuple[str, ...] = ()
    execution_weight: Decimal = Decimal(10)
    execution_steps: tuple[tuple[Decimal, Decimal], ...] = ()
    over_100: bool = False
    zero_over_zero: Decimal = Decimal(0)
    bands: tuple[Decimal, ...] = (Decimal(80), Decimal(60))
    reverse: str = "excess"
    grades: Mapping[str, Decimal] = field(default_factory=dict)
    level1: Mapping[str, Decimal] = field(default_factory=dict)
    required_dimensions: Mapping[str, str] = field(default_factory=dict)
    required_funds: tuple[str, ...] = ()
    required_sections: tuple[str, ...] = ()
    total_includes_execution: str = "either"
    over_achievement: Decimal = Decimal(120)
    adjustment_limit: Decimal = Decimal(30)
    low_execution: Decimal = Decimal(80)
    unspent_project: Decimal = Decimal(60)
    line_limit: Decimal = Decimal(120)
    cost_cap: Decimal | None = None
    severities: Mapping[str, Severity] = field(default_factory=dict)


def _number(value: Any) -> Decimal:
    return Decimal(str(value))


def _numbers(value: Mapping[str, Any]) -> dict[str, Decimal]:
    return {key: _number(item) for key, item in value.items()}


_TUPLES = {"templates", "required_funds", "required_sections"}
_MAPS = {"grades", "level1"}
_NUMBERS = {
    "execution_weight",
    "zero_over_zero",
    "over_achievement",
    "adjustment_limit",
    "low_execution",
    "unspent_project",
    "line_limit",
    "cost_cap",
}


def _value(key: str, value: Any) -> Any:
    if key in _TUPLES:
        return tuple(value)
    if key in _MAPS:
        return _numbers(value)
    if key in _NUMBERS:
        return _number(value)
    if key == "bands":
        return tuple(_number(item) for item in value)
    if key == "execution_steps":
        return tuple((_number(rate), _number(share)) for rate, share in value)
    return value


@lru_cache(maxsize=64)
def _built(patterns: Patterns, name: str) -> Profile:
    entry = dict(patterns.profiles[name])
    merged = dict(patterns.profiles[NATIONAL]) if name != NATIONAL else {}
    # A profile says only where it differs from the national method; its templates and standing are its own.
    for key in ("templates", "unverified"):
        merged.pop(key, None)
    merged |= entry
    known = {item.name for item in fields(Profile)}
    return Profile(**{key: _value(key, value) for key, value in merged.items() if key in known})


def names(patterns: Patterns) -> list[str]:
    """All profiles, in the order of the files."""
    return list(patterns.profiles)


def profile(patterns: Patterns, name: str) -> Profile:
    """The profile of a name.

    Raises:
        UnknownProfileError: there is none; the message names those that there are.
    """
    if name not in patterns.profiles:
        known = "、".join(patterns.profiles)
        raise UnknownProfileError(
            f"没有名为 {name} 的评分口径，可用的有：{known}",
            f"no profile {name}; there are {', '.join(patterns.profiles)}",
        )
    return _built(patterns, name)


def profile_for(patterns: Patterns, template: str | None) -> Profile:
    """The profile of a form family: the first that names it, else the national method."""
    if template:
        for name, entry in patterns.profiles.items():
            if any(fnmatchcase(template, glob) for glob in entry.get("templates", ())):
                return _built(patterns, name)
    return _built(patterns, NATIONAL)
