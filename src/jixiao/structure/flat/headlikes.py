"""Headings of a flattened table in words that no list holds, told as `jixiao.structure.headings` tells them in a table
with true columns: beside words that are known by what such a heading looks like, and by the one column that is missing
between two known ones. For rows whose cells are marked: where they are not, words must be known.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import lru_cache

from jixiao import lazy_re as re
from jixiao.structure.flat.celltexts import figure_of
from jixiao.structure.form_model import Column, Zone, key_of
from jixiao.structure.headings import LONGEST, gaps_filled

_BEHIND = re.compile(r"([^()]+)\(([^()]+)\)")
_KEPT = 4096  # keys of a form whose zones are kept


@lru_cache(maxsize=1 << 15)  # a text of a hundred lines asks some thousand questions of all forms
def fitting(zone: Zone, key: str) -> tuple[tuple[Column, ...], tuple[Column, ...]]:
    """The columns that have a key among their labels; those whose headings look like it."""
    if not key:
        return (), ()
    exact = tuple(column for column in zone.columns if key in column.keys)
    if exact or len(key) > LONGEST:
        return exact, ()
    return (), tuple(column for column in zone.columns if column.like and column.like.fullmatch(key))


class _Zones(dict[str, tuple[int, ...]]):
    """The zones of a form with a column that a key heads or looks like, by key, made as they are asked for: none for
    most cells."""

    def __init__(self, zones: tuple[Zone, ...]) -> None:
        super().__init__()
        self._zones = zones

    def __missing__(self, key: str) -> tuple[int, ...]:
        if len(self) >= _KEPT:
            self.clear()
        found = self[key] = tuple(index for index, zone in enumerate(self._zones) if any(fitting(zone, key)))
        return found


@lru_cache(maxsize=256)
def _zones_by_key(zones: tuple[Zone, ...]) -> _Zones:
    return _Zones(zones)


def columns_of(zone: Zone, keys: Sequence[str], *, ends: bool = False) -> list[Column | None]:
    """Which column of a zone each heading with one of these keys heads: by its words, then by their likeness, then as
    the one that is missing between its neighbours, with ``ends`` also before the first and behind the last."""
    return [*_columns_of(zone, tuple(keys), ends)]


@lru_cache(maxsize=1 << 13)  # a text is taken as lines in several ways that hold the same headings
def _columns_of(zone: Zone, keys: tuple[str, ...], ends: bool) -> tuple[Column | None, ...]:
    found: list[Column | None] = [None] * len(keys)
    for which in (0, 1):
        last: Column | None = None
        for at, key in enumerate(keys):
            if found[at] is None:
                free = [column for column in fitting(zone, key)[which] if column not in found]
                found[at] = (
                    None if len(free) == 1 and _is_of_level(zone, keys, at, free[0]) else _next(zone, free, last)
                )
            last = found[at] or last
    _two_of_one(zone, keys, found)
    ids = {column.id: column for column in zone.columns}
    heads = [(column.id if column else None, bool(key)) for column, key in zip(found, keys, strict=True)]
    for at, id_ in gaps_filled(zone, heads, ends=ends).items():
        found[at] = ids[id_]
    return tuple(found)


def _two_of_one(zone: Zone, keys: Sequence[str], found: list[Column | None]) -> None:
    """Of two amounts side by side whose words both head one column, where none heads the amount that the form has
    before it, the first is that («预算安排 | 全年预算 | 全年支出», 河北)."""
    for at, column in enumerate(found[:-1]):
        before = zone.columns.index(column) - 1 if column is not None else -1
        if column is None or before < 0 or found[at + 1] is not None:
            continue
        own, likely = fitting(zone, keys[at + 1])
        other = zone.columns[before]
        if column not in (own or likely):
            continue
        if other.type == column.type == "amount" and not other.optional and other not in found:
            found[at : at + 2] = [other, column]


def _is_of_level(zone: Zone, keys: Sequence[str], at: int, column: Column) -> bool:
    """Whether a heading that stands several times is that of a level's points, for which the form has no column: a
    level stands behind it («一级指标 | 分值 | 二级指标 | 分值 | 三级指标 | 分值 | 得分»)."""
    if column.merged or keys[at] not in keys[at + 1 :]:
        return False
    again = keys.index(keys[at], at + 1)
    levels = [other for other in zone.columns if other.merged]
    near = [*keys[at + 1 : again], *keys[max(at - 1, 0) : at]]
    return any(key in other.keys or (other.like and other.like.fullmatch(key)) for key in near for other in levels)


def _next(zone: Zone, free: Sequence[Column], last: Column | None) -> Column | None:
    """Of columns with one heading the first behind the one just named: 分值 stands behind each level."""
    if last is None or len(free) < 2:
        return free[0] if free else None
    behind = zone.columns.index(last)
    return next((column for column in free if zone.columns.index(column) > behind), free[0])


def is_block(zone: Zone, keys: Sequence[str]) -> bool:
    """Whether the first cell of a heading row is the zone's block label: by its words, or because it heads no column,
    or none that another cell of the row does not head («预算执行» beside «年初数», «调整后数», «执行数»)."""
    if zone.block is None or not keys:
        return False
    if keys[0] in zone.block.keys:
        return True
    exact, likely = fitting(zone, keys[0])
    rest = [column for column in columns_of(zone, keys[1:]) if column is not None]
    return all(column in rest for column in (exact or likely))


def heading_key(match: str, labels: Container[str]) -> str:
    """The key of a squeezed heading; what stands in brackets behind it may be its beginning («预算数（年初）» is
    年初预算数, where that is one of the ``labels``)."""
    found = _BEHIND.fullmatch(match) if match.endswith(")") else None
    turned = key_of(found[2] + found[1]) if found else ""
    return turned if turned in labels else key_of(match)


def shares(zone: Zone, key: str) -> bool:
    """Whether a label has two letters in a row that a known one of the zone's block has."""
    pieces = {key[at : at + 2] for at in range(len(key) - 1)}
    return zone.block is not None and any(piece in known for known in zone.block.keys for piece in pieces)


