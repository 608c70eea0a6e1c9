"""Spending in the narrative: every mention with its amount, share, change and reason, each quoted; nothing invented."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.extract.support import TITLE, context_of, evidence, paragraphs, unread, values

from jixiao import parse
from jixiao.extract.context import Context
from jixiao.extract.identity import identity
from jixiao.extract.spending import spending
from jixiao.schema import Report

GENERAL = "二、一般公共预算支出情况"
FUND = "三、政府性基金预算支出情况"


def text(body: str, heading: str = GENERAL) -> str:
    return f"{TITLE}{heading}\n{body}\n"


def reported(body: str) -> Report:
    """The report of a unit whose section on spending says that."""
    text = f"云溪县水利局2023年度部门整体支出绩效自评报告\n一、部门概况\n编制9人。\n二、部门整体支出情况\n{body}\n"
    return parse(text.encode())


def drafts(context: Context) -> list[Any]:
    return list(spending(context, identity(context, [], None).fiscal_year))


def read(body: str, heading: str = GENERAL) -> list[Any]:
    return [values(draft) for draft in drafts(context_of(text(body, heading)))]


def quoted(body: str, heading: str = GENERAL) -> list[dict[str, str]]:
    return [evidence(draft) for draft in drafts(context_of(text(body, heading)))]


def shown(value: Any) -> Any:
    return format(value, "f") if isinstance(value, Decimal) else value


def short(body: str, *fields: str, heading: str = GENERAL) -> list[tuple[Any, ...]]:
    """The named fields of each statement, decimals to the digit."""
    return [tuple(shown(found[field]) for field in fields) for found in read(body, heading)]


def amounts(body: str, heading: str = GENERAL) -> list[tuple[Any, ...]]:
    return short(body, "scope", "amount", heading=heading)


def diagnostics(body: str, heading: str = GENERAL) -> list[str]:
    context = context_of(text(body, heading))
    drafts(context)
    return [found.code for found in context.diagnostics]


# ---- the whole statement and its evidence


def test_a_whole_statement() -> None:
    body = (
        "2023年我馆一般公共预算财政拨款支出 1，300.50 万元，占本年支出合计的 81.5％，"
        "较上年减少20.30万元，下降1.54％，主要原因是压缩了一般性开支。"
    )
    assert read(body) == [
        {
            "fund": "general_public",
            "scope": "total",
            "year": 2023,
            "amount": Decimal("1300.50"),
            "share": Decimal("81.5"),
            "change": Decimal("-20.30"),
            "change_rate": Decimal("-1.54"),
            "reason": "压缩了一般性开支",
            "is_none": False,
        }
    ]
    assert quoted(body) == [
        {
            "/fund": "一般公共预算",
            "/scope": "一般公共预算财政拨款支出",
            "/year": "2023年",
            "/amount": "1，300.50 万元",
            "/share": "81.5％",
            "/change": "20.30万元",
            "/change_rate": "1.54％",
            "/reason": "压缩了一般性开支",
            "/is_none": "1，300.50 万元",
        }
    ]
    assert unread(text(body)) == []


def test_steps_tell_the_sign_and_the_unit() -> None:
    (found,) = drafts(context_of(text("公用经费566230元，比上年减少1,000元。")))
    assert found["amount"].steps == ("566230元 → ÷10000 → 56.6230",)
    assert found["change"].steps == ("1,000元 → ÷10000 → 0.1000", "取负 → -0.1000")


def test_what_the_section_says_is_inferred() -> None:
    (found,) = drafts(context_of(text("全年支出8万元。")))
    assert (found["fund"].value, found["fund"].inferred, found["fund"].quote.raw) == (
        "general_public",
        True,
        "一般公共预算支出情况",
    )
    assert (found["scope"].value, found["scope"].inferred) == ("total", True)
    assert (found["year"].value, found["year"].inferred) == (2023, True)
    (named,) = drafts(context_of(text("2023年一般公共预算支出8万元。")))
    assert not named["fund"].inferred
    assert not named["year"].inferred


def test_a_part_is_of_the_fund_that_its_whole_names() -> None:
    body = (
        "2023年支出2098万元，其中：一般公共预算支出1998万元（基本支出812万元，项目支出1186万元）；"
        "政府性基金预算支出100万元，其中：项目支出100万元。三公经费支出8万元。"
    )
    found = read(body, heading="二、部门整体支出情况")
    assert [(s["fund"], s["scope"]) for s in found] == [
        ("all", "total"),
        ("general_public", "total"),
        ("general_public", "basic"),
        ("general_public", "project"),
        ("government_fund", "total"),
        ("government_fund", "project"),
        ("all", "three_public"),
    ]


@pytest.mark.parametrize(
    ("behind", "total"),
    [
        ("同比减少412.30万元，下降11.24%。其中：基本支出1688.92万元。", [("total", "3256.47", "-412.30")]),
        ("比上年预算减少412.30万元。其中：基本支出1688.92万元。", []),
        ("其中：基本支出1688.92万元。", []),
    ],
)
def test_spending_of_the_budget_that_is_compared_with_last_year_is_what_was_spent(
    behind: str, total: list[tuple[str, str, str]]
) -> None:
    found = short(
        f"2022年我局部门预算支出3256.47万元，{behind}", "scope", "amount", "change", heading="二、部门支出情况"
    )
    assert [each for each in found if each[0] == "total"] == total


# ---- subjects


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "2023年一般公共预算财政拨款支出500万元，其中基本支出300万元，项目支出200万元。",
            [("total", "500"), ("basic", "300"), ("project", "200")],
        ),
        (
            "基本支出120.53万元（其中人员经费89.53万元，公用经费31.00万元）。",
            [("basic", "120.53"), ("personnel", "89.53"), ("public", "31.00")],
        ),
        (
            "一般公共预算支出300万元（基本支出200万元（人员经费150万元，公用经费50万元），项目支出100万元）。",
            [("total", "300"), ("basic", "200"), ("personnel", "150"), ("public", "50"), ("project", "100")],
        ),
        ("本年支出合计90万元，其中：日常公用经费支出7.5万元。", [("total", "90"), ("public", "7.5")]),
        (
            "“三公”经费3.2万元，因公出国（境）费0元，公务用车购置及运行维护费2.1万元，公务接待费1.1万元。",
            [("three_public", "3.2"), ("overseas", "0.0000"), ("vehicles", "2.1"), ("reception", "1.1")],
        ),
        (
            "公务用车购置费0万元、公务用车运行维护费3万元，公务接待费0.5万元。",
            [("vehicle_purchase", "0"), ("vehicle_running", "3"), ("reception", "0.5")],
        ),
        (
            "业务工作经费12万元，运行维护经费3.4万元。",
            [("project_business", "12"), ("project_operations", "3.4")],
        ),
        ("2023年项目支出（含上年结转）40万元。", [("project", "40")]),
        ("财政拨款支出66万元。", [("total", "66")]),
        ("全年实际支出30万元", [("total", "30")]),
        ("基本支出主要用于保障机构运转。", []),
        ("公务接待费零元。", [("reception", "0")]),
        ("政府性基金预算支出为0。", [("total", "0")]),
    ],
)
def test_subjects_and_amounts(body: str, expected: list[tuple[str, str]]) -> None:
    assert amounts(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # A hospital's accounts under the title of one budget: what all its income paid for.
        (
            "医疗收入86420.55万元，其他收入3万元。\n全年支出合计90355.1万元，其中：人员经费32640万元，项目支出7843.8万元。",
            [("all", "total", "90355.1"), ("all", "personnel", "32640"), ("all", "project", "7843.8")],
        ),
        ("事业收入0万元。\n全年支出合计80万元。", [("general_public", "total", "80")]),
        ("其他收入3万元。\n一般公共预算支出60万元。", [("general_public", "total", "60")]),
        # An allotment is income.
        ("财政拨款收入300万元，其中基本支出拨款100万元，项目支出拨款200万元。", []),
        ("基本支出拨款支出100万元。", [("general_public", "basic", "100")]),
    ],
)
def test_which_fund_paid(body: str, expected: list[tuple[str, str, str]]) -> None:
    assert short(body, "fund", "scope", "amount") == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "年初预算2318.4万元，其中基本支出1764.9万元，项目支出553.5万元。决算支出2471.3万元，其中基本支出1902.7万元。",
            [("total", "2471.3"), ("basic", "1902.7")],
        ),
        ("2023年预算安排300万元（基本支出200万元、项目支出100万元），决算支出290万元。", [("total", "290")]),
        (
            "“三公”经费预算18万元，实际支出9.87万元，其中：公务接待费5.62万元。",
            [("three_public", "9.87"), ("reception", "5.62")],
        ),
        ("一般公共预算支出60万元，其中：基本支出40万元。", [("total", "60"), ("basic", "40")]),
    ],
)
def test_parts_of_a_budget_are_not_spent(body: str, expected: list[tuple[str, str]]) -> None:
    assert amounts(body) == expected


def test_a_section_on_the_budget() -> None:
    budget, final = "基本支出40万元，项目支出20万元。", "基本支出41万元。"
    assert amounts(f"{budget}\n（二）决算情况\n{final}", heading=GENERAL + "\n（一）年初预算安排情况") == [
        ("basic", "41")
    ]
    assert amounts(budget, heading=GENERAL + "\n（一）支出情况") == [("basic", "40"), ("project", "20")]


def test_both_mentions_stand_also_when_they_contradict() -> None:
    assert amounts("基本支出100万元。全年基本支出110万元。") == [("basic", "100"), ("basic", "110")]


def test_bare_spending_means_what_its_section_is_about() -> None:
    body = "2023年全年支出88.8万元，占总支出的20%，比去年增加8.8万元，增长11%。"
    found = short(
        body, "fund", "scope", "amount", "share", "change", "change_rate", heading=GENERAL + "\n（二）项目支出情况"
    )
    assert found == [("general_public", "project", "88.8", "20", "8.8", "11")]
    assert short(body, "fund", "scope", heading=FUND) == [("government_fund", "total")]


def test_the_sentence_names_another_fund_than_its_section() -> None:
    assert short("国有资本经营预算支出3万元。", "fund", "amount", heading=FUND) == [("state_capital", "3")]


def test_a_figure_of_the_subject_before_stays_with_it() -> None:
    body = "基本支出300万元，占60%，较上年增加9万元，项目支出200万元，占40%，与上年持平。"
    assert short(body, "scope", "share", "change", "change_rate") == [
        ("basic", "60", "9", None),
        ("project", "40", "0", None),
    ]


def test_behind_a_bracket_the_sentence_goes_on_with_its_first_subject() -> None:
    body = "基本支出120万元（人员经费90万元，占75%，公用经费30万元），占总支出的27.3%，比上年增加3万元（增长2.56%）。"
    assert short(body, "scope", "share", "change", "change_rate") == [
        ("basic", "27.3", "3", "2.56"),
        ("personnel", "75", None, None),
        ("public", None, None, None),
    ]


# ---- units, years, signs


def test_units_mixed() -> None:
    body = "基本支出1,234.56万元，人员经费12,345,600元，公用经费0.05亿元，项目支出３００元。"
    assert amounts(body) == [
        ("basic", "1234.56"),
        ("personnel", "1234.5600"),
        ("public", "500"),
        ("project", "0.0300"),
    ]


def test_years_belong_to_what_follows_them() -> None:
    assert short("2022年基本支出100万元，2023年基本支出110万元。", "year", "amount") == [(2022, "100"), (2023, "110")]
    assert short("基本支出110万元，比2022年增加10万元。", "year", "change") == [(2023, "10")]


def test_a_year_in_a_bracket_that_says_something_else_is_of_nothing_behind_it() -> None:
    """«（含补发的2022年奖金0.92万元）» stands in the sentence of the reception, and tells its own year alone."""
    body = "“三公”经费合计支出9.21万元（含补发的2022年奖金0.92万元），其中：公务接待费支出4.33万元。"
    assert short(body, "scope", "year")[-1] == ("reception", 2023)
    plain = body.replace("（含补发的2022年奖金0.92万元）", "（2022年度）")
    assert short(plain, "scope", "year")[-1] == ("reception", 2022)


def test_an_amount_of_last_year_is_of_last_year() -> None:
    """«上年基本支出90万元» had the report's own year."""
    assert short("上年基本支出90万元，本年基本支出100万元。", "year", "amount") == [(2022, "90"), (2023, "100")]
    assert quoted("上年基本支出90万元。")[0]["/year"] == "上年"


