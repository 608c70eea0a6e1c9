"""The ways in which tokens may be a row of a zone, with what each costs (`Rows.from_token`).

Text that lost empty cells gives rows with fewer tokens than columns. So a place may be a hole: a covered cell that was
left out (a merged label), or a blank one that was not printed. Which places they are is told by the types of the cells
and, in rows of money, by arithmetic: B/A is the rate, a score stands beside a weight and is not above it.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from math import inf

from jixiao.patterns import Patterns
from jixiao.structure.flat.align import WORST_ROW
from jixiao.structure.flat.cellcosts import LEAD, CellCosts
from jixiao.structure.flat.fixed import FIGURES
from jixiao.structure.flat.plans import Plan
from jixiao.structure.flat.shapes import RowKind, figure_of, level_entry
from jixiao.structure.flat.slips import NONE, REASONS, Slips
from jixiao.structure.flat.spans import UnreadableError
from jixiao.structure.flat.tokens import Token
from jixiao.structure.form_model import key_of

STEPS = 250_000
"""What the rows of all zones of a stretch of text may cost in all forms tried; what needs more is refused."""

_MEASURE = re.compile(r"[≥≤≧≦<>=]|(?:不[低高]于|不[少多]于|不超过|大于|小于)(?:等于)?(?:\d|$)|\d[\d.,]*\D{0,2}$")
"""A target where a row's name must stand: cells have slipped."""

FULL = 100
"""Points of a table."""
_SHORT = 4  # characters: «≥», «不低于», «定性描述»

Cells = tuple[tuple[int, int, int], ...]
"""Cells of a row: (place, first token, token behind the last); places without one are holes."""


@dataclass(frozen=True, slots=True)
class Mode:
    """What a dialect lost. ``hole`` is the price of a blank cell that was not printed (inf: all are). ``shared`` of a
    score or reason merged over rows. ``covered``: merged cells are left out below their first row (else blank).
    ``lines``: a cell may have several tokens, one a paragraph or wrapped line; with ``single`` none has. ``worst``:
    what the cells' types may cost in a row."""

    hole: float
    shared: float
    covered: bool
    lines: bool
    worst: float = WORST_ROW
    single: bool = False


@dataclass(frozen=True, slots=True)
class Parse:
    """One way to read tokens as a row, ending before token ``end``. Of its ``cost`` the types of the cells account for
    ``typed``, the rest are holes and figures that do not go together."""

    cost: float
    typed: float
    cells: Cells
    end: int


