"""Forms as data: the pages under ``patterns/forms`` as typed values, validated with file, place and cure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache, partial
from typing import Any

from jixiao import lazy_re
from jixiao.errors import PatternError
from jixiao.patterns import Patterns
from jixiao.patterns.expressions import Word, fold_pattern, with_words
from jixiao.structure.form_labels import count_of, keys_of, row_keys_of, spelled
from jixiao.structure.form_model import (
    Block,
    Column,
    Form,
    Pair,
    Row,
    Slot,
    Zone,
    bare_label,
    key_of,
    label_key,
    row_key,
)

__all__ = [
    "Block", "Column", "Form", "Pair", "Row", "Slot", "Zone",
    "bare_label", "forms_of", "key_of", "label_key", "row_key",
]  # fmt: skip

KINDS = ("records", "labelled", "pairs", "total")
TYPES = (
    "amount",
    "percent",
    "count",
    "score",
    "number",
    "text",
    "measure",
    "label",
    "labelled_amount",
    "flag",
    "printed",
)

_MOST_LABELS = 600
"""Labels that one entry may stand for: more would be guesses, and every label is looked up in every text."""


@lru_cache(maxsize=8)
def forms_of(patterns: Patterns) -> tuple[Form, ...]:
    """All forms of a pack: those that extend no other first, then theirs, each in the order of the files, so that of
    two that fit equally well the plainer comes first. Raises `PatternError` naming file, place and cure."""
    made = [_form(_inherit(entry, patterns.forms, ()), patterns) for entry in patterns.forms.values()]
    return tuple(sorted(made, key=lambda form: _depth(form.id, patterns.forms)))


def _depth(id_: str, forms: Mapping[str, Mapping[str, Any]]) -> int:
    parent = forms[id_].get("extends")
    return 0 if parent is None else 1 + _depth(parent, forms)


class _Page:
    """A table of a TOML file with its place, so that every complaint names file, place and cure; ``words`` are those
    that its expressions may put in. Those of a ``tested`` pack are compiled when they are first asked."""

    def __init__(
        self, entry: Any, file: str, place: str, known: str, words: Mapping[str, Word], *, tested: bool = False
    ) -> None:
        self.file, self.place, self.words, self.tested = file, place, words, tested
        if not isinstance(entry, Mapping):
            raise self.error("应为一个表", "must be a table")
        self.entry = entry
        unknown = sorted(set(entry) - set(known.split()))
        if unknown:
            raise self.error(
                f"不认识的键 {'、'.join(unknown)}，可用的有 {'、'.join(known.split())}",
                f"unknown key {', '.join(unknown)}; known are {', '.join(known.split())}",
            )

    def error(self, message: str, message_en: str) -> PatternError:
        return PatternError(f"{self.file}：{self.place}：{message}", f"{self.file}: {self.place}: {message_en}")

    def get(self, key: str, kind: type, default: Any = ...) -> Any:
        value = self.entry.get(key, default)
        if value is ...:
            raise self.error(f"缺少 {key}", f"lacks {key}")
        if value is not default and (not isinstance(value, kind) or (kind is int and isinstance(value, bool))):
            raise self.error(f"{key} 应为 {kind.__name__}", f"{key} must be {kind.__name__}")
        return value

    def strings(self, key: str, default: Any = ...) -> tuple[str, ...]:
        values = self.get(key, list, default)
        if not all(isinstance(value, str) and value.strip() for value in values):
            raise self.error(f"{key} 应为非空文字的列表", f"{key} must be a list of texts")
        return tuple(values)

    def labels(self, default: Any = ...) -> tuple[str, ...]:
        """The printed labels; ``<a|b|>`` in one stands for any of its alternatives, so that a synonym can be written
        by its parts: «<|预算|项目>主管<部门|单位>» is six labels. Of what is put together so, short words count for
        nothing: «目标», «完成数» stand in prose too."""
        written = self.strings("labels", default)
        for label in written:
            count = count_of(label)
            if count > _MOST_LABELS:
                raise self.error(
                    f"labels 中的 {label} 展开为 {count} 个，最多 {_MOST_LABELS} 个",
                    f"{label} in labels stands for {count} labels; {_MOST_LABELS} are the most",
                )
        return spelled(written)

    def choice(self, key: str, choices: tuple[str, ...]) -> str:
        value: str = self.get(key, str)
        if value not in choices:
            raise self.error(
                f"{key} = {value} 不认识，可用的有 {'、'.join(choices)}",
                f"{key} = {value} is unknown; use one of {', '.join(choices)}",
            )
        return value

    def at(self, key: str, columns: int) -> tuple[int, int] | None:
        value = self.get(key, list, None)
        if value is None:
            return None
        if len(value) != 2 or not all(type(v) is int for v in value) or value[0] < 0 or value[1] < 1:
            raise self.error(f"{key} 应为 [起始列, 列数]", f"{key} must be [first column, width]")
        if value[0] + value[1] > columns:
            raise self.error(f"{key} 超出表宽 {columns}", f"{key} runs over the form's {columns} columns")
        return value[0], value[1]

    def expression(self, key: str) -> re.Pattern[str] | None:
        """An expression written as those of patterns are: blanks are layout, ``{name}`` is a word of the vocabulary."""
        text = self.get(key, str, None)
        if text is None:
            return None
        text = fold_pattern(with_words(text, self.words, partial(self._unknown, key)))
        if self.tested:
            return lazy_re.compile(text, re.VERBOSE)
        try:
            return re.compile(text, re.VERBOSE)
        except re.error as error:
            raise self.error(f"{key} 不是合法的表达式（{error}）", f"{key} is no valid expression ({error})") from None

    def _unknown(self, key: str, name: str) -> PatternError:
        return self.error(
            f"{key} 用到的词 {{{name}}} 不存在或循环引用，请在词表中定义",
            f"{key} uses {{{name}}}, which is not defined or is circular",
        )

    def pages(self, key: str, known: str) -> list[_Page]:
        return [
            _Page(entry, self.file, f"{self.place} {key} {_name(entry, index)}", known, self.words, tested=self.tested)
            for index, entry in enumerate(self.get(key, list, []))
        ]


def _name(entry: Any, index: int) -> str:
    return str(entry.get("id", index + 1)) if isinstance(entry, Mapping) else str(index + 1)


_FORM_KEYS = "id reads role columns unit titles zone file extends without"
_ZONE_KEYS = (
    "id kind essential optional free_rows rows_at_most block column row pair labels label_at after before beside"
)  # fmt: skip
_COLUMN_KEYS = "id type labels like rather cells says at merged once optional year entries"


def _inherit(entry: Mapping[str, Any], forms: Mapping[str, Mapping[str, Any]], seen: tuple[str, ...]) -> dict[str, Any]:
    """A form that ``extends`` another takes over its keys and zones; a zone of the same id replaces the other's (if it
    ``adds``, is merged into it), one ``before`` another is put there, those named ``without`` are left out."""
    parent = entry.get("extends")
    if parent is None:
        return dict(entry)
    page = _Page(entry, str(entry.get("file", "?")), f"form {entry.get('id', '?')}", _FORM_KEYS, {})
    if parent not in forms or parent in seen:
        raise page.error(f"extends 的表 {parent} 不存在或循环引用", f"extends {parent}: no such form, or circular")
    base = _inherit(forms[parent], forms, (*seen, parent))
    without = page.strings("without", [])
    zones = [zone for zone in base.get("zone", []) if zone.get("id") not in without]
    for zone in page.get("zone", list, []):
        same = next((i for i, other in enumerate(zones) if other.get("id") == zone.get("id")), None)
        if zone.get("adds") and same is None:
            raise page.error(f"zone {zone.get('id')} 没有可补充的同名 zone", f"zone {zone.get('id')} adds to no zone")
        if same is not None:
            zones[same] = _added(zones[same], zone) if zone.get("adds") else zone
            if "before" not in zone:
                continue
        # A zone that is there already may stand at another place: goals above the money (四川).
        placed = zones.pop(same) if same is not None else zone
        before = next((i for i, other in enumerate(zones) if other.get("id") == zone.get("before")), len(zones))
        zones.insert(before, placed)
    return {**base, **{k: v for k, v in entry.items() if k not in ("extends", "without")}, "zone": zones}


def _added(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """A zone merged into another: columns, rows and pairs by id (labels of both, unless ``only``), the rest over it."""
    merged = {**old, **{k: v for k, v in new.items() if k not in ("adds", "without")}}
    for key in ("column", "row", "pair"):
        parts = [part for part in old.get(key, []) if part.get("id") not in new.get("without", ())]
        for part in new.get(key, []):
            at = next((i for i, other in enumerate(parts) if other.get("id") == part.get("id")), None)
            placed = {k: v for k, v in part.items() if k != "behind"} if at is None else _both(parts[at], part)
            if at is not None and "behind" not in part:
                parts[at] = placed
                continue
            parts = [other for other in parts if other.get("id") != part.get("id")]
            behind = next((i + 1 for i, other in enumerate(parts) if other.get("id") == part.get("behind")), len(parts))
            parts.insert(behind, placed)
        if parts:
            merged[key] = parts
    if "block" in old and "block" in new:
        merged["block"] = _both(old["block"], new["block"])
    return merged


def _both(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    labels = new.get("labels", [])
    known = [] if new.get("only") else [label for label in old.get("labels", []) if label not in labels]
    both = {**old, **{k: v for k, v in new.items() if k not in ("only", "behind")}}
    return {**both, "labels": [*labels, *known]}


def _form(entry: Mapping[str, Any], pack: Patterns) -> Form:
    file, place = str(entry.get("file", "?")), f"form {entry.get('id', '?')}"
    page = _Page(entry, file, place, _FORM_KEYS, pack.words, tested=pack.tested)
    columns = page.get("columns", int)
    role = page.get("role", str)
    zones = tuple(_zone(zone, columns, role) for zone in page.pages("zone", _ZONE_KEYS))
    ids = [zone.id for zone in zones]
    if not zones or len(set(ids)) != len(ids):
        raise page.error("zone 缺失或 id 重复", "has no zone, or two of one id")
    if not any(zone.essential for zone in zones):
        raise page.error("至少一个 zone 要 essential = true", "one zone must be essential, to know the form by")
    for zone in zones:
        if zone.after is not None and zone.after not in ids:
            raise page.error(
                f"zone {zone.id} 的 after = {zone.after} 不存在", f"zone {zone.id}: after names no zone: {zone.after}"
            )
    return Form(
        page.get("id", str), role, columns, page.get("unit", str, "万元"), page.strings("titles", []), zones, page.file
    )


def _zone(page: _Page, columns: int, role: str) -> Zone:
    kind = page.choice("kind", KINDS)
    id_ = page.get("id", str)
    prefix = f"form.{role}.{id_}"
    parts = tuple(_column(column, columns, prefix) for column in page.pages("column", _COLUMN_KEYS))
    pairs = tuple(
        _pair(pair, columns, index, prefix)
        for index, pair in enumerate(page.pages("pair", "id type labels like at value line"))
    )
    if kind in ("records", "labelled") and not any(column.labels for column in parts):
        raise page.error("需要至少一个有 labels 的 column", "needs a column with labels")
    if kind == "pairs" and not pairs:
        raise page.error("需要 pair", "needs pairs")
    labels = page.labels(... if kind == "total" else [])
    block = page.get("block", dict, None)
    zone = Zone(
        id=id_,
        kind=kind,
        essential=page.get("essential", bool, False),
        optional=page.get("optional", bool, False),
        free_rows=page.get("free_rows", bool, False),
        rows_at_most=page.get("rows_at_most", int, None),
        block=None if block is None else _block(page, block, columns, id_),
        columns=parts,
        rows=tuple(_row(row) for row in page.pages("row", "id labels like level opens apart inside")),
        pairs=pairs,
        labels=labels,
        keys=keys_of(labels),
        label_at=page.at("label_at", columns),
        after=page.get("after", str, None),
        beside=page.expression("beside"),
    )  # fmt: skip
    _no_overlap(page, zone)
    return zone


def _no_overlap(page: _Page, zone: Zone) -> None:
    end = 0
    for slot in zone.heading:
        if slot.start < end:
            raise page.error(f"列 {slot.id} 与前一列重叠", f"column {slot.id} overlaps the one before it")
        end = slot.start + slot.span


def _column(page: _Page, columns: int, prefix: str) -> Column:
    at = page.at("at", columns)
    id_ = page.get("id", str)
    labels = page.labels()
    return Column(
        id=id_,
        type=page.choice("type", TYPES),
        labels=labels,
        keys=keys_of(labels),
        like=page.expression("like"),
        cells=page.expression("cells"),
        start=at[0] if at else None,
        span=at[1] if at else 1,
        merged=page.get("merged", bool, False),
        once=page.get("once", bool, False),
        optional=page.get("optional", bool, False),
        year=page.get("year", int, None),
        entries=page.strings("entries", []),
        pattern=f"{prefix}.{id_}",
        rather=page.expression("rather"),
        says=page.expression("says"),
    )


def _block(zone_page: _Page, entry: Mapping[str, Any], columns: int, zone: str) -> Block:
    file, place = zone_page.file, f"{zone_page.place} block"
    page = _Page(entry, file, place, "id labels like at goal", zone_page.words, tested=zone_page.tested)
    labels = page.labels([])
    start, span = page.at("at", columns) or (0, 1)
    goal = page.get("goal", bool, False)
    return Block(page.get("id", str, zone), labels, keys_of(labels), start, span, goal, page.expression("like"))


def _row(page: _Page) -> Row:
    labels = page.labels()
    return Row(
        page.get("id", str),
        labels,
        row_keys_of(labels),
        page.expression("like"),
        page.get("level", int, 1),
        page.get("opens", bool, False),
        page.get("apart", bool, False),
        row_keys_of(page.strings("inside", [])),
    )


def _pair(page: _Page, columns: int, index: int, prefix: str) -> Pair:
    id_ = page.get("id", str)
    labels = page.labels()
    return Pair(
        id_,
        page.choice("type", TYPES),
        labels,
        keys_of(labels),
        page.expression("like"),
        page.at("at", columns),
        page.at("value", columns),
        page.get("line", int, index),
        f"{prefix}.{id_}",
    )
