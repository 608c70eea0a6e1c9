"""Where a form's printed words stand among tokens: heading rows, labels of pairs, the total. They divide the tokens
into stretches of data whose rows have one known layout.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jixiao.structure.flat.headwords import Anchor, heading_at, label_end
from jixiao.structure.flat.shapes import Shape
from jixiao.structure.flat.tokens import Token
from jixiao.structure.flat.words import Words
from jixiao.structure.form_model import GOALS, key_of
from jixiao.structure.furniture import is_mark_beside_cells

_APART = 12  # tokens of a pair's value; further away a pair's label is a word of the text above

Look = Callable[[Shape, Sequence[Token], int, int], Anchor | None]
"""Tells the heading that begins at a token of [at, last), None where none does."""


def _anchors_of(shape: Shape, tokens: Sequence[Token], by_looks: Look | None) -> list[Anchor]:
    """All printed rows of the form, in order, without overlaps. ``by_looks`` tells headings in words that no list
    holds; they go before those of known words, which may be a part of them."""
    found: list[Anchor] = []
    at, last = 0, len(tokens)
    zone = -1  # whose total may follow: pairs in between do not matter (云南: 其他需要说明事项 above 总分)
    starts = shape.printed_starts  # most tokens begin no label: a text is walked once for each form
    goals = GOALS in shape.free
    while at < last:
        anchor = _goal(shape, tokens, at, last) if goals else None
        if anchor is None and by_looks is not None:
            anchor = by_looks(shape, tokens, at, last)
        if anchor is None and tokens[at].key[:1] in starts:
            anchor = heading_at(shape, tokens, at, last, lined=True) or _labelled(shape, tokens, at, last, zone)
        if anchor is None:
            at += 1
            continue
        found.append(anchor)
        zone = zone if anchor.kind.what == "pair" else anchor.kind.zone
        at = anchor.stop
    return found


def _goal(shape: Shape, tokens: Sequence[Token], at: int, last: int) -> Anchor | None:
    """The label of a goal that the text was seen to ask for beside labels (`goal_rows`)."""
    zone = shape.free.get(GOALS)
    if zone is None or tokens[at].key[:1] not in shape.others:
        return None
    anchor = _labelled(shape, tokens, at, last, -1)
    return anchor if anchor is not None and anchor.kind.zone == zone else None


def _labelled(shape: Shape, tokens: Sequence[Token], at: int, last: int, zone: int) -> Anchor | None:
    """The label of a total or of a pair that begins here."""
    if tokens[at].key[:1] not in shape.others:
        return None
    end = label_end(shape.total_keys, tokens, at, last)
    if end > at:
        kind = shape.total_keys[key_of("".join(token.key for token in tokens[at:end]))]
        after = shape.form.zones[kind.zone].after
        if after is None or (zone >= 0 and shape.form.zones[zone].id == after):
            return Anchor(at, end, kind, ((at, end),))
    end = label_end(shape.pair_keys, tokens, at, last)
    if end > at:
        kind = shape.pair_keys[key_of("".join(token.key for token in tokens[at:end]))]
        return Anchor(at, end, kind, ((at, end),))
    return None


def regions(
    shape: Shape, tokens: Sequence[Token], words: Words, by_looks: Look | None = None
) -> list[tuple[int, list[Anchor]]]:
    """The anchors of each table of the form, with the token at which something that can only stand outside ends it."""
    found: list[tuple[int, list[Anchor]]] = []
    current: list[Anchor] = []
    for anchor in _anchors_of(shape, tokens, by_looks):
        if current and (
            _starts_over(current, anchor, shape) or _is_behind(limit_of(tokens, current[-1].stop, words), anchor)
        ):
            _add(found, shape, tokens, current, words)
            current = []
        current.append(anchor)
    _add(found, shape, tokens, current, words)
    return found


def _is_behind(limit: int, anchor: Anchor) -> bool:
    """Whether an anchor stands behind what can only stand outside, which may be the heading itself («一、按来源：»)."""
    return limit < anchor.start or (limit == anchor.start and anchor.kind.what != "heading")


def _starts_over(current: Sequence[Anchor], anchor: Anchor, shape: Shape) -> bool:
    if anchor.kind.what not in ("heading", "pair") or len(shape.data) <= 1:
        return False
    free = shape.free.values()
    last = next((one.kind.zone for one in reversed(current) if one.kind.zone not in free), -1)
    return anchor.kind.zone not in free and anchor.kind.zone < last


def _add(
    found: list[tuple[int, list[Anchor]]],
    shape: Shape,
    tokens: Sequence[Token],
    current: list[Anchor],
    words: Words,
) -> None:
    """Keeps a group of anchors that shows an essential heading; lone words at its beginning are none of it."""
    heads = {a.kind.zone for a in current if a.kind.what == "heading"}
    if not any(shape.form.zones[zone].essential for zone in heads):
        return
    while current[0].kind.what != "heading" and current[1].start - current[0].stop > _APART:
        current = current[1:]
    limit = limit_of(tokens, current[-1].stop, words)
    found.append((limit, [*_pair_above(shape, tokens, current[0], words), *current]))


def _pair_above(shape: Shape, tokens: Sequence[Token], first: Anchor, words: Words) -> list[Anchor]:
    """The form's first row where its label is one that no form knows: two lines between the title and the heading."""
    zone = shape.form.zones[0]
    at = first.start - 2
    if zone.kind != "pairs" or first.kind.what != "heading" or at < 1 or len(zone.pairs) != 1:
        return []
    outside = [words.ends_table(tokens[n].line.text) for n in (_title_above(tokens, at, words), at + 1)]
    if not tokens[at].key or outside != [True, False]:  # as value, the table's own title below a line of the text
        return []
    kind = next(iter(shape.pair_keys.values()), None)  # none: a form whose label stands in the value's own cell
    return [Anchor(at, at + 1, kind, ((at, at + 1),))] if kind is not None and len(kind) == 2 and kind.zone == 0 else []


