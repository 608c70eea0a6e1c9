"""§3.6 The rows of the indicator block: are targets and results fit to be compared and complete."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao import lazy_re as re
from jixiao.checks.engine import each, rule
from jixiao.checks.facts import Facts
from jixiao.checks.figures import HUNDRED, ZERO, Leaf, word
from jixiao.checks.parts import Form, Item
from jixiao.checks.relation import Check, Outcome, failed, told
from jixiao.checks.scores import settled
from jixiao.checks.texts import plain
from jixiao.schema import Measure


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
    if target.value is None and actual.value is not None:
        said = plain(target.text or "")
        return bool(_RANGE.fullmatch(said) or (not actual.unit and _MONTH.fullmatch(said)))
    if target.value is None or actual.value is None:
        return target.value is actual.value
    return not target.unit or not actual.unit or plain(target.unit) == plain(actual.unit)


_MONTH = re.compile(r"\D{0,5}\d{1,2}[月日][底末前内]?")
"""«≤12月» in a table of operators, values and units, reached in «11»."""
_RANGE = re.compile(r"\d[\d.]*\D{0,4}[-~—–至到]\d[\d.]*\D{0,4}")
"""«90%-95%», reached by one figure."""

_UNIT_OF_NAME = re.compile(r"[(（][^()（）\d]{1,8}[)）]$")
"""«管护面积（万亩）», «满意度（%）»: the name carries the unit."""


@rule("indicator-unit-present")
def indicator_unit_present(facts: Facts) -> Iterator[Check]:
    """A target in numbers carries its unit and a sign. Source: 财预〔2015〕88号."""

    def wrong(item: Item) -> Outcome | None:
        target = item.model.target
        unit = target is not None and (target.unit or _UNIT_OF_NAME.search(item.name))
        if target is None or (unit and target.comparator):
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
        test = _unnamed if _is_scoring_table(facts, form) else _incomplete
        rows = list(settled(form.items(), test, lambda item: [item.leaf()]))
        if blanks:
            yield failed(blanks, form.name, form.english, actual=f"{len(blanks)}行空白", expected="无空白行")
            rows = [row for row in rows if isinstance(row, Outcome) and row.status == "fail"]
        yield from rows


def _is_scoring_table(facts: Facts, form: Form) -> bool:
    """Whether the form scores by criteria and has no columns for target and result (Hunan before 2022, Guangdong), or
    nothing but points beside its names: a column that is left blank has its place in the evidence."""
    rows = form.model.indicators
    if any(m.target or m.actual for m in rows):
        return False
    known, places = facts.report.evidence, range(len(rows))
    return any(m.criterion for m in rows) or not any(
        f"{form.at}/indicators/{i}/{column}" in known for i in places for column in ("target", "actual")
    )


def _unnamed(item: Item) -> Outcome | None:
    model = item.model
    named = model.level3 or (model.level1 and not model.level2)  # the level itself, over all columns of names
    if model.weight is not None and not named:
        leaves = [item.leaf(), *item.weight.leaves]
        return failed(leaves, item.name, item.name, actual="有分值无指标", severity="warning")
    return None


def _incomplete(item: Item) -> Outcome | None:
    if unnamed := _unnamed(item):
        return unnamed
    model = item.model
    if model.level3 and model.target is None and model.actual is None:
        return failed([item.leaf()], item.name, item.name, actual="无指标值和完成值", severity="warning")
    return None
