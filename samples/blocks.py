"""What a sample is made of: paragraphs and tables in order, an outline, and the truth that grows with them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from jixiao.document import Cell, Table

CHINESE = "零一二三四五六七八九十"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
BLANKS = " \t\u3000\xa0"


def chinese(number: int) -> str:
    """1..19 as 一..十九."""
    return CHINESE[number] if number <= 10 else "十" + CHINESE[number - 10]


def numbered(form: str, number: int) -> str:
    """A number in a layout's form: «（{cn}）» and 2 give «（二）»."""
    return form.format(n=number, cn=chinese(number), o=CIRCLED[number - 1])


@dataclass(slots=True)
class Para:
    """A paragraph. ``label`` is the typed number that ``text`` begins with; ``gap``: an empty line follows."""

    text: str
    kind: str = "body"
    label: str = ""
    gap: bool = True


Block = Para | Table
Truth = dict[str, Any]


@dataclass(slots=True)
class Node:
    """A section of the outline."""

    level: int
    label: str | None
    title: str | None
    role: str | None
    children: list[Node] = field(default_factory=list)

    def truth(self) -> Truth:
        """As the contract prints a section, without blocks."""
        return {
            "level": self.level,
            "label": self.label,
            "title": self.title,
            "role": self.role,
            "children": [child.truth() for child in self.children],
        }


@dataclass(slots=True)
class GridCell:
    """A cell before it has a place: ``text`` as printed, its spans."""

    text: str
    columns: int = 1
    rows: int = 1


class Grid:
    """Builds a `Table` row by row: each row lists the cells that begin in it, from left to right."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self._rows: list[list[GridCell]] = []

    def row(self, *cells: GridCell | str) -> None:
        """Add a row; a plain text is a cell of one column and one row."""
        self._rows.append([cell if isinstance(cell, GridCell) else GridCell(cell) for cell in cells])

    def table(self) -> Table:
        """The finished table. Raises ValueError when a row does not fill the grid exactly."""
        taken: set[tuple[int, int]] = set()
        cells: list[Cell] = []
        for r, row in enumerate(self._rows):
            column = 0
            for cell in row:
                while (r, column) in taken:
                    column += 1
                cells.append(Cell(r, column, cell.rows, cell.columns, cell.text))
                taken |= {(r + i, column + j) for i in range(cell.rows) for j in range(cell.columns)}
                column += cell.columns
        if len(taken) != len(self._rows) * self.columns or any(c >= self.columns for _, c in taken):
            msg = "the rows do not fill the grid"
            raise ValueError(msg)
        return Table(len(self._rows), self.columns, tuple(cells), "native")


@dataclass(slots=True)
class Sample:
    """A finished report: its blocks in order, its truth, and how its pages look."""

    name: str
    blocks: list[Block]
    truth: Truth
    page: dict[str, Any]
    automatic_numbers: bool = False
    number_forms: tuple[str, str] = ("{cn}、", "（{cn}）")


def relabelled(blocks: list[Block], labels: dict[str, str]) -> list[Block]:
    """The blocks, each table cell that holds nothing but one of the labels printed in its other wording."""

    def printed(block: Block) -> Block:
        if isinstance(block, Para):
            return block
        cells = (replace(cell, text=labels.get(joined(cell.text), cell.text)) for cell in block.cells)
        return replace(block, cells=tuple(cells))

    return [printed(block) for block in blocks] if labels else blocks


def joined(text: str) -> str:
    """A cell's or a title's text by the contract: breaks taken out, blanks at both ends stripped."""
    return text.replace("\n", "").strip(BLANKS)


def truth_json(truth: Any, indent: int = 0) -> str:
    """A truth as JSON text, its Decimals as numbers with their printed digits (json would make floats of them)."""
    inner, end = "\n" + " " * (indent + 1), "\n" + " " * indent
    if isinstance(truth, Decimal):
        return format(truth, "f")
    if isinstance(truth, dict) and truth:
        body = f",{inner}".join(f"{json.dumps(key)}: {truth_json(item, indent + 1)}" for key, item in truth.items())
        return "{" + inner + body + end + "}"
    if isinstance(truth, list) and truth:
        return "[" + inner + f",{inner}".join(truth_json(item, indent + 1) for item in truth) + end + "]"
    return json.dumps(truth, ensure_ascii=False)


def change_characters(value: Any, table: dict[int, str]) -> Any:
    """A truth as a tool prints it that replaces characters (word-extractor's straight quotes)."""
    if isinstance(value, str):
        return value.translate(table)
    if isinstance(value, dict):
        return {key: change_characters(item, table) for key, item in value.items()}
    if isinstance(value, list):
        return [change_characters(item, table) for item in value]
    return value
