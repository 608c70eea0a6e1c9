"""The archive's one file: a DuckDB with the catalogue, the state of every document, and the tables.

A report's rows and the state of its document are stored in one transaction: a run killed at any moment has stored a
document wholly or not at all. There is one writer, the process that ingests.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jixiao.archive.catalogue import CATALOGUE, DOCUMENTS, LOCATIONS, RUNS, document_row
from jixiao.archive.errors import ArchiveBusyError, ArchiveError, ArchiveUseError, DamagedArchiveError, need
from jixiao.archive.model import ID_LENGTH, Outcome
from jixiao.archive.tables import REPORT_JSON, TABLES, TABLES_VERSION, Table, comments, ddl
from jixiao.archive.views import VIEWS
from jixiao.errors import MissingFileError

if TYPE_CHECKING:
    from jixiao.archive.fingerprint import Fingerprints

FORMAT = "1"
"""Of the catalogue; the layout of the tables has its own version."""
IN_MEMORY = ":memory:"
NAME = "archive"
"""The database's name on a connection that writes."""
ROW_GROUP = 16_384
"""Rows that are packed together. Every commit packs a table's last group anew: eight times DuckDB's default would make
a report dearer the more there are. Readers take any size."""
LOG = "64MB"
"""Written before DuckDB packs it: some commits at once are cheaper, and what a kill leaves is read back in a second."""
_IN_USE = ("lock", "already attached", "different configuration", "used by another process")
_NOT_OURS = ("not a valid DuckDB", "version number", "checksum", "Checksum", "serializ", "corrupt")


