"""The parts of which narratives are made, each with its truth.

Sections with their ways of standing, achievements below groups, problems with measures beside them, the score, a web
page around it all.
"""

from __future__ import annotations

import copy
from decimal import Decimal

from samples.blocks import Node, Para, Truth, chinese, numbered
from samples.draft import Draft
from samples.facts import quantized
from samples.families.frame import Kind, opened
from samples.families.wording import FamilyBank

Pair = tuple[str, str]
"""A heading and the text below it."""


def figures(draft: Draft) -> dict[str, str]:
    """Figures for one sentence: an amount {m}, a count {n}, a larger count {k}, a rate {pct}."""
    rng = draft.rng
    return {
        "m": draft.hand.money(Decimal(rng.randint(20000, 90000000)))[0], "n": str(rng.randint(3, 60)),
        "k": str(rng.randint(2, 90) * 100), "pct": rng.choice(["100%", "98%", f"{rng.randint(8800, 9990) / 100:.2f}%"]),
        "project": draft.facts.words.get("project", ""),
    }  # fmt: skip


def said(draft: Draft, slot: str) -> str:
    """A sentence of a slot with figures of its own."""
    return draft.words(slot, **figures(draft))


def started(seed: str, bank: FamilyBank, kind: Kind) -> Draft:
    """A draft of `frame.opened` with a bank of its own, in which Hunan's titles give way to these families'."""
    draft = opened(seed, bank, kind)
    draft.bank = copy.copy(bank)
    own = {"sub_functions": "pr_functions", "sub_organisation": "pr_organisation", "sub_staffing": "pr_staffing"}
    draft.bank.slots = {**bank.slots, **{slot: bank.slots[name] for slot, name in own.items()}}
    return draft


# ---- headings ----
WAYS = ("run", "run", "line", "line", "stop", "colon")
"""A heading with its text behind 。 or ： on the line, alone on its line, or alone with its 。"""


def placed(draft: Draft, label: str, title: str, text: str, kind: str = "body", *, score: bool = False) -> str:
    """Print a heading and its text in one of the ways; the way. «自评得分：98分» would be one heading."""
    way = draft.rng.choice([way for way in WAYS if not (score and way == "colon")])
    if way in ("run", "colon"):
        draft.para(label + title + {"run": "。", "colon": "："}[way] + text, kind, label)
    else:
        draft.para(label + title + ("。" if way == "stop" else ""), kind, label)
        draft.para(text)
    return way


def told(way: str, title: str, text: str) -> Truth:
    """The achievement: its whole text with the heading that runs into it, without one that stands on its own line."""
    mark = {"run": "。", "stop": "。", "colon": "："}.get(way)
    return {"heading": title, "text": text if mark is None else title + mark + text}


def sub(draft: Draft, parent: Node, slot: str, role: str | None, text: str | None) -> str:
    """A section （一） with its text or, with None, with what the caller prints below it; the way."""
    number = len(parent.children) + 1
    title = draft.words(slot)
    if text is None:
        draft.sub(parent, number, title, role, draft.rng.choice(["", "", "。"]))
        return "line"
    label = numbered(draft.layout.sub, number)
    way = placed(draft, label, title, text, "heading2", score=role == "self_score")
    label = f"（{chinese(number)}）" if label.startswith("（") else f"({chinese(number)})"
    parent.children.append(Node(2, label, title, role))
    return way


def items(draft: Draft, pairs: list[Pair]) -> list[Truth]:
    """Arabic items, each with a heading of its own and text; as achievements."""
    found = []
    for number, (head, text) in enumerate(pairs, 1):
        label = numbered(draft.layout.entry, number)
        found.append(told(placed(draft, label, head, text), head, text))
    return found


# ---- achievements ----
def drawn_pairs(draft: Draft, heads: str, bodies: str, most: int = 4) -> list[Pair]:
    """Different headings with different texts, two at least."""
    names = draft.bank.several(draft.rng, heads, draft.rng.randint(2, most))
    order = {name: index for index, name in enumerate(draft.bank.slots[heads])}
    names.sort(key=lambda name: order[name])
    texts = draft.bank.several(draft.rng, bodies, len(names))
    texts += [draft.bank.pick(draft.rng, bodies) for _ in names[len(texts) :]]
    words = draft.facts.words
    return [(name, text.format(**{**words, **figures(draft)})) for name, text in zip(names, texts, strict=True)]


