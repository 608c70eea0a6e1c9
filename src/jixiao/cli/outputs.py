"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from jixiao.cli.inputs import Input
from jixiao.cli.terminal import OutputError
from jixiao.errors import reason_of


def write(path: Path, data: bytes) -> None:
    """Write a file by way of a temporary one beside it, so that no reader ever sees half.

    A device or a pipe is written to and not replaced: root would otherwise put a file in the place of /dev/null.

    Raises:
        OutputError: it cannot be written there.
    """
    temporary: str | None = None
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".tmp", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
        temporary = None
    except OSError as error:
        why, why_en = reason_of(error)
        raise OutputError(
            f"无法写入（{why}）：请换一个位置",
            f"cannot be written ({why_en}); try another place",
            file=str(path),
        ) from None
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def targets(inputs: Sequence[Input], several: bool, output: str | None) -> list[Path | None]:
    """Where each input's JSON goes; None is stdout. In a directory, «sub/a.docx» becomes «sub/a.docx.json».

    Raises:
        OutputError: a result would take the place of a file to be read, or of another result; or a directory is wanted
            where a file is.
    """
    if output is None or output == "-":
        return [None] * len(inputs)
    where = Path(output)
    if not several and not where.is_dir() and not output.endswith("/"):
        paths = [where]
    elif where.exists() and not where.is_dir():
        raise OutputError(
            "有多个文件要写，这里却是一个文件：请给一个文件夹",
            "several files are to be written, and this is a file; name a directory",
            file=output,
        )
    else:
        paths = [where / f"{item.name}.json" for item in inputs]
    _distinct(inputs, paths)
    return [*paths]


def _distinct(inputs: Sequence[Input], paths: Sequence[Path]) -> None:
    sources = {Path(item.path).resolve() for item in inputs if item.path != "-"}
    made: dict[Path, Input] = {}
    for item, path in zip(inputs, paths, strict=True):
        if path.is_file() and path.resolve() in sources:
            raise OutputError(
                "结果会覆盖要读取的报告：请换一个位置",
                "the result would overwrite a report to be read; name another place",
                file=str(path),
            )
        if path in made:
            raise OutputError(
                f"{made[path].path} 与 {item.path} 会写到同一个文件：请改为指定它们的上级文件夹",
                f"{made[path].path} and {item.path} would be written to one file; name the directory above them",
                file=str(path),
            )
        made[path] = item
