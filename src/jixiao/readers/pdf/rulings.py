"""The drawn lines of a page: what could be a border, as horizontal and vertical edges in the upright frame.

Borders come as stroked lines, as stroked rectangles, as filled rectangles half a point thin (Word: one for each side of
each cell), as one path for a whole grid, as dashes, or as pictures one pixel high; any of them inside Form XObjects.
"""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_int, cast
from dataclasses import dataclass, field
from itertools import compress, pairwise
from typing import Any

from jixiao.readers.limits import Limits, too_much
from jixiao.readers.pdf import binding
from jixiao.readers.pdf.binding import raw
from jixiao.readers.pdf.frames import IDENTITY, Frame, Matrix, times
from jixiao.readers.pdf.opening import FORM_DEPTH

THIN = 3.2  # points: a filled rectangle thinner than this is a rule
_TEXTS, _SHAPES = frozenset((binding.OBJECT_TEXT,)), frozenset((binding.OBJECT_PATH, binding.OBJECT_IMAGE))
_NO_WIDTH = 0.01  # points: what pdfium takes for a text object without extent
SHORTEST = 1.0  # a piece of a dash; joined pieces must be longer (grid.py)


@dataclass(slots=True)
class Drawn:
    """The objects of a page that the reader needs: edges, text objects, lone blanks and the area pictures cover."""

    horizontal: list[tuple[float, float, float]] = field(default_factory=list)
    """y, x0, x1."""
    vertical: list[tuple[float, float, float]] = field(default_factory=list)
    """x, top, bottom."""
    text_objects: list[int] = field(default_factory=list)
    blanks: list[tuple[float, float]] = field(default_factory=list)
    """Baseline and x of text objects without any ink in their extent: one blank each, which pdfium leaves out."""
    any: bool = False
    """Whether anything at all is on the page."""
    picture_share: float = 0.0
    """Share of the page that pictures cover, 0 to 1; a scanner may cut a page into strips."""
    count: int = 0
    """All objects and path segments looked at."""


def drawn_on(page: Any, frame: Frame, limits: Limits) -> Drawn:
    """Collect the objects of an open page, Form XObjects with their matrices included.

    Raises `LimitError` for pages with more objects or path segments than allowed.
    """
    drawn = Drawn()
    budget = _Budget(limits)
    for objects, types, matrix in _levels(page, budget):
        drawn.any = drawn.any or bool(objects)
        _add_texts(drawn, [*compress(objects, map(_TEXTS.__contains__, types))], matrix, frame)
        shapes = [*compress(zip(objects, types, strict=True), map(_SHAPES.__contains__, types))]
        boxes = binding.bounds([o for o, _ in shapes])
        for (handle, kind), bounds in zip(shapes, boxes, strict=True):
            box = _placed(bounds, matrix, frame)
            if box[2] - box[0] <= THIN or box[3] - box[1] <= THIN:
                _add_thin(drawn, box)
            elif kind == binding.OBJECT_PATH:
                _add_path(drawn, handle, matrix, frame, budget)
            else:
                drawn.picture_share += (box[2] - box[0]) * (box[3] - box[1]) / max(frame.width * frame.height, 1.0)
    drawn.picture_share = min(drawn.picture_share, 1.0)
    drawn.count = budget.used
    return drawn


def _add_texts(drawn: Drawn, objects: list[int], matrix: Matrix, frame: Frame) -> None:
    drawn.text_objects += objects
    for bounds in [each for each in binding.bounds(objects) if each[2] - each[0] < _NO_WIDTH]:
        x, _, _, base = _placed(bounds, matrix, frame)
        drawn.blanks.append((base, x))


class _Budget:
    """Counts objects and segments of one page against the limit."""

    def __init__(self, limits: Limits) -> None:
        self._limit = limits.page_objects
        self._objects = 0
        self._segments = 0

    @property
    def used(self) -> int:
        return self._objects + self._segments

    def objects(self, count: int) -> None:
        self._objects += count
        if self._objects > self._limit:
            raise too_much("一页上的对象数", "objects on one page", self._objects, self._limit)

    def segments(self, count: int) -> None:
        self._segments += count
        if self._segments > self._limit:
            raise too_much("一页上的线段数", "path segments on one page", self._segments, self._limit)


Level = tuple[list[int], list[int], Matrix]


