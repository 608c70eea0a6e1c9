"""A bar that stands alone in a cell: «—», by which forms say «none», and no «一», as the recogniser reads it.

The two differ by the foot at the right end of «一», which type without serifs does not have; there the cell decides:
nobody writes a lone one in it but where rows are counted, and then «二» or «三» stands below.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from jixiao.readers.scan.ink import Mask
from jixiao.readers.scan.mend import blots_in, holds, set_drawn
from jixiao.readers.scan.piece import Piece
from jixiao.readers.scan.recognise import Box

_ONES = set("一ー")
_COUNTED = set("二三四五")
_WIDE = (0.6, 1.3)  # ems across: «-» is shorter, «——» longer
_FLAT = 0.2  # ems down
_MIDDLE, _TALL = 0.15, 0.5  # ems to both sides of a sign's middle; no bar is so high there, however skewed
_DOUBTED = 0.9
_FOOT = 1.5  # times the bar's usual thickness, and two pixels more than it: the foot of «一»


def tell_bars(mask: Mask, pieces: Sequence[Piece], cells: Iterable[Box], em: float) -> None:
    """Correct lone bars in ``cells``, all in pixels; ``em``: the usual size of type."""
    ones = [piece for piece in pieces if piece.text in _ONES]
    if not ones:
        return
    counted = [piece for piece in pieces if piece.text in _COUNTED]
    for cell in cells:
        inside = [piece for piece in ones if holds(cell, piece.box)]
        if len(inside) != 1 or any(piece is not inside[0] and holds(cell, piece.box) for piece in pieces):
            continue
        piece = inside[0]
        x0, top, x1, bottom = piece.box
        if any(other.box[0] < x1 and x0 < other.box[2] for other in counted):
            continue
        blots = [b for b in blots_in(mask, (x0 - 2, top - 2, x1 + 2, bottom + 2)) if b.area >= 0.004 * em * em]
        if len(blots) != 1:
            continue
        bar = blots[0]
        if _WIDE[0] * em <= bar.width <= _WIDE[1] * em and bar.height <= _FLAT * em and not _has_foot(mask, bar.box):
            set_drawn(piece, "—", bar.box, em)


def doubt_ones(mask: Mask, pieces: Iterable[Piece], em: float) -> None:
    """Doubt each «一» where the ink is taller than a bar: the signs «≥1699» of a spoilt line were read as one."""
    for piece in pieces:
        for at, sign in enumerate(piece.text):
            if sign not in _ONES or piece.found == "drawn":
                continue
            middle = (piece.lefts[at] + piece.rights[at]) / 2
            band = mask[
                max(int(piece.box[1]), 0) : int(piece.box[3]) + 1,
                max(int(middle - _MIDDLE * em), 0) : int(middle + _MIDDLE * em) + 1,
            ]
            rows = np.flatnonzero(band.any(axis=1)) if band.size else band
            if len(rows) and rows[-1] - rows[0] + 1 > _TALL * em:
                piece.sure[at] = min(piece.sure[at], _DOUBTED)


def _has_foot(mask: Mask, box: Box) -> bool:
    x0, top, x1, bottom = (int(value) for value in box)
    thick = mask[top:bottom, x0:x1].astype(bool).sum(axis=0)
    usual = float(np.median(thick))
    return float(thick[len(thick) // 2 :].max()) >= max(_FOOT * usual, usual + 2)
