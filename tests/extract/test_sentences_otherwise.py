"""Sentences on money and staff as authors punctuate them: commas for full stops, none at all, brackets between a change
and its rate, counts of subordinate units beside the unit's own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao import parse
from jixiao.schema import Report

TITLE = "云溪县水利局2024年度部门整体支出绩效自评报告\n一、部门基本情况\n"


def read(*lines: str) -> Report:
    return parse((TITLE + "\n".join(lines) + "\n").encode())


def spent(*lines: str) -> list[tuple[str | None, ...]]:
    """Scope, amount, change, rate and reason of each statement."""
    statements = read("（一）职能\n1.管水。", "二、一般公共预算支出情况", *lines).spending
    figures = [(each.amount, each.change, each.change_rate) for each in statements]
    told = [tuple(None if value is None else str(value) for value in values) for values in figures]
    return [(each.scope, *values, each.reason) for each, values in zip(statements, told, strict=True)]


def test_a_reason_ends_before_the_words_that_lead_to_the_next_amount() -> None:
    assert spent(
        "基本支出204.09万元，比上年减少66.06万元，降幅为24%，变动的主要原因是上年集中补缴社会保险，包括2024年，项目支出46.10万元，"
        "较2023年减少10.60万元，主要是财政收回存量资金，其中：公务接待费1.2万元，较上年减少0.3万元，主要原因为厉行节约，并且来客减少。"
    ) == [
        ("basic", "204.09", "-66.06", "-24", "上年集中补缴社会保险"),
        ("project", "46.10", "-10.60", None, "财政收回存量资金"),
        ("reception", "1.2", "-0.3", None, "厉行节约，并且来客减少"),
    ]


def test_a_reason_without_a_full_stop_does_not_go_on_in_the_next_paragraph() -> None:
    assert spent(
        "公用经费100万元，较上年减少10万元，主要原因是推行无纸化办公，印刷费下降",
        "2024年项目支出200万元，较上年增加20万元，主要是新增项目.",
    ) == [
        ("public", "100", "-10", None, "推行无纸化办公，印刷费下降"),
        ("project", "200", "20", None, "新增项目"),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "项目支出200万元（较上年增加20万元），增长11.11%，系新增项目。",
        "项目支出200万元，较上年增加20万元（上年180万元），增长11.11%，系新增项目。",
    ],
)
def test_a_bracket_may_stand_between_a_change_and_its_rate(said: str) -> None:
    assert spent(said) == [("project", "200", "20", "11.11", "新增项目")]


def test_what_money_is_for_and_what_all_units_spend_is_neither_reason_nor_amount() -> None:
    assert spent("项目支出200万元，与上一年度持平，主要安排用于委托监测、成果编制。") == [
        ("project", "200", "0", None, None)
    ]
    assert spent("项目支出200万元，较上年增加20万元，98%用于民生。")[0][3] is None
    report = read("二、一般公共预算支出情况", "基本支出200万元。全县各预算单位同类支出共计300万元。")
    assert [each.amount for each in report.spending] == [Decimal(200)]
    assert "unread_amounts" in [item.code for item in report.diagnostics]


@pytest.mark.parametrize(
    ("said", "authorized", "on_duty", "codes"),
    [
        ("现有人员编制8名。系统内所属二级单位编制6名。", 8, None, []),
        ("下属二级单位编制6名。本级现有人员编制8名。", None, None, ["parts_without_total"]),
        ("下属单位现有在职人员30人，机关在职20人。", None, None, ["parts_without_total"]),
        ("局本级在职20人，所属单位在职30人。", None, None, ["parts_without_total"]),
        ("编制50名，其中下属单位编制30名，在职45人。", 50, 45, []),
        ("本单位为县水利局下属事业单位，编制20名，在职18人。", 20, 18, []),
        ("局机关及下属单位共有编制50名，在职45人。", 50, 45, []),
        ("全局含所属事业单位共有编制50名，在职45人。", 50, 45, []),
        ("编制50名。局机关与所属二级单位合计在职45人。", 50, 45, []),
        ("下属水库管理所编制30名，在职28人；局机关编制20名，在职18人。", None, None, ["parts_without_total"] * 2),
        ("我局编制20名，在职18人；下属水库管理所编制30名，在职28人。", 20, 18, []),
        ("编制50名，在职46人，其中下属水库管理所编制30名，在职28人。", 50, 46, []),
        ("本单位为云溪县水利局下属水库管理所，编制30名，在职28人。", 30, 28, []),
        ("云溪县直属机关工作委员会编制8名，在职7人。", 8, 7, []),
        ("市直属机关幼儿园编制50名，在职47人。", 50, 47, []),
        ("省直属水库管理局编制300名，在职288人。", 300, 288, []),
    ],
)
def test_staff_of_subordinate_units_is_not_the_units_own(
    said: str, authorized: int | None, on_duty: int | None, codes: list[str]
) -> None:
    report = read(f"（一）人员编制情况。{said}")
    staffing = report.profile.staffing
    assert (staffing.authorized, staffing.on_duty) == (authorized, on_duty)
    assert [item.code for item in report.diagnostics if item.code == "parts_without_total"] == codes


def test_a_sentence_that_gives_the_result_as_points_is_on_the_score() -> None:
    report = read(
        "（一）职能\n1.管水。", "二、绩效自评结果应用及公开情况",
        "（一）综合各项指标，本级2024年度整体支出绩效自评结果为86分。",
        "（二）本级将把自评结果运用到预算管理全过程，对低效无效支出予以压减。",
    )  # fmt: skip
    assert [child.role for child in report.outline[1].children] == ["self_score", None]
    assert report.conclusion.self_score == Decimal(86)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "（一）执行。全年“三公”经费支出8.42万元，比上年减少1.03万元。其中公务接待费1.20万元，公务用车运行维护费7.22万元。",
            [("three_public", "8.42", "-1.03"), ("reception", "1.20", None), ("vehicle_running", "7.22", None)],
        ),
        (
            "严控支出，“三公”经费支出4.86万元，较上年压减0.54万元。建成水闸2座，支出30万元。",
            [("three_public", "4.86", "-0.54")],
        ),
        ("“三公”经费支出控制在10万元以内。", []),
        ("压减一般性支出和“三公”经费支出10万元。", []),
        ("全县“三公”经费支出1.2亿元。", []),
        ("前三季度“三公”经费支出3.6万元。", []),
        ("2022年至2024年“三公”经费支出24.6万元。", []),
        ("2025年预计“三公”经费支出9万元。", []),
        ("检查12个乡镇“三公”经费支出320万元。", []),
        ("纳入监督的单位“三公”经费支出共计860万元。", []),
        ("审计查出“三公”经费支出3.2万元超标准。", []),
        ("退回违规列支的“三公”经费支出6.3万元。", []),
        ("水利系统“三公”经费支出86万元。", []),
        ("非“三公”经费支出4.86万元。", []),
        ("1-12月本单位“三公”经费支出8.42万元。", [("three_public", "8.42", None)]),
        ("“三公”经费支出8.42万元，完成水闸加固，项目支出300万元。", [("three_public", "8.42", None)]),
        ("“三公”经费支出8.42万元；全县公务接待费12万元。", [("three_public", "8.42", None)]),
    ],
)  # fmt: skip
def test_three_public_expenses_told_among_the_results(said: str, told: list[tuple[str | None, ...]]) -> None:
    """They were lost without a word."""
    report = read("（一）职能\n1.管水。", "二、绩效目标完成情况", said, "三、存在的问题", "1.人手不足。")
    figures = [(each.scope, str(each.amount), each.change and str(each.change)) for each in report.spending]
    assert figures == told
    assert report.performance.summary or report.performance.achievements


def test_people_who_hold_posts_of_a_kind_are_no_authorised_posts() -> None:
    report = read("（一）人员情况。年末在编人员132人，其中公务员51人，事业编制人员81人。")
    assert (report.profile.staffing.authorized, report.profile.staffing.on_duty) == (None, 132)
    report = read("（一）人员情况。本年实有人数132人，公务员51人，事业编制人员81人。")
    assert (report.profile.staffing.authorized, report.profile.staffing.on_duty) == (None, 132)
    for posts in ("核定事业编制人员", "本单位事业编制人员", "核定全额事业编制人员"):
        report = read(f"（一）人员情况。{posts}12名，在职11人。")
        assert (report.profile.staffing.authorized, report.profile.staffing.on_duty) == (12, 11)
    report = read("（一）人员情况。核定行政编制人员20名，事业编制人员12名，在职30人。")
    assert (report.profile.staffing.authorized, report.profile.staffing.on_duty) == (None, 30)
    assert "parts_without_total" in [item.code for item in report.diagnostics]


def test_the_score_by_its_parts_is_no_result() -> None:
    report = read(
        "（一）职能\n1.管水。", "二、部门整体绩效情况",
        "2024年度部门整体支出绩效自评得分92.80分，其中：决策9.5分、过程83.3分。",
        "三、主要成绩", "（1）供水稳定。完成改造5处。", "（2）管护到位。巡查30次。",
    )  # fmt: skip
    assert report.performance is not None
    assert [each.heading for each in report.performance.achievements] == ["供水稳定", "管护到位"]
    assert report.conclusion is not None
    assert report.conclusion.self_score == Decimal("92.80")


@pytest.mark.parametrize(
    "said",
    [
        "营商环境考核得分98分，其中服务12.5分、效率85.5分。",
        "水质稳定。2024年群众满意度评分92.3分。",
    ],
)
def test_points_that_others_gave_are_a_result_and_no_score(said: str) -> None:
    """They were left out, and given as the report's own."""
    report = read("（一）职能\n1.管水。", "二、主要成绩", f"（1）{said}", "（2）建成水闸2座。")
    assert report.performance is not None
    assert [each.text for each in report.performance.achievements] == [said, "建成水闸2座。"]
    assert report.conclusion is None or report.conclusion.self_score is None
    report = read("（一）职能\n1.管水。", "二、主要成绩", "2024年度河长制工作考评得分96.5分。", "建成水闸2座。")
    assert report.conclusion is None or report.conclusion.self_score is None


