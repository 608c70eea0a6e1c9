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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from jixiao.checks.engine import Instance
from jixiao.checks.relation import Outcome, Relation

_POINTER = attrgetter("pointer")
RANK = {"error": 0, "warning": 1, "info": 2}


@dataclass(slots=True)
class Group:
    """Findings with one cause; the headline is one of them."""

    key: str
    headline: Instance
    members: list[Instance]


_Size = tuple[Decimal, Decimal]


@dataclass(slots=True)
class _Node:
    instance: Instance
    pointers: set[str]
    gap: _Size | None


def groups(failures: Sequence[Instance]) -> list[Group]:
    """The groups, gravest headline first, else in the order of the book."""
    nodes = [
        _Node(i, set(map(_POINTER, i.outcome.leaves)) if i.outcome.spread else set(), _gap(i.outcome)) for i in failures
    ]
    above = list(range(len(nodes)))

    def top(at: int) -> int:
        while above[at] != at:
            above[at] = above[above[at]]
            at = above[at]
        return at

    for one, other in _joined(nodes):
        above[top(other)] = top(one)
    members: dict[int, list[Instance]] = defaultdict(list)
    for index, node in enumerate(nodes):
        members[top(index)].append(node.instance)
    found = [_group(list_) for list_ in members.values()]
    _distinct(found)
    return sorted(found, key=lambda group: RANK[group.headline.severity])


def _gap(outcome: Outcome) -> _Size | None:
    """The least and the most that the difference can be, its sign apart, when it is sharp."""
    spread = outcome.spread
    if spread is None or spread.low <= 0 <= spread.high or (spread.high - spread.low) * 2 > abs(spread.value):
        return None
    low, high = sorted((abs(spread.low), abs(spread.high)))
    return low, high


def _joined(nodes: Sequence[_Node]) -> Iterator[tuple[int, int]]:
    """Pairs that make up the groups. They are looked up, and one of many findings of like numbers stands for all once
    these are joined: a large file has thousands of findings."""
    sharp = [(index, node, node.gap) for index, node in enumerate(nodes) if node.gap is not None]
    holding: dict[str | Decimal, dict[_Size, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, node, gap in sharp:
        numbers = {abs(leaf.value) for leaf in node.instance.outcome.leaves if leaf.value is not None}
        held: list[str | Decimal] = [*node.pointers, *numbers]
        for operand in held:
            holding[operand][gap].append(index)
    whole: set[tuple[str | Decimal, _Size]] = set()
    for index, node, gap in sharp:
        spread = node.instance.outcome.spread
        operands: list[str | Decimal] = [*node.pointers, *([abs(spread.value)] if spread is not None else ())]
        for operand in operands:
            sizes = holding.get(operand)
            if sizes is None or (len(sizes) == 1 and sizes.get(gap) == [index]):
                continue  # most are held by one finding alone
            for size, others in sizes.items():
                if _meet(gap, size):
                    yield from ((index, other) for other in (others[:1] if (operand, size) in whole else others))
                    whole.add((operand, size))


def _meet(one: _Size, other: _Size) -> bool:
    """Whether two differences can be equal."""
    return one[0] <= other[1] and other[0] <= one[1]


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
