"""Columns of a form whose heading prints another year than the report's («2022年完成值» in one on 2023)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from jixiao.document import Cell, Diagnostic
from jixiao.extract.context import Context, Draft
from jixiao.extract.draft import matches_of
from jixiao.quotes import Reading, Source, fold
from jixiao.structure.headyears import YEAR
from jixiao.structure.match import Box, FormMatch, ZoneMatch
from jixiao.values import calendar_year

_PARTS = ("funds", "goals", "indicators")
_OF_YEAR = frozenset(("initial", "full_year", "executed", "target", "actual"))


def without_other_years(context: Context, drafts: Sequence[Draft], fiscal_year: Reading[int] | None) -> None:
    """Takes what stands below another year's heading out of the evaluations, and says so: no year's figures are
    given for another's. Where all headings with a year print the same one, and several do, or the title prints it
    too («2024年度…自评表（2023年）»), nobody can tell whether the year or the form is old: that is said alone."""
    gone: set[int] = set()
    for block, found in matches_of(context).items():
        for form in (found.form, *(other.form for other in found.below)):
            gone.update(map(id, _of_parts(context, block, form)))
        printed = found.heading.year
        year = calendar_year(printed.match) if printed else fiscal_year.value if fiscal_year else None
        titled = set(YEAR.findall(found.heading.match)) if year else set()
        for form in (found.form, *(other.form for other in found.below)) if year else ():
            gone.update(id(source) for source in _of_others(context, block, form, year or 0, titled))
    if gone:
        for draft in drafts:
            for part in _PARTS:
                rows = draft.get(part) if isinstance(draft, dict) else None
                for row in rows if isinstance(rows, list) else ():
                    if isinstance(row, dict):
                        row.update({id_: None for id_ in _OF_YEAR if _is_of(row.get(id_), gone)})


def _of_others(context: Context, block: int, form: FormMatch, year: int, titled: set[str]) -> list[Source]:
    """The cells below headings of another year that are left out."""
    found: list[Source] = []
    zones = form.zones if form.form.role == "evaluation" else ()
    printed = [
        {
            id_: years
            for id_, box in zone.named.items()
            if YEAR.search(box.match) and len(years := set(_years(box.match, year))) == 1
        }
        for zone in zones
    ]
    throughout = sum(map(len, printed)) > 1 and len(set().union(*(set().union(*row.values()) for row in printed))) == 1
    for zone, row in zip(zones, printed, strict=True):
        if all(other == {str(year)} for other in row.values()):
            continue  # nearly always
        several = len(set().union(*map(YEAR.findall, (box.match for box in zone.headings)))) > 1
        alone = several or (len(row) == 1 and not throughout)
        for id_, years in row.items():
            box = zone.named[id_]
            if id_ not in _OF_YEAR or years == {str(year)} or (own := _below(zone, id_, box)) is None:
                continue
            leaves = alone and (id_ != "target" or len(row) > 1) and not years <= titled
            context.diagnostics.append(_said(block, box, year, leaves=leaves))
            found += own if leaves else []
    return found


def _of_parts(context: Context, block: int, form: FormMatch) -> Iterator[Source]:
    """Names the headings of a part of the year («1-6月完成值», «上半年» below «完成值») above what is in no field; the
    cells below one that would be given for the year's."""
    cells, rule = form.grid.table.cells, context.patterns["label.part_of_year"]
    if form.form.role != "evaluation" or not rule.may_match(form.grid.words):
        return  # most tables
    for zone in form.zones:
        if not (zone.headings and zone.records):
            continue
        top, stop = min([head.cell.row for head in zone.headings]), zone.records[0].row
        above = [c for row in range(top, stop) for c, _ in form.grid.row(row)]
        heads = [c for c in above if rule.may_match(c.text) and rule.fits(fold("".join(c.text.split())))]
        if not heads:
            continue  # nearly always
        rows = {record.row for record in zone.records}
        read = {(box.cell.row, box.cell.column) for r in zone.records for id_ in r.cells for box in r.boxes(id_)}
        left = {c.column for c in cells if c.row in rows and c.text.strip() and (c.row, c.column) not in read}
        places = {(box.cell.row, box.cell.column): id_ for id_, box in zone.named.items() if id_ in _OF_YEAR}
        for head in heads:
            named = places.get((head.row, head.column))
            own = _below(zone, named, zone.named[named]) if named else None
            if own or left & set(range(head.column, head.column + head.column_span)):
                context.diagnostics.append(_said_of_part(block, head))
            yield from own or ()


def _years(heading: str, year: int) -> Iterator[str]:
    """The years that a heading prints. A day or month of the next one is when the year was looked back on
    («完成值（截至2024年3月31日）» in a report on 2023)."""
    for found in YEAR.finditer(heading):
        month = heading[found.end() + 1 :].partition("月")
        if not (month[1] and month[0].isdecimal() and int(found[0]) == year + 1):
            yield found[0]


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


def _said_of_part(block: int, head: Cell) -> Diagnostic:
    row, text = head.row + 1, "".join(head.text.split())[:40]
    return Diagnostic(
        "unread_text",
        f"表格第{row}行「{text}」只是一年的一部分，其下内容未作读取，请核对原件",
        f"«{text}» in row {row} of the table is a part of the year; what stands below it is not read: see the source",
        (block,),
    )
