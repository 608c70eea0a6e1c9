"""Headings in words that no list holds, where the ends of rows are known but blank cells were lost (`row_heading`).

As in a table with true columns (`headlikes`) the words beside known ones are told by what a heading of their column
looks like, and the one between two known columns by its place. What is told goes by a word of its column that the form
has; so the rows below are read as those of the form's own words.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import lru_cache

from jixiao.structure.flat.cellcosts import REASONS
from jixiao.structure.flat.celltexts import figure_of
from jixiao.structure.flat.headlikes import columns_of, heading_key, is_block, likely_zone
from jixiao.structure.flat.headrows import run_through
from jixiao.structure.flat.shapes import Shape
from jixiao.structure.flat.tokens import Token
from jixiao.structure.form_model import Column, Zone, column_keys, row_key
from jixiao.structure.headings import LONGEST

_LEAST = 3  # cells of a heading, or below one of two cells that tell what it heads
_OVER = 2  # cells of an upper row over others: the levels, what was aimed at
_BELOW = 8  # cells looked at below a heading of two


def row_heading(shape: Shape, tokens: Sequence[Token], at: int, stop: int, number: int) -> tuple[int, list[str]] | None:
    """The zone that a row of tokens [at, stop) heads, and the names of its cells, each column's a known one. None where
    it heads none, or a column is in doubt. ``number`` is the zone that it stands in."""
    keys = _words_of(shape, tokens, at, stop)
    zones = shape.form.zones
    zone = likely_zone(zones, shape.needed, keys, number) if keys else None
    if zone is None or (len(keys) < _LEAST and not is_above_labels(zones[zone], keys, tokens[at:])):
        return None
    amounts = {key for one in zones for column in one.columns if column.type == "amount" for key in column.keys}
    return zone, _names(zones[zone], keys, amounts - column_keys(zones[zone]))


def upper_row(
    shape: Shape, tokens: Sequence[Token], rows: tuple[int, int, int], number: int
) -> tuple[int, list[str]] | None:
    """The zone that two rows of tokens head together, and the names of the upper one's cells, which has too few known
    words by itself: the lower one begins with the zone's first column and heads nothing that the last cells above
    head, which run through to the data («年度指标设定», «全年实际完成», «满分» above «一级», «二级», 云南).
    ``rows``: where they begin and end."""
    at, below, end = rows
    keys, head = _words_of(shape, tokens, at, below), row_heading(shape, tokens, below, end, number)
    if head is None or len(keys) < _LEAST or not all(map(_is_word, keys)):
        return None
    zone = shape.form.zones[head[0]]
    first = next((column for column in zone.columns if column.labels), None)
    if first is None or not first.merged or head[1][0] not in first.keys:
        return None
    through = run_through(zone, keys, head[1])
    if through < _LEAST or through >= len(keys):
        return None
    lead, last = _lead(keys[:-through]), columns_of(zone, keys)[-through:]
    return head[0], [*lead, *(key if c is None or key in c.keys else _word(zone, c)
                              for c, key in zip(last, keys[-through:], strict=True))]  # fmt: skip


def both_rows(
    shape: Shape, tokens: Sequence[Token], rows: tuple[int, int, int], number: int
) -> tuple[int, list[str]] | None:
    """The zone that two rows of tokens head together, and the names of the cells of both, where neither has enough
    known words, but as one they head each column that the form has to have: the last cells above, as many as there may
    be, stand behind those of the lower row, which begins with the levels («…分类 | 目标完成情况 | 实际达到值 | 分数 |
    …» above «一级…名称 | … | 比较关系 | 计划目标值 | 计量», 云南)."""
    at, below, end = rows
    keys, lower = _words_of(shape, tokens, at, below), _words_of(shape, tokens, below, end)
    if not lower or not all(map(_is_word, [*keys, *lower])):
        return None
    zones = shape.form.zones
    for through in range(len(keys) - 1, max(1, len(keys) - _OVER - 1), -1):
        names = [*lower, *keys[-through:]]
        index = likely_zone(zones, shape.needed, names, number)
        if index is None:
            continue
        zone = zones[index]
        columns = [column for column in columns_of(zone, names, ends=True) if column is not None]
        levels = [column for column in zone.columns if column.merged]
        needed = {column.id for column in zone.columns if column.labels and not column.optional}
        whole = len({column.id for column in columns}) == len(names) and needed <= {column.id for column in columns}
        if levels and columns[: len(levels)] == levels and whole:
            told = [
                key if key in column.keys else _word(zone, column) for column, key in zip(columns, names, strict=True)
            ]
            return index, [*_lead(keys[:-through]), *told[len(lower) :], *told[: len(lower)]]
    return None


def _lead(keys: Sequence[str]) -> list[str]:
    """The names of the cells over others: but for the first they head no column, whatever they head elsewhere («预期
    目标» heads goals, «目标完成情况» labels a value)."""
    return [*keys[:1], *([""] * (len(keys) - 1))]


def _is_word(key: str) -> bool:
    return 1 < len(key) <= LONGEST and figure_of(key) is None


def is_above_labels(zone: Zone, keys: Sequence[str], tokens: Sequence[Token]) -> bool:
    """Whether cells head cells of label and amount («收入构成», «支出构成»): each column has one, the next cell has a
    colon, and some below begin with labels that the form prints there («（1）基本支出：1432.6»)."""
    if zone.kind != "labelled" or len(keys) != len(zone.columns):
        return False
    cells = [token.key.partition(":") for token in tokens if token.key][len(keys) :][:_BELOW]
    own = {row_key(entry) for column in zone.columns for entry in column.entries}
    return bool(cells) and bool(cells[0][1]) and sum(row_key(label) in own for label, _, _ in cells) >= _LEAST


def _words_of(shape: Shape, tokens: Sequence[Token], at: int, stop: int) -> list[str]:
    """The label keys of a row, without blank cells at its end; none where it cannot be a heading."""
    keys = [heading_key(token.key, shape.all_headings) for token in tokens[at:stop]]
    while keys and not keys[-1]:
        keys.pop()
    return keys if len(keys) > 1 and all(keys) else []


def _names(zone: Zone, keys: Sequence[str], others: Set[str]) -> list[str]:
    """The names of a heading's cells: for each column that is told, one of the form's words for it; the label of an
    amount elsewhere (``others``) stays what it is."""
    block = int(is_block(zone, keys))
    columns = columns_of(zone, keys[block:], ends=True)
    if columns and columns[-1] is None:
        columns[-1] = next((column for column in zone.columns if column.id in REASONS and column not in columns), None)
    lead = [_block(zone, key) for key in keys[:block]]
    return lead + [
        key if column is None or key in column.keys or key in others else _word(zone, column)
        for column, key in zip(columns, keys[block:], strict=True)
    ]


@lru_cache(maxsize=256)
def _word(zone: Zone, column: Column) -> str:
    """A word for a column that heads no other, if there is one."""
    return min(column.keys, key=lambda word: (sum(word in other.keys for other in zone.columns), word), default="")


def _block(zone: Zone, key: str) -> str:
    """The label at the left; if it is a column's as well, another word for it."""
    own = zone.block.keys - column_keys(zone) if zone.block is not None else frozenset()
    return min(own) if own and key in column_keys(zone) else key
