"""Cells one a line, each ended by a bar, of a grid whose blank cells keep their places (VARIATION §7, kind 4).

Some web pages print a table so: «a |», a blank cell as a line of a bare bar, and at the end of a row bare bars for the
columns that its wide cells cover. Unlike rows of `bars` nothing moved: of each row every cell is told by its number.
"""

from __future__ import annotations

from collections.abc import Sequence

from jixiao import lazy_re as re
from jixiao.structure.flat.bars import barred_runs
from jixiao.structure.flat.celltexts import is_only_top, is_top, level_entry
from jixiao.structure.flat.stretch import Line, RawCell, RawRow, RawTable, Stretch
from jixiao.structure.flat.words import Words

_BAR = re.compile(r"\|")
_CELL = re.compile(r"[^|]*\|[^\S\n]*$")
_END = re.compile(r"[^\S\n]*\|[|\s]*\|[^\S\n]*$|[^|]*\|[^\S\n]*\|[|\s]*$")
_FEW = 4  # rows of a table at least
_LEAST, _WIDEST = 3, 40  # columns of a grid
_GAPS = 4  # one row in so many must show a blank cell in its place
_HEADING = 0.75  # of a heading's cells, that are known labels


def read(stretch: Stretch, words: Words) -> list[RawTable]:
    """All tables of the stretch that are printed so."""
    tables: list[RawTable] = []
    for lines in barred_runs(stretch.lines, words):
        width = _width(lines)
        rows = _rows(stretch, lines, width) if width else _full_rows(stretch, lines, words)
        if len(rows) >= _FEW and (not width or _shows_gaps(rows)) and _stands_straight(rows, words):
            columns = len(rows[0].cells)
            tables.append(RawTable(lines[0].start, lines[-1].after, rows, "bar-lines", columns=columns))
    return tables


def _width(lines: Sequence[Line]) -> int:
    """The bars of each row: what several bars at the end of a line complete. 0 where most lines hold more than a cell,
    or no number of bars fits."""
    barred = [line.text for line in lines if "|" in line.text]
    counts = [(text.count("|"), _END.match(text) is not None) for text in barred]
    if sum(_CELL.match(text) is not None for text in barred) * 2 < len(barred) or not any(end for _, end in counts):
        return 0
    first = next(at for at, (_, end) in enumerate(counts) if end)
    width = sum(count for count, _ in counts[: first + 1])
    for fewer in range(first + 1):  # what stands above the first row, a page's own line, may have bars too
        if _LEAST <= width <= _WIDEST and _fits(counts[fewer:], width):
            return width
        width -= counts[fewer][0]
    return 0


def _fits(counts: Sequence[tuple[int, bool]], width: int) -> bool:
    bars = 0
    for count, end in counts:
        bars += count
        if bars > width or (end and bars < width):
            return False
        bars %= width
    return True


def _rows(stretch: Stretch, lines: Sequence[Line], width: int) -> list[RawRow]:
    rows: list[RawRow] = []
    cells: list[RawCell] = []
    text, at = stretch.text, lines[0].start
    for bar in (m.start() for m in _BAR.finditer(text, lines[0].start, lines[-1].stop)):
        raw = text[at:bar]
        begin = at + len(raw) - len(raw.lstrip())
        cells.append(stretch.cell(begin, begin + len(raw.strip())))
        at = bar + 1
        if len(cells) == width:
            rows.append(RawRow(cells))
            cells = []
    if cells:
        rows.append(RawRow(cells))  # the text is cut off within the last row
    return rows


def _full_rows(stretch: Stretch, lines: Sequence[Line], words: Words) -> list[RawRow]:
    """The rows where bare bars end only some of them: as many cells as stand in the heading before the first such bar,
    and none of them blank (湖北科技学院). [] where a bare bar stands within a row, is the only one, or ends no heading:
    it may be a blank cell of a table whose cells are by chance a multiple of those before it."""
    if not all(_CELL.match(line.text) for line in lines):
        return []
    filled = [bool(line.text.strip("| \t")) for line in lines]
    width = filled.index(False) if filled.count(False) > 1 else 0
    labels = sum(words.is_label(line.text.strip("| \t")) for line in lines[:width])
    if labels < width * _HEADING:
        return []
    rows: list[RawRow] = []
    cells: list[RawCell] = []
    for line, full in zip(lines, filled, strict=True) if _LEAST <= width <= _WIDEST else ():
        if full:
            start = line.start + len(line.text) - len(line.text.lstrip())
            cells.append(stretch.cell(start, start + len(line.text.strip("| \t"))))
        elif cells:
            return []
        if len(cells) == width:
            rows.append(RawRow(cells))
            cells = []
    return [] if cells else rows


def _shows_gaps(rows: Sequence[RawRow]) -> bool:
    gaps = 0
    for row in rows:
        filled = [bool(cell.text) for cell in row.cells]
        gaps += any(not full and any(filled[at:]) for at, full in enumerate(filled))
    return gaps * _GAPS >= len(rows)


def _stands_straight(rows: Sequence[RawRow], words: Words) -> bool:
    """Whether the words of level 1 stand in one column and those of level 2 in one: behind a bar that was lost all
    cells stand in other columns than their own."""
    columns: dict[bool, set[int]] = {True: set(), False: set()}
    for row in rows:
        said: tuple[str, ...] = ()
        second = -2  # the column of the row's word of level 2
        for column, cell in enumerate(row.cells):
            before, said = said, level_entry(cell.text, words.patterns) if cell.text else ()
            if said and second + 1 != column:  # «服务对象满意度指标 | 群众满意度»: a name may say a level's word
                top = is_only_top(cell.text, words.patterns)
                if top and said == before:  # «满意度指标（10分） | 满意度指标»
                    continue
                if top or not is_top(cell.text, words.patterns):  # «满意度指标» may be either
                    columns[top].add(column)
                    second = second if top else column
    return all(len(found) < 2 for found in columns.values())
