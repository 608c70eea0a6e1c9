"""Headings of a fitted table in which data stands, and what is refused with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile

from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.celltexts import figure_of, known_level
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.shapes import RowKind, Shape
from jixiao.structure.form_model import Zone, key_of, row_key

_PAIR = 2  # cells of a label and its value
_LONG = 30  # characters that no label has
LABELS = 2  # heading words in one row of data: it is a heading that lost others


def doubt_headings(
    shape: Shape, rows: Sequence[FitRow], patterns: Patterns, is_jumbled: Callable[[RowKind], bool]
) -> None:
    """Refuses headings in which data stands, or whose levels stand in another order, where nothing below them is
    believed: they are as well rows of the part above («自评分», «10», «评价标准»), and what is next is none of them."""
    for at, head in enumerate(rows):
        if head.kind is None or head.kind.what != "heading" or head.refused:
            continue
        below = [*takewhile(lambda row: row.kind is not None and row.kind.what == "data", rows[at + 1 :])]
        if below and all(row.refused for row in below):
            jumbled = head.below is not None and is_jumbled(head.below)
            head.refused = jumbled or holds_data(shape, head.kind.zone, head, patterns) > 0


def doubt_above(rows: Sequence[FitRow]) -> None:
    """Refuses the rows of no kind above a heading that is refused, of as many cells: its labels may be theirs."""
    for at, head in enumerate(rows):
        if head.refused and head.kind is not None and head.kind.what == "heading":
            for row in takewhile(lambda row: row.kind is None, reversed(rows[:at])):
                row.refused = row.refused or len(row.cells) == len(head.cells) > _PAIR


def holds_data(shape: Shape, zone: int, row: FitRow, patterns: Patterns, *, each: bool = False) -> int:
    """How many sentences, figures, marks of nothing and words of levels that are no labels of its zone a heading holds:
    with some it is a row of data in which labels stand. One may have come there alone. ``each``: no merged text is said
    again, so that a blank cell is one."""
    own = shape.heading_labels[zone]
    texts = {squeeze(cell.text) for cell in row.cells if cell.text and len(cell.text) < _LONG}
    words = [t for t in texts if t and key_of(t) not in own]
    said = sum(cell.text.rstrip().endswith("。") for cell in row.cells)
    named = LABELS if each and _names_money(shape.form.zones[zone], row, words, patterns) else 0
    return (
        named
        + said
        + sum(figure_of(t) is not None or patterns.null_kind(t) is not None or known_level(t, patterns) for t in words)
    )


def _names_money(zone: Zone, row: FitRow, words: Sequence[str], patterns: Patterns) -> bool:
    """Whether a heading holds the label of a source beside blank cells, and not all that its zone asks for: it is that
    row, of which labels took the place of the others («其他资金 | | | 全年执行数 | 分值»)."""
    blank = sum(not cell.text.strip() for cell in row.cells[1:])
    if blank < _PAIR or not any(patterns.likely_concept(row_key(text)) is not None for text in words):
        return False
    return any(not (c.optional or c.type == "label") and c.keys.isdisjoint(row.keys) for c in zone.columns)
