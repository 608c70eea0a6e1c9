"""Cells merged down over rows (一级指标, 二级指标): words broken over lines, put together and put beside their rows.

The text of a merged cell is centred over its rows like that of any other. So the pieces of a column are cut in words
and the rows in groups at once, each word in the middle of its group; words that the forms know go before others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from jixiao.quotes import squeeze
from jixiao.structure.flat.placed.page import Chunk, Placed
from jixiao.structure.flat.placed.solve import Edge, cheapest

MARGIN = 1.0
BREAK = 1.7  # lines between two pieces of a word
_STRICT = 0.35  # lines by which a word that no form prints may stand from the middle of its rows
_MOST_PIECES = 14
_WHOLE = 4  # pieces of a word that forms print
_FAR = 0.8  # lines by which a word may stand from the middle of its rows
_UNKNOWN, _APART, _BLANK, _LEAD, _STRANGER, _ALONE, _OPEN = 1.5, 2.0, 3.0, 0.2, 4.0, 1.0, 0.5
_RAISED, _HIGHEST = 0.6, 2.2  # what it costs that blank paragraphs raise a word, and lines by which they may
_LEADS = -1  # in the place of the first piece: the cell goes on from the page before
_HALF, _LINE = 0.6, 1.0  # lines set half a line below each other; the least between two lines of one cell
_BLANKS = 0.77  # lines of print for each line of text where blank ones stand between
_FREE = 1.0  # lines between two rows, more than usual, in which a row may stand of which nothing is printed
_OFF_LINE, _SAME = 1.0, 0.15
_LEADING, _CLOSEST, _WIDEST = 1.4, 1.0, 1.8  # ems from one line of a cell to the next: usually, at least and at most
_NEAR = 5  # lines among which the next one of a column stands
_SHARP = 6.0  # by how much more a word off the middle costs where heights are known


@dataclass(frozen=True, slots=True)
class Band:
    """A row between two heights, in lines of print."""

    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Merged:
    """A cell of the rows [first, after): its pieces (none: nothing is printed), and whether they surely are its."""

    first: int
    after: int
    chunks: tuple[Chunk, ...]
    sure: bool
    leads: bool = False  # whether it goes on from the page before


class Heights(dict[int, float]):
    """How far down each line of a page stands (key: `Chunk.at`), in lines of print; whether that is ``exact``."""

    exact = False


def heights(lines: Sequence[Placed]) -> Heights:
    """How far down each line of a page stands (key: `Chunk.at`), in lines of print. The text tells the order only, and
    a blank line for each line's height that is more: lines that share no column may be half a line apart. A PDF tells
    all."""
    if (printed := _printed(lines)) is not None:
        return printed
    found = Heights()
    at = 0.0
    for index, line in enumerate(lines):
        if index:
            above = lines[index - 1]
            step = line.number - above.number
            at += _BLANKS * (step + 0.5) if step > 1 else _LINE if _share(above, line) else _HALF
        if line.chunks:
            found[line.chunks[0].at] = at
    return found


def _printed(lines: Sequence[Placed]) -> Heights | None:
    """The heights of lines of which a PDF tells where they are printed."""
    boxes = [line.box for line in lines]
    known = [box for box in boxes if box is not None]
    if not known or len(known) < len(boxes):
        return None
    middles = [(top + bottom) / 2 for top, bottom in known]
    size = median(bottom - top for top, bottom in known)
    near = ((at, below) for at in range(len(lines)) for below in range(at + 1, min(at + _NEAR, len(lines))))
    steps = [middles[below] - middles[at] for at, below in near if _share(lines[at], lines[below])]
    pitch = min((step for step in steps if _CLOSEST <= step / size <= _WIDEST), default=_LEADING * size)
    placed = zip(lines, middles, strict=True)
    found = Heights((line.chunks[0].at, (y - middles[0]) / pitch) for line, y in placed if line.chunks)
    found.exact = True
    return found


def _share(one: Placed, other: Placed) -> bool:
    """Whether pieces of two lines stand in the same column."""
    return any(a.left < b.right and b.left < a.right for a in one.chunks for b in other.chunks)


def merged_cells(
    bands: Sequence[Band],
    chunks: Sequence[Chunk],
    heights_: Heights,
    known: Callable[[str], bool],
    fits: Callable[[str, int, int], bool],
    *,
    before: str | None,
    goes_on: bool,
    begins: Sequence[bool] = (),
) -> list[Merged]:
    """The cells of a merged column beside rows on one page.

    Args:
        bands: where the rows stand.
        chunks: the pieces of the column, from top to bottom.
        heights_: how far down each line stands.
        known: whether a word is one that forms print there.
        fits: whether a word may stand beside the rows [first, after).
        before: the word that may go on from the page before (None: nothing can); a page may break it too.
        goes_on: whether the last cell may go on over the next page: then its middle is not known.
        begins: whether a cell begins with each row, where the numbers of names tell (else nothing).
    """
    rows, pieces = len(bands), len(chunks)
    width = pieces + 1
    edges: list[Edge] = []
    words = {
        (a, b): squeeze("".join(chunk.text for chunk in chunks[a:b]))
        for a in range(pieces)
        for b in range(a + 1, min(a + _MOST_PIECES, pieces) + 1)
    }
    known_at = {place for place, word in words.items() if known(word)}
    prices = {
        (a, b): _word(
            chunks[a:b],
            heights_,
            (a, b) in known_at,
            any((a <= c and d <= b) or (c < a < d <= c + _WHOLE) for c, d in known_at),
        )
        for a, b in words
    }
    room = _room(bands)
    sharp = _SHARP if heights_.exact else 1.0
    for first in range(rows):
        for after in range(first + 1, rows + 1):
            middles = _middles(bands, room, first, after)
            for (a, b), price in prices.items():
                height = (heights_[chunks[a].at] + heights_[chunks[b - 1].at]) / 2
                aside = min(_aside(middle - height, sharp) for middle in middles)
                aside = min(aside, _OPEN) if goes_on and after == rows else aside
                cost = price + aside + (0.0 if fits(words[a, b], first, after) else _STRANGER)
                cost += _STRANGER * _against(begins, first, after)
                if after == first + 1 and not room[first] and not room[after]:
                    cost += _OFF_LINE * _is_off_line(bands[first], [heights_[chunk.at] for chunk in chunks[a:b]])
                edges.append(Edge(first * width + a, after * width + b, cost, first, after, (a, b)))
        for a in range(width):
            after = first + 1
            edges.append(Edge(first * width + a, after * width + a, _BLANK, first, after, None))
    for (a, b), price in prices.items():  # a row of which nothing but its word is printed
        middle = (heights_[chunks[a].at] + heights_[chunks[b - 1].at]) / 2
        edges += [
            Edge(at * width + a, at * width + b, price + _ALONE, at, at, (a, b))
            for at in range(rows + 1)
            if (not at or bands[at - 1].bottom < middle) and (at == rows or middle < bands[at].top)
        ]
    if before is not None:
        ends = [
            0,
            *(b for b in range(1, min(_WHOLE, pieces) + 1) if (0, b) not in known_at and known(before + words[0, b])),
        ]
        for after in range(1, rows + 1):
            price = _LEAD + _STRANGER * sum(begins[:after])
            edges += [Edge(0, after * width + b, price, 0, after, (_LEADS, b)) for b in ends]
        edges += [Edge(0, b, _LEAD, 0, 0, (_LEADS, b)) for b in ends if b]  # its rows stand before
    if goes_on:  # the word of the last rows may stand on the next page
        edges += [
            Edge(
                at * width + pieces,
                rows * width + pieces,
                _LEAD + _STRANGER * _against(begins, at, rows),
                at,
                rows,
                None,
            )
            for at in range(rows)
        ]
    _, steps = cheapest(edges, (rows + 1) * width - 1)
    found: list[Merged] = []
    astray: list[bool] = []  # whether a word stands too far from the middle of its rows
    for step in steps:
        edge = step.edge
        first, stop = edge.what or (0, 0)
        leads = first == _LEADS
        place = (max(first, 0), stop)
        own = tuple(chunks[slice(*place)])
        astray.append(False)
        sure = step.margin >= MARGIN
        if begins and begins[edge.first : edge.first + 1] == [True] and all(begins[edge.after : edge.after + 1]):
            pass  # the numbers tell where it begins and ends, wherever its word stands
        elif own and not leads and edge.first < edge.after:
            height = (heights_[own[0].at] + heights_[own[-1].at]) / 2
            off = min(abs(height - middle) for middle in _middles(bands, room, edge.first, edge.after))
            astray[-1] = off > (_FAR if place in known_at else _STRICT)
            sure = sure and prices[place] < _STRANGER
        elif own and not leads:  # blank paragraphs below a word set it above the lines of its row
            at = heights_[own[0].at], heights_[own[-1].at]
            astray[-1] = (edge.first > 0 and at[0] - bands[edge.first - 1].bottom < _FAR) or (
                edge.first < rows and bands[edge.first].top - at[1] < _FAR
            )
        found.append(Merged(edge.first, edge.after, own, sure, leads))
    # The boundary that a word aside shows to be wrong is its neighbours' too.
    return [replace(cell, sure=cell.sure and not any(astray[max(n - 1, 0) : n + 2])) for n, cell in enumerate(found)]


def _is_off_line(row: Band, word: Sequence[float]) -> bool:
    """Whether a word cannot be the cell of one row alone, for both have a line in their middle: not the same one."""
    return row.top == row.bottom and len(word) % 2 == 1 and abs(word[len(word) // 2] - row.top) > _SAME


def _against(begins: Sequence[bool], first: int, after: int) -> int:
    """How many rows of a cell [first, after) tell by their numbers that it begins or ends elsewhere."""
    return (not begins[first]) + sum(begins[first + 1 : after]) if begins else 0


def _room(bands: Sequence[Band]) -> list[float]:
    """For each edge of the rows the lines of a further row that may stand there with nothing printed in it: where much
    more is free between two rows than between most."""
    gaps = [below.top - above.bottom for above, below in pairwise(bands)]
    usual = median(gaps) if gaps else 0.0
    return [0.0, *(gap - usual if gap >= usual + _FREE else 0.0 for gap in gaps), 0.0]


def _middles(bands: Sequence[Band], room: Sequence[float], first: int, after: int) -> set[float]:
    """Where the word of a cell [first, after) may stand: in its middle, with and without rows of which nothing is
    printed at its edges."""
    return {
        (bands[first].top - above + bands[after - 1].bottom + below) / 2
        for above in {0.0, room[first]}
        for below in {0.0, room[after]}
    }


def _aside(above: float, sharp: float) -> float:
    """What it costs to put a word so many lines ``above`` the middle of its rows: blank paragraphs below a word in its
    cell set it higher, so that this is no proof that the rows are others."""
    if above <= 0:
        return sharp * above * above
    return min(sharp * above * above, _RAISED + max(above - _HIGHEST, 0.0) ** 2)


def _word(chunks: Sequence[Chunk], heights_: dict[int, float], known: bool, holds: bool) -> float:
    """What it costs to take pieces for one word. One that forms print is whole: what holds it, or its end, is none."""
    gaps = sum(heights_[b.at] - heights_[a.at] > BREAK for a, b in pairwise(chunks))
    if known:
        return _APART / 4 * gaps
    return _UNKNOWN + _APART * gaps + _STRANGER * holds
