"""A made-up library for the command line: what a file «parses» to is said by its first words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fictional
from jixiao import errors
from jixiao.schema import Report

ERRORS: dict[str, type[errors.JixiaoError]] = {
    "missing": errors.MissingFileError,
    "empty": errors.EmptyFileError,
    "unknown": errors.UnknownTypeError,
    "damaged": errors.DamagedFileError,
    "encrypted": errors.EncryptedFileError,
    "limit": errors.LimitError,
    "extra": errors.MissingExtraError,
}


def fake_parse(source: str | Path | bytes, *, patterns: Any = None) -> Report:
    """A report named after its file, or the failure that the file's text names."""
    if isinstance(source, bytes):
        return fictional.report()
    text = "" if source == "-" else Path(source).read_text(encoding="utf-8")
    if text in ERRORS:
        raise ERRORS[text](f"{text} 坏了：请换一个", f"{text} is bad; take another")
    if text == "interrupt":
        raise KeyboardInterrupt
    if text == "bug":
        raise ZeroDivisionError("two\nlines")
    report = fictional.report()
    return report.model_copy(update={"source": report.source.model_copy(update={"file_name": Path(source).name})})


@dataclass
class Result:
    """What a command gave."""

    code: int
    out: str
    err: str
