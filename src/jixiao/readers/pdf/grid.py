"""Edges -> grids: the ruled tables of a page, with true row and column spans.

pdfplumber snaps and joins the edges; from there the way is our own, because its tables are bags of cell boxes without
spans and lose a cell whose corner is missing. Here a table is a lattice of all its distinct x and y edges; two
neighbours of the lattice without a rule between them are one cell.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from jixiao.document import BBox
from jixiao.readers.groups import joined

SNAP = 3.0  # points: double lines and the sides of neighbouring cells are one line
MIN_RULE = 6.0  # what is shorter is a dash left alone, a tick, a glyph's stroke
MOST_EDGES = 100_000  # on one page, before joining; a dotted form has thousands
MOST_CROSSINGS = 2_000_000  # horizontal times vertical rules after joining; the densest form has 10,000


class TooDenseError(Exception):
    """So many lines that the page is a drawing (a map, a hatching): no tables are looked for in it."""


Edge = tuple[float, float, float]
"""Position across the edge, start and end along it: (y, x0, x1) or (x, top, bottom)."""


@dataclass(slots=True, unsafe_hash=True)
class GridCell:
    """Row, column and spans of a cell in its grid."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(slots=True, eq=False)
class Grid:
    """A ruled table: distinct edges and cells (sorted by row, column); ``owner[r][c]`` is the index of the cell."""

    xs: list[float]
    ys: list[float]
    cells: list[GridCell]
    owner: list[list[int]]
    open_cells: frozenset[int] = frozenset()
    """Cells at the table's outline without a rule on the outside: kept only when something stands in them."""
    inner_xs: list[float] = field(init=False)
    inner_ys: list[float] = field(init=False)
    reach: BBox = field(init=False)
    """What lies in it, a point's leeway on all sides."""

    def __post_init__(self) -> None:
        self.inner_xs, self.inner_ys = self.xs[1:-1], self.ys[1:-1]
        self.reach = (self.xs[0] - 1, self.ys[0] - 1, self.xs[-1] + 1, self.ys[-1] + 1)

    @property
    def bbox(self) -> BBox:
        """x0, top, x1, bottom in the upright frame."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @property
    def is_frame(self) -> bool:
        """Whether it has one cell only: a box around text, most often no table."""
        return len(self.cells) == 1

    def cell_at(self, x: float, y: float) -> int:
        """Index of the cell at a point inside `bbox`."""
        return self.owner[bisect_right(self.inner_ys, y)][bisect_right(self.inner_xs, x)]

    def contains(self, x: float, y: float) -> bool:
        """Whether the point lies inside the table."""
        left, top, right, bottom = self.reach
        return top <= y <= bottom and left <= x <= right


def find_grids(horizontal: list[Edge], vertical: list[Edge]) -> list[Grid]:
    """The tables of a page, from top to bottom; nested ones fall to the outer.

    A box of one cell is among them (`Grid.is_frame`) when nothing is ruled inside it: it may be the rest of a table
    from the page before. Raises `TooDenseError`.
    """
    if len(horizontal) < 2 or not vertical:
        return []
    if len(horizontal) + len(vertical) > MOST_EDGES:
        raise TooDenseError
    hs, vs = _merged(horizontal, vertical)
    if len(hs) * len(vs) > MOST_CROSSINGS:
        raise TooDenseError
    grids = [grid for part in _components(hs, vs) if (grid := _lattice(*part)) is not None]
    grids.sort(key=lambda g: (g.ys[0], g.xs[0], -g.ys[-1]))
    whole = [g for g in grids if not g.is_frame]
    frames = [
        f for f in grids if f.is_frame and not f.open_cells and not any(_inside(g, f) for g in grids if g is not f)
    ]
    return [g for g in grids if (g in whole or g in frames) and not any(_inside(g, o) for o in whole if o is not g)]


def _inside(inner: Grid, outer: Grid) -> bool:
    a, b = inner.bbox, outer.bbox
    within = a[0] >= b[0] - 1 and a[1] >= b[1] - 1 and a[2] <= b[2] + 1 and a[3] <= b[3] + 1
    return within and (a[2] - a[0]) * (a[3] - a[1]) < (b[2] - b[0]) * (b[3] - b[1])


def _merged(horizontal: list[Edge], vertical: list[Edge]) -> tuple[list[Edge], list[Edge]]:
    from pdfplumber.table import merge_edges  # noqa: PLC0415  (a tenth of a second, for PDFs with rules only)

    edges = [
        {
            "orientation": "h",
            "object_type": "line",
            "x0": a,
            "x1": b,
            "top": y,
            "bottom": y,
            "width": b - a,
            "height": 0,
        }
        for y, a, b in set(horizontal)
    ]
    edges += [
        {
            "orientation": "v",
            "object_type": "line",
            "x0": x,
            "x1": x,
            "top": a,
            "bottom": b,
            "width": 0,
            "height": b - a,
        }
        for x, a, b in set(vertical)
    ]
    edges.sort(key=lambda e: (e["orientation"], e["top"], e["x0"], e["x1"], e["bottom"]))
    merged = merge_edges(edges, SNAP, SNAP, SNAP, SNAP)
    hs = [(e["top"], e["x0"], e["x1"]) for e in merged if e["orientation"] == "h" and e["x1"] - e["x0"] >= MIN_RULE]
    vs = [
        (e["x0"], e["top"], e["bottom"])
        for e in merged
        if e["orientation"] == "v" and e["bottom"] - e["top"] >= MIN_RULE
    ]
    return hs, vs


def _components(hs: list[Edge], vs: list[Edge]) -> Iterable[tuple[list[Edge], list[Edge]]]:
    """Edges that touch one another, directly or by others."""
    hs = sorted(hs)
    ys = [h[0] for h in hs]
    touching = (
        (i, k)
        for k, (x, top, bottom) in enumerate(vs, len(hs))
        for i in range(bisect_left(ys, top - SNAP), bisect_right(ys, bottom + SNAP))
        if hs[i][1] - SNAP <= x <= hs[i][2] + SNAP
    )
    for part in joined(len(hs) + len(vs), touching):
        rows, columns = [hs[i] for i in part if i < len(hs)], [vs[i - len(hs)] for i in part if i >= len(hs)]
        if len(rows) >= 2 and columns:
            yield rows, columns


def _closing_rules(along: list[Edge], across: list[Edge]) -> list[Edge]:
    """Rules to close an open side: where two or more of ``along`` end together and no ``across`` stands.

    Tables without outer verticals are common in printed reports, and a row cut by a page end has no rule below.
    """
    positions = sorted({edge[0] for edge in across})
    closing: list[Edge] = []
    for side in (1, 2):
        ends = sorted((edge[side], edge[0]) for edge in along)
        start = 0
        while start < len(ends):
            stop = start
            while stop < len(ends) and ends[stop][0] - ends[start][0] <= SNAP:
                stop += 1
            at = ends[start][0]
            near = positions[bisect_left(positions, at - 2 * SNAP) : bisect_right(positions, at + 2 * SNAP)]
            beyond = not positions or (at < positions[0] if side == 1 else at > positions[-1])
            if stop - start >= 2 and not near and beyond:
                spread = [across_at for _, across_at in ends[start:stop]]
                closing.append((at, min(spread), max(spread)))
            start = stop
    return closing


def _lattice(hs: list[Edge], vs: list[Edge]) -> Grid | None:
    vs = vs + _closing_rules(hs, vs)
    hs = hs + _closing_rules(vs, hs)
    xs, ys = sorted({v[0] for v in vs}), sorted({h[0] for h in hs})
    if len(xs) < 2 or len(ys) < 2:
        return None
    v_rule = _covered(vs, xs, ys)  # v_rule[line][row]
    h_rule = _covered(hs, ys, xs)  # h_rule[line][column]
    boxes = _cells(v_rule, h_rule, len(ys) - 1, len(xs) - 1)
    rows = _used({line for r, _, h, _ in boxes for line in (r, r + h)})
    columns = _used({line for _, c, _, w in boxes for line in (c, c + w)})
    last = (len(h_rule) - 1, len(v_rule) - 1)
    outer = [
        (i, box)
        for i, box in enumerate(boxes)
        if not (box[0] and box[1]) or box[0] + box[2] == last[0] or box[1] + box[3] == last[1]
    ]
    opened = frozenset(i for i, box in outer if _is_open(box, v_rule, h_rule))
    cells = [GridCell(rows[r], columns[c], rows[r + h] - rows[r], columns[c + w] - columns[c]) for r, c, h, w in boxes]
    owner = [[-1] * (len(columns) - 1) for _ in range(len(rows) - 1)]
    for index, cell in enumerate(cells):
        for r in range(cell.row, cell.row + cell.row_span):
            owner[r][cell.column : cell.column + cell.column_span] = [index] * cell.column_span
    return Grid([xs[c] for c in sorted(columns)], [ys[r] for r in sorted(rows)], cells, owner, opened)


def _used(lines: Iterable[int]) -> dict[int, int]:
    """Lines that bound a cell, renumbered: an underline inside a cell makes no row."""
    return {line: index for index, line in enumerate(sorted(lines))}


def _covered(edges: list[Edge], positions: list[float], stops: list[float]) -> list[list[bool]]:
    """covered[line][gap]: whether a rule at positions[line] runs from stops[gap] to stops[gap + 1]."""
    index = {position: i for i, position in enumerate(positions)}
    covered = [[False] * (len(stops) - 1) for _ in positions]
    for position, start, end in edges:
        first = bisect_left(stops, start - SNAP)
        last = bisect_right(stops, end + SNAP) - 1
        covered[index[position]][first:last] = [True] * max(last - first, 0)
    return covered


Box = tuple[int, int, int, int]
"""Row, column, row span, column span in the lattice."""


def _cells(v_rule: list[list[bool]], h_rule: list[list[bool]], rows: int, columns: int) -> list[Box]:
    """Cells in reading order: each grows right, then down, until a rule."""
    taken = [[False] * columns for _ in range(rows)]
    boxes: list[Box] = []
    for r in range(rows):
        for c in range(columns):
            if taken[r][c]:
                continue
            width = 1
            while c + width < columns and not v_rule[c + width][r] and not taken[r][c + width]:
                width += 1
            height = 1
            while (
                r + height < rows
                and not h_rule[r + height][c]
                and _continues(v_rule, h_rule, taken, (r + height, c, 1, width))
            ):
                height += 1
            for k in range(r, r + height):
                taken[k][c : c + width] = [True] * width
            boxes.append((r, c, height, width))
    return boxes


def _continues(v_rule: list[list[bool]], h_rule: list[list[bool]], taken: list[list[bool]], below: Box) -> bool:
    """Whether the lattice row below belongs to the same cell: no rule above it and none inside it."""
    r, c, _, width = below
    if any(h_rule[r][c : c + width]) or any(taken[r][c : c + width]):
        return False
    return not any(v_rule[k][r] for k in range(c + 1, c + width))


def _is_open(box: Box, v_rule: list[list[bool]], h_rule: list[list[bool]]) -> bool:
    r, c, height, width = box
    sides = []
    if c == 0:
        sides.append(v_rule[0][r : r + height])
    if c + width == len(v_rule) - 1:
        sides.append(v_rule[-1][r : r + height])
    if r == 0:
        sides.append(h_rule[0][c : c + width])
    if r + height == len(h_rule) - 1:
        sides.append(h_rule[-1][c : c + width])
    return any(not all(side) for side in sides)
