"""How long the rule book takes on one report, warm: rules alone, and with causes, diagnoses and messages.

python tests/benchmarks/bench_checks.py [REPORT]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from jixiao import parse
from jixiao.checks import check, run
from jixiao.patterns import load

ROUNDS = 200
DEMO = Path(__file__).parents[2] / "samples" / "demo.docx"


def measured(what: Callable[[], object]) -> tuple[float, float]:
    """Best and median processor time of many rounds, in ms."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time_ns()
        what()
        times.append((time.process_time_ns() - start) / 1e6)
    times.sort()
    return times[0], times[ROUNDS // 2]


def main() -> None:
    """Print one line for each."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DEMO
    report, patterns = parse(path), load()
    for name, what in (("rules", lambda: run(report, patterns)), ("findings", lambda: check(report, patterns))):
        best, median = measured(what)
        sys.stdout.write(f"{name:10} best {best:.2f} ms, median {median:.2f} ms ({path.name})\n")


if __name__ == "__main__":
    main()
