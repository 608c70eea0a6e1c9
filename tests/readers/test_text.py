"""The text reader: every encoding a Chinese office writes, nothing lost, nothing invented."""

from __future__ import annotations

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jixiao.document import Document, Paragraph
from jixiao.errors import DamagedFileError, EmptyFileError, JixiaoError, LimitError, UnknownTypeError
from jixiao.ideographs import as_shown
from jixiao.readers.escaped import unescaped
from jixiao.readers.limits import Limits
from jixiao.readers.text import decode as decoded
from jixiao.readers.text import read_text

REPORT = (
    "2023年度云溪县档案馆\n部门整体支出绩效自评报告\n\n一、单位基本情况\n（一）主要职能。\n1.负责全县档案的收集、保管和利用。\n"
    "二、一般公共预算支出情况\n2023年一般公共预算财政拨款支出212.40万元，占总支出的100%，比上年增加12.40万元，增长6.20%。\n"
    "\t年度资金总额\n\t200.00\n\t≥3000卷\n\t——\n\n三、政府性基金预算支出情况\n本单位2023年度无政府性基金预算支出\n"
)
TRADITIONAL = (
    "部門整體支出績效自評報告\n一、單位基本情況\n預算部門名稱：某某局，年度總體目標完成情況良好，共計212.40萬元。\n"
)


def lines_of(document: Document) -> list[tuple[str, str]]:
    return [(block.text, block.end) for block in document.blocks if isinstance(block, Paragraph)]


def text_of(document: Document) -> str:
    return "".join(text + end for text, end in lines_of(document))


def decode(data: bytes) -> tuple[str, str]:
    """The text and its encoding, of bytes that nobody misread before."""
    text, encoding, before = decoded(data)
    assert before is None
    return text, encoding


def noise(seed: int, size: int) -> bytes:
    return random.Random(seed).randbytes(size)  # noqa: S311


