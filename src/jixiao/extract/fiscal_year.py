"""The fiscal year of a report, by its title (`title_year`) or by what the text says (`stated_year`)."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.document import Diagnostic
from jixiao.extract.context import Context
from jixiao.patterns import Found
from jixiao.quotes import Quote, Reading, Text
from jixiao.values import calendar_year


def stated_year(context: Context, lines: Sequence[Text]) -> Reading[int] | None:
    """The year that the text says it accounts for, where neither title nor tables do."""
    for id_ in ("year.alone", "year.within", "year.of_account", "year.account_word", "year.told"):
        if id_ in _OF_SEVERAL and _has_several(context, lines, id_):
            return None
        for text in lines:
            found = _said(list(context.patterns[id_].finditer(text)), text)
            if found is not None:
                group = next(g for g in _GROUPS if found.has(g))
                return Reading(int(found[group]), found.quote(group), id_)
    return None


_GROUPS = ("year", "year2", "year3")
_OF_SEVERAL = ("year.of_account", "year.account_word", "year.told")


def _has_several(context: Context, lines: Sequence[Text], id_: str) -> bool:
    """Whether the text is about several years («2020-2022年省级财政共计安排…»), and a year in a sentence may be any."""
    if id_ != "year.told" and not any(context.patterns["year.several"].search(text) for text in lines):
        return False
    years = {one[g] for text in lines for one in context.patterns[id_].finditer(text) for g in _GROUPS if one.has(g)}
    return len(years) > 1


def _said(found: Sequence[Found], text: Text) -> Found | None:
    """Of the years of a line the first in no title of a document («《关于开展2022年绩效自评的通知》»), if one is."""
    own = (
        one
        for one in found
        if text.match.count("《", 0, one.match.start()) == text.match.count("》", 0, one.match.start())
    )
    return next(own, found[0] if found else None)


def title_year(context: Context, title: Quote | None, found: Found | None) -> Reading[int] | None:
    """The year of account that a title names; ``found``: the title's parts, where it has the usual ones."""
    if title is None:
        return None
    bracket = context.patterns["title.year_bracket"].search(title.view)
    if bracket:
        return _year(bracket, "year")
    several = context.patterns["title.years"].search(title.view)
    if several and (own := _named_behind(context, title.view[several.match.end() :])):
        return _year(own, "year")
    if several:
        context.diagnostics.append(
            Diagnostic(
                "several_years",
                "标题写了几个年度，哪一年是本报告的年度不能确定，未读取",
                "the title names several years: which one is the fiscal year is not certain, none is read",
                (title.block,),
            )
        )
        return None
    years = list(context.patterns["title.year"].finditer(title.view))
    if len(years) > 1 and (about := context.patterns["title.year_about"].search(title.view)):
        return _year(about, "year")
    # «云溪县水利局2023年度…报告（2024年）»: 年度 is the year of account's, which none before it is written in; else the
    # later one said is, as the first may be the year of writing.
    if len(years) != 1 and found and (groups := [g for g in ("year3", "year2", "year") if found.has(g)]):
        of_account = {year.match.start("year") for year in years if year.has("year")}
        said = next((g for g in groups if found.match.start(g) in of_account), groups[0])
        first, last = calendar_year(found[said]), calendar_year(found[groups[0]])
        return _year(found, groups[0] if first and last and first > last else said)
    # «2023年异地造林… (2024年度)»: a year with 年度 is the fiscal year, a bare 年 may belong to a name (R46).
    best = next((y for y in reversed(years) if y.has("year")), years[0] if years else None)
    if best is None:
        return None
    return _year(best, "year" if best.has("year") else "plain")


def _named_behind(context: Context, rest: Text) -> Found | None:
    """«2021-2023年免费开放项目2023年度绩效自评报告»: the years before are the project's. Of several behind none is."""
    years = list(context.patterns["title.year"].finditer(rest))
    return years[0] if len(years) == 1 and years[0].has("year") else None


def covers_several(context: Context, title: Quote | None) -> bool:
    """Whether a title names several years that the report is about together («2020-2022年度高标准农田建设项目…»)."""
    return title is not None and context.patterns["title.years"].search(title.view) is not None


def _year(found: Found, group: str) -> Reading[int] | None:
    quote, year = found.quote(group), calendar_year(found[group])
    steps = () if quote.printed == str(year) else (f"{quote.printed} → {year}",)
    return None if year is None else Reading(year, quote, "title.year", steps)
