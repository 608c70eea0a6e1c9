"""Totals in text that lost cells: which figure stands below which column of points, told by the sums (`Points`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from jixiao.patterns import Patterns
from jixiao.structure.flat.builder import UnreadableError
from jixiao.structure.flat.celltexts import figure_of, level_entry
from jixiao.structure.flat.compose import Part
from jixiao.structure.flat.plans import Plan
from jixiao.structure.flat.rowmodel import FULL, Mode, ReadRow, refused
from jixiao.structure.flat.shapes import Shape
from jixiao.structure.flat.signs import Sign
from jixiao.structure.flat.tokens import Token
from jixiao.structure.flat.torn import ends_between
from jixiao.structure.flat.totals import MANY
from jixiao.structure.form_model import key_of

_FIGURES = ("score", "amount", "count", "number", "percent")
_MOST = 2  # times a total that is one may be below the sum of its points, which authors get wrong


def _in_order(plan: Plan) -> bool:
    """Whether the columns stand as the form has them; else the headings of two may have changed places."""
    order = [column.id for column in plan.zone.columns]
    shown = [order.index(id_) for id_ in plan.ids if id_ in order]
    return shown == sorted(shown)


@dataclass(frozen=True, slots=True)
class Points:
    """What the points of a table's parts say together."""

    shape: Shape
    tokens: Sequence[Token]
    patterns: Patterns
    mode: Mode
    bounds: Sequence[int] | None

    def doubt_bare_rows(self, parts: Sequence[Part]) -> None:
        """Rows with a name but no weight are rows (weights are merged over several) only where the weights that are
        there add up to the total's: else a weight is elsewhere, and the name may be another cell. Where no total is
        printed, a name with nothing beside it is none beside rows that have more."""
        for part in parts:
            self._doubt_labels(part)
            self._doubt_ends(part)
        self._doubt_whole(parts)
        totals = [part for part in parts if part.sign.what == "total"]
        for part in parts if not totals else ():
            self._doubt_lone(part)
            self._doubt_sum(part, parts)
        for total in totals:
            base = self._base(total, parts)
            if base is None or base.plan is None or "weight" not in base.plan.ids or not total.rows:
                continue
            bare = [number for number, row in enumerate(base.rows) if self._is_bare(base.plan, row)]
            if self._adds_up(total, base, parts):
                bare = []
            if base.rows and not self._is_levelled(base.plan, base.rows[0]):
                bare = [0, *bare]  # the first of all rows has a word of a level
            for number in bare:
                row = base.rows[number]
                base.rows[number] = refused(base.plan, row.start, row.end)

    def _doubt_whole(self, parts: Sequence[Part]) -> None:
        """Refuses rows of money with the points of a whole table where indicators have points of their own: the total's
        stand there, and what seems to be the score («100 | 98.70») may stand below the rate."""
        if not any(part.plan is not None and part.plan.levels and self._sum(part, "weight") for part in parts):
            return
        for part in parts:
            plan = part.plan
            for number, row in enumerate(part.rows if plan is not None and plan.zone.rows else ()):
                if plan is not None and self._value(part, row, "weight") >= FULL:
                    part.rows[number] = refused(plan, row.start, row.end)

    def _doubt_ends(self, part: Part) -> None:
        """Refuses rows of indicators whose scores may as well stand below a heading behind, of other points or one that
        no form knows, where no row has a cell: unless most are all the points of their row, as scores are."""
        plan = part.plan
        if plan is None or not plan.levels or self.mode.hole == inf or "score" not in plan.ids:
            return
        later = range(plan.ids.index("score") + 1, len(plan.ids))
        behind = {
            at for at in later if not plan.ids[at] or (plan.places[at].type == "score" and self._is_guessed(part, at))
        }
        if not behind or any(cell[0] in behind for row in part.rows for cell in row.cells):
            return
        given = [self._value(part, row, "score") for row in part.rows]
        whole = sum(
            one > 0 and one == self._value(part, row, "weight") for one, row in zip(given, part.rows, strict=True)
        )
        if whole * 2 < sum(one > 0 for one in given):
            rows = zip(given, part.rows, strict=True)
            part.rows = [refused(plan, row.start, row.end) if one else row for one, row in rows]

    def _is_guessed(self, part: Part, place: int) -> bool:
        """Whether a column's heading is told by its looks alone («佐证材料» for the review's points, 湖北)."""
        plan = part.plan
        if plan is None or not part.sign.likely or len(plan.heads) > 1:
            return False
        start, stop = part.sign.cells[plan.heads[0][place][0]]
        key = key_of("".join(token.key for token in self.tokens[start:stop]))
        return key not in self.shape.heading_labels[part.sign.zone]

    def _doubt_lone(self, part: Part) -> None:
        """Refuses the rows of indicators that hold a name alone where others hold more."""
        plan = part.plan
        if plan is None or not plan.levels:
            return
        filled = [self._free(plan, row) for row in part.rows]
        if any(len(texts) > 1 for texts in filled):
            for number, (row, texts) in enumerate(zip(part.rows, filled, strict=True)):
                if len(texts) == 1 and self.patterns.null_kind(texts[0]) is None:
                    part.rows[number] = refused(plan, row.start, row.end)

    def _doubt_labels(self, part: Part) -> None:
        """Refuses rows of money that hold a label alone where another has amounts but no label: it may be its own; and
        those with a blank one beside rows of which some was refused («基本支出预算调整数» among the amounts of one)."""
        plan = part.plan
        if plan is None or plan.levels or plan.first_free < 0 or plan.places[plan.first_free].type != "label":
            return
        label = plan.first_free
        filled = [{place for place, start, _ in row.cells if self.tokens[start].key} for row in part.rows]
        if any(own and label not in own and not row.unsure for own, row in zip(filled, part.rows, strict=True)):
            for number, (row, own) in enumerate(zip(part.rows, filled, strict=True)):
                if own == {label}:
                    part.rows[number] = refused(plan, row.start, row.end)
        doubted = any(row.unsure for row in part.rows) and not self.mode.lines
        for number, (row, own) in enumerate(zip(part.rows, filled, strict=True)):
            if doubted and own and label not in own and any(place == label for place, *_ in row.cells):
                part.rows[number] = refused(plan, row.start, row.end)

    def _doubt_sum(self, part: Part, parts: Sequence[Part]) -> None:
        """Refuses a last row of indicators whose score is the sum of all others, or that has a figure but alone no
        weight: a total that lost its label."""
        plan = part.plan
        if plan is None or not plan.levels or len(part.rows) <= MANY:
            return
        last = part.rows[-1]
        score = self._value(part, last, "score")
        own = self._sum(part, "score") - score
        total = score and any(abs(own + extra - score) < 0.005 for extra in (0.0, *self._money(parts, "score")))
        if total or self._is_weightless(part, plan, last):
            part.rows[-1] = refused(plan, last.start, last.end)

    def _is_weightless(self, part: Part, plan: Plan, last: ReadRow) -> bool:
        """Whether a row has a figure but no weight where most have one."""
        weights = sum(self._value(part, row, "weight") > 0 for row in part.rows)
        figures = any(figure_of(key) is not None for key in self._free(plan, last))
        return weights * 2 > len(part.rows) and figures and self._is_bare(plan, last)

    def _is_levelled(self, plan: Plan, row: ReadRow) -> bool:
        return not plan.levels or any(place in plan.levels and self.tokens[start].key for place, start, _ in row.cells)

    def _free(self, plan: Plan, row: ReadRow) -> list[str]:
        """The filled texts of a row, levels apart."""
        keys = (self.tokens[start].key for place, start, _ in row.cells if not plan.places[place].merge)
        return [key for key in keys if key]

    def total(self, sign: Sign, stop: int, parts: Sequence[Part], *, final: bool) -> Part:
        """The figures behind 总分: one for each column of points, or told by the sums above."""
        part = Part(sign, stop)
        base = self._base(part, parts)
        plan = part.plan = base.plan if base is not None else None
        bounds = ends_between(self.bounds, sign.stop, stop)
        end = bounds[1] if bounds else stop
        if plan is None or base is None:
            raise UnreadableError
        first = next((i for i, id_ in enumerate(plan.ids) if id_ in ("weight", "score")), len(plan.ids))
        columns = list(range(first, len(plan.ids)))
        points = [i for i in columns if plan.places[i].type in _FIGURES]
        tokens = list(range(sign.stop, end))
        figures = [at for at in tokens if figure_of(self.tokens[at].key) is not None]
        exact = (self.mode.hole > 1 and len(tokens) >= len(columns)) or len(figures) >= len(points)
        if self.bounds is not None:  # blank cells are lost: there is a figure for each column, or all cells are there
            exact = len(tokens) == len(columns) or (len(figures) == len(points) == len(tokens) and _in_order(plan))
        if self.mode.lines and final and not exact:
            end = part.stop = min(end, (figures[-1] if figures else sign.stop - 1) + 1)
        cells: list[tuple[int, int, int]] = []
        moved = len(tokens) != len(columns) or figures != tokens[: len(figures)]
        if exact:
            filled = [at for at in tokens if self.tokens[at].key]
            bare = filled == figures and len(figures) == len(points)
            pairs = zip(points, figures, strict=True) if bare else zip(columns, tokens, strict=False)
            cells = [(place, at, at + 1) for place, at in pairs]
            if any(plan.places[p].type in (*_FIGURES, "measure") and self._no_figure(at) for p, at, _ in cells) or any(
                plan.places[p].type == "score" and self.tokens[at].key.endswith("%") for p, at, _ in cells
            ):
                cells = []  # words below points, a share, or what was aimed at: the row of an indicator
            if any(self.patterns.null_kind(self.tokens[at].key) == "placeholder" for at in tokens):
                cells, figures = [], []  # «…… | 100 | 96.30»: its label stands elsewhere
            if self.mode.lines:
                cells = [cell for cell in cells if cell[0] in points]
                end = part.stop = max([cell[2] for cell in cells], default=sign.stop) if final else end
        more = figures[len(points) : len(points) + 1]  # «100», «9», «9»: one of its points was parted
        parted = bool(cells) and self.mode.lines and more == [cells[-1][2]]
        if cells and (parted or self._is_low(base, plan, cells) or (moved and self._is_no_total(base, plan, cells))):
            cells = []
        levels = (bool(level_entry(self.tokens[at].key, self.patterns)) for at in range(sign.stop, stop))
        if any(levels):  # rows of indicators below: its label stands elsewhere than the total
            cells, figures = [], []
        if not exact and len(figures) == 1:
            place = self._by_sum(parts, base, points, figure_of(self.tokens[figures[0]].key) or 0.0)
            cells = [] if place is None else [(place, figures[0], figures[0] + 1)]
        known = {cell[1] for cell in cells}
        unsure = tuple(at for at in range(sign.stop, end) if at not in known and self.tokens[at].key)
        if unsure and not self.mode.lines:
            cells, unsure = [], tuple(at for at in range(sign.stop, end) if self.tokens[at].key)
        part.rows = [ReadRow(sign.stop, end, tuple(cells), unsure, frozenset(points) if unsure else frozenset())]
        part.rows += [ReadRow(a, b, (), tuple(range(a, b))) for a, b in self._behind(bounds)]
        return part

    def _is_no_total(self, base: Part, plan: Plan, cells: Sequence[tuple[int, int, int]]) -> bool:
        """Whether the figures of a total cannot be those of their columns: weights make up 100, or what they add up to,
        no score is above."""
        points = {plan.ids[place]: figure_of(self.tokens[at].key) for place, at, _ in cells}
        weight, score = points.get("weight"), points.get("score")
        if weight is None:
            return False
        part = weight < FULL and abs(weight - self._sum(base, "weight")) >= 0.005
        return part or (score is not None and score > weight)

    def _is_low(self, base: Part, plan: Plan, cells: Sequence[tuple[int, int, int]]) -> bool:
        """Whether less than half of what the rows above were given would be their total («总得分 | 100 | 5»): it is
        another cell."""
        scores = [figure_of(self.tokens[at].key) or 0.0 for place, at, _ in cells if plan.ids[place] == "score"]
        return any(0 < score * _MOST < self._sum(base, "score") for score in scores)

    def _behind(self, bounds: Sequence[int] | None) -> list[tuple[int, int]]:
        return [] if bounds is None else [(a, b) for a, b in pairwise(bounds[1:]) if b > a]

    def _no_figure(self, at: int) -> bool:
        key = self.tokens[at].key
        return bool(key) and figure_of(key) is None and self.patterns.null_kind(key) is None

    def _by_sum(self, parts: Sequence[Part], base: Part, points: Sequence[int], figure: float) -> int | None:
        """The one column of points whose sum (with or without the points of the money) the figure is."""
        fits: list[int] = []
        if any(row.unsure for row in base.rows) or base.plan is None:
            return None
        if len(points) == 1:
            return points[0]
        for place in points:
            own = self._sum(base, base.plan.ids[place])
            money = self._money(parts, base.plan.ids[place])
            if any(abs(own + extra - figure) < 0.005 for extra in (0.0, *money)):
                fits.append(place)
        # A sum of weights alone tells nothing: the figure may as well be a sum of points that its author got wrong.
        # Nor is one of the second column of points alone (复核分): the first has its own.
        first = next((place for place in points if base.plan.ids[place] != "weight"), None)
        return fits[0] if len(fits) == 1 and fits[0] == first else None

    def _sum(self, part: Part, id_: str) -> float:
        return sum(self._value(part, row, id_) for row in part.rows)

    def _first(self, part: Part, id_: str) -> float:
        return self._value(part, part.rows[0], id_) if part.rows else 0.0

    def _value(self, part: Part, row: ReadRow, id_: str) -> float:
        plan = part.plan
        for place, start, _ in row.cells:
            if plan is not None and plan.ids[place] == id_:
                return figure_of(self.tokens[start].key) or 0.0
        return 0.0

    def _base(self, total: Part, parts: Sequence[Part]) -> Part | None:
        """The zone whose sums a total gives."""
        after = self.shape.form.zones[total.sign.zone].after
        zones = [p for p in parts if p.plan is not None and p.sign.what == "heading"]
        return next((p for p in reversed(zones) if p.plan is not None and p.plan.zone.id == after), None)

    def _money(self, parts: Sequence[Part], id_: str) -> list[float]:
        money = [part for part in parts if part.plan is not None and "executed" in part.plan.ids and part.rows]
        return [self._value(part, row, id_) for part in money for row in (part.rows[0], part.rows[-1])]

    def _adds_up(self, total: Part, base: Part, parts: Sequence[Part]) -> bool:
        """Whether the weights of the rows, perhaps with that of the money, are the total's."""
        figure = self._first(total, "weight")
        own = self._sum(base, "weight")
        return any(abs(own + extra - figure) < 0.005 for extra in (0.0, *self._money(parts, "weight")))

    def _is_bare(self, plan: Plan, row: ReadRow) -> bool:
        if any(plan.ids[cell[0]] == "weight" and self.tokens[cell[1]].key for cell in row.cells):
            return False
        return any(self.patterns.null_kind(key) is None for key in self._free(plan, row))
