"""Pieces of print -> a page as the PDF reader hands it over: cells of its ruled tables and lines outside of them.

Everything here is geometry in points of the upright page; nothing knows pixels, words or budgets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from jixiao.readers.pdf.grid import Grid, TooDenseError, find_grids
from jixiao.readers.pdf.lines import GAP, Line
from jixiao.readers.pdf.pages import PageContent, may_continue, placed_table
from jixiao.readers.scan.hands import without_handwriting
from jixiao.readers.scan.piece import Piece
from jixiao.readers.scan.seen import Seen

_MIDDLE = 0.37  # ems from the baseline up to the middle of a line's ink
_SAME_LINE = 0.45  # ems between the baselines of one line's pieces
_BLANK = 0.7  # ems of empty paper that a blank stands for
_WORD = 0.3  # the same between Latin words or figures
_INSIDE, _FIGURE = 0.9, 0.55  # the same inside one piece, where places are coarse: where scripts meet, between digits
_ONE_SIZE, _FEW, _ONE_SIZE_FEW = 0.08, 6, 0.2  # a line of few characters is measured badly
_OVERLAP = 0.3  # of the shorter one: what lies over one another by more is on two lines
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
    content.characters = sum(len(piece.text) for piece in seen.pieces)
    pieces = without_handwriting(content, seen, asks_for_hand)
    grids, content.too_dense = tables_of(seen)
    filled: list[dict[int, list[Piece]]] = [{} for _ in grids]
    body: list[Piece] = []
    for piece in pieces:
        x0, top, x1, bottom = piece.box
        home = next((i for i, g in enumerate(grids) if g.contains((x0 + x1) / 2, (top + bottom) / 2)), None)
        if home is None:
            body.append(piece)
            continue
        for cell, part in in_cells(grids[home], piece):
            filled[home].setdefault(cell, []).append(part)
    for grid, cells in zip(grids, filled, strict=True):
        lines = {cell: lines_of(found, number) for cell, found in cells.items()}
        for found in lines.values():
            _paired(found)
        content.tables.append(placed_table(grid, lines, content, "image"))
    content.lines = lines_of(body, number)
    return content


def settle(pages: Sequence[PageContent]) -> None:
    """Give lines of one size of type the same size: measured on pictures it varies by a few hundredths.

    The size that most characters have draws in what is within 8 % of it, then the next; a line of few characters from
    within 20 %. What tells paragraphs apart compares sizes. Changes the pages' lines.
    """
    lines = [line for page in pages for line in page.lines]
    while lines:
        votes: Counter[int] = Counter()
        for line in lines:
            votes[round(4 * line.size)] += len(line.text)
        middle = max(votes, key=lambda size: (sum(votes[size + d] for d in (-1, 0, 1)), -size)) / 4
        left: list[Line] = []
        for line in lines:
            if abs(line.size - middle) <= (_ONE_SIZE_FEW if len(line.text) <= _FEW else _ONE_SIZE) * middle:
                line.base += _MIDDLE * (middle - line.size)
                line.size = middle
            else:
                left.append(line)
        lines = left


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


@dataclass(slots=True)
class _Row:
    """Pieces on one line in the making."""

    pieces: list[Piece]
    base: float
    size: float

    def takes(self, piece: Piece, base: float) -> bool:
        if abs(base - self.base) > _SAME_LINE * max(piece.size, self.size):
            return False
        x0, x1 = piece.lefts[0], piece.rights[-1]
        return all(
            min(x1, other.rights[-1]) - max(x0, other.lefts[0])
            <= _OVERLAP * min(x1 - x0, other.rights[-1] - other.lefts[0])
            for other in self.pieces
        )


def lines_of(pieces: Iterable[Piece], number: int) -> list[Line]:
    """Lines from top to bottom, their pieces from left to right."""
    rows: list[_Row] = []
    # Long pieces first: they know their line's place best.
    for piece in sorted(pieces, key=lambda piece: -len(piece.text)):
        base = (piece.box[1] + piece.box[3]) / 2 + _MIDDLE * piece.size
        row = next((row for row in rows if row.takes(piece, base)), None)
        if row is None:
            rows.append(_Row([piece], base, piece.size))
        else:
            row.pieces.append(piece)
    lines = [_line(row, number) for row in rows]
    return sorted((line for line in lines if line is not None), key=lambda line: (line.base, line.x0))


def _line(row: _Row, number: int) -> Line | None:
    text: list[str] = []
    xs: list[float] = []
    sure: list[float] = []
    right = 0.0
    last: Piece | None = None
    for piece in sorted(row.pieces, key=lambda piece: piece.lefts[0]):
        for sign, left, end, certain in zip(piece.text, piece.lefts, piece.rights, piece.sure, strict=True):
            if sign.isspace():
                continue
            blank = _between(text[-1], sign, left - right, row.size, inside=piece is last) if text else ""
            if blank:
                text.append(blank)
                xs.append(right)
                sure.append(1.0)
            text.append(sign)
            xs.append(left)
            sure.append(certain)
            right, last = end, piece
    if not text:
        return None
    return Line("".join(text), [*xs, right], xs[0], right, row.base, row.size, number, sure=sure)


def _between(before: str, after: str, gap: float, size: float, *, inside: bool) -> str:
    """What the room between two characters stands for: nothing, a blank, or a TAB, as the PDF reader has it."""
    if gap > GAP * size:
        return "\t"
    least = _BLANK
    if before < "\u0250" and after < "\u0250" and before.isalnum() and after.isalnum():
        least = _FIGURE if inside and before.isdigit() and after.isdigit() else _WORD
    elif inside and (before < "\u0250") != (after < "\u0250"):
        least = _INSIDE
    return " " if gap > least * size else ""


_PAIRS = {"(": "（", "（": "(", ")": "）", "）": ")"}


def _paired(lines: Sequence[Line]) -> None:
    """Give a bracket that closes on a later line of its cell the width of the one that it closes.

    At the end of a line nothing stands beside it by which its own could be told.
    """
    opened: list[str] = []
    for line in lines:
        signs = list(line.text)
        for i, sign in enumerate(signs):
            if sign in "(（":
                opened.append(sign)
            elif sign in ")）" and opened:
                full = opened.pop() == "（"
                if full != (sign == "）"):
                    signs[i] = _PAIRS[sign]
        line.text = "".join(signs)
