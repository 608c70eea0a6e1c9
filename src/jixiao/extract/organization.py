"""Where a unit belongs: the department above it, its level, its region."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.extract.context import Context, Draft
from jixiao.patterns import Found
from jixiao.quotes import Reading, Text, text_reading


def organization(context: Context, name: Reading[str] | None) -> dict[str, Draft]:
    """`organization`: parent and level from the profile's sentences, the region from the name."""
    parent: Draft = None
    level: Draft = None
    for texts in _about(context, "organisation", "profile", "functions", "staffing"):
        for text in texts:
            first = context.patterns["organization.parent_first"].search(text)
            if first:
                context.claim(first)
                named = next(group for group in ("parent", "parent2", "parent3", "parent4") if first.has(group))
                parent = text_reading(first.quote(named), first.id)
                level = text_reading(first.quote("level" if first.has("level") else "level2"), first.id)
                break
            found = context.patterns["organization.parent"].search(text)
            if found and not _is_unit(context, found):
                context.claim(found)
                parent = text_reading(found.quote("parent"), found.id)
                level = text_reading(found.quote("level"), found.id)
                break
            found = context.patterns["organization.level"].search(text)
            if found and level is None:
                context.claim(found)
                level = text_reading(found.quote("level"), found.id)
            alone = context.patterns["organization.parent_alone"].search(text)
            group = next((g for g in ("parent", "parent2", "parent3") if alone and alone.has(g)), "parent")
            if alone and parent is None and (name is None or alone[group] != name.quote.match):
                context.claim(alone)
                parent = text_reading(alone.quote(group), alone.id)
        if parent:
            break
    return {
        "name": name,
        "parent": parent or _on_cover(context, name),
        "level": level,
        "region": _region(context, name),
    }


def _on_cover(context: Context, name: Reading[str] | None) -> Reading[str] | None:
    """«主管部门：云溪县民政局» on the cover of a narrative, below the line with the unit's own name."""
    lead = context.structured.preamble
    if name is None or lead is None or not any(top.label for top in context.structured.outline):
        return None
    for text in lead.lines:
        found = context.patterns["organization.parent_line"].search(text)
        if found and found["parent"] != name.quote.match:
            context.claim(found)
            return text_reading(found.quote("parent"), found.id)
    return None


def _about(context: Context, *roles: str) -> Iterator[list[Text]]:
    """The paragraphs of each section with one of these roles, and of those below that no role names."""
    for node in context.nodes(*roles):
        below = (part for child in node.children if child.role is None for part in child.walk() if part.role is None)
        yield [*node.body, *(text for part in below for text in part.content)]


def _is_unit(context: Context, found: Found) -> bool:
    """«…为正科级事业单位»: what stands before the level is no department's name."""
    return context.patterns.word("level_word").search(found.sub("parent")) is not None


def _region(context: Context, name: Reading[str] | None) -> Reading[str] | None:
    if name is None:
        return None
    view = name.quote.view
    places = context.patterns.places if view.match.startswith(context.patterns.places) else ()
    place = max((p for p in places if view.match.startswith(p)), key=len, default="")
    if not place:
        return None
    quote = view.quote(0, len(place))
    return Reading(quote.printed, quote, "places", inferred=True)
