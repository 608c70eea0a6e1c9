"""Performance, problems, measures, other matters: text that is kept as printed, entry by entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from operator import is_not

from jixiao import lazy_re as re
from jixiao.extract.context import Context, Draft
from jixiao.extract.entries import FOREIGN, Entries, Entry, entries_of, entry_of, split, strip_closing
from jixiao.extract.items import MONEY, PROFILE
from jixiao.extract.letters import told_with_score
from jixiao.extract.problem_numbers import (
    by_number,
    is_asked,
    numbered,
    says,
    titled,
    with_cause,
    with_measure,
    without_others,
)
from jixiao.extract.problem_sheets import is_lost, listed
from jixiao.patterns import Found
from jixiao.quotes import Quote, Reading, Text, quotes_of, text_reading
from jixiao.structure.labels import Kind, label_at
from jixiao.structure.model import Node

_AGAIN = "items.says_before"
"""«1、存在的问题情况。往来款清理不够及时。»: words before a problem or a measure that are the section's title again."""

_SEVERAL = 2
_RUN_IN, _BESIDE = 20, 14
"""Characters of the words that a blank sets apart behind a mark."""

_CELLS = re.compile(r"\|.*\|")  # of a form of which no table could be made; they say nothing in words

_STATED = re.compile(r";$|,.*\d|\d.*,")
"""A subsection without a text of its own that is no heading: «（一）全年举办活动28场次；»."""
HEADING_LENGTH = 60
"""A run-in heading is a short first sentence; a longer one is text."""


def performance(context: Context) -> dict[str, Draft]:
    """`performance`: what stands before the achievements, and each achievement with its heading."""
    summary: list[Text] = []
    achievements: list[Draft] = []
    sections, score_alone = context.sections("performance"), context.patterns["performance.score_alone"]
    for node in sections:
        if len(sections) > 1 and _says_one_thing(node):
            context.claim_all([node.title.quote()] if node.title and node.alone else [])
            entry = entry_of(node)
            if not (entry.below and score_alone.search(entry.below)):
                achievements.append(_achievement(entry))
            continue
        entries = split(node.body) if all(child.item for child in node.children) else Entries(node.body, [])
        if not node.children and not any(label_at(text.match) for text in node.body):
            lead = [text for text in node.body[:1] if text.match[-1:] == ":"]
            marked = [item for item in entries.items if item.kind is Kind.BULLET]  # «★造林绿化成效显著。…»
            if not marked and _each_headed(node.body[len(lead) :]):  # what is counted in one of them (一是…) is of that
                entries = Entries(lead, [Entry(None, text) for text in node.body[len(lead) :]])
        context.claim_all(entry.label for entry in entries.items if entry.label)
        lead = [text for text in entries.lead if not _CELLS.search(text.match)]
        summary.extend(text for text in lead if text.match[-1:] in "。:;" or not _is_caption(context, text))
        for entry in (*entries.items, *_below(context, node)):
            if not entry.below and entry.head and _STATED.search(entry.head.match):
                context.claim_all([entry.label] if entry.label else [])
                achievements.append(_achievement(Entry(entry.label, entry.head)))
            elif not entry.below or is_asked(context, entry.below.match) or score_alone.search(entry.below):
                context.claim_all([entry.head.quote()] if entry.head else [])
            else:
                context.claim_all([entry.label] if entry.label else [])
                achievements.append(_achievement(entry))
    return {
        "summary": text_reading(quotes_of(text.quote() for text in summary), "section.performance")
        if summary
        else None,
        "achievements": achievements,
    }


def _is_caption(context: Context, text: Text) -> bool:
    """Whether a line above a narrative in a table says which table of a publication it is, or whose («公开13表»)."""
    return len(text) <= HEADING_LENGTH and context.patterns["performance.caption"].search(text) is not None


def _each_headed(paragraphs: list[Text]) -> bool:
    """Whether each of several paragraphs begins with a short sentence that heads it («粮食生产再获丰收。全年…»)."""
    heads = [text.match[: text.match.find("。")] for text in paragraphs if "。" in text.match[:-1]]
    short = [head for head in heads if 2 < len(head) <= _RUN_IN and not re.search(r"[\d,;:]", head)]
    return len(paragraphs) > 1 and len(short) == len(paragraphs)


