"""One Parquet file a table, zstd, DECIMAL(24,8); the Chinese names of the columns are in its metadata («titles»)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.export.files import directory, whole
from jixiao.export.selection import Selection, chosen, file_for, literal, ordered, titles

if TYPE_CHECKING:
    from jixiao.archive.store import Store

GROUP = 20_480
"""Rows of a row group: what the writer holds in memory."""


def write(store: Store, target: Path, selection: Selection) -> list[Path]:
    """Write the chosen tables into a directory."""
    written = []
    with chosen(store, selection) as cursor:
        for table in selection.chosen_tables():
            path = file_for(directory(target), table, "parquet")
            with whole(path) as temporary, ordered(cursor, table) as rows:
                cursor.execute(
                    f"COPY ({rows}) TO {literal(str(temporary))} (FORMAT parquet, COMPRESSION zstd,"
                    f" ROW_GROUP_SIZE {GROUP}, KV_METADATA {{titles: {literal(titles(table))}}})"
                )
            written.append(path)
    return written
