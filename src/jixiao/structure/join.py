"""Tables that a page break cut: parts on consecutive pages become one table again.

No reader joins them, for a page knows nothing of the next. Two parts are one table when nothing but page furniture
stands between them and their columns are the same. What the break did is undone: a heading row printed again is set
aside, a cell merged over the break is one cell, a row cut in two is one row where that is clear.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import partial
from itertools import takewhile

from jixiao.document import Block, Cell, Paragraph, Run, Table
from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.shapes import level_entry
from jixiao.structure.flat.words import words_of

_LEVEL = "指标"  # how words of level 1 and 2 end
_PADDING = 12.0  # points of a cell's width that no text reaches: Word leaves 5.4 on both sides
_FOOT = 4.0  # points by which the heights of like rows do not differ
_NEAR = 3.0  # points by which edges of one column may differ on two pages
_FIGURE = re.compile(r"[-+]?[\d,.]+(?:%|分|万元|元)?")
_POINTS = re.compile(r"\(\d+(?:\.\d+)?分?\)|\d+分")  # what is left of «产出指标(50分)»
_MARK = re.compile(r"[^\w\u4e00-\u9fff]*|无|\(?\d{1,2}[.、)]|指标\d{0,2}:?[…]*|[Xx×]+")
_NUMBERED = re.compile(r"(?:指标)?[(（]?(\d{1,2})[.、)）:：]")
_PAIR = 2
_REST = ("%", "%)", "。", ")", "分", ";")  # what may be left of «105.00%» alone on the next page
REPEATED = "repeated_heading"
_ALIKE = 0.75
_Cell = tuple[int, int, int, str]
"""Column, columns, rows and the text without blanks of a cell."""


def join_tables(blocks: tuple[Block, ...], patterns: Patterns | None = None) -> tuple[Block, ...]:
    """The blocks with tables continued over pages joined. Repeated headings become paragraphs set aside as
    ``repeated_heading`` behind the table; furniture between the parts follows it too. Nothing else changes.
    ``patterns`` tell a label that a break cut in two («质量», «指标») from two labels."""
    out: list[Block] = []
    open_at: int | None = None  # index in ``out`` of the table that may go on, all after it is furniture
    last_page: int | None = None
    said: list[tuple[int, Paragraph]] = []  # lines since that say that the table goes on («续表»)
    for block in blocks:
        if isinstance(block, Table):
            current = out[open_at] if open_at is not None else None
            merged = _joined(current, block, last_page, patterns, bool(said)) if isinstance(current, Table) else None
            if merged is not None and open_at is not None:
                out[open_at], aside = merged
                for index, line in said:
                    out[index] = replace(line, aside=REPEATED)
                out.extend(aside)
            else:
                open_at = len(out)
                out.append(block)
            last_page, said = block.page, []
            continue
        if not block.aside and block.text.strip():
            if open_at is not None and patterns and patterns["table.continued"].compiled.search(squeeze(block.text)):
                said.append((len(out), block))
            else:
                open_at = None
        out.append(block)
    return tuple(out)


def _joined(
    first: Table, second: Table, last_page: int | None, patterns: Patterns | None, said: bool
) -> tuple[Table, list[Paragraph]] | None:
    """The two as one table with what is set aside; None if they are two. ``said``: a line between them says so."""
    if first.origin != second.origin or first.origin == "flattened":
        return None
    parts = _same_columns(first, second)
    if parts is None:
        return None
    upper, lower = parts  # a part whose rows need fewer columns has as many as the other now
    repeated = _repeated_rows(upper, lower)
    if _begins_anew(upper, lower, repeated, patterns):
        return None
    repeated = repeated or (_repeated_within(first, second) if said else 0)
    if first.origin == "native":
        # Word itself keeps one table whole: two that follow each other are one only where the author repeated its head
        # (or, below «续表», that of its last part).
        if not (repeated or said) or first.columns != second.columns or repeated == second.rows:
            return None
    elif last_page is None or second.page not in ((last_page, last_page + 1) if said else (last_page + 1,)):
        return None
    aside: list[Paragraph] = []
    if repeated:
        lower, paragraph = _without_head(lower, repeated)
        aside.append(paragraph)
        if not lower.rows:
            return upper, aside
    return _stacked(upper, lower, patterns), aside


def _rows_of(table: Table, row: int) -> list[_Cell]:
    return [
        (cell.column, cell.column_span, cell.row_span, squeeze(cell.text)) for cell in table.cells if cell.row == row
    ]


def _repeated_rows(first: Table, second: Table) -> int:
    """How many rows at the top of the second are those of the first, word for word; no row may reach over their end."""
    count = 0
    while count < min(first.rows, second.rows):
        row = _rows_of(first, count)
        if not any(text for *_, text in row) or not _is_said_again(row, _rows_of(second, count), first.origin):
            break
        count += 1
    while count and any(c.row < count < c.row + c.row_span for t in (first, second) for c in t.cells):
        count -= 1
    return count


def _is_said_again(row: list[_Cell], other: list[_Cell], origin: str) -> bool:
    """Whether two rows are the same; of a picture, where a letter in four may be misread in one, never a figure."""
    if row == other or origin != "image":
        return row == other
    if len(row) != len(other) or any(one[:3] != two[:3] for one, two in zip(row, other, strict=True)):
        return False
    return all(
        one[3] == two[3]
        or (
            re.findall(r"\d", one[3]) == re.findall(r"\d", two[3])
            and SequenceMatcher(None, one[3], two[3], autojunk=False).ratio() >= _ALIKE
        )
        for one, two in zip(row, other, strict=True)
    )


def _repeated_within(first: Table, second: Table) -> int:
    """How many rows at the top of the second stand one below the other anywhere in the first."""
    upper = [_rows_of(first, row) for row in range(first.rows)]
    lower = [_rows_of(second, row) for row in range(second.rows)]
    count = 0
    for start in (row for row, cells in enumerate(upper) if lower and cells == lower[0]):
        pairs = zip(upper[start:], lower, strict=False)
        count = max(count, sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs)))
    return count if all(c.row >= count or c.row + c.row_span <= count for c in second.cells) else 0


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


def _next_number(above: str, below: str) -> bool:
    """Whether two texts are numbered one after the other."""
    one, two = _NUMBERED.match(squeeze(above)), _NUMBERED.match(squeeze(below))
    return one is not None and two is not None and int(two[1]) == int(one[1]) + 1


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
    if len(edges) > max(first.columns, second.columns) + 1:
        return None  # neither part has all columns: that they are one is not clear
    return _spread(first, edges), _spread(second, edges)


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
    cells = tuple(replace(cell, row=cell.row - rows) for cell in table.cells if cell.row >= rows)
    paragraph = Paragraph(text[:-1], aside=REPEATED, page=table.page, runs=tuple(runs))
    return replace(table, rows=table.rows - rows, cells=cells, heights=table.heights[rows:]), paragraph


def _stacked(upper: Table, lower: Table, patterns: Patterns | None) -> Table:
    """The rows of both, one below the other."""
    seam = _Seam(upper, lower, patterns)
    cut = seam.is_cut()
    offset = upper.rows - cut
    taken = seam.continued(cut=cut)
    changed = {id(seam.bottom[c.column]): _grown(seam.bottom[c.column], c, cut) for c in seam.top if id(c) in taken}
    cells = [changed.get(id(cell), cell) for cell in upper.cells]
    cells += [replace(cell, row=cell.row + offset) for cell in lower.cells if id(cell) not in taken]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    heights: tuple[float, ...] = ()
    if upper.heights and lower.heights:
        heights = (*upper.heights[:offset], *lower.heights)
        if cut:
            heights = (*heights[:offset], upper.heights[-1] + lower.heights[0], *lower.heights[1:])
    return replace(upper, rows=offset + lower.rows, cells=tuple(cells), heights=heights)


def _grown(above: Cell, cell: Cell, cut: bool) -> Cell:
    """The cell with the rows and the text of its part on the next page."""
    text, runs = above.text, above.runs
    if cell.text.strip():
        move = len(above.text) + 1 if above.text else 0
        text = f"{above.text}\n{cell.text}" if above.text else cell.text
        runs += tuple(replace(run, start=run.start + move, end=run.end + move) for run in cell.runs)
    return replace(above, row_span=above.row_span + cell.row_span - cut, text=text, runs=runs)


def _lines(table: Table, row: int) -> int:
    """The most lines that a cell of this row alone has."""
    texts = [cell.text for cell in table.cells if cell.row == row and cell.row_span == 1]
    return max((sum(not line.isspace() for line in text.split("\n") if line) for text in texts), default=0)


def _closes(upper: str, rest: str) -> bool:
    """Whether the rest closes a bracket that was left open: «绩效指标(90» above, «分)» below."""
    return upper.rfind("(") > upper.rfind(")") and ")" in rest and "(" not in rest[: rest.index(")")]


class _Seam:
    """The row above a page break and the one below it."""

    def __init__(self, upper: Table, lower: Table, patterns: Patterns | None) -> None:
        self.bottom = {cell.column: cell for cell in upper.cells if cell.row + cell.row_span == upper.rows}
        self.top = sorted((cell for cell in lower.cells if cell.row == 0), key=lambda cell: cell.column)
        self.edges = upper.edges if len(upper.edges) == upper.columns + 1 else ()
        self.parts = (upper, lower)
        self.patterns = patterns

    def continued(self, *, cut: bool) -> set[int]:
        """The cells below that go on with the cell above: all of a row cut in two; else, from the left, those of
        columns that are merged over rows (the label of a block, level 1, level 2), blank or with the rest of a word."""
        taken: set[int] = set()
        for cell in self.top:
            above = self.bottom.get(cell.column)
            if above is None or above.column_span != cell.column_span:
                break
            if not cut and not self._merged(above, cell) and not self._beside_rest(cell):
                break
            taken.add(id(cell))
        return taken

    def _merged(self, above: Cell, cell: Cell) -> bool:
        text = squeeze(cell.text)
        if text:
            return self._is_rest_of_label(above, cell)
        if above.row_span > 1 or cell.row_span > 1:
            return not self._of_another(above, cell)
        return cell.column == 0 and any(c.text.strip() for c in self.top)

    def _beside_rest(self, cell: Cell) -> bool:
        """Whether a blank cell stands left of the rest of a label («服务对象» above, «满意度» below): what holds a cell
        merged over the break is merged over it too."""
        beside = next((c for c in self.top if c.column == cell.column + cell.column_span), None)
        above = self.bottom.get(beside.column) if beside else None
        return bool(not cell.text.strip() and beside and above and self._is_rest_of_label(above, beside))

    def _of_another(self, above: Cell, cell: Cell) -> bool:
        """Whether a blank level-1 cell stands beside a level-2 word of another level 1 than the cell above: then it is
        empty, not covered (效益指标 left out above 社会效益指标)."""
        beside = next((c.text for c in self.top if c.column == cell.column + cell.column_span), "")
        if self.patterns is None or not beside.strip():
            return False
        own, wanted = level_entry(above.text, self.patterns), level_entry(beside, self.patterns)
        return bool(own and wanted) and not set(own) & set(wanted)

    def is_cut(self) -> bool:
        """Whether the row below is the rest of the row above: pieces of its texts, and nothing of its own.

        Every piece stands below a text that it goes on with: a label known only as a whole, or a line so full that
        it was wrapped; or below nothing, beside two such pieces (a score set lower in its cell). Else (lines not
        measured; the next paragraph of a cell; a text set in the middle of its cell) pieces are few, no figures that
        have a meaning of their own and no marks of unfilled rows (……, 指标2), and a figure above has a blank below it.
        """
        if any(c.column not in self.bottom or self.bottom[c.column].column_span != c.column_span for c in self.top):
            return False
        pieces = [c for c in self.top if c.text.strip()]
        if not pieces:
            # Blank paragraphs that went over, or an unfilled row: nothing tells, and no row is invented. Word itself
            # tears no row of a native table.
            return self.parts[0].origin != "native"
        rests = [c for c in pieces if self._is_rest_of_label(self.bottom[c.column], c)]
        if len(rests) == len(pieces):  # the rest of a label merged over rows may stand in a row of its own
            return all(self.bottom[c.column].row_span == 1 for c in rests) or self._is_torn()
        pieces = [c for c in pieces if c not in rests]
        if any(_MARK.fullmatch(text) and text not in _REST for text in (squeeze(c.text) for c in pieces)):
            return False
        if self.patterns is not None and any(
            c.column <= self._naming_column() and words_of(self.patterns).is_label(c.text) for c in pieces
        ):
            return False  # «其中：办公费» with blanks is a row of the form
        if len(pieces) > _PAIR and _next_number(self.bottom[pieces[0].column].text, pieces[0].text):
            return False  # «1.减轻企业负担» above, «2.产业带动作用» with its values below: another indicator (湖北)
        above = [self.bottom[c.column] for c in pieces if self.bottom[c.column].text.strip()]
        full = len(above) >= min(len(pieces), 2) and all(map(self._is_full, above))
        return full or self._is_cut_by_text(pieces)

    def _is_cut_by_text(self, pieces: Sequence[Cell]) -> bool:
        if len(pieces) * 2 > len(self.top):
            return False
        if any(piece.column <= self._naming_column() for piece in pieces):
            return False
        if any(_FIGURE.fullmatch(squeeze(piece.text)) and not self._completes(piece) for piece in pieces):
            return False
        return any(not c.text.strip() and _FIGURE.fullmatch(squeeze(self.bottom[c.column].text)) for c in self.top)

    def _completes(self, piece: Cell) -> bool:
        """Whether a figure stands below nothing, or below its operator («大于等于» above, «100%» below)."""
        above = squeeze(self.bottom[piece.column].text)
        if not above or self.patterns is None:
            return not above
        figure = self.patterns["measure.figure"].compiled
        return not any(c.isdigit() for c in above) and figure.match(above + squeeze(piece.text)) is not None

    def _is_torn(self) -> bool:
        """Whether the height of the last row above shows that it goes on below with nothing but the rest of a label
        merged over rows: lower than rows with as many lines, its foot is cut off; or higher, for a merged label that
        is too long for its rows makes the last of them higher.
        """
        upper, lower = self.parts
        lines = _lines(upper, upper.rows - 1)
        if not upper.heights or not lower.heights or not lines or upper.origin != "ruled":
            return False  # the rows of a scan differ by more than a cut does
        heights = [height for row, height in enumerate(upper.heights[:-1]) if _lines(upper, row) == lines]
        heights += [height for row, height in enumerate(lower.heights) if row and _lines(lower, row) == lines]
        usual = min(heights, default=upper.heights[-1])
        return abs(upper.heights[-1] - usual) > _FOOT

    def _naming_column(self) -> int:
        """What names a row is printed first: a text in that column is a row of its own, filled or not."""
        named = (
            c.column for c in self.top if self.bottom[c.column].row_span == 1 and self.bottom[c.column].text.strip()
        )
        return next(named, 0)

    def _is_full(self, above: Cell) -> bool | None:
        """Whether the last line of a text is so long that the next letter had to be wrapped; None if not measured."""
        if not self.edges or not above.runs:
            return None
        start = above.text.rfind("\n") + 1
        line = [run for run in above.runs if run.start >= start] or [above.runs[-1]]  # of a scan a line has many
        width = self.edges[above.column + above.column_span] - self.edges[above.column]
        lefts, tops, rights, bottoms = zip(*(run.bbox for run in line), strict=True)
        # Of a page that lies on its side it stands.
        length: float = max(max(rights) - min(lefts), max(bottoms) - min(tops))
        letter = length / max(line[-1].end - line[0].start, 1)
        return length + letter > width - _PADDING

    def _is_rest_of_label(self, above: Cell, cell: Cell) -> bool:
        """«质量» above, «指标» below: a known label together, none the second alone."""
        upper, rest = squeeze(above.text), squeeze(cell.text)
        if self.patterns is None or not upper:
            return False
        words, whole = words_of(self.patterns), upper + rest
        if words.is_label(rest) and not words.is_label(whole):
            return False  # two labels; but «规模», «控制率» are one, though the rest is a word of the form too
        if _POINTS.fullmatch(rest) or _closes(upper, rest):
            return True
        if rest.endswith(_LEVEL) and not upper.endswith(_LEVEL) and not level_entry(rest, self.patterns):
            return not _FIGURE.fullmatch(upper)  # «服务对象满意», «程度指标»: an author's own word
        if level_entry(whole, self.patterns):
            return not level_entry(rest, self.patterns) or not level_entry(upper, self.patterns)
        return words.is_label(whole) and not _FIGURE.fullmatch(rest)
