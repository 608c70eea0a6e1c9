"""The grid of a table that was recovered: what is certain at its place, what is not behind the form (`Composer`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from jixiao.document import Table
from jixiao.patterns import Patterns
from jixiao.structure.flat.builder import Builder
from jixiao.structure.flat.plans import Plan
from jixiao.structure.flat.rowmodel import ReadRow
from jixiao.structure.flat.shapes import RowKind
from jixiao.structure.flat.signs import Sign
from jixiao.structure.flat.spans import of_another
from jixiao.structure.flat.stretch import RawCell, Stretch
from jixiao.structure.flat.tokens import Token, cell_of

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
    labels: int = 0  # printed words of the form
    astray: bool = False  # a printed word stands among what was filled in: nothing of it is believed


@dataclass
class Part:
    """A sign with what follows it, up to the next: a zone read, a pair's value, a total's figures."""

    sign: Sign
    stop: int
    plan: Plan | None = None
    rows: list[ReadRow] = field(default_factory=list)
    cells: list[tuple[int, int]] = field(default_factory=list)  # of a pair or total: what stands behind the label
    unsure: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What a table is built from; ``lines``: a token is a line, not a cell between bars."""

    tokens: list[Token]
    stretch: Stretch
    patterns: Patterns
    lines: bool


class Composer:
    """The grid of a table that was recovered, row by row."""

    def __init__(
        self, source: Source, parts: Sequence[Part], begin: int, bounds: Sequence[int] | None, loss: float
    ) -> None:
        self.source, self.parts, self.begin, self.bounds, self.loss = source, parts, begin, bounds, loss
        self.tokens = source.tokens
        self.builder = Builder(source.patterns)
        extents = [p.column + p.span for part in parts if part.plan for p in part.plan.places]
        self.width = max([4, *extents])
        self.refused: list[str] = []
        self.unknown: set[int] = set()  # levels of which nobody can tell whether they went on: left out, not blank
        self.cells = self.lost = 0

    def table(self, end: int) -> Recovered:
        """All rows; the table's source runs to token ``end``."""
        source, tokens = self.source, self.tokens
        for at in range(self.begin, self.parts[0].sign.start):
            if tokens[at].key:
                self.builder.put(0, self.width, cell_of(tokens, at, at + 1))
                self.builder.rows += 1
        row: list[Part] = []
        for part in self.parts:
            lost = part.sign.what == "pair" and part.unsure and not part.cells
            if row and (lost or not self._one_row(row[-1], part)):
                self._pairs(row)
                row = []
            if lost:
                self._refused_pair(part)
            elif part.sign.what == "pair":
                row.append(part)
            elif part.sign.what == "total":
                self._total(part)
            else:
                self._zone(part)
        if row:
            self._pairs(row)
        start = tokens[self.begin].line.start
        stop = tokens[end - 1].line.after
        if not source.lines and source.stretch.text.startswith("\n", stop):
            stop += 1
        table = self.builder.table(source.stretch, start, stop, self.width)
        if not source.lines:
            table = replace(table, blanks_are_breaks=True)
        share = self.cells / max(self.cells + self.lost, 1)
        unknown = sum(part.plan.ids.count("") for part in self.parts if part.plan)
        labels = sum(len(part.sign.cells) for part in self.parts) - unknown  # what one form prints is another's row
        worth = (self.cells - 2.0 * self.lost + 2.0 * labels, float(-unknown), -self.loss)
        return Recovered(start, stop, table, round(share, 3), tuple(self.refused), worth, labels)

    def _refused_pair(self, part: Part) -> None:
        """A label of which nobody can tell the value: its row holds only what is refused, the label too."""
        label = range(*part.sign.cells[0])
        self._unsure(None, ReadRow(part.sign.start, part.stop, (), (*label, *part.unsure)))
        self.builder.block = None
        self.builder.rows += 1

    def _refused_heading(self, part: Part) -> None:
        """A heading that lost its columns but one, or is told by its looks, below which nothing is believed: whoever
        reads the grid would take it for a row («年度总体目标», «年度绩效目标» as the label beside «完成情况»)."""
        head = ReadRow(part.sign.start, part.sign.stop, (), tuple(range(part.sign.start, part.sign.stop)))
        for row in (head, *part.rows):
            self._unsure(None, row)
            self.builder.rows += 1
        self.builder.block = None

    def _one_row(self, left: Part, right: Part) -> bool:
        if right.sign.what != "pair" or left.sign.zone != right.sign.zone or len(left.cells) > 1:
            return False
        if self.bounds is not None:
            return not any(left.sign.start < bound <= right.sign.start for bound in self.bounds)
        a, b = left.sign.pair, right.sign.pair
        return a is not None and b is not None and a.label_at is not None and a.line == b.line

    def _pairs(self, parts: Sequence[Part]) -> None:
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
        unsure = tuple(at for part in parts for at in part.unsure)
        if any(self.tokens[at].key for at in unsure):  # in a row of their own: no value of a label beside them
            self._unsure(None, ReadRow(parts[-1].sign.start, parts[-1].stop, (), unsure))
            self.builder.rows += 1

    def _zone(self, part: Part) -> None:
        plan, builder = part.plan, self.builder
        if plan is None:
            return
        block = plan.zone.block.id if plan.zone.block else None
        if (plan.is_bare or part.sign.likely) and all(row.unsure and not row.cells for row in part.rows):
            self._refused_heading(part)
            return
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
        builder.block, builder.floor = block, builder.rows
        self.unknown = set()
        for row in part.rows:
            self._row(part, plan, row)

    def _name(self, part: Part, index: int, *, block: bool) -> RawCell | None:
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

    def _row(self, part: Part, plan: Plan, row: ReadRow) -> None:
        builder = self.builder
        cells = {place: (start, end) for place, start, end in row.cells}
        texts = {place: "".join(t.text for t in self._lines(*span)) for place, span in cells.items()}
        levels = list(plan.levels)
        kind = RowKind(part.sign.zone, "data", plan.places, None)
        fresh = False
        if row.unsure and not any(index not in levels and text.strip() for index, text in texts.items()):
            words = [texts.get(index, "") for index in levels]
            self.unknown.update(
                index
                for index in levels
                if index in row.open or texts.get(index, "").strip() or of_another(index, levels, words, builder, kind)
            )
            self._unsure(plan, row)  # no row of its own, as far as anyone can tell
            builder.rows += 1
            return
        for index, place in enumerate(plan.places):
            span = cells.get(index)
            text = texts.get(index, "")
            if index in levels:
                self._known(levels, index, open_=index in row.open and span is None, filled=bool(text.strip()))
            if (index in row.open and span is None) or index in self.unknown:
                continue
            if place.merge and not text.strip() and not (span and index in levels):  # a blank one that is printed
                another = index in levels and of_another(
                    index, levels, [texts.get(i, "") for i in levels], builder, kind
                )
                lone = index in levels and (fresh or not builder.goes_on(place.column))
                if not lone and not another and builder.cover(place.column, place.span):
                    continue
            builder.put(place.column, place.span, cell_of(self.tokens, *span) if span else RawCell(""))
            fresh = fresh or index in levels
        self.cells += len(row.cells)
        self._unsure(plan, row)
        if self.unknown and not row.unsure:
            self.refused.append(self._named(plan, row))  # a word of a level that it may have is left out
        builder.rows += 1

    def _known(self, levels: Sequence[int], index: int, *, open_: bool, filled: bool) -> None:
        """Keeps account of what is known about a level: unsure is also what stands below it, until its next word."""
        if open_:
            self.unknown.update(level for level in levels if level >= index)
        elif filled:
            self.unknown.difference_update(level for level in levels if level >= index)

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

    def _total(self, part: Part) -> None:
        plan, builder = part.plan, self.builder
        if plan is None:
            return
        first = next((i for i, id_ in enumerate(plan.ids) if id_ in ("weight", "score")), 0)
        if not any(self.tokens[start].key for row in part.rows for _, start, _ in row.cells):
            # a label without a figure is as well another cell
            self._refused_pair(replace(part, unsure=tuple(at for row in part.rows for at in row.unsure)))
            return
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
