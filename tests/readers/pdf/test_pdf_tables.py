"""Ruled tables, however their rules are drawn."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_builder import Sheet, pdf

from jixiao.document import Paragraph, Table
from jixiao.readers.pdf import read_pdf

XS, YS = [72.0, 172.0, 272.0, 372.0], [100.0, 130.0, 160.0, 190.0]
PLAIN = [(r, c, 1, 1, f"{'甲乙丙'[r]}{c + 1}") for r in range(3) for c in range(3)]


def fill(sheet: Sheet, xs: list[float] = XS, ys: list[float] = YS) -> Sheet:
    for r in range(3):
        for c in range(3):
            sheet.text(xs[c] + 10, ys[r] + 20, f"{'甲乙丙'[r]}{c + 1}")
    return sheet


def tables(sheet: Sheet, *more: Sheet) -> list[Table]:
    return [b for b in read_pdf(pdf(sheet, *more)).blocks if isinstance(b, Table)]


def cells(table: Table) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.column, c.row_span, c.column_span, c.text) for c in table.cells]


def h(sheet: Sheet, y: float, x0: float, x1: float) -> Sheet:
    return sheet.line(x0, y, x1, y)


def v(sheet: Sheet, x: float, y0: float, y1: float) -> Sheet:
    return sheet.line(x, y0, x, y1)


def thin_sides(sheet: Sheet) -> Sheet:
    """Word: a filled rectangle half a point thin for each side of each cell."""
    for r in range(3):
        for c in range(3):
            x0, x1, y0, y1 = XS[c], XS[c + 1], YS[r], YS[r + 1]
            sheet.rect(x0, y0, x1, y0 + 0.48).rect(x0, y1, x1, y1 + 0.48)
            sheet.rect(x0, y0, x0 + 0.48, y1).rect(x1, y0, x1 + 0.48, y1)
    return sheet


def cell_boxes(sheet: Sheet) -> Sheet:
    """A stroked rectangle for each cell, a point apart: double lines."""
    for r in range(3):
        for c in range(3):
            sheet.rect(XS[c] + 0.5, YS[r] + 0.5, XS[c + 1] - 0.5, YS[r + 1] - 0.5, "S")
    return sheet


def one_path(sheet: Sheet) -> Sheet:
    """The whole grid in one stroked path."""
    top = sheet.height
    ops = [f"{XS[0]} {top - y} m {XS[-1]} {top - y} l" for y in YS]
    ops += [f"{x} {top - YS[0]} m {x} {top - YS[-1]} l" for x in XS]
    return sheet.raw("0.7 w", *ops, "S")


def one_fill(sheet: Sheet) -> Sheet:
    """All rules as thin rectangles of one filled path."""
    top = sheet.height
    ops = [f"{XS[0]} {top - y} {XS[-1] - XS[0]} 0.5 re" for y in YS]
    ops += [f"{x} {top - YS[-1]} 0.5 {YS[-1] - YS[0]} re" for x in XS]
    return sheet.raw(*ops, "f")


def dashes(sheet: Sheet) -> Sheet:
    """Dashes two points long, one and a half apart, each a path of its own."""
    for y in YS:
        x = XS[0]
        while x < XS[-1]:
            h(sheet, y, x, min(x + 2, XS[-1]))
            x += 3.5
    for x in XS:
        y = YS[0]
        while y < YS[-1]:
            v(sheet, x, y, min(y + 2, YS[-1]))
            y += 3.5
    return sheet


def shaded(sheet: Sheet) -> Sheet:
    """Ordinary rules with a shaded heading row, one cell of it shaded by lines."""
    sheet.raw("0.9 g").rect(XS[0], YS[0], XS[-1], YS[1]).rect(XS[0] + 5, YS[0] + 5, XS[1] - 5, YS[1] - 5).raw("0 g")
    return sheet.grid(XS, YS)


def in_form(sheet: Sheet) -> Sheet:
    """The rules in a form inside a form, each with a matrix."""
    inner = Sheet(600, 600)
    inner.grid([x / 2 for x in XS], [y / 2 for y in YS])
    sheet.forms["Outer"] = (
        "/BBox[0 0 2000 2000]/Matrix[1 0 0 1 0 -358]",
        "q 2 0 0 2 0 0 cm " + "\n".join(inner.ops) + " Q",
    )
    return sheet.raw("/Outer Do")


@pytest.mark.parametrize(
    "draw",
    [
        lambda s: s.grid(XS, YS),
        thin_sides,
        cell_boxes,
        one_path,
        one_fill,
        dashes,
        shaded,
        in_form,
    ],
    ids=["lines", "thin_sides", "cell_boxes", "one_path", "one_fill", "dashes", "shaded", "in_form"],
)
def test_however_the_rules_are_drawn(draw) -> None:
    [table] = tables(fill(draw(Sheet())))
    assert (table.rows, table.columns, table.origin, table.page) == (3, 3, "ruled", 1)
    assert cells(table) == PLAIN
    assert table.bbox == pytest.approx((72, 100, 372, 190), abs=1)


def test_a_missing_inner_rule_is_a_merge() -> None:
    sheet = Sheet()
    h(sheet, 100, 72, 372)
    h(sheet, 130, 172, 372)  # the first column's cell spans two rows
    h(sheet, 160, 72, 372)
    h(sheet, 190, 72, 372)
    v(sheet, 72, 100, 190)
    v(sheet, 172, 100, 190)
    v(sheet, 272, 130, 160)  # first row: two columns merged; last row too
    v(sheet, 372, 100, 190)
    sheet.text(80, 140, "编制").text(180, 120, "人数").text(180, 150, "7").text(80, 180, "合计")
    [table] = tables(sheet)
    assert cells(table) == [
        (0, 0, 2, 1, "编制"),
        (0, 1, 1, 2, "人数"),
        (1, 1, 1, 1, "7"),
        (1, 2, 1, 1, ""),
        (2, 0, 1, 1, "合计"),
        (2, 1, 1, 2, ""),
    ]


def test_outer_verticals_missing() -> None:
    sheet = fill(Sheet())
    for y in YS:
        h(sheet, y, XS[0], XS[-1])
    for x in XS[1:-1]:
        v(sheet, x, YS[0], YS[-1])
    [table] = tables(sheet)
    assert cells(table) == PLAIN


def test_last_row_cut_by_the_page_end_has_no_rule_below() -> None:
    sheet = fill(Sheet())
    for y in YS[:-1]:
        h(sheet, y, XS[0], XS[-1])
    for x in XS:
        v(sheet, x, YS[0], YS[-1])
    [table] = tables(sheet)
    assert cells(table) == PLAIN


def test_an_underline_in_a_cell_makes_no_row() -> None:
    sheet = fill(Sheet().grid(XS, YS))
    h(sheet, 147, 185, 215)
    [table] = tables(sheet)
    assert cells(table) == PLAIN


def test_a_border_missing_at_one_cell_keeps_its_text() -> None:
    sheet = fill(Sheet())
    for y in YS:
        h(sheet, y, XS[0], XS[-1])
    v(sheet, XS[0], YS[0], YS[1])
    v(sheet, XS[0], YS[2], YS[3])
    for x in XS[1:]:
        v(sheet, x, YS[0], YS[-1])
    [table] = tables(sheet)
    assert cells(table) == PLAIN


def test_a_frame_is_no_table() -> None:
    document = read_pdf(pdf(Sheet().rect(60, 80, 400, 200, "S").text(72, 120, "说明：本表由单位填写。")))
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == ["说明：本表由单位填写。"]
    assert len(document.blocks) == 1


def test_a_frame_around_the_page_does_not_hide_the_table() -> None:
    [table] = tables(fill(Sheet().rect(40, 40, 555, 802, "S").grid(XS, YS)))
    assert cells(table) == PLAIN


def test_a_drawing_without_text_is_no_table() -> None:
    assert tables(Sheet().grid(XS, YS).text(72, 300, "附图")) == []


def test_two_tables_with_text_between_come_in_order() -> None:
    lower = [y + 150 for y in YS]
    sheet = fill(fill(Sheet().grid(XS, YS).grid(XS, lower)), XS, lower).text(72, 225, "二、下表")
    blocks = read_pdf(pdf(sheet)).blocks
    assert [type(b).__name__ for b in blocks] == ["Table", "Paragraph", "Table"]


def test_lines_in_a_cell_are_sorted_and_joined_by_a_break() -> None:
    sheet = Sheet().grid([72, 272, 372], [100, 160, 190])
    # Content order: second line first, and the brackets before what they hold.
    sheet.text(80, 145, "2023年完工项目").text(80, 120, "批复（").text(128, 120, "）").text(116, 120, "㎡").text(
        300, 120, "7"
    )
    [table] = tables(sheet)
    cell = table.cells[0]
    assert cell.text == "批复（㎡）\n2023年完工项目"
    assert [cell.text[r.start : r.end] for r in cell.runs] == ["批复（㎡）", "2023年完工项目"]
    assert cell.runs[0].xs == pytest.approx((80, 92, 104, 116, 128, 140))
    assert cell.runs[1].bbox == pytest.approx((80, 134.44, 164, 146.68), abs=0.01)


@pytest.mark.parametrize(
    ("lines", "width", "text"),
    [
        (("135", "6"), 30, "1356"),  # no fourth digit fits: one number
        (("135", "6"), 60, "135\n6"),  # it would: two
        (("202", "456"), 30, "202\n456"),  # as long below: may be two
        (("≥12,3", "40人"), 42, "≥12,340人"),
        (("合格", "12"), 30, "合格\n12"),
    ],
)
def test_a_number_cut_by_its_column_is_one(lines: tuple[str, str], width: float, text: str) -> None:
    sheet = Sheet().grid([72.0, 72.0 + width, 200.0], [100.0, 150.0, 180.0])
    for i, line in enumerate(lines):
        sheet.text(77.4, 120 + 14 * i, line, 12)
    (table,) = tables(sheet)
    assert table.cells[0].text == text


def test_neighbouring_cells_written_by_one_operator() -> None:
    sheet = Sheet().grid([72, 100, 128, 156], [100, 130, 160]).text(78, 150, "1")
    words = " -300 ".join(f"<{text.encode('utf-16-be').hex()}>" for text in ("甲乙", "丙丁", "戊己"))
    sheet.raw(f"BT /F1 12 Tf 1 0 0 1 73 {842 - 120} Tm [{words}] TJ ET")
    [table] = tables(sheet)
    assert [c.text for c in table.cells] == ["甲乙", "丙丁", "戊己", "1", "", ""]


def test_a_text_too_long_for_its_cell_is_not_cut() -> None:
    sheet = Sheet().grid([72, 120, 168, 216], [100, 130, 160])
    sheet.text(74, 120, "一二三四五六七八").text(100, 150, "1234567.89", 14)
    [table] = tables(sheet)
    assert [c.text for c in table.cells] == ["一二三四五六七八", "", "", "", "1234567.89", ""]


def test_parts_of_a_table_over_pages_count_the_same_columns() -> None:
    first = fill(Sheet().grid(XS, YS))
    second = Sheet().grid([72, 372], [72, 100, 130]).grid([72, 272, 372], [130, 160])
    second.text(80, 90, "合计说明").text(80, 120, "备注").text(80, 150, "分数").text(280, 150, "100")
    a, b = tables(first, second)
    assert (a.columns, b.columns, a.page, b.page) == (3, 3, 1, 2)
    assert cells(b) == [(0, 0, 1, 3, "合计说明"), (1, 0, 1, 3, "备注"), (2, 0, 1, 2, "分数"), (2, 2, 1, 1, "100")]


def test_empty_rows_at_a_page_end_belong_to_the_table() -> None:
    first = Sheet().text(72, 100, "附件").grid(XS, [700, 730, 760])
    assert [len(t.cells) for t in tables(first, fill(Sheet().grid(XS, YS)))] == [6, 9]


def test_a_single_cell_on_the_next_page_belongs_to_the_table() -> None:
    low = [y + 560 for y in YS]
    rest = Sheet().grid([72, 372], [72, 140]).text(80, 90, "偏差原因").text(80, 110, "及改进措施").text(72, 200, "正文")
    a, b = tables(fill(Sheet().grid(XS, low), XS, low), rest)
    assert cells(b) == [(0, 0, 1, 3, "偏差原因\n及改进措施")]
    assert a.columns == b.columns == 3


def test_a_box_after_a_table_of_another_width_is_text() -> None:
    last = fill(Sheet().grid(XS, [y + 560 for y in YS]), XS, [y + 560 for y in YS])
    box = Sheet().grid([100, 500], [72, 140]).text(110, 100, "提示").text(72, 200, "正文")
    blocks = read_pdf(pdf(last, box)).blocks
    assert [b.text or "table" for b in blocks] == ["table", "提示", "正文"]


def test_tables_with_text_between_keep_their_own_columns() -> None:
    first = fill(Sheet().grid(XS, YS)).text(72, 230, "附表二")
    second = Sheet().grid([72, 372], [72, 100, 130]).text(80, 90, "甲").text(80, 120, "乙")
    assert [t.columns for t in tables(first, second)] == [3, 1]


Rectangle = tuple[int, int, int, int]


@st.composite
def partitions(draw: st.DrawFn) -> tuple[int, int, list[Rectangle]]:
    """A grid cut into cells: rows, columns, and (row, column, row span, column span) in reading order."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(2, 6))
    taken: set[tuple[int, int]] = set()
    found = []
    for r in range(rows):
        for c in range(columns):
            if (r, c) in taken:
                continue
            width, height = draw(st.sampled_from([1, 1, 1, 2, 3])), draw(st.sampled_from([1, 1, 1, 2, 4]))
            width = next(
                w for w in range(min(width, columns - c), 0, -1) if all((r, c + k) not in taken for k in range(w))
            )
            height = min(height, rows - r)
            taken |= {(a, b) for a in range(r, r + height) for b in range(c, c + width)}
            found.append((r, c, height, width))
    return rows, columns, found


