"""Where in a stretch destroyed tables stand: their headings, what can be read below them, and what stays unread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from jixiao import lazy_re as re
from jixiao.patterns import Patterns
from jixiao.structure.flat.destroyed.base import read_base
from jixiao.structure.flat.destroyed.pages import page_ends
from jixiao.structure.flat.destroyed.partial import Partial
from jixiao.structure.flat.destroyed.stream import Stream
from jixiao.structure.flat.destroyed.words import Heading, Vocabulary, vocabulary_of
from jixiao.structure.flat.stretch import Stretch

_RULER = re.compile(r"^\|(?: *:?-{3,}:? *\|)+", re.MULTILINE)
_BARS = re.compile(_RULER.pattern + r"|\||<br ?/?>", re.MULTILINE)
"""What a converter of pages put between the words of a line of print, or where it cut the cells of a row, and the ruler
below the first line."""
_OTHERS = 3  # borders between labels where a blank stands, at the least


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
    ruled = "|" in stretch.text and _RULER.search(stretch.text, start, stop)
    bars = [found.span() for found in _BARS.finditer(stretch.text, start, stop)] if ruled else []
    stream = Stream(stretch, start, stop, bars)
    base = read_base(stream, patterns)
    seen = words.headings_in(stream.text, stream.is_parted)
    if seen and (aside := page_ends(stretch, start, stop, patterns)):
        stream = Stream(stretch, start, stop, sorted([*bars, *aside]))
        seen = words.headings_in(stream.text, stream.is_parted)
    stream.wrapped = any(_is_wrapped(stream, one) for one in seen)
    headings = [one for one in seen if not _runs_on(stream, one)]
    cut = [stream.raw(one.start, one.stop) for one in seen if one not in headings]
    if not headings:
        return _with_printed(stream, words, base, cut)
    from jixiao.structure.flat.destroyed.tables import read_tables  # noqa: PLC0415 (few texts have such headings)

    found, unread = read_tables(stream, words, headings)
    whole = [one for one in base if not _meets(one, found)] + found
    return (whole, unread + cut) if found else _with_printed(stream, words, base, unread + cut)


def _with_printed(
    stream: Stream, words: Vocabulary, base: list[Partial], unread: list[tuple[int, int]]
) -> tuple[list[Partial], list[tuple[int, int]]]:
    """The tables read and unread, with those that stand in lines of print."""
    from jixiao.structure.flat.destroyed.printed import read_printed  # noqa: PLC0415 (few texts stand so)

    found = read_printed(stream, words)
    left = [place for place in unread if not any(_meet(place, (one.start, one.stop)) for one in found)]
    return [one for one in base if not _meets(one, found)] + found, left


def _meets(one: Partial, others: Sequence[Partial]) -> bool:
    return any(_meet((one.start, one.stop), (other.start, other.stop)) for other in others)


def _is_wrapped(stream: Stream, heading: Heading) -> bool:
    """Whether the last letter of a label stands on a line of its own below the others («一级指», «标»)."""
    for label in heading.labels:
        cuts = [at for at in range(label.start + 1, label.stop) if stream.breaks(at) and at in stream.gaps]
        if cuts and cuts[-1] == label.stop - 1 and cuts[-1] - (cuts[-2] if len(cuts) > 1 else label.start) > 1:
            return True
    return False


def _runs_on(stream: Stream, heading: Heading) -> bool:
    """Whether two labels of a heading are one word of the text, where a blank parts all others: as well the one label
    of the second column («全年预算执行数»), and the first has none. Where each of the others has lines of its own, none
    goes over the end of a line of which it is a part («指标一级», «指标二级», «三级指标» as 指标一级⏎指标 and 二级)."""
    inner = [(a, b) for a, b in pairwise(zip(heading.labels, heading.columns, strict=True)) if a[0].stop == b[0].start]
    glued = [(a, b) for a, b in inner if b[0].start not in stream.gaps]
    parted = [b for _, (b, _) in inner if b.start in stream.gaps]
    broken = any(not stream.joined(one.start, one.stop) for (a, _), (b, _) in glued for one in (a, b))
    if broken and len(parted) >= _OTHERS and all(map(stream.breaks, (b.start for b in parted))):
        return True
    if len(glued) != 1 or len(inner) <= _OTHERS:
        return False
    (first, _), (second, column) = glued[0]
    return column.like is not None and column.like.fullmatch(first.key + second.key) is not None
