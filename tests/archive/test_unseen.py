"""Pages that only the extra `scan` could read: without it a document is no «not a report», and no report fully read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import fictional
from jixiao.archive import worker
from jixiao.archive.model import Task
from jixiao.readers.scan import options
from jixiao.schema import Diagnostic, Report

UNSEEN = Diagnostic(code="page_without_text", message="第1页没有文字层，未读入", message_en="page 1 was not read")


@pytest.fixture
def task(tmp_path: Path) -> Task:
    """A file; what is read of it the tests say."""
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n")
    return Task(str(tmp_path / "a.pdf"), "a" * 64)


def reads(monkeypatch: pytest.MonkeyPatch, report: Report, *, extra: bool) -> None:
    def parse(*_: Any, **__: Any) -> Report:
        return report

    monkeypatch.setattr(worker, "parse", parse)
    monkeypatch.setattr(options, "missing", lambda: () if extra else ("rapidocr",))


def changed(**changes: Any) -> Report:
    return fictional.report().model_copy(update=changes)


def test_a_scanned_pdf_without_the_extra_is_failed_and_not_set_aside(
    task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads(monkeypatch, changed(kind="not_a_report", diagnostics=(UNSEEN,)), extra=False)
    outcome = worker.process(task)
    assert (outcome.status, outcome.category) == ("failed", "missing_extra")
    assert "jixiao[scan]" in (outcome.reason or "")


def test_a_report_with_a_scanned_page_is_not_fully_read(task: Task, monkeypatch: pytest.MonkeyPatch) -> None:
    read = fictional.report().coverage.model_copy(update={"unread": 0})
    reads(monkeypatch, changed(coverage=read, diagnostics=(UNSEEN,)), extra=False)
    outcome = worker.process(task)
    assert (outcome.status, outcome.reason) == ("partial", UNSEEN.message)
    reads(monkeypatch, changed(coverage=read, diagnostics=()), extra=False)
    assert worker.process(task).status == "done"


def test_what_was_seen_and_is_no_report_is_set_aside(task: Task, monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, changed(kind="not_a_report", diagnostics=()), extra=False)
    assert worker.process(task).status == "set_aside"
