"""Forms with what is none of the year's evaluation beside it: goals set before the year, money since a work began,
reasons that tell a rate."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from samples.blocks import Grid, GridCell, Para
from samples.dialects import flatten_document
from test_whole_reports import codes, read

from jixiao import parse
from jixiao.document import Table

D = Decimal
HEADS = ("一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分")


def goals() -> Table:
    """The form with which a project was applied for."""
    grid = Grid(5)
    grid.row("项目名称", GridCell("驿站管护", 4))
    grid.row(GridCell("项目资金（万元）", 1, 2), GridCell("年度资金总额", 2), GridCell("36.00", 2))
    grid.row(GridCell("其中：财政拨款", 2), GridCell("36.00", 2))
    grid.row("年度目标", GridCell("管护驿站12处。", 4))
    grid.row("一级指标", "二级指标", "三级指标", "指标值", "分值")
    grid.row("产出指标", "数量指标", "管护驿站", "≥12处", "60")
    grid.row("效益指标", "社会效益指标", "游客投诉", "≤3起", "30")
    return grid.table()


def evaluation(
    heads: tuple[str, ...] = ("全年预算数", "全年执行数"), sums: tuple[str, ...] = ("36.00", "35.10")
) -> Table:
    grid = Grid(9)
    grid.row("项目名称", GridCell("驿站管护", 8))
    spans = [1] * (len(heads) - 1) + [9 - 4 - len(heads) + 1]
    cells = [GridCell(text, span) for text, span in zip(heads, spans, strict=True)]
    grid.row(GridCell("项目资金（万元）", 1, 2), "", *cells, "分值", "得分")
    grid.row("年度资金总额", *(GridCell(text, span) for text, span in zip(sums, spans, strict=True)), "10", "9.75")
    grid.row("年度目标", GridCell("管护驿站12处。", 4), GridCell("管护驿站12处，更换座椅48张。", 4))
    grid.row(*HEADS[:3], GridCell(HEADS[3], 2), GridCell(HEADS[4], 2), *HEADS[5:])
    grid.row("产出指标", "数量指标", "管护驿站", GridCell("≥12处", 2), GridCell("12处", 2), "60", "60")
    grid.row("效益指标", "社会效益指标", "游客投诉", GridCell("≤3起", 2), GridCell("1起", 2), "30", "30")
    grid.row(GridCell("总分", 7), "100", "99.75")
    return grid.table()


@pytest.mark.parametrize("title", ["项目支出绩效目标表", "项目支出绩效目标申报表（2023年度）"])
def test_goals_set_before_the_year_are_no_evaluation(title: str) -> None:
    """They were the file's first evaluation, half filled."""
    report = read(Para(title), goals(), Para("项目支出绩效自评表（2023年度）"), evaluation())
    (table,) = report.evaluations
    assert [(i.level3, i.actual.text, i.score) for i in table.indicators if i.actual] == [
        ("管护驿站", "12处", D(60)),
        ("游客投诉", "1起", D(30)),
    ]
    assert "half_filled_form" not in codes(report)
    assert any("目标" in d.message and d.code == "unread_figures" for d in report.diagnostics)


@pytest.mark.parametrize("title", ["项目支出绩效自评表", "绩效目标完成情况表"])
def test_a_form_half_filled_is_one_under_a_title_of_its_own(title: str) -> None:
    assert len(read(Para(title), goals(), Para("项目支出绩效自评表"), evaluation()).evaluations) == 2


AMOUNTS = {
    "总投资": "215.00", "项目总投资": "215.00", "本年预算数": "86.00", "累计执行数": "179.30", "累计支出": "179.30",
    "以前年度支出": "96.80", "截至本年末累计执行": "179.30", "本年执行数": "82.50", "本年支出": "82.50",
    "全年执行数": "82.50", "其中：本年执行数": "82.50",
}  # fmt: skip


@pytest.mark.parametrize(
    "heads",
    [
        ("项目总投资", "本年预算数", "本年执行数", "截至本年末累计执行"),
        ("总投资", "以前年度支出", "本年预算数", "本年支出"),
        ("本年预算数", "累计执行数", "本年执行数"),
        ("本年预算数", "累计支出", "本年支出"),
        ("累计执行数", "本年预算数", "本年执行数"),
        ("本年预算数", "累计执行数", "全年执行数"),
        ("本年预算数", "累计执行数", "其中：本年执行数"),
    ],
)
def test_money_since_a_work_began_is_not_the_year_s(heads: tuple[str, ...]) -> None:
    """«累计执行数» before «本年执行数» was what the year spent; labels and budgets beside unknown columns were lost."""
    table = evaluation(heads, tuple(AMOUNTS[head] for head in heads))
    for report in (
        read(Para("项目支出绩效自评表（2023年度）"), table),
        parse(flatten_document([Para("项目支出绩效自评表（2023年度）", "title"), table], "tab-cells").encode()),
    ):
        (fund,) = report.evaluations[0].funds
        assert (fund.label, fund.initial, fund.full_year, fund.executed) == ("年度资金总额", None, D(86), D("82.5"))
        assert (fund.rate, fund.weight, fund.score) == (None, D(10), D("9.75"))


