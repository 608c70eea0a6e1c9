"""Rows of cells between bars that a script joined («" | ".join(cell.text …)» over python-docx's rows): full grids in
which merged text is said again and a cell of several paragraphs breaks its line, and rows that say each cell once, in
which only what is merged down is said again.

Such rows are those that TABs part but for their mark, so `tabrows` puts them together in a text whose bars are TABs.
"""

from __future__ import annotations

from jixiao import lazy_re as re
from jixiao.structure.flat.barred import is_rule
from jixiao.structure.flat.bars import is_fixed_width
from jixiao.structure.flat.even import Record, has_heading, repeats
from jixiao.structure.flat.stretch import RawTable, Stretch
from jixiao.structure.flat.tabrows import read_even
from jixiao.structure.flat.words import Words

_FEW = 3  # rows of a table at least
_MOVED = re.compile(r"\S \| ?\|\|+\s*$", re.MULTILINE)  # a web page's rows: what is blank stands at their end


def read(stretch: Stretch, words: Words) -> list[RawTable]:
    """Full grids of which at least one cell is broken over lines (`barred` reads those of a row a line), and rows of
    several lengths."""
    if "\t" in stretch.text or _MOVED.search(stretch.text) or any(is_rule(line.text) for line in stretch.lines):
        return []
    found = read_even(stretch.reworded(stretch.text.replace("|", "\t")), words)
    # One table of a row a line is `barred`'s, which looks for rows that are lines of cells; of several it makes none.
    alone = len(found) == 1 and found[0].kind == "repeated" and not stretch.is_broken(found[0])
    tables = [table for table in found if len(table.rows) >= _FEW and not alone]
    if any(is_fixed_width(stretch.lines_in(table.start, table.stop)) for table in tables):
        return []  # antiword prints a cell's lines below each other, as rows of the same bars
    for table in tables:
        _make_cells(stretch, table)
    return [
        table
        for table in tables
        if (
            repeats(table.rows)
            if table.kind == "repeated"
            else _keeps_blanks(table) and (table.said_down or stretch.is_broken(table))
        )
        and has_heading([Record(0, 0, row.cells) for row in table.rows], words)
    ]


def _make_cells(stretch: Stretch, table: RawTable) -> None:
    """Makes a table's cells those of the text, without the blanks beside its bars and without bars around rows."""
    framed = all(len(row.cells) > _FEW and not any(row.cells[at].text.strip() for at in (0, -1)) for row in table.rows)
    for row in table.rows:
        places = [cell.pieces[0] for cell in (row.cells[1:-1] if framed else row.cells)]
        row.cells = [stretch.cell_within(*place) for place in places]
    table.columns = len(table.rows[0].cells) if table.kind == "repeated" else None
    table.dialect = "barred-rows"


def _keeps_blanks(table: RawTable) -> bool:
    """Whether blank cells are printed."""
    return any(not cell.text.strip() for row in table.rows for cell in row.cells)
