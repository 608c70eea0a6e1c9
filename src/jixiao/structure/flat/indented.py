"""Dialect I: the white space of an HTML file's source with its tags taken out, as Tika prints web pages.

Cells stand at the depth of their tags, behind as many TABs; between two lie lines of TABs alone, of which one is of
less depth where a row ends. Such a line directly above tells where a cell begins; an empty cell is a line of TABs above
blank lines (the break in its empty paragraph). Cells covered by others are left out, spans are lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from jixiao import lazy_re as re
from jixiao.quotes import squeeze
from jixiao.structure.flat.stretch import Line, RawCell, RawRow, RawTable, Stretch
from jixiao.structure.flat.words import Words

_LEAST_DEPTH = 2
"""tr, td: no less TABs stand before a cell."""
_DEEP = "\t" * _LEAST_DEPTH

_PIECES = 5
_ITEM = re.compile(r"^\s*(\d{1,2})[.．、](?!\d)", re.MULTILINE)

_EMPTY = 2  # blank lines within an empty paragraph
_APART = 4  # blank lines that stand between two tables only
_FEW, _MOST = 4, 0.8  # cells at least; so many of the lines with leading TABs and a text begin one


def is_indented(lines: Sequence[str]) -> bool:
    """Whether the lines with TABs are such a file's: most that have a text stand below one of nothing but TABs."""
    if f"\n{_DEEP}" not in "\n".join(lines):  # most files
        return False
    deep = [at for at, text in enumerate(lines) if at and text[:_LEAST_DEPTH] == _DEEP]
    begun = sum(_is_layout(lines[at - 1]) and lines[at].strip("\t ") != "" for at in deep)
    return begun >= _FEW and begun >= _MOST * sum(text[:1] == "\t" and text.strip("\t ") != "" for text in lines)


def read(stretch: Stretch, words: Words) -> list[RawTable]:
    """All tables of the stretch in this dialect, which `is_indented` has told."""
    lines = stretch.lines
    twice = _opens_twice(lines)
    tables: list[RawTable] = []
    at = 0
    while at < len(lines):
        depth = _depth(lines[at].text)
        if depth >= _LEAST_DEPTH and _begins(lines, at, depth, twice=twice):
            table, at = _table(stretch, at, depth, twice=twice)
            table.rows = [replace(row, cells=list(_whole(stretch, row.cells, words))) for row in table.rows]
            tables.append(table)
        else:
            at += 1
    return tables


def _whole(stretch: Stretch, cells: list[RawCell], words: Words) -> Iterator[RawCell]:
    """The cells of a row, those made one that are paragraphs of one: such a file may break the source between two of
    them as between cells. What tells is a label of the form in pieces («绩», «效», «指标»), or a list that goes on."""
    at = 0
    while at < len(cells):
        stop = at + 1
        for end in range(len(cells), at + 1, -1):
            texts = [squeeze(cell.text) for cell in cells[at:end]]
            if end - at <= _PIECES and all(texts) and words.is_label("".join(texts)):
                stop = end if not any(words.is_label(text) for text in texts) else stop
                break
        while stop < len(cells) and _lists_on(cells[stop - 1].text, cells[stop].text):
            stop += 1
        yield cells[at] if stop == at + 1 else stretch.cell(cells[at].pieces[0][0], cells[stop - 1].pieces[-1][1])
        at = stop


def _lists_on(text: str, following: str) -> bool:
    """Whether a text of numbered items goes on with the next number."""
    numbers = _ITEM.findall(text)
    first = _ITEM.match(following)
    return first is not None and bool(numbers) and int(first[1]) == int(numbers[-1]) + 1


def _depth(text: str) -> int:
    return len(text) - len(text.lstrip("\t"))


def _is_layout(text: str) -> bool:
    return "\t" in text and not text.strip("\t ")


def _opens_twice(lines: list[Line]) -> bool:
    """Whether lines of two depths stand above most cells: the end of the one before, and the beginning of this one."""
    votes = 0
    for at in range(2, len(lines)):
        depth = _depth(lines[at].text)
        if depth >= _LEAST_DEPTH and not _is_layout(lines[at].text) and _depth(lines[at - 1].text) == depth:
            votes += 1 if _depth(lines[at - 2].text) == depth - 1 else -1
    return votes > 0


def _begins(lines: list[Line], at: int, depth: int, *, twice: bool) -> bool:
    """Whether a cell begins here: directly below a line of TABs, with a text or above a blank line. ``twice``: one line
    of TABs ends a cell and another begins the next."""
    text = lines[at].text
    if at == 0 or _depth(text) != depth or not _is_layout(lines[at - 1].text):
        return False
    if at > 1 and _depth(lines[at - 1].text) == depth and not lines[at - 2].text and twice:
        return False  # between two paragraphs of a cell
    return not _is_layout(text) or (at + 1 < len(lines) and not lines[at + 1].text)


def _table(stretch: Stretch, at: int, depth: int, *, twice: bool) -> tuple[RawTable, int]:
    lines = stretch.lines
    first = at
    while first > 0 and _is_layout(lines[first - 1].text):
        first -= 1
    rows: list[RawRow] = []
    cells: list[RawCell] = []
    while at < len(lines) and _begins(lines, at, depth, twice=twice):
        stop = _cell_end(lines, at, depth, twice=twice)
        cells.append(stretch.cell(lines[at].start + depth, _text_end(lines, at, stop)))
        at, shallow, blank = stop, depth, 0
        while at < len(lines) and not _begins(lines, at, depth, twice=twice):
            text = lines[at].text
            blank = 0 if text else blank + 1
            if (text and not _is_layout(text)) or blank == _APART:
                break
            shallow = min(shallow, _depth(text)) if text else shallow
            at += 1
        ended = at == len(lines) or not _begins(lines, at, depth, twice=twice)
        if ended or shallow < depth - 1:
            rows.append(RawRow(cells))
            cells = []
    last = at
    while last > 0 and not lines[last - 1].text:
        last -= 1
    return RawTable(lines[first].start, lines[last - 1].after, rows, "indented-cells"), at


def _cell_end(lines: list[Line], at: int, depth: int, *, twice: bool) -> int:
    """The line of at most ``depth`` TABs behind a cell; within an empty paragraph such a line stands below two blank
    ones. ``twice``: the line of fewer TABs."""
    blank = 0  # lines directly above
    for end in range(at + 1, len(lines)):
        text = lines[end].text
        if _is_layout(text) and _depth(text) <= depth - twice and (twice or blank != _EMPTY):
            return end
        blank = 0 if text else blank + 1
    return len(lines)


def _text_end(lines: list[Line], at: int, stop: int) -> int:
    """Where the text of a cell ends that goes on to line ``stop``: its layout is none of it."""
    last = at
    for index in range(at + 1, stop):
        if lines[index].text and not _is_layout(lines[index].text):
            last = index
    return lines[last].stop
