"""Flattened forms: the grid of the form comes back from every dialect, merged cells included."""

from __future__ import annotations

from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples.__main__ import generate
from samples.blocks import Sample
from samples.dialects import DIALECTS, KEEPS_BOUNDARIES, flatten
from samples.writers.text import text_bytes

import destroyed
from flattened import paragraphs, printed, raw, rebuilt, shown, spans, tables
from grids import base_table, context, evaluation_table, values
from jixiao.document import Cell, Paragraph, Table
from jixiao.extract.evaluations import evaluations
from jixiao.patterns import load
from jixiao.readers.text import read_text
from jixiao.structure.flat import rebuild_tables

DRAWN = ("pandoc", "docling", "rows-tab", "tika-odt")
"""Dialects that tell a covered cell from an empty one; elsewhere a blank level-2 cell may be either."""


@lru_cache
def reports() -> list[Sample]:
    return generate(20260, 40, "all")


@pytest.mark.parametrize("dialect", sorted(DIALECTS))
def test_grids_of_both_attachments(dialect: str) -> None:
    for wanted in (base_table(), evaluation_table()):
        if wanted.columns == 9 and dialect in ("tika-odt", "rows-tab", "docling"):
            continue  # a merged score: left out (see below) or repeated, it cannot be told from scores of their own
        (table,) = tables(document(wanted, dialect))
        assert (table.rows, table.columns) == (wanted.rows, wanted.columns)
        assert printed(table) == printed(wanted)
        if dialect in DRAWN:
            assert spans(table) == spans(wanted)


def document(table: Table, dialect: str) -> str:
    """The table between two paragraphs."""
    end = "\r\n" if dialect in ("libreoffice-gbk", "word-stream") else "\n"
    gap = "\n" if dialect in ("docling", "pandoc") else ""
    return f"附件1{end}{gap}{flatten(table, dialect)}{gap}填表人：（略）{end}"


@pytest.mark.no_cover
@pytest.mark.parametrize("dialect", KEEPS_BOUNDARIES)
def test_reports_of_many_authors(dialect: str) -> None:
    for sample in reports():
        wanted = [block for block in sample.blocks if isinstance(block, Table)]
        document = read_text(text_bytes(sample, dialect))
        result = rebuild_tables(document.blocks, load())
        found = [block for block in result.blocks if isinstance(block, Table)]
        assert result.diagnostics == ()
        assert raw(result.blocks) == raw(document.blocks)
        assert [printed(table) for table in found] == [printed(table) for table in wanted], sample.name
        for table, other in zip(found, wanted, strict=True):
            if dialect in DRAWN:
                assert spans(table) == spans(other), sample.name
            else:
                assert _heads(table) == _heads(other), sample.name


def _heads(table: Table) -> dict[tuple[int, int], tuple[int, int]]:
    """The spans of cells that hold text, but for level 2, below which a blank may be covered or empty."""
    return {
        (c.row, c.column): (c.row_span, c.column_span) for c in table.cells if c.text.strip() and c.column not in (1, 2)
    }


@pytest.mark.no_cover
@pytest.mark.parametrize("dialect", ["libreoffice", "libreoffice-gbk"])
def test_without_marks_the_truth_or_nothing(dialect: str) -> None:
    read = 0
    for sample in reports():
        wanted = [printed(block) for block in sample.blocks if isinstance(block, Table)]
        document = read_text(text_bytes(sample, dialect))
        result = rebuild_tables(document.blocks, load())
        tables = [block for block in result.blocks if isinstance(block, Table)]
        found = [printed(block) for block in tables]
        assert raw(result.blocks) == raw(document.blocks)
        unread = {index for item in result.diagnostics for index in item.blocks}
        parts = [block for index, block in enumerate(result.blocks) if isinstance(block, Table) and index in unread]
        assert all(_is_part(printed(table), wanted) for table in tables if table not in parts), sample.name
        truth = values(evaluations(context(*(block for block in sample.blocks if isinstance(block, Table)))))
        for draft in values(evaluations(context(*parts))):
            assert destroyed.untrue(draft, truth[0]) == [], sample.name
        assert len(found) == len(wanted) or result.diagnostics, sample.name
        read += found == wanted
    assert read >= 0.85 * len(reports())


