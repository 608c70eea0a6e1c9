"""Matching a grid to a form: by headings, wherever they stand and however they are written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flattened import HEADINGS
from grids import Spec, base_rows, evaluation_rows, grid, table
from jixiao import lazy_re
from jixiao.errors import PatternError
from jixiao.patterns import load
from jixiao.structure.forms import Form, bare_label, forms_of, label_key, row_key
from jixiao.structure.match import FormMatch, match_form
from jixiao.structure.model import Grid

WORDS = ["", "分值", "得分", "一级指标", "年度指标值", "三公经费", "2023年决算数", "7", "总分"]
HEADS: list[Spec] = [*HEADINGS[1:]]


def forms() -> tuple[Form, ...]:
    return forms_of(load())


def matched(*rows: list[Spec], title: str = "") -> FormMatch:
    found = match_form(grid(*rows), forms(), title=title)
    assert found is not None
    return found


def cells(found: FormMatch, zone: str) -> list[dict[str, str]]:
    return [{k: box.match for k, box in record.cells.items()} for _, record in found.records(zone)]


def test_the_expressions_of_our_forms_are_compiled_when_asked_and_right() -> None:
    """A fresh process reads one report with a few forms: to compile the expressions of all took it 20 ms."""
    found: list[object] = []
    for form in forms():
        for zone in form.zones:
            parts = (zone, *zone.columns, *zone.rows, *zone.pairs, *([zone.block] if zone.block else []))
            named = [
                getattr(part, name, None) for part in parts for name in ("like", "cells", "rather", "says", "beside")
            ]
            found += [each for each in named if each is not None]
    assert len(found) > 300
    for each in found:
        assert isinstance(each, lazy_re.Waiting)
        each.ready()


def test_a_wrong_expression_in_a_form_of_a_users_pack_is_told_at_once() -> None:
    ours = load()
    form = next(form for form in ours.forms.values() if "extends" not in form)
    first = {**form["zone"][0], "beside": "(a"}
    theirs = replace(ours, forms={"mine": {**form, "id": "mine", "zone": [first, *form["zone"][1:]]}}, tested=False)
    with pytest.raises(PatternError, match="beside 不是合法的表达式"):
        forms_of(theirs)


# ---- labels


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("年度预\n\n算申请\n（万元）", "年度预算申请"),
        ("绩 效 指 标", "绩效指标"),
        ("2022年决算数", "{year}年决算数"),
        ("全年预算数（A）", "全年预算数"),
        ("得分（20分*执行率）", "得分"),
        ("预算部门（单位）名称", "预算部门(单位)名称"),
        ("产出指标\n30分)", "产出指标30分)"),
        ("（万元）", "(万元)"),
        ("按收入性质分：", "按收入性质分"),
        ("年初目标值A", "年初目标值"),
        ("执行率B÷A", "执行率"),
        ("执行率（B/A）", "执行率"),
        ("专项A", "专项A"),
    ],
)
def test_labels_are_compared_without_layout(printed: str, key: str) -> None:
    assert label_key(printed) == key


@pytest.mark.parametrize(
    ("match", "key"),
    [
        ("1、公务用车购置和维护经费", "公务用车购置和维护经费"),
        ("其中:公车购置", "公车购置"),
        ("3、市级专项资金(一个专项一行)", "市级专项资金"),
        ("其中:1.办公费:", "办公费"),
        ("(1)一般公共预算", "一般公共预算"),
        ("2022年度项目", "{year}年度项目"),
        ("其中", "其中"),
    ],
)
def test_row_labels_lose_number_and_of_which(match: str, key: str) -> None:
    assert row_key(match) == key


def test_a_bare_label_is_found_in_its_text() -> None:
    assert bare_label("其中:1.办公费:") == (5, 8)
    assert bare_label("办公费") == (0, 3)


# ---- the two attachments


def test_base_data_is_recognised_with_all_its_zones() -> None:
    found = matched(*base_rows())
    assert (found.form.id, found.score) == ("hunan-2022.base_data", 1.0)
    assert [zone.zone.id for zone in found.zones] == ["staffing", "expenses", "buildings"]
    assert cells(found, "staffing") == [{"authorized": "9", "actual": "8", "control_rate": "88.89%"}]
    assert len(cells(found, "expenses")) == 19
    assert cells(found, "expenses")[5] == {
        "item": "3、公务接待", "prior_final": "1.20", "budget": "2", "final": "0.80",
    }  # fmt: skip
    assert found.pairs["thrift_measures"].match == "从严控制接待。统一采购办公用品。"
    assert found.unknown == []


def test_known_rows_are_named_and_free_rows_are_not() -> None:
    found = matched(*base_rows())
    known = [record.known.id if record.known else None for _, record in found.records("expenses")]
    assert known[:4] == ["three_public", "vehicles", "vehicle_purchase", "vehicle_running"]
    assert known[9:13] == [None, "project_earmarked", None, None]
    assert known[-2:] == ["procurement", "basic_adjustment"]


@pytest.mark.parametrize("label", ["采购总金额", "采购总额"])
def test_what_was_bought_stands_apart_by_words_of_its_author_s(label: str) -> None:
    rows = [[label, *row[1:]] if "采购" in str(row[0]) else row for row in base_rows()]
    known = [record.known.id if record.known else None for _, record in matched(*rows).records("expenses")]
    assert known[-2:] == ["procurement", "basic_adjustment"]


def test_units_come_from_the_headings() -> None:
    found = matched(*base_rows())
    expenses, buildings = found.zone("expenses"), found.zone("buildings")
    assert expenses is not None
    assert buildings is not None
    assert expenses.unit("final") == "万元"
    assert (buildings.unit("approved_cost"), buildings.unit("actual_cost")) == ("万元", "元")


def test_evaluation_is_recognised_with_all_its_zones() -> None:
    found = matched(*evaluation_rows())
    assert (found.form.id, found.score) == ("hunan-2022.evaluation", 1.0)
    assert [zone.zone.id for zone in found.zones] == ["funds", "sources", "goals", "indicators"]
    assert found.pairs["unit"].match == "云溪县档案馆"
    assert cells(found, "sources")[1] == {"by_income": "政府性基金拨款:", "by_nature": "项目支出:300000元"}
    assert cells(found, "indicators")[1]["level1"] == "产出指标(50分)"
    assert found.total is not None
    assert {k: box.match for k, box in found.total.cells.items()} == {
        "weight": "100", "score": "98", "deviation_reason": "",
    }  # fmt: skip


def test_sources_headed_by_other_words_are_no_funds() -> None:
    """«按收入来源分列 | 按支出用途归集» are words of no list; taken for a row of funds, all amounts below were."""
    rows = evaluation_rows()
    at = next(r for r, row in enumerate(rows) if any("按收入性质" in str(cell) for cell in row))
    rows[at] = [("按收入来源分列：", 3), ("按支出用途归集：", 5)]
    found = matched(*rows, title="部门整体绩效自评表")
    assert [zone.zone.id for zone in found.zones] == ["funds", "sources", "goals", "indicators"]
    assert cells(found, "sources")[1] == {"by_income": "政府性基金拨款:", "by_nature": "项目支出:300000元"}


def test_a_goal_with_points_beside_the_headings_is_hubeis_form() -> None:
    """The form whose rows belong to goals is known by the label beside them, however long, and where its other words
    are as many as another form's; one level is headed without 指标, figures' headings end in letters."""
    heads: list[Spec] = ["一级指标", "二级", "三级指标", ("年初目标值A", 2), ("实际完成值B", 2), "自评得分"]
    found = matched(
        [("单位名称", 2), ("矿山市图书馆", 7)],
        [("基本支出合计", 2), ("402.05", 2), ("项目支出合计", 2), ("328.95", 3)],
        [("项目资金执行情况\n（20分）", 1, 2), ("", 2), ("预算数A", 2), ("执行数B", 2), "执行率B/A", "得分"],
        [("部门支出总计", 2), ("731.00", 2), ("731.00", 2), "100%", "20"],
        [("年度绩效目标1：充实馆藏，方便残疾人和老年人借阅各类图书和报刊\n（80分）", 1, 4), *heads],
        [("产出指标（40分）", 1, 2), "数量指标", "入户评估", ("≥320户", 2), ("371户", 2), "20"],
        ["质量指标", "合格率", ("≥95%", 2), ("97%", 2), "20"],
        ["满意度指标（40分）", "满意度", "读者满意度", ("≥90%", 2), ("93%", 2), "40"],
        [("合计", 8), "100"],
        title="部门整体绩效自评表",
    )
    assert found.form.id == "hubei.whole_department"
    assert {id_: pair.match for id_, pair in found.pairs.items()} == {
        "unit": "矿山市图书馆", "by_nature.basic": "402.05", "by_nature.project": "328.95",
    }  # fmt: skip
    assert cells(found, "funds") == [
        {"label": "部门支出总计", "full_year": "731.00", "executed": "731.00", "rate": "100%", "score": "20"}
    ]
    rows = cells(found, "indicators")
    assert [(row["level2"], row["target"], row["actual"], row["score"]) for row in rows] == [
        ("数量指标", "≥320户", "371户", "20"), ("质量指标", "≥95%", "97%", "20"), ("满意度", "≥90%", "93%", "40"),
    ]  # fmt: skip


def test_a_goal_with_points_says_more_than_one_word_of_another_form() -> None:
    """«得分» heads the money of 湖北's form as that of the national one, whose 得分 are two words."""
    found = matched(
        ["资金（项目）名称", ("辅具适配", 6)],
        ["主管预算部门", ("云溪县残联", 3), "实施单位名称", ("云溪县康复中心", 2)],
        [("预算执行情况（20分）", 1, 2), "", "年度预算（A）", "年度执行（B）", "执行率（B÷A）", ("评价得分", 2)],
        ["财政资金总计", "87.5", "54.5", "62.3%", ("12.46", 2)],
        [
            ("年度目标：完成适配任务\n（80分）", 1, 3),
            "一级绩效指标",
            "二级",
            "三级指标",
            "年初目标值A",
            "实际完成值B",
            "评价得分",
        ],
        [("产出指标(80)", 1, 2), "数量指标", "服务残疾人", "≥210人", "649人", "40"],
        ["质量指标", "合格率", "≥95%", "97%", "40"],
        ["偏差大或未完成目标原因分析", ("资金到位较晚。", 6)],
        title="项目绩效自评表",
    )
    assert found.form.id == "hubei.project"
    assert found.pairs["problems"].match == "资金到位较晚。"


