"""The words of a text's lines: what stands between two blanks."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from jixiao.patterns import Patterns
from jixiao.structure.flat.destroyed.stream import Stream
from jixiao.structure.furniture import is_page_mark


@dataclass(frozen=True, slots=True)
class Word:
    """Characters [start, stop) of a stream with a blank or a line's end on both sides."""

    start: int
    stop: int
    text: str

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands."""
        return self.start, self.stop


def words_in(stream: Stream, start: int, stop: int, patterns: Patterns) -> list[list[Word]]:
    """The words in [start, stop), by line, without the numbers of pages."""
    cuts = [start, *(at for at in range(start + 1, stop) if at in stream.gaps), stop]
    lines: list[list[Word]] = []
    for first, last in pairwise(cuts):
        if first == last:
            continue
        if not lines or stream.breaks(first):
            lines.append([])
        lines[-1].append(Word(first, last, stream.text[first:last]))
    return [line for line in lines if not is_page_mark("".join(word.text for word in line), patterns)]
