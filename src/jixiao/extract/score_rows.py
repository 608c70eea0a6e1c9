"""The whole's score and grade in a row of labels and values of a form: «自评得分 | 97.8 | 评价等级 | 优» among its
money or below its rows, where no row of totals gives them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from jixiao.extract.context import Context, Draft
from jixiao.extract.draft import matches_of, unreadable
from jixiao.extract.draft import score as points_of
from jixiao.extract.ticks import ticked
from jixiao.patterns import Expression
from jixiao.quotes import Quote, Reading, Text, squeeze
from jixiao.structure.flat.celltexts import figure_of
from jixiao.structure.match import Box, FormMatch, Record, ZoneMatch
from jixiao.structure.match_model import PairMatch
from jixiao.structure.model import Grid
from jixiao.structure.sums import is_full, is_score
from jixiao.values import number

_LEAST, _FULL = 30, 100
"""What a whole's score may be where nothing but its label tells it."""
_TOTAL = "form.evaluation.total"


def score_beside(context: Context, form: FormMatch, rows: Sequence[Draft]) -> Reading[Decimal] | None:
    """The figure behind a label of the whole's score, if it is the only one and no less than the indicators' points
    together: fewer are a part's («执行率 | 98% | 得分 | 9.8»)."""
    least = least_of(rows)
    label = context.patterns["table.whole_score"]
    found: list[tuple[Quote, Reading[Decimal]]] = []
    for name, value in _beside(form, label):
        read = None if _is_one_of_two(context, value.quote()) else points_of(value.quote(), f"{_TOTAL}.score")
        if read is not None and read.value is not None and 0 < least <= read.value <= _FULL:
            found.append((name.quote(), read))
    if len(found) != 1:
        return None
    context.claims.structure.append(found[0][0])
    return found[0][1]


def score_of_pair(context: Context, stated: PairMatch | None) -> Reading[Any] | None:
    """The score behind its label; null and named where another figure stands right behind it."""
    if stated is None or stated.value is None:
        return None
    if _is_one_of_two(context, stated.value):
        return unreadable(context, stated.value, f"{_TOTAL}.score", "得分", "score")
    return number(stated.value, f"{_TOTAL}.score")


def _is_one_of_two(context: Context, value: Quote) -> bool:
    """Whether another figure stands right behind a figure in its row of the table («总得分 | 100 | 96.64» above all
    headings): none says which of the two is the score."""
    source = value.spans[0].source
    if source.cell is None:
        return False
    row, column = source.cell
    cells = context.structured.grids[source.block].row(row)
    behind = next((cell for cell, _ in cells if cell.column > column and cell.text.strip()), None)
    other = squeeze(behind.text) if behind is not None else ""
    figure = figure_of(other)
    return figure is not None and figure != figure_of(value.match)


def score_among_money(
    context: Context, form: FormMatch, funds: Sequence[Draft], rows: Sequence[Draft]
) -> Reading[Decimal] | None:
    """The whole's score taken out of a row of money («执行数 | 40.80 | 执行率 | 97.14% | 自评得分 | 96.5»): its label
    stands beside it in the row, no weight of money does, and the indicators' points are no more."""
    least, fund = least_of(rows), funds[0] if len(funds) == 1 else None
    head = next((zone.named.get("score") for zone, _ in form.records("funds")), None)
    if head is None or not isinstance(fund, dict) or not context.patterns["table.whole_score"].fits(head.match):
        return None
    read, weight = fund["score"], fund["weight"]
    if not isinstance(read, Reading) or read.value is None or not 0 < least <= read.value <= _FULL:
        return None
    if weight is not None or _row(head.quote) is None or _row(head.quote) != _row(read.quote):
        return None
    fund["score"] = None
    return read.named(f"{_TOTAL}.score")


def _row(quote: Quote) -> int | None:
    """The row of the table that a quote stands in, as printed."""
    place = quote.spans[0].source.cell if quote.spans else None
    return place[0] if place else None


def least_of(rows: Sequence[Draft]) -> Decimal:
    """The indicators' points together: the whole's are no less."""
    return sum((points for row in rows if (points := _points(row)) is not None), Decimal(0))


def grades_beside(context: Context, form: FormMatch) -> Iterator[Text]:
    """What stands behind the labels of grades."""
    for name, value in _beside(form, context.patterns["table.grade"]):
        if context.patterns.rating(value.match):
            context.claims.structure.append(name.quote())
            yield value


