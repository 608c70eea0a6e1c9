"""Where a page break cut a table: which cells below go on with those above (`Seam`), whether a row was cut in two.

What names a row or a level is no piece of another; a piece has nothing of its own: no name, no figure that means
something alone, no number that follows the one above.
"""

from __future__ import annotations

from collections.abc import Sequence

from jixiao import lazy_re as re
from jixiao.document import Cell, Run, Table
from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.cell_lines import letter_width
from jixiao.structure.flat.celltexts import is_only_top, is_top, level_entry
from jixiao.structure.flat.words import words_of
from jixiao.structure.form_model import OF_LEVEL, row_key

_PADDING = 12.2  # points of a cell's width that no text reaches: Word leaves 5.4 on both sides
_NEARLY = 0.9  # of a letter: letters of one font are not all as wide
_SPACE = 0.25  # of a letter, between Latin and Chinese: page layout sets them apart
_FOOT = 4.0  # points by which the heights of like rows do not differ
_FIGURE = re.compile(r"[-+]?[\d,.]+(?:%|分|万元|元)?")
_POINTS = re.compile(r"\(\d+(?:\.\d+)?分?\)|\d+分")  # what is left of «产出指标(50分)»
_POINT, _MOST = re.compile(r"\d{1,3}(?:\.\d+)?"), 100
_MARK = re.compile(r"[^\w\u4e00-\u9fff]*|无|[①-⑳]|\(?\d{1,2}[.、)]|指标\d{0,2}[:、.]?[…]*|[Xx×]+")
_NUMBERED = re.compile(r"(?:指标)?[(（]?(\d{1,2})[.、)）:：]")
_OPEN, _DECIMALS = re.compile(r"[-+]?[\d,]+\."), re.compile(r"\d+(?:%|分)?")  # «98.» above, «40» below
_ENDED = ("。", ";")  # how a sentence ends, folded
_PAIR = 2
_SEVERAL = 4  # rows that tell what a row has
_END = 4  # characters of the end of a level's word in words of its author
_HELD = re.compile(r"\w[%％，．。、；：？！）》”]")  # no line begins with such a mark: the letter before goes over too
_REST = ("%", "%)", "。", ")", "分", ";")  # what may be left of «105.00%» alone on the next page


def _next_number(above: str, below: str) -> bool:
    """Whether two texts are numbered one after the other."""
    one, two = _NUMBERED.match(squeeze(above)), _NUMBERED.match(squeeze(below))
    return one is not None and two is not None and int(two[1]) == int(one[1]) + 1


def _lines(table: Table, row: int) -> int:
    """The most lines that a cell of this row alone has."""
    texts = [cell.text for cell in table.cells if cell.row == row and cell.row_span == 1]
    return max((sum(not line.isspace() for line in text.split("\n") if line) for text in texts), default=0)


def _closes(upper: str, rest: str) -> bool:
    """Whether the rest closes a bracket that was left open: «绩效指标(90» above, «分)» below."""
    return upper.rfind("(") > upper.rfind(")") and ")" in rest and "(" not in rest[: rest.index(")")]


def _last_line(cell: Cell) -> Sequence[Run]:
    """The runs of a cell's last line: of a scan a line has many. Lines of a figure are joined by then («97.⏎36»),
    and their places tell which are of the last."""
    start = cell.text.rfind("\n") + 1
    line = [run for run in cell.runs if run.start >= start] or [cell.runs[-1]]
    if len(line) == 1 or all(run.end - run.start == 1 for run in line):  # most; and letters that a scan tells apart
        return line
    left, top, right, bottom = max(line, key=lambda run: run.end - run.start).bbox
    side = 0 if bottom - top > right - left else 1  # a page that lies on its side: its lines stand beside each other
    near, far = line[-1].bbox[side], line[-1].bbox[side + 2]
    return [run for run in line if run.bbox[side] < far and near < run.bbox[side + 2]]


def _length(line: Sequence[Run]) -> float:
    """How long a printed line is, in points; of a page that lies on its side it stands. A figure alone is higher than
    it is wide."""
    lefts, tops, rights, bottoms = zip(*(run.bbox for run in line), strict=True)
    sides = max(rights) - min(lefts), max(bottoms) - min(tops)
    length: float = min(sides) if len(line) == 1 and line[0].end - line[0].start == 1 else max(sides)
    return length


