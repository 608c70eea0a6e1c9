"""Where the figures of a total's row stand that has fewer cells than its form: its label or a blank cell runs on over
columns, and nothing in the text says which. The points above tell: a figure stands below the column that it adds up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, groupby, takewhile

from jixiao.quotes import squeeze
from jixiao.structure.flat.celltexts import figure_of
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.plans import Plan
from jixiao.structure.flat.shapes import Place, RowKind

_NEAR = 0.011
"""How far a printed total may be from the sum of its points: they are rounded to hundredths."""

MANY = 4
"""Rows above a sum: of fewer, one may by chance be worth as much as all others."""


def place_total(rows: Sequence[FitRow], row: FitRow, printed: RowKind | None = None) -> None:
    """Gives the cells of a total's row their columns by the sums of the ``rows`` above, or refuses the row where they
    do not tell. A row whose cells are as many as its columns, or whose points all have a figure, stays as it is, but
    not where a figure stood below a column of words (one that no form has where there are more than points): then it
    may be of all columns that are ``printed``."""
    kind = row.kind
    if kind is not None and kind.what == "total" and printed is not None and len(row.cells) == len(printed):
        _without_covered(kind, row)
    if kind is None or kind.what != "total" or len(row.cells) > len(kind) or len(row.cells) < 2:
        return
    texts = [cell.word for cell in row.cells[1:]]
    figures = [figure_of(text) for text in texts]
    places = [place for place, value in zip(kind.places[1:], figures, strict=False) if value is not None]
    many = len(places) > sum(place.type == "score" for place in kind.places[1:])  # beside a column of no form
    astray = any((place.id or many) and place.type == "text" for place in places)
    if astray and printed is not None:
        kind = replace(kind, places=(kind.places[0], *_points(printed.places)))
    elif len(row.cells) == len(kind):
        return
    points = [place for place in _points(kind.places[1:]) if place.type == "score"]
    count = sum(figure is not None for figure in figures)
    if count > len(points):
        row.refused = True  # more figures than columns of points: one came from elsewhere
        return
    if not count or (count >= len(points) and not astray):
        # Where a heading changed places its figures may stand below any column.
        row.refused = row.refused or (len(row.cells) < len(kind) and any(_holds_words(rows, p.id) for p in points))
        return
    if astray and len(row.cells) == len(kind) and _stand_right(kind, figures):
        row.kind = _spread(kind, kind.places[1:])  # as many cells as the columns from the first points on
        row.expected = len(row.kind)
        return
    if any(r.kind and r.kind.what == "data" and len(r.cells) != len(r.kind) for r in rows):
        # Covered cells were left out above: nothing adds up, and words may be below any column.
        row.refused = astray or any(key and value is None for key, value in zip(texts, figures, strict=True))
        return
    sums = {place.id: tuple(_sums(rows, place.id)) for place in points}
    ways: dict[tuple[str, ...], tuple[Place, ...]] = {}
    for chosen in combinations(kind.places[1:], len(figures)):
        pairs = [(p, value) for p, value in zip(chosen, figures, strict=True) if value is not None]
        if all(any(abs(value - total) < _NEAR for total in sums.get(p.id, ())) for p, value in pairs):
            ways.setdefault(tuple(p.id for p, text in zip(chosen, texts, strict=True) if text), chosen)
    if len(ways) != 1:
        row.refused = True
        return
    row.kind = _spread(kind, next(iter(ways.values())))
    row.expected = len(row.kind)


def put_below_points(rows: Sequence[FitRow], row: FitRow) -> None:
    """Puts the figures of a total below the points that they add up, where blank cells that its label covers stand at
    its end («总分 | 100 | | | 98 | | | | |»), or all blank cells («总分 | 100 | 98 | | | | |»), so that they are below
    names and targets: where one way alone has each be the sum of the ``rows`` above."""
    kind = row.kind
    if kind is None or kind.what != "total" or len(row.cells) < len(kind):
        return
    if len(row.cells) < 2 or not row.cells[1].text or (len(row.cells) == len(kind) and kind.places[1].type == "score"):
        return  # they stand behind blank cells, or below points already
    texts = [cell.word for cell in row.cells[1:]]
    figures = {at: value for at, text in enumerate(texts) if text and (value := figure_of(text)) is not None}
    points = [place for place in _points(kind.places[1:]) if place.type == "score"]
    told = sum(map(bool, texts))
    if not 0 < told == len(figures) <= len(points) or len(figures) >= points[0].column:
        return
    above = [*takewhile(lambda one: one is not row, rows)]
    if any(r.kind and r.kind.what == "data" and (r.refused or len(r.cells) != len(r.kind)) for r in above):
        return
    sums = {place.id: tuple(_sums(above, place.id)) for place in points}
    ways = [
        chosen
        for chosen in combinations(points, told)
        if all(
            any(abs(value - total) < _NEAR for total in sums[place.id])
            for place, value in zip(chosen, figures.values(), strict=True)
        )
    ]
    if max(figures) >= told:  # blank cells between them: all moved left by as many columns
        starts = [place.column for place in kind.places[1:]]
        moved = [[starts.index(place.column) - at for place, at in zip(way, figures, strict=True)] for way in ways]
        ways = [way for way, by in zip(ways, moved, strict=True) if min(by) == max(by) > 0]
    if len(ways) == 1:
        pairs = [*zip(row.cells[1:], row.keys[1:], strict=False)]
        own = dict(zip((p.column for p in ways[0]), (pairs[at] for at in figures), strict=True))
        blanks = iter([pair for at, pair in enumerate(pairs) if at not in figures])
        pairs = [(row.cells[0], row.keys[0]), *(own.get(p.column) or next(blanks) for p in kind.places[1:])]
        row.cells, row.keys = [cell for cell, _ in pairs], [key for _, key in pairs]


def _holds_words(rows: Sequence[FitRow], id_: str) -> bool:
    """Whether most of what stands below a column of points is no figure, or a share («281家», «100%»)."""
    own = (zip(row.kind.places, row.cells, strict=True) for row in rows if row.kind and _is_whole(row))
    texts = [text for pairs in own for place, cell in pairs if place.id == id_ and (text := cell.word)]
    odd = sum(text.endswith("%") or figure_of(text) is None for text in texts)
    return len(texts) >= MANY and odd * 2 > len(texts)


def _is_whole(row: FitRow) -> bool:
    """Whether a row of data has all its cells."""
    return row.kind is not None and row.kind.what == "data" and len(row.cells) == len(row.kind)


def _without_covered(kind: RowKind, row: FitRow) -> None:
    """Takes out of a row of all columns the blank cells that its label covers («总分 | | | | 100 | 98.68»)."""
    covered = len(row.cells) - len(kind)
    if 0 < covered == kind.places[0].span - 1 and not any(cell.text.strip() for cell in row.cells[1 : covered + 1]):
        del row.cells[1 : covered + 1]
        row.keys = [*row.keys[:1], *row.keys[covered + 1 :]]


def is_sum(rows: Sequence[FitRow], row: FitRow) -> bool:
    """Whether a row of data holds the sums of all points of its zone among the ``rows`` above it, perhaps with those of
    the money: a total without its label."""
    zone = row.kind.zone if row.kind is not None else -1
    here = [other for other in rows if other.kind and other.kind.zone == zone and _points_of(other)]
    return len(here) >= MANY and adds_up(rows, row, zone)


def is_pushed(head: FitRow, row: FitRow) -> bool:
    """Whether of a total in which merged text is said again a figure covers two columns of points and another none: it
    was pushed by that («总分 | 100 | 100 | 99.38 | 99.38» below «… | 实际完成值 | 分值 | 得分»), and each may be of
    either."""
    below = head.below.places if head.below is not None else ()
    texts = [cell.text for cell in head.cells]
    starts = [at for at, text in enumerate(texts) if not at or text != texts[at - 1]]
    if len(starts) != len(below) or len(texts) != len(row.cells):
        return False
    points = {at for at, place in zip(starts, below, strict=True) if place.type == "score"}
    at, counts = 0, []
    for text, cells in groupby(row.cells, key=lambda cell: cell.text):
        end = at + len([*cells])
        if at and figure_of(squeeze(text)) is not None:
            counts.append(len(points.intersection(range(at, end))))
        at = end
    return 0 in counts and max(counts) > 1


def exceeds(plan: Plan, here: Mapping[str, float], above: Mapping[str, float]) -> bool:
    """Whether a part's amount is above that of the sum ``above``: where figures are missing it is another column's, or
    another row's («其他资金 | / | 98.60» below «45.60 | 40.00»: the whole's score, exchanged with a blank cell)."""
    amounts = (id_ for id_, place in zip(plan.ids, plan.places, strict=True) if place.type in ("amount", "printed"))
    return any(id_ in above and here.get(id_, 0.0) > above[id_] + 0.005 for id_ in amounts)


def adds_up(rows: Sequence[FitRow], row: FitRow, zone: int) -> bool:
    """Whether the points of a row are the sums of those of a zone among the ``rows`` above it, perhaps with those of
    the money."""
    own = _points_of(row)
    here = [p for other in rows if other.kind and other.kind.zone == zone and (p := _points_of(other))]
    money = [p for other in rows if other.kind and other.kind.zone != zone and (p := _points_of(other))]
    if not own:
        return False
    for id_, value in own.items():
        total = sum(points.get(id_, 0.0) for points in here)
        extra = sum(points.get(id_, 0.0) for points in money)
        if min(abs(total - value), abs(total + extra - value)) >= _NEAR:
            return False
    return True


def _points_of(row: FitRow) -> dict[str, float]:
    """Weight and score of a row of data or a total. Covered cells, which may have been left out, stand at its left."""
    found: dict[str, float] = {}
    places = row.kind.places if row.kind is not None and row.kind.what in ("data", "total") else ()
    for place, cell in zip(reversed(places), reversed(row.cells), strict=False):
        value = figure_of(cell.word) if place.id in ("weight", "score") else None
        if value is not None:
            found[place.id] = value
    return found


def _stand_right(kind: RowKind, figures: Sequence[float | None]) -> bool:
    """Whether each figure stands in a column of points, and each of these has one."""
    pairs = zip(kind.places[1:], figures, strict=True)
    return all((place.type == "score") == (value is not None) for place, value in pairs)


def _points(places: Sequence[Place]) -> list[Place]:
    """The places from the first points on. Those of a level stand left of the indicator's name and add up alike: a
    total's label covers them."""
    scores = [place for place in places if place.type == "score"]
    level = next((place.column for place in places if place.type == "label" or place.merge), None)
    names = (p.column for p in places if p.type == "text" and not p.merge and level is not None and p.column > level)
    name = next((column for column in names if scores and column < scores[-1].column), -1)
    first = next((place.column for place in scores if place.column > name), None)
    return [place for place in places if first is not None and place.column >= first]


