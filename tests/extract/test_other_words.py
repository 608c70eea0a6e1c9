"""Sentences and headings in other offices' words: told by their grammar and their place, not by a list."""

from __future__ import annotations

import pytest

from jixiao import parse
from jixiao.schema import Report

TITLE = "青溪县第二人民医院2023年度部门整体绩效评价（自评）报告\n\n"


def read(*lines: str, title: str = TITLE) -> Report:
    return parse((title + "\n\n".join(lines) + "\n").encode())


def test_a_list_begins_behind_the_words_that_lead_to_it() -> None:
    profile = read(
        "一、部门基本面貌",
        "（一）机构组成情况。本院的内设机构包括：医务科、护理部共计2个部门。归口管理1个单位：青溪县城北社区卫生服务中心。",
    ).profile  # fmt: skip
    assert list(profile.divisions) == ["医务科", "护理部"]
    assert list(profile.subordinate_units) == ["青溪县城北社区卫生服务中心"]


@pytest.mark.parametrize(
    ("said", "on_duty", "change"),
    [
        ("年底在册职工81人（行政5人、事业76人），人数同上年一致。", 81, 0),
        ("期末实际在岗13人，同比无变动。", 13, 0),
        ("在编在职6人，比年初净减1人。", 6, -1),
        ("在编在职14人，较2022年底少4人。", 14, -4),
    ],
)
def test_staff_and_its_change(said: str, on_duty: int, change: int) -> None:
    staffing = read("一、单位概况", f"（一）人员情况。编制数90名，{said}").profile.staffing
    assert (staffing.authorized, staffing.on_duty, staffing.on_duty_change) == (90, on_duty, change)


def test_who_moved_within_the_year_is_told_from_who_is_retired() -> None:
    said = "编制18个，在编在职14人，较2022年底少4人，年末退休58人，年内到龄退休1人，辞去公职3人。"
    staffing = read("一、单位概况", f"（一）人员情况。{said}").profile.staffing
    assert staffing.retired == 58
    assert [(m.direction, m.kind, m.count) for m in staffing.movements] == [
        ("out", "到龄退休", 1),
        ("out", "辞去公职", 3),
    ]


def test_the_department_that_a_unit_belongs_to_may_stand_in_a_clause_of_its_own() -> None:
    said = "本院为差额拨款事业单位，隶属于市卫生局，有独立法人资格。副院长1名为正科级。"
    organization = read("一、单位概况", f"（一）机构情况。{said}").organization
    assert (organization.parent, organization.level) == ("市卫生局", "差额拨款事业单位")


def test_who_the_retired_are_and_who_is_employed_are_no_movements() -> None:
    said = "行政事业总编制为13名，其中行政7名。退休人员9人，其中：机关干部退休2人，事业工人退休7人。"
    staffing = read("一、单位概况", f"（一）人员情况。{said}").profile.staffing
    assert (staffing.authorized, staffing.retired, staffing.movements) == (13, 9, ())
    said = "共有在职人员68人，其中正式员工24人、招聘职工25人、乡村医生19人。"
    assert read("一、单位概况", f"（一）人员情况。{said}").profile.staffing.movements == ()


@pytest.mark.parametrize(
    ("said", "movements"),
    [
        ("其中调入3人，选调生分配2人，调离2人。", [("in", "调入", 3), ("in", "选调生分配", 2), ("out", "调离", 2)]),
        ("其中新增2人，去世1人。调入1人。", []),  # of the retired
    ],
)
def test_who_came_stands_behind_the_retired_too(said: str, movements: list[tuple[str, str, int]]) -> None:
    staffing = read("一、单位概况", f"（一）人员情况。年底在职57人；另有退休人员6人，{said}").profile.staffing
    assert (staffing.on_duty, staffing.retired) == (57, 6)
    assert [(one.direction, one.kind, one.count) for one in staffing.movements] == movements


def test_who_came_is_told_behind_the_number_of_the_retired() -> None:
    """«已退休人员50名，当年考试录用1人»: the list does not say who the retired are."""
    said = "编制67名，年末在编在岗68人，已退休人员50名，当年考试录用1人、解除聘用1人、办理退休2人。"
    staffing = read("一、单位概况", f"（一）人员情况。{said}").profile.staffing
    moved = [(one.direction, one.kind, one.count) for one in staffing.movements]
    assert (staffing.retired, moved) == (
        50,
        [("in", "考试录用", 1), ("out", "解除聘用", 1), ("out", "办理退休", 2)],
    )


