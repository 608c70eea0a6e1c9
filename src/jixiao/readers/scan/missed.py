"""Lines of text outside tables that the one recognition passed over: read again by themselves.

A seal across the end of a pale line is enough that the detector sees nothing of it, and a section loses its heading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from jixiao.readers.scan.ink import Mask
from jixiao.readers.scan.mend import around, blots_in, box_of, holds, lines_of, strip_of
from jixiao.readers.scan.piece import Piece
from jixiao.readers.scan.pieces import piece_of
from jixiao.readers.scan.recognise import Box, Engine, Pixels

# In ems of the page's usual type.
_HEIGHT, _WIDTH = (0.3, 1.3), 1.5  # of a stroke of letters; lower ones are marks, larger ones a seal's or a hand's
_INK = 0.03  # square ems of it
_GAP = 3.0  # of paper that ends a line
_LONGEST_EDGE = 1.5  # between a line and the seal that it goes on under

_LETTERS, _FULL = 5, 0.4  # strokes of a line at least, and the share of its width that they take
_SURE = 0.75


def missed_lines(
    engine: Engine,
    pixels: Pixels,
    mask: Mask,
    cells: Sequence[Box],
    pieces: Sequence[Piece],
    dark: Sequence[Box],
    em: float,
) -> list[Piece]:
    """Pieces for lines of ink outside the ``cells`` of which there is none; under ``dark`` seals a line goes on."""
    left = mask.copy()
    for box in (*(piece.box for piece in pieces), *cells):
        x0, top, x1, bottom = box
        reach = 0.2 * em
        left[int(max(top - reach, 0)) : int(bottom + reach), int(max(x0 - reach, 0)) : int(x1 + reach)] = 0
    strips = [_under(around(box, em), dark, em) for box in _lines(left, dark, em)]
    answers = engine.read([strip_of(pixels, strip) for strip in strips])
    return [
        piece_of(answer, strip, mask, "line")
        for strip, answer in zip(strips, answers, strict=True)
        if len(answer.text.strip()) >= _LETTERS and answer.mean >= _SURE
    ]


def _lines(left: Mask, dark: Sequence[Box], em: float) -> Iterator[Box]:
    height, width = left.shape[:2]
    strokes = [
        blot
        for blot in blots_in(left, (0, 0, width, height))
        if _HEIGHT[0] * em <= blot.height <= _HEIGHT[1] * em
        and blot.width <= _WIDTH * em
        and blot.area >= _INK * em * em
        and not any(holds(seal, blot.box) for seal in dark)
    ]
    for row in lines_of(strokes, em):
        row.sort(key=lambda blot: blot.box[0])
        parts = [[row[0]]]
        for a, b in pairwise(row):
            if b.box[0] - a.box[2] > _GAP * em:
                parts.append([])
            parts[-1].append(b)
        for part in parts:
            x0, top, x1, bottom = box = box_of(part)
            full = sum(blot.width for blot in part) >= _FULL * (x1 - x0)
            if len(part) >= _LETTERS and full and bottom - top <= _WIDTH * em:
                yield box


def _under(strip: Box, dark: Sequence[Box], em: float) -> Box:
    """A strip with what it goes on in below the seals at its ends."""
    x0, top, x1, bottom = strip
    for seal in dark:
        if seal[1] < (top + bottom) / 2 < seal[3]:
            if x0 < seal[0] <= x1 + _LONGEST_EDGE * em:
                x1 = max(x1, seal[2])
            elif seal[0] < x0 and x0 - _LONGEST_EDGE * em <= seal[2] < x1:
                x0 = min(x0, seal[0])
    return x0, top, x1, bottom
