"""附件2 自评表: money, goals, indicators, total; the table and its truth."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from jixiao.document import Table
from samples.base_table import pad
from samples.blocks import Grid, GridCell, Truth, joined
from samples.draft import Draft
from samples.facts import quantized

LEVEL2 = {
    "quantity": "数量|指标", "quality": "质量|指标", "timeliness": "timeliness_label", "cost": "成本|指标",
    "economic": "经济效|益指标", "social": "社会效|益指标", "ecological": "ecological_label",
    "sustainability": "sustain_label", "satisfaction": "satisfaction_label",
}  # fmt: skip
ITEMS = {"quality": "quality_item", "timeliness": "timeliness_item", "cost": "cost_item", "economic": "economic_item",
         "social": "social_item", "ecological": "ecological_item", "sustainability": "sustain_item",
         "satisfaction": "satisfaction_item"}  # fmt: skip
AT_LEAST = [
    ("≥", "ge"),
    ("≥", "ge"),
    ("", None),
    ("", None),
    ("不少于", "ge"),
    ("≥ ", "ge"),
    (">=", "ge"),
    ("不低于", "ge"),
]
AT_MOST = [("≤", "le"), ("≤", "le"), ("", None), ("不超过", "le"), ("<=", "le")]
Measured = tuple[str, Truth | None]


def measure(text: str, comparator: str | None = None, value: Decimal | None = None, unit: str | None = None) -> Truth:
    """A Measure of the truth; without a number it is qualitative."""
    return {"text": joined(text), "comparator": comparator, "value": value, "unit": unit or None,
            "qualitative": value is None}  # fmt: skip


@dataclass(slots=True)
class Line:
    """An indicator row before it stands in the grid."""

    dimension: str
    name: str
    target: Measured
    actual: Measured
    weight: Decimal | None = None
    score: Decimal | None = None
    reason: str = ""
    filler: bool = False


class EvaluationTable:
    """Builds the table of 9 columns; `build` gives the table and its truth."""

    def __init__(self, draft: Draft, score: Decimal) -> None:
        self.draft = draft
        self.score = score
        self.grid = Grid(9)
        self.truth: Truth = {}
        self.lost = Decimal(0)

    def form(self, name: str) -> str:
        """A label in this report's layout."""
        return self.draft.layout.forms[name]

    def build(self, title: str) -> tuple[Table, Truth]:
        """The whole table. The indicators lose the points that the total says are lost."""
        draft = self.draft
        self.truth = {
            "title": title, "year": draft.facts.year, "project": None, "project_code": None, "department": None,
            "unit": draft.facts.unit, "rating": None, "remarks": None,
        }  # fmt: skip
        self.grid.row(GridCell(self.form("unit_label"), 3), GridCell(pad(draft, draft.facts.unit), 6))
        self._money()
        self._goals()
        self._indicators()
        self._end()
        return self.grid.table(), self.truth

    # ---- money ----
    def _money(self) -> None:
        draft = self.draft
        labels = ["政府性基金拨款：", "纳入专户管理的非税收入拨款：", "其他资金："]
        if draft.chance(0.12):
            labels.pop()
        self.grid.row(GridCell(self.form("request_label"), rows=4 + len(labels)), GridCell("", 2),
                      *self.form("fund_heads").split("|"), "分值", "执行率", "得分")  # fmt: skip
        self._total_row()
        self.grid.row(GridCell("按收入性质分：", 3), GridCell("按支出性质分：", 5))
        income = [
            (self.form("income_first"), "general_public", "general"),
            (labels[0], "government_fund", "government_fund"),
        ]
        income += [
            (label, concept, "") for label, concept in zip(labels[1:], ["special_account", "other"], strict=False)
        ]
        nature = [(self.form("nature_first"), "basic", "basic"), ("项目支出：", "project", "project")]
        self.truth["by_income"], self.truth["by_nature"] = [], []
        for index, row in enumerate(income):
            left = self._labelled(*row, "by_income")
            right = self._labelled(*nature[index], "by_nature") if index < len(nature) else ""
            self.grid.row(GridCell(left, 3), GridCell(right, 5))

    def _labelled(self, label: str, concept: str, money: str, part: str) -> str:
        draft, figure = self.draft, self.draft.facts.money.get(money)
        text, value = "", None
        if figure and draft.chance(0.5 if money == "government_fund" else 0.92):
            text, value = draft.hand.money(figure.now) if draft.chance(0.2) else draft.hand.bare(figure.now)
        elif draft.chance(0.15):
            text, value = "0", Decimal(0)
        elif draft.chance(0.1):
            text = draft.rng.choice(["—", "/", "\u3000"])
        name = joined(label).rstrip("：")
        for lead in ("其中", "（1）"):
            name = name.removeprefix(lead).strip(" ：:\u3000")
        self.truth[part].append({"label": name, "concept": concept, "amount": value})
        return label + text

    def _total_row(self) -> None:
        draft = self.draft
        executed = draft.facts.money["general"].now
        full = executed if draft.chance(0.5) else quantized(executed * Decimal(draft.rng.randint(100, 112)) / 100, 2)
        initial = quantized(full * Decimal(draft.rng.randint(60, 105)) / 100, 2)
        rate = executed * 100 / full
        points = quantized(rate / 10, 2)
        if points == 10:
            points = Decimal(10)
        self.lost += 10 - points
        figures = [draft.hand.bare(yuan) for yuan in (initial, full, executed)]
        figures += [("10", Decimal(10)), draft.hand.rate(rate), (f"{points}", points)]
        names = ["initial", "full_year", "executed", "weight", "rate", "score"]
        self.grid.row(GridCell(draft.rng.choice(["年度资金总额", "年度资金总额", "年度资金总额："]), 2),
                      *(pad(draft, text) for text, _ in figures))  # fmt: skip
        self.truth["funds"] = [{
            "label": "年度资金总额", "concept": "total",
            **{name: value for name, (_, value) in zip(names, figures, strict=True)}, "reason": None,
        }]  # fmt: skip

    def _goals(self) -> None:
        draft, bank = self.draft, self.draft.bank
        heads = self.form("goal_heads").split("|")
        self.grid.row(GridCell("年度总体目标", rows=2), GridCell(heads[0], 3), GridCell(heads[1], 5))
        index = draft.rng.randrange(len(bank.slots["goal_expected"]))
        words = draft.facts.words
        texts = [bank.slots[slot][index].format(**words) for slot in ("goal_expected", "goal_actual")]
        self.grid.row(GridCell(pad(draft, texts[0]), 3), GridCell(pad(draft, texts[1]), 5))
        self.truth["goals"] = [{"expected": joined(texts[0]), "actual": joined(texts[1]), "weight": None}]

    # ---- indicators ----
    def _indicators(self) -> None:
        groups = self._groups()
        total = sum(len(lines) for _, _, level2 in groups for lines in level2)
        self.grid.row(GridCell(self.form("indicator_head"), rows=total + 1), "一级指标", "二级指标", "三级指标",
                      self.form("target_head"), self.form("actual_head"), "分值", self.form("score_head"),
                      self.form("reason_head"))  # fmt: skip
        self.truth["indicators"] = []
        for level1, weight, level2 in groups:
            printed, shown = self._level1(level1, weight)
            first_cell: list[GridCell] = [GridCell(printed, rows=sum(len(lines) for lines in level2))]
            for lines in level2:
                label = self._level2(lines[0].dimension, level1)
                second_cell = [GridCell(label, rows=len(lines))]
                for line in lines:
                    self.grid.row(*first_cell, *second_cell, *self._cells(line))
                    self.truth["indicators"].append(self._truth(line, level1, shown, joined(label)))
                    first_cell, second_cell = [], []

    def _level1(self, name: str, weight: Decimal) -> tuple[str, Decimal | None]:
        """The printed first level and the weight it prints; 效益指标 is often left blank in this form."""
        if name == "效益指标" and self.draft.chance(0.55):
            return "", None
        suffix = self.draft.layout.forms["weight_label"]
        label = name if name != "满意度指标" or self.draft.chance(0.5) else "满意度\n\n指标"
        return label + suffix.format(w=weight), weight if suffix else None

    def _level2(self, dimension: str, level1: str) -> str:
        words = LEVEL2[dimension]
        if level1 == "成本指标":  # cost as a first level, as later forms have it
            words = "经济成本|指标"
        first, second = self.draft.layout.forms.get(words, words).split("|")
        return self.draft.layout.forms["wrap2"].format(a=first, b=second)

    def _groups(self) -> list[tuple[str, Decimal, list[list[Line]]]]:
        draft = self.draft
        output = ["quantity", "quality", "timeliness"] + (["cost"] if draft.chance(0.55) else [])
        benefit = draft.rng.sample(["economic", "social", "ecological", "sustainability"], draft.rng.randint(2, 4))
        benefit.sort(key=list(LEVEL2).index)
        weights: tuple[int, ...] = draft.rng.choice([(50, 30, 10), (50, 30, 10), (60, 20, 10), (40, 40, 10)])
        plan = [("产出指标", output), ("效益指标", benefit), ("满意度指标", ["satisfaction"])]
        if draft.chance(0.08):
            plan.insert(1, ("成本指标", ["cost"]))
            plan[0] = ("产出指标", output[:3])
            weights = (40, 20, 20, 10)
        groups = []
        for (name, dimensions), weight in zip(plan, weights, strict=True):
            level2 = [self._lines(dimension) for dimension in dimensions]
            self._weigh([line for lines in level2 for line in lines if not line.filler], weight)
            groups.append((name, Decimal(weight), level2))
        self._lose([line for _, _, level2 in groups for lines in level2 for line in lines if not line.filler])
        return groups

    def _lines(self, dimension: str) -> list[Line]:
        draft = self.draft
        if dimension == "quantity":
            choices = draft.facts.domain["quantity"]
            items = draft.rng.sample(choices, draft.rng.randint(1, len(choices)))
        else:
            count = 1 if dimension == "satisfaction" else draft.rng.choice([1, 1, 2, 3])
            items = draft.bank.several(draft.rng, ITEMS[dimension], count)
        lines = [self._line(dimension, item, index) for index, item in enumerate(items, 1)]
        if draft.chance(0.3):
            empty = draft.rng.choice(["", "\u3000"])
            for _ in range(draft.rng.choice([1, 1, 2])):
                name = draft.rng.choice(["……", "", "", "…"])
                lines.append(Line(dimension, name, (empty, None), (empty, None), filler=True))
        return lines

    def _line(self, dimension: str, item: str, index: int) -> Line:
        draft = self.draft
        name, kind, *span = item.split("|")
        prefix = draft.layout.forms.setdefault("prefix", draft.words("initial_suffix"))
        name = prefix.replace("1", str(index)) + name
        if kind == "date":
            index = draft.rng.randrange(len(draft.bank.slots["deadline_target"]))
            words = draft.facts.words
            texts = [draft.bank.slots[slot][index].format(**words) for slot in ("deadline_target", "deadline_actual")]
            return Line(dimension, name, (texts[0], measure(texts[0])), (texts[1], measure(texts[1])))
        if not span or not span[0]:
            if kind == "money":
                return self._money_line(dimension, name)
            index = draft.rng.randrange(len(draft.bank.slots["qualitative_target"]))
            texts = [draft.bank.slots[slot][index] for slot in ("qualitative_target", "qualitative_actual")]
            return Line(dimension, name, (texts[0], measure(texts[0])), (texts[1], measure(texts[1])))
        return self._number_line(dimension, name, kind, (int(span[0]), int(span[1])))

    def _number_line(self, dimension: str, name: str, unit: str, span: tuple[int, int]) -> Line:
        draft = self.draft
        target = Decimal(draft.rng.randint(*span))
        actual = Decimal(draft.rng.randint(int(target), max(int(target), span[1])))
        falling = dimension == "cost" or span[1] == 0
        sign, comparator = draft.rng.choice(AT_MOST if falling else AT_LEAST)
        if falling and span[1]:
            actual = target - draft.rng.choice([0, 0, 1])
        bare = draft.chance(0.12)
        shown = "" if bare else unit
        return Line(
            dimension, name, self._measured(target, shown, sign, comparator), self._measured(actual, shown, "", None)
        )

    def _measured(self, value: Decimal, unit: str, sign: str, comparator: str | None) -> Measured:
        text, value = self.draft.hand.digits(value, 1 if unit == "%" and self.draft.chance(0.12) else 0)
        printed = f"{sign}{text}{unit}"
        return printed, measure(printed, comparator, value, unit)

    def _money_line(self, dimension: str, name: str) -> Line:
        draft = self.draft
        money = draft.facts.money["general"].now
        sign, comparator = draft.rng.choice(AT_MOST)
        texts = []
        for yuan, mark, code in ((money, sign, comparator), (money, "", None)):
            text, value = draft.hand.bare(yuan)
            printed = f"{mark}{text}万元"
            texts.append((printed, measure(printed, code, value, "万元")))
        return Line(dimension, name, texts[0], texts[1])

    def _weigh(self, lines: list[Line], weight: int) -> None:
        """Share a weight out in halves, so that the rows sum to it."""
        left = Decimal(weight)
        for index, line in enumerate(lines):
            rest = len(lines) - index
            line.weight = left if rest == 1 else max(Decimal(1), quantized(left / rest, 0))
            line.score = line.weight
            left -= line.weight

    def _lose(self, lines: list[Line]) -> None:
        missing = 100 - self.score - self.lost
        losers = [line for line in lines if line.weight and line.weight > 2]
        self.draft.rng.shuffle(losers)
        for line in losers:
            if missing <= 0 or line.score is None:
                return
            cut = min(missing, self.draft.rng.choice([Decimal("0.5"), Decimal(1), Decimal(2)]))
            line.score -= cut
            missing -= cut
            if self.draft.chance(0.85):
                line.reason = self.draft.words("deviation")

    def _cells(self, line: Line) -> list[str]:
        draft = self.draft
        blank = line.target[0] if line.filler else draft.rng.choice(["", "\u3000"])
        if line.filler:
            return [line.name, blank, blank, blank, blank, draft.rng.choice(["", blank])]
        name = line.name
        if len(name) > 5 and draft.chance(0.08):  # a name that its writer wrapped by hand
            name = name[: len(name) // 2] + draft.rng.choice(["\n", "\n\n"]) + name[len(name) // 2 :]
        return [
            name, pad(draft, line.target[0]), pad(draft, line.actual[0]), pad(draft, f"{line.weight}"),
            pad(draft, f"{line.score}"), line.reason or blank,
        ]  # fmt: skip

    def _truth(self, line: Line, level1: str, weight: Decimal | None, level2: str) -> Truth:
        return {
            "goal": 0, "level1": level1, "level1_weight": weight, "level2": level2,
            "level3": None if line.filler else joined(line.name), "dimension": line.dimension,
            "target": line.target[1], "actual": line.actual[1], "initial_target": None, "criterion": None,
            "weight": line.weight, "score": line.score, "review_score": None, "coefficient": None, "is_core": None,
            "deviation_reason": joined(line.reason) or None, "filler": line.filler,
        }  # fmt: skip

    # ---- end ----
    def _end(self) -> None:
        draft = self.draft
        if draft.chance(0.03):
            self.truth["total"] = {"weight": None, "score": None}
            return
        weight = "100" if draft.chance(0.95) else ""
        self.grid.row(
            GridCell(self.form("total_label"), 6),
            weight,
            pad(draft, f"{self.score}"),
            draft.rng.choice(["", "\u3000"]),
        )
        self.truth["total"] = {"weight": Decimal(100) if weight else None, "score": self.score}
        if draft.chance(0.06):
            good = self.score >= 90
            word = draft.bank.pick(draft.rng, "grades_a" if good else "grades_b")
            self.grid.row(GridCell(draft.words("rating_row"), 3), GridCell(word, 6))
            self.truth["rating"] = {"text": word, "canonical": "优" if good else "良"}
        if draft.chance(0.12):
            remark = draft.words("remark")
            self.grid.row(GridCell("备注", 3), GridCell(remark, 6))
            self.truth["remarks"] = remark
