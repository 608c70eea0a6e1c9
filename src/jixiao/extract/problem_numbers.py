"""Problems that words count, each on lines of its own («问题1：…», below it «整改措施：…», then «问题2：…»), or that a
heading names, with the cause in a paragraph below or the measure behind; and what is none."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from jixiao import lazy_re as re
from jixiao.document import Diagnostic
from jixiao.extract.context import Context
from jixiao.extract.sign_off_lines import is_label
from jixiao.patterns import Found
from jixiao.quotes import Text, fold
from jixiao.structure.flat.words import words_of
from jixiao.structure.labels import label_at
from jixiao.structure.model import Node

_WORDS = re.compile(r"[^\W\d_]")  # a page's number alone on its line («3») says nothing
_FEWEST = 2
_LONGEST_LABEL = 20  # characters
_CLOSED = (*"。;:,", "")
_SENTENCE_END = re.compile(r"[。;]")


def by_number(context: Context, body: list[Text], *, measures: bool) -> list[Text]:
    """The paragraphs of a section, those below each counted problem put together with it: they are of that one.
    ``measures``: the section is on measures too."""
    starts = _starts(context, body)
    if len(starts) < _FEWEST and measures:
        starts = _each_with_measure(context, body)
    if len(starts) < _FEWEST:
        return body
    return [*body[: starts[0]], *(Text.join(body[a:b]) for a, b in pairwise([*starts, len(body)]))]


def numbered(context: Context, body: Sequence[Text]) -> Sequence[Text]:
    """The problems of such a section, and what stands above them but for a line that only leads to them."""
    starts = _starts(context, body)
    if len(starts) < _FEWEST:
        return ()
    lead = body[: starts[0]]
    context.claim_all(text.quote() for text in lead if text.match.endswith(":"))
    return [*(text for text in lead if not text.match.endswith(":")), *body[starts[0] :]]


def _starts(context: Context, body: Sequence[Text]) -> list[int]:
    return [at for at, text in enumerate(body) if context.patterns["problems.numbered"].search(text)]


def _each_with_measure(context: Context, body: Sequence[Text]) -> list[int]:
    """Where problems begin («1.执行率偏低。») with the measure on a line of its own below each («改进措施：…»): the
    numbers go on behind such a line, where a list of measures would begin anew. Behind one that only announces them
    («改进措施如下：») what goes on are the measures."""
    turn = context.patterns["improvements.turn"]
    turns = [at for at, text in enumerate(body) if at and turn.match(text) and text.match[-1:] != ":"]
    if not turns:
        return []
    found = [(at, label) for at, text in enumerate(body) if (label := label_at(text.match))]
    found = [(at, label) for at, label in found if label.kind is found[0][1].kind]
    counts = [label.number for _, label in found] == [*range(1, len(found) + 1)]
    return [at for at, _ in found] if counts and found and found[0][0] < turns[0] < found[-1][0] else []


def with_cause(context: Context, text: Text) -> tuple[Text, Found | None]:
    """A problem, and the words of its cause behind it, which may begin a paragraph («4.1 支付偏慢» over «原因：…»)."""
    causes = context.patterns["problems.cause"]
    if found := causes.search(text):
        return text[: found.start], found
    for at in text.seams():
        if found := causes.match(text[at:]):
            return text[:at], found
    return text, None


def says(context: Context, text: str) -> bool:
    """Whether a text says anything: words, and not what an outline asks for («（不少于两条）»)."""
    return bool(_WORDS.search(text)) and not is_asked(context, text)


def is_asked(context: Context, text: str) -> bool:
    """Whether a text only repeats what an outline asks for."""
    return context.patterns["blank.prompt"].fits_needed(fold(text))


def without_others(context: Context, texts: Sequence[Text]) -> list[Text]:
    """The paragraphs of a section without numbers, but for those that are none of it: labels of a form with nothing
    behind them («项目负责人：»), and words of another cell behind «无。» («改进措施», «无。», «服务对象满意率»)."""
    kept: list[Text] = []
    for text in texts:
        match = text.match
        if len(match) <= _LONGEST_LABEL and _is_label(context, match):
            context.claim_all([text.quote()])
        elif not kept or match[-1:] in _CLOSED or context.patterns.null_kind(kept[-1].match) is None:
            kept.append(text)
        else:
            _say_of_another(context, text)
    return kept


def _say_of_another(context: Context, text: Text) -> None:
    quote = text.quote()
    if not any(one.code == "unread_text" and quote.block in one.blocks for one in context.diagnostics):
        context.diagnostics.append(
            Diagnostic(
                "unread_text",
                f"「{quote.printed}」写在「无」之后，可能是其他单元格的内容，未读取",
                f"«{quote.printed}» stands behind «none» and may be another cell's: not read",
                (quote.block,),
            )
        )


def _is_label(context: Context, match: str) -> bool:
    """Whether a text is one label of who signs, or of a form and its colon."""
    if is_label(match, context.patterns):
        return True
    return match[-1:] == ":" and words_of(context.patterns).is_label(match[:-1])


def with_measure(context: Context, node: Node, text: Text) -> tuple[Text, Text | None, Found | None]:
    """A problem, the measure that stands behind it («…。整改措施：按月调度»), and the words between them; an item of
    «问题及建议» that asks for something, or names what is to be done and no lack («加强业务培训»), is a measure."""
    patterns = context.patterns
    both = titled(context, node, "problems.with_measures")
    if both and _is_measure(context, node, text):
        return text[:0], text, None
    for found in patterns["improvements.turn"].finditer(text):
        if not found.start or found.end == len(text):
            continue
        if patterns["improvements.begins"].search(found.sub(0)) or patterns["improvements.verb"].match(text, found.end):
            return text[: found.start], text[found.end :], found
    for mark in _SENTENCE_END.finditer(text.match) if both else ():
        if _is_measure(context, node, behind := text[mark.end() :]):  # «…不够细化。建议细化预算编制。»
            return text[: mark.end()], behind, None
    return text, None, None


def _is_measure(context: Context, node: Node, text: Text) -> bool:
    """Whether a text asks for something or says what is to be done; among experiences («加强领导，精心组织») the latter
    is none."""
    if context.patterns["improvements.asks"].search(text):
        return True
    plain = context.patterns["improvements.plain"].search(text)
    return plain is not None and not titled(context, node, "problems.with_experience")


def titled(context: Context, node: Node, pattern: str) -> bool:
    return node.title is not None and context.patterns[pattern].search(node.title) is not None
