"""The lines of a text that keeps the places of a printed page, and the pieces of cells in them.

What places text by columns (poppler, pdfplumber) counts characters, not their widths: things of different columns
of a table then stand in different columns of the text, on one page. Other tools count a Chinese character as two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile

from jixiao import lazy_re as re
from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.stretch import Line, RawCell, Stretch, as_cell
from jixiao.structure.flat.words import Words
from jixiao.structure.form_model import key_of
from jixiao.structure.furniture import is_mark_beside_cells
from jixiao.widths import display_width

_PIECE = re.compile(r"\S[\S\t]*(?:(?:[ \u3000\xa0\u2000-\u200a]|(?<=[\u4e00-\u9fff])  (?=\d{1,2}[:：]))\S[\S\t]*)*")
_BLANK = re.compile(r"[ \u3000\xa0\u2000-\u200a]")
_BARE = re.compile(r"\s*(\d{1,3})\s*")
_FEET = 3  # lines at the end of a page among which its number stands
_SEVERAL = 2  # labels of a heading
_RUNNING = 2  # pages that begin (or end) with the same line have it as a running title


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a cell at [start, stop) of the stretch, printed at columns [left, right) of line ``at`` (a number
    among `Page.lines`)."""

    at: int
    left: int
    right: int
    start: int
    stop: int
    text: str


@dataclass(slots=True)
class Placed:
    """A line with something in it: its pieces, the page and the number of the line in the text, blank ones counted.
    ``box``: how far down the page of a PDF its letters begin and end, in points (None: only its place in the text is
    known)."""

    chunks: list[Chunk]
    page: int
    number: int
    line: Line
    box: tuple[float, float] | None = None


@dataclass(slots=True)
class Pages:
    """All lines of a stretch that hold something, without page numbers and running titles. ``wide``: a Chinese
    character takes two columns."""

    stretch: Stretch
    patterns: Patterns
    wide: bool = False
    heads: frozenset[int] = frozenset()  # lines of the stretch that a page begins with, said again from above
    lines: list[Placed] = field(init=False)

    def __post_init__(self) -> None:
        self.lines = []
        for page, numbers in enumerate(_pages(self.stretch, self.patterns, self.heads)):
            for number in numbers:
                line = self.stretch.lines[number]
                at = len(self.lines)
                chunks = _chunks(line, at, wide=self.wide)
                if number in numbers[-_FEET:] and len(chunks) > 1:  # the page's number beside the last line of a cell
                    chunks = [chunk for chunk in chunks if not is_mark_beside_cells(chunk.text, self.patterns)]
                self.lines.append(Placed(chunks, page, number, line, _box(self.stretch, line)))

    def headed(self, words: Words) -> Pages:
        """The same lines without a row of label and value that pages say again without a form feed (Word repeats the
        first row of a table on each): pages begin there. Not where more is said again: that is another table."""
        if "\f" in self.stretch.text:
            return self
        rows = [tuple(chunk.text for chunk in line.chunks) for line in self.lines]
        often = Counter(rows)
        heads: set[int] = set()
        for row in (row for row, times in often.items() if times > 1 and len(row) > 1):
            if not words.is_label(row[0]) or words.is_label(row[1]):  # two labels: a line of headings
                continue
            first, *others = (at for at, other in enumerate(rows) if other == row)
            labels: set[str] = set()
            for (above, at), after in zip(pairwise([first, *others]), [*others[1:], len(rows)], strict=True):
                labels.update(text for other in rows[above + 1 : at] for text in other if words.is_label(text))
                if not any(len(labels.intersection(other)) >= _SEVERAL for other in rows[at + 1 : after]):
                    heads.add(self.lines[at].number)
        return Pages(self.stretch, self.patterns, self.wide, frozenset(heads)) if heads else self


