"""Lines, blanks, paragraphs, and what is no body text."""

from __future__ import annotations

import pytest
from pdf_builder import Sheet, pdf

from jixiao.document import Document, Paragraph
from jixiao.readers.pdf import read_pdf

LEFT, RIGHT, EM = 72.0, 522.0, 15.0  # thirty characters a line
LONG = "全年预算执行情况良好各项指标均已完成资金使用规范有序项目推进平稳群众满意度持续提升单位管理制度不断健全"


def read(*sheets: Sheet) -> Document:
    return read_pdf(pdf(*sheets))


def body(document: Document) -> list[str]:
    return [b.text for b in document.blocks if isinstance(b, Paragraph) and not b.aside]


def asides(document: Document) -> list[tuple[int | None, str, str, str]]:
    return [(b.page, b.kind, b.aside, b.text) for b in document.blocks if isinstance(b, Paragraph) and b.aside]


def paragraph(sheet: Sheet, base: float, text: str, indent: float = 2, pitch: float = 24) -> float:
    """Set a paragraph of full-width characters, thirty a line; returns the next baseline."""
    x, room = LEFT + indent * EM, int(30 - indent)
    while text:
        sheet.text(x, base, text[:room], EM)
        text, base, x, room = text[room:], base + pitch, LEFT, 30
    return base


def test_blanks_come_from_the_file_only() -> None:
    # pdfium would put a blank between digits and characters, and would keep one of two.
    sheet = Sheet().text(72, 100, "截至2023").text(121, 100, "年底").text(72, 130, "填表人：某某  填报日期： 2024年")
    assert body(read(sheet)) == ["截至2023年底", "填表人：某某  填报日期： 2024年"]


def test_a_blank_alone_in_its_text_object_is_a_blank_of_the_file() -> None:
    # Set in another font than the Chinese around it; pdfium leaves it out and guesses from the gap.
    sheet = Sheet().text(72, 100, "指标").text(96, 100, " ").text(102, 100, "1：救助人数")
    sheet.text(72, 130, "指标").text(102, 130, "2：完成时限")  # the same gap, nothing in it
    sheet.text(72, 160, "（").text(84, 160, " ").text(90, 160, " ").text(96, 160, "2021").text(120, 160, " ")
    sheet.text(126, 160, "年度）").text(162, 160, " ")
    document = read(sheet)
    assert body(document) == ["指标 1：救助人数", "指标2：完成时限", "（  2021 年度）"]
    run = document.blocks[0].runs[0]
    assert (len(run.xs), run.xs[2:4]) == (10, (pytest.approx(96, abs=0.1), pytest.approx(102, abs=0.1)))


def test_characters_with_a_line_through_them_are_blanks() -> None:
    """A rule that runs on, a line below the letters or one above them strikes nothing out."""
    sheet = Sheet().text(72, 100, "编制8892名").line(96, 95.8, 108, 95.8)
    sheet.text(72, 130, "在职90").line(72, 132, 108, 132).line(72, 120, 108, 120)
    sheet.text(72, 160, "退休45").line(60, 155.8, 300, 155.8)
    document = read(sheet)
    assert body(document) == ["编制  92名", "在职90", "退休45"]
    assert [(one.code, one.page) for one in document.diagnostics] == [("struck_text", 1)]


def test_a_raised_figure_is_no_digit_of_the_one_before_it() -> None:
    sheet = Sheet().text(72, 100, "编制86", 16).text(120, 94, "1", 9).text(124.5, 100, "名", 16)
    assert body(read(sheet)) == ["编制86¹名"]


def _with_a_note(sheet: Sheet, *, rule: float) -> Sheet:
    """A figure with the raised number of a note, and the note at the page's foot below a rule of that length."""
    sheet.text(72, 100, "支出449.87", 16).text(152, 94, "1", 9).text(156.5, 100, "万元，在职86", 16)
    sheet.text(252.5, 94, "2", 9).text(257, 100, "人。", 16)
    sheet.line(72, 700, 72 + rule, 700).text(72, 710, "1", 6).text(76, 714, "含上年结转3.2万元。", 10)
    return sheet.text(72, 728, "2含工勤人员2人。", 10).text(290, 800, "- 1 -", 10)


