"""What the user sees of scans: progress while pages are recognised, and what of the result wants a look."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jixiao.cli import terminal
from jixiao.cli.context import where
from jixiao.cli.options import ScanChoice
from jixiao.cli.terminal import OutputError, say
from jixiao.errors import reason_of
from jixiao.readers.scan.options import REVIEW_BELOW, scanning

if TYPE_CHECKING:
    from jixiao.assurance import Doubtful
    from jixiao.cli.sheet import Sheet
    from jixiao.schema import Report

LINE_SECONDS = 10.0
LISTED = 20
"""Doubtful values that are listed; the JSON has all."""
_WIDE = 40


@contextmanager
def reading(choice: ScanChoice, name: str = "") -> Iterator[None]:
    """Read files with these choices and show progress on stderr; ``name`` is the file's own directory for pictures.

    Raises `OutputError` when pictures cannot be written.
    """
    directory = choice.debug_images
    if directory is not None:
        directory = directory / name if name else directory
        try:
            directory.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unwritable(directory, error) from None
    with _progress() as progress, scanning(cache=choice.cache, debug_images=directory, progress=progress):
        try:
            yield
        except OSError as error:
            if directory is None:
                raise
            raise _unwritable(directory, error) from None


def _unwritable(directory: Path, error: OSError) -> OutputError:
    why, why_en = reason_of(error)
    return OutputError(
        f"无法写入图片（{why}）：请换一个文件夹",
        f"the pictures cannot be written ({why_en}); name another directory",
        file=str(directory),
    )


class _Lines:
    """A line every ten seconds."""

    def __init__(self) -> None:
        self._told = time.monotonic()

    def __call__(self, done: int, pages: int) -> None:
        now = time.monotonic()
        if now - self._told >= LINE_SECONDS and done < pages:
            self._told = now
            terminal.notice(f"识别扫描页 {done}/{pages}", f"scanned pages read: {done} of {pages}")


class _Bar:
    """A bar with the time left, from the first page on."""

    def __init__(self, progress: Any) -> None:
        self._progress = progress
        self._task: Any = None

    def __call__(self, done: int, pages: int) -> None:
        if self._task is None:
            self._task = self._progress.add_task(say("识别扫描页", "reading scanned pages"), total=pages)
            self._progress.start()
        self._progress.update(self._task, completed=done, total=pages)


@contextmanager
def _progress() -> Iterator[_Lines | _Bar]:
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    try:
        yield _Bar(progress)
    finally:
        progress.stop()


def tell_pictures(report: Report, name: str) -> None:
    """Say that no pictures were asked for in vain."""
    if all(diagnostic.code != "read_from_scan" for diagnostic in report.diagnostics):
        terminal.notice(f"{name}: 没有扫描页，未画图", f"{name}: no scanned page in it, so nothing was drawn")


def is_scan(report: Report) -> bool:
    """Whether any of the report was read from a picture of a page."""
    return report.source.text_origin != "digital"


def origin(report: Report, doubtful: int) -> str:
    """That a report was read from a scan, and how many values want a look."""
    pages = next((d for d in report.diagnostics if d.code == "read_from_scan"), None)
    first = (
        say(pages.message, pages.message_en).split(say("，", ";"))[0]
        if pages
        else say("文字为扫描件的识别结果", "the text is the recognition of a scan")
    )
    if not doubtful:
        rest = say(f"没有置信度低于 {REVIEW_BELOW} 的数值", f"no value has a confidence below {REVIEW_BELOW}")
    else:
        rest = say(
            f"{doubtful} 处置信度低于 {REVIEW_BELOW}，请对照原件核对",
            f"{doubtful} values have a confidence below {REVIEW_BELOW}: compare them with the original",
        )
    return first + say("；", "; ") + rest


def doubt(report: Report, item: Doubtful) -> str:
    """A doubtful value in one line: where in the report, what was read, how sure, where on the page."""
    from jixiao.cli.sheet import shown  # rich with it: for scans only

    value = getattr(item.value, "text", item.value)
    read = _short(item.evidence.text)
    now = _short(shown(value)) if value is None or isinstance(value, str | int | Decimal) else "…"
    text = f"{item.pointer}  {now}"
    if item.repaired:
        text += say(f"（原识别为「{read}」）", f" (read as «{read}»)")
    elif now != read:
        text += say(f"（原文「{read}」）", f" (print: «{read}»)")
    place = where(report, item.evidence.places[0]) if item.evidence.places else ""
    return f"{text}  {say('置信度', 'confidence')} {item.confidence:.2f}  {place}"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _WIDE else text[: _WIDE - 1] + "…"


def show_review(report: Report, sheet: Sheet) -> None:
    """The part of `show` that lists what of a scan wants a look; nothing for a digital document."""
    if not is_scan(report):
        return
    from jixiao.assurance import to_review

    items = sorted(to_review(report), key=lambda item: item.confidence)
    sheet.heading(say("扫描件复核", "To review: read from a scan"))
    sheet.plain(f"  {origin(report, len(items))}", "yellow" if items else "")
    for item in items[:LISTED]:
        sheet.item(doubt(report, item), "yellow")
    if len(items) > LISTED:
        more = len(items) - LISTED
        sheet.item(say(f"……另有 {more} 处，见 JSON 的 evidence", f"… and {more} more, see evidence in the JSON"))


def tell_review(report: Report, name: str = "", *, brief: bool = False) -> None:
    """The same on stderr, for commands whose output is data; one line when ``brief``. Personal data is masked."""
    if not is_scan(report):
        return
    from jixiao.assurance import to_review
    from jixiao.cli.personal import masker

    items = sorted(to_review(report), key=lambda item: item.confidence)
    mask = masker(report)
    line = mask(f"{name}: {origin(report, len(items))}" if name else origin(report, len(items)))
    terminal.notice(line, line)
    if brief:
        return
    for item in items[:LISTED]:
        line = mask("  " + doubt(report, item))
        terminal.notice(line, line)
    if len(items) > LISTED:
        more = len(items) - LISTED
        terminal.notice(f"……另有 {more} 处，用 jixiao show 查看", f"… and {more} more")
