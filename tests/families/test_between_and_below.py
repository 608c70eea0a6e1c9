"""What stands between and below what a report says: who else signs, a score among problems, minutes of a meeting."""

from __future__ import annotations

from decimal import Decimal

import pytest
from samples.blocks import Grid, GridCell, Para
from test_whole_reports import read

from jixiao import parse

D = Decimal
TITLE = Para("云溪县水利局2023年度项目支出绩效自评表")
HEADS = ("一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分", "未完成原因")


def test_who_checked_a_table_is_not_part_of_who_filled_it_in() -> None:
    """«水某审核人田某» filled it in."""
    grid = Grid(8)
    grid.row("项目名称", GridCell("水质监测", 7))
    grid.row(*HEADS)
    grid.row("产出指标", "数量指标", "监测断面", "≥24个", "25个", "60", "60", "")
    grid.row("效益指标", "社会效益指标", "水质达标", "≥95%", "93%", "40", "38", "水质波动")
    grid.row(GridCell("总分", 5), "100", "98", "")
    grid.row("填表人", "水某", "审核人", "田某", "联系电话", GridCell("0739-0000021", 3))
    (signed,) = read(TITLE, grid.table()).sign_offs
    assert (signed.filled_by, signed.phone) == ("水某", "0739-0000021")


REPORT = (
    "云溪县水利局2023年度部门整体支出绩效自评报告",
    "一、部门概况",
    "我局主要职责是负责全县水利工作，编制20人，实有18人。",
    "二、绩效目标完成情况",
    "全年完成水库除险加固5座，完成率100%。",
)


@pytest.mark.parametrize("score", ["自评得分：94.5分", "本部门自评得分为94.5分，等级为优。"])
def test_a_score_between_two_numbered_problems(score: str) -> None:
    """It was the end of the first."""
    lines = ("三、存在的问题", "（一）预算编制不够精准。", score, "（二）资金支付进度偏慢，主要是项目验收滞后。")
    report = read(*map(Para, (*REPORT, *lines)))
    assert [(one.problem, one.cause) for one in report.problems] == [
        ("预算编制不够精准", None),
        ("资金支付进度偏慢", "项目验收滞后"),
    ]
    assert report.conclusion.self_score == D("94.5")


@pytest.mark.parametrize(
    "said",
    [
        "年度任务未完成，主要是水库加固、河道整治两个项目",
        "部分指标未达标，主要是水质达标率",
        "采购进度偏慢，主要是货物类采购",
    ],
)
def test_what_falls_behind_is_no_cause(said: str) -> None:
    """«主要是» names what is behind, and the problem was cut there."""
    report = read(*map(Para, (*REPORT, "三、存在的问题", f"1.{said}。")))
    assert [(one.problem, one.cause) for one in report.problems] == [(said, None)]


def test_minutes_are_no_report() -> None:
    lines = ("云溪县水利局会议纪要", "会议听取了2023年度部门整体支出绩效自评情况汇报，自评得分95分。")
    report = read(*map(Para, (*lines, "一、加强预算编制。", "二、加快资金支付。")))
    assert (report.kind, report.conclusion.self_score) == ("not_a_report", None)


def test_a_report_behind_the_name_of_minutes_is_one() -> None:
    """Evidence named above the title, or the minutes that passed the report: it was refused as a whole."""
    report = read(*map(Para, ("云溪县水利局会议纪要", *REPORT, "三、自评结论", "自评得分：94.5分")))
    assert (report.kind, report.conclusion.self_score) == ("whole_department", D("94.5"))


def test_minutes_that_name_a_report_among_their_items_are_none() -> None:
    lines = ("云溪县水利局会议纪要", "一、审议2023年度部门整体支出绩效自评报告", "会议原则同意，自评得分95分。")
    assert read(*map(Para, lines)).kind == "not_a_report"


@pytest.mark.parametrize("heading", ["主要职责完成情况", "职能工作", "总体情况", "工作概况", "人员管理"])
def test_results_below_a_heading_that_sounds_like_a_profile_are_results(heading: str) -> None:
    """They were lost without a word."""
    below = f"二、绩效情况\n（一）{heading}\n加固水库3座。\n（二）社会效益\n灌溉面积增加200亩。\n"
    report = parse(
        f"青禾县水利局2023年度部门整体支出绩效自评报告\n一、部门概况\n编制20名。\n{below}三、存在的问题\n无。\n".encode()
    )
    told = [(one.heading, one.text) for one in report.performance.achievements]
    assert told == [(heading, "加固水库3座。"), ("社会效益", "灌溉面积增加200亩。")]


def test_who_the_unit_is_and_its_accounts_are_no_results() -> None:
    inside = "（一）部门概况\n编制20名。\n（二）部门整体支出情况\n支出500万元。\n（三）绩效完成情况\n加固水库3座。\n"
    report = parse(
        f"青禾县水利局2023年度部门整体支出绩效自评报告\n一、部门整体支出绩效自评情况\n{inside}二、存在的问题\n无。\n".encode()
    )
    assert [one.text for one in report.performance.achievements] == ["加固水库3座。"]
