"""Rows on lines whose cells are parted by single blanks, as the text of a web page is copied: broken words of levels on
lines of their own, covered cells left out."""

from __future__ import annotations

from typing import Any

import pytest

from jixiao import parse

HEAD = """项目支出绩效自评表
(2023年度)
项目名称 水库管护经费
主管部门 云溪县水利局 实施单位 云溪县水库管理所
项目资金
(万元)
年初预算数 全年预算数(A) 全年执行数(B) 分值 执行率(B/A) 得分
"""
MONEY = """年度资金总额: 52.8 49.6 47.6 10 95.97% 9.6
 其中:本年财政拨款 52.8 49.6 47.6 - -
    上年结转资金 - -
       其他资金 - -
年度总体目标完成情况 预期目标 实际完成情况
完成12座水库日常管护。 完成12座水库日常管护。
"""
HEADING = """年度绩效指标完成情况 一级
指标
二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施
"""
ROWS = """产出指标
(50分)
数量指标 指标1:管护水库数量 ≥12座 12座 20 20
指标2:巡查次数 ≥240次 236次 10 9 汛期道路中断
……
产出质量 指标1:设施完好 完好 完好 10 10
时效指标 指标1:管护及时性 及时 及时 10 10
效益指标
(30分)
经济效益
指标
指标1:/ / /
社会效益
指标
指标1:保障灌溉面积 3000亩 3200亩 30 30
满意度指标
(10分)
服务对象
满意度指标
指标1:群众满意度 ≥90% 96% 10 10
总分 100 98.6
注:指标值可自行调整。
"""


def table(text: str) -> Any:
    found = parse(text.encode())
    assert len(found.evaluations) == 1
    return found.evaluations[0], [one.message for one in found.diagnostics if one.code == "unreadable_table"]


def rows(evaluation: Any) -> list[tuple[str | None, ...]]:
    return [
        (
            i.level1, i.level2, i.level3, i.target and i.target.text, i.actual and i.actual.text,
            None if i.weight is None else f"{i.weight}/{i.score}", i.deviation_reason,
        )
        for i in evaluation.indicators if i.weight is not None
    ]  # fmt: skip


def test_a_whole_table() -> None:
    found, unreadable = table(HEAD + MONEY + HEADING + ROWS)
    assert (found.project, found.department, found.unit) == ("水库管护经费", "云溪县水利局", "云溪县水库管理所")
    funds = [
        (f.label, *(None if v is None else str(v) for v in (f.initial, f.full_year, f.executed, f.score)))
        for f in found.funds
    ]
    assert funds == [
        ("年度资金总额", "52.8", "49.6", "47.6", "9.6"), ("本年财政拨款", "52.8", "49.6", "47.6", None),
        ("上年结转资金", None, None, None, None), ("其他资金", None, None, None, None),
    ]  # fmt: skip
    assert [(g.expected, g.actual) for g in found.goals] == [("完成12座水库日常管护。", "完成12座水库日常管护。")]
    assert rows(found) == [
        ("产出指标", "数量指标", "指标1:管护水库数量", "≥12座", "12座", "20/20", None),
        ("产出指标", "数量指标", "指标2:巡查次数", "≥240次", "236次", "10/9", "汛期道路中断"),
        ("产出指标", "产出质量", "指标1:设施完好", "完好", "完好", "10/10", None),
        ("产出指标", "时效指标", "指标1:管护及时性", "及时", "及时", "10/10", None),
        ("效益指标", "社会效益指标", "指标1:保障灌溉面积", "3000亩", "3200亩", "30/30", None),
        ("满意度指标", "服务对象满意度指标", "指标1:群众满意度", "≥90%", "96%", "10/10", None),
    ]
    assert (str(found.total.weight), str(found.total.score)) == ("100", "98.6")
    assert unreadable == []


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        # the rest of a broken cell stands alone: which row it is of nobody knows
        ("指标2:巡查次数 ≥240次", "指标2:巡查\n次数 ≥240次", ["指标1:管护水库数量", "指标2:巡查次数"]),
        # a blank inside a cell, or a cell left out: no place for each word
        ("≥240次 236次 10 9 汛期道路中断", "≥240 次 236次 10 9 汛期道路中断", ["指标2:巡查次数"]),
        ("≥240次 236次 10 9 汛期道路中断", "≥240次 10 9", ["指标2:巡查次数"]),
        # points exchanged with another cell
        ("3000亩 3200亩 30 30", "3000亩 30 3200亩 30", ["指标1:保障灌溉面积"]),
        ("236次 10 9", "236次 9 10", ["指标2:巡查次数"]),
        # a blank in the name, and a cell left out: as many words as columns
        ("指标2:巡查次数 ≥240次 236次 10 9", "指标 2:巡查次数 ≥240次 10 9", ["指标2:巡查次数"]),
    ],
)
def test_a_line_with_other_words_is_refused_by_name(old: str, new: str, lost: list[str]) -> None:
    whole = rows(table(HEAD + MONEY + HEADING + ROWS)[0])
    text = HEAD + MONEY + HEADING + ROWS
    assert old in text
    found, unreadable = table(text.replace(old, new))
    assert rows(found) == [row for row in whole if row[2] not in lost]
    assert unreadable


