"""Tables of which two cells are exchanged, and what a report says of them that no reading of their grids does."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from samples.dialects import flatten
from samples.flattening import look

from jixiao.document import Document, Paragraph, Table
from jixiao.extract.report import extract
from jixiao.patterns import load
from jixiao.schema import to_json
from jixiao.schema.source import PatternPack, Source
from jixiao.structure.model import Structured
from jixiao.structure.stages import structure

ABOVE, BELOW = "附件1", "填表人：（略）"
GAPPED = ("docling", "pandoc", "web-lines")
PARTED = ("docx2python", "kreuzberg", "mammoth")  # whose tables end with the blank line themselves
CRLF = ("libreoffice-gbk", "word-stream")
SAID = ("organization", "spending", "base_data", "evaluations", "sign_offs")
"""The parts of a report that a table gives."""


def exchanged(table: Table, a: int, b: int) -> Table:
    """The table with the texts of two cells exchanged."""
    cells = list(table.cells)
    cells[a] = replace(cells[a], text=table.cells[b].text, runs=())
    cells[b] = replace(cells[b], text=table.cells[a].text, runs=())
    return replace(table, cells=tuple(cells))


def said(document: Document, structured: Structured | None = None) -> dict[str, Any]:
    """What a report says of its tables; ``structured``, where the document was taken apart already."""
    patterns = load()
    pack = PatternPack(pack=patterns.name, version=patterns.version, hash=patterns.hash)
    origin = Source(
        file_name=None, sha256="0" * 64, size_bytes=1, media_type=document.media_type, page_count=None,
        text_origin="digital", reader=document.reader, dialect=None, patterns=pack,
    )  # fmt: skip
    report = json.loads(to_json(extract(structured or structure(document, patterns), patterns, origin)))
    for items in [(report["base_data"] or {}).get("expenses", [])]:
        for item in items:  # by name: one row that was lost moves all below it
            item["parent"] = None if item["parent"] is None else items[item["parent"]]["item"]
    return {part: report[part] for part in SAID}


def as_text(table: Table, dialect: str) -> str:
    """The table as a dialect prints it, between two lines."""
    end = "\r\n" if dialect in CRLF else "\n"
    gap = "\n" if dialect in GAPPED else ""
    above = "\n" if dialect in (*GAPPED, *PARTED) else ""
    return f"{ABOVE}{end}{above}{flatten(table, dialect)}{gap}{BELOW}{end}"


def as_grid(table: Table) -> Document:
    """The table in a document that lost nothing of it."""
    media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return Document((Paragraph(ABOVE), table, Paragraph(BELOW)), "docx", media)


def otherwise(value: Any, truths: Sequence[Any], at: str = "") -> Iterator[str]:
    """The leaves of a value that none of the truths has, each with its place; of a row as against the nearest row."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from otherwise(inner, [t[key] for t in truths if isinstance(t, dict) and key in t], f"{at}/{key}")
    elif isinstance(value, list):
        rows = [row for truth in truths if isinstance(truth, list) for row in truth]
        for number, row in enumerate(value):
            each = (list(otherwise(row, [one], f"{at}/{number}")) for one in rows or [None])
            yield from min(each, key=len)
    elif value not in (None, False) and leaf(value) not in map(leaf, truths):
        yield f"{at} {value!r}"


def leaf(value: Any) -> Any:
    """A value as it is compared: numbers by value, text by what every dialect keeps of it."""
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            return look(value)
    return value
