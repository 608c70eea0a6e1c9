"""Texts with flattened tables for tests: text to blocks, grids to something that compares."""

from __future__ import annotations

import re

from jixiao.document import Block, Table
from jixiao.patterns import load
from jixiao.readers.text import read_text
from jixiao.structure.flat import Rebuilt, rebuild_tables

Place = tuple[int, int, int, int]
HEADINGS = [
    "绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分",
    "偏差原因分析及改进措施",
]  # fmt: skip
"""What stands above indicators in a usual form, the label of their block first."""
_LOOKS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-"})


def paragraphs(text: str) -> tuple[Block, ...]:
    """The text as the reader of text files gives it."""
    return read_text(text.encode()).blocks


def rebuilt(text: str) -> Rebuilt:
    """The text with its tables rebuilt."""
    return rebuild_tables(paragraphs(text), load())


def tables(text: str) -> list[Table]:
    """The tables found in a text."""
    return [block for block in rebuilt(text).blocks if isinstance(block, Table)]


def shown(table: Table) -> list[tuple[Place, str]]:
    """Cells as ((row, column, row span, column span), text)."""
    return [((c.row, c.column, c.row_span, c.column_span), c.text) for c in table.cells]


def rows(table: Table) -> list[list[str]]:
    """The texts of the cells that begin in each row."""
    return [[cell.text for cell in table.cells if cell.row == row] for row in range(table.rows)]


def look(text: str) -> str:
    """A cell's text without blanks and breaks, in straight quotes and dashes: what every dialect keeps."""
    return re.sub(r"\s+", "", text).translate(_LOOKS)


def printed(table: Table) -> dict[tuple[int, int], str]:
    """The texts of the cells that hold any, by position."""
    return {(c.row, c.column): look(c.text) for c in table.cells if look(c.text)}


def spans(table: Table) -> dict[tuple[int, int], tuple[int, int]]:
    """The spans of all cells, by position."""
    return {(c.row, c.column): (c.row_span, c.column_span) for c in table.cells}


def raw(blocks: tuple[Block, ...]) -> str:
    """All characters of blocks, in order."""
    return "".join(b.source_text if isinstance(b, Table) else b.text + b.end for b in blocks)
