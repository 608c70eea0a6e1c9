"""What is read of the indicator rows of a stream: words and figures by column, the points of the money, the total."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.structure.flat.destroyed.chunks import Chunk, Place
from jixiao.structure.flat.destroyed.search import POINTS
from jixiao.structure.flat.destroyed.stream import Literal
from jixiao.structure.flat.destroyed.words import Heading, Label

MEASURES = ("target", "actual")
SIGN, UNIT = "operator", "unit"
"""Columns that hold a part of the target: «≥ | 95 | %»."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the stream: its words, its figures by column, and what stands for target and actual without a border
    between them (``blurred``). It ends at ``stop``."""

    chunk: Chunk
    figures: tuple[tuple[str, Place], ...]
    blurred: Place | None
    stop: int

    def place(self, column: str) -> Place | None:
        """Where a column's cell stands."""
        return next((place for id_, place in self.figures if id_ == column), None)


@dataclass(frozen=True, slots=True)
class Points:
    """Weight and score that the money block adds; ``known`` when they were read."""

    weight: Decimal = Decimal(0)
    score: Decimal = Decimal(0)
    known: bool = False


@dataclass(slots=True)
class Rows:
    """The indicator rows: those that all readings share. ``tail`` is what stands between the last and the total."""

    heading: Heading
    rows: list[Row] = field(default_factory=list)
    tail: Chunk | None = None
    total: Label | None = None
    total_cells: dict[str, Literal] = field(default_factory=dict)
    with_money: bool = True

    @property
    def figures(self) -> tuple[str, ...]:
        """The columns that hold targets, actual values and points."""
        return tuple(id_ for id_ in self.heading.ids if id_ in (*MEASURES, *POINTS))

    @property
    def stop(self) -> int:
        """Where the last cell ends."""
        return max(literal.stop for literal in self.total_cells.values())
