"""Tokens without boundaries aligned to a form (dialects E): a short dynamic programme over the cells of a row.

The form's printed words (see `anchors`) divide the tokens; between them each stretch must split into whole rows of
the layout that the heading printed. A split costs what its cells' types do not bear out. The cheapest must be clearly
cheaper than the next: where two readings fit alike, or none does, the table is refused and its text kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import inf

from jixiao.structure.flat.builder import UnreadableError
from jixiao.structure.flat.cellcosts import CellCosts
from jixiao.structure.flat.cellsearch import Search
from jixiao.structure.flat.celltexts import figure_of, is_only_top, is_second, known_level
from jixiao.structure.flat.classified import total_below
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.fixed import Fixed
from jixiao.structure.flat.headwords import Anchor, lacks_block
from jixiao.structure.flat.levelways import Choice, shared
from jixiao.structure.flat.shapes import Place, RowKind
from jixiao.structure.flat.tokens import cell_of
from jixiao.structure.form_model import LEVELS

MARGIN = 0.3
"""By how much the best reading must be cheaper than the second."""

WORST_ROW, WORST_MEAN = 1.4, 0.3
"""What one row, and a row on the average, may cost: values that slipped into other columns cost more."""

_CLEAR = 2.0  # by how much the second reading must cost more where levels have words of their author
_BROKEN = 6  # lines of values that their author broke
_WAYS, _FEW_LINES = 16, 600
"""Readings near the best one, and lines of which so many are looked for, where the best two differ in levels."""


def _are_lines(rows: Sequence[Choice]) -> bool:
    """Whether each cell of the rows is a line."""
    return all(stop == start + 1 for row in rows for start, stop in row.cells)


@dataclass
class Aligner(CellCosts):
    """One attempt: a form, the tokens, and whether covered cells stand as blank lines or are left out."""

    worth: float = 0.0  # cost of the reading so far
    partial: bool = False  # whether the rows are a part of a table (`proven`)

    def rows(self, anchors: Sequence[Anchor], limit: int) -> tuple[list[FitRow], int]:
        """The rows of a table and the token behind it. Raises `UnreadableError`."""
        rows: list[FitRow] = []
        block: str | None = None
        printed: RowKind | None = None  # the rows below the last heading
        end = anchors[0].start
        own_cells = [a or b for a, b in zip(self._printed, self._figures, strict=True)]
        fixed = Fixed(self.tokens, self.patterns, own_cells, self.shape.labels_of_pairs, partial=self.partial)
        for index, anchor in enumerate(anchors):
            following = anchors[index + 1] if index + 1 < len(anchors) else None
            if anchor.kind.what == "heading":
                part, end = self._part(anchor, following, block, limit)
                rows += part
                block, printed = anchor.kind.block, anchor.below
                continue
            stop = self._begin(following, None, limit)
            marked = limit < len(self.tokens)
            kind = self._kind(anchor, printed, stop, last=following is None)
            if kind.what == "total" and self._is_torn_off(*anchor.cells[0]):
                raise UnreadableError
            if kind.what == "total":
                row, end = fixed.total(anchor, kind, stop, rows, last=following is None, marked=marked)
            else:
                row, end = self._pair(fixed, anchor, stop, last=following is None, marked=marked)
            rows.append(row)
            block = None
            if following is None and marked and anchor.kind.what == "total" and limit - end == 2:
                foot = self._foot(anchor, end)
                if foot is not None:
                    rows.append(foot)
                    end = limit
        return rows, end

    def _part(
        self, anchor: Anchor, following: Anchor | None, block: str | None, limit: int
    ) -> tuple[list[FitRow], int]:
        """A heading and the rows below it, and the token behind them. ``block``: the label at the left of the part
        above. Raises `UnreadableError`."""
        if not self.leaves_out and anchor.kind.block != block and lacks_block(self.shape, anchor):
            raise UnreadableError  # where every cell is printed, so is the block's label
        cells = (*(anchor.upper[1] if anchor.upper is not None else ()), *anchor.cells)
        ends = [*(stop for _, stop in cells[1:]), 0]
        if any(self.is_slipped(anchor.kind.zone, a, b, end) for (a, b), end in zip(cells, ends, strict=True)):
            raise UnreadableError
        rows, block = [*self._heading(anchor)], anchor.kind.block
        stop = self._begin(following, block, limit)
        if anchor.below is None or stop < anchor.stop:
            raise UnreadableError
        choices: list[Choice] | None
        if following is None:
            choices, stop = self._split_last(anchor.below, anchor.stop, self._trim(anchor.stop, stop))
        else:
            choices = self._texts(anchor.below, anchor.stop, stop)
        if choices is None:
            return [*rows, self._refused(anchor.stop, stop)], stop
        if following is not None and choices and self._holds_block(choices, following, block):
            raise UnreadableError
        own = [place for place in anchor.below.places if place.merge != "block"]
        columns = self.shape.form.zones[anchor.kind.zone].columns
        texts = sum(not column.optional for column in columns) if all(p.type == "text" for p in own) else 0
        if len(choices) > 1 and (len(own) == 1 < len(columns) or len(own) < texts):
            raise UnreadableError  # several texts below the columns that are left
        return [*rows, *(self._row(anchor.below, choice) for choice in choices)], stop

    def _pair(self, fixed: Fixed, anchor: Anchor, stop: int, *, last: bool, marked: bool) -> tuple[FitRow, int]:
        """The row of a pair; refused where its value may be several cells, or one that its author broke («柳浦区房地»,
        «产服务中心»): what stands above and below it is not in doubt for that."""
        try:
            return fixed.row(anchor, anchor.kind, stop, last=last, marked=marked)
        except UnreadableError:
            if last:
                stop = min(stop, anchor.stop + 1)  # nothing tells where the table ends: what may be of it is left below
            if (stop == anchor.stop + 1) != last or not self._are_plain(anchor.stop, stop):
                raise
            return self._refused(anchor.start, stop), stop

    def _texts(self, kind: RowKind, start: int, stop: int) -> list[Choice] | None:
        """Tokens [start, stop) between two headings as rows of a kind; None where it has texts alone (goals) and whose
        each line is nobody can tell. Raises `UnreadableError`."""
        try:
            return self._split(kind, start, stop)
        except UnreadableError:
            texts = all(place.type == "text" or place.merge == "block" for place in kind.places)
            if not texts or not self._are_plain(start, stop):
                raise
            return None

    def _are_plain(self, start: int, stop: int) -> bool:
        """Whether a few tokens are words that neither the form nor a level has, and no figures."""
        words = [at for at in range(start, stop) if self.tokens[at].key]
        known = (
            self._printed[at] or self._figures[at] or known_level(self.tokens[at].key, self.patterns) for at in words
        )
        return bool(words) and stop - start <= _BROKEN and not any(known)

    def _refused(self, start: int, stop: int) -> FitRow:
        return FitRow([cell_of(self.tokens, at, at + 1) for at in range(start, stop)], [], None, refused=True)

    def _holds_block(self, rows: Sequence[Choice], following: Anchor, above: str | None) -> bool:
        """Whether the last line of a cell is a piece of the label that the heading below lacks at its left («指标»), or
        whatever stands in its place: cells of several lines hide one more."""
        block, cell = self.shape.form.zones[following.kind.zone].block, rows[-1].cells[-1]
        last, first = self.tokens[cell[1] - 1].key, self.tokens[following.start].key
        if block is None or following.kind.what != "heading":
            return False
        if following.kind.block != above and lacks_block(self.shape, following) and not _are_lines(rows):
            return True
        if not last or cell[1] - cell[0] < 2:
            return False
        return any(last in key for key in block.keys) and not any(key.startswith(first) for key in block.keys)

    def _foot(self, total: Anchor, at: int) -> FitRow | None:
        """Two lines between the total and what ends the table: a label that no form knows and its value."""
        zone = total.kind.zone + 1
        kind = next((k for k in self.shape.pair_keys.values() if k.zone == zone and len(k) == 2), None)
        label, value = self.tokens[at], self.tokens[at + 1]
        if kind is None or not label.key or not value.key or len(label.key) > 12 or label.key[-1] in "。:;":
            return None
        return FitRow([cell_of(self.tokens, at, at + 1), cell_of(self.tokens, at + 1, at + 2)], [], kind)

    def _begin(self, following: Anchor | None, block: str | None, limit: int) -> int:
        """Where the printed row that follows begins: its covered block cell stands as a blank line before it."""
        if following is None:
            return limit
        first = following.cells[0]
        if following.kind.what == "pair" and following.kind.places[0].column and not self.leaves_out:
            # a pair that does not begin its row: what is merged down at its left stands as a blank line (四川)
            if self.tokens[following.start - 1].key:
                raise UnreadableError
            return following.start - 1
        covered = following.kind.what == "heading" and first[0] == first[1]
        if covered and not self.leaves_out and following.kind.block is not None and following.kind.block == block:
            if self.tokens[following.start - 1].key:
                raise UnreadableError
            return following.start - 1
        return following.start

    def _is_torn_off(self, start: int, stop: int) -> bool:
        """Whether a total's label of several lines begins with the end of a level's word («质量», «指标», «总分»)."""
        above = next((at for at in range(start - 1, max(start - 3, -1), -1) if self.tokens[at].key), start)
        return stop - start > 1 and above < start and self.is_level(self.tokens[above].key + self.tokens[start].key)

    def _kind(self, anchor: Anchor, printed: RowKind | None, stop: int, *, last: bool) -> RowKind:
        """The kind of a pair's or total's row. Of a total below columns of which some are of no form all cells behind
        its label are printed: where each figure so stands below points, and all points have one, that covers the rest.
        """
        if anchor.kind.what != "total":
            return anchor.kind
        kind = total_below(self.shape, anchor.kind, printed)
        count = stop - anchor.stop
        if printed is None or last or not 1 < count < len(printed) or all(place.id for place in printed.places):
            return kind
        cells = [(figure_of(token.key) is not None, token.key == "") for token in self.tokens[anchor.stop : stop]]
        points = [place.type == "score" for place in printed.places]
        if any(points[:-count]) or cells != [(point, not point) for point in points[-count:]]:
            return kind
        tail = printed.places[-count:]
        return replace(kind, places=(replace(kind.places[0], span=tail[0].column - kind.places[0].column), *tail))

    def _trim(self, start: int, stop: int) -> int:
        while stop > start and not self.tokens[stop - 1].line.text and not self.tokens[stop - 1].restored:
            stop -= 1
        return stop

    def _split_last(self, kind: RowKind, start: int, stop: int) -> tuple[list[Choice], int]:
        """The rows that end the table, and where. Blank cells at the end of the last row look like blank lines below
        the table: where the rows do not split without them, as many are given back as they need."""
        for end in range(stop, min(stop + len(kind), len(self.tokens)) + 1):
            if end > stop and self.tokens[end - 1].key:
                break
            try:
                return self._split(kind, start, end), end
            except UnreadableError:
                continue
        raise UnreadableError

    def _heading(self, anchor: Anchor) -> Iterator[FitRow]:
        if anchor.upper is not None:
            kind, ranges = anchor.upper
            yield FitRow([cell_of(self.tokens, a, b) for a, b in ranges], [], kind)
        yield FitRow([cell_of(self.tokens, a, b) for a, b in anchor.cells], [], anchor.kind, anchor.below)

    def _row(self, kind: RowKind, choice: Choice) -> FitRow:
        cells = [cell_of(self.tokens, a, b) for a, b in choice.cells]
        return FitRow(cells, [], kind, holes=choice.holes, vague=choice.vague)

    def _split(self, kind: RowKind, start: int, stop: int) -> list[Choice]:
        """Tokens [start, stop) as rows of a kind."""
        if start == stop:
            return []
        if stop - start > 4000:
            raise UnreadableError
        best = Search(self, kind, start, stop).run()
        if not best:
            raise UnreadableError
        price, rows = best[0]
        if len(best) > 1 and best[1][0] - price < MARGIN:
            rows = self._but_levels(kind, start, stop)
        lines = _are_lines(rows)
        if any(place.type == "printed" and not place.merge for place in kind.places) and not all(
            map(self._is_lined(kind), rows)
        ):
            raise UnreadableError  # columns of any words: nothing tells a cell's second line from the next cell
        # Where each line is a cell and no other such reading is near, a level may have its author's words («投入»).
        clear = lines and not any(other - price < _CLEAR and _are_lines(cut) for other, cut in best[1:])
        words = [self._level_words(kind, row) if clear else 0.0 for row in rows]
        over = any(self._row_cost(kind, row) - known > WORST_ROW for row, known in zip(rows, words, strict=True))
        borders = ((above.cells[-1], below.cells[0]) for above, below in pairwise(rows))
        if price - sum(words) > WORST_MEAN * len(rows) + 1 or over or any(map(self.crosses, borders)):
            raise UnreadableError
        if any(self._is_turned(kind, row) for row in rows):
            raise UnreadableError
        self.worth += price
        return rows

    def _but_levels(self, kind: RowKind, start: int, stop: int) -> list[Choice]:
        """The one reading near the best whose rows may all be; or the rows that all such readings have but for their
        levels. Raises `UnreadableError`."""
        best = Search(self, kind, start, stop, _WAYS).run() if stop - start <= _FEW_LINES else []
        may_be = [(price, rows) for price, rows in best if all(self._row_cost(kind, row) < inf for row in rows)]
        near = [rows for price, rows in may_be if price - may_be[0][0] < MARGIN]
        if not near or (len(best) == _WAYS and best[-1][0] - may_be[0][0] < MARGIN):
            raise UnreadableError
        rows = shared(near, kind) if self.leaves_out else near[0] if len(near) == 1 else None
        if rows is None:
            raise UnreadableError
        return rows

    def _row_cost(self, kind: RowKind, row: Choice) -> float:
        places = [index for index in range(len(kind)) if index not in row.holes]
        total = 0.0
        for index, (start, stop) in zip(places, row.cells, strict=True):
            total += self.cost(kind, index, start, stop)
        own = [cell for index, cell in zip(places, row.cells, strict=True) if not kind.places[index].merge]
        lost = self.crosses(own) or self.leads_nothing(kind, dict(zip(places, row.cells, strict=True)))
        return inf if lost else total + self._filler_cost(kind, row, places)

    def _is_lined(self, kind: RowKind) -> Callable[[Choice], bool]:
        """Tells of a row whether each cell that is its own is a line."""

        def lined(row: Choice) -> bool:
            places = [index for index in range(len(kind)) if index not in row.holes]
            own = [cell for index, cell in zip(places, row.cells, strict=True) if not kind.places[index].merge]
            return all(stop == start + 1 for start, stop in own)

        return lined

    def _texts_of(self, kind: RowKind, row: Choice) -> dict[str, str]:
        """The texts of a row by what stands above them, levels that are merged down among them."""
        meanings = [meaning for at, meaning in enumerate(kind.meanings) if at not in row.holes]
        return {meaning: self.text_of(*cell) for meaning, cell in zip(meanings, row.cells, strict=True)}

    def _is_turned(self, kind: RowKind, row: Choice) -> bool:
        """Whether words of level 1 and 2 stand below each other's heading («数量指标 | 产出指标»)."""
        if kind.levels < len(LEVELS):
            return False
        texts = self._texts_of(kind, row)
        first, second = (texts.get(level, "") for level in LEVELS)
        return is_only_top(second, self.patterns) and is_second(first, self.patterns)

    def _level_words(self, kind: RowKind, row: Choice) -> float:
        """What the words of a row's levels cost."""
        places = [index for index in range(len(kind)) if index not in row.holes]
        merged = [(index, cell) for index, cell in zip(places, row.cells, strict=True) if kind.places[index].merge]
        return sum(self.cost(kind, index, start, stop) for index, (start, stop) in merged)

    def _filler_cost(self, kind: RowKind, row: Choice, places: Sequence[int]) -> float:
        """«……» is the name of a row that holds nothing, or stands in all of its cells: elsewhere cells have slipped; so
        have texts of a row without a name below levels."""
        own = [
            (index, cell)
            for index, cell in zip(places, row.cells, strict=True)
            if not kind.places[index].merge and not kind.places[index].foreign
        ]
        levels = any(place.merge not in ("", "block") for place in kind.places)
        if levels and own and not self.text_of(*own[0][1]):
            return 1.5 * any(self.text_of(*cell) for _, cell in own)
        if levels and row.holes and len(own) == len(row.cells) and self.may_be_level(*own[0][1]):
            return 1.5
        marks = [index for index, (at, stop) in own if any(self.is_filler(t.key) for t in self.tokens[at:stop])]
        return 1.5 if marks and marks != [own[0][0]] and len(marks) < len(own) - 1 else 0.0


