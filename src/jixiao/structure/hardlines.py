"""Lines of print that an author's file holds as paragraphs: a report copied from a PDF, or recognised, into Word.

They are told as those of a text file are (`wrap`): many end at one width, or most in mid sentence.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, groupby

from jixiao.document import Block, Paragraph
from jixiao.patterns import Patterns

_LEAST, _LONG = 4, 24
"""Lines that show it, and their characters."""
_ENDS = frozenset("。；：！？;:!?")


def join_hard_lines(blocks: tuple[Block, ...], patterns: Patterns) -> tuple[Block, ...]:
    """The blocks of a Word file with such lines joined; those of any other as they are."""
    torn = sum([len(block.text) >= _LONG and block.text.rstrip()[-1:] not in _ENDS for block in blocks])
    if torn < _LEAST:  # most
        return blocks
    from jixiao.structure.wrap import joined_parts  # noqa: PLC0415 (few files have such lines)

    parts = [(whole, [*part]) for whole, part in groupby(blocks, _is_line)]
    lines = [[_ended(block, "\n") for block in part] for whole, part in parts if whole]
    joined = iter(found := joined_parts(lines, patterns))
    if not found:
        return blocks
    ended = ([_ended(block, "") for block in next(joined)] if whole else part for whole, part in parts)
    return tuple(chain.from_iterable(ended))


def _ended(block: Block, end: str) -> Block:
    return replace(block, end=end) if isinstance(block, Paragraph) else block


def _is_line(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.aside and block.kind == "paragraph"
