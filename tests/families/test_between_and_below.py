"""What stands between and below what a report says: who else signs, a score among problems, minutes of a meeting."""

from __future__ import annotations

from decimal import Decimal

import pytest
from samples.blocks import Grid, GridCell, Para
from test_whole_reports import read

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


def test_minutes_are_no_report() -> None:
    lines = ("云溪县水利局会议纪要", "会议听取了2023年度部门整体支出绩效自评情况汇报，自评得分95分。")
    report = read(*map(Para, (*lines, "一、加强预算编制。", "二、加快资金支付。")))
    assert (report.kind, report.conclusion.self_score) == ("not_a_report", None)
