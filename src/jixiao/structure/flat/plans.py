"""What stands below a heading as it was printed: the columns in their order, each with its meaning and its place.

A heading that lost cells (a blank one, a block label merged down) is still the form's: what is missing is put back
where the form has it. Where as many columns as the form has are there, they stand at the form's own places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from jixiao.structure.flat.headrows import two_rows
from jixiao.structure.flat.shapes import Place, Shape, heading_of
from jixiao.structure.form_model import LEVELS, Column, Zone, column_keys, points_of

_REASONS = ("reason", "deviation_reason")
_LEAST = 2  # columns of a heading


@dataclass(frozen=True, slots=True)
class Plan:
    """A zone as printed. ``heads`` are the heading's rows: (index of the printed name or -1, column, span) of each
    cell; ``ids`` the meanings of ``places`` («» of a column that no form knows; «block» of the label at the left)."""

    zone: Zone
    heads: tuple[tuple[tuple[int, int, int], ...], ...]
    places: tuple[Place, ...]
    ids: tuple[str, ...]
    once: frozenset[str]
    entries: dict[str, frozenset[str]]

    @property
    def levels(self) -> tuple[int, ...]:
        """The places of columns merged down, in order, the block's apart."""
        return tuple(i for i, place in enumerate(self.places) if place.merge not in ("", "block"))

    @property
    def first_free(self) -> int:
        """The first place that no row leaves out: the row's own label or text; -1 where rows begin with a figure."""
        first = next((i for i, place in enumerate(self.places) if not place.merge), -1)
        return first if first >= 0 and self.places[first].type in ("label", "text") else -1

    @property
    def is_bare(self) -> bool:
        """Whether of several columns one at the most is left."""
        return sum(id_ not in ("", "block") for id_ in self.ids) < _LEAST <= len(self.zone.columns)


def plan_of(shape: Shape, index: int, names: Sequence[str], width: int) -> Plan | None:
    """The plan of a zone whose heading printed these label keys, "" for a blank cell; None if it is none.

    Args:
        shape: the form.
        index: the zone's index in it.
        names: the label keys in the printed order; the block's label first, where it is there.
        width: the width of the grid as issued, 0 where the form does not say.
    """
    zone = shape.form.zones[index]
    at = restart(zone, names)
    if at is not None:
        return _two_rows(shape, index, names, at)
    lead = 0
    while zone.block is not None and lead < len(names) and _is_block(zone, names, lead):
        lead += 1
    names = _named_once(zone, names, lead)
    blank = lead < len(names) - 1 and not names[lead]
    columns = _columns(zone, names[lead + blank :])
    bare = next((column for column in zone.columns if not column.labels), None)
    own = zone.columns[0]
    if bare is None and lead and not blank and own not in columns and None not in columns and _names_rows(zone, own):
        bare = own  # «资金管理情况 | 情况说明 | …»: the block's label heads the rows' own words as well
    shown: list[Column | None] = [bare, *columns] if bare is not None or blank else list(columns)
    printed = [*range(lead + blank, len(names))]
    if bare is not None or blank:
        printed.insert(0, lead if blank else -1)
    spots = _as_issued(zone, shown) if width else None
    first = zone.block.span if zone.block is not None else 0
    if spots is None:
        spots = [(first + i, 1) for i in range(len(shown))]
    places: list[Place] = []
    ids: list[str] = []
    head: list[tuple[int, int, int]] = []
    if zone.block is not None:
        places.append(Place(zone.block.start, zone.block.span, "label", "block"))
        ids.append("block")
        head.append((lead - 1, zone.block.start, zone.block.span))
    for column, name, (start, span) in zip(shown, printed, spots, strict=True):
        places.append(Place(start, span, _type(column, bare, blank), column.id if column and column.merged else ""))
        ids.append(column.id if column else "")
        head.append((name, start, span))
    return Plan(zone, (tuple(head),), tuple(places), tuple(ids), points_of(zone), _entries(zone))


