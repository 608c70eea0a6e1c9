"""Ingest and export of many reports: overhead over bare parsing, throughput, memory, growth, exports, kills.

    python tests/benchmarks/bench_archive.py [--count 300] [--dir DIR] [--kills 0] [--forms docx,txt:tab-cells]
    python tests/benchmarks/bench_archive.py --count 5000 --kills 20    # all that the archive promises

Reports are generated, each another one, unless a directory of them is given; one in twenty is broken.

«Overhead» is processor time a report: that of a worker and of the parent in an ingest with one worker, against a plain
loop of `jixiao.parse` and JSON in one process. The two take turns, some rounds long, and the best of each file counts
(of the parent: the best round), since other work on the machine only ever adds. What a worker's rarer garbage
collection saves is a part of it, and is told apart. A new worker compiles expressions as it first meets them, and then
reads a thousand reports: each file goes through it twice, in bytes that differ, and the second time counts.
«Flat» compares the first and the last thousand, or fifth.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import openpyxl

import jixiao
from jixiao.archive import worker
from jixiao.archive.ingest import Options, Summary, ingest
from jixiao.archive.model import Outcome
from jixiao.archive.opening import create
from jixiao.archive.pool import resident
from jixiao.schema import to_json

ROOT = Path(__file__).parents[2]
BROKEN = 20
SAMPLE = 120
"""Files that the overhead is measured on."""
MIB = 1 << 20
COMMAND = [
    sys.executable,
    "-c",
    "import sys\nfrom jixiao.cli import main\nif __name__ == '__main__': sys.exit(main(sys.argv[1:]))",
]
MEASURED = """
import re, sys, time
from jixiao.cli import main
start = time.perf_counter()
code = main(sys.argv[1:])
peak = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) // 1024
print(f"{time.perf_counter() - start:8.2f} s {peak:6d} MiB", flush=True)
sys.exit(code)
"""


class Watch:
    """What a run is like as it goes, one entry a document: the parent's memory and processor time, the worker's."""

    def __init__(self) -> None:
        self.memory: list[int] = []
        self.parent: list[float] = []
        self.worker: dict[str, float] = {}

    def start(self, total: int) -> None:
        """Nothing."""

    def skipped(self, path: str) -> None:
        """Nothing."""

    def finished(self, outcome: Outcome, path: str) -> None:
        """Look at the memory and the clock."""
        self.memory.append(resident(os.getpid()))
        self.parent.append(time.process_time())
        self.worker[path] = outcome.cpu_seconds

    def ends(self, values: list[Any]) -> tuple[list[Any], list[Any]]:
        """The first and the last thousand, or fifth, behind the start of a run."""
        part = min(1000, max(len(values) // 5, 1))
        skip = min(100, len(values) // 10)
        return values[skip : skip + part], values[-part:]


def generate(directory: Path, count: int, forms: str, seed: int) -> None:
    """Reports by the sample generator, half of them by another process."""
    places = (directory, directory.with_name("more"))
    made = []
    for number, (part, out) in enumerate(zip((count - count // 2, count // 2), places, strict=True)):
        out.mkdir(parents=True)
        command = [sys.executable, "-m", "samples", "--seed", str(seed + number), "--count", str(part)]
        command += ["--out", str(out), "--forms", forms, "--spread"]
        made.append(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL))
    codes = [process.wait() for process in made]
    if any(codes):
        raise SystemExit("no samples could be generated")
    for path in places[1].iterdir():
        path.rename(directory / path.name)


def spoil(directory: Path) -> int:
    """Break one file in twenty: cut in the middle, emptied, overwritten; how many there are now."""
    for truth in directory.glob("*.truth.json"):
        truth.unlink()
    paths = sorted(directory.iterdir())
    for number, path in enumerate(paths):
        if number % BROKEN == 0:
            data = path.read_bytes()
            harms = (data[: len(data) // 2] if path.suffix != ".txt" else b"", b"", b"\0\1\2\3" * 64 + data[:64])
            path.write_bytes(harms[number // BROKEN % 3])
    return len(range(0, len(paths), BROKEN))


def readable(paths: list[Path], count: int) -> list[Path]:
    """Some of the files that can be read, spread over all."""
    chosen = []
    for path in paths[:: max(len(paths) // (count + count // 10), 1)]:
        with contextlib.suppress(jixiao.JixiaoError):
            jixiao.parse(path)
            chosen.append(path)
    return chosen[:count]


def bare(paths: list[Path], best: dict[str, float]) -> None:
    """A plain loop; the least processor seconds of each file so far."""
    for path in paths:
        then = time.process_time()
        to_json(jixiao.parse(path))
        took = time.process_time() - then
        best[str(path)] = min(best.get(str(path), took), took)


def overhead(paths: list[Path], scratch: Path, rounds: int) -> None:
    """Ingest against a plain loop, taking turns."""
    folder = scratch / "sample"
    for directory in ("0", "1"):
        (folder / directory).mkdir(parents=True)
    early = {str(variant(path, folder / "0")) for path in paths}
    copies = [Path(shutil.copy(path, folder / "1")) for path in paths]
    loop: dict[str, float] = {}
    seldom: dict[str, float] = {}
    works: dict[str, float] = {}
    parents, stores = [], []
    bare(sorted(map(Path, early)), {})
    for number in range(rounds):
        bare(copies, loop)
        before = gc.get_threshold()
        gc.collect()
        gc.freeze()
        gc.set_threshold(worker.YOUNG, 10, 10)
        bare(copies, seldom)
        gc.set_threshold(*before)
        gc.unfreeze()
        summary, watch, parent = run(folder, scratch / f"overhead{number}.duckdb", 1)
        for path, took in watch.worker.items():
            if path not in early:
                works[path] = min(works.get(path, took), took)
        parents.append(parent * 1000 / summary.documents)
        stores.append(summary.store_cpu_seconds * 1000 / summary.documents)
    count = len(copies)
    plain, calm, work = (sum(values.values()) * 1000 / count for values in (loop, seldom, works))
    parent, store = min(parents), min(stores)
    total = work + parent - plain
    print(f"overhead, {count} readable files, {rounds} rounds; milliseconds of processor time a report:")
    print(f"  bare parsing {plain:.2f} (with the worker's garbage collection {calm:.2f})")
    print(f"  ingest {work + parent:.2f} = worker {work:.2f} + parent {parent:.2f}, of which the store {store:.2f}")
    print(f"  overhead {total:+.2f} ({total / plain * 100:+.1f} %); without the store {total - store:+.2f}")
    alike = work + parent - calm
    print(f"  with the garbage collection set alike {alike:+.2f} ({alike / calm * 100:+.1f} %)")


def variant(path: Path, directory: Path) -> Path:
    """The same report in other bytes, so that an archive does not know it."""
    copy = Path(shutil.copy(path, directory))
    if zipfile.is_zipfile(copy):
        with zipfile.ZipFile(copy, "a") as file:
            file.comment = b"again"
    else:
        with copy.open("ab") as stream:
            stream.write(b"\n")
    return copy


def run(source: Path, archive: Path, workers: int) -> tuple[Summary, Watch, float]:
    """One ingest: its summary, what it was like, the parent's processor seconds but for the start of the workers."""
    archive.unlink(missing_ok=True)
    watch = Watch()
    with create(str(archive)) as store:
        then = time.process_time()
        summary = ingest(store, [str(source)], Options(workers), watch)
        parent = time.process_time() - then
    return summary, watch, parent


