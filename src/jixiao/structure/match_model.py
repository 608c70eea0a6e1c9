"""A grid read as a form: what `match` finds and extraction works with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from jixiao import lazy_re as re
from jixiao.document import Cell
from jixiao.quotes import Quote, Source, Span, Text, squeeze
from jixiao.structure.forms import Form, Pair, Row, Zone, key_of
from jixiao.structure.model import Grid

BLANKS = " \t\r\n\v\f\x07\u3000\xa0\u2002\u2003\u2009\ufeff" + "".join(
    map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x206A)))
)
_LABEL = 32  # characters of a text that may be a label
_POINTS = re.compile(r"\(\d+(?:\.\d+)?分\)$")
_TURNED = re.compile(r"([^()]{2,6})\(([\u4e00-\u9fff]{2,3})\)\Z")
_UNIT = re.compile(
    r"[(\[:,/](?:金额)?(?:单位:?)?(亿元|千万元|百万元|万元|千元|百元|元)(?:[)\]]?$|\)(?=[\u4e00-\u9fff]{4,}$))"
)


@lru_cache(maxsize=1024)  # a column's heading is asked for each of its cells
def unit_of(match: str) -> str | None:
    """The money unit at the end of a squeezed label: «全年预算数(元)», «金额(单位:万元)», «…(万元)(20分)»; or before a
    label that a flattened table ran into it: «项目资金(元)年度总体目标»."""
    found = _UNIT.search(_POINTS.sub("", match))
    return found[1] if found else None


def turned(match: str) -> str:
    """A squeezed label with the words of its bracket before it, "" without one."""
    found = _TURNED.match(match)
    return found[2] + found[1] if found else ""


def _meaning(text: str) -> tuple[str, str, str]:
    """A text squeezed, its key as a label, and the label with the words of its bracket before it: «预算数（年初）»
    is «年初预算数» where a form has that ("" without a bracket)."""
    if text.isascii() and text.isalnum():
        return text, text, ""
    if not text or text.isspace():
        return "", "", ""
    match = squeeze(text)
    return match, key_of(match) if match else "", turned(match) if match[-1:] == ")" else ""


_meaning_of_label = lru_cache(maxsize=4096)(_meaning)  # labels come again


class Box:
    """A cell in its meaning: the cell, its source, its squeezed text, and that as a label (`forms.key_of`).

    ``at`` is the slice of the source that the box is, None for all of it: one line of a cell that holds several."""

    __slots__ = ("_quote", "at", "cell", "key", "match", "source", "turned")

    def __init__(self, cell: Cell, source: Source, at: tuple[int, int] | None = None) -> None:
        self.cell = cell
        self.source = source
        self.at = at
        text = source.text[slice(*at)] if at else cell.text
        self.match, self.key, self.turned = _meaning_of_label(text) if len(text) <= _LABEL else _meaning(text)
        self._quote: Quote | None = None

    @property
    def quote(self) -> Quote:
        """The cell's text, blanks at both ends off; an empty quote at its start when it is blank."""
        made = self._quote
        if made is None:
            source, match = self.source, self.match
            first, last = self.at or (0, len(source.text))
            text = source.text[first:last]
            if text == match:  # most cells
                made = Quote((Span(source, first, last),))
            else:
                end = len(text.rstrip(BLANKS)) if match else 0
                start = len(text) - len(text.lstrip(BLANKS)) if end else 0
                made = Quote((Span(source, first + start, first + end),))
            self._quote = made
        return made

    @property
    def view(self) -> Text:
        """The readable view of it."""
        return self.source.view(*self.at) if self.at else self.source.view()

    @property
    def whole(self) -> Quote:
        """All of it, blanks included."""
        return self.source.quote(*self.at) if self.at else self.source.quote()

    @property
    def end(self) -> int:
        """The first grid column behind it."""
        return self.cell.column + self.cell.column_span

    def __repr__(self) -> str:
        return f"Box({self.cell.row}, {self.cell.column}, {self.match!r})"


