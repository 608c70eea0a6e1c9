"""Tables whose text lost empty cells, rebuilt as far as they are certain (`recover`).

The form's printed words divide the tokens; between them each zone's rows are read by their types and their arithmetic
(`paths`). What has one reading only gets its place in the grid; what has several stands in a column of its own behind
the form's, which means nothing, and is named.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import inf

from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.align import LISTED, OPEN, Aligner
from jixiao.structure.flat.compose import Composer, Part, Recovered, Source
from jixiao.structure.flat.paths import read_rows
from jixiao.structure.flat.plans import Plan, plan_of
from jixiao.structure.flat.rows import Budget, Mode, ReadRow, Rows
from jixiao.structure.flat.shapes import RowKind, Shape, figure_of, level_entry
from jixiao.structure.flat.signs import Sign, signs_of
from jixiao.structure.flat.spans import UnreadableError
from jixiao.structure.flat.stretch import Stretch
from jixiao.structure.flat.tokens import Token
from jixiao.structure.flat.words import Words
from jixiao.structure.form_model import key_of, row_key

_FIGURES = ("score", "amount", "count", "number", "percent")
_LEVELS = {"level1", "level2"}
_BEHIND = 6  # tokens behind a heading in which the rest of it may stand
_SURE = 2  # cells beside the levels without which a row whose figures are in doubt tells nothing
_GOES_ON = (*OPEN, "。")  # a line of a pair's value that ends so has another below
_FULL = 100  # points of a table
_VALUES = 4  # filled cells beside the label of a pair: a value, other labels with theirs
_CAPTION = 4  # texts above the first printed row that belong to the table: its title, year, number


@dataclass
class Recovery:
    """One attempt: a form, tokens with or without the ends of rows, and what their dialect lost."""

    shape: Shape
    tokens: list[Token]
    bounds: tuple[int, ...] | None
    mode: Mode
    stretch: Stretch
    patterns: Patterns
    words: Words
    budget: Budget
    loss: float = 0.0
    failed: list[tuple[int, int, int]] = field(default_factory=list)
    """Where the form stands but cannot be read: [start, stop) of the stretch, and how many of its labels are there."""

    def tables(self) -> list[Recovered]:
        """The tables of the form among the tokens, in order; [] where none can be read."""
        found: list[Recovered] = []
        floor = 0
        for signs in self._groups(signs_of(self.shape, self.tokens, self.bounds)):
            try:
                one, floor = self._table(signs, floor)
            except UnreadableError:
                tokens, labels = self.tokens, sum(len(sign.cells) for sign in signs)
                self.failed.append((tokens[signs[0].start].line.start, tokens[signs[-1].stop - 1].line.after, labels))
                continue
            found.append(one)
        return found

    def _groups(self, signs: Sequence[Sign]) -> list[list[Sign]]:
        """The signs of each table: a first zone begins another, and so does what can only stand outside."""
        groups: list[list[Sign]] = []
        current: list[Sign] = []
        for sign in signs:
            if current and (self._again(current, sign) or self._ended(current[-1].stop, sign.start)):
                groups.append(current)
                current = []
            current.append(sign)
        groups.append(current)
        return [group for group in groups if self._essential(group)]

    def _again(self, current: Sequence[Sign], sign: Sign) -> bool:
        if sign.what == "pair":
            return any(s.pair is sign.pair for s in current) and any(s.what == "heading" for s in current)
        return current[-1].zone != sign.zone and any(s.zone == sign.zone and s.what == sign.what for s in current)

    def _ended(self, start: int, stop: int) -> bool:
        return self.mode.lines and any(
            self.tokens[at].key and self.words.ends_table(self.tokens[at].line.text) for at in range(start, stop)
        )

    def _essential(self, signs: Sequence[Sign]) -> bool:
        heads = {sign.zone for sign in signs if sign.what == "heading"}
        zones = self.shape.form.zones
        if self.mode.lines:  # nothing marks the cells: only the whole form is evidence enough
            return all(self._whole(signs, number) for number, zone in enumerate(zones) if zone.essential)
        return any(zones[number].essential for number in heads)

    def _whole(self, signs: Sequence[Sign], number: int) -> bool:
        """Whether a zone's heading has (nearly) all its columns."""
        needed = self.shape.needed[number]
        return any(s.zone == number and s.what == "heading" and len(s.cells) >= needed - 1 for s in signs)

    def _run_on(self, start: int, stop: int) -> bool:
        """Whether a line holds several cells: two figures, or two labels, with a blank between them (PDF text)."""
        for token in self.tokens[start:stop]:
            words = token.line.text.split()
            if len(words) < 2:
                continue
            if sum(figure_of(squeeze(word)) is not None for word in words) > 1:
                return True
            if sum(self._is_label(squeeze(word)) for word in words) > 1 and not self._is_label(token.key):
                return True
        return False

    def _is_label(self, key: str) -> bool:
        return key_of(key) in self.shape.keys

    def _limit(self, at: int, last: int) -> int:
        """The first token that can only stand outside the table."""
        for index in range(at, last):
            if self.tokens[index].key and self.words.ends_table(self.tokens[index].line.text):
                return index
        return last

    def _table(self, signs: list[Sign], floor: int) -> tuple[Recovered, int]:
        while signs[0].what != "heading" and len(signs) > 1 and signs[1].start - signs[0].stop > 12:
            signs = signs[1:]
        last = self._last(signs)
        parts: list[Part] = []
        for sign, stop in zip(signs, [*(s.start for s in signs[1:]), last], strict=True):
            parts.append(self._part(sign, stop, parts, final=sign is signs[-1]))
        self._doubt_bare_rows(parts)
        end = parts[-1].stop
        begin = self._begin(signs[0].start, floor)
        if self.mode.lines and self._run_on(begin, end):
            raise UnreadableError
        source = Source(self.tokens, self.stretch, self.patterns, self.mode.lines)
        table = Composer(source, parts, begin, self.bounds, self.loss).table(end)
        return replace(table, astray=self._has_astray(parts)), end

    def _has_astray(self, parts: Sequence[Part]) -> bool:
        """Whether a printed word of a form stands among what was filled in: cells were exchanged, or left out."""
        labels = frozenset().union(*self.shape.heading_labels)
        for part in parts:
            entries = part.plan.entries.values() if part.plan else ()
            for token in self.tokens[part.sign.stop : part.stop]:
                if not token.key or row_key(token.key) in self.words.rows:
                    continue
                key = key_of(token.key)
                if key in labels and not any(key in names for names in entries):
                    return True
        return False

    def _doubt_bare_rows(self, parts: Sequence[Part]) -> None:
        """Rows with a name but no weight are rows (weights are merged over several) only where the weights that are
        there add up to the total's: else a weight is elsewhere, and the name may be another cell."""
        for total in parts:
            base = self._base(total, parts) if total.sign.what == "total" else None
            if base is None or base.plan is None or "weight" not in base.plan.ids or not total.rows:
                continue
            bare = [number for number, row in enumerate(base.rows) if self._is_bare(base.plan, row)]
            if not bare or self._adds_up(total, base, parts):
                continue
            for number in bare:
                row = base.rows[number]
                base.rows[number] = self._refused(base.plan, row.start, row.end)

    def _is_bare(self, plan: Plan, row: ReadRow) -> bool:
        texts = [start for place, start, _ in row.cells if not plan.places[place].merge]
        if any(plan.ids[cell[0]] == "weight" and self.tokens[cell[1]].key for cell in row.cells):
            return False
        filled = [self.tokens[at].key for at in texts if self.tokens[at].key]
        return any(self.patterns.null_kind(key) is None for key in filled)

    def _adds_up(self, total: Part, base: Part, parts: Sequence[Part]) -> bool:
        """Whether the weights of the rows, perhaps with that of the money, are the total's."""
        figure = self._first(total, "weight")
        own = self._sum(base, "weight")
        return any(abs(own + extra - figure) < 0.005 for extra in (0.0, *self._money(parts, "weight")))

    def _base(self, total: Part, parts: Sequence[Part]) -> Part | None:
        """The zone whose sums a total gives."""
        after = self.shape.form.zones[total.sign.zone].after
        zones = [p for p in parts if p.plan is not None and p.sign.what == "heading"]
        return next((p for p in reversed(zones) if p.plan is not None and p.plan.zone.id == after), None)

    def _money(self, parts: Sequence[Part], id_: str) -> list[float]:
        return [self._first(part, id_) for part in parts if part.plan is not None and "executed" in part.plan.ids]

    def _last(self, signs: Sequence[Sign]) -> int:
        return self._limit(signs[-1].stop, len(self.tokens))

    def _begin(self, first: int, floor: int) -> int:
        """The first token of the table: its title and year above, where they stand between the same marks."""
        if self.mode.lines:
            return first
        filled = [at for at in range(floor, first) if self.tokens[at].key]
        return floor if len(filled) <= _CAPTION else first

    def _part(self, sign: Sign, stop: int, parts: Sequence[Part], *, final: bool) -> Part:
        if sign.what == "pair":
            return self._pair(sign, stop, final=final)
        if sign.what == "total":
            return self._total(sign, stop, parts, final=final)
        plan = plan_of(self.shape, sign.zone, self._names(sign), self.shape.columns)
        if plan is None:
            raise UnreadableError
        part = Part(sign, stop, plan)
        if stop > sign.stop:
            self._rows(part)
        return part

    def _names(self, sign: Sign) -> list[str]:
        """The heading's names; a blank cell that was printed behind the block's label is one."""
        names = list(sign.names)
        if len(sign.cells) > 1 and sign.cells[1][0] > sign.cells[0][1]:
            names.insert(1, "")
        return names

    def _rows(self, part: Part) -> None:
        plan, sign = part.plan, part.sign
        if plan is None:
            return
        kind = RowKind(sign.zone, "data", plan.places, plan.zone.block.id if plan.zone.block else None)
        aligner = Aligner(self.shape, self.tokens, self.patterns, leaves_out=self.mode.covered)
        start, stop = sign.stop, part.stop
        if all(place.merge == "block" for place in plan.places):
            part.rows = [self._refused(plan, start, stop)]  # a label beside which no column is known
            return
        if all(place.type in ("text", "label", "score") for place in plan.places) and not plan.levels:
            part.rows = self._texts(plan, start, stop)
            return
        bounds = self._bounds(start, stop)
        if (
            self._is_cut(part)
            or self._is_mixed(sign)
            or _lacks_level(plan)
            or _is_jumbled(plan)
            or (bounds is None and _wordy(plan))
        ):
            part.rows = [self._refused(plan, start, stop)]
            return
        key = (self._likeness(plan, start, stop), start, stop)
        if key not in self.budget.known:
            try:
                rows = Rows(plan, kind, aligner, self.mode, start, stop, self.budget)
                self.budget.known[key] = read_rows(rows, bounds)
            except UnreadableError:
                self.budget.known[key] = None
        read = self.budget.known[key]
        part.rows = [self._whole_or_none(plan, row) for row in read[0]] if read else [self._refused(plan, start, stop)]
        if self.mode.lines and any(row.unsure for row in part.rows):
            # Where neither rows nor blank cells are marked, cells that fit nowhere leave no border proven.
            part.rows = [self._refused(plan, start, stop)]
        self.loss += read[1] if read else 0.0

    def _whole_or_none(self, plan: Plan, row: ReadRow) -> ReadRow:
        """A row that lost cells: where one of its cells is in doubt, or some are missing, of all cells only the levels
        are believed (between bars the others too, if most are sure)."""
        torn = self._is_torn(plan, row) or self._is_torn_money(plan, row)
        if self.mode.lines:
            doubted = bool(plan.levels) and (bool(row.unsure) or torn)
        else:
            sure = sum(place not in plan.levels for place, *_ in row.cells)
            doubted = torn or (sure < _SURE and any(figure_of(self.tokens[at].key) is not None for at in row.unsure))
        if self.mode.lines and not plan.levels and row.unsure:  # a reason may be what is in doubt
            reasons = {at for i, a, b in row.cells if plan.ids[i] == "reason" for at in range(a, b)}
            others = tuple(cell for cell in row.cells if plan.ids[cell[0]] != "reason")
            row = replace(row, cells=others, unsure=tuple(sorted({*row.unsure, *reasons})))
        if not doubted:
            return row
        if (
            not plan.levels and torn and not self._is_torn_money(plan, row)
        ):  # money: of its row only the points are in doubt
            points = [cell for cell in row.cells if plan.ids[cell[0]] in ("weight", "score")]
            kept_cells = tuple(cell for cell in row.cells if cell not in points)
            lost = sorted({*row.unsure, *(at for _, start, end in points for at in range(start, end))})
            places = {i for i, id_ in enumerate(plan.ids) if id_ in ("weight", "score")}
            return ReadRow(row.start, row.end, kept_cells, tuple(lost), row.open | places)
        label = plan.first_free if not plan.levels else -1  # of money the label is known
        levels = tuple(
            cell
            for cell in row.cells
            if cell[0] == label or (cell[0] in plan.levels and level_entry(self._text(cell), self.patterns))
        )
        kept = {at for _, start, end in levels for at in range(start, end)}
        free = frozenset(range(len(plan.places))) - frozenset(plan.levels)
        unsure = tuple(at for at in range(row.start, row.end) if at not in kept)
        return ReadRow(row.start, row.end, levels, unsure, row.open | free)

    def _text(self, cell: tuple[int, int, int]) -> str:
        return "".join(token.key for token in self.tokens[cell[1] : cell[2]])

    def _is_torn_money(self, plan: Plan, row: ReadRow) -> bool:
        """Whether blank cells that were lost leave some amounts of a row, without a rate that tells which they are."""
        ids = [i for i, place in enumerate(plan.places) if place.type == "amount"]
        if self.mode.hole == inf or "executed" not in plan.ids or len(ids) < 2:
            return False
        figures = {i for i, start, _ in row.cells if figure_of(self.tokens[start].key) is not None}
        return 0 < len(figures & set(ids)) < len(ids) and not any(plan.ids[i] == "rate" for i in figures)

    def _is_torn(self, plan: Plan, row: ReadRow) -> bool:
        """Whether a row has nothing but a name that is no filler's, or points but not all that its form gives."""
        cells = {plan.ids[place]: self.tokens[start].key for place, start, _ in row.cells if place not in plan.levels}
        texts = [key for key in cells.values() if key and self.patterns.null_kind(key) is None]
        if self.mode.lines and len(texts) == 1:
            return not LISTED.match(texts[0])
        needed = {index for index, place in enumerate(plan.places) if not place.merge}
        if not self.mode.lines and needed <= {place for place, *_ in row.cells}:
            return False  # all its cells are there, blank ones too
        points = [id_ for id_ in ("weight", "score") if id_ in plan.ids]
        return len(points) > 1 and sum(bool(cells.get(id_)) for id_ in points) == 1

    def _likeness(self, plan: Plan, start: int, stop: int) -> Hashable:
        """What the reading of rows depends on, so that forms alike in it share one: the columns, and which of the
        form's words stand among the tokens."""
        keys = [token.key for token in self.tokens[start:stop]]
        text = "".join(map(key_of, keys)) + "".join(keys)
        words = frozenset(word for word in self.shape.keys | self.shape.row_keys if word in text)
        columns = tuple((place.type, place.merge) for place in plan.places)
        return columns, plan.ids, plan.once, tuple(plan.entries.items()), words

    def _is_cut(self, part: Part) -> bool:
        """Whether the heading goes on behind a label that no form knows: what stands below which column is unknown."""
        behind = [token.key for token in self.tokens[part.sign.stop : min(part.sign.stop + _BEHIND, part.stop)]]
        return sum(bool(key) and key_of(key) in self.words.labels for key in behind) > 1

    def _is_mixed(self, sign: Sign) -> bool:
        """Whether a heading holds a label of another zone only: it came from there, and what its column holds is
        unknown."""
        own = self.shape.heading_labels[sign.zone]
        return any(name not in own and name in self.shape.heading_keys for name in sign.names if name)

    def _refused(self, plan: Plan, start: int, stop: int) -> ReadRow:
        return ReadRow(start, stop, (), tuple(range(start, stop)), frozenset(range(len(plan.places))))

    def _bounds(self, start: int, stop: int) -> list[int] | None:
        if self.bounds is None:
            return None
        inner = [bound for bound in self.bounds if start < bound < stop]
        return [start, *inner, stop]

    def _texts(self, plan: Plan, start: int, stop: int) -> list[ReadRow]:
        """Rows of texts: nothing but their number and the lists in them tells where one ends."""
        places = [i for i, place in enumerate(plan.places) if place.merge != "block"]
        found: list[ReadRow] = []
        for a, b in self._row_ranges(places, start, stop):
            filled = list(range(a, b))
            if len(filled) == len(places):
                cells = tuple((place, at, at + 1) for place, at in zip(places, filled, strict=True))
                found.append(ReadRow(a, b, cells))
                continue
            cut = self._cut(a, b) if self.mode.lines and len(places) == 2 else None
            if cut is not None:
                found.append(ReadRow(a, b, ((places[0], a, cut), (places[1], cut, b))))
            else:
                found.append(self._refused(plan, a, b))
        return found

    def _row_ranges(self, places: Sequence[int], start: int, stop: int) -> list[tuple[int, int]]:
        bounds = self._bounds(start, stop)
        if bounds is not None:
            return [(a, b) for a, b in pairwise(bounds) if b > a]
        if not self.mode.lines and (stop - start) % len(places) == 0:
            step = len(places)
            return [(at, at + step) for at in range(start, stop, step)]
        return [(start, stop)]

    def _cut(self, start: int, stop: int) -> int | None:
        """Where the second of two lists begins: the one place at which the numbers, or the words, start again."""
        half = start + (stop - start) // 2
        keys = [token.key for token in self.tokens[start:stop]]
        starts = [start + i for i in range(1, len(keys)) if _same_start(keys[0], keys[i])]
        if len(starts) == 1:
            return starts[0]
        same = (stop - start) % 2 == 0 and keys[: len(keys) // 2] == keys[len(keys) // 2 :]
        return half if same else None

    def _pair(self, sign: Sign, stop: int, *, final: bool) -> Part:
        part = Part(sign, stop)
        filled = [self.tokens[at].key for at in range(sign.stop, stop) if self.tokens[at].key]
        last = final and self.mode.lines and stop == len(self.tokens)
        if len(filled) > 1 and not last and any(figure_of(key.removesuffix("%")) is not None for key in filled):
            raise UnreadableError  # a figure beside another value: cells of a table below, or of another pair
        if any(row_key(key) in self.words.rows for key in filled[1:]) or (len(filled) > _VALUES and not final):
            raise UnreadableError  # rows of a table below
        if any(self.words.is_label(key) for key in filled):
            return replace(part, unsure=tuple(range(sign.stop, stop)))  # another's label: cells slipped, or were lost
        if self.mode.lines:
            if final and stop == len(self.tokens) and stop - sign.stop > 1:
                stop = part.stop = sign.stop + 1  # nothing tells the value's second line from the text below
            part.cells = [(sign.stop, stop)] if stop > sign.stop else []
            if any(not key.endswith(_GOES_ON) for key in filled[:-1]):
                return replace(part, cells=[], unsure=tuple(range(sign.stop, stop)))  # as well another cell
            if stop - sign.stop > 3 and not final and self.shape.form.zones[sign.zone].id != "foot":
                raise UnreadableError
            return part
        bounds = self._bounds(sign.start, stop)
        if bounds is not None and any(self.tokens[at].key for at in range(bounds[1], stop)):
            part.unsure = tuple(range(bounds[1], stop))  # rows below it that are none of the form's
            stop = bounds[1]
        part.cells = [(at, at + 1) for at in range(sign.stop, stop)]
        while len(part.cells) > 1 and not self.tokens[part.cells[-1][0]].key:
            part.cells.pop()
        if bounds is None and len(part.cells) > 1:  # where no row ends nobody knows which are beside it
            part.unsure = tuple(at for at, _ in part.cells[1:])
            part.cells = part.cells[:1]
        return part

    def _total(self, sign: Sign, stop: int, parts: Sequence[Part], *, final: bool) -> Part:
        """The figures behind 总分: one for each column of points, or told by the sums above."""
        part = Part(sign, stop)
        base = self._base(part, parts)
        plan = part.plan = base.plan if base is not None else None
        bounds = self._bounds(sign.stop, stop)
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
            exact = len(tokens) == len(columns) or len(figures) == len(points) == len(tokens)
        if self.mode.lines and final and not exact:
            end = part.stop = min(end, (figures[-1] if figures else sign.stop - 1) + 1)
        cells: list[tuple[int, int, int]] = []
        if exact:
            filled = [at for at in tokens if self.tokens[at].key]
            bare = filled == figures and len(figures) == len(points)
            pairs = zip(points, figures, strict=True) if bare else zip(columns, tokens, strict=False)
            cells = [(place, at, at + 1) for place, at in pairs]
            if any(plan.places[p].type in _FIGURES and self._no_figure(at) for p, at, _ in cells):
                cells = []
            if self.mode.lines:
                cells = [cell for cell in cells if cell[0] in points]
                end = part.stop = max([cell[2] for cell in cells], default=sign.stop) if final else end
        if cells and len(tokens) != len(columns) and self._is_no_total(plan, cells):
            cells = []
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

    def _is_no_total(self, plan: Plan, cells: Sequence[tuple[int, int, int]]) -> bool:
        """Whether the figures of a total cannot be those of their columns: weights make up 100, no score is above."""
        points = {plan.ids[place]: figure_of(self.tokens[at].key) for place, at, _ in cells}
        weight, score = points.get("weight"), points.get("score")
        return weight is not None and (weight < _FULL or (score is not None and score > weight))

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
        return fits[0] if len(fits) == 1 and base.plan.ids[fits[0]] != "weight" else None

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


def _lacks_level(plan: Plan) -> bool:
    """Whether the heading lost one of the columns of levels: its words would stand below another's."""
    return bool({column.id for column in plan.zone.columns if column.merged} & _LEVELS - set(plan.ids))


def _is_jumbled(plan: Plan) -> bool:
    """Whether columns of levels changed places, or one that nobody knows stands among them: cells were exchanged."""
    last = max(plan.levels, default=-1)
    order = [column.id for column in plan.zone.columns if column.merged]
    shown = [order.index(id_) for id_ in plan.ids[: last + 1] if id_ in order]
    return shown != sorted(shown) or "" in plan.ids[: last + 1]


def _wordy(plan: Plan) -> bool:
    """Whether columns hold words of any kind (a score sheet's standards and explanations): no type tells them."""
    return bool(plan.levels) and any(place.type == "printed" and not place.merge for place in plan.places)


def _same_start(first: str, other: str) -> bool:
    """Whether a paragraph begins as the first does: «目标1», «1.»."""
    size = 3 if first[:1] in "目任" else 2
    return len(first) > size and first[:size] == other[:size] and any(char.isdigit() for char in first[:size])
