"""The order in which forms print their words of level 2, and what a word out of it says of the rows that lost their own
(`without_astray`); and whether they go back to a level 1 that has ended (`goes_back`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import Any

from jixiao import lazy_re as re
from jixiao.patterns import Patterns
from jixiao.structure.flat.celltexts import (
    NUMBERED,
    is_only_top,
    known_level,
    level_entry,
    level_word,
    top_of,
)
from jixiao.structure.flat.plans import Plan
from jixiao.structure.flat.rowmodel import ReadRow, refused
from jixiao.structure.labels import number_of

_LEVELS = 2  # columns of levels of most forms
_NUMBERED = re.compile(rf"{NUMBERED}|(?P<bare>\d{{1,2}})[.、](?!\d)")
_EACH = 3  # words beside a first name for each that is not, at the least
_Cell = tuple[int, int, int]
_Words = tuple[str, str]


def without_astray(
    plan: Plan, rows: Sequence[ReadRow], text: Callable[[_Cell], str], patterns: Patterns
) -> list[ReadRow]:
    """The rows without the levels that go on from above where a word of level 2 stands alone in a row out of its order,
    or above a row that is in doubt: it was another row's, and nobody can tell whose. The row itself is refused. In its
    order it may be the word of a row beside it that has none («成本指标» below a row that lost it)."""
    if len(plan.levels) != _LEVELS:
        return list(rows)
    outer, inner = plan.levels
    texts = [{cell[0]: key for cell in row.cells if (key := text(cell))} for row in rows]
    words = [(own.get(outer, ""), own.get(inner, "")) for own in texts]
    alone = [at for at, row in enumerate(rows) if list(texts[at]) == [inner] and not row.unsure]
    doubted = {at for at, row in enumerate(rows[1:]) if row.unsure}  # the row below
    blank = {at for at in alone if any(cell[0] == outer for cell in rows[at].cells)}  # as well a name's word
    astray = {at for at in alone if at in doubted | blank or is_astray(at, words, patterns)}
    beside = {at: own for at in alone if (own := _going_on(words, at))}
    lost = {*range(len(rows))} if astray else set[int]().union(*beside.values())
    found: list[ReadRow] = []
    for at, row in enumerate(rows):
        kept = replace(row, open=row.open | {inner}) if at in lost and not words[at][1] else row
        found.append(refused(plan, row.start, row.end) if at in astray or at in beside else kept)
    return found


def with_top_over_blanks(
    plan: Plan,
    rows: Sequence[ReadRow],
    text: Callable[[_Cell], str],
    shown: Callable[[], Sequence[str]],
    patterns: Patterns,
) -> list[ReadRow]:
    """The rows, of which one that nobody filled in («|||||||||») leaves level 1 to what stands below it, where all
    words of level 1 among the texts (``shown``) stand in their column: none stood between. Or where the next word of
    level 2 may stand below the same («成本指标» below 产出指标), and the words that stand elsewhere are none of another
    that it may stand below. Level 2 stays open."""
    if len(plan.levels) != _LEVELS or all(row.start < row.end for row in rows):
        return list(rows)
    outer, inner = plan.levels
    texts = [{cell[0]: key for cell in row.cells if (key := text(cell))} for row in rows]
    own = Counter(word for each in texts for place, word in each.items() if place in plan.levels)
    others = [word for word, count in Counter(shown()).items() if count > own[word]]
    said = {top for word in others if (top := top_of(word, patterns)) is not None}
    found = list(rows)
    now: tuple[str, ...] = ()
    for at, row in enumerate(rows):
        told = level_entry(texts[at].get(outer, texts[at].get(inner, "")), patterns)
        if outer in texts[at] or row.unsure or (told and not set(now) & set(told)):
            now = told  # a level 2 of another level 1 tells one that was left blank
        if row.start == row.end and len(now) == 1:
            below = next((each for each in texts[at + 1 :] if outer in each or inner in each), {})
            entry = {*level_entry(below.get(inner, ""), patterns)}
            fits = outer in below or not entry or now[0] in entry
            if fits and (not said or (now[0] in entry and outer not in below and not (entry - {*now}) & said)):
                found[at] = replace(row, open=frozenset((inner,)))
    return found


def without_bare(plan: Plan, rows: Sequence[ReadRow], text: Callable[[_Cell], str]) -> list[ReadRow]:
    """The rows, where all blank cells are printed, without those that have nothing but a word of level 2 above one that
    has none: the word may be a name, and the last of the blank cells the level below («质量 | | | | | 工作成果质量»,
    湖北). Nobody can tell which level goes on then."""
    if len(plan.levels) != _LEVELS:
        return list(rows)
    inner = plan.levels[-1]
    own = [{cell[0] for cell in row.cells if text(cell)} for row in rows]
    bare = {
        at
        for at, (row, below) in enumerate(pairwise(own))
        if row == {inner} and below and below.isdisjoint(plan.levels) and not rows[at].unsure
    }
    found: list[ReadRow] = []
    lost = False
    for at, row in enumerate(rows):
        lost = at - 1 in bare or (lost and own[at].isdisjoint(plan.levels))
        kept = replace(row, open=row.open | {inner}) if lost else row
        none = replace(refused(plan, row.start, row.end), open=row.open | {inner})
        found.append(none if at in bare else kept)
    return found


def with_tops(plan: Plan, rows: Sequence[ReadRow], text: Callable[[_Cell], str], patterns: Patterns) -> list[ReadRow]:
    """The rows with words that can only be of level 1 there, where they were read as level 2 below others of level 1:
    the row lost its level 2, which is open, for the rows that go on too («过程 | 预算管理», «产出 | 质量达标率»)."""
    if len(plan.levels) != _LEVELS:
        return list(rows)
    outer, inner = plan.levels
    words = [{cell[0]: cell for cell in row.cells if cell[0] in plan.levels and text(cell)} for row in rows]
    tops = [{place for place, cell in own.items() if is_only_top(text(cell), patterns)} for own in words]
    if not any(outer in places for places in tops):
        return list(rows)
    found: list[ReadRow] = []
    lost = False
    for row, own, places in zip(rows, words, tops, strict=True):
        moved = inner in places and outer not in own
        lost = moved or (lost and not own)
        cells = ((outer, *cell[1:]) if moved and cell[0] == inner else cell for cell in row.cells if cell[0] != outer)
        found.append(replace(row, cells=tuple(cells) if moved else row.cells, open=row.open | {inner}) if lost else row)
    return found


def is_parted(level: str, name: str, patterns: Patterns) -> bool:
    """Whether what stands for a word of a level is none, but one together with the name beside it."""
    if not (level and name) or not known_level(name, patterns) or known_level(level, patterns):
        return False
    return known_level(level + name, patterns)


def without_parted_names(
    plan: Plan, rows: Sequence[ReadRow], text: Callable[[_Cell], str], patterns: Patterns
) -> list[ReadRow]:
    """The rows without those whose word of level 2 is none, but one together with the name beside it: both are lines of
    one name, and no level begins there («社会公众», «满意度»). What goes on from there has its level 2 open."""
    found: list[ReadRow] = []
    inner = plan.levels[-1] if plan.levels else -1
    lost = False
    for row in rows:
        own = {cell[0]: text(cell) for cell in row.cells if cell[0] in (inner, plan.first_free)}
        level, name = own.get(inner, ""), own.get(plan.first_free, "")
        parted = is_parted(level, name, patterns)
        lost = parted or (lost and not level)
        kept = refused(plan, row.start, row.end) if parted else row
        found.append(replace(kept, open=kept.open | {inner}) if lost else kept)
    return found


def without_miscounted(plan: Plan, rows: Sequence[ReadRow], text: Callable[[_Cell], str]) -> list[ReadRow]:
    """The rows without those whose words of levels their names' numbers contradict: «指标1» again with no word beside
    it (the last cell of the row above may be its word), or a word beside «指标2» where others stand beside «指标1».
    The levels that go on from above are open then: nobody can tell where a word was lost. So are refused «指标2» behind
    another or a later one, and what stands above it: it may be that row's cell."""
    texts = [{cell[0]: text(cell) for cell in row.cells} for row in rows]
    levelled = [any(own.get(place) for place in plan.levels) for own in texts]
    names = [own.get(plan.first_free, "") for own in texts]
    lost = miscounted(names, levelled)
    if not lost:
        return list(rows)
    numbers, kept = numbers_of(names), list(rows)
    if _late(numbers, levelled) or any(numbers[at] == 1 for at in _counted_twice(numbers, levelled)):
        open_ = (replace(row, open=row.open | {*plan.levels}) for row in rows)
        kept = [row if own else other for row, other, own in zip(rows, open_, levelled, strict=True)]
    return [refused(plan, row.start, row.end) if at in lost else row for at, row in enumerate(kept)]


