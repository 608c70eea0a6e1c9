"""A heading over two rows: 年度指标值 above 指标性质, 指标值 and 度量单位 (公开14表 of Yunnan).

A flattened table prints each cell once, so the first row is shorter than the second says: its cells stand over one or
several columns of the second, or run through to the data (then the second row has a blank cell there, or none).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from jixiao.structure.flat.celltexts import figure_of
from jixiao.structure.flat.headlikes import columns_of
from jixiao.structure.flat.shapes import Place, RowKind, Shape, State, heading_of, likely_heading
from jixiao.structure.flat.stretch import RawCell, RawRow
from jixiao.structure.form_model import Column, Zone
from jixiao.structure.headings import LONGEST

_KNOWN = 3  # labels of a zone that an upper heading row has at the least
_THROUGH = 2  # of its cells that run through to the data
_OF_TARGET = ("operator", "unit")


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
    behind, left_out = len(lower_keys) - stop, 0
    if start == 0 and not behind:
        behind = run_through(zone, upper_keys, lower_keys)
        start = left_out = run_before(zone, upper_keys, lower_keys) if behind else 0
        stop += left_out
    middle = len(upper_keys) - start - behind
    if not start + behind or middle < 1 or middle > len(inner) or _is_over_both(zone, upper_keys, lower_keys, behind):
        return None
    own = lower_keys[start - left_out : stop - left_out]
    keys = [*upper_keys[:start], *own, *upper_keys[len(upper_keys) - behind :]]
    heads = columns_of(zone, keys)
    columns = [_column(zone, key, index, heads[index]) for index, key in enumerate(keys)]
    if sum(kind != "text" or merge != "" for kind, merge, _ in columns) < 2:
        return None
    above = [Place(index, 1, "label") for index in range(start)]
    share, more = divmod(len(inner), middle)
    at = start
    for index in range(middle):
        span = share + (index < more)
        above.append(Place(at, span, "label"))
        at += span
    above += [Place(at + index, 1, "label") for index in range(behind)]
    below = tuple(Place(index, 1, kind, merge, id=id_) for index, (kind, merge, id_) in enumerate(columns))
    return (
        replace(upper, places=tuple(above)),
        replace(lower, places=tuple(Place(left_out + index, 1, "label") for index in range(len(lower_keys)))),
        replace(shape.data[lower.zone] or lower, places=below),
    )


def upper_heading(shape: Shape, above: RawRow, below: RawRow, state: State, *, repeats: bool) -> RowKind | None:
    """The heading of which a row is the upper of two rows, with too few known words to be one by itself: the row below
    tells («年度指标» above «指标性质», «指标值», «度量单位»: 云南), or how the two stand: what runs through to the data
    is blank in the second row, or said again there (``repeats``). None where it is none."""
    lower = heading_of(shape, below.keys) or likely_heading(shape, below.keys, state)
    if lower is None or lower.zone == state.zone:
        return None
    if repeats and _runs_down(above.cells, below.cells):
        return lower
    labels, own = shape.heading_labels[lower.zone], printed_keys(below.cells, below.keys)
    known = sum(key in labels for key in above.keys)
    if (known < _KNOWN or known * 2 <= len(above.keys)) and (repeats or not _stands_over(above.keys, own)):
        return None
    return lower if two_rows(shape, lower, above.keys, lower, own) is not None else None


def printed_keys(cells: Sequence[RawCell], keys: Sequence[str]) -> list[str]:
    """The keys of a lower heading row, "" for a blank cell that the row above heads."""
    if len(cells) != len(keys):
        return [*keys]  # one for each run of equal text
    return [key if cell.text.strip() else "" for cell, key in zip(cells, keys, strict=True)]


def _is_word(key: str) -> bool:
    """Whether a cell may be a heading's."""
    return 1 < len(key) <= LONGEST and figure_of(key) is None


def _runs_down(above: Sequence[RawCell], below: Sequence[RawCell]) -> bool:
    """Whether a row whose merged text is repeated goes on in the row below: the same words in the last columns, and one
    cell over several before these."""
    if len(above) != len(below) or not all(_is_word(cell.word) for cell in above):
        return False
    same = [one.text == other.text for one, other in zip(above, below, strict=True)]
    first = next((at for at in range(len(same), 0, -1) if not same[at - 1]), 0)
    wide = any(one.text == other.text for one, other in pairwise(above[:first]))
    return wide and len({cell.text for cell in above[first:]}) >= _THROUGH


def _stands_over(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether the last cells of a row stand over the blank ones at the end of the row below, and the others over the
    rest of it."""
    inner = [index for index, key in enumerate(lower) if key]
    if not inner or not all(map(_is_word, upper)) or not all(_is_word(lower[index]) for index in inner):
        return False
    behind = len(lower) - inner[-1] - 1
    return behind >= _THROUGH and 1 <= len(upper) - inner[0] - behind < len(inner)


def run_through(zone: Zone, upper: Sequence[str], lower: Sequence[str]) -> int:
    """How many of the last cells of the first row head columns that the second does not name again."""
    named = {column.id for column in columns_of(zone, lower) if column is not None}
    count = 0
    for column in reversed(columns_of(zone, upper)):
        if column is None or column.id in named:
            break
        count += 1
    return count


def run_before(zone: Zone, upper: Sequence[str], lower: Sequence[str]) -> int:
    """How many of the first cells of the first row stand before the one that heads what the second names, columns among
    them: that has no cell below theirs, where covered ones are left out. 0 where one is known by no word, but for the
    block's label, which alone may stand over all levels («績效指標 | 年度指標值» above «一級指標 | … | 指標值»)."""
    named = {column.id for column in columns_of(zone, lower) if column is not None}
    heads = columns_of(zone, upper)
    at = next((at for at, column in enumerate(heads) if column is not None and column.id in named), 0)
    known = [column is not None for column in heads[:at]]
    return at if any(known) and all(known[1:]) else 0


def _is_over_both(zone: Zone, upper: Sequence[str], lower: Sequence[str], behind: int) -> bool:
    """Whether one of the last cells of the first row, which run through to the data, heads a column that the second
    names: the first lost another («年度指标值», above «指标性质», «指标值» and «度量单位», as the first of four)."""
    through = {column.id for column in columns_of(zone, upper[len(upper) - behind :]) if column is not None}
    named = {column.id for column in columns_of(zone, [key for key in lower if key]) if column is not None}
    # Between a target's sign and its unit its own heading was lost.
    return bool(through & named) or ("target" in through and all(lower) and not named.isdisjoint(_OF_TARGET))


def _column(zone: Zone, key: str, index: int, column: Column | None) -> tuple[str, str, str]:
    """The type of the cells below a heading, how they are merged down, and the form's column."""
    if column is not None:
        return column.type, column.id if column.merged else "", column.id
    if zone.block is not None and (key in zone.block.keys or index == 0):
        return "label", "block", "block"
    return "text", "", ""
