"""Headings with columns that no form has, in text of a cell a line (`wide_heading`, `wide_ways`).

What an office added («序号», «偏差率», «复核得分», «指标解释») stands between words that are known, before the first
of them or behind the last. How many cells the heading has the rows below it tell: of all ways to bound it, one alone
may divide them into whole rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, product

from jixiao.structure.flat.classified import classify
from jixiao.structure.flat.headlikes import columns_of, fitting, shares
from jixiao.structure.flat.headwords import Anchor, first_of_two, label_end
from jixiao.structure.flat.shapes import Place, RowKind, Shape, State
from jixiao.structure.flat.tokens import AND, Token
from jixiao.structure.form_model import OF_LEVEL, Zone, key_of, row_key

_BETWEEN, _LEFT, _RIGHT = 2, 2, 3  # lines of columns of no form between two known ones, before them and behind
_CELLS, _LEAST = 16, 2  # cells of a heading
_LABEL = 12  # characters of such a heading
MOST = 64  # ways that are looked at


def wide_heading(shape: Shape, tokens: Sequence[Token], at: int, last: int) -> Anchor | None:
    """The heading that begins at a token with a known word, up to the last known one."""
    if tokens[at].key[:1] not in shape.heading_starts:
        return None
    for heading, starts in zip(shape.headings, shape.starts, strict=True):
        if heading is None or tokens[at].key[:1] not in starts or shape.form.zones[heading.zone].kind != "records":
            continue
        found = _from(shape, heading, tokens, at, last)
        if found is not None and len(found.cells) < len(heading):  # «主要任务», «完成情况» may be one label
            found = _from(shape, heading, tokens, at, last, split=True) or found
        if found is not None:
            return found
    return None


def _from(
    shape: Shape, heading: RowKind, tokens: Sequence[Token], at: int, last: int, *, split: bool = False
) -> Anchor | None:
    labels = shape.heading_labels[heading.zone]
    cells: list[tuple[int, int]] = []
    where, kept, known = at, 0, 0
    while where < last and len(cells) < _CELLS:
        end = label_end(labels, tokens, where, last)
        end = first_of_two(labels, tokens, where, end) if split else end
        if end > where:
            known += 1
            cells.append((where, end))
            kept = len(cells)
        elif len(cells) - kept < _BETWEEN and cells and _may_head(shape, tokens, where, first=len(cells) == 1):
            end = where + 1
            cells.append((where, end))
        else:
            break
        where = end
    del cells[kept:]
    kind = classify(shape, [_name(tokens, cell) for cell in cells], State()) if known > 1 else None
    if kind is None or kind.what != "heading" or kind.zone != heading.zone:
        return None
    where = cells[-1][1]
    while len(cells) < kept + _RIGHT and where < last and tokens[where].key and _may_head(shape, tokens, where):
        cells.append((where, where + 1))
        where += 1
    return _anchor(shape, heading, cells, [_name(tokens, cell) for cell in cells], block=False)


def _may_head(shape: Shape, tokens: Sequence[Token], at: int, *, first: bool = False) -> bool:
    """Whether a line may be the heading of a column that the form has not: a word, no label of a row or of a level; a
    blank one above the rows' names, behind the block's label (``first``)."""
    key = tokens[at].key
    if not key:
        return first
    word = len(key) <= _LABEL and key[0] not in AND and all(char >= "\u4e00" or char in "()%" for char in key)
    return word and row_key(key) not in shape.row_keys and not key.endswith(OF_LEVEL)


def _name(tokens: Sequence[Token], cell: tuple[int, int]) -> str:
    return key_of("".join(token.key for token in tokens[cell[0] : cell[1]]))


def _anchor(
    shape: Shape,
    heading: RowKind,
    cells: Sequence[tuple[int, int]],
    names: Sequence[str],
    *,
    block: bool,
    exact: bool = False,
) -> Anchor:
    """The heading with a column a cell, those of the form where its words or (unless ``exact``) their looks tell, and
    the label of the ``block`` at their left."""
    zone = shape.form.zones[heading.zone]
    told = [name if any(fitting(zone, name)[: 1 if exact else 2]) else "" for name in names[block:]]
    columns = columns_of(zone, told)
    bare = next((column for column in zone.columns if column.type == "label" and not column.merged), None)
    if bare is not None and bare not in columns and columns[0] is None:
        columns[0] = bare  # the rows' names, below a blank cell or a word of their own
    printed = [Place(0, 1, "label", "block")] if block else []
    below = [Place(0, 1, "label", "block", id="block")] if block else []
    for index, column in enumerate(columns, block):
        merged = column.id if column is not None and column.merged else ""
        printed.append(Place(index, 1, "label", ""))
        below.append(Place(index, 1, column.type if column else "printed", merged, id=column.id if column else ""))
    data = shape.data[heading.zone] or heading
    head, rows = replace(heading, places=tuple(printed)), replace(data, places=tuple(below))
    return Anchor(cells[0][0], cells[-1][1], head, tuple(cells), rows)


def wide_ways(
    shape: Shape, tokens: Sequence[Token], anchors: Sequence[Anchor], *, exact: bool
) -> Iterator[list[Anchor]]:
    """The ways to bound the headings of a table; with ``exact`` no column is known by its looks."""
    if any(anchor.kind.what == "pair" and anchor.kind.places[0].column for anchor in anchors):
        return  # labels within a part stand in the form's own columns (四川)
    above = [0, *(anchor.stop for anchor in anchors)]
    choices = [[*_bounds(shape, tokens, anchor, at, exact=exact)] for anchor, at in zip(anchors, above, strict=False)]
    yield from map(list, islice(product(*choices), MOST + 1))


def _bounds(shape: Shape, tokens: Sequence[Token], anchor: Anchor, above: int, *, exact: bool) -> Iterator[Anchor]:
    heading = shape.headings[anchor.kind.zone]
    zone = shape.form.zones[anchor.kind.zone]
    if anchor.kind.what != "heading" or heading is None or zone.kind != "records":
        yield anchor
        return
    cells = [*anchor.cells]
    labels = shape.heading_labels[heading.zone]
    known = max((at for at, cell in enumerate(cells) if _name(tokens, cell) in labels), default=0)
    for left in range(_words_before(shape, tokens, anchor, above) + 1):
        for right in range(max(known + 1, _LEAST), len(cells) + 1):
            own = [(at, at + 1) for at in range(anchor.start - left, anchor.start)] + cells[:right]
            words = [_name(tokens, cell) for cell in own]
            # Covered by the block's label, the first cell of a row is blank.
            covered = _is_block(zone, words[0]) and not any(token.key for token in tokens[own[-1][1] : own[-1][1] + 1])
            for block in (True,) if covered else (True, False):
                if _is_beside(zone, words[0]) if block else words[1]:
                    found = _anchor(shape, heading, own, words, block=block, exact=exact)
                    if found.below is not None and _heads_names(zone, found.below):
                        yield found


def _words_before(shape: Shape, tokens: Sequence[Token], anchor: Anchor, above: int) -> int:
    """How many lines before a heading may head columns of no form: none before the block's label."""
    if _is_block(shape.form.zones[anchor.kind.zone], _name(tokens, anchor.cells[0])):
        return 0
    first = anchor.start
    while first > max(anchor.start - _LEFT, above + 1) and tokens[first - 1].key:
        if not _may_head(shape, tokens, first - 1):
            break
        first -= 1
    return anchor.start - first


def _heads_names(zone: Zone, below: RowKind) -> bool:
    """Whether rows have their names, where their zone has such a column."""
    named = {place.id for place in below.places}
    return all(column.id in named for column in zone.columns if column.type == "label" and not column.merged)


def _is_beside(zone: Zone, key: str) -> bool:
    """Whether a word may be the label of the block at the left of the rows."""
    return _is_block(zone, key) or (shares(zone, key) and not any(fitting(zone, key)))


def _is_block(zone: Zone, key: str) -> bool:
    return zone.block is not None and key in zone.block.keys