def test_shares_and_funds_in_other_words() -> None:
    """«在总支出中占…»: 总支出 is no subject of its own; «从政府性基金预算列支…» is spending of that fund."""
    spending = read(
        "二、一般公共预算支出情况",
        "一般公共预算拨款支出717.62万元，在总支出中占86.96%，比上年增加28.87万元。",
        "三、政府性基金预算支出情况",
        "2023年度我单位从政府性基金预算列支134.20万元，比上年增加2万元。",
    ).spending
    shown = [(one.fund, str(one.amount), str(one.share)) for one in spending]
    assert shown == [("general_public", "717.62", "86.96"), ("government_fund", "134.20", "None")]


def test_a_section_on_a_budget_gives_its_amounts_that_budget() -> None:
    """«公共预算财政拨款支出情况», «社会保险基金预算收支及绩效：…»: no title that a list has."""
    spending = read(
        "一、单位概况", "本院概况。",
        "二、公共预算财政拨款支出情况",
        "2023年度我院从一般公共预算中列支800.5万元，较去年增支52.7万元，增幅7.05%，这主要是因为在职人员正常晋级晋档。",
        "（一）基本性支出", "基本支出部分为500万元，和2022年一样。",
        "三、社会保险基金预算收支及绩效：2023年我院没有社会保险基金拨款收支。",
    ).spending  # fmt: skip
    first, basic, nil = spending
    assert (first.fund, first.scope, str(first.amount), str(first.change)) == (
        "general_public",
        "total",
        "800.5",
        "52.7",
    )
    assert first.reason == "在职人员正常晋级晋档"
    assert (basic.fund, basic.scope, basic.change) == ("general_public", "basic", 0)
    assert (nil.fund, nil.is_none, nil.amount) == ("social_insurance", True, None)


@pytest.mark.parametrize(
    ("said", "rate", "reason"),
    [
        ("支出决算总额1469.69万元，同比下降23.9%（减少461.51万元），部分岗位空编。", "-23.9", "部分岗位空编"),
        ("全年共计支出303.76万元，比2022年多42.79万元，上升16%。变动原因：补缴年金。", "16", "补缴年金"),
        (
            "全年各项支出合计284.24万元，较去年减支5万元，降幅1.7%，变化的主要因素是临聘人员清退。",
            "-1.7",
            "临聘人员清退",
        ),
    ],
)
def test_spending_of_no_named_budget(said: str, rate: str, reason: str) -> None:
    (total,) = read("一、单位概况", "本院概况。", "二、当年部门预算执行", said).spending
    assert (total.fund, total.scope) == ("all", "total")
    assert str(total.change_rate) == rate
    assert total.reason == reason


def test_a_rate_against_the_budget_is_no_change() -> None:
    (total,) = read(
        "一、单位概况", "本院概况。", "二、收支情况", "全年支出合计200万元，比年初预算多5万元，增幅为6%。"
    ).spending
    assert (total.change, total.change_rate) == (None, None)


def test_a_cause_is_told_by_the_words_that_lead_to_it() -> None:
    report = read(
        "一、绩效管理方面的短板弱项：少数项目开工滞后，症结在于前期论证较短。", "二、后续改进打算", "1、按季通报进度。",
    )  # fmt: skip
    assert [(p.problem, p.cause) for p in report.problems] == [("少数项目开工滞后", "前期论证较短")]
    assert list(report.improvements) == ["按季通报进度"]


def test_headings_that_only_say_the_sections_name_again_are_no_problem_and_no_measure() -> None:
    report = read(
        "一、问题、原因及下步改进措施", "（一）问题表现。财务核算基础薄弱。", "（二）应对措施。组织培训。",
    )  # fmt: skip
    assert [p.problem for p in report.problems] == ["财务核算基础薄弱"]
    assert list(report.improvements) == ["组织培训"]


