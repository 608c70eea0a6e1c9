"""The names of the rows of a stream: which of them hold no words of another cell.

Where a printed page broke words at the width of their cells (`Stream.wrapped`), a line that goes on in the next had no
room for its next letter. A cell before a name, or behind it, ends somewhere: so lines of two are rarely all full but
the last.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

from jixiao.structure.flat.destroyed.chunks import LED, Place
from jixiao.structure.flat.destroyed.rowmodel import MEASURES, SIGN, Row, Rows
from jixiao.structure.flat.destroyed.search import POINTS
from jixiao.structure.flat.destroyed.stream import Stream
from jixiao.structure.flat.linebreaks import first_word, width

_FEWEST = 2
"""Broken names that show how wide their column is."""


class Names:
    """The names of ``rows``; ``stray``: a word of a level stands elsewhere than in its column."""

    def __init__(self, stream: Stream, rows: Rows, *, stray: bool) -> None:
        self.stream, self.rows, self.stray = stream, rows, stray

    def is_alone(self, index: int) -> bool:
        """Whether nothing else can stand before a row's name: a level word does, a number that leads it, or the row
        above has all its points and so no reason to give. Where a level word is astray, another cell may stand in its
        place before any name."""
        row = self.rows.rows[index]
        line = row.chunk.row
        if line.name and self._is_mixed(row, line.name):
            return False
        if line.level2 or self.stray:
            return line.level2 is not None
        if line.level1 or row.chunk.rest or not index:
            return True
        broken = line.name is not None and not self.stream.joined(*line.name)
        if line.name and broken and not self.is_one(line.name):
            return False  # a cell ends at each blank: any other may stand before the name
        if line.name and self.stream.wrapped and LED.match(self.stream.text, line.name[0]):
            return True
        return self.is_full(self.rows.rows[index - 1]) and (broken or not any(r.chunk.reason for r in self.rows.rows))

    def _is_mixed(self, row: Row, name: Place) -> bool:
        """Whether a name of several words may hold those of other cells: blanks of a line part them, or the next
        column holds words of any kind too."""
        if any(self.stream.is_parted(at) and not self._is_set_apart(at) for at in range(name[0] + 1, name[1])):
            return True
        columns = self.rows.heading.ids
        lacking = any(id_ in columns and row.place(id_) is None for id_ in MEASURES)
        return (lacking or SIGN in columns) and not self.stream.joined(*name)

    def _is_set_apart(self, at: int) -> bool:
        """Whether a converter set the blank before a character between a letter and a figure («指标 1：»)."""
        text = self.stream.text
        return self.stream.wrapped and text[at - 1].isdigit() != text[at].isdigit()

    def is_full(self, row: Row) -> bool:
        """Whether a row has all its points, and so no reason to give."""
        weight, score = (row.place(id_) for id_ in POINTS)
        if weight is None or score is None:
            return False
        return self.stream.text[slice(*weight)] == self.stream.text[slice(*score)]

    def is_one(self, name: Place) -> bool:
        """Whether the lines of a name are those of one cell: each had no room for what stands next."""
        if not self.stream.wrapped or not self._room:
            return False
        texts = [self.stream.printed(*line) for line in self.stream.lines_of(*name)]
        return all(width(one) + width(first_word(other)) > self._room >= width(one) for one, other in pairwise(texts))

    @cached_property
    def _room(self) -> int:
        """How wide the column of names is, in half widths: as the longest line of those that are broken; 0 where too
        few are."""
        names = [row.chunk.row.name for row in self.rows.rows if row.blurred is None]
        lines = [list(self.stream.lines_of(name[0], name[1])) for name in names if name]
        broken = [own for own in lines if len(own) > 1]
        widths = [width(self.stream.printed(*line)) for own in broken for line in own]
        return max(widths) if len(broken) >= _FEWEST else 0
