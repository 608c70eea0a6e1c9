"""Points that two rows share, printed in a line between them: the cell is merged down over both (湖北)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from jixiao.structure.flat.placed.down import Cells, Row
from jixiao.structure.flat.placed.page import Chunk
from jixiao.structure.flat.placed.parts import Body
from jixiao.structure.flat.shapes import Place
from jixiao.structure.flat.stretch import RawRow

_LEVEL = 3  # lines, at the least, that have points and texts: all cells stand around one middle, or at one top
_TEXTS = 2  # columns


def alone(lines: Sequence[Cells], places: Sequence[Place]) -> list[int]:
    """The lines that hold nothing but points, in a zone where points stand in the line of their row's other cells."""
    points = {column for column, place in enumerate(places) if place.type == "score"}
    level = sum(not points.isdisjoint(own) and len(own - points) >= _TEXTS for own in map(_columns, lines))
    if level < _LEVEL:
        return []
    inner = range(1, len(lines) - 1)
    return [at for at in inner if (own := _columns(lines[at])) and own <= points and lines[at].total is None]


def share(lines: Sequence[Cells], rows: Sequence[Row], points: Cells) -> bool:
    """Gives points to the two rows, sure both, that they stand between and that have none there; False where there are
    no such rows."""
    for one, other in pairwise(rows):
        if not lines[one.after - 1].number < points.number < lines[other.first].number:
            continue
        pair = [lines[row.first : row.after] for row in (one, other)]
        free = all(_columns(line).isdisjoint(points.columns) and line.total is None for own in pair for line in own)
        if one.sure and other.sure and free:
            for own in pair:
                own[0].columns.update(points.columns)
            return True
    return False


def shared(body: Sequence[Body | RawRow]) -> Iterator[tuple[int, list[int]]]:
    """The rows that share points with the one below them, and the columns."""
    for at, (one, other) in enumerate(pairwise(body)):
        if isinstance(one, Body) and isinstance(other, Body):
            above, below = ({id(chunk): column for chunk, column in _chunks(row)} for row in (one, other))
            if columns := sorted({above[key] for key in above.keys() & below.keys()}):
                yield at, columns


def settle(sure: list[bool], both: Sequence[int]) -> None:
    """Makes rows that share points with the one below them as sure as that one is: a whole run of them stands or
    falls together, or a cell would reach into a row that is none of its."""
    for at in (*both, *reversed(both)):
        sure[at] = sure[at + 1] = sure[at] and sure[at + 1]


def _columns(line: Cells) -> set[int]:
    return set(line.columns)


def _chunks(row: Body) -> Iterator[tuple[Chunk, int]]:
    return ((chunk, column) for line in row.lines for column, chunks in line.columns.items() for chunk in chunks)
