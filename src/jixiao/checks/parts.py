"""The parts of a report as rules see them: a statement, a row, an indicator, a 自评表, each with its pointer.

Every number is a figure that knows where it stands.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from jixiao.checks.figures import ZERO, Figure, Leaf, exact, half_unit, points, printed, word
from jixiao.schema import Evaluation, Indicator, Report, SpendingStatement
from jixiao.schema.base_data import Expense
from jixiao.schema.evaluation import FundRow
from jixiao.schema.vocabulary import CONCEPTS, FUNDS

COLUMNS = {"prior_final": "上年决算数", "budget": "本年预算数", "final": "本年决算数"}
COLUMNS_EN = {"prior_final": "prior year", "budget": "budget", "final": "final"}
FUND_COLUMNS = {"initial": "年初预算数", "full_year": "全年预算数", "executed": "全年执行数"}
FUND_COLUMNS_EN = {"initial": "initial budget", "full_year": "full-year budget", "executed": "executed"}
FUND_NAMES: dict[str, str] = {str(fund): name for fund, name in FUNDS.items()}
OTHER_FUNDS = ("government_fund", "state_capital", "social_insurance")
TOTALS = ("general_public", *OTHER_FUNDS)
"""The four budgets of which total spending is made."""
LARGE = Decimal(10000)
SEVERAL = 2
"""Projects of a list."""


@dataclass(slots=True, eq=False)
class Statement:
    """A statement of the narrative with its pointer."""

    model: SpendingStatement
    at: str
    report: Report
    vague: Any
    cache: dict[str, Figure] = field(default_factory=dict)
    chinese: str = field(init=False)
    """What it is about: «一般公共预算基本支出»."""

    def __post_init__(self) -> None:
        fund = "" if self.model.fund == "all" else FUNDS[self.model.fund]
        scope = "支出" if self.model.scope == "total" else CONCEPTS[self.model.scope]
        self.chinese = f"{fund}{scope}" if fund or self.model.scope != "total" else "支出合计"

    @property
    def english(self) -> str:
        """The same in English."""
        return english(self.model.fund, self.model.scope)

    @property
    def amount(self) -> Figure:
        """The amount; 0 where the statement says that there is none."""
        if self.model.amount is None and self.model.is_none:
            return exact(0, f"正文 {self.chinese}（无）", f"{self.at}/is_none")
        return self.cache.get("amount") or self._money("amount", self.model.amount, "")

    @property
    def change(self) -> Figure:
        """The change against last year, signed."""
        return self.cache.get("change") or self._money("change", self.model.change, " 比上年增减")

    @property
    def firm(self) -> bool:
        """Whether the change is meant exactly: «与上年基本持平» is read as a change of 0, and is none."""
        if self.model.change is None:
            return False
        evidence = self.report.evidence.get(f"{self.at}/change") if self.model.change == 0 else None
        return evidence is None or not self.vague.search(evidence.text)

    @property
    def rate(self) -> Figure:
        """The change in percent, signed."""
        made = self.cache.get("rate")
        if made is None:
            label = f"正文 {self.chinese} 增减率"
            made = self.cache["rate"] = percent(self.model.change_rate, label, f"{self.at}/change_rate")
        return made

    @property
    def share(self) -> Figure:
        """The share of a whole in percent."""
        made = self.cache.get("share")
        if made is None:
            made = self.cache["share"] = percent(self.model.share, f"正文 {self.chinese} 占比", f"{self.at}/share")
        return made

    @property
    def prior(self) -> Figure:
        """Last year's amount, from amount and change."""
        made = self.cache.get("prior")
        if made is None:
            made = self.cache["prior"] = self.amount - self.change
        return made

    def _money(self, name: str, value: Decimal | None, suffix: str) -> Figure:
        made = self.cache[name] = money(self.report, value, f"正文 {self.chinese}{suffix}", f"{self.at}/{name}")
        return made


@dataclass(slots=True, eq=False)
class Row:
    """A row of the base data's expenses with its index."""

    model: Expense
    index: int
    report: Report
    cache: dict[str, Figure] = field(default_factory=dict)
    name: str = field(init=False)
    """Its Chinese name."""

    def __post_init__(self) -> None:
        self.name = CONCEPTS[self.model.concept] if self.model.concept else (self.model.item or "")

    @property
    def english(self) -> str:
        """Its English name."""
        return (self.model.concept or "row").replace("_", " ")

    def __getitem__(self, column: str) -> Figure:
        made = self.cache.get(column)
        if made is None:
            value: Decimal | None = getattr(self.model, column)
            label = f"基础数据表 {self.name} {COLUMNS[column]}"
            made = self.cache[column] = money(self.report, value, label, f"/base_data/expenses/{self.index}/{column}")
        return made

    def leaf(self) -> Leaf:
        """The row's words."""
        return word(self.model.item, "基础数据表 经费项目", f"/base_data/expenses/{self.index}/item")


