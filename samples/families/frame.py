"""What every family's report begins and ends with: a draft with all parts of the truth, and the finished sample."""

from __future__ import annotations

import random
from datetime import date
from typing import Any, Literal

from samples.blocks import Node, Para, Sample, Truth
from samples.draft import Draft
from samples.facts import draw_facts
from samples.families.wording import FamilyBank

Kind = Literal["whole_department", "project", "transfer_payment"]
MADE_UP = ("", "（略）")
"""What stands for a name that is not given."""


def opened(seed: str, bank: FamilyBank, kind: Kind) -> Draft:
    """A draft whose truth has every part of the contract, empty. The same seed and bank give the same draft."""
    rng = random.Random(seed)
    draft = Draft(rng, bank, draw_facts(rng, bank))
    draft.truth = empty_truth(kind)
    draft.truth["fiscal_year"] = draft.facts.year
    draft.truth["organization"]["name"] = draft.facts.unit
    return draft


def empty_truth(kind: Kind) -> Truth:
    """The parts of a report that says nothing, in the contract's order."""
    staffing: Truth = dict.fromkeys(["authorized", "on_duty", "on_duty_change", "retired_cadres", "retired"])
    return {
        "kind": kind, "title": None, "fiscal_year": None,
        "organization": {"name": None, "parent": None, "level": None, "region": None},
        "profile": {"functions": [], "divisions": [], "subordinate_units": [],
                    "staffing": {**staffing, "movements": []}},
        "spending": [], "performance": {"summary": None, "achievements": []}, "problems": [], "improvements": [],
        "conclusion": {"self_score": None, "rating": None, "use_of_results": None, "disclosure": None},
        "other_matters": None, "attachments": [], "base_data": None, "evaluations": [], "sign_offs": [], "outline": [],
    }  # fmt: skip


def evaluation_truth(title: str | None, year: int | None, **given: Any) -> Truth:
    """A 自评表 of the contract, empty but for what is given."""
    return {
        "title": title, "year": year, "project": None, "project_code": None, "department": None, "unit": None,
        "funds": [], "by_income": [], "by_nature": [], "goals": [], "indicators": [],
        "total": {"weight": None, "score": None}, "rating": None, "remarks": None, "conclusion": None,
        "problems": None, "measures": None, **given,
    }  # fmt: skip


def finished(name: str, draft: Draft, *, landscape: bool = False, widths: dict[int, list[int]] | None = None) -> Sample:
    """The sample. ``widths``: shares of the page's width by number of columns, for tables drawn in DOCX and PDF."""
    draft.truth["outline"] = [*draft.truth["outline"], *(node.truth() for node in draft.outline)]
    page = dict(draft.rng.choice(draft.bank.pages))
    named = draft.truth["organization"]["name"] is not None  # a header would name a unit that the report does not
    page["header"] = page["header"].format(**draft.facts.words) if named and "{" in page["header"] else ""
    page["rows_split"] = draft.chance(0.4)
    page["repeat_head"] = False
    page["empty_paragraphs"] = draft.chance(0.2)
    page |= {"landscape": landscape, "widths": widths or {}}
    return Sample(name, draft.finished_blocks(name), draft.truth, page, False, (draft.layout.level1, draft.layout.sub))


def titled(draft: Draft, slot: str, *, kind: str = "table_title", **more: Any) -> str:
    """Print a title, over as many lines as its wording has; the title joined."""
    lines = draft.words(slot, **more).split("|")
    draft.blocks += [Para(line, kind, gap=index == len(lines) - 1) for index, line in enumerate(lines)]
    return "".join(line.strip() for line in lines)


def attachment(draft: Draft, number: int, title: str | None, *, listed: bool = False) -> str:
    """The heading 附件n before a table: printed, in the outline and among the attachments; its label."""
    draft.blocks.append(Para(draft.words("attachment_label", n=number), "attachment"))
    return attached(draft, f"附件{number}", title, listed=listed)


def attached(draft: Draft, label: str, title: str | None, *, listed: bool = False) -> str:
    """An attachment in outline and list: «附件2» is 2 there, a bare «附件» has no number; its label."""
    draft.outline.append(Node(1, label, title, "attachment"))
    number = "".join(char for char in label if char.isdigit())
    draft.truth["attachments"].append({"label": number or None, "title": title, "listed": listed, "found": True})
    return label


def signed(draft: Draft, label: str | None, slot: str = "sign_off") -> None:
    """The line below a table: who filled it in, when, who answers for it."""
    who, phone, head = draft.words("people"), draft.words("phones"), draft.words("people")
    day = date(draft.facts.year + 1, draft.rng.randint(2, 7), draft.rng.randint(1, 28))
    form = draft.bank.pick(draft.rng, "date_forms") if draft.chance(0.9) else ""
    wording = draft.bank.pick(draft.rng, slot)
    shown = form.format(y=day.year, m=day.month, d=day.day)
    draft.para(wording.format(who=who, phone=phone, date=shown, head=head, finance_head=""), "sign_off")
    exact = day.isoformat() if "{d" in form else day.isoformat()[:7]
    draft.truth["sign_offs"].append({
        "attachment": label, "filled_by": said(who) if "{who}" in wording else None,
        "filled_on": exact if form and "{date}" in wording else None,
        "phone": said(phone) if "{phone}" in wording else None, "head": said(head) if "{head}" in wording else None,
        "finance_head": None,
    })  # fmt: skip


def said(text: str) -> str | None:
    """A name, or None where the line leaves it open."""
    return None if text in MADE_UP else text
