"""Dialect P: columns padded with blanks to the width of their widest cell, as inscriptis prints a web page's tables.

All lines of a row are of one length, the last of them blank; each column begins at one place in all rows, counted in
characters. A row's length tells how many cells it has, blank ones too. Cells that merged ones cover are left out, so
that what stands right of them is printed further left: no column means anything but its number. A cell's further
paragraph stands below a blank line («质量», «», «指标»): how high the cells beside it stand, or the label that it makes
up, tells it from a row of its own. Where an editor took off the blanks at the lines' ends nothing tells the cells.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from jixiao import lazy_re as re
from jixiao.quotes import squeeze
from jixiao.structure.flat.barred import cut_down
from jixiao.structure.flat.celltexts import figure_of, known_level
from jixiao.structure.flat.stretch import Line, RawCell, RawRow, RawTable, Stretch, as_cell
from jixiao.structure.flat.words import Words

BLANK = re.compile(r"^ {6,}$", re.MULTILINE)
_PIECE = re.compile(r"[^ ]+(?: [^ ]+)*")
_APART = 2  # blanks between two columns
_FEW = 3  # rows, and cells of a row in which one alone may go on
_PARTS = 4  # that blank lines make of a row at most
_WAYS = (0, 1, 2)  # halves of what is left of a row's height that stand above a cell
_NEAR = 3  # blank lines within a table whose lines lost the blanks at their ends

_Row = list[Line]


def read(stretch: Stretch, words: Words) -> list[RawTable]:
    """All tables of the stretch that are padded so."""
    if BLANK.search(stretch.text):
        return [_table(stretch, groups, words) for groups in _runs(stretch.lines)]
    return [table for lines in _stripped(stretch.lines, words) if (table := _unread(lines)) is not None]


def _runs(lines: Sequence[Line]) -> Iterator[list[_Row]]:
    """Runs of lines of one length each, of which the last is blank: one row, or several of as many cells."""
    run: list[_Row] = []
    for _, same in groupby(lines, lambda line: len(line.text)):
        group = [*same]
        if BLANK.fullmatch(group[-1].text):
            run.append(group)
            continue
        if len(run) >= _FEW:
            yield run
        run = []
    if len(run) >= _FEW:
        yield run


def _stripped(lines: Sequence[Line], words: Words) -> Iterator[_Row]:
    """Runs of lines that begin and end with two pieces or more, blank lines and others between."""
    run: _Row = []
    last = blank = 0
    for line in lines:
        blank = 0 if line.text else blank + 1
        if _APART * " " in line.text.strip(" "):
            run.append(line)
            last = len(run)
        elif run and (blank > _NEAR or words.ends_table(line.text)):
            yield run[:last]
            run = []
        elif run:
            run.append(line)
    if run:
        yield run[:last]


def _unread(lines: _Row) -> RawTable | None:
    """The table whose cells are there, but whose rows do not tell how many they have."""
    rows = [[line] for line in lines if line.text]
    if len(rows) < _FEW or _starts(rows, [max(len(line.text) for line in lines)]) is None:
        return None
    cell = RawCell("", ((lines[0].start, lines[-1].stop),))
    return RawTable(lines[0].start, lines[-1].after, [RawRow([cell])], "padded-columns", "shifted")


def _table(stretch: Stretch, groups: list[_Row], words: Words) -> RawTable:
    starts = _starts(groups, {len(group[0].text) for group in groups}) or [0]
    start, stop = groups[0][0].start, groups[-1][-1].after
    edges = [_edges(starts, len(group[0].text)) for group in groups]
    for way in _WAYS if len(starts) > 1 else ():
        rows: list[RawRow] = []
        for group, columns in zip(groups, edges, strict=True):
            found = _rows(group, columns, way, words)
            if found is None:
                break
            rows += _raw(stretch, found, columns, words)
        else:
            if not cut_down([row.cells for row in rows], words):
                return RawTable(start, stop, rows, "padded-columns", leaves_out=True)
    whole = [_raw(stretch, [group], columns, words)[0] for group, columns in zip(groups, edges, strict=True)]
    return RawTable(start, stop, whole, "padded-columns", "shifted")


def _starts(rows: Sequence[_Row], lengths: Iterable[int]) -> list[int] | None:
    """Where the columns begin; None where a text runs over the blanks between two, or a column is wider than its widest
    cell: then they begin elsewhere."""
    pieces = [piece.span() for row in rows for line in row for piece in _PIECE.finditer(line.text)]
    starts = sorted({0, *(start for start, _ in pieces), *(length + _APART for length in lengths)})
    ends: dict[int, int] = {}  # of the widest cell of each column
    for start, stop in pieces:
        at = bisect_right(starts, start) - 1
        if at + 1 == len(starts) or stop > starts[at + 1] - _APART:
            return None
        ends[at] = max(ends.get(at, 0), stop)
    tight = all(ends.get(at) == after - _APART for at, after in enumerate(starts[1:]))
    return starts[:-1] if tight else None


def _edges(starts: Sequence[int], width: int) -> list[int]:
    """Where the columns of a row begin, and behind its last one."""
    return [*starts[: bisect_right(starts, width)], width + _APART]


def _rows(group: _Row, edges: Sequence[int], way: int, words: Words) -> list[_Row] | None:
    """The rows of a group of lines: what stands between blank lines, or several of those together. None where the
    cells do not stand in one ``way``: at the top of their row, in its middle or at its bottom."""
    parts: list[_Row] = [[group[0]]]
    for above, line in pairwise(group):
        if BLANK.fullmatch(above.text) and not BLANK.fullmatch(line.text):
            parts.append([])
        parts[-1].append(line)
    rows: list[_Row] = []
    at = 0
    while at < len(parts):
        for size in range(1, _PARTS + 1):
            row = [line for part in parts[at : at + size] for line in part]
            if _is_aligned(row, edges, way):
                break
        else:
            return None
        at += size
        while at < len(parts) and _goes_on(row, parts[at], edges, words):
            row = [*row, *parts[at]]
            at += 1
        rows.append(row)
    return rows


def _is_aligned(lines: _Row, edges: Sequence[int], way: int) -> bool:
    """Whether all cells of a row stand where they do in such a table: a blank line ends each, others may."""
    for a, b in pairwise(edges):
        filled = [at for at, line in enumerate(lines) if line.text[a:b].strip(" ")]
        if filled and not any(
            filled[0] == (len(lines) - height) * way // 2
            for height in range(filled[-1] - filled[0] + 2, len(lines) - filled[0] + 1)
        ):
            return False
    return True


def _goes_on(above: _Row, below: _Row, edges: Sequence[int], words: Words) -> bool:
    """Whether lines below a blank one are a cell's further paragraph: no row has only a cell that is not its first, and
    only a label goes on in that."""
    filled = [(a, b) for a, b in pairwise(edges) if any(line.text[a:b].strip(" ") for line in below)]
    if len(filled) != 1 or len(edges) <= _FEW:
        return False
    label = "".join(line.text[slice(*filled[0])].strip() for line in (*above, *below))
    return filled[0][0] > 0 or words.is_label(label) or known_level(squeeze(label), words.patterns)


def _raw(stretch: Stretch, rows: Sequence[_Row], edges: Sequence[int], words: Words) -> list[RawRow]:
    """The rows with their cells. Two of nothing but texts may as well be the paragraphs of one."""
    found = [RawRow([_cell(stretch, row, a, b) for a, b in pairwise(edges)]) for row in rows]
    bare = [_is_bare(row.cells, words) for row in found]
    for at, (above, below) in enumerate(pairwise(bare)):
        if (above and below) or _are_torn(found[at].cells, found[at + 1].cells, words):
            found[at].unsure = found[at + 1].unsure = True
    return found


def _are_torn(above: Sequence[RawCell], below: Sequence[RawCell], words: Words) -> bool:
    """Whether all that a row holds are beginnings of labels that end in the row below («满意度», «指标（10分）»)."""
    pairs = [(squeeze(a.text), squeeze(b.text)) for a, b in zip(above, below, strict=True) if a.text.strip()]
    return bool(pairs) and all(b and known_level(a + b, words.patterns) for a, b in pairs)


def _is_bare(cells: Sequence[RawCell], words: Words) -> bool:
    """Whether all cells of a row hold text and none a label or a figure."""
    texts = [squeeze(cell.text) for cell in cells]
    return (
        all(text and figure_of(text) is None and not words.is_label(text.partition(":")[0]) for text in texts)
        and len(texts) > 1
    )


def _cell(stretch: Stretch, row: _Row, start: int, stop: int) -> RawCell:
    """The cell of a row that is printed in columns [start, stop) of its lines."""
    pieces: list[tuple[int, int]] = []
    for line in row:
        text = line.text[start:stop].strip(" ")
        if text:
            begin = line.start + line.text.index(text, start)
            pieces.append((begin, begin + len(text)))
    at = row[0].start + start
    return RawCell(as_cell("\n".join(stretch.text[a:b] for a, b in pieces)), tuple(pieces) or ((at, at),))
