"""The printed words that divide a stream: headings one label behind the other, row labels, levels, the total."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import permutations

from jixiao import lazy_re as re
from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.alternation import any_of
from jixiao.structure.flat.celltexts import level_entry
from jixiao.structure.flat.wordset import WordSet
from jixiao.structure.form_model import OF_LEVEL, Column, Form, Zone, key_of, row_key
from jixiao.structure.forms import forms_of

MONEY, INDICATORS, SOURCES = "funds", "indicators", "sources"
"""Ids of the zones that arithmetic can judge."""

TAIL = re.compile(r"(?:\([^()]{0,16}\)|\[[^\[\]]{0,16}\])*[:;]?")
"""What may stand behind a label and is part of it: brackets, a colon."""
_POINTS = r"(?:\((?:\d+(?:\.\d+)?分|\d{2,}(?:\.\d+)?)\)?|\d+(?:\.\d+)?分\)?)?"  # «（1）更换…» numbers a name
_YEAR = r"(?:19|20)\d\d"
_LEADS = ("", "其中", "其中:")
_CLOSE = 12  # characters that may stand between two labels of a heading, where forms cut it into labels differently
_FEW = 2  # labels of a heading at the least: one may head two columns
_PLAIN = re.compile(r"[\u4e00-\u9fff]+")
_WORDS = re.compile(r"[^\d,.%—―–─/:;。-]{4,14}:?(?=\d)")


@dataclass(slots=True, unsafe_hash=True)
class Label:
    """A printed word with what stands in brackets behind it, at [start, stop) of a stream."""

    start: int
    stop: int
    key: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in the stream: its columns in printed order, and the block's label where it stands right before."""

    form: Form
    zone: Zone
    labels: tuple[Label, ...]
    columns: tuple[Column, ...]
    block: Label | None

    @property
    def start(self) -> int:
        """Where it begins, the block's label included."""
        return self.block.start if self.block else self.labels[0].start

    @property
    def stop(self) -> int:
        """Where it ends."""
        return self.labels[-1].stop

    @property
    def ids(self) -> tuple[str, ...]:
        """The meanings of its columns, in printed order."""
        return tuple(column.id for column in self.columns)


