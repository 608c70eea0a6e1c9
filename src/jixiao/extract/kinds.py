"""What kind of document this is, by its own words; and which of its parts are the self-evaluation.

The words are patterns (``patterns/kinds.toml``), each with the places where it is tried. A document that is none says
why: a notice, a blank form, an outline, a collection of samples, final accounts, somebody else's evaluation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from jixiao.document import Diagnostic
from jixiao.extract.announced import only_announces
from jixiao.extract.blank_forms import is_answered, is_blank, is_outline, say_half_filled
from jixiao.extract.context import Context, Draft
from jixiao.extract.draft import matches_of
from jixiao.extract.forms_inside import forms_inside
from jixiao.extract.kind_places import EDGES, PLACES, stands_at, texts_at, together_at, where, where_refused
from jixiao.extract.torn_tables import may_be_another
from jixiao.extract.unread import holds_rows
from jixiao.extract.untitled import untitled_report
from jixiao.patterns import Expression, Patterns
from jixiao.quotes import Text
from jixiao.structure.model import Node

KINDS = ("whole_department", "project", "transfer_payment")

LEAST_FIT = Decimal("0.5")
"""A report that shows less than this share of a family's signals is of no known family."""

_WHY = {
    "notice": ("这是布置绩效自评工作的通知，不是自评报告", "a notice that asks for self-evaluations"),
    "blank_form": ("这是没有填写的空白表", "a form that nobody has filled in"),
    "outline": ("这是报告提纲，各部分没有内容", "an outline without text below its headings"),
    "samples": ("这是范文汇编页面", "a page that collects sample reports"),
    "final_accounts": ("这是部门决算公开材料，其中没有自评报告", "final accounts that hold no self-evaluation"),
    "third_party": ("这是受托开展的绩效评价报告，不是单位自己的自评", "an evaluation by a commissioned third party"),
    "other_paper": (
        "这是其他材料（制度、通报、新闻、预算等），不是单位自己的自评报告",
        "another paper (rules, a circular, news, a budget), not a unit's own self-evaluation",
    ),
    "announcement": (
        "这是公布自评材料的网页，自评报告在附件中，本文件里没有",
        "a page that makes self-evaluations public: the reports are its attachments and not in this file",
    ),
    "other": (
        "没有认出绩效自评报告的标题、章节或表格：请确认文件内容",
        "neither title, sections nor tables of a self-evaluation were recognised: check the file",
    ),
}
SET_ASIDE = frozenset(("notice", "samples", "final_accounts", "third_party", "other_paper"))
"""Reasons for which nothing is read: the figures in such a text are not this unit's."""


@dataclass(frozen=True, slots=True)
class ReportKind:
    """The kind of report; the form family it fits best with its share of signals seen; of no report the reason."""

    kind: str
    template: dict[str, str | Decimal] | None
    reason: str | None = None
    aside: bool = False
    """Whether the document's own words say that it is none, so that the figures in it are not this unit's."""


def kind_of(
    context: Context, *, named: bool = False, dated: bool = True, parts: Mapping[str, Draft] | None = None
) -> ReportKind:
    """The kind that the document's words say, else the family's; a text without either is no report, and a diagnostic
    says why."""
    refused = _refused(context)
    if refused == "other":  # rules, news, a budget, what a finance bureau found
        return _no_report(context, "other_paper")
    if refused is None and parts is not None and only_announces(context, parts):
        refused = "announcement"
    if refused is None and is_blank(context):
        refused = "blank_form"
    if refused is None and not named and is_outline(context):
        refused = "outline"
    if refused is None and not dated and _is_sample(context, named=named):
        refused = "samples"
    if refused is not None:
        return _no_report(context, refused)
    said = _by_words(context)
    if said is not None and not _has_substance(context):
        return _no_report(context, "other")
    template, family = _family(context, said)
    if said is None and family is None:
        said = _said_at(context, EDGES, "head")
        template, family = _family(context, said)
    kind = said or family
    if kind is None:
        return _no_report(context, "other")
    say_half_filled(context)
    return ReportKind(kind, template)


def _no_report(context: Context, reason: str) -> ReportKind:
    chinese, english = _WHY[reason]
    aside, reason = reason in SET_ASIDE, "other" if reason in ("other_paper", "announcement") else reason
    context.diagnostics.append(
        Diagnostic("not_a_report", f"不是绩效自评报告（{reason}）：{chinese}", f"not a report ({reason}): {english}")
    )
    return ReportKind("not_a_report", None, reason, aside)


# by words


@lru_cache(maxsize=8)
def _refusing(patterns: Patterns) -> tuple[tuple[Expression, list[str]], ...]:
    """The rules that refuse, each with the places where it is tried."""
    rules = [rule for rule in patterns.family_of("kind") if rule.extra.get("reason") in _WHY]
    return tuple((rule, where_refused(rule)) for rule in rules)