def without_unnumbered(
    plan: Plan, rows: Sequence[ReadRow], text: Callable[[_Cell], str], patterns: Patterns
) -> list[ReadRow]:
    """The rows without those of no level whose name is the word of one, where all other names are numbered: the name
    stands elsewhere («可持续性影响 | ≥99% | 较上年提高»). The levels that go on from above are open then."""
    texts = [{cell[0]: text(cell) for cell in row.cells} for row in rows]
    names = {at: name for at, own in enumerate(texts) if (name := own.get(plan.first_free)) and not rows[at].unsure}
    bare = {
        at
        for at, name in names.items()
        if not any(texts[at].get(place) for place in plan.levels) and known_level(name, patterns)
    }
    others = [name for at, name in names.items() if at not in bare and patterns.null_kind(name) is None]
    if not bare or len(others) < _EACH or not all(map(_NUMBERED.match, others)):
        return list(rows)
    found: list[ReadRow] = []
    lost = False
    for at, row in enumerate(rows):
        lost = at in bare or (lost and not any(texts[at].get(place) for place in plan.levels))
        kept = replace(row, open=row.open | {*plan.levels}) if lost else row
        found.append(replace(refused(plan, row.start, row.end), open=kept.open) if at in bare else kept)
    return found


def miscounted(names: Sequence[str], levelled: Sequence[bool]) -> set[int]:
    """The rows whose words of levels (``levelled``: there are some) their names' numbers contradict, and those counted
    twice, with what stands above them."""
    numbers = numbers_of(names)
    twice = _counted_twice(numbers, levelled)
    return _late(numbers, levelled).union(twice, (at - 1 for at in twice))


