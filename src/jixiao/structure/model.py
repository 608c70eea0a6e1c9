"""What structure hands to extraction: the final blocks, grids whose cells are sources, and the section tree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain

from jixiao.document import Block, Cell, Diagnostic, Paragraph, Table
from jixiao.folding import writes_dots
from jixiao.quotes import Marks, Quote, Source, Text, squeeze


class Grid:
    """A table with its address: each cell is a `Source`, each grid position knows the cell that covers it."""

    __slots__ = ("_at", "_rows", "_words", "block", "sources", "table")

    def __init__(self, block: int, table: Table) -> None:
        self.block = block
        self.table = table
        self.sources = tuple(
            Source(
                block,
                cell.text,
                (cell.row, cell.column),
                cell.runs[0].page if cell.runs else table.page,
                cell.runs,
                blanks_are_breaks=table.blanks_are_breaks,
                set_apart=table.set_apart,
            )
            for cell in table.cells
        )
        self._at: dict[tuple[int, int], int] | None = None
        self._rows: dict[int, list[tuple[Cell, Source]]] | None = None
        self._words: str | None = None

    @property
    def words(self) -> str:
        """The squeezed text of all cells: most tables hold none of the labels that a reader looks for in each row."""
        if self._words is None:
            self._words = squeeze("\n".join([cell.text for cell in self.table.cells]))
        return self._words

    def at(self, row: int, column: int) -> tuple[Cell, Source] | None:
        """The cell that covers a grid position, with its source; None where nothing is (gridBefore)."""
        if self._at is None:
            self._at = {
                (r, c): index
                for index, cell in enumerate(self.table.cells)
                for r in range(cell.row, cell.row + cell.row_span)
                for c in range(cell.column, cell.column + cell.column_span)
            }
        index = self._at.get((row, column))
        return None if index is None else (self.table.cells[index], self.sources[index])

    def row(self, row: int) -> list[tuple[Cell, Source]]:
        """The cells that begin in a row, from left to right."""
        if self._rows is None:  # all at once: a table of thousands of rows is asked for each of them
            self._rows = defaultdict(list)
            for pair in zip(self.table.cells, self.sources, strict=True):
                self._rows[pair[0].row].append(pair)
        return self._rows.get(row, [])


@dataclass(slots=True)
class Node:
    """A section. ``label`` is as printed, without 、 and . («一», «（一）», «附件1»), None for an unnumbered heading.

    ``title`` is the heading's text or None; ``tail`` what stands behind it on the same line, ``first`` both of them
    with the mark between; ``lines`` the paragraphs
    of its body and ``blocks`` the indices of all its blocks, tables included (children's are theirs alone). ``item``
    marks a numbered item of a part's body that extraction reads as a section: no section of the printed outline.
    """

    level: int
    label: str | None
    title: Text | None
    role: str | None
    tail: Text | None = None
    first: Text | None = None
    lines: list[Text] = field(default_factory=list)
    blocks: list[int] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    label_quote: Quote | None = None
    item: bool = False
    mark: Text | None = None
    """An item's number as the text has it."""

    @property
    def alone(self) -> bool:
        """Whether the title stands alone on its line, without a mark: it is no part of the text below it."""
        return self.title is not None and self.first is not None and len(self.first) == len(self.title)

    @property
    def body(self) -> list[Text]:
        """The paragraphs behind the title."""
        return [self.tail, *self.lines] if self.tail else list(self.lines)

    @property
    def content(self) -> list[Text]:
        """The paragraphs behind the label: the title's words are part of the first."""
        return [self.first, *self.lines] if self.first else list(self.lines)

    def walk(self) -> list[Node]:
        """This node and all below it, in order: a list, which each part of a report asks for."""
        found = [self]
        if not self.children:  # most have none
            return found
        left = self.children[::-1]
        while left:
            node = left.pop()
            found.append(node)
            if node.children:  # most have none
                left += node.children[::-1]
        return found


@dataclass(slots=True)
class Claims:
    """Who has read which characters. Fields claim theirs through evidence; here stands what is structure (labels,
    headings, a form's printed words) and what is ignored, by reason (contract, ground rule 5)."""

    structure: list[Quote] = field(default_factory=list)
    ignored: list[tuple[str, Quote]] = field(default_factory=list)


@dataclass(slots=True)
class Structured:
    """The document after structure. ``blocks`` are final: what spans and indices count in.

    ``preamble`` holds what stands before the first heading; ``set_aside`` the blocks that are page furniture;
    ``opaque`` those of a table that could not be rebuilt: they keep their place, and nothing is read in them.
    """

    blocks: tuple[Block, ...]
    sources: dict[int, Source]
    grids: dict[int, Grid]
    outline: list[Node]
    title: Quote | None
    claims: Claims
    diagnostics: list[Diagnostic]
    dialect: str | None = None
    preamble: Node | None = None
    set_aside: set[int] = field(default_factory=set)
    opaque: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, blocks: tuple[Block, ...], marks: Mapping[int, Marks] | None = None) -> Structured:
        """The blocks with their sources and grids, before any outline; ``marks``: the slices of each paragraph that
        are markup, ignored as such."""
        marks = marks or {}
        dotted = writes_dots([block.text for block in blocks if isinstance(block, Paragraph)])
        sources = {
            index: Source(
                index,
                block.text,
                None,
                block.page,
                block.runs,
                blanks_are_breaks=block.blanks_are_breaks,
                set_apart=block.set_apart,
                marks=tuple(sorted((*marks.get(index, ()), *block.edges))) if block.edges or index in marks else (),
                dotted=dotted,
            )
            for index, block in enumerate(blocks)
            if isinstance(block, Paragraph)
        }
        grids = {index: Grid(index, block) for index, block in enumerate(blocks) if isinstance(block, Table)}
        claims = Claims()
        claims.ignored += [
            ("markup", sources[index].quote(*place)) for index, places in marks.items() for place in places
        ]
        edges = ((i, edge) for i, block in enumerate(blocks) if isinstance(block, Paragraph) for edge in block.edges)
        for index, edge in edges:
            quote = sources[index].quote(*edge)
            claims.ignored.append(("markup" if quote.raw.lstrip()[:1] == "|" else "page_number", quote))
        return cls(blocks, sources, grids, [], None, claims, [])

    def forget_views(self) -> None:
        """Lets go of the sources' views, which point back at them: without a cycle all goes at once, not some day."""
        Source.forget_views(chain(self.sources.values(), *(grid.sources for grid in self.grids.values())))
