"""Labels in words that no list holds, in text that lost cells: known by what they look like, beside known ones."""

from __future__ import annotations

import pytest

from jixiao.pipeline import parse
from jixiao.schema.evaluation import Evaluation

BELOW = """项目资金（万元） | 年初 预算数 | 全年 预算数 | 全年 执行数 | 分值 | 执行率 | 得分 | ||
年度资金总额 | 368.51 | 368.51 | 298.50 | 10 | 81.00% | 8.10 | ||
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
产出指标 | 数量指标 | 救助困难群众 | ≥50人 | 54人 | 50 | 50 | ||
效益指标 | 社会效益指标 | 投诉次数 | ≤3次 | 2次 | 40 | 40 | ||
总分 | 100 | 98.10 | ||||||
"""
"""Rows of nine columns: filled cells, then bare bars up to the width of the grid."""


def read(head: str) -> Evaluation:
    """The table of a text with some rows above its money."""
    return parse(f"2023年度困难群众救助项目支出绩效自评表\n{head}{BELOW}".encode()).evaluations[0]


@pytest.mark.parametrize("project", ["项目名称", "项目全称"])
def test_labels_between_known_ones_and_above_the_first(project: str) -> None:
    head = (
        f"{project} | 困难群众救助 | |||||||\n主管（预算）部门 | 临沅县民政局 | 具体实施单位 | 临沅县救助中心 | |||||\n"
    )
    found = read(head)
    assert (found.project, found.department, found.unit) == ("困难群众救助", "临沅县民政局", "临沅县救助中心")
    assert [row.level3 for row in found.indicators] == ["救助困难群众", "投诉次数"]


def test_a_cell_that_is_left_over_leaves_all_labels_in_doubt() -> None:
    head = "项目名称 | 困难群众救助 | |||||||\n主管（预算）部门 | 临沅县民政局 | 临沅县救助中心 | ||||||\n"
    found = read(head)
    assert (found.project, found.department, found.unit) == ("困难群众救助", None, None)
    assert [fund.executed for fund in found.funds] != []


def test_a_label_twice_is_told_once() -> None:
    head = "主管部门 | 临沅县民政局 | 主管（预算）部门 | 临沅县救助中心 | |||||\n"
    assert read(head).department == "临沅县民政局"
