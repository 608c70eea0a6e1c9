"""Which dialects a stretch is written in, and the raw tables that each of them marks.

Marks that occur in no plain text come first (0x07, drawn lines, Markdown rules); TABs are told apart by where they
stand in their lines.
"""

from __future__ import annotations

import re

from jixiao.structure.flat import drawn, marks, pipes, tabrows, tabs
from jixiao.structure.flat.stretch import RawTable, Stretch
from jixiao.structure.flat.words import Words

_DRAWN = re.compile(r"^[^\S\n]*[+┌┏╔╭][-=─━═:]", re.MULTILINE)
_RULED = re.compile(r"^[^\S\n]*\|[ :-]*-{2,}", re.MULTILINE)

_CLEAR = 0.8


def marked_tables(stretch: Stretch, words: Words) -> list[RawTable]:
    """The raw tables of all dialects that mark their cells, in order and without overlaps."""
    text = stretch.text
    if "\t" in text and "\x07" not in text and "|" not in text and "│" not in text:
        return _tabbed(stretch, words)
    found: list[RawTable] = []
    if "\x07" in text:
        found += marks.read(stretch, words)
    if _DRAWN.search(text):
        found += drawn.read(stretch)
    if _RULED.search(text):
        found += pipes.read(stretch)
    if "\t" in text:
        found += _tabbed(stretch, words)
    return _apart(found)


def _tabbed(stretch: Stretch, words: Words) -> list[RawTable]:
    """The TAB dialect by vote of the lines: which TABs lead, which end a line, which stand alone."""
    lead = alone = tail = total = 0
    for line in stretch.lines:
        text = line.text
        if "\t" not in text:
            continue
        total += 1
        if text[0] == "\t":
            lead += 1
            alone += "\t" not in text[1:]
        tail += text[-1] == "\t" and len(text) > 1
    if not total:
        return []
    if alone >= _CLEAR * total:
        tables, sure = tabs.read(stretch, words), alone / total
    elif tail >= _CLEAR * total and tail > lead * _CLEAR:
        tables, sure = tabrows.read_trailing(stretch, words), tail / total
    elif lead >= _CLEAR * total:
        tables, sure = tabrows.read_leading(stretch, words), lead / total
    else:
        tables, sure = tabrows.read_even(stretch, words), 1 - lead / total
    for table in tables:
        table.sure = round(min(table.sure, sure), 3)
    return tables


def _apart(found: list[RawTable]) -> list[RawTable]:
    """In order; of two that overlap the surer dialect's stays (they come first)."""
    kept: list[RawTable] = []
    for table in found:
        if all(table.stop <= other.start or table.start >= other.stop for other in kept):
            kept.append(table)
    return sorted(kept, key=lambda table: table.start)
