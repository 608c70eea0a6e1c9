"""Relations between figures: they hold, fail by how much, or lack what; and verdicts on what is no arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from jixiao.checks.figures import Figure, Interval, Leaf, Ratio, difference, each_once, rounded, tidy
from jixiao.schema.vocabulary import Severity, Status

Operator = Literal["=", "≤", "≥"]
Side = Figure | Ratio | Interval
Words = tuple[str, str]
"""Chinese and English."""
Scalar = Decimal | str | None


@dataclass(slots=True)
class Outcome:
    """What became of a rule on one instance. ``spread`` is the difference as an interval of money or points,
    ``relation`` what diagnoses are tried on, ``severity`` is set only where one rule has two.

    ``stands_on`` are the operands; of a relation they are listed when somebody asks.
    """

    status: Status
    stands_on: tuple[Leaf, ...] | Relation | Several | Lazily
    subject: Words = ("", "")
    expected: Scalar = None
    actual: Scalar = None
    difference: Scalar = None
    spread: Interval | None = None
    relation: Relation | None = None
    severity: Severity | None = None
    words: Mapping[str, str] | None = None
    assumed_zero: bool = False

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The operands, each once."""
        return self.stands_on if isinstance(self.stands_on, tuple) else self.stands_on.leaves


@dataclass(slots=True)
class Several:
    """What stands on the operands of several outcomes."""

    outcomes: list[Outcome]

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """All of them, each once."""
        return each_once([leaf for outcome in self.outcomes for leaf in outcome.leaves])


@dataclass(slots=True)
class Lazily:
    """Operands that are listed when somebody asks: what passes is seldom asked."""

    listed: Callable[[], Iterable[Leaf]]

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """All of them, each once."""
        return each_once([*self.listed()])


def _interval(side: Side) -> Interval:
    return side if isinstance(side, Interval) else side.interval()


@dataclass(slots=True)
class Relation:
    """``left`` (what the report says) against ``right`` (what follows from its other figures).

    Made by `equal`, `at_most`, `at_least`. ``money`` says that the difference is money (of a rate it is not).
    """

    left: Side
    right: Side
    operator: Operator
    subject: Words = ("", "")
    like: Decimal | None = None
    words: Mapping[str, str] | None = None
    spread: Callable[[], Interval | None] | None = None
    severity: Severity | None = None
    derived: bool = False
    """The left side is computed from the right (a rate, a score, a total): the right says what it should be."""

    def about(self, chinese: str, english: str, **words: str) -> Relation:
        """What the relation is about, and further words for the message."""
        self.subject = (chinese, english)
        self.words = words
        return self

    def spreading(self, spread: Callable[[], Interval | None]) -> Relation:
        """The difference in money, where the relation itself compares percentages; computed when it fails."""
        self.spread = spread
        return self

    @property
    def lacks(self) -> tuple[Leaf, ...]:
        """Operands without which nothing can be said."""
        return self.left.lacks + self.right.lacks

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """All operands, each once, in the order of the formula."""
        return each_once((*self.left.leaves, *self.right.leaves))

    def residual(self) -> Interval:
        """Left less right over all values that the operands allow."""
        if isinstance(self.left, Figure) and isinstance(self.right, Figure):
            return difference(self.left, self.right)
        left, right = _interval(self.left), _interval(self.right)
        return Interval(left.low - right.high, left.high - right.low, left.value - right.value, ())

    def plainly(self) -> bool:
        """Whether the printed numbers satisfy it as they stand: then nobody need look at intervals."""
        left, right = self.left.value, self.right.value
        if self.operator == "≤":
            return left <= right
        if self.operator == "≥":
            return left >= right
        return left == right or (isinstance(self.left, Figure) and abs(left - right) <= self.left.least)

    def holds(self) -> bool:
        """Whether some values inside the intervals satisfy it."""
        if self.plainly():
            return True
        residual = self.residual()
        if self.operator == "≤":
            return residual.low <= 0
        if self.operator == "≥":
            return residual.high >= 0
        return residual.low <= 0 <= residual.high

    def outcome(self) -> Outcome:
        """The outcome, with everything a finding needs when it fails."""
        if self.lacks:
            return Outcome("insufficient_data", self, self.subject)
        if self.plainly():
            return Outcome("pass", self, self.subject)
        residual = self.residual()
        ok = (
            residual.low <= 0
            if self.operator == "≤"
            else residual.high >= 0
            if self.operator == "≥"
            else residual.low <= 0 <= residual.high
        )
        if ok:
            return Outcome("pass", self, self.subject)
        linear = isinstance(self.left, Figure) and isinstance(self.right, Figure)
        actual, expected = _interval(self.left).value, _interval(self.right).value
        if not linear:
            expected = rounded(expected, self.like) if self.like is not None else rounded(expected)
        return Outcome(
            "fail",
            self,
            self.subject,
            tidy(expected),
            tidy(actual),
            tidy(residual.value if linear else actual - expected),
            self.spread() if self.spread else residual if linear else None,
            self,
            self.severity,
            self.words,
            any(isinstance(side, Figure) and side.blanks for side in (self.left, self.right)),
        )


def equal(left: Side, right: Side, *, derived: bool = False, like: Decimal | None = None) -> Relation:
    """``left`` = ``right``."""
    return Relation(left, right, "=", derived=derived, like=like)


def at_most(left: Side, right: Side) -> Relation:
    """``left`` ≤ ``right``."""
    return Relation(left, right, "≤")


def at_least(left: Side, right: Side) -> Relation:
    """``left`` ≥ ``right``."""
    return Relation(left, right, "≥")


Check = Relation | Outcome


def passed(leaves: Sequence[Leaf], chinese: str = "", english: str = "") -> Outcome:
    """It is as it should be."""
    return Outcome("pass", tuple(leaves), (chinese, english))


def lacking(leaves: Sequence[Leaf], chinese: str = "", english: str = "") -> Outcome:
    """It cannot be told: a value is blank."""
    return Outcome("insufficient_data", tuple(leaves), (chinese, english))


def not_applicable(leaves: Sequence[Leaf], chinese: str = "", english: str = "") -> Outcome:
    """The rule does not apply."""
    return Outcome("not_applicable", tuple(leaves), (chinese, english))


def failed(
    leaves: Sequence[Leaf],
    chinese: str = "",
    english: str = "",
    *,
    expected: Scalar = None,
    actual: Scalar = None,
    difference: Decimal | None = None,
    spread: Interval | None = None,
    severity: Severity | None = None,
    **words: str,
) -> Outcome:
    """It is not as it should be."""
    return Outcome(
        "fail", tuple(leaves), (chinese, english), expected, actual, difference, spread, None, severity, words or None
    )


def told(leaves: Sequence[Leaf], ok: bool, chinese: str = "", english: str = "", **more: Scalar) -> Outcome:
    """Passed or failed."""
    if ok:
        return passed(leaves, chinese, english)
    return failed(leaves, chinese, english, expected=more.get("expected"), actual=more.get("actual"))
