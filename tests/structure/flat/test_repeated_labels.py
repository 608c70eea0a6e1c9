"""Labels of blocks written downwards, said again before each row, of which two end in the same lines."""

from __future__ import annotations

from decimal import Decimal

import pytest
from samples.blocks import Grid, GridCell, Para
from samples.dialects import flatten_document

from jixiao import parse

REASON = "招标流标，已重新组织；\n预计次年完工"


def test_a_label_that_ends_like_the_one_above_keeps_its_lines() -> None:
    grid = Grid(8)
    grid.row(GridCell("填报单位", 3), GridCell("云溪县人民医院", 5))
    grid.row(
        GridCell("年度\n总体\n目标\n完成\n情况", rows=2), GridCell("年初预期目标", 3), GridCell("全年实际完成情况", 4)
    )
    grid.row(GridCell("改善就医环境。", 3), GridCell("就医环境改善。", 4))
    label = GridCell("绩效\n指标\n完成\n情况", rows=4)
    grid.row(label, "一级指标", "二级指标", "三级指标", "目标值", "完成值", "得分", "未完成原因及\n整改措施")
    grid.row("产出指标", "数量指标", "更新设备", "≥9台", "9台", "50", "")
    grid.row("产出指标", "时效指标", "完工时间", "12月底前", "次年3月", "38", REASON)
    grid.row("效益指标", "社会效益指标", "就医便利", "改善", "改善", "10", "")
    text = flatten_document([Para("2023年度部门整体支出绩效自评表"), grid.table()], "rows-tab")
    (read,) = parse(text.encode()).evaluations
    assert [(i.level3, i.deviation_reason) for i in read.indicators] == [
        ("更新设备", None), ("完工时间", REASON.replace("\n", "")), ("就医便利", None),
    ]  # fmt: skip
    assert [(goal.expected, goal.actual) for goal in read.goals] == [("改善就医环境。", "就医环境改善。")]


def test_a_reason_said_twice_is_no_part_of_the_label_that_follows_it_twice() -> None:
    """«…；⏎下一年度据实测算。» above two rows of 满意度指标: half of a reason was read, and both rows refused."""
    reason = "指标值测算不准确；\n下一年度据实测算。"
    grid = Grid(7)
    grid.row("一级指标", "二级指标", "三级指标", "目标值", "完成值", "得分", "偏差原因分析\n及改进措施")
    grid.row("产出指标", "数量指标", "更新设备", "≥9台", "9台", "50", "")
    grid.row("产出指标", "时效指标", "完工时间", "12月底前", "12月", "20", "")
    grid.row("效益指标", "社会效益指标", "就医便利", "改善", "部分改善", "18", reason)
    grid.row("满意度指标", "服务对象满意度指标", "患者满意度", "≥95%", "90%", "4", reason)
    grid.row("满意度指标", "服务对象满意度指标", "职工满意度", "≥95%", "97%", "5", "")
    text = flatten_document([Para("2023年度部门整体支出绩效自评表"), grid.table()], "rows-tab")
    (read,) = parse(text.encode()).evaluations
    whole = reason.replace("\n", "")
    assert [(i.level1, i.level3, i.deviation_reason) for i in read.indicators] == [
        ("产出指标", "更新设备", None), ("产出指标", "完工时间", None), ("效益指标", "就医便利", whole),
        ("满意度指标", "患者满意度", whole), ("满意度指标", "职工满意度", None),
    ]  # fmt: skip


