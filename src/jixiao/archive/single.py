"""A single report as an archive in memory, so that the exports know only one thing."""

from __future__ import annotations

from jixiao.archive import batches
from jixiao.archive.fingerprint import Fingerprints
from jixiao.archive.mask import NOTHING, mask_of
from jixiao.archive.model import ID_LENGTH, Outcome
from jixiao.archive.opening import in_memory
from jixiao.archive.store import Store
from jixiao.archive.walk import path_key
from jixiao.schema import Report

_NO_PRINTS = Fingerprints({"": ""}, "")


def single(report: Report, path: str, *, keep: bool = False) -> Store:
    """An archive in memory that holds one report; the caller closes it."""
    mask = NOTHING if keep else mask_of(report, path)
    sha256 = report.source.sha256
    rows = batches.encode(report, sha256[:ID_LENGTH], mask)
    outcome = Outcome(
        sha256,
        mask.text(path),
        path_key(path),
        "partial" if report.coverage.unread else "done",
        report.source.reader,
        size_bytes=report.source.size_bytes,
        unread=report.coverage.unread,
        rows=rows,
    )
    store = in_memory(keep=keep)
    store.commit([outcome], [(outcome.place, outcome.path, sha256)], _NO_PRINTS, set())
    return store
