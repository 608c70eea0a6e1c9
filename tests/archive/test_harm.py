"""Documents that hang, crash, eat memory or meet a bug cost themselves and nothing else."""

from __future__ import annotations

import dataclasses
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import duckdb
import pytest
from pebble import ProcessExpired

import planted
from archives import QUICK, archived, dump, tree
from jixiao.archive import deadline, pool
from jixiao.archive import store as store_module
from jixiao.archive.ingest import retry
from jixiao.archive.model import Outcome, Task, failure
from jixiao.archive.opening import create, open_archive
from jixiao.archive.pool import Limits
from jixiao.cli import main
from jixiao.export import Selection, export

ROUNDS = int(os.environ.get("JIXIAO_KILLS", "2"))
RUN = """
import sys
from jixiao.cli import main
from jixiao.export import Selection, export
if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
"""


def test_planted_documents_are_quarantined_within_their_limits(tmp_path: Path) -> None:
    root = tmp_path / "r"
    tree(root, 6)
    plants = {"hang": planted.HANG, "crash": planted.CRASH, "eat": planted.EAT, "bug": planted.BUG}
    for name, data in plants.items():
        (root / f"a-{name}.txt").write_bytes(data)
    options = dataclasses.replace(QUICK, limits=Limits(seconds=5, memory=400), job=planted.job)
    # One of them never ends: that this call does is the limit's doing, however slow the machine.
    summary = archived(tmp_path / "a.duckdb", root, options=options)
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


def killed(arguments: list[str], documents: int, seconds: float) -> bool:
    """Start a run and kill it some time after so many documents; whether it was still going.

    By documents, not by the clock: a slow machine would be killed before it has stored anything.
    """
    with subprocess.Popen([*arguments, "--log", "json"], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        for line in process.stderr:
            documents -= json.loads(line)["event"] == "document"
            if documents <= 0:
                break
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.stderr.read()
        return process.wait() == -signal.SIGKILL


def test_killed_at_any_moment_it_goes_on_to_the_same_content(tmp_path: Path) -> None:
    root = tmp_path / "r"
    tree(root, 15, docx=1)
    (root / "空.txt").write_bytes(b"")
    archived(tmp_path / "whole.duckdb", root)
    rng = random.Random(6)  # noqa: S311 - moments, no secrets
    run = command("ingest", root, "--into", tmp_path / "killed.duckdb", "--jobs", "2")
    assert killed(run, rng.randint(9, 12), 0.0)
    with open_archive(str(tmp_path / "killed.duckdb")) as store:
        assert 1 <= sum(store.counts().values()) < 16
    for _ in range(ROUNDS - 1):
        killed(run, rng.randint(0, 12), rng.uniform(0.0, 0.3))
    # 0 when a round came to its end before its kill: then nothing is left to do. The content decides.
    assert subprocess.run(run, stderr=subprocess.DEVNULL, check=False).returncode in (0, 8)
    with open_archive(str(tmp_path / "whole.duckdb")) as one, open_archive(str(tmp_path / "killed.duckdb")) as two:
        assert dump(one) == dump(two)
    for form in ("jsonl", "csv", "parquet"):
        for name in ("whole", "killed"):
            out = tmp_path / f"{name}.{form}"
            with open_archive(str(tmp_path / f"{name}.duckdb")) as store:
                export(store, form, out, Selection(evidence=True))
        one_, two_ = (tmp_path / f"{name}.{form}" for name in ("whole", "killed"))
        files = sorted(p.name for p in one_.iterdir()) if one_.is_dir() else [""]
        assert all((one_ / f if f else one_).read_bytes() == (two_ / f if f else two_).read_bytes() for f in files)


def begun(tmp_path: Path, *more: str | Path) -> subprocess.Popen[str]:
    """A run of thirty reports that has read its first."""
    root = tmp_path / "r"
    tree(root, 30)
    into = ("--into", tmp_path / "a.duckdb", "--jobs", "1", "--log", "json")
    process = subprocess.Popen(command("ingest", root, *into, *more), stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    for line in process.stderr:
        if json.loads(line)["event"] == "document":
            break
    return process


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_stores_what_was_read_and_says_how_to_go_on(number: signal.Signals, tmp_path: Path) -> None:
    with begun(tmp_path, "--report", tmp_path / "run.json") as process:
        assert process.stderr is not None
        process.send_signal(number)
        rest = process.stderr.read()
        code = process.wait(timeout=120)
    report = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    assert code == 130
    assert report["interrupted"] is True
    assert 1 <= report["documents"] < 30
    assert json.loads(rest.splitlines()[-1])["event"] == "summary"
    with open_archive(str(tmp_path / "a.duckdb")) as store:
        assert sum(store.counts().values()) == report["documents"]


def test_a_signal_to_all_processes_of_a_run_is_no_fault_of_the_document(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`timeout`, a service that is stopped, a closed terminal: the worker dies because the run ends."""
    document = tmp_path / "a.txt"
    document.write_text("x", encoding="utf-8")
    stop = threading.Event()

    def scheduled(_self: object, task: Task) -> None:
        died: Future[Outcome] = Future()
        died.set_exception(ProcessExpired("abnormal termination", 255))
        stop.set()
        _self._results.put((task, died))  # type: ignore[attr-defined]

    monkeypatch.setattr(pool._Pool, "_submit", scheduled)
    tasks = [Task(str(document), "a" * 64)]
    assert list(pool.run(iter(tasks), 1, Limits(tries=1), stop=stop)) == []
    (died,) = pool.run(iter(tasks), 1, Limits(tries=1))  # the same with no end of the run at hand
    assert (died.status, died.category) == ("quarantined", "crash")


def test_a_second_interrupt_ends_at_once_with_the_workers(tmp_path: Path) -> None:
    with begun(tmp_path) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        workers = children.read_text(encoding="ascii").split() if children.exists() else []
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGTERM)
        assert process.stderr is not None
        rest = process.stderr.read()
        assert process.wait(timeout=60) == 130
    # At once: one interrupt alone would have stored what was read, and told of it.
    assert '"event": "summary"' not in rest
    until = time.monotonic() + 60
    while any(Path(f"/proc/{pid}").exists() for pid in workers) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]
    assert subprocess.run(command("status", tmp_path / "a.duckdb"), check=False, capture_output=True).returncode == 0


def test_an_interrupt_in_the_middle_of_a_query_is_an_interrupt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def struck(*_: object) -> None:
        raise duckdb.InvalidInputException("reading the schema failed: KeyboardInterrupt: ")

    monkeypatch.setattr(store_module.Store, "counts", struck)
    create(str(tmp_path / "a.duckdb")).close()
    assert main(["status", str(tmp_path / "a.duckdb")]) == 130
    assert capsys.readouterr().err == ""


def pages(task: Task) -> Outcome:
    """A job as a scan is one: it takes longer than a document may, but no page of it does."""
    for _ in range(4):
        time.sleep(0.9)
        deadline.extend()
    if task.path.endswith("slow"):
        time.sleep(600)
    return failure(task, "done", "", "", "")


def test_a_scan_has_its_time_for_each_page(tmp_path: Path) -> None:
    limits = Limits(seconds=3, tries=1)  # the clock is the machine's: a page may take thrice as long as it sleeps
    tasks = iter([Task("quick", "a" * 64), Task("slow", "b" * 64)])
    found = {outcome.path: outcome for outcome in pool.run(tasks, 2, limits, job=pages)}
    assert found["quick"].status == "done"
    assert (found["slow"].status, found["slow"].category) == ("quarantined", "timeout")
