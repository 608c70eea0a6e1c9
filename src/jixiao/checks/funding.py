"""§3.5 The money block of a 自评表: sums by source and nature, execution, its score."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from jixiao.checks.base_data import adjustment
from jixiao.checks.engine import rule
from jixiao.checks.facts import Facts
from jixiao.checks.figures import HUNDRED, ZERO, Figure, Interval, constant, exact, printed, tidy, total_of, word
from jixiao.checks.parts import FUND_COLUMNS, FUND_COLUMNS_EN, Form, percent
from jixiao.checks.relation import Check, Relation, at_most, equal, failed, lacking, not_applicable, passed, told
from jixiao.checks.texts import plain

LEVELS = ("central", "provincial", "municipal", "county")
NAMED = ("general_public", "government_fund", "state_capital", "social_insurance")
TOP = ("fiscal_appropriation", "carried_in", "special_account", "other")
NATURES, OF_BASIC = ("basic", "project"), ("personnel", "public")
_LOCAL = "local"


def _columns(form: Form, row: int) -> dict[str, Figure]:
    return {column: form.fund(row, column) for column in FUND_COLUMNS}


def _matching(total: Figure, columns: dict[str, Figure]) -> Relation | None:
    """The relation of a sum to the column that it equals; else to the executed amount. The form does not say which
    column 按收入性质 and 按支出性质 break down.
    """
    known = [columns[name] for name in ("executed", "full_year", "initial") if columns[name].known]
    relations = [equal(total, column) for column in known]
    return next((r for r in relations if r.holds()), relations[0] if relations else None)


def basis(form: Form, part: str) -> str | None:
    """The column that an undated breakdown adds up to; None when it fits none."""
    key = f"basis {part}"
    if key not in form.cache:
        form.cache[key] = _basis(form, part)
    found: str | None = form.cache[key]
    return found


def _basis(form: Form, part: str) -> str | None:
    row = form.total_row()
    amounts = [figure for _, figure in form.amounts(part)]
    total = total_of(amounts)
    if row is None or not total.known:
        return None
    columns = _columns(form, row)
    return next(
        (
            name
            for name in ("executed", "full_year", "initial")
            if columns[name].known and equal(total, columns[name]).holds()
        ),
        None,
    )


def _breakdown(form: Form, part: str) -> Iterator[Check]:
    row = form.total_row()
    amounts = [figure for _, figure in form.amounts(part)]
    if row is None or not amounts:
        return
    total = total_of(amounts)
    if not total.known:
        yield lacking(total.leaves, form.name, form.english)
        return
    relation = _matching(total, _columns(form, row))
    if relation is None:
        yield lacking(total.leaves, form.name, form.english)
    else:
        yield relation.about(form.name, form.english)


@rule("fund-total-equals-sum-by-source")
def fund_total_equals_sum_by_source(facts: Facts) -> Iterator[Check]:
    """资金总额 = Σ sources: the amounts 按收入性质分, the rows by source in each column. Source: 财预〔2020〕10号."""
    for form in facts.forms:
        yield from _breakdown(form, "by_income")
        yield from _source_rows(facts, form)


def _local(facts: Facts, label: str | None) -> str | None:
    """«地方资金» beside «中央财政资金»: of no one level."""
    return _LOCAL if label and facts.patterns["checks.local_fund"].compiled.search(plain(label)) else None


def _source_rows(facts: Facts, form: Form) -> Iterator[Check]:
    """Rows of sources below the total. Which rows are parts of which is not printed: the total must fit one reading."""
    row = form.total_row()
    concepts = [(i, fund.concept or _local(facts, fund.label)) for i, fund in enumerate(form.model.funds) if i != row]
    if row is None or any(concept is None for _, concept in concepts):
        return
    if any(concept in NATURES for _, concept in concepts) and not any(
        concept in (*NAMED, *LEVELS, _LOCAL, "fiscal_appropriation") for _, concept in concepts
    ):
        return  # «其他资金» below 基本支出 and 项目支出: a part beside them, no breakdown by source of its own
    readings = (TOP, (*NAMED, "carried_in", "special_account", "other"), LEVELS, (*LEVELS, *TOP), (*NAMED, *TOP))
    shared = (("central", _LOCAL), ("central", _LOCAL, *TOP)) if any(c == _LOCAL for _, c in concepts) else ()
    yield from _parts_of_total(form, row, concepts, (*shared, *readings))


def _parts_of_total(
    form: Form, row: int, concepts: Sequence[tuple[int, str | None]], readings: Iterable[Sequence[str]]
) -> Iterator[Check]:
    """Each column: the rows' sum against the total's row, by the first of the readings that fits, or the nearest."""
    groups = [[i for i, concept in concepts if concept in wanted] for wanted in readings]
    for column in FUND_COLUMNS:
        whole = form.fund(row, column)
        totals = [total_of(form.fund(i, column) for i in group) for group in groups if group]
        relations = [equal(total, whole) for total in totals if whole.known and total.known]
        if relations:
            nearest = min(relations, key=lambda one: abs(one.residual().value))
            best = next((r for r in relations if r.holds()), nearest)
            yield best.about(f"{form.name} {FUND_COLUMNS[column]}", f"{form.english}, {FUND_COLUMNS_EN[column]}")


@rule("fund-total-equals-sum-by-nature")
def fund_total_equals_sum_by_nature(facts: Facts) -> Iterator[Check]:
    """资金总额 = 基本支出, or 人员 + 公用 where no row is it, + 项目支出 (按支出性质分). Source: fields of the form."""
    for form in facts.forms:
        yield from _breakdown(form, "by_nature")
        row = form.total_row()
        concepts = [(i, fund.concept) for i, fund in enumerate(form.model.funds) if i != row]
        natures = NATURES if any(concept == "basic" for _, concept in concepts) else (*OF_BASIC, "project")
        if row is not None and sum(concept in natures for _, concept in concepts) > 1:
            yield from _parts_of_total(form, row, concepts, (natures, (*natures, "other"), (*natures, *TOP[1:])))


@rule("source-total-equals-nature-total")
def source_total_equals_nature_total(facts: Facts) -> Iterator[Check]:
    """Σ 按收入性质 = Σ 按支出性质. Source: «资金来源和资金方向…合计金额不一致»."""
    for form in facts.forms:
        sides = [[figure for _, figure in form.amounts(part)] for part in ("by_income", "by_nature")]
        if all(sides):
            yield equal(total_of(sides[0]), total_of(sides[1])).about(form.name, form.english)


@rule("full-year-budget-reconciles")
def full_year_budget_reconciles(facts: Facts) -> Iterator[Check]:
    """全年预算 = 年初预算 + 调整 (+ 上年结转). An adjustment that is not given is lacking. Source: practice."""
    whole = facts.whole
    row = whole.total_row() if whole else None
    if whole is None or row is None:
        return
    initial, full = whole.fund(row, "initial"), whole.fund(row, "full_year")
    if not initial.known or not full.known:
        yield lacking([*initial.leaves, *full.leaves])
        return
    if equal(full, initial).holds():
        yield passed([*full.leaves, *initial.leaves])
        return
    change = adjustment(facts)
    carried = [i for i, fund in enumerate(whole.model.funds) if fund.concept == "carried_in" and fund.full_year]
    parts = [initial, *([change] if change else []), *(whole.fund(i, "full_year") for i in carried)]
    if change is None or not change.known:
        yield lacking([leaf for part in (full, *parts) for leaf in part.leaves])
        return
    relation = equal(full, total_of(parts))
    bare = equal(full, initial + change)
    yield bare if bare.holds() else relation


def _rated(form: Form) -> Iterator[tuple[int, str]]:
    for index, fund in enumerate(form.model.funds):
        yield index, f"{form.name} {fund.label or ''}".strip()


@rule("execution-rate-formula")
def execution_rate_formula(facts: Facts) -> Iterator[Check]:
    """执行率 = 全年执行 / 全年预算; of 0 / 0 what the profile says. One of what was received («到位数») is not judged.
    Source: 财预〔2020〕10号."""
    for form in facts.forms:
        for index, label in _rated(form):
            model = form.model.funds[index]
            rate = percent(model.rate, f"{label} 执行率", f"{form.at}/funds/{index}/rate")
            executed, full = form.fund(index, "executed"), form.fund(index, "full_year")
            if not rate.known:
                continue
            if not executed.known or not full.known:
                yield lacking([*rate.leaves, *executed.leaves, *full.leaves], label, form.english)
            elif full.value == 0:
                if executed.value == 0:
                    yield equal(rate, constant(facts.profile.zero_over_zero)).about(label, form.english)
            else:
                relation = equal(rate, executed / full, derived=True, like=rate.value)
                if not relation.holds() and _of_another_amount(facts, form, index, rate.value):
                    yield not_applicable([*rate.leaves, *executed.leaves], label, form.english)
                else:
                    yield relation.about(label, form.english)


def _of_another_amount(facts: Facts, form: Form, index: int, rate: Decimal) -> bool:
    """Whether a rate is the spent amount's of another amount in its row of the table, which no field holds."""
    known = {name: facts.report.evidence.get(f"{form.at}/funds/{index}/{name}") for name in FUND_COLUMNS}
    spent = known["executed"]
    place = spent.places[0] if spent and spent.places else None
    amount = _bare(spent.text) if spent else None
    table = next((t for t in facts.report.tables if place and t.block == place.block), None)
    if place is None or place.cell is None or table is None or amount is None:
        return False
    own = {p.cell for told_ in known.values() if told_ for p in told_.places}
    row = [c for c in table.cells if c.row == place.cell[0] and (c.row, c.column) not in own]
    others = [other for cell in row if (other := _bare(cell.text))]
    unit = Decimal((0, (1,), int(rate.as_tuple().exponent)))
    return any(other != rate and abs(amount / other * HUNDRED - rate) < unit for other in others)