def test_a_last_year_without_a_report_year_is_unknown() -> None:
    context = context_of(f"{GENERAL}\n上年基本支出90万元。\n基本支出100万元。\n")
    assert [found["year"] for found in drafts(context)] == [None, None]


@pytest.mark.parametrize(
    ("tail", "change", "rate"),
    [
        ("比上年增加3万元，增长5.5%", "3", "5.5"),
        ("较上年减少3.00万元，降低5.50%", "-3.00", "-5.50"),
        ("同比下降2.5%，减少0.77万元", "-0.77", "-2.5"),
        ("与2022年相比增加30000元（增幅5%）", "3.0000", "5"),
        ("较去年增长6.2%", None, "6.2"),
        ("比上年增加3万元", "3", None),
        ("比上年增加-3万元，增长-5.66%", "-3", "-5.66"),
        ("比上年减少0万元，下降0%", "0", "0"),
        ("与上年持平", "0", None),
        ("与上年持平，下降0%", "0", "0"),
        ("同比无变化（增长率为0.00%）", "0", "0.00"),
        ("较去年基本持平，无增减变化", "0", None),
        ("较上年无变化", "0", None),
        ("与上年度一致", "0", None),
        ("比年初预算减少3.8万元，下降3.66%", None, None),
        ("与预算持平", None, None),
        ("在职人员比上年增加2人", None, None),
        ("上年支出48万元，增加20000元，增长4.17%", "2.0000", "4.17"),
        ("上年支出45万元，增加20000元，增长4.17%", None, None),  # last year's amount contradicts it
    ],
)
def test_changes(tail: str, change: str | None, rate: str | None) -> None:
    assert short(f"项目支出50万元，{tail}。", "change", "change_rate") == [(change, rate)]


