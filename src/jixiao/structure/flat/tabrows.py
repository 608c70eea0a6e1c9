"""Dialects with a row on one line, its cells parted by TABs, and lines broken where a cell holds a break.

B (Tika 3, SAX): a TAB before every cell; a cell of several paragraphs ends its line, and the next TAB goes on with the
same row. C (word-extractor, Word's own «save as text»): a TAB after every cell, so a row ends where a line does with
one. D (python-docx row.cells, joined): TABs between cells, merged text repeated, so all rows have the same number.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import takewhile

from jixiao.quotes import squeeze
from jixiao.structure.flat.celltexts import figure_of, known_level
from jixiao.structure.flat.edges import SHORT, complete_last, first_cell_above
from jixiao.structure.flat.even import repeats
from jixiao.structure.flat.repeats import leave_out_said, says_down
from jixiao.structure.flat.stretch import RawCell, RawRow, RawTable, Stretch
from jixiao.structure.flat.words import Words
from jixiao.structure.form_model import key_of

_MANY = 40  # lines a single row may be broken over
_LONGEST = 600  # lines of tables right below each other
_APART = 6  # lines in which a label that begins a table does not stand where it begins another
_BITS = 3  # characters of a line in which a label that is written downwards ends
_SAID = re.compile(r"[^:：]{2,10}[:：][^:：]*")
_CELL = 60  # characters of a line that a cell at a row's beginning may have


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


def read_leading(stretch: Stretch, words: Words) -> list[RawTable]:
    """Dialect B."""
    tables: list[RawTable] = []
    lines = stretch.lines
    at = 0
    while at < len(lines):
        if lines[at].text[:1] != "\t":
            at += 1
            continue
        table, at = _leading_table(stretch, at, words)
        tables.append(table)
    return tables


def _leading_table(stretch: Stretch, at: int, words: Words) -> tuple[RawTable, int]:
    lines = stretch.lines
    first = last = at
    rows: list[RawRow] = []
    row: Cells | None = None
    gap = blanks = 0
    broken = False
    while at < len(lines):
        line = lines[at]
        if row is None or line.text[:1] == "\t":
            if row is not None:
                rows.append(RawRow(row.done(), gap, _between(stretch, rows)))
                gap = 2 if blanks else -1 if broken else 0
            row = Cells(stretch, line.start + 1)
            row.take(line.start + 1, line.stop)
            last, blanks, broken = at, 0, False
        elif not line.text:
            blanks += 1
        elif _cell_goes_on(stretch, at, blanks, broken, words):
            row.take(line.start, line.stop)
            # A line that holds no TAB ends inside a cell or with it; the next TAB may go on with the row.
            broken = "\t" not in line.text
            last, blanks = at, 0
        else:
            break
        at += 1
    if row is not None:
        rows.append(RawRow(row.done(), gap, _between(stretch, rows)))
    after = last + 1
    stop = lines[last].after
    if after < len(lines) and not lines[after].text:  # the blank line that ends the table is the table's
        stop = lines[after].after
        after += 1
    return RawTable(lines[first].start, stop, rows, "tab-rows-leading"), after


def _between(stretch: Stretch, rows: list[RawRow]) -> str:
    """What stands between the last row and the next, but for the TAB: a line end."""
    if not rows:
        return ""
    stop = rows[-1].cells[-1].pieces[-1][1]
    following = stretch.text.find("\t", stop)
    return stretch.text[stop:following] if following >= 0 else ""


def _cell_goes_on(stretch: Stretch, at: int, blanks: int, broken: bool, words: Words) -> bool:
    """Whether a line that begins with no TAB goes on with the cell above, ``blanks`` blank lines between.

    Tika prints a blank line behind the second paragraph of a cell and each further one («绩», «效», «», «指»), so
    behind one only a cell of which a paragraph stands on a line of its own can go on: if it reaches the next TAB.
    """
    lines = stretch.lines
    if words.ends_table(lines[at].text):
        return False
    if not blanks:
        return True
    if blanks > 2:
        return False
    for line in lines[at : at + 16]:
        if "\t" in line.text:
            return True
        if words.ends_table(line.text) or (not broken and len(line.text.strip()) > SHORT):
            return False
    return False


def read_trailing(stretch: Stretch, words: Words) -> list[RawTable]:
    """Dialect C."""
    tables: list[RawTable] = []
    lines = stretch.lines
    at = done = 0
    while at < len(lines):
        if "\t" not in lines[at].text:
            at += 1
            continue
        begin = first_cell_above(stretch, at, done, words)
        table, after = _trailing_table(stretch, begin, words)
        if table is None or after <= at:
            at += 1
        else:
            tables.append(table)
            at = done = after
    return tables


def _trailing_table(stretch: Stretch, at: int, words: Words) -> tuple[RawTable | None, int]:
    lines = stretch.lines
    rows: list[RawRow] = []
    first = at
    after = at
    while at < len(lines):
        end = _trailing_row_end(stretch, at, words)
        if end is None:
            break
        row = Cells(stretch, lines[at].start)
        for index in range(at, end + 1):
            row.take(lines[index].start, lines[index].stop)
        row.spans.pop()  # behind the TAB that ends the last cell
        rows.append(RawRow(row.done()))
        at = after = end + 1
    if not rows:
        return None, at
    return RawTable(lines[first].start, lines[after - 1].after, rows, "tab-rows-trailing"), after


def _trailing_row_end(stretch: Stretch, at: int, words: Words) -> int | None:
    """The line on which the row that begins at a line ends (with a TAB), or None if no row begins there."""
    begun = False
    for index in range(at, min(at + _MANY, len(stretch.lines))):
        text = stretch.lines[index].text
        if text[-1:] == "\t":
            return index
        if words.ends_table(text):
            return None
        if "\t" in text:
            begun = True
        elif not begun and (len(text.strip()) > SHORT or not text) and not _begins_cell(stretch, at, index, words):
            return None
    return None


def _begins_cell(stretch: Stretch, at: int, index: int, words: Words) -> bool:
    """Whether a long line right below a row is the first of a cell that goes on in the next («年度绩效目标1：完成改造
    任务», «（80分）», then a TAB): there no label begins, as a row would."""
    lines = stretch.lines
    if index != at or not index or index + 1 >= len(lines) or not 0 < len(lines[at].text) <= _CELL:
        return False
    rest, tab, _ = lines[index + 1].text.partition("\t")
    return lines[at - 1].text[-1:] == "\t" and bool(tab and rest.strip()) and not words.is_label(rest)


def read_even(stretch: Stretch, words: Words) -> list[RawTable]:
    """Dialect D, and any TABs between cells: runs of lines with TABs, parted by what can only be other text."""
    tables: list[RawTable] = []
    done = 0
    for start, last in _tabbed_runs(stretch, words):
        first = start + _is_caption(stretch, start, last)
        begin = first_cell_above(stretch, first, done, words) if first == start else first
        found = _even_tables(stretch, begin, last, words)
        if not found and (of_lines := _ragged_table(stretch, first, last)):
            found = [of_lines]
        if found:
            tables += found
            done = last + 1
    ragged = [table for table in tables if table.kind != "repeated"]
    if any(says_down(table.rows) for table in ragged):  # one loop wrote all tables
        for table in ragged:
            leave_out_said(table)
    return tables


def _even_tables(stretch: Stretch, first: int, last: int, words: Words) -> list[RawTable]:
    """The lines as one table of even rows, or as several of other widths one right below the other (a script that
    prints a document's paragraphs and then its tables); none if some line fits nowhere."""
    whole = _even_table(stretch, first, last, words)
    if whole is not None:
        return [whole]
    counts = [line.text.count("\t") for line in stretch.lines[first : last + 1]]
    for cut in range(last, first + 1, -1) if len(counts) <= _LONGEST else ():
        if counts[cut - first] == counts[cut - 1 - first] or not counts[cut - 1 - first]:
            continue  # no row of other columns begins here
        above = _even_table(stretch, first, cut - 1, words)
        if above is not None and repeats(above.rows):  # the longest: with fewer rows the rest is no other
            rest = bisect_left(stretch.lines, above.stop, key=lambda line: line.start)
            if rest > last:  # the lines below were the rest of its last cell
                return [above]
            below = _even_tables(stretch, rest, last, words)
            return [above, *below] if below else []
    return []


def _is_caption(stretch: Stretch, at: int, last: int) -> bool:
    """Whether a line above rows of more cells says who fills them in and in what unit, each with a colon («填报单位：…»
    and behind a TAB «金额单位：万元»)."""
    if at >= last or stretch.lines[at].text.count("\t") >= stretch.lines[at + 1].text.count("\t"):
        return False
    said = [piece.strip() for piece in stretch.lines[at].text.split("\t") if piece.strip()]
    return len(said) > 1 and all(map(_SAID.fullmatch, said))


def _tabbed_runs(stretch: Stretch, words: Words) -> Iterator[tuple[int, int]]:
    """Line ranges [first, last] that may be a table: lines with TABs, other lines between only if few and not ending
    a table."""
    lines = stretch.lines
    first = last = -1
    for index, line in enumerate(lines):
        if "\t" in line.text:
            run = (first, last, index)
            if first >= 0 and (not _bridged(stretch, last, index, words) or _begins_another(stretch, run, words)):
                yield first, last
                first = index
            elif first < 0:
                first = index
            last = index
    if first >= 0:
        yield first, last


def _begins_another(stretch: Stretch, run: tuple[int, int, int], words: Words) -> bool:
    """Whether the line with a TAB behind the lines ``run[:2]`` of a table begins another one: below a title in words
    that no form has, or right below it, it begins with the label that the first began with («项目支出名称»), or behind
    a blank line with a title, repeated in each cell (四川)."""
    first, last, index = run
    head, tab, _ = stretch.lines[first].text.partition("\t")
    again = len(head) > _BITS and stretch.lines[index].text.startswith(head + tab)
    above = stretch.lines[max(index - _APART, first) : index]  # with the first line: a label merged down over rows
    if again and last + 1 == index and words.is_label(head) and not any(x.text.startswith(head + tab) for x in above):
        return True
    if again:
        between = (squeeze(line.text) for line in stretch.lines[last + 1 : index])
        if any(text and key_of(text)[-1:] == "表" for text in between):
            return True
    if all(line.text for line in stretch.lines[last + 1 : index]):
        return False
    return words.ends_table(stretch.lines[index].text.split("\t", 1)[0])


def _bridged(stretch: Stretch, last: int, index: int, words: Words) -> bool:
    between = stretch.lines[last + 1 : index]
    # A blank line is an empty paragraph in a label written downwards; elsewhere it parts text from a table.
    longest = 200 if all(line.text for line in between) else SHORT
    return len(between) <= _MANY and not any(
        words.ends_table(line.text) or len(line.text) > longest for line in between
    )


def _even_table(stretch: Stretch, first: int, last: int, words: Words) -> RawTable | None:
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


def _close_even(
    stretch: Stretch, rows: list[list[int]], before: list[list[int]], width: int, words: Words
) -> RawTable | None:
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
    for index, numbers in enumerate(rows):
        row = Cells(stretch, lines[numbers[0]].start)
        for number in numbers:
            row.take(lines[number].start, lines[number].stop)
        found.append(RawRow(row.done(), unsure=index in unsure))
    start, stop = lines[rows[0][0]].start, lines[rows[-1][-1]].after
    return RawTable(start, stop, found, "tab-rows-repeated", "repeated", width + 1)


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
        if shared and index - first > 1:
            cuts.update({at: len(before[at]) - len(shared) for at in range(first, index)})
        first = index
    return cuts


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
        begun = words.is_label(first) or known_level(first, words.patterns)
        points = 4 * (first == previous) + 2 * begun + 2 * ended
        points += 4 * (final == beside and "\n" in final)
        # Of two labels the longer: «是否核心», and «是否核心指标».
        whole = not tail.strip() or figure_of(squeeze(tail)) is not None  # a blank cell or a figure does not go on
        return points - 2 * (cut > 0 and whole), cut if ended else -cut

    *_, second, best = sorted(range(len(loose) + 1), key=score)
    return best if score(best)[0] > 0 or score(best)[0] > score(second)[0] else None


def _ragged_table(stretch: Stretch, first: int, last: int) -> RawTable | None:
    """One row a line, whatever its number of cells; only where no line is broken."""
    lines = stretch.lines[first : last + 1]
    if any("\t" not in line.text for line in lines):
        return None
    rows: list[RawRow] = []
    for line in lines:
        row = Cells(stretch, line.start)
        row.take(line.start, line.stop)
        rows.append(RawRow(row.done()))
    sizes = Counter(len(row.cells) for row in rows)
    even = sizes.most_common(1)[0][1] / len(rows)
    return RawTable(lines[0].start, lines[-1].after, rows, "tab-rows", sure=even)
