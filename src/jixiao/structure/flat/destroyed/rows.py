"""The indicator rows of a stream: all ways to cut it into rows whose weights and scores add up, by dynamic programming.

A row is a chunk of words and the figures of its columns in the printed order. Targets and actual values are figures
with units, or words; weights and scores are what the sums judge: the weights with that of the money make up 100, the
scores the total's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from jixiao.structure.flat.destroyed.chunks import Chunk, Chunks, Place
from jixiao.structure.flat.destroyed.measures import Measures, agree
from jixiao.structure.flat.destroyed.rowmodel import MEASURES, SIGN, UNIT, Points, Row, Rows
from jixiao.structure.flat.destroyed.search import FULL, POINTS, Budget, ExhaustedError, fits
from jixiao.structure.flat.destroyed.stream import FIGURES, Literal, Stream
from jixiao.structure.flat.destroyed.words import Heading, Label, Vocabulary
from jixiao.structure.form_model import LEVELS

_WORD = 6  # characters of a word of level 2, «指标» apart
_BEHIND = 14
"""Figures that a name may hold before its row's own."""

_MOST = 16
USUAL = Decimal(10)
"""The points of the money where it could not be read."""

_READ = (*LEVELS, *MEASURES, *POINTS, "level3", "deviation_reason")


_Sums = tuple[Decimal, Decimal]
_Step = tuple[int, _Sums, Row]


def read_rows(stream: Stream, heading: Heading, words: Vocabulary, money: Points, budget: Budget, limit: int) -> Rows:
    """The rows below a heading up to a total that bears them out; without rows where none does, or in two ways."""
    none = Rows(heading)
    ids = _joined(heading.ids)
    figures = [id_ for id_ in ids if id_ in (*MEASURES, *POINTS)]
    if "level3" not in ids or "weight" not in ids or any(id_ not in _READ for id_ in ids):
        return none
    if [id_ for id_ in ids if id_ in LEVELS] + ["level3"] + figures != [i for i in ids if i != "deviation_reason"]:
        return none
    if "deviation_reason" in ids[:-1]:
        return none
    found: list[Rows] = []
    try:
        for total in words.total.finditer(stream.text, heading.stop, limit):
            cells = list(_totals(stream, total.end(), limit, figures))
            said = stream.text.startswith(",", total.start() - 1)  # «绩效良好，自评总分96分。»
            if cells and (not said or total.start() in stream.gaps):
                start = _begin(stream, words, total.start(), total.end())
                search = _Search(stream, heading, words, figures, budget, start)
                found += search.solve(Label(start, total.end(), stream.text[start : total.end()]), cells, money)
    except ExhaustedError:
        return none
    rows = _shared(found) if found else none
    return rows if _levels_in_order(stream, rows, words) else none


def _begin(stream: Stream, words: Vocabulary, start: int, stop: int) -> int:
    """Where a total's label begins: behind a blank, where its first letters are the end of another cell («效益指标»,
    «总分»), perhaps on a line of their own («可持续影响», «指标», «总分») or apart («绩　效　指　标», «总得分»)."""
    later = [at for at in range(start + 1, stop) if at in stream.gaps]
    rests = (stream.text[at:end] for end in later or (stop,) for at in range(max(start - _WORD, 0), start))
    torn = any(words.dimension(rest) or rest in words.printed for rest in rests)
    apart = any(stream.breaks(at) > stream.usual for at in range(start + 1, stop))  # blank cells within: «得分», «总分»
    if start in stream.gaps and not torn and not apart:
        return start
    return next((at for at in later if (hit := words.total.match(stream.text, at)) and hit.end() == stop), start)


def _joined(ids: Sequence[str]) -> list[str]:
    """The columns without those that hold the sign before a target and the unit behind it, where they stand there."""
    target = list(ids).index(MEASURES[0]) if MEASURES[0] in ids else -2
    parts = {(SIGN, target - 1), (UNIT, target + 1)}
    return [id_ for index, id_ in enumerate(ids) if (id_, index) not in parts]


