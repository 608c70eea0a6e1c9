"""What the ends of pages put into a stream: the page's number, and what the next page prints again from above."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.patterns import Patterns
from jixiao.structure.flat.stretch import Line, Stretch
from jixiao.structure.flat.words import Words, words_of
from jixiao.structure.furniture import is_mark_beside_cells

_LONGEST = 40
"""Lines of a heading that a page prints again at the most."""
_TEXT = 6  # characters of what is printed again at the least: less stands in many a cell
_FIRST = 8  # places looked at where a line stands that is printed again on each page


def page_ends(stretch: Stretch, start: int, stop: int, patterns: Patterns) -> list[tuple[int, int]]:
    """The lines of [start, stop) that are page numbers with their marks, in order, with those behind them that stand
    word for word above too: a running head, or a form's first lines on each page. A row may say what one above says
    («部分工作因客观原因延后。»): what is printed again begins with a label, or stands behind other page numbers."""
    lines = stretch.lines_in(start, stop)
    marks = [at for at, line in enumerate(lines) if line.text and is_mark_beside_cells(line.text, patterns)]
    if not marks:
        return []
    texts = [line.text.split() for line in lines]
    behind = {at + 1 for at in marks}
    places: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if texts[at] and (at in behind or _is_labelled(line, words_of(patterns))):
            places.setdefault(" ".join(texts[at]), []).append(at)
    found: list[tuple[int, int]] = []
    for at in marks:
        again = places.get(" ".join(texts[at + 1]), ())[:_FIRST] if at + 1 < len(texts) else ()
        sizes = [_again(texts, above, at + 1) for above in again if above < at]
        found.append((lines[at].start, lines[at + max(sizes, default=0)].stop))
    return found


def _is_labelled(line: Line, words: Words) -> bool:
    return words.is_label(line.text) or words.is_label(line.text.split()[0])


def _again(texts: Sequence[list[str]], above: int, at: int) -> int:
    """How many lines from a place on stand above word for word, one behind the other; 0 if they say too little."""
    size = 0
    while (
        size < _LONGEST and above + size < at - 1 and at + size < len(texts) and texts[at + size] == texts[above + size]
    ):
        size += 1
    while size and not texts[at + size - 1]:
        size -= 1
    return size if sum(len(word) for line in texts[at : at + size] for word in line) >= _TEXT else 0
