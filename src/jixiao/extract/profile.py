"""The unit's basic situation: functions, divisions, subordinate units; staff: `staffing`."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao import lazy_re as re
from jixiao.extract.context import Context, Draft
from jixiao.extract.entries import entries_of, split
from jixiao.extract.items import MONEY
from jixiao.extract.staffing import staffing
from jixiao.quotes import Quote, Reading, Text, text_reading
from jixiao.structure.labels import Kind, label_at
from jixiao.structure.model import Node

_PROFILE = (None, "profile", "organisation")
_FEWEST = 3  # functions that are told by nothing but what they say
_BULLET = re.compile(r"[-•·●▪]+|\*(?!\*)")
"""«- 收藏图书»; «****妇联» is a name that somebody hid."""
_POINT = re.compile(r"[\u4e00-\u9fff]\.\Z")
"""A full stop typed as a point («…3个事业单位.»): lists of names end at a mark."""


def profile(context: Context, name: str | None = None) -> dict[str, Draft]:
    """`profile` of the contract, of the unit of that name: it is none of its subordinate units."""
    texts = [*_texts(context), *_unit_in_functions(context)]
    texts += _staff_beside_money(context, texts)
    listed = [text[:-1] if _POINT.search(text.match) else text for text in texts]
    units = _numbered(context, texts, "unit") or _list(context, listed, "profile.subordinate_units")
    divisions = _list(context, listed, "profile.divisions") or _numbered(context, texts, "division")
    does = [] if divisions else [text for node in context.nodes("functions") for text in node.body]
    if inside := _list(context, does, "profile.divisions"):  # «主要职能及组成», the units below it too
        units = units or _list(context, does, "profile.subordinate_units")
    return {
        "functions": _functions(context),
        "divisions": divisions or inside,
        "subordinate_units": [unit for unit in units if unit.quote.match != name],
        "staffing": staffing(context, texts),
    }


def _texts(context: Context) -> list[Text]:
    """The paragraphs of the profile but for its functions, those of subsections that no role names too."""
    found: dict[int, Node] = {}
    for node in context.nodes("profile", "organisation", "staffing"):
        for part in node.walk():
            if part.role not in ("functions", *MONEY):
                found[id(part)] = part
    lead = context.structured.preamble if not found else None
    if lead and any(node.role for top in context.structured.outline for node in top.walk()):
        return lead.lines  # a letter that tells of the unit above its first heading
    return [text for part in found.values() for text in (part.body if part.role else part.content)]


def _functions(context: Context) -> list[Reading[str]]:
    result: list[Reading[str]] = []
    for node in _function_nodes(context):
        entries = entries_of(node)
        context.claim_all(entry.label for entry in entries.items if entry.label)
        elsewhere = context.patterns["profile.no_function"].search
        items = [entry.text for entry in entries.items if not elsewhere(entry.text)]
        texts = items or [lead for lead in entries.lead if not elsewhere(lead)]
        if items:
            context.claim_all(lead.quote() for lead in entries.lead if lead.match[-1] in ":")
        for whole in texts:
            staff = context.patterns["profile.staff_run_in"].search(whole)  # «负责…。人员概况：在职人员81人。»
            text = whole[: staff.start] if staff else whole
            bullet = _BULLET.match(text.match)
            start = bullet.end() if bullet else 0
            context.claim_all([text.quote(0, start)] if start else [])
            result.append(text_reading(text[start:].quote(), "section.functions"))
    return result or _functions_said(context) or _functions_counted(context) or _function_in_sentence(context)


def _function_nodes(context: Context) -> Iterator[Node]:
    """The sections on functions. Of «一、基本职能及主要工作» over «（一）主要职能» and «（二）重点工作完成情况» only
    the part that its title calls so: what stands beside it is something else."""
    for node in context.sections("functions"):
        parts = [child for child in node.children if child.role == "functions" and not child.item]
        yield from parts or [node]


def _unit_in_functions(context: Context) -> list[Text]:
    """The paragraphs on staff and divisions that stand among the functions («本院核定编制141名，内设17个部门。»)."""
    no_function, run_in = context.patterns["profile.no_function"], context.patterns["profile.staff_run_in"]
    texts = [text for node in _function_nodes(context) for text in node.body]
    behind = (text[found.start :] for text in texts if (found := run_in.search(text)))
    return [*(text for text in texts if no_function.search(text)), *behind]


def _staff_beside_money(context: Context, texts: list[Text]) -> list[Text]:
    """Sentences on staff among the accounts, where the profile tells of none («总支出774万元。编制12人，在职12人»)."""
    told = context.patterns["profile.staff_told"]
    if any(told.may_match(text.match) for text in texts):
        return []
    beside = (text for node in context.nodes(*MONEY) for text in node.body)
    return [text[found.start : found.end] for text in beside for found in told.finditer(text)]


def _functions_said(context: Context) -> list[Reading[str]]:
    """Functions without a heading: «主要职责是：» and the numbered paragraphs below it, or the rest of its sentence. A
    report without a section on the unit may say so above its first heading."""
    said = context.patterns["profile.functions.said"]
    sections = list(context.nodes("profile", "organisation"))
    lead = context.structured.preamble
    for node in sections or ([lead] if lead is not None else []):
        body = node.body
        for at, text in enumerate(body):
            found = said.search(text)
            if found is None:
                continue
            stop = text.match.find("。", found.end)
            sentence = text[found.end : stop + 1 if stop >= 0 else len(text)]
            items = _run_in(context, text[found.end :]) or _items_in(context, sentence) if sentence else []
            items = items or ([] if sentence else _counted(context, body[at + 1 :]))
            if not items and at + 1 == len(body):
                items = _numbered_below(context, node)
            if items:
                context.claim(found)
                return [text_reading(item.quote(), said.id) for item in items]
    return []


def _run_in(context: Context, rest: Text) -> list[Text]:
    """«主要职能：1、审理案件。2、受理申诉。»: numbered functions that are sentences, the last of them up to its end."""
    entries = split([rest])
    if entries.lead or len(entries.items) < 2 or not all(entry.label for entry in entries.items):
        return []
    last = entries.items[-1].text
    stop = last.match.find("。")
    context.claim_all(entry.label for entry in entries.items if entry.label)
    return [*(entry.text for entry in entries.items[:-1]), last[: stop + 1 if stop >= 0 else len(last)]]


def _items_in(context: Context, sentence: Text) -> list[Text]:
    """«职能职责概述：1、反映残疾人需求；2、开展康复工作。»: each numbered function, or the sentence."""
    entries = split([sentence])
    if entries.lead or len(entries.items) < 2:
        return [sentence]
    context.claim_all(entry.label for entry in entries.items if entry.label)
    return [entry.text for entry in entries.items]


def _numbered_below(context: Context, node: Node) -> list[Text]:
    """«本局主要职责：» as the last line above （一）（二）, which no title names."""
    parts = [part for child in node.children if child.role is None for part in child.walk()]
    context.claim_all(part.label_quote for part in parts if part.label_quote)
    return [text for part in parts for text in part.content]


def _functions_counted(context: Context) -> list[Reading[str]]:
    """«（一）团结妇女…。» to «（七）完成…交办的其他工作。», and nothing else, below the profile's heading."""
    does = context.patterns["profile.function"]
    for node in context.nodes("profile"):
        children = [child for child in node.children if child.role is None]
        texts = [text for child in children for text in child.content[:1]]
        if len(texts) >= _FEWEST and len(texts) == len(node.children) and all(map(does.search, texts)):
            context.claim_all(child.label_quote for child in children if child.label_quote)
            return [text_reading(text.quote(), does.id) for text in texts]
    return []