@lru_cache(maxsize=8)
def _narrowing(patterns: Patterns) -> tuple[tuple[Expression, list[str]], ...]:
    """The rules that tell of a document that it may hold a self-evaluation, each with the places where it is tried."""
    rules = [rule for rule in patterns.family_of("kind") if "unless" in rule.extra]
    return tuple((rule, where_refused(rule)) for rule in rules)


@lru_cache(maxsize=64)
def _saying(patterns: Patterns, place: str) -> tuple[Expression, ...]:
    """The rules that tell a kind and are tried at a place."""
    rules = [rule for rule in patterns.family_of("kind") if rule.extra.get("kind") in KINDS]
    return tuple(rule for rule in rules if place in where(rule))


def _refused(context: Context) -> str | None:
    for rule, places in _refusing(context.patterns):
        for place in places:
            if stands_at(context, rule, place):
                if "unless" in rule.extra and (context.scope or _inside(context, rule.extra["unless"])):
                    break
                if _is_barred(context, rule) or (rule.extra["reason"] == "outline" and is_answered(context)):
                    break
                return str(rule.extra["reason"])
    return None


def _is_barred(context: Context, rule: Expression) -> bool:
    """Whether words stand somewhere that a rule must be without, or those nowhere that it must be with."""
    words = {part: context.patterns[rule.extra[part]] for part in ("with", "without") if part in rule.extra}
    return any(_holds_words(context, expression) == (part == "without") for part, expression in words.items())


def _holds_words(context: Context, words: Expression) -> bool:
    """Whether any text holds words, in a table or not."""
    structured = context.structured
    cells = (source for grid in structured.grids.values() for source in grid.sources)
    return any(words.search(source.view()) for source in (*structured.sources.values(), *cells))


def _is_sample(context: Context, *, named: bool) -> bool:
    """Whether somebody struck out all years of a report before he offered it as a sample («20xx年», amounts given), or
    it is the first of several with a number that name nobody: a unit's own may be on its projects."""
    if not named and all(
        _holds_words(context, context.patterns[id_]) for id_ in ("kind.sample_one", "kind.sample_two")
    ):
        return True
    words = (context.patterns[id_] for id_ in ("kind.year_struck", "kind.figures_given"))
    return all(_holds_words(context, one) for one in words) and not _holds_words(
        context, context.patterns["kind.year_given"]
    )


def _has_substance(context: Context) -> bool:
    """Whether anything of a self-evaluation stands in a document beside the words for one: a title of its own, a known
    section, a table or the words of one, the unit's word that it evaluated itself. News, calls for bids and questions
    about self-evaluations have their words too."""
    structured, patterns = context.structured, context.patterns
    if structured.grids or structured.opaque or any(part.role for top in structured.outline for part in top.walk()):
        return True
    if any(_said_at(context, place, place) for place in PLACES if place not in ("title", "head")):
        return True
    texts = [source.view() for source in structured.sources.values()]
    own = (patterns["kind.own_evaluation"], patterns["kind.report_title"], patterns["kind.own_words"])
    return any(rule.search(text) for rule in own for text in texts) or any(holds_rows(patterns, text) for text in texts)


def _by_words(context: Context) -> str | None:
    inside = context.scope
    if inside is not None:
        return inside[1]
    return next((said for place in PLACES if (said := _said_at(context, place, place))), None)


def _said_at(context: Context, place: str, tried: str) -> str | None:
    """The kind that the texts of a place say, by the rules that are ``tried`` at that place or another."""
    rules = _saying(context.patterns, tried)
    together = together_at(context, place) if rules else ""
    for rule in rules:
        if not rule.may_match(together):
            continue
        if any(_says(context, rule, text) for text in texts_at(context, place)) and not _is_barred(context, rule):
            return str(rule.extra["kind"])
    return None


def _says(context: Context, rule: Expression, text: Text) -> bool:
    """Whether a text itself says so, and no title of a document that it cites («《项目支出绩效评价管理办法》»)."""
    found = rule.search(text)
    if found is None:
        return False
    cited = context.patterns["kind.cited"]
    cites = [(one.start, one.end) for one in cited.finditer(text)] if "《" in text.match else []
    return any(
        not any(start <= one.start < end for start, end in cites) for one in (rule.finditer(text) if cites else [found])
    )


# a self-evaluation inside a larger document


def _inside(context: Context, family: str) -> tuple[Node, Expression] | None:
    """The last section whose title says that it is a self-evaluation and that holds something: a contents list repeats
    every heading. The department's goes before those of its projects («附件一 …整体绩效自评报告», «附件二 …项目…»)."""
    found: tuple[Node, Expression] | None = None
    for top in context.structured.outline:
        for node in top.walk():
            rule = node.title and next((r for r in context.patterns.family_of(family) if r.search(node.title)), None)
            if rule and _holds(context, node, int(rule.extra.get("least", 1))):
                of_projects = found and rule.extra["kind"] != KINDS[0] == found[1].extra["kind"]
                found = found if of_projects else (node, rule)
    return found


