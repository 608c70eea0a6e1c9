"""Forms of provinces beside those that the generator prints: 河南, 陕西, 辽宁, without a module of their own."""

from __future__ import annotations

from decimal import Decimal

import pytest
from samples.blocks import Grid, GridCell, Para
from samples.dialects import flatten_document

from jixiao import parse
from jixiao.document import Table
from jixiao.schema import Report

WHOLE = ("pandoc", "rows-tab", "docling")
"""Dialects that keep where each cell stands: all of these forms is read in them."""


def read(table: Table, title: str, dialect: str) -> Report:
    return parse(flatten_document([Para(title, "title"), table], dialect).encode())


MONEY = (GridCell("", 2), "年初预算数", "全年预算数", "全年执行数", "执行率", "得分")


def henan() -> Table:
    grid = Grid(8)
    grid.row("部门名称", GridCell("云溪县文化馆", 7))
    grid.row(
        GridCell("年度预算执行情况", rows=6),
        *MONEY,
    )
    grid.row(GridCell("部门预算总额（万元）", 2), "1,820.50", "2,046.73", "1,968.41", "96.17%", "9.62")
    grid.row(GridCell("资金来源", rows=2), "（1）政府预算资金", "1,800.50", "2,026.73", "1,950.41", "96.23%", "")
    grid.row("（2）单位资金", "20.00", "20.00", "18.00", "90.00%", "")
    grid.row(GridCell("资金结构", rows=2), "（1）基本支出", "960.30", "982.60", "982.60", "100.00%", "")
    grid.row("（2）项目支出", "860.20", "1,064.13", "985.81", "92.64%", "")
    grid.row("年度履职目标", GridCell("组织文化惠民演出不少于120场。", 7))
    grid.row(GridCell("年度主要任务", rows=2), "任务名称", GridCell("任务内容", 5), "完成情况")
    grid.row("文化惠民演出", GridCell("送戏下乡、广场演出", 5), "完成128场")
    grid.row("一级指标", "二级指标", "三级指标", "指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")
    grid.row("投入管理指标（40分）", "预算和财务管理", "预算执行率", "≥95%", "96.17%", "40", "40", "")
    grid.row("产出指标（60分）", "重点工作任务完成", "惠民演出场次", "≥120场", "128场", "60", "58.5", "两场改期")
    grid.row(GridCell("总分", 5), "100", "98.5", "")
    return grid.table()


@pytest.mark.parametrize("dialect", WHOLE)
def test_henan(dialect: str) -> None:
    report = read(henan(), "2022年度部门整体绩效自评表", dialect)
    (table,) = report.evaluations
    assert report.template.name == "henan-department"
    assert [(f.label, f.initial, f.full_year, f.executed, f.rate) for f in table.funds] == [
        ("部门预算总额（万元）", Decimal("1820.50"), Decimal("2046.73"), Decimal("1968.41"), Decimal("96.17")),
        ("政府预算资金", Decimal("1800.50"), Decimal("2026.73"), Decimal("1950.41"), Decimal("96.23")),
        ("单位资金", 20, 20, 18, 90),
        ("基本支出", Decimal("960.30"), Decimal("982.60"), Decimal("982.60"), 100),
        ("项目支出", Decimal("860.20"), Decimal("1064.13"), Decimal("985.81"), Decimal("92.64")),
    ]
    assert [(g.expected, g.actual) for g in table.goals] == [("组织文化惠民演出不少于120场。", None)]
    assert [(i.level3, i.goal, i.score) for i in table.indicators] == [
        ("预算执行率", 0, 40), ("惠民演出场次", 0, Decimal("58.5"))
    ]  # fmt: skip
    assert table.total.score == Decimal("98.5")


def test_numbers_before_names_of_funds_are_none_of_their_figures() -> None:
    grid = Grid(8)
    grid.row(
        GridCell("年度预算执行情况", rows=4),
        *MONEY,
    )
    grid.row(GridCell("部门预算总额", 2), "1,820.50", "2,046.73", "1,968.41", "96.17%", "9.62")
    grid.row(GridCell("资金来源", rows=2), "1.政府预算资金", "1,800.50", "2,026.73", "1,950.41", "96.23%", "")
    grid.row("2、单位资金", "20.00", "20.00", "18.00", "90.00%", "")
    (table,) = read(grid.table(), "2022年度部门整体绩效自评表", "pandoc").evaluations
    assert [(f.label, f.executed) for f in table.funds] == [
        ("部门预算总额", Decimal("1968.41")), ("政府预算资金", Decimal("1950.41")), ("单位资金", 18)
    ]  # fmt: skip


