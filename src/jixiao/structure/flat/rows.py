"""The ways in which tokens may be a row of a zone, with what each costs (`Rows.from_token`).

Text that lost empty cells gives rows with fewer tokens than columns. So a place may be a hole: a covered cell that was
left out (a merged label), or a blank one that was not printed. Which places they are is told by the types of the cells
and, in rows of money, by arithmetic: B/A is the rate, a score stands beside a weight and is not above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf

from jixiao.structure.flat.builder import UnreadableError
from jixiao.structure.flat.cellcosts import MEASURE, REASONS, CellCosts
from jixiao.structure.flat.fixed import FIGURES
from jixiao.structure.flat.plans import Plan
from jixiao.structure.flat.rowmodel import Budget, Cells, Mode, Parse
from jixiao.structure.flat.rowsense import RowSense
from jixiao.structure.flat.shapes import RowKind
from jixiao.structure.flat.slips import Slips
from jixiao.structure.flat.tokens import Token
from jixiao.structure.form_model import key_of, row_key


@dataclass
class Rows:
    """Reads rows of one zone. ``first`` is the token at which the zone's data begins, ``stop`` where it ends."""

    plan: Plan
    kind: RowKind
    aligner: CellCosts
    mode: Mode
    first: int
    stop: int
    budget: Budget
    _costs: dict[tuple[int, int, int], float] = field(default_factory=dict)
    _paragraphs: dict[tuple[int, int], range] = field(default_factory=dict)  # where a cell may end, by its first token

    def __post_init__(self) -> None:
        self.tokens: list[Token] = self.aligner.tokens
        self.absurd: list[tuple[int, Parse]] = []
        """Rows by their first token whose figures cannot be, all else may: nobody reads them, and they leave others in
        doubt, since it may be the figures that are wrong."""
        self.sense = RowSense(self.plan, self.kind.zone, self.aligner, self.mode)
        self._blank = self.sense.blanks
        alone = not self.mode.lines or self.mode.single
        self._single = [alone or place.type in FIGURES for place in self.plan.places]
        ends = self.mode.hole < inf and not self.mode.lines
        self._slips = Slips(self.plan, self.aligner, self.kind.zone, lines=self.mode.lines, ends=ends)
        self._own = self.plan.first_free
        self._levels = self.plan.levels
        self._size = len(self.plan.places)

    def from_token(self, start: int, bound: int | None = None) -> list[Parse]:
        """All rows that may begin at a token, the cheapest for each assignment of text. With ``bound`` only those that
        end there, each token a cell. Raises `UnreadableError` where that takes too long."""
        best: dict[tuple[int, Cells], Parse] = {}
        found: list[tuple[float, float, Cells, int]] = []
        judge = self.sense
        self._places(start, 0, 0.0, 0.0, (), bound, found)
        for price, typed, cells, end in found:
            if judge.is_lonely(cells) or judge.is_nameless(cells) or judge.is_senseless(cells):
                continue
            sense = judge.cost(cells)
            if bound is not None and sense >= 1.0:
                continue  # blank cells are lost, so the figures may as well stand elsewhere
            cost = price + sense
            if judge.is_absurd(cells):
                self.absurd.append((start, Parse(cost, typed, cells, end)))
                continue
            telling = tuple([cell for cell in cells if not self._blank[cell[1]]])
            known = best.get((end, telling))
            if known is None or cost < known.cost:
                best[end, telling] = Parse(cost, typed, cells, end)
        return list(best.values())

    def has_sums_last(self, first: int, last: int) -> bool:
        """Whether of rows of money, by their first tokens, the last is the sum and the first is not (tasks, 安徽)."""
        total = next(iter(self.plan.zone.rows), None)
        if total is None or self._levels or total.level > 1:
            return False
        keys = [row_key(self.tokens[at].key) if at < self.stop else "" for at in (first, last)]
        concept = self.aligner.patterns.likely_concept
        one, other = (key in total.keys or (key != "" and concept(key) == total.id) for key in keys)
        return other and not one

    def may_be_cut(self) -> bool:
        """Whether the last row may be half of one: words of a line that ends with the zone."""
        return self.mode.single and bool(self._levels) and self.stop == len(self.tokens)

    def _places(
        self,
        at: int,
        index: int,
        price: float,
        typed: float,
        cells: Cells,
        bound: int | None,
        found: list[tuple[float, float, Cells, int]],
    ) -> None:
        """Adds to ``found`` the rows that go on at a token with the place ``index``: price, typed, cells, end.

        No generator: a row would be handed up through one for each of its places.
        """
        self.budget.left -= 1
        if self.budget.left < 0:
            raise UnreadableError
        if typed > self.mode.worst or (bound is not None and bound - at > self._size - index):
            return
        if index == self._size:
            if at > (cells[0][1] if cells else at) and (bound is None or at == bound):
                found.append((price, typed, cells, at))
            return
        hole = self._hole(index, cells, at)
        if hole < inf:
            self._places(at, index + 1, price + hole, typed, cells, bound, found)
        stop = self.stop if bound is None else bound
        if at >= stop:
            return
        for end in self._ends(at, index, stop):
            key = index, at, end
            cost = self._costs.get(key, -1.0)
            if cost < 0:
                cost = self._costs[key] = self._cost(index, at, end)
            if cost < inf:
                more = (*cells, key)
                self._places(end, index + 1, price + cost, typed + cost, more, bound, found)

    def _hole(self, index: int, cells: Cells, at: int) -> float:
        place = self.plan.places[index]
        if place.merge == "block":
            return 0.0
        if place.merge:
            if any(cell[0] in self._levels for cell in cells):
                return self.mode.hole + 0.8  # level 1 begins anew, level 2 does not
            return 1.0 if at == self.first and index == self._first_level() else 0.0
        if index == self._own:
            return inf if place.type == "label" else self.mode.hole + 0.8
        if self.mode.lines and any(cell[0] == self._own and self._filler(cell[1]) for cell in cells):
            return min(self.mode.hole, 0.05)
        if self.plan.ids[index] in self.plan.once or self.plan.ids[index] in REASONS:
            # Where all blank cells are printed, a word of a level behind may be the one that stands there.
            lost = self.plan.ids[index] in REASONS and self.mode.hole == inf and self.sense.is_level(at)
            return inf if lost else min(self.mode.hole, self.mode.shared)
        return self.mode.hole

    def _filler(self, token: int) -> bool:
        return self.mode.lines and self.sense.null_kind(token) == "placeholder"

    def _first_level(self) -> int:
        return next(iter(self._levels), -1)

    def _ends(self, at: int, index: int, stop: int) -> Sequence[int]:
        if self._single[index] or self._blank[at]:
            return (at + 1,)
        ends = self._paragraphs.get((at, stop))
        if ends is None:
            last = at + 1
            while last < min(at + 8, stop) and not self._blank[last] and not self._filler(last):
                last += 1
            ends = self._paragraphs[at, stop] = range(at + 1, last + 1)
        return ends

    def _cost(self, index: int, start: int, end: int) -> float:
        place = self.plan.places[index]
        key = self.tokens[start].key
        if place.merge == "block":
            block, text = self.plan.zone.block, self.aligner.text_of(start, end)
            again = block is not None and key_of(text) in block.keys  # behind a page break
            again = again and not self.aligner.is_row(text)  # «预算资金», the label of a row
            return 0.0 if again else inf
        if not key:
            if place.merge:
                return 0.5  # covered cells are left out: a blank one is the paper's own
            own = index == self._own and (place.type == "label" or self.mode.hole < inf)
            return 0.3 if own else 0.0
        if place.type == "labelled_amount":
            return self._entry_cost(index, key) + 1.5 * (end - start - 1)
        if self._slips.slipped(index, start, end):
            return inf
        more = 1.5 if index == self._own and not self._levels and MEASURE.match(key) else 0.0
        return self.aligner.cost(self.kind, index, start, end) + more

    def _entry_cost(self, index: int, key: str) -> float:
        """What it costs to have «label: amount» in this column: its own labels are known, those of others too."""
        label = row_key(key.rpartition(":")[0] or key)  # «（1）基本支出：1432.6»
        own = self.plan.entries.get(self.plan.ids[index], frozenset())
        if label in own:
            return 0.0
        others = [names for id_, names in self.plan.entries.items() if id_ != self.plan.ids[index]]
        if any(label in names for names in others):
            return inf
        return 0.5 if ":" in key else 1.5