def test_points_of_goals_in_a_form_whose_goals_have_none() -> None:
    """«项目分类» above the names of funds is no label of a project: a department's table (河北)."""
    found = matched(
        ["部门（单位）", ("云溪县水文站", 7)],
        [
            ("部门支出情况（万元）", 1, 2),
            "项目分类",
            "年初预算金额",
            "全年预算金额",
            "全年执行金额",
            "标准分值",
            "预算支出率",
            "得分",
        ],
        ["预算总额", "20.5", "20.5", "20.5", "10", "100%", "10"],
        [("年度工作目标", 1, 3), ("部门年度目标", 3), ("年末完成情况", 3), "标准分值"],
        [("检修设备12台", 3), ("检修12台", 3), "60"],
        [("及时发布预警", 3), ("预警及时", 3), "40"],
        [
            ("指标完成情况", 1, 2),
            "一级（类别）",
            "二级（类型）",
            *HEADS[2:3],
            "年初设定值",
            "全年完成值",
            "标准分值",
            "评定得分",
        ],
        ["产出指标", "数量指标", "检修设备", "≥12台", "12台", "90", "90"],
    )
    assert "project" not in found.form.id
    assert cells(found, "goals") == [
        {"expected": "检修设备12台", "actual": "检修12台", "weight": "60"},
        {"expected": "及时发布预警", "actual": "预警及时", "weight": "40"},
    ]


