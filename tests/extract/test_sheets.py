"""Small tables inside the narrative: spending and staff of known names, with their units and years, nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from jixiao.pipeline import parse
from jixiao.schema import Report

TITLE = "2023年度青禾县图书馆部门整体支出绩效自评报告\n"
HEADS = "支出类别\t2022年决算\t2023年决算\t增减额\t增减率\t占总支出比重\n"
ROWS = (
    "基本支出\t1,790.33\t1,842.17\t51.84\t2.90%\t60.39%\n其中：人员经费\t1,602.10\t1,655.48\t53.38\t3.33%\t54.27%\n"
    "公用经费\t188.23\t186.69\t-1.54\t-0.82%\t6.12%\n项目支出\t1,265.08\t1,208.45\t-56.63\t-4.48%\t39.61%\n"
    "合计\t3,055.41\t3,050.62\t-4.79\t-0.16%\t100.00%\n"
)
END = "二、存在的问题\n支付偏慢。\n"


def read(text: str) -> Report:
    return parse((TITLE + text).encode())


def money(text: str) -> list[tuple[Any, ...]]:
    return [
        (s.scope, s.year, str(s.amount), s.change and str(s.change), s.change_rate and str(s.change_rate))
        for s in read(text).spending
    ]


def codes(text: str) -> list[str]:
    return [item.code for item in read(text).diagnostics]


def test_spending_by_year_with_its_change_and_share() -> None:
    text = "一、支出情况\n支出结构如下（单位：万元）：\n" + HEADS + ROWS + END
    assert money(text) == [
        ("basic", 2022, "1790.33", None, None), ("basic", 2023, "1842.17", "51.84", "2.90"),
        ("personnel", 2022, "1602.10", None, None), ("personnel", 2023, "1655.48", "53.38", "3.33"),
        ("public", 2022, "188.23", None, None), ("public", 2023, "186.69", "-1.54", "-0.82"),
        ("project", 2022, "1265.08", None, None), ("project", 2023, "1208.45", "-56.63", "-4.48"),
        ("total", 2022, "3055.41", None, None), ("total", 2023, "3050.62", "-4.79", "-0.16"),
    ]  # fmt: skip
    report = read(text)
    assert [str(s.share) for s in report.spending[1::2]] == ["60.39", "54.27", "6.12", "39.61", "100.00"]
    cited = report.why("/spending/1/amount")
    assert cited is not None
    assert cited.text == "1,842.17"


def test_a_budget_is_no_spending_and_yuan_are_yuan() -> None:
    text = (
        "一、支出情况\n支出决算表（单位：元）\n支出项目\t年初预算\t决算数\t预算完成率\n基本支出\t1,856,200.00\t1,932,540.18\t104.11%\n"
        "项目支出\t11,500,000.00\t12,104,386.22\t105.26%\n" + END
    )
    assert money(text) == [("basic", 2023, "193.254018", None, None), ("project", 2023, "1210.438622", None, None)]


def test_without_a_unit_nothing_is_read_but_what_the_text_proves() -> None:
    alone = "一、支出情况\n" + HEADS + ROWS + END
    assert money(alone) == []
    assert "money_unit_missing" in codes(alone)
    proved = "一、支出情况\n全年总支出3,050.62万元。\n" + HEADS + ROWS + END
    assert ("basic", 2023, "1842.17", "51.84", "2.90") in money(proved)
    assert "money_unit_missing" not in codes(proved)
    in_yuan = "一、支出情况\n全年总支出3050.62元。\n" + HEADS + ROWS + END
    assert ("basic", 2023, "0.184217", "0.005184", "2.90") in money(in_yuan)


@pytest.mark.parametrize(
    "table",
    [
        "收入项目\t2023年决算\n财政拨款收入\t300.00\n合计\t300.00\n",
        "项目\t2023年预算\n基本支出\t300.00\n项目支出\t100.00\n",
        "项目\t2023年决算\t2023年支出\n基本支出\t300.00\t310.00\n项目支出\t100.00\t110.00\n",
    ],
)
def test_income_budgets_and_two_columns_of_one_year_are_no_spending(table: str) -> None:
    assert money("一、收支情况\n单位：万元\n" + table + END) == []


@pytest.mark.parametrize("heading", ["上年决算", "上一年度决算", "前一年度支出", "上期决算数", "去年支出"])
def test_last_year_is_no_year_of_account_in_whatever_words(heading: str) -> None:
    table = f"支出类别\t{heading}\t%s\n基本支出\t1,790.33\t1,842.17\n项目支出\t1,265.08\t1,208.45\n"
    last = [("basic", 2022, "1790.33", None, None), ("project", 2022, "1265.08", None, None)]
    both = [last[0], ("basic", 2023, "1842.17", None, None), last[1], ("project", 2023, "1208.45", None, None)]
    assert money("一、支出情况\n单位：万元\n" + table % "本年预算" + END) == last
    assert money("一、支出情况\n单位：万元\n" + table % "本年决算" + END) == both


def test_kinds_of_functions_have_no_place_but_their_sum_has() -> None:
    table = (
        "功能科目\t2022年支出\t2023年支出\n社会保障和就业支出\t41.23\t42.89\n"
        "住房保障支出\t28.01\t29.05\n合计\t69.24\t71.94\n"
    )
    assert money("一、支出情况\n单位：万元\n" + table + END) == [
        ("total", 2022, "69.24", None, None),
        ("total", 2023, "71.94", None, None),
    ]


PLAIN = "支出类别\t金额\t占比（%）\n基本支出\t1,024.15\t35.98\n项目支出\t1,822.20\t64.02\n"
YEARS = "项目\t2023年\t2022年\t增减额\n公务接待费\t2.35\t3.12\t-0.77\n合计\t9.15\t10.17\t-1.02\n"


def test_a_column_of_amounts_is_spending_where_the_words_in_front_say_so() -> None:
    text = "一、资金情况\n部门支出如下表：\n单位：万元\n" + PLAIN + END
    assert money(text) == [("basic", 2023, "1024.15", None, None), ("project", 2023, "1822.20", None, None)]
    assert [str(s.share) for s in read(text).spending] == ["35.98", "64.02"]
    assert "percent-sign-present" not in {finding.rule for finding in read(text).findings}
    assert money("一、支出情况\n“三公”经费决算情况如下（单位：万元）：\n" + YEARS + END) == [
        ("reception", 2023, "2.35", "-0.77", None), ("reception", 2022, "3.12", None, None),
        ("three_public", 2023, "9.15", "-1.02", None), ("three_public", 2022, "10.17", None, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "预算支出如下：\n单位：万元\n" + PLAIN,
        "支出计划如下（单位：万元）：\n" + YEARS,
        "资金来源如下（单位：万元）：\n" + YEARS,
        "支出如下（单位：万元）：\n项目\t2023年\t2023年预算\n基本支出\t310.00\t300.00\n项目支出\t110.00\t100.00\n",
    ],
)
def test_a_column_of_amounts_is_none_where_they_say_otherwise(text: str) -> None:
    assert money("一、支出情况\n" + text + END) == []


def staff(table: str, text: str = "") -> tuple[Any, ...]:
    found = read(f"一、人员情况\n{text}{table}{END}").profile.staffing
    return found.authorized, found.on_duty, found.on_duty_change, found.retired_cadres, found.retired


STAFF = (
    "项目\t编制数\t2022年末实有数\t2023年末实有数\t增减\n行政\t42\t39\t40\t1\n事业\t186\t180\t177\t-3\n"
    "合计\t228\t219\t217\t-2\n离休\t—\t1\t1\t0\n退休\t—\t96\t99\t3\n"
)


def test_staff_of_a_table() -> None:
    assert staff(STAFF) == (228, 217, -2, 1, 99)


def test_what_the_text_says_of_staff_goes_before_the_table() -> None:
    assert staff(STAFF, "年末在职216人。\n")[1] == 216


def test_parts_of_staff_without_their_sum_are_not_added_up() -> None:
    assert staff(STAFF.replace("合计\t228\t219\t217\t-2\n", "")) == (None, None, None, 1, 99)


def test_people_at_the_years_beginning_are_not_those_at_its_end() -> None:
    table = (
        "人员类别\t编制人数\t年初实有\t年末实有\n参公人员\t10\t9\t9\n"
        "工勤人员\t2\t2\t1\n小计\t12\t11\t10\n退休人员\t\t14\t15\n"
    )
    assert staff(table) == (12, 10, None, None, 15)


def test_staff_of_a_table_on_its_side() -> None:
    table = "项目\t行政编制\t事业编制\t合计\n编制数\t12\t29\t41\n在职人数\t11\t28\t39\n"
    assert staff(table)[:2] == (41, 39)


def test_money_of_a_table_on_its_side() -> None:
    table = "项目\t基本支出\t项目支出\t合计\n年初预算\t80.00\t40.00\t120.00\n决算数\t82.50\t41.20\t123.70\n"
    assert money(f"一、支出情况\n支出情况（单位：万元）\n{table}{END}") == [
        ("basic", 2023, "82.50", None, None),
        ("project", 2023, "41.20", None, None),
        ("total", 2023, "123.70", None, None),
    ]


def test_funds_by_name_and_changes_in_brackets() -> None:
    text = (
        "一、支出情况\n各类资金见下表（单位：万元）：\n资金性质\t年初预算\t2023年决算\t增减额\t增减率\n"
        "一般公共预算\t3256.40\t3380.15\t（11.40）\t（1.58%）\n财政专户管理资金\t86.00\t79.42\t3.00\t3.93%\n"
        "单位资金\t15\t0\t—\t—\n" + END
    )
    assert money(text) == [
        ("total", 2023, "3380.15", "-11.40", "-1.58"),
        ("total", 2023, "79.42", "3.00", "3.93"),
        ("total", 2023, "0", None, None),
    ]
    assert [s.fund for s in read(text).spending] == ["general_public", "special_account", "other"]


def test_the_sum_of_a_table_of_the_three_public_expenses_is_theirs() -> None:
    """It was given as what the whole unit spent, and the sentence in front of the table was taken for its heading."""
    table = "项目\t2022年\t2023年\n公务接待费\t4.20\t3.15\n公务用车运行维护费\t22.60\t21.48\n合计\t26.80\t24.63\n"
    said = "一、支出情况\n本年支出139.64万元，其中基本支出91.20万元。“三公”经费支出见下表（单位：万元）：\n"
    assert [entry[:3] for entry in money(said + table + END) if entry[1] == 2023] == [
        ("total", 2023, "139.64"), ("basic", 2023, "91.20"),
        ("reception", 2023, "3.15"), ("vehicle_running", 2023, "21.48"), ("three_public", 2023, "24.63"),
    ]  # fmt: skip
    other = table.replace("合计", "会议费\t1.00\t2.00\n合计")
    assert {scope for scope, *_ in money(said + other + END)} == {"total", "basic", "reception", "vehicle_running"}
    assert [amount for scope, _, amount, *_ in money(said + other + END) if scope == "total"] == ["139.64"]


def test_a_column_of_retirees_is_of_the_only_row() -> None:
    """The retired of a school were lost without a word where they had a column, not a row."""
    assert staff("项目\t编制数\t实有在职人数\t退休人数\n教职工\t168\t161\t94\n") == (168, 161, None, None, 94)


def test_the_sum_of_a_kind_of_spending_and_a_lone_figure_that_nothing_reads() -> None:
    """«基本支出小计» was lost without a word, and so was the amount of a row of no scope."""
    text = (
        "一、支出情况\n支出决算表（单位：元）\n支出项目\t决算数\n抚恤金\t2,000.50\n基本支出小计\t1,932,540.18\n"
        "项目支出\t104,386.22\n" + END
    )
    assert money(text) == [("basic", 2023, "193.254018", None, None), ("project", 2023, "10.438622", None, None)]
    assert codes(text) == ["unread_figures"]
