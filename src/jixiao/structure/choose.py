"""Which form a table is: the one most of whose words stand in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from operator import attrgetter

from jixiao import lazy_re as re
from jixiao.quotes import squeeze
from jixiao.structure.below import all_but_one, labelled_below
from jixiao.structure.forms import Column, Form, Zone, row_key
from jixiao.structure.headings import HEADING_ROWS, LONGEST, index_of
from jixiao.structure.headrules import MEASURES, half, is_nameless, is_of_points, least, names_rows
from jixiao.structure.match_model import Box

LEAST_SCORE = 0.15
TITLE = 3
_KEY, _TURNED = attrgetter("key"), attrgetter("turned")
_ZONES = 2
_MORE = 2
"""Headings of a row beside all those that a form has there, which make it a row of another form."""
_OF_GOALS = 3  # cells of a heading of goals: a label at the left, what was aimed at, what was reached
_LABELS = 4
"""Labels of a form that tell a table of nothing else."""
WHOLE = 3
"""Words that each heading above cells of label and amount counts for, and a goal with its points beside indicators: no
other form has rows so headed."""

_YEAR = re.compile(r"(?:19|20)\d\d年度?")
_Place = tuple[int, int]
"""A form and a zone of it, by number."""
_Rank = tuple[int, int, bool]
"""How many words of a form a table has, how many columns it misses, whether it is there as a whole."""


class _Index:
    """Every label of every form, by key: one look-up a cell."""

    def __init__(self, forms: Sequence[Form]) -> None:
        places: dict[frozenset[str], list[_Place]] = defaultdict(list)  # forms that extend others share their labels
        pairs_of: dict[str, list[int]] = defaultdict(list)
        self.size: list[int] = []
        self.essential: list[list[tuple[int, int]]] = []  # of each form: zones, and how many headings they need
        self.required: list[list[int]] = []
        self.least: list[list[int]] = []
        self.points: dict[_Place, frozenset[str]] = {}  # of zones of money, which nothing but 分值 and 得分 do not head
        self.titles = [tuple(squeeze(word) for word in form.titles) for form in forms]
        for f, form in enumerate(forms):
            for z, zone in enumerate(form.zones):
                self.points[f, z] = frozenset().union(*(c.keys for c in zone.columns if is_of_points(zone, {c.id})))
                for column in zone.columns:
                    if not column.optional:
                        places[column.keys].append((f, z))
                for pair in () if zone.optional else zone.pairs:
                    for key in pair.keys:
                        pairs_of[key].append(f)
            self.essential.append([(z, least(zone)) for z, zone in enumerate(form.zones) if zone.essential])
            self.required.append([sum(1 for c in z.columns if c.labels and not c.optional) for z in form.zones])
            self.least.append([least(zone) for zone in form.zones])
            labelled = [c for zone in form.zones for c in zone.columns if c.labels and not c.optional]
            pairs = {pair.id for zone in form.zones if not zone.optional for pair in zone.pairs}
            self.size.append(len(labelled) + len(pairs))
        self.labelled = [(f, zone) for f, form in enumerate(forms) for zone in form.zones if zone.kind == "labelled"]
        self.heads: dict[str, list[list[_Place]]] = {}
        for keys, where in places.items():
            for key in keys:
                self.heads.setdefault(key, []).append(where)
        self.pairs = dict(pairs_of)
        self.words = frozenset((*self.heads, *self.pairs))
        self._zones: dict[str, Counter[_Place]] = {}  # of the words that tables have held so far
        self._forms = forms

    def zones(self, key: str) -> Counter[_Place]:
        """The zones of which one of the ``heads`` may head columns, and how many of each."""
        known = self._zones.get(key)
        if known is None:
            known = self._zones[key] = Counter(sorted(chain(*self.heads[key])))
        return known

    def heads_goals(self, place: _Place, words: Collection[str]) -> bool:
        """Whether words of a zone say what was aimed at and what was reached, and nothing else: they stand above goals
        («项目总体目标 | 预期目标值 | 实际完成情况»)."""
        zone = self._forms[place[0]].zones[place[1]]
        ids = {column.id for column in zone.columns if not column.keys.isdisjoint(words)}
        return ids == MEASURES and not names_rows(zone, ids)


_LINES = 4  # of a heading in a narrow cell («偏差⏎原因分⏎析及改⏎进措施»)


@lru_cache(maxsize=16)
def _index(forms: tuple[Form, ...]) -> _Index:
    return _Index(forms)


def lines_of_refused(rows: list[list[Box]], forms: tuple[Form, ...], last: int) -> list[list[Box]]:
    """The rows of a flattened table with the lines of what was refused, in its ``last`` column, as cells of their own:
    whatever stood below them, the form prints their words. Without them a form of another role has as many, and the
    department is the unit («部门名称», 湖北 and 云南)."""
    refused = {r for r, row in enumerate(rows) if row and row[-1].cell.column == last and "\n" in row[-1].cell.text}
    if not refused:
        return rows  # most tables
    index = _index(forms)
    return [
        [*row[:-1], *_lines(row[-1], index)] if r in refused and not any(box.match for box in row[:-1]) else row
        for r, row in enumerate(rows)
    ]


def _lines(box: Box, index: _Index) -> Iterator[Box]:
    """The lines of a cell, those that are a label together as one."""
    ends = [at for at, letter in enumerate(box.source.text) if letter == "\n"] + [len(box.source.text)]
    start = at = 0
    while at < len(ends):
        several = [Box(box.cell, box.source, (start, end)) for end in ends[at : at + _LINES]]
        known = [n for n, lines in enumerate(several) if lines.key in index.heads or lines.key in index.pairs]
        count = max(known, default=0)
        yield several[count]
        start, at = ends[at + count] + 1, at + count + 1


def choose(
    rows: list[list[Box]], filled: list[list[Box]], forms: tuple[Form, ...], title: str
) -> tuple[Form, float] | None:
    """The form most of whose words stand in the table (its labels of values also by what they look like); of two with
    as many the one that misses fewer of the columns of the zones that are there, then one that is there as a whole,
    then the plainer one. A word of its title counts as
    `TITLE` words."""
    index, title = _index(forms), _YEAR.sub("", title)  # «项目支出2024年度自评表»
    seen, pairs, beside, width = _seen(rows, filled, forms, index)
    whole = _headed_whole(rows, filled, index)
    likely = _likely_pairs(rows, filled, forms)
    named = _named(index, title)
    winner: tuple[_Rank, float, int] | None = None
    ranks: dict[int, _Rank] = {}
    for f in [f for f, words in enumerate(seen) if words]:
        zones = {z: min(sum(keys.values()), index.required[f][z]) for z, keys in seen[f].items()}
        if not any(zones.get(z, 0) >= count for z, count in index.essential[f]):
            continue
        # a word that heads a column is no label of a value
        words = sum(zones.values()) + sum(not any(key in heads for heads in seen[f].values()) for key in pairs[f])
        score = min(1.0, words / max(index.size[f], 1))
        missing = sum(index.required[f][z] - n for z, n in zones.items())
        words += max(len(likely[f]) - len(pairs[f]), 0)
        rank = (words + TITLE * named[f] + WHOLE * (whole.get(f, 0) + (f in beside)), -missing, score == 1.0)
        ranks[f] = rank
        if score >= LEAST_SCORE / (1 + named[f]) and (winner is None or rank > winner[0]):
            winner = (rank, score, f)
    if winner is None or (any(named) and not named[winner[2]]):
        role = forms[winner[2]].role if winner is not None else None
        own = [f for f, form in enumerate(forms) if role is None or (named[f] and form.role != role)]
        by_looks = _by_likeness(rows, [forms[f] for f in own], title, [set(likely[f]) | pairs[f] for f in own])
        if winner is None or (by_looks is not None and by_looks[0] > winner[0][0]):
            return by_looks and by_looks[1:]  # «基础数据表» whose «2025年计划» is another form's known word
    return _more_whole(rows, forms, seen, (index, ranks, width), winner[2]), winner[1]


def _seen(
    rows: list[list[Box]], cells: list[list[Box]], forms: tuple[Form, ...], index: _Index
) -> tuple[list[dict[int, dict[str, int]]], list[set[str]], set[int], dict[_Place, int]]:
    """For each form the words of its zones that head a row, and its labels of values (no headings: «项目分类» above the
    names of funds); the forms of which a goal with its points stands beside such a row; and how many headings the
    widest row of a zone has."""
    seen: list[dict[int, dict[str, int]]] = [{} for _ in forms]
    pairs: list[set[str]] = [set() for _ in forms]
    goals: set[int] = set()
    width: dict[_Place, int] = {}
    keys = index.heads.keys()
    for r, (row, filled) in enumerate(zip(rows, cells, strict=True)):
        if index.words.isdisjoint(map(_KEY, filled)) and not any(map(_TURNED, filled)):
            continue  # nearly all rows of data
        heads = tuple([key for box in filled if (key := box.turned if box.turned in keys else box.key) in keys])
        beside = row[0].cell.row_span > HEADING_ROWS if row else False
        led = 0 < len(filled) <= _OF_GOALS and row[0].cell.row_span > 1  # by a label merged down, as goals are
        headed = _headed(index, heads, len(filled), led=led) if heads else []
        if headed and filled[0].cell.column == 0:
            own = tuple([box.key for box in filled])
            headed = [one for one in headed if not is_nameless(forms[one[0]].zones[one[1]], own)]
        for box in filled if not headed or not any(sure for *_, sure in headed) else filled[:1]:
            for f in index.pairs.get(box.key, ()):
                pairs[f].add(box.key)
        for f, z, words, sure in headed:
            if sure or all_but_one(index_of(forms[f]), rows, r, z):
                known = seen[f].get(z)
                seen[f][z] = words if known is None else _most(known, words)
                width[f, z] = max(width.get((f, z), 0), len(filled) - beside)
                if beside and _goal_beside(row[0], forms[f].zones[z]):
                    goals.add(f)
    return seen, pairs, goals, width


def _most(one: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    return {key: max(one.get(key, 0), other.get(key, 0)) for key in (*one, *other)}


@lru_cache(maxsize=1024)  # the tables of an archive repeat their headings
def _headed(
    index: _Index, heads: tuple[str, ...], filled: int, *, led: bool
) -> list[tuple[int, int, dict[str, int], bool]]:
    """The zones that a row of so many ``filled`` cells may head (``led``: as goals are headed), by form and number,
    each with those of the ``heads`` that are its own (a word as often as it heads columns there), and whether these are
    enough."""
    hits: dict[_Place, dict[str, int]] = defaultdict(dict)
    for key, n in Counter(heads).items():
        for place, columns in index.zones(key).items():
            hits[place][key] = min(n, columns)
    if led:
        hits = {place: words for place, words in hits.items() if not index.heads_goals(place, words)}
    counts = {place: sum(heads.count(key) for key in words) for place, words in hits.items()}
    most: dict[int, int] = {}
    for (f, _), count in counts.items():
        most[f] = max(most.get(f, 0), count)
    found = []
    for (f, z), words in hits.items():  # 分值 and 得分 head the money and the indicators: a row heads one zone
        if words.keys() <= index.points[f, z]:
            continue
        sure = counts[f, z] >= index.least[f][z]
        whole = filled == index.required[f][z] + 1  # as many headings as columns, and the label beside them
        if counts[f, z] == most[f] and (sure or whole):
            found.append((f, z, words, sure))
    return found


def _more_whole(
    rows: list[list[Box]],
    forms: tuple[Form, ...],
    seen: list[dict[int, dict[str, int]]],
    known_of: tuple[_Index, Mapping[int, _Rank], Mapping[_Place, int]],
    winner: int,
) -> Form:
    """The form that won; where of one of its essential zones less than half of the headings are known, the one with
    as many words elsewhere that has more headings there, told by what they look like (tasks above money, 安徽); else
    one that has all of a row's headings of which the winner has not all, or two more where that has none of points.
    Of several with as many the one that comes next to the winner. ``known_of``: the words of all forms, how they rank,
    and how wide the rows of headings are."""
    index, ranks, width = known_of
    won = forms[winner]
    for z, _ in index.essential[winner]:
        zone, known = won.zones[z], len(seen[winner].get(z, ()))
        # A form without points may know all its own headings of «… | 设定分值 | 资金执行率 | 自评分数».
        wide = width.get((winner, z), 0) >= known + _MORE and not any(map(_of_points, zone.columns))
        if zone.kind != "records" or (known >= index.required[winner][z] and not wide):
            continue
        best, heads = _likely_heads(rows, won, z)
        most = half(zone) if known < half(zone) else best + _MORE if wide else heads
        if best >= heads - (known >= half(zone)):  # one column more is one that a form may add
            continue
        elsewhere = _words_but(seen[winner], z)
        least_rank = (-1, 0, False)
        for f, form in sorted(enumerate(forms), key=lambda one: ranks.get(one[0], least_rank), reverse=True):
            other = next((at for at, alike in enumerate(form.zones) if alike.id == zone.id), None)
            if other is None or form.role != won.role or _words_but(seen[f], other) < elsewhere:
                continue
            count, _ = _likely_heads(rows, form, other)
            if count > best and count >= max(most, half(form.zones[other])):
                best, won = count, form
        return won
    return won


def _of_points(column: Column) -> bool:
    return column.id in ("weight", "score")


def titled(form: Form, title: str) -> bool:
    """Whether a (squeezed) title above a table is one of a form's."""
    return any(_titled(squeeze(word), title) for word in form.titles)


