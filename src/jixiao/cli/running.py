"""Running a command: its exit code, and one line for every failure."""

from __future__ import annotations

import errno
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import typer

from jixiao.cli import terminal
from jixiao.cli.app import app
from jixiao.cli.terminal import INTERNAL_ERROR, INTERRUPTED, OutputError, Quiet, UsageError
from jixiao.errors import JixiaoError

# typer carries its own copy of click since 0.26 or so; its classes are reached through typer's public names.
_ClickUsageError: type[Any] = typer.BadParameter.__bases__[0]
_ClickError: type[Any] = _ClickUsageError.__bases__[0]


def run(arguments: list[str]) -> int:
    """Run the command line and return its exit code; every failure is one line on stderr."""
    with _interrupts() as heard:
        try:
            code = app(arguments, prog_name="jixiao", standalone_mode=False)
        except (Exception, KeyboardInterrupt) as error:
            code = _end(error)
        if heard and code == INTERRUPTED:
            terminal.notice("jixiao: 已中断", "jixiao: interrupted")
    return code if isinstance(code, int) else 0


@contextmanager
def _interrupts() -> Iterator[list[int]]:
    """The interrupts that came meanwhile: typer makes a bare exit code of them. A command that hears them itself (an
    archive's, which stores what was read) tells of them itself too."""
    heard: list[int] = []

    def hear(number: int, frame: FrameType | None) -> None:
        heard.append(number)
        signal.default_int_handler(number, frame)

    ours = threading.current_thread() is threading.main_thread()
    before = signal.getsignal(signal.SIGINT)
    if (
        not ours or before is not signal.default_int_handler
    ):  # a host keeps signals to itself, or interrupts are ignored
        yield heard
        return
    signal.signal(signal.SIGINT, hear)
    try:
        yield heard
    finally:
        signal.signal(signal.SIGINT, before)


def _end(error: BaseException) -> int:
    """The exit code of what ended a command, told in one line where there is something to tell."""
    if isinstance(error, JixiaoError):
        terminal.complain(error)
        code = error.exit_code
    elif isinstance(error, _ClickError):
        code = _wrong_usage(error)
    elif isinstance(error, KeyboardInterrupt | typer.Abort) or _struck(error):
        code = INTERRUPTED
    elif isinstance(error, typer.Exit):
        code = error.exit_code
    elif isinstance(error, Quiet):
        code = 0
    elif isinstance(error, OSError) and error.errno == errno.ENOSPC:
        terminal.complain(OutputError("磁盘已满：请腾出空间后再试", "the disk is full; make room and try again"))
        code = OutputError.exit_code
    else:
        terminal.complain_of_bug(error)
        code = INTERNAL_ERROR
    return code


def _struck(error: BaseException) -> bool:
    """Whether an interrupt came while DuckDB was at work: it then gives an error of its own."""
    return "KeyboardInterrupt" in str(error) or str(error) == "Query interrupted"


def _wrong_usage(error: Any) -> int:
    """What typer says of a wrong call, in one line. Its help on a call without arguments has been printed already."""
    message = error.format_message()
    if type(error).__name__ == "NoArgsIsHelpError":
        terminal.emit(message + "\n")
        return UsageError.exit_code
    from jixiao.cli.usage import in_chinese  # a right call has no need of it

    context = getattr(error, "ctx", None)
    command = context.command_path if context else "jixiao"
    terminal.complain(
        UsageError(
            f"用法错误：{in_chinese(message)}；请看 {command} --help",
            f"wrong usage: {message} See {command} --help",
        )
    )
    return UsageError.exit_code