def _function_in_sentence(context: Context) -> list[Reading[str]]:
    """«…文旅局主要负责全区文化、旅游工作。内设…» below «主要职责职能，组织架构、人员及资产等基本情况» (江西)."""
    asked, does = context.patterns["profile.functions.title"], context.patterns["profile.functions.sentence"]
    parts = (part for node in context.nodes("profile", "organisation") for part in node.walk())
    named = [part for part in parts if part.role in _PROFILE and part.title and asked.search(part.title)]
    verbs, *others = (context.patterns[f"profile.{one}"] for one in ("function", "no_function", "division_counted"))
    for part in named:  # «（一）部门职能与机构设置» over «1、负责…» to «3、管理…»
        items, labels = _run(part.lines)
        other = any(one.search(item) for one in others for item in items)  # staff, or divisions
        if len(items) >= _FEWEST and not other and any(map(verbs.search, items)):
            context.claim_all(labels)
            return [text_reading(item.quote(), verbs.id) for item in items]
    found = next((told for part in named for text in part.content if (told := does.search(text))), None)
    return [text_reading(found.quote("does"), found.id)] if found else []


def _counted(context: Context, lines: list[Text]) -> list[Text]:
    """The paragraphs that count on from 1, without their numbers."""
    items, labels = _run(lines)
    context.claim_all(labels)
    return items


def _list(context: Context, texts: list[Text], prefix: str) -> list[Reading[str]]:
    together = "\n".join([text.match for text in texts])
    for expression in context.patterns.likely(prefix, together):
        for text in texts:
            found = expression.search(text)
            if found:
                lists = [found.sub(name) for name in ("list", "list2", "list3") if found.has(name)]
                if context.patterns["profile.no_list"].search(lists[0]):
                    continue
                context.claim(found)
                more = _more(context, text[found.end :]) if prefix == "profile.divisions" else []
                return [item for listed in lists for item in _items(context, listed, found.id)] + more
    return []


