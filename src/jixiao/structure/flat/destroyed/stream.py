"""The characters of a destroyed table in one line, and the figures that can be cut from them.

Blanks are out and forms folded, as in `quotes.Text`; each character knows its place in the raw text, and where a blank
stood a figure ends. Where none stands («202010100.00%10») a figure may end behind any digit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from jixiao.quotes import fold
from jixiao.structure.flat.stretch import RawCell, Stretch, as_cell

_INK = re.compile(r"[^\s\\\u200b\u200c\u200d\u2060\ufeff\u00ad\x00-\x1f]+")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d{1,6})?")
_DASHES = re.compile(r"[—―–─-]+|/+")
_DIGITS = "0123456789.,"
FIGURES = re.compile(r"[0-9.,%—―–─/-]+")
"""A stretch of figures and of marks for none."""

_LONGEST = 24
"""Characters of a number, with commas and decimals; more are several."""

LARGEST = Decimal(10_000_000)
"""No amount of such a form, in 10,000 CNY, reaches 100 billion CNY: a cut that does ran two amounts into one."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A figure at [start, stop) of a stream; ``value`` is None for a mark that says that there is none.

    ``unit`` is «%» where it is printed; ``step`` the weight of the last printed digit."""

    start: int
    stop: int
    value: Decimal | None
    text: str
    unit: str = ""

    @property
    def step(self) -> Decimal:
        """What one more in the last printed digit is worth."""
        exponent = self.value.as_tuple().exponent if self.value is not None else 0
        return Decimal(1).scaleb(int(exponent))


def literal_of(text: str) -> Literal | None:
    """A folded text as one figure from end to end, with «%» or «分» behind it; None if it is none."""
    unit = "%" if text.endswith("%") else ""
    body = text.removesuffix("%").removesuffix("分")
    if _NUMBER.fullmatch(body) is None:
        return None
    return Literal(0, len(text), Decimal(body.replace(",", "")), text, unit)


class Stream:
    """Characters [start, stop) of a stretch without blanks: ``text``; ``at`` are their places in the raw text; a blank
    stood before each index in ``gaps``."""

    def __init__(self, stretch: Stretch, start: int, stop: int) -> None:
        self.stretch = stretch
        self.start, self.stop = start, stop
        self.text = fold("".join(_INK.findall(stretch.text[start:stop])))

    @cached_property
    def _places(self) -> tuple[list[int], set[int]]:
        """``at`` and ``gaps``: most texts have no heading, and nobody asks for them."""
        at: list[int] = []
        gaps: set[int] = set()
        for found in _INK.finditer(self.stretch.text, self.start, self.stop):
            if self.stretch.text[found.start() - 1] != "\\" or found.start() == self.start:  # «99\\.5» of Markdown
                gaps.add(len(at))
            at.extend(range(found.start(), found.end()))
        return at, gaps

    @cached_property
    def at(self) -> list[int]:
        """The places of the characters in the raw text."""
        return self._places[0]

    @cached_property
    def gaps(self) -> set[int]:
        """The characters before which a blank stood."""
        return self._places[1]

    @cached_property
    def spaced(self) -> bool:
        """Whether there are any blanks."""
        return len(self.gaps) > 1

    def __len__(self) -> int:
        return len(self.text)

    def raw(self, start: int, stop: int) -> tuple[int, int]:
        """Where characters [start, stop) stand in the raw text, blanks between them included."""
        return self.at[start], self.at[stop - 1] + 1

    def cell(self, *pieces: tuple[int, int]) -> RawCell:
        """The cell of stretches [start, stop) of the stream, verbatim; pieces that stand apart one a line."""
        places = tuple(self.raw(a, b) for a, b in pieces if b > a)
        text = "\n".join(as_cell(self.stretch.text[a:b]) for a, b in places)
        return RawCell(text, places)

    def joined(self, start: int, stop: int) -> bool:
        """Whether no blank stands inside [start, stop)."""
        return not any(index in self.gaps for index in range(start + 1, stop))

    def is_parted(self, at: int) -> bool:
        """Whether a blank inside a line stands before a character: a broken line may go on with the same cell."""
        between = self.stretch.text[self.at[at - 1] + 1 : self.at[at]]
        return at in self.gaps and as_cell(between).count("\n") == 0

    def breaks(self, at: int) -> int:
        """How many line ends stand before a character."""
        return as_cell(self.stretch.text[self.at[at - 1] + 1 : self.at[at]]).count("\n") if 0 < at < len(self.at) else 0

    @cached_property
    def usual(self) -> int:
        """How many line ends part two lines here: one, or two where a blank line stands behind each."""
        counts = Counter(count for at in self.gaps if (count := self.breaks(at)))
        return max(counts, key=lambda count: (counts[count], -count), default=1)

    def splits(self, at: int) -> bool:
        """Whether a cut before a character would part two that belong to one figure as printed."""
        return (
            0 < at < len(self.text)
            and at not in self.gaps
            and self.text[at - 1] in _DIGITS
            and self.text[at] in _DIGITS
        )

    def numbers(self, start: int, stop: int) -> Iterator[Literal]:
        """All numbers that may begin at a character, the shortest first; with «%» where it follows."""
        text = self.text
        for end in range(start + 1, min(stop, start + _LONGEST) + 1):
            if end - 1 > start and end - 1 in self.gaps:
                return
            last = text[end - 1]
            if last not in "0123456789.,-":
                return
            if last not in "0123456789":
                continue
            body = text[start:end]
            if _NUMBER.fullmatch(body) is None:
                continue
            value = Decimal(body.replace(",", ""))
            if end < stop and text[end] == "%":
                yield Literal(start, end + 1, value, text[start : end + 1], "%")
            else:
                yield Literal(start, end, value, body)

    def mark(self, start: int, stop: int) -> Literal | None:
        """The mark for no figure (—, /) that stands at a character."""
        found = _DASHES.match(self.text, start, stop)
        return Literal(start, found.end(), None, found[0]) if found else None
