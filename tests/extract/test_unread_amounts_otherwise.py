"""Amounts that are written as no amount is read: none of them stands without a word, none is read in part."""

import pytest

from jixiao.pipeline import parse

REPORT = """云岭县水利局2024年度部门整体支出绩效自评报告
一、单位基本情况
（一）主要职能
1、负责水资源保护。
二、一般公共预算支出情况
{}
三、存在的问题
1、预算编制不够精准。
"""


@pytest.mark.parametrize(
    "sentence",
    [
        "2024年项目支出120余万元。", "2024年项目支出120多万。", "2024年项目支出3百万元。", "2024年项目支出.5万元。",
        "2024年项目支出l20万元。", "2024年项目支出12O万元。", "2024年项目支出-12万元。", "2024年项目支出：-12万元。",
        "2024年项目支出(12)万元。",
    ],
)  # fmt: skip
def test_an_amount_that_is_not_read_is_named(sentence: str) -> None:
    """«l20万元» (recognised from a scan) was 20, «-12万元» 12; the others stood in no field without a word."""
    report = parse(REPORT.format(sentence).encode())
    assert [one.amount for one in report.spending if one.amount is not None] == []
    (said,) = [one for one in report.diagnostics if one.code == "unread_amounts"]
    assert len({place.block for place in said.places}) == 1


def test_a_dash_before_an_amount_is_none_of_its_signs() -> None:
    report = parse(REPORT.format("2024年项目支出——12万元。").encode())
    assert [str(one.amount) for one in report.spending] == ["12"]


@pytest.mark.parametrize(
    "sentence",
    ["支出主要用于1）元旦慰问，2）节日值班。", "项目执行覆盖12多万户。", "费用支出用于10余万亩灌区维护。"],
)
def test_what_is_no_money_is_no_unread_amount(sentence: str) -> None:
    """A number of people or of land, a list's number before a holiday."""
    report = parse(REPORT.format(f"2024年项目支出160万元。{sentence}").encode())
    assert "unread_amounts" not in [one.code for one in report.diagnostics]


@pytest.mark.parametrize(
    "sentence", ["年中调减中央资金100万，全年预算执行数合计289万元。", "资金已分两批下达，发放资金765万元。"]
)
def test_what_was_carried_out_of_a_budget_or_paid_out_is_named(sentence: str) -> None:
    """Below a heading on how goals were handed down the amounts stood in no field without a word."""
    text = (
        "云岭县农机购置补贴转移支付2024年度绩效自评报告\n一、绩效目标分解下达情况\n"
        f"（一）下达转移支付预算和绩效目标情况。2024年预算资金合计289万元。其中省内安排112万元，中央安排177万元。{sentence}\n"
        "二、绩效目标完成情况分析\n（一）产出指标完成情况。补贴机具120台。\n三、存在的问题\n预算编制不够精准。\n"
    )
    (said,) = [one for one in parse(text.encode()).diagnostics if one.code == "unread_amounts"]
    amount = sentence.rpartition("，")[2].rstrip("。")
    assert f"「{amount}」" in said.message  # the clause that was lost, not the start of its paragraph


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("2024年总支出4,128.66，其中基本支出2,377.31，占57.58%。", ["支出4,128.66", "支出2,377.31"]),
        ("2024年全年支出合计为412.5。", ["支出合计为412.5"]),
        ("2024年总支出4,128.66万元，其中基本支出2,377.31，项目支出1,751.35。", ["支出2,377.31", "支出1,751.35"]),
    ],
)
def test_what_was_spent_without_a_unit_is_named(sentence: str, shown: list[str]) -> None:
    """Amounts without 元 or 万元 stood in no field without a word; which it is nobody guesses."""
    report = parse(REPORT.format(sentence).encode())
    assert [str(one.amount) for one in report.spending if one.amount] == (["4128.66"] if "万元" in sentence else [])
    (said,) = [one for one in report.diagnostics if one.code == "money_unit_missing"]
    assert "、".join(f"「{one}」" for one in shown) in said.message
    assert {place.block for place in said.places} == {5}


@pytest.mark.parametrize(
    "sentence",
    [
        "2024年项目支出120.45（万元）。", "2024年总支出（万元）：4098.33。其中：基本支出1642.15。",
        "支出执行率为97.58%，较好。", "2024年项目支出120.45 万元，执行较好。",
    ],
)  # fmt: skip
def test_an_amount_whose_unit_stands_elsewhere_does_not_lack_it(sentence: str) -> None:
    report = parse(REPORT.format(sentence).encode())
    assert "money_unit_missing" not in [one.code for one in report.diagnostics]


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("项目总投资16.8万元，其中财政奖补资金7,00.0,77元。", ["财政奖补资金7,00.0,77元"]),
        (
            "项目总投资16.8万元，其中财政奖补资金7.12.5万元，县级资金1,2,3元。",
            ["财政奖补资金7.12.5万元", "县级资金1,2,3元"],
        ),
        ("項目決算審計後，實際支出約9.8萬餘元。", ["9.8萬餘元"]),
        ("档案数字化专项40万元，馆库维修专项30.20万元。", ["档案数字化专项40万元"]),
    ],
)
def test_a_damaged_amount_one_in_traditional_script_and_a_special_project_s_are_named(
    sentence: str, shown: list[str]
) -> None:
    """«7,00.0,77元» stood in no field without a word where nothing says that it was spent, as did 萬元."""
    report = parse(REPORT.format(f"2024年项目支出160万元。\n{sentence}").encode())
    assert [str(one.amount) for one in report.spending if one.amount] == ["160"]
    (said,) = [one for one in report.diagnostics if one.code == "unread_amounts"]
    assert all(one in said.message for one in shown)


@pytest.mark.parametrize(
    "sentence", ["2024.5.12，20万元项目开工。", "项目总投资1,234,567.80元。", "总投资分别为1.2万元、3.5万元。"]
)
def test_dates_and_whole_amounts_are_not_damaged(sentence: str) -> None:
    report = parse(REPORT.format(f"2024年项目支出160万元。\n{sentence}").encode())
    assert "unread_amounts" not in [one.code for one in report.diagnostics]
