"""Dialects with a row on one line, its cells parted by TABs, and lines broken where a cell holds a break.

B (Tika 3, SAX): a TAB before every cell; a cell of several paragraphs ends its line, and the next TAB goes on with the
same row. C (word-extractor, Word's own «save as text»): a TAB after every cell, so a row ends where a line does with
one. D (python-docx row.cells, joined): TABs between cells, merged text repeated, so all rows have the same number.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, takewhile

from jixiao import lazy_re as re
from jixiao.folding import COLONS
from jixiao.quotes import squeeze
from jixiao.structure.flat.brokenrows import read_said_down
from jixiao.structure.flat.edges import SHORT, first_cell_above
from jixiao.structure.flat.even import repeats
from jixiao.structure.flat.repeats import blank_said, says_down
from jixiao.structure.flat.stretch import RawRow, RawTable, Stretch
from jixiao.structure.flat.tabeven import Cells, damaged_table, even_table
from jixiao.structure.flat.words import Words
from jixiao.structure.form_model import key_of
from jixiao.structure.labels import Kind, label_at

_MANY = 40  # lines a single row may be broken over
_LONGEST = 600  # lines of tables right below each other
_APART = 6  # lines in which a label that begins a table does not stand where it begins another
_ENDED = re.compile(r"\s*(?:\d[\d.]*%?\s*|[/／—－-]+\s*)?")
"""A row's last cell that the line below cannot go on with: a figure, a mark of nothing, or nothing."""
_ROWS = 2  # of a table that a heading may part from the next
_BITS = 3  # characters of a line in which a label that is written downwards ends
_SAID = re.compile(rf"[^{COLONS}]{{2,10}}[{COLONS}][^{COLONS}]*")
_CELL = 60  # characters of a line that a cell at a row's beginning may have


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


def read_even(stretch: Stretch, words: Words, *, blanks: bool = True) -> list[RawTable]:
    """Dialect D, and any TABs between cells: runs of lines with TABs, parted by what can only be other text. Without
    ``blanks`` no row begins with a cell that is blank because it is covered, for all that the lines tell (C)."""
    tables: list[RawTable] = []
    done = 0
    for start, last in _tabbed_runs(stretch, words):
        first = start + _is_caption(stretch, start, last)
        begin = first_cell_above(stretch, first, done, words) if first == start else first
        found = _even_tables(stretch, begin, last, words)
        if not found:
            other = damaged_table(stretch, first, last, words)
            other = other or read_said_down(stretch, begin, last, words, blanks=blanks)
            other = other or _ragged_table(stretch, first, last)
            found = [other] if other else []
        if found:
            tables += found
            done = last + 1
    ragged = [table for table in tables if table.kind != "repeated"]
    if any(says_down(table.rows) for table in ragged):  # one loop wrote all tables
        for table in ragged:
            blank_said(table)
    return tables


def _even_tables(stretch: Stretch, first: int, last: int, words: Words) -> list[RawTable]:
    """The lines as one table of even rows, or as several of other widths one right below the other (a script that
    prints a document's paragraphs and then its tables); none if some line fits nowhere."""
    counts = [line.text.count("\t") for line in stretch.lines[first : last + 1]]
    if (parted := _captioned(stretch, first, counts)) is not None:
        above = even_table(stretch, first, parted[0], words)
        below = _even_tables(stretch, parted[1], last, words) if above is not None else []
        return [above, *below] if above is not None and below else []
    whole = even_table(stretch, first, last, words)
    if whole is not None:
        return [whole]
    for cut in range(last, first + 1, -1) if len(counts) <= _LONGEST else ():
        if counts[cut - first] == counts[cut - 1 - first] or not counts[cut - 1 - first]:
            continue  # no row of other columns begins here
        if _runs_down(stretch, cut):
            continue  # both rows are of one table
        above = even_table(stretch, first, cut - 1, words)
        if above is not None and repeats(above.rows):  # the longest: with fewer rows the rest is no other
            rest = bisect_left(stretch.lines, above.stop, key=lambda line: line.start)
            if rest > last:  # the lines below were the rest of its last cell
                return [above]
            below = _even_tables(stretch, rest, last, words)
            return [above, *below] if below else []
    return []


def _captioned(stretch: Stretch, first: int, counts: Sequence[int]) -> tuple[int, int] | None:
    """The last line of a table and the first of the next, numbered headings between them («（二）目标完成情况»); None
    where the first lines are not rows of one number of cells, two at least and unlike those below."""
    size = next((at for at, count in enumerate(counts) if not count), len(counts))
    below = next((at for at in range(size, len(counts)) if counts[at]), len(counts))
    if size < _ROWS or below == len(counts) or len({*counts[:size]}) > 1:
        return None
    if counts[0] in takewhile(lambda count: count <= counts[0], accumulate(counts[below:])):
        return None  # a row as wide as those above, of one line or broken over several: the lines between are a cell's
    labels = [label_at(squeeze(line.text)) for line in stretch.lines[first + size : first + below]]
    numbered = all(label is not None and label.kind in (Kind.CHINESE, Kind.CHINESE_PAREN) for label in labels)
    return (first + size - 1, first + below) if numbered else None


def _runs_down(stretch: Stretch, at: int) -> bool:
    """Whether a line begins with the cell that the line above begins with: a label merged down over both."""
    (above, tab, _), (below, mark, _) = (stretch.lines[line].text.partition("\t") for line in (at - 1, at))
    return bool(tab and mark and above.strip()) and above == below


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
    that no form has, or right below it, it begins with the label that the first began with («项目支出名称»; where the
    last cell is a figure, below a line like «表二»), or behind a blank line with a title, said in each cell (四川)."""
    first, last, index = run
    head, tab, _ = stretch.lines[first].text.partition("\t")
    again = len(head) > _BITS and stretch.lines[index].text.startswith(head + tab)
    above = stretch.lines[max(index - _APART, first) : index]  # with the first line: a label merged down over rows
    apart = last + 1 == index or (last + 2 == index and _ENDED.fullmatch(stretch.lines[last].text.rpartition("\t")[2]))
    if again and apart and words.is_label(head) and not any(x.text.startswith(head + tab) for x in above):
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
