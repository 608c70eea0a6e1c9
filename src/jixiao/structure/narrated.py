"""A narrative laid out in the cells of a table: headings at the left, merged down over their parts, the text beside.

«一、部门基本情况 | （一）部门概况 | 我部门内设机构9个…» (all of a department's report, 云南). A heading's depth is
where its cell begins; below it the text has the headings and numbers of any text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import compress, count, islice, pairwise, repeat
from operator import ne

from jixiao import lazy_re as re
from jixiao.document import Block, Cell, Paragraph, Table, asides_of, raws_of
from jixiao.patterns import Patterns
from jixiao.quotes import Source, Text
from jixiao.structure.labels import TITLE_LENGTH, label_at
from jixiao.structure.model import Grid, Node, Structured
from jixiao.structure.outline import place
from jixiao.structure.outliner import CLOSING, Line, Outliner

_OUTER = 0.6
"""The rank of a heading in the first column: over «一、» of the text beside it."""
_DEEPER = 0.001
_SHORTEST_TEXT = 12
_ENDS = "。;:!?"
_SAYS = re.compile(r"[。;,:]|\d")
_FIGURE = re.compile(r"\d+(?:\.\d+)?分?")
_PAIR = 2  # cells of a label and what it says
_FEWEST = 2
"""Different parts of a report that headings name, so that the table is a narrative."""

_Row = list[tuple[Cell, Text]]


def narrated(
    structured: Structured, patterns: Patterns, grid: Grid, rows: Collection[int] | None, fewest: int = _FEWEST
) -> list[Node]:
    """The sections of such a table, of all its rows or of ``rows`` alone; none unless headings name ``fewest``
    different parts of a report and sentences stand beside them."""
    outliner = Outliner(structured, patterns)
    laid = [row for r in range(grid.table.rows) if (rows is None or r in rows) and (row := _own(grid, r))]
    named = {
        role
        for row in laid
        if len(row) > 1 and _is_text(row[-1][1])
        for _, text in row[:-1]
        if (role := _role(outliner, text, _OUTER))
    }
    if len(named) < fewest:
        return []
    for row in laid:
        _lay(outliner, grid, row)
    return outliner.root.children


def with_rows(blocks: tuple[Block, ...], patterns: Patterns) -> tuple[Block, ...]:
    """The blocks of a text, lines of cells parted by tabs that are the rows of such a narrative as a table."""
    tabs = [*map(str.count, raws_of(blocks), repeat("\t"))]
    if not any(tabs):
        return blocks
    for at in asides_of(blocks):
        tabs[at] = 0
    made: list[Block] = []
    done = 0
    cuts = compress(count(1), map(ne, tabs, islice(tabs, 1, None)))
    for at, stop in pairwise((0, *cuts, len(tabs))):
        if stop - at <= _FEWEST or not tabs[at]:
            continue
        rows = blocks[at:stop]
        if not _below_total(blocks[max(at - 2, done) : at] if at > done else made[-1:]) and _tell(rows, patterns):
            made += (*blocks[done:at], _table(rows))
            done = stop
    return (*made, *blocks[done:]) if made else blocks


def _tell(rows: Sequence[Block], patterns: Patterns) -> bool:
    """Whether the first cells of all lines are headings, of different parts of a report, and sentences stand last."""
    if rows[0].text[0] == "\t" or sum(map(_may_say, rows)) * 2 <= len(rows):
        return False  # as in most tables: their last cells are blank, or figures
    cells: list[list[Text]] = []
    for row in rows:
        cells.append([Source(0, cell).view() for cell in row.text.split("\t")])
        if not all(cell and _is_heading(cell) for cell in cells[-1][:-1]):
            return False
    outliner = Outliner(Structured.of(()), patterns)
    said = [row for row in cells if _is_text(row[-1])]
    named = {role for row in said for cell in row[:-1] if (role := _role(outliner, cell, _OUTER))}
    return len(named) > _FEWEST and len(said) * 2 > len(cells)


def _below_total(above: Sequence[Block]) -> bool:
    """Whether the rows go on with a table whose total stands right above: they are its conclusion, its problems."""
    cells = [row.text.split("\t") if isinstance(row, Paragraph) else [] for row in above]
    if len(cells) > 1 and all(map(_are_pairs, cells)):
        return False
    return bool(cells) and len(cells[-1]) > 1 and any(_FIGURE.fullmatch(cell.strip()) for cell in cells[-1])


def _are_pairs(cells: Sequence[str]) -> bool:
    """Whether a row says two things, each beside its label («人员编制», «21», «实有人数», «21», 岳阳 2018)."""
    return len(cells) == 2 * _PAIR and not any(map(_SAYS.search, cells[::_PAIR]))


def _may_say(row: Block) -> bool:
    """Whether the last cell of a line may be a text (`_is_text`), without a look at its characters."""
    last = row.text.rpartition("\t")[2]
    return len(last) >= _SHORTEST_TEXT or "。" in last or "｡" in last


def _table(rows: Sequence[Block]) -> Table:
    texts = [row.text.split("\t") for row in rows]
    cells = tuple(Cell(r, c, 1, 1, text) for r, row in enumerate(texts) for c, text in enumerate(row))
    source = "".join(row.text + row.end for row in rows)
    return Table(len(rows), len(texts[0]), cells, "flattened", rows[0].page, source_text=source, repeats=True)


def is_unfilled(structured: Structured, patterns: Patterns, grid: Grid) -> bool:
    """Whether a table has the headings of such a narrative, and nobody wrote a word beside them."""
    outliner = Outliner(structured, patterns)
    texts = [text for r in range(grid.table.rows) for _, text in _own(grid, r)]
    named = {role for text in texts if (role := _role(outliner, text, _OUTER))}
    written = (text.match[label.end if (label := label_at(text.match)) else 0 :] for text in texts)
    return len(named) > _FEWEST and not any(_SAYS.search(text) for text in written)


def _own(grid: Grid, r: int) -> _Row:
    """The filled cells that begin in a row; of a merged cell's text said again in each column the first."""
    row: _Row = []
    for cell, source in grid.row(r):
        text = source.view()
        if text and not (grid.table.repeats and row and row[-1][1].match == text.match):
            row.append((cell, text))
    return row


