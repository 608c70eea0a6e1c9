"""What the ends of pages put into a stream: the page's number, and what the next page prints again from above."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.patterns import Patterns
from jixiao.structure.flat.stretch import Stretch
from jixiao.structure.furniture import is_mark_beside_cells

_LONGEST = 40
"""Lines of a heading that a page prints again at the most."""
_TEXT = 6  # characters of what is printed again at the least: less stands in many a cell


def page_ends(stretch: Stretch, start: int, stop: int, patterns: Patterns) -> list[tuple[int, int]]:
    """The lines of [start, stop) that are page numbers with their marks, with those behind them that stand word for
    word above too (a running head, a form's first lines on each page), in order."""
    lines = stretch.lines_in(start, stop)
    texts = [line.text.split() for line in lines]
    found: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        if line.text and is_mark_beside_cells(line.text, patterns):
            found.append((line.start, lines[at + _again(texts, at + 1)].stop))
    return found


def _again(texts: Sequence[list[str]], at: int) -> int:
    """How many lines from a place on stand above word for word, as many one behind the other as there are."""
    if at >= len(texts):
        return 0
    best = 0
    for above in range(at - 1):
        if texts[above] != texts[at] or not texts[at]:
            continue
        size = 1
        while size < _LONGEST and above + size < at - 1 and texts[at + size : at + size + 1] == [texts[above + size]]:
            size += 1
        best = max(best, size)
    while best and not texts[at + best - 1]:
        best -= 1
    return best if len("".join(map("".join, texts[at : at + best]))) >= _TEXT else 0
