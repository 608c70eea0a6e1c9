"""A run of paragraphs as one raw text with lines, and the cells and tables that are cut from it.

A flattened table does not care where a reader ended its paragraphs: a mark 0x07 ends a cell in mid line, a DOCX may
hold a whole table in one paragraph with line breaks. So all dialects are read from the raw text, by offsets, and the
blocks are cut again afterwards (see `cut`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate, compress, repeat
from operator import add, attrgetter, ne

from jixiao import lazy_re as re
from jixiao.document import Paragraph, Run, raws_of
from jixiao.quotes import squeeze

_END, _RUNS, _LINE_TEXT = attrgetter("end"), attrgetter("runs"), attrgetter("text")
TEXT, WORD = attrgetter("text"), attrgetter("word")
"""Of a cell, for all cells of a row at once."""
_ODD = re.compile(r"[\r\f\x85\u2028\u2029]")
_LINE = re.compile(r"[^\n\r\f\x85\u2028\u2029]*(\r\n|[\n\r\f\x85\u2028\u2029]|\Z)")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_TWICE = frozenset(("\n\n", "\r\n\r\n", "\r\r\n"))
"""Ends of lines that a tool wrote twice, as the reader of texts tells: one end each."""
_BREAKS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")


def begun(texts: Sequence[str]) -> list[int]:
    """Where in a row of texts another begins than before it."""
    return [0, *compress(range(1, len(texts)), map(ne, texts[1:], texts))] if texts else []


def _next_stop(stop: int, length: int) -> int:
    """Where a line of this length ends behind one that ends at ``stop``."""
    return stop + 1 + length


def as_cell(raw: str) -> str:
    """A slice of the source as a cell's raw text: any line or paragraph break is «\\n», Markdown's escapes are undone
    («0\\.17», mammoth)."""
    if "\\" in raw:
        raw = _ESCAPE.sub("", raw)
    return raw if raw.strip("\u3000").isprintable() else _BREAKS.sub("\n", raw)


@dataclass(slots=True)
class RawCell:
    """A cell as printed: its text and the slices of the stretch that it was taken from, without the marks; its
    ``word``, the text squeezed, which each doubt about its row asks for."""

    text: str
    pieces: tuple[tuple[int, int], ...] = ()
    column_span: int = 1
    row_span: int = 1
    column: int = -1
    word: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.word = squeeze(self.text)


@dataclass(slots=True)
class RawRow:
    """A row's cells in order. ``gap`` tells how sure the boundary above is.

    0: certain; 1: the dialect's usual row end; 2 and more: it may as well end the table; -1: it may as well be no row
    end at all (a mark that also ends a paragraph inside a cell). ``joint`` is what stands in the source between this
    row and the one above, should they be one. ``unsure``: a line may be of its cells or of its neighbour's.
    ``damaged``: it has more cells than the rows beside it, or fewer. ``headed``: it is the lower row of a heading, and
    so many of its last cells, blank ones, are headed by the last ones above.
    """

    cells: list[RawCell]
    gap: int = 0
    joint: str = ""
    unsure: bool = False
    damaged: bool = False
    headed: int = 0
    keys: list[str] = field(default_factory=list)  # label keys of the cells, once `fit.with_keys` has run


@dataclass(slots=True)
class RawTable:
    """Rows of cells with the stretch [start, stop) they were read from.

    ``kind``: printed (each cell once; a covered one is empty or left out), repeated (the full grid, merged text in
    each position that it covers), spanned (column spans are known, covered cells left out), drawn (spans are known),
    shifted (cells stand below other columns than their own: not to be read).
    ``columns`` is the width of the grid where the dialect tells it. ``once``: of the full grid, too, but merged text
    is not repeated: what it covers is blank, and equal texts side by side are two cells. ``said_down``: each cell once
    a row, but said again in each row that it covers: so are points that rows share.

    What a dialect does besides: ``leaves_out``, it prints no covered cell at all (None: the rows tell); ``unmarked``,
    nothing but the labels tells where its rows end; ``cuts_words``, a level's word may be in pieces.
    """

    start: int
    stop: int
    rows: list[RawRow]
    dialect: str
    kind: str = "printed"
    columns: int | None = None
    sure: float = 1.0
    once: bool = False
    leaves_out: bool | None = False
    unmarked: bool = False
    cuts_words: bool = False
    said_down: bool = False


@dataclass(slots=True, unsafe_hash=True)
class Line:
    """A line [start, stop) of a stretch; the next begins at ``after``."""

    start: int
    stop: int
    after: int
    text: str


@dataclass
class Stretch:
    """Consecutive body paragraphs ``blocks[first:]`` with their raw text. ``breaks``: before which paragraphs a page
    began, whose foot and head were taken out; ``page_cut``: where tables stand whose bars cut their cells in pieces."""

    first: int
    paragraphs: Sequence[Paragraph]
    breaks: Sequence[int] = ()
    text: str = field(init=False)
    starts: list[int] = field(init=False)
    page_cut: list[tuple[int, int]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        # Only a text file says what ended a paragraph; elsewhere the paragraph's end itself is the line end.
        ends = [*map(_END, self.paragraphs)]
        if not all(ends[:-1]):
            ends[:-1] = [end or "\n" for end in ends[:-1]]
        if not _TWICE.isdisjoint(ends):
            ends = ["\n" if end in _TWICE else end for end in ends]
        parts = [*map(add, raws_of(self.paragraphs), ends)]
        self.text = "".join(parts)
        self.starts = [0, *accumulate(map(len, parts))][: len(parts)]

    def reworded(self, text: str) -> Stretch:
        """The same with another text of the same length, to read a dialect that differs by its marks alone."""
        other = Stretch(self.first, (), self.breaks)
        other.text, other.starts = text, self.starts
        return other

    @cached_property
    def lines(self) -> list[Line]:
        """All lines, whatever ends them."""
        text = self.text
        if _ODD.search(text):
            found = [Line(m.start(), m.start(1), m.end(), text[m.start() : m.start(1)]) for m in _LINE.finditer(text)]
            return found[:-1] if found and found[-1].start == len(text) else found
        parts = text.split("\n")
        stops = [*accumulate(map(len, parts), _next_stop)]
        afters = [*map(add, stops, repeat(1))]
        lines = [*map(Line, [0, *afters], stops, afters, parts)]
        if not lines[-1].text:
            lines.pop()
        elif lines[-1].after > len(text):
            lines[-1] = replace(lines[-1], after=len(text))
        return lines

    @cached_property
    def line_texts(self) -> list[str]:
        """The texts of the lines."""
        return [*map(_LINE_TEXT, self.lines)]

    @cached_property
    def paragraph_lines(self) -> list[Line]:
        """The paragraphs themselves as lines: a line feed inside one (a CRLF file's bare LF) does not end it."""
        lines = self.lines
        if len(lines) == len(self.paragraphs) and all(
            line.text == paragraph.text and line.start == start
            for line, paragraph, start in zip(lines, self.paragraphs, self.starts, strict=True)
        ):
            return lines  # most texts: a paragraph a line
        lines = []
        for start, after, paragraph in zip(
            self.starts, [*self.starts[1:], len(self.text)], self.paragraphs, strict=True
        ):
            lines.append(Line(start, start + len(paragraph.text), after, paragraph.text))
        return lines

    def is_broken(self, table: RawTable) -> bool:
        """Whether rows of a table stand on more than one line."""
        return len(self.lines_in(table.start, table.stop)) > len(table.rows)

    def lines_in(self, start: int, stop: int) -> list[Line]:
        """The lines of [start, stop)."""
        return _inside(self.lines, start, stop)

    def paragraph_lines_in(self, start: int, stop: int) -> list[Line]:
        """The paragraphs of [start, stop) as lines."""
        return _inside(self.paragraph_lines, start, stop)

    def line_at(self, offset: int) -> int:
        """The index of the line that holds an offset."""
        return bisect_right(self._line_starts, offset) - 1

    def paragraph_at(self, offset: int) -> int:
        """The index of the paragraph that holds an offset."""
        return bisect_right(self.starts, offset) - 1

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def cell(self, start: int, stop: int) -> RawCell:
        """The cell that stands at [start, stop)."""
        raw = self.text[start:stop]
        return RawCell(as_cell(raw) if "\\" in raw or not raw.isprintable() else raw, ((start, stop),))

    def cell_within(self, start: int, stop: int) -> RawCell:
        """The cell that stands between two marks at [start, stop), without the blanks beside them."""
        raw = self.text[start:stop]
        inner = raw.strip(" ")
        begin = start + (len(raw) - len(raw.lstrip(" ")) if inner else 0)
        return self.cell(begin, begin + len(inner))

    @cached_property
    def has_runs(self) -> bool:
        """Whether a reader knows where the characters stand on a page."""
        return any(map(_RUNS, self.paragraphs))

    def page_at(self, offset: int) -> int | None:
        """The page of the paragraph that holds an offset."""
        return self.paragraphs[bisect_right(self.starts, offset) - 1].page

    def runs(self, cell: RawCell) -> tuple[Run, ...]:
        """The runs behind a cell's characters, in offsets of its text. None where breaks were folded (text files)."""
        if not self.has_runs:
            return ()
        found: list[Run] = []
        at = 0
        for start, stop in cell.pieces:
            for index in range(bisect_right(self.starts, start) - 1, len(self.starts)):
                base = self.starts[index]
                if base >= stop:
                    break
                for run in self.paragraphs[index].runs:
                    part = _clip(run, start - base, stop - base, at)
                    if part:
                        found.append(part)
            at += stop - start + 1
        return tuple(found)

    def cut(self, start: int, stop: int) -> Iterator[tuple[Paragraph, int]]:
        """The paragraphs of [start, stop) with their offsets, those at the borders cut."""
        if start >= stop:
            return
        first = bisect_right(self.starts, start) - 1
        for index in range(first, len(self.starts)):
            base = self.starts[index]
            if base >= stop:
                break
            paragraph = self.paragraphs[index]
            whole = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
            if base >= start and whole <= stop:
                yield paragraph, base
            else:
                yield _slice(paragraph, max(start - base, 0), min(stop, whole) - base), max(start, base)


def _inside(lines: list[Line], start: int, stop: int) -> list[Line]:
    first = bisect_left(lines, start, key=lambda line: line.start)
    last = bisect_right(lines, stop, first, key=lambda line: line.after)
    return lines[first:last]


def _clip(run: Run, start: int, stop: int, at: int) -> Run | None:
    """The part of a run inside [start, stop) of its paragraph, moved so that ``start`` becomes ``at``."""
    left, right = max(run.start, start), min(run.end, stop)
    if left >= right:
        return None
    x0, top, x1, bottom = run.bbox
    xs = run.xs[left - run.start : right - run.start + 1] if run.xs else ()
    box = (xs[0], top, xs[-1], bottom) if xs else (x0, top, x1, bottom)
    move = at - start
    return replace(run, start=left + move, end=right + move, bbox=box, xs=xs)


def _slice(paragraph: Paragraph, start: int, stop: int) -> Paragraph:
    """Characters [start, stop) of ``text + end``; a line end at the cut becomes ``end``."""
    whole = paragraph.text + paragraph.end
    raw = whole[start:stop]
    if stop >= len(whole):
        end = paragraph.end if start <= len(paragraph.text) else raw
    else:
        end = "\r\n" if raw.endswith("\r\n") else raw[-1] if raw[-1:] in ("\n", "\r", "\v", "\f") else ""
    text = raw[: len(raw) - len(end)] if end else raw
    runs = tuple(part for run in paragraph.runs if (part := _clip(run, start, start + len(text), 0)))
    edges = paragraph.edges_within(start, start + len(text))
    return replace(paragraph, text=text, end=end, label=paragraph.label if start == 0 else "", runs=runs, edges=edges)


def outside(lines: Sequence[Line], taken: Iterable[tuple[int, int]]) -> Iterator[list[Line]]:
    """The lines that begin outside the ranges that are ``taken``, in order, as many one behind the other as there
    are."""
    first = at = 0
    for start, stop in joined(taken):
        end = bisect_left(lines, start, at, key=lambda line: line.start)
        at = bisect_left(lines, stop, end, key=lambda line: line.start)
        if at > end:  # lines begin in it
            if end > first:
                yield [*lines[first:end]]
            first = at
    if first < len(lines):
        yield [*lines[first:]]


def joined(places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Ranges of a text in order, those that overlap or touch as one."""
    last: tuple[int, int] | None = None
    for start, stop in sorted(places):
        if last is not None and start <= last[1]:
            last = (last[0], max(last[1], stop))
            continue
        if last is not None:
            yield last
        last = (start, stop)
    if last is not None:
        yield last
