"""What was made of handwriting and of seals' letters, and where somebody signed: told by labels, so by those who know
forms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median

from jixiao.document import BBox
from jixiao.readers.pdf.pages import PageContent
from jixiao.readers.scan.piece import Piece
from jixiao.readers.scan.seen import Seen, Signature

_EDGE = 0.7  # of a line's height: a box of slanting letters is as much larger than their ink
_COLONS = ("：", ":")


def without_handwriting(content: PageContent, seen: Seen, asks: Callable[[str], bool] | None) -> list[Piece]:
    """The page's pieces without what was made of signatures: doubted characters in a signed room that asks for a hand.

    Enters into ``content`` which rooms are signed, which are blank, and which lost such characters: none goes unsaid.
    A room without a colon at its label (its own cell, or the one beside it) counts only where it asks for a hand.
    """
    rooms = [s for s in seen.signatures if _has_colon(s) or (asks is not None and asks(s.label))]
    signed = [s for s in rooms if s.signed]
    content.signed = _labels(signed)
    wanted = [s for s in signed if asks is not None and asks(s.label)]
    blank = _labels([s for s in rooms if not s.signed and asks is not None and asks(s.label)])
    content.unsigned = [label for label in blank if label not in content.signed]
    kept: list[Piece] = []
    lost: list[Signature] = []
    for piece in seen.pieces:
        room = next((s for s in wanted if _holds(s.box, piece.box)), None) if piece.is_unsure else None
        if room is None:
            kept.append(piece)
        else:
            lost.append(room)
    content.hands = _labels(lost)
    return kept


def without_seal_letters(content: PageContent, seen: Seen, pieces: list[Piece]) -> list[Piece]:
    """Pieces of a page's body without what was made of the letters around a seal. Enters that into ``content``.

    A lone character inside the seal's box, with no other print on its line, or letters that run along its ring.
    """
    line = line_of(seen.pieces)
    kept: list[Piece] = []
    for piece in pieces:
        lone = len(piece.text.strip()) == 1 and any(_covers(seal, piece.box) for seal in seen.seals)
        lone = lone and not any(_on_line(piece.box, other.box) for other in pieces if other is not piece)
        if lone or runs_along_a_seal(seen, piece, line):
            content.seal_letters.append(piece.text.strip())
        else:
            kept.append(piece)
    return kept


def line_of(pieces: Sequence[Piece]) -> float:
    """How high the ink of most lines is."""
    return median(piece.box[3] - piece.box[1] for piece in pieces) if pieces else 0.0


def runs_along_a_seal(seen: Seen, piece: Piece, line: float, times: float = 2.8) -> bool:
    """Whether a piece of several letters lies in a seal and slants: it is ``times`` as high as a ``line`` of print.

    Print over which a seal's strokes lie reaches 2.4 in a page's body, 3.6 in cells.
    """
    x0, top, x1, bottom = piece.box
    edge = _EDGE * line
    inner = (x0 + edge, top + edge, x1 - edge, bottom - edge)
    slants = piece.found == "detector" and len(piece.text) > 1 and bottom - top >= times * line > 0
    return slants and any(_covers(seal, inner) for seal in seen.seals)


def _covers(seal: BBox, box: BBox) -> bool:
    return seal[0] <= box[0] and seal[1] <= box[1] and box[2] <= seal[2] and box[3] <= seal[3]


def _on_line(box: BBox, other: BBox) -> bool:
    """Whether two boxes share half of the lower one's height."""
    shared = min(box[3], other[3]) - max(box[1], other[1])
    return 2 * shared > min(box[3] - box[1], other[3] - other[1])


def _holds(room: BBox, box: BBox) -> bool:
    """Whether the middle of a box is in a room."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return room[0] <= x <= room[2] and room[1] <= y <= room[3]


def _has_colon(signature: Signature) -> bool:
    return signature.label.endswith(_COLONS)


def _labels(signatures: Sequence[Signature]) -> list[str]:
    return list(dict.fromkeys(s.label for s in signatures))
