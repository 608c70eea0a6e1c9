"""The time that one document may take, kept by the system: it ends a worker whatever that is doing.

A timer's signal is delivered even while a C loop holds the interpreter's lock. A document gets its seconds at once; a
scan gets as many again with each page that was recognised, since its pages take a second or more each.
"""

from __future__ import annotations

import signal
from typing import Final

SIGNAL: Final = getattr(signal, "SIGALRM", None)
"""What a worker whose time is over dies of; None where the system has no such timer (Windows)."""


class _Clock:
    seconds: float = 0.0


def begin(seconds: float) -> None:
    """Start the time of a document. Where there is no timer the pool's own, coarser limit holds."""
    if SIGNAL is not None:
        signal.signal(SIGNAL, signal.SIG_DFL)
        _Clock.seconds = seconds
        signal.setitimer(signal.ITIMER_REAL, seconds)


def extend() -> None:
    """A page is done: the same time again for the next."""
    if SIGNAL is not None and _Clock.seconds:
        signal.setitimer(signal.ITIMER_REAL, _Clock.seconds)


def end() -> None:
    """The document is done."""
    if SIGNAL is not None and _Clock.seconds:
        signal.setitimer(signal.ITIMER_REAL, 0)
        _Clock.seconds = 0.0
