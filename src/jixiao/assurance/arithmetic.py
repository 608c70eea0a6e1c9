"""The rule book as a witness: which figures its equations confirm, and which single misreading would settle one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal

from jixiao.assurance.lookalikes import Candidate
from jixiao.checks import Profile, run
from jixiao.checks.figures import Figure, Leaf, Ratio, half_unit
from jixiao.checks.relation import Outcome, Relation, Several
from jixiao.patterns import Patterns
from jixiao.schema import Report

Equation = tuple[Relation, list[Leaf]]
"""An equation, and the operands in it that are one figure of the report."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Another reading of a figure: how many equations it settles, whether all of the figure's then hold, and how many
    those are."""

    candidate: Candidate
    settled: int
    whole: bool
    equations: int


class Arithmetic:
    """The equations of a report (sums, rates, shares, mentions of one amount in two parts), by the figures in them."""

    def __init__(self, report: Report, patterns: Patterns, profile: Profile | None = None) -> None:
        self._of: dict[str, list[Equation]] = defaultdict(list)
        for instance in run(report, patterns, profile).instances:
            for relation in _equations(instance.outcome):
                for pointer, leaves in _loose(relation).items():
                    self._of[pointer].append((relation, leaves))

    def equations(self, pointer: str) -> list[Equation]:
        """The equations that a figure stands in."""
        return self._of.get(pointer, [])

    def fails(self, pointer: str) -> bool:
        """Whether an equation fails that the figure stands in."""
        return any(not relation.holds() for relation, _ in self.equations(pointer))

    def failing(self) -> list[str]:
        """The figures that stand in an equation that fails."""
        return [pointer for pointer, found in self._of.items() if any(not relation.holds() for relation, _ in found)]

    def beside(self, pointer: str) -> set[str]:
        """The other figures of the equations that fail with this one."""
        return {
            leaf.pointer
            for relation, _ in self.equations(pointer)
            if not relation.holds()
            for leaf in relation.leaves
            if leaf.pointer != pointer
        }

    def confirmed(self, pointer: str, others: list[Candidate]) -> bool:
        """Whether an equation holds that would hold for none of the figure's other readings."""
        return bool(others) and any(
            relation.holds() and not any(_holds(relation, leaves, other.value) for other in others)
            for relation, leaves in self.equations(pointer)
        )

    def settling(self, pointer: str, others: list[Candidate]) -> list[Settled]:
        """The other readings of a figure for which an equation that fails holds, and none breaks that holds."""
        equations = self.equations(pointer)
        failing = [equation for equation in equations if not equation[0].holds()]
        holding = [equation for equation in equations if equation[0].holds()]
        found = []
        for other in others:
            settled = sum(_holds(relation, leaves, other.value) for relation, leaves in failing)
            if settled and all(_holds(relation, leaves, other.value) for relation, leaves in holding):
                found.append(Settled(other, settled, settled == len(failing), len(equations)))
        return found


def _equations(outcome: Outcome) -> Iterator[Relation]:
    stands_on = outcome.stands_on
    if isinstance(stands_on, Several):
        for inner in stands_on.outcomes:
            yield from _equations(inner)
    elif isinstance(stands_on, Relation) and stands_on.operator == "=" and not stands_on.lacks:
        yield stands_on


def _loose(relation: Relation) -> dict[str, list[Leaf]]:
    """The operands that may be tried with other values: those of a side that is computed anew when it is asked."""
    loose: dict[str, list[Leaf]] = defaultdict(list)
    for side in (relation.left, relation.right):
        for leaf in side.leaves if isinstance(side, Figure | Ratio) else ():
            if leaf.value is not None and all(leaf is not known for known in loose[leaf.pointer]):
                loose[leaf.pointer].append(leaf)
    return {pointer: leaves for pointer, leaves in loose.items() if leaves}


def _holds(relation: Relation, leaves: list[Leaf], value: Decimal) -> bool:
    """Whether an equation would hold with another value of one figure."""
    with _set(leaves, value):
        if any(isinstance(side, Ratio) and not side.defined for side in (relation.left, relation.right)):
            return False
        return relation.holds()


@contextmanager
def _set(leaves: list[Leaf], value: Decimal) -> Iterator[None]:
    """The operands with another value: as exact as they were, or as exact as it is printed."""
    before = [(leaf.value, leaf.half) for leaf in leaves]
    for leaf in leaves:
        if leaf.value is not None and leaf.half and leaf.half == half_unit(leaf.value):
            leaf.half = half_unit(value)
        leaf.value = value
    try:
        yield
    finally:
        for leaf, (old, half) in zip(leaves, before, strict=True):
            leaf.value, leaf.half = old, half
