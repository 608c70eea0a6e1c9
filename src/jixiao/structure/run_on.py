"""A paragraph that holds a whole report, its line breaks lost with the page it stood on (R22 of the corpus)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from jixiao.quotes import Text
from jixiao.structure.labels import TITLE_LENGTH, Kind, label_at

_ANYWHERE = re.compile(r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)")
_WHOLE = 120
"""Characters that such a paragraph has at least."""

_SECTIONS = 3

Known = Callable[[str], bool]
"""Whether a text is a section's known title."""


def runs_on(text: Text, known: Known) -> bool:
    """Whether known titles stand behind «一、», «二、» and «三、» of one paragraph."""
    number = 0
    if len(text) > _WHOLE:
        for at in label_places(text):
            label = label_at(text.match, at)
            following = label is not None and label.kind is Kind.CHINESE and label.number == number + 1
            if label and following and title_end(text, label.end, known):
                number += 1
    return number >= _SECTIONS


def label_places(text: Text) -> Iterator[int]:
    """Where «一、» and «（一）» stand, whatever is before them."""
    return (found.start() for found in _ANYWHERE.finditer(text.match))


def title_end(text: Text, start: int, known: Known) -> int:
    """Where the longest known title ends that begins at ``start``, 0 if none does."""
    stop = min(len(text), start + TITLE_LENGTH)
    ends = range(stop, start + 3, -1)
    return next((at for at in ends if text.match[at - 1] not in "。:;,、." and known(text.match[start:at])), 0)
