"""What stands between the zones of a form in words of its own (`Gaps`): labels with their values, totals, and lines
that are of no table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf

from jixiao.patterns import Patterns
from jixiao.structure.flat.fixed import paragraph_number
from jixiao.structure.flat.headwords import label_end
from jixiao.structure.flat.lexicon import Lexicon
from jixiao.structure.flat.streamlines import BRACKET, SURE, Cell, Lines
from jixiao.structure.flat.tokens import AND, Token
from jixiao.structure.form_model import key_of

Line = tuple[int, list[Cell]]
"""A row by its first token, or a line that is of no table, without cells."""

_LABEL = 14  # characters of a label
_LINES, _POINTS = 2, 3  # of a total's label; its figures
_HEADER, _ASTRAY = 0.3, 1.0  # what it costs that a line is of no table: «（2023年度）»; another
_HEADED = 0.2  # that a value is a column's heading elsewhere
_TAIL = 0.3  # a line below the table
_LABELLED, _CELL = 0.05, 30  # what a row of labels with their amounts costs; characters of one
_TABLE = "表"


class Gaps(Lines):
    """The lines between two zones."""

    def __init__(self, tokens: list[Token], lexicon: Lexicon, patterns: Patterns) -> None:
        super().__init__(tokens, lexicon, patterns)
        self._gaps: dict[tuple[int, int], tuple[float, list[Line]]] = {}

    def gap(self, start: int, stop: int) -> tuple[float, list[Line]]:
        """The lines between two zones as labels with their values, totals, and lines that belong to no table."""
        known = self._gaps.get((start, stop))
        if known is None:
            known = self._gaps[start, stop] = self._read_gap(start, stop)
        return known

    def parts_form(self, between: Sequence[Line]) -> bool:
        """Whether a line of no table stands between two zones of one form: no total ends a form above it."""
        for at, cells in between:
            if len(cells) > 1 and self.classes[cells[1][0]] == "f":
                return False
            if not cells and self.tokens[at].key:
                return True
        return False

    def _read_gap(self, start: int, stop: int) -> tuple[float, list[Line]]:
        best: list[tuple[float, list[Line]] | None] = [None] * (stop - start + 1)
        best[0] = 0.0, []
        for at in range(start, stop):
            here = best[at - start]
            if here is None:
                continue
            above = not start and not any(cells for _, cells in here[1])
            for price, end, cells in self._next(at, stop, above=above):
                there = best[end - start]
                if there is None or here[0] + price < there[0]:
                    best[end - start] = here[0] + price, [*here[1], (at, cells)]
        return best[-1] or (inf, [])

    def _next(self, at: int, stop: int, *, above: bool) -> Iterator[tuple[float, int, list[Cell]]]:
        """What may begin at a line: its price, where it ends, its cells (none: it is of no table).

        ``above``: nothing of a table stands above it.
        """
        if self.classes[at] == "b":
            yield 0.1, at + 1, []  # an empty cell
            yield from self._labelled(at, stop)
            if at + 1 < stop and self.classes[at + 1] == "t":  # a label at the left is merged down
                yield from (
                    (price + 0.1, end, [(at, at + 1), *cells]) for price, end, cells in self._pair(at + 1, stop)
                )
            return
        if self.classes[at] == "t" and not self.is_level(self.tokens[at].key):
            key = self.tokens[at].key
            bracket = key[0] == "(" and (above or not paragraph_number(key))  # «（2）项目实施内容» may have no value
            if ":" in key[1:] or bracket or key[-1] == _TABLE:
                yield _HEADER, at + 1, []
            elif above and not self._begins(at):
                yield _ASTRAY, at + 1, []
            if stop == len(self.tokens) and self._is_text(at) and not self.lexicon.is_likely_pair(key_of(key)):
                yield max(_ASTRAY, _TAIL * sum(token.key != "" for token in self.tokens[at:])), stop, []
            yield from self._pair(at, stop)
        total = self._total(at)
        if total is not None and total[-1][1] <= stop:
            known = key_of(self.text_of(*total[0])) in self.lexicon.totals
            if not known and any(not BRACKET.fullmatch(token.key) for token in self.tokens[at + 1 : total[0][1]]):
                return  # a name behind the label of a row of money
            yield 0.1 if known else 0.4, total[-1][1], total
            end = total[-1][1]
            if end < stop and self.classes[end] == "t" and self.classes[end - 1] in "fd" and not self._is_label(end):
                yield 0.5, end + 1, [*total, (end, end + 1)]  # «优秀»

    def _labelled(self, at: int, stop: int) -> Iterator[tuple[float, int, list[Cell]]]:
        """The row of cells of label and amount beside a blank cell («一般公共预算:512.36», «其中:基本支出:200», or
        «其他资金:» alone), and what heads such («资金来源:», «资金用途:»)."""
        for middle in self._ends_of_label(at + 1, stop):
            for end in self._ends_of_label(middle, stop):
                if any(self.tokens[each].key for each in range(at + 1, end)):
                    yield _LABELLED, end, [(at, at + 1), (at + 1, middle), (middle, end)]

    def _ends_of_label(self, at: int, stop: int) -> Iterator[int]:
        """Where a cell may end that is blank, or has a label with a colon, perhaps in two lines."""
        for end in range(at + 1, min(at + _LINES, stop) + 1):
            text = self.text_of(at, end)
            if (not text and end == at + 1) or (":" in self.tokens[end - 1].key and len(text) <= _CELL):
                yield end
                return

    def is_labelled(self, cells: Sequence[Cell]) -> bool:
        """Whether a row is one of labels with their amounts."""
        return len(cells) > _LINES and any(":" in self.text_of(*cell) for cell in cells[1:])

    def may_go_on(self, cells: Sequence[Cell]) -> bool:
        """Whether the value of a label may go on in the line below, which is no label and names nothing («先批后办。»,
        «无纸化办公。»; but «说明：（略）»)."""
        at = cells[-1][1]
        if len(cells) != _LINES or self.classes[at - 1] != "t" or self.classes[at : at + 1] != ["t"]:
            return False
        key = self.tokens[at].key
        return not (":" in key or key[0] == "(" or key[-1] == _TABLE or self._begins(at) or self._is_label(at))

    def _begins(self, at: int) -> bool:
        """Whether a known label begins at a line, or may."""
        known = label_end(self.lexicon.labels, self.tokens, at, len(self.tokens)) > at
        return known or key_of(self.tokens[at].key) in self.lexicon.begun

    def _is_label(self, at: int) -> bool:
        """Whether a line is a label, or looks like one."""
        key = key_of(self.tokens[at].key)
        return self.lexicon.is_label(key) or self.lexicon.is_likely(key) or self.lexicon.is_likely_pair(key)

    def _is_text(self, start: int) -> bool:
        """Whether all lines from one on stand below a table."""
        lines = range(start, len(self.tokens))
        return not any(
            self.classes[at] == "f" or self.is_level(self.tokens[at].key) or self._begins(at) for at in lines
        )

    def _pair(self, at: int, stop: int) -> Iterator[tuple[float, int, list[Cell]]]:
        known = label_end(self.lexicon.pairs, self.tokens, at, stop)
        if known == at and (":" in self.tokens[at].key[1:-1] or BRACKET.fullmatch(self.tokens[at].key)):
            return  # a label with its value; «（2025年度）»
        if known == at and self.tokens[at].key[-1] == _TABLE:
            return  # «公开14表», «单位：元»
        begun = key_of(self.tokens[at].key) in self.lexicon.begun
        open_ = self.tokens[at].key.endswith(AND)
        ends = {known: 0.0} if known > at else {at + 1 + (begun or open_): 0.5}
        if begun and known == at and not open_ and at + 1 < stop and not self._is_label(at + 1):
            ends[at + 1] = 0.6  # «一级预算单位», which another form's label goes on from («（盖章）»)
        if known > at + 1 and BRACKET.fullmatch(self.tokens[known - 1].key):
            ends[known - 1] = 0.2  # «（略）» is the value
        if known == at and self._goes_on_in(at):
            ends[at + 2] = 0.3
        for end, price in ends.items():
            own = self.tokens[at].key
            long = len(own) > _LABEL and not self.lexicon.is_likely_pair(key_of(own))
            if end >= stop or (price and end - at == 1 and known == at and long):
                continue
            value = self.tokens[end].key
            missing = label_end(self.lexicon.pairs, self.tokens, end, stop) > end or self.is_level(value)
            if missing or value in self.lexicon.ends:  # «预算执行», «情况»
                continue
            last = end + 1
            while last < stop and self.glue[last - 1] == SURE:  # «1.…；», «2.…。»
                last += 1
            if not self.lexicon.is_only_head(value) and self.glue[last - 1] != SURE:
                heads = self.lexicon.is_head(key_of(value))  # «年度总体绩效目标», «年度总目标»: more likely a heading
                yield price + _HEADED * heads, last, [(at, end), (end, last)]

    def _goes_on_in(self, at: int) -> bool:
        """Whether two lines look like one label of a value, and neither does («偏差大或未完成», «目标原因分析»)."""
        if self.classes[at : at + 2] != ["t", "t"]:
            return False
        one, two = (key_of(token.key) for token in self.tokens[at : at + 2])
        likely = self.lexicon.is_likely_pair
        return likely(key_of(self.text_of(at, at + 2))) and not likely(one) and not likely(two)

    def _total(self, start: int) -> list[Cell] | None:
        """The cells of a total that begins at a token: its label, figures, and blank cells behind."""
        at = start
        while at < len(self.tokens) and self.classes[at] == "t" and at < start + _LINES:
            at += 1
        label = at
        if not (start < label < len(self.tokens)) or self.classes[label] != "f":
            return None
        while at < len(self.tokens) and self.classes[at] != "t":
            at += 1
        if sum(one in "fd" for one in self.classes[label:at]) > _POINTS:
            return None  # a row of money that lost its place
        return [(start, label), *((i, i + 1) for i in range(label, at))]
