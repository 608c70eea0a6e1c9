"""云南 决算公开表: 公开14表 (projects) and 公开13表 (departments), in 元, operator, value and unit in three columns."""

from __future__ import annotations

from decimal import Decimal

from jixiao.document import Table
from samples.blocks import Sample, Truth
from samples.draft import Draft
from samples.facts import quantized
from samples.families import figures
from samples.families.frame import evaluation_truth, finished, opened, titled
from samples.families.national import CONCEPTS
from samples.families.project import Project, drawn, sources
from samples.families.sheet import Col, Fund, Sheet
from samples.families.wording import FamilyBank

WIDTHS = {10: [10, 12, 18, 10, 12, 9, 12, 7, 7, 16]}


def make(name: str, seed: str, bank: FamilyBank) -> Sample:
    """One or two projects, or a whole department."""
    if opened(seed + "?", bank, "project").chance(0.3):
        draft = opened(seed, bank, "whole_department")
        _department(draft)
    else:
        draft = opened(seed, bank, "project")
        for index in range(draft.rng.choice([1, 1, 2])):
            _project(draft, index)
    return finished(name, draft, landscape=draft.chance(0.3), widths=WIDTHS)


def _heading(draft: Draft, slot: str, unit: str, number: int) -> str:
    title = titled(draft, slot)
    for line in draft.words("yunnan_lines", runner=unit, number=number).split("|"):
        if line:
            draft.para(line, "table_line")
    return title


def _project(draft: Draft, index: int) -> None:
    project = drawn(draft, index=index)
    title = _heading(draft, "yunnan_title", project.unit, 14)
    truth = evaluation_truth(
        title, draft.facts.year, project=project.name, department=project.department, unit=project.unit
    )
    sheet = Sheet(draft, 10, truth, "元")
    sheet.pairs((sheet.form("project_label"), project.name, 2, 8))
    sheet.pairs(
        (sheet.form("department_label"), project.department, 2, 4), (sheet.form("runner_label"), project.unit, 1, 3)
    )
    funds(sheet, sources(draft, project, sheet.heads("source_rows"), CONCEPTS), "yunnan_money_block")
    draft.blocks.append(_rest(sheet, project, truth))


def _department(draft: Draft) -> None:
    project = drawn(draft)
    title = _heading(draft, "yunnan_department_title", project.unit, 13)
    truth = evaluation_truth(title, draft.facts.year, unit=project.unit)
    sheet = Sheet(draft, 10, truth, "元")
    sheet.pairs((sheet.form("yunnan_unit_label"), project.unit, 2, 8))
    whole = (project.initial, project.full_year, project.executed)
    basic = [quantized(value * Decimal("0.6"), 2) for value in whole]
    rest = [a - b for a, b in zip(whole, basic, strict=True)]
    labels = sheet.heads("nature_rows")
    rows = [Fund(labels[0], "total", *whole, scored=True), Fund(labels[1], "basic", *basic),
            Fund(labels[2], "project", *rest), Fund(labels[3], "other")]  # fmt: skip
    funds(sheet, rows, "yunnan_department_block")
    draft.blocks.append(_rest(sheet, project, truth))


def funds(sheet: Sheet, rows: list[Fund], block: str) -> None:
    """The money block of ten columns."""
    names = [name.replace("（万元）", "").replace("(万元)", "") for name in sheet.heads("fund_heads")]
    cols = [Col("label", ""), Col("initial", names[0], 2), Col("full_year", names[1], 2), Col("executed", names[2]),
            Col("weight", "分值"), Col("rate", "执行率"), Col("score", sheet.form("score_head"))]  # fmt: skip
    sheet.funds(sheet.form(block), cols, rows, 10)


def _rest(sheet: Sheet, project: Project, truth: Truth) -> Table:
    draft = sheet.draft
    draft.truth["evaluations"].append(truth)
    heads = sheet.heads("goal_heads")
    expected, actual = draft.rng.choice(project.goals)
    sheet.goals(sheet.form("goal_block"), [Col("expected", heads[0], 5), Col("actual", heads[1], 4)],
                [{"expected": expected, "actual": actual}])  # fmt: skip
    above = sheet.form("indicators_above")
    target = sheet.form("targets_above")
    cols = [Col("level1", "一级指标", over=above), Col("level2", "二级指标", over=above),
            Col("level3", "三级指标", over=above), Col("operator", "指标性质", over=target),
            Col("target", "指标值", over=target), Col("unit", sheet.form("unit_head"), over=target),
            Col("actual", sheet.form("actual_head")), Col("weight", "分值"), Col("score", sheet.form("score_head")),
            Col("reason", sheet.form("reason_head"))]  # fmt: skip
    sheet.indicators("", cols, figures.drawn(draft, project.quantity))
    if draft.chance(0.85):
        said = draft.words("remark_cell")
        sheet.pairs((sheet.form("remark_label"), said, 3, 7))
        truth["remarks"] = said or None
    sheet.total(sheet.form("total_label"), (7, 1, 1, 1), rating=draft.chance(0.7))
    return sheet.table()
