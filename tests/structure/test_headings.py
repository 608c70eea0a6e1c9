"""Headings of columns that no report has a place for, or that two columns share."""

from __future__ import annotations

from grids import Spec, grid
from jixiao.patterns import load
from jixiao.structure.forms import forms_of
from jixiao.structure.headrules import is_nameless
from jixiao.structure.match import match_form

LEVELS: list[Spec] = ["一级指标", "二级指标", "三级指标"]
NAMES: list[Spec] = ["产出指标", "数量指标", "渠道"]


def read(zone: str, *rows: list[Spec]) -> list[dict[str, str]]:
    found = match_form(grid(*rows), forms_of(load()))
    assert found is not None
    return [{k: box.match for k, box in record.cells.items() if box.match} for _, record in found.records(zone)]


def test_points_taken_off_are_no_score() -> None:
    rows: list[list[Spec]] = [
        [*LEVELS, "年度指标值", "实际完成值", "分值", "扣分"],
        [*NAMES, "≥3公里", "2公里", "50", "6"],
        ["产出指标", "质量指标", "合格率", "100%", "100%", "40", "0"],
    ]
    assert [row.get("score") for row in read("indicators", *rows)] == [None, None]


def test_where_figures_come_from_is_no_part_of_the_target() -> None:
    rows: list[list[Spec]] = [
        [*LEVELS, "指标解释", "评分标准", "数据来源", "年度指标值", "实际完成值", "偏差率", "分值", "得分"],
        [*NAMES, "新建渠道", "达标得满分", "养护台账", "≥3公里", "4公里", "33%", "50", "48"],
    ]
    (row,) = read("indicators", *rows)
    assert (row["target"], row["actual"], row["weight"], row["score"]) == ("≥3公里", "4公里", "50", "48")
    assert "operator" not in row
    assert "deviation_reason" not in row


def test_of_several_years_the_one_reported_counts() -> None:
    rows: list[list[Spec]] = [
        [("资金情况（万元）", 1, 2), "", "2022年执行数", "2023年预算数", "2023年执行数", "执行率"],
        ["总额", "5420", "5860", "5796.12", "98.91%"],
        [*LEVELS, "2021年实际", "2022年实际", "2023年目标", "2023年实际", "完成情况"],
        [*NAMES, "1公里", "2公里", "≥3公里", "4公里", "完成"],
    ]
    assert read("funds", *rows) == [{"label": "总额", "full_year": "5860", "executed": "5796.12", "rate": "98.91%"}]
    (row,) = read("indicators", *rows)
    assert (row["target"], row["actual"]) == ("≥3公里", "4公里")
    assert "deviation_reason" not in row


def test_a_target_that_was_adjusted_is_the_one_in_force() -> None:
    rows: list[list[Spec]] = [
        [*LEVELS, "年初目标值", "调整后目标值", "实际完成值", "分值", "得分"],
        [*NAMES, "≥5公里", "≥3公里", "4公里", "50", "48"],
    ]
    (row,) = read("indicators", *rows)
    assert (row["initial_target"], row["target"], row["actual"]) == ("≥5公里", "≥3公里", "4公里")


def test_the_fourth_level_names_the_indicator() -> None:
    rows: list[list[Spec]] = [
        ["一级指标", "二级指标", "三级指标", "四级指标", "目标值", "完成值", "权重", "得分"],
        ["产出", "数量", "改造管网", "一次网", "18公里", "17公里", "15", "15"],
    ]
    assert [row["level3"] for row in read("indicators", *rows)] == ["一次网"]


def test_points_alone_are_no_money() -> None:
    rows: list[list[Spec]] = [
        ["评价指标", "标准分", "自评分", "扣分理由"],
        ["项目决策", "15", "15", ""],
        ["项目过程", "25", "23.5", "拨付滞后"],
    ]
    assert read("funds", *rows) == []
    assert read("indicators", *rows)[1] == {
        "level3": "项目过程", "weight": "25", "score": "23.5", "deviation_reason": "拨付滞后",
    }  # fmt: skip


def test_points_beside_indicators_are_theirs_not_the_moneys() -> None:
    rows: list[list[Spec]] = [
        ["项目名称", "预算数", "执行数", "执行率", "指标名称", "目标值", "完成值", "分值", "得分"],
        [("养老补助", 1, 2), ("320", 1, 2), ("314.6", 1, 2), ("98.31%", 1, 2), "人数", "≥45人", "46人", "50", "50"],
        ["及时率", "100%", "96%", "30", "28.8"],
    ]
    assert read("funds", *rows) == []
    assert [(row["level3"], row["score"]) for row in read("indicators", *rows)] == [("人数", "50"), ("及时率", "28.8")]