def heads_in(keys: Sequence[str]) -> list[str]:
    """The filled cells of a row with these keys that may be a heading at all: several, none too long but the label
    beside. None of another row."""
    filled = [*filter(None, keys)]
    return filled if len(filled) > 1 and max(map(len, filled[1:])) <= LONGEST else []


def likely_zone(
    zones: tuple[Zone, ...], needed: Sequence[int], keys: Sequence[str], number: int, *, headed: bool = False
) -> int | None:
    """The zone whose heading a row with these keys is, by words and their likeness, as many as `heading_of` asks for;
    None where too few cells are headings. ``number`` is the zone that the row stands in; it is ``headed`` by the row
    just above, of which this one may be the lower half: then three do."""
    filled = heads_in(keys)
    return likely_of(zones, needed, filled, number, headed=headed) if filled else None


def likely_of(
    zones: tuple[Zone, ...], needed: Sequence[int], filled: Sequence[str], number: int, *, headed: bool = False
) -> int | None:
    """As `likely_zone`, of the `heads_in` a row."""
    if True in map(str.isdecimal, filled):
        return None  # most rows of data: figures head nothing
    with_key = _zones_by_key(zones)
    hits = [index for key in filled for index in with_key[key]]
    if len(hits) < 2:  # most rows
        return None
    best: tuple[int, bool, float, int] | None = None
    for index in sorted(set(hits)):
        zone = zones[index]
        if zone.kind not in ("records", "labelled"):
            continue
        if hits.count(index) < 2:  # most rows: they head nothing, and no gap is filled
            continue
        words = filled[1:] if is_block(zone, filled) else filled
        count = sum(column is not None for column in columns_of(zone, words))
        known = any(fitting(zone, key)[0] for key in words)
        least = max(2, (needed[index] + 1) // 2 + (needed[index] > 3))
        if headed and index == number:  # of all that stands below «指标完成情况» two do
            least = 2 if count == len(words) else min(least, 3)
        if count < least or 2 * count < len(words):
            continue
        if count < len(words) and (not known or (least == 2 and index <= number)):
            continue
        candidate = (count, index >= number, count / (needed[index] + 1), -index)
        if best is None or candidate > best:
            best = candidate
    if best is None or any(figure_of(key) is not None for key in filled):
        return None  # «预算执行 | 预算调整率 | 5 | …» in a score sheet
    return -best[3]
