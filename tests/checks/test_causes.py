"""Root causes, diagnoses and repairs on reports with known slips."""

from __future__ import annotations

from decimal import Decimal
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from consistent import Data, consistent, report
from plants import row, statement

from jixiao.checks import check
from jixiao.checks.figures import exact, total_of
from jixiao.checks.relation import equal
from jixiao.patterns import load
from jixiao.schema import Finding

D = Decimal


def findings(data: Data) -> dict[str, Finding]:
    """The first finding of each rule of grade error."""
    made: dict[str, Finding] = {}
    for finding in check(report(data), load()).findings:
        if finding.severity == "error":
            made.setdefault(finding.rule, finding)
    return made


def base() -> Data:
    """A report with amounts chosen by hand, printed with two decimals."""
    data = consistent(3)
    data["spending"] = [
        entry("total", "438.10", "-32.10"), entry("basic", "325.47", "-30.15"), entry("personnel", "271.36", "-41.27"),
        entry("public", "54.11", "11.12"), entry("project", "112.63", "-1.95"),
    ]  # fmt: skip
    data["evaluations"] = []
    data["base_data"] = None
    return data


def entry(scope: str, amount: str, change: str) -> Data:
    now, moved = D(amount), D(change)
    rate = (moved * 100 / (now - moved)).quantize(D("0.01"))
    return {
        "fund": "general_public",
        "scope": scope,
        "amount": now,
        "change": moved,
        "change_rate": rate,
        "reason": scope,
    }


def test_the_hand_made_report_is_consistent() -> None:
    assert findings(base()) == {}


def changed(scope: str, **values: Any) -> Data:
    data = base()
    statement(data, "general_public", scope).update(values)
    return data


@pytest.mark.parametrize(
    ("scope", "field", "printed", "repair", "rule", "word"),
    [
        ("public", "amount", "541100.00", "54.11", "basic-equals-personnel-plus-public", "元与万元"),
        ("public", "change", "-11.12", "11.12", "delta-parts-sum-to-delta-total", "增减方向"),
        ("basic", "amount", "352.47", "325.47", "gpb-equals-gpb-basic-plus-project", "颠倒"),
        ("personnel", "change", "-41.72", "-41.27", "delta-parts-sum-to-delta-total", "颠倒"),
    ],
)
def test_a_slip_is_named_with_the_value_that_repairs_it(
    scope: str, field: str, printed: str, repair: str, rule: str, word: str
) -> None:
    finding = findings(changed(scope, **{field: D(printed), "change_rate": None}))[rule]
    assert word in (finding.diagnosis or "")
    assert finding.repair == D(repair)


def test_a_percentage_of_another_base() -> None:
    data = base()
    said = statement(data, "general_public", "total")
    said["change_rate"] = (said["change"] * 100 / (D("325.47") + D("30.15"))).quantize(D("0.01"))
    finding = findings(data)["yoy-percent-agrees"]
    assert "355.62" in (finding.diagnosis or "")
    assert finding.repair == (said["change"] * 100 / (D("438.10") + D("32.10"))).quantize(D("0.01"))


def test_a_subtotal_left_out() -> None:
    data = base()
    data["spending"].append({"fund": "general_public", "scope": "reception", "amount": D("17.83")})
    statement(data, "general_public", "basic").update(amount=D("343.30"), change=None, change_rate=None)
    statement(data, "general_public", "total").update(amount=D("455.93"), change=None, change_rate=None)
    finding = findings(data)["basic-equals-personnel-plus-public"]
    assert "公务接待费" in (finding.diagnosis or "")
    assert finding.repair is None


def test_what_nothing_proves_has_no_diagnosis() -> None:
    finding = findings(changed("public", amount=D("61.90"), change_rate=None))["basic-equals-personnel-plus-public"]
    assert (finding.diagnosis, finding.repair, finding.difference) == (None, None, D("-7.79"))


def test_one_wrong_figure_is_one_cause() -> None:
    data = consistent(21)
    cell = row(data, "public")
    cell["final"] = cell["final"] + D("33.37").quantize(cell["final"])
    found = check(report(data), load()).findings
    by_rule = {finding.rule: finding.root for finding in found if finding.severity == "error"}
    assert by_rule["narrative-equals-attachment"] is not None
    roots = {root for rule, root in by_rule.items() if rule.startswith("narrative-")}
    assert len(roots) == 1


def test_two_causes_stay_two() -> None:
    data = changed("public", amount=D("61.90"), change_rate=None)
    data["conclusion"]["self_score"] = D(12)
    data["conclusion"]["rating"] = {"text": "优", "canonical": "优"}
    found = findings(data)
    assert found["rating-word-agrees"].root != found["basic-equals-personnel-plus-public"].root


def test_findings_are_ordered_by_the_gravity_of_their_cause() -> None:
    data = consistent(22)
    data["conclusion"]["self_score"] = D(1)
    graded = [finding.severity for finding in check(report(data), load()).findings]
    assert graded[0] == "error"
    assert graded.index("info") == max(graded.index(s) for s in ("error", "warning", "info") if s in graded)


def test_a_total_of_many_rows_is_not_made_again_without_each_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand rows and a wrong total took seconds: only a row that may be the whole difference is left out."""
    module = import_module("jixiao.checks.diagnose")
    tried: list[str] = []
    without = module._cured_without
    monkeypatch.setattr(
        module, "_cured_without", lambda relation, leaf: (tried.append(leaf.label), without(relation, leaf))[1]
    )
    rows = [exact(D(10000 + 7 * number) / 100, f"row {number}", f"/rows/{number}") for number in range(1000)]
    total = sum((one.value for one in rows), D(0))
    relation = equal(exact(total - rows[700].value, "total", "/total"), total_of(rows))
    facts = SimpleNamespace(memo={}, statements=(), rows=(), forms=())
    found = module.diagnose(relation.outcome(), facts)
    assert found is not None
    assert found.text == "不计“row 700” 149 则相符，疑为多计此项"
    assert len(tried) < 10