def _pages(stretch: Stretch, patterns: Patterns, repeated: frozenset[int]) -> list[list[int]]:
    """The numbers of the lines with something in them, by page, without what a page repeats. Where a script joined the
    pages without form feeds, their numbers end them."""
    pages: list[list[int]] = [[]]
    lines = stretch.lines
    fed = "\f" in stretch.text
    begun = {stretch.starts[number] for number in stretch.breaks if number < len(stretch.starts)}
    ended = False
    for number, line in enumerate(lines):
        if number in repeated:
            pages.append([])
            continue
        fed_here = fed and number and "\f" in stretch.text[lines[number - 1].stop : line.start]
        if ended or fed_here or line.start in begun:
            pages.append([])
        if line.text.strip():
            pages[-1].append(number)
        ended = not fed and is_mark_beside_cells(line.text, patterns)
    heads = Counter(lines[page[0]].text.strip() for page in pages if page)
    offsets = Counter(off for index, page in enumerate(pages) if (off := _offset(lines, page, index)) is not None)
    seen: list[list[str]] = []
    for index, page in enumerate(pages):
        numbered = page and (
            is_mark_beside_cells(lines[page[-1]].text, patterns)
            or (offsets.get(_offset(lines, page, index) or 0, 0) >= _RUNNING and _BARE.fullmatch(lines[page[-1]].text))
        )
        if numbered:
            page.pop()
        if page and heads[lines[page[0]].text.strip()] >= _RUNNING:
            page.pop(0)
        if page and is_mark_beside_cells(lines[page[0]].text, patterns):
            page.pop(0)
        if page and index and lines[page[0]].text.split() in seen:  # a row of a table that each page repeats
            page.pop(0)
        seen += [lines[number].text.split() for number in page if len(_PIECE.findall(lines[number].text)) > 1]
    return pages


def _box(stretch: Stretch, line: Line) -> tuple[float, float] | None:
    """How far down its page a line is printed, where a reader knows."""
    runs = stretch.paragraphs[stretch.paragraph_at(line.start)].runs if stretch.has_runs else ()
    return (runs[0].bbox[1], runs[0].bbox[3]) if runs else None


def _offset(lines: Sequence[Line], page: Sequence[int], index: int) -> int | None:
    """By how much the bare figure that ends a page differs from the page's place: page numbers agree in it."""
    found = _BARE.fullmatch(lines[page[-1]].text) if page else None
    return int(found[1]) - index if found else None


def _chunks(line: Line, at: int, *, wide: bool) -> list[Chunk]:
    found: list[Chunk] = []
    stop = column = 0  # of the piece before
    for match in _PIECE.finditer(line.text):
        left, right = match.span()
        if wide:
            left = column + display_width(line.text[stop:left])
            stop, right = right, left + display_width(match[0])
            column = right
        found.append(Chunk(at, left, right, line.start + match.start(), line.start + match.end(), match[0]))
    return found


def parted(chunk: Chunk, *, wide: bool) -> Iterator[tuple[Chunk, Chunk]]:
    """A piece parted at each of the blanks in it."""

    def column(at: int) -> int:
        return chunk.left + (display_width(chunk.text[:at]) if wide else at)

    for blank in _BLANK.finditer(chunk.text):
        at = blank.start()
        yield (
            Chunk(chunk.at, chunk.left, column(at), chunk.start, chunk.start + at, chunk.text[:at]),
            Chunk(chunk.at, column(at + 1), chunk.right, chunk.start + at + 1, chunk.stop, chunk.text[at + 1 :]),
        )


def spelled(text: str, chunks: Sequence[Chunk], known: Set[str]) -> list[Chunk]:
    """The pieces of a line of ``text``, a label whole whose letters stand apart («总　　分», «项  目  名  称»)."""
    found: list[Chunk] = []
    at = 0
    while at < len(chunks):
        letters = list(takewhile(lambda chunk: max(map(len, chunk.text.split())) == 1, chunks[at:]))
        ends = range(len(letters), 1, -1)
        end = next((end for end in ends if key_of(squeeze("".join(c.text for c in letters[:end]))) in known), 1)
        first, last = chunks[at], chunks[at + end - 1]
        found.append(
            replace(first, right=last.right, stop=last.stop, text=text[first.start : last.stop]) if end > 1 else first
        )
        at += end
    return found


def cell_of(stretch: Stretch, chunks: Sequence[Chunk], column: int, row_span: int = 1, column_span: int = 1) -> RawCell:
    """The cell whose pieces these are, a line each; those of one line as one."""
    pieces: list[tuple[int, int]] = []
    last = -1
    for chunk in sorted(chunks, key=lambda chunk: chunk.start):
        if chunk.at == last:
            pieces[-1] = (pieces[-1][0], chunk.stop)
        else:
            pieces.append((chunk.start, chunk.stop))
        last = chunk.at
    text = "\n".join(as_cell(stretch.text[start:stop]) for start, stop in pieces)
    return RawCell(text, tuple(pieces), column_span, row_span, column)
