"""Items with a section's title, groups of achievements, measures beside problems: other families' narratives."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao import parse
from jixiao.schema import Report

TITLE = "云岭县档案馆2023年度部门整体支出绩效自评报告\n"


def read(body: str, title: str = TITLE) -> Report:
    return parse((title + body).encode())


def achievements(report: Report) -> list[tuple[str | None, str]]:
    return [(one.heading, one.text) for one in report.performance.achievements]


def test_items_below_the_profile_are_read_as_the_sections_that_they_name() -> None:
    report = read(
        "一、基本情况\n（一）部门整体概况\n本馆核定编制9人。\n1、人员及公务用车情况。在职8人，无公务用车。\n"
        "2、收支情况。年初预算收入78.30万元，全年支出1,046.92万元。\n"
        "3、“三公”经费情况。公务接待费3.10万元，比上年减少1.42万元；因公出国（境）费0元。\n"
    )
    said = [(one.scope, one.amount, one.change) for one in report.spending]
    assert said == [
        ("total", Decimal("1046.92"), None),
        ("reception", Decimal("3.10"), Decimal("-1.42")),
        ("overseas", Decimal("0.0000"), None),
    ]
    assert report.profile.staffing.authorized == 9
    assert report.profile.staffing.on_duty == 8
    assert [child.title for child in report.outline[0].children] == ["部门整体概况"]  # items are no sections


def test_a_numbered_line_of_money_is_read_behind_its_number() -> None:
    report = read(
        "一、基本情况\n（一）部门整体支出概况。\n1、收入：655.40万元。\n2、支出：668.05万元。其中：人员经费支出371.26万元。\n"
    )
    assert [(one.scope, one.amount) for one in report.spending] == [
        ("total", Decimal("668.05")),
        ("personnel", Decimal("371.26")),
    ]


def test_a_group_of_achievements_counts_by_its_items() -> None:
    report = read(
        "二、绩效目标完成情况分析\n（一）资金投入情况分析\n1、项目资金到位情况分析\n资金10万元到位。\n"
        "2、项目资金管理情况分析。专款专用。\n（二）总体目标完成情况分析\n全部完成。\n（三）抓好档案收集\n1.收集。\n2.整理。\n",
        "云岭县2023年中央转移支付绩效自评报告\n",
    )
    assert achievements(report) == [
        ("项目资金到位情况分析", "资金10万元到位。"),
        ("项目资金管理情况分析", "项目资金管理情况分析。专款专用。"),
        ("总体目标完成情况分析", "全部完成。"),
        ("抓好档案收集", "1.收集。2.整理。"),
    ]
    assert report.spending == ()


def test_a_heading_without_text_is_no_achievement() -> None:
    report = read(
        "二、部门整体支出绩效实现情况\n（一）履职完成情况\n（二）履职效果情况\n成效明显。\n（三）社会满意度及可持续性影响\n"
    )
    assert achievements(report) == [("履职效果情况", "成效明显。")]


@pytest.mark.parametrize(
    "body",
    [
        "三、存在的问题及下一步改进措施\n（一）存在的问题\n指标不够细化。\n（二）改进措施\n加强培训。\n",
        "三、发现的主要问题和改进措施\n1.存在的问题：指标不够细化。\n2.改进措施：加强培训。\n",
        "三、存在的问题和改进措施\n1、主要问题。指标不够细化。\n2、下一步改进措施。加强培训。\n",
        "三、存在的主要问题及改进措施\n指标不够细化。下一步，将加强培训。\n",
        "三、存在的问题和下一步措施\n主要问题及原因。指标不够细化。\n下一步改进措施。加强培训。\n",
        "三、存在的问题和下一步措施\n存在问题\n指标不够细化。\n改进措施\n加强培训。\n",
        "三、偏离绩效目标的原因和下一步改进措施\n指标不够细化。\n今后，加强培训。\n",
        "三、未完成绩效目标原因和改进措施\n1．未达到绩效目标的原因。指标不够细化。\n2．下一步措施。加强培训。\n",
    ],
)
def test_problems_and_measures_in_one_section(body: str) -> None:
    report = read(body)
    assert [one.problem for one in report.problems] == ["指标不够细化"]
    assert report.improvements == ("加强培训",)


@pytest.mark.parametrize(("first", "second"), [("2、", "3、"), ("2、", "2、"), ("（2）", "（3）"), ("3.", "4.")])
def test_problems_and_measures_counted_from_another_number_than_one(first: str, second: str) -> None:
    """What was to be done was a problem."""
    report = read(
        f"三、存在的问题和下一步措施\n{first}主要问题及原因。预算编制偏粗。\n{second}下一步改进措施。加强培训。\n"
    )
    assert ([one.problem for one in report.problems], list(report.improvements)) == (["预算编制偏粗"], ["加强培训"])


@pytest.mark.parametrize(
    "none", ["无。", "无偏离。", "未偏离绩效目标。", "我局工作虽未偏离绩效目标。", "不存在偏离绩效目标的情况。"]
)
def test_no_deviation_is_no_problem(none: str) -> None:
    assert read(f"三、偏离绩效目标的原因和下一步改进措施\n{none}\n").problems == ()


def test_goals_not_reached_are_problems_and_no_achievement() -> None:
    report = read(
        "一、自评结论\n（一）自评得分\n92分，自评结果为“优”。\n（二）绩效目标完成情况\n1.执行率情况。执行率100%。\n"
        "2.未完成的绩效目标\n验收未完成。\n（三）存在的问题和原因分析\n经费不足。\n（四）下一步拟改进措施及有关建议\n"
        "1.措施：加强指导。\n2.建议：无。\n",
        "云岭县图书馆2022年度项目支出绩效自评报告\n（公共文化服务补助资金）\n",
    )
    assert report.title == "云岭县图书馆2022年度项目支出绩效自评报告（公共文化服务补助资金）"
    assert report.conclusion.self_score == 92
    assert report.conclusion.rating is not None
    assert report.conclusion.rating.canonical == "优"
    assert achievements(report) == [("执行率情况", "执行率情况。执行率100%。")]
    assert [one.problem for one in report.problems] == ["验收未完成", "经费不足"]
    assert report.improvements == ("加强指导",)


def test_a_measure_whose_heading_sounds_like_the_section_stays_whole() -> None:
    report = read("八、下一步改进措施\n1.改进工作计划。年初编制。\n2.加强培训。\n")
    assert report.improvements == ("改进工作计划。年初编制", "加强培训")


def test_headings_behind_a_dash_and_a_lost_bracket() -> None:
    report = read("一、部门基本情况\n（一）主要职能\n保管档案。\n- 人员情况\n编制9名，在职8人。\n")
    assert report.profile.functions == ("保管档案。",)
    assert report.profile.staffing.on_duty == 8
    assert [child.title for child in report.outline[0].children] == ["主要职能", "人员情况"]


def test_the_department_itself_is_none_of_its_subordinate_units() -> None:
    report = read("一、部门概况\n纳入2023年部门预算编报范围的单位共3个：馆本级、云岭县数字档案中心和云岭县文献站。\n")
    assert report.profile.subordinate_units == ("云岭县数字档案中心", "云岭县文献站")


def test_a_colon_ends_a_known_title() -> None:
    report = read("二、部门整体支出绩效情况\n（一）满意度情况：群众满意度98%。\n（二）收集情况：收集8件。\n")
    assert [child.title for child in report.outline[0].children] == ["满意度情况", "收集情况：收集8件"]


def test_a_report_inside_final_accounts_is_named_by_its_heading() -> None:
    report = read(
        "第二部分 决算情况说明\n一、支出决算情况说明\n支出总计10万元。\n二、整体支出绩效自评报告\n"
        "（一）整体支出绩效自评得分\n自评总分93分。\n",
        "2023年度云岭县水利局部门决算公开说明\n",
    )
    assert report.title == "整体支出绩效自评报告"
    assert report.organization.name == "云岭县水利局"
    assert report.conclusion.self_score == 93
    assert report.spending == ()


def test_an_amount_without_subject_among_achievements_is_no_spending_of_the_unit() -> None:
    report = read("二、绩效目标完成情况\n1.预算执行情况。全年支出30万元，项目支出20万元。\n2.完成的绩效目标。完成。\n")
    assert [(one.scope, one.amount) for one in report.spending] == [("project", Decimal(20))]


def test_items_of_money_behind_functions_numbered_otherwise() -> None:
    report = read("一、部门概况\n（一）主要职能\n（1）保管档案。\n（2）利用档案。\n1、部门收支情况。全年支出10万元。\n")
    assert report.profile.functions == ("保管档案。", "利用档案。")
    assert [(one.scope, one.amount) for one in report.spending] == [("total", Decimal(10))]


def test_items_of_money_that_count_anew_behind_functions() -> None:
    functions = "".join(f"{n}.职能{n}。\n" for n in range(1, 5))
    report = read(
        f"一、部门概况\n（一）主要职能\n{functions}1.收支情况：全年支出10万元。\n2.“三公”经费。公务接待费3万元。\n"
    )
    assert report.profile.functions == ("职能1。", "职能2。", "职能3。", "职能4。")
    assert [(one.scope, one.amount) for one in report.spending] == [("total", Decimal(10)), ("reception", Decimal(3))]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("年初预算数749万元，调整预算数974.01万元，执行数936.55万元，预算执行率99.19%。", "936.55"),
        ("全年累计支出14.7万元，较预算节约1.9万元。", "14.7"),
    ],
)
def test_what_was_spent_behind_its_budgets(text: str, amount: str) -> None:
    report = read(f"一、部门概况\n（一）部门整体支出情况\n{text}\n")
    assert [one.amount for one in report.spending] == [Decimal(amount)]


def test_a_year_s_tasks_are_goals_and_no_functions() -> None:
    report = read("一、部门基本情况\n（一）部门职能\n保管档案。\n（二）年度工作任务\n完成重点工作43项。\n")
    assert report.profile.functions == ("保管档案。",)
    assert [child.role for child in report.outline[0].children] == ["functions", "goals"]


@pytest.mark.parametrize(
    "title",
    [
        "2021年度临沅县林业局农村厕所改造项目支出绩效自评报告\n",
        "临沅县林业局\n2021年度部门决算公开\n",
    ],
)
def test_the_unit_of_a_title(title: str) -> None:
    assert read("一、项目基本情况\n改造厕所。\n", title).organization.name == "临沅县林业局"


def test_hubeis_item_on_next_years_budget_among_measures() -> None:
    report = read(
        "一、自评结论\n（一）下一步拟改进措施\n1.下一步拟改进措施\n一是落实配套资金；二是更新数据。\n"
        "2.拟与预算安排相结合情况\n2025年预算安排与自评结果挂钩。\n二、佐证材料\n（一）基本情况\n略。\n"
    )
    assert report.improvements == ("落实配套资金", "更新数据")
    assert report.conclusion.use_of_results == "2025年预算安排与自评结果挂钩"


def test_the_numbers_inside_an_achievement_stay_in_its_text() -> None:
    """An item with a section's title made items of all: their numbers left the achievement's text."""
    report = read("二、整体绩效情况\n（一）部门预算管理。\n1.预算编制情况。编制完整。\n2.执行管理情况。执行率99%。\n")
    assert achievements(report) == [
        ("部门预算管理", "部门预算管理。1.预算编制情况。编制完整。2.执行管理情况。执行率99%。")
    ]


def test_numbered_items_with_titles_of_sections_shift_no_level() -> None:
    """Three arabic items with a section's title made （1） a section, though 一、 stands above them."""
    report = read(
        "一、自评结论\n（一）绩效目标完成情况\n1.完成的绩效目标\n（1）产出指标：3个。\n（2）效益指标：良好。\n"
        "2.未完成的绩效目标\n接入率偏低。\n（二）下一步改进措施\n1.下一步改进措施\n加强调度。\n2.拟与预算安排相结合情况\n挂钩。\n",
        "青禾县图书馆2023年度项目支出绩效自评报告\n",
    )
    assert achievements(report) == [("完成的绩效目标", "（1）产出指标：3个。（2）效益指标：良好。")]
    assert [problem.problem for problem in report.problems] == ["接入率偏低"]