# --- encodings --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("codec", "mark", "name"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8-sig"),
        ("utf-16-le", b"\xff\xfe", "utf-16"),
        ("utf-16-be", b"\xfe\xff", "utf-16"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
        ("utf-32-le", b"\xff\xfe\0\0", "utf-32"),
        ("utf-32-be", b"\0\0\xfe\xff", "utf-32"),
        ("gb18030", b"", "gb18030"),
        ("gbk", b"", "gb18030"),
        ("gb18030", b"\x84\x31\x95\x33", "gb18030"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_encoding_gives_the_same_text(codec: str, mark: bytes, name: str, end: str) -> None:
    text = REPORT.replace("\n", end)
    document = read_text(mark + text.encode(codec))
    assert document.encoding == name
    assert text_of(document) == text
    assert document.diagnostics == ()
    assert (document.reader, document.media_type, document.page_count) == ("text", "text/plain", None)


@pytest.mark.parametrize("codec", ["big5", "cp950"])
def test_big5_is_told_from_gb18030(codec: str) -> None:
    document = read_text(TRADITIONAL.encode(codec))
    assert document.encoding == "big5"
    assert text_of(document) == TRADITIONAL


def test_traditional_characters_in_gb18030_stay_gb18030() -> None:
    assert decode(TRADITIONAL.encode("gb18030")) == (TRADITIONAL, "gb18030")


@pytest.mark.parametrize(
    "word",
    [
        "部门",
        "预算",
        "自评",
        "得分",
        "单位",
        "优",
        "无",
        "是",
        "元",
        "联通",
        "砀山县",
        "亳州",
        "邛崃",
        "歙县",
        "——",
        "（无）",
        "100%，完成",
    ],
)
def test_two_characters_of_gbk_are_enough(word: str) -> None:
    assert decode(word.encode("gbk"))[0] == word


@pytest.mark.parametrize(
    "word", ["部門", "預算", "績效", "單位", "元", "萬元", "龍華", "鹽田", "自評報告", "測試結果", "高雄市政府"]
)
def test_a_few_characters_of_big5_are_enough(word: str) -> None:
    assert decode(word.encode("big5")) == (word, "big5")


@given(
    start=st.integers(0, 120),
    length=st.integers(8, 60),
    codec=st.sampled_from(["utf-8", "gb18030", "utf-16-le", "utf-16-be"]),
)
def test_any_stretch_of_a_report_reads_in_any_encoding(start: int, length: int, codec: str) -> None:
    piece = REPORT[start : start + length]
    assert decode(piece.encode(codec))[0] == piece


@given(start=st.integers(0, 40), length=st.integers(8, 40))
def test_any_stretch_of_big5_reads(start: int, length: int) -> None:
    piece = TRADITIONAL[start : start + length]
    assert decode(piece.encode("big5"))[0] == piece


def test_four_byte_characters_of_gb18030() -> None:
    text = REPORT.replace("云溪县", "㼆溪县\U00020000")
    assert decode(text.encode("gb18030")) == (text, "gb18030")


def test_utf16_without_one_ascii_character_has_no_nul_and_reads() -> None:
    text = "部门整体支出绩效自评报告，单位基本情况，主要职能，全县档案的收集、保管和利用。"
    for codec in ("utf-16-le", "utf-16-be"):
        assert b"\0" not in text.encode(codec)
        assert decode(text.encode(codec)) == (text, codec)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_high_bytes_are_not_confused_by_characters_ending_in_zero(codec: str) -> None:
    # U+4E00 «一» and U+3000, with which paragraphs are indented, have a NUL where ASCII has none.
    text = "\u3000\u3000一般公共预算一般情况，一是统一，一般一个\u3000\u3000一览\n" * 3
    assert decode(text.encode(codec)) == (text, codec)


def test_plain_ascii_is_utf8() -> None:
    assert decode(b"budget 2023\r\n212.40\r\n") == ("budget 2023\r\n212.40\r\n", "utf-8")


def test_a_mark_put_in_front_of_gbk() -> None:
    assert decode(b"\xef\xbb\xbf" + REPORT.encode("gbk")) == (REPORT, "gb18030")


def test_a_mark_in_the_middle_is_text() -> None:
    assert decode("一、单位\ufeff情况".encode())[0] == "一、单位\ufeff情况"


# --- broken texts -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16-le"])
def test_a_text_cut_anywhere_reads_to_the_cut(codec: str) -> None:
    data = REPORT.encode(codec)
    for cut in range(60, len(data)):
        text, name = decode(data[:cut])
        assert name == codec
        whole = text.rstrip("\ufffd")
        assert REPORT.startswith(whole)
        assert len(text) - len(whole) <= 3
        assert len(whole.encode(codec)) >= cut - 3


def test_a_character_cut_in_the_middle_is_counted() -> None:
    document = read_text("一、单位基本情况\n人员经费".encode("gbk")[:-1])
    assert lines_of(document) == [("一、单位基本情况", "\n"), ("人员经\ufffd", "")]
    (diagnostic,) = document.diagnostics
    assert diagnostic.code == "replaced_characters"
    assert diagnostic.blocks == (1,)
    assert "1 个字符" in diagnostic.message
    assert "1 characters" in diagnostic.message_en


@pytest.mark.parametrize("bad", [0x80, 0xFF, 0x41, 0xE4])
def test_utf8_with_one_bad_byte_anywhere_stays_utf8(bad: int) -> None:
    data = REPORT.encode()
    for at in range(len(data)):
        text, name = decode(data[:at] + bytes([bad]) + data[at + 1 :])
        assert name == "utf-8"
        # at most the character that the byte belonged to, and one that it began, are lost
        before = data[:at].decode("utf-8", "ignore")
        after = data[at + 4 :].decode("utf-8", "ignore")
        assert text.startswith(before[:-1])
        assert text.endswith(after[2:])


@pytest.mark.parametrize("bad", [0x00, 0x80, 0xFF, 0x41])
def test_gbk_with_one_bad_byte_anywhere_loses_at_most_its_line(bad: int) -> None:
    data = REPORT.encode("gbk")
    lines = REPORT.split("\n")
    for at in range(len(data)):
        if data[at : at + 1] == b"\n":
            continue
        text, name = decode(data[:at] + bytes([bad]) + data[at + 1 :])
        assert name == "gb18030"
        broken = data[:at].count(b"\n")
        assert [line for index, line in enumerate(text.split("\n")) if index != broken] == [
            line for index, line in enumerate(lines) if index != broken
        ]


def test_digits_behind_a_bad_byte_survive() -> None:
    data = "支出".encode("gbk") + b"\xb4" + "212.40万元，比上年增加12.40万元".encode("gbk")
    assert decode(data)[0] == "支出\ufffd212.40万元，比上年增加12.40万元"


def test_characters_lost_by_another_tool_are_counted_too() -> None:
    document = read_text("在职人数7人，\ufffd\ufffd\ufffd上年减少0人\n".encode())
    assert [(d.code, d.blocks) for d in document.diagnostics] == [("replaced_characters", (0,))]
    assert "3 个字符" in document.diagnostics[0].message


def test_nul_and_control_characters_stay_and_are_counted() -> None:
    text = "一、单位\x00基本\x01情况\n绩效自评\x1a\n数\x07\x0b\x0c\n"
    document = read_text(text.encode())
    assert text_of(document) == text
    assert lines_of(document) == [("一、单位\x00基本\x01情况", "\n"), ("绩效自评\x1a", "\n"), ("数\x07\x0b", "\x0c\n")]
    (diagnostic,) = document.diagnostics
    assert (diagnostic.code, diagnostic.blocks) == ("control_characters", (0, 1))
    assert "3 个控制字符" in diagnostic.message


@pytest.mark.parametrize("codec", ["utf-8", "gbk"])
def test_stray_nuls_do_not_make_a_text_utf16(codec: str) -> None:
    text = REPORT.replace("自评", "自\0评").replace("万元", "万\0\0元")
    assert decode(text.encode(codec))[0] == text


@pytest.mark.parametrize(
    "data", [b"", b"\n", b" \t\r\n\f", b"\xef\xbb\xbf", b"\xff\xfe", b"\0" * 1000, "\u3000\u200b\xa0\n".encode()]
)
def test_nothing_to_see_is_empty(data: bytes) -> None:
    with pytest.raises(EmptyFileError) as caught:
        read_text(data)
    assert caught.value.exit_code == 3


@pytest.mark.parametrize("seed", range(20))
def test_noise_is_no_text(seed: int) -> None:
    data = noise(seed, 5000)
    with pytest.raises((UnknownTypeError, DamagedFileError)) as caught:
        read_text(data)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b""])