def test_money_in_items_whose_number_is_one_sign() -> None:
    """«⒊预算与支出。…» below the profile: no amount of it was read."""
    report = read(
        "⒈部门职责。管水。", "⒉机构编制。编制9名。", "⒊预算与支出。全年支出61.77万元，其中基本支出40.36万元。",
        "⒋“三公”经费。公务接待费1.5万元。",
    )  # fmt: skip
    assert [(each.scope, str(each.amount)) for each in report.spending] == [
        ("total", "61.77"), ("basic", "40.36"), ("reception", "1.5"),
    ]  # fmt: skip


def test_a_change_behind_this_years_amount_and_last_years_is_this_years() -> None:
    assert spent("三公经费2024年5万元，2023年7万元，减少2万元，下降28.57%。") == [
        ("three_public", "5", "-2", "-28.57", None),
        ("three_public", "7", None, None, None),
    ]
    assert spent("2023年支出700万元，2024年支出812.35万元，增加112.35万元，增长16.05%，主要原因是人员增加。") == [
        ("total", "700", None, None, None),
        ("total", "812.35", "112.35", "16.05", "人员增加"),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "2023年支出700万元，2024年支出812.35万元，增加100万元，增长16.05%。",  # it leads elsewhere
        "2023年项目支出700万元，2024年基本支出812.35万元，增加112.35万元。",
        "2022年支出700万元，2024年支出812.35万元，增加112.35万元。",
        "2023年项目支出700万元，其中本级60万元，2024年支出812.35万元，增加112.35万元。",  # this was 2023's
    ],
)
def test_a_change_behind_an_amount_of_another_year_or_kind_is_none_against_last_year(said: str) -> None:
    assert {(change, rate) for _, _, change, rate, _ in spent(said)} == {(None, None)}


