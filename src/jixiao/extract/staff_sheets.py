"""Staff as a small table of the narrative tells it: posts, people at the year's end, who is retired."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from jixiao.extract.context import Context
from jixiao.extract.draft import figure
from jixiao.extract.sheets import Sheet, SheetColumn, is_total, staff_sheets
from jixiao.quotes import Reading
from jixiao.structure.match_model import Box
from jixiao.values import count

Row = tuple[Box, dict[int, Box]]
_RETIRED = ("retired_cadres", "retired")


def staff_of_sheets(context: Context) -> dict[str, Reading[int]]:
    """``authorized``, ``on_duty``, ``on_duty_change``, ``retired_cadres``, ``retired`` as far as a table has them."""
    found: dict[str, Reading[int]] = {}
    for sheet in staff_sheets(context):
        context.claim_all(sheet.headings)
        on_duty = _at_year_end(sheet)
        whole = _whole(context, sheet)
        wanted: list[tuple[str, Row | None, SheetColumn | None]] = [
            ("authorized", whole, _only(sheet, "authorized")),
            ("on_duty", whole, on_duty),
            ("on_duty_change", whole, _only(sheet, "change")),
            *((name, _row(context, sheet, name), on_duty) for name in _RETIRED),
            *((name, whole, _only(sheet, name)) for name in _RETIRED),
        ]
        for name, row, column in wanted:
            if row is None or column is None or name in found or column.at not in row[1]:
                continue
            value = _figure(context, row[1][column.at], f"sheet.staff.{name.removeprefix('on_duty_')}")
            if value is not None and value.value is not None:
                context.claim_all([row[0].whole])
                found[name] = value
    return found


def _figure(context: Context, box: Box, pattern: str) -> Reading[Any] | None:
    """A number of people, of changes with its sign."""
    text = box.view
    if len(text) > 1 and text.match[0] in "-+":
        value = count(text[1:].quote(), pattern, negative=text.match[0] == "-")
        return value and replace(value, quote=box.quote, steps=(f"{box.quote.printed} → {value.value}",))
    return figure(context, box, "count", pattern)


def _only(sheet: Sheet, meaning: str) -> SheetColumn | None:
    columns = sheet.of(meaning)
    return columns[0] if len(columns) == 1 else None


def _at_year_end(sheet: Sheet) -> SheetColumn | None:
    """The column of people: the only one, or that of the latest of several years."""
    columns = sheet.of("on_duty")
    years = [column.year for column in columns]
    if len(columns) < 2:
        return columns[0] if columns else None
    if None in years or len(set(years)) < len(years):
        return None
    return max(columns, key=lambda column: column.year or 0)


def _whole(context: Context, sheet: Sheet) -> Row | None:
    """The row of the whole, or the only row of people in post; parts without their sum are not added up."""
    totals = [row for row in sheet.rows if is_total(context, row[0])]
    if totals:
        return totals[0] if len(totals) == 1 else None
    posts = [row for row in sheet.rows if not any(_is(context, row, name) for name in (*_RETIRED, "outside"))]
    return posts[0] if len(posts) == 1 else None


def _row(context: Context, sheet: Sheet, name: str) -> Row | None:
    rows = [row for row in sheet.rows if _is(context, row, name)]
    return rows[0] if len(rows) == 1 else None


def _is(context: Context, row: Row, name: str) -> bool:
    return context.patterns[f"sheet.staff.{name}"].occurs(row[0].match)
