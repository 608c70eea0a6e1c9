"""§3.4 附件1 基础数据表: sums of its rows, control rates, cells that say nothing."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.engine import each, rule
from jixiao.checks.facts import Facts
from jixiao.checks.figures import HUNDRED, Figure, printed, tidy, total_of, word
from jixiao.checks.parts import COLUMNS, COLUMNS_EN, Row, money, percent
from jixiao.checks.relation import Check, at_most, equal, failed, lacking, not_applicable, passed, told
from jixiao.checks.sums import initial_budget, three_public_told
from jixiao.schema.vocabulary import CONCEPTS, Concept

HEADINGS = frozenset({"project_earmarked"})
"""Rows that are rather headings («一个专项一行»): nobody writes a subtotal there."""


def filled(facts: Facts, row: Row, column: str) -> Figure:
    """A row's value; where it is blank, the sum of the rows below it (the seed's vehicles)."""
    own = row[column]
    if own.known:
        return own
    key = f"filled {column}"
    if key not in row.cache:
        parts = [filled(facts, r, column) for r in facts.below(row)]
        row.cache[key] = total_of(parts) if any(part.known for part in parts) else own
    return row.cache[key]


def _about(row: Row, column: str) -> tuple[str, str]:
    return f"{row.name} {COLUMNS[column]}", f"{row.english}, {COLUMNS_EN[column]}"


def _sum_by_column(facts: Facts, row: Row, parts: list[Row]) -> Iterator[Check]:
    """row = Σ parts in each column.

    A blank row with filled parts is the matter of parent-filled-when-child-filled. Where all is blank nothing is said,
    unless the row is itself part of a row that has a figure: then this one is lacking.
    """
    for column in COLUMNS:
        whole, values = row[column], [filled(facts, part, column) for part in parts]
        some = any(value.known for value in values)
        if whole.known and (some or whole.value == 0):
            yield equal(whole, total_of(values, or_zero=True)).about(*_about(row, column))
        elif whole.known or (not some and _parent_known(facts, row, column)):
            yield lacking([*whole.leaves, *(leaf for v in values for leaf in v.leaves)], *_about(row, column))


def _parent_known(facts: Facts, row: Row, column: str) -> bool:
    return row.model.parent is not None and facts.rows[row.model.parent][column].known


@rule("san-gong-total-equals-parts")
def san_gong_total_equals_parts(facts: Facts) -> Iterator[Check]:
    """三公经费 = 出国 + 公车 + 接待, in each column and in the narrative. Source: OBL-SG-TOTAL."""
    yield from three_public_told(facts)
    row = facts.row("three_public")
    others = [facts.row(concept) for concept in ("overseas", "reception")]
    cars = [facts.row("vehicles")]
    if cars == [None]:  # a table that lists what cars cost without their sum
        cars = [part for concept in ("vehicle_purchase", "vehicle_running") if (part := facts.row(concept))]
    if row is not None and cars and all(parts := [*cars, *others]):
        yield from _sum_by_column(facts, row, [part for part in parts if part])


@rule("vehicle-total-equals-purchase-plus-operation")
def vehicle_total_equals_purchase_plus_operation(facts: Facts) -> Iterator[Check]:
    """公车 = 购置 + 运行维护, in each column. Source: V33-121."""
    row = facts.row("vehicles")
    parts = [facts.row(concept) for concept in ("vehicle_purchase", "vehicle_running")]
    if row is not None and all(parts):
        yield from _sum_by_column(facts, row, [part for part in parts if part])


@rule("project-total-equals-parts")
def project_total_equals_parts(facts: Facts) -> Iterator[Check]:
    """项目支出 = 业务工作 + 运行维护 + each 专项, in each column. Source: 附件1 and its notes."""
    row = facts.row("project")
    parts = facts.below(row) if row else []
    if row is not None and parts:
        yield from _sum_by_column(facts, row, parts)


@rule("san-gong-items-present")
def san_gong_items_present(facts: Facts) -> Iterator[Check]:
    """The three items of 三公经费 have rows of their own, and one of them a figure where the total has. Source:
    OBL-SG-ITEMS.
    """
    row = facts.row("three_public")
    if row is None:
        return
    items: tuple[Concept, ...] = ("overseas", "vehicles", "reception")
    parts = {concept: facts.row(concept) for concept in items}
    parts["vehicles"] = parts["vehicles"] or facts.row("vehicle_running") or facts.row("vehicle_purchase")
    missing = [CONCEPTS[concept] for concept, part in parts.items() if part is None]
    if missing:
        yield failed([row.leaf()], row.name, row.english, expected="出国、公车、接待三项", actual="、".join(missing))
        return
    for column in COLUMNS:
        values = [filled(facts, part, column) for part in parts.values() if part]
        if row[column].known and row[column].value > 0 and not any(value.known for value in values):
            yield failed(
                [*row[column].leaves, *(leaf for v in values for leaf in v.leaves)],
                *_about(row, column),
                actual="三项均为空",
            )
            return
    yield passed([row.leaf()])


@rule("parent-filled-when-child-filled")
def parent_filled_when_child_filled(facts: Facts) -> Iterator[Check]:
    """A subtotal is not blank while a row below it is filled. Source: logic."""
    checks: list[Check] = []
    for row in facts.rows:
        below = facts.below(row)
        if not below or row.model.concept in HEADINGS:
            continue
        for column in COLUMNS:
            parts = total_of(filled(facts, r, column) for r in below)
            if not parts.known:
                continue
            own = row[column]
            if own.known:
                checks.append(passed(own.leaves))
            else:
                checks.append(
                    failed([*own.leaves, *parts.leaves], *_about(row, column), expected=tidy(parts.value), actual=None)
                )
    yield from each(checks)


@rule("san-gong-not-over-budget")
def san_gong_not_over_budget(facts: Facts) -> Iterator[Check]:
    """三公经费 within its budget. Source: 财预〔2013〕53号."""
    row = facts.row("three_public")
    if row is not None:
        yield at_most(row["final"], row["budget"]).about(row.name, row.english)


@rule("san-gong-change-rate")
def san_gong_change_rate(facts: Facts) -> Iterator[Check]:
    """三公经费 does not grow against last year; against 0 there is no rate. Source: 财预〔2013〕53号."""
    row = facts.row("three_public")
    if row is None:
        return
    prior, final = row["prior_final"], row["final"]
    if prior.known and prior.value == 0:
        yield not_applicable(prior.leaves)
    else:
        yield at_most(final, prior).about(row.name, row.english)


@rule("san-gong-zero-base")
def san_gong_zero_base(facts: Facts) -> Iterator[Check]:
    """A vehicle that was bought is spoken of in notes or text. (How many vehicles there are is not in the data.)"""
    row = facts.row("vehicle_purchase")
    if row is None or not row["final"].known or row["final"].value <= 0:
        return
    yield told(row["final"].leaves, facts.texts.first("checks.vehicle_bought") is not None, row.name, row.english)


@rule("san-gong-budget-unused")
def san_gong_budget_unused(facts: Facts) -> Iterator[Check]:
    """A budget of 三公经费 of which nothing was spent. A lead. Source: logic."""
    row = facts.row("three_public")
    if row is None:
        return
    budget, final = row["budget"], row["final"]
    if not budget.known or not final.known:
        yield lacking([*budget.leaves, *final.leaves])
    elif budget.value == 0:
        yield not_applicable(budget.leaves)
    else:
        yield told([*final.leaves, *budget.leaves], final.value != 0, expected=budget.value, actual=final.value)


@rule("project-budget-unspent")
def project_budget_unspent(facts: Facts) -> Iterator[Check]:
    """Less than 60 % of the project budget was spent. Source: PERF-EXEC-002."""
    row = facts.row("project")
    if row is None:
        return
    budget, final = row["budget"], row["final"]
    if not budget.known or not final.known:
        yield lacking([*budget.leaves, *final.leaves])
    elif budget.value == 0:
        yield not_applicable(budget.leaves)
    else:
        least = facts.profile.unspent_project
        ok = at_most(budget.times(least / HUNDRED), final).holds()
        rate = tidy(final.value / budget.value * HUNDRED)
        yield (
            passed([*final.leaves, *budget.leaves])
            if ok
            else failed(
                [*final.leaves, *budget.leaves],
                row.name,
                row.english,
                expected=budget.value,
                actual=final.value,
                difference=final.value - budget.value,
                spread=(final - budget).interval(),
                rate=str(rate),
                limit=str(least),
            )
        )


@rule("public-detail-not-exceed-total")
def public_detail_not_exceed_total(facts: Facts) -> Iterator[Check]:
    """The rows listed below 公用经费 are some of it: together no more than it. Source: «其中» in 附件1."""
    row = facts.row("public")
    details = facts.below(row) if row else []
    if row is None or not details:
        return
    for column in COLUMNS:
        total = total_of(r[column] for r in details)
        if row[column].known and total.known:
            yield at_most(total, row[column]).about(*_about(row, column))


@rule("public-control-rate")
def public_control_rate(facts: Facts) -> Iterator[Check]:
    """公用经费控制率 = 决算 / 预算 ≤ 100 %. Source: 财预〔2013〕53号."""
    row = facts.row("public")
    if row is not None:
        yield at_most(row["final"], row["budget"]).about(row.name, row.english)


@rule("line-over-budget")
def line_over_budget(facts: Facts) -> Iterator[Check]:
    """A detail row above 120 % of its budget. Source: PERF-EXEC-002."""
    limit = facts.profile.line_limit / HUNDRED
    for row in facts.rows:
        if row.model.parent is None or facts.below(row):
            continue
        budget, final = row["budget"], row["final"]
        if budget.known and final.known and budget.value > 0:
            rate = str(tidy(final.value / budget.value * HUNDRED))
            relation = at_most(final, budget.times(limit))
            if relation.holds():
                yield passed(relation.leaves)
            else:
                yield failed(
                    [*final.leaves, *budget.leaves],
                    row.name,
                    row.english,
                    expected=budget.value,
                    actual=final.value,
                    difference=final.value - budget.value,
                    rate=rate,
                    limit=str(facts.profile.line_limit),
                )


@rule("procurement-filled")
def procurement_filled(facts: Facts) -> Iterator[Check]:
    """政府采购 has a figure, be it 0. Source: 附件1."""
    data = facts.base_form
    if data is None:
        return
    cells = [
        money(
            facts.report,
            getattr(data.procurement, c),
            f"基础数据表 政府采购 {COLUMNS[c]}",
            f"/base_data/procurement/{c}",
        )
        for c in ("budget", "final")
    ]
    yield told([leaf for cell in cells for leaf in cell.leaves], any(cell.known for cell in cells), expected="0 或金额")


@rule("procurement-execution-rate")
def procurement_execution_rate(facts: Facts) -> Iterator[Check]:
    """政府采购执行率 = actual / budget ≤ 100 %. Source: 财预〔2013〕53号."""
    data = facts.report.base_data
    if data is None or data.procurement.budget is None or data.procurement.final is None:
        return
    at = "/base_data/procurement"
    final = money(facts.report, data.procurement.final, "基础数据表 政府采购 本年决算数", f"{at}/final")
    budget = money(facts.report, data.procurement.budget, "基础数据表 政府采购 本年预算数", f"{at}/budget")
    yield at_most(final, budget)


def adjustment(facts: Facts) -> Figure | None:
    """部门基本支出预算调整 of the base data: the column that is filled; None without base data."""
    data = facts.report.base_data
    if data is None:
        return None
    at = "/base_data/basic_adjustment"
    label = "基础数据表 基本支出预算调整"
    for column in ("budget", "final"):
        value = getattr(data.basic_adjustment, column)
        if value is not None:
            return money(facts.report, value, label, f"{at}/{column}")
    return printed(None, label, f"{at}/budget")


@rule("basic-adjustment-disclosed")
def basic_adjustment_disclosed(facts: Facts) -> Iterator[Check]:
    """Where the full-year budget is not the initial one, 部门基本支出预算调整 is filled; where no project money is
    in it, it is the difference. Source: 附件1 beside 附件2.
    """
    whole, row = facts.whole, adjustment(facts)
    at = whole.total_row() if whole else None
    if whole is None or at is None or row is None:
        return
    initial, full = whole.fund(at, "initial"), whole.fund(at, "full_year")
    if not initial.known or not full.known:
        yield lacking([*initial.leaves, *full.leaves])
        return
    change = full - initial
    if equal(full, initial).holds():
        yield not_applicable(change.leaves)
    elif not row.known:
        yield failed([*row.leaves, *change.leaves], expected=tidy(change.value), actual=None, spread=change.interval())
    elif _only_basic(facts):
        yield equal(row, change)
    else:
        yield passed([*row.leaves, *change.leaves])


def _only_basic(facts: Facts) -> bool:
    whole = facts.whole
    project = whole.amount("by_nature", "project") if whole else None
    basic = whole.amount("by_nature", "basic") if whole else None
    return basic is not None and basic.known and (project is None or not project.known or project.value == 0)


def _building(facts: Facts, kind: str, approved: str) -> Iterator[Check]:
    data = facts.report.base_data
    for index, building in enumerate(data.buildings if data else ()):
        at = f"/base_data/buildings/{index}"
        label = {"area": "楼堂馆所 规模", "cost": "楼堂馆所 投资"}[kind]
        above = printed(getattr(building, f"actual_{kind}"), f"{label} 实际", f"{at}/actual_{kind}")
        below = printed(getattr(building, f"approved_{kind}"), f"{label} {approved}", f"{at}/approved_{kind}")
        rate = percent(getattr(building, f"{kind}_rate"), f"{label}控制率", f"{at}/{kind}_rate")
        if not above.known or not below.known or below.value == 0:
            yield lacking([*above.leaves, *below.leaves])
            continue
        formula = equal(rate, above / below, derived=True, like=rate.value).about(label, kind)
        yield formula if rate.known and not formula.holds() else at_most(above, below).about(label, kind)


@rule("building-scale-control-rate")
def building_scale_control_rate(facts: Facts) -> Iterator[Check]:
    """规模控制率 = 实际规模 / 批复规模 ≤ 100 %. Source: Hunan."""
    yield from _building(facts, "area", "批复")


@rule("building-cost-control-rate")
def building_cost_control_rate(facts: Facts) -> Iterator[Check]:
    """投资概算控制率 = 实际投资 / 预算投资 ≤ 100 %. Source: Hunan."""
    yield from _building(facts, "cost", "预算")


@rule("building-none-consistent")
def building_none_consistent(facts: Facts) -> Iterator[Check]:
    """Where the text says that nothing was built, 楼堂馆所 is blank or 0. Source: 其他需要说明的情况."""
    data = facts.report.base_data
    hit = facts.texts.first("checks.no_building")
    if data is None or hit is None:
        return
    said = word(hit.text, "正文", hit.pointer)
    cells = [
        printed(getattr(b, field), f"楼堂馆所 {field}", f"/base_data/buildings/{i}/{field}")
        for i, b in enumerate(data.buildings)
        for field in ("actual_area", "actual_cost")
    ]
    built = [cell for cell in cells if cell.known and cell.value > 0]
    yield told(
        [said, *(leaf for cell in built for leaf in cell.leaves)],
        not built,
        expected="空白或0",
        actual=built[0].value if built else None,
    )


@rule("expenses-not-exceed-budget-total")
def expenses_not_exceed_budget_total(facts: Facts) -> Iterator[Check]:
    """公用经费 + 项目支出 of 附件1 are within 年初预算 of 附件2. Source: logic."""
    yield from initial_budget(facts)


@rule("thrift-measures-filled")
def thrift_measures_filled(facts: Facts) -> Iterator[Check]:
    """厉行节约保障措施 says something. Source: 附件1."""
    data = facts.base_form
    if data is not None:
        yield told(
            [word(data.thrift_measures, "厉行节约保障措施", "/base_data/thrift_measures")], bool(data.thrift_measures)
        )
