"""Dialect F: rows between pipes, as Markdown writers print tables.

Three writers, three ways with merged cells: docling repeats their text in each position; markitdown prints a merged
column as a bare «| |» beside «|  |» for an empty cell, and leaves out what is covered from above; others know no
merges. Fixed-width prints without a rule below the heading (antiword) break cells over lines and lose rows: not read.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from jixiao import lazy_re as re
from jixiao.structure.flat.barred import cut_down
from jixiao.structure.flat.bars import is_fixed_width
from jixiao.structure.flat.stretch import TEXT, Line, RawCell, RawRow, RawTable, Stretch, as_cell
from jixiao.structure.flat.words import Words

_BREAK = re.compile(r" *<br ?/?> *", re.IGNORECASE)
_RULE = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?\s*)?$")
_FEW, _GAPS = 4, 5  # lines of a table at least; one row in so many must show an empty cell
_WHOLE, _OFTEN = 8, 6  # whole rows of a table with damaged ones; for each of these
_PAIR = 2  # a row and the ruler below it
_TORN_UP = 3  # rows with a ruler and nothing else into which a converter tears the tables of a page
_GOES_ON = frozenset("、；")
_TWO = [True, False, True, False]  # two labels with their values
_LABELS, _PAIRS = 3, 4  # labels of a heading at least; cells of a row of labels and values at most
_CLOSED, _CLOSING = re.compile(r"[(（][^()（）]*[)）]"), re.compile(r"[^()（）]*[)）]")
_LETTER, _WORD = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[\u4e00-\u9fff]{3}")
_BAR = re.compile(r"(?<!\\)\|")
_PADDED = re.compile(r"\|[ \t]*\|[ \t]*$")
_SPACED_RULE = re.compile(r"\|(?: --- \|)+$")


def read(stretch: Stretch, words: Words) -> list[RawTable]:
    """All Markdown tables of the stretch but those whose bars cut words in two (a PDF's, by the lines on its page)."""
    tables: list[RawTable] = []
    lines = stretch.lines
    lone: list[Line] = []  # rows with nothing below them but a ruler: no table has but a heading
    at = 0
    while at < len(lines):
        if not _is_row(lines[at].text):
            at += 1
            continue
        end = at
        while end < len(lines) and _is_row(lines[end].text):
            end += 1
        table = _table(stretch, lines[at:end])
        if table is not None:
            tables.append(table)
        elif end - at == _PAIR and _RULE.match(lines[at + 1].text):
            lone.append(lines[at])
        at = end
    if len(lone) >= _TORN_UP:  # a page's lines, by where its words stand (markitdown of a PDF): rows of print
        stretch.page_cut += [(table.start, table.stop) for table in tables] + [(row.start, row.after) for row in lone]
        return []
    even = [table for table in tables if table.kind == "repeated"]
    if any(_cuts_down(table, words) or _is_of_page(table) for table in even):  # one tool made them all
        stretch.page_cut += [(table.start, table.stop) for table in even]
        return [table for table in tables if table.kind != "repeated"]
    return [table for table in tables if table.kind != "repeated" or not any(_cuts(row, words) for row in table.rows)]


def read_bare(stretch: Stretch, words: Words) -> list[RawTable]:
    """Tables of lines like «a|b||c», without a rule: a bar between any two cells, so that an empty one shows in its
    place. Pages that move what is empty to a row's end (`bars`) never have one in front of a filled cell."""
    tables: list[RawTable] = []
    lines = stretch.lines
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and "|" in lines[end].text and not words.ends_table(lines[end].text):
            end += 1
        run = lines[at:end]
        fixed = len(run) <= _FEW or is_fixed_width(run)
        rows = [] if fixed else _bare_rows(stretch, run, words)
        if rows and not cut_down([row.cells for row in rows], words):
            tables.append(RawTable(lines[at].start, lines[end - 1].after, rows, "bare-bars"))
        at = max(end, at + 1)
    return tables


def _bare_rows(stretch: Stretch, lines: list[Line], words: Words) -> list[RawRow]:
    """The rows; none where one has neither the cells of a heading above it nor few enough for labels and values."""
    framed = all(_is_row(line.text) for line in lines)
    rows: list[RawRow] = []
    gaps = 0  # rows with an empty cell in front of a filled one
    text, padded = stretch.text, any(map(_PADDED.search, (line.text for line in lines)))
    heads: set[int] = set()  # cells of the headings so far
    even, damaged = _widths(lines)  # all rows have all columns
    for line in lines:
        bars = [line.start + at for at, char in enumerate(line.text) if char == "|"]
        edges = bars if framed else [line.start - 1, *bars, line.stop]
        cells = [_stripped(stretch, a + 1, b) for a, b in pairwise(edges)]
        labels = [words.is_label(cell.text) for cell in cells]
        if len(cells) > _PAIRS and labels[:_PAIRS] == _TWO and labels[-1 if cells[-1].text else -2]:
            return []  # labels with their values, and one more: a line is not a row
        if sum(labels) >= _LABELS:
            heads.add(len(cells))
        elif len(cells) > _PAIRS and len(cells) not in heads and not even:
            return []
        # Where rows are padded with bare bars at their end, only a cell with a wide blank stands in its place.
        filled = [
            bool(text[a + 1 : b].strip(" \t") if padded else cell.text)
            for (a, b), cell in zip(pairwise(edges), cells, strict=True)
        ]
        gaps += any(not full and any(filled[at:]) for at, full in enumerate(filled))
        odd = line in damaged
        rows.append(RawRow(_paired(cells, words) if even and not odd else cells, unsure=odd, damaged=odd))
    return rows if gaps * _GAPS >= len(rows) else []


def _widths(lines: list[Line]) -> tuple[frozenset[int], list[Line]]:
    """The bars of the rows where all have as many, of the last too, which may be cut off; none where they differ. Rows
    of another number among many that have as many lost a cell, or hold a bar: they are damaged."""
    counts = [line.text.count("|") for line in lines]
    if len(set(counts[:-1])) == 1 and counts[-1] <= counts[0]:
        return frozenset((counts[0], counts[-1])), []
    ((width, whole),) = Counter(counts).most_common(1)
    damaged = [line for line, count in zip(lines, counts, strict=True) if count != width]
    few = whole >= max(_WHOLE, _OFTEN * len(damaged))
    return (frozenset((width,)), damaged) if few else (frozenset(), [])


def _paired(cells: list[RawCell], words: Words) -> list[RawCell]:
    """A row of labels and values with the blank cells that its labels cover left out: what is filled behind them is the
    label's value."""
    full = [bool(cell.text) for cell in cells]
    labels = [words.is_label(cell.text) for cell in cells]
    if not labels[0] or sum(full) > _PAIRS or sum(labels) * 2 < sum(full):
        return cells
    kept: list[RawCell] = []
    for at, cell in enumerate(cells):
        value = next((not labels[n] for n in range(at, len(cells)) if full[n]), False)
        if full[at] or not value or not words.is_label(kept[-1].text):
            kept.append(cell)
    return kept


def _stripped(stretch: Stretch, start: int, stop: int) -> RawCell:
    raw = stretch.text[start:stop]
    begin = start + len(raw) - len(raw.lstrip())
    return stretch.cell(begin, begin + len(raw.strip()))


def _cuts(row: RawRow, words: Words) -> bool:
    """Whether two or three cells side by side make up a label of which none is one («年度资 | 金总额»), or one goes on
    with what the cell before began («执行差旅费 | 、会议费»)."""
    texts = [*map(TEXT, row.cells)]
    led = not _GOES_ON.isdisjoint([text[:1] for text in texts])
    if led and any(before and len(text) > 1 and text[0] in _GOES_ON for before, text in pairwise(texts)):
        return True
    for a, b in [(a, b) for a, b in pairwise(texts) if a and b and a != b]:
        if words.is_label(a + b):
            return not (words.is_label(a) or words.is_label(b))
    threes = zip(texts, texts[1:], texts[2:], strict=False)
    for a, b, c in [(a, b, c) for a, b, c in threes if a and b and c and a != b != c != a]:
        if words.is_label(a + b + c):
            return not (words.is_label(a) or words.is_label(b) or words.is_label(c))
    return False


def _cuts_down(table: RawTable, words: Words) -> bool:
    """Whether two or three cells one below the other make up a label that none is: «年度资金», «总额». Then a row is
    a line of a page, and what stands in one may be half a figure («763.49», «04»)."""
    if cut_down([row.cells for row in table.rows], words):
        return True
    for column in zip(*(map(TEXT, row.cells) for row in table.rows), strict=True):
        filled = [*filter(None, column)]
        labels = {*filter(words.is_label, {*filled})}
        texts = ["" if text in labels else text for text in filled]
        two = {a + b for a, b in pairwise(texts) if a and b}
        three = {a + b + c for a, b, c in zip(texts, texts[1:], texts[2:], strict=False) if a and b and c}
        if any(map(words.is_label, two | three)):
            return True
    return False


def _is_of_page(table: RawTable) -> bool:
    """Whether a table was cut by a page's rules and not by its cells: the words of a cell of several lines go on below
    («（30», «分)»; «职责履», «行»)."""
    if not any("\n" in cell.text for row in table.rows for cell in row.cells):
        return False
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    return any(
        _is_torn(above, below)
        for column in zip(*rows, strict=True)
        for above, below in pairwise(text for text in column if text)
    )


def _is_torn(above: str, below: str) -> bool:
    """Whether what stands below a cell is its end: a bracket closes that was opened there, or one letter is left."""
    opened = _CLOSED.sub("", above)
    closing = any(char in "(（" for char in opened) and _CLOSING.match(_CLOSED.sub("", below)) is not None
    return closing or (_LETTER.fullmatch(below) is not None and _WORD.fullmatch(above) is not None)


def _is_row(text: str) -> bool:
    text = text.strip()
    return len(text) > 1 and text[0] == "|" and text[-1] == "|"


def _table(stretch: Stretch, lines: list[Line]) -> RawTable | None:
    rules = [index for index, line in enumerate(lines) if _RULE.match(line.text)]
    if len(rules) != 1 or rules[0] != 1 or len(lines) < 3:
        return None
    rule = lines[1].text
    cells = [_cells(stretch, line) for index, line in enumerate(lines) if index != 1]
    width = rule.count("|") - 1
    if any(len(row) > width for row in cells):
        return None
    start, stop = lines[0].start, lines[-1].after
    if not any(cell.text for cell in cells[0]):
        del cells[0]  # markitdown prints an empty heading above a table of Word
    if _marks_spans(rule, cells, width):
        rows = [RawRow(_joined(row)) for row in cells]
        return RawTable(start, stop, rows, "markdown-spanned", "spanned", width)
    if any(len(row) != width for row in cells):
        return None
    return RawTable(start, stop, [RawRow(row) for row in cells], "markdown", "repeated", width)


def _cells(stretch: Stretch, line: Line) -> list[RawCell]:
    """The cells with the padding of the print taken off (its blanks only: U+3000 is the author's)."""
    found: list[RawCell] = []
    at = stretch.text.index("|", line.start) + 1
    row = stretch.text[at : stretch.text.rindex("|", line.start, line.stop)]
    marked = "<" in row or "\\" in row
    for raw in _BAR.split(row) if "\\|" in row else row.split("|"):
        inner = raw.strip(" ")
        start = at + (raw.index(inner) if inner else len(raw))
        text = _printed(inner) if marked and ("<" in inner or "\\" in inner) else inner
        found.append(RawCell(text, ((start, start + len(inner)),), column=len(raw)))
        at += len(raw) + 1
    return found


def _printed(raw: str) -> str:
    """The text of a cell: marks are escaped («\\>=12座», pandoc), a line break is a tag."""
    if "<" in raw:
        raw = _BREAK.sub("\n", raw).strip("\n")
    return as_cell(raw)


def _marks_spans(rule: str, cells: list[list[RawCell]], width: int) -> bool:
    """Whether «| |» goes on with the cell before: both widths of blank occur, or rows are short of covered cells."""
    if not _SPACED_RULE.match(rule.strip()):
        return False
    blank = {cell.column for row in cells for cell in row if not cell.text}
    return blank <= {1, 2} and 1 in blank and (2 in blank or any(len(row) < width for row in cells))


def _joined(cells: list[RawCell]) -> list[RawCell]:
    joined: list[RawCell] = []
    for cell in cells:
        if joined and not cell.text and cell.column == 1:
            joined[-1].column_span += 1
        else:
            joined.append(RawCell(cell.text, cell.pieces))
    return joined
