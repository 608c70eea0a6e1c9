"""A document on its way through a run: the task, and what became of it. Light: readers of an archive import it too."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from typing import Literal

from jixiao.archive.walk import clean, path_key

Status = Literal["done", "partial", "set_aside", "failed", "quarantined"]
STATUSES: dict[Status, str] = {
    "done": "全部读取",
    "partial": "有未读文字",
    "set_aside": "不是自评报告",
    "failed": "无法读取",
    "quarantined": "已隔离",
}
ID_LENGTH = 16
"""Hexadecimal digits of a report's id: the first of its file's SHA-256."""


@dataclass(frozen=True, slots=True)
class Task:
    """One document to read. ``data`` holds the bytes of an archive's member; ``json`` a stored report to renew."""

    path: str
    sha256: str
    data: bytes | None = None
    json: tuple[bytes, int] | None = None
    attempt: int = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document. ``rows`` are those of all tables, serialised; empty without a report.

    ``path`` is masked when there is a report; without one it is whole, since `retry` has to find the file.
    """

    sha256: str
    path: str
    place: str
    """Key of the path as it is."""
    status: Status
    kind: str | None = None
    category: str | None = None
    reason: str | None = None
    reason_en: str | None = None
    size_bytes: int = 0
    attempts: int = 1
    unread: int = 0
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    rows: bytes = b""
    parsed: bool = True
    """False when a stored report was laid out anew without reading its file; without rows then if it could not be."""


Start = tuple[float, float]


def since(start: Start) -> tuple[float, float]:
    """Wall and processor seconds since a moment."""
    return time.perf_counter() - start[0], time.process_time() - start[1]


def no_content(path: str) -> str:
    """What stands for the SHA-256 of a document that could not be got at: its path."""
    return hashlib.sha256(b"path\0" + path.encode("utf-8", "surrogateescape")).hexdigest()


def failure(
    task: Task,
    status: Status,
    category: str,
    reason: str,
    reason_en: str,
    *,
    kind: str | None = None,
    size: int = 0,
    start: Start | None = None,
) -> Outcome:
    """The outcome of a document that gave no report."""
    seconds, cpu = (0.0, 0.0) if start is None else since(start)
    return Outcome(
        task.sha256,
        clean(task.path),
        path_key(task.path),
        status,
        kind,
        category,
        reason,
        reason_en,
        size,
        task.attempt,
        seconds=seconds,
        cpu_seconds=cpu,
        parsed=task.json is None,
    )
