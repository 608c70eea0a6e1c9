"""Below the headings of a stream: the tables that can be read in part, and where those end that cannot."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.structure.flat.destroyed.money import rows_of
from jixiao.structure.flat.destroyed.partial import Partial
from jixiao.structure.flat.destroyed.read import Reading
from jixiao.structure.flat.destroyed.stream import FIGURES, Stream
from jixiao.structure.flat.destroyed.words import INDICATORS, MONEY, Heading, Vocabulary


def read_tables(
    stream: Stream, words: Vocabulary, headings: Sequence[Heading]
) -> tuple[list[Partial], list[tuple[int, int]]]:
    """The tables below the ``headings`` of a stream of which a part can be read without a doubt, in order; and where
    the others stand in the raw text."""
    found: list[Partial] = []
    unread: list[tuple[int, int]] = []
    index = begin = 0
    while index < len(headings):
        first = headings[index]
        pair = [first]
        if first.zone.id == MONEY and index + 1 < len(headings) and headings[index + 1].zone.id == INDICATORS:
            pair.append(headings[index + 1])
        index += len(pair)
        limit = headings[index].start if index < len(headings) else len(stream)
        one = Reading(stream, words, pair, begin, limit).read()
        begin = pair[-1].stop
        if one is not None:
            found.append(one)
        else:
            ends = [(heading, _end(stream, words, heading, limit)) for heading in pair]
            unread += [stream.raw(heading.start, end) for heading, end in ends if end is not None]
    return found, unread


def _end(stream: Stream, words: Vocabulary, heading: Heading, limit: int) -> int | None:
    """Where a table below a heading ends that nobody can read: behind the rows of money, or the total of indicators;
    None where no figures follow, so that nothing is lost."""
    if heading.zone.id == MONEY:
        rows, _, stop = rows_of(stream, heading, words)
        return stop if any(row.stop > row.start for row in rows) else None
    total = words.total.search(stream.text, heading.stop, limit)
    level = words.level.search(stream.text, heading.stop, total.start() if total else limit)
    figures = FIGURES.match(stream.text, total.end()) if total else None
    return figures.end() if level and figures else None
