"""§3.6 Weights and totals of the indicator block."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from jixiao.checks.engine import each, rule
from jixiao.checks.facts import Facts
from jixiao.checks.figures import (
    HUNDRED,
    ZERO,
    Figure,
    Interval,
    Leaf,
    constant,
    exact,
    points,
    printed,
    tidy,
    total_of,
    word,
)
from jixiao.checks.parts import Form, Item
from jixiao.checks.relation import Check, Relation, at_most, equal, failed, lacking, not_applicable, passed, told
from jixiao.schema import Indicator
from jixiao.schema.vocabulary import DIMENSIONS


def _execution(form: Form, field: str) -> Figure:
    """Weight or score of the execution of the budget: of the total row, else of the rows that have one."""
    rows = form.model.funds
    at = form.total_row()
    chosen = [at] if at is not None and getattr(rows[at], field) is not None else range(len(rows))
    made = exact if field == "weight" else points
    label = {"weight": "分值", "score": "得分"}[field]
    parts = [
        made(getattr(rows[i], field), f"{form.name} 预算执行 {label}", f"{form.at}/funds/{i}/{field}")
        for i in chosen
        if getattr(rows[i], field) is not None
    ]
    if parts:
        return total_of(parts)
    scored = next((i for i, row in enumerate(rows) if row.score is not None), None)
    if field == "weight" and scored is not None:  # its points stand elsewhere («得分（10分）» in the heading)
        return exact(None, f"{form.name} 预算执行 {label}", f"{form.at}/funds/{scored}/weight")
    return constant(0)


def _sums(facts: Facts, form: Form, field: str) -> list[Figure]:
    """The sum of the indicators with and without the execution of the budget, as the profile allows."""
    made: list[Figure] | None = form.cache.get(f"sums {field}")
    if made is None:
        made = form.cache[f"sums {field}"] = _summed(facts, form, field)
    return made


def _summed(facts: Facts, form: Form, field: str) -> list[Figure]:
    items = form.items()
    inner = total_of([item.weight if field == "weight" else item.score for item in items])
    with_execution = inner + _execution(form, field)
    allowed = {"yes": [with_execution], "no": [inner], "either": [with_execution, inner]}
    return allowed[facts.profile.total_includes_execution]


def _best(whole: Figure, sums: list[Figure], form: Form) -> Relation:
    relations = [equal(whole, total).about(form.name, form.english) for total in sums]
    return next((r for r in relations if not r.lacks and r.holds()), relations[0])


@rule("weights-sum-100")
def weights_sum_100(facts: Facts) -> Iterator[Check]:
    """The weights of execution and indicators sum to 100 (some forms: those of the indicators alone). Source:
    财预〔2020〕10号.
    """
    for form in facts.forms:
        if not form.items():
            continue
        sums = [*_sums(facts, form, "weight"), *_with_money_above(facts, form)]
        relations = [equal(total, constant(HUNDRED)).about(form.name, form.english) for total in sums]
        yield next((r for r in relations if not r.lacks and r.holds()), relations[0])


def _with_money_above(facts: Facts, form: Form) -> list[Figure]:
    """The weights with those of the money that the form right above it holds, and nothing else: one form in two."""
    above = next((other for other in facts.forms if other.index == form.index - 1), None)
    if form.model.funds or above is None or not above.model.funds or above.model.indicators:
        return []
    return [total + _execution(above, "weight") for total in _sums(facts, form, "weight")]


@rule("weights-sum-total-row")
def weights_sum_total_row(facts: Facts) -> Iterator[Check]:
    """The weight in the row 总分 is the sum of the weights. Source: logic."""
    for form in facts.forms:
        if form.items() and (form.total_weight.known or form.total_score.known):
            yield _best(form.total_weight, _sums(facts, form, "weight"), form)


@rule("scores-sum-total")
def scores_sum_total(facts: Facts) -> Iterator[Check]:
    """The score in the row 总分 is the sum of the scores, with the execution's or without. Source: selfscore."""
    for form in facts.forms:
        if form.items() and (form.total_weight.known or form.total_score.known):
            yield _rounded(form, _best(form.total_score, _sums(facts, form, "score"), form))