def test_a_footnote_below_its_rule_is_none_of_the_text_and_its_number_no_digit() -> None:
    """Notes were measures of the last section, and spending with «¹» behind its figure was lost without a word."""
    document = read(_with_a_note(Sheet(), rule=140))
    found = [(b.kind, b.text.replace(" ", "")) for b in document.blocks if isinstance(b, Paragraph)]
    assert found == [
        ("paragraph", "支出449.87万元，在职86人。"),
        ("footnote", "1含上年结转3.2万元。"),
        ("footnote", "2含工勤人员2人。"),
        ("page_number", "-1-"),
    ]


def test_lines_that_begin_with_a_figure_below_a_table_s_rule_are_no_footnotes() -> None:
    assert body(read(_with_a_note(Sheet(), rule=440)))[0] == "支出449.87¹万元，在职86²人。"


def test_a_lone_blank_without_room_or_in_a_wide_gap_makes_none() -> None:
    # Left behind under a letter, on another line, or between two columns.
    sheet = Sheet().text(72, 100, "全年预算").text(90, 100, " ").text(110, 112, " ").text(119, 100, " ")
    sheet.text(120, 100, "执行").text(72, 130, "合计512.36").text(200, 130, " ").text(250, 130, "96.8")
    assert body(read(sheet)) == ["全年预算执行", "合计512.36\t96.8"]


def test_ideographic_blanks_stay() -> None:
    assert body(read(Sheet().text(72, 100, "　　一、基本　情况"))) == ["　　一、基本　情况"]


def test_a_hyphen_at_the_end_of_a_line_stays() -> None:
    sheet = Sheet().text(102, 100, "全" * 25 + "2021-", EM).text(72, 124, "2022年基础绩效", EM)
    paragraph(sheet, 148, LONG)
    assert body(read(sheet))[0] == "全" * 25 + "2021-\n2022年基础绩效"


def test_first_line_indents_begin_paragraphs() -> None:
    sheet = Sheet()
    base = paragraph(sheet, 100, LONG[:45])
    base = paragraph(sheet, base, "二、支出情况")
    base = paragraph(sheet, base, LONG[:28])  # exactly full
    paragraph(sheet, base, LONG[:40])
    assert [t.replace("\n", "|") for t in body(read(sheet))] == [
        LONG[:28] + "|" + LONG[28:45],
        "二、支出情况",
        LONG[:28],
        LONG[:28] + "|" + LONG[28:40],
    ]


def test_block_style_parts_by_distance_and_by_short_lines() -> None:
    sheet = Sheet()
    base = paragraph(sheet, 100, LONG[:42], indent=0)
    base = paragraph(sheet, base, LONG[:45], indent=0)
    base = paragraph(sheet, base + 10, LONG[:30], indent=0)  # full, set off by distance
    base = paragraph(sheet, base + 10, LONG[5:50], indent=0)
    assert [t.replace("\n", "") for t in body(read(sheet))] == [LONG[:42], LONG[:45], LONG[:30], LONG[5:50]]


def test_a_full_line_then_a_label_in_block_style() -> None:
    sheet = Sheet()
    base = paragraph(sheet, 100, LONG[:29] + "。", indent=0)
    base = paragraph(sheet, base, "（二）" + LONG[:40], indent=0)
    assert [t.replace("\n", "") for t in body(read(sheet))] == [LONG[:29] + "。", "（二）" + LONG[:40]]


def test_a_centred_title_wraps_and_ends() -> None:
    sheet = Sheet()
    sheet.text(77, 100, "某某市某某局某某服务中心二〇二三年度部门整", 22).text(253, 130, "体支出报告", 22)
    sheet.text(231, 160, "（公开版本一）", 22)
    paragraph(sheet, 200, LONG)
    found = body(read(sheet))
    assert found[:2] == ["某某市某某局某某服务中心二〇二三年度部门整\n体支出报告", "（公开版本一）"]


