"""The lines of a zone on one page, cut in rows (`Cutter`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from jixiao import lazy_re as re
from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.celltexts import figure_of
from jixiao.structure.flat.linebreaks import solid_width, width
from jixiao.structure.flat.placed.down import (
    FIGURES,
    MARGIN,
    MODES,
    Cells,
    RecordCost,
    Row,
    are_numbered,
    rows_of,
)
from jixiao.structure.flat.placed.parts import Part
from jixiao.structure.flat.placed.shared import alone, share
from jixiao.structure.flat.shapes import Place, Shape
from jixiao.structure.flat.words import words_of
from jixiao.structure.form_model import Zone as FormZone
from jixiao.structure.form_model import row_key

_MARK = re.compile(r"[.…·—/-]+")
_LIKELY = 0.5
_TWO = 2
_USUAL = 0.8  # of the rows have points in a column where nearly all have them


@dataclass(slots=True)
class Cutter:
    """Cuts lines in rows, by what the form prints; keeps what that costs by each of the ways in which cells may be
    set."""

    shape: Shape
    patterns: Patterns
    modes: Sequence[str] = MODES  # the ways in which cells may be set in their rows
    near: float = MARGIN  # by how much one of them must be cheaper
    prices: dict[str, float] = field(default_factory=dict)  # what all zones cost by each of them
    labels: str = "middle"  # how those of labels and values are set
    rows: frozenset[str] = field(init=False)  # what any form prints at the head of a row

    def __post_init__(self) -> None:
        self.rows = words_of(self.patterns).rows

    def cut(self, lines: list[Cells], places: Sequence[Place], part: Part) -> tuple[list[Cells], list[Row] | None]:
        """The lines of a page of a zone without those whose points two rows share, and its rows."""
        aside = [lines[at] for at in alone(lines, places)]
        if aside:
            rest = [line for line in lines if line not in aside]
            _, rows = self._cut(rest, places, part)
            given = [line for line in aside if share(rest, rows or (), line)]
            lines = [line for line in lines if line not in given]
        prices, rows = self._cut(lines, places, part) if lines else ({}, [])
        for mode, price in prices.items():
            self.prices[mode] = self.prices.get(mode, 0.0) + price
        return lines, rows

    def _cut(
        self, lines: Sequence[Cells], places: Sequence[Place], part: Part
    ) -> tuple[dict[str, float], list[Row] | None]:
        """What a page of a zone costs by each of the ways in which cells may be set, and its rows."""
        zone = self.shape.form.zones[part.zone]
        if zone.kind == "labelled":
            return {}, [Row(at, at + 1, _is_labelled(line)) for at, line in enumerate(lines)]
        measures = frozenset(column for column, place in enumerate(places) if place.type == "measure")
        if any(place.type in FIGURES for place in places):
            measures = frozenset()
        elif not measures and _is_one(lines):
            if len(lines) > 1 and _has_figures(lines, len(lines)):
                return {}, [Row(at, at + 1, sure=True) for at in range(len(lines))]
            return {}, [Row(0, len(lines), sure=not _has_figures(lines, _TWO))]
        texts = not any(place.type in FIGURES or place.type == "measure" for place in places)
        name = next((column for column, place in enumerate(places) if not place.merge), len(places) - 1)
        widest: dict[int, int] = {}
        solid: dict[int, int] = {}
        for line in lines:
            for column, chunks in line.columns.items():
                text = "".join(chunk.text for chunk in chunks)
                widest[column] = max(widest.get(column, 0), width(text))
                solid[column] = max(solid.get(column, 0), solid_width(text))
        is_row = self.is_row_of(zone) if places[name].type == "label" else None
        points = [column for column, place in enumerate(places) if place.type == "score"]
        filled = {column: sum(column in line.columns for line in lines) for column in points}
        named = sum(name in line.columns for line in lines)
        usual = frozenset(c for c in points if filled[c] >= max(_USUAL * max(filled.values()), named / 2, 1))
        tail = lines[0].at if part.continued else -1
        names = [line.columns[name][0].text for line in lines if name in line.columns]
        numbered = is_row is None and are_numbered(names, max(filled.values(), default=0))
        cost = RecordCost(places, name, widest, solid, self.is_null, is_row, usual, tail, numbered, measures)
        found = rows_of(lines, cost, self.modes, self.near)
        if found is None:
            return {}, None
        rows = found[1]
        if texts and len(rows) > 1:  # nothing but blank lines parts them, which may part paragraphs of one cell
            rows = [replace(row, sure=False) for row in rows]
        cut = _cut_off(lines, rows, points)
        return found[0], [replace(row, sure=row.sure and at not in cut) for at, row in enumerate(rows)]

    def is_row_of(self, zone: FormZone) -> Callable[[str], float]:
        """How surely a text is a row that the zone prints: 1 by its words, less by what it looks like."""

        def known(text: str) -> float:
            squeezed = squeeze(text)
            key = row_key(squeezed)
            if key in self.shape.row_keys or key in self.rows or self.patterns.null_kind(squeezed) is not None:
                return 1.0
            return _LIKELY if any(row.like and row.like.fullmatch(key) for row in zone.rows) else 0.0

        return known

    def is_null(self, text: str) -> bool:
        """Whether a text is a mark of nothing."""
        return self.patterns.null_kind(text) is not None or _MARK.fullmatch(text) is not None


def _is_one(lines: Sequence[Cells]) -> bool:
    """Whether all lines of texts are one row (goals): nothing parts them."""
    return not any(line.blank for line in lines[1:])


def _has_figures(lines: Sequence[Cells], count: int) -> bool:
    """Whether a column holds so many figures: of so many rows, whatever stands between them (a goal's weight,
    河北)."""
    found = [c for line in lines for c, own in line.columns.items() if is_number("".join(o.text for o in own))]
    return any(found.count(column) >= count for column in set(found))


def _is_labelled(line: Cells) -> bool:
    """Whether each cell of a line begins with a label of its own: none goes on from the line above."""
    return all(any(":" in squeeze(chunk.text) for chunk in chunks) for chunks in line.columns.values())


def _cut_off(lines: Sequence[Cells], rows: Sequence[Row], points: Sequence[int]) -> frozenset[int]:
    """The rows that may have left some of their lines to the one beside them: they lack points that nearly all others
    have, and that one is a total or unsure itself."""
    filled = [{c for line in lines[row.first : row.after] for c in line.columns if c in points} for row in rows]
    usual = {c for c in points if sum(c in own for own in filled) >= max(_USUAL * sum(map(bool, filled)), 1)}
    doubtful = [not row.sure or any(line.total for line in lines[row.first : row.after]) for row in rows]
    return frozenset(
        at
        for at, own in enumerate(filled)
        if own and usual - own and not doubtful[at] and any(doubtful[max(at - 1, 0) : at + 2])
    )


def is_number(text: str) -> bool:
    """Whether a text is a figure."""
    return figure_of(squeeze(text)) is not None
