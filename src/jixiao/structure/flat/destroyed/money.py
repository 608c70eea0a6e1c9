"""The money block of a stream: which of its figures only one consistent reading allows.

The total's row must bear itself out: its rate is what its amounts give, its score the weight times the rate. The rows
below it are read where their amounts add up to the total's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import islice, product
from typing import TypeVar

from jixiao import lazy_re as re
from jixiao.structure.flat.destroyed.moneysums import adds_up, amount_of, bears_out, complete, not_above, part_bears_out
from jixiao.structure.flat.destroyed.search import (
    AMOUNTS,
    NOWHERE,
    POINTS,
    Budget,
    Cells,
    ExhaustedError,
    Ways,
    cuts,
)
from jixiao.structure.flat.destroyed.stream import FIGURES, Literal, Stream
from jixiao.structure.flat.destroyed.words import Heading, Label, Vocabulary
from jixiao.structure.form_model import key_of, row_key

T = TypeVar("T")

_READ = (*AMOUNTS, *POINTS, "rate")
_FIRST = "其中"
_NUMBERED = re.compile(r"\d{1,2}[.、]")
_COUNTS = re.compile(r"\d{1,2}[、)]\Z")
_POINTS = re.compile(r"[([](\d{1,3})分")
_LAST = re.compile(r"\d{1,2}\.\Z")
_STRAY = re.compile(r"[^0-9]{0,3}[0-9]|[≥≤=<>]")
_PLAIN = re.compile(r"[\u4e00-\u9fff()]{2,14}")
_NEAR = 30
"""Characters before a heading in which its block's label stands, if not behind it."""
_MANY = 64
_MOST = 4
"""Readings looked at, and those of which the common part is taken; more are as good as too many."""

_CHANCE = 0.1


@dataclass(slots=True)
class MoneyRow:
    """A row: its label and where its figures stand."""

    label: Label
    start: int
    stop: int


@dataclass(slots=True)
class Money:
    """A money block: its heading and rows, up to ``stop``; ``cells`` are those that all consistent readings share, row
    by row; ``whole`` when the rows below the total are among them, not only the total's."""

    heading: Heading
    rows: list[MoneyRow]
    stop: int
    cells: list[dict[str, Literal]] = field(default_factory=list)
    readings: list[list[Cells]] = field(default_factory=list)
    whole: bool = False
    bare_rate: bool = False

    @property
    def read(self) -> bool:
        """Whether the total's row is read."""
        return bool(self.cells)


def rows_of(stream: Stream, heading: Heading, words: Vocabulary) -> tuple[list[MoneyRow], Label | None, int]:
    """Labels and figures one behind the other from the heading on; the block's own label where it stands among them
    (set in the middle of its merged cell); and where all that ends."""
    rows: list[MoneyRow] = []
    block = heading.block
    keys = heading.zone.block.keys if heading.zone.block else frozenset()
    at = heading.stop
    text = stream.text
    total = words.total_of_money(text, at, free=at in stream.gaps)
    if total is not None and stream.joined(total.start, total.stop):
        at = _figures(stream, total.stop, words)
        rows.append(MoneyRow(total, total.stop, at))
    while at < len(text):
        label = words.rows.match(text, at)
        if label is None and rows and (number := _NUMBERED.match(text, at)):
            label = words.rows.match(text, number.end())
        if label is None and rows and stream.wrapped and (likely := _likely(stream, at, words)):
            at = _figures(stream, likely.stop, words)
            rows.append(MoneyRow(likely, likely.stop, at))
            continue
        if label is None:
            other = words.headings.match(text, at) if rows and block is None else None
            if other is None or key_of(other[0]) not in keys:
                break
            block = Label(at, other.end(), key_of(other[0]))
            at = other.end()
            continue
        if _goes_on(stream, *label.span(), words):
            break
        at = _figures(stream, label.end(), words)
        rows.append(MoneyRow(Label(label.start(), label.end(), row_key(label[0])), label.end(), at))
    return rows, block, at


def _likely(stream: Stream, at: int, words: Vocabulary) -> Label | None:
    """The label of a row in words that no form prints, up to a blank or a figure («单位其他资金»)."""
    found = _PLAIN.match(stream.text, at)
    ends = [end for end in range(at + 1, found.end()) if end in stream.gaps] + [found.end()] if found else []
    for end in reversed(ends):
        key = row_key(stream.text[at:end])
        if any(words.rows.match(stream.text, inner) for inner in range(at + 1, end) if inner in stream.gaps):
            continue  # the label of a row behind another cell
        if words.patterns.likely_concept(key) not in (None, "total"):
            return Label(at, end, key)
    return None


def _goes_on(stream: Stream, start: int, stop: int, words: Vocabulary) -> bool:
    """Whether a row's label is the beginning of another word («公用经费», of «公用经费类»), up to the next blank."""
    text = stream.text
    if stop >= len(text) or text[stop] < "\u4e00" or start not in stream.gaps or stop in stream.gaps:
        return False
    return not (words.rows.match(text, stop) or words.headings.match(text, stop))


