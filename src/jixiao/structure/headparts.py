"""What stands below one heading: «目标 | 单位» below «指标值», «单位自评 | 主管部门复核» below «得分»."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao import lazy_re as re
from jixiao.quotes import Quote
from jixiao.structure.form_model import ids_of, points_of, row_key
from jixiao.structure.headings import FormIndex, is_beside
from jixiao.structure.match_model import Box, ZoneMatch
from jixiao.structure.records import meanings

_PARTS = 2
_UNIT, _REACHED, _SCORE, _NAMES = "unit", "actual", "score", "level3"
_NAME = re.compile(r"[\u4e00-\u9fff]{2,8}|\d{1,2}\u6708?[-—–~\u81f3\u5230]\d{1,2}\u6708")


def without_sum(box: Box) -> Quote:
    """What of a heading of amounts with labels says what stands below it: a sum behind its colon is no word of it
    («按收入性质分：958.4»), and no field's."""
    at = box.match.find(":") + 1
    return box.view.quote(0, at) if box.match[at : at + 1].isdigit() else box.whole


def heads_below(index: FormIndex, z: int, zone: ZoneMatch, r: int, filled: list[Box], cover: Sequence[Box]) -> bool:
    """Whether a row says what the parts of headings above it are, or stands below those of money while others are
    merged down over it: of several only the sum is what that heading names («总额 | 财政拨款 | 其他资金» below
    «预算数（万元）»). ``cover``: the cells that cover the row."""
    if zone.records:
        return False
    if _heads_parts(index, z, zone, r, filled):
        return True
    if not [box for box in cover if box.cell.row_span > 1 and box in zone.headings]:
        return False
    amounts = [column.id for column in zone.zone.columns if column.type == "amount"]
    below = {id_: found for id_ in amounts if len(found := [b for b in filled if id_ in meanings(zone, b)]) > 1}
    first = zone.zone.rows[0].id if zone.zone.rows else ""
    for boxes in below.values():
        rows = [index.known_row(z, row_key(box.match), None, top_only=False) for box in boxes]
        sums = [box for box, row in zip(boxes, rows, strict=True) if row and row.id == first]
        for box in boxes:
            for at in range(box.cell.column, box.end) if box not in sums[:1] else ():
                zone.owner.pop(at, None)
    return bool(below)


def _heads_parts(index: FormIndex, z: int, zone: ZoneMatch, r: int, filled: list[Box]) -> bool:
    """Whether a row right below the headings says what the parts of some of them are, with nothing beside it; parts
    that are columns of their own are given to these, and where one is what the heading means («完成值 | 完成率» below
    «完成情况») what nothing knows is not it."""
    if len(filled) < _PARTS or not all(_NAME.fullmatch(box.match) for box in filled):
        return False
    levels = {column.id for column in zone.zone.columns if column.merged or column.id == _NAMES}
    parted = {*ids_of(zone.zone, "measure"), *points_of(zone.zone), *levels}
    wide = [
        head
        for head in zone.headings
        if head.cell.column_span > 1
        and head.cell.row + head.cell.row_span == r
        and zone.owner.get(head.cell.column) in parted
    ]
    below = [
        (head, [box for box in filled if head.cell.column <= box.cell.column and box.end <= head.end]) for head in wide
    ]
    if sum(len(parts) for _, parts in below) < len(filled) or all(len(parts) < _PARTS for _, parts in below):
        return False
    owned = [(head, parts, zone.owner[head.cell.column]) for head, parts in below]
    pointed = {id(head): _points(index, z, zone, own, parts) for head, parts, own in owned if own in levels}
    if not all(pointed.values()):
        return False
    for head, parts, _ in owned:
        if id_ := pointed.get(id(head)):
            _give(zone, parts[-1], id_.pop())
        else:
            _share(index, z, zone, head, parts)
    return True


