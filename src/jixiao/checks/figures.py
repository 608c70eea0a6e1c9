"""Figures: printed numbers as intervals that remember the operands that they were made of.

A number printed 448.84 stands for anything in [448.835, 448.845] (half a unit of its last digit to each side). Sums and
multiples of such numbers are linear forms over the operands, so that an operand which occurs twice counts once: in
«减少138.62万元，降低23.01%» the change stands in the numerator and, through last year's amount, in the denominator.
A bare «0», people, years and points are exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter, itemgetter, truediv

ZERO = Decimal(0)
ONE = Decimal(1)
HUNDRED = Decimal(100)
HALF = Decimal("0.5")
CORNERS = 5
"""A quotient of up to so many operands is bounded at the corners of their intervals, exactly; see `Ratio.bounds`."""


@lru_cache(maxsize=64)
def _half_of(exponent: int) -> Decimal:
    return HALF.scaleb(exponent)


def half_unit(value: Decimal) -> Decimal:
    """Half a unit of the last printed digit: 0.005 for 448.84, 0.5 for 100, nothing for a bare «0»."""
    decimals = str(value).partition(".")[2]  # of nearly all it tells them in a tenth of the time of the tuple
    if decimals.isdecimal():
        return _half_of(-len(decimals))
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or (not value and exponent >= 0):
        return ZERO
    return _half_of(exponent)


@dataclass(slots=True, eq=False)
class Leaf:
    """A value of the report: a number (null when blank), how far it may be off, its Chinese name, where it stands.

    ``text`` is the value where it is words.
    """

    value: Decimal | None
    half: Decimal
    label: str
    pointer: str
    text: str | None = None


_POINTER = attrgetter("pointer")
_LEAF: Callable[[tuple[Leaf, Decimal]], Leaf] = itemgetter(0)


def each_once(leaves: Sequence[Leaf]) -> tuple[Leaf, ...]:
    """The operands, one of each pointer."""
    return tuple(dict(zip(map(_POINTER, leaves), leaves, strict=True)).values())


class Interval:
    """A range, its middle as printed or computed, and the operands behind it; ``lacks`` are those that are blank."""

    __slots__ = ("high", "lacks", "low", "source", "value")

    def __init__(
        self,
        low: Decimal,
        high: Decimal,
        value: Decimal,
        source: tuple[Leaf, ...] | Figure | Ratio,
        lacks: tuple[Leaf, ...] = (),
    ) -> None:
        self.low = low
        self.high = high
        self.value = value
        self.source = source
        self.lacks = lacks

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The operands, listed when somebody asks."""
        return self.source if isinstance(self.source, tuple) else self.source.leaves

    def clipped(self, low: Decimal, high: Decimal) -> Interval:
        """The same, kept within bounds: a score counts at most the full rate."""

        def keep(value: Decimal) -> Decimal:
            return min(max(value, low), high)

        return Interval(keep(self.low), keep(self.high), keep(self.value), self.source, self.lacks)

    def scaled(self, factor: Decimal, *leaves: Leaf) -> Interval:
        """Times an exact factor that is not negative; ``leaves`` are the operands that it was read from."""
        return Interval(self.low * factor, self.high * factor, self.value * factor, (*self.leaves, *leaves), self.lacks)

    def widened(self, by: Decimal) -> Interval:
        """The same, ``by`` wider on each side."""
        return Interval(self.low - by, self.high + by, self.value, self.source, self.lacks)

    def meets(self, other: Interval) -> bool:
        """Whether the two have a point in common."""
        return self.low <= other.high and other.low <= self.high


