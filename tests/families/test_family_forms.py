"""Each province's form read by its page alone: figures, levels, goals and totals of fictional tables."""

from __future__ import annotations

from typing import Any

import grids_of_families as filled
import pytest

from grids import Spec, context, table, values
from jixiao.extract.draft import matches_of
from jixiao.extract.evaluations import evaluations


def read(rows: list[list[Spec]]) -> tuple[str, dict[str, Any]]:
    """The form's id and its only evaluation."""
    here = context(table(*rows))
    (draft,) = values(evaluations(here))
    (found,) = matches_of(here).values()
    assert not here.diagnostics
    return found.form.form.id, draft


def funds(draft: dict[str, Any]) -> list[tuple[Any, ...]]:
    names = ("label", "concept", "initial", "full_year", "executed", "weight", "rate", "score")
    return [tuple(None if (v := row[n]) is None else str(v) for n in names) for row in draft["funds"]]


def rows(draft: dict[str, Any]) -> list[tuple[Any, ...]]:
    found = []
    for row in draft["indicators"]:
        texts = [row[m]["text"] if row[m] else None for m in ("target", "actual")]
        points = [None if (v := row[n]) is None else str(v) for n in ("weight", "score")]
        found.append((row["level1"], row["level2"], row["level3"], *texts, *points))
    return found


@pytest.mark.parametrize(
    ("rows_", "form"),
    [
        (filled.NATIONAL, "national-2020.project"),
        (filled.YUNNAN, "yunnan.project"),
        (filled.SICHUAN, "sichuan.project"),
        (filled.HUBEI, "hubei.project"),
        (filled.CHONGQING, "chongqing.whole_department"),
        (filled.TRANSFER, "transfer-payment.form"),
        (filled.ANHUI, "anhui.whole_department"),
        (filled.HEBEI, "hebei.whole_department"),
        (filled.SCORE_SHEET, "hunan-before-2022.score_sheet"),
    ],
)
def test_a_table_is_known_by_its_words(rows_: list[list[Spec]], form: str) -> None:
    assert read(rows_)[0] == form


def test_national() -> None:
    _, draft = read(filled.NATIONAL)
    assert (draft["project"], draft["department"], draft["unit"]) == ("古籍修复经费", "云溪县文旅局", "云溪县图书馆")
    assert funds(draft)[:2] == [
        ("年度资金总额", "total", "20", "18", "17.5", "10", "97.22", "9.72"),
        ("当年财政拨款", "fiscal_appropriation", "20", "18", "17.5", None, "97.22", None),
    ]
    assert rows(draft) == [
        ("产出指标", "数量指标", "指标1：修复册数", "≥300册", "312册", "50", "50"),
        ("产出指标", "成本指标", "指标1：每册成本", "≤600元", "583元", "10", "10"),
        ("效益指标", "社会效益指标", "指标1：读者受益", "显著", "显著", "20", "20"),
        ("满意度指标", "服务对象满意度指标", "指标1：读者满意度", "≥95%", "93%", "10", "9.79"),
    ]
    assert {k: str(v) for k, v in draft["total"].items()} == {"weight": "100", "score": "99.51"}


def test_yunnan_puts_operator_value_and_unit_together_and_counts_in_yuan() -> None:
    _, draft = read(filled.YUNNAN)
    assert funds(draft)[0] == ("年度资金总额", "total", None, "29.145030", "29.145030", "10", "100", "10")
    assert rows(draft)[0] == ("产出指标", "数量指标", "学生受资助人数", "≧560人次", "560", "20", "20")
    assert rows(draft)[2][3] == "有效"
    target = draft["indicators"][0]["target"]
    assert (target["comparator"], str(target["value"]), target["unit"]) == ("ge", "560", "人次")
    assert draft["rating"] == {"text": "优", "canonical": "优"}
    assert str(draft["total"]["score"]) == "97"


def test_sichuan() -> None:
    _, draft = read(filled.SICHUAN)
    assert (draft["project_code"], draft["project"]) == ("51000021R000000099999", "工资性支出")
    assert draft["year"] == 2023
    assert funds(draft)[0] == ("总额", "total", "187.35", "196.02", "190.00", "10", "96.93", "9.69")
    assert draft["funds"][0]["reason"] == "人员调出"
    assert draft["goals"] == [{"expected": "及时足额发放工资", "actual": "足额发放", "weight": None}]
    assert rows(draft)[1] == ("效益指标", "社会效益指标", "保障效果", "好坏", "好", "30", "30")
    assert draft["indicators"][0]["target"]["text"] == "＝100%"
    assert (draft["remarks"], draft["problems"]) == ("按月发放，按季核对。", "预算编制不够精细。")
    assert draft["conclusion"] == "自评总分99.69分，工资足额发放。"


