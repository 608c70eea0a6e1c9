"""Profiles are data: chosen by template, overridable, each rule of a province in force only there."""

from __future__ import annotations

from decimal import Decimal

import pytest
from consistent import Data, consistent, report

from jixiao.checks import UnknownProfileError, check, names, profile, profile_for
from jixiao.patterns import load

D = Decimal
PATTERNS = load()


def statuses(rule: str, data: Data, name: str) -> set[str]:
    found = check(report(data), PATTERNS, profile(PATTERNS, name)).checked.instances
    return {instance.status for instance in found if instance.rule == rule}


def one(**funds: object) -> Data:
    """A report with one form whose total row is changed."""
    data = consistent(5)
    data["evaluations"] = [data["evaluations"][0]]
    data["evaluations"][0]["funds"][0].update(funds)
    return data


def test_the_template_chooses() -> None:
    assert profile_for(PATTERNS, "hunan-2022").id == "hunan"
    assert profile_for(PATTERNS, None).id == profile_for(PATTERNS, "unheard-of").id == "national"


def test_a_profile_says_only_where_it_differs() -> None:
    hubei, national = profile(PATTERNS, "hubei"), profile(PATTERNS, "national")
    assert (hubei.execution_weight, hubei.bands, hubei.reverse) == (D(20), (D(80), D(50)), "ratio")
    assert (hubei.grades, hubei.over_achievement) == (national.grades, D(120))
    assert not national.unverified
    assert profile(PATTERNS, "beijing").unverified


def test_an_unknown_profile_names_those_that_there_are() -> None:
    with pytest.raises(UnknownProfileError, match="hunan"):
        profile(PATTERNS, "atlantis")
    assert "national" in names(PATTERNS)


@pytest.mark.parametrize(
    ("name", "score", "status"),
    [
        ("national", "9.00", "pass"),
        ("national", "7.00", "fail"),
        ("jiangxi", "7.00", "pass"),
        ("jiangxi", "9.00", "fail"),
    ],
)
def test_execution_is_scored_linearly_or_in_steps(name: str, score: str, status: str) -> None:
    data = one(full_year=D("500.00"), executed=D("450.00"), rate=D("90.00"), score=D(score))
    assert statuses("execution-score-formula", data, name) == {status}


def test_rates_above_100_percent_are_allowed_where_the_profile_says_so() -> None:
    data = one(full_year=D("500.00"), executed=D("510.00"), rate=D("102.00"))
    assert statuses("execution-not-exceed-budget", data, "national") == {"fail"}
    assert statuses("execution-not-exceed-budget", data, "zhejiang") == {"not_applicable"}


@pytest.mark.parametrize(
    ("name", "rate", "status"), [("national", 0, "pass"), ("zhejiang", 0, "fail"), ("zhejiang", 100, "pass")]
)
def test_nothing_of_nothing(name: str, rate: int, status: str) -> None:
    assert statuses("execution-rate-formula", one(full_year=D(0), executed=D(0), rate=D(rate)), name) == {status}


def test_grades_have_the_thresholds_of_the_profile() -> None:
    data = one()
    data["conclusion"] = {"self_score": D(82), "rating": {"text": "优", "canonical": "优"}}
    assert statuses("rating-word-agrees", data, "national") == {"fail"}
    assert statuses("rating-word-agrees", data, "grades-80-70-60") == {"pass"}


@pytest.mark.parametrize(
    ("name", "score", "status"), [("national", "9.50", "pass"), ("hubei", "9.52", "pass"), ("hubei", "9.00", "fail")]
)
def test_exceeding_a_ceiling_costs_points_by_the_profile(name: str, score: str, status: str) -> None:
    data = one()
    measure = {"comparator": "le", "value": D(20), "unit": "次", "qualitative": False, "text": "≤20次"}
    data["evaluations"][0]["indicators"][0].update(
        target=measure, actual={"text": "21次", "value": D(21), "unit": "次", "qualitative": False}, weight=D(10),
        score=D(score),
    )  # fmt: skip
    row = next(
        instance
        for instance in check(report(data), PATTERNS, profile(PATTERNS, name)).checked.instances
        if instance.rule == "quantitative-score-formula" and "/indicators/0/" in instance.key
    )
    assert row.status == status


def test_the_total_may_be_without_execution() -> None:
    data = one()
    form = data["evaluations"][0]
    form["total"] = {"weight": D(90), "score": form["total"]["score"] - form["funds"][0]["score"]}
    assert statuses("scores-sum-total", data, "national") == {"pass"}
    assert statuses("weights-sum-total-row", data, "national") == {"pass"}
