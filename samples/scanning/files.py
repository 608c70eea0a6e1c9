"""Scanned pages as files: image PDF, PDF with some pages left as they were printed, TIFF of several pages."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import pypdfium2 as pdfium
from PIL import Image


def pdf(pages: Sequence[bytes | None], dpi: int, printed: bytes = b"") -> bytes:
    """A PDF with one image a page; a page that is None is taken over from ``printed`` with its text."""
    out = pdfium.PdfDocument.new()
    source = pdfium.PdfDocument(printed) if printed else None
    for index, page in enumerate(pages):
        if page is None:
            assert source is not None  # noqa: S101
            out.import_pages(source, [index])
        else:
            _image_page(out, page, dpi)
    buffer = io.BytesIO()
    out.save(buffer)
    return _without_time(buffer.getvalue())


def _without_time(data: bytes) -> bytes:
    """The same file for the same pages: pdfium writes the time, and an identity made from it."""
    data = re.sub(rb"(?<=/CreationDate\(D:)\d{14}", b"20240101000000", data)
    return re.sub(rb"(?<=/ID\[)<[0-9A-F]{32}><[0-9A-F]{32}>", (b"<" + b"0" * 32 + b">") * 2, data)


def _image_page(out: pdfium.PdfDocument, data: bytes, dpi: int) -> None:
    image = pdfium.PdfImage.new(out)
    picture = Image.open(io.BytesIO(data))
    if picture.format == "JPEG":
        image.load_jpeg(io.BytesIO(data), inline=True)
    else:
        bitmap = pdfium.PdfBitmap.from_pil(picture.convert("L"))
        image.set_bitmap(bitmap)
    width, height = picture.width * 72 / dpi, picture.height * 72 / dpi
    image.set_matrix(pdfium.PdfMatrix().scale(width, height))
    page = out.new_page(width, height)
    page.insert_obj(image)
    page.gen_content()


def tiff(pages: Sequence[bytes], dpi: int) -> bytes:
    """A TIFF with one image a page: JPEG inside, or CCITT group 4 for black-and-white."""
    pictures = [Image.open(io.BytesIO(page)) for page in pages]
    bilevel = pictures[0].format != "JPEG"
    images = [picture.convert("1") if bilevel else picture for picture in pictures]
    buffer = io.BytesIO()
    images[0].save(
        buffer,
        "TIFF",
        save_all=True,
        append_images=images[1:],
        compression="group4" if bilevel else "jpeg",
        dpi=(dpi, dpi),
    )
    return buffer.getvalue()


def png(page: bytes, dpi: int) -> bytes:
    """One page as PNG."""
    buffer = io.BytesIO()
    Image.open(io.BytesIO(page)).save(buffer, "PNG", dpi=(dpi, dpi))
    return buffer.getvalue()


def jpeg(page: bytes, dpi: int) -> bytes:
    """One page as JPEG, with its resolution written in; the picture itself is not encoded again."""
    if page[:2] != b"\xff\xd8":
        buffer = io.BytesIO()
        Image.open(io.BytesIO(page)).convert("L").save(buffer, "JPEG", quality=90, dpi=(dpi, dpi))
        return buffer.getvalue()
    density = dpi.to_bytes(2, "big")
    if page[2:4] == b"\xff\xe0" and page[6:11] == b"JFIF\0":
        return page[:13] + b"\x01" + density + density + page[18:]
    return page
