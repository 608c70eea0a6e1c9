"""Merged cells row by row (`cell_of`, `runs`), and the rows that make up the points of each (`made_up`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jixiao.structure.flat.placed.merged import Merged

_PENNY = 0.005  # points


def cell_of(cells: Sequence[Merged], row: int) -> tuple[Merged, bool] | None:
    """The cell in which a row stands, and whether it surely is."""
    return next(((cell, cell.sure) for cell in cells if cell.first <= row < cell.after), None)


def runs(rows: Sequence[tuple[Merged, bool] | None]) -> list[Merged]:
    """The cells of rows of which each has one (None: none), those that follow each other as one."""
    result: list[Merged] = []
    for row, own in enumerate(rows):
        if own is None:
            continue
        cell, sure = own
        last = result[-1] if result else None
        if last is not None and last.after == row and last.chunks == cell.chunks and last.sure == sure:
            result[-1] = replace(last, after=row + 1)
        else:
            result.append(replace(cell, first=row, after=row + 1, sure=sure))
    return result


def made_up(totals: Sequence[float | None], points: Sequence[float | None]) -> list[tuple[int, int]] | None:
    """From which to which row [first, after) points make up each total in turn; None if they do not. Rows without
    points between two totals are nobody's."""
    if not totals or None in totals or None in points:
        return None
    rows = [(row, value) for row, value in enumerate(points) if value]
    spans: list[tuple[int, int]] = []
    at = 0
    for total in totals:
        first, left = at, total or 0.0
        while at < len(rows) and left > _PENNY:
            left -= rows[at][1] or 0.0
            at += 1
        if abs(left) > _PENNY or at == first:
            return None
        spans.append((rows[first][0], rows[at - 1][0] + 1))
    return spans if at == len(rows) else None
