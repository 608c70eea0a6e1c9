"""二 to 五: what was spent from each budget, in the sentences that clerks write; each mention goes into the truth."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from samples.blocks import Node
from samples.draft import Draft
from samples.facts import Money, quantized

FUND_NAMES = {
    "government_fund": "政府性基金",
    "state_capital": "国有资本经营",
    "social_insurance": "社会保险基金",
}

WHY = {"personnel": "people", "basic": "people", "total": "people", "public": "public", "three_public": "public",
       "reception": "public", "vehicle_running": "public", "project": "project"}  # fmt: skip


@dataclass(slots=True)
class Clause:
    """A change clause with what it states."""

    text: str = ""
    change: Decimal | None = None
    rate: Decimal | None = None
    direction: str = ""


class Speaker:
    """Writes statements and keeps their truth in the order of mention."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.fund = "general_public"
        draft.truth["spending"] = []

    def note(self, scope: str, amount: Decimal | None, *, none: bool = False) -> dict[str, object]:
        """Enter a mention; the caller fills in what the sentence says beside the amount."""
        entry: dict[str, object] = {
            "fund": self.fund, "scope": scope, "year": self.draft.facts.year, "amount": amount, "share": None,
            "change": None, "change_rate": None, "reason": None, "is_none": none,
        }  # fmt: skip
        self.draft.truth["spending"].append(entry)
        return entry

    def change(self, money: Money) -> Clause:
        """How the amount moved against last year, or nothing."""
        draft = self.draft
        weights = [0, 0, 0, 40, 20, 40] if money.now == money.before else [55, 9, 7, 7, 4, 18]
        kind = draft.rng.choices(["both", "money", "rate", "flat", "zero", "none"], weights)[0]
        if kind == "none":
            return Clause()
        if kind == "flat":
            return Clause(draft.words("change_flat"), Decimal(0))
        if kind == "zero":
            return Clause(draft.words("change_zero"), Decimal(0), Decimal(0))
        delta = money.now - money.before
        direction = "up" if delta >= 0 else "down"
        sign = 1 if delta >= 0 else -1
        text, change = draft.hand.money(abs(delta))
        rate_text, rate = draft.hand.rate(abs(delta) * 100 / money.before if money.before else Decimal(0))
        if kind == "both" and delta < 0 and draft.chance(0.04):  # «比上年增加-12.40万元，增长-6.20%»
            printed = draft.words("change_up", money=f"-{text}", rate=f"-{rate_text}")
            return Clause(printed, -change, -rate, direction)
        slot = f"change_{direction}" + {"both": "", "money": "_money", "rate": "_rate"}[kind]
        return Clause(draft.words(slot, money=text, rate=rate_text), change * sign if kind != "rate" else None,
                      rate * sign if kind != "money" else None, direction)  # fmt: skip

    def reason(self, clause: Clause, scope: str) -> tuple[str, str | None]:
        """A reason, with or without marker; only behind a change that has a direction."""
        draft = self.draft
        if not clause.direction or draft.chance(0.3):
            return "", None
        why = draft.words(f"why_{clause.direction}_{WHY.get(scope, 'project')}")
        return draft.words("reason_bare" if draft.chance(0.22) else "reason_marked", why=why), why

    def statement(self, slot: str, scope: str, money: Money, *, bracket: list[str] | None = None,
                  plain: bool = False, share_of: Decimal | None = None) -> str:  # fmt: skip
        """One statement without its end mark. ``bracket``: scopes nested behind the amount; ``plain``: no clauses."""
        draft = self.draft
        text, value = draft.hand.money(money.now)
        entry = self.note(scope, value)
        if bracket:
            names = {"personnel": "personnel", "public": "public"}
            parts = [self.statement(names[name], name, draft.facts.money[name], plain=True) for name in bracket]
            text += draft.words("nested_parts", a=parts[0], b=parts[1])
        elif money.now and not plain and draft.chance(0.06):
            nested, _ = draft.hand.money(quantized(money.now * Decimal("0.1"), 2))
            text += draft.words("nested", x=nested)
        share = ""
        if not plain and draft.chance(0.05):
            share = draft.words("budget_done", rate=draft.hand.rate(Decimal(draft.rng.randint(8800, 11900)) / 100)[0])
        elif share_of and draft.chance(0.55):
            printed, entry["share"] = draft.hand.rate(money.now * 100 / share_of)
            share = draft.words("share", rate=printed)
        clause = Clause() if plain else self.change(money)
        why, reason = ("", None) if plain else self.reason(clause, scope)
        entry |= {"change": clause.change, "change_rate": clause.rate, "reason": reason}
        initial, _ = draft.hand.money(quantized(money.now * Decimal("0.93"), 2))
        return draft.words(slot, amount=text, share=share, change=clause.text, reason=why, initial=initial)


