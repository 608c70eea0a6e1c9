"""The unit's basic situation: functions, divisions, subordinate units, staff."""

from __future__ import annotations

from dataclasses import replace

from jixiao.extract.context import Context, Draft
from jixiao.extract.entries import entries_of
from jixiao.patterns import Found
from jixiao.quotes import Reading, Text, text_reading
from jixiao.values import count

SECTIONS = ("profile", "functions", "organisation", "staffing")


def profile(context: Context) -> dict[str, Draft]:
    """`profile` of the contract."""
    texts = [text for node in context.nodes("organisation", "staffing", "profile") for text in node.body]
    texts += [text for node in context.nodes("functions") for text in node.body]
    return {
        "functions": _functions(context),
        "divisions": _list(context, texts, "profile.divisions"),
        "subordinate_units": _list(context, texts, "profile.subordinate_units"),
        "staffing": _staffing(context),
    }


def _functions(context: Context) -> list[Reading[str]]:
    result: list[Reading[str]] = []
    for node in context.nodes("functions"):
        entries = entries_of(node)
        context.claim_all(entry.label for entry in entries.items if entry.label)
        texts = [entry.text for entry in entries.items] or entries.lead
        if entries.items:
            context.claim_all(lead.quote() for lead in entries.lead if lead.match[-1] in ":")
        result.extend(text_reading(text.quote(), "section.functions") for text in texts)
    return result


def _list(context: Context, texts: list[Text], prefix: str) -> list[Reading[str]]:
    for expression in context.patterns.family_of(prefix):
        for text in texts:
            found = expression.search(text)
            if found:
                context.claim(found)
                return _items(context, found.sub("list"), found.id)
    return []


def _items(context: Context, listed: Text, pattern: str) -> list[Reading[str]]:
    """甲、乙和丙: split at 、 and at the last joint."""
    pieces: list[Text] = []
    start = 0
    for at, char in enumerate(listed.match):
        if char == "、":
            pieces.append(listed[start:at])
            start = at + 1
    last = listed[start:]
    joint = context.patterns["profile.list_joint"].search(last)
    if joint:
        pieces += [last[: joint.start], last[joint.end :]]
    else:
        pieces.append(last)
    return [text_reading(piece.quote(), pattern) for piece in pieces if piece]


def _staffing(context: Context) -> dict[str, Draft]:
    texts = [text for node in context.nodes("staffing", "organisation", "profile") for text in node.content]
    values: dict[str, Draft] = {
        "authorized": _count(context, texts, "staffing.authorized"),
        "on_duty": _count(context, texts, "staffing.on_duty"),
        "on_duty_change": _change(context, texts),
        "retired_cadres": _count(context, texts, "staffing.retired_cadres"),
        "retired": _count(context, texts, "staffing.retired"),
        "movements": _movements(context, texts),
    }
    for text in texts:
        for found in context.patterns["staffing.lead"].finditer(text):
            context.claim(found)
    return values


def _count(context: Context, texts: list[Text], pattern: str) -> Reading[int] | None:
    for text in texts:
        found = context.patterns[pattern].search(text)
        if found:
            context.claim(found)
            return count(found.quote("count"), pattern)
    return None


def _change(context: Context, texts: list[Text]) -> Reading[int] | None:
    for text in texts:
        found = context.patterns["staffing.change"].search(text)
        if found:
            context.claim(found)
            down = context.patterns.word("down").fullmatch(found.sub("direction")) is not None
            return count(found.quote("count"), found.id, negative=down)
        found = context.patterns["staffing.flat"].search(text)
        if found:
            context.claim(found)
            quote = found.quote("flat")
            return Reading(0, quote, found.id, (f"{quote.printed} → 0",))
    return None


def _movements(context: Context, texts: list[Text]) -> list[Draft]:
    """People who joined or left, behind the words that announce the reason of the change."""
    result: list[Draft] = []
    for text in texts:
        lead = context.patterns["staffing.reason"].search(text)
        if lead is None:
            continue
        context.claim(lead)
        for found in context.patterns["staffing.movement"].finditer(text[lead.end :]):
            movement = _movement(context, found)
            if movement is not None:
                result.append(movement)
    return result


def _movement(context: Context, found: Found) -> Draft:
    kind = found.sub("kind")
    out = context.patterns.word("move_out").search(kind)
    into = context.patterns.word("move_in").search(kind)
    if out is None and into is None:
        return None
    # «在职人员转退休» leaves, «新增退休人员» of a retired staff leaves too: the word that stands last decides.
    leaving = out is not None and (into is None or out.start >= into.start)
    decided = out if leaving else into
    quote = decided.quote() if decided else kind.quote()
    context.claim(found)
    prefix = context.patterns["staffing.movement_prefix"].search(kind)
    if prefix and not leaving:
        kind = kind[prefix.end :]
    number = count(found.quote("count"), found.id)
    return {
        "direction": Reading("out" if leaving else "in", quote, found.id),
        "kind": replace(text_reading(kind.quote(), found.id)),
        "count": number,
    }
