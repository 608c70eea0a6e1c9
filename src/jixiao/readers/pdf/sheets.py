"""Sheets with two pages: while pages become blocks each has a number of its own, afterwards that of its sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from jixiao.document import Block, Paragraph
from jixiao.readers.pdf.pages import PageContent


@contextmanager
def apart(pages: Sequence[PageContent]) -> Iterator[dict[int, int]]:
    """Number the pages and their lines one by one where two stand on a sheet, so have one number; then as before.

    Gives the sheet of each such number; none where every page has its own already.
    """
    sheets = [page.number for page in pages]
    if len(set(sheets)) == len(sheets):
        yield {}
        return
    numbers = range(1, len(pages) + 1)
    for page, number in zip(pages, numbers, strict=True):
        page.number = number
        for line in [*page.lines, *page.watermarks, *(line for placed in page.tables for line in placed.lines)]:
            line.page = number
    try:
        yield dict(zip(numbers, sheets, strict=True))
    finally:
        for page, sheet in zip(pages, sheets, strict=True):
            page.number = sheet


def on_sheets(blocks: tuple[Block, ...], sheets: Mapping[int, int]) -> tuple[Block, ...]:
    """The paragraphs on their sheets again; tables never left theirs. Changes the blocks."""
    for block in blocks if sheets else ():
        if isinstance(block, Paragraph):
            if block.page is not None:
                block.page = sheets[block.page]
            for run in block.runs:
                run.page = sheets[run.page]
    return blocks
