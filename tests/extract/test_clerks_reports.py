"""Whole departments' reports as clerks write them: years side by side, nests of parts, counts of the retired."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from jixiao import parse
from jixiao.schema import Report

TITLE = "青禾县水利局2023年度部门整体支出绩效自评报告\n"


def read(body: str) -> Report:
    return parse((TITLE + body).encode())


def spent(body: str) -> list[tuple[Any, ...]]:
    return [
        (
            one.scope,
            one.year,
            None if one.amount is None else str(one.amount.quantize(Decimal("0.01"))),
            None if one.change is None else str(one.change),
        )
        for one in read(body).spending
    ]


def staff(body: str) -> tuple[Any, ...]:
    found = read(f"一、部门基本情况\n（一）人员情况。{body}\n").profile.staffing
    moved = [(one.direction, one.kind, one.count) for one in found.movements]
    return found.on_duty, found.on_duty_change, found.retired, moved


def findings(body: str) -> list[str]:
    return [one.rule for one in read(body).findings if one.severity == "error"]


# -- staff


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            (
                "年末在职2103人，比上年减少31人，其中调入12人、公开招聘46人、退休68人、辞职21人；"
                "另有离休干部3人，退休教师1542人。"
            ),
            (
                2103,
                -31,
                1542,
                [("in", "调入", 12), ("in", "公开招聘", 46), ("out", "退休", 68), ("out", "辞职", 21)],
            ),
        ),
        (
            "实有151人，本年净减2人：考录3人、退休4人、调出1人。退休人员累计94人。",
            (151, -2, 94, [("in", "考录", 3), ("out", "退休", 4), ("out", "调出", 1)]),
        ),
        (
            "年末在职61人，当年新进2人、退休3人，在职人数较上年净减1人；退休37人。",
            (61, -1, 37, [("in", "新进", 2), ("out", "退休", 3)]),
        ),
        # who those are behind a colon that do not make the change are no movements
        ("在职20人，比上年减少1人：退休人员12人。", (20, -1, 12, [])),
    ],
)
def test_who_moved_is_told_apart_from_who_is_retired(body: str, told: tuple[Any, ...]) -> None:
    """The 68 who retired in the year were read as all retirees; of others the retirees were read as who left."""
    assert staff(body) == told


@pytest.mark.parametrize(
    ("body", "change"),
    [
        ("在编人员105人，离休1人，退休62人，较上年增加5人。", None),
        ("在编人员105人，退休62人，较上年减少5人。", -5),
        ("在编人员105人，退休7人，较上年增加1人，系从乡镇调入1人。", 1),
    ],
)
def test_more_people_behind_the_retired_are_retired(body: str, change: int | None) -> None:
    assert staff(body)[1] == change


def test_divisions_end_before_what_they_are_called_together() -> None:
    report = read("一、部门基本情况\n镇机关设党政办公室、应急管理办公室、财政办公室“三办”，编制20人。\n")
    assert report.profile.divisions == ("党政办公室", "应急管理办公室", "财政办公室")


# -- money


@pytest.mark.parametrize(
    ("body", "told"),
    [
        # what the subject before the colon spent, and its change behind a comparison with the budget
        (
            (
                "“三公”经费：支出共计21.6万元，较年初预算数减少6.4万元，降低22.9%，主要原因是从严控制；"
                "较上年支出数增加0.3万元，增长1.4%，主要原因是业务检查增多。"
            ),
            [("three_public", 2023, "21.60", "0.3")],
        ),
        ("基本支出：支出合计30万元。", [("basic", 2023, "30.00", None)]),
        (
            "2023年总支出460.20万元，上年总支出405.33万元，同比增加54.87万元，增幅13.54%。",
            [("total", 2023, "460.20", "54.87"), ("total", 2022, "405.33", None)],
        ),
        # last year's own change does not lead to this year's amount
        (
            "2023年总支出460.20万元，上年总支出405.33万元，同比增加3.10万元，增幅0.77%。",
            [("total", 2023, "460.20", None), ("total", 2022, "405.33", "3.10")],
        ),
        (
            (
                "项目支出220.50万元，其中：本级项目165.50万元（其中：登记专项42万元，测绘专项50万元），上级项目55万元。"
                "较上年（193.02万元）增加27.48万元，增长14.24%。"
            ),
            [("project", 2023, "220.50", "27.48")],
        ),
        (
            "2023年本年支出合计502.15万元，与2022年相比，支出总计增加41.26万元，增长8.95%。",
            [("total", 2023, "502.15", "41.26")],
        ),
        (
            "近三年支出情况：2021年211万元、2022年225万元、2023年234.18万元。",
            [("total", 2021, "211.00", None), ("total", 2022, "225.00", None), ("total", 2023, "234.18", None)],
        ),
        ("（一）政府采购情况\n采购支出合计86万元：货物12万元、服务74万元。", [("procurement", 2023, "86.00", None)]),
        (
            "出国（境）费用、公务接待费用均未发生。",
            [("overseas", 2023, None, None), ("reception", 2023, None, None)],
        ),
        ("公务用车运行维护费0元（学校无公务用车）。", [("vehicle_running", 2023, "0.00", None)]),
        (
            "本年教育收费安排支出396.80万元，上年为420.10万元，减少23.30万元。",
            [("total", 2023, "396.80", "-23.30")],
        ),
    ],
)
def test_what_was_spent(body: str, told: list[tuple[Any, ...]]) -> None:
    assert spent(f"二、支出情况\n{body}\n") == told


def test_a_share_in_a_sentence_of_its_own() -> None:
    body = "资金总体支出400万元，其中，基本支出256.32万元，项目支出143.68万元。预算执行率为97.34%。基本支出占比64.08%。"
    found = read(f"二、部门预算执行情况\n{body}\n").spending
    assert [(one.scope, one.share) for one in found] == [
        ("total", None),
        ("basic", Decimal("64.08")),
        ("project", None),
    ]


def test_the_share_of_a_contract_is_not_the_subjects() -> None:
    body = "政府采购支出318.45万元；授予中小企业合同金额318.45万元，占政府采购支出总额的100%。"
    assert [one.share for one in read(f"二、支出情况\n{body}\n").spending] == [None]


def test_what_a_department_spent_of_its_budget_among_its_results() -> None:
    """Only the parts were read: among results a bare amount may be one project's."""
    head = "一、部门整体绩效目标完成情况\n1.执行率情况\n"
    told = (
        "年初预算3512万元，调整预算数4100万元，执行数3998万元，执行率97.51%。其中基本支出2876万元，项目支出1122万元。"
    )
    assert [one[:3] for one in spent(f"{head}{told}\n2.完成的绩效目标\n支出30万元。\n")] == [
        ("total", 2023, "3998.00"),
        ("basic", 2023, "2876.00"),
        ("project", 2023, "1122.00"),
    ]
    assert spent("一、部门整体绩效目标完成情况\n1.执行率情况\n全年支出30万元。\n") == []


