"""Rows of a truth and of a report side by side: one lost row counts once and shifts none behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

KEYS: dict[str, tuple[str, ...]] = {
    "movements": ("direction", "kind"),
    "spending": ("fund", "scope"),
    "achievements": ("text",),
    "problems": ("problem",),
    "attachments": ("label",),
    "expenses": ("item",),
    "funds": ("label",),
    "by_income": ("label",),
    "by_nature": ("label",),
    "indicators": ("level2", "level3"),
    "sign_offs": ("attachment",),
    "outline": ("label", "title"),
    "children": ("label", "title"),
}
"""What names a row of a list; a list that is not here is aligned by what its rows hold."""


def number(value: Any) -> Decimal | None:
    """A number as Decimal, or None for all else; a boolean is no number."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    return Decimal(str(value))


def equal(one: Any, other: Any) -> bool:
    """Whether two leaves are equal: numbers by value, all else by type and value."""
    first, second = number(one), number(other)
    if first is not None and second is not None:
        return first == second
    return type(one) is type(other) and bool(one == other)


KEY_MATCH = 4.0
"""What an equal label is worth against equal leaves, which give at most 1."""
ALIKE = 0.6
"""From this likeness on a label is taken for another misread one (a scan), and is worth half as much."""
WORTH_PAIRING = 0.3


def align(
    truth: Sequence[Any], report: Sequence[Any], keys: tuple[str, ...]
) -> Iterator[tuple[int | None, int | None]]:
    """Pairs of indices in order: a row of each, or one of them and None. The best sum of likeness wins."""
    rows, columns = len(truth), len(report)
    worth = [[_likeness(one, other, keys) for other in report] for one in truth]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            pair = best[i + 1][j + 1] + worth[i][j] if worth[i][j] >= WORTH_PAIRING else -1.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], pair)
    i = j = 0
    while i < rows or j < columns:
        if i < rows and j < columns and worth[i][j] >= WORTH_PAIRING and best[i][j] == best[i + 1][j + 1] + worth[i][j]:
            yield i, j
            i, j = i + 1, j + 1
        elif i < rows and (j == columns or best[i][j] == best[i + 1][j]):
            yield i, None
            i += 1
        else:
            yield None, j
            j += 1


def _likeness(one: Any, other: Any, keys: tuple[str, ...]) -> float:
    """0 to 1 by equal fields (or alike text), more with an equal label: rows with the same label always pair."""
    if isinstance(one, dict) and isinstance(other, dict):
        shared = [key for key in one if one[key] is not None or other.get(key) is not None]
        same = sum(_same_field(one[key], other.get(key)) for key in shared)
        part = same / len(shared) if shared else 0.0
        if not keys:  # goals, buildings, evaluations: nothing names a row but its place
            return max(part, WORTH_PAIRING)
        named = [(one.get(key), other.get(key)) for key in keys]
        if all(first == second for first, second in named):
            return part + KEY_MATCH
        least = min(
            1.0 if a == b else likeness(a, b) if isinstance(a, str) and isinstance(b, str) else 0 for a, b in named
        )
        return part + (KEY_MATCH / 2 * least if least >= ALIKE else 0.0)
    if isinstance(one, str) and isinstance(other, str):
        return likeness(one, other)
    return 1.0 if equal(one, other) else WORTH_PAIRING


@lru_cache(maxsize=65536)
def likeness(one: str, other: str) -> float:
    """How alike two texts are, 0 to 1."""
    return 1.0 if one == other else SequenceMatcher(None, one, other, autojunk=False).ratio()


def _same_field(one: Any, other: Any) -> float:
    if isinstance(one, dict | list | tuple) or isinstance(other, dict | list | tuple):
        return float(one == other)
    if isinstance(one, str) and isinstance(other, str) and one != other:
        return 0.9 if one in other or other in one else 0.0
    return float(equal(one, other))
