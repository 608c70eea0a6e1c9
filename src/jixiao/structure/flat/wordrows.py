"""Rows of texts (goals) in text that lost cells: only their number, their types and the lists in them tell where one
ends (`word_rows`)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from jixiao.patterns import Patterns
from jixiao.structure.flat.celltexts import figure_of, known_level, misfit
from jixiao.structure.flat.plans import Plan
from jixiao.structure.flat.rowmodel import ReadRow, refused
from jixiao.structure.flat.tokens import Token

_PAIR = 2  # columns of two lists side by side
_GOAL, _CHANGED = ("expected", "actual"), "adjusted"


def word_rows(
    plan: Plan, tokens: Sequence[Token], bounds: Sequence[int], patterns: Patterns, *, marked: bool, lines: bool
) -> list[ReadRow]:
    """Rows of texts between ``bounds`` (tokens at which rows begin where these are ``marked``, else the first and the
    last); ``lines``: a cell may have several tokens. Nothing is believed where a figure or a text stands below a
    column of the other kind, or several rows below the one column left of two: the heading lost cells, or others stand
    there."""
    places = [i for i, place in enumerate(plan.places) if not place.merge]  # a part's label stands in the heading
    found: list[ReadRow] = []
    ranges = [(a, b) for a, b in pairwise(bounds) if b > a]
    whole = not marked and (bounds[-1] - bounds[0]) % len(places) == 0
    if whole and (not lines or _figures_part(plan, tokens[bounds[0] : bounds[-1]], places)):
        ranges = [(at, at + len(places)) for at in range(bounds[0], bounds[-1], len(places))]
    unchanged = [] if lines or not marked else _without_change(plan, places)
    for a, b in ranges:
        own = unchanged if b - a == len(unchanged) and all(token.key for token in tokens[a:b]) else places
        if b - a == len(own):
            found.append(ReadRow(a, b, tuple((place, at, at + 1) for place, at in zip(own, range(a, b), strict=True))))
            continue
        bare = any(figure_of(tokens[at].key) is not None for at in range(a, b))  # of another cell than a list's
        cut = _cut(tokens, a, b) if lines and len(places) == _PAIR and not bare else None
        cells = ((places[0], a, cut), (places[1], cut, b)) if cut is not None else ()
        found.append(ReadRow(a, b, cells) if cells else refused(plan, a, b))
    texts = [(plan.places[p].type, tokens[a].key) for row in found for p, a, _ in row.cells if tokens[a].key]
    bare = any(kind == "text" and key[-1] == "%" and figure_of(key) is not None for kind, key in texts)
    alone = len(found) > 1 and len(places) < min(_PAIR, len(plan.zone.columns))
    if bare or alone or any(misfit(kind, key, patterns) >= 1 for kind, key in texts):
        return [refused(plan, row.start, row.end) for row in found]
    # «(blank) | 制定实施方案，…» below the goals is no goal: its label stands elsewhere
    led = [not number or _is_led(row, tokens) for number, row in enumerate(found)]
    for number, row in enumerate(found):  # «效益指标 | 提高资金使用效益» is no goal
        led[number] = led[number] and not any(known_level(tokens[a].key, patterns) for _, a, _ in row.cells)
    return [row if own else refused(plan, row.start, row.end) for row, own in zip(found, led, strict=True)]


def _without_change(plan: Plan, places: Sequence[int]) -> list[int]:
    """The columns of a goal that did not change: where its row has two texts, nobody filled in what it became, and
    left blank what came of it (重庆)."""
    kept = [place for place in places if plan.ids[place] != _CHANGED]
    return kept if len(kept) < len(places) and tuple(plan.ids[place] for place in kept) == _GOAL else []


def _is_led(row: ReadRow, tokens: Sequence[Token]) -> bool:
    """Whether a row of texts has its first, or none at all."""
    filled = [bool(tokens[start].key) for _, start, _ in row.cells]
    return not any(filled) or filled[0]


def _figures_part(plan: Plan, tokens: Sequence[Token], places: Sequence[int]) -> bool:
    """Whether figures stand below the columns of points and nowhere else, so that they tell the rows («目标», «完成»,
    «60», «目标», «完成», «40»)."""
    points = [plan.places[place].type == "score" for place in places]
    shown = [figure_of(token.key) is not None for token in tokens]
    return any(points) and shown == points * (len(tokens) // len(places))


def _cut(tokens: Sequence[Token], start: int, stop: int) -> int | None:
    """Where the second of two lists begins: the one place at which the numbers, or the words, start again."""
    half = start + (stop - start) // 2
    keys = [token.key for token in tokens[start:stop]]
    starts = [start + i for i in range(1, len(keys)) if _same_start(keys[0], keys[i])]
    if len(starts) == 1:
        return starts[0]
    same = (stop - start) % 2 == 0 and keys[: len(keys) // 2] == keys[len(keys) // 2 :]
    return half if same else None


def _same_start(first: str, other: str) -> bool:
    """Whether a paragraph begins as the first does: «目标1», «1.»."""
    size = 3 if first[:1] in "目任" else 2
    return len(first) > size and first[:size] == other[:size] and any(char.isdigit() for char in first[:size])
