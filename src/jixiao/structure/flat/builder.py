"""A grid under construction, row by row (`Builder`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import starmap
from operator import attrgetter

from jixiao.document import Cell, Table
from jixiao.patterns import Patterns
from jixiao.structure.flat.stretch import RawCell, Stretch

_PLACE, _CELL = attrgetter("row", "column"), attrgetter("row", "column", "row_span", "span", "raw.text")


class UnreadableError(Exception):
    """The rows allow two readings, or none. Never leaves this package."""


@dataclass(slots=True)
class Open:
    """A cell of the grid under construction."""

    row: int
    column: int
    span: int
    raw: RawCell
    row_span: int = 1


@dataclass
class Builder:
    """A grid that grows row by row; ``top`` holds the cell that ends in each column above."""

    patterns: Patterns
    cells: list[Open] = field(default_factory=list)
    top: dict[int, Open] = field(default_factory=dict)
    rows: int = 0
    block: str | None = None
    leaves_out: bool = False
    floor: int = 0  # the first row below the last heading
    unsure: set[str] = field(default_factory=set)  # levels whose word may stand in a row that was refused

    def put(self, column: int, span: int, raw: RawCell, row_span: int = 1) -> None:
        """A cell that begins in the current row."""
        self.top[column] = cell = Open(self.rows, column, span, raw, row_span)
        self.cells.append(cell)

    def cover(self, column: int, span: int) -> bool:
        """Lets the cell above run down over the current row; False if none of this width ends right above."""
        cell = self.top.get(column)
        if cell is None or cell.span != span or cell.row + cell.row_span != self.rows:
            return False
        cell.row_span += 1
        return True

    def goes_on(self, column: int) -> bool:
        """Whether the cell above stands below the last heading: a blank one of a level goes on with no heading's label
        (of a table's part on the next page the word of a level stands on the page before)."""
        cell = self.top.get(column)
        return cell is not None and cell.row >= self.floor

    def refuse(self, column: int, cells: Sequence[RawCell]) -> None:
        """Keeps the texts of cells whose columns nobody can tell behind the form, where they mean nothing."""
        filled = [cell for cell in cells if cell.text.strip()]
        pieces = tuple(piece for cell in filled for piece in cell.pieces)
        self.put(column, 1, RawCell("\n".join(cell.text for cell in filled), pieces))

    def table(self, stretch: Stretch, start: int, stop: int, width: int) -> Table:
        """The finished grid."""
        columns = max([width, *[cell.column + cell.span for cell in self.cells]])
        in_order = sorted(self.cells, key=_PLACE)
        cells = tuple(starmap(Cell, map(_CELL, in_order)))
        if stretch.has_runs:
            for cell, made in zip(cells, in_order, strict=True):
                cell.runs = stretch.runs(made.raw)
        page = stretch.page_at(start)
        return Table(self.rows, columns, cells, "flattened", page, source_text=stretch.text[start:stop])
