"""What a text says of budgets among its amounts: parts that were allowed and not spent, and what was spent of each."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from jixiao.extract.clauses import Subject
from jixiao.patterns import Found, Patterns
from jixiao.quotes import Text
from jixiao.values import money

_PARTS = 2  # of a budget at the least
_INCOME = "spending.budget_income"
_APART = ("spending.budget_parts", "spending.budget_list", _INCOME, "spending.part_of_year")
_OF_ROW = (("whole", "spent"), ("beside",), ("row",))
"""Groups with a budget and what was spent of it, with more that is said of it, with its parts."""


def parts_of_budgets(patterns: Patterns, text: Text) -> list[tuple[int, int]]:
    """Where the parts of budgets stand, and what was spent in a part of the year: [start, stop) of each."""
    found = (one for name in _APART for one in patterns[name].finditer(text) if not _is_spent(one))
    return [
        one.match.span("row" if listed else "parts")
        for one in found
        if not (listed := one.match.groupdict().get("listed")) or _adds_up(patterns, one)
    ]


def is_of_budget_income(patterns: Patterns, text: Text, at: int) -> bool:
    """Whether a bare «支出» at ``at`` stands right behind the income of a budget («预算收入512万元，支出512万元»)."""
    found = (one for one in patterns[_INCOME].finditer(text) if not _is_spent(one))
    return any(one.match.start("parts") <= at < one.match.end("parts") for one in found)


def _is_spent(found: Found) -> bool:
    """Whether «支出» behind a budget's income is another amount, which the next sentence compares with last year's."""
    return bool(found.id == _INCOME and found.has("compared") and found["came"] != found["went"])


def spent_of_each(patterns: Patterns, text: Text, subjects: Sequence[Subject]) -> dict[int, Found]:
    """By where a subject begins, what was spent of it behind its budget («基本支出800万元，执行790万元；项目支出400
    万元，执行390万元»): where one does so, the whole might be meant, unless it is less than the part and its sentence
    begins with that («2024年基本支出800万元，全年支出790万元»); nor is more spent than its budget."""
    rule = patterns["spending.spent_of_part"]
    if not subjects or not rule.may_match(text.match):
        return {}  # nearly always
    told = {s.start: found for s in subjects if (found := rule.match(text, s.end))}
    read = [[money(found.quote(name), found.id) for name in ("given", "amount")] for found in told.values()]
    sure = all(given and spent and spent.value <= given.value for given, spent in read)
    several = len(told) >= _PARTS or all(_leads(patterns, text, at) for at in told)
    return told if sure and several else {}


def _leads(patterns: Patterns, text: Text, at: int) -> bool:
    """Whether no money stands before a place in its sentence."""
    return patterns.word("money").search(text[text.match.rfind("。", 0, at) + 1 : at]) is None


def _adds_up(patterns: Patterns, budget: Found) -> bool:
    """Whether amounts in a row right behind a budget's are its parts («预算支出1200万元，基本支出800万元，项目支出400万
    元»), or its and those of what was added («年中追加100万元»): nothing but their sum says so. Not if just the whole
    was spent: that are they then too. What of 三公经费 is less than its budget may be part of it."""
    (whole, *spent), beside, row = (_moneys(patterns, budget, *names) for names in _OF_ROW)
    parts = sum(row)
    if whole in spent or parts in spent:
        return False
    return parts in (whole, *beside, sum(beside, whole)) or (budget.has("three") and parts < whole)


def _moneys(patterns: Patterns, found: Found, *names: str) -> list[Decimal]:
    """The amounts in groups of a match."""
    texts = [found.sub(name) for name in names if found.has(name)]
    quotes = [one.quote() for text in texts for one in patterns.word("money").finditer(text)]
    return [read.value for quote in quotes if (read := money(quote, found.id)) and read.value is not None]
