"""What the contract asks of every report, whatever it says."""

from __future__ import annotations

import json
from functools import cache

from jsonschema import Draft202012Validator

from jixiao.schema import Report
from jixiao.schema.json_schema import schema
from jixiao.schema.pointer import leaves
from jixiao.schema.text import Place


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(schema())


def assert_whole(report: Report) -> None:
    """The JSON fits the published schema, each leaf has evidence that quotes the source, the ledger balances."""
    _validator().validate(json.loads(report.model_dump_json()))
    # A null has evidence only where a cell or a statement stands for it.
    bare = [at for at in leaves(report) if at not in report.evidence and report.value(at) is not None]
    assert bare == []
    for pointer, evidence in report.evidence.items():
        raw = "".join(quoted(report, place) for place in evidence.places)
        assert raw == evidence.text, pointer
        report.value(pointer)
    ledger = report.coverage
    assert ledger.fields + ledger.structure + sum(ledger.ignored.values()) + ledger.unread == ledger.total


def quoted(report: Report, place: Place) -> str:
    """The raw characters at a place."""
    start, end = place.span
    if place.cell is None:
        return report.blocks[place.block].text[start:end]
    table = next(table for table in report.tables if table.block == place.block)
    return next(c.raw for c in table.cells if (c.row, c.column) == place.cell)[start:end]