def _figures(stream: Stream, start: int, words: Vocabulary) -> int:
    """Where the figures behind a row's label end: before the number of the next label («10 1.人员类项目»), and before
    any number that counts («1、项目年度目标»)."""
    found = FIGURES.match(stream.text, start)
    if found is None:
        return start
    counts = _COUNTS.search(stream.text, start, found.end() + 1)
    if counts is not None:
        return counts.start()
    number = _LAST.search(found[0])
    at = start + number.start() if number else start
    follows = number and at in stream.gaps and words.rows.match(stream.text, found.end())
    return at if follows else found.end()


def read_money(stream: Stream, heading: Heading, words: Vocabulary, budget: Budget, largest: Decimal) -> Money:
    """The block below a heading, with the figures that are certain; none where the total's row does not bear itself
    out, or in more than one way. ``largest`` bounds an amount in the unit of the table."""
    rows, block, stop = rows_of(stream, heading, words)
    money = Money(replace(heading, block=block), rows, stop)
    columns = [id_ for id_ in heading.ids if id_ in _READ]
    stated = _stated(stream, heading)
    money.bare_rate = any(
        column.id == "rate" and "%" in stream.text[label.start : label.stop]
        for label, column in zip(heading.labels, heading.columns, strict=True)
    )
    if not _readable(heading, rows, words, stated) or _is_headed_apart(stream, money.heading, words):
        return money
    if not _is_followed(stream, stop, words):
        return money
    try:
        given = {"weight": stated} if stated else {}
        ways = Ways(budget, largest, bare_rate=money.bare_rate)
        totals = list(_limited(_total_readings(stream, rows[0], columns, ways, given)))
    except ExhaustedError:
        return money
    try:
        below = _below(stream, rows[1:], columns, ways)
    except ExhaustedError:
        below = None
    joint = _whole_readings(totals, below) if below and _in_order(rows, stream, words) else []
    # The sums bear it out where both amounts that the rate is of are sums.
    borne = bool(joint) and all(any(amount_of(row, id_) for row in joint[0][1:]) for id_ in ("full_year", "executed"))
    if borne or all(_is_strong(stream, rows[0], cells, columns) for cells in totals):
        different = _different(joint)
        money.whole = 0 < len(different) <= _MOST
        if not money.whole and (below is None or not _is_apart(totals, below)):
            return money  # a total that the rows below contradict may owe its own consistency to another's cell
        readings: list[list[Cells]] = joint if money.whole else [[total] for total in totals]
        money.readings = different if money.whole else readings if len(readings) <= _MOST else []
        if money.readings:
            money.cells = [_shared([reading[row] for reading in readings]) for row in range(len(readings[0]))]
    return money


def _whole_readings(totals: Sequence[Cells], below: Sequence[Sequence[Cells]]) -> list[list[Cells]]:
    """The readings of all rows together; none where there are too many."""
    try:
        return list(_limited(_joint(totals, below)))
    except ExhaustedError:
        return []


def _is_apart(totals: Sequence[Cells], below: Sequence[Sequence[Cells]]) -> bool:
    """Whether rows below that do not add up to the total leave it as it is: in no reading of them would they add up if
    one of their amounts and one of the total's changed places."""
    readings = list(islice(product(totals, *below), _MANY + 1))
    if not readings or len(readings) > _MANY:
        return False
    for total, *rows in readings:
        for mine, index, its in product(AMOUNTS, range(len(rows)), AMOUNTS):
            if amount_of(total, mine) in (None, amount_of(rows[index], its)) or amount_of(rows[index], its) is None:
                continue
            changed = [dict(total), *map(dict, rows)]
            changed[0][mine], changed[index + 1][its] = rows[index][its], total[mine]
            if adds_up(changed):
                return False
    return True


def _different(readings: Sequence[list[Cells]]) -> list[list[Cells]]:
    """The readings that differ in more than the columns of zeros and of marks for none."""
    found: dict[frozenset[tuple[int, str, int, int]], list[Cells]] = {}
    for reading in readings:
        figures = frozenset(
            (row, id_, cell.start, cell.stop)
            for row, cells in enumerate(reading)
            for id_, cell in cells.items()
            if cell.value
        )
        found.setdefault(figures, reading)
    return list(found.values())


def _limited(readings: Iterator[T]) -> Iterator[T]:
    for count, reading in enumerate(readings):
        if count == _MANY:
            raise ExhaustedError
        yield reading


def _stated(stream: Stream, heading: Heading) -> Literal | None:
    """The weight where no column holds it but the heading says it, once: «得分(20分×执行率)», «预算执行情况(20分)»."""
    labels = [label for label, column in zip(heading.labels, heading.columns, strict=True) if column.id == "score"]
    texts = [stream.text[label.start : label.stop] for label in (*labels, heading.block) if label]
    found = {Decimal(point[1]) for text in texts for point in _POINTS.finditer(text)}
    if "weight" in heading.ids or len(found) != 1:
        return None
    value = found.pop()
    return Literal(NOWHERE, NOWHERE, value, str(value))


