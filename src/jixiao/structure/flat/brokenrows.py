"""Rows that say each cell once, with cells that break their line: labels merged down are said again in each row («for
cell in row.cells», what was seen in the row left out, over python-docx's tables), or are blank below («tr.tc_lst»).

Such rows have several lengths, so no number of marks tells where one ends. What is said again does: the first cell of
a row is that of the row above, over as many lines, or blank, or a label. Among all ways to put lines together the one
is taken that leaves least unexplained (decision 14); rows that another way of like cost has not are unsure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import TypeAlias

from jixiao.quotes import squeeze
from jixiao.structure.flat.celltexts import figure_of, known_level
from jixiao.structure.flat.edges import SHORT, complete_last
from jixiao.structure.flat.repeats import said_across_once, says_down
from jixiao.structure.flat.stretch import Line, RawRow, RawTable, Stretch
from jixiao.structure.flat.tabeven import cells_of
from jixiao.structure.flat.words import Words

_LINES = 1500  # of a table
_BROKEN = 24  # lines of one row
_FIRST = 8  # lines of a row's first cell
_LONE = 4  # one row in so many may have a number of cells of its own
_FEW = 5  # cells of a row that may end with its level
_SHORT = 3  # characters of a label that may be a piece of another
_UPRIGHT = 4  # characters of a line in a label that is written downwards
_OPENING = tuple("(（")
_SURE = 0.5  # cost by which any other end of a row must be worse

# What speaks against a row. It begins, where the row above is of another block: with a label or with what is said
# again; with other text; with other text below a block that may go on.
_KNOWN, _UNKNOWN, _AFTER_BLOCK = 0.3, 0.5, 0.8
_INSIDE = 2.0  # begins inside a first cell that is said again, or with a bracket
_ENDED = 1.0  # goes on in a line below a cell that is whole
_RESUMED = 1.0  # begins as a row shortly above the row above
_ALONE = 1.5  # is a single cell
_WIDE = 0.1  # for each mark more than the line of most marks has
_OTHER, _OTHER_BLOCK = 1.5, 0.25  # has another number of cells than the row above, of its block or of another
# Holds a line that would begin a row of its block, or with a label, with what is said again, or with a word that may be
# a label's piece.
_HIDDEN, _HIDDEN_LABEL, _HIDDEN_SAID, _HIDDEN_WORD = 3.0, 2.0, 0.75, 0.5
# Breaks a line: in a block, or where a label's pieces meet; in a block's first row; elsewhere; there between lines of
# several cells.
_BREAK, _BREAK_FIRST, _BREAK_ALONE, _BREAK_CELLS = 0.1, 0.3, 0.75, 1.5

_Row: TypeAlias = tuple[int, int]  # the lines [start, stop)
_Costs: TypeAlias = dict[_Row, float]
_Head: TypeAlias = tuple[str, ...]


def read_said_down(stretch: Stretch, first: int, last: int, words: Words, *, blanks: bool = True) -> RawTable | None:
    """The lines ``[first, last]`` as rows; None if nothing is said down in them, nor (``blanks``) blank, or no line is
    broken."""
    lines = stretch.lines[first : last + 1]
    if len(lines) > _LINES:
        return None
    table = _Lines(lines, words)
    if not table.says_again(blanks=blanks):
        return None
    starts, unsure = table.rows()
    if len(starts) == len(lines):
        return None
    rows = [list(range(first + start, first + stop)) for start, stop in pairwise([*starts, len(lines)])]
    complete_last(stretch, rows[-1], words)
    found = [
        RawRow(cells_of(stretch, numbers), unsure=start in unsure) for start, numbers in zip(starts, rows, strict=True)
    ]
    if not says_down(found) and not (are_alike(found) and have_last(found)):
        return None
    late = [at for at, row in enumerate(found) if _holds_level_late(row, words)]
    often = len(late) * _LONE > len(found)  # as the form has it, if no row begins with one
    for at in () if often and not any(_begins_with_level(row, words) for row in found) else late:
        for row in found[max(at - 1, 0) : at + 2]:
            row.damaged = row.unsure = True
    found = [*map(said_across_once, found)]
    return RawTable(lines[0].start, stretch.lines[rows[-1][-1]].after, found, "tab-rows")


def _holds_level_late(row: RawRow, words: Words) -> bool:
    """Whether a word of a level stands in a row's later half («…得6分⏎年度目标1», «效益指标»): it is the next row's."""
    cells = row.cells if len(row.cells) > _FEW else ()
    return any(known_level(cell.text, words.patterns) for cell in cells[1 + len(cells) // 2 :])


def _begins_with_level(row: RawRow, words: Words) -> bool:
    """Whether a word of a level stands among a row's first cells."""
    return any(known_level(cell.text, words.patterns) for cell in row.cells[: _FEW // 2])


def are_alike(rows: Sequence[RawRow]) -> bool:
    """Whether most rows have as many cells as the row above or below."""
    return unlike(rows) * _LONE <= len(rows)


def unlike(rows: Sequence[RawRow]) -> int:
    """How many rows have neither as many cells as the row above nor as the one below."""
    sizes = [len(row.cells) for row in rows]
    return sum(size not in (*sizes[max(at - 1, 0) : at], *sizes[at + 1 : at + 2]) for at, size in enumerate(sizes))


def have_last(rows: Sequence[RawRow]) -> bool:
    """Whether a quarter of the rows, headings at least, have a last cell: no TAB but ends them else."""
    return sum(bool(row.cells[-1].text) for row in rows if not row.unsure) * _LONE > len(rows)


class _Lines:
    """Lines of a table, and what speaks for and against the rows that they may be."""

    def __init__(self, lines: list[Line], words: Words) -> None:
        self.count = len(lines)
        texts = [line.text for line in lines]
        self.marks = [0, *accumulate(text.count("\t") for text in texts)]
        self.widest = max(text.count("\t") for text in texts)
        self.heads = [_head(texts[at : at + _FIRST]) for at in range(self.count)]
        self.blank = [not "".join(head).strip() and head[-1][-1:] == "\t" for head in self.heads]
        self.said, inside = _said(self.heads)
        self.inside = [_INSIDE * (within or text[:1] in _OPENING) for within, text in zip(inside, texts, strict=True)]
        self.latest = _latest(self.heads)
        above = _cells_above(texts)
        first = ["".join(head).strip() for head in self.heads]
        # «自评⏎得分 | …», «成本⏎指标 | …»: no label begins there, a cell of two lines is one; «10⏎合计» are two cells.
        joins = [
            bool(a) and words.is_label_or_level(a + b) and figure_of(squeeze(a)) is None
            for a, b in zip(above, first, strict=True)
        ]
        self.labels = [not joined and words.is_label_or_level(text) for joined, text in zip(joins, first, strict=True)]
        self.hidden = [0.0, *accumulate(self._hides(at, first[at], joined) for at, joined in enumerate(joins))]
        between = [False, *(("\t" in a) and ("\t" in b) for a, b in pairwise(texts))]
        breaks = (
            _BREAK if joined else _BREAK_CELLS if cells else _BREAK_ALONE
            for joined, cells in zip(joins, between, strict=True)
        )
        self.breaks = [0.0, *accumulate(breaks)]
        ended = (not joined and _is_whole(a, text) for a, text, joined in zip(above, texts, joins, strict=True))
        self.ended = [0.0, *accumulate(_ENDED * end for end in ended)]

    def _hides(self, at: int, first: str, joined: bool) -> float:
        """What speaks against a row that goes on in a line, by what it begins with."""
        if self.labels[at]:
            return _HIDDEN_LABEL if len(first) > _SHORT else _HIDDEN_WORD
        return _HIDDEN_SAID if self.said[at] and not joined else 0.0

    def says_again(self, *, blanks: bool) -> bool:
        """Whether first cells are said again, two of them or one twice, or are blank in as many rows below them."""
        seen = Counter(head for head, said in zip(self.heads, self.said, strict=True) if said)
        return sum(count - 1 for count in seen.values()) > 1 or (blanks and sum(self.blank) > 1)

    def rows(self) -> tuple[list[int], set[int]]:
        """Where the rows begin, and which of these rows another way of like cost has not."""
        above, below = self._above(), self._below()
        at, before = 0, -1
        starts: list[int] = []
        while at < self.count:
            starts.append(at)
            step = {
                stop: self._after(before, at, stop) + self._within(at, stop) + below[at, stop]
                for stop in self._stops(at)
            }
            before, at = at, min(step, key=step.__getitem__)
        total = {row: cost + below[row] for row, cost in above.items()}
        doubt = min(total.values()) + _SURE
        rows = [*pairwise([*starts, self.count])]
        others = {row for row, cost in total.items() if cost < doubt}.difference(rows)
        lines = {line for start, stop in others for line in range(start, stop)}
        return starts, {start for start, stop in rows if not lines.isdisjoint(range(start, stop))}

    def _stops(self, start: int) -> range:
        return range(start + 1, min(start + _BROKEN, self.count) + 1)

    def _above(self) -> _Costs:
        """What the rows down to each possible one cost at least, itself with them."""
        costs: _Costs = {}
        for start in range(self.count):
            above = [(other, costs[other, start]) for other in range(max(0, start - _BROKEN), start)]
            for stop in self._stops(start):
                least = min(
                    (cost + self._after(other, start, stop) for other, cost in above),
                    default=self._after(-1, start, stop),
                )
                costs[start, stop] = least + self._within(start, stop)
        return costs

    def _below(self) -> _Costs:
        """What the rows below each possible one cost at least."""
        costs: _Costs = {}
        for stop in range(self.count, 0, -1):
            below = [(end, self._within(stop, end) + costs[stop, end]) for end in self._stops(stop)]
            for start in range(max(0, stop - _BROKEN), stop):
                costs[start, stop] = min((self._after(start, stop, end) + cost for end, cost in below), default=0.0)
        return costs

    def _within(self, start: int, stop: int) -> float:
        """What speaks against a row by itself."""
        cost = _ALONE if self.marks[stop] == self.marks[start] else 0.0
        cost += _WIDE * max(0, self.marks[stop] - self.marks[start] - self.widest)
        head = min(start + len(self.heads[start]), stop)  # the lines of the first cell
        if head > start + 1 and not self.labels[start]:
            cost += _HIDDEN_WORD * any(self.labels[start + 1 : head])
        cost += self.hidden[stop] - self.hidden[head] + self.ended[stop] - self.ended[start + 1]
        again = self.heads[start] if self.said[start] else None
        hidden = sum(self.blank[at] or self.heads[at] == again for at in range(start + 1, stop))
        return cost + _HIDDEN * hidden

    def _after(self, before: int, start: int, stop: int) -> float:
        """What speaks against a row below the one that begins at line ``before`` (none: -1)."""
        same = before >= 0 and self.marks[stop] - self.marks[start] == self.marks[start] - self.marks[before]
        if self.blank[start] or (self.said[start] and before >= 0 and self.heads[before] == self.heads[start]):
            return _BREAK * (stop - start - 1) + (0.0 if same else _OTHER)
        head = min(start + len(self.heads[start]), stop)
        breaks = self.breaks[stop] - self.breaks[head]
        if self.said[start]:
            breaks = min(breaks, _BREAK_FIRST * (stop - head))
        upright = all(len(line.strip()) <= _UPRIGHT for line in self.heads[start][:-1])
        breaks += (_BREAK if self.labels[start] or upright else _BREAK_FIRST) * (head - start - 1)
        if before < 0:
            return breaks
        unknown = _AFTER_BLOCK if self.said[before] or self.blank[before] else _UNKNOWN
        begin = _KNOWN if self.labels[start] or self.said[start] else unknown
        begin += _RESUMED * (self.said[start] and 0 < before - self.latest[start] < _BROKEN)
        return breaks + begin + self.inside[start] + (0.0 if same else _OTHER_BLOCK)


def _latest(heads: list[_Head]) -> list[int]:
    """The line above that begins with the same first cell; far above all where none does."""
    seen: dict[_Head, int] = {}
    latest: list[int] = []
    for at, head in enumerate(heads):
        latest.append(seen.get(head, -len(heads)))
        seen[head] = at
    return latest


def _cells_above(texts: list[str]) -> list[str]:
    """What stands in the cell at which a line goes on, should it: behind the last mark above, blank lines passed by."""
    above = [""]
    for text in texts[:-1]:
        above.append(text.rpartition("\t")[2].strip() if text.strip() else above[-1])
    return above


def _is_whole(above: str, below: str) -> bool:
    """Whether a cell hardly goes on in the line below: it is blank, a mark or a figure, or a sentence above words that
    are none."""
    if not any(map(str.isalnum, above)) or figure_of(squeeze(above)) is not None:
        return True
    return above.endswith("。") and len(below.partition("\t")[0].strip()) <= SHORT and "。" not in below


def _head(lines: list[str]) -> _Head:
    """The lines of the first cell of a row that begins with the first line, its mark last; that line alone where no
    mark follows."""
    for number, text in enumerate(lines):
        head, mark, _ = text.partition("\t")
        if mark:
            return (*lines[:number], head + mark)
    return (lines[0],)


def _said(heads: list[_Head]) -> tuple[list[bool], list[bool]]:
    """Whether rows may begin at a line with what others begin with, and whether a line is inside such a first cell:
    below a line that is said again with it from the first («绩效目标1：…⏎（80分） | …»; were that the end of the cell
    above, it would not stand above the first row)."""
    seen = Counter(heads)
    said = [seen[head] > 1 and head[-1][-1:] == "\t" and any(map(str.isalpha, "".join(head))) for head in heads]
    inside = [False] * len(heads)
    first: dict[_Head, int] = {}
    for at, head in enumerate(heads):
        first.setdefault(head, at)
    for at, whole in enumerate(heads[:-1]):
        if said[at] and len(whole) > 1 and first[whole] + 1 == first[heads[at + 1]]:
            said[at + 1], inside[at + 1] = False, True
    return said, inside
