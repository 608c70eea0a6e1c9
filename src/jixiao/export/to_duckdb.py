"""A DuckDB file with the tables, the comments and the views, and nothing of the archive's own state."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from jixiao.archive.batches import schema
from jixiao.archive.errors import need
from jixiao.archive.tables import REPORT_JSON, TABLES, Table, comments, ddl
from jixiao.archive.views import VIEWS
from jixiao.export.files import whole
from jixiao.export.selection import Selection, chosen, identifiers, literal, ordered

if TYPE_CHECKING:
    from jixiao.archive.store import Store

BLOCK = 2048
"""Rows moved at a time."""


def write(store: Store, target: Path, selection: Selection) -> list[Path]:
    """Write the chosen tables into a database file. All tables are there, those not chosen empty: views need them."""
    wanted = {table.name for table in selection.chosen_tables()}
    with whole(target) as temporary, chosen(store, selection) as cursor:
        made = need("duckdb").connect(str(temporary))
        try:
            made.execute("SET threads = 1; SET memory_limit = '64MB'")
            for table in TABLES:
                made.execute(ddl(table))
                for statement in comments(table):
                    made.execute(statement)
                if table.name not in wanted:
                    continue
                with ordered(cursor, table) as query:
                    _copy(cursor.sql(query).to_arrow_reader(BLOCK), made, table)
            _json(store, made, identifiers(cursor))
            for view in VIEWS:
                made.execute(view.sql)
                made.execute(f"COMMENT ON VIEW {view.name} IS {literal(view.title)}")
        finally:
            made.close()
    return [target]


def _copy(reader: Any, made: Any, table: Table) -> None:
    """Rows from one database into another, a block at a time."""
    for batch in reader:
        made.register("incoming", need("pyarrow").Table.from_batches([batch]).cast(schema(table)))
        made.execute(f"INSERT INTO {table.name} SELECT * FROM incoming")  # noqa: S608 - a table of ours
        made.unregister("incoming")


def _json(store: Store, made: Any, reports: list[str]) -> None:
    """The whole JSON of reports, one at a time: they are the bulk of an archive."""
    for statement in (ddl(REPORT_JSON), *comments(REPORT_JSON)):
        made.execute(statement)
    for ident in reports:
        found = store.stored_json(ident)
        if found:
            made.execute("INSERT INTO report_json VALUES ($1, $2, $3)", [ident, *found])
