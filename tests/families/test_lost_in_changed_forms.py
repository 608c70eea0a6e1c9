"""Columns and rows that offices put into a form: what a report has a place for is read, what it has none for named."""

from __future__ import annotations

from decimal import Decimal

import pytest
from samples.blocks import Grid, GridCell, Para
from test_whole_reports import codes, read

from jixiao.schema import Evaluation, Report

D = Decimal
TITLE = Para("云溪县水利局2023年度项目支出绩效自评表")
HEADS = ("一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分", "未完成原因")
FIRST = ("产出指标", "数量指标", "监测断面", "≥24个", "25个", "60", "60", "")
SECOND = ("效益指标", "社会效益指标", "水质达标", "≥95%", "93%", "40", "38", "水质波动")
NAMED = "unread_figures"


def form(columns: int = 8) -> Grid:
    grid = Grid(columns)
    grid.row("项目名称", GridCell("水质监测", columns - 1))
    return grid


def with_rows(grid: Grid) -> Report:
    for row in (HEADS, FIRST, SECOND):
        grid.row(*row)
    return read(TITLE, grid.table())


def only(report: Report) -> Evaluation:
    (table,) = report.evaluations
    return table


def amounts(report: Report) -> tuple[Decimal | None, ...]:
    (fund,) = only(report).funds
    return fund.initial, fund.full_year, fund.executed, fund.rate


def measured(report: Report) -> list[tuple[str | None, str | None, Decimal | None, Decimal | None]]:
    return [
        (one.actual.text if one.actual else None, one.level3, one.score, one.review_score)
        for one in only(report).indicators
    ]


@pytest.mark.parametrize(
    ("label", "given", "said"), [("调整数", None, [NAMED]), ("调整预算数", D(118), []), ("追加（减）数", None, [NAMED])]
)
def test_what_a_budget_was_adjusted_by_is_named(label: str, given: Decimal | None, said: list[str]) -> None:
    """A whole number below «调整数» was lost without a word, in a column and in a row of labels and values."""
    heads = ("年初预算数", label, "执行数")
    grid = form()
    for row in (("项目资金（万元）", *heads), ("年度资金总额", "120", "118", "110")):
        grid.row(*(GridCell(text, 2) for text in row))
    report = with_rows(grid)
    assert (amounts(report), codes(report)) == ((D(120), given, D(110), None), said)
    grid = form()
    grid.row(heads[0], "120", heads[1], "118", heads[2], "110", GridCell("", 2))
    report = with_rows(grid)
    assert (amounts(report), codes(report)) == ((D(120), given, D(110), None), said)


@pytest.mark.parametrize("half", ["1-6月", "上半年"])
def test_a_part_of_the_year_in_a_row_of_labels_and_values(half: str) -> None:
    """None of the row was read: «1-6月执行数» was what was spent twice."""
    grid = form()
    budget, half_year = ("全年预算数（万元）", "118"), (f"{half}执行数（万元）", "50")
    grid.row(*budget, *half_year, "全年执行数（万元）", "110", "执行率", "93.22%")
    report = with_rows(grid)
    assert amounts(report) == (None, D(118), D(110), D("93.22"))
    assert any(half in one.message for one in report.diagnostics)


def test_amounts_alone_behind_labels_that_print_their_unit_are_named() -> None:
    grid = form()
    grid.row(*(GridCell(text, 2) for text in ("全年预算数（万元）", "118", "上半年支出数（万元）", "50")))
    report = with_rows(grid)
    assert not only(report).funds
    assert codes(report) == [NAMED]


@pytest.mark.parametrize("name", ["绩效指标", "指标内容"])
def test_levels_below_headings_of_names(name: str) -> None:
    """The words of level 2 were the names, and the names lost without a word."""
    grid = form(7)
    grid.row("指标类型", "指标名称", name, *HEADS[3:7])
    grid.row(*FIRST[:7])
    grid.row(*SECOND[:7])
    report = read(TITLE, grid.table())
    assert [(i.level1, i.level2, i.level3, i.score) for i in only(report).indicators] == [
        ("产出指标", "数量指标", "监测断面", D(60)),
        ("效益指标", "社会效益指标", "水质达标", D(38)),
    ]
    assert not report.diagnostics


