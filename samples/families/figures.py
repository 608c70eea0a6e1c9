"""Indicators before they stand in a table: names, targets and results in pieces, points that add up."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from samples.blocks import Truth, joined
from samples.draft import Draft
from samples.evaluation_table import ITEMS, measure
from samples.facts import quantized

PLAN = [("产出指标", 50, ("quantity", "quality", "timeliness", "cost")),
        ("效益指标", 30, ("economic", "social", "ecological", "sustainability")),
        ("满意度指标", 10, ("satisfaction",))]  # fmt: skip
PLAN_70 = [("产出指标", 70, PLAN[0][2]), ("效益指标", 20, PLAN[1][2])]
PLAN_COST = [("成本指标", 20, ("cost",)), ("产出指标", 40, PLAN[0][2][:3]), ("效益指标", 20, PLAN[1][2]), PLAN[2]]
Plan = list[tuple[str, int, tuple[str, ...]]]
COMPARED = {"ge": "at_least", "le": "at_most", "eq": "exactly"}
"""Comparators of the contract, and the slots that hold their signs."""


@dataclass(slots=True)
class Value:
    """A target or a result: a figure in pieces, or words."""

    words: str = ""
    sign: str = ""
    comparator: str | None = None
    number: str = ""
    value: Decimal | None = None
    unit: str = ""

    def printed(self) -> str:
        """In one cell."""
        return self.words or f"{self.sign}{self.number}{self.unit}"

    def truth(self) -> Truth | None:
        """As a Measure; None when nothing is printed."""
        text = self.printed()
        return (
            measure(text, self.comparator, self.value, self.unit if self.value is not None else None) if text else None
        )

    def bare(self) -> Value:
        """The figure without sign and unit."""
        return Value(self.words, "", None, self.number, self.value, "")


@dataclass(slots=True)
class Line:
    """One indicator."""

    dimension: str | None
    name: str
    target: Value
    actual: Value
    initial: Value = field(default_factory=Value)
    weight: Decimal | None = None
    score: Decimal | None = None
    review: Decimal | None = None
    share: Decimal | None = None
    core: bool | None = None
    criterion: str = ""
    reason: str = ""
    filler: bool = False
    adjusted: bool | None = None
    """Whether the target was adjusted within the year, where a form has a column for that."""
    inline: bool = False
    """Its unit stands in the cells of the figures, though there is a column for it."""
    covered: bool = False
    """Its points stand in the cell of the line above, merged over both."""


@dataclass(slots=True)
class Sub:
    """A second level with its lines."""

    dimension: str
    label: str
    lines: list[Line]


@dataclass(slots=True)
class Group:
    """A first level with its points."""

    name: str
    weight: Decimal
    subs: list[Sub]

    def lines(self) -> list[Line]:
        """All lines below it."""
        return [line for sub in self.subs for line in sub.lines]


def drawn(draft: Draft, quantity: list[str], plan: Plan = PLAN, *, fillers: float = 0.2) -> list[Group]:
    """Groups of indicators whose points sum to the plan's; ``quantity``: «name|unit|from|to» for 数量指标."""
    groups = []
    for name, weight, dimensions in plan:
        subs = [_sub(draft, name, dimension, quantity, fillers) for dimension in _some(draft, dimensions)]
        group = Group(name, Decimal(weight), subs)
        _weigh([line for line in group.lines() if not line.filler], weight)
        groups.append(group)
    for group in groups:
        for line in group.lines():
            _score(draft, line)
    return groups


def total_of(groups: list[Group]) -> Decimal:
    """The points given in all."""
    return sum((line.score for group in groups for line in group.lines() if line.score is not None), Decimal(0))


def _some(draft: Draft, dimensions: tuple[str, ...]) -> list[str]:
    """Not every dimension is filled in: the first always is."""
    kept = [d for index, d in enumerate(dimensions) if index == 0 or draft.chance(0.7)]
    if dimensions[0] == "economic" and len(kept) > 1 and draft.chance(0.4):
        kept = kept[1:]
    return kept


