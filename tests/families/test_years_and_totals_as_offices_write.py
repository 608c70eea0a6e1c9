"""Forms that offices changed: a year before what was reached, parts below a heading, totals in labels and values."""

from __future__ import annotations

from decimal import Decimal

import pytest
from samples.blocks import Grid, GridCell, Para
from test_whole_reports import read

from jixiao.document import Table
from jixiao.schema import Evaluation, Report

D = Decimal
TITLE = Para("云溪县水利局2023年度项目支出绩效自评表")
HEADS = ("一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分", "未完成原因")


def indicator_rows(grid: Grid) -> None:
    grid.row("产出指标", "数量指标", "监测断面", "≥24个", "25个", "60", "60", "")
    grid.row("效益指标", "社会效益指标", "水质达标", "≥95%", "93%", "40", "38", "水质波动")


def form(heads: tuple[str, ...] = HEADS, total: tuple[str, ...] = ()) -> Table:
    grid = Grid(8)
    grid.row("项目名称", GridCell("水质监测", 7))
    grid.row(*heads)
    indicator_rows(grid)
    if total:
        grid.row(*(GridCell(text, 2) for text in total))
    return grid.table()


def only(report: Report) -> Evaluation:
    (table,) = report.evaluations
    return table


def told(report: Report) -> list[str]:
    return [one.message for one in report.diagnostics]


def measured(table: Evaluation) -> list[tuple[str | None, str | None]]:
    return [(i.target.text if i.target else None, i.actual.text if i.actual else None) for i in table.indicators]


@pytest.mark.parametrize("head", ["2022年完成值", "2022年实际值", "2022年度实际完成值"])
def test_what_another_year_reached_is_not_what_the_reports_did(head: str) -> None:
    report = read(TITLE, form((*HEADS[:4], head, *HEADS[5:])))
    assert measured(only(report)) == [("≥24个", None), ("≥95%", None)]
    assert any(head in text and "2023" in text for text in told(report))


def test_the_reports_own_year_before_a_heading_changes_nothing() -> None:
    report = read(TITLE, form((*HEADS[:3], "2023年指标值", "2023年完成值", *HEADS[5:])))
    assert measured(only(report)) == [("≥24个", "25个"), ("≥95%", "93%")]
    assert not report.diagnostics


def test_a_form_that_prints_another_year_throughout_is_read_and_said() -> None:
    report = read(TITLE, form((*HEADS[:3], "2022年指标值", "2022年完成值", *HEADS[5:])))
    assert measured(only(report)) == [("≥24个", "25个"), ("≥95%", "93%")]
    assert len([text for text in told(report) if "2022年" in text]) == 2


def test_last_years_figures_beside_this_years_target() -> None:
    """«2023年目标值» was left out, and «2022年完成值» given."""
    report = read(TITLE, form((*HEADS[:3], "2022年完成值", "2023年目标值", *HEADS[5:])))
    assert measured(only(report)) == [("25个", None), ("93%", None)]
    assert any("2022年完成值" in text for text in told(report))


@pytest.mark.parametrize("head", ["完成值（截至2024年3月31日）", "截至2024年2月完成值", "2023年完成值"])
def test_a_day_of_the_next_year_is_when_the_year_was_looked_back_on(head: str) -> None:
    """What was reached was left out."""
    report = read(TITLE, form((*HEADS[:4], head, *HEADS[5:])))
    assert measured(only(report)) == [("≥24个", "25个"), ("≥95%", "93%")]
    assert not report.diagnostics


def test_a_heading_of_a_year_that_the_title_prints_too() -> None:
    """What was reached was left out: the title says both years, and that is said."""
    title = Para("云溪县水利局2024年度项目支出绩效自评表（2023年）")
    report = read(title, form((*HEADS[:4], "2023年完成值", *HEADS[5:])))
    assert measured(only(report)) == [("≥24个", "25个"), ("≥95%", "93%")]
    assert any("2023年完成值" in text and "2024" in text for text in told(report))


