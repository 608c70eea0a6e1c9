"""How tools flatten a table to text: one function a dialect, from a grid with spans to the tool's characters.

A cell's text holds «\\n» for a line break and «\\n\\n» for the end of a paragraph inside the cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from jixiao.document import Block as DocumentBlock
from jixiao.document import Cell, Table
from samples.blocks import Para
from samples.converters import converters, paragraph, texts
from samples.drawn import docling, pandoc
from samples.lossy import bar_cells, bar_rows, bar_run, web_lines

STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-"})
"""word-extractor replaces typographic quotes and dashes."""


def grid_cells(table: Table) -> list[list[Cell | None]]:
    """The cell at each grid position, covered positions included."""
    grid: list[list[Cell | None]] = [[None] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                grid[row][column] = cell
    return grid


def word_rows(table: Table, *, covered: bool = True) -> Iterator[list[Cell | None]]:
    """Rows as Word stores them: a cell once in its span of columns; None where a cell above runs through."""
    for index, positions in enumerate(grid_cells(table)):
        row: list[Cell | None] = []
        column = 0
        while column < table.columns:
            cell = positions[column]
            if cell is None or cell.row == index:
                row.append(cell)
            elif covered:
                row.append(None)
            column += cell.column_span if cell else 1
        yield row


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a cell; a line break inside one stays «\\n»."""
    return text.split("\n\n")


def _text(cell: Cell | None) -> str:
    return cell.text if cell else ""


def tab_cells(table: Table) -> str:
    """Tika's DOM parser with blank lines between a cell's paragraphs: the dialect of most archives."""
    return "".join("".join(f"\t{_text(cell)}\n" for cell in row) + "\n" for row in word_rows(table)) + "\n"


def tika_doc(table: Table) -> str:
    """The same without empty paragraphs: each paragraph of a cell a line, the first behind a TAB."""
    rows = (["\n".join(paragraphs(_text(cell))) for cell in row] for row in word_rows(table))
    return "".join("".join(f"\t{text}\n" for text in row) + "\n" for row in rows) + "\n"


def tika_odt(table: Table) -> str:
    """Tika on ODT: covered cells left out, leading blanks collapsed, trailing ones dropped."""
    rows = []
    for row in word_rows(table, covered=False):
        texts = ["\n".join(paragraphs(_text(cell))) for cell in row]
        rows.append("".join("\t" + re.sub("^ +", " ", text).rstrip(" ") + "\n" for text in texts) + "\n")
    return "".join(rows) + "\n"


def tika_sax(table: Table) -> str:
    """Tika 3's SAX parser: a row a line, each cell behind a TAB; paragraphs of one cell each end their line."""
    lines = []
    for row in word_rows(table):
        line = ""
        for cell in row:
            parts = paragraphs(_text(cell))
            if len(parts) == 1:
                line += "\t" + parts[0]
            else:
                line += "\t" + parts[0] + "\n" + parts[1] + "\n" + "".join(f"\n{part}\n" for part in parts[2:])
        lines.append(line + "\n")
    return "".join(lines) + "\n"


def word_extractor(table: Table) -> str:
    """word-extractor: a TAB behind each cell, a row a line, line breaks inside a paragraph lost, straight quotes."""
    rows = ("".join(_lines(cell) + "\t" for cell in row) + "\n" for row in word_rows(table))
    return "".join(rows).translate(STRAIGHT)


def _lines(cell: Cell | None) -> str:
    return "\n".join(part.replace("\n", "") for part in paragraphs(_text(cell)))


def rows_tab(table: Table) -> str:
    """python-docx rows joined by TAB: merged text repeated at every position that it covers."""
    rows = (("\t".join("\n".join(paragraphs(_text(cell))) for cell in row)) for row in grid_cells(table))
    return "".join(row + "\n" for row in rows)


def libreoffice(table: Table) -> str:
    """LibreOffice's text: one paragraph a line, nothing marks cells, an empty or covered cell is an empty line."""
    return "".join("\n".join(_trimmed(cell)) + "\n" for row in word_rows(table) for cell in row)


