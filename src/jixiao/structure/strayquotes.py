"""Quotation marks that a PDF's text prints apart from what they enclose: `stray_quotes_of` says where they stand.

Tools that read a page in the order of its fonts put them in front of the line, or behind it («“ ” （二）三公 经费»,
pypdfium2; each on a line of its own, PyMuPDF). No author quotes nothing, so an empty pair is no part of the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from jixiao import lazy_re as re
from jixiao.document import Block, Paragraph
from jixiao.quotes import Marks

_SHORT = 8  # characters of a line of quotation marks
_EMPTY = re.compile(r"[ \u3000]*“\s*”[ \u3000]*")


def stray_quotes_of(blocks: Sequence[Block]) -> dict[int, Marks]:
    """The marks in the paragraphs of a text file, by block."""
    return {
        index: spans
        for index, block in enumerate(blocks)
        if isinstance(block, Paragraph)
        and "“" in block.text
        and (spans := tuple(found.span() for found in _EMPTY.finditer(block.text)))
    }


def is_lone_quote(text: str) -> bool:
    """Whether a line holds quotation marks and nothing else."""
    return 0 < len(text) <= _SHORT and not text.strip(" \u3000“”") and not text.isspace()


def ends_in_stray_quotes(text: str) -> bool:
    """Whether a line ends in an empty pair: its rest stands on the next."""
    return text.rstrip().endswith("”") and any(found.end() >= len(text.rstrip()) for found in _EMPTY.finditer(text))
