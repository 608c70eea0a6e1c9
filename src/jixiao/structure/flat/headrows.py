"""A heading over two rows: 年度指标值 above 指标性质, 指标值 and 度量单位 (公开14表 of Yunnan).

A flattened table prints each cell once, so the first row is shorter than the second says: its cells stand over one or
several columns of the second, or run through to the data (then the second row has a blank cell there, or none).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jixiao.structure.flat.headlikes import columns_of
from jixiao.structure.flat.shapes import Place, RowKind, Shape
from jixiao.structure.form_model import Column, Zone


def two_rows(
    shape: Shape, upper: RowKind, upper_keys: Sequence[str], lower: RowKind, lower_keys: Sequence[str]
) -> tuple[RowKind, RowKind, RowKind] | None:
    """(upper heading, lower heading, rows below) as the two rows together say, None where they are not one heading.

    Args:
        shape: the form.
        upper: the kind of the first row, a heading of the same zone as ``lower``.
        upper_keys: its label keys.
        lower: the kind of the second row.
        lower_keys: its label keys, "" for a blank cell.
    """
    zone = shape.form.zones[lower.zone]
    inner = [index for index, key in enumerate(lower_keys) if key]
    if upper.zone != lower.zone or not inner:
        return None
    start, stop = inner[0], inner[-1] + 1
    if stop - start != len(inner):
        return None
    behind = len(lower_keys) - stop
    if start == 0 and not behind:
        behind = run_through(zone, upper_keys, lower_keys)
    middle = len(upper_keys) - start - behind
    if not start + behind or middle < 1 or middle > len(inner):
        return None
    keys = [*upper_keys[:start], *lower_keys[start:stop], *upper_keys[len(upper_keys) - behind :]]
    heads = columns_of(zone, keys)
    columns = [_column(zone, key, index, heads[index]) for index, key in enumerate(keys)]
    if sum(kind != "text" or merge != "" for kind, merge, _ in columns) < 2:
        return None
    above = [Place(index, 1, "label") for index in range(start)]
    share, left = divmod(len(inner), middle)
    at = start
    for index in range(middle):
        span = share + (index < left)
        above.append(Place(at, span, "label"))
        at += span
    above += [Place(at + index, 1, "label") for index in range(behind)]
    below = tuple(Place(index, 1, kind, merge, id=id_) for index, (kind, merge, id_) in enumerate(columns))
    return (
        replace(upper, places=tuple(above)),
        replace(lower, places=tuple(Place(index, 1, "label") for index in range(len(lower_keys)))),
        replace(shape.data[lower.zone] or lower, places=below),
    )


def run_through(zone: Zone, upper: Sequence[str], lower: Sequence[str]) -> int:
    """How many of the last cells of the first row head columns that the second does not name again."""
    named = {column.id for column in columns_of(zone, lower) if column is not None}
    count = 0
    for column in reversed(columns_of(zone, upper)):
        if column is None or column.id in named:
            break
        count += 1
    return count


def _column(zone: Zone, key: str, index: int, column: Column | None) -> tuple[str, str, str]:
    """The type of the cells below a heading, how they are merged down, and the form's column."""
    if column is not None:
        return column.type, column.id if column.merged else "", column.id
    if zone.block is not None and (key in zone.block.keys or index == 0):
        return "label", "block", "block"
    return "text", "", ""
