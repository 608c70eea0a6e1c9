"""Room for a hand where nothing is printed: blank paper, or ink that is no print, such as a signature.

Room is behind a label's colon, in the blank cell beside a label's, else around the label in its own cell. Pure geometry
in pixels: any label counts; what it asks for is told by those who know forms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

import cv2
import numpy as np

from jixiao.readers.scan.ink import Mask
from jixiao.readers.scan.piece import Piece
from jixiao.readers.scan.recognise import Box
from jixiao.readers.scan.seen import Signature

_COLONS = "：:"
_LONGEST = 20  # characters of a label that fills a cell

# In sizes of type.
_NARROW, _WIDE = 2.0, 12.0  # rooms less wide are none, a name needs no more
_ABOVE = 0.5  # signatures are larger than print
_OFF = 0.25  # from the colon
_RULE = 0.8  # from the paper of one cell to that of the next
_AROUND = 0.15  # paper around print that is taken off with it
_STROKE, _FLAT = 0.35, 0.25  # extent of a stroke; what is flatter and long is an underline
_HAND_WIDE, _HAND_HIGH = 0.9, 0.55  # of all strokes together
_DUST = 0.02  # area of ink, in squares of type, below which paper is blank


def find_signatures(
    mask: Mask, pieces: Sequence[Piece], seals: Sequence[Box], cells: Sequence[Box], em: float
) -> list[Signature]:
    """Rooms that hold ink which is no print (signed), or none; left out is what nobody can tell."""
    sure = [piece for piece in pieces if not piece.is_unsure]
    print_off = mask.copy()
    for piece in sure:
        x0, top, x1, bottom = piece.box
        reach = _AROUND * em
        print_off[_at(top - reach) : _at(bottom + reach), _at(x0 - reach) : _at(x1 + reach)] = 0
    found = []
    for label, room in chain(_rooms(sure, cells, mask.shape[1], em), _cell_rooms(sure, cells, em)):
        if any(_overlap(room, seal) for seal in seals):
            continue
        signed = _is_signed(print_off, room, em)
        if signed is not None:
            found.append(Signature(label, room, signed))
    return found


def parted(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, those that end in doubted characters behind a colon in two: the detector joins a label and a hand."""
    found: list[Piece] = []
    for piece in pieces:
        at = max(piece.text.rfind(colon) for colon in _COLONS) + 1
        if 0 < at < len(piece.text) and piece.part(at, len(piece.text)).is_unsure:
            found += [piece.part(0, at), piece.part(at, len(piece.text))]
        else:
            found.append(piece)
    return found


def _rooms(pieces: Sequence[Piece], cells: Sequence[Box], width: int, em: float) -> Iterator[tuple[str, Box]]:
    """Each label with the room from its colon to the next print, the edge of its cell or of the page."""
    for piece in pieces:
        start = 0
        for at, sign in enumerate(piece.text):
            if sign not in _COLONS:
                continue
            label, start = piece.text[start : at + 1].split()[-1], at + 1
            _, top, _, bottom = piece.box
            left, middle = piece.rights[at] + _OFF * em, (top + bottom) / 2
            ends = [left + _WIDE * em, width - 0.5 * em]
            ends += [o.box[0] for o in pieces if o is not piece and o.box[0] > left and o.box[1] <= middle <= o.box[3]]
            behind = [x for x, s in zip(piece.lefts[at + 1 :], piece.text[at + 1 :], strict=True) if not s.isspace()]
            ends += behind[:1]
            above, below = top - _ABOVE * em, bottom + _ABOVE * em
            for x0, y0, x1, y1 in cells:
                if x0 <= left <= x1 and y0 <= middle <= y1:
                    ends.append(x1)
                    above, below = max(above, y0), min(below, y1)
            right = min(ends)
            if right - left >= _NARROW * em:
                yield label, (left, max(above, 0.0), right, below)


def _cell_rooms(pieces: Sequence[Piece], cells: Sequence[Box], em: float) -> Iterator[tuple[str, Box]]:
    """Each short text that fills a cell, with the cell to its right where nothing is printed, else with its own cell.

    A label with a colon has the room behind that in its own cell.
    """
    inside: dict[int, list[Piece]] = {}
    for piece in pieces:
        x, y = (piece.box[0] + piece.box[2]) / 2, (piece.box[1] + piece.box[3]) / 2
        at = next((i for i, (x0, top, x1, bottom) in enumerate(cells) if x0 <= x <= x1 and top <= y <= bottom), None)
        if at is not None:
            inside.setdefault(at, []).append(piece)
    for at, found in inside.items():
        label = "".join(p.text for p in sorted(found, key=lambda p: (round(p.box[1] / em), p.box[0])))
        label = "".join(label.split())
        if len(label) > _LONGEST:
            continue
        x0, top, x1, bottom = cells[at]
        middle = (top + bottom) / 2
        right = next((i for i, c in enumerate(cells) if 0 <= c[0] - x1 < _RULE * em and c[1] <= middle <= c[3]), None)
        if right is not None and right not in inside:
            if cells[right][2] - cells[right][0] >= _NARROW * em:
                yield label, cells[right]
        elif not label.endswith(tuple(_COLONS)):
            yield label, (x0, top, x1, bottom)


def _is_signed(ink: Mask, room: Box, em: float) -> bool | None:
    """Whether a room holds strokes as large as writing; None for ink that is neither that nor dust."""
    x0, top, x1, bottom = room
    part = np.ascontiguousarray(ink[_at(top) : _at(bottom), _at(x0) : _at(x1)])
    if not part.size:
        return None
    count, _, stats, _ = cv2.connectedComponentsWithStats(part, connectivity=8)
    marks = [s for s in stats[1:count].tolist() if not (s[3] <= _FLAT * em and s[2] >= 2 * _STROKE * em)]
    if sum(s[4] for s in marks) < _DUST * em * em:
        return False
    strokes = [s for s in marks if max(s[2], s[3]) >= _STROKE * em]
    if not strokes:
        return None
    wide = max(s[0] + s[2] for s in strokes) - min(s[0] for s in strokes)
    high = max(s[1] + s[3] for s in strokes) - min(s[1] for s in strokes)
    return True if wide >= _HAND_WIDE * em and high >= _HAND_HIGH * em else None


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _at(place: float) -> int:
    return max(round(place), 0)
