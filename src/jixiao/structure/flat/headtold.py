"""Headings of rows whose cells are marked, told by the row below or above: what heads numbers or the words of level 1
in words of no list, and the lower row of two that is blank below labels."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from jixiao.patterns import Patterns
from jixiao.structure.flat.celltexts import is_only_top
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.shapes import RowKind, Shape, keys_of
from jixiao.structure.flat.stretch import RawRow
from jixiao.structure.form_model import LEVELS


def told_by_first(shape: Shape, head: FitRow, below: RowKind, first: RawRow, patterns: Patterns) -> RowKind:
    """The rows below a heading whose first word no list has, so that it seems to be a block's label: by the first of
    them it heads numbers («序号»), or the words of level 1 («指标类型»)."""
    place = below.places[0] if below.places else None
    if place is None or place.merge != "block" or not head.keys or head.keys[0] in shape.block_keys:
        return below
    text = first.cells[0].word
    levels = {column.id for column in shape.form.zones[below.zone].columns if column.merged} & {*LEVELS}
    own = {other.merge for other in below.places}
    if text.isdecimal() and levels & own and len(first.cells) == len(below):
        told = replace(place, type="number", merge="")
    elif LEVELS[0] in levels - own and is_only_top(text, patterns) and len(first.cells) == len(below):
        told = replace(place, merge=LEVELS[0], id=LEVELS[0])
    else:
        return below
    return replace(below, places=(told, *below.places[1:]))


def is_below_blank(above: FitRow, row: FitRow) -> bool:
    """Whether a row is the lower one of a heading and blank below labels that nobody merged down over it («目标 | 单位
    | » below «指标值 | 指标值 | 完成值»)."""
    kinds = (above.kind, row.kind)
    zones = {kind.zone for kind in kinds if kind is not None and kind.what == "heading"}
    if len(zones) != 1 or not all(kind is not None and kind.what == "heading" for kind in kinds):
        return False
    return len(row.cells) == len(above.cells) and not all(cell.text for cell in row.cells)


def with_those_above(above: FitRow, row: FitRow) -> list[str]:
    """The label keys of a heading's lower row, with the labels above for its blank cells."""
    pairs = zip(row.cells, above.cells, strict=True)
    return keys_of([text for text, _ in groupby(cell.text or over.text for cell, over in pairs)])
