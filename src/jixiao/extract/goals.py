"""The goals of a 自评表, and its rows of indicators with the goal that they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise, takewhile
from typing import Any

from jixiao.extract.anothers import SAID_AS, anothers, anothers_label, rows_beside
from jixiao.extract.context import Context, Draft
from jixiao.extract.draft import cells, pair, unreadable
from jixiao.extract.indicators import indicators
from jixiao.quotes import Reading, Text, quotes_of
from jixiao.structure.match import Box, FormMatch, Record, ZoneMatch
from jixiao.values import number


def goals_and_indicators(context: Context, form: FormMatch) -> tuple[list[Draft], list[Draft]]:
    """Goals, and the indicator rows with the goal that they belong to.

    One goal owns every row. Where each goal has an indicator block of its own, they go by order, down to the first
    whose label was lost (湖北, its lines on another page); several goals above one block, or one beside a row that was
    refused, leave open which row is whose: null.
    """
    records = list(form.records("goals"))  # a row left blank between them and the indicators is no goal of these
    if len(records) > 1:
        records = [at for at in records if any(box.match for box in at[1].cells.values())] or records
    goals = [_goal_at(context, zone, record) for zone, record in records] or _goal_pairs(context, form)
    for (zone, _), goal in zip(records, goals, strict=False):
        if not (goal["expected"] and goal["expected"].value and goal["actual"] and goal["actual"].value):
            _refuse_half(context, form, zone, goal)
    if len(records) > 1 and _lends_a_label(form):
        last, pattern = goals.pop(), "form.evaluation.goals"
        quotes = [leaf.quote for leaf in last.values() if leaf is not None and leaf.value is not None]
        if quotes:
            unreadable(context, quotes_of(quotes), pattern, *SAID_AS["goals"])
    blocks = [zone for zone in form.zones if zone.zone.id == "indicators"]
    named = [_goal_in_label(context, zone) for zone in blocks] if not goals else []
    first = [*takewhile(bool, named)]
    goals = goals or [goal for goal in first if goal]
    rows: list[Draft] = []
    alone = len(goals) == 1 and len(first) in (0, len(blocks)) and not lacks_goal(form)
    for index, zone in enumerate(blocks):
        owner = 0 if alone else index if index < len(first) or 1 < len(goals) == len(blocks) else None
        rows += indicators(context, zone, None if owner is None else goal_of_rows(goals[owner], owner))
    return list(goals), rows


def _lends_a_label(form: FormMatch) -> bool:
    """Whether the label that the form asks for right below the goals stands above them, and nothing beside it
    («项目承担单位 | 2.项目实施内容及过程概述»): what took its place seems a goal, and the text beside it what came of
    that."""
    heads = [box.cell.row for zone in form.zones if zone.zone.id == "goals" for box in zone.headings]
    ids = {pair.id for above, zone in pairwise(form.form.zones) if above.id == "goals" for pair in zone.pairs}
    asked = [match for id_, match in form.pairs.items() if id_ in ids and not match.match]
    return bool(heads) and any(match.label.cell.row < min(heads) for match in asked)


def _refuse_half(context: Context, form: FormMatch, zone: ZoneMatch, goal: dict[str, Reading[Any] | None]) -> None:
    """Refuses the only text of a goal where text lost a row among the goals, whose other cell it may be («发放补助。»
    and «全年发放补助86人次。», which was reached, on a line each)."""
    if "actual" not in zone.owner.values() or not rows_beside(context, zone) or not lacks_goal(form):
        return
    for id_, said in (("expected", "goals"), ("actual", "actual")):
        if (leaf := goal[id_]) is not None and leaf.value:
            goal[id_] = unreadable(context, leaf.quote, leaf.pattern, *SAID_AS[said])


def lacks_goal(form: FormMatch) -> bool:
    """Whether a row among the goals has no cell whose meaning is known: as likely another goal. One right above the
    next headings may be the upper line of these (a page parts them)."""
    heads = {box.cell.row: zone.zone.id for zone in form.zones for box in zone.headings}
    for row in form.unknown:
        at = row[0].cell.row if row else 0
        above = max((head for head in heads if head < at), default=-1)
        if heads.get(above) == "goals" and at + 1 not in heads:
            return True
    return False


def _goal_at(context: Context, zone: ZoneMatch, record: Record) -> dict[str, Reading[Any] | None]:
    """A goal; where the form has an adjusted one too, the one in force."""
    goal = cells(context, zone, record, "expected", "actual", "weight", "adjusted")
    for id_ in ("expected", "adjusted"):  # «100%» may be what came of a goal
        goal[id_] = anothers(context, record.cells.get(id_), "goals", f"form.evaluation.goals.{id_}") or goal[id_]
    if (came := record.cells.get("actual")) is not None:
        goal["actual"] = anothers_label(context, came, "form.evaluation.goals.actual") or goal["actual"]
    adjusted = goal.pop("adjusted")
    if adjusted and context.patterns.null_kind(adjusted.quote.match) is None:
        context.claim_all([goal["expected"].quote] if goal["expected"] else ())
        goal["expected"] = adjusted
    elif adjusted:
        context.claim_all([adjusted.quote])
    return goal


def _goal_pairs(context: Context, form: FormMatch) -> list[dict[str, Reading[Any] | None]]:
    """The goal of a form that asks for it beside a label instead of below headings («年度履职目标 | …», 河南)."""
    goal = {id_: pair(context, form, f"goals.{id_}") for id_ in ("expected", "actual")}
    return [{**goal, "weight": None}] if any(goal.values()) else []


def _goal_in_label(context: Context, zone: ZoneMatch) -> dict[str, Reading[Any] | None] | None:
    """«年度绩效目标1：完成馆藏数字化 (80分)»: the goal, or its points alone, stands in the label of its indicators."""
    block = zone.block
    if block is None or zone.zone.block is None or not zone.zone.block.goal:
        return None
    rest = (box.view for box in zone.block_rest if not block.match.endswith(box.match))  # its end said again
    label, pattern = Text.join([block.view, *rest]), "form.evaluation.goals.weight"
    found = context.patterns["label.goal"].search(label)
    if found is None:
        return None
    text = found.quote("text") if found.has("text") else None
    return {
        "expected": Reading(text.printed, text, "label.goal") if text else None,
        "actual": None,
        "weight": points_of_label(context, label, pattern) or points_of_label(context, block.view, pattern),
    }


def goal_of_rows(goal: Mapping[str, Reading[Any] | None], index: int) -> Reading[int] | None:
    """The reading that a row is of this goal."""
    leaves = [leaf for leaf in goal.values() if leaf is not None]
    cited = next((leaf for leaf in leaves if leaf.value is not None), leaves[0] if leaves else None)
    return Reading(index, cited.quote, "form.evaluation.goals", inferred=True) if cited else None


def points_of_label(context: Context, label: Text, pattern: str) -> Reading[Decimal] | None:
    """The points at the end of a printed label."""
    points = context.patterns["label.points"].search(label)
    return number(points.quote("points"), pattern) if points else None


def points_of_block(context: Context, block: Box) -> Reading[Any] | None:
    """The points in the label beside the money; none where it ends with the points of another label that ran on in it
    («预算执行情况（万元）（20分）年度绩效目标1：保障困难群众基本生活。（50分）», from places of print)."""
    pattern, label = "form.evaluation.funds.weight", block.view
    found = points_of_label(context, label, pattern)
    before = label.match.rpartition(")")[0].rpartition(")")[0] if found else ""  # what ends with points has brackets
    if not before or points_of_label(context, label[: len(before) + 1], pattern) is None:
        return found
    return unreadable(context, block.quote, pattern, "分值", "points")
