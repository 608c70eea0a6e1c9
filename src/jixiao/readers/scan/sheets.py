"""Two pages side by side on one sheet (a booklet, A4 pages copied onto A3) -> each by itself.

Read as one page their lines would run into one another, and a table on the right would be none that goes on from the
left.
"""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from jixiao.readers.scan.pictures import Picture, Pixels
from jixiao.readers.scan.upright import COARSE, Score, Upright, ink_on, make_upright

_LEAST = 13.0  # inches: two pages of A4 are 16.5 wide, two of B5 14
_LEAST_RATIO, _MOST_RATIO = 1.25, 1.65
_MIDDLE = 0.06  # of the width, to either side: where the inner margins may meet
_MARGIN = 0.4  # inches of paper between the pages' print at least
_SPECKS = 0.01  # of the height: ink in that paper which is dust
_FOLD = 0.1  # of the height: no letter is so high, the shadow of a fold is
_PRINT = 0.002  # of a page's paper: less ink is no page, but a note beside one


def pages_on(sheet: Upright, score: Score) -> list[Upright]:
    """The left and the right page of an upright sheet that holds two, each upright by itself, else the sheet.

    It holds two where it is as wide as two pages, both are printed, and no print, no level rule, crosses a margin
    about its middle from top to bottom: across a table as wide as the sheet go rules.
    """
    height, width = sheet.pixels.shape[:2]
    if width < _LEAST * sheet.dpi or not _LEAST_RATIO <= width / height <= _MOST_RATIO:
        return [sheet]
    ink = _without_fold(ink_on(sheet.pixels, sheet.dpi))
    margin, rows, columns = round(_MARGIN * COARSE), *ink.shape
    first, last = round((0.5 - _MIDDLE) * columns), round((0.5 + _MIDDLE) * columns)
    dirty = np.convolve(ink.sum(axis=0, dtype=np.int64), np.ones(margin, np.int64), mode="valid")
    starts = dirty[first - margin // 2 : last - margin // 2]
    clean = np.flatnonzero(starts <= _SPECKS * rows)
    if not len(clean):
        return [sheet]
    at = first + int(clean[np.abs(clean + first - columns / 2).argmin()])
    if min(ink[:, :at].mean(), ink[:, at:].mean()) < _PRINT:
        return [sheet]
    middle = round(at * width / columns)
    return [_part(sheet, 0, middle, score), _part(sheet, middle, width, score)]


def _without_fold(ink: Pixels) -> Pixels:
    """Ink without what runs down the sheet about its middle for long, as the shadow of a fold does."""
    high = max(round(_FOLD * ink.shape[0]), 3)
    reach = round((0.5 - _MIDDLE) * ink.shape[1])
    rest = ink.copy()
    middle = rest[:, reach : ink.shape[1] - reach]
    long = cv2.morphologyEx(middle, cv2.MORPH_OPEN, np.ones((high, 1), np.uint8))
    middle[cv2.dilate(long, np.ones((3, 5), np.uint8)) > 0] = 0
    return rest


def _part(sheet: Upright, start: int, end: int, score: Score) -> Upright:
    """The sheet's pixels between two columns, upright, with their places on the sheet: the two pages of a book lie
    askew each in its own way, and one may hold a table that lies on its side."""
    pixels = np.ascontiguousarray(sheet.pixels[:, start:end])
    height, width = pixels.shape[:2]
    page = make_upright(Picture(pixels, sheet.dpi, 0, float(width), float(height)), score)
    inverse = sheet.inverse[:, :2] @ page.inverse
    inverse[:, 2] += sheet.inverse[:, 0] * start + sheet.inverse[:, 2]
    turn, skew = (sheet.turn + page.turn) % 360, sheet.skew + page.skew
    return replace(page, turn=turn, skew=skew, inverse=inverse, points=sheet.points)
