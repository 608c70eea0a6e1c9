"""What was typed on a PDF's page: a viewer's typewriter, fields of a form. It was lost without a word."""

from __future__ import annotations

import pytest
from pdf_builder import Sheet, pdf

from jixiao.document import Table
from jixiao.pipeline import parse
from jixiao.readers.pdf import read_pdf
from jixiao.readers.pdf.binding import raw
from jixiao.readers.pdf.frames import Frame
from jixiao.readers.pdf.pages import PageContent
from jixiao.readers.scan.options import scanning

XS, YS = (60, 160, 260, 360, 460), (100, 130, 160)
HEADS = ("指标", "指标值", "完成值", "得分")
SCAN = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q"  # a picture over the whole page
TYPED, FIELD = "/Subtype/FreeText/DA(/F1 12 Tf)", "/Subtype/Widget/FT/Tx/T(a)"


def form() -> Sheet:
    sheet = Sheet().text(60, 80, "云岭县水利局2023年度项目支出绩效自评表").grid(XS, YS)
    for x, head in zip(XS, HEADS, strict=False):
        sheet.text(x + 4, 120, head)
    return sheet.text(64, 150, "维修水库").text(164, 150, "12座")


def cells(sheet: Sheet) -> list[str]:
    (table,) = [block for block in read_pdf(pdf(sheet)).blocks if isinstance(block, Table)]
    return [cell.text for cell in table.cells if cell.row == 1]


@pytest.mark.parametrize("kind", [TYPED, FIELD, "/Subtype/Widget/T(a)"])
def test_what_was_typed_into_a_cell_stands_in_it(kind: str) -> None:
    assert cells(form().annotation(kind, 264, 150, "11座").annotation(kind, 364, 150, "9.5")) == [
        "维修水库", "12座", "11座", "9.5",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "kind", ["/Subtype/Text", "/Subtype/Highlight", "/Subtype/Link", "/Subtype/Widget/FT/Sig/V<<>>"]
)
def test_a_note_a_mark_and_a_signature_are_none_of_the_page(kind: str) -> None:
    assert cells(form().annotation(kind, 264, 150, "11座")) == ["维修水库", "12座", "", ""]
    assert cells(form().annotation(kind, 264, 150, "11座").annotation(TYPED, 364, 150, "9.5")) == [
        "维修水库", "12座", "", "9.5",
    ]  # fmt: skip


def test_a_report_of_which_the_score_was_typed_in() -> None:
    sheet = Sheet().text(60, 80, "云岭县水利局2023年度部门整体支出绩效自评报告").text(60, 110, "一、单位基本情况")
    sheet.text(60, 130, "编制20名。").text(60, 150, "二、自评结论").text(60, 170, "自评得分")
    report = parse(pdf(sheet.annotation(TYPED, 108, 170, "95分。")))
    assert report.conclusion.self_score == 95


@pytest.mark.parametrize(
    ("kind", "notes"),
    [
        (TYPED + "/Contents(11)", ["typed_text_unshown"]),
        (FIELD + "/V(11)", ["typed_text_unshown"]),
        (FIELD, []),
        (FIELD + "/V( )", []),
        ("/Subtype/Widget/FT/Btn/T(a)/V/Yes", []),
        (TYPED + "/F 2/Contents(11)", []),
        ("/Subtype/Text/Contents(11)", []),
    ],
)
def test_what_was_typed_but_has_no_look_is_named(kind: str, notes: list[str]) -> None:
    document = read_pdf(pdf(form().annotation(kind, 264, 150, "").annotation(TYPED, 364, 150, "9.5")))
    assert [(note.code, note.page) for note in document.diagnostics] == [(code, 1) for code in notes]


@pytest.mark.parametrize("kind", [TYPED + "/Contents(11)", FIELD + "/V(11)"])
def test_what_was_typed_and_is_shown_is_not_named(kind: str) -> None:
    assert not read_pdf(pdf(form().annotation(kind, 264, 150, "11座"))).diagnostics


def test_what_cannot_be_made_part_of_a_page_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw, "FPDFPage_Flatten", lambda *_: raw.FLATTEN_FAIL)
    document = read_pdf(pdf(form().annotation(TYPED, 264, 150, "11座").annotation(FIELD, 364, 150, "")))
    (note,) = document.diagnostics
    assert (note.code, note.page) == ("typed_text_unshown", 1)
    assert "1处" in note.message


@pytest.mark.parametrize(("picture", "codes"), [(SCAN, ["page_without_text"]), ("", [])])
def test_a_scan_on_which_somebody_typed_much_is_a_scan(picture: str, codes: list[str]) -> None:
    sheet = Sheet().raw(picture)
    for at in range(5):
        sheet.annotation(TYPED, 100, 100 + 30 * at, f"完成维修水库十二座{at}")
    assert [note.code for note in read_pdf(pdf(sheet)).diagnostics] == codes


def test_what_was_typed_on_a_scan_but_has_no_look_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def recognised(_: bytes, numbers: list[int], *__: object) -> list[PageContent]:
        return [PageContent(number, Frame(0, 842, 595, 842, 0), recognised=True, scanned=True) for number in numbers]

    monkeypatch.setattr("jixiao.readers.pdf.missing", lambda: ())
    monkeypatch.setattr("jixiao.readers.scan.read_scanned_pages", recognised)
    with scanning(enabled=True):
        document = read_pdf(pdf(Sheet().raw(SCAN).annotation(TYPED + "/Contents(11)", 264, 150, "")))
    assert "typed_text_unshown" in [note.code for note in document.diagnostics]


def test_a_scanned_sheet_with_two_pages_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of its halves was replaced by both: every line stood there twice, or four times."""
    asked: list[int] = []

    def recognised(_: bytes, numbers: list[int], *__: object) -> list[PageContent]:
        asked.extend(numbers)
        frame = Frame(0, 842, 595, 842, 0)
        return [PageContent(n, frame, recognised=True, scanned=True) for n in numbers for _ in range(2)]

    monkeypatch.setattr("jixiao.readers.pdf.missing", lambda: ())
    monkeypatch.setattr("jixiao.readers.scan.read_scanned_pages", recognised)
    found: list[PageContent] = []

    def assembled(pages: list[PageContent]) -> tuple[()]:
        found.extend(pages)
        return ()

    monkeypatch.setattr("jixiao.readers.pdf.assemble", assembled)
    sheet = Sheet(1190, 842).raw(SCAN.replace("595", "1190"))
    for x in (72, 667):
        for y in range(100, 700, 50):
            sheet.text(x, y, "一页的文字都在左右其中一边" * 3, mode=3)
    with scanning(enabled=True):
        document = read_pdf(pdf(sheet.annotation(TYPED + "/Contents(11)", 264, 150, "")))
    assert asked == [1]
    assert len(found) == 2
    assert [note.code for note in document.diagnostics].count("typed_text_unshown") == 1
