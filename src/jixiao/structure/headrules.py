"""How many words make a row of headings, and which."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from jixiao import lazy_re as re
from jixiao.structure.form_model import Column, Zone
from jixiao.structure.match_model import Box

_AMOUNT = re.compile(r"\d[\d,]*(?:\.\d+)?(?:%|亿元|万元|元)?")
_HALF = 2  # letters of a label at least
MEASURES = frozenset(("target", "actual"))
"""What was to be reached, and what was."""


@lru_cache(maxsize=256)
def least(zone: Zone) -> int:
    """How many headings make a heading row: two, so that one word in a data row never does."""
    return min(2, sum(1 for column in zone.columns if column.labels))


@lru_cache(maxsize=256)
def half(zone: Zone) -> int:
    """How many columns make a heading row of which only one word is known."""
    required = sum(1 for column in zone.columns if column.labels and not column.optional)
    return max(least(zone), (required + 1) // 2)


def is_of_points(zone: Zone, ids: set[str]) -> bool:
    """Whether headings in a zone of money have points alone, and why: «评价指标 | 标准分 | 自评分», «满分 | 实得分 |
    未完成原因» head none."""
    if [column for column in zone.columns if column.merged]:
        return False
    return not [one for one in zone.columns if one.id in ids and one.type != "score" and one.id != "reason"]


def names_rows(zone: Zone, ids: set[str]) -> bool:
    """Whether headings may begin a zone: of money, with an amount or rate; of levels two alone only with a level or a
    name, since «实际完成情况 | 权重» stand above goals too."""
    levels = [at for at, column in enumerate(zone.columns) if column.merged]
    if len(ids) > least(zone) or not levels:
        return not is_of_points(zone, ids)
    return any(column.id in ids for column in zone.columns[: levels[-1] + 2])


def is_of_levels(zones: Sequence[Zone], hits: Mapping[int, Collection[str]], beside: int | None) -> bool:
    """Whether more of a row's words head indicators, one of them levels, than goals, whose label stands beside it: two
    headings changed places («总体目标 | 预期目标 | 二级指标 | 三级指标 | …»)."""
    if beside is None or any(column.merged for column in zones[beside].columns):
        return False
    own = len(hits.get(beside, ()))
    others = ((zones[z].columns, ids) for z, ids in hits.items() if len(ids) > own)
    return any(column.merged and column.id in ids for columns, ids in others for column in columns)


def may_begin(zone: Zone, heads: int, filled: list[Box], row: list[Box]) -> bool:
    """Whether a row with so many words of a zone's headings among its ``filled`` cells is one."""
    return not are_pairs(zone, heads, filled) and not lacks_names(zone, row)


def lacks_names(zone: Zone, row: list[Box]) -> bool:
    """Whether a row of headings leaves no column for the names of a zone's indicators, see `is_nameless`."""
    return row[0].cell.column == 0 and is_nameless(zone, tuple([box.key for box in row]))


@lru_cache(maxsize=4096)  # the same headings are held against the zones of several forms
def is_nameless(zone: Zone, keys: tuple[str, ...]) -> bool:
    """Whether the first of a row's headings says what was aimed at, another does too, and none is of levels or names:
    the names stand below the first, and another form is the table's («年度指标 | 计量单位 | … | 年初设定值»), unless
    this one has them there, and no levels."""
    first = _columns_with(zone, keys[0])
    if not first or zone.columns[0].id == "level3" or any(column.type != "measure" for column in first):
        return False
    names = [column for column in zone.columns if column.merged or column.id == "level3"]
    if not any(column in first for key in keys[1:] for column in _columns_with(zone, key)):
        return False
    return bool(names) and not any(column in names for key in keys[1:] for column in _columns_with(zone, key))


def _columns_with(zone: Zone, key: str) -> list[Column]:
    """The columns that a key heads by its words, else those whose headings it looks like."""
    if not key:
        return []
    likely = (column for column in zone.columns if column.like and column.like.fullmatch(key))
    return [column for column in zone.columns if key in column.keys] or [*likely]


def are_pairs(zone: Zone, heads: int, filled: list[Box]) -> bool:
    """Whether a figure stands beside each word that may head amounts: labels with their values («下达资金（万元） |
    5000 | 实际支出（万元） | 4236.5»)."""
    if not any(column.type == "amount" for column in zone.columns):
        return False
    return sum(_AMOUNT.fullmatch(box.match) is not None for box in filled) >= heads


def behind_block(row: list[Box], headed: Callable[[Box], Iterable[Column]]) -> list[Box]:
    """A row of headings without those before the levels' whose words say what was aimed at or reached: such is the
    label of the block («指标完成情况 | 一级指标 | … | 年末实际值», where rows say it again)."""
    first = next((at for at, box in enumerate(row) if any(column.merged for column in headed(box))), 0)
    lead = [box for box in row[:first] if MEASURES.isdisjoint(column.id for column in headed(box))]
    return row if len(lead) == first else [*lead, *row[first:]]


@lru_cache(maxsize=1 << 13)
def run_together(zone: Zone, key: str) -> frozenset[str]:
    """The columns of two whole labels that one heading holds, none where it is a label itself («年度目标完成情况»): a
    level or name before another («二级指标三级指标»), two amounts, or what says a word twice at the seam."""
    for at in range(_HALF, len(key) - _HALF + 1):
        first = [column for column in zone.columns if key[:at] in column.keys]
        second = [column for column in zone.columns if key[at:] in column.keys] if first else []
        for one, two in ((one, two) for one in first for two in second if one is not two):
            twice = key[at - _HALF : at] == key[at : at + _HALF]
            amounts = one.type == two.type == "amount" and at > _HALF < len(key) - at
            if one.merged or one.id == "level3" or amounts or twice:
                return frozenset((one.id, two.id))
    return frozenset()