def _bare(text: str) -> Decimal | None:
    """A bare amount, None for anything else."""
    digits = text.strip().replace(",", "")
    return Decimal(digits) if digits.replace(".", "", 1).isdecimal() else None


@rule("execution-rate-basis")
def execution_rate_basis(facts: Facts) -> Iterator[Check]:
    """The rate is of the full-year budget, not of the initial one. Source: 财预〔2020〕10号."""
    for form in facts.forms:
        for index, label in _rated(form):
            model = form.model.funds[index]
            rate = percent(model.rate, f"{label} 执行率", f"{form.at}/funds/{index}/rate")
            executed, full, initial = (form.fund(index, c) for c in ("executed", "full_year", "initial"))
            if not (rate.known and executed.known and full.known and initial.known) or 0 in (full.value, initial.value):
                continue
            right, wrong = equal(rate, executed / full), equal(rate, executed / initial)
            leaves = (*right.leaves, *initial.leaves)
            if right.holds():
                yield passed(leaves, label, form.english)
            elif wrong.holds():
                should = tidy(executed.value / full.value * HUNDRED)
                yield failed(leaves, label, form.english, expected=should, actual=rate.value)
            else:
                yield not_applicable(leaves, label, form.english)


@rule("execution-not-exceed-budget")
def execution_not_exceed_budget(facts: Facts) -> Iterator[Check]:
    """No more is spent than the full-year budget; a profile may allow it. Source: «预算执行率不能超过100%»."""
    for form in facts.forms:
        for index, label in _rated(form):
            executed, full = form.fund(index, "executed"), form.fund(index, "full_year")
            if not executed.known and not full.known:
                continue
            if facts.profile.over_100:
                yield not_applicable([*executed.leaves, *full.leaves], label, form.english)
            else:
                yield at_most(executed, full).about(label, form.english)