def _rounded(form: Form, relation: Relation) -> Relation:
    """A total in whole points of a sum that is none is rounded, as people round."""
    score = form.model.total.score
    if score is None or relation.lacks or relation.holds() or not isinstance(relation.right, Figure):
        return relation
    if relation.right.value == relation.right.value.to_integral_value():
        return relation
    coarse = printed(score, form.total_score.leaves[0].label, form.total_score.leaves[0].pointer)
    loose = equal(coarse, relation.right).about(form.name, form.english)
    return loose if loose.holds() else relation


@rule("total-score-equals-narrative")
def total_score_equals_narrative(facts: Facts) -> Iterator[Check]:
    """The score in the text is the total of the 自评表. Source: matrix §3.7."""
    whole = facts.whole
    said = facts.report.conclusion.self_score
    if whole is None or said is None:
        return
    score = exact(said, "正文 自评得分", "/conclusion/self_score")
    if whole.total_score.known or whole.items():
        total = exact(whole.model.total.score, "自评表 总分 得分", f"{whole.at}/total/score")
        yield equal(score, total).about("自评得分", "self score")


@rule("score-not-exceed-weight")
def score_not_exceed_weight(facts: Facts) -> Iterator[Check]:
    """0 ≤ score ≤ weight in every row. Source: «得分必须小于等于权重！»."""
    for form in facts.forms:
        yield from each(_bounded(form))


def _bounded(form: Form) -> Iterator[Check]:
    for index, fund in enumerate(form.model.funds):
        at = f"{form.at}/funds/{index}"
        if fund.weight is not None and fund.score is not None:
            weight = exact(fund.weight, f"{form.name} 预算执行 分值", f"{at}/weight")
            yield _within(
                exact(fund.score, f"{form.name} 预算执行 得分", f"{at}/score"), weight, form.name, form.english
            )
    for item in form.items():
        score = exact(item.model.score, f"{item.name} 得分", f"{item.at}/score")
        if score.known and item.weight.known:
            yield _within(score, item.weight, item.name, "indicator")
    if form.total_score.known and form.total_weight.known:
        yield _within(form.total_score, form.total_weight, f"{form.name} 总分", "total")


def _within(score: Figure, weight: Figure, chinese: str, english: str) -> Check:
    if score.value < 0:
        return failed(score.leaves, chinese, english, expected="≥0", actual=score.value)
    return at_most(score, weight).about(chinese, english)


@rule("weight-positive")
def weight_positive(facts: Facts) -> Iterator[Check]:
    """An indicator's weight is above 0. Source: isCheckWeightGtZero."""
    for form in facts.forms:
        yield from each(
            told(i.weight.leaves, i.weight.value > 0, i.name, "indicator", actual=i.weight.value)
            for i in form.items()
            if i.weight.known
        )


# ---- first level


@dataclass(frozen=True, slots=True)
class Group:
    """Rows with one first level: its name, the weight printed with it, whether its cell is blank."""

    name: str
    rows: list[Item]
    unlabelled: bool

    @property
    def total(self) -> Figure:
        """Sum of the rows' weights."""
        return total_of(row.weight for row in self.rows if not row.model.filler)

    @property
    def stated(self) -> Figure:
        """The weight printed with the first level."""
        row = next((r for r in self.rows if r.model.level1_weight is not None), self.rows[0])
        return exact(row.model.level1_weight, f"{self.name} 标注分值", f"{row.at}/level1_weight")

    def leaf(self) -> Leaf:
        """The first level's words."""
        return word(self.rows[0].model.level1, "一级指标", f"{self.rows[0].at}/level1")


def groups(facts: Facts, form: Form) -> list[Group]:
    """The first levels of a form in their order; template rows count for the label, not for the weight."""
    made: list[Group] | None = form.cache.get("groups")
    if made is None:
        made = form.cache["groups"] = _grouped(facts, form)
    return made


def _grouped(facts: Facts, form: Form) -> list[Group]:
    known = {item.at: item for item in form.items()}
    places = [(f"{form.at}/indicators/{i}", m) for i, m in enumerate(form.model.indicators)]
    rows = [known.get(at) or Item(m, at) for at, m in places]
    found: list[Group] = []
    for (_, name), members in groupby(rows, key=lambda r: (r.model.goal, r.model.level1)):
        listed = list(members)
        first = facts.report.evidence.get(f"{listed[0].at}/level1")
        unlabelled = name is None or (first is not None and first.inferred)
        found.append(Group(name or "（空）", listed, unlabelled))
    return found