def test_noise_behind_a_mark_is_no_text(mark: bytes) -> None:
    with pytest.raises((UnknownTypeError, DamagedFileError)):
        read_text(mark + noise(7, 4001))


def test_a_text_overwritten_in_large_parts_is_damaged() -> None:
    with pytest.raises(DamagedFileError) as caught:
        read_text(REPORT.encode() + b"\xff" * 40)
    assert caught.value.exit_code == 4
    assert "无法解码" in str(caught.value)


@given(st.binary(max_size=400))
@example(b"\xff\xfe\x00")
@example(b"\x00\x00\xfe\xff\x00")
@example(b"\x84\x31\x95\x33")
@example(b"\xef\xbb\xbf\xff")
@settings(max_examples=300)
def test_no_bytes_raise_anything_but_our_errors(data: bytes) -> None:
    try:
        document = read_text(data)
    except JixiaoError:
        return
    assert document.blocks
    text_of(document).encode("utf-8")  # no lone surrogates: it can be written as JSON


# --- lines ------------------------------------------------------------------------------------------------------------


@given(
    st.text(alphabet=st.sampled_from(list("年度支出1.\t \n\r\f\x07\x0b\x85\u2028\u2029\x1c")), min_size=1, max_size=60)
)
def test_text_and_ends_are_the_whole_file(text: str) -> None:
    # A short text of which a quarter is controls is none (`_readable`): enough Chinese stands in front of them.
    whole = "部门整体支出绩效自评报告" * 20 + text
    document = read_text(whole.encode())
    assert text_of(document) == whole
    for line, end in lines_of(document)[:-1]:
        assert end
        assert not set(line) & set("\r\f\x85\u2028\u2029")
    assert all(line or end for line, end in lines_of(document))


@given(st.text(min_size=1, max_size=80), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_any_text_with_a_mark_or_in_utf8_is_conserved(text: str, codec: str) -> None:
    whole = "部门整体支出绩效自评报告" + text.replace("\ufeff", "")
    try:
        document = read_text(whole.encode(codec))
    except UnknownTypeError:
        assert sum(character < " " or "\x7f" <= character < "\xa0" or character == "\ufffd" for character in text) > 3
        return
    except DamagedFileError:
        assert text.count("\ufffd") > 3
        return
    assert text_of(document) == unescaped(as_shown(whole))[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲\n乙", [("甲", "\n"), ("乙", "")]),
        ("甲\n\n乙\n", [("甲", "\n"), ("", "\n"), ("乙", "\n")]),
        ("甲\r\n\r\n乙\r\n", [("甲", "\r\n"), ("", "\r\n"), ("乙", "\r\n")]),
        ("甲\r乙\r", [("甲", "\r"), ("乙", "\r")]),
        ("甲\r\r\n乙\r\r\n", [("甲", "\r\r\n"), ("乙", "\r\r\n")]),
        ("甲\n\f乙\n\f", [("甲", "\n\f"), ("乙", "\n\f")]),
        ("甲\r\n\f乙", [("甲", "\r\n\f"), ("乙", "")]),
        ("甲\f乙\f\n丙", [("甲", "\f"), ("乙", "\f\n"), ("丙", "")]),
        ("甲\n\f\n乙", [("甲", "\n\f"), ("", "\n"), ("乙", "")]),
        ("甲\u2028乙\u2029丙\x85丁", [("甲", "\u2028"), ("乙", "\u2029"), ("丙", "\x85"), ("丁", "")]),
        ("甲\x0b乙\x07\n丙\x07\x07\n", [("甲\x0b乙\x07", "\n"), ("丙\x07\x07", "\n")]),
        ("\t甲 \n \t\n", [("\t甲 ", "\n"), (" \t", "\n")]),
    ],
)
def test_where_lines_end(text: str, expected: list[tuple[str, str]]) -> None:
    assert lines_of(read_text(text.encode())) == expected