@dataclass(slots=True, eq=False)
class Item:
    """A row of the indicator block with its pointer."""

    model: Indicator
    at: str
    cache: dict[str, Figure] = field(default_factory=dict)
    leaves: dict[str, Leaf] = field(default_factory=dict)
    state: str = ""
    """Whether the target is met, once somebody has asked."""
    name: str = field(init=False)
    """What the indicator is called."""

    def __post_init__(self) -> None:
        self.name = self.model.level3 or self.model.level2 or self.model.level1 or "（空）"

    @property
    def weight(self) -> Figure:
        """Points to be had."""
        made = self.cache.get("weight")
        if made is None:
            made = self.cache["weight"] = exact(self.model.weight, f"{self.name} 分值", f"{self.at}/weight")
        return made

    @property
    def score(self) -> Figure:
        """Points given."""
        made = self.cache.get("score")
        if made is None:
            made = self.cache["score"] = points(self.model.score, f"{self.name} 得分", f"{self.at}/score")
        return made

    def leaf(self) -> Leaf:
        """The indicator's name."""
        return word(self.model.level3, "三级指标", f"{self.at}/level3")

    def measure(self, which: str) -> Leaf:
        """Target or actual as a leaf."""
        made = self.leaves.get(which)
        if made is None:
            made = self.leaves[which] = self._measure(which)
        return made

    def _measure(self, which: str) -> Leaf:
        label = {"target": "指标值", "actual": "完成值"}[which]
        model = self.model.target if which == "target" else self.model.actual
        if model is None:
            return Leaf(None, ZERO, f"{self.name} {label}", f"{self.at}/{which}")
        half = half_unit(model.value) if model.value is not None else ZERO
        return Leaf(model.value, half, f"{self.name} {label}", f"{self.at}/{which}/text", model.text)


@dataclass(slots=True, eq=False)
class Form:
    """A 自评表 with its pointer."""

    model: Evaluation
    index: int
    report: Report
    rows: list[Item] | None = None
    cache: dict[str, Any] = field(default_factory=dict)

    @property
    def at(self) -> str:
        """Its pointer."""
        return f"/evaluations/{self.index}"

    @property
    def name(self) -> str:
        """How it is called in messages."""
        return f"自评表（{self.model.project}）" if self.model.project else "自评表"

    @property
    def english(self) -> str:
        """The same in English."""
        return f"evaluation {self.index + 1}"

    @property
    def whole(self) -> bool:
        """Whether it is about a department, not about one project or a list of several."""
        return self.model.project is None and not self._lists

    @property
    def _lists(self) -> bool:
        """Whether it is rows of money under names of projects, and nothing else but their sum."""
        named = sum(row.concept is None for row in self.model.funds)
        return not self.model.indicators and named >= SEVERAL and named >= len(self.model.funds) - 1

    def fund(self, row: int, column: str) -> Figure:
        """A money cell of the block with budgets and execution."""
        at = f"{self.at}/funds/{row}/{column}"
        made: Figure | None = self.cache.get(at)
        if made is None:
            model: FundRow = self.model.funds[row]
            label = f"{self.name} {model.label or '资金'} {FUND_COLUMNS[column]}"
            made = self.cache[at] = money(self.report, getattr(model, column), label, at)
        return made

    def total_row(self) -> int | None:
        """The row of 年度资金总额: by its words, else the only row."""
        if "total row" not in self.cache:
            funds = self.model.funds
            found = next((i for i, row in enumerate(funds) if row.concept == "total"), None)
            self.cache["total row"] = 0 if found is None and len(funds) == 1 else found
        chosen: int | None = self.cache["total row"]
        return chosen

    def amounts(self, part: str) -> list[tuple[str | None, Figure]]:
        """Concept and amount of each row of ``by_income`` or ``by_nature``."""
        made: list[tuple[str | None, Figure]] | None = self.cache.get(part)
        if made is None:
            made = self.cache[part] = [
                (
                    row.concept,
                    money(self.report, row.amount, f"{self.name} {row.label}", f"{self.at}/{part}/{i}/amount"),
                )
                for i, row in enumerate(getattr(self.model, part))
            ]
        return made

    def amount(self, part: str, concept: str) -> Figure | None:
        """The amount of a concept in ``by_income`` or ``by_nature``; None when the form has no such row."""
        return next((figure for name, figure in self.amounts(part) if name == concept), None)

    def items(self) -> list[Item]:
        """The indicator rows that are no template rows."""
        if self.rows is None:
            at = self.at
            self.rows = [Item(m, f"{at}/indicators/{i}") for i, m in enumerate(self.model.indicators) if not m.filler]
        return self.rows

    @property
    def total_weight(self) -> Figure:
        """Weight in the total row."""
        return exact(self.model.total.weight, f"{self.name} 总分 分值", f"{self.at}/total/weight")

    @property
    def total_score(self) -> Figure:
        """Score in the total row, as a sum: whole points are exact."""
        return points(self.model.total.score, f"{self.name} 总分 得分", f"{self.at}/total/score")


def money(report: Report, value: Decimal | None, label: str, pointer: str) -> Figure:
    """An amount in 万元 as printed. «1.52亿元» is exact to 50万元; JSON prints it 15200, the evidence knows better."""
    if value is not None and abs(value) >= LARGE and value.as_tuple().exponent == 0:
        evidence = report.evidence.get(pointer)
        if evidence and "亿" in evidence.text:
            number = evidence.text.partition("亿")[0].rpartition(".")[2] if "." in evidence.text else ""
            half = Decimal("0.5").scaleb(4 - len(number))
            return Figure(((Leaf(value, half, label, pointer), Decimal(1)),))
    return printed(value, label, pointer)


def percent(value: Decimal | None, label: str, pointer: str) -> Figure:
    """A percentage as printed; «0%» too is rounded."""
    if value is not None and not value:
        exponent = value.as_tuple().exponent
        half = Decimal("0.5").scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)
        return Figure(((Leaf(value, half, label, pointer), Decimal(1)),))
    return printed(value, label, pointer)


def english(fund: str, scope: str) -> str:
    """A statement's subject in English."""
    first = "" if fund == "all" else fund.replace("_", " ") + " "
    return first + ("expenditure" if scope == "total" else scope.replace("_", " "))
