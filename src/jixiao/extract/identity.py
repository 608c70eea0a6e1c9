"""What report this is: title, fiscal year, unit, kind and form family."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.document import Diagnostic
from jixiao.extract.context import Context, Draft
from jixiao.patterns import Found
from jixiao.quotes import Quote, Reading, text_reading

_BLANKS = re.compile(r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Identity:
    """Title, year and unit as readings; None where the text holds none."""

    title: Reading[str] | None
    fiscal_year: Reading[int] | None
    name: Reading[str] | None


def identity(context: Context, evaluations: Sequence[Draft], base_data: Draft) -> Identity:
    """Title first; what it leaves out comes from the tables, then from the body («以下简称»)."""
    scored = [table for table in evaluations if isinstance(table, Mapping)]
    quote = context.structured.title
    title = _blank_free(quote, "title.end") if quote else None
    found = context.patterns["title.whole"].search(quote.view) if quote else None
    if title and quote:
        context.claim_all([quote])
    year = _title_year(context, quote, found)
    tables = [*scored, *([base_data] if isinstance(base_data, Mapping) else [])]
    if year is None:
        year = next((y for table in tables if isinstance(y := table.get("year"), Reading) and y.value), None)
    name = _blank_free(found.quote("unit"), found.id) if found and found["unit"] else None
    if name is None:
        name = next((n for e in scored if isinstance(n := e.get("unit"), Reading) and n.value), None)
    return Identity(title, year, name or _called(context) or _introduced(context))


def _blank_free(quote: Quote, pattern: str) -> Reading[str]:
    """A title is spread over its line («青 禾 县»): its blanks are layout."""
    return Reading(_BLANKS.sub("", quote.printed), quote, pattern)


def _title_year(context: Context, title: Quote | None, found: Found | None) -> Reading[int] | None:
    if title is None:
        return None
    group = next((g for g in ("year", "year2", "year3") if found and found.has(g)), None)
    if found and group:
        return Reading(int(found[group]), found.quote(group), "title.year")
    years = list(context.patterns["title.year"].finditer(title.view))
    # «2023年异地造林… (2024年度)»: a year with 年度 is the fiscal year, a bare 年 may belong to a name (R46).
    best = next((y for y in reversed(years) if y.has("year")), years[0] if years else None)
    if best is None:
        return None
    group = "year" if best.has("year") else "plain"
    return Reading(int(best[group]), best.quote(group), "title.year")


def _called(context: Context) -> Reading[str] | None:
    expression = context.patterns["organization.called"]
    for source in context.structured.sources.values():
        if any(need in source.text for need in expression.needs):
            found = expression.search(source.view())
            if found:
                return text_reading(found.quote("name"), found.id)
    return None


def _introduced(context: Context) -> Reading[str] | None:
    """«云溪县档案馆为云溪县委办公室二级机构»: the sentence's subject, where the title names no unit."""
    for node in context.nodes("organisation", "profile", "functions"):
        for text in node.body:
            found = context.patterns["organization.parent"].search(text)
            if found and not context.patterns.word("unit_word").fullmatch(found.sub("unit")):
                return text_reading(found.quote("unit"), found.id)
    return None


def organization(context: Context, name: Reading[str] | None) -> dict[str, Draft]:
    """`organization`: parent and level from the profile's sentences, the region from the name."""
    parent: Draft = None
    level: Draft = None
    for node in context.nodes("organisation", "profile", "functions", "staffing"):
        for text in node.body:
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
        if parent:
            break
    return {"name": name, "parent": parent, "level": level, "region": _region(context, name)}


def _is_unit(context: Context, found: Found) -> bool:
    """«…为正科级事业单位»: what stands before the level is no department's name."""
    return context.patterns.word("level_word").search(found.sub("parent")) is not None


def _region(context: Context, name: Reading[str] | None) -> Reading[str] | None:
    if name is None:
        return None
    view = name.quote.view
    place = max((p for p in context.patterns.places if view.match.startswith(p)), key=len, default="")
    if not place:
        return None
    quote = view.quote(0, len(place))
    return Reading(quote.printed, quote, "places", inferred=True)


@dataclass(frozen=True, slots=True)
class ReportKind:
    """The kind of report, and the form family it fits best with its share of signals seen."""

    kind: str
    template: dict[str, str | Decimal] | None


LEAST_FIT = Decimal("0.5")
"""A report that shows less than this share of a family's signals is of no known family."""


def kind_of(context: Context) -> ReportKind:
    """The kind that the title says, else the family's; a text without either is no report, and a diagnostic says so."""
    roles = {node.role for top in context.structured.outline for node in top.walk()}
    forms = {found.form.form.role for found in (context.matches or {}).values()}
    best, score = None, Decimal(0)
    for family in context.patterns.families.values():
        shown = [(_shows(context, kind, name, roles, forms), weight, may) for kind, name, weight, may in family.signals]
        total = sum(weight for is_there, weight, may in shown if is_there or not may)
        seen = sum(weight for is_there, weight, _ in shown if is_there)
        fit = (Decimal(seen) / Decimal(total or 1)).quantize(Decimal("0.01"))
        if fit > score:
            best, score = family, fit
    fits = best is not None and score >= LEAST_FIT
    kind = _kind_in_titles(context) or (best.kind if best and fits else None)
    if kind is None:
        context.diagnostics.append(
            Diagnostic(
                "not_a_report",
                "没有认出绩效自评报告的标题、章节或表格（other）：请确认文件内容",
                "neither title, sections nor tables of a self-evaluation were recognised (other): check the file",
            )
        )
        return ReportKind("not_a_report", None)
    return ReportKind(kind, {"name": best.id, "score": score} if best and fits else None)


def _kind_in_titles(context: Context) -> str | None:
    """What the report's title says, else the headings above its forms."""
    titles = [context.structured.title.view] if context.structured.title else []
    titles += [found.heading.title for found in (context.matches or {}).values() if found.heading.title]
    for title in titles:
        for expression in context.patterns.family_of("kind"):
            if expression.search(title):
                return str(expression.extra["kind"])
    return None


def _shows(context: Context, kind: str, name: str, roles: set[str | None], forms: set[str]) -> bool:
    title = context.structured.title
    if kind == "title":
        return title is not None and context.patterns[name].search(title.view) is not None
    return name in (roles if kind == "role" else forms)
