"""Tables whose cells are only placed: what `pdftotext -layout` and its like print (`read`)."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao import lazy_re as re
from jixiao.structure.flat.stretch import RawTable, Stretch
from jixiao.structure.flat.words import Words

__all__ = ["read"]

_APART = re.compile(r"\S {3,}\S|^ {12,}\S", re.MULTILINE)
_BESIDE = re.compile(r"\S {3,}\S")
_FEWEST = 8  # lines that look like placed ones in a text that has a table of them
_ASIDE = 6  # of so many of them one at least has two pieces beside each other: a table's half have, centred lines none


def read(stretch: Stretch, words: Words, known: Sequence[RawTable] = ()) -> list[RawTable]:
    """All tables of a stretch that is placed as it was printed, as far as they can be read. Lines of tables that are
    ``known`` already (drawn, ruled) say nothing of the others; nor does a cell a line, however far in it begins."""
    at = apart = beside = 0
    for begin, end in [*sorted((one.start, one.stop) for one in known), (len(stretch.text),) * 2]:
        apart += len(_APART.findall(stretch.text, at, max(at, begin)))
        beside += len(_BESIDE.findall(stretch.text, at, max(at, begin)))
        at = max(at, end)
    if apart < _FEWEST or beside * _ASIDE < apart:
        return []
    from jixiao.structure.flat.placed.tables import read_placed  # noqa: PLC0415 (few texts are placed)

    return read_placed(stretch, words)
