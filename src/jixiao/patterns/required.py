"""What must stand in a text for an expression to match it, read off the expression's text without compiling it.

To compile an expression takes milliseconds, and most of those that a report's lines are tried against fit none of
them. So the first question is a plain one: whether the words that no match can do without stand in the text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from jixiao import lazy_re as re

Clause = tuple[str, ...]
"""Words of which one at least must stand in the text."""

MOST = 32
"""Words of a clause; more are no plain question any more."""
_FEW = 8  # characters of a class that are listed

_WORD = re.compile(r"\{([a-z_]\w*)\}")
_RUN = re.compile(r"[^\s\\\[\](){}|?*+.^$#]+(?![?*+{])")
_PLAIN = re.compile(
    r"[^\s\\\[\](){}|?*+.^$#]+(?:\|[^\s\\\[\](){}|?*+.^$#]+)*(?=\)|\Z)"
)  # words and no more, up to the end
_COUNT = re.compile(r"\{\s*(\d*)\s*(?:,\s*\d*\s*)?\}")
_NAMED = re.compile(r"\?P?<[A-Za-z_]\w*>")
_FLAGS = re.compile(r"\?[A-Za-z0-9]+\)")
_CODE = re.compile(
    r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}|[pPN]\{[^}]*\}|[pP]\w|g<[^>]*>|\d+|.)", re.DOTALL
)
_PLAIN_CLASS = re.compile(r"[^\\\[\]^&|~\s-]+")
_HAN = "\\u4e00-\\u9fff"  # as packs write it


@dataclass(frozen=True, slots=True)
class Required:
    """What no match can do without: ``clauses`` must each hold, and the whole of what is matched consists of
    ``alphabet`` (None: of anything), and, if ``han``, Chinese characters.
    """

    clauses: tuple[Clause, ...] = ()
    alphabet: frozenset[str] | None = None
    han: bool = False

    def somewhere_in(self, text: str) -> bool:
        """Whether a part of a text may match: it holds a word of each clause."""
        for clause in self.clauses:
            for word in clause:
                if word in text:
                    break
            else:
                return False
        return True

    def whole_of(self, text: str) -> bool:
        """Whether the whole of a text may match."""
        if not self.somewhere_in(text):
            return False
        if self.alphabet is None:
            return True
        foreign = set(text) - self.alphabet
        digits = "0" in self.alphabet  # a digit of any script stands for \d
        return all((self.han and "\u4e00" <= char <= "\u9fff") or (digits and char.isdecimal()) for char in foreign)


class _UnclearError(Exception):
    """The expression says something that is not followed here."""


def required(expression: str, word: Callable[[str], str]) -> Required:
    """What a verbose, case-true expression asks for; ``word`` gives the expression of a ``{word}`` in it.

    Nothing where it is not followed to its end: then any text may match. That is no fault: it is compiled.
    """
    try:
        return _read(_Reader(expression, word))
    except (_UnclearError, IndexError, KeyError):
        return Required()


def _no_word(_: str) -> str:
    raise _UnclearError


@lru_cache(maxsize=256)
def _word(expression: str) -> Required:
    """What a word asks for: most expressions hold the same few."""
    return _read(_Reader(expression, _no_word))


def _read(reader: _Reader) -> Required:
    clauses = reader.alternatives()
    if reader.at < len(reader.text):
        raise _UnclearError
    alphabet = None if reader.any else frozenset(reader.alphabet)
    shortest = {_shortest(clause) for clause in clauses}
    return Required(tuple(sorted(shortest, key=lambda clause: (len(clause), clause))), alphabet, reader.han)


def _shortest(clause: Clause) -> Clause:
    """The words of a clause without those that hold another: where «万元» stands «元» does."""
    return tuple(word for word in clause if not any(other != word and other in word for other in clause))


class _Reader:
    """Reads an expression from left to right; ``at`` is the next character. ``alphabet`` are the characters that it
    names, ``han`` whether any Chinese one may stand in a place of it, ``any`` whether any character at all may.
    """

    def __init__(self, expression: str, word: Callable[[str], str]) -> None:
        self.text = expression
        self.word = word
        self.at = 0
        self.alphabet: set[str] = set()
        self.han = self.any = False

    def alternatives(self) -> list[Clause]:
        """What all branches up to a closing bracket or the end ask for."""
        if plain := _PLAIN.match(self.text, self.at):  # most groups: this costs a fraction of reading them
            self.at = plain.end()
            alternatives = plain[0].split("|")
            self.alphabet.update(*alternatives)
            return [tuple(sorted(set(alternatives)))] if len(alternatives) <= MOST else []
        branches = [self._branch()]
        while self._next() == "|":
            self.at += 1
            branches.append(self._branch())
        if len(branches) == 1:
            return branches[0]
        if not all(branches):
            return []
        words = {word for clauses in branches for word in max(clauses, key=_worth)}
        return [tuple(sorted(words))] if len(words) <= MOST else []

    def _next(self) -> str:
        """The next character that is no layout, or nothing at the end."""
        while self.at < len(self.text):
            char = self.text[self.at]
            if char == "#":
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
            elif char.isspace():
                self.at += 1
            else:
                return char
        return ""

    def _branch(self) -> list[Clause]:
        clauses: list[Clause] = []
        run = ""  # characters that stand one behind the other
        while (char := self._next()) and char not in "|)":
            literal, asked = self._piece(char)
            least, once = self._times()
            if literal and least:
                run += literal
            if not (literal and once) and run:
                clauses.append((run,))
                run = ""
            if least:
                clauses += asked
        return [*clauses, (run,)] if run else clauses

    def _piece(self, char: str) -> tuple[str, list[Clause]]:
        """One piece: the character that it is, if it is one, and what else it asks for."""
        if char == "(":
            return "", self._group()
        if char == "[":
            return "", self._class()
        if char == "{":
            return "", self._named()
        if char == "\\":
            code = _CODE.match(self.text, self.at)
            if code is None:
                raise _UnclearError
            self.at = code.end()
            return self._code(code[0][1:]), []
        if char in "*+?":
            raise _UnclearError
        if run := _RUN.match(self.text, self.at):
            self.at = run.end()
            self.alphabet.update(run[0])
            return run[0], []
        self.at += 1
        if char in ".^$":
            self.any |= char == "."
            return "", []
        self.alphabet.add(char)
        return char, []

    def _named(self) -> list[Clause]:
        """What a word of the vocabulary asks for."""
        name = _WORD.match(self.text, self.at)
        if name is None:
            raise _UnclearError
        self.at = name.end()
        asked = _word(self.word(name[1]))
        self.any |= asked.alphabet is None
        self.han |= asked.han
        self.alphabet |= asked.alphabet or frozenset()
        return list(asked.clauses)

    def _code(self, escaped: str) -> str:
        """The character that is written behind a backslash, if it is one."""
        if len(escaped) == 1 and not escaped.isalnum():
            self.alphabet.add(escaped)
            return escaped
        if escaped == "d":
            self.alphabet.update("0123456789")
        elif escaped not in ("A", "Z", "z", "b", "B"):
            self.any = True
        return ""

    def _times(self) -> tuple[bool, bool]:
        """Whether the piece before must stand, and whether it stands once and no more."""
        char = self._next()
        if not char or char not in "*+?{" or _WORD.match(self.text, self.at):
            return True, True
        least = char == "+"
        if char == "{":
            count = _COUNT.match(self.text, self.at)
            if count is None:  # «{e<=1}»: about the same
                raise _UnclearError
            least = int(count[1] or 0) > 0
            self.at = count.end()
        else:
            self.at += 1
        if self.text[self.at : self.at + 1] in ("?", "+"):  # lazy, possessive
            self.at += 1
        return least, False

    def _group(self) -> list[Clause]:
        self.at += 1
        denied = ahead = False
        known = set(self.alphabet), self.han, self.any
        if self.text[self.at] == "?":
            named = _NAMED.match(self.text, self.at)
            flags = _FLAGS.match(self.text, self.at)
            if named:
                self.at = named.end()
            elif flags and set(flags[0][1:-1]) <= set("msxu"):
                self.at = flags.end()
                return []
            else:
                kind = next((k for k in ("?:", "?>", "?=", "?!", "?<=", "?<!") if self.text.startswith(k, self.at)), "")
                if not kind:
                    raise _UnclearError
                denied, ahead = kind[-1] == "!", kind[-1] in "=!"
                self.at += len(kind)
        asked = self.alternatives()
        if self._next() != ")":
            raise _UnclearError
        self.at += 1
        if ahead:  # looked at and not taken
            self.alphabet, self.han, self.any = known
        return [] if denied else asked

    def _class(self) -> list[Clause]:
        """A class of characters; few plain ones are words of one character."""
        start = self.at + 1
        depth = 0
        while True:
            char = self.text[self.at]
            if char == "\\":
                self.at += 1
            elif char == "[":
                depth += 1
                ahead = self.text[self.at + 1 : self.at + 3]
                self.at += 2 if ahead == "^]" else 1 if ahead[:1] == "]" else 0  # a bracket that stands for itself
            elif char == "]":
                depth -= 1
            self.at += 1
            if not depth:
                break
        inner = self.text[start : self.at - 1]
        if inner == _HAN:
            self.han = True
        elif _PLAIN_CLASS.fullmatch(inner):
            self.alphabet.update(inner)
            return [tuple(sorted(set(inner)))] if len(inner) <= _FEW else []
        else:
            self.any = True
        return []


def _worth(clause: Sequence[str]) -> tuple[int, int]:
    """How much a clause tells: long words, and few."""
    return min(map(len, clause)), -len(clause)
