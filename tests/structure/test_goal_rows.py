"""Goals beside labels, in a table of a form that has headings for them or none."""

from __future__ import annotations

import pytest

from grids import Spec, evaluation_rows, grid
from jixiao.patterns import load
from jixiao.structure.forms import forms_of
from jixiao.structure.match import match_form

HEADS: list[Spec] = [("绩效指标", 1, 2), "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "自评得分"]


def test_goals_beside_labels_where_the_form_has_none_of_its_own() -> None:
    found = match_form(
        grid(
            ["专项资金名称", ("产业发展资金", 6)],
            ["总体目标", ("发展基地12个", 6)],
            ["目标完成情况", ("建成基地12个", 6)],
            HEADS,
            ["产出指标（50分）", "数量指标（20分）", "基地（20分）", "≥12个", "12个", "20"],
        ),
        forms_of(load()),
    )
    assert found is not None
    assert {id_: pair.match for id_, pair in found.pairs.items()} == {
        "project": "产业发展资金",
        "goals.expected": "发展基地12个",
        "goals.actual": "建成基地12个",
    }


def test_a_label_of_the_whole_block_that_says_what_came_of_the_goal() -> None:
    """«绩效目标完成情况» heads the goals of some forms; beside «年度绩效目标» it is what became of it."""
    found = match_form(
        grid(
            ["单位名称", ("云溪县医院", 6)],
            ["年度绩效目标", ("接生1800人次", 6)],
            ["绩效目标完成情况", ("接生1726人次", 6)],
            HEADS,
            ["产出指标", "数量指标", "接生", "≥1800人次", "1726人次", "15"],
        ),
        forms_of(load()),
    )
    assert found is not None
    assert [found.pairs[id_].match for id_ in ("goals.expected", "goals.actual")] == ["接生1800人次", "接生1726人次"]


def test_goals_with_their_points_where_the_form_has_none_below_headings() -> None:
    """河北's goals in a table that is 河南's but for them."""
    goals: list[list[Spec]] = [
        [("总体目标完成", 1, 3), "绩效目标内容", "完成结果", "所占权重"],
        ["检修设备12台", "检修12台", "60"],
        ["及时发布预警", "预警及时", "40"],
    ]
    funds: list[list[Spec]] = [
        [("资金执行（万元）", 1, 3), "支出类型", "年初预算", "调整后预算", "实际支出", "满分", "支出进度", "自评得分"],
        ["资金总额", "20.5", "20.5", "20.5", "10", "100%", "10"],
        ["人员类支出", "10.5", "10.5", "10.5", "", "100%", ""],
    ]
    heads: list[Spec] = [
        ("绩效指标完成情况", 1, 2), "一级指标名称", "二级", "具体指标", "目标值", "实际完成情况", "满分", "实得分",
    ]  # fmt: skip
    row: list[Spec] = ["产出指标", "数量指标", "检修设备", "≥12台", "12台", "90", "90"]
    found = match_form(grid(["预算单位名称", ("云溪县水文站", 7)], *funds, *goals, heads, row), forms_of(load()))
    assert found is not None
    assert [{id_: box.match for id_, box in record.cells.items()} for _, record in found.records("goals")] == [
        {"expected": "检修设备12台", "actual": "检修12台", "weight": "60"},
        {"expected": "及时发布预警", "actual": "预警及时", "weight": "40"},
    ]


def test_a_heading_of_goals_whose_block_is_blank_below_is_no_pair() -> None:
    """In a text covered cells are blank, so that no label runs down: «年度绩效目标» was the goal of 河北's reports, and
    «标准分» what came of it (pandoc, docx2txt, html2text)."""
    found = match_form(
        grid(
            ["单位名称", ("云溪县医院", 6)],
            ["总体目标", ("年度绩效目标", 3), ("年末实际完成情况", 2), "标准分"],
            ["", ("提升食堂保障能力", 3), ("食堂保障能力得到提升", 2), "30"],
            ["绩效指标", *HEADS[1:]],
            ["", "产出指标", "数量指标", "接生", "≥1800人次", "1726人次", "15"],
        ),
        forms_of(load()),
    )
    assert found is not None
    assert not {id_ for id_ in found.pairs if id_.startswith("goals")}


def test_goals_behind_a_label_merged_over_three_columns() -> None:
    """They were lost for parts of a heading («目标 | 单位» below «指标值»), which begin as far behind."""
    heads = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
    money = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    figures = ("10", "10", "10", "10", "100%", "10")
    found = match_form(
        grid(
            [("项目名称", 5), ("产业发展资金", 12)],
            [("项目资金（万元）", 3, 2), ("", 2), *((head, 2) for head in money)],
            [("年度资金总额", 2), *((figure, 2) for figure in figures)],
            [("", 3, 2), ("总体目标", 3), ("发展基地12个", 11)],
            [("目标完成情况", 3), ("建成基地12个", 11)],
            [("绩效指标", 3, 2), *((head, 2) for head in heads)],
            [(cell, 2) for cell in ("产出指标", "数量指标", "基地", "≥12个", "12个", "20", "20")],
        ),
        forms_of(load()),
    )
    assert found is not None
    goals = {id_: pair.match for id_, pair in found.pairs.items() if id_.startswith("goals")}
    assert goals == {"goals.expected": "发展基地12个", "goals.actual": "建成基地12个"}


@pytest.mark.parametrize("label", ["政府性基金拨款：", "按收入性质分："])
def test_a_heading_of_goals_that_stands_in_a_row_of_money_is_no_goal_s_label(label: str) -> None:
    """What stood behind it became the goal («项目支出：300000元»), and the one below the other headings was lost."""
    heading, other = ("预期目标", 3), (label, 3)
    places: dict[Spec, Spec] = {heading: other, other: heading}
    found = match_form(grid(*([places.get(cell, cell) for cell in row] for row in evaluation_rows())), forms_of(load()))
    assert found is not None
    assert "goals.expected" not in found.pairs
    (goals,) = [zone for zone in found.zones if zone.zone.id == "goals"]
    assert [record.cells["actual"].match for record in goals.records] == ["完成"]


def test_a_heading_of_indicators_that_stands_in_another_place_is_no_goal_s_label() -> None:
    """«年初目标值» before a project's kind, which became a goal; a goal's label may look so in other forms."""
    found = match_form(
        grid(
            ["项目名称", ("农村公路养护", 6)],
            ["年初目标值（A）", ("1、常年性项目□ 2、延续性项目☑", 6)],
            [
                ("年度绩效目标1（80分）", 1, 3),
                "一级指标",
                "二级指标",
                "三级指标",
                "项目类型",
                "实际完成值（B）",
                "得分",
            ],
            [("产出指标", 1, 2), "数量指标", "养护里程", "≥396公里", "396公里", "40"],
            ["质量指标", "政策知晓率", "≥92%", "95%", "40"],
        ),
        forms_of(load()),
    )
    assert found is not None
    assert not {id_ for id_ in found.pairs if id_.startswith("goals")}


def test_a_goal_beside_which_nothing_says_what_came_of_it() -> None:
    """A sentence alone in a row of 四川's goals was taken for an opinion below a total, and lost."""
    found = match_form(
        grid(
            ["项目名称", ("森林病虫害防治", 10)],
            [("项目基本情况", 1, 3), ("1.项目年度目标完成情况", 2, 2), ("年度目标", 4), ("目标完成情况", 4)],
            [("遏制松材线虫病扩散，保护森林资源。", 4), ("", 4)],
            [("2.项目实施内容及过程概述", 2), ("制定方案，按合同实施。", 8)],
            [("绩效指标", 1, 2), "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "完成值", "权重",
             "得分", "未完成原因分析"],
            ["产出指标", "数量指标", "防治面积", "≥", "7673", "亩", "7775", "90", "90", ""],
        ),
        forms_of(load()),
    )  # fmt: skip
    assert found is not None
    goals = [
        record.cells["expected"].match for zone in found.zones if zone.zone.id == "goals" for record in zone.records
    ]
    assert goals == ["遏制松材线虫病扩散,保护森林资源。"]


def test_a_heading_beside_the_label_of_goals_is_no_goal() -> None:
    """«年度总体目标 | 年度总体目标完成情况» above both texts: the second was the goal."""
    found = match_form(
        grid(
            ["项目名称", ("门诊信息系统", 6)],
            [("年度总体目标", 4), ("年度总体目标完成情况", 3)],
            [("开发9个模块", 4), ("9个模块均已上线", 3)],
            ["绩效指标", *HEADS[1:]],
            ["", "产出指标", "数量指标", "模块", "9个", "9个", "10"],
        ),
        forms_of(load()),
    )
    assert found is not None
    assert not {id_ for id_ in found.pairs if id_.startswith("goals")}


AIM, REACHED = "完成造林3000亩,抚育5000亩。", "完成造林3100亩,抚育5200亩。"
GOALS = {"goals.expected": AIM, "goals.actual": REACHED}
MONEY: list[list[Spec]] = [
    [("项目资金（万元）", 1, 2), ("", 1), "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["年度资金总额", "300", "320", "290", "10", "90.63%", "9.06"],
]
INDICATORS: list[list[Spec]] = [
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"],
    ["产出指标", "数量指标", "造林面积", "≥3000亩", "3100亩", "90", "90", ""],
]


@pytest.mark.parametrize(
    "goals",
    [
        [["年度绩效目标", (AIM, 3), "年度绩效目标完成情况", (REACHED, 3)]],
        [["年初设定绩效目标", (AIM, 3), "实际完成绩效目标", (REACHED, 3)]],
        [[("绩效目标", 1, 2), "预期目标", (AIM, 6)], ["实际完成情况", (REACHED, 6)]],
        [[("绩效目标", 1, 2), "实际完成情况", (REACHED, 6)], ["预期目标", (AIM, 6)]],
        [[("总体目标", 1, 2), (f"年初目标：{AIM}", 7)], [(f"完成情况：{REACHED}", 7)]],
        [[("年度绩效目标", 4), ("年度绩效目标完成情况", 4)], [(AIM, 4), (REACHED, 4)]],
    ],
)
def test_goals_beside_each_other_behind_the_label_of_the_block_and_below_headings(goals: list[list[Spec]]) -> None:
    """They were lost below the money of a project."""
    found = match_form(grid(["项目名称", ("造林补助", 7)], *MONEY, *goals, *INDICATORS), forms_of(load()))
    assert found is not None
    pairs = {id_: pair.match for id_, pair in found.pairs.items() if id_.startswith("goals")}
    records = [{f"goals.{id_}": box.match for id_, box in one.cells.items()} for _, one in found.records("goals")]
    assert [pairs, *records] in ([GOALS], [{}, GOALS])
    assert [one.cells["level3"].match for _, one in found.records("indicators")] == ["造林面积"]


def test_why_a_goal_was_missed_is_not_what_came_of_it() -> None:
    goals: list[Spec] = ["年度绩效目标", (AIM, 3), "未完成情况说明", ("因大旱未完成。", 3)]
    found = match_form(grid(["项目名称", ("造林补助", 7)], *MONEY, goals, *INDICATORS), forms_of(load()))
    assert found is not None
    assert "goals.actual" not in found.pairs
    assert not list(found.records("goals"))


def test_several_goals_beside_labels_that_run_down() -> None:
    rows: list[list[Spec]] = [
        [("年度绩效目标", 1, 2), ("目标1：造林3000亩", 3), ("年度绩效目标完成情况", 1, 2), ("造林3100亩", 3)],
        [("目标2：抚育5000亩", 3), ("抚育5200亩", 3)],
    ]
    found = match_form(grid(["项目名称", ("造林补助", 7)], *MONEY, *rows, *INDICATORS), forms_of(load()))
    assert found is not None
    assert [{id_: box.match for id_, box in one.cells.items()} for _, one in found.records("goals")] == [
        {"expected": "目标1:造林3000亩", "actual": "造林3100亩"},
        {"expected": "目标2:抚育5000亩", "actual": "抚育5200亩"},
    ]
