"""The level cells of the rows that were read in a stream: merged down where their words go on, left out where they may
not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao.structure.flat.celltexts import is_top
from jixiao.structure.flat.destroyed.chunks import Chunk, Line, Place
from jixiao.structure.flat.destroyed.grid import Open, Sheet
from jixiao.structure.flat.destroyed.rowmodel import Rows
from jixiao.structure.flat.destroyed.stream import Stream
from jixiao.structure.flat.destroyed.words import Vocabulary
from jixiao.structure.flat.levelorder import are_in_order, is_astray
from jixiao.structure.flat.torn import FIRST
from jixiao.structure.form_model import LEVELS


class Levels:
    """The cells of level 1 and 2, merged down to the next of their column."""

    def __init__(
        self, sheet: Sheet, words: Vocabulary, columns: dict[str, int], stream: Stream, rows: Rows, *, stray: bool
    ) -> None:
        self.sheet, self.words, self.columns, self.stream, self.stray = sheet, words, columns, stream, stray
        self.astray = self._astray(rows)
        self.ordered = are_in_order(map(self._text, self._seconds(rows)), words.patterns)
        self.open: dict[str, Open | None] = {}  # None where nobody knows what stands there
        self.counted = False  # whether «指标1» stands below the words that go on

    def put(self, row: int, line: Line, chunk: Chunk | None = None, *, lost: bool = False) -> None:
        """The level cells of a row: new ones where words are printed, else those above go on; none at all where some
        may stand in its name, in a cell that the row above has ``lost``, or, ``stray``, anywhere, and below until
        others are printed."""
        one, two = line.level1, line.level2
        first, goes_on = FIRST.match(self._text(line.name)) is not None, one is None and two is None
        anew, self.counted = first and goes_on and self.counted, first or (goes_on and self.counted)
        if self.stray:
            self.open = dict.fromkeys(LEVELS)
            two = None if chunk and one is None and two and self._is_either(two, chunk) else two
        elif anew:
            self.open = dict.fromkeys(LEVELS)  # names are counted anew: the word of level 2 beside it was lost
            return
        elif lost or (chunk and two is None and not (chunk.sure and self._goes_on(chunk.levels))):
            self.open = dict.fromkeys(LEVELS)
            return
        elif two in self.astray:
            self.open = dict.fromkeys(LEVELS)  # it came from another row, or is the reason of that above
            return
        elif chunk and two is not None and self._leads_on(two, chunk):
            self.open = dict.fromkeys(LEVELS)  # one of two words of level 2 side by side stands in another's place
            return
        elif chunk and two is not None and not chunk.sure and _is_second(two, chunk):
            self.open = dict.fromkeys(LEVELS)  # or it is the name of a row that has no other
            return
        elif two is not None and self.stream.breaks(two[1]) > self.stream.usual:
            self.open = dict.fromkeys(LEVELS)  # blank cells between it and a name: it stands in another column
            return
        elif one is None and two is not None and "level1" in self.open and self._of_another(two):
            self.open = dict.fromkeys(LEVELS)  # its level 1 is not printed: that above may go on
            if self.ordered:  # it does not: nowhere do two words of level 2 stand in each other's place
                self._cell(row, "level2", two, fresh=True)
            return
        elif chunk and one is None and two is not None and self._is_either(two, chunk):
            self.open = dict.fromkeys(LEVELS)  # level 1 as well, whose level 2 the name begins with
            return
        fresh = one is not None or (two is not None and self._of_another(two))
        self._cell(row, "level1", one, fresh=one is not None if self.stray else fresh)
        self._cell(row, "level2", two, fresh=two is not None if self.stray else fresh or two is not None)

    def _astray(self, rows: Rows) -> frozenset[Place | None]:
        """The words of level 2 alone in a row that stand out of their order: as likely another row's."""
        lines = [line for row in rows.rows for line in (*row.chunk.rest, row.chunk.row)]
        spots = [(line.level1, line.level2) for line in lines]
        words = [(self._text(one), self._text(two)) for one, two in spots]
        alone = (at for at, line in enumerate(lines) if line.level2 and not line.level1 and not line.name)
        return frozenset(lines[at].level2 for at in alone if is_astray(at, words, self.words.patterns))

    def _seconds(self, rows: Rows) -> Iterator[Place | None]:
        """The words of level 2 of all rows, in order."""
        chunks = [row.chunk for row in rows.rows] + ([rows.tail] if rows.tail else [])
        return (line.level2 for chunk in chunks for line in (*chunk.rest, chunk.row))

    def _text(self, place: Place | None) -> str:
        return self.stream.text[slice(*place)] if place else ""

    @property
    def are_unknown(self) -> bool:
        """Whether nobody knows what stands in any of them."""
        return all(self.open.get(id_) is None for id_ in LEVELS if id_ in self.columns)

    def _cell(self, row: int, id_: str, place: Place | None, *, fresh: bool) -> None:
        if id_ not in self.columns:
            return
        above = self.open.get(id_)
        if fresh or id_ not in self.open:
            self.open[id_] = self.sheet.put(row, self.columns[id_], place)
        elif above is not None:
            above.row_span += 1

    def _goes_on(self, words: Sequence[str]) -> bool:
        """Whether level words in a name say what the level 2 above says."""
        above = self.open.get("level2")
        own = self.words.dimension(self.stream.text[slice(*above.pieces[0])]) if above and above.pieces else None
        return all(self.words.dimension(word) == own for word in words)

    def _leads_on(self, two: Place, chunk: Chunk) -> bool:
        """Whether a name behind a level 2 begins with the word of another."""
        name = chunk.row.name
        text = self._text(name)
        own = self.words.dimension(self._text(two))
        return any(text.startswith(word) and self.words.dimension(word) != own for word in chunk.levels)

    def _is_either(self, two: Place, chunk: Chunk) -> bool:
        """Whether the word before a name in doubt may be of either level («成本指标»)."""
        both = {*LEVELS} <= {*self.columns}
        return both and not chunk.sure and is_top(self._text(two), self.words.patterns)

    def _of_another(self, two: Place) -> bool:
        """Whether a level-2 word stands under another level 1 than the one above."""
        above = self.open.get("level1")
        if above is None or not above.pieces:
            return True
        own = self.words.parents(self.stream.text[slice(*above.pieces[0])])
        wanted = self.words.parents(self._text(two))
        return bool(own and wanted) and not set(own) & set(wanted)


def _is_second(two: Place, chunk: Chunk) -> bool:
    """Whether a word of level 2 stands right behind another, of a row that has no name."""
    return any(line.level2 and not line.name and line.level2[1] == two[0] for line in chunk.rest)
