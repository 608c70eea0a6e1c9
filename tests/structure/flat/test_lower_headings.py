"""A heading over two columns that an office put above two of the form's own («指标完成情况» over «年度指标值 |
实际完成值»), the others merged down beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples.families import generate

from converted import misses, with_cells, with_tables
from grids import Spec, grid
from jixiao import parse
from jixiao.document import Cell, Table
from jixiao.patterns import load
from jixiao.structure.flat.headrows import run_before
from jixiao.structure.forms import forms_of
from jixiao.structure.match import FormMatch, match_form

NAMES = ("三级指标", "三级指标名称")
TARGETS, ACTUALS = ("年度指标值", "年初目标值", "指标值"), ("实际完成值", "全年实际完成值", "完成值")
HEADS = ["一级指标", "二级指标", "三级指标", "分值", "得分", "偏差原因"]


def with_upper(table: Table, over: str) -> Table:
    """A table with a row more: the heading ``over`` what was aimed at and reached, which go below it."""
    texts = {(cell.row, cell.column): "".join(cell.text.split()) for cell in table.cells}
    first = next((row for (row, _), text in texts.items() if text in NAMES), -1)
    own = {texts[cell.row, cell.column]: cell for cell in table.cells if cell.row == first}
    pair = (
        [cell for text, cell in own.items() if text in TARGETS],
        [cell for text, cell in own.items() if text in ACTUALS],
    )
    if not (pair[0] and pair[1]) or pair[0][0].column + pair[0][0].column_span != pair[1][0].column:
        return table
    target, actual = pair[0][0], pair[1][0]

    def moved(cell: Cell) -> Cell:
        if cell.row > first or cell in (target, actual):
            return replace(cell, row=cell.row + 1)
        down = cell.row + cell.row_span > first
        return replace(cell, row_span=cell.row_span + 1) if down else cell

    upper = Cell(first, target.column, 1, target.column_span + actual.column_span, over)
    return with_cells(table, [*map(moved, table.cells), upper], rows=1)


@pytest.mark.parametrize("dialect", ["tab-cells", "tika-doc", "tika-odt", "rows-tab", "docling"])
@pytest.mark.parametrize("family", ["national", "hebei"])
def test_a_heading_above_two_of_the_form_s_own(family: str, dialect: str) -> None:
    """All its indicators were refused: of the lower row's headings two are less than tell one."""
    samples = [with_tables(s, lambda table: with_upper(table, "指标完成情况")) for s in generate([family], 41, 1)]
    values, wrong, missing = misses(samples, dialect)
    assert values > 60
    assert (wrong, missing) == ([], [])


@pytest.mark.parametrize("dialect", ["libreoffice", "bar-rows", "bar-run"])
def test_where_nothing_parts_the_cells_it_is_refused_at_the_most(dialect: str) -> None:
    samples = [with_tables(s, lambda table: with_upper(table, "绩效指标值")) for s in generate(["national"], 41, 1)]
    _, wrong, _ = misses(samples, dialect)
    assert wrong == []


def matched(*rows: list[Spec]) -> FormMatch:
    found = match_form(grid(["部门名称", ("云溪县档案馆", 7)], *rows), forms_of(load()))
    assert found is not None
    return found


def two_rows(over: Spec, *below: Spec) -> list[list[Spec]]:
    down: list[Spec] = [(head, 1, 2) for head in HEADS]
    return [[*down[:3], over, *down[3:]], [*below]]


def test_in_a_grid_what_was_aimed_at_and_reached_are_two_columns() -> None:
    """Both were read as what was reached («≥39892头45216头»), their headings as an indicator, and nothing said so."""
    found = matched(
        *two_rows(("指标完成情况", 2), "年度指标值", "实际完成值"),
        ["产出指标", "数量指标", "案卷装订数", "≥631卷", "2070卷", "8", "8", ""],
        ["效益指标", "社会效益指标", "查档人次", "≥900人次", "874人次", "10", "9.7", "两次停电"],
    )
    assert [
        {id_: record.cells[id_].match for id_ in ("level3", "target", "actual", "weight", "score")}
        for _, record in found.records("indicators")
    ] == [
        {"level3": "案卷装订数", "target": "≥631卷", "actual": "2070卷", "weight": "8", "score": "8"},
        {"level3": "查档人次", "target": "≥900人次", "actual": "874人次", "weight": "10", "score": "9.7"},
    ]


