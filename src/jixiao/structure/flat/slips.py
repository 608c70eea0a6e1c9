"""Texts that cannot be what stands at a place of a row, wherever cells were lost: they slipped there (`Slips`)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from jixiao import lazy_re as re
from jixiao.structure.flat.cellcosts import LISTED, REASONS, CellCosts
from jixiao.structure.flat.celltexts import BOXES, figure_of, is_only_top, is_top, money_labels, row_mark
from jixiao.structure.flat.plans import Plan
from jixiao.structure.form_model import OF_LEVEL, key_of, row_key

_TARGET = 12  # characters: a target has fewer
_LINES = 3  # of a word of level 2
_SIGN = 2  # characters that the first line of a cell has at the least («是», «%» are cells)
_SHORT = 4  # characters: a reason has more («≥», «不低于» slipped there)
_COUNTED = re.compile(r"\d[\d.,]*[^\d、.)）]{0,5}")
_POINTS = re.compile(r"(?:\(\d+分\)|\d+分)$")
_GOES_ON = (":", ",", "、", "(")  # how the first line of a name may end wherever it is broken
_PART = "其中:"
"""How the label of a part of the money begins, and no cell of an indicator, nor the second line of a label."""
_WHOSE = re.compile(r"\([^\d()]{2,}\)$")
DATE = re.compile(r"(?:19|20)\d\d年|\d{1,2}月")
NONE = "0"
"""What some write for no reason."""


def _is_unbroken(keys: Sequence[str]) -> bool:
    """Whether no narrow cell breaks a name so: the next line is longer than the first, which is no beginning that goes
    on («指标1:», «为,»). They are two cells."""
    first, *others = keys
    return not first.endswith(_GOES_ON) and any(len(key) > len(first) + 1 for key in others)


def _has_flags(plan: Plan) -> bool:
    return any(place.type == "flag" for place in plan.places)


class Slips:
    """What is no cell of a zone's rows. ``lines``: a cell may have several tokens, one a paragraph or wrapped line;
    ``ends``: where rows end is known."""

    def __init__(self, plan: Plan, aligner: CellCosts, zone: int, *, lines: bool, ends: bool) -> None:
        self.plan, self.aligner, self.lines, self.ends = plan, aligner, lines, ends
        self.tokens, self.patterns = aligner.tokens, aligner.patterns
        self._own, self._levels = plan.first_free, plan.levels
        labels = aligner.shape.heading_labels
        self._flags = [aligner.patterns.word(word) for word in ("yes", "no")] if _has_flags(plan) else []
        self._money = money_labels(aligner.patterns)
        self._measured = [word for word, entry in self.patterns.level1.items() if "part" in entry]
        self._others = frozenset[str]().union(*labels[zone + 1 :]) - labels[zone]

    @cached_property
    def _keys(self) -> frozenset[str]:
        """What the tokens say, without points and numbers of parts."""
        return frozenset(key_of(token.key) for token in self.tokens)

    def _is_filler(self, token: int) -> bool:
        return self.lines and self.aligner.is_filler(self.tokens[token].key)

    def slipped(self, index: int, start: int, end: int) -> bool:
        """Whether tokens [start, end) cannot be the cell at a place."""
        keys = [token.key for token in self.tokens[start:end]]
        place, own = self.plan.places[index], index == self._own
        if self._is_astray(index, keys[0]):
            return True
        if index in self._levels:
            return self._is_no_level(index, keys, start)
        if own and place.type == "text" and (self._is_no_name(keys[0]) or any("。" in key for key in keys[1:])):
            return True
        if own and self.lines and place.type == "text" and (self._goes_on(keys[-1], end) or _is_unbroken(keys)):
            return True
        if not own and not place.merge and self._is_filler(start):
            return True  # «……» is the name of a row that holds nothing
        return self._is_patched(index, start, end)

    def _goes_on(self, key: str, end: int) -> bool:
        """Whether a name ends with a colon («指标2：») and its text stands in the next line."""
        below = self.tokens[end].key if end < len(self.tokens) else ""
        return key.endswith(":") and bool(below) and not LISTED.match(below) and not self.aligner.is_level(below)

    def _is_astray(self, index: int, key: str) -> bool:
        """Whether a text can only stand in another column, so that cells have slipped: a row's printed label outside
        the labels, a mark of nothing as a row's label, a figure or a word of a level as a reason, a heading's word as
        a level or a name."""
        place = self.plan.places[index]
        if place.type == "label" and LISTED.match(key):
            return True
        if place.type == "label":
            other = key_of(key) in self._others and not self._is_row(key)
            null = self.patterns.null_kind(key)
            odd = null is None and (len(key) < _SIGN or "。" in key)  # a letter, or a sentence
            return other or odd or null not in (None, "placeholder") or self.aligner.like_measure(key)
        part = bool(self._levels) and key.startswith(_PART)
        # an amount tells of no task whether it was done
        amount = self.plan.ids[index] == "done" and figure_of(key) is not None and not key.endswith("%")
        if amount or part or self.aligner.is_row(key) or (index != self._own and LISTED.match(key)):
            return True
        if key == NONE and self.plan.ids[index] in REASONS:
            return False
        flag = place.type != "flag" and any(word.fits(key) for word in self._flags)  # beside the column of them
        if flag or (place.type in ("text", "flag") and not place.merge and figure_of(key) is not None):
            return True
        if self.plan.ids[index] in REASONS:
            known = figure_of(key) is not None or self.aligner.is_level(key)
            known = known or (not self._levels and row_key(key) in self._money)  # the label of the next row
            known = known or (len(key) < _SHORT and self.patterns.null_kind(key) is None)
            return known or (len(key) < _TARGET and self.aligner.like_measure(key))
        if self.plan.ids[index] == "unit" and len(key) >= _SIGN and self.aligner.holds_measure(key):
            return True
        return bool(place.merge or index == self._own) and self.aligner.is_label(key)

    def _is_row(self, text: str) -> bool:
        """Whether a text is a row's label, in the form's words or in others."""
        key = row_key(text)
        alike = any(row.like and row.like.fullmatch(key) for row in self.plan.zone.rows)
        return alike or self.aligner.is_row(text) or self.patterns.likely_concept(key) is not None

    def _is_no_name(self, key: str) -> bool:
        """Whether a text is none that a row is named by: a word of level 1, a sign, a unit («%», «是»), a sentence,
        boxes to tick; and among lines the end of another word, a date, a mark of nothing."""
        if not BOXES.isdisjoint(key):
            return True
        null = row_mark(key, self.patterns)
        if is_only_top(key, self.patterns) or (null is None and (len(key) < 2 or "。" in key or "," in key)):
            return True
        if "unit" in self.plan.ids and self.patterns.word("measure_unit").fits(key):
            return True
        if figure_of(key) is not None or (key.endswith("指标") and self.aligner.is_torn_level(key)):
            return True
        if not self.lines:
            return False
        if null is not None:
            return null != "placeholder"
        return bool(DATE.match(key)) or self.aligner.like_measure(key) or key == OF_LEVEL

    def _is_patched(self, index: int, start: int, end: int) -> bool:
        """Whether lines that make up a cell are of two cells."""
        keys = [token.key for token in self.tokens[start:end]]
        if self.plan.places[index].type == "label" and self._is_no_label(keys, start):
            return True
        if len(keys) < 2:
            return False
        if self.plan.places[index].type == "flag":
            return True  # a yes or no is one line
        if self._levels and not self.plan.places[index].merge and self.aligner.is_several(start, end):
            return True
        return (
            # a sentence has ended, and what follows is neither a heading of its own nor a list
            any(above.endswith("。") and ":" not in key for above, key in pairwise(keys))
            or any(LISTED.match(key) for key in keys[1:])  # the name of another row, by its number
            or any(self._is_figure(key) or self.patterns.null_kind(key) is not None for key in keys)
            or len(keys[0]) < _SIGN
            or (
                not self.plan.places[index].merge
                and any(self.aligner.is_level(key) for key in keys[index == self._own and self._ends_level(start) :])
            )
        )

    def _ends_level(self, at: int) -> bool:
        """Whether a word of a level ends right above a token with all its letters: then a name begins there, that may
        look like one («生态», «效益指标», «可持续», «发展能力»)."""
        texts = (self.aligner.text_of(start, at) for start in range(max(at - _LINES, 0), at))
        return any(key_of(text).endswith("指标") and self.aligner.is_level(text) for text in texts)

    def _is_figure(self, key: str) -> bool:
        return len(key) < _TARGET and (self.aligner.like_measure(key) or bool(_COUNTED.fullmatch(key)))

    def _is_no_label(self, keys: Sequence[str], start: int) -> bool:
        """Whether lines are a row's label with the cell behind it or before it, or words of no row where all are
        printed."""
        if len(keys) > 1 and (self.aligner.is_row(keys[0]) or any(key.startswith(_PART) for key in keys[1:])):
            return True
        zone = self.plan.zone
        printed = self.lines and "executed" in self.plan.ids and bool(zone.rows) and not zone.free_rows
        return printed and not self._is_row("".join(keys)) and not self._is_filler(start)

    def _is_no_level(self, index: int, keys: Sequence[str], start: int) -> bool:
        """Whether a level is no known word, or one of the other level; «满意度指标» is printed in both columns."""
        text = "".join(keys)
        known = self.aligner.is_level(text)
        first, *others = self._levels
        if index == first and known and others and not is_top(text, self.patterns):
            return True
        if index == first and self.lines and others and f"{text}指标" in self._keys:
            return True  # «产出», «时效» below «产出指标»: a word of level 2 over two lines
        whose = _WHOSE.search(text)  # «满意度（服务对象）» is a word of level 2
        if index != first and ((is_only_top(text, self.patterns) and whose is None) or text.endswith("分)")):
            above = (self.aligner.text_of(at, start) for at in range(max(start - _LINES, 0), start))
            if not any(text in (_POINTS.sub("", word), key_of(word)) for word in above):
                return True
        if known or (len(keys) > 1 and self._is_own_word(keys)):
            return False
        return len(keys) > 1 or not (self.ends or text.endswith("指标"))

    def _is_own_word(self, keys: Sequence[str]) -> bool:
        """Whether lines are one word of level 2 in words of its author («服务对象», «满意程度指标»): the last ends it,
        none is a word by itself, and it says what it measures."""
        text = "".join(keys)
        if len(text) > _TARGET or not text.endswith("指标") or any(key.endswith("指标") for key in keys[:-1]):
            return False
        return not any(self.aligner.is_level(key) for key in keys) and any(part in text for part in self._measured)
