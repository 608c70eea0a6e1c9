"""Levels and names that no heading tells apart: one wide heading over them, a block's word above them, none at all."""

from __future__ import annotations

import pytest

from grids import Spec, grid
from jixiao.patterns import load
from jixiao.structure.forms import forms_of
from jixiao.structure.match import match_form

REST: tuple[Spec, ...] = ("目标值", "完成值", "分值", "得分")


def read(*rows: list[Spec]) -> list[tuple[str, ...]]:
    """Level 1, level 2, name and score of each indicator."""
    found = match_form(grid(*rows), forms_of(load()))
    assert found is not None
    return [
        tuple(record.cells[id_].match if id_ in record.cells else "" for id_ in ("level1", "level2", "level3", "score"))
        for _, record in found.records("indicators")
    ]


def test_one_heading_over_a_level_and_the_name() -> None:
    # A level alone is the second: its words tell the first («产出» is a first level itself).
    assert read(
        [("指标", 2), *REST],
        [("产出", 1, 2), "开放时间", "56小时", "60小时", "20", "20"],
        ["新增图书", "5000册", "4820册", "30", "28.92"],
        ["效益", "到馆读者", "12万人次", "11.6万人次", "50", "48.33"],
    ) == [("", "产出", "开放时间", "20"), ("", "产出", "新增图书", "28.92"), ("", "效益", "到馆读者", "48.33")]


def test_one_heading_over_two_levels_and_the_name() -> None:
    assert read(
        [("绩效考核内容", 3), *REST],
        [("产出指标", 1, 2), "数量指标", "清淤长度", "12公里", "12公里", "40", "40"],
        ["质量指标", "验收合格率", "100%", "100%", "40", "40"],
        ["效益指标", "社会效益", "内涝点", "≤3处", "2处", "20", "20"],
    ) == [
        ("产出指标", "数量指标", "清淤长度", "40"),
        ("产出指标", "质量指标", "验收合格率", "40"),
        ("效益指标", "社会效益", "内涝点", "20"),
    ]


def test_a_name_s_heading_over_its_levels_too() -> None:
    assert read(
        [("指标名称", 3), *REST],
        [("产出指标", 1, 2), "数量指标", "清淤长度", "12公里", "12公里", "40", "40"],
        ["质量指标", "验收合格率", "100%", "100%", "60", "60"],
    ) == [("产出指标", "数量指标", "清淤长度", "40"), ("产出指标", "质量指标", "验收合格率", "60")]


def test_a_block_s_word_above_the_levels() -> None:
    # «绩效指标» is merged down beside the rows elsewhere; here the levels stand below it, numbers of rows beside them.
    assert read(
        ["绩效指标", "序号", "指标名称", *REST],
        [("一、产出指标（60分）", 7)],
        [("数量指标", 1, 2), "1", "建成面积", "3.2万亩", "3.2万亩", "30", "30"],
        ["2", "抽检批次", "≥1200批次", "1236批次", "20", "20"],
        ["质量指标", "3", "抽检合格率", "≥97%", "98.2%", "10", "10"],
        [("二、效益指标（40分）", 7)],
        ["社会效益", "4", "安全事件", "0起", "0起", "40", "40"],
    ) == [
        ("一、产出指标(60分)", "数量指标", "建成面积", "30"),
        ("一、产出指标(60分)", "数量指标", "抽检批次", "20"),
        ("一、产出指标(60分)", "质量指标", "抽检合格率", "10"),
        ("二、效益指标(40分)", "社会效益", "安全事件", "40"),
    ]


def test_a_block_s_label_stays_one() -> None:
    assert read(
        [("绩效指标", 1, 3), "一级指标", "二级指标", "三级指标", *REST],
        ["产出指标", "数量指标", "建成面积", "3.2万亩", "3.2万亩", "60", "60"],
        ["效益指标", "社会效益", "安全事件", "0起", "0起", "40", "40"],
    ) == [("产出指标", "数量指标", "建成面积", "60"), ("效益指标", "社会效益", "安全事件", "40")]


