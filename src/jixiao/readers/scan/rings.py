"""Round seals on grey scans: lifted off the print by how dark they are, for colour tells nothing there.

A seal's ink is much paler than print once its colour is gone, and its ring is the one closed circle of a page. Only
what is paler than the print of the same page is lifted. Where a copier made both black, the picture stays as it is, and
what is read there is doubted: strokes of the ring and of its letters read as figures, surely.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from jixiao.readers.scan.piece import Piece
from jixiao.readers.scan.seal import PixelBox, Pixels

Floats = NDArray[np.float64]

_DPI = 60.0  # at which circles are looked for
_SMALLEST, _LARGEST = 40.0, 76.0  # points: radius of a round seal, 38 to 50 mm across with what a copy changes
_VOTES = 22.0
_LIKELY = 6  # circles that are looked at
_ANGLES = 360
_ABOUT = 0.09  # of the radius: how far the ring may be from where it was found
_BENT = 0.025  # the same from one side of the ring to the other: paper curls
_BESIDE = 0.07  # of the radius from the ring's middle: paper, or here and there print
_CLOSED, _WORN = (
    0.9,
    0.75,
)  # share of the ring that must be there, of a pale one and a black one: that has gaps of paper
_GAP = 3.0  # points: how wide these are
_FREE = 0.6  # share of it that has lighter paper on both sides
_STANDS_OUT = 0.25  # of its darkness, on the mean all round: along any circle grain has dark points
_FAINT = 25.0  # levels below the paper: less is no seal
_PALER = 0.65  # the seal's darkness over that of print; above it the two cannot be told apart (`_PRINT` over `_INK`)
_UNEVEN = 0.8  # a black ring is paler here and there
_THIN = 0.55  # the same, above which thin strokes of print («≥») are lifted with the seal: what is left is doubted
_INK, _PRINT = 1.3, 0.85  # times the seal's darkness: nothing of it is darker; times the print's: print is
_SIZES = (2.0, 5.5, 10.5, 16.0, 20.0)  # points: of connected ink; a decimal point is smaller, a character as the third
_SHARES = (0.0, 0.08, 0.22, 0.4, 1.01)  # how much of ink so large must be darker than a seal to be print alone
_NEAR, _DOUBTED = 0.6, 0.6  # ems beside a black ring where its strokes touch; confidence at most of what is read there
_OUTSIDE = 1.07  # of the radius to the ring's middle: where the ring ends


@dataclass(frozen=True, slots=True)
class _Ring:
    """A circle in pixels, how much darker than paper its ink is, in levels, and which share of it is there."""

    x: float
    y: float
    radius: float
    darkness: float
    closed: float


def lift_rings(pixels: Pixels, dpi: float) -> tuple[Pixels, list[PixelBox], list[PixelBox]]:
    """The picture without its pale round seals, where they are, and where those are under which print is doubted.

    That are seals as black as the print, and lifted ones that are nearly so. A picture without a pale one comes back
    as it is.

    ``pixels`` is (height, width, 3) RGB; it is not changed. Rules are better looked for before: fine ones are as pale.
    """
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    paper = round(float(np.percentile(grey[::4, ::4], 75)))
    dark = np.asarray(cv2.subtract(np.full_like(grey, paper), grey), np.uint8)
    print_ = _darkness_of_print(dark)
    bound = _PALER * print_
    found = _rings(dark, _large(dark, _UNEVEN * bound, dpi), dpi, _WORN)
    # Where paper is as uneven as a seal is pale, its ring stands out only among darker ink.
    others = [ring for ring in found if ring.darkness <= bound and ring.closed >= _CLOSED]
    if not found:  # print so faint that grain is as dark as it: the ring of a stamp set later stands out
        found = _rings(dark, _large(dark, print_, dpi), dpi, _WORN)
    black = [ring for ring in found if ring.darkness > bound]
    others += _rings(dark, _pale(dark, print_), dpi, _CLOSED)
    others = [r for i, r in enumerate(others) if not any(_same(r, other) for other in (*black, *others[:i]))]
    black += [ring for ring in others if ring.darkness > bound]
    rings = [ring for ring in others if ring.darkness <= bound]
    in_the_way = [_box(ring, grey) for ring in black + [r for r in rings if r.darkness > _THIN * print_]]
    if not rings:
        return pixels, [], in_the_way
    lifted = pixels.copy()
    boxes: list[PixelBox] = []
    for ring in rings:
        x0, top, x1, bottom = box = _box(ring, grey)
        ys, xs = np.mgrid[top:bottom, x0:x1]
        inside = (xs - ring.x) ** 2 + (ys - ring.y) ** 2 <= (ring.radius * _OUTSIDE) ** 2
        part = dark[top:bottom, x0:x1]
        lower, upper = _INK * ring.darkness, max(_PRINT * print_, _INK * ring.darkness + 1)
        # Beside a stroke of print its own soft edge is as pale as the seal: it stays.
        near = cv2.dilate((part >= upper).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
        near |= _printed(part, max(0.35 * ring.darkness, _FAINT), lower, dpi)
        share = np.where(near, 1.0, np.clip((part - lower) / (upper - lower), 0, 1))
        level = np.rint(float(paper) - part * share).astype(np.uint8)
        place = lifted[top:bottom, x0:x1]
        place[inside] = level[inside][:, None]
        boxes.append(box)
    return lifted, sorted(boxes, key=lambda box: (box[1], box[0])), in_the_way


def doubt_under(pieces: Iterable[Piece], black: Sequence[PixelBox], em: float) -> None:
    """Lower the confidence of characters in and right beside seals that could not be lifted; all in pixels."""
    for x0, top, x1, bottom in black:
        x, y, reach = (x0 + x1) / 2, (top + bottom) / 2, max(x1 - x0, bottom - top) / 2 + _NEAR * em
        for piece in pieces:
            level = (piece.box[1] + piece.box[3]) / 2 - y
            for i, (left, right) in enumerate(zip(piece.lefts, piece.rights, strict=True)):
                if np.hypot(min(max(x, left), right) - x, level) <= reach:
                    piece.sure[i] = min(piece.sure[i], _DOUBTED)


def _same(ring: _Ring, other: _Ring) -> bool:
    """Whether the middle of a circle is in another."""
    return bool(np.hypot(ring.x - other.x, ring.y - other.y) <= other.radius)


def _box(ring: _Ring, grey: Pixels) -> PixelBox:
    reach = ring.radius * _OUTSIDE
    return (
        max(int(ring.x - reach), 0), max(int(ring.y - reach), 0),
        min(int(ring.x + reach) + 2, grey.shape[1]), min(int(ring.y + reach) + 2, grey.shape[0]),
    )  # fmt: skip


def _printed(dark: Pixels, least: float, seal: float, dpi: float) -> NDArray[np.bool_]:
    """Where connected ink (``least`` levels dark) is print with all its thin strokes: some of it is darker than a seal.

    What print and a seal make together has less of that and is larger; a decimal point is too small for full darkness.
    """
    _, labels, stats, _ = cv2.connectedComponentsWithStats((dark >= least).astype(np.uint8))
    sizes = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) * 72 / dpi
    share = np.bincount(labels.ravel(), (dark >= seal).ravel(), len(stats)) / stats[:, cv2.CC_STAT_AREA]
    kept = share >= np.interp(sizes, _SIZES, _SHARES)
    kept[0] = False
    return np.asarray(kept[labels], np.bool_)


def _darkness_of_print(dark: Pixels) -> float:
    """How dark the page's print is in the middle of its strokes: a seal is a small part of a page's ink."""
    ink = dark[::2, ::2]
    ink = ink[ink >= _FAINT]
    return float(np.percentile(ink, 90)) if len(ink) else 0.0


def _pale(dark: Pixels, print_: float) -> Pixels:
    """1 where ink is as pale as a seal may be, and is not the soft edge of print."""
    near = cv2.dilate((dark >= max(_PALER * print_, 1)).astype(np.uint8), np.ones((5, 5), np.uint8))
    return np.asarray((dark >= _FAINT) & (near == 0), np.uint8)


def _large(dark: Pixels, least: float, dpi: float) -> Pixels:
    """1 where black ink hangs together, but for small gaps, over as much as a seal is wide: rings, and rules; no
    letters."""
    ink = (dark > max(least, _FAINT)).astype(np.uint8)
    across = max(round(_GAP * dpi / 72), 1)
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((across, across), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    sizes = np.minimum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    kept = sizes >= 2 * _SMALLEST * dpi / 72
    kept[0] = False
    return np.asarray(kept[labels] & (ink > 0), np.uint8)


def _circles(pale: Pixels, dpi: float) -> list[tuple[float, float, float]]:
    """Where circles may be, the likeliest first: x, y and radius in pixels."""
    times = _DPI / dpi
    small = cv2.resize(pale * 255, None, fx=times, fy=times, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (3, 3), 0)
    least, most = (round(radius * _DPI / 72) for radius in (_SMALLEST, _LARGEST))
    found = cv2.HoughCircles(
        small, cv2.HOUGH_GRADIENT, 1.5, least, param1=80, param2=_VOTES, minRadius=least, maxRadius=most
    )
    if found is None:
        return []
    return [(x / times, y / times, radius / times) for x, y, radius in found.reshape(-1, 3)[:_LIKELY].tolist()]


def _rings(dark: Pixels, ink: Pixels, dpi: float, closed: float) -> list[_Ring]:
    """The closed circles of a part of the page's ink; none with its middle in another."""
    if int(ink.sum()) < np.pi * _SMALLEST * (dpi / 72) ** 2:  # half the ink of a small ring, a point broad
        return []
    rings: list[_Ring] = []
    levels = dark.astype(np.float32)
    for x, y, radius in _circles(ink, dpi):
        ring = _closed(levels, x, y, radius, closed)
        if ring is not None and not any(_same(ring, other) for other in rings):
            rings.append(ring)
    return rings


