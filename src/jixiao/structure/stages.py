"""The stages from a reader's document to the structured one, in order."""

from __future__ import annotations

from dataclasses import replace

from jixiao.document import Block, Document
from jixiao.patterns import Patterns
from jixiao.quotes import Marks
from jixiao.structure.attachments import name_attachments
from jixiao.structure.flat import rebuild_tables
from jixiao.structure.furniture import whole_again
from jixiao.structure.hardlines import join_hard_lines
from jixiao.structure.join import join_tables
from jixiao.structure.leftout import left_out
from jixiao.structure.model import Structured
from jixiao.structure.narrated import with_rows
from jixiao.structure.outline import build_outline
from jixiao.structure.softbreaks import apart_at_breaks
from jixiao.structure.title import find_title, set_aside_furniture, set_aside_repeats

UNREADABLE = "unreadable_table"


def structure(document: Document, patterns: Patterns) -> Structured:
    """Wrapped lines joined, tables rebuilt and joined over pages, then furniture, title, contents and sections."""
    blocks = join_tables(whole_again(_joined(document, patterns), patterns), patterns)
    rebuilt = rebuild_tables(with_rows(blocks, patterns) if document.reader == "text" else blocks, patterns)
    opaque = {b for item in rebuilt.diagnostics if item.code == UNREADABLE for b in item.blocks}
    # «pandoc -t gfm» writes tables as HTML between Markdown: such a file is a web page for the readers.
    marks = _marks(rebuilt.blocks, opaque) if document.reader in ("text", "html") else None
    structured = Structured.of(rebuilt.blocks, marks)
    structured.dialect = rebuilt.dialect
    structured.diagnostics.extend(document.diagnostics)
    structured.diagnostics.extend(rebuilt.diagnostics)
    if document.reader in ("text", "html"):
        structured.diagnostics.extend(left_out(rebuilt.blocks, patterns))
    structured.opaque.update(opaque)
    if document.reader == "text":
        set_aside_repeats(structured)
    set_aside_furniture(structured, patterns)
    find_title(structured, patterns)
    build_outline(structured, patterns)
    name_attachments(structured, patterns)
    return structured


def _joined(document: Document, patterns: Patterns) -> tuple[Block, ...]:
    """The blocks, lines that a converter wrapped joined, paragraphs that a break ended apart."""
    if document.reader == "docx":
        return join_hard_lines(apart_at_breaks(document.blocks, patterns), patterns)
    if document.reader == "html":
        document = replace(document, blocks=apart_at_breaks(document.blocks, patterns))
    if document.reader not in ("text", "html"):
        return document.blocks
    from jixiao.structure.wrap import join_wrapped  # noqa: PLC0415 (no other reader has such lines)

    return join_wrapped(document, patterns)


def _marks(blocks: tuple[Block, ...], opaque: set[int]) -> dict[int, Marks]:
    """What stands around the texts of a file and is none: Markdown, bars, quotation marks that enclose nothing."""
    from jixiao.structure.barmarks import bars_of  # noqa: PLC0415 (texts and web pages alone have them)
    from jixiao.structure.markdown import marks_of  # noqa: PLC0415
    from jixiao.structure.strayquotes import stray_quotes_of  # noqa: PLC0415

    marks = marks_of(blocks)
    for others in (bars_of(blocks, opaque), stray_quotes_of(blocks)):
        for index, more in others.items():
            marks[index] = tuple(sorted((*marks.get(index, ()), *more)))
    return marks
