"""The report as rules see it: its parts by what they are about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

from jixiao.checks.figures import ZERO, Leaf, word
from jixiao.checks.parts import Form, Row, Statement
from jixiao.checks.profiles import Profile
from jixiao.checks.texts import Texts, plain
from jixiao.patterns import Patterns
from jixiao.schema import BaseData, Report, Section, SpendingStatement
from jixiao.schema.text import Place

_FIGURES = "unread_figures"
_LOST = ("unreadable_table", "unread_table", _FIGURES)
"""Diagnostics that name tables, or rows and figures of them, that were not read."""
_AMOUNTS = "unread_amounts"
_SHIFT = {"元": -4, "万元": 0, "亿元": 4}
_ROUNDED = Decimal("0.02")
_THREE_PUBLIC = {"three_public", "vehicles", "vehicle_purchase", "vehicle_running", "overseas", "reception"}


def _headings(sections: Iterable[Section]) -> Iterator[int]:
    """The blocks in which sections of the text begin."""
    for section in sections:
        if section.blocks and section.role != "attachment":
            yield section.blocks[0]
        yield from _headings(section.children)


class Facts:
    """One report with its profile and patterns."""

    def __init__(self, report: Report, profile: Profile, patterns: Patterns) -> None:
        self.report = report
        self.profile = profile
        self.patterns = patterns
        self.year = report.fiscal_year
        self.memo: dict[str, Any] = {}

    @cached_property
    def texts(self) -> Texts:
        """The report's texts, folded."""
        return Texts(self.report, self.patterns)

    # -- narrative

    @cached_property
    def statements(self) -> list[Statement]:
        """The narrative's statements about the report's year, in order, without a total to which what was left is
        added («支出总计618万元» beside «支出合计601万元», or beside «结转下年17万元»)."""
        vague = self.patterns["checks.about"].compiled
        own = [
            (i, model)
            for i, model in enumerate(self.report.spending)
            if model.year is None or self.year is None or model.year == self.year
        ]
        balanced = {i for i, model in own if model.scope == "total" and self._is_balance(i)}
        spent = {model.fund for i, model in own if model.scope == "total" and i not in balanced and model.amount}
        return [
            Statement(model, f"/spending/{i}", self.report, vague)
            for i, model in own
            if i not in balanced or (model.fund not in spent and not self._left_beside(model, own))
        ]

    @cached_property
    def _left_over(self) -> list[Decimal]:
        """What was left at the year's end, as the text tells, in 万元."""
        left = self.patterns["checks.left_over"]
        texts = [text for block in self.report.blocks if block.text and left.occurs(text := plain(block.text))]
        found = [one for text in texts for one in left.compiled.finditer(text)]
        return [Decimal(one["amount"].replace(",", "")).scaleb(_SHIFT[one["unit"]]) for one in found]

    def _left_beside(self, total: SpendingStatement, own: Sequence[tuple[int, SpendingStatement]]) -> bool:
        """Whether what was left is what a total has more than its two parts, where both are told."""
        known = {m.scope: m.amount for _, m in reversed(own) if m.fund == total.fund and m.amount is not None}
        basic, project = known.get("basic"), known.get("project")
        if not self._left_over or total.amount is None or basic is None or project is None:
            return bool(self._left_over)
        more = total.amount - basic - project
        return any(abs(more - left) < _ROUNDED for left in [*self._left_over, sum(self._left_over, ZERO)])

    def _is_balance(self, index: int) -> bool:
        """Whether a total is the one that income and expenditure balance at."""
        said = self.report.evidence.get(f"/spending/{index}/scope")
        return said is not None and self.patterns["checks.balance"].occurs(plain(said.text))

    @cached_property
    def _by_key(self) -> dict[tuple[str, str], list[Statement]]:
        found: dict[tuple[str, str], list[Statement]] = {}
        for statement in self.statements:
            found.setdefault((statement.model.fund, statement.model.scope), []).append(statement)
        return found

    def mentions(self, fund: str, scope: str) -> list[Statement]:
        """All statements about a fund and a scope."""
        return self._by_key.get((fund, scope), [])

    def statement(self, fund: str, scope: str) -> Statement | None:
        """The first statement with an amount about a fund and a scope."""
        return self._stated.get((fund, scope))

    def changed(self, fund: str, scope: str) -> Statement | None:
        """The first statement with amount and change."""
        return self._changed.get((fund, scope))

    @cached_property
    def _stated(self) -> dict[tuple[str, str], Statement]:
        told = [statement for statement in self.statements if statement.model.amount is not None]
        return {(statement.model.fund, statement.model.scope): statement for statement in reversed(told)}

    @cached_property
    def _changed(self) -> dict[tuple[str, str], Statement]:
        told = [statement for statement in self.statements if statement.model.amount is not None and statement.firm]
        return {(statement.model.fund, statement.model.scope): statement for statement in reversed(told)}

    @cached_property
    def funds(self) -> list[str]:
        """The funds that the narrative speaks of, in order."""
        return list(dict.fromkeys(fund for fund, _ in self._by_key))

    def anywhere(self, scope: str) -> Statement | None:
        """The first statement with an amount about a scope of the general budget, of all funds, else of any."""
        for fund in ("all", "general_public", *self.funds):
            found = self.statement(fund, scope)
            if found:
                return found
        return None

    # -- tables

    @cached_property
    def rows(self) -> list[Row]:
        """The expense rows of the base data."""
        data = self.report.base_data
        return [Row(m, i, self.report) for i, m in enumerate(data.expenses)] if data else []

    @cached_property
    def _row_of(self) -> dict[str, Row]:
        found: dict[str, Row] = {}
        for row in self.rows:
            if row.model.concept:
                found.setdefault(row.model.concept, row)
        return found

    def row(self, concept: str) -> Row | None:
        """The first expense row of a concept."""
        return self._row_of.get(concept)

    def below(self, row: Row) -> list[Row]:
        """The rows that are part of a row."""
        return self._below.get(row.index, [])

    @cached_property
    def _below(self) -> dict[int, list[Row]]:
        found: dict[int, list[Row]] = {}
        for row in self.rows:
            if row.model.parent is not None:
                found.setdefault(row.model.parent, []).append(row)
        return found

    @cached_property
    def forms(self) -> list[Form]:
        """The 自评表 of the report."""
        return [Form(m, i, self.report) for i, m in enumerate(self.report.evaluations)]

    def in_part(self, leaves: Sequence[Leaf], of: str) -> bool:
        """Whether values stand in a table of which only a part could be read, or beside one that could not: what is
        lacking there may be right. What is ``of`` the whole report any loss that was named leaves open.
        """
        if of == "report":
            return any(found.code in (*_LOST, _AMOUNTS) for found in self.report.diagnostics)
        return any(leaf.pointer.startswith(start) for start in self._in_part for leaf in leaves)

    def is_unread_beside(self, pointer: str) -> bool:
        """Whether figures that no field has stand in a value's row of its table."""
        evidence = self.report.evidence.get(pointer)
        rows = {(p.block, p.cell[0]) for p in evidence.places if p.cell} if evidence else set()
        left = {(p.block, *p.cell) for p in self.report.coverage.unread_places if p.cell} if rows else set()
        return any(
            (table.block, cell.row) in rows and any(map(str.isdecimal, cell.text))
            for table in self.report.tables
            for cell in table.cells
            if (table.block, cell.row, cell.column) in left
        )

    @cached_property
    def _in_part(self) -> tuple[str, ...]:
        """The pointers of the forms in the blocks of a loss, and of those before and behind it with none between, nor
        the heading of a section: a table below another heading is no part of a form."""
        named = [(d.code, p.block) for d in self.report.diagnostics if d.code in _LOST for p in d.places]
        columns = self._unread_columns({block for code, block in named if code == _FIGURES})
        lost = sorted({block for code, block in named if code != _FIGURES or block not in columns})
        forms: dict[int, str] = {}
        for pointer, evidence in self.report.evidence.items() if lost else ():
            if pointer.startswith(("/evaluations/", "/base_data/")):
                end = 3 if pointer.startswith("/evaluations/") else 2
                forms.update({p.block: "/".join(pointer.split("/")[:end]) + "/" for p in evidence.places if p.cell})
        blocks, whole = sorted(forms), self._lacks_nothing() if lost else ()
        heads = sorted(_headings(self.report.outline)) if lost else []
        found: dict[str, None] = {}
        for block in lost:
            at = bisect_left(blocks, block)
            beside = [*blocks[max(at - 1, 0) : at], *blocks[at : at + 1]]
            part = bisect_right(heads, block)
            beside = [one for one in beside if forms[one] not in whole and bisect_right(heads, one) == part]
            near = [block] if block in forms else beside
            found.update(dict.fromkeys(forms[one] for one in near))
        return tuple(found)

    def _unread_columns(self, blocks: set[int]) -> set[int]:
        """Which of the tables only have columns more than their form: every row was read, none of those columns was,
        but in the row of the total, which has fewer fields."""
        if not blocks:
            return set()
        parts: dict[tuple[int, int], set[str]] = {}
        columns: set[tuple[int, str, int]] = set()
        for pointer, evidence in self.report.evidence.items():
            for p in evidence.places:
                if p.cell and p.block in blocks:  # what is read of a row is its part: 资金, 指标
                    part = "/".join(step for step in pointer.split("/")[:4] if not step.isdecimal())
                    parts.setdefault((p.block, p.cell[0]), set()).add(part)
                    columns.add((p.block, part, p.cell[1]))
        figures = {
            (table.block, cell.row, cell.column)
            for table in self.report.tables if table.block in blocks
            for cell in table.cells if any(map(str.isdecimal, cell.text))
        }  # fmt: skip
        totals = {(p.block, p.cell[0]) for p in self._places_of_totals() if p.cell}
        unread = (
            (p.block, *p.cell) for p in self.report.coverage.unread_places
            if p.cell and p.block in blocks and (p.block, p.cell[0]) not in totals
        )  # fmt: skip
        left = [at for at in unread if at in figures]
        return blocks - {
            b for b, row, at in left
            if (b, row) not in parts or any((b, part, at) in columns for part in parts[b, row])
        }  # fmt: skip

    def _places_of_totals(self) -> Iterator[Place]:
        for at in range(len(self.report.evaluations)):
            evidence = self.report.evidence.get(f"/evaluations/{at}/total/score")
            yield from evidence.places if evidence else ()

    def _lacks_nothing(self) -> set[str]:
        """The pointers of the forms whose weights, with that of execution, are those of their total."""
        found: set[str] = set()
        for at, form in enumerate(self.report.evaluations):
            execution = [fund.weight for fund in form.funds if fund.weight is not None]
            weights = [row.weight for row in form.indicators if row.weight is not None]
            if execution and weights and form.total.weight == sum((*execution, *weights)):
                found.add(f"/evaluations/{at}/")
        return found

    @cached_property
    def base_form(self) -> BaseData | None:
        """The 基础数据表, all of whose cells are to be filled; none where a text has a table of 三公经费 alone."""
        data = self.report.base_data
        if data is None or not data.expenses or {row.concept for row in data.expenses} - _THREE_PUBLIC:
            return data
        others = (data.staffing.authorized, data.staffing.actual, data.procurement.final, data.thrift_measures)
        return None if others == (None, None, None, None) else data

    @cached_property
    def whole(self) -> Form | None:
        """The 自评表 of the whole department."""
        forms = [form for form in self.forms if form.whole] if self.report.kind != "project" else []
        # A text may hold a table of what projects cost above the form.
        full = (form for form in forms if form.model.indicators and form.model.funds)
        return next(full, forms[0] if forms else None)

    def sign_off_leaf(self, index: int, field: str, label: str) -> Leaf:
        """A sign-off's value as a leaf."""
        value = getattr(self.report.sign_offs[index], field)
        return word(
            value, f"{self.report.sign_offs[index].attachment or ''} {label}".strip(), f"/sign_offs/{index}/{field}"
        )

    def leaf(self, pointer: str, label: str, value: str | Decimal | int | None) -> Leaf:
        """Any value as a leaf."""
        if isinstance(value, str) or value is None:
            return word(value, label, pointer)
        return Leaf(Decimal(value), ZERO, label, pointer)