@pytest.mark.parametrize(
    "said",
    [
        "基本支出512.35万元，与上年相比，基本支出增加12.35万元，增长2.47%。",
        "基本支出512.35万元，其中津贴28万元。与上年相比，基本支出增加12.35万元，增长2.47%。",
    ],
)
def test_words_of_comparison_may_stand_before_the_subject_named_again(said: str) -> None:
    assert spent(said) == [("basic", "512.35", "12.35", "2.47", None)]


def test_granted_money_named_again_is_the_amounts_by_its_figures_alone() -> None:
    compared = "与2023年度相比，财政拨款支出增加112.35万元"
    assert spent(f"2024年度财政拨款支出812.35万元，{compared}，增长16.05%。") == [
        ("total", "812.35", "112.35", "16.05", None)
    ]
    assert spent(f"2024年度支出912.35万元，{compared}，增长16.05%。") == [("total", "912.35", None, None, None)]


def test_the_same_amount_as_last_years_printed_again_is_no_change() -> None:
    assert spent("公务接待费2.1万元，与上年2.1万元持平。") == [("reception", "2.1", "0", None, None)]


@pytest.mark.parametrize("said", ["与上年2.5万元基本持平", "与上年的1.8万元持平，增长0%", "与上年2.5万元相比，无变化"])
def test_another_amount_than_last_years_is_not_the_same(said: str) -> None:
    assert spent(f"公务接待费2.1万元，{said}。") == [("reception", "2.1", None, None, None)]


