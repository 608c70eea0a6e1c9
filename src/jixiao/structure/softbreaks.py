"""Paragraphs that an author ended with a break within one (Word's Shift+Enter, a page's <br>).

A break within a sentence or a title stays one. A paragraph ends at it where a sentence does, below a heading, and where
a label of an item or of an attachment begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from jixiao.document import Block, Paragraph
from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.labels import ATTACHMENT, label_at

_ENDS = frozenset("。；！？;!?")
_INSIDE = frozenset("，。；,;")
_HEADING = 30  # characters, with its label
_REST = 12  # characters: no more of a heading is below its break
_REFERS = frozenset("见和及与、，,")
_RUNS_ON = frozenset("、，,：:")
_POURED = 6  # lines of a paragraph into which several were poured


def apart_at_breaks(blocks: tuple[Block, ...], patterns: Patterns) -> tuple[Block, ...]:
    """The blocks of a file with such paragraphs apart; the breaks themselves are in none of them."""
    if not [block for block in blocks if "\n" in block.text]:  # most
        return blocks
    return tuple(part for block in blocks for part in _apart(block, patterns))


def _apart(block: Block, patterns: Patterns) -> Iterator[Block]:
    if not isinstance(block, Paragraph) or "\n" not in block.text or block.aside or block.kind != "paragraph":
        yield block
        return
    lines = block.text.split("\n")
    texts = [squeeze(line) for line in lines]
    ends = [not under or _ends(over, under, patterns) for over, under in pairwise(texts)]
    if len(texts) == 2 and ends[0] and _is_rest(*texts):
        yield block
        return
    poured = len(lines) >= _POURED and 2 * sum(ends) >= len(ends)  # most are paragraphs: a short line is one too
    start = 0
    for at, end in enumerate(ends, 1):
        if texts[at] and (end or (poured and _is_short(texts[at - 1]))):
            yield _part(block, lines[start:at], first=not start)
            start = at
    yield _part(block, lines[start:], first=not start)


def _part(block: Paragraph, lines: list[str], *, first: bool) -> Paragraph:
    text = "\n".join(lines)
    if text == block.text:
        return block
    return replace(block, text=text) if first else replace(block, text=text, label="")


def _is_short(line: str) -> bool:
    return len(line) < _HEADING and line[-1:] not in _RUNS_ON


def _is_rest(over: str, under: str) -> bool:
    """Whether the second of a paragraph's two lines is the end of a heading («一、单位基本», «情况»)."""
    if not 0 < len(under) <= _REST or over[-1:] in _ENDS or label_at(under) is not None or ATTACHMENT.match(under):
        return False
    return label_at(over) is not None and not any(char in _ENDS or char in _INSIDE or char.isdigit() for char in under)


def _ends(over: str, under: str, patterns: Patterns) -> bool:
    """Whether a paragraph ends between two lines of one, without their blanks."""
    if over[-1:] in _ENDS:
        return not patterns["break.goes_on"].occurs(under)
    label = label_at(under)
    if (label is not None and not label.bare) or ATTACHMENT.fullmatch(over):
        return True
    if ATTACHMENT.match(under):
        return over[-1:] not in _REFERS
    return len(over) <= _HEADING and label_at(over) is not None and _INSIDE.isdisjoint(over)
