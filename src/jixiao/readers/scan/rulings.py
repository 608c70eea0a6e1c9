"""The ruled lines of an upright page picture, as edges for `jixiao.readers.pdf.grid.find_grids`.

A rule is thin across, long along, and runs from rule to rule. The way: a filter that averages along a direction and
asks for dark between light across it, so that print as faint as the noise still shows; long pieces of that give the
lattice of all rules; then each stretch between two neighbouring crossings is judged by itself. So a blank row is a
row, a merged cell stays merged, and a stroke of a letter or an underline, which ends in mid air, is no rule.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil

import cv2
import numpy as np
from numpy.typing import NDArray

from jixiao.readers.pdf.grid import Edge

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float64]

_COARSE = 100.0  # dpi at which pieces are looked for; a stretch is judged in the picture itself

# In points.
_SHORT = 10.0  # the shortest piece that is looked at; the narrowest column and row have 12
_LONG = 20.0  # what no stroke of ordinary type reaches
_THICKEST = 4.5
_ALONG = 5.0  # averaged along a direction to find pieces
_ALONG_FINE = 1.6  # the same to judge a stretch: letters must not run together
_SAME = 1.7  # pieces of one rule differ less, neighbouring rules more
_MEETS = 3.0  # how far an end may be from the rule that it meets
_REACH = 0.8  # a rule may stand that far from where its pieces say

_COVERED, _CLEARLY = 0.88, 0.7  # share of a stretch that is dark where there is a rule
_MEETING = 0.3  # the same of its first and last points
_EDGE, _CLEAR = 0.01, 0.045  # of the page's length: beyond is its edge; outside of the other no table stands
_CREASED = 0.55  # share of that room that is dark where a crease runs through
_SAG, _RADIUS = 0.3, 110.0  # points: a seal's ring has a radius of 50 to 65
_LEAST = 7.0  # levels of grey: less contrast is paper


@dataclass(slots=True)
class _Piece:
    """A thin dark piece: ``start`` and ``end`` along its direction, and where it stands ``across`` at places ``along``.

    Like all lengths below in pixels of the whole picture.
    """

    start: float
    end: float
    along: Floats
    across: Floats
    at: float = 0.0

    @property
    def length(self) -> float:
        return self.end - self.start


@dataclass(slots=True)
class _Line:
    """A line of the lattice: pieces in one row. ``at``: its place across, corrected for the page's tilt."""

    at: float
    pieces: list[_Piece]
    along: Floats
    across: Floats
    dark: Floats
    """Contrast at each place along the whole page."""
    course: Floats
    """Where it is darkest across at each of these places."""
    edge: Floats
    """The contrast on the lighter side alone: that of a rule which a seal's ring or a letter touches."""
    strength: float
    short: bool
    """Whether it has no long piece: then it must run from rule to rule to be looked at at all."""
    held: list[bool] = field(default_factory=list)
    """For each stretch between neighbouring crossings, whether it is ruled."""

    @property
    def least(self) -> float:
        """Contrast of a place that belongs to it."""
        return max(0.4 * self.strength, _LEAST)


@dataclass(slots=True)
class _Direction:
    """What is known of the rules that run in one direction, as if they ran to the right."""

    grey: Pixels
    unit: float
    """Pixels in a point."""
    pieces: list[_Piece]
    slope: float = 0.0

    def line(self, pieces: list[_Piece]) -> _Line:
        """The pieces as a line, with what the picture shows along it."""
        pieces = sorted(pieces, key=lambda p: p.start)
        along = np.concatenate([p.along for p in pieces])
        order = np.argsort(along, kind="stable")
        along, across = along[order], np.concatenate([p.across for p in pieces])[order]
        at = float(np.average([p.at for p in pieces], weights=[p.length for p in pieces]))
        places = np.arange(self.grey.shape[1])
        rows = np.interp(places, along, across)
        rows += (np.minimum(places - along[0], 0) + np.maximum(places - along[-1], 0)) * self.slope
        dark, course, edge = _contrast(self.grey, rows, self.unit)
        inside = np.concatenate([dark[max(int(p.start), 0) : int(p.end)] for p in pieces])
        short = all(p.length < _LONG * self.unit for p in pieces)
        return _Line(at, pieces, along, across, dark, course, edge, float(np.median(inside)), short)

    def lines(self, pieces: list[_Piece]) -> list[_Line]:
        """Pieces that lie in one row, near or far, as lines."""
        groups: list[list[_Piece]] = []
        middle = 0.0
        for piece in sorted(pieces, key=lambda p: p.at):
            if groups and piece.at - middle <= _SAME * self.unit:
                groups[-1].append(piece)
            else:
                groups.append([piece])
            middle = float(np.average([p.at for p in groups[-1]], weights=[p.length for p in groups[-1]]))
        return [self.line(group) for group in groups]


