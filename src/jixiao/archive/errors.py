"""What can go wrong with an archive as a whole; what goes wrong with one document is a row of it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from jixiao.errors import JixiaoError, MissingExtraError


class ArchiveError(JixiaoError):
    """The archive cannot be opened, read or written."""

    exit_code = 3
    code = "archive"


class ArchiveBusyError(ArchiveError):
    """Another process has the archive open, and one of the two wants to write."""

    code = "archive_busy"


class DamagedArchiveError(ArchiveError):
    """The file is no archive of Jixiao, or is damaged."""

    exit_code = 4
    code = "damaged_archive"


class ArchiveUseError(ArchiveError):
    """The archive is asked for what it is not made for."""

    exit_code = 2
    code = "archive_use"


class DecimalOverflowError(ArchiveError):
    """A number of a report does not fit DECIMAL(24,8): 16 digits before the point."""

    exit_code = 6
    code = "decimal_overflow"


class NumberOverflowError(ArchiveError):
    """A count of a report is larger than its column holds."""

    exit_code = 6
    code = "number_overflow"


def need(module: str, extra: str = "archive") -> Any:
    """A module of an extra, imported.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        return import_module(module)
    except ImportError:
        raise MissingExtraError(
            f"需要可选组件 {extra}（缺少 {module}）：请运行 pip install 'jixiao[{extra}]'",
            f"needs the extra {extra} ({module} is missing): pip install 'jixiao[{extra}]'",
        ) from None