def test_a_paragraph_runs_over_the_page_end() -> None:
    one, two = Sheet(), Sheet()
    broken = LONG[::-1]
    paragraph(one, 100, LONG)
    one.text(102, 740, broken[:28], EM).text(290, 800, "- 1 -", 10)
    two.text(72, 90, broken[28:45], EM).text(290, 800, "- 2 -", 10)
    paragraph(two, 114, LONG)
    document = read(one, two)
    assert [t.replace("\n", "") for t in body(document)] == [LONG, broken[:45], LONG]
    joined = document.blocks[1]
    assert isinstance(joined, Paragraph)
    assert joined.text == broken[:28] + "\n" + broken[28:45]
    assert [run.page for run in joined.runs] == [1, 2]
    assert asides(document) == [(1, "page_number", "page_number", "- 1 -"), (2, "page_number", "page_number", "- 2 -")]


@pytest.mark.parametrize(
    "form", ["{}", "- {} -", "－ {} －", "— {} —", "第{}页", "第 {} 页 共 3 页", "第{}页/共3页", "{}/3", "Page {} of 3"]
)
def test_page_numbers(form: str) -> None:
    sheets = []
    for number in (1, 2, 3):
        sheet = Sheet().text(280, 800, form.format(number), 10)
        paragraph(sheet, 100, LONG)
        sheets.append(sheet)
    document = read(*sheets)
    assert [text.strip() for *_, text in asides(document)] == [form.format(n) for n in (1, 2, 3)]
    assert "".join(body(document)).replace("\n", "") == LONG * 3


def test_a_number_that_ends_the_text_is_no_page_number() -> None:
    sheet = Sheet()
    base = paragraph(sheet, 100, LONG)
    sheet.text(102, base, "100", EM)
    assert body(read(sheet))[-1] == "100"


def test_running_heads_on_every_page() -> None:
    sheets = []
    for number in (1, 2, 3):
        sheet = Sheet().text(200, 50, "某某局部门整体支出绩效自评报告", 9).text(200, 805, f"某某局 第{number}页", 9)
        paragraph(sheet, 100, LONG[number:])
        sheets.append(sheet)
    document = read(*sheets)
    assert [kind for _, kind, _, _ in asides(document)] == ["header", "footer"] * 3
    assert len(body(document)) == 3


def test_a_title_repeated_at_the_top_of_the_body_is_text() -> None:
    sheets = []
    for number in (1, 2):
        sheet = Sheet().text(72, 100, f"附件{number}", EM)
        paragraph(sheet, 140, LONG)
        sheets.append(sheet)
    assert [t for t in body(read(*sheets)) if t.startswith("附件")] == ["附件1", "附件2"]


@pytest.mark.parametrize("label", ["附件2：部门整体支出绩效自评表", "附件2", "附件2.", "附件 2、"])
def test_an_attachment_below_a_full_line_of_signatures_begins_anew(label: str) -> None:
    sheet = Sheet()
    base = paragraph(sheet, 100, LONG * 3)
    signatures = "填表人：张××联系电话：填报日期：六月单位负责人签字：刘××"
    assert len(signatures) == 30, "the line is full, and nothing closes it"
    after = paragraph(sheet, base, signatures, indent=0)
    paragraph(sheet, after, label, indent=0)
    assert body(read(sheet))[-2:] == [signatures, label]


def test_fake_bold_is_read_once() -> None:
    sheet = Sheet().text(72, 100, "绩效自评", 16).text(72.4, 100, "绩效自评", 16).text(72, 130, "合计100", 16)
    sheet.text(72.2, 130.2, "合计100", 16)
    assert body(read(sheet)) == ["绩效自评", "合计100"]


def test_doubled_characters_in_the_file_stay() -> None:
    assert body(read(Sheet().text(72, 100, "人人11.00"))) == ["人人11.00"]


def test_raised_and_small_characters_stay_on_their_line() -> None:
    sheet = Sheet().text(72, 100, "面积120m", 12).text(120, 95.5, "2", 7).text(124, 100, "以内", 12)
    assert body(read(sheet)) == ["面积120m2以内"]


