"""Pieces of the document that know their place.

`Source` is a raw text with an address (a block, or a cell of a table block). `Text` is a readable view over one or
more sources: blanks out, full-width forms folded, one character for one, so that a pattern matched in ``text.match``
leads back to the raw characters. `Quote` is such a piece led back: it slices the source verbatim. `Reading` is a value
together with the quote it was read from; extractors work with readings only, so that no value exists without evidence.

None of them is ever changed once made. They are not frozen by the dataclass, for a frozen one takes four times as long
to make and a report makes thousands.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import Generic, TypeVar

from jixiao.document import Run
from jixiao.folding import fold, inked, is_inked, printed, squeeze, with_stops

T = TypeVar("T")

Marks = tuple[tuple[int, int], ...]
"""Slices [start, end) of a raw text, in order, that are marks of a markup and no text."""

__all__ = [
    "Marks", "Quote", "Reading", "Source", "Span", "Text", "fold", "printed", "quotes_of", "squeeze", "text_reading",
]  # fmt: skip


def _inked(source: Source, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What is no blank and no mark of markup in [start, end) of a source."""
    for a, b in source.marks:
        if b <= start:
            continue
        if a >= end:
            break
        yield from inked(source.text, start, a)
        start = max(start, b)
    if start < end:
        yield from inked(source.text, start, end)


def _is_blank(source: Source, start: int, end: int) -> bool:
    """Whether nothing but blanks and marks of markup stands in [start, end) of a source."""
    return start == end or source.text[start:end].isspace() or next(_inked(source, start, end), None) is None


class Source:
    """A raw text with an address. ``cell`` is (row, column) inside the table block ``block``, or None. ``marks`` are
    slices, in order, that belong to a markup and not to the text: views and printed texts are without them. ``dotted``:
    its author wrote «.» for «。»."""

    __slots__ = ("_view", "blanks_are_breaks", "block", "cell", "dotted", "marks", "page", "runs", "set_apart", "text")

    def __init__(
        self,
        block: int,
        text: str,
        cell: tuple[int, int] | None = None,
        page: int | None = None,
        runs: tuple[Run, ...] = (),
        *,
        blanks_are_breaks: bool = False,
        set_apart: bool = False,
        marks: Marks = (),
        dotted: bool = False,
    ) -> None:
        self.dotted = dotted
        self.marks = marks
        self.blanks_are_breaks = blanks_are_breaks
        self.set_apart = set_apart
        self.block = block
        self.text = text
        self.cell = cell
        self.page = page
        self.runs = runs
        self._view: Text | None = None

    def view(self, start: int = 0, end: int | None = None) -> Text:
        """The readable view of this source, or of its raw slice."""
        if start or (end is not None and end < len(self.text)):
            return Text.of(self, start, len(self.text) if end is None else end)
        view = self._view
        if view is None:
            view = self._view = Text.of(self, 0, len(self.text))
        return view

    @staticmethod
    def forget_views(sources: Iterable[Source]) -> None:
        """Lets go of the views of the whole, to be made again if they are asked for."""
        for source in sources:
            source._view = None

    def quote(self, start: int = 0, end: int | None = None) -> Quote:
        """The raw slice [start, end) as a quote."""
        return Quote((Span(self, start, len(self.text) if end is None else end),))

    def __repr__(self) -> str:
        return f"Source({self.block}, {self.cell}, {self.text[:20]!r})"

    def unmarked(self, start: int, end: int) -> str:
        """The raw slice [start, end) without marks of markup."""
        if not self.marks:
            return self.text[start:end]
        parts: list[str] = []
        for a, b in self.marks:
            if start < a:
                parts.append(self.text[start : min(a, end)])
            start = max(start, b)
        return "".join([*parts, self.text[start:end]])


@dataclass(slots=True, unsafe_hash=True)
class Span:
    """[start, end) in code points of a source's raw text."""

    source: Source
    start: int
    end: int


