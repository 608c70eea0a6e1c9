"""§3.3 Arithmetic of the narrative: changes, shares, sums."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from jixiao.checks.engine import each, rule
from jixiao.checks.facts import Facts
from jixiao.checks.figures import HUNDRED, ZERO, Figure, Interval, Ratio, constant, printed, total_of, word
from jixiao.checks.parts import OTHER_FUNDS, Statement, percent
from jixiao.checks.relation import Check, Relation, at_most, equal, failed, lacking, not_applicable, passed, told
from jixiao.checks.texts import plain

TOTALS = ("general_public", *OTHER_FUNDS)


def _with_rate(facts: Facts) -> Iterator[Statement]:
    for statement in facts.statements:
        model = statement.model
        if model.amount is not None and model.change is not None and model.change_rate is not None:
            yield statement


@rule("yoy-percent-agrees")
def yoy_percent_agrees(facts: Facts) -> Iterator[Check]:
    """The percentage is the change over last year's amount; 0 of 0 is 0 %. Sign apart: that is yoy-direction-agrees.
    Source: OBL-NARRATIVE-AMOUNT, OBL-TREND-*.
    """
    for statement in _with_rate(facts):
        change, rate, prior = statement.change, statement.rate, statement.prior
        if change.value * rate.value < 0:
            rate = rate.times(Decimal(-1))
        quotient = change / prior
        if quotient.defined:
            yield (
                equal(rate, quotient, derived=True, like=rate.value)
                .about(statement.chinese, statement.english)
                .spreading(partial(_missing_base, change, rate, prior))
            )
        elif change.value == 0 and prior.value == 0:
            yield equal(rate, constant(0)).about(statement.chinese, statement.english)
        else:
            yield not_applicable(rate.leaves, statement.chinese, statement.english)


def _missing_base(change: Figure, rate: Figure, prior: Figure) -> Interval | None:
    """By how much last year's amount is off the base that the percentage belongs to, in money."""
    base = change / rate
    if not base.defined:
        return None
    other, printed = base.interval(), prior.interval()
    return Interval(printed.low - other.high, printed.high - other.low, printed.value - other.value, printed.leaves)


@rule("yoy-direction-agrees")
def yoy_direction_agrees(facts: Facts) -> Iterator[Check]:
    """The word before the amount and the word before the percentage go the same way. Source: OBL-TREND-DIRECTION."""
    for statement in _with_rate(facts):
        change, rate = statement.change.value, statement.rate.value
        leaves = (*statement.change.leaves, *statement.rate.leaves)
        yield told(leaves, change * rate >= 0, statement.chinese, statement.english, expected=change, actual=rate)


@rule("yoy-zero-base")
def yoy_zero_base(facts: Facts) -> Iterator[Check]:
    """Against a year of 0 no percentage can be given. Source: OBL-TREND-ZERO-BASE («0.30, 增长100%»)."""
    for statement in facts.statements:
        if statement.model.amount is None or not statement.model.change:
            continue
        if statement.prior.value == 0:
            leaves = (*statement.prior.leaves, *statement.rate.leaves)
            yield told(
                leaves,
                statement.model.change_rate is None,
                statement.chinese,
                statement.english,
                actual=statement.model.change_rate,
            )


@rule("zero-with-increase")
def zero_with_increase(facts: Facts) -> Iterator[Check]:
    """What is 0 now cannot have grown. Source: OBL-TREND-COMPARATIVE-LOGIC."""
    yield from each(
        told(
            s.prior.leaves,
            (s.model.change or ZERO) <= 0,
            s.chinese,
            s.english,
            actual=s.model.change,
            expected="不增加",
        )
        for s in facts.statements
        if s.model.amount == 0 and s.model.change is not None
    )


@rule("completion-rate-denominator")
def completion_rate_denominator(facts: Facts) -> Iterator[Check]:
    """«完成年初预算的X%»: the budget is stated and gives the rate. Source: OBL-TREND-COMPLETION-RATE."""
    for hit in facts.texts.hits("checks.completion"):
        rate = Decimal(hit.match["rate"])
        leaf = word(hit.text, "预算完成率", hit.pointer)
        budget, spent = hit.match["budget"], hit.match["spent"]
        if not budget or not spent:
            yield lacking([leaf], hit.text, hit.text)
            continue
        from_text = _text_rate(hit.pointer, budget, spent)
        if not from_text.defined:
            yield failed([leaf], hit.text, hit.text, expected="预算数不为0")
            continue
        yield equal(percent(rate, "预算完成率", hit.pointer + "#rate"), from_text, like=rate).about(hit.text, hit.text)


def _text_rate(pointer: str, budget: str, spent: str) -> Ratio:
    return printed(Decimal(spent), "完成数", pointer + "#spent") / printed(
        Decimal(budget), "预算数", pointer + "#budget"
    )


# ---- shares


def _wholes(facts: Facts, statement: Statement, index: int) -> list[Figure]:
    """What a share may be of, by the words before it; several where the words leave it open."""
    said = _whole_words(facts, index)
    total = _total_spent(facts)
    fund, scope = statement.model.fund, statement.model.scope
    own = facts.statement(fund, "total") if scope != "total" else None
    basic = facts.statement(fund, "basic") if scope in {"personnel", "public"} else None
    if said == "total":
        return total
    if said == "basic":
        return [basic.amount] if basic else []
    if said == "fund":
        return [own.amount] if own else []
    candidates = [*total]
    candidates += [s.amount for s in (own, basic) if s is not None]
    return candidates


