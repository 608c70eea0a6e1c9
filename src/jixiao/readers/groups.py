"""What touches one another, directly or by others, as groups."""

from __future__ import annotations

from collections.abc import Iterable


def joined(count: int, touching: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The indices 0 … ``count`` - 1 in groups, by pairs that touch: union-find with halved paths.

    Members of a group in ascending order, groups by their first member.
    """
    parent = list(range(count))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for a, b in touching:
        above, over = parent[a], parent[b]
        if above != over:  # most pairs are of one group already
            parent[over if parent[over] == over else root(b)] = above if parent[above] == above else root(a)
    groups: dict[int, list[int]] = {}
    for i, above in enumerate(parent):
        first = above if parent[above] == above else root(i)
        if first in groups:
            groups[first].append(i)
        else:
            groups[first] = [i]
    return list(groups.values())
