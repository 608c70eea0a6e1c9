"""Opening and 一、单位基本情况: functions, organisation, staff."""

from __future__ import annotations

from samples.blocks import Node, Para, Truth, numbered
from samples.draft import Draft


def opening(draft: Draft, *, named: bool) -> None:
    """Title (one line or two), salutation, preamble. ``named``: the title must name the unit, nothing later does."""
    wording = draft.bank.pick(draft.rng, "title")
    while named and "{unit}" not in wording:
        wording = draft.bank.pick(draft.rng, "title")
    lines = wording.format(**draft.facts.words).split("|")
    draft.truth |= {"kind": "whole_department", "title": "".join(lines), "fiscal_year": draft.facts.year}
    if draft.layout.forms["title_break"]:
        lines = ["\n".join(lines)]
    for line in lines:
        draft.blocks.append(Para(line, "title", gap=line is lines[-1]))
    if draft.chance(0.15):
        draft.para(draft.words("salutation"))
    if draft.chance(0.25):
        draft.para(draft.words("preamble"))


def profile(draft: Draft) -> None:
    """The section with its three parts; organisation and profile of the truth."""
    # «一、单位基本情况（一）主要职能。»: two headings in one paragraph.
    section = draft.section(
        draft.words("sec_profile"), "profile", run_on=draft.rng.choices(["", " ", "。"], [96, 2, 2])[0]
    )
    draft.truth["organization"] = {"name": draft.facts.unit, "parent": None, "level": None, "region": None}
    staffing: Truth = {
        "authorized": None, "on_duty": None, "on_duty_change": None, "retired_cadres": None, "retired": None,
        "movements": [],
    }  # fmt: skip
    draft.truth["profile"] = {"functions": [], "divisions": [], "subordinate_units": [], "staffing": staffing}
    parts = [_functions, _organisation, _staffing]
    if draft.chance(0.1):
        parts = [_organisation, _functions, _staffing]
    for number, part in enumerate(parts, 1):
        part(draft, section, number)


def _functions(draft: Draft, section: Node, number: int) -> None:
    gap = draft.words("gaps")
    title = draft.words("sub_functions")
    functions = [text.format(**draft.facts.words) for text in draft.facts.domain["functions"]]
    functions = functions[: draft.rng.randint(2, len(functions))]
    if draft.chance(0.12):
        prose = "；".join(functions) + "。"
        draft.sub(section, number, title, "functions", "。", prose)
        draft.truth["profile"]["functions"] = [prose]
        return
    if draft.chance(0.08):
        draft.sub(section, number, title, "functions", "。", _functions_in_one_paragraph(draft, functions))
        return
    draft.sub(section, number, title, "functions", gap)
    if draft.chance(0.3):
        draft.para(draft.words("functions_lead"))
    semicolons = draft.chance(0.3)
    ends = ["；" if semicolons else "。"] * (len(functions) - 1) + ["。"]
    texts = [text + end for text, end in zip(functions, ends, strict=True)]
    draft.entries(texts)
    draft.truth["profile"]["functions"] = texts


def _functions_in_one_paragraph(draft: Draft, functions: list[str]) -> str:
    """«…是：1.…；2.…。»: numbered functions that run on behind the heading."""
    texts = [text + "；" for text in functions[:-1]] + [functions[-1] + "。"]
    draft.truth["profile"]["functions"] = texts
    form = draft.rng.choice(["{n}.", "{n}、", "（{n}）", "{o}"])
    return draft.words("functions_lead") + "".join(numbered(form, n) + text for n, text in enumerate(texts, 1))


def _divisions(draft: Draft, *, counted: bool) -> str:
    names = draft.facts.divisions
    last = draft.rng.choice(["、", "和", "、", "及"])
    text = "、".join(names[:-1]) + last + names[-1] if last != "、" else "、".join(names)
    return text if counted else text + draft.words("divisions_end", count=len(names))


