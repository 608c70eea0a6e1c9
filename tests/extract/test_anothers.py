"""Cells whose text is another's, as where two were exchanged by hand: named, and nobody's name, goal or reason."""

from __future__ import annotations

from typing import Any

import pytest

from grids import Spec, context, table, values
from jixiao import parse
from jixiao.extract.context import Context
from jixiao.extract.evaluations import evaluations

HEADS: list[Spec] = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析"]
ROW: list[Spec] = ["产出指标", "数量指标", "维修路灯", "100盏", "98盏", "50", "49", "灯杆缺货"]
LAST: list[Spec] = ["效益指标", "社会效益", "夜间通行", "改善", "改善", "50", "50", ""]


def read(*rows: list[Spec]) -> tuple[dict[str, Any], Context]:
    c = context("附件2", "2023年度项目支出绩效自评表", table(*rows))
    return values(evaluations(c))[0], c


@pytest.mark.parametrize(
    ("at", "text", "id_"),
    [
        (0, "0.00", "level1"),
        (0, "一级指标", "level1"),
        (0, "不少于", "level1"),
        (1, "49分", "level2"),
        (1, "自评得分", "level2"),
        (2, "≥100盏", "level3"),
        (2, "98%", "level3"),
        (2, "三级指标", "level3"),
        (2, "199天", "level3"),
        (1, "主管部门", "level2"),
        (4, "实际值", "actual"),
        (7, "总分", "deviation_reason"),
        (3, "得分", "target"),
        (3, "生态效益指标", "target"),
        (4, "年度指标值", "actual"),
        (7, "50", "deviation_reason"),
        (7, "时效指标", "deviation_reason"),
        (1, "未完成原因及改进措施", "level2"),
        (3, "年初预算数", "target"),
        (3, "计量单位", "target"),
        (2, "指标性质", "level3"),
        (4, "全年预算数（A）", "actual"),
    ],
)
def test_what_is_another_cells_is_null_and_named(at: int, text: str, id_: str) -> None:
    found, c = read(HEADS, [*ROW[:at], text, *ROW[at + 1 :]], LAST)
    row, last = found["indicators"]
    assert (row[id_], row["weight"], last["level1"], last["level2"]) == (None, 50, "效益指标", "社会效益")
    assert [one.code for one in c.diagnostics if f"「{text}」" in one.message] == ["unreadable_figure"]


@pytest.mark.parametrize(
    ("at", "text", "id_"),
    [
        (1, "绩效指标", "level2"),
        (2, "5G基站", "level3"),
        (2, "110报警", "level3"),
        (2, "3年内完成率", "level3"),
        (7, "0", "deviation_reason"),
        (7, "10月完成", "deviation_reason"),
        (1, "资金到位", "level2"),
        (2, "预算执行数", "level3"),
    ],
)
def test_what_its_author_may_have_written_stays(at: int, text: str, id_: str) -> None:
    found, c = read(HEADS, [*ROW[:at], text, *ROW[at + 1 :]], LAST)
    assert (found["indicators"][0][id_], c.diagnostics) == (text, [])


@pytest.mark.parametrize(
    ("reasons", "left"),
    [
        (["98盏", "改善", "100%"], [None, None, None]),  # the heading of another column
        (["98盏", "灯杆缺货", "预算下达较晚"], [None, "灯杆缺货", "预算下达较晚"]),
        (["0", "0", "灯杆缺货"], ["0", "0", "灯杆缺货"]),
    ],
)
def test_reasons_of_which_most_are_figures_are_none(reasons: list[str], left: list[str | None]) -> None:
    rows = [["产出指标", "数量指标", f"维修路灯{at}", *ROW[3:7], text] for at, text in enumerate(reasons)]
    found, _ = read(HEADS, *rows)
    assert [row["deviation_reason"] for row in found["indicators"]] == left


@pytest.mark.parametrize(("level", "name"), [("维修路灯", None), ("质量指标", "数量指标")])
def test_a_levels_word_beside_a_level_of_other_words_is_no_name(level: str, name: str | None) -> None:
    """«维修路灯 | 数量指标» were exchanged; below a level an author may call an indicator so."""
    found, _ = read(HEADS, ["产出指标", level, "数量指标", *ROW[3:]], LAST)
    assert found["indicators"][0]["level3"] == name


