"""`jixiao ingest`, `retry`, `--watch`: runs with their progress, summary and report."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from jixiao.archive import ingest as engine
from jixiao.archive import walk
from jixiao.archive import watch as watching
from jixiao.archive.errors import ArchiveBusyError
from jixiao.archive.model import STATUSES
from jixiao.archive.opening import create, open_archive
from jixiao.archive.pool import Limits
from jixiao.cli import inputs, outputs, terminal
from jixiao.cli.archive_progress import observer
from jixiao.cli.terminal import INTERRUPTED, UsageError, say
from jixiao.errors import MissingFileError

SOME_FAILED = 8
SHOWN = 20
"""Documents with unread text that the summary names; the run report and `jixiao list` name all."""
ENDS = 5
"""Ends of names that the summary tells of files that were left alone."""
UNREAD_STATES = ("failed", "quarantined")


@dataclass(frozen=True, slots=True)
class Settings:
    """The options of a run."""

    jobs: int | None
    timeout: float
    memory: int
    patterns: tuple[Path, ...]
    log: str
    report: Path | None

    def options(self, stop: threading.Event) -> engine.Options:
        """As the library takes them."""
        inputs.load_patterns(self.patterns)  # a broken pattern is told before a worker meets it
        return engine.Options(
            self.jobs or _processors(),
            Limits(seconds=self.timeout, memory=self.memory),
            tuple(path.resolve() for path in self.patterns),
            stop=stop,
        )


def _processors() -> int:
    """Those that this process may use: a container may have fewer than the machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def ingest(sources: Sequence[str], into: str, settings: Settings, *, keep: bool | None) -> int:
    """One run over the sources; the exit code."""
    with _gentle_end() as stop:
        return _run(lambda watcher: _ingest(sources, into, settings.options(stop), keep, watcher), settings)


def _ingest(
    sources: Sequence[str], into: str, options: engine.Options, keep: bool | None, watcher: engine.Observer
) -> engine.Summary:
    engine.require(sources)
    with create(into, keep=keep) as store:
        summary = engine.ingest(store, sources, options, watcher)
        store.add_run(summary.started, json.dumps(summary.report(), ensure_ascii=False))
    return summary


def retry(archive: str, categories: Sequence[str], settings: Settings) -> int:
    """Read again what failed; the exit code."""
    with open_archive(archive) as store:
        paths = [entry.path for entry in store.entries(UNREAD_STATES, categories) if entry.path]
    if not paths:
        terminal.notice("没有需要重试的文件", "nothing to retry")
        return 0
    with _gentle_end() as stop:

        def again(watcher: engine.Observer) -> engine.Summary:
            with create(archive) as store:
                summary = engine.retry(store, paths, settings.options(stop), watcher)
                store.add_run(summary.started, json.dumps(summary.report(), ensure_ascii=False))
            return summary

        return _run(again, settings)


def watch(sources: Sequence[str], into: str, settings: Settings, *, keep: bool | None, every: float) -> int:
    """Look at the sources again and again until interrupted, and ingest what has come and settled.

    What has come waits while another process uses the archive.
    """
    if not all(Path(source).is_dir() for source in sources):
        raise UsageError("--watch 只能监视文件夹", "--watch is for directories")
    drop = watching.Drop(sources)
    waiting: list[str] = []
    with _gentle_end() as stop:
        options = settings.options(stop)
        drop.settled()  # a file counts once two looks find it the same
        pause(stop, min(every, 1.0))
        while not stop.is_set():
            waiting = sorted({path for path in (*waiting, *drop.settled()) if walk.exists(path)})
            if waiting:
                try:
                    _run(lambda watcher: _ingest(waiting, into, options, keep, watcher), settings)  # noqa: B023
                    waiting = []
                except (ArchiveBusyError, MissingFileError) as error:  # in use, or a file was taken away again
                    terminal.complain(error)
            pause(stop, every)
    return INTERRUPTED


