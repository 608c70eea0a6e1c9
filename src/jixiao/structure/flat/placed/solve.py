"""The cheapest way through a row of things cut in runs, and how sure each run of it is (`cheapest`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf


@dataclass(frozen=True, slots=True)
class Edge:
    """A step from node ``start`` to node ``stop`` > ``start`` at a cost; it takes the things [first, after)."""

    start: int
    stop: int
    cost: float
    first: int
    after: int
    what: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the cheapest way; ``margin``: by how much any way is dearer that takes these things otherwise."""

    edge: Edge
    margin: float


def cheapest(edges: Sequence[Edge], last: int) -> tuple[float, list[Step]]:
    """The cheapest way from node 0 to node ``last``, (inf, []) where there is none."""
    ahead = [inf] * (last + 1)
    behind = [inf] * (last + 1)
    came: list[Edge | None] = [None] * (last + 1)
    ahead[0] = 0.0
    behind[last] = 0.0
    ordered = sorted(edges, key=lambda edge: (edge.start, edge.stop))
    for edge in ordered:
        cost = ahead[edge.start] + edge.cost
        if cost < ahead[edge.stop]:
            ahead[edge.stop], came[edge.stop] = cost, edge
    for edge in sorted(edges, key=lambda edge: -edge.stop):
        behind[edge.start] = min(behind[edge.start], edge.cost + behind[edge.stop])
    best = ahead[last]
    if best == inf:
        return inf, []
    way: list[Edge] = []
    node = last
    while (last_edge := came[node]) is not None:
        way.append(last_edge)
        node = last_edge.start
    way.reverse()
    steps: list[Step] = []
    for taken in way:
        others = (
            ahead[edge.start] + edge.cost + behind[edge.stop]
            for edge in edges
            if edge is not taken
            and edge.first < taken.after
            and taken.first < edge.after
            and (edge.what != taken.what or (edge.first, edge.after) != (taken.first, taken.after))
        )
        steps.append(Step(taken, min(others, default=inf) - best))
    return best, steps
