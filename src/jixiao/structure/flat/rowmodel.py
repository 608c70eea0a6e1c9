"""What reading a row of tokens takes and gives (`Mode`, `Budget`; `Parse`, `ReadRow`)."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace

from jixiao.structure.flat.align import WORST_ROW
from jixiao.structure.flat.cellcosts import REASONS
from jixiao.structure.flat.plans import Plan

STEPS = 250_000
"""What the rows of all zones of a stretch of text may cost in all forms tried; what needs more is refused."""

FULL = 100
"""Points of a table."""

Cells = tuple[tuple[int, int, int], ...]
"""Cells of a row: (place, first token, token behind the last); places without one are holes."""


@dataclass(frozen=True, slots=True)
class Mode:
    """What a dialect lost besides merged cells below their first row. ``hole`` is the price of a blank cell that was
    not printed (inf: all are). ``shared`` of a score or reason merged over rows. ``lines``: a cell may have several
    tokens, one a paragraph or wrapped line; with ``single`` none has. ``worst``: what the cells' types may cost in a
    row."""

    hole: float
    shared: float
    lines: bool
    worst: float = WORST_ROW
    single: bool = False


@dataclass(frozen=True, slots=True)
class Parse:
    """One way to read tokens as a row, ending before token ``end``. Of its ``cost`` the types of the cells account for
    ``typed``, the rest are holes and figures that do not go together."""

    cost: float
    typed: float
    cells: Cells
    end: int


@dataclass
class Budget:
    """What may still be spent on a stretch of text, and the rows that were read there: one form's are often
    another's."""

    left: int = STEPS
    known: dict[Hashable, tuple[list[ReadRow], float] | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of tokens [start, end): its cells, and those of its tokens whose column nobody can tell (``unsure``); the
    places that another reading fills (``open``)."""

    start: int
    end: int
    cells: Cells
    unsure: tuple[int, ...] = ()
    open: frozenset[int] = frozenset()


def refused(plan: Plan, start: int, stop: int) -> ReadRow:
    """Tokens [start, stop) as a row of which nothing is believed."""
    return ReadRow(start, stop, (), tuple(range(start, stop)), frozenset(range(len(plan.places))))


def without(row: ReadRow, lost: Sequence[tuple[int, int, int]]) -> ReadRow:
    """A row without cells that are in doubt."""
    if not lost:
        return row
    unsure = {*row.unsure, *(at for _, start, end in lost for at in range(start, end))}
    cells = tuple(cell for cell in row.cells if cell not in lost)
    return replace(row, cells=cells, unsure=tuple(sorted(unsure)))


def without_loose(plan: Plan, row: ReadRow) -> ReadRow:
    """A row without the text below a heading that no form knows where the reason beside it is blank: of the two cells
    as well the other was not printed («偏差原因», «佐证材料»)."""
    reasons = [at for at, id_ in enumerate(plan.ids) if id_ in REASONS]
    if not reasons or any(cell[0] in reasons for cell in row.cells):
        return row
    return without(row, [cell for cell in row.cells if cell[0] > reasons[-1] and not plan.ids[cell[0]]])
