"""From bytes to an open pdfium document, or one typed error that says what is wrong and what to do."""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from jixiao.errors import DamagedFileError, EmptyFileError, EncryptedFileError
from jixiao.readers.limits import DEFAULT_LIMITS, Limits, too_much
from jixiao.readers.pdf.binding import raw
from jixiao.readers.pdf.repair import with_trailer
from jixiao.readers.pdf.typed import OpenPage, with_typed

_ERROR_PASSWORD, _ERROR_SECURITY = 4, 5
_FLATE_RATIO = 1032  # deflate's highest ratio

SECONDS = 120.0  # wall clock for one document, looked at between pages
FORM_DEPTH = 12  # Form XObjects inside one another


class Deadline:
    """A wall-clock limit that fails the document; it never changes what is read."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def check(self) -> None:
        """Raise `LimitError` when the time is used up."""
        if time.monotonic() > self._end:
            limit = f"{self._seconds:g}"
            raise too_much("PDF 读取时间（秒）", "seconds to read the PDF", f">{limit}", limit)


@dataclass(frozen=True, slots=True)
class OpenPdf:
    """An open document: pdfium's handle, its page count, and whether the end of the file is missing."""

    handle: Any
    page_count: int
    cut_off: bool


def _damaged(message: str, message_en: str) -> DamagedFileError:
    return DamagedFileError(
        f"{message}；请重新下载，或用 PDF 阅读器打开后另存",
        f"{message_en}; download it again, or open it in a PDF viewer and save a copy",
    )


def check_bytes(data: bytes, limits: Limits) -> None:
    """Tell apart what pdfium answers alike: nothing, not a PDF, too large, a decompression bomb."""
    if not data.strip(b"\x00 \t\r\n"):
        raise EmptyFileError("文件是空的；请重新下载或导出", "the file is empty; download or export it again")
    if len(data) > limits.file_bytes:
        raise too_much("文件大小（字节）", "bytes of the file", len(data), limits.file_bytes)
    if b"%PDF-" not in data[:1024]:
        raise _damaged("不是 PDF 文件（没有 %PDF 文件头）", "not a PDF file (no %PDF header)")
    limit = limits.entry_bytes
    if inflated_size(data, limit) > limit:
        raise too_much("PDF 内容解压后大小（字节）", "bytes of the PDF's content when inflated", f">{limit}", limit)


def inflated_size(data: bytes, limit: int) -> int:
    """Size of the suspicious compressed streams when inflated, counted no further than ``limit`` + 1.

    A 198 MB content stream fits in 290 KB. Streams that cannot reach 20 MB, pictures (decoded by nobody here) and
    streams that could not reach the limit and begin with an ordinary ratio are not inflated; a beginning alone proves
    nothing, since noise may stand before the bomb.
    """
    total = 0
    at = data.find(b"stream")
    while at >= 0 and total <= limit:
        start = at + 6
        if data[at - 3 : at] != b"end" and data[start : start + 1] in (b"\r", b"\n"):
            end = data.find(b"endstream", start)
            end = end if end >= 0 else len(data)
            head = data[max(0, at - 400) : at]
            most = (end - start) * _FLATE_RATIO
            if most >= 20_000_000 and _is_suspicious(head, data[start : start + 4096], most > limit):
                total += _inflate(data[start:end].lstrip(b"\r\n"), limit - total)
            start = end
        at = data.find(b"stream", start)
    return total


def _is_suspicious(head: bytes, sample: bytes, large: bool) -> bool:
    """Whether a compressed stream might be a bomb: by the end of its dictionary, its length and its first bytes."""
    head = head[head.rfind(b"obj") + 1 :]
    if b"Fl" not in head or b"/Image" in head:
        return False
    return large or _ratio(sample.lstrip(b"\r\n")) >= 30


def _ratio(sample: bytes) -> float:
    try:
        return len(zlib.decompressobj().decompress(sample, 4096 * _FLATE_RATIO)) / len(sample)
    except zlib.error:
        return 0.0


def _inflate(data: bytes, limit: int) -> int:
    engine, size, rest = zlib.decompressobj(), 0, data
    try:
        while rest and size <= limit and not engine.eof:
            size += len(engine.decompress(rest, 1 << 20))
            rest = engine.unconsumed_tail
    except zlib.error:
        pass
    return size


def _load(data: bytes) -> Any:
    return raw.FPDF_LoadMemDocument64(data, len(data), None)


@contextmanager
def open_pdf(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Iterator[OpenPdf]:
    """Open ``data``; closed again in any case. Raises the reader's typed errors."""
    check_bytes(data, limits)
    document, cut_off = _load(data), b"%%EOF" not in data[-2048:]
    error = 0 if document else raw.FPDF_GetLastError()
    if error in (_ERROR_PASSWORD, _ERROR_SECURITY):
        raise EncryptedFileError(
            "PDF 设有打开密码；请用密码打开后另存为无密码的文件",
            "the PDF needs a password; open it with the password and save a copy without one",
        )
    if not document:
        mended = with_trailer(data)
        if mended is not None:
            data = mended  # keeps the bytes alive as long as the document
            document, cut_off = _load(data), True
    if not document:
        raise _damaged("PDF 已损坏或被截断，无法读取", "the PDF is damaged or cut off and cannot be read")
    try:
        count = raw.FPDF_GetPageCount(document)
        if count <= 0:
            raise _damaged("PDF 里没有可读的页（页目录损坏）", "the PDF has no readable page (broken page tree)")
        if count > limits.pages:
            raise too_much("页数", "pages", count, limits.pages)
        yield OpenPdf(document, count, cut_off)
    finally:
        raw.FPDF_CloseDocument(document)


@contextmanager
def open_page(document: Any, index: int) -> Iterator[OpenPage | None]:
    """pdfium's page ``index`` (0-based), or None when it cannot be read; closed again in any case. What was typed on it
    and into its fields is part of it."""
    page = raw.FPDF_LoadPage(document, index)
    opened = OpenPage(page)
    if page and raw.FPDFPage_GetAnnotCount(page):
        opened = with_typed(document, page, index)
    try:
        yield opened if opened.handle else None
    finally:
        if opened.handle:
            raw.FPDF_ClosePage(opened.handle)
