"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from jixiao.cli.inputs import Input
from jixiao.cli.terminal import OutputError


def write(path: Path, data: bytes) -> None:
    """Write a file by way of a temporary one beside it, so that no reader ever sees half.

    Raises:
        OutputError: it cannot be written there.
    """
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".tmp", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
        temporary = None
    except OSError as error:
        raise OutputError(
            f"无法写入（{error.strerror}）：请换一个位置",
            f"cannot be written ({error.strerror}); try another place",
            file=str(path),
        ) from None
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def targets(inputs: Sequence[Input], several: bool, output: Path | None) -> list[Path | None]:
    """Where each input's JSON goes; None is stdout. In a directory, «sub/a.docx» becomes «sub/a.docx.json».

    Raises:
        OutputError: two inputs would go to one file, or a directory is wanted where a file is.
    """
    if output is None:
        return [None] * len(inputs)
    if not several and not output.is_dir() and not str(output).endswith(os.sep):
        return [output]
    if output.exists() and not output.is_dir():
        raise OutputError(
            "有多个文件要写，这里却是一个文件：请给一个文件夹",
            "several files are to be written, and this is a file; name a directory",
            file=str(output),
        )
    made: dict[Path, Input] = {}
    for item in inputs:
        target = output / f"{item.name}.json"
        if target in made:
            raise OutputError(
                f"{made[target].path} 与 {item.path} 会写到同一个文件：请改为指定它们的上级文件夹",
                f"{made[target].path} and {item.path} would be written to one file; name the directory above them",
                file=str(target),
            )
        made[target] = item
    return list(made)
