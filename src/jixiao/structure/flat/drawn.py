"""Dialect G: drawn grids, with + - | as pandoc prints them or with box-drawing characters. Spans are in the drawing.

The drawing is laid on a canvas of display columns (a Chinese character is two wide); grid positions that no line parts
belong to one cell.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from jixiao import lazy_re as re
from jixiao.structure.flat.celltexts import is_top, known_level
from jixiao.structure.flat.even import repeats
from jixiao.structure.flat.stretch import Line, RawCell, RawRow, RawTable, Stretch, as_cell
from jixiao.structure.flat.words import Words

_RUN = re.compile(r"[\x00-\x7e]+|[^\x00-\x7e]+")
_EDGE = re.compile(r"\s*[+┌┏╔╭├┠╠╟┣└┗╚╰╒╓╞╘╙][-=:─━═┄┈+┬┳╦┼╋╬┴┻╩┐┓╗╮┤┫╣┘┛╝╯╤╥╪╫╧╨╕╖╡╢╛╜\s]*$")
_BOX = str.maketrans(
    "│┃║┆┊" + "─━═┄┈=" + "┌┏╔╭┬┳╦┐┓╗╮├┣╠╟┠┼╋╬┤┫╣╢┨└┗╚╰┴┻╩┘┛╝╯╒╓╕╖╘╙╛╜╞╡╤╥╧╨╪╫", "|" * 5 + "-" * 6 + "+" * 51
)
_LINE_OF = re.compile(r" *\|(?= )")  # the lines that pandoc keeps in a cell of reStructuredText
_FIGURE_ENDS, _FIGURE_GOES_ON = re.compile(r"[\d.]$"), re.compile(r"[\d.%]")  # in a column too narrow for it
_MANY = 8  # rows from which their lengths say anything
_SHORT, _HOLES, _SIZES = 3, 8, 2  # one row in so many at least, at most; more numbers of cells than so many
_NARROW = 4  # columns from wall to wall: a blank on either side, and one for the text
_SIDES = "|│┃║+├┠╠╟┣┤┫╣┨╢╞╡"


@dataclass(slots=True)
class _Row:
    """A line on the canvas: the character of each display column, and the offset in the text it stands at."""

    chars: str
    offsets: list[int]


def read(stretch: Stretch, words: Words) -> list[RawTable]:
    """All drawn grids of the stretch."""
    tables: list[RawTable] = []
    lines = stretch.lines
    at = 0
    while at < len(lines):
        if not _is_rule(lines[at].text):
            at += 1
            continue
        end = at
        while end < len(lines) and (_is_rule(lines[end].text) or _is_content(lines[end].text)):
            end += 1
        while end > at and not _is_rule(lines[end - 1].text):
            end -= 1
        table = _table(stretch, lines[at:end], words)
        if table is not None:
            tables.append(table)
        at = max(end, at + 1)
    return tables


def _is_rule(text: str) -> bool:
    return bool(_EDGE.match(text)) and len(text.strip()) > 2


def _is_content(text: str) -> bool:
    text = text.strip()
    return len(text) > 1 and text[0] in _SIDES and text[-1] in _SIDES


def _table(stretch: Stretch, lines: list[Line], words: Words) -> RawTable | None:
    if len(lines) < 3:
        return None
    if _overflows(lines) and (table := _by_bars(stretch, lines, words)) is not None:
        return table
    # Blanks at the ends of lines are noise, or the room of a cell that a row does not have.
    for ambiguous, trimmed in ((1, True), (2, True), (1, False), (2, False)):
        canvas = [_canvas(line, ambiguous, trimmed=trimmed) for line in lines]
        if len({len(row.chars) for row in canvas}) == 1:
            grid = _grid(stretch, canvas)
            if grid is not None:
                columns, rows = grid
                plain = all(cell.column_span == cell.row_span == 1 for row in rows for cell in row.cells)
                kind = "shifted" if plain and is_shifted(rows, words) else "drawn"
                kind = "repeated" if plain and repeats(rows) else kind
                return RawTable(lines[0].start, lines[-1].after, rows, "drawn-grid", kind, columns)
    return None


def _overflows(lines: list[Line]) -> bool:
    """Whether columns are too narrow for a Chinese character, so that lines with one are pushed out of the drawing."""
    top = lines[0].text.strip()
    return set(top) <= set("+-") and any(
        b - a <= _NARROW for a, b in pairwise(i for i, c in enumerate(top) if c == "+")
    )


def _by_bars(stretch: Stretch, lines: list[Line], words: Words) -> RawTable | None:
    """The cells by the bars between them, where each line has all of them: no cell is merged (pandoc 2)."""
    corners = lines[0].text.count("+")
    rows: list[RawRow] = []
    band: list[list[tuple[int, int]]] = []
    for line in lines:
        if _is_rule(line.text):
            if line.text.count("+") != corners:
                return None
            if band:
                rows.append(RawRow([_of_pieces(stretch, pieces) for pieces in zip(*band, strict=True)]))
            band = []
            continue
        bars = [line.start + at for at, char in enumerate(line.text) if char == "|"]
        if len(bars) != corners:
            return None
        band.append([(a + 1, b) for a, b in pairwise(bars)])
    if band or not rows:
        return None
    for row in rows:
        for column, cell in enumerate(row.cells):
            cell.column = column
    kind = "shifted" if is_shifted(rows, words) else "drawn"
    return RawTable(lines[0].start, lines[-1].after, rows, "drawn-grid", kind, corners - 1)


def is_shifted(rows: list[RawRow], words: Words) -> bool:
    """Whether cells are pushed to the left of their columns: what merged cells cover was left out and stands as blanks
    at the end of rows (pandoc on ODT). Names of level 2 stand in two columns then; or hardly any row has a blank cell
    before a filled one, and rows are of many lengths."""
    levels = {
        column
        for row in rows
        for column, cell in enumerate(row.cells)
        if cell.text and known_level(cell.text, words.patterns) and not is_top(cell.text, words.patterns)
    }
    filled = [[bool(cell.text) for cell in row.cells] for row in rows]
    led = sum(not row[0] and any(row) for row in filled)  # rows of which the first cell is covered from above
    if len(levels) > 1 and led * _HOLES <= len(rows):
        return True
    holes = sum(False in row and any(row[row.index(False) :]) for row in filled)
    short = sum(not any(row[-2:]) for row in filled)
    many = len(rows) >= _MANY
    return (
        many
        and short * _SHORT >= len(rows)
        and holes * _HOLES <= len(rows)
        and len({sum(row) for row in filled}) > _SIZES
    )


def _of_pieces(stretch: Stretch, pieces: tuple[tuple[int, int], ...]) -> RawCell:
    """The cell that stands at slices of several lines, their padding off."""
    whole = ""
    places: list[tuple[int, int]] = []
    for start, stop in pieces:
        raw = stretch.text[start:stop]
        text = raw.strip(" ")
        begin = start + len(raw) - len(raw.lstrip(" ")) if text else start
        if places or text:
            cut = _FIGURE_ENDS.search(whole) and _FIGURE_GOES_ON.match(text)
            whole = (whole.removesuffix("\\") + ("" if cut else "\n") if places else "") + text
            places.append((begin, begin + len(text)))
    return RawCell(as_cell(whole.rstrip("\n")), tuple(places) or (pieces[0][:1] * 2,))


def _canvas(line: Line, ambiguous: int, *, trimmed: bool) -> _Row:
    chars: list[str] = []
    offsets: list[int] = []
    text = line.text.rstrip() if trimmed else line.text
    folded = text.translate(_BOX)
    begin = len(text) - len(text.lstrip())
    for found in _RUN.finditer(text, begin):
        start, stop = found.span()
        if text[start] < "\x7f":  # blanks and rules, most of a drawing
            chars.append(folded[start:stop])
            offsets.extend(range(line.start + start, line.start + stop))
            continue
        for index in range(start, stop):
            columns = width(text[index], ambiguous)
            offsets += [line.start + index] * columns
            if columns:
                chars.append(folded[index])
            if columns == 2:  # a wide line goes on as a line, a wide character fills with nothing
                chars.append("-" if folded[index] in "-+" else "\0")
    return _Row("".join(chars), offsets)


@lru_cache(maxsize=4096)
def width(char: str, ambiguous: int) -> int:
    """Columns that a character takes; ``ambiguous``: those of one that is wide in Chinese print only."""
    if char < "\x7f":
        return 1
    kind = unicodedata.east_asian_width(char)
    if kind in "WF":
        return 2
    if kind == "A":
        return ambiguous
    return 0 if unicodedata.combining(char) else 1


def _grid(stretch: Stretch, canvas: list[_Row]) -> tuple[int, list[RawRow]] | None:
    edges = sorted({x for chars in {row.chars for row in canvas} for x in _corners(chars)})  # rules are mostly alike
    width = len(canvas[0].chars)
    if len(edges) < 2 or edges[0] != 0 or edges[-1] != width - 1:
        return None
    spans = list(pairwise(edges))
    ruled = [[_is_line(row, a, b) for a, b in spans] for row in canvas]
    rules = [y for y, segments in enumerate(ruled) if any(segments)]
    if len(rules) < 2:
        return None
    bands = list(pairwise(rules))
    if any(b - a < 2 for a, b in bands):
        return None
    cells = _components(canvas, ruled, bands, edges)
    if cells is None:
        return None
    rows = [RawRow([]) for _ in bands]
    for top, left, bottom, right in cells:
        cell = _text(stretch, canvas, bands, edges, (top, left, bottom, right), ruled)
        cell.column, cell.row_span, cell.column_span = left, bottom - top, right - left
        rows[top].cells.append(cell)
    return len(spans), rows


def _corners(chars: str) -> Iterator[int]:
    """Where a line of the canvas has corners."""
    x = chars.find("+")
    while x >= 0:
        if _meets(chars, x):
            yield x
        x = chars.find("+", x + 1)


def _meets(chars: str, x: int) -> bool:
    """Whether a line runs into this corner: a plus sign in a cell's text is none."""
    return any(chars[y] in ("-", ":") for y in (x - 1, x + 1) if 0 <= y < len(chars))


