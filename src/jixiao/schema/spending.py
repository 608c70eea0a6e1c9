"""Money in the narrative."""

from __future__ import annotations

from typing import Annotated

from jixiao.schema.base import Model, Money, Percent, term
from jixiao.schema.vocabulary import Concept, Fund


class SpendingStatement(Model):
    """One mention of spending in the narrative; statements keep the report's order and are never merged."""

    fund: Annotated[Fund, term("资金性质", "The budget that the money comes from")]
    scope: Annotated[Concept, term("支出范围", "What the amount covers")]
    year: Annotated[int | None, term("年度", "Fiscal year")] = None
    amount: Annotated[Money | None, term("支出金额", "Amount in 万元")] = None
    share: Annotated[Percent | None, term("占比", "Share of the total, percent")] = None
    change: Annotated[Money | None, term("增减额", "Change against last year in 万元, signed; 持平 is 0")] = None
    change_rate: Annotated[Percent | None, term("增减率", "Change in percent, signed; null when 持平")] = None
    reason: Annotated[str | None, term("增减原因", "Reason given, without its lead-in and closing mark")] = None
    is_none: Annotated[bool, term("无此项支出", "The report states that there is no such spending")] = False
