"""Words and patterns: regular expressions that read folded, blank-free text (`quotes.Text.match`).

A pattern file is written as a clerk reads: full-width punctuation is folded on loading, blanks and comments in an
expression are layout (verbose mode), `{name}` is a word of the shared vocabulary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import methodcaller
from typing import Any

import regex

from jixiao import lazy_re as re
from jixiao.errors import LimitError, PatternError
from jixiao.patterns.kept import known
from jixiao.patterns.required import Clause, Required, required
from jixiao.quotes import Quote, Text, fold

SECONDS = 10.0
"""A single search that takes longer fails the document (contract, ground rule 6): it never drops a match."""

FEW = 6
"""Words of which one must stand in a text, so few that to look for them is quicker than the expression."""

SHORT = 1000
"""Texts up to this length need no clock when the pattern is one of ours (see `Expression`)."""

_WORD = re.compile(r"\{([a-z_][a-z0-9_]*)\}")
_START = methodcaller("start")
_SPECIAL = frozenset("()[]{}?*+|^$.\\#-")


def fold_pattern(text: str) -> str:
    """Full-width characters of an expression folded like the text it reads; «（» becomes «\\(», not a group."""
    folded = fold(text)  # one character for one
    if folded == text:
        return text
    pairs = zip(text, folded, strict=True)
    return "".join("\\" + new if new != old and new in _SPECIAL else new for old, new in pairs)


@dataclass(frozen=True)
class Word:
    """A name of the shared vocabulary: ``text`` is its expression, ``examples`` all match in full."""

    name: str
    text: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    file: str


def with_words(
    text: str, words: Mapping[str, Word], unknown: Callable[[str], PatternError], seen: tuple[str, ...] = ()
) -> str:
    """An expression with the words of the vocabulary put in; ``unknown`` makes the error for a name that is none, or
    that is ``seen`` in what it stands for itself."""

    def put(match: re.Match[str]) -> str:
        name = match[1]
        if name not in words or name in seen:
            raise unknown(name)
        return f"(?:{with_words(words[name].text, words, unknown, (*seen, name))})"

    return _WORD.sub(put, text)


class Found:
    """A match of an expression in a text: groups come out as quotes."""

    __slots__ = ("expression", "match", "text")

    def __init__(self, expression: Expression, match: Any, text: Text) -> None:
        self.expression = expression
        self.match = match
        self.text = text

    def has(self, name: str) -> bool:
        """Whether the group took part in the match."""
        return name in self.match.re.groupindex and self.match[name] is not None

    def quote(self, name: str | int = 0) -> Quote:
        """The raw characters behind a group (0 is the whole match)."""
        start, end = self.match.span(name)
        return self.text.quote(start, end)

    def sub(self, name: str | int) -> Text:
        """The view of a group."""
        start, end = self.match.span(name)
        return self.text[start:end]

    def __getitem__(self, name: str | int) -> str:
        return str(self.match[name] or "")

    @property
    def start(self) -> int:
        """Where the match begins in ``text.match``."""
        return int(self.match.start())

    @property
    def end(self) -> int:
        """Where the match ends in ``text.match``."""
        return int(self.match.end())

    @property
    def id(self) -> str:
        """The pattern's id."""
        return self.expression.id


@dataclass(frozen=True)
class Expression:
    """A pattern: what it reads, its text, examples with the expected captures, counter-examples.

    ``needs`` is a plain test before the expression is tried: one of these must stand in the text. ``extra`` holds the
    pattern's further keys (a fund, a scope, a direction), for the extractor that asked for this kind of pattern.
    ``tested`` marks the packs that come with Jixiao.
    """

    id: str
    reads: str
    text: str
    needs: tuple[str, ...]
    examples: tuple[Mapping[str, str], ...]
    counter_examples: tuple[str, ...]
    file: str
    words: Mapping[str, Word]
    extra: Mapping[str, Any] = field(default_factory=dict)
    tested: bool = False

    @cached_property
    def compiled(self) -> Any:
        """The compiled expression (on first use: compiling all of them would cost every start)."""
        try:
            return known().expression(self.expanded, ours=self.tested)
        except regex.error as error:
            raise PatternError(
                f"{self.file}：模式 {self.id} 不是合法的表达式（{error}），请修改 text",
                f"{self.file}: pattern {self.id} is no valid expression ({error}); mend its text",
            ) from None

    @cached_property
    def expanded(self) -> str:
        """The expression with its words put in, folded."""
        return fold_pattern(self._expand(self.text, ()))

    def _expand(self, text: str, seen: tuple[str, ...]) -> str:
        return with_words(text, self.words, self._unknown, seen)

    def _unknown(self, name: str) -> PatternError:
        return PatternError(
            f"{self.file}：模式 {self.id} 用到的词 {{{name}}} 不存在或循环引用，请在词表中定义",
            f"{self.file}: pattern {self.id} uses {{{name}}}, which is not defined or is circular",
        )

    @cached_property
    def skips(self) -> tuple[str, ...]:
        """The groups named skip…, which stand for words that nobody knows."""
        return tuple(name for name in self.compiled.groupindex if name.startswith("skip"))

    @cached_property
    def folded_needs(self) -> tuple[str, ...]:
        """`needs` as they stand in folded text."""
        return tuple(fold(need) for need in self.needs)

    def _limit(self, text: str) -> float | None:
        """The time limit of a search: a clock costs five times the search, so the packs that are tested for runaways
        on every change go without one on short texts; a user's pack never does.
        """
        return None if self.tested and len(text) <= SHORT else SECONDS

    @cached_property
    def required(self) -> Required:
        """What no match can do without, told without compiling (`jixiao.patterns.required`)."""
        return known().required(self.expanded, self._read_off) if self.tested else self._read_off()

    def _read_off(self) -> Required:
        return required(
            fold_pattern(self.text), lambda name: fold_pattern(self._expand(self.words[name].text, (name,)))
        )

    @cached_property
    def _few(self) -> tuple[Clause, ...]:
        """Of what no match can do without the clauses of few words: to ask for more is as slow as the expression once
        that is compiled."""
        return tuple(clause for clause in self.required.clauses if len(clause) <= FEW)

    @cached_property
    def _asked(self) -> tuple[Clause, ...]:
        """Words of which one of each clause must stand in a text: `needs`, and what no match can do without. The clause
        of the fewest words is asked first, for most texts hold none of them."""
        asked: list[Clause] = []
        for clause in sorted(((self.folded_needs,) if self.needs else ()) + self._few, key=len):
            if not any(set(known).issubset(clause) for known in asked):  # else whatever holds that holds this
                asked.append(clause)
        return tuple(asked)

    @cached_property
    def _letters(self) -> frozenset[str] | None:
        """All characters of what matches as a whole: to look at them takes a fifth of the expression's time. None where
        any digit or Chinese character may be one."""
        asked = self.required
        return None if asked.alphabet is None or asked.han or "0" in asked.alphabet else asked.alphabet

    @property
    def clause(self) -> Clause:
        """Words of which one must stand in a folded text that matches; none where no such words are known."""
        return self.folded_needs or (self._few[0] if self._few else ())

    def _skip(self, text: str) -> bool:
        for clause in self._asked:
            for word in clause:  # a plain loop: an `any` over a generator takes three times as long
                if word in text:
                    break
            else:
                return True
        # To compile takes milliseconds: worth a look at all that it asks for.
        return "compiled" not in self.__dict__ and not self.required.somewhere_in(text)

    def may_match(self, folded: str) -> bool:
        """The plain tests alone: False where no part of a folded, blank-free text can match."""
        return not self._skip(folded)

    def search(self, text: Text, start: int = 0, end: int | None = None) -> Found | None:
        """The first match at or after ``start``."""
        return None if self._skip(text.match) else self._run(self.compiled.search, text, start, end)

    def match(self, text: Text, start: int = 0, end: int | None = None) -> Found | None:
        """A match that begins at ``start``."""
        return None if self._skip(text.match) else self._run(self.compiled.match, text, start, end)

    def fullmatch(self, text: Text, start: int = 0, end: int | None = None) -> Found | None:
        """A match of the whole stretch."""
        return None if self._skip(text.match) else self._run(self.compiled.fullmatch, text, start, end)

    def fits(self, folded: str) -> bool:
        """Whether the expression fits the whole of a folded, blank-free text; ``needs`` are not asked for."""
        for clause in self._few:
            for word in clause:
                if word in folded:
                    break
            else:
                return False
        if self._letters is not None and not self._letters.issuperset(folded):
            return False
        if "compiled" not in self.__dict__ and not self.required.whole_of(folded):
            return False
        if self.tested and len(folded) <= SHORT:  # as `_limit` has it
            return self.compiled.fullmatch(folded) is not None
        return self.compiled.fullmatch(folded, timeout=SECONDS) is not None

    def fits_needed(self, folded: str) -> bool:
        """As `fits`, after the plain test of ``needs``."""
        return not self._skip(folded) and self.fits(folded)

    def occurs(self, folded: str) -> bool:
        """Whether the expression stands anywhere in a folded, blank-free text."""
        return not self._skip(folded) and self.compiled.search(folded, timeout=self._limit(folded)) is not None

    def finditer(self, text: Text, end: int | None = None) -> Iterator[Found]:
        """All matches that end before ``end``, from left to right."""
        if self._skip(text.match):
            return
        limit = self._limit(text.match)
        try:
            for match in (
                self.compiled.finditer(text.match, 0, end, timeout=limit)
                if limit
                else self.compiled.finditer(text.match, 0, end)
            ):
                yield Found(self, match, text)
        except TimeoutError:
            raise self._timeout() from None

    def starts(self, text: Text) -> list[int]:
        """Where matches begin, those within others too."""
        if self._skip(text.match):
            return []
        try:
            found = self.compiled.finditer(text.match, overlapped=True, timeout=self._limit(text.match))
            return [*map(_START, found)]
        except TimeoutError:
            raise self._timeout() from None

    def match_any(self, text: Text, places: Sequence[int]) -> Found | None:
        """A match that begins at the first of ``places`` where one does."""
        if places and not self._skip(text.match):
            for at in places:
                if found := self._run(self.compiled.match, text, at, None):
                    return found
        return None

    def _run(self, method: Callable[..., Any], text: Text, start: int, end: int | None) -> Found | None:
        folded = text.match
        if self.tested and len(folded) <= SHORT:  # as `_limit` has it: most searches
            match = method(folded, start, end)
        else:
            try:
                match = method(folded, start, end, timeout=self._limit(folded))
            except TimeoutError:
                raise self._timeout() from None
        return Found(self, match, text) if match else None

    def _timeout(self) -> LimitError:
        return LimitError(
            f"模式 {self.id} 在一段文字上超过 {SECONDS:g} 秒，请检查该模式或该文件",
            f"pattern {self.id} ran over {SECONDS:g} s on one text; check the pattern or the file",
        )


class Gate:
    """Several patterns, and which of them may match a text: what two of them ask for is looked for once."""

    def __init__(self, expressions: Sequence[Expression]) -> None:
        self._expressions = expressions
        self._open = frozenset(at for at, each in enumerate(expressions) if not each.clause)
        self._always = tuple(expressions[at] for at in sorted(self._open))
        words: dict[str, set[int]] = {}
        for at, expression in enumerate(expressions):
            for word in expression.clause:
                words.setdefault(word, set()).add(at)
        self._words: dict[str, list[tuple[str, frozenset[int]]]] = {}  # by their first letters
        for word, places in words.items():
            self._words.setdefault(word[0], []).append((word, frozenset(places)))
        self._firsts = frozenset(self._words)

    def likely(self, folded: str) -> list[Expression]:
        """The patterns that may match a folded, blank-free text, in order."""
        firsts = self._firsts.intersection(folded)  # of long texts several times as quick as to look for all words
        found = [places for first in firsts for word, places in self._words[first] if word in folded]
        if not found:  # most texts
            return [*self._always]
        return [self._expressions[at] for at in sorted(self._open.union(*found))]