def _points(index: FormIndex, z: int, zone: ZoneMatch, own: str, parts: list[Box]) -> set[str]:
    """The column of the points beside a level's or an indicator's name («名称 | 权重» below «一级指标»), "" where the
    form has none for that level, or they have a heading of their own; none where the two parts are something else."""
    if len(parts) != _PARTS or points_of(zone.zone).isdisjoint(c.id for c in index.by_key(z, parts[-1].key)):
        return set()
    ids = [column.id for column in zone.zone.columns]
    behind = ids[ids.index(own) + 1 :][:1]
    points = [c.id for c in index.by_key(z, parts[-1].key) if c.id in behind or own == _NAMES]
    points = [id_ for id_ in points if id_ not in zone.named]  # «分值» beside «权重» below «三级指标»
    return {points[-1] if points else ""}


def in_lower_half(zone: ZoneMatch, r: int, heads: Sequence[Box], named: dict[str, Box]) -> dict[str, Box]:
    """The columns that the second row ``r`` of a heading names. Below a heading that means one of them nothing else
    does («完成值 | 完成率» below «完成情况») but the unit of what was reached; one merged down beside the row, or
    above a blank cell of it in the same words, is named already («一级指标 | 分值 | …» beside «分值»)."""
    units = [box for box in heads if _UNIT in named and box.key == named[_UNIT].key]
    units = [box for box in units if zone.owner.get(box.cell.column) == _REACHED]
    for box in heads:
        apart = bool(box.match) and box not in named.values() and box not in units
        for column in range(box.cell.column, box.end) if apart else ():
            if zone.owner.get(column) in named:
                del zone.owner[column]
    named = {id_: box for id_, box in named.items() if box not in units}
    above = {id_ for id_, box in zone.named.items() if box.cell.row < r < box.cell.row + box.cell.row_span}
    again = {box.cell.column: id_ for id_, box in zone.named.items() if id_ in named and box.key == named[id_].key}
    above.update(again[box.cell.column] for box in heads if not box.match and box.cell.column in again)
    return {id_: box for id_, box in named.items() if id_ not in above}


def _share(index: FormIndex, z: int, zone: ZoneMatch, head: Box, parts: list[Box]) -> None:
    """Gives the columns below a heading to what its parts name by themselves, or with it («复核» below «得分»);
    what a part of the year reached («上半年 | 下半年» below «完成值») is not what the year did."""
    own = zone.owner[head.cell.column]
    known = [_named(index, z, zone, own, head, box) for box in parts]
    if not any(known):  # «上年 | 本年» below «完成值»: one of them with it is what the heading means
        alike = [any(column.id == own for column in index.by_key(z, box.key + head.key)) for box in parts]
        known = [own if said and sum(alike) == 1 else "" for said in alike]
    if not any(known):  # «自评 | 复核» below «完成值»: of all but one it is said whose points they would be
        others = [_is_anothers(index, z, zone, box) for box in parts]
        known = ["" if other else own for other in others] if others.count(False) == 1 else known
    told = own in known
    for box, id_ in zip(parts, known, strict=True):
        if id_ == own or not (id_ or told or is_beside(zone.zone, box.key)) or (id_ == _UNIT and own == _REACHED):
            continue
        _give(zone, box, id_)


def _give(zone: ZoneMatch, box: Box, id_: str) -> None:
    """Gives a cell's columns to what it heads, if anything knows that."""
    for column in range(box.cell.column, box.end):
        zone.owner.pop(column, None)
        if id_:
            zone.owner[column] = id_
            zone.named.setdefault(id_, box)


def _named(index: FormIndex, z: int, zone: ZoneMatch, own: str, head: Box, part: Box) -> str:
    """The column that a part of a heading names, its own or one that nothing else heads, "" where none is known."""
    alone, both = index.by_key(z, part.key), index.by_key(z, part.key + head.key)
    if any(column.id == own for column in alone):
        return own
    both = () if any(column.id == own for column in both) else both  # «复核» below «分值» is of the points
    others = [column.id for column in (*alone, *both) if column.id != own]
    if own == _REACHED and _UNIT in others:
        return _UNIT  # it stays beside its figure
    return next((id_ for id_ in others if id_ not in zone.named), "")


def _is_anothers(index: FormIndex, z: int, zone: ZoneMatch, part: Box) -> bool:
    """Whether what a part heads is not the unit's own: with the heading of a score it is that of a review («复核»)."""
    heads = [key for column in zone.zone.columns if column.id == _SCORE for key in column.keys]
    found = {column.id for key in heads for column in index.by_key(z, part.key + key)}
    return bool(found) and _SCORE not in found
