"""From the first row of a grid to the last: what a row is, given the zone of the form in which it stands."""

from __future__ import annotations

from itertools import pairwise
from operator import attrgetter

from jixiao.structure.adjusted import adjusted_by_rate
from jixiao.structure.below import by_letters, is_lower_half, opened, without_contradicted
from jixiao.structure.blocks import (
    Blocks,
    begins_anew,
    begins_block,
    cover_of,
    ends_rows,
    goal_of_block,
    heads_too,
    is_level,
    is_next_level,
    is_rest_of_label,
    next_block,
)
from jixiao.structure.by_lines import by_lines
from jixiao.structure.form_model import FREE
from jixiao.structure.forms import Form, Pair, Zone, row_key
from jixiao.structure.headings import index_of
from jixiao.structure.headparts import heads_below, in_lower_half, without_sum
from jixiao.structure.levels import level_below_wide, levels_left, names_beside
from jixiao.structure.match_model import Box, FormMatch, Record, ZoneMatch
from jixiao.structure.model import Grid
from jixiao.structure.pairs import (
    begins_another,
    follows_another,
    glued_pairs,
    goals_in,
    is_record,
    is_rest,
    keep_nearer,
    labels_of,
    not_refused,
    spanning_pair,
    value_beyond,
)
from jixiao.structure.plain_rows import has_plain_rows, is_plain
from jixiao.structure.records import record_of
from jixiao.structure.sums import (
    adds_up,
    holds_points_alone,
    is_part,
    measures,
    names_row,
    points_labelled,
    sums_all,
    sums_money,
)
from jixiao.structure.told import (
    heads_others,
    is_apart,
    is_banner,
    is_signed,
    labels_of_amounts,
    level_of,
    names_left,
    numbered_level,
    told_by_cells,
    unheaded,
    unit_beside,
    unit_told,
    without_figures,
)

_MATCH = attrgetter("match")
_PAIRED = 4  # cells of a row of two labels with their values
_OF_GOALS = frozenset({"goals.expected", "goals.actual"})


