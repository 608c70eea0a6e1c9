"""Where ink is on an upright page picture: the exact edges of print, which a detector's boxes only surround."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil

import cv2
import numpy as np
from numpy.typing import NDArray

from jixiao.readers.pdf.grid import Edge
from jixiao.readers.scan.recognise import Box, Pixels

Mask = NDArray[np.uint8]
"""1 where ink is, else 0."""

_DARKER = 18  # levels of grey below the paper around
_SHARE, _LEAST = 0.2, 8  # of how dark the page's strokes are: no more is asked of faint print; levels: less is grain
_ALONG = 0.02  # inches: what is fainter than `_DARKER` must hold over so much of a line's direction
_AROUND = 0.22  # inches: what a pixel is compared with
_SPECK = 0.0075  # inches: a dot of dust; a full stop is larger
_RULE = 1.2  # points to either side of a rule that count as its ink


def ink_of(pixels: Pixels, dpi: float, horizontal: Iterable[Edge], vertical: Iterable[Edge]) -> Mask:
    """Ink of a page without its rules (in points, as `find_rules` gives them) and without dust."""
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    window = max(int(_AROUND * dpi) | 1, 3)
    smooth = np.asarray(cv2.GaussianBlur(grey, (3, 3), 0), np.uint8)
    paper = np.asarray(cv2.blur(smooth, (window, window)), np.uint8)
    mask = (smooth.astype(np.int16) < paper.astype(np.int16) - _DARKER).astype(np.uint8)
    mask = _with_faint(mask, smooth, paper, dpi)
    scale, reach = dpi / 72, _RULE * dpi / 72
    for y, x0, x1 in horizontal:
        mask[_from(y * scale - reach) : _from(y * scale + reach) + 1, _from(x0 * scale) : _from(x1 * scale)] = 0
    for x, top, bottom in vertical:
        mask[_from(top * scale) : _from(bottom * scale), _from(x * scale - reach) : _from(x * scale + reach) + 1] = 0
    return _without_dust(mask, dpi)


def _with_faint(mask: Mask, smooth: Mask, paper: Mask, dpi: float) -> Mask:
    """The mask with the thin strokes across of faint print, where they hang on to darker ones; grain is none.

    Without them a «主» is as narrow as its middle, and the paper beside it a blank.
    """
    strokes = cv2.subtract(paper, smooth)[mask > 0]
    dark = float(np.percentile(strokes, 75)) if len(strokes) else 255.0
    least = max(round(_SHARE * dark), _LEAST)
    if least >= _DARKER:
        return mask
    along = np.asarray(cv2.blur(smooth, (max(round(_ALONG * dpi) | 1, 3), 1)), np.uint8)
    faint = ((cv2.subtract(paper, along) > least) | (mask > 0)).astype(np.uint8)
    count, labels = cv2.connectedComponents(faint, connectivity=8)
    kept = np.zeros(count, np.bool_)
    kept[np.unique(labels[mask > 0])] = True
    kept[0] = False
    return np.asarray(kept[labels], np.uint8)


def _from(place: float) -> int:
    return max(int(place), 0)


def _without_dust(mask: Mask, dpi: float) -> Mask:
    least = max((_SPECK * dpi) ** 2, 2.0)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    large = stats[:, cv2.CC_STAT_AREA] >= least
    large[0] = False
    return np.asarray(large[labels], np.uint8)


def extent(mask: Mask, box: Box) -> Box | None:
    """The box of the ink inside a box, None where there is none."""
    x0, top, x1, bottom = (max(round(value), 0) for value in box)
    part = mask[top:bottom, x0:x1]
    rows = np.flatnonzero(part.any(axis=1)) if part.size else np.zeros(0, np.int64)
    if not len(rows):
        return None
    columns = np.flatnonzero(part.any(axis=0))
    return (float(x0 + columns[0]), float(top + rows[0]), float(x0 + columns[-1] + 1), float(top + rows[-1] + 1))


def runs(there: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Start and end of each stretch of true."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], there, [False]]).astype(np.int8)))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def papers(mask: Mask, box: Box, middles: Sequence[float]) -> list[float]:
    """The widest stretch without ink between each two neighbours of a line's characters, in pixels.

    ``middles`` are those of their ink, known to a fifth of a character; the paper between two of them is exact.
    """
    columns = np.asarray(mask[max(int(box[1]), 0) : ceil(box[3])].any(axis=0), np.bool_)
    found = []
    for a, b in pairwise(middles):
        blank = runs(~columns[max(round(a), 0) : max(round(b), 0)])
        found.append(float(max((end - start for start, end in blank), default=0)))
    return found
