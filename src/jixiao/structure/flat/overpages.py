"""Full grids that a PDF's pages cut, each page's part with its own bars or commas: one table again (`over_pages`).

pdfplumber and PyMuPDF find the tables of a page, and scripts print them one by one: the rows below a page's number are
a table to Markdown, whose first row is its heading. Only rows that begin nothing anew go on; a row that the break tore
is one again where that is clear, as in the tables that readers give (`structure.seam`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from jixiao import lazy_re as re
from jixiao.document import Cell, Table
from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure import seam
from jixiao.structure.flat.fit import form_of, with_keys
from jixiao.structure.flat.shapes import Shape, shapes_of
from jixiao.structure.flat.stretch import RawCell, RawRow, RawTable, Stretch
from jixiao.structure.flat.words import Words
from jixiao.structure.furniture import is_mark_beside_cells

_LEAST = 3  # cells of a row at least
_LABELS = 3  # labels of a heading at least
_RARE = 3  # one row in so many at most stands apart
_SPACE, _BLANK_LINE = re.compile(r"\s*"), re.compile(r"\n\s*\n")
_PAIR = 2  # texts of a row of label and value
_BETWEEN, _LONGEST = 3, 40  # lines of a page's foot and head between two parts, and their characters


@dataclass(eq=False)
class Whole:
    """A table over all its pages."""

    table: RawTable
    patterns: Patterns

    @cached_property
    def shape(self) -> Shape | None:
        """The form that its headings show."""
        torn = [row.gap < 0 for row in self.table.rows]
        return form_of(shapes_of(self.patterns), with_keys(self.table), torn)


def over_pages(tables: list[RawTable], stretch: Stretch, words: Words) -> list[Whole]:
    """The tables, those that go on over a page joined."""
    for table in tables:
        _without_heads(table, stretch, words)
    wholes = [Whole(table, words.patterns) for table in tables]
    if len(tables) < 2:
        return wholes
    gaps = [gap_between(stretch, one, other.start) for one, other in pairwise(tables)]
    heads = Counter(line for gap in gaps for line in gap or ())
    found = wholes[:1]
    size = _size(tables[0])  # of the part just above
    for whole, gap in zip(wholes[1:], gaps, strict=True):
        above, below = found[-1].table, whole.table
        furniture = gap is not None and all(
            is_mark_beside_cells(line, words.patterns) or heads[line] > 1 for line in gap
        )
        goes_on = furniture and size >= _LEAST and _goes_on(above, below, words)
        if goes_on and not (not gap and size != _size(below) and _is_another_form(found[-1], whole)):
            found[-1] = Whole(_joined(above, below, words, size), words.patterns)
        else:
            found.append(whole)
        size = _size(below)
    return found


def _is_another_form(above: Whole, below: Whole) -> bool:
    """Whether a table right below another is a form of its own (a script prints the tables of a document in a row)."""
    return below.shape is not None and below.shape is not above.shape


def _without_heads(table: RawTable, stretch: Stretch, words: Words) -> None:
    """Takes out the first row where pages say it again within a table, and mends what the breaks tore."""
    again = _said_again(table, words)
    places = [stretch.starts[number] for number in stretch.breaks if number < len(stretch.starts)]
    places = [place for place in places if table.start < place < table.stop]
    apart = _set_apart(table, stretch)
    if not (again or places or apart) or not _size(table):
        return
    starts = [_extent(row)[0] for row in table.rows]
    cuts = {next((at for at, start in enumerate(starts) if start >= place), 0) for place in places} | again | apart
    parts = [table.rows[a:b] for a, b in pairwise(sorted({0, *cuts, len(table.rows)}))]
    table.rows = parts[0]
    for part in parts[1:]:
        rest = part[1:] if _texts(part[0]) == _texts(table.rows[0]) else part
        if rest:
            _mend(table.rows, rest, words)
        table.rows = table.rows + rest


def _set_apart(table: RawTable, stretch: Stretch) -> set[int]:
    """The few rows above which a blank line stands."""
    if table.unmarked or not _BLANK_LINE.search(stretch.text, table.start, table.stop):  # most
        return set()
    found: set[int] = set()
    for at, row in enumerate(table.rows[:-1], 1):
        start, stop = row.cells[-1].pieces[-1] if row.cells[-1].pieces else _extent(row)
        while stop > start and stretch.text[stop - 1].isspace():  # a dialect may take the blank line into a cell
            stop -= 1
        blank = _SPACE.match(stretch.text, stop)
        found |= {at} if blank is not None and blank[0].count("\n") > 1 else set()
    return found if len(found) * _RARE <= len(table.rows) else set()


def _extent(row: RawRow) -> tuple[int, int]:
    """Where the text of a row begins and ends."""
    pieces = [piece for cell in row.cells if cell.text.strip() for piece in cell.pieces]
    return min((start for start, _ in pieces), default=0), max((stop for _, stop in pieces), default=0)


def _said_again(table: RawTable, words: Words) -> set[int]:
    """The rows that are the first one again; none where a heading is, too: that is another table."""
    top = table.rows[0].cells[0].text.strip() if table.rows[0].cells else ""
    alike = [at for at, row in enumerate(table.rows) if at and row.cells and row.cells[0].text.strip() == top]
    if not alike or not top or sum(bool(cell.text.strip()) for cell in table.rows[0].cells) < _PAIR:
        return set()
    headings = [tuple(_labels(row, words)) for row in table.rows if _is_heading(row, words)]
    unique = len(set(headings)) == len(headings)
    return {at for at in alike if unique and _texts(table.rows[at]) == _texts(table.rows[0])}


def gap_between(stretch: Stretch, table: RawTable, start: int) -> list[str] | None:
    """The lines between a table and what follows, without blank ones; None where they are more than a page's foot and
    head."""
    lines = [line.text.strip() for line in stretch.lines_in(table.stop, start)]
    lines = [line for line in lines if line]
    return lines if len(lines) <= _BETWEEN and all(len(line) <= _LONGEST for line in lines) else None


def _size(table: RawTable) -> int:
    """The cells of a row, 0 where rows differ."""
    sizes = {len(row.cells) for row in table.rows}
    return sizes.pop() if len(sizes) == 1 else 0


def _goes_on(above: RawTable, below: RawTable, words: Words) -> bool:
    """Whether the lower table has no heading that stands in the upper one already; the first row may be said again
    (Word repeats it on each page), but not with other values."""
    if above.dialect != below.dialect or above.kind != below.kind or above.kind not in ("repeated", "printed"):
        return False
    if _size(below) < _LEAST:
        return False
    first, top = _texts(above.rows[0]), _texts(below.rows[0])
    if first != top and first[0] and first[0] == top[0]:
        return False
    headings = [_labels(row, words) for row in above.rows if _is_heading(row, words)]
    return not any(_labels(row, words) in headings for row in below.rows[first == top :] if _is_heading(row, words))


def _texts(row: RawRow) -> list[str]:
    return [cell.word for cell in row.cells]


def _labels(row: RawRow, words: Words) -> list[str]:
    return [text for text in _texts(row) if words.is_label(text)]


def _is_heading(row: RawRow, words: Words) -> bool:
    return len(_labels(row, words)) >= _LABELS


def _joined(above: RawTable, below: RawTable, words: Words, size: int) -> RawTable:
    """Both parts as one; ``size``: the cells of the last rows of the upper one, itself of several pages perhaps."""
    rows, rest = list(above.rows), list(below.rows)
    if _texts(rows[0]) == _texts(rest[0]):
        del rest[0]
    if rest and size == _size(below) and not rows[-1].unsure:
        _mend(rows, rest, words)
    else:  # no merged cell of that page shows all columns: which are meant only a heading tells
        lead = next((at for at, row in enumerate(rest) if _is_heading(row, words)), len(rest))
        rest[:lead] = [_refused(row) for row in rest[:lead]]
    columns = max(above.columns or size, _size(below))
    once = above.once and below.once
    return replace(above, stop=below.stop, rows=rows + rest, columns=columns, once=once)


def _refused(row: RawRow) -> RawRow:
    return RawRow([cell for cell in row.cells if cell.text.strip()] or row.cells[:1], unsure=True)


def _mend(rows: list[RawRow], rest: list[RawRow], words: Words) -> None:
    """Puts the pieces of a row that the break tore back: the rest of a label below its beginning, further up where that
    is merged over rows; all of a row that has nothing of its own."""
    size = len(rest[0].cells)
    same = [row for row in rows if len(row.cells) == size]
    for column in range(size):
        piece = rest[0].cells[column]
        upper = next((row for row in reversed(same) if row.cells[column].text.strip()), None)
        if upper is None or not piece.text.strip():
            continue
        if seam.completes(upper.cells[column].word, squeeze(piece.text), words.patterns):
            upper.cells[column] = _both(upper.cells[column], piece)
            rest[0].cells[column] = RawCell("", piece.pieces[:1])
    if not any(cell.text.strip() for cell in rest[0].cells) or _seam(rows[-1], rest, words).is_cut():
        rows[-1].cells = [_both(one, other) for one, other in zip(rows[-1].cells, rest[0].cells, strict=True)]
        del rest[0]


def _both(one: RawCell, other: RawCell) -> RawCell:
    text = "\n".join(text for text in (one.text, other.text) if text.strip())
    return RawCell(text or one.text, one.pieces + other.pieces)


def _seam(above: RawRow, below: Sequence[RawRow], words: Words) -> seam.Seam:
    return seam.Seam(_table([above]), _table(below), words.patterns)


def _table(rows: Sequence[RawRow]) -> Table:
    cells = [
        Cell(number, column, 1, 1, cell.text)
        for number, row in enumerate(rows)
        for column, cell in enumerate(row.cells)
    ]
    return Table(len(rows), len(rows[0].cells), tuple(cells), "ruled")
