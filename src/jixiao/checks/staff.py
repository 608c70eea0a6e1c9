"""§3.2 Staff: posts, people, movements."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.checks.engine import each, rule
from jixiao.checks.facts import Facts
from jixiao.checks.figures import HUNDRED, Figure, Leaf, constant, exact
from jixiao.checks.parts import percent
from jixiao.checks.relation import Check, at_most, equal, lacking, told

AT = "/base_data/staffing"
NARRATIVE = "/profile/staffing"


def _table(facts: Facts) -> tuple[Figure, Figure, Figure] | None:
    """Posts, staff and printed rate of the base data."""
    data = facts.report.base_data
    if data is None:
        return None
    staff = data.staffing
    return (
        exact(staff.authorized, "基础数据表 编制数", f"{AT}/authorized"),
        exact(staff.actual, "基础数据表 实际在职人数", f"{AT}/actual"),
        percent(staff.control_rate, "基础数据表 控制率", f"{AT}/control_rate"),
    )


@rule("staff-control-rate-formula")
def staff_control_rate_formula(facts: Facts) -> Iterator[Check]:
    """控制率 = 在职 / 编制. Source: 财预〔2013〕53号; 附件1."""
    found = _table(facts)
    if found is None:
        return
    posts, staff, rate = found
    if not (posts.known and staff.known and rate.known) or posts.value == 0:
        yield lacking([*posts.leaves, *staff.leaves, *rate.leaves])
        return
    yield equal(rate, staff / posts, derived=True, like=rate.value)


@rule("staff-control-rate-max-100")
def staff_control_rate_max_100(facts: Facts) -> Iterator[Check]:
    """No more people than posts. Source: 财预〔2013〕53号 (≤ 100 %)."""
    found = _table(facts)
    if found is None:
        return
    posts, staff, rate = found
    if posts.known and staff.known:
        yield at_most(staff, posts)
    else:
        yield at_most(rate, constant(HUNDRED))


@rule("staff-narrative-equals-table")
def staff_narrative_equals_table(facts: Facts) -> Iterator[Check]:
    """Posts and staff of the text are those of 附件1. Source: matrix §3.7."""
    found = _table(facts)
    if found is None:
        return
    staff = facts.report.profile.staffing
    for figure, value, label, field, name in (
        (found[0], staff.authorized, "编制", "authorized", "posts"),
        (found[1], staff.on_duty, "在职人数", "on_duty", "staff"),
    ):
        yield equal(exact(value, f"正文 {label}", f"{NARRATIVE}/{field}"), figure).about(label, name)


@rule("staff-movement-reconciles")
def staff_movement_reconciles(facts: Facts) -> Iterator[Check]:
    """The change in staff is who came less who left. Source: logic."""
    staff = facts.report.profile.staffing
    if staff.on_duty_change is None and not staff.movements:
        return
    change = exact(staff.on_duty_change, "在职人数增减", f"{NARRATIVE}/on_duty_change")
    if not staff.movements:
        yield lacking(change.leaves)
        return
    total = constant(0)
    for index, move in enumerate(staff.movements):
        sign = Decimal(1 if move.direction == "in" else -1)
        total = total + exact(move.count, move.kind, f"{NARRATIVE}/movements/{index}/count").times(sign)
    yield equal(change, total)


@rule("retiree-count-consistent")
def retiree_count_consistent(facts: Facts) -> Iterator[Check]:
    """离休 and 退休 counts are equal wherever all of them are counted again. Mentions of some («慰问退休干部5人次») say
    nothing, and a mention that differs may be of some: only «共有», «现有», «全体» make it all. Source: logic.
    """
    staff = facts.report.profile.staffing
    known = {"离休": (staff.retired_cadres, "retired_cadres"), "退休": (staff.retired, "retired")}
    if staff.retired is None and staff.retired_cadres is None:
        return
    checks: list[Check] = []
    first = {
        word: facts.leaf(f"{NARRATIVE}/{field}", f"正文 {word}人数", count) for word, (count, field) in known.items()
    }
    for hit in facts.texts.hits("checks.retirees"):
        kind = "离休" if hit.match["kind"].startswith("离") else "退休"
        count = known[kind][0]
        if count is None:
            continue
        said = Leaf(Decimal(hit.match["count"]), Decimal(0), f"正文 {kind}", hit.pointer, hit.text)
        if hit.match["all"] or int(hit.match["count"]) == count:
            checks.append(
                told(
                    [first[kind], said],
                    int(hit.match["count"]) == count,
                    kind,
                    known[kind][1],
                    expected=Decimal(count),
                    actual=said.value,
                )
            )
    yield from each(checks or [lacking([leaf for leaf in first.values() if leaf.value is not None])])
