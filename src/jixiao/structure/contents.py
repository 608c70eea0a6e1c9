"""Contents lists: their lines look like headings and are none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao import lazy_re as re
from jixiao.patterns import Patterns
from jixiao.quotes import Text
from jixiao.structure.labels import ATTACHMENT, TITLE_LENGTH, Kind, label_at

_UNNUMBERED = 10
_ENTRY = 45  # characters of an entry («（二）绩效评价原则、评价指标体系（附表说明）、评价方法、评价标准等»)
_FEWEST = 6
"""Headings without a word of text among them that are a contents list, if the first comes again behind the last."""
# Tried where a run of dots begins only: a text of dots would be walked from each of them.
_LEADERS = re.compile(r"(?:(?<![.…·_-])[.…·_-]{2,}\(?\d{0,3}\)?|\d{1,3})$")
_DECIMAL = re.compile(r"\d{1,2}(?:[.、]\d{1,2}){1,3}[.、]?(?=\D)")
_LONG_LEADERS = re.compile(r"(?<![.…·])[.…·]{4,}\d{1,3}$")


def contents_lines(texts: Sequence[Text], styles: Sequence[str], patterns: Patterns, titled: int = 0) -> set[int]:
    """The positions of lines of contents lists: below 目录 until the first entry comes again; by style; by leaders.

    ``styles`` are the paragraphs' style names, one for each text. ``titled`` is the first text below the title.
    """
    aside: set[int] = set()
    heading = patterns["outline.contents"]
    for index, text in enumerate(texts):
        match = text.match
        if styles[index].lower().startswith("toc"):
            aside.add(index)
        elif len(match) <= _UNNUMBERED and heading.search(text) and index + 1 < len(texts):
            aside.add(index)
            aside.update(_entries(texts, index + 1))
        elif not match[-1:].isdigit() or _LONG_LEADERS.search(match) is None:  # hardly any text ends in leaders
            continue
        elif label_at(match) or len(match) < TITLE_LENGTH * 2:
            aside.add(index)
    aside.update(_without_heading(texts, aside, titled, patterns))
    return aside


def _without_heading(texts: Sequence[Text], aside: set[int], titled: int, patterns: Patterns) -> Iterator[int]:
    """The entries of a contents list whose own heading is gone: headings alone on their lines, the first two of which
    come again behind the last with text below, or behind the last of which the report's title stands or, where
    it is taken already, the text at ``titled``."""
    run: list[int] = []
    heads: list[tuple[str, int]] = []  # of the lines of the run that have a number, with their place in it
    for at, text in enumerate(texts):
        size = len(text.match)
        head = _head(text.match) if size <= _ENTRY else ""
        if not heads and not head:  # most: no list has begun, and none begins here
            continue
        short = size <= _ENTRY or (size <= 2 * TITLE_LENGTH and ATTACHMENT.match(text.match))
        if len(heads) >= _FEWEST and (at == titled or (not head and patterns["title.end"].search(text))):
            yield from run
            return
        if at in aside or not short or text.match[-1] in "。;:,":
            run, heads = [], []
            continue
        again = [found for found in heads[: 1 - _FEWEST] if found[0] == head] if head else []
        for found in again:  # what a page prints above the list may look like its first entry («（二）治理工程»)
            second = heads[heads.index(found) + 1][0]
            if any(_head(later.match[:_ENTRY]) == second for later in texts[at:]):
                yield from run[found[1] :]
                return
        if again:
            run, heads = [], []
        heads += [(head, len(run))] if head else []
        run.append(at)


def _comes_again(texts: Sequence[Text], at: int) -> bool:
    """Whether a short line without a number («摘要», R46 of the corpus) stands once more below: the list's entry."""
    match = texts[at].match
    return len(match) < _UNNUMBERED and any(text.match == match for text in texts[at + 1 :])


def _head(line: str) -> str:
    """What stands behind a line's number («一、», «1.1»), "" without one."""
    label = label_at(line)
    found = _DECIMAL.match(line) if label is None else None
    end = label.end if label else found.end() if found else 0
    return line[end:] if end else ""


def _title(line: str) -> str:
    label = label_at(line)
    return line[label.end if label else 0 :]


def _comes_behind(texts: Sequence[Text], at: int, first: str) -> bool:
    """Whether the first entry comes only behind the next lines, all of them headings: an author numbered two entries
    the same."""
    for text in texts[at + 1 :]:
        if _title(text.match) == _title(first):
            return True
        if label_at(text.match) is None:
            return False
    return False


def _entries(texts: Sequence[Text], start: int) -> range:
    """The entries below 目录. The body begins where the first entry comes again, or, where author and list differ
    («一、基本情况», then «一、单位基本情况»), the first outermost number. Leaders may stand on lines of their own
    (pdftotext -raw).
    """
    first = next((entry for text in texts[start:] if (entry := _LEADERS.sub("", text.match))), "")
    outermost: tuple[Kind, int] | None = None
    begun = False
    for at in range(start, len(texts)):
        match = texts[at].match
        entry = _LEADERS.sub("", match)
        if not entry:
            continue
        label = label_at(match)
        number = (label.kind, label.number) if label and label.kind <= Kind.CHINESE else None
        if (begun and entry == first) or len(entry) > TITLE_LENGTH * 2:
            return range(start, at)
        if number and number == outermost and (_title(match) == _title(first) or not _comes_behind(texts, at, first)):
            return range(start, at)
        if not (label or ATTACHMENT.match(match) or entry != match or _comes_again(texts, at)):
            return range(start, at)
        outermost, begun = outermost or number, True
    return range(start, len(texts))
