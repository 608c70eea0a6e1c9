"""The grid of what was read in a stream: figures and words in the columns of their headings, all other text beside them
in a column that no heading names, so that no character is lost and none is taken for a value."""

from __future__ import annotations

from dataclasses import dataclass, field

from jixiao.document import Cell, Table
from jixiao.structure.flat.destroyed.chunks import Place
from jixiao.structure.flat.destroyed.stream import Stream


@dataclass(slots=True)
class Open:
    """A cell: pieces of the stream at a grid position."""

    row: int
    column: int
    pieces: tuple[Place, ...]
    column_span: int = 1
    row_span: int = 1


@dataclass(slots=True)
class Sheet:
    """Rows of cells over characters [start, stop) of a stream; ``begins`` is where each row's text begins, None of a
    heading row, beside which nothing else may stand; ``end`` how far text goes that no cell of the last row holds."""

    stream: Stream
    cells: list[Open] = field(default_factory=list)
    begins: list[int | None] = field(default_factory=list)
    end: int = 0

    def row(self, begin: int | None) -> int:
        """Begins a row; its number."""
        self.begins.append(begin)
        return len(self.begins) - 1

    def put(self, row: int, column: int, place: Place | None, column_span: int = 1) -> Open:
        """A cell of a row; without a place a blank one."""
        cell = Open(row, column, (place,) if place else (), column_span)
        self.cells.append(cell)
        return cell

    def table(self) -> Table:
        """The finished grid."""
        stream = self.stream
        taken = sorted(piece for cell in self.cells for piece in cell.pieces)
        start, stop = self.span
        beside = max(cell.column + cell.column_span for cell in self.cells)
        rest = self._rest(taken)
        for row, pieces in rest.items():
            self.cells.append(Open(row, beside, tuple(pieces)))
        cells: list[Cell] = []
        for cell in sorted(self.cells, key=lambda c: (c.row, c.column)):
            raw = stream.cell(*cell.pieces)
            runs = stream.stretch.runs(raw)
            cells.append(Cell(cell.row, cell.column, cell.row_span, cell.column_span, raw.text, runs))
        first, last = stream.raw(start, stop)
        page = stream.stretch.page_at(first)
        return Table(
            len(self.begins),
            beside + bool(rest),
            tuple(cells),
            "flattened",
            page,
            source_text=stream.stretch.text[first:last],
        )

    @property
    def span(self) -> Place:
        """The characters of the stream from the first cell to the last, or to the end of what was refused behind it."""
        pieces = [piece for cell in self.cells for piece in cell.pieces]
        return min(start for start, _ in pieces), max(self.end, *(stop for _, stop in pieces))

    def _rest(self, taken: list[Place]) -> dict[int, list[Place]]:
        """What no cell holds, by the row beside which it is put: the last that begins before it."""
        rest: dict[int, list[Place]] = {}
        at = taken[0][0]
        for start, stop in taken:
            if start > at:
                rest.setdefault(self._beside(at), []).append((at, start))
            at = max(at, stop)
        if self.end > at:
            rest.setdefault(self._beside(at), []).append((at, self.end))
        return rest

    def _beside(self, at: int) -> int:
        rows = [(begin, row) for row, begin in enumerate(self.begins) if begin is not None]
        before = [row for begin, row in rows if begin <= at]
        return before[-1] if before else rows[0][1]
