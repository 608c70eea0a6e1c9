"""The money, the tables of 附件1 and the 自评表 as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from jixiao.schema import BaseData, Evaluation, Indicator, Measure, Report

Row = tuple[Any, ...]
YUAN, PERCENT = "万元", "%"
FUND_NAMES = frozenset(
    {"general_public", "government_fund", "state_capital", "social_insurance", "special_account", "other", "all"}
)


def rows(report: Report) -> dict[str, list[Row]]:
    """The rows of money, base data and evaluations by table."""
    base = report.base_data
    evaluations = report.evaluations
    return {
        "money_facts": list(_facts(report)),
        "spending": [
            (s.fund, s.scope, s.year, s.amount, s.share, s.change, s.change_rate, s.reason, s.is_none)
            for s in report.spending
        ],
        "expense_lines": list(_expenses(base, base.year or report.fiscal_year)) if base else [],
        "buildings": [
            (b.approved_area, b.actual_area, b.area_rate, b.approved_cost, b.actual_cost, b.cost_rate)
            for b in (base.buildings if base else ())
        ],
        "evaluations": [_evaluation(evaluation) for evaluation in evaluations],
        "fund_budgets": [row for number, one in enumerate(evaluations) for row in _funds(number, one)],
        "goals": [
            (number, goal.expected, goal.actual, goal.weight)
            for number, one in enumerate(evaluations)
            for goal in one.goals
        ],
        "indicators": [
            _indicator(report, number, at, row)
            for number, one in enumerate(evaluations)
            for at, row in enumerate(one.indicators)
        ],
        "score_summary": [row for number, one in enumerate(evaluations) for row in _scores(number, one)],
    }


def total(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what is there; None when nothing is."""
    there = [value for value in values if value is not None]
    return sum(there, Decimal(0)) if there else None


def _facts(report: Report) -> Iterator[Row]:
    for index, s in enumerate(report.spending):
        figures = (("amount", YUAN), ("share", PERCENT), ("change", YUAN), ("change_rate", PERCENT))
        for measure, unit in figures:
            head = ("narrative", None, None, s.scope, s.fund, measure, s.year)
            yield from _fact(report, head, getattr(s, measure), unit, f"/spending/{index}/{measure}", s.is_none)
    if report.base_data:
        yield from _base_facts(report, report.base_data)
    for number, evaluation in enumerate(report.evaluations):
        yield from _evaluation_facts(report, number, evaluation)


def _fact(report: Report, head: Row, value: Decimal | None, unit: str, pointer: str, is_none: bool) -> Iterator[Row]:
    """One figure. A null stands when its cell or statement does: blank is not zero, and absent is not blank."""
    evidence = report.evidence.get(pointer)
    if value is None and (evidence is None or evidence.null_kind is None):
        return
    printed = evidence.text if evidence else None
    kind = evidence.null_kind if evidence else None
    page = evidence.places[0].page if evidence and evidence.places else None
    yield (*head, value, unit, printed, kind, is_none, page, pointer)


def _base_facts(report: Report, base: BaseData) -> Iterator[Row]:
    year = base.year or report.fiscal_year
    lines = [(f"/base_data/expenses/{i}", e.item, e.concept, e) for i, e in enumerate(base.expenses)]
    single = [
        ("/base_data/procurement", "政府采购金额", "procurement", base.procurement),
        ("/base_data/basic_adjustment", "部门基本支出预算调整", "basic", base.basic_adjustment),
    ]
    for at, item, concept, amounts in (*lines, *single):
        for measure in ("prior_final", "budget", "final"):
            when = year - 1 if year and measure == "prior_final" else year
            head = ("base_data", None, item, concept, None, measure, when)
            yield from _fact(report, head, getattr(amounts, measure), YUAN, f"{at}/{measure}", False)


