"""§3.7 The matrix: figures of the text beside those of the tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jixiao.checks.engine import each, rule
from jixiao.checks.facts import Facts
from jixiao.checks.figures import Figure, constant, total_of
from jixiao.checks.funding import basis
from jixiao.checks.parts import COLUMNS, TOTALS, Statement
from jixiao.checks.relation import Check, Relation, Words, at_least, at_most, equal, lacking, told

SCALE = Decimal(10000)
IN_BASE_DATA = (
    "project",
    "public",
    "three_public",
    "overseas",
    "vehicles",
    "vehicle_purchase",
    "vehicle_running",
    "reception",
)


def _general(facts: Facts, scope: str) -> Statement | None:
    """What the tables are compared with: all funds' figure where the text has one, else the general budget's."""
    return facts.statement("all", scope) or facts.statement("general_public", scope)


def _others(facts: Facts) -> Figure | None:
    """Money that is not of the general budget, by the 自评表: so much may the tables hold more than the text says of
    the general budget alone. None when there is none.
    """
    whole = facts.whole
    if whole is None:
        return None
    parts = [f for concept, f in whole.amounts("by_income") if concept != "general_public" and f.known and f.value > 0]
    return total_of(parts) if parts else None


Pair = tuple[Statement, Figure, Words, bool]


def _pairs(facts: Facts) -> list[Pair]:
    """Statement, the table's figure, its name, and whether the table may hold other funds' money too."""
    made: list[Pair] | None = facts.memo.get("pairs")
    if made is None:
        made = facts.memo["pairs"] = list(_found_pairs(facts))
    return made


def _found_pairs(facts: Facts) -> Iterator[Pair]:
    whole = facts.whole
    spent = whole is not None and basis(whole, "by_income") in (None, "executed")
    for fund in TOTALS if whole and spent else ():
        statement = facts.statement(fund, "total")
        figure = whole.amount("by_income", fund) if whole else None
        if statement and figure is not None:
            yield statement, figure, ("自评表", "evaluation"), False
    basic = _general(facts, "basic")
    if whole and basic and basis(whole, "by_nature") in (None, "executed"):
        figure = whole.amount("by_nature", "basic")
        if figure is not None:
            yield basic, figure, ("自评表", "evaluation"), basic.model.fund != "all"
    for scope in IN_BASE_DATA:
        statement, row = _general(facts, scope), facts.row(scope)
        if statement and row:
            yield statement, row["final"], ("基础数据表本年决算", "base data, final"), statement.model.fund != "all"
    project = _general(facts, "project")
    if whole and project and basis(whole, "by_nature") in (None, "executed"):
        figure = whole.amount("by_nature", "project")
        if figure is not None and (figure.known or facts.row("project") is None):
            yield project, figure, ("自评表", "evaluation"), project.model.fund != "all"
    total = facts.statement("all", "total")
    at = whole.total_row() if whole else None
    if whole and total and at is not None:
        yield total, whole.fund(at, "executed"), ("自评表全年执行数", "evaluation, executed"), False


@dataclass(frozen=True, slots=True)
class _Room:
    """How much more than the text's general budget the tables may hold: other funds' money, all of it, and what of it
    is 基本支出 and 项目支出.
    """

    total: Figure
    basic: Figure
    project: Figure


def _room(facts: Facts) -> _Room | None:
    """Room for other funds' money; None when there is none.

    Where text and table both give 基本支出 and 项目支出, what the table holds more must be that money, no more and no
    less: then each row has the room that it takes. Where the parts do not add up there is none: the figures are equal.
    """
    if "room" not in facts.memo:
        facts.memo["room"] = _measured_room(facts)
    found: _Room | None = facts.memo["room"]
    return found


def _measured_room(facts: Facts) -> _Room | None:
    others, whole = _others(facts), facts.whole
    if others is None or whole is None:
        return None
    gaps: dict[str, Figure] = {}
    for scope in ("basic", "project"):
        statement, figure = facts.statement("general_public", scope), whole.amount("by_nature", scope)
        if statement is None or figure is None:
            return _Room(others, others, others)
        gaps[scope] = (figure if figure.known else constant(0)) - statement.amount
    if equal(gaps["basic"] + gaps["project"], others).holds() and min(gap.value for gap in gaps.values()) >= 0:
        return _Room(others, gaps["basic"], gaps["project"])
    return None


def _compare(facts: Facts, statement: Statement, figure: Figure, more: bool) -> Relation:
    room = _room(facts) if more else None
    if room is None or not figure.known:
        return equal(statement.amount, figure)
    # 三公经费 is part of 公用经费, and that of 基本支出.
    scope = statement.model.scope
    slack = {"project": room.project, "total": room.total}.get(scope, room.basic)
    below, above = at_most(statement.amount, figure), at_least(statement.amount + slack, figure)
    return equal(statement.amount, figure) if not (below.holds() and above.holds()) else below


@rule("narrative-equals-attachment")
def narrative_equals_attachment(facts: Facts) -> Iterator[Check]:
    """Each figure of the text is that of the attachment (matrix §3.7). Source: TABLE_TEXT."""
    for statement, figure, (chinese, english), more in _pairs(facts):
        yield _compare(facts, statement, figure, more).about(
            f"{statement.chinese} ↔ {chinese}", f"{statement.english} ↔ {english}"
        )


@rule("unit-scale-consistent")
def unit_scale_consistent(facts: Facts) -> Iterator[Check]:
    """Text and tables are in the same unit: no pair of figures differs by 10⁴, 元 beside 万元. Source: logic."""
    checks: list[Check] = []
    for statement, figure, (chinese, english), _ in _pairs(facts):
        if not figure.known or figure.value == 0 or statement.amount.value == 0:
            continue
        slipped = not equal(statement.amount, figure).holds() and any(
            equal(statement.amount.times(a), figure.times(b)).holds()
            for a, b in ((SCALE, Decimal(1)), (Decimal(1), SCALE))
        )
        leaves = (*statement.amount.leaves, *figure.leaves)
        checks.append(
            told(
                leaves,
                not slipped,
                f"{statement.chinese} ↔ {chinese}",
                f"{statement.english} ↔ {english}",
                expected=figure.value,
                actual=statement.amount.value,
            )
        )
    yield from each(checks)


def _changed_pairs(facts: Facts) -> Iterator[tuple[Statement, str]]:
    for scope in IN_BASE_DATA:
        statement = facts.changed("all", scope) or facts.changed("general_public", scope)
        if statement and facts.row(scope):
            yield statement, scope


def _mixed(facts: Facts, statement: Statement) -> bool:
    """Whether the table's row may hold other funds' projects beside the general budget's that the text is about."""
    return statement.model.scope == "project" and statement.model.fund != "all" and _room(facts) is not None


