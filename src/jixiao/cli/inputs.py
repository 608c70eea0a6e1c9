"""What the user names: files, directories, standard input, parsed reports."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.archive.walk import SUFFIXES, beside_page
from jixiao.cli import terminal
from jixiao.cli.options import ScanChoice
from jixiao.errors import JixiaoError, MissingFileError

if TYPE_CHECKING:
    from jixiao.patterns import Patterns
    from jixiao.schema import Report


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read. ``name`` is its path below what the user named; ``-`` is standard input."""

    path: str
    name: str


def gather(arguments: Sequence[str]) -> tuple[list[Input], bool]:
    """The files that the arguments mean, in a stable order, and whether they are several (a directory always is).

    Raises:
        MissingFileError: a directory holds nothing to read. UsageError: a name is empty.
    """
    inputs: list[Input] = []
    several = len(arguments) > 1
    for argument in arguments:
        if not argument:
            raise terminal.UsageError("文件名是空的：请给出文件或文件夹", "an empty name; name a file or a directory")
        path = Path(argument)
        if argument != "-" and path.is_dir():
            found = [Input(str(path / name), name) for name in _below(path)]
            if not found:
                raise MissingFileError(
                    "文件夹里没有可读取的报告文件（.docx .pdf .html .txt 等）",
                    "the directory holds no file that could be a report (.docx .pdf .html .txt …)",
                    file=argument,
                )
            # As `cp -r a b to` does it: one directory gives its contents, of several each keeps its name.
            inputs += [Input(item.path, f"{path.resolve().name}/{item.name}") for item in found] if several else found
        else:
            inputs.append(Input(argument, "stdin" if argument == "-" else path.name))
    return inputs, several or Path(arguments[0]).is_dir()


def _below(directory: Path) -> Iterator[str]:
    for folder, folders, files in os.walk(directory):
        beside = set(files)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not beside_page(name, beside))
        for name in sorted(files):
            # Word and WPS leave «~$report.docx» beside an open file.
            wanted = not name.startswith((".", "~$")) and Path(name).suffix.lower() in SUFFIXES
            if wanted and not _never_ends(Path(folder, name)):
                yield str((Path(folder) / name).relative_to(directory))


def load_patterns(directories: Sequence[Path]) -> Patterns:
    """Jixiao's own patterns, with those of the directories on top."""
    from jixiao import patterns

    for directory in directories:
        if not directory.is_dir():
            raise terminal.UsageError(
                "--patterns 指定的不是文件夹", "what --patterns names is no directory", file=str(directory)
            )
    return patterns.load(tuple(directories))


def parse_file(path: str, patterns: Patterns, choice: ScanChoice | None = None, name: str = "") -> Report:
    """The report in a file, its name in every error; ``choice`` and ``name`` are those of `scans.reading`."""
    import jixiao
    from jixiao.cli.scans import reading, tell_pictures

    try:
        with reading(choice or ScanChoice(), name):
            report = jixiao.parse(path, patterns=patterns)
    except JixiaoError as error:
        if not isinstance(error, terminal.OutputError):
            error.file = path
        raise
    if choice is not None and choice.debug_images is not None:
        tell_pictures(report, name or path)
    return report


def load_report(path: str, directories: Sequence[Path], choice: ScanChoice | None = None) -> Report:
    """The report in a file or on standard input: parsed, or read from the JSON that `jixiao parse` printed.

    Told apart by content: `jixiao parse 报告.docx | jixiao show -` works.
    """
    import jixiao
    from jixiao.cli.scans import reading
    from jixiao.readers import read_source
    from jixiao.schema import Report

    if Path(path).is_file() and not path.lower().endswith(".json") and not _is_report_json(_head(path)):
        return parse_file(path, load_patterns(directories), choice)
    try:
        data, _ = read_source(path)
        if path.lower().endswith(".json") or _is_report_json(data):
            return Report.from_json(data)
        with reading(choice or ScanChoice()):
            return jixiao.parse(data, patterns=load_patterns(directories))
    except JixiaoError as error:
        if not isinstance(error, terminal.OutputError):
            error.file = path
        raise


def tell_no_report(report: Report, name: str) -> None:
    """Why a file is no self-evaluation, on stderr: for commands whose output is data and would hold none without a
    word."""
    for found in report.diagnostics:
        if found.code == "not_a_report":
            terminal.notice(f"{name}：{found.message}", f"{name}: {found.message_en}")


def _head(path: str) -> bytes:
    try:
        with Path(path).open("rb") as stream:
            return stream.read(200)
    except OSError:
        return b""  # the reader says what is wrong


def _is_report_json(data: bytes) -> bool:
    return re.match(rb'\s*\{\s*"schema_version"', data) is not None


def _never_ends(path: Path) -> bool:
    """Whether reading a file might wait for ever: a named pipe, a socket or a device that lies in a directory."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False  # a link to nothing: the reader says so
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))
