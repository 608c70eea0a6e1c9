"""What thirty reports in prose showed: clauses that are no reason, changes behind a bracket,
sums of 三公经费 in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from samples.blocks import Para
from test_whole_reports import codes, read

from jixiao.schema import Report

D = Decimal
TITLE = Para("青禾县水利局2022年度部门整体支出绩效自评报告", "title")


def said(heading: str, text: str) -> Report:
    return read(TITLE, Para(f"一、{heading}"), Para(text), Para("二、存在的问题"), Para("预算编制不够精准。"))


def spent(report: Report) -> dict[str, Decimal | None]:
    return {one.scope: one.amount for one in report.spending}


@pytest.mark.parametrize(
    ("clause", "reason"),
    [
        ("现有公务用车（含救护车）9辆", None),
        ("公务用车保有量9辆", None),
        ("截至年末保有量为2辆", None),
        ("共接待32批次、246人次", None),
        ("国内公务接待32批次", None),
        ("执行率98%", None),
        ("控制在预算以内", None),
        ("公务用车报废2辆", "公务用车报废2辆"),
        ("接待批次减少", "接待批次减少"),
        ("系上级调研减少", "上级调研减少"),
    ],
)
def test_a_count_of_cars_or_guests_is_no_reason(clause: str, reason: str | None) -> None:
    report = said("“三公”经费情况", f"公务用车运行维护费12.40万元，比上年减少1.20万元，{clause}。")
    assert [(one.amount, one.change, one.reason) for one in report.spending] == [(D("12.40"), D("-1.20"), reason)]


def test_who_moved_in_the_year() -> None:
    report = said("人员情况", "编制612名，在编586人，离休2人。全年新招聘卫生专业技术人员21人，退休14人。")
    assert [(m.direction, m.kind, m.count) for m in report.profile.staffing.movements] == [
        ("in", "新招聘卫生专业技术人员", 21), ("out", "退休", 14),
    ]  # fmt: skip


def test_a_change_of_posts_is_none_of_staff() -> None:
    """It was -2."""
    staff = said("人员情况", "核定人员编制43名，比上年核减2名，实际在职40人，同比减少1人。").profile.staffing
    assert (staff.authorized, staff.on_duty, staff.on_duty_change) == (43, 40, -1)


@pytest.mark.parametrize(
    ("parts", "off"),
    [
        ("公务用车运行维护费3.2万元，公务接待费0.6万元，无因公出国（境）支出", D("-0.2")),
        ("公务用车运行维护费3.0万元，公务接待费0.6万元，无因公出国（境）支出", None),
        ("公务用车运行维护费2.0万元，公务接待费0.6万元，无因公出国（境）支出", None),  # 购置 is not told
        ("公务用车购置费1.0万元，公务用车运行维护费1.5万元，公务接待费0.6万元，因公出国（境）费0万元", D("0.5")),
        ("公务用车运行维护费3.2万元，公务接待费0.6万元", None),
    ],
)
def test_the_sum_of_the_three_in_words(parts: str, off: Decimal | None) -> None:
    report = said("“三公”经费情况", f"2022年三公经费支出3.6万元，其中{parts}。")
    found = [one.difference for one in report.findings if one.rule == "san-gong-total-equals-parts"]
    assert found == ([] if off is None else [off])


def test_a_change_behind_a_bracket_of_parts() -> None:
    """It was lost without a word: the clause on a part took it."""
    change = "比2021年减少860.24万元，下降6.69%，主要原因是中央资金减少。"
    report = said("支出情况", f"全年支出12,000万元（其中：局本级8,200万元，下属单位3,800万元），{change}")
    total = report.spending[0]
    assert (total.amount, total.change, total.change_rate) == (D(12000), D("-860.24"), D("-6.69"))
    assert total.reason == "中央资金减少"
    # A change within the bracket is the part's.
    report = said("支出情况", "项目支出300万元（其中：甲渠120万元，较上年增加20万元，乙渠180万元），用于灌溉。")
    assert [(one.amount, one.change) for one in report.spending] == [(D(300), None)]


def test_what_projects_it_holds_is_not_its_amount() -> None:
    """«项目支出包括办案业务费260万元，…» was 项目支出 of 260."""
    report = said("支出情况", "项目支出包括办案业务费260万元，“两房”维修120万元，大厅建设20.2万元。")
    assert not report.spending
    assert "unread_amounts" in codes(report)


@pytest.mark.parametrize(
    ("words", "scope", "amount"),
    [
        ("因公出国（境）费预算、决算均为0万元", "overseas", D(0)),
        ("未组织因公出国", "overseas", None),
        ("未购置公务用车", "vehicle_purchase", None),
    ],
)
def test_ways_to_say_that_nothing_was_spent(words: str, scope: str, amount: Decimal | None) -> None:
    report = said("“三公”经费情况", f"三公经费支出1万元，其中公务接待费1万元；{words}。")
    assert [(one.amount, one.is_none) for one in report.spending if one.scope == scope] == [(amount, amount is None)]


@pytest.mark.parametrize(
    "parts",
    ["，其中购置费18万元，运行维护费10万元", "（购置18万元，运行10万元）", "（购置费18.00万元，运行维护费10.00万元）"],
)
def test_what_cars_cost_by_parts(parts: str) -> None:
    report = said("“三公”经费情况", f"公务用车购置及运行维护费28万元{parts}。")
    assert spent(report) == {"vehicles": D(28), "vehicle_purchase": D(18), "vehicle_running": D(10)}


def test_a_heading_of_budget_and_spending() -> None:
    report = read(
        TITLE, *map(Para, ("部门基本情况", "本局内设办公室、计财股2个内设机构。", "部门预算及支出")),
        *map(Para, ("本年支出合计1,986.35万元。", "存在的问题", "预算编制不够精准。")),
    )  # fmt: skip
    assert spent(report) == {"total": D("1986.35")}


def test_a_reason_stops_before_a_count() -> None:
    """«车辆维修减少，年末公务用车保有量3辆» was the reason."""
    text = "公务用车运行维护费6.12万元，比上年减少0.38万元，主要是车辆维修减少，年末公务用车保有量3辆。"
    assert [one.reason for one in said("“三公”经费情况", text).spending] == ["车辆维修减少"]


def test_a_score_without_the_word() -> None:
    conclusion = said("自评结论", "经自评，2022年度部门整体支出绩效得94分，评定等级为“优”。").conclusion
    assert (conclusion.self_score, conclusion.rating.canonical) == (D(94), "优")


def test_scores_of_projects_behind_their_average() -> None:
    """Which of them was the report's was not certain."""
    report = read(
        Para("青禾县水利局2022年度项目支出绩效自评报告", "title"),
        Para("一、综合评价结论"),
        Para(
            "3个项目自评平均得分93.4分，综合等级为优。其中：甲渠维修项目自评得分96.2分，等级为优；"
            "乙渠改造项目自评得分88.5分，等级为良；水质检测项目自评得分95.5分，等级为优。"
        ),
        Para("二、存在的问题"),
        Para("预算编制不够精准。"),
    )
    assert (report.conclusion.self_score, report.conclusion.rating.canonical) == (D("93.4"), "优")
    assert "several_scores" not in codes(report)