def find_rules(pixels: Pixels, dpi: float) -> tuple[list[Edge], list[Edge]]:
    """Horizontal and vertical rules of an upright page, in its points: (y, x0, x1) and (x, top, bottom).

    Each edge runs from one crossing to another; those of one line have exactly one position.
    """
    grey = pixels if pixels.ndim == 2 else np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    across, down = _direction(grey, dpi), _direction(np.ascontiguousarray(grey.T), dpi)
    horizontal: list[Edge] = []
    vertical: list[Edge] = []
    for hs, vs in _tables(across, down):
        one, other = _judged(across, down, hs, vs)
        horizontal += one
        vertical += other
    scale = 72 / dpi
    return (
        [(y * scale, a * scale, b * scale) for y, a, b in horizontal],
        [(x * scale, a * scale, b * scale) for x, a, b in vertical],
    )


def _direction(grey: Pixels, dpi: float) -> _Direction:
    """Long thin dark pieces that run to the right."""
    times = dpi / _COARSE
    coarse = grey
    if times > 1.2:
        size = (max(round(grey.shape[1] / times), 1), max(round(grey.shape[0] / times), 1))
        coarse = np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8)
    scale = (grey.shape[1] / coarse.shape[1], grey.shape[0] / coarse.shape[0])
    unit = dpi / 72
    small = unit / scale[0]
    even = cv2.blur(coarse, (_odd(_ALONG * small), 1))
    dark = cv2.morphologyEx(even, cv2.MORPH_BLACKHAT, np.ones((_odd(_THICKEST * small), 1), np.uint8))
    mask = (dark > max(_noise(np.asarray(dark, np.uint8)), _LEAST)).astype(np.uint8)
    seeds = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, round(_SHORT * small)), np.uint8))
    pieces = _pieces(np.asarray(seeds, np.uint8), scale, unit)
    direction = _Direction(grey, unit, pieces)
    direction.slope = _slope([p for p in pieces if p.length > 60 * unit], 400 * unit)
    long = [p for p in pieces if p.length >= _LONG * unit]
    centre = float(np.average([(p.start + p.end) / 2 for p in long], weights=[p.length for p in long])) if long else 0.0
    for p in pieces:
        p.at = float(np.mean(p.across - direction.slope * (p.along - centre)))
    return direction


def _odd(value: float) -> int:
    return max(int(value / 2) * 2 + 1, 3)


def _noise(dark: Pixels) -> float:
    """What paper does not reach."""
    reached = np.cumsum(np.bincount(dark[::3, ::5].ravel(), minlength=256))
    middle = int(np.searchsorted(reached, reached[-1] * 0.5))
    upper = int(np.searchsorted(reached, reached[-1] * 0.75))
    return middle + 3.0 * max(upper - middle, 1)


def _pieces(seeds: Pixels, scale: tuple[float, float], unit: float) -> list[_Piece]:
    count, labels, stats, _ = cv2.connectedComponentsWithStats(seeds, connectivity=8)
    if count < 2 or count > 20_000:
        return []
    ys, xs = np.nonzero(seeds)
    names = labels[ys, xs]
    order = np.lexsort((xs, names))
    ys, xs, names = ys[order], xs[order], names[order]
    bounds = np.searchsorted(names, np.arange(1, count + 1))
    step = max(round(3 * unit / scale[0]), 1)
    pieces = []
    for name in range(1, count):
        x, y = xs[bounds[name - 1] : bounds[name]], ys[bounds[name - 1] : bounds[name]]
        bins = (x - x[0]) // step
        total = np.bincount(bins)
        used = total > 0
        along = (np.bincount(bins, x)[used] / total[used] + 0.5) * scale[0] - 0.5
        across = (np.bincount(bins, y)[used] / total[used] + 0.5) * scale[1] - 0.5
        left, width = int(stats[name, cv2.CC_STAT_LEFT]), int(stats[name, cv2.CC_STAT_WIDTH])
        pieces.append(_Piece(left * scale[0], (left + width) * scale[0], along, across))
    return pieces


