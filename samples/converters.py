"""More tools' ways with tables, beside those of `samples.dialects`: for measuring and tests, not in the committed set.

A cell's text holds «\\n» for a line break and «\\n\\n» for the end of a paragraph inside the cell.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

from jixiao.document import Cell, Table
from samples.placed import pdf_layout, wrapped_paragraph


def tika_html(rows: list[list[str]], *, twice: bool) -> str:
    """A web page of LibreOffice's without its tags: the white space between them stays, covered cells are left out.

    ``twice``: Tika 3, which prints the TABs between the tags of two cells on a line for each tag.
    """
    begin = "\t\n\t\t\t\n" if twice else "\t\n"
    between = "\t\t\n\t\t\t\n" if twice else "\t\t\t\n"
    end = "\t\t\n\t\n\n" if twice else "\t\t\n"
    return begin + (end + begin).join(between.join(map(_html_cell, row)) for row in rows) + end + "\n\n"


def _html_cell(text: str) -> str:
    text = re.sub(" {2,}", " ", text.strip(" "))
    return "\t\t\t" + (text.replace("\n\n", "\n").replace("\n", "\n\n") if text else "\n\n\n\t\t\t") + "\n\n"


def kreuzberg(grid: list[list[str]]) -> str:
    """A row a line, one blank between two cells, merged text in each position that it covers."""
    return "".join(" ".join(_stripped(text) for text in row) + "\n" for row in grid) + "\n"


def docx2python(grid: list[list[str]]) -> str:
    """A blank line behind each paragraph of a cell, merged text in each position that it covers."""
    return "".join(text + "\n\n" for row in grid for text in row)


def mammoth(rows: list[list[str]]) -> str:
    """A blank line behind each paragraph of a cell, covered cells left out, line breaks inside a paragraph lost."""
    return "".join(part.replace("\n", "") + "\n\n" for row in rows for text in row for part in text.split("\n\n"))


def officeparser(rows: list[list[str]]) -> str:
    """A paragraph of a cell a line, blank ones left out."""
    return "".join(line + "\n" for row in rows for text in row for line in text.split("\n") if line.strip())


def unstructured(rows: list[list[str]]) -> str:
    """All cells in one line, a blank between two words."""
    return " ".join(" ".join(text for row in rows for text in row).split()) + "\n\n"


def quoted_fields(rows: list[list[str]], mark: str) -> str:
    """What a spreadsheet saves: text with a mark, a quote or a line's end in it is quoted; covered cells are blank."""
    out = io.StringIO()
    csv.writer(out, delimiter=mark, lineterminator="\n").writerows([map(_lines, row) for row in rows])
    return out.getvalue() + "\n"


def printed_list(grid: list[list[str]]) -> str:
    """A list of lists as Python prints it."""
    return f"{[[_lines(text) for text in row] for row in grid]}\n\n"


def drawn_box(grid: list[list[str]]) -> str:
    """A box with a rule below each row, its walls set as if a Chinese character were as wide as any (tabulate)."""
    rows = [[_lines(text).split("\n") for text in row] for row in grid]
    widths = [max(len(line) for row in rows for line in row[column]) for column in range(len(grid[0]))]
    rules = ["─" * (width + 2) for width in widths]
    out = ["┌" + "┬".join(rules) + "┐"]
    for row in rows:
        for at in range(max(map(len, row))):
            lines = (cell[at] if at < len(cell) else "" for cell in row)
            out.append("│" + "│".join(f" {line:{width}} " for line, width in zip(lines, widths, strict=True)) + "│")
        out.append("├" + "┼".join(rules) + "┤")
    out[-1] = "└" + "┴".join(rules) + "┘"
    return "\n".join(out) + "\n\n"


def _lines(text: str) -> str:
    return text.replace("\n\n", "\n")


def _stripped(text: str) -> str:
    return "\n".join(part.strip() for part in text.split("\n\n")).strip()


Shown = Callable[[Table], list[list[str]]]


def converters(shown: Shown, everywhere: Shown, once: Shown) -> dict[str, Callable[[Table], str]]:
    """The dialects by name; ``shown`` gives the texts of each row's own cells, ``everywhere`` of all positions,
    ``once`` the same with covered ones blank."""
    return {
        "pdf-layout": pdf_layout,
        "tika-html": lambda table: tika_html(shown(table), twice=True),
        "tika2-html": lambda table: tika_html(shown(table), twice=False),
        "kreuzberg": lambda table: kreuzberg(everywhere(table)),
        "docx2python": lambda table: docx2python(everywhere(table)),
        "mammoth": lambda table: mammoth(shown(table)),
        "officeparser": lambda table: officeparser(shown(table)),
        "unstructured": lambda table: unstructured(shown(table)),
        "csv-quoted": lambda table: quoted_fields(once(table), ","),
        "tsv-quoted": lambda table: quoted_fields(once(table), "\t"),
        "printed-list": lambda table: printed_list(everywhere(table)),
        "drawn-box": lambda table: drawn_box(everywhere(table)),
    }


def paragraph(text: str, dialect: str) -> str:
    """A paragraph outside tables."""
    if dialect == "pdf-layout":
        return wrapped_paragraph(text)
    if dialect == "officeparser":
        return text + "\n"
    return text + ("\n\n\n" if dialect == "tika-html" else "\n\n")


def texts(row: list[Cell | None]) -> list[str]:
    """The texts of cells, «» for none."""
    return [cell.text if cell else "" for cell in row]
