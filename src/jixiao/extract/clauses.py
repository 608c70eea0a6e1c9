"""What belongs to which amount in a sentence: subjects with their amounts, and the stretch behind each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from jixiao import lazy_re as re
from jixiao.patterns import Expression, Found
from jixiao.quotes import Reading, Text
from jixiao.structure.labels import label_at

Amount: TypeAlias = Reading[Decimal] | Reading[None]
"""An amount, or the digits that are not safe to read as one."""


_OPEN_END = re.compile(r"(?:[\u4e00-\u9fff](?<!元)|[,、])\Z")
_CLOSES = re.compile(r"\)")
_LINE = 30
"""Characters of a line of prose at the least."""
_WITHIN = {"vehicle_purchase": "vehicles", "vehicle_running": "vehicles", "personnel": "basic", "public": "basic"}
"""What parts of parts are of: in a sum they count once."""


@dataclass(slots=True, unsafe_hash=True)
class Subject:
    """Words that name what an amount is about."""

    start: int
    end: int
    scope: str
    fund: str | None
    found: Found


@dataclass(slots=True, unsafe_hash=True)
class Anchor:
    """A subject with its amount; ``end`` is where what belongs to it begins.

    ``in_row`` marks a subject of several that
    share one clause («人员经费和公用经费分别为…»): nothing behind the row is its own but its ``share`` of a second row.
    """

    subject: Subject
    amount: Amount
    end: int
    in_row: bool = False
    share: Reading[Decimal] | None = None
    year: Reading[int] | None = None
    """Whose year it is, where a row of years says it."""
    aside: bool = False
    """An earlier year's amount between this year's and what goes on about that («2023年500万元，2022年450万元，增加50万
    元»)."""
    part: bool = False
    """A part of what was told before it that has no scope of its own: no statement («其中：国内公务接待费9.95万元»)."""


def is_again(text: Text, subject: Subject, anchors: Sequence[Anchor], lead: Expression) -> bool:
    """Whether a subject is one whose amount was told before it: what stands before it in its clause makes it nobody
    else's («水利项目支出占比»), nor does it name another fund."""
    clause = max(text.match.rfind(mark, 0, subject.start) for mark in "。;,:、(") + 1
    return lead.fits(text.match[clause : subject.start]) and any(
        told.subject.scope == subject.scope
        and told.end <= subject.start
        and (subject.fund is None or told.subject.fund == subject.fund)
        for told in anchors
    )


def tails(text: Text, anchors: Sequence[Anchor]) -> list[Text]:
    """What belongs to each anchor: up to the next one, but «…120.53万元（人员经费89.53万元），占27.3%» goes on behind
    its bracket, and what stands in the bracket ends with it.
    """
    match = text.match
    closes = [bracket.start() for bracket in _CLOSES.finditer(match)] if ")" in match else []
    level = [_depth(match, a.subject.start) for a in anchors]
    found: list[Text] = []
    for index, anchor in enumerate(anchors):
        pieces: list[Text] = []
        at = len(text) if anchor.in_row or anchor.aside else anchor.end
        for later in range(index + 1, len(anchors)):
            start = anchors[later].subject.start
            if anchors[later].in_row and at > start:
                continue  # «2024年、2023年…分别为12.5万元、13.7万元»: what stands behind the row is not the last's
            if anchors[later].aside and at < start:
                at = anchors[later].end
                continue
            if level[later] <= level[index]:
                pieces.append(text[at:start] if at < start else text[0:0])
                at = len(text)
                break
            if at < start:
                pieces.append(text[at:start])
                at = next((c for c in closes if c > start and _depth(match, c) <= level[index]), len(text)) + 1
        if at < len(text):
            pieces.append(text[at:])
        tail = Text.join(pieces)
        found.append(tail[: _closing(tail.match)] if level[index] > 0 else tail)
    return found


def _depth(match: str, at: int) -> int:
    """How many brackets are open behind a place of a text."""
    return match.count("(", 0, at + 1) - match.count(")", 0, at + 1)


def _closing(match: str) -> int:
    """Where the bracket in which a text begins closes."""
    depth = 0
    for at, char in enumerate(match):
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return at
    return len(match)


def whole_lines(texts: Sequence[Text]) -> list[Text]:
    """The texts, those in one that a page's line cut: «…其中，基本» / «支出352.18万元» is no spending of the whole."""
    whole: list[Text] = []
    for text in texts:
        above = whole[-1] if whole else text[:0]
        if len(above) > _LINE and _OPEN_END.search(above.match, len(above) - 1) and label_at(text.match) is None:
            whole[-1] = Text.join([above, text])
        else:
            whole.append(text)
    return whole


def is_aside(match: str, start: int, stop: int) -> bool:
    """Whether a year stands in a bracket that says more and is closed: «（含补发的2023年奖金）» tells nothing of what
    follows."""
    opened, closed = match.rfind("(", 0, start), match.find(")", stop)
    return 0 <= opened > match.rfind(")", 0, start) and closed - opened > stop - start + len("(年度")


def sum_of(parts: Sequence[Anchor]) -> Decimal:
    """What parts add up to, parts of parts counted once."""
    scopes = {part.subject.scope for part in parts}
    return sum((p.amount.value or Decimal(0) for p in parts if _WITHIN.get(p.subject.scope) not in scopes), Decimal(0))
