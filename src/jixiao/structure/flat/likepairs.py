"""Rows of label and value in words that no list holds, in text of a cell a line (`with_likely`).

Such a label is known by what it looks like (`Pair.like`), where the form has it: below a label that is known, its value
one line, and every line up to the next printed row a cell of the form; or, with a value of one line, right above what
follows the rows of a heading. So is the label at the left of the heading that
follows («资金情况（元）» for 项目资金): it shares letters with those that are known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise, takewhile

from jixiao.structure.flat.anchors import complete
from jixiao.structure.flat.celltexts import BOXES, figure_of
from jixiao.structure.flat.headlikes import shares
from jixiao.structure.flat.headwords import Anchor, is_word, label_end
from jixiao.structure.flat.shapes import Place, RowKind, Shape, layout
from jixiao.structure.flat.tokens import AND, Token
from jixiao.structure.flat.words import Words
from jixiao.structure.form_model import Pair, Zone, key_of

_ABOVE = 16  # lines between a title and the first printed row
_PAIR = 2  # cells of a label and its value
_TICKS = BOXES | {"√", "■"}
_PIECES, _LONGEST = 3, 14  # lines of a label, characters of one
_SHORT = 6  # characters of the end of a name, and of no text about what was done


def ways_of(
    shape: Shape, tokens: Sequence[Token], anchors: Sequence[Anchor], limit: int, words: Words
) -> Iterator[list[Anchor]]:
    """The anchors as they are, and with likely labels where there are any: of a table that is whole, and none that
    leave a likely label with a line for its value at the end of what stands above it, of a reason. What stands from
    ``limit`` on is none of the table."""
    known = [*anchors, *_last(shape, tokens, anchors[-1], limit)]
    if complete(shape, tokens, known, words) and not _hides_label(shape, tokens, known):
        yield known
    likely = with_likely(shape, tokens, known, words)
    if likely != known and complete(shape, tokens, likely, words) and not _hides_label(shape, tokens, likely):
        yield likely


def _hides_label(shape: Shape, tokens: Sequence[Token], anchors: Sequence[Anchor]) -> bool:
    return any(next(_labels_before(shape, tokens, one, other), None) for one, other in pairwise(anchors))


def with_likely(shape: Shape, tokens: Sequence[Token], anchors: Sequence[Anchor], words: Words) -> list[Anchor]:
    """The anchors, with likely labels between the title and the first of them, and between a pair and what follows it,
    where they leave no line over."""
    kept = _first(shape, tokens, anchors[0], words)
    for following in anchors[1:]:
        above, heading = kept[-1], following
        if above.kind.what == "pair" and following.kind.zone >= above.kind.zone:
            rows, heading = _between(shape, tokens, kept, following, words)
            kept += rows
        elif above.kind.what == "total" and following.kind.what == "pair":
            at = _behind(tokens, above, following.start)
            kept += _rows_from(shape, tokens, _rows_behind(shape, above), at, following, following.kind, words)[0]
        else:
            kept += _before(shape, tokens, above, following)
            heading = _below_rows(shape, tokens, above, following) if kept[-1] is above else following
        kept.append(heading)
    return kept


def _first(shape: Shape, tokens: Sequence[Token], first: Anchor, words: Words) -> list[Anchor]:
    """The first anchor behind the rows of pairs that stand between it and the title above."""
    above = range(first.start - 1, max(first.start - _ABOVE, -1), -1)
    title = next((at for at in above if _is_outside(tokens, at, words)), None)
    kinds = _rows(shape, 0)
    for at in range(first.start if title is None or not kinds else title + 1, first.start):
        rows, heading = _rows_from(shape, tokens, kinds, at, first, kinds[0], words)
        if rows:
            return [*rows, heading]
        if tokens[at].key and not any(mark in tokens[at].key for mark in ":()"):
            break  # «（2023年度）», «金额单位：万元» may stand below a title
    return [first]


def _is_outside(tokens: Sequence[Token], at: int, words: Words) -> bool:
    """Whether a line can only stand above the table: also one that ends as a title does, where nothing but such lines
    stands above it («2025年度汀溪区中心血站项目支出绩效自评与复核情况表»)."""
    if not tokens[at].key or words.ends_table(tokens[at].line.text):
        return tokens[at].key != ""
    before = next((token for token in reversed(tokens[:at]) if token.key), None)
    return words.may_be_title(tokens[at].key) and (before is None or words.ends_table(before.line.text))


def _between(
    shape: Shape, tokens: Sequence[Token], kept: Sequence[Anchor], following: Anchor, words: Words
) -> tuple[list[Anchor], Anchor]:
    """The rows between a pair, the last of those kept, and the anchor that follows, and that with its own label at the
    left."""
    above, present = kept[-1], {one.kind for one in kept}
    zone = shape.form.zones[above.kind.zone]
    at = _end(zone, above.kind, tokens, above.stop, following.start)
    if not at:
        return [], following
    below = _rows_below(shape, above.kind)
    missed = [kind for kind in _rows(shape, above.kind.zone) if kind not in below and kind not in present]
    return _rows_from(shape, tokens, [*below, *missed], at, following, above.kind, words)


def _free(tokens: Sequence[Token], at: int, stop: int, like: RowKind, words: Words) -> tuple[list[Anchor], int]:
    """Rows that a form does not have, from a token on («年度履职目标», «项目负责人»), and the token behind them: labels
    that heads of forms have, below each a line, laid out like a row of the form."""
    edge, second = like.places[-1], like.places[1].column
    value = Place(second, edge.column + edge.span - second, "text")
    kind = replace(like, places=(replace(like.places[0], labels=frozenset()), value))
    rows: list[Anchor] = []
    while (end := _free_label(tokens, at, stop, words)) and end < stop:
        if at >= _PAIR and tokens[at].key == tokens[at - _PAIR].key:
            break  # a row said twice
        if at and _is_broken(tokens[at - 1], tokens[at:end], tokens[end], words):
            break
        rows.append(Anchor(at, end, kind, ((at, end),)))
        at = end + 1
    return rows, at


def _is_broken(above: Token, label: Sequence[Token], below: Token, words: Words) -> bool:
    """Whether a label that a form does not have may be a middle line of the value above it, broken at the edge of its
    cell: as wide as the line above, and what stands below no wider («城乡低保», «资金用途», «抽查»); or broken by
    hand, above a word or two («党建», «重点工作», «经费»); or where the line below goes on with it («及二级机构»)."""
    text = "".join(token.key for token in label)
    alike = len(label) == 1 and len(above.key) == len(text) >= len(below.key)
    short = len(below.key) <= _SHORT and words.patterns.word("inner_label").compiled.fullmatch(text) is not None
    return bool(below.key) and (alike or short or below.key.startswith(AND))


def _free_label(tokens: Sequence[Token], at: int, stop: int, words: Words) -> int:
    """Where such a label ends that begins at a token; 0 if none does."""
    free = words.patterns.word("free_label").compiled
    text = ""
    for end in range(at + 1, min(at + _PIECES, stop) + 1):
        if not tokens[end - 1].key:
            break
        text += tokens[end - 1].key
        if len(text) <= _LONGEST and free.fullmatch(text):
            return end
    return 0


def _before(shape: Shape, tokens: Sequence[Token], above: Anchor, following: Anchor) -> list[Anchor]:
    """The row of one label and its value between a heading's rows and what follows them («其他说明事项» above the
    total, 云南). Nothing but a blank cell, a figure, the end of a sentence or what is too long stands above it: else
    that may be the label's first line."""
    for at, kind in _labels_before(shape, tokens, above, following):
        edge = tokens[at - 1].key
        whole = len(edge) + sum(len(token.key) for token in tokens[at : following.start - 1]) > _LONGEST
        if not edge or figure_of(edge) is not None or edge[-1] in "。;" or whole:
            return [Anchor(at, following.start - 1, kind, ((at, following.start - 1),))]
    return []


