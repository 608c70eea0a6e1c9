"""Labels that a form prints and that stand in another's place, in tables that lost cells: what they leave in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from jixiao.structure.flat.compose import Part
from jixiao.structure.flat.rowmodel import refused
from jixiao.structure.flat.shapes import Shape
from jixiao.structure.flat.tokens import Token
from jixiao.structure.form_model import key_of

_WORD = 4  # characters of a label that is no word of a name by chance


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
