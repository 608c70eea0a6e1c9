"""Headings that lost columns where a dialect marks its cells: nobody can tell which columns the rows' cells are of.

Each row that lost as many cells as its heading would stand in it as if it were whole («年度资金总额 | 5246303.58 |
5246303.58 | 10 | 67.00% | 6.70» below a heading without «执行率»); the other rows, and what the form has there, tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from jixiao.quotes import squeeze
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.shapes import RowKind, Shape
from jixiao.structure.form_model import column_keys

_RATE = ("%", "％")
_LABELS = 2  # heading words in a row: it is a heading
_MOST = 3  # columns that a heading may have lost


def narrow_kinds(shape: Shape, rows: Sequence[FitRow], *, leaves_out: bool) -> frozenset[RowKind]:
    """The rows whose heading lost a column, by those that are wider than it: nothing of them is read. Where covered
    cells are left out one shows it (the block label apart, which covers the rows). Where they are printed a cell may
    have been said twice in one, so as many as those of its width do, or one that has as many cells more as the heading
    lacks of the form's columns."""
    kinds = [(row, row.kind) for row in rows if row.kind is not None and row.kind.what == "data" and row.kind.places]
    if leaves_out:
        wider = ((row, k, len(k) - (k.places[0].merge == "block")) for row, k in kinds)
        zones = {k.zone for row, k, width in wider if len(row.cells) > width}
        return frozenset(k for _, k in kinds if k.zone in zones)
    if all(len(row.cells) <= len(k) for row, k in kinds):  # most tables
        return frozenset()
    even: Counter[RowKind] = Counter()  # each heading's: a zone may have several
    wide: Counter[RowKind] = Counter()
    lacks: set[RowKind] = set()
    torn = False  # the heading of the rows was not known as one: they are of no heading above it
    for row in rows:
        kind = row.kind
        if kind is None or kind.what != "data":
            torn = False
            continue
        torn = torn or sum(key in shape.all_headings for key in row.keys) >= _LABELS
        more = len(row.cells) - len(kind)
        if not torn and 0 <= more <= _MOST:
            (wide if more else even)[kind] += 1
            if 0 < more <= len(_lacking(shape, kind)):
                lacks.add(kind)
    return frozenset(kind for kind, count in wide.items() if count >= even[kind] or kind in lacks)


def _lacking(shape: Shape, kind: RowKind) -> list[str]:
    """The types of the columns of a zone that a heading lacks, those that the form can do without apart."""
    own = {place.id for place in kind.places}
    columns = shape.form.zones[kind.zone].columns
    return [column.type for column in columns if column.labels and not column.optional and column.id not in own]


def has_rate_for_amount(shape: Shape, kind: RowKind, row: FitRow) -> bool:
    """Whether a rate stands below a heading of amounts or points, and that of rates was lost: so was a cell of the row
    («年度财政资金总额 | 492.00 | 100% | 20», of two amounts one, and no row beside it tells)."""
    cells = zip(kind.places, row.cells, strict=False)
    rates = any(place.type in ("amount", "score") and squeeze(cell.text).endswith(_RATE) for place, cell in cells)
    return rates and "percent" in _lacking(shape, kind)


def holds_row_above(shape: Shape, row: FitRow) -> bool:
    """Whether a heading begins with the label of a pair of another zone, or with a text before its block's label: the
    row above, which lost cells, and what is left of the heading have together as many as a whole one («主管部门 |
    实施单位 | … | 年初预算数 | 全年执行数»; «云溪县林业局 | 部门预算资金 | 年初预算数»)."""
    kind, first = row.kind, next(iter(row.keys), "")
    if kind is None or not first or first in shape.heading_labels[kind.zone]:
        return False
    zone = shape.form.zones[kind.zone]
    blocks = zone.block.keys - column_keys(zone) if zone.block is not None else frozenset[str]()
    return first in shape.pair_keys or not blocks.isdisjoint(row.keys[1:])
