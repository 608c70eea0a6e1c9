"""A page picture as it was laid on the glass -> upright and straight.

The tilt is where print and rules are sharpest in profile, along and across at once. Which of the four ways is up, the
recogniser tells: lines of print read well one way only. A page that reads well as it lies, nearly every one, costs a
few strips.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

import cv2
import numpy as np
from numpy.typing import NDArray

from jixiao.document import BBox
from jixiao.readers.scan.pictures import Picture, Pixels

Score = Callable[[Pixels], float]
"""How well a strip reads as a line of print, 0 to 1."""

COARSE = 100.0
"""Dpi at which tilt and lines are looked for."""
_WIDEST = 6.0  # degrees: what lies more askew lies sideways, or is a drawing
_STEP, _FINE = 0.2, 0.02
_STRAIGHT = 0.03  # degrees: turning by less only blurs
_POINTS = 60_000  # of ink that are enough for a profile
_LEAST_INK = 300
_PEAKED = 1.08  # how much sharper the best angle must be than the usual one

_DARK = 8  # levels of grey: what is less darker than its surroundings is paper
_GRAIN = 5.0  # times the usual unevenness of the paper
_RULE = 28  # pixels at COARSE: no stroke of ordinary type is that long
_JOIN = 8  # the same: room inside a line of print, less than between lines
_HEIGHTS = (6, 36)
_LONG, _LONGEST = 2.5, 10.0  # times its height, a line of print that tells the way; more tells no more
_MANY = 6  # strips that are read for a way
_ROUNDS = 3  # times as many, where those say nothing: on a speckled page the longest are remains of rules
_SURE, _ENOUGH = 0.95, 18.0  # strips that read so well, their lengths together; wrong ways had up to 12
_PATIENCE = 2  # strips without a good one, after which all ways are tried
_READS = 0.7  # mean confidence below which a strip says nothing
_BETTER, _LEAST_TOLD = 1.5, 5.0  # how much more another way must say than the one that the page lies in

_CONTEXT = 1.5  # pixels at COARSE around a strip


@dataclass(frozen=True, slots=True)
class Upright:
    """``pixels`` (height, width, 3) RGB upright, at ``dpi``.

    ``turn``: degrees counter-clockwise from upright to shown; ``skew``: degrees counter-clockwise that the page lay
    askew. ``inverse`` (2, 3) leads from upright to shown pixels, ``points`` from those to the page's points.
    """

    pixels: Pixels
    dpi: float
    turn: int
    skew: float
    inverse: NDArray[np.float64]
    points: tuple[float, float]

    def shown(self, box: BBox) -> BBox:
        """A box in points of the upright page (72 / dpi pixels) as the box around it on the page as shown."""
        scale = self.dpi / 72
        corners = np.array([[x * scale, y * scale, 1.0] for x in (box[0], box[2]) for y in (box[1], box[3])])
        places = corners @ self.inverse.T * self.points
        (x0, top), (x1, bottom) = places.min(axis=0).tolist(), places.max(axis=0).tolist()
        return (x0, top, x1, bottom)


def make_upright(picture: Picture, score: Score) -> Upright:
    """The picture turned and straightened. A page without print stays as it is."""
    pixels = picture.pixels
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    small = _reduced(grey, picture.dpi)
    ink = _ink(small)
    skew = tilt(ink)
    straighten = np.array([[1.0, 0, 0], [0, 1.0, 0]])
    if abs(skew) > _STRAIGHT:
        straighten = _about_middle(pixels, -skew)
        pixels = _warped(pixels, straighten)
        ink = _ink(_warped(small, _about_middle(small, -skew)))
    turn = _turn(pixels, ink, score)
    # Pixel centres lie on whole numbers: the turned picture's last column is at width - 1.
    right, low = pixels.shape[1] - 1, pixels.shape[0] - 1
    turned = {
        0: [[1, 0, 0], [0, 1, 0]],
        90: [[0, 1, 0], [-1, 0, low]],
        180: [[-1, 0, right], [0, -1, low]],
        270: [[0, -1, right], [1, 0, 0]],
    }[turn]
    back = _whole(cv2.invertAffineTransform(straighten)) @ _whole(turned)
    height, width = picture.pixels.shape[:2]
    upright = np.ascontiguousarray(np.rot90(pixels, k=-turn // 90)) if turn else pixels
    return Upright(upright, picture.dpi, turn, skew, back[:2], (picture.width / width, picture.height / height))


def _whole(matrix: object) -> NDArray[np.float64]:
    return np.vstack([np.asarray(matrix, np.float64), [0.0, 0.0, 1.0]])


def _about_middle(pixels: Pixels, degrees: float) -> NDArray[np.float64]:
    height, width = pixels.shape[:2]
    return np.asarray(cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), degrees, 1.0), np.float64)


def _warped(pixels: Pixels, matrix: NDArray[np.float64]) -> Pixels:
    """The same size: what a corner loses, 5 mm at two degrees, no printer reaches."""
    size = (pixels.shape[1], pixels.shape[0])
    warped = cv2.warpAffine(pixels, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(warped, np.uint8)


def _reduced(grey: Pixels, dpi: float) -> Pixels:
    scale = min(COARSE / dpi, 1.0)
    size = (max(round(grey.shape[1] * scale), 1), max(round(grey.shape[0] * scale), 1))
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8)


def ink_on(pixels: Pixels, dpi: float) -> Pixels:
    """1 where a colour picture has ink, at `COARSE` or its own coarser resolution."""
    return _ink(_reduced(np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8), dpi))


def _ink(grey: Pixels) -> Pixels:
    """1 where a picture at `COARSE` is darker than around, by more than its paper is uneven."""
    darker = cv2.blur(grey, (25, 25)).astype(np.int16) - grey
    grain = float(np.percentile(np.abs(darker[::2, ::3]), 60))
    return np.asarray(darker > max(_DARK, _GRAIN * grain, 0.35 * float(np.percentile(darker, 99))), np.uint8)


def tilt(ink: Pixels) -> float:
    """Degrees counter-clockwise by which print and rules lie askew, up to 6; 0.0 where there is nothing to tell by.

    >>> page = np.zeros((400, 400), np.uint8)
    >>> for x in range(20, 380):
    ...     page[[int(y - 0.0175 * x) for y in (60, 120, 180, 240, 300)], x] = 1
    >>> round(tilt(page), 1)
    1.0
    """
    edge = (ink.shape[0] // 40, ink.shape[1] // 40)  # shadows of the paper's edge lie as the scanner does
    places = np.argwhere(ink[edge[0] : ink.shape[0] - edge[0], edge[1] : ink.shape[1] - edge[1]])
    if len(places) < _LEAST_INK:
        return 0.0
    ys, xs = places[:: max(len(places) // _POINTS, 1)].T.astype(np.float32)
    coarse = np.arange(-_WIDEST, _WIDEST + _STEP / 2, _STEP)
    sharp = _sharpness(xs, ys, coarse)
    best = int(sharp.argmax())
    if sharp[best] < _PEAKED * float(np.median(sharp)) or best in (0, len(coarse) - 1):
        return 0.0
    fine = coarse[best] + np.arange(-_STEP, _STEP + _FINE / 2, _FINE)
    # Neighbouring angles together: a profile in whole pixels jumps.
    smooth = np.convolve(np.pad(_sharpness(xs, ys, fine), 2, mode="edge"), np.ones(5) / 5, mode="valid")
    return float(fine[int(smooth.argmax())])


def _sharpness(xs: NDArray[np.float32], ys: NDArray[np.float32], degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each angle how much the profiles along and across change from pixel to pixel, each against its median."""
    result = np.ones(len(degrees))
    for along, across, way in ((xs, ys, 1.0), (ys, xs, -1.0)):
        reach = float(along.max(initial=0)) * np.tan(np.radians(_WIDEST + 1)) + 2
        found = np.zeros(len(degrees))
        for k, angle in enumerate(degrees):
            places = across + np.float32(way * np.tan(np.radians(angle))) * along + np.float32(reach)
            profile = np.bincount(places.astype(np.int64)).astype(np.float64)
            found[k] = np.square(np.diff(profile)).sum()
        result *= found / max(float(np.median(found)), 1e-9)
    return result


