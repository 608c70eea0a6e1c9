"""Rows of one number of cells between TABs: of several lines where a cell holds a break (`even_table`); rows of another
number among them are damaged (`damaged_table`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, takewhile

from jixiao.quotes import squeeze
from jixiao.structure.flat.celltexts import figure_of, known_level
from jixiao.structure.flat.edges import complete_last
from jixiao.structure.flat.even import repeats
from jixiao.structure.flat.stretch import RawCell, RawRow, RawTable, Stretch
from jixiao.structure.flat.words import Words

_FEWEST, _OFTEN = 6, 4  # whole lines of a table with damaged rows; of them for each run of damaged lines
_LONGEST = 8  # lines of such a run
_HEADS = 4  # labels side by side that are headings
_ENDS = ("。", "；", ";")
_BEGUN = 2  # characters of a cell's first line in which a row is known to begin


class Cells:
    """The cells of a row under construction: text goes on, or a TAB begins another one."""

    def __init__(self, stretch: Stretch, start: int) -> None:
        self.stretch = stretch
        self.spans: list[list[int]] = [[start, start]]

    def take(self, start: int, stop: int) -> None:
        """Adds a line's characters: the first cell goes on, each TAB begins the next."""
        text = self.stretch.text
        at = start
        while (tab := text.find("\t", at, stop)) >= 0:
            self.spans[-1][1] = tab
            self.spans.append([tab + 1, tab + 1])
            at = tab + 1
        self.spans[-1][1] = stop

    def done(self) -> list[RawCell]:
        """The cells."""
        return [self.stretch.cell(start, stop) for start, stop in self.spans]


def cells_of(stretch: Stretch, numbers: Sequence[int]) -> list[RawCell]:
    """The cells of a row on the lines of these numbers."""
    row = Cells(stretch, stretch.lines[numbers[0]].start)
    for number in numbers:
        row.take(stretch.lines[number].start, stretch.lines[number].stop)
    return row.done()


def damaged_table(stretch: Stretch, first: int, last: int, words: Words) -> RawTable | None:
    """Rows of one number of cells but for some that have another: a TAB in a cell's text parts it in two, or a cell was
    lost, joined to the next or said twice. Those, with the lines beside them up to whole ones, are refused, each for
    itself. None where most lines are not whole, or merged text is not said again."""
    counts = [line.text.count("\t") for line in stretch.lines[first : last + 1]]
    width, runs = _width(counts)
    broken = [b - a for a, b, odd in runs if odd]
    whole = len(runs) - len(broken) if width == max(counts) else counts.count(width)
    if not broken or whole < max(_FEWEST, _OFTEN * len(broken)) or max(broken) > _LONGEST:
        return None
    rows = [list(range(first + a, first + b)) for a, b, _ in runs]
    odd = {at for at, (_, _, is_odd) in enumerate(runs) if is_odd}
    odd |= {at - 1 for at in odd if at and not counts[runs[at][0]]}  # its last cell may go on
    if len(rows) - 1 not in odd:
        complete_last(stretch, rows[-1], words)
    before: list[list[int]] = [[] for _ in rows]
    for at, row in enumerate(rows[1:], 1):  # lines without TAB between two rows are open
        while at not in odd and at - 1 not in odd and row and not counts[row[0] - first]:
            before[at].append(row.pop(0))
    table = _close_even(stretch, rows, before, width, words)
    for at in odd:
        table.rows[at].damaged = table.rows[at].unsure = True
    return table if repeats([row for row in table.rows if not row.damaged]) else None


def _width(counts: Sequence[int]) -> tuple[int, list[tuple[int, int, bool]]]:
    """The number of TABs of a whole row, and the lines of each row for it: what most lines have, or one with which rows
    that are put together hold more («（80分） | 产出指标 | 数量», « | 培训人数 | …», where most cells break their
    line)."""
    often = Counter(filter(None, counts)).most_common()
    widths = [often[0][0], *(width for width, count in often[1:] if count > 1)]
    found = [(width, list(_runs(counts, width))) for width in widths]
    return max(found, key=lambda one: one[0] * sum(not odd for _, _, odd in one[1]))


def _runs(counts: Sequence[int], width: int) -> Iterator[tuple[int, int, bool]]:
    """The lines [start, stop) of each row, and whether they are none of so many cells: between two whole lines all
    lines make up rows, or none of them does. Lines without a TAB are of the row below, for now."""
    at = 0
    while at < len(counts):
        stop = next((below for below in range(at, len(counts)) if counts[below] == width), len(counts))
        within = [below for below in range(at, stop) if counts[below]]
        rows = list(_rows(counts, at, (within or [at - 1])[-1] + 1, width))
        if within and (not rows or rows[-1][1] <= within[-1]):
            loose = within[-1] + 1 < stop < len(counts)  # of the cell above, or of the whole line
            yield at, stop + loose, True
            at = stop + loose
        else:
            yield from ((a, b, False) for a, b in rows)
            at = rows[-1][1] if rows else at
            if stop < len(counts):
                yield at, stop + 1, False
            at = stop + 1


