"""One archive that many tests read: reports of two years, copies, a revision, a ZIP, and what cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from archives import Made, archived, pack, tree
from jixiao.archive.opening import open_archive
from jixiao.archive.store import Store


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Eight reports (one DOCX, one also in a ZIP, one twice), and four files that cannot be read."""
    base = tmp_path_factory.mktemp("archive")
    sources = base / "报告"
    paths = tree(sources, 8, docx=1)
    (sources / "副本.txt").write_bytes(paths[3].read_bytes())
    pack(
        sources / "更多.zip", {"a/一.txt": paths[4].read_bytes(), "b/坏.docx": b"PK\x03\x04 broken", "c/表.xlsx": b"x"}
    )
    (sources / "空.txt").write_bytes(b"")
    (sources / "坏.pdf").write_bytes(b"%PDF-1.7\nnothing")
    (sources / "旧.doc").write_bytes(b"{\\rtf1 hello}")
    (sources / ".hidden.txt").write_text("no", encoding="utf-8")
    archive = base / "档案.duckdb"
    return Made(sources, archive, archived(archive, sources))


@pytest.fixture
def store(made: Made) -> Iterator[Store]:
    """The archive, open for reading."""
    with open_archive(str(made.path)) as opened:
        yield opened