def throughput(paths: list[Path], scratch: Path) -> None:
    """Two workers against one, twice, on the same files."""
    folder = scratch / "throughput"
    folder.mkdir()
    for path in paths:
        shutil.copy(path, folder)
    rates: dict[int, float] = {}
    for workers in (1, 2, 1, 2):
        summary, _, _ = run(folder, scratch / "throughput.duckdb", workers)
        rates[workers] = max(rates.get(workers, 0.0), summary.documents / summary.seconds)
    print(
        f"throughput, {len(paths)} files, best of two: 1 worker {rates[1]:.1f} a second, 2 workers {rates[2]:.1f}:",
        end="",
    )
    print(f" {rates[2] / rates[1]:.2f}x")


def whole(source: Path, archive: Path, expected: int, broken: int | None) -> None:
    """All of it with two workers."""
    summary, watch, _ = run(source, archive, 2)
    counts, documents = dict(summary.by_status), summary.documents
    named = sum(entry["status"] in ("failed", "quarantined") for entry in summary.not_fully_read)
    rate = documents / summary.seconds
    print(f"all {expected} files, 2 workers: {summary.seconds:.0f} s, {rate:.1f} a second, {counts}")
    print(
        f"  accounted for: {documents} read or tried + {summary.copies} copies = {documents + summary.copies}"
        f" of {expected}; named as failed {named}" + ("" if broken is None else f", broken on purpose {broken}")
    )
    first, last = watch.ends(watch.memory)
    one, two = sum(first) / len(first) / MIB, sum(last) / len(last) / MIB
    print(
        f"  parent {one:.0f} MiB in the first {len(first)}, {two:.0f} MiB in the last: {two / one * 100 - 100:+.1f} %"
    )
    took = list(watch.worker.values())
    for few in (500, 1000, 2000, len(took)):
        if few <= len(took):
            cost = (sum(took[:few]) + watch.parent[few - 1] - watch.parent[0]) * 1000 / few
            parent = (watch.parent[few - 1] - watch.parent[0]) * 1000 / few
            print(f"  cost a report over the first {few}: {cost:.1f} ms of processor time, of the parent {parent:.2f}")


