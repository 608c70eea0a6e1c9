"""A directory of reports against their truths."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from jixiao.errors import DamagedFileError, JixiaoError, MissingFileError
from jixiao.evaluate.compare import PARTS, Comparison, Counts, Sure, examine, sum_of
from jixiao.evaluate.sentences import Letters

TRUTH = ".truth.json"


@dataclass(slots=True)
class FileResult:
    """One file of a directory; ``error`` when it could not be read, all its truth then counts as missing."""

    path: Path
    comparison: Comparison
    error: JixiaoError | None = None


@dataclass(slots=True)
class Summary:
    """A directory of reports against their truths."""

    files: list[FileResult] = field(default_factory=list)

    @property
    def parts(self) -> dict[str, Counts]:
        """Counts by part over all files, in the order of the contract."""
        sums: dict[str, Counts] = {}
        for part in PARTS:
            found = [result.comparison.parts[part] for result in self.files if part in result.comparison.parts]
            if found:
                sums[part] = sum_of(found)
        return sums

    @property
    def overall(self) -> Counts:
        """All parts of all files together."""
        return sum_of(self.parts.values())

    @property
    def exact(self) -> Counts:
        """Figures, dates, labels and names of all files, as printed."""
        return sum_of(result.comparison.exact for result in self.files)

    @property
    def folded(self) -> Counts:
        """The same, with widths and blanks folded."""
        return sum_of(result.comparison.folded for result in self.files)

    @property
    def letters(self) -> Letters:
        """The sentences of all files, character by character."""
        total = Letters()
        for result in self.files:
            total.add(result.comparison.letters)
        return total

    @property
    def sure(self) -> list[Sure]:
        """Each value with evidence, of all files."""
        return [one for result in self.files for one in result.comparison.sure]


def evaluate_directory(directory: Path, parse: Callable[[Path], dict[str, Any]]) -> Summary:
    """Parse every report of a directory that has a truth beside it, and compare.

    NAME.docx, NAME.pdf, NAME.txt and NAME.<dialect>.txt belong to NAME.truth.json, or to the truth with the longest
    name that fits (a dialect that changes characters has a truth of its own). ``parse`` gives a report as JSON data.

    Raises:
        MissingFileError: no such directory, no truth in it, or no report for any truth.
        DamagedFileError: a truth is no JSON object.
    """
    summary = Summary()
    for path, truth_path in pairs_of(directory):
        truth = load_truth(truth_path)
        try:
            summary.files.append(FileResult(path, examine(truth, parse(path))))
        except JixiaoError as error:
            summary.files.append(FileResult(path, examine(truth, {}), error))
    return summary


def pairs_of(directory: Path) -> list[tuple[Path, Path]]:
    """Each report file of a directory with its truth, sorted by name.

    Raises:
        MissingFileError: no such directory, no truth in it, or no report for any truth.
    """
    if not directory.is_dir():
        raise MissingFileError("没有这个目录", "no such directory", file=str(directory))
    files = sorted(path for path in directory.iterdir() if path.is_file())
    truths = {path.name.removesuffix(TRUTH): path for path in files if path.name.endswith(TRUTH)}
    pairs = []
    for path in files:
        names = [name for name in truths if path.name.startswith(name + ".")]
        if names and not path.name.endswith(TRUTH):
            pairs.append((path, truths[max(names, key=len)]))
    if not pairs:
        raise MissingFileError(
            "目录中没有带答案的报告：每份报告旁应有 «名称.truth.json»",
            "no report with a truth beside it: each needs a NAME.truth.json",
            file=str(directory),
        )
    return pairs


def load_truth(path: Path) -> dict[str, Any]:
    """A truth file, numbers as Decimal. Raises DamagedFileError when it is no JSON object."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (ValueError, UnicodeDecodeError) as error:
        raise DamagedFileError(f"答案不是有效的 JSON：{error}", f"not valid JSON: {error}", file=str(path)) from None
    if not isinstance(data, dict):
        raise DamagedFileError("答案不是 JSON 对象", "the truth is no JSON object", file=str(path))
    return data
