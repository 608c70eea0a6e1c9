"""Narratives of projects and transfer payments, reports inside final accounts, both kinds on one page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal

from samples.blocks import Node, Para, Sample, numbered
from samples.draft import Draft
from samples.families import narrative_money as money
from samples.families import narrative_parts as parts
from samples.families.frame import finished
from samples.families.narrative_tables import finish_table
from samples.families.wording import FamilyBank


def transfer(name: str, seed: str, bank: FamilyBank) -> Sample:
    """绩效目标分解下达情况, 绩效目标完成情况分析, 偏离…, 自评结果…; with the form without points or alone."""
    draft = parts.started(seed, bank, "transfer_payment")
    words = draft.facts.words
    words["fundname"] = fund = draft.words("fund_name")
    wording = draft.bank.pick(draft.rng, "tp_title")
    named = "{unit}" in wording
    draft.bank.slots["tp_title"] = [wording]
    parts.title(draft, "tp_title")
    with_table = draft.chance(0.4)
    if not named and not with_table and "published" not in words:
        draft.truth["organization"]["name"] = None
        draft.bank.slots["wes"] = ["我单位"]
    _handed(draft)
    _done(draft)
    section = draft.section(draft.words("tp_deviation"), "problems")
    if draft.chance(0.4):
        draft.para(draft.words("tp_deviation_none"))
    else:
        parts.together(draft, section, ("sub_cause", "sub_measure"))
    if draft.chance(0.8):
        _results(draft)
    if draft.chance(0.4):
        draft.section("其他需要说明的问题", "other_matters")
        draft.para("无。")
        draft.truth["other_matters"] = "无。"
    parts.page_end(draft)
    if with_table:
        finish_table(draft, 1, fund)
    parts.dressed(draft)
    return finished(name, draft, widths={8: [9, 11, 13, 10, 14, 14, 14, 15]})


def _handed(draft: Draft) -> None:
    section = draft.section(draft.words("tp_handed"), None)
    if draft.chance(0.4):
        draft.para(parts.said(draft, "tp_handed_text"))
        return
    slots = ["tp_handed_subs", "tp_inner"]
    if draft.chance(0.5):
        for slot in slots:
            parts.sub(draft, section, slot, None, parts.said(draft, "tp_handed_text"))
            child = section.children[-1]
            child.role = "goals" if child.title == "绩效目标设置情况" else None
    else:
        for number, slot in enumerate(slots, 1):
            label = numbered(draft.layout.entry, number)
            parts.placed(draft, label, draft.words(slot), parts.said(draft, "tp_handed_text"))


def _done(draft: Draft) -> None:
    section = draft.section(draft.words("tp_done"), "performance")
    heads = _invest(draft)
    texts = [parts.said(draft, slot) for slot in ("tp_arrived", "tp_executed", "tp_managed")]
    below: str | list[parts.Pair] = list(zip(heads, texts, strict=True))
    if draft.chance(0.25):
        below = texts[0]
    parts.group(draft, section, "tp_invest", None, below)
    if draft.chance(0.6):
        parts.group(draft, section, "tp_goal", "performance", parts.said(draft, "tp_goal_text"))
    title = draft.words("tp_indicators")
    draft.bank.slots["tp_indicators"] = [title]
    pairs = []
    for slot, bodies in (
        ("sec_group_output", "body_output"), ("sec_group_effect", "body_effect"),
        ("sec_group_satisfied", "body_satisfied"),
    ):  # fmt: skip
        pairs.append((draft.words(slot), parts.said(draft, bodies)))
    parts.group(draft, section, "tp_indicators", "performance", pairs if draft.chance(0.8) else pairs[0][1])


def _invest(draft: Draft) -> list[str]:
    """The three headings in their order, which the bank keeps in one slot."""
    return draft.bank.slots["tp_invest_heads"][-3:]


def _results(draft: Draft) -> None:
    empty = draft.words("tp_results_none") if draft.chance(0.2) else None
    draft.section(draft.words("tp_results"), "results_use")
    if empty is not None:
        if empty:
            draft.para(empty)
        return
    use, public = draft.words("results_use"), draft.words("disclosure")
    draft.truth["conclusion"] |= {"use_of_results": use, "disclosure": public}
    draft.para(f"{use}。{public}。")


def project(name: str, seed: str, bank: FamilyBank) -> Sample:
    """自评结论 first (Yunnan, Hubei): score, goals, problems, measures; then 佐证材料."""
    draft = parts.started(seed, bank, "project")
    draft.facts.words["project"] = draft.words("project_name")
    parts.title(draft, "pj_title")
    section = draft.section(draft.words("pj_conclusion"), "self_score")
    slot = draft.rng.choice(["score_project", "score_said", "score_bare"])
    parts.sub(draft, section, "pj_score", "self_score", parts.score_text(draft, slot, lead=False))
    _goals(draft, section)
    parts.sub(draft, section, "pj_problem_title", "problems", None)
    parts.body(draft, parts.problem_texts(draft, none=0.25))
    parts.sub(draft, section, "pj_measure_title", "improvements", None)
    parts.body(draft, parts.measure_texts(draft))
    if draft.chance(0.3):
        text = draft.words("attached_form")
        draft.para(text)
        draft.outline.append(Node(1, None, "附件", "attachments"))
        title = text.removeprefix("附件：")
        draft.truth["attachments"].append({"label": None, "title": title, "listed": True, "found": False})
    _material(draft)
    parts.page_end(draft)
    parts.dressed(draft)
    return finished(name, draft)


def _goals(draft: Draft, section: Node) -> None:
    parts.sub(draft, section, "pj_done", "performance", None)
    achievements = draft.truth["performance"]["achievements"]
    if draft.chance(0.35):  # by indicators (R29)
        pairs = [(draft.words(slot), parts.said(draft, bodies)) for slot, bodies in (
            ("sec_group_output", "body_output"), ("sec_group_effect", "body_effect"),
            ("sec_group_satisfied", "body_satisfied"))]  # fmt: skip
        achievements.extend(parts.items(draft, pairs))
        return
    pairs = [
        (draft.words("pj_rate"), parts.said(draft, "pj_rate_text")),
        (draft.words("pj_finished"), parts.said(draft, "body_output")),
    ]
    achievements.extend(parts.items(draft, pairs))
    if draft.chance(0.8):
        label = numbered(draft.layout.entry, 3)
        texts = parts.problem_texts(draft, none=0.7)
        if texts:
            draft.truth["problems"] = draft.truth["problems"][:1]
        parts.placed(draft, label, draft.words("pj_unfinished"), texts[0] if texts else "无。")


_SPENT = re.compile(r"(?:支出|使用|使用资金|执行|执行数为|支付|开支)[\d¥￥０-９]|已全部支付")
"""Words that say what was spent of the project's money: a budget and its rate alone do not."""


