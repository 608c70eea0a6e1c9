"""The report: what one parsed file becomes."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from jixiao.schema import encode, pointer
from jixiao.schema.base import Model, term
from jixiao.schema.base_data import BaseData
from jixiao.schema.evaluation import Evaluation
from jixiao.schema.evidence import Evidence
from jixiao.schema.finding import ChecksSummary, Coverage, Diagnostic, Finding
from jixiao.schema.narrative import Attachment, Conclusion, Performance, Problem
from jixiao.schema.organization import Organization, Profile
from jixiao.schema.sign_off import SignOff
from jixiao.schema.source import Source, Template
from jixiao.schema.spending import SpendingStatement
from jixiao.schema.text import Block, Section, Table
from jixiao.schema.version import SCHEMA_VERSION
from jixiao.schema.vocabulary import Kind

SchemaVersion = Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]


class Report(Model):
    """A self-evaluation report. Money in 万元, rates in percent, as printed; nothing is corrected."""

    schema_version: Annotated[SchemaVersion, term("格式版本", "Version of this contract")] = SCHEMA_VERSION
    source: Annotated[Source, term("来源", "The file that was read")]
    kind: Annotated[Kind, term("报告类型", "What kind of report it is")]
    template: Annotated[Template | None, term("模板", "Recognised form family")] = None
    title: Annotated[str | None, term("标题", "Title, joined, blanks out")] = None
    fiscal_year: Annotated[int | None, term("预算年度", "Fiscal year")] = None
    organization: Annotated[Organization, term("单位", "The reporting unit")] = Organization()
    profile: Annotated[Profile, term("单位基本情况", "Functions, divisions, staff")] = Profile()
    spending: Annotated[tuple[SpendingStatement, ...], term("支出情况", "Spending in the narrative")] = ()
    performance: Annotated[Performance, term("绩效情况", "Performance in words")] = Performance()
    problems: Annotated[tuple[Problem, ...], term("存在的问题及原因分析", "Problems and causes")] = ()
    improvements: Annotated[tuple[str, ...], term("下一步改进措施", "Measures, without closing 。")] = ()
    conclusion: Annotated[Conclusion, term("自评结论", "Score, grade, use, disclosure")] = Conclusion()
    other_matters: Annotated[str | None, term("其他需要说明的情况", "Other matters")] = None
    attachments: Annotated[tuple[Attachment, ...], term("附件", "Attachments listed or found")] = ()
    base_data: Annotated[BaseData | None, term("基础数据表", "附件1; null when the file has none")] = None
    evaluations: Annotated[tuple[Evaluation, ...], term("绩效自评表", "One for each table")] = ()
    sign_offs: Annotated[tuple[SignOff, ...], term("签章", "Who filled in what, and when")] = ()
    outline: Annotated[tuple[Section, ...], term("大纲", "The whole text as a tree")] = ()
    tables: Annotated[tuple[Table, ...], term("表格", "Every table as a grid")] = ()
    blocks: Annotated[tuple[Block, ...], term("文档块", "The document in order, raw")] = ()
    evidence: Annotated[dict[str, Evidence], term("依据", "Evidence of each value by JSON Pointer")] = Field(
        default_factory=dict
    )
    findings: Annotated[tuple[Finding, ...], term("检查发现", "What does not add up")] = ()
    checks_summary: Annotated[ChecksSummary, term("检查汇总", "How many checks ran")] = ChecksSummary()
    diagnostics: Annotated[tuple[Diagnostic, ...], term("诊断信息", "How the document was read")] = ()
    coverage: Annotated[Coverage, term("覆盖率", "Where every character went")] = Field(default_factory=Coverage)

    def value(self, at: str) -> Any:
        """The value at a JSON Pointer.

        Raises:
            UnknownPointerError: nothing stands there; the message names near pointers.
        """
        return pointer.value(self, at)

    def why(self, at: str) -> Evidence:
        """The evidence of the value at a JSON Pointer.

        Raises:
            UnknownPointerError: no evidence stands there; the message names near pointers.
        """
        return pointer.why(self, at)

    def model_dump_json(self, *, indent: int | bool | None = None, **_: Any) -> str:
        """The report as JSON by the contract: numbers with their printed digits, every field, indented by 2 or not."""
        return encode.to_json(self, indent=bool(indent)).decode()

    @classmethod
    def from_json(cls, text: str | bytes) -> Report:
        """The report that a JSON text holds, printed digits kept.

        Raises:
            ReportJsonError: the text is no report, or one of another major version.
        """
        return encode.from_json(cls, text)
