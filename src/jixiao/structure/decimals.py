"""Headings with decimal numbers («1», «1.1», «1.1.1», also «1、1»), told by their sequence over the whole report.

A number inside a text («3.1万亩») never counts on from the heading before it at the start of a line, and a list below a
heading («1.…2.…») has no parts of its own: only what goes on where the last heading stopped is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao import lazy_re as re
from jixiao.quotes import Text
from jixiao.structure.labels import MEASURES, TITLE_LENGTH, Kind, Label, label_at
from jixiao.structure.outliner import Line, Outliner

_LABEL = re.compile(r"(?P<n>\d{1,2}(?:[.、]\d{1,2}){0,3})")
_PARTS = re.compile(r"[.、]")
_END = re.compile(r"[.、:)](?!\d)")
_QUANTITY = re.compile(rf"[{MEASURES}]|\d|个百分点")
_AMOUNT = re.compile(r"[万亿元%倍吨]|\d|个百分点|公里|公顷|平方|千克|小时|分钟")
_SENTENCE_MARKS = re.compile("[。;:!?]")
_FEWEST = 2
"""Headings of a second level («1.1») that an outline has at least."""

RANKS = (Kind.CHINESE, Kind.CHINESE_PAREN, 2.4, 2.7)
"""The ranks of a number by its length: «1» stands where «一、» does, «1.1» where «（一）» does."""

Numbers = tuple[int, ...]


def decimal_labels(outliner: Outliner, lines: Sequence[Line]) -> dict[int, tuple[Label, float]]:
    """The labels of such headings with their ranks, by block; empty where a report has no outline of this kind."""
    found: dict[int, tuple[Label, float]] = {}
    path: Numbers = ()
    deep = listed = 0
    candidates = [list(_candidates(line.text)) for line in lines]
    if sum(any(len(numbers) > 1 for numbers, _ in each) for each in candidates) < _FEWEST:
        return {}
    for index, line in enumerate(lines):
        label = label_at(line.text.match)
        if label and label.kind in (Kind.PART, Kind.CHINESE):
            path = () if label.kind is Kind.PART else (label.number,)
            continue
        for numbers, end in candidates[index]:
            if not _follows(numbers, path):
                continue
            behind = len(path) > 1 and listed != numbers[0] - 1  # no list was begun that it could go on with
            if len(numbers) == 1 and not _heads(
                outliner, line.text[end:], numbers[0], candidates[index + 1 :], behind=behind
            ):
                continue
            path, listed = numbers, 0
            deep += len(numbers) > 1
            found[line.block] = Label(Kind.ARABIC, numbers[-1], 0, end), RANKS[len(numbers) - 1]
            break
        else:
            listed = next((numbers[0] for numbers, _ in candidates[index] if len(numbers) == 1), listed)
    return found if deep >= _FEWEST else {}


def _candidates(text: Text) -> Iterator[tuple[Numbers, int]]:
    """The numbers that a line may begin with, the longest first, each with where the text goes on."""
    found = _LABEL.match(text.match)
    if found and text.has_blanks:
        # «5.1　2023年新增…»: where its blank stands a number ends.
        figures = len(text.match) - len(text.match.lstrip("0123456789.、"))
        blank = next((at for at in range(1, figures) if text.blank_before(at)), 0)
        found = (_LABEL.fullmatch(text.match, 0, blank) if blank else None) or found
    while found:
        end = found.end("n")
        mark = _END.match(text.match, end)
        body = mark.end() if mark else end
        apart = mark is not None or text.blank_before(body)
        measure = _AMOUNT if "." in found["n"] or "、" in found["n"] else _QUANTITY
        if body < len(text) and (apart or not measure.match(text.match, body)):
            yield tuple(map(int, _PARTS.split(found["n"]))), body
        shorter = max(found["n"].rfind("."), found["n"].rfind("、"))
        found = _LABEL.fullmatch(text.match, 0, shorter) if shorter > 0 else None


def _follows(numbers: Numbers, path: Numbers) -> bool:
    """Whether a number is the next one of its level, or the first one below the last."""
    above, last = numbers[:-1], numbers[-1]
    if len(path) < len(numbers):
        return last == 1 and (not path or above == path)
    return path[: len(above)] == above and last == path[len(above)] + 1


def _heads(
    outliner: Outliner, text: Text, number: int, below: Sequence[list[tuple[Numbers, int]]], *, behind: bool
) -> bool:
    """Whether «2 资金情况» is a heading: its title is known, or «2.1» is the next of such numbers below it; ``behind``
    the parts of the one before («1.3») words before a colon are enough."""
    stop = _SENTENCE_MARKS.search(text.match)
    end = stop.start() if stop else len(text)
    if not 0 < end <= TITLE_LENGTH:
        return False
    title = text.match[:end]
    if outliner.is_known(title) or outliner.likely_role(title, Kind.CHINESE):
        return True
    following = next((numbers for line in below for numbers, _ in line[:1] if len(numbers) > 1), ())
    return (end == len(text) and following == (number, 1)) or (behind and stop is not None and stop[0] == ":")
