"""Automatic numbers: labels and counters."""

from __future__ import annotations

import pytest
from docx_builder import docx, listed, lvl, numbering, p, tbl, tc, tr

from jixiao.document import Document, Paragraph, Table
from jixiao.readers.docx import read_docx
from jixiao.readers.numerals import format_number


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def read(body: str, definition: str, styles: str | None = None) -> list[str]:
    parts = {"numbering": definition} | ({"styles": styles} if styles else {})
    return texts(read_docx(docx(body, **parts)))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("decimal", "1 2 9 10 11 20 21 99 100 101"),
        ("decimalZero", "01 02 09 10 11 20 21 99 100 101"),
        ("decimalFullWidth", "１ ２ ９ １０ １１ ２０ ２１ ９９ １００ １０１"),
        ("chineseCounting", "一 二 九 十 十一 二十 二十一 九十九 一○○ 一○一"),
        ("chineseCountingThousand", "一 二 九 十 十一 二十 二十一 九十九 一百 一百零一"),
        ("taiwaneseCountingThousand", "一 二 九 十 十一 二十 二十一 九十九 一百 一百零一"),
        ("japaneseCounting", "一 二 九 十 十一 二十 二十一 九十九 百 百一"),
        ("ideographDigital", "一 二 九 一〇 一一 二〇 二一 九九 一〇〇 一〇一"),
        ("chineseLegalSimplified", "壹 贰 玖 壹拾 壹拾壹 贰拾 贰拾壹 玖拾玖 壹佰 壹佰零壹"),
        ("ideographLegalTraditional", "壹 貳 玖 壹拾 壹拾壹 貳拾 貳拾壹 玖拾玖 壹佰 壹佰零壹"),
        ("ideographTraditional", "甲 乙 壬 癸 11 20 21 99 100 101"),
        ("ideographZodiac", "子 丑 申 酉 戌 20 21 99 100 101"),
        ("decimalEnclosedCircle", "① ② ⑨ ⑩ ⑪ ⑳ 21 99 100 101"),
        ("decimalEnclosedCircleChinese", "① ② ⑨ ⑩ ⑪ ⑳ 21 99 100 101"),
        ("decimalEnclosedParen", "⑴ ⑵ ⑼ ⑽ ⑾ ⒇ 21 99 100 101"),
        ("ideographEnclosedCircle", "㊀ ㊁ ㊈ ㊉ 11 20 21 99 100 101"),
        ("upperLetter", "A B I J K T U UUUU VVVV WWWW"),
        ("lowerLetter", "a b i j k t u uuuu vvvv wwww"),
        ("upperRoman", "I II IX X XI XX XXI XCIX C CI"),
        ("lowerRoman", "i ii ix x xi xx xxi xcix c ci"),
        ("ordinal", "1st 2nd 9th 10th 11th 20th 21st 99th 100th 101st"),
        ("001, 002, 003, ...", "001 002 009 010 011 020 021 099 100 101"),
        ("someFutureFormat", "1 2 9 10 11 20 21 99 100 101"),
    ],
)
def test_number_formats(kind: str, expected: str) -> None:
    assert " ".join(format_number(n, kind) for n in (1, 2, 9, 10, 11, 20, 21, 99, 100, 101)) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (110, "一百一十"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (10001, "一万零一"),
        (10100, "一万零一百"),
        (120000, "十二万"),
    ],
)
def test_chinese_zeros_stand_where_they_are_spoken(number: int, expected: str) -> None:
    assert format_number(number, "chineseCountingThousand") == expected


def test_the_label_begins_the_text_and_nothing_is_put_behind_it() -> None:
    definition = numbering(lvl(0, "chineseCountingThousand", "%1、"), lvl(1, "chineseCountingThousand", "（%2）"))
    document = read_docx(docx(p("基本情况", ppr=listed(1)) + p("主要职能。", ppr=listed(1, 1)), numbering=definition))
    assert document.blocks == (
        Paragraph("一、基本情况", label="一、"),
        Paragraph("（一）主要职能。", label="（一）"),
    )


def test_levels_restart_under_the_level_above_and_go_on_at_the_top() -> None:
    definition = numbering(
        lvl(0, "chineseCountingThousand", "%1、"), lvl(1, "chineseCountingThousand", "（%2）"), lvl(2, "decimal", "%3.")
    )
    levels = [0, 1, 2, 2, 1, 2, 0, 1, 2]
    assert read("".join(p("x", ppr=listed(1, level)) for level in levels), definition) == [
        "一、x", "（一）x", "1.x", "2.x", "（二）x", "1.x", "二、x", "（一）x", "1.x",
    ]  # fmt: skip


