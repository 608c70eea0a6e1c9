"""Documents as a scan would give them: every character with a confidence, one of them misread."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from jixiao.assurance import assured
from jixiao.document import Document, Paragraph, Run, Table
from jixiao.extract.report import extract
from jixiao.patterns import Patterns, load
from jixiao.readers import read
from jixiao.schema import Place, Report
from jixiao.schema.source import PatternPack, Source
from jixiao.structure.model import Structured
from jixiao.structure.stages import structure

BOX = (0.0, 0.0, 10.0, 10.0)
SAMPLE = Path(__file__).parents[2] / "samples" / "set" / "s2024-0006.docx"


@cache
def patterns() -> Patterns:
    """The pack that comes with Jixiao."""
    return load()


@cache
def sample() -> Document:
    """A sample as its reader gives it: a digital document."""
    return read(SAMPLE.read_bytes())


def runs(text: str, doubted: dict[int, float], usual: float = 0.98) -> tuple[Run, ...]:
    """A run for each character; ``doubted`` are the indices with another confidence."""
    return tuple(Run(at, at + 1, 1, BOX, (), doubted.get(at, usual)) for at in range(len(text)))


def scanned(document: Document, place: Place | None = None, text: str = "", sure: float = 0.4) -> Document:
    """The document as a scan; at a place stands ``text`` instead (of the same length, or with one character less), and
    what differs there has a low confidence."""
    blocks = []
    for index, block in enumerate(document.blocks):
        hit = place is not None and place.block == index
        if isinstance(block, Paragraph):
            new, doubted = _changed(block.text, place, text, sure) if hit else (block.text, {})
            blocks.append(replace(block, text=new, runs=runs(new, doubted), page=1))
        else:
            cells = []
            for cell in block.cells:
                here = hit and place is not None and place.cell == (cell.row, cell.column)
                new, doubted = _changed(cell.text, place, text, sure) if here else (cell.text, {})
                cells.append(replace(cell, text=new, runs=runs(new, doubted)))
            blocks.append(replace(block, cells=tuple(cells), page=1))
    return replace(document, blocks=tuple(blocks), text_origin="ocr")


def doubted(document: Document, place: Place, sure: float) -> Document:
    """The document as a scan that was read right, but for doubt about the first character at a place."""
    blocks = list(scanned(document).blocks)
    block, at = blocks[place.block], place.span[0]
    if isinstance(block, Paragraph):
        blocks[place.block] = replace(block, runs=runs(block.text, {at: sure}))
    else:
        cells = [
            replace(cell, runs=runs(cell.text, {at: sure})) if (cell.row, cell.column) == place.cell else cell
            for cell in block.cells
        ]
        blocks[place.block] = replace(block, cells=tuple(cells))
    return replace(document, blocks=tuple(blocks), text_origin="ocr")


def loosely_set(document: Document, place: Place, setting: float) -> Document:
    """The document as a scan in which one sign of a cell may be set otherwise: its last at a place."""
    blocks = list(scanned(document).blocks)
    block, at = blocks[place.block], place.span[1] - 1
    assert isinstance(block, Table)
    cells = tuple(
        replace(cell, runs=tuple(replace(run, setting=setting) if run.start == at else run for run in cell.runs))
        if (cell.row, cell.column) == place.cell
        else cell
        for cell in block.cells
    )
    blocks[place.block] = replace(block, cells=cells)
    return replace(document, blocks=tuple(blocks), text_origin="ocr")


def all_doubted(document: Document, sure: float, but: Place) -> Document:
    """A scan with every character in doubt, but for those at a place."""
    blocks = []
    for index, block in enumerate(document.blocks):
        kept = set(range(*but.span)) if index == but.block else set()
        if isinstance(block, Paragraph):
            blocks.append(replace(block, runs=runs(block.text, dict.fromkeys(kept, 0.98), sure)))
        else:
            cells = tuple(
                replace(
                    cell,
                    runs=runs(
                        cell.text, dict.fromkeys(kept if (cell.row, cell.column) == but.cell else (), 0.98), sure
                    ),
                )
                for cell in block.cells
            )
            blocks.append(replace(block, cells=cells))
    return replace(document, blocks=tuple(blocks))


def _changed(old: str, place: Place | None, text: str, sure: float) -> tuple[str, dict[int, float]]:
    assert place is not None
    start, end = place.span
    new = old[:start] + text + old[end:]
    same_length = len(text) == end - start
    doubted = {start + i: sure for i, letter in enumerate(text) if same_length and letter != old[start + i]}
    return new, doubted


def read_structured(document: Document, patterns: Patterns) -> tuple[Report, Structured]:
    """The report of a document before its confidence is weighed."""
    structured = structure(document, patterns)
    source = Source(
        file_name=None, sha256="0" * 64, size_bytes=1, media_type="image/png", page_count=1,
        text_origin=document.text_origin, reader="scan", dialect=None,  # type: ignore[arg-type]
        patterns=PatternPack(pack=patterns.name, version=patterns.version, hash=patterns.hash),
    )  # fmt: skip
    return extract(structured, patterns, source), structured


def read_assured(document: Document, patterns: Patterns) -> Report:
    """The report of a document with its confidence weighed and its repairs made."""
    report, structured = read_structured(document, patterns)
    return assured(report, structured, patterns)


def tables(document: Document) -> list[Table]:
    """The tables of a document."""
    return [block for block in document.blocks if isinstance(block, Table)]