def test_labelled_amounts_over_both_halves_are_of_the_half_that_prints_them() -> None:
    found = match_form(
        grid(
            [("年度预算申请（万元）", 1, 5), "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
            ["年度资金总额", "300", "310", "305", "10", "98.39%", "9.84"],
            [("按收入性质分：", 3), ("按支出性质分：", 4)],
            [("其中：一般公共预算：210", 3), ("其中：基本支出：180", 4)],
            [("其他资金：100", 7)],
            ["绩效指标", "一级指标", "二级指标", "三级指标", *REST],
            ["", "产出指标", "数量指标", "藏书", "5000册", "5000册", "90", "90"],
        ),
        forms_of(load()),
    )
    assert found is not None
    told = [
        (id_, box.match)
        for _, record in found.records("sources")
        for id_ in ("by_income", "by_nature")
        if (box := record.cells.get(id_)) and box.match
    ]
    assert told == [
        ("by_income", "其中:一般公共预算:210"), ("by_nature", "其中:基本支出:180"), ("by_income", "其他资金:100"),
    ]  # fmt: skip


@pytest.mark.parametrize("blank", [False, True])
def test_names_behind_their_level_where_their_heading_might_be_the_target_s(blank: bool) -> None:
    """«评价指标» has no word of a list and stands where targets do: the names were targets, their level the names. A
    copied table leaves blanks where the level was merged down."""
    first, second = "预算编制（20分）", "预算执行（40分）"
    last: tuple[Spec, ...] = ("分值", "评分要点", "完成情况", "自评分", "扣分原因")
    rows: list[list[Spec]] = [
        ["填报部门", ("江洲市人民防空办公室", 6)],
        ["评价内容", "评价指标", *last],
        [first if blank else (first, 1, 2), "编制完整性", "10", "全部纳入", "已纳入", "10", ""],
        [*([""] if blank else []), "目标填报率", "10", "达100%得满分", "100%", "10", ""],
        [second if blank else (second, 1, 2), "预算执行率", "20", "≥98%得满分", "99%", "20", ""],
        [*([""] if blank else []), "预算调整率", "20", "≤5%得满分", "5.68%", "19.3", "年中追加"],
    ]
    found = match_form(grid(*rows), forms_of(load()), title="部门预算管理综合绩效自评表")
    assert found is not None
    cells = [record.cells for _, record in found.records("indicators")]
    assert [(c["level3"].match, c["score"].match, c["criterion"].match) for c in cells] == [
        ("编制完整性", "10", "全部纳入"),
        ("目标填报率", "10", "达100%得满分"),
        ("预算执行率", "20", "≥98%得满分"),
        ("预算调整率", "19.3", "≤5%得满分"),
    ]
    assert not any("target" in c for c in cells)


def test_names_below_a_heading_that_says_what_was_reached_as_another_does() -> None:
    """A form that has no levels (重庆): «绩效指标完成情况» heads the names, «全年实现值» what was reached."""
    heads: list[Spec] = ["绩效指标完成情况", "计量单位", "指标方向", "年初设定值", "年中调整值", "全年实现值"]
    rest: list[Spec] = ["得分比例", "指标分值", "指标得分", "是否为核心指标"]
    rows: list[list[Spec]] = [
        ["开放时间", "小时", "≥", "56", "", "60", "100%", "20", "20", "是"],
        ["新增图书", "册", "≥", "5000", "4900", "4820", "98%", "30", "29.5", "否"],
        ["读者满意度", "%", "≥", "90", "", "92", "100%", "10", "10", "否"],
    ]

    def cells(*rows: list[Spec]) -> list[tuple[str, ...]]:
        found = match_form(grid([*heads, *rest], *rows), forms_of(load()))
        ids = ("level3", "initial_target", "target", "actual", "score")
        records = found.records("indicators") if found else ()
        return [tuple(r.cells[id_].match if id_ in r.cells else "" for id_ in ids) for _, r in records]

    assert cells(*rows) == [
        ("开放时间", "56", "", "60", "20"),
        ("新增图书", "5000", "4900", "4820", "29.5"),
        ("读者满意度", "90", "", "92", "10"),
    ]
    # where two are alike, or one is a figure, they are no names
    assert [row[0] for row in cells(rows[0], ["开放时间", *rows[1][1:]], rows[2])] == [""] * 3
    assert "12" not in [row[0] for row in cells(rows[0], ["12", *rows[1][1:]], rows[2])]
