"""Tables whose text lost empty cells, rebuilt as far as they are certain (`recover`).

The form's printed words divide the tokens; between them each zone's rows are read by their types and their arithmetic
(`paths`). What has one reading only gets its place in the grid; what has several stands in a column of its own behind
the form's, which means nothing, and is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from jixiao.document import Table
from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.align import Aligner
from jixiao.structure.flat.paths import ReadRow, read_rows
from jixiao.structure.flat.plans import Plan, plan_of
from jixiao.structure.flat.rows import Mode, Rows
from jixiao.structure.flat.shapes import RowKind, Shape, figure_of
from jixiao.structure.flat.signs import Sign, signs_of
from jixiao.structure.flat.spans import Builder, UnreadableError, of_another
from jixiao.structure.flat.stretch import RawCell, Stretch
from jixiao.structure.flat.tokens import Token, cell_of
from jixiao.structure.flat.words import Words
from jixiao.structure.form_model import key_of

_FIGURES = ("score", "amount", "count", "number", "percent")
_CAPTION = 4  # texts above the first printed row that belong to the table: its title, year, number
_NAME = 20  # characters of a row's first words in a message


@dataclass(frozen=True, slots=True)
class Recovered:
    """A table at [start, stop) of the stretch. ``sure`` is the share of its cells that are certain; ``refused`` names
    the rows of which some cells are not."""

    start: int
    stop: int
    table: Table
    sure: float
    refused: tuple[str, ...]
    worth: tuple[float, float, float]  # of two readings the one with more is better


@dataclass
class _Part:
    """A sign with what follows it, up to the next: a zone read, a pair's value, a total's figures."""

    sign: Sign
    stop: int
    plan: Plan | None = None
    rows: list[ReadRow] = field(default_factory=list)
    cells: list[tuple[int, int]] = field(default_factory=list)  # of a pair or total: what stands behind the label
    unsure: tuple[int, ...] = ()


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
    loss: float = 0.0

    def tables(self) -> list[Recovered]:
        """The tables of the form among the tokens, in order; [] where none can be read."""
        found: list[Recovered] = []
        floor = 0
        for signs in self._groups(signs_of(self.shape, self.tokens, self.bounds)):
            try:
                one, floor = self._table(signs, floor)
            except UnreadableError:
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
        parts: list[_Part] = []
        for sign, stop in zip(signs, [*(s.start for s in signs[1:]), last], strict=True):
            parts.append(self._part(sign, stop, parts, final=sign is signs[-1]))
        end = parts[-1].stop
        begin = self._begin(signs[0].start, floor)
        if self.mode.lines and self._run_on(begin, end):
            raise UnreadableError
        composer = Composer(self, parts, begin)
        return composer.table(end), end

    def _last(self, signs: Sequence[Sign]) -> int:
        return self._limit(signs[-1].stop, len(self.tokens))

    def _begin(self, first: int, floor: int) -> int:
        """The first token of the table: its title and year above, where they stand between the same marks."""
        if self.mode.lines:
            return first
        filled = [at for at in range(floor, first) if self.tokens[at].key]
        return floor if len(filled) <= _CAPTION else first

    def _part(self, sign: Sign, stop: int, parts: Sequence[_Part], *, final: bool) -> _Part:
        if sign.what == "pair":
            return self._pair(sign, stop, final=final)
        if sign.what == "total":
            return self._total(sign, stop, parts, final=final)
        plan = plan_of(self.shape, sign.zone, self._names(sign), self.shape.columns)
        if plan is None:
            raise UnreadableError
        part = _Part(sign, stop, plan)
        if stop > sign.stop:
            self._rows(part)
        return part

    def _names(self, sign: Sign) -> list[str]:
        """The heading's names; a blank cell that was printed behind the block's label is one."""
        names = list(sign.names)
        if len(sign.cells) > 1 and sign.cells[1][0] > sign.cells[0][1]:
            names.insert(1, "")
        return names

    def _rows(self, part: _Part) -> None:
        plan, sign = part.plan, part.sign
        if plan is None:
            return
        kind = RowKind(sign.zone, "data", plan.places, plan.zone.block.id if plan.zone.block else None)
        aligner = Aligner(self.shape, self.tokens, self.patterns, leaves_out=self.mode.covered)
        start, stop = sign.stop, part.stop
        if all(place.type in ("text", "label", "score") for place in plan.places) and not plan.levels:
            part.rows = self._texts(plan, start, stop)
            return
        rows = Rows(plan, kind, aligner, self.mode, start, stop)
        bounds = self._bounds(start, stop)
        try:
            part.rows, cost = read_rows(rows, bounds)
        except UnreadableError:
            part.rows = [self._refused(plan, start, stop)]
            return
        self.loss += cost

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

    def _pair(self, sign: Sign, stop: int, *, final: bool) -> _Part:
        part = _Part(sign, stop)
        if self.mode.lines:
            if final and stop == len(self.tokens) and stop - sign.stop > 1:
                stop = part.stop = sign.stop + 1  # nothing tells the value's second line from the text below
            part.cells = [(sign.stop, stop)] if stop > sign.stop else []
            if stop - sign.stop > 3 and not final and self.shape.form.zones[sign.zone].id != "foot":
                raise UnreadableError
            return part
        part.cells = [(at, at + 1) for at in range(sign.stop, stop)]
        while len(part.cells) > 1 and not self.tokens[part.cells[-1][0]].key:
            part.cells.pop()
        return part

    def _total(self, sign: Sign, stop: int, parts: Sequence[_Part], *, final: bool) -> _Part:
        """The figures behind 总分: one for each column of points, or told by the sums above."""
        part = _Part(sign, stop)
        after = self.shape.form.zones[sign.zone].after
        base = next((p for p in reversed(parts) if p.plan is not None and p.plan.zone.id == after), None)
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
        exact = self.mode.hole > 1 or len(figures) >= len(points)
        if self.mode.lines and final and not exact:
            end = part.stop = min(end, (figures[-1] if figures else sign.stop - 1) + 1)
        cells: list[tuple[int, int, int]] = []
        if exact:
            cells = [(place, at, at + 1) for place, at in zip(columns, tokens, strict=False)]
            if any(plan.places[p].type in _FIGURES and self._no_figure(at) for p, at, _ in cells):
                cells = []
            if self.mode.lines:
                cells = [cell for cell in cells if cell[0] in points]
                end = part.stop = max([cell[2] for cell in cells], default=sign.stop) if final else end
        elif len(figures) == 1:
            place = self._by_sum(parts, base, points, figure_of(self.tokens[figures[0]].key) or 0.0)
            cells = [] if place is None else [(place, figures[0], figures[0] + 1)]
        known = {cell[1] for cell in cells}
        unsure = tuple(at for at in range(sign.stop, end) if at not in known and self.tokens[at].key)
        part.rows = [ReadRow(sign.stop, end, tuple(cells), unsure, frozenset(points) if unsure else frozenset())]
        part.rows += [ReadRow(a, b, (), tuple(range(a, b))) for a, b in self._behind(bounds)]
        return part

    def _behind(self, bounds: Sequence[int] | None) -> list[tuple[int, int]]:
        return [] if bounds is None else [(a, b) for a, b in pairwise(bounds[1:]) if b > a]

    def _no_figure(self, at: int) -> bool:
        key = self.tokens[at].key
        return bool(key) and figure_of(key) is None and self.patterns.null_kind(key) is None

    def _by_sum(self, parts: Sequence[_Part], base: _Part, points: Sequence[int], figure: float) -> int | None:
        """The one column of points whose sum (with or without the points of the money) the figure is."""
        fits: list[int] = []
        if any(row.unsure for row in base.rows) or base.plan is None:
            return None
        if len(points) == 1:
            return points[0]
        for place in points:
            own = self._sum(base, base.plan.ids[place])
            money = [
                self._first(part, base.plan.ids[place])
                for part in parts
                if part.plan is not None and "executed" in part.plan.ids
            ]
            if any(abs(own + extra - figure) < 0.005 for extra in (0.0, *money)):
                fits.append(place)
        return fits[0] if len(fits) == 1 else None

    def _sum(self, part: _Part, id_: str) -> float:
        return sum(self._value(part, row, id_) for row in part.rows)

    def _first(self, part: _Part, id_: str) -> float:
        return self._value(part, part.rows[0], id_) if part.rows else 0.0

    def _value(self, part: _Part, row: ReadRow, id_: str) -> float:
        plan = part.plan
        for place, start, _ in row.cells:
            if plan is not None and plan.ids[place] == id_:
                return figure_of(self.tokens[start].key) or 0.0
        return 0.0


def _same_start(first: str, other: str) -> bool:
    """Whether a paragraph begins as the first does: «目标1», «1.»."""
    size = 3 if first[:1] in "目任" else 2
    return len(first) > size and first[:size] == other[:size] and any(char.isdigit() for char in first[:size])


class Composer:
    """The grid of a table that was recovered, row by row."""

    def __init__(self, recovery: Recovery, parts: Sequence[_Part], begin: int) -> None:
        self.recovery, self.parts, self.begin = recovery, parts, begin
        self.tokens = recovery.tokens
        self.builder = Builder(recovery.patterns)
        extents = [p.column + p.span for part in parts if part.plan for p in part.plan.places]
        self.width = max([4, *extents])
        self.refused: list[str] = []
        self.cells = self.lost = 0

    def table(self, end: int) -> Recovered:
        """All rows; the table's source runs to token ``end``."""
        recovery, tokens = self.recovery, self.tokens
        for at in range(self.begin, self.parts[0].sign.start):
            if tokens[at].key:
                self.builder.put(0, self.width, cell_of(tokens, at, at + 1))
                self.builder.rows += 1
        row: list[_Part] = []
        for part in self.parts:
            if row and not self._one_row(row[-1], part):
                self._pairs(row)
                row = []
            if part.sign.what == "pair":
                row.append(part)
            elif part.sign.what == "total":
                self._total(part)
            else:
                self._zone(part)
        if row:
            self._pairs(row)
        start = tokens[self.begin].line.start
        stop = tokens[end - 1].line.after
        if not recovery.mode.lines and recovery.stretch.text.startswith("\n", stop):
            stop += 1
        table = self.builder.table(recovery.stretch, start, stop, self.width)
        share = self.cells / max(self.cells + self.lost, 1)
        unknown = sum(part.plan.ids.count("") for part in self.parts if part.plan)
        worth = (self.cells - 2.0 * self.lost, float(-unknown), -recovery.loss)
        return Recovered(start, stop, table, round(share, 3), tuple(self.refused), worth)

    def _one_row(self, left: _Part, right: _Part) -> bool:
        if right.sign.what != "pair" or left.sign.zone != right.sign.zone or len(left.cells) > 1:
            return False
        if self.recovery.bounds is not None:
            return not any(left.sign.start < bound <= right.sign.start for bound in self.recovery.bounds)
        a, b = left.sign.pair, right.sign.pair
        return a is not None and b is not None and a.label_at is not None and a.line == b.line

    def _pairs(self, parts: Sequence[_Part]) -> None:
        issued = [p.sign.pair for p in parts if p.sign.pair]
        own = all(p.label_at and p.value_at for p in issued) and len({p.line for p in issued}) == 1
        fits = own and max(sum(p.value_at) for p in issued if p.value_at) <= self.width
        starts = [p.label_at[0] for p in issued if p.label_at]
        fits = fits and starts == sorted(starts) and starts[0] == 0
        column = 0
        for number, part in enumerate(parts):
            label = cell_of(self.tokens, *part.sign.cells[0])
            values = [cell_of(self.tokens, a, b) for a, b in part.cells] or [RawCell("")]
            pair = part.sign.pair
            if fits and pair is not None and pair.label_at and pair.value_at:
                self.builder.put(*pair.label_at, label)
                last = number + 1 == len(parts)
                span = self.width - pair.value_at[0] if last and len(values) == 1 else pair.value_at[1]
                self.builder.put(pair.value_at[0], span, values[0])
                column = pair.value_at[0] + span
            else:
                rest = self.width - column - 1 if number + 1 == len(parts) and len(values) == 1 else 1
                self.builder.put(column, 1, label)
                self.builder.put(column + 1, max(rest, 1), values[0])
                column += 1 + max(rest, 1)
            for value in values[1:]:
                self.builder.put(column, 1, value)
                column += 1
        self.builder.block = None
        self.builder.rows += 1

    def _zone(self, part: _Part) -> None:
        plan, builder = part.plan, self.builder
        if plan is None:
            return
        block = plan.zone.block.id if plan.zone.block else None
        for number, head in enumerate(plan.heads):
            for name, column, span in head:
                printed = self._name(part, name, block=plan.ids[0] == "block" and column == plan.places[0].column)
                if printed is not None:
                    builder.put(column, span, printed)
                elif number or (column == plan.places[0].column and block and block == builder.block):
                    if not builder.cover(column, span):
                        builder.put(column, span, RawCell(""))
                else:
                    builder.put(column, span, RawCell(""))
            if number:
                self._run_down(head)
            builder.rows += 1
        builder.block = block
        for row in part.rows:
            self._row(part, plan, row)

    def _name(self, part: _Part, index: int, *, block: bool) -> RawCell | None:
        """The heading cell of a printed name; names may count a blank cell that has no token of its own."""
        sign = part.sign
        if index < 0:
            return None
        if block:  # two labels side by side name one block: 项目基本情况 | 1.项目年度目标完成情况
            return cell_of(self.tokens, sign.cells[0][0], sign.cells[index][1])
        blank = len(sign.cells) > 1 and sign.cells[1][0] > sign.cells[0][1]
        if blank and index == 1:
            return RawCell("")
        index -= blank and index > 1
        return cell_of(self.tokens, *sign.cells[index]) if index < len(sign.cells) else None

    def _run_down(self, head: Sequence[tuple[int, int, int]]) -> None:
        """Heading cells of the first row run down beside those of the second."""
        taken = {column + i for _, column, span in head for i in range(span)}
        for column, cell in list(self.builder.top.items()):
            if column not in taken and cell.row == self.builder.rows - 1:
                self.builder.cover(column, cell.span)

    def _row(self, part: _Part, plan: Plan, row: ReadRow) -> None:
        builder = self.builder
        cells = {place: (start, end) for place, start, end in row.cells}
        texts = {place: "".join(t.text for t in self._lines(*span)) for place, span in cells.items()}
        levels = list(plan.levels)
        kind = RowKind(part.sign.zone, "data", plan.places, None)
        fresh = False
        for index, place in enumerate(plan.places):
            span = cells.get(index)
            text = texts.get(index, "")
            if index in row.open and span is None:
                fresh = fresh or index in levels
                continue
            if place.merge and not text.strip():
                another = index in levels and of_another(
                    index, levels, [texts.get(i, "") for i in levels], builder, kind
                )
                if not (fresh and index in levels) and not another and builder.cover(place.column, place.span):
                    continue
            builder.put(place.column, place.span, cell_of(self.tokens, *span) if span else RawCell(""))
            fresh = fresh or index in levels
        self.cells += len(row.cells)
        self._unsure(plan, row)
        builder.rows += 1

    def _lines(self, start: int, end: int) -> list[RawCell]:
        return [cell_of(self.tokens, at, at + 1) for at in range(start, end)]

    def _unsure(self, plan: Plan | None, row: ReadRow) -> None:
        if not row.unsure:
            return
        filled = [at for at in row.unsure if self.tokens[at].key]
        if not filled:
            return
        self.lost += len(filled)
        lines = [self.tokens[at].line for at in filled]
        text = "\n".join(line.text for line in lines)
        self.builder.put(self.width, 1, RawCell(text, tuple((line.start, line.stop) for line in lines)))
        self.refused.append(self._named(plan, row))

    def _named(self, plan: Plan | None, row: ReadRow) -> str:
        own = [start for place, start, _ in row.cells if plan is not None and place == plan.first_free]
        at = next((at for at in [*own, row.start, *row.unsure] if self.tokens[at].key), row.start)
        return self.tokens[at].key[:_NAME]

    def _total(self, part: _Part) -> None:
        plan, builder = part.plan, self.builder
        if plan is None:
            return
        first = next((i for i, id_ in enumerate(plan.ids) if id_ in ("weight", "score")), 0)
        label = cell_of(self.tokens, *part.sign.cells[0])
        builder.put(0, max(plan.places[first].column if first else 1, 1), label)
        for number, row in enumerate(part.rows):
            cells = {place: (start, end) for place, start, end in row.cells}
            for index in range(first, len(plan.places)) if not number else ():
                place = plan.places[index]
                if index in cells:
                    builder.put(place.column, place.span, cell_of(self.tokens, *cells[index]))
                elif index not in row.open:
                    builder.put(place.column, place.span, RawCell(""))
            self.cells += len(row.cells)
            self._unsure(plan, row)
            builder.rows += 1
        builder.block = None