@rule("execution-score-formula")
def execution_score_formula(facts: Facts) -> Iterator[Check]:
    """score = weight × min(1, rate), or in the steps of the profile. Source: 财预〔2020〕10号."""
    for form in facts.forms:
        for index, label in _rated(form):
            model = form.model.funds[index]
            at = f"{form.at}/funds/{index}"
            if model.weight is None or model.score is None:
                continue
            score = printed(model.score, f"{label} 得分", f"{at}/score")
            weight = exact(model.weight, f"{label} 分值", f"{at}/weight")
            rate = _rate(facts, form, index, label)
            if rate is None:
                yield lacking([*score.leaves, *weight.leaves], label, form.english)
                continue
            right = _score_of(facts, rate, weight, model.weight)
            yield equal(score, right, derived=True, like=model.score).about(label, form.english)


def _rate(facts: Facts, form: Form, index: int, label: str) -> Interval | None:
    executed, full = form.fund(index, "executed"), form.fund(index, "full_year")
    quotient = executed / full
    if quotient.defined:
        return quotient.interval()
    if executed.known and full.known and executed.value == 0:
        return constant(facts.profile.zero_over_zero).interval()
    rate = form.model.funds[index].rate
    return percent(rate, f"{label} 执行率", f"{form.at}/funds/{index}/rate").interval() if rate is not None else None


def _score_of(facts: Facts, rate: Interval, weight: Figure, points: Decimal) -> Interval:
    steps = facts.profile.execution_steps
    leaf = weight.leaves[0]
    if not steps:
        return rate.clipped(ZERO, HUNDRED).scaled(points / HUNDRED, leaf)

    def step(value: Decimal) -> Decimal:
        return next((share for start, share in steps if value >= start), ZERO) / HUNDRED * points

    return Interval(step(rate.low), step(rate.high), step(rate.value), (*rate.leaves, leaf))


