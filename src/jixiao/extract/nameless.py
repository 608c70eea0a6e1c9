"""Rows among indicators that hold points of more than one: «产出小计 | 60 | 57», «本表各项得分 | 100 | 97»."""

from __future__ import annotations

from collections.abc import Callable

from jixiao.document import Diagnostic
from jixiao.extract.context import Context
from jixiao.structure.form_model import points_of
from jixiao.structure.match_model import Box, Record, ZoneMatch

_LEVELS = ("level1", "level2", "level3")
_MEASURES = ("target", "actual")


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
