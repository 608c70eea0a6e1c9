"""Headings that a mark tore, or that end with a word of their own: which form they are of, and where they end."""

from __future__ import annotations

from samples.blocks import Grid, GridCell, Para
from samples.dialects import flatten_document

from jixiao import parse


def test_two_headings_that_break_alike_are_no_label_said_again() -> None:
    """«年初⏎预算数», «全年⏎预算数» print «预算数⇥全年» twice a table: the TAB behind each row was not seen to end it,
    and three whole forms were refused (word-extractor)."""
    grid = Grid(9)
    grid.row(GridCell("项目名称", 2), GridCell("泵站改造", 7))
    grid.row(
        GridCell("项目资金\n（万元）", 1, rows=3), "", "年初\n\n预算数", "全年\n\n预算数", "全年\n\n执行数", "分值",
        "执行率", GridCell("得分", 2),
    )  # fmt: skip
    grid.row("年度资金总额", "120", "120", "90", "10", "75%", GridCell("7.5", 2))
    grid.row("其中：财政拨款", "120", "120", "90", "—", "75%", GridCell("—", 2))
    grid.row(
        GridCell("绩效指标", rows=5), "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分",
        "偏差原因分析\n\n及改进措施",
    )  # fmt: skip
    grid.row(GridCell("产出指标", rows=3), "数量指标\n\n", "改造泵站", "≥4座", "4座", "25", "25", "")
    grid.row("质量指标\n\n", "验收合格率", "100%", "100%", "25", "25", "")
    grid.row("时效指标\n\n", "按期完工率", "≥95%", "90%", "10", "8", "雨季停工")
    grid.row("效益指标", "社会\n\n效益指标", "排涝能力", "提高", "提高", "30", "28", "")
    grid.row(GridCell("总分", 6), "100", "96", "")
    title = Para("2023年度项目支出绩效自评表")
    text = flatten_document([title, grid.table(), title, grid.table(), title, grid.table()], "word-extractor")
    read = parse(text.encode()).evaluations
    assert [str(form.funds[0].executed) for form in read] == ["90"] * 3
    wanted = [
        ("数量指标", "改造泵站", "≥4座", 25), ("质量指标", "验收合格率", "100%", 25),
        ("时效指标", "按期完工率", "≥95%", 8), ("社会效益指标", "排涝能力", "提高", 28),
    ]  # fmt: skip
    for form in read:
        assert [(i.level2, i.level3, i.target and i.target.text, i.score) for i in form.indicators] == wanted


def test_a_heading_torn_behind_a_cell_of_two_paragraphs_tells_its_form() -> None:
    """«年度⏎总体⏎⏎目标⏎», then «预期目标»; «自评⏎得分⏎», then «偏差原因…»: Yunnan's form was taken for Hebei's, whose
    goals have four columns, and refused as a whole (Tika's SAX)."""
    grid = Grid(11)
    grid.row(GridCell("单位名称"), GridCell("清源县水利站", 10))
    grid.row(
        GridCell("部门整体支出\n（元）", rows=3), GridCell("", 2), "年初预算", "全年预算数", "全年执行数",
        GridCell("分值", 2), "执行率", GridCell("自评\n得分\n", 2),
    )  # fmt: skip
    grid.row(
        GridCell("资金总额", 2), "400000", "400000", "300000", GridCell("10", 2), "75%", GridCell("7.50", 2)
    )  # fmt: skip
    grid.row(GridCell("其中：项目支出", 2), "400000", "400000", "300000", GridCell("—", 2), "75%", GridCell("—", 2))
    grid.row(GridCell("年度\n总体\n\n目标\n", rows=2), GridCell("预期目标", 5), GridCell("目标实际完成情况", 5))
    grid.row(GridCell("改善灌溉条件。", 5), GridCell("灌溉条件改善。", 5))
    grid.row(
        GridCell("绩效指标", 3), GridCell("年度指标值", 3), GridCell("实际\n完成值", rows=2), GridCell("分值", rows=2),
        GridCell("自评\n得分\n", rows=2), GridCell("偏差原因分析\n及改进措施", 2, rows=2),
    )  # fmt: skip
    grid.row("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量\n单位")
    grid.row("产出指标", "数量指标", "指标1:维修渠道", "不低于", "12", "条", "13条", "45", "45", GridCell("", 2))
    grid.row("产出指标", "质量指标", "指标1:验收合格率", "≥", "95", "%", "96%", "15", "15", GridCell("", 2))
    grid.row("效益指标", "社会效益指标", "指标1:受益农户", "≥", "300", "户", "310户", "30", "30", GridCell("", 2))
    grid.row(GridCell("总 分", 7), "100", "97.50", GridCell("优", 2))
    text = flatten_document([Para("2022年部门整体支出绩效自评表"), grid.table()], "tika-sax")
    (read,) = parse(text.encode()).evaluations
    assert [(str(row.executed), str(row.score) if row.score is not None else None) for row in read.funds] == [
        ("30.0000", "7.50"), ("30.0000", None),
    ]  # fmt: skip
    assert [(goal.expected, goal.actual) for goal in read.goals] == [("改善灌溉条件。", "灌溉条件改善。")]
    assert [(i.level3, i.target and i.target.unit, i.actual and i.actual.text, i.score) for i in read.indicators] == [
        ("指标1:维修渠道", "条", "13条", 45), ("指标1:验收合格率", "%", "96%", 15),
        ("指标1:受益农户", "户", "310户", 30),
    ]  # fmt: skip
    assert str(read.total.score if read.total else None) == "97.50"


def test_reasons_of_amounts_are_headed_in_many_words() -> None:
    """«原因分析» behind the points was no column: the heading lost its end, and every amount was refused (四川)."""
    grid = Grid(9)
    grid.row(GridCell("项目名称"), GridCell("泵站改造", 8))
    grid.row(
        GridCell("预算执行情况\n（10分）", rows=3), "年度预算数", "年初预算数", "调整后预算数", "执行数", "执行率",
        "权重", "得分", "原因分析",
    )  # fmt: skip
    grid.row("总额", "120", "110", "99", "90%", "10", "9", "")
    grid.row("其中：财政资金", "120", "110", "99", "90%", "/", "/", "")
    grid.row(
        GridCell("绩效指标\n（90分）", rows=3), "一级指标", "二级指标", "三级指标", "指标值", "完成值", "权重", "得分",
        "未完成原因",
    )  # fmt: skip
    grid.row("产出指标", "数量指标", "改造泵站", "≥4座", "4座", "50", "50", "")
    grid.row("效益指标", "社会效益", "排涝能力", "提高", "提高", "40", "38", "")
    text = flatten_document([Para("2023年部门预算项目支出绩效自评表"), grid.table()], "bar-cells")
    (form,) = parse(text.encode()).evaluations
    assert [(row.label, str(row.full_year), str(row.executed), row.weight, row.reason) for row in form.funds] == [
        ("总额", "110", "99", 10, None), ("财政资金", "110", "99", None, None),
    ]  # fmt: skip