@dataclass(frozen=True, slots=True)
class State:
    """What the archive knows of a document."""

    status: str
    kind: str | None
    reading: str
    tabling: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in a list: where it lies, what became of it and why."""

    path: str
    status: str
    category: str | None
    reason: str | None
    reason_en: str | None
    sha256: str
    attempts: int
    unread: int


class Store:
    """An open archive. Use `create` or `open_archive`, and close it."""

    def __init__(self, connection: Any, path: str) -> None:
        self.connection = connection
        self.path = path
        self._name = connection.execute("SELECT current_database()").fetchone()[0]

    def close(self) -> None:
        """Close the file; what was committed is safe in any case."""
        self.connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- the state of documents

    def states(self) -> dict[str, State]:
        """What is known of every document, by SHA-256."""
        rows = self.rows("SELECT sha256, status, kind, reading, tabling FROM documents")
        return {row[0]: State(*row[1:]) for row in rows}

    def locations(self) -> dict[str, str]:
        """SHA-256 of what lay at each path when it was last seen, by key of the path."""
        return dict(self.rows("SELECT path_key, sha256 FROM locations"))

    def counts(self) -> dict[str, int]:
        """Number of documents by status."""
        return dict(self.rows("SELECT status, count(*) FROM documents GROUP BY status ORDER BY status"))

    def entries(self, statuses: Sequence[str] = (), categories: Sequence[str] = ()) -> Iterator[Entry]:
        """Documents by path, of these statuses and categories only where some are given."""
        chosen = "($1 = [] OR status IN (SELECT unnest($1))) AND ($2 = [] OR category IN (SELECT unnest($2)))"
        query = (
            "SELECT coalesce(min(path), ''), any_value(status), any_value(category), any_value(reason),"  # noqa: S608
            " any_value(reason_en), d.sha256, any_value(attempts), any_value(unread)"
            " FROM documents d LEFT JOIN locations l USING (sha256)"
            f" WHERE {chosen} GROUP BY d.sha256 ORDER BY 1, d.sha256"
        )
        for row in self.rows(query, [list(statuses), list(categories)]):
            yield Entry(*row)

    def path_of(self, sha256: str) -> str:
        """Where a document lay when it was last seen; empty when nobody knows."""
        found = next(iter(self.rows("SELECT min(path) FROM locations WHERE sha256 = $1", [sha256])))
        return str(found[0] or "")

    def stale(self) -> int:
        """Reports that are stored, but have no rows yet: a run that laid tables out anew did not come to its end."""
        query = (
            "SELECT count(*) FROM documents WHERE report_id IS NOT NULL"
            " AND report_id NOT IN (SELECT report_id FROM reports)"
        )
        return int(next(iter(self.rows(query)))[0])

    def stored_json(self, report_id: str) -> tuple[bytes, int] | None:
        """The compressed JSON of a report and its size; None when there is none.

        By the number of the row, written into the query: any other filter unpacks the reports around it too.
        """
        row = next(iter(self.rows("SELECT rowid FROM report_json WHERE report_id = $1", [report_id])), None)
        if row is None:
            return None
        found = next(iter(self.rows(f"SELECT json, json_bytes FROM report_json WHERE rowid = {int(row[0])}")))  # noqa: S608
        return bytes(found[0]), int(found[1])

    def keeps_personal_data(self) -> bool:
        """Whether names and telephones are stored as they are."""
        return self._meta("personal_data") == "kept"

    def runs(self) -> list[str]:
        """The run reports, oldest first."""
        return [row[0] for row in self.rows("SELECT report FROM runs ORDER BY started")]

    # --- writing

    def commit(
        self, outcomes: Sequence[Outcome], places: Sequence[tuple[str, str, str]], prints: Fingerprints, known: set[str]
    ) -> None:
        """Store outcomes and places (key, path, SHA-256) in one transaction.

        ``known`` are the documents that have been stored before: theirs is replaced.
        """
        from jixiao.archive.batches import decode  # noqa: PLC0415 - Arrow is for writing only

        old = [outcome.sha256 for outcome in outcomes if outcome.sha256 in known]
        parts = [outcome.rows for outcome in outcomes if outcome.rows]
        tables = decode(parts) if parts else {}
        with self._transaction():
            if old:
                self._forget(old)
            for name, rows in tables.items():
                self._insert(name, rows)
            self._insert_rows(DOCUMENTS, [document_row(outcome, prints) for outcome in outcomes])
            self._place(places)

    def add_run(self, started: str, report: str) -> None:
        """Keep the report of a run."""
        with self._transaction():
            self._insert_rows(RUNS, [(started, report)])

    def prune(self) -> None:
        """Forget documents that gave nothing and lie nowhere any more: a damaged file that was replaced."""
        with self._transaction():
            self.connection.execute(
                "DELETE FROM documents WHERE status IN ('failed', 'quarantined')"
                " AND sha256 NOT IN (SELECT sha256 FROM locations)"
            )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """What is written in it is written whole or not at all.

        Raises:
            ArchiveError: the disk is full, or may not be written.
        """
        duckdb = need("duckdb")
        self.connection.execute("BEGIN")
        try:
            yield
            self.connection.execute("COMMIT")
        except BaseException as error:
            with suppress(duckdb.Error):  # after a full disk there may be nothing left to roll back
                self.connection.execute("ROLLBACK")
            if isinstance(error, duckdb.IOException | duckdb.TransactionException | duckdb.FatalException):
                raise _unwritten(self.path) from error
            raise

    def _forget(self, documents: Sequence[str]) -> None:
        ids = [sha256[:ID_LENGTH] for sha256 in documents]
        for table in (*TABLES, REPORT_JSON):
            self.connection.execute(f"DELETE FROM {table.name} WHERE report_id IN (SELECT unnest($1))", [ids])  # noqa: S608
        self.connection.execute("DELETE FROM documents WHERE sha256 IN (SELECT unnest($1))", [list(documents)])

    def _place(self, places: Sequence[tuple[str, str, str]]) -> None:
        if places:
            keys = [key for key, _, _ in places]
            self.connection.execute("DELETE FROM locations WHERE path_key IN (SELECT unnest($1))", [keys])
            self._insert_rows(LOCATIONS, places)

    def _insert_rows(self, table: Table, rows: Sequence[Sequence[Any]]) -> None:
        from jixiao.archive.batches import schema  # noqa: PLC0415

        if rows:
            pa = need("pyarrow")
            columns = list(zip(*rows, strict=True))
            arrays = [pa.array(values, field.type) for values, field in zip(columns, schema(table), strict=True)]
            self._insert(table.name, pa.Table.from_arrays(arrays, schema=schema(table)))

    def _insert(self, name: str, rows: Any) -> None:
        self.connection.register("incoming", rows)
        self.connection.execute(f"INSERT INTO {name} SELECT * FROM incoming")  # noqa: S608 - a table of ours
        self.connection.unregister("incoming")

    # --- the file

    def cursor(self) -> Any:
        """Another cursor on the archive, which may stream while other queries run."""
        cursor = self.connection.cursor()
        cursor.execute(f"USE {self._name}")  # a cursor does not know which database its connection uses
        return cursor

    def rows(self, query: str, parameters: Sequence[Any] = ()) -> Iterable[tuple[Any, ...]]:
        """The rows of a query, streamed."""
        cursor = self.cursor()
        cursor.execute(query, parameters)
        while found := cursor.fetchmany(1000):
            yield from found

    def _meta(self, key: str) -> str | None:
        found = next(iter(self.rows("SELECT value FROM meta WHERE key = $1", [key])), None)
        return str(found[0]) if found else None

    def _build(self, keep: bool) -> None:
        run = self.connection.execute
        run("BEGIN")
        run("CREATE TABLE meta (key VARCHAR, value VARCHAR)")
        for table in CATALOGUE:
            self._make(table)
        for key, value in (("format", FORMAT), ("personal_data", "kept" if keep else "masked")):
            run("INSERT INTO meta VALUES ($1, $2)", [key, value])
        self._lay_out()
        run("COMMIT")

    def _make(self, table: Table) -> None:
        for statement in (ddl(table), *comments(table)):
            self.connection.execute(statement)

    def _lay_out(self) -> None:
        """Make the tables and views of this version; the rows of another layout are made anew from the JSON."""
        self._drop_views()
        for name in self._others_than(CATALOGUE):
            self.connection.execute(f'DROP TABLE "{name}"')
        for table in TABLES:
            self._make(table)
        self._make_views()

    def _others_than(self, kept: Sequence[Table]) -> list[str]:
        """The tables that are there but for these: another version may have had some that this one has not."""
        names = {table.name for table in kept} | {"meta"}
        found = self.rows("SELECT table_name FROM duckdb_tables() WHERE database_name = current_database()")
        return sorted(row[0] for row in found if row[0] not in names)

    def _drop_views(self) -> None:
        found = "SELECT view_name FROM duckdb_views() WHERE NOT internal AND database_name = current_database()"
        for (name,) in list(self.rows(found)):
            self.connection.execute(f'DROP VIEW IF EXISTS "{name}"')

    def _make_views(self) -> None:
        run = self.connection.execute
        for view in VIEWS:
            run(view.sql)
            run(f"COMMENT ON VIEW {view.name} IS '{view.title}'")
        run("DELETE FROM meta WHERE key IN ('tables_version', 'layout', 'views')")
        keys = ("tables_version", TABLES_VERSION, "layout", _layout(), "views", _views())
        run("INSERT INTO meta VALUES ($1, $2), ($3, $4), ($5, $6)", list(keys))

    def is_current(self) -> bool:
        """Whether tables and views are those of this version."""
        return (self._meta("layout"), self._meta("views")) == (_layout(), _views())

    def update_layout(self) -> bool:
        """Bring the tables of an older version to this one; True when their rows have to be made anew."""
        if self.is_current():
            return False
        same = self._meta("layout") == _layout()
        with self._transaction():
            if same:
                self._drop_views()
                self._make_views()
            else:
                self._lay_out()
                self.connection.execute("UPDATE documents SET tabling = ''")
        return not same


def _layout() -> str:
    return _digest(ddl(table) for table in TABLES)


def _views() -> str:
    return _digest(view.sql for view in VIEWS)


def _digest(statements: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(statements).encode()).hexdigest()[:16]


def create(path: str, *, keep: bool | None = None) -> Store:
    """Open an archive for writing, made if it is not there.

    ``keep`` asks for personal data to be stored (True) or masked (False); None takes it as the archive is.

    Raises:
        ArchiveUseError: the archive handles personal data otherwise.
        ArchiveError: another process writes to it. DamagedArchiveError: it is no archive.
    """
    fresh = not Path(path).exists()
    store = Store(_connect(path, read_only=False), path)
    if fresh or not _has_meta(store):
        if not fresh and _has_tables(store):
            store.close()
            raise _foreign(path)
        store._build(bool(keep))
        return store
    _same_format(store)
    if keep is not None and keep != store.keeps_personal_data():
        store.close()
        raise ArchiveUseError(
            "此档案对个人信息的处理方式不同：请另建档案，或去掉（加上）--keep-personal-data",
            "this archive treats personal data differently; make another, or leave out (give) --keep-personal-data",
            file=path,
        )
    return store


def open_archive(path: str, *, memory: str = "64MB") -> Store:
    """Open an archive for reading.

    Raises:
        MissingFileError: there is none. ArchiveError: it is being written. DamagedArchiveError: it is no archive.
        ArchiveUseError: another version made it; a run of this one brings it up to date.
    """
    if not Path(path).is_file():
        raise MissingFileError(
            "没有这个档案：请先用 jixiao ingest 建立", "no such archive; make it with jixiao ingest", file=path
        )
    store = Store(_connect(path, read_only=True, memory=memory), path)
    if not _has_meta(store):
        store.close()
        raise _foreign(path)
    _same_format(store)
    if not store.is_current():
        store.close()
        raise ArchiveUseError(
            "档案的表由另一版本建立：请先用 jixiao ingest 再读入一次（任一来源），表会自动更新",
            "another version made the tables; run jixiao ingest once more, with any source, to bring them up to date",
            file=path,
        )
    return store


def in_memory(*, keep: bool = False) -> Store:
    """An archive that is no file: for the export of a single report."""
    store = Store(_connect(IN_MEMORY, read_only=False), IN_MEMORY)
    store._build(keep)
    return store


def _connect(path: str, *, read_only: bool, memory: str = "96MB") -> Any:
    duckdb = need("duckdb")
    # One thread keeps memory flat and the bytes of exports the same; the work is in the workers.
    limits = f"SET threads = 1; SET memory_limit = '{memory}'; SET checkpoint_threshold = '{LOG}'"
    try:
        if read_only or path == IN_MEMORY:
            connection = duckdb.connect(path, read_only=read_only)
            connection.execute(limits)
        else:
            connection = duckdb.connect(IN_MEMORY)
            connection.execute(limits)
            place = path.replace("'", "''")
            # What memory does not hold goes beside the archive, not into whatever directory the command was run in.
            connection.execute(f"SET temp_directory = '{place}.tmp'")
            connection.execute(f"ATTACH '{place}' AS {NAME} (TYPE duckdb, ROW_GROUP_SIZE {ROW_GROUP}); USE {NAME}")
    except duckdb.Error as error:
        raise _unusable(path, str(error)) from None
    return connection


def _unusable(path: str, text: str) -> ArchiveError:
    if any(sign in text for sign in _IN_USE):
        return ArchiveBusyError(
            "档案正被另一个进程使用：请稍后再试", "the archive is in use by another process; try again later", file=path
        )
    if any(sign in text for sign in _NOT_OURS):
        return _foreign(path)
    return ArchiveError("档案无法打开：请检查路径和权限", "cannot be opened; check path and permissions", file=path)


def _unwritten(path: str) -> ArchiveError:
    return ArchiveError(
        "档案无法写入：请检查磁盘空间和权限，再运行同一命令即可继续（已存入的不会丢失）",
        "the archive cannot be written; look at disk space and permissions, then the same command goes on",
        file=path,
    )


def _foreign(path: str) -> DamagedArchiveError:
    return DamagedArchiveError(
        "不是 Jixiao 档案，或已损坏：请换一个文件名", "no archive of Jixiao, or damaged; name another file", file=path
    )


def _has_meta(store: Store) -> bool:
    rows = store.rows("SELECT 1 FROM duckdb_tables() WHERE table_name = 'meta'")
    return next(iter(rows), None) is not None


def _has_tables(store: Store) -> bool:
    return next(iter(store.rows("SELECT 1 FROM duckdb_tables()")), None) is not None


def _same_format(store: Store) -> None:
    found = store._meta("format")
    if found != FORMAT:
        store.close()
        raise ArchiveUseError(
            f"档案格式 {found} 与本程序的 {FORMAT} 不兼容：请用相应版本打开",
            f"archive format {found} is not compatible with {FORMAT}; open it with a matching release",
            file=store.path,
        )