@dataclass(slots=True, unsafe_hash=True)
class Quote:
    """A verbatim piece of the document: one span, or several in reading order."""

    spans: tuple[Span, ...]

    @property
    def raw(self) -> str:
        """The source's own characters at the spans, one after the other."""
        if len(self.spans) == 1:
            span = self.spans[0]
            return span.source.text[span.start : span.end]
        return "".join(span.source.text[span.start : span.end] for span in self.spans)

    @property
    def printed(self) -> str:
        """The raw text by the conventions for texts (see `printed`)."""
        spans = self.spans
        if len(spans) == 1:
            source = (span := spans[0]).source
            raw = source.unmarked(span.start, span.end) if source.marks else source.text[span.start : span.end]
            if raw.isprintable() and " " not in raw:  # most: as `printed` has it
                return raw
            return printed(raw, blanks_are_breaks=source.blanks_are_breaks, set_apart=source.set_apart)
        if not spans:
            return ""
        lines = [span.source.unmarked(span.start, span.end) for span in spans]
        return printed("\n".join(lines), set_apart=spans[0].source.set_apart)

    @property
    def match(self) -> str:
        """Folded and without blanks."""
        spans = self.spans
        if len(spans) == 1 and not (source := (span := spans[0]).source).marks:  # nearly all
            return squeeze(source.text[span.start : span.end])
        return squeeze("".join(span.source.unmarked(span.start, span.end) for span in self.spans))

    @property
    def view(self) -> Text:
        """The readable view of the quoted characters."""
        return Text.join(Text.of(span.source, span.start, span.end) for span in self.spans)

    @property
    def block(self) -> int:
        """The block in which the quote begins."""
        return self.spans[0].source.block

    def __add__(self, other: Quote) -> Quote:
        return Quote(self.spans + other.spans)

    def __bool__(self) -> bool:
        for span in self.spans:  # noqa: SIM110 - a generator costs three times as much
            if span.end > span.start:
                return True
        return False


def quotes_of(quotes: Iterable[Quote]) -> Quote:
    """Several quotes as one."""
    return Quote(tuple(span for quote in quotes for span in quote.spans))


_START: Callable[[tuple[int, Source, int, int]], int] = itemgetter(0)
_ONE = [0]
"""Where the only part of most views begins."""


