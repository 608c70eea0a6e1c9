"""Files in the user's place for caches: for the owner alone, whole or not at all.

What is kept is a convenience: whatever is wrong with a file or with the disk, the work is done anew.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import tempfile
from pathlib import Path

_DIGEST = 32
_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def directory(kind: str) -> Path:
    """Where files of a kind are kept: below ``JIXIAO_CACHE_DIR``, or the user's place for caches.

    Raises:
        RuntimeError: the user has no home.
    """
    named = os.environ.get("JIXIAO_CACHE_DIR")
    if named:
        return Path(named) / kind
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "jixiao" / kind


def read(path: Path, head: bytes) -> bytes | None:
    """What a file keeps, or None: not there, cut off, changed, of another kind, or not the user's own."""
    try:
        with path.open("rb") as stream:
            if hasattr(os, "geteuid"):
                found = os.fstat(stream.fileno())
                if found.st_uid != os.geteuid() or found.st_mode & _OTHERS:
                    return None
            data = stream.read()
    except OSError:
        return None
    start = len(head) + _DIGEST
    body = data[start:]
    return body if data[:start] == head + hashlib.sha256(body).digest() else None


def write(path: Path, head: bytes, body: bytes) -> bool:
    """Keep something; another's reading meanwhile gets what was there before. False where the disk does not allow."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")  # only the owner may read it
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(head + hashlib.sha256(body).digest() + body)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError:
        return False
    return True
