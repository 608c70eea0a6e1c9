"""Many printed words looked for at once. Offices' labels are thousands, and an expression of them takes a fifth of a
second to compile, in every process; a set of them takes none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property

from jixiao import lazy_re as re

_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_AHEAD = re.compile(r"(?=(?:19|20)\d\d)")
_CENTURIES = ("19", "20")
_YEAR_NAME = "{year}"
_MASK = "\0" * 4
"""What stands for a year, as wide as one."""

_LONG = 100  # characters of a text in which the regular expression finds places sooner than a look at each

_Lengths = dict[str, tuple[int, ...]]


class Hit:
    """A word at [start, end) of a text, read as a match is."""

    __slots__ = ("_end", "_start", "_text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self._start, self._end = text, start, end

    def start(self) -> int:
        """Where it begins."""
        return self._start

    def end(self) -> int:
        """Where it ends."""
        return self._end

    def span(self) -> tuple[int, int]:
        """Both."""
        return self._start, self._end

    def __getitem__(self, group: int) -> str:
        return self._text[self._start : self._end]


class WordSet:
    """Words, in which ``{year}`` stands for any year from 1900 to 2099, with what of ``tail`` (an expression that may
    match nothing) stands behind one. Of the words that stand at a place it is the longest."""

    def __init__(self, words: Iterable[str], tail: re.Pattern[str] | None = None) -> None:
        self.words = frozenset(word.replace(_YEAR_NAME, _MASK) for word in words if word)
        self.tail = tail
        plain: set[str] = set()
        longer: dict[str, set[int]] = {}
        years: dict[tuple[int, ...], set[int]] = {}
        for word in self.words:
            if "\0" in word:
                years.setdefault(_places(word), set()).add(len(word))
                continue
            plain.add(word)
            if len(word) > 2:
                longer.setdefault(word[:3], set()).add(len(word))
        self._longer: _Lengths = {start: tuple(sorted(sizes, reverse=True)) for start, sizes in longer.items()}
        self._years = {places: tuple(sorted(sizes, reverse=True)) for places, sizes in years.items()}
        self._single = frozenset(word for word in plain if len(word) == 1)
        # By its first two characters, or three where no word is shorter: at most places of a text no word begins, and
        # one look tells.
        self._told = min([3, *map(len, plain - self._single)])
        self._starts = frozenset(word[: self._told] for word in plain)
        self._firsts = frozenset(places[0] for places in self._years)

    def begun(self, text: str, start: int, stop: int) -> list[tuple[int, list[str]]]:
        """Where in [start, stop) words begin, each place with all that do, the longest first: for `among`."""
        found: list[tuple[int, list[str]]] = []
        for at in self.starts(text, start, stop):
            sizes_here = self._longer.get(text[at : at + 3], ())
            if not sizes_here and not self._single and not self._years and text[at : at + 2] not in self.words:
                continue  # most places
            words = [
                word for size in sizes_here
                if at + size <= stop and (word := text[at : at + size]) in self.words
            ]  # fmt: skip
            if at + 2 <= stop and text[at : at + 2] in self.words:
                words.append(text[at : at + 2])
            if text[at] in self._single:
                words.append(text[at])
            for places, sizes in self._years.items() if self._years else ():
                read = self._masked(text, at, stop, places, sizes)
                words += [read[:size] for size in sizes if size <= len(read) and read[:size] in self.words]
            if words:
                words.sort(key=len, reverse=True)
                found.append((at, [word.replace(_MASK, _YEAR_NAME) for word in words]))
        return found

    def among(
        self, text: str, begun: Iterable[tuple[int, Sequence[str]]], words: Collection[str], stop: int
    ) -> Iterator[Hit]:
        """As `finditer`, for some of the words, where those that are ``begun`` before ``stop`` are known."""
        end = 0
        for at, longest_first in begun:
            word = next((word for word in longest_first if word in words), None) if at >= end else None
            if word is not None:
                end = at + len(word.replace(_YEAR_NAME, _MASK))
                tail = self.tail.match(text, end, stop) if self.tail else None
                end = tail.end() if tail else end
                yield Hit(text, at, end)

    def match(self, text: str, at: int = 0, stop: int | None = None) -> Hit | None:
        """The longest word at a place, which ends before ``stop``."""
        limit = len(text) if stop is None else min(stop, len(text))
        end = self._end(text, at, limit)
        if end is None:
            return None
        tail = self.tail.match(text, end, limit) if self.tail else None
        return Hit(text, at, tail.end() if tail else end)

    def finditer(self, text: str, start: int = 0, stop: int | None = None) -> Iterator[Hit]:
        """The words in [start, stop), from left to right, none that begins in another."""
        limit = len(text) if stop is None else min(stop, len(text))
        end = start
        tail = self.tail
        for at in self.starts(text, start, limit):
            if at < end:
                continue
            after = self._end(text, at, limit)
            if after is not None:
                behind = tail.match(text, after, limit) if tail else None
                end = behind.end() if behind else after
                yield Hit(text, at, end)

    def starts(self, text: str, start: int, limit: int) -> list[int]:
        """Where words may begin, in order."""
        begins, single, size = self._starts, self._single, self._told
        if single:
            places = [at for at in range(start, limit) if text[at : at + size] in begins or text[at] in single]
        elif limit - start > _LONG:
            found = self._may_start.finditer(text, start, limit + size - 1)
            places = [at for one in found if text[(at := one.start()) : at + size] in begins and at < limit]
        else:
            places = [at for at in range(start, limit) if text[at : at + size] in begins]
        firsts = self._firsts
        years = [found.start() for found in _YEAR_AHEAD.finditer(text, start, limit)] if firsts else []
        if years:
            dated = {at for year in years for first in firsts if (at := year - first) >= start}
            places = sorted(dated.union(places))
        return places

    @cached_property
    def _may_start(self) -> re.Pattern[str]:
        """The first character of a word and, behind it, those that follow in one: few other places of a text look so.
        For words of two characters at least."""
        first, *others = (
            "[{}]".format("".join(sorted({re.escape(start[at]) for start in self._starts}))) for at in range(self._told)
        )
        return re.compile(f"{first}(?={''.join(others)})" if self._starts else "(?!)")

    def search(self, text: str, start: int = 0, stop: int | None = None) -> Hit | None:
        """The first of `finditer`."""
        return next(self.finditer(text, start, stop), None)

    def _end(self, text: str, at: int, limit: int) -> int | None:
        best = 0
        words = self.words
        for size in self._longer.get(text[at : at + 3], ()):
            if at + size <= limit and text[at : at + size] in words:
                best = size
                break
        if not best and at + 2 <= limit and text[at : at + 2] in words:
            best = 2
        if self._single and not best and at < limit and text[at] in words:
            best = 1
        if self._years:
            best = max(best, self._with_year(text, at, limit))
        return at + best if best else None

    def _with_year(self, text: str, at: int, limit: int) -> int:
        """How long the longest word with a year is."""
        best = 0
        for places, sizes in self._years.items():
            first = at + places[0]
            if text[first : first + 2] not in _CENTURIES:
                continue
            read = self._masked(text, at, limit, places, sizes)
            best = max(best, next((size for size in sizes if size <= len(read) and read[:size] in self.words), 0))
        return best

    def _masked(self, text: str, at: int, limit: int, places: tuple[int, ...], sizes: tuple[int, ...]) -> str:
        """The text of a word at a place with its years masked, "" where they are not all there."""
        if not all(_YEAR.match(text, at + place, limit) for place in places):
            return ""
        read = text[at : min(limit, at + sizes[0])]
        for place in places:
            read = read[:place] + _MASK + read[place + 4 :]
        return read


def _places(word: str) -> tuple[int, ...]:
    """Where years stand in a word, in order."""
    places: list[int] = []
    at = word.find(_MASK)
    while at >= 0:
        places.append(at)
        at = word.find(_MASK, at + len(_MASK))
    return tuple(places)
