"""Jixiao 绩效: Chinese budget self-evaluation reports as exact, checkable data.

import jixiao
report = jixiao.parse("report.docx")      # path, bytes or file object; raises subclasses of jixiao.ReadError
report.spending[0].amount                 # Decimal("512.36")
report.why("/spending/0/amount")          # Evidence
report.model_dump_json()                  # what the command line prints
jixiao.schema()                           # JSON Schema 2020-12
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from jixiao._version import __version__

if TYPE_CHECKING:
    from jixiao.errors import (
        DamagedFileError,
        EmptyFileError,
        EncryptedFileError,
        JixiaoError,
        LimitError,
        MissingExtraError,
        MissingFileError,
        PatternError,
        ReadError,
        UnknownTypeError,
    )
    from jixiao.pipeline import parse
    from jixiao.schema import Report
    from jixiao.schema.json_schema import schema

__all__ = [
    "DamagedFileError",
    "EmptyFileError",
    "EncryptedFileError",
    "JixiaoError",
    "LimitError",
    "MissingExtraError",
    "MissingFileError",
    "PatternError",
    "ReadError",
    "Report",
    "UnknownTypeError",
    "__version__",
    "parse",
    "schema",
]

# Loaded on first use: `jixiao --help` needs no parser.
_HOME = {"parse": "jixiao.pipeline", "Report": "jixiao.schema", "schema": "jixiao.schema.json_schema"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        msg = f"module 'jixiao' has no attribute {name!r}"
        raise AttributeError(msg)
    value = getattr(import_module(_HOME.get(name, "jixiao.errors")), name)
    globals()[name] = value
    return value
