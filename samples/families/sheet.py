"""A 自评表 as its columns say: money, goals, indicators, total and rows of label and value, each with its truth.

A family names its columns; nothing here knows a family.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from jixiao.document import Table
from samples.base_table import pad
from samples.blocks import Grid, GridCell, Truth, joined
from samples.draft import Draft
from samples.facts import quantized
from samples.families.figures import Group, Line, Value, indicator_truth

FUND_FIELDS = ("initial", "full_year", "executed", "weight", "rate", "score", "reason")


@dataclass(frozen=True, slots=True)
class Col:
    """A column: what it holds, its printed heading, its width in grid columns, the heading above several of them."""

    kind: str
    head: str
    span: int = 1
    over: str = ""


@dataclass(slots=True)
class Fund:
    """A row of the money block: printed label, concept, amounts in 元 (None: left empty)."""

    label: str
    concept: str | None
    initial: Decimal | None = None
    full_year: Decimal | None = None
    executed: Decimal | None = None
    scored: bool = False
    """The row that gets points for its execution."""


class Sheet:
    """Builds one table. ``unit`` is that of its money: 万元 or 元."""

    def __init__(self, draft: Draft, columns: int, truth: Truth, unit: str = "万元") -> None:
        self.draft, self.truth, self.unit = draft, truth, unit
        self.grid = Grid(columns)
        self.columns = columns
        self.points = Decimal(0)
        """Points given so far: execution and indicators."""

    def form(self, slot: str) -> str:
        """A printed label, the same wherever this report prints it."""
        if slot not in self.draft.layout.forms:
            self.draft.layout.forms[slot] = self.draft.words(slot)
        return self.draft.layout.forms[slot]

    def heads(self, slot: str) -> list[str]:
        """Printed headings that a wording gives together, separated by |."""
        return self.form(slot).split("|")

    def table(self) -> Table:
        """The finished table."""
        return self.grid.table()

    # ---- rows of label and value ----
    def pairs(self, *pairs: tuple[str, str, int, int]) -> None:
        """A row of labels and values: (label, value, width of the label, width of the value)."""
        cells = []
        for label, value, wide, width in pairs:
            cells += [GridCell(label, wide), GridCell(value, width)]
        self.grid.row(*cells)

    # ---- money ----
    def amount(self, yuan: Decimal | None) -> tuple[str, Decimal | None]:
        """A cell of money, and its value in 万元."""
        if yuan is None:
            return self.draft.rng.choice(["", "", "", "\u3000", "—", "/"]), None
        if self.unit == "元":
            text, value = self.draft.hand.digits(yuan, 2 if yuan % 1 or self.draft.chance(0.6) else 0)
            return text, value.scaleb(-4)
        return self.draft.hand.bare(yuan)

    def funds(self, block: str, cols: list[Col], rows: list[Fund], weight: int, *, wide: int = 1) -> None:
        """The money block; ``cols`` begins with the label's column. ``weight`` goes to the row that is scored;
        ``wide``: grid columns of the block's own label."""
        top = [GridCell(block, wide, len(rows) + 1)]
        self.grid.row(*top, *(GridCell(col.head, col.span) for col in cols))
        shown = {col.kind for col in cols}
        for row in rows:
            cells = self._fund_cells(row, weight)
            if any(col.kind == "rate" and "%" in col.head for col in cols) and self.draft.chance(0.5):
                cells["rate"] = (str(cells["rate"][0]).removesuffix("%"), cells["rate"][1])
            self.grid.row(*(GridCell(pad(self.draft, cells[col.kind][0]), col.span) for col in cols))
            values = {kind: value for kind, (_, value) in cells.items() if kind in FUND_FIELDS and kind in shown}
            # Where no column gives the points, the block's label prints them.
            values["weight"] = cells["weight"][1]
            self.truth["funds"].append({
                "label": label_of(row.label), "concept": row.concept,
                **dict.fromkeys(FUND_FIELDS), **values,
            })  # fmt: skip

    def _fund_cells(self, row: Fund, weight: int) -> dict[str, tuple[str, Decimal | str | None]]:
        draft = self.draft
        mark = self.form("no_points")
        cells: dict[str, tuple[str, Decimal | str | None]] = {"label": (row.label, None)}
        for kind, yuan in (("initial", row.initial), ("full_year", row.full_year), ("executed", row.executed)):
            cells[kind] = self.amount(yuan)
        cells["done"] = (draft.rng.choice(["完成", "已完成", "完成"]) if not row.scored else "", None)
        cells["fiscal_full_year"], cells["fiscal_executed"] = cells["full_year"], cells["executed"]
        cells |= {"weight": (mark, None), "score": (mark, None), "rate": ("", None), "reason": ("", None)}
        if row.full_year and row.executed is not None:
            rate = row.executed * 100 / row.full_year
            cells["rate"] = (
                draft.hand.rate(rate) if row.scored or draft.chance(0.6) else (draft.rng.choice(["", mark]), None)
            )
            if row.scored:
                points = quantized(weight * min(rate, Decimal(100)) / 100, 2)
                points = Decimal(weight) if points == weight else points
                self.points += points
                cells["weight"], cells["score"] = (str(weight), Decimal(weight)), (f"{points}", points)
                if rate < 95 and draft.chance(0.6):
                    reason = draft.words("why_slow")
                    cells["reason"] = (reason, joined(reason))
        return cells

    # ---- goals ----
    def goals(
        self,
        block: str,
        cols: list[Col],
        goals: list[dict[str, str]],
        weights: list[Decimal] | None = None,
        *,
        wide: int = 1,
    ) -> None:
        """Goals below their headings: ``goals`` hold a text for each column."""
        self.grid.row(GridCell(block, wide, len(goals) + 1), *(GridCell(col.head, col.span) for col in cols))
        for index, goal in enumerate(goals):
            weight = weights[index] if weights else None
            texts = {**goal, "weight": str(weight) if weight is not None else ""}
            self.grid.row(*(GridCell(pad(self.draft, texts[col.kind]), col.span) for col in cols))
            self.goal(texts.get("adjusted") or goal["expected"], goal["actual"], weight)

    def goal(self, expected: str | None, actual: str | None, weight: Decimal | None = None) -> None:
        """A goal of the truth."""
        self.truth["goals"].append({"expected": expected and joined(expected), "actual": actual and joined(actual),
                                    "weight": weight})  # fmt: skip

    # ---- indicators ----
    def indicators(
        self, block: str, cols: list[Col], groups: list[Group], *, goal: int | None = 0, points: str = ""
    ) -> None:
        """The indicator block. ``points``: how a first level prints its points, «({w}分)», or nothing."""
        total = sum(len(group.lines()) for group in groups)
        self._headings(block, cols, total)
        for group in groups:
            label = group.name + points.format(w=group.weight)
            first = (
                [GridCell(label, self._span(cols, "level1"), len(group.lines()))] if self._has(cols, "level1") else []
            )
            for sub in group.subs:
                second = [GridCell(sub.label, 1, len(sub.lines))] if self._has(cols, "level2") else []
                for index, line in enumerate(sub.lines):
                    self.grid.row(*first, *second, *self._cells(cols, sub.lines, index))
                    first, second = [], []
                    self._add(line, goal, group, points, sub.label, cols)

    def _headings(self, block: str, cols: list[Col], total: int) -> None:
        """One row of headings, or two where several columns share a heading above theirs."""
        tall = 2 if any(col.over for col in cols) else 1
        cells = [GridCell(block, rows=total + tall)] if block else []
        spans: dict[str, int] = {}
        for col in cols:
            if col.over:
                spans[col.over] = spans.get(col.over, 0) + col.span
        for col in cols:
            if not col.over:
                cells.append(GridCell(col.head, col.span, tall))
            elif col.over in spans:
                cells.append(GridCell(col.over, spans.pop(col.over)))
        self.grid.row(*cells)
        if tall > 1:
            self.grid.row(*(GridCell(col.head, col.span) for col in cols if col.over))

    @staticmethod
    def _has(cols: list[Col], kind: str) -> bool:
        return any(col.kind == kind for col in cols)

    @staticmethod
    def _span(cols: list[Col], kind: str) -> int:
        return next((col.span for col in cols if col.kind == kind), 0)

    def _cells(self, cols: list[Col], lines: list[Line], index: int) -> list[GridCell]:
        line = lines[index]
        tall = 1
        while index + tall < len(lines) and lines[index + tall].covered:
            tall += 1
        texts = self._texts(line, pieces=self._has(cols, "operator"))
        blank = self.draft.rng.choice(["", "", "\u3000"])
        cells = []
        for col in cols:
            if col.kind in ("level1", "level2"):
                continue
            if col.kind in ("weight", "score") and (line.covered or tall > 1):
                if not line.covered:
                    cells.append(GridCell(texts[col.kind], col.span, tall))
                continue
            cells.append(GridCell(pad(self.draft, texts[col.kind]) or blank, col.span))
        return cells

    def _texts(self, line: Line, *, pieces: bool) -> dict[str, str]:
        target = line.target
        worded = pieces and target.words and not target.sign
        operator = self.draft.words("operator_words") if worded else target.sign
        shown = target.words or (target.number if pieces else target.printed())
        if line.adjusted is False:  # the initial target stays in force
            shown = self.draft.rng.choice(["", "", "—", "/"])
        elif line.inline and not target.words:
            shown += target.unit
        return {
            "level3": line.name, "operator": operator if target.printed() else "", "target": shown, "unit": target.unit,
            "actual": line.actual.printed(), "initial": line.initial.printed(), "weight": shown_points(line.weight),
            "score": shown_points(line.score), "review": shown_points(line.review), "criterion": line.criterion,
            "share": "" if line.share is None else f"{line.share}%", "reason": line.reason,
            "core": {None: "", True: "是", False: "否"}[line.core],
        }  # fmt: skip

    def _add(self, line: Line, goal: int | None, group: Group, points: str, level2: str, cols: list[Col]) -> None:
        shown = {col.kind for col in cols}
        row = indicator_truth(line, goal, group.name, group.weight if points else None, level2)
        for kind, name in (("level1", "level1"), ("level2", "level2"), ("weight", "weight"), ("score", "score"),
                           ("reason", "deviation_reason"), ("criterion", "criterion")):  # fmt: skip
            if kind not in shown:
                row[name] = None
        if "level1" not in shown:
            row |= {"level1_weight": None, "dimension": None}
        self.truth["indicators"].append(row)
        if line.score is not None and not line.covered:
            self.points += line.score

    # ---- end ----
    def total(
        self, label: str, spans: tuple[int, ...], *, weight: Decimal | None = Decimal(100), rating: bool = False
    ) -> None:
        """The total row: label, points to be had (where given), points given, and what else the row has room for."""
        cells = [GridCell(label, spans[0])]
        if weight is not None:
            cells.append(GridCell(str(weight), spans[1]))
        cells.append(GridCell(pad(self.draft, f"{self.points}"), spans[2]))
        if len(spans) > 3:
            word = self.rated() if rating else ""
            cells.append(GridCell(word, spans[3]))
        self.grid.row(*cells)
        self.truth["total"] = {"weight": weight, "score": self.points}

    def rated(self) -> str:
        """The grade that goes with the points given; the truth takes it."""
        good = self.points >= 90
        word = self.draft.bank.pick(self.draft.rng, "grades_a" if good else "grades_b")
        self.truth["rating"] = {"text": word, "canonical": "优" if good else "良"}
        return word


def shown_points(value: Decimal | None) -> str:
    """Points as a cell has them."""
    return "" if value is None else str(value)


def label_of(label: str) -> str:
    """A money row's label by the contract: without 其中, number and colon."""
    name = joined(label).replace("\u3000", "").strip(" ：:")
    return re.sub(r"^\d[.、]", "", name.removeprefix("其中").strip(" ：:"))


__all__ = ["Col", "Fund", "Group", "Line", "Sheet", "Value", "label_of"]