def _rows(counts: Sequence[int], start: int, stop: int, width: int) -> Iterator[tuple[int, int]]:
    """Lines that make up rows of so many cells, as far as they do."""
    tabs, begin = 0, start
    for at in range(start, stop):
        tabs += counts[at]
        if tabs > width:
            return
        if tabs == width:
            yield begin, at + 1
            tabs, begin = 0, at + 1


def even_table(stretch: Stretch, first: int, last: int, words: Words) -> RawTable | None:
    """Rows of one number of cells; None if the lines cannot be put together so."""
    lines = stretch.lines
    counts = [line.text.count("\t") for line in lines[first : last + 1]]
    width = max(counts)
    rows: list[list[int]] = []  # line numbers of each row; lines without TAB between two rows are open
    open_: list[list[int]] = []
    tabs = width
    for index, count in enumerate(counts, first):
        if count == 0 and tabs == width:
            if rows:
                open_[-1].append(index)
                continue
            rows.append([index])
            open_.append([])
            tabs = 0
        elif tabs == width:
            rows.append([index])
            open_.append([])
            tabs = count
        else:
            rows[-1].append(index)
            tabs += count
        if tabs > width:
            return None
    if tabs != width or len(rows) < 2:
        return None
    before = [[], *open_[:-1]]
    complete_last(stretch, rows[-1], words)
    return _close_even(stretch, rows, before, width, words)


def _close_even(stretch: Stretch, rows: list[list[int]], before: list[list[int]], width: int, words: Words) -> RawTable:
    lines = stretch.lines
    # A line without TAB between two rows ends the last cell above or begins the first cell below.
    unsure: set[int] = set()
    begun = _begun(stretch, rows, before, words)
    for index in range(1, len(rows)):
        loose = before[index]
        if loose:
            cut = begun.get(index)
            if cut is None:
                cut = _split(stretch, rows[index - 1], loose, rows[index], words)
            if cut is None:
                unsure |= {index - 1, index}
            cut = cut or 0
            rows[index - 1] += loose[:cut]
            rows[index] = loose[cut:] + rows[index]
    found: list[RawRow] = []
    shifted = set(_shifted([[lines[number].text for number in numbers] for numbers in rows], width, words))
    for index, numbers in enumerate(rows):
        found.append(RawRow(cells_of(stretch, numbers), unsure=index in unsure | shifted, damaged=index in shifted))
    start, stop = lines[rows[0][0]].start, lines[rows[-1][-1]].after
    return RawTable(start, stop, found, "tab-rows-repeated", "repeated", width + 1)


def _shifted(rows: Sequence[Sequence[str]], width: int, words: Words) -> Iterator[int]:
    """Rows, by the texts of their lines, that hold lines of others: a cell went from one to the next, and as a cell of
    several lines stands between, the lines add up to whole rows all the same. Then a row begins within another: as it
    or one beside does, or, behind a blank cell or a figure (which do not go on), as any does or with a level. Or a
    figure stands among headings. With it the row of which the smaller part of its lines is."""
    begins = [row[0].split("\t", 1)[0].strip() for row in rows]
    for index, row in enumerate(rows):
        near = begins[max(index - 1, 0) : index + 2]
        tabs = [0, *accumulate(line.count("\t") for line in row)]
        if len(row) > 1 and _holds_figure("\n".join(row).split("\t"), words):
            yield from (index, index + 1)
        cell: list[str] = []
        for line, before in zip(row, tabs, strict=False):
            head, tab, _ = line.partition("\t")
            first = head.strip()
            if 0 < before < tabs[-1] == width and len(first) >= _BEGUN:
                end, late = squeeze("".join(cell)), 2 * before > width
                if not end or figure_of(end) is not None:
                    begun = first in begins or (late and known_level(first, words.patterns))
                else:  # «社会», «效益指标» is one cell of a row of «效益指标»
                    whole = "\n".join([*cell, head])
                    begun = first in near or (first in begins and words.is_label(end))  # «改进措施», «产出指标»
                    begun = begun and not words.is_label_or_level(whole)
                if begun:
                    yield from (index, index + (1 if late else -1))
            cell = [line.rsplit("\t", 1)[1]] if tab else [*cell, line]


