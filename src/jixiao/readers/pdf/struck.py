"""Characters with a line through them: their author struck them out, and printed what holds beside them («编制8892名»,
where 88 is struck; so do word processors print the deleted text of tracked changes)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter, itemgetter

from jixiao.readers.pdf.glyphs import Glyphs, Stretch

_HIGHEST, _LOWEST = 0.5, 0.18  # ems above the baseline: a line there goes through a letter, not under or over it
_BASE, _HEIGHT = attrgetter("base"), itemgetter(0)
_END = 0.2  # ems: how near to the letters' ends a line ends that was drawn for them; a table's rule runs on


def blank_out(glyphs: Glyphs, rules: Iterable[tuple[float, float, float]]) -> int:
    """Makes struck characters blanks, and says how many they are. ``rules``: y, x0, x1."""
    upright = sorted([stretch for stretch in glyphs.stretches if not stretch.turn], key=_BASE)
    bases = [stretch.base for stretch in upright]
    largest = max([stretch.size for stretch in upright], default=0.0)
    struck: set[int] = set()
    for y, several in groupby(sorted(rules), key=_HEIGHT):
        below = upright[bisect_left(bases, y) : bisect_right(bases, y + _HIGHEST * largest)]
        through = [s for s in below if s.base - _HIGHEST * s.size <= y <= s.base - _LOWEST * s.size]
        for _, x0, x1 in several if through else ():
            for stretch in through:
                struck.update(_along(glyphs, stretch, x0, x1))
    if struck:
        glyphs.text = "".join([" " if i in struck else c for i, c in enumerate(glyphs.text)])
    return len(struck)


def _along(glyphs: Glyphs, stretch: Stretch, x0: float, x1: float) -> list[int]:
    """The characters that the line runs through, if it begins and ends with them."""
    left, right = glyphs.left, glyphs.right
    found = [i for i in range(stretch.start, stretch.end) if x0 < (left[i] + right[i]) / 2 < x1]
    near = _END * stretch.size
    whole = found and abs(left[found[0]] - x0) < near and abs(right[found[-1]] - x1) < near
    return found if whole else []
