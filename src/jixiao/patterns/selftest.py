"""`jixiao patterns test`: every example gives what it says, no counter-example matches, nothing runs away."""

from __future__ import annotations

from time import process_time

from jixiao import lazy_re as re
from jixiao.errors import JixiaoError
from jixiao.patterns.expressions import Expression, Found
from jixiao.patterns.loader import Patterns
from jixiao.quotes import Source, Text, squeeze

_PATIENCE = 2.0  # seconds of the processor
_WAIT = 10.0  # seconds of the clock: a busy machine is no fault of the expression
_REPEATS = 400

_LITERAL = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]")
_BRACKETS = re.compile(r"\([^()]*\)")


def text_of(sample: str) -> Text:
    """A sample as extractors see it."""
    return Source(0, sample).view()


def check(patterns: Patterns) -> list[str]:
    """All that is wrong with the patterns, one line each (file, pattern, what); empty when every example holds."""
    problems = [line for word in patterns.words for line in _check_word(patterns, word)]
    for expression in patterns.expressions.values():
        problems.extend(_check_expression(expression))
    for role in patterns.roles.values():
        first = role.titles[0]
        broken = [problem for title in role.titles for problem in _broken(title)]
        if broken:
            problems += broken
            continue
        problems += [
            f"{first.file}: role {role.id}: title not recognised: {example['in']}"
            for example in first.examples
            if not any(title.fullmatch(text_of(example["in"])) for title in role.titles)
        ]
        problems += [
            f"{first.file}: role {role.id}: counter-example taken: {counter}"
            for counter in first.counter_examples
            if any(title.fullmatch(text_of(counter)) for title in role.titles)
        ]
    return problems


def _check_word(patterns: Patterns, name: str) -> list[str]:
    word = patterns.words[name]
    probe = Expression(f"word.{name}", "", f"{{{name}}}", (), (), (), word.file, patterns.words)
    try:
        compiled = probe.compiled
    except JixiaoError as error:
        return [str(error)]
    problems = [
        f"{word.file}: word {name}: example not matched: {example}"
        for example in word.examples
        if not compiled.fullmatch(squeeze(example))
    ]
    problems += [
        f"{word.file}: word {name}: counter-example matched: {counter}"
        for counter in word.counter_examples
        if compiled.fullmatch(squeeze(counter))
    ]
    if not word.examples:
        problems.append(f"{word.file}: word {name}: has no examples")
    return problems


def _check_expression(expression: Expression) -> list[str]:
    where = f"{expression.file}: {expression.id}"
    problems = _broken(expression)
    if problems:
        return problems
    if not expression.examples:
        problems.append(f"{where}: has no examples")
    for example in expression.examples:
        found = _try(expression, example["in"])
        if not found:
            problems.append(f"{where}: example not matched: {example['in']}")
            continue
        for group, expected in example.items():
            if group == "in":
                continue
            actual = found.quote(group).printed if found.has(group) else ""
            if actual != expected:
                problems.append(f"{where}: {example['in']}: {group} is {actual!r}, not {expected!r}")
    problems += [
        f"{where}: counter-example matched: {counter}"
        for counter in expression.counter_examples
        if _try(expression, counter)
    ]
    if word := expression.extra.get("begins"):
        problems += _check_beginning(expression, word)
    problems.extend(_check_patience(expression))
    return problems


def _check_beginning(expression: Expression, word: str) -> list[str]:
    """``begins``: all that the expression matches begins with this word of the vocabulary."""
    lead, outside = f"{{{word}}}", _LITERAL.sub("", expression.text)
    while (shorter := _BRACKETS.sub("", outside)) != outside:
        outside = shorter
    behind = expression.text.removeprefix(lead)
    if behind != expression.text and behind[:1] not in {*"?*{"} and "|" not in outside:
        return []
    return [f"{expression.file}: {expression.id}: not all of it begins with {lead}"]


def _broken(expression: Expression) -> list[str]:
    """What keeps an expression from being compiled; empty when nothing does."""
    try:
        _ = expression.compiled
    except JixiaoError as error:
        return [str(error)]
    return []


def _try(expression: Expression, sample: str) -> Found | None:
    """As the extractor tries it: an anchored pattern begins where it is tried."""
    text = text_of(sample)
    return expression.match(text) if expression.extra.get("anchored") else expression.search(text)


def _check_patience(expression: Expression) -> list[str]:
    """Long repetitions of its own examples, and long digits, must not make an expression run away."""
    seeds = [squeeze(example["in"]) for example in expression.examples] or [""]
    for seed in (*seeds, "1,", "1234567890", "的"):
        began = process_time()
        try:
            for _ in expression.compiled.finditer(seed * _REPEATS, timeout=_WAIT):
                pass
        except TimeoutError:
            pass
        if process_time() - began > _PATIENCE:
            return [f"{expression.file}: {expression.id}: runs away on repetitions of {seed[:30]!r}"]
    return []


__all__ = ["check", "text_of"]
