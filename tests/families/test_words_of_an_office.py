# ruff: noqa: E501 - a row of a table reads best on one line
"""Tables in an office's own words: titles over several lines, headings and labels that no list holds."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from samples.blocks import Para
from samples.dialects import flatten_document

from grids import Spec, context, table, values
from jixiao import parse
from jixiao.extract.evaluations import evaluations
from jixiao.schema import Report

PROJECT: list[list[Spec]] = [
    [("项目名称", 3), ("馆藏书目数字化", 6)],
    [("主管预算部门", 3), ("云溪县文化局", 2), "资金使用单位", ("云溪县图书馆", 3)],
    [("项目资金\n执行情况\n（万元）", 1, 4), ("", 2), "年初预算额", "调整后预算额", "实际支出额", "设定分值", "资金执行率", "自评\n分数"],
    [("资金总计", 2), "50.00", "52.00", "52.00", "10", "100%", "10"],
    [("其中：当年财政拨款", 2), "40.00", "42.00", "42.00", "--", "", "--"],
    [("自筹及其他资金", 2), "10.00", "10.00", "10.00", "--", "", "--"],
    [("总体\n绩效\n目标", 1, 2), ("年度预定目标", 3), ("全年实现情况", 5)],
    [("完成书目数字化", 3), ("已完成", 5)],
    [("年度\n绩效\n指标", 1, 4), "一级绩效指标", "二级绩效指标", "三级指标（具体指标）", "年度目标值", "全年实际值", "设定分值", "自评\n分数", "偏差原因及整改措施"],
    [("产出指标", 1, 2), "数量指标", "数字化书目", "≥3000册", "3200册", "50", "50", ""],
    ["质量指标", "扫描合格率", "≥98%", "97%", "20", "19", "设备老化"],
    [("效益指标", 1, 1), "社会效益指标", "检索便利程度", "提升", "提升", "20", "20", ""],
    [("总分合计", 6), "100", "99", ""],
]  # fmt: skip


def read(rows: list[list[Spec]], *lines: str, dialect: str = "pandoc") -> Report:
    """The report of a table below the lines of its title."""
    titles = [Para(line, "table_title") for line in lines]
    return parse(flatten_document([*titles, table(*rows)], dialect).encode())


def test_a_form_without_points_is_not_that_of_a_table_with_points() -> None:
    """The title is that of a transfer payment's form, which knows three of six headings and no points."""
    (got,) = read(PROJECT, "项目绩效目标自评表", "（2023年度）").evaluations
    assert [(f.concept, f.weight, f.score) for f in got.funds] == [
        ("total", 10, 10), ("fiscal_appropriation", None, None), ("other", None, None)
    ]  # fmt: skip
    assert (got.total.weight, got.total.score) == (100, 99)
    assert [(i.level3, i.weight, i.score) for i in got.indicators] == [
        ("数字化书目", 50, 50), ("扫描合格率", 20, 19), ("检索便利程度", 20, 20)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "title", "year"),
    [
        (("云溪县图书馆2023年", "项目支出绩效自评表"), "云溪县图书馆2023年项目支出绩效自评表", 2023),
        (("2023年度云溪县图书馆", "项目支出绩效自评表"), "2023年度云溪县图书馆项目支出绩效自评表", 2023),
        (("云溪县图书馆馆藏书目数字化", "2023年度绩效自评表"), "云溪县图书馆馆藏书目数字化2023年度绩效自评表", 2023),
        (("2023年度项目支出绩效自评表", "（云溪县图书馆）"), "2023年度项目支出绩效自评表（云溪县图书馆）", 2023),
        (("项目支出绩效自评表", "（自评）", "（2023年度）"), "项目支出绩效自评表（自评）（2023年度）", 2023),
        # A unit alone on its line signed the text above, if any stands there; what is asked for is no part of a title.
        (("特此说明。", "云溪县图书馆", "2023年度项目支出绩效自评表"), "2023年度项目支出绩效自评表", 2023),
        (("云溪县图书馆", "2023年度项目支出绩效自评表"), "云溪县图书馆2023年度项目支出绩效自评表", 2023),
        (("2023年度项目支出绩效自评表", "（盖章）"), "2023年度项目支出绩效自评表", 2023),
    ],
)
def test_a_title_over_several_lines(lines: tuple[str, ...], title: str, year: int) -> None:
    draft: Any = values(evaluations(context(*lines, table(*PROJECT))))[0]
    assert (draft["title"], draft["year"]) == (title, year)


