"""The classes of projects that a budget is divided into («其他运转类项目支出», «特定目标类项目支出»)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from jixiao.document import Diagnostic
from jixiao.extract.context import Context, Draft
from jixiao.quotes import Reading

_CLASS = "subject.project_class"

S = TypeVar("S", bound=Mapping[str, Draft])


def without_classes(context: Context, statements: Sequence[S]) -> list[S]:
    """The statements without what was spent on a class beside another class or all projects of the same fund: it is a
    part of that, and would contradict it as the whole."""
    kept: list[S] = []
    for one in statements:
        scope, amount = one["scope"], one["amount"]
        if (
            isinstance(scope, Reading)
            and isinstance(amount, Reading)
            and scope.pattern == _CLASS
            and any(_is_other(one, each) for each in statements)
        ):
            _say(context, f"{scope.quote.printed}{amount.quote.printed}", amount.quote.block)
        else:
            kept.append(one)
    return kept


def _is_other(one: Mapping[str, Draft], other: Mapping[str, Draft]) -> bool:
    """Whether another amount is told of projects."""
    told = all(_value(one, name) == _value(other, name) for name in ("scope", "fund", "year"))
    return told and _value(one, "amount") != _value(other, "amount")


def _value(statement: Mapping[str, Draft], name: str) -> object:
    read = statement[name]
    return read.value if isinstance(read, Reading) else None


def _say(context: Context, printed: str, block: int) -> None:
    context.diagnostics.append(
        Diagnostic(
            "unread_amounts",
            f"「{printed}」只是同类支出的一部分，没有读入任何字段，请核对原件",
            f"«{printed}» is a part of what was spent on such things: not read",
            (block,),
        )
    )