@dataclass
class Tried(Aligner):
    """An aligner for several ways to bound the headings of one table, with columns of no form, in which any line may
    stand: what was split once is known."""

    _known: dict[tuple[tuple[Place, ...], int, int], tuple[list[Choice], float] | None] = field(default_factory=dict)

    def cost(self, kind: RowKind, index: int, start: int, stop: int) -> float:
        """What it costs to take tokens [start, stop) as the cell at a place."""
        if kind.places[index].foreign:
            return inf if stop - start > 1 else 0.0
        return super().cost(kind, index, start, stop)

    def _is_lined(self, kind: RowKind) -> Callable[[Choice], bool]:
        """Only beside a column that may hold any line nothing tells a cell's second line from the next cell."""
        free = {index for index, place in enumerate(kind.places) if place.type == "printed" and not place.merge}

        def lined(row: Choice) -> bool:
            places = [index for index in range(len(kind)) if index not in row.holes]
            cells = zip(places, row.cells, strict=True)
            beside = [cell for index, cell in cells if not free.isdisjoint((index - 1, index, index + 1))]
            return all(stop == start + 1 for start, stop in beside)

        return lined

    def _split(self, kind: RowKind, start: int, stop: int) -> list[Choice]:
        key = (kind.places, start, stop)
        if key not in self._known:
            before = self.worth
            try:
                rows = super()._split(kind, start, stop)
                self._doubt_mixed(kind, rows)
                self._doubt_cells(kind, rows)
            except UnreadableError:
                self._known[key] = None
            else:
                self._known[key] = rows, self.worth - before
                self.worth = before
        known = self._known[key]
        if known is None:
            raise UnreadableError
        self.worth += known[1]
        return known[0]

    def _pair(self, fixed: Fixed, anchor: Anchor, stop: int, *, last: bool, marked: bool) -> tuple[FitRow, int]:
        """Of several ways none is taken in part."""
        return fixed.row(anchor, anchor.kind, stop, last=last, marked=marked)

    def _texts(self, kind: RowKind, start: int, stop: int) -> list[Choice] | None:
        return self._split(kind, start, stop)

    def _doubt_cells(self, kind: RowKind, rows: Sequence[Choice]) -> None:
        """Raises `UnreadableError` where more points are given than a row has, or a level is a word of its author: each
        may be another column's."""
        for row in rows:
            texts = self._texts_of(kind, row)
            weight, score = (figure_of(texts.get(id_, "")) for id_ in ("weight", "score"))
            over = weight is not None and score is not None and score > weight
            if over or any(texts.get(level) and not self.is_level(texts[level]) for level in LEVELS):
                raise UnreadableError

    def _doubt_mixed(self, kind: RowKind, rows: Sequence[Choice]) -> None:
        """Raises `UnreadableError` where a column of no form holds figures and words: one may be another cell's."""
        for at in (index for index, place in enumerate(kind.places) if place.foreign):
            texts = [self.text_of(*row.cells[at]) for row in rows if not row.holes]
            said = [text for text in texts if text and self.patterns.null_kind(text) is None]
            if len({figure_of(text) is not None for text in said}) > 1:
                raise UnreadableError
