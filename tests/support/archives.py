"""Trees of generated reports, and archives made of them."""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import dataclass
from pathlib import Path

from samples.__main__ import generate
from samples.writers.docx import docx_bytes
from samples.writers.text import text_bytes

from jixiao.archive.ingest import Options, Summary, ingest
from jixiao.archive.opening import create
from jixiao.archive.pool import Limits
from jixiao.archive.store import Store


@dataclass(frozen=True)
class Made:
    """The sources, the archive, and what the run said."""

    sources: Path
    path: Path
    summary: Summary


QUICK = Options(workers=2, limits=Limits(seconds=30, memory=700))


def tree(directory: Path, count: int, seed: int = 5, *, docx: int = 0) -> list[Path]:
    """So many generated reports as text files, the first few as DOCX; their paths."""
    directory.mkdir(parents=True, exist_ok=True)
    paths = []
    for index, sample in enumerate(generate(seed, count)):
        path = directory / f"{sample.name}{'.docx' if index < docx else '.txt'}"
        path.write_bytes(docx_bytes(sample) if index < docx else text_bytes(sample, "tab-cells"))
        paths.append(path)
    return paths


def pack(path: Path, members: dict[str, bytes]) -> Path:
    """A ZIP archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return path


def archived(path: Path, *sources: Path, options: Options = QUICK, keep: bool = False) -> Summary:
    """Ingest into an archive and close it."""
    with create(str(path), keep=keep) as store:
        return ingest(store, [str(source) for source in sources], options)


def dump(store: Store) -> dict[str, str]:
    """A hash of each table's rows, in an order of their own: two archives with one content are equal in it."""
    names = [
        row[0]
        for row in store.connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE table_name <> 'runs' ORDER BY 1"
        ).fetchall()
    ]
    found = {}
    for name in names:
        rows = store.connection.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall()
        found[name] = f"{len(rows)} {hashlib.sha256(repr(rows).encode()).hexdigest()[:16]}"
    return found
