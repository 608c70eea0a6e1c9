"""六 to 十 and what follows: performance, problems, measures, result, other matters, list of attachments."""

from __future__ import annotations

from decimal import Decimal

from samples.blocks import Node, chinese, numbered
from samples.draft import Draft

NUMERALS = "{cn}是"


def performance(draft: Draft, score: Decimal | None) -> None:
    """Summary and achievements, numbered in one of the ways that parts are numbered; a score is told here or below."""
    section = draft.section(draft.words("sec_performance"), "performance")
    first = draft.words("summary_first") if draft.chance(0.35) else ""
    last = draft.words("summary")
    if score is not None:
        first += _score(draft, score)
    run_on = last[-1] in "：:" and draft.chance(0.06)
    if first and draft.chance(0.5):
        draft.para(first)
        first_said, lead = first, last
    else:
        first_said, lead = "", first + last
    summary = first_said + lead
    if not run_on:
        draft.para(lead)
    achievements = _achievements(draft, section, lead if run_on else None)
    draft.truth["performance"] = {"summary": summary, "achievements": achievements}


def _achievements(draft: Draft, section: Node, lead: str | None) -> list[dict[str, str | None]]:
    """The entries; behind ``lead`` in its paragraph («…：一是…。二是…。») or a paragraph each."""
    domain = draft.facts.domain
    pairs = list(zip(domain["heads"], domain["bodies"], strict=True))
    pairs = pairs[: draft.rng.randint(2, len(pairs))]
    words = draft.facts.words
    bodies = [body.format(**words, n=draft.rng.randint(6, 90)) for _, body in pairs]
    bare = draft.chance(0.06)
    numerals = lead is not None or draft.chance(0.12)
    if not bare and not numerals:
        # «一是…；二是…» inside an entry belongs to the entry.
        more = iter(draft.bank.several(draft.rng, "achievement_more", len(bodies)))
        bodies = [body + (next(more, "") if draft.chance(0.25) else "") for body in bodies]
    texts = bodies if bare else [f"{head}。{body}" for (head, _), body in zip(pairs, bodies, strict=True)]
    if lead is not None:
        draft.para(lead + "".join(numbered(NUMERALS, number) + text for number, text in enumerate(texts, 1)))
    elif draft.layout.sections and not bare:
        for number, text in enumerate(texts, 1):
            head, _, body = text.partition("。")
            if draft.chance(0.25):
                draft.sub(section, number, head, None, "。")
                draft.para(body)
            else:
                draft.item(section, number, text)
    else:
        draft.entries(texts, NUMERALS if numerals else None)
    return [{"heading": None if bare else head, "text": text} for (head, _), text in zip(pairs, texts, strict=True)]


_ALL = ("上述", "以上", "这些", "前述")


def problems(draft: Draft) -> None:
    """One problem or several, with and without cause."""
    section = draft.section(draft.words("sec_problems"), "problems", run_on=draft.behind())
    count = draft.rng.choice([1, 1, 2, 2, 3, 4])
    pool = draft.bank.several(draft.rng, "problem", count) + draft.bank.several(draft.rng, "problem_more", count)
    found = draft.rng.sample(pool, count)
    causes = [draft.bank.pick(draft.rng, "cause") if draft.chance(0.6) else None for _ in found]
    marks = [draft.words("cause_mark", cause=cause) if cause else "" for cause in causes]
    # «…问题四。出现上述问题的原因是…» at the end, and no other cause: it is the cause of all.
    shared = any(word in marks[-1] for word in _ALL) and not any(causes[:-1])
    draft.truth["problems"] = [
        {"problem": problem, "cause": causes[-1] if shared else cause}
        for problem, cause in zip(found, causes, strict=True)
    ]
    texts = [problem + mark for problem, mark in zip(found, marks, strict=True)]
    lead = draft.words("problems_lead")
    if count == 1 or draft.chance(0.2):
        _inline(draft, lead, texts)
        return
    if draft.chance(0.7):
        draft.para(lead)
    _list(draft, section, [text + "。" for text in texts])


def _inline(draft: Draft, lead: str, texts: list[str]) -> None:
    if len(texts) == 1:
        draft.para(lead + texts[0] + "。")
        return
    stop = "。" if any("。" in text for text in texts) else "；"
    draft.para(lead + stop.join(f"{chinese(i)}是{text}" for i, text in enumerate(texts, 1)) + "。")


def _list(draft: Draft, section: Node, texts: list[str]) -> None:
    if draft.layout.sections:
        for number, text in enumerate(texts, 1):
            draft.item(section, number, text)
    else:
        draft.entries(texts, NUMERALS if draft.chance(0.15) else None)


