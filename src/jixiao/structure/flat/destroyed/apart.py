"""Figures that a tool printed apart from their labels: rows of figures below their headings, in order, and the names in
front of them elsewhere (PDF text read column by column). Only where blanks part the figures; sums judge them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from jixiao.structure.flat.destroyed.chunks import Chunk, Line, Place
from jixiao.structure.flat.destroyed.measures import Measures
from jixiao.structure.flat.destroyed.money import Money, MoneyRow
from jixiao.structure.flat.destroyed.moneysums import complete
from jixiao.structure.flat.destroyed.rowmodel import MEASURES, Points, Row, Rows
from jixiao.structure.flat.destroyed.rows import adds_up
from jixiao.structure.flat.destroyed.search import AMOUNTS, FULL, POINTS, agrees, earned, fits
from jixiao.structure.flat.destroyed.stream import FIGURES, Literal, Stream, literal_of
from jixiao.structure.flat.destroyed.words import Heading, Label, Vocabulary
from jixiao.structure.form_model import key_of, row_key


def is_apart(stream: Stream, heading: Heading) -> bool:
    """Whether figures follow right behind a heading."""
    return FIGURES.match(stream.text, heading.stop) is not None


def with_block(stream: Stream, heading: Heading, words: Vocabulary, limit: int) -> Heading:
    """The heading with its block's label, where it is printed once behind the figures."""
    keys = heading.zone.block.keys if heading.zone.block and heading.block is None else frozenset()
    rows = [match.span() for match in words.rows.finditer(stream.text, heading.stop, limit)]
    found = [
        Label(match.start(), match.end(), key_of(match[0]))
        for match in words.headings.finditer(stream.text, heading.stop, limit)
        if key_of(match[0]) in keys and not any(start <= match.start() < stop for start, stop in rows)
    ]
    return replace(heading, block=found[0]) if len(found) == 1 else heading


def money_apart(stream: Stream, heading: Heading, words: Vocabulary, limit: int) -> Money:
    """The total's row of a money block whose labels stand elsewhere in [heading.stop, limit); its rate may too. Nothing
    where it does not bear itself out to a hundredth, or in two ways."""
    money = Money(heading, [], heading.stop)
    columns = [id_ for id_ in heading.ids if id_ in (*AMOUNTS, *POINTS, "rate")]
    if columns != list(heading.ids) or not {"full_year", "executed", "rate", *POINTS} <= set(columns):
        return money
    labels = [
        Label(match.start(), match.end(), row_key(match[0]))
        for match in words.rows.finditer(stream.text, heading.stop, limit)
        if row_key(match[0]) in words.totals_of_money
    ]
    found = [
        cells
        for ids in (columns, [id_ for id_ in columns if id_ != "rate"])
        for row in (_row(stream, heading.stop, ids),)
        if row is not None
        for cells in _with_rate(stream, row, heading.stop, limit)
        if complete(cells, columns) and _is_fine(cells)
    ]
    if len(labels) == 1 and len(found) == 1:
        (cells,) = found
        stop = max(cell.stop for cell in cells.values())
        own = [cell.stop for id_, cell in cells.items() if id_ != "rate"]
        money.rows = [MoneyRow(labels[0], heading.stop, max(own))]
        money.cells, money.readings, money.stop = [cells], [[cells]], max(stop, labels[0].stop)
    return money


def _row(stream: Stream, at: int, ids: Sequence[str]) -> dict[str, Literal] | None:
    """The figures that stand in order from a character on, one a column."""
    cells: dict[str, Literal] = {}
    for id_ in ids:
        stop = _token(stream, at, len(stream))
        literal = literal_of(stream.text[at:stop])
        if literal is None or not fits(id_, literal):
            return None
        cells[id_] = replace(literal, start=at, stop=stop)
        at = stop
    return cells


