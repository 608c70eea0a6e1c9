"""Labels merged down at the left of a zone («绩效指标», «年度绩效目标1（50分）»): which cell is one, and new ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter

from jixiao.structure.forms import Form, Zone, row_key
from jixiao.structure.headings import HEADING_ROWS, FormIndex
from jixiao.structure.labels import Kind, label_at
from jixiao.structure.levels import is_above_levels
from jixiao.structure.match_model import Box, ZoneMatch
from jixiao.structure.records import meanings
from jixiao.structure.told import level_of

_COLUMN = attrgetter("cell.column")


def cover_of(rows: Sequence[Sequence[Box]]) -> list[list[Box]]:
    """For each row the cells that cover it, from left to right: those of earlier rows merged down included."""
    cover: list[list[Box]] = [list(row) for row in rows]
    for row in rows:
        for box in row:
            if box.cell.row_span > 1:
                for r in range(box.cell.row + 1, min(box.cell.row + box.cell.row_span, len(rows))):
                    cover[r].append(box)
    for row, line in zip(rows, cover, strict=True):
        if len(line) > len(row):  # a row's own cells stand in order
            line.sort(key=_COLUMN)
    return cover


_PAIR = 2  # columns of a label and its amount


@dataclass(frozen=True, slots=True)
class Blocks:
    """The block labels of a grid as a form. ``repeats``: a tool printed merged text in each of its cells."""

    form: Form
    index: FormIndex
    cover: Sequence[Sequence[Box]]
    repeats: bool
    goals: dict[int, Sequence[Box]] = field(default_factory=dict)
    """Rows above headings that hold nothing but a goal's label and the goal, by the row below them."""

    def of(self, zone: Zone, r: int, last: ZoneMatch | None) -> Box | None:
        """The block label that covers a heading row: by its words, else the cell that is merged down at the left.

        ``last`` is the zone in which the row stands so far.
        """
        first = self.cover[r][0] if self.cover[r] else None
        if r in self.goals and zone.block is not None and zone.block.goal:
            return self.goals[r][0]
        if zone.block is None:  # this form prints none; what stands beside data heads no column
            if first is None or not self._beside_data(first, r):
                return None
            return first if first.key not in self.index.columns or self._headed_beside(zone, first, r) else None
        keys = zone.block.keys
        named = next((box for box in self.cover[r] if box.match and keys and box.key in keys), None)
        goal = zone.block.like if zone.block.goal else None
        if named is not first and first and goal and goal.fullmatch(first.match):
            return first  # «年度目标1：…（80分）» beside «绩效指标（三级）», which is the words of another form's block
        if named and is_above_levels(self.cover, r, named, zone) and not (self.repeats and named.cell.column_span > 1):
            return None
        if named and (first is None or named is first or not _heads_column(zone, first, named)):
            return named
        if first and first.match and (first.cell.row_span > 1 or first.cell.row < r):
            # What covers rows of data too heads no column: «指标完成情况（90分）» beside all indicators.
            heads = first.key in self.index.columns and first.cell.row_span <= HEADING_ROWS
            return None if heads and not self._headed_beside(zone, first, r) else first
        # «年度目标2：…» above rows of which some were refused is merged down no longer.
        return first if first and ((last and last.block is first) or (goal and goal.fullmatch(first.match))) else None

    def names_goal(self, r: int, filled: Sequence[Box]) -> bool:
        """Whether a row is the label of a goal with its points, and the goal («年度目标1：（40分） | 推进公共文化服务
        均等化») above the headings of its indicators."""
        goals = (zone.block.like for zone in self.form.zones if zone.block is not None and zone.block.goal)
        if len(filled) != _PAIR or not any(like and like.fullmatch(filled[0].match) for like in goals):
            return False
        below = next((at for at in range(r + 1, len(self.cover)) if any(box.match for box in self.cover[at])), None)
        heads = below is not None and any(box.key in self.index.columns for box in self.cover[below])
        if below is None or not heads or filled[0].cell.row_span > 1:
            return False
        self.goals[below] = filled
        return True

    def beside(self, block: Box) -> list[Box]:
        """The goal in the row of its label."""
        return [box for label, box in self.goals.values() if label is block]

    def _beside_data(self, first: Box, r: int) -> bool:
        """Whether a row's first cell goes on beside the rows of data: merged down, or its text said again in each."""
        rows = self.cover[r + 1 : r + 1 + HEADING_ROWS]
        again = self.repeats and all(row and row[0].match == first.match for row in rows)
        return first.cell.row_span > HEADING_ROWS or (again and len(rows) == HEADING_ROWS)

    def _headed_beside(self, zone: Zone, first: Box, r: int) -> bool:
        """Whether what a label may head is headed by another cell of the row: «预算执行（20分）» beside «执行金额» is
        the block's label."""
        z = self.form.zones.index(zone)
        named = self.index.named(z, [box for box in self.cover[r] if box is not first])
        return all(column.id in named for column in self.index.columns.get(first.key, {}).get(z, ()))


def is_level(zone: ZoneMatch, rows: Sequence[Sequence[Box]], block: Box | None) -> bool:
    """Whether a label merged down beside headings of points and the rows below them is the first level of these: it is
    no block's, and another one stands below it beside rows of points («项目决策 5分», «项目管理 10分», 湖北)."""
    if block is None or level_of(zone) is None or (zone.zone.block and block.key in zone.zone.block.keys):
        return False
    below = next((row for row in rows[block.cell.row + block.cell.row_span :] if row), ())
    return bool(below) and below[0].match != block.match and _begins_level(zone, below[0], below, block)