@lru_cache(maxsize=512)  # reports of a form are titled alike
def _named(index: _Index, title: str) -> list[bool]:
    """Of each form, whether a title is one of its own."""
    return [any(_titled(word, title) for word in titles) for titles in index.titles]


@lru_cache(maxsize=4096)
def _titled(word: str, title: str) -> bool:
    """Whether a title is a form's, be it with a few words before its last («自评情况表» is «自评表»)."""
    return word in title or re.search(f"{re.escape(word[:-1])}.{{0,4}}{re.escape(word[-1:])}", title) is not None


def _words_but(seen: dict[int, dict[str, int]], zone: int) -> int:
    """The words of a form that stand in the table, those of a zone apart."""
    return sum(len(keys) for z, keys in seen.items() if z != zone)


def _likely_heads(rows: list[list[Box]], form: Form, z: int) -> tuple[int, int]:
    """The most columns of a zone that a row's cells look like, and how many headings that row has: its cells but for
    the label that is merged down beside the rows below."""
    index = index_of(form)
    found = [0, 0]
    for row in rows:
        filled = [box for box in row if box.match]
        if len(filled) > found[0] and (count := len(index.likely(z, filled))) > found[0]:
            found = [count, len(filled) - (filled[0].cell.row_span > HEADING_ROWS)]
    return found[0], found[1]


