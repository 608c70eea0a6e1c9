"""Two columns' words merged in one cell, as where a rule between them was lost."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

import jixiao
from grids import Spec, context, table, values
from jixiao.extract.evaluations import evaluations
from jixiao.schema import Indicator

TITLE = "云岭县公路站2023年度项目支出绩效自评表"
HEADS = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析"]


def read(rows: list[list[str]]) -> tuple[tuple[Indicator, ...], list[str]]:
    """The indicators of a table as Tika flattens it, and what was said of it."""
    text = "".join("".join(f"\t{cell}\n" for cell in row) + "\n" for row in [HEADS, *rows])
    report = jixiao.parse(f"{TITLE}\n{text}\n".encode())
    return report.evaluations[0].indicators, [one.code for one in report.diagnostics]


def test_a_levels_word_with_the_name_behind_it_is_no_name() -> None:
    rows = [
        ["产出指标", "数量指标", "1.硬化里程", "≥12公里", "12公里", "25", "25", ""],
        ["质量指标", "1.验收合格率", "100%", "98%", "25", "24", "个别路段返工"],
        ["时效指标1.按时完工率", "100%", "100%", "20", "20", ""],
        ["效益指标", "社会效益指标", "1.受益人口", "≥800人", "850人", "30", "30", ""],
    ]
    found, said = read(rows)
    assert [row.level3 for row in found] == ["1.硬化里程", "1.验收合格率", None, "1.受益人口"]
    assert [row.level2 for row in found] == ["数量指标", "质量指标", None, "社会效益指标"]
    assert said == ["unreadable_figure"]


@pytest.mark.parametrize(
    ("level", "name"),
    [
        ("质量", "质量指标1：验收合格率"),
        ("质量指标（20分）", "质量指标1：验收合格率"),
        ("社会公众满意度指标", "满意度指标1.村民满意度"),
    ],
)
def test_a_name_may_begin_with_the_word_of_its_own_level(level: str, name: str) -> None:
    """Where the level's cell says it shorter, or with its points, name and level were lost."""
    above = ["产出指标", "数量指标", "数量指标1：硬化里程", "≥12公里", "12公里", "50", "50", ""]
    found, said = read([above, ["产出指标", level, name, "≥95%", "98%", "50", "50", ""]])
    assert found[1].level3 == name
    assert found[1].level2 is not None
    assert said == []


def test_a_level_below_a_refused_row_that_may_go_on_is_unknown() -> None:
    """«受益对象满意度» may stand below 效益指标 too, whose merged cell went on: its likelier parent was given."""
    rows = [
        ["产出指标", "数量指标", "1.硬化里程", "≥12公里", "12公里", "30", "30", ""],
        ["", "质量指标", "1.验收合格率", "100%", "98%", "30", "29", "个别路段返工"],
        ["效益指标", "社会效益指标", "1.受益人口", "≥800人", "850人", "20", "20", ""],
        ["", "", "2.管护机制", "健全", "健全", "10", "9", "机构", "调整"],
        ["", "受益对象满意度指标", "1.村民满意度", "≥90%", "95%", "10", "10", ""],
    ]
    found, said = read(rows)
    assert [(row.level1, row.level2) for row in found if row.level3 == "1.村民满意度"] == [(None, "受益对象满意度指标")]
    assert "unreadable_table" in said


def test_a_heading_of_two_labels_heads_neither_column() -> None:
    heads: list[Spec] = ["一级指标", "二级指标三级指标", *HEADS[3:]]
    row: list[Spec] = ["产出指标", "数量指标硬化里程", "≥12公里", "12公里", "50", "50", ""]
    other: list[Spec] = ["产出指标", "质量指标验收合格率", "100%", "100%", "50", "50", ""]
    (found,) = values(evaluations(context("附件2", TITLE, table(heads, row, other))))
    assert [(one["level2"], one["level3"]) for one in found["indicators"]] == [(None, None)] * 2
    assert [one["score"] for one in found["indicators"]] == [50, 50]


