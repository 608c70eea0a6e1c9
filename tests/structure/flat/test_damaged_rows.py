"""Rows between TABs, merged text said again, of which one has another number of cells: it alone is refused."""

from __future__ import annotations

import pytest
from samples.blocks import Grid, GridCell, Para
from samples.dialects import flatten_document

from flattened import rebuilt, rows
from jixiao.document import Table

HEAD = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
NAMES = ("维修路灯", "验收合格率", "完工时间", "夜间通行", "群众满意率")


def text() -> str:
    grid = Grid(7)
    grid.row(GridCell("项目名称", 2), GridCell("夜间照明维修", 5))
    grid.row(GridCell("年度总体目标", 2), GridCell("路灯完好。", 5))
    grid.row(*HEAD)
    levels = [
        ("产出指标", "数量指标"),
        ("产出指标", "质量指标"),
        ("产出指标", "时效指标"),
        ("效益指标", "社会效益指标"),
    ]
    levels.append(("满意度指标", "满意度指标"))
    for (one, two), name in zip(levels, NAMES, strict=True):
        grid.row(one, two, name, "达标", "达标", "20", "19")
    grid.row(GridCell("总分", 5), "100", "95")
    return flatten_document([Para("2023年度项目支出绩效自评表"), grid.table()], "rows-tab")


def read(source: str) -> tuple[list[list[str]], list[str]]:
    """The rows of the table whose cells stand below the form's columns, and the messages."""
    found = rebuilt(source)
    (table,) = [block for block in found.blocks if isinstance(block, Table)]
    return [row for row in rows(table) if row[-1:] == ["19"]], [one.message for one in found.diagnostics]


@pytest.mark.parametrize(
    ("printed", "damaged"),
    [
        ("验收合格率\t达标", "验收合格率"),  # lost
        ("验收合格率\t达标\t达标", "验收\t合格率\t达标\t达标"),  # a TAB in a cell
        ("验收合格率\t", "验收合格率\t验收合格率\t"),  # said twice
    ],
)
def test_a_row_of_another_width_is_refused_alone(printed: str, damaged: str) -> None:
    """The whole table was refused, or read without its merged cells."""
    whole, _ = read(text())
    assert [row[-5] for row in whole] == [*NAMES]
    assert text().count(printed) == 1
    left, messages = read(text().replace(printed, damaged))
    assert [row[-5:] for row in left] == [row[-5:] for row in whole if "验收合格率" not in row]
    assert len(messages) == 1
    assert "1 行中" in messages[0]


def test_below_a_heading_of_another_width_nothing_is_read() -> None:
    left, messages = read(text().replace("三级指标\t", ""))
    assert left == []
    assert len(messages) == 1


def test_lines_beside_such_a_row_may_be_of_the_rows_above_and_below() -> None:
    """A last cell may go on in them, and a first one begin."""
    row = "产出指标\t质量指标\t验收合格率\t"
    left, _ = read(text().replace(row, f"已完成\n{row}合格\t"))
    assert [row[-5] for row in left] == [*NAMES[2:]]
    left, _ = read(text().replace(f"{row}达标\t达标\t20\t19", f"{row}达标\t20\t19\n已完成"))
    assert [row[-5] for row in left] == [NAMES[0], *NAMES[3:]]
