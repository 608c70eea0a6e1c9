"""The rule book applied to a report: findings with their operands, causes and cures.

`check(report, patterns)` gives everything; `jixiao.parse` has put the failures into `report.findings` already.
"""

from __future__ import annotations

from dataclasses import dataclass

from jixiao.checks import (
    base_data,
    cross,
    funding,
    identity,
    indicators,
    narrative,
    results,
    scores,
    staff,
    sums,
    weights,
    wording,
)
from jixiao.checks.diagnose import diagnose, repair
from jixiao.checks.engine import Checked, Instance, Rule, book, ordered, run
from jixiao.checks.masking import mask
from jixiao.checks.messages import finding
from jixiao.checks.profiles import Profile, UnknownProfileError, names, profile, profile_for
from jixiao.checks.roots import groups
from jixiao.patterns import Patterns
from jixiao.schema import ChecksSummary, Finding, Report

__all__ = [
    "Checked",
    "Instance",
    "Profile",
    "Result",
    "Rule",
    "UnknownProfileError",
    "book",
    "check",
    "mask",
    "names",
    "profile",
    "profile_for",
    "run",
    "with_findings",
]

# The book's order, which is the rule book's: §3.1 to §3.7. Importing a family has entered its rules.
ordered(identity, wording, staff, narrative, sums, cross, base_data, funding, weights, scores, indicators, results)


@dataclass(frozen=True, slots=True)
class Result:
    """What the checks say of one report: failures grouped by cause, the gravest cause first; counts; the profile."""

    findings: tuple[Finding, ...]
    summary: ChecksSummary
    profile: Profile
    checked: Checked
    patterns: Patterns

    def others(self) -> tuple[Finding, ...]:
        """All instances that did not fail, in the order of the book."""
        return tuple(finding(i, self.patterns) for i in self.checked.instances if i.status != "fail")


def check(report: Report, patterns: Patterns, profile: Profile | None = None) -> Result:
    """Apply the rule book to a report, by the profile of its template or the one given."""
    checked = run(report, patterns, profile)
    found: list[Finding] = []
    for group in groups(checked.failures):
        members = [group.headline, *(member for member in group.members if member is not group.headline)]
        for member in members:
            told = diagnose(member.outcome, checked.facts)
            found.append(
                finding(
                    member,
                    patterns,
                    root=group.key,
                    diagnosis=told.text if told else None,
                    repair=repair(member.outcome, told),
                )
            )
    return Result(tuple(found), checked.summary(), checked.facts.profile, checked, patterns)


def with_findings(report: Report, patterns: Patterns, profile: Profile | None = None) -> Report:
    """The report with its findings and their counts."""
    result = check(report, patterns, profile)
    return report.model_copy(update={"findings": result.findings, "checks_summary": result.summary})
