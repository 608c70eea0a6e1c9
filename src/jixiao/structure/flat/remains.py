"""The remains of a form in text that tore it: many of its printed words close together, whatever stands between."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, takewhile

from jixiao import lazy_re as re
from jixiao.quotes import squeeze
from jixiao.structure.flat.alternation import any_of
from jixiao.structure.flat.shapes import Shape
from jixiao.structure.flat.stretch import Line, Stretch, outside
from jixiao.structure.flat.words import Words
from jixiao.structure.flat.wordset import WordSet
from jixiao.structure.form_model import column_keys, key_of
from jixiao.structure.labels import Kind, label_at

_RUN = 4  # labels one at the other that no sentence has
_MARKS = 3  # commas and semicolons in a line of prose
_LABEL = (4, 12)  # characters of a label
_NEAR, _MANY = 400, 8  # so many printed words within so many characters: the remains of a form
_HEAD, _SHORT = 16, 40  # characters of a heading's line, of a line of a cell
_YEAR = re.compile(r"(?:19|20)\d\d年")
_LISTED = re.compile("、[一二三四五六七八九十]$")


def remains(
    stretch: Stretch,
    where: tuple[int, int],
    known: Sequence[tuple[int, int]],
    shapes: Sequence[Shape],
    words: Words,
) -> Iterator[tuple[int, int]]:
    """Where many printed words of a form stand close together, however the text around them was torn (PDF text,
    catdoc): more of them than prose about the same matters has."""
    found: list[tuple[int, int]] = []
    parts: list[tuple[int, int]] = []
    for group in outside(stretch.lines_in(*where), known):
        lines: list[Line] = []
        headed = False
        for line in [*group, None]:
            if line is not None and not (words.ends_table(line.text) and not words.may_hold_form(line.text)):
                lines.append(line)
                continue
            start = lines[0].start if headed else _torn_start(lines, shapes, words) if lines else None
            if start is not None:
                found.append((start, lines[-1].after))
            elif lines and _holds_labels(lines[0]):
                parts.append((lines[0].start, lines[-1].after))
            # A heading may have the table's behind it: «四、年度绩效指标完成情况 一级指标 二级指标 …» (成安).
            headed = line is not None and _heads_row(line, shapes, words)
            lines = [line] if line is not None and (headed or _holds_labels(line)) else []
    yield from [*found, *(parts if known or found else ())]


def shown_by_heads(
    stretch: Stretch, where: tuple[int, int], shapes: Sequence[Shape], words: Words
) -> list[tuple[int, int]]:
    """Where lines one below the other are the headings of one zone's columns each («三级指标», «目标值», «完成值»,
    «得分», a cell a line): the head of a small table, with fewer printed words than `remains` asks for."""
    zones = [column_keys(zone) for shape in shapes for zone in shape.form.zones]
    heads = frozenset().union(*zones)
    lines = [line for line in stretch.lines_in(*where) if line.text.strip()]
    keys = [key_of(squeeze(line.text)) if len(line.text) < _HEAD else "" for line in lines]
    found: list[tuple[int, int]] = []
    for run, group in groupby(range(len(lines)), lambda at: keys[at] in heads):
        own = list(group)
        if not run or len(own) < _RUN or (found and lines[own[0]].start < found[-1][1]):
            continue
        if any(len(zone.intersection(keys[at] for at in own)) >= _RUN for zone in zones):
            rest = takewhile(lambda line: len(line.text) < _SHORT and not words.ends_table(line.text), lines[own[-1] :])
            found.append((lines[own[0]].start, list(rest)[-1].after))
    return found


def through_lists(stretch: Stretch, place: tuple[int, int], tables: Iterable[int], words: Words) -> tuple[int, int]:
    """Where a form that cannot be read ends, if the line behind it is no heading but ends an enumeration above it
    («组织春节、七», «一、重阳等活动», a cell of the seed's form in a PDF's text): at the next line that ends it, or
    where a table begins that was read."""
    limit = min((start for start in tables if start >= place[1]), default=len(stretch.text))
    lines = stretch.lines
    end = bisect_left(lines, limit, key=lambda line: line.start)
    below = bisect_left(lines, place[1], key=lambda line: line.start)
    at = next((at for at in range(below, end) if lines[at].text.strip()), 0)
    above = next((lines[n].text for n in range(at - 1, -1, -1) if lines[n].text.strip()), "")
    if not (_LISTED.search(squeeze(above)) and words.ends_table(lines[at].text)):
        return place
    ends = (n for n in range(at + 1, end) if words.ends_table(lines[n].text) or is_prose(squeeze(lines[n].text)))
    return place[0], lines[next(ends, end) - 1].after


def _torn_start(lines: Sequence[Line], shapes: Sequence[Shape], words: Words) -> int | None:
    text, ends, kept = "", [], []
    for line in lines:
        key = squeeze(line.text)
        if _heads_row(line, shapes, words):
            return line.start
        if not is_prose(key) or words.may_hold_form(line.text):  # a form poured into one line has its sentences
            text += key
            ends.append(len(text))
            kept.append(line)
    # One look for the words of all forms first: prose has few of them, and there are many forms.
    if _cluster([(m.start(), m[0]) for m in _words_of_all(tuple(shapes)).finditer(text)], _MANY - 2) is None:
        return None
    if _are_headings([squeeze(line.text) for line in kept]):
        return None
    for shape in shapes:
        at = _cluster([(m.start(), str(m.lastgroup)) for m in _printed(shape).finditer(text)])
        if at is not None:
            return kept[bisect_right(ends, at)].start
    return None


def _are_headings(keys: Sequence[str]) -> bool:
    """Whether the lines between the sentences are a narrative's headings: numbered ones for the most part («4.存在的
    问题», lists of a web page whose levels all count from 1), and a year aside not one figure among them."""
    labels = [label_at(key) for key in keys]
    numbered = [label is not None and label.kind is Kind.ARABIC for label in labels]
    rest = [key[label.end :] if label else key for label, key in zip(labels, keys, strict=True)]
    return 2 * sum(numbered) > len(keys) and not any(map(str.isdigit, _YEAR.sub("", "".join(rest))))


def _heads_row(line: Line, shapes: Sequence[Shape], words: Words) -> bool:
    """Whether a heading stands in a line, its labels run together."""
    key = squeeze(line.text)
    quick = len(key) >= 4 * _RUN and len(words.telling(key)) > 2
    quick = quick and _may_be_row(_words_of_all(tuple(shapes)), key)
    return quick and any(_row_of_labels(shape, key) for shape in shapes)


def _holds_labels(line: Line) -> bool:
    """Whether short texts stand behind a heading, parted by blanks, as no sentence has them: beside a form that cannot
    be read the labels of its next part («三、目标完成情况 年度预期目标 具体完成情况 总体完成率(%)»)."""
    parts = line.text.split()
    if len(parts) < _RUN or not all(_LABEL[0] <= len(part) <= _LABEL[1] for part in parts):
        return False
    return not any(mark in line.text for mark in "。，；：,;:.")


def is_prose(key: str) -> bool:
    """Whether a squeezed line ends a sentence or has as many parts as one."""
    return "。" in key or key.count(",") + key.count(";") >= _MARKS


def _may_be_row(words: WordSet, text: str) -> bool:
    """Whether words of any form stand one at the other as often as in a row of labels: one look instead of one for
    each form."""
    chains: list[tuple[int, int]] = []  # where a word ends, how many it closes
    for at in words.starts(text, 0, len(text)):
        found = words.match(text, at)
        if found:
            chains = [(end, count) for end, count in chains if at <= end + 1]
            count = 1 + max((count for _, count in chains), default=0)
            if count >= _RUN:
                return True
            chains.append((found.end(), count))
    return False


def _row_of_labels(shape: Shape, text: str) -> bool:
    """Whether a line holds a heading run together, one label at the other: «一级指标二级指标三级指标年度指标值»."""
    last, count = -1, 0
    for match in _printed(shape).finditer(text):
        count = count + 1 if match.start() <= last + 1 else 1
        last = match.end()
        if count >= _RUN:
            return True
    return False


@lru_cache(maxsize=8)
def _words_of_all(shapes: tuple[Shape, ...]) -> WordSet:
    """All printed words of several forms."""
    cells = {labels for shape in shapes for labels in _labels(shape)}
    return WordSet({squeeze(label) for label in set().union(*cells)})


@lru_cache(maxsize=64)
def _printed(shape: Shape) -> re.Pattern[str]:
    """All printed words of a form, a group for each cell of it."""
    return re.compile("|".join(f"(?P<c{number}>{any_of(cell)})" for number, cell in enumerate(_cells(shape))))


def _cells(shape: Shape) -> list[tuple[str, ...]]:
    """The synonyms of each printed cell of a form as expressions, the longest first."""
    cells = dict.fromkeys(tuple(map(_expression, sorted(cell, key=len, reverse=True))) for cell in _labels(shape))
    return [cell for cell in cells if cell]


def _labels(shape: Shape) -> Iterator[tuple[str, ...]]:
    """The synonyms of each printed cell of a form."""
    for zone in shape.form.zones:
        yield from (column.labels for column in zone.columns)
        yield from (row.labels for row in zone.rows)
        yield from (pair.labels for pair in zone.pairs)
        yield from ((entry,) for column in zone.columns for entry in column.entries)


def _expression(label: str) -> str:
    return re.escape(squeeze(label)).replace(r"\{year\}", r"(?:19|20)\d\d")


def _cluster(places: Sequence[tuple[int, str]], many: int = _MANY) -> int | None:
    """Where the first of many different words stands, if so many stand near each other."""
    for index, (at, _) in enumerate(places):
        near = {name for place, name in places[index : index + 4 * _MANY] if place - at <= _NEAR}
        if len(near) >= many:
            return at
    return None
