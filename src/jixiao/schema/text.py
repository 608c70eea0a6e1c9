"""The document itself: places, blocks, tables, outline."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from jixiao.schema.base import Model, new, set_values, term, trusted
from jixiao.schema.vocabulary import BlockKind, SectionRole, TableOrigin, TableRole

Count = Annotated[int, Field(ge=0)]
Position = tuple[Count, Count]


class Place(Model):
    """Where something stands in the document."""

    block: Annotated[Count, term("块序号", "Index in blocks")]
    cell: Annotated[Position | None, term("单元格", "[row, column] in a table, 0-based; null elsewhere")] = None
    span: Annotated[Position, term("字符区间", "[start, end) in code points of the raw text of block or cell")]
    page: Annotated[int | None, term("页码", "Page, 1-based, where pages exist")] = None
    bbox: Annotated[
        tuple[float, float, float, float] | None,
        term("页面位置", "[x0, top, x1, bottom] in PDF points from the top left of the page as shown"),
    ] = None

    @classmethod
    def of(
        cls,
        block: int,
        cell: Position | None,
        span: Position,
        page: int | None = None,
        bbox: tuple[float, float, float, float] | None = None,
    ) -> Place:
        """A place from trusted parts (see `base.trusted`)."""
        made = new(cls)
        set_values(made, {"block": block, "cell": cell, "span": span, "page": page, "bbox": bbox})
        return made


class Section(Model):
    """A section of the outline."""

    level: Annotated[int, term("层级", "Depth, 1 is the outermost")]
    label: Annotated[str | None, term("编号", "Number with its brackets, without 、 and .; null when unnumbered")] = (
        None
    )
    title: Annotated[str | None, term("标题", "Heading without its number; null when the text has none")] = None
    role: Annotated[SectionRole | None, term("章节类型", "What the section is, where known")] = None
    blocks: Annotated[tuple[Count, ...], term("所含块", "Indices of its blocks, children's not included")] = ()
    children: Annotated[tuple[Section, ...], term("下级章节", "Its subsections in order")] = ()


class Cell(Model):
    """A cell at its top left grid position."""

    row: Annotated[Count, term("行", "0-based")]
    column: Annotated[Count, term("列", "0-based")]
    row_span: Annotated[int, term("跨行数", "Rows that it covers"), Field(ge=1)] = 1
    column_span: Annotated[int, term("跨列数", "Columns that it covers"), Field(ge=1)] = 1
    text: Annotated[str, term("文字", "As printed: line breaks taken out, blanks stripped")]
    raw: Annotated[str, term("原文", "Raw text, in which spans count")]
    place: Annotated[Place, term("位置", "Where it stands")]

    @classmethod
    def of(cls, row: int, column: int, row_span: int, column_span: int, text: str, raw: str, place: Place) -> Cell:
        """A cell from trusted parts (see `base.trusted`)."""
        made = new(cls)
        set_values(made, {
            "row": row,
            "column": column,
            "row_span": row_span,
            "column_span": column_span,
            "text": text,
            "raw": raw,
            "place": place,
        })  # fmt: skip
        return made


class Table(Model):
    """A table as a grid; a position is covered by at most one cell."""

    rows: Annotated[Count, term("行数", "Number of rows")]
    columns: Annotated[Count, term("列数", "Number of columns")]
    cells: Annotated[tuple[Cell, ...], term("单元格", "Cells by row and column, empty ones too")] = ()
    origin: Annotated[TableOrigin, term("表格来源", "How the grid was had")]
    role: Annotated[TableRole | None, term("表格类型", "What the table is, where known")] = None
    block: Annotated[Count, term("块序号", "Index of its block")]


class Block(Model):
    """A block of the document, raw."""

    index: Annotated[Count, term("序号", "Its place in the document, 0-based")]
    kind: Annotated[BlockKind, term("块类型", "What it is")]
    text: Annotated[str, term("原文", "Raw text; of a table, the text that it was rebuilt from, or nothing")]
    page: Annotated[int | None, term("页码", "Page on which it begins, 1-based")] = None

    @classmethod
    def of(cls, index: int, kind: BlockKind, text: str, page: int | None = None) -> Block:
        """A block from trusted parts (see `base.trusted`)."""
        return trusted(cls, {"index": index, "kind": kind, "text": text, "page": page})
