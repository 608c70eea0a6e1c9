"""Text set in two columns, and pages of which it fills only one."""

from __future__ import annotations

import pytest
from pdf_builder import Sheet, pdf
from test_pdf_text import LONG, body, read

from jixiao.document import Paragraph, Table
from jixiao.readers.pdf import read_pdf

WIDE, PITCH, GUTTER = 18, 20, 312.0  # characters a line, points from line to line, left edge of the right column
FIRST = "一、支出情况。本年支出合计一千八百万元，比上年减少七十三万元，主要原因是" + LONG + "。"
SECOND = "二、存在的问题。项目资料归档不及时，部分项目前期准备不足，" + LONG + "。"
THIRD = "三、改进措施。对十四个项目逐一建档，完善项目储备库管理，" + LONG + "。"


def cut(text: str) -> list[str]:
    return [text[at : at + WIDE] for at in range(0, len(text), WIDE)]


def column(sheet: Sheet, x: float, base: float, *lines: str) -> Sheet:
    for number, line in enumerate(lines):
        sheet.text(x, base + PITCH * number, line)
    return sheet


def texts(sheet: Sheet) -> list[str]:
    return ["".join(text.split()) for text in body(read(sheet))]


def test_the_left_column_is_read_before_the_right_one() -> None:
    """Lines of one height were one line: a measure stood in the middle of the title."""
    lines = [*cut(FIRST), *cut(SECOND)[:3]]
    rest = [*cut(SECOND)[3:], *cut(THIRD)]
    sheet = Sheet().text(200, 80, "部门整体支出绩效自评报告", 16)
    column(sheet, 72, 120, *lines)
    column(sheet, GUTTER, 120, *rest)
    sheet.text(290, 800, "- 1 -", 10)
    assert texts(sheet) == ["部门整体支出绩效自评报告", FIRST, SECOND, THIRD]


def test_a_value_of_the_right_column_has_its_place_on_the_page() -> None:
    sheet = column(Sheet(), 72, 120, *cut(FIRST))
    column(sheet, GUTTER, 120, *cut(THIRD))
    (block,) = [b for b in read(sheet).blocks if b.text.startswith("三、")]
    assert (block.runs[0].bbox[0], block.runs[0].xs[0]) == (pytest.approx(GUTTER, abs=1), pytest.approx(GUTTER, abs=1))


def test_rows_of_two_cells_are_no_columns() -> None:
    """A list without rules: the content holds it row by row."""
    sheet = Sheet()
    for number, line in enumerate(cut(FIRST)):
        done = f"{number}项任务均按期完成并经县水利局验收合格"  # as wide as the left one: neither crosses the middle
        sheet.text(72, 120 + PITCH * number, line).text(GUTTER, 120 + PITCH * number, done)
    assert "合计一千八百万0项任务均按期完成并经县水利局验收合格元，比上年" in "".join(texts(sheet))


def test_cells_that_fill_no_line_are_no_columns() -> None:
    """A table without rules, which the content holds column by column."""
    sheet = column(Sheet(), 72, 120, "农村饮水安全工程", "办公费", "差旅费", "印刷费", "培训费")
    column(sheet, GUTTER, 120, "县水利局灌区管理所", "1.5", "2.5", "3.5", "4.5")
    assert "办公费1.5差旅费2.5" in "".join(texts(sheet))


def test_text_that_fills_one_of_two_columns_is_put_together() -> None:
    """Each line was a paragraph, for none is half as wide as the page: a rate and a reason were lost silently."""
    assert texts(column(Sheet(), 72, 120, *cut(FIRST), *cut(SECOND))) == [FIRST, SECOND]


def test_short_lines_of_one_length_are_no_column() -> None:
    lines = ["甲县水利局", "乙县水利局", "丙县水利局", "丁县水利局", "戊县水利局"]
    assert texts(column(Sheet(), 72, 120, *lines)) == lines
    lines = [f"{number}．部门整体支出绩效自评报告表" for number in "１２３４５"]
    assert texts(column(Sheet(), 72, 120, *lines)) == lines


def test_columns_above_and_below_a_ruled_table() -> None:
    sheet = column(Sheet(), 72, 120, *cut(FIRST))
    column(sheet, GUTTER, 120, *cut(SECOND))
    low = 120 + PITCH * (len(cut(FIRST)) + 1)
    sheet.grid((72, 286, 500), (low, low + 24, low + 48))
    for at, cell in enumerate(("项目", "金额", "泵站", "120.5")):
        sheet.text(80 + at % 2 * 214, low + 16 + at // 2 * 24, cell)
    column(sheet, 72, low + 80, *cut(THIRD))
    column(sheet, GUTTER, low + 80, *cut(SECOND))
    assert texts(sheet) == [FIRST, SECOND, THIRD, SECOND]


def test_two_pages_on_a_sheet() -> None:
    """Each is a page: its lines are its own, its tables go on in the other, and boxes count from the sheet's corner."""
    sheet = Sheet(1190, 842)
    for left, names in ((72, ("甲", "乙")), (667, ("丙", "丁"))):
        sheet.text(left, 80, f"{names[0]}页的文字" * 6)
        sheet.grid([left, left + 200, left + 400], [100, 400, 760])
        for row, name in enumerate(names):
            sheet.text(left + 10, 200 + 300 * row, name * 20).text(left + 210, 200 + 300 * row, f"{row}分" * 10)
    document = read_pdf(pdf(sheet))
    assert document.page_count == 1
    found = [block for block in document.blocks if isinstance(block, Table)]
    assert [(table.rows, table.columns, table.page) for table in found] == [(2, 2, 1), (2, 2, 1)]
    assert [table.cells[0].text[0] for table in found] == ["甲", "丙"]
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == [
        "甲页的文字" * 6,
        "丙页的文字" * 6,
    ]
    assert [round(table.cells[0].runs[0].bbox[0]) for table in found] == [82, 677]
    assert [round(table.bbox[0]) for table in found if table.bbox] == [72, 667]
    wide = Sheet(1190, 842).grid([72, 500, 700, 1100], [100, 400, 760])
    for x in (80, 510, 710):
        wide.text(x, 200, "字" * 15).text(x, 500, "字" * 15)
    (table,) = [block for block in read_pdf(pdf(wide)).blocks if isinstance(block, Table)]
    assert table.columns == 3
    rows = Sheet(1190, 842)
    for y in range(100, 700, 30):
        rows.text(80, y, "左边的文字内容").text(700, y, "右边的文字内容")
    assert body(read_pdf(pdf(rows)))[0] == "左边的文字内容\t右边的文字内容"
    listed = Sheet(842, 595)  # written by columns
    for x, words in ((60, ("项目名称", "水渠修建工程")), (470, ("预算数", "100.00")), (600, ("执行数", "98.00"))):
        for row in range(7):
            listed.text(x, 100 + 30 * row, words[row > 0])
    assert body(read_pdf(pdf(listed)))[-7:] == ["预算数\t执行数", *["100.00\t98.00"] * 6]


def test_what_both_pages_of_a_sheet_have_is_said_once() -> None:
    sheet = Sheet(1190, 842)
    for x in (72, 667):
        for y in range(100, 700, 50):
            sheet.text(x, y, "一页的文字都在左右其中一边" * 3, mode=3)
    document = read_pdf(pdf(sheet))
    assert [(note.code, note.page) for note in document.diagnostics] == [("invisible_text", 1)]
    assert "\t" not in "".join(body(document))
