"""What was spent on the one project that a report is on, in its words of funding («年初预算300万元，实际支出290万元»).

A budget, and what arrived of it, have no place in the contract: they stay unread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.document import Diagnostic
from jixiao.extract.anchors import AnchorReader
from jixiao.extract.context import Context, Draft
from jixiao.extract.kind_places import where
from jixiao.extract.spending_years import YearReader
from jixiao.patterns import Found
from jixiao.quotes import Reading, Text
from jixiao.structure.model import Node
from jixiao.values import money, percent

Statement = dict[str, Draft]
_SPENT, _ALL = "project_money.spent", "project_money.all_spent"
_KINDS = ("project", "transfer_payment")
_ATTACHED = ("attachments", "attachment")
_NOT = ("performance", "problems", "improvements", "self_score", "results_use", *_ATTACHED)
"""Sections whose figures are results, or of something else."""
_SINCE = "累计"
_NAMED = 4
"""Characters of a project's name that tell it in the title."""
_ROUNDING = Decimal("0.06")


@dataclass(slots=True, eq=False)
class _Told:
    """One mention of what was spent."""

    text: Text
    found: Found
    amount: Reading[Decimal]

    @property
    def start(self) -> int:
        """Where its sentence begins."""
        return self.text.match.rfind("。", 0, self.found.start) + 1


