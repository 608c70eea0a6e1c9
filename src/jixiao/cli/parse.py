"""`jixiao parse`: reports in, JSON out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from jixiao.cli import inputs, outputs, terminal
from jixiao.cli.inputs import Input
from jixiao.cli.options import ScanChoice
from jixiao.cli.scans import tell_review
from jixiao.cli.terminal import OutputError, Quiet, UsageError
from jixiao.errors import JixiaoError
from jixiao.patterns import Patterns
from jixiao.schema import Report

SOME_FAILED = 8


def run(
    arguments: Sequence[str], output: str | None, indent: bool | None, directories: Sequence[Path], choice: ScanChoice
) -> int:
    """Parse what the arguments mean and return the exit code. A single file's error is raised."""
    items, several = inputs.gather(arguments)
    if several and output is None and indent:
        raise UsageError(
            "多个文件按每行一份输出，不能缩进：请去掉 --indent 或用 -o 指定文件夹",
            "several reports are printed one a line and cannot be indented; drop --indent or name a directory with -o",
        )
    if [item.path for item in items].count("-") > 1:
        raise UsageError("标准输入（-）只能给一次", "standard input (-) can be read only once")
    where = outputs.targets(items, several, output)
    patterns = inputs.load_patterns(directories)
    pretty = sys.stdout.isatty() and output is None and not several if indent is None else indent
    if not several:
        report = inputs.parse_file(items[0].path, patterns, choice)
        _write(report, where[0], pretty)
        inputs.tell_no_report(report, items[0].path)
        tell_review(report)
        return 0
    failed = sum(not _try(item, target, pretty, patterns, choice) for item, target in zip(items, where, strict=True))
    if failed:
        terminal.notice(
            f"共 {len(items)} 个文件：成功 {len(items) - failed}，失败 {failed}",
            f"{len(items)} files: {len(items) - failed} done, {failed} failed",
        )
    return SOME_FAILED if failed else 0


def _write(report: Report, target: Path | None, indent: bool) -> None:
    from jixiao.schema import to_json

    data = to_json(report, indent=indent) + b"\n"
    if target is None:
        terminal.emit(data)
    else:
        outputs.write(target, data)


def _try(item: Input, target: Path | None, indent: bool, patterns: Patterns, choice: ScanChoice) -> bool:
    """One of several: its failure is told at once, and the others go on."""
    try:
        report = inputs.parse_file(item.path, patterns, choice, item.name)
        _write(report, target, indent)
        inputs.tell_no_report(report, item.path)
        tell_review(report, item.name, brief=True)
    except JixiaoError as error:
        if target is None and isinstance(error, OutputError):
            raise  # nothing more can be printed
        terminal.complain(error)
        return False
    except Quiet:
        raise
    except Exception as error:
        terminal.complain_of_bug(error, item.path)
        return False
    return True