def exports(archive: Path, scratch: Path) -> None:
    """Time and peak memory of each export, each in a process of its own."""
    for form, more in (("parquet", ["--evidence"]), ("xlsx", []), ("csv", []), ("jsonl", []), ("duckdb", [])):
        command = ["export", str(archive), "--to", form, "-o", str(scratch / f"out.{form}"), *more]
        print(f"  export {form:8}", end="", flush=True)
        subprocess.run([sys.executable, "-c", MEASURED, *command], stderr=subprocess.DEVNULL, check=True)


def kills(paths: list[Path], scratch: Path, rounds: int) -> None:
    """Kill a run at random moments, let it finish, and compare all exports with those of an undisturbed run."""
    source = scratch / "kills"
    source.mkdir()
    for path in paths:
        shutil.copy(path, source)
    summary, _, _ = run(source, scratch / "one.duckdb", 2)
    call = [*COMMAND, "ingest", str(source), "--into", str(scratch / "two.duckdb"), "--jobs", "2"]
    rng = random.Random(20)  # noqa: S311 - moments, no secrets
    killed = 0
    for _ in range(rounds):
        process = subprocess.Popen(call, stderr=subprocess.DEVNULL)
        try:
            # Runs that get far enough to store something, and runs that do not.
            process.wait(timeout=rng.uniform(0.3, 1.5 + 2.5 * summary.seconds / rounds))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += 1
    subprocess.run(call, stderr=subprocess.DEVNULL, check=False)
    print(f"killed {killed} of {rounds} times over {len(paths)} files; the exports of both:")
    for form in ("jsonl", "csv", "parquet", "duckdb", "xlsx"):
        for name in ("one", "two"):
            archive, out = scratch / f"{name}.duckdb", scratch / f"{name}-export.{form}"
            command = [*COMMAND, "export", str(archive), "--to", form, "-o", str(out), "--evidence"]
            subprocess.run(command, stderr=subprocess.DEVNULL, check=True)
        content = {"duckdb": database, "xlsx": cells}.get(form, digest)
        one, two = (content(scratch / f"{name}-export.{form}") for name in ("one", "two"))
        print(f"  {form:8}{'identical' if one == two else 'DIFFERS'}  {str(one)[:60]}")


def digest(path: Path) -> str:
    """A hash of a file, or of all files of a directory."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    whole_ = hashlib.sha256()
    for file in files:
        whole_.update(file.name.encode() * path.is_dir() + hashlib.sha256(file.read_bytes()).digest())
    return f"{len(files)} files {whole_.hexdigest()[:16]}"


def database(path: Path) -> str:
    """A hash of the logical dump of a database: definitions, and rows in their order."""
    found, rows = hashlib.sha256(), 0
    with duckdb.connect(str(path), read_only=True) as made:
        names = made.execute("SELECT table_name, sql FROM duckdb_tables() ORDER BY 1").fetchall()
        names += made.execute("SELECT view_name, sql FROM duckdb_views() WHERE NOT internal ORDER BY 1").fetchall()
        for name, sql in names:
            lines = made.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall()
            rows += len(lines)
            found.update(repr((name, sql, lines)).encode())
    return f"{len(names)} tables and views, {rows} rows {found.hexdigest()[:16]}"


def cells(path: Path) -> str:
    """A hash of every cell of a workbook with its links."""
    found, count = hashlib.sha256(), 0
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    count += 1
                    link = cell.hyperlink.target if cell.hyperlink else None
                    found.update(repr((sheet.title, cell.coordinate, cell.data_type, cell.value, link)).encode())
    return f"{len(book.sheetnames)} sheets, {count} cells {found.hexdigest()[:16]}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--dir", type=Path, help="a directory of reports instead of generated ones")
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="overhead,throughput,whole,exports,kills", help="some of these")
    forms = "docx,txt:tab-cells,docx,txt:tika-doc,docx,txt:tab-cells,docx,txt:pandoc,docx"
    parser.add_argument("--forms", default=f"{forms},{forms}" + (",pdf" if shutil.which("soffice") else ""))
    options = parser.parse_args()
    only = options.only.split(",")
    with tempfile.TemporaryDirectory() as temporary:
        scratch = Path(temporary)
        source, broken = options.dir or scratch / "reports", None
        if options.dir is None:
            generate(source, options.count, options.forms, options.seed)
            broken = spoil(source)
        paths = sorted(path for path in source.iterdir() if path.is_file())
        few = paths[:: max(len(paths) // 300, 1)][:300]
        if "overhead" in only:
            overhead(readable(paths, SAMPLE), scratch, options.rounds)
        if "throughput" in only:
            throughput(few, scratch)
        if "whole" in only or "exports" in only:
            whole(source, scratch / "whole.duckdb", len(paths), broken)
        if "exports" in only:
            exports(scratch / "whole.duckdb", scratch)
        if options.kills:
            kills(few, scratch, options.kills)


if __name__ == "__main__":
    main()
