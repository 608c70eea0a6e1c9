"""The conclusion: score and grade in words, what the result is used for, how it is made public."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.extract.context import Context, Draft
from jixiao.extract.entries import split, strip_closing
from jixiao.patterns import Found
from jixiao.quotes import Reading, Text, quotes_of, text_reading
from jixiao.structure.model import Node
from jixiao.values import number

_SENTENCE = re.compile(r"[^。]+。?")


def conclusion(context: Context) -> dict[str, Draft]:
    """`conclusion`: the section on results first, then wherever the narrative gives a score."""
    use: list[Text] = []
    public: list[Text] = []
    score: Reading[object] | None = None
    rating: Draft = None
    for node, sentence in _sentences(context, "results_use", "self_score"):
        found = _score(context, sentence, bare=node.role == "self_score")
        grade = _rating(context, sentence)
        score = score or found
        rating = rating or grade
        titled = node.title is not None and sentence.match.rstrip("。:") == node.title.match
        rest = None if titled else _behind_score(context, sentence) if found or grade else sentence
        if rest and context.patterns["conclusion.disclosure"].search(rest):
            public.append(rest)
        elif rest and context.patterns["conclusion.use"].search(rest):
            use.append(rest)
    for _, sentence in _sentences(context, "performance", "evaluation_process", "profile", "results_use"):
        if score and rating:
            break
        score = score or _score(context, sentence)
        rating = rating or _rating(context, sentence)
    score, rating = _anywhere(context, score, rating)
    return {
        "self_score": score,
        "rating": rating,
        "use_of_results": _joined(use, "conclusion.use"),
        "disclosure": _joined(public, "conclusion.disclosure"),
    }


_NOWHERE = ("functions", "goals", "problems", "improvements", "other_matters", "attachments", "attachment")


def _anywhere(context: Context, score: Reading[object] | None, rating: Draft) -> tuple[Reading[object] | None, Draft]:
    """Where no section of its own gives the score: a summary before the first section or a section that no role names
    (R46 of the corpus), or a form's line «自评总分：94» (R38)."""
    if score is None:
        lead = context.structured.preamble
        sections = [node for top in context.structured.outline for node in top.walk() if node.role not in _NOWHERE]
        texts = [*(lead.lines if lead else ()), *(text for node in sections for text in node.body)]
        for text in texts:
            for mark in _SENTENCE.finditer(text.match):
                sentence = text[mark.start() : mark.end()]
                score = score or _score(context, sentence)
                if score:
                    return score, rating or _rating(context, sentence)
        labelled = context.patterns["conclusion.score_label"]
        for source in context.structured.sources.values():
            found = labelled.search(source.view()) if any(need in source.text for need in labelled.needs) else None
            if found and not context.scope:
                context.claim(found)
                score = number(found.quote("score"), found.id)  # type: ignore[assignment]
                return score, rating
    return score, rating


def _own(node: Node) -> Iterator[Node]:
    """A section with what is below it and has no role of its own: «一、自评结论» holds the problems too (Yunnan)."""
    yield node
    for child in node.children:
        if child.role is None:
            yield from _own(child)


def _sentences(context: Context, *roles: str) -> list[tuple[Node, Text]]:
    """The sentences of the sections with these roles, each with its section."""
    texts: list[tuple[Node, Text]] = []
    for node in context.nodes(*roles):
        for part in _own(node):
            inside = part is not node or node.role == "self_score"
            entries = split(part.content if inside else part.body)
            context.claim_all(entry.label for entry in entries.items if entry.label)
            found = [*entries.lead, *(_without_label(context, entry.text) for entry in entries.items)]
            texts.extend((node, text) for text in found)
    return [(node, text[m.start() : m.end()]) for node, text in texts for m in _SENTENCE.finditer(text.match)]


def _without_label(context: Context, text: Text) -> Text:
    """«2.结果应用：与次年预算挂钩»: the words before the colon only name the item."""
    found = context.patterns["conclusion.label"].search(text)
    if found is None:
        return text
    context.claim(found)
    return text[found.end :]


def _score(context: Context, sentence: Text, *, bare: bool = False) -> Reading[object] | None:
    for name in ("conclusion.score", "conclusion.score_bare") if bare else ("conclusion.score",):
        for found in context.patterns[name].finditer(sentence):
            if context.patterns["conclusion.not_total"].search(sentence[: found.start]):
                continue
            reading = number(found.quote("score"), found.id)
            if reading:
                context.claim(found)
                _claim_lead(context, sentence)
                return reading  # type: ignore[return-value]
    return None


def _claim_lead(context: Context, sentence: Text) -> None:
    for lead in context.patterns["conclusion.lead"].finditer(sentence):
        context.claim(lead)


def _rating(context: Context, sentence: Text) -> Draft:
    found = context.patterns["conclusion.rating"].search(sentence)
    if found is None:
        return None
    context.claim(found)
    group = next(g for g in ("rating", "rating2", "rating3") if found.has(g))
    quote = found.quote(group)
    canonical = context.patterns.rating(found[group])
    return {
        "text": text_reading(quote, found.id),
        "canonical": Reading(canonical, quote, found.id, (f"{quote.printed} → {canonical}",)) if canonical else None,
    }


def _behind_score(context: Context, sentence: Text) -> Text | None:
    """«…得分为98分，自评结果将作为…依据。»: the clause behind the score speaks of its use."""
    last: Found | None = None
    for name in ("conclusion.score", "conclusion.rating"):
        for found in context.patterns[name].finditer(sentence):
            if last is None or found.end > last.end:
                last = found
    if last is None:
        return None
    rest = sentence[last.end :]
    while rest and rest.match[0] in ",;。:":
        rest = rest[1:]
    speaks = context.patterns["conclusion.use"].search(rest) or context.patterns["conclusion.disclosure"].search(rest)
    return rest if len(rest) > 6 and speaks else None


def _joined(sentences: list[Text], pattern: str) -> Reading[str] | None:
    if not sentences:
        return None
    sentences[-1] = strip_closing(sentences[-1])
    return text_reading(quotes_of(text.quote() for text in sentences), pattern)
