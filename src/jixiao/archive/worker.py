"""What happens to one document in a worker: bytes to rows, or to the reason why not. Never an exception.

The same function runs in the local pool and on a cluster.
"""

from __future__ import annotations

import gc
import hashlib
import time
from dataclasses import dataclass
from pathlib import Path

from jixiao.archive import batches, deadline
from jixiao.archive.mask import NOTHING, mask_of, mask_path
from jixiao.archive.model import ID_LENGTH, Outcome, Start, Status, Task, failure, since
from jixiao.archive.walk import clean, path_key
from jixiao.errors import JixiaoError
from jixiao.patterns import Patterns, load
from jixiao.pipeline import parse
from jixiao.readers import read_source, sniff
from jixiao.readers.scan.options import need_extra, scanning
from jixiao.schema import Diagnostic, Report

YOUNG = 100_000
"""New objects until the collector looks: about what one report makes. At Python's 700 it takes a tenth of the time, to
find nothing, since a report holds no cycles; some MiB more are what this costs."""


@dataclass(slots=True)
class _Settings:
    directories: tuple[Path, ...] = ()
    keep: bool = False
    patterns: Patterns | None = None

    def loaded(self) -> Patterns:
        if self.patterns is None:
            self.patterns = load(self.directories)
        return self.patterns


_settings = _Settings()


def configure(directories: tuple[Path, ...], keep: bool) -> None:
    """What all documents of this process are read with: extra patterns, and whether personal data is kept."""
    _settings.directories, _settings.keep, _settings.patterns = directories, keep, None
    _settings.loaded()
    # What has been loaded stays: the collector need not go through it each time, nor touch pages that a fork shares.
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 10, 10)


def process(task: Task) -> Outcome:
    """Read one document, or renew a stored one."""
    start = (time.perf_counter(), time.process_time())
    kind: str | None = None
    size = 0
    try:
        if task.json is not None:
            report = Report.from_json(batches.decompress(*task.json))
            return _outcome(task, report, report.source.reader, report.source.size_bytes, start)
        data = task.data if task.data is not None else read_source(task.path)[0]
        size = len(data)
        kind = sniff(data).value
        sha256 = hashlib.sha256(data).hexdigest()
        # One thread: the workers share the cores already.
        with scanning(workers=1, progress=_page_done):
            report = parse(data, patterns=_settings.loaded())
        if report.kind == "not_a_report" and _unseen(report):
            need_extra()  # nobody knows what it is: pages of it have not been looked at
        named = report.source.model_copy(update={"file_name": _name(task.path)})
        report = report.model_copy(update={"source": named})
        task = Task(task.path, sha256, attempt=task.attempt)
        return _outcome(task, report, kind, size, start)
    except JixiaoError as error:
        return failure(task, "failed", error.code, error.message, error.message_en, kind=kind, size=size, start=start)
    except MemoryError:
        text = (
            "内存超过上限：请拆分文件，或用 --memory 放宽",
            "over the memory limit; split the file or raise --memory",
        )
        return failure(task, "quarantined", "memory", *text, kind=kind, size=size, start=start)
    except Exception as error:  # a bug of ours must cost one document and not the run
        what = f"{type(error).__name__}: {mask_path(str(error))}"[:200]
        text = (f"程序内部错误（{what}）：请报告此问题", f"internal error ({what}); please report it")
        return failure(task, "quarantined", "internal_error", *text, kind=kind, size=size, start=start)


def _page_done(done: int, pages: int) -> None:  # noqa: ARG001 - the protocol's
    deadline.extend()


def _name(path: str) -> str:
    return clean(path).replace("\\", "/").rsplit("/", 1)[-1]


def _unseen(report: Report) -> Diagnostic | None:
    """What says of a PDF that a page has no text layer and, without the extra, was not read."""
    return next((d for d in report.diagnostics if d.code == "page_without_text"), None)


def _outcome(task: Task, report: Report, kind: str, size: int, start: Start) -> Outcome:
    if report.kind == "not_a_report":
        status: Status = "set_aside"
    else:
        status = "partial" if report.coverage.unread or _unseen(report) else "done"
    reason = next((d for d in report.diagnostics if d.code.startswith("not_a_report")), None) or _unseen(report)
    mask = NOTHING if _settings.keep else mask_of(report, clean(task.path))
    rows = batches.encode(report, task.sha256[:ID_LENGTH], mask)
    return Outcome(
        task.sha256,
        mask.text(clean(task.path)),
        path_key(task.path),
        status,
        kind,
        report.kind if status == "set_aside" else None,
        reason.message if reason else None,
        reason.message_en if reason else None,
        size,
        task.attempt,
        report.coverage.unread,
        *since(start),
        rows,
        task.json is None,
    )
