"""Which kind of row of a form cells are (`row_of`): told by their labels and their number."""

from __future__ import annotations

from dataclasses import replace

from jixiao.structure.flat.classified import classify
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.shapes import RowKind, Shape, State, layout, likely_heading, likely_pair
from jixiao.structure.flat.stretch import RawCell
from jixiao.structure.form_model import key_of


def row_of(shape: Shape, cells: list[RawCell], keys: list[str], state: State) -> FitRow:
    """Cells as the row of a form that they are below the rows read so far (``state``)."""
    kind = classify(shape, keys, state)
    if kind is None or kind.what == "data" or (kind.what == "pair" and keys[0] not in shape.pair_keys):
        kind = likely_heading(shape, keys, state) or kind
    if kind is not None and kind.what == "total" and len(keys) < kind.size:
        kind = _wide_label(kind, len(keys))
    if kind is None or kind.what != "heading":
        lead = 0 if keys and keys[0] else next((index for index, key in enumerate(keys) if key), 0)
        if kind is not None and kind.what == "data" and lead == 0 and keys and keys[0] == state.label:
            lead = 1  # the block's label, said again
        short = kind is None or (kind.what == "data" and len(keys) < kind.size)
        pair = likely_pair(shape, keys[lead]) if lead < len(keys) and (lead or short) else None
        if pair is not None and len(keys) == lead + len(pair):
            if kind is not None and kind.what == "data" and len(keys) < kind.size:
                return FitRow(cells, keys, _beside(kind, lead, len(pair)), None, len(keys))
            return FitRow(cells, keys, kind if lead else pair, None, len(keys))
        return FitRow(cells, keys, kind, None, kind.size if kind else 0)
    data = shape.data[kind.zone]
    if len(keys) == kind.size - 1 and kind.block is not None and kind.block == state.block:
        places = kind.places[0].labels
        if not any(key in places for key in keys):  # the block label runs on from the zone above and is left out
            return FitRow(cells, keys, kind, data, len(keys))
    printed, below = layout(shape, kind, keys)
    return FitRow(cells, keys, printed, below, max(kind.size, len(keys)))


def pair_beside_block(shape: Shape, row: FitRow) -> FitRow:
    """The row of a full grid whose covered cells are blank, as a label that the form has beside a block and its value,
    if it is that: the label runs on to the value («» «2.项目实施内容及过程概述» «» «由业务科室实施。» «» …)."""
    at = next((at for at, cell in enumerate(row.cells) if cell.word), 0)
    pair = shape.pair_keys.get(key_of(row.cells[at].word)) if at and len(row.cells) == shape.columns else None
    if pair is None or pair.places[0].column != at:
        return row
    value = pair.places[1].column
    if any(cell.word for n, cell in enumerate(row.cells) if n not in (at, value)):
        return row
    cells = [*row.cells[:at], *[row.cells[at]] * (value - at), *row.cells[value:]]
    return FitRow(cells, row.keys, pair, None, len(cells))


def _beside(kind: RowKind, lead: int, size: int) -> RowKind:
    """A pair beside a label merged down from above (四川), its value over all columns that are left."""
    label, value = kind.places[lead], kind.places[lead + size - 1]
    wide = replace(value, span=kind.places[-1].column + kind.places[-1].span - value.column, type="text")
    between = kind.places[lead + 1 : lead + size - 1]
    return replace(kind, places=(*kind.places[:lead], replace(label, merge="", type="label"), *between, wide))


def _wide_label(total: RowKind, cells: int) -> RowKind:
    """The total's row whose label runs on to the first column of points, where its number of cells says so."""
    first = next((at for at, place in enumerate(total.places) if place.type == "score"), 0)
    label, places = total.places[0], total.places[first:]
    if not first or cells != 1 + len(places):
        return total
    return replace(total, places=(replace(label, span=places[0].column - label.column), *places))