@rule("prior-year-implied-equals-table")
def prior_year_implied_equals_table(facts: Facts) -> Iterator[Check]:
    """Amount less change is 上年决算数 of 附件1. Source: logic."""
    for statement, scope in _changed_pairs(facts):
        row = facts.row(scope)
        if row:
            relate = at_most if _mixed(facts, statement) else equal
            yield relate(statement.prior, row["prior_final"]).about(
                f"{statement.chinese} 上年 ↔ 基础数据表{COLUMNS['prior_final']}", f"{statement.english}, last year"
            )


@rule("narrative-direction-equals-attachment")
def narrative_direction_equals_attachment(facts: Facts) -> Iterator[Check]:
    """The text's change goes the way of 附件1, 本年决算 against 上年决算. Source: logic."""
    for statement, scope in _changed_pairs(facts):
        row = facts.row(scope)
        if not row or not statement.model.change or _mixed(facts, statement):
            continue
        moved = row["final"] - row["prior_final"]
        if not moved.known:
            yield lacking([*statement.change.leaves, *moved.leaves], statement.chinese, statement.english)
            continue
        relation = at_least(moved, Figure(())) if statement.model.change > 0 else at_most(moved, Figure(()))
        outcome = Relation(moved, Figure(()), relation.operator).outcome()
        outcome.stands_on = (*statement.change.leaves, *moved.leaves)
        outcome.subject = (statement.chinese, statement.english)
        if outcome.status == "fail":
            gap = statement.change - moved
            outcome.expected, outcome.actual = moved.value, statement.change.value
            outcome.difference, outcome.spread = gap.value, gap.interval()
            outcome.relation = equal(statement.change, moved)
        yield outcome
