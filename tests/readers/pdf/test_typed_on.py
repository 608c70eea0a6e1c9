"""What was typed on a PDF's page: a viewer's typewriter, fields of a form. It was lost without a word."""

from __future__ import annotations

import pytest
from pdf_builder import Sheet, pdf

from jixiao.document import Table
from jixiao.pipeline import parse
from jixiao.readers.pdf import read_pdf

XS, YS = (60, 160, 260, 360, 460), (100, 130, 160)
HEADS = ("指标", "指标值", "完成值", "得分")
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
