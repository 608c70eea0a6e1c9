"""Tokens without boundaries aligned to a form (dialects E): a short dynamic programme over the cells of a row.

The form's printed words (see `anchors`) divide the tokens; between them each stretch must split into whole rows of
the layout that the heading printed. A split costs what its cells' types do not bear out. The cheapest must be clearly
cheaper than the next: where two readings fit alike, or none does, the table is refused and its text kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from math import inf

from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.anchors import Anchor
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.fixed import FIGURES, Fixed, paragraph_number
from jixiao.structure.flat.shapes import Place, RowKind, Shape, figure_of, is_top, level_entry, misfit, total_below
from jixiao.structure.flat.spans import UnreadableError
from jixiao.structure.flat.tokens import Token, cell_of
from jixiao.structure.form_model import key_of, row_key

MARGIN = 0.3
"""By how much the best reading must be cheaper than the second."""

WORST_ROW, WORST_MEAN = 1.4, 0.3
"""What one row, and a row on the average, may cost: values that slipped into other columns cost more."""

_SENTENCE = re.compile(r"[,;。]")
_BARE_POINTS = re.compile(r"\(\d{1,3}分?\)")
LISTED = re.compile(r"指标\d")
_WORD = 4  # characters of a printed word that no line of a sentence is by chance
LEAD = re.compile(r"[\d(（]|指标")
_DIGITS = re.compile(r"[-+\d.,]+%?")  # a malformed figure is one: «7,00.0,77»
OPEN = (":", ";", ",", "、")  # a line that ends so goes on
_OWN_WORD = 16  # characters of an author's own word of level 2
_DEEP = 8  # paragraphs of a cell of indicators; goals may have more


@dataclass(frozen=True, slots=True)
class Choice:
    """The cells of one row: token ranges by place; holes are covered cells that the writer left out."""

    cells: tuple[tuple[int, int], ...]
    holes: tuple[int, ...] = ()


@dataclass
class Aligner:
    """One attempt: a form, the tokens, and whether covered cells stand as blank lines or are left out."""

    shape: Shape
    tokens: list[Token]
    patterns: Patterns
    leaves_out: bool
    worth: float = 0.0  # cost of the reading so far
    _levels: dict[str, bool] = field(default_factory=dict)
    _measures: dict[str, bool] = field(default_factory=dict)
    _several: dict[tuple[int, int], bool] = field(default_factory=dict, init=False)
    _paragraphs: dict[tuple[str, int], tuple[int, float, int]] = field(default_factory=dict)

    def rows(self, anchors: Sequence[Anchor], limit: int) -> tuple[list[FitRow], int]:
        """The rows of a table and the token behind it. Raises `UnreadableError`."""
        rows: list[FitRow] = []
        block: str | None = None
        printed: RowKind | None = None  # the rows below the last heading
        end = anchors[0].start
        fixed = Fixed(self.tokens, self.patterns, [a or b for a, b in zip(self._printed, self._figures, strict=True)])
        for index, anchor in enumerate(anchors):
            following = anchors[index + 1] if index + 1 < len(anchors) else None
            if anchor.kind.what == "heading":
                if not self.leaves_out and anchor.kind.block != block and self._lacks_block(anchor):
                    raise UnreadableError  # where every cell is printed, so is the block's label
                if any(self._is_slipped(anchor, a, b) for a, b in anchor.cells):
                    raise UnreadableError
                rows += self._heading(anchor)
                block = anchor.kind.block
                stop = self._begin(following, block, limit)
                stop = self._trim(anchor.stop, stop) if following is None else stop
                if anchor.below is None or stop < anchor.stop:
                    raise UnreadableError
                rows += [self._row(anchor.below, choice) for choice in self._split(anchor.below, anchor.stop, stop)]
                end, printed = stop, anchor.below
                continue
            stop = self._begin(following, None, limit)
            marked = limit < len(self.tokens)
            kind = total_below(self.shape, anchor.kind, printed) if anchor.kind.what == "total" else anchor.kind
            if kind.what == "total":
                row, end = fixed.total(anchor, kind, stop, rows, last=following is None, marked=marked)
            else:
                row, end = fixed.row(anchor, kind, stop, last=following is None, marked=marked)
            rows.append(row)
            block = None
            if following is None and marked and anchor.kind.what == "total" and limit - end == 2:
                foot = self._foot(anchor, end)
                if foot is not None:
                    rows.append(foot)
                    end = limit
        return rows, end

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

    def _lacks_block(self, anchor: Anchor) -> bool:
        heading = self.shape.headings[anchor.kind.zone]
        return anchor.cells[0][0] == anchor.cells[0][1] and heading is not None and bool(heading.places[0].labels)

    def _is_slipped(self, anchor: Anchor, start: int, stop: int) -> bool:
        """Whether a heading's cell in words that no form knows holds a word of a level or a row's label."""
        if start == stop or key_of(self._text(start, stop)) in self.shape.heading_labels[anchor.kind.zone]:
            return False
        keys = [token.key for token in self.tokens[start:stop] if token.key]
        return any(self.is_level(key) or self.is_row(key) for key in (*keys, "".join(keys)))

    def _trim(self, start: int, stop: int) -> int:
        while stop > start and not self.tokens[stop - 1].line.text:
            stop -= 1
        # Blank cells at the end of the last row look like blank lines below the table: give back what a row needs.
        return stop

    def _heading(self, anchor: Anchor) -> Iterator[FitRow]:
        if anchor.upper is not None:
            kind, ranges = anchor.upper
            yield FitRow([cell_of(self.tokens, a, b) for a, b in ranges], [], kind)
        yield FitRow([cell_of(self.tokens, a, b) for a, b in anchor.cells], [], anchor.kind, anchor.below)

    def _row(self, kind: RowKind, choice: Choice) -> FitRow:
        cells = [cell_of(self.tokens, a, b) for a, b in choice.cells]
        return FitRow(cells, [], kind, holes=choice.holes)

    def _text(self, start: int, stop: int) -> str:
        return "".join(token.key for token in self.tokens[start:stop])

    def _split(self, kind: RowKind, start: int, stop: int) -> list[Choice]:
        """Tokens [start, stop) as rows of a kind."""
        if start == stop:
            return []
        if stop - start > 4000:
            raise UnreadableError
        best = _Search(self, kind, start, stop).run()
        if not best or (len(best) > 1 and best[1][0] - best[0][0] < MARGIN):
            raise UnreadableError
        price, rows = best[0]
        if price > WORST_MEAN * len(rows) + 1 or any(self._row_cost(kind, row) > WORST_ROW for row in rows):
            raise UnreadableError
        self.worth += price
        return rows

    def _row_cost(self, kind: RowKind, row: Choice) -> float:
        places = [index for index in range(len(kind)) if index not in row.holes]
        total = 0.0
        for index, (start, stop) in zip(places, row.cells, strict=True):
            total += self.cost(kind, index, start, stop)
        return total + self._filler_cost(kind, row, places)

    def _filler_cost(self, kind: RowKind, row: Choice, places: Sequence[int]) -> float:
        """«……» is the name of a row that holds nothing, or stands in all of its cells: elsewhere cells have slipped."""
        own = [(index, cell) for index, cell in zip(places, row.cells, strict=True) if not kind.places[index].merge]
        marks = [index for index, (at, stop) in own if any(self.is_filler(t.key) for t in self.tokens[at:stop])]
        return 1.5 if marks and marks != [own[0][0]] and len(marks) < len(own) - 1 else 0.0

    def is_filler(self, text: str) -> bool:
        """Whether a text is «……», «指标2»: the name of a row that holds nothing."""
        return self.patterns.null_kind(text) == "placeholder"

    def is_level(self, text: str) -> bool:
        """Whether a text is a word of level 1 or 2."""
        known = self._levels.get(text)
        if known is None:
            known = self._levels[text] = bool(level_entry(text, self.patterns))
        return known

    def like_measure(self, text: str) -> bool:
        """Whether a line looks like a target or an actual value (pattern flat.measure)."""
        known = self._measures.get(text)
        if known is None:
            known = self._measures[text] = any(e.compiled.match(text) for e in self.patterns.family_of("flat.measure"))
        return known

    def is_label(self, text: str) -> bool:
        """Whether a line is a label of the form (一级指标, 年度资金总额)."""
        return key_of(text) in self.shape.keys

    @cached_property
    def _labels(self) -> list[bool]:
        """Which tokens are labels of the form: asked for each way in which they may be cells."""
        return [bool(token.key) and self.is_label(token.key) for token in self.tokens]

    def is_row(self, text: str) -> bool:
        """Whether a text is a row label that the form prints."""
        return row_key(text) in self.shape.row_keys

    def cost(self, kind: RowKind, index: int, start: int, stop: int) -> float:
        """What it costs to take tokens [start, stop) as the cell at a place."""
        place = kind.places[index]
        first = self.tokens[start].key
        count = stop - start
        if not first:
            blank = 2.0 if place.type == "label" and not place.merge else 0.0
            return inf if count > 1 else blank
        if place.merge == "block":
            return inf
        text = first if count == 1 else self._text(start, stop)
        if count > 1 and self._is_patchwork(kind, place, text, start, stop):
            return inf
        if place.type in FIGURES:
            fits = misfit(place.type, text, self.patterns)
            return fits if count == 1 and (fits == 0 or _DIGITS.fullmatch(text)) and text[-1] != ":" else inf
        if place.merge:
            return self._level_cost(self.tokens[start:stop], text, kind, index)
        total = misfit(place.type, text, self.patterns)
        if place.type in ("text", "label") and count > 1:
            total += misfit("text", first, self.patterns) or float(self.like_measure(first))
        if place.type == "label":
            known = self.is_row(text) or self.patterns.null_kind(text) is not None
            others = () if known else self.tokens[start + 1 : stop]
            if total >= 1.0 or any(self.is_row(t.key) or misfit("text", t.key, self.patterns) for t in others):
                return inf  # a figure where a row's label must stand, or two rows' labels in one cell
            total += 0.0 if known else 0.4
        elif self.is_row(text) and kind.places[0].type == "label":
            total += 2.0
        if place.type == "labelled_amount":
            total += 1.5 * (":" not in first) + 1.5 * (count - 1)
        total += self._level_word_cost(first, text, count)
        if place.type in ("text", "measure") and any(self._labels[start:stop]):
            total += 2.0
        if place.type == "measure" and len(text) > 40:
            total += 0.5
        return total + self._paragraphs_cost(place, start, stop)

    def _is_patchwork(self, kind: RowKind, place: Place, text: str, start: int, stop: int) -> bool:
        """Whether lines are no one cell: a printed word of the form among others, or two figures."""
        if sum(self._figures[start:stop]) > 1:
            return True
        below = self.shape.data[kind.zone]
        levels = below is not None and any(each.merge not in ("", "block") for each in below.places)
        if levels and not place.merge and self.is_several(start, stop):
            return True
        known = place.merge or place.type == "label"
        return not known and any(self._printed[start:stop]) and not (self.is_label(text) or self.is_row(text))

    def is_several(self, start: int, stop: int) -> bool:
        """Whether lines of a row of indicators, but not all of them, make up a printed word of the form, one begins
        with another row's number, or the first is a whole word of a level: they are several cells."""
        known = self._several.get((start, stop))
        if known is None:
            known = self._several[start, stop] = self._are_several(start, stop)
        return known

    def _are_several(self, start: int, stop: int) -> bool:
        keys = [token.key for token in self.tokens[start:stop]]
        if any(LISTED.match(key) for key in keys[1:]) or (keys[0].endswith("指标") and self.is_level(keys[0])):
            return True
        size = len(keys)
        runs = ("".join(keys[a:b]) for a in range(size) for b in range(a + 1, size + 1) if b - a < size)
        known = _money(self.patterns)
        return any(
            len(run) >= _WORD and (self.is_label(run) or self.is_row(run) or row_key(run) in known) for run in runs
        )

    @cached_property
    def _figures(self) -> list[bool]:
        """Which tokens are a figure from end to end."""
        return [figure_of(token.key) is not None for token in self.tokens]

    @cached_property
    def _printed(self) -> list[bool]:
        """Which tokens are a label or a row label of the form, or a word of a level with all its letters."""
        return [
            known or (bool(t.key) and (self.is_row(t.key) or (t.key.endswith("指标") and self.is_level(t.key))))
            for known, t in zip(self._labels, self.tokens, strict=True)
        ]

    def _level_word_cost(self, first: str, text: str, count: int) -> float:
        """The price of a word of level 1 or 2 outside their columns; a bare one may be a row's name (群众满意度)."""
        if _BARE_POINTS.fullmatch(first):
            return 1.5  # the points of the level above
        if "指标" in text and self.is_level(text):
            return 2.0  # no cell of any other column
        if text.endswith("指标") and first.endswith("指标") and (count > 1 or first == "指标"):
            return 1.0
        return 0.5 if self.is_level(text) else 0.0

    def _level_cost(self, tokens: Sequence[Token], text: str, kind: RowKind, index: int) -> float:
        count = len(tokens)
        outer = not any(place.merge not in ("", "block") for place in kind.places[:index])
        if self.is_level(text):
            inner = any(place.merge for place in kind.places[index + 1 :])
            return 0.05 * (count - 1) + (1.2 if outer and inner and not is_top(text, self.patterns) else 0.0)
        if any(token.key.endswith("指标") for token in tokens[:-1]):
            return inf  # two words of a level are two cells
        if self.patterns.null_kind(text) is not None or self.is_torn_level(text):
            return 1.5
        own = 2 < len(text) <= _OWN_WORD and not any(self.like_measure(token.key) for token in tokens)
        if not outer and text.endswith("指标") and own and not LEAD.match(text):
            return 0.3 + 0.05 * (count - 1)  # 时效性指标, 社会公众满意程度指标: an author's own word of level 2
        if misfit("text", text, self.patterns) >= 1 or self.like_measure(text) or LEAD.match(text):
            return inf
        if _SENTENCE.search(text):
            return inf  # no level is a sentence
        return (2.0 if outer else 0.7) + 0.8 * (count - 1)

    def is_torn_level(self, text: str) -> bool:
        """Whether a text is the end of a word of level 1 or 2 (益指标)."""
        return text in _ends_of_levels(self.patterns)

    def _paragraphs_cost(self, place: Place, start: int, stop: int) -> float:
        """The price of a cell's further paragraphs: low for text, high where they look like the next cell."""
        done, total, number = self._paragraphs.get((place.type, start), (stop + 1, 0.0, 0))
        if done > stop:  # cells that begin here are asked for from short to long: each goes on from the one before
            number = paragraph_number(self.tokens[start].key) if place.type == "text" else 0
            done, total = start + 1, 0.6 if number > 1 else 0.0  # a list does not begin with its second item
        for index in range(done, stop):
            key = self.tokens[index].key
            if not key:
                total += 0.6
                continue
            following = paragraph_number(key)
            if number and following:
                total += 0.05 if following == number + 1 else 1.5
                number = following
            elif self.tokens[index - 1].key.endswith(OPEN):
                total += 0.1  # «指标1：» and its text on the next line, «原因：人员不足；» and its measures
            elif place.type == "measure":
                total += 2.5 if self.like_measure(key) else 1.5 if self.like_measure(self.tokens[start].key) else 0.7
            else:
                total += 2.5 if self.like_measure(key) else 1.5 if self.is_level(key) else 0.5
        self._paragraphs[place.type, start] = stop, total, number
        return total


