"""Headings with a mark or in brackets, no number («◆预算执行», «【预算执行】»), where a report has all of them so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from jixiao.quotes import Text
from jixiao.structure.labels import BULLETS, TITLE_LENGTH, Kind
from jixiao.structure.outliner import CLOSING, Line, Outliner

_FEWEST, _KNOWN = 3, 2
"""Lines with one mark that are headings: so many at least, and of so many the title is known."""
_IN_BRACKETS = "["  # folded


def marked_title(text: Text) -> tuple[Text, Text] | None:
    """What stands behind a line's mark, or in the brackets that it begins with, without the mark that closes it, and
    what stands behind those («【单位概况】本单位是…»)."""
    if text.match[:1] == _IN_BRACKETS:
        end = text.match.find("]", 1, TITLE_LENGTH + 2)
        tail = text[end + 1 :]
        return (text[1:end], tail[len(tail.match) - len(tail.match.lstrip(CLOSING)) :]) if end > 0 else None
    if text.match[:1] not in (*BULLETS,):
        return None
    end = text.match.find(":", 1, TITLE_LENGTH + 2)  # «▲基本情况：镇机关内设…»
    if end < 0:
        end = len(text.match.rstrip(CLOSING))
    return text[1:end], text[end + 1 :]


def marked_headings(outliner: Outliner, lines: Sequence[Line]) -> set[int]:
    """The blocks of such lines: short, no sentence, one mark for all of them, and some of the titles known."""
    by_mark: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if marked_title(line.text) is not None:
            by_mark[line.text.match[0]].append(line)
    found: set[int] = set()
    for marked in by_mark.values():
        titles = [parts[0].match for line in marked if (parts := marked_title(line.text)) is not None]
        short = all(0 < len(title) <= TITLE_LENGTH and not any(mark in title for mark in "。;,:") for title in titles)
        known = sum(bool(outliner.role_of(title) or outliner.likely_role(title, Kind.CHINESE)) for title in titles)
        if short and len(marked) >= _FEWEST and known >= _KNOWN:
            found.update(line.block for line in marked)
    return found
