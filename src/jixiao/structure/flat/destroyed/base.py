"""A destroyed 基础数据表: labels with three amounts each, poured into running text («三公经费 31.60 52.10 38.75 1、…»).

A row with all its amounts has one reading where the stream goes from row to row: where each has a line of its own, or
the sums of 三公经费 hold. One with blank cells has it only where those sums leave no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from itertools import combinations, pairwise, product
from math import prod

from jixiao import lazy_re as re
from jixiao.patterns import Patterns
from jixiao.structure.flat.destroyed.chunks import Place
from jixiao.structure.flat.destroyed.grid import Sheet
from jixiao.structure.flat.destroyed.partial import Partial
from jixiao.structure.flat.destroyed.printlines import headings_of, lines_of
from jixiao.structure.flat.destroyed.search import agrees
from jixiao.structure.flat.destroyed.stream import FIGURES, Literal, Stream, literal_of
from jixiao.structure.flat.destroyed.words import TAIL, alternatives
from jixiao.structure.flat.wordset import WordSet
from jixiao.structure.form_model import Row, Zone, row_key
from jixiao.structure.forms import forms_of

STAFF, EXPENSES = "staffing", "expenses"
"""Ids of the zones of a base data form that are read here."""

_COLUMNS = 3
_FEW = 3  # full rows at the least
_WAYS = 2_000  # readings of the rows that a sum is made of, at the most
_BETWEEN = 12  # characters between the block's label of the staff and its figures' headings
_AHEAD = 120  # characters in front of the expenses in which the staff stands
_STRAY = 20  # characters of words that no form has: more of them end the table
_LEAD = re.compile(r"(?:其中:?)?(?:\(?\d{1,2}\)|\d{1,2}[、.)])?(?:其中:?)?")
_COUNTS = re.compile(r"[、.)]")
_DIGITS = "0123456789"

Cells = tuple[Literal | None, ...]
"""A row's amounts, None of a blank cell."""

_BLANK: Cells = (None,) * _COLUMNS


class BaseWords:
    """The words of a pack's forms of base data. Made once a pack by `base_words`."""

    def __init__(self, patterns: Patterns) -> None:
        forms = [form for form in forms_of(patterns) if form.role == "base_data"]
        zones = [zone for form in forms for zone in form.zones]
        self.expenses = [zone for zone in zones if zone.id == EXPENSES]
        self.of_staff = [(form, zone) for form in forms for zone in form.zones if zone.id == STAFF]
        self.heading = re.compile("|".join(map(_heading, self.expenses)) or "(?!)")
        self.staff = re.compile("|".join(_heading(zone) for zone in zones if zone.id == STAFF) or "(?!)")
        self.blocks = WordSet(
            {key for zone in zones if zone.id == STAFF and zone.block for key in zone.block.keys}, TAIL
        )
        self.rows = {key: row for zone in self.expenses for row in zone.rows for key in row.keys | row.inside}
        self.order = {row.id: place for zone in self.expenses for place, row in enumerate(zone.rows)}
        self.labels = WordSet(self.rows, TAIL)


def _heading(zone: Zone) -> str:
    """An expression for the labels of a zone's columns, one behind the other, each a group."""
    return "".join(rf"({alternatives(column.keys)}){TAIL.pattern}" for column in zone.columns)


@lru_cache(maxsize=8)
def base_words(patterns: Patterns) -> BaseWords:
    """The words of a pack."""
    return BaseWords(patterns)


@dataclass(slots=True)
class _Line:
    """A row: where its label stands, where its figures end, what the form says of it (None: in other words), its
    figures, None if they are no figures of a row; ``cells`` once they are known."""

    label: Place
    stop: int
    row: Row | None
    figures: list[Literal] | None
    cells: Cells | None = None
    parts: list[_Line] = field(default_factory=list)


def read_base(stream: Stream, patterns: Patterns) -> list[Partial]:
    """The tables of base data in a stream of which amounts can be read without a doubt, in order."""
    words = base_words(patterns)
    return [partial for found in words.heading.finditer(stream.text) if (partial := _table(stream, words, found))]


def _table(stream: Stream, words: BaseWords, heading: re.Match[str]) -> Partial | None:
    lines = list(_lines(stream, words, heading.end()))
    order = [words.order[line.row.id] for line in lines if line.row is not None]
    if not lines or lines[0].label[0] != heading.end() or order != sorted(set(order)):
        return None  # figures before the first label, or labels in another order than the form's: some are misplaced
    if not _resolve(stream, lines):
        return None
    sheet = Sheet(stream)
    _staff(stream, words, heading.start(), sheet)
    row = sheet.row(None)
    for column, place in enumerate(_labels_of(heading)):
        sheet.put(row, column, place)
    refused: list[str] = []
    for line in lines:
        if line.row is None and stream.text[slice(*line.label)].strip("….·"):
            refused.append(stream.text[slice(*line.label)])  # in other words, or the rest of a broken label
            continue
        row = sheet.row(line.label[0])
        sheet.put(row, 0, line.label)
        for column in range(_COLUMNS):
            literal = line.cells[column] if line.cells else None
            sheet.put(row, column + 1, (literal.start, literal.stop) if literal else None)
        if line.cells is None:
            refused.append(stream.text[slice(*line.label)])
    start, stop = stream.raw(*sheet.span)
    return Partial(start, stop, sheet.table(), tuple(dict.fromkeys(refused)))


