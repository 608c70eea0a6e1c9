"""Labels of a form around a table that could not be rebuilt: they stand alone on their lines as headings do, and are
none («当年绩效目标», «项目年度目标 年度目标完成情况»: a PDF's columns in their order)."""

from __future__ import annotations

from collections.abc import Iterable

from jixiao.document import Table
from jixiao.patterns import Patterns
from jixiao.structure.barmarks import cells_left
from jixiao.structure.flat.words import words_of
from jixiao.structure.form_model import key_of
from jixiao.structure.labels import Kind, label_at
from jixiao.structure.model import Structured

_LONGEST = 30  # characters of a cell's line


def stray_labels(structured: Structured, patterns: Patterns) -> set[int]:
    """The blocks that are labels of forms, or lines of such («部门预算», «执行情况»), between a table that could not be
    rebuilt and the next prose or numbered heading above or below it; and its cells where bars are left of it."""
    words = words_of(patterns)
    count = len(structured.blocks)
    found = cells_left(structured.blocks, structured.opaque)
    for block in structured.opaque:
        for around in (range(block - 1, -1, -1), range(block + 1, count)):
            for at in _cells(structured, around):
                if at in structured.opaque:
                    break  # of the table itself, or of another one
                parts = structured.sources[at].text.split()
                if parts and all(words.is_label(part) or words.holds(key_of(part)) for part in parts):
                    found.add(at)
    return found


def _cells(structured: Structured, around: Iterable[int]) -> Iterable[int]:
    """The lines beside a table that may be cells of it."""
    for at in around:
        if isinstance(structured.blocks[at], Table):
            return
        match = structured.sources[at].view().match
        label = label_at(match)
        if "。" in match or len(match) > _LONGEST or (label is not None and label.kind <= Kind.CHINESE_PAREN):
            return
        yield at