def _says_one_thing(node: Node) -> bool:
    """«四、履职效果情况» with a paragraph beside «三、履职完成情况»: an achievement of that name."""
    return not node.children and len(node.body) == 1 and not split(node.body).items


def _below(context: Context, node: Node) -> Iterator[Entry]:
    """The achievements of a section's subsections.

    One that only names a kind of them («（一）资金投入情况分析») counts by its numbered items (R25, R26 of the corpus).
    Beside «（一）部门概况» one on money tells the accounts: the section is a whole report.
    """
    foreign, profile = FOREIGN["performance"], context.patterns["performance.profile"]
    if any(child.title is not None and profile.search(child.title) for child in node.children):
        foreign = (*foreign, *MONEY, *PROFILE, "functions")
    for child in node.children:
        if child.role in foreign or _of_last_year(context, child):
            continue
        group = child.role == "performance" or (
            child.title is not None and context.patterns["performance.group"].search(child.title) is not None
        )
        inner = split(child.body)
        if child.item or not group or not (inner.items or child.children):
            yield entry_of(child)
            continue
        context.claim_all([child.title.quote()] if child.title else [])
        if inner.lead:
            lead = Text.join(inner.lead)
            yield Entry(None, Text.join([child.title, lead]) if child.title else lead, head=child.title)
        yield from inner.items
        yield from _below(context, child)


def _of_last_year(context: Context, node: Node) -> bool:
    """«（四）就上一年度绩效自评结果应用情况» (广东): no achievement, nor what this year's result is used for."""
    title = node.title
    return title is not None and "上" in title.match and titled(context, node, "performance.last_year")


def _achievement(entry: Entry) -> Draft:
    text = entry.below
    if entry.head:
        heading: Quote | None = entry.head.quote()
    else:
        stop = text.match.find("。")
        colon = text.match.find(":", 0, 26)
        end = colon if colon > 0 and (stop < 0 or colon < stop) and "," not in text.match[:colon] else stop
        if entry.kind is Kind.BULLET and not 0 < end < _BESIDE:
            end = next(
                (at for at in range(2, min(_BESIDE, len(text))) if text.blank_before(at)), end
            )  # «☆ 劳动竞赛 全县…»
        heading = text[:end].quote() if 0 < end < min(len(text) - 1, HEADING_LENGTH) else None
    return {
        "heading": text_reading(heading, "performance.entry") if heading else None,
        "text": text_reading(text.quote(), "performance.entry"),
    }


def problems(context: Context) -> list[Draft]:
    """`problems`: each with its cause; a cause given for «上述问题» belongs to all before it."""
    result: list[tuple[Reading[str], Reading[str] | None]] = []
    for node in context.sections("problems") or told_with_score(context, "problems"):
        if is_lost(context, node):
            continue
        rows = listed(context, node)
        result.extend(pair for pair in _problems_of(context, node) if not (rows and _leads_to_table(context, pair[0])))
        result.extend((row["problem"], row.get("cause")) for row in rows if "problem" in row)
    return [{"problem": problem, "cause": cause} for problem, cause in result if says(context, problem.value)]


def _leads_to_table(context: Context, reading: Reading[str]) -> bool:
    return context.patterns["sheet.problems.above"].occurs(reading.value)


def _without_elsewhere(context: Context, node: Node) -> Node:
    """A section without the subsections whose titles say that they tell something else."""
    children = [child for child in node.children if not titled(context, child, "problems.elsewhere")]
    return node if len(children) == len(node.children) else replace(node, children=children)


def _problems_of(context: Context, node: Node) -> list[tuple[Reading[str], Reading[str] | None]]:
    # «五、主要经验及做法、存在的问题及原因分析» over «（一）主要经验及做法»
    node = _without_elsewhere(context, node)
    causes_in = [child for child in node.children if titled(context, child, "problems.cause_heading")]
    problems_in = [child for child in node.children if titled(context, child, "problems.problem_heading")]
    if causes_in and problems_in:
        _claim_titles(context, [*causes_in, *problems_in])
        found = [pair for child in problems_in for pair in _pairs(context, _items(context, child))]
        causes = [_text(entry) for child in causes_in for entry in _items(context, child)]
        return _with_causes(found, [cause for cause in causes if cause is not None])
    return _pairs(context, _items(context, node))


