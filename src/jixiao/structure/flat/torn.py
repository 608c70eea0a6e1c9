"""Rows that were read from text which lost cells, and what of them is not to be believed (`Torn`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

from jixiao import lazy_re as re
from jixiao.patterns import Patterns
from jixiao.structure.flat.cellcosts import LISTED, REASONS, CellCosts
from jixiao.structure.flat.celltexts import are_cells, figure_of, level_entry, row_mark
from jixiao.structure.flat.levelorder import (
    goes_back,
    with_top_over_blanks,
    with_tops,
    without_astray,
    without_bare,
    without_miscounted,
    without_unnumbered,
)
from jixiao.structure.flat.plans import Plan
from jixiao.structure.flat.rowends import RowEnds
from jixiao.structure.flat.rowmodel import Mode, ReadRow, refused, without
from jixiao.structure.flat.tokens import Token
from jixiao.structure.form_model import row_key

_Text = Callable[[tuple[int, int, int]], str]
_PARTS, _TARGETS = ("operator", "unit"), ("target", "initial_target")
_SURE = 2  # cells beside the levels without which a row whose figures are in doubt tells nothing
_LEVELS = 2  # columns of levels of most forms
_SEVERAL = 2  # lines of a name
FIRST = re.compile(r"指标1(?!\d)|指标一[.、:]|\(?1[、.)](?!\d)")
"""The first of the names below a level."""
_OTHERS = 2  # rows at the least that say what a row has
_CENT = 0.01  # of an amount, in its own unit
_NAMES = 3  # at the least, so that one without a number is none


def ends_between(bounds: Sequence[int] | None, start: int, stop: int) -> list[int] | None:
    """The tokens of [start, stop) at which rows begin, and ``stop``; None where nothing marks them."""
    if bounds is None:
        return None
    return [start, *(bound for bound in bounds if start < bound < stop), stop]


def without_spilled(plan: Plan, rows: Sequence[ReadRow], costs: CellCosts) -> list[ReadRow]:
    """The rows of money without one whose label of several lines no form prints, below one that lacks its last cell,
    and that row: the first line may be that cell («465.55», «某某局», «地方资金», «116.39»). Nor one in doubt of which
    a label's first line is known: the next may be another cell («财政专户管理资金», «定性», «—»)."""
    last, spilled = len(plan.places) - 1, set[int]()
    for at, row in enumerate(rows):
        label = next((cell for cell in row.cells if cell[0] == plan.first_free), None)
        if label is None or label[2] - label[1] == 1 or costs.is_row(costs.text_of(*label[1:])):
            continue
        if at and rows[at - 1].cells and all(place != last for place, *_ in rows[at - 1].cells):
            spilled |= {at - 1, at}
        if row.unsure and costs.patterns.likely_concept(row_key(costs.text_of(label[1], label[1] + 1))):
            spilled.add(at)
    return [refused(plan, row.start, row.end) if at in spilled else row for at, row in enumerate(rows)]


