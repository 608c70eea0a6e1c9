"""Rows of cells fitted to a form: which kind each row is, rows that a mark tore apart joined, tables parted.

The clean dialects cost one look at each row: its labels name it, its number of cells is what the form expects. Only
where they do not fit are neighbours tried together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from jixiao.patterns import Patterns
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.headlikes import columns_of, heads_in, likely_of
from jixiao.structure.flat.headrows import printed_keys, two_rows, upper_heading
from jixiao.structure.flat.headtold import is_below_blank, told_by_first, with_those_above
from jixiao.structure.flat.rejoin import REACH, joined, rejoined, torn_heading, with_labels, with_rest
from jixiao.structure.flat.rowkinds import pair_beside_block, row_of
from jixiao.structure.flat.shapes import (
    RowKind,
    Shape,
    State,
    heading_of,
    keys_of,
    labels_of,
)
from jixiao.structure.flat.standapart import WIDEST, are_pairs, goes_on, stands_apart
from jixiao.structure.flat.stretch import TEXT, WORD, RawCell, RawRow, RawTable, begun
from jixiao.structure.flat.totals import place_total
from jixiao.structure.form_model import Zone, column_keys, key_of
from jixiao.structure.headrules import is_nameless

_MANY_LABELS = 8  # cells that are labels of one form: it is that form, whatever its headings look like
_FIRST, _NEAR, _ZONES = 4, 4, 2
"""Forms that are looked at first; how many words fewer a further one may have; essential zones of a whole form."""
_MARKED = ("printed", "repeated")  # tables of which each cell is known
_LONG = 30  # characters that no label has
_NAME = 20  # characters of a row's first words
_TORN = 3  # so many short rows for each whole one are not torn: their covered cells were left out


@dataclass(slots=True)
class Fit:
    """A table fitted to a form (``shape`` None: to none). ``leaves_out``: covered cells are not printed at all, so
    that a blank one is a cell of its own. ``torn``: a row that may be torn could not be put together."""

    table: RawTable
    shape: Shape | None
    rows: list[FitRow]
    leaves_out: bool = False
    torn: bool = False


def first_words(fit: Fit) -> tuple[str, ...]:
    """The first words of the rows of which cells were refused."""
    rows = (row for row in fit.rows if row.lacks_cells)
    texts = ((cell.word for cell in row.cells if cell.text.strip()) for row in rows)
    return tuple(next(row, "")[:_NAME] for row in texts)


def form_of(shapes: Sequence[Shape], keys: Sequence[Sequence[str]], torn: Sequence[bool] = ()) -> Shape | None:
    """The form whose headings the rows with these label keys show; None if they show none that tells a form. ``torn``:
    of each row whether a mark may have torn it off the one above («年度目标», then «预期目标», «实际完成情况»)."""
    labels = labels_of(tuple(shapes))
    present = {key for key in labels.intersection(chain.from_iterable(keys)) if 0 < len(key) < _LONG}
    ranked = sorted(((len(shape.keys & present), shape) for shape in shapes), key=lambda hit: -hit[0])
    most = ranked[0][0] if ranked else 0
    best: tuple[tuple[int, ...], Shape] | None = None
    rows = [(row, heads_in(row), _with_rest(keys, at, torn) if torn else []) for at, row in enumerate(keys)]
    rows = [one for one in rows if one[1] or not labels.isdisjoint(one[0])]
    figures = [True in map(str.isdecimal, filled) for _, filled, _ in rows]  # with one a row looks like no heading
    rows = [one for one, odd in zip(rows, figures, strict=True) if not odd or one[2] or not labels.isdisjoint(one[0])]
    heads = [len([key for key in row if key in labels]) > 1 for row, *_ in rows]  # of one word no row is a heading
    for order, (hits, shape) in enumerate(ranked):
        if hits < 3 or (best and hits * 2 < best[0][1]):
            break
        if order >= _FIRST and (hits < most - _NEAR or (best and best[0][0] >= _ZONES)):
            break  # the others only where none of the first is there as a whole
        seen: set[int] = set()
        again = 0  # columns of a heading that is said several times («分值» behind each level)
        apart = known = 0  # of two forms with as many words the one whose headings they are, and with as many columns
        for (own, filled, whole), several in zip(rows, heads, strict=True):
            kind, row = heading_of(shape, own) if several else None, own
            if whole and (both := heading_of(shape, whole)) is not None:
                kind, row = both, whole
            if kind is None and filled:
                zone = likely_of(shape.form.zones, shape.needed, filled, max(seen, default=-1))
                kind = None if zone is None else shape.headings[zone]
            if kind is not None and kind.zone not in seen and is_nameless(shape.form.zones[kind.zone], tuple(row)):
                continue
            if kind is not None:
                seen.add(kind.zone)
                apart += abs(kind.size - len(row))
                again += _said_again(shape.form.zones[kind.zone], filled)
                known += sum(key in shape.heading_labels[kind.zone] for key in row)
        essential = sum(shape.form.zones[zone].essential for zone in seen)
        if essential or hits >= _MANY_LABELS:  # every heading may be torn
            # No other form has rows of label and amount in one cell below headings of their own (湖南).
            labelled = sum(len(shape.form.zones[z].columns) for z in seen if shape.form.zones[z].kind == "labelled")
            score = (essential, hits + labelled + again, known, -apart, -order)
            if best is None or score > best[0]:
                best = (score, shape)
    return best[1] if best else None


def _with_rest(keys: Sequence[Sequence[str]], at: int, torn: Sequence[bool]) -> list[str]:
    """A row's keys with those that may be torn off it; [] where none are."""
    return [*keys[at], *keys[at + 1]] if at + 1 < len(torn) and torn[at + 1] else []


