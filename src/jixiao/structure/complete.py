"""A form completed by the others' words: what a table heads or asks for that its own form does not know.

No form prints everything that a county adds to it. A heading or label that only other forms of the same role have
(权重 in a table whose form has the points in its labels, 项目名称 above a department's table) means there what it means
here, if they agree about it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from jixiao.structure.form_model import FREE, key_of, pairs_zone
from jixiao.structure.forms import Column, Form, Pair, Zone
from jixiao.structure.match_model import Box

_NAMES = ("project", "project_code", "department", "unit")
_HEAD = 8  # rows in which a label stands in one cell with its value, over the whole table («项目名称：…»)

_Foreign = dict[str, tuple[tuple[str, Column | Pair], ...]]
"""By key: the zone's id («» for pairs) and what the word means there."""


def completed(form: Form, rows: list[list[Box]], filled: list[list[Box]], forms: tuple[Form, ...]) -> Form:
    """The form with the columns and pairs of other forms whose words stand in the table; itself where none does."""
    keys = {box.key for row in filled for box in row}
    alone = (row[0].match for row in rows[:_HEAD] if len(row) == 1)
    keys |= {key_of(match.partition(":")[0]) for match in alone if ":" in match} & _names(forms)
    return completed_by(form, frozenset(keys), forms)


def completed_by(form: Form, keys: frozenset[str], forms: tuple[Form, ...]) -> Form:
    """The same by the keys that stand in the table."""
    if words := _strange(form, forms) & keys:
        form = _with(form, forms, words)
    for two in _in_two(form, forms):
        if two.adjusted & keys and two.first & keys:
            form = _split(form, two)
    return form


@lru_cache(maxsize=8)
def _names(forms: tuple[Form, ...]) -> frozenset[str]:
    """The labels of who and what a form is about, in any form."""
    pairs = (pair for form in forms for zone in form.zones for pair in zone.pairs if pair.id in _NAMES)
    return frozenset(key for pair in pairs for key in pair.keys)


@dataclass(frozen=True, slots=True)
class _Two:
    """A column of a zone that another form has in two: «年初目标值» and «调整后目标值» where this one has «目标值». The
    words of each there."""

    zone: str
    column: str
    other: Column
    first: frozenset[str]
    adjusted: frozenset[str]


@lru_cache(maxsize=64)
def _in_two(form: Form, forms: tuple[Form, ...]) -> tuple[_Two, ...]:
    """The columns that others of the role have in two."""
    found: dict[tuple[str, str, str], _Two] = {}
    beside = set(_keys_beside(form))
    for zone in form.zones:
        ids = {column.id for column in zone.columns}
        for same in (z for other in forms if other.role == form.role for z in other.zones if z.id == zone.id):
            mine = {column.id: column for column in same.columns if column.id in ids}
            measures = [column for column in zone.columns if column.type == "measure"]
            for column, other in ((c, o) for c in measures for o in same.columns if o.id not in ids):
                first = column.keys & other.keys
                if first and column.id in mine and (adjusted := mine[column.id].keys - column.keys - beside):
                    found.setdefault(
                        (zone.id, column.id, other.id), _Two(zone.id, column.id, other, first, adjusted - first)
                    )
    return tuple(found.values())


@lru_cache(maxsize=64)
def _split(form: Form, two: _Two) -> Form:
    zones = []
    for zone in form.zones:
        if zone.id == two.zone:
            columns = [
                replace(column, keys=two.adjusted, like=None) if column.id == two.column else column
                for column in zone.columns
            ]
            added = replace(two.other, start=None, optional=True)
            zone = replace(zone, columns=(*columns, added))  # noqa: PLW2901 - the zone in its new state
        zones.append(zone)
    return replace(form, zones=tuple(zones))


