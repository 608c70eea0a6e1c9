"""Lines of text that the one recognition passed over: read again by themselves.

A seal across the end of a pale line is enough that the detector sees nothing of it, and a section loses its heading; a
seal as dark as the print over a cell, and a table loses the heading of a column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot

from jixiao.readers.scan.ink import Mask
from jixiao.readers.scan.mend import Blot, around, blots_in, box_of, holds, lines_of, strip_of, without
from jixiao.readers.scan.paper import Paper
from jixiao.readers.scan.piece import Piece
from jixiao.readers.scan.pieces import piece_of
from jixiao.readers.scan.recognise import Box

# In ems of the page's usual type.
_HEIGHT, _WIDTH = (0.3, 1.3), 1.5  # of a stroke of letters; lower ones are marks, larger ones a seal's or a hand's
_INK = 0.03  # square ems of it
_GAP = 3.0  # of paper that ends a line
_LONGEST_EDGE = 1.5  # between a line and the seal that it goes on under

_LETTERS, _FULL = 5, 0.4  # strokes of a line at least, and the share of its width that they take
_SURE = 0.75

_LETTERS_IN_CELL, _SURE_IN_CELL = 2, 0.9  # where the strokes may be the seal's own
_BAND, _LOWER = 0.6, 0.35  # of its radius: where its letters begin, and how far down they go
_WHOLE, _UNEVEN = 0.7, 0.2  # ems: a letter's sides at least; how much lower or higher than it another one is


def missed_lines(paper: Paper, pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces for lines of ink outside the cells of which there is none; under dark seals a line goes on."""
    dark, em = paper.dark, paper.em
    left = without(paper.mask, (*(piece.box for piece in pieces), *paper.cells), em)
    strips = [_under(around(box, em), dark, em) for box in _lines(left, dark, em)]
    answers = paper.engine.read([strip_of(paper.pixels, strip) for strip in strips])
    return [
        piece_of(answer, strip, paper.mask, "line")
        for strip, answer in zip(strips, answers, strict=True)
        if len(answer.text.strip()) >= _LETTERS and answer.mean >= _SURE
    ]


def lines_under(paper: Paper, pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces for lines in cells that dark seals lie over, of which there is none: as wide as the paper beside what was
    read, since a letter that the ring touches is one stroke with it."""
    dark, em = paper.dark, paper.em
    covered = [cell for cell in paper.cells if any(_meet(cell, seal) for seal in dark)]
    left = without(paper.mask, [piece.box for piece in pieces], em) if covered else paper.mask
    strips: list[Box] = []
    for cell in covered:
        letters = _letters(left, cell, em)
        for line in _level([blot for blot in letters if not any(_is_its_own(blot.box, seal) for seal in dark)], em):
            x0, top, x1, bottom = around(line, em)
            level = [p.box for p in pieces if _meet(p.box, (cell[0], top + em / 4, cell[2], bottom - em / 4))]
            start = max((box[2] for box in level if box[2] <= x0 + em / 2), default=cell[0])
            end = min((box[0] for box in level if box[0] >= x1 - em / 2), default=cell[2])
            if end - start > em:
                strips.append((start, top, end, bottom))
    answers = paper.engine.read([strip_of(paper.pixels, strip) for strip in strips])
    return [
        piece_of(answer, strip, paper.mask, "line")
        for strip, answer in zip(strips, answers, strict=True)
        if len(answer.text.strip()) > 1 and answer.mean >= _SURE_IN_CELL
    ]


def _letters(left: Mask, place: Box, em: float) -> list[Blot]:
    """Strokes of the size of letters."""
    return [
        blot
        for blot in blots_in(left, place)
        if _HEIGHT[0] * em <= blot.height <= _HEIGHT[1] * em
        and blot.width <= _WIDTH * em
        and blot.area >= _INK * em * em
    ]


def _level(strokes: Sequence[Blot], em: float) -> Iterator[Box]:
    """Lines of whole letters, by one of them and what stands as high: those of a seal lean, each as it stands."""
    left = list(strokes)
    for letter in sorted(strokes, key=lambda blot: -min(blot.height, blot.width)):
        if letter not in left or min(letter.height, letter.width) < _WHOLE * em:
            continue
        top, bottom = letter.box[1] - _UNEVEN * em, letter.box[3] + _UNEVEN * em
        line = [blot for blot in left if top <= blot.box[1] and blot.box[3] <= bottom]
        left = [blot for blot in left if blot not in line]
        if len(line) >= _LETTERS_IN_CELL:
            yield box_of(line)


def _is_its_own(letter: Box, seal: Box) -> bool:
    """Whether a letter stands where a round seal has its own: along the ring, but for its lower part."""
    x, y = ((seal[axis] + seal[axis + 2]) / 2 for axis in (0, 1))
    radius = (seal[2] - seal[0]) / 2
    across, down = (letter[0] + letter[2]) / 2 - x, (letter[1] + letter[3]) / 2 - y
    return _BAND * radius <= hypot(across, down) <= radius and down <= _LOWER * radius


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _lines(left: Mask, dark: Sequence[Box], em: float) -> Iterator[Box]:
    height, width = left.shape[:2]
    strokes = _letters(left, (0, 0, width, height), em)
    for row in lines_of([blot for blot in strokes if not any(holds(seal, blot.box) for seal in dark)], em):
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
