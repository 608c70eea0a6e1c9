"""Labels of printed rows that stand out of the form's order with nothing beside them, in text that lost cells
(`without_unordered`) and in rows of a cell a line (`doubt_unordered`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby, pairwise

from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.plans import Plan
from jixiao.structure.flat.rowmodel import ReadRow, refused
from jixiao.structure.flat.shapes import Shape
from jixiao.structure.form_model import Zone, row_key


def doubt_unordered(shape: Shape, rows: Sequence[FitRow]) -> None:
    """Refuses the rows of nothing but a label that the form prints elsewhere, where all others stand in its order: the
    label is a cell of the row above, and another row has none («2、出国经费» below «会议费、培训费»)."""
    for zone, group in groupby(rows, lambda row: _zone(shape, row)):
        below = [*group]
        keys = [row_key(row.cells[0].word) if row.cells else "" for row in below] if zone else []
        bare = [not any(cell.text.strip() for cell in row.cells[1:]) for row in below]
        for at in astray(zone, keys, bare) if zone else ():
            below[at].refused = True


def without_unordered(
    plan: Plan, rows: Sequence[ReadRow], text: Callable[[tuple[int, int, int]], str]
) -> list[ReadRow]:
    """The rows of amounts without those of `doubt_unordered`."""
    if plan.levels or not plan.zone.rows:
        return list(rows)
    texts = [{cell[0]: key for cell in row.cells if (key := text(cell))} for row in rows]
    keys = [row_key(own.get(plan.first_free, "")) for own in texts]
    lost = astray(plan.zone, keys, [len(own) == 1 and not row.unsure for own, row in zip(texts, rows, strict=True)])
    return [refused(plan, row.start, row.end) if at in lost else row for at, row in enumerate(rows)]


def astray(zone: Zone, keys: Sequence[str], bare: Sequence[bool]) -> list[int]:
    """The numbers of the rows of nothing but a label (``bare``) out of the order of a form's rows, which the others
    keep. ``keys`` are the keys of the labels."""
    ranks = [next((rank for rank, row in enumerate(zone.rows) if key in row.keys), None) for key in keys]
    found: list[int] = []
    for at, rank in enumerate(ranks):
        others = [other for number, other in enumerate(ranks) if number != at and other is not None]
        above = [other for other in ranks[:at] if other is not None]
        if rank is None or not bare[at] or not above or any(one > two for one, two in pairwise(others)):
            continue
        below = [other for other in ranks[at + 1 :] if other is not None]
        if rank < above[-1] or (below and rank > below[0]):
            found.append(at)
    return found


def _zone(shape: Shape, row: FitRow) -> Zone | None:
    """The zone of printed rows that a row is of."""
    if row.kind is None or row.kind.what != "data":
        return None
    zone = shape.form.zones[row.kind.zone]
    return zone if zone.rows and row.kind.places[0].type == "label" else None
