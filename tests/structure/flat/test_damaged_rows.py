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


def read(source: str, score: str = "19") -> tuple[list[list[str]], list[str]]:
    """The rows of the table whose cells stand below the form's columns, and the messages."""
    found = rebuilt(source)
    (table,) = [block for block in found.blocks if isinstance(block, Table)]
    return [row for row in rows(table) if not score or row[-1:] == [score]], [one.message for one in found.diagnostics]


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


def test_a_row_of_another_number_between_bars_is_refused_alone() -> None:
    """What stands behind the lost bar is a column too far to the left."""
    levels = (
        ("产出指标", "数量指标"),
        ("", "质量指标"),
        ("", "时效指标"),
        ("效益指标", "社会效益指标"),
        ("满意度指标",) * 2,
    )
    table = [("绩效指标", *HEAD)]
    for (one, two), name in zip(levels, NAMES, strict=True):
        table += [("", one, two, name, "达标", "达标", "10", "9"), ("", "", "", f"又{name}", "达标", "达标", "10", "9")]
    table.append(("总分", "", "", "", "", "", "100", "90"))
    source = "\n".join(["2023年度项目支出绩效自评表", *map(" | ".join, table), ""])
    whole, messages = read(source, "9")
    assert ([row[-5] for row in whole], messages) == ([n for name in NAMES for n in (name, f"又{name}")], [])
    left, messages = read(source.replace("验收合格率 | ", "验收合格率 ", 1), "9")
    assert [row[-5] for row in left] == [row[-5] for row in whole if row[-5] != "验收合格率"]
    assert len(messages) == 1
    assert "1 行中" in messages[0]


def test_a_row_of_another_width_is_refused_where_most_rows_are_broken() -> None:
    """The pieces of rows are more than whole lines: rows were put together from those, and names read as levels."""
    source = text()
    for level in ("数量指标", "质量指标", "时效指标", "社会效益指标", "\t满意度指标"):
        source = source.replace(f"{level}\t", f"{level}\n\t")
    whole, messages = read(source)
    assert ([row[-5] for row in whole], messages) == ([*NAMES], [])
    left, messages = read(source.replace("夜间照明维修\t", "", 1))
    assert left == whole
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


def test_two_rows_that_lost_a_cell_are_no_table_of_their_own() -> None:
    """The last of them begins with the label that is merged down over it and the next."""
    label = "年度绩效目标"
    goals = [["主管部门", *["云岭县住建局"] * 6], [label, *["年度绩效目标"] * 2, *["实际完成情况"] * 3]]
    goals += [[label, *["路灯完好"] * 2, *["路灯已修"] * 3], [label, *["道路明亮"] * 3, *["道路已亮"] * 3]]
    lines = text().split("\n")
    at = next(at for at, line in enumerate(lines) if line.startswith("年度总体目标"))
    lines[at : at + 1] = ["\t".join(row) for row in goals]
    found = rebuilt("\n".join(lines))
    assert sum(isinstance(block, Table) for block in found.blocks) == 1
    assert len(found.diagnostics) == 1
    assert "2 行中" in found.diagnostics[0].message


def broken() -> str:
    """The table with labels of two lines."""
    source = text().replace("满意度指标\t满意度指标", "满意度指标\t满意度\n指标")
    for label in ("时效指标", "年度指标值"):
        source = source.replace(f"\t{label}\t", f"\t{label[:2]}\n{label[2:]}\t")
    return source.replace("\t社会效益指标\t", "\t社会\n效益指标\t")


@pytest.mark.parametrize(
    ("lost", "found", "left"),
    [
        ("验收合格率\t达标\t达标", "完工时间\t达标\t达标", (0, 3, 4)),  # «19», «产出指标»
        ("夜间通行\t达标\t达标", "群众满意率\t达标\t达标", (0, 1, 2)),  # «19», «满意度指标»
        ("完工时间\t达标\t达标", "夜间通行\t达标\t达标", (0, 1, 4)),  # «19», «效益指标»
    ],
)
def test_rows_that_add_up_though_a_cell_moved_are_refused(lost: str, found: str, left: tuple[int, ...]) -> None:
    """A label of two lines stands between: the row above took the first, and each figure stood in a wrong column."""
    whole, messages = read(broken())
    assert ([row[-5] for row in whole], messages) == ([*NAMES], [])
    assert (broken().count(lost), broken().count(found)) == (1, 1)
    moved = broken().replace(lost, lost.removesuffix("\t达标")).replace(found, f"{found}\t达标")
    rest, messages = read(moved)
    assert [row[-5:] for row in rest] == [whole[at][-5:] for at in left]
    assert len(messages) == 1


def test_a_heading_that_adds_up_though_a_cell_moved_up_is_refused() -> None:
    source = text().replace("\t分值\t得分", "\t分\n值\t得分")
    assert [row[-5] for row in read(source)[0]] == [*NAMES]
    moved = source.replace("三级指标\t", "三级指标\t维修路灯\t").replace("\t维修路灯\t达标", "\t达标")
    assert moved.count("维修路灯") == 1
    assert read(moved)[0] == []


def test_a_figure_among_headings_of_several_lines_came_from_below() -> None:
    """Nothing else tells where a form has no levels: «年度⏎指标值», «20» above rows that begin with their names."""
    grid = Grid(7)
    grid.row("指标名称", "计量\n单位", "年度\n指标值", "实际\n完成值", "分值", "得\n分", "偏差原因")
    for name in NAMES:
        grid.row(name, "盏", "18", "17", "20", "19", "")
    source = flatten_document([Para("2023年度项目支出绩效自评表"), grid.table()], "rows-tab")
    moved = source.replace("\t分值", "\t20\t分值").replace("17\t20\t19", "17\t19", 1)
    assert ["指标名称", "计量\n单位"] in [row[:2] for row in read(source, "")[0]]
    assert ["指标名称", "计量\n单位"] not in [row[:2] for row in read(moved, "")[0]]


def test_a_heading_that_adds_up_though_a_cell_moved_down_is_refused() -> None:
    """«得分», «产出指标» are no cell of two lines."""
    source = text().replace("\t数量指标\t", "\t数量\n指标\t")
    assert [row[-5] for row in read(source)[0]] == [*NAMES]
    moved = source.replace("\t分值\t得分", "\t得分").replace("\t维修路灯\t达标", "\t维修路灯\t分值\t达标")
    assert moved.count("分值") == 1
    assert read(moved)[0] == []
