"""Lines that a converter wrapped are joined; texts whose lines are paragraphs are left alone."""

from __future__ import annotations

import re

from jixiao.document import Document, Paragraph
from jixiao.patterns import load
from jixiao.readers.text import read_text
from jixiao.structure.model import Structured
from jixiao.structure.wrap import join_wrapped

SENTENCE = (
    "本馆全年举办展览十二场，接待观众三万余人次，开展送展下乡活"
    "动，组织志愿者培训，编印宣传资料，完成了年初确定的各项任务。"
)
PARAGRAPHS = ["一、单位基本情况", *[f"{number}、{SENTENCE * 3}" for number in range(1, 7)], "其他需要说明的情况：无。"]


def wrapped(width: int) -> str:
    lines = [p[at : at + width] for p in PARAGRAPHS for at in range(0, len(p), width)]
    return "\n".join(lines) + "\n"


def texts(text: str) -> list[str]:
    document = read_text(text.encode())
    return [block.text for block in join_wrapped(document, load()) if isinstance(block, Paragraph) and block.text]


def test_wrapped_lines_become_paragraphs_again() -> None:
    assert [text.replace("\n", "") for text in texts(wrapped(28))] == PARAGRAPHS


def test_no_character_is_lost() -> None:
    text = wrapped(30)
    blocks = join_wrapped(read_text(text.encode()), load())
    assert "".join(block.text + block.end for block in blocks if isinstance(block, Paragraph)) == text


def test_lines_that_are_paragraphs_stay() -> None:
    lines = [f"{number}.{SENTENCE[:40]}第{number}项工作已完成。" for number in range(1, 20)]
    assert texts("\n".join(lines) + "\n") == lines


def test_other_readers_are_left_alone() -> None:
    blocks = tuple(Paragraph(line) for line in wrapped(28).split("\n"))
    document = Document(blocks, "docx", "application/x")
    assert join_wrapped(document, load()) == blocks


def test_a_heading_behind_a_line_break_inside_a_paragraph_is_cut_off() -> None:
    text = "第一段文字。\r\n" * 5 + "1.部门整体支出绩效自评表\n附件1\r\n" + "第二段文字。\r\n" * 3
    assert "附件1" in texts(text)


def test_pages_of_wrapped_lines_joined_by_another_line_break() -> None:
    """Page by page, a PDF tool ends lines with CR LF and pages with LF."""
    lines = wrapped(28).split("\n")
    text = "\r\n".join(lines[:5]) + "\n" + "\r\n".join(lines[5:])
    assert [t.replace("\r", "").replace("\n", "") for t in texts(text)] == PARAGRAPHS


def by_width(paragraph: str, columns: int) -> list[str]:
    lines, width = [""], 0
    for character in paragraph:
        width += 1 if character.isascii() else 2
        if width > columns:
            lines.append("")
            width = 2
        lines[-1] += character
    return lines


def test_blanks_that_a_converter_puts_between_chinese_and_digits_are_none_of_the_print() -> None:
    """«2023 年», throughout the text of a PDF; an author slips now and then."""
    paragraphs = [
        f"{number}、本单位在2023年组织各类活动{number}5场，服务群众{number}00人次。{SENTENCE * 2}"
        for number in range(1, 7)
    ]
    text = "".join(f"{line}\n" for paragraph in paragraphs for line in by_width(paragraph, 56))
    apart = re.sub(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff])", " ", text)

    def read(text: str) -> list[str]:
        sources = Structured.of(join_wrapped(read_text(text.encode()), load())).sources.values()
        return [source.quote().printed for source in sources if source.text]

    assert apart.count(" ") > 20
    assert read(apart) == paragraphs
    slips = apart.replace("织各类活动 ", "织各类活动")
    assert read(slips)[0].startswith("1、本单位在 2023 年组织各类活动15 场")
