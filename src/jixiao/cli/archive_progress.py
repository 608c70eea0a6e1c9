"""How a run tells of itself: a bar on a terminal, a line now and then elsewhere, JSON lines on request."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from jixiao.archive.ingest import Observer
from jixiao.archive.model import Outcome
from jixiao.cli import terminal
from jixiao.cli.terminal import say

LINE_SECONDS = 10.0


class _Plain:
    """A line every ten seconds."""

    def __init__(self) -> None:
        self.total = self.done = self.bad = 0
        self.began = self.told = time.monotonic()

    def start(self, total: int) -> None:
        """So many files are to be looked at."""
        self.total = total
        self.began = self.told = time.monotonic()

    def skipped(self, path: str) -> None:  # noqa: ARG002 - the protocol's
        """A file's content is known."""
        self._step()

    def finished(self, outcome: Outcome, path: str) -> None:  # noqa: ARG002
        """A document was read, or was not."""
        self.bad += outcome.status in ("failed", "quarantined")
        self._step()

    def _step(self) -> None:
        self.done += 1
        now = time.monotonic()
        if now - self.told >= LINE_SECONDS:
            self.told = now
            rate = self.done / (now - self.began)
            left = _clock((self.total - self.done) / rate if rate else 0.0)
            terminal.notice(
                f"{self.done}/{self.total}，每秒 {rate:.1f} 份，剩余 {left}，失败 {self.bad}",
                f"{self.done}/{self.total}, {rate:.1f} a second, {left} left, {self.bad} failed",
            )


class _Bar:
    """A bar with rate and time left."""

    def __init__(self, progress: Any) -> None:
        self._progress = progress
        self._task = progress.add_task(say("读取", "reading"), total=None, bad=0)
        self._bad = 0

    def start(self, total: int) -> None:
        """So many files are to be looked at."""
        self._progress.update(self._task, total=total)

    def skipped(self, path: str) -> None:  # noqa: ARG002
        """A file's content is known."""
        self._progress.advance(self._task)

    def finished(self, outcome: Outcome, path: str) -> None:  # noqa: ARG002
        """A document was read, or was not."""
        self._bad += outcome.status in ("failed", "quarantined")
        self._progress.update(self._task, advance=1, bad=self._bad)


class _Json:
    """A JSON line for each event."""

    def start(self, total: int) -> None:
        """So many files are to be looked at."""
        _emit({"event": "start", "files": total})

    def skipped(self, path: str) -> None:
        """Known documents are counted in the summary only."""

    def finished(self, outcome: Outcome, path: str) -> None:
        """A document was read, or was not."""
        _emit(
            {
                "event": "document",
                "path": path,
                "sha256": outcome.sha256,
                "status": outcome.status,
                "category": outcome.category,
                "reason": outcome.reason,
                "attempts": outcome.attempts,
                "seconds": round(outcome.seconds, 4),
            }
        )


def _emit(event: dict[str, Any]) -> None:
    print(json.dumps(event, ensure_ascii=False), file=sys.stderr, flush=True)  # noqa: T201


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:d}:{minutes:02d}:{rest:02d}"


@contextmanager
def observer(log: str) -> Iterator[Observer]:
    """The observer for a run: ``log`` is text or json."""
    if log == "json":
        yield _Json()
    elif sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            ProgressColumn,
            TextColumn,
            TimeRemainingColumn,
        )
        from rich.text import Text

        class Speed(ProgressColumn):
            """Documents a second, and how many failed."""

            def render(self, task: Any) -> Text:
                speed, bad = task.finished_speed or task.speed or 0.0, task.fields["bad"]
                return Text(say(f"每秒 {speed:.1f} 份，失败 {bad}", f"{speed:.1f} a second, {bad} failed"))

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            Speed(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            yield _Bar(progress)
    else:
        yield _Plain()
