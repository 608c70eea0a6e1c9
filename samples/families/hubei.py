"""湖北: 20 points for the execution, 80 for the indicators; (A), (B), (B/A); ☑/□; indicators goal by goal."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from samples.blocks import Para, Sample, joined
from samples.draft import Draft
from samples.facts import quantized
from samples.families import figures
from samples.families.frame import attached, evaluation_truth, finished, opened, titled
from samples.families.project import Project, drawn
from samples.families.sheet import Col, Fund, Sheet
from samples.families.wording import FamilyBank

WIDTHS = {9: [11, 13, 13, 12, 12, 11, 11, 13, 10], 10: [10, 11, 11, 18, 10, 10, 7, 7, 7, 22]}
OUTPUT, BENEFIT = figures.PLAN[0][2], figures.PLAN[1][2]
ONE: list[figures.Plan] = [[("产出指标", 40, OUTPUT), ("效益指标", 30, BENEFIT), ("满意度指标", 10, ("satisfaction",))]]
TWO: list[figures.Plan] = [
    [("产出指标", 30, OUTPUT), ("效益指标", 10, BENEFIT), ("满意度指标", 10, ("satisfaction",))],
    [("产出指标", 20, OUTPUT), ("效益指标", 10, BENEFIT)],
]


def make(name: str, seed: str, bank: FamilyBank) -> Sample:
    """A project's table."""
    draft = opened(seed, bank, "project")
    project = drawn(draft)
    _project(draft, project)
    return finished(name, draft, widths=WIDTHS)


def make_department(name: str, seed: str, bank: FamilyBank) -> Sample:
    """A whole department's table."""
    draft = opened(seed, bank, "whole_department")
    project = drawn(draft)
    title = _heading(draft, "hubei_department_title", project)
    truth = evaluation_truth(title, draft.facts.year, unit=project.unit)
    sheet = Sheet(draft, 9, truth)
    sheet.pairs((sheet.form("hubei_unit_label"), project.unit, 2, 7))
    basic = quantized(project.full_year * Decimal("0.55"), 2)
    labels, amounts = sheet.heads("hubei_natures"), [sheet.amount(basic), sheet.amount(project.full_year - basic)]
    sheet.pairs((labels[0], amounts[0][0], 2, 2), (labels[1], amounts[1][0], 2, 3))
    truth["by_nature"] = [
        {"label": joined(label), "concept": concept, "amount": value}
        for label, concept, (_, value) in zip(labels, ("basic", "project"), amounts, strict=True)
    ]
    _body(sheet, project, "hubei_department_total")
    return finished(name, draft, widths=WIDTHS)


def make_county(name: str, seed: str, bank: FamilyBank) -> Sample:
    """A county's table: own points and reviewed points, and how points are given."""
    draft = opened(seed, bank, "project")
    project = drawn(draft)
    title = titled(draft, "hubei_county_title")
    truth = evaluation_truth(
        title, draft.facts.year, project=project.name, department=project.department, unit=project.unit
    )
    draft.truth["evaluations"].append(truth)
    sheet = Sheet(draft, 10, truth)
    sheet.pairs((sheet.form("project_label"), project.name, 2, 8))
    sheet.pairs(
        (sheet.form("hubei_department_label"), project.department, 2, 3),
        (sheet.form("hubei_runner_label"), project.unit, 2, 3),
    )
    sheet.pairs((sheet.form("hubei_property_label"), draft.words("hubei_property"), 2, 8))
    names = sheet.heads("hubei_fund_heads")
    cols = [Col("label", "", 2), Col("full_year", names[0], 2), Col("executed", names[1], 2), Col("rate", names[2]),
            Col("score", names[3], 2)]  # fmt: skip
    row = Fund(sheet.form("hubei_total"), "total", None, project.full_year, project.executed, scored=True)
    sheet.funds(sheet.form("hubei_money_block"), cols, [row], 20)
    groups = figures.drawn(draft, project.quantity, ONE[0], fillers=0)
    reviewed = draft.chance(0.6)
    for line in (line for group in groups for line in group.lines()):
        line.criterion = draft.words("criterion", weight=line.weight)
        line.review = line.score if reviewed else None
    weighed = draft.chance(0.5)
    cols = [Col("level1", "一级指标"), Col("level2", "二级指标"), Col("level3", sheet.form("county_name_head")),
            Col("target", sheet.form("county_target_head")), Col("actual", sheet.form("county_actual_head")),
            *([Col("weight", "分值")] if weighed else []), Col("score", "自评分"), Col("review", "复核分"),
            Col("criterion", sheet.form("criterion_head"), 1 if weighed else 2)]  # fmt: skip
    label, expected = _goal(draft, project, 1, Decimal(80), alone=True)
    sheet.goal(expected, None, Decimal(80))
    sheet.indicators(label, cols, groups, points=sheet.form("hubei_points"))
    sheet.total(sheet.form("total_label"), (7 if weighed else 6, 0, 1, 2 if weighed else 3), weight=None)
    draft.blocks.append(sheet.table())
    return finished(name, draft, widths=WIDTHS, landscape=draft.chance(0.5))


