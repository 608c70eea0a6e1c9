"""Small figures set above the line behind a figure: powers and numbers of notes («86» with a raised 1, «10⁴»)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from jixiao.readers.pdf.glyphs import Glyphs, Stretch
from jixiao.readers.symbols import raised

_SMALL = 0.8  # of the size of what they stand behind
_LIFTED = 0.15  # ems above its baseline, at the least
_NEAR = 0.3  # ems between them, at the most


def lifted(glyphs: Glyphs) -> list[tuple[Stretch, Stretch]]:
    """The raised figures, each with what stands before it."""
    return [
        (a, b)
        for a, b in pairwise(glyphs.stretches)
        if b.size < _SMALL * a.size
        and not (a.turn or b.turn)
        and _LIFTED * a.size < a.base - b.base < a.size
        and abs(b.x0 - a.x1) < _NEAR * a.size
        and glyphs.text[b.start : b.start + 1].isdecimal()
    ]


def mark_raised(glyphs: Glyphs, figures: Iterable[tuple[Stretch, Stretch]]) -> None:
    """Makes raised figures behind a figure superscript characters, so that they are none of its digits."""
    found = [
        (b.start, marked)
        for a, b in figures
        if (own := glyphs.text[b.start : b.end]) != (marked := raised(own, glyphs.text[a.end - 1 : a.end]))
    ]
    if found:
        text = list(glyphs.text)
        for start, marked in found:
            text[start : start + len(marked)] = marked
        glyphs.text = "".join(text)
