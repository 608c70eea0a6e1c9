"""Generated reports as a tool's text, read and compared with their truth."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

from samples.blocks import Sample, truth_json
from samples.dialects import flatten_document

import jixiao
from jixiao.document import Cell, Table
from jixiao.evaluate import examine
from jixiao.schema import to_json


def misses(samples: Iterable[Sample], dialect: str) -> tuple[int, list[str], list[str]]:
    """How many values the reports have; those read wrong or invented; those missing."""
    values = 0
    wrong: list[str] = []
    missing: list[str] = []
    for sample in samples:
        report = jixiao.parse(flatten_document(sample.blocks, dialect).encode())
        data = json.loads(to_json(report), parse_float=Decimal)
        found = examine(json.loads(truth_json(sample.truth), parse_float=Decimal), data)
        values += sum(part.right + part.wrong + part.missing for part in found.parts.values())
        for miss in found.misses:
            (missing if miss.kind == "missing" else wrong).append(f"{sample.name}{miss.pointer}")
    return values, wrong, missing


def with_cells(table: Table, cells: Iterable[Cell], rows: int = 0, columns: int = 0) -> Table:
    """The table with these cells instead of its own, in so many rows and columns more."""
    own = tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
    return replace(table, rows=table.rows + rows, columns=table.columns + columns, cells=own)


def with_tables(sample: Sample, change: Callable[[Table], Table]) -> Sample:
    """The sample with tables that an office changed, one at least."""
    blocks = [change(block) if isinstance(block, Table) else block for block in sample.blocks]
    assert blocks != sample.blocks
    return replace(sample, blocks=blocks)
