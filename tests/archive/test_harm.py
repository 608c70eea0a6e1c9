"""Documents that hang, crash, eat memory or meet a bug cost themselves and nothing else."""

from __future__ import annotations

import dataclasses
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import planted
from archives import QUICK, archived, dump, tree
from jixiao.archive import pool
from jixiao.archive.ingest import retry
from jixiao.archive.model import Task
from jixiao.archive.pool import Limits
from jixiao.archive.store import create, open_archive

ROUNDS = int(os.environ.get("JIXIAO_KILLS", "3"))
RUN = """
import sys
from jixiao.cli import main
if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
"""


def test_planted_documents_are_quarantined_within_their_limits(tmp_path: Path) -> None:
    root = tmp_path / "r"
    tree(root, 6)
    plants = {"hang": planted.HANG, "crash": planted.CRASH, "eat": planted.EAT, "bug": planted.BUG}
    for name, data in plants.items():
        (root / f"a-{name}.txt").write_bytes(data)
    options = dataclasses.replace(QUICK, limits=Limits(seconds=3, memory=400), job=planted.job)
    start = time.monotonic()
    summary = archived(tmp_path / "a.duckdb", root, options=options)
    assert time.monotonic() - start < 60
    assert summary.by_status["quarantined"] == 4
    assert summary.documents == 10
    with open_archive(str(tmp_path / "a.duckdb")) as store:
        found = {Path(e.path).stem: (e.category, e.attempts) for e in store.entries(["quarantined"])}
        assert found["a-hang"] == ("timeout", 2)
        assert found["a-crash"] == ("crash", 2)
        assert found["a-eat"] == ("memory", 2)
        assert found["a-bug"] == ("internal_error", 2)
        assert store.connection.execute("SELECT count(*) FROM reports").fetchone() == (6,)
    with create(str(tmp_path / "a.duckdb")) as store:
        paths = [entry.path for entry in store.entries(["quarantined"], ["crash"])]
        again = retry(store, paths, QUICK)
    assert again.by_status == {"set_aside": 1}


def test_a_worker_that_dies_between_documents_costs_none(tmp_path: Path) -> None:
    root = tmp_path / "r"
    tree(root, 6)
    (root / "a.txt").write_bytes(planted.LATE)
    (root / "zz.txt").write_bytes(planted.LATE + b" ")
    options = dataclasses.replace(QUICK, workers=1, job=planted.job)
    summary = archived(tmp_path / "a.duckdb", root, options=options)
    assert summary.documents == 8
    assert summary.by_status["quarantined"] == 0


def test_a_worker_that_dies_while_there_is_nothing_to_do_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(planted.LATE)
    (report,) = tree(tmp_path / "r", 1)

    def tasks() -> Iterator[Task]:
        yield Task(str(tmp_path / "a.txt"), "a" * 64)
        time.sleep(1)  # the worker is idle, and dies
        yield Task(str(report), "b" * 64)

    found = list(pool.run(tasks(), 1, QUICK.limits, job=planted.job))
    assert sorted(outcome.status in ("done", "partial") for outcome in found) == [False, True]


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-c", RUN, *map(str, arguments)]


def killed(arguments: list[str], after: float) -> bool:
    """Start a run and kill it; whether it was still going."""
    process = subprocess.Popen(arguments, stderr=subprocess.DEVNULL)
    try:
        process.wait(timeout=after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return True
    return False


def test_killed_at_any_moment_it_goes_on_to_the_same_content(tmp_path: Path) -> None:
    root = tmp_path / "r"
    tree(root, 40, docx=2)
    (root / "空.txt").write_bytes(b"")
    archived(tmp_path / "whole.duckdb", root)
    rng = random.Random(6)  # noqa: S311 - moments, no secrets
    run = command("ingest", root, "--into", tmp_path / "killed.duckdb", "--jobs", "2")
    kills = sum(killed(run, rng.uniform(0.3, 1.2)) for _ in range(ROUNDS))
    # 0 when a round came to its end before its kill: then nothing is left to do. The content decides.
    assert subprocess.run(run, stderr=subprocess.DEVNULL, check=False).returncode in (0, 8)
    assert kills
    with open_archive(str(tmp_path / "whole.duckdb")) as one, open_archive(str(tmp_path / "killed.duckdb")) as two:
        assert dump(one) == dump(two)
    for form in ("jsonl", "csv", "parquet"):
        for name in ("whole", "killed"):
            out = tmp_path / f"{name}.{form}"
            done = subprocess.run(
                command("export", tmp_path / f"{name}.duckdb", "--to", form, "-o", out, "--evidence"),
                stderr=subprocess.DEVNULL,
                check=False,
            )
            assert done.returncode == 0
        one_, two_ = (tmp_path / f"{name}.{form}" for name in ("whole", "killed"))
        files = sorted(p.name for p in one_.iterdir()) if one_.is_dir() else [""]
        assert all((one_ / f if f else one_).read_bytes() == (two_ / f if f else two_).read_bytes() for f in files)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_stores_what_was_read_and_says_how_to_go_on(number: signal.Signals, tmp_path: Path) -> None:
    root = tmp_path / "r"
    tree(root, 30)
    (root / "a.txt").write_bytes(planted.HANG)
    run = command(
        "ingest",
        root,
        "--into",
        tmp_path / "a.duckdb",
        "--jobs",
        "1",
        "--log",
        "json",
        "--report",
        tmp_path / "run.json",
    )
    with subprocess.Popen(run, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if json.loads(line)["event"] == "document":
                break
        process.send_signal(number)
        rest = process.stderr.read()
        code = process.wait(timeout=30)
    report = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    if code == 0:  # it was done before the signal came
        pytest.skip("too quick to interrupt")
    assert code == 130
    assert report["interrupted"] is True
    assert json.loads(rest.splitlines()[-1])["event"] == "summary"
    with open_archive(str(tmp_path / "a.duckdb")) as store:
        assert sum(store.counts().values()) == report["documents"]
