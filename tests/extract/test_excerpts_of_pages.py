"""Excerpts of pages as searches return them: cut in the midst, without their head, of papers that are no report."""

from __future__ import annotations

import pytest

from jixiao import parse
from jixiao.schema import Report


def reasons(report: Report) -> list[str]:
    return [one.message_en.split(":")[0] for one in report.diagnostics if one.code == "not_a_report"]


def test_an_evaluation_by_a_team_of_a_third_party_is_no_report() -> None:
    """It was a project's own, with the third party's score."""
    report = parse(
        "图书购置项目绩效评价报告为提高财政资金使用效益，云溪市财政局引入第三方专业机构成立了绩效评价组，于2022年7月对云溪市教育局"
        "“2021年图书购置”项目开展了绩效评价。该项目评价结果为73.1分，评价等级为“中”。有关情况如下。"
        "一、项目基本情况（一）项目概况1.项目背景为满足阅读需要。".encode()
    )
    assert (report.kind, report.conclusion.self_score) == ("not_a_report", None)
    assert reasons(report) == ["not a report (third_party)"]


def test_the_end_of_final_accounts_that_points_to_a_report_is_none() -> None:
    """«《…整体绩效评价报告》见附件» made it a department's whole expenditure."""
    report = parse(
        "根据预算绩效管理要求，本部门对1个项目开展了绩效自评。同时，本部门对2021年部门整体开展绩效自评，《2021年湿地公园整体"
        "绩效评价报告》见附件1（第四部分）。\n第三部分\n名词解释\n1. 一般公共预算拨款收入：指财政拨款。\n".encode()
    )
    assert (report.kind, reasons(report)) == ("not_a_report", ["not a report (other)"])


def test_the_goals_of_a_budget_are_no_report() -> None:
    report = parse(
        "云溪县民政局2022年部门预算绩效文本 云溪县民政局编制 云溪县财政局审核 目 录 第一部分 部门整体绩效目标"
        "一、总体绩效目标1二、分项绩效目标2第二部分 预算项目绩效目标1.2022年村务公开工作经费4.5万绩效目标表5\n"
        "第一部分部门整体绩效目标\n一、总体绩效目标\n保障困难群众基本生活。\n".encode()
    )
    assert (report.kind, reasons(report)) == ("not_a_report", ["not a report (other)"])


@pytest.mark.parametrize("between", ["", " "])
def test_two_offices_of_a_title_without_a_blank_are_two(between: str) -> None:
    """Their names run together were one unit's, and a programme's funds the whole expenditure of it."""
    report = parse(
        f"云溪县财政局{between}云溪县住房和城乡建设局关于报送2021年城镇保障性安居工程财政资金绩效自评的报告\n"
        "平山市财政局：\n根据通知要求，现将自评报告呈报如下。\n一、总体评价\n我县及时分配了资金。\n".encode()
    )
    assert (report.kind, report.organization.name, report.fiscal_year) == ("transfer_payment", None, 2021)
    assert "several_units" in [one.code for one in report.diagnostics]


@pytest.mark.parametrize(
    "name", ["中共云溪县委云溪县人民政府信访局", "云溪县水利局云溪县水库管理所", "平山市云溪县水利局"]
)
def test_one_unit_with_two_places_is_one(name: str) -> None:
    report = parse(f"{name}2023年度部门整体支出绩效自评报告\n一、部门概况\n编制12名。\n".encode())
    assert report.organization.name == name
    assert "several_units" not in [one.code for one in report.diagnostics]


def test_a_title_run_into_its_first_heading_is_a_report_s() -> None:
    """A converter left the marks out: the text was no report at all."""
    report = parse(
        "2021年度项目支出绩效评价自评报告一项目基本情况(一)项目概况我区位于断裂带中段,2021年我局向云溪区财政局申请监测经费5万元、救援"
        "经费5万元。\n2、测项目主要实施内容是升级改造了3台仪器,给予经费补助共2万元。\n".encode()
    )
    assert (report.kind, report.fiscal_year) == ("project", 2021)
    assert {"unread_amounts", "unread_text"} & {one.code for one in report.diagnostics}


FORM = (
    "项目支出绩效自评表\n(2021年度)\n项目名称 禁渔经费\n主管部门 云溪市渔业局 实施单位 渔政支队\n项目资金\n(万元)\n"
    "年初预算数 全年预算数(A) 全年执行数(B) 分值 执行率(B/A) 得分\n年度资金总额: 100 100 100 10 100% 10\n"
    " 其中:本年财政拨款 100 100 100 - -\n    上年结转资金 - -\n       其他资金 - -\n"
    "年度总体目标完成情况 预期目标 实际完成情况\n保护水生生物 保护了水生生物\n"
    "年度绩效指标完成情况 一级\n指标\n"
    "二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施\n产\n出\n指\n标\n(50分)\n"
    "数量指标 指标1:宣传场次 ≥1场 1场 12 12\n指标2:巡查次数 ≥24次 32次 12 12\n……\n"
    "质量指标 指标1:支出合规性 严格执行法规 严格执行"
)


def test_the_last_row_of_a_cut_form_is_no_blank_row() -> None:
    """Its level alone was read, its text stood below the table: a row of the form that nobody had filled in."""
    (form,) = parse(FORM.encode()).evaluations
    assert [(i.level2, i.level3, i.filler) for i in form.indicators] == [
        ("数量指标", "指标1:宣传场次", False),
        ("数量指标", "指标2:巡查次数", False),
        ("数量指标", None, True),
        ("质量指标", None, False),
    ]
