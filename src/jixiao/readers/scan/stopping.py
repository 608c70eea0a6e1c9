"""Giving up a page that nobody waits for any more, between the steps of its reading."""

from __future__ import annotations

import threading

_THREAD = threading.local()


class StoppedError(Exception):
    """Nobody waits for the answer any more."""


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
