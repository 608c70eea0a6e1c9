"""Everything that patterns hold, as pages that a clerk can read: expressions, words, section titles, forms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jixiao.cli.terminal import say
from jixiao.schema.vocabulary import CONCEPTS, SECTION_ROLES

if TYPE_CHECKING:
    from jixiao.patterns import Expression, Patterns

SOME = 4
"""Examples that stand for a word or a title where it has no sentence of its own."""


@dataclass(frozen=True, slots=True)
class Page:
    """One pattern: ``reads`` in a sentence, ``lines`` in full."""

    id: str
    reads: str
    lines: tuple[str, ...]


def catalogue(patterns: Patterns) -> dict[str, Page]:
    """All pages by id, sorted."""
    pages = [
        *(_expression(expression) for expression in patterns.expressions.values()),
        *(_word(patterns, name) for name in patterns.words),
        *(_section(patterns, name) for name in patterns.roles),
        *(_concept(name, labels) for name, labels in patterns.concepts.items()),
        *(_form(name, form) for name, form in patterns.forms.items()),
    ]
    return {page.id: page for page in sorted(pages, key=lambda page: page.id)}


def reads(pages: Mapping[str, Page], pattern: str) -> str:
    """What a pattern reads; for one without a page, what the pattern does that it belongs to; else ""."""
    while pattern:
        if pattern in pages:
            return pages[pattern].reads
        pattern = pattern.rpartition(".")[0]
    return ""


def _samples(examples: Iterable[Mapping[str, str]], counters: Iterable[str]) -> list[str]:
    return [
        f"{say('例句', 'examples')}:",
        *(f"  {_example(example)}" for example in examples),
        f"{say('反例', 'counter-examples')}:",
        *(f"  {counter}" for counter in counters),
    ]


def _example(example: Mapping[str, str]) -> str:
    captures = "  ".join(f"{name}={value}" for name, value in example.items() if name != "in")
    return f"{example['in']}{'    → ' + captures if captures else ''}"


def _expression(found: Expression) -> Page:
    lines = [
        f"{say('文件', 'file')}: {found.file}",
        f"{say('表达式', 'expression')}: {found.text}",
        *_samples(found.examples, found.counter_examples),
    ]
    return Page(found.id, found.reads, tuple(lines))


def _word(patterns: Patterns, name: str) -> Page:
    word = patterns.words[name]
    lines = [
        f"{say('文件', 'file')}: {word.file}",
        f"{say('表达式', 'expression')}: {word.text}",
        *_samples(({"in": example} for example in word.examples), word.counter_examples),
    ]
    return Page(f"vocabulary.{name}", say("词：", "word: ") + "、".join(word.examples[:SOME]), tuple(lines))


def _section(patterns: Patterns, name: str) -> Page:
    titles = patterns.roles[name].titles
    examples = [example for title in titles for example in title.examples]
    counters = list(dict.fromkeys(counter for title in titles for counter in title.counter_examples))
    lines = [
        f"{say('文件', 'file')}: {titles[0].file}",
        *(f"{say('表达式', 'expression')}: {title.text}" for title in titles),
        *_samples(examples, counters),
    ]
    official = {str(role): term for role, term in SECTION_ROLES.items()}.get(name, name)
    some = "、".join(example["in"] for example in examples[:SOME])
    return Page(f"section.{name}", say(f"章节「{official}」：{some}", f"section title: {some}"), tuple(lines))


def _concept(name: str, labels: tuple[str, ...]) -> Page:
    official = {str(concept): term for concept, term in CONCEPTS.items()}.get(name, name)
    some = "、".join(labels[:SOME])
    return Page(
        f"concept.{name}",
        say(f"「{official}」的写法：{some}", f"wordings of {official}: {some}"),
        (f"{say('写法', 'wordings')}:", *(f"  {label}" for label in labels)),
    )


def _form(name: str, form: Mapping[str, Any]) -> Page:
    lines = [f"{say('文件', 'file')}: {form.get('file', '')}"]
    if form.get("titles"):
        lines.append(f"{say('表名', 'titles')}: {'、'.join(form['titles'])}")
    for zone in form.get("zone", ()):
        lines.append(f"{say('区', 'zone')} {zone['id']} ({zone.get('kind', '')})")
        for part, label in (("column", say("列", "column")), ("row", say("行", "row")), ("field", say("栏", "field"))):
            entries = zone.get(part, ())
            lines += [f"  {label} {e['id']}: {'、'.join(e.get('labels', ()))}" for e in entries if "id" in e]
    return Page(f"form.{name}", str(form.get("reads", "")), tuple(lines))