def _heading(draft: Draft, slot: str, project: Project) -> str:
    label = draft.words("hubei_attached") if draft.chance(0.4) else ""
    if label:
        draft.blocks.append(Para(label, "attachment"))
    title = titled(draft, slot, project=project.name)
    number = "".join(label.split()).rstrip("：") or None
    if number:
        attached(draft, number, title)
    day = date(draft.facts.year + 1, draft.rng.randint(2, 7), draft.rng.randint(1, 28))
    form = draft.bank.pick(draft.rng, "date_forms")
    shown = form.format(y=day.year, m=day.month, d=day.day)
    for line in draft.words("hubei_lines", runner=project.unit, date=shown).split("|"):
        draft.para(line, "table_line")
    exact = day.isoformat() if "{d" in form else day.isoformat()[:7]
    draft.truth["sign_offs"].append({
        "attachment": number, "filled_by": None, "filled_on": exact, "phone": None, "head": None, "finance_head": None,
    })  # fmt: skip
    return title


def _project(draft: Draft, project: Project) -> None:
    title = _heading(draft, "hubei_title", project)
    truth = evaluation_truth(
        title, draft.facts.year, project=project.name, department=project.department, unit=project.unit
    )
    sheet = Sheet(draft, 9, truth)
    sheet.pairs((sheet.form("project_label"), project.name, 1, 8))
    sheet.pairs(
        (sheet.form("department_label"), project.department, 1, 4),
        (sheet.form("hubei_runner_label"), project.unit, 1, 3),
    )
    for slot in ("class", "property", "type"):
        sheet.pairs((sheet.form(f"hubei_{slot}_label"), draft.words(f"hubei_{slot}"), 1, 8))
    _body(sheet, project, "hubei_total")


def _body(sheet: Sheet, project: Project, total: str) -> None:
    draft, truth = sheet.draft, sheet.truth
    draft.truth["evaluations"].append(truth)
    names = sheet.heads("hubei_fund_heads")
    cols = [Col("label", "", 2), Col("full_year", names[0], 2), Col("executed", names[1], 2), Col("rate", names[2]),
            Col("score", names[3])]  # fmt: skip
    row = Fund(sheet.form(total), "total", None, project.full_year, project.executed, scored=True)
    sheet.funds(sheet.form("hubei_money_block"), cols, [row], 20)
    names = sheet.heads("hubei_heads")
    cols = [Col("level1", "一级指标"), Col("level2", "二级指标"), Col("level3", "三级指标", 2),
            Col("target", names[0], 2), Col("actual", names[1]), Col("score", "得分")]  # fmt: skip
    plans = draft.rng.choice([ONE, ONE, TWO])
    for index, plan in enumerate(plans):
        points = Decimal(sum(weight for _, weight, _ in plan))
        label, expected = _goal(draft, project, index + 1, points, alone=len(plans) == 1)
        sheet.goal(expected, None, points)
        groups = figures.drawn(draft, project.quantity, plan, fillers=0.1)
        _merge(draft, groups)
        sheet.indicators(label, cols, groups, goal=index, points=sheet.form("hubei_points"))
    sheet.total(sheet.form("total_label"), (8, 0, 1), weight=None)
    for key, label in zip(("problems", "measures"), sheet.heads("hubei_ends"), strict=True):
        said = draft.words(f"hubei_{key}")
        sheet.pairs((label, said, 1, 8))
        truth[key] = joined(said) or None
    draft.blocks.append(sheet.table())


def _goal(draft: Draft, project: Project, number: int, points: Decimal, *, alone: bool) -> tuple[str, str | None]:
    """The label of a goal's indicators, with or without what it is; and what it is."""
    plain = [expected for expected, _ in project.goals if not any(c.isdigit() for c in expected)]
    text = draft.rng.choice(plain) if draft.chance(0.6) else None
    name = draft.layout.forms["hubei_goal"].format(n="" if alone and draft.chance(0.3) else number)
    lead = f"{name}：{text}" if text else name
    return f"{lead}\n（{points}分）", text


def _merge(draft: Draft, groups: list[figures.Group]) -> None:
    """Now and then two lines of a second level share one cell of points."""
    for sub in (sub for group in groups for sub in group.subs):
        lines = [line for line in sub.lines if not line.filler]
        if len(lines) == 2 and len(sub.lines) == 2 and draft.chance(0.25):
            first, second = lines
            first.weight, first.score = _sum(first.weight, second.weight), _sum(first.score, second.score)
            second.covered = True


def _sum(one: Decimal | None, other: Decimal | None) -> Decimal:
    return (one or Decimal(0)) + (other or Decimal(0))
