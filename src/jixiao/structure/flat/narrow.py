"""Headings that lost columns where a dialect marks its cells: nobody can tell which columns the rows' cells are of.

Each row that lost as many cells as its heading would stand in it as if it were whole («年度资金总额 | 5246303.58 |
5246303.58 | 10 | 67.00% | 6.70» below a heading without «执行率»); the other rows, and what the form has there, tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from jixiao.patterns import Patterns
from jixiao.structure.flat.celltexts import figure_of, known_level
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.headlikes import shares
from jixiao.structure.flat.shapes import RowKind, Shape, likely_pair
from jixiao.structure.form_model import LEVELS, Zone, column_keys, key_of

_RATE = ("%", "％")
_LABELS = 2  # heading words in a row: it is a heading
_PAIR, _TWO_PAIRS = 2, 4  # cells of a label and its value, and of two
_WORDS = 4  # characters of a label that no name ends with
_MOST = 3  # columns that a heading may have lost


def narrow_kinds(shape: Shape, rows: Sequence[FitRow], patterns: Patterns, *, leaves_out: bool) -> frozenset[RowKind]:
    """The rows whose heading lost a column, by those that are wider than it: nothing of them is read. Where covered
    cells are left out one shows it (the block label apart, which covers the rows), or that none of the words where the
    heading has levels is one. Where they are printed a cell may have been said twice in one, so as many as those of
    its width do, or one that has as many cells more as the heading lacks of the form's columns."""
    kinds = [(row, row.kind) for row in rows if row.kind is not None and row.kind.what == "data" and row.kind.places]
    if leaves_out:
        wider = ((row, k, len(k) - (k.places[0].merge == "block")) for row, k in kinds)
        zones = {k.zone for row, k, width in wider if len(row.cells) > width}
        zones |= {kind.zone for kind in _without_levels(shape, kinds, patterns)}
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
        more = len(row.cells) - kind.size
        if not torn and 0 <= more <= _MOST:
            (wide if more else even)[kind] += 1
            if 0 < more <= len(_lacking(shape, kind)):
                lacks.add(kind)
    return frozenset(kind for kind, count in wide.items() if count >= even[kind] or kind in lacks)


def _without_levels(shape: Shape, kinds: Sequence[tuple[FitRow, RowKind]], patterns: Patterns) -> Iterator[RowKind]:
    """The rows below a heading that lacks a column in which names stand where it has the levels, more than levels
    («1.惠及居民户数 | 2766户 | 13 | 13», whose level was left out, below «一级指标 | 二级指标 | 年终完成值 | …»), or
    one where it has labels."""
    names: Counter[RowKind] = Counter()
    for row, kind in kinds:
        more = len(row.cells) - len(kind.free)
        if more < 1 or kind.places[-1].merge or not _lacking(shape, kind):
            continue
        levels = kind.merged[-more:]
        below = [(merge, cell.word) for merge, cell in zip(levels, row.cells, strict=False)]
        if any(text and merge not in ("block", *LEVELS) and key_of(text) not in shape.keys for merge, text in below):
            yield kind
        texts = [text for merge, text in below if merge == LEVELS[-1]]
        known = any(known_level(text, patterns) for text in texts)
        names[kind] += -_LABELS if known else any(texts)
    yield from (kind for kind, count in names.items() if count > 1)


def _lacking(shape: Shape, kind: RowKind) -> list[str]:
    """The types of the columns of a zone that a heading lacks, those that the form can do without apart."""
    return [type_ for id_, type_ in _asked(shape.form.zones[kind.zone]) if id_ not in kind.ids]


@lru_cache(maxsize=512)
def _asked(zone: Zone) -> tuple[tuple[str, str], ...]:
    """The columns that the form has in a zone, by their labels, and their types, those it can do without apart."""
    return tuple((column.id, column.type) for column in zone.columns if column.labels and not column.optional)


def has_rate_for_amount(shape: Shape, kind: RowKind, row: FitRow) -> bool:
    """Whether a rate stands below a heading of amounts or points, and that of rates was lost: so was a cell of the row
    («年度财政资金总额 | 492.00 | 100% | 20», of two amounts one, and no row beside it tells)."""
    if is_rate_below(kind, row, ("amount", "score")) and "percent" in _lacking(shape, kind):
        return True
    if len(row.cells) > kind.size or "amount" not in kind.types:
        return False
    return bool(_lacking(shape, kind)) and _has_rate_of_others(kind, row)


