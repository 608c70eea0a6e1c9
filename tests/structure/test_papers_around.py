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


def test_who_printed_a_paper_is_no_measure() -> None:
    below = "抄送：县人大财经委，县审计局。\n云溪县水利局办公室    2024年4月2日印发\n"
    report = read("云溪县水利局2023年度部门整体支出绩效自评报告", below=below)
    assert report.improvements == ("加强培训", "细化预算")
    assert report.coverage.ignored["closing"] == 39
