"""Whole departments: 重庆 (得分系数, 是否核心指标, 调整指标值), 安徽 (sources or tasks), 河北 (kinds of projects)."""

from __future__ import annotations

from decimal import Decimal

from samples.blocks import Sample, Truth
from samples.draft import Draft
from samples.facts import quantized
from samples.families import figures
from samples.families.frame import evaluation_truth, finished, opened, said, signed, titled
from samples.families.national import CONCEPTS, indicators
from samples.families.project import Project, drawn, sources
from samples.families.sheet import Col, Fund, Sheet
from samples.families.wording import FamilyBank

WIDTHS = {9: [8, 11, 13, 24, 14, 14, 8, 9, 17], 10: [18, 9, 9, 11, 11, 11, 9, 8, 8, 8]}
TASK_WIDTHS = {10: [9, 11, 12, 18, 10, 11, 11, 8, 8, 14]}


def _opened(seed: str, bank: FamilyBank, slot: str) -> tuple[Draft, Project, Truth]:
    draft = opened(seed, bank, "whole_department")
    project = drawn(draft)
    truth = evaluation_truth(titled(draft, slot), draft.facts.year, unit=project.unit)
    draft.truth["evaluations"].append(truth)
    return draft, project, truth


def make_chongqing(name: str, seed: str, bank: FamilyBank) -> Sample:
    """重庆: no levels, targets of the year's beginning and adjusted ones, a coefficient, core indicators."""
    draft, project, truth = _opened(seed, bank, "chongqing_title")
    sheet = Sheet(draft, 10, truth)
    groups = figures.drawn(draft, project.quantity, [*figures.PLAN], fillers=0)
    for line in (line for group in groups for line in group.lines()):
        _adjust(draft, line)
    rate = project.executed * 100 / project.full_year
    points = quantized(min(rate, Decimal(100)) / 10, 2)
    score = (Decimal(10) if points == 10 else points) + figures.total_of(groups)
    labels = sheet.heads("chongqing_head")
    sheet.pairs(
        (labels[0], project.unit, 2, 3), (labels[1], draft.words("office"), 2, 1), (labels[2], f"{score}", 1, 1)
    )
    if draft.chance(0.7):
        who, phone = draft.words("people"), draft.words("phones")
        sheet.pairs((labels[3], who, 2, 3), (labels[4], phone, 2, 3))
        draft.truth["sign_offs"].append({
            "attachment": None, "filled_by": said(who), "filled_on": None, "phone": said(phone), "head": None,
            "finance_head": None,
        })  # fmt: skip
    names = sheet.heads("chongqing_fund_heads")
    cols = [Col("label", "", 2), *(Col(kind, head) for kind, head in
            zip(("initial", "full_year", "executed", "rate", "weight", "score"), names, strict=True))]  # fmt: skip
    row = Fund(sheet.form("chongqing_row"), "total", project.initial, project.full_year, project.executed, scored=True)
    sheet.funds(sheet.form("chongqing_money_block"), cols, [row], 10, wide=2)
    heads = sheet.heads("chongqing_goal_heads")
    expected, actual = draft.rng.choice(project.goals)
    adjusted = draft.words("adjusted_goal")
    goal = {
        "expected": expected,
        "shown": adjusted,
        "actual": actual,
        "adjusted": "" if adjusted in ("", "无", "/", "—") else adjusted,
    }
    cols = [Col("expected", heads[0], 2), Col("shown", heads[1], 3), Col("actual", heads[2], 3)]
    sheet.goals(sheet.form("chongqing_goal_block"), cols, [goal], wide=2)
    names = sheet.heads("chongqing_heads")
    kinds = ("level3", "unit", "operator", "initial", "target", "actual", "share", "weight", "score", "core")
    sheet.indicators("", [Col(kind, head) for kind, head in zip(kinds, names, strict=True)], groups)
    truth["total"] = {"weight": None, "score": score}
    draft.blocks.append(sheet.table())
    return finished(name, draft, widths=WIDTHS, landscape=draft.chance(0.6))


def _adjust(draft: Draft, line: figures.Line) -> None:
    """Targets in two columns: the adjusted one, often blank, is in force; the unit stands in a column of its own."""
    line.share = quantized(line.score * 100 / line.weight, 0) if line.score and line.weight else Decimal(100)
    line.core = draft.chance(0.5)
    line.reason = ""
    target = line.target
    line.inline = draft.chance(0.3)
    line.actual = line.actual if line.inline or draft.chance(0.3) else line.actual.bare()
    line.initial = target.bare()
    line.adjusted = draft.chance(0.4)
    if line.inline and target.value is not None:
        line.initial.unit = target.unit
    if line.adjusted and target.value is not None and target.value > 10:
        line.initial.number, line.initial.value = draft.hand.digits(target.value - draft.rng.randint(1, 9), 0)


