"""Files that are broken, locked or hostile: one typed error or an honest document."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_builder import Sheet, assemble, packed, pdf

import jixiao
from jixiao.assurance import to_review
from jixiao.document import Paragraph
from jixiao.errors import DamagedFileError, EmptyFileError, EncryptedFileError, JixiaoError, LimitError
from jixiao.readers.limits import Limits
from jixiao.readers.pdf import read_pdf
from jixiao.readers.pdf.grid import TooDenseError, find_grids
from jixiao.readers.pdf.opening import inflated_size

GOOD = pdf(Sheet().text(72, 100, "本单位无政府性基金预算支出").grid([72, 172, 272], [150, 180, 210]).text(80, 170, "7"))
SCAN = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q"


def texts(data: bytes) -> list[str]:
    return [b.text for b in read_pdf(data).blocks if isinstance(b, Paragraph)]


@pytest.mark.parametrize("data", [b"", b"\n\n  ", b"\0" * 100])
def test_empty(data: bytes) -> None:
    with pytest.raises(EmptyFileError) as caught:
        read_pdf(data)
    assert "空" in caught.value.message


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04 no PDF", b"%PDF-1.7\n" + bytes(range(256)) * 40, GOOD[: len(GOOD) // 3]],
    ids=["zip", "garbage", "cut"],
)
def test_damaged(data: bytes) -> None:
    with pytest.raises(DamagedFileError) as caught:
        read_pdf(data)
    assert "\n" not in caught.value.message
    assert "另存" in caught.value.message
    assert "save a copy" in caught.value.message_en


def test_a_password_is_asked_for() -> None:
    with pytest.raises(EncryptedFileError) as caught:
        read_pdf(pdf(Sheet().text(72, 100, "密"), user="secret"))
    assert "密码" in caught.value.message


def test_copying_forbidden_is_read() -> None:
    assert texts(pdf(Sheet().text(72, 100, "允许打开不许复制"), encrypt="owner")) == ["允许打开不许复制"]


def test_a_lost_trailer_is_mended_and_named() -> None:
    cut = GOOD[: GOOD.rfind(b"xref\n0") + 12]
    document = read_pdf(cut)
    assert document.blocks == read_pdf(GOOD).blocks
    assert [d.code for d in document.diagnostics] == ["truncated"]


def test_packed_objects_are_read_and_mended() -> None:
    data = packed(GOOD)
    assert read_pdf(data).blocks == read_pdf(GOOD).blocks
    assert read_pdf(data).diagnostics == ()
    document = read_pdf(data[: data.rfind(b"/Type/XRef")])
    assert document.blocks == read_pdf(GOOD).blocks
    assert [d.code for d in document.diagnostics] == ["truncated"]


def test_a_page_tree_that_points_to_itself() -> None:
    loop = assemble([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 100000000>>"])
    with pytest.raises((DamagedFileError, LimitError)):
        read_pdf(loop)


def test_a_damaged_page_is_named() -> None:
    data = pdf(Sheet().text(72, 100, "第一页"), Sheet().text(72, 100, "第二页"))
    broken = data.replace(b"/Type/Page/", b"/Type/Pbge/", 1)
    document = read_pdf(broken)
    codes = {d.code for d in document.diagnostics}
    assert texts(broken) == ["第一页", "第二页"] or "truncated" in codes


def test_pages_without_text_are_left_to_the_scan_reader() -> None:
    blank = Sheet()
    scan = Sheet().raw(SCAN).text(290, 800, "- 2 -", 10)
    text = Sheet().text(72, 100, "有文字的一页")
    document = read_pdf(pdf(blank, scan, text))
    assert [(d.code, d.page) for d in document.diagnostics] == [("page_without_text", 1), ("page_without_text", 2)]
    assert [b.text for b in document.blocks] == ["有文字的一页"]
    assert "空白" in document.diagnostics[0].message
    assert "扫描" in document.diagnostics[1].message
    assert (document.page_count, document.text_origin) == (3, "digital")


def test_a_recognition_laid_over_a_scan_says_so() -> None:
    layer = Sheet().raw(SCAN).text(72, 100, "识别出的文字" * 6, mode=3)
    document = read_pdf(pdf(layer))
    assert [b.text for b in document.blocks] == ["识别出的文字" * 6]
    assert (document.text_origin, [d.code for d in document.diagnostics]) == ("ocr", ["invisible_text"])
    mixed = read_pdf(pdf(layer, Sheet().text(72, 100, "正文")))
    assert mixed.text_origin == "mixed"
    paragraphs = [block for block in mixed.blocks if isinstance(block, Paragraph)]
    assert [(p.page, {run.confidence for run in p.runs}) for p in paragraphs] == [(1, {0.9}), (2, {1.0})]


def test_values_of_another_tools_recognition_are_to_be_reviewed() -> None:
    layer = Sheet().raw(SCAN)
    lines = ("云溪县档案馆2023年度部门整体支出绩效自评报告", "一、基本情况", "在职人员编制29人，实有27人。")
    for row, line in enumerate(lines):
        layer.text(72, 100 + 30 * row, line, mode=3)
    report = jixiao.parse(pdf(layer))
    assert report.source.text_origin == "ocr"
    reviewed = {item.pointer for item in to_review(report)}
    assert reviewed == {at for at, evidence in report.evidence.items() if evidence.text.strip()}
    assert {"/title", "/organization/name"} <= reviewed


@pytest.mark.parametrize("text", ["²¿ÃÅÕûÌåÖ§³ö¼¨Ð§×ÔÆÀ±¨¸æ" * 2, "(cid:1203)(cid:88)(cid:417)(cid:902)"])
def test_a_garbled_layer_is_not_text(text: str) -> None:
    document = read_pdf(pdf(Sheet().text(72, 100, text)))
    assert document.blocks == ()
    assert [d.code for d in document.diagnostics] == ["page_without_text"]
    assert "乱码" in document.diagnostics[0].message


def test_a_watermark_over_a_scan_is_no_text_layer() -> None:
    scan = Sheet().raw(SCAN)
    for row in range(1, 8):
        scan.text(72, 100 * row, "内部资料注意保存").turned("0.7 0.7 -0.7 0.7", 300, 100 * row, "内部资料", 30)
    scan.text(72, 400, "内部资料", 120)
    document = read_pdf(pdf(scan))
    assert document.blocks == ()
    assert [d.code for d in document.diagnostics] == ["page_without_text"]
    text = Sheet().raw(SCAN).text(72, 100, "报告正文印在浅色底图上，每行都不相同，一共有三十个以上的字符在这里")
    assert read_pdf(pdf(text)).text_origin == "digital"


def test_one_invisible_word_makes_no_recognition() -> None:
    page = Sheet().raw(SCAN).text(72, 100, "正文的第一行文字在这里，不是识别出来的", mode=0)
    page.text(72, 130, "第二行也是印出来的文字，共有三十多个字", mode=0).text(72, 160, "暗记", mode=3)
    assert read_pdf(pdf(page)).text_origin == "digital"


def test_no_page_with_text_is_still_a_document() -> None:
    document = read_pdf(pdf(Sheet().raw(SCAN)))
    assert document.blocks == ()
    assert [d.code for d in document.diagnostics] == ["page_without_text"]


@pytest.mark.parametrize("text", ["\ue000\ue001\ue002\ue003甲", "\ufffd\ufffd\ufffd"])
def test_a_layer_of_unmapped_glyphs_is_not_text(text: str) -> None:
    document = read_pdf(pdf(Sheet().text(72, 100, text)))
    assert document.blocks == ()
    assert [d.code for d in document.diagnostics] == ["page_without_text"]
    assert "乱码" in document.diagnostics[0].message


def test_a_font_without_a_map_is_not_text() -> None:
    document = read_pdf(pdf(Sheet().text(72, 100, "䀀䀁䀂䀃䀄䀅", font="F2")))
    assert document.blocks == ()
    assert [d.code for d in document.diagnostics] == ["page_without_text"]


def test_single_unmapped_glyphs_are_counted() -> None:
    document = read_pdf(pdf(Sheet().text(72, 100, "预算执行率\ue123完成情况良好")))
    assert [(d.code, d.page) for d in document.diagnostics] == [("unmapped_glyphs", 1)]
    assert "1" in document.diagnostics[0].message


def test_limits() -> None:
    with pytest.raises(LimitError):
        read_pdf(GOOD, Limits(file_bytes=100))
    with pytest.raises(LimitError):
        read_pdf(pdf(Sheet(), Sheet(), Sheet()), Limits(pages=2))
    with pytest.raises(LimitError):
        read_pdf(GOOD, Limits(page_objects=5))
    with pytest.raises(LimitError):
        read_pdf(GOOD, Limits(characters=5))


def test_a_decompression_bomb_is_refused_before_it_is_inflated() -> None:
    bomb = zlib.compress(b"0 0 m " * 20_000_000, 9)
    stream = f"<</Filter/FlateDecode/Length {len(bomb)}>>stream\n".encode() + bomb + b"\nendstream"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R>>"
    data = assemble([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[4 0 R]/Count 1>>", stream, page])
    assert inflated_size(data, 64_000_000) > 64_000_000
    with pytest.raises(LimitError):
        read_pdf(data)


def test_a_drawing_of_thousands_of_lines_keeps_its_text() -> None:
    sheet = Sheet().text(72, 40, "附图说明")
    h = sheet.height
    sheet.raw("0.1 w", *(f"20 {h - 60 - i * 0.45} m 580 {h - 60 - i * 0.45} l S" for i in range(1600)))
    steps = [f"{20 + i * 4} {60 + (i % 7) * 4} m {20 + i * 4} {h - 61} l S" for i in range(140)]
    document = read_pdf(pdf(sheet.raw(*steps)))
    assert "附图说明" in [b.text for b in document.blocks if isinstance(b, Paragraph)]
    with pytest.raises(TooDenseError):
        find_grids([(4.0 * i, 0.0, 9000.0) for i in range(2000)], [(4.0 * i, 0.0, 9000.0) for i in range(2000)])
    with pytest.raises(LimitError):
        read_pdf(GOOD, Limits(cells=3))


def test_forms_that_call_each_other_end() -> None:
    sheet = Sheet().text(72, 100, "正文").raw("/A Do")
    sheet.forms["A"] = ("/BBox[0 0 600 900]", "/A Do q 1 0 0 1 0 0 cm Q")
    assert texts(pdf(sheet)) == ["正文"]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_damage_gives_a_document_or_a_typed_error(data: st.DataObject) -> None:
    raw = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(raw)))
    try:
        document = read_pdf(bytes(raw[: cut or None]))
    except JixiaoError as error:
        message = error.message
    else:
        message = ""
        assert document.page_count is not None
    assert "\n" not in message
