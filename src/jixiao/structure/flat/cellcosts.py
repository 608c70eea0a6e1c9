"""What it costs to take lines as one cell of a row (`CellCosts`): by the cell's type, the form's printed words, the
words of levels, and what a cell's further lines look like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from math import inf

from jixiao import lazy_re as re
from jixiao.patterns import Patterns
from jixiao.structure.flat.celltexts import (
    NUMBERED,
    are_joined,
    are_levels,
    ends_of_levels,
    figure_of,
    is_broken_level,
    is_only_top,
    is_top,
    level_entry,
    level_word,
    misfit,
    money_labels,
    row_mark,
)
from jixiao.structure.flat.fixed import FIGURES, paragraph_number
from jixiao.structure.flat.shapes import Place, RowKind, Shape
from jixiao.structure.flat.tokens import AND, WORD, Token, reach
from jixiao.structure.form_model import LEVELS, OF_LEVEL, key_of, row_key

_SENTENCE = re.compile(r"[,;。]")
_BARE_POINTS = re.compile(r"\(\d{1,3}分?\)")
_ONE_LETTER = re.compile(rf"(?:{NUMBERED}|\d{{1,2}})[.、:]?[\u4e00-\u9fff]")  # of a name: the rest stands below it
LISTED = re.compile(NUMBERED)
LEAD = re.compile(r"[\d(（]|指标")
_WITH_AMOUNT = re.compile(r":\d[\d.,]*$|[\u4e00-\u9fff]\d[\d,]*\.\d+$")
_DIGITS = re.compile(r"[-+\d.,]+%?")  # a malformed figure is one: «7,00.0,77»
_NUMBERED, _NEAR = re.compile(r"\((\d{1,2})\)"), 16  # lines of a row and of the blank cells of another
MEASURE = re.compile(r"[≥≤≧≦<>=]|(?:不[低高少多大小]于|不超过|至少|大于|小于)(?:等于)?(?:\d|$)|\d[\d.,]*\D{0,2}$")
"""A target where a row's name must stand: cells have slipped."""
OPEN = (":", ";", ",", "、")  # a line that ends so goes on
_NO_NAME = ";,、。"  # ends of a text that no name has, or few
_SAID = re.compile(r"[\u4e00-\u9fff]{2}:[^:]*。$")  # «措施：合理调配力量。»
_HALVES = 2  # lines of a name
_REST = 4  # lines over which the rest of a word may stand
REASONS = ("reason", "deviation_reason")
_FAR = 64  # lines of a cell that are looked at once for all
_OWN_WORD = 16  # characters of an author's own word of level 2


