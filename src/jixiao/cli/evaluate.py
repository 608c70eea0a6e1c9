"""`jixiao eval`: the reader against the truth."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jixiao.cli import inputs, terminal
from jixiao.errors import MissingFileError


def run(directory: Path, directories: Sequence[Path]) -> None:
    """Print precision and recall of each part, and every miss.

    Raises:
        MissingFileError: no such directory.
    """
    from jixiao.evaluate import evaluate_directory

    if not directory.is_dir():
        raise MissingFileError("没有这个文件夹：请检查路径", "no such directory; check the path", file=str(directory))
    patterns = inputs.load_patterns(directories)
    result = evaluate_directory(directory, lambda path: inputs.parse_file(str(path), patterns))
    terminal.emit(str(result))
