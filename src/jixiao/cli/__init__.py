"""The command line: arguments in, the library called, the result printed. Data on stdout, all else on stderr."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import threading

INTERRUPTED = 130
"""Exit code of a command that Ctrl-C ended."""
OBJECTS = 50_000
"""Objects between two looks of the garbage collector. Reading one report makes some 100,000, nearly all of which stay
until its end; the default of 700 looks through them again and again, for a twentieth of the time of a cold start."""


def main(arguments: list[str] | None = None) -> int:
    """Run `jixiao` and return its exit code (see `jixiao --help`); the console script passes it to the shell."""
    gc.set_threshold(OBJECTS)
    # Jixiao uses none, and pydantic would look through the metadata of every installed package for them.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        _open_streams()
        from jixiao.cli.running import run

        code = run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        code = INTERRUPTED
    if arguments is None:  # the process is ours
        if code == INTERRUPTED:
            _leave()
        gc.freeze()  # at its end the interpreter searches all that is not: of a command's time a seventh
    return code


def _open_streams() -> None:
    """Streams that the shell closed (`<&-`, `>&-`): nothing can be read, nothing said, and writing a result fails."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 - open until the end
    if sys.stdout is None:  # a stream that cannot be written is no lost result
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")  # noqa: SIM115, PTH123
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123


def _leave() -> None:
    """End at once where scans were read: the interpreter would wait for a page that is still being given up, and then
    take the networks apart, seconds on a busy machine. Nothing is written any more, and all else has been put away.
    """
    reading = any(thread.name.startswith("jixiao-scan") for thread in threading.enumerate())
    if reading or "rapidocr" in sys.modules:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        os._exit(INTERRUPTED)
