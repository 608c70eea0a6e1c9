"""`python -m samples.measure --seed 7 --count 6 --held-out`: how well each family of reports is read in each form.

Makes fresh reports in a scratch directory, parses them, compares them with their truth, and prints one row for each
family and form: precision, recall, wrong and invented and missing values, and the parts of the report that stay below
the marks. `--misses FILE` writes every miss, `--markdown` prints a table for docs/.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from jixiao.evaluate import Counts, FileResult, evaluate_directory
from jixiao.patterns import load
from jixiao.pipeline import parse
from jixiao.schema import to_json
from samples import families
from samples.__main__ import FORMS, generate, write
from samples.families import FAMILIES
from samples.wording import Mode

PRECISION, RECALL = 0.995, 0.98
"""The marks that every part of every family is to reach."""

HUNAN = "hunan"
"""The form of 2022 and later, which is no family of `samples.families`."""

ALL = (HUNAN, *FAMILIES)
"""Every family that can be generated, in the order they are measured."""

USUAL = "docx,pdf,txt:tab-cells,txt:rows-tab,txt:pandoc,txt:libreoffice"
HEADS = ("family", "form", "values", "precision", "recall", "wrong", "invented", "missing", "parts below the marks")


def measured(family: str, form: str, directory: Path) -> tuple[tuple[str, ...], list[FileResult]]:
    """A row of the table, and what it was counted from."""
    patterns = load()

    def read(path: Path) -> dict[str, Any]:
        data: dict[str, Any] = json.loads(to_json(parse(path, patterns=patterns)), parse_float=Decimal)
        return data

    summary = evaluate_directory(directory, read)
    counts = summary.overall
    low = [_low(name, part) for name, part in summary.parts.items() if _is_low(part)]
    values = counts.right + counts.missing + counts.wrong
    row = (
        family, form, str(values), f"{counts.precision:.4f}", f"{counts.recall:.4f}",
        str(counts.wrong), str(counts.extra), str(counts.missing), ", ".join(low),
    )  # fmt: skip
    return row, summary.files


def _is_low(counts: Counts) -> bool:
    return counts.precision < PRECISION or counts.recall < RECALL


def _low(name: str, counts: Counts) -> str:
    return f"{name} {counts.precision:.3f}/{counts.recall:.3f}"


def _misses(files: Iterable[FileResult]) -> Iterable[str]:
    for file in files:
        for miss in file.comparison.misses:
            shown = [json.dumps(getattr(v, "value", v), ensure_ascii=False, default=str)[:160]
                     for v in (miss.expected, miss.found)]  # fmt: skip
            yield "\t".join((file.path.name, miss.kind, miss.pointer, *shown)) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """The command line; 0 done, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m samples.measure", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=6, help="reports of each family")
    parser.add_argument("--family", default="all", help="all, or some of: " + ", ".join(ALL))
    parser.add_argument("--forms", default=USUAL)
    parser.add_argument("--misses", type=Path, help="a file for every miss")
    parser.add_argument("--markdown", action="store_true")
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--held-out", action="store_const", dest="mode", const="held_out", default="open")
    mode.add_argument("--all", action="store_const", dest="mode", const="all")
    mode.add_argument("--bank", type=Path, dest="mode", help="a directory of other wordings")
    options = parser.parse_args(arguments)
    names = list(ALL) if options.family == "all" else options.family.split(",")
    forms = options.forms.split(",")
    unknown = sorted({*(set(names) - set(ALL)), *(set(forms) - set(FORMS))})
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}")
    mark = " | " if options.markdown else "\t"
    _print(HEADS, mark)
    if options.markdown:
        _print(tuple("---:" if 2 <= at <= 7 else "---" for at in range(len(HEADS))), mark)
    misses = options.misses.open("w", encoding="utf-8") if options.misses else None
    for name in names:
        for row, files in _family(name, forms, options.seed, options.count, options.mode):
            _print(row, mark)
            if misses is not None:
                misses.writelines(_misses(files))
    return 0


def _family(
    name: str, forms: list[str], seed: int, count: int, mode: Mode
) -> Iterable[tuple[tuple[str, ...], list[FileResult]]]:
    made = generate(seed, count, mode) if name == HUNAN else families.generate([name], seed, count, mode)
    for form in forms:
        with tempfile.TemporaryDirectory() as scratch:
            write(made, Path(scratch), [form])
            yield measured(name, form, Path(scratch))


def _print(cells: tuple[str, ...], mark: str) -> None:
    line = mark.join(cells)
    print(f"| {line} |" if mark == " | " else line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
