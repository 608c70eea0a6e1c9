"""What a typed mark in a cell of an indicator's row means: «—» and «无» say that there is none, a sign and a unit alone
are no value; and nothing of one report is left for the next."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from grids import Spec, context, table, values
from jixiao.extract.evaluations import evaluations
from jixiao.pipeline import parse

TITLE = "2023年度项目支出绩效自评表"
HEADS: list[Spec] = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析"]
SIGNS: list[Spec] = ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "实际完成值", "分值", "得分"]


def indicators(*rows: list[Spec]) -> list[dict[str, Any]]:
    (found,) = values(evaluations(context("附件2", TITLE, table(*rows))))
    rows_of: list[dict[str, Any]] = found["indicators"]
    return rows_of


@pytest.mark.parametrize("mark", ["—", "无", "/"])
def test_a_mark_for_a_level_is_no_level_of_the_rows_above(mark: str) -> None:
    rows = indicators(
        HEADS,
        ["产出指标", "数量指标", "维修路灯", "100盏", "100盏", "40", "40", ""],
        ["", mark, "验收合格率", "100%", "100%", "20", "20", ""],
        ["", "", "整改销号率", "100%", "100%", "20", "20", ""],
        [mark, "居民便利", "夜间通行", "改善", "改善", "20", "20", ""],
    )
    assert [(row["level1"], row["level2"]) for row in rows] == [
        ("产出指标", "数量指标"),
        ("产出指标", None),
        ("产出指标", None),
        (None, "居民便利"),
    ]


@pytest.mark.parametrize(("sign", "unit"), [("≥", "%"), ("", "%"), ("≥", "")])
def test_a_sign_and_a_unit_without_a_value_are_no_target_and_named(sign: str, unit: str) -> None:
    c = context(
        "附件2",
        TITLE,
        table(
            SIGNS,
            ["产出指标", "数量指标", "维修路灯", "≥", "100", "盏", "100盏", "50", "50"],
            ["产出指标", "质量指标", "验收合格率", sign, "", unit, "96%", "50", "50"],
        ),
    )
    rows = values(evaluations(c))[0]["indicators"]
    assert rows[0]["target"]["text"] == "≥100盏"
    assert (rows[1]["target"], rows[1]["actual"]["value"]) == (None, Decimal(96))
    assert [(one.code, f"「{sign}{unit}」" in one.message) for one in c.diagnostics] == [("unreadable_figure", True)]


REPORT = """青禾县图书馆2023年度项目支出绩效自评表

项目名称\t夜间照明维修\t主管部门\t{department}\t项目实施单位\t{unit}
指标名称\t计量单位\t指标方向\t年初指标值\t调整指标值\t全年完成值\t得分系数（%）\t指标权重（分）\t指标得分（分）\t是否核心指标
维修路灯\t盏\t≥\t100\t\t100盏\t100%\t50\t50\t{core}
验收合格率\t%\t≥\t95\t\t96%\t100%\t50\t50\t否
"""


@pytest.mark.parametrize(("core", "value"), [("是", True), ("不涉及", None), ("无", None), ("—", None), ("3人", None)])
def test_what_is_no_answer_to_whether_an_indicator_is_core_is_none(core: str, value: bool | None) -> None:
    """«不涉及» failed the whole report."""
    report = parse(REPORT.format(core=core, department="青禾县文化局", unit="青禾县图书馆").encode())
    rows = report.evaluations[0].indicators
    assert [row.is_core for row in rows] == [value, False]
    assert any(one.code == "unreadable_figure" for one in report.diagnostics) == (core == "3人")


def test_no_one_is_called_none() -> None:
    report = parse(REPORT.format(core="是", department="无", unit="不涉及").encode())
    assert (report.evaluations[0].department, report.evaluations[0].unit) == (None, None)
    assert report.evidence["/evaluations/0/department"].null_kind == "nil_statement"
    assert report.organization.name == "青禾县图书馆"


SHEET = """{unit}2021年度部门整体支出绩效自评报告

附件
部门整体支出绩效评价指标表
一级指标\t分值\t二级指标\t分值\t三级指标\t分值\t评价标准\t得分
—\t{points}\t目标设定\t10\t绩效目标合理性\t10\t符合要求得满分\t10
产出\t{rest}\t职责履行\t90\t实际完成率\t90\t完成得满分\t88
合计\t100\t\t100\t\t100\t\t98
"""


def test_points_of_a_level_without_a_name_are_not_those_of_the_next_report() -> None:
    one, other = (
        [(row.level1, row.level1_weight) for row in parse(text.encode()).evaluations[0].indicators]
        for text in (
            SHEET.format(unit="青禾县图书馆", points="55", rest="45"),
            SHEET.format(unit="青禾县档案馆", points="", rest="45"),
        )
    )
    assert one == [(None, Decimal(55)), ("产出", Decimal(45))]
    assert other == [(None, None), ("产出", Decimal(45))]


NAMED: list[Spec] = ["产出指标", "数量指标", "维修路灯", "100盏", "100盏", "60", "58", ""]


@pytest.mark.parametrize("label", ["产出指标小计", "本表各项得分"])
def test_points_beside_no_indicator_that_are_no_sum_are_named_and_no_indicator(label: str) -> None:
    c = context(
        "附件2", TITLE, table(HEADS, NAMED, [label, "", "", "", "", "60", "57", ""], ["", "", "", "", "", "", "", ""])
    )
    (found,) = values(evaluations(c))
    assert [(row["level1"], row["score"]) for row in found["indicators"]] == [
        ("产出指标", Decimal(58)),
        ("产出指标", None),
    ]
    assert [(one.code, label in one.message) for one in c.diagnostics] == [("unread_figures", True)]


def test_a_level_with_points_above_its_rows_stays_the_level_of_theirs() -> None:
    below: list[Spec] = ["", "数量指标", "维修路灯", "100盏", "100盏", "60", "57", ""]
    rows = indicators(HEADS, ["一、产出指标", "", "", "", "", "60", "58", ""], below)
    assert (rows[-1]["level1"], rows[-1]["level3"]) == ("产出指标", "维修路灯")
