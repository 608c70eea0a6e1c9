"""The same worker on a Ray cluster: documents from any fsspec location, partitioned Parquet out.

There is no scheduler here: Ray's is used. A shard of documents is one Ray task; its rows become one Parquet file for
each table and year, and its manifest, written last, says that it is done: a run that was stopped goes on where it was.
Inside a task documents are read in a worker of the local pool: time and memory are limited as on one machine.

    DIR/<version>/tables/<table>/fiscal_year=<year>/<shard>.parquet    rows, with the columns of `tables`
    DIR/<version>/tables/documents/<shard>.parquet                     what became of each document
    DIR/<version>/shards/<shard>.json                                  the manifest of a finished shard

The version is a hash of all that results depend on: after an upgrade everything is read again, beside what was there.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jixiao.archive.errors import need
from jixiao.archive.fingerprint import Fingerprints, fingerprints
from jixiao.archive.mask import mask_path
from jixiao.archive.members import ARCHIVES, Item, gone, members, wanted
from jixiao.archive.model import ID_LENGTH, Outcome, Task, failure, no_content
from jixiao.archive.pool import Limits
from jixiao.archive.tables import TABLES, comments, ddl
from jixiao.archive.views import VIEWS
from jixiao.archive.walk import path_key
from jixiao.errors import JixiaoError, MissingFileError, reason_of
from jixiao.readers.limits import DEFAULT_LIMITS

SHARD = 200
"""Documents of a task: minutes of work, and Parquet files worth opening."""
AHEAD = 2
"""Tasks handed to Ray for each worker; more would only wait in its queue."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to ingest on a cluster. ``storage`` are fsspec's options for the sources, credentials for instance."""

    workers: int = 2
    shard: int = SHARD
    limits: Limits = field(default_factory=Limits)
    keep: bool = False
    storage: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shard:
    """Some documents: their URLs in order, under a name that depends on them."""

    name: str
    urls: tuple[str, ...]


def version(prints: Fingerprints) -> str:
    """The directory of results that depend on these hashes."""
    key = json.dumps([prints.readers, prints.tabling], sort_keys=True)
    return hashlib.sha256(key.encode()).hexdigest()[:12]


def ingest(sources: Sequence[str], target: str, options: Options | None = None) -> dict[str, Any]:
    """Read what lies at fsspec URLs into partitioned Parquet below ``target`` (a URL too); the run report.

    Ray is started locally unless the process is connected to a cluster already.

    Raises:
        MissingExtraError: ray or fsspec is missing. MissingFileError: nothing lies at a source.
    """
    options = options or Options()
    ray = need("ray", "cluster")
    place = f"{target.rstrip('/')}/{version(fingerprints(keep=options.keep))}"
    known = _known(place)
    shards = list(plan(sources, options, known))
    if not ray.is_initialized():
        ray.init(num_cpus=options.workers, include_dashboard=False, log_to_driver=False)
    remote = ray.remote(num_cpus=1, max_retries=2)(work)
    running: list[Any] = []
    counts: Counter[str] = Counter()
    for shard in shards:
        if len(running) >= options.workers * AHEAD:
            finished, running = ray.wait(running, num_returns=1)
            counts.update(ray.get(finished[0]))
        running.append(remote.remote(shard, place, options))
    for reference in running:
        counts.update(ray.get(reference))
    return {"shards": len(shards), "known": len(known), "by_status": dict(sorted(counts.items())), "version": place}


def plan(sources: Sequence[str], options: Options, known: Collection[str] = ()) -> Iterator[Shard]:
    """The shards of the documents that are not known, each by its URL and size."""
    listed = [(url, key) for url, key in sorted(_listed(sources, options.storage)) if key not in known]
    for first in range(0, len(listed), options.shard):
        part = listed[first : first + options.shard]
        name = hashlib.sha256("\n".join(key for _, key in part).encode()).hexdigest()[:16]
        yield Shard(name, tuple(url for url, _ in part))


def work(shard: Shard, place: str, options: Options) -> dict[str, int]:
    """Read a shard and write its rows; its counts by status. This is what runs on the cluster."""
    from jixiao.archive import pool  # noqa: PLC0415 - on the cluster's machine

    keys: list[str] = []
    lost: list[Outcome] = []

    def tasks() -> Iterator[Task]:
        for url in shard.urls:
            try:
                data = _fetched(url, options.storage)
            except OSError as error:  # not among the keys: the next run tries again
                lost.append(_lost(url, _unreachable(error)))
                continue
            keys.append(_key(url, len(data)))
            packed = url.lower().endswith(ARCHIVES)
            for item in members(url, data) if packed else [Item(url, data)]:
                if item.error is not None or item.data is None:
                    lost.append(_lost(item.path, item.error or gone()))
                else:
                    yield Task(item.path, hashlib.sha256(item.data).hexdigest(), item.data)

    read = list(pool.run(tasks(), 1, options.limits, keep=options.keep))
    outcomes = sorted([*read, *lost], key=lambda o: (o.sha256, o.path))
    _write(shard, place, outcomes, keys, fingerprints(keep=options.keep))
    return dict(Counter(str(outcome.status) for outcome in outcomes))