@pytest.mark.parametrize(
    ("heads", "read"),
    [
        (("年初预算数", "全年预算数", "全年预算实际支出数"), ("32", "29", "19")),
        (("年初预算数", "全年预算数", "调整预算执行数"), ("32", "29", "19")),
        (("年初预算数", "年初预算调整后预算数", "全年执行数"), ("32", "29", "19")),
        (("年初预算数", "年度预算数全年执行数", ""), ("32", None, None)),
    ],
)
def test_a_heading_that_says_a_label_headed_beside_it_heads_its_own(heads: tuple[str, ...], read: Any) -> None:
    money: list[Spec] = ["预算情况（万元）", "", *heads, "分值", "执行率", "得分"]
    made = table(
        ["项目名称", ("村道硬化", 7)],
        money,
        ["", "年度资金总额", "32", "29", "19", "10", "65.52%", "6.55"],
        ["一级指标", "二级指标", "三级指标", "三级指标目标值", *HEADS[4:]],
        ["产出指标", "数量指标", "硬化里程", "≥12公里", "12公里", "50", "46.64", ""],
    )
    (found,) = values(evaluations(context("附件2", TITLE, made)))
    (fund,) = found["funds"]
    said = tuple(value and Decimal(value) for value in read)
    assert (fund["initial"], fund["full_year"], fund["executed"]) == said
    assert found["indicators"][0]["target"]["text"] == "≥12公里"


def test_goals_and_what_came_of_them_in_one_column_are_neither() -> None:
    """They were what came of the goals, together."""
    goals: list[Spec] = ["年度绩效目标", ("年度目标 目标完成情况", 6), ("权重", 2)]
    money: list[Spec] = [
        "预算情况（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", ("得分", 2),
    ]  # fmt: skip
    made = table(
        ["部门（单位）", ("云岭县公路站", 8)],
        money,
        ["", "合计", "32", "29", "19", "10", "68%", ("6.8", 2)],
        goals,
        ["", ("硬化村道。 村道已硬化。", 6), ("60", 2)],
        ["", ("养护村道。 村道已养护。", 6), ("40", 2)],
        ["绩效指标", *HEADS],
        ["", "产出指标", "数量指标", "硬化里程", "≥12公里", "12公里", "50", "46.64", ""],
    )
    (found,) = values(evaluations(context("附件2", "部门整体绩效自评表", made)))
    assert [(goal["expected"], goal["actual"], goal["weight"]) for goal in found["goals"]] == [
        (None, None, 60),
        (None, None, 40),
    ]


@pytest.mark.parametrize(("rest", "score"), [(["96.64", ("", 3)], None), ([("", 4)], "100")])
def test_of_two_figures_behind_a_total_above_headings_none_is_the_score(rest: list[Spec], score: str | None) -> None:
    """Pages changed places, and the row of the total came above its headings: «100» was the score."""
    total: list[Spec] = [("自评总分", 3), "100", *rest]
    row: list[Spec] = ["产出指标", "数量指标", "硬化里程", "≥12公里", "12公里", "50", "46.64", ""]
    made = table([("项目名称", 3), ("村道硬化", 5)], total, [*HEADS], row)
    (found,) = values(evaluations(context("附件2", TITLE, made)))
    assert found["total"]["score"] == (score and Decimal(score))


def test_labels_in_the_midst_of_their_rows_are_their_own_rows_alone() -> None:
    """As print shows merged cells: the rows above a label had the level before it, or none."""
    rows = [
        ["", "", "1.硬化里程", "≥12公里", "12公里", "25", "25", ""],
        ["", "数量指标", "2.修复桥梁", "≥2座", "2座", "25", "24", "个别路段返工"],
        ["产出指标", "", "1.验收合格率", "100%", "98%", "10", "10", ""],
        ["", "质量指标", "2.返修率", "≤5%", "3%", "10", "10", ""],
        ["", "", "1.受益人口", "≥800人", "850人", "10", "10", ""],
        ["效益指标", "社会效益指标", "2.管护机制", "健全", "健全", "20", "20", ""],
    ]
    found, said = read(rows)
    assert [row.level2 for row in found] == [None, "数量指标", None, "质量指标", None, "社会效益指标"]
    assert [row.level1 for row in found][2::3] == ["产出指标", "效益指标"]
    assert {row.level1 for row in found if row.level3 == "1.受益人口"} == {None}
    assert "unreadable_figure" in said


def test_a_block_s_label_among_the_rows_is_no_level() -> None:
    rows = [
        ["", "产出指标", "数量指标", "1.硬化里程", "≥12公里", "12公里", "25", "25", ""],
        ["", "", "", "2.修复桥梁", "≥2座", "2座", "25", "24", "个别路段返工"],
        ["", "", "绩 效 指 标", "1.验收合格率", "100%", "98%", "20", "20", ""],
        ["", "效益指标", "社会效益指标", "1.受益人口", "≥800人", "850人", "30", "30", ""],
    ]
    text = "".join("".join(f"\t{cell}\n" for cell in row) + "\n" for row in [["", *HEADS], *rows])
    report = jixiao.parse(f"{TITLE}\n{text}\n".encode())
    assert [row.level2 for row in report.evaluations[0].indicators] == ["数量指标", "数量指标", None, "社会效益指标"]
