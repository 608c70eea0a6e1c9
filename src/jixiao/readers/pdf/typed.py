"""What a reader's typewriter put on a page, and the fields of a form: pdfium keeps such apart from the page."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from jixiao.readers.pdf.binding import raw

_TYPED = frozenset((raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_WIDGET))
_OUT_OF_SIGHT = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_INVISIBLE
_SHOWS = ("Tj", "TJ", "Do")  # operators that put a text, or another form that may hold one, on the page


@dataclass(frozen=True, slots=True)
class OpenPage:
    """pdfium's page."""

    handle: Any
    printed: int | None = None
    """Characters that stand on it beside what was typed; None where nothing was."""
    unshown: int = 0
    """Texts that were typed, but of which the file does not say how they look: they are not on the page."""


class _Annotation(NamedTuple):
    """Whether one was typed, says something for all to see, and has a look in which a text may stand."""

    typed: bool
    says: bool
    shows: bool


def with_typed(document: Any, page: Any, index: int) -> OpenPage:
    """The page with what was typed on it as part of it. Notes, marks and links are left out. Closes ``page`` where it
    opens another."""
    found = [_looked_at(page, at) for at in range(raw.FPDFPage_GetAnnotCount(page))]
    if not any(one.typed for one in found):
        return OpenPage(page)
    printed = _characters(page)
    for at in reversed([at for at, one in enumerate(found) if not one.typed]):
        raw.FPDFPage_RemoveAnnot(page, at)
    failed = raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_FAIL
    raw.FPDF_ClosePage(page)
    unshown = sum(one.shows if failed else one.says and not one.shows for one in found)
    return OpenPage(raw.FPDF_LoadPage(document, index), printed, unshown)


def _characters(page: Any) -> int:
    text = raw.FPDFText_LoadPage(page)
    if not text:
        return 0
    try:
        return max(int(raw.FPDFText_CountChars(text)), 0)
    finally:
        raw.FPDFText_ClosePage(text)


def _looked_at(page: Any, at: int) -> _Annotation:
    annotation = raw.FPDFPage_GetAnnot(page, at)
    try:
        kind = _kind(annotation)
        if kind not in _TYPED:
            return _Annotation(False, False, False)
        return _Annotation(True, _has_text(annotation, kind), _shows_text(annotation))
    finally:
        raw.FPDFPage_CloseAnnot(annotation)


def _kind(annotation: Any) -> int:
    """pdfium's number for what kind of annotation one is; that of the unknown ones for a signature's field, which
    prints who signed and when."""
    kind = int(raw.FPDFAnnot_GetSubtype(annotation))
    signs = kind == raw.FPDF_ANNOT_WIDGET and _value(annotation, b"FT") == "Sig"
    return int(raw.FPDF_ANNOT_UNKNOWN) if signs else kind


def _has_text(annotation: Any, kind: int) -> bool:
    if raw.FPDFAnnot_GetFlags(annotation) & _OUT_OF_SIGHT or _value(annotation, b"FT") == "Btn":
        return False
    return bool(_value(annotation, b"V" if kind == raw.FPDF_ANNOT_WIDGET else b"Contents").strip())


def _shows_text(annotation: Any) -> bool:
    look = _string(lambda room, size: raw.FPDFAnnot_GetAP(annotation, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, room, size))
    return any(mark in look for mark in _SHOWS)


def _value(annotation: Any, key: bytes) -> str:
    return _string(lambda room, size: raw.FPDFAnnot_GetStringValue(annotation, key, room, size))


def _string(fill: Callable[[Any, int], int]) -> str:
    """A string of pdfium's, which says first how many bytes it has, two of them its end."""
    size = fill(None, 0)
    room = (ctypes.c_ushort * (size // 2))()
    fill(room, size)
    return bytes(room)[:-2].decode("utf-16-le", "replace")
