"""The page's print as pieces: the detector's boxes cut out, read, and measured by their ink."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil
from statistics import median, median_low

import cv2
import numpy as np
from numpy.typing import NDArray

from jixiao.readers.scan.ink import Mask, extent, papers, runs
from jixiao.readers.scan.piece import Piece
from jixiao.readers.scan.recognise import Answer, Box, Engine, Pixels, plain

_TALL = 1.5  # a box that many times higher than wide stands: letters below one another
_SLANT = 4.0  # pixels: a line that rises by more is cut along its slant
_DUST = 1  # pixels of ink in a row that count as none
_REST = 0.5  # of a line's height: the rest of another line is lower
_FEW = 2
_LEAST, _LEAST_FEW = 0.7, 0.5  # of the ink's height, that a size told from one distance or a few of them has
_GAP = 0.3  # more than this above the usual distance, and a character or a blank lies between
_ONE_PLACE = 0.25  # ems; figures stand half an em apart
_ONE_MARK = 0.7
_SMALL = set(",.;:、。")
_HALF_AN_EM = 0.42  # ems of paper: beside a half-width mark is a tenth, or a blank of a quarter with that
_WIDE_STEP = 0.8  # ems between full-width figures: half-width ones stand half an em apart
_ABOUT = 0.4  # ems to both sides of a sign's middle, of which the recogniser's steps are a fifth
_SEEN = 0.9  # confidence of what is surely there, however faint: its ink may be too pale to count
_STRAY = 0.5  # rapidocr's own bound for a line: below it is what no letter is
_LEANS = (
    dict.fromkeys("，。、；：", -0.28) | dict.fromkeys("）》】〕」』”’", -0.22) | dict.fromkeys("（《【〔「『“‘", 0.22)
)
"""Where the ink of full-width signs lies off the middle of their square, in ems."""

Quad = NDArray[np.float32]


def read_pieces(engine: Engine, pixels: Pixels, mask: Mask) -> list[Piece]:
    """All print that the detector finds, in its order."""
    quads = list(engine.detect(pixels))
    heights = [_sides(quad)[1] for quad in quads if not _is_tall(quad)]
    usual = median(heights) if heights else 0.0
    stands = [_is_tall(quad) and _sides(quad)[1] > 1.4 * usual for quad in quads]
    quads = [quad if up else _trimmed(quad, mask) for quad, up in zip(quads, stands, strict=True)]
    strips = [_cut(pixels, quad) for quad in quads]
    strips = [np.ascontiguousarray(np.rot90(s)) if up else s for s, up in zip(strips, stands, strict=True)]
    pieces: list[Piece] = []
    for quad, up, answer in zip(quads, stands, engine.read(strips), strict=True):
        if not answer.text.strip() or answer.mean < _STRAY:
            continue
        x0, top = quad.min(axis=0).tolist()
        x1, bottom = quad.max(axis=0).tolist()
        box = (x0, top, x1, bottom)
        pieces += _stacked(answer, box) if up else [piece_of(answer, box, mask)]
    return pieces


def _sides(quad: Quad) -> tuple[float, float]:
    return float(np.linalg.norm(quad[1] - quad[0])), float(np.linalg.norm(quad[3] - quad[0]))


def _is_tall(quad: Quad) -> bool:
    width, height = _sides(quad)
    return height >= _TALL * width


def _trimmed(quad: Quad, mask: Mask) -> Quad:
    """The box without what it holds of the lines above and below: ink that its edge cuts, parted off by paper.

    A rest of the line above over a «一» makes a «二» of it.
    """
    if not _is_level(quad):
        return quad
    x0, top = quad.min(axis=0).tolist()
    x1, bottom = quad.max(axis=0).tolist()
    first = max(int(top), 0)
    inked = mask[first : ceil(bottom), max(int(x0), 0) : ceil(x1)].sum(axis=1) > _DUST
    bands = runs(inked)
    if len(bands) < 2:
        return quad
    main = max(bands, key=lambda band: band[1] - band[0])
    least = _REST * (main[1] - main[0])
    above, below = bands[0], bands[-1]
    if above is not main and above[0] == 0 and above[1] - above[0] <= least:
        top = first + (above[1] + bands[1][0]) / 2
    if below is not main and below[1] == len(inked) and below[1] - below[0] <= least:
        bottom = first + (below[0] + bands[-2][1]) / 2
    return np.array([[x0, top], [x1, top], [x1, bottom], [x0, bottom]], np.float32)


def _is_level(quad: Quad) -> bool:
    return abs(float(quad[1, 1] - quad[0, 1])) <= _SLANT and abs(float(quad[3, 0] - quad[0, 0])) <= _SLANT


def _cut(pixels: Pixels, quad: Quad) -> Pixels:
    if _is_level(quad):
        x0, top = np.floor(quad.min(axis=0)).astype(int).tolist()
        x1, bottom = np.ceil(quad.max(axis=0)).astype(int).tolist()
        return pixels[max(top, 0) : max(bottom, 1), max(x0, 0) : max(x1, 1)]
    width, height = (max(round(side), 1) for side in _sides(quad))
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    turn = cv2.getPerspectiveTransform(quad, corners)
    cut = cv2.warpPerspective(pixels, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cut, np.uint8)


def piece_of(answer: Answer, box: Box, mask: Mask, found: str = "detector") -> Piece:
    """An answer with its characters' places."""
    x0, _, x1, _ = box
    ink = extent(mask, box) or box
    middles = [x0 + m * (x1 - x0) for m in answer.middles]
    em = _size(answer.text, middles, ink)
    text, middles, sure = _once(answer, middles, em, mask, ink)
    gaps = _gaps(text, middles, mask, ink)
    text = _in_forms(text, middles, gaps, em)
    middles = [m - em * _LEANS.get(sign, 0.0) for m, sign in zip(middles, text, strict=True)]
    lefts = [m - em * width(sign) / 2 for m, sign in zip(middles, text, strict=True)]
    rights = [m + em * width(sign) / 2 for m, sign in zip(middles, text, strict=True)]
    for i in range(1, len(text)):  # neighbours share what room there is between their middles
        if rights[i - 1] > lefts[i]:
            a, b = middles[i - 1], max(middles[i], middles[i - 1])
            rights[i - 1] = lefts[i] = a + (b - a) * width(text[i - 1]) / (width(text[i - 1]) + width(text[i]))
    if text[0] not in _LEANS:
        lefts[0] = min(ink[0], middles[0])
    if text[-1] not in _LEANS:
        rights[-1] = max(ink[2], middles[-1])
    return Piece(text, lefts, rights, sure, ink, em, found, gaps)


