"""§3.6 A 自评表 as a whole: is what it claims borne out by its rows."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.engine import each, rule
from jixiao.checks.facts import Facts
from jixiao.checks.figures import HUNDRED, ONE, ZERO, Leaf, tidy, word
from jixiao.checks.parts import Form, Item
from jixiao.checks.relation import Check, lacking, passed, told
from jixiao.checks.scores import Met, lower_is_better, met, numeric, scored
from jixiao.checks.texts import plain


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
        rows = [i for i in form.items() if (i.model.level1 or "").startswith("产出") and scored(i)]
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