def _evaluation_facts(report: Report, number: int, evaluation: Evaluation) -> Iterator[Row]:
    year = evaluation.year or report.fiscal_year
    at = f"/evaluations/{number}"
    for index, row in enumerate(evaluation.funds):
        fund = row.concept if row.concept in FUND_NAMES else None
        for measure, unit in (("initial", YUAN), ("full_year", YUAN), ("executed", YUAN), ("rate", PERCENT)):
            head = ("evaluation", number, row.label, row.concept, fund, measure, year)
            yield from _fact(report, head, getattr(row, measure), unit, f"{at}/funds/{index}/{measure}", False)
    for part in ("by_income", "by_nature"):
        for index, amount in enumerate(getattr(evaluation, part)):
            fund = amount.concept if amount.concept in FUND_NAMES else None
            head = ("evaluation", number, amount.label, amount.concept, fund, "amount", year)
            yield from _fact(report, head, amount.amount, YUAN, f"{at}/{part}/{index}/amount", False)


def _expenses(base: BaseData, year: int | None) -> Iterator[Row]:
    for e in base.expenses:
        yield (e.item, e.concept, e.level, e.parent, year, e.prior_final, e.budget, e.final)
    for item, concept, row in (
        ("政府采购金额", "procurement", base.procurement),
        ("部门基本支出预算调整", "basic", base.basic_adjustment),
    ):
        if (row.prior_final, row.budget, row.final) != (None, None, None):
            yield (item, concept, 1, None, year, row.prior_final, row.budget, row.final)


def _evaluation(e: Evaluation) -> Row:
    # The execution row carries points of its own (10 in most forms).
    weights = [row.weight for row in e.indicators] + [row.weight for row in e.funds]
    scores = [row.score for row in e.indicators] + [row.score for row in e.funds]
    return (
        e.title,
        e.year,
        e.project,
        e.project_code,
        e.department,
        e.unit,
        e.total.weight,
        e.total.score,
        total(weights),
        total(scores),
        e.rating.canonical if e.rating else None,
        e.rating.text if e.rating else None,
        e.remarks,
        e.conclusion,
        e.problems,
        e.measures,
    )


def _funds(number: int, e: Evaluation) -> Iterator[Row]:
    for f in e.funds:
        money = (f.initial, f.full_year, f.executed, None)
        yield (number, "funds", f.label, f.concept, *money, f.weight, f.rate, f.score, f.reason)
    for part in ("by_income", "by_nature"):
        for a in getattr(e, part):
            yield (number, part, a.label, a.concept, None, None, None, a.amount, None, None, None, None)


def met(target: Measure | None, actual: Measure | None) -> bool | None:
    """Whether the actual value reaches the target; None where they cannot be compared: words, or two units.

    A target without an operator is reached from above, as the forms' instructions say of «指标值».
    """
    if not target or not actual or target.value is None or actual.value is None:
        return None
    if target.unit and actual.unit and target.unit != actual.unit:
        return None
    reached = {
        "ge": actual.value >= target.value,
        "gt": actual.value > target.value,
        "le": actual.value <= target.value,
        "lt": actual.value < target.value,
        "eq": actual.value == target.value,
    }
    return reached[target.comparator or "ge"]


def _indicator(report: Report, number: int, at: int, row: Indicator) -> Row:
    target, actual = row.target, row.actual
    evidence = report.evidence.get(f"/evaluations/{number}/indicators/{at}/level3")
    return (
        number,
        row.goal,
        row.level1,
        row.level1_weight,
        row.level2,
        row.level3,
        row.dimension,
        target.text if target else None,
        target.comparator if target else None,
        target.value if target else None,
        target.unit if target else None,
        target.qualitative if target else None,
        row.initial_target.text if row.initial_target else None,
        actual.text if actual else None,
        actual.comparator if actual else None,
        actual.value if actual else None,
        actual.unit if actual else None,
        met(target, actual),
        row.criterion,
        row.weight,
        row.score,
        row.review_score,
        row.coefficient,
        row.is_core,
        row.deviation_reason,
        row.filler,
        evidence.places[0].page if evidence and evidence.places else None,
    )


def _scores(number: int, e: Evaluation) -> Iterator[Row]:
    groups: dict[str | None, list[Indicator]] = {}
    for row in e.indicators:
        if not row.filler:
            groups.setdefault(row.level1, []).append(row)
    for level1, members in groups.items():
        stated = [m.level1_weight for m in members if m.level1_weight is not None]
        weight, score = total(m.weight for m in members), total(m.score for m in members)
        yield (number, level1, stated[0] if stated else None, weight, score, len(members))
