"""Which column of placed text names the rows, where the heading prints nothing above it or a block's label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jixiao.structure.flat.placed.down import FIGURES
from jixiao.structure.flat.shapes import Place, RowKind
from jixiao.structure.form_model import Zone


def is_headed(zone: Zone, place: Place) -> bool:
    """Whether the heading prints a label above a place."""
    return any(column.id == place.id and column.labels for column in zone.columns)


def as_printed(zone: Zone, below: RowKind, *, issued: bool) -> RowKind:
    """The row below a heading; but where that has the number of columns ``issued``, what stands below no label is told
    by its place, whatever it says."""
    if issued:
        return below
    bare = (place.type == "label" and not place.merge and not is_headed(zone, place) for place in below.places)
    places = (replace(place, type="text") if own else place for place, own in zip(below.places, bare, strict=True))
    return replace(below, places=tuple(places))


def is_nameless(zone: Zone, key: str, places: Sequence[Place]) -> bool:
    """Whether figures or measures stand right behind a block's label: then it heads the names of the rows («资金来源 |
    预算安排 | 实际支出», «绩效指标 | 权重 | 目标值»), which no other heading does. Rows of money may have no names
    beside the label of their block («资金情况（万元）»)."""
    behind = next((place for place in places[1:] if not place.merge), None)
    if places[0].merge != "block" or behind is None or behind.type not in (*FIGURES, "measure"):
        return False
    return not (zone.block is not None and key in zone.block.keys and places[1].type == "amount")