def pause(stop: threading.Event, seconds: float) -> None:
    """Wait, but not past the end."""
    stop.wait(seconds)


def _run(action: Callable[[engine.Observer], engine.Summary], settings: Settings) -> int:
    with observer(settings.log) as watcher:
        summary = action(watcher)
    if settings.report:
        text = json.dumps(summary.report(), ensure_ascii=False, indent=2) + "\n"
        outputs.write(settings.report, text.encode())
    if settings.log == "json":
        print(json.dumps({"event": "summary", **summary.report()}, ensure_ascii=False), file=sys.stderr)  # noqa: T201
    else:
        _tell(summary)
    if summary.interrupted:
        return INTERRUPTED
    return SOME_FAILED if any(summary.by_status[state] for state in UNREAD_STATES) else 0


@contextmanager
def _gentle_end() -> Iterator[threading.Event]:
    """An event that Ctrl-C and TERM set: what was read is stored, the summary is told. A second one ends at once."""
    stop = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            for worker in multiprocessing.active_children():
                worker.kill()
            os._exit(INTERRUPTED)  # the archive is whole at any moment
        stop.set()

    before = {}
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            before[number] = signal.signal(number, end)
    except ValueError:  # not in the main thread: a test, or a host that keeps signals to itself
        yield stop
        return
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _tell(summary: engine.Summary) -> None:
    """The summary: counts, rate, and every document that was not fully read."""
    names: dict[str, str] = {str(key): value for key, value in STATUSES.items()}
    counts = summary.by_status
    parts = [f"{say(names[state], state)} {counts[state]}" for state in names if counts[state]]
    rate = summary.documents / summary.seconds if summary.seconds else 0.0
    if summary.interrupted:
        terminal.notice("已中断：再次运行同一命令即可继续", "interrupted; the same command goes on")
    terminal.notice(
        f"文件 {summary.files}：{'，'.join(parts) or '没有新内容'}；已有 {summary.known}，重复 {summary.copies}，"
        f"重做 {summary.renewed}；{summary.seconds:.1f} 秒，每秒 {rate:.1f} 份",
        f"{summary.files} files: {', '.join(parts) or 'nothing new'}; known {summary.known}, copies {summary.copies}, "
        f"renewed {summary.renewed}; {summary.seconds:.1f} s, {rate:.1f} a second",
    )
    if not summary.files:
        terminal.notice(
            "没有找到报告：请检查文件夹（读 .docx、.pdf、.html、.txt 等文件和扫描图片）",
            "no report was found: check the directory (.docx, .pdf, .html, .txt and the like, pictures of scans)",
        )
    if summary.others:
        kinds = ", ".join(f"{end or '?'} {count}" for end, count in summary.others.most_common(ENDS))
        number = sum(summary.others.values())
        terminal.notice(
            f"另有 {number} 个文件按名称不是报告，未读（{kinds}）",
            f"{number} files were left alone: by their names no reports ({kinds})",
        )
    unread = sorted(summary.not_fully_read, key=lambda entry: str(entry["path"]))
    for entry in unread:
        if entry["status"] != "partial":
            path = walk.printable(entry["path"])
            terminal.notice(
                f"{names[entry['status']]}：{path}：{entry['reason'] or entry['category'] or ''}",
                f"{entry['status']}: {path}: {entry['category'] or ''}",
            )
    partial = [entry for entry in unread if entry["status"] == "partial"]
    for entry in partial[:SHOWN]:
        path = walk.printable(entry["path"])
        count, why = entry["unread"], entry["reason"]
        terminal.notice(f"未全读：{path}：{why or f'{count} 字'}", f"partial: {path}: {count} characters")
    if len(partial) > SHOWN:
        terminal.notice(
            f"另有 {len(partial) - SHOWN} 份未全读：jixiao list 档案 --status partial",
            f"and {len(partial) - SHOWN} more not fully read: jixiao list ARCHIVE --status partial",
        )