def shaanxi() -> Table:
    grid = Grid(10)
    grid.row(GridCell("部门（单位）名称", 2), GridCell("云溪市应急服务中心", 8))
    grid.row(
        GridCell("年度主要任务完成情况", rows=5), GridCell("任务名称", rows=2), GridCell("主要内容", rows=2),
        GridCell("完成情况", rows=2), GridCell("预算数（万元）", 2), GridCell("执行数（万元）", 2),
        GridCell("执行率", rows=2), GridCell("得分", rows=2),
    )  # fmt: skip
    grid.row("总额", "财政拨款", "总额", "财政拨款")
    grid.row("任务1", "监管执法", "已完成", "320.5", "300.5", "318.2", "298.2", "99.28%", "—")
    grid.row("任务2", "物资储备", "已完成", "150", "120", "141.6", "111.6", "94.40%", "—")
    grid.row(GridCell("金额合计", 3), "470.5", "420.5", "459.8", "409.8", "97.73%", "9.77")
    grid.row(GridCell("年度总体目标", rows=2), GridCell("年初设定目标", 4), GridCell("年度总体目标完成情况", 5))
    grid.row(GridCell("储备物资4类以上。", 4), GridCell("储备物资5类。", 5))
    heads = ("年度指标值", "实际完成值", "分值", "得分", "未完成原因分析与改进措施")
    grid.row(GridCell("年度绩效指标完成情况", rows=3), "一级指标", "二级指标", GridCell("三级指标", 2), *heads)
    grid.row("产出指标（50分）", "数量指标", GridCell("执法检查企业数", 2), "≥300家次", "326家次", "50", "50", "")
    grid.row("效益指标（40分）", "社会效益", GridCell("事故降幅", 2), "≥10%", "9%", "40", "36", "一家企业整改跨年")
    grid.row(GridCell("总分", 7), "100", "95.77", "")
    return grid.table()


@pytest.mark.parametrize("dialect", WHOLE)
def test_shaanxi(dialect: str) -> None:
    report = read(shaanxi(), "部门整体支出绩效自评表（2023年度）", dialect)
    (table,) = report.evaluations
    assert report.template.name == "shaanxi-department"
    assert [(f.label, f.full_year, f.executed, f.rate, f.score) for f in table.funds] == [
        ("任务1", Decimal("320.5"), Decimal("318.2"), Decimal("99.28"), None),
        ("任务2", 150, Decimal("141.6"), Decimal("94.4"), None),
        ("金额合计", Decimal("470.5"), Decimal("459.8"), Decimal("97.73"), Decimal("9.77")),
    ]
    assert (table.goals[0].expected, table.goals[0].actual) == ("储备物资4类以上。", "储备物资5类。")
    assert [(i.level3, i.score, i.deviation_reason) for i in table.indicators] == [
        ("执法检查企业数", 50, None), ("事故降幅", 36, "一家企业整改跨年")
    ]  # fmt: skip
    assert report.coverage.unread == 0


def liaoning() -> Table:
    grid = Grid(12)
    grid.row(GridCell("部门（单位）名称", 2), GridCell("云溪市残疾人服务中心", 10))
    grid.row(
        GridCell("预算整体情况", 2, 2), GridCell("基本支出：人员类（万元）", 5), GridCell("286.37", 2),
        GridCell("公用经费类（万元）", 2), "31.52",
    )  # fmt: skip
    grid.row(GridCell("项目支出（万元）", 5), GridCell("412.6", 2), GridCell("合计（万元）", 2), "730.49")
    grid.row(GridCell("年度绩效目标", 2), GridCell("完成康复服务1,200人次。", 10))
    grid.row(GridCell("完成情况", 2), GridCell("完成康复服务1,356人次。", 10))
    heads = ("一级指标", "二级指标", "三级指标", "运算符号", "指标值", "度量单位", "实际完成值", "完成程度")
    grid.row(*heads, "指标分值", "得分", "偏差原因分析", "改进措施")
    row = ("履职效能", "工作履行情况", "康复服务人次", ">=", "1200", "人次", "1356", "100%", "60", "60", "", "")
    grid.row(*row)
    why = ("社会效应", "社会效益", "就业率提升", ">=", "2", "百分点", "1.6", "80%", "40", "32", "岗位不足", "拓展渠道")
    grid.row(*why)
    grid.row(GridCell("合计", 8), "100", "92", "", "")
    return grid.table()


@pytest.mark.parametrize("dialect", [*WHOLE, "tab-cells", "word-stream", "tika-sax", "tika-odt"])
def test_liaoning(dialect: str) -> None:
    report = read(liaoning(), "部门（单位）整体绩效自评表(2023年度)", dialect)
    (table,) = report.evaluations
    assert report.template.name == "liaoning-department"
    assert [(entry.label, entry.amount) for entry in table.by_nature] == [
        ("基本支出：人员类（万元）", Decimal("286.37")), ("公用经费类（万元）", Decimal("31.52")),
        ("项目支出（万元）", Decimal("412.6")), ("合计（万元）", Decimal("730.49")),
    ]  # fmt: skip
    assert [(g.expected, g.actual) for g in table.goals] == [("完成康复服务1,200人次。", "完成康复服务1,356人次。")]
    rows = [(i.level3, i.target.text, i.actual.text, i.score, i.deviation_reason) for i in table.indicators]
    assert rows == [
        ("康复服务人次", ">=1200人次", "1356", 60, None), ("就业率提升", ">=2百分点", "1.6", 32, "岗位不足")
    ]  # fmt: skip
    assert (table.total.weight, table.total.score) == (100, 92)


