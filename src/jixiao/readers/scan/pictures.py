"""Bytes or a PDF page -> page pictures: eight-bit RGB at about 200 dpi, whatever a scanner or a phone wrote.

The recogniser caps the long side at 2000 pixels, so more than 200 dpi costs and brings nothing; 150 dpi is raised.
"""

from __future__ import annotations

import ctypes
import struct
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from jixiao.errors import DamagedFileError, LimitError, UnknownTypeError
from jixiao.readers.limits import DEFAULT_LIMITS, Limits, too_much
from jixiao.readers.pdf.binding import raw

Pixels = NDArray[np.uint8]

DPI = 200.0
_NEAR = 1.1  # a picture whose resolution is that near to DPI is taken as it is
_MOST = 40_000_000  # pixels of a page picture: a screenshot 20 screens long still fits
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP", "JPEG2000")
_UNNAMED = 120.0  # dpi: 72 and 96 are what software writes that knows no resolution
_INCH_SIDES = (4.0, 24.0)  # the longer side of a sheet that somebody scanned, A6 to A2
_SHEETS = ((8.27, 11.69), (11.69, 16.54))  # inches: A4, A3
_SCANNED_AT = (200, 300, 150, 600, 400, 240, 250, 100)
_ORIENTATION = 0x0112  # EXIF's and TIFF's tag
_REDUCED_COPY = 1  # bit of TIFF's NewSubfileType
_BITMAP_BGR, _ANNOTATIONS, _RGB_ORDER, _HALFTONE = 2, 0x01, 0x10, 0x400  # pdfium's FPDFBitmap_ and FPDF_ values
_FORM_DEPTH = 12
_PAGE = 500
"""Pixels of the shorter side of a picture in a document that may be a page."""


@dataclass(slots=True)
class Picture:
    """A page as it is shown: ``pixels`` (height, width, 3) RGB, ``dpi`` by which its type has a usual size.

    ``width`` and ``height`` are the page's in points. For a page of odd size (a phone's application made a point of
    each pixel) they are not ``pixels / dpi * 72``. ``number`` is 1-based.
    """

    pixels: Pixels
    dpi: float
    number: int
    width: float
    height: float


def pictures_of_image(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Iterator[Picture]:
    """The pages of a picture file, one after another; a TIFF may have many.

    Raises `DamagedFileError` (also for a page that is cut off: half a page is no page), `LimitError`,
    `UnknownTypeError`.
    """
    image = _opened(data)
    count = 0
    for index in range(limits.pages + 1):
        try:
            with _quiet():
                image.seek(index)
        except EOFError:
            break
        except _BROKEN:
            raise _damaged(index + 1) from None
        if index == limits.pages:
            raise too_much("页数", "pages", f">{limits.pages}", limits.pages)
        if image.format == "TIFF" and index and int(image.tag_v2.get(254, 0)) & _REDUCED_COPY:  # type: ignore[attr-defined]
            continue  # a small copy of a page, for file managers
        count += 1
        yield _picture(image, count, limits)
        if image.format != "TIFF":
            break  # further frames are animation, or a phone's second view of the same page


# What Pillow's decoders let through on broken files, apart from memory.
_BROKEN = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, OverflowError, struct.error)


def pages_among(parts: Iterable[bytes], limits: Limits = DEFAULT_LIMITS) -> Iterator[Picture]:
    """The pictures of pages among those in a document, numbered from 1; signatures, badges and drawings (WMF, EMF) are
    none. Raises `DamagedFileError` or `LimitError`."""
    number = 0
    for data in parts:
        try:
            if min(_opened(data).size) < _PAGE:
                continue
            for picture in pictures_of_image(data, limits):
                number += 1
                if number > limits.pages:
                    raise too_much("页数", "pages", f">{limits.pages}", limits.pages)
                yield replace(picture, number=number)
        except UnknownTypeError:
            continue


def _quiet() -> warnings.catch_warnings[None]:
    """Pillow warns of large pictures and odd tags; limits and errors here say what matters."""
    return warnings.catch_warnings(action="ignore")


