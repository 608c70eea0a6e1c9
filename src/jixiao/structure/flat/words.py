"""The words by which flattened tables are known: what stands below a table, and the labels of all forms."""

from __future__ import annotations

from functools import lru_cache

from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.celltexts import known_level
from jixiao.structure.flat.wordset import WordSet
from jixiao.structure.form_model import Form, key_of, row_key
from jixiao.structure.forms import forms_of
from jixiao.structure.labels import ATTACHMENT, Kind, label_at
from jixiao.traditional import simplified

AFTER = "flat.after_table"
"""Id of the pattern that reads what stands below a table (说明：, 填表人：)."""

_LINES, _LONG_LINES = 4096, 512  # lines whose answers are kept
_BEGUN = 4  # characters of a label that may go on in the next line
_TITLE = 60  # characters at the most
_POURED, _TELLING = 200, 4  # characters of a line into which a form was poured; heading words in it


class Words:
    """Labels of the forms of a pack, and the marks of a table's end. Made once a pack by `words_of`."""

    def __init__(self, patterns: Patterns) -> None:
        self.patterns = patterns
        self.forms: tuple[Form, ...] = forms_of(patterns)
        self.labels: frozenset[str] = frozenset().union(*(labels_of(form) for form in self.forms))
        self.rows: frozenset[str] = frozenset(
            key for form in self.forms for zone in form.zones for row in zone.rows for key in row.keys
        )
        self.heads: frozenset[str] = frozenset().union(*map(_heads, self.forms))
        """The labels of what a form asks for above its records: the project's name, its department."""
        self.tails: frozenset[str] = frozenset().union(*map(_tails, self.forms))
        """The labels of what a form asks for below its records (the conclusion, problems), and their beginnings."""
        self._printed = "\n".join(sorted(self.labels))
        self._telling = WordSet(_telling(self.forms))
        self._titles = tuple({squeeze(title) for form in self.forms for title in form.titles})
        self._after = [e.compiled for e in patterns.family_of(AFTER)]
        self._ends: dict[str, bool] = {}  # the lines of a text are asked about once for each form
        self._poured: dict[str, bool] = {}
        self._is_known: dict[str, bool] = {}  # cells are asked about in each dialect, merged text at each position

    def telling(self, text: str) -> set[str]:
        """The heading words in a text that hardly stand in prose: where several of them do, a form may have lost its
        cells."""
        return {word for _, words in self._telling.begun(text, 0, len(text)) for word in words}

    def telling_by_line(self, text: str) -> dict[str, set[str]]:
        """These words by the line that they stand in."""
        found: dict[str, set[str]] = {}
        start = stop = -1
        line = ""
        for at, words in self._telling.begun(text, 0, len(text)):
            if at >= stop:
                start, stop = text.rfind("\n", 0, at) + 1, text.find("\n", at)
                stop = stop if stop >= 0 else len(text)
                line = text[start:stop]
            found.setdefault(line, set()).update(words)
        return found

    def ends_table(self, line: str) -> bool:
        """Whether a line can only stand outside a table: 说明：…, 填表人：…, 附件2, 一、…, a form's title."""
        known = self._ends.get(line)
        if known is None:
            if len(self._ends) >= _LINES:
                self._ends.clear()
            known = self._ends[line] = self._ends_table(line)
        return known

    def _ends_table(self, line: str) -> bool:
        text = squeeze(line)
        if not text:
            return False
        if self.is_title(text):
            return True
        if any(expression.match(text) for expression in self._after) or ATTACHMENT.match(text):
            return True
        label = label_at(text)
        if label is None or label.kind not in (Kind.PART, Kind.CHINESE) or len(text) <= label.end:
            return False
        # «三、满意度指标（20分）» stands over the rows of its level inside a table
        return not (text.endswith("分)") and known_level(text[label.end :], self.patterns))

    def is_title(self, text: str) -> bool:
        """Whether a squeezed text is the title of some form's table («2022年度项目支出绩效自评表»)."""
        return self.may_be_title(text) and any(title in text for title in self._titles)

    def may_be_title(self, text: str) -> bool:
        """Whether a squeezed text ends as the title of a table does."""
        return "表" in text and len(text) < _TITLE and key_of(text)[-1] == "表"

    def may_hold_form(self, line: str) -> bool:
        """Whether a line is so long and holds so many heading words that a form may have been poured into it."""
        if len(line) < _POURED:
            return False
        known = self._poured.get(line)
        if known is None:
            if len(self._poured) >= _LONG_LINES:
                self._poured.clear()
            text = simplified(line)
            known = self._poured[line] = len(self.telling(text)) >= _TELLING
        return known

    def holds(self, key: str) -> bool:
        """Whether a label key is one of some form, or a part of one."""
        return key in self._printed

    def is_label(self, text: str) -> bool:
        """Whether a text is a printed label of some form: a heading, a block, a row or a pair."""
        known = self._is_known.get(text)
        if known is None:
            if len(self._is_known) >= _LINES:
                self._is_known.clear()
            key = squeeze(text)
            known = self._is_known[text] = bool(key) and (key_of(key) in self.labels or row_key(key) in self.rows)
        return known

    def is_label_or_level(self, text: str) -> bool:
        """Whether a text is such a label, or a word of level 1 or 2."""
        return self.is_label(text) or known_level(text, self.patterns)


def _telling(forms: tuple[Form, ...]) -> tuple[str, ...]:
    """Of each essential zone the first words of its columns, as far as they are not broken over lines."""
    found: dict[str, None] = {}
    for form in forms:
        for zone in form.zones:
            if zone.essential:
                for part in (*(c.labels for c in zone.columns), *(r.labels for r in zone.rows)):
                    found.update(dict.fromkeys(tail for label in part[:2] if len(tail := label.split("}")[-1]) > 3))
    return tuple(found)


def _heads(form: Form) -> frozenset[str]:
    first = next((at for at, zone in enumerate(form.zones) if zone.essential), 0)
    return frozenset(key for zone in form.zones[:first] for pair in zone.pairs for key in pair.keys)


def _tails(form: Form) -> frozenset[str]:
    last = max((at for at, zone in enumerate(form.zones) if zone.essential), default=len(form.zones))
    keys = {key for zone in form.zones[last + 1 :] for pair in zone.pairs for key in pair.keys}
    return frozenset(key[:end] for key in keys for end in range(_BEGUN, len(key) + 1))


def labels_of(form: Form) -> frozenset[str]:
    """The keys of a form's headings, blocks and pairs."""
    keys: set[str] = set()
    for zone in form.zones:
        keys |= zone.keys
        if zone.block:
            keys |= zone.block.keys
        for column in zone.columns:
            keys |= column.keys
        for pair in zone.pairs:
            keys |= pair.keys
    return frozenset(keys)


@lru_cache(maxsize=8)
def words_of(patterns: Patterns) -> Words:
    """The words of a pack."""
    return Words(patterns)
