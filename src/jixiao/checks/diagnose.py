"""Diagnosis: what a failed relation becomes true by, where arithmetic proves it, and the value that would repair it.

Tried in turn: a slip of 10⁴ between 元 and 万元, a wrong sign, two digits swapped (each by putting the other value in
the place of one operand), a percentage that belongs to another base, a difference that is the very figure of another
cell (a subtotal left out or counted twice). A cure must satisfy the relation within intervals much narrower than what
was wrong before; a cure that more than one operand admits names no value to repair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from jixiao.checks.facts import Facts
from jixiao.checks.figures import HUNDRED, ONE, ZERO, Figure, Leaf, Ratio, rounded, tidy
from jixiao.checks.parts import COLUMNS, FUND_COLUMNS
from jixiao.checks.relation import Outcome, Relation, Side, equal
from jixiao.schema import digits

SCALE = Decimal(10000)
SHARP = 4
"""A cure's interval is so many times narrower than the difference it cures."""
DIGITS = 3
"""A figure that explains a difference has so many significant digits at least: 10 explains nothing."""
COARSE = Decimal("0.002")
"""A percentage less exact than this, relatively, fits too many bases to prove one."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What probably went wrong, in two languages, and the value that would settle it."""

    text: str
    text_en: str
    repair: Decimal | None = None


@dataclass(frozen=True, slots=True)
class _Cure:
    leaf: Leaf
    value: Decimal


def diagnose(outcome: Outcome, facts: Facts) -> Diagnosis | None:
    """The diagnosis of a failed outcome; None when nothing is proved."""
    relation = outcome.relation
    if relation is None or relation.operator != "=":
        return None
    needed = _needed(relation)
    before = abs(relation.residual().value)
    # Points and people are no money, and in two digits anything can be swapped.
    leaves = [
        leaf
        for leaf in relation.leaves
        if leaf.value is not None
        and len(leaf.value.as_tuple().digits) >= DIGITS
        and not leaf.pointer.endswith("/is_none")
        and (needed is None or leaf.pointer in needed)
    ]
    for kind in ("scale", "sign", "digits") if leaves else ():
        cures = list(_cures(relation, leaves, kind, before, needed))
        if cures:
            return _said(kind, cures, facts)
    return _other_base(relation, facts) or _other_figure(relation, facts, needed)


def _cures(
    relation: Relation, leaves: Sequence[Leaf], kind: str, before: Decimal, needed: _Ranges | None
) -> Iterator[_Cure]:
    for leaf in leaves:
        bounds = needed[leaf.pointer] if needed is not None else None
        near = _near(relation, leaf, before) if bounds is None else None
        for value, half in _variants(leaf, kind):
            if near is not None and not near(value):
                continue
            if bounds is not None and not bounds[0] - half <= value <= bounds[1] + half:
                continue
            cured = _with(relation, leaf, value, half)
            if cured is None:
                break
            residual = cured.residual()
            width = residual.high - residual.low
            # A value that could as well be 0 proves no slip: the operand is one too many.
            if residual.low <= 0 <= residual.high and width * SHARP < before and abs(value) > width:
                yield _Cure(leaf, value)


def _near(relation: Relation, leaf: Leaf, before: Decimal) -> Callable[[Decimal], bool]:
    """Tells of another value of an operand whether a rate comes near the printed one with it: a plain sum before the
    intervals."""
    left, right, own = relation.left, relation.right, leaf.value
    if not isinstance(left, Figure) or not isinstance(right, Ratio) or own is None:
        return lambda _: True
    forms = (right.above, right.below, left)
    above, below, rate = [form.value for form in forms]
    # how often the operand stands in each
    tops, bottoms, alone = [sum([n for term, n in form.terms if term.pointer == leaf.pointer], ZERO) for form in forms]

    def near(value: Decimal) -> bool:
        step = value - own
        base = below + step * bottoms
        return base != 0 and abs((above + step * tops) / base * right.scale - (rate + step * alone)) * SHARP <= before

    return near


_Ranges = dict[str, tuple[Decimal, Decimal]]


def _needed(relation: Relation) -> _Ranges | None:
    """The values of each operand that satisfy a linear relation; None for another relation."""
    if not isinstance(relation.left, Figure) or not isinstance(relation.right, Figure):
        return None
    form = relation.left - relation.right
    residual = form.interval()
    found: _Ranges = {}
    for pointer, (leaf, count) in form.collected().items():
        if count and leaf.value is not None:
            a, b = leaf.value - residual.low / count, leaf.value - residual.high / count
            found[pointer] = (a, b) if a < b else (b, a)
    return found


