"""Rows of which every cell is printed, so that a cell is told by its number: quoted fields, as spreadsheets save them
(«"a⏎b",,"1,080"», with TABs or semicolons too).

Such rows have one number of cells; where a row beside them has another, a mark stands in a cell's text, and nobody can
say in which. ``barred`` and ``listed`` make such rows, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jixiao import lazy_re as re
from jixiao.quotes import squeeze
from jixiao.structure.flat.celltexts import figure_of, known_level
from jixiao.structure.flat.overpages import gap_between
from jixiao.structure.flat.stretch import RawCell, RawRow, RawTable, Stretch, as_cell
from jixiao.structure.flat.words import Words

QUOTED = re.compile(r'(?:^|[,;\t\r])"(?:[^"]|""){0,3000}"(?=[,;\t\r\n]|\Z)', re.MULTILINE)
FIELDS = re.compile(r",[^,\r\n]{0,99},|;[^;\r\n]{0,99};")
"""What a text with such tables has somewhere: a quoted field, two commas or semicolons in a line."""

_FIELD = {
    mark: re.compile(rf'(?:"((?:[^"]|""){{0,3000}})"|([^"{mark}\r\n][^{mark}\r\n]*|))(?={mark}|[\r\n]|\Z)')
    for mark in (",", ";", "\t")
}
_END = re.compile(r"\r\n?|\n")
_FEW, _LEAST = 3, 3  # rows of a table, and cells of a row, at least
_PAIRS = 4  # cells of a row of labels and values at most
_LABELS = 3  # labels of forms in one row at least, so that commas in prose are no table


@dataclass(slots=True)
class Record:
    """A row's cells, and the characters [start, stop) that it stands at, its line's end included."""

    start: int
    stop: int
    cells: list[RawCell]


def read_quoted(stretch: Stretch, words: Words) -> list[RawTable]:
    """Tables of fields parted by commas, semicolons or TABs (those only where fields are quoted)."""
    tables: list[RawTable] = []
    for mark in (",", ";", "\t"):
        if stretch.text.count(mark) < _FEW * (_LEAST - 1):
            continue
        records = list(_records(stretch, mark))
        for group in _groups(records):
            quoted = any(stretch.text[record.start : record.stop].count('"') for record in group)
            goes_on = bool(tables) and gap_between(stretch, tables[-1], group[0].start) is not None
            if (mark != "\t" or quoted) and (goes_on or has_heading(group, words)):
                tables.append(table_of(group, "quoted-fields", words))
    return tables


def _records(stretch: Stretch, mark: str) -> Iterator[Record]:
    """The text's lines as rows of fields; a quoted one may hold line ends. A line that is no row has no cells."""
    text, field, at = stretch.text, _FIELD[mark], 0
    while at < len(text):
        start = at
        cells: list[RawCell] = []
        while (found := field.match(text, at)) is not None:
            inner = found.span(1) if found[1] is not None else found.span(2)
            raw = found[1].replace('""', '"') if found[1] is not None else found[2]
            cells.append(RawCell(as_cell(raw), (inner,)))
            at = found.end()
            if text[at : at + 1] != mark:
                break
            at += 1
        if found is None:
            at, cells = start, []
        end = _END.search(text, at)
        at = len(text) if end is None else end.end()
        yield Record(start, at, cells)


def _groups(records: Sequence[Record]) -> Iterator[list[Record]]:
    """Runs of rows with one number of cells. None where a row above or below is of several cells, too: then one of its
    marks is part of a text, or one is lost."""
    at = last = 0  # ``last``: the size of the group before, which may go on over a page
    while at < len(records):
        size, end = len(records[at].cells), at + 1
        while end < len(records) and len(records[end].cells) == size:
            end += 1
        beside = [records[n] for n in (at - 1, end) if 0 <= n < len(records)]
        if (
            size >= _LEAST
            and (end - at >= _FEW or size == last)
            and all(len(record.cells) < _LEAST for record in beside)
        ):
            yield list(records[at:end])
            last = size
        at = end


def has_heading(group: Sequence[Record], words: Words) -> bool:
    """Whether some row holds the labels of a form's heading."""
    return any(len({cell.text for cell in r.cells if words.is_label(cell.text)}) >= _LABELS for r in group)


def table_of(group: Sequence[Record], dialect: str, words: Words) -> RawTable:
    """The rows as a table of the full grid, without blank ones at its end."""
    while len(group) > 1 and not any(cell.text.strip() for cell in group[-1].cells):
        group = group[:-1]
    rows = [RawRow(record.cells) for record in group]
    table = RawTable(group[0].start, group[-1].stop, rows, dialect, "repeated", len(rows[0].cells))
    each_once(table, words)
    return table


def repeats(rows: Sequence[RawRow]) -> bool:
    """Whether merged text is repeated in each position that it covers: some stands three times side by side, once for
    each column. Twice is no sign: a target and what was achieved are often alike, «预算数» may head two columns."""
    return any(_says_again([squeeze(cell.text) for cell in row.cells]) for row in rows)


def _says_again(texts: Sequence[str]) -> bool:
    """«---» stands in several cells for nothing, and figures may be equal."""
    runs = (text for at, text in enumerate(texts[2:]) if text and texts[at] == texts[at + 1] == text)
    return any(len(text) > 1 and figure_of(text) is None and any(map(str.isalpha, text)) for text in runs)


def each_once(table: RawTable, words: Words) -> None:
    """Where no text is said again, what merged cells cover is blank: each cell is one of its own, and a label runs on
    over the blank ones between it and its value."""
    if not repeats(table.rows):
        table.once = True
        for row in table.rows:
            _run_on(row.cells, words)


def _run_on(cells: list[RawCell], words: Words) -> None:
    full = [at for at, cell in enumerate(cells) if cell.text.strip()]
    labels = {at for at in full if words.is_label(cells[at].text) and not known_level(cells[at].text, words.patterns)}
    if not full or full[0] or len(full) > _PAIRS:
        return
    if 0 not in labels and not (
        len(full) == _PAIRS and full[2] in labels and _are_words(cells[at].text for at in full)
    ):
        return  # but the first of two labels that no form knows («主管（预算）部门»)
    if len(labels) * 2 < len(full) and not (len(full) == _PAIRS and _are_words(cells[at].text for at in full[1:])):
        return  # but two labels of which no form knows one, and their values
    for label, value in pairwise(full):
        if label in labels and value not in labels and figure_of(squeeze(cells[value].text)) is None:
            cells[label:value] = [cells[label]] * (value - label)


def _are_words(texts: Iterable[str]) -> bool:
    return all(figure_of(key := squeeze(text)) is None and any(map(str.isalpha, key)) for text in texts)
