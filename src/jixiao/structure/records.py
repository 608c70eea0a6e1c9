"""A row of a zone as a record: which cell stands under which meaning."""

from __future__ import annotations

from collections.abc import Iterable

from jixiao.document import Table
from jixiao.structure.forms import row_key
from jixiao.structure.match_model import Box, Record, ZoneMatch

_POINTS = "weight"


def record_of(zone: ZoneMatch, r: int, cover: list[Box], table: Table, skip: Box | None = None) -> Record:
    """The record of row ``r``, which the cells ``cover`` cover from left to right; ``skip`` is the row's label."""
    cells: dict[str, Box] = {}
    more: dict[str, list[Box]] = {}
    owner, block = zone.owner, zone.block
    for box in cover:
        cell = box.cell
        if box is block or box is skip or (cell.row_span > 1 and _is_heading(zone, box)):
            continue
        if cell.column_span == 1 and (own := owner.get(cell.column, "")) not in cells:  # most
            if own:
                cells[own] = box
            continue
        several = _meanings_of(zone, box, repeats=table.repeats)
        if skip is not None and _is_points(zone, box):  # «总分 | 100 | 96.8», the first over all columns but one
            several = [_POINTS]
        for meaning in several:
            if meaning not in cells:
                cells[meaning] = box
            elif box.match:
                if cells[meaning].match:
                    more.setdefault(meaning, []).append(box)
                else:
                    cells[meaning] = box  # a blank cell before it: 其中 rows that are set in by an empty column
    return Record(r, cells, more, gaps=_gaps(zone, cover, table))


def _is_points(zone: ZoneMatch, box: Box) -> bool:
    """Whether a figure of a total's row in a cell over several columns can be of those of points alone."""
    below = meanings(zone, box)
    return _POINTS in below and "score" not in below and box.match.replace(".", "", 1).isdecimal()


def _is_heading(zone: ZoneMatch, box: Box) -> bool:
    """Whether a cell that is merged down over rows is one of the headings («1.年度目标及完成情况», 四川)."""
    return box in zone.headings


def meanings(zone: ZoneMatch, box: Box) -> list[str]:
    """The meanings whose columns a cell covers, from left to right."""
    if box.cell.column_span == 1:
        return [zone.owner[box.cell.column]] if box.cell.column in zone.owner else []
    columns = range(box.cell.column, box.end)
    return list(dict.fromkeys([zone.owner[column] for column in columns if column in zone.owner]))


def _meanings_of(zone: ZoneMatch, box: Box, *, repeats: bool) -> Iterable[str]:
    """The meaning of a cell. Where merged text is said again in every column, a cell over several columns of texts is
    as many cells of the same words («完成测评» as a goal and as what came of it)."""
    several = meanings(zone, box)
    if len(several) < 2:
        return several
    if zone.zone.kind == "labelled" and (told := _told_by_label(zone, box, several)):
        return [told]
    if repeats:
        types = {column.id: column.type for column in zone.zone.columns}
        if all(types.get(meaning) == "text" for meaning in several):
            return several
    return sorted(several, key=lambda meaning: -_width(zone, box, meaning))[:1]


def _told_by_label(zone: ZoneMatch, box: Box, meanings_: list[str]) -> str:
    """Of several columns of labelled amounts the one that prints the label («其他资金：100» over both), or ""."""
    key = row_key(box.match.removeprefix("其中:").partition(":")[0])
    own = [c.id for c in zone.zone.columns if c.id in meanings_ and key in {row_key(entry) for entry in c.entries}]
    return own[0] if len(own) == 1 else ""


def _width(zone: ZoneMatch, box: Box, meaning: str) -> int:
    return sum(zone.owner.get(column) == meaning for column in range(box.cell.column, box.end))


def _gaps(zone: ZoneMatch, cover: list[Box], table: Table) -> frozenset[str]:
    if len(cover) >= table.columns or sum([box.cell.column_span for box in cover]) >= table.columns:
        return frozenset()
    covered = {column for box in cover for column in range(box.cell.column, box.end)}
    return frozenset(meaning for column, meaning in zone.owner.items() if column not in covered)