def test_a_bare_feed_in_a_crlf_file_is_a_break_inside_a_paragraph() -> None:
    # LibreOffice's text of a table: a cell of two lines has a bare LF between them.
    document = read_text(
        "年度预\r\n算申请\n（万元）\r\n\r\n年初\n预算数\r\n全年预算数\r\n执行率\r\n得分\r\n1\r\n2\r\n".encode("gbk")
    )
    assert lines_of(document)[:4] == [
        ("年度预", "\r\n"),
        ("算申请\n（万元）", "\r\n"),
        ("", "\r\n"),
        ("年初\n预算数", "\r\n"),
    ]


def test_a_file_of_mixed_line_ends_ends_lines_with_both() -> None:
    document = read_text("一、情况\r\n二、支出\n三、绩效\r\n四、问题\n".encode())
    assert [line for line, _ in lines_of(document)] == ["一、情况", "二、支出", "三、绩效", "四、问题"]


def test_the_feed_behind_a_cell_mark_ends_a_line_in_a_crlf_file_too() -> None:
    # wvText: CR LF ends a paragraph, BEL LF a cell; a long narrative before a short table has more of the former.
    text = "一、情况\r\n" * 9 + "分值\x07\n得分\x07\n\x07\n社会效\r\n益指标\x07\n"
    lines = lines_of(read_text(text.encode()))
    assert lines[9:] == [
        ("分值\x07", "\n"),
        ("得分\x07", "\n"),
        ("\x07", "\n"),
        ("社会效", "\r\n"),
        ("益指标\x07", "\n"),
    ]


def test_a_page_break_in_a_crlf_file() -> None:
    text = "第一行\r\n第二行\r\n第三行\r\n第四行\n\f第五行\r\n"
    assert lines_of(read_text(text.encode()))[3:] == [("第四行", "\n\f"), ("第五行", "\r\n")]


def test_equal_lines_are_equal_paragraphs() -> None:
    blocks = read_text("年度\n\n\n\t\n\t\n".encode()).blocks
    assert blocks == (
        Paragraph("年度", end="\n"),
        Paragraph("", end="\n"),
        Paragraph("", end="\n"),
        Paragraph("\t", end="\n"),
        Paragraph("\t", end="\n"),
    )


# --- limits and time --------------------------------------------------------------------------------------------------


def test_limits_refuse_before_anything_is_built() -> None:
    with pytest.raises(LimitError) as caught:
        read_text("年度支出".encode(), Limits(characters=3))
    assert caught.value.exit_code == 6
    assert read_text("年度支".encode(), Limits(characters=3)).blocks
    for text in ("年\n\n\n", "年\r\r\r", "年\r\n\r\n\r\n"):
        assert read_text(text.encode(), Limits(paragraphs=3)).blocks
        with pytest.raises(LimitError, match="行数"):
            read_text(text.encode() + text.encode(), Limits(paragraphs=3))
    with pytest.raises(LimitError, match="字节"):
        read_text(b"12345", Limits(file_bytes=4))


@pytest.mark.parametrize(
    "unit", ["\r", "\f", "\r\f", "\n\f\r", "\x07\n", "\u2028", "一", "\x0b", "\t\t", "\ufffd" + "一" * 11]
)
def test_a_run_of_one_character_is_walked_once(unit: str) -> None:
    # Not timed: a quadratic walk over these would not come back for minutes.
    text = "报告" + unit * (200_000 // len(unit))
    assert text_of(read_text(text.encode())) == text