def _spread(kind: RowKind, chosen: Sequence[Place]) -> RowKind:
    """The total's row with its label running on to the first of the chosen columns, each of these to the next."""
    label, last = kind.places[0], kind.places[-1]
    bounds = [place.column for place in chosen] + [last.column + last.span]
    places = [replace(place, span=after - place.column) for place, after in zip(chosen, bounds[1:], strict=True)]
    return replace(kind, places=(replace(label, span=bounds[0] - label.column), *places))


def _sums(rows: Sequence[FitRow], id_: str) -> Iterator[float]:
    """What the points of a column add up to: those of the rows of indicators, with those of the money, and with those
    of its whole alone where its parts («其中») repeat them."""
    own = money = whole = 0.0
    zones = [row.kind.zone for row in rows if row.kind is not None and row.kind.what == "data"]
    for row in rows:
        kind = row.kind
        if kind is None or kind.what != "data" or len(row.cells) != len(kind):
            continue
        found = next((cell for place, cell in zip(kind.places, row.cells, strict=True) if place.id == id_), None)
        value = figure_of(found.word) if found is not None else None
        if value is not None and kind.zone == zones[-1]:
            own += value
        elif value is not None:
            whole = whole or value
            money += value
    yield own
    yield own + money
    if whole != money:
        yield own + whole
