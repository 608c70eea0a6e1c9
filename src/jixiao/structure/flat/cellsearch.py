"""The cheapest ways to split tokens into the rows of a layout: a short dynamic programme over the cells of a row."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import Protocol

from jixiao.structure.flat.fixed import FIGURES
from jixiao.structure.flat.levelways import Choice
from jixiao.structure.flat.shapes import RowKind
from jixiao.structure.flat.tokens import Token

_PADDING, _PAD = 2, 0.05  # blank lines below a level's word, what each costs
_BARE = 0.35
"""What a blank level beside a blank cell costs: more than doubt between two readings begins at (`align.MARGIN`)."""
_DEEP = 8  # paragraphs of a cell of indicators; goals may have more


def _figure(key: str) -> float | None:
    try:
        return float(key.removesuffix("分").replace(",", ""))
    except ValueError:
        return None


_Entry = tuple[float, "tuple[int, int] | None", int, "tuple[int, int]"]
"""Cost, state before, rank there, token range of the cell that leads here."""


class Costs(Protocol):
    """Tokens, and what it costs to take some as a cell."""

    tokens: list[Token]
    leaves_out: bool

    def reach(self, start: int, stop: int) -> int: ...
    def text_of(self, start: int, stop: int) -> str: ...
    def is_level(self, text: str) -> bool: ...
    def cost(self, kind: RowKind, index: int, start: int, stop: int) -> float: ...


class Search:
    """The cheapest ways to split tokens [start, stop) into rows, two or ``most``. States are (token, place)."""

    def __init__(self, aligner: Costs, kind: RowKind, start: int, stop: int, most: int = 2) -> None:
        self.aligner, self.kind, self.start, self.stop, self.most = aligner, kind, start, stop, most
        self.width = len(kind)
        self.deep = 60 if all(p.type in ("text", "label") for p in kind.places) else _DEEP
        self.merged = [i for i, place in enumerate(kind.places) if place.merge]
        levels = [i for i in self.merged if kind.places[i].merge != "block"]
        self.last_level = levels[-1] if levels else -1
        self.best: dict[tuple[int, int], list[_Entry]] = {}

    def run(self) -> list[tuple[float, list[Choice]]]:
        """The (cost, rows) of these ways, cheapest first."""
        self._add((self.start, 0), (0.0, None, 0, (self.start, self.start)))
        for at in range(self.start, self.stop + 1):
            for index in self._order():
                state = (at, index)
                if state in self.best and at < self.stop:
                    self._extend(state)
                if state in self.best and index == 0 and self.aligner.leaves_out and at < self.stop:
                    self._holes(state)
        return [(entry[0], self.rows(rank, self.stop)) for rank, entry in enumerate(self.best.get((self.stop, 0), ()))]

    def _order(self) -> range:
        return range(self.width)

    def _add(self, state: tuple[int, int], entry: _Entry) -> None:
        entries = self.best.setdefault(state, [])
        if len(entries) < self.most:
            entries.append(entry)
        elif entry[0] < entries[-1][0]:
            entries[-1] = entry
        else:
            return
        at = len(entries) - 1
        while at and entries[at][0] < entries[at - 1][0]:
            entries[at], entries[at - 1] = entries[at - 1], entries[at]
            at -= 1

    def _extend(self, state: tuple[int, int]) -> None:
        """All cells that may begin at a state."""
        at, index = state
        aligner, kind = self.aligner, self.kind
        place = kind.places[index]
        if aligner.leaves_out and place.merge == "block":
            return
        entries, below = self.best[state], (index + 1) % self.width
        bare = _BARE * self._is_bare(index, at) if index <= self.last_level else 0.0
        scores = bool(index) and place.type == kind.places[index - 1].type == "score"
        turned = scores and (kind.places[index - 1].id, place.id) == ("score", "weight")
        one = place.type in FIGURES or not aligner.tokens[at].key
        for end in (at + 1,) if one else self._ends(at):
            price = aligner.cost(kind, index, at, end) + bare
            if price == inf:
                continue
            padded = self._padded(at, end) if index == self.last_level else end
            for stop in (end, padded) if padded > end else (end,):
                here = (at, stop)
                more = _PAD * (stop - end)
                for rank, entry in enumerate(entries):
                    over = 1.0 if scores and self._over(*((here, entry[3]) if turned else (entry[3], here))) else 0.0
                    self._add((stop, below), (entry[0] + price + over + more, state, rank, here))

    def _is_bare(self, index: int, at: int) -> bool:
        """Whether a blank level has a blank cell beside it though covered ones are left out: it belongs rather to the
        row whose word stands beside it («», «社会效益指标»)."""
        tokens = self.aligner.tokens
        if not self.aligner.leaves_out or self.kind.places[index].merge in ("", "block"):
            return False
        return at + 1 < self.stop and not tokens[at].key and not tokens[at + 1].key

    def _over(self, points: tuple[int, int], given: tuple[int, int]) -> bool:
        """Whether a score is above the weight beside it (得分 ≤ 分值), or without one."""
        weight = _figure(self.aligner.tokens[points[0]].key) if points[1] > points[0] else None
        score = _figure(self.aligner.tokens[given[0]].key)
        if score is None or points[0] == points[1]:
            return False
        blank = not self.aligner.tokens[points[0]].key
        return blank or (weight is not None and score > weight)

    def _ends(self, at: int) -> Iterator[int]:
        """Where a cell that begins with a text may end."""
        yield at + 1
        tokens = self.aligner.tokens
        for end in range(at + 2, self.aligner.reach(at, min(at + self.deep, self.stop)) + 1):
            if tokens[end - 1].key:
                yield end
            elif not tokens[end - 2].key:
                return  # two blank lines are in no cell

    def _padded(self, at: int, end: int) -> int:
        """Where the word of the last level ends with the blank lines below it («质量», blank, blank): all that part it
        from the row's name, which is never blank; ``end`` where there are none."""
        if not self.aligner.is_level(self.aligner.text_of(at, end)):
            return end
        tokens = self.aligner.tokens
        stop = end
        while stop < min(end + _PADDING, self.stop) and not tokens[stop].key:
            stop += 1
        return stop if stop < self.stop and tokens[stop].key else end

    def _holes(self, state: tuple[int, int]) -> None:
        """A row whose first merged cells are covered and left out: block, block and level 1, and so on."""
        at = state[0]
        for count in range(1, len(self.merged) + 1):
            holes = self.merged[:count]
            if holes != list(range(count)):
                break
            for rank, entry in enumerate(self.best[state]):
                self._add((at, count), (entry[0], state, rank, (at, at)))

    def rows(self, rank: int, stop: int) -> list[Choice]:
        """The rows of the cheapest way to a token, or of another by its ``rank``."""
        cells: list[tuple[int, tuple[int, int]]] = []
        state: tuple[int, int] | None = (stop, 0)
        where = rank
        while state is not None:
            _, before, where, span = self.best[state][where]
            if before is not None:
                cells.append((state[1], span))
            state = before
        rows: list[Choice] = []
        current: list[tuple[int, int]] = []
        holes: tuple[int, ...] = ()
        for reached, span in reversed(cells):
            if span[0] == span[1]:
                holes = tuple(range(reached))
                continue
            current.append(span)
            if reached == 0:
                rows.append(Choice(tuple(current), holes))
                current, holes = [], ()
        return rows