def _turn(pixels: Pixels, ink: Pixels, score: Score) -> int:
    """Degrees counter-clockwise that the page's print is turned by."""
    text, flat, steep = _print(ink)
    scale = pixels.shape[1] / ink.shape[1]
    lying = _lines(text, steep)
    across = _lines(np.ascontiguousarray(text.T), np.ascontiguousarray(flat.T))
    standing = [(y0, x0, y1, x1) for x0, y0, x1, y1 in across]
    level, upended = lying[:_MANY], standing[:_MANY]
    scores: list[float] = []
    # Letters of lines that stand exactly below one another may look like lines across, but like shorter ones.
    enough = _ENOUGH if sum(map(_length, level)) >= sum(map(_length, upended)) else inf
    for span in level:
        scores.append(score(_strip(pixels, span, scale, 0)))
        enough -= min(_length(span), _LONGEST) if scores[-1] >= _SURE else 0
        if enough <= 0:
            return 0
        if len(scores) > _PATIENCE and max(scores) < _SURE:
            break
    told = {0: _told(level[: len(scores)], scores)}

    def heard(turn: int, spans: list[Span]) -> float:
        return _told(spans, [score(_strip(pixels, span, scale, turn)) for span in spans])

    for turn, spans in ((90, upended), (180, level), (270, upended)):
        told[turn] = heard(turn, spans)
    for start in range(_MANY, _ROUNDS * _MANY, _MANY):
        if max(told.values()) >= _LEAST_TOLD:
            break
        for turn, spans in ((0, lying), (90, standing), (180, lying), (270, standing)):
            told[turn] += heard(turn, spans[start : start + _MANY])
    best = max(told, key=lambda turn: told[turn])
    if best:  # the first strips may be of a fold: what else the page has as it lies is heard too
        told[0] += heard(0, level[len(scores) :])
    return best if told[best] >= max(_BETTER * told[0], _LEAST_TOLD) else 0