@pytest.mark.parametrize("zero", ["比上年减少0万元，下降0%", "比上年减少0.00万元"])
def test_no_negative_zero(zero: str) -> None:
    (found,) = read(f"项目支出50万元，{zero}。")
    assert not found["change"].is_signed()


@pytest.mark.parametrize(
    "both", ["增加（减少）3万元", "减少(增加)3万元", "增加/减少3万元", "增加（或减少）3万元", "增（减）3万元"]
)
def test_alternatives_that_nobody_chose_give_no_figure(both: str) -> None:
    body = f"项目支出50万元，比上年{both}。"
    assert short(body, "amount", "change", "change_rate") == [("50", None, None)]
    assert diagnostics(body) == ["ambiguous_direction"]


# ---- reasons


@pytest.mark.parametrize(
    ("tail", "reason"),
    [
        ("，主要原因是工资晋级。", "工资晋级"),
        ("，原因：退休减员。", "退休减员"),
        ("，主要是由于新增设备采购；", "新增设备采购"),
        ("，主要系新增设备采购。", "新增设备采购"),
        ("。变化的主要原因：会议减少。", "会议减少"),
        ("，增加的主要原因是：一是调资；二是增人。", "一是调资；二是增人"),
        ("，原因是：1.工资调标；2.人员增加。", "1.工资调标；2.人员增加"),
        ("，本年压缩了会议开支。", "本年压缩了会议开支"),
        ("；项目结束，收尾款减少。", "项目结束，收尾款减少"),
        ("，主要用于人员工资。", None),
        ("，按支出用途分：人员工资5万元。", None),
        ("，项目资金主要投向林区管护及防火物资储备。", None),
        ("，无纸化办公推行。", "无纸化办公推行"),
        ("，其中：人员工资5万元。", None),
        ("。", None),
    ],
)
def test_reasons(tail: str, reason: str | None) -> None:
    body = f"基本支出100万元，较上年增加10万元，增长11.11%{tail}"
    assert short(body, "change", "change_rate", "reason") == [("10", "11.11", reason)]


def test_each_subject_has_its_own_reason() -> None:
    body = "基本支出9万元，较上年增加1万元，主要原因是调资；项目支出3万元，较上年减少2万元，主要原因是项目完工。"
    assert short(body, "scope", "change", "reason") == [("basic", "1", "调资"), ("project", "-2", "项目完工")]


# ---- budgets


@pytest.mark.parametrize(
    "body",
    [
        "基本支出年初预算300万元。",
        "基本支出预算为300万元。",
        "项目支出年初预算安排60万元。",
        "年初预算300万元。",
        "项目支出完成调整预算数的100%。",
        "项目支出预算60万元，调整后为55万元。",
        "一般公共预算财政拨款收入500万元。",
    ],
)
def test_a_budget_is_no_spending(body: str) -> None:
    assert read(body) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("基本支出年初预算300万元，决算数为288万元，完成预算的96%。", [("basic", "288", None)]),
        ("项目支出预算60万元，全年支出55万元，预算执行率91.67%。", [("project", "55", None)]),
        ("一般公共预算支出年初预算数300万元，调整预算数320万元，支出决算数310万元。", [("total", "310", None)]),
        ("年初预算300万元，实际支出288万元，占年初预算的96%。", [("total", "288", None)]),
        ("一般公共预算财政拨款收入500万元，支出480万元。", [("total", "480", None)]),
        ("基本支出288万元，占年初预算的96%，占总支出的80%。", [("basic", "288", "80")]),
        ("基本支出288万元，占全年预算数的98.2%。", [("basic", "288", None)]),
    ],
)
def test_the_amount_behind_a_budget(body: str, expected: list[tuple[str, str, str | None]]) -> None:
    """The spending behind a subject's budget was lost, or taken for the whole section's."""
    assert short(body, "scope", "amount", "share") == expected


def test_the_budget_is_left_unread() -> None:
    body = "基本支出年初预算300万元，决算数为288万元，完成预算的96%。"
    assert unread(text(body)) == ["年初预算300万元", "预算的96%"]


# ---- rows of amounts and of shares


def test_amounts_in_a_row_go_to_their_subjects() -> None:
    """The last subject took the first amount too: an invented figure."""
    assert amounts("人员经费和公用经费分别为150万元、32.4万元。") == [("personnel", "150"), ("public", "32.4")]


@pytest.mark.parametrize(
    "body",
    [
        "基本支出、项目支出分别为150万元和30万元，占比83.3%和16.7%。",
        "基本支出150万元、项目支出30万元，分别占总支出的83.3%、16.7%。",
    ],
)
def test_shares_in_a_row(body: str) -> None:
    assert short(body, "scope", "amount", "share") == [("basic", "150", "83.3"), ("project", "30", "16.7")]


def test_the_change_behind_what_an_amount_became() -> None:
    body = "总支出从上年的342.15万元减少到319.67万元，减少22.48万元，减幅6.57%，主要原因是活动减少。"
    assert short(body, "amount", "change", "change_rate", "reason") == [("319.67", "-22.48", "-6.57", "活动减少")]


def test_last_years_amount_by_its_year_tells_whose_change_it_is() -> None:
    body = "“三公”经费16.80万元，其中公务用车运行维护费7.20万元，与2022年的18.30万元相比减少1.50万元。"
    assert short(body, "scope", "change") == [("three_public", "-1.50"), ("vehicle_running", None)]


def test_the_rate_tells_whose_change_it_is() -> None:
    """Behind «；» it was read as the last part's, silently (a weather bureau's accounts in yuan)."""
    body = "总支出386.24万元，其中基本支出241.82万元，项目支出144.42万元；比上年增加28.64万元，增长8.01%。"
    assert short(body, "scope", "change", "change_rate") == [
        ("total", "28.64", "8.01"), ("basic", None, None), ("project", None, None),
    ]  # fmt: skip
    own = "总支出386.24万元，其中基本支出241.82万元，项目支出144.42万元，比上年增加28.64万元，增长24.74%。"
    assert short(own, "scope", "change")[2] == ("project", "28.64")
    none = "总支出386.24万元，其中基本支出241.82万元，项目支出144.42万元，比上年增加28.64万元，增长3.00%。"
    assert short(none, "scope", "change")[2] == ("project", "28.64")


