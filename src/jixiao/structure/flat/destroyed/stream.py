"""The characters of a destroyed table in one line, and the figures that can be cut from them.

Blanks are out and forms folded, as in `quotes.Text`; each character knows its place in the raw text, and where a blank
stood a figure ends. Where none stands («202010100.00%10») a figure may end behind any digit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from jixiao import lazy_re as re
from jixiao.folding import UNSEEN
from jixiao.quotes import fold
from jixiao.structure.flat.stretch import RawCell, Stretch, as_cell

_INK = re.compile(rf"[^\s\\{UNSEEN}\x00-\x1f]+")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d{1,6})?")
_UNITS = re.compile(r"[(:](?:金额)?(?:单位:?)?(?:人民币)?(亿元|千万元|百万元|万元|千元|百元|元)\)?")
_DASHES = re.compile(r"[—―–─-]+|/+")
_DIGITS = "0123456789.,"
FIGURES = re.compile(r"[0-9.,%—―–─/-]+")
"""A stretch of figures and of marks for none."""

ABOVE = 60
"""Characters above a table in which its unit may be printed."""

_FEW = 8  # lines with figures

_DECIMALS = 2  # of points

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


def units_in(*texts: str) -> set[str]:
    """The money units that are printed in some texts."""
    return {found[1] for text in texts for found in _UNITS.finditer(text)}


def literal_of(text: str) -> Literal | None:
    """A folded text as one figure from end to end, with «%» or «分» behind it; None if it is none."""
    unit = "%" if text.endswith("%") else ""
    body = text.removesuffix("%").removesuffix("分")
    if _NUMBER.fullmatch(body) is None:
        return None
    return Literal(0, len(text), Decimal(body.replace(",", "")), text, unit)


class Stream:
    """Characters [start, stop) of a stretch without blanks: ``text``; ``at`` are their places in the raw text; a blank
    stood before each index in ``gaps``. What stands ``aside`` (page numbers) is left out. ``wrapped``: a printed page
    broke its lines where its cells' width ended; ``soft``: a figure may go on behind such a break."""

    def __init__(self, stretch: Stretch, start: int, stop: int, aside: Sequence[tuple[int, int]] = ()) -> None:
        self.stretch = stretch
        self.start, self.stop = start, stop
        self.aside = aside
        self.wrapped = self.soft = False
        self._parts = [(a, b) for a, b in pairwise((start, *(place for pair in aside for place in pair), stop))][::2]
        self.text = fold("".join(ink for a, b in self._parts for ink in _INK.findall(stretch.text[a:b])))

    @cached_property
    def _places(self) -> tuple[list[int], set[int]]:
        """``at`` and ``gaps``: most texts have no heading, and nobody asks for them."""
        at: list[int] = []
        gaps: set[int] = set()
        for start, stop in self._parts:
            for found in _INK.finditer(self.stretch.text, start, stop):
                if self.stretch.text[found.start() - 1] != "\\" or found.start() == start:  # «99\\.5» of Markdown
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

    @cached_property
    def lined(self) -> bool:
        """Whether most lines with a figure hold nothing else: each is a cell, and none holds two."""
        lines = ("".join(line.split()) for line in self.stretch.text[self.start : self.stop].splitlines())
        alone = [literal_of(fold(line)) is not None for line in lines if any(map(str.isdigit, line))]
        return len(alone) > _FEW and sum(alone) * 2 > len(alone)

    def __len__(self) -> int:
        return len(self.text)

    def raw(self, start: int, stop: int) -> tuple[int, int]:
        """Where characters [start, stop) stand in the raw text, blanks between them included."""
        return self.at[start], self.at[stop - 1] + 1

    def lines_of(self, start: int, stop: int) -> Iterator[tuple[int, int]]:
        """The parts of [start, stop) between its blanks."""
        return pairwise([start, *(at for at in range(start + 1, stop) if at in self.gaps), stop])

    def printed(self, start: int, stop: int) -> str:
        """The characters [start, stop) as they are printed: brackets of full width are so."""
        return "".join(self.stretch.text[at] for at in self.at[start:stop])

    def cell(self, *pieces: tuple[int, int]) -> RawCell:
        """The cell of stretches [start, stop) of the stream, verbatim; pieces that stand apart one a line. On a page
        its blanks are where lines were broken, or where a converter found letters apart («>=134 7亩», «2023 年»)."""
        places = tuple(part for a, b in pieces if b > a for part in self._without_aside(*self.raw(a, b)))
        texts = (as_cell(self.stretch.text[a:b]) for a, b in places)
        text = "".join("".join(one.split()) for one in texts) if self.wrapped else "\n".join(texts)
        return RawCell(text, places)

    def _without_aside(self, start: int, stop: int) -> Iterator[tuple[int, int]]:
        for begin, end in self.aside:
            if start < begin and end < stop:
                yield start, begin
                start = end
        yield start, stop

    def joined(self, start: int, stop: int) -> bool:
        """Whether no blank stands inside [start, stop)."""
        return not any(index in self.gaps for index in range(start + 1, stop))

    def is_parted(self, at: int) -> bool:
        """Whether a blank inside a line stands before a character, or a blank line: a broken line may go on with the
        same cell, but no cell goes on behind a blank one («某县统计局», a blank cell, «年初», «预算数»)."""
        return at in self.gaps and not 0 < self.breaks(at) <= self.usual

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

    def is_printed(self, at: int) -> bool:
        """Whether the figure at a character stands between two blanks with its decimals: it is one as it is printed
        («9.92»; where the total «96.9», «2» lost its last digit, 9.9 alone would have fitted)."""
        stop = next((end for end in range(at + 1, min(at + _LONGEST, len(self.text)) + 1) if end in self.gaps), 0)
        body = self.text[at:stop]
        return at in self.gaps and 0 < len(body.partition(".")[2]) <= _DECIMALS and literal_of(body) is not None

    def ways(self) -> Iterator[bool]:
        """How figures may be cut: first at each blank; then, on a page, also over the ends of broken lines. The way
        that is asked for last stays, for what is read in it."""
        for soft in (False, True) if self.wrapped else (False,):
            self.soft = soft
            yield soft

    def goes_on(self, at: int) -> bool:
        """Whether a figure may go on behind the blank before a character («3745.1», «7»)."""
        return self.soft and self.text[at - 1] in _DIGITS and self.text[at] in _DIGITS

    def numbers(self, start: int, stop: int) -> Iterator[Literal]:
        """All numbers that may begin at a character, the shortest first; with «%» where it follows."""
        text = self.text
        for end in range(start + 1, min(stop, start + _LONGEST) + 1):
            if end - 1 > start and end - 1 in self.gaps and not self.goes_on(end - 1):
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
