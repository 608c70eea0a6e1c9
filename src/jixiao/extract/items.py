"""Numbered items that have a section's title («2、收支情况。…», «3.未完成的绩效目标。…») are read as that section.

The printed outline does not list them: an arabic number is an item of its part (contract, «Conventions»).
"""

from __future__ import annotations

from dataclasses import replace
from operator import is_not

from jixiao import lazy_re as re
from jixiao.extract.context import Context
from jixiao.extract.entries import Entries, Entry, is_head, split
from jixiao.quotes import Text
from jixiao.structure.labels import TITLE_LENGTH, Kind, Label, label_at
from jixiao.structure.model import Node

MONEY = (
    "spending_general_public", "spending_government_fund", "spending_state_capital", "spending_social_insurance",
    "basic_spending", "project_spending", "overview_income", "three_public",
)  # fmt: skip
PROFILE = ("profile", "organisation", "staffing")

_HEAD_END = re.compile("[。:]")
_MARK = re.compile(r"\A\(?[0-9①-⒛]|[。;:,!?]\(?(?:1(?![0-9])|①)")
_NUMBERED = (Kind.ARABIC, Kind.ARABIC_PAREN, Kind.CIRCLED)
_OUTCOME = ("problems", "improvements")
_SHORT = 14
"""Characters of a heading."""
_KNOWN = {
    "functions": MONEY, "attachments": (), "attachment": (), "results_use": (), "other_matters": (),
    "performance": (*_OUTCOME, "overview_income", "self_score"), "self_score": (*_OUTCOME, "performance"),
    "problems": _OUTCOME, "improvements": (*_OUTCOME, "results_use"),
}  # fmt: skip
"""Which titles count in a section: a problem may well be called «绩效目标设置», an office is no report on staff."""

_ELSEWHERE = (*MONEY, "staffing", "self_score", *_OUTCOME)
_KNOWN["profile"] = (*_ELSEWHERE, "functions", "organisation")
_KNOWN["organisation"] = (*_ELSEWHERE, "functions")
_KNOWN["staffing"] = (*_ELSEWHERE, "functions", "organisation")
_WHOLE = (*_KNOWN["profile"], "profile", "performance", "results_use", "other_matters")
"""In a section of a larger document that is the whole self-evaluation («（二）部门整体支出绩效自评报告» over «1.…»)."""


def read_items(context: Context) -> None:
    """Puts such items into the outline that extraction reads; the printed one is kept in ``context.larger``."""
    outline = context.structured.outline
    found = [_with_items(context, _without_undone(context, node)) for node in outline]
    if any(a is not b for a, b in zip(outline, found, strict=True)):
        context.larger = context.larger or outline
        context.structured.outline = found


def _without_undone(context: Context, node: Node, *, inside: bool = False) -> Node:
    """A section on what was achieved, its paragraphs on what was not («未完成的目标：水库加固2座，…») as sections of
    their own."""
    inside = inside or node.role == "performance"
    children = [_without_undone(context, child, inside=inside) for child in node.children]
    ends = [_undone(context, line) if inside else 0 for line in node.lines]
    if not any(ends):
        changed = any(map(is_not, children, node.children))
        return replace(node, children=children) if changed else node
    told: list[Node] = []
    for line, end in zip(node.lines, ends, strict=True):
        if end:
            context.claim_all([line.quote(0, end + 1)])
            told.append(Node(node.level + 1, None, line[:end], "problems", line[end + 1 :], first=line, item=True))
    lines = [line for line, end in zip(node.lines, ends, strict=True) if not end]
    return replace(node, lines=lines, children=[*children, *told])


def _undone(context: Context, line: Text) -> int:
    """Where the heading of a paragraph without a number ends that tells what was not done; 0 without one."""
    end = _run_in(line)
    if not end or end + 1 >= len(line) or not context.patterns["items.undone"].occurs(line.match[:end]):
        return 0
    return end


