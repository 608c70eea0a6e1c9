"""The whole warm parse, bytes to JSON: side by side with its own JSON, by stage, as the text grows, and cold.

    python tests/benchmarks/bench_parse.py [FILE ...] [--rounds N]
    python tests/benchmarks/bench_parse.py --against COMMIT_OR_CHECKOUT [FILE ...] [--rounds N]

Without a file one committed sample of each form is read. The baseline is `json.loads` + `json.dumps` of the output.
Cold times are whole processes, best of five (`bench_start.py` compares them with another version). Growth repeats the
narrative of a text, so that parts and tables stay one.

``--against`` compares with another version side by side: two processes take turns at each file (without one: at all
committed samples), so that what else the machine does hits both. It prints processor time (best of the rounds) and
three ratios: of the best times, the median of those that were measured one after the other, and of the sums of all.
The sum is what a directory of reports costs: it alone holds the collections of garbage, which fall on one parse in
many. On a busy machine believe the first two only where they agree.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import jixiao
from jixiao.extract.report import extract
from jixiao.patterns import load
from jixiao.readers import read
from jixiao.schema import to_json
from jixiao.structure.stages import structure

ROOT = Path(__file__).parents[2]
SET = ROOT / "samples" / "set"

SERVE = """
import sys, time
from pathlib import Path
import jixiao
assert jixiao.__file__.startswith(sys.argv[1]), jixiao.__file__
files = {}
for line in sys.stdin:
    name = line.rstrip("\\n")
    data = files.setdefault(name, Path(name).read_bytes())
    start = time.process_time()
    jixiao.parse(data)
    print(time.process_time() - start, flush=True)
"""
"""A process that parses the files whose names it is given, and answers with the processor time of each."""


def best(action: Callable[[], object], rounds: int) -> float:
    """Best time of an action in milliseconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def examples() -> list[Path]:
    """The first committed sample of each kind."""
    return [next(iter(sorted(SET.glob(kind)))) for kind in ("*.tab-cells.txt", "*.docx", "*.pdf")]


def whole(path: Path, rounds: int) -> None:
    """One file: the whole, the stages, the baseline."""
    data, patterns = path.read_bytes(), load()
    report = jixiao.parse(data)
    text = report.model_dump_json()
    document = read(data)
    total = best(lambda: to_json(jixiao.parse(data)), rounds)
    baseline = best(lambda: json.dumps(json.loads(text), ensure_ascii=False), rounds)
    characters = report.coverage.total
    print(f"{path.name}: {characters} characters, {len(text) // 1024} KB of JSON")
    print(f"  bytes to JSON            {total:8.2f} ms   {total * 1000 / characters:.2f} µs a character")
    print(f"  json.loads + json.dumps  {baseline:8.2f} ms   {total / baseline:.1f} times of it")
    stages = {
        "read": best(lambda: read(data), rounds),
        "structure": best(lambda: structure(document, patterns), rounds),
        # extraction notes what it claims in the structured document, so each round gets a fresh one
        "structure + extract": best(lambda: extract(structure(document, patterns), patterns, report.source), rounds),
        "JSON": best(report.model_dump_json, rounds),
    }
    print("  " + "   ".join(f"{name} {value:.2f}" for name, value in stages.items()))


def growth(path: Path, rounds: int) -> None:
    """A text's narrative once, four times and sixteen times."""
    text = path.read_text(encoding="utf-8")
    narrative = text.split("\n\t", 1)[0]
    parts = []
    for times in (1, 4, 16):
        data = (narrative + "\n").encode() * times
        took = best(lambda data=data: to_json(jixiao.parse(data)), max(rounds // times, 3))  # type: ignore[misc]
        parts.append(f"{times}x {took:.1f} ms ({took * 1000 / len(data.decode()):.2f} µs a character)")
    print("narrative: " + "   ".join(parts))


def cold(path: Path) -> None:
    """Whole processes, disk warm, and the most memory that one of them holds."""
    program = Path(sys.executable).with_name("jixiao")
    for arguments in (["--help"], ["parse", str(path)]):
        run = [str(program), *arguments]
        print(f"cold: jixiao {arguments[0]:8} {best(lambda run=run: _quiet(run), 5) / 1000:.2f} s")  # type: ignore[misc]
    status = Path("/proc/self/status")
    if status.exists():
        code = "import sys; from jixiao.cli import main; main(); sys.stderr.write(open('/proc/self/status').read())"
        done = _quiet([sys.executable, "-c", code, "parse", str(path)])
        peak = next(line for line in done.stderr.decode().splitlines() if line.startswith("VmHWM"))
        print(f"memory: {int(peak.split()[1]) // 1024} MB at most")


class Version:
    """A version of the library in a process of its own; ``root`` is its checkout."""

    def __init__(self, root: Path) -> None:
        source = str(root.resolve() / "src")
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVE, source],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": source},
        )

    def parse(self, path: Path) -> float:
        """Milliseconds of processor time that the file takes."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(path.resolve(), file=self.process.stdin, flush=True)
        return float(self.process.stdout.readline()) * 1000

    def close(self) -> None:
        """End the process."""
        self.process.communicate()


def compare(baseline: Path, files: list[Path], rounds: int) -> None:
    """Each kind of file: milliseconds a file before and now, and the ratios."""
    versions = [Version(baseline), Version(ROOT)]
    times: dict[Path, list[list[float]]] = {path: [[], []] for path in files}
    for turn in range(rounds + 1):
        for path in files:
            for index in (0, 1) if turn % 2 else (1, 0):
                took = versions[index].parse(path)
                if turn:  # the first round warms up
                    times[path][index].append(took)
    for version in versions:
        version.close()
    for kind in sorted({path.suffix for path in files}):
        own = [times[path] for path in files if path.suffix == kind]
        before, now = (statistics.fmean(min(each[index]) for each in own) for index in (0, 1))
        pairs = statistics.median(b / a for each in own for a, b in zip(*each, strict=True))
        sums = [sum(sum(each[index]) for each in own) for index in (0, 1)]
        print(
            f"{kind[1:]:5} {len(own):3} files   before {before:7.2f} ms   now {now:7.2f} ms"
            f"   ratio {now / before:.3f} (pairs {pairs:.3f}, sums {sums[1] / sums[0]:.3f})"
        )


@contextmanager
def checkout(baseline: str) -> Iterator[Path]:
    """A checkout, or what it takes of a commit of this repository."""
    if Path(baseline).is_dir():
        yield Path(baseline)
        return
    archive = subprocess.run(
        ["git", "-C", str(ROOT), "archive", baseline, "src", "patterns"], stdout=subprocess.PIPE, check=True
    ).stdout
    with tempfile.TemporaryDirectory() as directory:
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(directory, filter="data")
        yield Path(directory)


def against(baseline: str, files: list[Path], rounds: int) -> None:
    """`compare` with a checkout, or with a commit of this repository."""
    with checkout(baseline) as root:
        compare(root, files, rounds)


def _quiet(command: list[str]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)


def main() -> None:
    """Print all measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--against", metavar="COMMIT_OR_CHECKOUT")
    options = parser.parse_args()
    if options.against:
        known = sorted(path for path in SET.iterdir() if path.suffix in (".txt", ".docx", ".pdf"))
        against(options.against, options.files or known, options.rounds)
        return
    files = options.files or examples()
    for path in files:
        whole(path, options.rounds)
    texts = [path for path in files if path.suffix == ".txt"]
    if texts:
        growth(texts[0], options.rounds)
    cold(files[0])


if __name__ == "__main__":
    main()
