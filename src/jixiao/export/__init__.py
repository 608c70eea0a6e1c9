"""An archive, or a single report, as Parquet, DuckDB, XLSX, CSV or JSON lines: one module a format.

All stream: memory does not grow with the archive. The order is always year, unit, report, row; the bytes of Parquet,
CSV and JSON lines depend on the content alone.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.export.selection import Selection

if TYPE_CHECKING:
    from jixiao.archive.store import Store

__all__ = ["FORMATS", "Selection", "export"]

FORMATS = ("parquet", "duckdb", "xlsx", "csv", "jsonl")


def export(store: Store, form: str, target: Path, selection: Selection | None = None) -> list[Path]:
    """Write an archive in a format (one of `FORMATS`) and return the files written.

    ``target`` is a directory for parquet and csv, a file for the others. Each file is written whole or not at all.

    Raises:
        ExportError: it cannot be written there. MissingExtraError: the format needs what is not installed.
    """
    module = import_module(f"jixiao.export.to_{form}")
    written: list[Path] = module.write(store, target, selection or Selection())
    return written