@dataclass(slots=True)
class Record:
    """A data row: meaning -> cell. A cell merged down from an earlier row is there too (``Box.cell.row`` tells).

    ``more`` holds further cells under one heading (operator, value and unit below 年度指标值). ``known`` is the form's
    own row that its label names. ``gaps``: meanings of columns in which the row has no cell, not even a blank one (what
    stood there could not be told)."""

    row: int
    cells: dict[str, Box]
    more: dict[str, list[Box]]
    known: Row | None = None
    gaps: frozenset[str] = frozenset()
    unit: str = ""
    """The money unit that stands in a cell of its own."""

    def boxes(self, meaning: str) -> list[Box]:
        """All cells of a meaning, from left to right."""
        first = self.cells.get(meaning)
        if first is None:
            return []
        return [first, *self.more[meaning]] if meaning in self.more else [first]


@dataclass(slots=True)
class ZoneMatch:
    """A zone found in a grid. ``columns`` are grid column -> meaning; ``units`` the money units that headings print."""

    zone: Zone
    headings: list[Box] = field(default_factory=list)
    named: dict[str, Box] = field(default_factory=dict)
    block: Box | None = None
    block_rest: list[Box] = field(default_factory=list)
    """The further cells of a block label that a page break tore."""
    owner: dict[int, str] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    banner: Box | None = None
    """The row of one cell, over all columns, that says the level of the rows below it."""
    default_unit: str = "万元"
    """What the table or the line above it prints, else what the form as issued counts in: then ``assumed``."""
    assumed: bool = False

    def unit(self, column: str, record: Record | None = None) -> str:
        """The money unit of a column: its heading's, else that of a row's own label or cell («其中：财政拨款（元）»),
        else its zone's, else the form's. A row's own against the zone's counts where the zone's cannot be."""
        head, label = self.named.get(column), record.cells.get("label") if record else None
        printed, own = self.printed_unit(column), (label and unit_of(label.match)) or (record and record.unit)
        if not record or not own or own == printed or (head and unit_of(head.match)):
            return printed or self.default_unit
        above = (box for box in (self.block, *self.headings[:1]) if box)
        return printed if printed and any(unit_of(box.match) for box in above) and not self._beyond(record) else own

    def _beyond(self, record: Record) -> bool:
        """Whether an amount of a row is more than the whole, that of the first row: it counts in another unit."""
        of_money = [column.id for column in self.zone.columns if column.type == "amount"]
        amounts = [[_amount(row.cells.get(id_)) for id_ in of_money] for row in (record, self.records[0])]
        return any(part > whole > 0 for part, whole in zip(*amounts, strict=True))

    def printed_unit(self, column: str) -> str | None:
        """The money unit that a column's heading or its zone prints, or the label of the zone's first row."""
        for box in (self.named.get(column), self.block, *self.headings[:1]):
            if box and (found := unit_of(box.match)):
                return found
        first = self.records[0].cells.get("label") if self.records else None
        return unit_of(first.match) if first else None


def _amount(box: Box | None) -> Decimal:
    """An amount as it is printed, in whatever unit; 0 where there is none."""
    digits = box.match.replace(",", "") if box else ""
    return Decimal(digits) if digits.replace(".", "", 1).isdecimal() else Decimal()


@dataclass(slots=True)
class PairMatch:
    """A label with what is filled in beside it; ``value`` is an empty quote when nothing is, None without a cell."""

    pair: Pair
    label: Box
    value: Quote | None
    match: str


@dataclass(slots=True)
class FormMatch:
    """A grid as a form: ``score`` is the share of the form's words that were found (0 to 1).

    ``structure`` are the printed words; ``unknown`` the rows that nothing explains; ``captions`` those above the first
    zone (a title or a year inside the table)."""

    form: Form
    score: float
    grid: Grid
    zones: list[ZoneMatch] = field(default_factory=list)
    pairs: dict[str, PairMatch] = field(default_factory=dict)
    total: Record | None = None
    totals_below: list[Record] = field(default_factory=list)
    """Further rows of totals: the first may be that of the indicators alone."""
    captions: list[Box] = field(default_factory=list)
    unknown: list[list[Box]] = field(default_factory=list)
    structure: list[Quote] = field(default_factory=list)
    unit: str = "万元"
    """The money unit where no label prints one; ``unit_assumed``: nor the table or a line above it."""
    unit_assumed: bool = False

    def zone(self, id_: str) -> ZoneMatch | None:
        """The first zone of that id."""
        return next((found for found in self.zones if found.zone.id == id_), None)

    def records(self, id_: str) -> Iterator[tuple[ZoneMatch, Record]]:
        """All records of the zones of that id."""
        for found in self.zones:
            if found.zone.id == id_:
                for record in found.records:
                    yield found, record