@pytest.mark.parametrize(
    ("said", "scope"),
    [
        ("项目资金年初预算300万元，实际执行290万元，执行率96.67%，未完成原因为项目结余。", "project"),
        ("2024年我局共安排项目3个，资金300万元，实际支出290万元，执行率96.67%。", "project"),
        ("全年预算812万元（其中项目资金300万元），实际支出290万元。", "total"),
    ],
)
def test_what_became_of_the_money_of_projects_is_not_the_whole(said: str, scope: str) -> None:
    assert spent(said) == [(scope, "290", None, None, None)]


def test_what_became_of_one_fund_for_a_purpose_is_neither() -> None:
    assert spent("森林防火专项资金120万元，实际支出110万元。") == []


@pytest.mark.parametrize(
    ("said", "scope", "amount"),
    [
        ("财政安排项目资金300万元，其他资金512万元，实际支出812万元。", "total", "812"),
        ("上级专项资金300万元，本级资金512万元，实际支出812万元，执行率100%。", "total", "812"),
        ("项目资金300万元、工资福利512万元，实际支出812万元。", "total", "812"),
        ("项目资金300万元，其中上级资金200万元、本级资金100万元，实际支出290万元。", "project", "290"),
        ("项目资金年初预算300万元，年中追加资金20万元，实际支出320万元。", "project", "320"),
        ("上年结转项目资金12万元，本年支出812万元。", "total", "812"),
        ("项目资金300万元，本年支出812万元。", "total", "812"),
    ],
)
def test_money_of_projects_beside_other_money_is_of_both(said: str, scope: str, amount: str) -> None:
    assert spent(said) == [(scope, amount, None, None, None)]


@pytest.mark.parametrize(
    ("said", "rate"),
    [
        ("2024年支出比上年增加112.35万元，达到812.35万元，增幅16.05%。", "16.05"),
        ("支出从2023年的700万元增长至2024年的812.35万元，增加112.35万元，增长16.05%。", "16.05"),
        ("支出由2023年的700万元增加到812.35万元，增加112.35万元。", None),  # 2023 was the year of 812.35
        (
            "支出812.35万元，较上年增加112.35万元（其中人员经费增加80万元、公用经费和项目支出增加32.35万元），增长16.05%。",
            "16.05",
        ),
    ],
)
def test_what_an_amount_became_is_this_years(said: str, rate: str | None) -> None:
    statements = read("（一）职能\n1.管水。", "二、一般公共预算支出情况", said).spending
    assert [(one.year, str(one.amount), str(one.change)) for one in statements] == [(2024, "812.35", "112.35")]
    assert (None if (found := statements[0].change_rate) is None else str(found)) == rate


def test_the_year_that_an_amount_was_of_is_not_the_next_subjects() -> None:
    found = read(
        "（一）职能\n1.管水。",
        "二、一般公共预算支出情况",
        "基本支出由2023年的500万元增加到512万元，项目支出由2023年的200万元增加到300万元。",
    ).spending
    told = [(one.scope, one.year, str(one.amount)) for one in found]
    assert told == [("basic", 2024, "512"), ("project", 2024, "300")]


@pytest.mark.parametrize(
    ("said", "change"),
    [
        ("支出从2021年的700万元增长至2024年的812万元，增加112万元，增长16%。", None),
        ("支出从2021年的700万元增长至812万元，增加112万元，增长16%。", None),
        ("支出从2022年的700万元增长至2023年的812万元，增加112万元，增长16%。", "112"),  # 2023's, and said so
    ],
)
def test_what_an_amount_was_further_back_is_not_last_years(said: str, change: str | None) -> None:
    assert spent(said) == [("total", "812", change, "16" if change else None, None)]