def _levels_in_order(stream: Stream, rows: Rows, words: Vocabulary) -> bool:
    """Whether no word of level 1 or 2 comes again after another, and none of level 1 below what stands under it: else
    one of them stands where another should."""
    lines = [line for row in rows.rows for line in (*row.chunk.rest, row.chunk.row)]
    seen: list[list[str]] = [[], []]
    for line in lines:
        one, two = (stream.text[slice(*place)] if place else "" for place in (line.level1, line.level2))
        above: tuple[str, ...] = (words.plain(one),) if one else ()
        if one and two and words.parents(two) and not {*words.parents(one), *above} & set(words.parents(two)):
            return False  # one of the two stands in another's place
        if two and (parents := words.parents(two)):
            last = [*above, *seen[0][-1:]][0:1]
            above = above or (tuple(last) if last and last[0] in parents else parents[:1])
        if one and above[0:1] and above[0] in seen[0]:
            return False  # printed below rows that are its own
        for level, name in ((0, above[0] if above else ""), (1, two)):
            if name and name not in seen[level][-1:]:
                if name in seen[level]:
                    return False
                seen[level].append(name)
    return True


def _shared(readings: Sequence[Rows]) -> Rows:
    """What all readings have in common; nothing where they differ in more than names, targets and actual values."""
    first, *others = readings
    if not others:
        return first
    for other in others:
        words = [(r.chunk.rest, r.chunk.row.level1, r.chunk.row.level2, r.stop) for r in other.rows]
        if words != [(r.chunk.rest, r.chunk.row.level1, r.chunk.row.level2, r.stop) for r in first.rows]:
            return Rows(first.heading)
        if (other.total, other.total_cells, other.tail) != (first.total, first.total_cells, first.tail):
            return Rows(first.heading)
    rows = []
    for index, row in enumerate(first.rows):
        same = [other.rows[index] for other in others]
        figures = tuple(figure for figure in row.figures if all(figure in other.figures for other in same))
        sure = row.chunk.sure and all(other.chunk.row == row.chunk.row for other in same)
        blurred = row.blurred if all(other.blurred == row.blurred for other in same) else None
        rows.append(replace(row, figures=figures, blurred=blurred, chunk=replace(row.chunk, sure=sure)))
    with_money = first.with_money if all(other.with_money == first.with_money for other in others) else None
    return replace(first, rows=rows, with_money=bool(with_money)) if with_money is not None else Rows(first.heading)


def _totals(stream: Stream, start: int, limit: int, figures: Sequence[str]) -> Iterator[dict[str, Literal]]:
    """The figures that may stand behind the total's label."""
    for score in stream.numbers(start, limit) if "score" in figures else ():
        if fits("score", score) and FIGURES.match(stream.text, score.stop, limit) is None:
            yield {"score": score}  # the sum of the weights is not printed
    for weight in stream.numbers(start, limit):
        if weight.value != FULL or weight.unit:
            continue
        if "score" not in figures:
            if not _goes_on(stream, weight.stop, limit):
                yield {"weight": weight}
            continue
        for score in stream.numbers(weight.stop, limit):
            if fits("score", score) and not _goes_on(stream, score.stop, limit):
                yield {"weight": weight, "score": score}


def _goes_on(stream: Stream, at: int, limit: int) -> bool:
    """Whether a figure goes on at a character."""
    return at < limit and stream.text[at] in "0123456789.,%" and at not in stream.gaps


