"""Pieces of the document that know their place.

`Source` is a raw text with an address (a block, or a cell of a table block). `Text` is a readable view over one or
more sources: blanks out, full-width forms folded, one character for one, so that a pattern matched in ``text.match``
leads back to the raw characters. `Quote` is such a piece led back: it slices the source verbatim. `Reading` is a value
together with the quote it was read from; extractors work with readings only, so that no value exists without evidence.

None of them is ever changed once made. They are not frozen by the dataclass, for a frozen one takes four times as long
to make and a report makes thousands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Generic, TypeVar

from jixiao.document import Run
from jixiao.traditional import DEBRIS, SIMPLIFIED, TONED, TONES

T = TypeVar("T")

Marks = tuple[tuple[int, int], ...]
"""Slices [start, end) of a raw text, in order, that are marks of a markup and no text."""

_BLANKS = r"\s\u200b\u200c\u200d\u2060\ufeff\u00ad\x00-\x1f"
_NON_BLANK = re.compile(f"[^{_BLANKS}]+")
_DEBRIS = re.compile(DEBRIS)
_BREAK = re.compile(r"[^\S\r\n\v\f\x07]*[\r\n\v\f\x07]+[\s\x07]*")
_BLANK_BREAK = re.compile(r"[^\S\n]{2,}|(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])")
_SET_APART = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?=[\u4e00-\u9fff])")
_LATIN = re.compile(r"[0-9A-Za-z.,%)\]]")
_LATIN_START = re.compile(r"[0-9A-Za-z(\[]")
_BROKEN_YEAR = re.compile(r"(?<!\d)(?:19\n\d\d|(?:1\n9|2\n0)\d\d|20\n\d\d|(?:19|20)\d\n\d) ?年")

# One for one: full-width ASCII to half width, and the look-alikes that authors and converters mix up.
_FOLD = SIMPLIFIED | {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD.update(
    {
        ord("〔"): ord("("), ord("〕"): ord(")"), ord("【"): ord("["), ord("】"): ord("]"),
        ord("﹪"): ord("%"), ord("﹕"): ord(":"), ord("∶"): ord(":"), ord("︰"): ord(":"),
        ord("“"): ord('"'), ord("”"): ord('"'), ord("„"): ord('"'), ord("‟"): ord('"'),
        ord("‘"): ord("'"), ord("’"): ord("'"), ord("﹣"): ord("-"), ord("−"): ord("-"), ord("–"): ord("-"),
        ord("≧"): ord("≥"), ord("≦"): ord("≤"), ord("⩾"): ord("≥"), ord("⩽"): ord("≤"), ord("═"): ord("="),
        ord("․"): ord("."), ord("﹒"): ord("."), ord("｡"): ord("。"), ord("､"): ord("、"),
    }
)  # fmt: skip


# `str.translate` looks up every character of a text, which takes five times as long as to find the few that change.
_FOLDED = {chr(code): chr(to) for code, to in _FOLD.items()}
_FOLDABLE = re.compile(f"[{re.escape(''.join(_FOLDED))}]")
_CHANGING = re.compile(f"[{re.escape(''.join(_FOLDED))}{_BLANKS}{TONES}]")


_LABEL = 32  # characters of a text that may be a label


def _fold_one(match: re.Match[str]) -> str:
    return _FOLDED[match[0]]


def fold(text: str) -> str:
    """Width and look-alikes folded, one character for one: «（50％）» -> «(50%)»."""
    return _FOLDABLE.sub(_fold_one, text)


def squeeze(text: str) -> str:
    """Folded and without any blank: the form in which labels are compared."""
    return _squeezed_label(text) if len(text) <= _LABEL else _squeezed(text)


def _squeezed(text: str) -> str:
    if not _CHANGING.search(text):
        return text
    if not text.isascii() and TONED.search(text):
        return fold("".join(text[a:b] for a, b in _runs(text, 0, len(text))))
    return fold("".join(_NON_BLANK.findall(text)))


_squeezed_label = lru_cache(maxsize=4096)(_squeezed)  # a cell is asked about several times, and labels come again


def _inked(source: Source, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What is no blank and no mark of markup in [start, end) of a source."""
    for a, b in source.marks:
        if b <= start:
            continue
        if a >= end:
            break
        yield from _runs(source.text, start, a)
        start = max(start, b)
    if start < end:
        yield from _runs(source.text, start, end)


def _is_blank(source: Source, start: int, end: int) -> bool:
    """Whether nothing but blanks and marks of markup stands in [start, end) of a source."""
    return start == end or source.text[start:end].isspace() or next(_inked(source, start, end), None) is None