def group(draft: Draft, parent: Node, slot: str, role: str | None, below: str | list[Pair]) -> None:
    """A group of achievements, or one achievement when it has a text and no items; into the truth."""
    achievements = draft.truth["performance"]["achievements"]
    title = draft.words(slot)
    role = role or ("performance" if title.startswith(PERFORMED) else None)
    if isinstance(below, str):
        number = len(parent.children) + 1
        label = numbered(draft.layout.sub, number)
        way = placed(draft, label, title, below, "heading2")
        label = f"（{chinese(number)}）" if label.startswith("（") else f"({chinese(number)})"
        parent.children.append(Node(2, label, title, role))
        achievements.append(told(way, title, below))
        return
    draft.sub(parent, len(parent.children) + 1, title, role, draft.rng.choice(["", "", "。"]))
    achievements.extend(items(draft, below))


def performance(draft: Draft, slot: str, *, lead: bool = True) -> Node:
    """A section of achievements by groups: output, effects, satisfaction."""
    section = draft.section(draft.words(slot), "performance")
    if lead and draft.chance(0.35):
        text = said(draft, "perf_lead")
        draft.para(text)
        draft.truth["performance"]["summary"] = text
    for name, heads, bodies in (
        ("sec_group_output", "head_output", "body_output"), ("sec_group_effect", "head_effect", "body_effect"),
    ):  # fmt: skip
        plain = draft.chance(0.35)
        group(draft, section, name, None, said(draft, bodies) if plain
              else drawn_pairs(draft, heads, bodies))  # fmt: skip
    if draft.chance(0.8):
        group(draft, section, "sec_group_satisfied", None, said(draft, "body_satisfied"))
    return section


PERFORMED = ("履职", "效益情况", "效益实现", "部门效益情况", "效益目标")
"""Groups whose title says that it is about performance as a whole."""


# ---- score ----
def score_of(draft: Draft) -> Decimal:
    """A score that a unit gives itself."""
    whole = Decimal(draft.rng.choice([100, 99, 98, 97, 96, 95, 94, 93, 92, 90, 88, 86]))
    return whole if whole == 100 or draft.chance(0.6) else whole - draft.rng.choice([Decimal("0.5"), Decimal("0.38")])


def score_text(draft: Draft, slot: str = "score_said", *, lead: bool = True) -> str:
    """The sentence with score and perhaps grade; both into the truth."""
    score = score_of(draft)
    draft.truth["conclusion"]["self_score"] = score
    text = (draft.words("score_lead") if lead else "") + draft.words(slot, score=score)
    if not text.endswith(("。", "分")):
        text += "。"
    if text.endswith("分") and draft.chance(0.55):
        good = score >= 90
        grade = draft.bank.pick(draft.rng, "grades_a" if good else "grades_b")
        draft.truth["conclusion"]["rating"] = {"text": grade, "canonical": "优" if good else "良"}
        text += draft.words("rating_said", grade=grade)
    return text if text.endswith("。") else text + "。"


# ---- problems and measures ----
def _problems(draft: Draft) -> list[tuple[str, Truth]]:
    count = draft.rng.choice([1, 2, 2, 3])
    pool = draft.bank.several(draft.rng, "problem", count) + draft.bank.several(draft.rng, "pure_problem", count)
    found = []
    for problem in draft.rng.sample(pool, count):
        cause = draft.bank.pick(draft.rng, "cause") if draft.chance(0.35) else None
        said_ = f"{problem}，主要原因是{cause}。" if cause else f"{problem}。"
        found.append((said_, {"problem": problem, "cause": cause}))
    return found


def _measures(draft: Draft) -> list[str]:
    count = draft.rng.choice([1, 2, 2, 3])
    pool = draft.bank.several(draft.rng, "improvement", count) + draft.bank.several(draft.rng, "pure_measure", count)
    return draft.rng.sample(pool, count)


def listed(draft: Draft, texts: list[str]) -> None:
    """Entries in one of the ways: arabic, 一是 a paragraph each, 一是 in one paragraph, one bare paragraph."""
    way = draft.rng.choice(["arabic", "arabic", "numerals", "inline"]) if len(texts) > 1 else "bare"
    if way == "arabic":
        draft.entries(texts)
    elif way == "numerals":
        draft.entries(texts, "{cn}是")
    elif way == "inline":
        draft.para("".join(f"{chinese(index)}是{text}" for index, text in enumerate(texts, 1)))
    else:
        draft.para(texts[0])


def problem_texts(draft: Draft, *, none: float = 0.12) -> list[str] | None:
    """Problems into the truth; their sentences, or None where the section says there are none."""
    if draft.chance(none):
        return None
    found = _problems(draft)
    draft.truth["problems"] += [truth for _, truth in found]
    return [text for text, _ in found]


def measure_texts(draft: Draft, *, none: float = 0.06) -> list[str] | None:
    """Measures into the truth; their sentences, or None."""
    if draft.chance(none):
        return None
    found = _measures(draft)
    draft.truth["improvements"] += found
    return [text + "。" for text in found]


