"""Tables that only lay a document out: what stands in their cells are its paragraphs and tables.

A report pasted from a web page, or put into a frame, stands in one cell, or in one cell of each row.
"""

from __future__ import annotations

from itertools import islice

from lxml import etree

from jixiao.readers.docx.names import W_DEL, W_P, W_SDT, W_T, W_TBL, W_TC, W_TR, W_TRPR, w

_MANY, _HALF = 8, 0.5
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


def _has_two(row: etree._Element) -> bool:
    return sum(map(_is_filled, row.iterchildren(*_CELLS))) > 1


def _is_filled(element: etree._Element) -> bool:
    return any(text.text and not text.text.isspace() for text in element.iter(W_T))


def _length(element: etree._Element) -> int:
    return sum(len(text.text or "") for text in element.iter(W_T))
