"""From a form's cells to readings: one function for each type of column, blanks and marks always told apart.

A cell without a value gives a reading of None that says why (blank, dash, placeholder …); a cell that does not exist
gives None; a figure that cannot be read safely gives a reading of None and a diagnostic.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Any

from jixiao import lazy_re as re
from jixiao.document import Diagnostic
from jixiao.extract.context import Context
from jixiao.extract.head_tables import goals_above, with_head
from jixiao.extract.heading import Heading, heading_of
from jixiao.extract.money_unit import MoneyUnits
from jixiao.extract.of_text import is_of_text
from jixiao.patterns import Found, Patterns
from jixiao.quotes import Quote, Reading, Text
from jixiao.structure.apart import apart
from jixiao.structure.cell_lines import ended_lines
from jixiao.structure.forms import Column, Zone, forms_of, label_key
from jixiao.structure.match import Box, FormMatch, Record, ZoneMatch, match_form
from jixiao.values import NUMBER, count, money, number, percent, plain

_SCORE = re.compile(rf"(?P<value>[-+]?{NUMBER})(?:分)?")
_LINE = re.compile(rf"[-+]?{NUMBER}[分%％]?")
_PARTED = re.compile(r"\D*(\d[\d.,]*(?:[ \u3000\xa0]+[\d.,]+)+)\D*")
_THOUSAND = re.compile(r"\d{3}(?:\.\d*)?")
_TABBED = re.compile(r"\d *\t *\d")
_FULL = Decimal(100)
_GOALS_BEFORE = ("kind.not.goal_form", "kind.not.goals_approved")
_RESULTS = frozenset(("actual", "score", "executed", "rate"))
_AREA = re.compile(rf"(?P<value>[-+]?{NUMBER})(?:㎡|m²|m2|平方米|平米)?")


@dataclass(slots=True)
class Matched:
    """A table that is a form, with what stands above it."""

    form: FormMatch
    heading: Heading
    below: list[Matched] = field(default_factory=list)
    """Further forms in the same table."""


def matches_of(context: Context) -> Mapping[int, Matched]:
    """The tables that are forms, by block; found once a report. Claims their printed words."""
    if context.matches is None:
        context.matches = {}
        forms, units = forms_of(context.patterns), MoneyUnits(context)
        for block, grid in context.structured.grids.items():
            if context.scope and block not in context.scope[0]:
                continue
            heading = heading_of(context.structured, context.patterns, block)
            for piece in apart(grid, forms):
                found = match_form(piece, forms, title=heading.match, unit=heading.unit)
                if found is None or is_of_text(context, found, block, heading.match):
                    continue
                heading = with_head(context, block, found, heading, forms)
                if block not in context.matches and (goals := goals_above(context, block, found)):
                    context.matches[goals[0]] = Matched(
                        goals[1], heading_of(context.structured, context.patterns, goals[0])
                    )
                    context.claims.structure.extend(goals[1].structure)
                first = context.matches.setdefault(block, matched := Matched(found, heading))
                first.below += [] if first is matched else [matched]
                context.claims.structure.extend(found.structure)
                context.claims.structure.extend(heading.printed)
                units.settle(found, block)
        _without_goals_before(context, context.matches)
    return context.matches


def _without_goals_before(context: Context, matches: dict[int, Matched]) -> None:
    """Takes out tables with which goals were applied for before the year, by their titles and since none asks for
    anything reached, where another table of the file is the evaluation: they were read as evaluations without points.
    """
    tables = [block for block, m in matches.items() if m.form.form.role == "evaluation"] if len(matches) > 1 else []
    titles = [context.patterns[id_] for id_ in _GOALS_BEFORE] if len(tables) > 1 else []
    before = [
        block
        for block in (tables if titles else ())
        if (title := (m := matches[block]).heading.title) and not m.below and not _asks_results(m.form)
        and any(rule.match(title) for rule in titles)
    ]  # fmt: skip
    for block in before if len(before) < len(tables) else ():
        del matches[block]
        context.diagnostics.append(
            Diagnostic(
                "unread_figures",
                "此表只列年初设定的目标，没有实际完成情况，不是自评表，未作读取（原文保留）",
                "this table sets goals before the year and asks for nothing reached: no evaluation, it is not read",
                (block,),
            )
        )


def _asks_results(form: FormMatch) -> bool:
    """Whether a form has a column for what was reached or spent, or for points given."""
    return any(not _RESULTS.isdisjoint(zone.owner.values()) for zone in form.zones)


def role_of(context: Context, block: int) -> str:
    """The role of a table: its form's, else other."""
    found = matches_of(context).get(block)
    return found.form.form.role if found else context.sheets.get(block, "other")


def null(quote: Quote, pattern: str, kind: str) -> Reading[Any]:
    """A null that a cell stands for: the mark is its evidence, of a blank an empty quote."""
    return Reading(None, quote, pattern, null_kind=kind)


