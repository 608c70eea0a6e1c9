"""Rows in text of a cell a line that lost blank cells whose last cell, or all that they hold, may be a cell of the row
beside them (`RowEnds`): nothing says there where a row ends but its cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from jixiao.patterns import Patterns
from jixiao.structure.flat.celltexts import row_mark
from jixiao.structure.flat.levelorder import is_of_another
from jixiao.structure.flat.plans import Plan
from jixiao.structure.flat.rowmodel import ReadRow, refused, without
from jixiao.structure.flat.tokens import Token

_LEVELS = 2  # columns of levels of most forms
_OTHERS = 2  # rows at the least that say what a row has
_REST = 2  # lines of a row of nothing that may be cells of the rows beside it
_SEVERAL = 2  # lines of a cell


@dataclass(frozen=True, slots=True)
class RowEnds:
    """Judges the ends of the rows of one zone."""

    tokens: Sequence[Token]
    patterns: Patterns

    def without_rests(self, plan: Plan, rows: list[ReadRow]) -> list[ReadRow]:
        """The rows of a zone without those of nothing that are as well the last cell of the row above, which lacks it
        where others print it blank: two blank lines (the other is a level's), or «……», for which all are refused;
        nor the first, or one above a word of another level 1 than goes on, if its blank lines, or its «……», are as well
        the levels that the row below lacks."""
        last = len(plan.places) - 1
        words = [*self.levels(plan, rows)]
        shown = [any(place == last for place, *_ in row.cells) for row in rows]
        kept: list[ReadRow] = []
        for number, row in enumerate(rows):
            if row.end - row.start == 1 and not self.tokens[row.start].key:
                continue  # a row of nothing has more: the review that the row above lacks, behind its reason
            texts = [key for token in self.tokens[row.start : row.end] if (key := token.key)]
            if self._is_levels(plan, rows[number : number + 2]) and (
                not number or (words and is_of_another(number + 1, words, self.patterns))
            ):
                kept += [refused(plan, row.start, row.end)] if texts else []
                continue
            said = any(row_mark(key, self.patterns) is None for key in texts)
            if said or not number or shown[number - 1] or row.end - row.start > _REST or not any(shown):
                kept.append(row)
            elif texts:
                return [refused(plan, rows[0].start, rows[-1].end)]
        return kept

    def _is_levels(self, plan: Plan, rows: Sequence[ReadRow]) -> bool:
        """Whether the first row is a line or two that say nothing and the second has no cell of level 1."""
        keys = (token.key for token in self.tokens[rows[0].start : rows[0].end])
        blank = all(not key or row_mark(key, self.patterns) == "placeholder" for key in keys)
        below = {place for row in rows[1:2] for place, *_ in row.cells}
        return blank and rows[0].end - rows[0].start <= _REST and bool(below) and bool({*plan.levels[:1]} - below)

    def without_late(self, plan: Plan, rows: Sequence[ReadRow]) -> list[ReadRow]:
        """The rows without the one that begins with a word of a level right behind one without its last cell, where all
        others print a blank one: the word may stand in its place, and the levels that go on be others."""
        last = len(plan.places) - 1
        ends = [next((cell for cell in row.cells if cell[0] == last), None) for row in rows]
        blank = sum(end is not None and not self.tokens[end[1]].key for end in ends)
        late = {
            at
            for at, (above, row) in enumerate(pairwise(rows), start=1)
            if ends[at - 1] is None
            and any(cell[0] == last - 1 for cell in above.cells)
            and row.cells[:1]
            and row.cells[0][0] in plan.levels
            and self._text(row.cells[0])
        }
        if blank < _OTHERS or len(late) > 1:  # of some the text has lost it
            return list(rows)
        return [refused(plan, row.start, row.end) if at in late else row for at, row in enumerate(rows)]

    def without_ends(self, plan: Plan, rows: Sequence[ReadRow]) -> list[ReadRow]:
        """The rows without the last cell above a word of another level 1 than goes on, where it has several lines or no
        other row has it: what stands in the place of the lost level 1 is as well a line of it, or all."""
        words = [*self.levels(plan, rows)]
        others = Counter(place for row in rows for place, start, _ in row.cells if self.tokens[start].key)
        kept = list(rows)
        for at, row in enumerate(rows[1:], start=1):
            above, filled = rows[at - 1], [cell for cell in rows[at - 1].cells if self.tokens[cell[1]].key]
            own = any(cell[0] == plan.levels[0] for cell in row.cells) if words else True
            if own or not filled or not is_of_another(at, words, self.patterns) or filled[-1][0] in plan.levels:
                continue
            place, start, end = filled[-1]
            if end == above.end and (end - start >= _SEVERAL or others[place] == 1):
                kept[at - 1] = replace(without(above, filled[-1:]), open=above.open | {place})
        return kept

    def levels(self, plan: Plan, rows: Sequence[ReadRow]) -> Iterator[tuple[str, str]]:
        """The words of each row's two levels, "" for what is blank or left out."""
        for row in rows if len(plan.levels) == _LEVELS else ():
            one, two = ([self._text(cell) for cell in row.cells if cell[0] == place] for place in plan.levels)
            yield "".join(one), "".join(two)

    def _text(self, cell: tuple[int, int, int]) -> str:
        return "".join(token.key for token in self.tokens[cell[1] : cell[2]])
