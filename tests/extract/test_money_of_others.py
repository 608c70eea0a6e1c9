"""Amounts and changes that are another thing's than the one told before: income, what is left, other classes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao import parse
from jixiao.schema import Report

TITLE = "青禾县水利局2023年度部门整体支出绩效自评报告"


def read(sentence: str) -> Report:
    return parse(f"{TITLE}\n一、部门概况\n（一）预算支出情况\n{sentence}\n二、存在的问题\n无。\n".encode())


def money(report: Report) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (str(one.scope), *(None if v is None else str(v) for v in (one.amount, one.change, one.change_rate)))  # type: ignore[misc]
        for one in report.spending
    ]


def named(report: Report) -> bool:
    return any(one.code == "unread_amounts" for one in report.diagnostics)


@pytest.mark.parametrize(
    "behind",
    [
        "。收入总计1.26亿元，比上年增加2,310.50万元，增长22.46%",
        "；本年收入合计12,600万元，比上年增加2,310.50万元",
        "，收入总计12,600万元，比上年增加2,310.50万元，增长22.46%",
        "。收入总计12,600万元，其中财政拨款12,000万元，比上年增加2,310.50万元，增长22.46%",
        "，年末结转126万元，比上年减少23.50万元",
        "，上年结转资金126万元，比上年减少23.50万元",
        "。政府采购预算126万元，比上年增加23.50万元，增长22.46%",
        "。2023年机关运行经费支出120万元，比上年增加10万元，增长9.09%",
        "。其中商品服务126万元，比上年增加23.50万元，增长22.46%",
    ],
)
def test_a_change_of_another_amount_is_not_what_was_spent_s(behind: str) -> None:
    report = read(f"2023年度支出总计11,984.70万元{behind}。")
    assert money(report)[0] == ("total", "11984.70", None, None)
    assert report.spending[0].reason is None
    assert named(report)


@pytest.mark.parametrize(
    "behind",
    [
        "，年初预算100万元，比上年增加5万元，增长5%",
        "，收入105万元，比上年增加5万元，增长5%",
        "，预算100万元，执行率105%，比上年增加5万元，增长5%",
        "，较年初预算100万元增加5万元，比上年增加5万元，增长5%",
    ],
)
def test_a_change_that_its_rate_proves_stays(behind: str) -> None:
    assert money(read(f"2023年支出总计105万元{behind}。")) == [("total", "105", "5", "5")]


def test_income_told_behind_a_change_is_no_reason() -> None:
    report = read("全年支出500万元，同比增长5%，收入520万元，同比增长6%。")
    assert money(report) == [("total", "500", None, "5")]
    assert report.spending[0].reason is None


def test_classes_of_the_budget_are_told_by_their_names() -> None:
    report = read(
        "人员类项目支出2,021.38万元，占40.54%；公用经费项目支出171.94万元，占3.45%；"
        "其他运转类项目支出30万元；特定目标类项目支出2,793.40万元，占56.02%。"
    )
    assert [(str(one.scope), one.amount, one.share) for one in report.spending] == [
        ("personnel", Decimal("2021.38"), Decimal("40.54")),
        ("public", Decimal("171.94"), Decimal("3.45")),
    ]
    assert named(report)  # two classes of projects: neither is all of them


def test_a_class_of_projects_beside_all_of_them_contradicts_nothing() -> None:
    report = read("项目支出500万元，其中特定目标类项目支出300万元，其他运转类项目支出200万元。")
    assert money(report) == [("project", "500", None, None)]
    assert named(report)
    assert not [one for one in report.findings if one.rule == "indicator-repeat-consistent" and one.status == "fail"]
    whole = read("项目支出500万元，其中特定目标类项目支出500万元。")
    assert money(whole) == [("project", "500", None, None)] * 2


def test_a_class_that_is_of_two_parts_is_named() -> None:
    report = read("运转类支出612.84万元，特定目标类支出5543.72万元。")
    assert money(report) == [("project", "5543.72", None, None)]
    assert named(report)


def test_running_costs_behind_a_car_bought_are_the_cars() -> None:
    report = read("公务用车购置费18万元，比上年增加18万元；运行维护费6万元，与上年持平。")
    assert money(report) == [("vehicle_purchase", "18", "18", None), ("vehicle_running", "6", "0", None)]


def test_a_whole_department_s_money_below_a_heading_that_names_it() -> None:
    report = parse(
        "青禾县交通运输局关于2023年度预算执行情况绩效自评工作的报告\n一、部门整体支出绩效自评情况\n（一）部门概况\n"
        "核定编制82名，现有在职人员79人。\n（二）部门整体支出情况\n全年预算4,882.22万元，实际支出4,615.97万元，"
        "执行率94.55%。其中：人员经费1,141.30万元。\n二、存在的问题\n1.进度偏慢。\n".encode()
    )
    assert money(report) == [("total", "4615.97", None, None), ("personnel", "1141.30", None, None)]


def test_cells_above_a_refused_table_are_no_measures() -> None:
    rows = "\n".join(f"指标乙{n}\n甲{n}\n丙{n}" for n in range(9))
    report = parse(
        f"{TITLE}\n一、存在问题\n1.进度偏慢。\n二、整改措施\n1.建立月调度制度。\n2.完善指标体系。\n"
        "青禾县部门（单位）整体绩效自评表\n（2023年度）\n部门（单位）名称\n青禾县水利局\n年度履职目标\n保障供水安全。\n"
        "年度主要任务\n任务名称\n主要内容\n完成情况\n\n山塘整治\n整治山塘21口。\n已整治21口\n"
        "预算情况\n\n\n年初预算数（万元）\n全年预算数（万元）\n全年执行数（万元）\n预算执行率\n分值\n得分\n\n部门预算总额\n"
        "936.20\n1012.55\n947.73\n93.60%\n10\n9.36\n\n资金来源\n（1）财政性资金\n936.20\n1012.55\n947.73\n93.60%\n\n\n\n"
        f"绩效指标\n一级指标\n二级指标\n三级指标\n年度指标值\n全年完成值\n分值\n得分\n未完成原因分析\n{rows}\n".encode()
    )
    assert any(one.code == "unreadable_table" for one in report.diagnostics)
    assert report.improvements == ("建立月调度制度", "完善指标体系")


@pytest.mark.parametrize(
    ("said", "scope", "amount"),
    [
        ("公务用车购置及运行维护费3.5万元；业务专项20万元；运行维护专项30万元。", "project_operations", "30"),
        ("公务用车购置费0万元，公务接待费3万元；业务专项20万元、运行维护费30万元。", "project_operations", "30"),
        ("公务用车购置费0万元；信息系统运行维护费20万元。", "project_operations", "20"),
    ],
)
def test_running_costs_of_something_else_than_the_car_are_not_the_cars(said: str, scope: str, amount: str) -> None:
    assert money(read(said))[-1] == (scope, amount, None, None)


@pytest.mark.parametrize("reason", ["新购固定资产100万元", "去年同期一次性支付工程款100万元", "上年未安排项目100万元"])
def test_a_reason_with_an_amount_in_it_is_one(reason: str) -> None:
    assert read(f"项目支出200万元，较上年增加20万元，{reason}。").spending[0].reason == reason


def test_a_reason_stands_behind_dashes_or_in_a_bracket_before_the_rate() -> None:
    said = (
        "项目支出200万元，较上年增加20万元——新增了水库项目。",
        "项目支出200万元，较上年增加20万元（主要是新增了水库项目），增长11.11%。",
    )
    assert [read(each).spending[0].reason for each in said] == ["新增了水库项目"] * 2


@pytest.mark.parametrize("between", ["和", "、", "及"])
def test_an_amount_of_two_subjects_is_neithers(between: str) -> None:
    """It was the second's alone."""
    report = read(f"全年支出1000万元。人员经费{between}公用经费支出620万元，项目支出380万元。")
    assert money(report) == [("total", "1000", None, None), ("project", "380", None, None)]
    assert named(report)
    report = read(f"人员经费{between}公用经费分别为500万元、120万元。")
    assert money(report) == [("personnel", "500", None, None), ("public", "120", None, None)]


