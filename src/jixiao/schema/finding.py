"""What the checks found, and what the reading could not do."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from jixiao.schema.base import Model, Number, Pointer, term
from jixiao.schema.text import Count, Place
from jixiao.schema.vocabulary import Severity, Status

Scalar = Number | str | None


class Operand(Model):
    """A value that a finding compares."""

    label: Annotated[str, term("名称", "What the value is, in Chinese")]
    value: Annotated[Scalar, term("数值", "The value as read")] = None
    pointer: Annotated[Pointer | None, term("指针", "JSON Pointer of the value in this report")] = None


class Finding(Model):
    """One thing that does not add up."""

    rule: Annotated[str, term("规则", "Id of the rule")]
    instance: Annotated[str, term("对象", "Pointers that it stands on, as one key")]
    status: Annotated[Status, term("结果", "Outcome of the rule on this instance")]
    severity: Annotated[Severity, term("严重程度", "How grave")]
    message: Annotated[str, term("说明", "What is wrong, in Chinese")]
    message_en: Annotated[str, term("英文说明", "What is wrong, in English")]
    operands: Annotated[tuple[Operand, ...], term("相关数值", "The values compared")] = ()
    expected: Annotated[Scalar, term("应为", "What the rule expects")] = None
    actual: Annotated[Scalar, term("实为", "What the report says")] = None
    difference: Annotated[Scalar, term("差额", "Actual less expected")] = None
    root: Annotated[str | None, term("同因", "One key for findings with one cause")] = None
    diagnosis: Annotated[str | None, term("诊断", "What probably went wrong")] = None
    repair: Annotated[Scalar, term("建议", "The value that would settle it")] = None


class ChecksSummary(Model):
    """How many rules ran, and their instances by status."""

    rules: Annotated[Count, term("规则数", "Rules that ran")] = 0
    passed: Annotated[Count, term("通过", "Instances that hold"), Field(alias="pass")] = 0
    fail: Annotated[Count, term("不通过", "Instances that fail")] = 0
    not_applicable: Annotated[Count, term("不适用", "Instances to which the rule does not apply")] = 0
    insufficient_data: Annotated[Count, term("数据不足", "Instances that lack data")] = 0


class Diagnostic(Model):
    """Something that the user must know about how the document was read."""

    code: Annotated[str, term("代码", "Stable id of the kind of diagnostic")]
    message: Annotated[str, term("说明", "In Chinese")]
    message_en: Annotated[str, term("英文说明", "In English")]
    places: Annotated[tuple[Place, ...], term("位置", "Where")] = ()


class Coverage(Model):
    """The ledger of characters: fields + structure + ignored + unread = total."""

    total: Annotated[Count, term("总字符数", "Characters of the source; what follows adds up to it")] = 0
    fields: Annotated[Count, term("字段字符数", "Quoted by evidence")] = 0
    structure: Annotated[Count, term("结构字符数", "Labels, headings, a form's printed words")] = 0
    ignored: Annotated[dict[str, Count], term("忽略字符数", "Set aside, by reason")] = Field(default_factory=dict)
    unread: Annotated[Count, term("未读字符数", "In outline or table, and known to nothing else")] = 0
    unread_places: Annotated[tuple[Place, ...], term("未读位置", "Where the unread characters stand")] = ()
