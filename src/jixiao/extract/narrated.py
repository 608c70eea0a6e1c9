"""Narratives in tables, put into the outline: all of a table that is no form, of a form the rows that it does not know.

What the document says in headings of its own is not read a second time from a table.
"""

from __future__ import annotations

from jixiao.extract.context import Context
from jixiao.extract.draft import matches_of
from jixiao.structure.narrated import narrated


def read_narrated(context: Context) -> None:
    """Puts the sections of such tables into the outline, in the document's order."""
    structured = context.structured
    matches = matches_of(context)
    for block, grid in structured.grids.items():
        if context.scope and block not in context.scope[0]:
            continue
        found = matches.get(block)
        if block in structured.opaque or block in context.heads:
            continue  # a form, but for rows that cannot be read: those that it does not know may be theirs
        rows = None
        if found:
            rows = {box.cell.row for row in (*found.form.unknown, found.form.captions) for box in row}
        before = len(context.claims.structure)
        sections = narrated(structured, context.patterns, grid, rows, *([1] if found else []))
        if sections:
            told = {node.role for top in structured.outline for node in top.walk() if node.role}
            sections = [node for node in sections if not any(below.role in told for below in node.walk())]
        if found:  # what is no part of a report is a label of the form in words that nobody knows («支出性质»)
            sections = [node for node in sections if any(below.role for below in node.walk())]
        if sections:
            firsts = (min((b for node in top.walk() for b in node.blocks), default=0) for top in structured.outline)
            at = sum(first <= block for first in firsts)
            structured.outline[at:at] = sections
            context.narrated.add(block)
        else:
            del context.claims.structure[before:]  # headings of what is not read stay unread
