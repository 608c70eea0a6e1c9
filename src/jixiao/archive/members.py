"""What lies in ZIP and TAR archives, in memory: no name from an archive ever becomes a path that is written to."""

from __future__ import annotations

import io
import posixpath
import tarfile
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

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
        ".htm", ".html", ".xhtml", ".shtml", ".mht", ".mhtml", ".png", ".jpg", ".jpeg", ".tif", ".tiff",
        ".bmp", ".rar", ".7z",
    }
)  # fmt: skip
"""What is read, and what cannot be but may well be a report: it is named then, and how to make it readable."""
ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
_PARTS = (".files", "_files", ".fld")
MEMBER = "!/"
"""Between the path of an archive and that of its member: «2023.zip!/青禾县/报告.docx»."""
NESTED = 3
"""Archives inside one another: units send theirs packed, and their bureau packs them again."""
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


def left_over(name: str) -> bool:
    """Whether a program left this beside a file of the user's."""
    # Word and WPS leave «~$report.docx» beside an open file; macOS puts «._report.docx» and __MACOSX into its archives.
    return name.startswith((".", "~$"))


def beside_page(folder: str, names: Collection[str]) -> bool:
    """Whether a folder holds the pictures and frames of a saved page that lies beside it («报告.files»)."""
    stem = next((folder.removesuffix(end) for end in _PARTS if folder.lower().endswith(end)), "")
    return bool(stem) and any(stem + suffix in names for suffix in (".htm", ".html", ".doc", ".xls"))


def wanted(name: str) -> bool:
    """Whether a file of this name may be a report, or an archive with some."""
    if left_over(name):
        return False
    return name.lower().endswith(ARCHIVES) or PurePosixPath(name).suffix.lower() in SUFFIXES


def _wanted_member(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    hidden = any((part.startswith(".") and part != "..") or part == "__MACOSX" for part in parts)
    return bool(parts) and not hidden and wanted(parts[-1])


def members(path: str, data: bytes | None = None, depth: int = 1) -> Iterator[Item]:
    """The documents in an archive: a file, or the bytes of one that lies in another."""
    read = _zip_members if path.lower().endswith(".zip") else _tar_members
    try:
        with Path(path).open("rb") if data is None else io.BytesIO(data) as stream:
            for item in read(path, stream):
                if item.data is None or not item.path.lower().endswith(ARCHIVES):
                    yield item
                elif depth == NESTED:
                    yield Item(item.path, error=_too_deep())
                else:
                    yield from members(item.path, item.data, depth + 1)
    except FileNotFoundError:
        yield Item(path, error=gone())
    except PermissionError:
        yield Item(path, error=MissingFileError("没有读取权限：请检查文件权限", "not allowed to read it"))
    except Exception as error:  # whatever a broken archive makes of the libraries that read it
        yield Item(path, error=_damaged(type(error).__name__))


def _too_deep() -> LimitError:
    return LimitError(
        f"压缩包嵌套超过 {NESTED} 层：请先解压", f"archives nested more than {NESTED} deep; unpack them first"
    )


def _damaged(what: str) -> DamagedFileError:
    return DamagedFileError(f"压缩包损坏（{what}）：请重新获取", f"the archive is damaged ({what}); get it again")


def _over(found: int, limit: int) -> LimitError:
    return LimitError(
        f"压缩包成员 {found} 超过上限 {limit}：请先解压",
        f"members of the archive: {found} is over the limit of {limit}; unpack it first",
    )


def _large(found: int) -> LimitError:
    return LimitError(
        f"压缩包成员解压后 {found} 字节，过大或压缩比异常：请先解压",
        f"a member of the archive unpacks to {found} bytes, too many, or out of all proportion; unpack it first",
    )


def count_zip(path: str) -> int:
    """How many members of a ZIP are to be looked at."""
    try:
        with zipfile.ZipFile(path) as file:
            names = [_zip_name(entry) for entry in file.infolist() if not entry.is_dir()]
            all_names = frozenset(names)
            return sum(_wanted_member(name) and not beside_page(posixpath.dirname(name), all_names) for name in names)
    except Exception:  # `members` says what it is
        return 1


def _zip_name(entry: zipfile.ZipInfo) -> str:
    # Windows writes Chinese names in GBK and says nothing; Python then reads them as cp437.
    if not entry.flag_bits & _UTF8_NAME:
        try:
            return entry.filename.encode("cp437").decode("gb18030")
        except UnicodeError:
            pass
    return entry.filename


def _zip_members(path: str, source: BinaryIO) -> Iterator[Item]:
    with zipfile.ZipFile(source) as file:
        entries = sorted(
            ((_zip_name(e), e) for e in file.infolist() if not e.is_dir()),
            key=lambda pair: (pair[0], pair[1].header_offset),
        )
        if len(entries) > DEFAULT_LIMITS.zip_entries:
            yield Item(path, error=_over(len(entries), DEFAULT_LIMITS.zip_entries))
            return
        names = {name for name, _ in entries}
        for name, entry in entries:
            if not _wanted_member(name) or beside_page(posixpath.dirname(name), names):
                continue
            at = f"{path}{MEMBER}{name}"
            if entry.flag_bits & _ENCRYPTED:
                yield Item(
                    at,
                    error=EncryptedFileError("压缩包有密码：请先解压", "the archive needs a password; unpack it first"),
                )
            elif entry.file_size > min(DEFAULT_LIMITS.file_bytes, max(entry.compress_size, 1) * DEFAULT_LIMITS.ratio):
                yield Item(at, error=_large(entry.file_size))
            else:
                yield _zip_member(file, entry, at)


def _zip_member(file: zipfile.ZipFile, entry: zipfile.ZipInfo, at: str) -> Item:
    try:
        with file.open(entry) as stream:
            # An entry may hold more than its head says.
            data = stream.read(DEFAULT_LIMITS.file_bytes + 1)
    except Exception as error:
        return Item(at, error=_damaged(type(error).__name__))
    if len(data) > DEFAULT_LIMITS.file_bytes:
        return Item(at, error=_large(len(data)))
    return Item(at, data)


def _tar_members(path: str, source: BinaryIO) -> Iterator[Item]:
    # In the order of the file: a compressed TAR can only be read forwards.
    with tarfile.open(fileobj=source, mode="r|*", encoding="utf-8", errors="surrogateescape") as file:
        for seen, entry in enumerate(file, 1):
            if seen > DEFAULT_LIMITS.zip_entries:
                yield Item(path, error=_over(seen, DEFAULT_LIMITS.zip_entries))
                return
            name = _tar_name(entry.name)
            if not entry.isfile() or not _wanted_member(name):
                continue
            at = f"{path}{MEMBER}{name}"
            if entry.size > DEFAULT_LIMITS.file_bytes:
                yield Item(at, error=_large(entry.size))
                continue
            stream = file.extractfile(entry)
            yield Item(at, stream.read() if stream else b"")


def _tar_name(name: str) -> str:
    raw = name.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def gone() -> MissingFileError:
    """The error of a file that is not there any more."""
    return MissingFileError("文件不存在：请检查路径", "there is no such file; check the path")