def _lay(outliner: Outliner, grid: Grid, row: _Row) -> None:
    """A row's headings opened, its text put below them. A row of other things (figures side by side) ends what was
    open: nothing in it is read as text."""
    heads, body = row[:-1], row[-1]
    if not heads and body[0].column_span == grid.table.columns and _role(outliner, body[1], _OUTER):
        _open(outliner, grid.block, *body)
        return
    named = len(heads) == 1 or (_is_text(body[1]) and any(_role(outliner, text, _OUTER) for _, text in heads))
    if not named or not all(_is_heading(text) for _, text in heads):
        outliner.stack.clear()
        return
    for cell, text in heads:
        _open(outliner, grid.block, cell, text)
    for line in _lines(body[1].quote().spans[0].source, wrapped=grid.table.origin != "native"):
        if outliner.stack:
            place(outliner, Line(grid.block, line))


def _open(outliner: Outliner, block: int, cell: Cell, text: Text) -> None:
    label = label_at(text.match)
    start = label.end if label else 0
    title = text[start : len(text.match.rstrip(CLOSING))]
    rank = _OUTER + _DEEPER * cell.column
    label_quote = text.quote(0, start) if start else None
    outliner.structured.claims.structure.append(text.quote())
    if _goes_on(outliner, rank, title):
        return
    node = Node(
        0,
        "".join(label_quote.printed.split()).rstrip("、.．,，:：。") if label_quote else None,
        title or None,
        _role(outliner, text, rank),
        first=title or None,
        blocks=[block],
        label_quote=label_quote,
    )
    outliner.open(rank, label.number if label else 0, node)


def _goes_on(outliner: Outliner, rank: float, title: Text) -> bool:
    """Whether a heading is that of the row above, said again by a tool beside each part: what is deeper ends."""
    open_ = next((node for above, _, node in outliner.stack if above == rank), None)
    if open_ is None or open_.title is None or open_.title.match != title.match:
        return False
    while outliner.stack[-1][0] > rank:
        outliner.stack.pop()
    return True


def _role(outliner: Outliner, text: Text, rank: float) -> str | None:
    label = label_at(text.match)
    title = text.match[label.end if label else 0 :]
    if len(title) > TITLE_LENGTH:
        return None
    return outliner.role_of(title) or outliner.likely_role(title, rank)


def _is_heading(text: Text) -> bool:
    """Whether a cell may be a heading; a goal beside what was reached is none («设立子基金2支，投资项目12个。»)."""
    inside = text.match[:-1]
    if text.match.endswith("。") and _SAYS.search(inside):
        return False
    return len(text) <= TITLE_LENGTH and not {"。", ":"}.intersection(inside) and not inside[:1].isdecimal()


def _is_text(text: Text) -> bool:
    return len(text) >= _SHORTEST_TEXT or "。" in text.match


def _lines(source: Source, *, wrapped: bool) -> Iterator[Text]:
    """The paragraphs of a cell. Where it is ``wrapped`` into the lines of a page, one ends at a closing mark, or where
    the next begins with a number."""
    start = end = 0
    for line in source.text.splitlines(keepends=True):
        above = source.view(start, end).match
        label = label_at(source.view(end, end + len(line)).match) if wrapped and above else None
        if above and (not wrapped or above[-1] in _ENDS or (label and not label.bare)):
            yield source.view(start, end)
            start = end
        end += len(line)
    if text := source.view(start, end):
        yield text
