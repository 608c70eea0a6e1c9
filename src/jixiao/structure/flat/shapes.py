"""What a row of a form looks like: which cells it has, where they stand, which are merged down.

`Shape` is a form compiled for reading rows of cells without columns: a row is known by its labels, a data row by the
zone it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.celltexts import figure_of
from jixiao.structure.flat.headlikes import columns_of, heads_in, is_block, likely_of
from jixiao.structure.form_model import LEVELS, Column, Form, Zone, is_free, key_of, row_key
from jixiao.structure.forms import forms_of
from jixiao.structure.headings import LONGEST

_TWO = 2  # heading words that may be names of indicators too


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of a row: grid columns [column, column + span), its type, and how it goes with the rows above.

    ``merge``: block (the zone's label), level1, level2 … (a column merged over rows, in order), or "" (a cell of its
    own). ``labels`` are the keys of what is printed there, empty for a cell that is filled in.
    """

    column: int
    span: int
    type: str
    merge: str = ""
    labels: frozenset[str] = frozenset()
    id: str = ""  # the form's column

    @property
    def foreign(self) -> bool:
        """Whether it is of a column that the form does not have: any line may stand there."""
        return self.type == "printed" and not self.id and not self.merge


@dataclass(frozen=True, eq=False)
class RowKind:
    """A kind of row of a zone: heading, data, pair or total. Compared by identity."""

    zone: int
    what: str
    places: tuple[Place, ...]
    block: str | None = None

    def __len__(self) -> int:
        return len(self.places)

    @cached_property
    def size(self) -> int:
        """How many places there are, which each of its rows is compared with."""
        return len(self.places)

    @cached_property
    def loose(self) -> int:
        """How many cells of a row may be missing: merged ones, and points that are merged over rows."""
        return len(self.merged) + sum(place.type == "score" for place in self.places)

    @cached_property
    def covered(self) -> tuple[int, ...]:
        """Which places are merged down."""
        return tuple([at for at, place in enumerate(self.places) if place.merge])

    @cached_property
    def weighs_levels(self) -> bool:
        """Whether a level has a column for its points."""
        return any(merge.endswith("_weight") for merge in self.merged)

    @cached_property
    def free(self) -> tuple[Place, ...]:
        """The places that are never merged down."""
        return tuple([place for place in self.places if not place.merge])

    @cached_property
    def merged(self) -> tuple[str, ...]:
        """What the others are merged down as."""
        return tuple([place.merge for place in self.places if place.merge])

    @cached_property
    def running(self) -> tuple[int, ...]:
        """Which places are merged down, the block's apart."""
        return tuple([at for at, place in enumerate(self.places) if place.merge not in ("", "block")])

    @cached_property
    def levels(self) -> int:
        """How many of them are levels."""
        return sum(merge in LEVELS for merge in self.merged)

    @cached_property
    def meanings(self) -> tuple[str, ...]:
        """What each place means: what it is merged down as, else the form's column."""
        return tuple([place.merge or place.id for place in self.places])

    @cached_property
    def meant(self) -> frozenset[str]:
        """All that its places mean."""
        return frozenset(self.meanings)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The form's columns of its places."""
        return frozenset([place.id for place in self.places])

    @cached_property
    def _at(self) -> dict[tuple[str, ...], tuple[int, ...]]:
        return {}

    def at(self, types: tuple[str, ...]) -> tuple[int, ...]:
        """Which of its places are of these types: each of its rows is asked about them."""
        found = self._at.get(types)
        if found is None:
            found = self._at[types] = tuple([at for at, place in enumerate(self.places) if place.type in types])
        return found

    @cached_property
    def types(self) -> frozenset[str]:
        """The types of its places."""
        return frozenset([place.type for place in self.places])


