"""Dialect F': Markdown without bars at the edges («a | b», «---|---» below the first row), as html2text prints tables.

A line break ends a row, or stands in a cell; cells that merged ones cover are left out, so that rows have any number of
cells. Two lines are one row's where what meets at the break makes up a label («2020年度», «决算数») or ends in mid
sentence; they are two where together they had more cells than any line, where a label begins the second, or where all
of one ends the first. What nothing tells is refused: the rows on both sides of the break.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jixiao import lazy_re as re
from jixiao.quotes import squeeze
from jixiao.structure.flat.celltexts import figure_of, is_only_top, is_top, known_level
from jixiao.structure.flat.stretch import Line, RawCell, RawRow, RawTable, Stretch, as_cell
from jixiao.structure.flat.words import Words

DIALECT = "markdown-soft"
RULE = re.compile(r"^ *:?-{3,}:?(?: *\| *:?-{3,}:?)* *$", re.MULTILINE)
_BAR = re.compile(r"(?<!\\)\|")
_EMPHASIS = re.compile(r"\*{2,}")
_SHORT = 3  # characters of a piece of a word
_FEW = 3  # rows
_LINES = 5  # of a label
_FIGURE = re.compile(r"(.+):[\d.,]*")
_GOES_ON = (";", ",", "、")

_Pieces = list[tuple[int, int]]


@dataclass(slots=True)
class _Row:
    """The cells of a row, each with its lines; ``first`` and ``last`` as they read."""

    cells: list[_Pieces]
    first: str
    last: str
    unsure: bool = False
    figures: bool = False


def read(stretch: Stretch, words: Words) -> list[RawTable]:
    """All tables of the stretch that are printed so."""
    tables: list[RawTable] = []
    lines = stretch.lines
    done = 0
    for at, line in enumerate(lines):
        if at <= done or RULE.match(line.text) is None:
            continue
        first = last = at
        while first > done and lines[first - 1].text.strip() and not _ends(lines[first - 1], words):
            first -= 1
        while last + 1 < len(lines) and lines[last + 1].text and not _ends(lines[last + 1], words):
            last += 1
        while not lines[last].text.strip():
            last -= 1
        below = [other for other in lines[at + 1 : last + 1] if other.text.strip()]
        width = len([*_cells(line)])
        if first == at or all(len([*_cells(other)]) == width for other in below if "|" in other.text):
            continue  # no table, or a full grid
        rows = [*_rows(stretch, lines[first:at], words), *_rows(stretch, below, words)]
        if len(rows) >= _FEW:
            raw = [RawRow([_cell(stretch, cell) for cell in row.cells], unsure=row.unsure) for row in rows]
            table = RawTable(lines[first].start, lines[last].after, raw, DIALECT, leaves_out=True, cuts_words=True)
            tables.append(table)
            done = last
    return tables


def _ends(line: Line, words: Words) -> bool:
    return "|" not in line.text and words.ends_table(line.text)


def _rows(stretch: Stretch, lines: Sequence[Line], words: Words) -> list[_Row]:
    """The rows that lines make, none of which is blank."""
    parts = _with_labels([_part(stretch, line) for line in lines], words)
    most = max(len(part.cells) for part in parts)
    rows = [parts[0]]
    for at, part in enumerate(parts[1:], 1):
        above = rows[-1]
        if len(above.cells) + len(part.cells) - 1 > most or _begins_row(above.last, parts[at : at + _LINES], words):
            if _may_go_on(above, part, words):
                above.unsure = part.unsure = True
            rows.append(part)
        elif not part.first or above.last.endswith(_GOES_ON):
            _join(above, part)
        else:
            above.unsure = part.unsure = True
            rows.append(part)
    return rows


def _with_labels(parts: Sequence[_Row], words: Words) -> list[_Row]:
    """The lines, those joined that make up a label where none of it is one."""
    rows = [parts[0]]
    at = 1
    while at < len(parts):
        above, below = rows[-1], parts[at : at + _LINES]
        count = _whole(above.last, below, words) if above.last and figure_of(above.last) is None else 0
        if count and words.is_label_or_level(above.last) and _whole("", below, words):
            # Two labels; but level 1 does not stand right of a word of level 2 («生态环境⏎效益指标»).
            count *= is_only_top(below[0].first, words.patterns) and not is_top(above.last, words.patterns)
        for part in parts[at : at + count]:
            _join(above, part)
        if not count:
            rows.append(parts[at])
        at += count or 1
    return rows


def _begins_row(above: str, below: Sequence[_Row], words: Words) -> bool:
    """Whether a line begins another row than the one above ends: with a label, or behind one."""
    return bool(_whole("", below, words)) or words.is_label_or_level(above) or _are_amounts(above, below[0].first)


def _may_go_on(above: _Row, below: _Row, words: Words) -> bool:
    """Whether a word of level 2 may end the cell above («产出指标 | 产出», «数量 | …»), in a row without a figure."""
    short = 0 < len(above.last) <= _SHORT and above.last.isalpha()
    if not short or above.figures or len(above.cells) < 2 or not known_level(below.first, words.patterns):
        return False
    return not words.is_label_or_level(above.last) or is_top(above.last, words.patterns)  # level 1 ends no row


def _part(stretch: Stretch, line: Line) -> _Row:
    cells = [*_cells(line)]
    figures = any(figure_of(squeeze(stretch.text[a:b])) is not None for a, b in cells)
    first, last = (squeeze(_EMPHASIS.sub("", stretch.text[a:b])) for a, b in (cells[0], cells[-1]))
    return _Row([[cell] for cell in cells], first, last, figures=figures)


def _cells(line: Line) -> Iterator[tuple[int, int]]:
    at = 0
    for stop in [*(bar.start() for bar in _BAR.finditer(line.text)), len(line.text)]:
        raw = line.text[at:stop]
        begin = line.start + at + len(raw) - len(raw.lstrip(" "))
        yield begin, begin + len(raw.strip(" "))
        at = stop + 1


def _whole(above: str, parts: Sequence[_Row], words: Words) -> int:
    """How many lines make up a label, together with what stands above; 0 if none do."""
    text = above
    for count, part in enumerate(parts, 1):
        text += part.first
        if part.first and (words.is_label_or_level(text) or (not above and _begins(text, words))):
            return count
        if len(part.cells) > 1:
            break
    return 0


def _begins(text: str, words: Words) -> bool:
    """Whether a text is a row's mark of nothing («……»), or a label with the figure that it names («其中：…：465.0»)."""
    label = _FIGURE.fullmatch(text)
    return not text.strip("….") or (label is not None and words.is_label(label[1]))


def _are_amounts(above: str, below: str) -> bool:
    """Whether each of two texts is a label with its amount, or without one."""
    return _FIGURE.fullmatch(above) is not None and _FIGURE.fullmatch(below) is not None


def _join(above: _Row, part: _Row) -> None:
    """Lets the last cell of a row go on with the first of a part."""
    if len(above.cells) == 1:
        above.first += part.first
    above.last = above.last + part.first if len(part.cells) == 1 else part.last
    above.cells[-1:] = [[*above.cells[-1], *part.cells[0]], *part.cells[1:]]
    above.unsure = above.unsure or part.unsure
    above.figures = above.figures or part.figures


def _cell(stretch: Stretch, pieces: _Pieces) -> RawCell:
    filled = [piece for piece in pieces if piece[0] < piece[1]]
    text = "\n".join(_EMPHASIS.sub("", stretch.text[a:b]) for a, b in filled)
    return RawCell(as_cell(text), tuple(filled or pieces[:1]))
