"""A drop folder: which files have come, and have been written to their end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jixiao.archive import walk

_Look = tuple[int, int]
"""Size and time of the last change."""


class Drop:
    """Remembers what lay in the folders, so that each look tells only what is new.

    A file counts as written to its end when two looks find it the same: copying over a network takes a while.
    """

    def __init__(self, sources: Sequence[str]) -> None:
        self._sources = sources
        self._before: dict[str, _Look] = {}
        self._told: dict[str, _Look] = {}

    def settled(self) -> list[str]:
        """The files that came, or changed, and have been the same in the last two looks."""
        now = {}
        for path in walk.files(self._sources):
            try:
                found = Path(path).stat()
            except OSError:  # gone again
                continue
            now[path] = (found.st_size, found.st_mtime_ns)
        ready = [path for path, look in now.items() if self._before.get(path) == look and self._told.get(path) != look]
        self._before = now
        self._told = {path: look for path, look in self._told.items() if path in now} | {p: now[p] for p in ready}
        return ready
