"""Sentences that were read as something else without a word: whose average, of which budget, spent or given."""

from __future__ import annotations

import pytest

from jixiao import parse
from jixiao.schema import Report

TITLE = "云溪县图书馆2024年度部门整体支出绩效自评报告"
REPORT = """{title}
一、单位基本情况
（一）主要职能
1.管理图书。
二、部门整体支出情况
{spent}
三、存在的问题
1.预算编制不够精准。
四、改进措施
1.加强编制。
五、绩效自评结论
{result}
{signed}
"""


def read(*, spent: str = "无。", result: str = "无。", signed: str = "", title: str = TITLE) -> Report:
    return parse(REPORT.format(title=title, spent=spent, result=result, signed=signed).encode())


def told(spent: str) -> list[tuple[object, ...]]:
    """Fund, scope, amount, change, rate, reason of each statement, figures as text."""
    return [
        (
            one.fund,
            one.scope,
            *(None if figure is None else str(figure) for figure in (one.amount, one.change, one.change_rate)),
            one.reason,
        )
        for one in read(spent=spent).spending
    ]


@pytest.mark.parametrize(
    "said",
    [
        "我馆对12个项目开展了绩效自评，平均得分99.43分，等级为优。",
        "我馆对12个项目开展了绩效自评。平均得分99.43分。",
        "各项目自评得分均在90分以上，平均得分99.43分。",
        "各下属单位自评平均得分97.5分。",
        "12个项目自评得分平均99.43分。",
    ],
)
def test_an_average_is_not_the_departments_score_but_named(said: str) -> None:
    """It was the department's score, the grade its own."""
    report = read(result=said)
    assert (report.conclusion.self_score, report.conclusion.rating) == (None, None)
    assert [one.code for one in report.diagnostics if "平均" in one.message] == ["unread_score"]


def test_the_average_of_those_who_judge_the_whole_is_its_score() -> None:
    report = read(result="我馆组织5名专家评审，平均得分96.5分，等级为优。")
    assert (str(report.conclusion.self_score), report.conclusion.rating and report.conclusion.rating.text) == (
        "96.5",
        "优",
    )
    report = read(result="12个项目平均得分94分，部门整体自评得分99分，等级为优。")
    assert (str(report.conclusion.self_score), report.conclusion.rating and report.conclusion.rating.text) == (
        "99",
        "优",
    )
    report = read(
        result="对12个项目开展了自评，平均得分94分，等级为优。", title="云溪县图书馆2024年度项目支出绩效自评报告"
    )
    assert str(report.conclusion.self_score) == "94"


@pytest.mark.parametrize(
    ("said", "scopes"),
    [
        ("无因公出国费用、国内公务接待费。", ["overseas"]),
        ("因公出国费、国内公务接待费均未发生。", ["overseas"]),
        ("未发生公务用车购置费和国内接待费。", ["vehicle_purchase"]),
        ("本年度无国内公务接待费、因公出国费用。", ["overseas"]),
    ],
)
def test_no_guests_from_this_country_are_not_no_guests_at_all(said: str, scopes: list[str]) -> None:
    report = read(spent=said)
    assert [(one.scope, one.is_none) for one in report.spending] == [(scope, True) for scope in scopes]
    assert [one.code for one in report.diagnostics if "国内" in one.message] == ["unread_text"]


@pytest.mark.parametrize("said", ["无因公出国费用、公务接待费。", "无因公出国费、国内公务接待费、外宾接待费。"])
def test_no_guests_at_all(said: str) -> None:
    report = read(spent=said)
    assert [one.scope for one in report.spending] == ["overseas", "reception"]
    assert not [one for one in report.diagnostics if "接待" in one.message]


def test_a_change_of_income_and_spending_behind_one_budget_may_be_of_all() -> None:
    """−15 was the change of the general budget."""
    change = "收入较上年减少19万元，支出减少15万元。"
    report = read(spent=f"一般公共预算支出120万元。{change}")
    assert [(one.fund, one.change) for one in report.spending] == [("general_public", None)]
    assert [one.code for one in report.diagnostics if "支出减少15万元" in one.message] == ["unread_amounts"]
    assert told(f"2024年支出总计120万元。{change}") == [("all", "total", "120", "-15", None, None)]
    assert told(f"一般公共预算支出120万元，{change}") == [("general_public", "total", "120", "-15", None, None)]


@pytest.mark.parametrize(
    ("said", "amounts"),
    [
        ("2024年基本支出800万元，全年支出790万元。", ["790"]),
        ("2024年基本支出800万元，全年支出1190万元。", ["800"]),
        ("2024年部门预算1200万元，基本支出800万元，全年支出790万元。", ["800"]),
    ],
)
def test_what_was_spent_of_a_part_that_is_told_alone(said: str, amounts: list[str]) -> None:
    """The whole cannot be less than the part: 800 was what was given."""
    assert [str(one.amount) for one in read(spent=said).spending] == amounts


def test_a_rate_in_thousandths() -> None:
    """«增长5‰» was the reason of the change, or lost."""
    assert told("2024年总支出300万元，比上年增加1.5万元，增长5‰。") == [("all", "total", "300", "1.5", "0.5", None)]
    assert told("2024年总支出300万元，比上年增长5‰。") == [("all", "total", "300", None, "0.5", None)]


@pytest.mark.parametrize("name", ["范责明", "张推进", "宋标准", "马上峰", "安某某"])
def test_a_name_may_hold_a_word_of_duties(name: str) -> None:
    report = read(signed=f"单位负责人：{name}")
    assert [one.head for one in report.sign_offs] == [name]


