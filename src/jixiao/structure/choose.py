"""Which form a table is: the one most of whose words stand in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

from jixiao.quotes import squeeze
from jixiao.structure.forms import Form, Zone
from jixiao.structure.headings import HEADING_ROWS, least
from jixiao.structure.match_model import Box

LEAST_SCORE = 0.15
TITLE = 3
WHOLE = 3
"""Words that each heading above cells of label and amount counts for: no other form has rows so headed."""


class _Index:
    """Every label of every form, by key: one look-up a cell."""

    def __init__(self, forms: Sequence[Form]) -> None:
        zones_of: dict[str, list[tuple[int, int]]] = defaultdict(list)
        pairs_of: dict[str, list[int]] = defaultdict(list)
        self.size: list[int] = []
        self.essential: list[list[tuple[int, int]]] = []  # of each form: zones, and how many headings they need
        self.required: list[list[int]] = []
        self.titles = [tuple(squeeze(word) for word in form.titles) for form in forms]
        for f, form in enumerate(forms):
            for z, zone in enumerate(form.zones):
                for column in zone.columns:
                    for key in column.keys if not column.optional else ():
                        zones_of[key].append((f, z))
                for pair in () if zone.optional else zone.pairs:
                    for key in pair.keys:
                        pairs_of[key].append(f)
            self.essential.append([(z, least(zone)) for z, zone in enumerate(form.zones) if zone.essential])
            self.required.append([sum(1 for c in z.columns if c.labels and not c.optional) for z in form.zones])
            labelled = [c for zone in form.zones for c in zone.columns if c.labels and not c.optional]
            pairs = {pair.id for zone in form.zones if not zone.optional for pair in zone.pairs}
            self.size.append(len(labelled) + len(pairs))
        self.labelled = [(f, zone) for f, form in enumerate(forms) for zone in form.zones if zone.kind == "labelled"]
        self.times = {key: Counter(zones) for key, zones in zones_of.items()}  # columns of a zone that a word may head
        self.zones = {key: tuple(dict.fromkeys(zones)) for key, zones in zones_of.items()}
        self.pairs = dict(pairs_of)


@lru_cache(maxsize=16)
def _index(forms: tuple[Form, ...]) -> _Index:
    return _Index(forms)


def choose(rows: list[list[Box]], forms: tuple[Form, ...], title: str) -> tuple[Form, float] | None:
    """The form most of whose words stand in the table; of two with as many the one that misses fewer of the columns of
    the zones that are there, then one that is there as a whole, then the plainer one. A word of its title counts as
    `TITLE` words."""
    index = _index(forms)
    seen: list[dict[int, dict[str, int]]] = [{} for _ in forms]
    pairs: list[set[str]] = [set() for _ in forms]
    for row in rows:
        hits: dict[tuple[int, int], dict[str, int]] = {}
        for box in row:
            if not box.match:
                continue
            for zone in index.zones.get(box.key, ()):
                keys = hits.setdefault(zone, {})
                keys[box.key] = keys.get(box.key, 0) + 1
            for f in index.pairs.get(box.key, ()):
                pairs[f].add(box.key)
        if not hits:
            continue
        counts = {zone: sum(keys.values()) for zone, keys in hits.items()}
        most: dict[int, int] = {}
        for (f, _), count in counts.items():
            most[f] = max(most.get(f, 0), count)
        for (f, z), keys in hits.items():  # 分值 and 得分 head the money and the indicators: a row heads one zone
            if counts[f, z] >= max(most[f], least(forms[f].zones[z])):
                known = seen[f].setdefault(z, {})
                known.update({k: min(max(n, known.get(k, 0)), index.times[k][f, z]) for k, n in keys.items()})
                if _goal_beside(row, forms[f].zones[z]):
                    pairs[f].add(row[0].key)
    whole = {f: max((_headed_whole(row, zone) for row in rows), default=0) for f, zone in index.labelled}
    winner: tuple[tuple[int, int, bool], float, int] | None = None
    for f in range(len(forms)):
        zones = {z: min(sum(keys.values()), index.required[f][z]) for z, keys in seen[f].items()}
        if not any(zones.get(z, 0) >= count for z, count in index.essential[f]):
            continue
        words = sum(zones.values()) + len(pairs[f])
        score = min(1.0, words / max(index.size[f], 1))
        missing = sum(index.required[f][z] - n for z, n in zones.items())
        named = TITLE if any(word in title for word in index.titles[f]) else 0
        rank = (words + named + WHOLE * whole.get(f, 0), -missing, score == 1.0)
        if score >= LEAST_SCORE and (winner is None or rank > winner[0]):
            winner = (rank, score, f)
    return None if winner is None else (forms[winner[2]], winner[1])


def _goal_beside(row: list[Box], zone: Zone) -> bool:
    """Whether the label merged down beside a zone's headings is one that only such forms print there, a goal with its
    points («年度绩效目标1：… (50分)», 湖北)."""
    first = row[0]
    if zone.block is None or zone.block.like is None or first.cell.row_span <= HEADING_ROWS:
        return False
    return zone.block.like.fullmatch(first.match) is not None


def _headed_whole(row: list[Box], zone: Zone) -> int:
    """The columns of a zone of labelled amounts when each cell of the row heads one of them, else 0."""
    filled = [box.key for box in row if box.match and box.cell.row_span == 1]
    if len(filled) != len(zone.columns):
        return 0
    pairs = zip(filled, zone.columns, strict=True)
    heads = all(key in column.keys or (column.like is not None and column.like.fullmatch(key)) for key, column in pairs)
    return len(filled) if heads else 0