def _gaps(text: str, middles: list[float], mask: Mask, ink: Box) -> list[float]:
    """As `Piece.gaps`; a blank that was read parts nothing."""
    gaps = [0.0] * len(text)
    solid = [i for i, sign in enumerate(text) if not sign.isspace()]
    for i, paper in zip(solid[1:], papers(mask, ink, [middles[i] for i in solid]), strict=True):
        gaps[i] = paper
    return gaps


def _in_forms(text: str, middles: Sequence[float], gaps: Sequence[float], em: float) -> str:
    """The text with each mark in the form of its square: full where there is half an em of paper on its outer side,
    or nothing. What is printed is settled later, with the whole line; a letter or figure is settled here.
    """
    signs = list(text)
    for i, sign in enumerate(signs):
        half = plain(sign)
        if half in "(),;:!?":
            beside = (
                i if half == "(" else next((k for k in range(i + 1, len(text)) if not text[k].isspace()), len(text))
            )
            full = beside in (0, len(text)) or gaps[beside] >= _HALF_AN_EM * em
            signs[i] = chr(ord(half) + 0xFEE0) if full else half
        elif half != sign and half.isalnum():
            wide = any(
                plain(text[k]).isascii()
                and plain(text[k]).isalnum()
                and abs(middles[k] - middles[i]) >= _WIDE_STEP * em
                for k in (i - 1, i + 1)
                if 0 <= k < len(text)
            )
            signs[i] = sign if wide else half
    return "".join(signs)


