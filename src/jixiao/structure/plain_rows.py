"""Rows of data that can be nothing else, told before anything else is asked of them.

Most rows of a report name an indicator below others, say what was aimed at or reached, and give its points twice; or
begin with a label that the form prints there, and have figures behind it. Such a row is no heading, total or sum of a
level, whatever stands around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter

from jixiao.structure.form_model import Zone, ids_of, key_of, points_of, row_key
from jixiao.structure.headings import FormIndex
from jixiao.structure.match_model import Box, ZoneMatch
from jixiao.structure.told import level_of

_KEY, _MATCH = attrgetter("key"), attrgetter("match")
_LEAST = 4  # filled cells of an indicator: a name, what it measures, and two of points
_POINTS = 2
_FIGURED = "0123456789.,%-—/"


def has_plain_rows(zone: ZoneMatch) -> bool:
    """Whether rows below a heading may be told so: indicators whose first level has a column, or rows of the form's own
    with figures that are no points."""
    return _has_rows(zone.zone) if zone.zone.rows else _holds_indicators(zone.zone) and level_of(zone) is None


@lru_cache(maxsize=256)
def _has_rows(zone: Zone) -> bool:
    return not (zone.kind != "records" or points_of(zone) or (zone.block and zone.block.goal))


@lru_cache(maxsize=256)
def _holds_indicators(zone: Zone) -> bool:
    """Whether a zone holds indicators and nothing else: neither money nor labels of their own beside some rows."""
    levels = [column for column in zone.columns if column.merged]
    if zone.kind != "records" or (zone.block and zone.block.goal) or any(column.optional for column in levels):
        return False
    return bool(levels and ids_of(zone, "measure") and points_of(zone)) and not ids_of(zone, "amount")


def is_plain(index: FormIndex, z: int, zone: ZoneMatch, filled: Sequence[Box]) -> bool:
    """Whether a row below others of zone ``z``, which `has_plain_rows`, is one more of them and in no other word of the
    form's."""
    if not filled or not zone.records or not index.words.isdisjoint(map(_KEY, filled)):
        return False
    if zone.zone.rows:
        label = filled[0]
        known = label.cell.row_span == 1 < len(filled) and row_key(label.match) in index.rows[z]
        return known and _are_figures(zone, filled[1:])
    return len(filled) >= _LEAST and _is_indicator(index, zone, filled)


def _are_figures(zone: ZoneMatch, boxes: Sequence[Box]) -> bool:
    """Whether nothing but figures, and what stands for none, is in cells below headings, none merged down."""
    return not [
        box for box in boxes if box.match.strip(_FIGURED) or box.cell.row_span > 1 or box.cell.column not in zone.owner
    ]


def _is_indicator(index: FormIndex, zone: ZoneMatch, filled: Sequence[Box]) -> bool:
    """Whether a row has what was aimed at or reached, and two figures of points in cells of their own."""
    first = filled[0].match
    if row_key(first) in index.pairs or (":" in first and _has_pair(index, filled)):
        return False
    owner, measures, points = zone.owner, ids_of(zone.zone, "measure"), points_of(zone.zone)
    measured, figures = False, 0
    for box in filled:
        if (box.turned or box.key[:1] == "{") and index.headed(box):
            return False  # «2024年预算数», «预算数（年初）»
        cell = box.cell
        id_ = owner.get(cell.column)
        if id_ in points:
            figures += cell.column_span == cell.row_span == 1 and box.match.replace(".", "", 1).isdecimal()
        elif id_ in measures and cell.column_span == 1 and box.match != first:
            measured = True
    # The value of a label that stands elsewhere is one text, where merged text is said again in each column.
    return measured and figures >= _POINTS and len({*map(_MATCH, filled[1:])}) > 1


def _has_pair(index: FormIndex, filled: Sequence[Box]) -> bool:
    """Whether a cell holds a label of the form's with its value («项目名称：…»), and no number of an indicator."""
    return any(key_of(box.match.partition(":")[0]) in index.pairs for box in filled if ":" in box.match)