@pytest.mark.parametrize("title", ["资金来源及使用", "预算及支出"])
def test_sections_on_money_in_other_words(title: str) -> None:
    """All that such a section says was lost."""
    body = f"一、基本情况\n编制3人。\n二、{title}\n（一）支出。全年总支出75.52万元：\n——人员经费52万元；\n"
    assert [one[0] for one in spent(body)] == ["total", "personnel"]


# -- problems


def test_a_cause_behind_for_want_of() -> None:
    report = read(
        "一、存在的问题\n1.绩效指标可衡量性不足，因缺少历史数据支撑；\n2.部分项目，因缺少资料，未能按期验收。\n"
    )
    assert [(one.problem, one.cause) for one in report.problems] == [
        ("绩效指标可衡量性不足", "缺少历史数据支撑"),
        ("部分项目，因缺少资料，未能按期验收", None),
    ]


def test_the_unit_above_a_table_is_no_measure() -> None:
    html = (
        f"<html><body><p>{TITLE}</p><p>一、下一步改进措施</p><p>（一）提前报审方案。</p><p>（二）优化指标体系。</p>"
        "<p>2023年度部门整体支出绩效自评表</p><p>单位名称：青禾县水利局　　填报日期：2024年3月12日</p>"
        "<table><tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>年度指标值</td><td>实际完成值</td>"
        "<td>分值</td><td>得分</td></tr><tr><td>产出指标</td><td>数量指标</td><td>治理河道</td><td>3公里</td>"
        "<td>3公里</td><td>90</td><td>90</td></tr></table></body></html>"
    )
    assert parse(html.encode()).improvements == ("提前报审方案", "优化指标体系")


# -- contradictions that are none


def test_shares_of_the_three_public_expenses() -> None:
    body = "全年支出900万元。“三公”经费支出20万元，其中公务用车购置及运行维护费17万元，占85%；公务接待费3万元，占15%。"
    assert "share-percent-agrees" not in findings(f"二、支出情况\n{body}\n")
    wrong = body.replace("占85%", "占58%")
    assert "share-percent-agrees" in findings(f"二、支出情况\n{wrong}\n")


def test_a_total_with_what_was_left_is_not_the_sum_of_its_parts() -> None:
    body = "收入总计213.56万元，支出总计213.56万元。基本支出124.58万元，项目支出87.33万元；结转下年1.65万元。"
    assert findings(f"二、支出情况\n{body}\n") == []
    assert findings(
        "二、支出情况\n支出合计213.56万元。基本支出124.58万元，项目支出87.33万元；结转下年1.65万元。\n"
    ) == ["total-equals-basic-plus-project"]
