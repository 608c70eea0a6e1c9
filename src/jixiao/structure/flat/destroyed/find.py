"""Where in a stretch destroyed tables stand: their headings, what can be read below them, and what stays unread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao.patterns import Patterns
from jixiao.structure.flat.destroyed.base import read_base
from jixiao.structure.flat.destroyed.partial import Partial
from jixiao.structure.flat.destroyed.stream import Stream
from jixiao.structure.flat.destroyed.words import vocabulary_of
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
    base = read_base(stream, patterns)
    headings = words.headings_in(stream.text, stream.is_parted)
    if not headings:
        return base, []
    from jixiao.structure.flat.destroyed.tables import read_tables  # noqa: PLC0415 (few texts have such headings)

    found, unread = read_tables(stream, words, headings)
    return [
        one for one in base if not any(_meet((one.start, one.stop), (o.start, o.stop)) for o in found)
    ] + found, unread
