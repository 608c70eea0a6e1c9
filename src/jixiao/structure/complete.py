"""A form completed by the others' words: what a table heads or asks for that its own form does not know.

No form prints everything that a county adds to it. A heading or label that only other forms of the same role have
(权重 in a table whose form has the points in its labels, 项目名称 above a department's table) means there what it means
here, if they agree about it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from jixiao.structure.forms import Column, Form, Pair, Zone
from jixiao.structure.match_model import Box

_Foreign = dict[str, tuple[tuple[str, Column | Pair], ...]]
"""By key: the zone's id («» for pairs) and what the word means there."""

_NO_ZONE = Zone("others", "pairs", False, True, False, None, None, (), (), (), (), frozenset(), None, None)


def completed(form: Form, rows: list[list[Box]], forms: tuple[Form, ...]) -> Form:
    """The form with the columns and pairs of other forms whose words stand in the table; itself where none does."""
    foreign = _foreign(form, forms)
    keys = {box.key for row in rows for box in row if box.match}
    words = frozenset(keys.intersection(foreign))
    return _with(form, forms, words) if words else form


@lru_cache(maxsize=256)
def _with(form: Form, forms: tuple[Form, ...], words: frozenset[str]) -> Form:
    foreign = _foreign(form, forms)
    more: dict[str, dict[str, Column | Pair]] = defaultdict(dict)
    for word in sorted(words):
        for zone, part in foreign[word]:
            more[zone].setdefault(part.id, part)
    zones = tuple(_zone(zone, more) for zone in form.zones)
    pairs = tuple(part for part in more.get("", {}).values() if isinstance(part, Pair))
    if pairs:
        zones = (*zones, replace(_NO_ZONE, pairs=pairs))
    return replace(form, zones=zones)


def _zone(zone: Zone, more: dict[str, dict[str, Column | Pair]]) -> Zone:
    added = tuple(
        replace(part, start=None, optional=True) for part in more.get(zone.id, {}).values() if isinstance(part, Column)
    )
    return replace(zone, columns=(*zone.columns, *added)) if added else zone


@lru_cache(maxsize=64)
def _foreign(form: Form, forms: tuple[Form, ...]) -> _Foreign:
    """What the words mean that this form lacks and the others agree about."""
    taken = set(_keys(form))
    zones = {zone.id: {column.id for column in zone.columns} for zone in form.zones if zone.kind == "records"}
    pairs = {pair.id for zone in form.zones for pair in zone.pairs}
    meant: dict[tuple[str, str], dict[str, Column | Pair]] = defaultdict(dict)
    for other in forms:
        if other is form or other.role != form.role:
            continue
        for zone in other.zones:
            parts: tuple[Column | Pair, ...] = zone.columns if zone.id in zones else ()
            for place, part in (*((zone.id, part) for part in parts), *(("", pair) for pair in zone.pairs)):
                for key in part.keys - taken:
                    if sum(key in same.keys for same in parts) < 2 or not place:  # 权重 heads three columns (湖南)
                        meant[key, place].setdefault(part.id, part)
    found: dict[str, list[tuple[str, Column | Pair]]] = defaultdict(list)
    for (key, place), parts_by_id in meant.items():
        (id_, part), *others = parts_by_id.items()
        if not others and id_ not in (zones[place] if place else pairs):
            found[key].append((place, part))
    return {key: tuple(parts) for key, parts in found.items()}


def _keys(form: Form) -> Iterator[str]:
    for zone in form.zones:
        yield from (key for column in zone.columns for key in column.keys)
        yield from (key for pair in zone.pairs for key in pair.keys)
        yield from (key for row in zone.rows for key in row.keys)
        yield from zone.keys
        if zone.block:
            yield from zone.block.keys
