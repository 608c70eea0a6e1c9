"""Where in a stretch destroyed tables stand: their headings, what can be read below them, and what stays unread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao.patterns import Patterns
from jixiao.structure.flat.destroyed.money import rows_of
from jixiao.structure.flat.destroyed.read import Partial, Reading
from jixiao.structure.flat.destroyed.stream import FIGURES, Stream
from jixiao.structure.flat.destroyed.words import INDICATORS, MONEY, Heading, Vocabulary, vocabulary_of
from jixiao.structure.flat.stretch import Stretch


def read_refused(
    stretch: Stretch,
    where: tuple[int, int],
    taken: Sequence[tuple[int, int]],
    refused: Sequence[tuple[int, int]],
    patterns: Patterns,
) -> tuple[list[Partial], list[tuple[int, int]]]:
    """What can be read in a part of a stretch, outside the tables ``taken`` there, and what stays of the tables that
    were ``refused``, by place."""
    found: list[Partial] = []
    headings: list[tuple[int, int]] = []
    at = where[0]
    for begin, end in [*sorted(taken), (where[1], where[1])]:
        if begin > at:
            parts, unread = read_destroyed(stretch, at, begin, patterns)
            found += parts
            headings += unread
        at = max(at, end)
    left = [rest for place in refused for rest in _outside(place, found, stretch)]
    return found, left + [place for place in headings if not any(_meet(place, other) for other in left)]


def _outside(place: tuple[int, int], found: Sequence[Partial], stretch: Stretch) -> Iterator[tuple[int, int]]:
    """What no table holds of a place: it is as unreadable as the whole was, and no narrative."""
    at = place[0]
    for begin, end in [*sorted((one.start, one.stop) for one in found), (place[1], place[1])]:
        stop = min(begin, place[1])
        if stop > at and stretch.text[at:stop].strip():
            yield at, stop
        at = max(at, end)


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def read_destroyed(
    stretch: Stretch, start: int, stop: int, patterns: Patterns
) -> tuple[list[Partial], list[tuple[int, int]]]:
    """The tables in [start, stop) of a stretch of which a part can be read without a doubt, in order; and where the
    headings of others stand."""
    words = vocabulary_of(patterns)
    stream = Stream(stretch, start, stop)
    found: list[Partial] = []
    unread: list[tuple[int, int]] = []
    headings = words.headings_in(stream.text, stream.is_parted)
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