@dataclass(frozen=True, eq=False)
class Shape:
    """A form compiled: see the module. One a form and pack: compared by identity."""

    form: Form
    headings: tuple[RowKind | None, ...]  # by zone
    data: tuple[RowKind | None, ...]
    heading_keys: dict[str, tuple[int, ...]]  # label -> zones that have it in their heading
    needed: tuple[int, ...]  # labelled columns that a heading of the zone needs
    block_keys: dict[str, tuple[int, ...]]
    pair_keys: dict[str, RowKind]
    pair_likes: tuple[tuple[re.Pattern[str], RowKind], ...]
    total_keys: dict[str, RowKind]
    row_keys: frozenset[str]

    keys: frozenset[str]  # all labels
    heading_labels: tuple[frozenset[str], ...]  # by zone: the block's and the columns'
    starts: tuple[frozenset[str], ...]  # by zone: the first characters of these
    others: frozenset[str]  # the first characters of the labels of pairs and totals

    @cached_property
    def blocks(self) -> tuple[str, ...]:
        """The labels of blocks, with which a text may begin."""
        return tuple(self.block_keys)

    @cached_property
    def heading_starts(self) -> frozenset[str]:
        """The first characters of all headings."""
        return frozenset().union(*self.starts)

    @cached_property
    def printed_starts(self) -> frozenset[str]:
        """The first characters of all headings and of the labels of pairs and totals."""
        return self.heading_starts | self.others

    @cached_property
    def labels_of_pairs(self) -> tuple[frozenset[str], ...]:
        """The labels of all pairs, by zone, whether the form says their place or not."""
        return tuple(frozenset().union(*(pair.keys for pair in zone.pairs)) for zone in self.form.zones)

    @cached_property
    def all_pairs(self) -> frozenset[str]:
        """The labels of all pairs."""
        return frozenset().union(*self.labels_of_pairs) - {""}

    @cached_property
    def all_headings(self) -> frozenset[str]:
        """The heading words of all zones."""
        return frozenset().union(*self.heading_labels) - {""}

    @cached_property
    def zones_of_key(self) -> dict[str, tuple[int, ...]]:
        """The zones by the labels of their headings and blocks: «绩效目标» may be both in one, and is one of them."""
        both = {*self.heading_keys, *self.block_keys} - {""}
        return {key: tuple({*self.heading_keys.get(key, ()), *self.block_keys.get(key, ())}) for key in both}

    @cached_property
    def free(self) -> dict[str, int]:
        """The zones of labels and values that no form prints, by id."""
        return {zone.id: at for at, zone in enumerate(self.form.zones) if is_free(zone)}

    @property
    def columns(self) -> int:
        """The width of the form as issued."""
        return self.form.columns


@dataclass(slots=True)
class State:
    """Where a reading of rows stands: the zone, and the layout of its rows as the heading printed them."""

    zone: int = -1
    kind: RowKind | None = None
    rows: int = 0
    block: str | None = None
    pairs: bool = False
    headed: int = -1  # the zone of the last heading
    printed: RowKind | None = None  # the rows below it
    label: str | None = None  # the key of the block label beside it
    zones: set[int] = field(default_factory=set)  # of all headings so far
    totalled: bool = False  # whether a total has been read


@lru_cache(maxsize=8)
def shapes_of(patterns: Patterns) -> tuple[Shape, ...]:
    """All forms of a pack, compiled."""
    return tuple(compiled(form) for form in forms_of(patterns))


@lru_cache(maxsize=8)
def labels_of(shapes: tuple[Shape, ...]) -> frozenset[str]:
    """The labels of several forms."""
    return frozenset().union(*(shape.keys for shape in shapes))


def compiled(form: Form) -> Shape:
    """A form compiled for reading rows of cells without columns."""
    headings = tuple(_heading(zone, index) for index, zone in enumerate(form.zones))
    data = tuple(_data(zone, index) for index, zone in enumerate(form.zones))
    by_label: dict[str, tuple[int, ...]] = {}
    blocks: dict[str, tuple[int, ...]] = {}
    pairs: dict[str, RowKind] = {}
    likes: list[tuple[re.Pattern[str], RowKind]] = []
    totals: dict[str, RowKind] = {}
    for index, zone in enumerate(form.zones):
        for column in zone.columns:
            _add(by_label, column.keys, index)
        _add(blocks, zone.block.keys if zone.block else frozenset(), index)
        pairs.update(_pairs(zone, index))
        likes += [(p.like, pairs[key]) for p in zone.pairs if p.like and (key := next(iter(p.keys), "")) in pairs]
        if zone.kind == "total":
            kind = _total(form, zone, index)
            totals.update(dict.fromkeys(zone.keys, kind))
    needed = tuple(sum(1 for c in zone.columns if c.labels and not c.optional) for zone in form.zones)
    rows = frozenset(key for zone in form.zones for row in zone.rows for key in row.keys)
    labels = tuple(_heading_labels(zone) for zone in form.zones)
    return Shape(
        form,
        headings,
        data,
        by_label,
        needed,
        blocks,
        pairs,
        tuple(likes),
        totals,
        rows,
        rows.union(by_label, blocks, pairs, totals),
        labels,
        tuple(_firsts(each) for each in labels),
        _firsts(frozenset().union(pairs, totals)),
    )


