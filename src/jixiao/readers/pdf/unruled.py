"""Tables without rules: their lines as text that keeps the places of print, from which `structure.flat.placed` reads.

Forms that a spreadsheet printed without its gridlines, or of which a style draws no borders or those between rows
only, have nothing on the page that parts their cells but room. Which room parts two columns only the form tells. So
the lines are given as `pdftotext -layout` prints them: in columns of half an em, a blank line where there is room for
one, a form feed between two pages.
"""

from __future__ import annotations

from collections.abc import Sequence

from jixiao import lazy_re as re
from jixiao.document import Paragraph
from jixiao.readers.pdf.frames import Frame
from jixiao.readers.pdf.lines import FEW, Line
from jixiao.widths import display_width

_LINES = 5  # lines with a few pieces that only tables have on a page
_LEADING = 1.45  # ems from one line of a cell to the next
_MOST_BLANK = 3  # lines
_BELOW = 2.2  # ems from the last row's first line to its next
_BESIDE = 2.6  # the same where both are of one size: lines of two merged cells beside each other
_LONG = 0.6  # of the page's width: no line of a last cell
_LEADER = re.compile(r"[.·…_-]{6,}")
_THINNEST, _WIDEST = 2.0, 600  # points that a column takes at least, and columns of a page


def unruled(lines: Sequence[Line], width: float, *, goes_on: bool) -> range:
    """Which lines of a page are of tables without rules, from the first with two pieces to the last. ``goes_on``: the
    page before ends with such a table, so that a few lines are enough."""
    counts = [_count(line) for line in lines]
    top = next((at for at, count in enumerate(counts) if count > 1), 0)
    goes_on = goes_on and not any(line.x1 - line.x0 >= _LONG * width for line in lines[:top])  # prose above signatures
    if sum(count >= FEW for count in counts) < (1 if goes_on else _LINES):
        return range(0)
    several = [at for at, count in enumerate(counts) if count > 1]
    first, last = (0 if goes_on else top), several[-1]
    while last + 1 < len(lines) and _is_below(lines[last], lines[last + 1], width):
        last += 1
    return range(first, last + 1)


def _count(line: Line) -> int:
    """How many pieces a line has; none where one leads from a title to its page (目录)."""
    pieces = line.pieces or []
    return 0 if any(_LEADER.fullmatch(piece.text.strip()) for piece in pieces) else len(pieces)


def _is_below(above: Line, line: Line, width: float) -> bool:
    """Whether a line of one piece goes on in a cell of the last row."""
    room = _BELOW if line.size != above.size else _BESIDE
    return line.base - above.base < room * above.size and line.x1 - line.x0 < _LONG * width


def placed(lines: Sequence[Line], frames: dict[int, Frame]) -> list[Paragraph]:
    """The lines as paragraphs of one line each, their pieces in columns of one width on all pages."""
    several = [line.size for line in lines if len(line.pieces or ()) > 1]
    unit = max(min(several) / 2, _THINNEST)
    found: list[Paragraph] = []
    for line, below in zip(lines, [*lines[1:], None], strict=True):
        whole = _in_columns(line, unit)
        end = "\n"
        if below is not None and below.page != line.page:
            end = "\f"
        elif below is not None:
            room = round((below.base - line.base) / (_LEADING * line.size))
            end *= 1 + min(max(room - 1, 0), _MOST_BLANK)
        found.append(Paragraph(whole.text, page=line.page, runs=tuple(whole.runs(0, frames[line.page])), end=end))
    return found


def _in_columns(line: Line, unit: float) -> Line:
    """The line with so many blanks between its pieces that each begins in the column of its place, two at the least."""
    text = ""
    xs: list[float] = []
    column = 0
    for piece in line.pieces or [line]:
        lead = len(piece.text) - len(piece.text.lstrip())
        own, places = piece.text.strip(), piece.xs[lead:]
        blanks = max(min(round(places[0] / unit), _WIDEST) - column, 2 if text else 0)
        start = xs.pop() if xs else places[0] - blanks * unit
        xs += [start + (places[0] - start) * n / max(blanks, 1) for n in range(blanks)]
        xs += places[: len(own) + 1]
        text += " " * blanks + own
        column += blanks + display_width(own)
    return Line(text, xs, line.x0, line.x1, line.base, line.size, line.page)
