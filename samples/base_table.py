"""附件1 基础数据表: staff, expenses, buildings, thrift; the table and its truth."""

from __future__ import annotations

from decimal import Decimal

from jixiao.document import Table
from samples.blocks import Grid, GridCell, Truth, joined
from samples.draft import Draft
from samples.facts import quantized

BLANK = ["", "", "", "\u3000", "\u3000", "—", "/", "——"]
Row = tuple[str, str | None, int, str]
"""Printed words, concept, level, name of the money that the row shows."""


def pad(draft: Draft, text: str) -> str:
    """Cells are often padded with an ideographic blank, before or behind."""
    chance = draft.rng.random()
    if chance < 0.12:
        return "\u3000" + text
    return text + "\u3000" if chance < 0.16 else text


def blank(draft: Draft) -> str:
    """An empty cell in one of the ways that cells are left empty."""
    return draft.rng.choice(BLANK)


class BaseTable:
    """Builds the table of 7 columns row by row, truth beside it."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.grid = Grid(7)
        self.yuan = draft.chance(0.05)
        self.sparse = draft.rng.choice([0.15, 0.3, 0.6])
        self.truth: Truth = {}

    def build(self, title: str) -> tuple[Table, Truth]:
        """The whole table."""
        self.truth = {"title": title, "year": self.draft.facts.year}
        self._staff()
        self._expenses()
        self.truth["procurement"] = self._amounts("政府采购金额")
        self.truth["basic_adjustment"] = self._amounts(self.draft.layout.forms["adjustment"])
        self._buildings()
        self._thrift()
        return self.grid.table(), self.truth

    def form(self, name: str) -> list[str]:
        """The labels of a part of the form, in this report's layout."""
        return [label.format(**self.draft.facts.words) for label in self.draft.layout.forms[name].split("|")]

    def _staff(self) -> None:
        draft, facts = self.draft, self.draft.facts
        label, heading = self.form("staff_heads")
        self.grid.row(GridCell(label, rows=2), GridCell("编制数", 2), GridCell(heading, 2), GridCell("控制率", 2))
        rate_text, rate = draft.hand.rate(Decimal(facts.on_duty * 100) / facts.authorized)
        cells = [(str(facts.authorized), facts.authorized), (str(facts.on_duty), facts.on_duty), (rate_text, rate)]
        shown = [("", None) if draft.chance(0.05) else cell for cell in cells]
        self.grid.row(*(GridCell(pad(draft, text), 2) for text, _ in shown))
        self.truth["staffing"] = {
            name: value for name, (_, value) in zip(["authorized", "actual", "control_rate"], shown, strict=True)
        }

    def _rows(self) -> list[Row]:
        vehicles, visits, business = self.form("vehicles"), self.form("visits"), self.form("business")
        office = self.form("office")
        rows: list[Row] = [
            ("三公经费", "three_public", 1, "three_public"), (vehicles[0], "vehicles", 2, "vehicle_running"),
            (vehicles[1], "vehicle_purchase", 3, ""), (vehicles[2], "vehicle_running", 3, "vehicle_running"),
            (visits[0], "overseas", 2, ""), (visits[1], "reception", 2, "reception"),
            (self.draft.rng.choice(["项目支出：", "项目支出"]), "project", 1, "project"),
            (business[0], "project_business", 2, "business"), (business[1], "project_operations", 2, "operations"),
        ]  # fmt: skip
        dots = ("……", None, 2, "")
        if self.draft.chance(0.6):
            rows.append(dots)
        rows.append((self.form("earmarked")[0], "project_earmarked", 2, "operations"))
        if self.draft.chance(0.3):
            names = self.draft.bank.several(self.draft.rng, "special_rows", self.draft.rng.randint(1, 3))
            rows += [(name, "project_earmarked", 3, "operations") for name in names]
        if self.draft.chance(0.6):
            rows.append(dots)
        rows.append(("公用经费", "public", 1, "public"))
        kinds = [("office", "office"), ("utilities_travel", "utilities"), ("meetings_training", "meetings")]
        return [*rows, *((text, *kind) for text, kind in zip(office, ((c, 2, m) for c, m in kinds), strict=True))]

    def _expenses(self) -> None:
        unit = "元" if self.yuan else "万元"
        label = self.draft.rng.choice(["经费控制情况（{u}）", "经费控制情况（{u}）", "经费控制情况\n（{u}）"])
        if not self.yuan and self.draft.chance(0.1):
            label = "经费控制情况"
        heads = [head.replace("万元", unit) for head in self.form("money_heads")]
        self.grid.row(label.format(u=unit), *(GridCell(head, 2) for head in heads))
        expenses: list[Truth] = []
        parents: dict[int, int] = {}
        for text, concept, level, money in self._rows():
            amounts = self._three(money)
            self.grid.row(text, *(GridCell(cell, 2) for cell, _ in amounts))
            expenses.append({
                "item": joined(text), "concept": concept, "level": level, "parent": parents.get(level - 1),
                **_named(amounts),
            })  # fmt: skip
            parents[level] = len(expenses) - 1
        self.truth["expenses"] = expenses

    def _three(self, name: str) -> list[tuple[str, Decimal | None]]:
        draft = self.draft
        money = draft.facts.money.get(name)
        if money is None:
            empty = "" if draft.chance(0.6) else blank(draft)
            return [("0", Decimal(0)) if draft.chance(0.08) else (empty, None) for _ in range(3)]
        figures = [money.before, quantized(money.now * Decimal(draft.rng.randint(90, 120)) / 100, 2), money.now]
        return [self._figure(figure) for figure in figures]

    def _figure(self, yuan: Decimal) -> tuple[str, Decimal | None]:
        draft = self.draft
        chance = draft.rng.random()
        if chance < self.sparse:
            return blank(draft), None
        if chance > 0.95:
            return draft.rng.choice([("0", Decimal(0)), ("0.00", Decimal("0.00"))])
        if self.yuan:
            text, value = draft.hand.digits(yuan, 2)
            return pad(draft, text), value.scaleb(-4)
        text, value = draft.hand.bare(yuan)
        return pad(draft, text), value

    def _amounts(self, label: str) -> Truth:
        draft = self.draft
        amounts = self._three(draft.rng.choice(["business", "operations", ""]))
        if draft.chance(0.6):
            amounts[0] = ("——", None)
        self.grid.row(label, *(GridCell(text, 2) for text, _ in amounts))
        return _named(amounts)

    def _buildings(self) -> None:
        draft = self.draft
        count = draft.rng.choice([0, 0, 0, 0, 1, 1, 2, 3])
        rows = [self._building() for _ in range(count)]
        self.truth["buildings"] = [truth for _, truth in rows]
        label = self.form("building_label")[0]
        self.grid.row(GridCell(label, rows=1 + max(1, count)), *self.form("building_heads"))
        for cells, _ in rows:
            self.grid.row(*cells)
        if not rows:
            text = draft.rng.choice(["", "\u3000", "/", "—"])
            self.grid.row(*([text] * 6))

    def _building(self) -> tuple[list[str], Truth]:
        draft = self.draft
        area, cost = Decimal(draft.rng.randint(300, 9000)), Decimal(draft.rng.randint(500000, 90000000))
        real_area = area + draft.rng.choice([0, 0, -20, 35])
        real_cost = cost * Decimal(draft.rng.randint(90, 106)) / 100
        figures = [
            draft.hand.digits(area, 0), draft.hand.digits(real_area, 0), draft.hand.rate(real_area * 100 / area),
            draft.hand.bare(cost), draft.hand.bare(real_cost), draft.hand.rate(real_cost * 100 / cost),
        ]  # fmt: skip
        names = ["approved_area", "actual_area", "area_rate", "approved_cost", "actual_cost", "cost_rate"]
        return [text for text, _ in figures], {n: value for n, (_, value) in zip(names, figures, strict=True)}

    def _thrift(self) -> None:
        draft = self.draft
        texts = draft.bank.several(draft.rng, "thrift", draft.rng.choice([0, 1, 1, 2]))
        text = draft.rng.choice(["\n", "", "\n\n"]).join(texts)
        self.truth["thrift_measures"] = joined(text) or None
        self.grid.row("厉行节约保障措施", GridCell(text or draft.rng.choice(["", "\u3000"]), 6))


def _named(amounts: list[tuple[str, Decimal | None]]) -> Truth:
    return {name: value for name, (_, value) in zip(["prior_final", "budget", "final"], amounts, strict=True)}


def notes(draft: Draft) -> str | None:
    """The notes below the table, in some reports; their text behind «说明：» or «注：» goes into the truth."""
    if draft.chance(0.3):
        return None
    text = draft.words("note")
    draft.para(text, "note")
    return text.removeprefix("说明：").removeprefix("注：")
