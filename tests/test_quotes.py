"""Quotes lead back to the raw characters, whatever is sliced, joined, folded or left blank."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.folding import inked
from jixiao.quotes import (
    Quote,
    Reading,
    Source,
    Span,
    Text,
    fold,
    printed,
    quotes_of,
    squeeze,
    text_reading,
)
from jixiao.traditional import TONES

INK = "一般公共预算3.5％，（）“”：①A￥〔〕≧\u5de5"
BLANKS = " \t\n\r\v\f\x07\x00\u3000\xa0\u200b\ufeff\u00ad\u2060\u200e\u202a\u2069"
RAW = st.text(st.sampled_from(INK + BLANKS), max_size=40) | st.text(max_size=20)
PIECES = ["數", "(shù)", "績", "ù", "(", "s", ")", "绩", "1", "，", " ", "\n"]
CONVERTED = st.lists(st.sampled_from(PIECES)).map("".join)


def slice_of(data: st.DataObject, length: int) -> tuple[int, int]:
    start = data.draw(st.integers(0, length))
    return start, data.draw(st.integers(start, length))


@settings(deadline=None)
@given(RAW)
def test_fold_is_one_for_one(raw: str) -> None:
    assert len(fold(raw)) == len(raw)
    assert fold(fold(raw)) == fold(raw)


@settings(deadline=None)
@given(RAW | CONVERTED)
def test_squeeze_is_the_match_of_the_view(raw: str) -> None:
    assert squeeze(raw) == Source(0, raw).view().match
    if set(TONES).isdisjoint(raw):  # of «(ù(ù))» and «( ù)» pinyin is left, which looks like a converter's
        assert squeeze(squeeze(raw)) == squeeze(raw)


@settings(deadline=None)
@given(RAW, st.data())
def test_a_quote_of_a_slice_is_the_slice(raw: str, data: st.DataObject) -> None:
    text = Source(0, raw).view()
    a, b = slice_of(data, len(text))
    quote = text.quote(a, b)
    assert quote.match == text.match[a:b]
    assert quote.raw in raw
    assert len(quote.spans) <= 1  # one source: one span, blanks between included
    assert quote.view.match == text[a:b].match == text.match[a:b]
    assert bool(quote) is (a < b)
    if a < b:
        assert not quote.raw[0].isspace()
        assert not quote.raw[-1].isspace()


@settings(deadline=None)
@given(RAW, st.data())
def test_slices_of_slices_are_slices(raw: str, data: st.DataObject) -> None:
    text = Source(0, raw).view()
    a, b = slice_of(data, len(text))
    part = text[a:b]
    c, d = slice_of(data, len(part))
    assert part[c:d].match == text.match[a:b][c:d]
    if c < d:
        assert part.quote(c, d) == text.quote(a + c, a + d)


@settings(deadline=None)
@given(st.lists(RAW, min_size=1, max_size=4), st.data())
def test_a_join_reads_like_its_parts_and_leads_back_to_them(raws: list[str], data: st.DataObject) -> None:
    sources = [Source(block, raw) for block, raw in enumerate(raws)]
    texts = [source.view() for source in sources]
    joined = Text.join(texts)
    assert joined.match == "".join(text.match for text in texts)
    assert len(joined) == sum(len(text) for text in texts)
    a, b = slice_of(data, len(joined))
    quote = joined.quote(a, b)
    assert quote.match == joined.match[a:b]
    assert joined[a:b].match == joined.match[a:b]
    if a < b:
        assert joined[a:b].quote() == quote
    blocks = [span.source.block for span in quote.spans]
    assert blocks == sorted(blocks)
    assert len(set(blocks)) == len(blocks) or a == b
    for span in quote.spans:
        assert squeeze(span.source.text[span.start : span.end]) in squeeze(raws[span.source.block])


@settings(deadline=None)
@given(RAW, st.data())
def test_pieces_put_together_are_the_whole(raw: str, data: st.DataObject) -> None:
    text = Source(0, raw).view()
    at = data.draw(st.integers(0, len(text)))
    whole = Text.join((text[:at], text[at:]))
    assert whole.match == text.match
    if text:
        assert whole.quote() == text.quote()


def test_blanks_between_the_quoted_characters_are_quoted_with_them() -> None:
    text = Source(0, "  基本 支\n出 ：１２ 元 ").view()
    assert text.match == "基本支出:12元"
    assert text.quote(0, 4).raw == "基本 支\n出"
    assert text.quote(5, 7).raw == "１２"
    assert text.quote().raw == "基本 支\n出 ：１２ 元"


def test_a_cut_out_piece_leaves_two_spans_of_one_source() -> None:
    text = Source(0, "完成了全年工作").view()
    quote = Text.join((text[0:2], text[5:7])).quote()
    assert [(span.start, span.end) for span in quote.spans] == [(0, 2), (5, 7)]
    assert quote.raw == "完成工作"


def test_an_empty_slice_still_says_where() -> None:
    source = Source(3, "ab  cd")
    text = source.view()
    assert text.quote(2, 2).spans == (Span(source, 4, 4),)
    assert text.quote(4, 4).spans == (Span(source, 6, 6),)
    assert not text.quote(1, 1)
    assert Source(0, "  ").view().quote() == Quote(())


def test_blank_before() -> None:
    text = Source(0, "概况 本局\n设").view()
    # a line break is no blank: a wrapped line ends no title
    assert [at for at in range(len(text)) if text.blank_before(at)] == [2]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("  数量\n指标 ", "数量指标"),
        ("数量 \r\n 指标", "数量指标"),
        ("Word\nExcel", "Word Excel"),
        ("第1\n2页", "第1 2页"),
        ("95\n%", "95%"),
        ("202\n3年度内", "2023年度内"),
        ("2023年1\n2月底前", "2023年12月底前"),  # a column of pandoc's is as narrow as it likes
        ("12月2\n2日", "12月22日"),
        ("2023年1\n3月", "2023年1 3月"),
        ("1月3\n5日", "1月3 5日"),
        ("至2\n023 年", "至2023 年"),
        ("至20\n23年", "至2023年"),
        ("12020\n3年", "12020 3年"),
        ("共20\n23个", "共20 23个"),
        ("3.\n5", "3. 5"),
        ("完成\n95%", "完成95%"),
        ("甲 乙", "甲 乙"),
        ("甲\n\n\n乙", "甲乙"),
        ("\u3000全角\u3000空格\u3000", "全角\u3000空格"),
        ("单元\x07格", "单元格"),
        ("完成(A)\n(B)", "完成(A) (B)"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_printed(raw: str, expected: str) -> None:
    assert printed(raw) == expected


@settings(deadline=None)
@given(RAW)
def test_printed_loses_no_ink_and_keeps_no_break(raw: str) -> None:
    shown = printed(raw)
    assert squeeze(shown) == squeeze(raw)
    assert not set(shown) & set("\n\r\v\x07")
    assert printed(shown) == shown
    assert shown == shown.strip(" \t\n\u3000\xa0")


def test_a_converter_that_prints_breaks_as_blanks_puts_one_behind_a_full_stop() -> None:
    assert printed("1.细化预算编制； 2.加强 绩效监控。", blanks_are_breaks=True) == "1.细化预算编制；2.加强绩效监控。"
    assert printed("1.细化预算编制； 2.加强") == "1.细化预算编制； 2.加强"


def test_a_value_over_two_blocks_is_printed_as_one() -> None:
    quote = quotes_of((Source(0, "2023年度 ").quote(), Source(1, " 自评报告").quote()))
    assert quote.raw == "2023年度  自评报告"
    assert quote.printed == "2023年度自评报告"
    assert quote.block == 0
    assert {span.source.block for span in quote.spans} == {0, 1}


def test_adding_quotes_keeps_their_order() -> None:
    first, second = Source(0, "甲").quote(), Source(1, "乙").quote()
    assert (first + second).raw == "甲乙"
    assert quotes_of((second, first)).raw == "乙甲"


def test_readings_keep_the_quote() -> None:
    quote = Source(0, " 一级\n预算单位 ", (1, 2)).quote()
    reading = text_reading(quote, "organization.level")
    assert reading == Reading("一级预算单位", quote, "organization.level")
    assert reading.named("x").quote is quote
    assert (reading.named("x").pattern, reading.pattern) == ("x", "organization.level")
    assert reading.quote.spans[0].source.cell == (1, 2)


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("（５０％）", "(50%)"),
        ("〔2024〕3号", "(2024)3号"),
        ("“三公”", '"三公"'),
        ("≧９８", "≥98"),
        ("ａ∶ｂ", "a:b"),
        ("—", "—"),
        ("。、", "。、"),
    ],
)
def test_fold(raw: str, folded: str) -> None:
    assert fold(raw) == folded


def test_no_blank_and_nothing_unseen_but_u0020_can_be_printed() -> None:
    """What tells in most texts that there is none (`is_inked`, `printed`)."""
    printable = (char for char in map(chr, range(0x110000)) if char != " " and char.isprintable())
    assert all([*inked(char, 0, 1)] == [(0, 1)] for char in printable if char not in TONES)
    assert not any(char.isprintable() for char in "\u00ad\u200b\u200c\u200d\u2060\ufeff\u3000\xa0\t\r\n\v\f\x07")


@pytest.mark.parametrize(
    ("raw", "apart", "breaks", "expected"),
    [
        (" 2023 年 ", False, False, "2023 年"),
        (" 2023 年 ", True, False, "2023年"),
        ("一是。 二是", False, False, "一是。 二是"),
        ("一是。 二是", False, True, "一是。二是"),
        ("预算\u200b数", False, False, "预算数"),
        ("\u200e2023\u202c年\u2066", False, False, "2023年"),
        ("\u3000合计\xa0", False, False, "合计"),
    ],
)
def test_printed_with_and_without_blanks(raw: str, apart: bool, breaks: bool, expected: str) -> None:
    assert printed(raw, blanks_are_breaks=breaks, set_apart=apart) == expected


def test_every_white_character_is_a_blank() -> None:
    blanks = [chr(code) for code in range(0x110000) if chr(code).isspace()]
    assert len(blanks) > 20
    assert squeeze("绩" + "".join(blanks) + "效") == "绩效"
    assert squeeze("绩\u200b\u200c\u200d\u2060\ufeff\u00ad\x00\x1f效") == "绩效"