def visible(found: list[Rectangle]) -> list[Rectangle]:
    """Without rows and columns that no rule shows (all cells merged over them)."""
    rows = {line: i for i, line in enumerate(sorted({r for r, _, _, _ in found} | {r + h for r, _, h, _ in found}))}
    columns = {line: i for i, line in enumerate(sorted({c for _, c, _, _ in found} | {c + w for _, c, _, w in found}))}
    return [(rows[r], columns[c], rows[r + h] - rows[r], columns[c + w] - columns[c]) for r, c, h, w in found]


@settings(max_examples=120, deadline=None)
@given(partitions(), st.booleans(), st.integers(0, 2**32))
def test_any_grid_comes_back(shape: tuple[int, int, list[Rectangle]], thin: bool, empty: int) -> None:
    _, _, found = shape
    if len(found) < 2:
        return
    sheet = Sheet()
    texts = []
    for i, (r, c, height, width) in enumerate(found):
        x0, x1, y0, y1 = 60 + 70 * c, 60 + 70 * (c + width), 90 + 28 * r, 90 + 28 * (r + height)
        if thin:
            sheet.rect(x0, y0, x1, y0 + 0.5).rect(x0, y1, x1, y1 + 0.5)
            sheet.rect(x0, y0, x0 + 0.5, y1).rect(x1, y0, x1 + 0.5, y1)
        else:
            sheet.rect(x0, y0, x1, y1, "S")
        texts.append("" if i and empty >> i & 1 else f"格{i}")
        if texts[-1]:
            sheet.text(x0 + 5, y0 + 18, texts[-1])
    [table] = tables(sheet)
    assert cells(table) == [(*box, text) for box, text in zip(visible(found), texts, strict=True)]
    assert sum(c.row_span * c.column_span for c in table.cells) == table.rows * table.columns