def test_a_further_goal_beside_headings_begins_its_rows_though_its_label_is_not_merged() -> None:
    """Below a label whose rows were refused in part no cell is merged down: the second goal's rows were the first's."""
    heads: list[Spec] = ["一级指标", "二级指标", "三级指标", "年初目标值(A)", "实际完成值(B)", "得分"]
    found = matched(
        ["预算执行情况（20分）", ("", 2), "预算数（A）", "执行数（B）", "执行率（B/A）", "得分"],
        ["", ("部门整体支出总额", 2), "759.9", "759.9", "100%", "20"],
        ["年度绩效目标1（50分）", *heads],
        ["", "产出指标", "数量指标", "食堂", "10所", "23所", "50"],
        ["年度绩效目标2：购置设备（30分）", *heads],
        ["", "产出指标", "数量指标", "设备", "294台", "295台", "30"],
        title="部门整体绩效自评表",
    )
    zones = [zone for zone in found.zones if zone.zone.id == "indicators"]
    assert [zone.block and zone.block.match[:8] for zone in zones] == ["年度绩效目标1(", "年度绩效目标2:"]
    assert [[record.cells["level3"].match for record in zone.records] for zone in zones] == [["食堂"], ["设备"]]


def test_a_word_that_heads_three_columns_speaks_for_the_form_that_has_three() -> None:
    """Points behind each level: taken for the form with one such column, level 1's were given for level 3's."""
    found = matched(
        [
            "一级",
            "权重分值",
            "二级绩效指标",
            "权重分值",
            "三级指标",
            "权重分值",
            "评价标准和评分办法",
            "指标说明",
            "自评得分",
        ],
        [("投入", 1, 2), ("17", 1, 2), ("目标设定", 1, 2), ("7", 1, 2), "职责明确", "3", "清晰计3分", "职责界定", "3"],
        ["目标合理", "4", "合理计4分", "目标依据", "3.5"],
        title="部门整体支出绩效评价指标打分表",
    )
    assert [(row["level1_weight"], row["level2_weight"], row["weight"]) for row in cells(found, "indicators")] == [
        ("17", "7", "3"), ("17", "7", "4"),
    ]  # fmt: skip


