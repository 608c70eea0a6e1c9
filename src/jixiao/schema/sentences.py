"""Which fields hold sentences: free text that is of use with one character wrong. All others are exact or worthless."""

from __future__ import annotations

SENTENCES = {
    ("", "improvements"), ("", "other_matters"), ("profile", "functions"), ("spending", "reason"),
    ("performance", "summary"), ("achievements", "heading"), ("achievements", "text"), ("problems", "problem"),
    ("problems", "cause"), ("conclusion", "use_of_results"), ("conclusion", "disclosure"),
    ("base_data", "thrift_measures"), ("base_data", "notes"), ("funds", "reason"), ("goals", "expected"),
    ("goals", "actual"), ("indicators", "criterion"), ("indicators", "deviation_reason"), ("evaluations", "remarks"),
    ("evaluations", "conclusion"), ("evaluations", "problems"), ("evaluations", "measures"),
}  # fmt: skip
"""The fields that hold sentences, each with the field or list that it stands in (\"\": the report itself)."""


def is_sentence(pointer: str) -> bool:
    """Whether the value at a JSON Pointer of a report is a sentence."""
    names = [part for part in pointer.split("/")[1:] if not part.isdigit()]
    return bool(names) and (names[-2] if len(names) > 1 else "", names[-1]) in SENTENCES
