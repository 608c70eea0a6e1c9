"""Forms that offices built, as text whose cells are marked: goals, scores and titles over the whole width among rows of
more cells, columns that no form has, totals below money, several tables one right below the other."""

from __future__ import annotations

from decimal import Decimal

import pytest
from samples.blocks import Grid, GridCell, Para
from samples.dialects import flatten_document

from jixiao import parse
from jixiao.document import Table
from jixiao.schema import Report

D = Decimal
MARKED = ("tab-cells", "rows-tab")
HEADS = ("一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分")


def read(dialect: str, *blocks: Para | Table) -> Report:
    return parse(flatten_document([Para("项目支出绩效自评表"), Para("（2023年度）"), *blocks], dialect).encode())


def refused(report: Report) -> list[str]:
    return [item.message for item in report.diagnostics if item.code == "unreadable_table"]


def head(grid: Grid, *, wide: int = 3) -> None:
    grid.row("项目名称", GridCell("乡村客运补贴", wide), "实施单位", GridCell("云溪县客运站", grid.columns - wide - 2))


def money(grid: Grid) -> None:
    rest = grid.columns - 6
    grid.row(GridCell("资金执行情况", 1, 3), "资金来源", "预算数", "执行数", "执行率", GridCell("得分", rest + 1))
    grid.row("合计", "96.00", "91.20", "95%", GridCell("9.5", rest + 1))
    grid.row("财政拨款", "96.00", "91.20", "95%", GridCell("", rest + 1))


def indicators(grid: Grid, *, heads: bool = True) -> None:
    if heads:
        grid.row(*HEADS)
    grid.row(GridCell("产出指标", 1, 2), "数量指标", "客运班次", "≥260班", "254班", "40", "38")
    grid.row("质量指标", "通车率", "100%", "100%", "20", "20")
    grid.row("效益指标", "社会效益指标", "候车时间", "缩短", "缩短", "20", "20")
    grid.row("满意度指标", "服务对象满意度指标", "乘客满意度", "≥90%", "93%", "10", "10")


def names(report: Report) -> list[list[str | None]]:
    return [[one.level3 for one in table.indicators] for table in report.evaluations]


ROWS = ["客运班次", "通车率", "候车时间", "乘客满意度"]


@pytest.mark.parametrize("dialect", MARKED)
def test_goals_and_scores_in_pairs_between_money_and_indicators(dialect: str) -> None:
    """They were short rows of the money, and refused."""
    grid = Grid(7)
    head(grid)
    money(grid)
    grid.row("年度目标", GridCell("全年开行260班。", 2), "完成情况", GridCell("全年开行254班。", 3))
    indicators(grid)
    grid.row("自评得分", GridCell("97.5", 2), "自评等级", GridCell("优", 3))
    report = read(dialect, grid.table())
    (table,) = report.evaluations
    assert [(goal.expected, goal.actual) for goal in table.goals] == [("全年开行260班。", "全年开行254班。")]
    assert (table.total.score, table.rating and table.rating.canonical) == (D("97.5"), "优")
    assert names(report) == [ROWS]
    assert table.funds[0].executed == D("91.20")
    assert not refused(report)


@pytest.mark.parametrize("dialect", MARKED)
def test_a_goal_beside_a_label_is_no_half_of_the_heading_below(dialect: str) -> None:
    """Two rows of two cells and the heading's seven were put together, since a form has eleven columns there."""
    grid = Grid(7)
    head(grid)
    money(grid)
    grid.row(GridCell("年度绩效目标", 2), GridCell("全年开行260班。", 5))
    grid.row(GridCell("目标完成情况", 2), GridCell("全年开行254班。", 5))
    indicators(grid)
    report = read(dialect, grid.table())
    assert [(goal.expected, goal.actual) for goal in report.evaluations[0].goals] == [
        ("全年开行260班。", "全年开行254班。")
    ]
    assert names(report) == [ROWS]