def test_a_running_cost_below_an_unknown_part_of_the_vehicles_is_theirs() -> None:
    """«运行维护经费» two rows below the vehicles is theirs, not the projects', whatever the row between is called."""
    rows = base_rows()
    at = next(r for r, row in enumerate(rows) if any("公车购置" in str(cell) for cell in row))
    rows[at] = ["其中：新增配置", *rows[at][1:]]
    rows[at + 1] = ["运行维护经费", *rows[at + 1][1:]]
    known = [record.known.id if record.known else None for _, record in matched(*rows).records("expenses")]
    assert known[:5] == ["three_public", "vehicles", None, "vehicle_running", "overseas"]


def test_a_merged_cell_stands_in_each_row_that_it_covers() -> None:
    found = matched(*evaluation_rows())
    (_, first), (_, second) = list(found.records("indicators"))[1:3]
    assert first.cells["weight"] is second.cells["weight"]
    assert (first.cells["weight"].cell.row, first.row, second.row) == (12, 12, 13)


# ---- tolerance


def test_swapped_missing_and_extra_columns() -> None:
    found = matched(
        ["三级指标", "一级指标", "二级指标", "责任股室", "实际完成值", "年度指标值", "得分", "分值"],
        ["查档", "产出指标", "数量指标", "业务股", "12次", "≥10次", "9", "10"],
    )
    assert cells(found, "indicators") == [
        {
            "level3": "查档",
            "level1": "产出指标",
            "level2": "数量指标",
            "actual": "12次",
            "target": "≥10次",
            "score": "9",
            "weight": "10",
        }
    ]


def test_swapped_years_are_told_by_the_heading() -> None:
    found = matched(
        ["经费控制情况（万元）", "2023年决算数", "2022年决算数", "2023年预算数"], ["三公经费", "3", "1", "2"],
        ["公用经费", "6", "4", "5"],
    )  # fmt: skip
    assert cells(found, "expenses") == [
        {"item": "三公经费", "final": "3", "prior_final": "1", "budget": "2"},
        {"item": "公用经费", "final": "6", "prior_final": "4", "budget": "5"},
    ]


def test_a_repeated_heading_row_is_no_data() -> None:
    found = matched(
        HEADS, ["产出指标", "数量指标", "甲", "1", "1", "5", "5", ""],
        HEADS, ["", "质量指标", "乙", "2", "2", "5", "5", ""],
    )  # fmt: skip
    assert [row["level3"] for row in cells(found, "indicators")] == ["甲", "乙"]
    assert len(found.zones) == 1
    assert len(found.structure) == 16


def test_the_first_row_again_in_a_later_zone() -> None:
    """A PDF prints Word's repeated heading row on each page, wherever the page breaks."""
    rows = evaluation_rows()
    rows[10][0] = ("绩效指标", 1, 4)  # each page has the cell's part of its own
    again: list[list[Spec]] = [*rows[:14], rows[0], [("", 1, 4), *rows[14]], *rows[15:]]
    found = matched(*again)
    assert [row["level3"] for row in cells(found, "indicators")][2:5] == ["……", "查档便利度", ""]
    assert found.total is not None
    base = base_rows()
    base[22][0] = "楼堂馆所控制情况"
    base[23].insert(0, "")
    for at in (9, 23):  # 23: just behind the heading of 楼堂馆所
        found = matched(*base[:at], *base[:2], *base[at:])
        assert len(cells(found, "expenses")) == 19
        assert len(cells(found, "staffing")) == 1
        assert [row["approved_area"] for row in cells(found, "buildings")] == ["1200"]
        assert found.unknown == []


