"""Thin dark marks of a page picture, the lines that they make, and what the picture shows along these.

A filter averages along a direction and asks for dark between light across it, so that print as faint as the noise
still shows. What is a rule among the lines is told in `rulings`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from jixiao.readers.scan.stopping import go_on

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float64]

_COARSE = 100.0  # dpi at which pieces are looked for; a stretch is judged in the picture itself

# In points.
SHORT = 10.0  # the shortest piece that is looked at; the narrowest column and row have 12
LONG = 20.0  # what no stroke of ordinary type reaches
_THICKEST = 4.5
ALONG = 5.0  # averaged along a direction to find pieces
_ALONG_FINE = 1.6  # the same to judge a stretch: letters must not run together
SAME = 1.7  # pieces of one rule differ less, neighbouring rules more
_REACH = 0.8  # a rule may stand that far from where its pieces say
_MARGIN = 0.5  # beside where it may stand, that belongs to it
_BESIDE = 1.2  # from a rule's middle: there is paper, beside a stroke of a character its branches

_TOUCHED, _UNBROKEN = 0.3, 0.99  # share of a stretch that is dark at all; of one stroke through it
_AROUND, _OFF = 61, 0.4  # places of pieces, 3 points apart: more than half a ring; points

LEAST = 7.0  # levels of grey: less contrast is paper


@dataclass(slots=True)
class Mark:
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
class Track:
    """What the picture shows along a line, at each place of the whole page."""

    dark: Floats
    """Contrast."""
    course: Floats
    """Where it is darkest across."""
    edge: Floats
    """The contrast on the lighter side alone: that of a rule which a seal's ring or a letter touches."""
    beside: Floats
    """The contrast of what is close beside it, on either side: (2, places)."""


@dataclass(slots=True)
class Line:
    """A line of the lattice: pieces in one row. ``at``: its place across, corrected for the page's tilt."""

    at: float
    pieces: list[Mark]
    track: Track
    """Along its pieces."""
    straight: Track
    """Along what is straight in them: a ring that touches a rule draws its pieces away from it."""
    strength: float
    short: bool
    """Whether it has no long piece: then it must run from rule to rule to be looked at at all."""
    held: list[bool] = field(default_factory=list)
    """For each stretch between neighbouring crossings, whether it is ruled."""

    @property
    def least(self) -> float:
        """Contrast of a place that belongs to it."""
        return max(0.4 * self.strength, LEAST)


@dataclass(slots=True)
class Direction:
    """What is known of the rules that run in one direction, as if they ran to the right."""

    grey: Pixels
    unit: float
    """Pixels in a point."""
    pieces: list[Mark]
    slope: float = 0.0

    def line(self, pieces: list[Mark]) -> Line:
        """The pieces as a line, with what the picture shows along it."""
        go_on()
        pieces = sorted(pieces, key=lambda p: p.start)
        along = np.concatenate([p.along for p in pieces])
        order = np.argsort(along, kind="stable")
        along, across = along[order], np.concatenate([p.across for p in pieces])[order]
        at = float(np.average([p.at for p in pieces], weights=[p.length for p in pieces]))
        track = self._track(along, across)
        inside = np.concatenate([track.dark[max(int(p.start), 0) : int(p.end)] for p in pieces])
        short = all(p.length < LONG * self.unit for p in pieces)
        straight = track if short else self._track(along, _straightened(along, across, self.slope, self.unit))
        return Line(at, pieces, track, straight, float(np.median(inside)), short)

    def _track(self, along: Floats, across: Floats) -> Track:
        """What the picture shows at places ``across`` along a line, and on in the page's tilt."""
        places = np.arange(self.grey.shape[1])
        rows = np.interp(places, along, across)
        rows += (np.minimum(places - along[0], 0) + np.maximum(places - along[-1], 0)) * self.slope
        dark, course, edge = _contrast(self.grey, rows, self.unit)
        return Track(dark, course, edge, _beside(self.grey, course, self.unit))

    def is_straight(self, line: Line, start: float, end: float, reach: float) -> bool:
        """Whether one straight stroke goes from ``start`` to ``end`` no further than ``reach`` from where a line is,
        whatever lies along it: a rule that a seal's ring touches, whose pieces go off with the ring."""
        a, b = max(round(start), 0), min(round(end), self.grey.shape[1])
        if b - a < 2 or float(np.mean(line.track.dark[a:b] >= line.least)) < _TOUCHED:
            return False
        places = np.arange(a, b)
        level = line.at + self.slope * (places - places.mean())
        offsets = np.arange(-round(reach), round(reach) + 1)[:, None]
        around = round(reach + _THICKEST * self.unit)
        rows = np.clip(np.rint(level).astype(np.int64) + np.arange(-around, around + 1)[:, None], 0, len(self.grey) - 1)
        paper = np.percentile(self.grey[rows, places], 90)
        at = np.clip(np.rint(level + offsets).astype(np.int64), 0, len(self.grey) - 1)
        dark = paper - cv2.blur(self.grey[at, places], (_odd(_ALONG_FINE * self.unit), 1)).astype(np.float64)
        return bool(np.any(np.mean(dark >= 2 * line.least, axis=1) >= _UNBROKEN))

    def lines(self, pieces: list[Mark]) -> list[Line]:
        """Pieces that lie in one row, near or far, as lines."""
        groups: list[list[Mark]] = []
        middle = 0.0
        for piece in sorted(pieces, key=lambda p: p.at):
            if groups and piece.at - middle <= SAME * self.unit:
                groups[-1].append(piece)
            else:
                groups.append([piece])
            middle = float(np.average([p.at for p in groups[-1]], weights=[p.length for p in groups[-1]]))
        return [self.line(group) for group in groups]


