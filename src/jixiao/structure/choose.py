"""Which form a table is: the one most of whose words stand in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from jixiao.quotes import squeeze
from jixiao.structure.forms import Column, Form
from jixiao.structure.headings import least
from jixiao.structure.match_model import Box

LEAST_SCORE = 0.15
TITLE = 3
_NOTHING: dict[tuple[int, int], tuple[Column, ...]] = {}


class _Index:
    """Every label of every form, by key: one look-up a cell."""

    def __init__(self, forms: Sequence[Form]) -> None:
        columns: dict[str, dict[tuple[int, int], tuple[Column, ...]]] = defaultdict(dict)
        pairs_of: dict[str, list[int]] = defaultdict(list)
        self.size: list[int] = []
        self.required: list[list[int]] = []
        self.titles = [tuple(squeeze(word) for word in form.titles) for form in forms]
        for f, form in enumerate(forms):
            for z, zone in enumerate(form.zones):
                for column in zone.columns:
                    for key in column.keys:
                        columns[key][f, z] = (*columns[key].get((f, z), ()), column)
                for pair in () if zone.optional else zone.pairs:
                    for key in pair.keys:
                        pairs_of[key].append(f)
            self.required.append([sum(1 for c in z.columns if c.labels and not c.optional) for z in form.zones])
            labelled = [c for zone in form.zones for c in zone.columns if c.labels and not c.optional]
            pairs = {pair.id for zone in form.zones if not zone.optional for pair in zone.pairs}
            self.size.append(len(labelled) + len(pairs))
        self.columns = dict(columns)
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
            for zone, columns in index.columns.get(box.key, _NOTHING).items():
                if any(not column.optional for column in columns):
                    keys = hits.setdefault(zone, {})
                    keys[box.key] = keys.get(box.key, 0) + 1
            for f in index.pairs.get(box.key, ()):
                pairs[f].add(box.key)
        most: dict[int, int] = {}
        for (f, _), keys in hits.items():
            most[f] = max(most.get(f, 0), sum(keys.values()))
        for (f, z), keys in hits.items():  # 分值 and 得分 head the money and the indicators: a row heads one zone
            if sum(keys.values()) >= max(most[f], least(forms[f].zones[z])):
                known = seen[f].setdefault(z, {})
                known.update({key: max(count, known.get(key, 0)) for key, count in keys.items()})
    winner: tuple[tuple[int, int, bool], float, int] | None = None
    for f, form in enumerate(forms):
        zones = {z: min(sum(keys.values()), index.required[f][z]) for z, keys in seen[f].items()}
        if not any(zones.get(z, 0) >= least(zone) for z, zone in enumerate(form.zones) if zone.essential):
            continue
        words = sum(zones.values()) + len(pairs[f])
        score = min(1.0, words / max(index.size[f], 1))
        missing = sum(index.required[f][z] - n for z, n in zones.items())
        named = TITLE if any(word in title for word in index.titles[f]) else 0
        rank = (words + named, -missing, score == 1.0)
        if score >= LEAST_SCORE and (winner is None or rank > winner[0]):
            winner = (rank, score, f)
    return None if winner is None else (forms[winner[2]], winner[1])