def _readable(heading: Heading, rows: Sequence[MoneyRow], words: Vocabulary, stated: Literal | None) -> bool:
    """Whether the columns are those that arithmetic judges, and the first row, and no other, is the total."""
    ids = heading.ids
    if not {"full_year", "executed", "rate"} <= set(ids):
        return False
    if "score" in ids and "weight" not in ids and stated is None:
        return False
    if any(id_ not in (*_READ, "label", "reason") for id_ in ids) or "reason" in ids[:-1] or not rows:
        return False
    if [id_ for id_ in ids if id_ in AMOUNTS] != [id_ for id_ in AMOUNTS if id_ in ids]:
        return False  # two headings have changed places: no form prints what was spent before what was planned
    first, *others = (row.label.key for row in rows)
    total = first in words.totals_of_money or words.patterns.likely_concept(first) == "total"
    return total and not any(key in words.totals_of_money for key in others)


def _is_headed_apart(stream: Stream, heading: Heading, words: Vocabulary) -> bool:
    """Whether text that is no label stands between the block's label and the heading: of a cell that came there."""
    if heading.block is not None or heading.zone.block is None:
        return False
    first = max(heading.start - _NEAR, 0)
    above = words.headings.finditer(stream.text, first, heading.start)
    return any(key_of(match[0]) in heading.zone.block.keys for match in above)


def _in_order(rows: Sequence[MoneyRow], stream: Stream, words: Vocabulary) -> bool:
    """Whether the rows below the total stand as a form prints them: «其中» only before the first, other funds last."""
    below = rows[1:]
    concepts = [words.patterns.concept(row.label.key) or row.label.key for row in below]
    marked = [stream.text.startswith(_FIRST, row.label.start) for row in below]
    return len({*concepts}) == len(below) and "other" not in concepts[:-1] and not any(marked[1:])


def _total_readings(
    stream: Stream, row: MoneyRow, columns: Sequence[str], ways: Ways, given: Cells
) -> Iterator[dict[str, Literal]]:
    for found in cuts(stream, (row.start, row.stop), columns, ways, lambda cells: bears_out({**given, **cells})):
        cells = {**given, **found}
        glued = ways.bare_rate and any(stream.splits(cell.stop) for cell in found.values())
        if complete(cells, columns) and not glued:
            yield cells


def _is_followed(stream: Stream, stop: int, words: Vocabulary) -> bool:
    """Whether the money ends where words begin, and no cell of another kind was put among its figures."""
    if words.headings.match(stream.text, stop) is not None:
        return True
    return _STRAY.match(stream.text, stop) is None


def _is_strong(stream: Stream, row: MoneyRow, cells: Cells, columns: Sequence[str]) -> bool:
    """Whether a reading with cuts between two digits is no chance: so many cuts there are, so likely is it that one of
    a row that does not bear itself out seems to."""
    if not any(stream.splits(cell.stop) for cell in cells.values()):
        return True
    full, executed, rate = (cells[id_] for id_ in ("full_year", "executed", "rate"))
    places = rate.start - row.start
    ways = places if sum(id_ in AMOUNTS for id_ in columns) < 3 else places * places / 2
    if full.value == executed.value:
        return ways / 10.0 ** sum(char.isdigit() for char in full.text) <= _CHANCE
    return bool(rate.value) and ways * 2 * float(rate.step / (rate.value or 1)) <= _CHANCE


def _below(
    stream: Stream, rows: Sequence[MoneyRow], columns: Sequence[str], ways: Ways
) -> list[list[dict[str, Literal]]]:
    found = []
    for row in rows:
        readings = [
            cells
            for cells in cuts(stream, (row.start, row.stop), columns, ways, part_bears_out)
            if part_bears_out(cells)
        ]
        if len(readings) > 4 * _MANY:
            raise ExhaustedError
        found.append(readings)
    return found


def _joint(totals: Sequence[Cells], below: Sequence[Sequence[Cells]]) -> Iterator[list[Cells]]:
    """All choices of one reading a row whose amounts add up to the total's."""

    def further(chosen: list[Cells], index: int) -> Iterator[list[Cells]]:
        if index == len(below):
            if adds_up(chosen):
                yield list(chosen)
            return
        for cells in below[index]:
            if not_above(chosen[0], cells):
                yield from further([*chosen, cells], index + 1)

    for total in totals:
        yield from further([total], 0)


def _shared(readings: Sequence[Cells]) -> dict[str, Literal]:
    """The cells that all readings of a row have in common."""
    first, *others = readings
    return {id_: literal for id_, literal in first.items() if all(cells.get(id_) == literal for cells in others)}
