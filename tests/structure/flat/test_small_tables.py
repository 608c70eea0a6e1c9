"""Small tables of money or staff in a narrative, of no form, whose text has no cells any more."""

from __future__ import annotations

import pytest

from flattened import rebuilt, rows
from jixiao.document import Table

ABOVE, BELOW = "二、2022年度支出情况\n", "三、绩效目标完成情况\n孕产妇系统管理率达到95.4%。\n"
HEAD = ["支出项目", "2022年（万元）", "2021年（万元）", "增减额", "增减率"]
TABLE = [
    HEAD,
    ["支出合计", "5423.70", "5108.25", "315.45", "6.18%"],
    ["其中：人员经费", "3120.00", "3060.44", "59.56", "1.95%"],
    ["项目 支出", "1413.08", "-", "-", "-"],
]


def read(table: str) -> tuple[list[list[list[str]]], list[str]]:
    """The tables of a report that holds a table in this text, and the codes of what was said about it."""
    found = rebuilt(ABOVE + table + BELOW)
    return [rows(block) for block in found.blocks if isinstance(block, Table)], [d.code for d in found.diagnostics]


@pytest.mark.parametrize(("cell", "row"), [(" ", "\n"), ("    ", "\n\n"), ("\n", "\n"), ("\n\n", "\n\n")])
def test_rows_with_a_figure_for_every_column_are_a_table(cell: str, row: str) -> None:
    """A line a row, with one blank or the room of a page between the cells (pdftotext), or a cell a line."""
    assert read(row.join(map(cell.join, TABLE)) + row) == ([TABLE], [])


def test_a_heading_in_pieces_and_none_above_the_names() -> None:
    found, said = read("2022 年（万元） 2021 年（万元） 增减率\n基本支出 1 2 -50%\n项目支出 3 4 -25%\n")
    assert said == []
    assert found[0][0] == ["", "2022 年（万元）", "2021 年（万元）", "增减率"]


def test_a_table_of_staff() -> None:
    table = [["人员类别", "编制数", "年末实有数"], ["行政人员", "20", "18"], ["事业人员", "12", "12"]]
    assert read("\n".join(map(" ".join, table)) + "\n") == ([table], [])


@pytest.mark.parametrize(
    "table",
    [
        [HEAD, *TABLE[1:3], ["项目支出", "1413.08", "16.00%"]],  # two cells were blank
        [HEAD, TABLE[1], ["其中：人员经费"], TABLE[2]],  # a name broken over lines, or a row of nothing
        [[*HEAD[:3], "开支去向", "增减率"], *TABLE[1:]],
        [
            ["学校", "决算数", "上年决算数", "学生"],
            ["一小", "20.0", "19.27", "95"],
            ["二小", "14", "14", "98"],
        ],
        [HEAD, ["基本支出", "5423.70", "5108.25"], ["项目支出", "3120.00", "3060.44"]],  # whole columns are blank
    ],
)
@pytest.mark.parametrize("cell", [" ", "\n"])
def test_what_may_stand_below_another_heading_is_refused(table: list[list[str]], cell: str) -> None:
    assert read("\n".join(map(cell.join, table)) + "\n") == ([], ["unreadable_table"])


def test_rows_far_below_the_pieces_of_a_heading_are_named() -> None:
    """Narrow columns, in the order of the page: each heading and some names over two lines (吉林)."""
    heading = "序号 名称 年初预算数\n（万元）\n全年执行数\n（万元）\n"
    rows = "1 义务教育公用\n经费 52.0 54.7\n2 校舍维修 20.0 22.0\n合计 72.0 76.7\n"
    assert read(heading + rows) == ([], ["unreadable_table"])


@pytest.mark.parametrize(
    "text",
    [
        "办公电话 0739-0000000\n联系电话 0739-0000000\n",
        "支出项目 决算数\n基本支出 12.5\n",  # one row
        "全年开展培训 12\n受训 340\n",
        "2022年决算数与2021年决算数：\n全年开展培训 12\n受训 340\n",
    ],
)
def test_lines_that_end_with_figures_are_text(text: str) -> None:
    assert read(text) == ([], [])


def test_a_small_form_of_halves_a_cell_a_line_is_named() -> None:
    """A form with two halves side by side and six printed words: its text gave nothing, and no word said so."""
    halves = ["三级指标", "目标值", "完成值", "得分"] * 2
    rows_ = ["举办班次", "≥10期", "11期", "20", "学员出勤率", "≥98%", "97.6%", "14"]
    found = rebuilt(
        "云岭县委党校2022年度项目支出绩效自评表\n项目名称\n主体班次培训\n" + "\n".join([*halves, *rows_]) + "\n"
    )
    assert [diagnostic.code for diagnostic in found.diagnostics] == ["unreadable_table"]
