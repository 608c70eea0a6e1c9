"""One page: its tables with their cells' text, and its lines outside of tables."""

from __future__ import annotations

from collections.abc import Mapping
from ctypes import c_double
from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter
from typing import Any

from jixiao import lazy_re as re
from jixiao.document import Cell, Table
from jixiao.readers.limits import Limits
from jixiao.readers.pdf.beside import two_columns
from jixiao.readers.pdf.binding import raw
from jixiao.readers.pdf.downwards import columns_down, lines_down
from jixiao.readers.pdf.footnotes import footnotes, without_marks
from jixiao.readers.pdf.frames import Frame, upright_matrix
from jixiao.readers.pdf.glyphs import Glyphs, Stretch, TextPage, page_box
from jixiao.readers.pdf.grid import Grid, TooDenseError, find_grids
from jixiao.readers.pdf.halves import halves_of, holds_two, on_half
from jixiao.readers.pdf.lines import Line, askew_lines, lines_apart, lines_of
from jixiao.readers.pdf.raised import lifted, mark_raised
from jixiao.readers.pdf.rulings import Drawn, drawn_on
from jixiao.readers.pdf.struck import blank_out
from jixiao.readers.pdf.typed import OpenPage
from jixiao.readers.pdf.watermarks import LARGE, mark_watermarks

_UNMAPPED_SHARE = 0.3
_PICTURE_SHARE = 0.6  # of the page: a scan
_TOUCHING = 0.15  # ems
_MARGIN = 0.18  # of the page's height: where a table's first or last part may begin or end
_FEW = 30  # characters beside a scan: a page number, a stamp's name
_MOSTLY = 0.5
_LAYER = 0.9  # of each character: such a page is to be reviewed, and no figure of it is to be mended
_DIGITS_AT_END, _DIGITS_AT_START = re.compile(r"[0-9.,]+$"), re.compile(r"[0-9.,]+")
_DIGIT = 0.5  # ems
_CELL_MARGIN = 5.4  # points at either side: what word processors leave
_FEW_LETTERS = 3  # of a label that may be set downwards in columns
_SIDES = 2  # rules of a table that has none between its columns
_LOW = 3  # rules of a table of two rows: it may be a page's head
_MARK = 0.06  # of the page's height: type as large over a scan is a watermark


@dataclass(slots=True)
class PlacedTable:
    """A table and where it stands in the upright frame."""

    top: float
    bottom: float
    xs: list[float]
    """Where its columns' rules stand."""
    table: Table
    doubtful: bool = False
    """A table only as a part of one that runs over pages: a box of one cell, or rules with no text in them."""
    lines: list[Line] = field(default_factory=list)
    """The lines of a box of one cell, or of a row or two: text of the page when it turns out to be no table."""


@dataclass(slots=True)
class PageContent:
    """What a page holds. ``usable`` is false for a page that the scan reader must read; it then has no content."""

    number: int
    frame: Frame
    lines: list[Line] = field(default_factory=list)
    tables: list[PlacedTable] = field(default_factory=list)
    watermarks: list[Line] = field(default_factory=list)
    usable: bool = True
    reason: str = ""
    """Why not: blank, no_characters, unmapped, garbled, scan."""
    characters: int = 0
    drawn: int = 0
    unmapped: int = 0
    off_page: int = 0
    unshown: int = 0
    """Texts typed on it that the file does not show."""
    struck: int = 0
    notes_from: float | None = None
    """The baseline from which on lines are footnotes."""
    invisible: bool = False
    too_dense: bool = False
    recognised: bool = False
    """The text is a recognition: laid over the picture of a scan, or our own."""
    scanned: bool = False
    """Our own."""
    photographed: bool = False
    """In perspective, so that its rows may have run into one another."""
    signed: list[str] = field(default_factory=list)
    """Labels in whose room a scan has ink that is no print."""
    unsigned: list[str] = field(default_factory=list)
    """Labels that ask for a hand, in whose room it has none."""
    hands: list[str] = field(default_factory=list)
    """Labels in whose room characters were read that are too doubtful to be print, and were left out."""
    seal_letters: list[str] = field(default_factory=list)
    """Lone characters that were read inside a seal and left out: its own letters, not print under it."""


