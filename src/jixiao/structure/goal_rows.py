"""A form whose goal a table asks for beside labels instead of below headings, or below headings where it has none.

«预期目标 | …» and «完成情况 | …» in rows of their own, or «年度目标 | …» alone: the form has headings there (or, 湖北,
its goals in the labels beside the indicators), this table has pairs. Which it is shows by the rows: no row holds two
of the headings, but with a text behind each («总体目标 | … | 完成情况 | …»), and each label leads a row of two cells.

A form without headings of goals gets them where a row of the table has them, behind a label merged down (河北's goals
with their points in a table that is 河南's but for them).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from jixiao.structure.form_model import GOALS, key_of, pairs_zone
from jixiao.structure.forms import Column, Form, Pair, Zone
from jixiao.structure.headings import HEADING_ROWS, LONGEST, index_of
from jixiao.structure.match_model import Box

_LABEL_AND_VALUE = 2
_UNDONE = "未"
"""In a label: why a goal was missed («未完成情况说明»), not what came of it."""
_LED = 3  # cells of a row that begins with the label of the block
_BESIDE = 3  # lines above and below labels of goals

_Labels = tuple[tuple[str, frozenset[str]], ...]
"""Ids of columns of the goals, and the keys that are their labels here."""


def with_goal_rows(form: Form, rows: list[list[Box]], filled: list[list[Box]], forms: tuple[Form, ...]) -> Form:
    """The form with its goals as pairs, where the table has them so, or below headings; else itself."""
    own = form.zone(GOALS)
    zone = own or _goals_of_role(form.role, forms)
    if zone is None:
        return form
    labels = _labels(zone, filled) or _in_others_words(form, own, filled, forms)
    if labels and not (len(labels) == 1 and _heads_others(form, *labels[0][1])):
        return _with(form, labels)
    return form if own else _headed(form, zone, rows)


def with_goals_told(form: Form, keys: Sequence[str], forms: tuple[Form, ...]) -> Form:
    """The same of lines, one a cell: the label of what was to be reached, a text, the label of what was, a text; at one
    place alone, and no line near says such a label again: then one may be another cell's."""
    zone = form.zone(GOALS) or _goals_of_role(form.role, forms)
    if zone is None or zone.kind != "records":
        return form
    columns = {column.id: column for column in zone.columns}
    block = zone.block.keys if zone.block else frozenset()
    expected, actual = columns.get("expected"), columns.get("actual")
    found = {
        (keys[at], keys[at + 2])
        for at in range(len(keys) - 3)
        if (keys[at] in block or _may_head(expected, keys[at])) and _may_head(actual, keys[at + 2])
        if all(len(keys[at + n]) > LONGEST or keys[at + n][-1:] == "。" for n in (1, 3))
        if not any(_may_head(expected, key) or _may_head(actual, key) for key in _near(keys, at))
    }
    if len(found) != 1:
        return form
    ((aim, reached),) = found
    if aim == reached or keys.count(aim) > 1 or keys.count(reached) > 1:
        return form
    return _with(form, (("expected", frozenset({aim})), ("actual", frozenset({reached}))))


def _near(keys: Sequence[str], at: int) -> Sequence[str]:
    """The lines above two labels with their texts, and those below."""
    behind = at + 2 * _LABEL_AND_VALUE
    return [*keys[max(at - _BESIDE, 0) : at], *keys[behind : behind + _BESIDE]]


def _in_others_words(form: Form, own: Zone | None, filled: list[list[Box]], forms: tuple[Form, ...]) -> _Labels:
    """The labels of goals in the words of another form («年度目标 | … | 完成情况 | …» in a table that is 四川's but for
    them), where no row has two of the form's own headings."""
    heads = {key for column in own.columns for key in column.keys} if own else set()
    if own is None or any(sum(box.key in heads for box in row) > 1 for row in filled):
        return ()
    plain = _goals_of_role(form.role, forms)
    return _labels(plain, filled) if plain else ()


def _heads_others(form: Form, key: str) -> bool:
    """Whether a label is the form's own heading of what is no goal («年初目标值» of its indicators)."""
    return any(form.zones[z].id != GOALS for z in index_of(form).columns.get(key, ()))


