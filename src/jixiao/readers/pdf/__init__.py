"""PDF with a text layer -> `Document`.

Characters and drawn lines come from pdfium, the snapping and joining of rules from pdfplumber; lines, cells, paragraphs
and page furniture are told by geometry alone. A page without a usable text layer is the scan reader's work; where its
extra is missing, such a page yields no blocks and a diagnostic ``page_without_text`` that names it.
"""

from __future__ import annotations

from threading import Lock

from jixiao.document import Document
from jixiao.errors import DamagedFileError
from jixiao.readers.limits import DEFAULT_LIMITS, Limits, too_much
from jixiao.readers.pdf.assembly import assemble
from jixiao.readers.pdf.notes import document_notes
from jixiao.readers.pdf.opening import Deadline, open_page, open_pdf
from jixiao.readers.pdf.pages import PageContent, doubt_layer, read_page
from jixiao.readers.scan.options import missing, options

__all__ = ["read_pdf"]

_PDFIUM = Lock()  # pdfium is not thread-safe; threads take turns, processes run side by side


def read_pdf(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The document of a PDF's bytes, in reading order.

    Boxes are in points from the top left of the page as shown. Raises `EmptyFileError`, `DamagedFileError`,
    `EncryptedFileError` or `LimitError`; a page that cannot be read is named in a diagnostic, never left out silently.
    """
    with _PDFIUM:
        pages, lost, count, cut_off = _read_pages(data, limits)
    pages = _with_scans(data, pages, limits)
    for page in pages:
        if page.recognised and not page.scanned:
            doubt_layer(page)
    blocks = assemble(pages)
    return Document(
        blocks=blocks,
        reader="pdf",
        media_type="application/pdf",
        text_origin=_origin(pages),
        page_count=count,
        diagnostics=tuple(document_notes(pages, lost, cut_off=cut_off)),
    )


def _with_scans(data: bytes, pages: list[PageContent], limits: Limits) -> list[PageContent]:
    """The pages, those without a usable text layer read as scans where the extra is installed.

    So are those with a recognition laid over a scan: nobody knows how good it is, and it knows no tables.
    """
    unread = [page for page in pages if page.recognised or (not page.usable and page.reason != "blank")]
    wanted = [*dict.fromkeys(page.number for page in unread)]
    if not wanted or not options().enabled or missing():
        return pages
    from jixiao.readers.scan import read_scanned_pages  # noqa: PLC0415

    read: dict[int, list[PageContent]] = {}
    for page in read_scanned_pages(data, wanted, _PDFIUM, limits):
        read.setdefault(page.number, []).append(page)  # a sheet may hold two
    numbers = frozenset(read)
    for page in pages:
        for one in read.get(page.number, [])[:1]:
            one.unshown += page.unshown
    return [one for page in pages for one in (read.pop(page.number, ()) if page.number in numbers else (page,))]


def _origin(pages: list[PageContent]) -> str:
    """digital, unless text is a recognition that came with a scan: then ocr, or mixed."""
    found = {page.recognised for page in pages if page.usable}
    return "mixed" if len(found) > 1 else "ocr" if True in found else "digital"


def _read_pages(data: bytes, limits: Limits) -> tuple[list[PageContent], list[int], int, bool]:
    pages: list[PageContent] = []
    lost: list[int] = []
    characters = cells = drawn = 0
    deadline = Deadline()
    with open_pdf(data, limits) as pdf:
        for index in range(pdf.page_count):
            deadline.check()
            with open_page(pdf.handle, index) as page:
                if page is None:
                    lost.append(index + 1)
                    continue
                found = read_page(page, index + 1, limits)
            characters += sum([content.characters for content in found])
            cells += sum([placed.table.rows * placed.table.columns for one in found for placed in one.tables])
            if characters > limits.characters:
                raise too_much("字符数", "characters", characters, limits.characters)
            drawn += sum([content.drawn for content in found])
            if drawn > limits.drawn_objects:
                raise too_much("图形对象数", "drawn objects", drawn, limits.drawn_objects)
            if cells > limits.cells:
                raise too_much("表格单元格数", "cells of tables", cells, limits.cells)
            pages += found
        if not pages:
            raise DamagedFileError(
                "PDF 的每一页都无法读取；请重新下载，或用 PDF 阅读器打开后另存",
                "no page of the PDF can be read; download it again, or open it in a PDF viewer and save a copy",
            )
        return pages, lost, pdf.page_count, pdf.cut_off
