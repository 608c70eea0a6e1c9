"""The sums of a level among its indicators are neither an indicator nor the total."""

from __future__ import annotations

import pytest

from grids import Spec, grid
from jixiao.patterns import load
from jixiao.structure.forms import forms_of
from jixiao.structure.match import FormMatch, match_form

HEADS: list[Spec] = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"]
DONE = ["12月底前", "12月18日"]
Sums = tuple[list[Spec], list[Spec]]
OVER: Sums = ([("小计", 4), "50", "49", ""], [("小计", 4), "30", "30", ""])
BESIDE: Sums = (["小计", "", "", "", "50", "49", ""], ["小计", "", "", "", "30", "30", ""])
IN_EACH: Sums = ([*["小计"] * 4, "50", "49", ""], [*["小计"] * 4, "30", "30", ""])
OF_AUTHOR: Sums = ([("本级指标小计", 4), "50", "49", ""], [("本级指标小计", 4), "30", "30", ""])


def matched(*rows: list[Spec]) -> FormMatch:
    found = match_form(grid(["部门名称", ("云溪县档案馆", 7)], HEADS, *rows), forms_of(load()))
    assert found is not None
    return found


def matched_of(*rows: list[Spec]) -> FormMatch:
    found = match_form(grid(["项目名称", ("侨界困难群众慰问", 7)], *rows), forms_of(load()))
    assert found is not None
    return found


def names(found: FormMatch) -> list[str]:
    return [record.cells["level3"].match for _, record in found.records("indicators")]


@pytest.mark.parametrize("sums", [OVER, BESIDE, OF_AUTHOR, IN_EACH])
def test_a_level_s_sums_end_no_table(sums: Sums) -> None:
    output, benefit = sums
    found = matched(
        [("产出指标", 1, 4), "数量指标", "数字化档案", "≥20000页", "21540页", "20", "20", ""],
        ["质量指标", "著录准确率", "≥99%", "99.4%", "15", "15", ""],
        ["时效指标", "任务按期完成", *DONE, "15", "14", "进场较晚"],
        output,
        [("效益指标", 1, 3), "社会效益指标", "查档便利度", "提高", "提高", "20", "20", ""],
        ["可持续影响指标", "长效机制", "建立", "建立", "10", "10", ""],
        benefit,
        ["满意度指标", "服务对象满意度指标", "群众满意度", "≥95%", "97%", "10", "10", ""],
        [("总计", 5), "90", "89", ""],
    )
    assert names(found) == ["数字化档案", "著录准确率", "任务按期完成", "查档便利度", "长效机制", "群众满意度"]
    assert found.total is not None
    assert (found.total.cells["weight"].match, found.total.cells["score"].match) == ("90", "89")
    assert found.pairs.keys() == {"unit"}
    assert [[box.match for box in row] for row in found.unknown] == [["50", "49"], ["30", "30"]]


def test_a_level_s_sums_below_the_names_of_a_project_s_form() -> None:
    """«小计» in the column of the names, of the type of a text in the projects' form, was an indicator."""
    rows: list[list[Spec]] = [
        ["项目名称", ("司法辅助人员聘用", 7)],
        ["一级指标", "二级指标", "三级指标", "分值", "指标值", "完成值", "得分", "偏差原因"],
        [("产出指标", 1, 3), ("数量指标", 1, 3), "聘用书记员人数", "10", "86人", "84人", "9.77", "2人离职"],
        ["审结案件数", "10", "≥18000件", "18642件", "10", ""],
        ["小计", "20", "", "", "19.77", ""],
        ["效益指标", "社会效益", "庭审直播场次", "15", "≥1000场", "866场", "13", ""],
    ]
    found = match_form(grid(*rows), forms_of(load()), title="项目支出绩效自评表")
    assert found is not None
    assert found.form.role == "evaluation"
    assert names(found) == ["聘用书记员人数", "审结案件数", "庭审直播场次"]


def test_an_unfilled_indicator_is_no_sum() -> None:
    found = matched(
        ["产出指标", "数量指标", "数字化档案", "≥20000页", "21540页", "20", "20", ""],
        ["", "", "著录条目", "", "", "20", "20", ""],
        ["", "", "修复页数", "≥90页", "96页", "10", "10", ""],
        [("总计", 5), "50", "50", ""],
    )
    assert names(found) == ["数字化档案", "著录条目", "修复页数"]