def test_another_year_throughout_money_and_indicators() -> None:
    """The money was given, and what was reached left out. «2023年初预算数» was left out too."""
    grid = Grid(8)
    grid.row("项目名称", GridCell("水质监测", 7))
    grid.row(*(GridCell(text, 2) for text in ("年度", "2023年初预算数", "2023年全年预算数", "2023年全年执行数")))
    grid.row(*(GridCell(text, 2) for text in ("年度资金总额（万元）", "120", "118", "110")))
    grid.row(*HEADS[:4], "2023年完成值", *HEADS[5:])
    indicator_rows(grid)
    report = read(Para("云溪县水利局2024年度项目支出绩效自评表"), grid.table())
    (fund,) = only(report).funds
    assert (fund.initial, fund.full_year, fund.executed) == (D(120), D(118), D(110))
    assert measured(only(report)) == [("≥24个", "25个"), ("≥95%", "93%")]
    assert len([text for text in told(report) if "2023年" in text]) == 4


def test_a_budget_with_its_year_before_it() -> None:
    """«2023年预算数» was left out without a word."""
    grid = Grid(8)
    grid.row("项目名称", GridCell("水质监测", 7))
    grid.row(*(GridCell(text, 2) for text in ("年度", "2023年预算数", "执行数", "执行率")))
    grid.row(*(GridCell(text, 2) for text in ("项目资金（万元）", "118", "110", "93.22%")))
    grid.row(*HEADS)
    indicator_rows(grid)
    (fund,) = only(read(TITLE, grid.table())).funds
    assert (fund.full_year, fund.executed, fund.rate) == (D(118), D(110), D("93.22"))


def test_a_budget_with_its_year_in_a_row_of_labels_and_values() -> None:
    grid = Grid(8)
    grid.row("项目名称", GridCell("水质监测", 7))
    grid.row(GridCell("2023年预算数（万元）", 2), "118", GridCell("执行数（万元）", 2), "110", "执行率", "93.22%")
    grid.row(*HEADS)
    indicator_rows(grid)
    (fund,) = only(read(TITLE, grid.table())).funds
    assert (fund.full_year, fund.executed, fund.rate) == (D(118), D(110), D("93.22"))


@pytest.mark.parametrize(
    ("total", "weight", "score"),
    [
        (("总分", "100分", "自评总分", "98分"), D(100), D(98)),
        (("总分", "100", "评价等级", "优"), D(100), None),
        (("自评总分", "98", "评价等级", "优"), None, D(98)),
        (("自评总分", "98", "总分", "100"), D(100), D(98)),
        (("自评总分", "98", "总得分", "98"), None, D(98)),
        (("自评总分", "98", "上年总分", "96"), None, D(98)),
        (("总分", "98", "排名", "3"), None, D(98)),
        (("自评总分", "98", "复核得分", "95"), None, D(98)),
        (("自评总分", "98", "分值", "100"), D(100), D(98)),
        (("总分", "98", "扣分", "2"), None, D(98)),
        (("总分", "100", "扣分", "2"), D(100), None),
    ],
)
def test_totals_in_labels_and_values(total: tuple[str, ...], weight: Decimal | None, score: Decimal | None) -> None:
    """The 100 was lost, or given as the score; a review's score, or what was taken off, stood for the unit's own."""
    table = only(read(TITLE, form(total=total)))
    assert (table.total.weight, table.total.score) == (weight, score)


def test_a_total_its_score_and_its_grade_each_behind_a_label() -> None:
    """98 was the weight, and the score lost."""
    grid = Grid(8)
    grid.row("项目名称", GridCell("水质监测", 7))
    grid.row(*HEADS)
    indicator_rows(grid)
    grid.row("总分", "100", GridCell("自评得分", 2), "98", "等级", GridCell("优", 2))
    table = only(read(TITLE, grid.table()))
    assert (table.total.weight, table.total.score) == (D(100), D(98))
    assert table.rating is not None
    assert table.rating.text == "优"