def test_points_below_a_heading_of_their_own() -> None:
    heads: list[Spec] = [(head, 1, 2) for head in ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"]]
    found = matched(
        [*heads, ("自评情况", 2), ("偏差原因", 1, 2)],
        ["分值", "得分"],
        ["产出指标", "数量指标", "案卷装订数", "≥631卷", "2070卷", "8", "7.5", ""],
    )
    ((_, record),) = found.records("indicators")
    assert {id_: record.cells[id_].match for id_ in ("target", "actual", "weight", "score")} == {
        "target": "≥631卷",
        "actual": "2070卷",
        "weight": "8",
        "score": "7.5",
    }


def test_a_row_of_data_below_a_wide_heading_is_none() -> None:
    """A level may be named as a column is, and its row be blank but for that («完成情况»)."""
    found = matched(
        ["一级指标", "二级指标", "三级指标", ("年度指标值", 2), "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "案卷装订数", "≥", "631卷", "2070卷", "8", "8"],
        ["", "", "查档人次", "≥", "900人次", "874人次", "10", "9.7"],
    )
    names = [record.cells["level3"].match for _, record in found.records("indicators")]
    assert names == ["案卷装订数", "查档人次"]
    narrow = matched(
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"],
        ["", "", "", "年度指标值", "实际完成值", "", "", ""],  # a blank row of a form in which its author wrote so
        ["产出指标", "数量指标", "案卷装订数", "≥631卷", "2070卷", "8", "8", ""],
    )
    rows = [record.cells["target"].match for _, record in narrow.records("indicators")]
    assert rows == ["年度指标值", "≥631卷"]


def test_cells_before_the_one_above_the_lower_row_are_columns_of_the_form() -> None:
    form = next(form for form in forms_of(load()) if form.zone("indicators"))
    zone = form.zone("indicators")
    assert zone is not None
    upper, lower = (
        ["绩效指标", "一级指标", "二级指标", "三级指标", "指标完成情况", "分值"],
        ["年度指标值", "实际完成值"],
    )
    assert run_before(zone, upper, lower) == 4
    assert run_before(zone, [*upper[:2], "承办科室", *upper[2:]], lower) == 0
    assert run_before(zone, ["绩效指标", *upper[4:]], lower) == 0


def test_what_is_merged_down_beside_headings_over_several_columns_is_one_of_them() -> None:
    """Reasons were lost: the upper row's other cells are headings of nothing, and its last was read with them."""
    found = matched(
        [("绩效指标", 3), ("指标值", 2), ("评分情况", 2), ("偏差原因", 1, 2)],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "案卷装订数", "≥631卷", "2070卷", "8", "7.5", "两次停电"],
    )
    ((_, record),) = found.records("indicators")
    assert (record.cells["deviation_reason"].match, record.cells["level1"].match) == ("两次停电", "产出指标")
    labelled = matched(
        [("绩效指标", 1, 4), ("指标", 2), ("指标值", 2), ("评分情况", 2), ("偏差原因", 1, 2)],
        ["二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["数量指标", "案卷装订数", "≥631卷", "2070卷", "8", "7.5", "两次停电"],
        ["质量指标", "案卷合格率", "≥95%", "98%", "10", "10", ""],
    )
    reasons = [record.cells["deviation_reason"].match for _, record in labelled.records("indicators")]
    assert reasons == ["两次停电", ""]


BARS = (
    "项目支出绩效自评表\n（2023年度）\n项目名称 | 云溪县档案馆修缮\n主管部门 | 云溪县档案局 | 实施单位 | 云溪县档案馆\n"
    "绩效指标 | {over} | 分值 | 得分\n一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值\n"
    "产出指标 | 数量指标 | 案卷装订数 | ≥631卷 | 2070卷 | 50 | 50\n质量指标 | 案卷合格率 | ≥95% | 98% | 20 | 19\n"
    "效益指标 | 社会效益指标 | 查档人次 | ≥900人次 | 874人次 | 30 | 29\n总分 | 100 | 98\n"
)


@pytest.mark.parametrize("over", ["指标值", "绩效指标值", "指标完成情况"])
def test_a_heading_above_the_levels_is_no_column(over: str) -> None:
    """It has no cell below it where covered ones are left out: all was refused."""
    report = parse(BARS.format(over=over).encode())
    (form,) = report.evaluations
    assert [(i.level1, i.level3, i.target and i.target.text, i.weight, i.score) for i in form.indicators] == [
        ("产出指标", "案卷装订数", "≥631卷", 50, 50),
        ("产出指标", "案卷合格率", "≥95%", 20, 19),
        ("效益指标", "查档人次", "≥900人次", 30, 29),
    ]
    assert form.total is not None
    assert (form.total.weight, form.total.score) == (100, 98)


def test_amounts_below_a_heading_of_both_leave_the_names_their_column() -> None:
    """«预算数» over both stood for the names' heading then, and «其中：当年财政拨款» was lost."""
    found = matched(
        [
            ("项目资金（万元）", 1, 4),
            ("", 1, 2),
            ("预算数", 2),
            ("全年执行数", 1, 2),
            ("分值", 1, 2),
            ("执行率", 1, 2),
            ("得分", 1, 2),
        ],
        ["年初预算数", "全年预算数"],
        ["年度资金总额", "358", "358", "290", "10", "81%", "8.1"],
        ["其中：当年财政拨款", "300", "300", "232", "—", "77.3%", "—"],
        [
            (head, 1, 1)
            for head in ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"]
        ],
        ["产出指标", "数量指标", "案卷装订数", "≥631卷", "2070卷", "8", "8", ""],
    )
    assert [
        (record.cells["label"].match, record.cells["initial"].match, record.cells["executed"].match)
        for _, record in found.records("funds")
    ] == [("年度资金总额", "358", "290"), ("其中:当年财政拨款", "300", "232")]


TABS = (
    "项目支出绩效自评表\n（2023年度）\n项目名称\t云溪县档案馆修缮\n主管部门\t云溪县档案局\t实施单位\t云溪县档案馆\n"
    "一级指标\t二级指标\t三级指标\t指标值\t分值\t完成情况\t得分\n年度指标值\t全年指标值\t实际完成值\t完成比例\n"
    "产出指标\t数量指标\t案卷装订数\t≥631卷\t≥650卷\t20\t2070卷\t99%\t20\n数册数\t≥95册\t≥96册\t21\t98册\t100%\t20\n"
    "质量指标\t案卷合格率\t≥95%\t≥96%\t20\t98%\t100%\t20\n效益指标\t社会效益指标\t查档人次\t≥900人次\t≥910人次\t30\t874人次"
    "\t98%\t29\n总分\t91\t89\n"
)


def test_below_halves_that_do_not_go_together_nothing_is_read() -> None:
    """A row that by chance had as many cells as the upper one had its weight for a target, 100 % for what was done."""
    report = parse(TABS.encode())
    assert not [row for form in report.evaluations for row in form.indicators]
    assert "unreadable_table" in {one.code for one in report.diagnostics}