def _in_ten_thousands(printed: str) -> Decimal:
    """The amount that a sentence prints, in 万元."""
    digits = Decimal(re.sub(r"[^\d.]", "", unicodedata.normalize("NFKC", printed)))
    return digits.scaleb(4 if "亿" in printed else 0 if "万" in printed else -4)


def _material(draft: Draft) -> None:
    section = draft.section(draft.words("pj_material"), None)
    title = draft.words("pj_basics")
    draft.sub(section, 1, title, "profile" if title == "基本情况" else None)
    for number, (head, text) in enumerate((("pj_aim_head", "pj_aim"), ("pj_money_head", "pj_rate_text")), 1):
        label = numbered(draft.layout.entry, number)
        title, figures = draft.words(head), parts.figures(draft)
        said = draft.words(text, **figures)
        if _SPENT.search(said):
            draft.truth["spending"].append({
                "fund": "all", "scope": "total", "year": draft.facts.year, "amount": _in_ten_thousands(figures["m"]),
                "share": None, "change": None, "change_rate": None, "reason": None, "is_none": False,
            })  # fmt: skip
        parts.placed(draft, label, title, said)
    parts.sub(draft, section, "sec_process", "evaluation_process", draft.words("process_text"))


def both(name: str, seed: str, bank: FamilyBank) -> Sample:
    """The department's report and a project's on one page, each counting from 一 (R04)."""
    draft = parts.started(seed, bank, "whole_department")
    draft.facts.words["project"] = draft.words("project_name")
    wording = draft.bank.pick(draft.rng, "both_title")
    draft.bank.slots["both_title"] = [wording]
    parts.title(draft, "both_title")
    if "{unit}" not in wording:
        if "published" not in draft.facts.words:
            draft.truth["organization"]["name"] = None
        draft.bank.slots["wes"] = ["本单位"]
        draft.bank.slots["organisation"] = draft.bank.slots["organisation_plain"] = ["内设{divisions}{staff}。"]
    profile = draft.section("基本情况", "profile")
    parts.sub(draft, profile, "in_overview", "overview_income", None)
    say = money.speaker(draft)
    for number, text in enumerate((f"收入：{draft.hand.money(draft.facts.money['all'].now)[0]}。",
                                   money.parts(draft, say)), 1):  # fmt: skip
        label = numbered("{n}、", number)
        draft.para(label + text, "body", label)
    year = f"{draft.facts.year}年度"
    parts.sub(draft, profile, "sec_goals", "goals", f"{year}目标：{parts.said(draft, 'goals_text')}")
    parts.performance(draft, "sec_perf")
    parts.apart(draft)
    parts.dressed(draft)
    return finished(name, draft)