def _with_rate(stream: Stream, cells: dict[str, Literal], start: int, limit: int) -> Iterator[dict[str, Literal]]:
    """The row as it is, or with each rate printed elsewhere that its amounts give."""
    if "rate" in cells:
        yield cells
        return
    for at in range(start, limit):
        if at not in stream.gaps:
            continue
        stop = _token(stream, at, limit)
        rate = literal_of(stream.text[at:stop])
        if rate and rate.unit == "%" and agrees(rate, cells["executed"], cells["full_year"]):
            yield {**cells, "rate": replace(rate, start=at, stop=stop)}


def _is_fine(cells: dict[str, Literal]) -> bool:
    """Whether a rate with decimals and a score bear a row out: what fits so finely is not there by chance."""
    return cells["rate"].step < 1 and earned(cells["score"], cells["weight"], cells["rate"])


def whole_figures(stream: Stream, start: int, stop: int) -> Iterator[str]:
    """The figures between blanks in a part of a stream."""
    for at in range(start, stop):
        if at in stream.gaps and literal_of(text := stream.text[at : _token(stream, at, stop)]):
            yield text


def _token(stream: Stream, at: int, limit: int) -> int:
    """Where what begins at a character ends with a blank."""
    stop = at + 1
    while stop < limit and stop not in stream.gaps:
        stop += 1
    return stop


def rows_apart(stream: Stream, heading: Heading, words: Vocabulary, money: Points, limit: int) -> Rows:
    """Rows of target, actual value, weight and score without names, up to a total that they and the money make up;
    without rows where there is none."""
    if set(heading.ids) != {*MEASURES, *POINTS} or not money.known or heading.stop not in stream.gaps:
        return Rows(heading)
    measures = Measures(stream, words.patterns, heading.stop, limit)
    rows: list[Row] = []
    sums = Decimal(0), Decimal(0)
    at = heading.stop
    while at < limit and sums[0] <= FULL:
        total = _row(stream, at, POINTS)
        borne = list(adds_up(sums, total, money)) if rows and total else []
        if total and borne:
            labels = list(words.total.finditer(stream.text, at, limit))
            label = Label(labels[0].start(), labels[0].end(), labels[0][0]) if len(labels) == 1 else None
            return Rows(heading, rows, None, label, total, borne[0])
        row = _nameless(stream, heading, measures, at)
        if row is None:
            break
        rows.append(row)
        weight, score = (_number(stream, row, id_) for id_ in POINTS)
        sums = sums[0] + weight, sums[1] + score
        at = row.stop
    return Rows(heading)


def _nameless(stream: Stream, heading: Heading, measures: Measures, at: int) -> Row | None:
    """The row that begins at a character: a cell a column, each up to a blank; no score above its weight. A target and
    an actual value in words are kept where they are the same."""
    figures: list[tuple[str, Place]] = []
    begin = at
    words: list[str] = []
    for id_ in heading.ids:
        if at >= len(stream):
            return None
        stop = _token(stream, at, len(stream))
        text = stream.text[at:stop]
        literal = literal_of(text)
        if id_ in POINTS and (literal is None or not fits(id_, literal) or (id_ == "weight" and not literal.value)):
            return None
        if id_ in MEASURES and measures.parse(text) is None:
            if any(char.isdigit() for char in text):
                return None
            words.append(text)
        figures.append((id_, (at, stop)))
        at = stop
    row = Row(Chunk(None, (), Line(None, None, None), sure=False), tuple(figures), None, at)
    if _number(stream, row, "score") > _number(stream, row, "weight") or len(set(words)) > 1:
        return None
    if len(words) == 1:
        return replace(row, figures=tuple(f for f in figures if f[0] in POINTS), blurred=(begin, begin))
    return row


def _number(stream: Stream, row: Row, id_: str) -> Decimal:
    place = row.place(id_)
    literal = literal_of(stream.text[slice(*place)]) if place else None
    return literal.value if literal and literal.value is not None else Decimal(0)
