"""The characters of a page: where they stand, which of them are in the file, and whether they can be read at all.

Everything per character comes in bulk. What costs a call (size, direction) is asked once for a `Stretch`:
characters that follow one another on one baseline in the order of the content.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from ctypes import addressof, byref
from ctypes import c_double as double
from dataclasses import dataclass, field
from itertools import repeat
from math import atan2, hypot
from operator import ge, sub
from typing import Any

from jixiao import lazy_re as re
from jixiao.ideographs import as_shown
from jixiao.readers.limits import Limits, too_much
from jixiao.readers.pdf import binding
from jixiao.readers.pdf.binding import raw
from jixiao.readers.pdf.frames import Frame, quarter

_ENDS = re.compile(r"[\r\n]+| ")  # of a stretch; a blank only where pdfium put it in
_HYPHENS = ("\x02", "\ufffe")  # pdfium's marks for a hyphen at the end of a line («2021-/2022年»)
_UNREADABLE = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff\x00-\x08\x0b\x0c\x0e-\x1f]")
_SAMPLE = 48
_INVISIBLE = 3
_FULL_TURN_SAMPLE = 24
_FEW = 2  # characters that are looked at one by one as quickly
_BACK, _SURELY = 1.5, 1.4  # points that the pen goes back where a stretch ends; and less, however it is rounded


@dataclass(slots=True)
class Stretch:
    """Characters [start, end) of `Glyphs.text` on one baseline, in the order of the content."""

    start: int
    end: int
    x0: float
    x1: float
    base: float
    size: float
    turn: int = 0
    """Direction against the page: 0, 90 (upwards), 180, 270 (downwards)."""
    askew: bool = False


@dataclass(slots=True)
class Glyphs:
    """One page. Lists run parallel to ``text``; x and baseline are points in the upright frame."""

    text: str
    left: list[float]
    right: list[float]
    base: list[float]
    stretches: list[Stretch] = field(default_factory=list)
    unmapped: int = 0
    off_page: int = 0
    invisible: bool = False
    hidden: float = 0.0
    """Share of the text objects that are invisible."""
    visible_count: int = 0
    """Characters that are no blanks."""
    blanks: list[tuple[float, float]] = field(default_factory=list)
    """Baseline and x of blanks of the file that ``text`` lacks, sorted."""


def _goes_right(left: Sequence[float], right: Sequence[float]) -> bool:
    """Whether characters surely stand one behind the other, none set back."""
    return min(map(sub, left[1:], right)) > -_SURELY and all(map(ge, right, left))


class TextPage:
    """pdfium's text page of an open page; closed by ``with``."""

    def __init__(self, page: Any, limits: Limits) -> None:
        self._handle = raw.FPDFText_LoadPage(page)
        self._matrix = raw.FS_MATRIX()
        self.address = binding.address_of(self._handle) if self._handle else 0
        self.count = max(raw.FPDFText_CountChars(self._handle), 0) if self._handle else 0
        if self.count > limits.page_objects:
            self.close()
            raise too_much("一页的字符数", "characters on one page", self.count, limits.page_objects)

    def __enter__(self) -> TextPage:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the memory back."""
        if self._handle:
            raw.FPDFText_ClosePage(self._handle)
            self._handle = None

    def direction(self) -> int:
        """Direction of most of the text: 0, 90, 180 or 270 degrees counter-clockwise from left to right."""
        angles = [*map(self._angle, range(0, self.count, max(self.count // _FULL_TURN_SAMPLE, 1)))]
        if not any(angles):  # nearly all pages
            return 0
        votes = Counter(angle for angle in angles if angle is not None)
        return max(votes, key=lambda angle: (votes[angle], -angle))

    def _angle(self, index: int) -> int | None:
        """None: askew, or no matrix (characters that pdfium added)."""
        matrix = self._matrix
        if not binding.char_matrix(self.address, index, addressof(matrix)):
            return None
        along, up = matrix.a, matrix.b
        if not up:
            return 0 if along > 0 else 180 if along else None
        return quarter(atan2(up, along))

    def read(self, frame: Frame, text_objects: list[int]) -> Glyphs:
        """All characters in the upright frame."""
        text = as_shown(binding.texts(self.address, self.count))
        for hyphen in _HYPHENS:
            text = text.replace(hyphen, "-")
        left, right = binding.horizontal_boxes(self.address, self.count)
        base = binding.baselines(self.address, self.count)
        if frame.left:
            dx = frame.left
            left, right = [x - dx for x in left], [x - dx for x in right]
        top = frame.top
        glyphs = Glyphs(text, left, right, [top - y for y in base])
        self._stretches(glyphs, frame)
        glyphs.visible_count = sum(map(len, text.split()))
        glyphs.unmapped = self._unmapped(text, glyphs.visible_count)
        modes = [*map(binding.render_mode, text_objects)]
        glyphs.invisible = _INVISIBLE in modes
        glyphs.hidden = modes.count(_INVISIBLE) / len(modes) if glyphs.invisible else 0.0
        return glyphs

    def _stretches(self, glyphs: Glyphs, frame: Frame) -> None:
        text = glyphs.text
        start = 0
        for found in _ENDS.finditer(text):
            end = found.start()
            if text[end] != " " or binding.is_generated(self.address, end):
                self._unbroken(glyphs, frame, start, end)
                start = found.end()
        self._unbroken(glyphs, frame, start, len(text))

    def _unbroken(self, glyphs: Glyphs, frame: Frame, start: int, end: int) -> None:
        """Stretches of characters without a break: one ends where the baseline moves or the pen goes back."""
        if start == end:
            return
        left, right, base = glyphs.left[start:end], glyphs.right[start:end], glyphs.base[start:end]
        at, edge = base[0], left[0]
        if end - start > _FEW and base.count(at) == end - start and _goes_right(left, right):  # most
            self._close(glyphs, frame, start, end)
            return
        for i, (x, stop, y) in enumerate(zip(left, right, base, strict=True), start):
            if (y != at and abs(y - at) > 0.8) or x < edge - _BACK:
                self._close(glyphs, frame, start, i)
                start, at = i, y
            edge = stop if stop >= x else x
        self._close(glyphs, frame, start, end)

    def _close(self, glyphs: Glyphs, frame: Frame, start: int, end: int) -> None:
        """Finish a stretch: size and direction by one call each, and drop what stands outside the page."""
        matrix = self._matrix
        angle: int | None = 0
        scale = 1.0
        # Asked in the middle: Word's automatic number before a text may be smaller than it.
        middle = (start + end) // 2
        while middle > start and glyphs.text[middle].isspace():
            middle -= 1
        if binding.char_matrix(self.address, middle, addressof(matrix)):
            along, up = matrix.a, matrix.b
            angle = quarter(atan2(up, along)) if up or along < 0 else 0
            scale = hypot(matrix.c, matrix.d) or 1.0
        size = binding.font_size(self.address, middle) * scale
        if angle:
            size = self._sideways(glyphs, frame, start, end, size)
        x0, x1 = glyphs.left[start], glyphs.right[end - 1]
        y = glyphs.base[start]
        if x1 < 0 or x0 > frame.width or y - size * 0.9 > frame.height or y < 0:
            glyphs.off_page += len(glyphs.text[start:end].strip())
            return
        glyphs.stretches.append(Stretch(start, end, x0, x1, y, size or 1.0, angle or 0, angle is None))

    def _sideways(self, glyphs: Glyphs, frame: Frame, start: int, end: int, size: float) -> float:
        """Letters turned against the page (a label written upwards): pdfium's advance box is flat, take the ink."""
        x0, x1, y0, y1 = (double() for _ in range(4))
        pointers = [addressof(v) for v in (x0, x1, y0, y1)]
        for i in range(start, end):
            if binding.char_box(self.address, i, *pointers):
                glyphs.left[i], glyphs.right[i] = x0.value - frame.left, x1.value - frame.left
                glyphs.base[i] = frame.top - y0.value
        return size

    def _unmapped(self, text: str, visible: int) -> int:
        """Characters that pdfium could not map: U+FFFD, private use, or no map at all (then the code is no letter)."""
        bad = len(_UNREADABLE.findall(text))
        if bad * 2 >= visible:
            return bad
        step = max(self.count // _SAMPLE, 1)
        if 1 in map(binding.has_map_error, repeat(self.address), range(0, self.count, step)):
            bad = max(bad, [*map(binding.has_map_error, repeat(self.address), range(self.count))].count(1))
        return bad


def page_box(page: Any) -> tuple[float, float, float, float]:
    """The visible box of an open page in PDF space: left, bottom, right, top."""
    rect = raw.FS_RECTF()
    if not raw.FPDF_GetPageBoundingBox(page, byref(rect)):
        return (0.0, 0.0, raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page))
    return (rect.left, rect.bottom, rect.right, rect.top)