def mark(box: Box, pattern: str, patterns: Patterns) -> Reading[Any] | None:
    """What a cell without a value says, or None when it holds something."""
    kind = patterns.null_kind(box.match)
    return None if kind is None else null(box.quote, pattern, kind)


def text(box: Box | None, pattern: str, patterns: Patterns) -> Reading[Any] | None:
    """A text as printed; «无» in a column of texts is what its author wrote."""
    if box is None:
        return None
    empty = mark(box, pattern, patterns)
    if empty and empty.null_kind != "nil_statement":
        return empty
    quote = box.quote
    return Reading(quote.printed, quote, pattern)


def score(quote: Quote, pattern: str) -> Reading[Decimal] | None:
    """Points as printed, with or without 分."""
    return _number(_SCORE, quote, pattern)


def several(context: Context, quote: Quote) -> bool:
    """Whether a cell holds several numbers, a line each («5⏎5⏎5» is never 555), and no number that the cell's width
    broke («10⏎0»); or two with room for a column between them («36», «37»: a scan lost the rule), or with a blank."""
    raw = quote.raw.strip()
    if "\t" in raw and _TABBED.search(raw):
        return True
    if "\n" not in raw:
        return _is_parted(raw)
    lines = raw.split()
    if not all(_LINE.fullmatch(line) for line in lines) or "".join(lines) == "100":
        return False
    source = quote.spans[0].source
    grid = context.structured.grids.get(source.block)
    found = grid.at(*source.cell) if grid and source.cell else None
    return found is None or len(ended_lines(found[0], grid.table.edges if grid else ())) > 1


def _is_parted(raw: str) -> bool:
    """Whether a blank parts the one figure of a line, and not its thousands («1 234.50»), nor each of its signs
    («1 0 0»), nor what stands before or behind its point: «2 88%» (a scan's «≥88%») is never 288."""
    found = _PARTED.fullmatch(raw)
    parts = found[1].split() if found else []
    if len(parts) < 2 or max(map(len, parts)) == 1:
        return False
    share = raw[-1] in "%％"  # «1 100%» is a scan's «=100%»
    return not all(b[0] in ".," or a[-1] in ".," or (_THOUSAND.fullmatch(b) and not share) for a, b in pairwise(parts))


def area(quote: Quote, pattern: str) -> Reading[Decimal] | None:
    """A number of square metres as printed, with or without its unit."""
    return _number(_AREA, quote, pattern)


def _number(expression: re.Pattern[str], quote: Quote, pattern: str) -> Reading[Decimal] | None:
    found = expression.fullmatch(quote.match)
    if not found:
        return None
    value = Decimal(found["value"].replace(",", ""))
    value = value if value else abs(value)
    raw = quote.printed
    steps = () if raw == plain(value) else (f"{raw} → {plain(value)}",)
    return Reading(value, quote, pattern, steps)


_READERS: dict[str, tuple[Callable[[Quote, str], Reading[Any] | None], str, str]] = {
    "percent": (percent, "百分比", "percentage"),
    "count": (count, "人数", "count"),
    "score": (score, "分值", "number of points"),
    "number": (area, "数值", "number"),
}


def figure(context: Context, box: Box | None, type_: str, pattern: str, unit: str = "万元") -> Reading[Any] | None:
    """A cell of a column of figures (amount, percent, count, score, number). ``unit`` is its heading's money unit."""
    if box is None:
        return None
    empty = mark(box, pattern, context.patterns)
    if empty:
        return empty
    quote = box.quote
    if len(box.cell.text) > len(box.match) and several(context, quote):  # blanks, breaks or tabs in it
        reading, name, name_en = None, "数值", "number"
    elif type_ == "amount":
        reading, name, name_en = money(quote, pattern, unit=unit), "金额", "amount"
    else:
        reader, name, name_en = _READERS[type_]
        reading = reader(quote, pattern)
    if reading is None and context.patterns["mark.figure_dash"].fits(box.match):
        return null(quote, pattern, "dash")
    return reading or unreadable(context, quote, pattern, name, name_en)


def flag(context: Context, box: Box | None, pattern: str) -> Reading[Any] | None:
    """A cell of yes or no."""
    if box is None:
        return None
    for word, value in (("yes", True), ("no", False)):
        if context.patterns.word(word).fullmatch(box.view):
            return Reading(value, box.quote, pattern)
    return mark(box, pattern, context.patterns) or unreadable(context, box.quote, pattern, "是或否", "yes or no")


def unreadable(context: Context, quote: Quote, pattern: str, name: str, name_en: str) -> Reading[Any]:
    """A figure that is not safe to read: null, and said so."""
    source = quote.spans[0].source
    row, column = source.cell or (0, 0)
    at = f"表格第{row + 1}行第{column + 1}列" if source.cell else "表格下方"
    at_en = f"row {row + 1}, column {column + 1} of the table" if source.cell else "below the table"
    shown = quote.printed[:40]
    context.diagnostics.append(
        Diagnostic(
            "unreadable_figure",
            f"{at}的「{shown}」不能可靠地读作{name}，按空值处理，请核对原文",
            f"«{shown}» in {at_en} is no safe {name_en}; left null, check the source",
            (source.block,),
            source.page,
        )
    )
    return Reading(None, quote, pattern)


