"""Rows as Arrow record batches: what a worker hands back, ready to be stored without a look at each value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any

import pyarrow as pa

from jixiao.archive.errors import DecimalOverflowError
from jixiao.archive.mask import Mask
from jixiao.archive.rows import evidence_columns, rows
from jixiao.archive.tables import BY_NAME, REPORT_JSON, Table, Type
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
_CODEC = pa.Codec("zstd", compression_level=1)


def schema(table: Table) -> Any:
    """The Arrow schema of a table."""
    return pa.schema([(column.name, _ARROW[column.type]()) for column in table.columns])


_SCHEMAS = {table.name: schema(table) for table in (*BY_NAME.values(), REPORT_JSON)}


def encode(report: Report, report_id: str, mask: Mask) -> dict[str, bytes]:
    """A report as serialised record batches by table, its masked JSON among them; tables without rows are left out.

    Raises:
        DecimalOverflowError: a number has more than 16 digits before the point.
    """
    text = mask.json(to_json(report).decode()).encode()
    made: dict[str, list[Any]] = {name: list(zip(*lines, strict=True)) for name, lines in rows(report).items() if lines}
    if report.evidence:
        made["evidence"] = evidence_columns(report)
    rounded = _numbers(made)
    if rounded:
        notes = made.setdefault("diagnostics", [(), (), (), ()])
        made["diagnostics"] = [(*old, *new) for old, new in zip(notes, zip(*rounded, strict=True), strict=True)]
    batches = {name: _batch(BY_NAME[name], report_id, columns, mask) for name, columns in made.items()}
    batches[REPORT_JSON.name] = pa.record_batch(
        [[report_id], [_CODEC.compress(text, asbytes=True)], [len(text)]], schema=_SCHEMAS[REPORT_JSON.name]
    )
    return {name: batch.serialize().to_pybytes() for name, batch in batches.items()}


def decode(name: str, parts: Sequence[bytes]) -> Any:
    """The Arrow table of many serialised batches of one table."""
    read = _SCHEMAS[name]
    return pa.Table.from_batches([pa.ipc.read_record_batch(pa.py_buffer(part), read) for part in parts], read)


def decompress(data: bytes, size: int) -> bytes:
    """The JSON of a row of ``report_json``."""
    return bytes(_CODEC.decompress(data, decompressed_size=size, asbytes=True)) if size else b""


def _batch(table: Table, report_id: str, columns: Sequence[Sequence[Any]], mask: Mask) -> Any:
    count = len(columns[0])
    arrays = [pa.array([report_id] * count, pa.string())]
    own = table.columns[1:]
    if table.name != "reports":
        arrays.append(pa.array(range(count), pa.int32()))
        own = table.columns[2:]
    for column, values in zip(own, columns, strict=True):
        shown = mask.column(values) if column.type == "text" else values
        arrays.append(pa.array(shown, _ARROW[column.type]()))
    return pa.RecordBatch.from_arrays(arrays, schema=_SCHEMAS[table.name])


def _numbers(made: dict[str, Any]) -> list[tuple[str, str, str, None]]:
    """Fit all numbers into DECIMAL(24,8), and say which had to be rounded: the JSON has their digits as printed."""
    notes: list[tuple[str, str, str, None]] = []
    for name, columns in made.items():
        offset = 1 if name == "reports" else 2
        for at, column in enumerate(BY_NAME[name].columns[offset:]):
            if column.type == "decimal" and _unfit(columns[at]):
                columns[at] = [_fit(value, f"{name}.{column.name}", notes) for value in columns[at]]
    return notes


def _unfit(values: Sequence[Decimal | None]) -> bool:
    for value in values:
        if value is not None:
            exponent = value.as_tuple().exponent
            if not isinstance(exponent, int) or exponent < -8 or value.adjusted() >= 16:
                return True
    return False


def _fit(value: Decimal | None, where: str, notes: list[tuple[str, str, str, None]]) -> Decimal | None:
    if value is None:
        return None
    if abs(value) >= _BOUND:
        raise DecimalOverflowError(
            f"{where} 的数值超过 16 位整数，存不进 DECIMAL(24,8)：请核对原文",
            f"{where}: a number of more than 16 digits before the point does not fit DECIMAL(24,8); check the source",
        )
    fitted = value.quantize(SCALE, ROUND_HALF_EVEN, _EXACT)
    if fitted != value:
        notes.append(
            (
                "rounded_in_table",
                f"{where} 的小数超过 8 位，表中为舍入值，全文保留原数",
                f"{where} has more than 8 decimals: rounded in the table, as printed in the JSON",
                None,
            )
        )
    return fitted
