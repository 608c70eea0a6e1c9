"""A rule that fades on the way: grain or a glare breaks it, or the paper that a copier leaves around a black seal.

Place by place such a stretch is no darker than the noise, but its whole is: where a rule is known up to a crossing, the
next stretch is looked at in parts of a few points, each seen as one. A rule shows in nearly all of them; of what is
printed into a merged cell, strokes stand in two thirds at most.
"""

from __future__ import annotations

import numpy as np

from jixiao.readers.scan.lattice import LEAST, Direction, Line

# In points.
_END = 1.5  # how far from a crossing the stretch begins
_PART = 4.0
_LOOK = 1.2  # how far off the rule may seem, if only it is darkest where it should be
_BESIDE = (1.0, 2.0)  # from the rule's middle, there is paper

_SHARE = 0.8  # of the parts in which the rule shows
_FEWEST, _APART = 4, 10  # parts that are enough: where the rule goes on, and where another stretch lies between
_LEVELS, _DARK = (60.0, 120.0), (0.25, 0.6)  # of a rule, and what a part must have of them: black print does not fade


def goes_on(direction: Direction, line: Line, stretch: tuple[float, float], known: tuple[float, float]) -> bool:
    """Whether a line that is ruled between the places ``known`` is so in another stretch too."""
    unit, grey = direction.unit, direction.grey
    a, b = round(stretch[0] + _END * unit), round(stretch[1] - _END * unit)
    start, stop = max(round(known[0]), 0), min(round(known[1]), grey.shape[1])
    parts = int((b - a) / (_PART * unit))
    beside = stretch[0] == known[1] or stretch[1] == known[0]
    if parts < (_FEWEST if beside else _APART) or a < 0 or b > grey.shape[1] or stop <= start:
        return False
    level = float(np.median(line.straight.course[start:stop] - direction.slope * np.arange(start, stop)))
    places = np.arange(a, b)
    near, far = (round(value * unit) for value in _BESIDE)
    look = round(_LOOK * unit)
    off = look + far
    rows = np.rint(level + direction.slope * places).astype(np.int64) + np.arange(-off, off + 1)[:, None]
    strip = grey[np.clip(rows, 0, len(grey) - 1), places]
    at = off - look + int(np.argmin(strip.mean(axis=1)[off - look : off + look + 1]))
    if abs(at - off) > 1:
        return False
    starts = np.linspace(0, b - a, parts, endpoint=False).astype(np.int64)
    seen = np.add.reduceat(strip, starts, axis=1, dtype=np.float64) / np.diff(np.append(starts, b - a))
    paper = np.minimum(seen[at - far : at - near + 1].mean(axis=0), seen[at + near : at + far + 1].mean(axis=0))
    least = float(np.interp(line.strength, _LEVELS, _DARK)) * line.strength
    return float(np.mean(paper - seen[at] >= max(least, LEAST / 2))) >= _SHARE
