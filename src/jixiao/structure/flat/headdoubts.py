"""Headings of a fitted table in which data stands, and what is refused with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby, pairwise, takewhile

from jixiao.patterns import Patterns
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
    """Refuses headings in which data stands, whose levels stand in another order, or that are the lower rows of others,
    where nothing below them is believed: they are as well rows of the part above («自评分», «10», «评价标准»), and what
    is next is none of them."""
    for at, head in enumerate(rows):
        if head.kind is None or head.kind.what != "heading" or head.refused:
            continue
        below = [*takewhile(lambda row: row.kind is not None and row.kind.what == "data", rows[at + 1 :])]
        if below and all(row.refused for row in below):
            jumbled = head.below is not None and is_jumbled(head.below)
            over = rows[at - 1].kind if at else None
            lower = over is not None and (over.what, over.zone) == ("heading", head.kind.zone)
            head.refused = jumbled or lower or holds_data(shape, head.kind.zone, head, patterns) > 0


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
    texts = {cell.word for cell in row.cells if cell.text and len(cell.text) < _LONG}
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


def labels_alone(shape: Shape, row: FitRow) -> int:
    """How many cells a row has that holds two headings or more and no pair's label; 0 if it is another. It is a
    heading of which a part stands elsewhere (the line that broke in a cell of several paragraphs)."""
    heads = sum(key in shape.heading_keys for key in row.keys)
    if heads >= LABELS and _are_pairs(shape, row):
        return 0
    return len(row.cells) if heads >= LABELS and not any(key in shape.pair_keys for key in row.keys) else 0


def is_upper(rows: Sequence[FitRow], at: int) -> bool:
    """Whether a row of merged text said again is the upper one of the heading below it: each label runs down, or over
    several of that («一级指标 | 评价要点 | 评价要点» above «一级指标 | 指标解释 | 评价标准»)."""
    row, below = rows[at], rows[at + 1] if at + 1 < len(rows) else None
    if below is None or below.kind is None or below.kind.what != "heading" or len(row.cells) != len(below.cells):
        return False
    texts, under = [cell.text for cell in row.cells], [cell.text for cell in below.cells]
    wide = {at for at, (one, two) in enumerate(pairwise(texts)) if one == two}
    own = [at for at, (one, two) in enumerate(zip(texts, under, strict=True)) if one != two]
    return all(at in wide or at - 1 in wide for at in own) and len(texts) - len(own) >= LABELS


def _are_pairs(shape: Shape, row: FitRow) -> bool:
    """Whether a row's cells, of merged text said again one, are labels each with its value («年初预算数 | 88.00 |
    全年执行数 | 85.36»), of which none is a label."""
    texts = [text for text, _ in groupby(cell.word for cell in row.cells)]
    if len(texts) % _PAIR or not all(texts):
        return False
    labels, values = texts[::_PAIR], texts[1::_PAIR]
    return not any(key_of(text) in shape.keys for text in values) and any(
        key_of(text) in shape.heading_keys for text in labels
    )