class Walk:
    """From the first row to the last: what a row is, given the zone in which it stands."""

    def __init__(
        self, grid: Grid, form: Form, score: float, rows: tuple[list[list[Box]], list[list[Box]]], unit: str | None
    ) -> None:
        """``rows``: all cells of each row, and those that are not blank."""
        self.form = form
        self.rows, self.filled = rows
        self.result = FormMatch(form, score, grid)
        self.index = index_of(form)
        self.totals = [zone for zone in form.zones if zone.kind == "total"]
        self.foreign = {pair.id for zone in form.zones if zone.id == FREE for pair in zone.pairs}
        self.zone: ZoneMatch | None = None
        self.number = -1  # of the zone in the form
        self.opened = False  # whether rows are kinds of the 专项 row above
        self.heads: dict[tuple[str, ...], tuple[int, int]] = {}  # printed rows so far: their row and zone (-1: pairs)
        self.again: dict[int, int] = {}  # rows that repeat an earlier one
        self.total_first: Record | None = None  # a total's row right below the headings
        self.heading = False  # whether the row before was a heading row
        self.plain = False  # whether the zone's rows may be told to be nothing else (`plain_rows`)
        self.cover = cover_of(self.rows)
        self.repeats = grid.table.repeats
        self.blocks = Blocks(form, self.index, self.cover, self.repeats)
        self.printed_unit = unit
        self.merges = any(cell.column_span > 1 and cell.text.strip() for cell in grid.table.cells)  # «…» beside blanks
        self.of_text = grid.table.origin == "flattened"  # which makes one of the blanks side by side

    def run(self) -> FormMatch:
        for r, row in enumerate(self.rows):
            filled = self.filled[r]
            open_ = self.zone is not None and bool(self.zone.records)
            if self.result.total is not None and begins_another(self.result, self.heads, self.filled[r:]):
                self.result.unknown += [row for row in self.filled[r:] if row]
                break  # nobody parted the tables of two forms: what follows is not of this one
            if (
                self.of_text
                and r
                and len(self.filled[r - 1]) == 1
                and follows_another(self.index, self.heads, self.filled[:r], filled)
            ):
                self.result.unknown += [row for row in self.filled[r:] if row]
                break
            if self.zone is not None and self._repeated(r, filled):
                continue
            if self.zone is not None and self.plain and is_plain(self.index, self.number, self.zone, filled):
                self._data(r, row, filled)
                self.heading = False
                continue
            printed = not_refused(filled, self.result)
            z = self.index.zone_of(printed, self.number, open_)
            if z is None and len(printed) > 1:
                last = None if self.heading else self.zone
                z = opened(self.index, self.rows, r, printed, self.number, last=last, open_=open_)
            if z is None and self.heading and is_lower_half(self.index, self.number, self.zone, r, printed):
                z = self.number
            if z is None and self.blocks.names_goal(r, printed):
                self._claim(printed[0])
                continue
            if z is None and self.zone is not None and begins_block(self.zone, printed):
                self._next_block(self.zone, printed[0])
            if z is not None:
                self._start(z, r, row)
            elif self.zone and heads_below(self.index, self.number, self.zone, r, filled, self.cover[r]):
                self.result.structure += [box.whole for box in filled]
                continue
            elif not self._labelled(r, row, printed):
                self._data(r, row, filled)
            self.heading = z is not None
        if self.result.total is None and self.total_first and sums_all(self.total_first, self.result.zones):
            self.result.total = first = self.total_first
            self.result.unknown = [row for row in self.result.unknown if not row or row[0].cell.row != first.row]
        # what was refused above the first heading is told from a title or a year only once its columns are known
        self.result.captions = [box for box in self.result.captions if not_refused([box], self.result)]
        self.result.unit = self.printed_unit or self.form.unit
        self.result.unit_assumed = self.printed_unit is None
        return self.result

    def _repeated(self, r: int, filled: list[Box]) -> bool:
        """The table's first rows again on a further page, in the midst of a later zone (Word's repeated heading rows
        as a PDF prints them; a heading cell merged down takes the row below it along)."""
        if not filled:
            return False
        texts = tuple(map(_MATCH, filled))
        first = self.again.get(r - 1, -2) + 1  # the row that follows the one repeated just above
        if first < 0 or texts != tuple(map(_MATCH, self.filled[first])):
            first, z = self.heads.get(texts, (-1, self.number))
            if z == self.number:
                return False
        self.again[r] = first
        self.result.structure += [box.whole for box in filled]
        return True

    # heading rows

    def _start(self, z: int, r: int, row: list[Box]) -> None:
        zone = self.form.zones[z]
        block = self.blocks.of(zone, r, self.zone)
        again = self.zone is not None and self.zone.zone is zone
        if again and self.zone and not self.heading:
            again = not begins_anew(self.zone, block)
        if not again or self.zone is None:
            unit = self.printed_unit
            self.zone = ZoneMatch(zone, default_unit=unit or self.form.unit, assumed=unit is None)
            self.result.zones.append(self.zone)
        elif not self.heading:
            self.zone.owner.clear()
        self.number = z
        self.heads.setdefault(tuple(box.match for box in row if box.match), (r, z))
        found = self.zone
        if block:
            if block is not found.block:
                self._claim(block)
            found.block = found.block or block
            found.block_rest += self.blocks.beside(block)
        heads = [box for box in row if box is not block or heads_too(zone, box)]
        named = without_figures(self.index, self.rows, z, r, heads, self.index.named(z, heads))
        named = without_contradicted(self.index, self.rows, r, z, heads, named)
        named = dict(names_beside(zone, self.rows, r, heads, named, lambda box: self.index.likely(z, [box])))
        named |= {**dict(by_letters(heads, named, zone)), **self.index.points_in_one(z, heads, named)}
        named |= goal_of_block(zone, row, block, named)
        named = dict(adjusted_by_rate(self.rows, r, named, zone, heads))
        named = in_lower_half(found, r, heads, named) if self.heading and again else named
        told = named | dict(told_by_cells(self.rows, zone, r, heads, named))
        told |= dict(unit_told(self.rows, zone, r, heads, found.named | told if self.heading and again else told))
        found.named |= told
        for id_, box in told.items():
            for column in range(box.cell.column + (box is block and id_ != "expected"), box.end):
                found.owner[column] = id_
        if self.heading and again:  # «预算数» over «年初预算数 | 全年预算数» is not the heading of the names beside it
            own = {id_: range(box.cell.column, box.end) for id_, box in found.named.items() if id_ not in told}
            for id_ in [id_ for id_, under in own.items() if id_ not in map(found.owner.get, under)]:
                del found.named[id_]
        found.owner.update((column, id_) for id_, column in levels_left(zone, self.rows, r, heads, named))
        found.owner.update((column, id_) for id_, column in level_below_wide(zone, self.rows, r, named))
        printed = [box for box in row if box is not block and box.match]
        found.headings += printed  # a sentence among them is no heading's: «年度目标 | 建设…。 | 完成情况 | 建成…。»
        sums = ":" if zone.kind == "labelled" else "。"
        self.result.structure += [
            without_sum(box) if sums in box.match[:-1] else box.whole
            for box in printed
            if "。" not in box.match or box in told.values()
        ]
        found.banner = block if is_level(found, self.filled, block) else found.banner
        found.owner.update(unheaded(self.rows, found, r, row, block))
        self.plain = has_plain_rows(found)

    def _next_block(self, zone: ZoneMatch, block: Box) -> None:
        self.zone = next_block(zone, block)
        self.result.zones.append(self.zone)
        self._claim(block)

    # rows of label and value, total rows

    def _labelled(self, r: int, row: list[Box], filled: list[Box]) -> bool:
        first = filled[0] if filled else None
        if first is None:
            return False
        lost = row[0] is not first and not row[0].match  # a seal took the label, or nobody wrote one
        led = [row[0], *filled] if lost else filled
        for zone in self.totals:
            told = first.key in zone.keys
            if not told and (self.zone is None or not adds_up(self.zone, self.result.zones, led)):
                continue
            if self._goes_on(zone, r, led, told=told):
                if self.zone is not None and told and not self.zone.records:
                    self.total_first = self._record(self.zone, r, skip=led[0])
                return self._part(led)
            if self._total(zone, r, led[0], told=told):
                return True
        if self.zone is not None and self.totals and is_part(self.zone, self.result.zones, filled):
            return self._part(filled)
        if self.zone and self.zone.zone.rows and row_key(first.match) in self.index.rows[self.number]:
            return False
        labels = labels_of(self.index, filled, outside=self.zone is None)
        if first.cell.row_span > 1 and len(filled) > 2:
            labels.pop(id(first), None)  # merged down beside headings: a block's
        paired = len(filled) > 2 and len(filled) % 2 == 0 and all(id(box) in labels for box in filled[::2])
        if self.zone is not None and (len(filled) > 2 or len(row) > _PAIRED) and not paired:
            # «项目支出 | 154 | 154 | …» is a row of the zone, also where its amounts are blank; not four cells in pairs
            labels = {at: pair for at, pair in labels.items() if pair.id not in self.foreign}
        if self.zone is not None and len(labels) == 1 and is_record(self.zone, filled, self.cover[r]):
            return False
        if id(first) not in labels and (pair := spanning_pair(self.index, self.zone, row, self.repeats)):
            labels = {id(first): pair}
        beside = self.zone is None and bool(labels)
        # The first label of two or three may be one that no form knows; one before them names all (辽宁).
        second = len(filled) in (4, 6) and id(filled[2]) in labels
        named = len(filled) > 2 and len(filled) % 2 == 1 and id(filled[1]) in labels
        if id(first) in labels or (beside and (second or named)) or (named and self._leads(first, labels)):
            self._pairs(r, row, labels)
            return self._glued(goals_in(self.form, filled[1:])) or True
        return self._glued(filled if ":" in first.match else goals_in(self.form, filled[1:]))

    def _leads(self, first: Box, labels: dict[int, Pair]) -> bool:
        """Whether a cell is the label of the goals, merged down beside theirs («绩效目标 | 预期目标 | …»)."""
        if first.cell.row_span == 1 or not any(pair.id in _OF_GOALS for pair in labels.values()):
            return False
        self._claim(first)
        return True

    def _pairs(self, r: int, row: list[Box], labels: dict[int, Pair]) -> None:
        self.zone, self.number = None, max(self.number, 0)
        self.heads.setdefault(tuple(box.match for box in row if box.match), (r, -1))
        for box, after in pairwise([*row, None]):
            pair = labels.get(id(box)) if box else None
            if box is None or pair is None:
                continue
            self._claim(box)
            value = None if after is None or id(after) in labels or is_rest(self.index, box, after) else after
            if value and not value.match and not self.merges and (value.cell.column_span == 1 or self.of_text):
                value = value_beyond(self.index, row, value, labels)
            if value is None and len(row) == 1:
                continue  # a banner: «三、绩效目标完成情况» over the whole table
            keep_nearer(self.result.pairs, pair, box, value)

    def _glued(self, filled: list[Box]) -> bool:
        """Label and value in one cell, where the label has not been printed before."""
        found = False
        for match in glued_pairs(self.index, filled) if filled else ():
            if match.pair.id not in self.result.pairs:
                self._claim(match.label)
                self.result.pairs[match.pair.id] = match
                found = True
        return found

    def _goes_on(self, zone: Zone, r: int, row: list[Box], *, told: bool) -> bool:
        """Whether rows of the zone follow a row of sums («小计» of a level), or the total one that no form knows; or it
        is one of them, which says what was to be reached and what was: the label stands where its name should."""
        if self.zone is None or self.zone.zone.id != zone.after:
            return False
        if told and measures(self.zone, [box for box in row if box.key not in self.index.pairs]) > 1:
            return True
        filled = next((row for row in self.filled[r + 1 :] if row), None)
        return filled is not None and (names_row(self.zone, filled) or (not told and filled[0].key in zone.keys))

    def _part(self, filled: list[Box]) -> bool:
        """A level's sums: nothing in a report asks for them."""
        for box in filled:
            if box.match == filled[0].match:  # in each column of a merged cell, by some tools
                self._claim(box)
        self.result.unknown.append([box for box in filled if box.match != filled[0].match])
        return True

    def _total(self, zone: Zone, r: int, label: Box, *, told: bool) -> bool:
        if (base := next((m for m in reversed(self.result.zones) if m.zone.id == zone.after), None)) is None:
            return False
        if self.zone is not None and self.zone is not base:
            if not told or not holds_points_alone(self.zone, self.cover[r], label):
                return False
            base = self.zone  # the money stands below the indicators, and the total below both
        self._claim(label)
        record = self._record(base, r, skip=label)
        if labelled := points_labelled(base, self.result.zones, zone.keys, self.filled[r]):
            record = Record(r, labelled, {})
            for box in self.filled[r][2::2]:
                self._claim(box)
        if self.result.total is None:
            self.result.total = record
        else:
            self.result.totals_below.append(record)
        self.zone = None
        return True

    def _data(self, r: int, row: list[Box], filled: list[Box]) -> None:
        zone = self.zone
        if zone is None or self._ends(zone, r):
            self.zone = None
            self.result.unknown += [row] if filled and self.result.zones else []
            self.result.captions += [] if self.result.zones else filled
            return
        cover = self.cover[r]
        if filled and not (
            (cover and cover[0].cell.column in zone.owner)  # most rows
            or any(column in zone.owner for box in cover for column in range(box.cell.column, box.end))
        ):
            self.result.unknown.append(row)  # below no heading: cells that nobody could tell apart
            return
        if is_banner(zone, filled):
            zone.banner = filled[0]
            return
        if is_signed(self.index, zone, filled) or heads_others(zone, filled):
            self.zone = None
            self.result.unknown.append(row)
            return
        if (name := numbered_level(zone, filled, self.filled[r + 1 :])) is not None:
            zone.banner = name
            self.result.unknown.append([box for box in row if box is not name])
            return
        record = self._record(zone, r)
        if zone.banner is not None and (level := level_of(zone)):
            record.cells.setdefault(level, zone.banner)
        if is_apart(zone, row, record, repeats=self.repeats):
            self.result.unknown.append(row)
            return
        if zone.zone.rows:
            self.result.structure += unit_beside(zone, row, record)
            label = next((c.id for c in zone.zone.columns if c.type == "label"), "")
            if label and filled and names_left(zone, filled[0], record.cells.get(label)):
                record.cells[label] = filled[0]
            labels = labels_of_amounts(self.index, self.number, zone, record, label)
            if labels is None:
                self.result.unknown.append(row)
                return
            for other in labels:
                self._claim(other)
            box = record.cells.get(label)
            if box and box.match:
                above = next((record.known for record in zone.records[:-3:-1] if record.known), None)
                known = self.index.known_row(self.number, row_key(box.match), above, top_only=self.opened)
                self.opened = known.opens if known else self.opened
                record.known = known
        zone.records.extend(by_lines(zone, record, self.result.grid.table))

    def _ends(self, zone: ZoneMatch, r: int) -> bool:
        """Another label in the place of the block: the zone is over, though no heading says what begins."""
        most = zone.zone.rows_at_most
        if (most is not None and len(zone.records) >= most) or ends_rows(self.form, zone, self.filled[r]):
            return True
        if (block := zone.block) is None:
            return False
        here = next((box for box in self.cover[r] if box.cell.column == block.cell.column), None)
        if here is None or here is block or not here.match or here.match == block.match:
            return False
        if here in zone.block_rest or (here.cell.row == r and sums_money(zone, self.filled[r])):
            return False
        if is_next_level(zone, here, self.filled[r]):
            return False
        if here.cell.row == r and is_rest_of_label(zone.zone, here.match, block.match):
            self._claim(here)  # a merged label that a page break tore: «楼堂馆所控制情况», then «（2023年完工项目）»
            zone.block_rest.append(here)
            return False
        return here.cell.row == r and here.cell.column not in zone.owner

    def _record(self, zone: ZoneMatch, r: int, skip: Box | None = None) -> Record:
        return record_of(zone, r, self.cover[r], self.result.grid.table, skip)

    def _claim(self, box: Box) -> None:
        self.result.structure.append(box.whole)