def _last(shape: Shape, tokens: Sequence[Token], above: Anchor, limit: int) -> list[Anchor]:
    """The row of one label and its value that ends a table, behind the rows of its last heading («厉行节约保障»,
    «措施情况», Hunan's 附件1): a line, or a blank one, up to what can only stand outside, and nothing above it but a
    blank cell, a mark of one or a figure."""
    stop = limit
    while stop > above.stop and not tokens[stop - 1].key:
        stop -= 1
    if above.kind.what == "total":
        return _feet(shape, tokens, above, stop)
    if above.kind.what != "heading":
        return []
    numbers = range(above.kind.zone + 1, len(shape.form.zones))
    kinds = [kind for number in numbers for kind in _rows(shape, number) if len(kind) == 2]
    for at in range(max(stop - 1 - _PIECES, above.stop), stop):
        bare = not any(char.isalpha() for char in tokens[at - 1].key)
        for kind in kinds if bare else ():
            end = _label(shape.form.zones[kind.zone], kind.places[0], tokens, at, stop)
            if end == stop - 1 or (end == stop < limit):
                return [Anchor(at, end, kind, ((at, end),))]
    return []


def _feet(shape: Shape, tokens: Sequence[Token], total: Anchor, stop: int) -> list[Anchor]:
    """The rows of label and value below the total, a line each («自评总体结论», «问题分析», «改进办法», 四川): several
    that the form has, in its order, which leave no line over. Else each would head a section of the text."""
    at = _behind(tokens, total, stop)
    found: list[Anchor] = []
    for kind in _rows_behind(shape, total):
        end = _label(shape.form.zones[kind.zone], kind.places[0], tokens, at, stop) if at < stop else 0
        if at < end < stop and tokens[end].key:
            found.append(Anchor(at, end, kind, ((at, end),)))
            at = end + 1
    return found if at == stop and len(found) > 1 else []


