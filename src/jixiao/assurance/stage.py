"""From a report as it was read to one that says how sure it is."""

from __future__ import annotations

from jixiao.assurance.arithmetic import Arithmetic
from jixiao.assurance.confidence import confidence
from jixiao.assurance.repair import SURE, repaired
from jixiao.assurance.witness import Signs, Witness
from jixiao.checks import Profile
from jixiao.patterns import Patterns
from jixiao.schema import Evidence, Report
from jixiao.structure.model import Structured


def assured(report: Report, structured: Structured, patterns: Patterns, profile: Profile | None = None) -> Report:
    """The report with the confidence of every value that was read from a scan, weighed from all that it says.

    Values of pages with digital text (every character sure) are left as they are.
    """
    report, mended = repaired(report, structured, patterns, profile)
    evidence = dict(report.evidence)
    for pointer, signs in signs_of(report, structured, patterns, profile).items():
        known = evidence[pointer]
        evidence[pointer] = Evidence.of(
            known.text,
            known.places,
            known.pattern,
            known.steps,
            min(confidence(signs), SURE) if pointer in mended else confidence(signs),
            known.inferred,
            known.null_kind,
        )
    return report.model_copy(update={"evidence": evidence})


def signs_of(
    report: Report, structured: Structured, patterns: Patterns, profile: Profile | None = None
) -> dict[str, Signs]:
    """The signs of every value that was read from a scan, by pointer."""
    witness = Witness(report, structured, patterns, Arithmetic(report, patterns, profile))
    found = {pointer: witness.of(pointer) for pointer in report.evidence}
    return {pointer: signs for pointer, signs in found.items() if signs and signs.least < 1}
