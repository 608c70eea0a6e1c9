"""Levels of web pages of which the points alone are left («(50分)» where «产出指标» was set downwards)."""

from __future__ import annotations

from typing import Any

import pytest

from jixiao import parse

TABLE = """项目支出绩效自评表
(2023年度)
项目名称 禁毒经费
主管部门 云溪县公安局 实施单位 禁毒大队
项目资金
(万元)
年初预算数 全年预算数(A) 全年执行数(B) 分值 执行率(B/A) 得分
年度资金总额: 100 100 100 10 100% 10
 其中:本年财政拨款 100 100 100 - -
年度总体目标完成情况 预期目标 实际完成情况
打击毒品犯罪，巩固工作成果。 打击了毒品犯罪，巩固了工作成果。
年度绩效指标完成情况 一级
指标
二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施


{first}
数量指标 指标1:宣传场次 ≥12场 12场 20 20
……
质量指标 指标1:经费支出合规性 合规 合规 10 10
成本指标 指标1:项目总成本 ≤100万元 100万元 20 20


(30分)
经济效益
指标
指标1:
……
社会效益
指标
指标1:禁毒意识 提升 提升 30 30
满意度指标
(10分)
服务对象
满意度指标
指标1:群众满意度 ≥90% 95% 10 10
总分 100 100
"""


@pytest.mark.parametrize("first", ["(50分)", "产出指标\n(50分)"])
def test_points_that_are_left_of_a_level_are_those_of_the_level_that_its_rows_tell(first: str) -> None:
    found: Any = parse(TABLE.format(first=first).encode())
    (evaluation,) = found.evaluations
    levels = [(one.level1, one.level1_weight, one.level2) for one in evaluation.indicators if one.weight]
    assert levels == [
        ("产出指标", 50, "数量指标"), ("产出指标", 50, "质量指标"), ("产出指标", 50, "成本指标"),
        ("效益指标", 30, "社会效益指标"), ("满意度指标", 10, "服务对象满意度指标"),
    ]  # fmt: skip
    assert found.evidence["/evaluations/0/indicators/0/level1"].inferred is (first == "(50分)")
    assert found.evidence["/evaluations/0/indicators/0/level1_weight"].text == "50"


def test_points_whose_word_was_lost_are_not_those_of_the_level_above() -> None:
    found: Any = parse(TABLE.format(first="产出指标").encode())
    levels = {(one.level1, one.level1_weight) for one in found.evaluations[0].indicators if one.weight}
    assert levels == {("产出指标", None), ("效益指标", 30), ("满意度指标", 10)}