def _is_part(table: dict[tuple[int, int], str], wanted: list[dict[tuple[int, int], str]]) -> bool:
    """Whether all that was read is true (a row below the total with a label that no form knows may be missing)."""
    return any(table.items() <= other.items() and len(other) - len(table) <= 2 for other in wanted)


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "dialect", ["tab-cells", "tika-odt", "tika-sax", "word-stream", "word-extractor", "libreoffice"]
)
@settings(max_examples=20, deadline=None, derandomize=True)
@given(st.integers(0, 10**6), st.integers(0, 10**6), st.booleans())
def test_two_cells_swapped_give_the_truth_or_a_refusal(dialect: str, first: int, second: int, is_base: bool) -> None:
    sample = reports()[first % 12]
    known = [block for block in sample.blocks if isinstance(block, Table)]
    table = known[-1] if is_base else known[0]
    a, b = first % len(table.cells), second % len(table.cells)
    if 0 in (table.cells[a].row, table.cells[b].row):
        return  # the first label of a form may be any word: a swap there is no swap to the reader
    swapped = _swapped(table, a, b)
    result = rebuilt(document(swapped, dialect))
    found = [block for block in result.blocks if isinstance(block, Table)]
    assert found or result.diagnostics
    if result.diagnostics:
        # Read in part: what is given is of the table as it was, or as it is now.
        truths = [values(evaluations(context(one))) for one in (table, swapped)]
        for draft in values(evaluations(context(*found))):
            assert any(truth and not destroyed.untrue(draft, truth[0]) for truth in truths)
    elif len(found) == 1:
        assert printed(found[0]) == printed(swapped)
    elif found:
        # A text of several paragraphs where this dialect has a label ends the table there: what was read is as printed.
        assert dialect == "word-extractor"
        assert printed(found[0]).items() <= printed(swapped).items()


def _swapped(table: Table, a: int, b: int) -> Table:
    cells = list(table.cells)
    for index, other in ((a, b), (b, a)):
        cell = cells[index]
        text = table.cells[other].text
        cells[index] = Cell(cell.row, cell.column, cell.row_span, cell.column_span, text)
    return Table(table.rows, table.columns, tuple(cells), table.origin)


FUNDS = (
    "\t预算部门、单位名称\n\t云溪县档案馆\n\n\t年度预\n\n算申请\n（万元）\n\t\n\t年初\n预算数\n\t全年预算数\n\t全年\n执行数\n\t分值\n"
    "\t执行率\n\t得分\n\n\t\n\t年度资金总额\n\t200.00\n\t220.00\n\t212.40\n\t10\n\t96.55%\n\t9.65\n\n\t\n\t按收入性质分：\n"
    "\t按支出性质分：\n\n\t\n\t一般公共预算：212.40\n\t其中：基本支出：182.40\n\n"
)
INDICATORS = (
    "\t绩\n\n效\n\n指\n\n标\n\t一级指标\n\t二级指标\n\t三级指标\n\t年度指标值\n\t实际\n完成值\n\t分值\n\t自评得分\n\t偏差原因\n\n"
    "\t\n\t产出指标\n\n(50分)\n\t数量指标\n\t接收档案\n\t≥3000卷\n\t3200卷\n\t30\n\t30\n\t\n\n"
    "\t\n\t\n\t\n\t……\n\t\n\t\n\t\n\t\n\t\n\n"
    "\t\n\t\n\t社会效\n\n益指标\n\t查档便利度\n\t提升\n\t提升\n\t30\n\t28.65\n\t\n\n"
    "\t\n\t\n\t\n\t\n\t\n\t\n\t\n\t\n\t\n\n\t总分\n\t100\n\t98\n\t\n\n\n"
)


def test_spans_that_the_form_gives() -> None:
    (table,) = tables(FUNDS + INDICATORS)
    assert (table.rows, table.columns) == (11, 9)
    assert shown(table)[:3] == [
        ((0, 0, 1, 3), "预算部门、单位名称"),
        ((0, 3, 1, 6), "云溪县档案馆"),
        ((1, 0, 4, 1), "年度预\n\n算申请\n（万元）"),
    ]  # fmt: skip
    cells = dict(shown(table))
    assert cells[(2, 1, 1, 2)] == "年度资金总额"
    assert cells[(4, 4, 1, 5)] == "其中：基本支出：182.40"
    assert cells[(5, 0, 5, 1)] == "绩\n\n效\n\n指\n\n标"
    assert cells[(6, 2, 2, 1)] == "数量指标"
    assert cells[(10, 0, 1, 6)] == "总分"