@pytest.mark.parametrize("word", ["马上办", "强化", "安排", "严格", "全责抓", "明确", "高标准"])
def test_a_verb_that_begins_with_a_surname_signs_nothing(word: str) -> None:
    assert read(signed=f"单位负责人：{word}").sign_offs == ()


def test_what_may_be_a_name_or_a_duty_is_named() -> None:
    report = read(signed="单位负责人：常责明")
    assert report.sign_offs == ()
    assert [one.code for one in report.diagnostics if "常责明" in one.message] == ["unreadable_figure"]


def test_two_kinds_of_bodies_each_behind_its_number() -> None:
    """The second kind («，2个派出机构即：…») was left out without a word."""
    said = "1.管理图书。\n（二）机构设置\n设有1个执法机构即：县文化稽查大队，2个派出机构即：城东分馆、城西分馆。"
    report = parse(
        REPORT.format(title=TITLE, spent="无。", result="无。", signed="").replace("1.管理图书。", said).encode()
    )
    assert report.profile.subordinate_units == ("县文化稽查大队", "城东分馆", "城西分馆")


def test_procurement_by_its_final_accounts() -> None:
    assert told("2024年政府采购决算总额77万元。") == [("all", "procurement", "77", None, None, None)]


def test_who_was_assigned_or_moved_in() -> None:
    said = "1.管理图书。\n（二）人员情况\n编制20人，在职18人，其中新分5人，调进1人。"
    report = parse(
        REPORT.format(title=TITLE, spent="无。", result="无。", signed="").replace("1.管理图书。", said).encode()
    )
    moved = [(one.direction, one.kind, one.count) for one in report.profile.staffing.movements]
    assert moved == [("in", "新分", 5), ("in", "调进", 1)]


@pytest.mark.parametrize(
    ("said", "amounts"),
    [
        ("本年财政拨款940.50万元，经营收入209.00万元。本年支出共计1,045.00万元。", ["1045.00"]),
        ("本年财政拨款940.50万元。本年支出合计945.00万元。", ["945.00"]),
        ("本年财政拨款940.50万元，其他收入20.00万元。", []),
        ("2024年财政拨款940.50万元，其中基本支出800.00万元。", ["940.50", "800.00"]),
    ],
)
def test_an_appropriation_beside_other_income_is_no_spending(said: str, amounts: list[str]) -> None:
    """940.50 was a total of what was spent, given without a word."""
    assert [one[2] for one in told(said)] == amounts


def test_a_reason_ends_where_its_marker_does() -> None:
    """The paragraph's full stop is missing; the reason went on into the next («…所致全年用于»)."""
    said = "公用经费累计328万元，与2023年相比减少了111万元，系落实过紧日子要求所致\n全年用于项目支出的资金758万元。"
    assert [one[5] for one in told(said)] == ["落实过紧日子要求", None]


def test_a_problem_does_not_begin_with_its_heading() -> None:
    report = parse(REPORT.format(title=TITLE, spent="无。", result="无。", signed="").replace(
        "1.预算编制不够精准。", "（1）工作中的问题。往来款项清理不彻底。").encode())  # fmt: skip
    assert [one.problem for one in report.problems] == ["往来款项清理不彻底"]


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("2022年度云溪区环境监测站生态环境监测能力建设项目绩效自评报告", "云溪区环境监测站"),
        ("2021年度云溪区医疗保障事务中心校园安防项目支出绩效自评报告", "云溪区医疗保障事务中心"),
        ("2021年度云溪区中心校食堂改造项目支出绩效自评报告", None),
    ],
)
def test_a_unit_before_its_projects_name(title: str, unit: str | None) -> None:
    assert read(title=title).organization.name == unit


def test_the_sum_of_weights_is_no_score() -> None:
    """pdfplumber's text: «97.4» above «总得分 100», «0» below, of a table that nobody can read; 100 was the score."""
    report = parse("2021年度项目支出绩效自评表\n满意度指标 居民满意度 ≥94% 96% 10 10\n97.4\n总得分 100\n0\n".encode())
    assert report.conclusion.self_score is None


def test_a_title_that_ends_on_the_next_line() -> None:
    report = parse(
        "2023 年度云溪县社会救助服务中心困难群众救助补\n助项目自评表\n"
        "项目名称\t困难群众救助补助\n主管部门\t云溪县民政局\n"
        "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
        "产出指标\t数量指标\t救助人数\t≥90人\t92人\t90\t90\n总分\t\t\t\t\t90\t90\n".encode()
    )
    assert report.evaluations[0].title == "2023 年度云溪县社会救助服务中心困难群众救助补助项目自评表"
    assert report.evaluations[0].year == 2023


TABLE = """\
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分
产出指标\t数量指标\t救助人数\t≥90人\t92人\t90\t90
总分\t\t\t\t\t90\t90
"""


@pytest.mark.parametrize(
    ("above", "title"),
    [
        (
            "2021 年\n部门（单位）项目支出绩效自评表\n甲：一\n乙：二\n丙：三\n丁：四\n戊：五\n",
            "2021 年部门（单位）项目支出绩效自评表",
        ),
        (
            "2021 年度部门整体绩效自评情况表（云溪区政\n府投资审计中心）\n",
            "2021 年度部门整体绩效自评情况表（云溪区政府投资审计中心）",
        ),
    ],
)
def test_a_title_of_two_lines(above: str, title: str) -> None:
    """The year stood in the seventh line above the table; the bracket closes in the line below."""
    [evaluation] = parse((above + TABLE).encode()).evaluations
    assert (evaluation.title, evaluation.year) == (title, 2021)
