"""Tables of a text that keeps the places of print, found by their headings and rebuilt with their spans."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from jixiao.quotes import squeeze
from jixiao.structure.flat.fit import form_of
from jixiao.structure.flat.placed.cutter import Cutter
from jixiao.structure.flat.placed.down import MODES
from jixiao.structure.flat.placed.heads import Heading, headings
from jixiao.structure.flat.placed.page import Pages, Placed, cell_of
from jixiao.structure.flat.placed.pairs import pair_at, pairs_in
from jixiao.structure.flat.placed.zones import Reader
from jixiao.structure.flat.shapes import RowKind, Shape, State, heading_of, likely_heading, shapes_of
from jixiao.structure.flat.stretch import RawRow, RawTable, Stretch
from jixiao.structure.flat.words import Words, words_of
from jixiao.structure.labels import Kind, label_at

_SURE = 0.8
_CLEAR = 3.0  # by how much the other way to set cells must be dearer
_LIKELY = 1.0  # the same, for rows of labels and values
_MARGIN = 10  # columns within which a heading of the narrative begins


def read_placed(stretch: Stretch, words: Words) -> list[RawTable]:
    """The tables of a stretch that looks placed, by the way of counting columns that makes more of them certain."""
    ways = [_read(Pages(stretch, words.patterns, wide).headed(words), words) for wide in (False, True)]
    return max(ways, key=lambda tables: sum(_sure(table) for table in tables))


def _sure(table: RawTable) -> int:
    """How many cells of a table are certain."""
    return sum(len(row.cells) for row in table.rows if not row.unsure)


def _read(pages: Pages, words: Words) -> list[RawTable]:
    tables: list[RawTable] = []
    for first, after in _regions(pages, words):
        heads = headings(pages.lines, words, first, after)
        if heads:
            tables += _tables(pages, words, heads, first, after)
    return tables


def _regions(pages: Pages, words: Words) -> list[tuple[int, int]]:
    """The lines between those that can only stand outside a table."""
    found: list[tuple[int, int]] = []
    first = 0
    for number, line in enumerate(pages.lines):
        if _ends(words, line):
            found.append((first, number))
            first = number + 1
    found.append((first, len(pages.lines)))
    return [(a, b) for a, b in found if b > a]


def _ends(words: Words, line: Placed) -> bool:
    """Whether a line can only stand outside a table. A goal may begin with «一、»: in its cell, not at the margin."""
    if not words.ends_table(line.line.text):
        return False
    label = label_at(squeeze(line.line.text))
    return label is None or label.kind not in (Kind.PART, Kind.CHINESE) or line.chunks[0].left < _MARGIN


def _tables(pages: Pages, words: Words, heads: Sequence[Heading], first: int, after: int) -> list[RawTable]:
    shape = form_of(shapes_of(words.patterns), [heading.keys for heading in heads])
    if shape is None:
        return []
    kinds = [(heading, kind) for heading in heads if (kind := _kind(shape, heading)) is not None]
    tables: list[RawTable] = []
    at = 0
    while at < len(kinds):
        stop = at + 1
        while stop < len(kinds) and not _begins(pages, shape, kinds[stop], kinds[at:stop]):
            stop += 1
        end = kinds[stop][0].first if stop < len(kinds) else after
        table = _table(pages, words, shape, kinds[at:stop], first, end)
        if table is not None:
            tables.append(table)
        first = end
        at = stop
    return tables


def _begins(pages: Pages, shape: Shape, one: tuple[Heading, RowKind], group: Sequence[tuple[Heading, RowKind]]) -> bool:
    """Whether a heading is of another table than those above: of a zone further up that they have, or of the last one's
    behind rows of label and value (a form may have a heading for each goal). Zones of one table may stand in another
    order than issued (goals below the money, 浙江), but for what only rows of label and value part."""
    above = group[-1]
    if one[1].zone > above[1].zone:
        return False
    if one[1].zone < above[1].zone and any(one[1].zone == kind.zone for _, kind in group):
        return True
    return any(pair_at(pages, shape, at, one[0].first) for at in range(above[0].after, one[0].first))


def _repeats(pages: Pages, one: tuple[Heading, RowKind], above: tuple[Heading, RowKind]) -> bool:
    """Whether a heading at the top of a page is the one above, said again for the rows that go on there."""
    first = one[0].first
    top = not first or pages.lines[first - 1].page != pages.lines[first].page
    return top and one[1].zone == above[1].zone and one[0].keys[1:] == above[0].keys[1:]


def _kind(shape: Shape, heading: Heading) -> RowKind | None:
    return heading_of(shape, heading.keys) or likely_heading(shape, heading.keys, State())


_Group = list[tuple[Heading, RowKind]]  # a heading and those that repeat it


def _table(pages: Pages, words: Words, shape: Shape, kinds: _Group, first: int, end: int) -> RawTable | None:
    """The table with these headings; None where none of its zones can be read."""
    behind = max(len(heading.keys) for heading, _ in kinds) + 2
    groups: list[_Group] = []
    for one in kinds:
        if groups and _repeats(pages, one, groups[-1][0]):
            groups[-1].append(one)
        else:
            groups.append([one])
    cutter = Cutter(shape, words.patterns)
    rows = _rows(Reader(pages, shape, words.patterns, behind, cutter), groups, first, end)
    if len(prices := cutter.prices) > 1:  # how cells are set in their rows is the same all over a table
        cheap, dear = sorted(prices, key=lambda mode: prices[mode])[:2]
        clear = prices[dear] > prices[cheap] + _CLEAR
        cutter = Cutter(shape, words.patterns, [cheap] if clear else MODES, inf)
        if prices[dear] > prices[cheap] + _LIKELY:
            cutter.labels = cheap
        rows = _rows(Reader(pages, shape, words.patterns, behind, cutter), groups, first, end)
    if not any(not row.unsure for row in rows):
        return None
    lines = pages.lines
    start = min(
        [lines[kinds[0][0].first].line.start, *(p[0] for row in rows for cell in row.cells for p in cell.pieces)]
    )
    start = pages.stretch.lines[pages.stretch.line_at(start)].start
    return RawTable(start, lines[end - 1].line.after, rows, "pdf-layout", "drawn", behind + 1, _SURE)


def _rows(reader: Reader, groups: Sequence[_Group], first: int, end: int) -> list[RawRow]:
    """The rows of a table, those that are refused behind the others."""
    pages, shape, words = reader.pages, reader.shape, words_of(reader.patterns)
    found = pairs_in(pages, words, shape, first, groups[0][0][0].first, reader.cutter.labels)
    refused: list[RawRow] = []
    for number, group in enumerate(groups):
        heading, kind = group[0]
        after = groups[number + 1][0][0].first if number + 1 < len(groups) else end
        stop = next((at for at in range(heading.after, after) if pair_at(pages, shape, at, after)), after)
        zone = reader.zone([head for head, _ in group if head.first < stop], kind, stop)
        if zone is None:
            chunks = [chunk for line in pages.lines[heading.first : stop] for chunk in line.chunks]
            refused.append(reader.refused([cell_of(pages.stretch, chunks, 0)]))
        else:
            stops = [*(first for first, _ in zone.blocks[1:]), len(zone.rows)]
            for (first_row, pieces), last in zip(zone.blocks, stops, strict=True):
                if pieces and last > first_row:
                    zone.rows[first_row].cells.insert(0, cell_of(pages.stretch, pieces, 0, last - first_row))
            found += zone.rows
            refused += zone.refused
        found += pairs_in(pages, words, shape, stop, after)
        below = pages.lines[stop:after] if zone is not None else []
        found += filter(None, (reader.total_in(line, kind.zone, zone.places) for line in below if zone is not None))
    return found + refused
