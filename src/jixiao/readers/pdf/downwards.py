"""Labels of a form set downwards, letter below letter, in several columns from the right («一级指标» in a narrow cell).

Letters at one height are no line there. The order of the content tells it: it goes down, then up again to the left.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from operator import attrgetter

from jixiao.readers.pdf.glyphs import Glyphs, Stretch
from jixiao.readers.pdf.lines import Line

_LEAST, _SHORT = 3, 3
"""Letters of a column that show it; characters at one height: a figure of a date or of points stands upright."""
_BESIDE = 0.5  # ems
_START = attrgetter("start")


def columns_down(stretches: Iterable[Stretch]) -> list[list[Stretch]]:
    """The columns of what stands in a cell, from the right; none where it is not set downwards, or is one column of
    which no letter lies on its side («（60分）»)."""
    ordered = sorted(stretches, key=_START)
    columns = [ordered[:1]]
    for above, s in pairwise(ordered):
        if s.end - s.start > _SHORT and not s.turn:
            return []
        aside = (s.x0 + s.x1 - above.x0 - above.x1) / 2
        near = _BESIDE * max(s.size, above.size)
        if abs(aside) <= near and s.base > above.base:
            columns[-1].append(s)
        elif aside < -near and s.base < above.base:
            columns.append([s])
        else:
            return []
    several = len(columns) > 1 or len({s.turn for s in ordered}) > 1
    return columns if several and max(map(len, columns)) >= _LEAST else []


def lines_down(columns: Iterable[list[Stretch]], glyphs: Glyphs, page: int) -> list[Line]:
    """A line for each column."""
    lines = []
    for column in columns:
        text = "".join([glyphs.text[s.start : s.end] for s in column])
        x0, x1 = min(s.x0 for s in column), max(s.x1 for s in column)
        size = max(s.size for s in column)
        base, upper = max(s.base for s in column), min(s.base for s in column) - size
        lines.append(Line(text, [x0, x1], x0, x1, base, size, page, upper))
    return lines
