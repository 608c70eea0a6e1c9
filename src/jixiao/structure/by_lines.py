"""Rows that hold several indicators or funds, a line of each cell for one.

«营造林面积⏎森林抚育面积 | ≥3.2万亩⏎≥1.5万亩 | 5⏎5»: authors who never split a row. They are as many records as their
figures have lines, where the names have as many. A cell of other lines (a level, a reason) is that of all of them, one
figure that of the first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from jixiao import lazy_re as re
from jixiao.document import Table
from jixiao.quotes import squeeze
from jixiao.structure.cell_lines import ended_lines
from jixiao.structure.match_model import Box, Record, ZoneMatch
from jixiao.values import NUMBER

_NAMES = ("level3", "label")
_NUMBERS = {"score": re.compile(rf"{NUMBER}分?"), "amount": re.compile(rf"-?{NUMBER}(?:亿元|万元|元)?|[-—/]+")}
_FIGURES = ("score", "amount", "percent")
_FIGURED = re.compile(rf"[^\d、。；]{{0,4}}{NUMBER}[^\d、。；]{{0,8}}")
_NUMBERED = re.compile(r"\s*(?:[\u4e00-\u9fff]{2})?\s*(\d{1,2})\s*[.．、:：](?!\d)")
_ENDS = 2  # characters that the words of levels end with alike («数量指标», «质量指标»)


def by_lines(zone: ZoneMatch, record: Record, table: Table) -> list[Record]:
    """The indicators or funds of a row of ``table``, each a record of its lines; the row alone where it holds one."""
    named = next((id_ for id_ in _NAMES if id_ in record.cells), "")
    if not named or "\n" not in record.cells[named].cell.text or record.more:
        return [record]
    several = [id_ for id_, box in record.cells.items() if id_ != named and "\n" in box.cell.text]
    names = ended_lines(record.cells[named].cell, table.edges, whole=True) if several else []
    count = len(names)
    if count < 2:  # most: broken by the width of their column
        return [record]
    lines = {id_: ended_lines(record.cells[id_].cell, table.edges, whole=True) for id_ in several}
    lines = {named: names} | {id_: found for id_, found in lines.items() if len(found) > 1}
    types = {column.id: column.type for column in zone.zone.columns}
    if not _are_parallel(record, lines, types, count):
        return [record]
    points = [id_ for id_, box in record.cells.items() if types.get(id_) == "score" and box.match]
    pointed = named == _NAMES[0] and len(points) > 1 and all(id_ in lines for id_ in points)
    sure = table.edges or table.origin == "native" or pointed or _is_numbered(record.cells[named].cell.text)
    if not sure:
        return [record]  # a narrow column may have broken all but both points alike («年度资⏎金总额 | 186⏎2.40»)
    apart = {id_ for id_, found in lines.items() if len(found) == count and _is_apart(record.cells[id_], types[id_])}
    apart.add(named)
    first = {id_ for id_, box in record.cells.items() if id_ not in apart and box.match and types[id_] in _FIGURES}

    def line(at: int) -> dict[str, Box]:
        cells = {id_: box for id_, box in record.cells.items() if not at or id_ not in first}
        return cells | {id_: Box(cells[id_].cell, cells[id_].source, lines[id_][at]) for id_ in apart}

    return [replace(record, cells=line(at)) for at in range(count)]


def _is_numbered(names: str) -> bool:
    """Whether each line begins with its number («1.营造林面积⏎2.森林抚育面积»): no narrow column broke those."""
    found = [_NUMBERED.match(line) for line in names.splitlines() if line.strip()]
    return [int(number[1]) for number in found if number] == [*range(1, len(found) + 1)]


def _are_parallel(
    record: Record, lines: Mapping[str, list[tuple[int, int]]], types: Mapping[str, str], count: int
) -> bool:
    """Whether two columns hold figures, as many lines of them as there are names, and no column of points or amounts
    has other ones."""
    numbers = [(id_, expression) for id_ in lines if (expression := _NUMBERS.get(types.get(id_, "")))]
    if any(len(lines[id_]) != count or not _all(record.cells[id_], lines[id_], each) for id_, each in numbers):
        return False
    measures = [
        id_
        for id_ in lines
        if types.get(id_) == "measure" and len(lines[id_]) == count and _all(record.cells[id_], lines[id_], _FIGURED)
    ]
    return len(numbers) + len(measures) > 1


def _all(box: Box, lines: list[tuple[int, int]], expression: re.Pattern[str]) -> bool:
    return all(expression.fullmatch(squeeze(box.cell.text[a:b])) for a, b in lines)


def _is_apart(box: Box, type_: str) -> bool:
    """Whether the lines of a cell are one for each: figures and what stands for them, or levels, which end alike
    («服务对象⏎满意度指标» is one, broken)."""
    if type_ in (*_FIGURES, "measure", "printed"):
        return True
    if type_ != "label":
        return False
    ends = {line.strip()[-_ENDS:] for line in box.cell.text.splitlines() if line.strip()}
    return len(ends) == 1