def is_next_level(zone: ZoneMatch, label: Box, row: Sequence[Box]) -> bool:
    """Whether a label is the next of those that `is_level`; it is the rows' level from here on."""
    if zone.block is None or zone.banner is not zone.block or not _begins_level(zone, label, row, zone.block):
        return False
    zone.banner = zone.block = label
    return True


def _begins_level(zone: ZoneMatch, label: Box, row: Sequence[Box], above: Box) -> bool:
    if (label.cell.column, label.end) != (above.cell.column, above.end) or not row or row[0] is not label:
        return False
    points = [box for box in row[1:] if not {"score", "weight"}.isdisjoint(meanings(zone, box))]
    return bool(points) and all(box.match.replace(".", "", 1).isdecimal() for box in points)


def ends_rows(form: Form, match: ZoneMatch, filled: Sequence[Box]) -> bool:
    """Whether a row below those that a zone prints begins with the label of another block: its zone begins, also where
    its heading lost its columns («年度绩效目标 | 年初设定目标» below rows of money)."""
    zone = match.zone
    if not zone.rows or not filled:
        return False
    alone = len(filled) == 1 and filled[0].cell.column_span > 1  # «三、绩效指标» over the whole table
    label = label_at(filled[0].match) if alone and not filled[0].cell.column else None
    if label is not None and label.kind is Kind.CHINESE and len(meanings(match, filled[0])) > _PAIR:
        return True  # «三、绩效目标», which is no label of the form; one of a row without amounts leaves their columns
    key = row_key(filled[0].match) if alone else filled[0].key
    if key not in _blocks_of(form) or any(key in row.keys for row in zone.rows):
        return False
    return not (zone.block and key in zone.block.keys)


@lru_cache(maxsize=256)
def _blocks_of(form: Form) -> frozenset[str]:
    """The labels of all blocks of a form."""
    return frozenset().union(*(zone.block.keys for zone in form.zones if zone.block))


def _heads_column(zone: Zone, first: Box, box: Box) -> bool:
    """Whether words of a block's label head a column beside a block of other words, ``first``: «主要任务»; «预算资金
    （万元）» beside «预算执行（10分）», which is merged down."""
    heads = any(box.key in c.keys or (c.like and c.like.fullmatch(box.key)) for c in zone.columns)
    return (heads and first.cell.row_span > 1) or first.cell.row_span > max(HEADING_ROWS, box.cell.row_span)


def heads_too(zone: Zone, block: Box) -> bool:
    """Whether a block's label is one cell with the first heading of the same words beside it: a tool that repeats
    merged text leaves nothing between «年度绩效目标» and «年度绩效目标» (河北)."""
    if block.cell.column_span == 1 or block.cell.row_span > 1:
        return False
    return any(block.key in column.keys for column in zone.columns)


def goal_of_block(zone: Zone, row: Sequence[Box], block: Box | None, named: Mapping[str, Box]) -> dict[str, Box]:
    """A label of goals that is no higher than its row heads what was planned, where nothing else does («年度绩效目标 |
    实际完成情况» alone in a row, both texts below)."""
    if block is None or block.cell.row_span > 1 or named.keys() != {"actual"} or zone.block is None:
        return {}
    planned = any(column.id == "expected" for column in zone.columns)
    return {"expected": block} if planned and sum(bool(box.match) for box in row) == len(named) + 1 else {}


def begins_block(zone: ZoneMatch, filled: Sequence[Box]) -> bool:
    """Whether a row of data has the label of a further block at its left: 年度绩效目标2 without headings of its own,
    below 年度绩效目标1 (湖北)."""
    label, printed = zone.zone.block, zone.block
    if label is None or not label.goal or printed is None or len(filled) <= HEADING_ROWS or not zone.records:
        return False
    first = filled[0]
    if first.cell.column != printed.cell.column or first.cell.column in zone.owner or first.match == printed.match:
        return False
    return first.key in label.keys or bool(label.like and label.like.fullmatch(first.match))


def begins_anew(zone: ZoneMatch, block: Box | None) -> bool:
    """Whether headings said again begin another block: 年度绩效目标2 (湖北), its label perhaps lost, or that of
    年度绩效目标1; a continued page repeats its words."""
    goal = zone.zone.block is not None and zone.zone.block.goal
    if zone.block is None:
        return goal and block is not None and bool(zone.records)
    return block is not zone.block and (block.match != zone.block.match if block else goal)


def next_block(zone: ZoneMatch, block: Box) -> ZoneMatch:
    """The zone that such a label begins: the same columns."""
    return ZoneMatch(
        zone.zone,
        named=dict(zone.named),
        block=block,
        owner=dict(zone.owner),
        default_unit=zone.default_unit,
        assumed=zone.assumed,
    )


def is_rest_of_label(zone: Zone, match: str, above: str) -> bool:
    """Whether a text is the end of the zone's block label: its last words, or the bracket behind it; where the label
    names a goal in its author's words (湖北), what ends with the points that are still to come; or the label's last
    words numbered («目标1», «目标2» below «年度目标»)."""
    if match[0] == "(" and match[-1] == ")":
        return True
    if zone.block is not None and zone.block.goal and above[-1] != ")" and match[-1] == ")":
        return True
    words = match.rstrip("一二三四五六七八九十:0123456789")
    if words and words != match and above.endswith(words):
        return True
    return zone.block is not None and any(key != match and key.endswith(match) for key in zone.block.keys)
