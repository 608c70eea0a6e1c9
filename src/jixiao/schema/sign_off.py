"""Who filled an attachment in, and when."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from jixiao.schema.base import Model, term

IsoDate = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
"""ISO 8601 date, as exact as printed: a form that prints only year and month gives 2024-04."""


class SignOff(Model):
    """The line below a table. It holds personal data: everything but one report's own JSON masks it."""

    attachment: Annotated[str | None, term("所属附件", "Label of the attachment, e.g. 附件1")] = None
    filled_by: Annotated[str | None, term("填表人", "Who filled it in")] = None
    filled_on: Annotated[IsoDate | None, term("填报日期", "When, as an ISO date")] = None
    phone: Annotated[str | None, term("联系电话", "Telephone")] = None
    head: Annotated[str | None, term("单位负责人", "Head of the unit")] = None
    finance_head: Annotated[str | None, term("财务负责人", "Head of finance")] = None
