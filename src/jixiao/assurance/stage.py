"""From a report as it was read to one that says how sure it is."""

from __future__ import annotations

from jixiao.assurance.arithmetic import Arithmetic
from jixiao.assurance.columns import of_two
from jixiao.assurance.confidence import confidence
from jixiao.assurance.doubt import Doubt
from jixiao.assurance.levels import limits
from jixiao.assurance.repair import SURE, repaired
from jixiao.assurance.witness import Signs, Witness
from jixiao.checks import Profile
from jixiao.patterns import Patterns
from jixiao.schema import Evidence, Report
from jixiao.schema.pointer import UnknownPointerError, value
from jixiao.structure.model import Structured

DOUBTED = 0.9
"""Confidence at most of what stands on a page that is doubted as a whole, so that all of it is to be reviewed."""
_DOUBTED = {"invisible_text", "photographed_page"}
"""Diagnostics of such pages: nobody knows how good another tool's recognition is, or which rows ran together."""
UNREADABLE = 0.5
"""Confidence at most of a null for print that could not be read as what stands there."""


def assured(report: Report, structured: Structured, patterns: Patterns, profile: Profile | None = None) -> Report:
    """The report with the confidence of every value that was read from a scan, weighed from all that it says.

    Values of pages with digital text (every character sure) are left as they are.
    """
    report, mended = repaired(report, structured, patterns, profile)
    evidence = dict(report.evidence)
    pages = {item.page for item in structured.diagnostics if item.code in _DOUBTED}
    for pointer, signs in signs_of(report, structured, patterns, profile).items():
        evidence[pointer] = _with(evidence[pointer], min(confidence(signs), SURE if pointer in mended else 1.0))
    weighed = report.model_copy(update={"evidence": evidence})
    columns = ((pointer, DOUBTED) for pointer in of_two(report, structured))
    for pointer, most in [*limits(weighed, structured, patterns), *columns]:
        known = evidence.get(pointer)
        if known is not None and most < known.confidence < 1:  # what is digital is sure
            evidence[pointer] = _with(known, most)
    for pointer, known in evidence.items() if pages else ():
        if known.confidence > DOUBTED and _on(known, pages):  # blanks too: another row may have had their print
            evidence[pointer] = _with(known, DOUBTED)
    for pointer in unreadable(report, structured):
        evidence[pointer] = _with(evidence[pointer], min(evidence[pointer].confidence, UNREADABLE))
    return report.model_copy(update={"evidence": evidence})


def _on(evidence: Evidence, pages: set[int | None]) -> bool:
    return any(place.page in pages for place in evidence.places)


def _with(known: Evidence, sure: float) -> Evidence:
    """The same evidence, as sure as is said."""
    return Evidence.of(
        known.text, known.places, known.pattern, known.steps, sure, known.inferred, known.null_kind
    )  # fmt: skip


def unreadable(report: Report, structured: Structured) -> list[str]:
    """Where a scan has print that gave no value: «4,149.», «2025年6.月»."""
    doubt = Doubt(structured)
    return [
        pointer
        for pointer, evidence in report.evidence.items()
        if evidence.null_kind is None
        and evidence.text.strip()
        and min(doubt.of(evidence), default=1.0) < 1
        and _is_null(report, pointer)
    ]


def _is_null(report: Report, pointer: str) -> bool:
    try:
        return value(report, pointer) is None
    except UnknownPointerError:
        return False


def signs_of(
    report: Report, structured: Structured, patterns: Patterns, profile: Profile | None = None
) -> dict[str, Signs]:
    """The signs of every value that was read from a scan, by pointer."""
    witness = Witness(report, structured, patterns, Arithmetic(report, patterns, profile))
    found = {pointer: witness.of(pointer) for pointer in report.evidence}
    return {pointer: signs for pointer, signs in found.items() if signs and signs.least < 1}