def test_the_sum_of_three_things_behind_the_three_public_expenses() -> None:
    body = "公务接待费支出2.16万元；公车运行费支出9.84万元；因公出国（境）零支出。三项合计12.00万元。"
    assert amounts(body)[-1] == ("three_public", "12.00")


def test_an_amount_that_no_statement_takes_stays_unread() -> None:
    """It was claimed with its subject: in no field, and nothing could tell."""
    body = "项目支出220万元，主要用于：河道治理项目支出120.5万元。"
    assert amounts(body) == [("project", "220")]
    assert any("120.5万元" in stretch for stretch in unread(text(body)))
    income = "总收入52万元，其中：政府性基金预算拨款12.5万元。"
    assert any("12.5万元" in stretch for stretch in unread(text(income)))


def test_an_amount_behind_its_share() -> None:
    body = "支出构成：基本支出占45.62%，为767.54万元；项目支出占54.38%，为914.92万元。"
    assert short(body, "scope", "amount", "share") == [
        ("basic", "767.54", "45.62"), ("project", "914.92", "54.38"),
    ]  # fmt: skip


def test_spending_of_nothing_in_a_word() -> None:
    assert amounts("“三公”经费全年零支出。") == [("three_public", "0")]


def test_an_amount_that_is_each_subjects() -> None:
    body = "公务接待费4.86万元；公务用车购置费和因公出国（境）费均为0。"
    expected = [("reception", "4.86"), ("vehicle_purchase", "0"), ("overseas", "0")]
    assert amounts(body) == expected
    assert amounts("公务用车购置费1万元和因公出国（境）费均为0。") == [("vehicle_purchase", "1"), ("overseas", "0")]


def test_rows_of_unequal_length_give_nothing() -> None:
    assert amounts("人员经费、公用经费及业务费分别为1万元、2万元、3万元。") == []
    assert short("基本支出150万元，分别占总支出的50%、30%、20%。", "amount", "share") == [("150", None)]


def test_what_follows_a_row_belongs_to_nobody() -> None:
    body = "基本支出和项目支出分别为150万元、30万元，比上年分别增加5万元、减少2万元。"
    assert short(body, "amount", "change", "change_rate") == [("150", None, None), ("30", None, None)]


# ---- what is no figure


@pytest.mark.parametrize("digits", ["7,00.0,77万元", "12.3.4万元", "1,23万元", "1亿2000万元", "3万5千元"])
def test_digits_that_are_not_safe_are_null_and_said(digits: str) -> None:
    """«1亿2000万元» was read as one 亿; «7,00.0,77» vanished without a word."""
    body = f"基本支出{digits}，比上年增加3万元。"
    assert short(body, "scope", "amount", "change", "is_none") == [("basic", None, "3", False)]
    assert diagnostics(body) == ["unreadable_figure"]
    assert quoted(body)[0]["/amount"] == digits


def test_a_change_in_unsafe_digits_is_null_and_its_rate_stands() -> None:
    body = "基本支出70万元，比上年减少7,00.0,77万元，下降5%，主要原因是减员。"
    assert short(body, "amount", "change", "change_rate", "reason") == [("70", None, "-5", "减员")]
    assert diagnostics(body) == ["unreadable_figure"]


@pytest.mark.parametrize(
    "body",
    [
        "基本支出300余万元。",
        "基本支出300-400万元。",
        "因压减公用经费5万元，结余增加。",
        "主要原因是新增项目支出5万元。",
        "项目支出30个，覆盖率95%。",
        "项目支出上年结转5万元。",
    ],
)
def test_no_amount_of_the_subject(body: str) -> None:
    assert read(body) == []


def test_amounts_of_unknown_things_are_not_taken() -> None:
    body = "项目支出30万元，主要用于购书20万元、设备10万元。"
    assert amounts(body) == [("project", "30")]
    assert unread(text(body)) == ["主要", "购书20万元", "设备10万元"]


# ---- nil statements


@pytest.mark.parametrize(
    ("body", "quote"),
    [
        ("无。", "无"),
        ("无", "无"),
        ("不涉及", "不涉及"),
        ("2023年本单位无此项支出。", "无此项支出"),
        ("我馆2023年度无政府性基金预算支出。", "无政府性基金预算支出"),
        ("我局未安排政府性基金预算支出。", "未安排政府性基金预算支出"),
        ("本单位没有发生政府性基金收支业务。", "没有发生政府性基金收支业务"),
        ("本单位不涉及政府性基金预算支出", "不涉及政府性基金预算支出"),
        ("政府性基金预算支出情况：无", "政府性基金预算支出情况：无"),
        ("我馆无政府性基金预算支出，与上年一致。", "无政府性基金预算支出"),
    ],
)
def test_nil_statements(body: str, quote: str) -> None:
    (found,) = read(body, FUND)
    assert (found["fund"], found["scope"], found["amount"], found["is_none"]) == (
        "government_fund",
        "total",
        None,
        True,
    )
    assert {found[key] for key in ("share", "change", "change_rate", "reason")} == {None}
    (draft,) = drafts(context_of(text(body, FUND)))
    assert draft["amount"].null_kind == "nil_statement"
    assert draft["amount"].quote.raw == quote
    assert draft["is_none"].quote.raw == quote


def test_one_nil_statement_on_two_funds() -> None:
    body = "本年度无政府性基金预算支出和国有资本经营预算支出。"
    assert short(body, "fund", "amount", "is_none", heading=FUND) == [
        ("government_fund", None, True),
        ("state_capital", None, True),
    ]


@pytest.mark.parametrize(
    "body", ["项目支出30万元，较上年无变化。", "项目支出30万元，无新增项目。", "项目支出30万元，未超预算。"]
)
def test_no_nil_statement(body: str) -> None:
    assert short(body, "amount", "is_none") == [("30", False)]


def test_nil_and_amounts_in_one_paragraph_keep_their_order() -> None:
    body = "公务接待费1万元，无因公出国（境）费支出，公务用车运行维护费2万元。"
    assert short(body, "scope", "amount", "is_none") == [
        ("reception", "1", False),
        ("overseas", None, True),
        ("vehicle_running", "2", False),
    ]


# ---- where it reads


