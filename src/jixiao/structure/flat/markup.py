"""Dialect G': HTML tables within a text (pandoc's GitHub Markdown, pages pasted in), and MediaWiki's, in other marks:
«{|», a row «|-», a cell «| colspan="2"| text», «|}». Spans are in the attributes."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from jixiao import lazy_re as re
from jixiao.structure.flat.stretch import RawCell, RawRow, RawTable, Stretch

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_OPEN = re.compile(r"<table\b", re.IGNORECASE)
_SPAN = re.compile(r"\b(col|row)span\s*=\s*[\"']?\s*(\d{1,3})", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n]+")
_BREAKS = ("br", "p", "div", "li")
"""Tags that begin or end a line of a cell."""
_WIKI_OPEN = re.compile(r"^\{\|", re.MULTILINE)
_WIKI_MARK = re.compile(
    r"^(?P<row>\|-)|^(?P<end>\|\})|^(?P<caption>\|\+)|(?P<cell>^[|!]|(?<=[^|\n])\|\||!!)(?:[^|\n\[{]*\|(?!\|))?",
    re.MULTILINE,
)
_WIKI_CUT = re.compile(r"'{2,5}|\n+|</?[a-z][a-z0-9]*(?: [^<>\n]*)?/?>", re.IGNORECASE)


@dataclass
class _Cell:
    """A cell being read: its lines, each of pieces of the text with their places."""

    columns: int
    rows: int
    lines: list[list[tuple[int, int]]] = field(default_factory=lambda: [[]])


def read(stretch: Stretch) -> list[RawTable]:
    """All HTML tables of the stretch but those with others inside."""
    return _all(stretch, _OPEN, _table)


def read_wiki(stretch: Stretch) -> list[RawTable]:
    """All MediaWiki tables of the stretch but those with others inside."""
    return _all(stretch, _WIKI_OPEN, _wiki_table)


def _all(
    stretch: Stretch, opening: re.Pattern[str], table_at: Callable[[Stretch, int], RawTable | None]
) -> list[RawTable]:
    tables: list[RawTable] = []
    at = 0
    while (found := opening.search(stretch.text, at)) is not None:
        at = found.end()
        table = table_at(stretch, found.start())
        if table is not None:
            tables.append(table)
            at = table.stop
    return tables


def _wiki_table(stretch: Stretch, start: int) -> RawTable | None:
    text = stretch.text
    rows: list[list[_Cell]] = []
    cell: _Cell | None = None
    inner = _WIKI_OPEN.search(text, start + 1)
    last = start
    for mark in _WIKI_MARK.finditer(text, start + 2):
        if inner is not None and inner.start() < mark.start():
            return None
        if cell is not None:
            cell.lines = list(_wiki_lines(text, last, mark.start()))
        last, cell = mark.end(), None
        if mark["end"]:
            stop = mark.end()
            stop += text.startswith("\n", stop)
            rows = [row for row in rows if row]
            table = _grid(stretch, start, stop, rows, "wikitext")
            if table is None and rows:  # its bars are no other dialect's
                cells = [RawRow([_raw(stretch, cell, 0, 1) for cell in row]) for row in rows]
                table = RawTable(start, stop, cells, "wikitext", "shifted")
            return table
        if mark["row"] or (mark["cell"] and not rows):
            rows.append([])
        if mark["cell"]:
            spans = {kind.lower(): max(int(number), 1) for kind, number in _SPAN.findall(mark[0])}
            cell = _Cell(spans.get("col", 1), spans.get("row", 1))
            rows[-1].append(cell)
    return None


def _wiki_lines(text: str, start: int, stop: int) -> Iterator[list[tuple[int, int]]]:
    """The lines of a cell without the marks of bold text and the tags in it."""
    line: list[tuple[int, int]] = []
    for cut in _WIKI_CUT.finditer(text, start, stop):
        if cut.start() > start:
            line.append((start, cut.start()))
        start = cut.end()
        if cut[0][0] == "\n" or cut[0][:3].lower() == "<br":
            yield line
            line = []
    yield [*line, (start, stop)]


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
                return _grid(stretch, start, stop, rows, "html")
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


def _grid(stretch: Stretch, start: int, stop: int, rows: list[list[_Cell]], dialect: str) -> RawTable | None:
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
    return RawTable(start, stop, found, dialect, "drawn", width)


def _raw(stretch: Stretch, cell: _Cell, column: int, rows: int) -> RawCell:
    lines = [(text, pieces) for pieces in cell.lines if (text := _text(stretch, pieces))]
    found = [piece for _, pieces in lines for piece in pieces]
    return RawCell("\n".join(text for text, _ in lines), tuple(found), cell.columns, rows, column)


def _text(stretch: Stretch, pieces: list[tuple[int, int]]) -> str:
    return _BLANKS.sub(" ", html.unescape("".join(_raws(stretch, pieces)))).strip(" ")


def _raws(stretch: Stretch, pieces: list[tuple[int, int]]) -> Iterator[str]:
    for start, stop in pieces:
        yield stretch.text[start:stop]