def test_a_measure_behind_each_problem_without_will() -> None:
    """«下一步，明确…» was part of the problem, and 将 that means 把 was dropped."""
    report = read(
        TITLE, *map(Para, ("一、存在问题及改进措施", "（一）结题验收进度滞后。下一步，明确项目负责人的责任。")),
        *map(Para, ("（二）设备共享程度不高。下一步，将大型设备接入共享平台。", "（三）培训少。下一步，将增加培训。")),
    )  # fmt: skip
    assert [one.problem for one in report.problems] == ["结题验收进度滞后", "设备共享程度不高", "培训少"]
    assert report.improvements == ("明确项目负责人的责任", "将大型设备接入共享平台", "增加培训")


def test_staff_above_the_first_heading() -> None:
    report = read(
        TITLE, *map(Para, ("青禾县水利局内设办公室、计财股2个机构，核定编制47名，年末实有在职人员45人，退休19人。",)),
        *map(Para, ("一、部门收支情况", "全年支出合计300万元。", "二、存在的问题", "预算编制不够精准。")),
    )  # fmt: skip
    staff = report.profile.staffing
    assert (staff.authorized, staff.on_duty, staff.retired) == (47, 45, 19)
    assert report.profile.divisions == ("办公室", "计财股")


def test_a_car_that_is_kept_is_no_spending() -> None:
    """«（公车改革后无保留车辆）» said that there was no 三公经费."""
    text = "三公经费2.16万元，其中公务用车运行维护费支出0万元（公车改革后无保留车辆），公务接待费支出2.16万元。"
    report = said("“三公”经费情况", text)
    assert [(one.scope, one.amount) for one in report.spending] == [
        ("three_public", D("2.16")), ("vehicle_running", D(0)), ("reception", D("2.16")),
    ]  # fmt: skip


def test_a_score_compared_with_another_years() -> None:
    text = "2022年度部门整体支出绩效自评总得分90.5分，等级为优。较2021年自评得分88.2分提高2.3分。"
    conclusion = said("自评结论", text).conclusion
    assert (conclusion.self_score, conclusion.rating.canonical) == (D("90.5"), "优")


@pytest.mark.parametrize(("total", "found"), [("310.00", True), ("350.00", False)])
def test_parts_that_are_more_than_the_whole(total: str, found: bool) -> None:
    """An amount that was not read may be a third part, but none makes parts less."""
    text = (
        f"全年支出{total}万元，其中基本支出200.00万元，项目支出120.00万元（含办案费80.00万元）。另有杂项支出30.00万元。"
    )
    report = said("支出情况", text)
    assert "unread_amounts" in codes(report)
    assert ("total-equals-basic-plus-project" in {one.rule for one in report.findings}) is found
