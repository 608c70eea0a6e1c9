"""Columns of levels and names that no heading tells apart: one wide heading over all of them («指标»), none at all, or
the word that elsewhere is merged down beside the rows («绩效指标», above the level's cells); names under a blank cell,
whose heading was forgotten or lost under a seal.

What stands left of the first column that is known is, from right to left, the indicator's name and its levels.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence

from jixiao import lazy_re as re
from jixiao.structure.forms import Zone
from jixiao.structure.headings import HEADING_ROWS
from jixiao.structure.headrules import MEASURES
from jixiao.structure.match_model import Box
from jixiao.structure.told import Rows, are_numbers

_FIGURE = re.compile(r"[-+≥≤<>=]*[\d.,]+%?")
_NAMES = re.compile(r"[\u4e00-\u9fff]{2}")
_NAME = "level3"
_SEVERAL = 3  # headings that show a row of them
_Told = Callable[[Box], Container[str]]
"""The columns that a heading's words tell."""


def is_above_levels(cover: Rows, r: int, block: Box, zone: Zone) -> bool:
    """Whether a block's label in row ``r`` is not merged down beside the rows, but the heading of the level's cells
    below it, or of all levels' («绩效指标» over «产出指标 | 数量指标 | 造林面积»)."""
    tall, wide = block.cell.row_span > 1, block.cell.column_span > 1
    if (tall or r != block.cell.row) and not (wide and block.cell.row_span <= HEADING_ROWS):
        return False
    if not any(column.merged for column in zone.columns):
        return False
    ends = block.cell.row + block.cell.row_span
    below = next((row for row in cover[ends : ends + 2] if len([box for box in row if box.match]) > 1), ())
    under = [box for box in below if box.match and block.cell.column <= box.cell.column and box.end <= block.end]
    if not under or (under[0].cell.column, under[-1].end) != (block.cell.column, block.end):
        return False
    if len(under) == 1:
        return not tall and under[0].match != block.match
    heads = [[c for c in zone.columns if box.key in c.keys or (c.like and c.like.fullmatch(box.key))] for box in under]
    told = any(c.cells is not None and c.cells.fullmatch(under[-1].match) for c in zone.columns)
    if told or not _NAMES.search(under[-1].match):
        return False  # «产出 | 维修水闸 | 座»: what stands last is no name
    return not any(heads) or (all(heads) and heads[0][0].merged)


def levels_left(
    zone: Zone, rows: Rows, r: int, heads: Sequence[Box], named: Mapping[str, Box]
) -> Iterator[tuple[str, int]]:
    """Columns of the grid left of those that the headings of row ``r`` tell, with the level or name that each holds."""
    levels = _levels(zone)
    at = max((place for place, column in enumerate(zone.columns) if column.id in levels), default=-1) + 1
    if not levels or at == len(zone.columns):
        return
    name = zone.columns[at].id
    behind = [box.cell.column for id_, box in named.items() if id_ not in (*levels, name)]
    said = named.get(name)
    if behind and said is None and levels[-1] in named:
        yield from _under_a_blank(zone, rows, r, heads, name, named[levels[-1]].end, min(behind))
    if not behind or any(id_ in named for id_ in levels):
        return
    stop = min(behind)
    if said is not None:
        stop = said.end if said.cell.column_span > 1 and said.end <= stop else said.cell.column
    left = [box for box in heads if box.cell.column < stop]
    if not left or left[-1].end > stop:
        return
    rows = rows[: _until(zone, rows, r)]
    free = [
        column
        for column in range(left[0].cell.column, stop)
        if not are_numbers(rows, r, column) and _has_cells(rows, r, column)
    ]
    own = [*levels, *([name] if said is None or stop == said.end else [])]
    if len(free) == 1 and own[-1] == name:  # «指标 | 计划完成 | 实际完成», the levels in rows of their own
        if _are_names(zone, rows, r, free[0], stop):
            yield name, free[0]
        return
    if not 0 < len(free) <= len(own):
        return
    if own[-1] == name and _are_words(zone, rows, r, free[-1]) and not _are_words(zone, rows, r, free[-2]):
        free[-2:] = free[:-3:-1]  # «指标 | 类别»: the word of a level stands behind the name
    if len(free) < len(own):  # one level: the second, whose words tell the first
        own = own[len(own) - len(free) :]
    yield from zip(own, free, strict=True)