def _staff(stream: Stream, words: BaseWords, limit: int, sheet: Sheet) -> None:
    """The staff in front of the expenses, where the control rate is that of the two figures."""
    first = max(limit - _AHEAD, 0)
    found = words.staff.search(stream.text, first, limit)
    if found is None:
        _printed_staff(stream, words, (first, limit), sheet)
        return
    figures = _figures(stream, found.end(), limit)
    if figures is None or len(figures) != _COLUMNS or not agrees(figures[2], figures[1], figures[0]):
        return
    blocks = words.blocks.finditer(stream.text, max(found.start() - _BETWEEN, 0), found.start())
    block = next((block.span() for block in blocks if block.end() == found.start()), None)
    _put_staff(sheet, block, [(place,) for place in _labels_of(found)], figures)


def _printed_staff(stream: Stream, words: BaseWords, where: Place, sheet: Sheet) -> None:
    """The staff in lines of print: the headings in pieces, below them the block's label and the figures, a line of each
    («2023年实际在职人», «编制数 控制率», «数», «财政供养人员情况（人）», «7 7 100%»)."""
    lines = [line for line in lines_of(stream) if where[0] <= line[0][0] < where[1]]
    for heading in headings_of(stream, lines, words.of_staff, _COLUMNS):
        block: Place | None = None
        figures: list[Literal] = []
        for line in lines[heading.after :]:
            place = line[0][0], line[-1][1]
            label = words.blocks.match(stream.text, place[0])
            if label is not None and label.end() == place[1] and block is None:
                block = place
            elif not figures:
                figures = _figures(stream, *place) or []
            else:
                figures = []  # more stands there than the form has
        if len(figures) == len(heading.columns) == _COLUMNS and agrees(figures[2], figures[1], figures[0]):
            _put_staff(sheet, block, list(heading.columns.values()), figures)
            return


def _put_staff(
    sheet: Sheet, block: Place | None, labels: Sequence[tuple[Place, ...]], figures: Sequence[Literal]
) -> None:
    row = sheet.row(None)
    sheet.put(row, 0, block).row_span = 2
    below = sheet.row(figures[0].start)
    for column, (pieces, literal) in enumerate(zip(labels, figures, strict=True), start=1):
        sheet.put(row, column, None).pieces = pieces
        sheet.put(below, column, (literal.start, literal.stop))


def _labels_of(heading: re.Match[str]) -> list[Place]:
    """Where the labels of a heading's columns stand, in order."""
    return [heading.span(group) for group in range(1, len(heading.groups()) + 1) if heading[group]]


def _lines(stream: Stream, words: BaseWords, start: int) -> Iterator[_Line]:
    """Labels with the figures behind them, up to words that are none of a row."""
    text, at, last = stream.text, start, False
    while at < len(text) and not last:
        lead = _LEAD.match(text, at)
        begin = lead.end() if lead else at
        found = words.labels.match(text, begin) or words.labels.match(text, at)
        if found is not None:
            stop, row = found.end(), words.rows.get(row_key(text[at : found.end()]))
        else:
            stop = next(
                (n for n in range(begin, len(text)) if text[n] in _DIGITS or words.labels.match(text, n)), len(text)
            )
            row = None
            if stop - begin > _STRAY or stop == begin or stop == len(text):
                return
        run = FIGURES.match(text, stop)
        end = _end(stream, words, stop, run.end()) if run else stop
        figures = _figures(stream, stop, end)
        shares = figures is not None and any(literal.unit for literal in figures)
        yield _Line((at, stop), end, row, None if shares else figures)
        last = row is not None and row.apart and row is _last(words)
        at = end


def _last(words: BaseWords) -> Row | None:
    return next((zone.rows[-1] for zone in words.expenses if zone.rows), None)


def _end(stream: Stream, words: BaseWords, start: int, stop: int) -> int:
    """Where a row's figures end: before the number of the next label («38.75 1、公务用车»)."""
    for at in range(stop - 1, start - 1, -1):
        if at in stream.gaps and (lead := _LEAD.match(stream.text, at)) and lead.end() >= stop:
            follows = words.labels.match(stream.text, lead.end())
            if follows is not None or _COUNTS.match(stream.text, stop):
                return at
    return stop