class Figure:
    """A linear form over operands: sums, differences and multiples of printed numbers."""

    __slots__ = ("_alone", "blanks", "constant", "lacks", "terms")

    def __init__(
        self,
        terms: tuple[tuple[Leaf, Decimal], ...],
        constant: Decimal = ZERO,
        lacks: tuple[Leaf, ...] = (),
        blanks: tuple[Leaf, ...] = (),
        alone: Leaf | None = None,
    ) -> None:
        self.terms = terms
        self.constant = constant
        self.lacks = lacks
        self.blanks = blanks
        # most are one printed number and no more, and are asked what it is again and again
        self._alone = alone or (terms[0][0] if len(terms) == 1 and terms[0][1] is ONE and constant is ZERO else None)

    def __add__(self, other: Figure) -> Figure:
        return Figure(
            self.terms + other.terms,
            self.constant + other.constant,
            self.lacks + other.lacks,
            self.blanks + other.blanks,
        )

    def __neg__(self) -> Figure:
        return self.times(-ONE)

    def __sub__(self, other: Figure) -> Figure:
        return self + other.times(-ONE)

    def times(self, factor: Decimal) -> Figure:
        """A multiple."""
        return Figure(
            tuple((leaf, factor * count) for leaf, count in self.terms), self.constant * factor, self.lacks, self.blanks
        )

    def __truediv__(self, other: Figure) -> Ratio:
        return Ratio(self, other)

    @property
    def known(self) -> bool:
        """Whether every operand has a value."""
        return not self.lacks

    @property
    def least(self) -> Decimal:
        """How far a single number may be off at least, whatever its other operands."""
        return self.terms[0][0].half if len(self.terms) == 1 and abs(self.terms[0][1]) == 1 else ZERO

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """All operands, the blank ones that count as 0 and those that are lacking too."""
        if self._alone is not None and not self.blanks and not self.lacks:
            return (self._alone,)
        return (*map(_LEAF, self.terms), *self.blanks, *self.lacks)

    @property
    def value(self) -> Decimal:
        """The value at the printed numbers, as the operands have them now: what mends a scan tries others in them."""
        if self._alone is not None:
            return self._alone.value or ZERO
        total = self.constant
        for leaf, count in self.terms:
            if leaf.value is not None:
                total += leaf.value if count is ONE else count * leaf.value
        return total

    def collected(self) -> dict[str, tuple[Leaf, Decimal]]:
        """The operands by pointer, each once, with the factor that it has in all."""
        sums: dict[str, tuple[Leaf, Decimal]] = {}
        for leaf, count in self.terms:
            before = sums.get(leaf.pointer)
            sums[leaf.pointer] = (leaf, before[1] + count) if before else (leaf, count)
        return sums

    def interval(self) -> Interval:
        """All values that the operands allow."""
        terms = self.terms
        if len(terms) == 1:
            leaf, count = terms[0]
            value, spread = self.constant + (leaf.value or ZERO) * count, leaf.half * abs(count)
        else:
            value, spread = self.constant, ZERO
            for leaf, count in self.collected().values():
                value += (leaf.value or ZERO) * count
                spread += leaf.half * abs(count)
        return Interval(value - spread, value + spread, value, self, self.lacks)


def difference(left: Figure, right: Figure) -> Interval:
    """``left`` less ``right``, an operand that stands on both sides counting once."""
    value = left.constant - right.constant
    spread = ZERO
    seen: dict[str, Decimal] = {}
    for leaf, count in left.terms:
        value += count * (leaf.value or ZERO)
        if leaf.half:
            seen[leaf.pointer] = seen.get(leaf.pointer, ZERO) + count * leaf.half
    for leaf, count in right.terms:
        value -= count * (leaf.value or ZERO)
        if leaf.half:
            seen[leaf.pointer] = seen.get(leaf.pointer, ZERO) - count * leaf.half
    for half in seen.values():
        spread += abs(half)
    return Interval(value - spread, value + spread, value, ())


class Ratio:
    """One linear form over another, in percent unless said otherwise."""

    __slots__ = ("above", "below", "scale")

    def __init__(self, above: Figure, below: Figure, scale: Decimal = HUNDRED) -> None:
        self.above = above
        self.below = below
        self.scale = scale

    @property
    def lacks(self) -> tuple[Leaf, ...]:
        """Operands that are blank."""
        return self.above.lacks + self.below.lacks

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """All operands, each once."""
        return each_once(self.above.leaves + self.below.leaves)

    @property
    def value(self) -> Decimal:
        """The quotient at the printed numbers."""
        return self.above.value / self.below.value * self.scale

    @property
    def defined(self) -> bool:
        """Whether the denominator is known and cannot be 0."""
        if self.lacks:
            return False
        below = self.below.interval()
        return below.low > 0 or below.high < 0

    def interval(self) -> Interval:
        """All values that the operands allow, where the denominator keeps its sign."""
        low, high = self.bounds()
        return Interval(low, high, self.value, self, self.lacks)

    def bounds(self) -> tuple[Decimal, Decimal]:
        """Smallest and largest quotient.

        A quotient of linear forms is monotone in each operand while the denominator keeps its sign, so its extremes
        lie at corners of the box of operands. Above `CORNERS` operands the two forms are bounded on their own, which
        can only be wider.
        """
        above, below = self.above.collected(), self.below.collected()
        loose = [leaf for key, (leaf, _) in {**above, **below}.items() if leaf.half]
        if len(loose) > CORNERS:
            top, bottom = self.above.interval(), self.below.interval()
            quotients = [a / b for a in (top.low, top.high) for b in (bottom.low, bottom.high)]
            return min(quotients) * self.scale, max(quotients) * self.scale
        tops, bottoms = _corners(self.above, above, loose), _corners(self.below, below, loose)
        quotients = list(map(truediv, tops, bottoms))
        return min(quotients) * self.scale, max(quotients) * self.scale


