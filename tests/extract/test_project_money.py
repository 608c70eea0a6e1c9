"""What was spent on the one project that a report is on, in its words of funding."""

from __future__ import annotations

import pytest

from jixiao import parse
from jixiao.checks import profile, run
from jixiao.patterns import load
from jixiao.schema import Report

TITLE = "青禾县档案馆2023年档案数字化项目支出绩效自评报告\n一、项目基本情况\n"
PLANNED = "该项目年初预算300万元，资金到位300万元"


def read(said: str, title: str = TITLE) -> Report:
    return parse(f"{title}{said}\n三、存在的问题\n1.人手不足。\n四、改进措施\n1.增加人手。\n".encode())


def spent(report: Report) -> list[tuple[str, str, int | None, str]]:
    return [(one.fund, one.scope, one.year, str(one.amount)) for one in report.spending]


def named(report: Report) -> bool:
    return any(one.code == "unread_amounts" for one in report.diagnostics)


@pytest.mark.parametrize(
    "said",
    [
        f"（二）项目资金使用情况\n{PLANNED}，实际支出290万元，执行率96.67%。",
        "（二）项目资金情况\n2023年预算安排300万元，截至2023年12月31日支出290万元，预算执行率96.67%。",
        "二、项目资金使用情况\n项目支出290万元。",
        "（二）项目资金安排落实、使用情况分析\n1.资金到位情况。下达资金300万元。\n2.资金使用情况。实际使用290万元，结余10万元。",
        "（三）项目资金情况。到位资金300万元，其中：省级200万元，县级100万元，实际支出290万元，执行率96.67%。",
        "（三）项目资金情况。省级资金200万元，县级资金100万元，实际支出290万元，执行率96.67%。",
        "（三）项目资金情况。省级资金150万元，支出140万元；县级资金150万元，支出150万元，合计支出290万元。",
        "（三）项目资金情况。档案数字化项目预算300万元，全年执行数为290万元。",
        "（三）项目资金情况。下达资金290万元，已全部支付，执行率100%。",
        "（三）项目资金情况。实际使用2,900,000元，资金使用率96.67%，其中：人工费200万元，设备费90万元。",
    ],
)
def test_what_a_project_cost_is_read_of_the_words_of_its_funding(said: str) -> None:
    """It was named as unread, or lost."""
    (one,) = read(said).spending
    assert (one.fund, one.scope, one.year) == ("all", "total", 2023)
    assert one.amount == 290


@pytest.mark.parametrize(
    "said",
    [
        "（三）项目资金情况。省级资金150万元，支出140万元；县级资金150万元，支出140万元。",
        "（三）项目资金情况。省级资金200万元，支出190万元。县级资金100万元，尚未使用。",
        "（三）项目资金情况。到位资金300万元，其中：省级200万元，县级100万元，支出90万元，执行率90%。",
        "（三）项目资金情况。扫描项目预算200万元，实际支出190万元；装订项目预算100万元，实际支出100万元。",
        "（三）项目资金情况。消防改造项目预算300万元，实际支出290万元。",
        "（三）项目资金情况。项目合同价款350万元，已支付290万元，剩余60万元未支付。",
        "（三）项目资金情况。2022年支出100万元，2023年支出190万元，累计支出290万元。",
        "（三）项目资金情况。截至2023年9月底支出190万元。",
        "（三）项目资金情况。项目计划支出300万元。",
        "（三）项目资金情况。财政安排支出共计87.06万元。",
        "（三）消防改造项目\n资金使用：实际支出190万元。",
    ],
)
def test_what_may_be_a_parts_or_of_another_year_is_named(said: str) -> None:
    report = read(said)
    assert spent(report) == []
    assert named(report)


@pytest.mark.parametrize(
    "said",
    [
        "2023年财政预算支出300万元。",  # a budget
        "项目预算300万元。扫描加工：支出190万元。",  # a part's
        "培训费：支出40万元。",
        "扫描加工，实际支出190万元。",
        "项目管理费预算10万元，实际支出8万元，执行率80%。",
        "该项目总投资1200万元，分三年实施，2023年预算300万元，累计支出890万元。",  # several years'
        "项目总投资800万元，已支付290万元。",
        "我馆全年支出2900万元，其中档案数字化项目支出290万元。",  # the unit's
        "我馆2023年支出2900万元。本项目预算300万元。",
    ],
)
def test_a_budget_a_kind_of_cost_and_the_units_money_are_not_what_the_project_cost(said: str) -> None:
    assert spent(read(f"（三）项目资金情况。{said}")) == []


def test_the_units_own_words_for_itself_do_not_hide_what_the_project_cost() -> None:
    report = read("（三）项目资金情况。项目预算300万元，我馆实际支出290万元，执行率96.67%。")
    assert [str(one.amount) for one in report.spending] == ["290"]


def test_money_among_results_stays_a_result() -> None:
    report = read("二、项目绩效情况\n（一）目标完成情况\n1.预算执行率。到位资金300万元，支出290万元，执行率96.67%。")
    assert report.spending == ()
    assert [one.heading for one in report.performance.achievements] == ["预算执行率"]


def test_a_report_on_a_project_need_not_speak_of_other_budgets() -> None:
    report = read(f"（二）项目资金使用情况\n{PLANNED}，实际支出290万元，执行率96.67%。")
    patterns = load()
    found = run(report, patterns, profile(patterns, "hunan"))
    assert "nil-statement-present" not in {one.rule for one in found.failures}


@pytest.mark.parametrize(
    "said",
    [
        "2023年基本支出2,000万元，项目支出290万元。",
        "年初预算300万元，基本支出为2,000万元，项目支出290万元。",
        "项目支出290万元，基本支出2,000万元。",
    ],
)
def test_project_spending_beside_basic_spending_is_the_units_and_named(said: str) -> None:
    """It was what the one project cost."""
    report = read(f"（三）项目资金情况。{said}")
    assert spent(report) == []
    assert any(one.code == "unread_amounts" and "290万元" in one.message for one in report.diagnostics)


@pytest.mark.parametrize("before", ["不含基本支出，", "基本支出另行自评。", "我馆基本支出2,000万元。"])
def test_basic_spending_in_another_sentence_hides_nothing(before: str) -> None:
    report = read(f"（三）项目资金情况。{before}项目预算300万元，实际支出290万元，执行率96.67%。")
    assert [str(one.amount) for one in report.spending] == ["290"]
