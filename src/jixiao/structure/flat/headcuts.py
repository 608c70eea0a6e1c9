"""Lines cut into the cells of a heading in words that no list holds (`Headings`): all ways, with what they cost."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import inf

from jixiao import lazy_re as re
from jixiao.patterns import Patterns
from jixiao.structure.flat.cellcosts import LISTED
from jixiao.structure.flat.fixed import paragraph_number
from jixiao.structure.flat.lexicon import Lexicon
from jixiao.structure.flat.streamlines import BRACKET, SHORT, SURE, Cell, Lines
from jixiao.structure.flat.tokens import AND, Token
from jixiao.structure.form_model import key_of
from jixiao.structure.headings import LONGEST
from jixiao.structure.match_model import turned

Rows = list[list[Cell]]
Cut = tuple[float, list[Cell]]

_MOST = 15  # cells of a heading
_LINES, _BESIDE = 4, 8  # of a cell; of the label at the left, two letters a line
_NAME = 2  # characters of a word that may be a piece of another
_WHOLE = 4  # characters of a word that is said again
_LINE, _NARROW_LABEL, _PAIR = 0.1, 6, 2  # what a line of a label at the left costs; its characters; two lines
_LEAD = 3  # of a goal's label at the left
_CUTS = 3  # ways to cut lines into so many cells that are looked at
_DEAR = 0.4  # what a heading may cost for each cell
_BLANK = 0.15  # what a cell costs with a blank line at its end
_POINTS = 0.1  # what points below the label at the left cost
_LEADS = 0.2  # what a line above a known label at the left costs
_NONE = 10.0  # more than any heading may
_UNKNOWN = 0.6  # what a cell costs of which nothing is known
_BEFORE = 2  # cells before that of level 1: a label at the left, a number
_PARTED = 1.2  # what it costs that a known label is parted
_ODD = 1.0  # what it costs that a cell over others heads a column that none of them does
_WIDE, _BLANKS = 6, 2  # cells of the lower of two heading rows, blank ones at its end

OF_GOALS = ("expected", "actual")
"""The columns of goals."""
_VALUE = re.compile(r":.*[:\d]")  # «其中：基本支出：159.5973»


class Headings(Lines):
    """The ways to cut lines into cells of a heading."""

    def __init__(self, tokens: list[Token], lexicon: Lexicon, patterns: Patterns) -> None:
        super().__init__(tokens, lexicon, patterns)
        self.whole = self._whole_words()
        self._head_known: dict[tuple[int, int, int], float] = {}
        self._cut_known: dict[tuple[int, int, int], dict[int, list[Cut]]] = {}

    def _whole_words(self) -> frozenset[str]:
        """Short lines of no list that are said again, each time between others («分数» behind «支出数», «完成结果» and
        «年度完成值»): no piece of a label, which goes on as it did before («自评», «得分»)."""
        found: dict[str, list[tuple[str, str]]] = {}
        keys = ["", *(token.key for token in self.tokens), ""]
        for at, kind in enumerate(self.classes, 1):
            if kind == "t" and len(keys[at]) <= _WHOLE and keys[at].isalpha():
                found.setdefault(keys[at], []).append((keys[at - 1], keys[at + 1]))
        pieces = self.lexicon.tails | self.lexicon.ends
        several = (
            key
            for key, sides in found.items()
            if len(sides) > 1 and all(len({*side}) == len(side) for side in zip(*sides, strict=True))
        )
        return frozenset(key for key in several if key not in pieces and not self.is_level(key))

    def heads_column(self, key: str) -> bool:
        """Whether a line heads a column, most likely does, or is a whole word that may."""
        return self.lexicon.is_head(key) or key in self.whole

    def _headings(self, first: int, stop: int, size: int, blanks: int) -> Iterator[tuple[float, int, Rows]]:
        """The lines before a token as a heading of so many cells, of which the last are blank below those of another
        heading above: what each way costs, where it begins, its rows."""
        for start in range(max(first, stop - 3 * size - 2), stop - size + 1):
            if start and self.glue[start - 1] == SURE:
                continue  # «二是做好失能人员照护。» goes on from the line above
            for price, cells in self._cuts(start, stop, blanks).get(size, ()):
                if price > _DEAR * size or self._leads_levels(cells) > _BEFORE or self._with_blanks(cells) == 1:
                    continue
                if not blanks:
                    yield price, start, [cells]
                if blanks < _BLANKS or size < _WIDE or self._leads_levels(cells):
                    continue
                for above in range(max(first, start - 2 * size), start - blanks):
                    for count, ways in self._cuts(above, start, 0).items():
                        # over the levels stands one, over what is aimed at another («年度指标值»)
                        if blanks + 1 < count < size and ways[0][0] <= _DEAR * count:
                            over = [self._head_cost(a, b, i) for i, (a, b) in enumerate(ways[0][1]) if b > a + 1]
                            if max(over, default=0.0) < _UNKNOWN:
                                odd = _ODD * self._over_others(ways[0][1][: count - blanks], cells)
                                yield price + ways[0][0] + odd, above, [ways[0][1], cells]

    def _over_others(self, over: list[Cell], heads: list[Cell]) -> int:
        """How many cells over those of a lower heading head a column that none of these does: such stands beside them
        («实际完成数» beside «计划指标值», «指标值单位», when «单位自评⏎得分» is cut in two)."""
        below = {meaning for cell in heads for meaning in self.lexicon.meanings(key_of(self.text_of(*cell)))}
        keys = (key_of(self.text_of(*cell)) for cell in over)
        return sum(key in self.lexicon.heads and self.lexicon.meanings(key).isdisjoint(below) for key in keys)

    def _leads_levels(self, cells: list[Cell]) -> int:
        """How many cells with words stand before that of level 1, as those of a heading above it would."""
        tops = (at for at, cell in enumerate(cells) if self.lexicon.heads_tops(key_of(self.text_of(*cell))))
        return sum(self.classes[start] != "b" for start, _ in cells[: next(tops, 0)])

    def _with_blanks(self, cells: list[Cell]) -> int:
        """How many cells have blank lines below their words: an author's habit, or none."""
        return sum(stop > start + 1 and self.classes[stop - 1] == "b" for start, stop in cells)

    def _cuts(self, start: int, stop: int, blanks: int) -> dict[int, list[Cut]]:
        """The cheapest ways to cut lines into cells of a heading, by their number; so many at its end are blank."""
        known = self._cut_known.get((start, stop, blanks))
        if known is not None:
            return known
        best: list[dict[int, list[Cut]]] = [{} for _ in range(stop - start + 1)]
        best[0][0] = [(0.0, [])]
        for at in range(start, stop):
            for count, ways in best[at - start].items():
                if count > _MOST:
                    continue
                if self.classes[at] == "b" and count != 1 and at < stop - blanks:
                    continue  # but above the rows' labels, no cell of a heading is blank
                for end in range(at + 1, min(at + (_LINES if count else _BESIDE), stop) + 1):
                    price = self._head_cost(at, end, count)
                    if price == inf and count:
                        break
                    if price == inf:
                        continue  # a goal is told by the points in its last line
                    there = best[end - start].setdefault(count + 1, [])
                    there += [(before + price, [*cells, (at, end)]) for before, cells in ways]
                    there.sort(key=lambda way: way[0])
                    del there[_CUTS:]
        self._cut_known[start, stop, blanks] = best[-1]
        return best[-1]

    def _head_cost(self, start: int, stop: int, index: int) -> float:
        key = start, stop, min(index, 2)
        if key not in self._head_known:
            self._head_known[key] = self._head_price(start, stop, index) + _PARTED * self._is_parted(start, stop)
        return self._head_known[key]

    def _head_price(self, start: int, stop: int, index: int) -> float:
        if stop == start + 1 and self.classes[start] == "b":
            return 0.4 if index else inf
        if stop > start + 1 and self.classes[stop - 1] == "b" and index > 1:
            return _BLANK + self._head_cost(start, stop - 1, index)  # «年初预算» and a blank line below it
        lines = self.tokens[start:stop]
        if not index and stop > start + 2 and self.with_points(stop - 1):
            return _POINTS + self._head_cost(start, stop - 1, index)
        if any(one != "t" for one in self.classes[start:stop]) or (
            stop > start + _LINES and any(len(token.key) > _NAME and token.key[0] != "(" for token in lines)
        ):
            return inf
        key = key_of(self.text_of(start, stop))
        lexicon = self.lexicon
        price = self._block_price(start, stop, key) if not index else None
        if price is None and self._is_none(start, stop, key, index):
            price = inf
        if price is None and stop == start + 1 and lines[0].key in lexicon.tails | lexicon.ends:
            price = 0.8  # the rest of a label
        if price is not None:
            return price
        if key in lexicon.heads:
            keys = [key_of(token.key) for token in lines]
            if len(keys) > 1 and keys[0] in lexicon.heads and all(map(lexicon.is_head, keys)):
                return 0.3  # «得分», «说明» may as well be two
            return 0.0 if index or stop == start + 1 else 0.2
        return self._unknown_price(start, stop, key, index)

    def _is_parted(self, start: int, stop: int) -> bool:
        """Whether a known label is parted where neither piece is one («一级», «指标⏎分数»)."""
        if self.classes[stop : stop + 1] != ["t"] or "b" in self.classes[start:stop]:
            return False
        heads, own = self.lexicon.heads, key_of(self.text_of(start, stop))
        rest = key_of(self.tokens[stop].key)
        return own not in self.lexicon.labels and rest not in heads and key_of(self.text_of(start, stop + 1)) in heads

    def with_points(self, at: int) -> bool:
        """Whether a line holds points without brackets below a label of several lines («预算执行», «（万元）»,
        «20分»)."""
        return at > 1 and self.tokens[at].key.endswith("分") and self.classes[at - 2 : at + 1] == ["t", "t", "f"]

    def _is_none(self, start: int, stop: int, key: str, index: int) -> bool:
        """Whether lines are no cell of a heading: with a word of a level among them (a cell that lost its place, as in
        «复核分», «满意度指标（10分）»), a text, a value; or more behind «（B）», which closes the cell before."""
        lines = [token.key for token in self.tokens[start:stop]]
        closed = [BRACKET.fullmatch(line) is not None for line in lines]
        if index and (_VALUE.search(key) or closed[0] or closed != sorted(closed)):
            return True
        if any(paragraph_number(line) and not BRACKET.fullmatch(line) for line in lines[1:]):
            return True
        level = self.is_level(key) or any(len(line) > SHORT and self.is_level(line) for line in lines)
        number = LISTED.match(key) or (paragraph_number(key) and index != 1)
        return bool(level or number or "。" in key or len(key) > LONGEST + _LINES)

    def _block_price(self, start: int, stop: int, key: str) -> float | None:
        """What it costs that lines are the label at the left, where they are a known one, name a goal, or are none."""
        if key in self.lexicon.blocks:
            return 0.0
        if key in self.lexicon.pairs and key not in self.lexicon.heads:
            # a value's, unless it goes on; or it names a block elsewhere («年度工作目标», 辽宁 and 河北)
            whole = stop == start + 1 or self._is_narrow(start, stop, key)  # «年度履职», «目标»
            goals = whole and self.lexicon.shares(key) and self._heads_goals(stop)
            return _UNKNOWN if goals or self._heads_money(start, stop) else _NONE
        first = self.tokens[start].key
        asks = key_of(first) in self.lexicon.pairs and self.lexicon.is_likely_pair(key_of(first))
        if asks and len(first) <= _NAME and self._is_narrow(start, stop, key):  # «部门», «资金申请», «（万元）»
            asks = not (self._heads_goals(stop) or self._heads_money(start, stop))
        if BRACKET.fullmatch(first) or (asks and stop > start + 1):
            return inf  # «资金使用单位», its value, «项目支出», «（万元）»: the unit would be a piece of the label
        goal = stop - start < _LINES + 1 and self.lexicon.is_goal(self.text_of(start, stop))
        if goal or self._is_narrow(start, stop, key):
            return _LINE * (stop - start)  # «目标1：畅通管网。», «（80分）»
        if any(self.lexicon.is_label(key_of(token.key)) for token in self.tokens[start + 1 : stop]):
            # «项目目标», «实现情况» beside «年度总目标», «年度完成情况»
            goals = stop == start + 2 and self.lexicon.shares(key) and self._heads_goals(stop)
            return _LEADS if self._leads_block(start, stop) else _UNKNOWN if goals else None
        begun = self.lexicon.begins_block(key_of(self.text_of(start, stop)))
        if begun and (not self._holds_head(start, stop) or self._heads_money(start, stop)):
            return 0.1 * (stop - start)
        if stop - start > 1 and self.lexicon.shares(key) and all(len(t.key) <= _NAME for t in self.tokens[start:stop]):
            return 0.4  # two letters a line: «部门», «绩效», «指标»
        text = any("。" in token.key for token in self.tokens[start + 1 : stop])
        return 0.5 if paragraph_number(first) and stop - start < _LEAD and not text else None  # «目标1», «（50分）»

    def _is_narrow(self, start: int, stop: int, key: str) -> bool:
        """Whether short lines are one label as a narrow column breaks it («整体预算», «支出情况», «（万元）»; or
        «年度履职», «目标»): words, of which none but the first heads a column, then what stands in brackets."""
        lines = [token.key for token in self.tokens[start:stop]]
        words = [line for line in lines if not BRACKET.fullmatch(line)]
        if len(lines) < _PAIR or lines[: len(words)] != words or not self.lexicon.shares(key):
            return False
        if not all(line.isalpha() for line in words[:-1]):
            return False  # «资金执行（10分）», «年度资金（万元）»: the first is closed; but «预算完成», «情况（10分）»
        words = [key_of(line) for line in words]
        if not all(word.isalpha() and len(word) <= _NARROW_LABEL for word in words):
            return False
        heads = self.lexicon.heads - self.lexicon.blocks
        return not any(self.is_level(word) or (word in heads and len(word) > _NAME) for word in words[1:])

    def _heads_goals(self, at: int) -> bool:
        """Whether the lines from one on look like the headings of goals («部门年度目标», «年末完成情况»)."""
        keys = [key_of(token.key) for token in self.tokens[at : at + len(OF_GOALS)]]
        return all(of in self.lexicon.meanings(key) for of, key in zip(OF_GOALS, keys, strict=False))

    def _heads_money(self, start: int, stop: int) -> bool:
        """Whether a label has its unit below it, and beside it the cell above the names of money and a column's heading
        («项目支出», «（万元）», «», «年初预算数（A）»; «部门预算», «资金执行», «（元）»)."""
        unit = 1 < stop - start <= _LINES and BRACKET.fullmatch(self.tokens[stop - 1].key) is not None
        return (
            unit
            and self.classes[stop : stop + 2] == ["b", "t"]
            and self.lexicon.is_head(key_of(self.tokens[stop + 1].key))
        )

    def _holds_head(self, start: int, stop: int) -> bool:
        """Whether a line behind the known label at the left is the heading of a column, and no piece of one («绩效»,
        «指标», «指标（一级）»); or the word of a level, another cell's («项目资金», «（元）», «产出», «数量»)."""
        ends = (at for at in range(stop, start, -1) if key_of(self.text_of(start, at)) in self.lexicon.blocks)
        texts = [token.key for token in self.tokens[next(ends, start + 1) : stop]]
        known = (len(key := key_of(text)) > _NAME and self.lexicon.is_head(key) for text in texts)
        return any(known) or any(turned(text) in self.lexicon.heads or self.is_level(text) for text in texts)

    def _leads_block(self, start: int, stop: int) -> bool:
        """Whether a line of a narrow column says whose the known label below it is («部门年度», «绩效目标»), or goes
        on in a column's («部门支出», «预算执行», «（万元）»)."""
        key = self.tokens[start].key
        own = key_of(key) in self.lexicon.pairs or self.is_level(key) or paragraph_number(key)
        below = [token.key for token in self.tokens[start + 1 : stop]]
        labels = self.lexicon.labels if key in self.lexicon.blocks else self.lexicon.blocks
        whole = key_of(below[0]) in labels and all(BRACKET.fullmatch(line) for line in below[1:])
        return whole and key.isalpha() and len(key) <= _LINES and not own

    def _goes_on(self, tokens: list[Token]) -> bool:
        """Whether a heading goes on behind a bracket («指标（三级）», «运算符»), or begins with what others end with
        («情况», «未完成原因»)."""
        closed = (one.key.endswith(")") and not two.key.startswith("(") for one, two in pairwise(tokens))
        first = key_of(tokens[0].key)
        return first in self.lexicon.ends or (self.lexicon.is_head(first) and any(closed))

    def _unknown_price(self, start: int, stop: int, key: str, index: int) -> float:
        """What a cell costs that no list holds: little where it looks like a heading, more for each further line."""
        tokens, lexicon = self.tokens[start:stop], self.lexicon
        keys = [key_of(token.key) for token in tokens]
        joints = [one.key.endswith(AND) or two.key.startswith(AND) for one, two in pairwise(tokens)]
        joined = [a or b for a, b in pairwise([False, *joints, False])]  # «偏差说明及», «改进措施»
        labels = (lexicon.is_label(k) for k, one in zip(keys, joined, strict=True) if len(k) > _NAME and not one)
        if len(keys) > 1 and any(labels):
            return 0.1 if lexicon.is_label(keys[0]) and all(BRACKET.fullmatch(t.key) for t in tokens[1:]) else 2.0
        heads = sum(map(self.heads_column, keys) if index else map(lexicon.is_head, keys))
        if tokens[-1].key.endswith(AND) or tokens[0].key.startswith(AND) or heads > 1 + sum(joints):
            return 2.0  # it goes on, or is two
        if len(keys) > 1 and len(keys[-1]) > _NAME and keys[0][-1:] == keys[-1][-1:] and lexicon.is_head(keys[0]):
            return 2.0  # «年初数», «调整后数»
        if index and len(keys) > 1 and self._goes_on(tokens):
            return 2.0
        closed = [BRACKET.fullmatch(token.key) is not None for token in tokens]
        if not index and (closed != sorted(closed) or (len(keys) > 1 and lexicon.is_likely_pair(keys[0]))):
            return 2.0  # «年度主要目标1», «（80分）», «指标（一级）»; a label and its value above the table
        pieces = sum(
            not (joint or BRACKET.fullmatch(token.key)) for joint, token in zip(joints, tokens[1:], strict=True)
        )
        if lexicon.is_likely(key) or (index and key in self.whole):
            return 0.2 + 0.3 * pieces
        if not index and lexicon.shares(key):
            return 0.3 + 0.3 * pieces
        return _UNKNOWN + 0.35 * pieces