def read_page(opened: OpenPage, number: int, limits: Limits) -> list[PageContent]:
    """Read an open page, or the two that stand on it; ``number`` is 1-based. Raises `LimitError`."""
    page = opened.handle
    with TextPage(page, limits) as text:
        angle = text.direction()
        if not angle:
            return _contents(opened, text, _frame(page, 0), number, limits)
    turned = _turn_upright(page, angle)
    with TextPage(page, limits) as text:
        return _contents(opened, text, turned, number, limits)


def _contents(opened: OpenPage, text: TextPage, frame: Frame, number: int, limits: Limits) -> list[PageContent]:
    """The page; or the left and the right one, where a sheet holds two."""
    drawn = drawn_on(opened.handle, frame, limits)
    glyphs = text.read(frame, drawn.text_objects) if text.count else None
    if glyphs is None or frame.turn or not holds_two(frame, drawn, glyphs):
        return [_content(opened, glyphs, drawn, frame, number)]
    halves = []
    for half in halves_of(frame):
        one = _content(opened, text.read(half, drawn.text_objects), on_half(drawn, frame, half), half, number)
        one.off_page = 0
        halves.append(one)
    left, right = halves
    left.off_page, right.unmapped, right.unshown, right.drawn = glyphs.off_page, 0, 0, 0
    return halves


def _frame(page: Any, angle: int) -> Frame:
    left, bottom, right, top = page_box(page)
    turn = (angle - 90 * raw.FPDFPage_GetRotation(page)) % 360
    if angle:
        width, height = (top - bottom, right - left) if angle in (90, 270) else (right - left, top - bottom)
        return Frame(0.0, height, width, height, turn)
    return Frame(left, top, right - left, top - bottom, turn)


def _turn_upright(page: Any, angle: int) -> Frame:
    """Turn a page's objects in memory so that its text runs to the right: what follows knows upright pages only."""
    frame = _frame(page, angle)
    matrix = [c_double(value) for value in upright_matrix(angle, page_box(page))]
    for index in range(raw.FPDFPage_CountObjects(page)):
        raw.FPDFPageObj_Transform(raw.FPDFPage_GetObject(page, index), *matrix)
    return frame


def _content(opened: OpenPage, glyphs: Glyphs | None, drawn: Drawn, frame: Frame, number: int) -> PageContent:
    content = PageContent(number, frame, drawn=drawn.count, unshown=opened.unshown)
    if glyphs is None:
        content.usable, content.reason = False, "no_characters" if drawn.any else "blank"
        return content
    glyphs.blanks = sorted(drawn.blanks)
    sizes = [(s.end - s.start, s.size) for s in glyphs.stretches]
    if sizes and max(map(itemgetter(1), sizes)) >= LARGE * (usual := max(sizes)[1]):  # that of the longest
        mark_watermarks(glyphs, usual)
    if figures := lifted(glyphs):
        if notes := footnotes(glyphs, [figure for _, figure in figures], drawn.horizontal, frame.width):
            content.notes_from = notes.top
            without_marks(glyphs, notes)
        mark_raised(glyphs, figures)
    content.struck = blank_out(glyphs, drawn.horizontal)
    content.characters = glyphs.visible_count
    content.unmapped, content.off_page, content.invisible = glyphs.unmapped, glyphs.off_page, glyphs.invisible
    content.usable, content.reason = usable_text(glyphs, drawn.picture_share, frame.height, opened.printed)
    content.recognised = glyphs.hidden >= _MOSTLY and drawn.picture_share >= _PICTURE_SHARE
    if content.usable:
        grids: list[Grid] = []
        try:
            grids = [
                g
                for g in find_grids(drawn.horizontal, drawn.vertical)
                if may_continue(g, frame) and (len(g.xs) > _SIDES or not lacks_columns(g, glyphs.stretches))
            ]
        except TooDenseError:
            content.too_dense = True
        _distribute(content, grids, glyphs)
    return content


def usable_text(glyphs: Glyphs, picture_share: float, height: float, printed: int | None) -> tuple[bool, str]:
    """Whether a page's text layer can be read, and if not, why: the seam to the scan reader. ``height``: the page's;
    ``printed``: how many of its characters nobody typed on a scan, where somebody typed."""
    if not glyphs.visible_count:
        return False, "no_characters"
    if glyphs.unmapped > _UNMAPPED_SHARE * glyphs.visible_count:
        return False, "unmapped"
    if glyphs.visible_count >= _FEW and _foreign(glyphs.text) > _MOSTLY * glyphs.visible_count:
        return False, "garbled"
    own = _own_text(glyphs, height)
    if picture_share >= _PICTURE_SHARE and (own if printed is None else min(own, printed)) < _FEW:
        return False, "scan"
    return True, ""


