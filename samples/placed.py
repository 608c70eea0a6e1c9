"""A table as `pdftotext -layout` prints it: cells wrapped and centred in their boxes, each line where it stands.

As poppler does, columns of the text count characters, not their widths; cells of an odd and an even number of lines
stand half a line from each other; blank lines stand for the height that no text fills, up to four; a blank parts
Chinese letters from figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import east_asian_width

from jixiao.document import Cell, Table

_GAP = 3  # columns of text between two of the table
_NARROW, _WIDEST = 6, 16  # half widths of a column's text
_LINE, _PAD = 2, 1  # half lines: a line, the room above and below the text of a row
_FULL = 52  # lines of a page
_MARGINS = re.compile(r"(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[\u4e00-\u9fff])")


def pdf_layout(table: Table) -> str:
    """The table's lines, a page break between two rows where a page is full."""
    widths = _widths(table)
    texts = {id(cell): _wrapped(cell.text, _room(cell, widths)) for cell in table.cells}
    heights = _heights(table, texts)
    tops = [sum(heights[:row]) for row in range(table.rows + 1)]
    printed: dict[int, list[tuple[int, str]]] = {}  # by half lines from the top: where a text begins, and the text
    starts = _starts(table, widths, texts)
    for cell in table.cells:
        lines = texts[id(cell)]
        height = tops[cell.row + cell.row_span] - tops[cell.row]
        top = tops[cell.row] + (height - _LINE * len(lines)) // 2
        left = starts[cell.column]
        room = starts[cell.column + cell.column_span] - _GAP - left
        for number, line in enumerate(lines):
            at = left + max((room - len(line)) // 2, 0)
            printed.setdefault(top + _LINE * number, []).append((at, line))
    return _pages(printed, tops)


def _pages(printed: dict[int, list[tuple[int, str]]], tops: Sequence[int]) -> str:
    out: list[str] = []
    page, count, last = 1, 0, None
    breaks = sorted(tops)
    for height in sorted(printed):
        new = next((top for top in breaks if last is not None and last < top <= height), None)
        if count >= _FULL and new is not None:
            out.append(f"\n\n{' ' * 30}- {page} -\n\f")
            page, count, last = page + 1, 0, None
        blank = min(max((height - last) * 13 // 20, 1), 5) - 1 if last is not None else 0
        line = ""
        for at, text in sorted(printed[height]):
            line += " " * max(at - len(line), 1 if line else 0) + text
        out.append("\n" * blank + line + "\n")
        count += blank + 1
        last = height
    return "".join(out)


def _room(cell: Cell, widths: Sequence[int]) -> int:
    own = widths[cell.column : cell.column + cell.column_span]
    return sum(own) + _GAP * (len(own) - 1)


def _widths(table: Table) -> list[int]:
    """The half widths of each column's text: what its own cells need, within limits."""
    widths = [_NARROW] * table.columns
    for cell in table.cells:
        if cell.column_span == 1:
            need = max(map(_width, _spaced(cell.text).split("\n")))
            widths[cell.column] = max(widths[cell.column], min(need, _WIDEST))
    return widths


def _starts(table: Table, widths: Sequence[int], texts: dict[int, list[str]]) -> list[int]:
    """Where the columns begin, in characters: what stands right of a text begins behind all its characters."""
    longest = [width // 2 for width in widths]
    for cell in table.cells:
        if cell.column_span == 1:
            longest[cell.column] = max([longest[cell.column], *map(len, texts[id(cell)])])
    for cell in sorted(table.cells, key=lambda cell: cell.column_span):
        own = range(cell.column, cell.column + cell.column_span)
        lack = max(map(len, texts[id(cell)]), default=0) - sum(longest[c] + _GAP for c in own) + _GAP
        longest[own[-1]] += max(lack, 0)
    starts = [0]
    for length in longest:
        starts.append(starts[-1] + length + _GAP)
    return starts


def _heights(table: Table, texts: dict[int, list[str]]) -> list[int]:
    """The rows' heights in half lines; a cell of several rows that needs more makes its last row higher."""
    heights = [_LINE + 2 * _PAD] * table.rows
    for cell in sorted(table.cells, key=lambda cell: cell.row_span):
        need = _LINE * len(texts[id(cell)]) + 2 * _PAD
        rows = range(cell.row, cell.row + cell.row_span)
        heights[rows[-1]] += max(need - sum(heights[row] for row in rows), 0)
    return heights


def _wrapped(text: str, room: int) -> list[str]:
    """The lines of a cell, none wider than its column; no line for an empty one."""
    lines: list[str] = []
    for part in _spaced(text).split("\n"):
        line = ""
        for word in re.findall(r"[-+\d.,%]+|[A-Za-z]+|.", part):
            if line and _width(line + word) > room:
                lines.append(line.strip())
                line = ""
            line += word
        lines.append(line.strip())
    return [line for line in lines if line]


def _spaced(text: str) -> str:
    return _MARGINS.sub(" ", re.sub(r"\n+", "\n", text.strip()))


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text if char != " ")


def wrapped_paragraph(text: str) -> str:
    """A paragraph in lines of a page's width, indented by two letters, a blank line behind it."""
    return "\n".join(_wrapped("\u3000\u3000" + text, 72)).replace("\u3000", "  ") + "\n\n"
