# ruff: noqa: E501 - a row of a table reads best on one line
"""Tables in words that no list holds, as a word processor holds them and as tools flatten them: the same values."""

from __future__ import annotations

from typing import Any

import pytest
from samples.dialects import flatten

from grids import context, table, values
from jixiao.document import Table
from jixiao.extract.evaluations import evaluations
from jixiao.patterns import load
from jixiao.readers.text import read_text
from jixiao.structure.flat import rebuild_tables

MARKED = ("rows-tab", "tab-cells")

PROJECT: list[Any] = [
    [("自评项目名", 3), ("馆藏书目数字化", 6)],
    [("业务归口部门", 3), ("云溪县文化局", 2), "承担单位", ("云溪县图书馆", 3)],
    [("项目\n用钱", 1, 4), ("", 2), "年初核定预算", "年中调整后预算", "全年累计支出", "满分", "预算支出率", "自评分数"],
    [("资金总量", 2), "50.00", "52.00", "52.00", "10", "100%", "10"],
    [("其中：当年财政拨款", 2), "40.00", "42.00", "42.00", "", "", ""],
    [("其他资金", 2), "10.00", "10.00", "10.00", "", "", ""],
    [("年度\n要办的事", 1, 2), ("计划目标", 3), ("年末完成情况", 5)],
    [("完成书目数字化", 3), ("已完成", 5)],
    [
        ("各项\n考核\n指标", 1, 5), "一级", "二级（类型）", "三级（具体）", "计划完成值", "年末实际值", "满分", "自评分数",
        "扣分缘由及原因",
    ],
    [("产出指标", 1, 2), "数量指标", "数字化书目", "≥3000册", "3200册", "50", "50", ""],
    ["质量指标", "扫描合格率", "≥98%", "97%", "20", "19", "设备老化"],
    [("效益指标", 1, 1), "社会效益指标", "检索便利程度", "提升", "提升", "10", "10", ""],
    [("满意度指标", 1, 1), "服务对象满意度指标", "读者满意度", "≥90%", "93%", "10", "10", ""],
    [("各项得分相加", 6), "100", "99", ""],
]  # fmt: skip

ROWS = ("数字化书目", "扫描合格率", "检索便利程度", "读者满意度")


def read(native: Table, dialect: str | None, end: str = "填表人：\n") -> tuple[list[Any], list[str]]:
    """The evaluations of a table, or of one flattened, and the codes of what was refused."""
    if dialect is None:
        return values(evaluations(context(native))), []
    result = rebuild_tables(read_text(f"附表\n\n{flatten(native, dialect)}\n\n{end}".encode()).blocks, load())
    return values(evaluations(context(*result.blocks))), [item.code for item in result.diagnostics]


@pytest.mark.parametrize("dialect", [None, *MARKED])
def test_headings_are_told_by_their_likeness(dialect: str | None) -> None:
    (got,), refused = read(table(*PROJECT), dialect)
    assert [(f["concept"], float(f["initial"]), float(f["full_year"]), float(f["executed"])) for f in got["funds"]] == [
        ("total", 50.0, 52.0, 52.0), ("fiscal_appropriation", 40.0, 42.0, 42.0), ("other", 10.0, 10.0, 10.0)
    ]  # fmt: skip
    rows = got["indicators"]
    assert [row["level3"] for row in rows] == list(ROWS)
    assert [row["target"]["text"] for row in rows] == ["≥3000册", "≥98%", "提升", "≥90%"]
    assert [row["actual"]["text"] for row in rows] == ["3200册", "97%", "提升", "93%"]
    assert [(float(row["weight"]), float(row["score"])) for row in rows] == [(50, 50), (20, 19), (10, 10), (10, 10)]
    assert [row["level1"] for row in rows] == ["产出指标", "产出指标", "效益指标", "满意度指标"]
    assert rows[1]["deviation_reason"] == "设备老化"
    if dialect is None:  # a total in words that no list holds is told by its sums; flattened it may be refused
        assert (float(got["total"]["weight"]), float(got["total"]["score"])) == (100, 99)
    else:
        assert got["total"]["score"] is None or float(got["total"]["score"]) == 99
        assert got["total"]["score"] is not None or refused == ["unreadable_table"]


