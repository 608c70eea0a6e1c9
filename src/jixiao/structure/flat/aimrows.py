"""What was to be reached, and was, in rows of text that lost cells (`without_odd_aims`)."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao import lazy_re as re
from jixiao.structure.flat.cellcosts import MEASURE, REASONS, CellCosts
from jixiao.structure.flat.celltexts import figure_of
from jixiao.structure.flat.plans import Plan
from jixiao.structure.flat.rowmodel import ReadRow, refused

_MEASURES = ("target", "initial_target", "actual")
_POINTS = ("weight", "score")
_UNIT_BEFORE = re.compile(r"[\u4e00-\u9fff%]{1,3}\d[\d.,]*")
_TWO = re.compile(r"%\d|^\d[\d.,]*[\u4e00-\u9fff]{1,3}\d[\d.]*$")
_SEVERAL, _SHORT = 2, 4  # texts in one cell, and characters of each


def without_odd_aims(plan: Plan, rows: Sequence[ReadRow], aligner: CellCosts) -> list[ReadRow]:
    """The rows of indicators with those refused that are aimed oddly."""
    if "level3" not in plan.ids:
        return list(rows)
    return [
        refused(plan, row.start, row.end)
        if _is_aimed_oddly(plan, row, aligner) or _is_named_oddly(plan, row, aligner)
        else row
        for row in rows
    ]


def _is_named_oddly(plan: Plan, row: ReadRow, aligner: CellCosts) -> bool:
    """Whether a row that lacks what was aimed at or reached ends its name with the other («社会治安和谐度 较好»,
    «较好»): two cells are one."""
    texts = {plan.ids[place]: aligner.text_of(a, b) for place, a, b in row.cells}
    name = texts.get("level3", "")
    lacks = not all(texts.get(id_) for id_ in ("target", "actual") if id_ in plan.ids)
    beside = [*(texts.get(id_, "") for id_ in _MEASURES), *(aligner.tokens[at].key for at in row.unsure)]
    return lacks and any(len(text) > 1 and text != name and name.endswith(text) for text in beside)


def _is_aimed_oddly(plan: Plan, row: ReadRow, aligner: CellCosts) -> bool:
    """Whether what was to be reached, or was, is two such texts («较上年提高», «较上年有提高»; «98%10»), or one and the
    points that the row lacks («8405米5»; «4比1» beside points is whole), a target's sign stands before what was reached
    and words where it should («年度预算控制数 | <=8万元»), what was reached begins with the unit that the row lacks
    («≥ | 400 | 个400»), a figure is the reason, or a sign the unit, or lines that are none («民户数», «户»): one is
    another cell's."""
    patterns = aligner.patterns
    own = [(plan.ids[place], a, b) for place, a, b in row.cells if plan.ids[place] in _MEASURES]
    for _, a, b in own:
        keys = [key for token in aligner.tokens[a:b] if (key := token.key)]
        whole = all(len(key) >= _SHORT and key.isalpha() and aligner.holds_measure(key) for key in keys)
        if len(keys) >= _SEVERAL and whole:
            return True
    reasons = [aligner.text_of(a, b) for place, a, b in row.cells if plan.ids[place] in REASONS]
    if any(figure_of(text) for text in reasons):
        return True
    texts = {id_: aligner.text_of(a, b) for id_, a, b in own}
    blank = set(_POINTS).intersection(plan.ids).difference(plan.ids[place] for place, _, _ in row.cells)
    if any(found for text in texts.values() if (found := _TWO.search(text)) and (blank or found[0][0] == "%")):
        return True
    target, actual = texts.get("target", ""), texts.get("actual", "")
    units = [(aligner.text_of(a, b), b - a) for place, a, b in row.cells if plan.ids[place] == "unit"]
    if "unit" in plan.ids and _UNIT_BEFORE.fullmatch(actual) and not any(text for text, _ in units):
        return True
    sign = patterns.word("operator").compiled
    if any(sign.fullmatch(text) or (lines > 1 and not aligner.is_unit(text)) for text, lines in units):
        return True
    signed = MEASURE.match(actual) is not None and not actual[:1].isdigit()
    return signed and target.isalpha() and patterns.null_kind(target) is None
