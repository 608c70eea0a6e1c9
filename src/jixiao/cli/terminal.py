"""What reaches the user: language, data on stdout, one-line errors on stderr."""

from __future__ import annotations

import os
import sys
import traceback
from typing import TYPE_CHECKING, Literal

from jixiao.cli import INTERRUPTED
from jixiao.errors import JixiaoError, reason_of

if TYPE_CHECKING:
    from rich.console import Console

__all__ = [
    "INTERNAL_ERROR", "INTERRUPTED", "Language", "OutputError", "Quiet", "UsageError",
    "complain", "complain_of_bug", "console", "emit", "notice", "say", "set_language",
]  # fmt: skip

Language = Literal["zh", "en"]
INTERNAL_ERROR = 70
"""Exit code of a bug in Jixiao itself (sysexits' EX_SOFTWARE); the contract's codes are for files and usage."""


class UsageError(JixiaoError):
    """The command was called wrongly."""

    exit_code = 2
    code = "usage"


class OutputError(JixiaoError):
    """The result cannot be written where the user wants it."""

    exit_code = 2
    code = "output"


class Quiet(Exception):  # noqa: N818 - it is no error
    """Nobody reads stdout any more: stop without a word."""


class _State:
    language: Language = "zh"


def set_language(language: Language) -> None:
    """The language of everything that follows."""
    _State.language = language


def say(chinese: str, english: str) -> str:
    """The one of two texts that the user reads."""
    return english if _State.language == "en" else chinese


def emit(data: bytes | str) -> None:
    """Write data to stdout. JSON comes as bytes and is UTF-8 whatever the terminal is set to.

    Raises:
        OutputError: it cannot be written: a full disk, a stdout that is closed.
    """
    try:
        if isinstance(data, bytes):
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
        else:
            sys.stdout.write(data)
        sys.stdout.flush()
    except OSError as error:
        # The interpreter flushes stdout at its end, and would complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise Quiet from None
        why, why_en = reason_of(error)
        raise OutputError(
            f"标准输出无法写入（{why}）：请换一个位置",
            f"stdout cannot be written ({why_en}); try another place",
        ) from None
    except UnicodeEncodeError:
        encoding = sys.stdout.encoding
        sys.stdout.write(str(data).encode(encoding, "replace").decode(encoding))


def notice(chinese: str, english: str) -> None:
    """One line on stderr."""
    print(_one_line(say(chinese, english)), file=sys.stderr, flush=True)  # noqa: T201


def complain(error: JixiaoError) -> None:
    """An error as one line: what, which file, what to do."""
    message = say(error.message, error.message_en)
    where = f"{error.file}: " if error.file else ""
    print(_one_line(f"jixiao: {where}{message}"), file=sys.stderr, flush=True)  # noqa: T201


def complain_of_bug(error: BaseException, file: str = "") -> None:
    """A bug as one line; with JIXIAO_DEBUG set, as a traceback."""
    if os.environ.get("JIXIAO_DEBUG"):
        traceback.print_exception(error)
    where = f"{file}: " if file else ""
    what = f"{type(error).__name__}: {error}"[:200]
    text = say(
        f"jixiao: {where}程序内部错误（{what}）；请设 JIXIAO_DEBUG=1 重试并报告此问题",
        f"jixiao: {where}internal error ({what}); try again with JIXIAO_DEBUG=1 and report it",
    )
    print(_one_line(text), file=sys.stderr, flush=True)  # noqa: T201


def _one_line(text: str) -> str:
    return " ".join(text.split())


def console() -> Console:
    """A rich console on stdout: colours and rulings only on a terminal, wide enough to read elsewhere."""
    from rich.console import Console

    plain = not sys.stdout.isatty()
    width = int(os.environ.get("COLUMNS") or 120) if plain else None
    return Console(highlight=False, soft_wrap=False, width=width, no_color=plain or None, emoji=False, markup=False)
