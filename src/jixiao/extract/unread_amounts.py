"""Amounts of paragraphs that no field took, each named: a figure of money is not lost without a word."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from jixiao import lazy_re as re
from jixiao.document import Diagnostic
from jixiao.extract.context import Context
from jixiao.patterns import Found
from jixiao.schema.text import Place

_UNREADABLE = "unreadable_table"
_LONGEST = 400
"""Characters of a text that are looked at at once: clauses without end would be gone through once for each word."""
_SHOWN, _CITED = 3, 24
"""Amounts that a diagnostic cites, and characters of each."""
_MONEY = re.compile(r"[¥￥]|\d[余多几OoIl(（)）]?\d*[百千万亿萬億]*元|\d[余多几]?[万亿萬億]|[十百千万亿拾佰仟萬億]元")
_DAMAGED = re.compile(
    r"[^\d,.，。；;、]{0,12}(?<![\d,.])(?!(?:19|20)\d\d\.)(?!\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,.]))"
    r"\d+(?:[,.]\d+){2,}[百千万亿萬億]*元"
)
"""An amount whose marks tell no number («奖补资金7,00.0,77元»), with the words before it."""
_MARK = re.compile(r",(?!(?<=\d,)\d)|[;。]")
_BETWEEN = frozenset(":：()（）")
"""Marks between a subject, its amount and the unit («项目支出：-12万元», «120.45（万元）»)."""
_YEAR, _WITH_YEAR = re.compile(r"(?<![比较与同和])(?:(?:19|20)\d\d\s*年度?|本年度?|今年)[为是:：]?\s*\Z"), 12
_PARTED = re.compile(r"\d[,，.．]\d")
_BARE = re.compile(r"\d[,，.．]\s?\d[\d.．\s]*[,，;；。、()（）]")
"""Figures with a mark right behind them where a unit would be."""
_WORD = 4
"""Letters of a word between two statements."""


def say_amounts(context: Context, places: Sequence[Place], spent: Collection[int] | None) -> None:
    """Names the amounts of paragraphs that may be what was spent, or a change, and that no field took («支出3.52亿元»
    behind words that nobody knows): a figure of money is not lost without a word. What was given too, but in the
    blocks that tell what was ``spent`` («年初批复预算985万元，实际到位资金334.67万元»), unless that is None."""
    structured, rule, given = context.structured, context.patterns["unread.amount"], context.patterns["unread.given"]
    told = {block for one in structured.diagnostics if one.code == _UNREADABLE for block in one.blocks}
    found: list[tuple[int, str]] = []
    stretches = list(_whole_figures(context, places))
    _say_without_unit(context, [stretch for stretch in stretches if stretch[0] not in told])
    for block, start, end in stretches:
        source = structured.sources.get(block) if block not in told else None
        squeezed = "".join(source.text[start:end].split()) if source else ""
        if source is None or not _MONEY.search(squeezed):
            continue
        found.extend((block, damaged[0]) for damaged in _DAMAGED.finditer(squeezed))
        # «2024年800万元，2023年700万元»: the years may be read as words between statements
        year = _YEAR.search(source.text, max(start - _WITH_YEAR, 0), start)
        first = source.text.rfind("。", 0, start) + 1 if year else start
        parts = [
            source.view(at, min(at + _LONGEST, last))
            for begin, last in _sentences_in(source.text, first, end)
            for at in range(begin, last, _LONGEST)
        ]
        said = next(filter(None, map(rule.search, parts)), None)
        if said is None and spent is not None and block not in spent:
            said = next(filter(None, map(given.search, parts)), None)
        if said:
            shown = "".join(source.text[year.start() : end].split()) if year else _clause_of(said)
            found.append((block, shown))
    zh = "正文有{count}处金额没有读入任何字段（{shown}），请核对原件"
    say_found(
        context, "unread_amounts", found, zh, "{count} amounts of the text are in no field ({shown}): see the source"
    )


def _say_without_unit(context: Context, stretches: Iterable[tuple[int, int, int]]) -> None:
    """Names the amounts of unread stretches (block, start, end) that print no unit («总支出4,128.66，其中»): 元 or 万元
    is nowhere guessed."""
    structured, rule = context.structured, context.patterns["unread.without_unit"]
    found: list[tuple[int, str]] = []
    for block, start, end in stretches:
        source = structured.sources.get(block)
        if source is not None and _BARE.search(source.text, start, end + 1):  # the mark may be claimed
            view = source.view(start, min(end + 1, len(source.text)))
            found.extend((block, "".join(one.quote("said").raw.split())) for one in rule.finditer(view))
    zh = "正文有{count}处支出数额没有注明单位（{shown}），未读取，请核对原件"
    en = "{count} amounts of the text print no unit ({shown}) and are not read: see the source"
    say_found(context, "money_unit_missing", found, zh, en)


def say_found(context: Context, code: str, found: Sequence[tuple[int, str]], zh: str, en: str) -> None:
    """Says what was found (block, text), if anything; ``zh`` and ``en`` hold its {count} and its first {shown}."""
    if not found:
        return
    count, shown = len(found), "、".join(f"「{text[:_CITED]}」" for _, text in found[:_SHOWN])
    more, more_en = ("等", " and others") if count > _SHOWN else ("", "")
    zh, en = zh.format(count=count, shown=shown + more), en.format(count=count, shown=shown + more_en)
    context.structured.diagnostics.append(Diagnostic(code, zh, en, tuple(dict(found))))


def _clause_of(said: Found) -> str:
    """The clause in which an amount stands that was found in a sentence, its end where it is long."""
    marks = [mark.end() for mark in _MARK.finditer(said.text.match)]
    start = max((at for at in marks if at < said.end), default=0)
    stop = next((at - 1 for at in marks if at > said.end), len(said.text))
    clause = "".join(said.text.quote(start, stop).raw.split())
    if len(clause) > _CITED:
        clause = "".join(said.text.quote(start, said.end).raw.split())
    return clause if len(clause) <= _CITED else f"…{clause[1 - _CITED :]}"


def say_nothing_spent(context: Context, places: Sequence[Place]) -> None:
    """Names the sentences that say that nothing was spent on what a report has no field for («无国内公务接待»)."""
    structured, rule = context.structured, context.patterns["unread.nothing_spent"]
    found: list[tuple[int, str]] = []
    for place in places:
        source = structured.sources.get(place.block) if place.cell is None else None
        if source is not None and rule.may_match(source.text) and (one := rule.search(source.view(*place.span))):
            found.append((place.block, one[0]))
    zh = "正文有{count}处说明没有支出的文字没有读入任何字段（{shown}），请核对原件"
    en = "{count} statements that nothing was spent are in no field ({shown}): see the source"
    say_found(context, "unread_text", found, zh, en)


def _sentences_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a stretch between full stops: words of a budget say nothing of the next sentence."""
    while start < end:
        stop = text.find("。", start, end) + 1 or end
        yield start, stop
        start = stop


def _whole_figures(context: Context, places: Sequence[Place]) -> Iterator[tuple[int, int, int]]:
    """The unread stretches of paragraphs, those put together that a claimed comma in a figure («386,000元») or a word
    between two statements parts («项目支出完成210万元»)."""
    last: tuple[int, int, int] | None = None
    for place in places:
        if place.cell is not None:
            continue
        (start, end), source = place.span, context.structured.sources.get(place.block)
        if last and source and last[0] == place.block and _is_one(context, source.text, last[2], start):
            last = (place.block, last[1], end)
            continue
        if last:
            yield last
        last = (place.block, start, end)
    if last:
        yield last


def _is_one(context: Context, text: str, end: int, start: int) -> bool:
    """Whether what is claimed in [end, start) parts no two unread stretches of a text."""
    word = text[end:start]
    if len(word) <= _WORD and word.isalpha():
        return context.patterns["spending.lead"].fits(word)
    return word in _BETWEEN or _PARTED.fullmatch(text, end - 1, start + 1) is not None
