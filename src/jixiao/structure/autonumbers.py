"""Headings whose automatic numbers a converter printed as others, or not at all."""

from __future__ import annotations

from jixiao.structure.labels import Kind, Label, bare_at, label_at
from jixiao.structure.outliner import Line, Outliner

WHOLE = ("problems", "improvements", "results_use", "other_matters")
"""Roles of sections in which no section of another role stands."""
OF_UNIT = ("functions", "organisation", "staffing")
"""Roles of sections in a unit's profile."""
_DIGITS = frozenset("123456789")
_FEWEST = 3  # headings with an arabic number whose titles are a part's


def shifted(outliner: Outliner, lines: list[Line]) -> frozenset[Kind]:
    """The numbers that a converter printed 一、 and （一） as, told by vocabulary: 1、 and （1） (Tika), or 1. both,
    each in a list of its own (Markdown); none mostly."""
    arabic, own = 0, False
    second = Kind.ARABIC_PAREN
    for line in lines:
        label = label_at(line.text.match)
        if label is None and line.text.match[:1] in _DIGITS:
            label = bare_at(line.text.match)
        if label is None or label.kind not in (Kind.CHINESE, Kind.CHINESE_PAREN, Kind.ARABIC):
            continue
        title = line.text.match[label.end :]
        if label.kind is Kind.CHINESE_PAREN:  # «（一）» below «1、»: «（1）» numbers what stands below that
            own = own or outliner.role_of(title.partition("。")[0]) in OF_UNIT
            continue
        if label.bare and not outliner.is_known(title):  # «1 单位概况»: no mark, a blank behind the number
            continue
        if label.kind is Kind.CHINESE and outliner.is_known(title):
            return frozenset()
        role = outliner.role_of(title)
        arabic += role is not None and outliner.patterns.roles[role].level == 1
        second = Kind.ARABIC if outliner.role_of(title.partition("。")[0]) in OF_UNIT else second
    kinds = {Kind.ARABIC} if own and second is Kind.ARABIC_PAREN else {Kind.ARABIC, second}
    return frozenset(kinds) if arabic >= _FEWEST else frozenset()


def may_run_in(outliner: Outliner, role: str) -> bool:
    """Whether a known title may begin a line of text though it has no number: where none has, as where a tool lost
    automatic numbers («存在的主要问题和原因分析。在肯定成绩的同时，…»); no title of a kind that achievements have."""
    sections = outliner.root.children
    if not sections or any(node.label or not node.role for node in sections):
        return False
    if outliner.patterns.roles[role].level == 1:
        return role in WHOLE and len(sections) > 1
    return role in OF_UNIT and sections[-1].role == "profile"


def unmarked(outliner: Outliner, text: str) -> Label | None:
    """The number without a mark of a known title («5 部门绩效目标完成情况»), where arabic ones number the sections."""
    label = bare_at(text) if Kind.ARABIC in outliner.shift and text[:1] in _DIGITS else None
    return label if label and outliner.is_known(text[label.end :]) else None
