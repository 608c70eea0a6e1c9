"""Rows of a fitted table that are refused for what stands above or below them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile, groupby, pairwise

from jixiao import lazy_re as re
from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.cellcosts import REASONS
from jixiao.structure.flat.celltexts import (
    NUMBERED,
    ends_of_levels,
    figure_of,
    is_top,
    known_level,
)
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.fixed import FIGURES
from jixiao.structure.flat.levelorder import miscounted
from jixiao.structure.flat.levelrows import has_level_astray
from jixiao.structure.flat.lostlevels import doubt_levels
from jixiao.structure.flat.shapes import RowKind, Shape
from jixiao.structure.flat.slid import doubt_pointed
from jixiao.structure.flat.stretch import WORD
from jixiao.structure.flat.totals import adds_up, is_sum
from jixiao.structure.form_model import LEVELS, OF_LEVEL

_COUNTED = re.compile(r"\s*(?:指标\s*)?\d{1,2}[.、：:]")
_NAME = re.compile(rf"{NUMBERED}|[\u4e00-\u9fff]{{4}}")
_LISTED = re.compile(rf"{NUMBERED}[.、:](?!\d)")
_NO_NAMES = ("operator", "yes", "no")  # words of a target, or of a column that asks whether («是», «否»)
AIMS = ("target", "initial_target", "actual")
WORDY = frozenset(("text", "label"))
_PAIR = 2  # cells of a label and its value
_RARE = 4  # rows refused for each that is not
_OF_LEVEL = OF_LEVEL[0]  # a letter that a cell with such a word holds, blank or not: most hold none


def doubt_sum(rows: Sequence[FitRow]) -> None:
    """Refuses the last row of indicators where it holds the sums of all others, or points alone, and no total stands
    below: its label stands elsewhere."""
    last = max((at for at, row in enumerate(rows) if row.kind is not None and row.kind.what == "data"), default=-1)
    below = rows[last + 1].kind if last + 1 < len(rows) else None
    if last >= 0 and (below is None or below.what != "total"):
        rows[last].refused = rows[last].refused or is_sum(rows[:last], rows[last]) or _is_of_points(rows[last])


def _is_of_points(row: FitRow) -> bool:
    """Whether a row of indicators holds points and nothing else («96.32» below a column of points)."""
    kind = row.kind
    if kind is None or len(row.cells) < kind.size or not kind.levels:
        return False
    filled = [text for cell in row.cells if (text := cell.word)]
    points = sum(place.type == "score" for place in kind.places)
    return 0 < len(filled) <= points and all(figure_of(text) is not None for text in filled)


def doubt_early_totals(rows: Sequence[FitRow]) -> None:
    """Refuses a total that does not add up and below which rows of cells were refused: its label stands in a row of
    indicators, and those are the rest of them."""
    for at, row in enumerate(rows):
        if row.kind is None or row.kind.what != "total" or row.refused:
            continue
        zone = next((r.kind.zone for r in reversed(rows[:at]) if r.kind and r.kind.what == "data"), -1)
        behind = any(r.kind is None and r.refused and len(r.cells) > _PAIR for r in rows[at + 1 :])
        row.refused = behind and not adds_up(rows[:at], row, zone)


def doubt_rare(rows: Sequence[FitRow], *, filled: bool = False) -> None:
    """Refuses the few rows below a heading that have as many cells as it where most have not: two rows run together;
    and all where it has a cell that is not its own. ``filled``: nothing marks the cells, so that rows of names alone,
    whose cells are blank, tell nothing of the others."""
    below: list[FitRow] = []
    for row in [*rows, None]:
        if row is not None and row.kind is not None and row.kind.what == "data":
            below.append(row)
            continue
        if filled:
            below = [each for each in below if each.refused or _has_points(each)]
        refused = sum(each.refused for each in below)
        if (len(below) - refused) * _RARE <= refused or (not filled and _lack_one(below)):
            for each in below:
                each.refused = True
        below = []


def _has_points(row: FitRow) -> bool:
    """Whether anything stands below a heading of points."""
    kind = row.kind
    return kind is not None and any(at < len(row.cells) and row.cells[at].word for at in kind.at(("score",)))


def _lack_one(rows: Sequence[FitRow]) -> bool:
    """Whether rows below a heading all have one cell less than it, though covered ones are printed: some begin with a
    blank one. Where each but the last of its cells is another column's, it is the last that the rows lack."""
    count = len(rows[0].cells) if len(rows) > _PAIR else 0
    kind = rows[0].kind if count else None
    if kind is None or count != kind.size - 1:  # most
        return False
    if kind.places[0].merge == "block" and not kind.places[1].id:
        return False  # the blank cells are of a column without a heading, and the block's label is left out (上海)
    own = [place.id for place in kind.places[:count]]
    if all(own) and len({*own}) == count:
        return False
    alike = all(len(row.cells) == count and row.kind is rows[0].kind for row in rows)
    return alike and any(not row.cells[0].text.strip() for row in rows)


