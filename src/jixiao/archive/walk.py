"""Where documents come from: files, directory trees, members of ZIP and TAR archives, in a stable order.

A source that cannot be opened is an item too: it carries its error, so that every document is accounted for.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from jixiao.archive.members import (
    ARCHIVES,
    MEMBER,
    SUFFIXES,
    Item,
    beside_page,
    count_zip,
    gone,
    left_over,
    members,
    wanted,
)
from jixiao.errors import MissingFileError, reason_of

__all__ = [
    "MEMBER", "SUFFIXES", "Amount", "Item", "beside_page", "clean", "count", "exists", "files", "is_archive", "opened",
    "path_key", "printable", "walk",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amount:
    """How many files there are to look at, and how many there are besides, by the end of their names."""

    files: int
    others: Counter[str]


def count(sources: Iterable[str]) -> Amount:
    """How much the sources hold; a TAR, which has no table of contents, counts as one file."""
    total = 0
    others: Counter[str] = Counter()
    for path in files(sources, other=lambda name: others.update([PurePosixPath(name).suffix.lower()])):
        total += count_zip(path) if path.lower().endswith(".zip") else 1
    return Amount(total, others)


def walk(sources: Iterable[str]) -> Iterator[Item]:
    """Every document that the sources mean, in a stable order."""
    closed: list[OSError] = []
    for path in files(sources, closed.append):
        if path.lower().endswith(ARCHIVES):
            yield from members(path)
        else:
            yield Item(path)
    for error in closed:
        why, why_en = reason_of(error)
        yield Item(
            str(error.filename),
            error=MissingFileError(
                f"文件夹无法打开（{why}）：请检查权限", f"the directory cannot be opened ({why_en}); check permissions"
            ),
        )


def opened(path: str) -> Item:
    """One document by the path that `walk` gave it, as `retry` needs it."""
    archive, mark, _ = path.partition(MEMBER)
    if not mark or Path(path).is_file():
        return Item(path)
    return next((item for item in members(archive) if item.path == path), Item(path, error=gone()))


def exists(path: str) -> bool:
    """Whether a source is there at all."""
    return Path(path).exists()


def is_archive(path: str) -> bool:
    """Whether a file is a DuckDB, as an archive of Jixiao is."""
    try:
        with Path(path).open("rb") as stream:
            return stream.read(12)[8:12] == b"DUCK"
    except OSError:
        return False


def clean(path: str) -> str:
    """A path as text that can be stored: bytes that are no UTF-8, as old archives leave in names, become «�»."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def printable(path: str) -> str:
    """A path as one line of text: a name from elsewhere may hold what a terminal would obey."""
    return "".join(character if character.isprintable() else "\ufffd" for character in path)


def path_key(path: str) -> str:
    """A path as a key: the path itself may name people."""
    return hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def files(
    sources: Iterable[str],
    closed: Callable[[OSError], None] | None = None,
    other: Callable[[str], None] | None = None,
) -> Iterator[str]:
    """The files that the sources mean, archives as one, in a stable order.

    Links are followed, to each directory once. ``closed`` is told of directories that cannot be opened, ``other`` the
    names of files that are left out.
    """
    been: set[tuple[int, int]] = set()
    for source in sources:
        if not Path(source).is_dir():
            yield source
            continue
        for folder, folders, names in os.walk(source, onerror=closed, followlinks=True):
            if not _first_time(folder, been):
                folders.clear()
                continue
            beside = set(names)
            folders[:] = sorted(name for name in folders if not name.startswith(".") and not beside_page(name, beside))
            for name in sorted(names):
                if wanted(name):
                    yield Path(folder, name).as_posix()
                elif other and not left_over(name):
                    other(name)


def _first_time(folder: str, been: set[tuple[int, int]]) -> bool:
    try:
        found = Path(folder).stat()
    except OSError:
        return True
    key = (found.st_dev, found.st_ino)
    if found.st_ino and key in been:  # some systems number no files
        return False
    been.add(key)
    return True