def said_in_rows(context: Context) -> tuple[Reading[Decimal], Draft] | None:
    """Score and grade of a row of a table that is no 自评表 («自评得分 | 92 | 自评等级 | 优» of a narrated sheet), the
    only one that gives a score. A figure where the next label would be («自评得分 | 98.5 | 95.6 | 89.2») is another
    project's."""
    forms = matches_of(context)
    label, graded = context.patterns["table.whole_score"], context.patterns["table.grade"]
    found: list[tuple[Text, Reading[Decimal], list[tuple[Text, Text]]]] = []
    for block, grid in context.structured.grids.items():
        for row in range(grid.table.rows) if block not in forms else ():
            cells = [view for _, source in grid.row(row) if (view := source.view())]
            pairs = list(zip(cells[::2], cells[1::2], strict=False)) if len(cells) % 2 == 0 else []
            if not pairs or not label.fits(pairs[0][0].match) or any(name.match[:1].isdigit() for name, _ in pairs):
                continue
            if read := points_of(pairs[0][1].quote(), label.id):
                found.append((pairs[0][0], read, pairs[1:]))
    if len(found) != 1 or found[0][1].value is None or not _LEAST <= found[0][1].value <= _FULL:
        return None
    name, read, others = found[0]
    grade: Draft = next((grade_of(context, value) for other, value in others if graded.fits(other.match)), None)
    labels = [name, *(other for other, _ in others if graded.fits(other.match))]
    context.claims.structure.extend(one.quote() for one in labels)
    return read, grade


def _beside(form: FormMatch, label: Expression) -> Iterator[tuple[Text, Text]]:
    """Each label with the filled cell behind it, in a row that is no heading."""
    if not label.required.somewhere_in(form.grid.words):
        return
    heads = {box.cell.row for zone in form.zones for box in zone.headings}
    heads |= {record.row for record in (form.total, *form.totals_below) if record is not None}
    for row in range(form.grid.table.rows):
        if row not in heads:
            filled = [source for cell, source in form.grid.row(row) if cell.text and not cell.text.isspace()]
            for name, value in pairwise(filled):
                if label.fits(squeeze(name.text)):
                    yield name.view(), value.view()


def _points(row: Draft) -> Decimal | None:
    reading = row.get("score") if isinstance(row, dict) else None
    return reading.value if isinstance(reading, Reading) else None


def grade_of(context: Context, view: Text) -> Draft:
    """A grade that stands alone: behind the total (R28 of the corpus), in a row of its own, ticked among others, behind
    its label; quotation marks off."""
    start = len(view.match) - len(view.match.lstrip('"'))
    word = view.match.strip('"')
    quote = view.quote(start, start + len(word))
    canonical = context.patterns.rating(word) if word else None
    if canonical is None and (told := context.patterns["rating.labelled"].match(view)):
        context.claim(told)
        quote, canonical = told.quote("rating"), context.patterns.rating(told["rating"])
    if canonical is None and (tick := ticked(context, view)):
        quote, canonical = tick.quote("rating"), context.patterns.rating(tick["rating"])
    if canonical is None:
        return None
    return {
        "text": Reading(quote.printed, quote, "evaluation.rating"),
        "canonical": Reading(canonical, quote, "evaluation.rating", (f"{quote.printed} → {canonical}",)),
    }


def grade_in_row(context: Context, grid: Grid, row: int) -> Draft:
    """The grade that the row of a total holds in whatever column, or its label («总分（自评等级：良）»)."""
    return next((graded for _, source in grid.row(row) if (graded := grade_of(context, source.view()))), None)


def weight_of_total(
    record: Record, zone: ZoneMatch | None, numbers: Sequence[Box], weight: Box | None, points: Box | None
) -> Box | None:
    """The total's weight, also merged across the weights of all levels («合计 | 100 | 88.5»), or below another heading
    where no column has weights («总分 | 100分 | 98»: the names have theirs in brackets)."""
    if not (points and points.match) or (weight and weight.match):
        return weight
    if zone and "weight" not in zone.named and [box.cell.column < points.cell.column for box in numbers] == [True]:
        return numbers[0]
    whole = record.cells.get("level1_weight")
    return whole if whole and whole.match[:1].isdigit() else weight


def points_of_numbers(form: FormMatch, numbers: Sequence[Box], weight: Box | None) -> tuple[Box | None, Box | None]:
    """The weight and the score of a total of which ``numbers`` stand below neither: «总分 | 98 | 扣分 | 2», «总分 | 100
    | 评价等级 | 优»."""
    zone = form.zone("indicators")
    if zone and is_score(zone, form.zones, numbers[0]):
        return weight, numbers[0]
    if len(numbers) > 1:
        return numbers[0], numbers[1]
    return (numbers[0], None) if zone and is_full(zone, form.zones, numbers[0]) else (weight, numbers[0])


def only_points(record: Record) -> Reading[Decimal] | None:
    """The one figure of a row, below whatever heading."""
    boxes = {id(box): box for id_ in record.cells for box in record.boxes(id_)}
    found = [points for box in boxes.values() if (points := points_of(box.quote, f"{_TOTAL}.score"))]
    return found[0] if len(found) == 1 else None


def doubted_weight(
    context: Context, form: FormMatch, weight: Box | None, points: Box | None
) -> Reading[Decimal] | None:
    """The total's weight behind a label, null and said so, where it is the sum of what was scored, and another figure
    is the score («自评总分 | 98 | 得分 | 95»)."""
    zone = form.zone("indicators")
    if not zone or not weight or not points or not points.match or points.match == weight.match:
        return None
    if zone.owner.get(weight.cell.column) == "weight" or not is_score(zone, form.zones, weight):
        return None
    return unreadable(context, weight.quote, f"{_TOTAL}.weight", "合计", "total")
