"""Red seals: lifted off the print under them.

In the red channel red ink is nearly as light as paper, and black print is black under it. So inside a seal a pixel
fades to its red channel as far as it is red, and no further: the usual mask «red becomes white» erases the print.
What is red elsewhere (a letterhead, a corrected figure) stays.
"""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
PixelBox = tuple[int, int, int, int]
"""x0, top, x1, bottom in pixels, ends exclusive."""

_REDDISH, _RED = 14, 45  # red above the mean of green and blue, in levels: where fading begins and is whole
_INCH = 25.4
_SMALLEST, _LARGEST = 7.0, 75.0  # millimetres: a name's seal has 18, a seal of state 42 to 50; two may touch
_SLENDER = 2.6
_JOIN = 2.2  # millimetres between ring, star and letters
_ROW = 3  # red signs of one height side by side are a letterhead


def lift_seals(pixels: Pixels, dpi: float = 200.0) -> tuple[Pixels, list[PixelBox]]:
    """The picture without its seals, and where they are, from top to bottom. A picture without one comes back as it is.

    ``pixels`` is (height, width, 3) RGB; it is not changed.
    """
    factor = max(round(dpi / 50), 1)
    small = cv2.resize(pixels, None, fx=1 / factor, fy=1 / factor, interpolation=cv2.INTER_AREA)
    red = (_redness(np.asarray(small, np.uint8)) > _REDDISH + 6).astype(np.uint8)
    if int(red.sum()) < 40:
        return pixels, []
    boxes = [
        (x0 * factor, y0 * factor, min(x1 * factor, pixels.shape[1]), min(y1 * factor, pixels.shape[0]))
        for x0, y0, x1, y1 in _seals(red, dpi / factor / _INCH)
    ]
    if not boxes:
        return pixels, []
    lifted = pixels.copy()
    margin = round(dpi / 40)
    for x0, y0, x1, y1 in boxes:
        part = lifted[max(y0 - margin, 0) : y1 + margin, max(x0 - margin, 0) : x1 + margin]
        part[:] = _lifted(part)
    return lifted, boxes


def _redness(pixels: Pixels) -> NDArray[np.int16]:
    red, green, blue = (pixels[..., k].astype(np.int16) for k in range(3))
    return np.asarray(red - (green + blue) // 2, np.int16)


def _seals(red: NDArray[np.uint8], mm: float) -> list[PixelBox]:
    """Compact red shapes of a seal's size. ``mm``: pixels in a millimetre."""
    side = max(round(_JOIN * mm), 2)
    joined = cv2.morphologyEx(red, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    boxes = []
    for x, y, w, h, area in stats[1:count].tolist():
        at_edge = x <= 1 or y <= 1 or x + w >= red.shape[1] - 1 or y + h >= red.shape[0] - 1
        compact = max(w, h) <= _SLENDER * min(w, h) or (at_edge and max(w, h) >= 15 * mm)
        if min(w, h) >= (3 if at_edge else _SMALLEST) * mm and max(w, h) <= _LARGEST * mm and compact and area >= 20:
            boxes.append((x, y, x + w, y + h))
    boxes.sort(key=lambda box: (box[1], box[0]))
    return [box for box in boxes if _in_row(box, boxes) < _ROW and not _within(box, boxes)]


def _in_row(box: PixelBox, boxes: list[PixelBox]) -> int:
    """How many shapes of the same height stand side by side with this one, near one another."""
    height = box[3] - box[1]
    same = sorted(b for b in boxes if abs(b[1] - box[1]) < 0.35 * height and abs(b[3] - box[3]) < 0.35 * height)
    at = same.index(box)
    near = [b[0] - a[2] < height for a, b in pairwise(same)]
    count = 1
    for k in range(at, len(near)):
        if not near[k]:
            break
        count += 1
    for k in range(at - 1, -1, -1):
        if not near[k]:
            break
        count += 1
    return count


def _within(box: PixelBox, boxes: list[PixelBox]) -> bool:
    return any(o is not box and o[0] <= box[0] and o[1] <= box[1] and o[2] >= box[2] and o[3] >= box[3] for o in boxes)


def _lifted(part: Pixels) -> Pixels:
    redness = cv2.blur(_redness(part).astype(np.float32), (3, 3))  # JPEG keeps colour at half the resolution
    share = np.clip((redness - _REDDISH) / (_RED - _REDDISH), 0, 1)
    red = part[..., 0].astype(np.float32)
    paper = float(np.percentile(part, 90))
    ink = red[(share >= 1) & (red > 0.45 * paper)]  # the seal's own ink, not print under it
    # The seal's ink becomes paper; print under it, darker in red than any ink of a seal, keeps its darkness.
    level = float(np.percentile(ink, 35)) if len(ink) else paper
    level = min(max(level, 0.6 * paper), paper)
    light = np.clip(red * (paper / level), 0, paper)
    grey = np.repeat(light[..., None], 3, axis=2)
    mixed = part.astype(np.float32) * (1 - share[..., None]) + grey * share[..., None]
    return np.asarray(np.rint(mixed), np.uint8)
