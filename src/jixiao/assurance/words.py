"""The words that the packs know: of forms, concepts, levels and ratings."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from jixiao.patterns import Patterns
from jixiao.quotes import squeeze

_STRAY, _WHOLE = 2, 5


@lru_cache(maxsize=8)
def known_words(patterns: Patterns) -> frozenset[str]:
    """Every label that the packs know, squeezed, with and without what stands in brackets behind it."""
    words: set[str] = set()
    for form in patterns.forms.values():
        words.update(_labels(form))
    for concept in patterns.concepts.values():
        words.update(concept)
    words.update(patterns.level1)
    words.update(patterns.ratings)
    return frozenset(squeeze(word) for word in words if len(word) > 1)


@lru_cache(maxsize=4096)
def is_part(word: str, patterns: Patterns) -> bool:
    """Whether a word begins or ends a known one («公经费» of «三公经费»), or is one with a stray sign or two behind it
    («政府采购金额K»)."""
    for known in known_words(patterns):
        more = len(word) - len(known)
        if more < 0 and (known.startswith(word) or known.endswith(word)):
            return True
        if 0 < more <= _STRAY and len(known) >= _WHOLE and word.startswith(known):
            return True
    return False


def _labels(entry: Any) -> Iterator[str]:
    if isinstance(entry, dict):
        for key, inner in entry.items():
            if key in ("labels", "titles") and isinstance(inner, list | tuple):
                yield from (word for word in inner if isinstance(word, str))
            else:
                yield from _labels(inner)
    elif isinstance(entry, list | tuple):
        for inner in entry:
            yield from _labels(inner)