def test_a_weighted_score_counts() -> None:
    rows: list[list[Spec]] = [
        [*LEVELS, "目标值", "完成值", "权重（%）", "评分（百分制）", "加权得分"],
        [*NAMES, "≥3公里", "4公里", "20", "95", "19"],
    ]
    assert [row["score"] for row in read("indicators", *rows)] == ["19"]


def test_a_label_before_the_goals_headings_is_none_of_them() -> None:
    """«1.年度目标及完成情况», merged down, was what became of the goal, since «年初设定目标» is known (四川)."""
    rows: list[list[Spec]] = [
        [("绩效目标与实施", 1, 3), ("1.年度目标及完成情况", 1, 2), "年初设定目标", "年末完成情况"],
        ["优化就诊流程", "就诊流程得到优化"],
        ["2.项目实施过程说明", ("按计划实施", 2)],
        [("绩效指标", 1, 2), *LEVELS, "指标性质", "指标值", "度量单位", "完成值", "权重", "得分"],
        [*NAMES, "≥", "3", "公里", "4", "50", "48"],
    ]
    assert read("goals", *rows) == [{"expected": "优化就诊流程", "actual": "就诊流程得到优化"}]


def test_a_known_heading_of_amounts_above_names() -> None:
    """«年度预算（万元）» above the names of the funds, «调整后预算» in words of its author beside it (四川)."""
    rows: list[list[Spec]] = [
        [
            ("预算资金执行（10分）", 1, 4),
            "年度预算（万元）",
            "年初预算数",
            "调整后预算",
            "实际执行数",
            "执行率（%）",
            "权重",
            "得分",
        ],
        ["资金总额", "57", "57", "44.5", "78", "10", "7.8"],
        ["其中：财政资金", "50", "50", "40", "80", "", ""],
        ["单位资金", "7", "7", "4.5", "64", "", ""],
        [("绩效指标", 1, 2), *LEVELS, "指标性质", "指标值", "度量单位", "完成值", "权重", "得分"],
        [*NAMES, "≥", "3", "公里", "4", "50", "48"],
    ]
    found = [(row.get("label"), row.get("full_year"), row.get("executed")) for row in read("funds", *rows)]
    assert found == [("资金总额", "57", "44.5"), ("其中:财政资金", "50", "40"), ("单位资金", "7", "4.5")]


def test_what_is_to_be_done_names_the_money_where_nothing_else_does() -> None:
    """«任务内容» right behind the block's label: the tasks had no names (安徽)."""
    heads = [
        "完成进度",
        "全年预算数",
        "其中：财政拨款",
        "全年执行数",
        "其中：财政拨款",
        "满分",
        "预算完成率",
        "单项得分",
    ]
    rows: list[list[Spec]] = [
        [("主要任务完成（万元）", 1, 3), "任务内容", *heads],
        ["展览", "已完成", "97.56", "97.56", "97.56", "97.56", "—", "100%", "—"],
        ["讲解", "已完成", "79.51", "79.51", "79.51", "79.51", "—", "100%", "—"],
        [("绩效指标", 1, 2), *LEVELS, "分值", "年度指标值", "全年完成值", "自评得分", ("未完成原因", 2)],
        [*NAMES, "50", "≥3公里", "4公里", "48", ("", 2)],
    ]
    assert [row.get("label") for row in read("funds", *rows)] == ["展览", "讲解"]


def test_points_and_a_reason_head_no_money() -> None:
    """The upper of two heading rows of indicators, right below the money (云南)."""
    upper: list[Spec] = [
        ("年度指标设定", 3),
        ("全年实际完成", 1, 2),
        ("满分", 1, 2),
        ("实得分", 1, 2),
        ("未完成原因", 1, 2),
    ]
    rows: list[list[Spec]] = [
        [
            ("项目资金（万元）", 1, 2),
            ("", 2),
            "年初预算数",
            "全年预算数",
            "全年执行数",
            "分值",
            "执行率",
            "得分",
            "未完成原因",
        ],
        [("年度资金总额", 2), "20", "20", "19", "10", "95%", "9.5", ""],
        [("项目绩效指标", 3), *upper],
        ["一级", "指标二级", "三级指标名称", "指标方向", "指标目标值", "单位"],
        [*NAMES, "≥", "3", "公里", "4公里", "50", "48", ""],
        ["产出指标", "质量指标", "合格率", "＝", "100", "%", "100%", "40", "40", ""],
    ]
    found = [
        (row.get("level3"), row.get("actual"), row.get("weight"), row.get("score")) for row in read("indicators", *rows)
    ]
    assert found == [("渠道", "4公里", "50", "48"), ("合格率", "100%", "40", "40")]