def _said_again(zone: Zone, filled: Sequence[str]) -> int:
    """How many more columns of a zone a heading's repeated words head than one each."""
    again = {key: filled.count(key) for key in filled if filled.count(key) > 1}
    heads = ((count, sum(key in column.keys for column in zone.columns)) for key, count in again.items())
    return sum(max(min(count, columns) - 1, 0) for count, columns in heads)


def with_keys(table: RawTable) -> list[list[str]]:
    """The label keys of each row, kept in the rows; of repeated text once (a heading's merged cells)."""
    for row in table.rows:
        cells = _runs_of(row.cells) if table.kind == "repeated" else row.cells
        row.keys = [*map(key_of, map(WORD, cells))]
    return [row.keys for row in table.rows]


def fit(table: RawTable, shape: Shape | None, patterns: Patterns) -> list[Fit]:
    """The table's rows in their kinds, torn rows joined; several tables where two stand one behind the other."""
    if shape is None:
        return [Fit(part, None, _plain(part)) for part in _parted(_regular(table))]
    rows: list[FitRow] = []
    fits: list[Fit] = []
    state = State()
    raw = table.rows
    own = [_once(row) for row in raw] if table.kind == "repeated" else raw
    leaves_out = table.leaves_out
    joins = table.kind == "printed" and any(row.gap for row in raw)
    start = at = 0
    while at < len(raw):
        taken, row, leaves_out = _next_row(table, own, at, shape, state, rows, leaves_out, patterns, joins=joins)
        row.refused, row.damaged = raw[at].unsure, raw[at].damaged
        row.open_ends = raw[at].gap < 0 or (at + taken < len(raw) and raw[at + taken].gap < 0)
        if rows and _begins_another(state, row, raw[at].gap) and not (row.apart and goes_on(row, patterns)):
            fits.append(Fit(_part(table, start, at), shape, rows, bool(leaves_out), _is_torn(rows)))
            rows, state, start = [], State(), at
        if rows and table.kind == "printed":
            _two_rows(shape, rows[-1], row)
            if not leaves_out:
                place_total(rows, row, state.printed)
        elif (
            rows
            and state.kind is not None
            and (_repeats_heading(shape, rows[-1], row) or _repeats_block(shape, rows[-1], row))
        ):
            row = FitRow(row.cells, row.keys, state.kind, None, len(state.kind))
        rows.append(row)
        _advance(state, row)
        at += taken
    fits.append(Fit(_part(table, start, at), shape, rows, bool(leaves_out), _is_torn(rows)))
    return fits


