"""Pages -> blocks in reading order: paragraphs, tables, and what was set aside."""

from __future__ import annotations

from jixiao.document import Block, Paragraph
from jixiao.readers.pdf.columns import align
from jixiao.readers.pdf.footnotes import paragraphs_of
from jixiao.readers.pdf.frames import Frame
from jixiao.readers.pdf.furniture import Aside, set_aside
from jixiao.readers.pdf.lines import Line
from jixiao.readers.pdf.pages import PageContent, PlacedTable
from jixiao.readers.pdf.paragraphs import Draft, Margins, continues, margins_of
from jixiao.readers.pdf.sheets import apart, on_sheets
from jixiao.readers.pdf.unruled import placed, unruled
from jixiao.readers.pdf.watermarks import is_upright

_LEEWAY = 1.0  # points: a raised number stands above the baseline of its line
_Size = tuple[int, int]


def assemble(pages: list[PageContent]) -> tuple[Block, ...]:
    """All blocks. A paragraph that runs over a page end is one block; the furniture between follows it.

    Two pages with one number are the two of a sheet, in order.
    """
    with apart(pages) as sheets:
        return on_sheets(_assembled(pages), sheets)


def _assembled(pages: list[PageContent]) -> tuple[Block, ...]:
    if marks := {
        (line.text.strip(), round(line.size)) for page in pages for line in page.watermarks if is_upright(line)
    }:
        for page in pages:  # those that stand in no text on their page
            own = [line for line in page.lines if (line.text.strip(), round(line.size)) in marks]
            page.lines = [line for line in page.lines if line not in own] if own else page.lines
            page.watermarks += own
    asides = set_aside(pages)
    notes = [_take_notes(page) for page in pages]
    align(pages)
    for number, more in set_aside(pages).items():  # a head in a box
        asides[number] = sorted(asides[number] + more, key=lambda aside: (aside.line.base, aside.line.x0))
    spaced = _spaced(pages)
    margins = _margins(pages, spaced)
    writer = _Writer({page.number: page.frame for page in pages})
    for page, below in zip(pages, notes, strict=True):
        here = asides[page.number]
        half = page.frame.height / 2
        for aside in here:
            if aside.line.base < half:
                writer.set_aside(aside)
        for item in _in_order(page):
            if not isinstance(item, Line):
                writer.table(item)
            elif id(item) in spaced:
                writer.spaced(item)
            else:
                writer.line(item, margins[_size(page), item.column is not None])
        writer.notes(below)
        for line in page.watermarks:
            writer.set_aside(Aside(line, "header", "watermark"))
        for aside in here:
            if aside.line.base >= half:
                writer.set_aside(aside)
    return writer.finish()


def _take_notes(page: PageContent) -> list[Paragraph]:
    """The page's footnotes, taken out of its lines."""
    start = page.notes_from
    if start is None:
        return []
    below = [line for line in page.lines if line.base >= start - _LEEWAY]
    page.lines = [line for line in page.lines if line.base < start - _LEEWAY]
    return paragraphs_of(sorted(below, key=lambda line: (line.base, line.x0)), page.frame)


def _size(page: PageContent) -> _Size:
    return (round(page.frame.width / 10), round(page.frame.height / 10))


def _spaced(pages: list[PageContent]) -> set[int]:
    """The lines, by identity, of tables without rules."""
    found: set[int] = set()
    goes_on = False
    for page in pages:
        lines = [] if page.tables else [item for item in _in_order(page) if isinstance(item, Line)]
        own = unruled(lines, page.frame.width, goes_on=goes_on)
        goes_on = bool(own) and own.stop == len(lines)
        found |= {id(lines[at]) for at in own}
    return found


def _margins(pages: list[PageContent], spaced: set[int]) -> dict[tuple[_Size, bool], Margins]:
    """Margins by page size, and those of columns: an attachment in landscape has its own. Lines of tables tell none."""
    lines: dict[tuple[_Size, bool], list[Line]] = {}
    widths: dict[_Size, float] = {}
    for page in pages:
        for line in page.lines:
            if id(line) not in spaced:
                lines.setdefault((_size(page), line.column is not None), []).append(line)
        lines.setdefault((_size(page), False), [])
        widths[_size(page)] = page.frame.width
    return {key: margins_of(found, widths[key[0]], column=key[1]) for key, found in lines.items()}


def _in_order(page: PageContent) -> list[Line | PlacedTable]:
    keyed: list[tuple[tuple[float, int, float], float, int, Line | PlacedTable]] = []
    keyed += [(line.place, line.x0, i, line) for i, line in enumerate(page.lines)]
    keyed += [((table.top, 0, 0.0), table.xs[0], i, table) for i, table in enumerate(page.tables, len(page.lines))]
    return [item for *_, item in sorted(keyed, key=lambda entry: entry[:3])]


class _Writer:
    """Collects blocks; holds a paragraph or a table without rules open until it is known to end, and the asides met
    meanwhile."""

    def __init__(self, frames: dict[int, Frame]) -> None:
        self._frames = frames
        self._blocks: list[Block] = []
        self._open: Draft | None = None
        self._spaced: list[Line] = []
        self._waiting: list[Block] = []

    def line(self, line: Line, margins: Margins) -> None:
        """Add a line of the body."""
        beside = self._open is not None and (self._open.lines[-1].column is None) is (line.column is None)
        if self._open is not None and beside and continues(self._open, line, margins):
            self._open.lines.append(line)
            return
        self._close()
        self._open = Draft([line])

    def spaced(self, line: Line) -> None:
        """Add a line of a table without rules."""
        if not self._spaced:
            self._close()
        self._spaced.append(line)

    def table(self, placed: PlacedTable) -> None:
        """Add a table."""
        self._close()
        self._blocks.append(placed.table)

    def set_aside(self, aside: Aside) -> None:
        """Add a line that is no body text."""
        line = aside.line
        runs = tuple(line.runs(0, self._frames[line.page]))
        block = Paragraph(line.text, kind=aside.kind, aside=aside.aside, page=line.page, runs=runs)
        (self._waiting if self._open is not None or self._spaced else self._blocks).append(block)

    def notes(self, notes: list[Paragraph]) -> None:
        """Add a page's footnotes; the paragraph above them may go on overleaf."""
        (self._waiting if self._open is not None or self._spaced else self._blocks).extend(notes)

    def _close(self) -> None:
        if self._open is not None:
            self._blocks.append(self._open.finish(self._frames))
            self._open = None
        if self._spaced:
            self._blocks += placed(self._spaced, self._frames)
            self._spaced = []
        self._blocks += self._waiting
        self._waiting = []

    def finish(self) -> tuple[Block, ...]:
        """All blocks."""
        self._close()
        return tuple(self._blocks)