@dataclass(frozen=True, slots=True)
class Torn:
    """Doubts about the rows of one zone. ``mode``: what the dialect lost."""

    tokens: Sequence[Token]
    patterns: Patterns
    mode: Mode

    def rows(self, plan: Plan, rows: Sequence[ReadRow]) -> list[ReadRow]:
        """The rows of a zone with only those cells that are certain."""
        kept = [_measured(plan, self._undoubted(plan, self._whole_or_none(plan, row))) for row in rows]
        kept[:1] = [self._with_outer(plan, row) for row in kept[:1]]
        kept = self._summed(plan, kept)
        whole = kept[:-1] if self.mode.single and kept[-1].end == len(self.tokens) else kept  # the text may be cut off
        ends = RowEnds(self.tokens, self.patterns)
        torn = self._runs_over(plan, rows) or self._are_one(plan, rows) or self._counts_anew(plan, rows)
        if self.mode.lines and (torn or goes_back(ends.levels(plan, rows), self.patterns)):
            return [refused(plan, rows[0].start, rows[-1].end)]
        doubted = {at for at, row in enumerate(whole) if self._is_doubted(plan, row)} | self._unnumbered(plan, rows)
        if self.mode.lines and doubted:
            # Where neither rows nor blank cells are marked, cells that fit nowhere leave no border proven near them.
            kept = self._parts_proven(plan, kept, doubted)
            if len(kept) == 1:
                return kept
        if plan.levels:
            kept = without_unnumbered(plan, without_miscounted(plan, kept, self._text), self._text, self.patterns)
            kept = with_tops(plan, kept, self._text, self.patterns)
        if self.mode.hole == inf:
            return without_bare(plan, kept, self._text)
        kept = [self._levels_alone(plan, row) if self._holds_lost(plan, row, kept) else row for row in kept]
        if self.mode.lines:
            usual = self._usual(plan, rows)
            kept = ends.without_ends(plan, ends.without_late(plan, kept))
            kept = [self._levels_alone(plan, row) if self._is_of_two(plan, row, usual) else row for row in kept]
            return ends.without_rests(plan, kept)
        kept = [without(row, self._lone(plan, row, kept)) for row in kept]
        kept = with_top_over_blanks(plan, kept, self._text, lambda: [t.key for t in self.tokens], self.patterns)
        return without_astray(plan, kept, self._text, self.patterns)

    def _is_doubted(self, plan: Plan, row: ReadRow) -> bool:
        """Whether some of a row fits nowhere; of a row of money, whose label tells where it begins, marks of nothing
        («—» below whichever column) are in no other row's place."""
        named = any(self.tokens[start].key for place, start, _ in row.cells if place == plan.first_free)
        sure = named and not plan.levels
        return any(not sure or self.patterns.null_kind(self.tokens[at].key) is None for at in row.unsure)

    def _whole_or_none(self, plan: Plan, row: ReadRow) -> ReadRow:
        """A row that lost cells: where one of its cells is in doubt, or some are missing, of all cells only the levels
        are believed (between bars the others too, if most are sure)."""
        torn = self._is_torn(plan, row) or self._is_torn_money(plan, row)
        if self.mode.lines:
            doubted = bool(plan.levels) and (bool(row.unsure) or torn)
        else:
            sure = sum(place not in plan.levels for place, *_ in row.cells)
            doubted = torn or (sure < _SURE and any(figure_of(self.tokens[at].key) is not None for at in row.unsure))
        if not doubted:
            return row
        if torn and self._is_of_money(plan) and not self._is_torn_money(plan, row):
            # only the points are, and what stands behind them, perhaps in the place of one
            places = {i for i, id_ in enumerate(plan.ids) if id_ in ("weight", "score", *REASONS)}
            points = [cell for cell in row.cells if cell[0] in places]
            row = without(row, points)
            return replace(row, open=row.open | places)
        return self._levels_alone(plan, row)

    def _is_of_money(self, plan: Plan) -> bool:
        """Whether the rows are those of the money."""
        return not plan.levels and any(place.type == "amount" for place in plan.places)

    def _levels_alone(self, plan: Plan, row: ReadRow) -> ReadRow:
        """A row of which only the levels are believed, of money the label."""
        label = plan.first_free if not plan.levels else -1
        levels = tuple(
            cell
            for cell in row.cells
            if cell[0] == label or (cell[0] in plan.levels and level_entry(self._text(cell), self.patterns))
        )
        kept = {at for _, start, end in levels for at in range(start, end)}
        free = frozenset(range(len(plan.places))) - frozenset(plan.levels)
        unsure = tuple(at for at in range(row.start, row.end) if at not in kept)
        return ReadRow(row.start, row.end, levels, unsure, row.open | free)

    def _holds_lost(self, plan: Plan, row: ReadRow, rows: Sequence[ReadRow]) -> bool:
        """Whether a row of indicators lacks what all others have, and a cell beside that has another line, or a bare
        figure where a share is missing: as likely the missing cell («1.持续性项目», «有佐证资料计13分» for 复核分)."""
        if "level3" not in plan.ids or row.unsure:
            return False
        others = [
            {at for at, start, _ in o.cells if self.tokens[start].key} for o in rows if o is not row and not o.unsure
        ]
        others = [places for places in others if plan.first_free in places]
        own = {cell[0]: cell for cell in row.cells if self.tokens[cell[1]].key}
        if len(others) < _NAMES or plan.first_free not in own:
            return False
        for lost in set.intersection(*others) - own.keys():
            for place, start, end in (own[at] for at in (lost - 1, lost + 1) if at in own and at not in plan.levels):
                figure = plan.places[lost].type == "percent" and figure_of(self.tokens[start].key) is not None
                if (self.mode.lines and end - start >= _SEVERAL) or (figure and plan.places[place].type == "measure"):
                    return True
        return False

    def _usual(self, plan: Plan, rows: Sequence[ReadRow]) -> bool:
        """Whether rows have what stands right behind their names, as a rule."""
        named = [{*places} for row in rows if plan.first_free in (places := [cell[0] for cell in row.cells])]
        return sum(plan.first_free + 1 in places for places in named) * 2 > len(named)

    def _is_of_two(self, plan: Plan, row: ReadRow, usual: bool) -> bool:
        """Whether the last line of a row's name may be what stands behind the names of others («1.后备人才储备»,
        «改造任务全部完成» above figures, without the sign of the others), or a sentence stands
        behind what was aimed at or reached («当年完成», «个别指标完成值低于预期。» in a unit's place)."""
        aims = [cell for cell in row.cells if plan.levels and plan.ids[cell[0]] in (*_TARGETS, "actual")]
        texts = ([token.key for token in self.tokens[start:end]] for _, start, end in aims)
        if any(are_cells(lines) for lines in texts):
            return True
        if not usual or not plan.levels or any(cell[0] == plan.first_free + 1 for cell in row.cells):
            return False
        return any(cell[0] == plan.first_free and cell[2] - cell[1] >= _SEVERAL for cell in row.cells)

    def _undoubted(self, plan: Plan, row: ReadRow) -> ReadRow:
        """A row of money without the cells that may as well be of another column: beside some in doubt; and its rate
        where of two points one is a mark and nothing stands for the other («714.00 | 714 | — | 100%»)."""
        if plan.levels:
            return row
        points = [i for i, id_ in enumerate(plan.ids) if id_ in ("weight", "score")]
        told = [start for place, start, _ in row.cells if place in points and self.tokens[start].key]
        marks = sum(self._is_mark(at) for at in (*told, *row.unsure))
        few = marks < len(points)  # «100%» may stand for one of them
        half = few and told and len(told) == marks
        doubted = [cell for cell in row.cells if half and plan.ids[cell[0]] == "rate"]
        if row.unsure:
            doubted += [cell for cell in row.cells if self._is_doubtful(plan, cell, row.unsure, few=few)]
        return without(row, list(dict.fromkeys(doubted)))

    def _is_doubtful(self, plan: Plan, cell: tuple[int, int, int], unsure: Sequence[int], *, few: bool) -> bool:
        """Whether a cell of a row of money may as well be of another column: a reason, or a mark of nothing, beside
        cells that are in doubt; a rate too, where there are ``few`` such marks."""
        place, start, stop = cell
        reason = plan.ids[place] == "reason"
        beside = start - 1 in unsure or stop in unsure
        vague = (stop - start == 1 and self._is_mark(start)) or (few and plan.ids[place] == "rate")
        return (reason and self.mode.lines) or (beside and (reason or (vague and not self.mode.lines)))

    def _summed(self, plan: Plan, rows: Sequence[ReadRow]) -> list[ReadRow]:
        """The rows of money without one that lacks cells where the total says that two of its amounts stand in other
        columns: one changed its place with a blank cell («427.00 | 427.00 | 315.98» above «85.40 | 85.40 | 50.00»)."""
        amounts = [i for i, place in enumerate(plan.places) if place.type == "amount"]
        figures = [
            {place: value for place, at, _ in row.cells if (value := figure_of(self.tokens[at].key)) is not None}
            for row in rows
        ]
        if plan.levels or not rows or not all(place in figures[0] for place in amounts):
            return list(rows)
        free = sum(not place.merge for place in plan.places)
        lost: set[int] = set()
        for at, own in enumerate(figures):
            others = [each for number, each in enumerate(figures) if number not in (0, at)]
            wanted = {i: figures[0][i] - sum(each.get(i, 0.0) for each in others) for i in amounts if i in own}
            moved = [value for i, value in wanted.items() if abs(value - own[i]) >= _CENT]
            own_ = [own[i] for i in wanted]
            if at and len(rows[at].cells) < free and len(moved) > 1:
                lost |= {at} if all(any(abs(one - value) < _CENT for one in own_) for value in moved) else set()
        return [refused(plan, row.start, row.end) if at in lost else row for at, row in enumerate(rows)]

    def _is_mark(self, token: int) -> bool:
        return self.patterns.null_kind(self.tokens[token].key) is not None

    def _runs_over(self, plan: Plan, rows: Sequence[ReadRow]) -> bool:
        """Whether a name of several lines stands below a row without points that others have: its first line may be
        what stood in their place."""
        points = {i for i, place in enumerate(plan.places) if place.type == "score"}
        named: list[tuple[bool, set[int]]] = []  # of each row that has a name: whether it has several lines, its points
        for row in rows:
            filled = {place: stop - start for place, start, stop in row.cells if self.tokens[start].key}
            if plan.first_free in filled:
                named.append((filled[plan.first_free] >= _SEVERAL, points & filled.keys()))
        for number, (long, _) in enumerate(named[1:], start=1):
            others = [own for at, (_, own) in enumerate(named) if at != number - 1]
            if long and len(others) >= _OTHERS and points.intersection(set().union(*others)) - named[number - 1][1]:
                return True
        return False

    def _are_one(self, plan: Plan, rows: Sequence[ReadRow]) -> bool:
        """Whether a row without words of levels has, behind its name, what the row above it lacks and nothing else: its
        name may be a cell of that row («受资助人数», «≥427人», «1143人»; «营养改善计划», «8», «8»)."""
        filled = [{place for place, start, _ in row.cells if self.tokens[start].key} for row in rows if plan.levels]
        behind = [{place for place in places if place > plan.first_free} for places in filled]
        for at, (above, rest) in enumerate(pairwise(behind), start=1):
            if above and rest and max(above) < min(rest) and not filled[at] & {*plan.levels}:
                return any(above | rest <= others for others in behind)
        return False

    def _counts_anew(self, plan: Plan, rows: Sequence[ReadRow]) -> bool:
        """Whether names are counted anew in a row without words of a level («指标2：…», «指标1：…»): some were lost."""
        counted = False
        for row in rows if plan.levels else ():
            texts = {cell[0]: self._text(cell) for cell in row.cells}
            levelled = any(texts.get(place) for place in plan.levels)
            first = FIRST.match(texts.get(plan.first_free, "")) is not None
            if first and counted and not levelled:
                return True
            counted = first or (counted and not levelled)
        return False

    def _unnumbered(self, plan: Plan, rows: Sequence[ReadRow]) -> set[int]:
        """The few rows whose names have no number («指标1：») where all others have one: they are other cells, or the
        rest of a name («度任务完成时限»)."""
        names = {
            at: key
            for at, row in enumerate(rows if plan.levels else ())
            for cell in row.cells
            if cell[0] == plan.first_free and (key := self._text(cell)) and row_mark(key, self.patterns) is None
        }
        bare = {at for at, name in names.items() if LISTED.match(name) is None}
        return bare if len(names) > _NAMES * len(bare) else set()

    def _parts_proven(self, plan: Plan, rows: Sequence[ReadRow], doubted: set[int]) -> list[ReadRow]:
        """The rows without the parts between words of levels in which some are in doubt; where the row of such a word
        is, without the part above it too. All are refused where these are more than the others."""
        begins = [at for at, row in enumerate(rows) if not at or self._begins_with_level(plan, row)]
        lost = doubted | {at - 1 for at in begins if at in doubted and at}
        parts = [range(first, stop) for first, stop in pairwise([*begins, len(rows)])]
        parts = [part for part in parts if lost & {*part}]
        if 2 * sum(map(len, parts)) > len(rows):
            return [refused(plan, rows[0].start, rows[-1].end)]
        kept = [row for at, row in enumerate(rows) if not any(at in part for part in parts)]
        kept += [refused(plan, rows[part[0]].start, rows[part[-1]].end) for part in parts]
        return sorted(kept, key=lambda row: row.start)

    def _begins_with_level(self, plan: Plan, row: ReadRow) -> bool:
        """Whether a row begins with a known word of a level, with all its letters."""
        first = row.cells[0] if row.cells else (-1, 0, 0)
        text = self._text(first)
        return first[0] in plan.levels and "指标" in text and bool(level_entry(text, self.patterns))

    def _with_outer(self, plan: Plan, row: ReadRow) -> ReadRow:
        """The first row of all: without level 1 its word of level 2 may be that, in words of its author («投入»)."""
        if len(plan.levels) != _LEVELS or any(cell[0] == plan.levels[0] for cell in row.cells):
            return row
        inner = [cell for cell in row.cells if cell[0] == plan.levels[1]]
        if not inner or level_entry(self._text(inner[0]), self.patterns):
            return row
        return replace(without(row, inner), open=row.open | {*plan.levels})

    def _lone(self, plan: Plan, row: ReadRow, rows: Sequence[ReadRow]) -> list[tuple[int, int, int]]:
        """The cells of a row of indicators in columns that no other row fills, where it lacks beside them what all
        others have: as likely the missing cell («6» for a standard would be the points of a review)."""
        others = [other for other in rows if other is not row and not other.unsure]
        if not plan.levels or len(others) < _OTHERS:
            return []
        often = Counter(place for other in others for place, start, _ in other.cells if self.tokens[start].key)
        own = {place for place, *_ in row.cells}
        lacking = {place for place, count in often.items() if count == len(others) and place not in own}
        found = (cell for cell in row.cells if not often[cell[0]] and lacking & {cell[0] - 1, cell[0] + 1})
        return [cell for cell in found if self.tokens[cell[1]].key]

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
        """Whether a row has nothing but a name that is no filler's, or points but not all that its form gives, or of
        money a reason without any."""
        cells = {plan.ids[place]: self.tokens[start].key for place, start, _ in row.cells if place not in plan.levels}
        texts = [key for key in cells.values() if row_mark(key, self.patterns) is None]
        if self.mode.lines and len(texts) == 1:
            return not LISTED.match(texts[0])
        needed = {index for index, place in enumerate(plan.places) if not place.merge}
        if not self.mode.lines and needed <= {place for place, *_ in row.cells}:
            return False  # all its cells are there, blank ones too
        points = [id_ for id_ in ("weight", "score") if id_ in plan.ids]
        amounts = [id_ for id_, place in zip(plan.ids, plan.places, strict=True) if place.type == "amount"]
        figures = [id_ for id_, text in cells.items() if figure_of(text) is not None]
        if amounts and not plan.levels and not {*amounts} & {*figures}:
            return bool({*points} & {*figures})  # points of money that is not there
        ahead = "rate" in plan.ids and "weight" in plan.ids and plan.ids.index("weight") < plan.ids.index("rate")
        if ahead and cells.get("weight") and cells.get("rate", "").endswith("%") and not self.mode.lines:
            return False  # the weight stands before the rate, the score would stand behind it
        given = sum(bool(cells.get(id_)) for id_ in points)
        lone = not given and any(figure_of(self.tokens[at].key) is not None for at in row.unsure)  # one or the other
        reason = not plan.levels and any(cells.get(id_) for id_ in REASONS)  # of money, as well in the points' place
        return len(points) > 1 and (given == 1 or lone or (not given and reason))


def _measured(plan: Plan, row: ReadRow) -> ReadRow:
    """A row without its targets where the sign or unit that stands in a column of its own is in doubt: «93» may be
    «93%», or «≥93»."""
    parts = {index for index, id_ in enumerate(plan.ids) if id_ in _PARTS}
    if not parts & row.open - {place for place, *_ in row.cells}:
        return row
    places = {index for index, id_ in enumerate(plan.ids) if id_ in _TARGETS}
    kept = without(row, [cell for cell in row.cells if cell[0] in places])
    return replace(kept, open=kept.open | places)