def _sub(draft: Draft, level1: str, dimension: str, quantity: list[str], fillers: float) -> Sub:
    if dimension == "quantity":
        items = draft.rng.sample(quantity, draft.rng.randint(1, min(3, len(quantity))))
    else:
        items = draft.bank.several(draft.rng, ITEMS[dimension], draft.rng.choice([1, 1, 1, 2]))
    prefix = draft.layout.forms.setdefault("prefix", draft.words("name_prefix"))
    lines = [_line(draft, dimension, item, prefix.replace("1", str(i))) for i, item in enumerate(items, 1)]
    if draft.chance(fillers):
        name = draft.rng.choice(["", "……", prefix.replace("1", str(len(lines) + 1))])
        lines.append(Line(dimension, name, Value(), Value(), filler=True))
    return Sub(dimension, _label(draft, "own_cost" if level1 == "成本指标" else dimension), lines)


def _label(draft: Draft, dimension: str) -> str:
    """The second level as this report prints it: «经济效⏎益指标»."""
    first, second = draft.layout.forms.setdefault(f"level2_{dimension}", draft.words(f"level2_{dimension}")).split("|")
    return draft.layout.forms["wrap2"].format(a=first, b=second)


def _line(draft: Draft, dimension: str, item: str, prefix: str) -> Line:
    name, kind, *span = item.split("|")
    name = prefix + name
    if kind == "date":
        index = draft.rng.randrange(len(draft.bank.slots["deadline_target"]))
        texts = [draft.bank.slots[s][index].format(**draft.facts.words) for s in ("deadline_target", "deadline_actual")]
        return Line(dimension, name, Value(texts[0]), Value(texts[1]))
    if kind == "money":
        amount = Decimal(draft.rng.randint(5, 400))
        return Line(dimension, name, _figure(draft, amount, "万元", "le"), _figure(draft, amount, "万元", ""))
    if not span or not span[0]:
        index = draft.rng.randrange(len(draft.bank.slots["qualitative_target"]))
        texts = [draft.bank.slots[slot][index] for slot in ("qualitative_target", "qualitative_actual")]
        return Line(dimension, name, Value(texts[0]), Value(texts[1]))
    low, high = int(span[0]), int(span[1])
    target = Decimal(draft.rng.randint(low, high))
    falls = dimension == "cost" or high == 0
    asked = "le" if falls else "eq" if target == 100 and draft.chance(0.5) else "ge"
    actual = target if asked == "eq" or not high else Decimal(draft.rng.randint(int(target), high))
    return Line(
        dimension, name, _figure(draft, target, kind, asked), _figure(draft, target if falls else actual, kind, "")
    )


def _figure(draft: Draft, value: Decimal, unit: str, comparator: str) -> Value:
    text, value = draft.hand.digits(value, 0)
    sign = draft.words(COMPARED[comparator]) if comparator and draft.chance(0.9) else ""
    return Value("", sign, comparator if sign else None, text, value, unit)


def _weigh(lines: list[Line], weight: int) -> None:
    left = Decimal(weight)
    for index, line in enumerate(lines):
        rest = len(lines) - index
        line.weight = left if rest == 1 else max(Decimal(1), quantized(left / rest, 0))
        line.score = line.weight
        left -= line.weight


def _score(draft: Draft, line: Line) -> None:
    """Some lines miss their target: fewer points, mostly with a reason."""
    if line.weight is None or line.weight < 2 or not draft.chance(0.15):
        return
    target = line.target.value
    if target is not None and target > 10 and line.target.comparator in ("ge", "eq"):
        missed = quantized(target * draft.rng.randint(80, 98) / 100, 0)
        line.actual.number, line.actual.value = draft.hand.digits(missed, 0)
        line.score = quantized(line.weight * missed / target, 2)
    else:
        line.score = line.weight - draft.rng.choice([Decimal("0.5"), Decimal(1)])
    if draft.chance(0.85):
        line.reason = draft.words("deviation")


def indicator_truth(
    line: Line, goal: int | None, level1: str | None, weight: Decimal | None, level2: str | None
) -> Truth:
    """A row of the contract."""
    return {
        "goal": goal, "level1": level1, "level1_weight": weight, "level2": level2 and joined(level2),
        "level3": None if line.filler else joined(line.name), "dimension": line.dimension,
        "target": line.target.truth(), "actual": line.actual.truth(), "initial_target": line.initial.truth(),
        "criterion": joined(line.criterion) or None, "weight": None if line.covered else line.weight,
        "score": None if line.covered else line.score, "review_score": line.review, "coefficient": line.share,
        "is_core": line.core, "deviation_reason": joined(line.reason) or None, "filler": line.filler,
    }  # fmt: skip