@dataclass
class Budget:
    """What may still be spent on a stretch of text, and the rows that were read there: one form's are often
    another's."""

    left: int = STEPS
    known: dict[Hashable, tuple[list[ReadRow], float] | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of tokens [start, end): its cells, and those of its tokens whose column nobody can tell (``unsure``); the
    places that another reading fills (``open``)."""

    start: int
    end: int
    cells: Cells
    unsure: tuple[int, ...] = ()
    open: frozenset[int] = frozenset()


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
    above: dict[str, float] = field(default_factory=dict)  # the figures of the row of sums
    _costs: dict[tuple[int, int, int], float] = field(default_factory=dict)
    _kinds: dict[int, str | None] = field(default_factory=dict)
    _paragraphs: dict[tuple[int, int], range] = field(default_factory=dict)  # where a cell may end, by its first token

    def __post_init__(self) -> None:
        self.tokens: list[Token] = self.aligner.tokens
        self.patterns: Patterns = self.aligner.patterns
        self._blank = [not token.key for token in self.tokens]
        alone = not self.mode.lines or self.mode.single
        self._single = [alone or place.type in FIGURES for place in self.plan.places]
        self._scored = bool({"weight", "score"}.intersection(self.plan.ids))
        ends = self.mode.hole < inf and not self.mode.lines
        self._slips = Slips(self.plan, self.aligner, self.kind.zone, lines=self.mode.lines, ends=ends)
        looks = {column.id: column.cells for column in self.aligner.shape.form.zones[self.kind.zone].columns}
        self._looks = {at: look for at, id_ in enumerate(self.plan.ids) if (look := looks.get(id_))}
        self._own = self.plan.first_free
        self._levels = self.plan.levels
        self._size = len(self.plan.places)

    def from_token(self, start: int, bound: int | None = None) -> list[Parse]:
        """All rows that may begin at a token, the cheapest for each assignment of text. With ``bound`` only those that
        end there, each token a cell. Raises `UnreadableError` where that takes too long."""
        best: dict[tuple[int, Cells], Parse] = {}
        found: list[tuple[float, float, Cells, int]] = []
        self._places(start, 0, 0.0, 0.0, (), bound, found)
        for price, typed, cells, end in found:
            if self._is_lonely(cells) or self._is_nameless(cells):
                continue
            if self._is_senseless(cells):
                continue
            sense = self._sense(cells)
            if bound is not None and sense >= 1.0:
                continue  # blank cells are lost, so the figures may as well stand elsewhere
            cost = price + sense
            telling = tuple([cell for cell in cells if not self._blank[cell[1]]])
            known = best.get((end, telling))
            if known is None or cost < known.cost:
                best[end, telling] = Parse(cost, typed, cells, end)
        return list(best.values())

    def may_be_cut(self) -> bool:
        """Whether the last row may be half of one: words of a line that ends with the zone."""
        return self.mode.single and bool(self._levels) and self.stop == len(self.tokens)

    def blank(self, token: int) -> bool:
        """Whether a token is a blank cell: where it stands makes no difference."""
        return self._blank[token]

    def _is_void(self, cell: tuple[int, int, int]) -> bool:
        """Whether a cell holds nothing, or only a mark of nothing."""
        return cell[2] - cell[1] == 1 and (self.blank(cell[1]) or self._null_kind(cell[1]) is not None)

    def _null_kind(self, token: int) -> str | None:
        if token not in self._kinds:
            self._kinds[token] = self.patterns.null_kind(self.tokens[token].key)
        return self._kinds[token]

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
            return 0.0 if self.mode.covered else inf
        if place.merge:
            if not self.mode.covered:
                return inf
            if any(cell[0] in self._levels for cell in cells):
                return self.mode.hole + 0.8  # level 1 begins anew, level 2 does not
            return 1.0 if at == self.first and index == self._first_level() else 0.0
        if index == self._own:
            return inf if place.type == "label" else self.mode.hole + 0.8
        if self.mode.lines and any(cell[0] == self._own and self._filler(cell[1]) for cell in cells):
            return min(self.mode.hole, 0.05)
        if self.plan.ids[index] in self.plan.once or self.plan.ids[index] in REASONS:
            # Where all blank cells are printed, a word of a level behind may be the one that stands there.
            lost = self.plan.ids[index] in REASONS and self.mode.hole == inf and self._is_level(at)
            return inf if lost else min(self.mode.hole, self.mode.shared)
        return self.mode.hole

    def _is_level(self, token: int) -> bool:
        return token < len(self.tokens) and bool(level_entry(self.tokens[token].key, self.patterns))

    def _filler(self, token: int) -> bool:
        return self.mode.lines and self._null_kind(token) == "placeholder"

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
            return 0.0 if not key and not self.mode.covered else inf
        if not key:
            if place.merge and self.mode.covered:
                return 0.5  # covered cells are left out: a blank one is the paper's own
            own = index == self._own and (place.type == "label" or self.mode.hole < inf)
            return 0.3 if own else 0.0
        if place.type == "labelled_amount":
            return self._entry_cost(index, key) + 1.5 * (end - start - 1)
        if self._slips.slipped(index, start, end):
            return inf
        more = 1.5 if index == self._own and _MEASURE.match(key) else 0.0
        return self.aligner.cost(self.kind, index, start, end) + more

    def _entry_cost(self, index: int, key: str) -> float:
        """What it costs to have «label: amount» in this column: its own labels are known, those of others too."""
        label = key_of(key.rpartition(":")[0].removeprefix("其中").removeprefix(":") or key)
        own = self.plan.entries.get(self.plan.ids[index], frozenset())
        if label in own:
            return 0.0
        others = [names for id_, names in self.plan.entries.items() if id_ != self.plan.ids[index]]
        if any(label in names for names in others):
            return inf
        return 0.5 if ":" in key else 1.5

    def _here(self, cells: Cells) -> dict[str, float]:
        """The figures of a row by meaning, of cells of several lines the first."""
        here: dict[str, float] = {}
        for index, start, _ in cells:
            value = figure_of(self.tokens[start].key) if self.plan.ids[index] else None
            if value is not None:
                here[self.plan.ids[index]] = value
        return here

    def _is_senseless(self, cells: Cells) -> bool:
        """Whether cells must have slipped: a score above its weight, an amount in percent, a rate of nothing spent,
        points of a part, something spent that nobody planned."""
        here = self._here(cells)
        places = {cell[0] for cell in cells}
        own = {
            index
            for index, place in enumerate(self.plan.places)
            if not place.merge and self.plan.ids[index] not in REASONS
        }
        if self._is_unlike(cells) or (len(self._levels) > 1 and self._is_alone(cells)):
            return True
        if not own <= places and any(self._is_unknown(cell) or self._is_zero(cell) for cell in cells):
            return True
        words = [
            level_entry("".join(t.key for t in self.tokens[a:b]), self.patterns)
            for i, a, b in cells
            if i in self._levels
        ]
        if len(words) > 1 and all(words) and not frozenset(words[0]).intersection(*words[1:]):
            return True  # a level 2 beside a level 1 that is not its own
        if here.get("score", 0.0) > here.get("weight", inf) or here.get("weight", 0.0) > FULL:
            return True
        if "executed" not in self.plan.ids:
            return False
        for index, start, _ in cells:
            if self.plan.places[index].type == "amount" and self.tokens[start].key.endswith("%"):
                return True
        if "weight" in self.above and ("weight" in here or "score" in here) and not self._repeats(cells, here):
            return True  # only the total has points
        planned = any(here.get(name) for name in ("full_year", "initial"))
        return bool(here.get("rate") and not here.get("executed")) or bool(here.get("executed") and not planned)

    def _is_unlike(self, cells: Cells) -> bool:
        """Whether a name stands where its column has marks of comparison or the like (性质, 符号)."""
        for index, start, end in cells if self._looks else ():
            text = "".join(token.key for token in self.tokens[start:end])
            if index in self._looks and len(text) > _SHORT and not self._looks[index].fullmatch(text):
                return True
        return False

    def _is_alone(self, cells: Cells) -> bool:
        """Whether a word of level 1 has no cell of level 2 beside it, or a name a blank one: words stand elsewhere."""
        first, second = list(self._levels)[:2]
        named = any(cell[0] == self._own and not self.blank(cell[1]) for cell in cells)
        if self.mode.lines and named and any(cell[0] in self._levels and self.blank(cell[1]) for cell in cells):
            return True  # covered cells are left out: a blank one that is printed lost its word
        one = next((cell for cell in cells if cell[0] == first and not self.blank(cell[1])), None)
        filled = (cell[0] for cell in cells if not (self.mode.lines and self.blank(cell[1])))
        return one is not None and second not in filled

    def _is_zero(self, cell: tuple[int, int, int]) -> bool:
        """Whether a cell is a zero for no reason: believed where no other cell of the row is missing."""
        return self.plan.ids[cell[0]] in REASONS and self.tokens[cell[1]].key == NONE

    def _is_unknown(self, cell: tuple[int, int, int]) -> bool:
        """Whether a cell is a level in its author's own words: believed where no other cell of the row is missing."""
        index, start, end = cell
        if index not in self._levels or self.blank(start):
            return False
        return not self.aligner.is_level("".join(token.key for token in self.tokens[start:end]))

    def _sense(self, cells: Cells) -> float:
        """What a row costs whose figures make no sense together."""
        here = self._here(cells)
        cost = 0.0
        weight = here.get("weight")
        if "score" in here and "weight" in self.plan.ids and weight is None:
            cost += 1.0
        if self.mode.lines and self._bare(cells):
            cost += 1.0  # as well the end of the row above
        if self.mode.single and weight is not None and here.get("score") == weight and self._gives_reason(cells):
            cost += 1.0  # nothing was lost: as well the name of the row below
        if "executed" in self.plan.ids:
            cost += self._money(cells, here)
        return cost

    def _gives_reason(self, cells: Cells) -> bool:
        return any(self.plan.ids[cell[0]] in REASONS and not self._is_void(cell) for cell in cells)

    def _is_lonely(self, cells: Cells) -> bool:
        """Whether a row between bars, without its blank cells, holds one text that may be of any column; among lines
        one that holds words of levels only, which as well go on below."""
        filled = [cell for cell in cells if not self._is_void(cell)]
        own = {index for index, each in enumerate(self.plan.places) if not each.merge}
        if self.mode.lines:
            levels = bool(filled) and all(self.plan.places[cell[0]].merge for cell in filled)
            if levels and self.mode.single and self._is_level(filled[-1][2]):
                return False  # another level follows: nothing stands below this one
            return levels and not own <= {cell[0] for cell in cells}  # with all its blank cells it is a row
        if not filled and self.mode.hole < inf:  # marks of nothing, as well of any other columns
            marks = [cell for cell in cells if not self.blank(cell[1])]
            named = any(self._null_kind(cell[1]) == "placeholder" for cell in marks)
            return bool(marks) and not named and not own <= {cell[0] for cell in cells}
        if len(filled) != 1:
            return False
        place, key = self.plan.places[filled[0][0]], self.tokens[filled[0][1]].key
        if (
            place.merge
        ):  # of a row with nothing below its level all blank cells must be there, or the row's end be known
            return not self.aligner.is_level(key) or (self.mode.hole == inf and not own <= {cell[0] for cell in cells})
        return place.type in ("text", "measure") and not LEAD.match(key)

    def _is_nameless(self, cells: Cells) -> bool:
        """Whether a row of indicators has other cells than levels but no name, or «……» beside one, or figures beside
        «……»: cells slipped."""
        if not self._levels or self._own < 0:
            return False
        name = next((cell for cell in cells if cell[0] == self._own), None)
        free = [cell for cell in cells if not self.plan.places[cell[0]].merge and not self.blank(cell[1])]
        if name is None or self.blank(name[1]):
            return bool(free)
        if self._null_kind(name[1]) not in (None, "placeholder"):  # the name stands elsewhere
            return any(self._null_kind(cell[1]) is None for cell in free)
        if self._null_kind(name[1]) == "placeholder":
            return any(figure_of(self.tokens[cell[1]].key) is not None for cell in free if cell != name)
        return any(self._null_kind(cell[1]) == "placeholder" for cell in free)

    def _bare(self, cells: Cells) -> bool:
        """Whether a row of indicators has texts but no points where its form has some; «指标2» may stand alone."""
        if not self._levels or not self._scored:
            return False
        filled: list[tuple[int, int, int]] = []
        for cell in cells:
            if self.plan.places[cell[0]].merge or self._is_void(cell):
                continue
            if self.plan.ids[cell[0]] in ("weight", "score"):
                return False
            filled.append(cell)
        if not filled:
            return False
        return len(filled) > 1 or filled[0][0] != self._own or not LEAD.match(self.tokens[filled[0][1]].key)

    def _money(self, cells: Cells, here: dict[str, float]) -> float:
        cost = 0.0
        base = [here[name] for name in ("full_year", "initial") if here.get(name)]
        rate = here.get("rate")
        if rate is not None:
            spent = here.get("executed")
            good = spent is not None and any(abs(100 * spent / value - rate) < 1 for value in base)
            good = good or (not rate and not spent)
            cost += 0.0 if good else 0.5 if base and spent is not None else 0.2
        if self.above:
            for name in ("initial", "full_year", "executed"):
                if name in here and here[name] > self.above.get(name, 0.0) + 0.005:
                    cost += 0.5
            if not self._repeats(cells, here):
                cost += 0.5 * (("weight" in here) + ("score" in here))
        return cost

    def _repeats(self, cells: Cells, here: dict[str, float]) -> bool:
        """Whether a row below the total has all its cells, and the points of the total once more."""
        own = {i for i, place in enumerate(self.plan.places) if not place.merge and self.plan.ids[i] not in REASONS}
        same = all(here.get(id_) == self.above.get(id_) for id_ in ("weight", "score"))
        return same and not self.mode.lines and own <= {cell[0] for cell in cells}

    def figures(self, cells: Cells) -> dict[str, float]:
        """The figures of a row by meaning."""
        found: dict[str, float] = {}
        for index, start, end in cells:
            value = figure_of(self.tokens[start].key) if end == start + 1 else None
            if value is not None and self.plan.ids[index]:
                found[self.plan.ids[index]] = value
        return found
