"""A fresh process for one report, side by side with another version: `jixiao --help`, and `jixiao parse` of each kind.

    python tests/benchmarks/bench_start.py --against COMMIT_OR_CHECKOUT [FILE ...] [--rounds N]

Processes take turns, so that what else the machine does hits all, and processor time is compared: best of the rounds,
and the median of the ratios of those that ran one after the other. Three are measured: the other version, this one with
nothing kept of the packs (the first process after an installation), and this one with what a process before kept
(decision 13). Both versions run from compiled modules; one round before the others makes them.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench_parse import ROOT, SET, checkout

KINDS = ("*.libreoffice.txt", "*.tab-cells.txt", "*.docx", "*.pdf")
RUN = "from jixiao.cli import main; main()"


def took(root: Path, arguments: list[str], kept: Path | None) -> float:
    """Milliseconds of processor time of a whole process; without ``kept`` nothing can be kept, nor is known."""
    environment = os.environ | {
        "PYTHONPATH": str(root.resolve() / "src"),
        "PYTHONDONTWRITEBYTECODE": "",
        "JIXIAO_CACHE_DIR": str(kept or Path(os.devnull) / "nowhere"),
    }
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = [sys.executable, "-c", RUN, *arguments]
    subprocess.run(run, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def compare(base: Path, arguments: list[str], rounds: int, kept: Path) -> None:
    """One command: milliseconds before and now, and the ratios."""
    versions = {"before": (base, None), "now": (ROOT, None), "now, packs kept": (ROOT, kept)}
    times: dict[str, list[float]] = {name: [] for name in versions}
    for turn in range(rounds + 1):
        for name in versions if turn % 2 else reversed(versions):
            milliseconds = took(versions[name][0], arguments, versions[name][1])
            if turn:  # the first round warms up
                times[name].append(milliseconds)
    print(" ".join([arguments[0], *(Path(name).name for name in arguments[1:])]))
    for name, own in times.items():
        pairs = statistics.median(b / a for a, b in zip(times["before"], own, strict=True))
        print(f"  {name:16} {min(own):7.0f} ms   ratio {min(own) / min(times['before']):.3f} (pairs {pairs:.3f})")


def main() -> None:
    """Print all measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--against", metavar="COMMIT_OR_CHECKOUT", required=True)
    options = parser.parse_args()
    files = options.files or [min(SET.glob(kind)) for kind in KINDS]
    with checkout(options.against) as base, tempfile.TemporaryDirectory() as kept:
        for arguments in (["--help"], *(["parse", str(file.resolve())] for file in files)):
            compare(base, arguments, options.rounds, Path(kept))


if __name__ == "__main__":
    main()
