"""What a result depends on, as hashes: so that an upgrade makes only that anew which it affects.

Two of them: reading a kind of file (the code of its reader and of all that follows, patterns and rules), and laying out
rows (tables). After a change of the tables the stored JSON is enough; a change of reading needs the files. Rules belong
to reading, since the stored JSON is masked: whether two names agree, and what is a placeholder, cannot be told from it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from jixiao.patterns import default_directory
from jixiao.readers.scan.options import missing

PACKAGE = Path(__file__).parents[1]
_COMMON = (
    "document.py",
    "errors.py",
    "folding.py",
    "garbage.py",
    "keeping.py",
    "lazy_re.py",
    "quotes.py",
    "ideographs.py",
    "traditional.py",
    "values.py",
    "widths.py",
    "pipeline.py",
    "structure",
    "extract",
    "assurance",
    "patterns",
    "schema",
    "checks",
)
_TEXT = ("readers/text.py", "readers/chinese.py", "readers/escaped.py", "readers/misread.py")
_OWN = ("readers/docx", "readers/pdf", "readers/scan", "readers/html", *_TEXT)
_READERS = {
    "docx": ("readers/docx", "readers/html", *_TEXT, "readers/pdf", "readers/scan"),
    "pdf": ("readers/pdf", "readers/scan"),
    "image": ("readers/pdf", "readers/scan"),
    "text": _TEXT,
    "html": ("readers/html", *_TEXT),
    "mhtml": ("readers/html", *_TEXT),
}
_SCANS = ("pdf", "image", "docx")
_TABLING = ("batches", "mask", "rows", "rows_money", "tables")


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """The hashes in force. ``readers`` is by kind of file; «» is for kinds that no reader reads."""

    readers: dict[str, str]
    tabling: str

    def reading(self, kind: str | None) -> str:
        """The hash that reading a kind of file (as sniffed) depends on."""
        return self.readers.get(kind or "", self.readers[""])


def fingerprints(patterns: Sequence[Path] = (), *, keep: bool = False) -> Fingerprints:
    """The hashes of this installation with these extra patterns."""
    roots = (default_directory(), *patterns)
    common = _hash([*_files(_COMMON), *_files(_shared_readers())], _tomls(roots), "")
    scans = _scan_extra()
    readers = {
        kind: _hash(_files(places), [], common + (scans if kind in _SCANS else "")) for kind, places in _READERS.items()
    }
    readers[""] = _hash(_files(_OWN), [], common)
    tabling = _hash(_files([f"archive/{name}.py" for name in _TABLING]), [], str(keep))
    return Fingerprints(readers, tabling)


def _scan_extra() -> str:
    """What recognises scans, if it is installed: what was refused without it is read once it is there."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - most runs are of other commands

    if missing():
        return ""
    try:
        return f"{version('rapidocr')} {version('onnxruntime')}"
    except PackageNotFoundError:
        return "?"


def _shared_readers() -> list[str]:
    own = set(_OWN)
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


def _tomls(roots: Iterable[Path]) -> list[tuple[str, Path]]:
    return [(path.relative_to(root).as_posix(), path) for root in roots for path in sorted(root.rglob("*.toml"))]


def _hash(code: Iterable[tuple[str, Path]], data: Iterable[tuple[str, Path]], more: str) -> str:
    digest = hashlib.sha256(more.encode())
    for name, path in (*code, *data):
        digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