def chongqing() -> Table:
    """A project's table in the form of 重庆, with a label beside all indicators that the form does not print."""
    grid = Grid(8)
    grid.row("项目名称", GridCell("古籍修复", 3), "自评总分", GridCell("97.06", 3))
    grid.row("主管部门", "云溪市文旅局", "财政归口科室", "教科文科", "联系电话", GridCell("15400005678", 3))
    heads = ("年初预算数", "全年（调整）预算数", "全年执行数", "执行率", "执行率得分")
    grid.row(GridCell("项目资金（万元）", rows=2), GridCell("", 2), *heads)
    grid.row(GridCell("总金额", 2), "80", "82", "78.4", "95.6%", "9.56")
    grid.row(
        GridCell("绩效指标", rows=4), "指标名称", "计量单位", "年初指标值", "调整指标值", "全年完成值", "分值", "得分"
    )
    grid.row("修复古籍数量", "册", "≥300", "≥310", "320", "40", "40")
    grid.row("修复合格率", "%", "≥98", "≥98", "99.4", "30", "30")
    grid.row("读者满意度", "%", "≥90", "≥90", "88", "20", "17.5")
    grid.row("说明", GridCell("满意度因闭馆改造略低。", 7))
    return grid.table()


@pytest.mark.parametrize("dialect", WHOLE)
def test_a_label_beside_all_indicators_names_none_of_them(dialect: str) -> None:
    (table,) = read(chongqing(), "2023年度项目支出绩效自评表", dialect).evaluations
    assert (table.project, table.department, table.unit) == ("古籍修复", "云溪市文旅局", None)
    assert [(i.level3, i.target.text, i.actual.text, i.weight, i.score) for i in table.indicators] == [
        ("修复古籍数量", "≥310册", "320", 40, 40),
        ("修复合格率", "≥98%", "99.4", 30, 30),
        ("读者满意度", "≥90%", "88", 20, Decimal("17.5")),
    ]
    assert table.remarks == "满意度因闭馆改造略低。"


def beyond() -> Table:
    """Points and last year's budget in a table that is 湖北's by its other words, whose form has neither."""
    grid = Grid(7)
    grid.row("项目名称", GridCell("示范方建设", 6))
    grid.row("项目类别", GridCell("部门预算项目", 6))
    grid.row("预算执行情况（20分）", "", "年初预算数", "预算数（A）", "执行数（B）", "执行率（B/A）", "得分")
    grid.row("", "年度财政资金总额", "60", "75", "72", "96%", "19.2")
    grid.row(
        GridCell("年度目标（80分）", rows=3),
        "一级指标",
        "三级指标",
        "年初目标值（A）",
        "实际完成值（B）",
        "权重",
        "得分",
    )
    grid.row("产出指标", "示范方个数", "≥12个", "13个", "50", "50")
    grid.row("效益指标", "带动农户数", "≥300户", "345户", "30", "30")
    grid.row("主管部门", GridCell("云溪市农业农村局", 6))
    return grid.table()


def test_columns_of_other_forms_are_read_where_they_are_printed() -> None:
    report = read(beyond(), "2023年度项目自评表", "pandoc")
    (table,) = report.evaluations
    assert report.template.name == "hubei-project"
    assert [(f.initial, f.full_year, f.executed) for f in table.funds] == [(60, 75, 72)]
    assert [(i.level3, i.weight, i.score) for i in table.indicators] == [("示范方个数", 50, 50), ("带动农户数", 30, 30)]
    assert table.department == "云溪市农业农村局"


def test_goals_beside_their_labels_below_a_banner_of_like_words() -> None:
    grid = Grid(7)
    grid.row(GridCell("一、项目基本情况", 7))
    grid.row("项目名称", GridCell("示范方建设", 3), "主管部门", GridCell("云溪市农业农村局", 2))
    grid.row(GridCell("三、绩效目标完成情况", 7))
    grid.row("预期目标", GridCell("建设示范方12个。", 6))
    grid.row("完成情况", GridCell("建成示范方13个。", 6))
    grid.row("一级指标", "二级指标", "三级指标", "目标值", "实际值", "权重", "自评分")
    grid.row("产出", "数量", "示范方个数", "≥12个", "13个", "60", "60")
    grid.row("效益", "社会效益", "带动农户数", "≥300户", "285户", "40", "38")
    grid.row(GridCell("合计", 5), "100", "98")
    (table,) = read(grid.table(), "2023年度财政支出项目绩效自评表", "pandoc").evaluations
    assert (table.project, table.department) == ("示范方建设", "云溪市农业农村局")
    assert [(g.expected, g.actual) for g in table.goals] == [("建设示范方12个。", "建成示范方13个。")]
    assert [(i.level3, i.weight, i.score) for i in table.indicators] == [("示范方个数", 60, 60), ("带动农户数", 40, 38)]
    assert (table.total.weight, table.total.score) == (100, 98)
