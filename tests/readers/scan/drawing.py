"""Page pictures drawn for tests: tables with known rules, lines of something like print, and what scanners add."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Cell = tuple[int, int, int, int]
"""Row, column, row span, column span."""

DPI = 200.0
SCALE = DPI / 72


def paper(width: float = 595, height: float = 842, level: int = 250) -> Pixels:
    """A white page of that many points at 200 dpi, RGB."""
    return np.full((round(height * SCALE), round(width * SCALE), 3), level, np.uint8)


def rule(page: Pixels, ends: Sequence[float], level: int = 40, thick: int = 2) -> None:
    """A straight rule between two points, all in points of the page."""
    x0, y0, x1, y1 = (round(value * SCALE) for value in ends)
    cv2.line(page, (x0, y0), (x1, y1), (level, level, level), thick)


def table(page: Pixels, xs: Sequence[float], ys: Sequence[float], cells: Iterable[Cell], level: int = 40) -> None:
    """The rules around each cell."""
    for row, column, rows, columns in cells:
        x0, x1, top, bottom = xs[column], xs[column + columns], ys[row], ys[row + rows]
        for ends in ((x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)):
            rule(page, ends, level)


def simple(rows: int, columns: int) -> list[Cell]:
    """Cells without spans."""
    return [(row, column, 1, 1) for row in range(rows) for column in range(columns)]


def printed(page: Pixels, x: float, base: float, letters: int, level: int = 40, size: float = 10.5) -> None:
    """A line of square letters with thick feet, so that upside down is not upright."""
    for k in range(letters):
        left, right = round((x + k * size + 0.6) * SCALE), round((x + (k + 1) * size - 0.9) * SCALE)
        top, bottom = round((base - 0.9 * size) * SCALE), round(base * SCALE)
        page[top : top + 3, left:right] = level
        page[top:bottom, left : left + 3] = level
        page[bottom - 8 : bottom, left:right] = level


def noisy(page: Pixels, by: float, seed: int = 1) -> Pixels:
    """Grain of that standard deviation, in levels."""
    grain = np.random.default_rng(seed).standard_normal(page.shape[:2])[..., None] * by
    return np.clip(page + grain, 0, 255).astype(np.uint8)


def askew(page: Pixels, degrees: float) -> Pixels:
    """Laid askew, counter-clockwise."""
    height, width = page.shape[:2]
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), degrees, 1.0)
    return np.asarray(cv2.warpAffine(page, matrix, (width, height), borderValue=(250, 250, 250)), np.uint8)
