"""Which row is a heading, of which zone, and which of its cells means which column.

Exact synonyms first, one look-up a cell; then, beside headings that are known, what a page says a heading of that kind
looks like (``like``); then, for a misread word between known ones, the column that is missing there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from jixiao import lazy_re as re
from jixiao.structure import headrules
from jixiao.structure.form_model import Column, Form, Pair, Row, Zone, ids_of
from jixiao.structure.headrules import MEASURES, behind_block, half, is_of_points, least, may_begin, names_rows
from jixiao.structure.headyears import (
    YEAR,
    by_year,
    later_target,
    of_another_year,
    of_other_years,
    year_last,
    years_done,
)
from jixiao.structure.match_model import Box

LONGEST = 24
"""Characters of a label at the most that is told by its likeness."""
_ALL = 4  # cells of a row of which none is known, yet each looks like a heading
HEADING_ROWS = 2
"""Rows that a heading takes at most: what is merged down over more stands beside data."""
_YEAR_BEFORE = re.compile(r"\{year\}(?:年(?![初中末])度?)?")
_NONE: dict[int, tuple[Column, ...]] = {}


def without_year(key: str) -> str:
    """A label's key without the year before it («2023年预算数», «2023年初预算数»)."""
    return _YEAR_BEFORE.sub("", key, count=1)


def is_beside(zone: Zone, key: str) -> bool:
    """Whether a heading is of a column that no report has a place for (扣分, 1-6月完成值)."""
    return zone.beside is not None and zone.beside.fullmatch(key) is not None


@lru_cache(maxsize=1 << 15)  # each row is held against the zones of several forms, several times
def _alike(zone: Zone, key: str) -> tuple[Column, ...]:
    """The columns of a zone whose headings a key looks like."""
    if is_beside(zone, key):
        return ()
    found = tuple(column for column in zone.columns if column.like and column.like.fullmatch(key))
    return found if found or key[:1] != "{" else _alike(zone, without_year(key))


