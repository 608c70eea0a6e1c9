"""The engine: runs the rule book on a report and counts what became of it.

A rule is a function from `Facts` to relations and verdicts, registered under its id of the rule book; its severity and
its words in two languages are data (patterns/checks/*.toml). A rule that finds nothing to look at did not apply, and is
counted so. A rule that raises is a bug and is let through.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from types import ModuleType

from jixiao.checks.facts import Facts
from jixiao.checks.profiles import Profile, profile_for
from jixiao.checks.relation import Check, Outcome, Relation, Several
from jixiao.patterns import Patterns
from jixiao.schema import Report
from jixiao.schema.finding import ChecksSummary
from jixiao.schema.vocabulary import Severity, Status

RuleFunction = Callable[[Facts], Iterator[Check]]
_NOTHING = Outcome("not_applicable", ())
"""Of a rule that finds nothing to look at."""
_ADDENDS = {"addends": "report", "parts": "table"}
"""Wholes of which parts are added up, and what a loss must not touch for less than the whole to say anything."""
_POINTER, _STATUS = attrgetter("pointer"), attrgetter("outcome.status")
WHOLE = ""
"""The pointer of the whole report: what an instance without operands stands on."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the book."""

    id: str
    run: RuleFunction

    @property
    def source(self) -> str:
        """What it says and where that comes from."""
        return " ".join((self.run.__doc__ or "").split())


_BOOK: dict[str, Rule] = {}


def rule(id_: str) -> Callable[[RuleFunction], RuleFunction]:
    """Enter a function into the rule book."""

    def enter(function: RuleFunction) -> RuleFunction:
        _BOOK[id_] = Rule(id_, function)
        return function

    return enter


def ordered(*families: ModuleType) -> None:
    """Put the book into the order of its families; within one the rules stand as in its module."""
    place = {family.__name__: at for at, family in enumerate(families)}
    rules = sorted(_BOOK.values(), key=lambda entry: place[entry.run.__module__])
    _BOOK.clear()
    _BOOK.update({entry.id: entry for entry in rules})


def book() -> Mapping[str, Rule]:
    """The whole rule book, in its order."""
    return _BOOK


@dataclass(slots=True)
class Instance:
    """One rule on one set of values, and what became of it."""

    rule: str
    severity: Severity
    outcome: Outcome

    @property
    def status(self) -> Status:
        """Pass, fail, not applicable, or insufficient data."""
        return self.outcome.status

    @property
    def key(self) -> str:
        """The pointers that it stands on."""
        pointers = dict.fromkeys(map(_POINTER, self.outcome.leaves))
        return "+".join(pointers) or WHOLE


@dataclass(slots=True)
class Checked:
    """All instances of all rules on one report."""

    facts: Facts
    instances: list[Instance] = field(default_factory=list)
    rules: int = 0

    @property
    def failures(self) -> list[Instance]:
        """The instances that fail, in the order of the book."""
        return [instance for instance in self.instances if instance.outcome.status == "fail"]

    def summary(self) -> ChecksSummary:
        """How many rules ran, and their instances by status."""
        counts = Counter(map(_STATUS, self.instances))
        return ChecksSummary(
            rules=self.rules,
            passed=counts["pass"],
            fail=counts["fail"],
            not_applicable=counts["not_applicable"],
            insufficient_data=counts["insufficient_data"],
        )


def run(report: Report, patterns: Patterns, profile: Profile | None = None) -> Checked:
    """Apply every rule to a report.

    Args:
        report: any report, also one that is no self-evaluation: it has nothing to check.
        patterns: the packs, with the rules' words and the profiles.
        profile: how scores are given; by the report's template when None.
    """
    template = report.template.name if report.template else None
    facts = Facts(report, profile or profile_for(patterns, template), patterns)
    checked = Checked(facts)
    if report.kind == "not_a_report":
        return checked
    found = checked.instances
    for id_, function, severity in _plan(patterns, facts.profile):
        before = len(found)
        for check in function(facts):
            outcome = check.outcome() if isinstance(check, Relation) else check
            if outcome.status == "fail" and _may_hold(facts, patterns.rules[id_].get("whole"), outcome):
                outcome = Outcome("insufficient_data", outcome.leaves, outcome.subject)
            found.append(Instance(id_, outcome.severity or severity, outcome))
        if len(found) == before:
            found.append(Instance(id_, severity, _NOTHING))
    checked.rules = len(_BOOK)
    return checked


def _may_hold(facts: Facts, whole: str | None, outcome: Outcome) -> bool:
    """Whether what was not read leaves open if a relation that fails holds; ``whole``: of what it asks for all."""
    if whole in _ADDENDS:  # parts that are more than their whole are so whatever else was not read
        less = isinstance(outcome.difference, Decimal) and outcome.difference < 0
        whole = None if less else _ADDENDS[whole]
    return bool(whole) and facts.in_part(outcome.leaves, str(whole))


@lru_cache(maxsize=32)
def _plan(patterns: Patterns, profile: Profile) -> tuple[tuple[str, RuleFunction, Severity], ...]:
    """The book with the severities of a pack and a profile."""
    return tuple(
        (entry.id, entry.run, profile.severities.get(entry.id) or patterns.rules[entry.id]["severity"])
        for entry in _BOOK.values()
    )


def each(checks: Iterable[Check]) -> Iterator[Check]:
    """Failures one by one; when there are none, one pass that stands for all (else what is lacking).

    For rules that say of many like things that none of them is wrong.
    """
    outcomes = [check.outcome() if isinstance(check, Relation) else check for check in checks]
    failures = [outcome for outcome in outcomes if outcome.status == "fail"]
    if failures:
        yield from failures
        return
    for status in ("pass", "insufficient_data", "not_applicable"):
        same = [outcome for outcome in outcomes if outcome.status == status]
        if same:
            yield Outcome(status, Several(same))
            return