@pytest.mark.parametrize("dialect", [*MARKED, "tika-odt"])
def test_titles_of_parts_and_words_of_levels_over_the_whole_width(dialect: str) -> None:
    """They made covered cells seem left out, and took the rows beside them along."""
    grid = Grid(7)
    grid.row(GridCell("一、基本信息", 7))
    head(grid)
    grid.row(GridCell("二、绩效指标（90分）", 7))
    grid.row("二级指标", "三级指标", "指标值", "完成值", "分值", "得分", "偏差说明")
    grid.row(GridCell("产出指标（60分）", 7))
    grid.row(GridCell("数量指标", 1, 2), "客运班次", "≥260班", "254班", "20", "18", "停运")
    grid.row("停靠站点", "≥30个", "31个", "20", "20", "无")
    grid.row("质量指标", "通车率", "100%", "100%", "20", "20", "无")
    grid.row(GridCell("效益指标（30分）", 7))
    grid.row("社会效益指标", "候车时间", "缩短", "缩短", "30", "30", "无")
    report = read(dialect, grid.table())
    found = [(one.level1, one.level1_weight, one.level3) for one in report.evaluations[0].indicators]
    assert found == [
        ("产出指标", D(60), "客运班次"),
        ("产出指标", D(60), "停靠站点"),
        ("产出指标", D(60), "通车率"),
        ("效益指标", D(30), "候车时间"),
    ]


