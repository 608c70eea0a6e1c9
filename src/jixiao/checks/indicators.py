"""§3.6 The rows of the indicator block: targets, results and the points given for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Literal

from jixiao.checks.engine import each, rule
from jixiao.checks.facts import Facts, Form, Item
from jixiao.checks.figures import HUNDRED, ONE, ZERO, Interval, Leaf, half_unit, printed, tidy, word
from jixiao.checks.relation import Check, Lazily, Outcome, equal, failed, lacking, not_applicable, passed, told
from jixiao.checks.texts import plain
from jixiao.schema import Measure

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
    comparator = item.model.target.comparator if item.model.target else None
    if comparator is not None:
        return comparator in ("le", "lt")
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


def _scored(item: Item) -> bool:
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
            if numeric(item) and _scored(item):
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
    return equal(
        given, ratio.scaled(weight / HUNDRED, *item.weight.leaves).widened(ROUNDING), derived=True, like=score
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
            if level == "unclear" or not _scored(item) or weight is None or score is None or item.model.criterion:
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
        yield from settled([item for item in form.items() if _scored(item)], wrong, _leaves)


@rule("target-met-but-score-lost")
def target_met_but_score_lost(facts: Facts) -> Iterator[Check]:
    """A target that is met has the full score. Source: a report of 2020 with 19.6 of 20 at 98 % of 98 %."""

    def wrong(item: Item) -> Outcome | None:
        weight, score = item.model.weight, item.model.score
        if score == weight:
            return None
        return failed(_leaves(item), item.name, item.name, expected=weight, actual=score)

    for form in facts.forms:
        rows = [i for i in form.items() if _scored(i) and met(facts, i) == "met" and not i.model.criterion]
        yield from settled(rows, wrong, _leaves)


@rule("score-loss-explained")
def score_loss_explained(facts: Facts) -> Iterator[Check]:
    """Points lost have a reason. Source: «请填写偏差原因及改进措施！»."""
    for form in facts.forms:
        lost = [
            item for item in form.items() if _scored(item) and (item.model.score or ZERO) < (item.model.weight or ZERO)
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


@rule("target-actual-same-type")
def target_actual_same_type(facts: Facts) -> Iterator[Check]:
    """Target and result are both numbers of one unit, or both words. Source: PERF-EXEC-001."""
    for form in facts.forms:
        rows = [item for item in form.items() if item.model.target is not None and item.model.actual is not None]
        yield from settled(rows, _other_type, _measures)


def _measures(item: Item) -> list[Leaf]:
    return [item.measure("target"), item.measure("actual")]


def _other_type(item: Item) -> Outcome | None:
    target, actual = item.model.target, item.model.actual
    if target is None or actual is None or _alike(target, actual):
        return None
    return failed(_measures(item), item.name, item.name, expected=target.text, actual=actual.text)


def _alike(target: Measure, actual: Measure) -> bool:
    if target.value is None or actual.value is None:
        return target.value is actual.value
    return not target.unit or not actual.unit or plain(target.unit) == plain(actual.unit)


@rule("indicator-unit-present")
def indicator_unit_present(facts: Facts) -> Iterator[Check]:
    """A target in numbers carries its unit and a sign. Source: 财预〔2015〕88号."""

    def wrong(item: Item) -> Outcome | None:
        target = item.model.target
        if target is None or (target.unit and target.comparator):
            return None
        return failed(_named(item), item.name, item.name, expected="数值+单位+比较符", actual=target.text)

    for form in facts.forms:
        rows = [i for i in form.items() if i.model.target is not None and i.model.target.value is not None]
        yield from settled(rows, wrong, _named)


def _named(item: Item) -> list[Leaf]:
    return [item.measure("target"), item.leaf()]


@rule("indicator-dimension-fit")
def indicator_dimension_fit(facts: Facts) -> Iterator[Check]:
    """时效 speaks of time, 成本 of money, 满意度 of a rate, 数量 of a number. Source: logic."""

    def wrong(item: Item) -> Outcome | None:
        if _fits(facts, item):
            return None
        wanted = _WANTED[item.model.dimension or ""]
        return failed(_named(item), item.name, item.name, expected=wanted, actual=item.measure("target").text)

    for form in facts.forms:
        rows = [i for i in form.items() if i.model.target is not None and i.model.dimension in _WANTED]
        yield from settled(rows, wrong, _named)


_WANTED = {"timeliness": "时限或及时率", "cost": "金额或比率", "satisfaction": "百分比", "quantity": "数量"}


def _fits(facts: Facts, item: Item) -> bool:
    target = item.model.target
    if target is None:
        return True
    words = f"{item.model.level3 or ''}\n{target.text}"
    if item.model.dimension == "timeliness":
        return facts.texts.fits("checks.time", words)
    if item.model.dimension == "cost":
        return facts.texts.fits("checks.cost", words)
    if item.model.dimension == "satisfaction":
        return target.value is not None or facts.texts.fits("checks.satisfied", words)
    return target.value is not None


@rule("satisfaction-range")
def satisfaction_range(facts: Facts) -> Iterator[Check]:
    """A satisfaction lies between 0 and 100. Source: logic."""
    for form in facts.forms:
        checks: list[Check] = []
        for item in form.items():
            if item.model.dimension != "satisfaction":
                continue
            for which in ("target", "actual"):
                leaf = item.measure(which)
                unit = item.model.target if which == "target" else item.model.actual
                if leaf.value is not None and unit is not None and unit.unit in (None, "%", "％"):
                    checks.append(
                        told(
                            [leaf],
                            ZERO <= leaf.value <= HUNDRED,
                            item.name,
                            item.name,
                            expected="0–100",
                            actual=leaf.value,
                        )
                    )
        yield from each(checks)


@rule("duplicate-indicator")
def duplicate_indicator(facts: Facts) -> Iterator[Check]:
    """No indicator stands twice in a form. Source: logic."""
    for form in facts.forms:
        seen: dict[tuple[int | None, str], Item] = {}
        checks: list[Check] = []
        for item in form.items():
            if not item.model.level3:
                continue
            key = (item.model.goal, plain(item.model.level3))
            twin = seen.setdefault(key, item)
            leaves = [item.leaf()] if twin is item else [twin.leaf(), item.leaf()]
            checks.append(told(leaves, twin is item, item.name, item.name, actual=item.name))
        yield from each(checks)


@rule("blank-indicator-row")
def blank_indicator_row(facts: Facts) -> Iterator[Check]:
    """No row is left blank, none has points without a name, or a name without target and result. Source: 必录项."""
    for form in facts.forms:
        blanks = [
            word(m.level2, "空行", f"{form.at}/indicators/{i}/level2")
            for i, m in enumerate(form.model.indicators)
            if m.filler
        ]
        rows = list(settled(form.items(), _incomplete, lambda item: [item.leaf()]))
        if blanks:
            yield failed(blanks, form.name, form.english, actual=f"{len(blanks)}行空白", expected="无空白行")
            rows = [row for row in rows if isinstance(row, Outcome) and row.status == "fail"]
        yield from rows


def _incomplete(item: Item) -> Outcome | None:
    model = item.model
    if model.weight is not None and not model.level3:
        leaves = [item.leaf(), *item.weight.leaves]
        return failed(leaves, item.name, item.name, actual="有分值无指标", severity="warning")
    if model.level3 and model.target is None and model.actual is None:
        return failed([item.leaf()], item.name, item.name, actual="无指标值和完成值", severity="warning")
    return None


# ---- the form as a whole


def _compared(facts: Facts, form: Form) -> dict[str, Met]:
    found: dict[str, Met] = {}
    for item in form.items():
        target, actual = item.model.target, item.model.actual
        if target is not None and actual is not None and numeric(item) and target.value is not None:
            state = met(facts, item)
            found[item.at] = state
    return found


def _exceeds(facts: Facts, item: Item) -> bool:
    target, actual = item.model.target, item.model.actual
    if not numeric(item) or target is None or actual is None or target.value is None or actual.value is None:
        return False
    lower = lower_is_better(facts, item)
    return actual.value != target.value and (lower is None or (actual.value < target.value) == lower)


@rule("overall-result-supported")
def overall_result_supported(facts: Facts) -> Iterator[Check]:
    """«超额完成» needs a result above its target, «全部完成» no miss, «部分完成» one. Source: logic."""
    for form in facts.forms:
        items = form.items()
        states = _compared(facts, form)
        for index, goal in enumerate(form.model.goals):
            said = word(goal.actual, "实际完成情况", f"{form.at}/goals/{index}/actual")
            rows = [i for i in items if i.model.goal in (None, index)]
            missed = [
                i for i in rows if states.get(i.at) == "missed" or (i.model.score or ZERO) < (i.model.weight or ZERO)
            ]
            above = [i for i in rows if _exceeds(facts, i)]
            if not rows or not goal.actual:
                continue
            if facts.texts.fits("checks.exceeded", goal.actual):
                more = bool(above) or not states
                yield told(
                    [said],
                    more,
                    said.label,
                    "result",
                    expected="有完成值高于指标值的指标",
                    actual=f"{len(above)}/{len(rows)}项高于指标值",
                )
            elif facts.texts.fits("checks.all_done", goal.actual):
                certain = [i for i in rows if states.get(i.at) == "missed"]
                leaves = [said, *(i.measure("actual") for i in certain)]
                yield told(
                    leaves, not certain, said.label, "result", expected="全部达标", actual=f"{len(certain)}项未达标"
                )
            elif facts.texts.fits("checks.partly_done", goal.actual):
                yield told([said], bool(missed), said.label, "result", expected="有未达标的指标", actual="0项未达标")


@rule("goal-measurable")
def goal_measurable(facts: Facts) -> Iterator[Check]:
    """The goal says more than that goals will be reached. Source: PERF-EXEC-001; SMART."""
    for form in facts.forms:
        yield from each(
            told(
                [word(goal.expected, "预期目标", f"{form.at}/goals/{i}/expected")],
                not facts.texts.is_all("checks.tautology", goal.expected),
                form.name,
                form.english,
                actual=goal.expected,
                expected="可衡量的内容",
            )
            for i, goal in enumerate(form.model.goals)
            if goal.expected
        )


@rule("all-targets-exactly-met")
def all_targets_exactly_met(facts: Facts) -> Iterator[Check]:
    """Every result is its target, without one deviation. A lead. Source: practice."""
    for form in facts.forms:
        pairs = [i for i in form.items() if i.model.target is not None and i.model.actual is not None]
        if len(pairs) < 3:
            continue
        same = [i for i in pairs if _same(i)]
        leaves = [leaf for i in pairs for leaf in (i.measure("target"), i.measure("actual"))]
        actual = f"{len(same)}/{len(pairs)}"
        yield told(leaves, len(same) < len(pairs), form.name, form.english, actual=actual, expected=f"<{len(pairs)}")


def _same(item: Item) -> bool:
    target, actual = item.model.target, item.model.actual
    if target is None or actual is None:
        return False
    if target.value is not None and actual.value is not None:
        return target.value == actual.value
    return plain(target.text) == plain(actual.text)


@rule("perfect-score-with-problems")
def perfect_score_with_problems(facts: Facts) -> Iterator[Check]:
    """100 points, and problems listed. A lead. Source: «绩效自评流于形式»."""
    whole = facts.whole
    score = (
        whole.model.total.score if whole and whole.model.total.score is not None else facts.report.conclusion.self_score
    )
    if score is None:
        return
    at = f"{whole.at}/total/score" if whole and whole.model.total.score is not None else "/conclusion/self_score"
    leaf = Leaf(score, ZERO, "总分", at)
    problems = [word(p.problem, "存在的问题", f"/problems/{i}/problem") for i, p in enumerate(facts.report.problems)]
    if score < HUNDRED:
        yield passed([leaf])
    else:
        yield told([leaf, *problems], not problems, actual=score, expected="低于100")


@rule("execution-vs-output")
def execution_vs_output(facts: Facts) -> Iterator[Check]:
    """All output done with less than 60 % of the money, or the reverse. A lead. Source: practice."""
    low = facts.profile.unspent_project / HUNDRED
    for form in facts.forms:
        row = form.total_row()
        rows = [i for i in form.items() if (i.model.level1 or "").startswith("产出") and _scored(i)]
        if row is None or not rows:
            continue
        executed, full = form.fund(row, "executed"), form.fund(row, "full_year")
        if not executed.known or not full.known or full.value <= 0:
            yield lacking([*executed.leaves, *full.leaves], form.name, form.english)
            continue
        spent = executed.value / full.value
        done = sum((i.model.score or ZERO for i in rows), ZERO) / sum((i.model.weight or ZERO for i in rows), ZERO)
        ok = not (done == ONE and spent < low) and not (spent >= ONE and done < low)
        yield told(
            [*executed.leaves, *full.leaves, *(leaf for i in rows for leaf in i.score.leaves)],
            ok,
            form.name,
            form.english,
            expected=None,
            actual=f"执行{tidy(spent * HUNDRED)}%，产出得分{tidy(done * HUNDRED)}%",
        )