def test_two_scores_in_a_total_are_no_weight_and_score() -> None:
    report = read(TITLE, form(total=("自评总分", "98", "得分", "95")))
    table = only(report)
    assert (table.total.weight, table.total.score) == (None, D(95))
    assert any("「98」" in text for text in told(report))


def below(heads: tuple[GridCell | str, ...], parts: tuple[str, ...], rows: list[tuple[str, ...]]) -> Table:
    grid = Grid(len(rows[0]))
    grid.row("项目名称", GridCell("水质监测", len(rows[0]) - 1))
    grid.row(*heads)
    grid.row(*parts)
    for row in rows:
        grid.row(*row)
    return grid.table()


def test_value_and_rate_below_what_was_reached() -> None:
    """They were one text: «25个104%»."""
    down = [GridCell(text, 1, 2) for text in HEADS]
    rows = [
        ("产出指标", "数量指标", "监测断面", "≥24个", "25个", "104%", "60", "60", ""),
        ("效益指标", "社会效益指标", "水质达标", "≥95%", "93%", "98%", "40", "38", "水质波动"),
    ]
    table = below((*down[:4], GridCell("完成情况", 2), *down[5:]), ("完成值", "完成率"), rows)
    assert measured(only(read(TITLE, table))) == [("≥24个", "25个"), ("≥95%", "93%")]


@pytest.mark.parametrize(
    ("parts", "cells"),
    [
        (("本年", "上年"), (("25个", "22个"), ("93%", "91%"))),
        (("上年", "本年"), (("22个", "25个"), ("91%", "93%"))),
        (("上半年", "全年"), (("12个", "25个"), ("90%", "93%"))),
        (("数值", "单位"), (("25", "个"), ("93", "%"))),
        (("完成值", "单位"), (("25", "个"), ("93", "%"))),
    ],
)
def test_years_halves_and_units_below_what_was_reached(parts: tuple[str, str], cells: list[tuple[str, str]]) -> None:
    """They were one text, «22个25个»; or the unit was lost."""
    down = [GridCell(text, 1, 2) for text in HEADS]
    first, second = cells
    rows = [
        ("产出指标", "数量指标", "监测断面", "≥24个", *first, "60", "60", ""),
        ("效益指标", "社会效益指标", "水质达标", "≥95%", *second, "40", "38", "水质波动"),
    ]
    table = below((*down[:4], GridCell("完成值", 2), *down[5:]), parts, rows)
    assert measured(only(read(TITLE, table))) == [("≥24个", "25个"), ("≥95%", "93%")]


def test_own_and_reviewed_points_below_two_headings() -> None:
    """An indicator without name was made of «自评 | 复核 | 自评 | 复核»."""
    heads = (*HEADS[:5], GridCell("分值", 2), GridCell("得分", 2), HEADS[7])
    rows = [
        ("产出指标", "数量指标", "监测断面", "≥24个", "25个", "60", "60", "60", "59", ""),
        ("效益指标", "社会效益指标", "水质达标", "≥95%", "93%", "40", "40", "38", "37", "水质波动"),
    ]
    table = only(read(TITLE, below(heads, ("", "", "", "", "", "自评", "复核", "自评", "复核", ""), rows)))
    assert [(i.level3, i.weight, i.score, i.review_score) for i in table.indicators] == [
        ("监测断面", D(60), D(60), D(59)),
        ("水质达标", D(40), D(38), D(37)),
    ]