def _headed(form: Form, goals: Zone, rows: list[list[Box]]) -> Form:
    """The form with the zone where a row of the table has its headings, each cell one, behind a label merged down."""
    led = [row for row in rows if row and row[0].cell.row_span > HEADING_ROWS]
    heads = [[box for box in row[1:] if box.match] for row in led]
    wider = _with_zone(form, goals)
    z = wider.zones.index(goals)
    return wider if any(len(row) > 1 and index_of(wider).all_head(z, row) for row in heads) else form


@lru_cache(maxsize=64)
def _with_zone(form: Form, goals: Zone) -> Form:
    """The zone before the indicators."""
    at = next((n for n, zone in enumerate(form.zones) if zone.id == "indicators"), len(form.zones))
    return replace(form, zones=(*form.zones[:at], goals, *form.zones[at:]))


@lru_cache(maxsize=64)
def _goals_of_role(role: str, forms: tuple[Form, ...]) -> Zone | None:
    """The goals of the plainest form of a role."""
    return next((zone for form in forms if form.role == role and (zone := form.zone(GOALS))), None)


def _labels(zone: Zone, rows: list[list[Box]]) -> _Labels:
    """The label of the whole block stands for what was to be reached, where no other does."""
    if zone.kind != "records":
        return ()
    heads = _heads_of(zone)
    if glued := _glued(zone, rows, heads):
        return glued
    columns = {column.id: column for column in zone.columns}
    if led := _led(zone, rows, columns):
        return led
    starts = [row[0].cell.column if row else None for row in rows]
    width = max([row[-1].end for row in rows if row], default=0)
    filled = [
        pair
        for row, (own, below) in zip(rows, pairwise([*starts, None]), strict=True)
        if not _goes_on(own, below) and not _is_below_heading(row, width)
        for pair in _apart(row, heads, columns.get("actual"))
    ]
    if any(sum(box.key in heads for box in row) > 1 for row in filled):
        return ()
    pairs = [row for row in filled if len(row) == _LABEL_AND_VALUE and row[0].cell.row_span == 1]
    pairs = [  # a heading that lost others is no value («预期目标»), nor one beside its label («目标 | 目标完成情况»)
        row
        for row in pairs
        if (key := row[1].key) not in heads
        and not (key.startswith(row[0].key) and key != row[0].key and _may_head(columns.get("actual"), key))
    ]
    labels = {row[0].key for row in pairs} - {row[1].key for row in pairs}
    block = (zone.block.keys if zone.block else frozenset()) - heads
    expected = frozenset(key for key in labels if key in block or _may_head(columns.get("expected"), key))
    actual = frozenset(key for key in labels if _may_head(columns.get("actual"), key))
    expected -= actual if len(expected) > 1 else frozenset()  # «绩效目标完成情况» is a block's label, too
    actual -= expected
    if len(expected) > 1:  # «项目概况» is one, too, where «项目绩效目标» says what was to be reached
        expected = frozenset(key for key in expected if _may_head(columns.get("expected"), key)) or expected
    if len(expected) == len(actual) == 1:
        return ("expected", expected), ("actual", actual)
    alone = frozenset(key for key in labels & block if _may_head(columns.get("expected"), key))
    if not alone and len((heads | block).intersection([box.key for row in rows for box in row])) <= 1:
        # no other word of goals, so that neither they nor their headings stand elsewhere
        alone = frozenset(key for key in labels if _may_head(columns.get("expected"), key))
    return (("expected", alone),) if len(alone) == 1 else ()


@lru_cache(maxsize=64)
def _heads_of(zone: Zone) -> frozenset[str]:
    return frozenset(key for column in zone.columns for key in column.keys)


