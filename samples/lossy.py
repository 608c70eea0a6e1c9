"""How web pages print a table, with cells lost on the way: rows of texts in, the page's text out.

None of them marks where a row ends and keeps its empty cells too. A merged cell is printed once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

NBSP = "\xa0"
_HAN = "[\u4e00-\u9fff]"


def bar_cells(rows: Iterable[Sequence[str]]) -> str:
    """A bar behind each cell and a cell a line; an empty one is a bare bar."""
    return "".join(f"{_line(text)} |\n" if _line(text) else "|\n" for row in rows for text in row)


def bar_run(rows: Iterable[Sequence[str]]) -> str:
    """The same run on in one line: only a bare bar stands on a line of its own."""
    return bar_cells(rows).replace(" |\n|", " |\x00|").replace("|\n", "| ").replace("\x00", "\n").strip() + "\n"


def bar_rows(rows: Iterable[Sequence[str]], columns: int) -> str:
    """A row of filled cells, then bare bars up to the width of the grid; a cell of several lines ends its line."""
    out = []
    for row in rows:
        filled = [text for text in row if _line(text)]
        out += [_line(text) + (" |\n" if "\n" in text.strip() else " | ") for text in filled]
        out.append("|" * (columns - len(filled)) + "\n")
    return "".join(out)


def web_lines(rows: Iterable[Sequence[str]]) -> str:
    """Each line of a cell a line, a blank line behind it; an empty cell is a no-break space. Of several empty cells
    in a row about half are lost."""
    out = []
    for row in rows:
        empty = 0
        for text in [*row, None]:
            if text is not None and not text.strip():
                empty += 1
                continue
            out += [NBSP] * (empty // 2 + 1 if empty else 0)
            empty = 0
            out += [line for line in (text or "").split("\n") if line.strip()]
    return "".join(f"{line}\n\n" for line in out)


def _line(text: str) -> str:
    """The cell in one line: a break is a blank within words («年度 指标值»), nothing beside digits and marks."""
    text = re.sub(rf"(?<={_HAN})\n+(?={_HAN})", " ", text.strip(" \n"))
    return text.replace("\n", "")
