"""Pattern packs: directories of TOML, read, validated and merged; a later pack adds to the first or replaces by id."""

from __future__ import annotations

import difflib
import hashlib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from jixiao.errors import PatternError
from jixiao.patterns.expressions import Expression, Gate, Word
from jixiao.patterns.kept import begin
from jixiao.quotes import squeeze

_KNOWN = {
    "pack", "rating", "words", "pattern", "role", "concept", "marks", "family", "form", "places", "level1",
    "rule", "profile",
}  # fmt: skip
REMEMBERED = 4096
"""Titles whose role is remembered: reports of one archive repeat their headings."""

_CELL = 32  # characters of a cell that is remembered

_PATTERN_KEYS = {"id", "reads", "text", "needs", "examples", "not"}


@cache
def _near(key: str) -> list[str]:
    """The key that was meant by one that nobody knows, if it is like one."""
    return difflib.get_close_matches(key, _PATTERN_KEYS, 1, 0.75) if key not in _PATTERN_KEYS else []


@dataclass(frozen=True)
class Role:
    """A section's role: the title expressions that give it, what money below it is about (``fund``, ``scope``), and the
    ``level`` at which a heading of this title stands when it carries no number.
    """

    id: str
    titles: tuple[Expression, ...]
    fund: str | None
    scope: str | None
    level: int
    unnumbered: bool = False


@dataclass(frozen=True)
class Family:
    """A form family: what a report of it shows. ``signals`` are (kind, name, weight, optional)."""

    id: str
    kind: str
    signals: tuple[tuple[str, str, int, bool], ...]
    unverified: bool = False


@dataclass(eq=False)
class Patterns:
    """All that Jixiao knows of words and forms, as data. Built by `load`; not changed afterwards.

    ``tested`` while only the pack that comes with Jixiao is in it.
    """

    name: str = "jixiao"
    version: str = "0"
    hash: str = ""
    words: dict[str, Word] = field(default_factory=dict)
    expressions: dict[str, Expression] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    families: dict[str, Family] = field(default_factory=dict)
    forms: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    concepts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    marks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    places: tuple[str, ...] = ()
    ratings: dict[str, str] = field(default_factory=dict)
    level1: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    level_ends: tuple[str, ...] = ()
    rules: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    profiles: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    tested: bool = True

    def __getitem__(self, id_: str) -> Expression:
        return self.expressions[id_]

    def family_of(self, prefix: str) -> tuple[Expression, ...]:
        """All patterns whose id is ``prefix`` or begins with ``prefix.``, in the order of the files."""
        return self._by_prefix(prefix)

    @cached_property
    def _prefixes(self) -> dict[str, tuple[Expression, ...]]:
        return {}

    def _by_prefix(self, prefix: str) -> tuple[Expression, ...]:
        if prefix not in self._prefixes:
            self._prefixes[prefix] = tuple(
                e for i, e in self.expressions.items() if i == prefix or i.startswith(prefix + ".")
            )
        return self._prefixes[prefix]

    def likely(self, prefix: str, folded: str) -> list[Expression]:
        """The patterns of a family that may match a folded, blank-free text, in the order of the files."""
        if prefix not in self._likely:
            self._likely[prefix] = Gate(self.family_of(prefix))
        return self._likely[prefix].likely(folded)

    @cached_property
    def _likely(self) -> dict[str, Gate]:
        return {}

    def role_of(self, title: str) -> str | None:
        """The role whose title expressions fit a whole folded, blank-free title; the first in the files' order."""
        known = self._role_of
        if title not in known:
            if len(known) >= REMEMBERED:
                known.clear()
            known[title] = self.fitting_role(title)
        return known[title]

    def fitting_role(self, title: str) -> str | None:
        """As `role_of`, asked of the expressions alone."""
        fitting = (role.id for role in self.roles.values() if any(expression.fits(title) for expression in role.titles))
        return next(fitting, None)

    @cached_property
    def _role_of(self) -> dict[str, str | None]:
        """The titles asked for so far. The examples of the packs that come with Jixiao are known from the start (a test
        asks the expressions about them): most headings are one of them, and no expression is compiled for it.
        """
        if not self.tested:
            return {}
        return {
            squeeze(example["in"]): role.id
            for role in self.roles.values()
            for expression in role.titles
            for example in expression.examples
        }

    @cached_property
    def unnumbered(self) -> frozenset[str]:
        """Roles whose heading may stand without a number before a colon with its text behind."""
        return frozenset(role.id for role in self.roles.values() if role.unnumbered)

    def rating(self, word: str) -> str | None:
        """The canonical grade of a word: «优秀» is 优; None for a word that no scale knows."""
        return self.ratings.get(word)

    def word(self, name: str) -> Expression:
        """A word of the vocabulary as an expression."""
        if name not in self._word_expressions:
            word = self.words[name]
            self._word_expressions[name] = Expression(
                f"vocabulary.{name}", "", f"{{{name}}}", (), (), (), word.file, self.words, tested=self.tested
            )
        return self._word_expressions[name]

    @cached_property
    def _word_expressions(self) -> dict[str, Expression]:
        return {}

    @cached_property
    def _concept_of(self) -> dict[str, str]:
        return {squeeze(label): concept for concept, labels in self.concepts.items() for label in labels}

    def concept(self, label: str) -> str | None:
        """The concept of a squeezed label, or None: «公车运行维护» is vehicle_running."""
        return self._concept_of.get(label)

    def likely_concept(self, label: str) -> str | None:
        """The same, by a label's words where no list holds it (patterns ``concept.*``): «公用经费类» is public."""
        known = self._concept_of.get(label)
        if known is None:
            likely = (e for e in self.family_of("concept") if e.fits(label))
            known = next((e.id.removeprefix("concept.") for e in likely), None)
        return known

    def told_in_bracket(self, label: str) -> str | None:
        """The concept that the bracket behind a squeezed label tells (patterns ``in_bracket.*``): «财政拨款(上年结转)»
        is carried_in."""
        if not label.endswith(")"):
            return None
        return next((e.id.removeprefix("in_bracket.") for e in self.family_of("in_bracket") if e.occurs(label)), None)

    @cached_property
    def _mark_of(self) -> dict[str, str]:
        return {squeeze(mark): kind for kind, marks in self.marks.items() for mark in marks}

    def null_kind(self, match: str) -> str | None:
        """What a cell that holds no value says (blank, dash, placeholder, withheld …), None if it holds one."""
        if not match:
            return "blank"
        known = self._null_kinds
        if match not in known:
            kind = self._mark_of.get(match)
            if kind is None and self._prompt and self._prompt.fits_needed(match):
                kind = "placeholder"
            if len(match) > _CELL:
                return kind
            if len(known) >= REMEMBERED:
                known.clear()
            known[match] = kind
        return known[match]

    @cached_property
    def _null_kinds(self) -> dict[str, str | None]:
        """What short cells say that were asked about so far: each is asked about in several passes."""
        return {}

    @cached_property
    def _prompt(self) -> Expression | None:
        return self.expressions.get("mark.prompt")