class Vocabulary:
    """The words of a pack's evaluation forms. Made once a pack by `vocabulary_of`."""

    def __init__(self, patterns: Patterns) -> None:
        self.patterns = patterns
        self.forms = tuple(form for form in forms_of(patterns) if form.role == "evaluation")
        zones = [(form, zone) for form in self.forms for zone in form.zones]
        records = [(form, zone) for form, zone in zones if zone.kind in ("records", "labelled")]
        self.judged = [(form, zone) for form, zone in records if zone.id in (MONEY, INDICATORS)]
        printed = {key for _, zone in records for column in zone.columns for key in column.keys}
        self.blocks = {key for _, zone in records if zone.block for key in zone.block.keys}
        self.printed = frozenset(printed | self.blocks)
        """The labels of all headings."""
        self.headings = WordSet(self.printed, TAIL)
        money = [zone for _, zone in records if zone.id == MONEY]
        rows_of_money = [row for zone in money for row in zone.rows]
        self.totals_of_money = {key for row in rows_of_money if row.level == 1 for key in row.keys}
        printed_rows = {key for row in rows_of_money for key in row.keys}
        self._like_total = [(row.like, min(row.keys)) for row in rows_of_money if row.level == 1 and row.like]
        concepts = {row_key(squeeze(label)) for labels in patterns.concepts.values() for label in labels}
        self.rows = WordSet((lead + word for word in printed_rows | concepts if word for lead in _LEADS), TAIL)
        self.entries = {
            entry: column.id
            for _, zone in zones
            if zone.id == SOURCES
            for column in zone.columns
            for entry in map(squeeze, column.entries)
        }
        self.entry = re.compile(f"(?:其中:?)?(?P<entry>{alternatives(self.entries)}):")
        known = [squeeze(word) for word, entry in patterns.level1.items() if not ("part" in entry or "whole" in entry)]
        words = {word if word.endswith(OF_LEVEL) else word + OF_LEVEL for word in known}
        self.level = re.compile(f"(?:{alternatives(words)})等?{_POINTS}")
        self.bare_levels = tuple(sorted(word.removesuffix(OF_LEVEL) for word in words))
        totals = {key for form in self.forms for zone in form.zones if zone.kind == "total" for key in zone.keys}
        self.total = WordSet(totals, TAIL)
        pairs = {key for _, zone in zones for pair in zone.pairs for key in pair.keys}
        self.pairs = WordSet(pairs - printed - self.blocks - printed_rows)
        self.labels = WordSet(printed | self.blocks | totals | pairs - printed_rows, TAIL)

    def total_of_money(self, text: str, at: int, *, free: bool) -> Label | None:
        """The label of the money's total at a place, ``free``: also in words that no form prints («年度资金合计»), all
        up to the first figure."""
        printed = self.rows.match(text, at)
        if printed and row_key(printed[0]) in self.totals_of_money:
            return Label(printed.start(), printed.end(), row_key(printed[0]))
        words = _WORDS.match(text, at) if free else None
        key = row_key(words[0]) if words else ""
        known = next((known for like, known in self._like_total if like.fullmatch(key)), None)
        return Label(words.start(), words.end(), known) if words and known else None

    def headings_in(self, text: str, parted: Callable[[int], bool] = lambda _: False) -> list[Heading]:
        """The headings of money and of indicators, in order: of those that overlap the longest, then the one of most
        columns («执行率得分» is one label or two), then the plainer form's. ``parted``: whether a cell ends before a
        character."""
        found: list[Heading] = []
        for start, stop in self._windows(text):
            begun = self.headings.begun(text, start, stop)
            any_of_them = {word for _, words in begun for word in words}
            for (form, zone), labels in zip(self.judged, self._labels, strict=True):
                if labels.isdisjoint(any_of_them):  # most zones
                    continue
                if sum(not labels.isdisjoint(words) for _, words in begun) < _FEW:
                    continue
                run: list[Label] = []
                for match in self.headings.among(text, begun, labels, stop):
                    label = Label(match.start(), match.end(), key_of(match[0]))
                    if run and label.start - run[-1].stop > _CLOSE:  # no one label, and none between
                        found += self._heading(form, zone, run, text)
                        run = []
                    elif run and label.start != run[-1].stop:
                        at = run[-1].stop
                        between = Label(at, label.start, key_of(text[at : label.start]))
                        joint = Label(at, label.stop, key_of(text[at : label.stop]))
                        if self._alike(zone, joint, run, parted) and not self._is_apart(between.key):
                            label = joint
                        elif self._alike(zone, between, run, parted):
                            run.append(between)
                        else:
                            found += self._heading(form, zone, run, text)
                            run = []
                    run.append(label)
                found += self._heading(form, zone, run, text)
        kept: list[Heading] = []
        for heading in sorted(found, key=lambda h: (h.start - h.stop, -len(h.columns))):
            if all(heading.stop <= other.start or other.stop <= heading.start for other in kept):
                kept.append(heading)
        return sorted(kept, key=lambda h: h.start)

    @cached_property
    def _labels(self) -> list[frozenset[str]]:
        """The labels of the headings of each judged zone."""
        blocks = (zone.block.keys if zone.block else frozenset() for _, zone in self.judged)
        columns = ([column.keys for column in zone.columns] for _, zone in self.judged)
        return [block.union(*keys) for block, keys in zip(blocks, columns, strict=True)]

    def _windows(self, text: str) -> Iterator[tuple[int, int]]:
        """Where three or more labels of any form stand close together: a look at each form is worth while there."""
        places: list[tuple[int, int]] = []
        for match in self.headings.finditer(text):
            if places and match.start() - places[-1][1] > _CLOSE:
                if len(places) > 2:
                    yield places[0][0], places[-1][1]
                places = []
            places.append(match.span())
        if len(places) > 2:
            yield places[0][0], places[-1][1]

    def _alike(self, zone: Zone, label: Label, run: Sequence[Label], parted: Callable[[int], bool]) -> bool:
        """Whether a text is a label in other words («全年指标值»): that of one column only, which no label has yet."""
        if label.stop - label.start > _CLOSE or not _PLAIN.fullmatch(label.key):
            return False
        alike = [column for column in zone.columns if column.like and column.like.fullmatch(label.key)]
        if len(alike) != 1 or any(one.key in alike[0].keys for one in run):
            return False
        if any(parted(at) for at in range(label.start + 1, label.stop)) or any(self.levels_in(label.key)):
            return False  # words of two cells
        return not self.pairs.match(label.key, 0)  # the label of a pair before a heading's

    def _is_apart(self, key: str) -> bool:
        """Whether a text is no part of a label: a mark of nothing or of comparison, a target, a label of its own."""
        measures = self.patterns.family_of("flat.measure")
        return (
            key in self.printed
            or self.patterns.null_kind(key) is not None
            or any(one.compiled.match(key) for one in measures)
        )

    def _heading(self, form: Form, zone: Zone, run: Sequence[Label], text: str) -> list[Heading]:
        """The heading that the last labels of a run make up, each column once: none of fewer than three columns."""
        if len(run) < _FEW:
            return []
        run = _parted(zone, run, text)
        columns: list[Column] = []
        blocks = zone.block.keys if zone.block else frozenset()
        while run and run[-1].key in blocks and not any(run[-1].key in column.keys for column in zone.columns):
            run = run[:-1]  # the label of a row that reads like the block's («预算资金»)
        for label in reversed(run):
            taken = {column.id for column in columns}
            free = [column for column in zone.columns if column.id not in taken]
            column = next((c for c in free if label.key in c.keys), None)
            if column is None and not any(label.key in c.keys for c in zone.columns):
                column = next((c for c in free if c.like and c.like.fullmatch(label.key)), None)
            if column is None:
                break
            columns.append(column)
        if len(columns) < 3:
            return []
        first = len(run) - len(columns)
        before = run[first - 1] if first else None
        block = before if before and zone.block and before.key in zone.block.keys else None
        return [Heading(form, zone, tuple(run[first:]), tuple(reversed(columns)), block)]

    def units_of(self, heading: Heading) -> set[str]:
        """The units of all forms that a heading may be of: in which the grid may be read."""
        forms = [(form, zone) for form, zone in self.judged if zone.id == heading.zone.id]
        keys = [label.key for label in heading.labels]
        return {form.unit for form, zone in forms if all(any(map(_has(key), zone.columns)) for key in keys)}

    def holds_label(self, text: str, parted: Callable[[int], bool]) -> bool:
        """Whether a text is a printed word of some form, or holds one between its ends and where it is ``parted``."""
        size = len(text)
        return any(
            (not found.start() or parted(found.start())) and (found.end() == size or parted(found.end()))
            for found in self.labels.finditer(text)
        )

    def plain(self, text: str) -> str:
        """A level word without its points."""
        return re.sub(f"等?{_POINTS}$", "", text)

    def is_level1(self, text: str) -> bool:
        """Whether a level word can only be one of level 1."""
        key = self.plain(text)
        entry = self.patterns.level1.get(key) or self.patterns.level1.get(key.removesuffix(OF_LEVEL)) or {}
        return "is" in entry and "level1" not in entry

    def levels_in(self, text: str) -> Iterator[str]:
        """The words of level 2 in a text, with or without 指标."""
        return (word for word in self.bare_levels if word in text and self.dimension(word))

    def dimension(self, text: str) -> str | None:
        """What a level word measures (quantity, satisfaction)."""
        key = self.plain(text)
        longer = self.patterns.level1.get(key + OF_LEVEL, {})
        entry = self.patterns.level1.get(key) or ({} if "whole" in longer else longer)
        found = entry.get("dimension")
        return str(found) if found else None

    def parents(self, text: str) -> tuple[str, ...]:
        """The words of level 1 that a level word is or stands under."""
        return level_entry(text, self.patterns)


def _parted(zone: Zone, run: Sequence[Label], text: str) -> list[Label]:
    """A run of labels in which those that two columns share are two: «执行率得分», where no other label is 执行率."""
    parted: list[Label] = []
    for label in run:
        others = {one.key for one in run if one is not label}
        free = [column for column in zone.columns if not others & column.keys]
        cuts = (
            (Label(label.start, at, left), Label(at, label.stop, right))
            for at in range(label.start + 1, label.stop)
            for left, right in ((key_of(text[label.start : at]), key_of(text[at : label.stop])),)
            if any(left in one.keys and right in two.keys for one, two in permutations(free, 2))
        )
        parted += next(cuts, (label,))
    return parted


def _has(key: str) -> Callable[[Column], bool]:
    """Whether a heading may be a column's."""
    return lambda column: key in column.keys or (column.like is not None and bool(column.like.fullmatch(key)))


def alternatives(words: Iterable[str]) -> str:
    """An expression for any of these words, in which ``{year}`` stands for a year."""
    return any_of(re.escape(word).replace(r"\{year\}", _YEAR) for word in sorted(words))


@lru_cache(maxsize=8)
def vocabulary_of(patterns: Patterns) -> Vocabulary:
    """The words of a pack."""
    return Vocabulary(patterns)