class FormIndex:
    """A form's look-ups: its headings, pairs and rows by key."""

    def __init__(self, form: Form) -> None:
        self.form = form
        columns: dict[str, dict[int, tuple[Column, ...]]] = defaultdict(dict)
        self.pairs: dict[str, Pair] = {}
        for z, zone in enumerate(form.zones):
            for column in zone.columns:
                for key in column.keys:
                    columns[key][z] = (*columns[key].get(z, ()), column)
            self.pairs.update({key: pair for pair in zone.pairs for key in pair.keys})
        self.columns = dict(columns)
        self.rows: list[dict[str, Row]] = [{key: row for row in zone.rows for key in row.keys} for zone in form.zones]
        self.inside = [frozenset().union(*(row.inside for row in zone.rows)) for zone in form.zones]
        self.like_pairs = [pair for zone in form.zones for pair in zone.pairs if pair.like]
        # The zones that a row of unknown headings may begin, and how many cells that asks for.
        self._led_by = [
            (z, 0 if zone.kind == "labelled" else max(_ALL, half(zone)))
            for z, zone in enumerate(form.zones)
            if zone.kind in ("labelled", "records")
        ]
        self._blocks = frozenset[str]().union(*(zone.block.keys for zone in form.zones if zone.block))
        self.words = self._blocks.union(self.columns, self.pairs, *(zone.keys for zone in form.zones))

    def zone_of(self, filled: list[Box], number: int, open_: bool) -> int | None:
        """The zone whose heading row these cells are, or None. ``number`` is the zone before; it is ``open_`` when it
        has rows already, which then must be left by words that are known. A block's label beside all rows is none of
        the headings, however long («年度绩效目标1：… (80分)»)."""
        row = filled
        if len(row) > 1 and row[0].cell.row_span > HEADING_ROWS and row[0].key not in self.columns:
            filled = row[1:]
        hits: dict[int, set[str]] = {}
        known = self.columns
        for box in filled:
            if not (box.key in known or box.turned or box.key[:1] == "{"):
                continue  # nearly all cells of a row of data
            if found := self.headed(box):
                for z, columns in found.items():
                    hits.setdefault(z, set()).update([column.id for column in columns])
        zones = self.form.zones
        counts: dict[int, int] = {}
        if hits:
            counts = self._most_of(filled, {
                z: len(ids)
                for z, ids in hits.items()
                if len(ids) >= least(zones[z]) and (names_rows(zones[z], ids) or self._are_named(ids, filled))
            })  # fmt: skip
        if len(filled) > 1 and filled[0].cell.row_span == HEADING_ROWS and filled[0].key in self._blocks:
            filled = filled[1:]  # «预算执行情况» beside headings and one row of money
        if not counts and _are_short(filled) and (may := dict.fromkeys((*hits, *self._led(row, number)))):
            counts = self._most_of(filled, {
                z: n for z in may if not (open_ and z == number) and (n := self._enough(z, filled))
            })  # fmt: skip
        counts = {z: n for z, n in counts.items() if may_begin(zones[z], n, filled, row)}
        if not counts:
            return None
        beside = self._named_beside(row, number)
        beside = None if headrules.is_of_levels(zones, hits, beside) else beside
        if beside is not None and (beside in counts or self._enough(beside, filled)):
            return beside
        if len(counts) > 1:
            counts = {z: n for z, n in counts.items() if not self._is_beside_names(z, counts, filled)} or counts
        most = max(counts.values())
        return min((z for z, n in counts.items() if n == most), key=lambda z: (z < number, z))

    def _most_of(self, filled: list[Box], counts: dict[int, int]) -> dict[int, int]:
        """The zones to which at least half of a row's cells belong, but for those that no report has a place for."""
        zones = self.form.zones
        return {
            z: n
            for z, n in counts.items()
            if 2 * n >= len(filled) or 2 * n >= len([box for box in filled if not is_beside(zones[z], box.key)])
        }

    def _are_named(self, ids: set[str], filled: list[Box]) -> bool:
        """Whether what was to be and what became of it stands behind a heading that no form knows, which is that of the
        names then («指标 | 目标值 | 完成值 | 完成率»)."""
        return ids >= MEASURES and not self.headed(filled[0]) and filled[0].cell.column == 0

    def _named_beside(self, row: list[Box], number: int) -> int | None:
        """The next zone by the label that is merged down beside a row («部门绩效目标» beside «预期绩效目标 | 完成情况 |
        权重», two of which head tasks)."""
        if row[0].cell.row_span == 1:
            return None
        zones = enumerate(self.form.zones)
        return next((z for z, zone in zones if z > number and zone.block and row[0].key in zone.block.keys), None)

    def _is_beside_names(self, z: int, counts: Mapping[int, int], filled: list[Box]) -> bool:
        """Whether the money of a zone stands beside indicators, whose points those are then («项目名称 | 预算数
        | 执行数 | 指标名称 | 目标值 | 完成值 | 分值 | 得分»)."""
        zones = self.form.zones
        if not any(column.type == "amount" for column in zones[z].columns):
            return False
        others = (self._matched(other, filled) for other in counts if any(c.merged for c in zones[other].columns))
        return any("level3" in named and len(MEASURES & named.keys()) > 1 for named in others)

    def _enough(self, z: int, filled: list[Box]) -> int:
        """How many columns of a zone a row's cells look like; 0 where they are less than half of its headings and not
        all that is there, what was budgeted and what was spent («预算数 | 执行数»)."""
        zone = self.form.zones[z]
        found = self._matched(z, filled)
        amounts = ids_of(zone, "amount")
        whole = len(found) == len(filled) > 1 and amounts.issuperset(found)
        # all but the heading of the names, points among them («指标 | 计划值 | 实现值 | 权重 | 得分»)
        told = len(MEASURES) < len(found) == len(filled) - 1 and self._are_named({*found}, filled)
        enough = whole or told or (len(found) >= half(zone) and not is_of_points(zone, set(found)))
        return len(found) if enough else 0

    def _led(self, filled: list[Box], number: int) -> list[int]:
        """The zones still to come that a row without one known heading may begin: behind a label that is merged down,
        each other cell looks like a heading of its own («绩效目标» over two rows, «目标内容 | 目标完成情况» beside); or
        all cells are headings above label and amount in one cell («按收入性质分类 | 按支出性质分类»), or are at least
        four and look like headings of one zone («经费使用情况 | 2022年实际支出 | 2023年预算安排 | 2023年实际支出»)."""
        cells = len(filled)
        if cells > 1 and (found := [
            z for z, asked in self._led_by if z > number and cells >= asked and self.all_head(z, filled)
        ]):  # fmt: skip
            return found
        heads = filled[1:]
        if len(heads) < 2 or filled[0].cell.row_span == 1:
            return []
        return [z for z, zone in enumerate(self.form.zones) if z > number and zone.block and self.all_head(z, heads)]

    def all_head(self, z: int, boxes: list[Box]) -> bool:
        """Whether each of the cells looks like a heading of its own in a zone."""
        zone = self.form.zones[z]
        each = all(z in self.headed(box) or _alike(zone, box.key) for box in boxes)
        return each and len(self.likely(z, boxes)) == len(boxes)

    def headed(self, box: Box) -> dict[int, tuple[Column, ...]]:
        """The columns that a cell heads by its words, by zone: of «预算数（年初）» those of «年初预算数», where a form
        has that; of «2023年执行数» those of «执行数», where none has it with a year."""
        found = self.columns.get(box.turned) if box.turned else None
        if found is None and (found := self.columns.get(box.key)) is None and box.key.startswith("{year}"):
            found = self.columns.get(without_year(box.key))
        return found or _NONE

    def by_key(self, z: int, key: str) -> tuple[Column, ...]:
        """The columns of a zone that a key heads, or looks like."""
        return self.columns.get(key, _NONE).get(z) or _alike(self.form.zones[z], key)

    def likely(self, z: int, filled: list[Box]) -> dict[str, Box]:
        """The columns of a zone in a row, those told by ``like`` too."""
        return self._matched(z, filled) if _are_short(filled) else {}

    def named(self, z: int, row: list[Box]) -> dict[str, Box]:
        """Which heading cell means which column."""
        row = behind_block(row, lambda box: self.headed(box).get(z, ()))
        named = self._matched(z, row)
        self._take_from_levels(z, row, named)
        self._part_points(z, row, named)
        known = {id(box) for box in named.values()}
        if len(known) < len(row):
            _fill_gaps(self.form.zones[z], [box for box in row if id(box) in known or self.may_head(z, box)], named)
        return named

    def may_head(self, z: int, box: Box) -> bool:
        """Whether a heading may be a column by where it stands: in words of no list, nor like («偏差») another's."""
        known = z in self.headed(box) or self._heads_two(z, box) or is_beside(self.form.zones[z], box.key)
        return not known and (len(box.key) > LONGEST or not _alike(self.form.zones[z], box.key))

    def _take_from_levels(self, z: int, row: list[Box], named: dict[str, Box]) -> None:
        """Of «一级指标 | 得分 | … | 三级指标 | 自评得分» the heading behind the indicator is that of its score:
        those in front give sums of their levels; so it is where the names stand below 二级指标 («一级指标 | 权重 |
        二级指标 | … | 分值 | 得分»)."""
        name = named.get("level3") or named.get("level2")
        if name is None:
            return
        ids = [column.id for column in self.form.zones[z].columns]
        taken = {id(box) for box in named.values()}
        for column in self.form.zones[z].columns[ids.index("level3") + 1 :]:
            box = named.get(column.id)
            if box is None:
                continue
            start = name.cell.column
            if box.cell.column > start:
                points = named.get("weight") if column.id == "score" else None
                if points is None or points.cell.column < box.cell.column:
                    continue
                start = points.cell.column  # «自评得分 | … | 分值 | 自评得分»: a score stands behind its points
            behind = (b for b in row if b.cell.column > start and id(b) not in taken)
            other = next((b for b in behind if column in self.headed(b).get(z, ()) or b.key == box.key), None)
            if other is not None:  # by its words, or by the same in no list («配分数», «配分数», «配分数»)
                named[column.id] = other
                taken.add(id(other))

    def _part_points(self, z: int, row: list[Box], named: dict[str, Box]) -> None:
        """Of «自评分值 | 自评得分» the first is the points, though it may head the score alone."""
        first = named.get("score")
        points = next((c for c in self.form.zones[z].columns if c.id == "weight" and c.type == "score"), None)
        if first is None or points is None or "weight" in named or not first.key.endswith("分值"):
            return
        taken = {id(box) for box in named.values()}
        left = [box for box in row if id(box) not in taken and box.cell.column > first.cell.column]
        other = next((b for b in left if any(c.id == "score" for c in self.headed(b).get(z, ()))), None)
        if other is not None:
            named |= {"weight": first, "score": other}

    def _matched(self, z: int, row: list[Box]) -> dict[str, Box]:
        exact = [(box, fits) for box in row if (fits := self.headed(box).get(z, ()))]
        known = {id(box) for box, _ in exact}
        likely = [
            (box, fits)
            for box in row
            if box.match and id(box) not in known and len(box.key) <= LONGEST and not self._heads_two(z, box, exact)
            and (fits := _alike(self.form.zones[z], box.key))
        ]  # fmt: skip
        named: dict[str, Box] = {}
        years = [int(found[0]) for box, _ in (*exact, *likely) if (found := YEAR.search(box.match))]
        done = max(years_done([*exact, *likely]), default=0) if len(years) > 1 else 0
        done = 0 if done and later_target([*exact, *likely], done) else done
        for box, fits in year_last([*exact, *likely]) if len(years) == 1 else (*exact, *likely):
            free = [column for column in fits if column.id not in named]
            if free and (of_other_years(free, box, years) or of_another_year(free, box, done)):
                continue
            if free:
                if len(free) > 1:
                    free = [by_year(free, box, years) if years else self._next(z, free, _left_of(box, named))]
                named[free[0].id] = box
        for column in self.form.zones[z].columns if named else ():
            better = [box for box in row if column.rather.fullmatch(box.key)] if column.rather else []
            # Of «全年执行数» «当年支出» is a part; «累计执行数» may be of all years.
            held = named.get(column.id) if better and column.type == "amount" else None
            if better and not (held and [box for box, fits in (*exact, *likely) if box is held and not fits[1:]]):
                named[column.id] = better[-1]
        return named

    def _heads_two(self, z: int, box: Box, exact: Iterable[tuple[Box, tuple[Column, ...]]] = ()) -> frozenset[str]:
        """The columns of which a heading says two («分值/自评得分» above «10/9.65», «二级指标三级指标»), none that is
        headed ``exact``ly beside it («年度预算实际执行数» beside «年度预算数»)."""
        one, mark, two = box.key.partition("/")
        if not mark:
            both = headrules.run_together(self.form.zones[z], box.key)
            again = both and [fits for _, fits in exact if fits[0].id in both and not fits[1:]]
            return frozenset() if again else both
        first, second = (self.columns.get(half, _NONE).get(z, ()) for half in (one, two))
        apart = bool(first and second) and not set(first) & set(second)
        return frozenset(column.id for column in (*first, *second)) if apart else frozenset()

    def points_in_one(self, z: int, heads: Sequence[Box], named: Mapping[str, Box]) -> dict[str, Box]:
        """The column of points and scores in one cell, where the headings name neither."""
        both = {"weight", "score"}
        if both & set(named):
            return {}
        head = next((box for box in heads if both <= self._heads_two(z, box)), None)
        return {"weight": head} if head else {}

    def _next(self, z: int, free: list[Column], left: str | None) -> Column:
        """Of columns with one heading the first behind the one that is named left of it: 分值 stands behind each level,
        «1.年度目标及完成情况» before «年初设定目标», which is known by its words, and «年末完成情况»."""
        order = self.form.zones[z].columns
        behind = next((at for at, column in enumerate(order) if column.id == left), -1)
        return next((column for column in free if order.index(column) > behind), free[0])

    def known_row(self, z: int, key: str, above: Row | None, *, top_only: bool) -> Row | None:
        """The form's own row of a label, ``above`` being the one before it; below a 专项 row (``top_only``) only one of
        the first level is told by likeness, since an author's own 专项 may be called anything."""
        row = self._inside(z, key, above) or self.rows[z].get(key)
        if row is not None or not key or len(key) > LONGEST:
            return row
        return next(
            (
                row
                for row in self.form.zones[z].rows
                if row.like and not (top_only and row.level > 1) and row.like.fullmatch(key)
            ),
            None,
        )

    def _inside(self, z: int, key: str, above: Row | None) -> Row | None:
        """The part of the row above, or a further part beside it, that a key means only there."""
        rows = self.form.zones[z].rows
        if above is None or key not in self.inside[z]:
            return None
        for row in rows[rows.index(above) + 1 :]:
            if row.level < above.level or (row.level == above.level and not row.inside):
                return None
            if key in row.inside:
                return row
        return None

    def likely_pair(self, key: str) -> Pair | None:
        """The pair whose label a key looks like."""
        if len(key) > LONGEST:
            return None
        return next((pair for pair in self.like_pairs if pair.like and pair.like.fullmatch(key)), None)


