"""Changes and reasons that stand apart from their amounts, and spending told in a section that is of no money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from jixiao.extract.anchors import AnchorReader
from jixiao.extract.changes import ChangeReader
from jixiao.extract.clauses import Anchor
from jixiao.extract.context import Context, Draft
from jixiao.quotes import Reading, Text, text_reading
from jixiao.structure.model import Node
from jixiao.values import money

Statement = dict[str, Draft]
_CARS = {"vehicles": "vehicle_running", "vehicle_running": "vehicles"}
"""What «公车费» is short for: of two statements the one that has a change."""
_CENTS = Decimal("0.02")


def give_back(text: Text, anchors: Sequence[Anchor], statements: Sequence[Statement]) -> None:
    """A reason in a sentence of its own, behind parts that say no change, is that of the change before them («增加
    329.7万元。其中，基本支出3,210.6万元；项目支出1,349.6万元。主要原因是人员增资»)."""
    changed: Statement | None = None
    for anchor, statement in zip(anchors, statements, strict=True):
        reason = statement["reason"]
        if _move_of(statement) is not None:
            changed = statement
        elif isinstance(reason, Reading) and changed is not None and changed["reason"] is None:
            at = text.match.find(reason.quote.match, anchor.end)
            if "。" in text.match[anchor.end : max(at, 0)]:
                changed["reason"], statement["reason"] = reason, None


def give_causes(context: Context, anchors: AnchorReader, text: Text, statements: Sequence[Statement]) -> None:
    """Causes told in a row behind several changes: each is of the subject that it names and of that direction («公车费
    增加系车辆老化，接待费减少系厉行节约»)."""
    waiting = [one for one in statements if one["reason"] is None and _move_of(one)]
    if not waiting:
        return
    for found in context.patterns["spending.reason.in_row"].finditer(text):
        subjects = anchors.subjects_in(found.sub("subject"))
        scopes = {subject.scope for subject in subjects}
        if len(scopes) != 1 or not (scope := scopes.pop()):
            continue
        down = context.patterns.word("down").fullmatch(found.sub("direction")) is not None
        fits = [one for one in waiting if one["reason"] is None and ((_move_of(one) or 0) < 0) is down]
        own = [one for one in fits if _scope_of(one) == scope]
        own = own or [one for one in fits if _scope_of(one) == _CARS.get(scope)]
        if len(own) == 1:
            context.claim(found)
            own[0]["reason"] = text_reading(found.sub("reason").quote(), found.id)


def change_apart(
    context: Context, changes: ChangeReader, text: Text, statements: Sequence[Statement]
) -> tuple[Statement, dict[str, Any]] | None:
    """A change in a paragraph of its own that prints last year's amount («与2022年支出2,954.1万元相比，增加164.5万元»):
    the statement whose amount both make, and the change."""
    base = context.patterns["spending.change.base"].search(text) if statements else None
    last = money(base.quote("base"), base.id) if base is not None and base.start <= 1 else None
    if base is None or last is None:
        return None
    fits = [
        (statement, amount)
        for statement in statements
        if isinstance(amount := statement["amount"], Reading)
        and _move_of(statement) is None
        and statement["reason"] is None
        and changes.led(text, amount.value, last.value)
    ]
    if len(fits) != 1:  # a part that is all of it: whose change this is nobody says
        return None
    context.claim(base)
    statement, amount = fits[0]
    return statement, changes.read(text, amount)


def told_whole(context: Context, texts: Sequence[Text], fiscal_year: Reading[int] | None) -> Iterator[Text]:
    """The sentences of a section of no money that tell the whole spending beyond doubt: its parts add up to it («2023年
    全年支出492.6万元，其中基本支出310万元、项目支出182.6万元»), no budget is told before, and it is no year to come."""
    year = fiscal_year.value if fiscal_year else None
    for text in texts:
        for found in context.patterns["spending.told_whole"].finditer(text):
            read = [money(found.quote(name), found.id) for name in ("amount", "basic", "project")]
            amounts = [one.value for one in read if one is not None and one.value is not None]
            if len(amounts) != len(read) or abs(amounts[0] - amounts[1] - amounts[2]) > _CENTS:
                continue
            budget = context.patterns["spending.budget_told"].search(text[: found.start])
            if not budget and not (year and found.has("year") and int(found["year"][:4]) > year):
                yield text[found.start : found.end]


def told_elsewhere(context: Context, node: Node, fiscal_year: Reading[int] | None, *, within: bool) -> Iterator[Text]:
    """What a section of no money tells beyond doubt: the whole in the profile; ``within`` results what was spent on
    三公经费, in its sentence and the one on its parts behind it («…支出8.42万元。其中公务接待费1.2万元»)."""
    if not within:
        yield from told_whole(context, node.body, fiscal_year)
    elif node.role in (None, "performance"):
        pattern = context.patterns["spending.told_three"]
        for text in node.body if node.role else node.content:
            if any(map(text.match.__contains__, pattern.needs)):
                yield from (text[found.start : found.end] for found in pattern.finditer(text))


def _move_of(statement: Statement) -> Decimal | None:
    for name in ("change", "change_rate"):
        one = statement[name]
        if isinstance(one, Reading):
            value: Decimal | None = one.value
            return Decimal(0) if value is None else value
    return None


def _scope_of(statement: Statement) -> str | None:
    scope = statement["scope"]
    return scope.value if isinstance(scope, Reading) else None
