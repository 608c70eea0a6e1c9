"""Rows of a full grid of which only the cells' paragraphs are left (`strung`), below a heading whose columns are known:
whether their cells stand below their own, and which paragraphs of a row with too many are one cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.celltexts import figure_of, is_only_top, is_top, known_level, misfit
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.fixed import FIGURES
from jixiao.structure.flat.shapes import Place
from jixiao.structure.flat.stretch import RawCell

_MORE = 4  # paragraphs that a row may have more than cells
_NUMBERED = re.compile(r"(?:指标)?\d")

_Run = tuple[Place, int, int]  # a place of a row and its grid columns [a, b)


def is_shifted(head: FitRow, row: FitRow, patterns: Patterns) -> bool:
    """Whether a cell of a row stands below another column than its own: words below figures, a figure below names, a
    word of a level below another."""
    runs = _runs(head, row.kind.places if row.kind is not None else ())
    if not runs or len(head.cells) != len(row.cells):
        return True
    return not all(_fits(place, squeeze(row.cells[at].text), patterns) for place, at, _ in runs)


def _runs(head: FitRow, places: Sequence[Place]) -> list[_Run]:
    """The places of the rows below a heading, and which columns of the grid are theirs."""
    starts = [at for at, cell in enumerate(head.cells) if not at or cell.text != head.cells[at - 1].text]
    if len(starts) != len(places):
        return []
    return [*zip(places, starts, [*starts[1:], len(head.cells)], strict=True)]


def _fits(place: Place, key: str, patterns: Patterns) -> bool:
    if not key or patterns.null_kind(key) is not None:
        return True
    if place.type in FIGURES and misfit(place.type, key, patterns) > 1:
        return False
    if place.type in ("text", "label") and figure_of(key) is not None:
        return False
    if place.merge == "level1":
        return is_top(key, patterns) or not (known_level(key, patterns) or _NUMBERED.match(key))
    return place.merge != "level2" or not (is_only_top(key, patterns) or _NUMBERED.match(key))


def put_together(rows: Sequence[FitRow], patterns: Patterns) -> None:
    """Takes the paragraphs of rows with too many together, where only one way puts each cell below its own column."""
    head: FitRow | None = None
    for row in rows:
        if row.kind is not None and row.kind.what == "heading" and row.below is not None:
            head = row
        elif head is not None and head.below is not None and row.refused and len(row.cells) > len(head.cells):
            runs = _runs(head, head.below.places)
            block = squeeze(head.cells[0].text) if runs and runs[0][0].merge == "block" else ""
            ways = {_told(cells, runs): cells for cells in _ways(row.cells, runs, block, patterns)}
            if len(ways) == 1:
                row.cells, row.kind, row.refused = next(iter(ways.values())), head.below, False


def _told(cells: Sequence[RawCell], runs: Sequence[_Run]) -> tuple[str, ...]:
    return tuple(squeeze(cells[at].text) for _, at, _ in runs)


def _ways(parts: Sequence[RawCell], runs: Sequence[_Run], block: str, patterns: Patterns) -> Iterator[list[RawCell]]:
    """The ways to make a row's cells of its paragraphs, so that each fits its place; those of one place are alike.
    ``block``: the label at the left, which is repeated. A row of values has a name."""
    more = len(parts) - sum(b - a for _, a, b in runs)
    if more > _MORE or not runs:
        return
    keys = [squeeze(part.text) for part in parts]
    named = next((at for at, (place, _, _) in enumerate(runs) if not place.merge), -1)
    ways: list[list[tuple[int, int]]] = [[]]
    for number, (place, first, stop) in enumerate(runs):
        longer: list[list[tuple[int, int]]] = []
        for way in ways:
            at = way[-1][1] if way else 0
            for size in range(1, more + 2):
                own = keys[at : at + size]
                key = "".join(own)
                ends = [at + size * n for n in range(stop - first + 1)]
                if ends[-1] > len(parts) or any(keys[a : a + size] != own for a in ends[:-1]):
                    continue
                torn = size > 1 and any(figure_of(part) is not None for part in own)
                nameless = number == named and not key and any(keys[ends[-1] :])
                strange = place.merge in ("level1", "level2") and bool(key) and not known_level(key, patterns)
                other = number == 0 and bool(block) and key != block
                if torn or nameless or strange or other or not _fits(place, key, patterns):
                    continue
                longer.append([*way, *((a, a + size) for a in ends[:-1])])
        ways = longer
    for way in ways:
        if way[-1][1] == len(parts):
            yield [_joined(parts[a:b]) for a, b in way]


def _joined(parts: Sequence[RawCell]) -> RawCell:
    return RawCell("\n".join(part.text for part in parts), tuple(piece for part in parts for piece in part.pieces))
