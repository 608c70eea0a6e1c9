"""Rows that a mark tore apart, a paragraph's end in a cell being printed as a row's is, joined again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.celltexts import known_level, misfit
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.fixed import FIGURES
from jixiao.structure.flat.levelrows import is_first_half
from jixiao.structure.flat.rowkinds import row_of
from jixiao.structure.flat.shapes import Shape, State
from jixiao.structure.flat.standapart import ends_row, is_title
from jixiao.structure.flat.stretch import RawCell, RawRow

_UNLIKE = 3  # how badly a text fits that is no figure
REACH = 6
"""Rows that a mark may have torn one row into."""


def torn_heading(raw: Sequence[RawRow], at: int, shape: Shape, state: State, row: FitRow) -> tuple[int, FitRow]:
    """The upper of two heading rows, torn behind a cell of two paragraphs: its halves look like data of the zone above,
    with as many cells («绩效指标», «年度指标值», «实际», «完成值»; then «分值», «得分», «偏差原因…»: 云南)."""
    filled = [key for key in row.keys if key]
    if len(filled) < 2 or not shape.all_headings.issuperset(filled):
        return 1, row
    labels = frozenset[str]().union(*(keys for z, keys in enumerate(shape.heading_labels) if z != state.zone))
    if not labels.issuperset(filled):
        return 1, row
    cells, keys = raw[at].cells, raw[at].keys
    for following in range(at + 1, min(at + REACH, len(raw))):
        if raw[following].gap == 0:
            break
        cells, keys = joined(cells, raw[following]), [*keys, *raw[following].keys]
        whole = row_of(shape, cells, keys, state)
        if whole.kind is not None and whole.kind.what == "heading":
            return following - at + 1, whole
    return 1, row


def with_labels(raw: Sequence[RawRow], at: int, shape: Shape, state: State, row: FitRow) -> tuple[int, FitRow]:
    """A heading with its last labels, torn off behind a cell of two paragraphs («自评», «得分»; then «偏差原因…»)."""
    below = raw[at + 1] if at + 1 < len(raw) else None
    if row.kind is None or below is None or not below.gap:
        return 1, row
    alone = row_of(shape, below.cells, below.keys, state).kind
    if not shape.heading_labels[row.kind.zone].issuperset(below.keys) or (alone is not None and alone.what != "data"):
        return 1, row
    whole = row_of(shape, joined(row.cells, below), [*row.keys, *below.keys], state)
    same = whole.kind is not None and (whole.kind.what, whole.kind.zone) == ("heading", row.kind.zone)
    return (2, whole) if same else (1, row)


def rejoined(
    raw: Sequence[RawRow], at: int, shape: Shape, state: State, first: FitRow, patterns: Patterns
) -> tuple[int, FitRow]:
    """A row that is short of cells with the rows torn off it, and how many raw rows that takes."""
    cells, keys = raw[at].cells, raw[at].keys
    for count in range(2, REACH + 1):
        following = at + count - 1
        if following >= len(raw) or raw[following].gap == 0:
            break
        if is_title(raw[following], patterns) and not (first.kind and ends_row(cells, first.kind, patterns)):
            break
        cells, keys = joined(cells, raw[following]), [*keys, *raw[following].keys]
        row = row_of(shape, cells, keys, state)
        if row.kind is None:
            continue
        heading = shape.headings[row.kind.zone] if row.kind.what == "heading" else None
        if len(cells) > row.expected or (heading and len(cells) > len(heading)):
            break
        whole = len(cells) == row.expected and not _holds_words(row, patterns)
        if whole and count == 2 and _is_short(raw, at, row, patterns):
            first.refused = True
            break
        if whole and _only_together(shape, raw, at, count, state, row):
            return count, row
    return 1, first


def _is_short(raw: Sequence[RawRow], at: int, row: FitRow, patterns: Patterns) -> bool:
    """Whether a row lost a cell where covered ones are left out, and is as long as a whole one with the row below,
    which has all that is never merged down («完成及时率 | 7 | … | …» above «质量达标率 | 8 | … | … | 7»)."""
    free = len(row.kind.free) if row.kind is not None and row.kind.what == "data" and row.kind.levels else 0
    own = [squeeze(cell.text) for cell in raw[at].cells]
    if len(own) != free - 1 or len(raw[at + 1].cells) != free or not all(own) or known_level(own[0], patterns):
        return False
    return any(len(one.cells) == free for one in [*raw[: max(at - 1, 0)], *raw[at + 2 :]])


def _holds_words(row: FitRow, patterns: Patterns) -> bool:
    """Whether words stand below headings of points or amounts: two rows of which each lost cells have by chance as many
    together as one («社会公众满意度 | 5 | 90%计5分 | 公众满意程度 | 4» above «社会效益 | 8效益显著计8分。 | …»)."""
    if row.kind is None or row.kind.what != "data":
        return False
    cells = zip(row.kind.places, row.cells, strict=False)
    return any(place.type in FIGURES and misfit(place.type, cell.text, patterns) >= _UNLIKE for place, cell in cells)


def with_rest(below: RawRow, row: FitRow, patterns: Patterns) -> tuple[int, FitRow]:
    """A row of levels alone with the rest of it, which stands below where covered cells are left out."""
    if row.kind is None or row.kind.what != "data" or not is_first_half(row.kind, row.cells, below.cells, patterns):
        return 1, row
    cells = joined(row.cells, below)
    return 2, FitRow(cells, [*row.keys, *below.keys], row.kind, None, len(cells))


def _only_together(shape: Shape, raw: Sequence[RawRow], at: int, count: int, state: State, row: FitRow) -> bool:
    """Whether none of the joined rows fits as a row of its own: a heading, a pair or a total stays one."""
    for other in raw[at + 1 : at + count]:
        alone = row_of(shape, other.cells, other.keys, state)
        if alone.kind is None or (alone.kind.what == "data" and row.kind is not None and row.kind.what == "heading"):
            continue
        if alone.kind.what == "pair" and alone.keys[0] not in shape.pair_keys:
            continue  # a pair by its place only
        if alone.kind.what != "data" and row.kind is not None and row.kind.what == "data":
            return False
        if len(alone.cells) == alone.expected:
            return False
    return True


def joined(cells: Sequence[RawCell], row: RawRow) -> list[RawCell]:
    """The cells of a row and of the one torn off it: what stood between belongs to the last cell above."""
    last = cells[-1]
    blank = row.joint.replace("\r\n", "\n").count("\n") - 1
    if blank > 0 and last.pieces:
        start, stop = last.pieces[0][0], last.pieces[-1][1]
        ends = row.joint.rstrip(" ")
        width = len(ends) - (2 if ends.endswith("\r\n") else 1)
        last = replace(last, text=last.text + "\n" * blank, pieces=((start, stop + width),))
    return [*cells[:-1], last, *row.cells]