def connect(target: str) -> Any:
    """A DuckDB connection with the tables and views over what `ingest` wrote.

    ``target`` is the local directory of a version, as the run report names it. A document in two shards counts once.
    """
    connection = need("duckdb").connect()
    for table in TABLES:
        files = sorted(Path(target, "tables", table.name).rglob("*.parquet"))
        connection.execute(ddl(table))
        for statement in comments(table):
            connection.execute(statement)
        if files:
            names = ", ".join(table.names)
            key = "report_id, seq" if table.columns[1].name == "seq" else "report_id"
            # Of a document that lies in several places the first counts, as in an archive.
            places = f"SELECT left(sha256, {ID_LENGTH}) AS report_id, min(path) AS first"
            order = "NOT ends_with(first, '/' || file_name), file_name" if table.name == "reports" else key
            connection.execute(
                f"INSERT INTO {table.name} SELECT {names} FROM read_parquet($1, hive_partitioning = false,"  # noqa: S608
                f" union_by_name = true) LEFT JOIN ({places} FROM read_parquet($2) GROUP BY 1) USING (report_id)"
                f" QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY {order}) = 1",
                [[str(path) for path in files], f"{target}/tables/documents/*.parquet"],
            )
    for view in VIEWS:
        connection.execute(view.sql)
    return connection


def _listed(sources: Sequence[str], storage: dict[str, Any]) -> Iterator[tuple[str, str]]:
    fsspec = need("fsspec", "cluster")
    for source in sources:
        system, path = fsspec.core.url_to_fs(source, **storage)
        if not system.exists(path):
            raise MissingFileError("没有这个位置：请检查", "nothing lies there; check the location", file=source)
        for name, found in system.find(path, detail=True).items():
            last = name.rsplit("/", 1)[-1]
            if wanted(last):
                url = system.unstrip_protocol(name)
                yield url, _key(url, int(found.get("size") or 0))


def _key(url: str, size: int) -> str:
    return path_key(f"{url}\0{size}")


def _known(place: str) -> set[str]:
    """The keys of all documents of finished shards."""
    system, root = need("fsspec", "cluster").core.url_to_fs(place)
    folder = f"{root}/shards"
    keys: set[str] = set()
    if system.exists(folder):
        for name in system.find(folder):
            if name.endswith(".json"):
                keys.update(json.loads(system.cat_file(name))["documents"])
    return keys


def _fetched(url: str, storage: dict[str, Any]) -> bytes:
    """A document's bytes, fetched when a worker is free for it."""
    with need("fsspec", "cluster").open(url, "rb", **storage) as stream:
        return bytes(stream.read(DEFAULT_LIMITS.file_bytes + 1))


def _unreachable(error: OSError) -> MissingFileError:
    why, why_en = reason_of(error)
    return MissingFileError(f"无法读取文件（{why}）", f"the file cannot be read ({why_en})")


def _lost(path: str, error: JixiaoError) -> Outcome:
    """The outcome of what has no content: it is known by its path."""
    return failure(Task(path, no_content(path)), "failed", error.code, error.message, error.message_en)


def _write(shard: Shard, target: str, outcomes: Sequence[Outcome], keys: Sequence[str], prints: Fingerprints) -> None:
    from jixiao.archive.batches import decode, schema  # noqa: PLC0415
    from jixiao.archive.catalogue import DOCUMENTS, document_row  # noqa: PLC0415

    pa = need("pyarrow")
    # Copies are one report, named as in the first place, and a document for each place.
    last_first = sorted(outcomes, key=_shown, reverse=True)
    read = list({outcome.sha256: outcome for outcome in last_first if outcome.rows}.values())
    years = _years(read)
    for year in sorted(set(years.values())):
        parts = [o.rows for o in read if years[o.sha256[:ID_LENGTH]] == year]
        for name, table in decode(parts).items():
            _put(target, f"tables/{name}/fiscal_year={year}/{shard.name}.parquet", table)
    rows = [document_row(outcome, prints) for outcome in outcomes]
    arrays = [pa.array(v, f.type) for v, f in zip(zip(*rows, strict=True), schema(DOCUMENTS), strict=True)]
    table = pa.Table.from_arrays(arrays, schema=schema(DOCUMENTS))
    table = table.append_column("path", pa.array([_shown(o) for o in outcomes], pa.string()))
    _put(target, f"tables/documents/{shard.name}.parquet", table)
    manifest = json.dumps({"documents": sorted(keys)})
    _put_bytes(target, f"shards/{shard.name}.json", manifest.encode())


def _shown(outcome: Outcome) -> str:
    return outcome.path if outcome.rows else mask_path(outcome.path)


def _years(outcomes: Sequence[Outcome]) -> dict[str, str]:
    from jixiao.archive.batches import decode  # noqa: PLC0415

    if not outcomes:
        return {}
    table = decode([outcome.rows for outcome in outcomes])["reports"].select(["report_id", "fiscal_year"])
    return {row["report_id"]: str(row["fiscal_year"] or "unknown") for row in table.to_pylist()}


def _put(target: str, name: str, table: Any) -> None:
    parquet = need("pyarrow.parquet")
    sink = need("pyarrow").BufferOutputStream()
    parquet.write_table(table, sink, compression="zstd")
    _put_bytes(target, name, sink.getvalue().to_pybytes())


def _put_bytes(target: str, name: str, data: bytes) -> None:
    """Write a file whole: stores that have no rename write whole files anyway, others get one renamed into place."""
    system, root = need("fsspec", "cluster").core.url_to_fs(target)
    path = f"{root}/{name}"
    system.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
    with system.open(f"{path}.part", "wb") as stream:
        stream.write(data)
    system.mv(f"{path}.part", path)
