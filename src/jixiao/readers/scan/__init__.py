"""Scans -> the same pages that the PDF reader makes, and so the same `Document`.

Picture, upright page, red seals lifted, rules, grey seals lifted, one recognition, boxes into cells: `page`. Nothing
heavy is imported before the first page is read, not even the PDF reader: what is read of a Word file asks for the
options of a scan too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING

from jixiao.document import Document
from jixiao.readers.limits import DEFAULT_LIMITS, Limits
from jixiao.readers.scan.options import need_extra

if TYPE_CHECKING:
    from jixiao.readers.pdf.pages import PageContent
    from jixiao.readers.scan.pictures import Picture

__all__ = ["read_image", "read_pictures", "read_scanned_pages"]


def read_image(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The document of a picture's bytes (PNG, JPEG, TIFF with several pages …), in reading order.

    Raises `MissingExtraError`, `DamagedFileError`, `LimitError` or `UnknownTypeError`.
    """
    need_extra()
    from jixiao.readers.scan.pictures import pictures_of_image  # noqa: PLC0415

    return _document(pictures_of_image(data, limits), _media_type(data))


def read_pictures(parts: Iterable[bytes], media_type: str, limits: Limits = DEFAULT_LIMITS) -> Document | None:
    """The document of the pictures in a file of another kind (scans pasted into Word), a page each, or None where none
    is as large as a page. Raises as `read_image` does, but passes over drawings."""
    need_extra()
    from jixiao.readers.scan.pictures import pages_among  # noqa: PLC0415

    pages = pages_among(parts, limits)
    first = next(pages, None)
    return None if first is None else _document(chain([first], pages), media_type)


def _document(pictures: Iterable[Picture], media_type: str) -> Document:
    from jixiao.readers.pdf.assembly import assemble  # noqa: PLC0415
    from jixiao.readers.scan.notes import scan_notes  # noqa: PLC0415
    from jixiao.readers.scan.pages import read_pages  # noqa: PLC0415

    pages = read_pages(pictures)
    return Document(
        blocks=assemble(pages),
        reader="scan",
        media_type=media_type,
        text_origin="ocr",
        page_count=len({page.number for page in pages}),
        diagnostics=tuple(scan_notes(pages)),
    )


_TYPES = (
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8", "image/jpeg"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"RIFF", "image/webp"),
    (b"\0\0\0\x0cjP", "image/jp2"),
)


def _media_type(data: bytes) -> str:
    return next((name for magic, name in _TYPES if data.startswith(magic)), "application/octet-stream")


def read_scanned_pages(
    data: bytes, numbers: Sequence[int], lock: Lock, limits: Limits = DEFAULT_LIMITS
) -> list[PageContent]:
    """Pages of a PDF (1-based) as pictures. ``lock`` guards pdfium, and is not held while a page is recognised."""
    need_extra()
    from jixiao.readers.scan.pages import read_pages  # noqa: PLC0415

    return read_pages(_rendered(data, numbers, lock, limits), len(numbers))


def _rendered(data: bytes, numbers: Sequence[int], lock: Lock, limits: Limits) -> Iterator[Picture]:
    from jixiao.readers.pdf.opening import open_page, open_pdf  # noqa: PLC0415
    from jixiao.readers.scan.pictures import picture_of_pdf_page  # noqa: PLC0415

    with lock:
        opened = open_pdf(data, limits)
        pdf = opened.__enter__()
    try:
        for number in numbers:
            with lock, open_page(pdf.handle, number - 1) as page:
                if page is not None:
                    picture = picture_of_pdf_page(page.handle, number, limits)
            yield picture
    finally:
        with lock:
            opened.__exit__(None, None, None)
