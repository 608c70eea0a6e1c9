"""A project: name, code, who runs it, its money, what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from samples.draft import Draft
from samples.facts import quantized
from samples.families.sheet import Fund


@dataclass(slots=True)
class Project:
    """Facts of one project; amounts in 元."""

    name: str
    unit: str
    department: str
    quantity: list[str]
    goals: list[tuple[str, str]]
    initial: Decimal
    full_year: Decimal
    executed: Decimal


def drawn(draft: Draft, *, index: int = 0) -> Project:
    """A project of the bank, run by the report's unit when ``index`` is not 0 or by a unit of its own."""
    choices = draft.bank.projects  # type: ignore[attr-defined]
    chosen = draft.rng.choice(choices)
    place = draft.facts.place
    words = {**draft.facts.words, "place": place}
    if index == 0:
        draft.facts.unit = draft.facts.words["unit"] = chosen["unit"].format(**words)
        draft.facts.parent = chosen["department"].format(**words)
        draft.truth["organization"]["name"] = draft.facts.unit
    full = amount(draft)
    executed = full if draft.chance(0.45) else quantized(full * Decimal(draft.rng.randint(62, 99)) / 100, 2)
    initial = full if draft.chance(0.5) else quantized(full * Decimal(draft.rng.randint(60, 120)) / 100, 2)
    goals = [tuple(text.format(**words) for text in goal.split("|")) for goal in chosen["goals"]]
    return Project(
        chosen["name"], draft.facts.unit, draft.facts.parent, list(chosen["quantity"]),
        [(goal[0], goal[1]) for goal in goals], initial, full, executed,
    )  # fmt: skip


def amount(draft: Draft) -> Decimal:
    """An amount in 元: round ones, and ones to the fen."""
    if draft.chance(0.5):
        return Decimal(draft.rng.randint(2, 900)) * 10000
    return Decimal(draft.rng.randint(2_000_000, 900_000_000)) / 100


def sources(draft: Draft, project: Project, labels: list[str], concepts: list[str | None]) -> list[Fund]:
    """The total and its sources: all from the first, or a share carried in from last year."""
    whole = (project.initial, project.full_year, project.executed)
    rows = [Fund(labels[0], concepts[0], *whole, scored=True)]
    share = Decimal(draft.rng.choice([0, 0, 0, 20, 35])) / 100
    carried = tuple(quantized(value * share, 2) for value in whole)
    rows.append(Fund(labels[1], concepts[1], *(a - b for a, b in zip(whole, carried, strict=True))))
    for label, concept in zip(labels[2:], concepts[2:], strict=True):
        if concept == "carried_in" and share:
            rows.append(Fund(label, concept, *carried))
        elif draft.chance(0.25):
            rows.append(Fund(label, concept, Decimal(0), Decimal(0), Decimal(0)))
        else:
            rows.append(Fund(label, concept))
    return rows
