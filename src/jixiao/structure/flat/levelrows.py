"""Rows of levels alone, where covered cells are left out: the first half of a row that blank paragraphs behind the word
of a level tore («数量», blank line, the indicator's name); and words of levels in columns that are not theirs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.cellcosts import LISTED, MEASURE, REASONS
from jixiao.structure.flat.celltexts import are_joined, figure_of, is_only_top, is_top, known_level
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.labelvalues import may_be_label
from jixiao.structure.flat.shapes import RowKind
from jixiao.structure.flat.slid import begins_with_level
from jixiao.structure.flat.stretch import RawCell
from jixiao.structure.form_model import LEVELS, OF_LEVEL

_MOST = 2  # levels of most forms, digits of points
_QUOTES, _UNITS = '“"', "分年月日个人次项家户件万"


def is_first_half(kind: RowKind, above: Sequence[RawCell], below: Sequence[RawCell], patterns: Patterns) -> bool:
    """Whether a row holds words of levels alone and makes up just a row of its kind with that below, which has none."""
    texts = [cell.text for cell in above]
    if not 0 < len(texts) <= _MOST or not all(text.strip() and known_level(text, patterns) for text in texts):
        return False
    if not below or known_level(below[0].text, patterns):
        return False
    levels = [at for at, place in enumerate(kind.places) if place.merge not in ("", "block")]
    if len(levels) != _MOST:
        return False
    whole = len(above) + len(below)
    starts = [levels[0]] if len(texts) == _MOST or is_top(texts[0], patterns) else []
    starts += [levels[1]] if len(texts) == 1 and not is_only_top(texts[0], patterns) else []
    return any(whole == kind.size - start for start in starts)


def is_slipped(kind: RowKind, index: int, text: str, patterns: Patterns, *, first: bool) -> bool:
    """Whether a text names no row («不少于95%», «时效指标») where it would, or is no level 2 («产出指标», where the row
    begins with it: ``first``, what stands before it was left out), or begins with points that were («5变动率…»)."""
    place = kind.places[index]
    if first and kind.places[index - 1].id == "weight":
        return place.type == "text" and _begins_with_points(text)
    if place.merge == LEVELS[-1]:
        return first and is_only_top(text, patterns)
    names = place.type == "text" and index > 0 and kind.places[index - 1].merge in LEVELS
    return names and (_is_target(text) or (text.endswith(OF_LEVEL) and known_level(text, patterns)))


def _begins_with_points(text: str) -> bool:
    """Whether a text begins with a bare figure («5“三公经费”变动率», «3预算完成率»; «5分», «90%(含)以上» are none)."""
    at = next((at for at, char in enumerate(text) if not char.isdigit()), 0)
    return 0 < at <= _MOST and (text[at] in _QUOTES or text[at : at + 2].isalpha()) and text[at] not in _UNITS


def _is_target(text: str) -> bool:
    """Whether a text is a target with its sign, or a figure, which name no row («不少于95%», «96%»)."""
    return figure_of(text) is not None or (not text[:1].isdigit() and MEASURE.match(text) is not None)


def has_level_astray(kind: RowKind, cells: Sequence[RawCell], patterns: Patterns) -> bool:
    """Whether words of both levels are one cell, a word of level 1 only stands in the place of level 2, one of level 2
    only as level 1 with no word of level 1 beside it, or one in the name's place («时效指标 | 按时完成率 |
    97%»; «社会效益 | 社会影响力»): a cell was lost, or is one too many («产出指标(50分)数量指标»; «产出指标 |
    培训人数»; «可持续影响指标 | 队伍建设»; «时效指标 | 产出质量 | 发放及时性»)."""
    merged = kind.merged
    printed = len(cells) - len(kind.free)
    if not cells or not 0 <= printed <= len(merged) or kind.weighs_levels:
        return False
    name = cells[printed].word if printed < len(cells) else ""
    if LEVELS[-1] in merged and name.endswith(OF_LEVEL) and known_level(name, patterns):
        return printed == len(merged) or not _ends_with_points(kind, cells)
    if printed < len(merged) and _stands_for_name(kind, name, cells[printed + 1 :], patterns):
        return True
    if not printed:  # most rows
        return False
    texts = [cell.word for cell in cells[:printed]]
    own = dict(zip(reversed(merged), reversed(texts), strict=False))
    outer, inner = own.get(LEVELS[0], ""), own.get(LEVELS[1], "")
    if any(are_joined(text, patterns) or LISTED.match(text) for text in (outer, inner)):
        return True  # «指标2：带动作用 | 定性描述», too
    if is_only_top(inner, patterns) and not outer:  # «满意度指标 | 满意度指标» is both
        return not _ends_with_points(kind, cells)
    odd = known_level(outer, patterns) and not is_top(outer, patterns)
    return odd and (outer == inner or not is_top(inner, patterns))


def _ends_with_points(kind: RowKind, cells: Sequence[RawCell]) -> bool:
    """Whether a row ends with points where its reason stands: a blank reason may be left out."""
    return kind.places[-1].id in REASONS and figure_of(cells[-1].word) is not None


def _stands_for_name(kind: RowKind, name: str, behind: Sequence[RawCell], patterns: Patterns) -> bool:
    """Whether a word of level 2 stands in the place of a row's name, and the name in that of its target."""
    if not behind or not known_level(name, patterns) or is_top(name, patterns):
        return False
    if [place.id for place in kind.free[:2]] != ["level3", "target"]:
        return False
    text = squeeze(behind[0].text)
    if not text.isalpha() or patterns.null_kind(text) is not None:
        return False
    return not any(each.compiled.match(text) for each in patterns.family_of("flat.measure"))


def may_hold_level(row: FitRow, patterns: Patterns, *, leaves_out: bool) -> bool:
    """Whether a refused row has a word of a level, its author's own in the column of one («成本控制指标»), or a label
    that may stand in its place. Where covered cells are printed, one that has another number of cells than its heading
    has a word in none, or has lost it, unless all are blank before the place of its name («», «», «预算管理», «17»)."""
    kind = row.kind
    places = kind.places if kind is not None and kind.size == len(row.cells) else ()
    own = any(place.merge in LEVELS and cell.text.strip() for place, cell in zip(places, row.cells, strict=False))
    if not places and not leaves_out and kind is not None and kind.what == "data":
        before = sum(1 for _ in takewhile(lambda place: place.merge, kind.places))
        own = kind.levels > 0 and any(cell.text.strip() for cell in row.cells[:before])
    texts = [(cell.text, cell.word) for cell in row.cells]
    return own or any(
        known_level(key, patterns) or begins_with_level(key, patterns) or may_be_label(text, patterns)
        for text, key in texts
    )