@pytest.mark.parametrize(("behind", "left"), [("", True), (" | 村道硬化 | |||", False)])
def test_a_row_between_bars_is_no_title(behind: str, *, left: bool) -> None:
    """The first row of a form in lines and its project's changed places."""
    title = "部门预算项目支出绩效自评表（2024年度）"
    (found,) = values(evaluations(context("附件2", f"{title}{behind}", table(HEADS, ROW, LAST))))
    assert found["title"] == (title if left else None)


def test_a_figure_is_neither_a_goal_nor_what_money_is_called() -> None:
    money: list[Spec] = ["项目资金", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    found, c = read(
        money,
        ["", "年度资金总额", "90.00", "80.00", "60.00", "10", "75.00%", "7.5"],
        ["", "13", "90.00", "80.00", "60.00", "-", "75.00%", "-"],
        ["年度总体目标", ("预期目标", 4), ("实际完成情况", 3)],
        ["", ("192.60", 4), ("路灯全部修复。", 3)],
        HEADS,
        ROW,
        LAST,
    )
    assert [(fund["label"], fund["executed"]) for fund in found["funds"]] == [("年度资金总额", 60), (None, 60)]
    assert found["goals"][0] == {"expected": None, "actual": "路灯全部修复。", "weight": None}
    assert [one.code for one in c.diagnostics] == ["unreadable_figure", "unreadable_figure"]


def test_a_label_is_neither_a_goal_nor_what_came_of_it_nor_a_units_name() -> None:
    unit: list[Spec] = ["项目名称", ("服务对象满意度指标", 3), "实施单位", ("100%", 3)]
    goals: list[Spec] = ["年度总体目标", ("预期目标", 4), ("实际完成情况", 3)]
    found, c = read(unit, goals, ["", ("年初预算数", 4), ("年度目标完成情况", 3)], HEADS, ROW, LAST)
    assert (found["project"], found["unit"]) == (None, None)
    assert found["goals"] == [{"expected": None, "actual": None, "weight": None}]
    said = [one.message for one in c.diagnostics if one.code == "unreadable_figure"]
    assert [
        text for text in ("满意度指标", "100%", "年初预算数", "完成情况") if not any(text in one for one in said)
    ] == []


def test_a_row_of_money_is_no_goal() -> None:
    goals: list[Spec] = ["年度总体目标", ("预期目标", 4), ("实际完成情况", 3)]
    found, c = read(goals, ["", ("其中：财政专户管理资金", 4), ("路灯全部修复。", 3)], HEADS, ROW, LAST)
    assert found["goals"] == [{"expected": None, "actual": "路灯全部修复。", "weight": None}]
    assert [one.code for one in c.diagnostics] == ["unreadable_figure"]


def test_a_label_and_its_text_below_indicators_are_none() -> None:
    """The total above could not be read («合 计 | 99» as it was flattened, 湖北): the text was an indicator's name."""
    heads: list[Spec] = ["支出性质", *HEADS[:7]]
    found, _ = read(heads, ["", *ROW[:7]], ["", *LAST[:7]], ["目标未完成的原因", ("本年度目标均已完成", 7)])
    assert [row["level3"] for row in found["indicators"]] == ["维修路灯", "夜间通行"]


def test_signs_below_a_heading_of_no_list_are_signs_though_one_was_exchanged() -> None:
    """«不少于», «效益指标», «≤» below «运算符»: all targets had lost their signs (四川)."""
    heads: list[Spec] = [
        "一级指标",
        "二级指标",
        "三级指标",
        "运算符",
        "年度指标值",
        "度量单位",
        "实际完成值",
        "分值",
        "得分",
    ]
    found, _ = read(
        heads,
        ["产出指标", "数量指标", "维修路灯", "不少于", "100", "盏", "108盏", "30", "30"],
        ["产出指标", "质量指标", "验收合格率", "效益指标", "95", "%", "96%", "30", "30"],
        ["产出指标", "成本指标", "单盏造价", "≤", "900", "元", "880元", "20", "20"],
        ["效益指标", "社会效益", "亮灯率", "≥", "98", "%", "99%", "20", "20"],
    )
    targets = [row["target"] and row["target"]["text"] for row in found["indicators"]]
    assert targets == ["不少于100盏", None, "≤900元", "≥98%"]


def test_a_heading_printed_again_in_other_words_is_no_indicator() -> None:
    """A page's head among the rows, its words cut: the levels below it are not its own."""
    again: list[Spec] = ["一级", "二级指标", "三级", "年度指标值", "实际", "分值", "自评", "偏差"]
    found, _ = read(HEADS, ROW, again, ["", "", "更换灯杆", "20根", "20根", "20", "20", ""], LAST)
    rows = [(row["level1"], row["level3"]) for row in found["indicators"]]
    assert rows == [("产出指标", "维修路灯"), (None, "更换灯杆"), ("效益指标", "夜间通行")]


def test_a_sign_at_the_end_of_a_name_is_the_targets() -> None:
    """Two cells in one: the target was given without its sign."""
    heads: list[Spec] = ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "完成值", "权重", "得分"]
    found, c = read(
        heads,
        ["产出指标", "数量指标", "维修路灯", "≥", "100", "盏", "108盏", "50", "50"],
        ["产出指标", "成本指标", "单盏造价≤", "", "900", "元", "880元", "30", "30"],
        ["效益指标", "社会效益", "亮灯率＞", "＝", "98", "%", "99%", "20", "20"],
    )
    rows = [(row["level3"], row["target"] and row["target"]["text"]) for row in found["indicators"]]
    assert rows == [("维修路灯", "≥100盏"), (None, None), ("亮灯率＞", "＝98%")]
    assert [one.code for one in c.diagnostics] == ["unreadable_figure"] * 2