def _straightened(along: Floats, across: Floats, slope: float, unit: float) -> Floats:
    """The places of a line's pieces, none further off than `_OFF` from the median of those around it."""
    level = across - slope * along
    half = _AROUND // 2
    starts = np.clip(np.arange(len(level)) - half, 0, max(len(level) - _AROUND, 0))
    middle = np.median(sliding_window_view(level, min(_AROUND, len(level)))[starts], axis=1)
    return np.asarray(np.clip(level, middle - _OFF * unit, middle + _OFF * unit) + slope * along, np.float64)


def direction_of(grey: Pixels, dpi: float) -> Direction:
    """Long thin dark pieces that run to the right."""
    times = dpi / _COARSE
    coarse = grey
    if times > 1.2:
        size = (max(round(grey.shape[1] / times), 1), max(round(grey.shape[0] / times), 1))
        coarse = np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8)
    scale = (grey.shape[1] / coarse.shape[1], grey.shape[0] / coarse.shape[0])
    unit = dpi / 72
    small = unit / scale[0]
    even = cv2.blur(coarse, (_odd(ALONG * small), 1))
    dark = cv2.morphologyEx(even, cv2.MORPH_BLACKHAT, np.ones((_odd(_THICKEST * small), 1), np.uint8))
    mask = (dark > max(_noise(np.asarray(dark, np.uint8)), LEAST)).astype(np.uint8)
    seeds = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, round(SHORT * small)), np.uint8))
    pieces = _pieces(np.asarray(seeds, np.uint8), scale, unit)
    direction = Direction(grey, unit, pieces)
    direction.slope = _slope([p for p in pieces if p.length > 60 * unit], 400 * unit)
    long = [p for p in pieces if p.length >= LONG * unit]
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


def _pieces(seeds: Pixels, scale: tuple[float, float], unit: float) -> list[Mark]:
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
        pieces.append(Mark(left * scale[0], (left + width) * scale[0], along, across))
    return pieces


def _slope(pieces: list[Mark], enough: float) -> float:
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
    half = min(half, max(round(_MARGIN * unit), 1))  # not so far that the print beside a rule draws its course
    near = np.minimum(above, below) - strip[outer - reach - half : outer + reach + half + 1]
    weights = np.maximum(near - 0.5 * np.maximum(dark, LEAST), 0.0)
    course = (weights * np.arange(-reach - half, reach + half + 1)[:, None]).sum(axis=0) / (weights.sum(axis=0) + 1e-6)
    return np.asarray(dark, np.float64), np.asarray(middle + course, np.float64), np.asarray(edge, np.float64)


def _beside(grey: Pixels, course: Floats, unit: float) -> Floats:
    """How much darker than the paper around a line the places close to it are, on either side."""
    off, outer = max(round(_BESIDE * unit), 3), round(2 * _THICKEST / 2 * unit) + 2
    places = np.arange(grey.shape[1])
    middle = np.rint(course).astype(np.int64)
    strip = grey[np.clip(middle + np.arange(-outer, outer + 1)[:, None], 0, grey.shape[0] - 1), places]
    paper = cv2.blur(strip, (_odd(_ALONG_FINE * unit), 1)).max(axis=0).astype(np.float64)
    sides = [strip[outer - off - 1 : outer - off + 1], strip[outer + off : outer + off + 2]]
    return np.stack([paper - side.min(axis=0) for side in sides])
