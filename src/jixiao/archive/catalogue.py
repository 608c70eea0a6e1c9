"""The archive's own tables: what became of each document, where it lies, the runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jixiao.archive.model import ID_LENGTH, Outcome
from jixiao.archive.tables import REPORT_JSON, Column, Table

if TYPE_CHECKING:
    from jixiao.archive.fingerprint import Fingerprints

DOCUMENTS = Table(
    "documents",
    "文件状态",
    "one document by content: what became of it",
    (
        Column("sha256", "text", "文件摘要"),
        Column("report_id", "text", "报告编号"),
        Column("status", "text", "状态"),
        Column("category", "text", "原因类别"),
        Column("reason", "text", "原因"),
        Column("reason_en", "text", "英文原因"),
        Column("kind", "text", "文件种类"),
        Column("size_bytes", "long", "文件大小"),
        Column("attempts", "int", "尝试次数"),
        Column("unread", "int", "未读字符数"),
        Column("reading", "text", "读取版本"),
        Column("tabling", "text", "制表版本"),
    ),
)
LOCATIONS = Table(
    "locations",
    "文件位置",
    "one place where a document was found",
    (
        Column("path_key", "text", "路径摘要"),
        Column("path", "text", "路径"),
        Column("sha256", "text", "文件摘要"),
    ),
)
RUNS = Table(
    "runs",
    "运行记录",
    "one run of ingest, its report as JSON",
    (Column("started", "text", "开始时间"), Column("report", "text", "运行报告")),
)
CATALOGUE = (DOCUMENTS, LOCATIONS, RUNS, REPORT_JSON)


def document_row(outcome: Outcome, prints: Fingerprints) -> tuple[Any, ...]:
    """A row of ``documents``."""
    return (
        outcome.sha256,
        outcome.sha256[:ID_LENGTH] if outcome.rows else None,
        outcome.status,
        outcome.category,
        outcome.reason,
        outcome.reason_en,
        outcome.kind,
        outcome.size_bytes,
        outcome.attempts,
        outcome.unread,
        prints.reading(outcome.kind),
        prints.tabling,
    )
