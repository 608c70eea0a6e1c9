"""Files that an earlier tool saved in a wrong encoding: restored and said, or named where only a part of them is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.document import Document, Paragraph
from jixiao.errors import DamagedFileError
from jixiao.readers.chinese import CLEAR, reads_surely, score
from jixiao.readers.html import read_html
from jixiao.readers.misread import garbled_lines, restored
from jixiao.readers.text import read_text

REPORT = (
    "2023年度云溪县档案馆\n部门整体支出绩效自评报告\n\n一、单位基本情况\n（一）主要职能。\n1.负责全县档案的收集、保管和利用。\n"
    "二、一般公共预算支出情况\n2023年一般公共预算财政拨款支出212.40万元，占总支出的100%，比上年增加12.40万元，增长6.20%。\n"
    "\t年度资金总额\n\t200.00\n\t≥3000卷\n\t——\n\n三、政府性基金预算支出情况\n本单位2023年度无政府性基金预算支出\n"
)
FIGURES = re.compile(r"[\d.]+%?")
BIG5 = "部門整體支出績效自評報告\n一、單位基本情況\n預算部門名稱：某某局，年度總體目標完成情況良好，共計212.40萬元。\n"


def text_of(document: Document) -> str:
    return "".join(block.text + block.end for block in document.blocks if isinstance(block, Paragraph))


def western(data: bytes) -> str:
    """As Windows-1252 with its gaps filled by Latin-1 (browsers)."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)


@pytest.mark.parametrize(
    ("misread", "written", "read_as"),
    [
        (REPORT.encode().decode("latin-1"), "UTF-8", "Windows-1252"),
        (western(REPORT.encode()), "UTF-8", "Windows-1252"),
        (REPORT.encode("gb18030").decode("latin-1"), "GB18030", "Windows-1252"),
        (western(REPORT.encode("gb18030")), "GB18030", "Windows-1252"),
        (BIG5.encode("big5").decode("latin-1"), "Big5", "Windows-1252"),
    ],
)
@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_what_was_taken_for_western_text_is_whole_again(misread: str, written: str, read_as: str, codec: str) -> None:
    document = read_text(misread.encode(codec))
    assert text_of(document) == (BIG5 if written == "Big5" else REPORT)
    (diagnostic,) = document.diagnostics
    assert diagnostic.code == "misread_encoding"
    assert f"{written} 误作 {read_as}" in diagnostic.message
    assert document.encoding == codec


@pytest.mark.parametrize("lost", ["\ufffd", "?", ""])
def test_utf8_taken_for_gb18030_loses_no_figure(lost: str) -> None:
    misread = REPORT.encode().decode("gb18030", "replace").replace("\ufffd", lost)
    document = read_text(misread.encode())
    text = text_of(document)
    assert FIGURES.findall(text) == FIGURES.findall(REPORT)
    assert text.startswith("2023年度云溪县档案馆\n部门整体支出绩效自评报告\n")
    assert "财政拨款支\ufffd212.40万元" in text  # an odd number of characters in front of a digit
    assert [diagnostic.code for diagnostic in document.diagnostics] == ["misread_encoding", "replaced_characters"]


def test_chinese_encodings_taken_for_each_other() -> None:
    assert restored(BIG5.encode("cp950").decode("gb18030", "replace")) is not None
    assert restored(REPORT.encode("gb18030").decode("cp950", "replace")) is not None


def test_a_page_that_was_misread() -> None:
    page = f"<html><body><p>{REPORT}</p></body></html>".encode().decode("latin-1")
    document = read_html(page.encode())
    assert [diagnostic.code for diagnostic in document.diagnostics] == ["misread_encoding"]


@given(st.integers(0, 150), st.integers(1, 120))
def test_no_piece_of_a_report_is_misread(start: int, length: int) -> None:
    assert restored(REPORT[start : start + length]) is None
    assert restored(BIG5[start : start + length]) is None


@pytest.mark.parametrize(
    "text", ["212.40\t100%\n", "", "budget 2023", "砀山县", "鄱阳湖鳜鱼", "Müller–São Paulo", "①②③□■"]
)
def test_what_is_no_report_is_left_as_it_is(text: str) -> None:
    assert restored(text) is None


def test_pieces_that_were_misread_are_named() -> None:
    # catdoc, of a Word file whose text is in pieces; a paragraph that somebody pasted from a garbled page
    pasted = "（二）财政拨款支出情况。".encode().decode("gb18030", "replace")
    lines = ["对行动", "!kÿˆmd–Øšzz=„ir0", "YÿžX设车辆进出道闸", "三、问题", pasted, "涓流汇聚工程"]
    assert garbled_lines(lines) == (1, 2, 4)
    _, diagnostic = read_text((REPORT + "\n".join(lines)).encode()).diagnostics
    assert diagnostic.code == "garbled_characters"
    assert "3 段" in diagnostic.message
    assert diagnostic.blocks == tuple(REPORT.count("\n") + index for index in (1, 2, 4))


def test_names_in_other_letters_are_not_garbled() -> None:
    assert garbled_lines(["与 Müller 公司合作", "赴 São Paulo 考察", "lǜ sè，nǚ，xiǎo xué"]) == ()


def test_chinese_that_became_question_marks_is_counted() -> None:
    document = read_text((REPORT + "人员??12???。真的?\n").encode())
    (diagnostic,) = document.diagnostics
    assert (diagnostic.code, diagnostic.blocks) == ("replaced_characters", (REPORT.count("\n"),))
    assert "5 个字符" in diagnostic.message


def test_a_text_of_question_marks_is_damaged() -> None:
    with pytest.raises(DamagedFileError, match="无法解码"):
        read_text(REPORT.encode("ascii", "replace"))


@given(st.text(st.sampled_from("绩效的一是，。（）12a \t\x00\x7f\ufffd缁╂晥锛¼¨Ð§，、"), max_size=40))
def test_a_text_that_surely_reads_reads(text: str) -> None:
    assert not reads_surely(text) or score(text) >= CLEAR


def test_a_report_surely_reads_and_its_bytes_misread_do_not() -> None:
    text = "项目支出绩效自评报告：本年预算批复120万元，实际支出118.5万元，预算执行率98.75%。"
    assert reads_surely(text)
    assert not reads_surely(text.encode().decode("gb18030", "replace"))
    assert not reads_surely("")
