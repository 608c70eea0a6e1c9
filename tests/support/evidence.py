"""What the contract asks of every report, whatever it says."""

from __future__ import annotations

import json
from functools import cache

from jsonschema import Draft202012Validator

from jixiao.schema import Report
from jixiao.schema.json_schema import schema
from jixiao.schema.pointer import leaves


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(schema())


def assert_whole(report: Report) -> None:
    """The JSON fits the published schema, each leaf has evidence that quotes the source, the ledger balances."""
    _validator().validate(json.loads(report.model_dump_json()))
    # A null has evidence only where a cell or a statement stands for it.
    bare = [at for at in leaves(report) if at not in report.evidence and report.value(at) is not None]
    assert bare == []
    raws = _raws(report)
    for pointer, evidence in report.evidence.items():
        raw = "".join(raws[place.block, place.cell][slice(*place.span)] for place in evidence.places)
        assert raw == evidence.text, pointer
        report.value(pointer)
    ledger = report.coverage
    assert ledger.fields + ledger.structure + sum(ledger.ignored.values()) + ledger.unread == ledger.total


def _raws(report: Report) -> dict[tuple[int, tuple[int, int] | None], str]:
    """The raw text of each block and of each cell of a table."""
    raws: dict[tuple[int, tuple[int, int] | None], str] = {}
    for number, block in enumerate(report.blocks):
        raws[number, None] = block.text
    for table in report.tables:
        raws |= {(table.block, (cell.row, cell.column)): cell.raw for cell in table.cells}
    return raws
