"""What the text of a flattened cell may be: a figure, a text that fits a type of cell, a word of level 1 or 2."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from jixiao import lazy_re as re
from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.form_model import key_of, row_key

NUMBERED = r"指标(?P<own>\d{1,2}|[一二三四五六七八九十]{1,2}(?=[.、:]))"
"""How a name begins that its author counts («指标1：», «指标一：»; «指标一级» is none)."""
BOXES = frozenset("☑☒☐□")
"""Marks of what is ticked, or could be."""
_FIGURE = re.compile(r"[-+]?(?:\d[\d,]*(?:\.\d+)?|\.\d+)")
_AMOUNT = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?(?:万元|元|亿元|万|亿|%|㎡|平方米|人|名|分|个)?")
_POINTS = re.compile(
    r"(?:\(\d+(?:\.\d+)?[分%]?\)?|\d+(?:\.\d+)?分\)?|(?<!\d)(?<!\.)\d+(?:\.5)?%|(?<=标)\d\d)$"
)  # 产出指标60分, 产出指标(50, 产出指标50; «满意度94.2%» was reached
_ENDS = ("", "。", ";", ",", ":", "、")
_SCORE = re.compile(r"[-+]?\d+(?:\.\d+)?分?")
_SHORT, _LAST = 4, "标)%"  # letters of a word of level 1 at the least, with which it or its points end
_HALVES, _PIECE = 2, (2, 4)  # lines of a broken word of a level, letters of each
_NUMBER_ONLY = re.compile(r"\d{1,2}[.、]")
_PERCENT = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?%?")


def misfit(kind: str, text: str, patterns: Patterns) -> float:
    """How badly a text fits a cell of this type: 0 well, up to 3 not at all."""
    return word_misfit(kind, squeeze(text), patterns)


def word_misfit(kind: str, squeezed: str, patterns: Patterns) -> float:
    """As `misfit`, of a text that is squeezed already."""
    bad = 0.0
    if kind in ("amount", "count", "number"):
        bad = 0.0 if _AMOUNT.fullmatch(squeezed) else 1.0 if _FIGURE.match(squeezed) else 3.0
    elif kind == "percent":
        bad = 0.0 if _PERCENT.fullmatch(squeezed) else 3.0
    elif kind == "score":
        bad = 0.0 if _SCORE.fullmatch(squeezed) else 3.0
    elif kind in ("text", "label"):
        bad = 1.0 if _FIGURE.fullmatch(squeezed) else 0.0
    return 0.0 if bad and patterns.null_kind(squeezed) is not None else bad  # a mark for a blank fits everywhere


@lru_cache(maxsize=4096)
def figure_of(key: str) -> float | None:
    """The figure of a squeezed cell, its unit or percent sign apart; None if it holds none, or more than one."""
    if not _AMOUNT.fullmatch(key):
        return None
    found = _FIGURE.match(key)
    return float(found[0].replace(",", "")) if found else None


def known_level(text: str, patterns: Patterns) -> bool:
    """Whether a text is a word of level 1 or 2 (产出指标, 数量指标), with or without its points."""
    return bool(level_entry(text, patterns))


def level_entry(text: str, patterns: Patterns) -> tuple[str, ...]:
    """The words of level 1 that a level-1 or level-2 word stands under; () if it is none."""
    entry = level_word(text, patterns)
    if entry is None:
        return ()
    return (entry["is"],) if "is" in entry and "level1" not in entry else tuple(entry.get("level1", ()))


def is_top(text: str, patterns: Patterns) -> bool:
    """Whether a text is a word of level 1 (产出指标), be it one of level 2 too (成本指标)."""
    return top_of(text, patterns) is not None


def top_of(text: str, patterns: Patterns) -> str | None:
    """The word of level 1 that a text is («项目产出»: 产出指标); None if it is none."""
    entry = level_word(text, patterns) or {}
    return entry.get("is")


def is_only_top(text: str, patterns: Patterns) -> bool:
    """Whether a text is a word of level 1 that is none of level 2 (效益指标)."""
    entry = level_word(text, patterns)
    return entry is not None and "is" in entry and "level1" not in entry


def is_second(word: str, patterns: Patterns) -> bool:
    """Whether a word is one of level 2."""
    return known_level(word, patterns) and not is_only_top(word, patterns)


def level_points(text: str, patterns: Patterns) -> float | None:
    """The points printed with a word of level 1 or 2 («产出指标(50分)»); None if it is none, or has none."""
    found = _POINTS.search(squeeze(text)) if known_level(text, patterns) else None
    return float(found[0].strip("()分%")) if found else None


@lru_cache(maxsize=4096)  # several doubts ask about the same cell, and words of levels come again
def level_word(text: str, patterns: Patterns) -> Mapping[str, Any] | None:
    """What the list says of a word of level 1 or 2, None if it is none; a word that serves as a ``whole`` only is none
    without its end («成本控制»)."""
    key = _POINTS.sub("", key_of(squeeze(text)))
    known = patterns.level1
    for one in [key, *[key.removesuffix(end) for end in patterns.level_ends if key.endswith(end)]]:
        for word in (one, one + "指标"):
            if (entry := known.get(word)) and (word == key or "whole" not in entry):
                return entry
    return None


def are_cells(lines: Sequence[str]) -> bool:
    """Whether a sentence goes behind a text of no end, and is longer: no column's width broke them, they are two cells
    («当年完成», «个别指标完成值低于预期。»)."""
    first = lines[0] if lines else ""
    return first[-1:] not in _ENDS and any(line.endswith("。") and len(line) > len(first) + 1 for line in lines[1:])


def are_levels(keys: Sequence[str], patterns: Patterns) -> bool:
    """Whether lines are two words of levels («服务对象», «满意度», «数量», «指标»). Two of one first level are one
    in words of its author, unless the second is that level's own («服务对象满意度», «满意度指标»)."""
    halves = (("".join(keys[:at]), "".join(keys[at:])) for at in range(1, len(keys)))
    entries = ((level_entry(one, patterns), level_entry(two, patterns), two) for one, two in halves)
    return any(one and two and (not set(one) & set(two) or is_only_top(word, patterns)) for one, two, word in entries)