def is_rate_below(kind: RowKind, row: FitRow, types: tuple[str, ...]) -> bool:
    """Whether a rate stands in a column of one of these types; a covered cell that was left out stands in none."""
    cells = row.cells
    for place in kind.at(types):
        at = place - sum(hole < place for hole in row.holes) if row.holes else place
        if at >= len(cells):
            break
        if cells[at].word.endswith(_RATE):
            return True
    return False


def _has_rate_of_others(kind: RowKind, row: FitRow) -> bool:
    """Whether a row's rate is that of the last amount to the one before it, neither below a heading of what was spent,
    which stands in their place («2177.1 | 1943.8 | 10 | 89.29%» below «年初预算数 | 全年预算数 | 分值 | 执行率»), or
    stands there itself («569.00 | 358.47 | 63.00 | 10» below «年初预算数 | 全年预算数 | 全年执行数 | 执行率»)."""
    below = [(place, cell.word) for place, cell in zip(kind.places[::-1], row.cells[::-1], strict=False)]
    rate = next((figure_of(text.rstrip("%％")) for place, text in below if place.type == "percent"), None)
    amounts = [figure_of(text) for place, text in below if place.type == "amount"]
    last, full, before = [*amounts, None, None, None][:3]
    if any(place.id == "executed" for place, _ in below):
        return _is_rate(full, before, last) and not _is_rate(last, full, rate)
    return _is_rate(last, full, rate)


def _is_rate(part: float | None, whole: float | None, rate: float | None) -> bool:
    if not part or not whole or not rate:
        return False
    return abs(100 * part / whole - rate) < 1


def lacks_cell(shape: Shape, kind: RowKind | None, row: FitRow) -> bool:
    """Whether a row of labels and values has one without the other behind a whole pair: another's value would be read
    for it («主管部门 | 云溪县林业局 | 实施单位», «主管部门 | 实施单位 | 云溪县苗圃»)."""
    count = len(row.cells)
    if count <= _PAIR or count % _PAIR == 0:
        return count == _TWO_PAIRS and kind is not None and _has_label_for_value(kind, row)
    known = count < kind.size if kind is not None else likely_pair(shape, row.keys[0]) is not None
    texts = [cell.word for cell in row.cells] if known else []
    return known and all(texts) and not any(":" in text for text in texts[1:])


def _has_label_for_value(kind: RowKind, row: FitRow) -> bool:
    """Whether of two labels with their values the first value is missing and a blank cell stands last: the other label,
    which may begin with an author's words, stands for it («主管部门 | 具体实施单位 | 云溪县苗圃 | »)."""
    _, value, other, last = row.keys
    if last or not (value and other) or kind.size != _TWO_PAIRS:
        return False
    labels = tuple(label for label in kind.places[2].labels if len(label) >= _WORDS)
    return bool(labels) and value.endswith(labels) and not other.endswith(labels)


def is_unlike(torn: int, row: FitRow, *, leaves_out: bool) -> bool:
    """Whether a row has more cells than the row of labels above that is no heading; or fewer, more than a pair's, where
    covered cells are left out: what stands below the first label then is below the next («5 | | 预算数 | …»)."""
    count = len(row.cells)
    return 0 < torn < count or (leaves_out and _PAIR < count < torn)


def holds_row_above(shape: Shape, row: FitRow) -> bool:
    """Whether a heading begins with the label of a pair of another zone, or with a text before its block's label: the
    row above, which lost cells, and what is left of the heading have together as many as a whole one («主管部门 |
    实施单位 | … | 年初预算数 | 全年执行数»; «云溪县林业局 | 部门预算资金 | 年初预算数»). Not one that is such a label
    itself in an author's words («经费执行 | 预算资金 | 年初批复数»)."""
    kind, first = row.kind, next(iter(row.keys), "")
    if kind is None or not first or first in shape.heading_labels[kind.zone]:
        return False
    zone = shape.form.zones[kind.zone]
    blocks = zone.block.keys - column_keys(zone) if zone.block is not None else frozenset[str]()
    return first in shape.pair_keys or not (blocks.isdisjoint(row.keys[1:]) or shares(zone, first))
