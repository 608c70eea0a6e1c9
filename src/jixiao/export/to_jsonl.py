"""The whole JSON of each report, one a line, as `jixiao parse` prints it, masked as the archive is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.export.files import whole
from jixiao.export.selection import Selection, chosen

if TYPE_CHECKING:
    from jixiao.archive.store import Store

BLOCK = 20
"""Reports fetched at a time: a megabyte or two."""


def write(store: Store, target: Path, selection: Selection) -> list[Path]:
    """Write the chosen reports into a file."""
    from jixiao.archive.batches import decompress  # noqa: PLC0415

    with chosen(store, selection) as cursor, whole(target) as temporary, temporary.open("wb") as out:
        count = cursor.execute("SELECT count(*) FROM chosen").fetchone()[0]
        for first in range(1, count + 1, BLOCK):
            # By block and not by one sorted query: sorting would move every report through memory.
            rows = cursor.execute(
                "SELECT rank_, json, json_bytes FROM report_json JOIN chosen USING (report_id)"
                " WHERE report_id IN (SELECT report_id FROM chosen WHERE rank_ BETWEEN $1 AND $2)",
                [first, first + BLOCK - 1],
            ).fetchall()
            for _, data, size in sorted(rows):
                out.write(decompress(bytes(data), size) + b"\n")
    return [target]
