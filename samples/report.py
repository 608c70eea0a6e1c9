"""One report from one seed: the parts in order."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from jixiao.document import Table
from samples import narrative, spending, unit
from samples.base_table import BaseTable, notes
from samples.blocks import Node, Para, Sample, Truth
from samples.draft import Draft
from samples.evaluation_table import EvaluationTable
from samples.facts import draw_facts
from samples.wording import Bank

WITHHELD = "（略）"


def make(name: str, seed: int | str, bank: Bank) -> Sample:
    """The report of a seed. The same seed and bank give the same report."""
    rng = random.Random(seed)
    draft = Draft(rng, bank, draw_facts(rng, bank))
    score = _score(draft)
    kinds = rng.choices([["base", "evaluation"], ["evaluation", "base"], ["evaluation"], ["base"]], [82, 6, 9, 3])[0]
    unit.opening(draft, named="evaluation" not in kinds)
    unit.profile(draft)
    say = spending.Speaker(draft)
    spending.general(draft, say)
    spending.funds(draft, say)
    _tail(draft, score)
    narrative.attachments(draft, kinds)
    draft.truth |= {"base_data": None, "evaluations": [], "sign_offs": []}
    for number, kind in enumerate(kinds, 1):
        _attachment(draft, number, kind, score)
    draft.truth["outline"] = [node.truth() for node in draft.outline]
    automatic = draft.chance(0.3) and not draft.layout.forms["indent"]
    forms = (draft.layout.level1, draft.layout.sub)
    return Sample(name, draft.finished_blocks(name), draft.truth, _page(draft), automatic, forms)


def _score(draft: Draft) -> Decimal:
    rng = draft.rng
    whole = rng.choice([100, 99, 98, 97, 96, 95, 94, 92, 90, 88, 86])
    return (
        Decimal(whole)
        if whole == 100 or rng.random() < 0.5
        else Decimal(whole) - Decimal(rng.choice(["0.5", "0.25", "0.80"]))
    )


def _tail(draft: Draft, score: Decimal) -> None:
    """六 to 十; problems and measures sometimes stand behind the result, and the score in the summary or nowhere."""
    draft.truth["conclusion"] = {"self_score": None, "rating": None, "use_of_results": None, "disclosure": None}
    above, below = draft.rng.choices([(None, score), (score, None), (None, None)], [88, 7, 5])[0]
    steps: list[Callable[[], None]] = [
        lambda: narrative.performance(draft, above), lambda: narrative.problems(draft),
        lambda: narrative.improvements(draft), lambda: narrative.results(draft, below),
    ]  # fmt: skip
    if draft.chance(0.08):
        steps = [steps[0], steps[3], steps[1], steps[2]]
    for step in steps:
        step()
    narrative.other(draft)


def _page(draft: Draft) -> dict[str, object]:
    page = dict(draft.rng.choice(draft.bank.pages))
    page["header"] = page["header"].format(**draft.facts.words)
    page["rows_split"] = draft.chance(0.4)
    page["repeat_head"] = draft.chance(0.15)
    page["empty_paragraphs"] = draft.chance(0.2)
    return page


def _attachment(draft: Draft, number: int, kind: str, score: Decimal) -> None:
    lines = draft.words(f"{kind}_title").split("|")
    title = "".join(lines)
    label = draft.words("attachment_label", n=number)
    if label[-1] in "：:" and draft.chance(0.6):
        draft.blocks.append(Para(label + lines[0], "attachment", label))
    else:
        draft.blocks.append(Para(label, "attachment", label))
        draft.blocks.append(Para(lines[0], "table_title", gap=len(lines) == 1))
    draft.blocks += [Para(line, "table_title") for line in lines[1:]]
    draft.outline.append(Node(1, f"附件{number}", title, "attachment"))
    entry = draft.truth["attachments"][number - 1]
    entry["title"] = entry["title"] or title
    if draft.chance(0.15):
        draft.para(draft.words("table_line"), "table_line")
    draft.blocks.append(_table(draft, kind, title, score))
    if kind == "base":
        draft.truth["base_data"]["notes"] = notes(draft)
    if draft.chance(0.88):
        draft.truth["sign_offs"].append(_sign_off(draft, number))


def _table(draft: Draft, kind: str, title: str, score: Decimal) -> Table:
    if kind == "base":
        table, draft.truth["base_data"] = BaseTable(draft).build(title)
        return table
    table, evaluation = EvaluationTable(draft, score).build(title)
    draft.truth["evaluations"].append(evaluation)
    return table


def _sign_off(draft: Draft, number: int) -> Truth:
    who, phone = draft.words("people"), draft.words("phones")
    head, finance_head = (draft.words("people") if draft.chance(0.2) else "" for _ in range(2))
    day = date(draft.facts.year + 1, draft.rng.randint(2, 7), draft.rng.randint(1, 28))
    form = draft.bank.pick(draft.rng, "date_forms") if draft.chance(0.9) else ""
    exact = day.isoformat() if "{d" in form else day.isoformat()[:7]
    wording = draft.bank.pick(draft.rng, "sign_off")
    line = wording.format(
        who=who, phone=phone, date=form.format(y=day.year, m=day.month, d=day.day), head=head, finance_head=finance_head
    )
    # Now and then each field has a line of its own.
    for part in re.split(" {2,}", line) if draft.chance(0.1) else [line]:
        draft.para(part, "sign_off")
    return {
        "attachment": f"附件{number}", "filled_by": _said(who), "filled_on": exact if form else None,
        "phone": _said(phone), "head": _said(head),
        "finance_head": _said(finance_head) if "{finance_head}" in wording else None,
    }  # fmt: skip


def _said(text: str) -> str | None:
    return None if text in ("", WITHHELD) else text
