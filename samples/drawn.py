"""The two drawn dialects: docling's Markdown with repeated merges, pandoc's plain grid with true spans."""

from __future__ import annotations

import re
import unicodedata

from jixiao.document import Cell, Table


def docling(grid: list[list[Cell | None]]) -> str:
    """Markdown rows, merged text repeated, padded by characters (not by width); the first row is the heading."""
    rows = [[_one_line(cell.text if cell else "") for cell in row] for row in grid]
    rows[1:] = [[text.strip() for text in row] for row in rows[1:]]
    widths = [max(len(head) + 2, *(len(row[column]) for row in rows)) for column, head in enumerate(rows[0])]
    lines = ["| " + " | ".join(text.ljust(w) for text, w in zip(row, widths, strict=True)) + " |" for row in rows]
    lines.insert(1, "|" + "|".join("-" * (w + 2) for w in widths) + "|")
    return "\n".join(lines) + "\n\n"


def _one_line(text: str) -> str:
    parts = text.split("\n\n")
    glue = " " if len(parts) == 1 else "   "
    return "  ".join(part.replace("\n", glue) for part in parts)


def width(text: str) -> int:
    """Columns of a terminal that a text takes."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


class _Canvas:
    """A grid of printed columns, on which cells are drawn with their borders."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.texts = {(cell.row, cell.column): _drawn_lines(cell.text) for cell in table.cells}
        self.x = self._stops([0] + [3] * table.columns, along="column")
        self.y = self._stops([0] + [2] * table.rows, along="row")
        self.marks = [[" "] * (self.x[-1] + 1) for _ in range(self.y[-1] + 1)]

    def _stops(self, steps: list[int], *, along: str) -> list[int]:
        """Where the borders stand, so that every cell's text fits: a wide cell widens its last column, a tall one its
        first row, as pandoc does."""
        cells = sorted(self.table.cells, key=lambda cell: getattr(cell, f"{along}_span"))
        for cell in cells:
            first, span = getattr(cell, along), cell.column_span if along == "column" else 1
            lines = self.texts[cell.row, cell.column]
            need = max(map(width, lines)) + 3 if along == "column" else len(lines) + 1
            missing = need - sum(steps[first + 1 : first + span + 1])
            if missing > 0:
                steps[first + span] += missing
        return [sum(steps[: i + 1]) for i in range(len(steps))]

    def draw(self) -> list[str]:
        """All lines."""
        for cell in self.table.cells:
            self._border(cell)
        self._junctions()
        for cell in self.table.cells:
            for offset, line in enumerate(self.texts[cell.row, cell.column]):
                self._write(self.y[cell.row] + 1 + offset, self.x[cell.column] + 2, line)
        return ["".join(row) for row in self.marks]

    def _border(self, cell: Cell) -> None:
        left, right = self.x[cell.column], self.x[cell.column + cell.column_span]
        top, bottom = self.y[cell.row], self.y[cell.row + cell.row_span]
        for column in range(left, right + 1):
            for row in (top, bottom):
                self.marks[row][column] = "-" if self.marks[row][column] == " " else self.marks[row][column]
        for row in range(top, bottom + 1):
            for column in (left, right):
                edge = row in (top, bottom)
                self.marks[row][column] = "+" if edge else "|"

    def _junctions(self) -> None:
        """A border that is crossed or met by another one is a +."""
        rows, columns = len(self.marks), len(self.marks[0])
        met = []
        for y in range(rows):
            for x in range(columns):
                if self.marks[y][x] not in "|-":
                    continue
                level = any(0 <= i < columns and self.marks[y][i] in "-+" for i in (x - 1, x + 1))
                upright = any(0 <= i < rows and self.marks[i][x] in "|+" for i in (y - 1, y + 1))
                if level and upright and not self._inside_run(y, x):
                    met.append((y, x))
        for y, x in met:
            self.marks[y][x] = "+"

    def _inside_run(self, y: int, x: int) -> bool:
        return x not in self.x or y not in self.y

    def _write(self, y: int, x: int, line: str) -> None:
        for char in line:
            self.marks[y][x] = char
            if width(char) == 2:
                self.marks[y][x + 1] = ""
            x += width(char)


def _drawn_lines(text: str) -> list[str]:
    parts = [re.sub(" {2,}", " ", part) for part in text.split("\n\n")]
    return "\n\n".join(parts).strip(" ").split("\n")


def pandoc(table: Table) -> str:
    """pandoc's plain text: a drawn grid with true spans, the heading row (with all it spans) above a rule of =."""
    canvas = _Canvas(table)
    lines = canvas.draw()
    head = max((cell.row + cell.row_span for cell in table.cells if cell.row == 0), default=1)
    if head < table.rows:
        widths = [b - a for a, b in zip(canvas.x, canvas.x[1:], strict=False)]
        lines[canvas.y[head]] = "+" + "".join(":" + "=" * (w - 3) + ":+" for w in widths)
    return "\n".join(lines) + "\n\n"
