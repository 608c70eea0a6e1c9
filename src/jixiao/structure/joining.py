"""Lines of text put together: a paragraph with the line that it goes on in, titles whose last words
stand on a line of their own; and a paragraph cut into its lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import compress, count, islice, pairwise
from operator import eq

from jixiao import lazy_re as re
from jixiao.document import Block, Paragraph, ending_with, raws_of
from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.words import words_of
from jixiao.structure.labels import TITLE_LENGTH, label_at

APART = 2
"""Blank lines between the halves of a heading."""
_LONGEST = 100
"""Characters of such a rest of a title, with the blanks that put it into the middle of a page."""
_TITLE_END = re.compile(r"\s*(?:[\u4e00-\u9fff]{0,3}表|[^()（）]{0,5}[)）])\s*")

_ENDS = ("表", ")", "）")
_LONGEST_END = 6
"""Characters of such a rest without its blanks."""
_DIGITS = re.compile(r"\d\d*")  # a set of characters first is looked for at once


def lines_of_print(texts: Sequence[str], long: int) -> list[str]:
    """The lines that may show a width. What is said again on the next line is none of print (a merged cell, once for
    each column that it covers), nor is a ``long`` one between short ones that was said before but for its figures
    («达到目标值计6分，低于目标值的按完成比例计分», the criterion of each row, 湖北)."""
    again = {at for at in compress(count(1), map(eq, islice(texts, 1, None), texts)) if texts[at]}
    said = set[str]()
    sizes = [*map(len, texts), 0, 0]  # what stands above the first line and below the last is none
    for at in compress(range(len(texts)), map(long.__le__, sizes)):
        if at not in again and sizes[at - 1] < long and sizes[at + 1] < long:
            key = _DIGITS.sub("", texts[at])
            if key in said:
                again.add(at)
            said.add(key)
    shown = bytearray(b"\1") * len(texts)
    for at in again:
        shown[at] = 0
    return [*compress(texts, shown)]


def with_whole_titles(blocks: tuple[Block, ...], patterns: Patterns) -> tuple[Block, ...]:
    """The blocks, a table's title over two lines in one («…部门整体绩效自评», «表»; «…自评表（2021 年», «度）»): by
    itself its first line is a report's."""
    raws = raws_of(blocks)
    last = [at for at in ending_with(map(str.rstrip, raws), _ENDS) if len(raws[at].strip()) <= _LONGEST_END]
    ends = [at for at in last if len(raws[at]) <= _LONGEST and _TITLE_END.fullmatch(raws[at])]
    found = list(blocks)
    for at in reversed(ends):
        above = next((n for n in range(at - 1, max(at - APART, 1) - 2, -1) if text_of(found[n]).strip()), None)
        before, block = found[above or 0], found[at]
        if above is None or not isinstance(before, Paragraph) or not isinstance(block, Paragraph):
            continue
        head, whole = squeeze(before.text), squeeze(before.text) + squeeze(block.text)
        label = label_at(whole)
        if (words_of(patterns).is_title(whole) and label is None) or (label and _is_torn_in_bracket(head)):
            found[above : at + 1] = [joined_with(before, [(line, False) for line in found[above + 1 : at]], block)]
    return tuple(found)


def _is_torn_in_bracket(heading: str) -> bool:
    """«（二）绩效目标完成情况分析（根据年初绩效目标及指标逐项», whose last words stand on the next line."""
    return len(heading) <= 2 * TITLE_LENGTH and heading.count("(") == heading.count(")") + 1


def joined_with(before: Paragraph, between: Sequence[tuple[Block, bool]], block: Paragraph) -> Paragraph:
    """A paragraph with the line that it goes on in, and what stands between the two pages."""
    text = before.text + before.end
    edges = list(before.edges)
    for line, edge in [*between, (block, False)]:
        raw, inside = (line.text, line.edges) if isinstance(line, Paragraph) else ("", ())
        edges += [(len(text), len(text) + len(raw))] if edge else [(len(text) + a, len(text) + b) for a, b in inside]
        text += raw + (end_of(line) if line is not block else "")
    return replace(before, text=text, end=block.end, edges=tuple(edges))


def cut_from(paragraph: Paragraph, start: int, stop: int, end: str) -> Paragraph:
    """The characters [start, stop) of a paragraph that has no runs as one of its own, with the edges within them."""
    edges = paragraph.edges_within(start, stop)
    return replace(paragraph, text=paragraph.text[start:stop], end=end, edges=edges)


def lines_of(block: Block) -> list[Block]:
    """A paragraph cut at every line break inside it: in a wrapped text they stand where pages of CR LF lines meet."""
    if not isinstance(block, Paragraph) or "\n" not in block.text:
        return [block]
    cuts = [-1, *(found.start() for found in re.finditer("\n", block.text)), len(block.text)]
    ends = ["\n"] * (len(cuts) - 2) + [block.end]
    return [cut_from(block, a + 1, b, end) for (a, b), end in zip(pairwise(cuts), ends, strict=True)]


def text_of(block: Block) -> str:
    """A paragraph's text without bars that were put into it."""
    if not isinstance(block, Paragraph):
        return ""
    text = block.text
    for start, stop in reversed(block.edges) if block.edges else ():
        text = f"{text[:start]} {text[stop:]}"
    return text


def end_of(block: Block) -> str:
    return block.end if isinstance(block, Paragraph) else ""
