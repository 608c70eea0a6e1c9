"""Tables whose text lost empty cells, rebuilt as far as they are certain (`recover`).

The form's printed words divide the tokens; between them each zone's rows are read by their types and their arithmetic
(`paths`). What has one reading only gets its place in the grid; what has several stands in a column of its own behind
the form's, which means nothing, and is named.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from math import inf

from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.aimrows import without_odd_aims
from jixiao.structure.flat.builder import UnreadableError
from jixiao.structure.flat.cellcosts import LISTED, MEASURE, OPEN, CellCosts
from jixiao.structure.flat.celltexts import figure_of, known_level
from jixiao.structure.flat.compose import Composer, Part, Recovered, Source
from jixiao.structure.flat.labelvalues import without_labels
from jixiao.structure.flat.levelorder import with_tops, without_parted_names
from jixiao.structure.flat.lexicon import lexicon_of
from jixiao.structure.flat.likesigns import with_likely
from jixiao.structure.flat.lostlevels import without_lost_levels
from jixiao.structure.flat.misplaced import doubt_disordered, has_two_letters, holds_printed
from jixiao.structure.flat.paths import read_rows
from jixiao.structure.flat.plans import Plan, is_doubted, plan_of
from jixiao.structure.flat.points import Points
from jixiao.structure.flat.rowmodel import Budget, Mode, ReadRow, refused, without_loose
from jixiao.structure.flat.rownames import Named
from jixiao.structure.flat.roworder import without_unordered
from jixiao.structure.flat.rows import Rows
from jixiao.structure.flat.scored import scored_rows
from jixiao.structure.flat.shapes import RowKind, Shape
from jixiao.structure.flat.signs import Sign, named, signs_of
from jixiao.structure.flat.stretch import Stretch
from jixiao.structure.flat.tokens import Token
from jixiao.structure.flat.torn import Torn, ends_between, without_spilled
from jixiao.structure.flat.wordrows import word_rows
from jixiao.structure.flat.words import Words
from jixiao.structure.form_model import LEVELS, key_of, row_key

_BEHIND = 6  # tokens behind a heading in which the rest of it may stand
_GOES_ON = (*OPEN, "。")  # a line of a pair's value that ends so has another below
_EVEN = 2  # filled cells beside the label of a pair, where no row ends: if their number is even, one is another's
_VALUES = 4  # filled cells beside the label of a pair: a value, other labels with theirs
_REMARKS = "remarks"
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

    @cached_property
    def _points(self) -> Points:
        return Points(self.shape, self.tokens, self.patterns, self.mode, self.bounds)

    def tables(self) -> list[Recovered]:
        """The tables of the form among the tokens, in order; [] where none can be read."""
        found: list[Recovered] = []
        floor = 0
        signs = signs_of(self.shape, self.tokens, self.bounds)
        signs = with_likely(self.shape, self.tokens, signs, self.bounds, self.words)
        groups = self._groups(signs) if self._are_rows(signs) else []
        for number, group in enumerate(groups):
            below = groups[number + 1] if number + 1 < len(groups) else []
            try:
                one, floor = self._table(group, floor, below[0].start if below else len(self.tokens))
            except UnreadableError:
                tokens, labels = self.tokens, sum(named(self.shape, sign) for sign in group)
                self.failed.append((tokens[group[0].start].line.start, tokens[group[-1].stop - 1].line.after, labels))
                continue
            found.append(one)
        return found

    def _are_rows(self, signs: Sequence[Sign]) -> bool:
        """Whether what is between the bounds may be rows: none holds the headings of two parts of the form."""
        if self.bounds is None:
            return True
        heads = [sign for sign in signs if sign.what == "heading"]
        return all(
            above.zone == below.zone or any(above.start < bound <= below.start for bound in self.bounds)
            for above, below in pairwise(heads)
        )

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
            heads = [s.zone for s in current if s.what == "heading"]
            foot = any(s.what == "total" or s.zone > heads[-1] for s in current) if heads else False
            return bool(heads) and (any(s.pair is sign.pair for s in current) or (foot and sign.zone < min(heads)))
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

    def _table(self, signs: list[Sign], floor: int, limit: int) -> tuple[Recovered, int]:
        """The table of some signs between tokens ``floor`` and ``limit``, and the token behind it."""
        while signs[0].what != "heading" and len(signs) > 1 and signs[1].start - signs[0].stop > 12:
            signs = signs[1:]
        last = self._limit(signs[-1].stop, limit)
        parts: list[Part] = []
        for sign, stop in zip(signs, [*(s.start for s in signs[1:]), last], strict=True):
            parts.append(self._part(sign, stop, parts, final=sign is signs[-1]))
        self._doubt_unlevelled(parts)
        self._doubt_headings(parts)
        self._points.doubt_bare_rows(parts)
        for part in parts:
            if part.plan is not None:
                part.rows = without_labels(part.plan, part.rows, self.tokens, self.patterns)
        doubt_disordered(self.shape, self.tokens, parts)
        end = parts[-1].stop
        begin = self._begin(signs[0].start, floor)
        if self.mode.lines and self._run_on(begin, end):
            raise UnreadableError
        source = Source(self.tokens, self.stretch, self.patterns, self.mode.lines)
        table = Composer(source, parts, begin, self.bounds, self.loss).table(end)
        return replace(table, astray=holds_printed(self.shape, self.tokens, parts, self.words)), end

    def _doubt_unlevelled(self, parts: Sequence[Part]) -> None:
        """Refuses the indicators in a cell a line where the value of a pair is a word of a level: that row's own words
        stand there, or what a pair was filled with."""
        pairs = (range(part.sign.stop, part.stop) for part in parts if part.sign.what == "pair")
        texts = ["".join(self.tokens[at].key for at in pair) for pair in pairs]
        if not self.mode.lines or not any(known_level(text, self.patterns) for text in texts):
            return
        for part in parts:
            if part.plan is not None and part.plan.levels and part.rows:
                part.rows = [refused(part.plan, part.rows[0].start, part.rows[-1].end)]

    def _doubt_headings(self, parts: Sequence[Part]) -> None:
        """Refuses the last row above a heading without its first column: the heading's first cells may stand there
        («绩效指标完成情况 |», «一级 |» of 一级指标); and one that ends with the first line of the heading's first label
        («名称», «实际», «完成情况»)."""
        for above, below in pairwise(parts):
            plan, begins = below.plan, self.bounds is not None and below.sign.start in self.bounds
            first = plan.zone.columns[0] if plan and below.sign.what == "heading" and not begins else None
            if plan and first and first.merged and first.id not in plan.ids and above.plan and above.rows:
                row = above.rows[-1]
                above.rows[-1] = refused(above.plan, row.start, row.end)
            elif above.plan and above.rows and below.sign.what == "heading":
                row = above.rows[-1]
                last = self.tokens[row.end - 1].key if row.cells else ""
                if last and last + below.sign.names[0] in self.shape.all_headings:
                    above.rows[-1] = refused(above.plan, row.start, row.end)

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
            return self._points.total(sign, stop, parts, final=final)
        plan = plan_of(self.shape, sign.zone, self._names(sign), self.shape.columns)
        if plan is None:
            raise UnreadableError
        part = Part(sign, stop, plan)
        if stop > sign.stop and sign.torn:
            part.rows = [refused(plan, sign.stop, stop)]  # its columns are not those that the heading is left with
        elif stop > sign.stop:
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
        aligner = CellCosts(self.shape, self.tokens, self.patterns, leaves_out=True)
        start, stop = sign.stop, part.stop
        bounds = ends_between(self.bounds, start, stop)
        if all(place.merge for place in plan.places) or (sign.likely and self._holds_another(sign, aligner)):
            part.rows = [refused(plan, start, stop)]  # a label beside no known column, a cell from elsewhere
            return
        if all(place.type in ("text", "label", "score") for place in plan.places) and not {*LEVELS} & {*plan.ids}:
            ends = bounds or [start, stop]
            marked = bounds is not None
            part.rows = word_rows(plan, self.tokens, ends, self.patterns, marked=marked, lines=self.mode.lines)
            return
        own, heads = self.shape.heading_labels[sign.zone], zip(sign.cells[1:], sign.names[1:], strict=True)
        if (
            self._is_cut(part)
            or self._is_mixed(sign)
            or is_doubted(plan, sign.names, bounds)
            or any(name not in own and aligner.is_slipped(sign.zone, *cell) for cell, name in heads)
            or has_two_letters(aligner.text_of(*cell) for cell in sign.cells)
        ):
            part.rows = [refused(plan, start, stop)]
            return
        if _wordy(plan):
            rows = scored_rows(plan, self.tokens, start, stop)
            if bounds is None or (rows and [row.start for row in rows] == bounds[:-1]):
                rows = with_tops(plan, rows or [], lambda cell: aligner.text_of(*cell[1:]), self.patterns)
                rows = without_parted_names(plan, rows, lambda cell: aligner.text_of(*cell[1:]), self.patterns)
                part.rows = rows or [refused(plan, start, stop)]
                return
        key = (self._likeness(plan, start, stop), start, stop)
        if key not in self.budget.known:
            try:
                ways = Rows(plan, kind, aligner, self.mode, start, stop, self.budget)
                self.budget.known[key] = read_rows(ways, bounds)
            except UnreadableError:
                self.budget.known[key] = None
        read = self.budget.known[key]
        torn = Torn(self.tokens, self.patterns, self.mode)
        named = Named(self.tokens, self.patterns, self.mode)
        part.rows = without_odd_aims(plan, torn.rows(plan, read[0]), aligner) if read else [refused(plan, start, stop)]
        if self.mode.hole < inf:
            part.rows = [without_loose(plan, row) for row in part.rows]
        if self.mode.lines and read:
            part.rows = self._uncrossed(aligner, plan, part.rows)
            if not plan.levels:
                part.rows = without_spilled(plan, part.rows, aligner)
                part.rows = without_unordered(plan, part.rows, lambda cell: aligner.text_of(*cell[1:]))
        part.rows = without_lost_levels(plan, part.rows, lambda cell: aligner.text_of(*cell[1:]), self.patterns)
        part.rows = named.rows(plan, part.rows, likely=sign.likely)
        part.rows = named.without_block(plan, part.rows, sign)
        self.loss += read[1] if read else 0.0

    def _holds_another(self, sign: Sign, aligner: CellCosts) -> bool:
        """Whether a heading told by its looks holds a level's word, a row's label or a pair's of its form, a target or
        a name; what labels a pair of another («项目分类») may head a column here."""
        lexicon = lexicon_of(self.patterns)
        texts = ((aligner.text_of(*cell), name) for cell, name in zip(sign.cells, sign.names, strict=True))
        return any(
            (key := key_of(text)) != name
            and (
                (key in self.shape.all_pairs and not lexicon.is_head(key))
                or aligner.is_level(text)
                or aligner.is_row(text)
                or (MEASURE.match(text) or LISTED.match(text)) is not None
            )
            for text, name in texts
        )

    def _uncrossed(self, aligner: CellCosts, plan: Plan, rows: Sequence[ReadRow]) -> list[ReadRow]:
        """The rows. Refused is one in which the border of a cell may stand elsewhere, within a word of the form; and
        one whose name of several lines may begin with a word of a level, with the rows below that it would lead."""
        found: list[ReadRow] = []
        levelled = False
        for row in rows:
            levels = any(place in plan.levels for place, *_ in row.cells)
            name = next((cell for cell in row.cells if cell[0] == plan.first_free), None)
            may_be = plan.levels and not levels and name is not None and aligner.may_be_level(*name[1:])
            levelled = bool(may_be) or (levelled and not levels)
            crossed = aligner.crosses([(a, b) for place, a, b in row.cells if not plan.places[place].merge])
            found.append(refused(plan, row.start, row.end) if crossed or levelled else row)
        return found

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
        end = part.sign.stop
        if self.bounds is not None and end not in self.bounds:
            row = next((bound for bound in self.bounds if bound > end), end)
            if any(token.key for token in self.tokens[end : min(row, part.stop)]):
                return True  # in the heading's own row
        behind = [token.key for token in self.tokens[part.sign.stop : min(part.sign.stop + _BEHIND, part.stop)]]
        return sum(bool(key) and key_of(key) in self.words.labels for key in behind) > 1

    def _is_mixed(self, sign: Sign) -> bool:
        """Whether a heading holds a label of another part only, or of what any form asks for above its records: it came
        from there, and what its column holds is unknown. What labels remarks at the foot may head its last column."""
        own, others = self.shape.heading_labels[sign.zone], (self.shape.keys, self.words.heads)
        pairs = [pair for zone in self.shape.form.zones for pair in zone.pairs if pair.id == _REMARKS]
        names = sign.names[:-1] if any(sign.names[-1] in pair.keys for pair in pairs) else sign.names
        return any(name not in own and any(name in each for each in others) for name in names if name)

    def _pair(self, sign: Sign, stop: int, *, final: bool) -> Part:
        part = Part(sign, stop)
        bounds = ends_between(self.bounds, sign.start, stop)
        row = bounds[1] if bounds is not None else stop
        filled = [self.tokens[at].key for at in range(sign.stop, row) if self.tokens[at].key]
        last = final and self.mode.lines and stop == len(self.tokens)
        figures = len(filled) > 1 and not last and any(figure_of(key.removesuffix("%")) is not None for key in filled)
        rows = any(row_key(key) in self.words.rows for key in filled[1:]) or (len(filled) > _VALUES and not final)
        if (figures or rows) and bounds is not None:
            return replace(part, unsure=tuple(range(sign.stop, stop)))
        if figures:
            raise UnreadableError  # a figure beside another value: cells of a table below, or of another pair
        if rows:
            raise UnreadableError  # rows of a table below
        if any(self.words.is_label(key) for key in filled) or (
            bounds is not None and any(known_level(key, self.patterns) for key in filled)
        ):  # another's label, or a level's word: cells slipped, or were lost
            return replace(part, unsure=tuple(range(sign.stop, stop)))
        if self.mode.lines:
            if final and stop == len(self.tokens) and stop - sign.stop > 1:
                stop = sign.stop + 1  # nothing tells the value's second line from the text below, unless it goes on
                while stop < part.stop and self.tokens[stop - 1].key.endswith(OPEN):
                    stop += 1
                part.stop = stop
            part.cells = [(sign.stop, stop)] if stop > sign.stop else []
            several = len(filled) > 1 and any(map(self.patterns.null_kind, filled))  # «无。», a cell of its own
            if several or any(not key.endswith(_GOES_ON) for key in filled[:-1]):
                return replace(part, cells=[], unsure=tuple(range(sign.stop, stop)))  # as well another cell
            if stop - sign.stop > 3 and not final and self.shape.form.zones[sign.zone].id != "foot":
                raise UnreadableError
            return part
        if any(self.tokens[at].key for at in range(row, stop)):
            part.unsure = tuple(range(row, stop))  # rows below it that are none of the form's
            stop = row
        part.cells = [(at, at + 1) for at in range(sign.stop, stop)]
        while len(part.cells) > 1 and not self.tokens[part.cells[-1][0]].key:
            part.cells.pop()
        if filled and len(filled) % _EVEN == 0 and (bounds is None or len(filled) == _EVEN):
            # no value, other labels and theirs: cells slipped; or a value of which a cell was made two
            return replace(part, cells=[], unsure=tuple(range(sign.stop, stop)))
        if bounds is None and len(part.cells) > 1:  # where no row ends nobody knows which are beside it
            part.unsure = tuple(at for at, _ in part.cells[1:])
            part.cells = part.cells[:1]
        return part


def _wordy(plan: Plan) -> bool:
    """Whether columns hold words of any kind (a score sheet's standards and explanations): no type tells them."""
    return bool(plan.levels) and any(place.type == "printed" and not place.merge for place in plan.places)
