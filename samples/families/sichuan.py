"""四川 报表 510000_0013zp: goals and course before the money, 权重, 指标性质/度量单位, 评价结论 below the total."""

from __future__ import annotations

from samples.blocks import GridCell, Para, Sample, joined
from samples.draft import Draft
from samples.families import figures
from samples.families.frame import evaluation_truth, finished, opened, said, titled
from samples.families.project import Project, drawn, sources
from samples.families.sheet import Col, Sheet
from samples.families.wording import FamilyBank

CONCEPTS: list[str | None] = ["total", "fiscal_appropriation", "special_account", "other", "other"]
WIDTHS = {11: [10, 11, 12, 20, 9, 9, 8, 11, 7, 8, 15]}
PLAN_22 = [("产出指标", 45, ("quantity", "timeliness")), ("效益指标", 45, ("economic", "satisfaction"))]


def make(name: str, seed: str, bank: FamilyBank) -> Sample:
    """One to three projects."""
    draft = opened(seed, bank, "project")
    for index in range(draft.rng.choice([1, 1, 2, 3])):
        _project(draft, drawn(draft, index=index))
    return finished(name, draft, landscape=draft.chance(0.6), widths=WIDTHS)


def _project(draft: Draft, project: Project) -> None:
    truth = evaluation_truth(
        None, draft.facts.year, project=project.name, department=project.department, unit=project.unit
    )
    sheet = Sheet(draft, 11, truth)
    if draft.chance(0.5):
        truth["title"] = titled(draft, "sichuan_title")
    else:  # the title stands in the table's first row; a line parts it from the table above
        if draft.blocks:
            draft.blocks.append(Para(""))
        if draft.chance(0.5):
            draft.para(draft.words("sichuan_number"), "table_line")
        title = draft.words("sichuan_title").replace("|", "\n")
        sheet.grid.row(GridCell(title, 11))
        truth["title"] = joined(title)
    draft.truth["evaluations"].append(truth)
    shown = project.name
    if draft.chance(0.7):
        truth["project_code"] = (
            f"5100002{draft.rng.randint(1, 4)}{draft.rng.choice('RTY')}{draft.rng.randint(10**11, 10**12 - 1)}"
        )
        shown = f"{truth['project_code']}-{project.name}"
    sheet.pairs((sheet.form("project_label"), shown, 1, 10))
    sheet.pairs(
        (sheet.form("department_label"), project.department, 1, 4), (sheet.form("runner_label"), project.unit, 2, 4)
    )
    _course(sheet, project)
    _funds(sheet, project)
    _indicators(sheet, project)
    _end(sheet)
    draft.blocks.append(sheet.table())


def _course(sheet: Sheet, project: Project) -> None:
    draft = sheet.draft
    labels = sheet.heads("sichuan_course")
    expected, actual = draft.rng.choice(project.goals)
    course = draft.words("course")
    sheet.grid.row(GridCell(labels[0], 1, 3), GridCell(labels[1], 2, 2), GridCell(labels[3], 4), GridCell(labels[4], 4))
    prompt = draft.chance(0.1)
    shown = draft.words("prompt") if prompt else actual
    sheet.grid.row(GridCell(expected, 4), GridCell(shown, 4))
    sheet.grid.row(GridCell(labels[2], 2), GridCell(course, 8))
    sheet.goal(expected, None if prompt else actual)
    sheet.truth["remarks"] = joined(course) or None


def _funds(sheet: Sheet, project: Project) -> None:
    names = sheet.heads("sichuan_fund_heads")
    cols = [Col("label", names[0], 2), Col("initial", names[1], 2), Col("full_year", names[2]),
            Col("executed", names[3]), Col("rate", names[4]), Col("weight", "权重"),
            Col("score", "得分"), Col("reason", names[5])]  # fmt: skip
    rows = sources(sheet.draft, project, sheet.heads("sichuan_rows"), CONCEPTS)
    sheet.funds(sheet.form("sichuan_money_block"), cols, rows, 10)


def _indicators(sheet: Sheet, project: Project) -> None:
    cols = [Col("level1", "一级指标"), Col("level2", "二级指标"), Col("level3", "三级指标"),
            Col("operator", "指标性质"), Col("target", "指标值"), Col("unit", sheet.form("unit_head")),
            Col("actual", sheet.form("sichuan_actual_head")), Col("weight", "权重"),
            Col("score", "得分"), Col("reason", sheet.form("sichuan_reason_head"))]  # fmt: skip
    plan = sheet.draft.rng.choice([figures.PLAN, PLAN_22])
    groups = figures.drawn(sheet.draft, project.quantity, plan, fillers=0)
    for line in (line for group in groups for line in group.lines()):
        line.actual = line.actual.bare() if sheet.draft.chance(0.7) else line.actual
    sheet.indicators(sheet.form("sichuan_indicator_block"), cols, groups)
    sheet.total(sheet.form("sichuan_total"), (8, 1, 1, 1))


def _end(sheet: Sheet) -> None:
    draft, truth = sheet.draft, sheet.truth
    texts = {
        "conclusion": draft.words("table_conclusion", score=sheet.points),
        "problems": draft.words("table_problem"),
        "measures": draft.words("table_measure"),
    }
    for key, label in zip(texts, sheet.heads("sichuan_ends"), strict=True):
        if draft.chance(0.1):
            sheet.pairs((label, draft.words("prompt"), 1, 10))
        else:
            sheet.pairs((label, texts[key], 1, 10))
            truth[key] = joined(texts[key]) or None
    if draft.chance(0.5):
        head = draft.words("people") if draft.chance(0.3) else ""
        sheet.grid.row(GridCell("项目负责人：", 5), GridCell(f"财务负责人：{head}", 6))
        draft.truth["sign_offs"].append({
            "attachment": None, "filled_by": None, "filled_on": None, "phone": None, "head": None,
            "finance_head": said(head),
        })  # fmt: skip
