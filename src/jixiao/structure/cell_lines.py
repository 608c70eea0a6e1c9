"""The lines of a cell that its author ended, told from those that its width broke.

A text of Word or of a text file has no other breaks than its author's. On a page a line goes on in the next one where
the next character would not have fitted in the cell.
"""

from __future__ import annotations

from collections.abc import Sequence

from jixiao import lazy_re as re
from jixiao.document import Cell, Run

_LINE = re.compile(r"[^\n\v]*[^\s][^\n\v]*")
_OPEN_FIGURE, _PIECE = re.compile(r"\d[.,]?\Z"), re.compile(r"\d[\d.,]*%?(?:[（(][^（()）\s]{1,6}[）)])?")
_PADDING = 14.0
"""Points between a cell's rulings and its text, both sides together, at the most (Word: 10.8)."""


def ended_lines(cell: Cell, edges: Sequence[float], *, whole: bool = False) -> list[tuple[int, int]]:
    """The slices of a cell's text that are lines of their own, blank ones left out; ``edges`` are those of its table's
    columns, () where nobody knows them: then each break counts. ``whole``: a figure and the unit in brackets behind it
    go to the next line together («≥300（天）» as «≥30», «0（天）»)."""
    lines = [found.span() for found in _LINE.finditer(cell.text)]
    right = cell.column + cell.column_span
    if len(lines) < 2 or not cell.runs or right >= len(edges):
        return lines
    width = edges[right] - edges[cell.column] - _PADDING
    ended = lines[:1]
    for line in lines[1:]:
        extent, letter = _extent(cell.runs, ended[-1], line[0]), letter_width(cell.runs, line)
        if whole and letter is not None and _OPEN_FIGURE.search(cell.text[: line[0]].rstrip()):
            piece = _PIECE.match(cell.text, *line)
            letter *= len(piece[0]) if piece else 1
        if extent is None or letter is None:
            ended.append(line)
            continue
        broken = extent[1] - extent[0] + letter > width
        ended[-1:] = [(ended[-1][0], line[1])] if broken else [ended[-1], line]
    return ended


def _extent(runs: Sequence[Run], line: tuple[int, int], stop: int) -> tuple[float, float] | None:
    """From where to where the last printed line of a slice stands."""
    inside = [run for run in runs if line[0] <= run.start < min(line[1], stop)]
    if not inside:
        return None
    low = max(run.bbox[3] for run in inside)
    last = [run for run in inside if run.bbox[1] < low <= run.bbox[3] + (run.bbox[3] - run.bbox[1]) / 2]
    return min(run.bbox[0] for run in last), max(run.bbox[2] for run in last)


def letter_width(runs: Sequence[Run], line: tuple[int, int]) -> float | None:
    """About how wide the letter is with which a slice begins, whose first printed line may end before it does."""
    first = min((run for run in runs if line[0] <= run.start < line[1]), key=lambda run: run.start, default=None)
    return None if first is None else (first.bbox[2] - first.bbox[0]) / max(first.end - first.start, 1)