def test_an_attachment_is_called_with_what_stands_in_brackets_below() -> None:
    report = read(PROJECT, "附件1", "2023年度项目支出绩效自评表", "（自评）")
    assert [(a.label, a.title) for a in report.attachments] == [("1", "2023年度项目支出绩效自评表（自评）")]
    assert [node.title for node in report.outline] == ["2023年度项目支出绩效自评表（自评）"]


HUBEI: list[list[Spec]] = [
    ["财政项目名称", ("县域消防站改造", 8)],
    ["主管部门（盖章）", ("云溪县应急管理局", 4), "实施单位（部门）", ("云溪县消防站", 3)],
    ["资金类别", ("□ 转移支付项目    ☑ 本级支出项目", 8)],
    ["支出性质", ("持续 ☑    新设 □", 8)],
    ["项目周期类别", ("□ 一年  ☑ 三年", 8)],
    [("资金预算\n执行\n（20分）", 1, 2), ("", 2), ("全年预算（A）", 2), ("全年执行（B）", 2), "执行率（B/A）", "执行得分（20分×执行率）"],
    [("年度项目资金总额", 2), ("882.00", 2), ("882.00", 2), "100%", "20"],
    [("工作目标1：改造消防站\n（80分）", 1, 3), "一级指标", "二级指标", ("三级指标", 2), ("年度目标值（A）", 2), "年末完成值（B）", "得分"],
    [("产出指标（50分）", 1, 2), "数量指标", ("改造站点", 2), ("≥3个", 2), "3个", "25"],
    ["质量指标", ("验收合格率", 2), ("≥99%", 2), "99%", "25"],
    [("得分合计", 8), "70"],
    ["目标未完成及偏差较大的原因", ("主要是上级任务调整，年初目标设定偏高。", 8)],
    ["下步改进及结果应用", ("1.压实责任；2.强化跟踪监控。", 8)],
]  # fmt: skip


def test_goals_of_work_with_points_and_the_rows_below_the_total() -> None:
    (got,) = read(HUBEI, "2025年度项目自评表").evaluations
    assert [(g.expected, g.weight) for g in got.goals] == [("改造消防站", 80)]
    assert got.problems == "主要是上级任务调整，年初目标设定偏高。"
    assert got.measures == "1.压实责任；2.强化跟踪监控。"


def test_a_form_s_label_that_nobody_knows_is_no_section() -> None:
    """A row that no form knows is a section only where it is a part of a report, «现场核查与走访记录» is none."""
    rows = [*HUBEI[:-1], ["现场核查与走访记录", ("核查组于2026年3月到现场查看了全部站点。", 8)]]
    assert [node.title for node in read(rows, "2025年度项目自评表").outline] == []


CHONGQING: list[list[Spec]] = [
    [("部门（单位）名称", 2), ("云溪县消防站", 3), ("财务科室", 2), "财务处", "自评得分（总分）", "99"],
    [("部门支出\n（万元）", 2, 2), ("", 2), "年初预算", "调整预算", "实际支出", "预算执行率", "执行权重", "执行得分"],
    [("部门支出总额", 2), "116.40", "99.48", "99.48", "100%", "10", "10"],
    [("年度整体\n绩效目标", 2, 2), ("年初整体目标", 2), ("调整后整体目标", 3), ("年末目标完成情况", 3)],
    [("更新防护装备", 2), ("", 3), ("更新完成", 3)],
    ["指标名称", "单位", "计算符号", "年初指标", "调整后指标", "全年实际值", "得分率（%）", "权重（%）", "自评得分", "是否为核心指标"],
    ["维护消火栓", "个", "≥", "600", "611", "621", "100%", "50", "50", "否"],
    ["设备合格率", "%", "≥", "96", "—", "100", "97.5%", "40", "39", "是"],
]  # fmt: skip