@pytest.mark.parametrize(
    "spent", ["累计支出", "截至年末累计支出数", "全年累计完成数", "累计拨付数", "累计完成投资", "年末累计支出数"]
)
@pytest.mark.parametrize("dialect", ["", "tab-cells"])
def test_the_only_amount_spent_may_say_that_it_adds_up(spent: str, dialect: str) -> None:
    """It was lost as money since a work began, in text with the row's budgets."""
    grid = Grid(8)
    grid.row("项目名称", GridCell("驿站管护", 7))
    grid.row(GridCell("项目资金（万元）", 1, 2), "", "年初预算数", "全年预算数", spent, "分值", "执行率", "得分")
    grid.row("年度资金总额", "80.00", "86.00", "82.50", "10", "95.93%", "9.59")
    grid.row(*HEADS, "偏差原因")
    grid.row("产出指标", "数量指标", "管护驿站", "≥12处", "12处", "60", "60", "")
    blocks = [Para("项目支出绩效自评表", "title"), grid.table()]
    report = parse(flatten_document(blocks, dialect).encode()) if dialect else read(*blocks)
    (fund,) = report.evaluations[0].funds
    assert (fund.initial, fund.full_year, fund.executed) == (D(80), D(86), D("82.5"))


SHEET = (
    ("决策", "项目立项", "立项程序规范性", "20", "20", ""),
    ("过程", "资金管理", "预算执行率", "20", "19.4", "执行率96.95%"),
    ("产出", "产出数量", "上门服务人次", "30", "29.7", "完成率98.96%"),
    ("效益", "满意度", "服务对象满意度", "30", "28.8", "满意度94.2%"),
)


@pytest.mark.parametrize("dialect", ["", "libreoffice", "tab-cells", "rows-tab"])
def test_a_rate_told_in_words_is_a_reason(dialect: str) -> None:
    """«完成率98.96%» was another cell's, though nothing else asks what was reached; a cell a line the whole sheet was
    refused, since «满意度94.2%» was a level with its points."""
    grid = Grid(6)
    grid.row("一级指标", "二级指标", "三级指标", "分值", "得分", "扣分原因")
    for row in SHEET:
        grid.row(*row)
    grid.row(GridCell("合计", 3), "100", "97.9", "")
    blocks = [Para("2023年度驿站管护项目绩效自评评分表", "title"), grid.table()]
    report = parse(flatten_document(blocks, dialect).encode()) if dialect else read(*blocks)
    rows = [(i.level3, i.score, i.deviation_reason) for i in report.evaluations[0].indicators]
    assert rows == [(name, D(score), reason or None) for *_, name, _, score, reason in SHEET]
    assert "unreadable_figure" not in codes(report)


def test_a_rate_beside_what_was_reached_may_be_another_cell_s() -> None:
    grid = Grid(8)
    grid.row(*HEADS, "偏差原因")
    for one, two in pairwise(("管护驿站", "更换座椅", "清运垃圾")):
        grid.row("产出指标", "数量指标", f"{one}、{two}", "≥12处", "12处", "30", "30", "完成率98.96%")
    report = read(Para("项目支出绩效自评表"), grid.table())
    assert {i.deviation_reason for i in report.evaluations[0].indicators} == {None}


def test_the_number_of_a_form_above_its_title_is_no_measure() -> None:
    said = "一、自评结论\t\t项目自评得分96.10分，自评等级为优。\n二、存在问题\t\t宣传力度不够。\n"
    measures = "三、改进措施\t\t加强殡葬改革政策宣传。\n"
    form = flatten_document([Para("2022年度项目支出绩效自评表", "title"), evaluation()], "rows-tab")
    report = parse(f"2022年度项目支出绩效自评情况\n{said}{measures}公开15表\n{form}".encode())
    assert report.improvements == ("加强殡葬改革政策宣传",)
    assert len(report.evaluations) == 1


@pytest.mark.parametrize("total", ["合计", "总计", "总分"])
def test_a_total_below_points_begins_a_row(total: str) -> None:
    """«10⏎合计» was the label of a row of money with its number: the last indicator and the total were lost."""
    head = "项目名称\t驿站管护\n年度目标\t预期目标\t完成情况\n年度目标\t管护驿站12处。\t管护驿站12处，更换座椅48张。\n"
    rows = [
        ("产出指标", "数量指标", "管护驿站", "≥12处", "12处", "50", "50"),
        ("产出指标", "质量指标", "设施完好率", "≥95%", "96.1%", "20", "20"),
        ("效益指标", "社会效益指标", "游客投诉", "≤3起", "1起", "20", "20"),
        ("满意度指标", "服务对象满意度指标", "游客满意度", "≥85%", "90.3%", "10", "10"),
    ]
    body = "\n".join("\t".join(row) for row in (HEADS, *rows, (total, "100", "100")))
    (table,) = parse(f"项目支出绩效自评表\n（2023年度）\n{head}{body}\n".encode()).evaluations
    assert [(i.level3, i.score) for i in table.indicators] == [(row[2], D(row[6])) for row in rows]
    assert table.total is not None
    assert (table.total.weight, table.total.score) == (D(100), D(100))


@pytest.mark.parametrize("part", ["当年支出", "本年支出"])
def test_what_was_spent_of_the_year_s_own_money_is_a_part_of_all(part: str) -> None:
    """«全年执行数 | 当年支出 | 上年结转支出»: the part was what the year spent."""
    heads = ("全年预算数", "全年执行数", part, "上年结转支出")
    table = evaluation(heads, ("96.00", "85.20", "80.00", "5.20"))
    (fund,) = read(Para("项目支出绩效自评表（2023年度）"), table).evaluations[0].funds
    assert (fund.full_year, fund.executed) == (D(96), D("85.2"))