def _by_likeness(
    rows: list[list[Box]], forms: Sequence[Form], title: str, pairs: list[set[str]]
) -> tuple[int, Form, float] | None:
    """The form of a table none of whose zones has two headings that are known: two of its zones, or one and a word of
    its title, have headings that look like theirs, at least half of a row's cells and of the zone's columns. Of several
    that with the most headings and labels of values (``pairs`` of each form), which are counted."""
    best: tuple[int, float, Form] | None = None
    for form, labels in zip(forms, pairs, strict=True):
        index = index_of(form)
        found: dict[int, int] = {}
        for row in rows:
            filled = [box for box in row if box.match]
            for z, zone in enumerate(form.zones):
                if zone.kind != "records" or len(filled) < least(zone):
                    continue
                count = len(index.likely(z, filled))
                if count >= max(half(zone), least(zone)) and 2 * count >= len(filled):
                    found[z] = max(found.get(z, 0), count)
        named = any(_titled(squeeze(word), title) for word in form.titles)
        if len(found) + named < _ZONES or not any(form.zones[z].essential for z in found):
            continue
        words = sum(found.values())
        size = sum(1 for zone in form.zones for c in zone.columns if c.labels and not c.optional)
        score = min(1.0, words / max(size, 1))
        rank = words + TITLE * named + len(labels)
        if score >= LEAST_SCORE and (best is None or rank > best[0]):
            best = (rank, score, form)
    return None if best is None else (best[0], best[2], best[1])