def _slope(pieces: list[_Piece], enough: float) -> float:
    """The tilt that deskewing left, by the long pieces: their weighted median, the nearer to none the less they are."""
    if not pieces:
        return 0.0
    slopes = np.asarray([np.polyfit(p.along, p.across, 1)[0] for p in pieces])
    order = np.argsort(slopes)
    reached = np.cumsum(np.asarray([p.length for p in pieces])[order])
    tilt = float(slopes[order[int(np.searchsorted(reached, reached[-1] / 2))]])
    return tilt * min(float(reached[-1]) / enough, 1.0)


def _contrast(grey: Pixels, rows: Floats, unit: float) -> tuple[Floats, Floats, Floats]:
    """How much darker each place of a line is than both its sides, where across that is, and than its lighter side."""
    reach, half = max(round(_REACH * unit), 1), round(_THICKEST / 2 * unit)
    outer = reach + half + max(round(unit), 2)
    middle = np.rint(rows).astype(np.int64)
    offsets = np.arange(-outer, outer + 1)[:, None]
    places = np.clip(middle + offsets, 0, grey.shape[0] - 1)
    strip = cv2.blur(grey[places, np.arange(grey.shape[1])], (_odd(_ALONG_FINE * unit), 1)).astype(np.float64)
    above, below = strip[: outer - reach].max(axis=0), strip[outer + reach + 1 :].max(axis=0)
    darkest = strip[outer - reach : outer + reach + 1].min(axis=0)
    dark, edge = np.minimum(above, below) - darkest, np.maximum(above, below) - darkest
    near = np.minimum(above, below) - strip[outer - reach - half : outer + reach + half + 1]
    weights = np.maximum(near - 0.5 * np.maximum(dark, _LEAST), 0.0)
    course = (weights * np.arange(-reach - half, reach + half + 1)[:, None]).sum(axis=0) / (weights.sum(axis=0) + 1e-6)
    return np.asarray(dark, np.float64), np.asarray(middle + course, np.float64), np.asarray(edge, np.float64)


