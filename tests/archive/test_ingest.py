"""A run over a tree: everything accounted for, nothing twice, nothing read again without need."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

import jixiao
import jixiao.archive.worker
from archives import QUICK, Made, archived, dump, tree
from jixiao.archive import ingest as engine
from jixiao.archive.batches import decompress
from jixiao.archive.errors import ArchiveError, ArchiveUseError, DamagedArchiveError
from jixiao.archive.fingerprint import Fingerprints, fingerprints
from jixiao.archive.model import Task
from jixiao.archive.opening import create, open_archive
from jixiao.archive.store import Store
from jixiao.archive.worker import process
from jixiao.errors import MissingFileError
from jixiao.export import FORMATS
from jixiao.readers.scan.options import options
from jixiao.schema import Report


def rows(store: Store, query: str) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = store.connection.execute(query).fetchall()
    return found


def test_every_file_is_accounted_for(made: Made, store: Store) -> None:
    report = made.summary.report()
    assert report["files"] == 8 + 1 + 2 + 3
    assert report["copies"] == 2
    assert report["documents"] == 12
    assert sum(report["by_status"].values()) == 12
    assert report["by_status"]["failed"] == 4
    bad = {Path(str(e["path"])).name: e["category"] for e in report["not_fully_read"] if e["status"] == "failed"}
    assert bad == {
        "空.txt": "empty_file",
        "坏.pdf": "damaged_file",
        "旧.doc": "unknown_type",
        "坏.docx": "unknown_type",
    }
    assert rows(store, "SELECT count(*) FROM reports") == [(8,)]
    assert rows(store, "SELECT count(*) FROM locations") == [(14,)]


def test_rows_are_what_the_library_reads(made: Made, store: Store) -> None:
    path = next(p for p in sorted(made.sources.glob("*.txt")) if p.name.startswith("s5-0004"))
    report = jixiao.parse(path)
    ident = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    query = f"SELECT amount FROM spending WHERE report_id = '{ident}' ORDER BY seq"
    assert [row[0] for row in rows(store, query)] == [s.amount for s in report.spending]
    query = f"SELECT level3, score FROM indicators WHERE report_id = '{ident}' ORDER BY seq"
    assert rows(store, query) == [(i.level3, i.score) for e in report.evaluations for i in e.indicators]
    query = f"SELECT rule FROM findings WHERE report_id = '{ident}' ORDER BY seq"
    assert [row[0] for row in rows(store, query)] == [f.rule for f in report.findings]
    query = f"SELECT count(DISTINCT pointer) FROM evidence WHERE report_id = '{ident}'"
    assert rows(store, query) == [(len(report.evidence),)]


def test_columns_have_chinese_names_and_money_is_decimal(store: Store) -> None:
    bare = (
        "SELECT table_name, column_name FROM duckdb_columns() WHERE comment IS NULL AND table_name <> 'meta'"
        " AND table_name IN (SELECT table_name FROM duckdb_tables())"
    )
    assert rows(store, bare) == []
    money = "('amount', 'score', 'value')"
    types = rows(store, f"SELECT DISTINCT data_type FROM duckdb_columns() WHERE column_name IN {money}")
    assert set(types) <= {("DECIMAL(24,8)",), ("VARCHAR",)}
    assert ("DECIMAL(24,8)",) in types


def test_the_stored_json_is_masked(store: Store) -> None:
    found = rows(store, "SELECT json, json_bytes FROM report_json")
    assert len(found) == 8
    people = 0
    for data, size in found:
        report = Report.from_json(decompress(bytes(data), int(str(size))))  # type: ignore[arg-type]
        for sign in report.sign_offs:
            for name in (sign.filled_by, sign.head, sign.finance_head):
                # The samples print some names as «刘××», which names nobody and is no placeholder of ours.
                people += name is not None and "×" not in name
                assert name is None or "*" in name or "×" in name
    assert people
    assert rows(store, "SELECT count(*) FROM people WHERE contains(name, '*')") == [(people,)]


def test_nothing_is_read_again(made: Made, tmp_path: Path) -> None:
    copy = tmp_path / "a.duckdb"
    copy.write_bytes(made.path.read_bytes())
    with open_archive(str(copy)) as before:
        content = dump(before)
    summary = archived(copy, made.sources)
    assert (summary.documents, summary.known, summary.copies, summary.renewed) == (0, 12, 2, 0)
    with open_archive(str(copy)) as after:
        assert dump(after) == content


def test_one_worker_or_two_give_the_same(made: Made, tmp_path: Path) -> None:
    archived(tmp_path / "b.duckdb", made.sources, options=dataclasses.replace(QUICK, workers=1))
    with open_archive(str(made.path)) as one, open_archive(str(tmp_path / "b.duckdb")) as two:
        assert dump(one) == dump(two)


def prints(**changes: object) -> Fingerprints:
    return dataclasses.replace(fingerprints(), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "read", "renewed"),
    [
        ({"tabling": "new"}, 0, 4),
        ({"readers": {**fingerprints().readers, "docx": "new"}}, 1, 0),
        ({"readers": {**fingerprints().readers, "text": "new"}, "tabling": "new"}, 3, 1),
    ],
    ids=["tables", "docx reader", "text reader and tables"],
)
def test_an_upgrade_does_again_only_what_it_affects(
    changed: dict[str, object], read: int, renewed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(tmp_path / "r", 4, docx=1)
    archived(tmp_path / "a.duckdb", tmp_path / "r")
    with open_archive(str(tmp_path / "a.duckdb")) as store:
        before = dump(store)
    monkeypatch.setattr(engine, "fingerprints", lambda *_, **__: prints(**changed))
    summary = archived(tmp_path / "a.duckdb", tmp_path / "r")
    assert (summary.documents, summary.renewed) == (read, renewed)
    with open_archive(str(tmp_path / "a.duckdb")) as store:
        after = dump(store)
    assert {name for name in after if after[name] != before[name]} == {"documents"}
    again = archived(tmp_path / "a.duckdb", tmp_path / "r")
    assert (again.documents, again.renewed) == (0, 0)


def test_another_layout_is_made_anew_from_the_stored_json(tmp_path: Path) -> None:
    (report, *_) = tree(tmp_path / "r", 2)
    archived(tmp_path / "a.duckdb", tmp_path / "r")
    with open_archive(str(tmp_path / "a.duckdb")) as store:
        before = dump(store)
    connection = duckdb.connect(str(tmp_path / "a.duckdb"))
    connection.execute("UPDATE meta SET value = 'old' WHERE key = 'layout'")
    connection.close()
    report.unlink()  # the file is not needed
    summary = archived(tmp_path / "a.duckdb", tmp_path / "r")
    assert (summary.documents, summary.renewed) == (0, 2)
    with open_archive(str(tmp_path / "a.duckdb")) as store:
        assert dump(store) == before


def test_a_changed_file_is_a_new_document_and_a_mended_one_replaces_its_failure(tmp_path: Path) -> None:
    paths = tree(tmp_path / "r", 2)
    text = paths[0].read_bytes()
    paths[0].write_bytes(b"")
    assert archived(tmp_path / "a.duckdb", tmp_path / "r").by_status["failed"] == 1
    paths[0].write_bytes(text)
    paths[1].write_bytes(paths[1].read_bytes() + "\n补充说明。\n".encode())
    archived(tmp_path / "a.duckdb", tmp_path / "r")
    with open_archive(str(tmp_path / "a.duckdb")) as store:
        counts = store.counts()
        assert "failed" not in counts
        assert sum(counts.values()) == 3
        assert rows(store, "SELECT count(*) FROM locations") == [(2,)]


def test_names_that_are_no_utf8_are_read_and_stored(tmp_path: Path) -> None:
    (report,) = tree(tmp_path / "r", 1)
    named = Path(os.fsdecode(os.fsencode(tmp_path / "r") + b"/\xd6\xd0.txt"))
    report.rename(named)
    named.with_name(os.fsdecode(b"\xb0\xa1.txt")).write_bytes(b"")
    summary = archived(tmp_path / "a.duckdb", tmp_path / "r")
    assert (summary.documents, summary.by_status["failed"]) == (2, 1)
    with open_archive(str(tmp_path / "a.duckdb")) as store:
        assert sorted(Path(entry.path).name for entry in store.entries()) == ["��.txt", "��.txt"]
        assert rows(store, "SELECT file_name FROM reports") == [("��.txt",)]


def test_a_missing_source_is_told_before_anything_is_done(tmp_path: Path) -> None:
    with create(str(tmp_path / "a.duckdb")) as store, pytest.raises(MissingFileError):
        engine.ingest(store, [str(tmp_path / "no")], QUICK)


def test_personal_data_is_kept_only_on_request_and_not_mixed(tmp_path: Path) -> None:
    tree(tmp_path / "r", 2)
    archived(tmp_path / "k.duckdb", tmp_path / "r", keep=True)
    with open_archive(str(tmp_path / "k.duckdb")) as store:
        assert store.keeps_personal_data()
        assert rows(store, "SELECT count(*) FROM people WHERE contains(name, '*')") == [(0,)]
        assert rows(store, "SELECT count(*) > 0 FROM people") == [(True,)]
    with pytest.raises(ArchiveUseError):
        create(str(tmp_path / "k.duckdb"), keep=False)


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("hello", encoding="utf-8")
    duckdb.connect(str(tmp_path / "other")).execute("CREATE TABLE t (x INT)").close()
    for open_ in (create, open_archive):
        for name in ("text", "other"):
            with pytest.raises(DamagedArchiveError):
                open_(str(tmp_path / name))
    with pytest.raises(MissingFileError):
        open_archive(str(tmp_path / "none"))
    with pytest.raises(ArchiveError):
        create(str(tmp_path))


def test_an_archive_of_another_format_is_refused(tmp_path: Path) -> None:
    with create(str(tmp_path / "a.duckdb")) as store:
        store.connection.execute("UPDATE meta SET value = '99' WHERE key = 'format'")
    with pytest.raises(ArchiveUseError, match="99"):
        open_archive(str(tmp_path / "a.duckdb"))


def test_tables_of_another_version_are_told_and_brought_up_to_date_by_the_next_run(tmp_path: Path) -> None:
    tree(tmp_path / "r", 2)
    path = str(tmp_path / "a.duckdb")
    archived(tmp_path / "a.duckdb", tmp_path / "r")
    with open_archive(path) as store:
        before = dump(store)
    with duckdb.connect(path) as raw:  # as an older version may have left it: other views, a table that is gone now
        raw.execute("DROP VIEW lead_list; CREATE VIEW old_view AS SELECT 1")
        raw.execute("UPDATE meta SET value = '' WHERE key = 'views'")
    with pytest.raises(ArchiveUseError, match="另一版本"):
        open_archive(path)
    summary = archived(tmp_path / "a.duckdb", tmp_path / "r")
    assert (summary.documents, summary.renewed) == (0, 0)  # views alone need no rows
    with duckdb.connect(path) as raw:
        raw.execute("CREATE TABLE gone (x INT); UPDATE meta SET value = '' WHERE key = 'layout'")
    assert archived(tmp_path / "a.duckdb", tmp_path / "r").renewed == 2
    with open_archive(path) as store:
        assert dump(store) == before
        assert rows(store, "SELECT count(*) FROM lead_list") != [(0,)]


def test_a_stored_report_that_cannot_be_laid_out_anew_is_kept_and_told(tmp_path: Path) -> None:
    (report, other) = tree(tmp_path / "r", 2)
    path = str(tmp_path / "a.duckdb")
    archived(tmp_path / "a.duckdb", tmp_path / "r")
    ident = hashlib.sha256(report.read_bytes()).hexdigest()[:16]
    report.unlink()
    with duckdb.connect(path) as raw:
        raw.execute("UPDATE meta SET value = '' WHERE key = 'layout'")
        whole = raw.execute("SELECT json, json_bytes FROM report_json WHERE report_id = $1", [ident]).fetchone()
        raw.execute("UPDATE report_json SET json = $2, json_bytes = 8 WHERE report_id = $1", [ident, b"damaged"])
    summary = archived(tmp_path / "a.duckdb", tmp_path / "r")
    assert summary.renewed == 1
    assert [entry["path"] for entry in summary.not_fully_read if entry["status"] == "quarantined"] == [str(report)]
    with open_archive(path) as store:
        assert store.stale() == 1
        assert rows(store, f"SELECT json FROM report_json WHERE report_id = '{ident}'") == [(b"damaged",)]
        assert sum(store.counts().values()) == 2
    with duckdb.connect(path) as raw:  # once it can be, it is
        raw.execute("UPDATE report_json SET json = $2, json_bytes = $3 WHERE report_id = $1", [ident, *whole])
    assert archived(tmp_path / "a.duckdb", tmp_path / "r").renewed == 1
    with open_archive(path) as store:
        assert store.stale() == 0
        assert other.exists()


FULL = """
import resource, sys
from jixiao.cli import main
if __name__ == "__main__":
    size = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    codes = {main(command.split("\\n")) for command in sys.argv[2:]}
    sys.exit(codes.pop() if len(codes) == 1 else repr(codes))