def test_a_table_with_rules_between_its_rows_alone_is_read_by_its_columns() -> None:
    """All of it was one column, its cells run together, and nothing named it; a list in a box stays one column."""
    ys = [100.0 + 30 * n for n in range(5)]
    sheet = Sheet().rect(72, 100, 522, 220, "S")
    for r, y in enumerate(ys[1:]):
        h(sheet, y, 72, 522)
        for x, text in zip(
            (80, 200, 320, 440), ("指标", "目标值", "完成值", "得分") if not r else "甲乙丙丁", strict=True
        ):
            sheet.text(x, y - 10, text)
    assert tables(sheet) == []
    rows = ["\t".join(block.text.split()) for block in read_pdf(pdf(sheet)).blocks]
    assert rows == ["指标\t目标值\t完成值\t得分", *["甲\t乙\t丙\t丁"] * 3]
    listed = Sheet().rect(72, 100, 522, 220, "S")
    for y in ys[1:]:
        h(listed, y, 72, 522).text(80, y - 10, "一、资金使用规范")
    assert [(table.rows, table.columns) for table in tables(listed)] == [(4, 1)]


def test_a_head_in_cells_parts_no_table() -> None:
    """A small table at the same place with the same words on the pages is furniture («内部资料 | 第3页»)."""
    pages = []
    for number in (1, 2):
        sheet = Sheet().grid([72, 272, 372], [30, 50]).text(80, 45, "内部资料").text(280, 45, f"第{number}张")
        pages.append(fill(sheet.grid(XS, YS)))
    document = read_pdf(pdf(*pages))
    assert [cells(block) for block in document.blocks if isinstance(block, Table)] == [PLAIN, PLAIN]
    heads = [(b.text, b.aside) for b in document.blocks if isinstance(b, Paragraph)]
    assert heads == [(text, "running_head") for n in (1, 2) for text in ("内部资料", f"第{n}张")]
    other = [fill(Sheet().grid(XS, YS)), fill(Sheet().grid([72, 272, 372], [30, 50]).text(80, 45, "表").grid(XS, YS))]
    assert len(tables(*other)) == 3
    for low, stay in (((95, 88), True), ((3, 4), False), ((100, 100), False)):
        foot = [Sheet().grid([72, 297, 522], [770, 800]).text(80, 790, "得分").text(300, 790, str(n)) for n in low]
        assert (len(tables(*(fill(sheet.grid(XS, YS)) for sheet in foot))) == 4) is stay


@pytest.mark.parametrize("second", ["指标", "（10分）"])
def test_labels_set_downwards_in_columns(second: str) -> None:
    """Letter below letter, the right column first, as in the narrow cells of levels; the order of the content tells."""
    sheet = Sheet().grid([72, 112, 300], [100, 160, 220]).text(130, 130, "甲").text(130, 190, "乙")
    sheet.rect(72, 220, 112, 340, "S")
    for column, word in enumerate(("产出数量", second)):
        for n, letter in enumerate(word):
            sheet.text(94 - 14 * column, 234 + 14 * n, letter)
    (table,) = tables(sheet)
    assert [c.text for c in table.cells if "产" in c.text] == [f"产出数量\n{second}"]
    across = Sheet().grid([72, 112, 300], [100, 160, 220])
    for n, pair in enumerate(("产出", "指标", "数量")):
        for x, letter in zip((78, 92), pair, strict=True):
            across.text(x, 114 + 14 * n, letter)
    assert tables(across)[0].cells[0].text == "产出\n指标\n数量"
