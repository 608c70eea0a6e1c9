"""Indicators on their side or in two halves beside each other are put upright; their cells keep their address."""

from __future__ import annotations

import pytest

from grids import Spec, grid
from jixiao.patterns import load
from jixiao.structure.arrange import arranged
from jixiao.structure.forms import forms_of
from jixiao.structure.match import FormMatch, _rows, match_form

PAIRS: list[Spec] = ["项目名称", ("防汛物资储备", 2), "实施单位", ("白沱县水务局", 3)]
TURNED: list[list[Spec]] = [
    PAIRS,
    ["一级指标", ("产出指标", 2), "效益指标", ("满意度指标", 3)],
    ["二级指标", "数量指标", "质量指标", "社会效益指标", ("服务对象满意度指标", 3)],
    ["三级指标", "储备编织袋", "物资合格率", "防汛保障能力", ("群众满意度", 3)],
    ["年度指标值", "≥5万条", "100%", "提升", ("≥90%", 3)],
    ["实际完成值", "5.2万条", "99%", "提升", ("93%", 3)],
    ["分值", "30", "20", "40", ("10", 3)],
    ["得分", "30", "19.8", "40", ("10", 3)],
]
HEADS: list[Spec] = ["二级指标", "三级指标", "指标值", "完成值", "得分"]
DOUBLED: list[list[Spec]] = [
    [("项目名称", 2), ("电梯补贴", 3), ("实施单位", 2), ("禾田市住房中心", 3)],
    [*HEADS, *HEADS],
    ["数量指标", "加装电梯", "≥40部", "43部", "20", "社会效益指标", "出行便利", "提升", "提升", "15"],
    ["质量指标", "合格率", "100%", "100%", "19", "生态效益指标", "扰民投诉", "≤5起", "3起", "14"],
    ["时效指标", "及时率", "≥95%", "92%", "18", "", "", "", "", ""],
    [("合计", 4), "86", ("", 5)],
]


def matched(rows: list[list[Spec]]) -> FormMatch:
    found = match_form(grid(*rows), forms_of(load()))
    assert found is not None
    return found


def read(found: FormMatch, *names: str) -> list[tuple[str, ...]]:
    return [tuple(record.cells[name].match for name in names) for _, record in found.records("indicators")]


def test_a_table_on_its_side() -> None:
    found = matched(TURNED)
    assert read(found, "level1", "level3", "target", "actual", "weight", "score") == [
        ("产出指标", "储备编织袋", "≥5万条", "5.2万条", "30", "30"),
        ("产出指标", "物资合格率", "100%", "99%", "20", "19.8"),
        ("效益指标", "防汛保障能力", "提升", "提升", "40", "40"),
        ("满意度指标", "群众满意度", "≥90%", "93%", "10", "10"),
    ]
    assert {name: match.match for name, match in found.pairs.items()} == {
        "project": "防汛物资储备", "unit": "白沱县水务局",
    }  # fmt: skip
    _, record = next(found.records("indicators"))
    assert record.cells["score"].source.cell == (7, 1)


def test_two_halves_beside_each_other() -> None:
    found = matched(DOUBLED)
    assert read(found, "level2", "level3", "target", "actual", "score") == [
        ("数量指标", "加装电梯", "≥40部", "43部", "20"),
        ("质量指标", "合格率", "100%", "100%", "19"),
        ("时效指标", "及时率", "≥95%", "92%", "18"),
        ("社会效益指标", "出行便利", "提升", "提升", "15"),
        ("生态效益指标", "扰民投诉", "≤5起", "3起", "14"),
    ]
    assert found.total is not None
    assert found.total.cells["score"].match == "86"