def test_a_heading_of_two_rows() -> None:
    """公开14表 of Yunnan: operator, value and unit stand below 年度指标值 (R28 of the corpus)."""
    found = matched(
        [("绩效指标", 3), ("年度指标值", 3), *((head, 1, 2) for head in ("实际完成值", "分值", "得分", "备注"))],
        ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"],
        ["产出指标", "数量指标", "受助人数", "≧", "560", "人次", "560", "10", "10", ""],
    )  # fmt: skip
    assert cells(found, "indicators") == [
        {"level1": "产出指标", "level2": "数量指标", "level3": "受助人数", "operator": "≥", "target": "560",
         "unit": "人次", "actual": "560", "weight": "10", "score": "10", "deviation_reason": ""}
    ]  # fmt: skip


def test_cells_split_below_one_heading_are_kept_together() -> None:
    found = matched(
        ["一级指标", "二级指标", "三级指标", ("年度指标值", 3), "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "受助人数", "≥", "560", "人次", "560", "10", "10"],
    )
    record = next(record for _, record in found.records("indicators"))
    assert [box.match for box in record.boxes("target")] == ["≥", "560", "人次"]


def test_a_misread_heading_between_two_known_ones() -> None:
    found = matched(
        ["一级指标", "二级指标", "三级指标", "年度指标直", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "甲", "3", "4", "10", "10"],
    )
    assert cells(found, "indicators")[0]["target"] == "3"


def test_headings_that_are_no_synonym_yet() -> None:
    """A heading row with one known word at least; the others by what the page says they look like."""
    found = matched(
        *base_rows()[:2],
        ["经费控制情况（万元）", ("2022年决算支出数", 2), ("2023年预算安排数", 2), ("2023年决算支出数", 2)],
        ["三公经费支出合计", ("1", 2), ("2", 2), ("3", 2)],
        ["其中：公务车辆购置", ("", 2), ("", 2), ("", 2)],
        ["3.县级专项资金（每项一行）", ("", 2), ("", 2), ("", 2)],
        ["会议中心修缮专项", ("4", 2), ("5", 2), ("6", 2)],
        ["公用经费总额", ("7", 2), ("8", 2), ("9", 2)],
    )
    assert [(row["prior_final"], row["budget"], row["final"]) for row in cells(found, "expenses") if row["final"]] == [
        ("1", "2", "3"),
        ("4", "5", "6"),
        ("7", "8", "9"),
    ]
    known = [record.known.id if record.known else None for _, record in found.records("expenses")]
    assert known == ["three_public", "vehicle_purchase", "project_earmarked", None, "public"]


def test_most_headings_in_other_words() -> None:
    """Three known words of eight; the rest by what they look like, and by the place between known ones."""
    found = matched(
        ["一级考核指标", "二级考核指标", "三级指标", "年度目标值", "本年达成结果", "分值", "单位自我评分", "差距原因"],
        ["产出指标", "数量指标", "甲", "3", "4", "10", "9", "天气"],
    )
    assert cells(found, "indicators") == [
        {"level1": "产出指标", "level2": "数量指标", "level3": "甲", "target": "3", "actual": "4", "weight": "10",
         "score": "9", "deviation_reason": "天气"},
    ]  # fmt: skip


def test_headings_of_which_none_is_known_behind_a_label_merged_down() -> None:
    found = matched(
        *evaluation_rows()[:8],
        [("工作目标", 1, 2), ("目标事项", 3), ("目标达成程度", 5)],
        [("完成档案收集", 3), ("完成", 5)],
        *evaluation_rows()[10:],
    )
    assert cells(found, "goals") == [{"expected": "完成档案收集", "actual": "完成"}]


def test_a_label_with_a_value_over_several_columns_is_no_record() -> None:
    found = matched(
        *evaluation_rows()[:10],
        [("其他需要说明的情况", 2), ("按季实施", 7)],
        *evaluation_rows()[10:],
    )
    assert len(cells(found, "goals")) == 1
    assert found.pairs["remarks"].match == "按季实施"


def test_a_goal_in_words_like_a_heading_is_a_goal() -> None:
    found = matched(
        *evaluation_rows()[:8],
        [("年度绩效目标", 1, 2), ("年度绩效目标", 3), ("实际完成情况", 5)],
        [("完成测评", 3), ("完成测评", 5)],
        *evaluation_rows()[10:],
    )
    assert cells(found, "goals") == [{"expected": "完成测评", "actual": "完成测评"}]


def test_the_same_words_side_by_side_in_a_text_that_repeats() -> None:
    rows = [*evaluation_rows()[:9], [("完成测评", 8)], *evaluation_rows()[10:]]
    printed = replace(grid(*rows).table, repeats=True)
    found = match_form(Grid(0, printed), forms())
    assert found is not None
    assert cells(found, "goals") == [{"expected": "完成测评", "actual": "完成测评"}]


def test_a_likely_label_beside_known_ones_in_a_long_row() -> None:
    found = matched(
        ["本级单位全称", ("云溪县档案馆", 2), "总体评价等级", ("优", 2), "备注", "无"],
        HEADS,
        ["产出指标", "数量指标", "甲", "1", "2", "3", "4", ""],
    )
    assert (found.pairs["unit"].match, found.pairs["remarks"].match) == ("云溪县档案馆", "无")


def test_a_data_row_with_a_heading_s_word_is_data() -> None:
    found = matched(
        HEADS, ["产出指标", "数量指标", "得分", "1", "2", "3", "4", "备注"], [("备注", 3), ("自评得分说明", 5)]
    )
    assert [row["level3"] for row in cells(found, "indicators")] == ["得分"]
    assert found.pairs["remarks"].match == "自评得分说明"


def test_a_likely_label_of_a_pair() -> None:
    found = matched(
        [("市直单位全称", 3), ("云溪县档案馆", 5)], HEADS, ["产出指标", "数量指标", "甲", "1", "2", "3", "4", ""]
    )
    assert found.pairs["unit"].match == "云溪县档案馆"


def test_missing_zones_are_no_obstacle() -> None:
    rows = evaluation_rows()
    found = matched(*rows[10:])
    assert [zone.zone.id for zone in found.zones] == ["indicators"]
    assert len(cells(found, "indicators")) == 7
    assert found.score < 0.6


def test_a_title_and_a_unit_in_the_first_rows_are_captions() -> None:
    found = matched(
        [("2023年度部门整体支出绩效自评表", 8)], [("金额单位：元", 8)],
        ["", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        [("年度资金总额", 2), "1", "2", "3", "10", "100%", "10"],
        HEADS,
    )  # fmt: skip
    assert [box.match for box in found.captions] == ["2023年度部门整体支出绩效自评表", "金额单位:元"]
    assert found.unit_assumed


def test_label_and_value_in_one_cell() -> None:
    found = matched([("单位名称：云溪县档案馆", 8)], HEADS, ["产出指标", "数量指标", "甲", "3", "4", "10", "10", ""])
    value = found.pairs["unit"].value
    assert value is not None
    assert value.raw == "云溪县档案馆"


def test_what_stands_far_behind_a_value_is_no_part_of_it() -> None:
    found = matched(
        ["单位名称：云溪县档案馆    公开14表"], ["一级指标", "二级指标", "三级指标", "年度指标值", "分值", "得分"]
    )
    assert found.pairs["unit"].match == "云溪县档案馆"
    assert matched(["单位名称：云溪县  档案馆"], HEADS).pairs["unit"].match == "云溪县档案馆"


@pytest.mark.parametrize(
    ("row", "unit"),
    [
        (["预算单位", "", "云溪县档案馆", "", "", "", "", ""], "云溪县档案馆"),
        (["预算单位", "", "云溪县档案馆", "云溪县", "", "", "", ""], ""),  # which of them, or label and value
        (["预算单位", "", "主管部门", "云溪县档案局", "", "", "", ""], ""),
        (
            ["预算单位", ("", 2), "云溪县档案馆", "", "", "", ""],
            "",
        ),  # a grid that merges cells has no blank ones for them
    ],
)
def test_a_value_beyond_blank_cells_of_a_grid_that_merges_none(row: list[Spec], unit: str) -> None:
    assert matched(row, HEADS).pairs["unit"].match == unit


def test_a_value_beyond_blank_cells_that_a_text_made_one() -> None:
    """«资金使用单位 | (blank) | … | 陇东师范学院» in copied cells: the unit was lost, the department the report's."""
    made = table(["预算单位", ("", 2), "云溪县档案馆", "", "", "", ""], HEADS, origin="flattened")
    found = match_form(Grid(0, made), forms_of(load()))
    assert found is not None
    assert found.pairs["unit"].match == "云溪县档案馆"


def test_another_block_label_ends_a_zone() -> None:
    rows = evaluation_rows()[10:18]
    found = matched(*rows, ["归档", ("本表由股室填报", 8)])
    assert len(cells(found, "indicators")) == 7
    assert [[box.match for box in row] for row in found.unknown] == [["归档", "本表由股室填报"]]


def test_a_block_label_torn_by_a_page_break() -> None:
    rows = base_rows()
    rows[22][0] = "楼堂馆所控制情况"
    rows[23].insert(0, "（2023年完工项目）")
    found = matched(*rows)
    assert [row["actual_area"] for row in cells(found, "buildings")] == ["1180㎡"]
    assert "thrift_measures" in found.pairs
    rows = evaluation_rows()
    rows[10][0] = ("绩\n效", 1, 4)
    rows[14].insert(0, ("指\n标", 1, 4))
    assert len(cells(matched(*rows), "indicators")) == 7


@pytest.mark.parametrize(
    "rows",
    [
        [["姓名", "分值"], ["甲", "10"]],
        [["", ""], ["", ""]],
        [["项目", "金额"], ["办公费", "3"]],
        [["一级指标"], ["产出指标"]],
    ],
)
def test_other_tables_are_no_form(rows: list[list[Spec]]) -> None:
    assert match_form(grid(*rows), forms()) is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=3, max_size=5), min_size=1, max_size=6))