Span = tuple[int, int, int, int]
"""x0, top, x1, bottom in pixels of the reduced picture."""


def _print(ink: Pixels) -> tuple[Pixels, Pixels, Pixels]:
    """Ink without rules; where level rules are and where upright ones are."""
    rest = ink.copy()
    rules: list[Pixels] = []
    for shape in ((1, _RULE), (_RULE, 1)):
        found = cv2.dilate(cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(shape, np.uint8)), np.ones((3, 3), np.uint8))
        rest[found > 0] = 0
        # Print that touches a rule breaks it.
        whole = cv2.morphologyEx(found, cv2.MORPH_CLOSE, np.ones([max(1, 4 * (side - 1)) for side in shape], np.uint8))
        rules.append(np.asarray(whole, np.uint8))
    return rest, rules[0], rules[1]


def _lines(text: Pixels, rules: Pixels) -> list[Span]:
    """Stretches that may be lines of print to the right, those that tell most first. None crosses one of the ``rules``
    that stand upright in its way: letters of cells one below the other, seen from the side, look like a line."""
    joined = cv2.morphologyEx(text, cv2.MORPH_CLOSE, np.ones((1, _JOIN), np.uint8))
    joined[rules > 0] = 0
    joined = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(np.asarray(joined, np.uint8), connectivity=8)
    found = [
        (w / h, (x, y, x + w, y + h))
        for x, y, w, h, _ in stats[1:].tolist()
        if _HEIGHTS[0] <= h <= _HEIGHTS[1] and w >= _LONG * h
    ]
    found.sort(key=lambda pair: -pair[0])
    return [span for _, span in found]


def _strip(pixels: Pixels, span: Span, scale: float, turn: int) -> Pixels:
    """A stretch of the picture, its beginning where it is long, turned back by ``turn``."""
    x0, top, x1, bottom = span
    longest = int(_LONGEST * min(x1 - x0, bottom - top))
    left, up = (max(int((v - _CONTEXT) * scale), 0) for v in (x0, top))
    right, low = (int((v + _CONTEXT) * scale) for v in (min(x1, x0 + longest), min(bottom, top + longest)))
    return np.ascontiguousarray(np.rot90(pixels[up:low, left:right], k=-turn // 90))


def _told(spans: list[Span], scores: list[float]) -> float:
    """How much the stretches speak for a way: their lengths by height, as far as they read."""
    return sum(
        min(_length(span), _LONGEST) * max(value - _READS, 0.0) / (1 - _READS)
        for span, value in zip(spans, scores, strict=True)
    )


def _length(span: Span) -> float:
    x0, top, x1, bottom = span
    sides = sorted((x1 - x0, bottom - top))
    return sides[1] / sides[0]