def of_labels(rows: list[list[Box]], forms: tuple[Form, ...], title: str) -> tuple[Form, float] | None:
    """The form of a table of labels with their values and no headings of money or indicators, under a title of its
    own («项目名称», «项目单位», «自评得分», «存在问题»: a county's sheet of 2015)."""
    keys = {box.key for row in rows for box in row if box.match and len(row) > 1}
    named = [form for form in forms if form.role == "evaluation" and titled(form, title)]
    known = {form.id: keys.intersection(index_of(form).pairs) for form in named}
    best = max(named, key=lambda form: len(known[form.id]), default=None)
    return None if best is None or len(known[best.id]) < _LABELS else (best, LEAST_SCORE)


def _likely_pairs(rows: list[list[Box]], cells: list[list[Box]], forms: tuple[Form, ...]) -> list[set[str]]:
    """For each form the pairs that rows of one or two labels and their values name."""
    found: list[set[str]] = [set() for _ in forms]
    for row, filled in zip(rows, cells, strict=True):
        for box in filled[::2] if len(filled) in (2, 4) or len(row) > len(filled) == 1 else ():
            for f, id_ in _pairs_like(forms, row_key(box.match) if box is filled[0] else box.key):
                found[f].add(id_)
    return found


@lru_cache(maxsize=4096)
def _pairs_like(forms: tuple[Form, ...], key: str) -> tuple[tuple[int, str], ...]:
    """The first pair of each form that has a key among its labels or a label that looks like it."""
    found: list[tuple[int, str]] = []
    for f, form in enumerate(forms):
        pairs = [pair for zone in form.zones if not zone.optional for pair in zone.pairs]
        like = [pair for pair in pairs if pair.like and len(key) <= LONGEST and pair.like.fullmatch(key)]
        fits = next((pair for pair in pairs if key in pair.keys), like[0] if like else None)
        found += [(f, fits.id)] if fits else []
    return tuple(found)


