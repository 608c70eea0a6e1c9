"""Watermarks set upright: large letters over, or below, the lines of the page («内部资料» across it)."""

from __future__ import annotations

from jixiao.readers.pdf.glyphs import Glyphs, Stretch
from jixiao.readers.pdf.lines import Line

LARGE = 2.0  # times as large as most of the page's text


def mark_watermarks(glyphs: Glyphs, size: float) -> None:
    """Marks those of a page as askew: what stands among other letters, as no heading does, and the same words elsewhere
    on the page; ``size`` is that of most of the text."""
    upright = [s for s in glyphs.stretches if not s.turn and not s.askew]
    text = [s for s in upright if s.size < LARGE * size]
    large = [s for s in upright if s.size >= LARGE * size]
    words = {_words(s, glyphs) for s in large if any(_stands_in(other, s) for other in text)}
    for s in large:
        s.askew = _words(s, glyphs) in words


def is_upright(watermark: Line) -> bool:
    """Whether it is such a one: the name of a unit set askew, as large as the text, may be signed upright too."""
    return watermark.upper is not None and round(watermark.base - watermark.upper) == round(watermark.size)


def _stands_in(other: Stretch, large: Stretch) -> bool:
    middle = other.base - other.size / 3
    return large.base - 0.8 * large.size < middle < large.base and other.x0 < large.x1 and other.x1 > large.x0


def _words(stretch: Stretch, glyphs: Glyphs) -> str:
    return glyphs.text[stretch.start : stretch.end].strip()