def test_any_grid_is_matched_or_refused(rows: list[list[str]]) -> None:
    """No shape of rows breaks the matcher, and no cell is in two meanings of a row."""
    found = match_form(grid(*[list(row) for row in rows]), forms())
    for zone in found.zones if found else ():
        for record in zone.records:
            boxes = [box for meaning in record.cells for box in record.boxes(meaning)]
            assert len(boxes) == len({id(box) for box in boxes})


# ---- the pages


def test_the_form_says_where_its_cells_stand() -> None:
    base, evaluation = (next(form for form in forms() if form.role == role) for role in ("base_data", "evaluation"))
    assert (base.columns, evaluation.columns) == (7, 9)
    expenses = base.zone("expenses")
    assert expenses is not None
    assert [(s.id, s.start, s.span) for s in expenses.heading] == [
        ("item", 0, 1), ("prior_final", 1, 2), ("budget", 3, 2), ("final", 5, 2),
    ]  # fmt: skip
    indicators = evaluation.zone("indicators")
    assert indicators is not None
    assert [(s.id, s.merged) for s in indicators.spans][:4] == [
        ("block", True), ("level1", True), ("level2", True), ("level3", False),
    ]  # fmt: skip
    for form in (base, evaluation):
        for zone in form.zones:
            assert sum(slot.span for slot in zone.heading) in (0, form.columns)