def test_order_over_sections_and_no_spending_elsewhere() -> None:
    source = (
        f"{TITLE}一、单位基本情况\n项目支出9万元。\n{GENERAL}\n一般公共预算支出30万元。\n（一）基本支出情况\n"
        "基本支出20万元。\n（二）项目支出情况：项目支出10万元。\n"
        f"{FUND}\n政府性基金预算支出2万元。\n六、部门整体支出绩效情况\n争取资金500万元。\n"
    )
    found = [values(draft) for draft in drafts(context_of(source))]
    assert [(f["fund"], f["scope"], shown(f["amount"])) for f in found] == [
        ("general_public", "total", "30"),
        ("general_public", "basic", "20"),
        ("general_public", "project", "10"),
        ("government_fund", "total", "2"),
    ]


def test_a_heading_that_no_role_names_is_read_with_its_section() -> None:
    source = f"{TITLE}{GENERAL}\n（一）人员经费支出\n人员经费5万元。\n"
    assert [values(d)["scope"] for d in drafts(context_of(source))] == ["personnel"]


def test_a_sentence_over_two_lines_of_a_page() -> None:
    blocks = paragraphs(TITLE.strip(), GENERAL, "基本支出 1\n20万元，占总\n支出的50%。")
    (found,) = drafts(context_of(blocks))
    assert shown(found["amount"].value) == "120"
    assert found["amount"].quote.raw == "1\n20万元"
    assert shown(found["share"].value) == "50"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # Without 其中 the figures decide: 5 of 105 are 4.76 %, of no other amount.
        (
            "支出合计100万元，基本支出60万元，项目支出40万元。与上年相比减少5万元，下降4.76%，主要原因是压减开支。",
            [("total", "-5", "-4.76", "压减开支"), ("basic", None, None, None), ("project", None, None, None)],
        ),
        (
            "支出合计100万元。其中：基本支出60万元，项目支出40万元。比上年增加8万元，增长25%。",
            [("total", None, None, None), ("basic", None, None, None), ("project", "8", "25", None)],
        ),
        # No figure decides: 其中 leads back to the total, unless that has a change of its own.
        (
            "支出合计100万元，其中：基本支出60万元，项目支出40万元。比上年减少5万元。",
            [("total", "-5", None, None), ("basic", None, None, None), ("project", None, None, None)],
        ),
        (
            "支出合计100万元，比上年减少2万元，其中：基本支出60万元，比上年增加1万元；项目支出40万元。比上年减少3万元。",
            [("total", "-2", None, None), ("basic", "1", None, None), ("project", "-3", None, None)],
        ),
    ],
)
def test_a_sentence_without_a_subject_goes_to_the_amount_that_it_fits(body: str, expected: list[Any]) -> None:
    assert short(body, "scope", "change", "change_rate", "reason") == expected
    assert "shared_change" not in diagnostics(body)


def test_a_line_that_a_page_cut_goes_on_in_the_next_paragraph() -> None:
    """«基本» / «支出352.18万元» was a total."""
    cut = (
        "支出486.35万元，比上年减少12.08万元，下降2.42%，主要是压减开支。其中，基本",
        "支出352.18万元，占比72.41%；项目支出134.17万元。",
    )
    context = context_of(paragraphs(TITLE.strip(), GENERAL, *cut))
    assert [(found["scope"], str(found["amount"])) for found in map(values, drafts(context))] == [
        ("total", "486.35"),
        ("basic", "352.18"),
        ("project", "134.17"),
    ]


def test_a_change_of_the_total_is_no_parts() -> None:
    """The total's own amount may be unreadable (a page's text: «总支出 2341.06 ①⏎万元»)."""
    body = "项目支出362.51万元。比2022年总支出增加96.37万元，上升4.29%。"
    assert short(body, "scope", "change", "change_rate") == [("project", None, None)]
    assert diagnostics(body) == ["shared_change"]
    both = f"总支出2341.06万元，其中：{body}"
    assert short(both, "scope", "change") == [("total", "96.37"), ("project", None)]


def test_a_sentence_without_a_subject_behind_two_amounts_is_refused() -> None:
    body = "基本支出60万元，项目支出40万元。比上年减少5万元。"
    assert short(body, "scope", "change") == [("basic", None), ("project", None)]
    assert diagnostics(body) == ["shared_change"]


OVERVIEW = "二、部门整体支出情况"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # The word of a heading before the subject's own amount: one statement, not two.
        ("支出情况：2023年度支出合计379.84万元，其中：基本支出326万元。", [("total", "379.84"), ("basic", "326")]),
        # Income handed down is no spending, the spending behind it is.
        ("年初预算收入4.86亿元，其中：财政拨款0.42亿元。全年实际支出4.93亿元。", [("total", "49300")]),
        ("2023年度收入总计10万元，其中：财政拨款8万元。", []),
        ("全年预算数218万元。资金总体支出120.87万元，其中，基本支出52万元。", [("total", "120.87"), ("basic", "52")]),
    ],
)  # fmt: skip
def test_bare_words_take_no_amount_of_others(body: str, expected: list[tuple[str, str]]) -> None:
    assert amounts(body, OVERVIEW) == expected


def test_a_later_sentence_that_names_its_subject() -> None:
    parts = "支出合计100万元，其中：基本支出60万元，项目支出40万元。"
    fields = ("scope", "change", "reason")
    assert short(f"{parts}与上年相比，总支出减少5万元，下降4.76%，主要原因是压减开支。", *fields) == [
        ("total", "-5", "压减开支"), ("basic", None, None), ("project", None, None),
    ]  # fmt: skip
    basic = f"{parts}与上年相比，基本支出增加5万元，主要原因是增资。"
    assert [found[1:] for found in short(basic, *fields)] == [(None, None), ("5", "增资"), (None, None)]


def test_the_budget_that_pays_the_three_public_expenses() -> None:
    assert short("一般公共预算“三公”经费支出46.2万元。", "fund", "scope", "amount", heading=OVERVIEW) == [
        ("general_public", "three_public", "46.2")
    ]


def test_the_section_of_hunans_older_outline() -> None:
    heading = "二、部门整体支出规模、使用方向和主要内容、涉及范围等"
    assert amounts("全年总支出132.66万元，其中基本支出100万元，项目支出32.66万元。", heading) == [
        ("total", "132.66"), ("basic", "100"), ("project", "32.66"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "人员经费480.7万元，伙食补助费88.5万元（占比15%），同比增长18%，主要原因是标准提高。",
            [("personnel", "480.7", None, None, None)],
        ),
        (
            "人员经费98万元，公用经费10.3万元。人员经费较去年增加4.5万元，公用经费较去年减少0.8万元。",
            [("personnel", "98", "4.5", None, None), ("public", "10.3", "-0.8", None, None)],
        ),
        ("公用经费10.3万元。人员经费较去年增加4.5万元。", [("public", "10.3", None, None, None)]),
        ("人员经费98万元，与上年对比减少3万元、下浮2.97%。", [("personnel", "98", "-3", "-2.97", None)]),
        ("人员经费98万元，较上年变动0万元，变动率0%。", [("personnel", "98", "0", "0", None)]),
    ],
)
def test_what_is_said_of_another_amount_is_not_of_the_one_before(body: str, expected: list[tuple[Any, ...]]) -> None:
    assert short(body, "scope", "amount", "change", "change_rate", "reason") == expected


