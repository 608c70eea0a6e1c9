"""A paragraph that holds a whole report, its line breaks lost with the page it stood on (R22 of the corpus)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from jixiao.quotes import Text
from jixiao.structure.labels import TITLE_LENGTH, Kind, Label, label_at

_ANYWHERE = re.compile(r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)")
_NUMERAL = re.compile("[第一二三四五六七八九十百]")
_SPEAKER = re.compile(r"[我本](?:单位|部门|[\u4e00-\u9fff])")
_WHOLE = 120
"""Characters that such a paragraph has at least."""

_SECTIONS = 3

Known = Callable[[str], bool]
"""Whether a text is a section's known title."""


def runs_on(text: Text, known: Known) -> bool:
    """Whether known titles stand behind three labels in sequence of one paragraph: «一、», «二、» and «三、», or «一、»
    with «（一）» and «（二）» below it."""
    sections = parts = part = 0
    if len(text) > _WHOLE:
        for at in label_places(text):
            label = label_at(text.match, at)
            if label is None or not title_end(text, label.end, known):
                continue
            if label.kind is Kind.CHINESE and label.number == sections + 1:
                sections, part = label.number, 0
            elif label.kind is Kind.CHINESE_PAREN and label.number == part + 1 and sections:
                part = label.number
                parts += 1
    return sections > 0 and sections + parts >= _SECTIONS


def stands_alone(text: Text, label: Label) -> bool:
    """Whether «三、» is no part of a number («第二、三季度», «一、二、三年级»): then a section begins, though nobody
    knows its title."""
    return not (_NUMERAL.match(text.match, label.end) or (label.start and _NUMERAL.match(text.match, label.start - 1)))


def label_places(text: Text) -> Iterator[int]:
    """Where «一、» and «（一）» stand, whatever is before them."""
    return (found.start() for found in _ANYWHERE.finditer(text.match))


def title_end(text: Text, start: int, known: Known) -> int:
    """Where the longest known title ends that begins at ``start``, 0 if none does; whoever says what stands behind it
    («存在的问题我校…») is no part of it."""
    stop = min(len(text), start + TITLE_LENGTH)
    ends = range(stop, start + 3, -1)
    end = next((at for at in ends if text.match[at - 1] not in "。:;,、." and known(text.match[start:at])), 0)
    speakers = (found.start() for found in _SPEAKER.finditer(text.match, start, end))
    return next((at for at in speakers if known(text.match[start:at])), end)
