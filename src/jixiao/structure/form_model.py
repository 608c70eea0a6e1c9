"""A form as a value: zones, columns, rows, pairs, and how its printed labels are compared.

A form is what a finance office issues: a table of zones one below the other. A zone has a heading row, a block label
that may be merged down its left side (年度总体目标), columns with a meaning, and rows; or it is a row of label and
value (项目名称 | …). Labels are compared by `label_key`, so one synonym serves every way of breaking, spacing and
bracketing it. Canonical columns (`Slot.start`, ``span``) are those of the form as issued: they restore the merged
cells of a flattened table; `match` itself goes by the headings that it finds. `forms` reads them from patterns.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from jixiao import lazy_re as re
from jixiao.quotes import squeeze

LEVELS = ("level1", "level2")
"""The columns whose words are merged down over the indicators that they sort: a row may print none of them."""
OF_LEVEL = "指标"
"""With what words of levels end."""

_TAIL = re.compile(
    r"(?:\([^()]*\)?|(?:19|20)\d\d年[\u4e00-\u9fff]{0,8}\)|\[[^\[\]]*\]|【[^【】]*】|[:;*]|(?<=[值数率额算行标际成])[A-D](?:[/÷][A-D])?"
    r"|(?<=[\u4e00-\u9fff])[A-Za-z]{4,}|[\u0600-\u06ff\u0f00-\u0fff\u1800-\u18af]+)+$"
)
"""Also a bracket with a year that lost its opening one, and the same label in another script behind it («项目名称
Hanghmoeg mingzcoh» of 广西; 新疆, 西藏, 内蒙古)."""
_YEAR = re.compile(r"(?:19|20)\d\d|20[Xx×*]{2}")
_NUMBER = re.compile(r"^(?:\d{1,2}[、.)]?(?!\d|[.,]\d)|\(\d{1,2}\)|[一二三四五六七八九十]{1,3}[、.]|[①-⑳])")
_OF_WHICH = re.compile(r"^其中[:-]?")


@lru_cache(maxsize=4096)
def key_of(match: str) -> str:
    """The key of an already squeezed label, see `label_key`."""
    key = _TAIL.sub("", match) or match
    return _YEAR.sub("{year}", key) if "20" in key or "19" in key else key


def label_key(label: str) -> str:
    """How labels are compared: no blanks, half width, the year as ``{year}``, no bracket, colon or letter of a formula
    at the end.

    «年度预\\n算申请（万元）» is «年度预算申请», «2022年决算数» is «{year}年决算数», «执行率B/A» is «执行率».
    """
    return key_of(squeeze(label))


@lru_cache(maxsize=4096)
def bare_label(match: str) -> tuple[int, int]:
    """Where a squeezed row label begins and ends without its number, 其中 and colon: «其中:1.办公费:» is [5, 8)."""
    start = 0
    for lead in (_OF_WHICH, _NUMBER, _OF_WHICH):
        found = lead.match(match[start:])
        start += found.end() if found else 0
    end = len(match.rstrip(":"))
    return (start, end) if start < end else (0, len(match))


@lru_cache(maxsize=4096)
def row_key(match: str) -> str:
    """The key of a row label that is already squeezed: its number and 其中 taken off too."""
    start, end = bare_label(match)
    return key_of(match[start:end])


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of the form as issued: grid columns [start, start + span), what stands there, and whether it is merged
    down over rows. ``labels`` are the printed words of a heading cell, () for a cell that is filled in."""

    id: str
    start: int
    span: int
    labels: tuple[str, ...]
    type: str
    merged: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A column of a zone. ``type`` is one of `TYPES`. ``merged``: filled once over several rows (一级指标). ``once``: a
    merged cell counts on its first row only (分值). ``year`` is relative to the heading's latest. ``entries`` are the
    labels printed in a column whose cells hold label and amount (一般公共预算：512.36). ``like`` tells a heading that
    is no synonym yet, beside others that are; ``cells`` a column whose heading says nothing known by what it holds.
    ``says`` is what all cells of a level say, which tells it from names below one heading of both («指标»).
    A heading like ``rather`` has the column before any other (四级指标 names the indicator, 三级指标 its group)."""

    id: str
    type: str
    labels: tuple[str, ...]
    keys: frozenset[str]
    like: re.Pattern[str] | None
    cells: re.Pattern[str] | None
    start: int | None
    span: int
    merged: bool
    once: bool
    optional: bool
    year: int | None
    entries: tuple[str, ...]
    pattern: str
    rather: re.Pattern[str] | None = None
    says: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """The label merged down the left side of a zone; zones that share an ``id`` share one such cell. With ``goal`` it
    names a goal, with its points and often its text («年度绩效目标1：… (80分)»). ``like`` is how such a
    label looks: one beside a zone's headings speaks for the form."""

    id: str
    labels: tuple[str, ...]
    keys: frozenset[str]
    start: int
    span: int
    goal: bool = False
    like: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A row that the form prints. ``apart`` rows are no item of the list (政府采购); below an ``opens`` row each row is
    one of its kind (一个专项一行). ``inside`` keys mean this row only below the one that it is a part of, and may mean
    another one elsewhere («运行维护费» below «公务用车购置和运行维护费»)."""

    id: str
    labels: tuple[str, ...]
    keys: frozenset[str]
    like: re.Pattern[str] | None
    level: int
    opens: bool
    apart: bool
    inside: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """A printed label with the cell that is filled in beside it. Pairs of one ``line`` stand in one row."""

    id: str
    type: str
    labels: tuple[str, ...]
    keys: frozenset[str]
    like: re.Pattern[str] | None
    label_at: tuple[int, int] | None
    value_at: tuple[int, int] | None
    line: int
    pattern: str


@dataclass(frozen=True, slots=True, eq=False)
class Zone:
    """A part of a form, by ``kind``: records (heading, then rows), labelled (heading, then label and amount in one
    cell), pairs (label, value), total (a label, then the figures of the ``after`` zone's columns). Headings that look
    like ``beside`` are of columns that no report has a place for (扣分, 数据来源): none but the exact words of a column
    of the form's own make one of them mean something."""

    id: str
    kind: str
    essential: bool
    optional: bool
    free_rows: bool
    rows_at_most: int | None
    block: Block | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    pairs: tuple[Pair, ...]
    labels: tuple[str, ...]
    keys: frozenset[str]
    label_at: tuple[int, int] | None
    after: str | None
    beside: re.Pattern[str] | None = None

    @property
    def is_unread(self) -> bool:
        """Whether no report has a place for what stands in its columns (资金管理情况, 年度主要任务)."""
        return bool(self.columns) and all(column.type == "printed" for column in self.columns)

    @property
    def heading(self) -> tuple[Slot, ...]:
        """The heading row as issued, from left to right (records and labelled zones; else empty)."""
        if self.kind not in ("records", "labelled"):
            return ()
        return self._slots(headings=True)

    @property
    def spans(self) -> tuple[Slot, ...]:
        """A data row as issued; of a pairs zone the first line, of a total row its label (the rest by ``after``)."""
        if self.kind == "pairs":
            return self.lines[0] if self.lines else ()
        if self.kind == "total":
            return (Slot("label", *self.label_at, self.labels, "label"),) if self.label_at else ()
        return self._slots(headings=False)

    @property
    def lines(self) -> tuple[tuple[Slot, ...], ...]:
        """The rows of a pairs zone: label and value slots."""
        rows: dict[int, list[Slot]] = {}
        for pair in self.pairs:
            if pair.label_at and pair.value_at:
                rows.setdefault(pair.line, []).extend(
                    (
                        Slot(pair.id, *pair.label_at, pair.labels, "label"),
                        Slot(pair.id, *pair.value_at, (), pair.type),
                    )
                )
        return tuple(tuple(rows[line]) for line in sorted(rows))

    def _slots(self, *, headings: bool) -> tuple[Slot, ...]:
        block = self.block
        slots = [Slot("block", block.start, block.span, block.labels, "label", True)] if block else []
        slots += [
            Slot(c.id, c.start, c.span, c.labels if headings else (), c.type, c.merged and not headings)
            for c in self.columns
            if c.start is not None
        ]
        return tuple(sorted(slots, key=lambda slot: slot.start))


FREE, GOALS = "others", "goals"
"""Ids of zones of labels and values that a form does not print: rows of the first stand anywhere, those of goals where
the form may have headings."""


def is_free(zone: Zone) -> bool:
    """Whether a zone's labels and values stand anywhere: no form prints them so."""
    return zone.kind == "pairs" and zone.id in (FREE, GOALS)


def pairs_zone(id_: str, pairs: tuple[Pair, ...]) -> Zone:
    """An optional zone of labels and values that no form prints, for what a table asks for besides."""
    return Zone(id_, "pairs", False, True, False, None, None, (), (), pairs, (), frozenset(), None, None)


@lru_cache(maxsize=512)
def column_keys(zone: Zone) -> frozenset[str]:
    """The keys of all columns of a zone."""
    return frozenset().union(*(column.keys for column in zone.columns))


def asked_next(zone: Zone, keys: Set[str]) -> frozenset[str]:
    """The keys of the label of a value that a zone prints behind one of these; none behind its last."""
    behind = (below.keys for above, below in pairwise(zone.pairs) if not above.keys.isdisjoint(keys))
    return next(behind, frozenset())


@lru_cache(maxsize=2048)
def ids_of(zone: Zone, type_: str) -> frozenset[str]:
    """The columns of a zone that are of a type; asked for each row of a table."""
    return frozenset(column.id for column in zone.columns if column.type == type_)


@lru_cache(maxsize=512)
def points_of(zone: Zone) -> frozenset[str]:
    """The columns of a zone of which a merged cell counts once: weights and scores."""
    return frozenset(column.id for column in zone.columns if column.once)


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """A form as issued: its ``zones`` from top to bottom, ``columns`` wide; ``unit`` is the money unit of figures for
    which no heading prints one; ``titles`` are words of its title."""

    id: str
    role: str
    columns: int
    unit: str
    titles: tuple[str, ...]
    zones: tuple[Zone, ...]
    file: str

    def zone(self, id_: str) -> Zone | None:
        """The zone of that id, or None."""
        return next((zone for zone in self.zones if zone.id == id_), None)
