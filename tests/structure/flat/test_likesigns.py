"""Labels in words that no list holds, in text that lost cells: known by what they look like, beside known ones."""

from __future__ import annotations

import pytest

from jixiao.patterns import load
from jixiao.pipeline import parse
from jixiao.schema.evaluation import Evaluation
from jixiao.structure.flat.shapes import shapes_of

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


def test_labels_alone_in_rows_below_the_total() -> None:
    """湖北: «未达标原因 | 无» below the total was a heading's word among what was filled in, and no table was read."""
    text = """2023年度义务教育项目绩效自评表
项目名称 | 义务教育 | |||||||
主管部门 | 临沅县教育局 | 项目实施单位 | 临沅县第一中学 | |||||
项目类型 | □ 转移支付  ☑ 部门支出 | |||||||
项目属性 | □ 新增项目  ☑ 延续项目 | |||||||
预算执行情况（20分） | 预算数（A） | 执行数（B） | 执行率（B/A） | 得分（20分×执行率） | ||||
年度资金总额 | 626 | 626 | 100% | 20 | ||||
年度目标1（80分） | 一级指标 | 二级指标 | 三级指标 | 年初目标值（A） | 实际完成值（B） | 得分 | ||
产出指标 | 数量指标 | 改造学生宿舍 | ≥88间 | 104间 | 50 | |||
满意度指标 | 服务对象满意度指标 | 学生满意率 | ≥96% | 97% | 30 | |||
总分 | 100 | |||||||
未达标原因 | 无 | |||||||
改进措施 | 优化支出结构。 | |||||||
"""
    (found,) = parse(text.encode()).evaluations
    # boxes to tick stand in any order
    assert (found.project, found.department, found.unit) == ("义务教育", "临沅县教育局", "临沅县第一中学")
    assert (found.problems, found.measures) == ("无", "优化支出结构。")
    assert [row.level3 for row in found.indicators] == ["改造学生宿舍", "学生满意率"]
    assert found.total.score == 100

    torn = text.replace("项目类型", "？").replace("项目实施单位", "项目类型").replace("？", "项目实施单位")
    assert [one.unit for one in parse(torn.encode()).evaluations] == [None]


def test_a_label_whose_value_is_blank_may_end_a_row_of_likely_ones() -> None:
    """重庆: «填表联系人 | （略） | 联系方式» was refused, and the table with it."""
    text = """部门整体绩效自评表（2023年度）
部门名称 | 临沅县气象观测站 | 财政归口科室 | 农业科 | 自评总分 | 99 | ||||
填表联系人 | （略） | 联系方式 | |||||||
部门预算执行（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 执行率（%） | 执行率权重 | 执行率得分 | |||
年度总金额 | 265.6 | 265.6 | 239.0 | 90 | 10 | 9.00 | |||
当年绩效目标 | 年初绩效目标 | 调整后绩效目标 | 目标实际完成情况 | ||||||
维护站点。 | / | 站点维护完毕。 | |||||||
绩效指标 | 指标名称 | 计量单位 | 指标性质 | 年初值 | 调整后值 | 全年完成值 | 得分系数 | 权重 | 得分 | 是否核心 |
校准仪器 | 台 | ≥ | 99 | 99 | 109 | 100 | 45 | 45 | 是 |
居民满意度 | % | ≥ | 91 | 91 | 93 | 100 | 45 | 45 | 否 |
"""
    (found,) = parse(text.encode()).evaluations
    assert found.unit == "临沅县气象观测站"
    assert [(row.level3, row.weight, row.score) for row in found.indicators] == [
        ("校准仪器", 45, 45),
        ("居民满意度", 45, 45),
    ]

    # before another with its own; of a goal that did not change the row has two texts
    text = text.replace("填表联系人 | （略） | 联系方式 | |||||||", "填表人 | 联系方式 | 0000-0000000 | |||||||")
    (found,) = parse(text.replace("维护站点。 | / |", "维护站点。 |").encode()).evaluations
    assert [(goal.expected, goal.actual) for goal in found.goals] == [("维护站点。", "站点维护完毕。")]
    assert [row.score for row in found.indicators] == [45, 45]


def test_what_is_said_beside_a_form_is_a_label() -> None:
    """«情况说明», a word of a column as well: in the last row it was a heading's among what was filled in."""
    form = next(shape.form for shape in shapes_of(load()) if shape.form.id == "transfer-payment.form")
    pairs = [pair for zone in form.zones for pair in zone.pairs]
    assert [pair.id for pair in pairs if pair.like and pair.like.fullmatch("情况说明")] == ["remarks"]
