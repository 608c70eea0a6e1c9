"""Headings that carry a mark instead of a number («◆预算执行»), where a report marks all of its headings so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from jixiao.structure.labels import BULLETS, TITLE_LENGTH, Kind
from jixiao.structure.outliner import CLOSING, Line, Outliner

_FEWEST, _KNOWN = 3, 2
"""Lines with one mark that are headings: so many at least, and of so many the title is known."""


def marked_headings(outliner: Outliner, lines: Sequence[Line]) -> set[int]:
    """The blocks of such lines: short, no sentence, one mark for all of them, and some of the titles known."""
    by_mark: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.text.match[0] in BULLETS:
            by_mark[line.text.match[0]].append(line)
    found: set[int] = set()
    for marked in by_mark.values():
        titles = [line.text.match[1:].rstrip(CLOSING) for line in marked]
        short = all(0 < len(title) <= TITLE_LENGTH and not any(mark in title for mark in "。;,:") for title in titles)
        known = sum(bool(outliner.role_of(title) or outliner.likely_role(title, Kind.CHINESE)) for title in titles)
        if short and len(marked) >= _FEWEST and known >= _KNOWN:
            found.update(line.block for line in marked)
    return found
