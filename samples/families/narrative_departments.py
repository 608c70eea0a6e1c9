"""Whole-department narratives: Hunan before 2022, Guangdong, Beijing, Chongqing, Tibet, Hebei."""

from __future__ import annotations

from collections.abc import Callable

from samples.blocks import Para, Sample
from samples.draft import Draft
from samples.families import narrative_money as money
from samples.families import narrative_parts as parts
from samples.families.frame import finished
from samples.families.narrative_tables import score_sheet
from samples.families.wording import FamilyBank


def hunan_before(name: str, seed: str, bank: FamilyBank) -> Sample:
    """Hunan before 2022: mostly score first, overall spending in one section, often with the scoring table."""
    draft = parts.started(seed, bank, "whole_department")
    parts.title(draft, "nb_title", may_lack=True)
    parts.preamble(draft, 0.3)
    first = draft.chance(0.6)
    if first:
        _score(draft)
    profile = money.profile(draft, with_units=True)
    say = money.speaker(draft)
    way = draft.rng.choice(["section", "section", "items", "subs"])
    if way == "items":
        _items(draft, say)
    elif way == "section":
        _spending_section(draft, say)
    else:
        parts.sub(draft, profile, "in_overview", "overview_income", None)
        for number, text in enumerate((money.income(draft), money.parts(draft, say)), 1):
            label = f"{number}、"
            draft.para(label + text, "body", label)
    parts.performance(draft, "sec_perf")
    if draft.chance(0.25):
        parts.together(draft, draft.section(draft.words("sec_problem_measure"), "problems"))
    else:
        parts.apart(draft)
    if not first and draft.chance(0.7):
        _score(draft)
    parts.page_end(draft)
    if draft.chance(0.5):
        score_sheet(draft)
    parts.dressed(draft)
    return finished(name, draft, widths={9: [9, 6, 9, 6, 13, 6, 26, 20, 7], 7: [9, 10, 14, 6, 26, 20, 7]})


def _score(draft: Draft) -> None:
    section = draft.section(draft.words("sec_score"), "self_score", run_on=draft.behind())
    del section
    draft.para(parts.score_text(draft))


def _spending_section(draft: Draft, say: money.Speaker) -> None:
    section = draft.section(draft.words("in_overview"), "overview_income")
    if draft.chance(0.5):
        parts.sub(draft, section, "sec_spend_detail", "overview_income", None)
        draft.para(money.overview(draft, say, deep=True))
    else:
        draft.para(money.overview(draft, say, deep=False))
        parts.sub(draft, section, "sec_in_basic", "basic_spending", None)
        draft.para(money.basic(draft, say))
        parts.sub(draft, section, "sec_in_project", "project_spending", None)
        draft.para(money.project(draft, say))
    if draft.chance(0.7):
        parts.sub(draft, section, "sec_in_three", "three_public", None)
        draft.para(money.three_public(draft, say, total=draft.chance(0.5)))


def _items(draft: Draft, say: money.Speaker) -> None:
    """«1、收支情况。…2、“三公”经费情况。…» below the unit's profile, no sections of their own (R06)."""
    money.item(draft, 1, draft.rng.choice(["收支情况", "部门收支情况"]), money.income(draft) + money.overview(
        draft, say, deep=draft.chance(0.5)))  # fmt: skip
    money.item(draft, 2, draft.words("sec_in_three"), money.three_public(draft, say, total=draft.chance(0.3)))


def _goals(draft: Draft, section: object, slot: str = "sec_goals", text: str = "goals_text") -> None:
    parts.sub(draft, section, slot, "goals", parts.said(draft, text))  # type: ignore[arg-type]


def guangdong(name: str, seed: str, bank: FamilyBank) -> Sample:
    """Guangdong: 部门基本情况, then 绩效自评情况 with 履职效能 and 管理效率; no table."""
    draft = parts.started(seed, bank, "whole_department")
    parts.title(draft, "gd_title", may_lack=True)
    parts.preamble(draft, 0.2)
    section = draft.section(draft.words("pr_overview"), "profile")
    money.functions(draft, section)
    for step in draft.rng.sample([money.organisation, money.staffing], 2):
        step(draft, section)
    _goals(draft, section, "sec_tasks", "tasks_text")
    _goals(draft, section)
    say = money.speaker(draft)
    suffix = draft.rng.choice(["", "", "（以决算数为统计口径）"])
    number = len(section.children) + 1
    draft.sub(section, number, "部门整体支出情况" + suffix, "overview_income")
    draft.para(money.overview(draft, say, deep=draft.chance(0.7)))
    section = draft.section("绩效自评情况", "performance")
    parts.sub(draft, section, "sec_score", "self_score", parts.score_text(draft))
    parts.group(draft, section, "sec_duty", "performance", parts.drawn_pairs(draft, "head_duty", "body_duty", 3))
    parts.group(draft, section, "sec_efficiency", None,
                parts.drawn_pairs(draft, "head_efficiency", "body_efficiency", 5))  # fmt: skip
    if draft.chance(0.6):
        number = len(section.children) + 1
        title = draft.rng.choice(["就部门整体支出绩效管理存在的问题提出改进措施", "存在的问题和改进措施"])
        draft.sub(section, number, title, "problems")
        _problem_sentences(draft)
    else:
        parts.apart(draft)
    if draft.chance(0.6):
        draft.section(draft.rng.choice(["其他自评情况", "其他需要说明的情况"]), "other_matters")
        text = draft.rng.choice(["无。", "暂无其他需要说明的情况。"])
        draft.para(text)
        draft.truth["other_matters"] = text
    parts.page_end(draft)
    parts.dressed(draft)
    return finished(name, draft)