def _is_line(row: _Row, a: int, b: int) -> bool:
    inner = row.chars[a + 1 : b]
    return "-" in inner and not inner.strip("-:+")


def _components(
    canvas: list[_Row], ruled: list[list[bool]], bands: list[tuple[int, int]], edges: list[int]
) -> list[tuple[int, int, int, int]] | None:
    """Cells as (top, left, bottom, right) in grid positions; None where lines do not close to rectangles."""
    columns = len(edges) - 1
    wall = [
        [all(canvas[y].chars[edges[x]] in "|+" for y in range(top + 1, bottom)) for x in range(1, columns)]
        for top, bottom in bands
    ]
    taken = [[False] * columns for _ in bands]
    found: list[tuple[int, int, int, int]] = []
    for top in range(len(bands)):
        for left in range(columns):
            if taken[top][left]:
                continue
            right = left + 1
            while right < columns and not wall[top][right - 1] and not taken[top][right]:
                right += 1
            bottom = top + 1
            while bottom < len(bands) and not any(ruled[bands[bottom][0]][left:right]):
                bottom += 1
            for y in range(top, bottom):
                inner = wall[y][left : right - 1]
                sides = [wall[y][x - 1] for x in (left, right) if 0 < x < columns]
                if any(taken[y][left:right]) or any(inner) or not all(sides):
                    return None
                taken[y][left:right] = [True] * (right - left)
            found.append((top, left, bottom, right))
    return found