@pytest.mark.parametrize("said", ["公务用车购置费0万元", "公务用车购置费支出为0.00万元"])
def test_nothing_of_two_subjects_is_nothing_of_each(said: str) -> None:
    """It was refused, as an amount of two together is."""
    report = read(f"因公出国（境）费、{said}，公务接待费2万元。")
    amounts = [(one.scope, one.amount) for one in report.spending]
    assert amounts == [("vehicle_purchase", Decimal(0)), ("reception", Decimal(2))]
    assert not named(report)


def test_the_year_of_the_sentence_before_holds_on() -> None:
    """«基本支出640万元» was of 2022, with whose whole the paragraph begins."""
    report = read("2022年决算支出980万元，其中基本支出620万元。2023年决算支出1000万元。基本支出640万元。")
    assert [(one.scope, one.year, str(one.amount)) for one in report.spending if one.scope == "basic"] == [
        ("basic", 2022, "620"),
        ("basic", 2023, "640"),
    ]


@pytest.mark.parametrize(
    "before",
    [
        "2023年度总支出1000万元。2022年度总支出980万元，同比增加20万元。",
        "我局2023年总支出1000万元。2022年总支出980万元。",
        "全年支出1000万元。2022年总支出980万元。",
        "2023年收入1000万元。2022年财政拨款支出980万元。",
        "2024年预算900万元。2023年总支出1000万元。",
    ],
)
def test_a_year_that_the_reports_own_is_compared_with_does_not_hold_on(before: str) -> None:
    """«基本支出640万元» behind last year's whole, which stands there to be compared with, was last year's."""
    report = read(f"{before}基本支出640万元，项目支出360万元。")
    assert [(one.scope, one.year, str(one.amount)) for one in report.spending if one.scope in ("basic", "project")] == [
        ("basic", 2023, "640"),
        ("project", 2023, "360"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "上半年项目支出120万元。",
        "2023年上半年，项目支出120万元。",
        "前三季度基本支出220万元，项目支出80万元。",
        "第四季度公用经费支出30万元。",
        "1-6月支出合计320万元。",
        "截至9月底，项目支出210万元。",
        "截至9月底，项目支出完成210万元。",
        "2021至2023年项目支出合计900万元。",
        "2023年预计项目支出300万元。",
        "各乡镇项目支出合计860万元。",
        "其中上半年支出120万元，下半年支出180万元。",
        "自2021年以来累计项目支出1200万元。",
        "近三年基本支出合计1200万元。",
        "“十三五”期间项目支出1200万元。",
        "每月公用经费支出2万元。",
        "未支付的项目支出20万元。",
        "违规项目支出20万元。",
        "历年项目支出120万元。",
        "单笔项目支出50万元。",
        "项目支出缺口120万元。",
        "项目支出尚需120万元。",
        "2021—2023年项目支出合计900万元。",
        "由于工程进度慢，截至9月底，项目支出210万元。",
        "2023年1—10月项目支出70万元。",
        "1-9月完成年度预算的70%，项目支出210万元。",
        "截至9月底，2023年项目支出210万元。",
        "截至2023年9月底，本年度项目支出210万元。",
    ],
)
def test_money_of_a_part_of_the_year_or_of_something_else_is_not_the_years(text: str) -> None:
    """Each was given as the year's own, without a word."""
    report = read(text)
    assert report.spending == ()
    assert "unread_amounts" in [said.code for said in report.diagnostics]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("2023年上半年项目支出120万元，全年项目支出300万元。", [("project", "300")]),
        ("前三季度支出进度偏慢，全年基本支出220万元，项目支出80万元。", [("basic", "220"), ("project", "80")]),
        ("截至2023年12月31日，基本支出220万元，项目支出80万元。", [("basic", "220"), ("project", "80")]),
        ("2023年1-12月基本支出220万元，项目支出80万元。", [("basic", "220"), ("project", "80")]),
        ("截至6月底完成项目支出40万元，年末项目支出80万元。", [("project", "80")]),
        ("扣除项目支出120万元后，全年基本支出220万元。", [("basic", "220")]),
        ("全年累计项目支出80万元，共基本支出220万元。", [("project", "80"), ("basic", "220")]),
        ("项目支出约80万元。", [("project", "80")]),
        ("上半年进度偏慢。项目支出80万元。", [("project", "80")]),
        ("2023年年初预算280万元，上半年追加20万元，项目支出80万元。", [("project", "80")]),
        ("第四季度项目支出20万元，本年项目支出80万元。", [("project", "80")]),
        ("2023年1月至11月项目支出70万元，全年项目支出80万元。", [("project", "80")]),
        ("基本支出220万元，原因是：下半年新增人员3人，项目支出80万元。", [("basic", "220"), ("project", "80")]),
        ("今年以来项目支出80万元。", [("project", "80")]),
        ("项目支出用于未成年人保护30万元。", [("project", "30")]),
        ("公用经费支出弥补办公经费不足支出52万元。", [("public", "52")]),
        ("公务用车购置费支出未安排0万元，公务接待费支出1.2万元。", [("vehicle_purchase", "0"), ("reception", "1.2")]),
    ],
)
def test_the_years_money_beside_that_of_a_part(text: str, amounts: list[tuple[str, str]]) -> None:
    assert [(one.scope, str(one.amount)) for one in read(text).spending] == amounts


def test_what_was_taken_out_before_comparing_is_no_reason() -> None:
    """«因素后，同比减少20万元»: «后，同比减少20万元» was the reason."""
    [basic] = read("2023年基本支出300万元，剔除政策性因素后，同比减少20万元。").spending
    assert (str(basic.change), basic.reason) == ("-20", None)


def test_what_a_project_spent_in_its_year_is_not_lost_without_a_word() -> None:
    """A budget in the sentence silenced it («预算安排700万元，当年支出630.5万元»)."""
    said = "2023年预算安排700.00万元，当年支出630.50万元；自开工以来累计支出1,430.50万元。"
    title = "青禾县水利局2023年度河道治理项目绩效自评报告"
    report = parse(f"{title}\n一、项目概况\n（一）年度实施情况。{said}\n二、存在的问题\n无。\n".encode())
    assert [(one.scope, one.year, str(one.amount)) for one in report.spending] == [("total", 2023, "630.50")]
    assert named(report)  # what was spent since the beginning