@pytest.mark.parametrize("plan", ["计划完成值", "预计完成数", "年初设定值", "目标数值"])
def test_a_planned_value_is_no_actual_one(plan: str) -> None:
    rows = [*PROJECT]
    rows[8] = [*rows[8][:4], plan, *rows[8][5:]]
    (got,), _ = read(table(*rows), None)
    assert [row["target"]["text"] for row in got["indicators"]] == ["≥3000册", "≥98%", "提升", "≥90%"]
    assert [row["actual"]["text"] for row in got["indicators"]] == ["3200册", "97%", "提升", "93%"]


def test_all_lines_of_a_repeated_label_are_its_own() -> None:
    """«各项», «考核», «指标» before each row: none goes on with the reason above."""
    (got,), _ = read(table(*PROJECT), "rows-tab")
    assert [row["deviation_reason"] for row in got["indicators"]] == [None, "设备老化", None, None]


def test_a_second_form_behind_the_total_is_a_table_of_its_own() -> None:
    """Nothing but a title in words that no list holds stands between two tables: no row of the second is the first's."""
    text = flatten(table(*PROJECT[:-1], [("合计", 6), "100", "99", ""]), "rows-tab")
    both = f"附表\n{text}部门项目支出绩效自评结果一览表（2023年度）\n{text}填表人：\n"
    result = rebuild_tables(read_text(both.encode()).blocks, load())
    got = values(evaluations(context(*result.blocks)))
    assert [(len(one["funds"]), len(one["indicators"])) for one in got] == [(3, 4), (3, 4)]


def test_a_row_whose_label_is_lost_is_the_total_by_its_sums() -> None:
    (got,), _ = read(table(*PROJECT[:-1], [("", 6), "77", "99", ""]), None)
    assert [float(got["total"][name]) for name in ("weight", "score")] == [77.0, 99.0]
    assert len(got["indicators"]) == 4


@pytest.mark.parametrize(("total", "found"), [("99", 99.0), ("98", None)])
def test_a_row_is_a_total_only_by_its_sums(total: str, found: float | None) -> None:
    rows = [*PROJECT[:-1], [("各项得分相加", 6), "90", total, ""]]
    rows[-1] = [("各项得分相加", 6), "77", total, ""]
    (got,), _ = read(table(*rows), None)
    score = got["total"]["score"]
    assert (None if score is None else float(score)) == found
    assert len(got["indicators"]) == 4


COURSE: list[Any] = [
    [("项目名称", 1), ("馆藏书目数字化", 10)],
    [("项目概况", 1, 3), ("（1）年度目标及完成", 2, 2), ("年度目标", 4), ("目标完成情况", 4)],
    [("完成书目数字化", 4), ("已完成", 4)],
    [("（2）项目怎样实施", 2), ("按季度推进。", 8)],
    [("预算执行（10分）", 1, 2), ("年度预算数（万元）", 2), ("年初预算", 2), "调整后预算数", "预算执行数", "预算执行率", "权重", "得分", "原因"],
    [("总额", 2), ("50.00", 2), "52.00", "52.00", "100%", "10", "10", ""],
    [("绩效指标（90分）", 1, 4), "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "完成值", "权重", "得分", "未完成原因分析"],
    ["产出指标", "数量指标", "数字化书目", "≥", "3000", "册", "3200", "60", "60", ""],
    ["效益指标", "社会效益指标", "检索便利程度", "定性指标", "提升", "", "提升", "20", "20", ""],
    ["满意度指标", "服务对象满意度指标", "读者满意度", "≥", "90", "%", "93", "10", "10", ""],
    [("总分", 8), "100", "100", ""],
]  # fmt: skip


@pytest.mark.parametrize("dialect", [None, *MARKED])
@pytest.mark.parametrize("label", ["（2）项目怎样实施", "2.项目实施过程概述", "（2）项目实施内容及过程简述"])
def test_what_stands_below_goals_with_a_label_of_its_own_is_no_goal(label: str, dialect: str | None) -> None:
    rows = [*COURSE]
    rows[3] = [(label, 2), ("按季度推进。", 8)]
    (got,), _ = read(table(*rows), dialect)
    assert [(goal["expected"], goal["actual"]) for goal in got["goals"]] == [("完成书目数字化", "已完成")]
    assert (got["remarks"] or "按季度推进。") == "按季度推进。"
    assert [float(f["executed"]) for f in got["funds"]] == [52.0]
    assert [row["target"]["text"] for row in got["indicators"]] == ["≥3000册", "提升", "≥90%"]
