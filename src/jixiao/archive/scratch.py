"""Directories for what is only needed for a while, cleared away even if the process that made them was killed.

Each is locked while it is in use; the next process that makes one removes those that nobody holds any more.
"""

from __future__ import annotations

import contextlib
import multiprocessing.util
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # no such locks on Windows: there what a killed process leaves stays
    fcntl = None  # type: ignore[assignment]

RUN = "jixiao-run-"
_YOUNG = 60.0
"""Seconds in which a directory may have been made and not been locked yet."""


@contextmanager
def scratch(prefix: str, parent: Path | None = None) -> Iterator[Path]:
    """A directory in ``parent``, or where temporary files go; it is gone afterwards."""
    place, handle = _made(prefix, parent)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)
        os.close(handle)


def house_workers() -> None:
    """Let multiprocessing keep its sockets in a directory of ours: its own would stay after a kill.

    Nothing is done when it has one already: a host of this library uses it too.
    """
    if multiprocessing.current_process()._config.get("tempdir"):  # type: ignore[attr-defined]
        return
    place, _ = _made(RUN, None)
    # After multiprocessing has removed its own (-100).
    multiprocessing.util.Finalize(None, shutil.rmtree, (place,), {"ignore_errors": True}, exitpriority=-200)
    before = tempfile.tempdir
    tempfile.tempdir = str(place)
    try:
        multiprocessing.util.get_temp_dir()
    finally:
        tempfile.tempdir = before


def _made(prefix: str, parent: Path | None) -> tuple[Path, int]:
    where = parent or Path(tempfile.gettempdir())
    _sweep(prefix, where)
    place = Path(tempfile.mkdtemp(prefix=prefix, dir=where))
    handle = os.open(place, os.O_RDONLY) if fcntl else os.open(os.devnull, os.O_RDONLY)
    if fcntl:
        with contextlib.suppress(OSError):  # a file system without locks: nobody sweeps there either
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return place, handle


def _sweep(prefix: str, where: Path) -> None:
    """Remove what killed processes left."""
    if not fcntl:
        return
    with contextlib.suppress(OSError):
        for place in where.glob(f"{prefix}*"):
            with contextlib.suppress(OSError):
                found = place.lstat()
                if found.st_uid == os.getuid() and time.time() - found.st_mtime > _YOUNG and place.is_dir():
                    _remove_unheld(place)


def _remove_unheld(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)  # held: an OSError
        shutil.rmtree(place, ignore_errors=True)
    finally:
        os.close(handle)
