"""§3.3 Arithmetic of the narrative: sums and parts, what is said twice."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.engine import rule
from jixiao.checks.facts import Facts
from jixiao.checks.figures import total_of
from jixiao.checks.parts import OTHER_FUNDS, TOTALS, Statement
from jixiao.checks.relation import Check, Relation, at_most, equal, lacking, passed, told


@rule("total-equals-basic-plus-project")
def total_equals_basic_plus_project(facts: Facts) -> Iterator[Check]:
    """支出合计 = 基本支出 + 项目支出, of all funds. Source: OBL-INTERNAL-T3-TOTAL."""
    yield from _sum_of(facts, "all", "total", ("basic", "project"))


@rule("gpb-equals-gpb-basic-plus-project")
def gpb_equals_gpb_basic_plus_project(facts: Facts) -> Iterator[Check]:
    """一般公共预算支出 = its 基本支出 + its 项目支出. Source: OBL-CROSS-T5-T6."""
    yield from _sum_of(facts, "general_public", "total", ("basic", "project"))


@rule("basic-equals-personnel-plus-public")
def basic_equals_personnel_plus_public(facts: Facts) -> Iterator[Check]:
    """基本支出 = 人员经费 + 公用经费, this year and (by the changes) last year. Source: OBL-INTERNAL-BASIC-EXPENSE."""
    for fund in facts.funds:
        yield from _sum_of(facts, fund, "basic", ("personnel", "public"))
        changed = [facts.changed(fund, scope) for scope in ("basic", "personnel", "public")]
        whole, *parts = changed
        if whole is not None and all(parts):
            yield equal(whole.prior, total_of(p.prior for p in parts if p)).about(
                f"{whole.chinese}（上年，由增减额推算）", f"{whole.english} (last year, by the changes)"
            )


def _sum_of(facts: Facts, fund: str, whole: str, parts: tuple[str, ...]) -> Iterator[Relation | Check]:
    """whole = Σ parts of one fund; lacking when the whole and some, but not all, of its parts are given."""
    total = facts.statement(fund, whole)
    found = [(_mention(facts, fund, part)) for part in parts]
    known = [s for s in found if s is not None]
    if total is None or not known:
        return
    if len(known) < len(parts):
        yield lacking(
            (*total.amount.leaves, *(leaf for s in known for leaf in s.amount.leaves)), total.chinese, total.english
        )
        return
    yield equal(total.amount, total_of(s.amount for s in known)).about(total.chinese, total.english)


def _mention(facts: Facts, fund: str, scope: str) -> Statement | None:
    found = facts.statement(fund, scope)
    return found or next((s for s in facts.mentions(fund, scope) if s.model.is_none), None)


def three_public_told(facts: Facts) -> Iterator[Relation | Check]:
    """三公经费 = 出国 + 公车 + 接待 of one fund and year; what cars cost to run, without purchases, is a part of it."""
    for fund in facts.funds:
        whole = facts.statement(fund, "three_public")
        cars = _mention(facts, fund, "vehicles")
        bought, run = (_mention(facts, fund, f"vehicle_{what}") for what in ("purchase", "running"))
        parts = [_mention(facts, fund, "overseas"), _mention(facts, fund, "reception"), cars or run]
        parts += [bought] if bought and not cars else []
        known = [part for part in parts if part is not None and whole and part.model.year == whole.model.year]
        if whole is None or len(known) < len(parts):
            continue
        total = total_of(s.amount for s in known)
        if cars or bought or total.value > whole.amount.value:
            yield equal(whole.amount, total).about(whole.chinese, whole.english)
        else:
            yield passed([*whole.amount.leaves, *total.leaves], whole.chinese, whole.english)


@rule("delta-parts-sum-to-delta-total")
def delta_parts_sum_to_delta_total(facts: Facts) -> Iterator[Check]:
    """The change of 基本支出 is that of 人员经费 and 公用经费 together. Source: logic."""
    for fund in facts.funds:
        whole = facts.changed(fund, "basic")
        parts = [facts.changed(fund, scope) for scope in ("personnel", "public")]
        if whole is not None and all(parts):
            yield equal(whole.change, total_of(p.change for p in parts if p)).about(whole.chinese, whole.english)


@rule("part-not-exceed-whole")
def part_not_exceed_whole(facts: Facts) -> Iterator[Check]:
    """No part is more than its whole; asked only where the sum itself cannot be, since a part of it is not given.
    公用经费 and 项目支出 are parts of the initial budget of the 自评表. Source: logic.
    """
    for fund in facts.funds:
        for whole, parts in (("total", ("basic", "project")), ("basic", ("personnel", "public"))):
            total = facts.statement(fund, whole)
            known = [s for s in (facts.statement(fund, part) for part in parts) if s is not None]
            if (
                total is not None
                and len(known) == 1
                and _mention(facts, fund, parts[0]) is not _mention(facts, fund, parts[1])
            ):
                other = next(p for p in parts if facts.statement(fund, p) is None)
                if _mention(facts, fund, other) is None:
                    yield at_most(known[0].amount, total.amount).about(known[0].chinese, known[0].english)
    total = facts.statement("all", "total")
    general = facts.statement("general_public", "total")
    if total is not None and general is not None:
        yield at_most(general.amount, total.amount).about(general.chinese, general.english)
    yield from initial_budget(facts)


def initial_budget(facts: Facts) -> Iterator[Check]:
    """公用经费 + 项目支出 ≤ 年初预算: the initial budget holds them and 人员经费."""
    whole, rows = facts.whole, [facts.row("public"), facts.row("project")]
    at = whole.total_row() if whole else None
    if whole is None or at is None or not all(rows):
        return
    budgets = [row["budget"] for row in rows if row]
    initial = whole.fund(at, "initial")
    yield at_most(total_of(budgets), initial).about(
        "公用经费与项目支出年初预算", "initial budgets of public and project"
    )


@rule("indicator-repeat-consistent")
def indicator_repeat_consistent(facts: Facts) -> Iterator[Check]:
    """A figure that the text gives twice is the same both times. Source: OBL-NARRATIVE-INDICATOR-REPEAT."""
    for fund in facts.funds:
        for scope in ("total", "basic", "project", "personnel", "public", "three_public", "overseas", "reception"):
            said = [s for s in facts.mentions(fund, scope) if s.model.amount is not None]
            for other in said[1:]:
                yield equal(other.amount, said[0].amount).about(said[0].chinese, said[0].english)


@rule("fund-absence-contradicted")
def fund_absence_contradicted(facts: Facts) -> Iterator[Check]:
    """Where the text says that a budget was not used, no amount of that fund stands anywhere. Source: logic;
    OBL-TXT-FUND-DETAIL.
    """
    for fund in OTHER_FUNDS:
        nil = next((s for s in facts.mentions(fund, "total") if s.model.is_none), None)
        if nil is None:
            continue
        amounts = [s.amount for s in facts.statements if s.model.fund == fund and s.model.amount]
        for form in facts.forms:
            amounts += [f for concept, f in form.amounts("by_income") if concept == fund and f.known]
            amounts += [
                form.fund(i, "executed")
                for i, row in enumerate(form.model.funds)
                if row.concept == fund and row.executed
            ]
        found = next((figure for figure in amounts if figure.value > 0), None)
        if found is None:
            yield passed([*nil.amount.leaves, *(leaf for f in amounts for leaf in f.leaves)], nil.chinese, nil.english)
        else:
            yield equal(found, nil.amount).about(nil.chinese, nil.english)


@rule("fund-presence-unexplained")
def fund_presence_unexplained(facts: Facts) -> Iterator[Check]:
    """A fund with money in the tables is spoken of in the text. Source: logic."""
    whole = facts.whole
    if whole is None or not facts.statements:
        return
    for concept, figure in whole.amounts("by_income"):
        if concept in TOTALS and figure.known and figure.value > 0:
            label = figure.leaves[0].label
            yield told(figure.leaves, bool(facts.mentions(concept, "total")), label, concept.replace("_", " "))
