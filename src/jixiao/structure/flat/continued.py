"""What a page break put into a flattened table: page marks, «续表», the heading once more (`without_breaks`).

A text has no pages that could be joined: these lines stand among the table's own, and no dialect reads over them. Only
a line that says so («续表») or a form feed shows the break; then labels that stand below it word for word as they stand
above it are the heading printed again.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from jixiao import lazy_re as re
from jixiao.document import Paragraph, ends_of, raws_of, with_tabs
from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.words import Words
from jixiao.structure.furniture import is_mark_beside_cells, is_page_mark, page_marks

ASIDE = "repeated_heading"
_CONTINUED = "table.continued"
_SAYS = "续接"
_SHORT = 24  # characters of it
_LABELS = 3  # labels of a heading printed again
_CELLS = re.compile(r"[\t|│\x07]+|\s{2,}|\n+")


def without_breaks(
    paragraphs: list[Paragraph], patterns: Patterns, words: Words
) -> tuple[list[Paragraph], list[Paragraph], list[int]]:
    """The paragraphs of a stretch without those that a break put into a table; these, set aside; and how many of the
    others stand before each break. No character is lost: the form feed goes with them."""
    broken = continuations(paragraphs, patterns, words)
    if not broken:
        return paragraphs, [], []
    kept: list[Paragraph] = []
    aside: list[Paragraph] = []
    breaks: list[int] = []
    for at, paragraph in enumerate(paragraphs):
        if at in broken:
            above = kept[-1] if kept and at - 1 not in broken else None
            feeds = above.end.count("\f") if above is not None else 0
            if above is not None and feeds:
                kept[-1] = replace(above, end=above.end.replace("\f", ""))
            aside.append(replace(paragraph, aside=ASIDE, end=paragraph.end + "\f" * feeds))
            breaks += [len(kept)] if len(kept) not in breaks else []
        else:
            kept.append(paragraph)
    return kept, aside, breaks


def continuations(paragraphs: Sequence[Paragraph], patterns: Patterns, words: Words) -> frozenset[int]:
    """Which paragraphs of a stretch a break put into a table; empty where no line or form feed shows one."""
    texts: list[str] = []
    raws = raws_of(paragraphs)
    found = _between_rows(paragraphs, raws, patterns)
    feeds, whole = "\f" in ends_of(paragraphs), "".join(raws)
    fed = [at for at, paragraph in enumerate(paragraphs[:-1], 1) if "\f" in paragraph.end] if feeds else []
    signed = [at for mark in _SAYS if mark in whole for at in with_tabs(raws, mark)]
    for at in sorted({*fed, *signed}):
        feed = at in fed
        if not feed and not _says_so(paragraphs[at].text, patterns):
            continue
        texts = texts or [squeeze(each.text) for each in paragraphs]
        found |= _break(texts, paragraphs, at, patterns, words, feed=feed)
    return frozenset(found)


def _between_rows(paragraphs: Sequence[Paragraph], texts: Sequence[str], patterns: Patterns) -> set[int]:
    """The feet and heads of pages between rows whose cells TABs or bars part (a script printed a PDF's tables by page):
    numbers with their marks, and what stands with several of them. Of a cell a line, behind a TAB, the other lines
    between are its cells' («数量», «第5页 共9页», «指标»): the numbers alone go."""
    tabbed = with_tabs(texts) or with_tabs(texts, "|")
    if not any(texts[at].strip() for a, b in pairwise(tabbed) for at in range(a + 1, b)):
        return set()  # most: nothing stands between rows
    marks = [at for at in page_marks(texts, patterns) if is_mark_beside_cells(texts[at], patterns)]
    gaps: list[list[int]] = []
    for mark in marks:
        below = bisect(tabbed, mark)
        if 0 < below < len(tabbed):
            first, last = tabbed[below - 1], tabbed[below]
            cells = all(texts[at].rfind("\t") == 0 for at in (first, last))
            gaps.append([mark] if cells else [at for at in range(first + 1, last) if texts[at].strip()])
    often = Counter(paragraphs[at].text for gap in gaps for at in gap)
    gaps = [gap for gap in gaps if all(at in marks or often[paragraphs[at].text] > 1 for at in gap)]
    return {at for gap in gaps for at in gap}


def _says_so(text: str, patterns: Patterns) -> bool:
    return len(text) <= _SHORT and patterns[_CONTINUED].occurs(squeeze(text))


def _break(
    texts: Sequence[str], paragraphs: Sequence[Paragraph], at: int, patterns: Patterns, words: Words, *, feed: bool
) -> set[int]:
    """The lines of the break at a paragraph: what says so, the page's marks and blank lines beside it, the heading."""
    first = last = at
    while first and (not texts[first - 1] or is_page_mark(texts[first - 1], patterns)):
        first -= 1
    while last < len(texts) and (
        not texts[last] or is_page_mark(texts[last], patterns) or _says_so(paragraphs[last].text, patterns)
    ):
        last += 1
    said = any(_says_so(paragraphs[index].text, patterns) for index in range(first, last))
    again = _again(texts, paragraphs, first, last, words)
    if not again and (feed or not said):
        return set()
    marks = {index for index in range(first, last) if texts[index]}
    return {*(marks if said or again else ()), *range(last, last + again)}


def _again(texts: Sequence[str], paragraphs: Sequence[Paragraph], above: int, at: int, words: Words) -> int:
    """How many lines from ``at`` on are a heading that stands above the break word for word."""
    if at >= len(texts) or not texts[at]:
        return 0
    best = 0
    for start in (index for index in range(above) if texts[index] == texts[at]):
        count = labels = 0
        while at + count < len(texts) and start + count < above and texts[start + count] == texts[at + count]:
            cells = [cell for cell in _CELLS.split(paragraphs[at + count].text) if cell.strip()]
            known = sum(map(words.is_label, cells))
            if cells and known * 2 <= len(cells):
                break  # a row of the table that begins alike
            labels += known
            count += 1
        while count and not texts[at + count - 1]:
            count -= 1
        best = max(best, count if labels >= _LABELS else 0)
    return best