def _end(draft: Draft) -> str:
    return draft.rng.choices(["。", "；", ""], [88, 5, 7])[0]


def general(draft: Draft, say: Speaker) -> None:
    """二、一般公共预算支出情况 with or without （一）（二）."""
    money = draft.facts.money
    section = draft.section(draft.words("sec_general"), "spending_general_public")
    say.fund = "general_public"
    if draft.chance(0.06):
        draft.para(draft.words("income", x=draft.hand.money(money["all"].now)[0]))
    slot = "general_budgeted" if draft.chance(0.08) else "general_total"
    text = say.statement(slot, "total", money["general"], share_of=money["all"].now)
    if draft.chance(0.25):
        text += "。其中，" if _has_reason(draft) else draft.rng.choice(["，其中：", "。其中："])
        text += say.statement("basic_total", "basic", money["basic"], plain=True, share_of=money["general"].now)
        text += draft.rng.choice(["，", "；"])
        text += say.statement("project_total", "project", money["project"], plain=True)
    if draft.chance(0.75):
        draft.para(text + _end(draft))
        _basic_sub(draft, say, section)
        _project_sub(draft, say, section)
        if draft.chance(0.15):
            _three_public_sub(draft, say, section)
    else:
        draft.para(text + "。" + _basic_text(draft, say) if draft.chance(0.4) else text + "。")
        if not any(entry["scope"] == "personnel" for entry in draft.truth["spending"]):
            draft.para(_basic_text(draft, say))
        draft.para(_project_text(draft, say))


def _has_reason(draft: Draft) -> bool:
    last: dict[str, object] = draft.truth["spending"][-1]
    return last["reason"] is not None


def _basic_text(draft: Draft, say: Speaker) -> str:
    money = draft.facts.money
    if draft.chance(0.2):
        text = say.statement("basic_total", "basic", money["basic"], bracket=["personnel", "public"],
                             share_of=money["all"].now)  # fmt: skip
        return text + "。"
    text = say.statement("basic_total", "basic", money["basic"], share_of=money["all"].now)
    leads = draft.bank.slots["parts_lead"]
    if _has_reason(draft):
        leads = [lead for lead in leads if lead[0] in "。；"]
    text += draft.rng.choice(leads)
    if draft.chance(0.15):
        text += say.statement("project_total", "project", money["project"]) + "；"
    text += say.statement("personnel", "personnel", money["personnel"], share_of=money["basic"].now)
    text += draft.rng.choice(["。", "；", "；"] if _has_reason(draft) else ["，", "；", "。"])
    text += say.statement("public", "public", money["public"], share_of=money["basic"].now)
    if draft.chance(0.12):
        text += "。" + _three_public_text(draft, say)
    return text + _end(draft)


def _basic_sub(draft: Draft, say: Speaker, section: Node) -> None:
    draft.sub(section, 1, draft.words("sec_basic"), "basic_spending", draft.words("gaps"))
    text = _basic_text(draft, say)
    cut = text.find("。")
    # A basic paragraph may be split where a sentence ends: 人员经费 then stands in a paragraph of its own.
    if 0 < cut < len(text) - 1 and draft.chance(0.3):
        draft.para(text[: cut + 1])
        text = text[cut + 1 :]
    draft.para(text)


