"""Ink that the one recognition left without a character: told by its shape, or read again by itself.

Cheap, because it is little: a sign between two letters, strokes that are no letters, cells in which the detector saw
nothing (it needs some context; a lone «0» or «-» has none).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import cv2
import numpy as np

from jixiao.readers.scan.ink import Mask, runs
from jixiao.readers.scan.paper import Paper
from jixiao.readers.scan.piece import Piece
from jixiao.readers.scan.pieces import piece_of
from jixiao.readers.scan.recognise import Box, Engine, Pixels, plain

_MARKS = set("….·。，、．-—–_－一~～= ,")  # what the recogniser takes dots and bars for
_DRAWN_SURE = 0.99
_LEAN = (0.15, 1.2)  # of a «/», across by down; an upright stroke has 0.05 on a page that is straight
_ONCE = set(",;:。、")  # nobody sets two of these side by side
_OUTSIDE = 0.7  # share of a stroke's width that no character's square covers: it belongs to none
_EMPTY, _WIDE = ("（）", "()", "（)", "(）"), 0.5  # a letter between these reaches into their squares: ems of its ink
_LEAST_STROKE = 0.018  # square ems: a «（» has 0.04, remains of dust less
_LEAST, _SIDE = 0.012, 0.2  # square ems and ems of the largest stroke in a line that is more than dust
_SPECK = 0.3  # of a dot's ink: less is dust beside the dots
_SURE_ALONE, _SURE_BESIDE = 0.6, 0.9  # of ink in an empty cell; under a seal, or beside what was read already
_LETTER, _DENSE = 0.45, 0.07  # ems: the largest stroke of a letter; square ems of its ink
_BROAD, _HIGH = 0.6, 1.4  # ems: its sides at least (a fold is narrower), the height of a line of letters at most
_FLAT = 0.35  # ems: lower ink is no letter, but a stretch of a fold
_REACH, _DOUBTED = 1.3, 0.6  # ems to the text that may lack a letter, a line's distance; confidence beside one
_DOTS = 3  # dots of a «…»
_STAINS = set("….·。．、，,:：;；'‘’`-—–_－一~～|丨=≡ ")  # what the recogniser takes stains for
_ALONE = set("….-—–_－一~～")  # and what a cell may hold alone
_USUAL = 0.15  # inches, where no type is on the page to measure


@dataclass(slots=True)
class _Gap:
    """Ink between the characters ``at - 1`` and ``at`` of a piece, with strips to read: alone, and with neighbours."""

    piece: Piece
    at: int
    box: Box
    strips: list[Box]
    paper: tuple[float, float]
    """To the next ink on the left and on the right."""


def mend_gaps(engine: Engine, pixels: Pixels, mask: Mask, pieces: Sequence[Piece]) -> None:
    """Put characters that the recogniser passed over into their pieces: thin «（» between letters, above all."""
    gaps = [
        gap
        for piece in pieces
        if piece.found == "detector"
        for gap in _gaps(piece, mask)
        if not any(other is not piece and holds(other.box, gap.box) for other in pieces)  # read there already
    ]
    boxes = [box for gap in gaps for box in gap.strips]
    answers = iter(engine.read([strip_of(pixels, box) for box in boxes]))
    for gap in reversed([(gap, [next(answers) for _ in gap.strips]) for gap in gaps]):
        (place, (alone, together)) = gap
        piece, at = place.piece, place.at
        before, after = (plain(sign) for sign in (piece.text[at - 1 : at] if at else "", piece.text[at : at + 1]))
        text = "".join(map(plain, together.text))
        if len(text) == len(before) + len(after) + 1 and text.startswith(before) and text.endswith(after):
            sign, sure = together.text[len(before)], together.sure[len(before)]
        elif len(alone.text) == 1:
            sign, sure = alone.text, alone.sure[0]
        else:
            continue
        if sign.isspace() or sure < 0.5:
            continue
        if plain(sign) in _ONCE and plain(sign) in (before, after):
            continue  # its ink is that of the mark beside it, whose square was measured elsewhere
        piece.insert(at, sign, place.box[0], place.box[2], sure, place.paper)


def _gaps(piece: Piece, mask: Mask) -> list[_Gap]:
    em, (x0, top, x1, bottom) = piece.size, piece.box
    columns = mask[int(top) : int(bottom), int(x0) : int(x1)].sum(axis=0)
    found: list[_Gap] = []
    inked = runs(columns > 0)
    for i, (a, b) in enumerate(inked):
        left, right = x0 + a, x0 + b
        if columns[a:b].sum() < _LEAST_STROKE * em * em:
            continue
        covered = sum(
            max(min(right, end + 0.08 * em) - max(left, start - 0.08 * em), 0.0)
            for start, end in zip(piece.lefts, piece.rights, strict=True)
        )
        at = sum(start < left for start in piece.lefts)
        within = right - left >= _WIDE * em and piece.text[max(at - 1, 0) : at + 1] in _EMPTY
        if covered > (1 - _OUTSIDE) * (right - left) and not within:
            continue
        if found and found[-1].at == at:
            continue
        start = piece.lefts[at - 1] if at else left - 0.1 * em
        end = piece.rights[at] if at < len(piece.text) else right + 0.1 * em
        above, below = top - 0.1 * em, bottom + 0.1 * em
        strips = [(left - 0.2 * em, above, right + 0.2 * em, below), (start, above, end, below)]
        before = a - inked[i - 1][1] if i else 0
        behind = inked[i + 1][0] - b if i + 1 < len(inked) else 0
        found.append(_Gap(piece, at, (left, top, right, bottom), strips, (before, behind)))
    return found


def strip_of(pixels: Pixels, box: Box) -> Pixels:
    """The part of a picture in a box, of two pixels each way at least."""
    x0, top, x1, bottom = (round(value) for value in box)
    height, width = pixels.shape[:2]
    x0, top = min(max(x0, 0), width - 2), min(max(top, 0), height - 2)
    return pixels[top : max(bottom, top + 2), x0 : max(x1, x0 + 2)]


@dataclass(slots=True)
class Blot:
    """A connected piece of ink in pixels of the page."""

    box: Box
    area: int

    @property
    def width(self) -> float:
        """In pixels."""
        return self.box[2] - self.box[0]

    @property
    def height(self) -> float:
        """In pixels."""
        return self.box[3] - self.box[1]


def blots_in(mask: Mask, box: Box) -> list[Blot]:
    """The connected pieces of ink in a box."""
    x0, top, x1, bottom = (max(round(value), 0) for value in box)
    part = np.ascontiguousarray(mask[top:bottom, x0:x1])
    if not part.size or not part.any():
        return []
    _, _, stats, _ = cv2.connectedComponentsWithStats(part, connectivity=8)
    return [
        Blot((float(x0 + x), float(top + y), float(x0 + x + w), float(top + y + h)), int(area))
        for x, y, w, h, area in stats[1:].tolist()
    ]


def _dots(row: list[Blot], em: float) -> list[Blot]:
    """The dots of «……» without the dust in their line that a copy in black and white strews; what is none as it is."""
    if len(row) <= _DOTS:
        return row
    least = _SPECK * sorted(blot.area for blot in row)[-_DOTS]
    dots = [blot for blot in row if blot.area >= least]
    return dots if _drawn(dots, em).startswith("…") else row


def _drawn(blots: list[Blot], em: float) -> str:
    """What strokes are by their shape alone: «……», «——»; "" when they are anything else."""
    if len(blots) == 1 and blots[0].height <= 0.16 * em and blots[0].width >= 1.4 * em:
        return "—" * min(max(round(blots[0].width / em), 2), 4)
    blots = sorted(blots, key=lambda blot: blot.box[0])
    if len(blots) not in {3, 6} or any(max(b.width, b.height) > 0.3 * em for b in blots):
        return ""
    steps = [b.box[0] - a.box[0] for a, b in pairwise(blots)]
    level = max(b.box[1] for b in blots) - min(b.box[1] for b in blots) <= 0.15 * em
    return "…" * (len(blots) // 3) if level and max(steps) <= 2.0 * min(steps) and max(steps) < 0.8 * em else ""


_STROKES = set("1/lI|丨丿ノ7!i")  # what the recogniser takes a lone «/» for


def _is_slash(mask: Mask, blot: Blot, em: float) -> bool:
    """Whether ink is one thin slanting stroke without a flag or a foot: «/», by which forms say «none», and no «1»."""
    x0, top, x1, bottom = (int(value) for value in blot.box)
    part = mask[top:bottom, x0:x1]
    rows, columns = np.nonzero(part)
    if blot.height < 0.4 * em or not len(rows):
        return False
    slope, start = np.polyfit(rows, columns, 1)
    apart = np.abs(columns - (slope * rows + start))
    thickness = max(part.sum(axis=1).mean(), 1.0)
    lean = -float(slope)
    return _LEAN[0] <= lean <= _LEAN[1] and float(apart.max()) <= 0.75 * thickness + 1.5 and thickness <= 0.25 * em


def tell_drawn(mask: Mask, pieces: Sequence[Piece], em: float) -> None:
    """Correct pieces that are all dots and bars by their shape."""
    for piece in pieces:
        if len(piece.text) == 1 and piece.text in _STROKES:
            _tell_slash(mask, piece, em)
        if not set(piece.text) <= _MARKS:
            continue
        x0, top, x1, bottom = piece.box
        blots = [b for b in blots_in(mask, (x0 - em, top - 2, x1 + em, bottom + 2)) if b.area >= 0.002 * em * em]
        blots = _dots(blots, em)
        if text := _drawn(blots, em):
            set_drawn(piece, text, (min(b.box[0] for b in blots), top, max(b.box[2] for b in blots), bottom), em)


def _tell_slash(mask: Mask, piece: Piece, em: float) -> None:
    x0, top, x1, bottom = piece.box
    blots = blots_in(mask, (x0 - 2, top - 2, x1 + 2, bottom + 2))
    if len(blots) == 1 and _is_slash(mask, blots[0], em):
        set_drawn(piece, "/", blots[0].box, em)


def set_drawn(piece: Piece, text: str, box: Box, em: float) -> None:
    """Make a piece what its strokes are by their shape."""
    step = (box[2] - box[0]) / len(text)
    piece.text, piece.box, piece.size, piece.found = text, box, em, "drawn"
    piece.lefts = [box[0] + step * i for i in range(len(text))]
    piece.rights = [box[0] + step * (i + 1) for i in range(len(text))]
    piece.sure = [_DRAWN_SURE] * len(text)
    piece.gaps = []


def usual_size(pieces: Sequence[Piece], dpi: float) -> float:
    """Size of most of the type, in pixels."""
    return median(piece.size for piece in pieces) if pieces else _USUAL * dpi


def fill_cells(paper: Paper, pieces: Sequence[Piece]) -> tuple[list[Piece], list[Box]]:
    """Pieces for ink in cells that has none, and the boxes of ink that reads as nothing (handwriting, stains).

    Where that is as large as a letter, the text beside it in its cell is doubted.
    """
    mask, seals, em = paper.mask, paper.seals, paper.em
    left = without(mask, (piece.box for piece in pieces), em)
    made: list[Piece] = []
    unread: list[Box] = []
    asked: list[tuple[Box, list[Blot], list[Piece]]] = []
    for cell in paper.cells:
        known = [piece for piece in pieces if holds(cell, piece.box)]
        for strokes in _rows(_strokes(left, cell, em), known, em):
            row = _dots(strokes, em)
            if not _is_print(row, em):
                continue
            box = box_of(row)
            if text := _drawn(row, em) or ("/" if len(row) == 1 and _is_slash(mask, row[0], em) else ""):
                if known or (text == "…" and any(holds(seal, box) for seal in seals)):
                    unread.append(box)  # stains, a letter of a seal: nobody strikes through a part of a cell with text
                    continue
                piece = Piece("", [], [], [], box, em)
                set_drawn(piece, text, box, em)
                made.append(piece)
            else:
                asked.append((box, row, known))
    strips = [around(box, em) for box, _, _ in asked]
    answers = paper.engine.read([strip_of(paper.pixels, strip) for strip in strips])
    for (box, row, beside), strip, answer in zip(asked, strips, answers, strict=True):
        sealed = any(holds(seal, box) for seal in seals)
        stain = set(answer.text) <= (_STAINS if beside else _STAINS - _ALONE)
        stain |= _is_read(answer.text, strip, beside)
        stain |= box[3] - box[1] < _FLAT * em and not set(answer.text) <= _STAINS
        if answer.text.strip() and not stain and answer.mean >= (_SURE_BESIDE if sealed or beside else _SURE_ALONE):
            made.append(piece_of(answer, strip, mask, "cell"))
        elif not sealed:
            unread.append(box)
            if _is_letter(row, em):
                _doubt_beside(box, beside, em)
    return made, unread


def without(mask: Mask, boxes: Iterable[Box], em: float) -> Mask:
    """The ink outside of some boxes and what is close to them."""
    left = mask.copy()
    reach = 0.2 * em
    for x0, top, x1, bottom in boxes:
        left[int(max(top - reach, 0)) : int(bottom + reach), int(max(x0 - reach, 0)) : int(x1 + reach)] = 0
    return left


def _is_read(text: str, strip: Box, known: Sequence[Piece]) -> bool:
    """Whether a strip round dust holds a part of what stands beside, above or below it, and reads that again («76»
    behind «2.76» on a speckled page)."""
    return bool(text.strip()) and any(text.strip() in _within(piece, strip) for piece in known)


def _within(piece: Piece, strip: Box) -> str:
    """The characters of a piece that a strip holds, or half of which it holds."""
    if min(strip[3], piece.box[3]) <= max(strip[1], piece.box[1]):
        return ""
    middles = [(left + right) / 2 for left, right in zip(piece.lefts, piece.rights, strict=True)]
    return "".join(sign for sign, x in zip(piece.text, middles, strict=True) if strip[0] <= x <= strip[2])


def _is_letter(blots: Sequence[Blot], em: float) -> bool:
    """Whether ink is as much and as large as a letter or a line of them: no dust, no rest of a rule, no fold."""
    x0, top, x1, bottom = box_of(blots)
    large = max(max(blot.width, blot.height) for blot in blots) >= _LETTER * em
    line = _BROAD * em <= bottom - top <= _HIGH * em and x1 - x0 >= _BROAD * em
    return large and line and sum(b.area for b in blots) >= _DENSE * em * em


def _doubt_beside(box: Box, pieces: Sequence[Piece], em: float) -> None:
    """Lower the confidence of the character next to a letter that could not be read: the text beside it lacks one."""

    def apart(piece: Piece) -> tuple[float, float]:
        x0, top, x1, bottom = piece.box
        return max(box[0] - x1, x0 - box[2], 0.0), max(box[1] - bottom, top - box[3], 0.0)

    near = [piece for piece in pieces if sum(apart(piece)) <= _REACH * em]
    if near:
        piece = min(near, key=lambda piece: sum(apart(piece)))
        across, down = apart(piece)
        x, y = ((piece.box[a] + piece.box[a + 2] - box[a] - box[a + 2]) / 2 for a in (0, 1))
        at = 0 if (y if down > across else x) > 0 else -1
        piece.sure[at] = min(piece.sure[at], _DOUBTED)


def box_of(blots: Sequence[Blot]) -> Box:
    """The box around some ink."""
    lefts, tops, rights, bottoms = zip(*(blot.box for blot in blots), strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


def holds(outer: Box, inner: Box) -> bool:
    """Whether a box holds the middle of another."""
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _strokes(left: Mask, cell: Box, em: float) -> list[Blot]:
    """Ink inside a cell that is neither dust nor the rest of a rule along its edge."""
    kept = []
    for blot in blots_in(left, cell):
        box = blot.box
        edge = min(box[0] - cell[0], box[1] - cell[1], cell[2] - box[2], cell[3] - box[3]) < 2
        if edge and min(blot.width, blot.height) < 0.25 * em:
            continue
        kept.append(blot)
    return kept if _is_print(kept, em) else []


def _is_print(blots: Sequence[Blot], em: float) -> bool:
    """Whether ink is a stroke, or three dots, and not dust alone."""
    large = any(b.area >= _LEAST * em * em and max(b.width, b.height) >= _SIDE * em for b in blots)
    return large or sum(b.area >= 0.004 * em * em for b in blots) >= _DOTS


def _rows(blots: list[Blot], known: Sequence[Piece], em: float) -> list[list[Blot]]:
    """Blots by lines, and those before what was read already apart from those behind it: nothing is read twice."""
    apart = []
    for row in lines_of(blots, em):
        row.sort(key=lambda blot: blot.box[0])
        _, top, _, bottom = box_of(row)
        between = [piece for piece in known if min(piece.box[3], bottom) > max(piece.box[1], top)]
        parts = [[row[0]]]
        for a, b in pairwise(row):
            if any(a.box[0] <= (piece.box[0] + piece.box[2]) / 2 <= b.box[2] for piece in between):
                parts.append([])
            parts[-1].append(b)
        apart += parts
    return apart


def lines_of(blots: list[Blot], em: float) -> list[list[Blot]]:
    """Blots by lines."""
    rows: list[list[Blot]] = []
    for blot in sorted(blots, key=lambda b: b.box[1]):
        middle = (blot.box[1] + blot.box[3]) / 2
        for row in rows:
            if min(b.box[1] for b in row) - 0.3 * em <= middle <= max(b.box[3] for b in row) + 0.3 * em:
                row.append(blot)
                break
        else:
            rows.append([blot])
    return rows


def around(box: Box, em: float) -> Box:
    """A strip of a line's height around ink."""
    x0, top, x1, bottom = box
    more = max(0.95 * em - (bottom - top), 0.0) / 2 + 0.15 * em
    return (x0 - 0.35 * em, top - more, x1 + 0.35 * em, bottom + more)