def _are_short(boxes: list[Box]) -> bool:
    """Whether no label is too long to be told by its likeness."""
    return not [box for box in boxes if box.key[LONGEST:]]


def _left_of(box: Box, named: Mapping[str, Box]) -> str | None:
    """The column whose heading stands next at the left of a cell, of those that are named so far."""
    left = ((other.cell.column, id_) for id_, other in named.items() if other.cell.column < box.cell.column)
    return max(left, default=(0, None))[1]


def _fill_gaps(zone: Zone, row: list[Box], named: dict[str, Box]) -> None:
    """Headings with words that no list holds are the columns that the form has there, where as many are missing between
    two known ones (before the first, behind the last) as there are such cells (scans: «实际完成俏»)."""
    meaning = {id(box): id_ for id_, box in named.items()}
    heads = [(meaning.get(id(box)), bool(box.match)) for box in row]
    for at, id_ in gaps_filled(zone, heads).items():
        named[id_] = row[at]


@lru_cache(maxsize=256)
def _order(zone: Zone) -> tuple[list[str], dict[str, int]]:
    """The columns that a zone's heading has to have, in order, and how many of them stand before each column."""
    order: list[str] = []
    behind: dict[str, int] = {}
    for column in zone.columns:
        behind[column.id] = len(order)
        order += [column.id] if column.labels and not column.optional else []
    return order, behind


