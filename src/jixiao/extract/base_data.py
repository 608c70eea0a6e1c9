"""附件1 基础数据表: staffing control, expenses, buildings, thrift measures, notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jixiao import lazy_re as re
from jixiao.document import Diagnostic
from jixiao.extract.anothers import anothers, anothers_text
from jixiao.extract.context import Context, Draft
from jixiao.extract.draft import Matched, cells, mark, matches_of, null, pair, text
from jixiao.extract.fund_rates import MOST_OF_ONE, of_figures
from jixiao.extract.heading import title_and_year, year_in
from jixiao.extract.sign_off_lines import cut_at_labels, lines_below
from jixiao.patterns import Patterns
from jixiao.quotes import Quote, Reading, quotes_of
from jixiao.structure.forms import row_key
from jixiao.structure.match import Box, FormMatch, Record, ZoneMatch
from jixiao.structure.match_model import unit_of

_UNIT = re.compile(r"[()]*万?元[()]*")
"""The rest of a heading that a page's text set on a line of its own («（万元）» below each year): no row."""
_AMOUNTS = ("prior_final", "budget", "final")
_LEVEL = "form.base_data.expenses.level"
_PARENT = "form.base_data.expenses.parent"
_CONCEPT = "vocabulary.concept"
_THREE_PUBLIC = ("vehicles", "vehicle_purchase", "vehicle_running", "overseas", "reception")
_FEWEST = 3  # rows of them with their sum
_ITEM = "form.base_data.expenses.item"


def base_data(context: Context) -> Draft:
    """The first 基础数据表 of the report as the contract's ``base_data``; None when there is none."""
    block, found = next(
        ((block, m) for block, m in matches_of(context).items() if m.form.form.role == "base_data"), (0, None)
    )
    if found is None:
        return None
    form = found.form
    _say_units(context, block, form)
    title, year = title_and_year(context.patterns, found.heading, form)
    apart = {r.known.id: (z, r) for z, r in form.records("expenses") if r.known and r.known.apart}
    staffing = next(iter(form.records("staffing")), None)
    columns = ("authorized", "actual", "control_rate")
    return {
        "title": title,
        "year": year or _year_of_columns(found),
        "staffing": _in_percent(cells(context, *staffing, *columns), columns) if staffing else dict.fromkeys(columns),
        "expenses": _expenses(context, _expense_rows(context, block, form)),
        "procurement": _apart_row(context, apart.get("procurement")),
        "basic_adjustment": _apart_row(context, apart.get("basic_adjustment")),
        "buildings": _buildings(context, list(form.records("buildings"))),
        "thrift_measures": anothers_text(context, pair(context, form, "thrift_measures"), "thrift_measures"),
        "notes": _notes(context, block),
    }


def _say_units(context: Context, block: int, form: FormMatch) -> None:
    """Headings of a zone that print two money units («经费控制情况（元）», «决算数（万元）»): the column's counts."""
    for zone in form.zones:
        corner = unit_of(zone.named["item"].match) if "item" in zone.named else None
        columns = {unit for name, box in zone.named.items() if name != "item" and (unit := unit_of(box.match))}
        if corner and columns and corner not in columns:
            words = "、".join(sorted({corner, *columns}))
            context.diagnostics.append(
                Diagnostic(
                    "contradicting_units",
                    f"基础数据表的表头同时写有{words}，金额按各列表头的单位读取，请核对",
                    f"the headings of the base data table print several units ({words}); each column's own was taken",
                    (block,),
                )
            )


def _expense_rows(context: Context, block: int, form: FormMatch) -> list[tuple[ZoneMatch, Record]]:
    """The rows between 三公经费 and 政府采购.

    A row below those that the form does not know is no expense: it belongs to a part whose heading was not recognised,
    and is left unread.
    """
    rows: list[tuple[ZoneMatch, Record]] = []
    below, unknown = False, False
    for zone, record in form.records("expenses"):
        if _apart(record):
            below = True
        elif below and record.known is None:
            unknown = True
        elif (item := record.cells.get("item")) is None or not _UNIT.fullmatch(item.match):
            rows.append((zone, record))
    if unknown:
        context.diagnostics.append(
            Diagnostic(
                "unknown_rows",
                "基础数据表下部有无法识别的行，未作读取（原文保留），请核对原件",
                "the lower part of the base data table has rows that are not recognised; they were not read",
                (block,),
            )
        )
    return rows


