"""Files written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from jixiao.archive.scratch import scratch
from jixiao.errors import reason_of
from jixiao.export.errors import ExportError


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """A path to write to, beside the target, which it replaces when all went well.

    Raises:
        ExportError: it cannot be written there.
    """
    try:
        if target.is_dir():
            raise ExportError("这里是一个文件夹：请给一个文件名", "this is a directory; name a file", file=str(target))
        if target.exists() and not target.is_file():  # root would put a file in the place of /dev/null
            raise ExportError(
                "这是设备或管道，不是文件：请给一个文件名", "this is a device or a pipe; name a file", file=str(target)
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        with scratch(".jixiao-", target.parent) as place:
            temporary = place / target.name
            yield temporary
            temporary.replace(target)
    except _failures() as error:
        why, why_en = reason_of(error) if isinstance(error, OSError) else (str(error).splitlines()[0],) * 2
        raise ExportError(
            f"无法写入（{why}）：请检查磁盘空间和权限，或换一个位置",
            f"cannot be written ({why_en}); look at disk space and permissions, or try another place",
            file=str(target),
        ) from None


def _failures() -> tuple[type[Exception], ...]:
    """What a full disk, or one that may not be written, looks like from the libraries that write."""
    found: list[type[Exception]] = [OSError]
    for module, name in (("duckdb", "IOException"), ("xlsxwriter.exceptions", "XlsxFileError")):
        try:
            found.append(getattr(import_module(module), name))
        except ImportError:
            continue
    return tuple(found)


def directory(target: Path) -> Path:
    """A directory to write tables to, made if it is not there.

    Raises:
        ExportError: a file is in its place, or it cannot be made.
    """
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why, why_en = reason_of(error)
        raise ExportError(
            f"不能用作文件夹（{why}）：请换一个位置",
            f"cannot be a directory ({why_en}); try another place",
            file=str(target),
        ) from None
    return target
