"""Rows of one width that may be cut in two ways (`unclear_rows`): which, where the others and all borders are sure."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.structure.flat.cellsearch import Costs, Search
from jixiao.structure.flat.shapes import RowKind

Cell = tuple[int, int]
_MORE = 24  # lines of a row beyond one a cell
_Way = tuple[float, int, int]  # the cost up to a border, the border above, the rank of the way to that


class _OneRow(Search):
    """The ways to cut the first row."""

    def _extend(self, state: tuple[int, int]) -> None:
        if state[1] or state[0] == self.start:
            super()._extend(state)


def unclear_rows(costs: Costs, kind: RowKind, rows: Sequence[list[Cell]], margin: float) -> list[list[Cell]] | None:
    """Of the cheapest reading's rows those that may be cut otherwise for hardly more than that; None where other
    borders between the rows cost hardly more, or where most rows may."""
    start, stop = rows[0][0][0], rows[-1][-1][1]
    ways: dict[int, list[_Way]] = {start: [(0.0, start, 0)]}
    seconds: dict[Cell, float] = {}
    for at in range(start, stop):
        if at not in ways:
            continue
        search = _OneRow(costs, kind, at, min(stop, at + len(kind) + _MORE))
        search.run()
        for (end, index), found in search.best.items():
            if index or end == at:
                continue
            seconds[at, end] = found[1][0] - found[0][0] if len(found) > 1 else margin
            there = ways.setdefault(end, [])
            there += [(way[0] + found[0][0], at, rank) for rank, way in enumerate(ways[at])]
            there.sort()
            del there[2:]
    last = ways.get(stop, [])
    if not last or (len(last) > 1 and last[1][0] - last[0][0] < margin):
        return None
    unclear = [row for row in rows if seconds.get((row[0][0], row[-1][1]), 0.0) < margin]
    return unclear if 2 * len(unclear) < len(rows) else None
