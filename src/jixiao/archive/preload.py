"""Imported once by the server that workers are forked from, so that a new worker reads at once."""

from __future__ import annotations

import jixiao.archive.worker
import jixiao.checks
import jixiao.readers.docx
import jixiao.readers.pdf
import jixiao.readers.text
from jixiao.patterns import load

__all__: list[str] = []

load()
jixiao.archive.worker.configure((), keep=False)
