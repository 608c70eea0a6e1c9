"""Rows that stand apart among rows of more cells where a dialect marks its cells: labels with their values over the
whole width, a part's title, the word of a level above the rows that it leads.

An author puts them between money and indicators («年度目标 | … | 完成情况 | …», «自评得分 | 98 | 自评等级 | 优»).
They are no row of the zone above, from which they differ by two cells and more; what is left of a row that lost cells,
or that a mark tore, has no label of a pair before each of its values and stands beside others that are short.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.celltexts import figure_of, known_level, level_points
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.fixed import FIGURES
from jixiao.structure.flat.lexicon import Lexicon, lexicon_of
from jixiao.structure.flat.shapes import RowKind, Shape, shapes_of
from jixiao.structure.flat.stretch import RawCell, RawRow
from jixiao.structure.form_model import key_of, row_key
from jixiao.structure.headings import LONGEST
from jixiao.structure.labels import Kind, label_at

_PAIR, _MOST = 2, 4  # cells of a label and its value; of the widest row that stands apart
WIDEST = 6
"""Cells of three labels with their values, which no row of records is."""

_FEWER = 2  # cells that it has less than the rows above


def stands_apart(
    raw: Sequence[RawRow], at: int, kind: RowKind | None, shape: Shape, patterns: Patterns, *, first: bool
) -> bool:
    """Whether a row is none of the zone whose ``kind`` of rows it stands below, or whose heading it seems to be, and
    neither are those beside it pieces of one. ``first``: below its heading no row has been read yet."""
    if len(raw[at].cells) == 1:
        if kind is None or kind.what != "data":
            return kind is None and is_title(raw[at], patterns)
        goal = first and shape.form.zones[kind.zone].id == "goals"  # authors number what they write in one cell
        return not goal and is_title(raw[at], patterns) and not (at and ends_row(raw[at - 1].cells, kind, patterns))
    if kind is None or kind.what not in ("data", "heading") or not _is_apart(raw[at], kind, shape, patterns):
        return False
    near = (raw[n] for n in (at - 1, at + 1) if 0 <= n < len(raw))
    return all(len(row.cells) >= kind.size - 1 or _begins(row, shape, patterns) for row in near)


def are_pairs(row: RawRow, patterns: Patterns) -> bool:
    """Whether a row is labels, each with its value: whole, and no piece of another."""
    if len(row.cells) % _PAIR or row.unsure or row.damaged:
        return False
    texts, lexicon = [cell.word for cell in row.cells[1::_PAIR]], lexicon_of(patterns)
    return all(_is_pair(key, text, lexicon, patterns) for key, text in zip(row.keys[::_PAIR], texts, strict=True))


def is_title(row: RawRow, patterns: Patterns) -> bool:
    """Whether a row is one cell with the title of a part («三、年度绩效目标»), or with the word of a level and the
    points of its rows («产出指标（60分）»): over the whole width, and no piece of a row."""
    if len(row.cells) > 1 or row.unsure or row.damaged:
        return False
    text = row.cells[0].word
    label = label_at(text)
    numbered = label is not None and label.kind is Kind.CHINESE and label.end < len(text) <= LONGEST
    return numbered or level_points(text, patterns) is not None


def ends_row(above: Sequence[RawCell], kind: RowKind, patterns: Patterns) -> bool:
    """Whether one more cell makes a row of the cells ``above`` it: its own last, torn off behind an empty paragraph
    («…», «38», then «一、车辆停运»)."""
    if len(above) + 1 == kind.size:  # a row that begins with a blank cell, or a level, has none left out before it
        first = squeeze(above[0].text)
        return not first or known_level(first, patterns)
    return not kind.levels and kind.types.isdisjoint(FIGURES) and len(above) + 1 == len(kind.free)


def goes_on(row: FitRow, patterns: Patterns) -> bool:
    """Whether a row that stands apart behind blank lines is of the table above: it asks for the goal, the score or what
    else stands below records, nothing with which a form begins."""
    first = row.keys[0] if row.apart and row.keys else ""
    lexicon = lexicon_of(patterns)
    return first in lexicon.goals or first in lexicon.totals or first in _scored(patterns)


def _begins(row: RawRow, shape: Shape, patterns: Patterns) -> bool:
    """Whether a row is no piece of another: it begins with a printed word of its own, or it says in a sentence what
    another asks for."""
    first = row.keys[0] if row.keys else ""
    lexicon = lexicon_of(patterns)
    if first and (first in shape.keys or lexicon.is_label(first) or _is_asked(first, lexicon)):
        return True
    said = len(row.cells) == _PAIR and row.cells[1].word.endswith("。") and 1 < len(first) <= LONGEST
    return said or is_title(row, patterns)


def _is_apart(row: RawRow, kind: RowKind, shape: Shape, patterns: Patterns) -> bool:
    count = len(row.cells)
    most = _MOST if kind.what == "heading" else min(_MOST, kind.size - _FEWER)
    if not (1 < count <= most or count == WIDEST) or row.unsure or row.damaged or not row.keys[0]:
        return False
    if not all(row.keys) and count > _PAIR:  # a blank cell among labels and values
        return False
    texts = [cell.word for cell in row.cells]
    if row_key(texts[0]) in shape.row_keys or known_level(texts[0], patterns):
        return False
    lexicon = lexicon_of(patterns)
    if count == _PAIR + 1:
        return _is_asked(row.keys[0], lexicon) and _are_labelled(texts[1:], lexicon)
    return are_pairs(row, patterns)


def _is_pair(key: str, value: str, lexicon: Lexicon, patterns: Patterns) -> bool:
    """Whether a text is a label that asks for something, and the next what is said to it."""
    if not _is_asked(key, lexicon):
        return False
    if figure_of(value) is not None:
        return key in _scored(patterns) or key in lexicon.totals or lexicon.types.get(key) == {True}
    return not lexicon.is_label(key_of(value)) and not known_level(value, patterns)


def _is_asked(key: str, lexicon: Lexicon) -> bool:
    """Whether a label asks for one value, an amount among them, or for a goal."""
    asked = key in lexicon.pairs or key in lexicon.goals or lexicon.types.get(key) == {True}
    return asked or lexicon.is_likely_pair(key)


def _are_labelled(texts: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether of two texts behind a label the second, or both, have one of a goal's labels in front («完成情况：…»)."""
    heads = [text.partition(":")[0] if ":" in text[:LONGEST] else "" for text in texts]
    return key_of(heads[-1]) in lexicon.goals and (not heads[0] or key_of(heads[0]) in lexicon.goals)


@lru_cache(maxsize=8)
def _scored(patterns: Patterns) -> frozenset[str]:
    """The labels of pairs whose value is a figure."""
    zones = (zone for shape in shapes_of(patterns) for zone in shape.form.zones)
    return frozenset(key for zone in zones for pair in zone.pairs if pair.type in FIGURES for key in pair.keys)
