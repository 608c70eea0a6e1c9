"""Rows among indicators that are none: they hold points of more than one («产出小计 | 60 | 57», «本表各项得分 | 100 |
97», «产出指标 | 60»), or the rest of the reason above."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import takewhile

from jixiao import lazy_re as re
from jixiao.document import Diagnostic
from jixiao.extract.context import Context, Draft
from jixiao.quotes import Reading, quotes_of, text_reading
from jixiao.structure.form_model import points_of
from jixiao.structure.match_model import Box, Record, ZoneMatch

_LEVELS = ("level1", "level2", "level3")
_MEASURES = ("target", "actual")
_OPEN = "，、；：,;:（("  # ends no sentence
_POINTED = ("weight", "score")
_WHOLE, _OTHERS = 100, 2
"""The points of all, and more rows with points than these, which show that they have their own."""
_POINTS = re.compile(r"\d{1,3}(?:\.\d+)?分?")


def nameless(zone: ZoneMatch, record: Record, is_level: Callable[[Box], bool]) -> Box | None:
    """The label of a row that holds points and nothing besides, where indicators have names and measures: the words of
    no level, so that nothing tells of what the points are. Sums that add up are told before (`structure.sums`).
    """
    if "level3" not in zone.named or not any(id_ in zone.named for id_ in _MEASURES):
        return None
    if any(record.cells[id_].match for id_ in _MEASURES if id_ in record.cells):
        return None  # most: it says what was aimed at, or reached
    own = {id_: box for id_ in record.cells for box in record.boxes(id_) if box.match}
    labels = {id(box): box for id_, box in own.items() if id_ in _LEVELS and box.cell.row == record.row}
    rest = own.keys() - {*_LEVELS} - points_of(zone.zone) - {"level1_weight", "level2_weight"}
    named = own.get("level3")
    if rest or len(labels) != 1 or "score" not in own or own["score"].cell.row_span > 1:
        return None
    (label,) = labels.values()
    alone = label.cell.row_span == 1 and (named is None or (named is label and label.cell.column_span > 1))
    return label if alone and not label.match.isdecimal() and not is_level(label) else None


def holds_all_points(draft: dict[str, Draft], rows: Sequence[dict[str, Draft]]) -> bool:
    """Whether a row without measures has the points of all, or more, where several ``rows`` with measures have theirs:
    it is their total, in whatever words («部门预算项目支出绩效自评表 | 100 | 99.19», two cells exchanged), or holds an
    amount («…… | 465.4»)."""
    for id_ in _POINTED:
        own = draft[id_]
        if not isinstance(own, Reading) or own.value is None or own.value < _WHOLE:
            continue
        told = [row[id_] for row in rows if row and any(isinstance(row[measure], dict) for measure in _MEASURES)]
        if sum(isinstance(one, Reading) and one.value is not None for one in told) > _OTHERS:
            return True
    return False


def goes_on(record: Record, draft: dict[str, Draft], above: Draft) -> bool:
    """Whether a row holds nothing but the rest of the reason above, which stops at a comma: a row cut in two by hand.
    It is put together there."""
    reason = draft["deviation_reason"]
    if not isinstance(above, dict) or not isinstance(reason, Reading) or not reason.value:
        return False
    first = above["deviation_reason"]
    if not isinstance(first, Reading) or not first.value or str(first.value)[-1] not in _OPEN:
        return False
    if any(box.match and box.cell.row == record.row for id_, box in record.cells.items() if id_ != "deviation_reason"):
        return False
    above["deviation_reason"] = text_reading(
        quotes_of([first.quote, reason.quote]), "form.evaluation.indicators.deviation_reason"
    )
    return True


def points_of_level(zone: ZoneMatch, at: int, level_of: Callable[[Box], str]) -> tuple[Box, list[Box], bool] | None:
    """The word of a level in a row that says nothing but its points, above the rows that have them («产出指标 | | | | |
    50 | 48», «产出指标 | 50分» over the columns up to these), those points, and whether they are what the rows add up
    to. ``level_of``: the key of a level's word, "" for other words."""
    record, below = zone.records[at], zone.records[at + 1 : at + 2]
    label = next((box for id_ in _LEVELS if (box := record.cells.get(id_)) and box.match), None)
    if not below or label is None or label.cell.row != record.row or "level3" not in zone.named:
        return None
    own = {id_: box for id_ in record.cells for box in record.boxes(id_) if box.match and box is not label}
    if not own or not all(_POINTS.fullmatch(box.match) for box in own.values()) or not (key := level_of(label)):
        return None  # most
    if len({_value(box) for id_, box in own.items() if id_ != "score"}) > 1:
        return None  # «满意度指标 | 95 | 96 | 20 | 20»: what was aimed at, and reached

    def goes_on(row: Record) -> bool:
        box = next((box for box in row.cells.values() if box.cell.column == label.cell.column), None)
        return box is None or not box.match or box is label or level_of(box) == key

    rows = [*takewhile(goes_on, zone.records[at + 1 :])]
    name = rows[0].cells.get("level3") if rows else None
    if name is None or not name.match or name is label:
        return None
    return (
        label,
        [*own.values()],
        all(_adds_up(id_ if id_ in _POINTED else _POINTED[0], box, rows) for id_, box in own.items()),
    )


def _adds_up(id_: str, box: Box, rows: Sequence[Record]) -> bool:
    """Whether points are the sum of those in a column of some rows."""
    cells = [cell for row in rows if (cell := row.cells.get(id_)) and cell.match and cell.cell.row == row.row]
    if not all(_POINTS.fullmatch(cell.match) for cell in cells):
        return False
    return sum(_value(cell) for cell in cells) == _value(box)


def _value(box: Box) -> Decimal:
    return Decimal(box.match.removesuffix("分"))


def say_nameless(context: Context, record: Record, label: Box) -> None:
    """Claims the label, and names the row: its points are no indicator's."""
    context.claims.structure.append(label.whole)
    row, shown = record.row + 1, label.source.text.strip()[:20]
    context.diagnostics.append(
        Diagnostic(
            "unread_figures",
            f"表格第{row}行「{shown}」只有分值、没有指标，与各行之和也不相符，未作为指标读取，请核对",
            f"row {row} of the table («{shown}») has points and no indicator, and is no sum of rows: see the source",
            (label.source.block,),
            label.source.page,
        )
    )