def test_hubei_has_its_points_in_labels_and_a_block_of_indicators_for_each_goal() -> None:
    _, draft = read(filled.HUBEI)
    assert funds(draft) == [("年度财政资金总额", "total", None, "8", "7.6", "20", "95", "19")]
    assert [(g["expected"], str(g["weight"])) for g in draft["goals"]] == [("充实馆藏", "50"), (None, "30")]
    assert [row["goal"] for row in draft["indicators"]] == [0, 0, 0, 1]
    assert [str(row["level1_weight"]) for row in draft["indicators"]] == ["40", "40", "10", "30"]
    # A merged score counts once, on its first row.
    assert [row["score"] and str(row["score"]) for row in draft["indicators"]] == ["10", None, "10", "29"]
    assert str(draft["total"]["score"]) == "68"
    assert draft["measures"] == "优化采购结构"


def test_a_further_goal_needs_no_headings_of_its_own() -> None:
    """«年度绩效目标2（30分）» right beside its first indicator: its rows were lost, and the total was called wrong."""
    at = filled.HUBEI.index(next(row for row in filled.HUBEI if row[0] == ("年度绩效目标2\n（30分）", 1, 2)))
    first = [("年度绩效目标2\n（30分）", 1, 2), "效益指标", "环境效益", ("环境优良", 2), ("良好", 2), "良好", "19"]
    second = ["效益指标", "社会效益", ("借阅便利", 2), ("提升", 2), "提升", "10"]
    _, draft = read([*filled.HUBEI[:at], first, second, *filled.HUBEI[at + 2 :]])
    assert [str(goal["weight"]) for goal in draft["goals"]] == ["50", "30"]
    assert [(row["goal"], row["level3"]) for row in draft["indicators"]][2:] == [
        (0, "网上满意度"),
        (1, "环境优良"),
        (1, "借阅便利"),
    ]


def test_chongqing_has_targets_that_were_adjusted() -> None:
    _, draft = read(filled.CHONGQING)
    assert draft["unit"] == "江州市西湾区融媒体中心"
    assert str(draft["total"]["score"]) == "97.6"
    first, second, third = draft["indicators"]
    assert (first["initial_target"]["text"], first["target"]["text"], first["actual"]["text"]) == ("75%", "75%", "81%")
    assert (second["initial_target"]["text"], second["target"]["text"]) == ("60", "≥50次")
    assert [str(row["coefficient"]) for row in draft["indicators"]] == ["100", "96", "100"]
    assert [row["is_core"] for row in draft["indicators"]] == [True, True, False]
    assert third["target"]["text"] == "高"
    assert funds(draft) == [("预算资金", "total", "1200", "1350.5", "1093.91", "10", "81", "8.1")]


def test_a_one_for_an_adjusted_target_is_a_dash() -> None:
    """«一» typed for «—» in 调整指标值, beside the column of units: the initial target is in force."""
    rows = [["一" if cell == "50" else cell for cell in row] for row in filled.CHONGQING]
    second = read(rows)[1]["indicators"][1]
    assert (second["initial_target"]["text"], second["target"]["text"]) == ("60", "≥60次")


def test_a_transfer_payment_has_no_scores() -> None:
    _, draft = read(filled.TRANSFER)
    assert draft["project"] == "普通公路养护补助资金"
    assert funds(draft)[1] == ("中央补助", "central", None, "3000", "2980", None, "99.33", None)
    assert rows(draft)[1] == ("产出指标", "质量指标", "优良路率", "≥90%", "88%", None, None)
    assert draft["indicators"][1]["deviation_reason"] == "雨季水毁，已修复"


def test_anhui_and_hebei() -> None:
    _, anhui = read(filled.ANHUI)
    assert anhui["unit"] == "大川县美丽乡村建设服务中心"
    assert funds(anhui)[0] == ("年度资金总额", "total", "286.40", "286.40", "294.95", "10", "102.99", None)
    _, hebei = read(filled.HEBEI)
    assert [(g["expected"], str(g["weight"])) for g in hebei["goals"]] == [("保障供水", "60"), ("节约用水", "40")]
    assert [row[1] for row in funds(hebei)] == ["total", "personnel", "public", "project"]
    assert [row["goal"] for row in hebei["indicators"]] == [None, None]


