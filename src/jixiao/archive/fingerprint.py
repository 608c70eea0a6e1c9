"""What a result depends on, as hashes: so that an upgrade makes only that anew which it affects.

Three of them, each for a step that can be done again on its own: reading a kind of file (code of its reader and of all
that follows, and the patterns), checking (rules), laying out rows (tables). After a change of the rules or the tables
the stored JSON is enough; only a change of reading needs the files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from jixiao.patterns import default_directory

PACKAGE = Path(__file__).parents[1]
_COMMON = (
    "document.py",
    "errors.py",
    "quotes.py",
    "values.py",
    "pipeline.py",
    "structure",
    "extract",
    "patterns",
    "schema",
)
_READERS = {"docx": "readers/docx", "pdf": "readers/pdf", "text": "readers/text.py"}
_CHECKS = "checks"


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """The hashes in force. ``readers`` is by kind of file; «» is for kinds that no reader reads."""

    readers: dict[str, str]
    checking: str
    tabling: str

    def reading(self, kind: str | None) -> str:
        """The hash that reading a kind of file (as sniffed) depends on."""
        return self.readers.get(kind or "", self.readers[""])


def fingerprints(patterns: Sequence[Path] = (), *, keep: bool = False) -> Fingerprints:
    """The hashes of this installation with these extra patterns."""
    roots = (default_directory(), *patterns)
    common = _hash([*_files(_COMMON), *_files(_shared_readers())], _tomls(roots, checks=False), "")
    readers = {kind: _hash(_files([place]), [], common) for kind, place in _READERS.items()}
    readers[""] = _hash(_files(_READERS.values()), [], common)
    return Fingerprints(
        readers,
        _hash(_files([_CHECKS]), _tomls(roots, checks=True), ""),
        _hash(
            _files([f"archive/{name}.py" for name in ("batches", "mask", "rows", "rows_money", "tables")]),
            [],
            str(keep),
        ),
    )


def _shared_readers() -> list[str]:
    own = set(_READERS.values())
    return [
        f"readers/{path.name}" for path in sorted((PACKAGE / "readers").iterdir()) if f"readers/{path.name}" not in own
    ]


def _files(places: Iterable[str]) -> list[tuple[str, Path]]:
    found: list[tuple[str, Path]] = []
    for place in places:
        path = PACKAGE / place
        found += [(p.relative_to(PACKAGE).as_posix(), p) for p in sorted(path.rglob("*.py"))] if path.is_dir() else []
        found += [(place, path)] if path.is_file() and path.suffix == ".py" else []
    return found


def _tomls(roots: Iterable[Path], *, checks: bool) -> list[tuple[str, Path]]:
    return [
        (path.relative_to(root).as_posix(), path)
        for root in roots
        for path in sorted(root.rglob("*.toml"))
        if (path.relative_to(root).parts[0] == _CHECKS) is checks
    ]


def _hash(code: Iterable[tuple[str, Path]], data: Iterable[tuple[str, Path]], more: str) -> str:
    digest = hashlib.sha256(more.encode())
    for name, path in (*code, *data):
        digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
