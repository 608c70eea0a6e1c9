"""What a person should look at again: the values of a report that are less sure than the threshold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jixiao.assurance.repair import REPAIRED
from jixiao.readers.scan.options import REVIEW_BELOW
from jixiao.schema import Evidence, Report
from jixiao.schema.pointer import UnknownPointerError, value


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A value to look at: where it stands in the report, what it is there, how sure that is (0 to 1), and its evidence
    with the raw reading and the place on the page. ``repaired``: the value is another than the raw reading says."""

    pointer: str
    value: Any
    confidence: float
    repaired: bool
    evidence: Evidence


def to_review(report: Report, below: float = REVIEW_BELOW) -> list[Doubtful]:
    """Exactly the values of a report whose confidence is less than ``below``, in the order of the report.

    A blank (null) is nothing to look at, unless something was read there and no value could be made of it.
    """
    found = []
    for pointer, evidence in report.evidence.items():
        if evidence.confidence < below and evidence.text.strip():
            try:
                now = value(report, pointer)
            except UnknownPointerError:
                continue
            repaired = bool(evidence.steps) and evidence.steps[-1].startswith(REPAIRED)
            found.append(Doubtful(pointer, now, evidence.confidence, repaired, evidence))
    return found