def test_a_change_that_last_years_amount_contradicts_is_not_the_nearest_ones() -> None:
    whole = "三公经费支出4.82万元，其中公务接待费0.72万元，较上年的5.36万元减少0.54万元。"
    assert short(whole, "scope", "amount", "change") == [  # 5.36 - 0.54 is 4.82: it can be no other's
        ("three_public", "4.82", "-0.54"), ("reception", "0.72", None)
    ]  # fmt: skip
    assert diagnostics(whole) == []
    nobodys = whole.replace("5.36", "7.11")
    assert short(nobodys, "scope", "amount", "change") == [
        ("three_public", "4.82", None), ("reception", "0.72", None)
    ]  # fmt: skip
    assert diagnostics(nobodys) == ["shared_change"]
    own = "公务接待费0.72万元，较上年的1.26万元减少0.54万元。"
    assert short(own, "scope", "amount", "change") == [("reception", "0.72", "-0.54")]
    assert diagnostics(own) == []


def test_years_side_by_side() -> None:
    text = (
        "2021年支出2135.48万元，2022年支出2260.17万元，2023年支出2318.06万元。"
        "2023年支出比2022年增加57.89万元，增长2.56%。"
    )
    assert short(text, "year", "amount", "change", "change_rate") == [
        (2021, "2135.48", None, None),
        (2022, "2260.17", None, None),
        (2023, "2318.06", "57.89", "2.56"),
    ]


def test_a_year_in_the_words_of_the_subject_is_the_amounts_own() -> None:
    assert short("2022年支出2260.17万元。", "year", "amount") == [(2022, "2260.17")]


def test_why_it_differs_from_the_budget_is_no_reason_of_a_change() -> None:
    text = "三公经费支出18.65万元，决算数小于预算数的主要原因是严控接待，比上年减少0.80万元。"
    assert short(text, "amount", "reason") == [("18.65", None)]
    assert short("三公经费支出18.65万元，比上年减少0.80万元，主要原因是严控接待。", "amount", "reason") == [
        ("18.65", "严控接待")
    ]
    assert short("全年支出25.62万元，执行率99%。项目资金未执行完的主要原因是标准未达到。", "amount", "reason") == [
        ("25.62", None)
    ]


@pytest.mark.parametrize("clause", ["为福利彩票公益金", "年末结转结余1.53万元"])
def test_what_money_is_or_what_is_left_is_no_reason(clause: str) -> None:
    assert short(f"项目支出86.00万元，较上年增加6.00万元；{clause}。", "change", "reason") == [("6.00", None)]


@pytest.mark.parametrize(
    ("clause", "reason"),
    [
        ("，主要受专项任务收尾影响", "专项任务收尾"),
        ("，系临聘人员清退所致", "临聘人员清退"),
        ("，究其原因，新招录人员入职", "新招录人员入职"),
        ("，主要原因是受疫情影响，会议减少", "受疫情影响，会议减少"),
    ],
)
def test_a_reason_without_the_words_that_mark_it(clause: str, reason: str) -> None:
    assert short(f"项目支出86.00万元，较上年增加6.00万元{clause}。", "change", "reason") == [("6.00", reason)]


def test_percent_points_behind_a_rate_are_its_own_change() -> None:
    text = "全年累计支出2046.93万元，完成预算的98%，支出进度比上年提高1.2个百分点。"
    assert short(text, "amount", "change_rate") == [("2046.93", None)]
    assert short("基本支出100万元，占51%，较上年提高2个百分点。", "amount", "share", "change_rate") == [
        ("100", "51", None)
    ]
    assert short("基本支出100万元，比上年增长5个百分点。", "amount", "change_rate") == [("100", "5")]


def test_an_amount_torn_over_paragraphs() -> None:
    torn = "2023年一般公共预算支出1,562.\n34万元，较上年减少87.66万元，下降5.31%。"
    assert short(torn, "amount", "change", "change_rate") == [("1562.34", "-87.66", "-5.31")]
    assert short("2023年项目支出12万元.\n34万元用于维修。", "amount") == [("12",)]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("2023年财政拨款515.2万元，实际使用510万元，结余5.2万元。", [("total", 2023, "510")]),
        ("2023年水利发展专项资金预算300万元，实际支出280万元；全年总支出515万元。", [("total", 2023, "515")]),
        (
            "2023年部门预算编制数为500万元，其中“三公”经费8万元；“三公”经费支出5.2万元。",
            [("three_public", 2023, "5.2")],
        ),
        ("年初预算批复数410.5万元，调整后预算数520.36万元，决算数515.2万元。", [("total", 2023, "515.2")]),
        (
            "基本支出：2022年为380万元，2023年为400万元，增加20万元。",
            [("basic", 2022, "380"), ("basic", 2023, "400")],
        ),
        ("机关运行经费支出50万元。政府采购支出总额85万元。", [("procurement", 2023, "85")]),
        (
            "2023年会议费支出3.2万元，培训费1.8万元。政府采购支出总额56.3万元，其中：货物支出20万元。",
            [("meetings_training", 2023, "3.2"), ("meetings_training", 2023, "1.8"), ("procurement", 2023, "56.3")],
        ),
        ("差旅费、会议费、培训费等支出10万元。政府采购货物支出20万元，政府采购预算60万元。", []),
        ("项目支出情况：全年安排项目12个，预算资金150万元，实际支出115万元。", [("project", 2023, "115")]),
        ("基本支出400万元。2024年预算安排基本支出420万元。", [("basic", 2023, "400")]),
        (
            "公务用车购置费0万元，运行维护费3.5万元。",
            [("vehicle_purchase", 2023, "0"), ("vehicle_running", 2023, "3.5")],
        ),
        ("整体支出绩效目标申报金额500万元，全年执行数515万元。", [("total", 2023, "515")]),
        ("一般公共预算拨款收入480万元，支出480万元；政府性基金收入35万元，支出35万元。", []),
        (
            "2023年“三公”经费财政拨款支出预算为12万元，支出决算为8.6万元。其中：公务接待费预算2万元，决算1.2万元。",
            [("three_public", 2023, "8.6"), ("reception", 2023, "1.2")],
        ),
        ("“三公”经费总额控制在10万元以内，实际支出8.6万元。", [("three_public", 2023, "8.6")]),
        (
            "项目支出年初预算安排6个，金额350万元；年中追加2个，金额50万元；全年实际执行8个，支出392.6万元。",
            [("project", 2023, "392.6")],
        ),
        (
            "（1）基本支出：2023年预算数820万元、决算数815.3万元；2022年决算数798.6万元。",
            [("basic", 2023, "815.3")],
        ),
        ("2023年，我局共安排项目支出资金420万元，实际使用400万元。", [("project", 2023, "400")]),
        ("2023年安排基本支出420万元。", [("basic", 2023, "420")]),
        (
            "2023年部门预算支出125万元，其中基本支出83万元。决算支出122万元，其中基本支出82万元。",
            [("total", 2023, "122"), ("basic", 2023, "82")],
        ),
        (
            "县财政下达部门预算指标125万元，其中基本支出83万元，全年实际支出122万元，其中基本支出82万元。",
            [("total", 2023, "122"), ("basic", 2023, "82")],
        ),
        ("预算安排“三公”经费12万元，实际支出8.6万元，节约3.4万元。", [("three_public", 2023, "8.6")]),
        ("部门预算项目支出6个，当年财政拨款400万元，实际支出392.6万元。", [("project", 2023, "392.6")]),
        (
            "2022年决算支出130万元，2023年决算支出122万元。其中人员经费由68万元增加到70万元。",
            [("total", 2022, "130"), ("total", 2023, "122"), ("personnel", 2023, "70")],
        ),
        ("政府性基金预算的使用另行说明，全年支出8.6万元。", []),
        ("基本支出：用于保障机关运转，年初预算790万元，全年执行826.5万元。", [("basic", 2023, "826.5")]),
        ("项目支出是指为完成特定任务而发生的支出，包括免费开放150万元等，共计400万元。", [("project", 2023, "400")]),
    ],
)
def test_amounts_that_were_anothers(body: str, found: list[tuple[str, int, str]]) -> None:
    """An allotment, an earmarked fund's, a budget's, another year's or another thing's amount was read as spending."""
    report = reported(body)
    assert [(s.scope, s.year, str(s.amount)) for s in report.spending] == found


