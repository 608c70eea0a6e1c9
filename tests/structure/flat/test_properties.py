"""What holds of any text and any grid: no character is lost, and a grid comes back from every dialect with marks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples.dialects import KEEPS_BOUNDARIES, flatten

from flattened import paragraphs, printed, raw, rebuilt
from jixiao.document import Cell, Paragraph, Run, Table
from jixiao.errors import JixiaoError
from jixiao.patterns import load
from jixiao.structure.flat import rebuild_tables

pytestmark = pytest.mark.no_cover

PIECES = [
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\x07",
    "\x07\n",
    "\x07\x07",
    "\x0b",
    "|",
    " | ",
    "|---|---|\n",
    "+--+--+\n",
    "| 1|2 |\n",
    "│",
    "├──┤",
    "甲",
    "绩\n\n效",
    "三公经费",
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "总分",
    "10",
    "0.5",
    "——",
    "编制数",
    "控制率",
    "财政供养人员情况（人）",
    "2023年实际在职人数",
    "经费控制情况（万元）",
    "2022年决算数",
    "2023年预算数",
    "2023年决算数",
    "年度预算申请",
    "年初预算数",
    "全年预算数",
    "全年执行数",
    "执行率",
    "按收入性质分：",
    "按支出性质分：",
    "填表人：",
    "附件1",
    "　",
    " ",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_no_character_is_lost(pieces: list[str]) -> None:
    text = "".join(pieces)
    try:
        blocks = paragraphs(text)
    except JixiaoError:
        return  # nothing but blanks
    result = rebuild_tables(blocks, load())
    assert raw(result.blocks) == raw(blocks)
    for table in result.blocks:
        if isinstance(table, Table):
            assert _is_grid(table)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([p for p in PIECES if "\n" not in p and "\r" not in p]), max_size=40), st.data())
def test_nor_where_paragraphs_have_no_line_end(pieces: list[str], data: st.DataObject) -> None:
    """As a Word or PDF file gives them; blanks aside, for the end of a paragraph is no character."""
    cuts = data.draw(st.lists(st.booleans(), min_size=len(pieces), max_size=len(pieces)))
    texts = [""]
    for piece, cut in zip(pieces, cuts, strict=True):
        texts[-1] += piece
        if cut:
            texts.append("")
    blocks = tuple(Paragraph(text, page=1) for text in texts)
    result = rebuild_tables(blocks, load())
    assert "".join(raw(result.blocks).split()) == "".join(raw(blocks).split())


def _is_grid(table: Table) -> bool:
    """Whether cells are sorted, inside the table, and cover no position twice."""
    places = [(cell.row, cell.column) for cell in table.cells]
    covered = [
        (row, column)
        for c in table.cells
        for row in range(c.row, c.row + c.row_span)
        for column in range(c.column, c.column + c.column_span)
    ]
    inside = all(row < table.rows and column < table.columns for row, column in covered)
    return places == sorted(places) and inside and len(set(covered)) == len(covered)


WORD = st.text(st.sampled_from("甲乙丙丁戊己庚辛12.%〇，"), min_size=1, max_size=6)


@pytest.mark.parametrize("dialect", [name for name in KEEPS_BOUNDARIES if name != "tika-odt"])
@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_grid_comes_back(dialect: str, data: st.DataObject) -> None:
    """Rows of one width without merged cells, of no known form: the cells as printed."""
    columns = data.draw(st.integers(2, 5))
    row = st.lists(st.one_of(WORD, st.just("")), min_size=columns, max_size=columns)
    texts = data.draw(st.lists(row, min_size=2, max_size=6))
    for number, line in enumerate(texts):
        line[0] = line[0] or f"行{number}"  # rows of blanks alone read like another dialect's
    texts.insert(0, [f"第{number}栏" for number in range(columns)])
    cells = tuple(Cell(r, c, 1, 1, text) for r, line in enumerate(texts) for c, text in enumerate(line))
    wanted = Table(len(texts), columns, cells, "native")
    gap = "\n" if dialect in ("docling", "pandoc") else ""
    end = "\r\n" if dialect == "word-stream" else "\n"
    result = rebuilt(f"前文一段{end}{gap}{flatten(wanted, dialect)}{gap}后文一段。此后没有表。{end}")
    (table,) = [block for block in result.blocks if isinstance(block, Table)]
    assert printed(table) == printed(wanted)
    assert (table.rows, table.columns) == (wanted.rows, wanted.columns)


def test_runs_of_a_pdf_follow_their_characters_into_the_cells() -> None:
    run = Run(0, 5, 3, (10.0, 20.0, 60.0, 30.0), (10.0, 20.0, 30.0, 40.0, 50.0, 60.0))
    lines = tuple(Paragraph(text, page=3, runs=(run,)) for text in ("甲1\t乙2", "丙3\t丁4"))
    (table,) = rebuild_tables(lines, load()).blocks
    assert isinstance(table, Table)
    assert table.page == 3
    assert [(cell.text, cell.runs[0].bbox) for cell in table.cells[:2]] == [
        ("甲1", (10.0, 20.0, 30.0, 30.0)),
        ("乙2", (40.0, 20.0, 60.0, 30.0)),
    ]
    assert [(run.start, run.end) for cell in table.cells for run in cell.runs] == [(0, 2)] * 4