class ProjectMoney:
    """Reads the statements of a report on one project."""

    def __init__(self, context: Context, anchors: AnchorReader, years: YearReader) -> None:
        self.context, self.patterns = context, context.patterns
        self.anchors, self.years = anchors, years

    def statements(self) -> list[Statement]:
        """What was spent in all, each time that it is said; nothing where the amounts may be of several things."""
        outline = self.context.structured.outline
        if outline and all(node.role in _ATTACHED for node in outline):  # «附件3-3» over the report itself (海南)
            outline = [child for node in outline for child in node.children]
        told = [one for node in outline for one in self._in(node)]
        if not told or not self._is_of_project():
            return []
        values = [one.amount.value for one in told]
        whole = max(values)
        apart = len(set(values)) > 1
        if apart and whole != sum(value for value in values if value != whole):
            return []
        all_ = [one for one in told if one.amount.value == whole]
        again = len({id(one.text) for one in all_}) < len(
            all_
        )  # «省级资金150万元，支出140万元；县级资金150万元，支出140万元»
        if again or not all(map(self._is_of_year, told)):
            return []
        if not apart and not all(map(self._is_whole, all_)):  # else the others, its parts, prove it
            return []
        return [self._statement(one) for one in all_]

    def _in(self, node: Node) -> Iterator[_Told]:
        if node.role in _NOT:
            return
        titled, rules = self.patterns["project_money.section"], (self.patterns[_SPENT], self.patterns[_ALL])
        if node.title and titled.search(node.title) and not self._is_in_title(node.title.match):
            return
        for text in node.body:
            for found in (each for rule in rules for each in rule.finditer(text)):
                amount = money(found.quote("amount"), found.id)
                if amount is not None:
                    yield _Told(text, found, amount)
        for child in node.children:
            yield from self._in(child)

    def _is_of_project(self) -> bool:
        title = self.context.structured.title
        kinds = (rule for rule in self.patterns.family_of("kind") if rule.extra.get("kind") in _KINDS)
        return title is not None and any(rule.search(title.view) for rule in kinds if "title" in where(rule))

    def _is_of_year(self, one: _Told) -> bool:
        """Whether an amount is of the report's year, all of it: no sum of several."""
        text, found, own = one.text, one.found, self.years.fiscal_year
        year = self._year(one)
        if own is None or year is None or year.value != own.value or self.anchors.is_of_part(text, found.start):
            return False
        if self.patterns["project_money.of_years"].search(text[one.start : found.match.end("words")]):
            return False  # «项目总投资1200万元，分三年实施，累计支出890万元»
        years = {int(each[0][:4]) for each in self.patterns.word("year").finditer(text[: found.end])}
        return _SINCE not in found["words"] or years <= {own.value}

    def _year(self, one: _Told) -> Reading[int] | None:
        inside = self.patterns.word("year").search(one.found.sub("words"))
        if inside is None:
            return self.years.before(one.text, one.found.match.start("words"))
        return Reading(int(inside[0][:4]), inside.quote(), inside.id, (f"{inside.quote().printed} → {inside[0][:4]}",))

    def _is_whole(self, one: _Told) -> bool:
        """Whether an amount is of the whole project: no part's, nor that of a thing which the title does not name,
        unless the sentence's first amount and its rate prove it."""
        text, found = one.text, one.found
        sentence = text[one.start : found.start]
        stop = text.match.find("。", found.end)
        if self.patterns["project_money.of_unit"].search(text[one.start : stop if stop >= 0 else len(text)]):
            self._say_of_unit(found)
            return False  # «基本支出2000万元，项目支出290万元»: what the unit spent on all projects
        item = self.patterns["project_money.of_item"].search(sentence)
        known = any(map(self.patterns["project_money.named"].search, (sentence, found.sub("words"))))
        known = known or self.patterns.word("money").search(sentence) is not None
        if item and not self._is_in_title(item.sub("item").match):
            return False
        if not known and self.patterns.word("self").search(found.sub("words")):
            return False  # «我馆全年支出2900万元，其中档案数字化项目…»: the unit's, on all that it does
        named = self.patterns["spending.of_named"].search(sentence)
        if named is not None and not self._is_in_title(named.sub(0).match):
            return False
        if self.patterns["project_money.of_part"].search(sentence):
            return self._is_proved(one, sentence)
        source = self.patterns["project_money.source"]
        clause = sentence[sentence.match.rfind(";") + 1 :]
        given = [money(each.quote("given"), each.id) for each in source.finditer(clause)]
        if given and len(given) < len(list(source.finditer(text))):
            return False  # «中央资金100万元，支出90万元。县级资金50万元…»
        if len(given) > 1 and any(each is None or each.value >= one.amount.value for each in given):
            return False
        return known or not sentence  # «扫描加工，实际支出190万元»: of neither the project nor its money

    def _say_of_unit(self, found: Found) -> None:
        quote = found.quote()
        self.context.diagnostics.append(
            Diagnostic(
                "unread_amounts",
                f"「{quote.printed}」与基本支出同句，可能不是本项目的支出，未读取，请核对原件",
                f"«{quote.printed}» stands beside basic spending, perhaps no project's: not read, see the source",
                (quote.block,),
            )
        )

    def _is_in_title(self, name: str) -> bool:
        """Whether the report's title tells something that a sentence or a heading names."""
        title = self.context.structured.title
        grams = {name[at : at + _NAMED] for at in range(len(name) - _NAMED + 1)}
        return title is not None and any(gram in title.view.match for gram in grams)

    def _is_proved(self, one: _Told, sentence: Text) -> bool:
        """Whether the rate behind an amount is of the sentence's first («预算300万元，其中…，支出290万元，执行率…»)."""
        first = self.patterns.word("money").search(sentence)
        given = money(first.quote(), _SPENT) if first else None
        behind = self.patterns["project_money.rate"].match(one.text, one.found.end)
        rate = percent(behind.quote("rate"), behind.id) if behind else None
        if not (given and given.value and rate):
            return False
        return abs(one.amount.value * 100 / given.value - rate.value) <= _ROUNDING

    def _statement(self, one: _Told) -> Statement:
        found = one.found
        self.context.claim(found)
        quote = found.quote("words")
        return {
            "fund": Reading("all", quote, found.id, inferred=True),
            "scope": Reading("total", quote, found.id, inferred=True),
            "year": self._year(one),
            "amount": one.amount,
            "share": None,
            "change": None,
            "change_rate": None,
            "reason": None,
            "is_none": Reading(False, one.amount.quote, found.id),
        }


def project_money(
    context: Context, anchors: AnchorReader, years: YearReader, said: Sequence[Statement]
) -> list[Statement]:
    """The statements, with what was spent on the project that the report is on, where none is told."""
    if anchors.whole or said:
        return list(said)
    return ProjectMoney(context, anchors, years).statements()