def test_a_rate_alone_behind_what_an_amount_became_is_read() -> None:
    assert spent("2024年支出由上年的700万元增加到812.35万元，增长16.05%。") == [
        ("total", "812.35", None, "16.05", None)
    ]


@pytest.mark.parametrize(
    "said",
    [
        "1.一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）。年初预算为500万元，支出决算为512.35万元，完成年初预算的102.47%。",
        "农林水支出：年初预算500万元，支出决算512.35万元。",
    ],
)
def test_a_line_of_the_budgets_functions_is_not_the_whole(said: str) -> None:
    assert spent(said) == []


def test_the_sum_of_such_lines_is_and_so_is_what_stands_behind_them() -> None:
    assert spent("农林水支出500万元，卫生健康支出12万元，支出合计512万元。") == [("total", "512", None, None, None)]
    assert spent("农林水支出（类）行政运行（项）支出500万元。2024年支出512万元。") == [
        ("total", "512", None, None, None)
    ]


def test_the_share_of_a_class_of_functions_is_not_the_wholes() -> None:
    told = "主要用于以下方面：农林水（类）支出600万元，占85.71%；卫生健康（类）支出20万元，占2.86%。"
    statements = read(
        "（一）职能\n1.管水。", "二、支出情况", f"2024年度一般公共预算财政拨款支出700万元，{told}"
    ).spending
    assert [(one.fund, one.amount, one.share) for one in statements] == [("general_public", 700, None)]


@pytest.mark.parametrize(
    ("said", "scopes"),
    [
        ("公务用车购置费及运行维护费支出决算为3.1万元。", ["vehicles"]),
        ("公务用车购置费、运行维护费分别为0万元和3.1万元。", ["vehicle_purchase", "vehicle_running"]),
    ],
)
def test_purchase_and_running_of_cars_in_one_word_are_both(said: str, scopes: list[str]) -> None:
    assert [scope for scope, *_ in spent(said)] == scopes


@pytest.mark.parametrize(
    "said",
    [
        "公务接待费支出决算为2.1万元，全年接待35批次，主要是上级检查发生的接待支出。",
        "公务用车运行维护费2.1万元，主要是燃油费支出，截止2024年12月31日，我单位公务用车保有量为2辆。",
    ],
)
def test_what_money_was_spent_on_is_no_reason(said: str) -> None:
    assert [reason for *_, reason in spent(said)] == [None]


@pytest.mark.parametrize(
    "said",
    ["差旅费支出", "严格控制差旅费支出", "节约办公费开支", "上年有一次性维修费支出", "从严控制接待费支出"],
)
@pytest.mark.parametrize("marker", ["主要原因是", "主要是"])
def test_a_kind_of_money_is_a_reason_where_a_change_stands_before_it(said: str, marker: str) -> None:
    """«主要原因是严格控制差旅费支出» was lost, and nothing said so."""
    assert spent(f"公用经费31万元，比上年减少5万元，{marker}{said}。") == [("public", "31", "-5", None, said)]


@pytest.mark.parametrize(
    ("said", "change", "rate"),
    [
        ("同比-2.6%", None, "-2.6"),
        ("同比：-2.6%", None, "-2.6"),
        ("较上年+2.6％", None, "2.6"),
        ("比上年（+2.6%）", None, "2.6"),
        ("同比增减-2.6%", None, "-2.6"),
        ("同比↓2.6%", None, "-2.6"),
        ("同比增长（2.6%）", None, "2.6"),
        ("较上年↑12.5万元", "12.5", None),
        ("较上年↓12.5万元，↓2.6%", "-12.5", "-2.6"),
        ("同比-12.5万元（-2.6%）", "-12.5", "-2.6"),
        ("同比↓2.6%，↓12.5万元", "-12.5", "-2.6"),
        ("较上年变动率为-2.6%", None, "-2.6"),
        ("较上年增加12.5万元（↑2.6%）", "12.5", "2.6"),
        ("较上年增加＋12.5万元，增长＋2.6%", "12.5", "2.6"),
    ],
)
def test_a_sign_or_an_arrow_says_which_way_money_changed(said: str, change: str | None, rate: str | None) -> None:
    assert spent(f"项目支出200万元，{said}。") == [("project", "200", change, rate, None)]


