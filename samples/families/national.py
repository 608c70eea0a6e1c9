"""财预〔2020〕10号 项目支出绩效自评表: one table a project, several in a file."""

from __future__ import annotations

from jixiao.document import Table
from samples.blocks import Sample
from samples.draft import Draft
from samples.families import figures
from samples.families.frame import evaluation_truth, finished, opened, signed, titled
from samples.families.project import Project, drawn, sources
from samples.families.sheet import Col, Sheet
from samples.families.wording import FamilyBank

CONCEPTS: list[str | None] = ["total", "fiscal_appropriation", "carried_in", "other"]
WIDTHS = {9: [8, 11, 13, 24, 14, 14, 8, 9, 17]}


def make(name: str, seed: str, bank: FamilyBank) -> Sample:
    """One to three projects, each with its table."""
    draft = opened(seed, bank, "project")
    for index in range(draft.rng.choice([1, 1, 2, 3])):
        _project(draft, index)
    return finished(name, draft, widths=WIDTHS)


def _project(draft: Draft, index: int) -> None:
    project = drawn(draft, index=index)
    title = titled(draft, "national_title")
    if draft.chance(0.15):
        draft.para(draft.words("table_line"), "table_line")
    draft.blocks.append(_table(draft, project, title))
    if draft.chance(0.6):
        signed(draft, None)


def _table(draft: Draft, project: Project, title: str) -> Table:
    truth = evaluation_truth(
        title, draft.facts.year, project=project.name, department=project.department, unit=project.unit
    )
    draft.truth["evaluations"].append(truth)
    sheet = Sheet(draft, 9, truth)
    sheet.pairs((sheet.form("project_label"), project.name, 3, 6))
    sheet.pairs(
        (sheet.form("department_label"), project.department, 3, 2), (sheet.form("runner_label"), project.unit, 1, 3)
    )
    names = sheet.heads("fund_heads")
    cols = [Col("label", "", 2), Col("initial", names[0]), Col("full_year", names[1]), Col("executed", names[2]),
            Col("weight", "分值"), Col("rate", "执行率"), Col("score", sheet.form("score_head"))]  # fmt: skip
    rows = sources(draft, project, sheet.heads("source_rows"), CONCEPTS)
    sheet.funds(sheet.form("money_block"), cols, rows, 10)
    heads = sheet.heads("goal_heads")
    expected, actual = draft.rng.choice(project.goals)
    sheet.goals(sheet.form("goal_block"), [Col("expected", heads[0], 3), Col("actual", heads[1], 5)],
                [{"expected": expected, "actual": actual}])  # fmt: skip
    indicators(sheet, project)
    sheet.total(sheet.form("total_label"), (6, 1, 1, 1))
    return sheet.table()


def indicators(sheet: Sheet, project: Project, *, goal: int | None = 0) -> None:
    """The official nine columns."""
    draft = sheet.draft
    cols = [Col("level1", "一级指标"), Col("level2", "二级指标"), Col("level3", "三级指标"),
            Col("target", sheet.form("target_head")), Col("actual", sheet.form("actual_head")), Col("weight", "分值"),
            Col("score", sheet.form("score_head")), Col("reason", sheet.form("reason_head"))]  # fmt: skip
    plan = draft.rng.choice([figures.PLAN, figures.PLAN, figures.PLAN_70, figures.PLAN_COST])
    points = sheet.form("weight_label") if draft.chance(0.3) else ""
    sheet.indicators(
        sheet.form("indicator_head"), cols, figures.drawn(draft, project.quantity, plan), goal=goal, points=points
    )
