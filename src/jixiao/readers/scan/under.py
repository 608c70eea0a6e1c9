"""Lines of a page's paper that a black seal lies over: what the detector passed over for its strokes is read again.

A copy made the seal as dark as the print, so it cannot be lifted, and a line through it is found in parts at best. The
part beside the ring is clean print and is read by itself; so is the part under it, which is doubted as all is there.
Where either reads as nothing, the characters beside the hole are doubted: their text lacks some.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jixiao.readers.scan.ink import Mask
from jixiao.readers.scan.paper import Paper
from jixiao.readers.scan.piece import Piece
from jixiao.readers.scan.pieces import piece_of
from jixiao.readers.scan.recognise import Answer, Box

_WIDE = 2.0  # ems of a hole at least: less is room between words
_APART = 0.15  # ems around what was read already
_INKED = 0.5  # share of a hole's width that print has ink in; a ring that crosses it, a dot have less
_SURE, _SURE_UNDER = 0.9, 0.75  # mean confidence of what counts as read, beside the ring and under it
_DOUBTED = 0.6  # confidence beside a hole with ink that reads as nothing


@dataclass(slots=True)
class _Hole:
    """Room with ink on a line, in pixels, by its parts (beside the ring or under it), and the pieces at its ends."""

    parts: list[tuple[Box, bool]]
    before: Piece | None
    behind: Piece | None


def read_under(paper: Paper, pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces for print in lines outside of the cells that a dark seal touches."""
    pixels, mask, black = paper.pixels, paper.mask, paper.dark
    body = [piece for piece in pieces if not any(_holds(cell, piece.box) for cell in paper.cells)] if black else []
    holes = [hole for seal in black for hole in _holes(body, seal, mask, paper.em)]
    parts = [box for hole in holes for box, _ in hole.parts]
    strips = [pixels[round(y0) : round(y1), round(x0) : round(x1)] for x0, y0, x1, y1 in parts]
    answers = iter(paper.engine.read(strips))
    made: list[Piece] = []
    for hole in holes:
        read = [_piece(next(answers), box, mask, under=under) for box, under in hole.parts]
        made += [piece for piece in read if piece is not None]
        for before, unread, behind in zip([hole.before, *read], read, [*read[1:], hole.behind], strict=False):
            if unread is None and before is not None:
                before.sure[-1] = min(before.sure[-1], _DOUBTED)
            if unread is None and behind is not None:
                behind.sure[0] = min(behind.sure[0], _DOUBTED)
    return made


def _holes(body: Sequence[Piece], seal: Box, mask: Mask, em: float) -> Iterator[_Hole]:
    """The rooms with ink on lines through a seal, of each line those that the seal touches."""
    x, y, radius = (seal[0] + seal[2]) / 2, (seal[1] + seal[3]) / 2, (seal[2] - seal[0]) / 2
    left, right = min((p.box[0] for p in body), default=0.0), max((p.box[2] for p in body), default=0.0)
    for line in _lines([piece for piece in body if len(piece.text) > 1]):
        top, bottom = min(p.box[1] for p in line), max(p.box[3] for p in line)
        half = (radius**2 - ((top + bottom) / 2 - y) ** 2) if radius else -1.0
        if half <= 0 or bottom - top > _WIDE * em:
            continue
        start, end = x - half**0.5, x + half**0.5
        for before, behind in zip([None, *line], [*line, None], strict=True):
            a = before.box[2] + _APART * em if before else left
            b = behind.box[0] - _APART * em if behind else right
            if b - a < _WIDE * em or b <= start or a >= end:
                continue
            bounds = [a, *(bound for bound in (start, end) if a < bound < b), b]
            parts = [
                ((c, top, d, bottom), start <= (c + d) / 2 <= end)
                for c, d in pairwise(bounds)
                if d - c >= em / 2 and _is_inked(mask, (c, top, d, bottom))
            ]
            if parts:
                yield _Hole(parts, before, behind)


def _lines(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces by lines, each from the left."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: p.box[1] + p.box[3]):
        middle = (piece.box[1] + piece.box[3]) / 2
        line = next((line for line in lines[-2:] if line[0].box[1] <= middle <= line[0].box[3]), None)
        if line is None:
            lines.append([piece])
        else:
            line.append(piece)
    return [sorted(line, key=lambda p: p.box[0]) for line in lines]


def _is_inked(mask: Mask, box: Box) -> bool:
    x0, top, x1, bottom = (max(round(value), 0) for value in box)
    part = mask[top:bottom, x0:x1]
    return bool(part.size) and float(part.any(axis=0).mean()) >= _INKED


def _piece(answer: Answer, box: Box, mask: Mask, *, under: bool) -> Piece | None:
    if len(answer.text.strip()) < 2 or answer.mean < (_SURE_UNDER if under else _SURE):
        return None
    return piece_of(answer, box, mask)


def _holds(outer: Box, inner: Box) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]
