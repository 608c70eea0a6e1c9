"""DOCX to the neutral document, by an own walk over the XML.

Opened and walked here, not by a library: what a report must not lose (automatic numbers, merged cells, content
controls, tracked insertions, text boxes, notes, Strict files) is what the libraries leave out.
"""

from __future__ import annotations

from lxml import etree

from jixiao.document import Block, Document, Paragraph
from jixiao.errors import EmptyFileError
from jixiao.readers.docx.asides import add_comments, add_headers_and_footers
from jixiao.readers.docx.body import Walker
from jixiao.readers.docx.names import W_BODY, w
from jixiao.readers.docx.package import damaged, open_package, too_deep
from jixiao.readers.limits import DEFAULT_LIMITS, Limits

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

__all__ = ["MEDIA_TYPE", "read_docx"]


def read_docx(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The document in the bytes of a .docx (or .docm, .dotx), as Word would print it with all changes accepted.

    Blocks carry no page: Word has none until it lays out. Notes and text boxes follow the block they hang on; comments,
    headers and footers come last, set aside.

    Raises UnknownTypeError (another kind of file, named), DamagedFileError, EncryptedFileError, EmptyFileError, or
    LimitError (too large, too deep, compressed beyond reason).
    """
    package = open_package(data, limits)
    name, root = package.main_document()
    body = root.find(W_BODY)
    if body is None:
        raise damaged("正文部件没有内容", "the main part has no body")
    walker = Walker(package, name)
    try:
        walker.prepare(root)
        walker.story(body, walker.blocks)
        add_comments(walker)
        add_headers_and_footers(walker, root)
        _check_text(walker, root)
    except RecursionError:
        raise too_deep(name, limits) from None
    return Document(
        blocks=tuple(walker.blocks),
        reader="docx",
        media_type=MEDIA_TYPE,
        diagnostics=walker.notices.diagnostics(len(walker.blocks)),
    )


def _check_text(walker: Walker, root: etree._Element) -> None:
    """A document of scanned pictures is told; one with nothing at all is refused."""
    if any(map(_has_text, walker.blocks)):
        return
    if next(root.iter(w("drawing"), w("pict"), w("object")), None) is None:
        raise EmptyFileError("文档里没有任何文字，请核对文件", "the document has no text at all; check the file")
    walker.notices.add("no_text")


def _has_text(block: Block) -> bool:
    if isinstance(block, Paragraph):
        return block.text.strip() != ""
    return any(cell.text.strip() for cell in block.cells)
