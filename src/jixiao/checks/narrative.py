"""§3.3 Arithmetic of the narrative: changes and shares."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from jixiao.checks.engine import each, rule
from jixiao.checks.facts import Facts
from jixiao.checks.figures import HUNDRED, ZERO, Figure, Interval, Ratio, constant, printed, word
from jixiao.checks.parts import TOTALS, Statement, percent
from jixiao.checks.relation import Check, Relation, equal, failed, lacking, not_applicable, told
from jixiao.checks.texts import plain


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


_OF_THREE = frozenset({"overseas", "vehicles", "vehicle_purchase", "vehicle_running", "reception"})


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
    three = facts.statement(fund, "three_public") if scope in _OF_THREE else None
    cars = facts.statement(fund, "vehicles") if scope in {"vehicle_purchase", "vehicle_running"} else None
    candidates = [*total]
    candidates += [s.amount for s in (own, basic, three, cars) if s is not None]
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
    for concept in ("special_account", "other"):
        stated = next((s for s in facts.mentions(concept, "total") if s.model.share is not None), None)
        if stated:
            total = total + stated.share
            continue
        amount = whole.amount("by_income", concept) if whole and wholes and wholes[0].value > 0 else None
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