@pytest.mark.parametrize("said", ["较上年↑2.1%", "比上年+2.1%", "同比-2.1%", "比上年提高（2.1%）"])
def test_a_sign_behind_a_rate_of_its_own_is_not_the_moneys_change(said: str) -> None:
    assert spent(f"项目支出200万元，预算执行率98%，{said}。") == [("project", "200", None, None, None)]


@pytest.mark.parametrize(
    ("said", "change"),
    [("较上年增加＋2人", 2), ("较上年+2人", 2), ("同比-2人", -2), ("较上年↑2人", 2), ("较上年末↓2名", -2)],
)
def test_a_sign_or_an_arrow_says_which_way_the_staff_changed(said: str, change: int) -> None:
    assert read(f"（一）人员编制情况。年末在职人员32人，{said}。").profile.staffing.on_duty_change == change


@pytest.mark.parametrize("amount", ["1065.7万余元", "1065万多元", "3亿余元", "120余万元"])
def test_an_amount_that_is_more_than_its_figure_is_named(amount: str) -> None:
    """«1065.7万余元» was 1065.7."""
    report = read("二、一般公共预算支出情况", f"2024年基本支出{amount}。")
    assert report.spending == ()
    assert "unread_amounts" in [item.code for item in report.diagnostics]


def test_another_subjects_change_is_no_reason() -> None:
    told = "基本支出512万元，与上年相比，基本支出增加12万元，"
    assert spent(told + "项目支出减少20万元。") == [("basic", "512", "12", None, None)]
    assert spent(told + "人员经费增加12万元所致。") == [("basic", "512", "12", None, "人员经费增加12万元")]


def test_what_was_not_done_may_stand_before_the_reason_of_a_change() -> None:
    said = "项目支出180万元，比上年减少20万元，部分项目未完成，主要原因是工期延误。"
    assert spent(said) == [("project", "180", "-20", None, "工期延误")]


def test_a_change_up_to_another_amount_is_not_this_ones() -> None:
    assert spent("人员经费400万元，比上年增加112万元，达到512万元。") == [("personnel", "400", None, None, None)]


def test_the_incomes_change_is_not_the_spendings() -> None:
    """With both totals the same, the income's change fitted the spending's."""
    totals = "收入总计120万元，支出总计120万元。"
    income = "收入较上年减少30万元，降低20%，主要原因是项目减少。"
    spending = "支出较上年减少15万元，降低11.11%，主要原因是厉行节约。"
    assert spent(totals + income + spending) == [("total", "120", "-15", "-11.11", "厉行节约")]
    assert spent(totals + income) == [("total", "120", None, None, None)]
    assert spent("支出总计120万元，收入比上年减少30万元，降低20%。") == [("total", "120", None, None, None)]
    assert spent("支出总计120万元，收入比上年减少30万元，支出比上年减少15万元。") == [
        ("total", "120", "-15", None, None)
    ]


def test_an_income_within_a_reason_does_not_end_it() -> None:
    said = "支出总计120万元，较上年减少15万元，主要原因是项目减少，非税收入较上年减少。"
    assert spent(said) == [("total", "120", "-15", None, "项目减少，非税收入较上年减少")]


@pytest.mark.parametrize("led", ["下降的主要原因都是", "减少原因原因是", "主要原因均为"])
def test_words_that_lead_to_a_reason_are_none_of_it(led: str) -> None:
    assert spent(f"基本支出80万元，较上年减少3万元，{led}厉行节约。") == [("basic", "80", "-3", None, "厉行节约")]


def told(said: str, *, headed: str = "二、部门整体支出情况") -> list[tuple[str | None, ...]]:
    """Scope, amount, change and rate of each statement below a heading."""
    report = read("（一）职能\n1.管水。", headed, said)
    figures = [(each.scope, each.amount, each.change, each.change_rate) for each in report.spending]
    return [(scope, *(None if value is None else str(value) for value in values)) for scope, *values in figures]


