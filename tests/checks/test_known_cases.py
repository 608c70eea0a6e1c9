"""Figures as real reports of other provinces print them: what a naive check would call wrong, and what is."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from consistent import Data, consistent, measure, report

from jixiao.checks import check, run
from jixiao.checks.figures import printed, total_of
from jixiao.checks.relation import equal
from jixiao.patterns import load

D = Decimal


def holds(total: str, *parts: str) -> bool:
    figures = [printed(D(part), part, f"/{i}") for i, part in enumerate(parts)]
    return equal(printed(D(total), total, "/t"), total_of(figures)).holds()


def test_a_total_that_is_off_by_the_rounding_of_its_parts_holds() -> None:
    assert holds("434.72", "434.16", "0.00", "0.55")
    assert holds("799.12", "434.89", "77.40", "286.83")
    assert not holds("434.76", "434.16", "0.00", "0.55")


def test_dropped_zeros_are_less_exact_and_a_bare_zero_is_exact() -> None:
    assert holds("7.9", "7", "0.90")
    assert holds("30.9", "0", "30.9")
    assert not holds("0.3", "0", "0")


def form(**funds: Any) -> Data:
    """A report with one form whose total row is changed."""
    data = consistent(8)
    data["evaluations"] = [data["evaluations"][0]]
    data["evaluations"][0]["funds"][0].update(funds)
    return data


def statuses(rule: str, data: Data) -> set[str]:
    return {i.status for i in run(report(data), load()).instances if i.rule == rule}


@pytest.mark.parametrize(
    ("executed", "full", "rate", "score"),
    [
        ("37.24", "43.2", "86", "9"),
        ("171", "287", "60", "6"),
        ("49.50", "99.00", "50", "5"),
        ("463.68", "463.68", "100", "10"),
    ],
)
def test_rates_and_scores_in_whole_points(executed: str, full: str, rate: str, score: str) -> None:
    data = form(executed=D(executed), full_year=D(full), rate=D(rate), score=D(score))
    assert statuses("execution-rate-formula", data) == {"pass"}
    assert statuses("execution-score-formula", data) == {"pass"}


def test_a_rate_of_the_initial_budget_is_named_as_such() -> None:
    data = form(initial=D("200.00"), full_year=D("250.00"), executed=D("190.00"), rate=D("95.00"))
    assert statuses("execution-rate-basis", data) == {"fail"}


def test_points_lost_on_a_target_that_is_met_are_a_warning_and_no_error() -> None:
    data = form()
    row = {
        "target": measure(D(98), "%", "ge"),
        "actual": measure(D(98), "%", None),
        "weight": D(20),
        "score": D("19.6"),
    }
    data["evaluations"][0]["indicators"] = [data["evaluations"][0]["indicators"][0] | row]
    assert statuses("target-met-but-score-lost", data) == {"fail"}
    assert statuses("quantitative-score-formula", data) == {"not_applicable"}


def test_the_score_that_a_formula_gives_is_told_finer_than_the_one_given() -> None:
    """90 of 100 times 15 was «14», a score that nobody computes."""
    data = form()
    target, actual = measure(D(100), "户", "ge"), measure(D(90), "户", None)
    row = {"target": target, "actual": actual, "weight": D(15), "score": D(15)}
    data["evaluations"][0]["indicators"] = [data["evaluations"][0]["indicators"][0] | row]
    found = check(report(data), load()).findings
    assert [f.expected for f in found if f.rule == "quantitative-score-formula"] == [D("13.5")]


def test_a_change_that_is_basically_none_is_no_zero() -> None:
    data = consistent(8)
    at = next(i for i, s in enumerate(data["spending"]) if s["scope"] == "basic" and s["fund"] == "general_public")
    data["spending"][at] |= {"change": D(0), "change_rate": None}
    assert statuses("delta-parts-sum-to-delta-total", data) == {"fail"}
    place = {"block": 3, "span": [0, 4]}
    data["evidence"] = {f"/spending/{at}/change": {"text": "基本持平", "places": [place], "pattern": "t"}}
    assert statuses("delta-parts-sum-to-delta-total", data) == {"not_applicable"}


def test_amounts_in_hundred_millions_are_as_exact_as_printed() -> None:
    """«1.52亿元» is 15200万元 in JSON, and stands for 15150 to 15250."""
    data = consistent(8)
    at = next(i for i, s in enumerate(data["spending"]) if s["scope"] == "total" and s["fund"] == "all")
    for scope, amount in (("total", "15200"), ("basic", "9000.10"), ("project", "6234.46")):
        next(s for s in data["spending"] if (s["fund"], s["scope"]) == ("all", scope))["amount"] = D(amount)
    assert statuses("total-equals-basic-plus-project", data) == {"fail"}
    place = {"block": 3, "span": [0, 4]}
    data["evidence"] = {f"/spending/{at}/amount": {"text": "1.52亿元", "places": [place], "pattern": "t"}}
    assert statuses("total-equals-basic-plus-project", data) == {"pass"}


def by_rows(*rows: tuple[str, str, str]) -> Data:
    """A report with one form whose money stands in rows (concept, label, initial budget) below the total."""
    data = form()
    total = data["evaluations"][0]["funds"][0] | {"initial": D("3245.60")}
    parts = [total | {"label": label, "concept": concept, "initial": D(amount)} for concept, label, amount in rows]
    data["evaluations"][0] |= {"funds": [total, *parts], "by_income": [], "by_nature": []}
    return data


def messages(rule: str, data: Data) -> list[str]:
    """What the rule says of the initial budget, where it fails."""
    return [f.message for f in check(report(data), load()).findings if f.rule == rule and "年初预算" in f.message]


@pytest.mark.parametrize(("project", "failures"), [("1390.00", 0), ("1300.00", 1)])
def test_other_money_beside_basic_and_project_is_no_breakdown_by_source(project: str, failures: int) -> None:
    data = by_rows(("basic", "基本支出", "1845.60"), ("project", "项目支出", project), ("other", "其他资金", "10.00"))
    assert not messages("fund-total-equals-sum-by-source", data)
    assert len(messages("fund-total-equals-sum-by-nature", data)) == failures


@pytest.mark.parametrize(("special", "failures"), [("1000.00", 0), ("900.00", 1)])
def test_staff_and_running_costs_are_the_basic_part_where_no_row_is(special: str, failures: int) -> None:
    """河北: 人员类, 公用经费, 其他运转类 and 特定目标类项目 make the total; the two of projects alone were compared."""
    data = by_rows(
        ("personnel", "人员类项目", "1500.00"), ("public", "公用经费项目", "345.60"),
        ("project", "其他运转类项目", "400.00"), ("project", "特定目标类项目", special),
    )  # fmt: skip
    assert len(messages("fund-total-equals-sum-by-nature", data)) == failures


def test_the_sum_of_the_sources_and_the_total_are_named_as_what_they_are() -> None:
    data = by_rows(("fiscal_appropriation", "当年财政拨款", "3000.00"), ("other", "其他资金", "200.00"))
    [message] = messages("fund-total-equals-sum-by-source", data)
    assert "金额之和3200" in message
    assert "资金总额3245.6" in message


@pytest.mark.parametrize(("change", "found"), [(D(5), {"fail"}), (D(-5), {"insufficient_data"})])
def test_parts_that_are_more_than_their_whole_are_so_whatever_was_not_read(change: Decimal, found: set[str]) -> None:
    """A lost point («9.88» as 988) in a table read in part: nothing was said. What is less may be in the rest."""
    data = consistent(8)
    rows = data["base_data"]["expenses"]
    at, whole = next((at, row) for at, row in enumerate(rows) if row["concept"] == "vehicles" and row["budget"])
    part = next(row for row in rows if row["parent"] == at and row["budget"])
    part["budget"] += change + whole["budget"] * (change > 0)
    block = len(data["blocks"])
    data["blocks"].append({"index": block, "kind": "paragraph", "text": "9.88", "page": None})
    place = {"block": block, "cell": [1, 1], "span": [0, 4]}
    data["evidence"] = {f"/base_data/expenses/{at}/budget": {"text": "9.88", "places": [place], "pattern": "test"}}
    data["diagnostics"] = [
        {"code": "unreadable_table", "message": "读不出", "message_en": "unreadable", "places": [place]}
    ]
    of = f"/base_data/expenses/{at}/budget"
    made = [i for i in run(report(data), load()).instances if i.rule == "vehicle-total-equals-purchase-plus-operation"]
    assert {i.status for i in made if any(leaf.pointer == of for leaf in i.outcome.leaves)} == found
