"""A place of a report as people find it: its characters, the line around them, where that stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.cli.terminal import say

if TYPE_CHECKING:
    from jixiao.schema import Place, Report

AROUND = 48
"""Characters of context on each side of a quote."""


def raw_text(report: Report, place: Place) -> str:
    """The raw text of the block or cell that a place counts in; "" when the report does not hold it."""
    if place.cell is not None:
        for table in report.tables:
            if table.block == place.block:
                return next((cell.raw for cell in table.cells if (cell.row, cell.column) == place.cell), "")
    return report.blocks[place.block].text if place.block < len(report.blocks) else ""


def around(report: Report, place: Place) -> tuple[str, str, str]:
    """What stands before the quoted characters in their line, they themselves, and what stands behind."""
    raw = raw_text(report, place)
    start, end = place.span
    first = raw.rfind("\n", 0, start) + 1
    last = raw.find("\n", end)
    last = len(raw) if last < 0 else last
    before, after = raw[first:start], raw[end:last]
    if len(before) > AROUND:
        before = "…" + before[-AROUND:]
    if len(after) > AROUND:
        after = after[:AROUND] + "…"
    return before, raw[start:end], after


def row_of(report: Report, place: Place) -> str:
    """The printed texts of the row that a cell stands in, «|» between them; "" outside tables."""
    if place.cell is None:
        return ""
    row = place.cell[0]
    for table in report.tables:
        if table.block == place.block:
            return " | ".join(
                cell.text for cell in table.cells if cell.row <= row < cell.row + cell.row_span and cell.text
            )
    return ""


def where(report: Report, place: Place) -> str:
    """A place in words; rows, columns, paragraphs are counted from 1 as people do."""
    parts: list[str] = []
    if place.page is not None:
        parts.append(say(f"第{place.page}页", f"page {place.page}"))
    if place.cell is not None:
        number = next((i for i, table in enumerate(report.tables, 1) if table.block == place.block), 0)
        row, column = place.cell[0] + 1, place.cell[1] + 1
        parts.append(say(f"表{number} 第{row}行第{column}列", f"table {number}, row {row}, column {column}"))
    else:
        parts.append(say(f"第{place.block + 1}段", f"paragraph {place.block + 1}"))
    parts.append(say(f"字符 {place.span[0]}–{place.span[1]}", f"characters {place.span[0]}–{place.span[1]}"))
    return say("，", ", ").join(parts)
