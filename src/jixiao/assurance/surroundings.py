"""Where a value stands: beside doubtful print, beside print that nothing explains, on a bad page, in frayed lines.

What spoils one cell of a scan, a fold, a seal, a rule that was lost, mostly spoils its neighbours too, and not every
spoilt cell shows it: a line cut off in its middle reads very surely.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from jixiao import lazy_re as re
from jixiao.document import Table
from jixiao.quotes import Source, squeeze
from jixiao.schema import Evidence, Place, Report
from jixiao.structure.model import Structured

DOUBTFUL = 0.9
"""Below this confidence a character may be another."""
_Row = tuple[int, int | None]
"""A row of a table, or a paragraph: block, row."""
_PERSON = re.compile(r"/(?:filled_by|head|finance_head)$")
_NAME = re.compile(r"[\u3400-\u9fff·*×xX]{2,6}")
_LABEL = re.compile(r"/(?:expenses|funds|by_income|by_nature|indicators)/\d+/(?:item|label|level[123])$")
_AMOUNT = re.compile(r"\d\.\d")
_FRAGMENT = re.compile(r"[\d.,%]+")
_DOUBLED = re.compile(r"(.{3,12}?)[：:]?\1")
_PHONE = re.compile(r"/phone$")
_FEWEST_DIGITS = 5
_BESIDE = 1  # characters of a paragraph between a value and unread print
_MUCH = 4
_NARROW = 2
_MOST = 0.7  # share of the cells of a column that are alike
_FEW = 6  # rows of a table from which on one may be odd
_OWN = re.compile(r"/\d+/(item|label|level3|text|value|amount|prior_final|budget|final|score|weight|concept|level)$")
_CLOSED = re.compile(r"[。；;：:！？!?）)》”\]】.]$")


class Surroundings:
    """What stands around each value of a report that was read from a scan."""

    def __init__(self, report: Report, structured: Structured) -> None:
        self._least: dict[_Row, list[tuple[tuple[int, int] | None, float]]] = defaultdict(list)
        self._pages: dict[int, list[int]] = defaultdict(lambda: [0, 0])
        self._recognised: set[int] = set()
        self._paragraphs = structured.sources
        self._grids = structured.grids
        self._unread: dict[_Row, list[Place]] = defaultdict(list)
        for place in report.coverage.unread_places:
            self._unread[_row(place)].append(place)
        self._twice = _twice(report)
        self._lone: set[_Row] = set()
        self._wide: set[tuple[int, tuple[int, int]]] = set()
        for block, grid in structured.grids.items():
            self._lone |= {(block, row) for row in _lone(grid.table)}
            self._wide |= {(block, cell) for cell in _wide(grid.table)}
        for source in _sources(structured):
            row = (source.block, source.cell[0] if source.cell else None)
            least = 1.0
            for run in source.runs:
                least = min(least, run.confidence)
                counts = self._pages[run.page]
                counts[0] += run.end - run.start
                counts[1] += (run.end - run.start) * (run.confidence < DOUBTFUL)
                if run.confidence < 1:
                    self._recognised.add(run.page)
            self._least[row].append((source.cell, least))

    def beside(self, evidence: Evidence) -> float:
        """The least sure character of the row's other cells; 1 for a paragraph, whose sentences are long."""
        own = {place.cell for place in evidence.places}
        rows = {_row(place) for place in evidence.places if place.cell is not None}
        return min((least for row in rows for cell, least in self._least[row] if cell not in own), default=1.0)

    def unread(self, evidence: Evidence) -> float:
        """How many characters, up to four, that nothing explains stand in the value's row; of text, beside it."""
        total = 0
        for place in evidence.places:
            for other in self._unread.get(_row(place), ()):
                apart = max(other.span[0] - place.span[1], place.span[0] - other.span[1])
                if place.cell is not None or apart <= _BESIDE:
                    total += other.span[1] - other.span[0]
        if self.cut(evidence):
            after = self._unread.get((evidence.places[-1].block + 1, None), ())
            total += sum(other.span[1] - other.span[0] for other in after if other.span[0] <= _BESIDE)
        return float(min(total, _MUCH))

    def split(self, evidence: Evidence) -> float:
        """Whether the cell next to a value's holds print that nothing explains: 1, and 2 where that and the value are
        figures («15.» beside «7276»): a false rule went through one."""
        found = 0.0
        for place in evidence.places:
            grid = self._grids.get(place.block)
            own = grid.at(*place.cell) if grid and place.cell else None
            if grid is None or own is None:
                continue
            for other in self._unread.get(_row(place), ()):
                beside = grid.at(*other.cell) if other.cell else None
                if beside is None or beside[0] is own[0]:
                    continue
                left, right = sorted((own[0], beside[0]), key=lambda cell: cell.column)
                if left.column + left.column_span == right.column:
                    figures = _FRAGMENT.fullmatch(squeeze(left.text)) and _FRAGMENT.fullmatch(squeeze(right.text))
                    found = max(found, 2.0 if figures else 1.0)
        return found

    def lone(self, evidence: Evidence) -> bool:
        """Whether the value's row is cut into cells as no other row of its table is: a rule lost, or one too many."""
        return any(_row(place) in self._lone for place in evidence.places)

    def wide(self, evidence: Evidence) -> bool:
        """Whether the value's cell is wider than most that begin in its column: a rule between two columns is lost."""
        return any(place.cell is not None and (place.block, place.cell) in self._wide for place in evidence.places)

    def twice(self, pointer: str) -> bool:
        """Whether the row above or below has its value from the same cell."""
        return pointer in self._twice

    def doubted(self, evidence: Evidence) -> float:
        """The share of doubtful characters on the value's pages."""
        counts = [self._pages[place.page] for place in evidence.places if place.page in self._pages]
        return max((doubtful / total for total, doubtful in counts if total), default=0.0)

    def scanned(self, *all_of: Evidence) -> bool:
        """Whether the place of a value, or of one beside it, is on a page that was recognised, not read."""
        return any(place.page in self._recognised for evidence in all_of for place in evidence.places)

    def cut(self, evidence: Evidence) -> bool:
        """Whether a value ends where its paragraph does, and that not with a mark: the rest may stand in the next."""
        if not evidence.places or evidence.places[-1].cell is not None:
            return False
        source = self._paragraphs.get(evidence.places[-1].block)
        if source is None:
            return False
        text = source.text.rstrip()
        return evidence.places[-1].span[1] >= len(text) and not _CLOSED.search(text)


