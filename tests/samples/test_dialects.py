"""Each text dialect prints a small table exactly as its tool does (the snippets are written by hand)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from samples.blocks import Grid, GridCell, Para
from samples.dialects import DIALECTS, flatten, flatten_document

from jixiao.document import Cell, Table

pytestmark = pytest.mark.no_cover

SHARED = Path(os.environ.get("JIXIAO_SHARED", "../shared"))


def small() -> Table:
    """A label over two rows with two paragraphs and a break, a cell over two columns, a blank one, a padded one."""
    grid = Grid(3)
    grid.row(GridCell("年度预\n\n算申请\n（万元）", rows=2), GridCell("按收入“性质”分：", 2))
    grid.row("  其中：公车 ", "\u300012")
    grid.row("总分", "——", "")
    return grid.table()


EXPECTED = {
    "tab-cells": "\t年度预\n\n算申请\n（万元）\n\t按收入“性质”分：\n\n"
    "\t\n\t  其中：公车 \n\t\u300012\n\n\t总分\n\t——\n\t\n\n\n",
    "tika-doc": "\t年度预\n算申请\n（万元）\n\t按收入“性质”分：\n\n"
    "\t\n\t  其中：公车 \n\t\u300012\n\n\t总分\n\t——\n\t\n\n\n",
    "tika-odt": "\t年度预\n算申请\n（万元）\n\t按收入“性质”分：\n\n\t 其中：公车\n\t\u300012\n\n\t总分\n\t——\n\t\n\n\n",
    "tika-sax": "\t年度预\n算申请\n（万元）\n\t按收入“性质”分：\n\t\t  其中：公车 \t\u300012\n\t总分\t——\t\n\n",
    "word-extractor": '年度预\n算申请（万元）\t按收入"性质"分：\t\n\t  其中：公车 \t\u300012\t\n总分\t--\t\t\n',
    "rows-tab": (
        "年度预\n算申请\n（万元）\t按收入“性质”分：\t按收入“性质”分：\n"
        "年度预\n算申请\n（万元）\t  其中：公车 \t\u300012\n总分\t——\t\n"
    ),
    "libreoffice": "年度预\n算申请\n（万元）\n按收入“性质”分：\n\n  其中：公车\n\u300012\n总分\n——\n\n",
    "libreoffice-gbk": (
        "年度预\r\n算申请\n（万元）\r\n按收入“性质”分：\r\n\r\n  其中：公车\r\n\u300012\r\n总分\r\n——\r\n\r\n"
    ),
    "docling": (
        "| 年度预  算申请   （万元）   | 按收入“性质”分：   | 按收入“性质”分：   |\n"
        "|-------------------|-------------|-------------|\n"
        "| 年度预  算申请   （万元）   | 其中：公车       | 12          |\n"
        "| 总分                | ——          |             |\n\n"
    ),
    "pandoc": (
        "+----------+-------------------+\n"
        "| 年度预   | 按收入“性质”分：  |\n"
        "|          |                   |\n"
        "| 算申请   |                   |\n"
        "| （万元） |                   |\n"
        "|          +------------+------+\n"
        "|          | 其中：公车 | \u300012 |\n"
        "+:========:+:==========:+:====:+\n"
        "| 总分     | ——         |      |\n"
        "+----------+------------+------+\n\n"
    ),
    "word-stream": (
        "年度预\r\n算申请\x0b（万元）\x07\n按收入“性质”分：\x07\n\x07"
        "\x07\n  其中：公车\x07\n\u300012\x07\n\x07总分\x07\n——\x07\n\x07\n\x07"
    ),
}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_table_as_the_tool_prints_it(dialect: str) -> None:
    assert flatten(small(), dialect) == EXPECTED[dialect]


def test_a_whole_document() -> None:
    grid = Grid(2)
    grid.row("甲", "乙")
    blocks = [Para("“标题”\n第二行", gap=False), Para("一、  概况", gap=True), grid.table(), Para("末段", gap=True)]
    assert flatten_document(blocks, "tab-cells") == "“标题”\n第二行\n一、  概况\n\n\t甲\n\t乙\n\n\n末段\n\n"
    assert flatten_document(blocks, "libreoffice-gbk") == "“标题”\n第二行\r\n一、  概况\r\n甲\r\n乙\r\n末段\r\n"
    assert flatten_document(blocks, "word-extractor") == '"标题"第二行\n一、  概况\n甲\t乙\t\n末段\n'
    assert flatten_document(blocks, "word-stream") == "“标题”\x0b第二行\r\n一、  概况\r\n甲\x07\n乙\x07\n\x07末段\r\n"
    assert flatten_document(blocks[1:2], "pandoc") == "一、 概况\n\n"


def test_an_unknown_dialect_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        flatten(small(), "smoke")


def cells_of(rows: list[object]) -> Iterator[Cell]:
    """The cells of a table's XML with their spans; paragraphs end with an empty line, as the generator has them."""
    spans: dict[int, list[int]] = {}
    texts: dict[int, str] = {}
    for index, row in enumerate(rows):
        column = 0
        for cell in row.findall(qn("w:tc")):  # type: ignore[attr-defined]
            span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            width = int(span.get(qn("w:val"))) if span is not None else 1
            if merge is not None and merge.get(qn("w:val")) != "restart":
                spans[column][1] += 1
            else:
                if column in spans:
                    yield Cell(spans[column][0], column, spans[column][1], spans[column][2], texts[column])
                spans[column] = [index, 1, width]
                texts[column] = "\n\n".join(text_of(paragraph) for paragraph in cell.findall(qn("w:p")))
                for gone in range(column + 1, column + width):
                    if gone in spans:
                        yield Cell(spans[gone][0], gone, spans[gone][1], spans[gone][2], texts.pop(gone))
                        del spans[gone]
            column += width
    for column, (row_index, height, width) in spans.items():
        yield Cell(row_index, column, height, width, texts[column])


