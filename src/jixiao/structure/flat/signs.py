"""The printed words of a form among cells of which some were lost: headings, labels of pairs, totals (`signs_of`).

Like `anchors`, but without the form's places: a pair is a label with what stands behind it wherever the form has it,
and a heading may lack its blank cells and its block label.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from jixiao.structure.flat.celltexts import figure_of
from jixiao.structure.flat.headlikes import is_block
from jixiao.structure.flat.headwords import Anchor, heading_at, label_end
from jixiao.structure.flat.plans import restart
from jixiao.structure.flat.rowheads import both_rows, row_heading, upper_row
from jixiao.structure.flat.shapes import Shape
from jixiao.structure.flat.tokens import Token
from jixiao.structure.form_model import Pair, Zone, column_keys, key_of, row_key

_LEAST = 2  # cells of a heading
_WIDEST = 40  # cells of two rows
_SOON = 3  # tokens behind a label in which its value ends


@dataclass(frozen=True, slots=True)
class Sign:
    """Printed words at tokens [start, stop). ``cells`` are the token ranges of the labels, ``names`` their keys.

    ``likely``: a heading of which some words are told by their looks; they go by a key that their column has. ``torn``:
    more than a block's label stands before it in its row, headings that no form knows («核编人数», 湖南).
    """

    start: int
    stop: int
    zone: int
    what: str  # heading, pair, total
    cells: tuple[tuple[int, int], ...]
    names: tuple[str, ...]
    pair: Pair | None = None
    likely: bool = False
    torn: bool = False


def signs_of(shape: Shape, tokens: Sequence[Token], bounds: Sequence[int] | None) -> list[Sign]:
    """All printed words of the form, in order. ``bounds``: tokens at which rows begin, where that is known."""
    starts = None if bounds is None else frozenset(bounds)
    found: list[Sign] = []
    at = 0
    while at < len(tokens):
        sign = _heading(shape, tokens, at, starts, found) or _labelled(shape, tokens, at, starts, found)
        if sign is None:
            at += 1
            continue
        if found and _is_lower(shape, found[-1], sign):
            sign = _of_two(found.pop(), sign)
        found.append(sign)
        at = sign.stop
    return found


def _of_two(above: Sign, sign: Sign) -> Sign:
    """A heading of two rows."""
    cells, names = (*above.cells, *sign.cells), (*above.names, *sign.names)
    likely, torn = above.likely or sign.likely, above.torn or sign.torn
    return replace(sign, start=above.start, cells=cells, names=names, likely=likely, torn=torn)


def named(shape: Shape, sign: Sign) -> int:
    """How many of a sign's cells are told: in a heading those of a column that the form has, and a goal at the left."""
    if sign.what != "heading":
        return 1
    own, block = shape.heading_labels[sign.zone], shape.form.zones[sign.zone].block
    goal = block is not None and block.goal and any(sign.names[0].startswith(key) for key in block.keys)
    return sum(name in own for name in sign.names) + goal


def _is_lower(shape: Shape, above: Sign, sign: Sign) -> bool:
    """Whether a heading is the lower row of the one right above it."""
    if not (above.what == sign.what == "heading" and above.zone == sign.zone and above.stop == sign.start):
        return False
    return restart(shape.form.zones[sign.zone], [*above.names, *sign.names]) == len(above.names)


def _heading(
    shape: Shape, tokens: Sequence[Token], at: int, starts: frozenset[int] | None, found: Sequence[Sign]
) -> Sign | None:
    anchor = heading_at(shape, tokens, at, len(tokens))
    if starts is not None and at in starts:
        likely = _likely(shape, tokens, at, starts, found, anchor)
        if likely is None and (anchor is None or not _is_whole_row(tokens, anchor.cells, starts)):
            likely = _upper(shape, tokens, at, starts, found)
        if likely is not None:
            return likely
    if anchor is None:
        return None
    cells = [cell for cell in anchor.cells if cell[0] < cell[1]]
    if starts is not None:  # a heading ends with its row, and may begin with a block label that no form knows
        cells = _of_rows(shape.form.zones[anchor.kind.zone], tokens, cells, starts)
        if len(cells) < _LEAST:
            return None
    names = [key_of("".join(token.key for token in tokens[a:b])) for a, b in cells]
    rows = frozenset(key for row in shape.form.zones[anchor.kind.zone].rows for key in row.keys)
    while (
        starts is None and len(cells) > _LEAST and row_key(names[-1]) in rows
    ):  # «预算资金», the first row of the money
        del cells[-1], names[-1]
    block = shape.form.zones[anchor.kind.zone].block
    above = at - 1
    if above >= 0 and block is not None and names[0] not in block.keys and tokens[above].key:
        floor = found[-1].stop if found else 0
        own_row = starts is not None and at not in starts and above in starts
        goal = block.goal and any(tokens[above].key.startswith(key) for key in block.keys)
        if above >= floor and (own_row or goal):
            cells.insert(0, (above, at))
            names.insert(0, key_of(tokens[above].key))
    lead = next((index for index in range(above, -1, -1) if tokens[index].key), at)
    torn = starts is not None and starts.isdisjoint((at, lead))
    return Sign(cells[0][0], cells[-1][1], anchor.kind.zone, "heading", tuple(cells), tuple(names), torn=torn)