def _levels(page: Any, budget: _Budget) -> Iterator[Level]:
    count = raw.FPDFPage_CountObjects(page)
    budget.objects(count)
    objects, types = binding.page_objects(binding.address_of(page), count)
    todo: list[tuple[list[int], list[int], Matrix, int]] = [(objects, types, IDENTITY, 0)]
    while todo:
        objects, types, matrix, depth = todo.pop()
        yield objects, types, matrix
        if binding.OBJECT_FORM not in types or depth >= FORM_DEPTH:
            continue
        for handle, kind in zip(objects, types, strict=True):
            if kind == binding.OBJECT_FORM:
                inner = raw.FPDFFormObj_CountObjects(_handle(handle))
                if inner <= 0:
                    continue
                budget.objects(inner)
                todo.append((*binding.form_objects(handle, inner), times(object_matrix(handle), matrix), depth + 1))


def _handle(address: int) -> Any:
    return cast(address, raw.FPDF_PAGEOBJECT)


def object_matrix(handle: int) -> Matrix:
    """The matrix of a page object (for a form: from its space to its parent's)."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(_handle(handle), byref(matrix)):
        return IDENTITY
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _placed(bounds: tuple[float, float, float, float], matrix: Matrix, frame: Frame) -> tuple[float, ...]:
    """Bounds (left, bottom, right, top in their space) as x0, top, x1, bottom in the upright frame."""
    left, bottom, right, top = bounds
    if matrix is not IDENTITY:
        a, b, c, d, e, f = matrix
        xs = (a * left + c * bottom + e, a * right + c * top + e, a * left + c * top + e, a * right + c * bottom + e)
        ys = (b * left + d * bottom + f, b * right + d * top + f, b * left + d * top + f, b * right + d * bottom + f)
        left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
    return (left - frame.left, frame.top - top, right - frame.left, frame.top - bottom)


def _add_thin(drawn: Drawn, box: tuple[float, ...]) -> None:
    x0, top, x1, bottom = box
    width, height = x1 - x0, bottom - top
    # A dot of a dotted line is as wide as it is high: it may belong to either direction.
    if height <= THIN and width >= SHORTEST and width >= height * 0.7:
        drawn.horizontal.append(((top + bottom) / 2, x0, x1))
    if width <= THIN and height >= SHORTEST and height >= width * 0.7:
        drawn.vertical.append(((x0 + x1) / 2, top, bottom))


def _add_path(drawn: Drawn, handle: int, matrix: Matrix, frame: Frame, budget: _Budget) -> None:
    """A path that is more than one thin line: stroked segments are rules, filled shapes only when thin."""
    path = _handle(handle)
    fill, stroke = c_int(), c_int()
    if not raw.FPDFPath_GetDrawMode(path, byref(fill), byref(stroke)):
        return
    count = raw.FPDFPath_CountSegments(path)
    if count <= 0 or (not stroke.value and count <= 5):
        return  # a filled area is shading, no border
    budget.segments(count)
    place = times(object_matrix(handle), matrix)
    for subpath in _subpaths(binding.path_segments(handle, count), place, frame):
        if stroke.value:
            for (ax, ay), (bx, by) in pairwise(subpath):
                if abs(ay - by) <= 1 and abs(ax - bx) >= SHORTEST:
                    drawn.horizontal.append(((ay + by) / 2, min(ax, bx), max(ax, bx)))
                elif abs(ax - bx) <= 1 and abs(ay - by) >= SHORTEST:
                    drawn.vertical.append(((ax + bx) / 2, min(ay, by), max(ay, by)))
        elif len(subpath) <= 6:  # a rectangle, its first corner repeated
            xs, ys = [x for x, _ in subpath], [y for _, y in subpath]
            box = (min(xs), min(ys), max(xs), max(ys))
            if box[2] - box[0] <= THIN or box[3] - box[1] <= THIN:
                _add_thin(drawn, box)


Point = tuple[float, float]


def _subpaths(segments: list[binding.Segment], place: Matrix, frame: Frame) -> Iterator[list[Point]]:
    """Each run of straight segments, in the upright frame; a curve ends a run."""
    a, b, c, d, e, f = place
    e, f = e - frame.left, frame.top - f
    points: list[Point] = []
    for kind, x, y, closes in segments:
        point = (a * x + c * y + e, f - b * x - d * y)
        if kind != binding.SEGMENT_LINE:
            if len(points) > 1:
                yield points
            points = []
        points.append(point)
        if closes and kind == binding.SEGMENT_LINE:
            points.append(points[0])
    if len(points) > 1:
        yield points