def test_why_it_differs_from_the_budget_is_not_why_it_changed() -> None:
    body = "“三公”经费决算8.6万元，比年初预算12万元少3.4万元，主要是厉行节约；比上年减少0.4万元，主要是接待减少。"
    (spent,) = reported(body).spending
    assert (str(spent.change), spent.reason) == ("-0.4", "接待减少")


def test_the_share_of_a_part_is_not_the_wholes() -> None:
    body = "2023年部门整体支出1,226.5万元。其中财政拨款1,180.3万元，占96.23%；单位资金46.2万元，占3.77%。"
    (spent,) = reported(body).spending
    assert (spent.scope, str(spent.amount), spent.share) == ("total", "1226.5", None)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            "总收入523万元，其中：一般公共预算拨款400万元，政府性基金预算拨款120万元。支出总计519万元。",
            [("all", "total", "519")],
        ),
        ("资金来源为财政拨款120万元，其中政府性基金20万元。支出119万元。", [("all", "total", "119")]),
        (
            "预算收入1,255万元（政府性基金50万元），当年支出1,281万元（基本支出861万元、项目支出420万元）。",
            [("all", "total", "1281"), ("all", "basic", "861"), ("all", "project", "420")],
        ),
        ("政府性基金预算拨款支出14.84万元。", [("government_fund", "total", "14.84")]),
        ("政府性基金收支0万元。", [("government_fund", "total", "0")]),
    ],
)
def test_what_came_in_of_a_fund_is_no_spending(body: str, found: list[tuple[str, str, str]]) -> None:
    report = reported(body)
    assert [(s.fund, s.scope, str(s.amount)) for s in report.spending] == found


def test_a_reason_behind_the_parts_is_of_the_change_before_them() -> None:
    body = "总支出4,560万元，比上年增加330万元。其中，基本支出3,210万元；项目支出1,350万元。主要原因是人员增资。"
    report = reported(body)
    assert [(s.scope, s.reason) for s in report.spending] == [
        ("total", "人员增资"),
        ("basic", None),
        ("project", None),
    ]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            "预算批复基本支出89万元，项目支出60万元，调整后基本支出91万元，项目支出61万元，实际支出基本支出90万元。",
            [("basic", "90", None)],
        ),
        (
            "项目支出600万元，主要用于：1.河道治理项目支出220万元；2.农村饮水项目支出380万元。",
            [("project", "600", None)],
        ),
        ("部门整体支出为1,480.2万元，人员支出占52.3%，公用支出占10.2%。", [("total", "1480.2", None)]),
        (
            "基本支出880万元，占总支出的59.5%；项目支出600万元，占总支出的40.5%。",
            [
                ("basic", "880", "59.5"),
                ("project", "600", "40.5"),
            ],
        ),
    ],
)
def test_parts_of_budgets_one_of_several_projects_and_shares_of_others(
    body: str, found: list[tuple[str, str, str | None]]
) -> None:
    report = reported(body)
    assert [(s.scope, str(s.amount), None if s.share is None else str(s.share)) for s in report.spending] == found


def test_parts_in_a_sentence_of_their_own_are_of_the_whole_before_it() -> None:
    """«…。其中：» goes on about what stood before; of last year alone nothing is said."""
    body = (
        "2023年一般公共预算支出338.15万元，同比下降（21.30）万元，降幅5.93%。其中：基本支出140.77万元；项目支出197.38万元。"
        "政府性基金预算支出118.6万元，上年无此项支出。"
    )
    found = reported(body).spending
    assert [(s.fund, s.scope, s.year, str(s.amount), s.change and str(s.change)) for s in found] == [
        ("general_public", "total", 2023, "338.15", "-21.30"), ("general_public", "basic", 2023, "140.77", None),
        ("general_public", "project", 2023, "197.38", None), ("government_fund", "total", 2023, "118.6", None),
    ]  # fmt: skip


def test_an_amount_right_behind_its_title_and_one_behind_its_budget() -> None:
    body = "1.总体情况：预算500万元，执行412.36万元，执行率82.47%。\n2.基本支出：286.15万元，占支出合计的69.39%。"
    found = reported(body).spending
    assert [(s.scope, str(s.amount), s.share and str(s.share)) for s in found] == [
        ("total", "412.36", None), ("basic", "286.15", "69.39"),
    ]  # fmt: skip


def test_the_whole_before_its_parts_in_a_section_on_one_of_them() -> None:
    """«（一）基本支出情况»: the first amount was read as basic spending."""
    body = "2022年支出76.36万元，其中基本支出66.36万元，项目支出10万元。"
    basic = "二、一般公共预算支出情况\n（一）基本支出情况"
    assert amounts(body, basic) == [("total", "76.36"), ("basic", "66.36"), ("project", "10")]
    assert amounts("2022年支出76.36万元，其中人员经费66.36万元。", basic) == [
        ("basic", "76.36"),
        ("personnel", "66.36"),
    ]
    assert short("基本支出8万元，主要是为保障机关运转而发生的必要费用。", "amount", "reason") == [("8", None)]