def _claim_titles(context: Context, nodes: list[Node]) -> None:
    context.claim_all(node.title.quote() for node in nodes if node.title)


def _with_causes(
    pairs: list[tuple[Reading[str], Reading[str] | None]], causes: list[Reading[str]]
) -> list[tuple[Reading[str], Reading[str] | None]]:
    if len(causes) == len(pairs):
        return [(problem, cause or given) for (problem, given), cause in zip(pairs, causes, strict=True)]
    if len(causes) == 1:
        return [(problem, given or causes[0]) for problem, given in pairs]
    told = "".join(c.value for c in causes)
    joined = Reading(told, quotes_of(c.quote for c in causes), "problems.cause_heading") if causes else None
    return [(problem, given or joined) for problem, given in pairs]


def _items(context: Context, node: Node) -> list[Text]:
    """The entries of a section without their lead-in and without a measure behind each."""
    items = [said for text in _raw_items(context, node) if (said := with_measure(context, node, text)[0])]
    if titled(context, node, "problems.with_experience"):  # «领导重视，精心组织。» is none of «经验、问题和建议»
        return [said for said in items if not context.patterns["problems.experience"].occurs(said.match)]
    return items


def _raw_items(context: Context, node: Node) -> list[Text]:
    """The entries of a section without their lead-in; a section without numbers is one entry a paragraph."""
    body, _, _ = _halves(context, node)
    if counted := numbered(context, body):
        return [context.behind(_AGAIN, text) for text in counted]
    entries = entries_of(_ungrouped(context, replace(node, tail=None, lines=body)))
    if not node.children and entries.lead and _announces_causes(context, entries.lead[-1]):
        # «…不相适应。究其原因，一是…；二是…»: what is counted are the causes of what stands before.
        entries = Entries(body, [])
    context.claim_all(entry.label for entry in entries.items if entry.label)
    leads: list[Text] = []
    for text in without_others(context, entries.lead):
        if entries.items and text.match.endswith(":"):
            context.claim_all([text.quote()])  # «…上仍有欠缺：» above what is counted
            continue
        rest = context.behind("problems.lead", text)
        if rest:
            inner = split([rest])
            if inner.lead and _announces_causes(context, inner.lead[-1]):
                inner = Entries([rest], [])
            context.claim_all(entry.label for entry in inner.items if entry.label)
            leads.extend(context.behind(_AGAIN, one) for one in [*inner.lead, *(entry.text for entry in inner.items)])
    return [*leads, *(context.behind(_AGAIN, entry.text) for entry in entries.items)]


def _ungrouped(context: Context, node: Node) -> Node:
    """A section whose subsections only name a unit or a field («（一）局机关» over «1.…2.…»): their items count."""
    children: list[Node] = []
    for child in node.children:
        named = child.role is None and titled(context, child, "items.group")
        found = split(child.body) if named and not child.children else None
        groups = found is not None and bool(found.items) and not found.lead
        _claim_titles(context, [child] if groups else [])
        children.append(replace(child, role=node.role) if groups else child)
    return replace(node, children=children) if any(map(is_not, children, node.children)) else node


def _announces_causes(context: Context, text: Text) -> bool:
    if context.patterns.role_of(text.match.rstrip(":。")) == "problems":
        return False  # «主要问题及原因分析：1.…；2.…»: problems, each with its cause
    return context.patterns["problems.cause_open"].search(text) is not None


def _halves(context: Context, node: Node) -> tuple[list[Text], list[Text], Found | None]:
    """The paragraphs of «存在的问题及下一步改进措施» on problems, those on measures, and the words between them.

    A turn inside one of several items, or one of several turns, parts nothing: each item has its measure beside it.
    """
    both = node.title is not None and context.patterns["problems.with_measures"].search(node.title) is not None
    body = by_number(context, node.body, measures=both)
    if not both:
        return body, [], None
    for at, text in enumerate(body):
        turns = list(context.patterns["improvements.turn"].finditer(text))
        if not turns:
            continue
        found, later = turns[0], body[at + 1 :]
        inside = found.start > 0 and (len(turns) > 1 or any(label_at(line.match) for line in later))
        if inside:
            return body, [], None
        before, behind = text[: found.start], text[found.end :]
        behind = behind[len(behind) - len(behind.match.lstrip("。;,:")) :]  # «下一步改进措施。加强培训。»
        return [*body[:at], *([before] if before else [])], [*([behind] if behind else []), *later], found
    return body, [], None


