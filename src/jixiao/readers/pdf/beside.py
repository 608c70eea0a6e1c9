"""Text set in two columns: all lines of the left one come before those of the right one.

Lines of one height are one line elsewhere; here they are two of different sentences. Columns of prose are told from
those of a table without rules by the order of the content, which writes the left column whole before the right one,
and by lines that end at one margin. The right column is read as if it stood where the left one does (`Line.shift`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jixiao.readers.pdf.frames import Frame
from jixiao.readers.pdf.glyphs import Glyphs, Stretch
from jixiao.readers.pdf.grid import Grid
from jixiao.readers.pdf.lines import Line, lines_of

_ROOM = 0.5  # ems that are free at either side of the middle
_EDGE = 0.08  # of the page's height: heads and feet, which the content holds anywhere
_LEFT, _RIGHT = 4, 2  # lines at the least
_FULL = 1.5  # ems that a full line may end before the margin
_LONG = 0.6  # of the column's width
_MOSTLY = 0.35


@dataclass(slots=True)
class Columns:
    """The characters of two columns that stand beside each other."""

    top: float
    left: list[Stretch]
    right: list[Stretch]

    def lines(self, glyphs: Glyphs, page: int) -> Iterator[Line]:
        """The lines of the left column, then those of the right one."""
        left, right = (lines_of(part, glyphs, page) for part in (self.left, self.right))
        shift = min(line.x0 for line in right) - min(line.x0 for line in left)
        for line in left:
            line.column = (self.top, 0)
        for line in right:
            line.column, line.shift = (self.top, 1), shift
            line.xs = [x - shift for x in line.xs]
            line.x0, line.x1 = line.x0 - shift, line.x1 - shift
        yield from (*left, *right)


def two_columns(
    body: Sequence[Stretch], frame: Frame, grids: Sequence[Grid]
) -> tuple[Sequence[Stretch], list[Columns]]:
    """What stands in two columns on a page, from top to bottom, and the stretches of all else."""
    upright = [s for s in body if not s.turn and s.x1 > s.x0]
    if len(upright) < _LEFT + _RIGHT:
        return body, []
    middle = (min([s.x0 for s in upright]) + max([s.x1 for s in upright])) / 2
    found: list[Columns] = []
    for band in _bands(upright, middle, frame.height, sorted(grid.bbox[1] for grid in grids)):
        left = [s for s in band if s.x1 < middle]
        right = [s for s in band if s.x1 >= middle]
        if not _are_prose(left, right):
            continue
        top, bottom = min(s.base - s.size for s in band), max(s.base for s in band)
        if not any(grid.bbox[1] < bottom and grid.bbox[3] > top for grid in grids):
            found.append(Columns(top, left, right))
    taken = {id(s) for columns in found for s in (*columns.left, *columns.right)}
    return [s for s in body if id(s) not in taken] if taken else body, found


def _bands(
    stretches: Iterable[Stretch], middle: float, height: float, tables: Sequence[float]
) -> Iterator[list[Stretch]]:
    """The stretches between two that cross the middle of the page, or between ruled ``tables`` that begin there."""
    band: list[Stretch] = []
    above = 0
    for s in sorted(stretches, key=lambda s: s.base):
        if (count := bisect_left(tables, s.base)) > above:
            yield band
            band, above = [], count
        if not _EDGE * height < s.base < (1 - _EDGE) * height:
            continue
        if s.x0 < middle + _ROOM * s.size and s.x1 > middle - _ROOM * s.size:
            yield band
            band = []
        else:
            band.append(s)
    yield band


def _are_prose(left: Sequence[Stretch], right: Sequence[Stretch]) -> bool:
    """Whether the content holds the left column before the right one, and most of its lines are full."""
    if len(left) < _LEFT or len(right) < _RIGHT or max(s.end for s in left) > min(s.start for s in right):
        return False
    return _mostly_full(left, _LEFT) and _mostly_full(right, _RIGHT)


def _mostly_full(column: Sequence[Stretch], least: int) -> bool:
    ends: dict[int, tuple[float, float]] = {}
    for s in column:
        x0, x1 = ends.get(round(s.base), (s.x0, s.x1))
        ends[round(s.base)] = min(x0, s.x0), max(x1, s.x1)
    begin, margin = min(x0 for x0, _ in ends.values()), max(x1 for _, x1 in ends.values())
    near = _FULL * max(s.size for s in column)
    full = sum(margin - x1 <= near and x1 - x0 >= _LONG * (margin - begin) for x0, x1 in ends.values())
    return len(ends) >= least and full >= _MOSTLY * len(ends)
