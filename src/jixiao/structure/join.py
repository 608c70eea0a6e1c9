"""Tables that a page break cut: parts on consecutive pages become one table again.

No reader joins them, for a page knows nothing of the next. Two parts are one table when nothing but page furniture
stands between them and their columns are the same. What the break did is undone: a heading row printed again is set
aside, a cell merged over the break is one cell, a row cut in two is one row where that is clear.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import partial
from itertools import takewhile
from operator import attrgetter

from jixiao import lazy_re as re
from jixiao.document import Block, Cell, Paragraph, Run, Table
from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.celltexts import level_entry
from jixiao.structure.flat.words import words_of
from jixiao.structure.seam import Seam
from jixiao.structure.stains import without_stains

_NEAR = 3.0  # points by which edges of one column may differ on two pages
REPEATED = "repeated_heading"
_ALIKE = 0.75
_STRAY = re.compile(r"\d{1,8}|[\W_]*[^\W_]?[\W_]*")
"""What parts no table of a scan: the number that an archive stamps on a sheet, which no reader can tell from a page's
own, and one character alone, a letter of a seal that was not found."""
_SURE = 0.9
_SEVERAL = 3
_PAIR = 2
_COLUMNS, _EVEN = 4, 20  # columns whose widths are hardly the same by chance; twips by which even ones differ
_OPENING, _GOES_ON = "（([ \u3000", ("续", "接上", "接前")  # how a row begins that says that its table goes on
_LEVEL = 12  # characters of a level
_ROW = attrgetter("row")
_Cell = tuple[int, int, int, str]
"""Column, columns, rows and the text without blanks of a cell."""


def join_tables(blocks: tuple[Block, ...], patterns: Patterns | None = None) -> tuple[Block, ...]:
    """The blocks with tables continued over pages joined. Repeated headings become paragraphs set aside as
    ``repeated_heading`` behind the table; furniture between the parts follows it too. Nothing else changes.
    Rows that say nothing but that the table goes on («（续表）») are set aside likewise.
    ``patterns`` tell a label that a break cut in two («质量», «指标») from two labels."""
    if Table not in {*map(type, blocks)}:
        return blocks
    out: list[Block] = []
    open_at: int | None = None  # index in ``out`` of the table that may go on, all after it is furniture
    last: Table | None = None  # its last part
    said: list[tuple[int, Paragraph]] = []  # lines since that say that the table goes on («续表»)
    for block in blocks:
        if isinstance(block, Table):
            notes: list[Paragraph] = []
            for cell in block.cells:
                if cell.text.lstrip(_OPENING).startswith(_GOES_ON) and patterns:
                    block, notes = _without_notes(block, patterns)  # noqa: PLW2901 (the table as it is read)
                    break
            current = out[open_at] if open_at is not None else None
            merged = _joined(current, block, last, patterns, bool(said)) if isinstance(current, Table) else None
            if merged is not None and open_at is not None:
                out[open_at], aside = merged
                for index, line in said:
                    out[index] = replace(line, aside=REPEATED)
                out.extend(aside)
            else:
                open_at = len(out)
                out.append(block)
            out.extend(notes)
            last, said = block, []
            continue
        if not block.aside and block.kind != "footnote" and block.text.strip():  # a page's note parts no table
            if open_at is not None and patterns and patterns["table.continued"].compiled.search(squeeze(block.text)):
                said.append((len(out), block))
            elif not (last and last.origin == "image" and _STRAY.fullmatch(squeeze(block.text))):
                open_at = None
        out.append(block)
    return tuple(out)


def _joined(
    first: Table, second: Table, last: Table | None, patterns: Patterns | None, said: bool
) -> tuple[Table, list[Paragraph]] | None:
    """The two as one table with what is set aside; None if they are two. ``last``: the first's last part; ``said``: a
    line between them says so."""
    if first.origin != second.origin or first.origin == "flattened":
        return None
    parts = _same_columns(first, second)
    if parts is None:
        return None
    upper, lower = parts  # a part whose rows need fewer columns has as many as the other now
    repeated = _repeated_rows(upper, lower)
    if _begins_anew(upper, lower, repeated, patterns):
        return None
    repeated = repeated or (_repeated_within(first, second) if said else _heads_again(first, second, patterns))
    said = said or _goes_on_with_level(first, second, patterns) or _has_its_widths(first, second)
    if first.origin == "native":
        # Word itself keeps one table whole: two that follow each other are one only where the author repeated its head
        # (or, below «续表», that of its last part), where the second begins with a level as the first has some, or
        # where its columns are as wide as those of the first, to the last unit.
        if not (repeated or said) or first.columns != second.columns or repeated == second.rows:
            return None
    elif last is None or not (_on_next_page(last, second) or (said and second.page == last.page)):
        return None
    aside: list[Paragraph] = []
    if repeated:
        lower, paragraph = _without_head(lower, repeated)
        aside.append(paragraph)
        if not lower.rows:
            return upper, aside
    lower, stains = without_stains(upper, lower, patterns)
    return _stacked(upper, lower, patterns), aside + stains


def _on_next_page(last: Table, second: Table) -> bool:
    """Whether the second begins on the next page: of the file, or the right one of a sheet with two."""
    if last.page is None or second.page != last.page:
        return last.page is not None and second.page == last.page + 1
    a, b = last.bbox, second.bbox
    return a is not None and b is not None and b[0] >= a[2] and b[1] < a[3]


def _rows_of(table: Table, row: int) -> list[_Cell]:
    start, stop = (bisect_left(table.cells, at, key=_ROW) for at in (row, row + 1))
    return [(c.column, c.column_span, c.row_span, squeeze(c.text)) for c in table.cells[start:stop]]


def _repeated_rows(first: Table, second: Table) -> int:
    """How many rows at the top of the second are those of the first, word for word; no row may reach over their end."""
    count = 0
    while count < min(first.rows, second.rows):
        if not any(text for *_, text in _rows_of(first, count)) or not _is_said_again(first, second, count):
            break
        count += 1
    while count and any(c.row < count < c.row + c.row_span for t in (first, second) for c in t.cells):
        count -= 1
    return count


def _is_said_again(table: Table, other: Table, row: int) -> bool:
    """Whether a row is the same in both; of a picture, where a letter in four may be misread in one, and a figure only
    below what was the same, where a character was lost or came in beside one that is doubted."""
    one, two = _rows_of(table, row), _rows_of(other, row)
    if one == two or table.origin != "image":
        return one == two
    if len(one) != len(two) or any(a[:3] != b[:3] for a, b in zip(one, two, strict=True)):
        return False
    unlike = [i for i, (a, b) in enumerate(zip(one, two, strict=True)) if not _is_alike(a[3], b[3])]
    held = any(c.row < row < c.row + c.row_span for c in table.cells)
    if not held or len(unlike) * 2 >= len(one):
        return not unlike
    cells = [[c for c in t.cells if c.row == row] for t in (table, other)]
    return all(
        _is_within(one[i][3], two[i][3]) and any(run.confidence < _SURE for side in cells for run in side[i].runs)
        for i in unlike
    )


def _is_alike(one: str, two: str) -> bool:
    return one == two or (
        re.findall(r"\d", one) == re.findall(r"\d", two)
        and SequenceMatcher(None, one, two, autojunk=False).ratio() >= _ALIKE
    )


def _is_within(one: str, two: str) -> bool:
    """Whether one text is the other with characters left out."""
    short, long = sorted((one, two), key=len)
    letters = iter(long)
    return bool(short) and all(letter in letters for letter in short)


def _repeated_within(first: Table, second: Table) -> int:
    """How many rows at the top of the second stand one below the other anywhere in the first."""
    upper = [_rows_of(first, row) for row in range(first.rows)]
    lower = [_rows_of(second, row) for row in range(second.rows)]
    count = 0
    for start in (row for row, cells in enumerate(upper) if lower and cells == lower[0]):
        pairs = zip(upper[start:], lower, strict=False)
        count = max(count, sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs)))
    return count if all(c.row >= count or c.row + c.row_span <= count for c in second.cells) else 0


def _heads_again(first: Table, second: Table, patterns: Patterns | None) -> int:
    """How many rows at the top of an author's second table are headings that stand in the midst of the first, where it
    goes on below them with a level that the first does not have."""
    if first.origin != "native" or first.columns != second.columns:
        return 0
    count = _repeated_within(first, second)
    if not 0 < count < second.rows or not _goes_on_with_level(first, _without_head(second, count)[0], patterns):
        return 0
    return count


def _begins_anew(first: Table, second: Table, repeated: int, patterns: Patterns | None) -> bool:
    """Whether the second begins as the first does, with other values: 项目名称 | … again is another table, be it below
    the same title (then only behind a printed label, where more than a title is repeated: data below a repeated heading
    may begin alike). So is what begins with a title of its own, over all columns."""
    top = _rows_of(second, 0)
    if not repeated and len(top) == 1 and top[0][1] == second.columns and patterns and top[0][3]:
        return words_of(patterns).is_title(top[0][3])
    upper, lower = _rows_of(first, repeated), _rows_of(second, repeated)
    if not upper or not lower or not upper[0][3] or upper[0] != lower[0]:
        return False
    text = next(cell.text for cell in second.cells if cell.row == repeated)
    if not repeated or patterns is None:
        return not repeated
    if level_entry(text, patterns):
        return False
    titles = all(
        len(row) == 1 and row[0][1] == second.columns for row in map(partial(_rows_of, second), range(repeated))
    )
    return titles or words_of(patterns).is_label(text)


def _goes_on_with_level(first: Table, second: Table, patterns: Patterns | None) -> bool:
    """Whether the second begins with a level («效益指标») that the first does not have, which has others, or with the
    one that the first ends with: an author's table of two parts, the second without headings (on a page across)."""
    if patterns is None or second.rows < _PAIR or not second.cells or second.cells[0].column:
        return False
    led = 0 if level_entry(second.cells[0].text[:_LEVEL], patterns) else _block_again(first, second)
    begin = next((c for c in second.cells if not c.row and c.column == led), None)
    word = begin.text if begin else ""
    level = level_entry(word, patterns) if len(word) <= _LEVEL else ()
    if begin is None or len(level) != 1:
        return False
    beside = [c.text for c in first.cells if c.column == led and c.text.strip()]
    if beside and squeeze(beside[-1]) == squeeze(word):  # the level that the first ends with, and a further word in it
        behind = led + begin.column_span
        further = next((c.text for c in second.cells if not c.row and c.column == behind), "")
        said = {squeeze(c.text) for c in first.cells if c.column == behind}
        return level[0] in level_entry(further, patterns) and squeeze(further) not in said
    return any(
        other and other != level for other in (level_entry(text, patterns) for text in beside if len(text) <= _LEVEL)
    ) and all(squeeze(text) != squeeze(word) for text in beside)


