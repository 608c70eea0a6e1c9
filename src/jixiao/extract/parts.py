"""A 自评表 that its author made two tables of: head and money in one, indicators and total in the next (a table in a
cell of another, or two that only a heading parts)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jixiao.extract.context import Context, Draft
from jixiao.extract.draft import Matched
from jixiao.extract.head_tables import NAMES, adjoin, headed, is_written, names_another

Part = tuple[int, Matched]
"""The block of a table and the form that it is."""


def whole_forms(context: Context, tables: Mapping[int, Matched]) -> Iterator[list[Part]]:
    """The tables in order, those that are one form together."""
    parts: list[Part] = []
    for part in tables.items():
        if parts and not _goes_on(context, parts, part):
            yield parts
            parts = []
        parts.append(part)
    if parts:
        yield parts


def _goes_on(context: Context, parts: list[Part], lower: Part) -> bool:
    """Whether a table has what those above lack, and no head of its own. In text a form without indicators may have
    lost them, and another its head: there only a numbered heading between two whole tables tells so."""
    above, below = [found.form for _, found in parts], lower[1].form
    if not all(map(is_written, (*above, below))) and not headed(context, parts[-1][0], lower[0]):
        return False
    own = next((pair.match for form in above if (pair := form.pairs.get("project"))), "")
    if names_another(context, parts[-1][0], lower[0], own):
        return False
    known = {zone.zone.id for form in above for zone in form.zones}
    if _is_its_money(known, lower[1]) and ("indicators" in known or lower[0] == parts[-1][0] + 1):
        return lower[0] == parts[-1][0] + 1
    if "indicators" in known or known & {zone.zone.id for zone in below.zones} or any(form.total for form in above):
        return False
    if not below.zones or lower[1].heading.title or below.captions or below.pairs.keys() & {*NAMES}:
        return False
    return adjoin(context, parts[-1][0], lower[0])


def _is_its_money(known: set[str], lower: Matched) -> bool:
    """Whether a table right behind a form without money is that and nothing else: one in a cell of it («资金情况 | …»),
    which stands behind it."""
    form = lower.form
    alone = {zone.zone.id for zone in form.zones} == {"funds"} and not (form.total or form.pairs or form.captions)
    return alone and "funds" not in known and not lower.heading.title


def joined(upper: dict[str, Draft], lower: dict[str, Draft], goal: Draft) -> dict[str, Draft]:
    """What two parts say; ``goal`` is whose the rows of the lower one are that has none of its own."""
    rows = lower["indicators"]
    if isinstance(rows, list) and not lower["goals"]:
        lower["indicators"] = [{**row, "goal": goal} if isinstance(row, dict) else row for row in rows]
    empty: tuple[Draft, ...] = (None, [], {"weight": None, "score": None})
    return {key: lower[key] if value in empty else value for key, value in upper.items()}
