"""A paragraph that holds a whole report, its line breaks lost with the page it stood on (R22 of the corpus)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

from jixiao import lazy_re as re
from jixiao.document import Diagnostic
from jixiao.patterns import Patterns
from jixiao.quotes import Text
from jixiao.structure.labels import ATTACHMENT, TITLE_LENGTH, Kind, Label, label_at

_ANYWHERE = re.compile(  # a set of characters first is looked for at once
    r"[一二三四五六七八九十(第](?:(?<=[^(第])[一二三四五六七八九十]{0,2}[、.]"
    r"|(?<=\()[一二三四五六七八九十]{1,3}\)|(?<=第)[一二三四五六七八九十]部分)"
)
_NUMERAL = re.compile("[第一二三四五六七八九十百]")
_NO_TITLE = re.compile(r"[,;。]|\d+(?:\.\d+)?[分%人万个]")
_ENTRY = re.compile(r"(?:\.{3,}|…{2,}|·{3,})\d{1,3}")
_ATTACHED = 2  # characters of «附件», with which such a label begins
_WHOLE = 120
"""Characters that such a paragraph has at least."""

_REPORT = 60
"""Characters of a report's title."""

_SECTIONS = 3

Known = Callable[[str], bool]
"""Whether a text is a section's known title."""


def runs_on(text: Text, known: Known, patterns: Patterns) -> bool:
    """Whether known titles stand behind three labels in sequence of one paragraph: «一、», «二、» and «三、», or «一、»
    with «（一）» and «（二）» below it."""
    sections = parts = part = 0
    if len(text.match) > _WHOLE:
        for at in label_places(text):
            label = label_at(text.match, at)
            if label is None or not title_end(text, label.end, known, patterns):
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


def label_places(text: Text, start: int = 0, stop: int = sys.maxsize) -> Iterator[int]:
    """Where «一、», «（一）» and «第一部分» stand, whatever is before them."""
    return (found.start() for found in _ANYWHERE.finditer(text.match, start, stop))


def title_end(text: Text, start: int, known: Known, patterns: Patterns) -> int:
    """Where the longest known title ends that begins at ``start``, 0 if none does; words with which a text begins
    («存在的问题我校…», «机构设置内设…») are no part of it, nor what stands behind the last word that ends titles
    («目标完成情况总体…»)."""
    stop = min(len(text), start + TITLE_LENGTH)
    if mark := _NO_TITLE.search(text.match, start, stop):
        stop = mark.start()
    places = [
        at for at in range(stop, start + 3, -1) if text.match[at - 1] not in ":、." and known(text.match[start:at])
    ]
    if not places:
        return 0
    title_ends = patterns["outline.title_ends"]
    if parted := [at for at in places if text.blank_before(at) or text.break_before(at)]:
        return next((at for at in parted if title_ends.search(text[start:at])), parted[0])
    end = places[0]
    begins = (found.start + start for found in patterns["outline.body_begins"].finditer(text[start:end]))
    if (begin := next((at for at in begins if known(text.match[start:at])), 0)) > 0:
        return begin
    if title_ends.search(text[start:end]):
        return end
    return next((at for at in places[1:] if title_ends.search(text[start:at])), end)


def is_spaced(text: Text) -> bool:
    """Whether a blank stands in such a paragraph wherever a line ended: before all labels but one."""
    places = [at for at in label_places(text) if at]
    return len(places) >= _SECTIONS and sum(map(text.blank_before, places)) >= len(places) - 1


def contents_end(text: Text) -> int:
    """Where a contents list at the beginning of such a paragraph ends: with pages («一、概况……1二、…»), or no sentence
    in it and its «一、» again behind; 0 without one."""
    entries = list(_ENTRY.finditer(text.match))
    if len(entries) >= _SECTIONS:
        return entries[-1].end()
    labels = ((at, label_at(text.match, at)) for at in label_places(text))
    firsts = [at for at, label in labels if label and label.kind is Kind.CHINESE and label.number == 1]
    if len(firsts) > 1 and firsts[1] - firsts[0] > TITLE_LENGTH and "。" not in text.match[firsts[0] : firsts[1]]:
        return firsts[1]
    return 0


def another_report(text: Text, first: str | None, known: Known, patterns: Patterns) -> tuple[int, int]:
    """The title of another report in such a paragraph, behind a sentence or first, whose first section has the words
    ``first``, or those of the one above here («…加快进度。2022年河长制项目绩效自评报告一、项目基本情况…»); (0, 0)
    without one."""
    match = text.match
    for at in label_places(text):
        label = label_at(match, at)
        if label is None or label.kind is not Kind.CHINESE or label.number != 1:
            continue
        words = match[label.end : title_end(text, label.end, known, patterns)]
        begin = max(match.rfind(mark, 0, at) for mark in "。;") + 1
        if first and words == first and 0 < at - begin <= _REPORT and patterns["title.end"].search(text[begin:at]):
            return begin, at
        first = first or words
    return 0, 0


def other_report_error(title: str, block: int, what: str = "份", what_en: str = "report") -> Diagnostic:
    """What is said of another report in a file, in Chinese and in English."""
    return Diagnostic(
        "second_report",
        f"文件中还有另一{what}报告（{title}）：其正文未作读取，表格另列",
        f"the file holds another {what_en} («{title}»): its text is not read, its tables are",
        (block,),
    )


def attachment_in(text: Text, patterns: Patterns) -> tuple[int, int, bool]:
    """Where the first attachment begins behind a sentence and where its label ends («…。附件1：绩效自评表…»): its cells
    are no part of the last section; both the text's end where there is none. And whether nothing but its name is
    there: a list."""
    places = patterns["outline.attachment_inside"].finditer(text)
    # Behind a list of names («附件目录：(1)…自评表») a blank stands before the first attachment.
    found = next((one for one in places if text.match[one.start - 1] in "。;" or text.blank_before(one.start)), None)
    label = ATTACHMENT.match(text.match, found.start) if found else None
    if found is None or label is None:
        return len(text), len(text), False
    number = label.start() + _ATTACHED
    digits = range(number + 1, number + 3)  # «附件 1 2022年度…»: a blank ends the number
    ends = (at for at in digits if text.match[number : at + 1].isdecimal() and text.blank_before(at))
    return label.start(), next(ends, label.end()), found.has("list")
