"""Bars around a text that are none of it: `bars_of` says where they stand in each paragraph of a text file,
`cells_left` where they part cells that nothing could read.

Some converters of web pages end each cell with a bar, and so each paragraph of a narrative that stands in a table's
cell («加强培训。 |»). An author ends no paragraph so; a line with bars between its words may be a row, and stays.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from jixiao import lazy_re as re
from jixiao.document import Block, Paragraph, raw_of
from jixiao.quotes import Marks, squeeze
from jixiao.structure.labels import TITLE_LENGTH, Kind, label_at

_CELL = re.compile(r"\s*\|[|\s]*[^|。]{0,40}|[^|。]{0,40}\|[|\s]*")
_FEWEST = 8
"""Lines with a bar at their edge that are a table's cells, not a narrative's."""
_SHORT = 40  # characters of a cell
_DEEPEST = 4  # headings, each in a cell, and the text
_SECTIONS = 3  # that count on, before rows of headings are a narrative's
_EACH = re.compile(r"\s*\|[|\s]*")
_BETWEEN = 1  # lines of such a table at most that follow each other without a bar: a cell over two lines
_BARS = re.compile(r"(?P<before>\s*\|[|\s]*)?[^|]*?(?P<behind>\s*\|[|\s]*)?")


def bars_of(blocks: Sequence[Block], opaque: Container[int]) -> dict[int, Marks]:
    """The marks in the paragraphs of a text file, by block; not in the ``opaque`` ones, of a table that could not be
    read: there bars part cells."""
    marks: dict[int, Marks] = {}
    barred = False
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and "|" in block.text:
            barred = True
            found = None if index in opaque else _BARS.fullmatch(block.text)
            spans = [found.span(group) for group in ("before", "behind") if found[group]] if found else []
            if spans:
                marks[index] = tuple(spans)
    if barred:
        marks.update(_narrated(blocks))
    return marks


def _narrated(blocks: Sequence[Block]) -> dict[int, Marks]:
    """The bars in rows of headings and the text below them («二、自评工作 | （一）目的 | 了解资金使用情况。 |»): a
    narrative in a table (Yunnan), if its headings count on from «一、»."""
    rows: dict[int, Marks] = {}
    number = 0
    for index, block in enumerate(blocks):
        cells = block.text.split("|") if isinstance(block, Paragraph) and "|" in block.text else ()
        filled = [squeeze(cell) for cell in cells if cell.strip()]
        labels = [label_at(cell) for cell in filled[:-1] if len(cell) <= TITLE_LENGTH]
        if not 1 < len(filled) <= _DEEPEST or len(labels) != len(filled) - 1 or not all(labels):
            continue
        rows[index] = tuple(found.span() for found in _EACH.finditer(raw_of(block)))
        number += labels[0] is not None and labels[0].kind is Kind.CHINESE and labels[0].number == number + 1
    return rows if number >= _SECTIONS else {}


def cells_left(blocks: Sequence[Block], opaque: Container[int]) -> set[int]:
    """The lines that are cells, a bar at the edge of each, of no table that could be read: none of them is a heading
    («项目完成指标», «|», «质量指标»)."""
    runs = _barred(blocks, opaque) if any("|" in raw_of(block) for block in blocks) else ()
    return {at for run in runs if sum("|" in raw_of(blocks[at]) for at in run) >= _FEWEST for at in run}


def _barred(blocks: Sequence[Block], opaque: Container[int]) -> Iterator[list[int]]:
    run: list[int] = []
    bare = 0  # lines without a bar since the last one with it
    for at, block in enumerate(blocks):
        raw = raw_of(block)
        if isinstance(block, Paragraph) and at not in opaque:
            if raw.isspace() or not raw:
                continue
            if "|" in raw and _CELL.fullmatch(raw):
                run.append(at)
                bare = 0
                continue
            if run and bare < _BETWEEN and len(raw.strip()) <= _SHORT and "。" not in raw:
                run.append(at)
                bare += 1
                continue
        yield run[: len(run) - bare]
        run, bare = [], 0
    yield run[: len(run) - bare]