class Text:
    """A readable view: ``match`` is folded and blank-free, and every index of it leads back to a raw character."""

    __slots__ = ("_parts", "_starts", "match")

    def __init__(self, match: str, parts: list[tuple[int, Source, int, int]], starts: list[int] | None = None) -> None:
        self.match = match
        self._parts = parts  # (index in match, source, raw start, raw end), gapless in match
        self._starts = starts or list(map(_START, parts))

    @classmethod
    def of(cls, source: Source, start: int, end: int) -> Text:
        """The view of one raw slice."""
        text = source.text[start:end]
        if not source.marks:
            ink = text.strip()
            if not ink:
                return cls("", [])
            if is_inked(ink):
                match = fold(ink)
                begin = start + len(text) - len(text.lstrip())
                parts = [(0, source, begin, begin + len(ink))]
                return cls(with_stops(match) if source.dotted else match, parts, _ONE)
        parts = []
        pieces: list[str] = []
        length = 0
        for a, b in _inked(source, start, end) if source.marks else inked(source.text, start, end):
            parts.append((length, source, a, b))
            pieces.append(source.text[a:b])
            length += b - a
        match = fold("".join(pieces))
        return cls(with_stops(match) if source.dotted else match, parts, _ONE if len(parts) == 1 else None)

    @classmethod
    def join(cls, texts: Iterable[Text]) -> Text:
        """Several views as one, in order."""
        parts: list[tuple[int, Source, int, int]] = []
        pieces: list[str] = []
        length = 0
        for text in texts:
            parts += [(index + length, source, a, b) for index, source, a, b in text._parts] if length else text._parts
            pieces.append(text.match)
            length += len(text.match)
        return cls("".join(pieces), parts, _ONE if len(parts) == 1 else None)

    def __len__(self) -> int:
        return len(self.match)

    def __bool__(self) -> bool:
        return bool(self.match)

    def __getitem__(self, where: slice) -> Text:
        match = self.match[where]
        if match is self.match:  # all of it
            return self
        if not match:
            return Text("", [])
        start = where.start or 0
        if start < 0:
            start = max(len(self.match) + start, 0)
        if self._starts is _ONE:  # most
            _, source, a, _ = self._parts[0]
            begin = a + start
            return Text(match, [(0, source, begin, begin + len(match))], _ONE)
        first = bisect_right(self._starts, start) - 1
        index, source, a, b = self._parts[first]
        begin = a + start - index
        if (end := begin + len(match)) <= b:
            return Text(match, [(0, source, begin, end)], _ONE)
        stop = start + len(match)
        parts: list[tuple[int, Source, int, int]] = []
        for index, source, a, b in self._parts[first:]:
            if index >= stop:
                break
            left = max(start - index, 0)
            right = min(stop - index, b - a)
            parts.append((index + left - start, source, a + left, a + right))
        return Text(match, parts)

    @property
    def has_blanks(self) -> bool:
        """Whether blanks or line breaks stand somewhere in the raw text."""
        return len(self._parts) > 1

    def blank_before(self, at: int) -> bool:
        """Whether blanks that are no line break stand before match[at] in the raw text."""
        if self._starts is _ONE:
            return False
        index = bisect_right(self._starts, at) - 1
        if index <= 0 or self._starts[index] != at:
            return False
        _, source, _, end = self._parts[index - 1]
        _, other, start, _ = self._parts[index]
        return source is other and "\n" not in source.text[end:start]

    def break_before(self, at: int) -> bool:
        """Whether a line ends before match[at] in the raw text of one paragraph."""
        index = bisect_right(self._starts, at) - 1
        if index <= 0 or self._starts[index] != at:
            return False
        _, source, _, end = self._parts[index - 1]
        _, other, start, _ = self._parts[index]
        return source is other and "\n" in source.text[end:start]

    def seams(self) -> list[int]:
        """Where another paragraph begins in a view of several."""
        return [b[0] for a, b in pairwise(self._parts) if a[1] is not b[1]]

    def quote(self, start: int = 0, end: int | None = None) -> Quote:
        """The raw characters behind match[start:end], one span a source (blanks between them included)."""
        stop = len(self.match) if end is None else end
        if start >= stop:
            return Quote((self._point(start),)) if self._parts else Quote(())
        if self._starts is _ONE:  # most
            _, source, a, b = self._parts[0]
            if (until := a + stop) <= b:
                return Quote((Span(source, a + start, until),))
        index = bisect_right(self._starts, start) - 1
        at, source, a, b = self._parts[index]
        if (until := a + stop - at) <= b:
            return Quote((Span(source, a + start - at, until),))
        spans: list[Span] = []
        while index < len(self._parts) and self._parts[index][0] < stop:
            at, source, a, b = self._parts[index]
            left = a + max(start - at, 0)
            right = a + min(stop - at, b - a)
            last = spans[-1] if spans else None
            if last and last.source is source and last.end <= left and _is_blank(source, last.end, left):
                spans[-1] = Span(source, last.start, right)
            else:
                spans.append(Span(source, left, right))
            index += 1
        return Quote(tuple(spans))

    def _point(self, at: int) -> Span:
        index = max(bisect_right(self._starts, at) - 1, 0)
        start, source, a, b = self._parts[index]
        where = min(a + at - start, b)
        return Span(source, where, where)

    def __repr__(self) -> str:
        return f"Text({self.match!r})"


NullKind = str
"""blank, dash, placeholder, nil_statement, withheld (contract, ground rule 2)."""


@dataclass(slots=True, unsafe_hash=True)
class Reading(Generic[T]):
    """A value and where it was read: the only way in which a value enters a report.

    ``steps`` tells each normalisation («324000元 → ÷10000 → 32.4000»). ``inferred`` marks what was concluded and not
    read; its quote is what it was concluded from. A null that a cell or a statement stands for has value None and its
    ``null_kind``.
    """

    value: T
    quote: Quote
    pattern: str
    steps: tuple[str, ...] = ()
    confidence: float = 1.0
    inferred: bool = False
    null_kind: NullKind | None = None

    def named(self, pattern: str) -> Reading[T]:
        """The same reading under another pattern id."""
        return Reading(self.value, self.quote, pattern, self.steps, self.confidence, self.inferred, self.null_kind)


def text_reading(quote: Quote, pattern: str, *, inferred: bool = False) -> Reading[str]:
    """A text value as printed."""
    return Reading(quote.printed, quote, pattern, inferred=inferred)
