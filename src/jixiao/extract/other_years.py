"""Columns of a form whose heading prints another year than the report's («2022年完成值» in one on 2023)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jixiao.document import Diagnostic
from jixiao.extract.context import Context, Draft
from jixiao.extract.draft import matches_of
from jixiao.quotes import Reading, Source
from jixiao.structure.headyears import YEAR
from jixiao.structure.match import Box, FormMatch, ZoneMatch
from jixiao.values import calendar_year

_PARTS = ("funds", "goals", "indicators")
_OF_YEAR = frozenset(("initial", "full_year", "executed", "target", "actual"))


def without_other_years(context: Context, drafts: Sequence[Draft], fiscal_year: Reading[int] | None) -> None:
    """Takes what stands below another year's heading out of the evaluations, and says so: no year's figures are
    given for another's. Where all headings with a year print the same one, and several do, nobody can tell whether
    the year or the form is an old one: that is said alone."""
    gone: set[int] = set()
    for block, found in matches_of(context).items():
        printed = found.heading.year
        year = calendar_year(printed.match) if printed else fiscal_year.value if fiscal_year else None
        for form in (found.form, *(other.form for other in found.below)) if year else ():
            gone.update(id(source) for source in _of_others(context, block, form, year or 0))
    if gone:
        for draft in drafts:
            for part in _PARTS:
                rows = draft.get(part) if isinstance(draft, dict) else None
                for row in rows if isinstance(rows, list) else ():
                    if isinstance(row, dict):
                        row.update({id_: None for id_ in _OF_YEAR if _is_of(row.get(id_), gone)})


def _of_others(context: Context, block: int, form: FormMatch, year: int) -> list[Source]:
    """The cells below headings of another year that are left out."""
    found: list[Source] = []
    for zone in form.zones if form.form.role == "evaluation" else ():
        printed = {id_: years for id_, box in zone.named.items() if len(years := set(YEAR.findall(box.match))) == 1}
        if all(other == {str(year)} for other in printed.values()):
            continue  # nearly always
        alone = len(printed) == 1 or len(set().union(*map(YEAR.findall, (box.match for box in zone.headings)))) > 1
        for id_, years in printed.items():
            box = zone.named[id_]
            if id_ not in _OF_YEAR or years == {str(year)} or (own := _below(zone, id_, box)) is None:
                continue
            leaves = alone and (id_ != "target" or len(printed) > 1)
            context.diagnostics.append(_said(block, box, year, leaves=leaves))
            found += own if leaves else []
    return found


def _below(zone: ZoneMatch, id_: str, head: Box) -> list[Source] | None:
    """The filled cells below a heading, None where there are none."""
    cells = (record.cells[id_] for record in zone.records if id_ in record.cells)
    return [box.source for box in cells if box.match and box.cell.row > head.cell.row] or None


def _is_of(draft: Any, gone: set[int]) -> bool:
    """Whether what was read, or its parts, stands in one of the cells."""
    if isinstance(draft, dict):
        return any(_is_of(part, gone) for part in draft.values())
    return isinstance(draft, Reading) and any(id(span.source) in gone for span in draft.quote.spans)


def _said(block: int, head: Box, year: int, *, leaves: bool) -> Diagnostic:
    row = head.cell.row + 1
    zh, en = ("，其下内容未作读取", "; what stands below it is not read") if leaves else ("", "")
    return Diagnostic(
        "unread_text" if leaves else "unreadable_figure",
        f"表格第{row}行「{head.match[:40]}」所写年份不是{year}{zh}，请核对原件",
        f"«{head.match[:40]}» in row {row} of the table prints another year than {year}{en}: see the source",
        (block,),
    )
