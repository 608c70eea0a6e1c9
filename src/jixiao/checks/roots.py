"""Root causes: findings that share operands and a difference are one group with one headline.

The algorithm. Each failed relation has a difference as an interval (of money or points; a percentage's is turned into
the money that it stands for). Two findings are joined when

1. their differences, signs apart, can be equal, and both are sharp (no wider than half their size, 0 not inside); and
2. they share an operand, or the difference of one is an operand of the other.

Groups are the connected components. The headline is the gravest finding, among those one whose difference was computed
and not derived from a percentage, among those the first of the book. A finding that joins no other is its own group.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from jixiao.checks.engine import Instance
from jixiao.checks.figures import Interval
from jixiao.checks.relation import Outcome, Relation

RANK = {"error": 0, "warning": 1, "info": 2}


@dataclass(slots=True)
class Group:
    """Findings with one cause; the headline is one of them."""

    key: str
    headline: Instance
    members: list[Instance]


@dataclass(slots=True)
class _Node:
    instance: Instance
    pointers: set[str]
    gap: tuple[Interval, Interval] | None


def groups(failures: Sequence[Instance]) -> list[Group]:
    """The groups, gravest headline first, else in the order of the book."""
    nodes = [
        _Node(i, {leaf.pointer for leaf in i.outcome.leaves} if i.outcome.spread else set(), _gap(i.outcome))
        for i in failures
    ]
    above = list(range(len(nodes)))

    def top(at: int) -> int:
        while above[at] != at:
            above[at] = above[above[at]]
            at = above[at]
        return at

    sharp = [index for index, node in enumerate(nodes) if node.gap is not None]
    for position, one in enumerate(sharp):
        for other in sharp[position + 1 :]:
            if top(one) != top(other) and _joined(nodes[one], nodes[other]):
                above[top(other)] = top(one)
    members: dict[int, list[Instance]] = defaultdict(list)
    for index, node in enumerate(nodes):
        members[top(index)].append(node.instance)
    found = [_group(list_) for list_ in members.values()]
    _distinct(found)
    return sorted(found, key=lambda group: RANK[group.headline.severity])


def _gap(outcome: Outcome) -> tuple[Interval, Interval] | None:
    """The difference and its mirror image, when it is sharp."""
    spread = outcome.spread
    if spread is None or spread.low <= 0 <= spread.high or (spread.high - spread.low) * 2 > abs(spread.value):
        return None
    return spread, Interval(-spread.high, -spread.low, -spread.value, ())


def _joined(one: _Node, other: _Node) -> bool:
    if one.gap is None or other.gap is None:
        return False
    if not any(one.gap[0].meets(image) for image in other.gap):
        return False
    return bool(one.pointers & other.pointers) or _is_operand(one, other) or _is_operand(other, one)


def _is_operand(one: _Node, other: _Node) -> bool:
    """Whether the difference of one is the very number of an operand of the other."""
    gap = abs(one.gap[0].value) if one.gap else None
    return any(leaf.value is not None and gap == abs(leaf.value) for leaf in other.instance.outcome.leaves)


def _group(members: list[Instance]) -> Group:
    def weight(instance: Instance) -> tuple[int, bool]:
        relation = instance.outcome.relation
        derived = isinstance(relation, Relation) and relation.spread is not None
        return RANK[instance.severity], derived or instance.outcome.spread is None

    headline = min(members, key=weight)
    pointers = headline.outcome.leaves
    return Group(f"{headline.rule}@{pointers[0].pointer if pointers else ''}", headline, members)


def _distinct(found: list[Group]) -> None:
    seen: dict[str, int] = defaultdict(int)
    for group in found:
        seen[group.key] += 1
        if seen[group.key] > 1:
            group.key = f"{group.key}#{seen[group.key]}"