def test_goals_and_targets_before_and_after_they_were_adjusted() -> None:
    (got,) = read(CHONGQING, "2024年度部门整体绩效自评表").evaluations
    assert [(g.expected, g.actual) for g in got.goals] == [("更新防护装备", "更新完成")]
    assert [(i.initial_target and i.initial_target.value, i.target and i.target.value, i.coefficient) for i in got.indicators] == [
        (600, 611, 100), (96, 96, Decimal("97.5"))
    ]  # fmt: skip


COURSE: list[list[Spec]] = [
    ["项目全称", ("书目数字化", 10)],
    ["项目主管单位", ("云溪县文化局", 4), ("实施单位", 2), ("云溪县图书馆", 4)],
    [("项目概况", 1, 3), ("年度目标及完成", 2, 2), ("预定目标", 4), ("完成结果", 4)],
    [("书目数字化", 4), ("已数字化", 4)],
    [("项目组织实施过程", 2), ("1.制定方案；2.组织实施；3.总结验收。", 8)],
    [("资金执行情况（10分）", 1, 3), ("预算资金（万元）", 2), ("年初预算", 2), "调整预算", "实际执行", "预算执行率", "权重", "得分", "偏差说明"],
    [("总额", 2), ("697.44", 2), "697.44", "446.36", "64.0%", "10", "6.40", ""],
    [("专户资金", 2), ("97.44", 2), "97.44", "46.36", "47.6%", "", "", ""],
    [("绩效指标\n（90分）", 1, 2), "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "计量单位", "完成值", "权重", "得分", "偏差分析与改进"],
    ["产出指标", "数量指标", "数字化书目", ">=", "77", "册", "77", "90", "90", ""],
    [("合计", 8), "100", "96.40", ""],
]  # fmt: skip


def test_goal_and_course_in_words_of_their_own() -> None:
    (got,) = read(COURSE, "部门预算项目支出绩效自评表（2022年度）").evaluations
    assert [(g.expected, g.actual) for g in got.goals] == [("书目数字化", "已数字化")]
    assert got.remarks == "1.制定方案；2.组织实施；3.总结验收。"
    assert [f.concept for f in got.funds] == ["total", "special_account"]


def test_a_value_said_again_in_both_columns_of_goals_is_no_goal() -> None:
    """Merged text stands in each column; the row of the goal was refused, so that the course is the first below."""
    rows: list[list[Spec]] = [
        *COURSE[:2],
        [("项目概况", 1, 2), ("1.年度目标完成情况", 2), ("年度目标", 4), ("目标完成情况", 4)],
        [("2.项目实施过程", 2), ("1.制定方案；2.总结验收。", 4), ("1.制定方案；2.总结验收。", 4)],
        *COURSE[5:],
    ]
    made = table(*rows)
    made = type(made)(made.rows, made.columns, made.cells, "flattened", repeats=True)
    draft: Any = values(evaluations(context("2022年项目支出绩效自评表", made)))[0]
    assert draft["goals"] == []
    assert draft["remarks"] == "1.制定方案；2.总结验收。"


def test_a_cross_stands_where_no_points_are() -> None:
    rows = [[cell if cell != "--" else "×" for cell in row] for row in PROJECT]
    report = read(rows, "2023年度项目支出绩效自评表", dialect="rows-tab")
    (got,) = report.evaluations
    assert [(f.concept, f.executed, f.weight) for f in got.funds] == [
        ("total", 52, 10), ("fiscal_appropriation", 42, None), ("other", 10, None)
    ]  # fmt: skip
    assert [item.code for item in report.diagnostics] == []


SHEET: list[list[Spec]] = [
    ["一级指标内容", "设定分值", "二级绩效指标", "设定分值", "三级指标内容", "设定分值", "赋分标准", "指标释义", "单位自评分"],
    [("投入", 1, 2), ("8", 1, 2), ("目标设定", 1, 2), ("8", 1, 2), "绩效目标完整性", "4", "目标完整得4分。", "是否涵盖主要任务", "3.5"],
    ["绩效指标可衡量性", "4", "量化率80%得4分。", "能否衡量", "4"],
    [("过程", 1, 1), ("6", 1, 1), ("预算管理", 1, 1), ("6", 1, 1), "资金使用合规性", "6", "无违规得6分。", "是否符合制度", "6"],
    [("合计", 5), "14", "", "", "13.5"],
]  # fmt: skip


def test_a_sheet_of_scores_in_words_of_its_own() -> None:
    (got,) = read(SHEET, "2023年度部门整体支出绩效评价指标评分表").evaluations
    assert [(i.level1_weight, i.level3, i.weight, i.criterion, i.score) for i in got.indicators] == [
        (8, "绩效目标完整性", 4, "目标完整得4分。", Decimal("3.5")),
        (8, "绩效指标可衡量性", 4, "量化率80%得4分。", 4),
        (6, "资金使用合规性", 6, "无违规得6分。", 6),
    ]
    assert (got.total.weight, got.total.score) == (14, Decimal("13.5"))


COUNTY: list[list[Spec]] = [
    [("自评项目名称", 2), ("书目数字化", 8)],
    [("主管部门全称", 2), ("云溪县文化局", 3), ("实施单位（部门）", 2), ("云溪县图书馆", 3)],
    [("预算资金\n执行\n（20分）", 1, 2), ("", 2), ("全年预算（A）", 2), ("全年执行（B）", 2), "执行率（B/A）", ("执行得分（20分×执行率）", 2)],
    [("全年资金合计", 2), ("50", 2), ("50", 2), "100%", ("20", 2)],
    [("工作目标\n（80分）", 1, 2), "一级指标", "二级指标", "绩效指标名称", "年度计划值", "完成数值", "设定分值", "单位自评得分", "复审得分", "赋分规则"],
    ["产出指标", "数量指标", "数字化书目", "≥77册", "77册", "80", "80", "79", "完成计80分，未完成不得分"],
    [("合计", 7), "100", "", ""],
]  # fmt: skip


def test_points_that_others_gave_and_how_they_are_given() -> None:
    (got,) = read(COUNTY, "2023年度部门项目支出绩效自评复核表").evaluations
    assert (got.department, got.unit) == ("云溪县文化局", "云溪县图书馆")
    assert [(i.weight, i.score, i.review_score, i.criterion) for i in got.indicators] == [
        (80, 80, 79, "完成计80分，未完成不得分")
    ]


def test_a_numbered_heading_of_offices_is_not_whom_the_report_addresses() -> None:
    """«（二）内设科室：» was set aside as «云溪县财政局：» is, and what stands below it became the last function."""
    text = (
        "2025年度云溪县文化馆部门整体支出绩效自评报告\n一、部门概况\n（一）部门职责任务\n1、开展群众文化活动。\n2、辅导基层文艺团队。\n"
        "（二）内设科室：\n云溪县文化馆的内设科室为非遗保护部、办公室，合计2个科室。\n二、绩效自评情况\n无。\n"
    )
    report = parse(text.encode())
    assert [node.title for node in report.outline[0].children] == ["部门职责任务", "内设科室"]
    assert report.profile is not None
    assert report.profile.functions == ("开展群众文化活动。", "辅导基层文艺团队。")
    assert report.profile.divisions == ("非遗保护部", "办公室")


def test_a_sentence_behind_a_problem_is_its_cause() -> None:
    text = "2025年度云溪县文化馆部门整体支出绩效自评报告\n一、存在的问题\n（一）资料收集不及时。主要是任务下达较晚。\n（二）指标不够细化。\n"
    problems = parse(text.encode()).problems
    assert [(one.problem, one.cause) for one in problems] == [
        ("资料收集不及时", "任务下达较晚"),
        ("指标不够细化", None),
    ]