def _add(zones: dict[str, tuple[int, ...]], keys: frozenset[str], index: int) -> None:
    """A zone noted for labels, most of which no other has: these all at once, for they are thousands."""
    for key in keys & zones.keys():
        zones[key] += (index,)
    zones.update(dict.fromkeys(keys - zones.keys(), (index,)))


def _heading_labels(zone: Zone) -> frozenset[str]:
    if zone.kind not in ("records", "labelled"):
        return frozenset()
    return frozenset().union(zone.block.keys if zone.block else (), *(column.keys for column in zone.columns))


def _firsts(keys: frozenset[str]) -> frozenset[str]:
    """The characters that a text with one of these keys may begin with («{year}年决算数»: a digit)."""
    firsts = {key[:1] for key in keys if key}
    return frozenset(firsts - {"{"} | {"1", "2"} if "{" in firsts else firsts)


def _heading(zone: Zone, index: int) -> RowKind | None:
    if zone.kind not in ("records", "labelled"):
        return None
    keys = {column.id: column.keys for column in zone.columns}
    places = tuple(
        Place(slot.start, slot.span, "label", "block", zone.block.keys)
        if slot.id == "block" and zone.block
        else Place(slot.start, slot.span, "label", "", keys[slot.id])
        for slot in zone.heading
    )
    return RowKind(index, "heading", places, zone.block.id if zone.block else None)


def _data(zone: Zone, index: int) -> RowKind | None:
    if zone.kind not in ("records", "labelled"):
        return None
    merged = {column.id: column.merged for column in zone.columns}
    places = tuple(
        Place(
            slot.start,
            slot.span,
            slot.type,
            "block" if slot.id == "block" and zone.block else slot.id if merged.get(slot.id) else "",
            id=slot.id,
        )
        for slot in zone.spans
    )
    return RowKind(index, "data", places, zone.block.id if zone.block else None)


def _pairs(zone: Zone, index: int) -> dict[str, RowKind]:
    if zone.kind != "pairs":
        return {}
    found: dict[str, RowKind] = {}
    lines: dict[int, list[Place]] = {}
    first: dict[int, frozenset[str]] = {}
    for pair in zone.pairs:
        if pair.label_at and pair.value_at:
            places = lines.setdefault(pair.line, [])
            places += [Place(*pair.label_at, "label", "", pair.keys), Place(*pair.value_at, pair.type)]
            first.setdefault(pair.line, pair.keys)
    for line, places in lines.items():
        kind = RowKind(index, "pair", tuple(sorted(places, key=lambda p: p.column)))
        found.update(dict.fromkeys(first[line], kind))
    return found


def _total(form: Form, zone: Zone, index: int) -> RowKind:
    start, span = zone.label_at or (0, 1)
    places = [Place(start, span, "label", "", zone.keys)]
    after = form.zone(zone.after) if zone.after else None
    slots = after.spans if after else ()
    places += [Place(slot.start, slot.span, slot.type, id=slot.id) for slot in slots if slot.start >= start + span]
    return RowKind(index, "total", tuple(places))


def keys_of(texts: Sequence[str]) -> list[str]:
    """The label keys of the cells' texts, "" for blank ones."""
    return [key_of(squeezed) if text and (squeezed := squeeze(text)) else "" for text in texts]