def _variants(leaf: Leaf, kind: str) -> Iterator[tuple[Decimal, Decimal]]:
    value = leaf.value or ZERO
    if kind == "scale":
        yield value * SCALE, leaf.half * SCALE
        yield value / SCALE, leaf.half / SCALE
    elif kind == "sign":
        yield -value, leaf.half
    else:
        for swapped in _swapped(value):
            yield swapped, leaf.half


def _swapped(value: Decimal) -> Iterator[Decimal]:
    text = digits(abs(value))
    places = [*range(len(text))]
    if "." in text:
        del places[text.index(".")]
    for one, other in pairwise(places):
        if text[one] != text[other]:
            chars = list(text)
            chars[one], chars[other] = chars[other], chars[one]
            swapped = Decimal("".join(chars))
            yield swapped if value > 0 else -swapped


def _with(relation: Relation, leaf: Leaf, value: Decimal, half: Decimal) -> Relation | None:
    """The relation with another value of one operand; None where a side is no formula any more."""
    other = Leaf(value, half, leaf.label, leaf.pointer)
    left, right = _replaced(relation.left, leaf, other), _replaced(relation.right, leaf, other)
    if left is None or right is None:
        return None
    return Relation(left, right, relation.operator)


def _replaced(side: Side, leaf: Leaf, other: Leaf) -> Side | None:
    if isinstance(side, Figure):
        return Figure(
            tuple((other if term.pointer == leaf.pointer else term, count) for term, count in side.terms),
            side.constant,
        )
    if isinstance(side, Ratio):
        above, below = _replaced(side.above, leaf, other), _replaced(side.below, leaf, other)
        if not isinstance(above, Figure) or not isinstance(below, Figure):
            return None
        made = Ratio(above, below, side.scale)
        return made if made.defined else None
    return None if any(known.pointer == leaf.pointer for known in side.leaves) else side


def _said(kind: str, cures: list[_Cure], facts: Facts) -> Diagnosis:
    leaves = {cure.leaf.pointer: cure for cure in cures}
    cure = next(iter(leaves.values()))
    if len(leaves) > 1:
        chosen = _outlier(list(leaves.values()), facts) if kind == "scale" else None
        if chosen is None:
            return Diagnosis(*_OPEN[kind])
        cure = chosen
    value = tidy(cure.value)
    chinese, english = _SURE[kind]
    filled = {"label": cure.leaf.label, "value": digits(value), "printed": digits(cure.leaf.value or ZERO)}
    return Diagnosis(chinese.format(**filled), english.format(**filled), value)


_SURE = {
    "scale": (
        "{label} {printed} 疑为元与万元混用（相差一万倍），应为 {value}",
        "{printed} slipped by 10,000 between 元 and 万元",
    ),
    "sign": ("{label} {printed} 的增减方向写反，应为 {value}", "{printed} has the wrong sign"),
    "digits": ("{label} {printed} 疑有相邻两位数字颠倒，应为 {value}", "two digits of {printed} are swapped"),
}
_OPEN = {
    "scale": ("两处相差一万倍，疑为元与万元混用", "off by 10,000: 元 beside 万元"),
    "sign": ("两处符号相反，其一的增减方向写反", "opposite signs: one of them is wrong"),
    "digits": ("其中一处疑有相邻两位数字颠倒", "two digits of one of them are swapped"),
}


