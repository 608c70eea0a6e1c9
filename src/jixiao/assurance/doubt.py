"""How sure the recogniser was of the characters that a value was read from, and of how they are set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jixiao.document import Run
from jixiao.quotes import Source
from jixiao.schema import Evidence
from jixiao.structure.model import Structured


@dataclass(slots=True)
class Doubt:
    """Looks up the recogniser's confidence of raw characters."""

    structured: Structured

    def of(self, evidence: Evidence) -> tuple[float, ...]:
        """One confidence for each character of the evidence that is no blank."""
        return tuple(one for one, letter in zip(self.raw(evidence), evidence.text, strict=True) if not letter.isspace())

    def raw(self, evidence: Evidence) -> list[float]:
        """One confidence for each raw character of the evidence."""
        return self._each(evidence, lambda run: run.confidence)

    def setting(self, evidence: Evidence) -> float:
        """How sure it is that the evidence's marks and blanks are as printed: the least sure place of all.

        What stands before the first character is not part of it.
        """
        least = 1.0
        for place in evidence.places:
            source = self._source(place.block, place.cell)
            for run in source.runs if source else ():
                a, b = max(run.start, place.span[0]), min(run.end, place.span[1])
                if a < b and (b > place.span[0] + 1 or not evidence.text[:1].isalnum()):
                    least = min(least, run.setting)
        return least

    def settings(self, evidence: Evidence) -> list[float]:
        """How sure it is, for each raw character of the evidence, whether it or a blank before it is as printed."""
        return self._each(evidence, lambda run: run.setting)

    def _each(self, evidence: Evidence, sure_of: Callable[[Run], float]) -> list[float]:
        """What the runs say of each raw character of the evidence, 1 where there is none."""
        sure: list[float] = []
        for place in evidence.places:
            source = self._source(place.block, place.cell)
            start, end = place.span
            part = [1.0] * (end - start)
            for run in source.runs if source else ():
                for at in range(max(run.start, start), min(run.end, end)):
                    part[at - start] = sure_of(run)
            sure += part
        return (sure + [1.0] * len(evidence.text))[: len(evidence.text)]

    def _source(self, block: int, cell: tuple[int, int] | None) -> Source | None:
        if cell is None:
            return self.structured.sources.get(block)
        grid = self.structured.grids.get(block)
        found = grid.at(*cell) if grid else None
        return found[1] if found else None