def _glued(zone: Zone, rows: list[list[Box]], heads: frozenset[str]) -> _Labels:
    """The labels in one cell with what they say, behind that of the block («年度总体目标 | 预期目标：… | 完成情况：…»),
    or the second of them alone («总体目标 | … | 完成情况：…»)."""
    columns = {column.id: column for column in zone.columns}
    for filled in [row for row in rows if len(row) > 1 and ":" in row[-1].match[:LONGEST]]:
        if not _LABEL_AND_VALUE <= len(filled) <= _LABEL_AND_VALUE + 1 or filled[0].cell.row_span > 1:
            continue
        keys = [key_of(box.match.partition(":")[0]) if ":" in box.match[:LONGEST] else "" for box in filled[-2:]]
        if not keys[1] or not _may_head(columns.get("actual"), keys[1]):
            continue
        if keys[0] and keys[0] != keys[1] and _may_head(columns.get("expected"), keys[0]):
            return ("expected", frozenset({keys[0]})), ("actual", frozenset({keys[1]}))
        block = zone.block.keys if zone.block else frozenset()
        led = filled[0].key in block or _may_head(columns.get("expected"), filled[0].key)
        if led and len(filled) > _LABEL_AND_VALUE and filled[1].key not in heads:
            return ("expected", frozenset({filled[0].key})), ("actual", frozenset({keys[1]}))
    return ()


def _led(zone: Zone, rows: list[list[Box]], columns: dict[str, Column]) -> _Labels:
    """The labels below each other behind that of the block, which runs down beside both («绩效目标 | 预期目标 | …» over
    «实际完成情况 | …»), also in one cell with what they say («总体目标 | 年初目标：…» over «完成情况：…»)."""
    for row, below in pairwise(rows):
        if len(row) != len(below) + 1 or len(row) > _LED or row[0].cell.row_span != _LABEL_AND_VALUE or not below:
            continue
        glued = len(below) == 1
        own, other = (key_of(box.match.partition(":")[0]) if glued else box.key for box in (row[1], below[0]))
        if (
            row[1].cell.column == below[0].cell.column
            and own != other
            and not (glued and not (":" in row[1].match and ":" in below[0].match))
            and _is_block(zone, columns, row[0].key)
            and _UNDONE not in own + other
        ):
            for aim, reached in ((own, other), (other, own)):  # what came of them may stand above them
                if _may_head(columns.get("expected"), aim) and _may_head(columns.get("actual"), reached):
                    return ("expected", frozenset({aim})), ("actual", frozenset({reached}))
    return ()


def _is_block(zone: Zone, columns: dict[str, Column], key: str) -> bool:
    return (zone.block is not None and key in zone.block.keys) or _may_head(columns.get("expected"), key)


def _goes_on(own: int | None, below: int | None) -> bool:
    """Whether the row below has nothing below a row's first cell but texts behind it (told by the columns in which both
    begin, None for a blank one): the row is a heading, and its block runs down where a text leaves covered cells blank
    or out (河北: «总体目标 | 年度绩效目标 | … | 标准分»)."""
    return own is not None and below is not None and own < below


def _is_below_heading(row: list[Box], width: int) -> bool:
    """Whether a row begins far behind the first columns and ends before the last: «目标 | 单位» below «指标值», no
    label of a goal, whose text runs to the end of the table."""
    return bool(row) and row[0].cell.column > _LABEL_AND_VALUE and row[-1].end < width


def _apart(row: list[Box], heads: frozenset[str], actual: Column | None) -> list[list[Box]]:
    """A row, or the two pairs in it: «总体目标 | … | 完成情况 | …»."""
    two = len(row) == 2 * _LABEL_AND_VALUE and not {row[1].key, row[3].key} & heads
    if two and (row[2].key in heads or (_may_head(actual, row[2].key) and _UNDONE not in row[2].key)):
        return [row[:2], row[2:]]
    return [row]


def _may_head(column: Column | None, key: str) -> bool:
    if column is None or len(key) > LONGEST:
        return False
    return key in column.keys or (column.like is not None and column.like.fullmatch(key) is not None)


@lru_cache(maxsize=256)
def _with(form: Form, labels: _Labels) -> Form:
    pairs = tuple(
        Pair(f"{GOALS}.{id_}", "text", tuple(sorted(keys)), keys, None, None, None, 0, "form.evaluation.goals")
        for id_, keys in labels
    )
    own = form.zone(GOALS)
    if own is None:
        return replace(form, zones=(*form.zones, pairs_zone(GOALS, pairs)))
    asked = replace(own, kind="pairs", block=None, columns=(), rows=(), pairs=pairs)
    return replace(form, zones=tuple(asked if zone is own else zone for zone in form.zones))