def test_multi_level_patterns_show_each_level_in_its_own_format() -> None:
    definition = numbering(
        lvl(0, "chineseCounting", "第%1章"), lvl(1, "decimal", "%1.%2"), lvl(2, "decimal", "%1.%2.%3")
    )
    body = "".join(p("x", ppr=listed(1, level)) for level in (0, 1, 2, 2))
    assert read(body, definition) == ["第一章x", "一.1x", "一.1.1x", "一.1.2x"]


def test_is_lgl_turns_all_numbers_into_digits() -> None:
    definition = numbering(lvl(0, "chineseCounting", "%1、"), lvl(1, "decimal", "%1.%2", extra="<w:isLgl/>"))
    assert read(p("x", ppr=listed(1)) + p("x", ppr=listed(1, 1)), definition) == ["一、x", "1.1x"]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([1, 1, 0, 1, 2], "1.1 1.2 2 2.1 2.1.1"),
        ([0, 2, 1, 2], "1 1.1.1 1.2 1.2.1"),
        ([2, 0, 2, 1], "1.1.1 2 2.1.1 2.2"),
    ],
)
def test_a_level_that_was_passed_over_counts_as_begun(levels: list[int], expected: str) -> None:
    definition = numbering(lvl(0, "decimal", "%1"), lvl(1, "decimal", "%1.%2"), lvl(2, "decimal", "%1.%2.%3"))
    assert read("".join(p("", ppr=listed(1, level)) for level in levels), definition) == expected.split()


def test_a_level_without_number_shows_none_in_a_deeper_label() -> None:
    definition = numbering(lvl(0, "decimal", "%1."), lvl(1, "bullet", "—"), lvl(2, "decimal", "%1.%2%3."))
    assert read("".join(p("x", ppr=listed(1, level)) for level in (0, 2, 2)), definition) == ["1.x", "1.1.x", "1.2.x"]


def test_lvl_restart_zero_never_restarts_and_a_number_names_the_level() -> None:
    never = numbering(lvl(0, "decimal", "%1."), lvl(1, "decimal", "(%2)", extra='<w:lvlRestart w:val="0"/>'))
    body = "".join(p("x", ppr=listed(1, level)) for level in (0, 1, 0, 1))
    assert read(body, never) == ["1.x", "(1)x", "2.x", "(2)x"]
    by_first = numbering(
        lvl(0, "decimal", "%1."), lvl(1, "decimal", "(%2)"), lvl(2, "decimal", "%3)", extra='<w:lvlRestart w:val="1"/>')
    )
    body = "".join(p("x", ppr=listed(1, level)) for level in (0, 1, 2, 1, 2, 0, 2))
    assert read(body, by_first) == ["1.x", "(1)x", "1)x", "(2)x", "2)x", "2.x", "1)x"]


def test_lists_of_one_abstract_go_on_and_start_override_begins_anew_once() -> None:
    nums = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{override}</w:num>'
        for number, override in (
            (1, ""),
            (2, ""),
            (3, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride>'),
        )
    )
    definition = numbering(lvl(0, "decimal", "%1."), nums=nums)
    body = "".join(p("x", ppr=listed(number)) for number in (1, 1, 2, 3, 3, 1))
    assert read(body, definition) == ["1.x", "2.x", "3.x", "9.x", "10.x", "11.x"]


def test_a_level_override_changes_the_format() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{lvl(0, "upperLetter", "%1)", start=3)}</w:lvlOverride>'
    nums = f'<w:num w:numId="1"><w:abstractNumId w:val="0"/>{override}</w:num>'
    assert read(p("x", ppr=listed(1)), numbering(lvl(0, "decimal", "%1."), nums=nums)) == ["C)x"]


def test_start_value() -> None:
    assert read(p("x", ppr=listed(1)) * 2, numbering(lvl(0, "decimal", "%1.", start=5))) == ["5.x", "6.x"]


STYLES = (
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 1"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="3"><w:name w:val="heading 2"/><w:basedOn w:val="2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="4"><w:name w:val="plain"/></w:style>'
)