@lru_cache(maxsize=8)
def _money(patterns: Patterns) -> frozenset[str]:
    """All labels of rows of money that are known, whatever form prints them."""
    return frozenset(row_key(squeeze(label)) for labels in patterns.concepts.values() for label in labels)


@lru_cache(maxsize=8)
def _ends_of_levels(patterns: Patterns) -> frozenset[str]:
    """All ends of the words of levels 1 and 2, the words among them."""
    return frozenset(word[at:] for word in patterns.level1 for at in range(len(word)))


def _figure(key: str) -> float | None:
    try:
        return float(key.removesuffix("分").replace(",", ""))
    except ValueError:
        return None


_Entry = tuple[float, "tuple[int, int] | None", int, "tuple[int, int]"]
"""Cost, state before, rank there, token range of the cell that leads here."""


class _Search:
    """The two cheapest ways to split tokens [start, stop) into rows. States are (token, place)."""

    def __init__(self, aligner: Aligner, kind: RowKind, start: int, stop: int) -> None:
        self.aligner, self.kind, self.start, self.stop = aligner, kind, start, stop
        self.width = len(kind)
        self.deep = 60 if all(p.type in ("text", "label") for p in kind.places) else _DEEP
        self.merged = [i for i, place in enumerate(kind.places) if place.merge]
        self.best: dict[tuple[int, int], list[_Entry]] = {}

    def run(self) -> list[tuple[float, list[Choice]]]:
        """Up to two (cost, rows), cheapest first."""
        self._add((self.start, 0), (0.0, None, 0, (self.start, self.start)))
        for at in range(self.start, self.stop + 1):
            for index in self._order():
                state = (at, index)
                if state in self.best and at < self.stop:
                    self._extend(state)
                if state in self.best and index == 0 and self.aligner.leaves_out and at < self.stop:
                    self._holes(state)
        return [(entry[0], self._rows(rank)) for rank, entry in enumerate(self.best.get((self.stop, 0), ()))]

    def _order(self) -> range:
        return range(self.width)

    def _add(self, state: tuple[int, int], entry: _Entry) -> None:
        entries = self.best.setdefault(state, [])
        if len(entries) < 2:
            entries.append(entry)
        elif entry[0] < entries[1][0]:
            entries[1] = entry
        if len(entries) == 2 and entries[1][0] < entries[0][0]:
            entries.reverse()

    def _extend(self, state: tuple[int, int]) -> None:
        """All cells that may begin at a state."""
        at, index = state
        if self.aligner.leaves_out and self.kind.places[index].merge == "block":
            return
        for end in self._ends(at, index):
            price = self.aligner.cost(self.kind, index, at, end)
            if price == inf:
                continue
            following, here = (end, (index + 1) % self.width), (at, end)
            for rank, entry in enumerate(self.best[state]):
                over = 1.0 if self._over(index, entry[3], here) else 0.0
                self._add(following, (entry[0] + price + over, state, rank, here))

    def _over(self, index: int, before: tuple[int, int], here: tuple[int, int]) -> bool:
        """Whether this is a score above the weight beside it (得分 ≤ 分值), or without one."""
        if not index or self.kind.places[index].type != "score" or self.kind.places[index - 1].type != "score":
            return False
        weight = _figure(self.aligner.tokens[before[0]].key) if before[1] > before[0] else None
        score = _figure(self.aligner.tokens[here[0]].key)
        if score is None or before[0] == before[1]:
            return False
        blank = not self.aligner.tokens[before[0]].key
        return blank or (weight is not None and score > weight)

    def _ends(self, at: int, index: int) -> Iterator[int]:
        yield at + 1
        tokens = self.aligner.tokens
        if not tokens[at].key or self.kind.places[index].type in FIGURES:
            return
        for end in range(at + 2, min(at + self.deep, self.stop) + 1):
            if tokens[end - 1].key:
                yield end
            elif not tokens[end - 2].key:
                return  # two blank lines are in no cell

    def _holes(self, state: tuple[int, int]) -> None:
        """A row whose first merged cells are covered and left out: block, block and level 1, and so on."""
        at = state[0]
        for count in range(1, len(self.merged) + 1):
            holes = self.merged[:count]
            if holes != list(range(count)):
                break
            for rank, entry in enumerate(self.best[state]):
                self._add((at, count), (entry[0], state, rank, (at, at)))

    def _rows(self, rank: int) -> list[Choice]:
        cells: list[tuple[int, tuple[int, int]]] = []
        state: tuple[int, int] | None = (self.stop, 0)
        where = rank
        while state is not None:
            _, before, where, span = self.best[state][where]
            if before is not None:
                cells.append((state[1], span))
            state = before
        rows: list[Choice] = []
        current: list[tuple[int, int]] = []
        holes: tuple[int, ...] = ()
        for reached, span in reversed(cells):
            if span[0] == span[1]:
                holes = tuple(range(reached))
                continue
            current.append(span)
            if reached == 0:
                rows.append(Choice(tuple(current), holes))
                current, holes = [], ()
        return rows