def _has_its_widths(first: Table, second: Table) -> bool:
    """Whether an author's second table has the very columns of the first, of several widths, and no title of its own:
    one table cut in two (by a page break, or where a row was put in that was taken out again). Copied forms have the
    same columns too: the second says a heading of the first again below its first rows."""
    widths = first.widths
    if widths != second.widths or len(widths) < _COLUMNS or max(widths) - min(widths) <= _EVEN:
        return False
    top = [columns for _, columns, _, text in _rows_of(second, 0) if text]
    if len(top) == 1 and top[0] * 2 > second.columns:
        return False
    heads = {row for row in map(partial(_words_in, first), range(first.rows)) if len(row) >= _SEVERAL}
    return heads.isdisjoint(map(partial(_words_in, second), range(second.rows)))


def _words_in(table: Table, row: int) -> tuple[str, ...]:
    """The texts of a row without figures; none where some are."""
    texts = tuple(text for *_, text in _rows_of(table, row) if text)
    return () if any(re.search(r"\d", text) for text in texts) else texts


def _block_again(first: Table, second: Table) -> int:
    """The column of the levels: behind the label of a block («绩效指标») that both have at the left, merged down."""
    block = second.cells[0]
    blocks = {squeeze(c.text) for c in first.cells if not c.column and c.row_span > 1}
    return block.column_span if block.row_span > 1 and squeeze(block.text) in blocks else 0


