"""Labels that a form prints and that stand in another's place, in tables that lost cells: what they leave in doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from itertools import pairwise

from jixiao.quotes import squeeze
from jixiao.structure.flat.compose import Part
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.rowmodel import refused
from jixiao.structure.flat.shapes import Shape
from jixiao.structure.flat.stretch import RawCell
from jixiao.structure.flat.tokens import Token
from jixiao.structure.form_model import key_of

_WORD = 4  # characters of a label that is no word of a name by chance

Heads = Mapping[int, Set[str]]
"""The label keys that the heading of each zone prints."""


def in_place(shape: Shape, heads: Heads) -> frozenset[str]:
    """The words of columns whose label stands in its heading, in each zone that has it."""
    shown, missing = set[str](), set[str]()
    for number, zone in enumerate(shape.form.zones):
        for column in zone.columns:
            there = number in heads and bool(column.keys & heads[number])
            (shown if there else missing).update(column.keys)
    return frozenset(shown - missing)


def doubt_displaced(shape: Shape, rows: Sequence[FitRow], is_label: Callable[[str], bool]) -> None:
    """Refuses the rows in which the word of a heading stands that lacks it and has, in its place or joined to the label
    beside it, one that is none («指标值», «指标1：受资助学生人数», and «实际完成值» as a name); and the zone below."""
    heads: dict[int, set[str]] = {}
    odd, doubted = set[int](), set[int]()
    for row in rows:
        if row.kind is not None and row.kind.what == "heading":
            own = shape.heading_labels[row.kind.zone]
            keys = [key_of(squeeze(cell.text)) for cell in row.cells]
            heads.setdefault(row.kind.zone, set()).update(keys)
            texts = zip(keys, row.cells, strict=True)
            if any(key and key not in own and not (is_label(key) and _is_one(own, cell)) for key, cell in texts):
                odd.add(row.kind.zone)
            pairs = ((one, two) for one, two in pairwise(keys) if one and two and one + two in own)
            if any(not (is_label(one) and is_label(two)) for one, two in pairs):
                doubted.add(row.kind.zone)  # «总体», «目标» as two headings
    if not odd and not doubted:  # most tables
        return
    for row in rows:
        if row.kind is not None and row.kind.what == "heading":
            continue
        zones = {zone for cell in row.cells for zone in _lacking(shape, heads, key_of(squeeze(cell.text)))} & odd
        row.refused = row.refused or bool(zones)
        doubted |= zones
    zone = -1  # of the last heading: its total may stand below pairs
    for row in rows:
        what = row.kind.what if row.kind is not None else ""
        zone = row.kind.zone if row.kind is not None and what == "heading" else zone
        row.refused = row.refused or (what != "pair" and zone in doubted)


def _is_one(labels: Set[str], cell: RawCell) -> bool:
    """Whether the first lines of a heading's cell are no label of their own («其中:财政拨款», «时效»)."""
    lines = cell.text.split("\n")
    return not any(key_of(squeeze("".join(lines[:end]))) in labels for end in range(1, len(lines)))


def _lacking(shape: Shape, heads: Heads, key: str) -> Iterator[int]:
    """The zones whose heading has no label for a column, or a block, that a word is one of."""
    if key not in shape.all_headings:  # most cells
        return
    for number, keys in heads.items():
        zone = shape.form.zones[number]
        labels = (*(column.keys for column in zone.columns), *((zone.block.keys,) if zone.block else ()))
        if any(key in each for each in labels) and not any(key in each and keys & each for each in labels):
            yield number


def doubt_disordered(parts: Sequence[Part]) -> None:
    """Pairs that stand in another order than the form prints them, or among headings of other parts: their
    labels were exchanged with other cells, and nobody can tell whose values stand beside them."""
    pairs = [(part, part.sign.pair) for part in parts if part.sign.pair and part.sign.pair.label_at]
    zones = {
        above.sign.zone
        for (above, one), (below, other) in pairwise(pairs)
        if above.sign.zone == below.sign.zone and (one.line, one.label_at) > (other.line, other.label_at)
    }
    heads = [part.sign for part in parts if part.sign.what == "heading"]
    for part in parts:
        below = [head.zone for head in heads if head.start > part.sign.start]
        above = [head.zone for head in heads if head.start < part.sign.start]
        astray = bool(below) and (min(below) < part.sign.zone or max(above, default=0) > part.sign.zone)
        if part.sign.pair and (astray or part.sign.zone in zones):
            part.cells, part.unsure = [], tuple(range(part.sign.stop, part.stop))


def doubt_beside(shape: Shape, tokens: Sequence[Token], parts: Sequence[Part]) -> None:
    """Refuses the rows of texts but the first below their heading where the label that the form prints behind them
    stands in a row of another part: one of them is what it was exchanged with, and its value («2.项目实施内容及过程
    概述» as the name of an indicator, whose own name stands below the goals)."""
    labels = shape.labels_of_pairs
    behind = [
        (part, names)
        for part in parts
        if part.plan is not None and len(part.rows) > 1 and part.sign.zone + 1 < len(labels)
        if all(place.type in ("text", "label") for place in part.plan.places)
        if (names := labels[part.sign.zone + 1])
    ]
    for part, names in behind:
        others = (range(one.sign.stop, one.stop) for one in parts if one.plan is not None and one is not part)
        keys = (key_of(tokens[at].key) for other in others for at in other if len(tokens[at].key) >= _WORD)
        if any(key in names for key in keys) and part.plan is not None:
            rows = part.rows[1:]
            part.rows = [part.rows[0], *(refused(part.plan, row.start, row.end) for row in rows)]
