"""Ingest and export of many reports: throughput, overhead over bare parsing, memory, growth, kills.

    python tests/benchmarks/bench_archive.py [--count 200] [--dir DIR] [--kills 0] [--forms docx,txt:tab-cells]

Reports are generated unless a directory of them is given; one in twenty is broken. «Overhead» compares the processor
time of parent and workers with that of a plain loop of `jixiao.parse` and JSON in one process.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import jixiao
from jixiao.archive.ingest import Options, Summary, ingest
from jixiao.archive.model import Outcome
from jixiao.archive.pool import Limits, resident
from jixiao.archive.store import create
from jixiao.schema import to_json

ROOT = Path(__file__).parents[2]
BROKEN = 20
MIB = 1 << 20


class Memory:
    """Resident memory of the parent as the run goes."""

    def __init__(self) -> None:
        self.samples: list[int] = []

    def start(self, total: int) -> None:
        """Nothing."""

    def skipped(self, path: str) -> None:
        """Nothing."""

    def finished(self, outcome: Outcome, path: str) -> None:  # noqa: ARG002
        """Look at the memory."""
        self.samples.append(resident(os.getpid()))

    def means(self) -> tuple[float, float]:
        """Mean MiB over the second and the last fifth: the first holds the start."""
        part = max(len(self.samples) // 5, 1)
        first, last = self.samples[part : 2 * part] or self.samples, self.samples[-part:]
        return sum(first) / len(first) / MIB, sum(last) / len(last) / MIB


def generate(directory: Path, count: int, forms: str) -> None:
    """Reports by the sample generator, one in twenty cut in the middle."""
    command = [sys.executable, "-m", "samples", "--seed", "17", "--count", str(count), "--out", str(directory)]
    subprocess.run([*command, "--forms", forms, "--spread"], cwd=ROOT, check=True)
    for truth in directory.glob("*.truth.json"):
        truth.unlink()
    for number, path in enumerate(sorted(directory.iterdir())):
        if number % BROKEN == 0:
            data = path.read_bytes()
            path.write_bytes(b"" if path.suffix == ".txt" else data[: len(data) // 2])


def bare(paths: list[Path]) -> tuple[float, float]:
    """Wall and processor milliseconds for each report of a plain loop."""
    wall, cpu = time.perf_counter(), time.process_time()
    for path in paths:
        with contextlib.suppress(jixiao.ReadError):
            to_json(jixiao.parse(path))
    return tuple(
        (now - then) * 1000 / len(paths) for now, then in ((time.perf_counter(), wall), (time.process_time(), cpu))
    )  # type: ignore[return-value]


def run(source: Path, archive: Path, workers: int) -> tuple[Summary, Memory, float]:
    """One ingest: its summary, the parent's memory, the parent's processor seconds."""
    archive.unlink(missing_ok=True)
    memory, cpu = Memory(), time.process_time()
    with create(str(archive)) as store:
        summary = ingest(store, [str(source)], Options(workers, Limits()), memory)
    return summary, memory, time.process_time() - cpu


def exports(archive: Path, scratch: Path) -> None:
    """Time and peak memory of each export, each in a process of its own."""
    code = """
import re, sys, time
from jixiao.cli import main
start = time.perf_counter()
code = main(sys.argv[1:])
peak = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) // 1024
print(f"{time.perf_counter() - start:8.2f} s {peak:6d} MiB")
sys.exit(code)
"""
    for form, more in (("parquet", ["--evidence"]), ("xlsx", []), ("csv", []), ("jsonl", []), ("duckdb", [])):
        command = ["export", str(archive), "--to", form, "-o", str(scratch / f"out.{form}"), *more]
        print(f"  export {form:8}", end="", flush=True)
        subprocess.run([sys.executable, "-c", code, *command], stderr=subprocess.DEVNULL, check=True)


def kills(source: Path, scratch: Path, rounds: int, undisturbed: Path) -> None:
    """Kill a run at random moments, let it finish, and compare the exports byte by byte."""
    command = [
        sys.executable,
        "-c",
        "import sys\nfrom jixiao.cli import main\nif __name__ == '__main__': sys.exit(main(sys.argv[1:]))",
    ]
    archive = scratch / "killed.duckdb"
    call = [*command, "ingest", str(source), "--into", str(archive)]
    rng = random.Random(20)  # noqa: S311
    killed = 0
    for _ in range(rounds):
        process = subprocess.Popen(call, stderr=subprocess.DEVNULL)
        try:
            process.wait(timeout=rng.uniform(0.5, 4))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += 1
    subprocess.run(call, stderr=subprocess.DEVNULL, check=False)
    for form in ("jsonl", "csv", "parquet"):
        for name, path in (("one", undisturbed), ("two", archive)):
            out = [*command, "export", str(path), "--to", form, "-o", str(scratch / f"{name}.{form}"), "--evidence"]
            subprocess.run(out, stderr=subprocess.DEVNULL, check=True)
        same = subprocess.run(["diff", "-rq", scratch / f"one.{form}", scratch / f"two.{form}"], check=False).returncode
        print(f"  killed {killed} of {rounds} times; {form} {'identical' if same == 0 else 'DIFFERS'}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--dir", type=Path)
    parser.add_argument("--kills", type=int, default=0)
    office = shutil.which("soffice")
    parser.add_argument("--forms", default="docx,pdf,txt:tab-cells" if office else "docx,txt:tab-cells")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        scratch = Path(temporary)
        source = options.dir or scratch / "reports"
        if options.dir is None:
            generate(source, options.count, options.forms)
        paths = sorted(p for p in source.iterdir() if p.is_file())
        sample = paths[:: max(len(paths) // 100, 1)]
        bare(sample[:3])
        wall, cpu = bare(sample)
        print(f"{len(paths)} files; bare parsing {wall:.1f} ms, {cpu:.1f} ms of processor time a report")
        rates = []
        for workers in (1, 2):
            summary, memory, parent = run(source, scratch / f"{workers}.duckdb", workers)
            count = max(summary.documents, 1)
            rates.append(count / summary.seconds)
            first, last = memory.means()
            print(f"{workers} workers: {summary.seconds:.1f} s, {rates[-1]:.1f} a second, {dict(summary.by_status)}")
            worked, kept = summary.worker_cpu_seconds * 1000 / count, parent * 1000 / count
            print(
                f"  a report: workers {worked:.1f} ms, parent {kept:.1f} ms of processor time"
                f" (store {summary.store_seconds * 1000 / count:.1f} ms); overhead {worked + kept - cpu:+.1f} ms"
                f" ({((worked + kept) / cpu - 1) * 100:+.0f} %), of the workers {worked - cpu:+.1f} ms"
            )
            print(f"  parent {first:.0f} MiB in the second fifth, {last:.0f} MiB in the last")
        print(f"2 workers / 1 worker: {rates[1] / rates[0]:.2f}")
        exports(scratch / "2.duckdb", scratch)
        if options.kills:
            kills(source, scratch, options.kills, scratch / "2.duckdb")


if __name__ == "__main__":
    main()
