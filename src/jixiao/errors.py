"""What can go wrong before a report exists: one class a cause, each with its exit code and its cure.

Past the reader nothing raises: what cannot be read safely is a `Diagnostic` in the report.
"""

from __future__ import annotations

import errno
from typing import ClassVar

_REASONS = {
    errno.EACCES: "没有权限",
    errno.EBADF: "已关闭",
    errno.EDQUOT: "超出磁盘配额",
    errno.EEXIST: "已有同名文件",
    errno.EIO: "读写出错",
    errno.EISDIR: "这是文件夹",
    errno.EMFILE: "打开的文件太多",
    errno.ENAMETOOLONG: "名称太长",
    errno.ENOENT: "路径不存在",
    errno.ENOSPC: "磁盘已满",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EPERM: "没有权限",
    errno.EROFS: "只读",
}


def reason_of(error: OSError) -> tuple[str, str]:
    """Why the system refused, in Chinese and in English; its own words where these do not hold it."""
    own = error.strerror or type(error).__name__
    return _REASONS.get(error.errno or 0, own), own


class JixiaoError(Exception):
    """Base of all errors: one line of Chinese, one of English, and the exit code of the command line.

    ``message`` says what is wrong and what to do; ``file`` is filled in by whoever knows the name.
    """

    exit_code: ClassVar[int] = 3
    code: ClassVar[str] = "error"

    def __init__(self, message: str, message_en: str, *, file: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.message_en = message_en
        self.file = file

    def __str__(self) -> str:
        return f"{self.file}：{self.message}" if self.file else self.message


class ReadError(JixiaoError):
    """The file cannot be turned into a document."""


class MissingFileError(ReadError):
    """No such file, or it may not be read."""

    code = "missing_file"


class EmptyFileError(ReadError):
    """Nothing in it, or nothing but blanks."""

    code = "empty_file"


class UnknownTypeError(ReadError):
    """Not a kind of file that Jixiao reads (judged by content, never by name)."""

    code = "unknown_type"


class DamagedFileError(ReadError):
    """Cut, overwritten or otherwise broken beyond what can be read as a whole."""

    exit_code = 4
    code = "damaged_file"


class EncryptedFileError(ReadError):
    """Needs a password."""

    exit_code = 5
    code = "encrypted_file"


class LimitError(ReadError):
    """Over a limit that protects memory or time."""

    exit_code = 6
    code = "over_limit"


class MissingExtraError(ReadError):
    """Readable with an optional part that is not installed."""

    exit_code = 7
    code = "missing_extra"


class PatternError(JixiaoError):
    """A pattern file is wrong: names the file, the place and the cure."""

    exit_code = 2
    code = "pattern_error"