def _damaged(number: int) -> DamagedFileError:
    return DamagedFileError(
        f"图片第 {number} 页已损坏或不完整，无法读取：请重新扫描或重新导出",
        f"page {number} of the picture is damaged or cut off; scan or export it again",
    )


def _too_large(found: int | str, limit: int) -> LimitError:
    return too_much(
        "图片像素数",
        "pixels of a picture",
        found,
        limit,
        ("请以 200 至 300 dpi 重新扫描或缩小后再试", "scan it at 200 to 300 dpi, or make it smaller"),
    )


def _opened(data: bytes) -> Image.Image:
    try:
        with _quiet():
            return Image.open(BytesIO(data), formats=_FORMATS)
    except UnidentifiedImageError:
        if data[4:8] == b"ftyp":
            raise UnknownTypeError(
                "这是 HEIC/AVIF 图片，暂不能读取：请另存为 JPG 或 PNG 再试",
                "this is a HEIC or AVIF picture, which is not read; save it as JPEG or PNG and try again",
            ) from None
        raise _damaged(1) from None
    except Image.DecompressionBombError:
        limit = DEFAULT_LIMITS.picture_pixels
        raise _too_large(f">{limit}", limit) from None
    except _BROKEN:
        raise _damaged(1) from None


def _picture(image: Image.Image, number: int, limits: Limits) -> Picture:
    """The open frame as a page."""
    width, height = image.size
    if width * height > limits.picture_pixels:
        raise _too_large(width * height, limits.picture_pixels)
    if width < 1 or height < 1:
        raise _damaged(number)
    across, down = _named_dpi(image)
    dpi = min(across, down)
    if not dpi or not _is_plausible(dpi, width * dpi / across, height * dpi / down):
        across = down = dpi = guessed_dpi(width, height)
    try:
        with _quiet():
            if image.format in {"JPEG", "MPO"} and dpi >= 2 * DPI:
                image.draft(None, (round(width * DPI / dpi), round(height * DPI / dpi)))  # decodes at half the size
            image.load()
            # Pillow would copy what lies as it is shown: 400 MB of a large picture.
            turned = image if image.getexif().get(_ORIENTATION, 1) == 1 else ImageOps.exif_transpose(image)
            if (turned.width > turned.height) != (width > height) and width != height:
                across, down, width, height = down, across, height, width
            drawn = _rgb(turned, dpi)
    except Image.DecompressionBombError:
        raise _too_large(width * height, limits.picture_pixels) from None
    except _BROKEN:
        raise _damaged(number) from None
    # A fax has twice as many points across as down.
    inches = (width / across, height / down)
    aim = min(DPI, (_MOST / (inches[0] * inches[1])) ** 0.5)
    if across != down or not 1 / _NEAR <= dpi / aim <= _NEAR:
        drawn, dpi = _resized(drawn, round(inches[0] * aim), round(inches[1] * aim)), aim
    return Picture(drawn, dpi, number, inches[0] * 72, inches[1] * 72)


def _named_dpi(image: Image.Image) -> tuple[float, float]:
    try:
        across, down = (float(value) for value in image.info.get("dpi", (0.0, 0.0)))
    except (TypeError, ValueError, ZeroDivisionError):
        return 0.0, 0.0
    return (across, down) if across > 0 and down > 0 and 0.2 < across / down < 5 else (0.0, 0.0)


def _is_plausible(dpi: float, width: float, height: float) -> bool:
    if not 30 <= dpi <= 2400:
        return False
    longer = max(width, height) / dpi
    return _INCH_SIDES[0] <= longer <= (12.5 if dpi < _UNNAMED else _INCH_SIDES[1])


def guessed_dpi(width: float, height: float) -> float:
    """The resolution of a picture of that many pixels that says none: a sheet of A4, or A3 where that fits exactly.

    >>> guessed_dpi(2480, 3508), guessed_dpi(4961, 3508), round(guessed_dpi(3000, 4000))
    (300.0, 300.0, 342)
    """
    short, long = sorted((width, height))
    for sheet in _SHEETS:
        for dpi in _SCANNED_AT:
            if abs(short / dpi / sheet[0] - 1) < 0.02 and abs(long / dpi / sheet[1] - 1) < 0.02:
                return float(dpi)
    # A strip is cut out of a page, or a long screenshot: it is as wide as a page.
    return long / 11.69 if long <= 1.6 * short else width / 8.27