def test_the_older_score_sheet_has_points_behind_each_level() -> None:
    _, draft = read(filled.SCORE_SHEET)
    assert rows(draft)[:2] == [
        ("投入", "预算配置", "在职人员控制率", None, None, "5", "5"),
        ("投入", "预算配置", "三公经费变动率", None, None, "5", "3"),
    ]
    assert [str(row["level1_weight"]) for row in draft["indicators"]] == ["10", "10", "60", "8", "22"]
    assert draft["indicators"][0]["criterion"] == "控制率≤100%计5分"
    assert str(draft["total"]["score"]) == "96"


def test_labels_that_no_list_holds() -> None:
    """Known by their words, by their place beside known ones, by the form: 四川's table as another office words it."""
    changed = [*filled.SICHUAN]
    changed[2] = ["主管（预算）部门", ("平川县发展和改革局本级", 4), ("具体实施单位", 2), ("平川县发展和改革局", 4)]
    changed[6] = [*filled.SICHUAN[6]]
    changed[6][1], changed[6][3], changed[6][-1] = ("预算数（万元）", 2), "年中调整后预算", "原因分析"
    changed[7] = [("财政资金总额", 2), *changed[7][1:]]
    changed[10] = [("单位其他资金", 2), *changed[10][1:]]
    changed[12] = [*filled.SICHUAN[12][:6], "单位", *filled.SICHUAN[12][7:]]
    changed[13] = ["产出指标", "数量指标", "发放覆盖率", "至少", "100", "%", "100", "60", "60", ""]
    changed[14] = ["效益指标", "社会效益指标", "2.", "定性描述", "", "", "", "", "", ""]
    _, draft = read(changed)
    assert (draft["department"], draft["unit"]) == ("平川县发展和改革局本级", "平川县发展和改革局")
    assert [row[:2] for row in funds(draft)][::3] == [("财政资金总额", "total"), ("单位其他资金", "other")]
    assert draft["funds"][0]["reason"] == "人员调出"
    first, second = draft["indicators"]
    assert (first["target"]["text"], first["target"]["comparator"], first["target"]["unit"]) == ("至少100%", "ge", "%")
    assert (second["level3"], second["filler"]) == (None, True)


def test_an_operator_that_nobody_knows_is_kept() -> None:
    changed = [*filled.SICHUAN]
    changed[13] = ["产出指标", "数量指标", "发放覆盖率", "约莫", "100", "%", "100", "60", "60", ""]
    target = read(changed)[1]["indicators"][0]["target"]
    assert (target["text"], target["value"]) == ("约莫100%", None)


def test_a_label_of_the_block_may_head_the_column_beside_it() -> None:
    _, draft = read([
        [("部门全称", 3), ("云溪县图书馆", 7)],
        [("主要工作任务（万元）", 1, 3), "主要任务", "完成情况", "全年预算数", "其中财政拨款", "执行数", "其中财政拨款",
         "分值", "执行率", "得分"],
        ["购书", "已完成", "20", "20", "18", "18", "—", "90%", "—"],
        ["总计", "", "20", "20", "18", "18", "10", "90%", "9"],
        [("绩效指标", 1, 2), "一级指标", "二级指标", "三级指标", "权重", "指标值", "实际值", "得分", ("备注", 2)],
        ["产出指标", "数量指标", "购书册数", "90", "≥3000册", "3100册", "90", ("", 2)],
    ])  # fmt: skip
    assert [(row["label"], row["concept"]) for row in draft["funds"]] == [("购书", None), ("总计", "total")]


def test_points_in_a_blocks_label_are_no_parts() -> None:
    """They are those of the sum; where that row could not be read a part had them (bars without their blank cells)."""
    rows_ = [list(row) for row in filled.HUBEI]
    assert funds(read(rows_)[1])[0][5] == "20"
    parts: list[list[Spec]] = [
        [("县财政局", 2), ("", 2), ("", 2), "", ""],
        [("其他资金", 2), ("3", 2), ("2", 2), "67%", ""],
    ]
    rows_[4][0] = ("预算执行情况\n（万元）\n（20分）", 1, 3)
    rows_[5:6] = parts
    assert [row[5] for row in funds(read(rows_)[1])] == [None, None]


def test_a_unit_in_a_transfer_payments_head() -> None:
    """«项目单位» beside «省级主管部门» named nobody, and the department was the unit."""
    rows_ = [list(row) for row in filled.TRANSFER]
    at = next(at for at, row in enumerate(rows_) if any(cell == "资金使用单位" for cell in row))
    rows_[at] = [("省级主管部门", 2), ("阆江市交通运输局", 3), "项目单位", ("阆江市公路中心", 2)]
    _, draft = read(rows_)
    assert (draft["department"], draft["unit"]) == ("阆江市交通运输局", "阆江市公路中心")