def _with_items(context: Context, node: Node, within: str = "") -> Node:
    """``within``: «profile» for what stands in it and has no role of its own."""
    role = node.role or within
    below = "profile" if role == "profile" else ""
    children = [_with_items(context, child, below) for child in node.children]
    changed = any(map(is_not, children, node.children))
    whole = context.scope is not None and any(node is top for top in context.structured.outline)
    known = _WHOLE if whole else _KNOWN.get(role, _ELSEWHERE)
    body = node.body
    if not known or not _may_count(body):
        return replace(node, children=children) if changed else node
    entries = split(body)
    items = [_item(context, node, entry, known) for entry in entries.items]
    asked = "functions" in known and any(_may_head_list(context, item) for item in items)
    if asked and (counted := _with_list(context, node, known)):
        items = counted
    elif not any(item.role for item in items) or _counts_anew(context, body, known):
        # Another numbering may go before: functions （1）（2）, then «1、收支情况».
        at = next((n for n, line in enumerate(body) if n and _begins(context, line, known)), None)
        if at is None or _goes_on(body, at):
            return replace(node, children=children) if changed else node
        found = split(body[at:])
        items = [_item(context, node, entry, known) for entry in found.items]
        entries = Entries([*body[:at], *found.lead], [])
    context.claim_all(item.label_quote for item in items if item.label_quote)
    items = [_with_items(context, item) if item.role == "organisation" else item for item in items]
    head = node.first[: len(node.first) - len(node.tail)] if node.first and node.tail else node.first
    if node.role is None and node.level == 1 and not within and any(item.role in MONEY for item in items):
        # «第二部分 资金使用情况» over «1.总体情况» and «2.“三公”经费»: what its items are about, it is about.
        node = replace(node, role="overview_income")
    if whole and node.role == "performance":  # its items are on more than what was achieved: the others are on that
        items = [item if item.role else _achieved(item) for item in items]
        node = replace(node, role=None)
    return replace(node, tail=None, first=head, lines=entries.lead, children=[*items, *children])


def _may_head_list(context: Context, item: Node) -> bool:
    """Whether an item is the heading of functions alone, or with what may be the first of them."""
    if item.role is not None or item.lines or item.first is None or len(item.first) > _SHORT:
        return item.role == "functions" and item.tail is None
    return context.patterns.role_of(item.first.match) == "functions"


def _with_list(context: Context, node: Node, known: tuple[str, ...]) -> list[Node]:
    """The items of a section where functions count from 1 again below their heading, which has a number of the same
    kind («3.职责职能», then «1.…» to «6.…»): these are its lines. Empty where none do."""
    body = node.body
    heads = ((n, label) for n, line in enumerate(body) if (label := _heads_functions(context, line)))
    at, own = next(heads, (len(body), None))
    labels = [label_at(line.match) for line in body[at + 1 :]]
    if own is None or not labels or labels[0] is None or (labels[0].kind, labels[0].number) != (own.kind, 1):
        return []
    last, stop = 0, len(body)
    for n, label in enumerate(labels, at + 1):
        if label is None or label.kind is not own.kind:
            continue
        heads_text = is_head(body[n].match[label.end :]) and labels[n - at : n - at + 1] == [None]
        if (
            label.number != last + 1
            or heads_text
            or (label.number == own.number + 1 and _begins(context, body[n], known))
        ):
            stop = n  # «2.重点工作» over a text of its own is no function
            break
        last = label.number
    items = [_item(context, node, entry, known) for entry in split([*body[: at + 1], *body[stop:]]).items]
    head, lines = body[at][own.end :], body[at + 1 : stop]
    return [
        replace(item, title=head, role="functions", tail=None, lines=lines)
        if item.first and item.first.match == head.match
        else item
        for item in items
    ]