def test_points_of_a_level_beside_a_heading_that_is_merged_down() -> None:
    """The level's points stood for those of its first indicator, and the others had none."""
    grid = Grid(8)
    grid.row("项目名称", GridCell("水质监测", 7))
    down = [GridCell(text, 1, 2) for text in ("实际完成值", "分值", "得分")]
    grid.row(GridCell("绩效指标", 4), "年度指标值", *down)
    grid.row("一级指标", "分值", "二级指标", "三级指标", "指标值")
    grid.row("产出指标", "60", "数量指标", "监测断面", "≥24个", "25个", "40", "40")
    grid.row("", "", "质量指标", "数据有效率", "≥95%", "96%", "20", "20")
    grid.row("效益指标", "40", "社会效益指标", "水质达标", "≥95%", "93%", "40", "38")
    table = only(read(TITLE, grid.table()))
    assert [(i.level3, i.weight, i.score) for i in table.indicators] == [
        ("监测断面", D(40), D(40)),
        ("数据有效率", D(20), D(20)),
        ("水质达标", D(40), D(38)),
    ]


def in_columns(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> Table:
    grid = Grid(len(heads))
    grid.row("项目名称", GridCell("水质监测", len(heads) - 1))
    grid.row(*heads)
    for row in rows:
        grid.row(*row)
    return grid.table()


def columns(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> Evaluation:
    return only(read(TITLE, in_columns(heads, rows)))


def test_a_remark_before_the_reasons_is_no_reason() -> None:
    """«见附件» was the reason, and the reason lost."""
    heads = (*HEADS[:5], "备注", *HEADS[5:7], "偏差原因分析及改进措施")
    rows = [
        ("产出指标", "数量指标", "监测断面", "≥24个", "25个", "见附件", "60", "60", ""),
        ("效益指标", "社会效益指标", "水质达标", "≥95%", "93%", "", "40", "38", "水质波动"),
    ]
    assert [i.deviation_reason for i in columns(heads, rows).indicators] == [None, "水质波动"]


def test_what_a_part_of_the_year_reached_is_not_what_the_year_did() -> None:
    heads = (*HEADS[:4], "1-6月完成值", "7-12月完成值", *HEADS[5:7])
    rows = [
        ("产出指标", "数量指标", "监测断面", "≥24个", "12个", "13个", "60", "60"),
        ("效益指标", "社会效益指标", "水质达标", "≥95%", "90%", "93%", "40", "38"),
    ]
    assert measured(columns(heads, rows)) == [("≥24个", None), ("≥95%", None)]


@pytest.mark.parametrize("half", ["上半年完成值", "1-6月完成值", "1—6月实际完成值", "1月至6月完成值", "第一季度完成值"])
@pytest.mark.parametrize("cells", [("12", "90"), ("12个", "90%"), ("完成", "达标")])
def test_a_column_of_a_part_of_the_year_is_named(half: str, cells: tuple[str, str]) -> None:
    """Whole numbers there, and words, were lost without one."""
    report = read(TITLE, in_columns((*HEADS[:4], half, "全年完成值", *HEADS[5:7]), half_rows(cells, ("25", "93"))))
    assert measured(only(report)) == [("≥24", "25"), ("≥95", "93")]
    assert [one.code for one in report.diagnostics if half[:3] in one.message] == ["unread_text"]
    report = read(TITLE, in_columns((*HEADS[:4], half, *HEADS[5:7]), [(*r[:5], *r[6:]) for r in half_rows(cells)]))
    assert measured(only(report)) == [("≥24", None), ("≥95", None)]
    assert [one.code for one in report.diagnostics if half[:3] in one.message] == ["unread_text"]


def test_a_part_of_the_year_below_what_was_reached_is_named() -> None:
    down = [GridCell(text, 1, 2) for text in HEADS[:7]]
    rows = half_rows(("12", "90"), ("25", "93"))
    report = read(TITLE, below((*down[:4], GridCell("完成值", 2), *down[5:]), ("上半年", "全年"), rows))
    assert measured(only(report)) == [("≥24", "25"), ("≥95", "93")]
    assert len([text for text in told(report) if "「上半年」" in text]) == 1


@pytest.mark.parametrize("parts", [("上半年", "下半年"), ("1-6月", "7-12月"), ("1—6月", "7—12月")])
def test_two_parts_of_the_year_are_not_one_text(parts: tuple[str, str]) -> None:
    """What was reached was «12个 13个», of an indicator «1-6月7-12月» too."""
    down = [GridCell(text, 1, 2) for text in HEADS[:7]]
    rows = half_rows(("12个", "90%"), ("13个", "93%"))
    report = read(TITLE, below((*down[:4], GridCell("完成值", 2), *down[5:]), parts, rows))
    assert measured(only(report)) == [("≥24", None), ("≥95", None)]
    assert [i.level3 for i in only(report).indicators] == ["监测断面", "水质达标"]
    assert len([text for text in told(report) if any(f"「{part}」" in text for part in parts)]) == 2


def test_an_empty_column_of_a_part_of_the_year_is_not_named() -> None:
    rows = half_rows(("", ""), ("25", "93"))
    assert not read(TITLE, in_columns((*HEADS[:4], "上半年完成值", "全年完成值", *HEADS[5:7]), rows)).diagnostics


def half_rows(half: tuple[str, str], year: tuple[str, str] = ("", "")) -> list[tuple[str, ...]]:
    return [
        ("产出指标", "数量指标", "监测断面", "≥24", half[0], year[0], "60", "60"),
        ("效益指标", "社会效益指标", "水质达标", "≥95", half[1], year[1], "40", "38"),
    ]


def money(heads: tuple[str, ...], amounts: tuple[str, ...]) -> tuple[Decimal | None, ...]:
    grid = Grid(8)
    grid.row("项目名称", GridCell("水质监测", 7))
    for label, cells in (("资金来源", heads), ("年度资金总额", amounts), ("财政拨款", amounts)):
        grid.row(*(GridCell(text, 2) for text in (label, *cells)))
    grid.row(*HEADS)
    indicator_rows(grid)
    first, _ = only(read(TITLE, grid.table())).funds
    return first.initial, first.full_year, first.executed


def test_what_was_carried_over_or_added_is_no_budget() -> None:
    """«上年结转» was the budget at the year's beginning, «调整数» that of the whole year."""
    heads = ("上年结转", "本年预算数", "全年执行数")
    assert money(heads, ("10.00", "118.00", "110.00")) == (None, D("118.00"), D("110.00"))
    heads = ("年初预算数", "调整数", "全年执行数")
    assert money(heads, ("120.00", "-2.00", "110.00")) == (D("120.00"), None, D("110.00"))
    heads = ("年初预算数", "全年预算数", "1-6月执行数")
    assert money(heads, ("120.00", "118.00", "50.00")) == (D("120.00"), D("118.00"), None)


def test_a_total_right_below_the_headings() -> None:
    """Its points were a level's sum, and the total was lost."""
    grid = Grid(8)
    grid.row("项目名称", GridCell("水质监测", 7))
    grid.row(*HEADS)
    grid.row(GridCell("总分", 5), "100", "98", "")
    indicator_rows(grid)
    table = only(read(TITLE, grid.table()))
    assert (table.total.weight, table.total.score) == (D(100), D(98))
    assert [i.level3 for i in table.indicators] == ["监测断面", "水质达标"]


def test_money_of_a_part_of_the_year_is_named() -> None:
    grid = Grid(8)
    grid.row("项目名称", GridCell("水质监测", 7))
    for label, cells in (
        ("资金来源", ("全年预算数", "上半年执行数", "全年执行数")),
        ("年度资金总额", ("118", "50", "110")),
    ):
        grid.row(*(GridCell(text, 2) for text in (label, *cells)))
    grid.row(*HEADS)
    indicator_rows(grid)
    report = read(TITLE, grid.table())
    (fund,) = only(report).funds
    assert (fund.full_year, fund.executed) == (D(118), D(110))
    assert len([text for text in told(report) if "「上半年执行数」" in text]) == 1