def _rgb(image: Image.Image, dpi: float) -> Pixels:
    """Eight bits, three channels, what is transparent on white; already halved where much too fine."""
    if image.mode in {"I", "F"} or image.mode.startswith("I;"):
        grey = np.asarray(image).astype(np.float32)
        whole = 65535.0 if 255 < grey.max(initial=0) <= 65535 else max(float(grey.max(initial=0)), 1.0)
        image = Image.fromarray(np.clip(grey * (255.0 / whole), 0, 255).astype(np.uint8))
    if image.mode == "1":
        image = image.convert("L")
    if image.mode in {"LA", "PA", "La"} or "transparency" in image.info:
        image = image.convert("RGBA")
    if image.mode not in {"L", "RGB", "RGBA", "RGBa"}:
        image = image.convert("RGB")
    times = int(dpi // DPI)
    if times >= 2:
        image = image.reduce(times)
    if image.mode in {"RGBA", "RGBa"}:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image)
    return np.ascontiguousarray(np.asarray(image.convert("RGB")))


def _resized(pixels: Pixels, width: int, height: int) -> Pixels:
    smaller = width * height < pixels.shape[0] * pixels.shape[1]
    how = cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(pixels, (max(width, 1), max(height, 1)), interpolation=how), np.uint8)


def picture_of_pdf_page(page: Any, number: int, limits: Limits = DEFAULT_LIMITS) -> Picture:
    """An open pdfium page as it is shown. The caller holds pdfium's lock. Raises `LimitError`, `DamagedFileError`."""
    width, height = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
    if width <= 0 or height <= 0:
        raise _damaged(number)
    _check_pictures(page, limits)
    dpi = 72.0 if _is_plausible(200.0, width * 200 / 72, height * 200 / 72) else guessed_dpi(width, height)
    inches = (width / dpi, height / dpi)
    aim = min(DPI, (_MOST / (inches[0] * inches[1])) ** 0.5)
    size = (max(round(inches[0] * aim), 1), max(round(inches[1] * aim), 1))
    return Picture(_rendered(page, number, *size), aim, number, width, height)


def _rendered(page: Any, number: int, width: int, height: int) -> Pixels:
    bitmap = raw.FPDFBitmap_CreateEx(width, height, _BITMAP_BGR, None, 0)
    if not bitmap:
        raise _damaged(number)
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, _ANNOTATIONS | _RGB_ORDER | _HALFTONE)
        stride = raw.FPDFBitmap_GetStride(bitmap)
        address = ctypes.cast(raw.FPDFBitmap_GetBuffer(bitmap), ctypes.c_void_p).value or 0
        flat = np.frombuffer((ctypes.c_ubyte * (stride * height)).from_address(address), np.uint8)
        return flat.reshape(height, stride)[:, : 3 * width].reshape(height, width, 3).copy()
    finally:
        raw.FPDFBitmap_Destroy(bitmap)


def _check_pictures(page: Any, limits: Limits) -> None:
    """A small file may hold a picture that takes gigabytes to decode."""
    total = 0
    todo = [(raw.FPDFPage_GetObject(page, i), 0) for i in range(raw.FPDFPage_CountObjects(page))]
    width, height = ctypes.c_uint(), ctypes.c_uint()
    while todo:
        item, depth = todo.pop()
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_IMAGE and raw.FPDFImageObj_GetImagePixelSize(
            item, ctypes.byref(width), ctypes.byref(height)
        ):
            total += width.value * height.value
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _FORM_DEPTH:
            count = max(raw.FPDFFormObj_CountObjects(item), 0)
            todo += [(raw.FPDFFormObj_GetObject(item, i), depth + 1) for i in range(count)]
        if total > limits.picture_pixels:
            raise _too_large(total, limits.picture_pixels)
        if len(todo) > limits.page_objects:
            raise too_much("一页上的对象数", "objects on one page", len(todo), limits.page_objects)
