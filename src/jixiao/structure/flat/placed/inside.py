"""What the lines of a page prove whatever the middles say: a word is printed inside its cell (`Inside`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from jixiao.structure.flat.placed.merged import Band, Merged

_PAGE = 1000.0  # lines between the lines of two pages


@dataclass(slots=True)
class Inside:
    """Where the rows of a zone stand (None: that is unknown), and its lines (key: `Chunk.at`), over all its pages."""

    bands: list[Band | None] = field(default_factory=list)
    lines: dict[int, float] = field(default_factory=dict)
    pages: int = 0

    def add(self, bands: Sequence[Band | None], lines: Mapping[int, float]) -> None:
        """The rows and lines of a page."""
        down = self.pages * _PAGE
        self.bands += [band and Band(band.top + down, band.bottom + down) for band in bands]
        self.lines |= {at: height + down for at, height in lines.items()}
        self.pages += 1

    def span(self, word: Merged) -> tuple[float, float]:
        """From where to where a word is printed."""
        return self.lines[word.chunks[0].at], self.lines[word.chunks[-1].at]

    def beside(self, top: float, bottom: float) -> Iterator[int]:
        """The rows that have a line at these heights or between them: they stand in the cell of what is printed there,
        as the rows of a cell follow each other."""
        for row, band in enumerate(self.bands):
            if band is not None and band.top <= bottom and top <= band.bottom:
                yield row

    def between(self, words: Sequence[tuple[Merged, str]]) -> dict[int, str]:
        """Which rows stand beside words that tell the same, or between two such; nothing where two words contradict."""
        spans = sorted((*self.span(word), told) for word, told in words)
        found: dict[int, set[str]] = {}
        for top, bottom, told in spans:
            for row in self.beside(top, bottom):
                found.setdefault(row, set()).add(told)
        for (top, _, above), (_, bottom, below) in pairwise(spans):
            for row in self.beside(top, bottom) if above == below else ():
                found.setdefault(row, set()).add(below)
        return {row: next(iter(told)) for row, told in found.items() if len(told) == 1}