def _more(context: Context, rest: Text) -> list[Reading[str]]:
    """«…妇产科3个临床科室，设办公室、财务科2个职能科室»: the list of divisions right behind the first."""
    found = context.patterns["profile.list_more"].match(rest)
    if found is None or context.patterns["profile.no_list"].search(found.sub("list")):
        return []
    context.claim(found)
    return _items(context, found.sub("list"), found.id)


def _numbered(context: Context, texts: list[Text], what: str) -> list[Reading[str]]:
    """«下属单位2个：1.云溪县水库管理所；2.云溪县水质监测站。», or each on a line of its own below, with what it does
    behind its name («设3个综合办公室。» above «1.党政办公室。承担机关日常工作…»)."""
    said, name = context.patterns[f"profile.{what}s_counted"], context.patterns[f"profile.{what}_counted"]
    for at, text in enumerate(texts):
        found = said.search(text)
        if found is None:
            continue
        stop = text.match.find("。", found.end)
        rest = text[found.end : stop if stop >= 0 else len(text)]
        if not rest:
            items, labels = _run(texts[at + 1 :])
        else:
            entries = split([rest])
            items = [] if entries.lead else [entry.text for entry in entries.items]
            labels = [entry.label for entry in entries.items if entry.label]
        items = [item[: len(item.match.rstrip("。;,、"))] for item in items]
        names = [one.sub("name") for item in items if (one := name.search(item))]
        if 1 < len(names) == len(items):
            context.claim(found)
            context.claim_all(labels)
            behind = _of_law(context, text[stop:]) if what == "unit" and rest and stop >= 0 else []
            return [text_reading(item.quote(), said.id) for item in names if not _itself(context, item)] + behind
    return []


def _of_law(context: Context, rest: Text) -> list[Reading[str]]:
    """«下设2个管理机构，一是…；二是…。1个执法机构即：…»: the list of other units behind the first."""
    found = context.patterns["profile.subordinate_units.of_law"].search(rest)
    if found is None:
        return []
    context.claim(found)
    return _items(context, found.sub("list"), found.id)


def _run(lines: list[Text]) -> tuple[list[Text], list[Quote]]:
    """The lines that count on from 1, without their numbers; and the numbers."""
    items: list[Text] = []
    labels: list[Quote] = []
    for line in lines:
        label = label_at(line.match)
        if label is None or label.number != len(items) + 1:
            break
        labels.append(line.quote(label.start, label.end))
        items.append(line[label.end :])
    return items, labels


def _items(context: Context, listed: Text, pattern: str) -> list[Reading[str]]:
    """甲、乙和丙: split at 、, at commas that part a list, and at the last joint; «投资科（挂重点项目办、审批科）» is
    one."""
    end = context.patterns["profile.list_end"].search(listed)
    if end:
        context.claim(end)
        listed = listed[: end.start]
    if lead := context.patterns["profile.list_start"].search(listed):
        context.claim(lead)
        listed = listed[lead.end :]
    pieces: list[Text] = []
    start = depth = 0
    for at, char in enumerate(listed.match):
        depth += (char in "([〈") - (char in ")]〉")
        if char in "、," and depth <= 0:
            pieces += _apart(context, listed[start:at])
            start = at + 1
    *more, last = _apart(context, listed[start:])
    pieces += more
    joint = context.patterns["profile.list_joint"].search(last)
    if joint:
        pieces += [last[: joint.start], last[joint.end :]]
    else:
        pieces.append(last)
    pieces = [piece[_numbers(piece) :] for piece in pieces]
    return [text_reading(piece.quote(), pattern) for piece in pieces if piece and not _itself(context, piece)]


def _numbers(piece: Text) -> int:
    """Where the number before a name ends («（1）云溪县水库管理所、（2）…»)."""
    label = label_at(piece.match) if piece.match[:1] == "(" or piece.match[:1].isdecimal() else None
    return label.end if label and label.kind in (Kind.ARABIC, Kind.ARABIC_PAREN) else 0


def _apart(context: Context, piece: Text) -> list[Text]:
    """«妇产科等17个临床科室和院办公室»: the last of one list and the first of the next."""
    found = context.patterns["profile.list_between"].search(piece)
    if found is None:
        return [piece]
    context.claim(found)
    return [piece[: found.start], piece[found.end :]]


def _itself(context: Context, piece: Text) -> bool:
    """«局机关本级» among the units of the budget is no subordinate one (R03, R05 of the corpus)."""
    found = context.patterns["profile.itself"].search(piece)
    if found:
        context.claim(found)
    return found is not None
