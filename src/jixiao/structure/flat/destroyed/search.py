"""What all searches over a stream share: the budget, and the ways to cut a stretch of figures into a row's columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.structure.flat.destroyed.stream import LARGEST, Literal, Stream

Cells = Mapping[str, Literal]
"""A row read: column -> its figure, or the mark that stands there; a column without any is left out."""

AMOUNTS = ("initial", "full_year", "executed")
POINTS = ("weight", "score")
FULL = Decimal(100)


class ExhaustedError(Exception):
    """More ways to read than the budget allows to look at: then none is proven to be the only one."""


@dataclass(slots=True)
class Budget:
    """Steps that a search may still take."""

    left: int

    def spend(self, steps: int = 1) -> None:
        """Raises `ExhaustedError` when nothing is left."""
        self.left -= steps
        if self.left < 0:
            raise ExhaustedError


NOWHERE = -1
"""Where a figure stands that no cell holds but the heading says."""


@dataclass(frozen=True, slots=True)
class Ways:
    """What bounds the ways to cut: steps, the largest amount, and whether the heading prints the rates' «%»."""

    budget: Budget
    largest: Decimal = LARGEST
    bare_rate: bool = False


def fits(column: str, literal: Literal, largest: Decimal = LARGEST, *, bare_rate: bool = False) -> bool:
    """Whether a figure can stand in a column: amounts without «%», points up to 100, rates up to three times; rates
    without «%» where the heading prints it (``bare_rate``)."""
    value = literal.value
    if value is None:
        return True
    if value < 0:
        return False
    if column in AMOUNTS:
        return not literal.unit and value < largest
    if column in POINTS:
        return not literal.unit and value <= FULL and "," not in literal.text and literal.step >= Decimal("0.001")
    percent = literal.unit == "%" or (bare_rate and "," not in literal.text)
    return column == "rate" and percent and value <= 3 * FULL and literal.step >= Decimal("0.0001")


def cuts(
    stream: Stream,
    where: tuple[int, int],
    columns: Sequence[str],
    ways: Ways,
    allowed: Callable[[dict[str, Literal]], bool] = lambda _: True,
) -> Iterator[dict[str, Literal]]:
    """All ways to read [start, stop) as the columns in order, any of them blank. ``allowed`` may stop early what no
    further figure can mend."""
    stop = where[1]
    seen: set[frozenset[tuple[str, int, int]]] = set()  # where a mark for none stands makes no other reading

    def further(at: int, index: int, cells: dict[str, Literal]) -> Iterator[dict[str, Literal]]:
        ways.budget.spend()
        if at == stop:
            figures = frozenset((id_, c.start, c.stop) for id_, c in cells.items() if c.value is not None)
            if figures not in seen:
                seen.add(figures)
                yield cells
            return
        if index == len(columns):
            return
        mark = stream.mark(at, stop)
        for literal in (mark,) if mark else stream.numbers(at, stop):
            for column in range(index, len(columns)):
                if not fits(columns[column], literal, ways.largest, bare_rate=ways.bare_rate):
                    continue
                more = {**cells, columns[column]: literal}
                if allowed(more):
                    yield from further(literal.stop, column + 1, more)

    yield from further(where[0], 0, {})


def agrees(rate: Literal, executed: Literal, budget: Literal) -> bool:
    """Whether a rate is what the two amounts give, rounded or cut off as printed."""
    if rate.value is None or executed.value is None or not budget.value:
        return False
    return abs(rate.value - FULL * executed.value / budget.value) < rate.step


def earned(score: Literal, weight: Literal, rate: Literal, exact: Decimal | None = None) -> bool:
    """Whether a score is the weight times the rate (no more than all of it), rounded or cut off as printed: the rate
    as printed, or the ``exact`` one of the amounts («93%», «9.35»)."""
    if score.value is None or weight.value is None or rate.value is None:
        return False
    rates = (rate.value, exact) if exact is not None else (rate.value,)
    return any(abs(score.value - weight.value * min(one, FULL) / FULL) < score.step for one in rates)