@rule("level1-weight-equals-children")
def level1_weight_equals_children(facts: Facts) -> Iterator[Check]:
    """The points printed with a first level («产出指标(50分)») are those of its rows. Source: weightCheckNew."""
    for form in facts.forms:
        found = groups(facts, form)
        if not any(group.stated.known for group in found):
            continue
        for group in found:
            yield equal(group.stated, group.total).about(group.name, group.name)


@rule("level1-label-present")
def level1_label_present(facts: Facts) -> Iterator[Check]:
    """Each row has its first level; a blank cell that is no merged one is a label lost. Where the other first levels
    print their points, what the lost label must have said follows from the total. Source: the seed's 效益指标. A form
    of names and figures alone has no such cells.
    """
    for form in facts.forms:
        rows = form.items()
        told = [one for item in rows if (one := facts.report.evidence.get(f"{item.at}/level1"))]
        if not (told or any(item.model.level1 for item in rows)) or (told and all(one.inferred for one in told)):
            continue
        found = [group for group in groups(facts, form) if any(not row.model.filler for row in group.rows)]
        blank = [group for group in found if group.unlabelled and not _in_one_column(group)]
        yield from each(
            _lost_label(form, group, found, len(blank)) if group in blank else passed([group.leaf()]) for group in found
        )


def _in_one_column(group: Group) -> bool:
    """Whether a table has one column of levels, in which the first level is printed («产出» beside its rows)."""
    name = group.name.removesuffix("指标")
    return all(row.model.level2 is not None and row.model.level2.removesuffix("指标") == name for row in group.rows)


def _lost_label(form: Form, group: Group, found: list[Group], lost: int) -> Check:
    implied: Figure | None = None
    others = [other.stated for other in found if other is not group]
    if lost == 1 and others and all(other.known for other in others):
        implied = constant(HUNDRED) - _execution(form, "weight") - total_of(others)
    leaf = group.leaf()
    if implied is None or not group.total.known:
        return failed([leaf], group.name, group.name, expected=group.name, actual=None)
    gap = (group.total - implied).interval()
    return failed(
        [leaf, *group.total.leaves, *implied.leaves],
        group.name,
        group.name,
        expected=f"{group.name}（{tidy(implied.value)}分）",
        actual=None,
        difference=tidy(gap.value) if gap.value else None,
        spread=gap if gap.value else None,
    )


@rule("statutory-weight-split")
def statutory_weight_split(facts: Facts) -> Iterator[Check]:
    """执行, 产出, 效益, 满意度 have 10, 50, 30, 10 points, «原则上». Cost as a first level of its own is part of 产出.
    Source: 财预〔2020〕10号; profile.
    """
    for form in facts.forms:
        split = facts.profile.level1
        if not split or not form.items():
            continue
        own = sum(any(_belongs(item, key, split) for key in split) for item in form.items())
        if own * 2 < len(form.items()):
            # A scoring table of other levels (投入/过程/产出…, 预算编制/预算执行/…) is not divided by that rule.
            yield not_applicable([item.leaf() for item in form.items()], form.name, form.english)
            continue
        sums = _split(form, split)
        if any(not total.known for total in sums.values()):
            yield lacking([leaf for total in sums.values() for leaf in total.leaves], form.name, form.english)
            continue
        actual = "/".join(str(tidy(total.value)) for total in sums.values())
        expected = "/".join(str(points_) for points_ in split.values())
        gaps = {key: total.value - split[key] for key, total in sums.items()}
        leaves = [leaf for total in sums.values() for leaf in total.leaves]
        worst = max(gaps.values(), key=abs)
        if not worst:
            yield passed(leaves, form.name, form.english)
        else:
            gap = Interval(worst, worst, worst, tuple(leaves))
            yield failed(
                leaves, form.name, form.english, expected=expected, actual=actual, difference=worst, spread=gap
            )


