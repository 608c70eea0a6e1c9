"""The stages from a reader's document to the structured one, in order."""

from __future__ import annotations

from jixiao.document import Document
from jixiao.patterns import Patterns
from jixiao.structure.attachments import name_attachments
from jixiao.structure.flat import rebuild_tables
from jixiao.structure.join import join_tables
from jixiao.structure.markdown import marks_of
from jixiao.structure.model import Structured
from jixiao.structure.narrated import with_rows
from jixiao.structure.outline import build_outline
from jixiao.structure.title import find_title, set_aside_furniture
from jixiao.structure.wrap import join_wrapped

UNREADABLE = "unreadable_table"


def structure(document: Document, patterns: Patterns) -> Structured:
    """Wrapped lines joined, tables rebuilt and joined over pages, then furniture, title, contents and sections."""
    blocks = join_tables(join_wrapped(document, patterns), patterns)
    rebuilt = rebuild_tables(with_rows(blocks, patterns) if document.reader == "text" else blocks, patterns)
    structured = Structured.of(rebuilt.blocks, marks_of(rebuilt.blocks) if document.reader == "text" else None)
    structured.dialect = rebuilt.dialect
    structured.diagnostics.extend(document.diagnostics)
    structured.diagnostics.extend(rebuilt.diagnostics)
    structured.opaque.update(b for item in rebuilt.diagnostics if item.code == UNREADABLE for b in item.blocks)
    set_aside_furniture(structured, patterns)
    find_title(structured, patterns)
    build_outline(structured, patterns)
    name_attachments(structured, patterns)
    return structured