def _pairs(context: Context, items: list[Text]) -> list[tuple[Reading[str], Reading[str] | None]]:
    result: list[tuple[Reading[str], Reading[str] | None]] = []
    for text in items:
        none = context.patterns["problems.none"].search(text)
        if none:
            context.claim(none)
            continue
        one = context.patterns["problems.of_one"].search(text) if ":" in text.match else None
        if one and context.patterns["problems.none"].search(text[one.end :]):  # «慈善会项目：无偏离。»
            context.claim_all([text.quote()])
            continue
        if context.patterns.role_of(text.match) == "problems":  # «存在问题» on a line of its own, without a number
            context.claim_all([text.quote()])
            continue
        problem, found = with_cause(context, text)
        cause = _cause(context, found) if found else None
        problem = strip_closing(problem, "。;,:")
        if problem:
            result.append((text_reading(problem.quote(), "section.problems"), cause))
        elif cause and found and result and (each := _causes_of_each(context, found, len(result))):
            result = [(known, given or why) for (known, given), why in zip(result, each, strict=True)]
        elif cause and found and result:
            everyone = context.patterns["problems.cause_all"].search(text[: found.match.start(_group(found))])
            first = 0 if everyone else len(result) - 1
            result[first:] = [(known, given or cause) for known, given in result[first:]]
        elif cause:  # «（一）原因：部分配套资金未到位。» below «偏离绩效目标的原因和下一步改进措施»
            result.append((cause, None))
    return _general_cause(context, items, result)


def _causes_of_each(context: Context, found: Found, size: int) -> list[Reading[str]]:
    """«产生问题的原因：一是…；二是…» below two problems: the cause of each."""
    entries = split([found.sub(_group(found))])
    if entries.lead or len(entries.items) != size or size < 2:
        return []
    context.claim_all(entry.label for entry in entries.items if entry.label)
    return [text_reading(strip_closing(entry.text, "。;,").quote(), found.id) for entry in entries.items]


def _general_cause(
    context: Context, items: list[Text], pairs: list[tuple[Reading[str], Reading[str] | None]]
) -> list[tuple[Reading[str], Reading[str] | None]]:
    """A cause at the end of the last of several entries that speaks of «上述问题» is the cause of all; several of «问题
    产生的原因», as many as there are entries, one each."""
    if len(pairs) < 2 or pairs[-1][1] is None or any(cause for _, cause in pairs[:-1]):
        return pairs
    found = context.patterns["problems.cause"].search(items[-1])
    lead = items[-1][found.start : found.match.start(_group(found))] if found else None
    if found is None or lead is None or not context.patterns["problems.cause_all"].search(lead):
        return pairs
    each = _causes_of_each(context, found, len(pairs))
    if not each and context.patterns["problems.cause_above"].search(lead):
        each = [pairs[-1][1]] * len(pairs)
    return [(problem, why) for (problem, _), why in zip(pairs, each, strict=True)] if each else pairs


def _group(found: Found) -> str:
    return next(g for g in ("cause", "cause2", "cause3") if found.has(g))


def _cause(context: Context, found: Found) -> Reading[str]:
    context.claim(found)
    return text_reading(strip_closing(found.sub(_group(found)), "。;,").quote(), found.id)


def _text(text: Text) -> Reading[str] | None:
    text = strip_closing(text)
    return text_reading(text.quote(), "problems.cause_heading") if text else None


def improvements(context: Context) -> list[Draft]:
    """`improvements`: entries without number, lead-in and closing 。"""
    result: list[Reading[str]] = []
    told = context.nodes("improvements", "problems")
    outermost = {id(node) for role in ("improvements", "problems") for node in context.sections(role)}
    if not told:
        told = told_with_score(context, "improvements")
        outermost = set(map(id, told))
    # «三、总体评价和整改措施» over «（二）存在问题及改进措施» over «2.改进措施：…»
    apart = (c for top in context.sections("improvements") for c in top.children if c.role == "problems")
    outermost |= {id(part) for child in apart for part in child.children if part.role == "improvements"}
    lost: set[int] = set()
    rows: dict[tuple[int, tuple[int, int]], Draft] = {}
    for node in told:
        if id(node) in lost or (id(node) in outermost and is_lost(context, node)):
            lost.update(id(part) for part in node.walk())
            continue
        if node.role == "problems":
            result.extend(_measures_within(context, node, each=id(node) in outermost))
        elif id(node) in outermost:
            result.extend(_measures_of(context, node))
        found = [row["measure"] for row in listed(context, node) if "measure" in row]
        rows.update(((reading.quote.block, reading.quote.spans[0].source.cell or (0, 0)), reading) for reading in found)
    said = [reading for reading in result if says(context, reading.value)]
    return [*sorted(said, key=lambda reading: reading.quote.block), *rows.values()]