def _corners(figure: Figure, terms: dict[str, tuple[Leaf, Decimal]], loose: Sequence[Leaf]) -> list[Decimal]:
    """A form's values at the corners of the box of the loose operands, the last of which changes first."""
    middle = figure.constant
    for leaf, count in terms.values():
        middle += (leaf.value or ZERO) * count
    corners = [middle]
    for leaf in loose:
        step = leaf.half * terms[leaf.pointer][1] if leaf.pointer in terms else ZERO
        corners = [value for corner in corners for value in (corner - step, corner + step)]
    return corners


def printed(value: Decimal | None, label: str, pointer: str) -> Figure:
    """A number as printed, within half a unit of its last digit."""
    if value is None:
        return Figure((), ZERO, (Leaf(None, ZERO, label, pointer),))
    leaf = Leaf(value, half_unit(value), label, pointer)
    return Figure(((leaf, ONE),), alone=leaf)


def exact(value: Decimal | int | None, label: str, pointer: str) -> Figure:
    """People, years, weights: what is counted, not measured."""
    return _figure(Leaf(Decimal(value) if value is not None else None, ZERO, label, pointer))


def points(value: Decimal | None, label: str, pointer: str) -> Figure:
    """A score as an addend: whole points are exact, others within half a unit, at most 0.005.

    Scores are given in points and rarely computed: «9» read as [8.5, 9.5] would hide ten wrong points in a sum of ten.
    """
    half = ZERO
    if value is not None and value != value.to_integral_value():
        half = min(half_unit(value), Decimal("0.005"))
    return _figure(Leaf(value, half, label, pointer))


def constant(value: Decimal | int) -> Figure:
    """A number that the rule itself names."""
    return Figure((), Decimal(value))


def _figure(leaf: Leaf) -> Figure:
    return Figure(((leaf, ONE),), alone=leaf) if leaf.value is not None else Figure((), ZERO, (leaf,))


def total_of(parts: Iterable[Figure], *, or_zero: bool = False) -> Figure:
    """The sum of parts, a blank one counting as 0 while another is filled (domain.md §3.0, blank policy).

    When all are blank the sum lacks its data, unless ``or_zero`` says that the whole is 0 anyway.
    """
    terms: list[tuple[Leaf, Decimal]] = []
    blanks: list[Leaf] = []
    total = ZERO
    some = or_zero
    for part in parts:
        if part.lacks:
            blanks += part.lacks
            continue
        some = True
        terms += part.terms
        total += part.constant
        blanks += part.blanks
    return Figure(tuple(terms), total, (), tuple(blanks)) if some else Figure((), ZERO, tuple(blanks))


def rounded(value: Decimal, like: Decimal | None = None, *, digits: int = 2) -> Decimal:
    """A value as a clerk prints it: with the decimals of another number, else with ``digits``; halves go up."""
    exponent = like.as_tuple().exponent if like is not None else -digits
    step = ONE.scaleb(min(exponent, 0) if isinstance(exponent, int) else -digits)
    return value.quantize(step, rounding="ROUND_HALF_UP")


def tidy(value: Decimal) -> Decimal:
    """A difference with at most four decimals and no zeros behind the second."""
    exponent = value.as_tuple().exponent
    if not value:
        return ZERO
    if not isinstance(exponent, int) or exponent >= -2:
        return value
    short = rounded(value, digits=4) if exponent < -4 else value
    while (places := short.as_tuple()).exponent < -2 and places.digits[-1] == 0:  # type: ignore[operator]
        short = short.quantize(ONE.scaleb(places.exponent + 1))  # type: ignore[operator]
    return short if short else ZERO


def word(text: str | None, label: str, pointer: str) -> Leaf:
    """A value that is words."""
    return Leaf(None, ZERO, label, pointer, text)
