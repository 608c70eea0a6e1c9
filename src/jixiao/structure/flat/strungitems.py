"""The paragraphs, or pieces of lines, of a text of strung cells (`strung`): each may be a cell or a part of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jixiao.quotes import squeeze
from jixiao.structure.flat.celltexts import figure_of
from jixiao.structure.flat.stretch import Line, Stretch

_WORDS = r"(?:[\u4e00-\u9fff]{2}|(?:19|20)\d\d ?年)"
SAID = re.compile(
    r"^([^\r\n]++)\r?\n(?:\r?\n)?\1\r?\n(?:\r?\n)?"
    rf"(?:\1|(?={_WORDS})([^\r\n]++)\r?\n(?:\r?\n)?\2)\r?$",
    re.MULTILINE,
)
"""What such a text has somewhere: a line that is said three times, one below the other, or two lines of words, said
twice each («编制数», «编制数», «控制率», «控制率»)."""

_TEXT = rf"{_WORDS}\S{{0,30}}"
BESIDE = re.compile(rf" ({_TEXT}) \1 (?:\1|({_TEXT}) \2)(?![^ \n])")
"""Or a word three times in a line, between single blanks, or two words twice: what kreuzberg makes of a row, an empty
cell between two."""

_BLANK = re.compile(r" (?!\d{1,2}[:：])(?!(?<=(?:19|20)\d\d )年)")  # «指标 1：…» is one cell, «2020 年决算数» another


@dataclass(slots=True)
class Item:
    """A paragraph, or a piece of a line, at [start, stop) of the stretch; its text without blanks, and whether that is
    words."""

    start: int
    stop: int
    key: str
    begins: bool = True  # whether a row may begin with it
    says: bool = field(init=False)

    def __post_init__(self) -> None:
        self.says = len(self.key) > 1 and any(map(str.isalpha, self.key[:3])) and figure_of(self.key) is None


def ways_of(stretch: Stretch) -> Iterator[list[Item]]:
    """The items of a stretch by each way in which its cells may be parted."""
    for way in (_pieces,) if BESIDE.search(stretch.text) else (_paragraphs, _single):
        yield way(stretch)


def _single(stretch: Stretch) -> list[Item]:
    return [_item([line]) for line in stretch.lines]


def _paragraphs(stretch: Stretch) -> list[Item]:
    """The paragraphs between blank lines; two blank lines more are an empty one."""
    lines = stretch.lines
    items: list[Item] = []
    at = 0
    while at < len(lines):
        if not lines[at].text and at + 1 < len(lines) and lines[at + 1].text:
            at += 1  # a line break ends the paragraph above
            continue
        end = at
        while end < len(lines) and lines[end].text:
            end += 1
        items.append(_item(lines[at : max(end, at + 1)]))
        at = max(end, at + 1) + 1
    if at == len(lines) and not lines[-1].text:
        items.append(Item(lines[-1].after, lines[-1].after, ""))
    return items


def _pieces(stretch: Stretch) -> list[Item]:
    """What stands between single blanks, line by line."""
    items: list[Item] = []
    for line in stretch.lines:
        at = line.start
        for piece in _BLANK.split(line.text):
            items.append(Item(at, at + len(piece), squeeze(piece), begins=at == line.start))
            at += len(piece) + 1
    return items


def _item(lines: Sequence[Line]) -> Item:
    return Item(lines[0].start, lines[-1].stop, squeeze("".join(line.text for line in lines)))
