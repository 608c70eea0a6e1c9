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
from jixiao.readers.docx.pictures import picture_names
from jixiao.readers.limits import DEFAULT_LIMITS, Limits
from jixiao.readers.scan import read_pictures
from jixiao.readers.scan.options import missing, options

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

__all__ = ["MEDIA_TYPE", "read_docx"]


def read_docx(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The document in the bytes of a .docx (or .docm, .dotx), as Word would print it with all changes accepted.

    Blocks carry no page: Word has none until it lays out. Notes and text boxes follow the block they hang on; comments,
    headers and footers come last, set aside. A document of nothing but pictures of pages is read as a scan.

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
        scanned = None if any(map(_has_text, walker.blocks)) else _scanned(walker, body, limits)
        if scanned is not None:
            return scanned
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


def _scanned(walker: Walker, body: etree._Element, limits: Limits) -> Document | None:
    """A document without a word in its body, read from the pictures of pages in it; None where it has none, or they are
    not to be recognised or cannot be."""
    names = list(picture_names(walker, body))
    if not names or not options().enabled:
        return None
    if missing():
        walker.notices.add("scan_extra")
        return None
    parts = (walker.package.read(name) for name in names)
    return read_pictures((part for part in parts if part), MEDIA_TYPE, limits)


def _check_text(walker: Walker, root: etree._Element) -> None:
    """A document of pictures alone is told; one with nothing at all is refused."""
    if any(map(_has_text, walker.blocks)):
        return
    if next(root.iter(w("drawing"), w("pict"), w("object")), None) is None:
        raise EmptyFileError("文档里没有任何文字，请核对文件", "the document has no text at all; check the file")
    walker.notices.add("no_text")


def _has_text(block: Block) -> bool:
    if isinstance(block, Paragraph):
        return block.text.strip() != ""
    return any(cell.text.strip() for cell in block.cells)
