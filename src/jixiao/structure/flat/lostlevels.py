"""Words of levels that were lost alone where covered cells are left out (`doubt_levels`, `without_lost_levels`): the
rows below them look as if those of the level above went on.

Nothing in such a row is wrong by itself. What tells is the points of a level 1, which are used up; a word of level 2
that belongs elsewhere; and a hole in the order of the words of level 2, where a name is of what is missing there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeAlias

from jixiao.patterns import Patterns
from jixiao.structure.flat.celltexts import (
    figure_of,
    is_only_top,
    is_top,
    known_level,
    level_entry,
    level_points,
    level_word,
    row_mark,
    top_of,
)
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.levelorder import is_parted, numbers_of, rank_of
from jixiao.structure.flat.plans import Plan
from jixiao.structure.flat.rowmodel import ReadRow, without
from jixiao.structure.flat.shapes import RowKind
from jixiao.structure.form_model import LEVELS

_NAMES = "flat.dimension"
"""The family of patterns that tell by a name what it measures."""

_ASKED = ("quality", "timeliness")  # what stands between others in all forms, and hardly any author leaves out
_EACH = 4  # other words of level 2 with one row each, at the least
_TWO = 2
_SHORT = 5  # characters of a name that is a word of a level without what stands before it
_NEAR = 0.011

_Lost: TypeAlias = dict[int, frozenset[str]]  # the levels whose words a row has lost


@dataclass(slots=True)
class _Row:
    """A row of indicators with its words of levels; ``open``: what stands before its name is nobody's word, or may be
    elsewhere; ``counted``: its name has a later number than the first, and so the level of the name before it;
    ``bare``: a blank cell stands before its name, which no cell above covers; ``blank``: its level 1 is one;
    ``marked``: its cells are told by marks, so that a blank one is printed."""

    outer: str = ""
    inner: str = ""
    name: str = ""
    points: float = 0.0
    open: bool = False
    counted: bool = False
    bare: bool = False
    blank: bool = False
    marked: bool = False


def doubt_levels(rows: Sequence[FitRow], patterns: Patterns) -> None:
    """Doubts the levels of rows whose own word was lost (`FitRow.unlevelled`), and those that go on from there."""
    for kind, group in groupby(rows, lambda row: row.kind):
        if kind is None or kind.what != "data" or kind.merged[-_TWO:] != LEVELS:
            continue
        below = list(group)
        fitted = [_fitted(kind, row, patterns) for row in below]
        for at, levels in _lost(fitted, patterns).items():
            below[at].unlevelled |= levels


def doubt_parted(rows: Sequence[FitRow], patterns: Patterns) -> None:
    """Refuses rows that begin with two lines of one name («社会公众», «满意度»), and level 2 of what goes on below."""
    parted = False
    for row in rows:
        kind = row.kind
        first = len(row.cells) - len(kind.free) if kind is not None and kind.levels and kind.what == "data" else -1
        name = row.cells[first].text if 0 < first < len(row.cells) else ""  # a form of levels alone has no name
        if name[:1].isalpha() and len(name) <= _SHORT:
            parted = is_parted(row.cells[first - 1].word, row.cells[first].word, patterns)
            row.refused = row.refused or parted
        elif first == 0 and parted:
            row.unlevelled |= {*LEVELS[-1:]}
        else:
            parted = False


def without_lost_levels(
    plan: Plan, rows: Sequence[ReadRow], text: Callable[[tuple[int, int, int]], str], patterns: Patterns
) -> list[ReadRow]:
    """The rows with the levels open that go on from above where the own word of a row was lost."""
    if len(plan.levels) != _TWO:
        return list(rows)
    own = [{cell[0]: key for cell in row.cells if (key := text(cell))} for row in rows]
    lost = _lost([_read(plan, row, texts) for row, texts in zip(rows, own, strict=True)], patterns)
    first = _bare_top(plan, rows[0], text, patterns) if rows else ()
    if first:
        lost[0] = frozenset(LEVELS)
    found: list[ReadRow] = []
    open_: frozenset[int] = frozenset()
    for at, row in enumerate([without(rows[0], first), *rows[1:]] if lost else ()):
        open_ |= {place for place, level in zip(plan.levels, LEVELS, strict=True) if level in lost.get(at, ())}
        open_ -= {place for place, *_ in row.cells}
        found.append(replace(row, open=row.open | open_))
    return found or list(rows)


def _bare_top(
    plan: Plan, row: ReadRow, text: Callable[[tuple[int, int, int]], str], patterns: Patterns
) -> list[tuple[int, int, int]]:
    """The one word of a level of the first row, which is one of level 1 and of level 2 («成本指标»): all rows have
    both, and either may have been lost."""
    own = [cell for cell in row.cells if cell[0] in plan.levels and text(cell)]
    return own if len(own) == 1 and is_top(text(own[0]), patterns) and not is_only_top(text(own[0]), patterns) else []


def _fitted(kind: RowKind, row: FitRow, patterns: Patterns) -> _Row:
    cells = row.cells[1:] if len(row.cells) == len(kind) and kind.places[0].merge == "block" else row.cells
    texts = [cell.word for cell in cells]
    count = max(len(cells) - len(kind.free), 0)
    while count < min(_TWO, len(texts)) and known_level(texts[count], patterns):
        count += 1  # a blank reason is left out, too
    words = texts[max(count - _TWO, 0) : count]
    odd = row.refused or count > _TWO or not all(not word or known_level(word, patterns) for word in words)
    below = zip(kind.places[::-1], row.cells[::-1], strict=False) if len(row.cells) >= len(kind.free) else ()
    points = _points({place.id: cell.word for place, cell in below})
    outer, inner = ["", "", *words][-_TWO:]
    name = texts[count] if count < len(texts) else ""
    bare = bool(name and words) and not any(words)
    return _Row(outer, inner, name, points, odd, bare=bare, blank=len(words) == _TWO and not outer, marked=True)


def _read(plan: Plan, row: ReadRow, texts: Mapping[int, str]) -> _Row:
    outer, inner = (texts.get(place, "") for place in plan.levels)
    points = _points({plan.ids[place]: text for place, text in texts.items()})
    blank = not outer and any(place == plan.levels[0] for place, *_ in row.cells)
    return _Row(outer, inner, texts.get(plan.first_free, ""), points, bool(row.unsure), blank=blank)


def _points(texts: Mapping[str, str]) -> float:
    """The points that a row may have, or those it has where that is not said."""
    return figure_of(texts.get("weight", "")) or figure_of(texts.get("score", "")) or 0.0


def _lost(below: Sequence[_Row], patterns: Patterns) -> _Lost:
    """The rows whose word of a level was lost, with that level."""
    numbers = numbers_of([each.name for each in below])
    if all(number == 1 for each, number in zip(below, numbers, strict=True) if each.inner):
        for each, number in zip(below, numbers, strict=True):
            each.counted = number > 1
    tops = {top_of(each.outer, patterns) for each in below if each.outer}
    own = {_dimension(each.inner, patterns) for each in below if each.inner}
    found: _Lost = {at: frozenset(LEVELS) for at, each in enumerate(below) if each.bare}
    found |= {at: frozenset(LEVELS[-1:]) for at in _uneven(below, own, patterns)}
    starts = [at for at, each in enumerate(below) if each.outer or each.blank or not at]
    for start, stop in zip(starts, [*starts[1:], len(below)], strict=True):
        part = below[start:stop]
        found |= {start + at: frozenset(LEVELS[-1:]) for at in _of_missing(part, own, patterns)}
        found |= {start + at: frozenset(LEVELS[:1]) for at in _beyond(part, tops, patterns)}
    return found


def _beyond(part: Sequence[_Row], tops: set[str | None], patterns: Patterns) -> Iterator[int]:
    """The first row below a level 1 whose word of level 2 stands below none of its own; or whose points it has no room
    for, and whose word stands elsewhere first («满意度指标(10分)» was lost)."""
    top = top_of(part[0].outer, patterns)
    if top is None or any(each.open for each in part):
        return
    for at, each in enumerate(part[1:], 1):
        entry = level_entry(each.inner, patterns) if each.inner and not is_top(each.inner, patterns) else ()
        if not entry or entry[0] == top:
            continue
        above, rest = (sum(row.points for row in rows) for rows in (part[:at], part[at:]))
        lost = each.marked  # else the word of level 2 tells its own, as where a blank cell was not printed
        if top in entry:
            lost = entry[0] not in tops and _is_full(part[0].outer, entry[0], above, rest, patterns)
        if lost:
            yield at
            return


def _is_full(outer: str, other: str, above: float, rest: float, patterns: Patterns) -> bool:
    """Whether the points of a level 1 are those of its first rows, or all of its rows have more; where it prints none,
    whether it has as many as forms give it, and the rest what they give another («效益指标» 30, 满意度指标 10)."""
    most = level_points(outer, patterns)
    if most is not None:
        return abs(above - most) < _NEAR or above + rest > most + _NEAR
    usual = [(level_word(word, patterns) or {}).get("points", 0.0) for word in (outer, other)]
    return all(usual) and abs(above - usual[0]) < _NEAR and abs(rest - usual[1]) < _NEAR


def _of_missing(part: Sequence[_Row], own: set[str], patterns: Patterns) -> Iterator[int]:
    """The rows without a word of level 2 whose name is of what has none in the table, between that of the word above
    and of the next («时效指标» was lost above «资金支付及时率»)."""
    now = ""
    for at, each in enumerate(part):
        now = "" if each.open else each.inner or now
        if each.inner or not now or each.counted or row_mark(each.name, patterns) is not None:
            continue
        told = [e.id.rpartition(".")[2] for e in patterns.family_of(_NAMES) if e.compiled.search(each.name)]
        if len(told) == 1 and told[0] not in own:
            following = next((other.inner for other in part[at:] if other.inner), "")
            if _is_between(now, told[0], following, patterns):
                yield at


def _is_between(above: str, dimension: str, below: str, patterns: Patterns) -> bool:
    """Whether what a name measures has its place between two words of level 2, the latter of any level 1."""
    before, rank, after = (
        rank_of(each, patterns) for each in (_dimension(above, patterns), dimension, _dimension(below, patterns))
    )
    return before is not None and rank is not None and before < rank and (after is None or rank < after)


def _uneven(below: Sequence[_Row], own: set[str], patterns: Patterns) -> Iterator[int]:
    """The second of two rows below a word of level 2, where all others have one row, and the next word is not the one
    that forms print there («数量指标», two rows, «时效指标»)."""
    named = [at for at, each in enumerate(below) if each.name and row_mark(each.name, patterns) is None]
    heads = [number for number, at in enumerate(named) if below[at].inner]
    if any(each.open for each in below) or heads[:1] != [0] or len(heads) <= _EACH or len(named) != len(heads) + 1:
        return
    second = next(number for number, at in enumerate(named) if not below[at].inner)
    above, row = below[named[second - 1]], below[named[second]]
    after = [below[at] for at in named[second + 1 : second + 2]]
    for dimension in _ASKED if after and not row.counted else ():
        beside = set(level_entry(above.inner, patterns)) & set(level_entry(after[0].inner, patterns))
        if beside and dimension not in own and _is_between(above.inner, dimension, after[0].inner, patterns):
            yield named[second]
            return


def _dimension(word: str, patterns: Patterns) -> str:
    """What a word of level 2 measures."""
    return str((level_word(word, patterns) or {}).get("dimension", "")) if word else ""