@pytest.mark.parametrize(
    "said",
    [
        "国内公务接待221批次,1768人,共计支出9.95万元。",
        "2024年度共接待12批次，68人次，实际支出0.95万元。",
        "接待12批68人，全年支出0.95万元。",
        "全年举办培训12期，480人次，共支出9.95万元。",
    ],
)
@pytest.mark.parametrize("headed", ["二、部门整体支出情况", "二、“三公”经费支出情况"])
def test_what_guests_cost_is_no_whole(said: str, headed: str) -> None:
    """The amount behind the number of guests was the unit's total."""
    report = read("（一）职能\n1.管水。", headed, said)
    assert report.spending == ()
    assert "unread_amounts" in [item.code for item in report.diagnostics]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2024年我局服务群众1200人次，全年支出300万元。", [("total", "300", None, None)]),
        ("我局接待群众1200人次，全年支出300万元。", [("total", "300", None, None)]),
        ("我局在职1200人，支出300万元。", [("total", "300", None, None)]),
        ("接待12批次、68人次。全年支出300万元。", [("total", "300", None, None)]),
        (
            "救助1200人次，支出300万元，其中基本支出200万元，项目支出100万元。",
            [("total", "300", None, None), ("basic", "200", None, None), ("project", "100", None, None)],
        ),
        (
            "救助1200人次，共计支出300万元，其中基本支出200万元，项目支出100万元。",
            [("total", "300", None, None), ("basic", "200", None, None), ("project", "100", None, None)],
        ),
        (
            "救助1200人次，共计支出300万元。其中：基本支出200万元，项目支出100万元。",
            [("total", "300", None, None), ("basic", "200", None, None), ("project", "100", None, None)],
        ),
        ("公务接待费情况：接待12批次、68人次，支出0.95万元。", [("reception", "0.95", None, None)]),
    ],
)
def test_a_whole_stays_one_behind_other_counts(said: str, expected: list[tuple[str | None, ...]]) -> None:
    assert told(said) == expected


@pytest.mark.parametrize(
    "said",
    [
        "公务接待费9.95万元，其中：外事接待费支出0万元。",
        "公务接待费9.95万元，其中：国（境）外公务接待费0万元，与上年持平。",
        "公务接待费9.95万元。外事接待费支出1万元，较上年减少1.2万元，下降54.55%。",
    ],
)
def test_guests_from_abroad_are_a_part_of_the_receptions(said: str) -> None:
    """They were a second amount of all receptions."""
    assert told(said) == [("reception", "9.95", None, None)]


@pytest.mark.parametrize(
    ("said", "nils"),
    [
        ("无国内公务接待。", 0),
        ("2024年没有发生国内公务接待费用。", 0),
        ("国内公务接待未发生。", 0),
        ("无国内公务接待，也无国（境）外公务接待。", 1),
        ("无国（境）外公务接待，也无国内公务接待。", 1),
        ("未发生国内、国（境）外公务接待。", 1),
        ("无公务接待。", 1),
    ],
)
def test_no_guests_of_one_kind_is_not_no_reception(said: str, nils: int) -> None:
    assert [each[0] for each in told(said)] == ["reception"] * nils


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("项目支出2.05万元，较上年2.08减少0.03万元，下降1.44%。", [("project", "2.05", "-0.03", "-1.44")]),
        ("公务接待费2.05万元，比上年决算数字下降34.26%。", [("reception", "2.05", None, "-34.26")]),
        ("我局2024年决算总额2771万元，比上年减少50.79万元。", [("total", "2771", "-50.79", None)]),
        ("我局2024年决算总额2771万元，支出2600万元。", [("total", "2600", None, None)]),
        ("2024年收入2771万元，决算总额2771万元。", []),
        (
            "2024年度收、支总计2771万元。与上年相比，收、支总计各减少50.79万元，下降1.8%。",
            [("total", "2771", "-50.79", "-1.8")],
        ),
        (
            "收支总计2771万元，其中：基本支出2000万元，项目支出771万元。",
            [("total", "2771", None, None), ("basic", "2000", None, None), ("project", "771", None, None)],
        ),
        ("收支总计2771万元，本年支出合计2700万元。", [("total", "2700", None, None)]),
        ("收支总计2771万元，全年共支出2600万元。", [("total", "2600", None, None)]),
        ("收支总计2771万元，全年执行2600万元。", [("total", "2600", None, None)]),
        ("收支总计2771万元，其中基本支出2000万元，结转下年771万元。", [("basic", "2000", None, None)]),
        ("2024年年初收支总计2771万元。", []),
        ("该项目完工，决算总额300万元。", []),
        ("收入年初预算1200万元，执行1190万元。支出年初预算1200万元，执行1180万元。", [("total", "1180", None, None)]),
        ("2024年度，我局决算总额2771万元。", [("total", "2771", None, None)]),
        ("部门预算收支总计2771万元，实际支出2700万元。", [("total", "2700", None, None)]),
        ("收入120万元，支出120万元，支出、收入较上年均减少15万元。", [("total", "120", "-15", None)]),
        ("收入120万元，支出120万元，收入、支出较上年均减少15万元。", [("total", "120", "-15", None)]),
        ("公务用车及运行维护费支出251万元，较上年减少3万元。", [("vehicles", "251", "-3", None)]),
    ],
)
def test_changes_and_wholes_in_other_words(said: str, expected: list[tuple[str | None, ...]]) -> None:
    """They were lost."""
    assert told(said) == expected