def make_anhui(name: str, seed: str, bank: FamilyBank) -> Sample:
    """安徽: money by source."""
    draft, project, _ = _opened(seed, bank, "department_title")
    if draft.chance(0.15):  # spent more than the budget of the year
        project.executed = quantized(project.full_year * Decimal("1.03"), 2)
    sheet = Sheet(draft, 9, draft.truth["evaluations"][0])
    sheet.pairs((sheet.form("department_unit_label"), project.unit, 3, 6))
    names = sheet.heads("fund_heads")
    cols = [Col("label", "", 2), Col("initial", names[0]), Col("full_year", names[1]), Col("executed", names[2]),
            Col("weight", "分值"), Col("rate", "执行率"), Col("score", "得分")]  # fmt: skip
    sheet.funds(
        sheet.form("department_money_block"), cols, sources(draft, project, sheet.heads("source_rows"), CONCEPTS), 10
    )
    _goals(sheet, project)
    indicators(sheet, project)
    sheet.total(sheet.form("total_label"), (6, 1, 1, 1))
    draft.blocks.append(sheet.table())
    if draft.chance(0.5):
        signed(draft, None)
    return finished(name, draft, widths=WIDTHS)


def make_tasks(name: str, seed: str, bank: FamilyBank) -> Sample:
    """安徽: money by the year's main tasks, each with its part from the budget."""
    draft, project, _ = _opened(seed, bank, "department_title")
    sheet = Sheet(draft, 10, draft.truth["evaluations"][0])
    sheet.pairs((sheet.form("department_unit_label"), project.unit, 3, 7))
    names = sheet.heads("task_heads")
    kinds = ("label", "done", "full_year", "fiscal_full_year", "executed", "fiscal_executed", "weight", "rate", "score")
    rows = _tasks(draft, project)
    sheet.funds(sheet.form("task_block"), [Col(kind, head) for kind, head in zip(kinds, names, strict=True)], rows, 10)
    _goals(sheet, project, (4, 5))
    names = sheet.heads("task_indicator_heads")
    kinds = ("level1", "level2", "level3", "weight", "target", "actual", "score", "reason")
    cols = [Col(kind, head, 2 if kind == "reason" else 1) for kind, head in zip(kinds, names, strict=True)]
    sheet.indicators(sheet.form("indicator_head"), cols, figures.drawn(draft, project.quantity))
    sheet.total(sheet.form("total_label"), (7, 0, 1, 2), weight=None)
    draft.blocks.append(sheet.table())
    return finished(name, draft, widths=TASK_WIDTHS, landscape=draft.chance(0.5))


def _tasks(draft: Draft, project: Project) -> list[Fund]:
    names = draft.bank.several(draft.rng, "task_name", draft.rng.randint(2, 4))
    left, spent = project.full_year, project.executed
    rows = []
    for index, name in enumerate(names):
        last = index == len(names) - 1
        share = Decimal(1) if last else Decimal(draft.rng.randint(20, 60)) / 100
        full, executed = quantized(left * share, 2), quantized(spent * share, 2)
        left, spent = left - full, spent - executed
        rows.append(Fund(name, None, None, full, executed))
    rows.append(Fund(draft.words("task_total"), "total", None, project.full_year, project.executed, scored=True))
    return rows


def make_hebei(name: str, seed: str, bank: FamilyBank) -> Sample:
    """河北: money by kinds of projects, several goals with points."""
    draft, project, _ = _opened(seed, bank, "department_title")
    sheet = Sheet(draft, 9, draft.truth["evaluations"][0])
    sheet.pairs((sheet.form("department_unit_label"), project.unit, 3, 6))
    heads = sheet.heads("hebei_fund_heads")
    cols = [Col("label", heads[0], 2), Col("initial", heads[1]), Col("full_year", heads[2]), Col("executed", heads[3]),
            Col("weight", "分值"), Col("rate", "执行率"), Col("score", "得分")]  # fmt: skip
    sheet.funds(sheet.form("hebei_money_block"), cols, _kinds(sheet, project), 10)
    goals = draft.rng.sample(project.goals, draft.rng.randint(2, len(project.goals)))
    shares = {2: [Decimal(60), Decimal(40)], 3: [Decimal(50), Decimal(30), Decimal(20)]}[len(goals)]
    heads = sheet.heads("hebei_goal_heads")
    cols = [Col("expected", heads[0], 3), Col("actual", heads[1], 4), Col("weight", heads[2])]
    texts = [{"expected": one, "actual": other} for one, other in goals]
    sheet.goals(sheet.form("hebei_goal_block"), cols, texts, shares)
    indicators(sheet, project, goal=None)
    sheet.total(sheet.form("total_label"), (6, 1, 1, 1))
    draft.blocks.append(sheet.table())
    return finished(name, draft, widths=WIDTHS)


def _kinds(sheet: Sheet, project: Project) -> list[Fund]:
    labels = sheet.heads("hebei_rows")
    whole = (project.initial, project.full_year, project.executed)
    rows, left = [Fund(labels[0], "total", *whole, scored=True)], list(whole)
    for label, concept, share in zip(
        labels[1:], ("personnel", "public", "project", "project"), (50, 40, 30, 100), strict=True
    ):
        parts = [quantized(value * share / 100, 2) for value in left]
        left = [a - b for a, b in zip(left, parts, strict=True)]
        rows.append(Fund(label, concept, *parts))
    return rows


def _goals(sheet: Sheet, project: Project, spans: tuple[int, int] = (3, 5)) -> None:
    heads = sheet.heads("goal_heads")
    expected, actual = sheet.draft.rng.choice(project.goals)
    sheet.goals(sheet.form("goal_block"), [Col("expected", heads[0], spans[0]), Col("actual", heads[1], spans[1])],
                [{"expected": expected, "actual": actual}])  # fmt: skip