def _closed(dark: NDArray[np.float32], x: float, y: float, radius: float, least: float) -> _Ring | None:
    """The circle nearest to where one was found, None where it is open or has no paper beside it."""
    for _ in range(3):
        along = _profiles(dark, x, y, radius)
        at = _course(along, radius)
        # Towards where it is: the offset's first harmonic is the centre's error, its mean the radius'.
        angles = np.arange(_ANGLES) * 2 * np.pi / _ANGLES
        x, y = x + 2 * float(np.mean(at * np.cos(angles))), y + 2 * float(np.mean(at * np.sin(angles)))
        radius += float(np.mean(at))
    along = _profiles(dark, x, y, radius)
    steps = _steps(radius)
    ink = along[:, np.abs(steps) <= _BENT * radius].max(axis=1)
    darkness = float(np.median(ink))
    if darkness < _FAINT:
        return None
    there = ink >= 0.6 * darkness
    sides = np.maximum(
        along[:, (steps < -0.6 * _BESIDE * radius)].min(axis=1), along[:, (steps > 0.6 * _BESIDE * radius)].min(axis=1)
    )
    free = there & (sides <= 0.4 * darkness)
    if float(np.mean(there)) < least or float(np.mean(free)) < _FREE:
        return None
    across = along.mean(axis=0)
    if float(across.max() - across.min()) < _STANDS_OUT * darkness:
        return None
    return _Ring(x, y, radius, darkness, float(np.mean(there)))