def _problem_sentences(draft: Draft) -> None:
    texts = parts.problem_texts(draft, none=0) or []
    measures = [text.rstrip("。") for text in parts.measure_texts(draft, none=0) or []][:1]
    draft.truth["improvements"] = measures
    draft.para(texts[0])
    draft.truth["problems"] = draft.truth["problems"][:1]
    draft.para(draft.words("next_step") + measures[0] + "。")


def beijing(name: str, seed: str, bank: FamilyBank) -> Sample:
    """Beijing: 当年预算执行, 整体绩效目标实现, 预算管理, 总体评价结论, 措施建议."""
    draft = parts.started(seed, bank, "whole_department")
    parts.title(draft, "bj_title")
    section = draft.section(draft.rng.choice(["部门概况", "部门（单位）概况", "部门基本情况"]), "profile")
    title = draft.rng.choice(["机构设置及职责工作任务情况", "机构设置及职责情况", "机构设置情况"])
    draft.bank.slots["sub_organisation"] = [title]
    money.unit._organisation(draft, section, 1)
    if draft.chance(0.5):
        money.staffing(draft, section)
    parts.sub(draft, section, "bj_goal_title", "goals", parts.said(draft, "goals_text"))
    say = money.speaker(draft)
    draft.section(draft.words("bj_execution"), "overview_income", run_on=draft.behind())
    draft.para(money.overview(draft, say, deep=draft.chance(0.6)))
    parts.performance(draft, "bj_performance", lead=draft.chance(0.5))
    section = draft.section(draft.words("bj_management"), None)
    for head, text in parts.drawn_pairs(draft, "head_budget_management", "body_budget_management"):
        number = len(section.children) + 1
        draft.sub(section, number, head, None)
        draft.para(text)
    section = draft.section(draft.rng.choice(["总体评价结论", "总体评价结论", "评价结论"]), "self_score")
    parts.sub(draft, section, "bj_score", "self_score", parts.score_text(draft))
    parts.sub(draft, section, "sec_problem_only", "problems", None)
    parts.body(draft, parts.problem_texts(draft))
    draft.section(draft.rng.choice(["措施建议", "措施建议", "改进措施和建议"]), "improvements")
    parts.body(draft, parts.measure_texts(draft))
    parts.dressed(draft)
    return finished(name, draft)


def chongqing(name: str, seed: str, bank: FamilyBank) -> Sample:
    """Chongqing: 基本情况, 绩效自评工作开展情况, 综合评价结论, 绩效目标实现情况分析, 问题和措施, 结果应用."""
    draft = parts.started(seed, bank, "whole_department")
    parts.title(draft, "cq_title", may_lack=True)
    parts.preamble(draft)
    section = draft.section(draft.rng.choice(["基本情况", "部门基本情况"]), "profile")
    draft.bank.slots["sub_organisation"] = ["部门基本情况", "部门（单位）基本情况"]
    _basics(draft, section)
    say = money.speaker(draft)
    draft.sub(section, 2, draft.words("in_overview"), "overview_income", draft.rng.choice(["", "。"]))
    draft.para(money.overview(draft, say, deep=draft.chance(0.4)))
    _goals(draft, section)
    _process(draft)
    _score(draft)
    parts.performance(draft, "sec_perf")
    if draft.chance(0.6):
        parts.together(draft, draft.section(draft.words("sec_problem_measure"), "problems"))
    else:
        parts.apart(draft)
    _results(draft)
    parts.page_end(draft)
    parts.dressed(draft)
    return finished(name, draft)


def _basics(draft: Draft, section: object) -> None:
    """Who and how many in one subsection that is called «部门基本情况» itself."""
    facts = draft.facts
    title = draft.words("sub_organisation")
    text = draft.words("basics_text", divisions="、".join(facts.divisions), n=facts.authorized, m=facts.on_duty)
    draft.truth["profile"]["divisions"] = list(facts.divisions)
    draft.truth["profile"]["staffing"] |= {"authorized": facts.authorized, "on_duty": facts.on_duty}
    draft.sub(section, 1, title, "profile", draft.rng.choice(["", "。"]))  # type: ignore[arg-type]
    draft.para(text)