def _next_row(
    table: RawTable,
    own: Sequence[RawRow],
    at: int,
    shape: Shape,
    state: State,
    rows: Sequence[FitRow],
    leaves_out: bool | None,
    patterns: Patterns,
    *,
    joins: bool,
) -> tuple[int, FitRow, bool | None]:
    """How many raw rows from one on are a row, what it is, and whether covered cells are left out, as far as is known
    then. ``own``: the raw rows, merged text once in each; ``joins``: what stood between rows may have torn them."""
    raw = table.rows
    taken, row = 1, row_of(shape, raw[at].cells, raw[at].keys, state)
    row = pair_beside_block(shape, row) if table.once else row
    if table.kind == "repeated" and rows and is_below_blank(rows[-1], row):
        row = row_of(shape, row.cells, with_those_above(rows[-1], row), state)
    few = table.kind in _MARKED and len(own[at].cells) <= WIDEST
    row.apart = few and stands_apart(own, at, row.kind, shape, patterns, first=not state.rows)
    if row.apart:
        row.kind = row.below = None
    elif table.kind == "printed" and (
        len(row.cells) < row.expected or (row.kind is None and not are_pairs(raw[at], patterns))
    ):
        if leaves_out is None:
            leaves_out = _leaves_out(raw, shape, patterns)
        if joins and not leaves_out:
            taken, row = rejoined(raw, at, shape, state, row, patterns)
        elif joins and at + 1 < len(raw) and raw[at + 1].gap:
            taken, row = with_rest(raw[at + 1], row, patterns)
    elif joins and not leaves_out and row.kind is not None and row.kind.what == "data":
        taken, row = torn_heading(raw, at, shape, state, row)
    if taken == 1 and joins and not leaves_out and row.kind is not None and row.kind.what == "heading":
        taken, row = with_labels(raw, at, shape, state, row)
    if taken == 1 and (row.kind is None or row.kind.what == "data") and at + 1 < len(raw):
        upper = upper_heading(shape, raw[at], raw[at + 1], state, repeats=table.kind == "repeated")
        row = FitRow(row.cells, row.keys, upper, None, len(row.cells)) if upper is not None else row
    if table.kind == "printed" and row.below is not None and at + taken < len(raw):
        row.below = told_by_first(shape, row, row.below, raw[at + taken], patterns)
    return taken, row, leaves_out


def _is_torn(rows: Sequence[FitRow]) -> bool:
    """Whether a row that a mark may have torn has not the cells that its form has there; a title in the table's first
    cell may have any number of lines."""
    titled = bool(rows) and rows[0].kind is None and len(rows[0].cells) == 1
    return any(row.open_ends and len(row.cells) != row.expected for row in rows[titled:])


def _two_rows(shape: Shape, above: FitRow, row: FitRow) -> None:
    """Lays out two heading rows of one zone together."""
    if above.kind is None or row.kind is None or above.kind.what != "heading" or row.kind.what != "heading":
        return
    both = two_rows(shape, above.kind, above.keys, row.kind, printed_keys(row.cells, row.keys))
    if both is not None:
        above.kind, row.kind, row.below = both
        above.expected, row.expected = len(above.cells), len(row.cells)


def _repeats_heading(shape: Shape, above: FitRow, row: FitRow) -> bool:
    """Whether a row has a heading's words only where it repeats those merged down from the heading above (四川:
    «项目基本情况», «1.项目年度目标完成情况» beside the goal)."""
    kind = row.kind
    if kind is None or kind.what != "heading" or above.kind is None or above.kind.what != "heading":
        return False
    own = [cell.text for cell, over in zip(row.cells, above.cells, strict=False) if cell.text != over.text]
    heads = columns_of(shape.form.zones[kind.zone], keys_of(own))
    return above.kind.zone == kind.zone and bool(own) and not any(heads)


def _repeats_block(shape: Shape, above: FitRow, row: FitRow) -> bool:
    """Whether a row that looks like a label with its value, or like a heading in words of its own, begins with what the
    row above begins with: the block's label, merged down."""
    kind, over = row.kind, above.kind
    if kind is None or over is None or over.what not in ("heading", "data") or not any(row.keys[:1]):
        return False
    if row.cells[0].text != above.cells[0].text:
        return False
    if kind.what == "heading":
        return kind.zone == over.zone and column_keys(shape.form.zones[kind.zone]).isdisjoint(row.keys[1:])
    return kind.what == "pair"


def _once(row: RawRow) -> RawRow:
    """A row in which merged text is repeated with one cell for each run of it."""
    cells = _runs_of(row.cells)
    if len(cells) == len(row.cells):
        return row
    return RawRow(cells, row.gap, row.joint, row.unsure, row.damaged, row.headed, row.keys)


def _runs_of(cells: Sequence[RawCell]) -> list[RawCell]:
    """One cell for each run of equal text: how a heading reads where merged text is repeated."""
    return [*map(cells.__getitem__, begun([*map(TEXT, cells)]))]


