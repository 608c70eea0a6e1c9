"""A column that an office added behind those of the form («备注», «佐证材料»), blank in most rows, between bars."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from samples.families import generate

from converted import misses, with_cells, with_tables
from jixiao import parse
from jixiao.document import Cell, Table
from jixiao.patterns import load
from jixiao.structure.flat.plans import Plan
from jixiao.structure.flat.rowmodel import Cells, ReadRow, without_loose
from jixiao.structure.flat.shapes import Place, shapes_of

NAMES, TOTALS = ("三级指标", "三级指标名称"), ("总分", "合计", "总计", "总得")


def with_column(table: Table, head: str) -> Table:
    """A table with one more column: of the indicators' heading its last, of their rows a blank cell or a word; every
    other row's last cell is one wider."""
    texts = {(cell.row, cell.column): "".join(cell.text.split()) for cell in table.cells}
    first = next(row for (row, _), text in texts.items() if text in NAMES)
    totals = [row for (row, column), text in texts.items() if row > first and not column and text[:2] in TOTALS]
    stop = min(totals, default=table.rows)
    cells = [
        replace(cell, column_span=cell.column_span + 1)
        if cell.column + cell.column_span == table.columns and not first <= cell.row < stop
        else cell
        for cell in table.cells
    ]
    words = {first: head, first + 2: "已核"}
    cells += [Cell(row, table.columns, 1, 1, words.get(row, "")) for row in range(first, stop)]
    return with_cells(table, cells, columns=1)


def has_names(table: Table) -> bool:
    return any("".join(cell.text.split()) in NAMES for cell in table.cells)


@pytest.mark.parametrize("family", ["national", "hubei", "hebei"])
@pytest.mark.parametrize("head", ["备注", "佐证材料"])
def test_a_column_that_the_form_does_not_have(family: str, head: str) -> None:
    """Nearly all of such a table was refused: a blank cell below a heading that no form knows may be any other."""

    def changed(table: Table) -> Table:
        return with_column(table, head) if has_names(table) else table

    samples = [with_tables(sample, changed) for sample in generate([family], 31, 1)]
    values, wrong, missing = misses(samples, "bar-rows")
    assert values > 80
    assert wrong == []
    assert len(missing) < values * 0.2


SCORED = (
    "项目支出绩效自评表\n（2023年度）\n项目名称 | 河道清淤 |||||||\n"
    "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因 | {head} |\n"
    "产出指标 | 数量指标 | 清淤长度 | ≥3.2公里 | 3.4公里 | 30 | {one} |||\n"
    "质量指标 | 验收合格率 | ≥95% | 100% | 20 | {two} ||||\n"
    "效益指标 | 社会效益指标 | 排涝能力 | 提升 | 提升 | 40 | {three} |||\n"
)


@pytest.mark.parametrize("head", ["备注", "佐证材料", "专家评分"])
def test_figures_that_may_stand_below_the_added_column_are_no_scores(head: str) -> None:
    """With every score blank the figures of the last column were the scores."""
    report = parse(SCORED.format(head=head, one="5", two="3", three="4").encode())
    assert not [row for table in report.evaluations for row in table.indicators if row.score]
    assert "unreadable_table" in {one.code for one in report.diagnostics}


@pytest.mark.parametrize("head", ["备注", "佐证材料"])
def test_figures_that_are_all_the_points_of_their_rows_are_scores(head: str) -> None:
    (table,) = parse(SCORED.format(head=head, one="30", two="20", three="38.5").encode()).evaluations
    assert [(row.level3, row.score) for row in table.indicators] == [
        ("清淤长度", 30), ("验收合格率", 20), ("排涝能力", Decimal("38.5")),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "unsure"),
    [
        (((0, 0, 1), (1, 1, 2), (3, 2, 3)), (2,)),  # name, score, and a text that may as well be the reason
        (((0, 0, 1), (1, 1, 2), (2, 2, 3), (3, 3, 4)), ()),
        (((0, 0, 1), (1, 1, 2), (2, 2, 3)), ()),
    ],
)
def test_a_text_of_a_reason_or_of_the_added_column_is_neither(cells: Cells, unsure: tuple[int, ...]) -> None:
    """It stood below the last heading, which means nothing, and the reason was lost without a word."""
    ids = ("level3", "score", "deviation_reason", "")
    places = tuple(Place(at, 1, "text", id=id_) for at, id_ in enumerate(ids))
    zone = shapes_of(load())[0].form.zones[0]
    row = without_loose(Plan(zone, (), places, ids, frozenset(), {}), ReadRow(0, 4, cells))
    assert row.unsure == unsure


def test_a_form_with_a_word_less_that_reads_the_whole_table() -> None:
    """«备注» is a word of other forms, none of which the money fits: of 164 values 160 were refused (湖北)."""
    samples = [with_tables(s, lambda t: with_column(t, "备注")) for s in generate(["hubei"], 77211, 1, "held_out")]
    values, wrong, missing = misses(samples, "bar-rows")
    assert wrong == []
    assert len(missing) < values * 0.05
