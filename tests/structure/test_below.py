"""What stands below headings in nobody's words: which zone they open, and which column is none of that name."""

from __future__ import annotations

import pytest

from grids import Spec, grid
from jixiao.patterns import load
from jixiao.structure.forms import forms_of
from jixiao.structure.match import FormMatch, match_form

LEVELS: list[Spec] = ["一级指标", "二级指标", "三级指标"]


def matched(*rows: list[Spec], title: str = "") -> FormMatch:
    found = match_form(grid(*rows), forms_of(load()), title=title)
    assert found is not None
    return found


def cells(found: FormMatch, zone: str) -> list[dict[str, str]]:
    return [{k: box.match for k, box in record.cells.items() if box.match} for _, record in found.records(zone)]


def money(*heads: str) -> list[list[Spec]]:
    return [
        [("项目资金（万元）", 1, 3), "", *heads, "分值", "执行率", "得分"],
        ["年度资金总额", "90", "80", "60", "10", "75%", "7.5"],
        ["其中：财政拨款", "50", "40", "30", "", "", ""],
    ]


def indicators(*more: list[Spec]) -> list[list[Spec]]:
    return [
        [*LEVELS, "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析"],
        ["产出指标", "数量指标", "渠道", "≥3公里", "4公里", "50", "48", "汛期"],
        *more,
    ]


def test_a_bracket_before_its_word_is_a_heading_that_the_form_has() -> None:
    heads = ["预算数（年初）", "预算数（全年）", "执行数（全年）"]
    rows = [*money(*heads), [*LEVELS, "年度指标值", "实际完成值", "分值", "得分", "偏差原因"]]
    found = matched(*rows)
    first, second = cells(found, "funds")
    assert first == {"label": "年度资金总额", "initial": "90", "full_year": "80", "executed": "60", "weight": "10",
                     "rate": "75%", "score": "7.5"}  # fmt: skip
    assert second == {"label": "其中:财政拨款", "initial": "50", "full_year": "40", "executed": "30"}


def test_amounts_are_told_by_the_letters_of_the_rates_formula() -> None:
    rows: list[list[Spec]] = [
        [("资金执行情况（20分）", 1, 2), "", "安排到位（A）", "用掉的钱（B）", "进展（B/A）", "得分"],
        ["项目资金总额", "643", "552.98", "86%", "17.2"],
        [("绩效目标", 1, 2), *LEVELS, "年初目标值", "实际完成值"],
        ["产出指标", "数量指标", "标线", "25千米", "53千米"],
    ]
    assert cells(matched(*rows), "funds") == [
        {"label": "项目资金总额", "full_year": "643", "executed": "552.98", "rate": "86%", "score": "17.2"}
    ]


def test_goals_in_words_that_one_heading_alone_is_known_by() -> None:
    rows: list[list[Spec]] = [
        *money("年初预算数", "全年预算数", "全年执行数"),
        [("总体之目标", 1, 2), ("预期目标", 3), ("兑现成效", 4)],
        [("改善出行", 3), ("出行得到改善", 4)],
        *indicators(),
    ]
    assert cells(matched(*rows), "goals") == [{"expected": "改善出行", "actual": "出行得到改善"}]


def test_figures_below_two_such_headings_are_no_goal() -> None:
    rows: list[list[Spec]] = [
        *money("年初预算数", "全年预算数", "全年执行数"),
        [("资金支出目标", 1, 2), ("预期目标", 3), ("支付", 4)],
        [("300", 3), ("280", 4)],
        *indicators(),
    ]
    assert cells(matched(*rows), "goals") == []


def test_the_forms_own_rows_tell_the_spending_that_they_stand_in() -> None:
    rows: list[list[Spec]] = [
        ["经费支出控制（万元）", "2020年实际支出", "2021年预算安排", "2021年实际支出"],
        ["三公经费", "3", "2.5", "2"],
        ["公用经费", "1045.43", "1073.94", "950.39"],
        ["政府采购", "8", "7", "6"],
    ]
    found = matched([("财政供养人员", 1, 2), "编制数", "实际在职人数", "控制率"], ["14", "13", "92.86%"], *rows)
    assert cells(found, "expenses") == [
        {"item": "三公经费", "prior_final": "3", "budget": "2.5", "final": "2"},
        {"item": "公用经费", "prior_final": "1045.43", "budget": "1073.94", "final": "950.39"},
        {"item": "政府采购", "prior_final": "8", "budget": "7", "final": "6"},
    ]


