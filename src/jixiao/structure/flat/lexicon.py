"""The labels of all forms together (`lexicon_of`): what a line may be before it is known which form it is of."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.shapes import shapes_of
from jixiao.structure.form_model import key_of, row_key
from jixiao.structure.headings import LONGEST

_BEGUN = 4  # characters of a label that goes on in the next line
_FIGURES = ("amount", "percent", "score")
_SIGNS = ("unit", "operator", "direction")
_KEPT = 4096  # texts whose answers are kept
_LONG_BLOCK = 12  # characters of a block's label before the goal that it names
_END, _OFTEN = 2, 20  # characters of the end of a heading; headings that end so
_TAIL = 4  # characters of the second line of a level's word


class Lexicon:
    """The labels of all forms by what they are: of a ``block`` at the left, heads of columns, pairs, totals."""

    def __init__(self, patterns: Patterns) -> None:
        shapes = shapes_of(patterns)
        zones = [zone for shape in shapes for zone in shape.form.zones]
        self.blocks = frozenset[str]().union(*(zone.block.keys for zone in zones if zone.block)) - {""}
        columns = [column for zone in zones for column in zone.columns]
        self.heads = frozenset[str]().union(*(column.keys for column in columns)) - {""}
        self.rates = frozenset[str]().union(*(column.keys for column in columns if column.type == "percent"))
        # what heads texts only: authors of score sheets name indicators so («目标内容»)
        texts, others = set[str](), set[str]()
        for column in columns:
            (texts if column.type == "text" and column.id not in _SIGNS else others).update(column.keys)
        self.texts = frozenset(texts - others)
        goals = [zone for zone in zones if zone.id == "goals"]
        self.goals = frozenset[str]().union(*(column.keys for zone in goals for column in zone.columns)) - {""}
        self.goals |= frozenset[str]().union(*(zone.block.keys for zone in goals if zone.block)) - {""}
        """What heads goals, or asks for one beside it."""
        self.pairs = frozenset[str]().union(*(keys for shape in shapes for keys in shape.labels_of_pairs)) - {""}
        self.totals = frozenset[str]().union(*(shape.total_keys for shape in shapes))
        items = {key for zone in zones if zone.rows for c in zone.columns if c.type == "label" for key in c.keys}
        values = frozenset[str]().union(*(column.keys for column in columns if column.type != "label"))
        self.items = frozenset(items) - values - self.pairs - self.blocks - self.totals
        """What heads the labels of a form's rows, and nothing else: indicators are named so («支出控制»)."""
        self.labels_of_forms = tuple({shape.keys for shape in shapes})
        self.labels = self.blocks | self.heads | self.pairs | self.totals
        self.begun = frozenset(key[:end] for key in self.pairs for end in range(_BEGUN, len(key)))
        self.tails = frozenset(
            key[at:] for key in patterns.level1 for at in range(max(1, len(key) - _TAIL), len(key)) if len(key) - at > 1
        ) - frozenset(patterns.level1)
        self.types: dict[str, set[bool]] = {}
        """Whether a column with this label holds figures, where it surely does or does not."""
        for column in columns:
            if column.type in (*_FIGURES, "text"):  # of a target either may be given
                for key in column.keys:
                    self.types.setdefault(key, set()).add(column.type in _FIGURES)
        self.tops = frozenset[str]().union(*(column.keys for column in columns if column.id == "level1")) - {""}
        self.rows = frozenset[str]().union(*(shape.row_keys for shape in shapes))
        entries = frozenset(row_key(squeeze(entry)) for column in columns for entry in column.entries)
        self.entries = entries.union(*(column.keys for column in columns if column.entries))
        """The labels of amounts that stand in one cell with them, and what heads these."""
        self._likes = tuple({c.like.pattern: c.like for c in columns if c.like}.values())
        blocks = [zone.block for zone in zones if zone.block]
        self._goals = tuple({block.like.pattern: block.like for block in blocks if block.like}.values())
        self._pair_likes = tuple({p.like.pattern: p.like for zone in zones for p in zone.pairs if p.like}.values())
        self._top_likes = tuple({c.like.pattern: c.like for c in columns if c.like and c.id == "level1"}.values())
        self._pieces = {key[at : at + 2] for key in self.blocks for at in range(len(key) - 1)}
        self._columns = columns
        ends = Counter(key[-_END:] for key in self.heads if len(key) > _END)
        self.ends = frozenset(end for end, count in ends.items() if count > _OFTEN) - self.labels
        """What many headings end with («金额», «情况»), and none is."""
        self._like: dict[str, bool] = {}
        self._like_pair: dict[str, bool] = {}
        self._meant: dict[str, frozenset[str]] = {}

    def is_likely(self, key: str) -> bool:
        """Whether a text looks like a column's heading."""
        known = self._like.get(key)
        if known is None:
            if len(self._like) >= _KEPT:
                self._like.clear()
            known = 1 < len(key) <= LONGEST and any(like.fullmatch(key) for like in self._likes)
            self._like[key] = known
        return known

    def is_likely_pair(self, key: str) -> bool:
        """Whether a text looks like the label of a value."""
        known = self._like_pair.get(key)
        if known is None:
            if len(self._like_pair) >= _KEPT:
                self._like_pair.clear()
            known = len(key) <= LONGEST and any(like.fullmatch(key) for like in self._pair_likes)
            self._like_pair[key] = known
        return known

    def is_head(self, key: str) -> bool:
        """Whether a line heads a column, or most likely does."""
        return key in self.heads or self.is_likely(key)

    def meanings(self, key: str) -> frozenset[str]:
        """The columns that a text heads in some form: by its words, or by what it looks like."""
        known = self._meant.get(key)
        if known is None:
            if len(self._meant) >= _KEPT:
                self._meant.clear()
            exact = frozenset(column.id for column in self._columns if key in column.keys)
            likely = (c.id for c in self._columns if 1 < len(key) <= LONGEST and c.like and c.like.fullmatch(key))
            known = self._meant[key] = exact or frozenset(likely)
        return known

    def is_goal(self, text: str) -> bool:
        """Whether a squeezed text is a goal with its points, in its author's words, as a label beside indicators."""
        return text not in self.blocks and any(like.fullmatch(text) for like in self._goals)

    def heads_tops(self, key: str) -> bool:
        """Whether a text heads the words of level 1, or looks so."""
        return key in self.tops or any(like.fullmatch(key) for like in self._top_likes)

    def is_only_head(self, key: str) -> bool:
        """Whether a squeezed text is the heading of a column, and the label of no row."""
        return key_of(key) in self.heads and row_key(key) not in self.rows

    def shares(self, key: str) -> bool:
        """Whether a text has two letters in a row that a block's label has."""
        return any(key[at : at + 2] in self._pieces for at in range(len(key) - 1))

    def begins_block(self, key: str) -> bool:
        """Whether a text begins with a block's label («年度绩效目标1：充实馆藏»)."""
        return any(key[:end] in self.blocks for end in range(3, min(len(key), _LONG_BLOCK) + 1))

    def is_label(self, key: str) -> bool:
        """Whether a text is a label of some form."""
        return key in self.labels


@lru_cache(maxsize=8)
def lexicon_of(patterns: Patterns) -> Lexicon:
    """The labels of a pack's forms."""
    return Lexicon(patterns)
