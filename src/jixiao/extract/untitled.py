"""A self-evaluation without a title in the attachments of final accounts (四川: «第四部分 附件», «附件1»)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jixiao.extract.context import Context
from jixiao.structure.model import Node

_ATTACHED = ("attachment", "attachments")
_EVALUATES = frozenset(("self_score", "problems", "improvements"))
"""What such a report says, and no other attachment: two of them at least."""
_OF_SELF = frozenset(("self_score", "evaluation_process", "results_use"))
"""Of these one, or a score: problems and measures alone are a summary of the year's work, too."""
_OF_UNIT = frozenset(("profile", "functions", "staffing", "organisation"))
_FEWEST = 2


def untitled_report(context: Context) -> tuple[Node, str] | None:
    """The attachment whose sections are a self-evaluation's, without a title («附件» is none), and its kind: the
    department's goes before those of its projects."""
    found: tuple[Node, str] | None = None
    for node in context.structured.outline:
        parts = [part for part in node.walk() if part is not node] if node.role in _ATTACHED else []
        roles = {part.role for part in parts if part.lines or part.tail}
        if len(_EVALUATES & roles) < _FEWEST or not (_OF_SELF & roles or _is_scored(context, parts)):
            continue
        if _OF_UNIT & roles:
            return replace(node, title=None, role=None), "whole_department"
        found = found or (replace(node, title=None, role=None), "project")
    return found


def _is_scored(context: Context, parts: Sequence[Node]) -> bool:
    """Whether a score stands in one of the sections."""
    score = context.patterns["conclusion.score"]
    return any(score.search(text) for part in parts for text in part.lines)