def improvements(draft: Draft) -> None:
    """Measures: a list mostly, sometimes one paragraph."""
    section = draft.section(draft.words("sec_improvements"), "improvements", run_on=draft.behind())
    count = draft.rng.choice([1, 2, 2, 3, 3, 4])
    pool = draft.bank.several(draft.rng, "improvement", count) + draft.bank.several(
        draft.rng, "improvement_more", count
    )
    measures = draft.rng.sample(pool, count)
    draft.truth["improvements"] = measures
    lead = draft.words("improvements_lead")
    if count == 1:
        draft.para((lead if draft.chance(0.5) else "") + measures[0] + "。")
        return
    if draft.chance(0.15):
        _inline(draft, lead, measures)
        return
    if draft.chance(0.4):
        draft.para(lead)
    semicolons = draft.chance(0.2) and not any("。" in measure for measure in measures)
    ends = ["；" if semicolons else "。"] * (count - 1) + ["。"]
    _list(draft, section, [measure + end for measure, end in zip(measures, ends, strict=True)])


def _score(draft: Draft, score: Decimal) -> str:
    draft.truth["conclusion"]["self_score"] = score
    return draft.words("score", score=score) + _rating(draft, score) + "。"


def results(draft: Draft, score: Decimal | None) -> None:
    """Score, grade, use of the results, disclosure; each may be missing."""
    section = draft.section(draft.words("sec_results"), "results_use")
    truth = draft.truth["conclusion"]
    items: list[tuple[str, str | None]] = []
    if score is not None:
        items.append((_score(draft, score), "self_score"))
    use, disclosure = draft.words("results_use"), draft.words("disclosure")
    kinds = draft.rng.choices(["joined", "apart", "use", "disclosure"], [60, 25, 8, 7])[0]
    if kinds != "disclosure":
        truth["use_of_results"] = use
    if kinds != "use":
        truth["disclosure"] = disclosure
    order = (disclosure, use) if draft.chance(0.12) else (use, disclosure)
    if kinds == "joined":
        items.append(("。".join(order) + "。", None))
    else:
        items += [(text + "。", None) for text in order if text in truth.values()]
    if draft.chance(0.75):
        for number, (text, role) in enumerate(items, 1):
            draft.item(section, number, text, role)
    else:
        for text, _ in items:
            draft.para(text)


def _rating(draft: Draft, score: Decimal) -> str:
    if draft.chance(0.55):
        return ""
    good = score >= 90
    word = draft.bank.pick(draft.rng, "grades_a" if good else "grades_b")
    draft.truth["conclusion"]["rating"] = {"text": word, "canonical": "优" if good else "良"}
    return draft.words("rating", grade=word)


def other(draft: Draft) -> None:
    """十、其他需要说明的情况: numbered, or without number and with its text behind it, or missing."""
    kind = draft.rng.choices(["numbered", "run_in", "missing"], [55, 33, 12])[0]
    draft.truth["other_matters"] = None
    if kind == "missing":
        return
    text, title = draft.words("other"), draft.words("sec_other")
    draft.truth["other_matters"] = text
    if kind == "run_in":
        draft.unnumbered(title, "other_matters", "：", text)
    else:
        draft.section(title, "other_matters", run_on=draft.behind())
        draft.para(text)


def _printed_label(draft: Draft, number: int) -> str:
    """The number as the list prints it: brackets stay, «、», «.» and the word 附件 do not."""
    printed = numbered(draft.layout.listed, number).strip()
    return printed.removeprefix("附件").removeprefix("附表").strip("、.．：: ")


def attachments(draft: Draft, kinds: list[str]) -> None:
    """The list of attachments (may be missing or name one that is not there); ``kinds`` in their order."""
    titles = [draft.words(f"attachments_{kind}") for kind in kinds]
    extra = [draft.words("attachments_extra")] if draft.chance(0.1) else []
    draft.truth["attachments"] = [
        {"label": _printed_label(draft, n), "title": title, "listed": True, "found": n <= len(kinds)}
        for n, title in enumerate(titles + extra, 1)
    ]
    if draft.chance(0.12):
        draft.truth["attachments"] = draft.truth["attachments"][: len(kinds)]
        for n, entry in enumerate(draft.truth["attachments"], 1):
            entry |= {"label": str(n), "listed": False, "title": None}
        return
    head = draft.words("attachments_head")
    lines = [numbered(draft.layout.listed, n) + title for n, title in enumerate(titles + extra, 1)]
    mark = "：" if head.endswith("：") else ""
    if mark and draft.chance(0.2):
        draft.unnumbered(head.rstrip("："), "attachments", mark, lines.pop(0))
    else:
        draft.unnumbered(head.rstrip("："), "attachments", mark)
    for line in lines:
        draft.para(line)