def test_a_blank_level_1_beside_a_word_of_another_is_its_own_cell() -> None:
    """效益指标 left out above 社会效益指标: not covered by 产出指标, but merged down with the blanks that follow."""
    (table,) = tables(FUNDS + INDICATORS)
    cells = dict(shown(table))
    assert cells[(6, 1, 2, 1)] == "产出指标\n\n(50分)"
    assert cells[(8, 1, 2, 1)] == ""


def test_a_trailing_empty_paragraph_in_a_form() -> None:
    torn = FUNDS.replace("\t220.00\n", "\t220.00\n\n") + INDICATORS.replace("\t接收档案\n", "\t接收档案\n\n")
    (table,) = tables(torn)
    cells = dict(shown(table))
    assert cells[(2, 4, 1, 1)] == "220.00\n"
    assert cells[(6, 3, 1, 1)] == "接收档案\n"
    assert cells[(6, 7, 1, 1)] == "30"
    assert table.rows == 11


def test_two_blank_lines_inside_a_form_do_not_end_it() -> None:
    """An empty last paragraph in the last cell of a row: two blank lines, and the form goes on."""
    (table,) = tables(FUNDS.replace("\t9.65\n\n", "\t9.65\n\n\n") + INDICATORS)
    assert table.rows == 11


def test_two_forms_that_follow_each_other_stay_two() -> None:
    one = FUNDS + INDICATORS
    assert [table.rows for table in tables(one + one)] == [11, 11]


def test_a_label_that_no_form_knows() -> None:
    (table,) = tables(FUNDS.replace("预算部门、单位名称", "填报主体") + INDICATORS)
    assert shown(table)[:2] == [((0, 0, 1, 3), "填报主体"), ((0, 3, 1, 6), "云溪县档案馆")]


def test_left_out_cells_that_nobody_can_tell_are_refused() -> None:
    """Covered cells left out, and a merged score: of a row with two readings none, and what stood above it is no
    other's; the rows that have one are read."""
    result = rebuilt(document(evaluation_table(), "tika-odt"))
    found = [block for block in result.blocks if isinstance(block, Table)]
    (truth,) = values(evaluations(context(evaluation_table())))
    (draft,) = values(evaluations(context(*found)))
    assert destroyed.untrue(draft, truth) == []
    assert [one["level3"] for one in draft["indicators"] if one["level3"]] == [
        "接收档案", "档案完好率", "查档便利度", "制度建设", "查档人满意度",
    ]  # fmt: skip
    assert [one["level1"] for one in draft["indicators"]][2:5] == [None] * 3
    assert {item.code for item in result.diagnostics} == {"unreadable_table"}


def test_text_of_a_pdf_is_refused_and_kept() -> None:
    text = """附件1
2023年度部门整体支出绩效评价基础数据表
财政供养人员情况（人）
编制数 2023 年实际在职人
数
控制率
9 8 88.89%
经费控制情况（万元） 2022 年决算数 2023 年预算数 2023 年决算数
三公经费 1.20 2 0.80
 1、公务用车购置和维护经
费
其中：公车购置
 公车运行维护 7
2、出国经费
3、公务接待 0.17 0.90
项目支出： 30.9 0
1、业务工作经费
公用经费 51.64 33.9 51.21
其中：办公费 2.59
填表人：（略）
"""
    result = rebuilt(text)
    assert result.blocks == paragraphs(text)
    assert result.dialect is None
    (found,) = result.diagnostics
    assert found.code == "unreadable_table"
    assert "表格" in found.message
    assert "table" in found.message_en
    named = "".join(b.text for i, b in enumerate(result.blocks) if i in found.blocks and isinstance(b, Paragraph))
    assert "三公经费" in named
    assert "填表人" not in named


def test_prose_about_the_same_matters_is_no_table() -> None:
    text = (
        "三公经费支出0.80万元，其中：公务接待费0.80万元，公务用车购置0万元，公务用车运行维护费0万元，因公出国（境）费用0万元。\n"
        "设一级指标3个，二级指标9个，三级指标15个，年度指标值均已完成。\n"
    )
    result = rebuilt(text)
    assert result.blocks == paragraphs(text)
    assert result.diagnostics == ()
