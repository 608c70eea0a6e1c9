"""What to export: which reports, which tables, in which order, under which headings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jixiao.archive.scratch import scratch
from jixiao.archive.tables import TABLES, Table

if TYPE_CHECKING:
    from jixiao.archive.store import Store


@dataclass(frozen=True, slots=True)
class Selection:
    """Which reports and tables. Empty means all; a unit is chosen by a part of its name.

    ``english`` heads columns with their keys in CSV, which else has their Chinese names.
    """

    years: tuple[int, ...] = ()
    units: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    evidence: bool = False
    english: bool = False

    def chosen_tables(self) -> list[Table]:
        """The tables to write: all but the large ones, those only on request."""
        if self.tables:
            return [table for table in TABLES if table.name in self.tables]
        return [table for table in TABLES if self.evidence or not table.on_request]


def matching(store: Store, selection: Selection) -> int:
    """How many reports the filters choose."""
    with chosen(store, selection) as cursor:
        return len(identifiers(cursor))


BLOCK_ROWS = 40_000
"""Rows sorted at a time."""


@contextmanager
def chosen(store: Store, selection: Selection) -> Iterator[Any]:
    """A cursor on which the temporary table ``chosen`` ranks the selected reports; sorting spills to the disk."""
    cursor = store.cursor()
    with scratch("jixiao-export-") as place:
        cursor.execute(f"SET temp_directory = {literal(str(place))}")
        cursor.execute("DROP TABLE IF EXISTS temp.chosen")
        cursor.execute(
            "CREATE TEMP TABLE chosen AS SELECT report_id, unit_name AS unit_, fiscal_year AS year_, row_number() OVER"
            " (ORDER BY fiscal_year NULLS LAST, unit_key NULLS LAST, report_id) AS rank_ FROM reports WHERE"
            " ($1 = [] OR fiscal_year IN (SELECT unnest($1)))"
            " AND ($2 = [] OR len(list_filter($2, lambda u: contains(coalesce(unit_name, ''), u))) > 0)"
            " AND ($3 = [] OR kind IN (SELECT unnest($3)))",
            [list(selection.years), list(selection.units), list(selection.kinds)],
        )
        try:
            yield cursor
        finally:
            cursor.execute("DROP TABLE IF EXISTS temp.chosen")
            cursor.close()


def identifiers(cursor: Any) -> list[str]:
    """The chosen reports in the order of every export."""
    return [row[0] for row in cursor.execute("SELECT report_id FROM chosen ORDER BY rank_").fetchall()]


@contextmanager
def ordered(cursor: Any, table: Table, columns: str = "t.*", joined: str = "") -> Iterator[str]:
    """A query for a table's rows in the order of every export; ``chosen`` must be there.

    They are sorted some reports at a time into a temporary table, which may go to the disk: one sort of millions of
    wide rows does not fit the memory that an export may take.
    """
    second = ", t.seq" if table.columns[1].name == "seq" else ""
    select = f"SELECT {columns} FROM {table.name} t JOIN chosen USING (report_id) {joined}"  # noqa: S608
    rows, reports = cursor.execute(
        f"SELECT (SELECT count(*) FROM {table.name}), (SELECT count(*) FROM chosen)"  # noqa: S608
    ).fetchone()
    step = max(reports * BLOCK_ROWS // max(rows, 1), 1)
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE sorted AS {select} LIMIT 0")
    try:
        for first in range(1, reports + 1, step):
            cursor.execute(
                f"INSERT INTO sorted {select} WHERE rank_ BETWEEN $1 AND $2 ORDER BY rank_{second}",
                [first, first + step - 1],
            )
        yield "SELECT * FROM sorted"
    finally:
        cursor.execute("DROP TABLE IF EXISTS temp.sorted")


def stream(cursor: Any, text: str, parameters: Sequence[Any] = (), size: int = 2000) -> Iterator[tuple[Any, ...]]:
    """The rows of a query, a block at a time."""
    cursor.execute(text, list(parameters))
    while rows := cursor.fetchmany(size):
        yield from rows


def literal(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def titles(table: Table) -> str:
    """The Chinese names of a table's columns as JSON."""
    return json.dumps({"": table.title, **{column.name: column.title for column in table.columns}}, ensure_ascii=False)


def file_for(directory: Path, table: Table, suffix: str) -> Path:
    """Where a table goes in a directory."""
    return directory / f"{table.name}.{suffix}"