@pytest.mark.parametrize(
    ("head", "first", "second"),
    [
        ("指标类型", "产出指标", "效益指标"),
        ("序号", "一", "二"),
        ("项目", "水质监测", "水质监测"),
        ("绩效目标", "完成监测任务", "水质达标"),
    ],
)
def test_what_stands_before_two_headings_of_names_is_no_level_by_its_place(head: str, first: str, second: str) -> None:
    """«一», a project and a goal were level 1."""
    grid = form(7)
    grid.row(head, "指标名称", "绩效指标", *HEADS[3:7])
    grid.row(first, *FIRST[1:7])
    grid.row(second, *SECOND[1:7])
    grid.row("总分", "", "", "", "", "100", "98")
    assert [(i.level1, i.level2, i.level3) for i in only(read(TITLE, grid.table())).indicators] == [
        ("产出指标", "数量指标", "监测断面"),
        ("效益指标", "社会效益指标", "水质达标"),
    ]


def test_a_second_name_is_named() -> None:
    grid = form(7)
    grid.row("指标类型", "指标名称", "绩效指标", *HEADS[3:7])
    grid.row("数量指标", "断面", "全县监测断面", *FIRST[3:7])
    grid.row("社会效益指标", "水质", "全县水质达标", *SECOND[3:7])
    report = read(TITLE, grid.table())
    assert [(i.level2, i.level3) for i in only(report).indicators] == [("数量指标", "断面"), ("社会效益指标", "水质")]
    assert codes(report) == ["unread_text"]


@pytest.mark.parametrize("parts", [("自评", "复核"), ("单位自评", "财政复核")])
@pytest.mark.parametrize("scores", [False, True])
def test_a_reviews_value_below_what_was_reached_is_not_the_units(parts: tuple[str, str], *, scores: bool) -> None:
    """What was reached was «25个24个»."""
    down = [GridCell(text, 1, 2) for text in HEADS]
    grid = form(10 if scores else 9)
    grid.row(*down[:4], GridCell(HEADS[4], 2), down[5], GridCell(HEADS[6], 2) if scores else down[6], down[7])
    grid.row(*parts, *(parts if scores else ()))
    for row, reached, score in ((FIRST, "24个", "59"), (SECOND, "92%", "37")):
        grid.row(*row[:5], reached, *row[5:7], *([score] if scores else []), row[7])
    report = read(TITLE, grid.table())
    reviewed = (D(59), D(37)) if scores else (None, None)
    assert measured(report) == [("25个", "监测断面", D(60), reviewed[0]), ("93%", "水质达标", D(38), reviewed[1])]
    assert codes(report) == [NAMED, "unread_text"]


ABOVE = [
    [GridCell("产出指标", 5), "60", "60", ""],
    [GridCell("产出指标（60分）", 5), "60", "60", ""],
    ["产出指标", "", "", "", "", "60", "60", ""],
    ["产出指标", GridCell("60分", 5), "", ""],
    ["产出指标", "", *["60分"] * 5, ""],
]


@pytest.mark.parametrize("above", ABOVE)
@pytest.mark.parametrize("again", ["", "产出指标"])
def test_points_of_a_level_in_a_row_of_their_own(above: list[GridCell | str], again: str) -> None:
    """They were an indicator without a name: its points counted twice."""
    grid = form()
    grid.row(*HEADS)
    grid.row(*above)
    grid.row(again, *FIRST[1:5], "40", "40", "")
    grid.row(again, "质量指标", "数据有效率", "≥95%", "96%", "20", "20", "")
    grid.row(*SECOND)
    table = only(read(TITLE, grid.table()))
    assert [(i.level1, i.level1_weight, i.level3, i.weight, i.filler) for i in table.indicators][1:] == [
        ("产出指标", D(60), "数据有效率", D(20), False),
        ("效益指标", None, "水质达标", D(40), False),
    ]
    assert len(table.indicators) == 3


def test_points_of_a_level_that_its_rows_do_not_add_up_to_are_named() -> None:
    grid = form()
    grid.row(*HEADS)
    grid.row("产出指标", "", "", "", "", "50", "48", "")
    grid.row("", *FIRST[1:])
    grid.row(*SECOND)
    report = read(TITLE, grid.table())
    assert [(i.level1, i.level3, i.weight) for i in only(report).indicators] == [
        ("产出指标", "监测断面", D(60)),
        ("效益指标", "水质达标", D(40)),
    ]
    assert NAMED in codes(report)


def test_measures_beside_the_word_of_a_level_are_an_indicators() -> None:
    """Their row was taken for that of a level's points, and left out."""
    grid = form()
    grid.row(*HEADS)
    grid.row(*FIRST)
    grid.row(GridCell("满意度指标", 3), "95", "96", "20", "19", "")
    grid.row("", "", "群众满意度", "90", "92", "20", "20", "")
    report = read(TITLE, grid.table())
    assert [(each, score) for each, _, score, _ in measured(report)] == [
        ("25个", D(60)),
        ("96", D(19)),
        ("92", D(20)),
    ]
    assert not report.diagnostics


