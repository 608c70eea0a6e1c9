"""The whole JSON of each report, one a line, as `jixiao parse` prints it, masked as the archive is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.export.files import whole
from jixiao.export.selection import Selection, chosen, identifiers

if TYPE_CHECKING:
    from jixiao.archive.store import Store


def write(store: Store, target: Path, selection: Selection) -> list[Path]:
    """Write the chosen reports into a file."""
    from jixiao.archive.batches import decompress  # noqa: PLC0415

    with chosen(store, selection) as cursor, whole(target) as temporary, temporary.open("wb") as out:
        for ident in identifiers(cursor):
            found = store.stored_json(ident)
            if found:
                out.write(decompress(*found) + b"\n")
    return [target]
