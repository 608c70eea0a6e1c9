"""Outlines with decimal numbers: «1», «1.1», «1.1.1» are sections where they count on, quantities and lists never."""

from __future__ import annotations

from typing import Any

from tests.extract.support import TITLE, outline

from jixiao.pipeline import parse


def read(text: str) -> list[Any]:
    return outline(TITLE + text)


REPORT = (
    "1 单位基本情况\n1.1 主要职能\n收藏图书。\n1.2 人员情况\n编制12名。\n2 支出情况\n2.1 总体情况。全年支出30万元。\n"
    "2.1.1 基本支出情况\n基本支出20万元。\n2.2 “三公”经费支出\n“三公”经费支出1万元。\n3 存在的问题\n"
    "3.1 支付偏慢。\n3.2 指标偏粗。\n4 改进措施\n加快支付。\n"
)


def test_decimal_numbers_are_sections_with_their_depth() -> None:
    profile, spending, problems, measures = read(REPORT)
    assert profile[:3] == ("1", "单位基本情况", "profile")
    assert [child[:3] for child in profile[3]] == [("1.1", "主要职能", "functions"), ("1.2", "人员情况", "staffing")]
    assert spending[:3] == ("2", "支出情况", "overview_income")
    assert [child[0] for child in spending[3]] == ["2.1", "2.2"]
    assert spending[3][0][3][0][:3] == ("2.1.1", "基本支出情况", "basic_spending")
    assert [child[0] for child in problems[3]] == ["3.1", "3.2"]
    assert measures[:3] == ("4", "改进措施", "improvements")


def test_the_values_below_decimal_headings_are_read() -> None:
    report = parse((TITLE + REPORT).encode())
    assert [problem.problem for problem in report.problems] == ["支付偏慢", "指标偏粗"]
    assert report.improvements == ("加快支付",)
    assert report.profile.staffing.authorized == 12


def test_the_other_mark_between_the_numbers() -> None:
    text = "1、单位基本情况\n1、1主要职能\n收藏。\n1、2机构设置\n内设办公室。\n2、存在的问题\n支付偏慢。\n"
    assert [entry[:3] for entry in read(text)] == [
        ("1", "单位基本情况", "profile"),
        ("2", "存在的问题", "problems"),
    ]


def test_numbers_that_count_nothing_are_no_headings() -> None:
    text = (
        "一、单位基本情况\n1.2万册图书入藏。\n1.1亿元投入。\n2.3公里书架。\n"
        "二、存在的问题\n1.支付偏慢。\n2.指标偏粗。\n"
    )
    assert [entry[:3] for entry in read(text)] == [
        ("一", "单位基本情况", "profile"),
        ("二", "存在的问题", "problems"),
    ]


def test_a_list_below_a_decimal_heading_is_no_heading() -> None:
    text = REPORT.replace("收藏图书。", "1.收藏图书。\n2.开展展览。\n3.培训馆员。")
    assert [entry[0] for entry in read(text)] == ["1", "2", "3", "4"]


def test_decimals_below_chinese_numbers() -> None:
    text = (
        "一、单位基本情况\n1.1 主要职能\n收藏。\n1.2 机构设置\n内设办公室。\n"
        "二、存在的问题\n2.1 支付偏慢。\n2.2 指标偏粗。\n"
    )
    profile, problems = read(text)
    assert [child[:3] for child in profile[3]] == [
        ("1.1", "主要职能", "functions"),
        ("1.2", "机构设置", "organisation"),
    ]
    assert [child[0] for child in problems[3]] == ["2.1", "2.2"]


def test_numbers_behind_parts_of_their_own_are_headings_in_any_words() -> None:
    text = REPORT.replace("4 改进措施\n加快支付。\n", "4. 感想：支付要快，指标要细。\n5. 建议：加快支付。\n")
    assert [(entry[0], entry[2]) for entry in read(text)][3:] == [("4", None), ("5", "improvements")]


def test_a_measure_word_behind_a_decimal_number_is_a_title() -> None:
    text = REPORT.replace("1.1 主要职能", "1.1部门职责")
    assert read(text)[0][3][0][:3] == ("1.1", "部门职责", "functions")


MARKED = (
    "◆单位概况\n内设办公室、采编部。年末在职20人（较上年净增1人：招聘2人、退休1人），退休职工26人。\n◆主要成效\n"
    "▲陈列展览　举办展览12个，接待观众68.5万人次。\n▲社会教育：进校园32次。\n"
    "◆不足之处\n库房面积不足。\n◆努力方向\n扩建库房。\n"
)


def test_headings_with_a_mark_instead_of_a_number() -> None:
    assert [entry[:3] for entry in read(MARKED)] == [
        (None, "单位概况", "profile"),
        (None, "主要成效", "performance"),
        (None, "不足之处", "problems"),
        (None, "努力方向", "improvements"),
    ]


def test_items_with_a_mark_instead_of_a_number() -> None:
    report = parse((TITLE + MARKED).encode())
    assert [(a.heading, a.text) for a in report.performance.achievements] == [
        ("陈列展览", "陈列展览　举办展览12个，接待观众68.5万人次。"),
        ("社会教育", "社会教育：进校园32次。"),
    ]
    assert report.performance.summary is None


def test_who_retired_this_year_is_not_who_is_retired() -> None:
    staffing = parse((TITLE + MARKED).encode()).profile.staffing
    assert (staffing.on_duty, staffing.on_duty_change, staffing.retired) == (20, 1, 26)
    assert [(moved.direction, moved.count) for moved in staffing.movements] == [("in", 2), ("out", 1)]


def test_lines_with_a_mark_of_which_no_title_is_known_are_text() -> None:
    text = "一、单位基本情况\n◆坚持人民至上\n◆坚持问题导向\n◆坚持守正创新\n二、存在的问题\n支付偏慢。\n"
    assert [entry[:3] for entry in read(text)] == [
        ("一", "单位基本情况", "profile"),
        ("二", "存在的问题", "problems"),
    ]


def test_numbers_in_brackets_below_decimal_headings_are_entries() -> None:
    """«1.», «1.1», «(1)»: the converter's ways with automatic numbers made «(1)» a section, and the functions were
    lost."""
    profile, *_ = read(
        "1.基本情况\n1.1 主要职责\n(1)负责社区矫正;\n(2)负责帮扶。\n1.2 机构人员\n内设综合股、执法股。\n2.预算执行\n"
        "支出318.46万元。\n3.绩效目标完成情况\n3.1 监管有效。\n4.存在的主要问题及原因\n4.1 信息化水平不高。\n"
    )
    assert [child[:3] for child in profile[3]] == [
        ("1.1", "主要职责", "functions"),
        ("1.2", "机构人员", "organisation"),
    ]