@pytest.mark.parametrize(("again", "name"), [("2.", None), ("维修路灯", "维修路灯")])
def test_a_number_of_the_form_said_twice_is_no_name(again: str, name: str | None) -> None:
    heads: list[Spec] = ["一级指标", "二级指标", ("三级指标", 2), *HEADS[3:]]
    found, _ = read(heads, [*ROW[:2], "2\n.", again, *ROW[3:]], [*LAST[:2], ("夜间通行", 2), *LAST[3:]])
    assert found["indicators"][0]["level3"] == name


@pytest.mark.parametrize("points", [["100", "99"], ["60", "465.4"]])
def test_a_row_without_measures_that_has_the_points_of_all_is_no_indicator(points: list[Spec]) -> None:
    """A title in the total's cell, an amount beside «……»: an indicator had 100 points, another a score of 465.4."""
    rows: list[list[Spec]] = [[*ROW[:5], "30", "29", ""], [*LAST[:5], "30", "30", ""]]
    rows += [["满意度指标", "满意度", "居民满意度", "90%", "91%", "20", "20", ""]]
    found, c = read(HEADS, *rows, ["", "", "某项目表", "", "", *points, ""])
    assert [row["level3"] for row in found["indicators"]] == ["维修路灯", "夜间通行", "居民满意度"]
    assert [one.code for one in c.diagnostics if "「某项目表」" in one.message] == ["unread_figures"]


def test_points_of_a_row_without_measures_are_its_own_where_others_have_none_either() -> None:
    rows: list[list[Spec]] = [["产出指标", "数量指标", name, "", "", "30", "30", ""] for name in ("甲", "乙", "丙")]
    found, _ = read(HEADS, *rows, ["", "", "丁", "", "", "100", "90", ""])
    assert [row["weight"] for row in found["indicators"]] == [30, 30, 30, 100]


@pytest.mark.parametrize(
    ("origin", "level2", "name"),
    [
        ("flattened", "", None),
        ("flattened", "可持续影响指标", "制度可持续影响指标完善"),
        ("native", "", "制度可持续影响指标完善"),
    ],
)
def test_a_word_of_level_2_between_the_lines_of_a_name_is_no_part_of_it(
    origin: str, level2: str, name: str | None
) -> None:
    """«管理制度可持续影响指标完善程度»: on a page of print the level's cell reached into the column of names."""
    row: list[Spec] = ["", level2, "制度可持续影响指标完善", *LAST[3:]]
    c = context("附件2", "2023年度项目支出绩效自评表", table(HEADS, row, LAST, origin=origin))
    found = values(evaluations(c))[0]
    assert found["indicators"][0]["level3"] == name


