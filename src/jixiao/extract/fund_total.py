"""The money row that is the whole, though its label reads as if it were a part («项目经费总额» above its sources); and
whether a label of money leads one amount or a row of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from jixiao.extract.context import Draft
from jixiao.quotes import Reading, squeeze
from jixiao.structure.match import Box
from jixiao.structure.model import Grid

_AMOUNTS = ("initial", "full_year", "executed")
_PARTS = 2  # rows below the first, whose sum tells
_PROJECT, _TOTAL = "project", "total"


def with_total(funds: Sequence[Mapping[str, Draft]], concept: str, *, alone: bool) -> list[Draft]:
    """The money rows, the first of which is about the whole where its amounts are the sums of all others', or where it
    stands ``alone`` in the form of one project; a label that says otherwise than «project» is believed.

    Args:
        funds: the rows as read.
        concept: the pattern of what a row is about.
        alone: whether a row that stands alone is the form's only money.
    """
    rows: list[Draft] = [*funds]
    concepts = [fund["concept"].value if isinstance(fund["concept"], Reading) else None for fund in funds]
    if not rows or concepts[0] not in (None, _PROJECT) or _TOTAL in concepts:
        return rows
    label, first = funds[0]["label"], funds[0]["concept"]
    if not isinstance(label, Reading) or not isinstance(label.value, str):
        return rows
    whole = alone and concepts[0] == _PROJECT if len(rows) == 1 else _is_sum(funds[0], funds[1:])
    if not whole:
        return rows
    told = (f"{label.value} → {_TOTAL}",)
    total = replace(first, value=_TOTAL, steps=told) if isinstance(first, Reading) else None
    rows[0] = {**funds[0], "concept": total or Reading(_TOTAL, label.quote, concept, told)}
    return rows


def _is_sum(first: Mapping[str, Draft], others: Sequence[Mapping[str, Draft]]) -> bool:
    """Whether each amount of a row that is filled in is the sum of those of several others, and one is."""
    found = False
    for id_ in _AMOUNTS:
        whole, parts = _amount(first[id_]), [part for other in others if (part := _amount(other[id_])) is not None]
        if whole is None or len(others) < _PARTS:
            continue
        if not parts or sum(parts) != whole:
            return False
        found = found or whole > 0
    return found


def _amount(draft: Draft) -> Decimal | None:
    value = draft.value if isinstance(draft, Reading) else None
    return value if isinstance(value, Decimal) else None


def leads_amounts(grid: Grid, label: Box) -> bool:
    """Whether amounts of several columns stand behind a label («项目支出 | 12.40 | 186.00 | …»): the first is not the
    one that is asked for."""
    row = [(cell.column, squeeze(source.text)) for cell, source in grid.row(label.cell.row)]
    behind = [text for column, text in row if column > label.cell.column and text]
    return len(behind) > 1 and all(map(is_amount, behind[:2]))


def is_amount(text: str) -> bool:
    """Whether a squeezed text is a number with decimals («1,205.30»), and no date («2023.12.31»)."""
    return "." in text and text.replace(",", "").replace(".", "", 1).isdecimal()
