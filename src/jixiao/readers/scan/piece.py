"""A piece of print as it was read."""

from __future__ import annotations

from dataclasses import dataclass, field

from jixiao.document import BBox

_UNSURE = 0.7  # mean confidence: print is rarely below it, handwriting often


@dataclass(slots=True)
class Piece:
    """A stretch of print on one line; pixels of the upright picture, later points of the upright page.

    ``lefts``, ``rights``: edges of each character's square; ``sure``: one confidence a character, 0 to 1. ``box`` is
    the ink's; ``size`` of the type. ``found`` says how it came: detector, stack (letters below one another), cell (ink
    in a cell in which the detector found nothing), line (the same outside tables), drawn (strokes told by their shape).

    ``gaps``: the widest paper between each character's ink and that of the one before it (the first has 0), far more
    exact than the squares, of which only the middles are known; empty where it was not measured. A blank that was
    read has 0, and the character behind it the whole gap.
    """

    text: str
    lefts: list[float]
    rights: list[float]
    sure: list[float]
    box: BBox
    size: float
    found: str = "detector"
    gaps: list[float] = field(default_factory=list)

    @property
    def is_unsure(self) -> bool:
        """Whether what was read is doubted so much that it may be no print at all."""
        return sum(self.sure) < _UNSURE * len(self.sure)

    def part(self, start: int, end: int) -> Piece:
        """Characters [start, end) as a piece of their own."""
        lefts, rights = self.lefts[start:end], self.rights[start:end]
        box = (lefts[0], self.box[1], rights[-1], self.box[3])
        gaps = [0.0, *self.gaps[start + 1 : end]] if self.gaps else []
        return Piece(self.text[start:end], lefts, rights, self.sure[start:end], box, self.size, self.found, gaps)

    def insert(self, at: int, sign: str, left: float, right: float, sure: float, gaps: tuple[float, float]) -> None:
        """Put a character before character ``at``; ``gaps``: the paper on both its sides."""
        self.text = self.text[:at] + sign + self.text[at:]
        self.lefts.insert(at, left)
        self.rights.insert(at, right)
        self.sure.insert(at, sure)
        if self.gaps:
            self.gaps[at : at + 1] = [gaps[0], *([gaps[1]] if at < len(self.gaps) else [])]
            self.gaps[0] = 0.0

    def scaled(self, scale: float) -> Piece:
        """The same in other units."""
        x0, top, x1, bottom = self.box
        return Piece(
            self.text,
            [x * scale for x in self.lefts],
            [x * scale for x in self.rights],
            self.sure,
            (x0 * scale, top * scale, x1 * scale, bottom * scale),
            self.size * scale,
            self.found,
            [gap * scale for gap in self.gaps],
        )
