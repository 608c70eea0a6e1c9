"""Findings from failed instances: the rule's words (data) filled with its figures."""

from __future__ import annotations

from decimal import Decimal

from jixiao.checks.engine import Instance
from jixiao.checks.figures import Leaf
from jixiao.checks.relation import Outcome, Scalar
from jixiao.patterns import Patterns
from jixiao.schema import Finding, Operand, digits
from jixiao.schema.base import trusted

ASSUMED = ("（空白按0计）", " (blanks count as 0)")
RELATIONS = {
    "=": ("应为", "should be"),
    "≤": ("不应超过", "should be at most"),
    "≥": ("不应低于", "should be at least"),
}
BLANK = ("空", "blank")


class _Words(dict[str, str]):
    """A message's words; one that its rule does not give stays out."""

    def __missing__(self, key: str) -> str:
        return ""


def finding(
    instance: Instance,
    patterns: Patterns,
    *,
    root: str | None = None,
    diagnosis: str | None = None,
    repair: Decimal | None = None,
) -> Finding:
    """One instance as the contract has it."""
    outcome = instance.outcome
    spec = patterns.rules[instance.rule]
    zh, en = outcome.subject
    suffix = ASSUMED if outcome.assumed_zero else ("", "")
    figures = shown(outcome.actual), shown(outcome.expected), shown(outcome.difference)
    return trusted(
        Finding,
        {
            "rule": instance.rule,
            "instance": instance.key,
            "status": outcome.status,
            "severity": instance.severity,
            "message": spec["text"].format_map(_words(outcome, figures, f"{zh}：" if zh else "", 0)).rstrip("：")
            + suffix[0],
            "message_en": spec["text_en"].format_map(_words(outcome, figures, f"{en}: " if en else "", 1)).rstrip(": ")
            + suffix[1],
            "operands": tuple([operand(leaf) for leaf in outcome.leaves]),
            "expected": outcome.expected,
            "actual": outcome.actual,
            "difference": outcome.difference,
            "root": root,
            "diagnosis": diagnosis,
            "repair": repair,
        },
    )


def operand(leaf: Leaf) -> Operand:
    """A leaf as the contract has it; what stands in no field of the report has no pointer."""
    return trusted(
        Operand,
        {
            "label": leaf.label,
            "value": leaf.value if leaf.value is not None else leaf.text,
            "pointer": leaf.pointer if leaf.pointer.startswith("/") and "#" not in leaf.pointer else None,
        },
    )


def _words(outcome: Outcome, figures: tuple[str, str, str], subject: str, language: int) -> _Words:
    actual, expected, difference = figures
    return _Words(
        {
            "subject": subject,
            "about": outcome.subject[language],
            "relation": RELATIONS[outcome.relation.operator][language] if outcome.relation else "",
            "actual": BLANK[language] if outcome.actual is None else actual,
            "expected": expected,
            "difference": difference,
            **(outcome.words or {}),
        }
    )


def shown(value: Scalar) -> str:
    """A value as a message prints it."""
    if value is None:
        return ""
    return digits(value) if isinstance(value, Decimal) else str(value)
