"""Tables as grids with their spans; which of them only lay a page out."""

from __future__ import annotations

import pytest

from jixiao.document import Block, Paragraph, Table
from jixiao.errors import LimitError
from jixiao.readers.html import read_html
from jixiao.readers.limits import Limits


def blocks(body: str) -> tuple[Block, ...]:
    return read_html(f"<html><body>{body}</body></html>".encode()).blocks


def only(body: str) -> Table:
    (table,) = [block for block in blocks(body) if isinstance(block, Table)]
    return table


def grid(table: Table) -> list[tuple[int, int, int, int, str]]:
    return [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in table.cells]


def test_spans_headings_and_breaks() -> None:
    table = only(
        "<table border=1><thead><tr><th rowspan=2>项目<th colspan='2'>金额<tr><th>预算</th><th>决算</th></tr></thead>"
        "<tbody><tr><td><p>人员</p><p>经费</p></td><td>1.5<br>万元</td><td>&nbsp;</td></tbody>"
        "<tfoot><tr><td colspan=3></td></tr></tfoot></table>"
    )
    assert (table.rows, table.columns, table.origin) == (4, 3, "native")
    assert grid(table) == [
        (0, 0, 2, 1, "项目"), (0, 1, 1, 2, "金额"), (1, 1, 1, 1, "预算"), (1, 2, 1, 1, "决算"),
        (2, 0, 1, 1, "人员\n经费"), (2, 1, 1, 1, "1.5\n万元"), (2, 2, 1, 1, "\xa0"), (3, 0, 1, 3, ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # A span ends with its row group and with the table; 0 means to the end of the group.
        ("<tr><td rowspan=9>甲<td>乙<tr><td>丙", [(0, 0, 2, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 1, 1, 1, "丙")]),
        (
            "<tfoot><tr><td>合计<td>3</tfoot><tbody><tr><td rowspan=2>甲<td>1<tr><td>2",  # shown last
            [(0, 0, 2, 1, "甲"), (0, 1, 1, 1, "1"), (1, 1, 1, 1, "2"), (2, 0, 1, 1, "合计"), (2, 1, 1, 1, "3")],
        ),
        (
            "<tbody><tr><td rowspan=0>甲<td>乙<tr><td>丙<tbody><tr><td>丁<td>戊",
            [(0, 0, 2, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 1, 1, 1, "丙"), (2, 0, 1, 1, "丁"), (2, 1, 1, 1, "戊")],
        ),
        # Rows without cells are none, but where a span covers them.
        ("<tr></tr><tr><td>甲<td>乙</tr><tr></tr>", [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙")]),
        ("<tr><td rowspan=2>甲<td rowspan=2>乙</tr><tr></tr>", [(0, 0, 2, 1, "甲"), (0, 1, 2, 1, "乙")]),
        # Ragged rows leave holes; odd spans count as one.
        (
            "<tr><td>甲<tr><td colspan=-1>乙<td rowspan=x>丙",
            [(0, 0, 1, 1, "甲"), (1, 0, 1, 1, "乙"), (1, 1, 1, 1, "丙")],
        ),
        # A cell that runs into a span from above is cut there.
        (
            "<tr><td>甲<td rowspan=2>乙<td>丙<tr><td colspan=3>丁",
            [(0, 0, 1, 1, "甲"), (0, 1, 2, 1, "乙"), (0, 2, 1, 1, "丙"), (1, 0, 1, 1, "丁")],
        ),
        # What is not shown takes no place in the grid.
        ("<tr><td>甲<td style='display:none'>密<td>乙<tr hidden><td>密", [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙")]),
        # Word's last row tells widths.
        ("<tr><td>甲<td>乙<tr height=0><td width=5><td width=9>", [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙")]),
    ],
)
def test_odd_rows(rows: str, expected: list[tuple[int, int, int, int, str]]) -> None:
    assert grid(only(f"<table border=1>{rows}</table>")) == expected


def test_no_position_is_covered_twice_and_overlaps_are_told() -> None:
    document = read_html(b"<table><tr><td>a<td rowspan=2>b<tr><td colspan=2>c<td>d</table><p>e</p>")
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    taken = [
        (row, column)
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    ]
    assert len(taken) == len(set(taken))
    assert [item.code for item in document.diagnostics] == ["merged_cell_text"]


def shape(found: tuple[Block, ...]) -> list[str]:
    return [
        block.text if isinstance(block, Paragraph) else "|".join(cell.text for cell in block.cells) for block in found
    ]


INNER = "<table border=1><tr><td>甲<td>1<tr><td>乙<td>2</table>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # The frame of a portal: one cell holds the page.
        (
            f"<table><tr><td>首页<td>政务</tr></table><table><tr><td><p>一、概况</p>{INNER}<p>二、问题</p></table>",
            ["首页|政务", "一、概况", "甲|1|乙|2", "二、问题"],
        ),
        (
            f"<table><tr><td>导航<tr><td><table><tr><td>侧栏<td><p>正文正文正文</p>{INNER}</table></table>",
            ["导航", "侧栏", "正文正文正文", "甲|1|乙|2"],
        ),
        ("<table role=presentation><tr><td>甲<td>乙</table>", ["甲", "乙"]),
        ("<table><tr><td>" + "<p>一二三四五六七八九十。</p>" * 50 + "<td>侧栏</table>",
         ["一二三四五六七八九十。"] * 50 + ["侧栏"]),
        # A table within a cell of a real table follows it, as Word's are read.
        (f"<table border=1><tr><td>单位名称某某某某某某<td>内{INNER}外<tr><td>备注备注备注备注<td>无</table>",
         ["单位名称某某某某某某|内\n外|备注备注备注备注|无", "甲|1|乙|2"]),
        # A caption, and text between cells, stand before their table, as browsers print them.
        ("<table><caption>表一</caption><tr>误<td>甲<td>乙</table>", ["表一", "误", "甲|乙"]),
        ("<table><tr><td>甲</table>", ["甲"]),
        ("<table></table><p>乙</p>", ["乙"]),
        ("<ol><li>甲<table border=1><tr><td><ol><li>子</ol><td>丑</table><li>乙</ol>", ["1.甲", "1.子|丑", "2.乙"]),
    ],
)  # fmt: skip
def test_layout_is_no_table(body: str, expected: list[str]) -> None:
    assert shape(blocks(body)) == expected


@pytest.mark.parametrize(
    ("body", "limits"),
    [
        ("<table>" + "<tr>" + "<td colspan=1000>x" * 3 + "</table>", Limits()),
        ("<table>" + "<tr><td>x<td>y" * 30 + "</table>", Limits(cells=59)),
        ("".join(f"<table border=1><tr><td>{'x' * 3**k}<td>y<td>" for k in range(5, 0, -1)), Limits(table_depth=4)),
        ("<table>" * 70, Limits()),
        ("<div>" * 5000 + "x", Limits()),
        ("<b>x</b>" * 20, Limits(tags=39)),
        ("<p>x" * 20, Limits(paragraphs=19)),
        ("<p>xx" * 10, Limits(characters=19)),
        ("x" * 100, Limits(entry_bytes=99)),
        ("x" * 100, Limits(file_bytes=99)),
    ],
)
def test_each_limit_is_one(body: str, limits: Limits) -> None:
    with pytest.raises(LimitError):
        read_html(body.encode(), limits)