def test_points_alone_where_they_make_up_the_total() -> None:
    text = HEAD + MONEY + HEADING + ROWS
    alone = text.replace("设施完好 完好 完好 10 10", "设施完好 10 10").replace(
        "管护及时性 及时 及时 10 10", "管护及时性 10 10"
    )
    found, unreadable = table(alone)
    assert rows(found)[2] == ("产出指标", "产出质量", "指标1:设施完好", None, None, "10/10", None)
    assert unreadable == []
    other, unreadable = table(alone.replace("总分 100 98.6", "总分 100 97.6"))
    assert rows(other) == [row for row in rows(found) if row[3]]
    assert unreadable


def test_the_number_of_a_page_is_no_row_and_what_ends_the_table_above_no_pair() -> None:
    text = HEAD + MONEY + HEADING + ROWS
    torn = text.replace("产出质量", "- 1 -\n产出质量").replace("实施单位", "具体实施单位")
    found, unreadable = table("评价结论 按期完成\n改进建议 无。\n" + torn)
    assert rows(found) == rows(table(text)[0])
    assert unreadable == []
    assert (found.project, found.department, found.unit, found.conclusion) == ("水库管护经费", None, None, None)


def test_the_last_labels_of_a_form_read_in_part_are_no_headings() -> None:
    text = (HEAD + MONEY + HEADING + ROWS).replace("236次 10 9", "236次 9 10").replace("注:指标值可自行调整。\n", "")
    report = parse((text + "评价结论 按期完成，自评98.6分\n存在问题\n及原因\n无。\n改进建议 （200字以内）\n").encode())
    assert (report.outline, report.problems, report.conclusion.self_score) == ((), (), None)


@pytest.mark.parametrize(
    ("row", "amounts"),
    [
        ("年度资金总额: 52.8 49.6 47.6 10 9.6", ("52.8", "49.6", "47.6", "10", "9.6")),  # no rate is printed
        ("年度资金总额: 49.6 47.6 10 95.97% 9.6", (None, "49.6", "47.6", "10", "9.6")),  # the rate says which are which
        ("年度资金总额: 49.6 47.6 10 90.12% 9.6", (None, None, None, None, None)),
    ],
)
def test_amounts_with_cells_left_out(row: str, amounts: tuple[str | None, ...]) -> None:
    text = (HEAD + MONEY + HEADING + ROWS).replace("年度资金总额: 52.8 49.6 47.6 10 95.97% 9.6", row)
    total = table(text)[0].funds[0]
    found = (total.initial, total.full_year, total.executed, total.weight, total.score)
    assert tuple(None if one is None else str(one) for one in found) == amounts


def test_goals_below_words_that_name_the_block_elsewhere() -> None:
    text = (
        HEAD
        + MONEY.replace("年度总体目标完成情况 预期目标 实际完成情况", "年度总体目标 总体目标 总体目标完成情况")
        + HEADING
        + ROWS
    )
    found, unreadable = table(text)
    assert [(g.expected, g.actual) for g in found.goals] == [("完成12座水库日常管护。", "完成12座水库日常管护。")]
    assert unreadable == []


def test_a_word_that_may_be_a_levels_or_a_name() -> None:
    """«质量 1.设施完好 …» is a word of level 2 before a numbered name; «质量 设施完好 完好 10 10 无» could be a row of
    that name, or one that lost a cell."""
    for row, read in (("质量 1.设施完好 完好 完好 10 10", True), ("质量 设施完好 完好 10 10 无", False)):
        text = (HEAD + MONEY + HEADING + ROWS).replace("产出质量 指标1:设施完好 完好 完好 10 10", row)
        found = [(i.level2, i.level3, i.actual and i.actual.text) for i in table(text)[0].indicators]
        assert (found[3] == ("质量", "1.设施完好", "完好")) is read
        assert (found[3] == (None, None, None)) is not read


def test_rows_below_lines_that_nobody_knows_are_named() -> None:
    lines = "雨季延长\n，工期顺延\n。\n"
    text = (HEAD + MONEY + HEADING + ROWS).replace("效益指标\n(30分)", f"{lines}效益指标\n(30分)")
    found, unreadable = table(text)
    assert len(found.indicators) == 5
    assert ["指标1:保障灌" in message for message in unreadable] == [True]
