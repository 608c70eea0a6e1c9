"""Bars around a text that are none of it: `bars_of` says where they stand in each paragraph of a text file.

Some converters of web pages end each cell with a bar, and so each paragraph of a narrative that stands in a table's
cell («加强培训。 |»). An author ends no paragraph so; a line with bars between its words may be a row, and stays.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from jixiao.document import Block, Paragraph
from jixiao.quotes import Marks

_BARS = re.compile(r"(?P<before>\s*\|[|\s]*)?[^|]*?(?P<behind>\s*\|[|\s]*)?")


def bars_of(blocks: Sequence[Block], opaque: Container[int]) -> dict[int, Marks]:
    """The marks in the paragraphs of a text file, by block; not in the ``opaque`` ones, of a table that could not be
    read: there bars part cells."""
    marks: dict[int, Marks] = {}
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and "|" in block.text and index not in opaque:
            found = _BARS.fullmatch(block.text)
            spans = [found.span(group) for group in ("before", "behind") if found[group]] if found else []
            if spans:
                marks[index] = tuple(spans)
    return marks
