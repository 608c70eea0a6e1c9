"""A row of cells with the kind of row that it is of its form."""

from __future__ import annotations

from dataclasses import dataclass

from jixiao.structure.flat.shapes import RowKind
from jixiao.structure.flat.stretch import RawCell


@dataclass(slots=True)
class FitRow:
    """A row with its kind (None: no row of the form) and, of a heading, the kind of the rows below it."""

    cells: list[RawCell]
    keys: list[str]
    kind: RowKind | None
    below: RowKind | None = None
    expected: int = 0  # cells that the form has here; fewer may be torn
    open_ends: bool = False  # whether a mark may have torn it off the row above or below
    holes: tuple[int, ...] | None = None  # places whose covered cell was left out, where that is known
    refused: bool = False  # cells that cannot be what the form has there: no column is given for them
    doubted: frozenset[str] = frozenset()  # the texts of those of its cells of which alone this is true
    damaged: bool = False  # it has more cells than the rows beside it, or fewer
    apart: bool = False  # labels with their values, or a title, over the whole width: no row of the zone above
    vague: bool = False  # which of its cells are its levels nobody can tell

    unlevelled: frozenset[str] = frozenset()  # the levels whose word was lost here, and does not go on from above

    @property
    def lacks_cells(self) -> bool:
        """Whether some of its cells stand behind the form, in no column."""
        return self.refused or self.vague or bool(self.doubted) or bool(self.unlevelled)
