"""A document that was read is gone at once: a cycle would keep its report until the garbage collector comes by.

A worker reads a thousand documents, and its collector comes seldom; walking such garbage once cost a tenth of its time.
"""

from __future__ import annotations

import gc
from collections import Counter
from pathlib import Path

import pytest

import fictional
from archives import tree
from jixiao.archive import batches
from jixiao.archive.mask import mask_of
from jixiao.pipeline import parse
from jixiao.schema.evidence import Evidence

KEPT = ("jixiao.schema", "jixiao.checks", "jixiao.readers", "lxml.etree", "zipfile")


def kept() -> Counter[str]:
    """Objects of a report, of its checks and of its file that are still there, by class."""
    names = (f"{type(one).__module__}.{type(one).__qualname__}" for one in gc.get_objects())
    return Counter(name for name in names if name.startswith(KEPT))


@pytest.mark.parametrize("docx", [0, 1])
def test_nothing_of_a_report_stays_when_it_is_dropped(docx: int, tmp_path: Path) -> None:
    (path,) = tree(tmp_path, 1, docx=docx)
    batches.encode(parse(path), "0" * 16, mask_of(parse(path)))  # what is made once stays
    gc.collect()
    gc.disable()
    try:
        before = kept()
        batches.encode(parse(path), "0" * 16, mask_of(parse(path)))
        assert kept() - before == Counter()
    finally:
        gc.enable()


def test_the_look_sees_a_report_that_stays() -> None:
    before = kept()
    report = fictional.report().model_copy(deep=True)
    name = f"{Evidence.__module__}.{Evidence.__qualname__}"
    assert (kept() - before)[name] == len(report.evidence)
