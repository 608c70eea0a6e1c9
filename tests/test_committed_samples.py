"""The committed samples, whole: every value as its truth has it, all evidence verbatim, next to nothing unread."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from evidence import assert_whole
from jixiao import parse
from jixiao.evaluate import compare, load_truth, pairs_of
from jixiao.schema import Report

pytestmark = pytest.mark.no_cover

SET = Path(__file__).parents[1] / "samples" / "set"
PAIRS = pairs_of(SET)

# A PDF wraps «≥ 95%» at its blank, and a wrapped line is taken out without one: the text differs, no figure does.
_WRAPPED = {".pdf": "/target/text"}


def test_there_are_enough_in_every_form() -> None:
    assert len(PAIRS) >= 12
    assert {path.suffix for path, _ in PAIRS} == {".docx", ".pdf", ".txt"}


@cache
def read(path: Path) -> Report:
    """Its report, made once for the tests that look at it."""
    return parse(path)


@pytest.mark.parametrize(("path", "truth"), PAIRS, ids=[path.name for path, _ in PAIRS])
def test_every_value(path: Path, truth: Path) -> None:
    report = json.loads(read(path).model_dump_json(), parse_float=Decimal)
    misses = compare(load_truth(truth), report)
    wrapped = _WRAPPED.get(path.suffix)
    misses = [
        miss
        for miss in misses
        if not (wrapped and miss.pointer.endswith(wrapped) and str(miss.expected).replace(" ", "") == miss.found)
    ]
    assert misses == []


@pytest.mark.parametrize("path", [path for path, _ in PAIRS], ids=[path.name for path, _ in PAIRS])
def test_evidence_and_coverage(path: Path) -> None:
    report = read(path)
    assert_whole(report)
    tables = {table.block: table.role for table in report.tables}
    in_forms = [p for p in report.coverage.unread_places if p.cell is not None and tables[p.block] != "other"]
    assert in_forms == []
    assert report.coverage.unread <= 0.04 * report.coverage.total


def test_the_same_bytes_give_the_same_json() -> None:
    path = PAIRS[0][0]
    assert parse(path.read_bytes()).model_dump_json() == parse(path.read_bytes()).model_dump_json()
