"""Tables of no known form whose rows have slipped against their headings (`is_shifted`).

A heading over several columns («指标» above 产出 and the indicator's name) or a blank cell that a tool left out makes
the rows of a flattened table longer or shorter than its heading: «60小时» stands where points do.
"""

from __future__ import annotations

from functools import lru_cache

from jixiao.patterns import Patterns
from jixiao.structure.flat.celltexts import figure_of
from jixiao.structure.flat.stretch import RawTable
from jixiao.structure.form_model import key_of
from jixiao.structure.forms import forms_of

_FEWEST = 2  # headings of points, and rows


@lru_cache(maxsize=8)
def _points(patterns: Patterns) -> frozenset[str]:
    """The headings of points in any form."""
    columns = (column for form in forms_of(patterns) for zone in form.zones for column in zone.columns)
    return frozenset().union(*(column.keys for column in columns if column.type == "score"))


def is_shifted(table: RawTable, patterns: Patterns) -> bool:
    """Whether below two headings of points most cells under one of them are none."""
    points = _points(patterns)
    for at, row in enumerate(table.rows):
        heads = [c for c, cell in enumerate(row.cells) if cell.text and key_of(cell.word) in points]
        if len(heads) < _FEWEST:
            continue
        for column in heads:
            below = [r.cells[column].word for r in table.rows[at + 1 :] if column < len(r.cells)]
            filled = [text for text in below if text and patterns.null_kind(text) is None]
            others = sum(figure_of(text.removesuffix("分")) is None for text in filled)
            if len(filled) >= _FEWEST and others * 2 > len(filled):
                return True
    return False