def _likely(
    shape: Shape, tokens: Sequence[Token], at: int, starts: frozenset[int], found: Sequence[Sign], known: Anchor | None
) -> Sign | None:
    """The heading that the row from a token on is, where words that no list holds are told; None where all of its words
    are ``known``."""
    end = next((stop for stop in range(at + 1, len(tokens)) if stop in starts), len(tokens))
    while end > at and not tokens[end - 1].key:
        end -= 1
    if known is not None:
        zone = shape.form.zones[known.kind.zone]
        own, keys = column_keys(zone), [key_of(token.key) for token in tokens[at:end]]
        block = keys[0] in own and is_block(zone, keys)  # «预算执行（10分）» beside «预算执行数»
        if keys[0] in shape.heading_labels[known.kind.zone] and own.issuperset(keys[1:]) and not block:
            return None
    head = row_heading(shape, tokens, at, end, found[-1].zone if found else 0)
    if head is None:
        return None
    cells = tuple((index, index + 1) for index in range(at, end))
    return Sign(at, end, head[0], "heading", cells, tuple(head[1]), likely=True)


def _upper(
    shape: Shape, tokens: Sequence[Token], at: int, starts: frozenset[int], found: Sequence[Sign]
) -> Sign | None:
    """The row from a token on as the upper one of a heading, which the row below tells; with that, where the two tell
    each other."""
    ends = [stop for stop in range(at + 1, min(at + _WIDEST, len(tokens))) if stop in starts][:2]
    if len(ends) < 2 or ends[0] - at < _LEAST:
        return None
    rows, number = (at, ends[0], ends[1]), found[-1].zone if found else 0
    head, stop = upper_row(shape, tokens, rows, number), ends[0]
    if head is None:
        head, stop = both_rows(shape, tokens, rows, number), ends[1]
    if head is None:
        return None
    cells = tuple((index, index + 1) for index in range(at, stop) if tokens[index].key)
    return Sign(at, cells[-1][1], head[0], "heading", cells, tuple(head[1]), likely=True)


def _of_rows(
    zone: Zone, tokens: Sequence[Token], cells: Sequence[tuple[int, int]], starts: frozenset[int]
) -> list[tuple[int, int]]:
    """The cells of a heading's own row; of two rows, where the second begins with the zone's first column."""
    ends = [at for at, (start, _) in enumerate(cells) if at and any(cells[at - 1][0] < s <= start for s in starts)]
    names = [key_of("".join(token.key for token in tokens[a:b])) for a, b in cells]
    if ends and restart(zone, names) == ends[0] and _is_whole_row(tokens, cells, starts):
        ends = ends[1:]
    return list(cells[: ends[0]] if ends else cells)


def _is_whole_row(tokens: Sequence[Token], cells: Sequence[tuple[int, int]], starts: frozenset[int]) -> bool:
    """Whether nothing stands behind the cells in the row of the last of them: else a word of it is unknown, and the
    second row of the heading is told by itself («一级指标 | 二级指标 | 三级 | 比较符 | …»)."""
    at = cells[-1][1]
    while at < len(tokens) and at not in starts:
        if tokens[at].key:
            return False
        at += 1
    return True


def _labelled(
    shape: Shape,
    tokens: Sequence[Token],
    at: int,
    starts: frozenset[int] | None,
    found: Sequence[Sign],
) -> Sign | None:
    if not tokens[at].key:
        return None
    first = starts is None or at in starts
    totals, pairs = _labels(shape)
    end = _label_end(totals.keys(), tokens, at, starts) if first else at
    if end > at and not _is_parted(totals, tokens, (at, end), starts) and not _is_rest(shape, totals, tokens, at, end):
        number = totals[key_of("".join(token.key for token in tokens[at:end]))]
        after = shape.form.zones[number].after
        # «合计» below the money of a second table is none, though indicators stand above in the first
        last = next((shape.form.zones[s.zone].id for s in reversed(found) if s.what == "heading"), None)
        if after in (None, last):
            return Sign(at, end, number, "total", ((at, end),), ())
    same_row = bool(found) and found[-1].what == "pair" and _is_beside(found[-1], at, starts)
    same_row = same_row and (starts is None or not _stands_second(tokens, at, starts, found[-1]))
    end = _label_end(pairs.keys(), tokens, at, starts) if first or same_row else at
    if end == at:
        return None
    if _is_value(pairs, tokens, at, end):
        end -= 1
    key = key_of("".join(token.key for token in tokens[at:end]))
    number, pair = pairs[key]
    inside = starts is None and bool(found) and found[-1].what == "heading"
    known = inside and _has(found, pair)
    if inside and (len(key) < 3 or known):
        below = not known and number > found[-1].zone
        below = below and (_is_last(tokens, end) or _leads_to(totals, tokens, end))
        if not below and not _starts_over(shape, tokens, end):
            return None  # a word within the text of a cell
    return Sign(at, end, number, "pair", ((at, end),), (key,), pair)