def _ends_goal(upper: str, rest: str, patterns: Patterns) -> bool:
    """Whether the rest ends a goal in the label beside its rows: «年度目标2：应救尽», then «救（30分）» (湖北)."""
    goal, points = (patterns[name].compiled for name in ("label.goal", "label.points"))
    begins = goal.match(upper) is not None and ":" in upper and not points.search(upper)
    return begins and points.search(rest) is not None and not goal.match(rest)


def completes(upper: str, rest: str, patterns: Patterns) -> bool:
    """Whether squeezed texts are a known label together, and the second alone is none («质量», «指标»)."""
    if not upper:
        return False
    words, whole = words_of(patterns), upper + rest
    if words.is_label(rest) and not words.is_label(whole):
        return False  # two labels; but «规模», «控制率» are one, though the rest is a word of the form too
    if _POINTS.fullmatch(rest) or _closes(upper, rest) or _ends_goal(upper, rest, patterns):
        return True
    if rest.endswith(OF_LEVEL) and not upper.endswith(OF_LEVEL) and not level_entry(rest, patterns):
        # «服务对象满意», «程度指标»: an author's own word; «产出质量», «时效产出指标» are two
        listed = any("part" not in entry for key in (upper, upper + OF_LEVEL) if (entry := patterns.level1.get(key)))
        return not _FIGURE.fullmatch(upper) and not (listed and len(rest) > _END)
    if level_entry(whole, patterns):
        return not level_entry(rest, patterns) or not level_entry(upper, patterns)
    if any(_FIGURE.fullmatch(text) for text in (upper, rest)):
        return False
    concept = patterns.likely_concept  # «其中:当年财政», «拨款»: a row of money that no form has
    return words.is_label(whole) or (concept(row_key(whole)) is not None and concept(row_key(rest)) is None)


def _are_points(pairs: Sequence[tuple[Cell, Cell]]) -> bool:
    """Whether two columns or more have points above and below that make none together: «14» and «14» (河北)."""
    figures = [(squeeze(above.text), squeeze(below.text)) for above, below in pairs]
    whole = [a + b for a, b in figures if all(_POINT.fullmatch(text) and float(text) <= _MOST for text in (a, b))]
    return sum(text.count(".") > 1 or float(text) > _MOST for text in whole) >= _PAIR