def body(draft: Draft, texts: list[str] | None) -> None:
    """What stands below a heading: the entries, or «无。»."""
    if texts is None:
        draft.para(draft.words("none_said"))
    else:
        listed(draft, texts)


def apart(draft: Draft, problem_slot: str = "sec_problem_only", measure_slot: str = "sec_measure_only") -> None:
    """Two sections: problems, then measures."""
    draft.section(draft.words(problem_slot), "problems")
    body(draft, problem_texts(draft))
    draft.section(draft.words(measure_slot), "improvements")
    body(draft, measure_texts(draft))


def together(draft: Draft, section: Node, sub_slots: tuple[str, str] = ("sub_problem", "sub_measure"), *,
             none: float = 0.0) -> None:  # fmt: skip
    """One section for both: two subsections, two arabic items, or a sentence on each."""
    way = draft.rng.choice(["subs", "subs", "items", "sentences"])
    if way == "subs":
        for slot, role, texts in (
            (sub_slots[0], "problems", problem_texts), (sub_slots[1], "improvements", measure_texts),
        ):  # fmt: skip
            sub(draft, section, slot, role, None)
            body(draft, texts(draft, none=none))
        return
    problem, measure = _problems(draft)[0], _measures(draft)[0]
    draft.truth["problems"].append(problem[1])
    draft.truth["improvements"].append(measure)
    if way == "items":
        for number, (slot, text) in enumerate(((sub_slots[0], problem[0]), (sub_slots[1], measure + "。")), 1):
            label = numbered(draft.layout.entry, number)
            mark = draft.rng.choice(["：", "。"])
            draft.para(label + draft.words(slot) + mark + text, "body", label)
        return
    lead = draft.words("next_step")
    draft.para(problem[0] + lead + measure + "。")


# ---- the page around it ----
def title(draft: Draft, slot: str, *, may_lack: bool = False) -> None:
    """The title, on one line or two, sometimes twice, sometimes below lines of the web page; into the truth.

    ``may_lack``: some pages print none, and the unit stands in the page's metadata alone (R06).
    """
    if may_lack and draft.chance(0.08):
        _metadata(draft)
        draft.para(draft.words("untitled"))
        return
    if draft.chance(0.3):
        for line in draft.bank.several(draft.rng, "shell_top", draft.rng.randint(1, 3)):
            if "{unit}" in line:  # «来源：…» names it as the page's metadata do
                draft.facts.words["published"] = True
            draft.blocks.append(Para(line.format(**draft.facts.words)))
    elif draft.chance(0.2):
        _metadata(draft)
    lines = draft.words(slot).split("|")
    draft.truth["title"] = "".join(lines)
    printed = [Para(line, "title", gap=line is lines[-1]) for line in lines]
    draft.blocks += printed * (2 if draft.chance(0.08) else 1)


def _metadata(draft: Draft) -> None:
    """The page's metadata as lines of labels and values."""
    draft.facts.words["published"] = True
    lines = draft.words("metadata").split("\n")
    draft.blocks += [Para(line, gap=False) for line in lines]


def dressed(draft: Draft) -> None:
    """A contents list behind the title, and page marks between paragraphs, in some reports."""
    headings = [node for node in draft.outline if node.label and node.title and node.role != "attachment"]
    at = next((i for i, block in enumerate(draft.blocks) if isinstance(block, Para) and block.kind == "heading1"), 0)
    if draft.chance(0.1) and len(headings) > 3 and at:
        leaders = draft.rng.choice(["", "…………{n}", "........{n}", " {n}"])
        lines = [f"{node.label}、{node.title}" + leaders.format(n=n) for n, node in enumerate(headings, 1)]
        draft.blocks[at:at] = [Para(line) for line in ("目  录", *lines)]
    if draft.chance(0.12):
        form = draft.rng.choice(["- {n} -", "— {n} —", "第{n}页"])
        places = sorted(draft.rng.sample(range(at + 1, len(draft.blocks)), min(3, len(draft.blocks) - at - 1)))
        for number, place in reversed(list(enumerate(places, 1))):
            draft.blocks.insert(place, Para(form.format(n=number)))


def page_end(draft: Draft) -> None:
    """Lines of the web page below the report."""
    if draft.chance(0.15):
        draft.blocks.append(Para(draft.words("shell_end")))


def preamble(draft: Draft, often: float = 0.4) -> None:
    """The sentence that opens a report."""
    if draft.chance(often):
        draft.para(draft.words("preamble"))


def rate(draft: Draft, part: Decimal, whole: Decimal) -> str:
    """A share as printed."""
    return draft.hand.rate(quantized(part * 100 / whole, 2))[0]