def _apart(record: Record) -> bool:
    return record.known is not None and record.known.apart


def _apart_row(context: Context, row: tuple[ZoneMatch, Record] | None) -> dict[str, Draft]:
    if row is None:
        return dict.fromkeys(_AMOUNTS)
    zone, record = row
    context.claims.structure.append(record.cells["item"].whole)
    return dict(cells(context, zone, record, *_AMOUNTS))


def _year_of_columns(found: Matched) -> Reading[int] | None:
    """The latest year that the columns' headings print («2023年决算数»), for a table whose title has none."""
    years = [
        year
        for zone in found.form.zones
        for box in zone.named.values()
        if box.match[:2] in ("19", "20") and (year := year_in(box.view))
    ]
    if not years:
        return None
    latest = max(years, key=lambda quote: int(quote.match))
    return Reading(int(latest.match), latest, "form.base_data.year")


class _Levels:
    """Depth and parent of each expense row: by the form where it prints the row, else by number, 其中 and place."""

    def __init__(self) -> None:
        self.stack: list[tuple[int, int]] = []  # (level, index) of the rows that are open
        self.last = 1
        self.opened: int | None = None  # level of the 专项 row whose kinds follow, one a row
        self.of_which = False
        self.printed = 1  # level of the last row that the form prints
        self.cars = False  # whether the last row that is no part of one was that of all cars

    def place(self, index: int, record: Record, match: str, dots: bool, *, lost: bool) -> tuple[int, int | None, bool]:
        """(level, index of the parent, whether it is a kind of the 专项 row above); ``lost``: a row above was refused,
        which may be that of all cars."""
        known = record.known
        # «……» stands beside the row above, but below kinds of 专项 beside that row: «1.甲项目» of no form's own words
        beside = self.last if self.opened is None else self.printed
        level = known.level if known else beside if dots else self._guess(match)
        if known is None or not known.inside:
            self.cars = known is not None and known.id == "vehicles"
        elif not self.cars and not lost:
            level -= 1  # 公车运行维护 beside 公务接待: their sum has no row
        kind = known is None and self.opened is not None and level == self.opened + 1
        if known is not None:
            self.opened = known.level if known.opens else None
            self.printed = level
        elif not kind:
            self.opened = None
        self.of_which = "其中" in match[:4] or (self.of_which and level == self.last)
        self.last = level
        while self.stack and self.stack[-1][0] >= level:
            self.stack.pop()
        parent = self.stack[-1][1] if self.stack else None
        self.stack.append((level, index))
        return level, parent, kind

    def _guess(self, match: str) -> int:
        if match.startswith("其中"):
            return self.last if self.of_which else self.last + 1
        if match[:1].isdigit() and self.opened is None and row_key(match) != match:
            return 2
        if self.opened is not None:
            return self.opened + 1
        return max(self.last, 2) if self.stack else 1


def _expenses(context: Context, rows: list[tuple[ZoneMatch, Record]]) -> list[Draft]:
    levels = _Levels()
    drafts: list[Draft] = []
    total = _sum_of_three(context.patterns, rows)
    above: tuple[ZoneMatch, int] | None = None
    lost = False  # whether nobody knows what rows that no form prints are parts of
    for index, (zone, record) in enumerate(rows):
        box = record.cells.get("item")
        match = box.match if box else ""
        if above is None and zone.headings:
            above = zone, max([head.cell.row + head.cell.row_span - 1 for head in zone.headings])
        gone = not match and _is_flattened(context, zone)  # its label was lost
        if gone or (above is not None and _lacks_rows(context, above, (zone, record.row))):
            levels.stack.clear()  # what was refused there may be what those below are parts, or no kinds, of
            levels.opened = None
            lost = True
        above = zone, record.row
        lost = lost and (record.known is None or record.known.level > 1)
        dots = context.patterns.null_kind(match) == "placeholder"
        level, parent, kind = levels.place(index, record, match, dots, lost=lost)
        if total is not None:
            level, parent = (1, None) if index == total else (level, total if parent is None else parent)
        has_level = not (lost and record.known is None)
        has_parent = parent is not None and not lost
        drafts.append(
            {
                "item": anothers(context, box, "label", _ITEM) or _item(box, context.patterns),
                "concept": _concept(context.patterns, record, box, kind, "three_public" if index == total else None),
                "level": Reading(level, box.quote, _LEVEL, inferred=True) if box and has_level else None,
                "parent": Reading(parent, box.quote, _PARENT, inferred=True) if box and has_parent else None,
                **cells(context, zone, record, *_AMOUNTS),
            }
        )
    return drafts