@pytest.mark.parametrize(("beside", "goals"), [("2.项目实施内容及过程概述", 1), ("云溪县大数据中心", 2)])
def test_what_stands_in_the_place_of_a_label_below_the_goals_is_none(beside: str, goals: int) -> None:
    """«项目承担单位 | 2.项目实施内容及过程概述»: «云溪县大数据中心» was a goal, and «暂无» what came of it."""
    heads: list[Spec] = [
        "绩效指标",
        "一级指标",
        "二级指标",
        "三级指标",
        "指标性质",
        "指标值",
        "计量单位",
        "完成值",
        "权重",
        "得分",
    ]
    rows: list[list[Spec]] = [
        ["项目名称", ("网络安全测评", 9)],
        ["业务主管部门", ("云溪县数据局", 4), "项目承担单位", (beside, 4)],
        [("项目基本情况", 1, 3), ("项目年度目标", 4), ("年度目标完成情况", 5)],
        [("完成测评", 4), ("完成测评", 5)],
        [("云溪县大数据中心", 4), ("暂无", 5)],
        heads,
        ["", "产出指标", "数量指标", "测评信息系统", "≥", "17", "个", "17", "90", "90"],
    ]
    c = context("附件2", "2023年度项目支出绩效自评表", table(*rows))
    found = values(evaluations(c))[0]
    assert [goal["expected"] for goal in found["goals"]] == ["完成测评", "云溪县大数据中心"][:goals]
    assert len([one for one in c.diagnostics if "云溪县大数据中心" in one.message]) == 2 - goals


@pytest.mark.parametrize(
    ("origin", "text", "target"),
    [
        ("flattened", "改善\n二级指标", None),
        ("flattened", "明显\n有所改善", "明显有所改善"),
        ("docx", "改善\n二级指标", "改善二级指标"),
    ],
)
def test_a_value_of_text_with_a_heading_on_its_last_line_is_two_cells(
    origin: str, text: str, target: str | None
) -> None:
    """«有所提高⏎二级指标»: on a page of print what stood in the blank cell below went to the value above."""
    c = context("附件2", "2023年度项目支出绩效自评表", table(HEADS, ROW, [*LAST[:3], text, *LAST[4:]], origin=origin))
    row = values(evaluations(c))[0]["indicators"][1]
    assert (row["target"] and row["target"]["text"], row["actual"]["text"], row["weight"]) == (target, "改善", 50)
    assert len([one for one in c.diagnostics if "二级指标" in one.message]) == (target is None)


BARRED = """\
部门预算项目支出绩效自评表(2022年度) |||||||
项目名称 | 51112222T000007654321-乡村教师补助 ||||||
主管部门 | 岷川县教育局 | 实施单位 (盖章) | 岷川县第二小学 ||||
项目基本情况 | 1.项目年度目标完成情况 | 项目年度目标 | 年度目标完成情况 ||||
GOALS
2.项目实施内容及过程概述 | 按月足额发放。 |||||
预算执行情况(10分) | 年度预算数(万元) | 年初预算 | 调整后预算数 | 预算执行数 | 预算执行率 | 权重 | 得分 | 原因 |
总额 | 24.60 | 25.80 | 25.80 | 100.00% | 10 | 10 | |
其中:财政资金 | 24.60 | 25.80 | 25.80 | 100.00% | / | / | |
财政专户管理资金 | 0.00 | 0.00 | 0.00 | 0.00% | / | / | |
单位资金 | 0.00 | 0.00 | 0.00 | 0.00% | / | / | |
其他资金 | | | | | / | / | |
绩效指标(90分) | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分 | 未完成原因分析 |
产出指标 | 数量指标 | 补助教师人次 | ≥ | 80 | 人次 | 86 | 30 | 30 | |
时效指标 | 按月发放率 | = | 100 | % | 100 | 20 | 20 | |
效益指标 | 社会效益指标 | 教师队伍稳定 | 定性 | 好 | | 好 | 20 | 20 | |
满意度指标 | 服务对象满意度指标 | 教师满意度 | ≥ | 95 | % | 97 | 20 | 20 | |
合计 | 100 | 100 | ||||||||
评价结论 | 自评总分100分,项目实施效果良好。 |||||||
存在问题 | 无 |||||||
改进措施 | 无 |||||||
项目负责人: | | 财务负责人: | |||||
"""


def test_the_one_text_of_a_goal_beside_a_row_that_was_refused_may_be_the_others() -> None:
    """The row of both was refused in its first cell alone: what was reached was the goal."""
    report = parse(BARRED.replace("GOALS", "发放乡村教师补助,稳定教师队伍。 | 全年发放补助86人次。 ||||").encode())
    (form,) = report.evaluations
    assert [(goal.expected, goal.actual) for goal in form.goals] == [(None, None)]
    assert [row.score for row in form.indicators] == [30, 20, 20, 20]
    named = [one for one in report.diagnostics if "「全年发放补助86人次。」不能" in one.message]
    assert [one.code for one in named] == ["unreadable_figure"]