@pytest.mark.parametrize(("total", "read_"), [("3.4", True), ("4.4", False)])
def test_the_sum_behind_its_parts(total: str, *, read_: bool) -> None:
    """A bare «合计» behind the parts is the section's own amount where they make it."""
    body = f"公务接待费1.2万元，公务用车运行维护费2.2万元，合计{total}万元，较上年减少0.6万元。"
    found = [(s["scope"], s["amount"], s["change"]) for s in read(body, "（二）三公经费情况")]
    whole = [("three_public", Decimal("3.4"), Decimal("-0.6"))] if read_ else []
    assert [one for one in found if one[0] == "three_public"] == whole
    assert [one[:2] for one in found][:2] == [("reception", Decimal("1.2")), ("vehicle_running", Decimal("2.2"))]


def test_one_of_several_numbered_projects_is_not_all_projects() -> None:
    """«2、项目支出» with three projects below: the first one's amount was read as that of all (云南, a library)."""
    body = "（1）免费开放项目支出251384.66元，主要用于办公费。\n（2）就业补助支出10140.00元，用于岗位补助。"
    assert short(body, "scope", "amount", heading="（三）项目支出") == []
    assert short("（1）2023年项目支出251384.66元。", "scope", "amount", heading="（三）项目支出") == [
        ("project", "25.138466")
    ]


def test_a_department_s_accounts_among_its_results() -> None:
    """甘肃: «（一）部门决算情况» below «二、部门整体支出绩效自评情况分析»; its total was lost, its parts were read."""
    heading = "二、部门整体支出绩效自评情况分析\n（一）部门决算情况"
    body = "2023年部门支出决算386.20万元，其中基本支出268.90万元；项目支出117.30万元。"
    assert short(body, "scope", "amount", heading=heading) == [
        ("total", "386.20"), ("basic", "268.90"), ("project", "117.30"),
    ]  # fmt: skip


def test_a_section_on_money_by_that_word_alone() -> None:
    """西藏; «（二）资金情况» of one of several projects is none of the unit's."""
    project = "一、绿化项目\n（一）项目概况。种树。\n（二）资金情况"
    assert short("年初预算1200万元，实际支出1198.5万元。", "amount", heading=project) == []
    assert short("总支出1010.38万元，其中：人员经费512.66万元。", "scope", "amount", heading="二、资金情况") == [
        ("total", "1010.38"),
        ("personnel", "512.66"),
    ]


def test_a_section_on_money_in_thousands_by_that_word_alone() -> None:
    """All was lost: the bracket was no part of such a title, and «千元» no unit of a section."""
    said = "（一）总支出12,468.5，其中：基本支出7,210.3，项目支出5,258.2。"
    text = f"一、单位概况\n编制9人。\n二、资金情况（单位：千元）\n{said}\n三、存在的问题\n支付偏慢。\n"
    for title in ("资金情况（单位：千元）", "预算资金情况（单位：千元）"):
        report = parse(
            f"云溪乡人民政府2016年度部门整体支出绩效自评报告\n{text.replace('资金情况（单位：千元）', title)}".encode()
        )
        assert [(s.scope, str(s.amount)) for s in report.spending] == [
            ("total", "1246.85"), ("basic", "721.03"), ("project", "525.82"),
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("last", "change"),
    [("2019年支出298.51万元，同比增加28.33万元", None), ("2019年支出120万元，同比增加8.2万元", "8.2")],
)
def test_a_change_behind_another_year_s_amount_that_does_not_lead_to_the_part_is_the_whole_s(
    last: str, change: str | None
) -> None:
    said = f"2020年支出326.84万元，其中基本支出198.64万元，项目支出128.20万元；{last}。"
    text = f"一、单位概况\n编制9人。\n二、支出情况\n{said}\n"
    report = parse(f"云溪县文物所2020年度部门整体支出绩效自评报告\n{text}三、存在的问题\n人员不足。\n".encode())
    assert [(s.scope, s.change and str(s.change)) for s in report.spending][-1] == ("project", change)


def test_amounts_behind_a_sign_of_money() -> None:
    """«¥1,986,400.00» was lost without a word; «￥1.35万元» as a change (a court of 2017, a street office of 2024)."""
    body = "支出¥3,268,400.00，其中基本支出¥1,986,400.00，比上年减少￥1.35万元，下降0.68%；公用经费￥860.00。"
    report = reported(body)
    assert [(s.scope, s.amount, s.change) for s in report.spending] == [
        ("total", Decimal("326.84"), None),
        ("basic", Decimal("198.64"), Decimal("-1.35")),
    ]
    assert [d.message for d in report.diagnostics] == [
        "「¥3,268,400.00」等金额没有注明单位，按货币符号以元计，请核对",
        "正文有1处金额没有读入任何字段（「公用经费￥860.00」），请核对原件",  # too small for 元 to be sure
    ]


def test_changes_in_the_unit_that_the_heading_prints() -> None:
    """«增加2,614.2» below «（单位：千元）» was lost, and its reason given to the part before it."""
    body = "支出合计48,326.5，其中项目支出￥11,514.1。支出比上年增加2,614.2，增长5.72%，主要原因是待遇提高。"
    heading = "二、一般公共预算支出情况（单位：千元）"
    assert short(body, "scope", "amount", "change", "change_rate", "reason", heading=heading) == [
        ("total", "4832.65", "261.42", "5.72", "待遇提高"),
        ("project", "1151.41", None, None, None),
    ]
    assert short("支出合计4,832.65万元，比上年增加2,614.2，增长5.72%。", "change") == [(None,)]


def test_why_it_differs_from_a_year_s_budget_is_no_reason_of_a_change() -> None:
    """«与2021年度预算相比，减少0.1万元，下降的原因是…»: the reason stood beside no change, as if last year's."""
    text = "公务接待费支出5.21万元，与2023年度预算相比，减少0.1万元，下降0.006%，下降的原因是厉行节约。"
    assert short(text, "amount", "change", "reason") == [("5.21", None, None)]
    told = "公务接待费支出5.21万元，比年初预算减少0.1万元，比上年减少0.2万元，下降的原因是厉行节约。"
    assert short(told, "amount", "change", "reason") == [("5.21", "-0.2", "厉行节约")]


def test_three_public_expenses_that_a_budget_paid_for_are_of_its_fund() -> None:
    """«一般公共预算财政拨款安排的“三公”经费支出»: of all funds, though the sentence says whose they are."""
    text = "2023年度本部门一般公共预算财政拨款安排的“三公”经费支出2.05万元。公务接待费支出2.05万元，接待24批次。"
    assert [(one.scope, one.fund) for one in reported(text).spending] == [
        ("three_public", "general_public"), ("reception", "all")
    ]  # fmt: skip