def test_a_level_without_a_name_is_no_sum_of_the_one_row_above() -> None:
    """«质量指标 |  | 10 |  |  | 10» in the projects' form below a row of as many points is a row of its own."""
    rows: list[list[Spec]] = [
        ["项目名称", ("司法辅助人员聘用", 7)],
        ["一级指标", "二级指标", "三级指标", "分值", "指标值", "完成值", "得分", "偏差原因"],
        [("产出指标", 1, 3), "数量指标", "聘用书记员人数", "10", "86人", "84人", "10", ""],
        ["质量指标", "", "10", "", "", "10", ""],
        ["时效指标", "到岗时间", "10", "3月", "3月", "10", ""],
        ["效益指标", "社会效益", "庭审直播场次", "15", "≥1000场", "866场", "13", ""],
    ]
    found = match_form(grid(*rows), forms_of(load()), title="项目支出绩效自评表")
    assert found is not None
    levels = [record.cells["level2"].match for _, record in found.records("indicators")]
    assert levels == ["数量指标", "质量指标", "时效指标", "社会效益"]


def test_what_stands_below_the_total_is_no_indicator() -> None:
    found = matched(
        ["产出指标", "数量指标", "数字化档案", "≥20000页", "21540页", "60", "60", ""],
        ["效益指标", "社会效益指标", "查档便利度", "提高", "提高", "30", "30", ""],
        [("总分", 5), "90", "90", ""],
        [("备注", 1), ("数据以决算为准", 7)],
    )
    assert len(names(found)) == 2
    assert found.total is not None
    assert found.total.cells["score"].match == "90"


def test_a_block_merged_down_heads_no_column() -> None:
    """«预算执行（10分）» stands beside all funds, «预算资金（万元）» heads their names (四川)."""
    found = matched(
        [("一级", 1), "二级", "具体指标", "指标值", "完成值", "分值", "得分", ""],
    )
    assert found.zones
    made = match_form(
        grid(
            [("预算执行\n（10分）", 1, 4), ("预算资金（万元）", 1), "年初预算", "调整预算", "实际执行", "权重", "得分"],
            ["总额", "80", "86.5", "84.77", "10", "9.8"],
            ["其中：财政资金", "80", "80", "78.27", "", ""],
            ["其他资金", "", "6.5", "6.5", "", ""],
            ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "权重", "得分"],
            ["产出指标", "数量指标", "巡查里程", "≥320公里", "328公里", "90", "90"],
        ),
        forms_of(load()),
    )
    assert made is not None
    zone = made.zone("funds")
    assert zone is not None
    assert zone.block is not None
    assert zone.block.match.startswith("预算执行")
    first = zone.records[0].cells
    assert {name: first[name].match for name in ("label", "initial", "full_year", "executed", "weight", "score")} == {
        "label": "总额", "initial": "80", "full_year": "86.5", "executed": "84.77", "weight": "10", "score": "9.8",
    }  # fmt: skip


MONEY: list[list[Spec]] = [
    [("项目资金", 1, 2), "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["年度资金总额", "520", "486.2", "478.0", "10", "98.31%", "9.83"],
]


@pytest.mark.parametrize(
    ("label", "points", "last"),
    [
        ("预算执行率得分", ("10", "9.83"), "满意度指标"),
        ("预算执行率（10分）", ("10", "9.83"), "满意度指标"),
        ("预算执行率", ("10", "9.50"), "预算执行率"),
        ("社会满意", ("10", "9.83"), "社会满意"),
    ],
)
def test_points_of_the_money_said_again_are_no_indicator(label: str, points: tuple[str, str], last: str) -> None:
    found = match_form(
        grid(
            *MONEY,
            HEADS,
            ["产出指标", "数量指标", "数字化档案", "≥20000页", "21540页", "50", "50", ""],
            ["效益指标", "社会效益指标", "查档便利度", "提高", "提高", "30", "29", ""],
            ["满意度指标", "服务对象满意度指标", "群众满意度", "≥95%", "97%", "10", "10", ""],
            [(label, 5), *points, ""],
            [("总分", 5), "100", "98.83", ""],
        ),
        forms_of(load()),
    )
    assert found is not None
    assert [*found.records("indicators")][-1][1].cells["level1"].match == last
    assert found.total is not None
    assert found.total.cells["score"].match == "98.83"


def test_marks_of_nothing_below_targets_do_not_make_the_total_an_indicator() -> None:
    """«合计 | 100 | - | - | - | 97» with the points on both sides of what was measured: the total was lost."""
    found = matched_of(
        ["一级指标", "二级指标", "三级指标", "评分标准", "分值", "目标值", "完成值", "得分"],
        ["产出指标", "数量指标", "慰问人数", "完成得满分", "60", "≥120人", "118人", "58"],
        ["效益指标", "社会效益", "归属感", "定性评价", "30", "增强", "增强", "30"],
        ["满意度指标", "满意度", "群众满意度", "≥95%得满分", "10", "≥95%", "98%", "10"],
        [("合计", 4), "100", "-", "-", "98"],
    )
    assert len(list(found.records("indicators"))) == 3
    assert found.total is not None
    assert {id_: box.match for id_, box in found.total.cells.items() if id_ in ("weight", "score")} == {
        "weight": "100",
        "score": "98",
    }
