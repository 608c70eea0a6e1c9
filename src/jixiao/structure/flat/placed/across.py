"""Which column each piece of a zone stands in: pieces that overlap, over a page, are of one column (`Columns`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import combinations, pairwise
from math import inf

from jixiao import lazy_re as re
from jixiao.quotes import squeeze
from jixiao.structure.flat.placed.down import FIGURES
from jixiao.structure.flat.placed.heads import Heading, extent, stacks
from jixiao.structure.flat.placed.page import Chunk, parted
from jixiao.structure.flat.shapes import Place
from jixiao.structure.form_model import LEVELS

_CLEAR = 4  # columns of text by which the second best way to put a page's columns below the heading's must be worse
_TOUCH = 4  # columns of text between pieces of one column of a table, at most
_MOST_CLOSE = 4
_Way = tuple[float, tuple[int, ...], list[list[Chunk]]]  # its cost, the columns, the groups that stand in them
_NONE: frozenset[str] = frozenset()
_MERGED = frozenset({"", "words", "figure"})  # kinds of groups that may be one column
_MOST = 16  # columns of a zone
_SEVERAL = 3  # lines with two figures in one column, which make it two
_LED = re.compile(r"\d+(?:\.\d+)? [^\W\d]")  # points with a text behind
_BESIDE = 2  # lines that show that the two are of two columns
_PIECES = 6  # of a word of a level
_FIGURE = re.compile(r"[-+]?[\d,.]+%?|%|[-—/]+")


@dataclass(slots=True)
class Columns:
    """The columns of a zone, and where their pieces stand on the page at hand (None: nothing known yet)."""

    places: Sequence[Place]
    extents: list[tuple[int, int] | None]
    wide: bool
    level_of: Callable[[str], frozenset[str]]  # the levels that a word may be of (level1, level2)
    doubtful: set[int] = field(default_factory=set)  # starts of pieces whose column is not certain
    last: dict[int, list[str]] = field(default_factory=dict)  # the last pieces of each column, on the page before
    labelled: bool = False  # below one heading stand a label and, behind a gap, its amount
    lacks: bool = False  # whether the heading lacks a column: two cells stand below one of its own

    def put(self, chunks: Sequence[Chunk], *, headed: bool) -> list[tuple[Chunk, int]] | None:
        """The pieces of a page with their columns; None where that cannot be told. ``headed``: the heading stands on
        this page. Afterwards ``extents`` are those of this page."""
        placed = self._put(chunks, headed=headed)
        for column in {column for _, column in placed or ()}:
            own = sorted((chunk.start, chunk.text) for chunk, at in placed or () if at == column)
            self.last[column] = [text for _, text in own[-_PIECES:]]
        return placed

    def _put(self, chunks: Sequence[Chunk], *, headed: bool) -> list[tuple[Chunk, int]] | None:
        if not chunks:
            return []
        if not headed:
            return None if self.lacks else self._continued(chunks)
        lead = next((column for column, where in enumerate(self.extents) if where is not None), 0)
        if lead and not self._leads(chunks, lead):
            return None
        heads = [(column, where) for column, where in enumerate(self.extents) if where is not None]
        pieces = self._split(list(chunks), heads)
        placed: list[tuple[Chunk, int]] = []
        for group in self._groups(pieces, heads):
            inside = [column for column, where in heads if any(_meet(where, chunk) for chunk in group)]
            if len(inside) == 1:
                placed += [(chunk, inside[0]) for chunk in group]
            elif inside:
                placed += [(chunk, self._nearest(chunk, inside)) for chunk in group]
            else:
                placed += self._lone(group, pieces, heads)
        self._widen(placed)
        self._doubt(placed)
        return placed

    def below(self, heading: Heading) -> bool:
        """Takes the places of a heading that a page repeats; False where it has other columns than the first had."""
        cells = [extent(cell) for cell in heading.cells]
        columns = [column for column, where in enumerate(self.extents) if where is not None]
        lead = next((n for n, place in enumerate(self.places) if place.merge != "block"), 0)
        columns = [column for column in columns if column >= lead or len(cells) == len(columns)]
        if len(cells) != len(columns):
            return False
        self.extents = [None] * len(self.extents)
        for column, where in zip(columns, cells, strict=True):
            self.extents[column] = where
        return True

    def _leads(self, chunks: Sequence[Chunk], lead: int) -> bool:
        """Finds the first columns, above which the heading prints nothing: what stands left of the others."""
        where = self.extents[lead]
        groups = stacks([*chunks, *([Chunk(-1, *where, -1, -1, "")] if where else [])])
        ahead = groups[: next((n for n, group in enumerate(groups) if any(c.start < 0 for c in group)), 0)]
        if len(ahead) > lead:
            return False
        columns = range(lead)
        if len(ahead) < lead:  # a label goes before the block that may stand left of it
            columns = range(lead - len(ahead), lead)
        for column, group in zip(columns, ahead, strict=True):
            self.extents[column] = extent(group)
        return True

    def _split(self, chunks: list[Chunk], heads: Sequence[tuple[int, tuple[int, int]]]) -> list[Chunk]:
        """The pieces, those that reach over two columns parted at the blank between: cells set close to each other. Of
        several blanks it is the one behind which the second heading begins («12.6 万平方 12.6 万平方米»); where there
        is none and two stand as near, nobody knows."""
        result: list[Chunk] = []
        for chunk in chunks:
            inside = [where for _, where in heads if _meet(where, chunk)]
            if len(inside) > 1:
                middle = inside[0][1] + inside[1][0]
                ways = [
                    (rest.left != inside[1][0], abs(one.right + rest.left - middle), one, rest)
                    for one, rest in parted(chunk, wide=self.wide)
                    if one.right <= inside[1][0] and rest.left >= inside[0][1]
                ]
                if ways:
                    (off, far, one, rest), *others = sorted(ways, key=lambda way: way[:2])
                    if off and others and others[0][1] - far <= 1:
                        self.doubtful |= {one.start, rest.start}
                    result += [one, *self._split([rest], heads)]
                    continue
            result.append(chunk)
        return result

    def _groups(self, chunks: Sequence[Chunk], heads: Sequence[tuple[int, tuple[int, int]]]) -> list[list[Chunk]]:
        labels = [Chunk(-1, where[0], where[1], -1, -1, "") for _, where in heads]
        groups = stacks([*chunks, *labels])
        return [own for group in groups if (own := [chunk for chunk in group if chunk.start >= 0])]

    def _nearest(self, chunk: Chunk, inside: Sequence[int]) -> int:
        """The column of a piece in a group that holds several: the one whose heading it stands below."""
        off = sorted((self._off(chunk, column), column) for column in inside)
        if len(off) > 1 and (off[0][0] > 0 or off[1][0] <= 0):
            self.doubtful.add(chunk.start)
        return off[0][1]

    def _off(self, chunk: Chunk, column: int) -> int:
        """How far a piece stands from a heading; below 0: by how much they overlap."""
        where = self.extents[column]
        return 1 << 16 if where is None else max(where[0] - chunk.right + 1, chunk.left - where[1] + 1)

    def _lone(
        self,
        group: Sequence[Chunk],
        pieces: Sequence[Chunk],
        heads: Sequence[tuple[int, tuple[int, int]]],
    ) -> list[tuple[Chunk, int]]:
        """A group below no heading's words: it is of the column beside it that has nothing in the group's lines."""
        where = extent(group)
        left = [column for column, other in heads if other[1] <= where[0]]
        right = [column for column, other in heads if other[0] >= where[1]]
        near = [*left[-1:], *right[:1]]
        lines = {chunk.at for chunk in group}
        free = [
            column
            for column in near
            if not any(chunk.at in lines and _meet(self._reach(column, pieces, where), chunk) for chunk in pieces)
        ]
        best = sorted((self._gap(where, column), column) for column in (free or near))
        if not free or (len(best) > 1 and best[1][0] < 2 * best[0][0] + 2):
            self.doubtful |= {chunk.start for chunk in group}
        return [(chunk, best[0][1]) for chunk in group]

    def _reach(self, column: int, pieces: Sequence[Chunk], where: tuple[int, int]) -> tuple[int, int]:
        """How far the pieces of a column reach, those of the group at ``where`` apart."""
        own = self.extents[column]
        if own is None:
            return (0, 0)
        group = next(
            (extent(g) for g in stacks([Chunk(-1, *own, -1, -1, ""), *pieces]) if any(c.start < 0 for c in g)), own
        )
        return group if not (group[0] < where[1] and where[0] < group[1]) else own

    def _gap(self, where: tuple[int, int], column: int) -> int:
        own = self.extents[column] or where
        return max(own[0] - where[1], where[0] - own[1])

    def _continued(self, chunks: Sequence[Chunk]) -> list[tuple[Chunk, int]] | None:
        """The pieces of a page without the heading: columns keep their order, and nearly their places."""
        columns = [column for column, where in enumerate(self.extents) if where is not None]
        block = self.places[0].merge == "block" and self.extents[0] is None  # its label may stand on this page alone
        best: list[_Way] = []
        for groups, price in self._merges(stacks(_apart(chunks, wide=self.wide))):  # none that is needless
            if best and len(groups) < len(best[0][2]):
                break
            if len(groups) == len(columns) + 1 and block:
                columns.insert(0, 0)
            if len(groups) <= len(columns) <= _MOST:
                priced = ((price + self._way(groups, way), way, groups) for way in combinations(columns, len(groups)))
                best += nsmallest(2, (way for way in priced if way[0] < inf), key=lambda way: way[0])
        best.sort(key=lambda way: way[0])
        if not best or (len(best) > 1 and best[1][0] - best[0][0] < _CLEAR and not _same(best[0], best[1])):
            return None
        placed = [(chunk, column) for group, column in zip(best[0][2], best[0][1], strict=True) for chunk in group]
        for group, column in zip(best[0][2], best[0][1], strict=True):
            self.extents[column] = extent(group)
        self._doubt(placed)
        return placed

    def _doubt(self, placed: Sequence[tuple[Chunk, int]]) -> None:
        """Doubts pieces of one line and one column with a gap between: they are of two columns, nobody knows which.
        Where several lines of a column of figures hold two, nobody knows of those that hold one either."""
        last: dict[tuple[int, int], Chunk] = {}
        double: dict[int, set[int]] = {}
        beside: Counter[int] = Counter()  # lines of a column in which a figure stands behind something else
        for chunk, column in sorted(placed, key=lambda one: one[0].start):
            above = last.get((chunk.at, column))
            if above is not None and chunk.left - above.right > 1:
                self.doubtful |= {above.start, chunk.start}
                if _FIGURE.fullmatch(squeeze(chunk.text)):
                    beside[column] += 1
                    if _FIGURE.fullmatch(squeeze(above.text)):
                        double.setdefault(column, set()).add(chunk.at)
            last[chunk.at, column] = chunk
        torn = {c for c, lines in double.items() if len(lines) >= _SEVERAL and self.places[c].type in FIGURES}
        self.doubtful |= {chunk.start for chunk, column in placed if column in torn}
        self.lacks |= not self.labelled and max(beside.values(), default=0) >= _BESIDE
        self._doubt_wandering(placed)

    def _doubt_wandering(self, placed: Sequence[tuple[Chunk, int]]) -> None:
        """Doubts the figures of lines that lack some, where a column's have no place in common: what stands left of
        them tells where they are printed, not their columns (PyMuPDF, sorted)."""
        figures = [column for column, place in enumerate(self.places) if place.type in FIGURES and self.extents[column]]
        middles = [sum(self.extents[column] or ()) for column in figures]
        pitch = min((after - before for before, after in pairwise(middles)), default=0)
        sure = [(c, at) for c, at in placed if c.start not in self.doubtful and _FIGURE.fullmatch(squeeze(c.text))]
        own = {column: [chunk for chunk, at in sure if at == column] for column in figures}
        if pitch <= 0 or not any(2 * _wander(chunks) > pitch for chunks in own.values() if len(chunks) >= _SEVERAL):
            return
        lines = Counter(chunk.at for chunks in own.values() for chunk in chunks)
        self.doubtful |= {c.start for chunks in own.values() for c in chunks if lines[c.at] < len(figures)}

    def _merges(self, groups: Sequence[list[Chunk]]) -> Iterator[tuple[list[list[Chunk]], float]]:
        """The ways to take groups that stand close and share no line for one column, with what each costs."""
        close = [
            at
            for at in range(1, len(groups))
            if extent(groups[at])[0] - extent(groups[at - 1])[1] <= _TOUCH
            and not {chunk.at for chunk in groups[at]} & {chunk.at for chunk in groups[at - 1]}
            and self._kinds_of(groups[at]) & self._kinds_of(groups[at - 1]) & _MERGED
        ]
        for count in range(min(len(close), _MOST_CLOSE) + 1):
            for chosen in combinations(close, count):
                merged: list[list[Chunk]] = []
                for at, group in enumerate(groups):
                    if at in chosen:
                        merged[-1] = [*merged[-1], *group]
                    else:
                        merged.append(list(group))
                if all(len({c.at for c in group}) == len(group) or _is_stack(group) for group in merged):
                    yield merged, float(sum(extent(groups[at])[0] - extent(groups[at - 1])[1] for at in chosen))

    def _way(self, groups: Sequence[Sequence[Chunk]], way: Sequence[int]) -> float:
        """How badly groups go with columns: by their places, all moved alike, and by what they hold."""
        moves: list[float] = []
        cost = 0.0
        for group, column in zip(groups, way, strict=True):
            where, own = extent(group), self.extents[column]
            if own is not None:
                moves.append((where[0] + where[1] - own[0] - own[1]) / 2)
            if self._kind_at(column) not in self._kinds_of(group) and not self._goes_on(group, column):
                return inf
        if moves:
            middle = sorted(moves)[len(moves) // 2]
            cost += sum(abs(move - middle) for move in moves)
        return cost

    def _goes_on(self, group: Sequence[Chunk], column: int) -> bool:
        """Whether a group is the rest of a level's word that the page before broke («满意度指标（10 分», «）»)."""
        if self.places[column].merge not in LEVELS:
            return False
        above = self.last.get(column, [])
        rest = "".join(chunk.text for chunk in sorted(group, key=lambda chunk: chunk.start))
        return any(self.level_of(squeeze("".join([*above[at:], rest]))) for at in range(len(above)))

    def _kind_at(self, column: int) -> str:
        """What stands in a column: figures, words of a level, words behind the points, or texts that may be figures."""
        place = self.places[column]
        if place.type in FIGURES:
            return "figure"
        behind = any(other.type == "score" for other in self.places[:column])
        return place.merge or ("words" if behind else "")

    def _kinds_of(self, group: Sequence[Chunk]) -> frozenset[str]:
        """What most of a group are: figures, words of a level (some are of either), or other texts."""
        texts = [squeeze(chunk.text) for chunk in sorted(group, key=lambda chunk: chunk.start)]
        figures = sum(_FIGURE.fullmatch(text) is not None for text in texts)
        if figures * 2 > len(texts):
            return frozenset({"figure", ""})
        levels: list[frozenset[str]] = []
        at = 0
        while at < len(texts):
            ends = range(min(at + _PIECES, len(texts)), at, -1)
            found, end = next(((f, n) for n in ends if (f := self.level_of("".join(texts[at:n])))), (_NONE, at + 1))
            levels += [found] * (end - at)
            at = end
        known = [found for found in levels if found]
        if len(known) * 2 <= len(levels):
            return frozenset({"", "words", "block"})
        return frozenset.intersection(*known) or frozenset.union(*known)

    def _widen(self, placed: Sequence[tuple[Chunk, int]]) -> None:
        for column in range(len(self.extents)):
            own = [chunk for chunk, at in placed if at == column and chunk.start not in self.doubtful]
            where = self.extents[column]
            if own:
                left, right = extent(own)
                self.extents[column] = (min(left, where[0]), max(right, where[1])) if where else (left, right)