def test_sections_of_performance_side_by_side() -> None:
    report = read("三、履职完成情况\n（一）数量指标：3个。\n（二）质量指标：良。\n四、履职效果情况\n带动就业73人。\n")
    assert achievements(report) == [
        ("数量指标", "数量指标：3个。"),
        ("质量指标", "质量指标：良。"),
        ("履职效果情况", "带动就业73人。"),
    ]
    assert report.performance.summary is None


def test_a_report_in_the_last_part_of_final_accounts() -> None:
    report = read(
        "第一部分 部门概况\n一、主要职能\n管理档案。\n"
        "第二部分 决算情况说明\n一、决算总体情况\n支出12亿元。\n"
        "第三部分 附件\n2023年度部门整体支出绩效自评报告\n一、部门概况\n编制32名。\n"
        "二、部门整体支出情况\n总支出126万元。\n",
        "2023年度青禾县档案馆部门决算公开\n",
    )
    assert (report.kind, report.title) == ("whole_department", "2023年度部门整体支出绩效自评报告")
    assert [one.amount for one in report.spending] == [Decimal(126)]
    assert (report.organization.name, report.profile.functions) == ("青禾县档案馆", ())


def test_the_score_among_numbered_items_is_no_achievement() -> None:
    report = read(
        "二、绩效自评情况\n1.自评结论\n自评得分95分。\n2.履职效能分析\n完成全部任务。\n3.存在的主要问题\n支付慢。\n"
    )
    assert achievements(report) == [("履职效能分析", "完成全部任务。")]
    assert report.conclusion.self_score == 95
    assert [problem.problem for problem in report.problems] == ["支付慢"]


def test_functions_and_staff_right_below_the_profile() -> None:
    """Authors who leave （一） out: 法院 and 学校 count «1、» below «一、»."""
    report = read(
        "一、部门基本情况\n1、部门职责\n依法审判。\n2、机构人员\n编制98名，实有93人。\n二、预算收支情况\n支出5万元。\n"
    )
    assert report.profile.functions == ("依法审判。",)
    assert (report.profile.staffing.authorized, report.profile.staffing.on_duty) == (98, 93)


@pytest.mark.parametrize("head", ["人员基本情况。", "人员基本情况：", "1.人员情况：", ""])
def test_staff_among_the_functions_behind_its_own_words(head: str) -> None:
    """It was a function, and no staff was read; behind a number the functions were lost."""
    report = read(f"一、部门概况\n（一）主要职责\n负责档案收集；\n负责档案利用。\n{head}本馆编制20人，实有18人。\n")
    assert report.profile.functions == ("负责档案收集；", "负责档案利用。")
    assert (report.profile.staffing.authorized, report.profile.staffing.on_duty) == (20, 18)
