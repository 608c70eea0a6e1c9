"""Dialect G': HTML tables within a text (pandoc's GitHub Markdown, pages pasted in). Spans are in the attributes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from jixiao.structure.flat.stretch import RawCell, RawRow, RawTable, Stretch

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_OPEN = re.compile(r"<table\b", re.IGNORECASE)
_SPAN = re.compile(r"\b(col|row)span\s*=\s*[\"']?\s*(\d{1,3})", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n]+")
_BREAKS = ("br", "p", "div", "li")
"""Tags that begin or end a line of a cell."""


@dataclass
class _Cell:
    """A cell being read: its lines, each of pieces of the text with their places."""

    columns: int
    rows: int
    lines: list[list[tuple[int, int]]] = field(default_factory=lambda: [[]])


def read(stretch: Stretch) -> list[RawTable]:
    """All HTML tables of the stretch but those with others inside."""
    tables: list[RawTable] = []
    at = 0
    while (found := _OPEN.search(stretch.text, at)) is not None:
        at = found.end()
        table = _table(stretch, found.start())
        if table is not None:
            tables.append(table)
            at = table.stop
    return tables


def _table(stretch: Stretch, start: int) -> RawTable | None:
    rows: list[list[_Cell]] = []
    cell: _Cell | None = None
    last = start
    for tag in _TAG.finditer(stretch.text, start):
        if cell is not None and tag.start() > last:
            cell.lines[-1].append((last, tag.start()))
        last = tag.end()
        name, closing = (tag[2] or "").lower(), bool(tag[1])
        if name == "table":
            if closing:
                stop = tag.end()
                stop += stretch.text.startswith("\n", stop)
                return _grid(stretch, start, stop, rows)
            if tag.start() > start:
                return None
        elif name == "tr" and not closing:
            rows.append([])
            cell = None
        elif name in ("td", "th"):
            cell = None
            if not closing and rows:
                spans = {kind.lower(): max(int(number), 1) for kind, number in _SPAN.findall(tag[3])}
                cell = _Cell(spans.get("col", 1), spans.get("row", 1))
                rows[-1].append(cell)
        elif name in _BREAKS and cell is not None:
            cell.lines.append([])
    return None


def _grid(stretch: Stretch, start: int, stop: int, rows: list[list[_Cell]]) -> RawTable | None:
    """The cells at their columns; None where they overlap or leave a hole."""
    taken: set[tuple[int, int]] = set()
    found: list[RawRow] = []
    for number, row in enumerate(rows):
        column = 0
        cells: list[RawCell] = []
        for cell in row:
            while (number, column) in taken:
                column += 1
            places = {(number + r, column + c) for r in range(cell.rows) for c in range(cell.columns)}
            if places & taken:
                return None
            taken |= places
            cells.append(_raw(stretch, cell, column, min(cell.rows, len(rows) - number)))
            column += cell.columns
        found.append(RawRow(cells))
    width = 1 + max((column for _, column in taken), default=0)
    if not found or not all((number, column) in taken for number in range(len(rows)) for column in range(width)):
        return None
    return RawTable(start, stop, found, "html", "drawn", width)


def _raw(stretch: Stretch, cell: _Cell, column: int, rows: int) -> RawCell:
    lines = [(text, pieces) for pieces in cell.lines if (text := _text(stretch, pieces))]
    found = [piece for _, pieces in lines for piece in pieces]
    return RawCell("\n".join(text for text, _ in lines), tuple(found), cell.columns, rows, column)


def _text(stretch: Stretch, pieces: list[tuple[int, int]]) -> str:
    return _BLANKS.sub(" ", html.unescape("".join(_raws(stretch, pieces)))).strip(" ")


def _raws(stretch: Stretch, pieces: list[tuple[int, int]]) -> Iterator[str]:
    for start, stop in pieces:
        yield stretch.text[start:stop]
