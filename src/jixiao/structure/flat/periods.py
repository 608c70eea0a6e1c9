"""Forms in words of their own, in text of a cell a line: rows told by the period of their figures (`Periods`).

Where every cell is printed, a covered one as a blank line, the rows below one heading have one number of cells. So two
rows whose figures stand alike tell how many, whatever the words; the lines above the first row, as many cells again,
are the heading (`headcuts`). What stands between such zones are labels with their values, and totals (`gaps`). Of all
ways to read the lines the likeliest is taken; where a heading may be cut otherwise as well, or anything is left over,
none is. The rows are then fitted to a form as those of a dialect that marks its cells (`periodic`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import chain, pairwise
from math import inf

from jixiao import lazy_re as re
from jixiao.patterns import Patterns
from jixiao.structure.flat.cellcosts import LISTED, MEASURE
from jixiao.structure.flat.cellsearch import Search
from jixiao.structure.flat.celltexts import is_only_top
from jixiao.structure.flat.chains import Chains, Zone
from jixiao.structure.flat.fixed import paragraph_number
from jixiao.structure.flat.headcuts import Rows
from jixiao.structure.flat.headfits import Fits
from jixiao.structure.flat.lexicon import Lexicon
from jixiao.structure.flat.rowways import unclear_rows
from jixiao.structure.flat.shapes import Place, RowKind
from jixiao.structure.flat.streamlines import BRACKET, SHORT, SURE, Cell
from jixiao.structure.flat.stretch import RawRow
from jixiao.structure.flat.tokens import Token, cell_of
from jixiao.structure.form_model import key_of

_NUMBERED = re.compile(  # «1、», «(1)», «2-», «指标①:» before a name
    r"(?:\d{1,2}[、.](?!\d)|\(\d{1,2}\)|\d{1,2}-|(?:指标)?[①-⑳][:.、]?)[\u4e00-\u9fff]"
)
_LABELS = 1  # the last cell that may be a label of a row of money
_SIZES = range(3, 15)  # cells of a row
_NEAR = 32  # lines of a heading
_LAST, _WINDOW = 3, 12  # lines of its last cell; those in which known words stand
_KNOWN, _MANY = 2, 4  # known words; of a heading without a blank cell below
_LABELLED, _SHORT_LABEL = 0.5, 6  # what it costs that the last text of a row may be the next label; its characters
_GOALS = 8  # rows of texts at the most
_FIGURES = 3  # ways in which the figures of rows stand alike
_LONG = 800  # lines of a zone
_MARGIN = 0.75  # by how much the second reading of rows must cost more
_WORST, _MORE = 0.5, 0.6  # what a row may cost on the average, and rows at all
_EVEN = 0.01  # prices that are one
_BETWEEN, _ENDS = 1.0, 4.0  # what lines between zones, and before and behind all, may cost
_GLUE = (inf, 1.0, 0.0, 0.1, 0.2)  # what it costs to join two lines
_TORN, _TORN_LINES = 1.6, 3  # and two of which the second is a label; lines of two cells that may be cut otherwise
_UNTOLD = 0.25  # what a cell costs among measures that is none («明显缓解»)
_WITH_LEVELS = 5  # cells of a row of indicators
_UNCLEAR = 0.5  # what a row costs that may be cut otherwise
_WRONG = 1.5  # what a cell costs of which the words belong elsewhere


class Periods(Fits, Chains):
    """The tokens of a form, read from its top to its end."""

    def __init__(self, tokens: list[Token], lexicon: Lexicon, patterns: Patterns) -> None:
        super().__init__(tokens, lexicon, patterns)
        self._below = [  # blank lines below a level's word
            at > 0 and self.classes[at - 1] + self.classes[at] == "tb" and self.is_level(tokens[at - 1].key)
            for at in range(len(tokens))
        ]
        kinds = zip(self.classes, tokens, strict=True)
        self.values = [kind == "f" or (kind == "t" and MEASURE.match(token.key)) for kind, token in kinds]
        self.named = [LISTED.match(token.key) is not None or _NUMBERED.match(token.key) is not None for token in tokens]
        self._totals = [key_of(token.key) in lexicon.totals for token in tokens]
        self._alone = [len(t.key) > SHORT and self._is_head((at, at + 1)) for at, t in enumerate(tokens)]

    def cost(self, kind: RowKind, index: int, start: int, stop: int) -> float:
        """What it costs to take tokens as the cell of a row (`Search`)."""
        place, single = kind.places[index], stop == start + 1
        if place.merge == "block":
            return 0.0 if single and self.classes[start] == "b" else inf
        astray = _WRONG * (place.id == "other" and self.named[start])
        if place.type == "measure":
            told = _UNTOLD * (self.classes[start] == "t" and not self.values[start])
            return astray + told + self._text_cost(start, stop)
        if place.type != "text":
            return 0.0 if single and self.classes[start] != "t" else inf
        if self.classes[start] == "b":
            return 0.0
        if single and ((not index and self.classes[start] == "f") or (index > _LABELS and self._totals[start])):
            return inf
        wrong = _WRONG if self._is_elsewhere(kind, index, start, single=single) else 0.0
        return astray + wrong + self._text_cost(start, stop)

    def reach(self, start: int, stop: int) -> int:  # noqa: ARG002 (as `Costs` has it)
        """Where the cell of a row ends at the latest (`Search`): what its lines are is told by their cost."""
        return stop

    def _text_cost(self, start: int, stop: int) -> float:
        """What it costs that lines are one cell of words."""
        if self.classes[start] == "b":
            return 0.0 if stop == start + 1 else inf
        if "d" in self.classes[start + 1 : stop]:
            return inf  # «其他资金», «/»
        if self.classes[stop - 1] == "b":  # a level's word, and a blank line below it
            return _GLUE[3] if stop == start + 2 and self.is_level(self.tokens[start].key) else inf
        return sum(_GLUE[glue] for glue in self.glue[start : stop - 1]) + (self.glue[stop - 1] == SURE)

    def _is_elsewhere(self, kind: RowKind, index: int, start: int, *, single: bool) -> bool:
        """Whether a cell begins with a word of level 1 in a later column, or is another heading (but the label of a
        row of money may head a column elsewhere)."""
        if index > 1 and self.tops[start] and not (index == 2 and self._is_top(start - 1)):
            return True
        return single and self._alone[start] and not (index < 2 and kind.places[0].merge == "block")

    def _is_top(self, at: int) -> bool:
        """Whether a word of level 1 ends at a token, perhaps with its points («满意度指标», «【10分】») or in two lines
        («满意度», «指标（10分）»)."""
        closed = BRACKET.fullmatch(self.tokens[at].key) is not None and self.tops[at - 1]
        return self.tops[at] or closed or is_only_top(self.text_of(at - 1, at + 1), self.patterns)

    def zones(self) -> list[Zone]:
        """All zones that may be: a heading with the rows below it."""
        found: list[Zone] = []
        for data, first, blanks, block in self._starts():
            headings = {size: ways for size in _SIZES if (ways := [*self._headings(first, data, size, blanks)])}
            seen = set[tuple[int, int, Cell]]()
            for rows_price, rows, stop, unclear in self._rows_from(data, headings.keys(), block=block):
                key = len(rows[0]), stop, rows[0][-1]
                if key in seen:
                    continue
                # of a heading that the rows do not go with, as where cells were exchanged, below the same label
                wrong: dict[Cell, float] = {}
                for price, start, heading in sorted(headings.get(len(rows[0]), ()), key=lambda way: way[0]):
                    heads = self._heads(heading)
                    last = block or self.lexicon.is_head(key_of(self.text_of(*heads[-1])))
                    fits = self._goes_with(heads, rows) and (self._names_rows(rows) or self._is_clear(heading[-1]))
                    if not last or self._are_twice(heads, block=block) or not fits:
                        wrong.setdefault(heading[0][0], price)
                    elif price <= wrong.get(heading[0][0], inf) + _EVEN:
                        both = [*heading, *rows]
                        found.append(Zone(start, stop, price + rows_price, block, heads[1:], both, unclear))
                        seen.add(key)  # but of rows that go with no heading others may («生态环境 | 效益指标»)
        return found

    def _starts(self) -> Iterator[tuple[int, int, int, bool]]:
        """Where the first row below a heading may begin, the first line of the heading at the earliest, how many blank
        lines between are the heading's, and whether the row begins with a blank cell."""
        for at in range(3, len(self.tokens)):
            if self.classes[at - 1] != "t" or self.classes[at] == "f":
                continue
            if not any(self.heads_column(key_of(self.text_of(first, at))) for first in range(at - _LAST, at)):
                continue  # the last label is none
            heads = 0
            for token in self.tokens[max(0, at - _WINDOW) : at]:
                heads = heads + self.lexicon.is_head(key_of(token.key)) if token.key else 0
            if heads < _KNOWN:
                continue
            first = at
            while first > max(0, at - _NEAR) and (self.classes[first - 1] == "b" or self._is_worded(first - 1)):
                if self.classes[first - 1] == "b" and not self._is_worded(first - 2):
                    break
                first -= 1
            end = at
            while end < len(self.tokens) and self.classes[end] == "b":
                yield end, first, end - at, True
                end += 1
            if heads >= _MANY and end < len(self.tokens) and self.classes[end] == "t":
                yield end, first, end - at, False

    def _is_worded(self, at: int) -> bool:
        """Whether a line may be of a heading: words, or points below some («20分»)."""
        return self.classes[at] == "t" or self.with_points(at)

    def _rows_from(self, data: int, sizes: Set[int], *, block: bool) -> Iterator[tuple[float, Rows, int, Rows]]:
        """The readings of the lines from one on as rows of one width, of those that a heading may have."""
        limit = min(len(self.tokens), data + _LONG)
        several = False
        less: list[tuple[float, Rows, int, Rows]] = []  # readings that leave rows in doubt: where no other has these
        for size, figures, measures in self._figures_of(data, limit, sizes, block=block):
            for price, rows, end, unclear in self._rows_of(data, limit, size, (figures, measures), block=block):
                if len(rows) > 1 and (block or not self._begins_with_heads(rows[0])):
                    several = True
                    whole = price + self._mixed(rows) + (0.0 if block else 1.0) + _UNCLEAR * len(unclear)
                    if unclear:
                        less.append((whole, rows, end, unclear))
                    else:
                        yield whole, rows, end, []
        yield from less
        if not block:
            return
        single = [*self._single(data, sizes)]
        yield from ((*way, []) for way in single)
        if not several and not single:
            for size in sizes & {3, 4}:
                yield from ((*way, []) for way in self._texts(data, size))

    def _begins_with_heads(self, row: Sequence[Cell]) -> bool:
        """Whether a row has a heading among its cells, or begins with what looks like one («量化单位», 云南)."""
        first = key_of(self.text_of(*row[0]))
        return any(map(self._is_head, row)) or (self.lexicon.is_likely(first) and not self.is_level(first))

    def _is_head(self, cell: Cell) -> bool:
        """Whether a cell is a column's heading, and no word of a level."""
        key = self.text_of(*cell)
        return self.lexicon.is_only_head(key) and not self.is_level(key)

    def _mixed(self, rows: Rows) -> float:
        """How many columns, but for one, hold figures and words: of a target either may be given."""
        mixed = []
        for column in zip(*rows, strict=True):
            kinds = [self.classes[start] for start, _ in column]
            mixed.append(min(kinds.count("f"), kinds.count("t")))
        return float(sum(sorted(mixed)[:-1]))

    def _figures_of(
        self, start: int, stop: int, sizes: Set[int], *, block: bool
    ) -> Iterator[tuple[int, frozenset[int], frozenset[int]]]:
        """Numbers of cells of a row, and the columns of figures: those in which rows that follow each other have
        figures alike, cells being lines but for words that surely go on. Where there are none, those in which most
        cells are measures («≥6个», «6个»: forms without points)."""
        glues = ((2,), (2, 3)) if 3 in self.glue[start:stop] else ((2,),)
        kept = [[at for at in range(start, stop) if self.glue[at] not in glue] for glue in glues]
        if any(self._below[start:stop]):
            kept.append([at for at in kept[-1] if not self._below[at]])
        lines = ["".join(self.classes[at] for at in ats) for ats in kept]
        valued = ["".join("f" if self.values[at] else self.classes[at] for at in ats) for ats in kept]
        for size in sizes:
            found: Counter[frozenset[int]] = Counter()
            for classes in lines:
                first = [index for index in range(size) if classes[index : index + 1] not in ("t", "")]
                found.update(alike for alike in self._alike(classes, size, block=block) if alike.issubset(first))
            common = [alike for alike, _ in found.most_common(_FIGURES)]
            common += [frozenset(sorted(alike)[-2:]) for alike in common]
            if common and (all_ := frozenset.intersection(*common)):
                common.append(all_)
            for alike in dict.fromkeys(common):
                yield size, alike, frozenset()
            if block and size >= _WITH_LEVELS:
                found = Counter(alike for cls in valued for alike in self._alike(cls, size, block=True))
                yield from ((size, frozenset(), alike) for alike, _ in found.most_common(_FIGURES) if len(alike) > 1)

    def _alike(self, classes: str, size: int, *, block: bool) -> Iterator[frozenset[int]]:
        """The columns in which two rows of so many cells that follow each other both have figures."""
        if not block:  # rows that nobody filled in («2.», «……») tell nothing
            rows = [classes[at : at + size] for at in range(0, len(classes), size)]
            classes = "".join(row for row in rows if "f" in row or row.count("t") > 1)
        for at in range(0, len(classes) - 2 * size + 1, 1 if block else size):
            one, two = classes[at : at + size], classes[at + size : at + 2 * size]
            whole = "t" in one and "t" in two
            if not whole or (block and not one[0] == two[0] == "b"):
                if not block:
                    return
                continue
            alike = frozenset(i for i in range(1, size) if "t" not in (pair := one[i] + two[i]) and "f" in pair)
            if alike and (block or ("f" in one and "f" in two)):
                yield alike
            elif not block:
                return

    def _rows_of(
        self, start: int, stop: int, size: int, figures: tuple[frozenset[int], frozenset[int]], *, block: bool
    ) -> Iterator[tuple[float, Rows, int, Rows]]:
        """The rows of one width that begin at a token: what they cost, their cells, where they end, those that may be
        cut otherwise. ``figures``: the columns of figures, and of measures."""
        search = self._search(start, stop, size, figures, block=block)
        best = inf
        for at in range(stop, start, -1):  # each end that costs less than those below
            ways = search.best.get((at, 0), [])
            if not ways or ways[0][0] >= best or not self._may_end(at, block=block):
                continue
            best = ways[0][0]
            rows = [list(choice.cells) for choice in search.rows(0, at)]
            if best > _WORST * len(rows) + _MORE or any(map(self.parts_level, rows)):
                continue
            badly, unclear = [row for row in rows if self._is_cut_badly(row) or self.holds_level(row)], Rows()
            if badly or (len(ways) > 1 and ways[1][0] - best < _MARGIN):
                found = unclear_rows(self, search.kind, rows, _MARGIN)
                if found is None or 2 * len(badly) > len(rows):
                    continue
                unclear = [*found, *badly]
            yield best, rows, at, unclear

    def _is_cut_badly(self, row: Sequence[Cell]) -> bool:
        """Whether a label that was torn would join two cells as well («年度», «绩效», «指标» before a name)."""
        for (start, border), (_, stop) in pairwise(row):
            if stop - start < _TORN_LINES or "".join(self.classes[start:stop]).strip("t"):
                continue
            own = self._joined(start, border) + self._joined(border, stop)
            others = (self._joined(start, at) + self._joined(at, stop) for at in range(start + 1, stop) if at != border)
            if min(others) < own + _MARGIN:
                return True
        return False

    def _joined(self, start: int, stop: int) -> float:
        """What it costs that lines are one cell: before a measure, a number, and what is said again one ends."""
        price = 0.0
        for at in range(start, stop - 1):
            begins = self.values[at + 1] or self.named[at + 1] or self.said_again(at + 1)
            price += _GLUE[self.glue[at]] if self.glue[at] or begins else _TORN
        return price

    def _search(
        self, start: int, stop: int, size: int, figures: tuple[frozenset[int], frozenset[int]], *, block: bool
    ) -> Search:
        """The ways to cut lines into rows of one width."""
        name, last = self._name_in(start, size), max(figures[0] | figures[1], default=0)
        places = tuple(
            Place(
                i,
                1,
                "amount" if i in figures[0] else "measure" if i in figures[1] else "text",
                "block" if block and not i else "level" if i == 1 + block else "",
                id="other" if -1 < name != i < last else "",
            )
            for i in range(size)
        )
        search = Search(self, RowKind(0, "data", places), start, stop)
        search.run()
        return search

    def _name_in(self, start: int, size: int) -> int:
        """The column of a first row where a name stands that has a number, as those below have; -1 where none has."""
        index = 0
        for at in range(start, len(self.tokens)):
            if index >= size or self._below[at]:
                break  # whether a blank line below a level's word is a cell nothing tells yet
            if self.named[at]:
                return index
            index += self.glue[at] not in (2, 3)
        return -1

    def _texts(self, data: int, size: int) -> Iterator[tuple[float, Rows, int]]:
        """Rows of texts, such as goals: as many as there may be."""
        stop = min(len(self.tokens), data + _GOALS * size)
        search = self._search(data, stop, size, (frozenset(), frozenset()), block=True)
        for at in range(data + size, stop + 1):
            ways = search.best.get((at, 0), [])
            if not ways or not (at == len(self.tokens) or "t" in self.classes[at : at + 2]):
                continue
            if ways[0][0] >= _GLUE[3] or (len(ways) > 1 and ways[1][0] - ways[0][0] < _MARGIN):
                continue  # where two lines are joined the last may be the next heading's first («绩效考核指标»)
            rows = [list(choice.cells) for choice in search.rows(0, at)]
            if all(map(self._are_goals, rows)) and not any(map(self._is_head, chain.from_iterable(rows))):
                yield ways[0][0] + 0.3 + _LABELLED * any(map(self._ends_with_label, rows)), rows, at

    def _are_goals(self, row: list[Cell]) -> bool:
        """Whether a row may be a goal and what came of it (between them, that it was another since is often blank)."""
        if all(self.classes[start] == "b" for start, _ in row[1:-1]) or any(
            self.classes[start] == "f" for start, _ in row[:-1]
        ):
            return False
        counted = {paragraph_number(self.tokens[start].key) for start, _ in row[1:]}
        return max(counted) < 2 or 0 not in counted  # «2.项目实施过程» begins another row

    def _ends_with_label(self, row: Sequence[Cell]) -> bool:
        """Whether the last cell of a row of texts is the first line of a label («资金支出», «情况», «（10分）»)."""
        text = self.text_of(*row[-1])
        return len(text) <= _SHORT_LABEL and text.isalpha() and self.lexicon.shares(text)

    def _may_end(self, at: int, *, block: bool) -> bool:
        """Whether a zone may end before a token: no row would begin there with a blank cell, or a text does."""
        return at == len(self.tokens) or (self.classes[at] != "b" if block else self.classes[at] == "t")

    def _single(self, data: int, sizes: Set[int]) -> Iterator[tuple[float, Rows, int]]:
        """One row of figures: a label, then figures up to the next text; blank lines before that may be of what stands
        below. Those without a label have as many lines up to that as their heading has cells («64», «60», «»)."""
        at = data + 1
        while at < len(self.tokens) and self.classes[at] == "t" and at < data + 3:
            at += 1
        label = at
        while at < len(self.tokens) and self.classes[at] != "t":
            at += 1
        if label == data + 1 and at < len(self.tokens):
            for size in sizes:
                several = range(data, at, size)  # «», «64», «60», «»: but of several rows no cell of figures is blank
                rows = [[(i, i + 1) for i in range(start, start + size)] for start in several]
                whole = all(self.classes[i] == "b" and "b" not in self.classes[i + 1 : i + size] for i in several)
                if (at - data) % size == 0 and (len(rows) == 1 or whole):
                    yield 0.2, rows, at
        if "".join(self.classes[label:at]).count("f") < 3 or label == data + 1 or at == len(self.tokens):
            return
        while self.classes[at] not in "fd":
            yield 0.2, [[(data, data + 1), (data + 1, label), *((i, i + 1) for i in range(label, at))]], at
            at -= 1

    def read(self) -> list[list[RawRow]]:
        """The rows of each table; none where a zone was not seen."""
        zones = self.zones()
        chain = self._chain(zones)
        if not chain or not self._is_of_its_own(chain) or self._is_doubtful(chain, zones):
            return []
        tables: list[list[RawRow]] = [[]]
        pos = 0
        for zone in [*chain, None]:
            price, between = self.gap(pos, zone.start if zone is not None else len(self.tokens))
            within = zone is not None and pos > 0
            if price > (_BETWEEN if within else _ENDS) or (within and self.parts_form(between)):
                return []
            for at, cells in between:
                if cells:  # of a value beside a merged label nobody knows which column it is of
                    unsure = not (self.tokens[at].key or self._begins(at + 1) or self.is_labelled(cells))
                    unsure = unsure or (zone is None and self.may_go_on(cells))
                    tables[-1].append(self._row(cells, unsure=unsure))
                elif self.tokens[at].key and tables[-1]:
                    tables.append([])
            if zone is not None:
                tables[-1] += (self._row(row, unsure=row in zone.unclear) for row in zone.rows)
                if len(zone.rows[0]) <= len(zone.heads):  # a heading of two rows
                    tables[-1][1 - len(zone.rows)].headed = self.blanks_at_end(zone.rows[1])
                pos = zone.stop
        return [rows for rows in tables if rows]

    def _is_of_its_own(self, chain: Sequence[Zone]) -> bool:
        """Whether each form lacks the words of some heading: one that has them all was refused for what is wrong with
        it, but for blank lines in its cells or a goal with its points as the label beside its rows («目标1：畅通管网
        （80分）»). One that does not look like a heading may be a cell that lost its place."""
        if any(self._with_blanks(zone.heads) for zone in chain):
            return True
        if any(self.lexicon.is_goal(self.text_of(*zone.rows[0][0])) for zone in chain if zone.block):
            return True
        return self._lacks_words(chain)

    def _row(self, cells: Sequence[Cell], *, unsure: bool = False) -> RawRow:
        return RawRow([cell_of(self.tokens, a, b) for a, b in cells], unsure=unsure)