def _heads_functions(context: Context, line: Text) -> Label | None:
    """The number of a line that is the heading of functions and nothing else."""
    label = label_at(line.match)
    if label is None or label.kind not in _NUMBERED or not is_head(title := line.match[label.end :].rstrip("。:")):
        return None
    return label if context.patterns.role_of(title) == "functions" else None


def _achieved(item: Node) -> Node:
    """An item as a section on what was achieved: a sentence alone is no heading («1.训练有效率94.6%。»)."""
    if item.tail is None and not item.lines:
        return replace(item, role="performance", title=None, tail=item.first)
    return replace(item, role="performance")


def _may_count(body: list[Text]) -> bool:
    """A plain test before the items are cut: whether a number stands where an item may begin (an author may count from
    2)."""
    for text in body:  # noqa: SIM110 - each section is asked, and a generator costs three times as much
        if _MARK.search(text.match):
            return True
    return False


def _item(context: Context, node: Node, entry: Entry, known: tuple[str, ...]) -> Node:
    """An item as a section below its part, with a role when its heading is one of the ``known`` titles."""
    line = entry.parts[0]
    end = len(line) if entry.head else _run_in(line)
    role = None
    if end and entry.kind in _NUMBERED and is_head(line.match[:end]):
        role = context.patterns.role_of(line.match[:end])
    # «1.改进工作计划。…» among measures is one of them; «1.措施：…» only says so (R29).
    if role not in known or (role == node.role and not context.patterns["items.only_says"].search(line[:end])):
        role = None
    body = min(end + 1, len(line)) if end else 0
    if role is not None:
        context.claim_all([line.quote(0, body)])
    return Node(
        node.level + 1,
        entry.label.printed if entry.label else None,
        line[:end] if end else None,
        role,
        tail=line[body:] or None,
        first=line,
        lines=list(entry.parts[1:]),
        label_quote=entry.label,
        item=True,
        mark=entry.mark,
    )


def _counts_anew(context: Context, body: list[Text], known: tuple[str, ...]) -> bool:
    """Functions 1. to 4., then «1.收支情况» and «2.“三公”经费»: the second list begins behind the first."""
    begins = next((n for n, line in enumerate(body) if _begins(context, line, known)), 0)
    numbers = [label.number for line in body[:begins] if (label := label_at(line.match)) and label.kind in _NUMBERED]
    first = label_at(body[begins].match)
    return len(numbers) > 1 and first is not None and first.number == 1


def _goes_on(body: list[Text], at: int) -> bool:
    """Whether the numbers above a line go on below it: «（1）资金支出情况» stands in «1.资金管理», and «2.事项管理»
    follows."""
    labels = [(n, label) for n, line in enumerate(body) if (label := label_at(line.match))]
    inner = next(label.kind for n, label in labels if n == at)
    outer = next((label for n, label in reversed(labels) if n < at and label.kind is not inner), None)
    return outer is not None and any(
        n > at and label.kind is outer.kind and label.number == outer.number + 1 for n, label in labels
    )


def _begins(context: Context, line: Text, known: tuple[str, ...]) -> bool:
    """Whether a line is an item with a known title."""
    label = label_at(line.match)
    if label is None or label.kind not in _NUMBERED:
        return False
    rest = line[label.end :]
    end = _run_in(rest) or (len(rest) if is_head(rest.match) else 0)
    return end > 0 and is_head(rest.match[:end]) and context.patterns.role_of(rest.match[:end]) in known


def _run_in(line: Text) -> int:
    """Where a heading ends that runs into its text, 0 without one."""
    found = _HEAD_END.search(line.match, 1, TITLE_LENGTH)
    return found.start() if found else 0


def is_parted(node: Node) -> bool:
    """«二、预算支出及绩效情况» with money in parts, results (or who they are) in another: what those say is all."""
    if node.role != "performance":
        return False
    roles = {child.role for child in node.children}
    return not roles.isdisjoint(("performance", *PROFILE)) and not roles.isdisjoint(MONEY)