class _Search:
    """All ways to cut [heading.stop, end) into rows, by the sums of their weights and scores."""

    def __init__(
        self, stream: Stream, heading: Heading, words: Vocabulary, figures: Sequence[str], budget: Budget, end: int
    ) -> None:
        self.stream, self.heading, self.figures, self.budget, self.end = stream, heading, tuple(figures), budget, end
        self.chunks = Chunks(stream, words, heading.stop, end, both={*LEVELS} <= {*heading.ids})
        self.measures = Measures(stream, words.patterns, heading.stop, end, bare=UNIT in heading.ids)
        self.states: dict[int, dict[_Sums, list[_Step]]] = {}
        self._rows: dict[int, list[Row]] = {}

    def solve(self, label: Label, totals: Sequence[dict[str, Literal]], money: Points) -> list[Rows]:
        """The readings that a total bears out: first those that cut figures only where a blank stands."""
        for self.glued in (False, True):
            if not self.glued and not self.stream.spaced:
                continue
            if self.glued and self.stream.lined:
                break  # no line holds two figures
            if self.glued and not money.known:
                break  # so many cuts meet a sum by chance that a guess at the money's points proves nothing
            self._run()
            found = list(islice(self._found(label, totals, money), _MOST + 1))
            if len(found) > _MOST:
                raise ExhaustedError
            if found:
                return found
        return []

    def _run(self) -> None:
        zero = Decimal(0)
        self.states = {self.heading.stop: {(zero, zero): []}}
        self._rows = {}
        for at in range(self.heading.stop, self.end):
            sums = self.states.get(at)
            if not sums:
                continue
            for row in self._rows_at(at):
                weight, score = self._value(row, "weight"), self._value(row, "score")
                for before in list(sums):
                    self.budget.spend()
                    after = before[0] + weight, before[1] + score
                    if after[0] <= FULL:
                        self.states.setdefault(row.stop, {}).setdefault(after, []).append((at, before, row))

    def _value(self, row: Row, column: str) -> Decimal:
        place = row.place(column)
        return Decimal(self.stream.text[place[0] : place[1]].removesuffix("分")) if place else Decimal(0)

    def _found(self, label: Label, totals: Sequence[dict[str, Literal]], money: Points) -> Iterator[Rows]:
        """The rows of each way to end that fits a total."""
        for at, sums in self.states.items():
            if at == self.heading.stop:
                continue
            tail = self.chunks.read(at, self.end, last=True) if at < self.end else None
            if at < self.end and (tail is None or any(c in "0123456789" for c in self._left(tail))):
                continue
            for end in sums:
                for cells in totals:
                    for with_money in adds_up(end, cells, money):
                        for rows in self._paths(at, end):
                            yield Rows(self.heading, rows, tail, label, cells, with_money)

    def _left(self, tail: Chunk) -> str:
        text = self.stream.text
        return text[slice(*tail.reason)] if tail.reason else ""

    def _paths(self, at: int, sums: _Sums) -> Iterator[list[Row]]:
        """All rows that lead to a state; more than a few are as good as too many."""
        if at == self.heading.stop:
            yield []
            return
        for before, earlier, row in self.states[at][sums]:
            for rows in self._paths(before, earlier):
                self.budget.spend()
                yield [*rows, row]

    # one row

    def _rows_at(self, at: int) -> list[Row]:
        rows: list[Row] = []
        starts = [index for index in self.measures.starts if index > at][: _BEHIND * 2]
        for start in starts:
            self.budget.spend()
            if not self.glued and self.stream.splits(start):
                continue
            chunk = self.chunks.read(at, start)
            name = chunk.row.name if chunk else None
            if chunk is None or name is None or any(name[0] <= sign < name[1] for sign in self.measures.signs):
                continue
            if self.glued and self._ends_with_cell(name):
                continue
            rows += [Row(chunk, figures, None, stop) for figures, stop in self._cells(start, 0, ())]
            rows += self._words_before(chunk, at, start)
        return rows

    def _ends_with_cell(self, name: Place) -> bool:
        """Whether a name ends with a figure behind a blank: a cell, where figures are cut without one («群众满意度 21
        268册»: 26 was the weight, and the sums were right by chance)."""
        text, at = self.stream.text, name[1]
        while at > name[0] and text[at - 1] in "0123456789.":
            at -= 1
        return name[0] < at < name[1] and at in self.stream.gaps

    def _words_before(self, chunk: Chunk, at: int, start: int) -> Iterator[Row]:
        """A row whose target and actual are words: they stand in the chunk behind the name, up to the points."""
        name = chunk.row.name
        rest = [id_ for id_ in self.figures if id_ not in MEASURES]
        if self.figures[:2] != MEASURES or name is None or self.stream.text[start] not in "0123456789":
            return
        if any(self.chunks.numbered(*name) <= index < name[1] for index in self.measures.starts):
            return
        words = self._twice(at, name) if self.stream.wrapped else None
        for figures, stop in self._points(start, rest, ()):
            yield Row(words[0], (*words[1], *figures), None, stop) if words else Row(chunk, figures, name, stop)

    def _twice(self, at: int, name: Place) -> tuple[Chunk, tuple[tuple[str, Place], ...]] | None:
        """The chunk before the words of target and actual value, where they are the same."""
        same = _twice(self.stream, name)
        own = self.chunks.read(at, same[0][0]) if same else None
        if same is None or own is None or own.row.name is None:
            return None
        return own, tuple(zip(MEASURES, same, strict=True))

    def _points(
        self, at: int, rest: Sequence[str], done: tuple[tuple[str, Place], ...]
    ) -> Iterator[tuple[tuple[tuple[str, Place], ...], int]]:
        if not rest:
            yield done, at
            return
        for literal in self._score(at, rest[0]):
            cells = (*done, (rest[0], (at, literal)))
            if self._in_bounds(cells):
                yield from self._points(literal, rest[1:], cells)

    def _score(self, at: int, column: str) -> Iterator[int]:
        """Where points that begin at a character end."""
        text = self.stream.text
        for literal in self.stream.numbers(at, self.end):
            if literal.unit or not fits(column, literal) or (column == "weight" and not literal.value):
                continue
            stop = literal.stop
            if self.stream.splits(stop) and (not self.glued or self.stream.is_printed(at)):
                continue
            unit = stop < self.end and text[stop] == "分" and stop not in self.stream.gaps  # «6», «分值»: a cell
            yield stop + 1 if unit else stop

    def _in_bounds(self, cells: tuple[tuple[str, Place], ...]) -> bool:
        """Whether a score is no more than its weight."""
        found = dict(cells)
        if "weight" not in found or "score" not in found:
            return True
        weight, score = (self._number(found[id_]) for id_ in POINTS)
        return score <= weight

    def _agree(self, cells: tuple[tuple[str, Place], ...]) -> bool:
        """Whether target and actual, as far as they are read, can be of one row; where figures are glued, the cut
        between them has no other judge."""
        found = dict(cells)
        if not set(MEASURES) <= set(found):
            return True
        target, actual = (self.measures.parse(self.stream.text[slice(*found[id_])]) for id_ in MEASURES)
        if target is None or actual is None:
            return True
        return agree(target, actual, None, None, bare=self.measures.bare)  # authors give points as they like

    def _number(self, place: Place) -> Decimal:
        return Decimal(self.stream.text[place[0] : place[1]].removesuffix("分"))

    def _cells(
        self, at: int, index: int, done: tuple[tuple[str, Place], ...]
    ) -> Iterator[tuple[tuple[tuple[str, Place], ...], int]]:
        """All ways to read the columns from ``index`` on, from a character on."""
        self.budget.spend()
        if index == len(self.figures):
            yield done, at
            return
        column = self.figures[index]
        if at >= self.end:
            return
        if column in POINTS:
            for stop in self._score(at, column):
                cells = (*done, (column, (at, stop)))
                if self._in_bounds(cells):
                    yield from self._cells(stop, index + 1, cells)
            return
        for stop in self.measures.at(at, self.end, glued=self.glued):
            cells = (*done, (column, (at, stop)))
            if not self.glued or self._agree(cells):
                yield from self._cells(stop, index + 1, cells)
        if column == MEASURES[0] and index and at not in self.measures.starts:
            yield from self._words(at, index, done)

    def _words(
        self, at: int, index: int, done: tuple[tuple[str, Place], ...]
    ) -> Iterator[tuple[tuple[tuple[str, Place], ...], int]]:
        """Target and actual in words between two figures: the same word twice, or no border between them."""
        stop = next((start for start in self.measures.starts if start > at), self.end)
        if self.figures[index : index + 2] != MEASURES or index + 2 == len(self.figures) or stop - at > 60:
            return
        half = (stop - at) // 2
        text = self.stream.text
        if not half:
            return
        if text[at : at + half] == text[at + half : stop]:
            cells = (*done, ("target", (at, at + half)), ("actual", (at + half, stop)))
        else:
            cells = (*done, ("blurred", (at, stop)))
        yield from self._cells(stop, index + 2, cells)


def _twice(stream: Stream, place: Place) -> tuple[Place, Place] | None:
    """The two cells with which a stretch ends, where they say the same («完成», «完成»); None where they do not, or
    in two ways."""
    lines = list(stream.lines_of(*place))
    texts = [stream.text[slice(*line)] for line in lines]
    sizes = range(1, (len(lines) - 1) // 2 + 1)
    found = [size for size in sizes if texts[-2 * size : -size] == texts[-size:]]
    if len(found) != 1:
        return None
    one, other = lines[-2 * found[0] : -found[0]], lines[-found[0] :]
    return (one[0][0], one[-1][1]), (other[0][0], other[-1][1])


def adds_up(sums: _Sums, total: dict[str, Literal], money: Points) -> Iterator[bool]:
    """Whether rows with these sums make up the total, with the money's points or without them."""
    score = total["score"].value if "score" in total else None
    if money.known:
        for weight, points in {(money.weight, money.score), (Decimal(0), Decimal(0))}:
            if sums[0] + weight == FULL and (score is None or sums[1] + points == score):
                yield bool(weight)
        return
    if sums[0] + USUAL == FULL and (score is None or sums[1] + USUAL == score):
        yield True  # the money has its usual points, all of them
