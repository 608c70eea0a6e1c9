"""Giving up a page that nobody waits for any more: between the steps of its reading, and inside a network's call."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

THREADS = "jixiao-scan"
"""How the names of the threads begin that read pages."""
_THREAD = threading.local()


class StoppedError(Exception):
    """Nobody waits for the answer any more."""


class Call(Protocol):
    """A call that ends early once ``terminate`` is true: onnxruntime's ``RunOptions``."""

    terminate: bool


class Stop(threading.Event):
    """An event that, once set, also ends the calls of a network that are going on."""

    def __init__(self) -> None:
        super().__init__()
        self._calls: list[Call] = []

    def set(self) -> None:
        """Give up what is being read."""
        super().set()
        for call in tuple(self._calls):
            call.terminate = True

    @contextmanager
    def ending(self, call: Call) -> Iterator[None]:
        """While this is open, `set` ends the call; one that was set before ends it at once."""
        self._calls.append(call)
        try:
            if self.is_set():
                call.terminate = True
            yield
        finally:
            self._calls.remove(call)


def stop_at(event: threading.Event) -> None:
    """Make `go_on` raise `StoppedError` in this thread as soon as ``event`` is set.

    A page takes seconds, a minute on a busy machine; what is between two calls hardly ever half a second.
    """
    _THREAD.stop = event


def go_on() -> None:
    """Raise `StoppedError` where this thread was told to stop."""
    stop: threading.Event | None = getattr(_THREAD, "stop", None)
    if stop is not None and stop.is_set():
        raise StoppedError


@contextmanager
def ending_with_us(call: Call) -> Iterator[None]:
    """Make a call that this thread waits for end when the thread is told to stop; `StoppedError` then.

    Whatever a call that was cut off raises is not looked at.
    """
    stop: threading.Event | None = getattr(_THREAD, "stop", None)
    go_on()
    if not isinstance(stop, Stop):
        yield
        return
    try:
        with stop.ending(call):
            yield
    except Exception:
        go_on()
        raise
