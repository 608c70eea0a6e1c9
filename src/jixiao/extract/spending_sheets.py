"""Statements on spending that stand in a small table of the narrative, one for each amount spent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from jixiao.document import Diagnostic
from jixiao.extract.context import Context, Draft
from jixiao.extract.draft import figure
from jixiao.extract.sheets import Sheet, SheetColumn, money_sheets, scope_of
from jixiao.extract.unit_sheets import unit_sheets
from jixiao.quotes import Quote, Reading
from jixiao.structure.match_model import Box
from jixiao.values import money, percent

Statement = dict[str, Draft]
_SCOPES = (
    "total", "basic", "project", "personnel", "public", "three_public", "overseas", "vehicles", "vehicle_purchase",
    "vehicle_running", "reception",
)  # fmt: skip
_ONE_OF_THREE = frozenset({"overseas", "vehicles", "vehicle_purchase", "vehicle_running", "reception"})
_WHOLE = frozenset({"basic", "project", "personnel", "public"})
_FUNDS = ("general_public", "government_fund", "state_capital", "social_insurance", "special_account", "other")
_LEAST = 4
"""Digits of an amount that proves a unit."""


def with_sheets(context: Context, fiscal_year: Reading[int] | None, said: list[Statement]) -> list[Statement]:
    """The statements of the text with those of its tables, in the document's order."""
    tables = [*money_sheets(context), *unit_sheets(context)]
    if not tables:
        return said
    read: list[Statement] = []
    known = {digits for statement in said if (digits := _digits(statement["amount"]))}
    for sheet in sorted(tables, key=lambda table: table.unit is None):
        if sheet.unit is None and not _proved(sheet, known):
            _say_no_unit(context, sheet)
            continue
        found = list(_statements(context, sheet, fiscal_year))
        known |= {digits for statement in found if (digits := _digits(statement["amount"]))}
        read += found
    return sorted([*said, *read], key=_block) if read else said


def _block(statement: Statement) -> int:
    told = statement["is_none"]
    assert isinstance(told, Reading)  # noqa: S101 - every statement says it
    return told.quote.block


def _digits(amount: Any) -> tuple[str, str] | None:
    """An amount's digits as printed, without what groups them, and its unit."""
    if not isinstance(amount, Reading) or amount.value is None:
        return None
    printed = amount.quote.match.replace(",", "")
    digits = printed.rstrip("亿万千百元")
    return (digits, printed[len(digits) :]) if sum(map(str.isdigit, digits)) >= _LEAST else None


def _proved(sheet: Sheet, known: Iterable[tuple[str, str]]) -> bool:
    """Whether one and only one unit makes an amount of the table one that the text prints."""
    mine = {
        row[column.at].match.replace(",", "")
        for _, row in sheet.rows
        for column in sheet.of("final")
        if column.at in row
    }
    units = {unit for digits, unit in known if digits in mine and unit}
    if len(units) == 1:
        (sheet.unit,) = units
    return sheet.unit is not None


def _say_no_unit(context: Context, sheet: Sheet) -> None:
    context.diagnostics.append(
        Diagnostic(
            "money_unit_missing",
            "正文中的支出表没有注明金额单位，也没有正文金额可以印证，未读取",
            "a table of spending in the text prints no money unit, and no amount of the text proves one: not read",
            (sheet.block,),
        )
    )


def _statements(context: Context, sheet: Sheet, fiscal_year: Reading[int] | None) -> Iterator[Statement]:
    finals = sheet.of("final")
    years = [_year(column, fiscal_year) for column in finals]
    values = [year.value if year else None for year in years]
    if len(set(values)) < len(values) or (len(values) > 1 and None in values):
        return  # two columns of one year: which of them is what was spent is not safe
    context.sheets[sheet.block] = "money"
    context.claim_all([*sheet.headings, *([sheet.unit_quote] if sheet.unit_quote else [])])
    latest = max(range(len(finals)), key=lambda at: values[at] or 0)
    scopes = [scope_of(context, name) for name, _ in sheet.rows]
    whole = _of_sum(set(scopes))
    for named, (name, row) in zip(scopes, sheet.rows, strict=True):
        scope = whole if named == "total" else named
        if scope not in _SCOPES and scope not in _FUNDS:
            continue
        for at, column in enumerate(finals):
            box = row.get(column.at)
            amount = figure(context, box, "amount", "sheet.money.final", column.unit or sheet.unit or "万元")
            if amount is None or amount.value is None:
                continue
            extra = at == latest
            yield {
                "fund": _fund(context, sheet, scope, name),
                "scope": Reading("total" if scope in _FUNDS else scope, name.quote, "sheet.row"),
                "year": years[at],
                "amount": amount,
                "share": _beside(context, sheet, row, "share") if extra else None,
                "change": _beside(context, sheet, row, "change") if extra else None,
                "change_rate": _beside(context, sheet, row, "rate") if extra else None,
                "reason": None,
                "is_none": Reading(False, amount.quote, amount.pattern),
            }


def _of_sum(scopes: set[str | None]) -> str | None:
    """What a table's sum is of: of 三公经费 alone it is theirs («公务接待费 | … | 合计»); with other expenses beside
    them («会议费») it is nobody's that the vocabulary knows."""
    if not scopes & _ONE_OF_THREE or scopes & _WHOLE:
        return "total"
    return "three_public" if scopes <= _ONE_OF_THREE | {"total"} else None


def _fund(context: Context, sheet: Sheet, scope: str, name: Box) -> Reading[str]:
    if scope in _FUNDS:
        return Reading(scope, name.quote, "sheet.row")
    for node in reversed(sheet.nodes):
        role = context.patterns.roles.get(node.role or "")
        if role and role.fund and node.title:
            return Reading(role.fund, node.title.quote(), f"section.{node.role}", inferred=True)
    return Reading("all", name.quote, "spending.no_fund", inferred=True)


def _year(column: SheetColumn, fiscal_year: Reading[int] | None) -> Reading[int] | None:
    if column.year is not None:
        quote: Quote = column.heading
        return Reading(column.year, quote, "sheet.money.final", (f"{quote.printed} → {column.year}",))
    if fiscal_year is None:
        return None
    if column.last_year:
        year = fiscal_year.value - 1
        return Reading(
            year, column.heading, "sheet.money.final", (f"{column.heading.printed} → {year}",), inferred=True
        )
    return replace(fiscal_year, inferred=True)


def _beside(context: Context, sheet: Sheet, row: dict[int, Box], meaning: str) -> Reading[Decimal] | None:
    """The figure of the one column of a meaning; of two, neither is sure."""
    columns: Sequence[SheetColumn] = sheet.of(meaning)
    if len(columns) != 1:
        return None
    column, box = columns[0], row.get(columns[0].at)
    type_, pattern, unit = "percent", f"sheet.money.{meaning}", column.unit or sheet.unit or "万元"
    if meaning == "change":
        type_ = "amount"
    if box is not None and meaning != "share" and box.match.startswith("("):  # «（11.40）»: less, as in accounts
        quote = box.quote
        less = (
            percent(quote, pattern, negative=True)
            if type_ == "percent"
            else money(quote, pattern, unit=unit, negative=True)
        )
        if less is not None:
            return less
    return figure(context, box, type_, pattern, unit)
