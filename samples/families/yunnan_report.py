"""云南 narrative that gives its conclusion first: 自评结论 (自评得分, 绩效目标完成情况, 问题, 措施), then 佐证材料."""

from __future__ import annotations

from decimal import Decimal

from samples.blocks import Node, Sample
from samples.draft import Draft
from samples.facts import quantized
from samples.families.frame import finished, opened, titled
from samples.families.project import Project, drawn
from samples.families.wording import FamilyBank


def make(name: str, seed: str, bank: FamilyBank) -> Sample:
    """The report, without a table."""
    draft = opened(seed, bank, "project")
    project = drawn(draft)
    while "资金" in project.name or "补助" in project.name:  # which may as well be a transfer payment's
        project = drawn(draft)
    title = titled(draft, "conclusion_first_title", kind="title", project=project.name)
    draft.truth["title"] = title
    if project.unit not in title:  # nothing else names it
        draft.truth["organization"]["name"] = None
    first = draft.section(draft.words("sec_conclusion"), "self_score")
    _score(draft, first)
    _done(draft, first, project)
    _problems(draft, first)
    _measures(draft, first)
    _material(draft, project)
    return finished(name, draft)


def _score(draft: Draft, section: Node) -> None:
    draft.sub(section, 1, draft.words("sub_score"), "self_score")
    score = Decimal(draft.rng.choice([100, 99, 98, 97, 95, 93, 88, 85]))
    if score < 100 and draft.chance(0.4):
        score -= Decimal(draft.rng.choice(["0.5", "0.25", "1.4"]))
    conclusion = draft.truth["conclusion"]
    conclusion["self_score"] = score
    text = draft.words("score_sentence", score=score)
    if draft.chance(0.6):
        good = score >= 90
        grade = draft.bank.pick(draft.rng, "grades_a" if good else "grades_b")
        text += draft.words("rating", grade=grade)
        conclusion["rating"] = {"text": grade, "canonical": "优" if good else "良"}
    draft.para(text + "。")


def _done(draft: Draft, section: Node, project: Project) -> None:
    draft.sub(section, 2, draft.words("sub_goals_done"), "performance")
    rate = quantized(project.executed * 100 / project.full_year, 2)
    texts = [(head, draft.words(slot, rate=f"{rate}%")) for head, slot in
             zip(draft.words("done_heads").split("|"), ("done_rate", "done_goals"), strict=True)]  # fmt: skip
    undone = draft.words("undone") if draft.chance(0.4) else ""
    more = [(draft.words("undone_head"), undone)] if undone else []
    draft.entries([f"{head}。{text}" for head, text in texts + more])
    if undone and undone[0] not in "无没":  # what was not reached is a problem (VARIATION §4)
        draft.truth["problems"].append({"problem": undone.rstrip("。"), "cause": None})
    for head, text in texts:
        whole = f"{head}。{text}"
        draft.truth["performance"]["achievements"].append({"heading": head, "text": whole})


def _problems(draft: Draft, section: Node) -> None:
    draft.sub(section, 3, draft.words("sub_problems"), "problems")
    if draft.chance(0.25):
        draft.para(draft.words("nothing"))
        return
    problems = draft.bank.several(draft.rng, "problem", draft.rng.randint(1, 3))
    draft.entries([f"{problem}。" for problem in problems]) if len(problems) > 1 else draft.para(problems[0] + "。")
    draft.truth["problems"] += [{"problem": problem, "cause": None} for problem in problems]


def _measures(draft: Draft, section: Node) -> None:
    draft.sub(section, 4, draft.words("sub_measures"), "improvements")
    measures = draft.bank.several(draft.rng, "improvement", draft.rng.randint(1, 3))
    draft.entries([f"{measure}。" for measure in measures]) if len(measures) > 1 else draft.para(measures[0] + "。")
    draft.truth["improvements"] = measures


def _material(draft: Draft, project: Project) -> None:
    section = draft.section(draft.words("sec_material"), None)
    title = draft.words("sub_project")
    draft.sub(section, 1, title, "profile" if title == "基本情况" else None)
    draft.para(draft.words("project_text", project=project.name))
    draft.sub(section, 2, draft.words("sub_process"), "evaluation_process")
    draft.para(draft.words("process_text"))
