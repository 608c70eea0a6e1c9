"""Rows of label and value among placed lines (项目名称), the label perhaps over several lines (`pairs_in`)."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from jixiao.quotes import squeeze
from jixiao.structure.flat.placed.down import unevenness
from jixiao.structure.flat.placed.heads import stacks
from jixiao.structure.flat.placed.page import Chunk, Pages, Placed, cell_of, spelled
from jixiao.structure.flat.placed.solve import Edge, cheapest
from jixiao.structure.flat.shapes import Shape, likely_pair
from jixiao.structure.flat.stretch import RawRow
from jixiao.structure.flat.words import Words
from jixiao.structure.form_model import key_of

_TALLEST = 12
_LABEL = 6  # lines of a label
_MARGIN = 0.6
_OTHER, _LIKELY, _BLANK = 0.6, 0.2, 2.5
_WIDEST = 6  # cells of a row


def pair_at(pages: Pages, shape: Shape, at: int, after: int) -> bool:
    """Whether the label of a pair begins in a line, perhaps to go on in those below."""
    for chunk in pages.lines[at].chunks[:2]:
        text, where = squeeze(chunk.text), chunk
        for line in pages.lines[at + 1 : min(at + _LABEL, after)]:
            if key_of(text) in shape.pair_keys:
                return True
            below = [other for other in line.chunks if other.left < where.right and where.left < other.right]
            if len(below) > 1:
                break
            text += squeeze("".join(other.text for other in below))  # none: the line of its value
        if key_of(text) in shape.pair_keys:
            return True
    return False


@lru_cache(maxsize=8)
def _pairs_of_any(words: Words) -> frozenset[str]:
    """The labels of values of all forms: which form it is, is told by the headings only («主管部门» in 湖南's)."""
    return frozenset(
        key for form in words.forms for zone in form.zones for pair in zone.pairs for key in pair.keys if len(key) > 1
    )


def pairs_in(pages: Pages, words: Words, shape: Shape, first: int, after: int, mode: str = "middle") -> list[RawRow]:
    """The rows of label and value in the lines [first, after), those that are sure. How cells are set in the table's
    rows (``mode``) tells whose «30001» is between «4200002» and the next row's value."""
    known = shape.pair_keys.keys() | _pairs_of_any(words)
    text = pages.stretch.text
    lines = [replace(line, chunks=spelled(text, line.chunks, known)) for line in pages.lines[first:after]]
    edges = [Edge(at, at + 1, _OTHER, at, at + 1) for at in range(len(lines))]
    rows: dict[tuple[int, int], list[list[Chunk]]] = {}
    for at in range(len(lines)):
        for stop in range(at + 1, min(at + _TALLEST, len(lines)) + 1):
            if lines[stop - 1].page != lines[at].page:
                break
            cells = stacks([chunk for line in lines[at:stop] for chunk in line.chunks])
            cost = _cost(shape, known, lines[at:stop], cells, lines[stop : stop + _LABEL], mode)
            if cost is not None:
                rows[at, stop] = cells
                edges.append(Edge(at, stop, cost, at, stop, (at, stop)))
    _, steps = cheapest(edges, len(lines))
    found: list[RawRow] = []
    for step in steps:
        if step.edge.what is not None and step.margin >= _MARGIN:
            cells = rows[step.edge.start, step.edge.stop]
            found.append(RawRow([cell_of(pages.stretch, cell, column) for column, cell in enumerate(cells)]))
    return found


def _cost(
    shape: Shape,
    known: Set[str],
    lines: Sequence[Placed],
    cells: Sequence[Sequence[Chunk]],
    below: Sequence[Placed],
    mode: str,
) -> float | None:
    """What it costs to take lines for one row of labels (``known`` ones) and values; None where they are none."""
    if len(cells) % 2 or len(cells) > _WIDEST:
        return None
    if any(
        len(text) == 1 and text.isalpha() for text in (squeeze("".join(c.text for c in cell)) for cell in cells[1::2])
    ):
        return None  # «部门 | 位»: the ends of two labels («主管部门», «项目承担单位»)
    likely = 0
    for number, cell in enumerate(cells[::2]):
        key = key_of(squeeze("".join(chunk.text for chunk in cell)))
        if key in known or (number and any(key in own for own in (shape.keys, *shape.labels_of_pairs))):
            continue
        if len(lines) > 1 or not _is_likely(shape, key, beside=number > 0) or _goes_on(shape, cell[-1], below):
            return None
        likely += 1
    cost = _LIKELY * likely if likely * 2 == len(cells) else 0.0  # one that is known tells what stands beside it
    first = lines[0].chunks[0].at
    cost += unevenness([sorted({chunk.at - first for chunk in cell}) for cell in cells], mode)
    return cost + _BLANK * sum(b.number - a.number > 1 for a, b in pairwise(lines))


def _is_likely(shape: Shape, key: str, *, beside: bool) -> bool:
    """Whether a label looks like one that the form prints: at the head of a row, or ``beside`` its first value."""
    if likely_pair(shape, key) is not None:
        return True
    pairs = (pair for zone in shape.form.zones for pair in zone.pairs) if beside else ()
    return any(pair.like and pair.like.fullmatch(key) for pair in pairs)


def _goes_on(shape: Shape, label: Chunk, below: Sequence[Placed]) -> bool:
    """Whether a piece below a label makes a label with it that the form prints: «部门», its value's line, «名称»."""
    text = label.text
    for line in below:
        under = [chunk for chunk in line.chunks if chunk.left < label.right and label.left < chunk.right]
        text += "".join(chunk.text for chunk in under)
        if under and key_of(squeeze(text)) in shape.pair_keys:
            return True
    return False
