"""Shards of documents to partitioned Parquet, without Ray, and on a local Ray of two workers."""

from __future__ import annotations

import dataclasses
import signal
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
import ray

from archives import QUICK, archived, pack, tree
from jixiao.archive import cluster
from jixiao.archive.opening import open_archive
from jixiao.errors import MissingFileError

RAY_SECONDS = 240  # of 50 that it takes where all tests run at once
OPTIONS = cluster.Options(workers=2, shard=3, limits=QUICK.limits)
QUERIES = (
    "SELECT * FROM reports ORDER BY ALL",
    "SELECT * FROM money_facts ORDER BY ALL",
    "SELECT * FROM evidence ORDER BY ALL",
    "SELECT * FROM unit_year_panel ORDER BY ALL",
    "SELECT * FROM lead_list ORDER BY ALL",
)


def same_as_local(sources: Path, place: str, scratch: Path) -> None:
    """The cluster's Parquet gives the tables and views that an archive of the same sources has."""
    archived(scratch / "local.duckdb", sources)
    connection = cluster.connect(place)
    with open_archive(str(scratch / "local.duckdb")) as store:
        for query in QUERIES:
            assert connection.execute(query).fetchall() == store.connection.execute(query).fetchall()
        assert connection.execute("SELECT count(*) FROM reports").fetchone() == (5,)


@pytest.fixture
def in_time() -> Iterator[None]:
    """Fails a test of Ray that goes on for too long: one whose processes do not start, or die, may wait for ever."""

    def late(*_: object) -> None:
        raise TimeoutError(f"Ray took more than {RAY_SECONDS} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(RAY_SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def test_shards_cover_all_documents_once_and_leave_out_the_known(tmp_path: Path) -> None:
    paths = tree(tmp_path / "r", 5)
    (tmp_path / "r" / "x.xlsx").write_bytes(b"no")
    shards = list(cluster.plan([str(tmp_path / "r")], OPTIONS))
    assert [len(shard.urls) for shard in shards] == [3, 2]
    urls = [url for shard in shards for url in shard.urls]
    assert [Path(url.removeprefix("file://")) for url in urls] == sorted(paths)
    with pytest.raises(MissingFileError):
        list(cluster.plan([str(tmp_path / "no")], OPTIONS))


def test_a_shard_becomes_parquet_by_year_that_the_views_read(tmp_path: Path) -> None:
    tree(tmp_path / "r", 5)
    (tmp_path / "r" / "bad.pdf").write_bytes(b"%PDF-1.7\nnothing")
    one = max((tmp_path / "r").glob("s*.txt"))  # in one shard with its copy, which is named last
    pack(tmp_path / "r" / "z.zip", {"副本.txt": one.read_bytes(), "坏.zip": b"no"})
    place = str(tmp_path / "out")
    counts = [cluster.work(shard, place, OPTIONS) for shard in cluster.plan([str(tmp_path / "r")], OPTIONS)]
    assert sum(sum(count.values()) for count in counts) == 8
    assert sum(count.get("failed", 0) for count in counts) == 2
    places = duckdb.sql(f"SELECT path FROM '{place}/tables/documents/*.parquet' ORDER BY path").fetchall()
    assert [str(path).partition("/r/")[2] for (path,) in places][-2:] == ["z.zip!/副本.txt", "z.zip!/坏.zip"]
    assert len(places) == 8
    same_as_local(tmp_path / "r", place, tmp_path)
    years = {path.parent.name for path in (tmp_path / "out" / "tables" / "reports").rglob("*.parquet")}
    assert all(name.startswith("fiscal_year=20") for name in years)
    assert not list(tmp_path.rglob("*.part"))


def test_what_cannot_be_fetched_is_named_and_tried_again(tmp_path: Path) -> None:
    tree(tmp_path / "r", 1)
    place = str(tmp_path / "out")
    (shard,) = cluster.plan([str(tmp_path / "r")], OPTIONS)
    shard = dataclasses.replace(
        shard, urls=(*shard.urls, f"file://{tmp_path}/r/gone.txt", f"file://{tmp_path}/r/far.txt")
    )
    assert cluster.work(shard, place, OPTIONS)["failed"] == 2
    query = f"SELECT path, category FROM '{place}/tables/documents/*.parquet' WHERE status = 'failed' ORDER BY 1"
    assert [(Path(path).name, why) for path, why in duckdb.sql(query).fetchall()] == [
        ("far.txt", "missing_file"),
        ("gone.txt", "missing_file"),
    ]
    (tmp_path / "r" / "gone.txt").write_bytes(b"1")
    again = list(cluster.plan([str(tmp_path / "r")], OPTIONS, cluster._known(place)))
    assert [[Path(url).name for url in shard.urls] for shard in again] == [["gone.txt"]]


@pytest.mark.usefixtures("in_time")
def test_on_a_local_ray_of_two_workers_it_goes_on_where_it_was(tmp_path: Path) -> None:
    tree(tmp_path / "r", 4)
    try:
        first = cluster.ingest([str(tmp_path / "r")], f"file://{tmp_path}/out", OPTIONS)
        assert sum(first["by_status"].values()) == 4
        assert (first["shards"], first["known"]) == (2, 0)
        tree(tmp_path / "r", 5)
        second = cluster.ingest([str(tmp_path / "r")], f"file://{tmp_path}/out", OPTIONS)
        assert (second["shards"], second["known"], sum(second["by_status"].values())) == (1, 4, 1)
        again = cluster.ingest([str(tmp_path / "r")], f"file://{tmp_path}/out", dataclasses.replace(OPTIONS, shard=1))
        assert (again["shards"], again["known"]) == (0, 5)
    finally:
        ray.shutdown()
    same_as_local(tmp_path / "r", second["version"].removeprefix("file://"), tmp_path)
