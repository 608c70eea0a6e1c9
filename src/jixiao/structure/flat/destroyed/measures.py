"""Targets and actual values in a stream: which stretches are one figure with operator and unit, and what they say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jixiao import lazy_re as re
from jixiao.patterns import Patterns
from jixiao.structure.flat.destroyed.stream import Stream

_OPERATORS = ("at_least", "at_most", "more_than", "less_than", "equal_to")
_SIGNS = ("ge", "le", "eq", "gt", "lt", "ge_after", "le_after")
DATE = re.compile(r"(?:20\d\d年)?(?<!\d)(?:1[0-2]|[1-9])月(?:[1-3]?\d日)?|20\d\d年")
COUNTED = re.compile(r"\d{1,2}[.、](?=[^\W\d_]|[“《(])")
"""The number before a name («2.年度任务完成时限»)."""
_UNIT = 8
_TIMES = 3
"""By how much an actual value may pass its target: further away it is another row's."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure with its sign («ge», «» for none) and unit."""

    sign: str
    value: Decimal
    unit: str


class Measures:
    """The measures of a stream, read once each. ``bare``: a column of its own prints the unit of a target, so that an
    actual value may go without it."""

    def __init__(self, stream: Stream, patterns: Patterns, start: int, stop: int, *, bare: bool = False) -> None:
        self.stream, self.bare = stream, bare
        self._figure = patterns["measure.figure"].compiled
        self._known: dict[str, Measure | None] = {}
        text = stream.text
        self.signs = self._signs(patterns, start, stop)
        behind = set(self.signs.values())  # a figure begins with its sign
        for date in DATE.finditer(text, start, stop):  # a date is a word
            behind.update(range(*date.span()))
        for at in stream.gaps:
            if start <= at < stop and (number := COUNTED.match(text, at)):
                behind.update(range(*number.span()))
        digits = (index for index in range(start, stop) if text[index] in "0123456789" and index not in behind)
        self.starts = sorted({*self.signs, *digits})
        self._begins = set(self.starts)

    def _signs(self, patterns: Patterns, start: int, stop: int) -> dict[int, int]:
        """Where signs stand (≥, 不少于), from their start to their end; none inside a longer one."""
        spans = sorted(
            (
                found.span()
                for name in _OPERATORS
                for found in patterns.word(name).compiled.finditer(self.stream.text, start, stop)
            ),
            key=lambda span: (span[0], -span[1]),
        )
        signs: dict[int, int] = {}
        end = start
        for first, last in spans:
            if first >= end:
                signs[first] = end = last
        return signs

    def parse(self, text: str) -> Measure | None:
        """A text as one figure from end to end, None if it is none."""
        if text not in self._known:
            found = self._figure.match(text)
            self._known[text] = None
            if found is not None:
                sign = next((name[:2] for name in _SIGNS if found[name]), "")
                self._known[text] = Measure(sign, Decimal(found["value"].replace(",", "")), found["unit"] or "")
        return self._known[text]

    def parts(self, start: int, stop: int) -> tuple[tuple[int, int], tuple[int, int], tuple[int, int]]:
        """Sign, number and unit of the measure at [start, stop)."""
        number = min(self.signs.get(start, start), stop)
        end = next((n.stop for n in reversed([*self.stream.numbers(number, stop)]) if not n.unit), number)
        unit = next((n.stop - 1 for n in self.stream.numbers(number, stop) if n.unit), end)
        return (start, number), (number, max(end, unit)), (max(end, unit), stop)

    def at(self, start: int, stop: int, *, glued: bool) -> Iterator[int]:
        """Where a measure that begins at a character may end: before the next figure, where such are ``glued`` to each
        other also between two digits, or at a blank."""
        text = self.stream.text
        number = self.signs.get(start, start)
        for literal in self.stream.numbers(number, stop):
            end = literal.stop
            if not glued and self.stream.splits(end):
                continue
            if end < stop and text[end] in "0123456789.," and literal.unit == "":
                following = end  # a cut between two digits
            else:
                following = self._next(end, stop)
            for last in sorted({end, following, *self._blanks(end, following)}):
                if self.parse(text[start:last]) is not None:
                    yield last

    def _next(self, start: int, stop: int) -> int:
        """The next place where a figure begins, if a unit can stand before it."""
        for index in range(start, min(start + _UNIT + 1, stop)):
            if index in self._begins or self.stream.text[index] in "—―–─/":
                return index
        return start

    def _blanks(self, start: int, stop: int) -> Iterator[int]:
        return (index for index in range(start + 1, stop) if index in self.stream.gaps)


def agree(
    target: Measure, actual: Measure, weight: Decimal | None, score: Decimal | None, *, bare: bool = False
) -> bool:
    """Whether a target, an actual value and the points can be of one row: of one unit (``bare``: the actual may have
    none), the actual no repeat of another target, and full points where and only where the target is met."""
    if not (target.unit == actual.unit or (bare and not actual.unit)) or target.value < 0 or actual.value < 0:
        return False
    if actual.sign and (actual.sign != target.sign or actual.value != target.value):
        return False
    if weight is None or score is None:
        return True
    if actual.value > _TIMES * target.value or (not target.sign and actual.value * _TIMES < target.value):
        return False
    if target.value == actual.value:
        met = target.sign not in ("gt", "lt")
    elif target.sign == "" and actual.value < target.value:
        return True  # fewer may be better
    else:
        more = actual.value > target.value
        met = more if target.sign in ("ge", "gt", "") else not more if target.sign in ("le", "lt") else False
    return met == (score == weight)
