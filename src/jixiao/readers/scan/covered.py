"""Rules under a seal as dark as they are: its strokes beside a rule keep the finder from telling it from a letter's.

Here the question is smaller: whether a rule that is known up to a crossing goes on to the next one below the seal. It
does where ink lies along most of the way (a copy in black and white leaves paper around a star), and much of it is as
thin as a rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from jixiao.readers.pdf.grid import Edge
from jixiao.readers.scan.ink import Mask
from jixiao.readers.scan.recognise import Box

_NEAR = 1.2  # points: how far off its line a rule's ink may be
_MEETS = 3.0  # points: how far an end may be from the crossing
_AROUND = 3.5  # points: a rule has paper so far above and below, print and the strokes of a seal have ink
_ALL, _THIN = 0.6, 0.25  # share of the way that has ink, and that is as thin as a rule, at least
_ALONE = 45.0  # points: of what looks straight in a seal
_BOTH = 1.15  # these together: print in a merged cell has at most 0.9, a rule with a star over it 1.17


def under_seals(
    mask: Mask, dpi: float, horizontal: Sequence[Edge], vertical: Sequence[Edge], seals: Sequence[Box]
) -> tuple[list[Edge], list[Edge]]:
    """The rules of an upright page with those that seals cover, and without what is a seal's own stroke; edges in
    points as of `find_rules`, seals in pixels.

    ``mask`` is the page's ink with its rules.
    """
    scale = dpi / 72
    boxes = [(x0 / scale, top / scale, x1 / scale, bottom / scale) for x0, top, x1, bottom in seals]
    turned = [(top, x0, bottom, x1) for x0, top, x1, bottom in boxes]
    horizontal, vertical = _printed(horizontal, boxes), _printed(vertical, turned)
    across = _gone_on(mask, scale, horizontal, vertical, boxes)
    down = _gone_on(np.ascontiguousarray(mask.T), scale, vertical, horizontal, turned)
    return [*horizontal, *across], [*vertical, *down]


def _printed(edges: Sequence[Edge], seals: Sequence[Box]) -> list[Edge]:
    """The edges but those of a line that is short, stands in a seal alone, and goes from where to where no other does:
    a letter of it."""
    whole: dict[float, Edge] = {}
    for at, start, end in edges:
        _, first, last = whole.get(at, (at, start, end))
        whole[at] = (at, min(first, start), max(last, end))
    inside = {at for at, start, end in whole.values() if _is_inside((at, start, end), seals)}
    reaches = [(start, end) for at, start, end in edges if at not in inside]
    strokes = {
        at
        for at in inside
        if not any(abs(a - whole[at][1]) <= _MEETS and abs(b - whole[at][2]) <= _MEETS for a, b in reaches)
    }
    return [edge for edge in edges if edge[0] not in strokes]


def _is_inside(edge: Edge, seals: Sequence[Box]) -> bool:
    at, start, end = edge
    return end - start <= _ALONE and any(s[1] <= at <= s[3] and s[0] <= start and end <= s[2] for s in seals)


def _gone_on(
    mask: Mask, scale: float, edges: Sequence[Edge], crossing: Sequence[Edge], seals: Sequence[Box]
) -> list[Edge]:
    """What edges that run across lack below seals."""
    found: list[Edge] = []
    for at in sorted({at for at, _, _ in edges}):
        over = [seal for seal in seals if seal[1] <= at <= seal[3]]
        if not over:
            continue
        there = [(start, end) for line, start, end in edges if line == at]
        stops = sorted({x for x, top, bottom in crossing if top - _MEETS <= at <= bottom + _MEETS})
        for a, b in pairwise(stops):
            known = any(start <= a + _MEETS and b - _MEETS <= end for start, end in there)
            joins = any(start <= b + _MEETS and a - _MEETS <= end for start, end in there)
            sealed = any(seal[0] < b and a < seal[2] for seal in over)
            if joins and sealed and not known and _is_ruled(mask, scale, at, a, b):
                found.append((at, a, b))
    return found


def _is_ruled(mask: Mask, scale: float, at: float, a: float, b: float) -> bool:
    """Whether ink lies along a line from one crossing to the next, some of it thin."""
    reach, around = round(_NEAR * scale), round(_AROUND * scale)
    y, x0, x1 = round(at * scale), round((a + _NEAR) * scale), round((b - _NEAR) * scale)
    if y - around < 0 or y + around >= len(mask) or x1 - x0 < around:
        return False
    inked = np.asarray(mask[y - reach : y + reach + 1, x0:x1].any(axis=0), np.bool_)
    thin = inked & ~mask[y - around, x0:x1].astype(np.bool_) & ~mask[y + around, x0:x1].astype(np.bool_)
    all_, some = float(inked.mean()), float(thin.mean())
    return all_ >= _ALL and some >= _THIN and all_ + some >= _BOTH