def _once(
    answer: Answer, middles: list[float], em: float, mask: Mask, ink: Box
) -> tuple[str, list[float], list[float]]:
    """Without the second one of twins in one place: a sign that was read in both its widths («,，»); and without what
    was read where no ink is («（一）☑项目简介», of a wide blank).

    Twins of a mark are one too where no paper lies between them, for the ink of two would be apart.
    """
    text = ""
    places: list[float] = []
    sure: list[float] = []
    for at, (sign, middle, certain) in enumerate(zip(answer.text, middles, answer.sure, strict=True)):
        inner = 0 < at < len(middles) - 1 and not sign.isspace()
        if inner and certain < _SEEN and not _has_ink(mask, ink, middle, em):
            continue
        step = middle - places[-1] if text else em
        twins = bool(text) and plain(sign) == plain(text[-1])
        if twins and plain(sign) in _SMALL and step < _ONE_MARK * em and papers(mask, ink, [places[-1], middle]) == [0]:
            step = 0.0
        if twins and step < _ONE_PLACE * em:
            if certain > sure[-1]:
                text, places[-1], sure[-1] = text[:-1] + sign, middle, certain
            continue
        text += sign
        places.append(middle)
        sure.append(certain)
    return text, places, sure


def _has_ink(mask: Mask, ink: Box, middle: float, em: float) -> bool:
    """Whether anything is printed about the middle of a sign; outside of the ink nothing was measured."""
    first, last = int(middle - _ABOUT * em), int(middle + _ABOUT * em) + 1
    if first < ink[0] or last > ink[2]:
        return True
    return bool(mask[int(ink[1]) : int(ink[3]), first:last].any())


def _size(text: str, middles: Sequence[float], ink: Box) -> float:
    """Size of type: by the distance of Chinese characters where there are some, else by the height of the ink.

    The ink may be higher than the line: a seal's stroke over it. Distances of several characters are trusted then.
    """
    height = ink[3] - ink[1]
    em, steps = pitch(text, middles)
    least = _LEAST if steps < _FEW else _LEAST_FEW if steps == _FEW else 0.0
    if em and least * height <= em <= 1.6 * height:
        return em
    full = any("\u3400" <= sign <= "\u9fff" or sign in "（）()《》[]【】" for sign in text)
    return max(height / (0.92 if full else 0.7), 1.0)


def _stacked(answer: Answer, box: Box) -> list[Piece]:
    """Letters below one another as a piece each. The strip was turned to the left: its beginning is the top."""
    x0, top, x1, bottom = box
    bounds = [0.0, *((a + b) / 2 for a, b in pairwise(answer.middles)), 1.0]
    pieces = []
    for (a, b), letter, sure in zip(pairwise(bounds), answer.text, answer.sure, strict=True):
        if not letter.isspace():
            here = (x0, top + a * (bottom - top), x1, top + b * (bottom - top))
            pieces.append(Piece(letter, [x0], [x1], [sure], here, min(x1 - x0, (b - a) * (bottom - top)), "stack"))
    return pieces


def width(sign: str) -> float:
    """Width that a sign is printed with, in ems: Chinese fonts set letters and figures at about half."""
    return 0.5 if sign < "\u00b0" or sign in "²·" else 1.0


def pitch(text: str, middles: Sequence[float]) -> tuple[float, int]:
    """Distance of neighbouring Chinese characters, 0.0 where there are no two, and from how many it was told.

    The mean of what is no gap: the network's steps are a fifth of a character, so single distances are that coarse.
    """
    steps = [
        b - a
        for (a, c), (b, d) in pairwise(zip(middles, text, strict=True))
        if "\u4e00" <= c <= "\u9fff" and "\u4e00" <= d <= "\u9fff"
    ]
    if len(steps) <= _FEW:
        return min(steps, default=0.0), len(steps)  # between two letters a third may be missing
    middle = median(steps)
    # Of an even number of steps the median may lie between two kinds, near none.
    near = [step for step in steps if abs(step - middle) <= _GAP * middle] or [median_low(steps)]
    return sum(near) / len(near), len(near)