def test_no_years_figures_are_anothers() -> None:
    """«2020年支出» beside «2021年支出», with a word before them that takes the place of last year's."""
    rows: list[list[Spec]] = [
        ["支出项目", "2021年决算数", "2021年预算数", "2020年决算数", "2020年支出合计"],
        ["三公经费", "3", "2.5", "2", "7"],
        ["公用经费", "10", "11", "9", "8"],
    ]
    found = matched([("财政供养人员", 1, 2), "编制数", "在职人数", ("控制率", 2)], ["14", "13", ("92%", 2)], *rows)
    assert cells(found, "expenses")[0] == {"item": "三公经费", "final": "3", "budget": "2.5", "prior_final": "2"}


def test_label_and_amount_in_a_cell_tell_the_headings_above_them() -> None:
    rows: list[list[Spec]] = [
        [("年度预算申请（万元）", 1, 5), "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["年度资金总额", "88", "86", "80", "10", "93.02%", "9.3"],
        [("钱从哪来", 3), ("钱到哪去", 4)],
        [("其中：一般公共预算：80.71", 3), ("基本支出：41.49", 4)],
        [("政府性基金拨款：13.38", 3), ("项目支出：39.22", 4)],
        [("年度总体目标", 1, 2), ("预期目标", 3), ("实际完成情况", 4)],
        [("抓好建设", 3), ("已抓好", 4)],
        [("绩效指标", 1, 2), *LEVELS, "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "渠道", "3公里", "4公里", "90", "90"],
    ]
    found = matched(*rows)
    assert found.form.id == "hunan-2022.evaluation"
    assert cells(found, "sources") == [
        {"by_income": "其中:一般公共预算:80.71", "by_nature": "基本支出:41.49"},
        {"by_income": "政府性基金拨款:13.38", "by_nature": "项目支出:39.22"},
    ]


@pytest.mark.parametrize("head", ["考核打分", "单位测评"])
def test_a_heading_above_points_is_the_score_and_words_are_none(head: str) -> None:
    rows: list[list[Spec]] = [
        ["一级指标", "二级指标", "指标内容", "标准分", "计分标准", "考核内容", head],
        ["投入", "目标设定", "目标合理性", "4", "合理计4分。", "目标与职责的相符程度", "3.5"],
        ["过程", "预算执行", "预算完成率", "6", "完成计6分。", "预算完成程度", "6"],
        ["产出", "职责履行", "任务完成率", "10", "完成计10分。", "任务完成程度", "9"],
    ]
    found = matched(*rows)
    assert [row["score"] for row in cells(found, "indicators")] == ["3.5", "6", "9"]
    assert all("deviation_reason" not in row for row in cells(found, "indicators"))


def test_points_of_a_review_are_no_reasons() -> None:
    rows: list[list[Spec]] = [
        [*LEVELS, "年度指标值", "实际完成值", "分值", "得分", "再次核计"],
        ["产出指标", "数量指标", "渠道", "≥3公里", "4公里", "50", "48", "47"],
        ["产出指标", "质量指标", "合格率", "≥95%", "96%", "40", "40", "39"],
    ]
    found = matched(*rows)
    assert [row["score"] for row in cells(found, "indicators")] == ["48", "40"]
    assert all("deviation_reason" not in row for row in cells(found, "indicators"))


def test_headings_in_two_rows_are_known_by_both() -> None:
    rows: list[list[Spec]] = [
        [("指标设置", 3), ("年度设定", 3), ("完成值", 1, 2), ("满分", 1, 2), ("自评得分", 1, 2)],
        ["指标一级", "二级", "指标内容", "比较符号", "数值", "单位"],
        ["产出指标", "数量指标", "设备", "≥", "43", "台", "48台", "50", "48"],
    ]
    assert cells(matched(*rows), "indicators") == [
        {"level1": "产出指标", "level2": "数量指标", "level3": "设备", "operator": "≥", "target": "43", "unit": "台",
         "actual": "48台", "weight": "50", "score": "48"}
    ]  # fmt: skip


def test_headings_said_again_beside_another_label_begin_anew() -> None:
    heads: list[Spec] = ["一级", "二级", "三级", "计划值A", "完成值B", "单项得分"]
    rows: list[list[Spec]] = [
        [("预算执行情况（20分）", 1, 2), "", "预算数（A）", "执行数（B）", "执行率（B/A）", ("得分", 2)],
        ["部门整体支出总额", "759.9", "759.9", "100%", ("20", 2)],
        [("年度绩效目标1（50分）", 1, 2), *heads],
        ["产出指标", "数量指标", "食堂", "10所", "23所", "50"],
        [("年度绩效目标2（30分）", 1, 2), *heads],
        ["产出指标", "数量指标", "设备", "294台", "295台", "30"],
    ]
    found = matched(*rows, title="部门整体绩效自评表")
    zones = [zone for zone in found.zones if zone.zone.id == "indicators"]
    assert [[record.cells["level3"].match for record in zone.records] for zone in zones] == [["食堂"], ["设备"]]
    assert [zone.block.match for zone in zones if zone.block] == ["年度绩效目标1(50分)", "年度绩效目标2(30分)"]


def test_a_second_heading_before_the_amounts_is_none_of_the_label() -> None:
    rows: list[list[Spec]] = [
        [("主要工作（万元）", 1, 3), "要做的事", "做成没有", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["公路水毁修复", "完成", "44.72", "44.72", "—", "100%", "—"],
        ["公益展览", "完成", "127.28", "127.28", "10", "100%", "10"],
        [("绩效指标", 1, 2), *LEVELS, "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "标线", "25千米", "53千米", "90", "90"],
    ]
    assert [row["label"] for row in cells(matched(*rows), "funds")] == ["公路水毁修复", "公益展览"]


def test_a_label_over_all_levels_and_its_value_are_no_indicator() -> None:
    rows: list[list[Spec]] = [
        [*LEVELS, "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析"],
        ["产出指标", "数量指标", "渠道", "≥3公里", "4公里", "50", "48", "汛期"],
        [("别的话", 3), ("以决算为准。", 5)],
    ]
    assert [row["level3"] for row in cells(matched(*rows), "indicators")] == ["渠道"]


def test_a_label_merged_down_beside_headings_has_no_value() -> None:
    """«绩效目标完成情况» beside «年初设定目标 | 目标实现情况» is asked for beside its value in 河南's form."""
    rows: list[list[Spec]] = [
        [("部门名称", 3), ("云溪县水利局", 6)],
        *[[*row[:1], *row[1:]] for row in money("年初预算数", "全年预算数", "全年执行数")],
        [("绩效目标完成情况", 1, 2), ("年初设定目标", 3), ("目标实现情况", 4)],
        [("改善出行", 3), ("出行得到改善", 4)],
        *indicators(),
    ]
    found = matched(*rows, title="部门整体支出绩效自评表")
    assert cells(found, "goals") == [{"expected": "改善出行", "actual": "出行得到改善"}]
    assert "goals.actual" not in found.pairs


def test_a_heading_of_two_columns_is_neither() -> None:
    # «10/9.65» is no weight, and «98.41» below it no sum of weights.
    found = matched(
        [*LEVELS, "年度指标值", "全年完成值", "分值/自评得分", "偏差原因分析"],
        ["产出指标", "数量指标", "渠道", "≥3公里", "4公里", "10/9.65", "汛期"],
        ["效益指标", "社会效益", "受益村", "≥3个", "4个", "90/88.76", ""],
        [("总分", 5), "98.41", ""],
    )
    (zone,) = found.zones
    assert {"weight", "score"}.isdisjoint(zone.named)
    assert found.total is None or {"weight", "score"}.isdisjoint(found.total.cells)


def test_the_headings_of_the_next_zone_contradict_none() -> None:
    """Of rows that were refused no cell may be left below «赋分»: the headings of the goals below it were taken for its
    cells, and «134.6» below «其中：财政资金» was the row's weight (安徽, between bars)."""
    share = "其中：财政资金"
    rows: list[list[Spec]] = [
        [("重点任务完成情况（万元）", 1, 2), "重点任务名称", "任务完成情况", "年度预算数", share, "年度执行数", share,
         "赋分", "预算支出率", "实际得分"],
        ["政务服务提升", "已完成", "134.6", "134.6", "134.6", "134.6", "", "", ""],
        [("", 10)],
        [("", 10)],
        [("绩效目标情况", 1, 2), ("计划目标", 5), ("完成情况", 4)],
        [("做好帮扶工作", 5), ("帮扶工作落实到位", 4)],
        [("绩效指标", 1, 2), *LEVELS, "权重", "计划值", "实际值", "实际得分", ("偏差说明", 2)],
        ["产出指标", "数量指标", "送温暖", "10", "≥7人", "8人", "10", ("", 2)],
    ]  # fmt: skip
    found = matched(*rows, title="部门整体支出绩效自我评价表")
    task, *_ = cells(found, "funds")
    assert (task["full_year"], task["executed"], task.get("weight")) == ("134.6", "134.6", None)


def test_a_word_that_heads_columns_may_be_a_value() -> None:
    rows: list[list[Spec]] = [
        [*LEVELS, "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "渠道", "≥3公里", "4公里", "100", "98"],
        [("备注", 3), ("实际完成", 4)],
    ]
    assert matched(*rows).pairs["remarks"].match == "实际完成"


def test_what_was_aimed_at_is_told_by_the_signs_of_more_and_less() -> None:
    """«标准分 | 年度值 | 实际值» of 安徽: the heading in words of no list above «≥322块»; above words it is nothing."""
    heads: list[Spec] = [*LEVELS, "标准分", "年度某值", "实际完成值", "得分", "偏差原因"]
    signed: list[list[Spec]] = [
        ["产出指标", "数量指标", "标志牌", "50", "≥322块", "498块", "50", ""],
        ["产出指标", "成本指标", "费用", "50", "<=824元", "824元", "48", ""],
    ]
    rows = cells(matched(*money("年初预算数", "全年预算数", "全年执行数"), heads, *signed), "indicators")
    assert [row.get("target") for row in rows] == ["≥322块", "<=824元"]
    said: list[list[Spec]] = [[*row[:4], "按期", *row[5:]] for row in signed]
    rows = cells(matched(*money("年初预算数", "全年预算数", "全年执行数"), heads, *said), "indicators")
    assert [row.get("target") for row in rows] == [None, None]


@pytest.mark.parametrize(
    ("head", "beside", "told"),
    [
        ("量纲", ["公里", "盏", "", "%"], ["公里", "盏", None, "%"]),
        ("取向", ["正向", "反向", "", "正向"], [None] * 4),  # of two letters each, as many units are
        ("归口", ["财务股", "工程股", "", "人事股"], [None] * 4),
    ],
)
def test_a_column_of_units_is_told_by_them(head: str, beside: list[str], told: list[str | None]) -> None:
    """«≧4631» was given for «≧4631盏» (云南, 四川): silently another target."""
    below = [["三公里", "≥3", "4", "20", "20"], ["路灯", "4631", "4700", "30", "30"],
             ["机制", "健全", "健全", "20", "20"], ["合格", "≥95", "97", "30", "30"]]  # fmt: skip
    found = matched(
        ["一级指标", "二级指标", "三级指标", "年度指标值", head, "实际完成值", "分值", "得分"],
        *(["产出指标", "数量指标", *row[:2], unit, *row[2:]] for row, unit in zip(below, beside, strict=True)),
    )
    assert [row.get("unit") for row in cells(found, "indicators")] == told
    assert [row["target"] for row in cells(found, "indicators")] == [row[1] for row in below]


def test_units_below_the_second_row_of_headings() -> None:
    found = matched(
        [("绩效指标", 3), ("年度指标值", 3), *((word, 1, 2) for word in ("实际完成值", "分值", "得分"))],
        [*LEVELS, "指标性质", "指标值", "量纲"],
        ["产出指标", "数量指标", "路灯", "≥", "4631", "盏", "4700", "50", "50"],
        ["产出指标", "质量指标", "合格率", "≥", "95", "%", "97", "50", "50"],
    )
    assert [(row["target"], row.get("unit")) for row in cells(found, "indicators")] == [("4631", "盏"), ("95", "%")]


def test_how_points_are_given_is_no_reason() -> None:
    rows: list[list[Spec]] = [
        [*LEVELS, "年度指标值", "实际完成值", "分值", "得分", "如何得来"],
        ["产出指标", "数量指标", "渠道", "≥3公里", "4公里", "50", "48", "按比例计分，满分50分"],
        ["产出指标", "质量指标", "合格率", "≥95%", "96%", "40", "40", "达到目标值计40分，每少1%扣0.5分"],
    ]
    assert all("deviation_reason" not in row for row in cells(matched(*rows), "indicators"))
    for row, reason in zip(rows[1:], ("审批较慢", ""), strict=True):
        row[-1] = reason
    assert [row.get("deviation_reason") for row in cells(matched(*rows), "indicators")] == ["审批较慢", None]
