"""Rows as Arrow: what a worker hands back of a report, ready to be stored without a look at each value.

A report is one value, a struct that holds the rows of every table, since two hundred small arrays would cost more than
what is in them. `decode` takes many such values apart into the tables.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from jixiao.archive.errors import DecimalOverflowError, NumberOverflowError
from jixiao.archive.mask import Mask
from jixiao.archive.rows import Row, evidence, rows
from jixiao.archive.tables import BY_NAME, EVIDENCE, REPORT_JSON, TABLES, Table, Type
from jixiao.schema import Report, to_json

SCALE = Decimal("1E-8")
_EXACT = Context(prec=60)
_BOUND = Decimal(10) ** 16
_ARROW: dict[Type, Callable[[], Any]] = {
    "text": pa.string,
    "int": pa.int32,
    "long": pa.int64,
    "bool": pa.bool_,
    "decimal": lambda: pa.decimal128(24, 8),
    "double": pa.float64,
    "blob": pa.binary,
}
_INTEGERS: dict[Type, int] = {"int": 1 << 31, "long": 1 << 63}
_CODEC = pa.Codec("zstd", compression_level=1)


def schema(table: Table) -> Any:
    """The Arrow schema of a table."""
    return pa.schema([(column.name, _ARROW[column.type]()) for column in table.columns])


_KEPT = (*(table for table in TABLES if table is not EVIDENCE), REPORT_JSON)
_SCHEMAS = {table.name: schema(table) for table in (*_KEPT, EVIDENCE)}
_ROWS = {name: pa.struct(list(found)[BY_NAME.get(name, REPORT_JSON).keys :]) for name, found in _SCHEMAS.items()}
_VALUE = pa.struct([("report_id", pa.string()), *((t.name, pa.list_(_ROWS[t.name])) for t in _KEPT)])
_WHOLE = pa.schema([("report", _VALUE), (EVIDENCE.name, pa.list_(_ROWS[EVIDENCE.name]))])


def encode(report: Report, report_id: str, mask: Mask) -> bytes:
    """A report's rows of all tables, its masked JSON among them, serialised.

    Raises:
        DecimalOverflowError: a number has more than 16 digits before the point.
        NumberOverflowError: a count is too large for its column.
    """
    text = mask.json(to_json(report))
    made = rows(report)
    try:
        value = _value(made, report_id, text, mask)
    except (pa.ArrowInvalid, OverflowError):  # some number does not fit; looking at each only then costs nothing else
        notes = [note for name, lines in made.items() for note in _fit(BY_NAME[name], lines)]
        made["diagnostics"] += notes
        value = _value(made, report_id, text, mask)
    batch = pa.RecordBatch.from_arrays([value, _places(report, mask)], schema=_WHOLE)
    return bytes(batch.serialize().to_pybytes())


def _value(made: dict[str, list[Row]], report_id: str, text: bytes, mask: Mask) -> Any:
    stored = (_CODEC.compress(text, asbytes=True), len(text))
    tables = [mask.rows(table, made[table.name]) for table in _KEPT[:-1]]
    return pa.array([(report_id, *tables, [stored])], _VALUE)


def _places(report: Report, mask: Mask) -> Any:
    """The evidence as one value; its numbers are positions, which always fit."""
    columns = mask.columns(EVIDENCE, evidence(report))
    fields = list(_ROWS[EVIDENCE.name])
    arrays = [pa.array(values, field.type) for values, field in zip(columns, fields, strict=True)]
    rows_ = pa.StructArray.from_arrays(arrays, fields=fields)
    return pa.ListArray.from_arrays(pa.array([0, len(rows_)], pa.int32()), rows_)


def decode(parts: Sequence[bytes]) -> dict[str, Any]:
    """The Arrow tables of many reports as `encode` gave them, by name; those without rows are left out."""
    read = [pa.ipc.read_record_batch(pa.py_buffer(part), _WHOLE) for part in parts]
    together = pa.Table.from_batches(read, _WHOLE)
    whole = together.column(0).combine_chunks()
    idents = whole.field("report_id")
    found = {}
    for table in (*_KEPT, EVIDENCE):
        lists = together.column(1).combine_chunks() if table is EVIDENCE else whole.field(table.name)
        flat = lists.flatten()
        if len(flat) == 0:
            continue
        owner = pc.list_parent_indices(lists)
        columns = [idents.take(owner)]
        if table.keys > 1:
            number = pa.array(range(len(flat)), pa.int32())
            columns.append(pc.subtract(number, lists.offsets.take(owner)))
        found[table.name] = pa.Table.from_arrays([*columns, *flat.flatten()], schema=_SCHEMAS[table.name])
    return found


def decompress(data: bytes, size: int) -> bytes:
    """The JSON of a row of ``report_json``."""
    return bytes(_CODEC.decompress(data, decompressed_size=size, asbytes=True)) if size else b""


def _fit(table: Table, lines: list[Row]) -> list[Row]:
    """Fit the numbers of rows into their columns, in place.

    Returns:
        A row of ``diagnostics`` for each that had to be rounded: the JSON has its digits as printed.
    """
    notes: list[Row] = []
    for at, column in enumerate(table.columns[table.keys :]):
        where = f"{table.name}.{column.name}"
        for number, line in enumerate(lines):
            value = line[at]
            if column.type == "decimal" and value is not None:
                fitted = _rounded(value, where)
                lines[number] = (*line[:at], fitted, *line[at + 1 :])
                if fitted != value:
                    notes.append(_note(where))
            elif column.type in _INTEGERS and value is not None and abs(value) >= _INTEGERS[column.type]:
                raise NumberOverflowError(
                    f"{where} 的数 {value} 过大：请核对原文",
                    f"{where}: {value} is too large a number; check the source",
                )
    return notes


def _rounded(value: Decimal, where: str) -> Decimal:
    if abs(value) >= _BOUND:
        raise DecimalOverflowError(
            f"{where} 的数值超过 16 位整数，存不进 DECIMAL(24,8)：请核对原文",
            f"{where}: a number of more than 16 digits before the point does not fit DECIMAL(24,8); check the source",
        )
    return value.quantize(SCALE, ROUND_HALF_EVEN, _EXACT)


def _note(where: str) -> Row:
    return (
        "rounded_in_table",
        f"{where} 的小数超过 8 位，表中为舍入值，全文保留原数",
        f"{where} has more than 8 decimals: rounded in the table, as printed in the JSON",
        None,
    )
