"""The white space of a web page's source: cells by their depth, in rows; paragraphs whose lines were wrapped there."""

from __future__ import annotations

import pytest
from samples.__main__ import generate
from samples.converters import tika_html

from converted import misses
from flattened import rebuilt, rows
from jixiao.document import Paragraph, Table
from jixiao.patterns import load
from jixiao.readers.text import read_text
from jixiao.structure.wrap import join_wrapped

ROWS = [["甲", "乙", "丙"], ["1", "", "\u3000"], ["", "五\n\n六", "7"], ["8", "9", "10"]]


@pytest.mark.parametrize("twice", [True, False])
def test_cells_rows_and_empty_cells(twice: bool) -> None:
    text = "前\n\n" + tika_html(ROWS, twice=twice) + "后\n"
    result = rebuilt(text)
    assert result.dialect == "indented-cells"
    first, table, last = (block for block in result.blocks if not isinstance(block, Paragraph) or block.text)
    assert isinstance(table, Table)
    assert rows(table) == [["甲", "乙", "丙"], ["1", "", "\u3000"], ["", "五\n\n六", "7"], ["8", "9", "10"]]
    assert isinstance(first, Paragraph)
    assert isinstance(last, Paragraph)
    assert (first.text, last.text) == ("前", "后")
    assert result.diagnostics == ()


@pytest.mark.parametrize("twice", [True, False])
def test_an_empty_paragraph_at_a_cell_s_end_ends_it_all_the_same(*, twice: bool) -> None:
    """«数量⏎» beside «改造小区数量» was one cell, and level 2 the one above («产出指标»)."""
    text = tika_html([["数量\n\n", "改造小区数量", "8"], ["8", "丁\n\n", "10"]], twice=twice)
    (table,) = (block for block in rebuilt(text).blocks if isinstance(block, Table))
    assert rows(table) == [["数量", "改造小区数量", "8"], ["8", "丁", "10"]]


def test_a_paragraph_broken_as_cells_are_goes_on_where_two_lines_part_cells() -> None:
    text = tika_html([["甲", "乙"], ["1.一；@2.二。", "丙"], ["丁", "戊"]], twice=True)
    result = rebuilt(text.replace("@", "\n\n\t\t\t\n\t\t\t"))
    (table,) = (block for block in result.blocks if isinstance(block, Table))
    assert ["".join(text.split()) for text in rows(table)[1]] == ["1.一；2.二。", "丙"]


def test_where_one_line_parts_cells_a_list_that_goes_on_is_one_cell() -> None:
    text = tika_html([["甲", "乙"], ["1.一；@2.二。", "1.丙"], ["丁", "戊"]], twice=False)
    result = rebuilt(text.replace("@", "\n\n\t\t\t\n\t\t\t"))
    (table,) = (block for block in result.blocks if isinstance(block, Table))
    assert ["".join(text.split()) for text in rows(table)[1]] == ["1.一；2.二。", "1.丙"]


@pytest.mark.parametrize("dialect", ["tika-html", "tika2-html"])
def test_reports(dialect: str) -> None:
    values, wrong, missing = misses(generate(77, 4), dialect)
    assert values > 1500
    assert [name for name in wrong if "/item" not in name] == []  # blanks before an item, which a web page collapses
    assert len(missing) <= values * (0.01 if dialect == "tika-html" else 0.2)


def test_lines_of_the_source_are_joined() -> None:
    text = "(一）本馆支出\n1891.10\n万元。\n\n" + tika_html(ROWS, twice=True) + "后\n"
    blocks = join_wrapped(read_text(text.encode()), load())
    assert blocks[0] == Paragraph("(一）本馆支出\n1891.10\n万元。", end="\n")
    assert "".join(block.text + block.end for block in blocks if isinstance(block, Paragraph)) == text


@pytest.mark.parametrize("twice", [True, False])
def test_blank_lines_part_two_tables(*, twice: bool) -> None:
    """Two forms one below the other were one: nothing of the second was read, and its last rows were sections."""
    below = [["丁", "戊"], ["3", "4"]]
    text = tika_html(ROWS, twice=twice) + "\n\n\n" + tika_html(below, twice=twice)
    tables = [block for block in rebuilt(text).blocks if isinstance(block, Table)]
    assert [rows(table) for table in tables] == [ROWS, below]
