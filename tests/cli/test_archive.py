"""The archive on the command line: codes, words, files."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from archives import tree
from commandline import Result
from jixiao.archive import watch
from jixiao.cli import archive_run, main, terminal

Cli = Callable[..., Result]


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Run `jixiao` in this process, with the real library."""
    monkeypatch.delenv("JIXIAO_LANG", raising=False)

    def run(*arguments: str | Path) -> Result:
        terminal.set_language("zh")
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return run


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three reports and an empty file."""
    root = tmp_path_factory.mktemp("cli") / "报告"
    tree(root, 3)
    (root / "空.txt").write_bytes(b"")
    return root


@pytest.fixture(scope="module")
def archive(reports: Path) -> Path:
    """An archive of them."""
    path = reports.parent / "档案.duckdb"
    assert main(["ingest", str(reports), "--into", str(path), "-j", "1"]) == 8
    return path


def test_a_run_names_what_was_not_read_and_the_next_has_nothing_to_do(reports: Path, tmp_path: Path, cli: Cli) -> None:
    run = ("ingest", reports, "--into", tmp_path / "a.duckdb", "-j", "1", "--report", tmp_path / "run.json")
    first = cli(*run)
    assert first.code == 8
    assert f"无法读取：{reports / '空.txt'}：文件是空的" in first.err
    assert "Traceback" not in first.err
    assert first.out == ""
    report = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    assert report["documents"] == 4
    assert report["by_status"]["failed"] == 1
    second = cli(*run)
    assert second.code == 0
    assert "没有新内容；已有 4" in second.err


def test_json_log_has_an_event_for_each_document(reports: Path, tmp_path: Path, cli: Cli) -> None:
    result = cli("ingest", reports, "--into", tmp_path / "a.duckdb", "-j", "1", "--log", "json")
    events = [json.loads(line) for line in result.err.splitlines()]
    assert [event["event"] for event in events] == ["start", *["document"] * 4, "summary"]
    assert events[0]["files"] == 4
    assert {event["category"] for event in events[1:-1]} == {None, "empty_file"}


def test_status_and_list(archive: Path, reports: Path, cli: Cli) -> None:
    found = json.loads(cli("status", archive, "--json").out)
    assert (found["documents"], found["reports"], found["masked"]) == (4, 3, True)
    assert found["by_category"] == [{"category": "empty_file", "count": 1}]
    assert sum(entry["count"] for entry in found["by_year"]) == 3
    text = cli("status", archive).out
    assert "文件 4" in text
    assert "无法读取 1" in text
    (line,) = cli("list", archive, "--status", "failed").out.splitlines()
    assert line.startswith(f"无法读取 empty_file\t{reports / '空.txt'}\t")
    (entry,) = map(json.loads, cli("list", archive, "--category", "empty_file", "--json").out.splitlines())
    assert (entry["status"], entry["attempts"]) == ("failed", 1)
    assert len(cli("list", archive).out.splitlines()) == 4


def test_retry_reads_again_what_failed(reports: Path, tmp_path: Path, cli: Cli) -> None:
    root = tmp_path / "r"
    (report, *_) = tree(root, 1, seed=8)
    text = report.read_bytes()
    report.write_bytes(b"")
    assert cli("ingest", root, "--into", tmp_path / "a.duckdb", "-j", "1").code == 8
    assert cli("retry", tmp_path / "a.duckdb", "-j", "1").code == 8
    report.write_bytes(text)
    assert cli("retry", tmp_path / "a.duckdb", "-j", "1").code == 0
    assert json.loads(cli("status", tmp_path / "a.duckdb", "--json").out)["reports"] == 1
    assert "没有需要重试的文件" in cli("retry", tmp_path / "a.duckdb").err


def test_filters_that_fit_no_report_are_said(archive: Path, tmp_path: Path, cli: Cli) -> None:
    result = cli("export", archive, "--to", "csv", "-o", tmp_path / "out", "--year", 1900)
    assert result.code == 0
    assert "没有符合条件的报告" in result.err
    assert (tmp_path / "out" / "reports.csv").read_text(encoding="utf-8-sig").count("\n") == 1
    assert "没有符合条件" not in cli("export", archive, "--to", "csv", "-o", tmp_path / "all").err


def test_export_of_an_archive_and_of_one_report(archive: Path, reports: Path, tmp_path: Path, cli: Cli) -> None:
    result = cli("export", archive, "--to", "jsonl", "-o", tmp_path / "all.jsonl")
    assert (result.code, result.out) == (0, "")
    assert len((tmp_path / "all.jsonl").read_bytes().splitlines()) == 3
    report = next(iter(sorted(reports.glob("s*.txt"))))
    assert cli("export", report, "--to", "csv", "-o", tmp_path / "one").code == 0
    assert len((tmp_path / "one" / "reports.csv").read_text(encoding="utf-8-sig").splitlines()) == 2


def test_check_of_an_archive(archive: Path, cli: Cli) -> None:
    result = cli("check", archive, "--json")
    lines = [json.loads(line) for line in result.out.splitlines()]
    assert result.code == int(any(line["severity"] == "error" for line in lines))
    assert [line["severity"] for line in lines] == sorted(
        (line["severity"] for line in lines), key=["error", "warning", "info"].index
    )
    assert cli("check", archive, "--severity", "error").out.count("\n") == sum(x["severity"] == "error" for x in lines)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("status", "没有.duckdb"), 3, "jixiao ingest"),
        (("list", "{archive}", "--status", "wrong"), 2, "quarantined"),
        (("export", "{archive}", "--to", "csv", "--kind", "wrong"), 2, "whole_department"),
        (("export", "{archive}", "--to", "csv", "--table", "wrong"), 2, "money_facts"),
        (("export", "{archive}", "--to", "csv", "--keep-personal-data"), 2, "单份报告"),
        (("export", "{archive}", "--to", "duckdb", "-o", "{archive}"), 2, "覆盖"),
        (("ingest", "没有", "--into", "{new}"), 3, "没有这个文件"),
        (("ingest", "{reports}", "--into", "{report}"), 4, "不是 Jixiao 档案"),
        (("ingest", "{reports}", "--into", "{archive}", "--keep-personal-data"), 2, "另建档案"),
        (("ingest", "{report}", "--into", "{new}", "--watch"), 2, "--watch"),
        (("status", "{report}"), 4, "不是 Jixiao 档案"),
    ],
)
def test_wrong_calls_are_told_in_one_line(
    arguments: tuple[str, ...], code: int, words: str, archive: Path, reports: Path, tmp_path: Path, cli: Cli
) -> None:
    report = next(iter(sorted(reports.glob("s*.txt"))))
    names = {"archive": archive, "reports": reports, "report": report, "new": tmp_path / "new.duckdb"}
    result = cli(*(argument.format(**names) for argument in arguments))
    assert result.code == code
    assert words in result.err
    assert result.err.count("\n") == 1
    assert not (tmp_path / "new.duckdb").exists()


def test_a_directory_without_reports_is_told(tmp_path: Path, cli: Cli) -> None:
    (tmp_path / "空").mkdir()
    (tmp_path / "空" / "清单.zzz").write_text("x", encoding="utf-8")
    result = cli("ingest", tmp_path / "空", "--into", tmp_path / "new.duckdb")
    assert result.code == 0
    assert "没有找到报告" in result.err
    assert "另有 1 个文件按名称不是报告" in result.err


def test_a_drop_folder_tells_each_file_once_and_only_when_it_is_whole(tmp_path: Path) -> None:
    drop = watch.Drop([str(tmp_path)])
    file = tmp_path / "a.txt"
    assert drop.settled() == []
    file.write_text("half", encoding="utf-8")
    assert drop.settled() == []
    file.write_text("the whole", encoding="utf-8")
    assert drop.settled() == []
    assert drop.settled() == [str(file)]
    assert drop.settled() == []
    file.unlink()
    assert drop.settled() == []


def test_watch_ingests_what_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Cli) -> None:
    root, spare = tmp_path / "drop", tmp_path / "spare"
    root.mkdir()
    (report,) = tree(spare, 1)
    looks = 0

    def wait(stop: threading.Event, _: float) -> None:
        nonlocal looks
        looks += 1
        if looks == 1:
            (root / "a.txt").write_bytes(report.read_bytes())
        if looks == 4:
            stop.set()

    monkeypatch.setattr(archive_run, "pause", wait)
    result = cli("ingest", root, "--into", tmp_path / "a.duckdb", "-j", "1", "--watch")
    assert result.code == 130
    assert json.loads(cli("status", tmp_path / "a.duckdb", "--json").out)["reports"] == 1


@contextmanager
def held(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has an archive open: DuckDB's lock is between processes."""
    code = (
        "import sys, time\nfrom jixiao.archive.opening import create\n"
        "s = create(sys.argv[1])\nprint('open', flush=True)\ntime.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        try:
            yield holder
        finally:
            holder.kill()


def test_watch_waits_while_the_archive_is_in_use_and_for_what_was_taken_away(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Cli
) -> None:
    root, spare, path = tmp_path / "drop", tmp_path / "spare", tmp_path / "a.duckdb"
    root.mkdir()
    path.write_bytes(archive.read_bytes())
    before = json.loads(cli("status", path, "--json").out)["documents"]
    (report,) = tree(spare, 1, seed=6)
    (root / "gone.txt").write_bytes(b"1")
    (root / "a.txt").write_bytes(report.read_bytes())
    looks = 0

    def wait(stop: threading.Event, _: float) -> None:
        nonlocal looks
        looks += 1
        if looks == 2:  # the first try has failed
            holder.kill()
            holder.wait()
            (root / "gone.txt").unlink()
        if looks == 3:
            stop.set()

    monkeypatch.setattr(archive_run, "pause", wait)
    with held(path) as holder:
        result = cli("ingest", root, "--into", path, "-j", "1", "--watch")
    assert "另一个进程" in result.err
    assert json.loads(cli("status", path, "--json").out)["documents"] == before + 1


def test_an_archive_in_use_says_so(archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    path.write_bytes(archive.read_bytes())
    with held(path):
        result = subprocess.run(
            [sys.executable, "-m", "jixiao", "status", str(path)], capture_output=True, text=True, check=False
        )
    assert result.returncode == 3
    assert "正被另一个进程使用" in result.stderr