def _label_end(labels: Set[str], tokens: Sequence[Token], at: int, starts: frozenset[int] | None) -> int:
    """Where a label ends that begins at a token. Where rows are known a token is a cell: one that is a label is all of
    it («合计», «（限200字以内）» for its points)."""
    if starts is not None and key_of(tokens[at].key) in labels:
        return at + 1
    return label_end(labels, tokens, at, len(tokens))


def _is_parted(
    labels: Mapping[str, object], tokens: Sequence[Token], where: tuple[int, int], starts: frozenset[int] | None
) -> bool:
    """Whether a blank cell stands in a label, or a row begins there, and what is behind it is one too: it begins there
    («指标», «总分»)."""
    start, stop = where
    inner = (at for at in range(start + 1, stop) if tokens[at].key)
    apart = (at for at in inner if not tokens[at - 1].key or (starts is not None and at in starts))
    return any(label_end(labels.keys(), tokens, at, len(tokens)) == stop for at in apart)


def _is_beside(above: Sign, at: int, starts: frozenset[int] | None) -> bool:
    """Whether a token stands in the row of a label, behind its value: soon, or in the same place of a further pair."""
    if at - above.stop < _SOON:
        return True
    apart = starts is None or (at - above.start) % 2 or any(start in starts for start in range(above.stop, at + 1))
    return not apart


def _stands_second(tokens: Sequence[Token], at: int, starts: frozenset[int], above: Sign) -> bool:
    """Whether one text that is no label stands before a cell in its row: the label's own value, with which it was
    exchanged, and the cell behind it is none."""
    return at - 1 in starts and above.stop < at and above.start < at - 1 and bool(tokens[at - 1].key)


def _is_rest(shape: Shape, totals: Mapping[str, object], tokens: Sequence[Token], start: int, stop: int) -> bool:
    """Whether a label of several lines begins with the rest of a heading's, and what is behind that is one too:
    it begins there («一级», «指标», «合计»)."""
    if stop - start < 2 or not start or not tokens[start - 1].key:
        return False
    rest = key_of(tokens[start - 1].key + tokens[start].key)
    return rest in shape.all_headings and label_end(totals.keys(), tokens, start + 1, stop) == stop


def _is_value(pairs: Mapping[str, object], tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether a label ends with its value in brackets: without that it is one as well, and another label follows
    («联系人», «（略）», «联系电话»)."""
    if end - at < 2 or tokens[end - 1].key[:1] != "(" or end == len(tokens):
        return False
    whole = label_end(pairs.keys(), tokens, at, end - 1) == end - 1
    return whole and label_end(pairs.keys(), tokens, end, len(tokens)) > end


def _is_last(tokens: Sequence[Token], at: int) -> bool:
    """Whether hardly anything follows: the label of the table's last row (说明)."""
    return sum(bool(token.key) for token in tokens[at : at + 9]) <= 2 and len(tokens) - at < 9


def _leads_to(totals: Mapping[str, object], tokens: Sequence[Token], at: int) -> bool:
    """Whether a value, and behind it the label of the total, follows («备注», «无», «总分»)."""
    value = tokens[at].key if at < len(tokens) else ""
    return bool(value) and figure_of(value) is None and label_end(totals.keys(), tokens, at + 1, len(tokens)) > at + 1


def _has(found: Sequence[Sign], pair: Pair) -> bool:
    """Whether the last of the tables in which signs were found has a pair already: its parts stand in their order."""
    below = len(found)
    for at in range(len(found) - 1, -1, -1):
        if found[at].zone > (found[at + 1].zone if at + 1 < len(found) else found[at].zone):
            break
        below = at
    return any(sign.pair is pair for sign in found[below:])


def _starts_over(shape: Shape, tokens: Sequence[Token], at: int) -> bool:
    """Whether the form's first heading follows soon: another table begins."""
    return any(
        (anchor := heading_at(shape, tokens, index, len(tokens))) is not None and anchor.kind.zone <= 2
        for index in range(at, min(at + 14, len(tokens)))
    )


@lru_cache(maxsize=64)
def _labels(shape: Shape) -> tuple[Mapping[str, int], Mapping[str, tuple[int, Pair]]]:
    totals: dict[str, int] = {}
    pairs: dict[str, tuple[int, Pair]] = {}
    for number, zone in enumerate(shape.form.zones):
        if zone.kind == "total":
            totals.update(dict.fromkeys(zone.keys, number))
        for pair in zone.pairs:
            pairs.update(dict.fromkeys(pair.keys, (number, pair)))
    return totals, pairs