def gaps_filled(zone: Zone, heads: Sequence[tuple[str | None, bool]], *, ends: bool = True) -> dict[int, str]:
    """The columns of headings in words that no list holds, by their place among ``heads`` (each with the column that is
    known, and whether it is no blank cell): as many as are missing between two known ones, with ``ends`` also before
    the first and behind the last. A column that a form may do without closes a gap as well, but only such a one."""
    order, behind = _order(zone)
    named = {id_ for id_, _ in heads if id_}
    found: dict[int, str] = {}
    before = -1 if ends else len(order)
    unknown: list[int] = []
    for at, (id_, filled) in enumerate([*heads, (None, False)]):
        last = at == len(heads)
        if id_ is None and not last:
            unknown += [at] if filled else []
            continue
        if last and not ends:
            break
        after = len(order) if last else behind[id_ or ""]
        missing = [other for other in order[before + 1 : after] if other not in named]
        fits = bool(unknown) and len(missing) == len(unknown)
        if fits:
            found.update(zip(unknown, missing, strict=True))
        if id_ in order:
            before = after
        elif fits:
            before = after - 1
        unknown = []
    return found


@lru_cache(maxsize=64)
def index_of(form: Form) -> FormIndex:
    """A form's look-ups, made once."""
    return FormIndex(form)
