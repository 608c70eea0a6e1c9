"""Whether a page was photographed from aside: its rules, parallel in print, then draw together.

A flatbed or a feeder lays all rules of one direction askew alike; in a picture in perspective the slope of a rule
changes evenly with its place across. Such a page is not straightened here: rows of slanted lines run into one another,
and what is read of them reads well, so that nothing else tells the wrong values.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from jixiao.readers.scan.lattice import LONG, Direction, Floats, Mark

_TELLS = 50.0  # points: the shortest piece whose slope is measured
_MOST = 160  # pieces of a direction that are looked at, the longest first
_FEW = 3  # pieces of either direction; less tell nothing
_MEETS = 6.0  # points: how far an end may be from the rule that it meets
_APART = 60.0  # points between two pieces that are compared: neighbours are parallel for all that one can measure
_AGREED = 0.35  # share of all pairs that may say less, or the contrary: strokes, a seal's ring, a fold among the rules


def out_of_parallel(across: Direction, down: Direction) -> float:
    """Degrees by which the first and the last rule of a page lie out of parallel, in the direction with more of it.

    0.0 where too few rules tell, or these do not agree on which way they draw together.
    """
    level, upright = _crossed(across, down), _crossed(down, across)
    if min(len(level), len(upright)) < _FEW:  # no table: bold strokes of a title and a seal's ring cross by chance
        return 0.0
    return max(_of_direction(level, across.unit), _of_direction(upright, down.unit))


def _of_direction(pieces: Sequence[Mark], unit: float) -> float:
    slopes = np.asarray([_slope(p) for p in pieces])
    places = np.asarray([float(np.mean(p.across)) for p in pieces])
    lengths = np.asarray([p.length for p in pieces])
    one, other = np.triu_indices(len(pieces), 1)
    far = np.abs(places[one] - places[other]) >= _APART * unit
    one, other = one[far], other[far]
    if not len(one):
        return 0.0
    apart = places[one] - places[other]
    changes = (slopes[one] - slopes[other]) / apart
    low, high = _quantiles(changes, lengths[one] * lengths[other] * np.abs(apart), (_AGREED, 1 - _AGREED))
    if low * high <= 0:
        return 0.0
    return float(np.degrees(np.arctan(min(abs(low), abs(high)) * float(np.ptp(places)))))


def _crossed(direction: Direction, crossing: Direction) -> list[Mark]:
    """The longest pieces that meet two of the other direction: no underline does, nor do letters that run together."""
    long = [p for p in crossing.pieces if p.length >= LONG * direction.unit]
    if not long:
        return []
    at = np.asarray([float(np.mean(p.across)) for p in long])
    start, end = (np.asarray(ends) for ends in zip(*((p.start, p.end) for p in long), strict=True))
    near = _MEETS * direction.unit
    found = []
    for p in sorted((p for p in direction.pieces if p.length >= _TELLS * direction.unit), key=lambda p: -p.length):
        level = float(np.mean(p.across))
        meets = (at >= p.start - near) & (at <= p.end + near) & (start - near <= level) & (end + near >= level)
        if meets.any() and float(np.ptp(at[meets])) >= LONG * direction.unit:
            found.append(p)
        if len(found) == _MOST:
            break
    return found


def _slope(piece: Mark) -> float:
    return float(np.polyfit(piece.along, piece.across, 1)[0])


def _quantiles(values: Floats, weights: Floats, shares: tuple[float, float]) -> tuple[float, float]:
    order = np.argsort(values)
    reached = np.cumsum(weights[order])
    low, high = (values[order[min(int(np.searchsorted(reached, reached[-1] * q)), len(order) - 1)]] for q in shares)
    return float(low), float(high)
