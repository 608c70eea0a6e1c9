"""Rows of which a form prints the labels: pairs of label and value, and the total. Aligned one cell a token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations, pairwise

from jixiao import lazy_re as re
from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.builder import UnreadableError
from jixiao.structure.flat.celltexts import figure_of, known_level, misfit
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.headwords import Anchor, label_end
from jixiao.structure.flat.shapes import Place, RowKind
from jixiao.structure.flat.tokens import Token, cell_of
from jixiao.structure.form_model import key_of
from jixiao.structure.labels import label_at

FIGURES = ("amount", "count", "number", "percent", "score")
MONEY = (0.0, 10.0, 20.0)
"""Points that a form gives for the money that was spent: the sums of the rows below lack these."""
_NEAR = 0.005
_GOES_ON = (":", ";", ",", "、", "。")  # a line of a value that ends so has another below
_GOAL = re.compile(r"(?:目标|任务)?(\d{1,2}|[一二三四五六七八九十])[:、.]?")


class Fixed:
    """Reads such rows from tokens. ``last``: no printed row follows; ``marked``: then something ends the table;
    ``printed``: which tokens are a label of
    the form or a figure, and so a cell of their own; ``labels``: those of all pairs of a zone.
    ``partial``: the money above, whose points a total counts too, is not among the rows."""

    def __init__(
        self,
        tokens: list[Token],
        patterns: Patterns,
        printed: Sequence[bool],
        labels: Sequence[frozenset[str]],
        *,
        partial: bool = False,
    ) -> None:
        self.partial = partial
        self.tokens, self.patterns, self.printed, self.labels = tokens, patterns, printed, labels

    def row(self, anchor: Anchor, kind: RowKind, stop: int, *, last: bool, marked: bool) -> tuple[FitRow, int]:
        """The row, and the token behind it: its label, then one cell a token (the last may have several). Raises
        `UnreadableError`."""
        first = anchor.cells[0]
        if not last and (several := self._several(first, kind, stop)) is not None:
            return several, stop
        if anchor.stop >= stop and first[1] - first[0] > 1:  # «存在问题», «（200字以内）»: the value, not the label's
            return self._cells(kind, (first[0], first[1] - 1), stop, last=last, marked=marked)
        try:
            return self._cells(kind, first, stop, last=last, marked=marked)
        except UnreadableError:
            # «部门联系人», «（略）», «联系电话»: too few cells, because a value in brackets looked like the label's end
            if last or first[1] - first[0] < 2 or self.tokens[first[1] - 1].key[:1] != "(":
                raise
            return self._cells(kind, (first[0], first[1] - 1), stop, last=last, marked=marked)

    def _several(self, first: tuple[int, int], kind: RowKind, stop: int) -> FitRow | None:
        """A pair with others behind it of which the form says no place («项目名称», «项目代码»): a label and
        its value by turns, a line each; None where these are no such cells."""
        cells = [first, *((at, at + 1) for at in range(first[1], stop))]
        labels, values = cells[2::2], cells[1::2]
        issued = next((place.labels for place in kind.places[2:3]), frozenset[str]())
        keys = [key_of(self._text(*label)) for label in labels]
        known = self.labels[kind.zone]
        if len(cells) % 2 or len({*keys}) < len(keys) or not known.issuperset(keys):
            return None
        if not labels or (len(labels) == 1 and keys[0] in issued):
            return None  # the form's own row
        texts = [self._text(*value) for value in values]
        start, end = kind.places[1].column, kind.places[-1].column + kind.places[-1].span
        if end - start < len(cells) - 1 or any(key_of(t) in known or known_level(t, self.patterns) for t in texts):
            return None
        places = [Place(start + at, 1, "text") for at in range(len(cells) - 2)]
        places.append(Place(start + len(places), end - start - len(places), "text"))
        return self._fitted(cells, replace(kind, places=(kind.places[0], *places)))

    def _cells(
        self, kind: RowKind, first: tuple[int, int], stop: int, *, last: bool, marked: bool
    ) -> tuple[FitRow, int]:
        places = kind.places
        at = first[1]
        cells = [first]
        for number, place in enumerate(places[1:], 1):
            end = self._cell(place, at, stop, final=number == len(places) - 1, last=last, marked=marked)
            if place.type in FIGURES and misfit(place.type, self._text(at, end), self.patterns) >= 3:
                raise UnreadableError
            if end > at + 1 and not place.labels and self._is_patched(at, end):
                raise UnreadableError  # another cell among the lines of a value
            if not place.labels and known_level(self._text(at, end), self.patterns):
                raise UnreadableError  # a word of level 1 or 2, perhaps the first line of it: its cell is another
            cells.append((at, end))
            at = end
        if at < stop and not last:
            raise UnreadableError
        known = self.labels[kind.zone]
        for one, two in pairwise(cells[1:]):  # not of a label and a blank value: nobody filled in «部门联系人»
            if self._text(*one) and self._text(*two) and key_of(self._text(one[0], two[1])) in known:
                raise UnreadableError  # «实施», «单位» as the value before a label, and the label
        return self._fitted(cells, kind), at

    def _is_patched(self, start: int, stop: int) -> bool:
        """Whether lines may be several cells: one is a cell of its own, or ends in the midst of a name, or a list that
        is part of no other begins anew («1.持续性项目☑», «1、常年性项目□»)."""
        keys = [token.key for token in self.tokens[start:stop] if token.key]
        broken = any(not key.endswith(_GOES_ON) and not paragraph_number(key) for key in keys[:-1])
        numbered = [(key[0].isdigit(), number) for key in keys if (number := paragraph_number(key))]
        anew = all(plain for plain, _ in numbered) and any(b <= a for (_, a), (_, b) in pairwise(numbered))
        return broken or anew or any(self.printed[start:stop])

    def _fitted(self, cells: Sequence[tuple[int, int]], kind: RowKind) -> FitRow:
        return FitRow([cell_of(self.tokens, a, b) for a, b in cells], [], kind)

    def _cell(self, place: Place, at: int, stop: int, *, final: bool, last: bool, marked: bool) -> int:
        if at >= stop:
            raise UnreadableError
        if not final:  # the second label of a row of pairs may be broken over lines too («自评总分», «（分）»)
            return max(label_end(place.labels, self.tokens, at, stop), at + 1) if place.labels else at + 1
        if not last:
            return stop if self.tokens[at].key or stop == at + 1 else self._broken()
        end = at + 1
        while stop > end and not self.tokens[stop - 1].key:
            stop -= 1
        if not self.tokens[at].key:
            return end
        while end < stop and self.tokens[end].key:
            end += 1
        # Nothing tells the last cell's second paragraph from text below the table but a mark that ends the table.
        # or a list that counts on.
        sure = end == at + 1 or (place.type == "text" and ((marked and end == stop) or self._counts_on(at, end)))
        return end if sure else self._broken()

    def _counts_on(self, start: int, stop: int) -> bool:
        """Whether tokens are the items of one list, each a number higher than the one before."""
        numbers = [paragraph_number(token.key) for token in self.tokens[start:stop]]
        return numbers == list(range(1, len(numbers) + 1))

    def _broken(self) -> int:
        raise UnreadableError

    def _text(self, start: int, stop: int) -> str:
        return "".join(token.key for token in self.tokens[start:stop])

    def total(
        self, anchor: Anchor, kind: RowKind, stop: int, rows: Sequence[FitRow], *, last: bool, marked: bool
    ) -> tuple[FitRow, int]:
        """The row of a total. Where it has fewer cells than the columns above, because its label or its last cell runs
        over some, the sums of the columns tell below which of them its figures stand."""
        places = kind.places[1:]
        points = [index for index, place in enumerate(places) if _is_point(place)]
        figures = self._figures(anchor.stop, stop, len(points))
        ways = [
            first
            for first in points
            if figures and {*range(first, first + len(figures))} <= {*points}
            if all(self._adds_up(rows, places[first + n].column, figure) for n, figure in enumerate(figures))
        ]
        kept = [way for way in ways if places[way].id != "review_score"]
        if ways and not kept and len(figures) == 1:
            raise UnreadableError  # the sum of points reviewed alone: a total is of the points given
        ways = kept  # points reviewed are those given, mostly
        whole = self._by_sums(anchor, kind, stop, rows, last=last)
        if whole is not None:
            return whole
        exact = not last and stop - anchor.stop == len(places)
        if exact or len(figures) != 1 or not ways or ways[0] == points[0]:
            try:
                return self.row(anchor, kind, stop, last=last, marked=marked)
            except UnreadableError:
                if exact:
                    raise
        end = anchor.stop + len(figures)
        rest = self.tokens[end:stop]
        if len(ways) != 1 or (not last and (any(t.key for t in rest) or len(rest) >= len(places))):
            raise UnreadableError
        first = ways[0]
        label = replace(kind.places[0], span=places[first].column - kind.places[0].column)
        short = replace(kind, places=(label, *places[first : first + len(figures)]))
        cells = [anchor.cells[0], *((at, at + 1) for at in range(anchor.stop, end))]
        if last:
            return self._fitted(cells, short), end
        short = replace(short, places=(*short.places, *places[first + len(figures) :]))
        return self._fitted([*cells, *((at, at + 1) for at in range(end, stop))], short), stop

    def _by_sums(
        self, anchor: Anchor, kind: RowKind, stop: int, rows: Sequence[FitRow], *, last: bool
    ) -> tuple[FitRow, int] | None:
        """A total with blank cells before or between its figures, each the sum of the one column it can stand below
        («总分», 53, blank, blank, 50.5); None where its cells are others, or there is more than one way."""
        places = kind.places[1:]
        most = anchor.stop + max((len(row.kind) for row in rows if row.kind), default=0)
        end = anchor.stop
        while end < min(stop, most) and (not self.tokens[end].key or figure_of(self.tokens[end].key) is not None):
            end += 1
        filled = [at for at in range(anchor.stop, end) if self.tokens[at].key]
        if not filled or len(filled) == filled[-1] + 1 - anchor.stop or (end < stop and not last):
            return None
        points = [index for index, place in enumerate(places) if _is_point(place)]
        ways = [
            way
            for way in combinations(points, len(filled))
            if all(b - a <= j - i for (a, b), (i, j) in zip(pairwise(filled), pairwise(way), strict=True))
            and (last or end - filled[-1] <= len(places) - way[-1])
            and all(
                self._adds_up(rows, places[index].column, figure_of(self.tokens[at].key) or 0.0)
                for index, at in zip(way, filled, strict=True)
            )
        ]
        if len(ways) != 1:
            return None
        first, below = ways[0][0], dict(zip(ways[0], filled, strict=True))
        label = replace(kind.places[0], span=places[first].column - kind.places[0].column)
        ends = map(below.get, range(first, len(places)))
        cells = [(end, end) if at is None else (at, at + 1) for at in ends]
        short = replace(kind, places=(label, *places[first:]))
        return self._fitted([anchor.cells[0], *cells], short), filled[-1] + 1 if last else stop

    def _figures(self, start: int, stop: int, most: int) -> list[float]:
        """The figures that follow each other from a token on."""
        found: list[float] = []
        for token in self.tokens[start : min(stop, start + most)]:
            figure = figure_of(token.key)
            if figure is None:
                break
            found.append(figure)
        return found

    def _adds_up(self, rows: Sequence[FitRow], column: int, figure: float) -> bool:
        """Whether a figure is the sum of a column of the last zone, with or without points of the money above it."""
        zone = next((row.kind.zone for row in reversed(rows) if row.kind and row.kind.what == "data"), None)
        own, others = 0.0, {0.0}
        for row in rows:
            kind = row.kind
            if kind is None or kind.what != "data":
                continue
            shown = [place for index, place in enumerate(kind.places) if index not in (row.holes or ())]
            for place, cell in zip(shown, row.cells, strict=False):
                value = figure_of(squeeze(cell.text)) if place.type == "score" else None
                if value is not None and kind.zone != zone:
                    others.add(value)
                elif value is not None and place.column == column:
                    own += value
        if self.partial:
            return own > 0 and -_NEAR < figure - own < MONEY[-1] + _NEAR
        return own > 0 and any(abs(own + other - figure) < _NEAR for other in others)


def _is_point(place: Place) -> bool:
    """Whether a total's figure may stand there: its label covers the levels with their points."""
    return place.type == "score" and not place.id.startswith("level")


@lru_cache(maxsize=4096)
def paragraph_number(key: str) -> int:
    """The number that a paragraph begins with (1., 目标2：), 0 if none."""
    label = label_at(key)
    if label is not None and label.number:
        return label.number
    found = _GOAL.match(key) if key.startswith(("目标", "任务")) else None
    return "一二三四五六七八九十".find(found[1]) + 1 or int(found[1]) if found else 0