def _same_columns(first: Table, second: Table) -> tuple[Table, Table] | None:
    """Both parts over one set of columns; None where their edges do not agree."""
    if len(first.edges) == first.columns + 1 and len(second.edges) == second.columns + 1:
        return _over_one_set(first, second)
    if first.columns != second.columns or (first.bbox is None and first.origin != "native"):
        return None
    if first.bbox and second.bbox and any(abs(first.bbox[i] - second.bbox[i]) > _NEAR for i in (0, 2)):
        return None
    return first, second


def _over_one_set(first: Table, second: Table) -> tuple[Table, Table] | None:
    if any(abs(first.edges[i] - second.edges[i]) > _NEAR for i in (0, -1)):
        return None
    edges = list(first.edges)
    edges += [x for x in second.edges if all(abs(x - edge) > _NEAR for edge in first.edges)]
    edges.sort()
    if len(edges) > max(first.columns, second.columns) + 1 and not _differ_by_one(first, second):
        return None  # neither part has all columns: that they are one is not clear
    return _spread(first, edges), _spread(second, edges)


def _differ_by_one(first: Table, second: Table) -> bool:
    """Whether a scan's part has one inner edge alone that the other lacks, and several that it has: a stroke of a seal
    counted as a rule."""
    if first.origin != "image":
        return False
    parts = (first.edges[1:-1], second.edges[1:-1])
    shared = [[any(abs(x - y) <= _NEAR for y in other) for x in own] for own, other in (parts, parts[::-1])]
    return any(own.count(True) >= _SEVERAL and own.count(False) == 1 for own in shared)


