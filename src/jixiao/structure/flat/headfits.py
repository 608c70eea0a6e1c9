"""Whether a heading in words that no list holds goes with the rows below it (`Fits`)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from jixiao.structure.flat.celltexts import is_only_top
from jixiao.structure.flat.headcuts import OF_GOALS, Headings, Rows
from jixiao.structure.flat.streamlines import BRACKET, Cell
from jixiao.structure.form_model import key_of


class Fits(Headings):
    """The cells of a heading held against those of the rows."""

    def _heads(self, heading: Rows) -> list[Cell]:
        """What heads each column: the lower of two rows, or the upper one, where that has blank cells at its end."""
        heads = heading[-1]
        blanks = self.blanks_at_end(heads) if len(heading) > 1 else 0
        return [*heads[: len(heads) - blanks], *heading[0][len(heading[0]) - blanks :]]

    def blanks_at_end(self, heads: Sequence[Cell]) -> int:
        """How many cells at the end of the lower of two heading rows are headed by the row above."""
        return sum(self.classes[start] == "b" for start, _ in heads[2:])

    def _are_twice(self, heads: Sequence[Cell], *, block: bool) -> bool:
        """Whether two columns side by side have one heading, or both say what came of a goal («项目目标», «实现情况» as
        two beside «年度总目标», «年度完成情况»): which is which nothing tells. A label at the left (``block``) is no
        column's («主要», «工作任务» beside «主要工作任务»)."""
        texts = [self.text_of(*head) for head in heads]
        means = [self.lexicon.meanings(key_of(text)) for text in texts[1:]] if len(texts) > len(OF_GOALS) else []
        goals = any(OF_GOALS[0] in own for own in means) and sum(own == {OF_GOALS[1]} for own in means) > 1
        return goals or any(one == other != "" for one, other in pairwise(texts[block:]))

    def _goes_with(self, heads: Sequence[Cell], rows: Rows) -> bool:
        """Whether figures stand below each known heading of figures, and none below another, or two side by side that
        look like none."""
        types = self.lexicon.types
        if not self._heads_levels(heads, rows):
            return False
        strange = False
        for head, column in [*zip(heads, zip(*rows, strict=True), strict=True)][2:]:
            key = key_of(self.text_of(*head))
            figures = types.get(key, ())
            kinds = [self.classes[start] for start, _ in column]
            looks = not key or self.lexicon.is_label(key) or self.lexicon.is_likely(key)
            before, strange = strange, not looks and set(kinds) == {"f"}
            if strange and before:
                return False  # «投资规模», «建设内容»
            if len(figures) != 1:
                continue
            if True in figures and kinds.count("t") > 0:
                return False
            if False in figures and len(kinds) > 2 and kinds.count("f") == len(kinds):
                return False
        return True

    def _heads_levels(self, heads: Sequence[Cell], rows: Rows) -> bool:
        """Whether all words of level 1 stand in one column, that headed so where one is."""
        columns = {next((at for at, cell in enumerate(row) if self._begins_top(cell)), -1) for row in rows} - {-1}
        keys = [key_of(self.text_of(*head)) for head in heads]
        headed = {at for at, key in enumerate(keys) if self.lexicon.heads_tops(key)}
        if keys[0] in self.lexicon.blocks and all(self.classes[row[0][0]] == "b" for row in rows):
            headed -= {0}  # «年度», «绩效», «指标», with nothing below
        if columns and len(headed) == 1 and not columns & headed:  # «产出», «效果», of which «履职效益» is a part
            short = [row[min(headed)] for row in rows if self.classes[row[min(headed)][0]] == "t"]
            return sum(is_only_top(self.text_of(*cell), self.patterns) for cell in short) > 1
        return len(columns) < 2 and (not columns or not headed or columns == headed)

    def _begins_top(self, cell: Cell) -> bool:
        """Whether a cell begins with a word of level 1, or is one over two lines («满意度», «指标（10分）»; but
        «满意度», «（服务对象）» is one of level 2), or with its points in a third («满意度», «指标», «（10分）»)."""
        start, stop = cell
        pointed = stop == start + 3 and BRACKET.fullmatch(self.tokens[stop - 1].key) is not None
        two = (stop == start + 2 or pointed) and self.tokens[start + 1].key[:1] != "("
        return self.tops[start] or (two and is_only_top(self.text_of(start, start + 2), self.patterns))

    def _names_rows(self, rows: Rows) -> bool:
        """Whether rows have words, and not only figures («», «64», «60»)."""
        return any(self.classes[start] == "t" for row in rows for start, _ in row)

    def _is_clear(self, heading: Sequence[Cell]) -> bool:
        """Whether the cells of a heading that have several lines are known: only their number tells which figures
        stand below which («在职人员控制情况», «核编人数» are no one)."""
        several = [cell for cell in heading if cell[1] > cell[0] + 1]
        known = (self.lexicon.is_label(key_of(self.text_of(*cell))) for cell in several)
        lines = ([token.key for token in self.tokens[start + 1 : stop]] for start, stop in several)
        return all(one or all(map(BRACKET.fullmatch, rest)) for one, rest in zip(known, lines, strict=True))