@pytest.mark.parametrize(
    ("behind", "change", "rate"),
    [
        ("收入较上年减少19万元，下降13.67%。较上年支出减少15万元，下降11.11%。", "-15", "-11.11"),
        ("收入较上年减少19万元，下降13.67%，支出减少15万元，下降11.11%。", "-15", "-11.11"),
        ("与上年相比，收入减少19万元，支出减少15万元。", "-15", None),
        ("收入较上年减少19万元，主要是项目减少，支出减少15万元。", None, None),
        ("收入较年初预算减少19万元，支出减少15万元。", None, None),
        ("收入较2022年减少19万元，支出减少15万元。", None, None),
    ],
)
def test_the_spendings_change_behind_the_incomes(behind: str, change: str | None, rate: str | None) -> None:
    assert told(f"收入总计120万元，支出总计120万元。{behind}") == [("total", "120", change, rate)]
    part = told(f"收入总计120万元，支出总计120万元，其中项目支出20万元。{behind}")
    assert part[1] == ("project", "20", None, None)


def test_income_and_spending_together_yield_to_what_was_spent() -> None:
    """They hold what was left of the year before; beside «2024年支出2600万元» they were a second whole."""
    report = read("（一）职能\n1.管水。", "二、部门整体支出情况", "收支总计2771万元。\n2024年支出2600万元。")
    assert [str(each.amount) for each in report.spending] == ["2600"]
    assert [item.code for item in report.diagnostics if "收支总计2771万元" in item.message] == ["unread_amounts"]


def test_another_part_beside_no_domestic_guests_is_none() -> None:
    assert told("无国内公务接待费、公务用车购置费。") == [("vehicle_purchase", None, None, None)]


@pytest.mark.parametrize("said", ["收、支总计各减少50.79万元。", "2024年收、支决算总额2771万元，比上年下降1.8%。"])
def test_a_sum_of_income_and_spending_that_nothing_reads_is_named(said: str) -> None:
    report = read("（一）职能\n1.管水。", "二、部门整体支出情况", said)
    assert report.spending == ()
    assert "unread_amounts" in [item.code for item in report.diagnostics]


def test_numbers_of_another_mark_count_within_a_heading() -> None:
    """«1.资金投入情况» and each «1)…» below it were achievements."""
    lines = (
        "1.资金投入情况",
        "1)项目资金到位300万元。",
        "2)建成水闸2座。",
        "2.产出情况",
        "1)改造泵站3座。",
        "2)培训20人。",
    )
    report = read("（一）职能\n1.管水。", "二、绩效目标完成情况", *lines, "三、存在的问题", "1.人手不足。")
    assert [(one.heading, one.text) for one in report.performance.achievements] == [
        ("资金投入情况", "1)项目资金到位300万元。2)建成水闸2座。"),
        ("产出情况", "1)改造泵站3座。2)培训20人。"),
    ]


@pytest.mark.parametrize(
    "lines", [("1.改造泵站3座。", "2)培训20人。", "3.植树。"), ("1)改造泵站3座。", "2)培训20人。")]
)
def test_one_list_stays_one_whatever_its_marks(lines: tuple[str, ...]) -> None:
    report = read("（一）职能\n1.管水。", "二、绩效目标完成情况", *lines)
    assert [one.text for one in report.performance.achievements] == [line[2:] for line in lines]