GOOD = """
[[form]]
id = "demo"
reads = "a demonstration"
role = "evaluation"
columns = 3
[[form.zone]]
id = "indicators"
kind = "records"
essential = true
column = [
  { id = "level3", labels = ["考核事项"], at = [0, 2], type = "text" },
  { id = "score", labels = ["实得"], at = [2, 1], type = "score" },
]
"""


def pack(tmp_path: Path, text: str) -> tuple[Form, ...]:
    (tmp_path / "demo.toml").write_text(text, encoding="utf-8")
    return forms_of(load([tmp_path]))


def test_a_new_form_is_a_page_of_data(tmp_path: Path) -> None:
    found = match_form(grid([("考核\n事项", 2), "实 得"], [("收集档案", 2), "9"]), pack(tmp_path, GOOD))
    assert found is not None
    assert found.form.id == "demo"
    assert cells(found, "indicators") == [{"level3": "收集档案", "score": "9"}]


def test_labels_are_written_by_their_parts(tmp_path: Path) -> None:
    text = GOOD.replace('["考核事项"]', '["考核事项", "<|年度|全年><考评|考核><事项|要点>", "<重点|>事项"]')
    zone = next(form for form in pack(tmp_path, text) if form.id == "demo").zones[0]
    assert zone.columns[0].labels == (
        "考核事项", "考评事项", "考评要点", "考核要点",
        *(f"{when}{what}" for when in ("年度", "全年") for what in ("考评事项", "考评要点", "考核事项", "考核要点")),
        "重点事项",
    )  # fmt: skip
    assert "事项" not in zone.columns[0].keys  # it stands in prose too


def test_an_expression_of_a_form_puts_in_words_of_the_vocabulary(tmp_path: Path) -> None:
    word = "[words.points_cell]\ntext = '\\d+ 分?'\nexamples = ['5分']\n"
    column = "labels = [\"实得\"], cells = '{points_cell}|（无）'"
    form = next(f for f in pack(tmp_path, word + GOOD.replace('labels = ["实得"]', column)) if f.id == "demo")
    cells = form.zones[0].columns[-1].cells
    assert cells is not None
    assert [bool(cells.fullmatch(text)) for text in ("5", "12分", "(无)", "points_cell")] == [True, True, True, False]