def _sum_of_three(patterns: Patterns, rows: list[tuple[ZoneMatch, Record]]) -> int | None:
    """In a table of 三公经费 alone, where its 合计 stands: above or below the parts, it is theirs."""
    ids = [record.known.id if record.known else "" for _, record in rows]
    if ids.count("") != 1 or len(ids) < _FEWEST or {*ids} - {*_THREE_PUBLIC, ""}:
        return None
    at = ids.index("")
    box = rows[at][1].cells.get("item")
    return at if at in (0, len(ids) - 1) and box and patterns.concept(row_key(box.match)) == "total" else None


def _lacks_rows(context: Context, above: tuple[ZoneMatch, int], here: tuple[ZoneMatch, int]) -> bool:
    """Whether a row between two of one zone was refused."""
    return above[0] is here[0] and here[1] > above[1] + 1 and _is_flattened(context, here[0])


def _is_flattened(context: Context, zone: ZoneMatch) -> bool:
    heads = zone.headings
    return bool(heads) and context.structured.grids[heads[0].source.block].table.origin == "flattened"


def _item(box: Box | None, patterns: Patterns) -> Reading[str] | None:
    """The row's words, number and 其中 kept; the «……» that the form prints for further rows stands as it is."""
    if box is None:
        return None
    if patterns.null_kind(box.match) == "placeholder":
        return Reading(box.quote.printed, box.quote, _ITEM)
    return text(box, _ITEM, patterns)


def _concept(patterns: Patterns, record: Record, box: Box | None, kind: bool, given: str | None) -> Reading[str] | None:
    if box is None or patterns.null_kind(box.match) is not None:
        return None
    if given is not None:
        return Reading(given, box.quote, _CONCEPT, inferred=True)
    key = row_key(box.match)
    concept = patterns.concept(key)
    if record.known is not None and (concept is None or key in record.known.inside):
        concept = record.known.id
    if concept is not None and not (kind and concept in ("total", "other")):
        return Reading(concept, box.quote, _CONCEPT, (f"{box.quote.printed} → {concept}",))
    return Reading("project_earmarked", box.quote, _CONCEPT, inferred=True) if kind else None


def _buildings(context: Context, rows: list[tuple[ZoneMatch, Record]]) -> list[Draft]:
    """The rows that hold anything; the marks of those that do not are the form's."""
    columns = ("approved_area", "actual_area", "area_rate", "approved_cost", "actual_cost", "cost_rate")
    drafts: list[Draft] = []
    for zone, record in rows:
        if all(mark(box, "", context.patterns) for box in record.cells.values()):
            context.claims.structure.extend(box.whole for box in record.cells.values())
        else:
            found = _in_percent(cells(context, zone, record, *columns), columns[:3])
            drafts.append(dict(_in_percent(found, columns[3:])))
    return drafts


def _in_percent(found: Mapping[str, Draft], ids: Sequence[str]) -> dict[str, Draft]:
    """The cells, the rate of what is planned and what is (its ``ids`` in this order) in percent."""
    planned, actual, rate = ids
    given = found[rate]
    if not isinstance(given, Reading) or given.value is None or given.value > MOST_OF_ONE:
        return {**found}
    return {**found, rate: of_figures(given, found[actual], found[planned])}


def _notes(context: Context, block: int) -> Reading[str] | None:
    """What stands behind «说明：» below the table, up to the line of who filled it in."""
    label = context.patterns["table_note.label"]
    quotes: list[Quote] = []
    for line in lines_below(context.structured, context.patterns, block):
        body, stopped = cut_at_labels(line, context.patterns)
        found = label.match(body) if not quotes else None
        if found:
            context.claims.structure.append(found.quote())
            body = body[found.end :]
            if not body:
                point = found.quote()
                return null(line.quote(found.end, found.end), "form.base_data.notes", "blank") if point else None
        elif not quotes:
            if stopped:
                break
            continue
        if body:
            quotes.append(body.quote())
        if stopped:
            break
    if not quotes:
        return None
    quote = quotes_of(quotes)
    return Reading(quote.printed, quote, "form.base_data.notes")