_CODES = re.compile(r"\(cid:\d+\)")  # what a tool wrote that could not map a glyph
_FOREIGN = re.compile(
    r"[^\s\x20-\x7e\u2000-\u27bf\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffee\U00020000-\U0003ffff°±²³·×÷]"
)


def _foreign(text: str) -> int:
    """Characters that no Chinese or English text holds: «²¿ÃÅÕûÌå», glyphs counted through, codes in place of them."""
    codes = sum(len(code) for code in _CODES.findall(text))
    return codes + sum(1 for _ in _FOREIGN.finditer(text))


def _own_text(glyphs: Glyphs, height: float) -> int:
    """Characters over a scan that are no watermark: neither askew nor huge, each repeated word counted once."""
    words = {glyphs.text[s.start : s.end].strip() for s in glyphs.stretches if not s.askew and s.size < _MARK * height}
    return sum(map(len, words))


def may_continue(grid: Grid, frame: Frame) -> bool:
    """A box of one cell is looked at as a table's part when it stands at one end of the page and does not fill it."""
    x0, top, x1, bottom = grid.bbox
    ends = top < _MARGIN * frame.height or bottom > (1 - _MARGIN) * frame.height
    return not grid.is_frame or (ends and bottom - top < 0.6 * frame.height and x1 - x0 > 0.5 * frame.width)


def lacks_columns(grid: Grid, stretches: list[Stretch]) -> bool:
    """Whether a grid has rules between its rows alone: what stands in some of them are several cells."""
    inside = [s for s in stretches if not s.turn and not s.askew and grid.contains((s.x0 + s.x1) / 2, s.base)]
    return len(grid.ys) > _LOW and sum(lines_apart(inside)) >= _LOW


def _distribute(content: PageContent, grids: list[Grid], glyphs: Glyphs) -> None:
    """Give every character to a cell or to the page's lines."""
    filled: list[dict[int, list[Stretch]]] = [{} for _ in grids]
    body: list[Stretch] = []
    askew: list[Stretch] = []
    for stretch in glyphs.stretches:
        if stretch.askew:
            askew.append(stretch)
            continue
        middle = stretch.base - 0.37 * stretch.size
        home = _home(grids, (stretch.x0 + stretch.x1) / 2, middle)
        if home is None:
            body.append(stretch)
        else:
            for cell, piece in _pieces(grids[home], stretch, middle, glyphs):
                filled[home].setdefault(cell, []).append(piece)
    for grid, cells in zip(grids, filled, strict=True):
        lines = {cell: _cell_lines(found, glyphs, content.number) for cell, found in cells.items()}
        content.tables.append(placed_table(grid, lines, content))
    rest, beside = two_columns(body, content.frame, grids)
    content.lines = lines_of(rest, glyphs, content.number, spaced=not grids)
    if beside:
        content.lines += (line for columns in beside for line in columns.lines(glyphs, content.number))
        content.lines.sort(key=lambda line: line.place)
    content.watermarks = askew_lines(askew, glyphs, content.number)


def _cell_lines(stretches: list[Stretch], glyphs: Glyphs, number: int) -> list[Line]:
    columns = columns_down(stretches) if len(stretches) > _FEW_LETTERS else ()
    lines = lines_down(columns, glyphs, number) if columns else lines_of(stretches, glyphs, number, blank=True)
    if len(lines) > 1:
        lines = [line for line in lines if not line.text.isspace()] or lines[:1]
    return lines


def _home(grids: list[Grid], x: float, y: float) -> int | None:
    for index, grid in enumerate(grids):
        if grid.contains(x, y):
            return index
    return None


