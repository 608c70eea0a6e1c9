"""How wide text is where a Chinese character takes two columns: terminals, text that keeps the places of print."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import east_asian_width


def display_width(text: str) -> int:
    """The columns that a text takes where a Chinese character takes two."""
    return len(text) if text.isascii() else sum(map(_width, text))


@lru_cache(maxsize=1 << 14)
def _width(char: str) -> int:
    return 2 if east_asian_width(char) in "WFA" else 1
