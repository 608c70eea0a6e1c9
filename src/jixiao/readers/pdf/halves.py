"""A sheet with two pages side by side (a booklet, two pages printed on one): which is one, and its two halves.

Lines of one height there belong to different sentences, and a table of the left page goes on in one of the right.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from jixiao.readers.pdf.frames import Frame
from jixiao.readers.pdf.glyphs import Glyphs
from jixiao.readers.pdf.rulings import Drawn

_WIDE = 1.2  # times as wide as high
_GUTTER = 0.025  # of the sheet's width that is free at either side of its middle
_LEAST = 20  # characters of each page
_FILLED = 0.5  # of a page's width: what a line of text, or a rule, takes on one of them at least


def holds_two(frame: Frame, drawn: Drawn, glyphs: Glyphs) -> bool:
    """Whether a sheet is wide, nothing crosses its middle, neither letters nor rules, and the content holds all of the
    left side before the right one. A table is no pair of pages: its rules cross, or its rows are written one by one;
    or, written by columns and without rules, it has short texts alone."""
    if frame.width < _WIDE * frame.height:
        return False
    middle = frame.width / 2
    left, right = middle - _GUTTER * frame.width, middle + _GUTTER * frame.width
    if any(x0 < right and x1 > left for _, x0, x1 in drawn.horizontal):
        return False
    if any(left < x < right for x, _, _ in drawn.vertical):
        return False
    if any(s.x0 < right and s.x1 > left for s in glyphs.stretches if not s.askew):
        return False
    before = [s for s in glyphs.stretches if s.x1 <= left]
    behind = [s for s in glyphs.stretches if s.x0 >= right]
    if min(sum(s.end - s.start for s in side) for side in (before, behind)) < _LEAST:
        return False
    if max(s.end for s in before) > min(s.start for s in behind):
        return False
    taken: dict[tuple[bool, int], float] = defaultdict(float)
    for y, x0, x1 in [*drawn.horizontal, *((s.base, s.x0, s.x1) for s in (*before, *behind))]:
        taken[x0 > middle, round(y)] += x1 - x0
    return max(taken.values()) >= _FILLED * middle


def halves_of(frame: Frame) -> tuple[Frame, Frame]:
    """The frames of the left and the right page."""
    half = frame.width / 2
    return (
        replace(frame, width=half),
        replace(frame, left=frame.left + half, width=half, aside=frame.aside + half),
    )


def on_half(drawn: Drawn, frame: Frame, half: Frame) -> Drawn:
    """What is drawn on one of them, in its own frame."""
    dx, width = half.left - frame.left, half.width
    return replace(
        drawn,
        horizontal=[(y, x0 - dx, x1 - dx) for y, x0, x1 in drawn.horizontal if 0 <= (x0 + x1) / 2 - dx < width],
        vertical=[(x - dx, top, bottom) for x, top, bottom in drawn.vertical if 0 <= x - dx < width],
        blanks=[(base, x - dx) for base, x in drawn.blanks if 0 <= x - dx < width],
    )
