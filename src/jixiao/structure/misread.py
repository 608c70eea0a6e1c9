"""Labels of scanned tables that are one doubted character away from a form's word.

A heading or a row that is not known loses a whole column or its meaning, and a scan may misread one character of it. So
where the recogniser was in doubt, or took a character for its double («日» for «目»), which it does surely, a cell that
is no word of any form but one character from exactly one is matched as that word. Only the matching takes it so: the
cell's text, and a value that is read from it, stay as they were read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from jixiao.structure.forms import Form, bare_label, key_of
from jixiao.structure.match_model import Box

DOUBTED = 0.9
"""Below this confidence a character may be another."""
_DOUBLES = ("日目曰", "人入八", "己已巳", "未末", "土士", "千干", "于干", "厂厉历", "大太犬", "木本", "白自", "贝见")
_SHORTEST = 3  # characters: «分值» and «得分» are one character apart


class _Words:
    """The words of all forms, by length."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self.all = frozenset(word for form in forms for word in _words(form) if word)
        lengths: dict[int, list[str]] = defaultdict(list)
        for word in sorted(self.all):
            lengths[len(word)].append(word)
        self._by_length = dict(lengths)

    def near(self, word: str) -> str | None:
        """The one word that differs in one character; None where none does, or several do."""
        if len(word) < _SHORTEST:
            return None
        found = [known for known in self._by_length.get(len(word), ()) if _one_apart(word, known)]
        return found[0] if len(found) == 1 else None


def are_doubles(one: str, other: str) -> bool:
    """Whether two characters are taken for one another however sharp the print is."""
    return one != other and any(one in doubles and other in doubles for doubles in _DOUBLES)


def _words(form: Form) -> Iterator[str]:
    for zone in form.zones:
        yield from zone.keys
        yield from zone.block.keys if zone.block else ()
        for keys in (part.keys for parts in (zone.columns, zone.rows, zone.pairs) for part in parts):
            yield from keys


def _one_apart(one: str, other: str) -> bool:
    apart = 0
    for a, b in zip(one, other, strict=True):
        apart += a != b
        if apart > 1:
            return False
    return apart == 1


@lru_cache(maxsize=16)
def _words_of(forms: tuple[Form, ...]) -> _Words:
    return _Words(forms)


def mend(rows: Iterable[Iterable[Box]], forms: tuple[Form, ...]) -> None:
    """Let misread cells of a scanned table be matched as the word that they must be. Changes the boxes' keys."""
    words = _words_of(forms)
    for row in rows:
        for box in row:
            least = min((run.confidence for run in box.source.runs), default=1.0) if box.match else 1.0
            if least < 1:
                _mend(box, words, doubted=least < DOUBTED)


def _mend(box: Box, words: _Words, *, doubted: bool) -> None:
    for start, end in ((0, len(box.key)), bare_label(box.match)):
        word = box.match[start:end]
        if word in words.all:
            return
        near = words.near(word)
        if near is not None and (doubted or any(are_doubles(a, b) for a, b in zip(word, near, strict=True))):
            box.match = box.match[:start] + near + box.match[end:]
            box.key = key_of(box.match)
            return
