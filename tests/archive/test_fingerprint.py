"""Whatever a result depends on is in its fingerprint: a module that is forgotten there leaves old results in place."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from jixiao.archive import fingerprint
from jixiao.archive.fingerprint import PACKAGE, fingerprints

# What no result depends on: commands, exports, the run around the reading.
APART = {"cli", "export", "archive", "evaluate", "__init__.py", "__main__.py", "_version.py"}


def named(part: str) -> set[str]:
    return {name for name, _ in fingerprint._files([part])}


def test_every_module_is_in_it_or_set_apart() -> None:
    covered = {name for part in (*fingerprint._COMMON, *fingerprint._shared_readers()) for name in named(part)}
    covered |= {name for places in fingerprint._READERS.values() for place in places for name in named(place)}
    modules = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py")}
    assert {name for name in modules - covered if name.split("/")[0] not in APART} == set()


def imported(path: Path) -> set[str]:
    """The readers that a module imports, as places."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("jixiao.readers."):
            parts = str(node.module).split(".")[2:]
            found.add(f"readers/{parts[0]}")
    return found


@pytest.mark.parametrize("kind", sorted(fingerprint._READERS))
def test_a_reader_s_fingerprint_holds_the_readers_that_it_uses(kind: str) -> None:
    own = {place.removesuffix(".py") for place in fingerprint._READERS[kind]}
    shared = {place.removesuffix(".py") for place in fingerprint._shared_readers()}
    used = {
        place
        for name in fingerprint._READERS[kind]
        for _, path in fingerprint._files([name])
        for place in imported(path)
    }
    assert used <= own | shared


def test_the_extra_for_scans_makes_scans_be_read_again_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fingerprint, "missing", lambda: ("rapidocr",))
    without = fingerprints()
    monkeypatch.setattr(fingerprint, "missing", lambda: ())
    monkeypatch.setattr("importlib.metadata.version", lambda name: f"{name} 1")
    there = fingerprints()
    assert {kind for kind in there.readers if there.readers[kind] != without.readers[kind]} == {
        "pdf", "image", "docx",  # scans pasted into Word
    }  # fmt: skip
    assert there.tabling == without.tabling
