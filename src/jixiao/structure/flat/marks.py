"""Dialect H: the raw stream of a Word file (wvText): 0x07 ends a cell, a second one the row.

In the print every cell is followed by a line end, the row mark by none: that tells an empty cell from a row's end.
"""

from __future__ import annotations

from jixiao.structure.flat.stretch import RawCell, RawRow, RawTable, Stretch, as_cell
from jixiao.structure.flat.words import Words

_LONG = 60  # characters of a first cell over several paragraphs; more is text between two tables


def read(stretch: Stretch, words: Words) -> list[RawTable]:
    """All tables of the stretch."""
    text = stretch.text
    tables: list[RawTable] = []
    at = 0
    while (mark := text.find("\x07", at)) >= 0:
        start = _first_cell(stretch, mark, at, words)
        table = _table(stretch, start, words)
        tables.append(table)
        at = table.stop
    return tables


def _first_cell(stretch: Stretch, mark: int, floor: int, words: Words) -> int:
    """Where the first cell begins: its line, or lines above it that make up a label with it."""
    lines = stretch.lines
    index = stretch.line_at(mark)
    best = max(lines[index].start, floor)
    label = stretch.text[best:mark]
    for line in reversed(lines[max(index - 4, 0) : index]):
        if not line.text.strip() or line.start < floor or words.ends_table(line.text):
            break
        label = line.text + label
        if words.is_label(label):
            best = line.start
    return best


def _table(stretch: Stretch, at: int, words: Words) -> RawTable:
    text = stretch.text
    start = stop = at
    rows: list[RawRow] = []
    cells: list[RawCell] = []
    while (mark := text.find("\x07", at)) >= 0:
        raw = text[at:mark]
        if rows and not cells and _is_text_between(raw, words):
            break
        cells.append(RawCell(as_cell(raw), ((at, mark),)))
        at = stop = mark + 1 + text.startswith("\n", mark + 1)
        if text.startswith("\x07", at) and not text.startswith("\n", at + 1):
            rows.append(RawRow(cells))
            cells = []
            at = stop = at + 1
    if cells:
        rows.append(RawRow(cells))
    return RawTable(start, stop, rows, "word-marks")


def _is_text_between(raw: str, words: Words) -> bool:
    """Whether what stands between a row's end and the next mark is text between two tables, not a cell."""
    lines = raw.splitlines()
    if len(lines) < 2:
        return False
    return len(raw) > _LONG or any(words.ends_table(line) for line in lines)
