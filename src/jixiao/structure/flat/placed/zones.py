"""A zone of a form among placed lines: its heading, columns and rows as rows of cells (`Reader.zone`)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, groupby, takewhile

from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.celltexts import figure_of, is_second, is_top, money_labels
from jixiao.structure.flat.doubtrows import AIMS
from jixiao.structure.flat.headlikes import columns_of
from jixiao.structure.flat.placed import doubts, down
from jixiao.structure.flat.placed.across import Columns
from jixiao.structure.flat.placed.cutter import Cutter, is_number
from jixiao.structure.flat.placed.down import Cells, Row
from jixiao.structure.flat.placed.heads import Heading, extent, stacks
from jixiao.structure.flat.placed.levels import Levels
from jixiao.structure.flat.placed.merged import Merged
from jixiao.structure.flat.placed.names import as_printed, is_headed, is_nameless
from jixiao.structure.flat.placed.page import Chunk, Pages, Placed, cell_of, spelled
from jixiao.structure.flat.placed.parts import Body, Part, mend_figures
from jixiao.structure.flat.placed.shared import settle, shared
from jixiao.structure.flat.shapes import Place, RowKind, Shape, layout
from jixiao.structure.flat.stretch import RawCell, RawRow
from jixiao.structure.flat.words import words_of
from jixiao.structure.form_model import Zone as FormZone
from jixiao.structure.form_model import key_of, row_key


@dataclass(slots=True)
class Zone:
    """A zone as read: its rows of cells, and the pieces of the labels at its left, with the first of their rows."""

    rows: list[RawRow]
    blocks: list[tuple[int, list[Chunk]]]
    places: Sequence[Place]
    refused: list[RawRow] = field(default_factory=list)


@dataclass(slots=True)
class Reader:
    """What reading a zone needs: the lines, the form, and where refused rows are kept (``behind`` its columns)."""

    pages: Pages
    shape: Shape
    patterns: Patterns
    behind: int
    cutter: Cutter
    totals: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.totals = frozenset(self.shape.total_keys)

    def zone(self, heads: Sequence[Heading], kind: RowKind, after: int) -> Zone | None:
        """The zone below a heading (and below its repetitions on further pages), down to line ``after``; None where it
        cannot be read."""
        heading = heads[0]
        again = {at for head in heads[1:] for at in range(head.first, head.after)}
        lines = [
            line for at, line in enumerate(self.pages.lines[heading.after : after], heading.after) if at not in again
        ]
        keys, cells, block = self._labels(heading, kind, lines)
        _, below = layout(self.shape, kind, keys)
        form_zone = self.shape.form.zones[kind.zone]
        below = as_printed(form_zone, below, issued=len(keys) == len(kind))
        if len(below.places) == len(keys) and block and is_nameless(form_zone, heading.keys[0], below.places):
            keys, cells, block = [*heading.keys], [*heading.cells], []
            below = replace(below, places=(replace(below.places[0], type="text", merge=""), *below.places[1:]))
        if len(below.places) != len(keys):
            return None
        extents = [extent(cell) if cell else None for cell in cells]
        labelled = self.shape.form.zones[kind.zone].kind == "labelled"
        columns = Columns(below.places, extents, self.pages.wide, self._level_of, labelled=labelled)
        parts = self._placed(lines, columns, heads, kind.zone)
        if parts is None:
            return None
        if labelled:  # a label, a gap, its amount
            columns.doubtful.clear()
        zone = Zone([self._head(cells)], [(0, list(block))], below.places)
        body: list[Body | RawRow] = []
        levels = Levels(self.patterns, below)
        ends: list[int] = []  # how many rows there are by the end of each page
        for number, part in enumerate(parts):
            if part.chunks is None:
                body.append(
                    self.refused([cell_of(self.pages.stretch, [c for line in part.lines for c in line.chunks], 0)])
                )
                levels.skip()
                ends.append(len(body))
                continue
            self._add_block(zone, len(body), [c for c, column in part.chunks if self._is_block(below, column)])
            merges = {column for column, place in enumerate(below.places) if place.merge}
            own, rows = self.cutter.cut(list(part.cells(merges)), below.places, part)
            if rows is None:
                return None
            rows = self._apart_by_words(part, own, rows, below)
            levels.add(part, own, rows, goes_on=number + 1 < len(parts))
            made = [Body(own[row.first : row.after], row.sure) for row in rows]
            body += doubts.beside_sums(made, part, below.places, self.patterns["table.subtotal"])
            ends.append(len(body))
        self._tear(body, ends, below, ragged=heading.ragged)
        if heading.glued:
            body = [replace(row, sure=row.total is not None) if isinstance(row, Body) else row for row in body]
        doubts.refuse_shifted(body, below.places)
        misplaced = any(isinstance(row, Body) and self._is_misplaced(row, below) for row in body)
        pieces = [chunk for _, own in zone.blocks for chunk in own]
        if misplaced or doubts.gives_way(zone.blocks) or doubts.lost_its_unit(pieces, lines, words_of(self.patterns)):
            return None
        levels.by_words()
        sure = [isinstance(row, Body) and self._is_sure(row, columns, levels.of(at)) for at, row in enumerate(body)]
        both = dict(shared(body))
        settle(sure, list(both))
        self._lay(zone, body, sure, levels, both, below)
        mend_figures(zone.rows, below.places)
        return zone

    def _apart_by_words(self, part: Part, lines: Sequence[Cells], rows: list[Row], below: RowKind) -> list[Row]:
        """The rows, where no figure tells them apart those in doubt in whose lines several words of level 2 stand: of
        转移支付's three rows below a page break one was made («不断缩小不断提高≥75%»)."""
        column = next((c for c, place in enumerate(below.places) if place.merge == "level2"), None)
        if column is None or any(place.type in down.FIGURES for place in below.places):
            return rows
        own = [chunk for chunk, at in part.chunks or () if at == column]
        words = [chunk.at for chunk in own if is_second(squeeze(chunk.text), self.patterns)]
        ends = [(lines[row.first].at, lines[row.after - 1].at) for row in rows]
        several = [sum(first <= at <= last for at in words) > 1 for first, last in ends]
        return [replace(row, sure=row.sure and not many) for row, many in zip(rows, several, strict=True)]

    def _lay(
        self,
        zone: Zone,
        body: Sequence[Body | RawRow],
        sure: Sequence[bool],
        levels: Levels,
        both: Mapping[int, Sequence[int]],
        below: RowKind,
    ) -> None:
        """Puts the rows into the zone, refused ones behind the others."""
        merged = levels.kept(sure)
        # Where no cell runs down over rows, a refused one keeps its place: those below may be parts of it.
        kept = zone.refused if any(place.merge for place in below.places) else zone.rows
        firsts: list[int] = []  # of the rows, which of the zone each is, or the next one is
        for at, row in enumerate(body):
            firsts.append(len(zone.rows))
            if isinstance(row, RawRow):
                kept.append(row)
            elif sure[at]:
                zone.rows.append(self._row(row, merged.get(at, []), both.get(at, ()), both.get(at - 1, ())))
                zone.rows[-1].unsure = row.total is None and levels.is_unsure(at)
            elif self._is_printed(row, below) and not self._is_rest(row, body[at - 1] if at else row, below):
                # what stands below it is its part
                zone.rows.append(RawRow(self._cells(row)[:1], unsure=True))
                zone.refused.append(self.refused(self._cells(row)))
            else:
                kept.append(self.refused(self._cells(row)))
        zone.blocks = [
            (firsts[start] if start else 0, own) for start, own in zone.blocks if not start or start < len(body)
        ]

    def _add_block(self, zone: Zone, row: int, pieces: list[Chunk]) -> None:
        """Adds what a page prints left of a zone, from its row ``row`` on: it begins anew where it begins as a label
        does («年度绩效目标 1», «年度绩效目标 2» below the same heading on two pages, 湖北)."""
        text = squeeze("".join(chunk.text for chunk in pieces))
        if zone.blocks[-1][1] and any(text.startswith(key) for key in self.shape.block_keys):
            zone.blocks.append((row, pieces))
        else:
            zone.blocks[-1][1].extend(pieces)

    def _tear(self, body: list[Body | RawRow], ends: Sequence[int], below: RowKind, *, ragged: bool) -> None:
        """Refuses rows that may be torn: those without a figure though the zone has columns of them, and what they may
        be the rest of, above and below, over a page too; the first below a ``ragged`` heading."""
        body[:1] = [replace(row, sure=False) if ragged and isinstance(row, Body) else row for row in body[:1]]
        figures = {column for column, place in enumerate(below.places) if place.type in down.FIGURES}
        name = next((column for column, place in enumerate(below.places) if not place.merge), 0)
        pages = set(ends)
        self._split(body, below, name)
        bare = [isinstance(row, RawRow) or not self._is_whole(row, below, figures, name) for row in body]
        for at, row in enumerate(body):
            below_page = at in pages and at > 0 and bare[at - 1]
            above_page = at + 1 in pages and at + 1 < len(body) and bare[at + 1]
            near = (at > 0 and bare[at - 1] and not _is_apart(row)) or (
                at + 1 < len(body) and bare[at + 1] and not _is_apart(body[at + 1])
            )
            if isinstance(row, Body) and row.total is None and (bare[at] or near or below_page or above_page):
                body[at] = Body(row.lines, sure=False)

    def _is_printed(self, row: Body, below: RowKind) -> bool:
        """Whether a row's label, its first cell, is one that the zone prints."""
        zone = self.shape.form.zones[below.zone]
        name = next((column for column, place in enumerate(below.places) if not place.merge), 0)
        known = {key for printed in zone.rows for key in printed.keys}
        return bool(row.text(name)) and row_key(squeeze(row.text(name))) in known

    def _is_rest(self, row: Body, above: Body | RawRow, below: RowKind) -> bool:
        """Whether a label goes on with the one above it («总额» below «年度资金»)."""
        name = next((column for column, place in enumerate(below.places) if not place.merge), 0)
        both = above.text(name) + row.text(name) if isinstance(above, Body) else ""
        keys = {key for printed in self.shape.form.zones[below.zone].rows for key in printed.keys}
        return row_key(squeeze(both)) in keys

    def _is_misplaced(self, row: Body, below: RowKind) -> bool:
        """Whether a figure stands where names do, or a name before an amount («中央补助1,860»): the columns are others
        than they seem."""
        name = next((column for column, place in enumerate(below.places) if not place.merge), 0)
        text = squeeze(row.text(name))
        amounts = (squeeze(row.text(c)) for c, place in enumerate(below.places) if place.type == "amount")
        if self.shape.form.zones[below.zone].kind == "records" and any(map(doubts.NAMED_AMOUNT.match, amounts)):
            return True
        return (
            below.places[name].type not in down.FIGURES
            and figure_of(text) is not None
            and not self.cutter.is_null(text)
        )

    def _split(self, body: list[Body | RawRow], below: RowKind, name: int) -> None:
        """Refuses two rows of which the labels together are one that forms print, or which may be two lines of one."""
        known = self.cutter.is_row_of(self.shape.form.zones[below.zone])
        texts = [row.text(name) if isinstance(row, Body) else "" for row in body]
        for at in range(1, len(body)):
            one, other = texts[at - 1], texts[at]
            rest = one and other and known(other) < 1 and doubts.is_rest(body, at, below.places, name)
            parted = one and other and known(one + other) > max(known(one), known(other))
            if rest or parted or doubts.goes_on(body, at, below.places, name):
                for number in (at - 1, at):
                    row = body[number]
                    if isinstance(row, Body):
                        body[number] = replace(row, sure=False)

    def _is_whole(self, body: Body, below: RowKind, figures: set[int], name: int) -> bool:
        if body.total is not None or not figures:
            return True
        texts = {column: squeeze(body.text(column)) for line in body.lines for column in line.columns}
        if name not in texts:
            return False
        is_null = self.cutter.is_null
        filled = [texts[column] for column in figures & texts.keys()]
        if below.levels and row_key(texts[name]) in money_labels(self.patterns):  # «财政专户管理资金», beside a total's
            return any(below.places[column].id in AIMS for column in texts)
        if below.places[name].type == "label":
            known = self.cutter.is_row_of(self.shape.form.zones[below.zone])(texts[name])
            others = [line.columns[name] for line in body.lines if name in line.columns][1:]
            ends = all(len(squeeze("".join(chunk.text for chunk in own))) == 1 for own in others)  # «…财政拨», «款»
            if filled and not ends and known < 1:  # perhaps the labels of two rows
                return False
            if known == 1:
                return True
        return is_null(texts[name]) or any(figure_of(text) is not None or is_null(text) for text in filled)

    def _is_block(self, below: RowKind, column: int) -> bool:
        return column == 0 and bool(below.places) and below.places[0].merge == "block"

    def _labels(
        self, heading: Heading, kind: RowKind, lines: Sequence[Placed]
    ) -> tuple[list[str], list[list[Chunk]], list[Chunk]]:
        """The heading's label keys and pieces; of its block label only the part that stands in its lines is known."""
        keys, cells, block = list(heading.keys), list(heading.cells), list[Chunk]()
        zone = self.shape.form.zones[kind.zone]
        data = self.shape.data[kind.zone]
        own = self.shape.heading_labels[kind.zone]
        first = columns_of(zone, keys[:1])[0]  # «年度目标» beside «预期目标» heads no column, by itself it may
        if zone.block is not None and (first is None or first in columns_of(zone, keys[1:])):
            block = cells[0]  # of a block's label often only a part stands in these lines
            known = keys[0] in own
            keys, cells = [keys[0] if known else "", *keys[1:]], [[], *cells[1:]]
            lead = 1
        else:
            lead = 0
        left = extent(next(cell for cell in cells if cell))[0]
        ahead = self._ahead(heading, zone, lines, left, block)
        blank = sum(1 for _ in takewhile(lambda place: not is_headed(zone, place), data.places)) if data else 0
        is_row = self.cutter.is_row_of(zone)
        rows = len(ahead) == 1 and all(is_row(chunk.text) for chunk in ahead[0])  # and the block's label further below
        more = max((blank if rows else min(blank, len(ahead))) - lead, 0)
        return keys[:lead] + [""] * more + keys[lead:], cells[:lead] + [[]] * more + cells[lead:], block

    def _ahead(
        self, heading: Heading, zone: FormZone, lines: Sequence[Placed], left: int, block: list[Chunk]
    ) -> list[list[Chunk]]:
        """What stands left of a heading, column by column; on a further page only the label of a block that runs down
        to it, set in its middle there."""
        page = self.pages.lines[heading.first].page
        pages: dict[int, list[Chunk]] = {page: [*block]}  # all of it may stand beside a heading of two lines
        for line in lines:
            pages.setdefault(line.page, []).extend(chunk for chunk in line.chunks if chunk.right <= left)
        own = stacks(pages.pop(page))
        if own or zone.block is None:
            return own
        below = [stacks(chunks) for chunks in pages.values() if chunks]
        texts = (key_of(squeeze("".join(chunk.text for chunk in stack))) for stack in chain.from_iterable(below))
        return next((found for found in below if any(text in zone.block.keys for text in texts)), own)[:1]

    def _head(self, cells: Sequence[Sequence[Chunk]]) -> RawRow:
        return RawRow([cell_of(self.pages.stretch, cell, column) for column, cell in enumerate(cells) if cell])

    def _placed(
        self, lines: Sequence[Placed], columns: Columns, heads: Sequence[Heading], zone: int
    ) -> list[Part] | None:
        """The pieces of the zone with their columns, page by page."""
        first = self.pages.lines[heads[0].first].page
        again = {self.pages.lines[head.first].page: head for head in heads[1:]}
        parts: list[Part] = []
        for page, group in groupby(lines, key=lambda line: line.page):
            own = list(group)
            text = self.pages.stretch.text
            printed = [chunk for line in own for chunk in spelled(text, line.chunks, self.totals)]
            totals = [chunk for chunk in printed if self._is_total(chunk, zone)]
            rest = [chunk for chunk in printed if chunk not in totals]
            placed = self._total_below(rest, columns) if totals and page != first else None
            if placed is None:
                headed = page == first or (page in again and columns.below(again[page]))
                placed = columns.put(rest, headed=headed)
            if placed is None and page == first:
                return None
            parts.append(Part(zone, own, placed, totals, continued=page != first))
        return parts

    def _is_total(self, chunk: Chunk, zone: int) -> bool:
        """Whether a piece is the label of a total that may stand below a zone («合计» among funds is one of them)."""
        kind = self.shape.total_keys.get(key_of(squeeze(chunk.text)))
        after = self.shape.form.zones[kind.zone].after if kind is not None else None
        return kind is not None and after in (None, self.shape.form.zones[zone].id)

    def total_in(self, line: Placed, zone: int, places: Sequence[Place]) -> RawRow | None:
        """The total of a zone that a line below it is, behind rows of label and value: its label, as many points as the
        zone has columns of them, and perhaps what is said of them (云南)."""
        first, *rest = spelled(self.pages.stretch.text, line.chunks, self.totals)
        points = [column for column, place in enumerate(places) if place.type == "score"]
        if not self._is_total(first, zone) or not points or not 0 <= len(rest) - len(points) <= 1:
            return None
        if not all(is_number(chunk.text) for chunk in rest[: len(points)]):
            return None
        columns = [*points, points[-1] + 1]
        cells = [cell_of(self.pages.stretch, [c], at) for c, at in zip(rest, columns, strict=False)]
        return RawRow([cell_of(self.pages.stretch, [first], 0, 1, points[0]), *cells])

    def _total_below(self, chunks: Sequence[Chunk], columns: Columns) -> list[tuple[Chunk, int]] | None:
        """The figures of a total that stands alone on a page: as many as there are columns of points."""
        points = [column for column, place in enumerate(columns.places) if place.type == "score"]
        groups = stacks(chunks)
        if len(groups) != len(points) or any(figure_of(squeeze("".join(c.text for c in g))) is None for g in groups):
            return None
        return [(chunk, column) for group, column in zip(groups, points, strict=True) for chunk in group]

    def _level_of(self, word: str) -> frozenset[str]:
        levels = {"level1": is_top(word, self.patterns), "level2": is_second(word, self.patterns)}
        return frozenset(level for level, known in levels.items() if known)

    def _is_sure(self, body: Body, columns: Columns, levels: Collection[str]) -> bool:
        """Whether a row is told apart; a name that is a word of a level may be that of the column beside it, unless a
        word stands there too (``levels``: 服务对象满意度指标, 服务对象满意度)."""
        chunks = [chunk for line in body.lines for own in line.columns.values() for chunk in own]
        name = next((column for column, place in enumerate(columns.places) if not place.merge), 0)
        level = self._level_of(body.text(name)) & {place.merge for place in columns.places} - {*levels}
        doubtful = any(chunk.start in columns.doubtful for chunk in chunks)
        torn = doubts.is_torn(body, columns.places) or doubts.is_astray(body, columns.places)
        torn = torn or doubts.ends_with_goal(body, self.patterns["label.goal"])
        return body.sure and not (level or doubtful or torn)

    def _cells(self, body: Body) -> list[RawCell]:
        pieces: dict[int, list[Chunk]] = {}
        for line in body.lines:
            for column, chunks in line.columns.items():
                pieces.setdefault(column, []).extend(chunks)
        cells = [cell_of(self.pages.stretch, chunks, column) for column, chunks in sorted(pieces.items())]
        if body.total is not None:
            cells.insert(0, cell_of(self.pages.stretch, [body.total], 0, 1, max(min(pieces, default=1), 1)))
        return cells

    def _row(
        self, body: Body, merged: Sequence[tuple[int, Merged]], two: Collection[int], done: Collection[int]
    ) -> RawRow:
        """A row of cells, with the merged ones that begin in it; those of the columns ``two`` are the next row's too,
        those of the columns ``done`` the one's above."""
        stretch = self.pages.stretch
        cells = [cell_of(stretch, cell.chunks, column, cell.after - cell.first) for column, cell in merged]
        own = [cell for cell in self._cells(body) if cell.column not in done]
        for cell in own:
            cell.row_span += cell.column in two
        return RawRow([*cells, *own])

    def refused(self, cells: Sequence[RawCell]) -> RawRow:
        """A row whose cells cannot be told apart: its texts stand behind the form's columns and mean nothing."""
        text = "\n".join(cell.text for cell in cells)
        pieces = tuple(piece for cell in cells for piece in cell.pieces)
        return RawRow([RawCell(text, pieces, 1, 1, self.behind)], unsure=True)


def _is_apart(row: Body | RawRow) -> bool:
    """Whether blank lines stand above a row."""
    return isinstance(row, Body) and row.lines[0].parted