def test_the_label_of_rows_that_heads_a_column_elsewhere_is_what_its_heading_begins_with() -> None:
    """«指标完成情况» before each row: rows were refused, and it was what their neighbours had reached (安徽)."""
    grid = Grid(8)
    grid.row(GridCell("填报单位", 3), GridCell("云溪县人民医院", 5))
    label = GridCell("指标完成情况", rows=4)
    grid.row(label, "一级指标", "二级指标", "三级指标名称", "赋分", "年初目标值", "年末实际值", "自评得分")
    grid.row("产出指标", "数量指标", "更新设备", "50", "≥9台", "9台", "50")
    grid.row("产出指标", "成本指标", "维修支出", "30", "不断下降", "不断下降", "30")
    grid.row("效益指标", "社会效益指标", "就医便利", "20", "改善", "改善", "20")
    text = flatten_document([Para("2023年度部门整体支出绩效自评表"), grid.table()], "rows-tab")
    (read,) = parse(text.encode()).evaluations
    assert [(i.level3, i.actual.text if i.actual else "", i.score) for i in read.indicators] == [
        ("更新设备", "9台", 50), ("维修支出", "不断下降", 30), ("就医便利", "改善", 20),
    ]  # fmt: skip


@pytest.mark.parametrize("label", ["主管部门", "实施单位"])
def test_the_label_of_a_pair_is_no_level(label: str) -> None:
    """Its row and all below it were lost, and nothing said that the table could not be read."""
    points = [
        ["产出指标", "数量指标", "案卷装订数", "≥631卷", "2070卷", "20", "20"],
        ["产出指标", label, "案卷合格率", "≥95%", "98%", "20", "20"],
        ["效益指标", "社会效益指标", "查档人次", "≥900人次", "874人次", "30", "29"],
    ]
    rows = [
        ["项目名称", *["图书馆修缮"] * 6],
        [*["主管部门"] * 2, "某某县文化局", *["实施单位"] * 2, *["某某县图书馆"] * 2],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        *points,
        [*["总分"] * 5, "70", "69"],
    ]
    text = "项目支出绩效自评表\n（2023年度）\n" + "\n".join("\t".join(row) for row in rows) + "\n"
    report = parse(text.encode())
    (form,) = report.evaluations
    assert [(i.level2, i.level3, i.score) for i in form.indicators] == [
        ("数量指标", "案卷装订数", 20),
        (None, "案卷合格率", 20),
        ("社会效益指标", "查档人次", 29),
    ]
    assert "unreadable_table" in {one.code for one in report.diagnostics}


def _points_over_two_rows() -> str:
    grid = Grid(6)
    grid.row("一级指标", "二级指标", "三级指标", "目标值", "完成值", "得分")
    grid.row(
        GridCell("产出指标", rows=4), GridCell("数量指标", rows=3), "更新设备", "≥9台", "9台", GridCell("13.5", rows=2)
    )
    grid.row("培训人员", "≥20人", "26人")
    grid.row("购置床位", "≥80张", "80张", "33")
    grid.row("时效指标", "完工时间", "12月底前", "12月", "20")
    grid.row(GridCell("效益指标", rows=2), "社会效益指标", "就医便利", "改善", "部分改善", "18")
    grid.row("可持续影响指标", "人才储备", "增强", "增强", "9")
    grid.row("满意度指标", "服务对象满意度指标", "患者满意度", "≥95%", "97%", "5")
    grid.row(GridCell("总分", 5), "98.5")
    return flatten_document([Para("2023年度部门整体支出绩效自评表"), grid.table()], "rows-tab")


def test_points_below_a_refused_row_that_said_the_same_are_doubted() -> None:
    """One cell over two rows, of which the first lost another cell: its points were the second row's own."""
    text = _points_over_two_rows()
    (read,) = parse(text.encode()).evaluations
    assert [(i.level3, i.score) for i in read.indicators][:3] == [
        ("更新设备", Decimal("13.5")), ("培训人员", None), ("购置床位", Decimal(33)),
    ]  # fmt: skip
    report = parse(text.replace("≥9台\t9台", "9台").encode())
    (read,) = report.evaluations
    scores = {i.level3: i.score for i in read.indicators}
    assert scores["培训人员"] is None
    assert scores["购置床位"] == Decimal(33)
    assert [one for one in report.diagnostics if one.code == "unreadable_figure" and "13.5" in one.message]