@pytest.mark.parametrize("dialect", MARKED)
def test_points_of_a_level_in_a_column_of_their_own(dialect: str) -> None:
    """A column that no form has between the levels refused all rows, though none of them lacks a cell."""
    grid = Grid(8)
    grid.row("项目名称", GridCell("乡村客运补贴", 3), "实施单位", GridCell("云溪县客运站", 3))
    grid.row("一级指标", "分值", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
    grid.row(GridCell("产出指标", 1, 2), GridCell("60", 1, 2), "数量指标", "客运班次", "≥260班", "254班", "40", "38")
    grid.row("质量指标", "通车率", "100%", "100%", "20", "20")
    grid.row("效益指标", "30", "社会效益指标", "候车时间", "缩短", "缩短", "30", "30")
    grid.row("满意度指标", "10", "服务对象满意度指标", "乘客满意度", "≥90%", "93%", "10", "10")
    report = read(dialect, grid.table())
    assert names(report) == [ROWS]
    assert [one.score for one in report.evaluations[0].indicators] == [D(38), D(20), D(30), D(10)]
    assert not refused(report)


@pytest.mark.parametrize("dialect", [*MARKED, "tika-odt"])
def test_levels_below_a_heading_in_words_of_no_list(dialect: str) -> None:
    """«指标类型» seemed to be a block's label, beside which the levels stood in the wrong place."""
    grid = Grid(6)
    grid.row("项目名称", GridCell("乡村客运补贴", 2), "实施单位", GridCell("云溪县客运站", 2))
    grid.row("指标类型", "指标名称", "目标值", "完成值", "分值", "自评分")
    grid.row(GridCell("产出", 1, 2), "客运班次", "≥260班", "254班", "40", "38")
    grid.row("通车率", "100%", "100%", "20", "20")
    grid.row("效益", "候车时间", "缩短", "缩短", "30", "30")
    grid.row("满意度", "乘客满意度", "≥90%", "93%", "10", "10")
    report = read(dialect, grid.table())
    assert [(one.level1, one.level3) for one in report.evaluations[0].indicators] == [
        ("产出", "客运班次"),
        ("产出", "通车率"),
        ("效益", "候车时间"),
        ("满意度", "乘客满意度"),
    ]


@pytest.mark.parametrize("dialect", MARKED)
def test_a_line_between_two_tables_is_no_part_of_a_cell(dialect: str) -> None:
    """«项目2» went on with the last cell above, and the first rows of the second form were of the first."""
    tables: list[Para | Table] = []
    for number, name in enumerate(("乡村客运补贴", "站场维护"), 1):
        grid = Grid(7)
        grid.row("项目名称", GridCell(name, 2), "预算数（万元）", "36.00", "执行数（万元）", "34.92")
        grid.row("二级指标", "三级指标", "目标值", "完成值", "分值", "得分", "备注")
        grid.row("数量指标", "改造站点", "20个", "18个", "40", "38", "停工")
        grid.row("质量指标", "合格率", "100%", "100%", "20", "20", "/")
        grid.row("社会效益", "候车环境", "改善", "改善", "30", "30", "/")
        grid.row("满意度", "乘客满意度", "≥90%", "88%", "10", "9", "/")
        tables += [Para(f"项目{number}"), grid.table()]
    report = read(dialect, *tables)
    assert [table.project for table in report.evaluations] == ["乡村客运补贴", "站场维护"]
    assert [table.funds[0].executed for table in report.evaluations] == [D("34.92")] * 2
    assert [len(table.indicators) for table in report.evaluations] == [4, 4]
    assert all(one.deviation_reason in (None, "停工") for table in report.evaluations for one in table.indicators)


@pytest.mark.parametrize("dialect", [*MARKED, "tika-odt"])
def test_the_total_below_money_that_stands_below_the_indicators(dialect: str) -> None:
    """It was a row of the money that lacked cells."""
    grid = Grid(7)
    head(grid)
    indicators(grid)
    grid.row(GridCell("资金", 1, 3), "资金来源", "年初预算", "实际支出", "执行率", "分值", "得分")
    grid.row("合计", "96.00", "91.20", "95%", "10", "9.5")
    grid.row("其中：财政拨款", "96.00", "91.20", "95%", "", "")
    grid.row(GridCell("总分", 5), "100", "97.5")
    report = read(dialect, grid.table())
    (table,) = report.evaluations
    assert (table.total.weight, table.total.score) == (D(100), D("97.5"))
    assert names(report) == [ROWS]


@pytest.mark.parametrize("dialect", MARKED)
def test_labels_of_no_form_that_run_down_beside_money_by_its_sources(dialect: str) -> None:
    """The blank cells below them were cells of their own, and the money was not known as a block."""
    grid = Grid(8)
    grid.row(GridCell("资金情况", 1, 4), "资金来源", "合计", "中央", "省级", "市级", "区级", "其他")
    grid.row("预算安排", "312.00", "/", "60.00", "52.00", "200.00", "/")
    grid.row("实际到位", "312.00", "/", "60.00", "52.00", "200.00", "/")
    grid.row("实际支出", "298.70", "/", "60.00", "52.00", "186.70", "/")
    grid.row("一级指标", "二级指标", "三级指标", "年初指标值", "年末完成值", "分值", "得分", "扣分原因")
    grid.row("产出指标", "数量指标", "客运班次", "≥260班", "254班", "50", "48", "停运")
    grid.row("效益指标", "社会效益指标", "候车时间", "缩短", "缩短", "50", "50", "")
    (table,) = read(dialect, grid.table()).evaluations
    found = {fund.concept: (fund.full_year, fund.executed) for fund in table.funds}
    assert found["total"] == (D("312.00"), D("298.70"))
    assert found["county"] == (D("200.00"), D("186.70"))


def test_money_by_its_sources_where_covered_cells_are_left_out() -> None:
    """The rows beside the label stand a column further to the right than their cells do: read without it they gave the
    amounts of one source to the next."""
    grid = Grid(8)
    grid.row(GridCell("资金情况", 1, 4), "资金来源", "合计", "中央", "省级", "市级", "区级", "其他")
    grid.row("预算安排", "312.00", "/", "60.00", "52.00", "200.00", "/")
    grid.row("实际到位", "312.00", "/", "60.00", "52.00", "200.00", "/")
    grid.row("实际支出", "298.70", "/", "60.00", "52.00", "186.70", "/")
    grid.row(GridCell("年度绩效目标", 1, 2), GridCell("年初目标", 3), GridCell("完成情况", 4))
    grid.row(GridCell("全年开行260班。", 3), GridCell("全年开行254班。", 4))
    grid.row("一级指标", "二级指标", "三级指标", "年初指标值", "年末完成值", "分值", "得分", "扣分原因")
    grid.row(GridCell("产出指标", 1, 2), "数量指标", "客运班次", "≥260班", "254班", "30", "28", "停运")
    grid.row("质量指标", "通车率", "100%", "100%", "20", "20", "")
    grid.row("效益指标", "社会效益指标", "候车时间", "缩短", "缩短", "50", "50", "")
    (table,) = read("tika-odt", grid.table()).evaluations
    found = {fund.concept: (fund.full_year, fund.executed) for fund in table.funds}
    assert found["total"] == (D("312.00"), D("298.70"))
    assert found["provincial"] == (D("60.00"), D("60.00"))
    assert [one.level1 for one in table.indicators] == ["产出指标", "产出指标", "效益指标"]


def test_a_row_that_shares_points_is_refused_and_not_its_table() -> None:
    """Where covered cells are left out nobody can tell which four it lacks; the whole table was refused for it."""
    grid = Grid(8)
    grid.row("项目名称", GridCell("乡村客运补贴", 3), "实施单位", GridCell("云溪县客运站", 3))
    grid.row(GridCell("年度绩效目标", 1, 2), GridCell("年初设定目标", 3), GridCell("全年实际完成情况", 4))
    grid.row(GridCell("全年开行260班。", 3), GridCell("全年开行254班。", 4))
    grid.row("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因")
    shared = (GridCell("20", 1, 2), GridCell("20", 1, 2), "")
    grid.row(GridCell("产出指标", 1, 3), GridCell("数量指标", 1, 2), "客运班次", "≥260班", "266班", *shared)
    grid.row("停靠站点", "30个", "全部完成", "")
    grid.row("质量指标", "通车率", "100%", "100%", "30", "30", "")
    grid.row("效益指标", "社会效益指标", "候车时间", "缩短", "缩短", "30", "30", "")
    grid.row("满意度指标", "服务对象满意度指标", "乘客满意度", "≥90%", "93%", "20", "20", "")
    report = read("tika-odt", grid.table())
    assert [name for name in names(report)[0] if name] == ["客运班次", "通车率", "候车时间", "乘客满意度"]
    assert ["停靠站点" in message for message in refused(report)] == [True]


def test_tables_of_other_widths_below_numbered_headings() -> None:
    """Lines between TABs whose rows end with a blank cell or not were rows broken over lines, 24 cells in one."""
    first, goals, rows = Grid(4), Grid(2), Grid(7)
    first.row("项目名称", "乡村客运补贴", "项目编码", "P-2301")
    first.row("实施单位", "云溪县客运站", "项目负责人", "何某")
    funds = Grid(7)
    funds.row("资金来源", "年初预算数", "调整后预算数", "执行数", "执行率", "分值", "得分")
    funds.row("合计", "200.00", "210.00", "199.50", "95.00%", "10", "9.5")
    funds.row("财政拨款", "200.00", "200.00", "189.50", "94.75%", "", "")
    goals.row("预期目标", "实际完成情况")
    goals.row("全年开行260班。", "全年开行254班。")
    indicators(rows)
    captions = ("（一）预算执行情况（万元）", "（二）目标完成情况", "（三）绩效指标完成情况")
    parts = [first.table()]
    for caption, grid in zip(captions, (funds, goals, rows), strict=True):
        parts += [Para(caption), grid.table()]
    (table,) = read("rows-tab", *parts).evaluations
    assert (table.project, table.project_code, table.unit) == ("乡村客运补贴", "P-2301", "云溪县客运站")
    assert (table.funds[0].full_year, table.funds[0].executed) == (D("210.00"), D("199.50"))
    assert [goal.actual for goal in table.goals] == ["全年开行254班。"]
    assert [one.level3 for one in table.indicators] == ROWS


def test_first_cells_of_two_lines_said_again_in_each_row() -> None:
    """Levels that end alike («投入⏎（20分）», «过程⏎（20分）») are not one label merged down over all their rows."""
    grid = Grid(8)
    grid.row("一级指标", "二级指标", "三级指标", "分值", GridCell("评价要点", 2), GridCell("自评", 2))
    grid.row("一级指标", "二级指标", "三级指标", "分值", "指标解释", "评价标准", "得分", "扣分原因")
    grid.row(GridCell("投入\n\n（20分）", 1, 2), "项目立项", "立项规范性", "10", "是否符合规定", "符合得10分", "10", "")
    grid.row("资金落实", "资金到位率", "10", "是否到位", "按到位率", "10", "")
    grid.row(GridCell("过程\n\n（20分）", 1, 2), "业务管理", "制度健全性", "10", "是否有制度", "健全得10分", "10", "")
    grid.row("财务管理", "使用合规性", "10", "是否专款专用", "不合规扣2分", "8", "有一处")
    grid.row(GridCell("产出\n\n（60分）", 1, 2), "产出数量", "客运班次", "30", "260班", "按比例", "28", "停运")
    grid.row("产出质量", "通车率", "30", "100%", "按比例", "30", "")
    grid.row(GridCell("总分", 3), "100", "", "", "96", "")
    report = read("rows-tab", grid.table())
    (table,) = report.evaluations
    assert [(one.level3, one.score) for one in table.indicators] == [
        ("立项规范性", D(10)),
        ("资金到位率", D(10)),
        ("制度健全性", D(10)),
        ("使用合规性", D(8)),
        ("客运班次", D(28)),
        ("通车率", D(30)),
    ]
    assert table.total.score == D(96)


def test_the_lower_row_of_a_heading_that_is_blank_below_labels() -> None:
    """Nobody merged the labels down over it: its blank cells are below them all the same."""
    grid = Grid(8)
    head(grid, wide=3)
    grid.row("一级指标", "二级指标", "三级指标", GridCell("指标值", 2), "完成值", "分值", "得分")
    grid.row("", "", "", "目标", "单位", "", "", "")
    grid.row("产出", "数量", "客运班次", "260", "班", "254", "50", "48")
    grid.row("效益", "社会效益", "候车时间", "5", "分钟", "4", "30", "30")
    grid.row("满意度", "满意度", "乘客满意度", "90", "%", "93", "20", "20")
    (table,) = read("rows-tab", grid.table()).evaluations
    assert [(one.level3, one.weight, one.score) for one in table.indicators] == [
        ("客运班次", D(50), D(48)),
        ("候车时间", D(30), D(30)),
        ("乘客满意度", D(20), D(20)),
    ]
    assert [one.target and one.target.unit for one in table.indicators] == ["班", "分钟", "%"]


def test_a_total_that_a_wide_cell_pushed_is_not_read() -> None:
    """«99.38» over both columns of points was what was to be had."""
    grid = Grid(8)
    grid.row("二级指标", "三级指标", "年初指标值", "调整后指标值", "实际完成值", "分值", "得分", "偏差说明")
    grid.row("数量指标", "客运班次", "280班", "260班", "254班", "50", "49.38", "停运")
    grid.row("质量指标", "通车率", "100%", "100%", "100%", "30", "30", "无")
    grid.row("社会效益指标", "候车时间", "缩短", "缩短", "缩短", "20", "20", "无")
    grid.row("总分", GridCell("100", 4), GridCell("99.38", 2), "优")
    grid.row(GridCell("填报人：卜某　　联系电话：0743-0000006", 8))
    (table,) = read("rows-tab", grid.table()).evaluations
    assert table.total.weight in (None, D(100))
    assert len(table.indicators) == 3


def test_a_piece_of_a_row_does_not_stand_apart() -> None:
    """A label with a text beside a row that lacks cells may be of it: both are refused, as before."""
    rows = [
        ["项目名称", "乡村客运补贴", "实施单位", "云溪县客运站"],
        [*HEADS],
        ["产出指标", "数量指标", "客运班次", "≥260班", "254班", "40", "38"],
        ["完成情况", "全年开行254班"],
        ["254班", "20", "20"],
        ["效益指标", "社会效益指标", "候车时间", "缩短", "缩短", "40", "40"],
    ]
    text = "".join("".join(f"\t{cell}\n" for cell in row) + "\n" for row in rows) + "\n"
    report = parse(f"项目支出绩效自评表\n（2023年度）\n{text}".encode())
    assert not [goal.actual for table in report.evaluations for goal in table.goals if goal.actual]
    assert refused(report)


def numbered(goals: tuple[str, str], score: str, reason: str) -> Table:
    grid = Grid(8)
    head(grid)
    grid.row(GridCell("项目资金（万元）", 1, 2), "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    grid.row("年度资金总额", "100.00", "96.00", "91.20", "10", "95%", "9.5")
    grid.row(GridCell("年度总体目标", 1, 2), GridCell("预期目标", 3), GridCell("实际完成情况", 4))
    grid.row(GridCell(goals[0], 3), GridCell(goals[1], 4))
    grid.row("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")
    grid.row(GridCell("产出指标", 1, 2), "数量指标", "客运班次", "≥260班", "254班", "40", score, reason)
    grid.row("质量指标", "通车率", "100%", "100%", "20", "20", "")
    grid.row("效益指标", "社会效益指标", "候车时间", "缩短", "缩短", "20", "20", "")
    grid.row("满意度指标", "服务对象满意度指标", "乘客满意度", "≥90%", "93%", "10", "10", "")
    return grid.table()


@pytest.mark.parametrize("dialect", ["tab-cells", "tika-doc", "tika-sax"])
def test_a_numbered_last_cell_behind_an_empty_paragraph_is_no_title(dialect: str) -> None:
    """«一、车辆停运» was a title over the whole width and then a level 1, the goal beside «一、…» was lost."""
    goals = ("一、全年开行260班。\n\n", "一、全年开行254班。")
    report = read(dialect, numbered(goals, "38\n\n", "一、车辆停运"))
    (table,) = report.evaluations
    assert [(goal.expected, goal.actual) for goal in table.goals] == [("一、全年开行260班。", "一、全年开行254班。")]
    assert [(one.level1, one.level3, one.score) for one in table.indicators] == [
        ("产出指标", "客运班次", D(38)),
        ("产出指标", "通车率", D(20)),
        ("效益指标", "候车时间", D(20)),
        ("满意度指标", "乘客满意度", D(10)),
    ]
    assert table.indicators[0].deviation_reason == "一、车辆停运"
    assert not refused(report)


def test_a_numbered_goal_without_what_was_reached_is_no_title() -> None:
    """Its other lines end the table here: what was left was passed over in silence."""
    goals = ("一、全年开行260班\n\n二、通车率100%\n\n三、候车时间缩短", "全年开行254班。")
    report = read("tika-odt", numbered(goals, "38", "停运"))
    assert any("一、全年开行260班" in message for message in refused(report))


@pytest.mark.parametrize("reason", ["检修停运", "车辆检修停运。"])
def test_a_reason_whose_paragraphs_a_blank_one_parts_does_not_end_the_table(reason: str) -> None:
    """All rows below it were lost without a word."""
    table = numbered(("全年开行260班。", "全年开行254班。"), "38", f"{reason}\n\n\n\n增加备车")
    report = read("tab-cells", table)
    assert names(report) == [ROWS]
    assert report.evaluations[0].indicators[0].deviation_reason == f"{reason}增加备车"


def test_numbered_lines_of_a_last_cell_are_no_headings_between_tables() -> None:
    """Below a row whose own cell has several lines the table was cut: half of a reason was read as the whole."""
    grid = Grid(8)
    head(grid)
    grid.row("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因")
    reason = "（一）停运。\n\n（二）检修。"
    grid.row(GridCell("产出指标", 1, 3), "数量指标", "客运班次", "≥260班", "254班", "40", "38", reason)
    grid.row("质量指标", "通车率", "100%", "一、100%\n\n二、95%", "20", "20", "")
    grid.row("时效指标", "及时率", "100%", "100%", "20", "20", "")
    grid.row("效益指标", "社会效益指标", "候车时间", "缩短", "缩短", "20", "20", "")
    report = read("rows-tab", grid.table())
    assert names(report) == [["客运班次", "通车率", "及时率", "候车时间"]]
    assert report.evaluations[0].indicators[0].deviation_reason == "（一）停运。（二）检修。"
