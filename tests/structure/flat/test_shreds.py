"""Tables whose cells' broken lines stand beside or below one another: named, and nothing is read from them."""

from __future__ import annotations

import jixiao

LAYOUT = """2022年度项目支出绩效自评表
项目名   村级水厂改造
称
项目资                     年初预   全年预   全年执 分值   执行率   得分
金           算数    算数    行数
（万元）  年度资    120.00  135.0   128.64 10   95.29   9.53
          金总额          0               %
年度总   预期目标                实际完成情况
体目标   改造水厂三座，更         改造水厂三座，铺
         换管网八公里             设管网八公里
绩效指   一级指 二级指 三级指 年度指 实际完 分值      得分    偏差原
标      标     标    标     标值   成值              因分析
       产出指 数量指 改造水 3座   3座    50   50
       标    标    厂数量
       满意度 服务对 用水户 ≥90%  92.5%  10   10
       指标   象满意 满意度
总分                              100     98.80
填表人：      填报日期：2023年3月15日
"""
BELOW = "\n".join(word for line in LAYOUT.splitlines()[:-1] for word in line.split())


def parts(text: str) -> tuple[int, object, list[str]]:
    report = jixiao.parse(text.encode())
    lost = [d.code for d in report.diagnostics]
    return len(report.evaluations), report.conclusion.use_of_results, lost


def test_lines_beside_one_another_are_a_table_that_is_refused() -> None:
    assert parts(LAYOUT) == (0, None, ["unreadable_table"])


def test_lines_below_one_another_are_a_table_that_is_refused() -> None:
    assert parts(BELOW) == (0, None, ["unreadable_table"])


def test_what_stands_below_is_read() -> None:
    [sign_off] = jixiao.parse(LAYOUT.encode()).sign_offs
    assert str(sign_off.filled_on) == "2023-03-15"


def test_prose_about_the_same_matters_is_no_table() -> None:
    text = (
        "一、绩效目标完成情况\n"
        "年度 绩效 目标 完成 情况 良好，产出 指标、效益 指标 全部 完成。\n"
        "（一）产出 数量指标完成率100%，质量指标、时效指标、成本指标完成较好。\n"
        "（二）效益 经济效益、社会效益、生态效益明显，满意度95%，得分98分，分值100分，全年执行数128.64万元。\n"
    )
    assert "unreadable_table" not in parts(text)[2]