@dataclass
class CellCosts:
    """The tokens of a text beside a form; ``leaves_out``: covered cells are left out, not printed as blank lines."""

    shape: Shape
    tokens: list[Token]
    patterns: Patterns
    leaves_out: bool
    _levels: dict[str, bool] = field(default_factory=dict)
    _measures: dict[str, bool] = field(default_factory=dict)
    _several: dict[tuple[int, int], bool] = field(default_factory=dict, init=False)
    _reach: dict[int, int] = field(default_factory=dict, init=False)
    _paragraphs: dict[tuple[str, int], tuple[int, float, int]] = field(default_factory=dict)

    def text_of(self, start: int, stop: int) -> str:
        """The squeezed text of tokens [start, stop), joined."""
        return "".join([token.key for token in self.tokens[start:stop]])

    def is_filler(self, text: str) -> bool:
        """Whether a text is the name of a row that holds nothing."""
        return row_mark(text, self.patterns) == "placeholder"

    def is_level(self, text: str) -> bool:
        """Whether a text is a word of level 1 or 2."""
        known = self._levels.get(text)
        if known is None:
            known = self._levels[text] = bool(level_entry(text, self.patterns))
        return known

    def like_measure(self, text: str) -> bool:
        """Whether a line looks like a target or an actual value (pattern flat.measure)."""
        known = self._measures.get(text)
        if known is None:
            known = self._measures[text] = any(e.compiled.match(text) for e in self.patterns.family_of("flat.measure"))
        return known

    def holds_measure(self, text: str) -> bool:
        """Whether a text ends as a target or an actual value does («按期完成»)."""
        return any(e.compiled.search(text) for e in self.patterns.family_of("flat.measure"))

    def is_label(self, text: str) -> bool:
        """Whether a line is a label of the form (一级指标, 年度资金总额)."""
        return key_of(text) in self.shape.keys

    @cached_property
    def _labels(self) -> list[bool]:
        """Which tokens are labels of the form: asked for each way in which they may be cells."""
        return [bool(token.key) and self.is_label(token.key) for token in self.tokens]

    def is_row(self, text: str) -> bool:
        """Whether a text is a row label that the form prints."""
        return row_key(text) in self.shape.row_keys

    def cost(self, kind: RowKind, index: int, start: int, stop: int) -> float:
        """What it costs to take tokens [start, stop) as the cell at a place."""
        place = kind.places[index]
        first = self.tokens[start].key
        count = stop - start
        if not first:
            blank = 2.0 if place.type == "label" and not place.merge else 0.0
            return inf if count > 1 else blank
        if place.merge == "block":
            return inf
        text = first if count == 1 else self.text_of(start, stop)
        if count > 1 and self._is_patchwork(kind, place, text, start, stop):
            return inf
        if place.type in FIGURES:
            fits = misfit(place.type, text, self.patterns)
            return fits if count == 1 and (fits == 0 or _DIGITS.fullmatch(text)) and text[-1] != ":" else inf
        if place.merge and place.merge.endswith("_weight"):  # the points of a level, in a column beside it
            return inf if count > 1 or misfit("score", text, self.patterns) else 0.0
        if place.merge:
            return self._level_cost(self.tokens[start:stop], text, kind, index)
        total = misfit(place.type, text, self.patterns)
        if place.type in ("text", "label") and count > 1:
            total += misfit("text", first, self.patterns) or float(self.like_measure(first))
        if place.type == "label":
            known = self.is_row(text) or self.patterns.null_kind(text) is not None
            others = () if known else self.tokens[start + 1 : stop]
            total += not known and not any(map(str.isalpha, text))  # «－95.0%», two marks in one cell
            total += _WITH_AMOUNT.search(text) is not None  # «基本支出：474.05», «项目支出2603.75»
            if total >= 1.0 or any(self.is_row(t.key) or self._is_no_text(t.key) for t in others):
                return inf  # a figure where a row's label must stand, or two rows' labels in one cell
            total += 0.0 if known else 0.4
        elif self.is_row(text) and kind.places[0].type == "label":
            total += 2.0
        if place.type == "labelled_amount":
            total += self._amount_cost(kind.zone, place.id, first) + 1.5 * (count - 1)
        total += self._level_word_cost(start, text, count)
        above = kind.places[index - 1].merge if index else ""
        total += self._name_cost(place, above, text, start, stop) if above in LEVELS or place.id in REASONS else 0.0
        if place.type in ("text", "measure") and any(self._labels[start:stop]):
            total += 2.0
        if place.type == "measure" and len(text) > 40:
            total += 0.5
        return total + self._paragraphs_cost(place, start, stop)

    def _amount_cost(self, zone: int, id_: str, text: str) -> float:
        """The price of an amount with its label: no label that the column beside has («其他资金:585.6» among what was
        spent on: a blank cell was lost)."""
        label = row_key(text.rpartition(":")[0] or text)
        ids = {column.id for column in self.shape.form.zones[zone].columns if label in column.entries}
        return inf if ids and id_ not in ids else 1.5 * (":" not in text)

    def _is_no_text(self, key: str) -> bool:
        """Whether a line is a figure, or the mark of none («其他资金», «/»)."""
        return misfit("text", key, self.patterns) > 0 or (key != "" and self.patterns.null_kind(key) is not None)

    def _name_cost(self, place: Place, above: str, text: str, start: int, stop: int) -> float:
        """The price of a row's name behind the level ``above`` that is a target («≥95%»: cells have slipped), or part
        of a reason."""
        first = self.tokens[start].key
        if above in LEVELS and place.type == "text" and MEASURE.match(first):
            return 0.0 if self.is_filler(text) else 1.5  # «2.»
        if above in LEVELS and place.type == "text" and row_key(text) in money_labels(self.patterns):
            return 0.6  # as well the first line of a name
        if above in LEVELS and text.endswith(OF_LEVEL) and self.is_torn_level(text) and not self.is_level(text):
            return 1.5  # «生态效», «益指标»
        if above == "level2" and self._ends_before(start, stop):
            return 1.5
        if above == "level2" and 0 < start < stop - 1 and self._is_half(start):
            return 0.3  # «社会», «成效», «公共服务覆盖面»
        if above == "level2" and _ONE_LETTER.fullmatch(text):
            return 0.9  # «指标1：提»: the rest stands elsewhere, and what takes its place tells
        if above == "level2" and text[-1] in _NO_NAME:
            return 1.5 if text[-1] != "。" or _SAID.match(text) else 0.0
        return 2.0 if place.id in REASONS and (self.is_level(text) or figure_of(text)) else 0.0

    def _is_half(self, start: int) -> bool:
        """Whether a name's first line may be the rest of a level's word above it, shorter than what follows."""
        above, first, below = (token.key for token in self.tokens[start - 1 : start + 2])
        return len(below) > len(first) and is_broken_level((above, first), self.patterns)

    def _is_next_number(self, start: int) -> bool:
        """Whether a line is a number in brackets alone that goes on from one just above («（1）满意率», «（2）»):
        the name of a row that holds nothing, no points of a level."""
        found = _NUMBERED.fullmatch(self.tokens[start].key)
        above = f"({int(found[1]) - 1})" if found else ""
        return bool(found) and any(t.key.startswith(above) for t in self.tokens[max(start - _NEAR, 0) : start])

    def _ends_before(self, start: int, stop: int) -> bool:
        """Whether a sentence ends above the last line of a name that is no list: it is what the row above ends with."""
        lines = self.tokens[start : stop - 1]
        return any(line.key.endswith("。") for line in lines) and not paragraph_number(self.tokens[start].key)

    def _is_patchwork(self, kind: RowKind, place: Place, text: str, start: int, stop: int) -> bool:
        """Whether lines are no one cell: a printed word of the form among others, two figures, one text twice
        («完成率100%得7分» as the standard of a row and in the blank cell behind it), or as a unit no unit («民户数»,
        «户»: the first is of the name before it); a yes or no has one line."""
        if place.type == "flag" or (place.id == "unit" and not self.is_unit(text)):
            return True
        if self.reach(start, stop) < stop:  # two figures, or one text twice
            return True
        below = self.shape.data[kind.zone]
        levels = below is not None and any(each.merge not in ("", "block") for each in below.places)
        if levels and not place.merge and self.is_several(start, stop):
            return True
        if place.id == "level3":
            keys = [token.key for token in self.tokens[start:stop]]
            if not LISTED.match(keys[0]) and any(map(LISTED.match, keys[1:])):
                return True  # «否», the answer of the row above, before «指标1：…»
        known = place.merge or place.type == "label"
        return not known and any(self._printed[start:stop]) and not (self.is_label(text) or self.is_row(text))

    def reach(self, start: int, stop: int) -> int:
        """Where a cell that begins at a token ends at the latest, ``stop`` or before."""
        if (known := self._reach.get(start)) is None:
            known = self._reach[start] = reach(self.tokens, self._figures, start, start + _FAR)
        if known < start + _FAR or stop <= known:
            return min(known, stop)
        return reach(self.tokens, self._figures, start, stop)

    def is_unit(self, text: str) -> bool:
        """Whether a text is a unit of measure."""
        return self.patterns.word("measure_unit").compiled.fullmatch(text) is not None

    def is_several(self, start: int, stop: int) -> bool:
        """Whether lines of a row of indicators, but not all of them, make up a printed word of the form, one begins
        with another row's number or is what kind of target it has, or the first is a whole word of a level: they are
        several cells."""
        known = self._several.get((start, stop))
        if known is None:
            known = self._several[start, stop] = self._are_several(start, stop)
        return known

    def may_be_level(self, start: int, stop: int) -> bool:
        """Whether the first line of a name may be a word of a level that its author chose, and the name what follows:
        it has no number, and nothing shows that it goes on."""
        first = self.tokens[start].key
        return stop - start > 1 and not LISTED.match(first) and not first.endswith(OPEN) and not paragraph_number(first)

    def _are_several(self, start: int, stop: int) -> bool:
        keys = [token.key for token in self.tokens[start:stop]]
        if any(LISTED.match(key) for key in keys[1:]) or (keys[0].endswith("指标") and self.is_level(keys[0])):
            return True
        nature = self.patterns.word("nature").compiled
        if len(keys) > 1 and any(nature.fullmatch(key) for key in keys):
            return True  # «公共服务水平», «定性»
        size = len(keys)
        known = money_labels(self.patterns)
        if any(row_key(key.partition(":")[0]) in known for key in keys[1:] if ":" in key):
            return True  # «预算下达较晚», «政府性基金拨款：/», which stands where the next row's name did
        # «人员经费», «发放及时性»: names begin as rows of money do
        first = size == _HALVES and row_key(keys[0]) in known and not self.is_label(keys[0])
        runs = ("".join(keys[a:b]) for a in range(first, size) for b in range(a + 1, size + 1) if b - a < size)
        return any(
            (
                len(run) >= WORD
                and (self.is_label(run) or self.is_row(run) or row_key(run) in known or self._is_likely_row(run))
            )
            or self._is_whole_level(run)
            for run in runs
        )

    def _is_whole_level(self, text: str) -> bool:
        """Whether a text is a word of level 1 or 2 with all its letters, perhaps with its points («满意度指标(10)»)."""
        return key_of(text).endswith("指标") and self.is_level(text)

    def _is_likely_row(self, text: str) -> bool:
        """Whether a text looks like the label of a row that the form prints («项目资金总额»)."""
        return any(like.fullmatch(text) for like in self._likes)

    @cached_property
    def _likes(self) -> list[re.Pattern[str]]:
        return [row.like for zone in self.shape.form.zones for row in zone.rows if row.like]

    @cached_property
    def _figures(self) -> list[bool]:
        """Which tokens are a figure from end to end."""
        return [figure_of(token.key) is not None for token in self.tokens]

    @cached_property
    def _printed(self) -> list[bool]:
        """Which tokens are a label or a row label of the form, or a word of a level with all its letters."""
        return [
            known or (bool(t.key) and (self.is_row(t.key) or self._is_whole_level(t.key)))
            for known, t in zip(self._labels, self.tokens, strict=True)
        ]

    def _level_word_cost(self, start: int, text: str, count: int) -> float:
        """The price of a word of level 1 or 2 outside their columns; a bare one may be a row's name (群众满意度)."""
        first = self.tokens[start].key
        if _BARE_POINTS.fullmatch(first) and (count > 1 or not self._is_next_number(start)):
            return 1.5  # the points of the level above
        if "指标" in text and self.is_level(text):
            return 2.0  # no cell of any other column
        if text.endswith(OF_LEVEL) and first.endswith(OF_LEVEL) and (count > 1 or first == OF_LEVEL):
            return 1.0
        return 0.5 if self.is_level(text) else 0.0

    def _level_cost(self, tokens: Sequence[Token], text: str, kind: RowKind, index: int) -> float:
        count = len(tokens)
        outer = not any(place.merge not in ("", "block") for place in kind.places[:index])
        if count > 1 and not outer and figure_of(tokens[-1].key) is not None and self.is_level(tokens[0].key):
            return inf  # a value below it («社会效益», «100%»), no points of its own
        if self.is_level(text):
            inner = any(place.merge for place in kind.places[index + 1 :])
            return 0.05 * (count - 1) + (1.2 if outer and inner and not is_top(text, self.patterns) else 0.0)
        several = any(token.key.endswith("指标") for token in tokens[:-1]) or are_joined(text, self.patterns)
        keys = [token.key for token in tokens]
        if several or are_levels(keys, self.patterns):
            return inf  # two words of a level are two cells
        if self.patterns.null_kind(text) is not None or self.is_torn_level(text):
            return 1.5
        own = 2 < len(text) <= _OWN_WORD and not any(map(self.like_measure, [text, *keys]))
        ends = text.endswith("指标") and not LEAD.match(text)
        if not outer and own and (ends or is_broken_level(keys, self.patterns)):
            return 0.3 + 0.05 * (count - 1)  # 时效性指标, 社会公众满意程度指标, «社会», «成效»: an author's own word
        sentence = _SENTENCE.search(text)  # no level is one
        if sentence or misfit("text", text, self.patterns) >= 1 or self.like_measure(text) or LEAD.match(text):
            return inf
        following = kind.places[index + 1].merge if index + 1 < len(kind) else ""
        if following.endswith("_weight"):  # its points stand beside it: words of any kind do (投入, 目标设定)
            return 0.2 + 0.8 * (count - 1)
        return (2.0 if outer else 0.7) + 0.8 * (count - 1)

    def is_torn_level(self, text: str) -> bool:
        """Whether a text is the end of a word of level 1 or 2 (益指标)."""
        return text in ends_of_levels(self.patterns)

    def _paragraphs_cost(self, place: Place, start: int, stop: int) -> float:
        """The price of a cell's further paragraphs: low for text, high where they look like the next cell."""
        done, total, number = self._paragraphs.get((place.type, start), (stop + 1, 0.0, 0))
        if done > stop:  # cells that begin here are asked for from short to long: each goes on from the one before
            number = paragraph_number(self.tokens[start].key) if place.type == "text" else 0
            done, total = start + 1, 0.6 if number > 1 else 0.0  # a list does not begin with its second item
        for index in range(done, stop):
            key = self.tokens[index].key
            if not key:
                total += 0.6
                continue
            following = paragraph_number(key)
            if number and following:
                total += 0.05 if following == number + 1 else 1.5
                number = following
            elif self.tokens[index - 1].key.endswith(OPEN):
                total += 0.1  # «指标1：» and its text on the next line, «原因：人员不足；» and its measures
            elif place.type == "measure":
                total += 2.5 if self.like_measure(key) else 1.5 if self.like_measure(self.tokens[start].key) else 0.7
            else:
                total += 2.5 if self.like_measure(key) else 1.5 if self.is_level(key) else 0.5
        self._paragraphs[place.type, start] = stop, total, number
        return total

    def is_slipped(self, zone: int, start: int, stop: int, beside: int = 0) -> bool:
        """Whether a heading's cell in words that no form knows holds a word of a level or its beginning, a row's label
        or a line that is a label of another zone. ``beside``: where the next cell of the heading ends, of which each
        column is headed: both may make one label of a level («二级», «指标内容»; «全年», «执行数» are one cell)."""
        own, turned = self.shape.heading_labels[zone], "".join(t.key for t in reversed(self.tokens[start:stop]))
        if start == stop or not own.isdisjoint((key_of(self.text_of(start, stop)), key_of(turned))):
            return False  # «指标», «一级» is 一级指标
        levels = [column.keys for column in self.shape.form.zones[zone].columns if column.merged]
        whole = self.text_of(start, stop)  # «资金支出», «进度» beside money goes on from the line above
        words = (self.text_of(a, b) for a in range(start, stop) for b in range(a + 1, stop + 1))
        runs = (run for run in words if run and (levels or run.endswith(OF_LEVEL) or whole.startswith(run)))
        if any(self.is_level(run) or self.is_row(run) for run in runs):
            return True
        two = beside > stop and any(key_of(self.text_of(start, beside)) in keys for keys in levels)
        if not two and self.crosses([(start, stop), (stop, min(stop + _REST, len(self.tokens)))]):
            return True  # «可持续性», blank, blank, «影响指标»
        keys = [token.key for token in self.tokens[start:stop]]
        alone = (key for above, key in pairwise(["", *keys]) if key and above[-1:] not in AND)  # «原因及», «改进建议»
        return stop - start > 1 and any(key_of(key) not in own and self.is_label(key) for key in alone)

    def crosses(self, cells: Sequence[tuple[int, int]]) -> bool:
        """Whether a printed word of the form, or of a level, or a sign in words runs over the border between two cells
        («社会», «效益»; «不», «少于»), or what another cell of the row says («信息化水平⏎有效», «保障», «有效保障»): it
        is one cell, and the border stands elsewhere; or whether the last line of a cell is the next one whole."""
        return any(
            (
                len(run := self.text_of(first, last)) >= WORD
                and (self.is_level(run) or self.is_label(run))
                and not MEASURE.match(rest)
            )
            or ((start < first or last < stop) and self._is_torn(run, cells))
            or (start < first == border - 1 and last == stop and len(rest) >= WORD and rest == self.tokens[first].key)
            for (start, border), (_, stop) in pairwise(cells)
            for first in range(start, border)
            for last in range(border + 1, stop + 1)
            if self.text_of(first, border) and (rest := self.text_of(border, last))
        )

    def leads_nothing(self, kind: RowKind, cells: Mapping[int, tuple[int, int]]) -> bool:
        """Whether a word of level 1 only stands as level 2 in a row that has no level 1 of its own: its level 2 was
        lost («效益指标 | 节能减排»). Where no blank is left out «满意度指标» may be one of 效益指标 (四川)."""
        levels = [at for at, place in enumerate(kind.places) if place.merge in LEVELS]
        if len(levels) < len(LEVELS) or levels[-1] not in cells:
            return False
        outer, word = cells.get(levels[0]), self.text_of(*cells[levels[-1]])
        own = outer is not None and self.text_of(*outer)
        known = None if own or not is_only_top(word, self.patterns) else level_word(word, self.patterns)
        return known is not None and (self.leaves_out or "dimension" not in known)

    def _is_torn(self, run: str, cells: Sequence[tuple[int, int]]) -> bool:
        """Whether lines on both sides of a border are a sign in words, or what a cell of the row says."""
        if self.patterns.word("operator").compiled.fullmatch(run):
            return True
        return figure_of(run) is None and any(run == self.text_of(*cell) for cell in cells)