@lru_cache(maxsize=64)
def _strange(form: Form, forms: tuple[Form, ...]) -> frozenset[str]:
    """The words that may mean what other forms say: quick to tell, and most tables hold few."""
    zones = [zone for other in forms if other.role == form.role for zone in other.zones]
    own = _heads(form)
    points = frozenset[str]().union(*(pair.keys for zone in zones for pair in zone.pairs if pair.type == "score"))
    heads = (column.keys - own[zone.id] for zone in zones if zone.id in own for column in zone.columns)
    pairs = (pair.keys for zone in zones for pair in zone.pairs)
    return frozenset().union(*heads, *pairs).difference(_keys_beside(form)) | points


def _heads(form: Form) -> dict[str, frozenset[str]]:
    """By zone, the headings that it cannot get from another form: those the form knows, of a zone of money only its own
    (分值 of the indicators says nothing about the money, goals have no points)."""
    known = frozenset[str]().union(*(column.keys for zone in form.zones for column in zone.columns))
    heads: dict[str, frozenset[str]] = {}
    for zone in form.zones:
        money = any(column.type == "amount" for column in zone.columns)
        heads[zone.id] = frozenset[str]().union(*(column.keys for column in zone.columns)) if money else known
    return heads


@lru_cache(maxsize=256)
def _with(form: Form, forms: tuple[Form, ...], words: frozenset[str]) -> Form:
    foreign = _foreign(form, forms, words)
    more: dict[str, dict[str, Column | Pair]] = defaultdict(dict)
    for word in sorted(foreign):
        for zone, part in foreign[word]:
            more[zone].setdefault(part.id, part)
    if not more:
        return form
    zones = tuple(_zone(zone, more) for zone in form.zones)
    pairs = tuple(part for part in more.get("", {}).values() if isinstance(part, Pair))
    if pairs:
        zones = (*zones, pairs_zone(FREE, pairs))
    return replace(form, zones=zones)


def _zone(zone: Zone, more: dict[str, dict[str, Column | Pair]]) -> Zone:
    added = tuple(
        replace(part, start=None, optional=True) for part in more.get(zone.id, {}).values() if isinstance(part, Column)
    )
    return replace(zone, columns=(*zone.columns, *added)) if added else zone


def _foreign(form: Form, forms: tuple[Form, ...], words: frozenset[str]) -> _Foreign:
    """What those of the words mean that this form lacks and the others agree about."""
    beside = set(_keys_beside(form))
    heads = _heads(form)
    totals = frozenset[str]().union(*(zone.keys for zone in form.zones if zone.kind == "total"))
    zones = {zone.id: {column.id for column in zone.columns} for zone in form.zones if zone.kind == "records"}
    pairs = {pair.id for zone in form.zones for pair in zone.pairs}
    meant: dict[tuple[str, str], dict[str, Column | Pair]] = defaultdict(dict)
    for zone in (zone for other in forms if other is not form and other.role == form.role for zone in other.zones):
        for column in zone.columns if zone.id in zones else ():
            for key in (column.keys & words) - beside - heads[zone.id]:
                if sum(key in same.keys for same in zone.columns) == 1:  # 权重 heads three columns (湖南)
                    meant[key, zone.id].setdefault(column.id, column)
        for pair in zone.pairs:
            if pair.id.partition(".")[0] not in zones:  # a form that has goals below headings has none beside a label
                # «自评总得分 | 96.52» at the head says the total as below the indicators
                for key in (pair.keys & words) - (beside if pair.type != "score" else beside - totals):
                    meant[key, ""].setdefault(pair.id, pair)
    found: dict[str, list[tuple[str, Column | Pair]]] = defaultdict(list)
    for (key, place), parts_by_id in meant.items():
        (id_, part), *others = parts_by_id.items()
        if not others and id_ not in (zones[place] if place else pairs):
            found[key].append((place, part))
    return {key: tuple(parts) for key, parts in found.items()}


def _keys_beside(form: Form) -> Iterator[str]:
    """The keys that stand at the left of a row."""
    for zone in form.zones:
        yield from (key for pair in zone.pairs for key in pair.keys)
        yield from (key for row in zone.rows for key in row.keys)
        yield from zone.keys
        if zone.block:
            yield from zone.block.keys
