"""An operator that was read as a letter: «二100%» in a column of targets can only be «＝100%».

A Chinese numeral in front of an Arabic figure is no number, and in front of a target's figure stands nothing but an
operator. The patterns say which letters are taken for which (``scan.operator``); what is left must be a figure from end
to end. So a sign that might as well be a digit («2» for «≥») is never mended.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao import lazy_re as re
from jixiao.assurance.doubt import Doubt
from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.schema import Report
from jixiao.schema.pointer import value

_TEXT = re.compile(r"^(?P<measure>/evaluations/\d+/indicators/\d+/(?:target|actual|initial_target))/text$")
_SIGNS = {"ge": "≥", "le": "≤", "eq": "＝", "gt": "＞", "lt": "＜"}


Fields = dict[str, Decimal | str | bool]


def operators(report: Report, patterns: Patterns, doubt: Doubt) -> Iterator[tuple[str, Fields]]:
    """For each measure of a scan whose operator was read as a letter: its pointer, and its fields as they must be."""
    misread, figure = patterns["scan.operator"].compiled, patterns["measure.figure"].compiled
    for pointer, evidence in report.evidence.items():
        at = _TEXT.match(pointer)
        if at is None or min(doubt.raw(evidence), default=1.0) >= 1:  # digital text is as it was typed
            continue
        text = value(report, pointer)
        letter = misread.match(squeeze(text))
        if letter is None or value(report, at["measure"]).value is not None:
            continue
        kind, misread_as = str(letter.lastgroup), str(letter[letter.lastgroup])
        whole = _SIGNS[kind] + text[text.index(misread_as) + len(misread_as) :]
        found = figure.match(squeeze(whole))
        if found is None or not found[kind]:
            continue
        fields: Fields = {
            "text": whole,
            "comparator": kind,
            "value": Decimal(found["value"].replace(",", "")),
            "qualitative": False,
        }
        if found["unit"]:
            fields["unit"] = whole[whole.rindex(found["unit"]) :] if found["unit"] in whole else found["unit"]
        yield at["measure"], fields
