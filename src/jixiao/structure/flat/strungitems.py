"""The paragraphs, or pieces of lines, of a text of strung cells (`strung`): each may be a cell or a part of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from jixiao import lazy_re as re
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
BESIDE = re.compile(rf"(?:^| )({_TEXT}) \1 (?:\1|({_TEXT}) \2)(?![^ \n])", re.MULTILINE)
"""Or a word three times in a line, between single blanks, or two words twice: what kreuzberg makes of a row, an empty
cell between two."""

_BLANK = re.compile(r" (?!\d{1,2}[:：])(?!(?<=(?:19|20)\d\d )年)")  # «指标 1：…» is one cell, «2020 年决算数» another

_SPREAD = re.compile(r"(?<!\S)[\u4e00-\u9fff](?: {1,3}[\u4e00-\u9fff](?!\S))+")
_LETTER = re.compile(r"\S")
_AGAIN, _TIMES = 16, 3  # pieces of a text that is said again, and how often at the least
RUN, TWICE = 3, 3  # cells side by side that say the same; a text that is said twice has fewer paragraphs
_CUT_OFF = 4  # empty cells at the end of a text, at the most
_LETTERS = 8  # of a label that is set so


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


def is_run(items: Sequence[Item], at: int) -> bool:
    return items[at].key == items[at + 1].key == items[at + 2].key


def doubled(items: Sequence[Item], at: int) -> int:
    """Of how many paragraphs the second of two texts is that stand side by side, each in two positions («编制数»,
    «编制数», «控制率», «控制率»); 0 where there are none."""
    one, two, *others = (item.key for item in items[at : at + 2 * TWICE])
    if one != two or not others or others[0] == one:
        return 0
    return next((n for n in range(1, TWICE) if len(others) >= 2 * n and others[:n] == others[n : 2 * n]), 0)


def ways_of(stretch: Stretch, is_label: Callable[[str], bool]) -> Iterator[list[Item]]:
    """The items of a stretch by each way in which its cells may be parted."""
    if BESIDE.search(stretch.text):
        yield _pieces(stretch, is_label)
        return
    yield _paragraphs(stretch)
    yield _single(stretch)


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


def _pieces(stretch: Stretch, is_label: Callable[[str], bool]) -> list[Item]:
    """What stands between single blanks, line by line; a label whose letters are set apart is one («项  目»), and so is
    a text with blanks that is said three times («1.新增性项目□ 2.持续性项目☑»). Blanks at the end of all were cut off,
    and with them the empty cells of the last row («总分 总分 100 96.2», without the blank in front of its remark)."""
    items: list[Item] = []
    for line in stretch.lines:
        inner = {at for found in _SPREAD.finditer(line.text) for at in _inner(found, is_label)}
        inner |= {*_inside(line.text, is_label)}
        at = 0
        for stop in (*(cut.start() for cut in _BLANK.finditer(line.text) if cut.start() not in inner), len(line.text)):
            start, end = line.start + at, line.start + stop
            items.append(Item(start, end, squeeze(line.text[at:stop]), begins=not at))
            at = stop + 1
    end = len(stretch.text)
    if not stretch.text[-1:].isspace():
        items += [Item(end, end, "")] * _CUT_OFF
    return items


def _inner(spread: re.Match[str], is_label: Callable[[str], bool]) -> Iterator[int]:
    """The blanks between the letters of labels: of letters set apart the most that make one, again and again."""
    letters = [found.start() for found in _LETTER.finditer(spread.string, *spread.span())]
    at = 0
    while at < len(letters):
        sizes = range(min(_LETTERS, len(letters) - at), 1, -1)
        size = next((n for n in sizes if is_label("".join(spread.string[i] for i in letters[at : at + n]))), 1)
        yield from (i for i in range(letters[at], letters[at + size - 1]) if i not in letters)
        at += size


def _inside(text: str, is_label: Callable[[str], bool]) -> Iterator[int]:
    """The blanks within each of the texts of several pieces that a line says three times, one behind the other; of the
    shortest such, and of none whose pieces are cells that are the same themselves, or labels from another piece on
    («年初 预算数 年初 预算数 全年 预算数 全年 预算数 全年 执行数»)."""
    pieces = text.split(" ")
    starts = [0, *accumulate(len(piece) + 1 for piece in pieces)]
    at = 0
    while at < len(pieces):
        sizes = range(2, min(_AGAIN, (len(pieces) - at) // _TIMES) + 1)
        size = next((n for n in sizes if _is_again(pieces, at, n)), 0)
        if any(is_label("".join(pieces[at + n : at + n + size])) for n in range(1, size)):
            size = 0
        while size and pieces[at : at + size] == pieces[at + size : at + 2 * size]:
            yield from (starts[n] - 1 for n in range(at + 1, at + size))
            at += size
        if size:
            yield from (starts[n] - 1 for n in range(at + 1, at + size))
        at += size or 1


def _is_again(pieces: Sequence[str], at: int, size: int) -> bool:
    own = pieces[at : at + size]
    if not own[0] or not own[-1]:
        return False  # «/», an empty cell, «/», …
    return own == pieces[at + size : at + 2 * size] == pieces[at + 2 * size : at + 3 * size] and len({*own}) > 1


def _item(lines: Sequence[Line]) -> Item:
    return Item(lines[0].start, lines[-1].stop, squeeze("".join(line.text for line in lines)))