def _process(draft: Draft) -> None:
    draft.section(draft.words("sec_process"), "evaluation_process", run_on=draft.behind())
    draft.para(draft.words("process_text"))


def _results(draft: Draft) -> None:
    if draft.chance(0.3):
        return
    draft.section(draft.words("tp_results"), "results_use")
    use, public = draft.words("results_use"), draft.words("disclosure")
    draft.truth["conclusion"] |= {"use_of_results": use, "disclosure": public}
    draft.para(f"{use}。{public}。")


def tibet(name: str, seed: str, bank: FamilyBank) -> Sample:
    """A letter to the finance department, its subsections often without text."""
    draft = parts.started(seed, bank, "whole_department")
    parts.title(draft, "xz_title")
    draft.para(draft.words("letter_to"))
    draft.para(draft.words("preamble"))
    section = draft.section(draft.rng.choice(["单位基本情况", "部门基本情况"]), "profile")
    draft.bank.slots["sub_organisation"] = ["单位组织架构、人员情况及年度工作任务", "组织架构及人员情况"]
    facts = draft.facts
    draft.sub(section, 1, draft.words("sub_organisation"), "organisation")
    draft.para(draft.words("basics_text", divisions="、".join(facts.divisions), n=facts.authorized, m=facts.on_duty))
    draft.truth["profile"]["divisions"] = list(facts.divisions)
    draft.truth["profile"]["staffing"] |= {"authorized": facts.authorized, "on_duty": facts.on_duty}
    title = draft.rng.choice(["{year}年单位预算绩效管理工作开展情况", "预算绩效管理工作开展情况"])
    draft.sub(section, 2, title.format(year=facts.year), "evaluation_process")
    if draft.chance(0.5):
        draft.para(draft.words("process_text"))
    if draft.chance(0.5):
        say = money.speaker(draft)
        draft.section(draft.words("in_overview"), "overview_income")
        draft.para(money.overview(draft, say, deep=True))
    section = draft.section(draft.words("sec_perf"), "performance")
    for title, role in (("履职完成情况", "performance"), ("履职效果情况", "performance"),
                        ("社会满意度及可持续性影响", None)):  # fmt: skip
        empty = draft.chance(0.25)
        number = len(section.children) + 1
        draft.sub(section, number, title, role)
        if not empty:
            text = parts.said(draft, draft.rng.choice(["body_output", "body_effect"]))
            draft.para(text)
            draft.truth["performance"]["achievements"].append({"heading": title, "text": text})
    if draft.chance(0.7):
        parts.together(draft, draft.section(draft.words("sec_problem_measure"), "problems"))
    else:
        parts.apart(draft)
    if draft.chance(0.5):
        _score(draft)
    draft.para(draft.words("closing"))
    parts.dressed(draft)
    return finished(name, draft)


def hebei(name: str, seed: str, bank: FamilyBank) -> Sample:
    """A cover, then 部门基本情况 with headings behind dashes, 绩效目标完成情况, 问题, 建议."""
    draft = parts.started(seed, bank, "whole_department")
    lines = ["部门名称：{unit}", "评价年度：{year}年", "填报日期：{next}年3月"]
    parts.title(draft, "he_title")
    if draft.chance(0.6):
        draft.blocks += [Para(line.format(**draft.facts.words)) for line in draft.rng.sample(lines[:2], 2)]
    section = draft.section(draft.words("pr_overview"), "profile")
    money.functions(draft, section)
    facts = draft.facts
    if draft.chance(0.5):
        draft.blocks.append(Para("- 人员情况", "heading2"))
        section.children.append(_dashed())
        draft.para(draft.words("staff_text", n=facts.authorized, m=facts.on_duty))
        draft.truth["profile"]["staffing"] |= {"authorized": facts.authorized, "on_duty": facts.on_duty}
    else:
        money.staffing(draft, section)
    say = money.speaker(draft)
    draft.section(draft.words("in_overview"), "overview_income")
    draft.para(money.overview(draft, say, deep=True))
    if draft.chance(0.6):
        _goals_section(draft)
    parts.performance(draft, "sec_perf")
    _score(draft)
    parts.apart(draft)
    parts.dressed(draft)
    return finished(name, draft)


def _dashed() -> parts.Node:
    return parts.Node(2, None, "人员情况", "staffing")


def _goals_section(draft: Draft) -> None:
    draft.section(draft.words("sec_goals"), "goals")
    draft.para(parts.said(draft, "goals_text"))


MAKERS: dict[str, Callable[[str, str, FamilyBank], Sample]] = {
    "hunan-before-2022": hunan_before, "guangdong": guangdong, "beijing": beijing, "chongqing-narrative": chongqing,
    "tibet": tibet, "hebei-narrative": hebei,
}  # fmt: skip
