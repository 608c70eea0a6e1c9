"""Lines of print that an author's file holds as paragraphs: a report copied from a PDF, or recognised, into Word.

They are told as those of a text file are (`wrap`): many end at one width, or most in mid sentence. Word's paragraphs
end so too where an author writes no full stops: lines of print are as wide as each other, and nothing begins below.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import chain, groupby, islice

from jixiao.document import Block, Paragraph
from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.labels import label_at

_LEAST, _LONG = 4, 24
"""Lines in mid sentence that show it, and their characters."""
_ALIKE = 4  # half-width columns within which most of them end
_MOST, _FEW = 0.6, 1.5  # a share of them at least, and a few more: few may be as long as each other by chance
_BEGUN = 8  # lines for each below which something new may begin
_ENDS = frozenset("。；：！？;:!?")


def join_hard_lines(blocks: tuple[Block, ...], patterns: Patterns) -> tuple[Block, ...]:
    """The blocks of a Word file with such lines joined; those of any other as they are."""
    long = [at for at, block in enumerate(blocks) if len(block.text) >= _LONG and "，" in block.text]  # no titles
    torn = [at for at in long if blocks[at].text.rstrip()[-1:] not in _ENDS]
    if len(torn) < _LEAST or not _are_of_print(blocks, torn):  # most
        return blocks
    from jixiao.structure.wrap import joined_parts  # noqa: PLC0415 (few files have such lines)

    parts = [(whole, [*part]) for whole, part in groupby(blocks, _is_line)]
    lines = [[_ended(block, "\n") for block in part] for whole, part in parts if whole]
    joined = iter(found := joined_parts(lines, patterns))
    if not found:
        return blocks
    ended = ([_ended(block, "") for block in next(joined)] if whole else part for whole, part in parts)
    return tuple(chain.from_iterable(ended))


def _are_of_print(blocks: tuple[Block, ...], torn: list[int]) -> bool:
    """Whether most torn lines are as long as each other, in characters or as printed, and lines that go on below."""
    texts = [squeeze(blocks[at].text) for at in torn]
    alike = max(_alike([2 * len(text) for text in texts]), _alike([len(text.encode("gb18030")) for text in texts]))
    if alike < min(len(torn), _MOST * len(torn) + _FEW):
        return False
    below = (next((b.text for b in islice(blocks, at + 1, None) if not b.text.isspace() and b.text), "") for at in torn)
    begun = sum(label_at(squeeze(text)) is not None for text in below)
    return begun * _BEGUN <= len(torn)


def _alike(widths: list[int]) -> int:
    widths.sort()
    return max(bisect_right(widths, width + _ALIKE) - at for at, width in enumerate(widths))


def _ended(block: Block, end: str) -> Block:
    return replace(block, end=end) if isinstance(block, Paragraph) else block


def _is_line(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.aside and block.kind == "paragraph"