def default_directory() -> Path:
    """The pack that comes with Jixiao: in the wheel beside the code, in a checkout at its root."""
    packaged = Path(__file__).parents[1] / "_patterns"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "patterns"


def load(directories: Sequence[Path] = ()) -> Patterns:
    """The default pack with the user's packs on top. Raises `PatternError` with file, place and cure."""
    return _load(tuple(Path(d).resolve() for d in directories))


@lru_cache(maxsize=8)
def _load(directories: tuple[Path, ...]) -> Patterns:
    patterns = Patterns(tested=not directories)
    digest = hashlib.sha256()
    for index, root in enumerate((default_directory(), *directories)):
        if not root.is_dir():
            raise PatternError(f"模式目录 {root} 不存在，请检查 --patterns", f"no pattern directory {root}")
        files = {file.relative_to(root).as_posix(): file for file in sorted(root.rglob("*.toml"))}
        read = {name: file.read_bytes() for name, file in files.items()}
        for name, data in read.items():
            digest.update(name.encode() + b"\0" + data + b"\0")
        kept = begin(digest.digest()) if index == 0 else None  # of the pack that comes with Jixiao
        known = kept.contents if kept else {}
        contents = {name: known[name] if name in known else _toml(files[name], data) for name, data in read.items()}
        if kept:
            kept.read(contents)
        for name, content in contents.items():
            try:
                _read(patterns, name, content)
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                raise PatternError(
                    f"{name}：内容的形状不对（{error!r}），请对照自带模式文件中同名的段修改",
                    f"{name}: a table has the wrong shape ({error!r}); compare with the same table of the default pack",
                ) from None
    patterns.hash = digest.hexdigest()[:16]
    return patterns


@lru_cache(maxsize=256)  # each pack on top of ours reads ours too; what is read is not changed
def _toml(file: Path, data: bytes) -> dict[str, Any]:
    try:
        content = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PatternError(f"{file}：不是合法的 TOML（{error}）", f"{file}: no valid TOML ({error})") from None
    unknown = set(content) - _KNOWN
    if unknown:
        names = "、".join(sorted(unknown))
        raise PatternError(
            f"{file}：不认识的段 {names}，可用的有 {'、'.join(sorted(_KNOWN))}",
            f"{file}: unknown table {names}; known are {', '.join(sorted(_KNOWN))}",
        )
    return content