def level_below_wide(zone: Zone, rows: Rows, r: int, named: Mapping[str, Box]) -> Iterator[tuple[str, int]]:
    """The column of the second level under a heading of the first that is as wide as both, told by its words
    («评价内容» over «产出目标 | 质量指标», 岳阳)."""
    levels = _levels(zone)
    wide = named.get(levels[0]) if len(levels) > 1 else None
    if wide is None or wide.cell.column_span != len(levels) or any(id_ in named for id_ in levels[1:]):
        return
    if _are_words(zone, rows, r, wide.end - 1) and _has_cells(rows, r, wide.cell.column):
        yield levels[1], wide.end - 1


def _with_names(
    zone: Zone, rows: Rows, r: int, heads: Sequence[Box], named: Mapping[str, Box], told: _Told
) -> Mapping[str, Box]:
    """The columns, where nothing heads the names and one heading is left in their place, in words that no list holds,
    or that say what was reached as another does: names stand below it, one a row and no two alike («绩效指标完成情况 |
    计量单位 | … | 全年实现值», where the form has no levels: 重庆)."""
    levels = _levels(zone)
    start = named[levels[-1]].end if levels and levels[-1] in named else 0
    if _NAME in named or _NAME not in [c.id for c in zone.columns] or bool(levels) != bool(start):
        return named
    others = {id_: box for id_, box in named.items() if box.cell.column > start or id_ in levels}
    stop = min((box.cell.column for box in others.values() if box.cell.column > start), default=0)
    left = [box for box in heads if start <= box.cell.column < stop]
    if len(left) != 1 or not left[0].match or (left[0].cell.column, left[0].end) != (start, stop):
        return named
    taken = next((id_ for id_, box in named.items() if box is left[0]), None)
    known = {id(box) for box in named.values()}
    instead = [box for box in heads if id(box) not in known and taken in told(box)] if taken in MEASURES else []
    texts = [box.match for box in _filled_below(rows, r, left[0])]
    names = len(texts) > 1 and all(map(_NAMES.search, texts)) and _are_names(zone, rows, r, start, stop)
    found = others | {_NAME: left[0]} | (dict.fromkeys([taken], instead[0]) if taken and instead else {})
    return found if names and len(instead) == bool(taken) and found.keys() >= MEASURES else named


def _under_a_blank(
    zone: Zone, rows: Rows, r: int, heads: Sequence[Box], name: str, start: int, stop: int
) -> Iterator[tuple[str, int]]:
    """The one column between the levels and what is measured, headed by nothing: it names the rows."""
    between = [box for box in heads if start <= box.cell.column < stop]
    if len(between) == 1 and not between[0].match and (between[0].cell.column, between[0].end) == (start, stop):
        texts = [box.match for row in rows[r + 1 :] for box in row if box.match and box.cell.column == start]
        if not any(map(_FIGURE.fullmatch, texts)) and _are_names(zone, rows, r, start, stop):
            yield name, start


