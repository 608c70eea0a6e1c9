"""Which kind of row label keys are below the rows read so far (`classify`): a heading, a pair, a total, else data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jixiao.structure.flat.shapes import Place, RowKind, Shape, State, heading_of


def classify(shape: Shape, keys: Sequence[str], state: State) -> RowKind | None:
    """The kind of the row with these label keys; None if it is no row of the form in this state."""
    heading = heading_of(shape, keys)
    if heading is not None:
        return heading
    first = keys[0] if keys else ""  # in a form the label of a pair or a total begins its row
    if first:
        total = shape.total_keys.get(first)
        if total is not None and (_after(shape, total, state) or _is_below_money(shape, total, state, len(keys))):
            return total_below(shape, total, state.printed, len(keys))
        if first in shape.pair_keys and len([key for key in keys if key]) <= len(shape.pair_keys[first]):
            return shape.pair_keys[first]
    elif state.kind is not None and state.kind.places[0].merge == "block" and len(keys) > 2:
        total = shape.total_keys.get(keys[1])  # beside the block's label, which runs down
        if total is not None and len(keys) < len(state.kind) and _after(shape, total, state):
            return _beside_block(total_below(shape, total, state.printed, len(keys) - 1), state.kind.places[0])
    return state.kind or _pair_by_place(shape, keys, state)


def _beside_block(total: RowKind, block: Place) -> RowKind:
    """The total's row beside a block's label, from its second column on."""
    label, *places = total.places
    end = label.column + label.span
    column = block.column + block.span
    own = (block, replace(label, column=column, span=max(end - column, 1)))
    return replace(total, places=(*own, *places))


def _is_below_money(shape: Shape, total: RowKind, state: State, cells: int) -> bool:
    """Whether a total stands below money that an author put below the records, with as many cells as that has points:
    it is of both."""
    after = shape.form.zones[total.zone].after
    if (
        state.printed is None
        or state.zone != state.headed
        or not any(shape.form.zones[z].id == after for z in state.zones)
    ):
        return False
    points = [place for place in state.printed.places if place.type == "score"]
    return 0 < len(points) == cells - 1 < len(state.printed) - 1


def _pair_by_place(shape: Shape, keys: Sequence[str], state: State) -> RowKind | None:
    """A pair with a label that no form knows, where the form has pairs: known by its number of cells."""
    zone = state.zone + (0 if state.pairs else 1)
    if (
        not keys
        or not any(keys)
        or keys[0] in shape.keys
        or zone >= len(shape.form.zones)
        or shape.form.zones[zone].kind != "pairs"
    ):
        return None
    return next((kind for kind in shape.pair_keys.values() if kind.zone == zone and kind.size == len(keys)), None)


def _after(shape: Shape, kind: RowKind, state: State) -> bool:
    """Whether a total may stand here: only rows of label and value may part it from its own rows."""
    after = shape.form.zones[kind.zone].after
    zone = state.headed if state.pairs else state.zone
    return after is None or (zone >= 0 and shape.form.zones[zone].id == after)


def total_below(shape: Shape, total: RowKind, printed: RowKind | None, cells: int = 0) -> RowKind:
    """The total's row, of so many ``cells``, below rows of another layout than issued (a heading of two rows, columns
    in another order): its figures stand below theirs."""
    issued = shape.data[printed.zone] if printed is not None else None
    moved = bool(printed and issued and _widths(issued) == _widths(printed))
    if printed is None or (moved and issued and _ids(issued) == _ids(printed)):
        return total
    points = {place.id for place in total.places if place.type == "score"}
    below = [at for at, place in enumerate(printed.places) if place.type == "score" and place.id in points]
    first = below[0] if below else 0
    counted = len(printed.places) - cells + 1 if 1 < cells <= len(printed.places) else 0
    # A heading that lost its place stands apart from the other points: the cells alone tell.
    if moved or (below and below[-1] - first >= len(below)):
        first = counted or first
    elif counted and len(below) < cells - 1 and all(p.type == "score" for p in printed.places[counted:]):
        first = counted  # the form has points in fewer columns than are printed
    elif not points:  # the form has its points elsewhere: the label covers what the row has no cells for
        first = counted if counted == 1 or printed.places[counted].type == "score" else 0
    if not first:
        return total
    label, places = total.places[0], printed.places[first:]
    return replace(total, places=(replace(label, span=places[0].column - label.column), *places))


def _ids(kind: RowKind) -> list[str]:
    return [place.id for place in kind.places]


def _widths(kind: RowKind) -> list[tuple[int, int]]:
    return [(place.column, place.span) for place in kind.places]
