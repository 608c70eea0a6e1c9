"""Labels of pairs in words that no list holds, in text that lost cells (`with_likely`).

As in `likepairs` such a label is known by what it looks like (`Pair.like`), beside or below one that is known, in a row
of labels and values alone; where nothing marks rows, only if no cell is left over up to the next printed words.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from jixiao.structure.flat.celltexts import figure_of
from jixiao.structure.flat.likepairs import is_ticked
from jixiao.structure.flat.shapes import Shape
from jixiao.structure.flat.signs import Sign
from jixiao.structure.flat.tokens import Token
from jixiao.structure.flat.words import Words
from jixiao.structure.form_model import Pair, Zone, key_of

_LONGEST = 14  # characters of a label
_PAIR = 2
_MOST = 4  # labels of a row, or of all rows where nothing marks them


def with_likely(
    shape: Shape, tokens: Sequence[Token], signs: Sequence[Sign], bounds: Sequence[int] | None, words: Words
) -> list[Sign]:
    """The signs with likely labels of pairs between a pair and what follows, in order. ``bounds``: tokens at which rows
    begin, where that is known."""
    if not signs:
        return []
    found = _above(shape, tokens, signs, bounds, words)
    for sign, stop in zip(signs, [*(sign.start for sign in signs[1:]), len(tokens)], strict=True):
        found.append(sign)
        if sign.what == "heading" and bounds is not None:
            found += _below_texts(shape, tokens, sign, bounds, stop, words) or _above_total(
                shape, tokens, sign, bounds, stop, words
            )
        taken = {one.pair.id for one in signs if one.pair is not None}
        if sign.what == "total" and bounds is not None:
            found += _below_total(shape, tokens, sign, bounds, stop, taken, words)
        if sign.what != "pair" or stop == len(tokens):
            continue
        zone = shape.form.zones[sign.zone]
        rows = _rows(sign, bounds, stop) if bounds is not None else [(sign.start, stop)]
        for start, end in rows:
            at = sign.stop if start <= sign.start < end else start
            own = at != start
            labels = _labels(zone, tokens[at:end], taken, words, own=own)
            taken.update(pair.id for _, pair in labels)
            found += (_sign(tokens, at + label, sign.zone, pair) for label, pair in labels)
    return found


def _above(
    shape: Shape, tokens: Sequence[Token], signs: Sequence[Sign], bounds: Sequence[int] | None, words: Words
) -> list[Sign]:
    """The likely labels right above the first sign, of the form's first pairs; where nothing marks rows, only if all
    cells that stand there are such labels with their values."""
    first = signs[0]
    number = next((n for n, zone in enumerate(shape.form.zones[: first.zone + 1]) if zone.kind == "pairs"), None)
    if number is None:
        return []
    taken = {one.pair.id for one in signs if one.pair is not None}
    found: list[Sign] = []
    if bounds is None:  # below the table's title, or what else can only stand above it
        ends = (at + 1 for at in range(first.start - 1, -1, -1) if words.ends_table(tokens[at].line.text))
        rows = [(next(ends, 0), first.start)]
    else:
        beside = first.what == "pair" and first.zone == number  # of the row in which it stands too
        rows = [
            (a, min(b, first.start)) for a, b in pairwise(bounds) if b <= first.start or (beside and a < first.start)
        ]
    for start, end in reversed(rows):
        labels = _labels(shape.form.zones[number], tokens[start:end], taken, words, own=False)
        if not labels and end - start == _PAIR and is_ticked(tokens[start].key, tokens[end - 1].key):
            continue  # of no field («项目新旧属性 | （ ）新增  （√）持续»)
        if not labels:
            break
        taken.update(pair.id for _, pair in labels)
        found = [*(_sign(tokens, start + label, number, pair) for label, pair in labels), *found]
    return found


def _below_texts(
    shape: Shape, tokens: Sequence[Token], sign: Sign, bounds: Sequence[int], stop: int, words: Words
) -> list[Sign]:
    """The likely label of the next zone in the last row below headings of texts («2.项目实施过程概述» below goals)."""
    zones, below = shape.form.zones, sign.zone + 1
    if below >= len(zones) or zones[below].kind != "pairs":
        return []
    if any(column.type != "text" for column in zones[sign.zone].columns if column.labels and not column.merged):
        return []
    rows = [(start, end) for start, end in _rows(sign, bounds, stop) if start >= sign.stop]
    labels = _labels(zones[below], tokens[slice(*rows[-1])], set(), words, own=False) if len(rows) > 1 else []
    return [_sign(tokens, rows[-1][0] + at, below, pair) for at, pair in labels]


def _above_total(
    shape: Shape, tokens: Sequence[Token], sign: Sign, bounds: Sequence[int], stop: int, words: Words
) -> list[Sign]:
    """The likely label of a pair that stands in the last row below a heading, above the total («其他说明事项», 云南):
    no name of an indicator, and its value no target."""
    below = takewhile(lambda zone: zone.kind in ("pairs", "total"), shape.form.zones[sign.zone + 1 :])
    rows = [(start, end) for start, end in _rows(sign, bounds, stop) if start >= sign.stop]
    last = tokens[slice(*rows[-1])] if len(rows) > 1 else []
    while last and not last[-1].key:
        last = last[:-1]
    if len(last) != _PAIR:
        return []
    for number, zone in enumerate(below, sign.zone + 1):
        if found := _labels(zone, last, set(), words, own=False):
            return [_sign(tokens, rows[-1][0] + at, number, pair) for at, pair in found]
    return []


def _below_total(
    shape: Shape,
    tokens: Sequence[Token],
    sign: Sign,
    bounds: Sequence[int],
    stop: int,
    taken: set[str],
    words: Words,
) -> list[Sign]:
    """The likely labels of pairs below the total, each alone in its row with its value («未达标原因 | 无», 湖北)."""
    found: list[Sign] = []
    for start, end in _rows(sign, bounds, stop):
        row = tokens[start:end]
        while row and not row[-1].key:
            row = row[:-1]
        if start < sign.stop or len(row) != _PAIR:
            continue
        for number, zone in enumerate(shape.form.zones[sign.zone + 1 :], sign.zone + 1):
            if zone.kind == "pairs" and (labels := _labels(zone, row, taken, words, own=False)):
                found += (_sign(tokens, start + at, number, pair) for at, pair in labels)
                break
    return found


def _sign(tokens: Sequence[Token], at: int, zone: int, pair: Pair) -> Sign:
    cell = (at, at + 1)
    return Sign(*cell, zone, "pair", (cell,), (key_of(tokens[at].key),), pair)


def _rows(sign: Sign, bounds: Sequence[int], stop: int) -> list[tuple[int, int]]:
    """The rows from that of a sign to the token before which they end: those that end before it, or there."""
    return [(start, end) for start, end in pairwise(bounds) if end > sign.start and start < stop and end <= stop]


def _labels(zone: Zone, tokens: Sequence[Token], taken: set[str], words: Words, *, own: bool) -> list[tuple[int, Pair]]:
    """The likely labels among the cells of a row, each with its value behind it; none where a cell is left over.
    ``own``: the first cell is the value of a label before it."""
    if not tokens:
        return []
    keys, places = [token.key for token in tokens], [*range(len(tokens))]
    if (len(keys) - own) % 2 and any(key_of(keys[-1]) in pair.keys for pair in zone.pairs):
        keys.append("")  # a label whose value was left blank ends the row («联系方式»)
    if not own and len(keys) == _PAIR + 1 and any(key_of(keys[1]) in pair.keys for pair in zone.pairs):
        keys, places = (
            [keys[0], "", *keys[1:]],
            [0, 0, 1, 2],
        )  # or stands before another with its own («填表人», «联系电话», «0000-2294413», 重庆)
    if (len(keys) - own) % 2 or len(keys) > 2 * _MOST:
        return []
    found: list[tuple[int, Pair]] = []
    for at in range(int(own), len(keys), 2):
        label, value = keys[at], keys[at + 1]
        pair = _likely(zone, label, taken | {pair.id for _, pair in found})
        if pair is None or words.is_label(value) or figure_of(label) is not None:
            return []
        found.append((places[at], pair))
    return found


def _likely(zone: Zone, label: str, taken: set[str]) -> Pair | None:
    if not 0 < len(label) <= _LONGEST:
        return None
    key = key_of(label)
    known = (
        pair for pair in zone.pairs if key in pair.keys
    )  # «项目单位» behind «主管（归口）部门», which no list holds
    likely = (pair for pair in zone.pairs if pair.like is not None and pair.like.fullmatch(key))
    first = next(known, None) or next(likely, None)
    return first if first is not None and first.id not in taken else None
