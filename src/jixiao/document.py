"""The neutral document: what every reader hands over, and all that anything behind a reader knows.

It knows no file format and no budget. A `Document` is a sequence of blocks in reading order; a block is a
`Paragraph` or a `Table`. Texts are raw: exactly the characters of the source (a reader may only leave out what is
no text: XML, drawing operators). Nothing is trimmed or joined here; that is `structure`'s work. Nothing is changed once
made either; runs, paragraphs and cells are not frozen by the dataclass only because that makes them four times as dear.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import compress, count, repeat
from operator import and_, attrgetter, contains, itemgetter
from typing import ClassVar

BBox = tuple[float, float, float, float]
"""x0, top, x1, bottom in PDF points from the top left of the page as shown."""


@dataclass(slots=True, unsafe_hash=True)
class Run:
    """Where a stretch of a raw text stands on a page, and how sure its characters are.

    One run is at most one printed line. ``xs`` holds the left edge of each character and the right edge of the last
    (len = end - start + 1), or nothing when the reader knows only the box of the whole run.

    ``confidence``: that the characters are those (0 to 1). ``setting``: that they are set as printed, the width of a
    mark («：» or «:») and whether a blank stands before them; on a scan that is told by the paper between their ink.
    """

    start: int
    end: int
    page: int
    bbox: BBox
    xs: tuple[float, ...] = ()
    confidence: float = 1.0
    setting: float = 1.0


@dataclass(slots=True, unsafe_hash=True)
class Paragraph:
    """A paragraph: ``text`` is raw; a line break inside it (Word's, or a wrapped line of a PDF) is ``\\n``.

    ``kind``: paragraph, footnote, endnote, text_box, header, footer, page_number, comment. ``aside`` is empty for body
    text, else the reason why a reader set it aside (running_head, page_number, header, footer, comment …): it stays in
    the blocks and is counted as ignored. ``style`` is the source's style name or "". ``label`` is a list label that the
    source generates (Word's automatic numbering); ``text`` then begins with it. ``end`` is what ended the line in a
    text file, so that the file is the concatenation of ``text + end``. ``page`` is 1-based. ``set_apart``: the
    converter put a blank wherever Chinese meets Latin or digits («2023 年»). ``blanks_are_breaks``: one stands where a
    line ended. ``edges`` are the slices of ``text`` that stood between two pages within a sentence: page numbers,
    running titles.
    """

    text: str
    kind: str = "paragraph"
    aside: str = ""
    style: str = ""
    label: str = ""
    end: str = ""
    page: int | None = None
    runs: tuple[Run, ...] = ()
    set_apart: bool = False
    blanks_are_breaks: bool = False
    edges: tuple[tuple[int, int], ...] = ()

    def edges_within(self, start: int, stop: int) -> tuple[tuple[int, int], ...]:
        """The edges inside [start, stop) of the text, for a paragraph of these characters alone."""
        return tuple((a - start, b - start) for a, b in self.edges if start <= a and b <= stop)


@dataclass(slots=True, unsafe_hash=True)
class Cell:
    """A cell at its top left grid position; ``text`` is raw, paragraphs and line breaks inside it as ``\\n``."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A grid. ``cells`` are sorted by (row, column), cover each grid position at most once, and include empty cells.

    ``origin``: native (Word), ruled (PDF lines), flattened (text), image. ``source_text`` is the raw text that a
    flattened table was rebuilt from, "" for the others. ``page`` is the page on which it begins. ``edges`` are the
    left edges of the columns and the right edge of the last, in points of the upright page; () where unknown.
    ``heights`` are those of the rows, in points; () where unknown.
    ``blanks_are_breaks``: what flattened it had nothing but blanks for the breaks inside a cell (Markdown).
    ``set_apart``: it put a blank wherever Chinese meets Latin or digits, as in the paragraphs around.
    ``repeats``: what flattened it said a merged cell's text again in every cell that it covers.
    ``widths``: those of the columns as an author's file states them, in its own units; () where unknown.
    """

    rows: int
    columns: int
    cells: tuple[Cell, ...]
    origin: str
    page: int | None = None
    bbox: BBox | None = None
    source_text: str = ""
    edges: tuple[float, ...] = ()
    blanks_are_breaks: bool = False
    heights: tuple[float, ...] = ()
    repeats: bool = False
    set_apart: bool = False
    widths: tuple[int, ...] = field(default=(), compare=False)
    text: ClassVar[str] = ""
    end: ClassVar[str] = ""
    aside: ClassVar[str] = ""
    """Outside its cells, as a paragraph has them."""


Block = Paragraph | Table


def raw_of(block: Block) -> str:
    """A paragraph's raw text, "" for a table."""
    return block.text


WHITE = frozenset(filter(str.isspace, map(chr, range(0x3001))))
"""All characters that `str.strip` takes off."""


_TEXT, _END, _ASIDE = attrgetter("text"), attrgetter("end"), attrgetter("aside")
_FIRST, _LAST = itemgetter(slice(1)), itemgetter(slice(-1, None))


def raws_of(blocks: Iterable[Block]) -> list[str]:
    """`raw_of` each block: a text file has hundreds, and several passes over them ask for all."""
    return [*map(_TEXT, blocks)]


def ends_of(blocks: Iterable[Block]) -> str:
    """What ended the lines of a text file, all of it."""
    return "".join(map(_END, blocks))


def asides_of(blocks: Iterable[Block]) -> list[int]:
    """Which of the blocks readers set aside, by their places."""
    return [*compress(count(), map(_ASIDE, blocks))]


def with_tabs(raws: Sequence[str], mark: str = "\t") -> list[int]:
    """Which of the texts hold a TAB, or another mark, by their places."""
    return [*compress(count(), map(contains, raws, repeat(mark)))]


def beginning_with(raws: Sequence[str], characters: frozenset[str]) -> list[int]:
    """Which of the texts begin with one of these characters, by their places."""
    return [*compress(count(), map(characters.__contains__, map(_FIRST, raws)))]


def ending_with(raws: Iterable[str], marks: tuple[str, ...]) -> list[int]:
    """Which of the texts end with one of these few marks, by their places: of hundreds of lines few."""
    return [*compress(count(), map(str.endswith, raws, repeat(marks)))]


def framed_by(raws: Sequence[str], first: frozenset[str], last: frozenset[str], longest: int) -> list[int]:
    """Which of the texts begin and end with one of these characters and have not more than so many, by their places."""
    begun = map(first.__contains__, map(_FIRST, raws))
    framed = map(and_, begun, map(last.__contains__, map(_LAST, raws)))
    return [*compress(count(), map(and_, framed, map(longest.__ge__, map(len, raws))))]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something the user must know about how the document was read. ``blocks`` are indices of blocks concerned."""

    code: str
    message: str
    message_en: str
    blocks: tuple[int, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader yields. ``media_type`` is the IANA type; ``text_origin`` digital, ocr or mixed."""

    blocks: tuple[Block, ...]
    reader: str
    media_type: str
    text_origin: str = "digital"
    page_count: int | None = None
    encoding: str | None = None
    diagnostics: tuple[Diagnostic, ...] = field(default=())