def _runs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What is no blank in [start, end); nor is the pinyin that a converter left behind a character («數(shù)», R31)."""
    if text.isascii() or not TONED.search(text, start, end):
        yield from (found.span() for found in _NON_BLANK.finditer(text, start, end))
        return
    for found in _NON_BLANK.finditer(text, start, end):
        at, stop = found.span()
        for debris in _DEBRIS.finditer(text, at, stop):
            if debris.start() > at:
                yield at, debris.start()
            at = debris.end()
        if at < stop:
            yield at, stop


def printed(raw: str, *, blanks_are_breaks: bool = False, set_apart: bool = False) -> str:
    """A text as printed: blanks at both ends stripped, line and paragraph breaks inside taken out.

    A break becomes a blank only between two Latin words or numbers (contract, «Conventions»), not within a year.
    ``blanks_are_breaks``: the converter had nothing but blanks to print breaks with (a cell of a Markdown table).
    ``set_apart``: it put a blank wherever Chinese meets Latin or digits, where the print has none («2023 年», the text
    of a PDF).
    """
    if set_apart:
        raw = _SET_APART.sub("", raw)
    if blanks_are_breaks:
        raw = _BLANK_BREAK.sub("\n", raw)
    text = raw.strip(" \t\r\n\v\f\x07\u3000\xa0\u200b\ufeff")
    if not text or ("\n" not in text and "\r" not in text and "\v" not in text and "\x07" not in text):
        return text

    def join(match: re.Match[str]) -> str:
        start, end = match.span()
        if not _LATIN.match(text[start - 1]) or not _LATIN_START.match(text[end]):
            return ""
        around = f"{text[max(start - 4, 0) : start]}\n{text[end : end + 5]}"  # «202⏎3年» in a narrow column of a PDF
        return "" if _BROKEN_YEAR.search(around) else " "

    return _BREAK.sub(join, text)


class Source:
    """A raw text with an address. ``cell`` is (row, column) inside the table block ``block``, or None. ``marks`` are
    slices, in order, that belong to a markup and not to the text: views and printed texts are without them."""

    __slots__ = ("_view", "blanks_are_breaks", "block", "cell", "marks", "page", "runs", "set_apart", "text")

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
    ) -> None:
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
        if self._view is None:
            self._view = Text.of(self, 0, len(self.text))
        return self._view

    def forget_view(self) -> None:
        """Lets go of the view of the whole, to be made again if it is asked for."""
        self._view = None

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
        if not self.spans:
            return ""
        source = self.spans[0].source
        if len(self.spans) == 1:
            span = self.spans[0]
            raw = source.unmarked(span.start, span.end) if source.marks else self.raw
            return printed(raw, blanks_are_breaks=source.blanks_are_breaks, set_apart=source.set_apart)
        return printed(
            "\n".join(span.source.unmarked(span.start, span.end) for span in self.spans), set_apart=source.set_apart
        )

    @property
    def match(self) -> str:
        """Folded and without blanks."""
        if any(span.source.marks for span in self.spans):
            return squeeze("".join(span.source.unmarked(span.start, span.end) for span in self.spans))
        return squeeze(self.raw)

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
        return any(span.end > span.start for span in self.spans)


def quotes_of(quotes: Iterable[Quote]) -> Quote:
    """Several quotes as one."""
    return Quote(tuple(span for quote in quotes for span in quote.spans))


class Text:
    """A readable view: ``match`` is folded and blank-free, and every index of it leads back to a raw character."""

    __slots__ = ("_parts", "_starts", "match")

    def __init__(self, match: str, parts: list[tuple[int, Source, int, int]]) -> None:
        self.match = match
        self._parts = parts  # (index in match, source, raw start, raw end), gapless in match
        self._starts = [0] if len(parts) == 1 else [part[0] for part in parts]

    @classmethod
    def of(cls, source: Source, start: int, end: int) -> Text:
        """The view of one raw slice."""
        parts: list[tuple[int, Source, int, int]] = []
        pieces: list[str] = []
        length = 0
        for a, b in _inked(source, start, end) if source.marks else _runs(source.text, start, end):
            parts.append((length, source, a, b))
            pieces.append(source.text[a:b])
            length += b - a
        return cls(fold("".join(pieces)), parts)

    @classmethod
    def join(cls, texts: Iterable[Text]) -> Text:
        """Several views as one, in order."""
        parts: list[tuple[int, Source, int, int]] = []
        pieces: list[str] = []
        length = 0
        for text in texts:
            parts.extend((index + length, source, a, b) for index, source, a, b in text._parts)
            pieces.append(text.match)
            length += len(text.match)
        return cls("".join(pieces), parts)

    def __len__(self) -> int:
        return len(self.match)

    def __bool__(self) -> bool:
        return bool(self.match)

    def __getitem__(self, where: slice) -> Text:
        start, stop, _ = where.indices(len(self.match))
        if start >= stop:
            return Text("", [])
        if start == 0 and stop == len(self.match):
            return self
        first = bisect_right(self._starts, start) - 1
        index, source, a, b = self._parts[first]
        if stop - index <= b - a:
            return Text(self.match[start:stop], [(0, source, a + start - index, a + stop - index)])
        parts: list[tuple[int, Source, int, int]] = []
        for index, source, a, b in self._parts[first:]:
            if index >= stop:
                break
            left = max(start - index, 0)
            right = min(stop - index, b - a)
            parts.append((index + left - start, source, a + left, a + right))
        return Text(self.match[start:stop], parts)

    @property
    def has_blanks(self) -> bool:
        """Whether blanks or line breaks stand somewhere in the raw text."""
        return len(self._parts) > 1

    def blank_before(self, at: int) -> bool:
        """Whether blanks that are no line break stand before match[at] in the raw text."""
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

    def quote(self, start: int = 0, end: int | None = None) -> Quote:
        """The raw characters behind match[start:end], one span a source (blanks between them included)."""
        stop = len(self.match) if end is None else end
        if start >= stop:
            return Quote((self._point(start),)) if self._parts else Quote(())
        index = bisect_right(self._starts, start) - 1
        at, source, a, b = self._parts[index]
        if stop - at <= b - a:
            return Quote((Span(source, a + start - at, a + stop - at),))
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
        return replace(self, pattern=pattern)


def text_reading(quote: Quote, pattern: str, *, inferred: bool = False) -> Reading[str]:
    """A text value as printed."""
    return Reading(quote.printed, quote, pattern, inferred=inferred)
