"""Dialects A and A': each cell on lines of its own, behind a TAB; a blank line ends a row, two end the table.

Written by Tika 1 and 2 for .docx and .doc, and by Tika for .odt (which leaves covered cells out). An empty last
paragraph of a cell looks like the end of a row, so every row end is only likely: `fit` decides.
"""

from __future__ import annotations

from jixiao.structure.flat.stretch import Line, RawCell, RawRow, RawTable, Stretch
from jixiao.structure.flat.words import Words

_LONG_LABEL = 8
_PAIR = 2  # cells of a label and its value
_NEAR = 12  # lines below one that looks like a cell's in which the next row begins


def read(stretch: Stretch, words: Words) -> list[RawTable]:
    """All tables of the stretch in this dialect."""
    tables: list[RawTable] = []
    texts = stretch.line_texts
    at, count = 0, len(texts)
    while at < count:
        if texts[at][:1] == "\t":
            table, at = _table(stretch, at, words)
            tables.append(table)
        else:
            at += 1
    return tables


def _table(stretch: Stretch, first: int, words: Words) -> tuple[RawTable, int]:
    lines = stretch.lines
    rows: list[RawRow] = []
    starts: list[int] = []  # cells of the current row, as the lines they begin and end on
    stops: list[int] = []
    gap = blanks = 0
    last = first

    def close() -> None:
        cells = [stretch.cell(lines[a].start + 1, lines[b].stop) for a, b in zip(starts, stops, strict=True)]
        rows.append(RawRow(cells, gap, _joint(stretch, rows, lines[starts[0]])))

    for at, line in enumerate(stretch.line_texts[first:], first):
        if line[:1] == "\t":
            if blanks and starts:
                close()
                starts, stops, gap = [], [], blanks
            starts.append(at)
            stops.append(at)
            last, blanks = at, 0
        elif not line or (line.isspace() and "\u3000" not in line):
            blanks += 1
        elif not (blanks > 1 and _is_whole(rows, starts) and _begins_again(lines, first, at)) and _goes_on(
            lines, at, blanks, words
        ):
            stops[-1] = last = at
            blanks = 0
        else:
            break
    close()
    stop = lines[last].after
    blank = last + 1
    # The blank lines that end the row and the table are the table's own.
    while blank < len(lines) and blank <= last + 2 and not lines[blank].text:
        stop = lines[blank].after
        blank += 1
    return RawTable(lines[first].start, stop, rows, "tab-cells", leaves_out=None), max(blank, last + 1)


def _is_whole(rows: list[RawRow], starts: list[int]) -> bool:
    """Whether a row has as many cells as the widest above: its last one may end there, and the table with it."""
    return len(rows) > 1 and len(starts) >= max(len(row.cells) for row in rows) > _PAIR


def _begins_again(lines: list[Line], first: int, at: int) -> bool:
    """Whether the next cell is what the table begins with: the line stands between two tables of one form («项目2»),
    and is no paragraph of the last cell («检修停运», «», «增加备车»)."""
    below = next((line.text for line in lines[at + 1 : at + _NEAR] if line.text[:1] == "\t"), "")
    return below.strip() != "" and below == lines[first].text


def _joint(stretch: Stretch, rows: list[RawRow], line: Line) -> str:
    """The blank lines above a row: should it be no row of its own, they belong to the cell above."""
    if not rows:
        return ""
    return stretch.text[_stop(rows[-1].cells[-1]) : line.start]


def _stop(cell: RawCell) -> int:
    return cell.pieces[-1][1]


def _goes_on(lines: list[Line], at: int, blanks: int, words: Words) -> bool:
    """Whether a line without TAB belongs to the cell above it, ``blanks`` blank lines between them.

    Over one blank line it does («社会效», «», «益指标»), unless it is what stands below a table (说明：, 填表人：) in a
    file whose blank lines were thinned out. Over more it does only in the middle of a label written downwards.
    """
    text = lines[at].text
    if words.ends_table(text):
        return False
    if blanks <= 1:
        return True
    if blanks > 3 or len(text.strip()) > _LONG_LABEL:
        return False
    for line in lines[at + 1 : at + _NEAR]:
        if line.text[:1] == "\t":
            return True
        if len(line.text.strip()) > _LONG_LABEL or words.ends_table(line.text):
            return False
    return False