def _entry(file: str, table: str, entry: Any, *needed: str, name: str = "") -> Mapping[str, Any]:
    """An entry that is a table and has what it needs as texts, else a `PatternError` that names it."""
    where = f"{table} {name or (entry.get('id', '?') if isinstance(entry, Mapping) else '?')}"
    missing = [key for key in needed if not isinstance(entry, Mapping) or key not in entry]
    if missing:
        raise PatternError(f"{file}：{where} 缺少 {'、'.join(missing)}", f"{file}: {where} lacks {', '.join(missing)}")
    for key in entry if table in ("pattern", "words", "role") else ():
        near = _near(key)
        if near:
            raise PatternError(
                f"{file}：{where} 的 {key} 无人认识，是否应为 {near[0]}",
                f"{file}: {where} has an unknown key {key}; did you mean {near[0]}?",
            )
    for key in ("examples", "not", "needs"):
        if key in entry and not isinstance(entry[key], list):
            raise PatternError(
                f"{file}：{where} 的 {key} 应为列表，请加方括号", f"{file}: {key} of {where} is no list; add brackets"
            )
    for example in entry.get("examples", ()):
        if not isinstance(example, str) and not (isinstance(example, dict) and "in" in example):
            raise PatternError(
                f"{file}：{where} 的例句应为文字，或含 in 的表",
                f"{file}: an example of {where} is neither a text nor a table with «in»",
            )
    if not isinstance(entry.get("text", ""), str):
        raise PatternError(f"{file}：{where} 的 text 应为文字", f"{file}: text of {where} is no text")
    return dict(entry)


def _read(patterns: Patterns, file: str, content: Mapping[str, Any]) -> None:
    if "pack" in content:
        patterns.name = content["pack"]["name"]
        patterns.version = content["pack"]["version"]
    for name, word in content.get("words", {}).items():
        _entry(file, "words", word, "text", name=name)
        patterns.words[name] = Word(
            name, word["text"], tuple(word.get("examples", ())), tuple(word.get("not", ())), file
        )
    for entry in content.get("pattern", ()):
        expression = _expression(patterns, file, entry)
        patterns.expressions[expression.id] = expression
    for entry in content.get("role", ()):
        role = _role(patterns, file, entry)
        known = patterns.roles.get(role.id) if entry.get("adds") else None  # a pack that only knows further titles
        patterns.roles[role.id] = replace(known, titles=(*known.titles, *role.titles)) if known else role
    for entry in content.get("family", ()):
        _entry(file, "family", entry, "id", "kind", "signals")
        signals = tuple((s["kind"], s["name"], s.get("weight", 1), s.get("optional", False)) for s in entry["signals"])
        patterns.families[entry["id"]] = Family(entry["id"], entry["kind"], signals, entry.get("unverified", False))
    for entry in content.get("form", ()):
        patterns.forms[_entry(file, "form", entry, "id")["id"]] = {**entry, "file": file}
    for entry in content.get("rule", ()):
        patterns.rules[entry["id"]] = {**patterns.rules.get(entry["id"], {}), **entry}
    for entry in content.get("profile", ()):
        patterns.profiles[entry["id"]] = entry
    _read_lists(patterns, content)


def _read_lists(patterns: Patterns, content: Mapping[str, Any]) -> None:
    """Words that stand for something: a pack's are added to those that are known."""
    for concept, labels in content.get("concept", {}).items():
        patterns.concepts[concept] = (*patterns.concepts.get(concept, ()), *labels)
    for kind, marks in content.get("marks", {}).items():
        patterns.marks[kind] = (*patterns.marks.get(kind, ()), *marks)
    if "places" in content:
        patterns.places = (*patterns.places, *(p for group in content["places"].values() for p in group))
    for canonical, words in content.get("rating", {}).items():
        patterns.ratings.update(dict.fromkeys(words, canonical))
    for name, entry in content.get("level1", {}).items():
        if entry.get("end"):
            patterns.level_ends = (*patterns.level_ends, name)
        else:
            patterns.level1[name] = entry


def _expression(patterns: Patterns, file: str, entry: Mapping[str, Any]) -> Expression:
    _entry(file, "pattern", entry, "id", "reads", "text")
    return Expression(
        id=entry["id"],
        reads=entry["reads"],
        text=entry["text"],
        needs=tuple(entry.get("needs", ())),
        examples=tuple({"in": one} if isinstance(one, str) else one for one in entry.get("examples", ())),
        counter_examples=tuple(entry.get("not", ())),
        file=file,
        words=patterns.words,
        tested=patterns.tested,
        extra={k: v for k, v in entry.items() if k not in _PATTERN_KEYS},
    )


def _role(patterns: Patterns, file: str, entry: Mapping[str, Any]) -> Role:
    _entry(file, "role", entry, "id", "title")
    titles = tuple(
        Expression(
            id=f"section.{entry['id']}", reads="a section's title", text=text, needs=(), file=file,
            examples=tuple({"in": e} for e in entry.get("examples", ())) if not index else (),
            counter_examples=tuple(entry.get("not", ())), words=patterns.words, tested=patterns.tested,
        )
        for index, text in enumerate(_strings(entry["title"]))
    )  # fmt: skip
    return Role(
        entry["id"],
        titles,
        entry.get("fund"),
        entry.get("scope"),
        entry.get("level", 1),
        entry.get("unnumbered", False),
    )


def _strings(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