def _apart(chunks: Sequence[Chunk], *, wide: bool) -> Sequence[Chunk]:
    """The pieces, points parted from the text behind them where other lines have either without the other («7.5 晚，
    当年未», a line of a reason)."""
    if not any(_LED.match(chunk.text) for chunk in chunks):
        return chunks
    places = [(chunk.left, chunk.right) for chunk in chunks]
    found: list[Chunk] = []
    for chunk in chunks:
        one, rest = next(parted(chunk, wide=wide)) if _LED.match(chunk.text) else (chunk, chunk)
        alone = [
            sum(_meet(where, own) and not _meet(where, other) for where in places)
            for own, other in ((one, rest), (rest, one))
        ]
        found += [one, rest] if min(alone) >= _BESIDE else [chunk]
    return found


def _wander(chunks: Sequence[Chunk]) -> int:
    """By how many half columns pieces of a column stand apart, be they set to its left, its right or its middle."""
    sides = ([2 * c.left for c in chunks], [2 * c.right for c in chunks], [c.left + c.right for c in chunks])
    return min(max(side) - min(side) for side in sides)


def _meet(where: tuple[int, int], chunk: Chunk) -> bool:
    return where[0] < chunk.right and chunk.left < where[1]


def _is_stack(group: Sequence[Chunk]) -> bool:
    """Whether pieces that share a line stand beside each other there only because a blank parts them."""
    return len({chunk.at for chunk in group}) * 2 > len(group)


def _same(one: _Way, other: _Way) -> bool:
    """Whether two ways put every piece in the same column."""
    places = [
        {chunk.start: column for group, column in zip(way[2], way[1], strict=True) for chunk in group}
        for way in (one, other)
    ]
    return places[0] == places[1]
