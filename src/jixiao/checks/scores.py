"""§3.6 Points of the indicators: what a target that is met, or missed, may have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Literal

from jixiao.checks.engine import each, rule
from jixiao.checks.facts import Facts
from jixiao.checks.figures import HUNDRED, ZERO, Interval, Leaf, half_unit, printed, tidy, word
from jixiao.checks.parts import Item
from jixiao.checks.relation import Check, Lazily, Outcome, equal, failed, not_applicable, passed, told
from jixiao.checks.texts import plain

Met = Literal["met", "missed", "unclear"]
Level = Literal["met", "partly", "missed", "unclear"]
ROUNDING = Decimal("0.005")


def numeric(item: Item) -> bool:
    """Whether target and actual are numbers of one unit."""
    target, actual = item.model.target, item.model.actual
    if target is None or actual is None or target.value is None or actual.value is None:
        return False
    return target.unit is None or actual.unit is None or plain(target.unit) == plain(actual.unit)


def lower_is_better(facts: Facts, item: Item) -> bool | None:
    """True for ≤ and <, False for other signs; without a sign by dimension and name, None where they leave it open."""
    target = item.model.target
    if target is not None and target.comparator is not None:
        return target.comparator in ("le", "lt")
    if item.model.dimension == "timeliness" and target and facts.texts.fits("checks.time_unit", target.unit):
        return None  # 15 days to be had, or 300 days of opening
    if item.model.dimension == "cost" or facts.texts.fits("checks.lower_is_better", item.model.level3):
        return None
    return False


def met(facts: Facts, item: Item) -> Met:
    """Whether the actual value meets the target for certain, misses it for certain, or neither."""
    if not item.state:
        item.state = _met(facts, item)
    return item.state  # type: ignore[return-value]


def _met(facts: Facts, item: Item) -> Met:
    target, actual = item.model.target, item.model.actual
    if not numeric(item) or target is None or actual is None or target.value is None or actual.value is None:
        return "unclear"
    a, t = actual.value, target.value
    lower = lower_is_better(facts, item)
    if a == t:
        return "missed" if target.comparator in ("gt", "lt") else "met"
    if lower is None or target.comparator == "eq":
        # «=5» with 6: more than asked for is no miss that costs points by the formula.
        return "unclear" if a > t or lower is None else "missed"
    return "met" if (a < t) == lower else "missed"


def scored(item: Item) -> bool:
    """Whether the row has points to be had and points given."""
    return item.model.weight is not None and item.model.score is not None and item.model.weight > 0


def _leaves(item: Item) -> list[Leaf]:
    return [item.measure("target"), item.measure("actual"), *item.weight.leaves, *item.score.leaves]


def _ratio(facts: Facts, item: Item) -> Interval | None:
    """The share of the weight that a missed target leaves, in percent."""
    target, actual = item.model.target, item.model.actual
    if target is None or actual is None or target.value is None or actual.value is None:
        return None
    t = printed(target.value, f"{item.name} 指标值", f"{item.at}/target/value")
    a = printed(actual.value, f"{item.name} 完成值", f"{item.at}/actual/value")
    if lower_is_better(facts, item):
        if facts.profile.reverse == "ratio":
            return (t / a).interval().clipped(ZERO, HUNDRED) if actual.value > 0 else None
        if target.value <= 0:
            return Interval(ZERO, ZERO, ZERO, (*t.leaves, *a.leaves))
        return (t.times(Decimal(2)) - a).__truediv__(t).interval().clipped(ZERO, HUNDRED)
    if target.value <= 0:
        return None
    # Target and actual are set and counted, not rounded: a score that follows from them as printed is right.
    plain = actual.value / target.value * HUNDRED
    loose = (a / t).interval() if (a / t).defined else Interval(plain, plain, plain, ())
    coarse = actual.value != actual.value.to_integral_value() or target.value != target.value.to_integral_value()
    return (loose if coarse else Interval(plain, plain, plain, (*t.leaves, *a.leaves))).clipped(ZERO, HUNDRED)


def settled(
    items: list[Item], wrong: Callable[[Item], Outcome | None], leaves: Callable[[Item], Iterable[Leaf]]
) -> Iterator[Check]:
    """The rows that are wrong; when none is, one pass that stands on them all."""
    failures = [outcome for item in items if (outcome := wrong(item)) is not None]
    if failures:
        yield from failures
    elif items:
        yield Outcome("pass", Lazily(lambda: [leaf for item in items for leaf in leaves(item)]))


@rule("quantitative-score-formula")
def quantitative_score_formula(facts: Facts) -> Iterator[Check]:
    """A number that meets its target has the full weight, one that does not weight · a/t; for ≤ weight · (1 − (a−t)/t)
    or, in Hubei, weight · t/a. A row with a standard of its own (评价标准) is not judged by this; points lost on a
    target that is met are target-met-but-score-lost. Source: 财预〔2020〕10号.
    """
    for form in facts.forms:
        for item in form.items():
            if numeric(item) and scored(item):
                outcome = _by_formula(facts, item)
                if outcome is not None:
                    yield outcome


def _by_formula(facts: Facts, item: Item) -> Check | None:
    weight, score = item.model.weight, item.model.score
    state = met(facts, item)
    if weight is None or score is None:
        return None
    if item.model.criterion:
        return not_applicable(_leaves(item), item.name, item.name)
    if state == "met":
        return passed(_leaves(item), item.name, item.name) if score == weight else None
    ratio = _ratio(facts, item) if state == "missed" else None
    if ratio is None:
        return None
    given = printed(score, f"{item.name} 得分", f"{item.at}/score")
    # With a digit more than the score: 14.6 is not «15 of 15» for a target that was missed.
    finer = Decimal((0, (1,), min(int(score.as_tuple().exponent) - 1, -1)))
    return equal(
        given, ratio.scaled(weight / HUNDRED, *item.weight.leaves).widened(ROUNDING), derived=True, like=finer
    ).about(item.name, item.name)


def _level(facts: Facts, item: Item) -> Level:
    """What a result in words says of its target."""
    target, actual = item.model.target, item.model.actual
    if target is None or actual is None or not (target.qualitative and actual.qualitative):
        return "unclear"
    # The order matters: «未完成» holds «完成».
    if facts.texts.fits("checks.result_missed", actual.text):
        return "missed"
    if facts.texts.fits("checks.result_partly", actual.text):
        return "partly"
    same = plain(target.text) == plain(actual.text)
    return "met" if same or facts.texts.is_all("checks.result_met", actual.text) else "unclear"


@rule("qualitative-score-band")
def qualitative_score_band(facts: Facts) -> Iterator[Check]:
    """Words for a result fix a band of the weight: met 100–80 %, partly 80–60 %, missed 60–0 % (Hubei 80, 50). Words
    that leave it open («基本完成») are not judged. Source: 财预〔2020〕10号.
    """
    upper, lower = facts.profile.bands
    for form in facts.forms:
        for item in form.items():
            level = _level(facts, item)
            weight, score = item.model.weight, item.model.score
            if level == "unclear" or not scored(item) or weight is None or score is None or item.model.criterion:
                continue
            low, high = {"met": (upper, HUNDRED), "partly": (lower, upper), "missed": (ZERO, lower)}[level]
            half, least, most = half_unit(score), low * weight / HUNDRED, high * weight / HUNDRED
            # A band that is not the first ends before the one above it.
            ok = least <= score + half and (
                score - half <= most if level == "met" else score - half < most or not score
            )
            band = f"{tidy(low * weight / HUNDRED)}–{tidy(high * weight / HUNDRED)}"
            yield told(_leaves(item), ok, item.name, item.name, expected=band, actual=score)


@rule("full-score-target-unmet")
def full_score_target_unmet(facts: Facts) -> Iterator[Check]:
    """No full score for a target that is missed. Source: 财预〔2020〕10号; logic."""

    def wrong(item: Item) -> Outcome | None:
        if item.model.score != item.model.weight or met(facts, item) != "missed":
            return None
        limit = f"低于{item.model.weight}"
        return failed(_leaves(item), item.name, item.name, expected=limit, actual=item.model.score)

    for form in facts.forms:
        yield from settled([item for item in form.items() if scored(item)], wrong, _leaves)


@rule("target-met-but-score-lost")
def target_met_but_score_lost(facts: Facts) -> Iterator[Check]:
    """A target that is met has the full score. Source: a report of 2020 with 19.6 of 20 at 98 % of 98 %."""

    def wrong(item: Item) -> Outcome | None:
        weight, score = item.model.weight, item.model.score
        if (score or ZERO) >= (weight or ZERO):  # more than its points is score-not-exceed-weight
            return None
        return failed(_leaves(item), item.name, item.name, expected=weight, actual=score)

    for form in facts.forms:
        rows = [i for i in form.items() if scored(i) and met(facts, i) == "met" and not i.model.criterion]
        yield from settled(rows, wrong, _leaves)


@rule("score-loss-explained")
def score_loss_explained(facts: Facts) -> Iterator[Check]:
    """Points lost have a reason. Source: «请填写偏差原因及改进措施！»."""
    for form in facts.forms:
        lost = [
            item for item in form.items() if scored(item) and (item.model.score or ZERO) < (item.model.weight or ZERO)
        ]
        if not lost:
            yield not_applicable([leaf for i in form.items() for leaf in i.score.leaves], form.name, form.english)
        yield from each(
            told(
                [
                    word(i.model.deviation_reason, f"{i.name} 偏差原因", f"{i.at}/deviation_reason"),
                    *i.score.leaves,
                    *i.weight.leaves,
                ],
                bool(i.model.deviation_reason),
                i.name,
                i.name,
                actual="未说明",
            )
            for i in lost
        )


@rule("overachievement-explained")
def overachievement_explained(facts: Facts) -> Iterator[Check]:
    """A result of 120 % of its target and more (Guangxi 130 %) has a reason: the target may have been set too low.
    Source: 财预〔2020〕10号; practice.
    """
    for form in facts.forms:
        far = [item for item in form.items() if _far_above(facts, item)]
        if not far:
            yield not_applicable([i.leaf() for i in form.items()], form.name, form.english)
        yield from each(
            told(
                [item.measure("target"), item.measure("actual")],
                bool(item.model.deviation_reason),
                item.name,
                item.name,
                expected=item.measure("target").text,
                actual=item.measure("actual").text,
            )
            for item in far
        )


def _far_above(facts: Facts, item: Item) -> bool:
    target, actual = item.model.target, item.model.actual
    if not numeric(item) or target is None or actual is None or target.value is None or actual.value is None:
        return False
    if lower_is_better(facts, item) is not False:
        return False
    if target.value == 0:
        return actual.value >= 30
    return target.value > 0 and actual.value >= target.value * facts.profile.over_achievement / HUNDRED
