"""Recognitions kept on disk by the picture's content: a changed pattern does not read the page again.

An entry holds what stands on a page, names included, so only its owner may read it. It is a convenience: whatever is
wrong with it or with the disk, the page is read anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import zlib
from collections.abc import Iterator
from pathlib import Path

from jixiao import keeping
from jixiao.readers.scan.seen import Seen

MIB = 1 << 20
MOST = 256 * MIB
"""Bytes of all entries; the longest unused go first."""
_EVERY = 64  # entries written between two looks at the size
_SUFFIX = ".scan"
_HEAD = b"jixiao scan 1\n"


def directory() -> Path:
    """Where entries are kept."""
    return keeping.directory("scans")


class Cache:
    """Entries in a directory; ``made_by`` names engine and versions, so that no other's reading is taken."""

    def __init__(self, place: Path, made_by: str, most: int = MOST) -> None:
        self._place, self._made_by, self._most = place, made_by, most
        self._written = 0

    def key(self, *parts: bytes | memoryview) -> str:
        """The name of a picture's entry."""
        digest = hashlib.sha256(self._made_by.encode())
        for part in parts:
            digest.update(part)
        return digest.hexdigest()

    def get(self, key: str) -> Seen | None:
        """What was seen, or None: not there, cut off, changed, of another version."""
        path = self._path(key)
        body = keeping.read(path, _HEAD)
        if body is None:
            return None
        try:
            seen = Seen.loaded(zlib.decompress(body))
        except (ValueError, zlib.error):
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return seen

    def put(self, key: str, seen: Seen) -> None:
        """Keep what was seen; whole or not at all."""
        if not keeping.write(self._path(key), _HEAD, zlib.compress(seen.dumped())):
            return
        if self._written % _EVERY == 0:
            self._shrink()
        self._written += 1

    def _path(self, key: str) -> Path:
        return self._place / key[:2] / (key[2:] + _SUFFIX)

    def _shrink(self) -> None:
        entries = sorted(self._entries())
        size = sum(size for _, size, _ in entries)
        for _, bytes_of_it, path in entries:
            if size <= self._most:
                break
            with contextlib.suppress(OSError):
                path.unlink()
                size -= bytes_of_it

    def _entries(self) -> Iterator[tuple[float, int, Path]]:
        for path in self._place.glob(f"??/*{_SUFFIX}"):
            with contextlib.suppress(OSError):
                found = path.stat()
                yield found.st_mtime, found.st_size, path
