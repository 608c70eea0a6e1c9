"""Footnotes of a printed page: below the short rule that word processors draw over them, each behind its number, which
stands raised in the text or a table above («449.87» with a raised 1, and «1 含上年结转资金» at the page's foot)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from jixiao import lazy_re as re
from jixiao.document import Paragraph, Run
from jixiao.readers.pdf.frames import Frame
from jixiao.readers.pdf.glyphs import Glyphs, Stretch
from jixiao.readers.pdf.lines import Line

_NUMBER = re.compile(r"\s*([1-9]\d?)\s*(?![\s\d.．、,，)）:：%％-])")
_SHORT = 0.5  # of the page's width: longer rules are a table's
_ABOVE = (0.3, 3.5)  # ems from the first note's baseline up to the rule
_ASIDE = 2.0  # ems from the rule's beginning to the first note's
_SAME_LINE = 0.6  # ems

Rule = tuple[float, float, float]
"""Its height, and where it begins and ends."""


@dataclass(frozen=True, slots=True)
class Notes:
    """The baseline of a page's first footnote, and the raised figures that are the numbers of its notes."""

    top: float
    marks: tuple[Stretch, ...]


def footnotes(glyphs: Glyphs, lifted: Sequence[Stretch], rules: Sequence[Rule], width: float) -> Notes | None:
    """The notes whose numbers are among the ``lifted`` figures, if a short rule stands over the first of them and they
    count on below it."""
    said = [(glyphs.text[mark.start : mark.end].strip(), mark) for mark in lifted]
    often = Counter(number for number, _ in said)
    numbers = {number: mark for number, mark in said if often[number] == 1}  # of two one is a power
    starts = [(number, s) for s in glyphs.stretches if (number := _begins(glyphs, s)) in numbers]
    for y, x0, x1 in rules:
        if x1 - x0 > _SHORT * width:
            continue
        below = sorted(((s.base, number, s) for number, s in starts if s.base > y), key=lambda one: one[0])
        counted = [int(number) for _, number, _ in below]
        if not below or counted != [*range(counted[0], counted[0] + len(counted))]:
            continue
        base, _, first = below[0]
        near = _ABOVE[0] * first.size < base - y < _ABOVE[1] * first.size and abs(first.x0 - x0) < _ASIDE * first.size
        marks = tuple(numbers[number] for _, number, _ in below)
        if near and all(mark.base < y for mark in marks):
            return Notes(min(base, y + first.size), marks)
    return None


def _begins(glyphs: Glyphs, stretch: Stretch) -> str:
    """The number that a line of print begins with, its first stretch; else nothing."""
    if stretch.turn or stretch.askew:
        return ""
    found = _NUMBER.match(glyphs.text[stretch.start : stretch.end] + "\0")
    if found is None:
        return ""
    before = any(
        abs(other.base - stretch.base) < _SAME_LINE * stretch.size and other.x0 < stretch.x0
        for other in glyphs.stretches
        if other is not stretch and glyphs.text[other.start : other.end].strip()
    )
    return "" if before else found[1]


def without_marks(glyphs: Glyphs, notes: Notes) -> None:
    """Makes the numbers of notes blanks where they stand in the text: no word processor's text holds them."""
    text = list(glyphs.text)
    for mark in notes.marks:
        text[mark.start : mark.end] = " " * (mark.end - mark.start)
    glyphs.text = "".join(text)


def paragraphs_of(lines: Sequence[Line], frame: Frame) -> list[Paragraph]:
    """The notes that the lines of a page's foot are, each a paragraph."""
    notes: list[list[Line]] = []
    for line in lines:
        if notes and not _NUMBER.match(line.text):
            notes[-1].append(line)
        else:
            notes.append([line])
    made = []
    for note in notes:
        runs: list[Run] = []
        start = 0
        for line in note:
            runs += line.runs(start, frame)
            start += len(line.text) + 1
        text = "\n".join(line.text for line in note)
        made.append(Paragraph(text, kind="footnote", page=note[0].page, runs=tuple(runs)))
    return made