def names_beside(
    zone: Zone, rows: Rows, r: int, heads: Sequence[Box], named: Mapping[str, Box], told: _Told
) -> Mapping[str, Box]:
    """The columns, where what seems to head the names is merged down over several rows and an unknown heading behind it
    stands above a text for each of them: that heads the names, the other their level («评价内容 | 评价指标»). Unknown
    is one too that is not ``told`` by its words, but only by where it stands."""
    named = _with_names(zone, rows, r, heads, named, told)
    levels = _levels(zone)
    name = next((c.id for c in zone.columns if c.labels and not c.merged and c.type in ("text", "label")), "")
    said = named.get(name)
    if said is None or any(id_ in named for id_ in levels):
        return named
    known = {id(box) for box in named.values()}
    other = next((box for box in heads if box.cell.column == said.end and box.match), None)
    if other is None or (id(other) in known and told(other)):
        return named
    above, own = (_filled_below(rows, r, box) for box in (said, other))
    texts = [box.match for box in own]
    merged = any(box.cell.row_span > 1 for box in above) or _leaves_blanks(rows, r, said, other)
    merged = merged and len(own) > len(above)
    if not merged and (not _are_words(zone, rows, r, said.cell.column) or _are_words(zone, rows, r, other.cell.column)):
        return named  # «指标名称 | 绩效指标» above «数量指标 | 监测断面»: the first is no name
    if len({*texts}) < len(texts) or any(b.cell.row_span > 1 for b in own) or not all(map(_NAMES.search, texts)):
        return named
    beside = {id_: box for id_, box in named.items() if id_ != name and box is not other} | {name: other}
    if not levels:  # a form that prints none (重庆): the level is of no column, and no name either
        return beside
    of_words = _are_words(zone, rows, r, said.cell.column)
    left = [box for box in heads if box.end <= said.cell.column]
    # «序号», «项目» and «绩效目标» stand there too; «总分» and notes below
    if of_words and len(levels) > 1 and len(left) == 1 and _are_words(zone, rows[: r + 2], r, left[0].cell.column):
        beside |= {levels[-2]: left[0]}
    return beside | {levels[-1] if of_words else levels[0]: said}


def _levels(zone: Zone) -> list[str]:
    """The columns of levels that every form of the zone prints."""
    return [column.id for column in zone.columns if column.merged and not column.optional]


def _leaves_blanks(rows: Rows, r: int, level: Box, name: Box) -> bool:
    """Whether the first column, but for one that numbers the rows, has blanks, as a copied table has where a cell was
    merged down, beside texts below the second."""
    if not all(are_numbers(rows, r, column) for column in range(level.cell.column)):
        return False
    below = ({box.cell.column: box.match for box in row} for row in rows[r + 1 :])
    return any(not row.get(level.cell.column) and row.get(name.cell.column) for row in below)


def _filled_below(rows: Rows, r: int, head: Box) -> list[Box]:
    """The cells with text below a heading that are as wide as it."""
    return [
        box
        for row in rows[r + 1 :]
        for box in row
        if box.match and (box.cell.column, box.end) == (head.cell.column, head.end)
    ]


def _are_words(zone: Zone, rows: Rows, r: int, column: int) -> bool:
    """Whether all cells of a column are words of a level."""
    words = [column.says for column in zone.columns if column.merged and column.says]
    texts = [box.match for row in rows[r + 1 :] for box in row if box.match and box.cell.column == column]
    texts = [text for text in texts if not text.isdecimal()]
    return bool(texts) and all(any(word.fullmatch(text) for word in words) for text in texts)


def _are_names(zone: Zone, rows: Rows, r: int, column: int, stop: int) -> bool:
    """Whether the lone cells left of what is measured name it: each in a row of its own, no two alike, and not all of
    them words of a level («数量指标»)."""
    words = [column.says for column in zone.columns if column.merged and column.says]
    below = [box for row in rows[r + 1 :] for box in row if box.match and box.cell.column == column and box.end <= stop]
    texts = [box.match for box in below]
    own = all(box.cell.row_span == 1 for box in below) and len({*texts}) == len(texts)
    return own and not all(any(word.fullmatch(text) for word in words) for text in texts)


def _until(zone: Zone, rows: Rows, r: int) -> int:
    """The first row below a row of headings that has several of the zone's words again: what follows is of others."""
    keys = {key for column in zone.columns for key in column.keys}
    below = range(r + HEADING_ROWS, len(rows))
    return next((n for n in below if sum(box.key in keys for box in rows[n]) >= _SEVERAL), len(rows))


def _has_cells(rows: Rows, r: int, column: int) -> bool:
    """Whether a column has cells of its own below a row of headings."""
    return any(box.match and box.cell.column == column for row in rows[r + 1 :] for box in row)