def _behind(tokens: Sequence[Token], total: Anchor, stop: int) -> int:
    """The token behind the figures of a total."""
    at = total.stop
    while at < stop and (not tokens[at].key or figure_of(tokens[at].key) is not None):
        at += 1
    return at


def _rows_behind(shape: Shape, total: Anchor) -> list[RowKind]:
    """The form's rows of one label and its value that may stand below the total, in order."""
    numbers = range(total.kind.zone + 1, len(shape.form.zones))
    return [kind for number in numbers for kind in _rows(shape, number) if len(kind) == _PAIR]


def _below_rows(shape: Shape, tokens: Sequence[Token], above: Anchor, heading: Anchor) -> Anchor:
    """A heading below the rows of another, with its own label at the left where it lacks one («楼堂馆所建设与维修控制
    情况»): nothing above that but a blank cell, a mark of one or a figure."""
    if above.kind.what == "heading":
        for at in range(heading.start - 1, max(heading.start - 1 - _PIECES, above.stop), -1):
            bare = not any(char.isalpha() for char in tokens[at - 1].key)
            labelled = _labelled(shape, tokens, heading, at) if bare and tokens[at].key else None
            if labelled is not None:
                return labelled
    return heading


def _labels_before(
    shape: Shape, tokens: Sequence[Token], above: Anchor, following: Anchor
) -> Iterator[tuple[int, RowKind]]:
    """Where a likely label of one value may begin that ends a line before what follows a heading's rows: the total,
    another label, or the next heading, where only such rows stand between the two."""
    if above.kind.what != "heading" or following.kind.what not in ("total", "pair", "heading"):
        return
    below = takewhile(lambda zone: zone.kind in ("pairs", "total"), shape.form.zones[above.kind.zone + 1 :])
    zones = [number for number, _ in enumerate(below, above.kind.zone + 1)]
    if following.kind.what == "heading" and (not zones or following.kind.zone != zones[-1] + 1):
        return
    kinds = [kind for zone in zones for kind in _rows(shape, zone) if len(kind) == 2 and kind is not following.kind]
    stop = following.start - 1
    for at in range(stop - 1, max(stop - 1 - _PIECES, above.stop), -1):
        for kind in kinds:
            if _label(shape.form.zones[kind.zone], kind.places[0], tokens, at, stop) == stop:
                yield at, kind


def _rows_from(
    shape: Shape,
    tokens: Sequence[Token],
    kinds: Sequence[RowKind],
    at: int,
    following: Anchor,
    like: RowKind,
    words: Words,
) -> tuple[list[Anchor], Anchor]:
    """The rows of some kinds, in their order, and such as the form does not have between them, each value a line, from
    a token to the anchor that follows, and that with its own label at the left; none where a line is left over."""
    rows: list[Anchor] = []
    stop = following.start
    for kind in kinds:
        if kind is following.kind:
            break
        zone = shape.form.zones[kind.zone]
        more, at = _free(tokens, at, stop, like, words)
        label = _label(zone, kind.places[0], tokens, at, stop)
        end = _end(zone, kind, tokens, label, stop) if label else 0
        rows += more
        if label and end:
            rows.append(Anchor(at, label, kind, ((at, label),)))
            at = end
    more, at = _free(tokens, at, stop, like, words)
    rows += more
    if at == stop:
        return rows, following
    heading = _labelled(shape, tokens, following, at)
    return (rows, heading) if heading is not None else ([], following)