def _measures_within(context: Context, node: Node, *, each: bool) -> Iterator[Reading[str]]:
    """The measures in a section of problems: behind all of them or, asked for, behind ``each``."""
    _, behind, found = _halves(context, node)
    if found:
        context.claim(found)
        entries = split(behind)
        context.claim_all(entry.label for entry in entries.items if entry.label)
        leads = [piece for piece in entries.lead if entries.items and piece.match.endswith(":")]  # «打算：①…；②…»
        context.claim_all(piece.quote() for piece in leads)
        for piece in (*entries.lead, *(entry.text for entry in entries.items)):
            if piece not in leads:
                yield text_reading(strip_closing(piece).quote(), "section.improvements")
        return
    for text in _raw_items(context, node) if each else ():
        _, measure, words = with_measure(context, node, text)
        if measure:
            if words:
                context.claim(words)
            entries = split([measure])
            context.claim_all(entry.label for entry in entries.items if entry.label)
            for piece in (*entries.lead, *(entry.text for entry in entries.items)):
                yield text_reading(strip_closing(piece).quote(), "section.improvements")


def _measures_of(context: Context, node: Node) -> Iterator[Reading[str]]:
    # «三、总体评价和整改措施» over «（一）预算绩效管理工作主要经验、做法» (深圳)
    node = _without_elsewhere(context, node)
    entries = entries_of(_ungrouped(context, node))
    context.claim_all(entry.label for entry in entries.items if entry.label)
    for text in without_others(context, entries.lead):
        found = context.patterns["improvements.lead"].search(text)
        if found:
            context.claim(found)
        rest = strip_closing(text[found.end :] if found else text)
        leads = rest.match[-1:] == ":" and bool(entries.items)  # «针对上述问题：（一）…；（二）…»
        if leads or context.patterns.role_of(rest.match) == "improvements":  # a heading that is said twice
            context.claim_all([rest.quote()])
        elif rest and not _is_none(context, rest):
            yield text_reading(rest.quote(), "section.improvements")
    for text in _each_measure(context, entries.items):
        said = context.behind("improvements.asked", text)
        if said and not _is_none(context, said):
            yield _entry_text(context.behind(_AGAIN, said))


def _each_measure(context: Context, items: list[Entry]) -> list[Text]:
    """The items; «建议财政部门…» on a line without a number below the last of them is one of its own, where no other
    has lines below it."""
    texts = [entry.text for entry in items]
    last = items[-1].parts if len(items) > 1 else ()
    behind = len(last) > 1 and all(len(one.parts) < _SEVERAL for one in items[:-1])
    if behind and context.patterns["improvements.asks"].search(last[-1]):
        texts[-1:] = [Text.join(last[:-1]), last[-1]]
    return texts


def _is_none(context: Context, text: Text) -> bool:
    """«无», «暂无»: nothing is to be done."""
    found = context.patterns["problems.none"].search(text)
    if found:
        context.claim(found)
    return found is not None


def _entry_text(text: Text) -> Reading[str]:
    return text_reading(strip_closing(text, "。;,").quote(), "section.improvements")


def other_matters(context: Context) -> Reading[str] | None:
    """`other_matters` as printed, without a form's note below it."""
    quotes: list[Quote] = []
    for node in context.sections("other_matters"):
        for part in node.walk():
            texts = part.body if part is node else part.content
            quotes.extend(text.quote() for text in texts if not (quotes and _is_note(context, text)))
    return text_reading(quotes_of(quotes), "section.other_matters") if quotes else None


def _is_note(context: Context, text: Text) -> bool:
    return ":" in text.match and context.patterns["other_matters.note"].search(text) is not None
