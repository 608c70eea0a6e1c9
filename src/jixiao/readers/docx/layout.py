"""Tables that only lay a document out: what stands in their cells are its paragraphs and tables.

A report pasted from a web page, or put into a frame, stands in one cell, or in one cell of each row.
"""

from __future__ import annotations

from itertools import islice

from lxml import etree

from jixiao import lazy_re as re
from jixiao.readers.docx.names import W_DEL, W_P, W_SDT, W_T, W_TBL, W_TC, W_TR, W_TRPR, w

_MANY, _HALF = 8, 0.5
_LINE = 40  # characters of a heading
_NUMBERED = re.compile(
    r"\s*(?:第?[一二三四五六七八九十]+(?:[、.．\s]|部分|章)|[（(][一二三四五六七八九十]+[）)]|\d{1,2}[、.．]\D)"
)
_CELLS = (W_TC, W_SDT)  # a content control may stand around one
_OWN = frozenset({W_TR, w("tblPr"), w("tblGrid"), w("bookmarkStart"), w("bookmarkEnd")})


def is_layout(table: etree._Element) -> bool:
    """Whether no row of a w:tbl has two cells with text, and a table stands in one, or most of what is around it in
    rows of one cell (a form to be filled in has labels beside cells without text, boxes ticked, numbers of a list)."""
    rows = table.findall(W_TR)
    if any(map(_has_two, rows)) or not _is_filled(table) or table.find(f"{W_TR}/{W_TRPR}/{W_DEL}") is not None:
        return False
    if any(isinstance(child.tag, str) and child.tag not in _OWN for child in table):  # rows of a content control
        return False
    if next(table.iterdescendants(W_TBL), None) is not None:
        return True
    if any(next(islice(row.iterchildren(W_TC), 1, None), None) is not None for row in rows):
        return False
    filled = sum(_is_filled(paragraph) for paragraph in table.iter(W_P))
    around = table.getparent()
    return filled >= _MANY and around is not None and _length(table) >= _HALF * _length(around)


def is_heading(table: etree._Element) -> bool:
    """Whether a w:tbl is one cell around one short line that begins with a number, among paragraphs and others of its
    kind: a heading in a box. Beside another table it may be one of that table's rows, which its author cut off."""
    if not _is_line(table):
        return False
    beside = (next(table.itersiblings(W_P, W_TBL, preceding=above), None) for above in (True, False))
    return all(one is None or one.tag == W_P or _is_line(one) for one in beside)


def _is_line(table: etree._Element) -> bool:
    if next(islice(table.iter(W_TC), 1, None), None) is not None or _length(table) > _LINE:
        return False
    text = "".join(text.text or "" for text in table.iter(W_T))
    return _NUMBERED.match(text) is not None and sum(map(_is_filled, table.iter(W_P))) == 1


def is_column(table: etree._Element) -> bool:
    """Whether a w:tbl in a cell is all that this holds, no row of it has two cells and no table stands in it: these are
    the cell's lines (a cell of a spreadsheet that was pasted there)."""
    rows = list(table.iter(W_TR))
    if (
        not _is_filled(table)
        or len(rows) != sum(1 for _ in table.iter(W_TC))
        or next(table.iterdescendants(W_TBL), None) is not None
    ):
        return False
    return not any(map(_is_filled, table.itersiblings())) and not any(
        map(_is_filled, table.itersiblings(preceding=True))
    )


def _has_two(row: etree._Element) -> bool:
    return sum(map(_is_filled, row.iterchildren(*_CELLS))) > 1


def _is_filled(element: etree._Element) -> bool:
    return any(text.text and not text.text.isspace() for text in element.iter(W_T))


def _length(element: etree._Element) -> int:
    return sum(len(text.text or "") for text in element.iter(W_T))
