"""Levels that are no surer than the print beside them: an indicator's points, words that no form has or that stand in
another cell; what an expense is part of, which the rows between say too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.schema import Evidence, Report
from jixiao.structure.flat.celltexts import known_level, level_word
from jixiao.structure.model import Structured

STRANGE = 0.9
"""Confidence at most of a word of level 2 that no form has, in a table whose others are known."""


def limits(report: Report, structured: Structured, patterns: Patterns) -> Iterator[tuple[str, float]]:
    """(pointer, confidence at most) of what a level says: its points are whose name is («岭（60）» for «产出指标（60）»
    goes on over rows of another level); a word that lost its end, or has a letter misread, is none («数敏指标»); a word
    in a cell merged over rows is hardly that of a row beside which another cell, a blank one, stands.
    """
    evidence = report.evidence
    yield from _parents(report)
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
            if _is_from_above(evidence, pointer, structured):
                yield f"{pointer}/level2", STRANGE
                yield f"{pointer}/dimension", STRANGE


def _parents(report: Report) -> Iterator[tuple[str, float]]:
    """What an expense is part of is told by the levels of the rows between the two: «公用经费» taken for a part of
    项目支出 makes its own parts such, too."""
    rows = report.base_data.expenses or () if report.base_data else ()
    for at, row in enumerate(rows):
        between = range(row.parent + 1, at) if row.parent is not None else ()
        levels = (report.evidence.get(f"/base_data/expenses/{one}/level") for one in between)
        least = min((level.confidence for level in levels if level is not None), default=1.0)
        if least < 1:
            yield f"/base_data/expenses/{at}/parent", least


def _is_from_above(evidence: Mapping[str, Evidence], pointer: str, structured: Structured) -> bool:
    """Whether a row's word of level 2 stands in a cell merged over rows, and beside the row is another, blank one."""
    word, name = evidence.get(f"{pointer}/level2"), evidence.get(f"{pointer}/level3")
    if word is None or name is None or not word.places or not name.places:
        return False
    place, beside = word.places[0], name.places[0]
    grid = structured.grids.get(place.block)
    if grid is None or place.cell is None or beside.cell is None or beside.block != place.block:
        return False
    above, own = grid.at(*place.cell), grid.at(beside.cell[0], place.cell[1])
    if above is None or own is None or above[0] is own[0]:
        return False
    return above[0].row_span > 1 and not own[0].text.strip()


def _is_stub(word: str, patterns: Patterns) -> bool:
    """Whether a word is the beginning of one, by which longer ones are known («社会效» of «社会效应指标»)."""
    entry = level_word(word, patterns)
    return entry is not None and bool(entry.get("stub"))