def frayed(text: str) -> bool:
    """Whether lines do not go on from one another: «面积», «面积», as a line is read twice at the edge of two strips;
    «12», «5», «5», figures of three rows, as no cell is so narrow that one figure breaks there; a label said twice."""
    lines = [squeeze(line) for line in text.split("\n")]
    if len(lines) > 1 and all(line.isdecimal() for line in lines) and len(lines[0]) <= _NARROW:
        return True
    if _DOUBLED.match("".join(lines)):
        return True
    return any(line and before.endswith(line) for before, line in pairwise(lines))


def misfit(pointer: str, text: str) -> bool:
    """Whether a text cannot be what its field holds: a name with figures, a telephone number with none, a label of one
    character or with an amount in it."""
    word = squeeze(text)
    if _LABEL.search(pointer):
        return len(word) < 2 or _AMOUNT.search(word) is not None
    if _PERSON.search(pointer):
        return not _NAME.fullmatch(word)
    if _PHONE.search(pointer):
        digits = sum(letter.isdigit() or letter in "*xX" for letter in word)
        return digits < _FEWEST_DIGITS or any("\u3400" <= letter <= "\u9fff" for letter in word)
    return False


def _lone(table: Table) -> set[int]:
    """The rows of a table whose columns are as in no other row; cells over several rows count in each."""
    shapes: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            shapes[row].append((cell.column, cell.column_span))
    counts = Counter(tuple(sorted(shape)) for shape in shapes.values())
    rare = {row for row, shape in shapes.items() if counts[tuple(sorted(shape))] == 1}
    return rare if len(shapes) >= _FEW else set()


def _wide(table: Table) -> set[tuple[int, int]]:
    """The cells of a table that span more columns than most of those that begin in the same column."""
    spans: dict[int, Counter[int]] = defaultdict(Counter)
    for cell in table.cells:
        spans[cell.column][cell.column_span] += 1
    usual = {column: counts.most_common(1)[0] for column, counts in spans.items()}
    return {
        (cell.row, cell.column)
        for cell in table.cells
        if cell.column_span > usual[cell.column][0]
        and usual[cell.column][1] >= max(_MOST * spans[cell.column].total(), _FEW)
    }


def _twice(report: Report) -> set[str]:
    """The values of fields that are each row's own, where two rows have one from the same characters."""
    found: dict[tuple[str, int, tuple[int, int] | None, tuple[int, int]], list[str]] = defaultdict(list)
    for pointer, evidence in report.evidence.items():
        name = _OWN.search(pointer)
        if name and evidence.places and evidence.text.strip():
            place = evidence.places[0]
            found[name[1], place.block, place.cell, place.span].append(pointer)
    return {pointer for pointers in found.values() if len(pointers) > 1 for pointer in pointers}


def _row(place: Place) -> _Row:
    return (place.block, place.cell[0] if place.cell else None)


def _sources(structured: Structured) -> Iterator[Source]:
    yield from structured.sources.values()
    for grid in structured.grids.values():
        yield from grid.sources
