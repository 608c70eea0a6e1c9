"""Org tables (pandoc): rows whose cells go on over lines."""

from __future__ import annotations

import pytest

from indicator_rows import indicator_rows
from jixiao import parse

TITLE = "2023年度甲县林业局部门整体支出绩效自评表\n\n"
HEAD = """\
| 年度绩效目标\\\\ | 预期目标 | | | 实际完成情况 | | | | |
| （100分） | | | | | | | | |
| | 造林护林 | | | 全部完成 | | | | |
"""
TABLE = """\
| 绩\\\\ | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成\\\\ | 分值 | 得分 | 偏差原因及改进措施 |
| 效 | | | | | 指标值 | | | |
| | | | | | | | | |
| 指标 | | | | | | | | |
| | 产出指标\\\\ | 数量 | 指标1：造林面积 | ≥80亩 | 96亩 | 20 | 20 | |
| | （50分） | | | | | | | |
| | | | | | | | | |
| | | 指标 | | | | | | |
| | | | 指标2：管护面积 | ≥90亩 | 97亩 | 10 | 10 | |
| | | 质量 | 指标1：造林成活率 | ≥95% | 95% | 20 | 19 | 测算不准确；\\\\ |
| | | | | | | | | 下年据实测算。 |
| | | 指标 | | | | | | |
| | | | ...... | | | | | |
| | 效益指标 | 社会效 | 指标1：投诉事件 | ≤2起 | 1起 | 30 | 30 | |
| | | | | | | | | |
| | | 益指标 | | | | | | |
| 总分 | | | | | | 80 | 79 | |
"""


@pytest.mark.parametrize("rule", ["", "|---+---+---+---+---+---+---+---+---|\n"])
def test_lines_that_go_on_and_paragraphs_of_a_cell_are_one_row(rule: str) -> None:
    first, rest = TABLE.split("\n", 1)
    rows, total = indicator_rows(f"{TITLE}{first}\n{rule}{rest}\n填表人：（略）\n")
    assert [row[1:3] + row[4:] for row in rows] == [
        ("数量指标", "指标1：造林面积", "96亩", "20", "20"),
        ("数量指标", "指标2：管护面积", "97亩", "10", "10"),
        ("质量指标", "指标1：造林成活率", "95%", "20", "19"),
        ("质量指标", None, None, "None", "None"),
        ("社会效益指标", "指标1：投诉事件", "1起", "30", "30"),
    ]
    assert total == ("80", "79")


def test_a_goal_below_a_heading_is_a_row_of_its_own() -> None:
    (form,) = parse(f"{TITLE}{HEAD}{TABLE}".encode()).evaluations
    assert [(goal.expected, goal.actual) for goal in form.goals] == [("造林护林", "全部完成")]
    assert form.indicators[2].deviation_reason == "测算不准确；下年据实测算。"


def test_a_line_that_may_be_of_either_row_leaves_the_table_unread() -> None:
    line = "| | | | 又一段 | | | | | |"
    cut = TABLE.replace("| 下年据实测算。 |\n", f"| 下年据实测算。 |\n{line}\n")
    assert parse(f"{TITLE}{cut}".encode()).evaluations == ()