def _holds_figure(cells: Sequence[str], words: Words) -> bool:
    """Whether a figure stands among headings: it went there from the row below («年初⏎指标值», «8», «调整⏎指标值»)."""
    keys = [key for key, _ in groupby(map(squeeze, cells))]
    labels = [bool(key) and words.is_label(key) for key in keys]
    if sum(labels) < max(_HEADS, 0.6 * len(keys)):
        return False
    return any(labels[at - 1] and labels[at + 1] and figure_of(keys[at]) is not None for at in range(1, len(keys) - 1))


def _begun(stretch: Stretch, rows: list[list[int]], before: list[list[int]], words: Words) -> dict[int, int]:
    """Of rows whose first cell is one merged down over them, so that all its lines are said again before each («部门»,
    «绩效», «指标»): how many of the loose lines before a row still belong to the row above."""
    lines = stretch.lines
    texts = [[lines[n].text for n in loose] for loose in before]
    ends = [lines[row[0]].text.split("\t", 1)[0] for row in rows]
    cuts: dict[int, int] = {}
    first = 1
    # Two labels may end alike: «年度/总体/目标/完成/情况» above «绩效/指标/完成/情况».
    labels = [_longest_label([*loose, end], words) for loose, end in zip(texts, ends, strict=True)]
    for index in range(2, len(rows) + 1):
        if index < len(rows) and (ends[index], labels[index]) == (ends[first], labels[first]):
            continue
        shared = texts[first]
        for other in texts[first + 1 : index]:
            same = takewhile(lambda pair: pair[0] == pair[1], zip(reversed(shared), reversed(other), strict=False))
            shared = shared[len(shared) - sum(1 for _ in same) :]
        # The same reason may end the rows above («…；», «下一年度据实测算。» before each «满意度指标»).
        ended = bool(shared) and shared[-1].rstrip().endswith(_ENDS) and words.is_label_or_level(ends[first])
        if shared and index - first > 1 and not ended:
            cuts.update({at: len(before[at]) - len(shared) for at in range(first, index)})
        elif not shared:
            tails = [lines[row[-1]].text.rpartition("\t")[2].strip() for row in rows[first - 1 : index - 1]]
            cuts.update({first + at: len(before[first + at]) - 1 for at in _led(texts[first:index], tails)})
        first = index
    return cuts


def _led(loose: Sequence[Sequence[str]], tails: Sequence[str]) -> Iterator[int]:
    """Rows with the last of their ``loose`` lines in common, which is of the first cell then: behind a row that ends
    (``tails``) with a blank cell or a figure nothing goes on («投入», «（20分）» above «过程», «（20分）»)."""
    if not all(loose):
        return
    for _, rows in groupby(range(len(loose)), key=lambda at: loose[at][-1]):
        own = [*rows]
        if len(own) > 1 and any(not tails[at] or figure_of(tails[at]) is not None for at in own):
            yield from own


def _longest_label(pieces: list[str], words: Words) -> str:
    """The longest known label that lines end in; "" for none."""
    texts = ("\n".join(pieces[at:]) for at in range(len(pieces) - 1))
    return next((text for text in texts if words.is_label(text)), "")


def _split(stretch: Stretch, above: list[int], loose: list[int], below: list[int], words: Words) -> int | None:
    """How many of the loose lines still belong to the row above: known labels and repeated first cells tell; None where
    nothing does."""
    lines = stretch.lines

    def first_cell(numbers: list[int]) -> str:
        text = "\n".join(lines[n].text for n in numbers)
        return text.split("\t", 1)[0]

    row = "\n".join(lines[n].text for n in above).split("\t")
    tail, beside = row[-1], row[-2]
    head = first_cell(below)
    previous = first_cell(above)

    def score(cut: int) -> tuple[int, int]:
        first = "\n".join([*(lines[n].text for n in loose[cut:]), head])
        final = "\n".join([tail, *(lines[n].text for n in loose[:cut])])
        ended = words.is_label(final) and cut > 0
        begun = words.is_label_or_level(first)
        points = 4 * (first == previous) + 2 * begun + 2 * ended
        points += 4 * (final == beside and "\n" in final)
        # Of two labels the longer: «是否核心», and «是否核心指标».
        whole = not tail.strip() or figure_of(squeeze(tail)) is not None  # a blank cell or a figure does not go on
        return points - 2 * (cut > 0 and whole), cut if ended else -cut

    *_, second, best = sorted(range(len(loose) + 1), key=score)
    return best if score(best)[0] > 0 or score(best)[0] > score(second)[0] else None