def are_joined(text: str, patterns: Patterns) -> bool:
    """Whether a cell is a word of level 1 and one of level 2 («产出指标(50分)数量指标»; «产出数量指标» is one)."""
    ends = (at for at in range(_SHORT, len(text)) if text[at - 1] in _LAST and is_top(text[:at], patterns))
    return not known_level(text, patterns) and any(known_level(text[at:], patterns) for at in ends)


def row_mark(text: str, patterns: Patterns) -> str | None:
    """What a cell of a row says that holds no value: «……», «指标2», «2.» are names of a row that holds nothing."""
    return patterns.null_kind(text) or ("placeholder" if _NUMBER_ONLY.fullmatch(text) else None)


@lru_cache(maxsize=8)
def money_labels(patterns: Patterns) -> frozenset[str]:
    """All labels of rows of money that are known, whatever form prints them."""
    return frozenset(row_key(squeeze(label)) for labels in patterns.concepts.values() for label in labels)


@lru_cache(maxsize=8)
def ends_of_levels(patterns: Patterns) -> frozenset[str]:
    """All ends of the words of levels 1 and 2, the words among them."""
    return frozenset(word[at:] for word in patterns.level1 for at in range(len(word)))


@lru_cache(maxsize=8)
def _starts_of_levels(patterns: Patterns) -> frozenset[str]:
    """How the words of levels 1 and 2 begin, the words among them."""
    return frozenset(word[:at] for word in patterns.level1 for at in range(_PIECE[0], len(word) + 1))


def is_broken_level(lines: Sequence[str], patterns: Patterns) -> bool:
    """Whether lines are the halves of a word of level 2 in its author's words that a narrow column broke («社会»,
    «成效»): the first begins as known words do and is none («成本», «管控»), the second is no longer."""
    if len(lines) != _HALVES:
        return False
    first, rest = lines
    short = _PIECE[0] <= len(rest) <= len(first) <= _PIECE[1]
    begun = short and first in _starts_of_levels(patterns) and not known_level(first, patterns)
    return begun and all("\u4e00" <= char <= "\u9fff" for char in rest)