def _named_once(zone: Zone, names: Sequence[str], lead: int) -> Sequence[str]:
    """The names; of an amount that two have the first, above the names of the rows, is what the zone is about
    («预算执行（万元） | 年初批复数 | … | 预算执行数», 四川)."""
    own = zone.columns[0]
    if not lead or lead >= len(names) or own.type != "label" or own.merged:
        return names
    means = [{column.id for column in zone.columns if name and name in column.keys} for name in names[lead:]]
    amounts = {column.id for column in zone.columns if column.type == "amount"}
    if not means[0] or not means[0] <= amounts or not any(means[0] & other for other in means[1:]):
        return names
    return [*names[:lead], min(own.keys, default=""), *names[lead + 1 :]]


def _names_rows(zone: Zone, column: Column) -> bool:
    """Whether each row has its name in a column, which heads nothing where its label is blank, or left out."""
    return (column.type == "label" and not column.merged) or (zone.free_rows and column.type == "printed")


def _type(column: Column | None, bare: Column | None, blank: bool) -> str:
    if column is None:
        return "label" if blank and bare is None else "text"
    return "label" if column is bare else column.type


def _is_block(zone: Zone, names: Sequence[str], at: int) -> bool:
    block = zone.block
    if block is None:
        return False
    if names[at] in block.keys:  # 总体目标 may head a column beside 年度总体目标, or the same words do
        heads = names[at] == names[0] or any(names[at] in column.keys for column in zone.columns)
        return at == 0 or not heads
    # a block label that no form knows, or one with its goal in it, or none at all: before the first column
    known = any(names[at] in column.keys for column in zone.columns)
    return at == 0 and not known and (bool(names[0]) or not any(not column.labels for column in zone.columns))


def _columns(zone: Zone, names: Sequence[str]) -> list[Column | None]:
    taken: set[str] = set()
    found: list[Column | None] = []
    last = -1
    for name in names:
        fits = [c for c in zone.columns if name and name in c.keys and c.id not in taken]
        behind = [c for c in fits if zone.columns.index(c) > last]
        column = next(iter(behind or fits), None)
        if column is not None:
            taken.add(column.id)
            last = zone.columns.index(column)
        found.append(column)
    return found


def _as_issued(zone: Zone, shown: Sequence[Column | None]) -> list[tuple[int, int]] | None:
    """The form's own places, where the columns shown are all that have one, in their order; one may have another name,
    which is its own («1、部门预算项目» for 三级指标 in the second of two headings)."""
    own = [column for column in zone.columns if column.start is not None]
    others = [column for column, issued in zip(shown, own, strict=False) if column is not issued]
    if len(shown) != len(own) or others not in ([], [None]):
        return None
    return [(column.start or 0, column.span) for column in own]


def _entries(zone: Zone) -> dict[str, frozenset[str]]:
    return {column.id: frozenset(column.entries) for column in zone.columns if column.entries}


def restart(zone: Zone, names: Sequence[str]) -> int | None:
    """Where a second heading row begins: the form's first column behind one that stands after it."""
    first = next((c for c in zone.columns if c.labels), None)
    if first is None:
        return None
    at = next((i for i, name in enumerate(names) if name in first.keys), 0)
    before = [n for n in names[:at] if n and not (zone.block and n in zone.block.keys)]
    return at if len(before) > 1 else None


def _two_rows(shape: Shape, index: int, names: Sequence[str], at: int) -> Plan | None:
    zone = shape.form.zones[index]
    upper = heading_of(shape, names[:at]) or shape.headings[index]  # one that the row below tells has few known words
    lower = heading_of(shape, names[at:])
    if upper is None or lower is None or upper.zone != index or lower.zone != index:
        return None
    # above the columns of the second row stands one cell for all levels, or a block label of its own
    for head in (names[:at], names[1:at]):
        both = two_rows(shape, upper, head, lower, names[at:])
        if both is None:
            continue
        skip = at - len(head)
        above = tuple((skip + i, p.column, p.span) for i, p in enumerate(both[0].places))
        below = tuple((at + i, p.column, p.span) for i, p in enumerate(both[1].places))
        order = [*names[at:]]
        inner = len(order)
        keys = [*order, *head[len(head) - (len(both[2].places) - inner) :]]
        columns = _columns_of_two(zone, keys)
        return Plan(zone, (above, below), both[2].places, tuple(columns), points_of(zone), _entries(zone))
    return None