def test_invisible_text_is_kept_and_named() -> None:
    document = read(Sheet().text(72, 100, "识别出的文字", mode=3))
    assert body(document) == ["识别出的文字"]
    assert [(d.code, d.page) for d in document.diagnostics] == [("invisible_text", 1)]


def test_text_outside_the_page_is_dropped_and_named() -> None:
    document = read(Sheet().text(72, 100, "页内").text(700, 100, "页外文字").text(72, 900, "下方"))
    assert body(document) == ["页内"]
    assert [(d.code, d.page) for d in document.diagnostics] == [("text_outside_page", 1)]
    assert "6" in document.diagnostics[0].message


def test_a_watermark_is_set_aside() -> None:
    sheet = Sheet()
    paragraph(sheet, 100, LONG)
    sheet.turned("0.7071 0.7071 -0.7071 0.7071", 200, 300, "内部资料", 48)
    document = read(sheet)
    assert "".join(body(document)).replace("\n", "") == LONG
    assert "".join(text for _, _, aside, text in asides(document) if aside == "watermark") == "内部资料"


def test_an_upright_watermark_is_set_aside() -> None:
    """Its letters stood among those of the lines below it; a large title stands alone."""
    sheet = Sheet().text(72, 60, "自评报告", 40)
    paragraph(sheet, 100, LONG, pitch=20)
    sheet.text(120, 125, "内部资料", 48)
    document = read(sheet)
    assert "".join(body(document)).replace("\n", "") == "自评报告" + LONG
    assert [(aside, text) for _, _, aside, text in asides(document)] == [("watermark", "内部资料")]
    more = Sheet().text(72, 100, "二、支出情况").text(120, 425, "内部资料", 48)
    assert body(read(sheet, more))[-1] == "二、支出情况"


def test_a_unit_set_askew_as_large_as_the_text_takes_no_signature() -> None:
    sheet = Sheet().text(72, 100, "一、支出情况。" + LONG[:20]).text(350, 200, "某县文化馆", 16)
    for y in (300, 500, 700):
        sheet.turned("0.7071 0.7071 -0.7071 0.7071", 100, y, "某县文化馆", 16)
    assert body(read(sheet))[-1] == "某县文化馆"


def table_sheet(extra: str, width: float = 595, height: float = 842) -> Sheet:
    sheet = Sheet(width, height)
    sheet.extra = extra
    return sheet


def test_a_page_shown_sideways_is_read_upright_and_placed_as_shown() -> None:
    document = read(table_sheet("/Rotate 90").text(100, 200, "甲乙", 10))
    [block] = document.blocks
    assert isinstance(block, Paragraph)
    assert block.text == "甲乙"
    # The page turns clockwise: what was 200 from the top is 842 - 200 from the left.
    assert block.runs[0].bbox == pytest.approx((842 - 201.4, 100, 842 - 191.2, 120), abs=0.01)
    assert block.runs[0].xs == ()


@pytest.mark.parametrize(
    ("rotate", "matrix", "x", "y"),
    [(90, "0 1 -1 0", 200, 100), (270, "0 -1 1 0", 395, 742), (180, "-1 0 0 -1", 495, 200)],
)
def test_sideways_content_made_upright_by_the_page(rotate: int, matrix: str, x: float, y: float) -> None:
    sheet = table_sheet(f"/Rotate {rotate}").turned(matrix, x, y, "甲乙2023", 10)
    if rotate != 180:
        sheet.raw("0.5 w", f"{x - 20} 60 m {x - 20} 780 l S {x + 20} 60 m {x + 20} 780 l S {x} 60 m {x} 61 l S")
    [block] = read(sheet).blocks
    assert isinstance(block, Paragraph)
    assert block.text == "甲乙2023"
    assert block.runs[0].bbox == pytest.approx((100, 191.2, 140, 201.4), abs=0.5)
    assert block.runs[0].xs == pytest.approx((100, 110, 120, 125, 130, 135, 140), abs=0.5)


