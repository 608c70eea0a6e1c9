"""Stains and letters of seals in the merged cells at the top of a scanned table's next page.

A cell merged over a page break has its label above the break; below it is blank, high and wide, so that a speck or a
seal's stroke in it is read as something («…», «二»). What stands there would be a label of its own, and part the rows
below from their level.
"""

from __future__ import annotations

from dataclasses import replace

from jixiao import lazy_re as re
from jixiao.document import Cell, Paragraph, Table
from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.celltexts import level_entry
from jixiao.structure.flat.words import words_of
from jixiao.structure.seam import Seam

STAIN = "stain"
_NO_WORD = re.compile(r"\W+")
_ONE = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_DOUBTED = 0.9


def without_stains(upper: Table, lower: Table, patterns: Patterns | None) -> tuple[Table, list[Paragraph]]:
    """The lower part of a scanned table without stains in cells that go on from above; what was read of them, set
    aside."""
    if patterns is None or lower.origin != "image":
        return lower, []
    seam = Seam(upper, lower, patterns)
    stained = [cell for cell in seam.top if cell.row_span > 1 and _is_stained(seam, cell, patterns)]
    if not stained:
        return lower, []
    cells = tuple(replace(cell, text="", runs=()) if cell in stained else cell for cell in lower.cells)
    return replace(lower, cells=cells), [
        Paragraph(cell.text, aside=STAIN, page=lower.page, runs=cell.runs) for cell in stained
    ]


def _is_stained(seam: Seam, cell: Cell, patterns: Patterns) -> bool:
    """Whether a merged cell below a label that lacks nothing holds a mark alone, or one letter that is doubted."""
    above, text = seam.bottom.get(cell.column), squeeze(cell.text)
    if above is None or above.column_span != cell.column_span or not text or seam.completes_label(above, cell):
        return False
    label = squeeze(above.text)
    if not (words_of(patterns).is_label(label) or level_entry(label, patterns)):
        return False
    sure = min((run.confidence for run in cell.runs), default=1.0)
    return bool(_NO_WORD.fullmatch(text) or (_ONE.fullmatch(text) and sure < _DOUBTED))