def _holds(context: Context, node: Node, least: int) -> bool:
    """Whether so many lines stand in a section, or where more than one is asked for a table: the heading of a form in
    a contents list, or above «详见附件», holds none."""
    parts = list(node.walk())
    tables = context.structured.grids.keys() | context.structured.opaque
    if least > 1 and any(block in tables for part in parts for block in part.blocks):
        return True
    return sum(len(part.lines) + (part.tail is not None) for part in parts) >= least


def narrow(context: Context) -> None:
    """Where a self-evaluation stands inside final accounts, in a section or in forms of its own, reads it alone; the
    rest is set aside, and said so."""
    for rule, places in _narrowing(context.patterns):
        if not any(stands_at(context, rule, place) for place in places):
            continue
        inside = _inside(context, rule.extra["unless"])
        found = (inside[0], str(inside[1].extra["kind"])) if inside else None
        if found is None and "forms" in rule.extra:
            found = untitled_report(context)
        if found is None:
            if "forms" in rule.extra and (forms := forms_inside(context, rule.extra["forms"])):
                context.larger, context.structured.outline = context.structured.outline, []
                _say_part(context, "、".join(dict.fromkeys(title.quote().printed for title in forms[0])))
                return
            continue
        node, kind = found
        others = (top for top in context.structured.outline if top.blocks != node.blocks)
        parts = [top for top in others if _belongs(context, top)]
        parts = sorted([node, *parts], key=lambda part: part.blocks[:1])
        blocks = frozenset(block for top in parts for part in top.walk() for block in part.blocks)
        context.scope = (blocks, kind)
        context.larger = context.structured.outline
        context.structured.outline = parts
        _say_part(context, node.title.quote().printed if node.title else node.label or "")
        return


def _say_part(context: Context, title: str) -> None:
    blocks = context.scope[0] if context.scope else frozenset()
    context.diagnostics.append(
        Diagnostic(
            "part_of_larger_document",
            f"自评报告是本文件的一部分（{title}），只读取这一部分，其余内容未读取",
            f"the self-evaluation is a part of this file («{title}»): it alone is read, the rest is set aside",
            (min(blocks),) if blocks else (),
        )
    )


def _belongs(context: Context, node: Node) -> bool:
    """Whether a part of final accounts is a table of the self-evaluation beside its form («附件一 …基础数据表»)."""
    rule = context.patterns["kind.beside"]
    return node.title is not None and rule.search(node.title) is not None and _holds(context, node, rule.extra["least"])


def set_aside_rest(context: Context, reason: str) -> None:
    """Claims as ignored what nobody has read outside the self-evaluation, or all of a document that is none."""
    kept = context.scope[0] if context.scope else frozenset()
    for index, source in context.structured.sources.items():
        if index not in kept:
            context.claims.ignored.append((reason, source.quote()))
    for index, grid in context.structured.grids.items():
        if index not in kept:
            context.claims.ignored.extend((reason, source.quote()) for source in grid.sources)


# families


def _family(context: Context, kind_said: str | None) -> tuple[dict[str, str | Decimal] | None, str | None]:
    """The family that a report of that kind fits best, and its kind; None for both where none fits. What is left of a
    table may fit another form than the whole did (`torn_tables`): then no family is told by it."""
    roles = {node.role for top in context.structured.outline for node in top.walk()}
    forms: set[str] = set()
    torn: set[str] = set()
    for block, found in matches_of(context).items():
        forms |= {found.form.form.role, found.form.form.id}
        if may_be_another(context, block, found.form.form):
            torn.add(found.form.form.id)
    known: dict[tuple[str, str], bool] = {}
    best, seen, total = None, 0, 1
    for family in context.patterns.families.values():
        if kind_said not in (None, family.kind):
            continue
        here = there = 0
        for kind, name, weight, optional in family.signals:
            if (kind, name) not in known:
                known[kind, name] = _shows(context, kind, name, roles, forms)
            shown = known[kind, name]
            here += weight if shown else 0
            there += weight if shown or not optional else 0
        # The larger share first, then more signals: fractions are compared without dividing.
        if here > 0 and (here * total, here) > (seen * there, seen):
            best, seen, total = family, here, there
    score = (Decimal(seen) / Decimal(total)).quantize(Decimal("0.01"))
    if best is None or score < LEAST_FIT:
        return None, None
    if torn and any(kind == "form" and name in torn for kind, name, _, _ in best.signals):
        return None, best.kind
    return {"name": best.id, "score": score}, best.kind


def _shows(context: Context, kind: str, name: str, roles: set[str | None], forms: set[str]) -> bool:
    if kind in ("title", "heading"):
        return stands_at(context, context.patterns[name], kind)
    return name in (roles if kind == "role" else forms)