def _goal_beside(first: Box, zone: Zone) -> bool:
    """Whether the label merged down beside a zone's headings is one that only such forms print there, a goal with its
    points («年度绩效目标1：… (50分)», 湖北)."""
    return zone.block is not None and zone.block.like is not None and zone.block.like.fullmatch(first.match) is not None


def _headed_whole(rows: list[list[Box]], filled: list[list[Box]], index: _Index) -> dict[int, int]:
    """For each form with zones of labelled amounts the columns of the last of these zones when each cell of a row heads
    one of them, else 0; by its words, or by the cells below it."""
    cells = [[box for box in row if box.cell.row_span == 1] for row in filled] if index.labelled else []
    found: dict[int, int] = {}
    for f, zone in index.labelled:
        size = len(zone.columns)
        whole = any(len(boxes) == size and _heads_each(rows, r, boxes, zone) for r, boxes in enumerate(cells))
        found[f] = size if whole else 0
    return found


def _heads_each(rows: list[list[Box]], r: int, boxes: list[Box], zone: Zone) -> bool:
    pairs = zip((box.key for box in boxes), zone.columns, strict=True)
    heads = all(key in column.keys or (column.like is not None and column.like.fullmatch(key)) for key, column in pairs)
    return heads or labelled_below(rows, r, boxes, zone)
