"""Amounts of two years side by side, and whose the change behind them is."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from jixiao.extract.anchors import AnchorReader
from jixiao.extract.changes import ChangeReader
from jixiao.extract.clauses import Anchor
from jixiao.quotes import Text
from jixiao.values import money

_ROUNDED = Decimal("0.02")
_LEAD = 14
"""Characters before a subject that may say whose year it is."""


def of_this_year(
    anchors: AnchorReader, changes: ChangeReader, text: Text, row: Sequence[Anchor], found: dict[int, Text]
) -> None:
    """«2024年支出31万元，2023年支出34万元，减少3万元», «上年支出34万元，同比减少3万元»: a change behind last year's
    amount that leads from it to this year's is this year's. ``found``: what belongs to each subject."""
    for one, other in pairwise(row):
        own, subject = one.subject, other.subject
        last = anchors.patterns["spending.of_last_year"].search(text[max(subject.start - _LEAD, 0) : subject.start])
        again = subject.found is own.found or anchors.own_year(subject.found) or last
        if own.scope != subject.scope or not again or changes.read_any(found[id(own)]):
            continue
        stretch = found[id(subject)]
        if not last and changes.read_any(stretch):
            continue
        both = Text.join([text[one.end : other.end], stretch])
        if changes.led(both, one.amount.value, other.amount.value):
            found[id(own)], found[id(subject)] = both, stretch[:0]


def before_other_year(anchors: AnchorReader, tail: Text, anchor: Anchor) -> Text:
    """A stretch up to another year's amount from which the change behind it does not lead to the anchor's: that
    is the whole's («项目支出128.20万元；2019年支出298.51万元，同比增加28.33万元»)."""
    found = anchors.patterns["spending.other_year"].search(tail)
    other, own = money(found.quote("amount"), found.id) if found else None, anchor.amount.value
    if found is None or other is None or own is None:
        return tail
    next_ = anchors.patterns.word("money").search(tail, found.end)
    change = money(next_.quote(), found.id) if next_ else None
    led = change is not None and abs(abs(own - other.value) - change.value) < _ROUNDED
    return tail if led else tail[: found.start]
