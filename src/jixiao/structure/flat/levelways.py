"""Ways to cut lines into rows that differ in nothing but the levels («成本指标», a blank line: a level 1 whose level 2
is blank, or a level 2 below the level 1 above and a paragraph that nobody wrote in)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from jixiao.structure.flat.shapes import RowKind
from jixiao.structure.form_model import LEVELS


@dataclass(frozen=True, slots=True)
class Choice:
    """The cells of one row: token ranges by place; holes are covered cells that the writer left out. ``vague``: other
    readings see its levels otherwise."""

    cells: tuple[tuple[int, int], ...]
    holes: tuple[int, ...] = ()
    vague: bool = False


def shared(ways: Sequence[Sequence[Choice]], kind: RowKind) -> list[Choice] | None:
    """The rows that all ways have, vague where these differ in the levels; None where they differ in more."""
    first, *others = ways
    vague: set[int] = set()
    for rows in others:
        if len(rows) != len(first):
            return None
        for at, (one, other) in enumerate(zip(first, rows, strict=True)):
            if one == other:
                continue
            if [*_own(one, kind)] != [*_own(other, kind)]:
                return None
            vague.add(at)
    return [replace(row, vague=True) if at in vague else row for at, row in enumerate(first)]


def _own(row: Choice, kind: RowKind) -> Iterator[tuple[int, int]]:
    """The cells of a row but those of its levels."""
    places = (place for at, place in enumerate(kind.places) if at not in row.holes)
    return (cell for place, cell in zip(places, row.cells, strict=True) if place.merge not in LEVELS)
