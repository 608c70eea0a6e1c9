"""The rows of indicators of a table of a cell a line whose other parts cannot be read: its own heading above them, its
total below, and the sums of the points given and to be had as the proof that each figure stands in its column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from jixiao import lazy_re as re
from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.celltexts import figure_of, known_level
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.fixed import MONEY
from jixiao.structure.flat.headwords import Anchor
from jixiao.structure.flat.shapes import Shape
from jixiao.structure.flat.tokens import Token
from jixiao.structure.form_model import LEVELS
from jixiao.structure.headings import LONGEST

_NEAR = 0.005
_POINTS = re.compile(r"\((\d{1,2})分\)")
_ROUNDED = 0.0051  # of a rate that an author rounded to a whole percent at the most
_ENDS = ("。", "；", ";")
_FEW = 3  # rows without which sums prove nothing


def indicator_parts(shape: Shape, anchors: Sequence[Anchor], limit: int) -> Iterator[tuple[list[Anchor], int]]:
    """The heading of levels and the total right below its rows, with the token behind the total's row at the latest."""
    for at, (head, total) in enumerate(pairwise(anchors)):
        zone = shape.form.zones[head.kind.zone]
        levelled = head.kind.what == "heading" and any(column.merged for column in zone.columns)
        if levelled and total.kind.what == "total" and shape.form.zones[total.kind.zone].after == zone.id:
            following = anchors[at + 2 : at + 3]
            yield [head, total], following[0].start if following else limit


def is_proven(rows: Sequence[FitRow], tokens: Sequence[Token], anchors: Sequence[Anchor], patterns: Patterns) -> bool:
    """Whether the total's points are the sums of those in its columns, but for what a form gives for money, which is
    printed above; no row has more than are to be had."""
    totals = [row for row in rows if row.kind is not None and row.kind.what == "total"]
    if len(totals) != 1 or any(row.lacks_cells or _goes_on(row, patterns) or _heads_text(row) for row in rows):
        return False
    total = totals[0]
    data = [row for row in rows if _is_indicator(row)]
    if _has_others(rows, patterns) or any(_belies_rate(row) for row in rows):
        return False
    if any(not (place.id or place.merge) for row in data if row.kind for place in row.kind.places):
        return False  # a column that no form has: nothing tells what stands in it
    points = [_points(row) for row in data]
    whole = _points(total)
    if len(data) < _FEW or any({*row} != {"weight", "score"} for row in [*points, whole]):
        return False
    if any(row["score"] > row["weight"] for row in points):
        return False
    had, given = (whole[id_] - sum(row[id_] for row in points) for id_ in ("weight", "score"))
    if not any(abs(had - money) < _NEAR for money in MONEY) or not -_NEAR < given < had + _NEAR:
        return False
    zone = next(row.kind.zone for row in data if row.kind is not None)
    head = next((one for one in anchors if one.kind.what == "heading" and one.kind.zone == zone), None)
    return _is_printed(had, given, tokens[: head.start] if head is not None else ())


def _is_indicator(row: FitRow) -> bool:
    return row.kind is not None and row.kind.what == "data" and bool(row.kind.levels)


def _has_others(rows: Sequence[FitRow], patterns: Patterns) -> bool:
    """Whether a label and its value stand among the rows of indicators, or a word of a level is a value: a cell of
    another row stands in their place, which no sum shows."""
    places = [at for at, row in enumerate(rows) if _is_indicator(row)]
    if places and not all(_is_indicator(row) for row in rows[places[0] : places[-1]]):
        return True
    if not all(known_level(level, patterns) for row in rows if _is_indicator(row) for level in _levels(row)):
        return True  # «年度绩效目标» in the place of «效益指标»
    pairs = [row for row in rows if row.kind is not None and row.kind.what == "pair"]
    return any(known_level(cell.word, patterns) for row in pairs for cell in row.cells)


def _is_printed(had: float, given: float, above: Sequence[Token]) -> bool:
    """Whether the points of the money stand above the rows, those to be had in a label too («（20分）»)."""
    if abs(had) < _NEAR:
        return abs(given) < _NEAR
    figures = [figure for token in above if (figure := figure_of(token.key)) is not None]
    told = [float(points) for token in above for points in _POINTS.findall(token.key)]
    most = sum(abs(figure - had) < _NEAR for figure in [*figures, *told])
    got = sum(abs(figure - given) < _NEAR for figure in figures)
    return most > 0 and got > 0 and (abs(had - given) > _NEAR or most > 1)


def _goes_on(row: FitRow, patterns: Patterns) -> bool:
    """Whether a text of a row has several lines that are no word of a level together: one of them may be another cell,
    or a label and its value, which no sum shows."""
    if not _is_indicator(row):
        return False
    texts = [cell.text for cell in row.cells if "\n" in cell.text.strip("\n")]
    return not all(known_level(squeeze(text), patterns) for text in texts)


def _heads_text(row: FitRow) -> bool:
    """Whether a cell of a heading holds a text: another label and its value that stand before the block's own."""
    if row.kind is None or row.kind.what != "heading":
        return False
    lines = [[line.strip() for line in cell.text.strip().split("\n")] for cell in row.cells]
    return any(len(of) > 1 and any(len(line) > LONGEST or line[-1:] in _ENDS for line in of) for of in lines)


def _levels(row: FitRow) -> list[str]:
    """The words of level 1 and 2 that stand in a row."""
    if row.kind is None:
        return []
    shown = [place for at, place in enumerate(row.kind.places) if at not in (row.holes or ())]
    cells = zip(shown, row.cells, strict=False)
    return [text for place, cell in cells if place.merge in LEVELS and (text := cell.word)]


def _belies_rate(row: FitRow) -> bool:
    """Whether a row's rate is not what was spent of the money planned: one of the three may be another's figure."""
    if row.kind is None or row.kind.what != "data":
        return False
    shown = [place for at, place in enumerate(row.kind.places) if at not in (row.holes or ())]
    texts = {place.id: cell.word for place, cell in zip(shown, row.cells, strict=False)}
    planned, spent = (figure_of(texts.get(id_, "")) for id_ in ("full_year", "executed"))
    rate = figure_of(texts.get("rate", "").removesuffix("%"))
    if not planned or spent is None or rate is None:
        return False
    return all(abs(spent / planned * times - rate) > _ROUNDED * times for times in (1, 100))


def _points(row: FitRow) -> dict[str, float]:
    """The figures of a row's points, by column."""
    if row.kind is None:
        return {}
    shown = [place for at, place in enumerate(row.kind.places) if at not in (row.holes or ())]
    figures = (
        (place.id, figure_of(cell.word))
        for place, cell in zip(shown, row.cells, strict=False)
        if place.type == "score" and place.id in ("weight", "score")
    )
    return {id_: figure for id_, figure in figures if figure is not None}
