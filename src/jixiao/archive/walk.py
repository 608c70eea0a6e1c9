"""Where documents come from: files, directory trees, members of ZIP and TAR archives, in a stable order.

A source that cannot be opened is an item too: it carries its error, so that every document is accounted for.
"""

from __future__ import annotations

import hashlib
import os
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from jixiao.errors import (
    DamagedFileError,
    EncryptedFileError,
    JixiaoError,
    LimitError,
    MissingFileError,
)
from jixiao.readers.limits import DEFAULT_LIMITS

# In a directory, names tell reports from everything else that lies about; what a file is, its content tells.
SUFFIXES = frozenset(
    {
        "", ".docx", ".docm", ".doc", ".wps", ".pdf", ".txt", ".text", ".md", ".rtf", ".odt", ".ofd",
        ".htm", ".html", ".mht", ".mhtml",
    }
)  # fmt: skip
ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
MEMBER = "!/"
"""Between the path of an archive and that of its member: «2023.zip!/青禾县/报告.docx»."""
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Item:
    """One document: ``path`` names it for people; ``data`` are the bytes of an archive's member.

    ``error`` says why there are none.
    """

    path: str
    data: bytes | None = None
    error: JixiaoError | None = None


def count(sources: Iterable[str]) -> int:
    """How many files there are to look at; a TAR, which has no table of contents, counts as one."""
    total = 0
    for path in files(sources):
        total += _zip_count(path) if path.lower().endswith(".zip") else 1
    return total


def walk(sources: Iterable[str]) -> Iterator[Item]:
    """Every document that the sources mean, in a stable order."""
    for path in files(sources):
        if path.lower().endswith(ARCHIVES):
            yield from _members(path)
        else:
            yield Item(path)


def opened(path: str) -> Item:
    """One document by the path that `walk` gave it, as `retry` needs it."""
    archive, mark, _ = path.partition(MEMBER)
    if not mark or Path(path).is_file():
        return Item(path)
    return next((item for item in _members(archive) if item.path == path), Item(path, error=_gone()))


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


def path_key(path: str) -> str:
    """A path as a key: the path itself may name people."""
    return hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _gone() -> MissingFileError:
    return MissingFileError("文件不存在：请检查路径", "there is no such file; check the path")


def files(sources: Iterable[str]) -> Iterator[str]:
    """The files that the sources mean, archives as one, in a stable order."""
    for source in sources:
        if not Path(source).is_dir():
            yield source
            continue
        for folder, folders, files in os.walk(source):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                if _wanted(name):
                    yield Path(folder, name).as_posix()


def _wanted(name: str) -> bool:
    # Word and WPS leave «~$report.docx» beside an open file; macOS puts «._report.docx» and __MACOSX into its archives.
    if name.startswith((".", "~$")):
        return False
    return name.lower().endswith(ARCHIVES) or PurePosixPath(name).suffix.lower() in SUFFIXES


def _wanted_member(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return bool(parts) and not any(part.startswith(".") or part == "__MACOSX" for part in parts) and _wanted(parts[-1])


def _members(path: str) -> Iterator[Item]:
    read = _zip_members if path.lower().endswith(".zip") else _tar_members
    try:
        yield from read(path)
    except FileNotFoundError:
        yield Item(path, error=_gone())
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, zlib.error, OSError, NotImplementedError) as error:
        yield Item(path, error=_damaged(type(error).__name__))


def _damaged(what: str) -> DamagedFileError:
    return DamagedFileError(f"压缩包损坏（{what}）：请重新获取", f"the archive is damaged ({what}); get it again")


def _over(found: int, limit: int) -> LimitError:
    return LimitError(
        f"压缩包成员 {found} 超过上限 {limit}：请先解压",
        f"members of the archive: {found} is over the limit of {limit}; unpack it first",
    )


def _zip_count(path: str) -> int:
    try:
        with zipfile.ZipFile(path) as file:
            return sum(not entry.is_dir() and _wanted_member(_zip_name(entry)) for entry in file.infolist())
    except (OSError, zipfile.BadZipFile, NotImplementedError):
        return 1


def _zip_name(entry: zipfile.ZipInfo) -> str:
    # Windows writes Chinese names in GBK and says nothing; Python then reads them as cp437.
    if not entry.flag_bits & _UTF8_NAME:
        try:
            return entry.filename.encode("cp437").decode("gb18030")
        except UnicodeError:
            pass
    return entry.filename


def _zip_members(path: str) -> Iterator[Item]:
    with zipfile.ZipFile(path) as file:
        entries = sorted(
            ((_zip_name(e), e) for e in file.infolist() if not e.is_dir()),
            key=lambda pair: (pair[0], pair[1].header_offset),
        )
        if len(entries) > DEFAULT_LIMITS.zip_entries:
            yield Item(path, error=_over(len(entries), DEFAULT_LIMITS.zip_entries))
            return
        for name, entry in entries:
            if not _wanted_member(name):
                continue
            at = f"{path}{MEMBER}{name}"
            if entry.flag_bits & _ENCRYPTED:
                yield Item(
                    at,
                    error=EncryptedFileError("压缩包有密码：请先解压", "the archive needs a password; unpack it first"),
                )
            elif entry.file_size > DEFAULT_LIMITS.file_bytes:
                yield Item(at, error=_over(entry.file_size, DEFAULT_LIMITS.file_bytes))
            else:
                yield _zip_member(file, entry, at)


def _zip_member(file: zipfile.ZipFile, entry: zipfile.ZipInfo, at: str) -> Item:
    try:
        with file.open(entry) as stream:
            # An entry may hold more than its head says.
            data = stream.read(DEFAULT_LIMITS.file_bytes + 1)
    except (zipfile.BadZipFile, EOFError, zlib.error, OSError, NotImplementedError, RuntimeError) as error:
        return Item(at, error=_damaged(type(error).__name__))
    if len(data) > DEFAULT_LIMITS.file_bytes:
        return Item(at, error=_over(len(data), DEFAULT_LIMITS.file_bytes))
    return Item(at, data)


def _tar_members(path: str) -> Iterator[Item]:
    # In the order of the file: a compressed TAR can only be read forwards.
    with tarfile.open(path, "r|*", encoding="utf-8", errors="surrogateescape") as file:
        for seen, entry in enumerate(file, 1):
            if seen > DEFAULT_LIMITS.zip_entries:
                yield Item(path, error=_over(seen, DEFAULT_LIMITS.zip_entries))
                return
            name = _tar_name(entry.name)
            if not entry.isfile() or not _wanted_member(name):
                continue
            at = f"{path}{MEMBER}{name}"
            if entry.size > DEFAULT_LIMITS.file_bytes:
                yield Item(at, error=_over(entry.size, DEFAULT_LIMITS.file_bytes))
                continue
            stream = file.extractfile(entry)
            yield Item(at, stream.read() if stream else b"")


def _tar_name(name: str) -> str:
    raw = name.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")