def cell(context: Context, zone: ZoneMatch, record: Record, column: Column) -> Reading[Any] | None:
    """The reading of a record's cell by its column's type; a ``once`` cell counts on its first row only."""
    box = record.cells.get(column.id)
    if box is None or (column.once and box.cell.row != record.row):
        return None
    if column.type in ("text", "label"):
        return text(box, column.pattern, context.patterns)
    type_ = type_of_weights(zone) if column.id == "weight" and box.match.endswith("%") else column.type
    return figure(context, box, type_, column.pattern, zone.unit(column.id, record) if type_ == "amount" else "万元")


def type_of_weights(zone: ZoneMatch | None) -> str:
    """Weights are points, or shares of a hundred where each is («权重 | 15%»): more than that together are rates that
    slid below the heading."""
    boxes = [box for record in zone.records if (box := record.cells.get("weight"))] if zone else []
    shares = [percent(box.quote, "") for box in boxes if box.match.endswith("%") and box.cell.row_span == 1]
    whole = sum((share.value for share in shares if share), Decimal(0)) <= _FULL
    return "percent" if shares and all(shares) and len(shares) == len(boxes) and whole else "score"


def points_in_one(context: Context, zone: ZoneMatch, record: Record, prefix: str) -> dict[str, Reading[Any] | None]:
    """Weight and score of one cell («20（18）», «9.5/10») below a heading that says both («分值（得分）», «得分/权重»);
    nothing where each has its own. ``prefix`` of their patterns."""
    ids = [id_ for id_ in ("weight", "score") if id_ in zone.named]
    box = record.cells.get(ids[0]) if len(ids) == 1 else None
    if box is None or box.cell.row != record.row or not box.match:
        return {}
    told = context.patterns["indicator.points_in_one"].match(box.view)
    head = context.patterns["indicator.head_of_both"].match(zone.named[ids[0]].view) if told else None
    if told is None or head is None:
        return {}
    context.claim(told)
    order = ("weight", "score") if head.has("weight_first") else ("score", "weight")
    groups = ("first", "second" if told.has("second") else "behind")
    return {id_: number(told.quote(group), f"{prefix}.{id_}") for id_, group in zip(order, groups, strict=True)}


@lru_cache(maxsize=256)
def columns_of(zone: Zone) -> dict[str, Column]:
    """A zone's columns by meaning."""
    return {column.id: column for column in zone.columns}


def cells(context: Context, zone: ZoneMatch, record: Record, *ids: str) -> dict[str, Reading[Any] | None]:
    """The readings of some columns by name; those that the zone does not have are None."""
    by_id = columns_of(zone.zone)
    return {id_: cell(context, zone, record, by_id[id_]) if id_ in by_id else None for id_ in ids}


@lru_cache(maxsize=8)
def printed_labels(patterns: Patterns) -> frozenset[str]:
    """The keys of all labels that forms print above columns, before what is asked for and before rows of money:
    nobody's name, no remark."""
    zones = [zone for form in forms_of(patterns) for zone in form.zones]
    printed = [each.keys for zone in zones for part in (zone.pairs, zone.columns, zone.rows) for each in part]
    money = (label_key(label) for labels in patterns.concepts.values() for label in labels)
    return frozenset(money).union(*printed)


def points_behind(patterns: Patterns, zone: ZoneMatch, label: Text) -> Found | None:
    """The points at the end of a label, without their word («资金到位率（10）») where the heading says that they are
    points («三级指标（权重）»)."""
    if found := patterns["label.points"].search(label):
        return found
    head = zone.named.get("level3")
    said = head is not None and patterns["label.head_of_points"].search(head.view)
    return patterns["label.points_bare"].search(label) if said else None


def points_of_name(context: Context, zone: ZoneMatch, record: Record, prefix: str) -> Reading[Any] | None:
    """The points that an indicator prints behind its name («苗木成活率（20分）», «…（20）» below «指标（权重）»), where
    no column holds any."""
    box = record.cells.get("level3")
    if box is None or "weight" in zone.owner.values():
        return None
    found = points_behind(context.patterns, zone, box.view)
    return number(found.quote("points"), f"{prefix}.weight") if found else None


def pair(context: Context, found: FormMatch, id_: str) -> Reading[Any] | None:
    """The text filled in beside a printed label."""
    match = found.pairs.get(id_)
    if match is None or match.value is None:
        return None
    kind = context.patterns.null_kind(match.match)
    if kind is not None and kind != "nil_statement":
        return null(match.value, match.pair.pattern, kind)
    return Reading(match.value.printed, match.value, match.pair.pattern)