def test_a_form_extends_another(tmp_path: Path) -> None:
    more = """
[[form]]
id = "demo.long"
extends = "demo"
without = ["indicators"]
[[form.zone]]
id = "head"
kind = "pairs"
pair = [{ id = "project", labels = ["事项名称"], at = [0, 1], value = [1, 2], type = "text" }]
[[form.zone]]
id = "rows"
kind = "records"
essential = true
before = "head"
column = [{ id = "level3", labels = ["考核内容"], at = [0, 3], type = "text" }]
"""
    long = next(form for form in pack(tmp_path, GOOD + more) if form.id == "demo.long")
    assert (long.columns, [zone.id for zone in long.zones]) == (3, ["rows", "head"])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('type = "score"', 'type = "points"', "type = points"),
        ("at = [2, 1]", "at = [2, 2]", "超出表宽 3"),
        ("at = [2, 1]", "at = [1, 2]", "重叠"),
        ('kind = "records"', 'kind = "record"', "kind = record"),
        ("essential = true", "", "essential"),
        ("columns = 3", "", "缺少 columns"),
        ("columns = 3", 'columns = "3"', "columns 应为 int"),
        ('labels = ["实得"]', "labels = [3]", "labels 应为非空文字的列表"),
        ('labels = ["实得"]', 'words = ["实得"]', "不认识的键 words"),
        (
            '"实得"',
            f'"<{"|".join("甲" * i for i in range(1, 40))}><{"|".join("乙" * i for i in range(1, 40))}>"',
            "1521",
        ),
        ("columns = 3", 'columns = 3\nextends = "nobody"', "extends 的表 nobody"),
        ('labels = ["实得"]', "labels = [\"实得\"], cells = '{nobody}|x'", "cells 用到的词 {nobody}"),
    ],
)
def test_a_broken_page_names_file_place_and_cure(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(PatternError) as caught:
        pack(tmp_path, GOOD.replace(old, new))
    assert said in caught.value.message
    assert "demo.toml" in caught.value.message
    assert "demo" in caught.value.message_en


def test_a_table_of_expenditure_is_no_base_data_for_its_headings() -> None:
    """Headings of 基础数据表 over 基本支出 and 项目支出 in a narrative, no 三公经费 and no budget column."""
    heads: list[Spec] = ["支出项目", "2021年决算数", "2022年决算数", "增减额"]
    rows: list[list[Spec]] = [["基本支出", "861.20", "894.55", "33.35"], ["公用经费", "59.09", "57.65", "-1.44"],
                              ["项目支出", "402.76", "617.54", "214.78"]]  # fmt: skip
    assert match_form(grid(heads, *rows), forms()) is None
    named = matched(heads, *rows, title="部门整体支出绩效评价基础数据表")
    assert [c["prior_final"] for c in cells(named, "expenses")] == ["861.20", "59.09", "402.76"]
    whole = matched(heads, ["“三公”经费", "12", "10", "-2"], *rows)
    assert len(cells(whole, "expenses")) == 4


def test_of_forms_with_as_many_likely_headings_the_one_that_has_the_other_words() -> None:
    """«具体指标», «自评完成值», «标准分»: less than half of the headings are known, and another form looks like them
    too; but «项目实施单位» and a goal with its points stand in a project's."""
    heads: list[Spec] = [("绩效目标1（80分）", 1, 3), "一级", "二级", "具体指标", "目标值", "自评完成值", "标准分"]
    rows: list[list[Spec]] = [
        ["产出指标（40分）", "产出数量指标", "指标1：购置课桌椅", ">=1096套", "1150套", "13", "13", "", "按比例计分"],
        ["效益指标（30分）", "社会效益指标", "指标1：受益学生", ">=900人", "950人", "14", "14", "", "按比例计分"],
    ]
    found = matched(
        ["项目（政策）名称", ("义务教育薄弱环节改善", 9)],
        ["主管部门（科室）", ("桐岭县教育体育局", 4), "项目实施单位", ("桐岭县第三初级中学", 4)],
        [("资金执行（20分）", 1, 2), "", ("全年预算安排数（A）", 2), ("全年支出数（B）", 2), ("执行率（B/A）", 2),
         ("自评得分（20分*执行率）", 2)],
        ["年度资金总额", ("851.00", 2), ("655.27", 2), ("77.00%", 2), ("15.40", 2)],
        [*heads, "单位自评分", "财政复核得分", "评分标准"],
        *rows,
        title="2024年度项目绩效自评及复核表",
    )  # fmt: skip
    assert found.form.id == "hubei.county_project"
    assert [record["level3"] for record in cells(found, "indicators")] == ["指标1:购置课桌椅", "指标1:受益学生"]
