"""Amounts that yield to another of the same scope, fund and year: of a class of the projects that a budget is divided
into («其他运转类项目支出», «特定目标类项目支出»), of income and spending together («收、支总计», with what is left)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from jixiao.document import Diagnostic
from jixiao.extract.context import Context, Draft
from jixiao.quotes import Reading

_YIELDS = {
    "subject.project_class": ("只是同类支出的一部分", "is a part of what was spent on such things"),
    "subject.income_and_spending": ("与另一处支出总额不同", "differs from what was spent in all"),
}
"""By their subject's pattern, what they are where another amount is told."""

S = TypeVar("S", bound=Mapping[str, Draft])


def without_yielding(context: Context, statements: Sequence[S]) -> list[S]:
    """The statements without such beside another, which they would contradict: named."""
    kept: list[S] = []
    for one in statements:
        scope, amount = one["scope"], one["amount"]
        if (
            isinstance(scope, Reading)
            and isinstance(amount, Reading)
            and scope.pattern in _YIELDS
            and any(_is_other(one, each) for each in statements)
        ):
            _say(context, f"{scope.quote.printed}{amount.quote.printed}", amount.quote.block, *_YIELDS[scope.pattern])
        else:
            kept.append(one)
    return kept


def _is_other(one: Mapping[str, Draft], other: Mapping[str, Draft]) -> bool:
    """Whether another amount is told of the same."""
    told = all(_value(one, name) == _value(other, name) for name in ("scope", "fund", "year"))
    return told and _value(one, "amount") != _value(other, "amount")


def _value(statement: Mapping[str, Draft], name: str) -> object:
    read = statement[name]
    return read.value if isinstance(read, Reading) else None


def _say(context: Context, printed: str, block: int, chinese: str, english: str) -> None:
    context.diagnostics.append(
        Diagnostic(
            "unread_amounts",
            f"「{printed}」{chinese}，没有读入任何字段，请核对原件",
            f"«{printed}» {english}: not read",
            (block,),
        )
    )