def doubt_wordy(shape: Shape, rows: Sequence[FitRow]) -> None:
    """Refuses rows of texts but the first below their heading where the labels that the form prints behind them are all
    missing and covered cells were left out: one of the rows may be such a label's, which stands elsewhere."""
    zones = shape.form.zones
    first = True
    for number, row in enumerate(rows):
        kind = row.kind
        if kind is None or kind.what != "data":
            first = True
            continue
        after = kind.zone + 1
        if not first and WORDY.issuperset(kind.types) and after < len(zones) and zones[after].kind == "pairs":
            below = (other for other in rows[number:] if other.kind is not None and other.kind.zone == after)
            row.refused = row.refused or not any(len(other.cells) == len(other.kind or ()) for other in below)
        first = False


def doubt_miscounted(rows: Sequence[FitRow]) -> None:
    """Refuses the rows of indicators that words of levels begin and their names' numbers contradict («成本 |
    2.问题整改按时率» where all others begin with 1): the word is the last cell of the row above."""
    for _, group in groupby(rows, lambda row: row.kind if row.kind is not None and row.kind.what == "data" else None):
        below = list(group)
        kind = below[0].kind
        if kind is None or kind.what != "data" or not kind.levels:
            continue
        free = len(kind.free)
        named = [next((at for at, cell in enumerate(row.cells) if _COUNTED.match(cell.text)), 0) for row in below]
        keys = [row.cells[at].word if row.cells else "" for at, row in zip(named, below, strict=True)]
        levelled = [
            any(c.text.strip() for c in row.cells[: at or max(len(row.cells) - free, 0)])
            for at, row in zip(named, below, strict=True)
        ]
        for at in miscounted(keys, levelled):
            below[at].refused = True
            below[at].unlevelled |= frozenset() if levelled[at] else frozenset(LEVELS)


def has_others_column(shape: Shape, head: FitRow | None) -> bool:
    """Whether the label of another zone's figures stands in a heading («执行数» above points): where blank cells of the
    total were left out nobody can tell below which label its figure stands."""
    if head is None or head.kind is None:
        return False
    own = shape.heading_labels[head.kind.zone]
    odd = {key for key in head.keys if key in shape.all_headings and key not in own}  # few headings have one
    columns = (column for zone in shape.form.zones for column in zone.columns) if odd else ()
    return any(column.type in FIGURES and not odd.isdisjoint(column.keys) for column in columns)


def doubt_nameless(rows: Sequence[FitRow]) -> None:
    """Refuses the rows that have nothing but texts of merged columns and of one without a label, among the levels: that
    may be merged, too."""
    nameless = False
    for row in rows:
        if row.below is not None:
            below = row.below.places
            nameless = any(p.merge in LEVELS for p in below) and any(not (p.id or p.merge) for p in below)
        elif nameless and row.kind is not None and row.kind.what == "data":
            filled = [place for place, cell in zip(row.kind.places, row.cells, strict=False) if cell.text.strip()]
            row.refused = row.refused or (bool(filled) and all(place.merge or not place.id for place in filled))


