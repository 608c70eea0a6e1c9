"""Rows that stand in another part of a table than their own, and headings that hold what is of another row: cells were
joined, doubled or moved, rows exchanged, or the lines cut elsewhere. Nothing of them is read."""

from __future__ import annotations

import pytest

from jixiao.patterns import load
from jixiao.structure.flat.cellcosts import CellCosts
from jixiao.structure.flat.doubt import doubt
from jixiao.structure.flat.fit import fit, with_keys
from jixiao.structure.flat.repeats import said_across_once
from jixiao.structure.flat.slips import Slips
from jixiao.structure.flat.stretch import Line, RawCell, RawRow, RawTable
from jixiao.structure.flat.tokens import tokens_of
from zonerows import plan, shape_of

INDICATORS = ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"]
ROW = ["", "产出指标", "数量指标", "培训人数", "≥30人", "32人", "10", "10", ""]
GOALS = ["年度总体目标", "预期目标", "实际完成情况"]

MONEY = [
    ["年度预算申请（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["", "年度资金总额", "320", "300", "290", "10", "96.67%", "9.67"],
    ["", "按收入性质分：", "按支出性质分："],
    ["", "其中：一般公共预算：290", "其中：基本支出：200"],
]
"""What a form of 湖南 has of money."""


def refused(form: str, *rows: list[str], kind: str = "printed") -> list[bool]:
    """Which rows of a form are refused."""
    dialect = "tab-cells" if kind == "printed" else "tab-rows-repeated"
    table = RawTable(0, 0, [_row(row) for row in rows], dialect, kind, max(map(len, rows)))
    with_keys(table)
    (found,) = fit(table, shape_of(form), load())
    doubt(found, load())
    return [row.refused for row in found.rows]


def _row(texts: list[str]) -> RawRow:
    return RawRow([RawCell(text) for text in texts])


def test_a_row_in_the_column_of_its_block_stands_a_column_too_far_to_the_left() -> None:
    late = ["指标2：设备完好率", "≥96%", "98%", "10", "10", "", "", "", "质量"]
    assert refused("national-2020.project", INDICATORS, ROW, late, ROW) == [False, False, True, False]
    every = [["经济社会", *ROW[1:]]] * 3  # all rows have it: its author's words
    assert refused("national-2020.project", INDICATORS, *every) == [False] * 4


def test_the_word_of_a_level_is_no_goal() -> None:
    """The goals' heading went among the indicators: «时效» was given as what was reached."""
    goal, level = ["", "培训农民", "已培训"], ["", "", "时效"]
    assert refused("national-2020.project", GOALS, goal, level) == [False, False, True]
    heading = ["指标名称", "计量单位", "指标性质", "年初指标值", "调整指标值", "全年完成值", "得分系数", "权重", "得分"]
    row = ["社会公众满意度", "%", "≥", "91%", "", "94%", "100%", "5", "5"]
    assert refused("chongqing.whole_department", heading, row) == [False, False]


def test_rows_below_two_labels_in_one_cell_are_not_those_above() -> None:
    """«年度总体目标» and «年初设定目标» are one: the goal was given as money by its source."""
    rows = [
        *MONEY,
        ["年度总体目标年初设定目标", "实际完成情况"],
        ["", "保障机构运转。", "机构运转正常。"],
    ]
    assert refused("hunan-2022.evaluation", *rows) == [*[False] * 4, True, True]


def test_a_heading_with_two_labels_in_one_cell_is_none() -> None:
    """A second goal's heading of one cell less, above rows of the width of the first's."""
    first = ["年度目标1（50分）", "一级指标", "二级指标", "三级指标", "年初目标值 (A)", "实际完成值 (B)", "得分"]
    row = ["", "产出指标", "数量指标", "1.整改数量", "≥121处", "145处", "5"]
    second = ["年度目标2：提升能力。（30分）", *first[1:5], "实际完成值 (B)得分"]
    total = ["合计", "96"]
    pairs = [["单位名称", "云溪县数据中心"], ["基本支出总额（万元）", "389", "项目支出总额（万元）", "318"]]
    money = [["预算执行情况（万元）（20分）", "", "预算数", "执行数", "执行率", "得分"]]
    money.append(["", "部门支出总额", "708.20", "679.88", "96%", "19.20"])
    found = refused("hubei.whole_department", *pairs, *money, first, row, row, second, row, row, total)
    assert found == [*[False] * 7, *[True] * 4]


def _goals() -> list[list[str]]:
    heading = ["一级指标", "二级指标", "三级指标", "年初目标值", "实际完成值", "得分"]
    row = ["产出指标", "数量指标", "培训人数", "≥30人", "32人", "10"]
    other = ["效益指标", "社会效益指标", "知晓率", "≥90%", "95%", "10"]
    one, two = "年度绩效目标1（50分）", "年度绩效目标2（30分）"
    return [[one, *heading], [one, *row], [one, *other], [two, *heading], [two, *row], [two, *other]]


def test_a_row_of_another_goal_is_none_of_this() -> None:
    rows = _goals()
    assert refused("hubei.project", *rows, kind="repeated") == [False] * 6
    rows[2], rows[4] = rows[4], rows[2]
    assert refused("hubei.project", *rows, kind="repeated") == [False, False, True, False, True, False]


@pytest.mark.parametrize("column", [1, 4, 6])
def test_a_heading_with_the_word_of_a_level_was_cut_elsewhere(column: int) -> None:
    rows = _goals()
    rows[3][column] = "产出指标"
    assert refused("hubei.project", *rows, kind="repeated") == [*[False] * 3, *[True] * 3]


def test_a_heading_with_a_text_of_the_row_above_was_cut_elsewhere() -> None:
    """A cell went down one row, and the lines of the one beside it make both rows as long as all others."""
    heading = ["指标名称", "计量单位", "指标性质", "年初指标值", "调整指标值", "全年完成值", "得分系数", "权重", "得分"]
    row = ["1.惠及户数", "户", "≥", "2153", "", "2301", "100%", "10", "10"]
    goals = ["当年绩效目标", "年初目标", "年初目标", *["全年（调整）绩效目标"] * 3, *["全年目标实际完成情况"] * 3]
    goal = ["当年绩效目标", *["改善居住条件。"] * 2, *["不变"] * 3, *["居住条件改善。"] * 3]
    form = "chongqing.whole_department"
    assert refused(form, goals, goal, heading, row, kind="repeated") == [False] * 4
    moved = [*heading[1:4], "不变", *heading[4:]]
    assert refused(form, goals, goal, moved, row, kind="repeated")[2:] == [True, True]
    goal[-1] += "\n指标名称"
    assert refused(form, goals, goal, heading, row, kind="repeated")[2:] == [True, True]


@pytest.mark.parametrize(
    ("row", "once"),
    [
        (["", *["按收入性质分："] * 3, *["按支出性质分："] * 4], ["", "按收入性质分：", "按支出性质分："]),
        (["", *["其他资金："] * 3, *[""] * 4], ["", "其他资金：", ""]),
        ([*["单位名称"] * 2, *["云溪县统计局"] * 4], ["单位名称", "云溪县统计局"]),
        (["", *["10"] * 2, *["12"] * 2], None),
        (["", "质量指标", *["完好率"] * 2, *["良好"] * 2], None),
        ([""] * 8, None),
    ],
)
def test_a_row_said_across_in_all_its_cells(row: list[str], once: list[str] | None) -> None:
    """Merged text that is said again, in rows of several lengths: «一般公共预算：290» was the label of money."""
    assert [cell.text for cell in said_across_once(_row(row)).cells] == (once or row)


def test_a_unit_is_no_name_beside_a_column_of_units() -> None:
    heads = ("三级指标", "计量单位", "指标性质", "年初指标值", "调整指标值", "实际完成值", "得分系数", "权重", "得分")
    own, shape = plan("chongqing.whole_department", "indicators", *heads), shape_of("chongqing.whole_department")
    number = [zone.id for zone in shape.form.zones].index("indicators")
    tokens = tokens_of([Line(0, 0, 0, text) for text in ("万元", "减轻企业负担")])
    costs = CellCosts(shape, tokens, load(), leaves_out=True)
    slips = Slips(own, costs, number, lines=False, ends=True)
    assert [slips.slipped(own.first_free, at, at + 1) for at in range(2)] == [True, False]


def test_a_row_over_two_columns_below_a_refused_goal_is_no_goal() -> None:
    """«主要实施过程» below «目标及完成情况», of which a cell was exchanged for a heading (四川)."""
    heads = ["项目基本情况", *["目标及完成情况"] * 2, *["年初目标"] * 4, *["全年完成情况"] * 3]
    goal = ["项目基本情况", *["目标及完成情况"] * 2, *["保障用血。"] * 4, *["用血得到保障。"] * 3]
    course = ["项目基本情况", *["主要实施过程"] * 2, *["①摸底；②审核；③发放。"] * 7]
    part = ["预算执行情况（10分）", *["年度预算（万元）"] * 2, *["年初预算"] * 2]
    money = [*part, "调整后预算", "预算执行", "预算执行率", "权重", "得分"]
    total = ["预算执行情况（10分）", *["总额"] * 2, *["313.02"] * 2, "333", "333", "100%", "10", "10"]
    assert refused("sichuan.project", heads, goal, course, money, total, kind="repeated") == [False] * 5
    goal[-3:] = ["权重"] * 3
    assert refused("sichuan.project", heads, goal, course, money, total, kind="repeated")[1:3] == [True, True]


def test_a_sentence_below_a_refused_row_is_no_label_of_money() -> None:
    """«预期目标实际完成情况» was one cell: the goal was given as money by its source."""
    rows = [
        *MONEY,
        ["年度总体目标", "预期目标实际完成情况"],
        ["", "保障机构运转。", "机构运转正常。"],
    ]
    assert refused("hunan-2022.evaluation", *rows)[3:] == [False, True, True]


def test_a_total_with_a_label_in_its_last_cell_is_refused() -> None:
    """«预算执行（万元）» below a heading of points in words of no list."""
    heading = ["绩效目标", "一级指标", "二级指标", "三级指标", "年初目标值（A）", "实际完成值（B）", "得分情形"]
    row = ["绩效目标", "产出指标", "成本指标", "支出控制总额", "≤251万元", "251万元", "13"]
    for last, odd in (("13", False), ("预算执行（万元）", True)):
        assert refused("hubei.project", heading, row, ["合计"] * 6 + [last], kind="repeated")[2] is odd


def test_which_of_two_goals_is_missing_nobody_can_tell() -> None:
    """Where covered cells are printed, a blank one stands below the block's label: what was aimed at was reached."""
    rows = [[*GOALS, ""], ["", "保障机构运转。", ""], INDICATORS, ROW, ROW]
    assert refused("national-2020.project", *rows) == [False, True, False, False, False]
    whole = [[*GOALS, ""], ["", "保障机构运转。", "机构运转正常。", ""], INDICATORS, ROW, ROW]
    assert refused("national-2020.project", *whole) == [False] * 5


def test_the_label_of_goals_that_stands_below_them_heads_none() -> None:
    head, goal = ["其他需要说明的情况", *GOALS[1:]], ["", "保障机构运转。", "机构运转正常。"]
    below = ["年度总体目标", "没有需要说明的事项"]
    assert refused("national-2020.project", head, goal, INDICATORS, ROW, ROW, below)[-1]


@pytest.mark.parametrize(("unit", "lost"), [("具体实施单位", True), ("云溪县林业局", False)])
def test_the_second_label_of_two_is_not_the_value_of_the_first(unit: str, lost: bool) -> None:
    pair = ["主管部门", unit, "云溪县苗圃" if lost else "实施单位", ""]
    assert refused("national-2020.project", pair, INDICATORS, ROW, ROW) == [lost, False, False, False]


def test_a_sentence_is_no_level() -> None:
    """Two rows of fewer cells were put together: a criterion was level 2."""
    head = ["一级指标", "分值", "二级指标", "分值", "三级指标", "分值", "评价标准", "指标说明", "自评得分"]
    row = ["投入", "12", "目标设定", "7", "目标合理性", "4", "依据充分计4分。", "目标是否合理", "4"]
    both = ["经济效益", "7", "效益显著计7分。对发展的影响", "6", "社会公众满意度", "5", "满意计5分。", "满意程度", "5"]
    assert refused("hunan-before-2022.score_sheet", head, row, both) == [False, False, True]