def _rows_below(shape: Shape, above: RowKind) -> list[RowKind]:
    """The form's rows of pairs below one, in order."""
    rows = _rows(shape, above.zone)
    at = next((index for index, kind in enumerate(rows) if kind is above), len(rows))
    return rows[at + 1 :]


@lru_cache(maxsize=256)
def _rows(shape: Shape, zone: int) -> list[RowKind]:
    pairs = sorted(shape.form.zones[zone].pairs, key=lambda pair: pair.line)
    kinds = [shape.pair_keys[key] for pair in pairs for key in pair.keys if key in shape.pair_keys]
    return [kind for kind in dict.fromkeys(kinds) if kind.zone == zone]


def _end(zone: Zone, kind: RowKind, tokens: Sequence[Token], at: int, stop: int) -> int:
    """Where a row ends whose first label ends at a token: each value a line, each further label the form's; 0 where
    there are others."""
    for place in kind.places[1:]:
        if at >= stop:
            return 0
        at = _label(zone, place, tokens, at, stop) if place.labels else at + 1
        if not at:
            return 0
    return at


def _label(zone: Zone, place: Place, tokens: Sequence[Token], at: int, stop: int) -> int:
    """Where the label of a place ends that begins at a token, known or likely; 0 if none does."""
    end = label_end(place.labels, tokens, at, stop)
    if end > at:
        return end
    pair = next((pair for pair in zone.pairs if pair.keys == place.labels), None)
    if pair is not None and pair.type == "printed" and at + 1 < stop and is_ticked(tokens[at].key, tokens[at + 1].key):
        return at + 1
    for end in range(at + 1, min(at + _PIECES, stop) + 1):
        if not tokens[end - 1].key:
            break
        if _is_likely(pair, "".join(token.key for token in tokens[at:end])):
            # «二期», «主管部门»: the first line may be the end of the value above; «（名称）» behind is end or value.
            inner = any(_is_likely(pair, "".join(t.key for t in tokens[first:end])) for first in range(at + 1, end))
            return 0 if inner or (end < stop and tokens[end].key[:1] == "(") else end
    return 0


def is_ticked(label: str, value: str) -> bool:
    """Whether a value is a list of boxes to tick («（ ）新增  （√）持续»): what such a row is about no field holds,
    whatever its label («项目接续情况»)."""
    boxed = not _TICKS.isdisjoint(value)
    return boxed and 0 < len(label) <= _LONGEST and _TICKS.isdisjoint(label) and ":" not in label and "(" not in label


def _is_likely(pair: Pair | None, text: str) -> bool:
    return pair is not None and pair.like is not None and len(text) <= _LONGEST and bool(pair.like.fullmatch(text))


def _labelled(shape: Shape, tokens: Sequence[Token], heading: Anchor, at: int) -> Anchor | None:
    """A heading that lacks its label at the left, with the one that begins at a token: a line, its unit or points in
    brackets below it, the cell above the rows' labels, blank or a word."""
    zone = shape.form.zones[heading.kind.zone]
    own = shape.headings[heading.kind.zone]
    first = heading.cells[0]
    if zone.block is None or own is None or heading.kind.what != "heading" or first[0] != first[1] or heading.upper:
        return None
    end = at
    while end < heading.start and (end == at or tokens[end].key[:1] == "(") and tokens[end].key:
        end += 1
    blank = heading.start - end
    if end == at or blank > 1 or (blank and not is_word(tokens[end].key)):
        return None
    if not shares(zone, key_of(tokens[at].key)):
        return None
    cells = [(at, end), *([(end, heading.start)] if blank else []), *heading.cells[1:]]
    names = [key_of("".join(token.key for token in tokens[a:b])) for a, b in cells]
    printed, below = layout(shape, own, names)
    return Anchor(at, heading.stop, printed, tuple(cells), below)
