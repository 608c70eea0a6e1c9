"""Bytes to report: the stages in order, on one screen."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from jixiao.checks import Profile, with_findings
from jixiao.checks import profile as checks_profile
from jixiao.document import Document
from jixiao.extract.report import extract
from jixiao.garbage import searches, undisturbed
from jixiao.patterns import Patterns, load
from jixiao.quotes import squeeze
from jixiao.readers import read, read_source
from jixiao.readers.scan.options import scanning
from jixiao.schema import Report
from jixiao.schema.source import PatternPack, Source
from jixiao.structure.stages import structure


def parse(
    source: str | Path | bytes | BinaryIO, *, patterns: Patterns | None = None, profile: str | None = None
) -> Report:
    """The report in a file: DOCX, PDF, a web page, plain text or a scan, told by content; with what its checks found.

    Args:
        source: a path, the file's bytes, or an open binary file.
        patterns: pattern packs from `jixiao.patterns.load`; the default pack when None.
        profile: how scores are given («hunan»), for the checks; by the report's template when None.

    Raises:
        ReadError: the file is missing, empty, of an unknown kind, damaged, encrypted or over a limit.
        UnknownProfileError: no profile has that name.
    """
    searches.count()
    data, name = read_source(source)
    patterns = patterns or load()
    scoring = checks_profile(patterns, profile) if profile else None
    document = read_with(patterns, data)
    with undisturbed():  # not while pages are read: pictures of a scan are large
        return _report(document, data, name, patterns, scoring)


def _report(document: Document, data: bytes, name: str, patterns: Patterns, scoring: Profile | None) -> Report:
    structured = structure(document, patterns)
    report = extract(
        structured,
        patterns,
        Source(
            file_name=name or None,
            sha256=hashlib.sha256(data).hexdigest(),
            size_bytes=len(data),
            media_type=document.media_type,
            page_count=document.page_count,
            text_origin=document.text_origin,  # type: ignore[arg-type]
            reader=document.reader,
            dialect=structured.dialect,
            patterns=PatternPack(pack=patterns.name, version=patterns.version, hash=patterns.hash),
        ),
    )
    if document.text_origin != "digital":
        from jixiao.assurance import assured  # noqa: PLC0415 (digital documents have no need of it)

        report = assured(report, structured, patterns, scoring)
    structured.forget_views()
    return with_findings(report, patterns, scoring)


def read_with(patterns: Patterns, data: bytes) -> Document:
    """The document of a file's bytes; the patterns tell which labels of a scan ask for a hand. Raises `ReadError`."""
    with scanning(asks_for_hand=asking(patterns)):
        return read(data)


def asking(patterns: Patterns) -> Callable[[str], bool]:
    """Tells of a label whether it asks for a signature or a stamp."""
    hand = patterns["scan.hand"]
    return lambda label: hand.occurs(squeeze(label))