def _spread(table: Table, edges: Sequence[float]) -> Table:
    """The table over more edges: its columns span those between their own."""
    if len(edges) == len(table.edges):
        return table
    where = [min(range(len(edges)), key=lambda i: abs(edges[i] - x)) for x in table.edges]
    cells = tuple(
        replace(c, column=where[c.column], column_span=where[c.column + c.column_span] - where[c.column])
        for c in table.cells
    )
    return replace(table, columns=len(edges) - 1, cells=cells, edges=tuple(edges))


def _without_head(table: Table, rows: int) -> tuple[Table, Paragraph]:
    """The table without its first rows, and these as a paragraph: one cell a line."""
    text = ""
    runs: list[Run] = []
    for cell in table.cells:
        if cell.row < rows:
            runs.extend(replace(run, start=run.start + len(text), end=run.end + len(text)) for run in cell.runs)
            text += cell.text + "\n"
    cells = tuple([_moved(cell, -rows) for cell in table.cells if cell.row >= rows])
    paragraph = Paragraph(text[:-1], aside=REPEATED, page=table.page, runs=tuple(runs))
    return replace(table, rows=table.rows - rows, cells=cells, heights=table.heights[rows:]), paragraph


def _without_notes(table: Table, patterns: Patterns) -> tuple[Table, list[Paragraph]]:
    """The table without rows in which nothing but «（续表）» stands, once or in each cell, and these as paragraphs."""
    notes: list[Paragraph] = []
    for row in range(table.rows - 1, -1, -1):
        own = [cell for cell in table.cells if cell.row == row]
        filled = [cell for cell in own if cell.text.strip()]
        texts = {squeeze(cell.text) for cell in filled}
        if len(texts) != 1 or not patterns["table.continued"].compiled.search(*texts):
            continue
        if any(cell.row_span > 1 for cell in own):
            continue
        notes += [Paragraph(each.text, aside=REPEATED, page=table.page, runs=each.runs) for each in filled]
        cells = [
            _moved(cell, -(cell.row > row))
            if cell.row > row or cell.row + cell.row_span <= row
            else replace(cell, row_span=cell.row_span - 1)
            for cell in table.cells
            if cell.row != row
        ]
        heights = (*table.heights[:row], *table.heights[row + 1 :])
        table = replace(table, rows=table.rows - 1, cells=tuple(cells), heights=heights)
    return table, notes[::-1]


def _stacked(upper: Table, lower: Table, patterns: Patterns | None) -> Table:
    """The rows of both, one below the other."""
    seam = Seam(upper, lower, patterns)
    cut = seam.is_cut()
    offset = upper.rows - cut
    taken = seam.continued(cut=cut)
    changed = {id(seam.bottom[c.column]): _grown(seam.bottom[c.column], c, cut) for c in seam.top if id(c) in taken}
    cells = [changed.get(id(cell), cell) for cell in upper.cells]
    cells += [_moved(cell, offset) for cell in lower.cells if id(cell) not in taken]
    cells.sort(key=attrgetter("row", "column"))
    heights: tuple[float, ...] = ()
    if upper.heights and lower.heights:
        heights = (*upper.heights[:offset], *lower.heights)
        if cut:
            heights = (*heights[:offset], upper.heights[-1] + lower.heights[0], *lower.heights[1:])
    return replace(upper, rows=offset + lower.rows, cells=tuple(cells), heights=heights)


def _moved(cell: Cell, rows: int) -> Cell:
    """The cell so many rows below (`replace` takes four times as long)."""
    return Cell(cell.row + rows, cell.column, cell.row_span, cell.column_span, cell.text, cell.runs)


def _grown(above: Cell, cell: Cell, cut: bool) -> Cell:
    """The cell with the rows and the text of its part on the next page."""
    text, runs = above.text, above.runs
    if cell.text.strip():
        move = len(above.text) + 1 if above.text else 0
        text = f"{above.text}\n{cell.text}" if above.text else cell.text
        runs += tuple(replace(run, start=run.start + move, end=run.end + move) for run in cell.runs)
    return replace(above, row_span=above.row_span + cell.row_span - cut, text=text, runs=runs)
