"""The archive's one file: a DuckDB with the catalogue, the state of every document, and the tables.

A report's rows and the state of its document are stored in one transaction: a run killed at any moment has stored a
document wholly or not at all. There is one writer, the process that ingests.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jixiao.archive.catalogue import CATALOGUE, DOCUMENTS, LOCATIONS, RUNS, document_row
from jixiao.archive.errors import ArchiveError, need
from jixiao.archive.model import ID_LENGTH, Outcome
from jixiao.archive.tables import REPORT_JSON, TABLES, TABLES_VERSION, Table, comments, ddl
from jixiao.archive.views import VIEWS

if TYPE_CHECKING:
    from jixiao.archive.fingerprint import Fingerprints

FORMAT = "1"
"""Of the catalogue; the layout of the tables has its own version."""


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
    """An open archive (`opening.create`, `opening.open_archive`); to be closed."""

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
        return self.meta("personal_data") == "kept"

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

    def meta(self, key: str) -> str | None:
        """What the archive says of itself: format, layout, personal_data; None where it says nothing."""
        found = next(iter(self.rows("SELECT value FROM meta WHERE key = $1", [key])), None)
        return str(found[0]) if found else None

    def build(self, keep: bool) -> None:
        """Lay out a new archive. ``keep``: personal data is stored as it is."""
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
        return (self.meta("layout"), self.meta("views")) == (_layout(), _views())

    def update_layout(self) -> bool:
        """Bring the tables of an older version to this one; True when their rows have to be made anew."""
        if self.is_current():
            return False
        same = self.meta("layout") == _layout()
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


def _unwritten(path: str) -> ArchiveError:
    return ArchiveError(
        "档案无法写入：请检查磁盘空间和权限，再运行同一命令即可继续（已存入的不会丢失）",
        "the archive cannot be written; look at disk space and permissions, then the same command goes on",
        file=path,
    )
