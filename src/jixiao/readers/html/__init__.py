"""Web pages to the neutral document: saved pages, Word's «save as web page», what converters and web forms print.

What a browser shows is what is read: tables as grids with their spans, list numbers, line breaks; nothing hidden, no
script, no style, no comment. Nothing that a page refers to is fetched.

A text has no pages here: a value's place is its block, in a table its cell, and the span in the raw text of either,
which is the text as a browser shows it, white space of the source folded (`spaces`).
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from jixiao.document import Block, Diagnostic, Document, Paragraph
from jixiao.errors import EmptyFileError
from jixiao.readers.html.archive import Archive, open_archive
from jixiao.readers.html.css import Sheet
from jixiao.readers.html.encoding import decode_page
from jixiao.readers.html.notices import MESSAGES
from jixiao.readers.html.tree import parse_page
from jixiao.readers.html.walk import Walker
from jixiao.readers.limits import DEFAULT_LIMITS, Limits, too_much
from jixiao.readers.notices import Notices
from jixiao.readers.text import flaws, paragraphs_of

MEDIA_TYPE = "text/html"
ARCHIVE_TYPE = "multipart/related"

__all__ = ["ARCHIVE_TYPE", "MEDIA_TYPE", "read_html", "read_mhtml"]


def read_html(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The document in the bytes of a web page or a piece of one, as a browser would show it, in any encoding.

    A page that is nothing but preformatted text (a text file that a browser saved) is that text, line by line.

    Raises EmptyFileError (nothing to see: a page of frames, or one that scripts would fill), UnknownTypeError (no
    text), DamagedFileError (overwritten), LimitError (too large, too deep, too many cells).
    """
    return _Reading(limits, {}).document(data, "", MEDIA_TYPE)


def read_mhtml(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The document in a web archive (.mht): its page, with the frames that lie in the archive at their places; where
    the page itself shows nothing (a workbook), its other pages in order.

    Raises as `read_html`, and DamagedFileError when there is no page in it.
    """
    if len(data) > limits.file_bytes:
        raise too_much("文件字节数", "bytes of the file", len(data), limits.file_bytes)
    archive = open_archive(data, limits)
    try:
        return _Reading(limits, archive.frames).document(archive.page, archive.charset, ARCHIVE_TYPE)
    except EmptyFileError:
        return _pages(archive, limits)


def _pages(archive: Archive, limits: Limits) -> Document:
    reading = _Reading(limits, {})
    for data, charset in archive.others:
        reading.read(data, charset)
    return reading.finished(ARCHIVE_TYPE)


class _Reading:
    """One document being read from one page or several."""

    def __init__(self, limits: Limits, frames: Mapping[str, tuple[bytes, str]]) -> None:
        self._limits = limits
        self._encoding: str | None = None
        self._misread: tuple[Diagnostic, ...] = ()
        self._text: list[str] = []
        self._framed = False
        blocks: list[Block] = []
        self.notices = Notices(lambda: len(blocks), MESSAGES)
        self._walker = Walker(blocks, limits, self.notices, frames, self._frame)

    def document(self, data: bytes, charset: str, media_type: str) -> Document:
        """The document of a file that is one page."""
        root = self.read(data, charset)
        lines = _preformatted(root)
        if lines is not None:
            return Document(
                paragraphs_of(lines, self._limits), "text", media_type, encoding=self._encoding,
                diagnostics=(*self._misread, *self.notices.diagnostics(0)),
            )  # fmt: skip
        return self.finished(media_type)

    def read(self, data: bytes, charset: str) -> etree._Element:
        """Adds a page to the blocks; gives its root."""
        root = self._parsed(data, charset)
        self._framed = self._framed or next(root.iter("frame", "iframe"), None) is not None
        self._walker.walk(root, Sheet.of(root))
        return root

    def finished(self, media_type: str) -> Document:
        """The document so far. Raises EmptyFileError when nothing is to be seen."""
        blocks = tuple(self._walker.blocks)
        if not any(_has_text(block) for block in blocks):
            raise _empty(framed=self._framed)
        return Document(
            blocks, "html", media_type, encoding=self._encoding,
            diagnostics=(
                *self._misread, *flaws("".join(self._text), blocks), *self.notices.diagnostics(len(blocks)),
            ),
        )  # fmt: skip

    def _parsed(self, data: bytes, charset: str) -> etree._Element:
        if len(data) > self._limits.file_bytes:
            raise too_much("文件字节数", "bytes of the file", len(data), self._limits.file_bytes)
        decoded = decode_page(data, charset)
        text = decoded.text
        self._encoding = self._encoding or decoded.encoding
        self._misread = self._misread or decoded.misread()
        if "\ufffd" in text:
            self._text.append("\ufffd" * text.count("\ufffd"))
        return parse_page(text, self._limits, self.notices)

    def _frame(self, data: bytes, charset: str) -> tuple[etree._Element, Sheet]:
        root = self._parsed(data, charset)
        return root, Sheet.of(root)


def _preformatted(root: etree._Element) -> str | None:
    """The text of a page that is one <pre> and nothing else."""
    found = next(root.iter("pre"), None)
    body = root.find("body")
    if found is None or body is None or found.getparent() is not body or len(found):
        return None
    rest = [element for element in body if element is not found and "".join(map(str, element.itertext())).strip()]
    outside = (body.text or "") + "".join(element.tail or "" for element in body)
    return found.text if not rest and not outside.strip() else None


def _has_text(block: Block) -> bool:
    if isinstance(block, Paragraph):
        return block.text.strip() != ""
    return any(cell.text.strip() for cell in block.cells)


def _empty(*, framed: bool) -> EmptyFileError:
    if framed:
        return EmptyFileError(
            "这是框架网页，文字在它引用的其他文件里：请打开框架内的页面，另存后再试",
            "this is a page of frames, its text is in other files; open the page in the frame, save that and try again",
        )
    return EmptyFileError(
        "网页里没有文字，内容可能由脚本生成或是图片：请在浏览器中打开后打印为 PDF 再试",
        "the page shows no text; scripts or pictures may fill it; open it in a browser, print it as PDF and try again",
    )
