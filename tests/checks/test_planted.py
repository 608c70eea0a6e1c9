"""Contradictions planted in consistent reports are found, none in consistent ones; one changed operand flips
what was predicted.
"""

from __future__ import annotations

import os
import random
from decimal import Decimal

import pytest
from consistent import Data, consistent, report
from plants import PLANTS, more, plant, row, statement

from jixiao.checks import book, run
from jixiao.checks.engine import Checked
from jixiao.patterns import load

pytestmark = pytest.mark.no_cover

REPORTS = int(os.environ.get("JIXIAO_PLANTED", "120"))
"""Reports of a run; the figures of the documentation are of 500."""
EACH = 5
"""Reports with other figures that each rule of grade error meets."""


def checked(data: Data) -> Checked:
    return run(report(data), load())


def errors(data: Data) -> set[str]:
    return {instance.rule for instance in checked(data).failures if instance.severity == "error"}


def test_every_error_rule_has_a_planter() -> None:
    graded = {rule for rule, spec in load().rules.items() if spec["severity"] == "error"}
    assert graded == set(PLANTS)
    assert graded <= set(book())


def test_nothing_is_an_error_in_consistent_reports() -> None:
    assert {seed: found for seed in range(REPORTS) if (found := errors(consistent(seed)))} == {}


def test_planted_contradictions_are_found() -> None:
    planted, missed = 0, []
    for seed in range(REPORTS):
        rng = random.Random(seed)  # noqa: S311
        data = consistent(seed)
        rules = plant(data, rng, rng.sample(sorted(PLANTS), rng.randint(1, 3)))
        found = errors(data)
        planted += len(rules)
        missed += [(seed, rule) for rule in rules if rule not in found]
    assert len(missed) <= planted * 0.01, missed


@pytest.mark.parametrize("rule", sorted(PLANTS))
def test_each_error_rule_finds_its_contradiction_in_several_reports(rule: str) -> None:
    met = 0
    for seed in range(200, 300):
        data = consistent(seed)
        if plant(data, random.Random(seed), [rule]):  # noqa: S311
            assert rule in errors(data), seed
            met += 1
        if met == EACH:
            return
    pytest.fail(f"only {met} reports")


def flips(before: Data, after: Data) -> set[tuple[str, str]]:
    """Rules and statuses of the instances that changed."""
    old = {(i.rule, i.key): i.status for i in checked(before).instances}
    new = {(i.rule, i.key): i.status for i in checked(after).instances}
    return {(rule, status) for (rule, key), status in new.items() if old.get((rule, key)) != status}


def test_a_table_figure_flips_its_sums_and_its_twin_in_the_text() -> None:
    before, after = consistent(11), consistent(11)
    entry = row(after, "public")
    entry["prior_final"] = more(entry["prior_final"], random.Random(1))  # noqa: S311
    found = flips(before, after)
    assert found == {("prior-year-implied-equals-table", "fail")} | (
        found & {("narrative-direction-equals-attachment", "fail")}
    )


def test_a_rate_flips_its_own_instance_only() -> None:
    before, after = consistent(12), consistent(12)
    entry = statement(after, "general_public", "personnel")
    assert entry["change_rate"]
    entry["change_rate"] += Decimal("1.7")
    assert flips(before, after) == {("yoy-percent-agrees", "fail")}


def test_the_score_of_the_text_flips_its_own_instance_only() -> None:
    before, after = consistent(13), consistent(13)
    after["conclusion"]["self_score"] -= Decimal("0.01")
    assert flips(before, after) == {("total-score-equals-narrative", "fail")}


def test_a_weight_flips_sums_levels_and_split() -> None:
    before, after = consistent(14), consistent(14)
    entry = after["evaluations"][0]["indicators"][8]
    entry["weight"] += 5
    found = {rule for rule, status in flips(before, after) if status == "fail"}
    assert {
        "weights-sum-100",
        "weights-sum-total-row",
        "level1-weight-equals-children",
        "statutory-weight-split",
    } <= found
    assert found <= {
        "weights-sum-100", "weights-sum-total-row", "level1-weight-equals-children", "statutory-weight-split",
        "target-met-but-score-lost", "score-loss-explained", "quantitative-score-formula",
    }  # fmt: skip