def _trimmed(cell: Cell | None) -> list[str]:
    """The paragraphs of a cell; a trailing blank does not survive the way through LibreOffice or a .doc."""
    return [part.rstrip(" ") for part in paragraphs(_text(cell))]


def libreoffice_gbk(table: Table) -> str:
    """The same with CRLF between paragraphs and a bare LF for a line break inside one; bytes are GBK."""
    return "".join("\r\n".join(_trimmed(cell)) + "\r\n" for row in word_rows(table) for cell in row)


def word_stream(table: Table) -> str:
    """Word's raw stream (wvText): 0x07 ends a cell, another one the row; 0x0B is a line break, CR a paragraph."""
    out = []
    for row in word_rows(table):
        texts = ["\r\n".join(_trimmed(cell)) for cell in row]
        out.append("".join(_vertical(text) + "\x07\n" for text in texts) + "\x07")
    return "".join(out)


def _vertical(text: str) -> str:
    return re.sub(r"(?<!\r)\n", "\x0b", text)


def _docling(table: Table) -> str:
    return docling(grid_cells(table))


DIALECTS: dict[str, Callable[[Table], str]] = {
    "tab-cells": tab_cells,
    "tika-doc": tika_doc,
    "tika-odt": tika_odt,
    "tika-sax": tika_sax,
    "word-extractor": word_extractor,
    "rows-tab": rows_tab,
    "libreoffice": libreoffice,
    "libreoffice-gbk": libreoffice_gbk,
    "docling": _docling,
    "pandoc": pandoc,
    "word-stream": word_stream,
}


def _shown(table: Table) -> list[list[str]]:
    """The texts of each row's own cells."""
    return [[_text(cell) for cell in row] for row in word_rows(table, covered=False)]


LOSSY: dict[str, Callable[[Table], str]] = {
    "bar-cells": lambda table: bar_cells(_shown(table)),
    "bar-run": lambda table: bar_run(_shown(table)),
    "bar-rows": lambda table: bar_rows(_shown(table), table.columns),
    "web-lines": lambda table: web_lines(_shown(table)),
}
"""Web pages' ways with tables: cells are lost, so that a table may be read in part, or not at all."""


def _once(table: Table) -> list[list[str]]:
    """The texts of all positions, each cell's at its first only."""
    return [
        [_text(cell) if cell and (cell.row, cell.column) == (r, c) else "" for c, cell in enumerate(row)]
        for r, row in enumerate(grid_cells(table))
    ]


CONVERTERS = converters(_shown, lambda table: [texts(row) for row in grid_cells(table)], _once)
"""More tools' ways, read as far as they keep cells; not in the committed set."""

KEEPS_BOUNDARIES = tuple(name for name in DIALECTS if not name.startswith("libreoffice"))
"""Dialects from which the cells of a row can be told without knowing the form."""


def flatten(table: Table, dialect: str) -> str:
    """A table as a tool prints it, the last line's end included. Raises KeyError for an unknown dialect."""
    return (DIALECTS.get(dialect) or LOSSY.get(dialect) or CONVERTERS[dialect])(table)


def flatten_document(blocks: Sequence[Para | DocumentBlock], dialect: str) -> str:
    """A whole document in a dialect: paragraphs as the tool prints them, tables flattened."""
    out = []
    for block in blocks:
        if isinstance(block, Table):
            out.append(flatten(block, dialect))
        else:
            out.append(_paragraph(block.text, dialect, gap=getattr(block, "gap", False)))
    return "".join(out)


def _paragraph(text: str, dialect: str, *, gap: bool) -> str:
    if dialect in CONVERTERS:
        return paragraph(text, dialect)
    if dialect == "word-extractor":
        text = text.translate(STRAIGHT).replace("\n", "")
    if dialect == "pandoc":
        text = re.sub(" {2,}", " ", text)
    if dialect in ("docling", "pandoc", "web-lines"):
        return text + "\n\n"
    if dialect == "word-stream":
        text = _vertical(text)
    if dialect in ("libreoffice-gbk", "word-stream"):
        return text + "\r\n"
    return text + ("\n\n" if gap and dialect == "tab-cells" else "\n")