def test_a_table_in_sideways_content() -> None:
    sheet = table_sheet("/Rotate 90")
    for y in (100, 200, 300):  # columns as shown
        sheet.raw(f"0.5 w 100 {y} m 160 {y} l S")
    for x in (100, 130, 160):
        sheet.raw(f"0.5 w {x} 100 m {x} 300 l S")
    for i, text in enumerate(["指标", "得分", "数量", "10"]):
        sheet.turned("0 1 -1 0", 120 + 30 * (i // 2), 110 + 100 * (i % 2), text, 10)
    [table] = read(sheet).blocks
    assert [(c.row, c.column, c.text) for c in table.cells] == [
        (0, 0, "指标"),
        (0, 1, "得分"),
        (1, 0, "数量"),
        (1, 1, "10"),
    ]
    assert table.bbox == pytest.approx((100, 100, 300, 160), abs=0.5)


def test_boxes_count_from_the_crop_box() -> None:
    document = read(table_sheet("/CropBox[50 100 545 800]").text(100, 200, "甲乙", 10))
    [block] = document.blocks
    assert block.runs[0].bbox == pytest.approx((50, 200 - 42 - 8.8, 70, 200 - 42 + 1.4), abs=0.01)


def test_columns_of_a_line_without_blanks_between_are_kept_apart() -> None:
    sheet = Sheet().text(72, 100, "合计512.36").text(250, 100, "96.8").text(400, 100.3, "某某  签字")
    document = read(sheet)
    assert body(document) == ["合计512.36\t96.8\t某某  签字"]
    run = document.blocks[0].runs[0]
    assert (len(run.xs), run.xs[8]) == (len("合计512.36\t96.8\t某某  签字") + 1, pytest.approx(132, abs=1))


def test_rows_without_rules_stay_apart() -> None:
    sheet = Sheet()
    base = paragraph(sheet, 100, LONG)
    for row in range(3):
        sheet.text(72, base + 24 * row, "收入项目", EM).text(300, base + 24 * row, "100", EM).text(
            492, base + 24 * row, "完成", EM
        )
    assert body(read(sheet))[1:] == ["收入项目\t100\t完成"] * 3


def test_letters_spread_over_a_title_are_one_word() -> None:
    sheet = Sheet().text(200, 100, "报", 22).text(244, 100, "告", 22).text(288, 100, "书", 22)
    assert body(read(sheet)) == ["报告书"]


def test_a_date_at_the_right_margin_ends_there() -> None:
    sheet = Sheet()
    base = paragraph(sheet, 100, LONG)
    sheet.text(402, base, "二〇二四年五月十", EM)
    paragraph(sheet, base + 24, LONG, indent=0)
    assert [t.replace("\n", "") for t in body(read(sheet))] == [LONG, "二〇二四年五月十", LONG]


def test_entries_under_hanging_labels() -> None:
    sheet = Sheet()
    base = paragraph(sheet, 100, LONG)
    for text in ("（一）" + LONG[:60], "（二）" + LONG[10:70]):
        sheet.text(72, base, text[:30], EM).text(117, base + 24, text[30:57], EM).text(117, base + 48, text[57:], EM)
        base += 72
    found = [t.replace("\n", "") for t in body(read(sheet))]
    assert found == [LONG, "（一）" + LONG[:60], "（二）" + LONG[10:70]]


@pytest.mark.parametrize(("matrix", "up"), [("0 1 -1 0", True), ("0 -1 1 0", False)])
def test_a_label_set_sideways_in_a_cell(matrix: str, up: bool) -> None:
    sheet = Sheet().rect(72, 100, 112, 220, "S").grid([112, 300], [100, 160, 220])
    sheet.turned(matrix, 96, 842 - 200 if up else 842 - 120, "得分10")
    sheet.text(130, 130, "一、预算执行的完成情况").text(130, 190, "二、指标完成情况")
    table = read(sheet).blocks[0]
    assert [c.text for c in table.cells if "10" in c.text] == ["得分10"]
