"""Headings whose automatic numbers a converter printed as others, or not at all."""

from __future__ import annotations

from jixiao.structure.labels import Kind, label_at
from jixiao.structure.outliner import Line, Outliner

WHOLE = ("problems", "improvements", "results_use", "other_matters")
"""Roles of sections in which no section of another role stands."""
OF_UNIT = ("functions", "organisation", "staffing")
"""Roles of sections in a unit's profile."""
_FEWEST = 3  # headings with an arabic number whose titles are a part's


def shifted(outliner: Outliner, lines: list[Line]) -> frozenset[Kind]:
    """The numbers that a converter printed 一、 and （一） as, told by vocabulary: 1、 and （1） (Tika), or 1. both,
    each in a list of its own (Markdown); none mostly."""
    arabic = 0
    second = Kind.ARABIC_PAREN
    for line in lines:
        label = label_at(line.text.match)
        if label is None or label.kind not in (Kind.CHINESE, Kind.ARABIC) or label.bare:
            continue
        title = line.text.match[label.end :]
        if label.kind is Kind.CHINESE and outliner.is_known(title):
            return frozenset()
        role = outliner.role_of(title)
        arabic += role is not None and outliner.patterns.roles[role].level == 1
        second = Kind.ARABIC if outliner.role_of(title.partition("。")[0]) in OF_UNIT else second
    return frozenset({Kind.ARABIC, second}) if arabic >= _FEWEST else frozenset()


def may_run_in(outliner: Outliner, role: str) -> bool:
    """Whether a known title may begin a line of text though it has no number: where none has, as where a tool lost
    automatic numbers («存在的主要问题和原因分析。在肯定成绩的同时，…»); no title of a kind that achievements have."""
    sections = outliner.root.children
    if not sections or any(node.label or not node.role for node in sections):
        return False
    if outliner.patterns.roles[role].level == 1:
        return role in WHOLE and len(sections) > 1
    return role in OF_UNIT and sections[-1].role == "profile"
