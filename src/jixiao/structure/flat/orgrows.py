"""Rows of Org tables (pandoc): a line each, but for cells with breaks, which go on in the lines below (`org_rows`).

A line that goes on ends with two backslashes; between the paragraphs of a cell stands a line that is blank in it. So a
line belongs to the row above where a backslash says so, or behind a blank line if it holds nothing of its own: text
only below text, no figure below a figure, no label that is none together with what stands above.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from jixiao.quotes import squeeze
from jixiao.structure import seam
from jixiao.structure.flat.celltexts import figure_of
from jixiao.structure.flat.stretch import Line, RawCell, Stretch
from jixiao.structure.flat.words import Words

_BREAK = "\\\\"  # at the end of a line


def is_org(stretch: Stretch, lines: Sequence[Line], rows: Sequence[Sequence[RawCell]], words: Words) -> bool:
    """Whether lines between bars are of an Org table with such cells: the text of each cell begins a blank behind its
    bar, and some line says that it goes on, or the rest of a label stands below a blank one."""
    told = any(_goes_on(stretch, cell) for row in rows for cell in row)
    if not told and not any(_completes(*three, words) for three in zip(rows, rows[1:], rows[2:], strict=False)):
        return False
    text = stretch.text
    padded = all(text[cell.pieces[0][0] - 2 : cell.pieces[0][0]] == "| " for row in rows for cell in row if cell.text)
    return padded and all(line.text.strip()[:2] in ("| ", "|-") for line in lines)


def _completes(above: Sequence[RawCell], blank: Sequence[RawCell], below: Sequence[RawCell], words: Words) -> bool:
    """Whether below a blank line the rest of a label stands («满意度», «指标»)."""
    if any(cell.text for cell in blank):
        return False
    pairs = [(a.word, b.word) for a, b in zip(above, below, strict=True) if a.text and b.text]
    return any(seam.completes(one, other, words.patterns) for one, other in pairs)


@dataclass(slots=True)
class _Row:
    """The row so far: the lines of each cell; the columns whose line goes on; whether all others were blank in the last
    line (``paused``: wholly blank)."""

    cells: list[list[RawCell]]
    open: set[int] = field(default_factory=set)
    blank: bool = False
    paused: bool = False

    def text(self, column: int) -> str:
        return squeeze("".join(cell.text.rstrip("\\") for cell in self.cells[column]))


def org_rows(stretch: Stretch, lines: Sequence[Sequence[RawCell]], words: Words) -> list[list[RawCell]] | None:
    """The rows that the lines make; None where one may be of either row."""
    rows: list[_Row] = []
    for line in lines:
        filled = {column: squeeze(cell.text.rstrip("\\")) for column, cell in enumerate(line) if cell.text.strip(" ")}
        row = rows[-1] if rows else None
        if row is None or not (row.open or not filled or row.blank):
            rows.append(row := _Row([[] for _ in line]))
        elif not row.open and filled:
            own = _is_own(row, filled, words)
            rest = all(seam.completes(row.text(column), text, words.patterns) for column, text in filled.items())
            if not (own or rest or row.paused):
                return None
            if own:
                rows.append(row := _Row([[] for _ in line]))
        was_open = row.open
        for column in filled:
            row.cells[column].append(line[column])
        row.open = {column for column in filled if _goes_on(stretch, line[column])}
        row.paused = not filled
        row.blank = filled.keys() <= was_open
    return [[_whole(parts) for parts in row.cells] for row in rows]


def _is_own(row: _Row, filled: dict[int, str], words: Words) -> bool:
    """Whether a line behind a blank one is a row of its own."""
    for column, text in filled.items():
        above = row.text(column)
        if not above or not any(map(str.isalnum, text)):
            return True
        if figure_of(text) is not None and figure_of(above) is not None:
            return True
        if (words.is_label(text) or words.is_label(above)) and not seam.completes(above, text, words.patterns):
            return True
    return False


def _goes_on(stretch: Stretch, cell: RawCell) -> bool:
    return any(stretch.text[start:stop].endswith(_BREAK) for start, stop in cell.pieces)


def _whole(parts: Sequence[RawCell]) -> RawCell:
    text = "\n".join(part.text.rstrip("\\") for part in parts)
    return RawCell(text, tuple(piece for part in parts for piece in part.pieces))