def _whole_words(facts: Facts, index: int) -> str | None:
    """total, fund or basic, by the words in front of the share («占总支出的96.80%»)."""
    evidence = facts.report.evidence.get(f"/spending/{index}/share")
    if evidence is None or not evidence.places:
        return None
    place = evidence.places[0]
    if place.cell is not None or place.block >= len(facts.report.blocks):
        return None
    before = facts.report.blocks[place.block].text[max(place.span[0] - 30, 0) : place.span[0]]
    text = plain(before)
    for name in ("total", "fund", "basic"):
        if facts.patterns[f"checks.share_of_{name}"].occurs(text):
            return name
    return None


def _total_spent(facts: Facts) -> list[Figure]:
    """Total spending as the narrative gives it, else as the 自评表 does."""
    said = facts.statement("all", "total")
    if said:
        return [said.amount]
    whole = facts.whole
    row = whole.total_row() if whole else None
    if whole is None or row is None:
        return []
    executed = whole.fund(row, "executed")
    return [executed] if executed.known else []


@rule("share-percent-agrees")
def share_percent_agrees(facts: Facts) -> Iterator[Check]:
    """A share is the part over the whole that the words name; where they name none, over some whole that the report
    gives. Source: logic.
    """
    for statement in facts.statements:
        if statement.model.share is None or statement.model.amount is None:
            continue
        index = int(statement.at.rpartition("/")[2])
        first: Check | None = None
        for whole in _wholes(facts, statement, index):
            if whole.value <= 0:
                continue
            relation = (
                equal(statement.share, statement.amount / whole, derived=True, like=statement.share.value)
                .about(statement.chinese, statement.english)
                .spreading(partial(_share_gap, statement, whole))
            )
            first = first or relation
            if relation.holds():
                yield relation
                break
        else:
            yield first or lacking(
                (*statement.amount.leaves, *statement.share.leaves), statement.chinese, statement.english
            )


def _share_gap(statement: Statement, whole: Figure) -> Interval:
    """By how much the amount is off the share of the whole, in money."""
    part, share, total = statement.amount.interval(), statement.share.interval(), whole.interval()
    low, high = share.low * total.low / HUNDRED, share.high * total.high / HUNDRED
    return Interval(part.low - high, part.high - low, part.value - share.value * total.value / HUNDRED, part.leaves)


@rule("fund-shares-sum-to-100")
def fund_shares_sum_to_100(facts: Facts) -> Iterator[Check]:
    """The shares of all budgets in total spending make 100 %; a budget that is said to be none has 0. Source: logic."""
    first = facts.statement("general_public", "total")
    if first is None or first.model.share is None:
        return
    if _whole_words(facts, int(first.at.rpartition("/")[2])) not in (None, "total"):
        return
    total = constant(0)
    for fund in TOTALS:
        statement = next((s for s in facts.mentions(fund, "total") if s.model.share is not None), None)
        nil = next((s for s in facts.mentions(fund, "total") if s.model.is_none or s.model.amount == 0), None)
        if statement:
            total = total + statement.share
        elif nil:
            total = total + nil.amount
        elif fund in facts.profile.required_funds:
            yield lacking([*first.share.leaves, word(None, fund, "/spending")])
            return
    wholes = _total_spent(facts)
    total = _with_unnamed(facts, total, wholes)
    relation = equal(total, constant(HUNDRED))
    if wholes and wholes[0].value > 0:
        # One like it, since a relation that held itself would keep what it was made of.
        relation.spreading(partial(_in_money, equal(total, constant(HUNDRED)), wholes[0]))
    yield relation


def _in_money(relation: Relation, total: Figure) -> Interval:
    """Percentage points of a whole as money."""
    gap, whole = relation.residual(), total.interval()
    corners = [a * b / HUNDRED for a in (gap.low, gap.high) for b in (whole.low, whole.high)]
    return Interval(min(corners), max(corners), gap.value * whole.value / HUNDRED, (*gap.leaves, *whole.leaves))


def _with_unnamed(facts: Facts, total: Figure, wholes: list[Figure]) -> Figure:
    """Money that is of none of the four budgets (专户, 其他) has its part in the whole too."""
    whole = facts.whole
    for concept in ("special_account", "other") if whole and wholes and wholes[0].value > 0 else ():
        amount = whole.amount("by_income", concept) if whole else None
        if amount is not None and amount.known and amount.value > 0:
            total = total + amount.times(HUNDRED / wholes[0].value)
    return total


@rule("change-reason-present")
def change_reason_present(facts: Facts) -> Iterator[Check]:
    """A change has a reason, and not the one of a change the other way. Source: OBL-SG-YOY, OBL-TREND-*."""
    seen: dict[str, Statement] = {}
    checks: list[Check] = []
    for statement in facts.statements:
        move = statement.model.change or statement.model.change_rate
        if not move or statement.model.amount is None:
            continue
        reason = statement.model.reason
        leaf = word(reason, f"{statement.chinese} 增减原因", f"{statement.at}/reason")
        twin = seen.get(reason) if reason else None
        opposite = twin is not None and (twin.model.change or twin.model.change_rate or ZERO) * move < 0
        if reason:
            seen.setdefault(reason, statement)
        if opposite and twin is not None:
            other = word(reason, f"{twin.chinese} 增减原因", f"{twin.at}/reason")
            checks.append(
                failed([leaf, other], statement.chinese, statement.english, actual="与方向相反的变动使用了同一原因")
            )
        else:
            checks.append(told([leaf], bool(reason), statement.chinese, statement.english, actual="未说明原因"))
    yield from each(checks)


# ---- sums


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
