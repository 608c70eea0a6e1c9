"""What a converter left out of a text but for a mark in its place: «[TABLE]» (pandoc, where cells are merged), the
link of a picture or «<!-- image -->» (Markdown)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao.document import Block, Diagnostic, Paragraph
from jixiao.patterns import Patterns
from jixiao.quotes import squeeze

_SAID = {
    "left_out.table": (
        "unreadable_table",
        "此处原有一张表格，转换时没有写进文本，未能读取，请提供 Word 或 PDF 原件",
        "a table stood here that the converter left out of the text; provide the original Word or PDF file",
    ),
    "left_out.picture": (
        "pictures",
        "此处原有一幅图片，图片里的文字未读取",
        "a picture stood here; text in it was not read",
    ),
}
_BEGINS = ("[", "【", "<", "!")
_LONGEST = 200  # characters of such a mark


def left_out(blocks: Sequence[Block], patterns: Patterns) -> Iterator[Diagnostic]:
    """Says what stood at paragraphs that are such marks."""
    lines = [(at, block.text.strip()) for at, block in enumerate(blocks) if isinstance(block, Paragraph)]
    marks = [(at, squeeze(text)) for at, text in lines if text[:1] in _BEGINS and len(text) <= _LONGEST]
    for at, mark in marks:
        for id_, (code, message, message_en) in _SAID.items():
            if patterns[id_].fits_needed(mark):
                yield Diagnostic(code, message, message_en, (at,))