class Seam:
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
            return self.completes_label(above, cell) and not self._are_labels(above, cell)
        if above.row_span > 1 or cell.row_span > 1:
            return not self._of_another(above, cell)
        return cell.column == 0 and any(c.text.strip() for c in self.top)

    def _are_labels(self, above: Cell, cell: Cell) -> bool:
        """Whether both are labels alone, of two whole rows («年度预算数», then «总额»)."""
        if self.patterns is None:
            return False
        words = words_of(self.patterns)
        return words.is_label(above.text) and words.is_label(cell.text)

    def _beside_rest(self, cell: Cell) -> bool:
        """Whether a blank cell stands left of the rest of a label («服务对象» above, «满意度» below): what holds a cell
        merged over the break is merged over it too."""
        beside = next((c for c in self.top if c.column == cell.column + cell.column_span), None)
        above = self.bottom.get(beside.column) if beside else None
        return bool(not cell.text.strip() and beside and above and self.completes_label(above, beside))

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
            # Blank paragraphs that went over, or an unfilled row: nothing tells, not even its height, and no row is
            # invented. Word itself tears no row of a native table.
            return self.parts[0].origin != "native"
        rests = [c for c in pieces if self.completes_label(self.bottom[c.column], c)]
        if len(rests) == len(pieces):  # the rest of a label merged over rows may stand in a row of its own
            return all(self.bottom[c.column].row_span == 1 for c in rests) or self._is_torn()
        pieces = [c for c in pieces if c not in rests]
        if self._is_rest_of_list() or (len(pieces) == 1 and self._is_rest_of_name(pieces[0])):
            return True
        texts = [squeeze(c.text) for c in pieces]
        if any(_MARK.fullmatch(text) and text not in _REST for text in texts) or self._begins_level(pieces):
            return False
        if self.patterns is not None and any(
            c.column <= self._naming_column() and words_of(self.patterns).is_label(c.text) for c in pieces
        ):
            return False  # «其中：办公费» with blanks is a row of the form
        first = self.bottom[pieces[0].column].text
        if len(pieces) > _PAIR and not self._leaves_figures() and _next_number(first, pieces[0].text):
            return False  # «1.减轻企业负担» above, «2.产业带动作用» with its values below: another indicator (湖北)
        above = [(self.bottom[c.column], c) for c in pieces if self.bottom[c.column].text.strip()]
        fulls = [self._is_full(upper, piece) for upper, piece in above]
        full = len(above) >= min(len(pieces), 2) and all(fulls)
        # Lines with room for more go on in no row below; a score may be merged over both (湖北).
        apart = (fulls.count(False) >= _PAIR and self.parts[0].origin == "ruled") or _are_points(above)
        told = self._is_cut_by_text(pieces) or self._lacks_figures(pieces) or self._follows_numbered(pieces)
        return (full or told) and not apart

    def _begins_level(self, pieces: Sequence[Cell]) -> bool:
        """Whether a word of a level stands below another («效益指标» below «产出指标»): in narrow columns both are full
        lines. In an author's own words it is told by the row above: nothing stands in a cell of its row alone (an
        unfilled row), and much does below."""
        own = {c.column for c in self.top if self.bottom[c.column].row_span == 1}
        levels = [c for c in pieces if c.column not in own]
        if self.patterns is not None and any(
            level_entry(self.bottom[c.column].text, self.patterns) and level_entry(c.text, self.patterns)
            for c in levels
        ):
            return True
        filled = any(self.bottom[column].text.strip() for column in own)
        return bool(levels) and not filled and len(pieces) - len(levels) > _PAIR

    def _lacks_figures(self, pieces: Sequence[Cell]) -> bool:
        """Whether a few texts, the first of them below the row's name, stand in a row without the figures that the row
        above and every other row below that has a name have («撰写统», «6», «6» above, «计分析» below): no row of its
        own, wherever its author broke the lines. Only behind levels: a table of amounts has rows without any."""
        name = pieces[0].column
        if not name or len(pieces) * 2 > len(self.top) or _FIGURE.fullmatch(squeeze(pieces[0].text)):
            return False
        rows: dict[int, dict[int, str]] = {}
        for cell in self.parts[1].cells:
            if cell.row and cell.row_span == 1:
                rows.setdefault(cell.row, {})[cell.column] = squeeze(cell.text)
        named = [row for row in rows.values() if row.get(name) and not _MARK.fullmatch(row[name])]
        named.append({column: squeeze(cell.text) for column, cell in self.bottom.items()})
        blank = [cell.column for cell in self.top if cell.column > name and not cell.text.strip()]
        figures = [c for c in blank if all(_FIGURE.fullmatch(row.get(c, "")) for row in named)]
        return len(named) >= _SEVERAL and len(figures) >= _PAIR

    def _is_rest_of_list(self) -> bool:
        """Whether a row of label and value goes on: the label's last line is full, and the value's list counts on
        behind «；» («偏差较⏎大及目 | 1.资金拨付较晚；», then «标未完⏎成原因 | 2.配合不够。», 湖北)."""
        if len(self.top) != _PAIR or len(self.bottom) != _PAIR:
            return False
        label, value = self.top
        upper = self.bottom[value.column].text
        if not label.text.strip():
            return self._is_next_paragraph(self.bottom[label.column], upper, value)
        goes_on = squeeze(upper).endswith(";") and _next_number(upper.rsplit("\n", 1)[-1], value.text)
        return goes_on and bool(self._is_full(self.bottom[label.column], label))

    def _is_next_paragraph(self, label: Cell, upper: str, value: Cell) -> bool:
        """Whether sentences below a row of label and value, beside nothing, are the next paragraph of the value."""
        ended = squeeze(upper)[-1:] in _ENDED and squeeze(value.text)[-1:] in _ENDED
        if not ended or self.patterns is None or label.row_span > 1 or self.parts[0].origin == "native":
            return False
        return words_of(self.patterns).is_label(label.text)

    def _is_rest_of_name(self, piece: Cell) -> bool:
        """Whether a text alone in its row is the rest of a numbered name («指标2：培», then «训考核通过率»): it has no
        number, and most names below it have (a scan loses some)."""
        below = [squeeze(c.text) for c in self.parts[1].cells if c.column == piece.column and c.row > piece.row]
        names = [text for text in below if text]
        own = squeeze(piece.text)
        if not _NUMBERED.match(squeeze(self.bottom[piece.column].text)) or _NUMBERED.match(own):
            return False
        if _MARK.fullmatch(own) and own not in _REST:
            return False  # «……» is an unfilled row
        numbered = sum(_NUMBERED.match(text) is not None for text in names)
        return numbered >= _PAIR and numbered * 4 >= len(names) * 3

    def _follows_numbered(self, pieces: Sequence[Cell]) -> bool:
        """Whether a text without a number stands below a run of numbered names («指标 2：辖区居民 | 大于等 | 96% | 5»,
        then «满意度 | 于93%» alone): no name of a row, be it the last before the total."""
        piece = pieces[0]
        if len(pieces) * 2 > len(self.top) or not self._leaves_figures():
            return False
        names = {c.row: squeeze(c.text) for c in self.parts[0].cells if c.column == piece.column and c.row_span == 1}
        last = [names.get(self.parts[0].rows - 1 - back, "") for back in range(_SEVERAL - 1)]
        return not _NUMBERED.match(squeeze(piece.text)) and all(map(_NUMBERED.match, last))

    def _is_cut_by_text(self, pieces: Sequence[Cell]) -> bool:
        if len(pieces) * 2 > len(self.top):
            return False
        if any(piece.column <= self._naming_column() for piece in pieces):
            return False
        if any(_FIGURE.fullmatch(squeeze(piece.text)) and not self._completes(piece) for piece in pieces):
            return False
        return self._leaves_figures()

    def _leaves_figures(self) -> bool:
        """Whether a figure above has a blank below it: «1.若为定性指标…» and «2.若为…» are one criterion, worth 40."""
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

    def _is_full(self, above: Cell, piece: Cell) -> bool | None:
        """Whether the last line of a text is so long that the piece's first letter («人» below «≥1200») had to be
        wrapped, or a figure that ends with its point; None if not measured."""
        if _OPEN.fullmatch(squeeze(above.text)) and _DECIMALS.fullmatch(squeeze(piece.text)):
            return True
        if not self.edges or not above.runs:
            return None
        line = _last_line(above)
        width = self.edges[above.column + above.column_span] - self.edges[above.column]
        length = _length(line)
        letter = length / max(line[-1].end - line[0].start, 1)
        letter = max(letter, letter_width(piece.runs, (0, len(piece.text))) or 0.0)
        last, first = squeeze(above.text)[-1:], squeeze(piece.text)[:1]
        if last.isascii() != first.isascii() and (last + first).isalnum():
            length += letter * _SPACE  # «2022», «年度内»
        if _HELD.match(piece.text.strip()):
            length += letter
        return length + letter > width - _PADDING and length + letter * _NEARLY > self._longest(above)

    def _longest(self, above: Cell) -> float:
        """How long the longest last line of a cell of its column is, on both pages: so long a line has room («13»
        elsewhere, where «4» stands above «5»)."""
        cells = (c for table in self.parts for c in table.cells if c.column == above.column and c.runs)
        return max((_length(_last_line(c)) for c in cells if c.column_span == above.column_span), default=0.0)

    def completes_label(self, above: Cell, cell: Cell) -> bool:
        """«质量» above, «指标» below; or «产出», «数量»: beside level 1 the first is no word of level 2."""
        if self.patterns is None:
            return False
        upper, rest = squeeze(above.text), squeeze(cell.text)
        if completes(upper, rest, self.patterns):
            return True
        left = next((c.text for c in self.bottom.values() if c.column + c.column_span == above.column), "")
        return (
            is_only_top(upper, self.patterns)
            and is_top(squeeze(left), self.patterns)
            and bool(level_entry(upper + rest, self.patterns))
        )
