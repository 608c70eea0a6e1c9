"""The output contract as code: frozen models in the contract's order, their JSON, their JSON Schema.

The module is callable, so that ``jixiao.schema()`` gives the JSON Schema while ``jixiao.schema.Report`` stays.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

from jixiao.schema.base import Model, Money, Number, Percent, Points
from jixiao.schema.base_data import Amounts, BaseData, Building, Expense, StaffingControl
from jixiao.schema.encode import ReportJsonError, digits, to_json
from jixiao.schema.evaluation import Evaluation, FundRow, Goal, Indicator, LabelledAmount, Measure, Total
from jixiao.schema.evidence import Evidence
from jixiao.schema.finding import ChecksSummary, Coverage, Diagnostic, Finding, Operand
from jixiao.schema.narrative import Achievement, Attachment, Conclusion, Performance, Problem, Rating
from jixiao.schema.organization import Movement, Organization, Profile, Staffing
from jixiao.schema.pointer import UnknownPointerError
from jixiao.schema.report import Report
from jixiao.schema.sign_off import SignOff
from jixiao.schema.source import PatternPack, Source, Template
from jixiao.schema.spending import SpendingStatement
from jixiao.schema.text import Block, Cell, Place, Section, Table
from jixiao.schema.version import SCHEMA_VERSION

__all__ = [
    "SCHEMA_VERSION",
    "Achievement",
    "Amounts",
    "Attachment",
    "BaseData",
    "Block",
    "Building",
    "Cell",
    "ChecksSummary",
    "Conclusion",
    "Coverage",
    "Diagnostic",
    "Evaluation",
    "Evidence",
    "Expense",
    "Finding",
    "FundRow",
    "Goal",
    "Indicator",
    "LabelledAmount",
    "Measure",
    "Model",
    "Money",
    "Movement",
    "Number",
    "Operand",
    "Organization",
    "PatternPack",
    "Percent",
    "Performance",
    "Place",
    "Points",
    "Problem",
    "Profile",
    "Rating",
    "Report",
    "ReportJsonError",
    "Section",
    "SignOff",
    "Source",
    "SpendingStatement",
    "Staffing",
    "StaffingControl",
    "Table",
    "Template",
    "Total",
    "UnknownPointerError",
    "digits",
    "to_json",
]


class _Callable(ModuleType):
    def __call__(self) -> dict[str, Any]:
        """JSON Schema 2020-12 of a report."""
        from jixiao.schema.json_schema import schema  # noqa: PLC0415 - few need it, and all would wait for it

        return schema()


sys.modules[__name__].__class__ = _Callable