def _steps(radius: float) -> Floats:
    reach = round(_ABOUT * radius)
    return np.arange(-reach, reach + 1, dtype=np.float64)


def _profiles(dark: NDArray[np.float32], x: float, y: float, radius: float) -> Floats:
    """How dark it is across the circle, from inside to outside, at each angle."""
    angles = np.arange(_ANGLES)[:, None] * 2 * np.pi / _ANGLES
    reach = radius + _steps(radius)[None, :]
    xs, ys = (x + reach * np.cos(angles)).astype(np.float32), (y + reach * np.sin(angles)).astype(np.float32)
    return np.asarray(cv2.remap(dark, xs, ys, cv2.INTER_LINEAR, borderValue=0.0), np.float64)


def _course(along: Floats, radius: float) -> Floats:
    """How far out of the circle the ring is at each angle: its middle, smoothed over what crosses it."""
    steps = _steps(radius)
    level = float(np.median(along.max(axis=1)))
    weights = np.clip(along, 0, level) ** 2
    at = (weights * steps).sum(axis=1) / (weights.sum(axis=1) + 1e-6)
    half = _ANGLES // 24
    around = np.concatenate([at[-half:], at, at[:half]])
    return np.asarray(np.median(sliding_window_view(around, 2 * half + 1), axis=1), np.float64)