def larger(name: str, seed: str, bank: FamilyBank) -> Sample:
    """A report as one section of final accounts, or in their last part; or accounts that only mention one."""
    draft = parts.started(seed, bank, "whole_department")
    lines = draft.words("fa_title").split("|")
    draft.blocks += [Para(line, "title", gap=line is lines[-1]) for line in lines]
    way = draft.rng.choice(["section", "section", "mention"])
    _part(draft, "fa_part1")
    section = draft.section(draft.rng.choice(["部门职责", "主要职能"]), "functions")
    draft.outline.remove(section)
    draft.outline[-1].children.append(section)
    section.level = 2
    draft.para("贯彻执行有关法律法规和方针政策。")
    _part(draft, "fa_part2")
    _accounts(draft)
    if way == "mention":
        title = draft.words("fa_mention")
        _inner(draft, title, "evaluation_process" if "工作开展" in title else None)
        draft.para(parts.said(draft, "fa_mention_text"))
        draft.truth["kind"] = "not_a_report"
        del draft.truth["title"]
        _part(draft, "fa_part3")
        draft.para("一般公共预算拨款收入：指财政部门当年拨付的资金。")
        return finished(name, draft)
    title = draft.words("fa_inside")
    node = _inner(draft, title, None)
    _inside(draft, node)
    draft.truth["title"] = title
    _part(draft, "fa_part3")
    draft.para("一般公共预算拨款收入：指财政部门当年拨付的资金。")
    parts.dressed(draft)
    return finished(name, draft)


def _part(draft: Draft, slot: str) -> None:
    label, _, title = draft.words(slot).partition(" ")
    draft.blocks.append(Para(f"{label} {title}", "heading1"))
    role = "profile" if title.strip() == "部门概况" else None
    draft.outline.append(Node(1, label, title.strip(), role))
    draft.number = 0


def _inner(draft: Draft, title: str, role: str | None) -> Node:
    section = draft.section(title, role)
    draft.outline.remove(section)
    draft.outline[-1].children.append(section)
    section.level = 2
    return section


FUND_TITLES = {
    "一般公共预算财政拨款支出决算情况说明": "spending_general_public",
    "“三公”经费财政拨款支出决算情况说明": "three_public",
    "一般公共预算财政拨款支出情况说明": "spending_general_public",
}  # fmt: skip
"""All other sections of the accounts are on income and spending as a whole."""


def _accounts(draft: Draft) -> None:
    for title in draft.bank.several(draft.rng, "fa_sections", draft.rng.randint(2, 4)):
        _inner(draft, title, FUND_TITLES.get(title, "overview_income"))
        draft.para(f"{draft.facts.year}年度支出总计{draft.hand.money(draft.facts.money['all'].now)[0]}。")


def _inside(draft: Draft, node: Node) -> None:
    """The report: its sections are （一） below the heading that names it."""
    number = 0

    def head(title: str, role: str | None) -> None:
        nonlocal number
        number += 1
        draft.sub(node, number, title, role)
        node.children[-1].level = 3

    facts = draft.facts
    head("部门概况", "profile")
    draft.para(draft.words("basics_text", divisions="、".join(facts.divisions), n=facts.authorized, m=facts.on_duty))
    draft.truth["profile"]["divisions"] = list(facts.divisions)
    draft.truth["profile"]["staffing"] |= {"authorized": facts.authorized, "on_duty": facts.on_duty}
    head(draft.rng.choice(["整体支出绩效自评得分", "自评得分情况"]), "self_score")
    draft.para(parts.score_text(draft))
    head(draft.words("sec_problem_only"), "problems")
    parts.body(draft, parts.problem_texts(draft))
    head(draft.words("sec_measure_only"), "improvements")
    parts.body(draft, parts.measure_texts(draft))


MAKERS: dict[str, Callable[[str, str, FamilyBank], Sample]] = {
    "transfer-narrative": transfer, "project-narrative": project, "both-kinds": both, "inside-accounts": larger,
}  # fmt: skip
