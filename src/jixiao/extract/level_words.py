"""The words of levels 1 and 2, and what they say of each other."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jixiao import lazy_re as re
from jixiao.patterns import Patterns
from jixiao.quotes import Text, squeeze
from jixiao.structure.forms import key_of

_MARK = re.compile(r"[-—–:/>]+")


class Words:
    """The words of levels 1 and 2, by key without a final 指标."""

    def __init__(self, patterns: Patterns) -> None:
        self.entries: Mapping[str, Mapping[str, Any]] = {
            level_key(squeeze(name)): entry for name, entry in patterns.level1.items()
        }

        self.parts = [key for key, entry in self.entries.items() if entry.get("part")]

    def entry(self, key: str) -> Mapping[str, Any]:
        """What is known of a word: its own entry, else that of a part of it (干部群众满意度), else nothing."""
        found = self.entries.get(key)
        if found is None:
            found = next((self.entries[part] for part in self.parts if part in key), {})
        return found

    def dimension(self, key: str) -> str | None:
        """The dimension of a word: «社会效益» is social."""
        return self.entry(key).get("dimension")

    def parents(self, key: str) -> tuple[str, ...]:
        """The level-1 names under which a word of level 2 stands, the usual one first."""
        return tuple(self.entry(key).get("level1", ()))

    def level1(self, key: str) -> str | None:
        """The official name of a level-1 word: «项目产出» is 产出指标."""
        return self.entry(key).get("is")

    def contradict(self, one: str, two: str) -> bool:
        """Whether a word of level 2 stands under another level 1 than the one beside it."""
        own, parents = self.level1(level_key(one)), self.parents(level_key(two))
        return own is not None and bool(parents) and own not in parents


@lru_cache(maxsize=8)
def words_of(patterns: Patterns) -> Words:
    """The level words of a pack."""
    return Words(patterns)


@lru_cache(maxsize=1024)
def level_key(match: str) -> str:
    """«经济效益指标», «经济效益», «经济效益指标等» and «经济效益指标（10分）» are one word."""
    return key_of(match).removesuffix("等").removesuffix("指标")


def halves(view: Text, words: Words) -> tuple[Text, Text] | None:
    """The two names of a cell in which one mark stands between a word of level 1 and one of level 2 («产出指标—数量
    指标», «效益指标/社会效益»)."""
    marks = list(_MARK.finditer(view.match))
    if len(marks) != 1:
        return None
    first, second = view[: marks[0].start()], view[marks[0].end() :]
    known = words.level1(level_key(first.match)) and words.parents(level_key(second.match))
    return (first, second) if known else None
