"""What an office puts around a report: its number, a cover, the letter that it was sent with, who printed it."""

from __future__ import annotations

import pytest

from jixiao import parse
from jixiao.schema import Report

BODY = """一、部门基本情况
（一）职能
1.管理水利工程。
二、存在的问题
预算编制不够细。
三、改进措施
1.加强培训。
2.细化预算。
"""


def read(*lines: str, below: str = "") -> Report:
    return parse(("\n".join(lines) + "\n" + BODY + below).encode())


@pytest.mark.parametrize(
    "above",
    [
        ("云水发〔2024〕12号",),
        ("绩效评价报告", "评价类型：事后评价", "评价机构：本单位评价组", "报告日期：2024年3月"),
        ("关于报送部门整体支出绩效自评报告的函", "云溪县财政局绩效评价股："),
    ],
)
@pytest.mark.parametrize(
    "title", [("云溪县水利局2023年度部门整体支出绩效自评报告",), ("2023年度云溪县水利局", "部门整体支出绩效自评报告")]
)
def test_what_stands_above_is_no_part_of_the_title_and_not_the_title(
    above: tuple[str, ...], title: tuple[str, ...]
) -> None:
    report = read(*above, *title)
    assert report.title == "".join(title)
    assert (report.organization.name, report.fiscal_year, report.kind) == ("云溪县水利局", 2023, "whole_department")


def test_a_title_that_names_the_kind_alone_is_one_where_none_stands_below() -> None:
    assert read("部门整体支出绩效自评报告", "单位：云溪县水利局").title == "部门整体支出绩效自评报告"


def test_a_title_that_names_the_unit_is_one_though_another_with_the_year_stands_below() -> None:
    """Both were one title."""
    report = read("云溪县水利局部门整体支出绩效自评报告", "2023年度部门整体支出绩效自评报告")
    assert report.title == "云溪县水利局部门整体支出绩效自评报告"
    assert (report.organization.name, report.fiscal_year) == ("云溪县水利局", 2023)


def test_a_line_that_says_the_kind_alone_is_no_part_of_the_title_right_below_it() -> None:
    """Both were one title."""
    report = read("绩效评价报告", "2023年度部门整体支出绩效自评报告", "单位：云溪县水利局")
    assert report.title == "2023年度部门整体支出绩效自评报告"


def test_who_printed_a_paper_is_no_measure() -> None:
    below = "抄送：县人大财经委，县审计局。\n云溪县水利局办公室    2024年4月2日印发\n"
    report = read("云溪县水利局2023年度部门整体支出绩效自评报告", below=below)
    assert report.improvements == ("加强培训", "细化预算")
    assert report.coverage.ignored["closing"] == 39


@pytest.mark.parametrize(
    "below",
    [
        ("附件：", "1.2023年度部门整体支出绩效自评表", "2023年度项目支出绩效自评报告"),
        ("现将我局组织实施的2023年度水利工程绩效自评报告", "一并报送。"),
    ],
)
def test_a_title_without_its_year_stays_where_a_report_is_named_below_a_section(below: tuple[str, ...]) -> None:
    """The report had no title at all."""
    lines = (
        "云溪县水利局整体支出绩效自评报告",
        "一、部门基本情况",
        "管理水利工程。",
        "二、存在的问题",
        "预算编制不够细。",
        *below,
    )
    report = parse(("\n".join(lines) + "\n").encode())
    assert (report.title, report.organization.name) == ("云溪县水利局整体支出绩效自评报告", "云溪县水利局")


@pytest.mark.parametrize(
    "below",
    ["2023年度绩效自评报告", "根据《关于开展2023年度绩效自评的通知》要求，我局开展自评，现将2023年绩效自评情况报告"],
)
def test_a_title_that_names_more_than_the_line_below_is_the_title(below: str) -> None:
    """Both were one title, or the sentence was it."""
    assert read("云溪县水利局部门整体支出绩效自评报告", below).title == "云溪县水利局部门整体支出绩效自评报告"


def test_minutes_in_a_list_of_papers_do_not_make_a_report_minutes() -> None:
    """Nothing of the report was read."""
    report = read("云溪县水利局2023年度部门整体支出绩效自评报告", "自评表", "局党组会议纪要", "佐证材料")
    assert (report.kind, report.improvements) == ("whole_department", ("加强培训", "细化预算"))


@pytest.mark.parametrize("said", ["3.《内控制度》已于2024年4月2日印发", "3.制度汇编2024年4月2日印发"])
def test_a_measure_that_ends_with_the_day_it_was_issued_is_one(said: str) -> None:
    """It was taken for the line of who printed the paper."""
    report = read("云溪县水利局2023年度部门整体支出绩效自评报告", below=f"{said}\n")
    assert report.improvements == ("加强培训", "细化预算", said[2:])


def test_a_sentence_on_copies_is_a_problem() -> None:
    """«抄送：…» is whom copies go to only where it names them."""
    body = "一、存在的问题\n1.编制不细。\n抄送：相关部门不及时。\n二、改进措施\n1.加强培训。\n"
    copies = "抄送：县审计局，县不动产登记中心，县未成年人救助保护中心。"
    body += f"{copies}\n"
    report = parse(("云溪县水利局2023年度部门整体支出绩效自评报告\n" + body).encode())
    assert [one.problem for one in report.problems] == ["编制不细。抄送：相关部门不及时"]
    assert report.improvements == ("加强培训",)
    assert report.coverage.ignored["closing"] == len(copies)