def test_a_style_carries_the_list_and_the_list_names_the_style_of_each_level() -> None:
    definition = numbering(
        lvl(0, "chineseCountingThousand", "第%1章", extra='<w:pStyle w:val="2"/>'),
        lvl(1, "decimal", "%2.", extra='<w:pStyle w:val="3"/>'),
    )
    body = "".join(p("x", ppr=f'<w:pStyle w:val="{style}"/>') for style in (2, 3, 3, 2, 4))
    document = read_docx(docx(body, numbering=definition, styles=STYLES))
    assert texts(document) == ["第一章x", "1.x", "2.x", "第二章x", "x"]
    assert [block.style for block in document.blocks if isinstance(block, Paragraph)] == [
        "heading 1", "heading 2", "heading 2", "heading 1", "plain",
    ]  # fmt: skip


def test_the_level_that_names_a_style_holds_against_the_styles_own_level() -> None:
    definition = numbering(lvl(0, "decimal", "%1."), lvl(1, "decimal", "(%2)", extra='<w:pStyle w:val="S"/>'))
    own = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = f'<w:style w:styleId="S"><w:name w:val="S"/>{own}</w:style>'
    assert read(p("x", ppr='<w:pStyle w:val="S"/>'), definition, styles) == ["(1)x"]


def test_num_id_zero_takes_a_paragraph_out_of_its_styles_list() -> None:
    definition = numbering(lvl(0, "decimal", "%1.", extra='<w:pStyle w:val="2"/>'))
    styled = '<w:pStyle w:val="2"/>'
    out = f'{styled}<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p("a", ppr=styled) + p("b", ppr=out) + p("c", ppr=styled)
    assert read(body, definition, STYLES) == ["1.a", "b", "2.c"]


def test_a_paragraphs_own_level_goes_with_its_styles_list() -> None:
    definition = numbering(lvl(0, "decimal", "%1."), lvl(1, "decimal", "(%2)"))
    body = p("x", ppr='<w:pStyle w:val="2"/><w:numPr><w:ilvl w:val="1"/></w:numPr>')
    assert read(body, definition, STYLES) == ["(1)x"]


def test_styles_that_refer_to_each_other_end() -> None:
    styles = "".join(
        f'<w:style w:styleId="{own}"><w:name w:val="{own}"/><w:basedOn w:val="{other}"/></w:style>'
        for own, other in (("A", "B"), ("B", "A"))
    )
    assert read(p("x", ppr='<w:pStyle w:val="A"/>'), numbering(), styles) == ["x"]


def test_a_list_by_numbering_style() -> None:
    definition = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="7"><w:styleLink w:val="L"/>{lvl(0, "decimal", "%1)")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    assert read(p("x", ppr=listed(1)) * 2, definition) == ["1)x", "2)x"]


def test_a_custom_format_in_alternate_content() -> None:
    choice = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/>{choice}<w:lvlText w:val="%1-"/></w:lvl>'
    assert read(p("x", ppr=listed(1)), numbering(level)) == ["001-x"]


def test_numbers_in_table_cells_count_on_through_the_cells() -> None:
    row = tr(tc(p(ppr=listed(1))), "指标")
    document = read_docx(docx(tbl(row, row, row), numbering=numbering(lvl(0, "decimal", "%1"))))
    table = document.blocks[0]
    assert isinstance(table, Table)
    assert [cell.text for cell in table.cells] == ["1", "指标", "2", "指标", "3", "指标"]


def test_a_cell_covered_by_a_merge_counts_no_number() -> None:
    def row(merge: str) -> str:
        return tr(tc(p(ppr=listed(1)), tcpr=merge), "指标")

    table = tbl(row('<w:vMerge w:val="restart"/>'), row("<w:vMerge/>"), row(""))
    document = read_docx(docx(table, numbering=numbering(lvl(0, "decimal", "%1"))))
    block = document.blocks[0]
    assert isinstance(block, Table)
    assert [(cell.row, cell.row_span, cell.text) for cell in block.cells if cell.column == 0] == [
        (0, 2, "1"),
        (2, 1, "2"),
    ]
    assert document.diagnostics == ()


def test_bullets_come_as_the_character_shown() -> None:
    fonts = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
    level = lvl(0, "bullet", "\uf0d8").replace("</w:lvl>", f"{fonts}</w:lvl>")
    assert read(p("x", ppr=listed(1)), numbering(level)) == ["➢x"]


def test_a_list_that_is_not_defined_gives_no_label() -> None:
    assert read(p("x", ppr=listed(8)), numbering(lvl(0, "decimal", "%1."))) == ["x"]
    assert read(p("x", ppr=listed(1, 5)), numbering(lvl(0, "decimal", "%1."))) == ["x"]


def test_missing_numbering_part_is_told() -> None:
    document = read_docx(docx(p("x", ppr=listed(1))))
    assert texts(document) == ["x"]
    assert [item.code for item in document.diagnostics] == ["missing_part"]
