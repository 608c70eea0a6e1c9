"""Rows in a form's head that the form does not have («年度履职目标», «项目负责人»), in text of a cell a line."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from samples.families import generate

from converted import misses, with_cells, with_tables
from jixiao import parse
from jixiao.document import Cell, Table

DUTY, CODE = ("年度重点工作", "保障辖区防汛抗旱工作有序开展"), ("项目编号", "甲类第6号")
CONTACT = ("项目负责人", "水某", "财务负责人", "木某")


def with_row(table: Table, texts: tuple[str, ...]) -> Table:
    """A table with one more row below its first: a label as wide as that above, the last cell up to the edge."""
    first = next(cell for cell in table.cells if cell.row == cell.column == 0)
    starts = [0, *range(first.column_span, first.column_span + len(texts) - 1), table.columns]
    row = [Cell(1, a, 1, b - a, text) for a, b, text in zip(starts, starts[1:], texts, strict=False)]
    below = [replace(cell, row=cell.row + (cell.row > 0)) for cell in table.cells]
    return with_cells(table, [*below, *row], rows=1)


def is_form(table: Table) -> bool:
    first = [cell for cell in table.cells if cell.row == 0]
    return len(first) > 1 and all(cell.row_span == 1 for cell in first) and table.rows > 8


@pytest.mark.parametrize("family", ["national", "yunnan", "hubei", "hubei-department", "anhui", "anhui-tasks", "hebei"])
@pytest.mark.parametrize("texts", [DUTY, CODE, CONTACT], ids=["duty", "code", "contact"])
def test_a_row_that_the_form_does_not_have(family: str, texts: tuple[str, ...]) -> None:
    """Each such table was refused, or pieces of it read: the next labels did not follow where the form has them."""

    def changed(table: Table) -> Table:
        return with_row(table, texts) if is_form(table) else table

    samples = [with_tables(sample, changed) for sample in generate([family], 31, 1)]
    values, wrong, missing = misses(samples, "libreoffice")
    assert values > 80
    # What is more is read of the row: the code, who signs, what the unit does.
    told = ("sign_offs", "project_code", "profile", "outline")
    assert [one for one in wrong if not any(part in one for part in told)] == []
    assert missing == []


LINES = (
    "项目支出绩效自评表\n（2023年度）\n{above}项目名称\n河道清淤\n{below}主管部门\n临河区水务局\n实施单位\n临河区河道管理所\n"
    "项目资金（万元）\n\n年初预算数\n全年预算数\n全年执行数\n分值\n执行率\n得分\n"
    "\n年度资金总额\n62.4\n60.5\n58.08\n10\n96%\n9.6\n"
    "绩效指标\n一级指标\n二级指标\n三级指标\n年度指标值\n实际完成值\n分值\n得分\n"
    "\n产出指标\n数量指标\n清淤长度\n≥3.2公里\n3.4公里\n50\n50\n\n效益指标\n社会效益指标\n排涝能力\n提升\n提升\n40\n40\n"
    "总分\n100\n99.6\n"
)


@pytest.mark.parametrize("above", ["", "预算编码\n306012\n"])
@pytest.mark.parametrize("below", ["", "项目类别\n延续性项目\n", "起止\n时间\n全年\n联系电话\n0739-0000021\n"])
def test_above_and_between_the_rows_of_the_form(above: str, below: str) -> None:
    (table,) = parse(LINES.format(above=above, below=below).encode()).evaluations
    assert (table.project, table.department, table.unit) == ("河道清淤", "临河区水务局", "临河区河道管理所")
    assert [(f.full_year, f.executed, f.score) for f in table.funds] == [
        (Decimal("60.5"), Decimal("58.08"), Decimal("9.6"))
    ]
    assert [(i.level3, i.weight, i.score) for i in table.indicators] == [("清淤长度", 50, 50), ("排涝能力", 40, 40)]


def test_a_line_of_a_name_is_no_label() -> None:
    """The second and third line of a unit's name: the first alone would be another unit."""
    report = parse(LINES.format(above="", below="").replace("临河区水务局", "临河区\n水务局\n（本级）").encode())
    assert [table.department for table in report.evaluations] in ([], [None], ["临河区水务局（本级）"])


@pytest.mark.parametrize(
    ("whole", "broken"),
    [
        ("河道清淤\n", "城乡低保\n资金用途\n抽查\n"),
        ("河道清淤\n", "河道清淤\n资金来源\n核查项目\n"),
        ("临河区河道管理所\n", "临河区河道管理所\n机关科室\n及二级机构\n"),
        ("河道清淤\n", "党建\n重点工作\n经费\n"),
        ("河道清淤\n", "县直部门\n主要任务\n补助\n"),
    ],
)
def test_a_middle_line_that_reads_like_a_label_is_none(whole: str, broken: str) -> None:
    """What stands above such a line was read as the whole name, and nobody was told."""
    report = parse(LINES.format(above="", below="").replace(whole, broken).encode())
    first = broken.partition("\n")[0]
    assert not [table for table in report.evaluations if first in (table.project, table.unit)]
    assert "unreadable_table" in {one.code for one in report.diagnostics}


def test_a_label_that_is_said_twice_gives_neither_value() -> None:
    """Of two codes the first was the project's, and nobody was told of the other."""
    text = LINES.format(above="", below="预算编码\n306012\n预算编码\n306013\n")
    report = parse(text.encode())
    (table,) = report.evaluations
    assert table.project_code is None
    assert "unreadable_table" in {one.code for one in report.diagnostics}
    assert [(i.weight, i.score) for i in table.indicators] == [(50, 50), (40, 40)]
