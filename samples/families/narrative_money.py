"""Money and staff in narratives of other families: amounts of no named budget, units of the budget, staff."""

from __future__ import annotations

from decimal import Decimal

from samples import unit
from samples.blocks import Node, numbered
from samples.draft import Draft
from samples.facts import quantized
from samples.families.narrative_parts import sub
from samples.spending import Speaker


def speaker(draft: Draft) -> Speaker:
    """A speaker whose statements name no budget."""
    kept = draft.truth["spending"]
    say = Speaker(draft)
    draft.truth["spending"] = kept
    say.fund = "all"
    return say


def _some(draft: Draft, share: float = 1.0) -> str:
    return draft.hand.money(quantized(draft.facts.money["general"].now * Decimal(str(share)), 2))[0]


def income(draft: Draft) -> str:
    """A sentence on income: no statement on spending."""
    pct = draft.hand.rate(Decimal(draft.rng.randint(101, 2900)) / 100)[0]
    return draft.words("in_income", x=_some(draft, 0.9), y=_some(draft, 0.2), pct=pct)


def overview(draft: Draft, say: Speaker, *, deep: bool) -> str:
    """What was spent in all; ``deep``: with 基本 and 项目 in the same paragraph."""
    money = draft.facts.money
    if not deep and draft.chance(0.5):
        pct = draft.hand.rate(Decimal(draft.rng.randint(8800, 10000)) / 100)[0]
        text, value = draft.hand.money(money["general"].now)
        say.note("total", value)
        return draft.words("in_budgeted", initial=_some(draft, 0.8), full=_some(draft, 1.04), amount=text, pct=pct)
    text = say.statement("in_total", "total", money["general"])
    if deep:
        text += "。其中：" if _reasoned(draft) else "，其中："
        text += say.statement("in_basic", "basic", money["basic"], share_of=money["general"].now)
        text += "；" + say.statement("in_project", "project", money["project"], share_of=money["general"].now)
    return text + "。"


def _reasoned(draft: Draft) -> bool:
    entry: dict[str, object] = draft.truth["spending"][-1]
    return entry["reason"] is not None


def parts(draft: Draft, say: Speaker) -> str:
    """«支出：668.05万元。其中：人员经费…，公用经费…，项目支出…。»"""
    money = draft.facts.money
    text, value = draft.hand.money(money["general"].now)
    say.note("total", value)
    said = draft.words("in_short", amount=text) + "。其中："
    pieces = [say.statement(f"in_{name}", name, money[name], plain=True) for name in ("personnel", "public", "project")]
    return said + "，".join(pieces) + "。"


def basic(draft: Draft, say: Speaker) -> str:
    """Basic spending with its two parts."""
    money = draft.facts.money
    text = say.statement("in_basic", "basic", money["basic"])
    if draft.chance(0.6):
        text += "。其中：" if _reasoned(draft) else "，其中："
        text += say.statement("in_personnel", "personnel", money["personnel"], plain=True)
        text += "，" + say.statement("in_public", "public", money["public"], plain=True)
    return text + "。"


def project(draft: Draft, say: Speaker) -> str:
    """Project spending."""
    return say.statement("in_project", "project", draft.facts.money["project"]) + "。"


def three_public(draft: Draft, say: Speaker, *, total: bool) -> str:
    """三公经费: in all, or by its kinds, amounts of 0 among them."""
    money = draft.facts.money
    if total:
        text, value = draft.hand.money(money["three_public"].now)
        say.note("three_public", value)
        pct = draft.hand.rate(Decimal(draft.rng.randint(5500, 9900)) / 100)[0]
        against = draft.words("in_against_budget", x=draft.hand.money(Decimal(draft.rng.randint(2000, 40000)))[0],
                              pct=pct)  # fmt: skip
        return draft.words("in_three", amount=text, change=against, reason="") + "。"
    pieces = [say.statement("in_reception", "reception", money["reception"])]
    for slot, scope in (("in_overseas", "overseas"), ("in_vehicles", "vehicles")):
        zero = draft.rng.choice([("0元", Decimal("0.0000")), ("0万元", Decimal(0))])
        figure = zero if scope == "overseas" or draft.chance(0.5) else draft.hand.money(money["vehicle_running"].now)
        say.note(scope, figure[1])
        pieces.append(draft.words(slot, amount=figure[0]))
    return "；".join(pieces) + "。"


# ---- who ----
def organisation(draft: Draft, section: Node) -> None:
    """机构设置, as in Hunan's reports, under this family's title."""
    unit._organisation(draft, section, len(section.children) + 1)


def staffing(draft: Draft, section: Node) -> None:
    """人员情况."""
    unit._staffing(draft, section, len(section.children) + 1)


def functions(draft: Draft, section: Node) -> None:
    """职能."""
    unit._functions(draft, section, len(section.children) + 1)


def units(draft: Draft, section: Node) -> None:
    """The units of the budget: the organ itself and those below it, which alone are subordinate."""
    subs = [name.format(**draft.facts.words) for name in draft.facts.domain["subs"]]
    text = draft.words("pr_units_text", n=len(subs) + 1, list="、".join([draft.words("pr_self"), *subs]))
    sub(draft, section, "pr_units", "organisation", text)
    if not draft.truth["profile"]["subordinate_units"]:
        draft.truth["profile"]["subordinate_units"] = subs


def profile(draft: Draft, slot: str = "pr_overview", *, with_units: bool = False) -> Node:
    """The section on the unit, its parts in any order."""
    section = draft.section(draft.words(slot), "profile")
    steps = [functions, organisation, staffing]
    draft.rng.shuffle(steps)
    if draft.facts.subs or not with_units:
        with_units = False
    for step in steps:
        step(draft, section)
    if with_units:
        units(draft, section)
    return section


def item(draft: Draft, number: int, title: str, text: str) -> None:
    """An arabic item whose heading runs into its text (R06 of the shared replicas)."""
    label = numbered(draft.layout.entry, number)
    draft.para(label + title + draft.rng.choice(["。", "：", "。"]) + text, "body", label)
