"""Room behind a label's colon where nothing is printed: blank paper, or ink that is no print, such as a signature.

Pure geometry in pixels: any colon counts; what a label asks for is told by those who know forms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from jixiao.readers.scan.ink import Mask
from jixiao.readers.scan.piece import Piece
from jixiao.readers.scan.recognise import Box
from jixiao.readers.scan.seen import Signature

_COLONS = "：:"
_SIGN = "签章"  # what a label says that asks for a hand or a stamp
_UNSURE = 0.7  # mean confidence: print is rarely below it, handwriting often

# In sizes of type.
_NARROW, _WIDE = 2.0, 12.0  # rooms less wide are none, a name needs no more
_ABOVE = 0.5  # signatures are larger than print
_OFF = 0.25  # from the colon
_AROUND = 0.15  # paper around print that is taken off with it
_STROKE, _FLAT = 0.35, 0.25  # extent of a stroke; what is flatter and long is an underline
_HAND_WIDE, _HAND_HIGH = 0.9, 0.55  # of all strokes together
_DUST = 0.02  # area of ink, in squares of type, below which paper is blank


def find_signatures(
    mask: Mask, pieces: Sequence[Piece], seals: Sequence[Box], cells: Sequence[Box], em: float
) -> list[Signature]:
    """Rooms behind colons that hold ink which is no print (signed), or none; left out is what nobody can tell."""
    sure = [piece for piece in pieces if not _is_unsure(piece)]
    print_off = mask.copy()
    for piece in sure:
        x0, top, x1, bottom = piece.box
        reach = _AROUND * em
        print_off[_at(top - reach) : _at(bottom + reach), _at(x0 - reach) : _at(x1 + reach)] = 0
    found = []
    for label, room in _rooms(sure, cells, mask.shape[1], em):
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
        if 0 < at < len(piece.text) and _is_unsure(rest := piece.part(at, len(piece.text))):
            found += [piece.part(0, at), rest]
        else:
            found.append(piece)
    return found


def without_handwriting(pieces: Sequence[Piece], signatures: Sequence[Signature]) -> list[Piece]:
    """The pieces without what was made of signatures: doubted characters in a signed room that asks for a hand."""
    rooms = [s.box for s in signatures if s.signed and any(sign in s.label for sign in _SIGN)]
    return [p for p in pieces if not (_is_unsure(p) and any(_holds(room, p.box) for room in rooms))]


def _is_unsure(piece: Piece) -> bool:
    return sum(piece.sure) < _UNSURE * len(piece.sure)


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


def _holds(room: Box, box: Box) -> bool:
    """Whether the middle of a box is in a room."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return room[0] <= x <= room[2] and room[1] <= y <= room[3]


def _at(place: float) -> int:
    return max(round(place), 0)