def _advance(state: State, row: FitRow) -> None:
    kind = row.kind
    if kind is None:
        return
    if kind.what == "heading":
        state.zone, state.kind, state.rows = kind.zone, row.below, 0
        state.pairs, state.headed, state.printed = False, kind.zone, row.below
        first = row.below.places[0] if row.below is not None and row.below.places else None
        state.block = kind.block if first is not None and first.merge == "block" else None
        state.zones |= {kind.zone}
        state.label = row.keys[0] if first is not None and first.merge == "block" and row.keys else None
    elif kind.what == "data":
        state.rows += 1
    else:
        state.zone, state.kind, state.rows, state.block = kind.zone, None, 0, None
        state.pairs = kind.what == "pair"
        state.totalled = state.totalled or kind.what == "total"


def _begins_another(state: State, row: FitRow, gap: int) -> bool:
    """Whether a row begins another table: behind two blank lines one of an earlier zone, or no row of this form; behind
    the total a heading of what stands above it."""
    kind = row.kind
    if gap > 1:
        return kind is None or (kind.what != "data" and kind.zone < state.zone)
    return state.totalled and kind is not None and kind.what == "heading" and kind.zone < state.zone


def _leaves_out(raw: Sequence[RawRow], shape: Shape, patterns: Patterns) -> bool:
    """Whether the writer leaves covered cells out (Tika of .odt): data rows below a block label lack its cell, which
    else is a blank one. Rows that a blank paragraph in a cell tore apart (湖北) are short too, but together just make
    up whole ones."""
    state = State()
    full = less = at = 0
    while at < len(raw):
        fitted = row_of(shape, raw[at].cells, raw[at].keys, state)
        kind, taken = fitted.kind, 1
        if kind is not None and kind.what == "data" and kind.places and kind.places[0].merge == "block":
            covered = not raw[at].cells[0].text.strip()  # the block's label runs down, and its cell is printed
            taken = _pieces(raw, at, kind) if covered else 1
            full += covered and (taken > 1 or len(raw[at].cells) == kind.size)
            first = not state.rows
            short = taken == 1 and len(raw[at].cells) < kind.size
            less += short and not stands_apart(raw, at, kind, shape, patterns, first=first)
        _advance(state, fitted)
        at += taken
    return less > _TORN * full


def _pieces(raw: Sequence[RawRow], at: int, kind: RowKind) -> int:
    """How many rows of one zone together have just the cells of a whole one, the first with fewer than are left where
    all that the form merges down is left out; 1 where none do."""
    cells = len(raw[at].cells)
    if cells >= kind.size - sum(bool(place.merge) for place in kind.places):
        return 1
    for following in range(at + 1, min(at + REACH, len(raw))):
        if raw[following].gap == 0:
            return 1
        cells += len(raw[following].cells)
        if cells >= kind.size:
            return following - at + 1 if cells == kind.size else 1
    return 1


def _part(table: RawTable, first: int, after: int) -> RawTable:
    """The rows [first, after) as a table of their own."""
    if first == 0 and after == len(table.rows):
        return table
    rows = table.rows[first:after]
    start = table.start if first == 0 else rows[0].cells[0].pieces[0][0] - 1
    stop = table.stop if after == len(table.rows) else table.rows[after].cells[0].pieces[0][0] - 1
    return replace(table, start=start, stop=stop, rows=rows)


def _plain(table: RawTable) -> list[FitRow]:
    """The rows of no kind; where a form's zones could not be read, its table is of none, and they are named all the
    same."""
    return [FitRow(row.cells, [], None, refused=row.unsure) for row in table.rows]


def _regular(table: RawTable) -> RawTable:
    """A table of no known form: torn rows are joined where all others have one width and the pieces just make it up."""
    sizes = Counter(len(row.cells) for row in table.rows)
    if len(sizes) < 2:
        return table
    width, often = max(sizes.items(), key=lambda item: (item[1], item[0]))
    if any(size > width for size in sizes):
        return table
    rows: list[RawRow] = []
    index = 0
    torn = 0
    while index < len(table.rows):
        row = table.rows[index]
        cells = row.cells
        after = index + 1
        while len(cells) < width and after < len(table.rows) and table.rows[after].gap != 0:
            cells = joined(cells, table.rows[after])
            after += 1
        if len(cells) != width:
            return table
        torn += after - index > 1
        rows.append(RawRow(cells, row.gap, row.joint))
        index = after
    return replace(table, rows=rows) if torn and often >= torn else table


def _parted(table: RawTable) -> list[RawTable]:
    """Tables of no known form: two blank lines end one."""
    parts: list[RawTable] = []
    start = 0
    for index in range(1, len(table.rows)):
        if table.rows[index].gap > 1:
            parts.append(_part(table, start, index))
            start = index
    parts.append(_part(table, start, len(table.rows)))
    return parts
