"""The part of a zone that stands on one page, and its rows (`Part`, `Body`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jixiao.quotes import squeeze
from jixiao.structure.flat.celltexts import figure_of
from jixiao.structure.flat.linebreaks import width
from jixiao.structure.flat.placed.down import FIGURES, Cells, Row
from jixiao.structure.flat.placed.merged import Band, Heights, heights
from jixiao.structure.flat.placed.page import Chunk, Placed
from jixiao.structure.flat.shapes import Place
from jixiao.structure.flat.stretch import RawRow

_GAP = 1.6  # lines of print between lines that hardly are of one cell


@dataclass(frozen=True, slots=True)
class Body:
    """A row below a heading: its lines, and whether they surely are its."""

    lines: Sequence[Cells]
    sure: bool

    @property
    def total(self) -> Chunk | None:
        """The label of the total that the row is."""
        return next((line.total for line in self.lines if line.total is not None), None)

    def text(self, column: int) -> str:
        """What stands in a column, its lines joined."""
        return "".join(chunk.text for line in self.lines for chunk in line.columns.get(column, ()))


@dataclass(slots=True)
class Part:
    """The part of a zone that stands on one page: its lines, its pieces with their columns, labels of totals."""

    zone: int
    lines: list[Placed]
    chunks: list[tuple[Chunk, int]] | None
    totals: list[Chunk]
    continued: bool
    heights: Heights = field(init=False)

    def __post_init__(self) -> None:
        self.heights = heights(self.lines)

    def cells(self, merges: set[int]) -> Iterator[Cells]:
        """The lines that hold more than pieces of merged columns."""
        at: dict[int, dict[int, list[Chunk]]] = {}
        for chunk, column in self.chunks or ():
            if column not in merges:
                at.setdefault(chunk.at, {}).setdefault(column, []).append(chunk)
        totals = {chunk.at: chunk for chunk in self.totals}
        above: int | None = None
        number = -1  # of the last line, whatever it holds
        parted = False
        for line in self.lines:
            parted = parted or line.number > number + 1 >= 1
            number = line.number
            own = line.chunks[0].at
            if own not in at and own not in totals:
                continue
            blank = above is not None and self.heights[own] - self.heights[above] > _GAP
            for chunks in at.get(own, {}).values():
                chunks.sort(key=lambda chunk: chunk.start)
            yield Cells(own, line.number, at.get(own, {}), totals.get(own), blank, parted)
            above, parted = own, False

    def bands(self, lines: Sequence[Cells], rows: Sequence[Row]) -> list[Band]:
        """Where the rows stand."""
        return [Band(self.heights[lines[row.first].at], self.heights[lines[row.after - 1].at]) for row in rows]


def mend_figures(rows: Sequence[RawRow], places: Sequence[Place]) -> None:
    """Makes figures of two lines one whose columns had no room for their last digits («9.1⏎8», «99.⏎18»)."""
    for column, place in enumerate(places):
        cells = [cell for row in rows for cell in row.cells if cell.column == column] if place.type in FIGURES else []
        widest = max((width(line) for cell in cells for line in cell.text.split("\n")), default=0)
        for cell in cells:
            first, _, rest = cell.text.partition("\n")
            torn = "." in first and rest.removesuffix("%").isdigit() and width(rest) < width(first) == widest
            if torn and figure_of(squeeze(first + rest)) is not None:
                cell.text = first + rest
                cell.word = squeeze(cell.text)