def _outlier(cures: list[_Cure], facts: Facts) -> _Cure | None:
    """Of several operands that a factor of 10⁴ would cure, the one that is far from the report's other money."""
    known = sorted(abs(f.value) for _, f in candidates(facts) if f.value)
    if len(known) < DIGITS:
        return None
    middle = known[len(known) // 2]

    def off(cure: _Cure) -> int:
        return abs((cure.leaf.value or ONE).adjusted() - middle.adjusted())

    first, second, *_ = sorted(cures, key=off, reverse=True)
    return first if off(first) > off(second) else None


# ---- figures elsewhere in the report


def candidates(facts: Facts) -> list[tuple[str, Figure]]:
    """All money of the report with its name: narrative (last year's, by the changes, too), base data, 自评表."""
    made: list[tuple[str, Figure]] | None = facts.memo.get("candidates")
    if made is None:
        made = facts.memo["candidates"] = list(_all_money(facts))
    return made


def by_amount(facts: Facts) -> dict[Decimal, list[tuple[str, Figure]]]:
    """All money by its amount, signs apart."""
    made: dict[Decimal, list[tuple[str, Figure]]] | None = facts.memo.get("by_amount")
    if made is None:
        made = facts.memo["by_amount"] = {}
        for label, figure in candidates(facts):
            made.setdefault(abs(figure.value), []).append((label, figure))
    return made


def _all_money(facts: Facts) -> Iterator[tuple[str, Figure]]:
    for statement in facts.statements:
        if statement.model.amount is not None:
            yield f"正文 {statement.chinese}", statement.amount
            if statement.model.change is not None:
                yield f"正文 {statement.chinese} 上年数", statement.prior
    for row in facts.rows:
        for column, name in COLUMNS.items():
            if row[column].known:
                yield f"基础数据表 {row.name} {name}", row[column]
    for form in facts.forms:
        for index in range(len(form.model.funds)):
            for column in FUND_COLUMNS:
                figure = form.fund(index, column)
                if figure.known:
                    yield figure.leaves[0].label, figure
        for part in ("by_income", "by_nature"):
            for _, figure in form.amounts(part):
                if figure.known:
                    yield figure.leaves[0].label, figure


def _other_base(relation: Relation, facts: Facts) -> Diagnosis | None:
    left, right = relation.left, relation.right
    if not isinstance(left, Figure) or not isinstance(right, Ratio):
        return None
    rate = left.interval()
    if not rate.value or rate.high - rate.low > abs(rate.value) * COARSE:
        return None
    wanted, own = abs(right.above.value / rate.value * HUNDRED), right.below.value
    least, most = wanted - wanted / HUNDRED, wanted + wanted / HUNDRED
    for label, base in candidates(facts):
        amount = base.value
        if not least <= amount <= most or amount <= 0 or amount == own:
            continue
        other = equal(left, right.above / base)
        if isinstance(other.right, Ratio) and other.right.defined and other.holds():
            should = rounded(right.above.value / right.below.value * HUNDRED, relation.like)
            return Diagnosis(
                f"{digits(tidy(left.value))}% 是以“{label}” {digits(tidy(base.value))} 为基数算出的，"
                f"按本项应为 {digits(should)}%",
                f"{digits(tidy(left.value))} % is of {digits(tidy(base.value))}, "
                f"not of its own base; that gives {digits(should)} %",
                should,
            )
    return None


def _other_figure(relation: Relation, facts: Facts, needed: _Ranges | None) -> Diagnosis | None:
    if needed is None or not isinstance(relation.left, Figure) or not isinstance(relation.right, Figure):
        return None
    gap = relation.residual()
    if (gap.high - gap.low) * SHARP > abs(gap.value) or len(gap.value.normalize().as_tuple().digits) < DIGITS:
        return None
    operands = {leaf.pointer: leaf for leaf in relation.leaves}
    parts = len(relation.right.terms) + len(relation.left.terms) > 2
    slack = relation.left.least
    nought = (leaf for leaf in operands.values() if parts and _may_be_nought(needed.get(leaf.pointer), slack))
    extra = next((leaf for leaf in nought if _cured_without(relation, leaf)), None)
    if extra is not None:
        amount = digits(tidy(extra.value or ZERO))
        return Diagnosis(
            f"不计“{extra.label}” {amount} 则相符，疑为多计此项",
            f"it holds without {amount}, which is perhaps counted once too often",
        )
    if any(leaf.value is not None and abs(leaf.value) == abs(gap.value) for leaf in operands.values()):
        return None
    for label, figure in by_amount(facts).get(abs(gap.value), ()):
        if not all(leaf.pointer in operands for leaf in figure.leaves):
            amount = digits(tidy(abs(gap.value)))
            return Diagnosis(
                f"差额 {amount} 恰为“{label}”，疑为漏计或多计此项",
                f"the difference of {amount} is the very figure of another item: left out, or counted here too",
            )
    return None


def _may_be_nought(bounds: tuple[Decimal, Decimal] | None, slack: Decimal) -> bool:
    """A plain look before the sum is made again without an operand: that for each of a thousand rows takes seconds."""
    return bounds is not None and bounds[0] - slack <= 0 <= bounds[1] + slack


def _cured_without(relation: Relation, leaf: Leaf) -> bool:
    """Whether a part of a sum is the whole difference."""
    if not leaf.value or not isinstance(relation.right, Figure) or not isinstance(relation.left, Figure):
        return False
    if all(term.pointer != leaf.pointer for term, _ in relation.right.terms):
        return False
    cured = _with(relation, leaf, ZERO, ZERO)
    return cured is not None and cured.holds()


def repair(outcome: Outcome, found: Diagnosis | None) -> Decimal | None:
    """The value that would settle a finding: the diagnosed one, else what a rate or score computes to."""
    if found is not None and found.repair is not None:
        return found.repair
    relation = outcome.relation
    if relation is not None and relation.derived and isinstance(outcome.expected, Decimal):
        return outcome.expected
    return None
