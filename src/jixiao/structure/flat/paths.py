"""The cheapest way through a zone's tokens, row by row, and what in it is certain (`read_rows`).

A cell is certain when every reading that costs little more than the cheapest has the same text in the same column.
What is not is left out by name: never the likelier of two figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise
from math import inf
from operator import attrgetter

from jixiao.structure.flat.align import MARGIN, WORST_MEAN
from jixiao.structure.flat.builder import UnreadableError
from jixiao.structure.flat.rowmodel import Parse, ReadRow
from jixiao.structure.flat.rows import Rows

_MOST = 1500  # tokens of a zone


def read_rows(rows: Rows, bounds: Sequence[int] | None) -> tuple[list[ReadRow], float]:
    """The rows of a zone and what they cost. ``bounds``: tokens at which rows begin, the end too.

    Raises `UnreadableError` where no reading makes sense.
    """
    if rows.stop - rows.first > _MOST:
        raise UnreadableError
    if bounds is not None:
        return _bounded(rows, bounds)
    arcs = _arcs(rows)
    before = _forward(rows, arcs)
    stop = rows.stop
    if before.get(stop, inf) == inf and rows.may_be_cut():
        stop = max(before)  # the text is cut off within the last row
    best = before.get(stop, inf)
    if best == inf or stop == rows.first:
        raise UnreadableError
    after = _backward(arcs, stop)
    path = _path(rows, arcs, after, stop)
    if sum(parse.typed for _, parse in path) > WORST_MEAN * len(path) + 1:
        raise UnreadableError
    near = [
        (start, parse)
        for start, parse in chain(((start, parse) for start in arcs for parse in arcs[start]), rows.absurd)
        if before.get(start, inf) + parse.cost + after.get(parse.end, inf) <= best + MARGIN
    ]
    found = _certain(rows, path, near)
    if stop < rows.stop:
        left, everywhere = range(stop, rows.stop), frozenset(range(len(rows.plan.places)))
        found.append(ReadRow(stop, rows.stop, (), tuple(left), everywhere))
    return found, best


def _bounded(rows: Rows, bounds: Sequence[int]) -> tuple[list[ReadRow], float]:
    """Rows whose ends are known: each is read for itself; one that is no row is unsure as a whole."""
    found: list[ReadRow] = []
    total = 0.0
    places = [*pairwise(bounds)]
    if rows.has_sums_last(places[0][0], places[-1][0]):
        places = [places[-1], *places[:-1]]
    for start, end in places:
        parses = sorted(rows.from_token(start, end), key=lambda parse: parse.cost)
        if not parses:
            found.append(ReadRow(start, end, (), tuple(range(start, end)), frozenset(range(len(rows.plan.places)))))
            continue
        absurd = (parse for at, parse in rows.absurd if at == start)
        near = [(start, parse) for parse in chain(parses, absurd) if parse.cost <= parses[0].cost + MARGIN]
        found += _certain(rows, [(start, parses[0])], near)
        total += parses[0].cost
        if not rows.sense.above:
            rows.sense.above = rows.sense.figures(found[-1].cells)
    return sorted(found, key=attrgetter("start")), total


def _arcs(rows: Rows) -> dict[int, list[Parse]]:
    """All rows that may begin at tokens that can be reached."""
    arcs: dict[int, list[Parse]] = {}
    reached = {rows.first}
    for start in range(rows.first, rows.stop):
        if start in reached:
            arcs[start] = rows.from_token(start)
            reached.update(parse.end for parse in arcs[start])
            if start == rows.first and "executed" in rows.plan.ids and arcs[start]:
                rows.sense.above = rows.sense.figures(min(arcs[start], key=lambda parse: parse.cost).cells)
    return arcs


def _forward(rows: Rows, arcs: dict[int, list[Parse]]) -> dict[int, float]:
    cost = {rows.first: 0.0}
    for start in sorted(arcs):
        for parse in arcs[start]:
            price = cost[start] + parse.cost if start in cost else inf
            if price < cost.get(parse.end, inf):
                cost[parse.end] = price
    return cost


def _backward(arcs: dict[int, list[Parse]], stop: int) -> dict[int, float]:
    cost = {stop: 0.0}
    for start in sorted(arcs, reverse=True):
        price = min((parse.cost + cost.get(parse.end, inf) for parse in arcs[start]), default=inf)
        if price < inf:
            cost[start] = price
    return cost


def _path(rows: Rows, arcs: dict[int, list[Parse]], after: dict[int, float], stop: int) -> list[tuple[int, Parse]]:
    path: list[tuple[int, Parse]] = []
    at = rows.first
    while at < stop:
        parse = min(arcs[at], key=lambda p: (p.cost + after.get(p.end, inf), p.end))
        path.append((at, parse))
        at = parse.end
    return path


def _certain(rows: Rows, path: Sequence[tuple[int, Parse]], near: Sequence[tuple[int, Parse]]) -> list[ReadRow]:
    """The rows of the cheapest reading with the cells that all near ones share."""
    where: dict[int, set[tuple[int, int, int]]] = {}
    for _, parse in near:
        for cell in parse.cells:
            for token in range(cell[1], cell[2]):
                if not rows.sense.blank(token):
                    where.setdefault(token, set()).add(cell)
    found: list[ReadRow] = []
    for start, parse in path:
        unsure = {
            token for token in range(start, parse.end) if len(where.get(token, ())) > 1
        }  # a cell of several lines goes as a whole
        for cell in parse.cells:
            if any(token in unsure for token in range(cell[1], cell[2])):
                unsure.update(range(cell[1], cell[2]))
        cells = tuple(cell for cell in parse.cells if cell[1] not in unsure)
        open_ = {other[0] for token in unsure for other in where.get(token, ())}
        found.append(ReadRow(start, parse.end, cells, tuple(sorted(unsure)), frozenset(open_)))
    return found
