"""What was seen on a page picture, without the picture: all that is needed to make the page again, and what is kept."""

from __future__ import annotations

import math
from dataclasses import astuple, dataclass, field
from typing import Any

import orjson

from jixiao.document import BBox
from jixiao.readers.pdf.frames import Frame, Matrix
from jixiao.readers.pdf.grid import Edge
from jixiao.readers.scan.piece import Piece


@dataclass(frozen=True, slots=True)
class ScanFrame(Frame):
    """The upright frame of a page that was turned and straightened; ``matrix`` leads from it to the page as shown."""

    matrix: Matrix = (1, 0, 0, 1, 0, 0)

    def shown(self, box: BBox) -> BBox:
        """An upright box as shown: the box around it there, rounded to hundredths of a point."""
        a, b, c, d, e, f = self.matrix
        x0, y0, x1, y1 = box
        corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)]
        xs, ys = zip(*corners, strict=True)
        return (round(min(xs), 2), round(min(ys), 2), round(max(xs), 2), round(max(ys), 2))

    def shown_xs(self, xs: Any, middle: float) -> tuple[float, ...]:
        """Places along a line as shown; none where text is shown sideways."""
        a, _, c, _, e, _ = self.matrix
        return () if self.turn else tuple(round(a * x + c * middle + e, 2) for x in xs)


@dataclass(slots=True)
class Signature:
    """Room behind a label's colon: the label, the room's box, and whether it holds ink that is no print or none at all.

    Rooms of which neither can be said (a seal over them, small marks) have no entry.
    """

    label: str
    box: BBox
    signed: bool


@dataclass(slots=True)
class Seen:
    """A page in points of its upright frame."""

    width: float
    height: float
    turn: int
    skew: float
    matrix: Matrix
    horizontal: list[Edge] = field(default_factory=list)
    vertical: list[Edge] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    seals: list[BBox] = field(default_factory=list)
    signatures: list[Signature] = field(default_factory=list)
    unread: list[BBox] = field(default_factory=list)
    """Ink in cells of tables that reads as nothing."""
    parting: float = 0.0
    """Degrees by which the rules at the two ends of the page lie out of parallel, see `perspective`."""
    beside: Seen | None = None
    """The right page of a sheet of two; this is the left one."""

    @property
    def frame(self) -> ScanFrame:
        """The frame in which its places count."""
        return ScanFrame(0.0, 0.0, self.width, self.height, self.turn, matrix=self.matrix)

    @property
    def photographed(self) -> bool:
        """Whether the page is a picture in perspective: flat scans reach 0.12 (docs/scans.md)."""
        return self.parting >= _PHOTOGRAPHED

    def dumped(self) -> bytes:
        """As JSON."""
        return orjson.dumps([_VERSION, *astuple(self)])

    @classmethod
    def loaded(cls, data: bytes) -> Seen:
        """From `dumped`. Raises `ValueError` for anything else."""
        try:
            version, *values = orjson.loads(data)
            if version != _VERSION:
                raise ValueError("another version")
            return cls._of(values)
        except (TypeError, ValueError) as error:
            raise ValueError("not what was seen on a page") from error

    @classmethod
    def _of(cls, values: list[Any]) -> Seen:
        width, height, turn, skew, matrix, *rest = values
        horizontal, vertical, pieces, seals, signatures, unread, parting, beside = rest
        if len(matrix) != 6 or not all(map(math.isfinite, (width, height, skew, parting, *matrix))):
            raise ValueError("no such page")
        return cls(
            width,
            height,
            turn,
            skew,
            tuple(matrix),
            [_edge(edge) for edge in horizontal],
            [_edge(edge) for edge in vertical],
            [_piece(*piece) for piece in pieces],
            [tuple(box) for box in seals],
            [Signature(label, tuple(box), signed) for label, box, signed in signatures],
            [tuple(box) for box in unread],
            parting,
            cls._of(beside) if beside is not None else None,
        )


_VERSION = 4
_PHOTOGRAPHED = 0.3  # degrees


def _edge(edge: list[float]) -> Edge:
    at, start, end = edge
    return (at, start, end)


def _piece(
    text: str,
    lefts: list[float],
    rights: list[float],
    sure: list[float],
    box: list[float],
    size: float,
    found: str,
    gaps: list[float],
) -> Piece:
    x0, top, x1, bottom = box
    return Piece(text, lefts, rights, sure, (x0, top, x1, bottom), size, found, gaps)
