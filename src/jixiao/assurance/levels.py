"""Levels of indicators that are no surer than the print beside them: points, and words that no form has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.schema import Evidence, Report
from jixiao.structure.flat.shapes import known_level, level_word

STRANGE = 0.9
"""Confidence at most of a word of level 2 that no form has, in a table whose others are known."""


def limits(report: Report, evidence: Mapping[str, Evidence], patterns: Patterns) -> Iterator[tuple[str, float]]:
    """(pointer, confidence at most) of what a level says: its points are whose name is («岭（60）» for «产出指标（60）»
    goes on over rows of another level); a word that lost its end, or has a letter misread, is none («数敏指标»).
    """
    for number, table in enumerate(report.evaluations):
        words = {squeeze(row.level2) for row in table.indicators if row.level2}
        strange = {word for word in words if not known_level(word, patterns) or _is_stub(word, patterns)}
        for at, row in enumerate(table.indicators):
            pointer = f"/evaluations/{number}/indicators/{at}"
            name = evidence.get(f"{pointer}/level1")
            if name is not None and row.level1_weight is not None:
                yield f"{pointer}/level1_weight", name.confidence
            if row.level2 and squeeze(row.level2) in strange and len(strange) * 2 < len(words):
                yield f"{pointer}/level2", STRANGE


def _is_stub(word: str, patterns: Patterns) -> bool:
    """Whether a word is the beginning of one, by which longer ones are known («社会效» of «社会效应指标»)."""
    entry = level_word(word, patterns)
    return entry is not None and bool(entry.get("stub"))
