"""Files written whole or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".jixiao-", dir=target.parent) as scratch:
            temporary = Path(scratch) / target.name
            yield temporary
            temporary.replace(target)
    except OSError as error:
        raise ExportError(
            f"无法写入（{error.strerror or error}）：请换一个位置",
            f"cannot be written ({error.strerror or error}); try another place",
            file=str(target),
        ) from None


def directory(target: Path) -> Path:
    """A directory to write tables to, made if it is not there.

    Raises:
        ExportError: a file is in its place, or it cannot be made.
    """
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(
            f"不能用作文件夹（{error.strerror}）：请换一个位置",
            f"cannot be a directory ({error.strerror}); try another place",
            file=str(target),
        ) from None
    return target
