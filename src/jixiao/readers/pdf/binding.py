"""The few pdfium calls that run once a character or once an object, without ctypes' argument objects.

pypdfium2's own wrappers cost about a microsecond a call. A report of seven pages has 4,000 characters and 1,000
objects, so these calls are most of the time. Here they take plain integers (handles and addresses), so that `map` can
drive them in C over a whole page, and the results arrive in one array.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import deque
from collections.abc import Callable, Iterable
from itertools import repeat
from typing import Any, Literal

import pypdfium2
import pypdfium2.raw

raw: Any = pypdfium2.raw
"""pdfium's C functions; importing pypdfium2 initialises the library."""

_VOID = ctypes.c_void_p
_INT = ctypes.c_int


def _fast(function: Any, restype: Any, *argtypes: Any) -> Callable[..., Any]:
    """The same entry point of the library under a prototype of plain integers."""
    address: Any = ctypes.cast(function, _VOID).value
    return ctypes.CFUNCTYPE(restype, *argtypes)(address)


_text = _fast(raw.FPDFText_GetText, _INT, _VOID, _INT, _INT, _VOID)
_loose_box = _fast(raw.FPDFText_GetLooseCharBox, _INT, _VOID, _INT, _VOID)
_origin = _fast(raw.FPDFText_GetCharOrigin, _INT, _VOID, _INT, _VOID, _VOID)
_object_type = _fast(raw.FPDFPageObj_GetType, _INT, _VOID)
_page_object = _fast(raw.FPDFPage_GetObject, _VOID, _VOID, _INT)
_form_object = _fast(raw.FPDFFormObj_GetObject, _VOID, _VOID, _INT)
_bounds = _fast(raw.FPDFPageObj_GetBounds, _INT, _VOID, _VOID, _VOID, _VOID, _VOID)
_segment = _fast(raw.FPDFPath_GetPathSegment, _VOID, _VOID, _INT)
_segment_type = _fast(raw.FPDFPathSegment_GetType, _INT, _VOID)
_segment_close = _fast(raw.FPDFPathSegment_GetClose, _INT, _VOID)
_segment_point = _fast(raw.FPDFPathSegment_GetPoint, _INT, _VOID, _VOID, _VOID)
is_generated = _fast(raw.FPDFText_IsGenerated, _INT, _VOID, _INT)
has_map_error = _fast(raw.FPDFText_HasUnicodeMapError, _INT, _VOID, _INT)
unicode_of = _fast(raw.FPDFText_GetUnicode, ctypes.c_uint, _VOID, _INT)
font_size = _fast(raw.FPDFText_GetFontSize, ctypes.c_double, _VOID, _INT)
char_box = _fast(raw.FPDFText_GetCharBox, _INT, _VOID, _INT, _VOID, _VOID, _VOID, _VOID)
char_matrix = _fast(raw.FPDFText_GetMatrix, _INT, _VOID, _INT, _VOID)
render_mode = _fast(raw.FPDFTextObj_GetTextRenderMode, _INT, _VOID)

OBJECT_TEXT, OBJECT_PATH, OBJECT_IMAGE, OBJECT_FORM = 1, 2, 3, 5
SEGMENT_LINE, SEGMENT_CURVE, SEGMENT_MOVE = 0, 1, 2


def address_of(handle: Any) -> int:
    """The integer behind one of pypdfium2's handles."""
    return ctypes.cast(handle, _VOID).value or 0


def _drain(results: Iterable[Any]) -> None:
    deque(results, maxlen=0)


def _room(code: Literal["f", "d"], count: int) -> tuple[array[float], int]:
    """Room for so many numbers, and its address. A ctypes array would be a new class for each length."""
    buffer = array(code, bytes(count * (4 if code == "f" else 8)))
    return buffer, buffer.buffer_info()[0]


def horizontal_boxes(textpage: int, count: int) -> tuple[list[float], list[float]]:
    """Left and right edge (advance, not ink) of each character of the page, in page space."""
    buffer, base = _room("f", 4 * count)
    _drain(map(_loose_box, repeat(textpage), range(count), range(base, base + 16 * count, 16)))
    return buffer[0::4].tolist(), buffer[2::4].tolist()


def baselines(textpage: int, count: int) -> list[float]:
    """The y of the baseline of each character of the page, in page space."""
    buffer, base = _room("d", 2 * count)
    end = base + 16 * count
    _drain(map(_origin, repeat(textpage), range(count), range(base, end, 16), range(base + 8, end + 8, 16)))
    return buffer[1::2].tolist()


def bounds(objects: list[int]) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right, top of each page object, stroke width included, in the space of its page or form."""
    count = len(objects)
    buffer, base = _room("f", 4 * count)
    end = base + 16 * count
    columns = (range(base + offset, end + offset, 16) for offset in (0, 4, 8, 12))
    _drain(map(_bounds, objects, *columns))
    return list(zip(buffer[0::4], buffer[1::4], buffer[2::4], buffer[3::4], strict=True))


def page_objects(page: int, count: int) -> tuple[list[int], list[int]]:
    """Handles and types of the objects of a page."""
    handles = list(map(_page_object, repeat(page), range(count)))
    return handles, list(map(_object_type, handles))


def form_objects(form: int, count: int) -> tuple[list[int], list[int]]:
    """Handles and types of the objects of a Form XObject."""
    handles = list(map(_form_object, repeat(form), range(count)))
    return handles, list(map(_object_type, handles))


Segment = tuple[int, float, float, bool]
"""Kind (line, curve, move), x, y, closes the subpath."""


def path_segments(path: int, count: int) -> list[Segment]:
    """The segments of a path, in the path's own space."""
    handles = list(map(_segment, repeat(path), range(count)))
    buffer, base = _room("f", 2 * count)
    end = base + 8 * count
    _drain(map(_segment_point, handles, range(base, end, 8), range(base + 4, end + 4, 8)))
    kinds = map(_segment_type, handles)
    closes = map(bool, map(_segment_close, handles))
    return list(zip(kinds, buffer[0::2], buffer[1::2], closes, strict=True))


def texts(textpage: int, count: int) -> str:
    """One code point for each character of the page (U+FFFD where pdfium knows none)."""
    buffer = array("H", bytes(2 * (count + 1)))
    written = _text(textpage, 0, count, buffer.buffer_info()[0])
    text = buffer[: max(written - 1, 0)].tobytes().decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    # Surrogate pairs or characters that pdfium leaves out of its text: one by one.
    codes = map(unicode_of, repeat(textpage), range(count))
    return "".join(chr(c) if 0 < c < 0x110000 and not 0xD800 <= c < 0xE000 else "\ufffd" for c in codes)
