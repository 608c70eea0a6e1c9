"""Headings that lost columns where rows end (Tika, word-extractor): rows that lost as many cells are not read as whole;
and what stands beside rows that lost cells."""

from __future__ import annotations

import pytest

from jixiao.document import Paragraph
from jixiao.patterns import load
from jixiao.structure.flat.continued import continuations
from jixiao.structure.flat.doubt import doubt
from jixiao.structure.flat.fit import fit, with_keys
from jixiao.structure.flat.levelrows import may_hold_level
from jixiao.structure.flat.stretch import RawCell, RawRow, RawTable
from jixiao.structure.flat.words import words_of
from zonerows import shape_of

MONEY = ("项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
TOTAL = ("", "年度资金总额", "52", "50", "40", "10", "80%", "8")
PART = ("", "其中：当年财政拨款", "52", "50", "40", "-", "80%", "-")
OTHER = ("", "其他资金", "0", "0", "0", "-", "-", "-")
INDICATORS = ("绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因")


def without(row: tuple[str, ...], *places: int) -> tuple[str, ...]:
    return tuple(text for at, text in enumerate(row) if at not in places)


def refused(*rows: tuple[str, ...], leaves_out: bool | None = None) -> list[bool]:
    """Which rows of a project's form are refused."""
    table = RawTable(0, 0, [RawRow([RawCell(text) for text in row]) for row in rows], "tab-cells")
    table.leaves_out = leaves_out
    with_keys(table)
    (found,) = fit(table, shape_of("national-2020.project"), load())
    doubt(found, load())
    return [row.refused for row in found.rows]


@pytest.mark.parametrize(
    ("heading", "total", "read"),
    [
        (without(MONEY, 6), without(TOTAL, 4), [False] * 4),  # «分值 80%» was said
        (without(MONEY, 4), without(TOTAL, 5), [False] * 4),
        (MONEY, without(TOTAL, 4), [True, False, True, True]),
        (MONEY, (*TOTAL, "8"), [True, False, True, True]),  # a cell said twice in one row tells nothing of the heading
        (MONEY, TOTAL, [True] * 4),
    ],
)
def test_below_a_heading_that_lost_a_column_no_row_is_read(
    heading: tuple[str, ...], total: tuple[str, ...], read: list[bool]
) -> None:
    assert refused(heading, total, PART, OTHER) == [not one for one in read]


@pytest.mark.parametrize(("label", "told"), [("资金执行", True), ("云溪县林业局", False)])
def test_a_block_s_label_in_other_words_is_no_row_above(label: str, *, told: bool) -> None:
    """«项目资金» is the label of the block in the form as issued, and what an author called the names of the rows."""
    heading = (label, "项目资金", *MONEY[2:])
    assert refused(heading, TOTAL, PART, OTHER) == [not told] * 4


def test_one_row_wider_by_what_its_heading_lacks_shows_that_a_column_was_lost() -> None:
    heading = without(MONEY, 4)
    assert refused(heading, without(TOTAL, 5), without(PART, 2), OTHER) == [True] * 4


def test_each_heading_of_a_zone_is_judged_by_the_rows_below_it() -> None:
    """Of two headings, one a goal, the upper's rows are whole (湖北)."""
    row = ("", "产出指标", "数量指标", "培训人数", "≥30人", "32人", "10", "10", "")
    whole = (INDICATORS, row, row, row)
    assert refused(*whole, without(INDICATORS, 6), without(row, 5), row, row) == [False] * 4 + [True] * 4


def test_a_rate_for_an_amount_beside_no_other_row() -> None:
    heading = without(MONEY, 6)
    assert refused(heading, without(TOTAL, 4)) == [False, True]
    assert refused(heading, without(TOTAL, 6)) == [False, False]


def test_a_rate_of_two_amounts_of_which_none_was_spent() -> None:
    """«全年执行数» was lost, and of the row another amount: what was spent was given as the budget."""
    heading, total = without(MONEY, 4), ("年度资金总额", "50", "40", "10", "80%", "8")
    assert refused(heading, total, leaves_out=True) == [False, True]
    assert refused(heading, ("年度资金总额", "52", "50", "10", "80%", "8"), leaves_out=True) == [False, False]
    heading = ("项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "执行率", "分值")
    assert refused(heading, ("年度资金总额", "569", "358.47", "63.00", "10", "6.3"), leaves_out=True) == [False, True]
    assert refused(heading, ("年度资金总额", "50", "40", "32", "80%", "10"), leaves_out=True) == [False, False]


def test_the_first_row_whose_reason_is_printed_lost_a_cell() -> None:
    """A blank reason may be left out, but was there: «成本指标» was given as level 2."""
    whole = ("产出指标", "数量指标", "培训人数", "≥30人", "32人", "10", "10", "")
    assert refused(INDICATORS, whole, leaves_out=True) == [False, False]
    assert refused(INDICATORS, whole[:-1], leaves_out=True) == [False, False]
    assert refused(INDICATORS, without(whole, 1), leaves_out=True) == [False, True]


@pytest.mark.parametrize("lost", [3, 4, 7])
def test_below_a_heading_that_lost_a_column_names_stand_for_levels(lost: int) -> None:
    """Where covered cells are left out, and blank lines tore the rows that have levels."""
    rows = (
        ("产出指标", "数量指标"),
        ("培训人数", "≥30人", "32人", "10", "9", "无"),
        ("合格率", "≥90%", "95%", "10", "9", "无"),
        ("提高资金使用效益", "良好", "良好", "5", "4", "无"),
    )
    assert refused(INDICATORS, *rows, leaves_out=True)[3:] == [False, False]
    assert refused(without(INDICATORS, lost), *rows, leaves_out=True)[1:] == [True] * 4


@pytest.mark.parametrize(
    ("row", "lacks"),
    [
        (("主管部门", "云溪县林业局", "实施单位"), True),
        (("主管（预算）部门", "云溪县林业局", "实施单位"), True),
        (("主管部门", "云溪县林业局", "云溪县国有苗圃"), True),
        (("主管部门", "云溪县林业局", "实施单位", ""), False),
        (("主管部门", "云溪县林业局", ""), False),
        (("主管部门", "云溪县林业局", "单位：万元"), False),
        (("主管部门", "云溪县林业局"), False),
    ],
)
def test_a_label_without_value_behind_a_whole_pair(row: tuple[str, ...], *, lacks: bool) -> None:
    """The department was given for the one that carries the project out."""
    assert refused(("项目名称", "苗圃改造"), row, MONEY, TOTAL)[1] is lacks


def test_a_lower_heading_that_lost_the_target_between_its_sign_and_unit() -> None:
    upper = ("绩效指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")
    lower = ("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位")
    row = ("产出指标", "数量指标", "培训人数", "≥", "30", "人", "32人", "10", "10", "")
    goal = (("年度总体目标", "预期目标", "实际完成情况"), ("培训农民", "已培训"))
    assert refused(*goal, upper, lower, row, leaves_out=True)[2:] == [False] * 3
    assert refused(*goal, upper, without(lower, 4), row, leaves_out=True)[4] is True


@pytest.mark.parametrize(
    "heading",
    [
        ("主管部门", "实施单位", "云溪县农业技术推广中心", "", "年初预算数", "全年执行数", "分值", "得分"),
        ("云溪县公路管理中心", *MONEY[:7]),
    ],
)
def test_a_heading_that_begins_with_the_row_above_is_none(heading: tuple[str, ...]) -> None:
    assert refused(heading, TOTAL, PART) == [True] * 3


def test_an_upper_heading_that_lost_a_cell_stands_over_no_column() -> None:
    """«年度指标值», which stands above three columns, headed the first of those that run through."""
    upper = ("绩效指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")
    lower = ("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "", "", "", "")
    row = ("产出指标", "数量指标", "培训人数", "≥", "30", "人", "32人", "10", "10", "")
    goal = (("年度总体目标", "预期目标", "实际完成情况"), ("", "培训农民", "已培训"))
    assert refused(*goal, upper, lower, row) == [False] * 5
    assert refused(*goal, (*upper[:4], "得分偏差原因"), lower, row) == [False, False, True, False, True]


@pytest.mark.parametrize(
    ("cells", "holds"),
    [
        (("", "", "过程管理", "资金合规性", "6", "6", "6", "6", "", ""), True),  # its own word, in the column of one
        (("", "过程管理资金合规性", "6", "6", "6", "6", ""), True),  # joined
        (("", "", "", "资金合规性", "6", "6", "6"), False),
    ],
)
def test_a_refused_row_of_other_cells_may_hold_a_level(cells: tuple[str, ...], *, holds: bool) -> None:
    table = RawTable(0, 0, [RawRow([RawCell(text) for text in row]) for row in (INDICATORS, cells)], "tab-cells")
    with_keys(table)
    (found,) = fit(table, shape_of("national-2020.project"), load())
    assert may_hold_level(found.rows[1], load(), leaves_out=False) is holds


def test_a_page_number_between_the_lines_of_a_cell_is_none_of_it() -> None:
    lines = ("\t产出指标", "\t数量", "第5页 共9页", "指标", "\t培训人数", "— 6 —", "\t3/8", "3/8", "\t8")
    paragraphs = [Paragraph(line, end="\n") for line in lines]
    assert continuations(paragraphs, load(), words_of(load())) == {2, 5}


def test_rows_shorter_than_labels_that_are_no_heading_are_not_below_them() -> None:
    """Where covered cells are left out a figure for the block's label left its heading unknown: «5,980,800» was no
    amount, and the one behind it the budget."""
    labels = ("5", "", "预算批复数", "调整预算数", "决算数", "规定分值", "执行比例", "得分")
    total = ("合计", "5980800", "6230000", "4174100", "10", "67%", "6.70")
    pairs = (("项目名称", "苗圃改造"), ("主管部门", "云溪县林业局", "实施单位", "云溪县国有苗圃"))
    assert refused(*pairs, labels, total, leaves_out=True)[2:] == [False, True]
    assert refused(*pairs, ("", *labels[1:]), ("", *total), leaves_out=False)[2:] == [False, False]