def _title_above(tokens: Sequence[Token], at: int, words: Words) -> int:
    """The token that ends what stands above the table, over lines such as «（2023年度）» and «金额单位：万元»."""
    title, lines = at - 1, 3
    while lines and title > 0 and not words.ends_table(tokens[title].line.text):
        if tokens[title].key and not any(mark in tokens[title].key for mark in ":()0123456789"):
            break
        lines -= bool(tokens[title].key)  # blank lines may be cells: what stands above them is of the table
        title -= 1
    return title


def complete(shape: Shape, tokens: Sequence[Token], anchors: Sequence[Anchor], words: Words) -> bool:
    """Whether the table is whole: half of one is none. All headings that the form cannot do without are there, and no
    words stand between the title and the first heading where the form has a row of label and value."""
    first = anchors[0]
    if first.kind.what == "heading" and first.kind.zone > 0 and first.start > 0:
        above = tokens[_title_above(tokens, first.start, words)]
        if above.key and not words.ends_table(above.line.text):
            return False
    heads = {a.kind.zone for a in anchors if a.kind.what == "heading"}
    return all(index in heads for index, zone in enumerate(shape.form.zones) if zone.essential)


def limit_of(tokens: Sequence[Token], at: int, words: Words) -> int:
    """The first token from here on that can only stand outside the table: also the mark of a page with which all ends
    (docx2txt puts the feet of pages behind the text)."""
    for index in range(at, len(tokens)):
        text = tokens[index].line.text
        if tokens[index].key and words.ends_table(text):
            return index
    last = next((index for index in range(len(tokens) - 1, at - 1, -1) if tokens[index].key), -1)
    mark = last >= 0 and is_mark_beside_cells(tokens[last].line.text, words.patterns)
    return last if mark else len(tokens)