def test_units_of_money_that_differ_from_row_to_row() -> None:
    """«1200000» of a row in 元 was given in 万元."""
    first, second = ("120", "110", "91.67%"), ("1200000", "1100000", "91.67%")
    labels = ("年度资金总额（万元）", "其中：财政拨款（元）")
    grid = form()
    for row in (("项目资金", "预算数", "执行数", "执行率"), (labels[0], *first), (labels[1], *second)):
        grid.row(*(GridCell(text, 2) for text in row))
    report = with_rows(grid)
    assert [(fund.full_year, fund.executed) for fund in only(report).funds] == [(D(120), D(110))] * 2
    grid = form()
    rows = (("年度资金总额", *first[:2], "万元"), ("财政拨款", *second[:2], "元"))
    for row in (("项目资金", "预算数", "执行数", "单位"), *rows):
        grid.row(*(GridCell(text, 2) for text in row))
    report = with_rows(grid)
    assert [(fund.full_year, fund.executed) for fund in only(report).funds] == [(D(120), D(110))] * 2
    assert not report.diagnostics


@pytest.mark.parametrize("label", ["年度资金总额", "年度资金总额（元）"])
def test_a_label_in_another_unit_than_the_heading_counts_where_the_headings_cannot_be(label: str) -> None:
    """«120» below «项目资金（万元）» was 0.0120 beside a label that kept the unit of an older form."""
    for part in ("120", "1,200,000"):
        grid = form()
        rows = (("项目资金（万元）", "预算数", "执行数", "执行率"), (label, "120", "110", "91.67%"))
        for row in (*rows, ("其中：财政拨款（元）", part, "", "")):
            grid.row(*(GridCell(text, 2) for text in row))
        funds = only(with_rows(grid)).funds
        assert [(fund.full_year, fund.executed) for fund in funds] == [(D(120), D(110)), (D(120), None)]


def test_units_that_differ_within_a_row_are_not_the_rows() -> None:
    """«110» was 0.0110: the unit of the amount before it was taken for the row's."""
    grid = form()
    grid.row("项目资金", "预算数", "", "执行数", "", "执行率", GridCell("", 2))
    grid.row("年度资金总额", "1200000", "元", "110", "万元", "91.67%", GridCell("", 2))
    report = with_rows(grid)
    assert amounts(report)[2] == D(110)
    assert "money_unit_assumed" in codes(report)


def test_points_of_the_whole_above_the_money_are_named() -> None:
    grid = form()
    grid.row(GridCell("总分", 5), "100", "98", "")
    report = with_rows(grid)
    assert codes(report) == [NAMED]


@pytest.mark.parametrize(
    ("total", "score", "said"),
    [
        (("总分", "100", "自评得分", "98", GridCell("", 4)), D(98), []),
        (("总分", "100", "1-6月自评得分", "50", "自评得分", "98", GridCell("", 2)), None, [NAMED]),
        (("总分", "100", "自评得分", "98", "复核得分", "95", GridCell("", 2)), D(98), [NAMED]),
        ((GridCell("总分", 5), "100", "98", "95"), D(98), [NAMED]),
    ],
)
def test_points_left_unread_in_the_row_of_the_whole_are_named(
    total: tuple[GridCell | str, ...], score: Decimal | None, said: list[str]
) -> None:
    """A score beside that of a part of the year, or of a review, was lost without a word."""
    grid = form()
    for row in (HEADS, FIRST, SECOND, total):
        grid.row(*row)
    report = read(TITLE, grid.table())
    whole = only(report).total
    assert whole is not None
    assert whole.score == score
    assert codes(report) == said


def test_a_note_over_all_columns_among_rows_without_levels_is_no_indicator() -> None:
    heads = (
        "指标名称",
        "计量单位",
        "指标性质",
        "年初指标值",
        "调整指标值",
        "全年完成值",
        "得分系数(%)",
        "指标权重(分)",
    )
    grid = Grid(10)
    grid.row(GridCell("部门名称", 2), GridCell("云溪县水利局", 8))
    grid.row(*heads, "指标得分(分)", "是否核心指标")
    grid.row("监测断面", "个", "≥", "24", "", "25", "100%", "50", "50", "是")
    grid.row(GridCell("注：以上数据截至2023年12月31日。", 10))
    grid.row("水质达标", "%", "≥", "95", "", "93", "98%", "50", "49", "否")
    report = read(Para("云溪县水利局2023年度部门整体支出绩效自评表"), grid.table())
    assert [(i.level3, i.weight, i.score) for i in only(report).indicators] == [
        ("监测断面", D(50), D(50)),
        ("水质达标", D(50), D(49)),
    ]
