"""Pieces of print -> a page as the PDF reader hands it over: cells of its ruled tables and lines outside of them.

Everything here is geometry in points of the upright page; nothing knows pixels, words or budgets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from jixiao.document import Cell, Table
from jixiao.readers.pdf.grid import Grid, TooDenseError, find_grids
from jixiao.readers.pdf.lines import Line
from jixiao.readers.pdf.pages import PageContent, may_continue, placed_table
from jixiao.readers.scan.hands import line_of, runs_along_a_seal, without_handwriting, without_seal_letters
from jixiao.readers.scan.lines import MIDDLE, Row, lines_of, rows_of, tells_size, types_of
from jixiao.readers.scan.piece import Piece
from jixiao.readers.scan.seen import Seen
from jixiao.readers.scan.widths import is_chinese

# Lines of few Chinese characters are measured badly, of none by their ink's height alone («30.07%;»: a third too high).
_ONE_SIZE, _ONE_SIZE_FEW, _ONE_SIZE_NONE = 0.08, 0.2, 0.4
_IN_CELLS = 4.0  # times a line's height that a seal's slanting letters have in a cell, where print may be beside them
_TOUCHING = 0.35  # ems between characters of one word


def tables_of(seen: Seen) -> tuple[list[Grid], bool]:
    """The page's ruled tables, and whether it has too many lines to look for any."""
    try:
        return [grid for grid in find_grids(seen.horizontal, seen.vertical) if may_continue(grid, seen.frame)], False
    except TooDenseError:
        return [], True


def place(number: int, seen: Seen, asks_for_hand: Callable[[str], bool] | None = None) -> PageContent:
    """The page ``number`` (1-based): each piece goes to the cell that its characters stand in, else to the lines.

    ``asks_for_hand`` tells labels in whose room doubted characters are a signature, see `without_handwriting`.
    """
    content = PageContent(number, seen.frame, recognised=True, scanned=True)
    content.photographed = seen.photographed
    content.characters = sum(len(piece.text) for piece in seen.pieces)
    pieces = without_handwriting(content, seen, asks_for_hand)
    grids, content.too_dense = tables_of(seen)
    filled: list[dict[int, list[Piece]]] = [{} for _ in grids]
    body: list[Piece] = []
    line = line_of(seen.pieces)
    for piece in pieces:
        x0, top, x1, bottom = piece.box
        home = next((i for i, g in enumerate(grids) if g.contains((x0 + x1) / 2, (top + bottom) / 2)), None)
        if home is None:
            body.append(piece)
            continue
        if runs_along_a_seal(seen, piece, line, _IN_CELLS):
            content.seal_letters.append(piece.text.strip())
            continue
        for cell, part in in_cells(grids[home], piece):
            filled[home].setdefault(cell, []).append(part)
    body = without_seal_letters(content, seen, body)
    types = types_of(pieces)
    groups: list[list[Row]] = [rows_of(found, types) for cells in filled for found in cells.values()]
    lines = iter(lines_of([*groups, rows_of(body, types)], number))
    for grid, cells in zip(grids, filled, strict=True):
        placed = placed_table(grid, {cell: next(lines) for cell in cells}, content, "image")
        placed.table = without_split_cells(placed.table)
        content.tables.append(placed)
    content.lines = next(lines)
    return content


def without_split_cells(table: Table) -> Table:
    """The table without rows that a false rule made: most of the row above is merged over one, and what cells it has
    are blank, or one alone has what the cell above it lacks. Such a row would be its upper one again, with all that is
    merged."""
    row = 1
    while row < table.rows:
        own = [cell for cell in table.cells if cell.row == row]
        above = {(c.column, c.column_span): c for c in table.cells if c.row + c.row_span == row}
        pairs = [(above.get((cell.column, cell.column_span)), cell) for cell in own]
        filled = [(upper, cell) for upper, cell in pairs if cell.text.strip()]
        split = (
            0 < 2 * sum(cell.column_span for cell in own) < table.columns
            and all(upper is not None and cell.row_span == 1 for upper, cell in pairs)
            and (not filled or (len(own) == 1 and not any(upper is None or upper.text.strip() for upper, _ in filled)))
        )
        if split:
            table = _without_row(table, row, {id(upper): cell for upper, cell in filled if upper is not None})
        else:
            row += 1
    return table


def _without_row(table: Table, row: int, taken: Mapping[int, Cell]) -> Table:
    """The table with a row joined to the one above; ``taken``: what of it goes into the cells above, by these."""
    cells = []
    for cell in table.cells:
        lower = taken.get(id(cell))
        if cell.row > row:
            cells.append(replace(cell, row=cell.row - 1))
        elif cell.row < row < cell.row + cell.row_span:
            cells.append(replace(cell, row_span=cell.row_span - 1))
        elif cell.row != row:
            cells.append(replace(cell, text=lower.text, runs=lower.runs) if lower else cell)
    heights = table.heights
    if heights:
        heights = (*heights[: row - 1], round(heights[row - 1] + heights[row], 2), *heights[row + 1 :])
    return replace(table, rows=table.rows - 1, cells=tuple(cells), heights=heights)


def settle(pages: Sequence[PageContent]) -> None:
    """Give lines of one size of type the same size: measured on pictures it varies by a few hundredths.

    The size that most characters have draws in what is within 8 % of it, then the next; a line of few Chinese
    characters from within 20 %, of none within 40 %. What tells paragraphs apart compares sizes. Changes the lines.
    """
    lines = [line for page in pages for line in page.lines]
    while lines:
        votes: Counter[int] = Counter()
        for line in lines:
            votes[round(4 * line.size)] += len(line.text)
        middle = max(votes, key=lambda size: (sum(votes[size + d] for d in (-1, 0, 1)), -size)) / 4
        left: list[Line] = []
        for line in lines:
            if abs(line.size - middle) <= _reach(line.text) * middle:
                line.base += MIDDLE * (middle - line.size)
                line.size = middle
            else:
                left.append(line)
        lines = left


def _reach(text: str) -> float:
    if tells_size(text):
        return _ONE_SIZE
    return _ONE_SIZE_FEW if any(map(is_chinese, text)) else _ONE_SIZE_NONE


def in_cells(grid: Grid, piece: Piece) -> list[tuple[int, Piece]]:
    """The piece by cells: one nearly always, more where the detector took neighbours' texts for one line.

    A character's place is known to a sixth of its size: one that touches its neighbour and reaches over the rule by
    less than half of itself stays with its neighbour.
    """
    y = (piece.box[1] + piece.box[3]) / 2
    homes = [grid.cell_at((a + b) / 2, y) for a, b in zip(piece.lefts, piece.rights, strict=True)]
    parts: list[tuple[int, int, int]] = []  # cell, start, end
    for i, home in enumerate(homes):
        if parts and parts[-1][0] == home:
            parts[-1] = (home, parts[-1][1], i + 1)
        else:
            parts.append((home, i, i + 1))
    return [
        (home, piece.part(start, end)) for home, start, end in _mended(piece, parts) if piece.text[start:end].strip()
    ]


def _mended(piece: Piece, parts: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    kept: list[tuple[int, int, int]] = []
    for home, start, end in parts:
        if kept and piece.lefts[start] - piece.rights[start - 1] < _TOUCHING * piece.size:
            if end - start == 1 and kept[-1][2] - kept[-1][1] > 1:
                kept[-1] = (kept[-1][0], kept[-1][1], end)
                continue
            if kept[-1][2] - kept[-1][1] == 1 and end - start > 1:
                kept[-1] = (home, kept[-1][1], end)
                continue
        kept.append((home, start, end))
    return kept