def _split(form: Form, split: object) -> dict[str, Figure]:
    assert isinstance(split, dict)  # noqa: S101 - narrows for the type checker
    sums: dict[str, Figure] = {}
    for key in split:
        if key == "execution":
            others = (item for item in form.items() if not any(_belongs(item, other, split) for other in split))
            rows = [item for item in others if not item.model.level2]  # 预算执行率 as an indicator, a level of its own
            sums[key] = _execution(form, "weight") + total_of([row.weight for row in rows])
            continue
        rows = [item for item in form.items() if _belongs(item, key, split)]
        sums[key] = total_of([row.weight for row in rows]) if rows else constant(0)
    return sums


def _belongs(item: Item, key: str, split: Mapping[str, Decimal]) -> bool:
    level1 = item.model.level1 or ""
    if level1.startswith(key[:2]):
        return True
    if key == "产出指标":
        return level1.startswith("成本")
    # Hubei prints satisfaction within 效益.
    return key == "效益指标" and level1.startswith("满意") and "满意度指标" not in split


@rule("required-dimension-present")
def required_dimension_present(facts: Facts) -> Iterator[Check]:
    """Each dimension has an indicator: 数量, 质量, 时效, 成本, 效益, 满意度. A row that is there and empty does not
    apply. Source: 财预〔2020〕10号; 财预〔2021〕101号 (成本).
    """
    for form in facts.forms:
        if not form.items() or not any(item.model.dimension for item in form.items()):
            continue
        of: dict[str | None, list[tuple[int, Indicator]]] = {}
        for at, row in enumerate(form.model.indicators):
            of.setdefault(row.dimension, []).append((at, row))
        for dimension, severity in facts.profile.required_dimensions.items():
            name = DIMENSIONS[dimension]  # type: ignore[index]
            rows = of.get(dimension, [])
            full = [word(m.level3, name, f"{form.at}/indicators/{i}/level3") for i, m in rows if not m.filler]
            if full:
                yield passed(full, name, dimension)
            elif rows:
                empty = [word(m.level2, name, f"{form.at}/indicators/{i}/level2") for i, m in rows]
                yield not_applicable(empty, name, dimension)
            elif severity != "optional":
                leaf = word(None, name, f"{form.at}/indicators")
                yield failed([leaf], name, dimension, expected="应有", actual=None, severity=severity)  # type: ignore[arg-type]


@rule("cost-score-cap-when-missing")
def cost_score_cap_when_missing(facts: Facts) -> Iterator[Check]:
    """Where no cost indicator is filled, cost gets no more than 5 points (Shanxi). Source: profile."""
    cap = facts.profile.cost_cap
    if cap is None:
        return
    for form in facts.forms:
        rows = [
            Item(m, f"{form.at}/indicators/{i}") for i, m in enumerate(form.model.indicators) if m.dimension == "cost"
        ]
        if rows and not any(row.model.level3 and row.model.target for row in rows):
            yield at_most(total_of(row.score for row in rows), constant(cap)).about(form.name, form.english)


@rule("rating-word-agrees")
def rating_word_agrees(facts: Facts) -> Iterator[Check]:
    """优, 良, 中, 差 by 90, 80, 60 (profile). Source: 财预〔2020〕10号."""
    said = facts.report.conclusion
    checks: list[Check] = []
    if said.rating and said.rating.canonical:
        score, at = said.self_score, "/conclusion/self_score"
        if score is None and facts.whole:
            score, at = facts.whole.model.total.score, f"{facts.whole.at}/total/score"
        checks += _graded(facts, said.rating.canonical, "/conclusion/rating/text", score, at)
    for form in facts.forms:
        if form.model.rating and form.model.rating.canonical:
            checks += _graded(
                facts,
                form.model.rating.canonical,
                f"{form.at}/rating/text",
                form.model.total.score,
                f"{form.at}/total/score",
            )
    yield from checks


def _graded(facts: Facts, said: str, said_at: str, score: Decimal | None, score_at: str) -> list[Check]:
    leaves = [word(said, "评价等级", said_at), Leaf(score, ZERO, "得分", score_at)]
    if score is None:
        return [lacking(leaves)]
    grades = sorted(facts.profile.grades.items(), key=lambda pair: -pair[1])
    due = next((grade for grade, least in grades if score >= least), "差")
    return [told(leaves, said == due, expected=due, actual=said)]