@rule("execution-weight-is-10")
def execution_weight_is_10(facts: Facts) -> Iterator[Check]:
    """The execution of the budget has 10 points (Hubei 20). Source: 财预〔2020〕10号."""
    for form in facts.forms:
        row = form.total_row()
        if row is None or form.model.funds[row].weight is None:
            continue
        weight = exact(form.model.funds[row].weight, f"{form.name} 预算执行 分值", f"{form.at}/funds/{row}/weight")
        yield equal(weight, constant(facts.profile.execution_weight)).about(form.name, form.english)


@rule("low-execution-explained")
def low_execution_explained(facts: Facts) -> Iterator[Check]:
    """A rate below 80 % (Sichuan 90 %) has a reason. Source: forms with a column 原因; practice."""
    for form in facts.forms:
        row = form.total_row()
        if row is None:
            continue
        executed, full = form.fund(row, "executed"), form.fund(row, "full_year")
        if not (executed / full).defined:
            continue
        low = facts.profile.low_execution
        leaves = [*executed.leaves, *full.leaves]
        if at_most(full.times(low / HUNDRED), executed).holds():
            yield not_applicable(leaves, form.name, form.english)
            continue
        model = form.model
        texts = (model.funds[row].reason, model.remarks, model.problems, model.conclusion)
        reason = bool(model.funds[row].reason) or any(facts.texts.fits("checks.execution_word", t) for t in texts)
        rate = tidy(executed.value / full.value * HUNDRED)
        yield told(
            [*leaves, word(model.funds[row].reason, "原因", f"{form.at}/funds/{row}/reason")],
            reason,
            form.name,
            form.english,
            expected=f"低于{low}%应说明原因",
            actual=f"{rate}%",
        )


@rule("budget-adjustment-rate")
def budget_adjustment_rate(facts: Facts) -> Iterator[Check]:
    """The budget is changed within the year by no more than 30 % without a reason. Source: 财预〔2013〕53号."""
    for form in facts.forms:
        row = form.total_row()
        if row is None:
            continue
        initial, full = form.fund(row, "initial"), form.fund(row, "full_year")
        if not initial.known or not full.known:
            yield lacking([*initial.leaves, *full.leaves], form.name, form.english)
            continue
        if initial.value <= 0:
            yield not_applicable(initial.leaves, form.name, form.english)
            continue
        change = full - initial if full.value >= initial.value else initial - full
        limit = facts.profile.adjustment_limit
        leaves = [*full.leaves, *initial.leaves]
        if at_most(change, initial.times(limit / HUNDRED)).holds() or facts.texts.first("checks.adjusted"):
            yield passed(leaves, form.name, form.english)
            continue
        rate = tidy(change.value / initial.value * HUNDRED)
        yield failed(
            leaves,
            form.name,
            form.english,
            expected=f"≤{limit}%",
            actual=rate,
            difference=rate - limit,
            spread=change.interval(),
            change=str(tidy(change.value)),
        )


@rule("carryover-identity")
def carryover_identity(facts: Facts) -> Iterator[Check]:
    """What is left of the budget, 全年预算 − 全年执行, is not negative. Source: «amt5=amt3-amt4»."""
    for form in facts.forms:
        row = form.total_row()
        if row is not None:
            executed, full = form.fund(row, "executed"), form.fund(row, "full_year")
            if executed.known or full.known:
                yield at_most(executed, full).about(form.name, form.english)


@rule("gov-fund-used-for-basic")
def gov_fund_used_for_basic(facts: Facts) -> Iterator[Check]:
    """Money of government funds, which is for a purpose, while all spending is 基本支出. A lead. Source: 专款专用."""
    for form in facts.forms:
        fund, basic = form.amount("by_income", "government_fund"), form.amount("by_nature", "basic")
        project = form.amount("by_nature", "project")
        if fund is None or not fund.known or fund.value <= 0 or basic is None:
            continue
        spent = project is not None and project.known and project.value > 0
        leaves = [*fund.leaves, *basic.leaves]
        if spent or not basic.known:
            yield passed(leaves, form.name, form.english)
        else:
            yield failed(
                leaves,
                form.name,
                form.english,
                expected=ZERO,
                actual=fund.value,
                difference=fund.value,
                spread=fund.interval(),
            )