def test_a_sentence_that_all_was_reached_is_no_problem() -> None:
    lines = ("一、绩效目标偏离原因及改进措施", "本年度各项指标均达到预期目标。")
    assert not read(*lines).problems
    assert [p.problem for p in read(lines[0], "各项指标均已完成，但支付较慢。").problems] == [
        "各项指标均已完成，但支付较慢"
    ]


def test_the_day_of_a_web_page_is_not_the_day_on_which_a_table_was_filled_in() -> None:
    head = "索引号：2024-00318　主题分类：财政预决算\n\n公开单位：青溪县第二人民医院　成文日期：2024年06月11日\n\n"
    report = read("一、单位概况", "本院概况。", title=head + TITLE)
    assert not report.sign_offs


def test_a_value_ends_before_the_first_word_of_the_next_label() -> None:
    line = "填表人员：贺某    填报时间：2024/5/6    联系电话：0000-3000000    具体联系领导：苗某"
    (signed,) = read("一、单位概况", "本院概况。", line).sign_offs
    assert (signed.filled_by, signed.filled_on, signed.phone) == ("贺某", "2024-05-06", "0000-3000000")


def test_the_unit_stands_alone_on_the_first_line_of_a_title() -> None:
    title = "青溪县第二人民医院\n\n发热门诊改扩建2023年度支出绩效自评报告\n\n"
    report = read("一、绩效自评的结论", "本项目自评综合得分为95分。", title=title)
    assert report.organization.name == "青溪县第二人民医院"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("关于青溪县防汛中心2023年度山洪灾害防治运行维护绩效自评的报告", "project"),
        ("青溪县水利局2023年度绩效自评报告", "whole_department"),
        ("2023年度青溪县水利局绩效自评报告", "whole_department"),
        ("青溪县水利局关于2023年度部门整体和重点项目支出绩效自评的报告", "whole_department"),
    ],
)
def test_what_stands_between_the_year_and_the_word_tells_the_kind(title: str, kind: str) -> None:
    lines = ("一、自评结论", "自评综合得分为95分。", "二、存在的问题", "无。")
    assert read(*lines, title=f"{title}\n\n").kind == kind


def test_the_level_of_a_unit_may_say_who_pays_it() -> None:
    said = "青溪县图书馆是青溪县文化局所属全额拨款二级单位，共设地方文献部及数字资源部共计2个部门。"
    report = read("一、单位概况", f"（一）机构设置。{said}")
    assert (report.organization.parent, report.organization.level) == ("青溪县文化局", "全额拨款二级单位")
    assert list(report.profile.divisions) == ["地方文献部", "数字资源部"]


def test_words_on_a_gap_that_lead_to_the_problem_are_none() -> None:
    report = read("一、存在的问题", "与高质量发展的要求相比仍有差距，体现在：绩效指标量化程度低。")
    assert [p.problem for p in report.problems] == ["绩效指标量化程度低"]


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("内部机构有设备采购科、院感科，编制3名。", "设备采购科"),
        ("现有设备采购科及护理部等2个科室。", "设备采购科"),
        ("内设设备采购科、院感科。", "设备采购科"),
        ("内设2个科室，即科研咨政科、办公室。", "科研咨政科"),
    ],
)
def test_a_name_that_begins_with_a_word_of_the_list_is_whole(said: str, first: str) -> None:
    assert read("一、单位概况", f"（一）机构设置。本院{said}").profile.divisions[0] == first


@pytest.mark.parametrize("none", ["无国（境）外公务接待情况", "无外宾接待", "没有外事接待"])
def test_no_guests_from_abroad_is_not_no_reception(none: str) -> None:
    """It was a second amount of the reception, none, or of all that was spent."""
    said = f"二、部门整体支出情况\n公务接待费20万元，国内公务接待275批次，2700人次，{none}。"
    report = parse(f"云溪县文化馆2024年度部门整体支出绩效自评报告\n一、部门概况\n1.办展览。\n{said}\n".encode())
    assert [(one.scope, str(one.amount)) for one in report.spending] == [("reception", "20")]


def test_the_whole_of_projects_is_not_the_whole_of_a_department() -> None:
    report = parse("云溪县广播电视台2023年度项目整体绩效自评报告\n一、存在的问题\n1.人手不足。\n".encode())
    assert report.kind == "project"
    assert report.organization.name == "云溪县广播电视台"