def _project_text(draft: Draft, say: Speaker) -> str:
    money = draft.facts.money
    if draft.chance(0.12):
        say.note("project", None, none=True)
        return draft.words("nil_project") + draft.rng.choice(["。", ""])
    text = say.statement("project_total", "project", money["project"], share_of=money["all"].now)
    if money["project"].now and draft.chance(0.3):
        text += "。其中：" if _has_reason(draft) else draft.rng.choice(["，其中：", "。其中："])
        text += say.statement("project_business", "project_business", money["business"], plain=True)
        text += draft.rng.choice(["，", "；"])
        text += say.statement("project_operations", "project_operations", money["operations"], plain=True)
    elif money["project"].now and draft.chance(0.4):
        text += "。" if _has_reason(draft) else draft.rng.choice(["，", "。"])
        text += draft.words("project_use", uses=draft.words("uses"))
    return text + _end(draft)


def _project_sub(draft: Draft, say: Speaker, section: Node) -> None:
    draft.sub(section, 2, draft.words("sec_project"), "project_spending", draft.words("gaps"))
    draft.para(_project_text(draft, say))


def _three_public_text(draft: Draft, say: Speaker) -> str:
    money = draft.facts.money
    text = say.statement("three_public", "three_public", money["three_public"])
    text += "。其中：" if _has_reason(draft) else draft.rng.choice(["，其中：", "。其中："])
    pieces = ["reception", "vehicle_running"]
    draft.rng.shuffle(pieces)
    for piece in pieces:
        text += say.statement(piece, piece, money[piece])
        text += "；" if _has_reason(draft) else draft.rng.choice(["；", "，"])
    say.note("overseas", None, none=True)
    return text + draft.words("overseas_none")


def _three_public_sub(draft: Draft, say: Speaker, section: Node) -> None:
    draft.sub(section, 3, draft.words("sub_three_public"), "three_public", draft.words("gaps"))
    draft.para(_three_public_text(draft, say) + "。")


def funds(draft: Draft, say: Speaker) -> None:
    """三、四、五: the other three budgets, mostly none; a section may be missing, its number used or skipped."""
    order = list(FUND_NAMES)
    if draft.chance(0.1):
        draft.rng.shuffle(order)
    for fund in order:
        if draft.chance(0.07):
            draft.number += draft.rng.choice([0, 1])
            continue
        _fund(draft, say, fund)


def _fund(draft: Draft, say: Speaker, fund: str) -> None:
    name = FUND_NAMES[fund]
    say.fund = fund
    title = draft.words("sec_fund", fund=name)
    if draft.chance(0.72):
        say.note("total", None, none=True)
        text = draft.words("nil_bare") if draft.chance(0.18) else draft.words("nil_fund", fund=name) + _end(draft)
        draft.section(title, f"spending_{fund}", run_on=draft.behind())
        draft.para(text)
        return
    draft.section(title, f"spending_{fund}", run_on=draft.behind())
    if draft.chance(0.2):
        money = Money(Decimal(0), Decimal(0))
        entry = say.note("total", Decimal(0))
        text = draft.bank.pick(draft.rng, "fund_total")
        clause = draft.rng.choice([Clause(), Clause(draft.words("change_flat"), Decimal(0))])
        entry["change"] = clause.change
        words = {**draft.facts.words, "fund": name, "amount": "0万元", "share": "", "change": clause.text, "reason": ""}
        draft.para(text.format(**words) + _end(draft))
        return
    money = draft.facts.money[fund]
    text, value = draft.hand.money(money.now)
    entry = say.note("total", value)
    clause = say.change(money)
    why, entry["reason"] = say.reason(clause, "project")
    entry |= {"change": clause.change, "change_rate": clause.rate}
    draft.para(
        draft.words("fund_total", fund=name, amount=text, share="", change=clause.text, reason=why) + _end(draft)
    )