def _tables(across: _Direction, down: _Direction) -> list[tuple[list[_Line], list[_Line]]]:
    """Lines whose pieces touch one another, directly or by others: the lattices of the page."""
    hs = across.lines([p for p in across.pieces if p.length >= _LONG * across.unit])
    vs = down.lines([p for p in down.pieces if p.length >= _LONG * down.unit])
    parent = list(range(len(hs) + len(vs)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, h in enumerate(hs):
        for k, v in enumerate(vs, len(hs)):
            if _passes(h, v.at, across.unit) and _passes(v, h.at, across.unit):
                parent[root(k)] = root(i)
    parts: dict[int, tuple[list[_Line], list[_Line]]] = {}
    for i, line in enumerate([*hs, *vs]):
        parts.setdefault(root(i), ([], []))[0 if i < len(hs) else 1].append(line)
    return [part for part in parts.values() if len(part[0]) >= 2 and part[1]]


def _passes(line: _Line, place: float, unit: float) -> bool:
    return any(p.start - _MEETS * unit <= place <= p.end + _MEETS * unit for p in line.pieces)


def _judged(across: _Direction, down: _Direction, hs: list[_Line], vs: list[_Line]) -> tuple[list[Edge], list[Edge]]:
    """The ruled stretches of one lattice."""
    hs, vs = ([line for line in lines if not _is_crease(line, others)] for lines, others in ((hs, vs), (vs, hs)))
    hs, vs = _settled(across, down, hs, vs)
    more = [*_between(across, hs, vs)], [*_between(down, vs, hs)]
    if more[0] or more[1]:
        hs = sorted([*hs, *more[0]], key=lambda line: line.at)
        vs = sorted([*vs, *more[1]], key=lambda line: line.at)
        hs, vs = _settled(across, down, hs, vs)
    return _edges(hs, vs), _edges(vs, hs)


def _is_crease(line: _Line, crossing: list[_Line]) -> bool:
    """Whether a line runs on as dark to the edges of the paper, where no table reaches: a fold, a scanner's scratch."""
    length = len(line.dark)
    first, last = min(other.at for other in crossing), max(other.at for other in crossing)
    inner = round(_CLEAR * length)
    sides = ((round(_EDGE * length), min(inner, int(first))), (max(length - inner, ceil(last)), -round(_EDGE * length)))
    seen = [part for a, b in sides if len(part := line.dark[a:b]) >= _EDGE * length]
    return bool(seen) and all(float(np.mean(part >= line.least)) >= _CREASED for part in seen)


def _settled(across: _Direction, down: _Direction, hs: list[_Line], vs: list[_Line]) -> tuple[list[_Line], list[_Line]]:
    """Judge; take out the lines that have no ruled stretch; judge again what is left."""
    while len(hs) >= 2 and len(vs) >= 2:
        before = len(hs) + len(vs)
        hs = _ruled(hs, vs, across.unit)
        vs = _ruled(vs, hs, down.unit)
        if len(hs) + len(vs) == before:
            return hs, vs
    return [], []


def _ruled(lines: list[_Line], crossing: list[_Line], unit: float) -> list[_Line]:
    stops = [other.at for other in crossing]
    kept = []
    for line in lines:
        line.held = _held(line, stops, unit)
        least = (_SHORT if line.short else _LONG - _ALONG) * unit
        if any(b - a >= least for a, b in _runs(line, stops)):
            kept.append(line)
    return kept


def _held(line: _Line, stops: list[float], unit: float) -> list[bool]:
    """For each stretch between stops whether it is ruled: dark, and straight or with dark stretches on both sides."""
    spans = [(max(round(a + 0.7 * unit), 0), max(round(b - 0.7 * unit), 0)) for a, b in pairwise(stops)]
    dark = [_is_covered(line.dark[a:b] >= line.least, line.edge[a:b] >= line.least, unit) for a, b in spans]
    straight = [there and not _is_bent(line.course[a:b], unit) for (a, b), there in zip(spans, dark, strict=True)]
    # A ring that touches a rule bends it too; where no rule is, the ring leaves the line before the next stretch.
    beside = list(zip([True, *dark], [*dark[1:], True], strict=False))[: len(dark)]
    return [there and (own or (a and b)) for there, own, (a, b) in zip(dark, straight, beside, strict=True)]


def _is_covered(there: NDArray[np.bool_], touched: NDArray[np.bool_], unit: float) -> bool:
    """Whether a stretch is dark, most of it with paper on both sides, and at its ends too: what an underline lacks."""
    end = round(2 * _MEETS * unit)
    parts = ((there, _CLEARLY), (there | touched, _COVERED), (there[:end], _MEETING), (there[-end:], _MEETING))
    return len(there) > 0 and all(float(np.mean(part)) >= least for part, least in parts)


def _is_bent(course: Floats, unit: float) -> bool:
    """Whether a stretch is a part of a circle as small as a seal's ring; the paper itself curls far less."""
    third = len(course) // 3
    if third < 2:
        return False
    left, middle, right = (float(np.median(course[k * third : (k + 1) * third])) for k in range(3))
    sag = abs((left + right) / 2 - middle)
    return sag > _SAG * unit and third * third / (2 * sag) < _RADIUS * unit


def _between(direction: _Direction, lines: list[_Line], crossing: list[_Line]) -> list[_Line]:
    """Lines of short pieces that run from rule to rule: the only rules of a narrow column or a low row."""
    unit = direction.unit
    found = []
    for p in direction.pieces:
        if p.length >= _LONG * unit or any(abs(p.at - line.at) <= _SAME * unit for line in lines):
            continue
        if all(any(abs(c.at - end) <= _MEETS * unit for c in crossing) for end in (p.start, p.end)):
            found.append(p)
    return direction.lines(found)


def _runs(line: _Line, stops: list[float]) -> list[tuple[float, float]]:
    """Neighbouring ruled stretches as one."""
    runs: list[tuple[float, float]] = []
    start: float | None = None
    for k, held in enumerate([*line.held, False]):
        if held and start is None:
            start = stops[k]
        elif not held and start is not None:
            runs.append((start, stops[k]))
            start = None
    return runs


def _edges(lines: list[_Line], crossing: list[_Line]) -> list[Edge]:
    stops = [other.at for other in crossing]
    return [(line.at, a, b) for line in lines for a, b in _runs(line, stops)]