def text_of(paragraph: object) -> str:
    """A paragraph's text with its line breaks."""
    parts = paragraph.iter(qn("w:t"), qn("w:br"))  # type: ignore[attr-defined]
    return "".join("\n" if part.tag == qn("w:br") else part.text or "" for part in parts)


REAL = {
    "tab-cells": "seed/report.txt",
    "tika-doc": "dialects/tika2_docx.txt",
    "tika-odt": "dialects/tika_odt.txt",
    "tika-sax": "dialects/tika3sax_docx.txt",
    "word-extractor": "dialects/node_word_extractor_docx.txt",
    "rows-tab": "dialects/python_docx_rows_tab.txt",
    "libreoffice": "dialects/libreoffice_txt.txt",
    "libreoffice-gbk": "dialects/libreoffice_txt_gbk_crlf.txt",
    "docling": "dialects/docling_md.txt",
    "pandoc": "dialects/pandoc_plain.txt",
    "word-stream": "dialects/wvText.txt",
}


def loose(text: str) -> str:
    """Without the widths of a drawn grid, which the tool takes from the page."""
    return re.sub(":?=+:?", "=", re.sub("-+", "-", re.sub(" +", " ", text)))


@pytest.mark.skipif(not (SHARED / "seed/report.docx").exists(), reason="the shared material is not here")
@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_real_tables_come_out_as_the_real_tool_printed_them(dialect: str) -> None:
    path = SHARED / REAL[dialect]
    if not path.exists():
        pytest.skip(f"{path.name} is not here")
    printed = path.read_bytes().decode("gb18030" if dialect == "libreoffice-gbk" else "utf-8")
    for table in docx.Document(str(SHARED / "seed/report.docx")).tables:
        rows = table._tbl.findall(qn("w:tr"))
        columns = len(table._tbl.tblGrid.findall(qn("w:gridCol")))
        cells = tuple(sorted(cells_of(rows), key=lambda cell: (cell.row, cell.column)))
        made = flatten(Table(len(rows), columns, cells, "native"), dialect)
        assert (loose(made) in loose(printed)) if dialect == "pandoc" else (made in printed)