"""


def on_a_full_disk(size: int, *commands: list[str]) -> subprocess.CompletedProcess[str]:
    """Commands, one after the other, that may write no file of more bytes; their exit code is one and the same."""
    run = [sys.executable, "-c", FULL, str(size), *map("\n".join, commands)]
    return subprocess.run(run, capture_output=True, text=True, check=False)


def test_a_full_disk_is_told_and_what_was_stored_is_whole(tmp_path: Path) -> None:
    tree(tmp_path / "one", 1)
    archived(tmp_path / "a.duckdb", tmp_path / "one")
    tree(tmp_path / "many", 6)
    run = ["ingest", str(tmp_path / "many"), "--into", str(tmp_path / "a.duckdb"), "-j", "1"]
    done = on_a_full_disk(100 << 10, run)
    assert done.returncode == 3, done.stderr
    assert "磁盘空间" in done.stderr
    assert "Traceback" not in done.stderr
    with open_archive(str(tmp_path / "a.duckdb")) as store:
        assert rows(store, "SELECT count(*) FROM reports") == [(1,)]
    archived(tmp_path / "a.duckdb", tmp_path / "many")
    with open_archive(str(tmp_path / "a.duckdb")) as store:
        assert rows(store, "SELECT count(*) FROM reports") == [(6,)]
    archive = str(tmp_path / "a.duckdb")
    exports = [["export", archive, "--to", form, "-o", str(tmp_path / form / "out")] for form in FORMATS]
    done = on_a_full_disk(9000, *exports)
    assert done.returncode == 2, done.stderr
    assert done.stderr.count("磁盘空间") == len(FORMATS)
    # Whole or not at all, and nothing half done beside it.
    left = [path for form in FORMATS for path in (tmp_path / form).rglob("*") if path.is_file()]
    assert [path.name for path in left if path.suffix not in {".csv", ".parquet"}] == []


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "r").mkdir()
    os.mkfifo(tmp_path / "r" / "a.txt")
    (report,) = tree(tmp_path / "r", 1)
    summary = archived(tmp_path / "a.duckdb", tmp_path / "r")
    assert summary.documents == 2
    failed = [entry["path"] for entry in summary.not_fully_read if entry["status"] == "failed"]
    assert failed == [str(report.with_name("a.txt"))]


def test_a_picture_without_the_extra_is_named_with_its_cure_and_read_once_it_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(bytes.fromhex("89504e470d0a1a0a"))
    monkeypatch.setattr("jixiao.readers.scan.options.missing", lambda: ("rapidocr",))
    outcome = process(Task(str(picture), "a" * 64))
    assert (outcome.status, outcome.category, outcome.kind) == ("failed", "missing_extra", "image")
    assert "jixiao[scan]" in str(outcome.reason)


def test_a_worker_reads_scans_on_one_thread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    (report,) = tree(tmp_path, 1)
    real = jixiao.archive.worker.parse
    monkeypatch.setattr(jixiao.archive.worker, "parse", lambda *a, **k: seen.append(options().workers) or real(*a, **k))
    process(Task(str(report), "a" * 64))
    assert seen == [1]


def test_what_memory_does_not_hold_goes_beside_the_archive(tmp_path: Path) -> None:
    """Not into `.tmp` of the directory that the command was run in."""
    store = create(str(tmp_path / "档案.duckdb"))
    found = store.connection.execute("SELECT current_setting('temp_directory')").fetchone()
    assert found == (str(tmp_path / "档案.duckdb.tmp"),)
    store.close()