def likely_pair(shape: Shape, key: str) -> RowKind | None:
    """The row of label and value that begins with a label: by its words, its number apart, or what it looks like."""
    bare = row_key(key)
    known = shape.pair_keys.get(key) or shape.pair_keys.get(bare)
    if known is not None or not bare or len(bare) > LONGEST:
        return known
    return next((kind for like, kind in shape.pair_likes if like.fullmatch(bare)), None)


def heading_of(shape: Shape, keys: Sequence[str]) -> RowKind | None:
    """The heading that a row with these label keys is; None if it is none of the form's."""
    zones = shape.zones_of_key
    if zones.keys().isdisjoint(keys):  # most rows
        return None
    hits = [zone for key in keys if key in zones for zone in zones[key]]
    if len(hits) < _TWO:
        return None
    best: tuple[float, int, int] | None = None
    for zone in set(hits):
        needed, count = shape.needed[zone], hits.count(zone)
        if count >= max(2, (needed + 1) // 2 + (needed > 3)):
            candidate = (count / (needed + 1), count, -zone)
            if best is None or candidate > best:
                best = candidate
    if best and best[1] == _TWO and any(figure_of(key) is not None for key in keys):
        return None  # «项目目标» and «目标内容» beside points are names of indicators
    return shape.headings[-best[2]] if best else None


def likely_heading(shape: Shape, keys: Sequence[str], state: State) -> RowKind | None:
    """The heading that a row with these label keys is by what they look like too; for rows whose cells are marked."""
    filled = heads_in(keys)
    if not filled or True in map(str.isdecimal, filled):  # most rows of data: figures head nothing
        return None
    headed = state.rows == 0 and state.printed is not None and state.headed == state.zone
    zone = likely_of(shape.form.zones, shape.needed, filled, state.zone, headed=headed)
    return None if zone is None else shape.headings[zone]


def layout(shape: Shape, heading: RowKind, keys: Sequence[str]) -> tuple[RowKind, RowKind]:
    """The heading as printed and the kind of the rows below it: the form's own places where the number of cells is the
    form's and they head its columns, else one column a cell in the printed order. Columns are known by their labels."""
    return _layout(shape, heading, tuple(keys))


@lru_cache(maxsize=1024)  # the tables of an archive repeat their headings
def _layout(shape: Shape, heading: RowKind, keys: tuple[str, ...]) -> tuple[RowKind, RowKind]:
    canonical = shape.data[heading.zone] or heading
    zone = shape.form.zones[heading.zone]
    block = is_block(zone, keys)
    columns = [*([None] if block else []), *columns_of(zone, keys[block:])]
    own = {place.id for place in canonical.places}
    if len(keys) == len(heading) and all(column is None or column.id in own for column in columns):
        order = _order(canonical, columns, block=block)
        places = tuple(
            replace(canonical.places[source], column=place.column, span=place.span)
            for source, place in zip(order, heading.places, strict=True)
        )
        if not any(place.merge == "block" for place in places[1:]):  # «分值» of a form without it, for its block
            return heading, replace(canonical, places=places)
    bare = next((column for column in zone.columns if column.type == "label" and not column.labels), None)
    if bare is not None and bare not in columns and len(keys) > block and not keys[block]:
        columns[block] = bare  # nothing above the names of money rows, in a heading with more or fewer columns
    printed: list[Place] = []
    below: list[Place] = []
    for index, column in enumerate(columns):
        leads = index == 0 and block
        merge = "block" if leads else ""
        printed.append(Place(index, 1, "label", merge))
        kind = "label" if leads else column.type if column else "text"
        merge = merge or (column.id if column and column.merged else "")
        below.append(Place(index, 1, kind, merge, id=column.id if column else ""))
    return replace(heading, places=tuple(printed)), replace(canonical, places=tuple(below))


def _order(canonical: RowKind, columns: Sequence[Column | None], *, block: bool) -> list[int]:
    """Which of the form's columns stands at each place: the label says, the rest keep their order."""
    ids = {place.id: at for at, place in enumerate(canonical.places)}
    taken = {index: ids[column.id] for index, column in enumerate(columns) if column and column.id in ids}
    if block and canonical.places[0].merge == "block":
        taken[0] = 0
    rest = iter(sorted(set(range(len(columns))) - set(taken.values())))
    return [taken[index] if index in taken else next(rest) for index in range(len(columns))]