def doubt_moved(rows: Sequence[FitRow], patterns: Patterns, *, cuts_words: bool = False) -> None:
    """Refuses rows of indicators whose cells moved, and the other half of one that a word of a level tore; where words
    of levels are always in pieces (``cuts_words``) a row of them says nothing about the next."""
    halved = False
    for row in rows:
        kind = row.kind
        if kind is None or kind.what != "data":
            halved = False
            continue
        own = _has_levels_alone(kind, row, patterns)
        row.refused = row.refused or own or halved or _is_unnamed(kind, row, patterns)
        row.refused = row.refused or _has_level_behind(row, patterns) or has_level_astray(kind, row.cells, patterns)
        row.refused = row.refused or is_named_by_target(kind, row, patterns) or is_named_behind(kind, row)
        halved = own or (row.refused and not cuts_words and _ends_with_level(kind, row, patterns))
    _doubt_beside_short(rows, patterns)
    doubt_torn_reasons(rows)
    doubt_pointed(rows, patterns)
    doubt_levels(rows, patterns)


def _doubt_beside_short(rows: Sequence[FitRow], patterns: Patterns) -> None:
    """Refuses the rows with no level but one in words of no list, where most have others, right beside one that lacks a
    cell: as well the name of that («生态理念普及率 | 可持续发展能力 | …» above a row that begins with its target)."""
    own = [row if row.kind is not None and row.kind.what == "data" else None for row in rows]
    inner = [_inner_of(row) if row is not None else "" for row in own]
    odd = [at for at, text in enumerate(inner) if text and not known_level(text, patterns) and _is_led_by(rows[at])]
    if 2 * len(odd) >= sum(map(bool, inner)):
        return
    for at in odd:
        beside = (own[near] for near in (at - 1, at + 1) if 0 <= near < len(own))
        if any(row is not None and row.kind is not None and _lacks_one(row.kind, row, patterns) for row in beside):
            rows[at].refused = True


def _is_led_by(row: FitRow) -> bool:
    """Whether one cell stands before a row's name: of two the first is a level 1, and the second its own («满意度指标 |
    读者», 湖北)."""
    kind = row.kind
    return kind is not None and len(row.cells) == len(kind.free) + 1


def _inner_of(row: FitRow) -> str:
    """The level 2 that a row prints, the others it has being left out: the last of what stands before its name."""
    kind = row.kind
    if kind is None or LEVELS[-1] not in kind.merged:
        return ""
    free = len(kind.free)
    return row.cells[-free - 1].word if len(row.cells) > free > 0 else ""


def _lacks_one(kind: RowKind, row: FitRow, patterns: Patterns) -> bool:
    """Whether a row has fewer cells behind its words of levels than are never merged down."""
    behind = [*dropwhile(lambda cell: known_level(cell.word, patterns), row.cells)]
    return len(behind) < len(kind.free)


def doubt_first(rows: Sequence[FitRow]) -> None:
    """Refuses the first row of indicators below a heading where a cell of it was lost."""
    for above, row in pairwise(rows):
        row.refused = row.refused or _lacks_first(above, row)


def _lacks_first(above: FitRow, row: FitRow) -> bool:
    """Whether a cell of the first row below a heading was lost: none stands above it that may run down into it, but the
    block's label, and a blank reason may be left out behind the points («投入 | 绩效指标明确性» without «目标设定»)."""
    kind, head = row.kind, above.kind
    if kind is None or head is None or head.what != "heading" or row.holes is not None:
        return False
    if not kind.levels:
        return False
    left_out = kind.places[-1].id in REASONS and figure_of(row.cells[-1].word) is not None
    return len(row.cells) < kind.size - (kind.places[0].merge == "block") - left_out


def _ends_with_level(kind: RowKind, row: FitRow, patterns: Patterns) -> bool:
    """Whether a row holds words of levels alone, or ends with one where others have their name: a blank paragraph tore
    it off the rest («时效指标», «6 | 质量指标»)."""
    words = [known_level(cell.word, patterns) for cell in row.cells]
    return bool(words) and (all(words) or (words[-1] and len(words) < len(kind.free)))


def doubt_torn_reasons(rows: Sequence[FitRow]) -> None:
    """Refuses the rows that begin with the end of the reason above, and those whose reason that is."""
    for above, row in pairwise(rows):
        if row.kind is not None and row.kind.what == "data" and _is_named_by_reason(row.kind, row):
            above.refused = row.refused = True


def _is_unnamed(kind: RowKind, row: FitRow, patterns: Patterns) -> bool:
    """Whether a figure stands between a word of a level and a name, where the other level must: what stood there is
    another cell of the row, and all between them moved."""
    if not kind.levels or len(row.cells) <= _PAIR or figure_of(row.cells[1].word) is None:
        return False
    above, below = row.cells[0].word, row.cells[2].word
    if kind.weighs_levels or not known_level(above, patterns) or not _NAME.match(below):
        return False
    return not any(each.compiled.match(below) for each in patterns.family_of("flat.measure"))