def _late(numbers: Sequence[int], levelled: Sequence[bool]) -> set[int]:
    """The rows of words of levels beside a later number than the first, where it is the first beside most."""
    late = {at for at, number in enumerate(numbers) if number > 1 and levelled[at]}
    first = sum(number == 1 and own for number, own in zip(numbers, levelled, strict=True))
    return late if len(late) * _EACH < first else set()


def _counted_twice(numbers: Sequence[int], levelled: Sequence[bool]) -> list[int]:
    """The rows without words of levels whose number is no later than one above them. A number that all names have, in
    several of these rows too, counts nothing («指标一：维修瞭望塔», «指标一：聘用护林员»): one lost word leaves one."""
    found: list[int] = []
    last = 0
    for at, number in enumerate(numbers):
        if number and not levelled[at] and number <= last:
            found.append(at)
        last = number if number or levelled[at] else last
    return [] if len(found) > 1 and max(numbers) == 1 else found


def numbers_of(names: Sequence[str]) -> list[int]:
    """The numbers with which names begin, 0 where there is none."""
    found = (_NUMBERED.match(name) for name in names)
    return [number_of(number["own"] or number["bare"]) if number else 0 for number in found]


def _going_on(words: Sequence[_Words], at: int) -> list[int]:
    """The rows right above and below a row that have no words of levels."""
    above = takewhile(lambda other: not any(words[other]), range(at - 1, -1, -1))
    below = takewhile(lambda other: not any(words[other]), range(at + 1, len(words)))
    return [*above, *below]


def goes_back(words: Iterable[_Words], patterns: Patterns) -> bool:
    """Whether words of level 2 beside blank cells tell a level 1 again that another one ended: one of them stands in
    another row's place («数量», «可持续影响», «质量»)."""
    now: set[str] = set()
    ended: set[str] = set()
    for one, two in words:
        found = {*level_entry(one or two, patterns)}
        if found and not now & found:
            if not one and found <= ended:
                return True
            ended |= now
            now = found
    return False


def is_of_another(at: int, words: Sequence[_Words], patterns: Patterns) -> bool:
    """Whether the word of level 2 of a row stands below another level 1 than its own."""
    first = next((number for number in range(at, -1, -1) if words[number][0]), 0)
    outer, own = level_entry(words[first][0], patterns), level_entry(words[at][1], patterns)
    return bool(outer and own) and not set(outer) & set(own)


def is_astray(at: int, words: Sequence[_Words], patterns: Patterns) -> bool:
    """Whether the word of level 2 of a row stands below another level 1 than its own, or elsewhere in its order."""
    first = next((number for number in range(at, -1, -1) if words[number][0]), 0)
    last = next((number for number in range(at + 1, len(words)) if words[number][0]), len(words))
    if is_of_another(at, words, patterns):
        return True
    here = [rank for _, two in words[at : at + 1] if (rank := _rank(two, patterns)) is not None]
    above = [rank for _, two in words[first:at] if (rank := _rank(two, patterns)) is not None]
    below = [rank for _, two in words[at + 1 : last] if (rank := _rank(two, patterns)) is not None]
    return bool(here) and (max([*here, *above]) > here[0] or min([*here, *below]) < here[0])


def are_in_order(words: Iterable[str], patterns: Patterns) -> bool:
    """Whether words of level 2 stand in the order of the list, from the first row of a table to the last: no two of
    them have changed places."""
    ranks = [rank for word in words if (rank := _rank(word, patterns)) is not None]
    return ranks == sorted(ranks)


def _rank(text: str, patterns: Patterns) -> int | None:
    """Where a word of level 2 stands in its order; None if it is none."""
    entry = level_word(text, patterns) if text else None
    return _ranks(patterns).get(entry.get("dimension")) if entry is not None and "level1" in entry else None


def rank_of(dimension: str, patterns: Patterns) -> int | None:
    """Where words of level 2 of what they measure stand in their order."""
    return _ranks(patterns).get(dimension)


@lru_cache(maxsize=8)
def _ranks(patterns: Patterns) -> dict[Any, int]:
    """What words of level 2 measure, in the order of the list."""
    inner = (entry.get("dimension") for entry in patterns.level1.values() if "is" not in entry)
    return {dimension: rank for rank, dimension in enumerate(dict.fromkeys(inner))}