def test_an_upright_table_is_left_alone() -> None:
    upright = grid(["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
                   ["产出指标", "数量指标", "储备编织袋", "≥5万条", "5.2万条", "30", "30"])  # fmt: skip
    assert arranged(upright, _rows(upright), forms_of(load())) is None


def test_labels_below_each_other_that_head_no_indicators_turn_nothing() -> None:
    pairs = grid(*[[label, "值"] for label in ("项目名称", "主管部门", "实施单位", "分值", "得分", "备注")])
    assert arranged(pairs, _rows(pairs), forms_of(load())) is None


FUNDS: list[list[Spec]] = [
    ["资金构成", "年度资金总额", "中央资金", "其他资金"],
    ["年初预算数", "300", "100", "0"],
    ["全年执行数", "298.5", "100", "0"],
    ["执行率", "99.5%", "100%", "—"],
]


@pytest.mark.parametrize("block", [True, False])
def test_funds_beside_each_other(*, block: bool) -> None:
    rows = [[("项目资金（万元）", 1, 4), *FUNDS[0]], *FUNDS[1:]] if block else FUNDS
    head: list[Spec] = [("项目名称", 2), ("供水保障", 3)] if block else ["项目名称", ("供水保障", 3)]
    levels: list[Spec] = ["一级指标", "三级指标", "年度指标值", "实际完成值"] + (["得分"] if block else [])
    found = matched([head, *rows, levels, ["产出指标", "管网长度", "≥12公里", "12.4公里"] + (["50"] if block else [])])
    told = [
        tuple(record.cells[name].match for name in ("label", "initial", "executed", "rate"))
        for _, record in found.records("funds")
    ]
    assert told == [
        ("年度资金总额", "300", "298.5", "99.5%"),
        ("中央资金", "100", "100", "100%"),
        ("其他资金", "0", "0", "—"),
    ]
    _, record = next(found.records("funds"))
    assert record.cells["executed"].source.cell == (3, 1 + block)
    assert [match.match for match in found.pairs.values()] == ["供水保障"]
    assert read(found, "level3", "target", "actual") == [("管网长度", "≥12公里", "12.4公里")]


def test_funds_below_each_other_are_left_alone() -> None:
    upright = grid(["", "年初预算数", "全年执行数", "执行率"], ["年度资金总额", "300", "298.5", "99.5%"],
                   ["中央资金", "100", "100", "100%"])  # fmt: skip
    assert arranged(upright, _rows(upright), forms_of(load())) is None


def test_goals_beside_the_money() -> None:
    goals: list[Spec] = [("改善灌溉3.5万亩。", 2, 2), ("改善灌溉3.62万亩。", 1, 2)]
    found = matched([
        [("预算执行情况（万元）", 4), ("年度目标完成情况", 3)],
        ["资金来源", "年初预算", "调整预算", "决算", ("预期目标", 2), "实际完成"],
        ["一般公共预算", "4256", "4,890.5", "4,812.33", *goals],
        ["合计", "5756", "6,390.5", "6,248.33"],
        ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "满分", "自评分"],
        ["履职效能", "灌区建设", "改善灌溉面积", "3.5万亩", "3.62万亩", "35", "35"],
    ])  # fmt: skip
    told = [tuple(record.cells[name].match for name in ("label", "executed")) for _, record in found.records("funds")]
    assert told == [("一般公共预算", "4,812.33"), ("合计", "6,248.33")]
    said = [{name: cell.match for name, cell in record.cells.items()} for _, record in found.records("goals")]
    assert said == [{"expected": "改善灌溉3.5万亩。", "actual": "改善灌溉3.62万亩。"}]
    assert read(found, "level3", "target", "score") == [("改善灌溉面积", "3.5万亩", "35")]


def test_a_row_for_each_of_the_budget_and_what_was_spent() -> None:
    block: Spec = ("预算执行情况（10分）", 1, 3)
    rows: list[list[Spec]] = [
        ["项目名称", ("水库养护", 3), "项目类别", ("经常性", 2)],
        [block, "年初预算数", "156", "其中：财政拨款", "150", "其他资金", "6"],
        ["全年预算数", "160", "其中：财政拨款", "152", "其他资金", "8"],
        ["全年执行数", "158.72", "执行率", "99.20%", "得分", "9.92"],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "水库", "28座", "28座", "90", "90"],
    ]
    found = matched(rows)
    funds = [{id_: box.match for id_, box in record.cells.items() if box.match} for _, record in found.records("funds")]
    assert funds == [
        {"initial": "156", "full_year": "160", "executed": "158.72", "rate": "99.20%", "score": "9.92"},
        {"label": "其中:财政拨款", "initial": "150", "full_year": "152"},
        {"label": "其他资金", "initial": "6", "full_year": "8"},
    ]
    assert [record.cells["score"].match for _, record in found.records("indicators")] == ["90"]