def _figures(stream: Stream, start: int, stop: int) -> list[Literal] | None:
    """The figures of [start, stop), marks for none included; None if a piece is no figure. One that a line end broke
    behind its point goes on («94.», «92%»)."""
    cuts = [start, *(at for at in range(start + 1, stop) if at in stream.gaps), stop]
    pieces: list[Place] = []
    for a, b in pairwise(cuts):
        if pieces and stream.text[pieces[-1][1] - 1] == "." and stream.breaks(a):
            pieces[-1] = (pieces[-1][0], b)
        elif b > a:
            pieces.append((a, b))
    found: list[Literal] = []
    for a, b in pieces:
        body = stream.text[a:b]
        literal, mark = literal_of(body), stream.mark(a, b)
        if literal is not None:
            found.append(Literal(a, b, literal.value, body, literal.unit))
        elif mark is not None and mark.stop == b:
            found.append(mark)
        else:
            return None
    return found


def _resolve(stream: Stream, lines: Sequence[_Line]) -> bool:
    """Gives each row its cells where they have one reading; whether the table is one that can be believed."""
    full = [line for line in lines if line.figures is not None and len(line.figures) == _COLUMNS]
    if len(full) < _FEW:
        return False
    for line in full:
        line.cells = tuple(line.figures or ())
    for line in lines:
        if line.figures is not None and all(literal.value is None for literal in line.figures):
            line.cells = line.cells or _BLANK
    tree = _tree(lines)
    return (tree is not None and _by_sums(tree)) or _is_lined(stream, lines)


def _by_sums(tree: _Line) -> bool:
    """Gives the rows that add up their cells, where their sums leave one reading of them; whether they hold."""
    rows = [tree, *tree.parts, *(part for one in tree.parts for part in one.parts)]
    ways = [list(_ways(line)) for line in rows]
    told = any(literal.value for line in rows[1:] for literal in line.figures or ())  # noughts prove nothing
    if prod(map(len, ways)) > _WAYS or not told:
        return False
    readings = [reading for reading in product(*ways) if _adds_up(tree, dict(zip(map(id, rows), reading, strict=True)))]
    for index, line in enumerate(rows):
        places = {tuple(cell.start if cell else None for cell in reading[index]) for reading in readings}
        line.cells = readings[0][index] if len(places) == 1 else line.cells
    return bool(readings)


def _is_lined(stream: Stream, lines: Sequence[_Line]) -> bool:
    """Whether each row stands on a line of its own, its figures on one: only its label may be broken."""
    return all(stream.breaks(line.label[0]) > 0 for line in lines) and not any(
        stream.breaks(at) for line in lines for at in range(line.label[1], line.stop)
    )


def _tree(lines: Sequence[_Line]) -> _Line | None:
    """The first row with those that add up to it, and theirs: as the form has them."""
    root: _Line | None = None
    for line in lines:
        if line.row is None:
            if root is not None:
                return None  # what it is a part of nobody knows
            continue
        if root is None:
            if line.row.level != 1:
                return None
            root = line
        elif line.row.level == 1:
            return root if root.parts else None
        elif line.row.level == 2:
            root.parts.append(line)
        elif root.parts:
            root.parts[-1].parts.append(line)
    return root if root is not None and root.parts else None


def _ways(line: _Line) -> Iterator[Cells]:
    """The ways in which a row's figures may stand in its columns."""
    if line.figures is None or len(line.figures) > _COLUMNS:
        return
    for places in combinations(range(_COLUMNS), len(line.figures)):
        cells: list[Literal | None] = [None] * _COLUMNS
        for place, literal in zip(places, line.figures, strict=True):
            cells[place] = literal
        yield tuple(cells)


def _adds_up(line: _Line, cells: dict[int, Cells]) -> bool:
    """Whether in each column the parts of a row that have amounts add up to it; a blank cell is the sum of its own."""
    for column in range(_COLUMNS):
        parts = [value for part in line.parts if (value := _sum(part, cells, column)) is not None]
        if parts and sum(parts) != (_value(cells[id(line)][column]) or Decimal(0)):
            return False
    return all(_agrees(part, cells) for part in line.parts)


def _agrees(line: _Line, cells: dict[int, Cells]) -> bool:
    """Whether the parts of a row, where both have amounts, add up to it."""
    for column in range(_COLUMNS):
        parts = [value for part in line.parts if (value := _value(cells[id(part)][column])) is not None]
        if parts and (own := _value(cells[id(line)][column])) is not None and sum(parts) != own:
            return False
    return True


def _sum(line: _Line, cells: dict[int, Cells], column: int) -> Decimal | None:
    own = _value(cells[id(line)][column])
    parts = [value for part in line.parts if (value := _value(cells[id(part)][column])) is not None]
    return own if own is not None or not parts else sum(parts, Decimal(0))


def _value(literal: Literal | None) -> Decimal | None:
    return literal.value if literal else None