def is_named_by_target(kind: RowKind, row: FitRow, patterns: Patterns) -> bool:
    """Whether a target, its sign or a figure stands in the place of a row's name («至少5% | 5% | 10 | 10 | |
    1.资源节约利用»), or before all others where the name was lost («≥ | 92 | %»)."""
    free = kind.free
    if len(free) == kind.size or not row.cells or free[0].type != "text":
        return False
    text = row.cells[max(len(row.cells) - len(free), 0)].word
    aimed = patterns["measure.figure"].compiled.match(text) or any(
        patterns.word(word).compiled.fullmatch(text) for word in _NO_NAMES
    )
    aimed = aimed or len(text) == 1  # «至», «少» were one cell
    return bool(aimed) and patterns.null_kind(text) is None


def is_moved(kind: RowKind, row: FitRow, patterns: Patterns) -> bool:
    """Whether a row is named by a target, or has a word of level 2 alone as level 1 and none as level 2 («质量指标 |
    政策知晓率 | ≥89%»): a line too many moved them."""
    own = {place.merge: cell.word for place, cell in zip(kind.places, row.cells, strict=False) if cell.text}
    outer, inner = (own.get(level, "") for level in LEVELS)
    odd = bool(inner) and known_level(outer, patterns) and not is_top(outer, patterns)
    return (odd and not known_level(inner, patterns)) or is_named_by_target(kind, row, patterns)


def is_led_by_rest(kind: RowKind, row: FitRow, patterns: Patterns) -> bool:
    """Whether the rest of a word of level 2 stands where a level 1 must: a cell of the row was made two («影响指标 |
    管理制度完善程度 | 定 | 性 | …», above it a line «可持续»)."""
    if len(row.cells) <= len(kind.free) + 1 or not kind.levels:
        return False
    at = next(at for at, place in enumerate(kind.places) if place.merge in LEVELS)
    key = row.cells[at if len(row.cells) == kind.size else 0].word
    return len(key) > 1 and key in ends_of_levels(patterns) and not known_level(key, patterns)


def _is_named_by_reason(kind: RowKind, row: FitRow) -> bool:
    """Whether a sentence stands in the place of a row's name, with neither a target nor what was reached: the
    end of the reason above («下一年度将据实测算。 | | | | 16.69», two cells exchanged)."""
    free = kind.free
    own = row.cells[len(row.cells) - len(free) :]
    if not 0 < len(free) < kind.size or len(own) < len(free) or not squeeze(own[0].text).endswith("。"):
        return False
    aims = [cell.word for place, cell in zip(free, own, strict=True) if place.id in AIMS]
    return bool(aims) and not any(aims)


def is_named_behind(kind: RowKind, row: FitRow) -> bool:
    """Whether a numbered name stands behind the place of a row's name («满意度指标 | 持续改善 | … | 指标1：应用»)."""
    free = len(kind.free)
    behind = row.cells[len(row.cells) - free + 1 :] if free < kind.size and len(row.cells) >= free else ()
    return any(map(_LISTED.match, [cell.word for cell in behind if _OF_LEVEL in cell.text]))


def _has_level_behind(row: FitRow, patterns: Patterns) -> bool:
    """Whether a whole word of a level stands behind a row's name: what it was exchanged with, or tore from the rest."""
    if _OF_LEVEL not in "".join(map(WORD, row.cells[1:])):  # most rows
        return False
    named = False
    for cell in row.cells:
        if not named:
            key = cell.word
            named = bool(key) and not known_level(key, patterns)
        elif _OF_LEVEL in cell.word:
            key = cell.word
            if key.endswith(OF_LEVEL) and known_level(key, patterns):
                return True
    return False


def _has_levels_alone(kind: RowKind, row: FitRow, patterns: Patterns) -> bool:
    """Whether a row holds more words of levels than there are levels, and nothing else: one stands in the place of its
    name, and tore it from its other cells."""
    if not 0 < kind.levels < len(row.cells) < kind.size:
        return False
    return all(known_level(cell.word, patterns) for cell in row.cells)