def _organisation(draft: Draft, section: Node, number: int) -> None:
    facts, truth = draft.facts, draft.truth
    staff = ""
    if draft.chance(0.5):
        staff = draft.words("org_staff", n=facts.authorized)
        truth["profile"]["staffing"]["authorized"] = facts.authorized
    slot = "organisation" if draft.chance(0.6) else "organisation_plain"
    wording = draft.bank.pick(draft.rng, slot)
    divisions = _divisions(draft, counted="{count}" in wording)
    words = dict(facts.words)
    if draft.chance(0.1):
        words["unit"] += draft.words("alias")
    text = wording.format(**words, parent=facts.parent, level=facts.level, divisions=divisions, staff=staff,
                          count=len(facts.divisions))  # fmt: skip
    if slot == "organisation":
        truth["organization"] |= {"parent": facts.parent, "level": facts.level}
    truth["profile"]["divisions"] = list(facts.divisions)
    if facts.subs:
        text += draft.words("subordinates", n=len(facts.subs), subs="、".join(facts.subs))
        truth["profile"]["subordinate_units"] = list(facts.subs)
    elif draft.chance(0.25):
        text += draft.words("subordinates_none")
    _sub_with_text(draft, section, number, ("sub_organisation", "organisation"), text)


def _sub_with_text(draft: Draft, section: Node, number: int, names: tuple[str, str], text: str) -> None:
    title = draft.words(names[0])
    if draft.chance(0.55):
        draft.sub(section, number, title, names[1], "。", text)
    else:
        draft.sub(section, number, title, names[1], draft.words("gaps"))
        draft.para(text)


def _staffing(draft: Draft, section: Node, number: int) -> None:
    facts, staffing = draft.facts, draft.truth["profile"]["staffing"]
    text = ""
    if staffing["authorized"] is None or draft.chance(0.2):
        civil = draft.rng.randint(0, facts.authorized)
        text = draft.words("staff_authorized", n=facts.authorized, a=civil, b=facts.authorized - civil) + "，"
        staffing["authorized"] = facts.authorized
    civil = draft.rng.randint(0, facts.on_duty)
    text += draft.words("staff_on_duty", n=facts.on_duty, a=civil, b=facts.on_duty - civil)
    staffing["on_duty"] = facts.on_duty
    text += _staff_change(draft)
    if facts.retired_cadres is not None:
        text += draft.words("staff_retired_both", c=facts.retired_cadres, r=facts.retired)
    elif facts.retired:
        text += draft.words("staff_retired", r=facts.retired)
    staffing["retired"], staffing["retired_cadres"] = facts.retired, facts.retired_cadres
    _sub_with_text(draft, section, number, ("sub_staffing", "staffing"), text + _movements(draft))


def _staff_change(draft: Draft) -> str:
    change = draft.facts.change
    if draft.chance(0.2):
        return ""
    draft.truth["profile"]["staffing"]["on_duty_change"] = change
    slot = "staff_flat" if change == 0 else "staff_up" if change > 0 else "staff_down"
    return draft.words(slot, n=abs(change))


def _movements(draft: Draft) -> str:
    facts = draft.facts
    moves = [("in", kind, count) for kind, count in facts.moves_in]
    moves += [("out", kind, count) for kind, count in facts.moves_out]
    if not moves or draft.chance(0.2):
        return "。"
    short = all(len(kind) <= 3 for _, kind, _ in moves)  # «1人调入», but not «1人新增部队转业人员»
    form = "{n}人{kind}" if short and draft.chance(0.2) else "{kind}{n}人"
    listed = draft.rng.choice(["，", "、"]).join(form.format(kind=kind, n=count) for _, kind, count in moves)
    draft.truth["profile"]["staffing"]["movements"] = [
        {"direction": direction, "kind": kind, "count": count} for direction, kind, count in moves
    ]
    return draft.words("staff_move", moves=listed)