def _text(
    stretch: Stretch,
    canvas: list[_Row],
    bands: list[tuple[int, int]],
    edges: list[int],
    where: tuple[int, int, int, int],
    ruled: list[list[bool]],
) -> RawCell:
    top, left, bottom, right = where
    pieces: list[tuple[int, int]] = []
    texts: list[str] = []
    for y in range(bands[top][0] + 1, bands[bottom - 1][1]):
        row = canvas[y]
        if any(ruled[y][left:right]):
            continue
        inner = range(edges[left] + 1, edges[right])
        start = row.offsets[inner[0]]
        stop = row.offsets[edges[right]]
        if line := _LINE_OF.match(stretch.text, start, stop):
            start = line.end()
        raw = stretch.text[start:stop]
        text = raw.strip(" ")
        if len(text) > 1 and text[-1] == "\\":
            text = text[:-1]  # pandoc's Markdown: a line break within a paragraph
        begin = start + len(raw) - len(raw.lstrip(" "))
        pieces.append((begin, begin + len(text)) if text else (start, start))
        texts.append(text)
    first = next((i for i, text in enumerate(texts) if text), 0)
    last = max((i for i, text in enumerate(texts) if text), default=0)
    return RawCell(as_cell("\n".join(texts[first : last + 1])), tuple(pieces[first : last + 1]))
