"""Two columns of a scanned table that became one: the rule between them was lost from end to end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from jixiao import lazy_re as re
from jixiao.document import Table
from jixiao.schema import Report
from jixiao.structure.model import Structured

_SIDE_BY_SIDE = re.compile(r"[\d.,]+%? *\t *[\d.,]+%?")
_SEVERAL = 2


def of_two(report: Report, structured: Structured) -> Iterator[str]:
    """The values in columns that hold two figures side by side in several rows («12.63», «12.42»): nobody knows of
    which a lone figure there is."""
    cells = {block: found for block, grid in structured.grids.items() if (found := _cells_of_two(grid.table))}
    for pointer, evidence in report.evidence.items() if cells else ():
        if any(place.cell in cells.get(place.block, ()) for place in evidence.places):
            yield pointer


def _cells_of_two(table: Table) -> set[tuple[int, int]]:
    sides = Counter((cell.column, cell.column_span) for cell in table.cells if _SIDE_BY_SIDE.fullmatch(cell.text))
    columns = {column for column, count in sides.items() if count >= _SEVERAL}
    return {(cell.row, cell.column) for cell in table.cells if (cell.column, cell.column_span) in columns}