def test_the_label_of_the_block_said_again_is_no_column_of_what_was_reached() -> None:
    """«指标完成情况» before each row, where merged text is repeated: it was what each indicator reached (安徽)."""
    rows: list[list[Spec]] = [
        ["指标完成情况", *LEVELS, "年初目标值", "年末实际值", "自评得分"],
        ["指标完成情况", *NAMES, "≥3公里", "4公里", "50"],
    ]
    (row,) = read("indicators", *rows)
    assert (row["target"], row["actual"]) == ("≥3公里", "4公里")


def test_what_was_aimed_at_and_reached_alone_heads_goals() -> None:
    """«项目总体目标 | 预期目标值 | 实际完成情况»: the goal was an indicator, of a form that has no goals (安徽)."""
    heads: list[Spec] = ["一级指标", "二级指标", "三级指标", "预期指标值", "实际完成情况", "分值设定", "自评得分"]
    rows: list[list[Spec]] = [
        [("整体支出资金", 1, 2), "", "预算批复数", "调整预算数", "决算数", "分值设定", "执行比例", "自评得分"],
        ["合计", "751", "751", "698.43", "10", "93%", "9.30"],
        [("项目总体目标", 1, 2), ("预期目标值", 3), ("实际完成情况", 4)],
        [("改善办学条件。", 3), ("条件得到改善。", 4)],
        [("整体绩效指标", 1, 2), *heads],
        [*NAMES, "≥3公里", "4公里", "50", "48"],
    ]
    assert [row["expected"] for row in read("goals", *rows)] == ["改善办学条件。"]
    assert [row["actual"] for row in read("indicators", *rows)] == ["4公里"]


def test_points_behind_each_level_in_words_of_no_list_are_not_the_indicators() -> None:
    """The first of three alike was the indicator's: a silent 12 for 4 (湖南 before 2022)."""
    points = "分值权重数"
    rows: list[list[Spec]] = [
        ["一级指标名称", points, "二级指标名称", points, "指标内容", points, "评分细则", "考核内容", "单位打分"],
        ["投入", "12", "目标设定", "7", "目标合理性", "4", "合理计4分。", "相符程度", "4"],
    ]
    (row,) = read("indicators", *rows)
    assert (row["level3"], row["weight"]) == ("目标合理性", "4")


def test_what_was_aimed_at_is_no_first_column_where_no_other_names_the_indicators() -> None:
    """«年度指标», which heads the targets of 云南, stood above the names of 重庆: all names were given as targets."""
    rows: list[list[Spec]] = [
        [
            "年度指标",
            "计量单位",
            "指标方向",
            "年初设定值",
            "年中调整值",
            "全年实现值",
            "得分比例",
            "指标分值",
            "指标得分",
            "是否为核心指标",
        ],
        ["举办阅读活动", "场", "≥", "51", "57", "74", "100%", "10", "9", "否"],
        ["设备采购时限", "", "", "6月底前", "8月底前", "8月18日", "90%", "10", "8", "是"],
    ]
    found = read("indicators", *rows)
    assert [row["level3"] for row in found] == ["举办阅读活动", "设备采购时限"]
    assert [(row["initial_target"], row["target"]) for row in found] == [("51", "57"), ("6月底前", "8月底前")]


def test_a_target_before_a_target_leaves_no_column_for_names() -> None:
    """So a form without such a heading of names is not the table's, be it with more of its words."""
    (zone,) = (
        z for form in forms_of(load()) if form.id == "yunnan.project" for z in form.zones if z.id == "indicators"
    )
    assert is_nameless(zone, ("年度指标", "计量单位", "指标方向", "年初设定值", "年中调整值", "全年实现值", "指标得分"))
    assert not is_nameless(zone, ("一级指标", "二级指标", "三级指标", "指标性质", "年度指标", "度量单位"))


def test_headings_of_levels_beside_the_label_of_goals_head_no_goals() -> None:
    """Two headings changed places but for some words: «成本指标» was a goal, and its points the goal's."""
    heads: list[Spec] = ["预期目标", "二级指标", "三级指标", "目标完成情况", "实际完成值", "分值", "得分", "偏差原因"]
    rows: list[list[Spec]] = [
        ["部门全称", ("云溪县档案馆", 8)],
        [("预算资金（万元）", 1, 2), "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["年度资金总额", "812", "855", "855", "10", "100%", "10"],
        [("总体目标", 1, 3), *heads],
        ["成本指标", "经济成本指标", "1.支出总额", "≤173万元", "173万元", "20", "20", ""],
        ["产出指标", "数量指标", "1.发放慰问品", "≥311份", "315份", "70", "70", ""],
        [("总分", 6), "100", "100", ""],
    ]
    assert read("goals", *rows) == []
    assert [row.get("level2") for row in read("indicators", *rows)] == ["经济成本指标", "数量指标"]
