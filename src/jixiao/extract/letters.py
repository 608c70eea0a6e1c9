"""Reports without headings (letters to the finance bureau): what each sentence is about is told by its words.

Such sections are for extraction alone: the printed outline has none where the author wrote none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from jixiao import lazy_re as re
from jixiao.extract.context import Context
from jixiao.quotes import Text
from jixiao.structure.labels import Kind, label_at
from jixiao.structure.model import Node

_SENTENCE = re.compile(r"[^。]+。?")
_COUNTED = re.compile(r"(?<=[:,。;])|^")
_LONGEST_LEAD = 60
_LEADS = ("performance", "problems", "improvements")
"""What an author counts: only words that turn to another of these, the score or the result end it in a paragraph."""

_TURNS = (*_LEADS, "self_score", "results_use")
_APART = (None, "attachments", "attachment")
_FEWEST = 3
"""Different things that the sentences of such a report are about at least."""

Piece = tuple[str | None, Text]
"""A sentence with the role of the section that it would stand in; None for words of address."""


def read_letter(context: Context) -> list[Node]:
    """The sections of a report whose outline names none, put into the outline; what was put there is returned."""
    structured = context.structured
    lead = structured.preamble
    named = any(node.role not in _APART for top in structured.outline for node in top.walk())
    if lead is None or named or context.scope or structured.opaque:
        return []
    pieces = list(_pieces(context, lead.lines))
    if len({role for role, _ in pieces if role}) < _FEWEST:
        return []
    sections: list[Node] = []
    for role, group in groupby(pieces, key=lambda piece: piece[0]):
        texts = [text for _, text in group]
        if role is not None:
            lines = list(_joined(texts))
            blocks = sorted({line.quote().block for line in lines})
            sections.append(Node(1, None, None, role, lines=_without_lead(context, role, lines), blocks=blocks))
    lead.lines = [text for role, text in pieces if role is None]
    structured.outline = [*sections, *structured.outline]
    return sections


def read_closing_score(context: Context) -> list[Node]:
    """The score below the last of the measures («根据以上自评，我馆…自评得分97分。»): it is none of them, but a section
    for extraction alone, put into the outline like a letter's."""
    outline = context.structured.outline
    last = next((top for top in reversed(outline) if top.role not in _APART), None)
    if last is None or last.role not in _LEADS or context.scope:
        return []
    node = list(last.walk())[-1]
    closing = context.patterns["closing.score"]
    if not node.lines or (len(node.lines) == 1 and node.tail is None) or not closing.search(node.lines[-1]):
        return []
    line = node.lines.pop()
    section = Node(1, None, None, "self_score", lines=[line], blocks=[line.quote().block])
    context.structured.outline = [*outline, section]
    return [section]


def told_with_score(context: Context, role: str) -> list[Node]:
    """The problems or measures in the sections on the score, where the report has no section of their own («自评得分为
    93.5分。…发现的主要问题及原因：…。下一步改进措施：…»); not those of projects told one by one."""
    found: list[Node] = []
    for node in context.sections("self_score"):
        if node.title is not None and context.patterns["score.of_projects"].search(node.title):
            continue
        of_one = context.patterns["spending.of_one_project"]
        own = [line for line in node.body if not of_one.search(line)]
        texts: list[Text] = []
        for told, text in _pieces(context, own):
            if told == role and (texts or turns_to(context, role, text)) and not _is_use(context, text):
                texts.append(text)
        if texts:
            lines = list(_joined(texts))
            blocks = sorted({line.quote().block for line in lines})
            found.append(Node(1, None, None, role, lines=_without_lead(context, role, lines), blocks=blocks))
    return found


def turns_to(context: Context, role: str, sentence: Text) -> bool:
    """Whether a sentence beside the score turns to problems or measures: not every one that names a problem does («未发
    现截留、挪用等问题», «解决了存在的困难»), nor what the result is used for («下一步，将自评结果作为…依据»)."""
    if role == "problems":
        return context.patterns["score.problems"].search(sentence) is not None
    told = context.patterns["paragraph.improvements"].search(sentence)
    return told is not None and not _is_use(context, sentence)


def _is_use(context: Context, sentence: Text) -> bool:
    return context.patterns["score.use"].search(sentence) is not None


def _pieces(context: Context, lines: Sequence[Text]) -> Iterator[Piece]:
    cues = context.patterns.family_of("paragraph")
    role: str | None = None
    open_: dict[Kind, tuple[int, str | None]] = {}  # items that were begun: their number, and what stood before them
    for line in lines:
        begins = True
        of_one = context.patterns["spending.of_one_project"].search(line) is not None
        item = label_at(line.match)
        if item is not None and item.kind is not Kind.ORDINAL:
            number, before = open_.get(item.kind, (0, role))
            # «（2）…项目…主要问题：…改进措施：…。（3）…项目…»: what an item turned to ends with it.
            role = before if number and item.number == number + 1 else role
            open_[item.kind] = item.number, role
        for found in _SENTENCE.finditer(line.match):
            sentence = line[found.start() : found.end()]
            label = label_at(sentence.match)
            counted = label is not None and (label.kind is not Kind.ORDINAL or label.number > 1 or role is not None)
            held = role in _LEADS and not begins
            if not counted:
                for cue in cues:
                    told = str(cue.extra["role"])
                    if of_one and told == "overview_income":
                        continue  # what one of several projects spent
                    if (not held or told in _TURNS) and cue.search(sentence):
                        role = told
                        break
            yield role, sentence
            begins = False


def _joined(texts: Sequence[Text]) -> Iterator[Text]:
    """The sentences of one paragraph as one text again."""
    for _, group in groupby(texts, key=lambda text: text.quote().block):
        yield Text.join(list(group))


def _without_lead(context: Context, role: str, lines: list[Text]) -> list[Text]:
    """The paragraphs without the words that only announce what is counted behind them («…以下成效：一是…»)."""
    first = lines[0]
    if role not in _LEADS:
        return lines
    for place in _COUNTED.finditer(first.match, 0, _LONGEST_LEAD):
        label = label_at(first.match, place.start())
        if label and label.number == 1 and label.kind >= Kind.CHINESE_PAREN and not label.bare:
            if place.start():
                context.claim_all([first.quote(0, place.start())])
            return [first[place.start() :], *lines[1:]]
    turn = context.patterns["improvements.turn"].match(first) if role == "improvements" else None
    if turn and turn.end < len(first):
        context.claim(turn)
        return [first[turn.end :], *lines[1:]]
    return lines