def _columns_of_two(zone: Zone, keys: Sequence[str]) -> list[str]:
    taken: list[str] = []
    for key in keys:
        column = next((c for c in zone.columns if key and key in c.keys and c.id not in taken), None)
        taken.append(column.id if column else "")
    return taken


def is_doubted(plan: Plan, names: Sequence[str], bounds: Sequence[int] | None) -> bool:
    """Whether cells of a heading with these label keys were lost or stand elsewhere, so that nobody can tell which
    columns the rows below have. ``bounds``: where these begin, and the end, if that is known."""
    lost = _lacks_level(plan) or _is_jumbled(plan) or _is_narrow(plan, bounds)
    return lost or _is_named_twice(plan, names) or _holds_block(plan, names) or _gives_reasons_early(plan)


def _gives_reasons_early(plan: Plan) -> bool:
    """Whether reasons stand before amounts behind which the form has them: the label was exchanged with one of those
    («未完成原因 | 全年预算数 | 全年执行数», and «年初预算数» where indicators have reasons)."""
    columns = [column.id for column in plan.zone.columns]
    early = (at for at, id_ in enumerate(plan.ids) if id_ in _REASONS)
    return any(
        place.type == "amount" and id_ and columns.index(id_) < columns.index(plan.ids[at])
        for at in early
        for place, id_ in zip(plan.places[at:], plan.ids[at:], strict=True)
    )


def _lacks_level(plan: Plan) -> bool:
    """Whether the heading lost one of the columns of levels: its words would stand below another's."""
    return bool({column.id for column in plan.zone.columns if column.merged} & {*LEVELS} - set(plan.ids))


def _holds_block(plan: Plan, names: Sequence[str]) -> bool:
    """Whether the block's label stands behind a column's: it was exchanged with a cell of the first row below."""
    block = plan.zone.block
    labels = column_keys(plan.zone)
    first = next((at for at, name in enumerate(names) if name in labels), len(names))
    return block is not None and any(name in block.keys - labels for name in names[first:])


def _is_narrow(plan: Plan, bounds: Sequence[int] | None) -> bool:
    """Whether a row has more cells than its heading has columns: it lost one."""
    width = len(plan.places) - (plan.ids[0] == "block")
    return bounds is not None and any(below - above > width for above, below in pairwise(bounds))


def _is_named_twice(plan: Plan, names: Sequence[str]) -> bool:
    """Whether two headings of indicators name one column («分值», «权重»): one of them is another cell's. Reasons may
    have remarks behind them («偏差原因分析», «备注»)."""
    reasons = [column.keys for column in plan.zone.columns if column.id in _REASONS]
    known = column_keys(plan.zone).difference(plan.zone.block.keys if plan.zone.block else (), *reasons)
    named = sum(id_ not in ("", "block", *_REASONS) for id_ in plan.ids)
    if not plan.levels or "" not in plan.ids or len(plan.heads) > 1:
        return False  # two rows may say one thing («年度指标值», «指标值»)
    return sum(name in known for name in names) > named


def _is_jumbled(plan: Plan) -> bool:
    """Whether columns of levels, or of amounts, changed places, or one that nobody knows, or that the form has behind
    the levels, stands among them: cells were exchanged («全年执行数» for the blank cell above the rows' labels,
    «一级指标 | 全年指标值 | 三级指标 | 二级指标»)."""
    last = max(plan.levels, default=-1)
    columns = plan.zone.columns
    order = [column.id for column in columns]
    among = [order.index(id_) for at, id_ in enumerate(plan.ids[:last]) if id_ in order and at not in plan.levels]
    if any(at > order.index(plan.ids[last]) for at in among if plan.ids[last] in order):
        return True
    merged, amounts = ([c.id for c in columns if c.merged], [c.id for c in columns if c.type == "amount"])
    shown = [merged.index(id_) for id_ in plan.ids[: last + 1] if id_ in merged]
    sums = [amounts.index(id_) for id_ in plan.ids if id_ in amounts]
    return shown != sorted(shown) or sums != sorted(sums) or "" in plan.ids[: last + 1]
