"""`jixiao patterns coverage`: which patterns fired over a directory of reports, which never did, which were hidden."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jixiao.cli import inputs, terminal
from jixiao.cli.catalogue import catalogue, reads
from jixiao.cli.terminal import say
from jixiao.errors import JixiaoError, MissingFileError
from jixiao.extract.context import Context
from jixiao.extract.draft import matches_of
from jixiao.patterns import Expression, Found, Patterns
from jixiao.quotes import Text
from jixiao.readers import read, read_source
from jixiao.structure.stages import structure

SOME_FAILED = 8
KEPT = 40
"""Texts remembered of each pattern that fired, to see what it hid."""


@dataclass
class Tally:
    """How often each pattern fired, in how many files, and some of the texts it fired on."""

    fired: Counter[str] = field(default_factory=Counter)
    files: dict[str, set[str]] = field(default_factory=dict)
    texts: dict[str, dict[str, None]] = field(default_factory=dict)
    file: str = ""

    def note(self, id_: str, text: str) -> None:
        """One more firing of a pattern, on a text."""
        self.fired[id_] += 1
        self.files.setdefault(id_, set()).add(self.file)
        texts = self.texts.setdefault(id_, {})
        if len(texts) < KEPT:
            texts[text] = None


@dataclass(frozen=True)
class _Counting(Expression):
    """An expression that tells when it fires."""

    tally: Tally = field(default_factory=Tally)

    def _run(self, method: Any, text: Text, start: int, end: int | None) -> Found | None:
        found = super()._run(method, text, start, end)
        if found:
            self.tally.note(self.id, text.match)
        return found

    def finditer(self, text: Text, end: int | None = None) -> Iterator[Found]:
        for found in super().finditer(text, end):
            self.tally.note(self.id, text.match)
            yield found

    def fits(self, folded: str) -> bool:
        fits = super().fits(folded)
        if fits:
            self.tally.note(self.id, folded)
        return fits


def counting(patterns: Patterns, tally: Tally) -> Patterns:
    """The same patterns, each telling the tally when it fires."""

    def watched(expression: Expression) -> Expression:
        values = {f.name: getattr(expression, f.name) for f in dataclasses.fields(Expression)}
        return _Counting(**values, tally=tally)

    return dataclasses.replace(
        patterns,
        expressions={id_: watched(expression) for id_, expression in patterns.expressions.items()},
        roles={
            id_: dataclasses.replace(role, titles=tuple(watched(title) for title in role.titles))
            for id_, role in patterns.roles.items()
        },
    )


def hidden_by(patterns: Patterns, tally: Tally) -> dict[str, str]:
    """Patterns that never fired though a text fits them: an earlier one of their family, or an earlier title, took it.

    «shadowed» patterns are either superfluous or stand in the wrong place.
    """
    titles = {f"section.{role.id}": role.titles for role in patterns.roles.values()}
    found: dict[str, str] = {}
    for id_, expressions in (*titles.items(), *((id_, (e,)) for id_, e in patterns.expressions.items())):
        family = id_.rpartition(".")[0]
        if tally.fired[id_] or not family:
            continue
        for other, texts in tally.texts.items():
            if other == id_ or other.rpartition(".")[0] != family or _apart(patterns, id_, other):
                continue
            if any(_fits(expressions, text) for text in texts):
                found[id_] = other
                break
    return found


def _apart(patterns: Patterns, one: str, other: str) -> bool:
    """Whether a pattern is not tried on all texts that another is («where»): then the other's texts say nothing."""
    tried, fired = (
        patterns.expressions[id_].extra.get("where") if id_ in patterns.expressions else None for id_ in (one, other)
    )
    return tried is not None and not frozenset(fired or ()) <= frozenset(tried)


def _fits(expressions: Sequence[Expression], text: str) -> bool:
    whole = expressions[0].id.startswith("section.")
    return any(e.compiled.fullmatch(text) if whole else e.compiled.search(text) for e in expressions)


def run(directory: str, directories: Sequence[Path]) -> int:
    """Print one line a pattern: id, times, files, state, what it reads; return the exit code."""
    patterns = inputs.load_patterns(directories)
    if not Path(directory).is_dir():
        raise MissingFileError("没有这个文件夹", "no such directory", file=directory)
    tally = Tally()
    watched = counting(patterns, tally)
    files, _ = inputs.gather([directory])
    failed = 0
    for one in files:
        tally.file = one.name
        try:
            inputs.parse_file(one.path, watched)
            _count_forms(one.path, patterns, tally)
        except JixiaoError as error:
            terminal.complain(error)
            failed += 1
    terminal.emit("".join(_lines(patterns, tally)))
    known = [*patterns.expressions, *(f"section.{id_}" for id_ in patterns.roles), *patterns.forms]
    fired = sum(1 for id_ in known if tally.fired[id_])
    terminal.notice(
        f"{len(files) - failed} 个文件，{len(known)} 条规则中 {fired} 条用到",
        f"{len(files) - failed} files; {fired} of {len(known)} patterns fired",
    )
    return SOME_FAILED if failed else 0


def _count_forms(path: str, patterns: Patterns, tally: Tally) -> None:
    data, _ = read_source(path)
    for found in matches_of(Context(structure(read(data), patterns), patterns)).values():
        tally.note(found.form.form.id, found.heading.match)


def _lines(patterns: Patterns, tally: Tally) -> Iterator[str]:
    pages = catalogue(patterns)
    hidden = hidden_by(patterns, tally)
    known = [*patterns.expressions, *(f"section.{id_}" for id_ in patterns.roles), *patterns.forms]
    for id_ in sorted(known, key=lambda id_: (-tally.fired[id_], id_ not in hidden, id_)):
        times = tally.fired[id_]
        state = say("用到", "fired") if times else say("从未用到", "never")
        if id_ in hidden:
            state = say(f"被 {hidden[id_]} 遮住", f"shadowed by {hidden[id_]}")
        yield f"{id_}\t{times}\t{len(tally.files.get(id_, ()))}\t{state}\t{reads(pages, id_)}\n"