def _pieces(grid: Grid, stretch: Stretch, y: float, glyphs: Glyphs) -> list[tuple[int, Stretch]]:
    """The stretch by cells: one piece nearly always, more when neighbours' texts follow one another in the content."""
    left, right = glyphs.left, glyphs.right
    first = grid.cell_at((left[stretch.start] + right[stretch.start]) / 2, y)
    last = grid.cell_at((left[stretch.end - 1] + right[stretch.end - 1]) / 2, y)
    if first == last:
        return [(first, stretch)]
    pieces: list[tuple[int, Stretch]] = []
    start, home = stretch.start, first
    for i in range(stretch.start + 1, stretch.end + 1):
        at = grid.cell_at((left[i] + right[i]) / 2, y) if i < stretch.end else -1
        if at != home:
            piece = Stretch(start, i, left[start], right[i - 1], stretch.base, stretch.size, stretch.turn)
            pieces.append((home, piece))
            start, home = i, at
    return _overflowing(grid, pieces)


def _overflowing(grid: Grid, pieces: list[tuple[int, Stretch]]) -> list[tuple[int, Stretch]]:
    """Pieces whose letters touch over a rule are one text that is too long for its cell (sheets printed to PDF).

    It belongs to the cell that it begins in when it begins at that cell's edge, else to the one that holds most of it.
    """
    joined: list[tuple[int, Stretch, int]] = []  # cell, text, length of the part that lies in the cell
    for cell, piece in pieces:
        length = piece.end - piece.start
        if joined and piece.x0 - joined[-1][1].x1 < _TOUCHING * piece.size:
            home, before, most = joined[-1]
            edge = grid.xs[grid.cells[home].column]
            if before.x0 - edge > piece.size and length > most:
                home, most = cell, length
            whole = Stretch(before.start, piece.end, before.x0, piece.x1, piece.base, piece.size, piece.turn)
            joined[-1] = (home, whole, most)
        else:
            joined.append((cell, piece, length))
    return [(cell, piece) for cell, piece, _ in joined]


def _cut_number(above: Line, below: Line, width: float) -> bool:
    """Whether a number goes on in the next line because its cell of ``width`` points holds no further digit («135»
    above «6» in a narrow column). Two numbers that an author set one below the other are no shorter below."""
    head, tail = _DIGITS_AT_END.search(above.text), _DIGITS_AT_START.match(below.text)
    if head is None or tail is None or len(tail[0]) >= len(head[0]):
        return False
    return above.xs[-1] - above.xs[0] + above.size * _DIGIT > width - 2 * _CELL_MARGIN


def placed_table(
    grid: Grid, filled: Mapping[int, list[Line]], content: PageContent, origin: str = "ruled"
) -> PlacedTable:
    """The grid with the lines of its cells, by index of the cell."""
    cells = []
    for index, place in enumerate(grid.cells):
        if index in grid.open_cells and index not in filled:
            continue
        lines = filled.get(index, ())
        text = lines[0].text if lines else ""
        runs = lines[0].runs(0, content.frame) if lines else []
        for above, line in pairwise(lines):
            width = grid.xs[place.column + place.column_span] - grid.xs[place.column]
            if not _cut_number(above, line, width):
                text += "\n"
            runs += line.runs(len(text), content.frame)
            text += line.text
        cells.append(Cell(place.row, place.column, place.row_span, place.column_span, text, tuple(runs)))
    _, top, _, bottom = grid.bbox
    table = Table(
        rows=len(grid.ys) - 1,
        columns=len(grid.xs) - 1,
        cells=tuple(cells),
        origin=origin,
        page=content.number,
        bbox=content.frame.shown(grid.bbox),
        edges=tuple(round(x, 2) for x in grid.xs),
        heights=tuple(round(b - a, 2) for a, b in pairwise(grid.ys)),
    )
    low = [line for cell in filled.values() for line in cell] if len(grid.ys) <= _LOW else []
    frame_lines = [line for line in (filled.get(0, ()) if grid.is_frame else low) if not line.text.isspace()]
    return PlacedTable(top, bottom, grid.xs, table, doubtful=grid.is_frame or not filled, lines=frame_lines)


def doubt_layer(content: PageContent) -> None:
    """Give the characters of another tool's recognition a confidence: it says none, and nobody knows how good it is."""
    for line in [*content.lines, *content.watermarks, *(line for placed in content.tables for line in placed.lines)]:
        line.sure = [_LAYER] * len(line.text)
    for placed in content.tables:
        for cell in placed.table.cells:
            for run in cell.runs:
                run.confidence = _LAYER
